use std::sync::Arc;

use symbolon_domain::access::{IdentityKind, Role};
use symbolon_domain::command::Command;
use symbolon_domain::fact::{Fact, Item, Payment};
use symbolon_domain::ids::{AccountId, Minter};
use symbolon_domain::programme::Mode;
use symbolon_store::*;

use crate::support::*;

both_engines! {
    async fn facts_are_numbered_chained_and_carry_the_build() {
        let world = World::new().await;
        world.buy("action-pack", "2020-09-01").await;
        let ledger = world.store.ledger(world.account).await.expect("reads");
        let kinds: Vec<_> = ledger.iter().map(|stored| (stored.entry.seq, stored.entry.fact.kind())).collect();
        assert_eq!(kinds, [(1, "account_opened"), (2, "tenant_linked"), (3, "membership_purchased")]);
        assert_eq!(ledger[0].prev_hash, GENESIS);
        assert_eq!(ledger[2].prev_hash, ledger[1].hash);
        assert!(ledger.iter().all(|stored| stored.build == "test" && stored.body == stored.entry.fact.body()));
        let Fact::MembershipPurchased(fact) = &ledger[2].entry.fact else { panic!("{:?}", ledger[2]) };
        assert_eq!(fact.days.renew_from.to_string(), "2021-09-02");
    }
}

both_engines! {
    async fn the_same_key_gives_the_same_answer_once_and_another_body_is_refused() {
        let world = World::new().await;
        world.buy("action-pack", "2020-09-01").await;
        let token = world.token("office-365-e3").await;
        let keyed = |fingerprint: &str| Submission {
            idempotency: Some(IdempotencyKey { scope: "k".repeat(64), fingerprint: fingerprint.to_owned() }),
            ..submission(world.account, world.ines(), "2020-10-01", world.redeem(token))
        };
        let first = world.store.submit(keyed("a")).await.expect("works");
        assert_eq!((first.answer.status, first.replayed, first.entries.len()), (201, false, 1));
        let second = world.store.submit(keyed("a")).await.expect("works");
        assert_eq!((second.answer, second.replayed, second.entries.len()), (first.answer, true, 0));
        assert!(matches!(world.store.submit(keyed("b")).await, Err(StoreError::KeyReused)));
        assert_eq!(world.folded().await.account.seq, first.seq, "a retry records nothing");
    }
}

both_engines! {
    async fn a_key_is_forgotten_after_eight_days_and_the_token_is_still_redeemed_once() {
        let world = World::new().await;
        world.buy("action-pack", "2020-09-01").await;
        let token = world.token("office-365-e3").await;
        let keyed = |day: &str| Submission {
            idempotency: Some(IdempotencyKey { scope: "k".repeat(64), fingerprint: "a".to_owned() }),
            ..submission(world.account, world.ines(), day, world.redeem(token))
        };
        assert_eq!(world.store.submit(keyed("2020-10-01")).await.expect("works").answer.status, 201);
        assert!(world.store.submit(keyed("2020-10-08")).await.expect("works").replayed, "kept for seven days");
        let later = world.store.submit(keyed("2020-10-10")).await.expect("works");
        assert_eq!((later.answer.body.as_str(), later.replayed), ("token-already-redeemed", false));
    }
}

both_engines! {
    async fn a_retry_that_overtakes_the_first_try_at_midnight_has_no_second_effect() {
        let world = World::new().await;
        let link = Command::LinkTenant { domain: "atelier.example".to_owned() };
        let keyed = |day: &str| Submission {
            idempotency: Some(IdempotencyKey { scope: "k".repeat(64), fingerprint: "a".to_owned() }),
            ..submission(world.account, vendor(), day, link.clone())
        };
        assert_eq!(world.store.submit(keyed("2020-10-02")).await.expect("works").answer.status, 201);
        assert!(world.store.submit(keyed("2020-10-01")).await.expect("works").replayed);
    }
}

