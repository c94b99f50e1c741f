//! What a new version of the programme changes for those who hold something: for each rule, whether it is in their favour,
//! and when they meet it.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use symbolon_domain::change::{Meets, Prospect, Touch};
use symbolon_domain::programme::{
    BalanceRule, Benefit, BenefitKind, Cap, ChangePolicy, KeyKind, KeyRule, Mode, Programme, Programmes, Reach,
    ReplacementReason, ReplacementRule, SeatRule, TaxRate, Terms, Text, TokenRule, Usable,
};
use symbolon_domain::renewal_price::renewal_price;
use symbolon_domain::requirement::Requirement;
use symbolon_sim::support::programme;

use crate::company::Company;

type Edit = fn(&mut Programme);

fn kind<'p>(programme: &'p mut Programme, id: &str) -> &'p mut BenefitKind {
    &mut programme.benefits.iter_mut().find(|benefit| benefit.id == id).expect("a benefit").kind
}

fn token(programme: &mut Programme) -> &mut TokenRule {
    let BenefitKind::Token(rule) = kind(programme, "intune") else { panic!("a token") };
    rule
}

fn replacement(programme: &mut Programme) -> &mut ReplacementRule {
    token(programme).replacement.as_mut().expect("replacements")
}

fn key(programme: &mut Programme) -> &mut KeyRule {
    let BenefitKind::Key(rule) = kind(programme, "windows-10-enterprise") else { panic!("a key") };
    rule
}

fn seat(programme: &mut Programme) -> &mut SeatRule {
    let BenefitKind::Seat(rule) = kind(programme, "studio") else { panic!("a seat") };
    rule
}

fn terms(programme: &mut Programme) -> &mut Terms {
    programme.terms.get_mut("internal-use").expect("terms")
}

/// Each rule about what is held, at its path, with a value and a more generous one.
const RULES: &[(&str, &str, Edit, Edit)] = &[
    (
        "mpn-2020",
        "benefit.intune.usable_for",
        |p| token(p).usable = Usable::Months(12),
        |p| {
            token(p).usable = Usable::Months(13);
        },
    ),
    (
        "mpn-2020",
        "benefit.intune.modes",
        |p| token(p).modes = [Mode::New].into(),
        |p| {
            token(p).modes = [Mode::New, Mode::Extend].into();
        },
    ),
    ("mpn-2020", "benefit.intune.extend_max", |p| token(p).extend_max_months = 36, |p| token(p).extend_max_months = 37),
    ("mpn-2020", "benefit.intune.expired_for", |p| token(p).expired_days = 30, |p| token(p).expired_days = 31),
    ("mpn-2020", "benefit.intune.disabled_for", |p| token(p).disabled_days = 90, |p| token(p).disabled_days = 91),
    ("mpn-2020", "benefit.intune.replacement", |p| token(p).replacement = None, |_| ()),
    (
        "mpn-2020",
        "benefit.intune.replacement.reasons",
        |p| replacement(p).reasons = [ReplacementReason::WrongTenant].into(),
        |p| replacement(p).reasons = ReplacementReason::ALL.iter().copied().collect(),
    ),
    (
        "mpn-2020",
        "benefit.intune.replacement.within",
        |p| replacement(p).within_days = 30,
        |p| {
            replacement(p).within_days = 31;
        },
    ),
    ("mpn-2020", "benefit.intune.replacement.max", |p| replacement(p).max = 1, |p| replacement(p).max = 2),
    (
        "mpn-2020",
        "benefit.intune.replacement.redeem_within",
        |p| replacement(p).redeem_within_days = 30,
        |p| {
            replacement(p).redeem_within_days = 31;
        },
    ),
    (
        "mpn-2020",
        "benefit.windows-10-enterprise.count",
        |p| key(p).count_reimage = true,
        |p| key(p).count_reimage = false,
    ),
    (
        "example-isv",
        "benefit.studio.reassign_after",
        |p| seat(p).reassign_after_days = 6,
        |p| {
            seat(p).reassign_after_days = 5;
        },
    ),
    ("example-isv", "benefit.studio.slip.within", |p| seat(p).slip_minutes = 5, |p| seat(p).slip_minutes = 6),
    ("example-isv", "benefit.studio.slip.per_year", |p| seat(p).slips_per_year = 2, |p| seat(p).slips_per_year = 3),
    (
        "mpn-2020",
        "terms.internal-use.upgrade_within",
        |p| terms(p).upgrade_within_months = Some(12),
        |p| {
            terms(p).upgrade_within_months = None;
        },
    ),
    ("mpn-2020", "terms.internal-use.downgrade", |p| terms(p).downgrade = false, |p| terms(p).downgrade = true),
    ("mpn-2020", "caps.per_country", |p| p.caps[0].per_country = Some(5), |p| p.caps[0].per_country = None),
    ("mpn-2020", "caps.worldwide", |p| p.caps[0].worldwide = Some(15), |p| p.caps[0].worldwide = Some(16)),
];

