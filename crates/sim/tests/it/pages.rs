//! What pages and the API ask of a folded account beside decisions, and what a refusal says of a field.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::{Date, date};
use symbolon_domain::access::Role;
use symbolon_domain::command::{Claim, Command};
use symbolon_domain::company::{FileSeen, ProfileCheck, file_taken};
use symbolon_domain::entitlement::{entitlement, entitlements};
use symbolon_domain::explanation::{Answer, Explanation, FactCode, Node, Question, Value};
use symbolon_domain::fact::{Item, NoteRef, Ordered};

use symbolon_domain::notice::{CloudEnd, at_stake, roles, wording};
use symbolon_domain::order::after_failure;
use symbolon_domain::outlook::{ChangeKind, outlook};
use symbolon_domain::programme::{Mode, Money, PayMethod, Programmes, ReplacementReason, WindowAccess};
use symbolon_domain::refusal::{Refusal, RefusalCode};
use symbolon_domain::standing::{Line, LineState, key_free, standing};
use symbolon_domain::sweep::{Column, places};
use symbolon_domain::token::{irreplaceable, mistakes, replacements};
use symbolon_sim::support::programme;

use crate::company::Company;

/// What a refusal of a value says: the field, and what it may be.
fn possible(refusal: &Refusal) -> (String, String) {
    assert_eq!(refusal.code, RefusalCode::ValidationFailed);
    let node = refusal.explanation.first_obstacle().expect("an obstacle");
    let text = |name: &str| match node.because.get(name) {
        Some(Value::Text(text)) => text.clone(),
        other => panic!("{name} is {other:?}"),
    };
    (text("field"), text("possible"))
}

/// Each field that cannot be as it was given is refused with what it may be.
#[test]
fn a_refusal_says_what_a_field_may_be() {
    let today = date(2021, 3, 1);
    let mut company = Company::with_pack(today);
    company.attain("devops", "silver");
    company.buy("silver").expect("a silver membership");
    let line = |company: &Company, benefit: &str| {
        let found = company.account.grants.iter().find(|(_, grant)| grant.line.benefit == benefit);
        *found.unwrap_or_else(|| panic!("{benefit} is granted")).0
    };
    let (hours, office) = (line(&company, "advisory-hours"), line(&company, "office-professional-plus-2019"));
    let services = line(&company, "intune");
    let note = NoteRef { id: company.ids.note(), hash: String::new() };
    let other = Ordered::Purchase { offer: "learning-action-pack".to_owned() };
    let evidence = |source: &str, amount: &str| Command::RecordEvidence {
        claim: Claim::Figure { metric: "azure-consumption".to_owned(), amount: amount.to_owned() },
        dated: today,
        expires_on: None,
        as_of: None,
        source: source.to_owned(),
    };
    let install = |grant, quantity| Command::RecordInstallation {
        grant,
        version: None,
        place: None,
        purpose: None,
        quantity,
        note: None,
    };
    let received = |reference: &str, minor| Command::RecordPayment {
        order: None,
        amount: Money { minor, currency: "USD".to_owned() },
        reference: reference.to_owned(),
        received_on: None,
    };
    let stated = |until| Command::StateAttainment {
        competency: "devops".to_owned(),
        level: "silver".to_owned(),
        until,
        note: Some(note.clone()),
    };
    let tax_id = |tax_id: &str| Command::PlaceOrder {
        of: other.clone(),
        method: PayMethod::Card,
        tax_id: Some(tax_id.to_owned()),
    };
    for (command, field, values) in [
        (Command::AddLocation { country: "France".to_owned() }, "country", "country"),
        (Command::LinkTenant { domain: "no domain".to_owned() }, "domain", "domain"),
        (tax_id("fr 1"), "tax_id", "tax_number"),
        (received(" ", 100), "reference", "short_text"),
        (received("W-1", 0), "amount", "amount"),
        (evidence("The feed", "1.00"), "source", "source"),
        (evidence("feed", "-1"), "amount", "amount"),
        (stated(Some(date(2021, 2, 28))), "until", "last_day"),
        (install(office, 0), "quantity", "quantity"),
        (install(services, 1), "grant", "fitting_benefit"),
        (Command::AskCheckMail { check: ProfileCheck::Business }, "check", "fitting_check"),
        (
            Command::UseBalance {
                grant: hours,
                kind: symbolon_domain::balance::UsageKind::Incident,
                amount: 1,
                note: None,
            },
            "kind",
            "fitting_kind",
        ),
    ] {
        let refusal = company.act(&command).expect_err(field);
        assert_eq!(possible(&refusal), (field.to_owned(), values.to_owned()));
    }
}

