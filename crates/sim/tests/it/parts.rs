//! Parts of the rules that one call shows: limits of text and of days, what a programme offers where, and what stands in
//! an account beside what its pages say.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::{Date, date};
use symbolon_domain::access::{Actor, IdentityKind, Person, Role};
use symbolon_domain::account::{Account, SeatState};
use symbolon_domain::balance::UsageKind;
use symbolon_domain::command::Command;
use symbolon_domain::explanation::{Answer, FactCode, RemedyAct, Value};
use symbolon_domain::fact::{
    BalanceUsed, CloseReason, Fact, Item, MembershipClosed, NoteRef, Ordered, OverrideGranted, OverrideProposed,
    Payment, UnassignReason,
};
use symbolon_domain::ids::{AccountId, Minter, OverrideId, TenantId, TicketId};
use symbolon_domain::matter::{Matter, OrderMatter, SubscriptionMatter, TicketMatter};
use symbolon_domain::merge::Former;
use symbolon_domain::notice::{Renewing, number, renewing};
use symbolon_domain::offers::tiles;
use symbolon_domain::order::card_due;
use symbolon_domain::programme::{
    Cap, CountedFrom, Mode, Money, PayMethod, Programmes, ReplacementReason, YearRule, instant,
};
use symbolon_domain::provisioning::ProvisionState;
use symbolon_domain::refusal::RefusalCode;
use symbolon_domain::standing::{LineState, assignment_state, membership_standing, standing};
use symbolon_domain::tax::tax_on;
use symbolon_domain::ticket::{self, Ticket, TicketAct, TicketReason, TicketState};
use symbolon_sim::support::programme;

use crate::company::Company;

/// B-40: a way to pay is offered where the offer has it, and a card not everywhere.
#[test]
fn a_way_to_pay_is_one_of_the_offers_own_and_a_card_not_everywhere() {
    let programmes = programme("example-isv").expect("a programme").1;
    let offers = |offer: &str, method, country| {
        let offer = programmes.current().offer(offer).expect("an offer");
        offer.payment.as_ref().expect("it is paid here").offers(method, country)
    };
    assert!(offers("starter", PayMethod::Card, "FR"));
    assert!(offers("starter", PayMethod::Transfer, "FR"));
    assert!(offers("starter", PayMethod::Transfer, "BE"));
    assert!(!offers("starter", PayMethod::Card, "BE"));
    assert!(offers("premier", PayMethod::Transfer, "FR"));
    assert!(!offers("premier", PayMethod::Card, "FR"));
}

/// C-30: a product's own ceilings come before those of every product, each on its days.
#[test]
fn a_ceiling_is_the_products_own_or_that_of_every_product_on_its_days() {
    let mut programme = (**programme("mpn-2020").expect("a programme").1.current()).clone();
    let cap = |path: &str, benefit: Option<&str>, from: Option<Date>, to: Option<Date>| Cap {
        path: path.to_owned(),
        benefit: benefit.map(str::to_owned),
        per_country: Some(1),
        worldwide: None,
        from,
        to,
    };
    let (begins, ends) = (date(2021, 1, 1), date(2021, 12, 31));
    programme.caps = vec![
        cap("caps.old", None, None, Some(date(2020, 12, 31))),
        cap("caps.all", None, Some(begins), Some(ends)),
        cap("caps.own", Some("intune"), Some(begins), Some(ends)),
    ];
    let path = |benefit: &str, on: Date| programme.cap(benefit, on).map(|cap| cap.path.as_str());
    for (benefit, on, expected) in [
        ("intune", date(2020, 12, 31), Some("caps.old")),
        ("intune", begins, Some("caps.own")),
        ("intune", ends, Some("caps.own")),
        ("intune", date(2022, 1, 1), None),
        ("office-365-e3", begins, Some("caps.all")),
        ("office-365-e3", ends, Some("caps.all")),
        ("office-365-e3", date(2022, 1, 1), None),
    ] {
        assert_eq!(path(benefit, on), expected, "{benefit} on {on}");
    }
}

#[test]
fn an_instant_outside_the_calendar_is_its_nearer_end() {
    assert_eq!(instant(0), Timestamp::UNIX_EPOCH);
    assert_eq!(instant(1_000_000).as_second(), 1);
    assert_eq!(instant(i64::MAX), Timestamp::MAX);
    assert_eq!(instant(i64::MIN), Timestamp::MIN);
}