const NEVER: ChangePolicy = ChangePolicy { more_generous: Reach::AtNextRenewal, less_generous: Reach::AtNextRenewal };

/// A version, and the next one under a policy.
fn two((name, held, newer): (&str, Edit, Edit), policy: ChangePolicy) -> (Programmes, Arc<Programme>) {
    let mut old = (**programme(name).expect("a programme").1.current()).clone();
    let mut next = old.clone();
    held(&mut old);
    newer(&mut next);
    (next.version, next.change_policy) = (old.version + 1, policy);
    (Programmes::new(Arc::new(old)), Arc::new(next))
}

/// When a change is met and whether it is better, and whether those who held the version before go by it now.
fn told(between: (&str, Edit, Edit), path: &str, policy: ChangePolicy) -> (Meets, Option<bool>, bool) {
    let (before, next) = two(between, policy);
    let (meets, better) = Prospect::new(&before, next.clone()).meets(path);
    let held = before.current().version;
    let after = before.with(next.clone());
    let left = Prospect::new(&Programmes::new(after.version(held).clone()), next).meets(path).1;
    (meets, better, left.is_none())
}

#[test]
fn each_rule_knows_what_is_more_generous_and_reaches_whom_the_policy_says() {
    let at_once = |better| match better {
        true => ChangePolicy { more_generous: Reach::AtOnce, ..NEVER },
        false => ChangePolicy { less_generous: Reach::AtOnce, ..NEVER },
    };
    for &(name, path, less, more) in RULES {
        for (held, newer, better) in [(less, more, true), (more, less, false)] {
            let between = (name, held, newer);
            let now = (Meets::AtOnce, Some(better), true);
            let later = (Meets::AtNextRenewal, Some(better), false);
            assert_eq!(told(between, path, at_once(better)), now, "{path}, better {better}");
            assert_eq!(told(between, path, at_once(!better)), later, "{path}, better {better}");
            assert_eq!(told(between, path, NEVER), later, "{path}, better {better}");
        }
    }
}

fn benefit<'p>(programme: &'p mut Programme, id: &str) -> &'p mut Benefit {
    programme.benefits.iter_mut().find(|benefit| benefit.id == id).expect("a benefit")
}

fn balance(programme: &mut Programme) -> &mut BalanceRule {
    benefit(programme, "help").balance.as_mut().expect("a balance")
}

