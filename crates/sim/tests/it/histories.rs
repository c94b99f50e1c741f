//! Random histories of one company, under both built-in programmes. Steps in time go to the days on which something
//! changes, and to those beside them, because mistakes live there. After each act the limits are counted anew, and at the
//! end the past and the future are looked at from every side.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use symbolon_domain::access::{Actor, IdentityKind, Person, Role};
use symbolon_domain::account::{Account, SubscriptionState};
use symbolon_domain::check::{Subject, check};
use symbolon_domain::command::{Claim, Command, KeyRef};
use symbolon_domain::company::*;
use symbolon_domain::competency::{EvidenceOf, Stage, competencies};
use symbolon_domain::decide::{Context, Decision, decide};
use symbolon_domain::entitlement::ceiling;
use symbolon_domain::event::{Asked, Event, Through, events};
use symbolon_domain::explanation::{Answer, Explanation, RemedyAct};
use symbolon_domain::fact::*;
use symbolon_domain::ids::*;
use symbolon_domain::installation::{InstalledId, Place, WindDownOf, registers};
use symbolon_domain::merge::Partner;
use symbolon_domain::next_year::next_year;
use symbolon_domain::outlook::outlook;
use symbolon_domain::programme::*;
use symbolon_domain::refusal::RefusalCode;
use symbolon_domain::requirement::Association;
use symbolon_domain::shared::Shared;
use symbolon_domain::standing::{seat_breakdown, standing, subscription_standing};
use symbolon_sim::support::programme;

/// One step: what is done, with which of the things there are, after how much time.
#[derive(Debug, Clone, Copy)]
struct Step {
    act: u8,
    one: u8,
    two: u8,
    time: u8,
}

fn steps(count: usize) -> impl Strategy<Value = Vec<Step>> {
    let step = (0_u8..30, any::<u8>(), any::<u8>(), 0_u8..64);
    let step = step.prop_map(|(act, one, two, time)| Step { act, one, two, time });
    proptest::collection::vec(step, count / 2..count)
}

struct Life {
    programmes: Programmes,
    people: BTreeMap<PersonId, Person>,
    boss: PersonId,
    id: AccountId,
    entries: Vec<Entry>,
    account: Account,
    today: Date,
    minutes: i64,
    random: u128,
    /// What was seen at the end of each day on which something was done.
    seen: BTreeMap<Date, Vec<String>>,
    allowed: usize,
    /// Which of the companies of a history it is, so that no two have the same ids and names.
    part: u8,
}

fn pick<T: Clone>(from: impl IntoIterator<Item = T>, which: u8) -> Option<T> {
    let all: Vec<T> = from.into_iter().collect();
    (!all.is_empty()).then(|| all[usize::from(which) % all.len()].clone())
}

impl Life {
    fn new(name: &str) -> Self {
        Self::part(name, 0)
    }

    fn part(name: &str, part: u8) -> Self {
        let (_, programmes) = programme(name).expect("a programme");
        let apart = u128::from(part) << 64;
        let mut ids = Minter::new(1, apart + 1);
        let id = ids.account();
        let mut people = BTreeMap::new();
        let mut boss = None;
        for at in 0..9 {
            let person = Person {
                id: ids.person(),
                account: Some(id),
                kind: if at == 8 { IdentityKind::Shared } else { IdentityKind::Named },
                in_directory: at != 7,
                address: Some(format!("{at}@{}", if at == 6 { "gmail.com" } else { "lumen.example" })),
                roles: [Role::GlobalAdmin].into(),
                admin_of: BTreeSet::new(),
            };
            boss = boss.or(Some(person.id));
            people.insert(person.id, person);
        }
        let mut life = Self {
            programmes,
            people,
            boss: boss.expect("nine people"),
            id,
            entries: Vec::new(),
            account: Account::default(),
            today: jiff::civil::date(2019, 11, 5),
            minutes: 0,
            random: apart + 1,
            seen: BTreeMap::new(),
            allowed: 0,
            part,
        };
        life.act(Command::open("FR"));
        life.act(Command::AddLocation { country: "DE".to_owned() });
        life.act(Command::LinkTenant { domain: format!("one{part}.example") });
        life.act(Command::LinkTenant { domain: format!("two{part}.example") });
        let tenants: BTreeSet<TenantId> = life.account.tenants.keys().copied().collect();
        life.people.values_mut().for_each(|person| person.admin_of = tenants.clone());
        life
    }

    fn context(&self, command: &Command, today: Date) -> Context {
        // Who may do it is not looked for here: the vendor and the company's admin in one, or the seat's holder.
        let mut actor = Actor {
            person: Some(self.boss),
            account: Some(self.id),
            roles: [Role::GlobalAdmin, Role::AccountAdmin, Role::SupportAgent, Role::ProgrammeManager].into(),
            admin_of: self.account.tenants.keys().copied().collect(),
        };
        if let Command::ActivateSeat { assignment } = command {
            actor.person = self.account.assignments.get(assignment).map(|held| held.person);
        }
        let midnight = today.to_zoned(jiff::tz::TimeZone::UTC).expect("a day").timestamp().as_microsecond();
        let now = (midnight + self.minutes * 60_000_000).max(self.account.recorded_at);
        Context {
            invoice: 1,
            credit_note: 1,
            people: self.people.clone(),
            profiles: self.profiles(command),
            number: u64::try_from(self.entries.len()).expect("small") + 1_000 + u64::from(self.part) * 1_000_000,
            random: self.random,
            ..Context::of(self.id, actor, now, today)
        }
    }

    /// The company of the profile that a command names: there is only this one.
    fn profiles(&self, command: &Command) -> BTreeMap<String, Vec<Association>> {
        let of = |profile: &str| {
            let held = self.account.profiles.values().filter(|held| held.profile == profile);
            let mut all: Vec<_> = held
                .map(|held| Association { account: self.id, from: held.linked_on, last_day: held.last_day })
                .collect();
            all.sort_by_key(|held| held.from);
            (profile.to_owned(), all)
        };
        command.profile().map(of).into_iter().collect()
    }

    fn act(&mut self, command: Command) {
        self.random += 1_000;
        let context = self.context(&command, self.today);
        let decision = decide(&self.account, &self.programmes, &command, &context);
        assert_eq!(
            decision,
            decide(&self.account, &self.programmes, &command, &context),
            "the same question has the same answer"
        );
        self.explained(&command, &decision);
        self.as_foretold(&command, &decision);
        let Ok(outcome) = decision else { return };
        let before = self.account.clone();
        for new in outcome.facts {
            let current = self.programmes.current();
            let entry = Entry {
                account: self.id,
                seq: self.account.seq + 1,
                recorded_at: context.now,
                effective_on: new.effective_on,
                actor: "somebody".to_owned(),
                programme: current.id.clone(),
                version: current.version,
                fact: new.fact,
            };
            let again = Fact::read(entry.fact.kind(), &entry.fact.body()).expect("a fact reads back");
            assert_eq!(again, entry.fact);
            // Evidence that turns up or is withdrawn is known of its own days from then on.
            if matches!(entry.fact, Fact::EvidenceRecorded(_) | Fact::EvidenceWithdrawn(_)) {
                self.seen.retain(|day, _| *day < entry.effective_on);
            }
            self.account = std::mem::take(&mut self.account).apply(&entry);
            self.entries.push(entry);
        }
        self.allowed += 1;
        self.limits(&command, &before);
    }