#[test]
fn a_version_that_is_not_newer_changes_nothing() {
    let programmes = programme("mpn-2020").expect("a programme").1;
    let mut other = (**programmes.current()).clone();
    "other".clone_into(&mut other.content_hash);
    let same = programmes.clone().with(Arc::new(other.clone()));
    assert_eq!(same.current().content_hash, programmes.current().content_hash);
    other.version += 1;
    assert_eq!(programmes.with(Arc::new(other)).current().content_hash, "other");
}

/// A-19, A.3: areas, ways and requirements are found by their ids, and a requirement on its days.
#[test]
fn requirements_are_found_by_their_ids_and_on_their_days() {
    let mut programme = (**programme("mpn-2020").expect("a programme").1.current()).clone();
    let asked = &programme.requirements;
    assert_eq!(asked.area("data-ai").map(|area| area.name.en.as_str()), Some("Data and AI"));
    assert_eq!(asked.area("nothing"), None);
    let way = |competency: &str, id: &str| asked.option(competency, id).map(|way| way.name.en.as_str());
    assert_eq!(way("cloud-business-applications", "applications"), Some("Business applications"));
    assert_eq!(way("cloud-business-applications", "operations"), Some("Operations"));
    assert_eq!(way("devops", "applications"), None);
    assert!(asked.all().any(|one| one.id == "devops-silver-people"));
    assert_eq!(asked.all().count(), asked.asked.values().map(Vec::len).sum::<usize>());
    let (first, last) = (date(2021, 1, 1), date(2021, 12, 31));
    let all = programme.requirements.asked.get_mut("devops").expect("requirements");
    for one in all.iter_mut() {
        (one.from, one.to) = (Some(first), Some(last));
    }
    let found = |on: Date| programme.requirements.of("devops", "silver", on).values().map(Vec::len).sum::<usize>();
    let counted = [date(2020, 12, 31), first, last, date(2022, 1, 1)].map(found);
    assert_eq!(counted, [0, 1, 1, 0]);
}

/// C-05: what is not provisioned yet says so; where a programme records nothing, nothing is said.
#[test]
fn a_line_says_whether_it_is_provisioned() {
    let today = date(2021, 3, 1);
    let mut company = Company::with_pack(today);
    let said = |company: &Company, benefit: &str| {
        let lines = standing(&company.account, &company.programmes, today).lines;
        lines.into_iter().find(|line| line.granted.benefit == benefit).expect("a line").provisioning
    };
    assert_eq!(said(&company, "intune"), Some(ProvisionState::Provisioning));
    let membership = company.account.memberships.values().next().expect("a membership").id;
    let mut other = Company::with_pack(today);
    let unknown = other.ids.membership();
    let strange = company.ids.grant();
    let mut provision = |membership, grants: Vec<_>| {
        let done = company.act(&Command::ProvisionGrants { membership, grants });
        done.map(|outcome| outcome.facts.len()).map_err(|refusal| refusal.code)
    };
    assert_eq!(provision(unknown, vec![]), Err(RefusalCode::NotFound));
    assert_eq!(provision(membership, vec![strange]), Err(RefusalCode::NotFound));
    assert_eq!(provision(membership, vec![]), Ok(1));
    assert_eq!(provision(membership, vec![]), Ok(0), "said again");
    assert_eq!(said(&company, "intune"), Some(ProvisionState::Provisioned));
    let mut company = Company::open("example-isv", today);
    company.buy("starter").expect("a starter");
    assert_eq!(said(&company, "cloud-suite"), None);
}

/// D-03, N-05: an id says when it was made, to the millisecond, as the command came.
#[test]
fn an_id_carries_the_instant_of_its_command() {
    let mut company = Company::open("mpn-2020", date(2021, 3, 1));
    company.context.now = 1_614_600_000_123_456;
    company.buy("action-pack").expect("a pack");
    let held = company.account.memberships.values().next().expect("a membership");
    assert_eq!(held.id.bits() >> 80, 1_614_600_000_123);
}

