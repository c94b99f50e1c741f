//! What the next year of a membership would bring, compared with what is held now: planned by the same code that the
//! renewal uses, from what is known today.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::account::{Account, Grant, Membership};
use crate::balance::Credit;
use crate::codes::codes;
use crate::decide::{Case, Context};
use crate::entitlement;
use crate::explanation::{Explanation, Question};
use crate::fact::{Entry, Fact, Granted, Payment, SeatMoved};
use crate::ids::{AccountId, MembershipId};
use crate::membership::{Asked, plan_year, renew_year, renewable, shown};
pub use crate::membership::{is_free, offer_at_renewal, renewal_day, renews_in_group};
use crate::order;
use crate::programme::{Programme, Programmes, YearDays, plus_days};
use crate::refusal::Refusal;
pub use crate::seat::SeatAfter;
use crate::shared::Shared;

codes! {
    /// How a benefit of the next year compares with this year's.
    pub enum NextChange {
        /// As much as now.
        Same = "same",
        /// More than now.
        More = "more",
        /// Less than now.
        Less = "less",
        /// Not held now.
        New = "new",
        /// Not granted any more.
        Ends = "ends",
    }
}

codes! {
    /// Why a benefit of the next year differs, or does not.
    pub enum NextReason {
        /// A competency is qualified that was not before.
        CompetencyGained = "competency_gained",
        /// A competency is not qualified any more.
        CompetencyLost = "competency_lost",
        /// A competency is qualified at another level.
        CompetencyLevel = "competency_level",
        /// Memberships of two companies that merged are renewed as one (H-33).
        RenewedTogether = "renewed_together",
        /// Another offer is chosen for the coming year.
        OtherOffer = "other_offer",
        /// The programme's tables changed since this year was granted (C-05, C-23).
        Catalogue = "catalogue",
        /// It becomes one without limit, or is none any more (K-03).
        Unlimited = "unlimited",
        /// A ceiling withholds a part of what is granted (C-33).
        Ceiling = "ceiling",
        /// People keep their seats (G-13).
        SeatsContinue = "seats_continue",
        /// People lose their seats, because none is left (G-13).
        SeatsLost = "seats_lost",
        /// Whoever holds the credit keeps it (B-18).
        CreditsContinue = "credits_continue",
        /// Whoever holds the credit loses it, because none is left (B-18).
        CreditsLost = "credits_lost",
    }
}

/// One reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// Which.
    pub code: NextReason,
    /// The competency that it is about.
    pub competency: Option<String>,
    /// The offer or level before.
    pub from: Option<String>,
    /// The offer or level afterwards.
    pub to: Option<String>,
    /// The day: the last one of a competency, or the first one of a table's row.
    pub on: Option<Date>,
    /// How many: seats, or what can be used of what is granted.
    pub count: Option<u32>,
}

impl Reason {
    const fn new(code: NextReason) -> Self {
        Self { code, competency: None, from: None, to: None, on: None, count: None }
    }
}

/// How much of a benefit one year of the membership grants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Amount {
    /// The sum of its lines.
    pub granted: u32,
    /// Whether it is without limit (K-03).
    pub unlimited: bool,
}

/// One benefit, now and next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextLine {
    /// The product.
    pub benefit: String,
    /// What it is counted in.
    pub unit: String,
    /// This year.
    pub now: Amount,
    /// The next year.
    pub next: Amount,
    /// How they compare.
    pub change: NextChange,
    /// Why.
    pub reasons: Vec<Reason>,
    /// Last day on which the next year's can be redeemed, activated or assigned.
    pub redeem_by: Option<Date>,
    /// Last day of the next year's right, if nobody renews again.
    pub usable_until: Option<Date>,
}

/// The next year of a membership.
#[derive(Debug, Clone, PartialEq)]
pub struct NextYear {
    /// The membership.
    pub membership: MembershipId,
    /// The offer that it is planned for.
    pub offer: String,
    /// The day of the renewal that it is planned for: today, or the first day of the window.
    pub renewed_on: Date,
    /// The days of the next year.
    pub days: YearDays,
    /// Why the renewal would be refused on that day, as things stand; none: it would be possible.
    pub refusal: Option<Box<Refusal>>,
    /// Every benefit that this year or the next one grants, in the programme's order.
    pub lines: Vec<NextLine>,
    /// What the renewal would grant, line by line. The ids are not those that it will have.
    pub grants: Vec<Shared<Granted>>,
    /// Seats that continue in another pool.
    pub moved: Vec<SeatMoved>,
    /// What becomes of the seats that are held, in the order in which people keep theirs.
    pub seats: Vec<SeatAfter>,
    /// Why the renewal is or is not possible on that day.
    pub explanation: Explanation,
}