/// Each rule that a year keeps as it began, with a value and a more generous one.
const KEPT: &[(&str, &str, Edit, Edit)] = &[
    (
        "mpn-2020",
        "benefit.windows-10-enterprise.activations_per_licence",
        |p| key(p).activations_per_licence = 1,
        |p| key(p).activations_per_licence = 2,
    ),
    (
        "mpn-2020",
        "benefit.windows-10-enterprise.on_end",
        |p| benefit(p, "windows-10-enterprise").uninstall_at_end = true,
        |p| benefit(p, "windows-10-enterprise").uninstall_at_end = false,
    ),
    (
        "mpn-2020",
        "benefit.intune.shared_pool",
        |p| benefit(p, "intune").shared_pool = Some("devices".to_owned()),
        |p| benefit(p, "intune").shared_pool = None,
    ),
    (
        "example-isv",
        "benefit.help.balance.activation",
        |p| balance(p).activation = true,
        |p| balance(p).activation = false,
    ),
    (
        "example-isv",
        "benefit.help.balance.engagement_max",
        |p| balance(p).engagement_max = Some(4),
        |p| balance(p).engagement_max = None,
    ),
    (
        "example-isv",
        "benefit.help.balance.presales_without_limit",
        |p| balance(p).presales_free_with = vec!["premier".to_owned()],
        |p| balance(p).presales_free_with = vec!["starter".to_owned(), "premier".to_owned()],
    ),
    (
        "example-isv",
        "benefit.help.balance.removable",
        |p| balance(p).removable = false,
        |p| balance(p).removable = true,
    ),
    (
        "example-isv",
        "benefit.help.balance.exclusive",
        |p| balance(p).exclusive = true,
        |p| balance(p).exclusive = false,
    ),
    (
        "example-isv",
        "benefit.help.balance.processing",
        |p| balance(p).processing_days = 2,
        |p| balance(p).processing_days = 1,
    ),
];

const AT_ONCE: ChangePolicy = ChangePolicy { more_generous: Reach::AtOnce, less_generous: Reach::AtOnce };

#[test]
fn a_rule_that_a_year_keeps_comes_with_the_next_one_whatever_the_policy() {
    for &(name, path, less, more) in KEPT {
        for (held, newer, better) in [(less, more, true), (more, less, false)] {
            let later = (Meets::AtNextRenewal, Some(better), false);
            assert_eq!(told((name, held, newer), path, AT_ONCE), later, "{path}, better {better}");
        }
    }
    // What is used in another way is neither more nor less.
    let other: [(&str, &str, Edit); 3] = [
        ("mpn-2020", "benefit.windows-10-enterprise.key", |p| key(p).kind = KeyKind::Static),
        ("mpn-2020", "benefit.intune.kind", |p| benefit(p, "intune").kind = BenefitKind::Balance),
        ("example-isv", "benefit.help.balance", |p| benefit(p, "help").balance = None),
    ];
    for (name, path, edit) in other {
        for between in [(name, edit, (|_| ()) as Edit), (name, |_| (), edit)] {
            assert_eq!(told(between, path, AT_ONCE), (Meets::AtNextRenewal, Some(false), false), "{path}");
        }
    }
}

fn cap(benefit: Option<&str>, path: &str, per_country: u32, to: Option<Date>) -> Cap {
    let benefit = benefit.map(str::to_owned);
    Cap { path: path.to_owned(), benefit, per_country: Some(per_country), worldwide: None, from: None, to }
}

