//! What pages and the API ask the domain beside its decisions: no scenario goes through it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, date};
use symbolon_domain::access::{Actor, IdentityKind, Person, Role};
use symbolon_domain::change::{GuardReason, PlanFacts, PlanRefusal, PlanState};
use symbolon_domain::check::{CheckCode, reach};
use symbolon_domain::command::{Claim, Command, KeyRef};
use symbolon_domain::company::{ProfileCheck, is_mail_address};
use symbolon_domain::competency::{Evidence, EvidenceOf, Leaving, OptionStanding, RequirementStanding};
use symbolon_domain::decide::Effect;
use symbolon_domain::explanation::RemedyAct;
use symbolon_domain::fact::{CheckDecided, MergeRejected, MergeWithdrawn, NoteRef};
use symbolon_domain::ids::{Minter, TokenId};
use symbolon_domain::notice::{Concerned, EventNotice, may_read_event, reason};
use symbolon_domain::people::Crew;
use symbolon_domain::programme::{Language, Mode, Money, Text};
use symbolon_domain::requirement::{Need, Requirement, RequirementKind};

#[test]
fn a_mail_address_has_a_name_and_a_domain() {
    let (longest, too_long) = ("n".repeat(64), "n".repeat(65));
    let label = "d".repeat(63);
    let domain = format!("{label}.{label}.{label}");
    let at = |own: &str, domain: &str| format!("{own}@{domain}");
    for good in [
        "a@b.fr",
        "d'œuvre.é@b.fr",
        "ines.roy+tag@lumen-lab.example",
        &at(&longest, "b.fr"),
        &at(&"n".repeat(62), &domain),
    ] {
        assert!(is_mail_address(good), "{good}");
    }
    let bad = [
        "",
        "@",
        "a",
        "a@",
        "@b.fr",
        "a@b",
        "a@.fr",
        "a@b.",
        "a@b..fr",
        "a@b@c.fr",
        "a b@c.fr",
        "a\u{7}@c.fr",
        "a,b@c.fr",
        "a;b@c.fr",
        "<a@c.fr",
        "a>@c.fr",
        "a\"@c.fr",
        "a..b@c.fr",
        ".a@c.fr",
        "a.@c.fr",
        "a(b)@c.fr",
        "a\u{200b}@c.fr",
        "a@b_c.fr",
        "a@é.fr",
    ];
    let longer = [at(&too_long, "b.fr"), at("a", &format!("d{label}.fr")), at(&"n".repeat(63), &domain)];
    for bad in bad.into_iter().chain(longer.iter().map(String::as_str)) {
        assert!(!is_mail_address(bad), "{bad}");
    }
}

#[test]
fn a_yes_reaches_as_far_as_each_day_says_so() {
    use CheckCode::{Allowed, AllowedInRenewalWindow as InWindow, MembershipLapsed as Lapsed};
    let day = |of: i8| date(2021, 9, of);
    // What the check says from the first of the month on, until when it said so on that day, and how far that reaches.
    let reached = |codes: &[CheckCode], until: Option<i8>, to: i8| {
        let ask = |on: Date| {
            let code = codes.get(usize::try_from(on.day() - 1).expect("a day")).copied().unwrap_or(Lapsed);
            (code, until.map(day))
        };
        reach(day(1), day(to), ask).map(|found| (found.last_day.day(), found.in_window_from.map(Date::day)))
    };
    assert_eq!(reached(&[Allowed; 9], None, 5), Some((5, None)));
    assert_eq!(reached(&[Allowed; 9], None, 1), Some((1, None)));
    assert_eq!(reached(&[Allowed; 9], Some(3), 5), Some((3, None)));
    assert_eq!(reached(&[Allowed, Allowed], Some(9), 5), Some((2, None)));
    assert_eq!(reached(&[Allowed, InWindow, InWindow], None, 5), Some((3, Some(2))));
    assert_eq!(reached(&[InWindow; 9], None, 5), Some((5, Some(1))));
    // Another right takes over: it is asked for again.
    assert_eq!(reached(&[InWindow, InWindow, Allowed], None, 5), Some((2, Some(1))));
    assert_eq!(reached(&[Allowed, Lapsed, Allowed], None, 5), Some((1, None)));
    assert_eq!(reached(&[Lapsed, Allowed], None, 5), None);
}