    /// Goes to a day.
    fn go(&mut self, to: Date) {
        self.look();
        self.minutes = 0;
        self.today = self.today.max(to);
    }

    /// Does something that is about two companies, and writes to both; whether it was allowed.
    fn act_with(&mut self, other: &mut Self, command: &Command) -> bool {
        self.random += 1_000;
        let mut context = self.context(command, self.today);
        let head = other.entries.len().to_string();
        context.partner = Partner::Known(std::sync::Arc::new(other.account.clone()), head);
        let decision = decide(&self.account, &self.programmes, command, &context);
        self.explained_alone(command, &decision);
        let Ok(outcome) = decision else { return false };
        for (life, facts) in [(&mut *self, outcome.facts), (other, outcome.partner)] {
            for new in facts {
                let current = life.programmes.current();
                let entry = Entry {
                    account: life.id,
                    seq: life.account.seq + 1,
                    recorded_at: context.now.max(life.account.recorded_at),
                    effective_on: new.effective_on,
                    actor: "somebody".to_owned(),
                    programme: current.id.clone(),
                    version: current.version,
                    fact: new.fact,
                };
                life.account = std::mem::take(&mut life.account).apply(&entry);
                life.entries.push(entry);
            }
        }
        true
    }

    fn explained_alone(&self, command: &Command, decision: &Decision) {
        match decision {
            Ok(outcome) => assert_eq!(outcome.explanation.answer.code(), "yes", "{command:?}"),
            Err(refusal) => {
                assert!(refusal.explanation.first_obstacle().is_some(), "{command:?}: {:?}", refusal.code);
            }
        }
    }

    /// Takes another company in, where nothing stands in the way: nothing is lost, nothing is doubled (INV-X1…X8).
    fn merge(&mut self, mut other: Self) -> bool {
        if self.account.closed_on.is_some() || other.account.closed_on.is_some() {
            return false;
        }
        let day = self.today.max(other.today);
        self.go(day);
        other.go(day);
        for life in [&mut *self, &mut other] {
            let open: Vec<OrderId> =
                life.account.orders.iter().filter(|(_, order)| order.is_open_on(day)).map(|(id, _)| *id).collect();
            open.into_iter().for_each(|order| life.act(Command::CancelOrder { order }));
        }
        let number = other.account.number;
        assert!(self.act_with(&mut other, &Command::InviteToMerge { number }), "an invitation is free");
        assert!(!self.act_with(&mut other, &Command::InviteToMerge { number }), "and only one");
        let own_number = self.account.number;
        assert!(!other.act_with(self, &Command::InviteToMerge { number: own_number }), "from whichever side");
        let (merge, _) = self.account.merges.iter().next_back().expect("an invitation");
        let merge = *merge;
        assert!(!self.act_with(&mut other, &Command::ConfirmMerge { merge }), "nothing without an answer");
        if !other.act_with(self, &Command::AcceptMerge { merge }) {
            return false;
        }
        // Nothing is bought now, by neither of the two (INV-X6).
        for life in [&*self, &other] {
            for offer in &life.programmes.current().offers {
                let payment = Payment { reference: "x".to_owned(), amount: None };
                let command = Command::Purchase { offer: offer.id.clone(), payment };
                let refused = decide(&life.account, &life.programmes, &command, &life.context(&command, day));
                assert!(refused.is_err(), "{command:?}");
            }
        }
        let both = holdings(&[&self.account, &other.account]);
        let ends = |account: &Account| {
            account.memberships.values().map(|held| (held.id, held.last_year().days)).collect::<BTreeMap<_, _>>()
        };
        let before: BTreeMap<_, _> = ends(&self.account).into_iter().chain(ends(&other.account)).collect();
        assert!(self.act_with(&mut other, &Command::ConfirmMerge { merge }), "what was accepted is confirmed");
        let after = holdings(&[&self.account]);
        let (kept, gained): (Vec<_>, Vec<_>) = after.into_iter().partition(|thing| both.contains(thing));
        assert_eq!(kept, both, "nothing is lost, nothing is doubled");
        // What the two reach together adds its lines, and nothing else is added.
        let lines = ["grt_", "tok_", "key_", "pol_"];
        assert!(gained.iter().all(|thing| lines.iter().any(|line| thing.starts_with(line))), "{gained:?}");
        for (id, days) in ends(&self.account) {
            let joined = self.account.memberships[&id].joined.and_then(|into| before.get(&into).copied());
            assert!(days == before[&id] || Some(days) == joined, "a day moves to that of the other only");
        }
        // One order of the two, and never again (INV-X3, INV-X8).
        assert!(!self.act_with(&mut other, &Command::ConfirmMerge { merge }), "once");
        assert!(!self.act_with(&mut other, &Command::WithdrawMerge { merge }), "for ever");
        assert_eq!(other.account.merged_into.map(|(into, _)| into), Some(self.id));
        assert!(self.account.is_or_was(other.id), "the old id is known");
        // What either may renew is within its limit, and the rest is renewed with it (H-33).
        for held in self.account.memberships.values() {
            assert!(self.account.renewed_with(held).is_none_or(|with| with.id != held.id), "no membership is its own");
        }
        for (id, mut person) in other.people {
            person.account = Some(self.id);
            self.people.insert(id, person);
        }
        true
    }

    /// A refusal says why and holds what it promises; what is allowed has nothing standing in its way.
    fn explained(&self, command: &Command, decision: &Decision) {
        match decision {
            Ok(outcome) => assert_eq!(outcome.explanation.answer.code(), "yes", "{command:?}"),
            Err(refusal) => {
                assert!(refusal.explanation.first_obstacle().is_some(), "{command:?}: {:?}", refusal.code);
                assert!(refusal.available_from.is_none_or(|day| day > self.today), "{command:?}: {refusal:?}");
                let waits = refusal.remedies.iter().filter(|remedy| remedy.act == RemedyAct::Wait);
                let waits = waits.map(|remedy| remedy.from.expect("a day to wait for"));
                for day in refusal.available_from.into_iter().chain(waits) {
                    let eve = day.yesterday().expect("a day before");
                    let then = |on| decide(&self.account, &self.programmes, command, &self.context(command, on)).err();
                    // Until then it is refused, if only because the membership ends before; from then on not for this, nor
                    // for anything that only a later day ends, nor because it is too late.
                    assert!(then(eve.max(self.today)).is_some(), "{command:?}: {refusal:?}");
                    if let Some(then) = then(day) {
                        assert_ne!(then.code, refusal.code, "{command:?}: {refusal:?}");
                        assert!(then.available_from.is_none(), "{command:?}: {refusal:?}, then {then:?}");
                        assert!(then.available_until.is_none_or(|until| until >= day), "{command:?}: {refusal:?}");
                    }
                }
            }
        }
    }

