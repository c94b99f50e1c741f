//! Which competencies a company has attained, from evidence against what the programme asks for, and what will be left
//! of them at the anniversary (A-10…A-17).

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::access::Capability;
use crate::account::{Account, Attainment, Membership, Order, Year};
use crate::campaign::{Extended, Relief};
use crate::codes::codes;
use crate::explanation::{Answer, Explanation, FactCode, Node, Question, Remedy, RemedyAct, Value};
use crate::fact::Ordered;
use crate::ids::{AccountId, AttainmentId, EvidenceId, MembershipId, PersonId};
use crate::membership::upgraded_from;
use crate::programme::{Competency, Offer, PeopleNeeded, Programme, days_between, plus_days};
use crate::requirement::{Measure, Metric, Need, Requirement};

/// A certification profile that counts for this company.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// Whose it is.
    pub person: PersonId,
    /// The profile, as a keyed hash of its number.
    pub profile: String,
    /// First day on which it counts.
    pub linked_on: Date,
    /// Last day on which it counts; none: it goes on.
    pub last_day: Option<Date>,
    /// The former company for which it was linked.
    pub former: Option<AccountId>,
}

impl Profile {
    /// Whether it counts on a day.
    pub fn counts_on(&self, day: Date) -> bool {
        self.linked_on <= day && self.last_day.is_none_or(|last| day <= last)
    }
}

/// What evidence shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum EvidenceOf {
    /// Somebody passed or holds something.
    Skill {
        /// The certification profile, as a keyed hash of its number.
        profile: String,
        /// The exam, assessment or certification.
        credential: String,
    },
    /// A reading of a figure.
    Figure {
        /// The figure.
        metric: String,
        /// How much: pieces, or minor units of the metric's currency.
        amount: u64,
    },
}

/// Something that shows that a requirement is met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// What it shows.
    pub of: EvidenceOf,
    /// The day that it speaks of.
    pub dated: Date,
    /// Last day on which it is valid by itself.
    pub expires_on: Option<Date>,
    /// Last day on which it counts under the programme.
    pub counts_until: Option<Date>,
    /// The day on which its source was read (N-18).
    pub as_of: Date,
    /// Where it comes from.
    pub source: String,
    /// Whether it was withdrawn.
    pub withdrawn: bool,
    /// The former company of which it speaks.
    pub former: Option<AccountId>,
}

/// How evidence is looked at.
#[derive(Debug, Clone, Copy)]
enum View {
    /// As it counts on a day.
    On(Date),
    /// As it is expected to count on an anniversary, seen from a day before it. Far from the anniversary, what counts
    /// now is taken to be repeated, as every year; in the last stretch only what will still count then does.
    Forecast { today: Date, on: Date, last_stretch: bool },
}

impl Evidence {
    /// Whether it counts on a day, as far as its own days say.
    pub fn counts_on(&self, day: Date) -> bool {
        self.counts(View::On(day))
    }

    fn counts(&self, view: View) -> bool {
        let on = |day: Date| self.dated <= day && self.counts_until.is_none_or(|until| day <= until);
        let seen = match view {
            View::On(day) => on(day),
            View::Forecast { on: day, last_stretch: true, .. } => on(day),
            View::Forecast { today, on: day, .. } => on(today) && self.expires_on.is_none_or(|until| day <= until),
        };
        seen && !self.withdrawn
    }
}

fn profile_counts(account: &Account, profile: &str, view: View) -> bool {
    let lasts = |held: &Profile, day: Date| held.last_day.is_none_or(|last| day <= last);
    account.profiles.values().filter(|held| held.profile == profile).any(|held| match view {
        View::On(day) => held.counts_on(day),
        View::Forecast { today, on, .. } => held.counts_on(today) && lasts(held, on),
    })
}

/// What was found for a requirement.
#[derive(Debug, Clone, Default)]
struct Found {
    have: u64,
    evidence: Vec<EvidenceId>,
    profiles: BTreeSet<String>,
}

/// The people of a list of credentials, and the evidence for it.
fn holders(account: &Account, credentials: &[String], view: View) -> (BTreeSet<String>, Vec<EvidenceId>) {
    let mut profiles = BTreeSet::new();
    let mut evidence = Vec::new();
    for (id, held) in account.evidence.iter().filter(|(_, held)| held.counts(view)) {
        let EvidenceOf::Skill { profile, credential } = &held.of else { continue };
        if credentials.contains(credential) && profile_counts(account, profile, view) {
            profiles.insert(profile.clone());
            evidence.push(*id);
        }
    }
    (profiles, evidence)
}

fn find(account: &Account, programme: &Programme, need: &Need, view: View) -> Found {
    match need {
        Need::People { any_of, with } => {
            let (mut profiles, mut evidence) = holders(account, any_of, view);
            if !with.is_empty() {
                let (others, more) = holders(account, with, view);
                profiles.retain(|profile| others.contains(profile));
                evidence.extend(more);
            }
            let of_them = |id: &EvidenceId| match account.evidence.get(id).map(|held| &held.of) {
                Some(EvidenceOf::Skill { profile, .. }) => profiles.contains(profile),
                _ => false,
            };
            evidence.retain(of_them);
            Found { have: u64::try_from(profiles.len()).unwrap_or(u64::MAX), evidence, profiles }
        }
        Need::Figure { metric } => programme
            .requirements
            .metric(metric)
            .map(|metric| figure(account, programme, metric, view))
            .unwrap_or_default(),
    }
}