/// A plan of one person: whether it is applied, whether it is fresh, whether a second person has to agree, and who did.
fn plan<'a>(applied: bool, fresh: bool, guarded: bool, approved_by: &'a [String]) -> PlanFacts<'a> {
    let guards: &[GuardReason] = if guarded { &[GuardReason::MembersTouched] } else { &[] };
    PlanFacts { made_by: "pam", guards, approved_by, applied, fresh }
}

#[test]
fn a_plan_is_in_one_state_and_each_step_follows_from_it() {
    use PlanRefusal::{NeedsApproval, SelfApproval, Stale};
    let (nobody, quentin) = (Vec::new(), vec!["quentin".to_owned()]);
    for (facts, state, agreed, applied) in [
        (plan(false, true, false, &nobody), PlanState::Ready, Ok(()), Ok(())),
        (plan(false, true, true, &nobody), PlanState::AwaitingApproval, Ok(()), Err(NeedsApproval)),
        (plan(false, true, true, &quentin), PlanState::Approved, Ok(()), Ok(())),
        (plan(false, false, false, &nobody), PlanState::Stale, Err(Stale), Err(Stale)),
        (plan(false, false, true, &quentin), PlanState::Stale, Err(Stale), Err(Stale)),
        (plan(true, false, true, &quentin), PlanState::Applied, Ok(()), Ok(())),
        (plan(true, true, false, &nobody), PlanState::Applied, Ok(()), Ok(())),
    ] {
        assert_eq!(facts.state(), state, "{facts:?}");
        assert_eq!(facts.approve("louis", true), agreed, "{facts:?}");
        assert_eq!(facts.apply("pam"), applied, "{facts:?}");
    }
    let waiting = plan(false, true, true, &nobody);
    assert_eq!(waiting.approve("pam", true), Err(SelfApproval), "who made it");
    assert_eq!(waiting.approve("robot", false), Err(SelfApproval), "no person");
    assert_eq!(plan(false, true, true, &quentin).apply("quentin"), Err(SelfApproval), "who agreed");
}

#[test]
fn what_cannot_be_undone_is_acknowledged_by_name() {
    let mut ids = Minter::new(1, 1);
    let (token, tenant, mode, note) = (ids.token(), ids.tenant(), Mode::New, ids.note());
    let note = NoteRef { id: note, hash: String::new() };
    let replacement = ids.replacement();
    let decide = |grant| Command::DecideReplacement { replacement, grant, note: None };
    for (command, told) in [
        (
            Command::RedeemToken { token, tenant, mode, subscription: None, seats: None },
            &["token-used-whole", "tenant-permanent"][..],
        ),
        (Command::ShowCode { token }, &["refund-right-ends"]),
        (Command::RevealKey { key: KeyRef::Key(ids.key()) }, &["refund-right-ends"]),
        (decide(true), &["original-revoked"]),
        (decide(false), &[]),
        (Command::RefundOrder { order: ids.order() }, &["membership-ends"]),
        (Command::ConfirmMerge { merge: ids.merge() }, &["companies-merged"]),
        (Command::RemoveLocation { location: ids.location(), ticket: ids.ticket() }, &["location-gone"]),
        (Command::CloseAccount { note }, &["account-closed-for-good"]),
        (Command::RefundTax { order: ids.order() }, &["tax-given-back"]),
        (Command::ReturnFunds { funds: ids.funds() }, &["money-given-back"]),
        (Command::ReviewProfile, &[]),
    ] {
        assert_eq!(command.acknowledgements(&[]), told, "{command:?}");
    }
    // An order is withdrawn without a question, unless it alone still kept something (A-18, B-46, B-50).
    let withdraw = Command::CancelOrder { order: ids.order() };
    let lost = Effect::new("membership.renewal_given_up", None, None);
    assert_eq!(withdraw.acknowledgements(std::slice::from_ref(&lost)), &[""; 0]);
    assert_eq!(withdraw.acknowledgements(&[lost.irreversible()]), &["chance-given-up"]);
}

