//! What a new version of a programme means for those who hold something under an older one: which of its rules reach
//! them at once, what their next renewal brings, and whether somebody else has to agree before it is applied.
//!
//! What a year grants, its days and its price are fixed in the fact that begins it; an edit of those is met at the next
//! renewal, whatever the programme's policy. The rules that are asked again at every act follow the policy.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::account::{Account, Membership};
use crate::codes::codes;
use crate::competency::{Judged, levels_on};
use crate::ids::MembershipId;
use crate::next_year::{NextYear, next_year};
use crate::programme::{
    BalanceRule, Benefit, BenefitKind, Cap, Offer, OfferKind, Programme, Programmes, Reach, ReplacementRule, Usable,
    YearDays, days_between, plus_days,
};

codes! {
    /// What a change does to a member.
    pub enum Touch {
        /// Less of a benefit is granted, or none.
        LessGranted = "less_granted",
        /// More of a benefit is granted, or a new one.
        MoreGranted = "more_granted",
        /// Something ends earlier: the year, its window, or a benefit.
        EarlierEnd = "earlier_end",
        /// Something ends later.
        LaterEnd = "later_end",
        /// The renewal costs more.
        Dearer = "dearer",
        /// The renewal costs less.
        Cheaper = "cheaper",
        /// A requirement of a competency that the company holds asks for more.
        HigherThreshold = "higher_threshold",
        /// It asks for less.
        LowerThreshold = "lower_threshold",
        /// The renewal would be refused, and would not be without the change.
        CannotRenew = "cannot_renew",
        /// The renewal would be possible, and would not be without the change.
        CanRenew = "can_renew",
        /// A rule about the use of something held becomes stricter.
        StricterRule = "stricter_rule",
        /// It becomes wider.
        WiderRule = "wider_rule",
        /// A benefit is used in another way: a token and no seat, or a key of another kind.
        OtherKind = "other_kind",
        /// The window of the next renewal opens later after the anniversary.
        OpensLater = "opens_later",
        /// It opens earlier.
        OpensEarlier = "opens_earlier",
        /// More people lose their seat at the renewal (G-13).
        SeatsLost = "seats_lost",
        /// Fewer do.
        SeatsKept = "seats_kept",
    }
}

impl Touch {
    /// Whether it is about what a renewal asks for, and not about what the year after it brings.
    const fn is_of_renewal(self) -> bool {
        use Touch::*;
        matches!(self, Dearer | Cheaper | HigherThreshold | LowerThreshold | CannotRenew | CanRenew)
    }

    /// Whether the member is worse off by it.
    pub const fn is_worse(self) -> bool {
        use Touch::*;
        matches!(
            self,
            LessGranted
                | EarlierEnd
                | Dearer
                | HigherThreshold
                | CannotRenew
                | StricterRule
                | OtherKind
                | OpensLater
                | SeatsLost
        )
    }
}

codes! {
    /// When a change is met by those who hold something.
    pub enum Meets {
        /// As soon as the version is in force.
        AtOnce = "at_once",
        /// When a year begins under it: at the next renewal.
        AtNextRenewal = "at_next_renewal",
        /// By whoever acts under it from its first day on: buys, renews, or is judged.
        NextAct = "next_act",
    }
}

codes! {
    /// How something of a programme differs in a newer version.
    pub enum DifferenceKind {
        /// It is new.
        Added = "added",
        /// It is another value.
        Changed = "changed",
        /// It is there no more: nothing new is granted under it, and what is held stays.
        Retired = "retired",
    }
}

/// A rule about the use of what is held that differs between two versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleChange {
    /// The benefit whose use it rules.
    pub benefit: String,
    /// Its dotted path in the programme's files.
    pub path: String,
    /// Its path in the older files, where that is another one.
    pub was: Option<String>,
    /// What it does to those who hold the benefit.
    pub touch: Touch,
    /// Whether a year keeps the rule with which it began, whatever the policy.
    pub kept: bool,
    /// The first and the last day of what is granted with it; none: whenever it was granted.
    pub granted: Option<(Date, Date)>,
}

impl RuleChange {
    /// Whether the newer version is more generous; what is neither counts as less.
    const fn is_better(&self) -> bool {
        !self.touch.is_worse()
    }

    /// Whether it is about what was granted of a benefit on a day.
    fn is_about(&self, benefit: &str, on: Date) -> bool {
        self.benefit == benefit && self.granted.is_none_or(|(from, to)| from <= on && on <= to)
    }

    /// Whether a path is that of the rule, of a part of it, or of what it is a part of.
    fn is_at(&self, path: &str) -> bool {
        let within =
            |path: &str, of: &str| path.strip_prefix(of).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
        [Some(&self.path), self.was.as_ref()].into_iter().flatten().any(|own| within(path, own) || within(own, path))
    }
}