fn figure(account: &Account, programme: &Programme, metric: &Metric, view: View) -> Found {
    let mut readings: Vec<Reading> = account
        .evidence
        .iter()
        .filter(|(_, held)| held.counts(view))
        .filter_map(|(id, held)| match &held.of {
            EvidenceOf::Figure { metric: of, amount } if *of == metric.id => {
                Some(Reading { dated: held.dated, id: *id, amount: *amount, former: held.former })
            }
            _ => None,
        })
        .collect();
    readings.sort_unstable();
    if metric.measure == Measure::Latest {
        readings = newest(account, &readings);
    }
    let have = readings.iter().fold(0u64, |sum, reading| sum.saturating_add(reading.amount));
    if metric.measure == Measure::Latest {
        let evidence = readings.into_iter().map(|reading| reading.id).collect();
        return Found { have, evidence, profiles: BTreeSet::new() };
    }
    let have = match view {
        View::Forecast { today, on, last_stretch: true } if today < on => {
            at_this_pace(programme, have, today, on).unwrap_or(have)
        }
        _ => have,
    };
    Found { have, evidence: readings.into_iter().map(|reading| reading.id).collect(), profiles: BTreeSet::new() }
}

/// A reading of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Reading {
    dated: Date,
    id: EvidenceId,
    amount: u64,
    former: Option<AccountId>,
}

/// The newest reading, and that of each former company until there is one of the whole: what companies reach is added up
/// when they become one (H-03).
fn newest(account: &Account, readings: &[Reading]) -> Vec<Reading> {
    let of = |company: Option<AccountId>| readings.iter().rev().find(|reading| reading.former == company).copied();
    let own = |company: AccountId| Some(company).filter(|company| account.former.contains_key(company));
    let replaced = |mut company: AccountId| loop {
        let Some(former) = account.former.get(&company) else { return false };
        if of(own(former.into)).is_some_and(|reading| reading.dated > former.on) {
            return true;
        }
        company = former.into;
    };
    let parts = account.former.keys().filter(|company| !replaced(**company)).filter_map(|company| of(Some(*company)));
    of(None).into_iter().chain(parts).collect()
}

/// What a sum will be at the end of its period, if it goes on growing as it has since the beginning.
fn at_this_pace(programme: &Programme, sum: u64, today: Date, last: Date) -> Option<u64> {
    let before = programme.requirements.evidence.period_before(last)?;
    let whole = u128::try_from(days_between(before, last)).ok()?;
    let passed = u128::try_from(days_between(before, today)).ok().filter(|days| *days > 0)?;
    u64::try_from(u128::from(sum) * whole / passed).ok()
}

codes! {
    /// How far a company is with a level of a competency. Computed, never stored.
    pub enum Stage {
        /// At least one requirement is in progress.
        Started = "started",
        /// The thresholds are met, and the level is not bought.
        Qualified = "qualified",
        /// Qualified and bought; it lasts to the anniversary.
        Active = "active",
        /// Active, and forecast to miss a threshold at the next anniversary.
        AtRisk = "at_risk",
        /// It was active, and is neither that nor qualified any more.
        Ended = "ended",
    }
}

/// What a level rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Basis {
    /// Requirements that are met.
    Evidence {
        /// The level whose requirements they are: this one or a higher one.
        level: String,
        /// The option.
        option: Option<String>,
    },
    /// A campaign that excuses the year from the requirements (J-34).
    Campaign {
        /// The campaign.
        campaign: String,
    },
    /// A statement of the vendor, whatever the requirements say.
    Override {
        /// The statement.
        attainment: AttainmentId,
        /// Last day on which it counts.
        until: Option<Date>,
    },
}

impl Basis {
    /// Its code, as in the API.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Evidence { .. } => "evidence",
            Self::Campaign { .. } => "campaign",
            Self::Override { .. } => "override",
        }
    }
}

/// One requirement on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct RequirementStanding {
    /// What is asked for.
    pub requirement: Requirement,
    /// The threshold in the company's market.
    pub needed: u64,
    /// What counts on the day: the last twelve months.
    pub have: u64,
    /// What counts for the year that ends with the anniversary; none without a membership of the level.
    pub have_in_year: Option<u64>,
    /// What is expected at the anniversary.
    pub forecast: Option<u64>,
    /// The evidence that counts.
    pub evidence: Vec<EvidenceId>,
    /// Where it comes from.
    pub sources: BTreeSet<String>,
    /// The newest day on which one of its sources was read (N-18).
    pub as_of: Option<Date>,
    /// Last day on which it is met, if nothing is added.
    pub met_until: Option<Date>,
}

impl RequirementStanding {
    /// Whether the threshold is reached.
    pub const fn is_met(&self) -> bool {
        self.have >= self.needed
    }

    /// Whether the threshold will be reached at the anniversary.
    pub fn will_be_met(&self) -> Option<bool> {
        self.forecast.map(|forecast| forecast >= self.needed)
    }
}

/// One way to a level, on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct OptionStanding {
    /// The option; none for the competency's only way.
    pub option: Option<String>,
    /// What it asks for; never empty.
    pub requirements: Vec<RequirementStanding>,
}

impl OptionStanding {
    /// Whether every threshold is reached.
    pub fn is_met(&self) -> bool {
        self.requirements.iter().all(RequirementStanding::is_met)
    }

    fn is_started(&self) -> bool {
        self.requirements.iter().any(|one| one.have > 0)
    }
}

/// A person whose skill counts and who leaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaving {
    /// The person.
    pub person: PersonId,
    /// Last day on which the skill counts; none: the person is gone from the directory, and the profile still counts.
    pub last_day: Option<Date>,
    /// The requirement for which it counts.
    pub requirement: String,
    /// What is left for the requirement afterwards.
    pub leaves: u64,
    /// Its threshold.
    pub needed: u64,
}

impl Leaving {
    /// Whether the requirement is no longer met without the person.
    pub const fn breaks(&self) -> bool {
        self.leaves < self.needed
    }
}