/// A rejected check is rejected with a reason, and a failed charge with a provider's code.
#[test]
fn a_reason_and_a_code_are_asked_for_as_what_they_are() {
    let mut company = Company::open("mpn-2020", date(2021, 3, 1));
    let of = Ordered::Purchase { offer: "action-pack".to_owned() };
    company.act(&Command::PlaceOrder { of, method: PayMethod::Card, tax_id: None }).expect("an order");
    let order = *company.account.orders.keys().next().expect("an order");
    let code = Some("no code".to_owned());
    let failed = Command::RecordFailedCharge { order, reference: "C-1".to_owned(), code };
    let refusal = company.act(&failed).expect_err("no code");
    assert_eq!(possible(&refusal), ("code".to_owned(), "provider_code".to_owned()));

    let text = NoteRef { id: company.ids.note(), hash: String::new() };
    let domain = Some("lumen.example".to_owned());
    let given = symbolon_domain::fact::ProfileGiven { text, domain };
    let fields = symbolon_domain::company::ProfileField::ALL.to_vec();
    company.act(&Command::ChangeProfile { given, over: None, fields }).expect("a profile");
    let rejected = Command::DecideCheck { check: ProfileCheck::Email, passed: false, note: None };
    let refusal = company.act(&rejected).expect_err("no reason");
    assert_eq!(possible(&refusal), ("reason".to_owned(), "reason".to_owned()));
}

/// a tax number is four to twenty capital letters and digits, however it is typed.
#[test]
fn a_tax_number_is_some_letters_and_digits() {
    let takes = |text: &str| {
        let mut company = Company::open("mpn-2020", date(2021, 3, 1));
        let of = Ordered::Purchase { offer: "action-pack".to_owned() };
        let placed = company.act(&Command::PlaceOrder { of, method: PayMethod::Card, tax_id: Some(text.to_owned()) });
        match placed {
            Ok(_) => true,
            Err(refusal) => possible(&refusal).0 != "tax_id",
        }
    };
    for good in ["FR12", "FR12345678901", "fr 123-456", "12345678", &"A".repeat(20)] {
        assert!(takes(good), "{good}");
    }
    for bad in ["", "FR1", "F-R-1", "FR_12345", "ÉÉÉÉ", &"A".repeat(21)] {
        assert!(!takes(bad), "{bad}");
    }
}

/// B-42: money has a reference of at most a hundred bytes and an amount; the same reference again is the same money.
#[test]
fn money_is_recorded_under_its_reference() {
    let mut company = Company::open("mpn-2020", date(2021, 3, 1));
    let mut receive = |reference: &str, minor: i64| {
        let amount = Money { minor, currency: "USD".to_owned() };
        let recorded = company.act(&Command::RecordPayment {
            order: None,
            amount,
            reference: reference.to_owned(),
            received_on: None,
        });
        recorded.map(|outcome| outcome.facts.len()).map_err(|refusal| refusal.code)
    };
    let invalid = Err(RefusalCode::ValidationFailed);
    assert_eq!(receive(&"W".repeat(100), 1), Ok(1));
    assert_eq!(receive(&"W".repeat(101), 1), invalid);
    assert_eq!(receive("", 1), invalid);
    assert_eq!(receive("  ", 1), invalid);
    assert_eq!(receive("W-0", 0), invalid);
    assert_eq!(receive("W-1", -1), invalid);
    assert_eq!(receive("W-1", 47_500), Ok(1));
    assert_eq!(receive("W-1", 47_500), Ok(0), "told again");
    assert_eq!(receive("W-2", 47_500), Ok(1), "other money");
}

