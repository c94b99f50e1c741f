//! What no scenario can say: texts that are no words, and answers that no line shows.

use std::sync::Arc;

use jiff::civil::{Date, date};
use symbolon_domain::access::{Actor, IdentityKind, Person, Role};
use symbolon_domain::account::{Account, MembershipState, OrderState};
use symbolon_domain::change::{Prospect, Touch};
use symbolon_domain::command::Command;
use symbolon_domain::company::{DocumentOf, FileSeen};
use symbolon_domain::decide::ways_to_redeem;
use symbolon_domain::fact::{CloseReason, Fact, MergeInvited, MergeSide, OrderPlaced, Ordered, Payment};
use symbolon_domain::ids::Minter;
use symbolon_domain::installation::register;
use symbolon_domain::matter;
use symbolon_domain::merge::{Partner, impact_of};
use symbolon_domain::next_year::{NextReason, next_year};
use symbolon_domain::offers::{bought, tiles};
use symbolon_domain::people::{LASTING, Member, RoleChange, Team, change_roles, within_reach};
use symbolon_domain::programme::{BenefitKind, Mode, PayMethod, Programmes, TableRow};
use symbolon_domain::refusal::RefusalCode;
use symbolon_domain::sweep::{self, Course};
use symbolon_sim::support::programme;

use crate::company::Company;

/// B-43: who reads a proof must find the payment by what it says.
#[test]
fn a_proof_says_where_and_under_what_it_was_paid() {
    let today = date(2021, 3, 5);
    let mut company = Company::open("mpn-2020", today);
    let of = Ordered::Purchase { offer: "action-pack".to_owned() };
    company.act(&Command::PlaceOrder { of, method: PayMethod::Transfer, tax_id: None }).expect("an order");
    let (order, _) = company.account.orders.iter().next().expect("an order");
    let order = *order;
    let mut prove = |paid_to: &str, reference: &str| {
        let (paid_to, reference) = (paid_to.to_owned(), reference.to_owned());
        let of = DocumentOf::Payment { order, paid_on: today, paid_to, reference };
        let pdf = "application/pdf".to_owned();
        let file = FileSeen { stated: pdf.clone(), found: Some(pdf), bytes: 1_000, sha256: "0".repeat(64) };
        let document = company.ids.document();
        let decided = company.act(&Command::AddDocument { document, of, file });
        decided.map(drop).map_err(|refusal| refusal.code)
    };
    let (longest, too_long) = ("é".repeat(100), "é".repeat(101));
    for (paid_to, reference, expected) in [
        ("7719", "T-1", Ok(())),
        (&longest, "T-1", Ok(())),
        ("7719", &longest, Ok(())),
        ("", "T-1", Err(RefusalCode::ValidationFailed)),
        (" \t", "T-1", Err(RefusalCode::ValidationFailed)),
        ("7719", "  ", Err(RefusalCode::ValidationFailed)),
        (&too_long, "T-1", Err(RefusalCode::ValidationFailed)),
        ("7719", &too_long, Err(RefusalCode::ValidationFailed)),
    ] {
        assert_eq!(prove(paid_to, reference), expected, "to {paid_to:?} under {reference:?}");
    }
}

/// F-11: a register is of a product that is or was granted, and of one of which something can be installed.
#[test]
fn a_register_is_of_what_was_granted_by_its_day() {
    let bought = date(2021, 3, 1);
    let company = Company::with_pack(bought);
    let of = |benefit: &str, on| register(&company.account, &company.programmes, benefit, on);
    let office = of("office-professional-plus-2019", bought).expect("it is granted");
    assert_eq!((office.granted, office.unit.as_str()), (Some(10), "licence"));
    let server = of("windows-server-2019-standard", bought).expect("it is granted");
    assert_eq!((server.granted, server.unit.as_str()), (Some(16), "core"));
    assert_eq!(of("office-professional-plus-2019", date(2021, 2, 28)), None, "the day before");
    assert_eq!(of("windows-server-2019-datacenter", bought), None, "never granted");
    assert_eq!(of("office-365-e3", bought), None, "a service is not installed");
}