/// K-12: what is used of a balance goes on elsewhere under its own number, and no other fact has one.
#[test]
fn a_use_of_a_balance_has_a_number() {
    let mut ids = Minter::new(1, 1);
    let (usage, grant) = (ids.usage(), ids.grant());
    let used = BalanceUsed { usage, grant, kind: UsageKind::Presales, asked: 2, deducted: 2, note: None };
    assert_eq!(number(&Fact::BalanceUsed(used)), Some(usage));
    let closed =
        MembershipClosed { membership: ids.membership(), last_day: date(2021, 3, 1), why: CloseReason::Lapsed };
    assert_eq!(number(&closed.into()), None);
}

/// H-31, H-36: a company is itself and all that became a part of it, each of which bought its own.
#[test]
fn a_company_is_also_those_that_became_a_part_of_it() {
    let today = date(2021, 3, 1);
    let mut company = Company::with_pack(today);
    let (own, other, stranger) = (company.context.account, company.ids.account(), company.ids.account());
    let location = company.ids.location();
    assert!(!company.account.is_or_was(other));
    company.account.former.insert(other, Former { number: 2, country: "DE".into(), into: own, on: today, location });
    assert!(company.account.is_or_was(own) && company.account.is_or_was(other));
    assert!(!company.account.is_or_was(stranger));
    assert_eq!(company.account.lineage().collect::<Vec<_>>(), [own, other]);
    let grant = company.account.grants.values().find(|grant| grant.line.benefit == "office-professional-plus-2019");
    let Some(Item::Key { key, .. }) = grant.map(|grant| grant.line.item.clone()) else { panic!("a key") };
    assert_eq!(company.account.bought_by(key), Some(own));
    let unknown = company.ids.key();
    assert_eq!(company.account.bought_by(unknown), None);
}

/// two of one group never stand in one place, and what is over leaves its own.
#[test]
fn memberships_of_one_group_have_places_of_their_own() {
    let mut company = Company::open("example-isv", date(2021, 3, 1));
    let places = |account: &Account| {
        let mut held: Vec<_> = account.memberships.values().map(|held| (held.number, held.place)).collect();
        held.sort_unstable();
        held.into_iter().map(|(_, place)| place).collect::<Vec<_>>()
    };
    company.buy("starter").expect("the first");
    company.attain("integration", "associate");
    company.buy("associate").expect("of another group");
    company.buy("starter").expect("the second");
    assert_eq!(places(&company.account), [0, 0, 1]);
    // The first one is over and written down as such when the next one is bought.
    company.context.today = date(2022, 4, 1);
    company.buy("starter").expect("the third");
    assert_eq!(places(&company.account)[3], 0);
}

/// J-34: enrolling again under the same run changes nothing, and another run finds that it was done; the excuse lasts to
/// the anniversary after the next one.
#[test]
fn a_year_is_enrolled_once_and_the_same_run_may_come_again() {
    let mut company = Company::open("mpn-2020", date(2019, 8, 1));
    // Counted from the purchase, as the other vendor counts, a year is told by its number.
    let mut programme = (**company.programmes.current()).clone();
    programme.windows.get_mut("standard").expect("a window").next_anniversary = YearRule::Calendar;
    company.programmes = Programmes::new(Arc::new(programme));
    company.attain("devops", "silver");
    company.buy("silver").expect("a silver membership");
    let membership = company.account.memberships.values().next().expect("a membership").id;
    company.context.today = date(2020, 7, 15);
    let (run, other) = (company.ids.run(), company.ids.run());
    let mut enrol = |run| {
        let campaign = "relief-2020-h2".to_owned();
        let done = company.act(&Command::EnrolInCampaign { membership, campaign, run });
        done.map(|outcome| outcome.facts).map_err(|refusal| refusal.code)
    };
    let facts = enrol(run).expect("enrolled");
    let [new] = facts.as_slice() else { panic!("{facts:?}") };
    let Fact::CampaignEnrolled(fact) = &new.fact else { panic!("{new:?}") };
    assert_eq!((fact.anniversary, fact.next_anniversary), (date(2020, 8, 1), date(2021, 8, 1)));
    assert_eq!(enrol(run), Ok(vec![]), "a run that was interrupted");
    assert_eq!(enrol(other), Err(RefusalCode::CampaignNotApplicable));
}