/// Compares the rules of two versions, one after the other, and takes over what `takes` says.
struct Meeting<'n, F> {
    newer: &'n Programme,
    takes: F,
    found: Vec<RuleChange>,
    taken: Vec<String>,
}

impl<F: Fn(bool) -> bool> Meeting<'_, F> {
    /// One rule: `rank` says how generous the first value is beside the second; none where neither is.
    fn rule<T: Clone + PartialEq>(
        &mut self,
        of: (&str, String),
        held: &mut T,
        newer: &T,
        rank: impl Fn(&T, &T) -> Option<Ordering>,
    ) {
        if held == newer {
            return;
        }
        let (benefit, path) = of;
        let better = rank(newer, held) == Some(Ordering::Greater);
        if (self.takes)(better) {
            held.clone_from(newer);
            self.taken.push(path.clone());
        }
        self.found.push(RuleChange { touch: touch(better), ..Self::change(benefit, path) });
    }

    /// One rule that a year keeps: it comes with the next one.
    fn kept<T: PartialEq>(
        &mut self,
        (benefit, path): (&str, String),
        held: &T,
        newer: &T,
        rank: impl Fn(&T, &T) -> Option<Ordering>,
    ) {
        if held != newer {
            let better = rank(newer, held) == Some(Ordering::Greater);
            self.found.push(RuleChange { touch: touch(better), kept: true, ..Self::change(benefit, path) });
        }
    }

    /// What is used in another way is another thing to hold.
    fn other(&mut self, (benefit, path): (&str, String), is_other: bool) {
        if is_other {
            self.found.push(RuleChange { kept: true, ..Self::change(benefit, path) });
        }
    }

    fn change(benefit: &str, path: String) -> RuleChange {
        let benefit = benefit.to_owned();
        RuleChange { benefit, path, was: None, touch: Touch::OtherKind, kept: false, granted: None }
    }

    fn benefit(&mut self, held: &mut Benefit, newer: &Benefit) {
        let id = held.id.clone();
        let of = |rule: &str| (id.as_str(), format!("benefit.{id}.{rule}"));
        self.kept(of("on_end"), &held.uninstall_at_end, &newer.uninstall_at_end, less);
        self.kept(of("shared_pool"), &held.shared_pool, &newer.shared_pool, |a, b| Some(b.is_some().cmp(&a.is_some())));
        match (&held.balance, &newer.balance) {
            (Some(held), Some(newer)) => self.balance(&id, held, newer),
            (held, newer) => self.other(of("balance"), held != newer),
        }
        match (&mut held.kind, &newer.kind) {
            (BenefitKind::Token(held), BenefitKind::Token(newer)) => {
                self.rule(of("usable_for"), &mut held.usable, &newer.usable, service);
                self.rule(of("modes"), &mut held.modes, &newer.modes, more_of);
                self.rule(of("extend_max"), &mut held.extend_max_months, &newer.extend_max_months, more);
                self.rule(of("expired_for"), &mut held.expired_days, &newer.expired_days, more);
                self.rule(of("disabled_for"), &mut held.disabled_days, &newer.disabled_days, more);
                match (&mut held.replacement, &newer.replacement) {
                    (Some(held), Some(newer)) => self.replacement(&id, held, newer),
                    (held, newer) => {
                        self.rule(of("replacement"), held, newer, |a, b| Some(a.is_some().cmp(&b.is_some())))
                    }
                }
            }
            (BenefitKind::Key(held), BenefitKind::Key(newer)) => {
                self.rule(of("count"), &mut held.count_reimage, &newer.count_reimage, less);
                self.other(of("key"), held.kind != newer.kind);
                let (each, newer_each) = (&held.activations_per_licence, &newer.activations_per_licence);
                self.kept(of("activations_per_licence"), each, newer_each, more);
            }
            (BenefitKind::Seat(held), BenefitKind::Seat(newer)) => {
                self.other(of("edition"), held.edition != newer.edition);
                self.rule(of("reassign_after"), &mut held.reassign_after_days, &newer.reassign_after_days, less);
                self.rule(of("slip.within"), &mut held.slip_minutes, &newer.slip_minutes, more);
                self.rule(of("slip.per_year"), &mut held.slips_per_year, &newer.slips_per_year, more);
            }
            (held, newer) => self.other(of("kind"), held.code() != newer.code()),
        }
    }

    fn balance(&mut self, id: &str, held: &BalanceRule, newer: &BalanceRule) {
        let of = |rule: &str| (id, format!("benefit.{id}.balance.{rule}"));
        self.other(of("kind"), held.kind != newer.kind);
        self.kept(of("activation"), &held.activation, &newer.activation, less);
        self.kept(of("engagement_max"), &held.engagement_max, &newer.engagement_max, higher);
        let without_limit = |rule: &BalanceRule| rule.presales_free_with.iter().cloned().collect::<BTreeSet<_>>();
        self.kept(of("presales_without_limit"), &without_limit(held), &without_limit(newer), more_of);
        self.kept(of("removable"), &held.removable, &newer.removable, more);
        self.kept(of("exclusive"), &held.exclusive, &newer.exclusive, less);
        self.kept(of("processing"), &held.processing_days, &newer.processing_days, less);
    }

    fn replacement(&mut self, id: &str, held: &mut ReplacementRule, newer: &ReplacementRule) {
        let of = |rule: &str| (id, format!("benefit.{id}.replacement.{rule}"));
        self.rule(of("reasons"), &mut held.reasons, &newer.reasons, more_of);
        self.rule(of("within"), &mut held.within_days, &newer.within_days, more);
        self.rule(of("max"), &mut held.max, &newer.max, more);
        self.rule(of("redeem_within"), &mut held.redeem_within_days, &newer.redeem_within_days, more);
    }

    fn programme(&mut self, held: &mut Programme) {
        let newer = self.newer;
        for benefit in &mut held.benefits {
            if let Some(newer) = newer.benefit(&benefit.id) {
                self.benefit(benefit, newer);
            }
        }
        let users: Vec<(String, Option<String>)> =
            held.benefits.iter().map(|benefit| (benefit.id.clone(), benefit.terms.clone())).collect();
        for (id, terms) in &mut held.terms {
            let Some(newer) = newer.terms.get(id) else { continue };
            for (user, _) in users.iter().filter(|(_, used)| used.as_ref() == Some(id)) {
                let of = |rule: &str| (user.as_str(), format!("terms.{id}.{rule}"));
                let (months, newer_months) = (&mut terms.upgrade_within_months, &newer.upgrade_within_months);
                self.rule(of("upgrade_within"), months, newer_months, higher);
                self.rule(of("downgrade"), &mut terms.downgrade, &newer.downgrade, more);
            }
        }
        self.caps(held);
    }

    /// The ceilings of each benefit on each day, from whichever rule they come (C-30): one that is new, gone, renamed or of
    /// other days changes them as another number does.
    fn caps(&mut self, held: &mut Programme) {
        let newer = self.newer;
        let mut laid_over = Vec::new();
        for id in held.benefits.iter().map(|benefit| &benefit.id).filter(|id| newer.benefit(id).is_some()) {
            for (from, to) in spans(held.caps.iter().chain(&newer.caps)) {
                let (own, other) = (held.cap(id, from), newer.cap(id, from));
                let Some(path) = other.or(own).map(|cap| &cap.path) else { continue };
                let was = own.map(|cap| &cap.path).filter(|was| *was != path);
                let numbers = |cap: Option<&Cap>| cap.map_or((None, None), |cap| (cap.per_country, cap.worldwide));
                let (mut ceilings, newer_ceilings) = (numbers(own), numbers(other));
                let (known, found) = (ceilings, self.found.len());
                let of = |rule: &str| (id.as_str(), format!("{path}.{rule}"));
                self.rule(of("per_country"), &mut ceilings.0, &newer_ceilings.0, higher);
                self.rule(of("worldwide"), &mut ceilings.1, &newer_ceilings.1, higher);
                for change in &mut self.found[found..] {
                    (change.was, change.granted) = (was.cloned(), Some((from, to)));
                }
                if ceilings != known {
                    self.taken.push(path.clone());
                    laid_over.push(Cap {
                        path: path.clone(),
                        benefit: Some(id.clone()),
                        per_country: ceilings.0,
                        worldwide: ceilings.1,
                        from: Some(from),
                        to: Some(to),
                    });
                }
            }
        }
        // The first rule that a benefit has of its own for a day is the one that holds.
        held.caps.splice(0..0, laid_over);
    }
}