    /// What a preview said is what the renewal grants: every line with its days, and the pools that go on.
    fn as_foretold(&self, command: &Command, decision: &Decision) {
        let Command::Renew { membership, offer, .. } = command else { return };
        let told = next_year(&self.account, &self.programmes, *membership, offer.as_deref(), self.today);
        match (decision, told) {
            (Ok(outcome), Some(told)) => {
                let renewed = outcome.facts.iter().find_map(|new| match &new.fact {
                    Fact::MembershipRenewed(fact) => Some(fact),
                    _ => None,
                });
                let renewed = renewed.expect("a renewal renews");
                assert_eq!(told.refusal, None);
                assert_eq!((told.renewed_on, told.days), (self.today, renewed.days));
                let line = |line: &Shared<Granted>| {
                    let pool = match &line.item {
                        Item::Pool { pool, .. } => self.account.pools.contains_key(pool).then_some(*pool),
                        _ => None,
                    };
                    let of = (line.benefit.clone(), line.offer.clone(), line.competency.clone(), line.layer);
                    (of, line.quantity, line.redeem_by, line.usable_until, pool)
                };
                let (said, done): (Vec<_>, Vec<_>) =
                    (told.grants.iter().map(line).collect(), renewed.grants.iter().map(line).collect());
                assert_eq!(said, done);
                assert_eq!(told.moved.len(), renewed.moved.len());
                for benefit in &told.lines {
                    let of = renewed.grants.iter().filter(|line| line.benefit == benefit.benefit);
                    assert_eq!(benefit.next.granted, of.map(|line| line.quantity).sum::<u32>(), "{benefit:?}");
                }
            }
            (Err(refusal), Some(told)) if told.renewed_on == self.today && told.refusal.is_some() => {
                let code = told.refusal.map(|refusal| refusal.code);
                let other = [
                    RefusalCode::ValidationFailed,
                    RefusalCode::AccountClosed,
                    RefusalCode::OrderOpen,
                    RefusalCode::AccountNotVerified,
                    RefusalCode::ProfileReviewDue,
                ];
                assert!(code == Some(refusal.code) || other.contains(&refusal.code), "{code:?} {:?}", refusal.code);
            }
            _ => {}
        }
    }

    /// The seats of a product in use, counted here, and as many as the rules of its grants allow.
    fn below_ceilings(&self, benefit: &str) {
        let Some(ceiling) = ceiling(&self.account, &self.programmes, benefit, self.today) else { return };
        let mut used: BTreeMap<String, u32> = BTreeMap::new();
        for seat in self.account.assignments.values().filter(|seat| seat.ended.is_none()) {
            let pool = &self.account.pools[&seat.pool];
            let (grant, membership) = self.account.membership_of(pool.grant).expect("a membership");
            let counts = grant.superseded_on.is_none() && membership.is_held_on(self.today);
            if pool.benefit == benefit && counts {
                *used.entry(seat.country.clone().expect("a country")).or_default() += 1;
            }
        }
        let all: u32 = used.values().sum();
        assert!(ceiling.worldwide.is_none_or(|most| all <= most), "{all} of {ceiling:?}");
        for (country, used) in used {
            assert!(ceiling.per_country.is_none_or(|most| used <= most), "{used} in {country} of {ceiling:?}");
        }
    }

    /// What may never be exceeded, counted from the account and not from what was decided.
    fn limits(&self, command: &Command, before: &Account) {
        let account = &self.account;
        let mut held: BTreeMap<&str, u32> = BTreeMap::new();
        // What a merge left beside the one that is renewed stays to its own end and is not counted (H-32).
        let counts = |held: &&symbolon_domain::account::Membership| {
            held.is_held_on(self.today) && account.renewed_with(held).is_none()
        };
        for membership in account.memberships.values().filter(counts) {
            *held.entry(&membership.group).or_default() += 1;
        }
        for offer in &self.programmes.current().offers {
            let count = held.get(offer.limit.group.as_str()).copied().unwrap_or_default();
            assert!(count <= offer.limit.max, "{count} of {}", offer.limit.group);
        }

        for (id, grant) in &account.grants {
            let taken: u32 =
                account.usages.values().filter(|used| used.act.grant == *id).map(|used| used.act.deducted).sum();
            assert!(taken <= grant.line.quantity, "{taken} of {}", grant.line.quantity);
            let holders = account.credits.values().filter(|held| held.grant == *id && held.ended_on.is_none());
            assert!(holders.count() <= 1, "a credit has one holder");
        }
        if account.closed_on.is_some() {
            assert!(held.is_empty(), "a closed account holds {held:?}");
            assert!(account.orders.values().all(|order| !order.is_open_on(self.today)), "an order is open");
            assert_eq!(account.memberships.len(), before.memberships.len(), "a closed account buys nothing");
        }

        let mut people = BTreeSet::new();
        for (id, seat) in account.assignments.iter().filter(|(_, seat)| seat.ended.is_none()) {
            let pool = &account.pools[&seat.pool];
            assert_eq!(pool.seats[&seat.seat].holder, Some(*id), "a seat has one holder");
            let (_, membership) = account.membership_of(pool.grant).expect("a membership");
            if membership.is_held_on(self.today) {
                assert!(people.insert((seat.person, pool.edition.clone())), "one seat of an edition a person");
            }
        }
        for (id, pool) in &account.pools {
            let counted = seat_breakdown(account, &self.programmes, pool, self.today);
            let used = counted.activated + counted.assigned;
            assert_eq!(
                used + counted.locked + counted.free + counted.withheld,
                pool_size(account, pool, self.today).max(used),
                "{counted:?}"
            );
            if matches!(command, Command::AssignSeat { pool, .. } if pool == id) {
                assert!(used <= pool.size, "{used} of {}", pool.size);
                self.below_ceilings(&pool.benefit);
            }
        }

        for (id, key) in &account.keys {
            assert!(key.limit.is_none_or(|limit| key.used <= limit), "{} activations", key.used);
            assert_eq!(usize::try_from(key.used).expect("small"), key.activations.len());
            assert!(before.keys.get(id).is_none_or(|old| old.used <= key.used), "activations come back");
        }
        for (id, token) in &account.tokens {
            let old = before.tokens.get(id);
            if let Some(redemption) = old.and_then(|old| old.redeemed.as_ref()) {
                assert_eq!(Some(redemption), token.redeemed.as_ref(), "redeemed once, for ever");
            }
            if let Some(redemption) = &token.redeemed {
                assert_eq!(redemption.act.seats, token.seats, "a token is used whole");
                assert!(redemption.on <= token.redeem_by, "redeemed in time");
            }
        }
        let (mut profiles, mut certified) = (BTreeSet::new(), BTreeSet::new());
        for held in account.profiles.values().filter(|held| held.last_day.is_none_or(|last| self.today <= last)) {
            assert!(profiles.insert(&held.profile), "a profile is linked once");
            assert!(certified.insert(held.person), "a person has one profile");
        }
        let mut shown = BTreeSet::new();
        for held in account.evidence.values().filter(|held| !held.withdrawn) {
            assert!(held.dated <= held.as_of && held.as_of <= self.today, "nobody knows the future");
            let what = match &held.of {
                EvidenceOf::Skill { profile, credential } => format!("{profile} {credential}"),
                EvidenceOf::Figure { metric, .. } => format!("{metric} {}", held.source),
            };
            assert!(shown.insert((what, held.dated, held.former)), "nobody is certified twice");
        }
        for level in competencies(account, self.programmes.current(), self.today, &BTreeSet::new())
            .iter()
            .flat_map(|one| &one.levels)
        {
            let active = matches!(level.stage, Some(Stage::Active | Stage::AtRisk));
            assert_eq!(active, level.membership.is_some(), "active is what is bought");
            if let Some(membership) = level.membership {
                assert!(account.memberships[&membership].is_held_on(self.today), "{level:?}");
            }
            if level.stage == Some(Stage::Qualified) {
                assert!(level.basis.is_some(), "{level:?}");
            }
        }
        let requested = account.replacements.values().filter(|request| request.decided.is_none());
        let open: Vec<TokenId> = requested.map(|request| request.token).collect();
        assert_eq!(open.iter().collect::<BTreeSet<_>>().len(), open.len(), "one open request a token");

        if let Command::RedeemToken { token, .. } = command {
            self.conserved(&account.tokens[token].redeemed.as_ref().expect("redeemed").act);
        }
        self.verified(before, command);
        if let Command::Renew { membership, .. } = command {
            let (old, new) = (before.memberships[membership].last_year(), account.memberships[membership].last_year());
            assert!(old.days.renew_from <= self.today && self.today <= old.days.renew_to, "inside its window");
            let current = self.programmes.current();
            let window = current.offer(&new.offer).and_then(|offer| current.window_of(offer)).expect("a window");
            let days = before.memberships[membership].counted_days();
            let due = window.next_year(days, old.days.anniversary).expect("within the calendar");
            assert_eq!(new.days, due, "the day of the payment counts for nothing");
        }
    }