/// an exemption ends between its own days.
#[test]
fn an_exemption_ends_between_its_own_days() {
    let today = date(2021, 3, 1);
    let (first, last) = (date(2021, 1, 10), date(2021, 12, 31));
    let ended = |until: Option<Date>, day: Date| {
        let mut company = Company::open("example-isv", today);
        let note = NoteRef { id: company.ids.note(), hash: String::new() };
        company.act(&Command::ExemptFromTax { from: first, until, note, former: None }).expect("exempt");
        let exemption = *company.account.exemptions.keys().next().expect("an exemption");
        let done = company.act(&Command::EndExemption { exemption, last_day: day });
        done.map(drop).map_err(|refusal| refusal.code)
    };
    let invalid = Err(RefusalCode::ValidationFailed);
    assert_eq!(ended(Some(last), date(2021, 1, 9)), invalid);
    assert_eq!(ended(Some(last), first), Ok(()));
    assert_eq!(ended(Some(last), date(2021, 6, 30)), Ok(()));
    assert_eq!(ended(Some(last), last), Ok(()));
    assert_eq!(ended(Some(last), date(2022, 1, 1)), invalid);
    assert_eq!(ended(None, date(2021, 1, 9)), invalid);
    assert_eq!(ended(None, date(2030, 1, 1)), Ok(()));
}

/// J-03, J-04: who writes in a ticket is written down under a name of its own, some of it with a text, and so many files.
#[test]
fn what_is_done_to_a_ticket_has_a_name_and_a_limit() {
    let mut ids = Minter::new(1, 1);
    let (account, person) = (ids.account(), ids.person());
    let today = date(2021, 3, 1);
    use TicketAct::*;
    for (act, name, text) in [
        (Take, "take_ticket", false),
        (Ask, "ask_in_ticket", true),
        (Reply, "reply_in_ticket", true),
        (Acknowledge, "acknowledge_in_ticket", true),
        (Attach, "attach_to_ticket", false),
        (Grant, "grant_ticket", true),
        (Refuse, "refuse_ticket", true),
        (Close, "close_ticket", false),
        (Reopen, "reopen_ticket", true),
    ] {
        assert_eq!((act.audited().code(), act.needs_text()), (name, text));
    }
    let programmes = programme("example-isv").expect("a programme").1;
    let company = Account::default();
    let mut held = Ticket::opened(ids.ticket(), 1, (account, person), (TicketReason::Other, None), today);
    let own =
        Actor { person: Some(person), account: Some(account), roles: [Role::Employee].into(), admin_of: [].into() };
    for count in 0..3 {
        assert_eq!(held.documents, count);
        held = ticket::decide((&company, &programmes), &held, Attach, &own, today).expect("a file").0;
    }
    let full = ticket::decide((&company, &programmes), &held, Attach, &own, today).expect_err("three are enough");
    assert_eq!(full.code, RefusalCode::TooManyDocuments);

    let (other, colleague, desk) = (ids.account(), ids.person(), ids.person());
    let vendor = |role: Role| Actor { person: Some(desk), account: None, roles: [role].into(), admin_of: [].into() };
    for (actor, sees, why) in [
        (own.clone(), true, "who asked"),
        (Actor { account: Some(other), ..own.clone() }, false, "who asked, in another company"),
        (Actor { person: Some(colleague), roles: [Role::GlobalAdmin].into(), ..own.clone() }, false, "a colleague"),
        (vendor(Role::SupportAgent), true, "support"),
        (vendor(Role::Auditor), true, "the auditor"),
        (vendor(Role::Operator), false, "the operator"),
        (Actor { account: Some(account), person: None, ..vendor(Role::SupportAgent) }, false, "not the vendor's"),
        (Actor { account: Some(account), person: None, ..vendor(Role::Auditor) }, false, "nor the auditor"),
    ] {
        assert_eq!(ticket::may_see(&actor, &held), sees, "{why}");
    }
    // Written acknowledgements are for the one question that cannot be undone (H-04).
    let mut removal = Ticket::opened(ids.ticket(), 2, (account, person), (TicketReason::LocationRemoval, None), today);
    let admin = Actor { roles: [Role::GlobalAdmin, Role::AccountAdmin].into(), ..own.clone() };
    assert!(ticket::decide((&company, &programmes), &removal, Acknowledge, &admin, today).is_ok());
    removal.state = TicketState::Closed;
    let over = ticket::decide((&company, &programmes), &removal, Acknowledge, &admin, today).expect_err("over");
    assert_eq!(over.code, RefusalCode::TicketNotInTurn);
    let about =
        ticket::decide((&company, &programmes), &held, Acknowledge, &admin, today).expect_err("of another kind");
    assert_eq!(about.code, RefusalCode::TicketNotFitting);
}