/// The days between which no ceiling begins or ends.
fn spans<'c>(caps: impl Iterator<Item = &'c Cap>) -> impl Iterator<Item = (Date, Date)> {
    let edges = caps.flat_map(|cap| [cap.from, cap.to.and_then(|last| plus_days(last, 1))]);
    let begins: BTreeSet<Date> = edges.flatten().chain([Date::MIN]).collect();
    let ends = begins.iter().skip(1).filter_map(|next| plus_days(*next, -1)).chain([Date::MAX]).collect::<Vec<_>>();
    begins.into_iter().zip(ends)
}

/// What a rule of use that differs does.
const fn touch(better: bool) -> Touch {
    if better { Touch::WiderRule } else { Touch::StricterRule }
}

fn more<T: Ord>(a: &T, b: &T) -> Option<Ordering> {
    Some(a.cmp(b))
}

fn less<T: Ord>(a: &T, b: &T) -> Option<Ordering> {
    Some(b.cmp(a))
}

fn more_of<T: Ord>(a: &BTreeSet<T>, b: &BTreeSet<T>) -> Option<Ordering> {
    match (a.is_superset(b), a.is_subset(b)) {
        (true, _) => Some(Ordering::Greater),
        (_, true) => Some(Ordering::Less),
        _ => None,
    }
}