/// B-41: what is to be done about a charge that failed is said from that day on, while the order is open.
#[test]
fn what_follows_a_failed_charge_is_said_while_the_order_is_open() {
    let mut company = Company::open("mpn-2020", date(2021, 3, 1));
    let of = Ordered::Purchase { offer: "action-pack".to_owned() };
    company.act(&Command::PlaceOrder { of, method: PayMethod::Card, tax_id: None }).expect("an order");
    let order = *company.account.orders.keys().next().expect("an order");
    let mut fail = |on: Date, reference: &str| {
        company.context.today = on;
        let failed = Command::RecordFailedCharge { order, reference: reference.to_owned(), code: None };
        company.act(&failed).expect("it is recorded");
    };
    fail(date(2021, 3, 5), "C-1");
    fail(date(2021, 3, 8), "C-2");
    let newest = |on: Date| {
        let found = after_failure(&company.account.orders[&order], on);
        found.map(|(day, failed, remedies)| {
            assert_eq!(remedies[0].until, Some(company.account.orders[&order].placed.pay_by));
            (day, failed.reference.as_str())
        })
    };
    assert_eq!(newest(date(2021, 3, 4)), None);
    assert_eq!(newest(date(2021, 3, 5)), Some((date(2021, 3, 5), "C-1")));
    assert_eq!(newest(date(2021, 3, 8)), Some((date(2021, 3, 8), "C-2")));
    assert_eq!(newest(date(2021, 3, 31)), Some((date(2021, 3, 8), "C-2")), "the last day of the order");
    assert_eq!(newest(date(2021, 4, 1)), None, "over");
}

/// The day on which an answer is another one is the first of its facts' days after the day that was asked for.
#[test]
fn an_answer_changes_on_the_first_day_of_its_facts() {
    let programmes = programme("mpn-2020").expect("a programme").1;
    let today = date(2021, 3, 1);
    let changes = |nodes: Vec<Node>| {
        let mut why = Explanation::new(Question::MayBuy, "X", today, programmes.current());
        why.tell_all(nodes);
        why.changes_on()
    };
    let on = |day: i8| Node::of(FactCode::OnSale, true).changes(Some(date(2021, 3, day)));
    let never = || Node::of(FactCode::OnSale, true);
    assert_eq!(changes(vec![]), None);
    assert_eq!(changes(vec![never()]), None);
    assert_eq!(changes(vec![on(9), on(4)]), Some(date(2021, 3, 4)));
    assert_eq!(changes(vec![never().child(on(6)), on(9)]), Some(date(2021, 3, 6)), "a fact below another one");
    assert_eq!(changes(vec![on(7).child(on(9))]), Some(date(2021, 3, 7)));
    assert_eq!(changes(vec![on(1), on(9)]), Some(date(2021, 3, 9)), "not the day itself");
    let mut why = Explanation::new(Question::MayBuy, "X", today, programmes.current());
    why.look(never().child(on(1)).child(on(2)));
    let below: Vec<_> = why.children()[0].children.iter().map(|node| node.changes_on).collect();
    assert_eq!(below, [None, Some(date(2021, 3, 2))], "no fact names a day that is not to come");
    assert_eq!(changes(vec![on(1)]), None);
}

/// C-24, C-30, C-32: what may be used of everything that is granted, in the programme's order.
#[test]
fn what_may_be_used_is_said_of_every_product_that_is_granted() {
    let today = date(2021, 3, 1);
    let mut company = Company::with_pack(today);
    company.attain("devops", "silver");
    company.buy("silver").expect("a silver membership");
    let (account, programmes) = (&company.account, &company.programmes);
    let all = entitlements(account, programmes, today);
    let known: Vec<&str> = programmes.current().benefits.iter().map(|benefit| benefit.id.as_str()).collect();
    let granted: BTreeSet<&str> = account.grants.values().map(|grant| grant.line.benefit.as_str()).collect();
    let expected: Vec<&str> = known.iter().copied().filter(|id| granted.contains(id)).collect();
    assert_eq!(all.iter().map(|found| found.benefit.as_str()).collect::<Vec<_>>(), expected);
    for found in &all {
        assert_eq!(Some(found), entitlement(account, programmes, &found.benefit, today).as_ref());
        // No seat is used, nothing is said of what is not given as seats, and no ceiling lies below what is granted.
        let seats = account
            .grants
            .values()
            .any(|grant| grant.line.benefit == found.benefit && matches!(grant.line.item, Item::Pool { .. }));
        assert_eq!(found.used(), seats.then_some(0), "{}", found.benefit);
        let ceiling = found.explanation.children().iter().find(|node| node.fact == FactCode::Ceiling);
        assert!(ceiling.is_none_or(|node| node.answer == Answer::Yes), "{}", found.benefit);
    }
    assert_eq!(entitlements(account, programmes, date(2021, 2, 28)), [], "the day before");
    let mut counted = all[0].clone();
    counted.countries = vec![("FR".to_owned(), 3), ("DE".to_owned(), 4)];
    assert_eq!(counted.used(), Some(7), "in all countries together");
}