/// A command is known by one name in the history and the audit, and its decision needs the people whom it names.
#[test]
fn a_command_has_its_name_and_its_people() {
    let mut ids = Minter::new(1, 1);
    let (person, grant, credit, pool) = (ids.person(), ids.grant(), ids.credit(), ids.pool());
    let (request, profile) = (ids.seat_request(), "MC-1".to_owned());
    let note = NoteRef { id: ids.note(), hash: String::new() };
    for (command, name, people) in [
        (Command::open("FR"), "open_account", &[][..]),
        (Command::AssignSeat { pool, person, country: None }, "assign_seat", &[person]),
        (Command::RequestSeat { pool, person, note }, "request_seat", &[person]),
        (Command::WithdrawSeatRequest { request }, "withdraw_seat_request", &[]),
        (Command::LinkProfile { person, profile }, "link_profile", &[person]),
        (Command::AssignCredit { grant, person, other_credit: false }, "assign_credit", &[person]),
        (Command::TransferCredit { credit, person, other_credit: false }, "transfer_credit", &[person]),
        (Command::RemoveCredit { credit }, "remove_credit", &[]),
    ] {
        assert_eq!(command.name(), name);
        assert_eq!(command.people(), people, "{name}");
    }
}

#[test]
fn a_claim_is_about_its_credential_or_its_figure() {
    let (profile, credential) = ("MC-1".to_owned(), "az-400".to_owned());
    assert_eq!(Claim::Skill { profile, credential }.subject(), "az-400");
    let (metric, amount) = ("azure-consumption".to_owned(), "1.00".to_owned());
    assert_eq!(Claim::Figure { metric, amount }.subject(), "azure-consumption");
}

#[test]
fn a_role_is_a_partners_or_the_vendors() {
    use Role::*;
    for role in [SupportAgent, ProgrammeManager, Auditor, Operator, Product, PaymentProvider] {
        assert!(!role.is_partner(), "{role}");
    }
    for role in [GlobalAdmin, AccountAdmin, ProgrammeAdmin] {
        assert!(role.is_partner(), "{role}");
    }
}

/// evidence counts from the day of which it speaks to its last one.
#[test]
fn evidence_counts_from_its_day_to_its_last_one_unless_it_is_withdrawn() {
    let counts = |on: Date, counts_until: Option<Date>, withdrawn: bool| {
        let of = EvidenceOf::Figure { metric: "sites".to_owned(), amount: 1 };
        let (dated, source) = (date(2021, 3, 5), "feed".to_owned());
        let as_of = dated;
        Evidence { of, dated, expires_on: None, counts_until, as_of, source, withdrawn, former: None }.counts_on(on)
    };
    let last = Some(date(2022, 3, 4));
    for (on, expected) in
        [(date(2021, 3, 4), false), (date(2021, 3, 5), true), (date(2022, 3, 4), true), (date(2022, 3, 5), false)]
    {
        assert_eq!(counts(on, last, false), expected, "{on}");
        assert!(!counts(on, last, true), "withdrawn, on {on}");
    }
    assert!(counts(Date::MAX, None, false), "for good");
}