fn person(ids: &mut Minter, account: AccountId, roles: &[Role], admin_of: &[TenantId]) -> Person {
    Person {
        id: ids.person(),
        account: Some(account),
        kind: IdentityKind::Named,
        in_directory: true,
        address: None,
        roles: roles.iter().copied().collect(),
        admin_of: admin_of.iter().copied().collect(),
    }
}

/// O-07, O-12, O-15: who is told of an order, of a subscription and of a ticket, and who may know of it.
#[test]
fn what_is_told_reaches_those_whom_it_concerns() {
    let mut ids = Minter::new(1, 1);
    let (account, tenant, elsewhere) = (ids.account(), ids.tenant(), ids.tenant());
    let buyer = person(&mut ids, account, &[Role::Employee], &[]);
    let billing = person(&mut ids, account, &[Role::ProgrammeAdmin], &[]);
    let admin = person(&mut ids, account, &[Role::GlobalAdmin], &[tenant]);
    let viewer = person(&mut ids, account, &[Role::ReportViewer], &[elsewhere]);
    let all = [&buyer, &billing, &admin, &viewer];
    let day = date(2021, 3, 1);
    let order = Matter::Order(OrderMatter {
        order: ids.order(),
        number: 1,
        offer: "action-pack".to_owned(),
        total: Money { minor: 1, currency: "USD".to_owned() },
        pay_by: day,
        buyer: Some(buyer.id),
        refused: None,
        lapsed: None,
        funds_held: false,
    });
    let of = |tenant| SubscriptionMatter {
        subscription: Minter::new(2, 2).subscription(),
        benefit: "intune".to_owned(),
        tenant,
        seats: 5,
        usable_until: day,
        days: 30,
        since: None,
    };
    let asked = Matter::Ticket(TicketMatter {
        ticket: ids.ticket(),
        number: "T-1".to_owned(),
        reason: TicketReason::Other,
        entry: 1,
        act: None,
        outcome: None,
        requester: viewer.id,
        on: day,
    });
    assert_eq!(order.reached(all), [buyer.id, billing.id, admin.id].into(), "who ordered, and who may");
    assert_eq!(Matter::Subscription(of(tenant)).reached(all), [admin.id].into(), "the tenant's admin");
    assert_eq!(asked.reached(all), [viewer.id].into(), "who asked");
    let away = Person { in_directory: false, ..buyer.clone() };
    assert_eq!(order.reached([&away, &admin]), [admin.id].into(), "who left is told nothing");

    let (colleague, requester) = (Actor::of(&admin), Actor::of(&viewer));
    assert!(order.may_know(&colleague, account) && order.may_know(&requester, account));
    assert!(asked.may_know(&requester, account) && !asked.may_know(&colleague, account));
}

/// G-13: a seat ends with its membership; one that was given by mistake and taken back at once was never held.
#[test]
fn a_seat_ends_with_its_membership() {
    let bought = date(2021, 3, 1);
    let mut company = Company::with_pack(bought);
    let pool = *company.account.pools.keys().next().expect("a pool");
    let holder = person(&mut company.ids, company.context.account, &[Role::Employee], &[]);
    let id = holder.id;
    company.context.people.insert(id, holder);
    company.act(&Command::AssignSeat { pool, person: id, country: None }).expect("a seat");
    let held = company.account.assignments.values().next().expect("an assignment").clone();
    let account = company.account.clone();
    let state = |ended: Option<UnassignReason>, on: Date| {
        let held = symbolon_domain::account::Assignment { ended: ended.map(|why| (bought, why)), ..held.clone() };
        assignment_state(&account, &held, on)
    };
    let over = date(2022, 4, 1);
    assert_eq!(state(None, bought), SeatState::Assigned);
    assert_eq!(state(None, over), SeatState::Ended);
    assert_eq!(state(Some(UnassignReason::Returned), bought), SeatState::Ended);
    assert_eq!(state(Some(UnassignReason::Slip), bought), state(Some(UnassignReason::Slip), over));
    assert_ne!(state(Some(UnassignReason::Slip), over), SeatState::Assigned);
    // Why it was taken back after the day of a slip is kept as it was said.
    company.context.today = date(2021, 3, 8);
    company.context.now += 7 * 86_400_000_000;
    let assignment = *company.account.assignments.keys().next().expect("an assignment");
    if let Some(gone) = company.context.people.get_mut(&id) {
        gone.in_directory = false;
    }
    company.act(&Command::UnassignSeat { assignment, why: UnassignReason::HolderLeft }).expect("taken back");
    let ended = company.account.assignments.get(&assignment).and_then(|held| held.ended);
    assert_eq!(ended, Some((date(2021, 3, 8), UnassignReason::HolderLeft)));
}