both_engines! {
    async fn a_key_is_one_request_whichever_company_and_day_it_is_sent_for() {
        let world = World::new().await;
        let other = Minter::new(1_600_000_000_000, 8).account();
        world.store.submit(submission(other, vendor(), "2020-10-01", Command::open("FR"))).await.expect("works");
        let keyed = |account: AccountId, day: &str, fingerprint: &str| Submission {
            idempotency: Some(IdempotencyKey { scope: "k".repeat(64), fingerprint: fingerprint.to_owned() }),
            ..submission(account, vendor(), day, Command::LinkTenant { domain: "atelier.example".to_owned() })
        };
        let first = world.store.submit(keyed(world.account, "2020-10-01", "a")).await.expect("works");
        assert_eq!((first.answer.status, first.replayed), (201, false));
        let second = world.store.submit(keyed(other, "2020-10-02", "a")).await.expect("works");
        assert_eq!((second.answer, second.replayed), (first.answer, true));
        let third = world.store.submit(keyed(other, "2020-10-02", "b")).await;
        assert!(matches!(third, Err(StoreError::KeyReused)), "{third:?}");
        assert!(world.store.folded(other).await.expect("reads").expect("was opened").account.tenants.is_empty());
    }
}

both_engines! {
    async fn a_repeated_request_among_others_is_answered_as_before_and_they_as_usual() {
        let world = World::new().await;
        world.buy("action-pack", "2020-09-01").await;
        let tokens: Vec<_> = world.items().await.into_values().filter_map(|item| match item {
            Item::Token { token } => Some(token),
            _ => None,
        }).collect();
        let keyed = |at: usize| Submission {
            idempotency: Some(IdempotencyKey { scope: at.to_string().repeat(64), fingerprint: "a".to_owned() }),
            ..submission(world.account, world.ines(), "2020-10-01", world.redeem(tokens[at]))
        };
        let first = world.store.submit(keyed(0)).await.expect("works");
        let (again, one, two) = tokio::join!(
            world.store.submit(keyed(0)),
            world.store.submit(keyed(1)),
            world.store.submit(keyed(2)),
        );
        let again = again.expect("works");
        assert_eq!((again.answer, again.replayed), (first.answer.clone(), true));
        for other in [one, two] {
            let other = other.expect("works");
            assert_eq!((other.answer.status, other.replayed, other.entries.len()), (201, false, 1));
        }
        // A preview that has become stale since is no reason to answer otherwise.
        let stale = Answer { status: 409, body: "preview-stale".to_owned() };
        let guarded = Submission { guard: Some(Arc::new(move |_, _| Err(stale.clone()))), ..keyed(2) };
        let third = world.store.submit(guarded).await.expect("works");
        assert_eq!((third.answer, third.replayed), (first.answer, true));
        assert_eq!(world.store.verify().await.expect("reads").difference, None);
    }
}

/// A company of the store of a world, with an Action Pack and an admin: its tokens, its tenant and the admin.
async fn company(world: &World, at: u64) -> (AccountId, Caller, Vec<Command>) {
    // Half of them have one writer of a file, and half the other.
    let mut ids = Minter::new(1_600_000_000_000 + at, 99 + u128::from(at));
    let (account, admin) = (ids.account(), ids.person());
    let act = async |command| {
        let done = world.store.submit(submission(account, vendor(), "2020-09-01", command)).await.expect("works");
        assert_eq!(done.answer.status, 201, "{}", done.answer.body);
    };
    act(Command::open("FR")).await;
    act(Command::LinkTenant { domain: format!("company{at}.example") }).await;
    let payment = Payment { reference: "O-771".to_owned(), amount: None };
    act(Command::Purchase { offer: "action-pack".to_owned(), payment }).await;
    let folded = world.store.folded(account).await.expect("reads").expect("was opened");
    let tenant = *folded.account.tenants.keys().next().expect("a tenant");
    let mut row = world.person(admin, IdentityKind::Named, &[Role::GlobalAdmin], &[tenant]);
    (row.account, row.email) = (Some(account), format!("admin@company{at}.example"));
    world.store.write("test", 0, &[Plain::Person(row)]).await.expect("a person");
    let redeem = |token| Command::RedeemToken { token, tenant, mode: Mode::New, subscription: None, seats: None };
    let tokens = folded.account.tokens.keys().copied();
    (account, Caller::Person(admin), tokens.map(redeem).collect())
}