/// A level of a competency on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct LevelStanding {
    /// The level.
    pub level: String,
    /// How far it is; none: nothing was begun.
    pub stage: Option<Stage>,
    /// What it rests on; none: it is not qualified on the day.
    pub basis: Option<Basis>,
    /// The ways to it.
    pub options: Vec<OptionStanding>,
    /// The membership under which it is active.
    pub membership: Option<MembershipId>,
    /// The anniversary up to which it is active.
    pub anniversary: Option<Date>,
    /// The last day of the window in which it is active after that anniversary, and renewed by what is shown until then
    /// (B-11); none before.
    pub renew_to: Option<Date>,
    /// Whether it will be qualified at that anniversary.
    pub will_be_qualified: Option<bool>,
    /// The campaign that excuses it from its requirements, and the last day of the excuse if the fee is paid (J-34).
    pub excused: Option<(String, Date)>,
    /// What it will rest on at that anniversary, or rests on in the window after it.
    pub renewal_basis: Option<Basis>,
    /// People whose skill counts and who leave.
    pub leaving: Vec<Leaving>,
    /// Why.
    pub explanation: Explanation,
}

/// A competency on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct CompetencyStanding {
    /// The competency.
    pub competency: String,
    /// Its solution area.
    pub area: String,
    /// Its levels, the lowest first.
    pub levels: Vec<LevelStanding>,
    /// What its active level opens.
    pub opens: Vec<String>,
    /// The newest day on which a source of its evidence was read (N-18).
    pub as_of: Option<Date>,
}

impl CompetencyStanding {
    /// The level that says most: the highest active one, else the highest qualified one, else the lowest one begun, else
    /// the highest one that ended.
    pub fn main(&self) -> Option<&LevelStanding> {
        let at = |stages: &'static [Stage]| {
            move |level: &&LevelStanding| level.stage.is_some_and(|stage| stages.contains(&stage))
        };
        let highest = |stages| self.levels.iter().rev().find(at(stages));
        highest(&[Stage::Active, Stage::AtRisk])
            .or_else(|| highest(&[Stage::Qualified]))
            .or_else(|| self.levels.iter().find(at(&[Stage::Started])))
            .or_else(|| highest(&[Stage::Ended]))
    }
}

/// Why a competency counts as attained at a level of this rank or above; none: it does not.
fn by_evidence(account: &Account, programme: &Programme, competency: &str, rank: usize, view: View) -> Option<Basis> {
    let day = match view {
        View::On(day) | View::Forecast { on: day, .. } => day,
    };
    programme.levels.iter().skip(rank).find_map(|level| {
        let options = programme.requirements.of(competency, &level.id, day);
        let met = options.into_iter().find(|(_, asked)| {
            asked.iter().all(|one| {
                find(account, programme, &one.need, view).have
                    >= programme.requirements.threshold(one, &account.country)
            })
        });
        met.map(|(option, _)| Basis::Evidence { level: level.id.clone(), option: option.map(str::to_owned) })
    })
}

/// The statement by which a competency counts at a level of this rank or above: of several the one that lasts longest.
fn by_statement(account: &Account, programme: &Programme, competency: &str, rank: usize, view: View) -> Option<Basis> {
    let counts = |held: &Attainment| match view {
        View::On(day) => held.counts_on(day),
        // Renewing is possible only after the anniversary (B-04), so it has to last longer than that.
        View::Forecast { on, .. } => held.from <= on && held.until.is_none_or(|until| on < until),
    };
    let stated = account
        .attainments
        .iter()
        .filter(|(_, held)| held.competency == competency && programme.rank(&held.level) >= Some(rank) && counts(held));
    let (id, held) = stated.max_by_key(|(id, held)| (held.until.unwrap_or(Date::MAX), held.from, **id))?;
    Some(Basis::Override { attainment: *id, until: held.until })
}

fn qualified(account: &Account, programme: &Programme, competency: &str, rank: usize, view: View) -> Option<Basis> {
    by_evidence(account, programme, competency, rank, view)
        .or_else(|| by_statement(account, programme, competency, rank, view))
}

/// The days by which a purchase or a renewal is judged.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Judged {
    /// The day of the act.
    pub(crate) today: Date,
    /// What was there before.
    follows: Follows,
}

/// What a purchase or a renewal follows.
#[derive(Debug, Clone, Copy)]
enum Follows {
    /// Nothing that counts for it.
    Nothing,
    /// A year that is renewed: what was shown within it counts as well as what counts on the day, and a
    /// campaign may excuse it (J-34).
    Year { membership: MembershipId, number: u32, anniversary: Date },
    /// A membership on top of which a higher level is bought. What a campaign excuses in its years from this one on comes
    /// along: who is exempt is so until the next renewal (J-34).
    Lower { membership: MembershipId, from: u32 },
}

impl Judged {
    /// A purchase, or what is attained without one.
    pub(crate) const fn buying(today: Date) -> Self {
        Self { today, follows: Follows::Nothing }
    }

    /// A purchase on top of a membership, which ends it, or of nothing.
    pub(crate) fn upgrading(today: Date, lower: Option<&Membership>) -> Self {
        let follows = lower.map_or(Follows::Nothing, |lower| {
            let year = lower.last_year();
            // To its anniversary, a year rests on what excused the renewal that began it.
            let from = if today <= year.days.anniversary { year.number.saturating_sub(1) } else { year.number };
            Follows::Lower { membership: lower.id, from }
        });
        Self { today, follows }
    }

    /// A renewal after a year of a membership.
    pub(crate) const fn renewing(today: Date, membership: MembershipId, year: &Year) -> Self {
        let follows = Follows::Year { membership, number: year.number, anniversary: year.days.anniversary };
        Self { today, follows }
    }