/// H-04: what hangs on a location is counted where the company has no other place in its country.
#[test]
fn seats_hang_on_the_last_place_of_their_country() {
    let today = date(2021, 3, 1);
    let seats = |places: &[&str], of: &str| {
        let mut company = Company::with_pack(today);
        for country in places {
            company.act(&Command::AddLocation { country: (*country).to_owned() }).expect("a location");
        }
        let pool = *company.account.pools.keys().next().expect("a pool");
        for country in ["DE", "DE", "BE"] {
            if !places.contains(&country) {
                continue;
            }
            let holder = person(&mut company.ids, company.context.account, &[Role::Employee], &[]);
            let id = holder.id;
            company.context.people.insert(id, holder);
            let country = Some(country.to_owned());
            company.act(&Command::AssignSeat { pool, person: id, country }).expect("a seat");
        }
        let taken = company.account.assignments.iter().next().map(|(id, _)| *id).expect("a seat");
        let location = company.account.locations.iter().find(|(_, held)| held.country == of).expect("a location");
        let subject = location.0.to_string();
        let suggested = |company: &Company| {
            let (account, programmes) = (&company.account, &company.programmes);
            let reason = TicketReason::LocationRemoval;
            let found = ticket::suggest(account, programmes, reason, Some(&subject), &company.context);
            let node = found.expect("an answer").explanation.children().last().cloned().expect("a fact");
            node.because.get("seats").cloned()
        };
        let before = suggested(&company);
        company.act(&Command::UnassignSeat { assignment: taken, why: UnassignReason::Returned }).expect("taken back");
        (before, suggested(&company))
    };
    let number = |count: u32| Some(Value::from(count));
    assert_eq!(seats(&["DE", "BE"], "DE"), (number(2), number(1)));
    assert_eq!(seats(&["DE", "DE"], "DE"), (number(0), number(0)), "another one is there");
    assert_eq!(seats(&["DE", "FR"], "FR"), (number(0), number(0)), "the headquarters are there");
}

/// half of the smallest coin is rounded up.
#[test]
fn a_tax_is_rounded_to_the_nearest_coin() {
    let tax = |minor: i64, basis_points: u32| {
        tax_on(&Money { minor, currency: "EUR".to_owned() }, basis_points).expect("within reach").minor
    };
    for (minor, basis_points, expected) in [(12_000, 2_000, 2_400), (2, 2_000, 0), (3, 2_000, 1), (5, 1_000, 1)] {
        assert_eq!(tax(minor, basis_points), expected, "{minor} at {basis_points}");
    }
}

/// B-41: a card is charged what the order costs, only where it was to be paid by card, and only where anybody charges cards.
#[test]
fn a_card_is_charged_for_an_order_by_card_only() {
    let due = |method: PayMethod, charged: bool| {
        let mut company = Company::open("mpn-2020", date(2021, 3, 1));
        let of = Ordered::Purchase { offer: "action-pack".to_owned() };
        company.act(&Command::PlaceOrder { of, method, tax_id: None }).expect("an order");
        let order = *company.account.orders.keys().next().expect("an order");
        let due = card_due(&company.account, &company.programmes, order, &company.context, charged);
        due.map(|total| total.decimal()).map_err(|refusal| refusal.remedies.last().map(|remedy| remedy.act))
    };
    assert_eq!(due(PayMethod::Card, true), Ok("475.00".to_owned()));
    assert_eq!(due(PayMethod::Card, false), Err(Some(RemedyAct::CancelOrder)));
    assert_eq!(due(PayMethod::Transfer, true), Err(Some(RemedyAct::CancelOrder)));
}