/// L-02: a page offers what only the fee stands in the way of, and nothing else.
#[test]
fn an_offer_can_be_ordered_where_only_the_fee_is_missing() {
    let mut company = Company::open("mpn-2020", date(2021, 3, 1));
    let ready = |company: &Company| {
        let all = tiles(&company.account, &company.programmes, &|_| &company.programmes, &company.context);
        let ready = all.into_iter().filter(|tile| tile.can_be_ordered());
        ready.map(|tile| tile.of.offer().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(ready(&company), ["action-pack"], "no trainer, no competency");
    let of = Ordered::Purchase { offer: "action-pack".to_owned() };
    company.act(&Command::PlaceOrder { of, method: PayMethod::Transfer, tax_id: None }).expect("an order");
    assert_eq!(ready(&company), [""; 0], "one is on its way");
}

/// C-23: each benefit that a newer table changes says the day of its own row, and not that of another benefit or of a row
/// that is still to come.
#[test]
fn a_newer_table_is_told_by_the_day_of_its_own_row() {
    let mut company = Company::with_pack(date(2020, 9, 1));
    let mut programme = (**company.programmes.current()).clone();
    let mut from = |benefit: &str, day: Date, more: u32| {
        let of = |row: &&mut TableRow| row.offer == "action-pack" && row.benefit == benefit && row.to.is_none();
        let held = programme.table.iter_mut().find(of).expect("a row");
        let newer = TableRow { quantity: held.quantity + more, from: Some(day), ..held.clone() };
        held.to = day.yesterday().ok();
        programme.table.push(newer);
    };
    from("office-professional-plus-2019", date(2021, 3, 1), 1);
    from("project-professional-2019", date(2021, 6, 1), 1);
    from("project-professional-2019", date(2021, 12, 1), 1);
    company.programmes = Programmes::new(Arc::new(programme));
    let membership = *company.account.memberships.keys().next().expect("a membership");
    let next = next_year(&company.account, &company.programmes, membership, None, date(2020, 10, 1)).expect("a year");
    let told = |benefit: &str| {
        let line = next.lines.iter().find(|line| line.benefit == benefit).expect("a line");
        let catalogue = line.reasons.iter().filter(|reason| reason.code == NextReason::Catalogue);
        catalogue.map(|reason| reason.on).collect::<Vec<_>>()
    };
    assert_eq!(told("office-professional-plus-2019"), [Some(date(2021, 3, 1))]);
    assert_eq!(told("project-professional-2019"), [Some(date(2021, 6, 1))]);
    assert_eq!(told("visio-professional-2019"), []);
}

/// B-20: what a programme would tell a year ahead of the anniversary is not told of the day of the purchase.
#[test]
fn the_day_of_the_purchase_brings_nothing() {
    let bought = date(2020, 9, 1);
    let mut company = Company::with_pack(bought);
    let mut programme = (**company.programmes.current()).clone();
    for window in programme.windows.values_mut() {
        window.reminders[0].offset_days = -365;
        window.reminders[1].offset_days = -364;
    }
    company.programmes = Programmes::new(Arc::new(programme));
    let course = Course::of(company.account.memberships.values().next().expect("a membership"));
    assert_eq!(course.on(&company.programmes, bought), []);
    assert_eq!(course.on(&company.programmes, date(2020, 9, 2)).len(), 1, "the day after");
}

/// B-24: what another act ended brings nothing from that day on; what lapsed by itself still brings the day of it.
#[test]
fn what_is_over_brings_nothing_more() {
    let company = Company::with_pack(date(2020, 9, 1));
    let course = Course::of(company.account.memberships.values().next().expect("a membership"));
    let (last, lapses) = (date(2021, 10, 1), date(2021, 10, 2));
    let by = |closed, day: Date| Course { closed, ..course.clone() }.on(&company.programmes, day).len();
    assert_eq!((by(None, last), by(None, lapses)), (2, 2));
    for why in CloseReason::ALL {
        let lapsed = *why == CloseReason::Lapsed;
        assert_eq!(by(Some((lapses, *why)), last), 2, "{why}: the day before");
        assert_eq!(by(Some((lapses, *why)), lapses), if lapsed { 2 } else { 0 }, "{why}: the day");
        assert_eq!(by(Some((last, *why)), lapses), 0, "{why}: the day after");
    }
}

/// I-09, I-10, I-12, H-31: the roles that a page offers to give or to take are those that the rule lets this caller give or
/// take.
#[test]
fn the_roles_within_reach_are_those_that_may_be_given_or_taken() {
    let programmes = programme("mpn-2020").expect("a programme").1;
    let today = date(2021, 3, 1);
    let mut ids = Minter::new(1, 1);
    let (company, former, other) = (ids.account(), ids.account(), ids.account());
    let mut person = |roles: &[Role], kind, account, directory| Member {
        person: Person {
            id: ids.person(),
            account,
            kind,
            in_directory: true,
            address: None,
            roles: roles.iter().copied().collect(),
            admin_of: [].into(),
        },
        directory,
    };
    let (named, guest) = (IdentityKind::Named, IdentityKind::Guest);
    let each = Role::ALL.iter().map(|role| person(&[*role], named, Some(company), company)).collect::<Vec<_>>();
    let mut members: Vec<Member> =
        each.into_iter().filter(|one| one.person.roles.iter().all(|role| role.is_partner())).collect();
    members.push(person(&[], named, Some(company), company));
    members.push(person(&[Role::Employee], guest, Some(company), company));
    members.push(person(&[Role::AccountAdmin, Role::Guest], guest, Some(company), company));
    members.push(person(&[Role::Employee], named, Some(company), former));
    let mut gone = person(&[], named, Some(company), company);
    gone.person.in_directory = false;
    members.push(gone);
    let vendors = [Role::SupportAgent, Role::ProgrammeManager, Role::Auditor, Role::Operator];
    let mut callers: Vec<Member> = vendors.map(|role| person(&[role], named, None, company)).into();
    callers.push(person(&[Role::GlobalAdmin], named, Some(other), other));
    callers.extend(members.iter().cloned());
    let mut reached = 0;
    for (closed_on, admin) in [(None, true), (None, false), (Some(today), true)] {
        let holds = |one: &&Member| one.person.roles.contains(&Role::GlobalAdmin);
        let members: Vec<Member> = members.iter().filter(|one| admin || !holds(one)).cloned().collect();
        for caller in &callers {
            let actor = Actor::of(&caller.person);
            let directories = [caller.directory].into();
            let team = Team { account: company, closed_on, members: members.clone(), tenants: [].into(), directories };
            for member in &members {
                let reach = within_reach(&team, member.person.id, &actor);
                for role in Role::ALL {
                    let (one, none) = ([*role].into(), [].into());
                    let (give, take) = if member.person.roles.contains(role) { (none, one) } else { (one, none) };
                    let change = RoleChange { give, take, acknowledged: LASTING.iter().copied().collect() };
                    let may =
                        change_roles(programmes.current(), &team, member.person.id, &change, &actor, today).is_ok();
                    let (held, by) = (&member.person.roles, &caller.person.roles);
                    assert_eq!(
                        reach.contains(role),
                        may,
                        "{by:?} give or take {role} of {held:?}, closed {closed_on:?}"
                    );
                    reached += usize::from(may);
                }
            }
        }
    }
    assert!(reached > 100, "{reached}");
}

/// What a token of a product says about its service when it opens one, and what a second token extends it to.
fn extended(benefit: &str, seats: [u32; 2], days: [Date; 2]) -> [(u32, Date, Date); 2] {
    let mut company = Company::open("example-isv", days[0]);
    company.act(&Command::LinkTenant { domain: "gabare.example".to_owned() }).expect("a tenant");
    let tenant = *company.account.tenants.keys().next().expect("a tenant");
    company.context.actor.admin_of.insert(tenant);
    let mut programme = (**company.programmes.current()).clone();
    let known = programme.benefits.iter_mut().find(|known| known.id == benefit).expect("a benefit");
    let BenefitKind::Token(rule) = &mut known.kind else { panic!("no token") };
    rule.modes.insert(Mode::Extend);
    let mut redeem = |mode, seats, today| {
        let row = programme.table.iter_mut().find(|row| row.offer == "starter" && row.benefit == benefit);
        row.expect("a row").quantity = seats;
        company.programmes = Programmes::new(Arc::new(programme.clone()));
        company.context.today = today;
        let payment = Payment { reference: format!("R-{today}"), amount: None };
        company.act(&Command::Purchase { offer: "starter".to_owned(), payment }).expect("a membership");
        let mut tokens = company.account.tokens.iter();
        let free = tokens.find(|(_, token)| token.benefit == benefit && token.redeemed.is_none());
        let token = *free.expect("a token").0;
        let command = Command::RedeemToken { token, tenant, mode, subscription: None, seats: None };
        let facts = company.act(&command).expect("redeemed").facts.into_iter().map(|new| new.fact);
        let redeemed = facts.filter_map(|fact| if let Fact::TokenRedeemed(one) = fact { Some(one) } else { None });
        let one = redeemed.last().expect("a redemption");
        (one.after.seats, one.alone_until, one.after.usable_until)
    };
    [redeem(Mode::New, seats[0], days[0]), redeem(Mode::Extend, seats[1], days[1])]
}

/// D-12, D-15: where a service ends with its membership, what an extension adds is counted from today to that end, for as
/// many seats as are live.
#[test]
fn what_ends_with_a_membership_extends_by_the_days_that_are_left_of_it() {
    let told = extended("cloud-suite", [10, 4], [date(2021, 1, 4), date(2021, 3, 1)]);
    assert_eq!(told[0], (10, date(2022, 1, 27), date(2022, 1, 27)));
    // 388 days for 4 seats are 155.2 for 10.
    assert_eq!(told[1], (10, date(2022, 3, 24), date(2022, 7, 1)));
}

/// D-15: what is no whole number of months is counted in days, also for more seats than a term has months.
#[test]
fn many_seats_extend_by_days_where_they_make_no_whole_months() {
    let days = [date(2021, 1, 4), date(2021, 3, 1)];
    let told = |seats| extended("data-hub", seats, days).map(|(seats, _, until)| (seats, until));
    // 6 × 25 ÷ 35 is no whole number; 184 days from 4 July for 25 seats are 131.4 for 35.
    assert_eq!(told([35, 25]), [(35, date(2021, 7, 4)), (35, date(2021, 11, 12))]);
    assert_eq!(told([30, 25]), [(30, date(2021, 7, 4)), (30, date(2021, 12, 4))], "five months");
}

/// B-41, B-46: what a company ordered and has not paid comes first, then what it bought, the latest anniversary first, each
/// with the order that paid its newest year.
#[test]
fn what_was_bought_is_listed_with_the_order_that_paid_it() {
    let mut company = Company::open("example-isv", date(2021, 1, 4));
    let order = |company: &mut Company| {
        let of = Ordered::Purchase { offer: "starter".to_owned() };
        company.act(&Command::PlaceOrder { of, method: PayMethod::Card, tax_id: None }).expect("an order");
        company
            .account
            .orders
            .values()
            .map(|order| order.placed.clone())
            .max_by_key(|placed| placed.number)
            .expect("one")
    };
    let listed = |company: &Company| {
        let all = bought(&company.account, company.context.today).into_iter();
        let seen = all.map(|one| {
            assert_eq!(one.offer, "starter");
            let current = one.is_current();
            (one.membership.is_some(), one.state, one.days, one.order, current)
        });
        seen.collect::<Vec<_>>()
    };
    assert_eq!(listed(&company), []);
    assert!(company.account.orders.is_empty());
    let withdrawn = order(&mut company);
    company.context.today = date(2021, 1, 5);
    company.act(&Command::CancelOrder { order: withdrawn.order }).expect("withdrawn");
    assert_eq!(listed(&company), []);
    company.context.today = date(2021, 1, 4);
    assert_eq!(listed(&company).len(), 1, "the day before it was withdrawn");
    company.context.today = date(2021, 1, 6);
    let first = order(&mut company);
    assert!(!company.account.orders.is_empty());
    assert_eq!((first.net().minor, first.total.minor), (12_000, 14_400), "without the tax, and with it");
    let waits = |placed: &OrderPlaced| (false, None, None, Some((placed.order, OrderState::Created)), true);
    assert_eq!(listed(&company), [waits(&first)]);
    let pay = |company: &mut Company, placed: &OrderPlaced| {
        let reference = format!("F-{}", placed.number);
        let command = Command::RecordPayment {
            order: Some(placed.order),
            amount: placed.total.clone(),
            reference,
            received_on: None,
        };
        company.act(&command).expect("paid");
    };
    pay(&mut company, &first);
    let held = |placed: &OrderPlaced, anniversary, renew_to, state: MembershipState| {
        let current = matches!(state, MembershipState::Active | MembershipState::RenewalOpen);
        (true, Some(state), Some((anniversary, renew_to)), Some((placed.order, OrderState::Paid)), current)
    };
    let (end, last) = (date(2022, 1, 6), date(2022, 1, 29));
    assert_eq!(listed(&company), [held(&first, end, last, MembershipState::Active)]);
    company.context.today = date(2021, 6, 1);
    let second = order(&mut company);
    assert_eq!(listed(&company), [waits(&second), held(&first, end, last, MembershipState::Active)]);
    pay(&mut company, &second);
    let later = |state| held(&second, date(2022, 6, 1), date(2022, 6, 24), state);
    assert_eq!(listed(&company), [later(MembershipState::Active), held(&first, end, last, MembershipState::Active)]);
    company.context.today = last;
    let open = held(&first, end, last, MembershipState::RenewalOpen);
    assert_eq!(listed(&company), [later(MembershipState::Active), open]);
    company.context.today = date(2022, 1, 30);
    let lapsed = held(&first, end, last, MembershipState::Lapsed);
    assert_eq!(listed(&company), [later(MembershipState::Active), lapsed]);
}

/// D-11: the ways to redeem that are shown side by side are what each of them would do.
#[test]
fn every_way_to_redeem_is_shown_with_what_it_would_do() {
    let mut company = Company::open("mpn-2020", date(2021, 3, 1));
    company.act(&Command::LinkTenant { domain: "lumen.example".to_owned() }).expect("a tenant");
    let tenant = *company.account.tenants.keys().next().expect("a tenant");
    company.context.actor.admin_of.insert(tenant);
    let payment = Payment { reference: "R-1".to_owned(), amount: None };
    company.act(&Command::Purchase { offer: "action-pack".to_owned(), payment }).expect("a pack");
    let token = *company.account.tokens.keys().next().expect("a token");
    let ways = ways_to_redeem(&company.account, &company.programmes, token, tenant, &company.context);
    let allowed = ways.iter().map(|(mode, decision)| (*mode, decision.is_ok())).collect::<Vec<_>>();
    assert_eq!(allowed, [(Mode::New, true), (Mode::Extend, false), (Mode::AddSeats, false)]);
}

/// B-20, O-12: who looks for what is due by its distance from a day must look at every distance that the programme names.
#[test]
fn every_distance_at_which_something_is_due_is_looked_at() {
    let named = |name: &str| programme(name).expect("a programme").1;
    let before = |name| matter::distances(&named(name)).into_iter().collect::<Vec<_>>();
    assert_eq!(before("example-isv"), [14], "before the end of a subscription");
    let around = |name| sweep::distances(&named(name)).into_iter().collect::<Vec<_>>();
    for name in ["example-isv", "mpn-2020"] {
        let programmes = named(name);
        let windows = programmes.current().windows.values();
        let reminders = windows.flat_map(|window| window.reminders.iter().chain(&window.wind_down_reminders));
        let found = around(name);
        assert!(reminders.clone().count() >= found.len() && !found.is_empty());
        assert!(reminders.clone().all(|reminder| found.contains(&reminder.offset_days)), "{name}");
    }
}

/// What a plan says to a member whose benefits end on other days, where neither the year nor the window changes.
#[test]
fn a_plan_tells_whose_benefits_end_sooner_or_later() {
    let company = Company::with_pack(date(2021, 3, 1));
    let moved = |days: i32| {
        let mut moved = (**company.programmes.current()).clone();
        moved.benefits.iter_mut().find(|benefit| benefit.id == "intune").expect("a benefit").redeem_by.days += days;
        moved
    };
    let touched = |before: i32, after: i32| {
        let mut next = moved(after);
        next.version += 1;
        let prospect = Prospect::new(&Programmes::new(Arc::new(moved(before))), Arc::new(next));
        let impacts = prospect.impacts(&company.account, company.context.today);
        impacts.into_iter().flat_map(|impact| impact.now.into_iter().chain(impact.later)).collect::<Vec<_>>()
    };
    assert_eq!(touched(0, 0), []);
    assert_eq!(touched(0, -1), [Touch::EarlierEnd]);
    assert_eq!(touched(-1, 0), [Touch::LaterEnd]);
    // After the last day of the membership nothing can be begun, whatever is said (B-17).
    assert_eq!(touched(0, 1), []);
}

/// H-23, H-31: what a merge would bring is shown to who invited once it is accepted, and to who is invited at once.
#[test]
fn what_a_merge_would_bring_is_shown_to_who_invited_once_it_is_accepted() {
    let today = date(2021, 3, 1);
    let shown = |side| {
        let mut company = Company::open("mpn-2020", today);
        let other = company.ids.account();
        let known = Account { id: Some(other), ..company.account.clone() };
        let merge = company.ids.merge();
        let fact = MergeInvited { merge, side, other, other_number: 2 };
        let entry = company.entry(fact.into(), today);
        company.account = std::mem::take(&mut company.account).apply(&entry);
        company.context.partner = Partner::Known(Arc::new(known), String::new());
        let found = impact_of(&company.account, &company.programmes, merge, &company.context);
        found.map(drop).map_err(|refusal| (refusal.code, refusal.explanation.subject))
    };
    let refused = (RefusalCode::MergeNotPossible, "2".to_owned());
    assert_eq!(shown(MergeSide::Initiator), Err(refused), "about the other company");
    assert_eq!(shown(MergeSide::Invitee), Ok(()));
}

/// A figure is written with its currency, or as a plain count, and read as it is written without it.
#[test]
fn a_figure_is_written_as_people_read_it() {
    let programmes = programme("mpn-2020").expect("a programme").1;
    let requirements = &programmes.current().requirements;
    let money = requirements.metrics.iter().find(|metric| metric.currency.is_some()).expect("a metric");
    let count = requirements.metrics.iter().find(|metric| metric.currency.is_none()).expect("a metric");
    assert_eq!((money.currency.as_deref(), money.decimals, count.decimals), (Some("USD"), 2, 0));
    for (amount, written, counted) in [(0, "0.00", "0"), (5, "0.05", "5"), (123_456, "1234.56", "123456")] {
        assert_eq!(money.write(amount), format!("{written} USD"));
        assert_eq!(money.read(written), Some(amount));
        assert_eq!(count.write(amount), counted);
        assert_eq!(count.read(counted), Some(amount));
    }
    assert_eq!(money.read("7"), Some(700));
    for wrong in ["", ".", "1.", ".5", "1.5", "1.505", "-1", "1,50"] {
        assert_eq!(money.read(wrong), None, "{wrong}");
    }
    assert_eq!(count.read("1.0"), None);
}