    /// How a year of a membership is judged on a day when it is paid.
    fn paying(account: &Account, (held, year): (&Membership, &Year), today: Date) -> Self {
        match held.years.iter().find(|before| before.number + 1 == year.number) {
            Some(before) => Self::renewing(today, held.id, before),
            None => Self::upgrading(today, upgraded_from(account, held)),
        }
    }

    /// What excuses a competency at a level of this rank or above in what was there before (J-34).
    pub(crate) fn relief<'a>(
        self,
        account: &'a Account,
        programme: &Programme,
        competency: &str,
        rank: usize,
    ) -> Option<Relief<'a>> {
        match self.follows {
            Follows::Nothing => None,
            Follows::Year { membership, number, .. } => {
                let held = account.memberships.get(&membership)?;
                let year = held.years.iter().find(|year| year.number == number)?;
                relief_of(account, programme, (held, year), (competency, rank), self.today)
            }
            // What is renewed with it has its own campaign, and goes on by itself (H-37).
            Follows::Lower { membership, from } => {
                let held = account.memberships.get(&membership)?;
                let mut reliefs = held.years.iter().rev().take_while(|year| year.number >= from).flat_map(|year| {
                    Relief::all(account, membership, year.number, renewed_as_of(account, held, year, self.today))
                });
                reliefs.find(|relief| relief.extends(programme, competency, rank))
            }
        }
    }

    fn anniversary(self) -> Option<Date> {
        match self.follows {
            Follows::Year { anniversary, .. } => Some(anniversary),
            Follows::Nothing | Follows::Lower { .. } => None,
        }
    }

    fn basis(self, account: &Account, programme: &Programme, competency: &str, rank: usize) -> Option<Basis> {
        qualified(account, programme, competency, rank, View::On(self.today))
            .or_else(|| by_evidence(account, programme, competency, rank, View::On(self.anniversary()?)))
            .or_else(|| {
                let relief = self.relief(account, programme, competency, rank)?;
                Some(Basis::Campaign { campaign: relief.excuse.campaign.clone() })
            })
    }
}

/// The day as of which the renewal of a year was judged; where it is still to come, the one that is asked about.
fn renewed_as_of(account: &Account, held: &Membership, year: &Year, asked: Date) -> Date {
    let next = held.years.iter().find(|next| next.number == year.number + 1);
    next.map_or(asked, |next| judged_on(account, held, next).unwrap_or(next.granted_on))
}

/// What excuses a competency at a level of this rank or above at the end of a year that is renewed on a day: its own campaign,
/// or that of a membership which is renewed with it (H-32).
fn relief_of<'a>(
    account: &'a Account,
    programme: &Programme,
    (held, year): (&'a Membership, &'a Year),
    (competency, rank): (&str, usize),
    on: Date,
) -> Option<Relief<'a>> {
    let joined = account.renewed_after(held, year).map(|one| (one.id, one.last_year().number));
    let mut years = std::iter::once((held.id, year.number)).chain(joined);
    years.find_map(|(membership, number)| {
        Relief::all(account, membership, number, on).find(|relief| relief.extends(programme, competency, rank))
    })
}

/// Each competency at the highest level at which it has something, in the programme's order.
fn highest_levels(programme: &Programme, has: impl Fn(&str, usize) -> bool) -> Vec<(&str, &str)> {
    let highest = |competency: &Competency| {
        programme.levels.iter().enumerate().rev().find(|(rank, _)| has(&competency.id, *rank))
    };
    let found = programme.competencies.iter().filter_map(|one| Some((one, highest(one)?.1)));
    found.map(|(competency, level)| (competency.id.as_str(), level.id.as_str())).collect()
}

/// Each attained competency at its highest level, in the programme's order.
pub(crate) fn levels_on<'p>(account: &Account, programme: &'p Programme, judged: Judged) -> Vec<(&'p str, &'p str)> {
    highest_levels(programme, |competency, rank| judged.basis(account, programme, competency, rank).is_some())
}

/// Whether a competency that counts as a cloud competency is active on a day under a membership of its level (A-20, K-03).
pub(crate) fn has_cloud(account: &Account, programme: &Programme, on: Date) -> bool {
    let active = |competency: &&Competency| {
        let ranks = 0..programme.levels.len();
        ranks.into_iter().any(|rank| active_under(account, programme, &competency.id, rank, on).is_some())
    };
    programme.competencies.iter().filter(|competency| competency.cloud).any(|competency| active(&competency))
}

/// Whether evidence is of a kind that a requirement counts.
fn concerns(held: &Evidence, requirement: &Requirement) -> bool {
    match (&held.of, &requirement.need) {
        (EvidenceOf::Skill { credential, .. }, Need::People { any_of, with }) => {
            any_of.contains(credential) || with.contains(credential)
        }
        (EvidenceOf::Figure { metric: of, .. }, Need::Figure { metric }) => of == metric,
        _ => false,
    }
}

/// The first day of everything that may begin to count for a competency, and those on which companies became one.
fn beginnings(account: &Account, programme: &Programme, competency: &str) -> BTreeSet<Date> {
    let asked = programme.requirements.asked_by(competency);
    let stated = account.attainments.values().filter(|held| held.competency == competency).map(|held| held.from);
    let shown = account.evidence.values().filter(|held| asked.iter().any(|one| concerns(held, one)));
    let linked = account.profiles.values().map(|held| held.linked_on);
    let merged = account.former.values().map(|former| former.on);
    stated.chain(shown.map(|held| held.dated)).chain(linked).chain(merged).collect()
}