#[test]
fn a_threshold_is_met_or_broken_by_what_is_counted() {
    let requirement = |have: u64, forecast: Option<u64>| RequirementStanding {
        requirement: Requirement {
            id: "people".to_owned(),
            competency: "devops".to_owned(),
            option: None,
            level: "silver".to_owned(),
            kind: RequirementKind::CertifiedPeople,
            need: Need::People { any_of: vec!["az-400".to_owned()], with: Vec::new() },
            at_least: BTreeMap::new(),
            otherwise: 2,
            verified: true,
            from: None,
            to: None,
        },
        needed: 2,
        have,
        have_in_year: None,
        forecast,
        evidence: Vec::new(),
        sources: BTreeSet::new(),
        as_of: None,
        met_until: None,
    };
    for (count, met) in [(1, false), (2, true), (3, true)] {
        assert_eq!(requirement(count, None).is_met(), met, "{count} of 2");
        assert_eq!(requirement(0, Some(count)).will_be_met(), Some(met), "{count} of 2 in the forecast");
        let (person, last_day) = (Minter::new(1, 1).person(), None);
        let left = Leaving { person, last_day, requirement: "people".to_owned(), leaves: count, needed: 2 };
        assert_eq!(left.breaks(), !met, "{count} of 2 left");
        let option =
            OptionStanding { option: None, requirements: vec![requirement(2, None), requirement(count, None)] };
        assert_eq!(option.is_met(), met, "one met, and one with {count} of 2");
    }
    assert_eq!(requirement(2, None).will_be_met(), None, "without an anniversary");
}

#[test]
fn a_notice_of_what_happened_says_whom_it_concerns_and_what_to_do() {
    for notice in EventNotice::ALL {
        let concerned = match notice {
            EventNotice::OrderReceived | EventNotice::OrderPaid | EventNotice::OrderExpired => Some(Concerned::Buyer),
            EventNotice::SeatAssigned => Some(Concerned::Assignee),
            EventNotice::AdvisoryRequested | EventNotice::ReplacementDecided | EventNotice::SeatRequestDeclined => {
                Some(Concerned::Requester)
            }
            _ => None,
        };
        assert_eq!(notice.concerned(), concerned, "{notice}");
        // Nobody but who is concerned is told of a seat, of advice or of a replacement.
        let alone = matches!(concerned, Some(Concerned::Assignee | Concerned::Requester));
        assert_eq!(notice.roles().is_empty(), alone, "{notice}");
        let remedy = (*notice == EventNotice::VerificationRejected).then_some(RemedyAct::CorrectProfile);
        assert_eq!(notice.remedy(), remedy, "{notice}");
    }
}

#[test]
fn an_id_is_read_in_its_own_length_only() {
    let text = Minter::new(1_631_268_000_000, 42).token().to_string();
    let (prefix, digits) = text.split_once('_').expect("a prefix");
    assert_eq!(digits.len(), 26);
    let read = |digits: &str| format!("{prefix}_{digits}").parse::<TokenId>().map(|id| id.to_string());
    assert_eq!(read(digits), Ok(text.clone()));
    assert_eq!(read(&digits.to_uppercase()), Ok(text.clone()));
    let (longer, eight) = (format!("{digits}0"), format!("8{}", &digits[1..]));
    let last = format!("{}u", &digits[..25]);
    for wrong in ["", "0", &digits[1..], &longer, &eight, &digits.replace('0', "u"), &last] {
        assert!(read(wrong).is_err(), "{wrong}");
    }
}

/// An id is a UUIDv7: 48 bits of milliseconds, the version, 12 free bits of which the first stays clear, the variant, and
/// 62 free bits.
#[test]
fn an_id_has_the_layout_of_its_standard() {
    let random = (0x0abc_u128 << 62) | 0x1234_5678_9abc_def0;
    let bits = Minter::new(0x0001_7bcd_ef01_2345, random).token().bits();
    assert_eq!(bits, 0x7bcd_ef01_2345_72bc_9234_5678_9abc_def0);
    let mut ids = Minter::new(5, 9);
    let (first, second) = (ids.token().bits(), ids.token().bits());
    assert_eq!(first >> 80, 5);
    assert_eq!(second, first + 1, "the ids of one act sort as they were made");
}