/// A limit beside another one; none is no limit.
fn higher<T: Ord>(a: &Option<T>, b: &Option<T>) -> Option<Ordering> {
    Some((a.is_none(), a).cmp(&(b.is_none(), b)))
}

/// A service of so many months and one that ends with the membership cannot be compared in general.
fn service(a: &Usable, b: &Usable) -> Option<Ordering> {
    match (a, b) {
        (Usable::Months(a), Usable::Months(b)) => Some(a.cmp(b)),
        _ => None,
    }
}

/// What those who hold a version go by once a newer one is in force: their own rules, and those of the newer one that its
/// change policy lets reach them at once.
pub fn reached(held: &Programme, newer: &Programme) -> Programme {
    let policy = newer.change_policy;
    let takes = |better| Reach::AtOnce == if better { policy.more_generous } else { policy.less_generous };
    let mut held = held.clone();
    let mut meeting = Meeting { newer, takes, found: Vec::new(), taken: Vec::new() };
    meeting.programme(&mut held);
    for path in meeting.taken {
        if let Some(source) = newer.source(&path) {
            held.sources.insert(path, source.clone());
        }
    }
    held
}

/// The rules about the use of what is held in which two versions differ.
fn rules(held: &Programme, newer: &Programme) -> Vec<RuleChange> {
    let mut meeting = Meeting { newer, takes: |_| false, found: Vec::new(), taken: Vec::new() };
    meeting.programme(&mut held.clone());
    meeting.found
}

/// A version that may be applied, beside those that are there.
#[derive(Debug)]
pub struct Prospect {
    before: Programmes,
    after: Programmes,
    /// What reaches the holders of each version at once.
    now: BTreeMap<u32, Vec<RuleChange>>,
    /// What a year that begins afterwards meets, beside one that would have begun without it.
    next: Vec<RuleChange>,
    /// The days on which a date of either version changes what a renewal asks or gives, by offer.
    turns: BTreeMap<String, BTreeSet<Date>>,
}

/// What a version does to one membership.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Impact {
    /// The membership.
    pub membership: MembershipId,
    /// Its number on paper.
    pub number: u64,
    /// Its offer.
    pub offer: String,
    /// What happens as soon as the version is in force.
    pub now: BTreeSet<Touch>,
    /// What the next renewal brings.
    pub later: BTreeSet<Touch>,
    /// The first day of that renewal.
    pub renews_on: Date,
}

impl Impact {
    /// Whether the member is worse off at once.
    pub fn is_worse_now(&self) -> bool {
        self.now.iter().any(|touch| touch.is_worse())
    }

    /// Whether the member is worse off after the next renewal.
    pub fn is_worse_later(&self) -> bool {
        self.later.iter().any(|touch| touch.is_worse())
    }
}

impl Prospect {
    /// The next version beside those that are there.
    pub fn new(before: &Programmes, next: std::sync::Arc<Programme>) -> Self {
        let after = before.clone().with(next.clone());
        let now = before.all().map(|known| known.version);
        let now = now.map(|version| (version, rules(before.version(version), after.version(version)))).collect();
        let mut turning: BTreeMap<String, BTreeSet<Date>> = BTreeMap::new();
        for programme in [before.current(), &next] {
            for offer in &programme.offers {
                turning.entry(offer.id.clone()).or_default().extend(turns(programme, offer));
            }
        }
        Self { now, next: rules(before.current(), &next), before: before.clone(), after, turns: turning }
    }

    /// The version in force without it.
    pub fn in_force(&self) -> &Programme {
        self.before.current()
    }

    /// The version itself.
    pub fn next(&self) -> &Programme {
        self.after.current()
    }

