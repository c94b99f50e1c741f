//! What a new version of the programme changes for those who hold something: for each rule, whether it is in their favour,
//! and when they meet it.

use std::sync::Arc;

use symbolon_domain::change::{Meets, Prospect};
use symbolon_domain::programme::{
    BenefitKind, ChangePolicy, KeyRule, Mode, Programme, Programmes, Reach, ReplacementReason, ReplacementRule,
    SeatRule, Terms, TokenRule, Usable,
};
use symbolon_sim::support::programme;

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
        ("terms.training", (Meets::AtNextRenewal, None)),
        ("caps.worldwide", (Meets::AtNextRenewal, None)),
        ("offer.action-pack.versions", (Meets::NextAct, None)),
        ("metric.revenue", (Meets::NextAct, None)),
    ] {
        assert_eq!(prospect.meets(path), told, "{path}");
    }
}