/// Whether a competency belongs to a year of a membership: it was attained when the year was paid, or has been since
/// . Once it belongs to it, it stays to the anniversary. Before a merge, what counts is what the company had
/// that bought the membership (H-32).
fn belongs(
    account: &Account,
    programme: &Programme,
    (held, year): (&Membership, &Year),
    competency: &str,
    rank: usize,
    on: Date,
) -> bool {
    let parts = account.parts(held.origin);
    let part = |day: Date| parts.iter().rev().find(|(from, _)| *from <= day).map_or(account, |(_, part)| part);
    // On the day of a merge, what was paid for was so by what the company had until then.
    let until = |day: Date| part(plus_days(day, -1).unwrap_or(day));
    let basis = |day: Date| {
        let had = until(day);
        Judged::paying(had, (held, year), day).basis(had, programme, competency, rank)
    };
    let is_qualified = |day: Date| qualified(part(day), programme, competency, rank, View::On(day)).is_some();
    basis(year.granted_on).is_some()
        || beginnings(account, programme, competency)
            .into_iter()
            .filter(|day| year.granted_on <= *day && *day <= on)
            .any(is_qualified)
        || judged_on(account, held, year).is_some_and(|day| basis(day).is_some())
}

/// The earlier day as of which a year was judged whose payment was recorded later: that of the order of a renewal
/// (B-46), and for a purchase the one on which the money came (B-43).
fn judged_on(account: &Account, held: &Membership, year: &Year) -> Option<Date> {
    let judged = |order: &Order| {
        let (_, paid) =
            order.paid.as_ref().filter(|(on, paid)| *on == year.granted_on && paid.membership == held.id)?;
        match order.placed.of {
            Ordered::Renewal { .. } => Some(order.placed_on),
            Ordered::Purchase { .. } => Some(account.funds.get(&paid.funds)?.received_on.max(order.placed_on)),
        }
    };
    account.orders.values().find_map(judged).filter(|day| *day < year.granted_on)
}

fn reaches(programme: &Programme, year: &Year, rank: usize) -> bool {
    year.level.as_deref().and_then(|level| programme.rank(level)).is_some_and(|bought| bought >= rank)
}

/// Each competency that belongs to a year of a membership by a day, at its highest level up to the one bought; without
/// those that another membership brought along in a merge, which have an anniversary of their own (H-37, J-30).
pub(crate) fn levels_in_year(
    account: &Account,
    programme: &Programme,
    held: &Membership,
    year: &Year,
    on: Date,
) -> Vec<Extended> {
    let has = |held: &Membership, year: &Year, competency: &str, rank, on| {
        reaches(programme, year, rank) && belongs(account, programme, (held, year), competency, rank, on)
    };
    let others: Vec<(&Membership, Date)> = account
        .memberships
        .values()
        .filter_map(|other| Some((other, plus_days(account.became_one(held.origin, other.origin)?, -1)?)))
        .filter(|(other, eve)| year.granted_on <= *eve && *eve <= on && other.is_held_on(*eve))
        .collect();
    let brought = |competency: &str, rank| {
        others.iter().any(|(other, eve)| {
            has(other, other.year_on(*eve), competency, rank, *eve) && !has(held, year, competency, rank, *eve)
        })
    };
    let levels = highest_levels(programme, |competency, rank| {
        has(held, year, competency, rank, on) && !brought(competency, rank)
    });
    let levels = levels.into_iter();
    levels.map(|(competency, level)| Extended { competency: competency.to_owned(), level: level.to_owned() }).collect()
}

/// The membership under which a competency is active at a level on a day, and its year. What belongs to a membership that
/// is renewed with another one stays until that one's window has passed, also when its own has (H-32, H-41, Q-11).
fn active_under<'a>(
    account: &'a Account,
    programme: &Programme,
    competency: &str,
    rank: usize,
    on: Date,
) -> Option<(&'a Membership, &'a Year)> {
    let has = |held: &Membership, year: &Year, on: Date| {
        reaches(programme, year, rank) && belongs(account, programme, (held, year), competency, rank, on)
    };
    let held = account.memberships.values().filter(|held| held.is_held_on(on)).map(|held| (held, held.year_on(on)));
    let under = held.filter(|(held, year)| {
        let mut joined = account.renewed_after(held, year).map(|one| (one, one.last_year()));
        has(held, year, on) || joined.any(|(one, year)| has(one, year, on.min(year.days.renew_to)))
    });
    // After a merge there may be two: the competency lasts to the later one.
    under.max_by_key(|(_, year)| year.days.anniversary)
}

/// Each competency that is active on a day, at its highest level, in the programme's order.
pub(crate) fn active_levels<'p>(account: &Account, programme: &'p Programme, on: Date) -> Vec<(&'p str, &'p str)> {
    highest_levels(programme, |competency, rank| active_under(account, programme, competency, rank, on).is_some())
}

fn was_active(account: &Account, programme: &Programme, competency: &str, rank: usize, on: Date) -> bool {
    let years = account.memberships.values().flat_map(|held| held.years.iter().map(move |year| (held, year)));
    years
        .filter(|(_, year)| year.granted_on <= on && reaches(programme, year, rank))
        .any(|(held, year)| belongs(account, programme, (held, year), competency, rank, on.min(year.days.renew_to)))
}

fn view_of_anniversary(programme: &Programme, today: Date, anniversary: Date) -> View {
    let from = programme.requirements.evidence.forecast_from(anniversary);
    View::Forecast { today, on: anniversary, last_stretch: from.is_none_or(|from| from <= today) }
}