    /// Nothing is bought, ordered or renewed by a company that is not verified, or without the year's review (INV-M10).
    fn verified(&self, before: &Account, command: &Command) {
        let current = self.programmes.current();
        let buys = matches!(command, Command::Purchase { .. } | Command::Renew { .. } | Command::PlaceOrder { .. });
        if buys && let Some(rule) = &current.verification {
            assert_eq!(before.company.state(rule), VerificationState::Authorized, "{command:?}");
        }
        let (Command::Renew { membership, .. } | Command::PlaceOrder { of: Ordered::Renewal { membership, .. }, .. }) =
            command
        else {
            return;
        };
        let year = before.memberships[membership].last_year();
        let window = current.offer(&year.offer).and_then(|offer| current.window_of(offer)).expect("a window");
        if window.needs.contains(&symbolon_domain::programme::Need::ProfileReviewed) {
            let last = before.company.reviews.last().expect("was reviewed");
            assert!(*last >= year.days.anniversary && *last <= self.today, "{last}");
        }
    }

    /// Seat-days are neither won nor lost, but for what rounding down to a day takes (D-12, D-14).
    fn conserved(&self, act: &TokenRedeemed) {
        let days = |until: Date| i64::from(days_between(self.today, until));
        let (token, alone) = (i64::from(act.seats), days(act.alone_until));
        match (act.mode, act.before) {
            (Mode::AddSeats, Some(before)) => {
                let sum = i64::from(before.seats) * days(before.usable_until) + token * alone;
                let seats = i64::from(act.after.seats);
                assert_eq!(seats, i64::from(before.seats) + token);
                let (after, next) = (seats * days(act.after.usable_until), seats * (days(act.after.usable_until) + 1));
                assert!(after <= sum && sum < next, "{act:?}: {sum} seat-days became {after}");
            }
            (Mode::Extend, Some(before)) => {
                assert_eq!(act.after.seats, before.seats);
                let active = i64::from(before.seats);
                let won = i64::from(days_between(before.usable_until, act.after.usable_until)) * active;
                // Months have 28 to 31 days, so a whole number of them may be three days off a part of the year.
                assert!((won - token * alone).abs() <= 3 * active + token, "{act:?}: {won} of {}", token * alone);
            }
            _ => assert_eq!((act.after.seats, act.after.usable_until), (act.seats, act.alone_until)),
        }
    }

    /// Lets time pass: some minutes, some days, or to a day on which something changes, or beside it.
    fn pass(&mut self, time: u8) {
        let ahead = |life: &Self| {
            let far = plus_days(life.today, 800).expect("within the calendar");
            let changes = outlook(&life.account, &life.programmes, life.today, far);
            changes.into_iter().map(|change| change.on).filter(|day| *day > life.today).collect::<BTreeSet<_>>()
        };
        let to = match time {
            0..=55 => {
                self.minutes += i64::from(time % 16);
                return;
            }
            56 => plus_days(self.today, 1),
            57 => plus_days(self.today, 31),
            58 => plus_days(self.today, 97),
            59 => pick(ahead(self), 0),
            60 => pick(ahead(self), 0).and_then(|day| plus_days(day, 1)),
            61 => pick(ahead(self), 1).and_then(|day| plus_days(day, -1)),
            62 => pick(ahead(self), 6),
            _ => pick(ahead(self), 9).and_then(|day| plus_days(day, 1)),
        };
        let Some(to) = to.filter(|to| *to > self.today) else { return };
        self.look();
        (self.today, self.minutes) = (to, 0);
    }

    fn look(&mut self) {
        self.seen.insert(self.today, facts_of(&self.account, &self.programmes, self.today));
    }