impl NextYear {
    /// How many people would lose their seat.
    pub fn seats_lost(&self) -> u32 {
        u32::try_from(self.seats.iter().filter(|seat| !seat.keeps).count()).unwrap_or(u32::MAX)
    }
}

/// Plans the next year of a membership, under its own offer or another one of its group, as seen on a day, with the versions
/// of the programme that are in force on the day of the renewal ([`renewal_day`]). `None` where there is no such year.
pub fn next_year(
    account: &Account,
    programmes: &Programmes,
    membership: MembershipId,
    other_offer: Option<&str>,
    today: Date,
) -> Option<NextYear> {
    plan_next_year(account, programmes, membership, other_offer, today).ok()
}

/// Plans the next year of a membership, as [`next_year`] does.
///
/// # Errors
/// Why there is none: the refusal of a renewal under an offer that is not in the programme any more, or nothing for an unknown
/// membership or offer, and when the calendar ends.
pub fn plan_next_year(
    account: &Account,
    programmes: &Programmes,
    membership: MembershipId,
    other_offer: Option<&str>,
    today: Date,
) -> Result<NextYear, Option<Box<Refusal>>> {
    let id = account.id.ok_or(None)?;
    let renewed_on = renewal_day(account.memberships.get(&membership).ok_or(None)?, today);
    let ctx = Context::preview(id, renewed_on);
    let case = Case { account, programmes, ctx: &ctx };
    let (held, offer) = renewable(&case, membership, other_offer).ok_or(None)?;
    let payment = Payment { reference: String::new(), amount: None };
    let why = case.explain(Question::WhatNextYear, shown(account, membership));
    // What the company still has to do before it pays is the list of tasks' to say, and changes nothing of the year. One
    // that is ordered is judged by the day of the order (B-46).
    let ordered = order::renewal_of(account, membership, today).filter(|order| order.placed.of.offer() == offer.id);
    let asked = ordered.map_or(Asked::paid(renewed_on), |order| Asked::ordered(order, renewed_on));
    let decision = renew_year(&case, why, held, offer, asked, &payment);
    let Some(plan) = plan_year(&case, held, offer, asked.on) else { return Err(decision.err()) };
    let (next_days, seats) = (plan.days, plan.seats.seats.clone());
    let fact = plan.fact(membership, offer, &payment);
    let (grants, moved) = (fact.grants.clone(), fact.moved.clone());
    let after = renewed(account, id, programmes.current(), fact.into(), renewed_on);
    let compared = Compared { account, after: &after, programmes, membership, today, renewed_on, seats: &seats };
    let lines = compared.lines(&grants);
    let (refusal, explanation) = match decision {
        Ok(outcome) => (None, outcome.explanation),
        Err(refusal) => {
            let explanation = refusal.explanation.clone();
            (Some(refusal), explanation)
        }
    };
    Ok(NextYear {
        membership,
        offer: offer.id.clone(),
        renewed_on,
        days: next_days,
        refusal,
        lines,
        grants,
        moved,
        seats,
        explanation,
    })
}

/// The account as it would be after the renewal.
fn renewed(account: &Account, id: AccountId, programme: &Programme, fact: Fact, on: Date) -> Account {
    account.clone().apply(&Entry {
        account: id,
        seq: account.seq + 1,
        recorded_at: account.recorded_at,
        effective_on: on,
        actor: String::new(),
        programme: programme.id.clone(),
        version: programme.version,
        fact,
    })
}

/// The two years to be compared.
struct Compared<'a> {
    account: &'a Account,
    after: &'a Account,
    programmes: &'a Programmes,
    membership: MembershipId,
    today: Date,
    renewed_on: Date,
    seats: &'a [SeatAfter],
}