fn requirement_standing(
    account: &Account,
    programme: &Programme,
    requirement: &Requirement,
    on: Date,
    anniversary: Option<Date>,
) -> RequirementStanding {
    let have = |view: View| find(account, programme, &requirement.need, view).have;
    let found = find(account, programme, &requirement.need, View::On(on));
    let needed = programme.requirements.threshold(requirement, &account.country);
    let shown = || found.evidence.iter().filter_map(|id| account.evidence.get(id));
    let leaves = account.profiles.values().filter(|held| found.profiles.contains(&held.profile));
    let mut ends: Vec<Date> = shown()
        .filter_map(|held| held.counts_until)
        .chain(leaves.filter_map(|held| held.last_day))
        .filter(|day| *day >= on)
        .collect();
    ends.sort_unstable();
    ends.dedup();
    let missed_after = |day: &Date| plus_days(*day, 1).is_none_or(|next| have(View::On(next)) < needed);
    RequirementStanding {
        requirement: requirement.clone(),
        needed,
        have: found.have,
        have_in_year: anniversary.map(|day| have(View::On(day))),
        forecast: anniversary.map(|day| match on <= day {
            true => have(view_of_anniversary(programme, on, day)),
            // In the window either of the two measures is enough.
            false => have(View::On(day)).max(found.have),
        }),
        sources: shown().map(|held| held.source.clone()).collect(),
        as_of: shown().map(|held| held.as_of).max(),
        met_until: (found.have >= needed).then(|| ends.into_iter().find(missed_after)).flatten(),
        evidence: found.evidence,
    }
}

/// The people whose skill counts for a level on a day, and who leave or are gone.
fn leaving(
    account: &Account,
    programme: &Programme,
    options: &[OptionStanding],
    on: Date,
    gone: &BTreeSet<PersonId>,
) -> Vec<Leaving> {
    let mut found = Vec::new();
    for one in options.iter().flat_map(|option| &option.requirements) {
        let need = &one.requirement.need;
        let counted = find(account, programme, need, View::On(on)).profiles;
        let holders = account.profiles.iter().filter(|(_, held)| held.counts_on(on) && counted.contains(&held.profile));
        for (id, held) in holders {
            let leaves = match held.last_day.map(|last| plus_days(last, 1)) {
                Some(Some(next)) => find(account, programme, need, View::On(next)).have,
                None if gone.contains(&held.person) => {
                    // What would be left if the profile were released.
                    let mut without = account.clone();
                    without.profiles.remove(id);
                    find(&without, programme, need, View::On(on)).have
                }
                _ => continue,
            };
            let (person, last_day, requirement) = (held.person, held.last_day, one.requirement.id.clone());
            found.push(Leaving { person, last_day, requirement, leaves, needed: one.needed });
        }
    }
    found.sort_by_key(|leaving| leaving.last_day);
    found
}

fn options_on(
    account: &Account,
    programme: &Programme,
    competency: &str,
    level: &str,
    on: Date,
    anniversary: Option<Date>,
) -> Vec<OptionStanding> {
    let options = programme.requirements.of(competency, level, on);
    let standing = |asked: Vec<&Requirement>| {
        asked.into_iter().map(|one| requirement_standing(account, programme, one, on, anniversary)).collect()
    };
    options
        .into_iter()
        .map(|(option, asked)| OptionStanding { option: option.map(str::to_owned), requirements: standing(asked) })
        .collect()
}

/// An amount of a requirement as a value of an explanation: a number, or money as it is written.
fn amount(programme: &Programme, requirement: &Requirement, amount: u64) -> Value {
    match &requirement.need {
        Need::Figure { metric } => match programme.requirements.metric(metric) {
            Some(metric) if let Some(money) = metric.money(amount) => Value::from(&money),
            _ => Value::Number(i64::try_from(amount).unwrap_or(i64::MAX)),
        },
        Need::People { .. } => Value::Number(i64::try_from(amount).unwrap_or(i64::MAX)),
    }
}

/// What a requirement asks for, by the names of its figure or its credentials.
fn names(programme: &Programme, requirement: &Requirement) -> Value {
    match &requirement.need {
        Need::Figure { metric } => {
            programme.requirements.metric(metric).map_or(Value::Text(metric.clone()), |known| (&known.name).into())
        }
        Need::People { any_of, .. } => {
            let name = |id: &String| {
                let known = programme.requirements.credential(id);
                known.map_or_else(|| Value::Text(id.clone()), |known| (&known.name).into())
            };
            Value::List(any_of.iter().map(name).collect())
        }
    }
}

/// A requirement in figures. `instead` is what makes it unnecessary: a campaign (J-34) or a statement.
fn requirement_node(programme: &Programme, one: &RequirementStanding, instead: Option<&Basis>) -> Node {
    let requirement = &one.requirement;
    let option = requirement.option.as_deref();
    let node = match instead {
        Some(basis) if !one.is_met() => Node::new(FactCode::RequirementMet, Answer::Value).with("basis", basis.code()),
        _ => Node::of(FactCode::RequirementMet, one.is_met()),
    };
    let node = node
        .with("kind", requirement.kind.code())
        .with("what", names(programme, requirement))
        .with("needed", amount(programme, requirement, one.needed))
        .with("have", amount(programme, requirement, one.have))
        .with_some(
            "option",
            option.and_then(|id| programme.requirements.option(&requirement.competency, id)).map(|known| &known.name),
        )
        .with_some("as_of", one.as_of)
        .rule(programme, format!("requirement.{}", requirement.id));
    if one.is_met() {
        node.changes(one.met_until.and_then(|last| plus_days(last, 1)))
    } else if instead.is_some() {
        node
    } else {
        node.remedy(Remedy::new(RemedyAct::MeetRequirement)).helped_by(Capability::LinkProfiles.roles())
    }
}

/// Whether anything was ever recorded for an option, even if it is too old by now.
fn has_evidence(account: &Account, option: &OptionStanding) -> bool {
    let mut held = account.evidence.values().filter(|held| !held.withdrawn);
    held.any(|held| option.requirements.iter().any(|one| concerns(held, &one.requirement)))
}

