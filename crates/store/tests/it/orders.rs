//! Orders when many press at once: one order, one payment that counts, a refund or a reveal, invoices without gaps.

use std::collections::BTreeSet;

use symbolon_domain::command::{Command, KeyRef};
use symbolon_domain::company::{DocumentOf, FileSeen};
use symbolon_domain::fact::{Item, Ordered};
use symbolon_domain::ids::*;
use symbolon_domain::programme::{Money, PayMethod};
use symbolon_store::*;

use crate::support::*;

fn order(offer: &str) -> Command {
    let of = Ordered::Purchase { offer: offer.to_owned() };
    Command::PlaceOrder { of, method: PayMethod::Transfer, tax_id: None }
}

fn payment(order: OrderId, reference: &str) -> Command {
    let amount = Money { minor: 47_500, currency: "USD".to_owned() };
    Command::RecordPayment { order: Some(order), amount, reference: reference.to_owned(), received_on: None }
}

/// Submits all at once, each by its caller, and gives the answers in order.
async fn at_once(world: &World, acts: Vec<(Caller, Command)>, day: &str) -> Vec<Answer> {
    let acts = acts.into_iter().map(|(caller, command)| submission(world.account, caller, day, command)).collect();
    let answers = world.store.submit_all(acts).await;
    answers.into_iter().map(|answer| answer.expect("the store works").answer).collect()
}

async fn placed(world: &World) -> OrderId {
    world.allowed(world.ines(), "2021-03-01", order("action-pack")).await;
    *world.folded().await.account.orders.keys().next().expect("an order")
}

both_engines! {
    async fn of_many_clicks_one_places_an_order() {
        let world = World::new().await;
        let acts = vec![(world.ines(), order("action-pack")); 32];
        let answers = at_once(&world, acts, "2021-03-01").await;
        assert_eq!(answers.iter().filter(|answer| answer.status == 201).count(), 1);
        let others = answers.iter().filter(|answer| answer.status != 201);
        assert!(others.clone().all(|answer| answer.body == "order-open"), "{answers:?}");
        assert_eq!(world.folded().await.account.orders.len(), 1);
    }
}

both_engines! {
    async fn of_many_payments_one_counts_and_none_is_lost() {
        let world = World::new().await;
        let id = placed(&world).await;
        let acts = (0..32).map(|at| (vendor(), payment(id, &format!("W-{at}")))).collect();
        let answers = at_once(&world, acts, "2021-03-02").await;
        assert!(answers.iter().all(|answer| answer.status == 201), "{answers:?}");
        let account = world.folded().await.account.clone();
        assert_eq!(account.memberships.len(), 1);
        assert_eq!((account.funds.len(), account.funds.values().filter(|funds| funds.is_held()).count()), (32, 31));
        assert_eq!(world.store.verify().await.expect("reads").difference, None);
    }
}

both_engines! {
    async fn a_fee_is_given_back_or_a_key_is_shown_and_never_both() {
        for turn in 0..4 {
            let world = World::new().await;
            let id = placed(&world).await;
            world.allowed(vendor(), "2021-03-01", payment(id, "W-1")).await;
            let Some(Item::Key { key, .. }) = world.items().await.get("office-professional-plus-2019").cloned() else {
                panic!("a key")
            };
            let mut acts = vec![
                (vendor(), Command::RefundOrder { order: id }),
                (world.ines(), Command::RevealKey { key: KeyRef::Key(key) }),
            ];
            if turn % 2 == 1 {
                acts.reverse();
            }
            let answers = at_once(&world, acts, "2021-03-02").await;
            assert_eq!(answers.iter().filter(|answer| answer.status == 201).count(), 1, "{answers:?}");
        }
    }
}