    /// When a change at a dotted path is met, and whether it is more generous, where that can be said of the rule alone.
    pub fn meets(&self, path: &str) -> (Meets, Option<bool>) {
        // Of several that a whole object holds, what takes away is what matters.
        if let Some(change) = self.next.iter().filter(|change| change.is_at(path)).min_by_key(|one| one.is_better()) {
            let policy = self.next().change_policy;
            let reach = if change.is_better() { policy.more_generous } else { policy.less_generous };
            let at_once = reach == Reach::AtOnce && !change.kept;
            return (if at_once { Meets::AtOnce } else { Meets::AtNextRenewal }, Some(change.is_better()));
        }
        let mut parts = path.split('.');
        match parts.next() {
            // That a version is on offer is a fact, which everybody meets (F-06).
            Some("benefit") if parts.nth(1) == Some("versions") => (Meets::AtOnce, None),
            // Only who buys has a first year (B-05).
            Some("window") if parts.nth(1) == Some("first_anniversary") => (Meets::NextAct, None),
            Some("table" | "window" | "benefit" | "terms" | "cap" | "caps") => (Meets::AtNextRenewal, None),
            _ => (Meets::NextAct, None),
        }
    }

    /// What it does to a company's memberships if it takes effect on a day and nobody acts before: those that it touches.
    pub fn impacts(&self, account: &Account, on: Date) -> Vec<Impact> {
        let runs = |held: &&Membership| held.closed.is_none() && on <= held.last_year().days.renew_to;
        let found = account.memberships.values().filter(runs).filter_map(|held| self.impact(account, held, on));
        found.filter(|impact| !(impact.now.is_empty() && impact.later.is_empty())).collect()
    }

    fn impact(&self, account: &Account, held: &Membership, on: Date) -> Option<Impact> {
        let own = account.grants.values().filter(|grant| grant.membership == held.id && grant.superseded_on.is_none());
        let at_once: Vec<&RuleChange> = own
            .flat_map(|grant| {
                let changes = self.now.get(&grant.version).map_or(&[][..], Vec::as_slice);
                changes.iter().filter(|change| change.is_about(&grant.line.benefit, grant.granted_on))
            })
            .collect();
        let mut now: BTreeSet<Touch> = at_once.iter().map(|change| change.touch).collect();
        let renews_on = on.max(held.last_year().days.renew_from);
        let plan = |programmes, day| next_year(account, programmes, held.id, None, day);
        // What is renewed with another membership has no renewal of its own, and is counted with that one (H-33).
        let days = match account.renewed_with(held) {
            Some(_) => BTreeSet::new(),
            None => self.renewal_days(held, on),
        };
        let plans: Vec<_> = days.iter().map(|day| (plan(&self.before, *day), plan(&self.after, *day))).collect();
        let differs = |plans: &(Option<NextYear>, Option<NextYear>)| match plans {
            (Some(without), Some(with)) => self.compare(account, without, with),
            // The offer is not in the new version: it cannot be renewed under it.
            (Some(_), None) => BTreeSet::from([Touch::CannotRenew]),
            (None, Some(_)) => BTreeSet::from([Touch::CanRenew]),
            (None, None) => BTreeSet::new(),
        };
        let mut later: BTreeSet<Touch> = plans.first().map(differs).unwrap_or_default();
        let with = plans.first().and_then(|(_, with)| with.as_ref());
        let next_benefits = with.iter().flat_map(|year| &year.lines).filter(|line| line.next.granted > 0);
        let met = next_benefits
            .flat_map(|line| self.next.iter().filter(|change| change.is_about(&line.benefit, renews_on)))
            // What was there at once is not met a second time.
            .filter(|change| {
                !at_once.iter().any(|known| (&known.benefit, &known.path) == (&change.benefit, &change.path))
            });
        later.extend(met.map(|change| change.touch));
        // Whose window is open meets at once what the renewal itself asks for.
        if held.last_year().days.renew_from <= on {
            now.extend(later.iter().copied().filter(|touch| touch.is_of_renewal()));
            later.retain(|touch| !touch.is_of_renewal());
        }
        // What only a later day of the window brings is met by who waits for it.
        let turned = days.iter().zip(&plans).skip(1).map(|(day, plans)| (*day, differs(plans)));
        let turned = turned.map(|(day, found)| (day, &found - &(&now | &later))).filter(|(_, found)| !found.is_empty());
        let turned: Vec<_> = turned.collect();
        let renews_on = turned.first().map(|(day, _)| *day).filter(|_| later.is_empty()).unwrap_or(renews_on);
        later.extend(turned.into_iter().flat_map(|(_, found)| found));
        let offer = held.last_year().offer.clone();
        Some(Impact { membership: held.id, number: held.number, offer, now, later, renews_on })
    }