    fn step(&mut self, step: Step) {
        self.pass(step.time);
        let (one, two) = (step.one, step.two);
        let payment = Payment { reference: format!("O-{}", self.random), amount: None };
        let current = self.programmes.current().clone();
        let account = &self.account;
        // The newest things are the ones that can still be used.
        let memberships = account.memberships.keys().rev().take(3).copied();
        let tokens = account.tokens.iter().rev().filter(|(_, token)| token.redeemed.is_none());
        let pools = account.pools.keys().rev().take(4).copied();
        let open = account.assignments.iter().filter(|(_, seat)| seat.ended.is_none()).map(|(id, _)| *id);
        let command = match step.act {
            0 | 1 => pick(&current.offers, one).map(|offer| Command::Purchase { offer: offer.id.clone(), payment }),
            2..=4 => pick(memberships, one).map(|membership| {
                let other = pick(&current.offers, two).filter(|_| two > 200).map(|offer| offer.id.clone());
                Command::Renew { membership, payment, offer: other }
            }),
            5 | 6 => {
                let competency = pick(current.competencies.iter().take(5), one).map(|known| known.id.clone());
                let level = pick(&current.levels, two).map(|level| level.id.clone());
                competency.zip(level).map(|(competency, level)| {
                    let until = plus_days(self.today, if two % 3 == 0 { i32::from(one) * 2 } else { 9_000 });
                    let note =
                        NoteRef { id: symbolon_domain::ids::Minter::new(3, self.random).note(), hash: "h".to_owned() };
                    Command::StateAttainment { competency, level, until, note: Some(note).filter(|_| one % 4 != 0) }
                })
            }
            7..=9 => pick(tokens.map(|(id, _)| *id).take(12), one).zip(pick(account.tenants.keys().copied(), two)).map(
                |(token, tenant)| {
                    let mode = Mode::ALL[usize::from(two / 2) % Mode::ALL.len()];
                    Command::RedeemToken { token, tenant, mode, subscription: None, seats: None }
                },
            ),
            10 | 20 => {
                // Those that can still be replaced first.
                let redeemed = account.tokens.iter().filter_map(|(id, token)| {
                    let act = &token.redeemed.as_ref()?.act;
                    Some((act.replaceable_until, *id))
                });
                let newest: BTreeSet<(Option<Date>, TokenId)> = redeemed.collect();
                pick(newest.into_iter().rev().take(2), one).map(|(_, token)| {
                    let held = &account.tokens[&token];
                    let reason = match two % 6 {
                        0 => ReplacementReason::AddedInsteadOfExtended,
                        1 => ReplacementReason::Lost,
                        _ => ReplacementReason::WrongTenant,
                    };
                    let wrong = held.redeemed.as_ref().map(|redeemed| redeemed.act.tenant);
                    let intended_tenant = account.tenants.keys().copied().find(|tenant| Some(*tenant) != wrong);
                    Command::RequestReplacement { token, reason, intended_tenant, note: None }
                })
            }
            11 if two % 3 < 2 => self.balance_act(one, two),
            11 | 21 => {
                let waiting = account.replacements.iter().filter(|(_, request)| request.decided.is_none());
                pick(waiting.map(|(id, _)| *id), one).map(|replacement| Command::DecideReplacement {
                    replacement,
                    grant: two % 4 != 0,
                    note: None,
                })
            }
            12 if one % 4 == 0 => {
                pick(memberships, two).map(|membership| Command::ProvisionGrants { membership, grants: Vec::new() })
            }
            12 => pick(account.tokens.keys().rev().take(8).copied(), one).map(|token| Command::ShowCode { token }),
            13 | 14 if two % 4 == 0 => self.installed_act(one, two),
            13 | 14 => {
                let last = account.keys.keys().next_back().copied();
                let keys = account.keys.keys().rev().take(3).copied();
                if one % 16 == 1 {
                    let note =
                        NoteRef { id: symbolon_domain::ids::Minter::new(2, self.random).note(), hash: "h".to_owned() };
                    // Mostly what fits the key.
                    let blocked = |key: KeyId| account.keys.get(&key).is_some_and(|held| held.blocked.is_some());
                    last.map(|key| match blocked(key) != two.is_multiple_of(8) {
                        false => Command::BlockKey { key, why: KeyBlockReason::Leak, note },
                        true => Command::UnblockKey { key, note },
                    })
                } else if one % 8 == 0 {
                    last.map(|key| Command::RevealKey { key: KeyRef::Key(key) })
                } else {
                    pick(keys, one).map(|key| Command::RecordActivation {
                        key,
                        device: format!("machine-{}", two % 7),
                        note: None,
                        hardware_changed: two > 180,
                    })
                }
            }
            15 | 16 => {
                pick(pools, one).zip(pick(self.people.keys().copied(), two)).map(|(pool, person)| Command::AssignSeat {
                    pool,
                    person,
                    country: ["FR", "DE", "BE"].get(usize::from(two % 8)).map(|known| (*known).to_owned()),
                })
            }
            24 | 25 => {
                let of = if one % 2 == 0 {
                    pick(&current.offers, two).map(|offer| Ordered::Purchase { offer: offer.id.clone() })
                } else {
                    pick(memberships, two).map(|membership| Ordered::Renewal {
                        membership,
                        offer: account.memberships[&membership].last_year().offer.clone(),
                    })
                };
                let method = if two % 2 == 0 { PayMethod::Card } else { PayMethod::Transfer };
                of.map(|of| Command::PlaceOrder { of, method, tax_id: None })
            }
            26 if one % 4 == 0 => {
                let may = |order: &&symbolon_domain::account::Order| {
                    let bought = order.paid.as_ref().and_then(|(_, paid)| account.memberships.get(&paid.membership));
                    bought.is_some_and(|held| held.refund_until.is_some_and(|until| self.today <= until))
                };
                pick(account.orders.values().filter(may), two)
                    .map(|order| Command::RefundOrder { order: order.placed.order })
            }
            26 => pick(account.orders.keys().rev().take(2).copied(), one).map(|order| {
                let amount = account.orders[&order].placed.total.clone();
                let reference = format!("W-{}", self.random);
                match two % 12 {
                    8 => Command::RefundTax { order },
                    9 | 10 => {
                        let note = NoteRef {
                            id: symbolon_domain::ids::Minter::new(2, self.random).note(),
                            hash: "h".to_owned(),
                        };
                        let from = plus_days(self.today, i32::from(one % 64) - 60).unwrap_or(self.today);
                        Command::ExemptFromTax { from, until: None, note, former: None }
                    }
                    11 => match account.exemptions.iter().next_back() {
                        Some((exemption, held)) => {
                            Command::EndExemption { exemption: *exemption, last_day: held.from.max(self.today) }
                        }
                        None => Command::RefundTax { order },
                    },
                    0 if one % 2 == 0 => {
                        let code = (one % 4 == 0).then(|| "715".to_owned());
                        Command::RecordFailedCharge { order, reference, code }
                    }
                    0 => Command::CancelOrder { order },
                    1 => Command::RecordPayment { order: None, amount, reference, received_on: None },
                    2 => Command::RefundOrder { order },
                    _ => Command::RecordPayment { order: Some(order), amount, reference, received_on: None },
                }
            }),
            27 => {
                let held = account.funds.iter().filter(|(_, funds)| funds.is_held()).map(|(id, _)| *id);
                pick(held, one).zip(pick(account.orders.keys().rev().take(2).copied(), two)).map(|(funds, order)| {
                    if two % 3 == 0 { Command::ReturnFunds { funds } } else { Command::AssignFunds { funds, order } }
                })
            }
            28 | 29 => self.company_act(one, two),
            17 => pick(open, one).map(|assignment| Command::ActivateSeat { assignment }),
            18 => pick(open, one).map(|assignment| {
                let why = if two % 2 == 0 { UnassignReason::Returned } else { UnassignReason::HolderLeft };
                Command::UnassignSeat { assignment, why }
            }),
            22 | 23 => self.competency_act(one, two),
            _ => {
                let over = account.grants.iter().filter(|(_, grant)| !matches!(grant.line.item, Item::Token { .. }));
                pick(over, one).map(|(grant, held)| {
                    let activation = match &held.line.item {
                        Item::Key { key, .. } => account.keys[key].activations.first(),
                        _ => None,
                    };
                    let of =
                        activation.map(|first| WindDownOf::Installed(InstalledId::Activated(first.act.activation)));
                    Command::ConfirmWindDown { grant: *grant, of, how: WindDownHow::Uninstalled }
                })
            }
        };
        if let Some(command) = command {
            // Most renewals come after the review that they need.
            let renews =
                matches!(&command, Command::Renew { .. } | Command::PlaceOrder { of: Ordered::Renewal { .. }, .. });
            if renews && two % 8 != 0 {
                self.act(Command::ReviewProfile);
            }
            self.act(command);
        }
    }