both_engines! {
    async fn what_comes_while_others_are_written_is_answered_as_if_alone() {
        let world = World::new().await;
        let mut companies = Vec::new();
        for at in 0..8 {
            companies.push(company(&world, at).await);
        }
        let ask = |key: Option<String>, fingerprint: &str, guarded: bool, at: usize, token: usize| {
            let (account, admin, redeem) = &companies[at];
            let asked = submission(*account, admin.clone(), "2020-10-01", redeem[token].clone());
            let stale = Answer { status: 409, body: "preview-stale".to_owned() };
            let (store, fingerprint) = (world.store.clone(), fingerprint.to_owned());
            let asked = Submission {
                idempotency: key.map(|scope| IdempotencyKey { scope, fingerprint }),
                guard: guarded.then(|| -> symbolon_store::Guard { Arc::new(move |_, _| Err(stale.clone())) }),
                ..asked
            };
            tokio::spawn(async move { store.submit(asked).await })
        };
        let key = |at: usize, token: usize| Some(format!("{at}-{token}"));
        // Everybody is known once they have done something; then nothing but new keys, all at once, and at last a stale
        // preview, in whatever order they come.
        let tokens = companies[0].2.len();
        let mut facts = 0;
        for tokens in [0..1, 1..tokens / 2] {
            let mut asked = Vec::new();
            for token in tokens {
                for at in 0..companies.len() {
                    asked.push(("{}", ask(key(at, token), "a", false, at, token)));
                    asked.push(("{}", ask(None, "", false, at, token)));
                }
            }
            for at in 0..companies.len() {
                asked.push(("preview-stale", ask(Some(format!("stale-{at}")), "a", true, at, 1)));
            }
            for (wanted, one) in asked {
                let one = one.await.expect("runs").expect("works");
                assert!([wanted, "token-already-redeemed"].contains(&one.answer.body.as_str()), "{wanted}: {one:?}");
                assert_eq!(one.entries.len(), usize::from(one.answer.status == 201), "{one:?}");
                facts += one.entries.len();
            }
        }
        assert_eq!(facts, tokens / 2 * companies.len());
        // Then for each token one whose preview is stale, one without a key, one key three times for the same request, and
        // once for another.
        for token in tokens / 2..tokens {
            let mut asked = Vec::new();
            for at in 0..companies.len() {
                let stale = ask(Some(format!("stale-{at}-{token}")), "a", true, at, token);
                let bare = ask(None, "", false, at, token);
                let same = [(); 3].map(|()| ask(key(at, token), "a", false, at, token));
                asked.push((stale, bare, same, ask(key(at, token), "b", false, at, token)));
            }
            for (stale, bare, same, other) in asked {
                let stale = stale.await.expect("runs").expect("works");
                assert!(["preview-stale", "token-already-redeemed"].contains(&stale.answer.body.as_str()), "{stale:?}");
                let mut keyed = Vec::new();
                for one in same {
                    keyed.push(one.await.expect("runs"));
                }
                let other = other.await.expect("runs");
                // Whoever came first has the key: the others of its request get its answer, and another one gets none.
                let (of_key, refused) = match other {
                    Ok(_) => (vec![other], keyed),
                    Err(_) => (keyed, vec![other]),
                };
                assert!(refused.iter().all(|one| matches!(one, Err(StoreError::KeyReused))), "{refused:?}");
                let of_key: Vec<_> = of_key.into_iter().map(|one| one.expect("works")).collect();
                assert_eq!(of_key.iter().filter(|one| !one.replayed).count(), 1, "{of_key:?}");
                assert!(of_key.iter().all(|one| one.answer == of_key[0].answer), "{of_key:?}");
                // The token is redeemed once.
                let bare = bare.await.expect("runs").expect("works");
                let facts: usize = of_key.iter().chain([&stale, &bare]).map(|one| one.entries.len()).sum();
                assert_eq!(facts, 1, "{of_key:?} {bare:?}");
            }
        }
        assert_eq!(world.store.verify().await.expect("reads").difference, None);
    }
}