/// G-02: a pool without a free seat names the seats that nobody activated, which could be taken back.
#[test]
fn a_full_pool_names_the_seats_that_nobody_began() {
    let mut company = Company::with_pack(date(2021, 3, 1));
    let pool = *company.account.pools.keys().next().expect("a pool");
    let seat = |company: &mut Company| {
        let holder = person(&mut company.ids, company.context.account, &[Role::Employee], &[]);
        let id = holder.id;
        company.context.people.insert(id, holder);
        company.act(&Command::AssignSeat { pool, person: id, country: None }).map(|_| {
            let held = company.account.assignments.iter().find(|(_, held)| held.person == id);
            (id, *held.expect("an assignment").0)
        })
    };
    let (begun, first) = seat(&mut company).expect("a seat");
    let boss = company.context.actor.clone();
    company.context.actor.person = Some(begun);
    company.act(&Command::ActivateSeat { assignment: first }).expect("begun");
    company.context.actor = boss;
    let (_, returned) = seat(&mut company).expect("a seat");
    company.context.now += 1;
    company.act(&Command::UnassignSeat { assignment: returned, why: UnassignReason::Returned }).expect("a slip");
    let mut waiting: Vec<_> = (0..2).map(|_| seat(&mut company).expect("a seat").1.to_string()).collect();
    waiting.sort();
    let refusal = seat(&mut company).expect_err("no seat is free");
    assert_eq!(refusal.code, RefusalCode::SeatNoneFree);
    let Some(Value::List(idle)) = refusal.details.get("idle") else { panic!("{:?}", refusal.details) };
    let mut idle: Vec<_> = idle.iter().map(|id| serde_json::to_value(id).expect("an id")).collect();
    idle.sort_by_key(ToString::to_string);
    assert_eq!(idle, waiting);
}

/// What is held is said from its first day on, and before it that it comes.
#[test]
fn a_membership_is_held_from_its_first_day_on() {
    let bought = date(2021, 3, 1);
    let mut company = Company::with_pack(bought);
    let before = date(2021, 2, 28);
    let found = |company: &Company, on| standing(&company.account, &company.programmes, on);
    assert_eq!(found(&company, bought).memberships.len(), 1);
    assert_eq!(found(&company, before).memberships.len(), 0);
    assert_eq!(found(&company, before).lines.len(), 0);
    let held = company.account.memberships.values().next().expect("a membership");
    let said = membership_standing(&company.account, &company.programmes, held, before).explanation;
    let coming = said.children().iter().find(|node| node.fact == FactCode::MembershipAccess).expect("a fact");
    assert_eq!((coming.answer, coming.changes_on), (Answer::NotYet, Some(bought)));
    assert_eq!(coming.remedy, None, "it comes by itself");

    // D-21: a replacement is a line of its own from the day on which it was granted.
    let tenant = Command::LinkTenant { domain: "one.example".to_owned() };
    company.act(&tenant).expect("a tenant");
    company.act(&Command::LinkTenant { domain: "two.example".to_owned() }).expect("another one");
    let tenants: Vec<TenantId> = company.account.tenants.keys().copied().collect();
    company.context.actor.admin_of = tenants.iter().copied().collect();
    let token = company.account.tokens.iter().find(|(_, token)| token.benefit == "intune").map(|(id, _)| *id);
    let token = token.expect("a token");
    company.act(&Command::ShowCode { token }).expect("shown");
    let (tenant, mode, subscription, seats) = (tenants[0], Mode::New, None, None);
    company.act(&Command::RedeemToken { token, tenant, mode, subscription, seats }).expect("redeemed");
    company.context.today = date(2021, 3, 10);
    let (reason, intended_tenant, note) = (ReplacementReason::WrongTenant, Some(tenants[1]), None);
    company.act(&Command::RequestReplacement { token, reason, intended_tenant, note }).expect("asked");
    let replacement = *company.account.replacements.keys().next().expect("a request");
    company.act(&Command::DecideReplacement { replacement, grant: true, note: None }).expect("granted");
    let lines = |on| {
        let lines = found(&company, on).lines.into_iter().filter(|line| line.granted.benefit == "intune");
        lines.map(|line| line.state).collect::<Vec<_>>()
    };
    assert_eq!(lines(date(2021, 3, 10)), [LineState::Replaced, LineState::Available], "its code was shown to nobody");
    assert_eq!(lines(date(2021, 3, 9)).len(), 1);
}