    /// Something about the register of installations; now and then about what left it, or about another's place.
    fn installed_act(&self, one: u8, two: u8) -> Option<Command> {
        let account = &self.account;
        let known = account.installations.keys().rev().take(4).copied();
        let place = match one % 5 {
            0 => Some(Place::Headquarters),
            1 => account.locations.keys().next().map(|id| Place::Location(*id)),
            2 if two < 16 => Some(Place::Location(Minter::new(9, self.random).location())),
            _ => None,
        };
        let purpose = ["internal_business", "direct_revenue"].get(usize::from(one % 7)).map(|use_| (*use_).to_owned());
        let version = ["2016", "2019"].get(usize::from(one % 11)).map(|version| (*version).to_owned());
        match two % 16 {
            0 => pick(known, one).map(|installed| Command::RemoveInstallation { installed }),
            4 => {
                let quantity = (two < 128).then(|| u32::from(one % 3));
                let change = |installed| Command::ChangeInstallation { installed, version, place, purpose, quantity };
                pick(known, one).map(change)
            }
            _ => {
                let software = |grant: &symbolon_domain::account::Grant| {
                    matches!(grant.line.item, Item::Software | Item::Key { .. })
                };
                let lines = account.grants.iter().rev().filter(|(_, grant)| software(grant));
                pick(lines.map(|(id, _)| *id).take(6), one).map(|grant| {
                    let quantity = u32::from(two % 32) / 4;
                    Command::RecordInstallation { grant, version, place, purpose, quantity, note: None }
                })
            }
        }
    }

    /// Something about a balance: support, hours, or a credit.
    fn balance_act(&self, one: u8, two: u8) -> Option<Command> {
        let account = &self.account;
        let lines = account.grants.iter().filter(|(_, held)| matches!(held.line.item, Item::Balance));
        let latest = lines.rev().take(6).map(|(id, _)| *id);
        let grant = pick(latest.clone(), one)?;
        let person = pick(self.people.keys().copied(), two)?;
        let given = account.credits.iter().rev().find(|(_, held)| held.ended_on.is_none());
        let credit = given.map(|(id, _)| *id);
        let kind = *pick(symbolon_domain::balance::UsageKind::ALL, two)?;
        let other_credit = two.is_multiple_of(5);
        match (one % 8, credit) {
            // A credit's year is short, so half of what is tried ends one while there is one.
            (0 | 1, Some(credit)) => Some(Command::RemoveCredit { credit }),
            (2 | 3, Some(credit)) => Some(Command::TransferCredit { credit, person, other_credit }),
            (0 | 1, None) => Some(Command::ActivateSupport { grant }),
            (2..=4, _) => Some(Command::AssignCredit { grant, person, other_credit }),
            (5, _) if two.is_multiple_of(2) => Some(Command::ActivateSupport { grant }),
            (5, _) => {
                // What is left of the number says which, because the other one has said already what is done.
                let grant = pick(latest, two / 2)?;
                let contact =
                    NoteRef { id: symbolon_domain::ids::Minter::new(4, self.random).note(), hash: "h".to_owned() };
                Some(Command::ActivateMarketing { grant, contact, own_address: two.is_multiple_of(5) })
            }
            _ => Some(Command::UseBalance { grant, kind, amount: u32::from(two % 7), note: None }),
        }
    }

    /// Something about the company's profile; most of what is begun is passed, so that it can buy.
    fn company_act(&mut self, one: u8, two: u8) -> Option<Command> {
        let rule = self.programmes.current().verification.clone()?;
        let check = *pick(&rule.checks, two)?;
        let company = &self.account.company;
        self.random += 1;
        let mut ids = symbolon_domain::ids::Minter::new(1, self.random << 20);
        let mut noted = || NoteRef { id: ids.note(), hash: "h".to_owned() };
        Some(match one % 16 {
            0 | 1 => {
                let fields = pick(ProfileField::ALL, two).map(|field| vec![*field])?;
                let domain = Some(if two > 200 { "gmail.com".to_owned() } else { format!("d{}.example", two % 3) });
                let over = company.profile.as_ref().map(|text| text.id).filter(|_| one.is_multiple_of(2));
                Command::ChangeProfile { given: ProfileGiven { text: noted(), domain }, over, fields }
            }
            2 => Command::DecideCheck { check, passed: false, note: Some(noted()) },
            3 => {
                let lost = rule.checks.iter().find(|check| company.check(**check) == CheckState::Rejected);
                Command::AppealCheck { check: *lost.unwrap_or(&check), note: Some(noted()) }
            }
            4 | 5 => {
                let kind = "application/pdf".to_owned();
                let found = Some(kind.clone()).filter(|_| two < 200);
                let file = FileSeen { stated: kind, found, bytes: u64::from(two), sha256: String::new() };
                Command::AddDocument { document: ids.document(), of: DocumentOf::Check { check }, file }
            }
            6..=8 => Command::ReviewProfile,
            9 if two < 128 => Command::ChangePublicName { name: noted() },
            9 => Command::AskCheckMail { check: ProfileCheck::Email },
            10 if two > 192 && !self.account.memberships.is_empty() => Command::CloseAccount { note: noted() },
            _ => {
                let open = rule.checks.iter().find(|check| company.check(**check) != CheckState::Passed);
                Command::DecideCheck { check: *open.unwrap_or(&check), passed: true, note: None }
            }
        })
    }

    /// Something about evidence and profiles; a quarter of the profiles and of the days cannot be.
    fn competency_act(&self, one: u8, two: u8) -> Option<Command> {
        let (account, current) = (&self.account, self.programmes.current());
        let asked = &current.requirements;
        let dated = plus_days(self.today, i32::from(two % 40) - 30)?;
        let record = |claim: Claim| {
            let source = "feed".to_owned();
            Some(Command::RecordEvidence { claim, dated, expires_on: None, as_of: None, source })
        };
        match one % 8 {
            0 => {
                let person = pick(self.people.keys().copied(), two)?;
                Some(Command::LinkProfile { person, profile: format!("profile-{}-{}", self.part, two % 12) })
            }
            1 => {
                let association = pick(account.profiles.keys().rev().take(3).copied(), two)?;
                let last_day = two.is_multiple_of(2).then(|| plus_days(self.today, i32::from(two))).flatten();
                Some(Command::UnlinkProfile { association, last_day })
            }
            2 => pick(account.evidence.keys().rev().take(4).copied(), two)
                .map(|evidence| Command::WithdrawEvidence { evidence }),
            3..=5 => {
                let profile = pick(account.profiles.values().map(|held| held.profile.clone()), two / 2)?;
                let credential = pick(asked.credentials.iter().take(6), two)?.id.clone();
                record(Claim::Skill { profile, credential })
            }
            _ => {
                let metric = pick(&asked.metrics, two)?.id.clone();
                record(Claim::Figure { metric, amount: (u32::from(two) * 200).to_string() })
            }
        }
    }