both_engines! {
    async fn a_guard_answers_without_writing() {
        let world = World::new().await;
        world.buy("action-pack", "2020-09-01").await;
        let token = world.token("office-365-e3").await;
        let stale = Answer { status: 409, body: "preview-stale".to_owned() };
        let guarded = Submission {
            guard: Some(Arc::new({
                let stale = stale.clone();
                move |_, _| Err(stale.clone())
            })),
            ..submission(world.account, world.ines(), "2020-10-01", world.redeem(token))
        };
        let before = world.folded().await.account.seq;
        assert_eq!(world.store.submit(guarded).await.expect("works").answer, stale);
        assert_eq!(world.folded().await.account.seq, before);
    }
}

both_engines! {
    async fn one_command_that_hits_a_wall_does_not_take_the_others_with_it() {
        let world = World::new().await;
        let write = |id: &str| Plain::EnterLink { hash: id.to_owned(), person: world.ines, expires_at: 10 };
        // The same key twice: the second is a violation, in whichever batch it lands.
        world.store.write("test", 0, &[write("one")]).await.expect("works");
        let (one, two) = ([write("one")], [write("two")]);
        let (again, other, ()) = tokio::join!(
            world.store.write("test", 0, &one),
            world.store.write("test", 0, &two),
            world.buy("action-pack", "2020-09-01"),
        );
        assert!(matches!(again, Err(StoreError::Wall(_))), "{again:?}");
        assert!(other.is_ok());
        assert_eq!(world.folded().await.account.memberships.len(), 1);
        assert_eq!(world.store.verify().await.expect("reads").difference, None);
    }
}

both_engines! {
    async fn time_never_goes_back_within_an_account() {
        let world = World::new().await;
        world.buy("action-pack", "2020-09-01").await;
        let late = world.folded().await.account.recorded_at;
        let token = world.token("office-365-e3").await;
        let mut early = submission(world.account, world.ines(), "2020-09-01", world.redeem(token));
        early.now = late - 3_600_000_000;
        let submitted = world.store.submit(early).await.expect("works");
        assert_eq!(submitted.entries[0].recorded_at, late);
    }
}

both_engines! {
    async fn roles_are_those_of_the_moment_of_the_act() {
        let world = World::new().await;
        world.buy("action-pack", "2020-09-01").await;
        let none = world.person(world.ines, symbolon_domain::access::IdentityKind::Named, &[], &[]);
        world.store.write("test", 0, &[Plain::Person(none)]).await.expect("works");
        let command = Command::ShowCode { token: world.token("office-365-e3").await };
        assert_eq!(world.submit(world.ines(), "2020-10-01", command).await.answer.body, "role-missing");
    }
}

both_engines! {
    async fn an_id_or_a_number_finds_its_account() {
        let world = World::new().await;
        world.buy("action-pack", "2020-09-01").await;
        let account = &world.folded().await.account;
        let membership = account.memberships.values().next().expect("a membership");
        let token = world.token("office-365-e3").await;
        for id in [
            world.account.to_string(),
            account.number.to_string(),
            membership.id.to_string(),
            format!("M-{}", membership.number),
            token.to_string(),
        ] {
            assert_eq!(world.store.locate(&id).await.expect("reads"), Some(world.account), "{id}");
        }
        assert_eq!(world.store.locate("tok_nonsense").await.expect("reads"), None);
        assert_eq!(world.store.locate("M-99999999").await.expect("reads"), None);
    }
}

both_engines! {
    async fn an_address_is_found_in_whatever_case_it_was_typed() {
        let world = World::new().await;
        let person = Minter::new(14, 14).person();
        let row = PersonRow {
            account: None,
            email: "Élodie@Vendor.example".to_owned(),
            ..world.person(person, IdentityKind::Named, &[], &[])
        };
        world.store.write("test", 0, &[Plain::Person(row)]).await.expect("works");
        let found = async |name: &str| {
            let rows = world.store.people_called(name).await.expect("reads");
            rows.iter().map(|row| row.id).collect::<Vec<_>>()
        };
        // The last one is written with a combining accent.
        for name in ["Élodie@Vendor.example", "élodie@vendor.example", "ÉLODIE@VENDOR.EXAMPLE", "e\u{301}lodie@vendor.example"] {
            assert_eq!(found(name).await, [person], "{name}");
        }
        assert_eq!(found(&person.to_string()).await, [person]);
        assert!(found("elodie@vendor.example").await.is_empty(), "an address with other letters is another one");
    }
}