both_engines! {
    async fn invoices_have_no_gaps_whatever_was_refused_between() {
        let world = World::new().await;
        let id = placed(&world).await;
        let wrong = |reference: &str| Command::RecordPayment {
            order: Some(id),
            amount: Money { minor: 1, currency: "USD".to_owned() },
            reference: reference.to_owned(),
            received_on: None,
        };
        let mut acts = vec![(vendor(), wrong("W-1")), (world.ines(), payment(id, "W-2")), (vendor(), wrong("W-3"))];
        acts.push((vendor(), payment(id, "W-4")));
        at_once(&world, acts, "2021-03-01").await;
        for (year, day) in [(2, "2022-03-05"), (3, "2023-03-05")] {
            let account = world.folded().await.account.clone();
            let membership = *account.memberships.keys().next().expect("was bought");
            let of = Ordered::Renewal { membership, offer: "action-pack".to_owned() };
            let renew = Command::PlaceOrder { of, method: PayMethod::Card, tax_id: None };
            world.allowed(vendor(), day, Command::ReviewProfile).await;
            world.allowed(world.ines(), day, renew).await;
            let account = world.folded().await.account.clone();
            let open = account.orders.values().find(|order| order.paid.is_none()).expect("an order").placed.order;
            let acts = vec![(vendor(), wrong(&format!("X-{year}"))), (vendor(), payment(open, &format!("Y-{year}")))];
            at_once(&world, acts, day).await;
        }
        let account = world.folded().await.account.clone();
        let numbers: BTreeSet<u64> =
            account.orders.values().filter_map(|order| Some(order.paid.as_ref()?.1.invoice)).collect();
        assert_eq!(numbers, BTreeSet::from([1, 2, 3]));
    }
}

both_engines! {
    async fn credit_notes_have_no_gaps_whatever_was_refused_between() {
        let world = World::new().await;
        let mut numbers = BTreeSet::new();
        for turn in 1..=3 {
            let id = placed(&world).await;
            world.allowed(vendor(), "2021-03-01", payment(id, &format!("W-{turn}"))).await;
            let refund = || (vendor(), Command::RefundOrder { order: id });
            // Nobody who bought gives back, a tax that there is not is not given back, and a fee is given back once.
            let acts = vec![
                (world.ines(), Command::RefundOrder { order: id }),
                (vendor(), Command::RefundTax { order: id }),
                refund(),
                refund(),
            ];
            let answers = at_once(&world, acts, "2021-03-01").await;
            assert_eq!(answers.iter().filter(|answer| answer.status == 201).count(), 1, "{answers:?}");
            let account = world.folded().await.account.clone();
            let note = account.orders[&id].refunded.as_ref().expect("was given back").1.credit_note;
            numbers.insert(note.expect("a number"));
        }
        assert_eq!(numbers, BTreeSet::from([1, 2, 3]));
        for number in 1..=3 {
            assert_eq!(world.store.credited(number).await.expect("reads"), Some(world.account));
        }
        assert_eq!(world.store.credited(4).await.expect("reads"), None);
        assert_eq!(world.store.verify().await.expect("reads").difference, None);
    }
}

both_engines! {
    async fn what_waits_for_the_vendor_is_found_across_companies() {
        let world = World::new().await;
        let all = Page { limit: 10, after: None };
        assert_eq!(world.store.with_held_funds(&all).await.expect("reads"), []);
        let id = placed(&world).await;
        let wrong = Command::RecordPayment {
            order: Some(id),
            amount: Money { minor: 1, currency: "USD".to_owned() },
            reference: "W-1".to_owned(),
            received_on: None,
        };
        world.allowed(vendor(), "2021-03-01", wrong).await;
        assert_eq!(world.store.with_held_funds(&all).await.expect("reads"), [world.account]);
        let after = Page { limit: 10, after: Some(world.account.to_string()) };
        assert_eq!(world.store.with_held_funds(&after).await.expect("reads"), []);
        assert_eq!(world.store.with_proofs(&all).await.expect("reads"), []);
        let of = DocumentOf::Payment {
            order: id,
            paid_on: "2021-03-01".parse().expect("a day"),
            paid_to: "7719".to_owned(),
            reference: "T-1".to_owned(),
        };
        let file = FileSeen { stated: "application/pdf".to_owned(), found: Some("application/pdf".to_owned()), bytes: 9, sha256: "a".repeat(64) };
        let prove = Command::AddDocument { document: symbolon_domain::ids::Minter::new(4, 4).document(), of, file };
        world.allowed(world.ines(), "2021-03-01", prove).await;
        assert_eq!(world.store.with_proofs(&all).await.expect("reads"), [world.account]);
        world.allowed(vendor(), "2021-03-01", payment(id, "W-2")).await;
        assert_eq!(world.store.with_proofs(&all).await.expect("reads"), []);
        let held = world.folded().await.account.funds.iter().find(|(_, funds)| funds.is_held()).map(|(id, _)| *id);
        world.allowed(vendor(), "2021-03-01", Command::ReturnFunds { funds: held.expect("is held") }).await;
        assert_eq!(world.store.with_held_funds(&all).await.expect("reads"), []);
    }
}