    /// The past is what it was, whatever came later.
    fn past(&mut self) {
        self.look();
        assert_eq!(Account::fold(&self.entries), self.account);
        assert_eq!(Account::as_of_day(&self.entries, self.today), self.account);
        assert_eq!(Account::as_known_at(&self.entries, self.account.recorded_at), self.account);
        for (day, seen) in &self.seen {
            let then = Account::as_of_day(&self.entries, *day);
            assert_eq!(&facts_of(&then, &self.programmes, *day), seen, "{day} as it is remembered");
        }
        self.told();
    }

    /// Every fact is an event, and whoever takes events up now and then is told what whoever takes them up at once is.
    fn told(&self) {
        let day_of = |at| symbolon_domain::programme::day(at, &jiff::tz::TimeZone::UTC);
        let tell = |count: usize, asked: Asked<'_>, today: Date| -> Vec<Event> {
            let ledger = self.entries[..count].iter().map(|entry| (entry, "00000000"));
            events(ledger, &self.programmes, asked, today, day_of)
        };
        let all = tell(self.entries.len(), Asked::all(Through::NOTHING), self.today);
        let of_facts = all.iter().filter(|event| event.id.brought.is_none()).map(|event| event.id.sequence);
        assert!(of_facts.eq(self.entries.iter().map(|entry| entry.seq)), "a fact is told that is none, or one is not");
        let names: Vec<String> = all.iter().map(|event| event.id.to_string()).collect();
        assert!(names.windows(2).all(|pair| pair[0] < pair[1]), "two events of one name, or out of order: {names:#?}");
        for (event, name) in all.iter().zip(&names) {
            assert_eq!(name.parse().as_ref(), Ok(&event.id));
        }
        let (mut known, mut pieces) = (Through::NOTHING, Vec::new());
        for at in (0..self.entries.len()).step_by(3) {
            let day = day_of(self.entries[at].recorded_at).max(known.day);
            pieces.extend(tell(at + 1, Asked::all(known), day));
            known = Through { sequence: self.entries[at].seq, day };
        }
        pieces.extend(tell(self.entries.len(), Asked::all(known), self.today));
        assert_eq!(pieces, all, "it depends on when one looks what happened");
        let few = tell(self.entries.len(), Asked { most: 5, ..Asked::all(Through::NOTHING) }, self.today);
        assert!(few.len() >= all.len().min(5) && all.starts_with(&few), "fewer are not the first of all");
    }

    /// An answer that changes although nobody does anything has named the day, or an earlier one.
    fn dated(&self) {
        let last = plus_days(self.today, 500).expect("within the calendar");
        let changes = outlook(&self.account, &self.programmes, self.today, last);
        let days = changes.iter().flat_map(|change| [Some(change.on), plus_days(change.on, 1)]).flatten();
        let days: BTreeSet<Date> = days.filter(|day| *day > self.today).collect();
        let benefits: BTreeSet<&str> = self.account.grants.values().map(|grant| grant.line.benefit.as_str()).collect();
        for day in days {
            let before = plus_days(day, -1).expect("within the calendar").max(self.today);
            let named = |why: &Explanation| why.changes_on().is_some_and(|named| named <= day);
            for benefit in &benefits {
                let ask = |on| check(&self.account, &self.programmes, Subject::Company, benefit, on);
                let (was, is) = (ask(before), ask(day));
                let same = was.code == is.code || (was.code.allows() && is.code.allows());
                assert!(same || named(&was.explanation), "{benefit}: {} on {day} after {:#?}", is.code, was);
            }
            let registers_on = |on| registers(&self.account, &self.programmes, on);
            for (was, is) in registers_on(before).iter().zip(registers_on(day)) {
                let good = was.benefit == is.benefit && was.explanation.answer == Answer::Yes;
                let same = !good || is.explanation.answer == Answer::Yes;
                assert!(same || named(&was.explanation), "{}: {:?} on {day}", is.benefit, was.explanation);
            }
        }
    }

    /// Between the days that the outlook names, nothing changes.
    fn future(&self) {
        let last = plus_days(self.today, 500).expect("within the calendar");
        let mut named: BTreeSet<Date> = BTreeSet::new();
        for change in outlook(&self.account, &self.programmes, self.today, last) {
            // A last day is named; what it ends shows on the next.
            named.extend([Some(change.on), plus_days(change.on, 1)].into_iter().flatten());
        }
        for held in standing(&self.account, &self.programmes, self.today).subscriptions {
            // The end of a service is in the outlook; what becomes of it after that is said by itself.
            let mut state = held;
            while let Some(day) = state.changes_on {
                if state.state != SubscriptionState::Active {
                    named.insert(day);
                }
                let held = self.account.subscriptions.get(&state.id).expect("it is there");
                state = subscription_standing(state.id, held, day);
            }
        }
        let mut before = facts_of(&self.account, &self.programmes, self.today);
        for day in self.today.series(jiff::ToSpan::day(1)).skip(1).take_while(|day| *day <= last) {
            let after = facts_of(&self.account, &self.programmes, day);
            if !named.contains(&day) {
                let (gone, new): (BTreeSet<_>, BTreeSet<_>) = (before.iter().collect(), after.iter().collect());
                let changed: Vec<_> = gone.symmetric_difference(&new).collect();
                assert!(changed.is_empty(), "{day} changes without being named: {changed:#?}");
            }
            before = after;
        }
    }
}

/// Everything that companies hold, by id.
fn holdings(accounts: &[&Account]) -> Vec<String> {
    let mut all = Vec::new();
    for account in accounts {
        macro_rules! held {
            ($($part:ident),*) => {$( all.extend(account.$part.keys().map(ToString::to_string)); )*};
        }
        held!(tenants, attainments, profiles, evidence, memberships, orders, funds, exemptions, grants, tokens);
        held!(subscriptions, replacements, keys, pools, assignments);
        all.extend(account.keys.iter().map(|(id, key)| format!("{id} used {}", key.used)));
        let redeemed = account.tokens.iter().filter_map(|(id, token)| Some((id, token.redeemed.as_ref()?)));
        all.extend(redeemed.map(|(id, redemption)| format!("{id} on {}", redemption.act.tenant)));
        let seats = account.assignments.iter().filter(|(_, held)| held.ended.is_none());
        all.extend(seats.map(|(id, held)| format!("{id} is {}", held.person)));
        all.extend(account.company.documents.keys().map(ToString::to_string));
        all.extend(account.confirmations.iter().map(|held| format!("{held:?}")));
        all.extend(account.uses.iter().map(|held| format!("{held:?}")));
    }
    all.sort();
    all
}