/// C-30: what counts is the ceiling that a benefit has on a day, from whichever rule it comes.
#[test]
fn a_ceiling_that_is_new_gone_or_renamed_is_met_as_another_number_is() {
    let own: Edit = |p| p.caps = vec![cap(Some("intune"), "cap.intune", 3, None), cap(None, "caps", 5, None)];
    let all: Edit = |p| p.caps = vec![cap(None, "caps", 5, None)];
    let none: Edit = |p| p.caps.clear();
    for (held, newer, path, better) in [
        (all, own, "cap.intune", false),
        (own, all, "cap.intune", true),
        (all, none, "caps", true),
        (none, all, "caps", false),
    ] {
        let between = ("mpn-2020", held, newer);
        assert_eq!(told(between, path, AT_ONCE), (Meets::AtOnce, Some(better), true), "{path}, better {better}");
        assert_eq!(told(between, path, NEVER), (Meets::AtNextRenewal, Some(better), false), "{path}, better {better}");
    }
    // Another name changes nothing, nor does one that says the same as the rule for all.
    let renamed: Edit = |p| p.caps = vec![cap(Some("intune"), "cap.other", 3, None), cap(None, "caps", 5, None)];
    let same: Edit = |p| p.caps = vec![cap(Some("intune"), "cap.same", 5, None), cap(None, "caps", 5, None)];
    for (held, newer, path) in [(own, renamed, "cap.other"), (all, same, "cap.same")] {
        assert_eq!(told(("mpn-2020", held, newer), path, AT_ONCE).1, None, "{path}");
    }
    // One of some days is about what is granted on them.
    let days: Edit = |p| p.caps = vec![cap(None, "cap.days", 3, Some(date(2020, 9, 30))), cap(None, "caps", 5, None)];
    let (before, next) = two(("mpn-2020", all, days), AT_ONCE);
    let held = before.current().version;
    let after = before.with(next);
    let ceiling = |day| after.version(held).cap("intune", day).and_then(|cap| cap.per_country);
    assert_eq!([ceiling(date(2020, 9, 30)), ceiling(date(2020, 10, 1))], [Some(3), Some(5)]);
    for (bought, now) in [(date(2020, 9, 30), vec![Touch::StricterRule]), (date(2020, 10, 1), vec![])] {
        let mut company = Company::with_pack(bought);
        company.context.today = date(2021, 1, 1);
        let found = touched(&company, |next| {
            let worldwide = next.caps[0].worldwide;
            next.caps.insert(0, Cap { worldwide, ..cap(None, "cap.days", 3, Some(date(2020, 9, 30))) });
            next.change_policy = AT_ONCE;
        });
        assert_eq!(found.into_iter().flat_map(|(_, now, later)| [now, later]).flatten().collect::<Vec<_>>(), now);
    }
}

#[test]
fn what_is_neither_more_nor_less_counts_as_less() {
    let months: Edit = |p| token(p).usable = Usable::Months(12);
    let to_the_end: Edit = |p| token(p).usable = Usable::MembershipEnd;
    let (new, extend): (Edit, Edit) =
        (|p| token(p).modes = [Mode::New].into(), |p| token(p).modes = [Mode::Extend].into());
    for (path, one, other) in [("benefit.intune.usable_for", months, to_the_end), ("benefit.intune.modes", new, extend)]
    {
        for (held, newer) in [(one, other), (other, one)] {
            assert_eq!(told(("mpn-2020", held, newer), path, NEVER).1, Some(false), "{path}");
        }
    }
}

#[test]
fn a_path_says_when_it_is_met_even_where_it_is_no_rule_of_what_is_held() {
    let (before, next) = two(("mpn-2020", |_| (), |p| replacement(p).within_days += 1), NEVER);
    let prospect = Prospect::new(&before, next);
    for (path, told) in [
        ("benefit.intune.replacement.within", (Meets::AtNextRenewal, Some(true))),
        ("benefit.intune.replacement.within.days", (Meets::AtNextRenewal, Some(true))),
        ("benefit.intune.replacement.within_days", (Meets::AtNextRenewal, None)),
        ("benefit.intune.versions", (Meets::AtOnce, None)),
        ("benefit.intune.name", (Meets::AtNextRenewal, None)),
        ("benefit.versions.name", (Meets::AtNextRenewal, None)),
        ("table.action-pack-2020", (Meets::AtNextRenewal, None)),
        ("window.action-pack", (Meets::AtNextRenewal, None)),
        ("window.standard.first_anniversary", (Meets::NextAct, None)),
        ("window.standard.next_anniversary", (Meets::AtNextRenewal, None)),
        ("terms.training", (Meets::AtNextRenewal, None)),
        ("caps.worldwide", (Meets::AtNextRenewal, None)),
        ("offer.action-pack.versions", (Meets::NextAct, None)),
        ("metric.revenue", (Meets::NextAct, None)),
    ] {
        assert_eq!(prospect.meets(path), told, "{path}");
    }
}

/// What a version with an edit does to the memberships of a company: each with what it meets now and later.
fn touched(company: &Company, edit: impl FnOnce(&mut Programme)) -> Vec<(String, Vec<Touch>, Vec<Touch>)> {
    let mut next = (**company.programmes.current()).clone();
    next.version += 1;
    edit(&mut next);
    let impacts = Prospect::new(&company.programmes, Arc::new(next)).impacts(&company.account, company.context.today);
    let all = |touches: BTreeSet<Touch>| touches.into_iter().collect();
    impacts.into_iter().map(|impact| (impact.offer, all(impact.now), all(impact.later))).collect()
}