/// C-31, C-32: sixty are granted with two competencies and fifty can be used in one country.
#[test]
fn a_ceiling_below_what_is_granted_is_said() {
    let today = date(2020, 11, 1);
    let mut company = Company::open("mpn-2020", today);
    company.attain("application-development", "gold");
    company.attain("cloud-platform", "gold");
    company.buy("gold").expect("a gold membership");
    let found = entitlement(&company.account, &company.programmes, "visual-studio-enterprise", today);
    let found = found.expect("it is granted");
    assert_eq!((found.granted, found.effective), (60, Some(50)));
    let ceiling = found.explanation.children().iter().find(|node| node.fact == FactCode::Ceiling);
    assert_eq!(ceiling.map(|node| node.answer), Some(Answer::No));
}

/// J-03: a file for a ticket is one of the kinds that the programme takes, and as large as it allows.
#[test]
fn a_file_for_a_ticket_is_taken_as_what_it_is() {
    let programmes = programme("mpn-2020").expect("a programme").1;
    let take = |stated: &str, found: &str, bytes: u64| {
        let (stated, found) = (stated.to_owned(), Some(found.to_owned()));
        let file = FileSeen { stated, found, bytes, sha256: "0".repeat(64) };
        file_taken(programmes.current(), "T-1", &file, date(2021, 3, 1)).map_err(|refusal| refusal.code)
    };
    let (pdf, png) = ("application/pdf", "image/png");
    assert_eq!(take(pdf, pdf, 1), Ok(pdf.to_owned()));
    assert_eq!(take(png, png, 5_000_000), Ok(png.to_owned()));
    assert_eq!(take(pdf, pdf, 0), Err(RefusalCode::DocumentTooLarge));
    assert_eq!(take(pdf, pdf, 5_000_001), Err(RefusalCode::DocumentTooLarge));
    assert_eq!(take(pdf, png, 1), Err(RefusalCode::DocumentTypeRefused));
    assert_eq!(take("image/gif", "image/gif", 1), Err(RefusalCode::DocumentTypeRefused));
}

/// A membership is found on the days that its notices are due, and on those of its window.
#[test]
fn a_day_looks_for_the_years_that_it_can_bring_something_to() {
    let programmes = programme("mpn-2020").expect("a programme").1;
    let today = date(2021, 8, 2);
    let found = places(&programmes, today);
    let windows = programmes.current().windows.values();
    let reminders = windows.flat_map(|window| window.reminders.iter().chain(&window.wind_down_reminders));
    for reminder in reminders {
        let anniversary = symbolon_domain::programme::plus_days(today, -reminder.offset_days).expect("a day");
        assert!(found.contains(&(Column::Anniversary, anniversary)), "{} days from it", reminder.offset_days);
    }
    for place in [
        (Column::Anniversary, today),
        (Column::RenewFrom, today),
        (Column::RenewTo, today),
        // What lapsed yesterday is over today.
        (Column::RenewTo, date(2021, 8, 1)),
    ] {
        assert!(found.contains(&place), "{place:?}");
    }
    let company = Company::with_pack(date(2021, 3, 1));
    let held = company.account.memberships.values().next().expect("a membership");
    let days = &held.last_year().days;
    let of = |column: Column| column.of(days);
    assert_eq!(of(Column::Anniversary), date(2022, 3, 1));
    assert_eq!(of(Column::RenewFrom), date(2022, 3, 2));
    assert_eq!(of(Column::RenewTo), date(2022, 3, 31));
}