impl Compared<'_> {
    fn now(&self) -> impl Iterator<Item = &Grant> {
        let joined = self.account.joined_to(self.membership).filter(|one| one.is_held_on(self.today));
        let joined: BTreeSet<MembershipId> = joined.map(|one| one.id).collect();
        let of = move |grant: &&Grant| {
            let running = grant.membership == self.membership || joined.contains(&grant.membership);
            running && grant.superseded_on.is_none()
        };
        self.account.grants.values().filter(of)
    }

    fn next(&self) -> impl Iterator<Item = &Grant> {
        let of = |grant: &&Grant| grant.membership == self.membership && grant.superseded_on.is_none();
        self.after.grants.values().filter(of)
    }

    fn lines(&self, grants: &[Shared<Granted>]) -> Vec<NextLine> {
        let mut benefits: Vec<&str> = Vec::new();
        for id in grants.iter().map(|line| &line.benefit).chain(self.now().map(|grant| &grant.line.benefit)) {
            if !benefits.contains(&id.as_str()) {
                benefits.push(id);
            }
        }
        let order = |id: &str| self.programmes.current().benefits.iter().position(|known| known.id == id);
        benefits.sort_by_key(|id| (order(id).is_none(), order(id)));
        benefits.into_iter().filter_map(|benefit| self.line(benefit)).collect()
    }

    fn line(&self, benefit: &str) -> Option<NextLine> {
        let of = |grant: &&Grant| grant.line.benefit == benefit;
        let (now, next): (Vec<&Grant>, Vec<&Grant>) =
            (self.now().filter(of).collect(), self.next().filter(of).collect());
        let newest = next.first().or(now.first())?;
        let amount = |account: &Account, lines: &[&Grant], on: Date| Amount {
            granted: lines.iter().fold(0, |sum: u32, grant| sum.saturating_add(grant.line.quantity)),
            unlimited: lines.iter().any(|grant| entitlement::is_unlimited(account, self.programmes, grant, on)),
        };
        let (before, after) = (amount(self.account, &now, self.today), amount(self.after, &next, self.renewed_on));
        let change = match (before, after) {
            _ if now.is_empty() => NextChange::New,
            _ if next.is_empty() => NextChange::Ends,
            (before, after) if before.unlimited != after.unlimited => {
                if after.unlimited {
                    NextChange::More
                } else {
                    NextChange::Less
                }
            }
            (before, after) if before.unlimited || before.granted == after.granted => NextChange::Same,
            (before, after) if before.granted < after.granted => NextChange::More,
            _ => NextChange::Less,
        };
        let mut reasons = self.competencies(&now, &next);
        reasons.extend(self.core(benefit, &now, &next));
        if before.unlimited != after.unlimited && !now.is_empty() && !next.is_empty() {
            reasons.push(Reason::new(NextReason::Unlimited));
        }
        reasons.extend(self.ceiling(benefit));
        reasons.extend(self.seats(benefit));
        reasons.extend(self.credits(benefit));
        Some(NextLine {
            benefit: benefit.to_owned(),
            unit: newest.line.unit.clone(),
            now: before,
            next: after,
            change,
            reasons,
            redeem_by: next.iter().map(|grant| grant.line.redeem_by).max(),
            usable_until: next.iter().map(|grant| grant.line.usable_until).max(),
        })
    }

    /// What each competency adds, before and afterwards.
    fn competencies(&self, now: &[&Grant], next: &[&Grant]) -> Vec<Reason> {
        let by = |lines: &[&Grant]| {
            let mut found: BTreeMap<String, (u32, usize, String)> = BTreeMap::new();
            for grant in lines {
                let Some(competency) = &grant.line.competency else { continue };
                let programme = self.programmes.version(grant.version);
                let rank = programme.offers.iter().position(|offer| offer.id == grant.line.offer).unwrap_or(0);
                let entry = found.entry(competency.clone()).or_default();
                entry.0 = entry.0.saturating_add(grant.line.quantity);
                if entry.2.is_empty() || rank >= entry.1 {
                    (entry.1, entry.2) = (rank, grant.line.offer.clone());
                }
            }
            found
        };
        let (before, after) = (by(now), by(next));
        let mut reasons = Vec::new();
        for (competency, (quantity, _, offer)) in &before {
            let of = |code| Reason { competency: Some(competency.clone()), ..Reason::new(code) };
            match after.get(competency) {
                None => reasons.push(Reason { on: self.last_day(competency), ..of(NextReason::CompetencyLost) }),
                Some((more, _, then)) if then != offer => reasons.push(Reason {
                    from: Some(offer.clone()),
                    to: Some(then.clone()),
                    count: Some(*more),
                    ..of(NextReason::CompetencyLevel)
                }),
                Some((more, ..)) if more != quantity => reasons.push(of(NextReason::Catalogue)),
                Some(_) => {}
            }
        }
        let gained = after.keys().filter(|competency| !before.contains_key(*competency));
        reasons.extend(gained.map(|competency| Reason {
            competency: Some(competency.clone()),
            ..Reason::new(NextReason::CompetencyGained)
        }));
        reasons
    }

    /// The last day that the vendor stated for a competency, where it lies before the renewal.
    fn last_day(&self, competency: &str) -> Option<Date> {
        let stated = self.account.attainments.values().filter(|held| held.competency == competency);
        stated.filter_map(|held| held.until).filter(|until| *until < self.renewed_on).max()
    }

    /// Why the core differs: one in the place of several, another offer, or another table.
    fn core(&self, benefit: &str, now: &[&Grant], next: &[&Grant]) -> Vec<Reason> {
        let core = |grant: &&&Grant| grant.line.competency.is_none();
        let sum = |lines: &[&Grant]| -> u32 { lines.iter().filter(core).map(|grant| grant.line.quantity).sum() };
        if sum(now) == sum(next) {
            return Vec::new();
        }
        let offer = |account: &Account| Some(account.memberships.get(&self.membership)?.last_year().offer.clone());
        let (from, to) = (offer(self.account), offer(self.after));
        // Those that have ended add nothing to what is held now, and may still bring the offer along.
        let together = |one: &Membership| one.is_held_on(self.today) || from != to;
        let mut reasons = Vec::new();
        if self.account.joined_to(self.membership).any(together) {
            reasons.push(Reason::new(NextReason::RenewedTogether));
            // What its own lines lose or gain, those of the others do not explain.
            let own = now.iter().filter(|grant| grant.membership == self.membership);
            if from != to || sum(&own.copied().collect::<Vec<_>>()) == sum(next) {
                return reasons;
            }
        } else if from != to {
            return vec![Reason { from, to, ..Reason::new(NextReason::OtherOffer) }];
        }
        let current = self.programmes.current();
        let rows = current
            .table
            .iter()
            .filter(|row| Some(&row.offer) == to.as_ref() && row.competency.is_none() && row.benefit == benefit);
        let begins = |row: &crate::programme::TableRow| {
            row.from.or_else(|| row.to.and_then(|to| plus_days(to, 1))).filter(|day| *day <= self.renewed_on)
        };
        reasons.push(Reason { on: rows.filter_map(begins).max(), ..Reason::new(NextReason::Catalogue) });
        reasons
    }

    fn ceiling(&self, benefit: &str) -> Option<Reason> {
        let found = entitlement::entitlement(self.after, self.programmes, benefit, self.renewed_on)?;
        let effective = found.effective.filter(|effective| *effective < found.granted)?;
        Some(Reason { count: Some(effective), ..Reason::new(NextReason::Ceiling) })
    }

    /// Who keeps a credit, and who does not.
    fn credits(&self, benefit: &str) -> Vec<Reason> {
        let held = |account: &Account, lines: Vec<&Grant>| {
            let of = |held: &&Credit| {
                let line = lines.iter().find(|grant| grant.line.grant == held.grant);
                held.ended_on.is_none() && line.is_some_and(|grant| grant.line.benefit == benefit)
            };
            u32::try_from(account.credits.values().filter(of).count()).unwrap_or(u32::MAX)
        };
        let counts = (held(self.account, self.now().collect()), held(self.after, self.next().collect()));
        compared(counts, NextReason::CreditsContinue, NextReason::CreditsLost)
    }

    /// Who keeps a seat, and who does not.
    fn seats(&self, benefit: &str) -> Vec<Reason> {
        let of = |keeps: bool| self.seats.iter().filter(move |seat| seat.benefit == benefit && seat.keeps == keeps);
        let count = |keeps| u32::try_from(of(keeps).count()).unwrap_or(u32::MAX);
        let kept = count(true);
        compared((kept.saturating_add(count(false)), kept), NextReason::SeatsContinue, NextReason::SeatsLost)
    }
}

/// How many people keep what they have, and how many lose it.
fn compared((before, after): (u32, u32), continues: NextReason, lost: NextReason) -> Vec<Reason> {
    let of = |code, count| Reason { count: Some(count), ..Reason::new(code) };
    let kept = (after > 0).then(|| of(continues, after));
    let fewer = (before > after).then(|| of(lost, before - after));
    kept.into_iter().chain(fewer).collect()
}