fn asked<'p>(programme: &'p mut Programme, id: &str) -> &'p mut Requirement {
    let mut all = programme.requirements.asked.values_mut().flatten();
    all.find(|requirement| requirement.id == id).expect("a requirement")
}

/// a member is told of a threshold that moves where it is one of a competency that carries the membership, at
/// its level and on the day of the renewal.
#[test]
fn a_threshold_that_moves_is_told_to_whom_it_carries() {
    let mut company = Company::open("mpn-2020", date(2021, 3, 1));
    company.attain("devops", "silver");
    company.buy("silver").expect("a silver membership");
    let renews_on = date(2022, 3, 2);
    let later = |edit: &dyn Fn(&mut Programme)| {
        let found = touched(&company, |next| edit(next));
        assert!(found.iter().all(|(offer, now, _)| offer == "silver" && now.is_empty()), "{found:?}");
        found.into_iter().flat_map(|(.., later)| later).collect::<Vec<_>>()
    };
    let at_least = |id: &'static str, needed| later(&|next| asked(next, id).otherwise = needed);
    assert_eq!(at_least("devops-silver-people", 2), []);
    assert_eq!(at_least("devops-silver-people", 3), [Touch::HigherThreshold]);
    assert_eq!(at_least("devops-silver-people", 1), [Touch::LowerThreshold]);
    assert_eq!(at_least("devops-gold-people", 5), [], "of another level");
    assert_eq!(at_least("datacenter-silver-people", 3), [], "of a competency that it does not hold");
    // A requirement asks from its first day to its last one; on others it asks for nothing.
    let (before, after) = (renews_on - 1.day(), renews_on + 1.day());
    for (from, to, expected) in [
        (Some(renews_on), None, &[][..]),
        (Some(after), None, &[Touch::LowerThreshold]),
        (None, Some(renews_on + 29.days()), &[]),
        // Whoever waits for the second day of the window needs to meet less.
        (None, Some(renews_on), &[Touch::LowerThreshold]),
        (None, Some(before), &[Touch::LowerThreshold]),
        (Some(after), Some(after), &[Touch::LowerThreshold]),
    ] {
        let edit = |next: &mut Programme| {
            let requirement = asked(next, "devops-silver-people");
            (requirement.from, requirement.to) = (from, to);
        };
        assert_eq!(later(&edit), expected, "from {from:?} to {to:?}");
    }
}

/// A rule about the use of a benefit is met by those who hold it, in the membership that grants it, and by nobody whose
/// next year does not grant it any more.
#[test]
fn a_rule_is_met_by_who_holds_what_it_is_about() {
    // The table of that year takes Office 365 E3 out of the silver package on 28 January 2021 (C-23).
    let mut company = Company::open("mpn-2020", date(2020, 12, 1));
    company.attain("devops", "silver");
    company.buy("silver").expect("a silver membership");
    company.buy("action-pack").expect("a pack");
    let (pack, wider) = ("action-pack".to_owned(), vec![Touch::WiderRule]);
    let found = touched(&company, |next| replacement(next).within_days += 1);
    assert_eq!(found, [(pack.clone(), wider.clone(), vec![])], "Intune is in the pack");
    let found = touched(&company, |next| terms(next).downgrade = true);
    assert_eq!(found, [(pack.clone(), wider, vec![])], "so are licences for internal use");
    let found = touched(&company, |next| {
        let BenefitKind::Token(rule) = kind(next, "office-365-e3") else { panic!("a token") };
        rule.expired_days -= 1;
        next.change_policy = NEVER;
    });
    assert_eq!(found, [(pack, vec![], vec![Touch::StricterRule])], "next year's silver package has none");
}