    /// The days of a window on which a renewal may differ from one before it: the first, and those on which a date of either
    /// version comes in between, such as the end of a price or of the sale.
    fn renewal_days(&self, held: &Membership, on: Date) -> BTreeSet<Date> {
        let YearDays { renew_from, renew_to, .. } = held.last_year().days;
        let turns = self.turns.get(&held.last_year().offer).into_iter().flatten().copied();
        turns.filter(|day| on.max(renew_from) < *day && *day <= renew_to).chain([on]).collect()
    }

    fn compare(&self, account: &Account, without: &NextYear, with: &NextYear) -> BTreeSet<Touch> {
        let mut found = BTreeSet::new();
        let mut note = |ordering: Ordering, less: Touch, more: Touch| match ordering {
            Ordering::Less => drop(found.insert(less)),
            Ordering::Greater => drop(found.insert(more)),
            Ordering::Equal => {}
        };
        let benefits: BTreeSet<&str> =
            without.lines.iter().chain(&with.lines).map(|line| line.benefit.as_str()).collect();
        for benefit in benefits {
            let line = |year: &'_ NextYear| year.lines.iter().find(|line| line.benefit == benefit).cloned();
            let (old, new) = (line(without), line(with));
            let amount = |line: &Option<crate::next_year::NextLine>| {
                line.as_ref().map_or((false, 0), |line| (line.next.unlimited, line.next.granted))
            };
            note(amount(&new).cmp(&amount(&old)), Touch::LessGranted, Touch::MoreGranted);
            if let (Some(old), Some(new)) = (old, new)
                && (old.redeem_by, old.usable_until) != (None, None)
                && (new.redeem_by, new.usable_until) != (None, None)
            {
                note(new.redeem_by.cmp(&old.redeem_by), Touch::EarlierEnd, Touch::LaterEnd);
                note(new.usable_until.cmp(&old.usable_until), Touch::EarlierEnd, Touch::LaterEnd);
            }
        }
        note(with.days.anniversary.cmp(&without.days.anniversary), Touch::EarlierEnd, Touch::LaterEnd);
        note(with.days.renew_to.cmp(&without.days.renew_to), Touch::EarlierEnd, Touch::LaterEnd);
        let opens = |year: &NextYear| days_between(year.days.anniversary, year.days.renew_from);
        note(opens(without).cmp(&opens(with)), Touch::OpensLater, Touch::OpensEarlier);
        note(without.seats_lost().cmp(&with.seats_lost()), Touch::SeatsLost, Touch::SeatsKept);
        let access =
            |programme: &Programme, year: &NextYear| Some(programme.window_of(programme.offer(&year.offer)?)?.access);
        // From everything to nothing, in the order of the codes.
        let accesses = (access(self.in_force(), without), access(self.next(), with));
        note(accesses.0.cmp(&accesses.1), Touch::StricterRule, Touch::WiderRule);
        if let (Some(old), Some(new)) = (price(self.in_force(), account, without), price(self.next(), account, with)) {
            // Amounts in two currencies are another price, and nobody is asked to find it cheaper.
            let ordering = if old.0 == new.0 { old.1.cmp(&new.1) } else { Ordering::Less };
            note(ordering, Touch::Dearer, Touch::Cheaper);
        }
        note(with.refusal.is_none().cmp(&without.refusal.is_none()), Touch::CannotRenew, Touch::CanRenew);
        found.extend(self.thresholds(account, with));
        found
    }

    /// How the requirements changed of the competencies that carry the membership.
    fn thresholds(&self, account: &Account, with: &NextYear) -> BTreeSet<Touch> {
        let offer = self.next().offer(&with.offer).map(|offer| &offer.kind);
        let Some(OfferKind::Attainment { level }) = offer else { return BTreeSet::new() };
        let judged = match account.memberships.get(&with.membership) {
            Some(held) => Judged::renewing(with.renewed_on, held.id, held.last_year()),
            None => Judged::buying(with.renewed_on),
        };
        let levels = levels_on(account, self.in_force(), judged);
        let held = |competency: &str| levels.contains(&(competency, level.as_str()));
        let asked = |programme: &Programme, id: &str| -> Option<u64> {
            let of = programme.requirements.all().find(|requirement| requirement.id == id)?;
            let valid =
                of.from.is_none_or(|from| from <= with.renewed_on) && of.to.is_none_or(|to| with.renewed_on <= to);
            valid.then(|| programme.requirements.threshold(of, &account.country))
        };
        let ids: BTreeSet<&str> = [self.in_force(), self.next()]
            .into_iter()
            .flat_map(|programme| programme.requirements.all())
            .filter(|requirement| requirement.level == *level && held(&requirement.competency))
            .map(|requirement| requirement.id.as_str())
            .collect();
        let compared = ids.into_iter().map(|id| {
            let asks = |programme| asked(programme, id).unwrap_or(0);
            asks(self.next()).cmp(&asks(self.in_force()))
        });
        compared
            .filter_map(|ordering| match ordering {
                Ordering::Greater => Some(Touch::HigherThreshold),
                Ordering::Less => Some(Touch::LowerThreshold),
                Ordering::Equal => None,
            })
            .collect()
    }
}