/// L-02: what is renewed is a membership that is held, and not one that is renewed with another.
#[test]
fn an_offer_that_is_held_is_renewed_and_another_one_is_bought() {
    let mut company = Company::with_pack(date(2021, 3, 1));
    let of = |company: &Company, offer: &str| {
        let all = tiles(&company.account, &company.programmes, &|_| &company.programmes, &company.context);
        let tile = all.into_iter().find(|tile| tile.of.offer() == offer).expect("an offer");
        matches!(tile.of, Ordered::Renewal { .. })
    };
    assert!(of(&company, "action-pack"));
    assert!(!of(&company, "silver") && !of(&company, "learning-action-pack"));
    company.context.today = date(2022, 4, 1);
    assert!(!of(&company, "action-pack"), "it lapsed");
}

/// while what is held cannot be renewed yet, another one of the offer is bought where there is room for it.
#[test]
fn an_offer_of_which_two_are_allowed_is_bought_again_before_its_window() {
    let mut company = Company::open("example-isv", date(2021, 3, 1));
    let renews = |company: &Company| {
        let all = tiles(&company.account, &company.programmes, &|_| &company.programmes, &company.context);
        let tile = all.into_iter().find(|tile| tile.of.offer() == "starter").expect("an offer");
        matches!(tile.of, Ordered::Renewal { .. })
    };
    company.buy("starter").expect("a starter");
    assert!(!renews(&company), "there is room for a second one");
    company.context.today = date(2022, 3, 11);
    assert!(renews(&company), "its window is open");
    company.context.today = date(2021, 3, 1);
    company.buy("starter").expect("another starter");
    assert!(renews(&company), "there is no room for a third one");
}

/// J-37, O-05: while a way back is open, a notice names its last day in the place of asking to uninstall.
#[test]
fn a_notice_after_the_window_names_the_last_day_of_the_way_back() {
    let mut company = Company::with_pack(date(2020, 3, 1));
    let held = company.account.memberships.values().next().expect("a membership").clone();
    let (late_override, ticket, pay_by) = (OverrideId::from_bits(1), TicketId::from_bits(1), date(2021, 4, 24));
    let proposed = OverrideProposed {
        late_override,
        membership: held.id,
        year: held.last_year().number,
        campaign: "relief".to_owned(),
        anniversary: held.last_year().days.anniversary,
        waives: BTreeSet::new(),
        extends: Vec::new(),
        counted_from: CountedFrom::Anniversary,
        pay_within_days: 15,
        ticket,
        ticket_number: "T-1".to_owned(),
        asked_on: date(2021, 4, 5),
        note: NoteRef { id: company.ids.note(), hash: String::new() },
    };
    let granted = OverrideGranted { late_override, pay_by, note: None };
    for (on, fact) in [(date(2021, 4, 5), proposed.into()), (date(2021, 4, 10), granted.into())] {
        let entry = company.entry(fact, on);
        company.account = std::mem::take(&mut company.account).apply(&entry);
    }
    let programmes = company.programmes.clone();
    let said = |account: &Account, day| match renewing(account, &programmes, held.id, day) {
        Some(Renewing::Late(until)) => Some(until),
        Some(_) => panic!("nothing is ordered"),
        None => None,
    };
    assert_eq!(said(&company.account, date(2021, 4, 9)), None, "not yet approved");
    assert_eq!(said(&company.account, date(2021, 4, 15)), Some(pay_by));
    assert_eq!(said(&company.account, date(2021, 4, 25)), None, "nobody paid");
    // A message stays as it was once the fee is paid.
    company.context.today = date(2021, 4, 20);
    company.context.now += 500 * 86_400_000_000;
    let payment = Payment { reference: "R-2".to_owned(), amount: None };
    company.act(&Command::ReviewProfile).expect("reviewed");
    company.act(&Command::Renew { membership: held.id, offer: None, payment }).expect("renewed");
    assert_eq!(said(&company.account, date(2021, 4, 15)), Some(pay_by));
}