/// What a renewal costs is the fee with its tax: one can rise while the other falls.
#[test]
fn a_price_is_compared_with_its_tax() {
    let company = Company::with_pack(date(2021, 3, 1));
    let costs = |minor: i64, basis_points: u32| {
        let found = touched(&company, |next| {
            let pack = next.offers.iter_mut().find(|offer| offer.id == "action-pack").expect("an offer");
            pack.fees.iter_mut().for_each(|fee| fee.amount.minor = minor);
            let name = Text { fr: "TVA".to_owned(), en: "VAT".to_owned() };
            next.taxes.push(TaxRate { country: "FR".to_owned(), name, basis_points, from: None, to: None });
        });
        found.into_iter().flat_map(|(.., later)| later).collect::<Vec<_>>()
    };
    // 475.00 now, without any tax.
    assert_eq!(costs(47_500, 0), []);
    assert_eq!(costs(47_501, 0), [Touch::Dearer]);
    assert_eq!(costs(46_000, 500), [Touch::Dearer], "483.00");
    assert_eq!(costs(45_000, 500), [Touch::Cheaper], "472.50");
    assert_eq!(costs(38_000, 2_500), [], "475.00");
}

/// H-33: memberships that a merge joined are renewed once, so that a dearer renewal is one.
#[test]
fn what_is_renewed_with_another_membership_is_counted_once() {
    let mut company = Company::open("example-isv", date(2021, 3, 1));
    company.buy("starter").expect("a starter");
    company.buy("starter").expect("another starter");
    let dearer = |company: &Company| {
        let found = touched(company, |next| {
            let starter = next.offers.iter_mut().find(|offer| offer.id == "starter").expect("an offer");
            starter.fees.iter_mut().for_each(|fee| fee.amount.minor += 100);
        });
        found.iter().filter(|(.., later)| later.contains(&Touch::Dearer)).count()
    };
    assert_eq!(dearer(&company), 2);
    let ids: Vec<_> = company.account.memberships.keys().copied().collect();
    company.account.memberships.get_mut(&ids[1]).expect("is held").joined = Some(ids[0]);
    assert_eq!(dearer(&company), 1);
}

/// N-22: a renewal costs what the version of its first day says, and since when is said where that is another price than
/// when the year began.
#[test]
fn a_renewal_costs_what_its_own_day_says() {
    let bought = date(2021, 3, 1);
    let company = Company::with_pack(bought);
    let held = company.account.memberships.values().next().expect("a membership");
    let mut next = (**company.programmes.current()).clone();
    next.version += 1;
    let pack = next.offers.iter_mut().find(|offer| offer.id == "action-pack").expect("an offer");
    pack.fees.iter_mut().for_each(|fee| fee.amount.minor += 4_500);
    let later = company.programmes.clone().with(Arc::new(next));
    let price = |first: Date, offer: &str, today: Date| {
        let versions = |day: Date| if day < first { &company.programmes } else { &later };
        let found = renewal_price(&company.account, &versions, held, offer, today).expect("a price");
        let change = found.change.map(|change| (change.before.minor, change.since));
        (found.on, found.fee.amount.minor, change)
    };
    let opens = held.last_year().days.renew_from;
    let first = date(2021, 11, 1);
    assert_eq!(price(first, "action-pack", bought), (opens, 52_000, Some((47_500, first))));
    assert_eq!(price(first, "action-pack", date(2022, 1, 1)), (opens, 52_000, Some((47_500, first))), "since then");
    // The first day of the window counts, and not the day before it or after.
    assert_eq!(price(opens, "action-pack", bought), (opens, 52_000, Some((47_500, opens))));
    assert_eq!(price(opens.tomorrow().expect("a day"), "action-pack", bought), (opens, 47_500, None));
    // Whoever bought at that price already has no other one.
    assert_eq!(price(bought, "action-pack", bought), (opens, 52_000, None));
    assert_eq!(
        price(bought.tomorrow().expect("a day"), "action-pack", bought).2,
        Some((47_500, bought.tomorrow().expect("a day")))
    );
    // Another offer had no price for this year.
    assert_eq!(price(first, "silver", bought).2, None);
}