#[test]
fn an_amount_is_a_decimal_number_with_the_places_of_its_currency() {
    for (minor, currency, text) in [
        (0, "EUR", "0.00"),
        (5, "EUR", "0.05"),
        (-5, "EUR", "-0.05"),
        (354_750, "USD", "3547.50"),
        (-354_750, "USD", "-3547.50"),
        (0, "JPY", "0"),
        (-1_200, "JPY", "-1200"),
        (12, "KWD", "0.012"),
        (123_456, "CLF", "12.3456"),
    ] {
        let money = Money { minor, currency: currency.to_owned() };
        assert_eq!(money.decimal(), text);
        assert_eq!(Money::parse(text, currency), (minor >= 0).then_some(money), "{text}");
    }
    for (text, currency) in
        [("1.5", "EUR"), ("1.505", "EUR"), ("1.", "EUR"), (".50", "EUR"), ("", "EUR"), ("1,50", "EUR")]
    {
        assert_eq!(Money::parse(text, currency), None, "{text}");
    }
    for (text, currency) in [("1.0", "JPY"), ("1.", "JPY"), ("1.00", "eur"), ("1.00", "EU"), ("1.00", "EURO")] {
        assert_eq!(Money::parse(text, currency), None, "{text} {currency}");
    }
    assert_eq!(Money::parse("7", "EUR"), Some(Money { minor: 700, currency: "EUR".to_owned() }));
}

/// H-31: both sides of a merge are counted together.
#[test]
fn the_people_of_two_sides_are_added() {
    let mut ids = Minter::new(1, 1);
    let mut person = |roles: &[Role], in_directory| Person {
        id: ids.person(),
        account: None,
        kind: IdentityKind::Named,
        in_directory,
        address: None,
        roles: roles.iter().copied().collect(),
        admin_of: [].into(),
    };
    let own = [
        person(&[Role::GlobalAdmin, Role::BillingAdmin], true),
        person(&[Role::UserAdmin], true),
        person(&[Role::Employee], true),
        person(&[Role::GlobalAdmin], false),
    ];
    let other = [person(&[Role::AccountAdmin], true), person(&[Role::Employee], true)];
    let (own, other) = (Crew::of(own.iter()), Crew::of(other.iter()));
    assert_eq!((own.people, own.managers, other.people, other.managers), (3, 2, 2, 1));
    let both = own.with(&other);
    assert_eq!((both.people, both.managers), (5, 3));
    let roles = [
        (Role::GlobalAdmin, 1),
        (Role::AccountAdmin, 1),
        (Role::UserAdmin, 1),
        (Role::BillingAdmin, 1),
        (Role::Employee, 2),
    ];
    assert_eq!(both.roles, roles.into());
}

#[test]
fn a_message_of_what_happened_is_read_by_whom_it_went_to_and_by_who_reads_the_history() {
    let mut ids = Minter::new(1, 1);
    let (account, other) = (ids.account(), ids.account());
    let (to, somebody) = (ids.person(), ids.person());
    let may = |person, of, role: Role| {
        let actor = Actor { person: Some(person), account: of, roles: [role].into(), admin_of: [].into() };
        may_read_event(&actor, account, to)
    };
    assert!(may(to, Some(account), Role::Employee));
    assert!(!may(somebody, Some(account), Role::Employee));
    assert!(may(somebody, Some(account), Role::GlobalAdmin));
    assert!(!may(somebody, Some(other), Role::GlobalAdmin));
    assert!(may(somebody, None, Role::Auditor));
}

#[test]
fn a_text_is_shown_in_the_language_that_is_asked_for() {
    let text = Text { fr: "Argent".to_owned(), en: "Silver".to_owned() };
    assert_eq!((text.get(Language::Fr), text.get(Language::En)), ("Argent", "Silver"));
}

#[test]
fn a_reason_goes_with_what_was_rejected() {
    let mut ids = Minter::new(1, 1);
    let note = NoteRef { id: ids.note(), hash: "h".repeat(64) };
    let checked = CheckDecided { check: ProfileCheck::Email, passed: false, note: Some(note.clone()) };
    let rejected = MergeRejected { merge: ids.merge(), note: Some(note.clone()) };
    assert_eq!(reason(&checked.into()), Some(&note));
    assert_eq!(reason(&rejected.into()), Some(&note));
    assert_eq!(reason(&MergeWithdrawn { merge: ids.merge() }.into()), None);
}