/// B-23: who receives a notice is what the version says that the year keeps, in the window of its own offer.
#[test]
fn a_notice_goes_to_the_roles_of_the_years_own_window() {
    let company = Company::with_pack(date(2021, 3, 1));
    let held = company.account.memberships.values().next().expect("a membership");
    let current = company.programmes.current();
    let window = current.offer("action-pack").and_then(|offer| current.window_of(offer)).expect("a window");
    for reminder in window.reminders.iter().chain(&window.wind_down_reminders) {
        assert_eq!(roles(&company.programmes, held, 1, &reminder.text), reminder.to, "{reminder:?}");
    }
    assert_eq!(roles(&company.programmes, held, 1, "no-such-notice"), []);
    assert_eq!(roles(&company.programmes, held, 2, "renewal-open"), [], "there is no such year");

    // A window of another offer has a notice of the same id, and a later version gives the notice to others.
    let mut next = (**current).clone();
    next.version += 1;
    for window in next.windows.values_mut() {
        let mut other = window.clone();
        other.id = "a".to_owned();
        other.reminders.iter_mut().for_each(|reminder| reminder.to = vec![Role::BillingAdmin]);
        window.reminders.clone_from(&other.reminders);
    }
    let expected = roles(&company.programmes, held, 1, "renewal-open").to_vec();
    let programmes = company.programmes.clone().with(Arc::new(next));
    assert_eq!(roles(&programmes, held, 1, "renewal-open"), expected);
}

/// B-22, B-24: the days to come promise no notice that would not be sent, as where the window of a version that was accepted
/// before is shorter than its notices suppose.
#[test]
fn no_notice_is_promised_after_the_membership_lapsed() {
    let mut company = Company::open("mpn-2020", date(2021, 3, 1));
    let mut shorter = (**company.programmes.current()).clone();
    shorter.windows.get_mut("standard").expect("a window").length_days = 10;
    company.programmes = Programmes::new(Arc::new(shorter));
    company.buy("action-pack").expect("a pack");
    let days = outlook(&company.account, &company.programmes, date(2021, 3, 1), date(2022, 12, 31));
    let lapses = days.iter().find(|change| change.kind == ChangeKind::Lapses).expect("it lapses").on;
    let told = || days.iter().filter(|change| change.kind == ChangeKind::Reminder);
    assert_eq!((lapses, told().count()), (date(2022, 3, 12), 2), "{days:?}");
    assert!(told().all(|change| change.on <= lapses), "{days:?}");
}

/// B-10, D-02, F-08: what a notice says of a year is what the year grants.
#[test]
fn a_notice_speaks_of_what_its_year_grants() {
    let found = |name: &str, offer: &str| {
        let mut company = Company::open(name, date(2021, 3, 1));
        company.buy(offer).expect("a membership");
        let held = *company.account.memberships.keys().next().expect("a membership");
        let stake = at_stake(&company.account, &company.programmes, held, 1);
        (stake.access, stake.uninstalls, stake.cloud)
    };
    assert_eq!(found("mpn-2020", "action-pack"), (WindowAccess::Kept, true, CloudEnd::Own));
    assert_eq!(found("example-isv", "starter"), (WindowAccess::ReadOnly, false, CloudEnd::Mixed));
}

/// J-32: an enrolled year keeps a campaign's words for a notice that a later version does not know any more; where it knows
/// the notice, its words count.
#[test]
fn a_campaigns_words_stay_with_a_notice_that_is_gone() {
    let mut programmes = programme("mpn-2020").expect("a programme").1;
    let said = |programmes: &Programmes, notice| wording(programmes, "relief-2020-h2", notice).is_some();
    assert!(said(&programmes, "renewal-open") && !said(&programmes, "membership-lapsed"));
    let mut next = (**programmes.current()).clone();
    next.version += 1;
    for reminder in next.windows.values_mut().flat_map(|window| &mut window.reminders) {
        if reminder.text == "renewal-open" {
            reminder.text = "window-open".to_owned();
        }
    }
    for campaign in next.campaigns.values_mut() {
        campaign.notices.remove("renewal-open");
        campaign.notices.remove("renewal-closing");
    }
    programmes = programmes.with(Arc::new(next));
    assert!(said(&programmes, "renewal-open"), "only the version before knows it");
    assert!(!said(&programmes, "renewal-closing"), "the version in force has the usual words for it");
}