/// What stands behind an attained level, or what is missing for the nearest one that was begun.
pub(crate) fn requirement_nodes(
    account: &Account,
    programme: &Programme,
    rank: usize,
    judged: Judged,
    attained: Option<&(&Competency, Basis)>,
) -> Vec<Node> {
    let Some(wanted) = programme.levels.get(rank) else { return Vec::new() };
    let begun = match attained {
        Some((_, Basis::Override { .. } | Basis::Campaign { .. })) => return Vec::new(),
        Some((competency, Basis::Evidence { level, option })) => {
            let on = |day: Date| {
                let options = options_on(account, programme, &competency.id, level, day, None);
                options.into_iter().find(|one| one.option == *option && one.is_met())
            };
            on(judged.today).or_else(|| on(judged.anniversary()?))
        }
        None => {
            // Either of the two measures is enough, and what is nearer says what is missing.
            let days = [Some(judged.today), judged.anniversary()];
            let on = |id: &str, day: Date| options_on(account, programme, id, &wanted.id, day, None);
            let of = |one: &Competency| days.into_iter().flatten().flat_map(|day| on(&one.id, day)).collect::<Vec<_>>();
            let missing = |option: &OptionStanding| {
                let unmet = || option.requirements.iter().filter(|one| !one.is_met());
                let thousandths =
                    |one: &RequirementStanding| 1_000 - one.have.saturating_mul(1_000) / one.needed.max(1);
                (unmet().count(), unmet().map(thousandths).sum::<u64>())
            };
            let all = programme.competencies.iter().flat_map(of);
            all.filter(|option| has_evidence(account, option)).min_by_key(missing)
        }
    };
    begun.iter().flat_map(|option| &option.requirements).map(|one| requirement_node(programme, one, None)).collect()
}

/// Whether the company has the people whom an offer asks for; none where it asks for none.
pub(crate) fn people_node(account: &Account, programme: &Programme, offer: &Offer, judged: Judged) -> Option<Node> {
    let count = |needed: &PeopleNeeded, day: Date| holders(account, &needed.any_of, View::On(day)).0.len();
    let mut nodes = offer.requires.iter().map(|needed| {
        let days = [Some(judged.today), judged.anniversary()];
        let have = days.into_iter().flatten().map(|day| count(needed, day)).max().unwrap_or(0);
        let have = u32::try_from(have).unwrap_or(u32::MAX);
        let known = needed.any_of.iter().filter_map(|id| programme.requirements.credential(id));
        let node = Node::of(FactCode::PeopleHeld, have >= needed.at_least)
            .with("offer", &offer.name)
            .with("what", Value::List(known.map(|known| Value::from(&known.name)).collect()))
            .with("needed", needed.at_least)
            .with("have", have)
            .rule(programme, format!("offer.{}.requires", offer.id));
        match have >= needed.at_least {
            true => {
                let fewer = |day: &Date| {
                    let then = judged.anniversary().map_or(0, |anniversary| count(needed, anniversary));
                    u32::try_from(count(needed, *day).max(then)).is_ok_and(|have| have < needed.at_least)
                };
                // They are as many until what somebody showed, or their part in the company, ends.
                let ends = account.evidence.values().filter_map(|held| held.counts_until);
                let ends = ends.chain(account.profiles.values().filter_map(|held| held.last_day));
                let days: BTreeSet<Date> = ends.filter_map(|last| plus_days(last, 1)).collect();
                node.changes(days.into_iter().filter(|day| *day > judged.today).find(fewer))
            }
            false => node.remedy(Remedy::new(RemedyAct::MeetRequirement)).helped_by(Capability::LinkProfiles.roles()),
        }
    });
    // The first one that is missing, or the first one.
    let first = nodes.next()?;
    if first.blocks() { Some(first) } else { nodes.find(Node::blocks).or(Some(first)) }
}

/// The competency by which a level is attained, the statement or the requirements behind it, and since when.
pub(crate) fn attained<'p>(
    account: &Account,
    programme: &'p Programme,
    rank: usize,
    judged: Judged,
) -> Option<(&'p Competency, Basis)> {
    let basis = |competency: &'p Competency| {
        judged.basis(account, programme, &competency.id, rank).map(|basis| (competency, basis))
    };
    // What rests on requirements says more than a statement, and a statement that lasts says more than one that ends.
    programme.competencies.iter().filter_map(basis).max_by_key(|(_, basis)| match basis {
        Basis::Evidence { .. } => (2, Date::MAX),
        Basis::Campaign { .. } => (1, Date::MAX),
        Basis::Override { until, .. } => (0, until.unwrap_or(Date::MAX)),
    })
}