/// The days on which a date of a programme changes what a renewal of an offer asks or gives.
fn turns(programme: &Programme, offer: &Offer) -> BTreeSet<Date> {
    let fees = offer.fees.iter().map(|fee| (fee.from, fee.to));
    let rows = programme.table.iter().filter(|row| row.offer == offer.id).map(|row| (row.from, row.to));
    let needs = programme.requirements.all().map(|requirement| (requirement.from, requirement.to));
    let taxes = programme.taxes.iter().map(|tax| (tax.from, tax.to));
    let caps = programme.caps.iter().map(|cap| (cap.from, cap.to));
    let spans = [(offer.from, offer.to)].into_iter().chain(fees).chain(rows).chain(needs).chain(taxes).chain(caps);
    spans.flat_map(|(from, to)| from.into_iter().chain(to.and_then(|last| plus_days(last, 1)))).collect()
}

/// What a renewal costs with its tax, in hundredths of a percent of minor units, and in which currency.
fn price(programme: &Programme, account: &Account, year: &NextYear) -> Option<(String, i128)> {
    let fee = programme.fee(programme.offer(&year.offer)?, &account.country, year.renewed_on)?;
    let tax = programme.tax(&account.country, year.renewed_on).map_or(0, |tax| tax.basis_points);
    Some((fee.amount.currency, i128::from(fee.amount.minor) * i128::from(10_000 + tax)))
}

/// How many are touched by a version, and how.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Memberships that were looked at: those that run on the day.
    pub running: u64,
    /// Touched at once.
    pub touched_now: u64,
    /// Touched at their next renewal.
    pub touched_later: u64,
    /// Touched at once or later, each once.
    pub touched: u64,
    /// Worse off at once.
    pub worse_now: u64,
    /// Worse off after the next renewal.
    pub worse_later: u64,
    /// By what happens: how many at once, and how many later.
    pub by: BTreeMap<Touch, (u64, u64)>,
    /// First day on which a renewal meets it.
    pub first: Option<Date>,
    /// Last such day, of the renewals that are known.
    pub last: Option<Date>,
}

impl Counts {
    /// Counts a company.
    pub fn add(&mut self, account: &Account, impacts: &[Impact], on: Date) {
        let runs = |held: &&Membership| held.closed.is_none() && on <= held.last_year().days.renew_to;
        self.running += account.memberships.values().filter(runs).count() as u64;
        for impact in impacts {
            self.touched += 1;
            self.touched_now += u64::from(!impact.now.is_empty());
            self.worse_now += u64::from(impact.is_worse_now());
            self.worse_later += u64::from(impact.is_worse_later());
            impact.now.iter().for_each(|touch| self.by.entry(*touch).or_default().0 += 1);
            impact.later.iter().for_each(|touch| self.by.entry(*touch).or_default().1 += 1);
            if !impact.later.is_empty() {
                self.touched_later += 1;
                self.first = Some(self.first.map_or(impact.renews_on, |first| first.min(impact.renews_on)));
                self.last = self.last.max(Some(impact.renews_on));
            }
        }
    }
}

codes! {
    /// Why somebody else has to agree before a version is applied.
    pub enum GuardReason {
        /// It touches more members than the programme lets one person decide about.
        MembersTouched = "members_touched",
        /// It makes more of them worse off at once.
        WorseOffNow = "worse_off_now",
        /// It changes the guard itself, or how changes reach those who hold something.
        GuardChanged = "guard_changed",
    }
}

/// Why a version cannot begin on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WrongFirstDay {
    /// The day has passed, or lies before the first day of a version that waits for it: this is the earliest one.
    Before(Date),
    /// Years of today would end before it: this is the last one.
    TooFar(Date),
    /// No day was named, while the version with this number waits for its own.
    Waits(u32, Date),
}

/// The first day of a version that is planned: the one that was asked for, else today. `newest` is the number of the newest
/// version with its first day. A plan counts the memberships that run today: each year of them ends, and its renewal is
/// over, well within two years.
///
/// # Errors
/// Why it cannot begin then.
pub fn first_day(asked: Option<Date>, today: Date, newest: (u32, Date)) -> Result<Date, WrongFirstDay> {
    let (version, begins) = newest;
    let (earliest, latest) = (today.max(begins), today.saturating_add(2.years()));
    match asked {
        Some(day) if day < earliest => Err(WrongFirstDay::Before(earliest)),
        Some(day) if day > latest => Err(WrongFirstDay::TooFar(latest)),
        None if begins > today => Err(WrongFirstDay::Waits(version, begins)),
        asked => Ok(asked.unwrap_or(today)),
    }
}