/// D-20, D-21: for which mistakes a token is replaced, and how often, is what the programme says of its product.
#[test]
fn a_token_is_replaced_as_its_product_allows() {
    let of = |company: &Company, benefit: &str| {
        let token = company.account.tokens.values().find(|token| token.benefit == benefit).expect("a token");
        let (account, programmes) = (&company.account, &company.programmes);
        let mistakes = |mode| mistakes(account, programmes, token, mode);
        (replacements(account, programmes, token), mistakes(None), mistakes(Some(Mode::New)))
    };
    let (tenant, added) = (ReplacementReason::WrongTenant, ReplacementReason::AddedInsteadOfExtended);
    let pack = Company::with_pack(date(2021, 3, 1));
    assert_eq!(of(&pack, "intune"), (Some(1), vec![tenant, added], vec![tenant]));
    let mut company = Company::open("example-isv", date(2021, 3, 1));
    company.buy("starter").expect("a starter");
    assert_eq!(of(&company, "data-hub"), (Some(2), vec![tenant], vec![tenant]));
    assert_eq!(of(&company, "cloud-suite"), (None, vec![], vec![]));
    let (token, _) = company.account.tokens.iter().find(|(_, token)| token.benefit == "cloud-suite").expect("a token");
    let refused = irreplaceable(&company.account, &company.programmes, *token, &company.context).expect("a refusal");
    let facts: Vec<FactCode> = refused.explanation.children().iter().map(|node| node.fact).collect();
    assert!(
        facts.contains(&FactCode::ReplacementOffered) && !facts.contains(&FactCode::ReplacementInTime),
        "{facts:?}"
    );
}

/// L-12: what can still be begun, and until when.
#[test]
fn a_line_says_whether_something_of_it_was_never_used() {
    let today = date(2021, 3, 1);
    let company = Company::with_pack(today);
    let lines = standing(&company.account, &company.programmes, today).lines;
    let line =
        |benefit: &str| -> Line { lines.iter().find(|line| line.granted.benefit == benefit).expect("a line").clone() };
    let (token, key) = (line("intune"), line("office-professional-plus-2019"));
    let with = |line: &Line, state: LineState, free: Option<u32>| Line { state, free, ..line.clone() };
    for (line, unused) in [
        (with(&token, LineState::Available, None), true),
        (with(&token, LineState::Revealed, None), true),
        (with(&token, LineState::Redeemed, None), false),
        (with(&token, LineState::PastRedeemBy, None), false),
        (with(&key, LineState::Hidden, None), true),
        (with(&key, LineState::Revealed, None), false),
        (with(&key, LineState::Usable, Some(1)), true),
        (with(&key, LineState::Usable, Some(0)), false),
        (with(&key, LineState::Usable, None), false),
    ] {
        let last = line.redeem_by;
        let said = (line.kind, line.state, line.free);
        assert_eq!(line.is_unredeemed(last), unused, "{said:?}");
        assert!(!line.is_unredeemed(symbolon_domain::programme::plus_days(last, 1).expect("a day")), "{said:?}");
    }
    // Redeemable to the end of March 2022.
    assert_eq!(token.redeem_by, date(2022, 3, 31));
    assert!(!token.lapses_unredeemed_within(date(2021, 12, 30), 3));
    assert!(token.lapses_unredeemed_within(date(2021, 12, 31), 3));
    assert!(token.lapses_unredeemed_within(date(2022, 3, 31), 3));
    assert!(!token.lapses_unredeemed_within(date(2022, 4, 1), 3));
    let used = with(&token, LineState::Redeemed, None);
    assert!(!used.lapses_unredeemed_within(date(2022, 3, 31), 3));
}

/// E-15: a key has as many activations left as were not counted, a blocked one none, and one without a limit no number.
#[test]
fn a_key_has_so_many_activations_left() {
    let company = Company::with_pack(date(2021, 3, 1));
    let grant = company.account.grants.values().find(|grant| grant.line.benefit == "office-professional-plus-2019");
    let Some(Item::Key { key, .. }) = grant.map(|grant| &grant.line.item) else { panic!("a key") };
    let key = company.account.keys.get(key).expect("a key");
    let left = |limit, used| key_free(&symbolon_domain::account::Key { limit, used, ..key.clone() });
    assert_eq!(left(Some(10), 3), Some(7));
    assert_eq!(left(Some(10), 10), Some(0));
    assert_eq!(left(Some(10), 11), Some(0));
    assert_eq!(left(None, 11), None);
}