fn pool_size(account: &Account, pool: &symbolon_domain::account::Pool, day: Date) -> u32 {
    let held = account.membership_of(pool.grant).is_some_and(|(grant, membership)| {
        membership.is_held_on(day) && grant.superseded_on.is_none_or(|since| day < since)
    });
    if held { pool.size } else { 0 }
}

/// What a person would read about a day, one line each.
fn facts_of(account: &Account, programmes: &Programmes, day: Date) -> Vec<String> {
    let held = standing(account, programmes, day);
    let memberships = held.memberships.iter().map(|held| {
        format!(
            "{} {} {} {} {} {:?} {:?}",
            held.number, held.offer, held.state, held.anniversary, held.benefits_until, held.access, held.refund_until
        )
    });
    let lines = held.lines.iter().map(|line| {
        format!(
            "{} {:?} {} {:?} {} {:?} {} {} {:?}",
            line.grant,
            line.token,
            line.state,
            line.total,
            line.used,
            line.free,
            line.locked,
            line.redeem_by,
            line.usable_until
        )
    });
    let subscriptions = held
        .subscriptions
        .iter()
        .filter(|held| held.state != SubscriptionState::Revoked)
        .map(|held| format!("{} {:?} {}", held.id, held.extent, held.state));
    memberships.chain(lines).chain(subscriptions).collect()
}

/// The same lives in every run, unless `PROPTEST_RNG_SEED` asks for others.
fn lives(cases: u32) -> ProptestConfig {
    let default = ProptestConfig::default();
    let rng_seed = match default.rng_seed {
        RngSeed::Random => RngSeed::Fixed(1),
        asked => asked,
    };
    ProptestConfig { cases, rng_seed, failure_persistence: None, ..default }
}

fn live(name: &str, steps: &[Step]) -> Life {
    let mut life = Life::new(name);
    steps.iter().for_each(|step| life.step(*step));
    life
}

proptest! {
    #![proptest_config(lives(48))]

    #[test]
    fn limits_hold_and_the_past_stays_in_the_first_programme(steps in steps(160)) {
        live("mpn-2020", &steps).past();
    }

    #[test]
    fn limits_hold_and_the_past_stays_in_the_second_programme(steps in steps(200)) {
        live("example-isv", &steps).past();
    }
}

/// Two companies that live apart, become one, and live on; whether they did.
fn merged(name: &str, apart: (&[Step], &[Step]), together: &[Step]) -> (Life, bool) {
    let mut life = Life::new(name);
    apart.0.iter().for_each(|step| life.step(*step));
    let mut other = Life::part(name, 1);
    apart.1.iter().for_each(|step| other.step(*step));
    let merged = life.merge(other);
    together.iter().for_each(|step| life.step(*step));
    (life, merged)
}

proptest! {
    #![proptest_config(lives(32))]

    #[test]
    fn two_companies_become_one_in_the_first_programme(one in steps(70), two in steps(70), rest in steps(70)) {
        merged("mpn-2020", (&one, &two), &rest).0.past();
    }

    #[test]
    fn two_companies_become_one_in_the_second_programme(one in steps(90), two in steps(90), rest in steps(90)) {
        merged("example-isv", (&one, &two), &rest).0.past();
    }
}

/// Merged lives must reach what they are about as well.
#[test]
fn merges_get_far() {
    use proptest::strategy::ValueTree;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    for name in ["mpn-2020", "example-isv"] {
        let (mut merges, mut joined, mut ended) = (0, 0, 0);
        for _ in 0..200 {
            let mut made = || steps(120).new_tree(&mut runner).expect("steps").current();
            let (one, two, rest) = (made(), made(), made());
            let (life, done) = merged(name, (&one, &two), &rest);
            merges += usize::from(done);
            joined += life.entries.iter().filter(|entry| matches!(entry.fact, Fact::MembershipJoined(_))).count();
            let closed =
                |entry: &&Entry| matches!(&entry.fact, Fact::MembershipClosed(fact) if fact.why == CloseReason::Merged);
            ended += life.entries.iter().filter(closed).count();
            if merges > 5 && joined > 3 && ended > 0 {
                break;
            }
        }
        assert!(
            merges > 5 && joined > 3 && ended > 0,
            "{name}: {merges} merges, {joined} joined, {ended} renewed as one"
        );
    }
}

proptest! {
    #![proptest_config(lives(8))]

    #[test]
    fn nothing_changes_on_a_day_that_is_not_named_in_the_first_programme(steps in steps(60)) {
        let life = live("mpn-2020", &steps);
        life.future();
        life.dated();
    }

    #[test]
    fn nothing_changes_on_a_day_that_is_not_named_in_the_second_programme(steps in steps(120)) {
        let life = live("example-isv", &steps);
        life.future();
        life.dated();
    }
}

/// The histories must reach what they are about, or they prove nothing.
#[test]
fn histories_get_far() {
    use proptest::strategy::ValueTree;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    for name in ["mpn-2020", "example-isv"] {
        // Locations are not part of these lives; the first programme has no taxes, and the second one verifies nobody and
        // gives back the fee of its rarest offer only.
        let missing: &[&str] = match name {
            "mpn-2020" => &["tax_refunded", "location_added"],
            _ => &[
                "location_added",
                "order_refunded",
                "tax_refunded",
                "profile_changed",
                "public_name_changed",
                "support_activated",
                "marketing_activated",
                "credit_assigned",
                "credit_ended",
                "check_mail_asked",
                "account_closed",
                "membership_reopened",
                "check_decided",
                "check_appealed",
                "document_added",
            ],
        };
        let (mut kinds, mut modes, mut missed) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
        for _ in 0..200 {
            let steps = steps(200).new_tree(&mut runner).expect("steps").current();
            let life = live(name, &steps);
            assert!(life.allowed > 5, "{} acts were allowed", life.allowed);
            kinds.extend(life.entries.iter().map(|entry| entry.fact.kind()));
            modes.extend(life.entries.iter().filter_map(|entry| match &entry.fact {
                Fact::TokenRedeemed(act) => Some(act.mode),
                _ => None,
            }));
            // Merges have lives of their own.
            let of_two = |kind: &str| {
                kind.starts_with("merge_")
                    || ["company_absorbed", "company_merged", "membership_joined"].contains(&kind)
            };
            // What follows a ticket, a campaign's run or a request has scenarios of its own: nobody in these lives opens one.
            let of_cases = |kind: &str| {
                kind.starts_with("override_")
                    || kind.starts_with("seat_request")
                    || ["location_removed", "campaign_enrolled"].contains(&kind)
            };
            let wanted =
                Fact::KINDS.iter().copied().filter(|kind| !missing.contains(kind) && !of_two(kind) && !of_cases(kind));
            missed = wanted.filter(|kind| !kinds.contains(kind)).collect();
            if missed.is_empty() && modes.len() == Mode::ALL.len() {
                break;
            }
        }
        assert_eq!(modes.len(), Mode::ALL.len(), "{name}: {modes:?}");
        assert!(missed.is_empty(), "{name}: {missed:?}");
    }
}