/// Whether a version that begins on a day, and was applied on another, takes the place of an earlier one: that one would
/// begin with it and had not begun, so that nobody ever meets it.
pub fn takes_the_place((from, applied_on): (Date, Date), of: Date) -> bool {
    from <= of && applied_on < of
}

/// The days on which the members are counted whom a version meets: its first day, and today where that is another one. Whose
/// year ends before the first day is not counted on it, but it will be renewed, and waiting lifts no guard.
pub fn counted_on(from: Date, today: Date) -> impl Iterator<Item = Date> {
    std::iter::once(from).chain((from > today).then_some(today))
}

/// Why somebody else has to agree, over what was counted on each of these days: by the guard of the version in force, so
/// that a version cannot lift it for itself.
pub fn guards(in_force: &Programme, next: &Programme, counted: &[Counts]) -> Vec<GuardReason> {
    let Some(guard) = in_force.guard else { return Vec::new() };
    let over = |count: fn(&Counts) -> u64, limit: Option<u64>| {
        limit.is_some_and(|limit| counted.iter().any(|counts| count(counts) > limit))
    };
    let changed = (next.guard, next.change_policy) != (in_force.guard, in_force.change_policy);
    [
        (over(|counts| counts.touched, guard.members_touched_over), GuardReason::MembersTouched),
        (over(|counts| counts.worse_now, guard.worse_off_now_over), GuardReason::WorseOffNow),
        (changed, GuardReason::GuardChanged),
    ]
    .into_iter()
    .filter_map(|(trips, reason)| trips.then_some(reason))
    .collect()
}

codes! {
    /// The state of a plan.
    pub enum PlanState {
        /// It can be applied.
        Ready = "ready",
        /// Somebody else has to agree first.
        AwaitingApproval = "awaiting_approval",
        /// Somebody else agreed.
        Approved = "approved",
        /// It was applied.
        Applied = "applied",
        /// What it was computed from has changed, or it is too old.
        Stale = "stale",
    }
}

codes! {
    /// Why a plan is not approved or applied.
    pub enum PlanRefusal {
        /// What it was computed from has changed, or it is too old.
        Stale = "plan-stale",
        /// Somebody else has to agree first.
        NeedsApproval = "plan-needs-approval",
        /// Who made it or applies it is no second person.
        SelfApproval = "self-approval",
    }
}

/// What is known of a plan when it is approved or applied.
#[derive(Debug, Clone)]
pub struct PlanFacts<'a> {
    /// Who made it.
    pub made_by: &'a str,
    /// Why somebody else has to agree.
    pub guards: &'a [GuardReason],
    /// Who agreed.
    pub approved_by: &'a [String],
    /// Whether it was applied.
    pub applied: bool,
    /// Whether what it was computed from is still so.
    pub fresh: bool,
}

impl PlanFacts<'_> {
    /// Its state.
    pub fn state(&self) -> PlanState {
        match () {
            () if self.applied => PlanState::Applied,
            () if !self.fresh => PlanState::Stale,
            () if self.guards.is_empty() => PlanState::Ready,
            () if self.approved_by.is_empty() => PlanState::AwaitingApproval,
            () => PlanState::Approved,
        }
    }

    /// Whether somebody may agree: a person who did not make it.
    ///
    /// # Errors
    /// Why not.
    pub fn approve(&self, by: &str, is_person: bool) -> Result<(), PlanRefusal> {
        match () {
            () if self.applied => Ok(()),
            () if !self.fresh => Err(PlanRefusal::Stale),
            () if !is_person || by == self.made_by => Err(PlanRefusal::SelfApproval),
            () => Ok(()),
        }
    }

    /// Whether somebody may apply it: where a second person is needed, somebody else must have agreed.
    ///
    /// # Errors
    /// Why not.
    pub fn apply(&self, by: &str) -> Result<(), PlanRefusal> {
        match () {
            // Asked again, as after an answer that was lost, it is the same application.
            () if self.applied => Ok(()),
            () if !self.fresh => Err(PlanRefusal::Stale),
            () if self.guards.is_empty() || self.approved_by.iter().any(|other| other != by) => Ok(()),
            () if self.approved_by.is_empty() => Err(PlanRefusal::NeedsApproval),
            () => Err(PlanRefusal::SelfApproval),
        }
    }
}