fn level_standing(
    account: &Account,
    programme: &Programme,
    competency: &Competency,
    rank: usize,
    on: Date,
    gone: &BTreeSet<PersonId>,
) -> Option<LevelStanding> {
    let level = programme.levels.get(rank)?;
    let under = active_under(account, programme, &competency.id, rank, on);
    let anniversary = under.map(|(_, year)| year.days.anniversary);
    let excused = under.and_then(|under| excused(account, programme, under, (&competency.id, rank), on));
    let by_campaign = excused.as_ref().map(|excused| Basis::Campaign { campaign: excused.campaign.clone() });
    let basis = qualified(account, programme, &competency.id, rank, View::On(on)).or_else(|| by_campaign.clone());
    let options = options_on(account, programme, &competency.id, &level.id, on, anniversary);
    let renewal_basis = under.and_then(|(held, year)| {
        let day = year.days.anniversary;
        if on <= day {
            let view = view_of_anniversary(programme, on, day);
            let excuses = excused.as_ref().is_some_and(|excused| excused.to_come);
            qualified(account, programme, &competency.id, rank, view)
                .or_else(|| by_campaign.clone().filter(|_| excuses))
        } else {
            Judged::renewing(on, held.id, year).basis(account, programme, &competency.id, rank)
        }
    });
    let will_be_qualified = anniversary.map(|_| renewal_basis.is_some());
    let stage = match (will_be_qualified, &basis) {
        (Some(true), _) => Some(Stage::Active),
        (Some(false), _) => Some(Stage::AtRisk),
        (None, Some(_)) => Some(Stage::Qualified),
        (None, None) if options.iter().any(OptionStanding::is_started) => Some(Stage::Started),
        (None, None) if was_active(account, programme, &competency.id, rank, on) => Some(Stage::Ended),
        (None, None) => None,
    };
    let mut why = Explanation::new(Question::WhichStage, &competency.id, on, programme);
    why.answer = if basis.is_some() || under.is_some() { Answer::Yes } else { Answer::No };
    let stated = by_statement(account, programme, &competency.id, rank, View::On(on));
    if let Some(Basis::Override { until, .. }) = stated {
        let node = Node::new(FactCode::OverrideInForce, Answer::Yes).with_some("until", until);
        why.tell(node.changes(until.and_then(|last| plus_days(last, 1))));
    }
    why.tell_all(excused.as_ref().map(|excused| excused.node.clone()));
    let asked = options.iter().flat_map(|option| &option.requirements);
    let instead = stated.as_ref().or(by_campaign.as_ref());
    why.tell_all(asked.map(|one| requirement_node(programme, one, instead)));
    why.tell(match under {
        Some((held, year)) => Node::new(FactCode::LevelBought, Answer::Yes)
            .with("membership", format!("M-{}", held.number))
            .with("anniversary", year.days.anniversary)
            .changes(plus_days(held.held_until().min(year.days.renew_to), 1)),
        None if basis.is_some() => {
            Node::new(FactCode::LevelBought, Answer::No).remedy(Remedy::new(RemedyAct::Purchase))
        }
        None => Node::new(FactCode::LevelBought, Answer::No),
    });
    let renew_to = under.map(|(_, year)| year.days).filter(|days| days.anniversary < on).map(|days| days.renew_to);
    if let (Some(will), Some((_, year))) = (will_be_qualified, under) {
        let node = Node::of(FactCode::ForecastMet, will)
            .with("anniversary", year.days.anniversary)
            .with_some("renew_to", renew_to)
            .with_some("basis", renewal_basis.as_ref().map(Basis::code));
        // What is shown in the window still counts for the renewal.
        why.tell(if will { node } else { node.remedy(Remedy::until(RemedyAct::MeetRequirement, year.days.renew_to)) });
    }
    Some(LevelStanding {
        level: level.id.clone(),
        stage,
        basis,
        leaving: leaving(account, programme, &options, on, gone),
        options,
        membership: under.map(|(held, _)| held.id),
        anniversary,
        renew_to,
        will_be_qualified,
        renewal_basis,
        excused: excused.map(|excused| (excused.campaign, excused.until)),
        explanation: why,
    })
}

/// A campaign that excuses a level from its requirements.
struct Excused {
    campaign: String,
    /// Whether it excuses the renewal of the year, and not what began it.
    to_come: bool,
    /// The last day of the excuse: the anniversary after that renewal.
    until: Date,
    node: Node,
}

/// The campaign that excuses a competency under a year: before the renewal as in the year that it begins, and in that of a
/// higher level that was bought meanwhile (J-34).
fn excused(
    account: &Account,
    programme: &Programme,
    (held, year): (&Membership, &Year),
    (competency, rank): (&str, usize),
    on: Date,
) -> Option<Excused> {
    let asked = renewed_as_of(account, held, year, on);
    let of_year = relief_of(account, programme, (held, year), (competency, rank), asked);
    let to_come = of_year.is_some();
    let began = judged_on(account, held, year).unwrap_or(year.granted_on);
    let before = || Judged::paying(account, (held, year), began).relief(account, programme, competency, rank);
    let relief = of_year.or_else(before)?;
    let paid = || held.years.iter().find(|paid| paid.number == year.number + 1).map(|paid| paid.days.anniversary);
    Some(Excused {
        campaign: relief.excuse.campaign.clone(),
        to_come,
        until: if to_come { paid().or(relief.next_anniversary)? } else { year.days.anniversary },
        node: relief.node(programme),
    })
}

/// One competency on a day. `gone` are the people whom the directory has no entry for any more.
pub fn competency_standing(
    account: &Account,
    programme: &Programme,
    competency: &Competency,
    on: Date,
    gone: &BTreeSet<PersonId>,
) -> CompetencyStanding {
    let ranks = 0..programme.levels.len();
    let levels: Vec<LevelStanding> =
        ranks.filter_map(|rank| level_standing(account, programme, competency, rank, on, gone)).collect();
    let active = |level: &str| {
        let found = levels.iter().find(|known| known.level == level);
        found.is_some_and(|known| matches!(known.stage, Some(Stage::Active | Stage::AtRisk)))
    };
    let opens = programme.requirements.specialisations.iter();
    let opens = opens.filter(|one| one.any_of.contains(&competency.id) && active(&one.level));
    let read = levels.iter().flat_map(|level| &level.options).flat_map(|option| &option.requirements);
    CompetencyStanding {
        competency: competency.id.clone(),
        area: competency.area.clone(),
        as_of: read.filter_map(|one| one.as_of).max(),
        opens: opens.map(|one| one.id.clone()).collect(),
        levels,
    }
}

/// Every competency of the programme on a day, in the programme's order.
pub fn competencies(
    account: &Account,
    programme: &Programme,
    on: Date,
    gone: &BTreeSet<PersonId>,
) -> Vec<CompetencyStanding> {
    let one = |competency: &Competency| competency_standing(account, programme, competency, on, gone);
    programme.competencies.iter().map(one).collect()
}
