//! Campaigns: whom a relief reaches, what it excuses a renewal from, and how one run of it goes (J-30…J-40, B-25).

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::access::{Actor, Capability};
use crate::account::{Account, Membership, Year};
use crate::audit::AuditAct;
use crate::codes::codes;
use crate::competency;
use crate::decide::{Case, Decision, Effect, Outcome, not_found, role_missing, role_node};
use crate::explanation::{Answer, Explanation, FactCode, Node, Question, Remedy, RemedyAct, Value};
use crate::fact::{CampaignEnrolled, CloseReason};
use crate::ids::{MembershipId, RunId};
use crate::membership::{ended, in_its_place, invalid, invalid_among, shown, year_after};
use crate::overrides;
use crate::programme::{Campaign, CountedFrom, LateRule, Need, OfferKind, Programme, Programmes, YearDays, plus_days};
use crate::refusal::{Refusal, RefusalCode};

/// A competency that a relief keeps, at the level at which it was held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extended {
    /// The competency.
    pub competency: String,
    /// Its level.
    pub level: String,
}

/// What a campaign excuses the renewal of a year from, as it stood when that year was enrolled or an override of it proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excuse {
    /// The campaign.
    pub campaign: String,
    /// The programme version that the campaign is of.
    pub version: u32,
    /// The anniversary that ends the year; it stays as it was (J-33).
    pub anniversary: Date,
    /// What the renewal need not meet.
    pub waives: BTreeSet<Need>,
    /// The competencies that are kept.
    pub extends: Vec<Extended>,
}

/// A year of a membership that a campaign excuses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enrolment {
    /// The run that enrolled it.
    pub run: RunId,
    /// What it is excused from.
    pub excuse: Excuse,
    /// The next anniversary, if the fee is paid.
    pub next_anniversary: Date,
    /// Last day on which the fee can be paid after the window without asking anybody.
    pub self_service_until: Option<Date>,
    /// Day of the enrolment.
    pub enrolled_on: Date,
}

codes! {
    /// Why a campaign does not reach a membership.
    pub enum SkipReason {
        /// Its offer or its anniversary is not selected.
        NotSelected = "not_selected",
        /// The year was renewed before.
        Renewed = "renewed",
        /// The window has passed (J-36).
        Lapsed = "lapsed",
        /// Another act has ended the membership.
        Closed = "closed",
        /// Every competency of the year is one that the campaign leaves out.
        Excluded = "excluded",
        /// The year has no competency that could be kept.
        NothingToExtend = "nothing_to_extend",
        /// A campaign excuses the year already.
        AlreadyEnrolled = "already_enrolled",
        /// The company has closed its account (H-07).
        AccountClosed = "account_closed",
        /// Something else stands in the way, such as a campaign that the programme has no more.
        NotPossible = "not_possible",
    }
}

/// What excuses a year of a membership: a campaign that enrolled it, or an override.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Relief<'a> {
    pub(crate) excuse: &'a Excuse,
    pub(crate) next_anniversary: Option<Date>,
}

impl<'a> Relief<'a> {
    /// All that excuses the renewal of a year when it is paid on a day: an override under which it can be paid then, which
    /// counts the next anniversary by itself, and the campaign that enrolled it. A renewal need not meet what either of them
    /// waives; an override that ended unpaid excuses nothing any more (J-37).
    pub(crate) fn all(
        account: &'a Account,
        membership: MembershipId,
        year: u32,
        on: Date,
    ) -> impl Iterator<Item = Self> {
        let mut overrides = account.overrides.values();
        let granted = overrides.find(|held| held.is_for(membership, year) && held.is_in_force_on(on));
        let enrolment = account.enrolments.get(&(membership, year));
        let next = enrolment.map(|held| held.next_anniversary).filter(|_| granted.is_none());
        let granted = granted.map(|held| Self { excuse: &held.excuse, next_anniversary: None });
        granted.into_iter().chain(enrolment.map(|held| Self { excuse: &held.excuse, next_anniversary: next }))
    }

    pub(crate) fn waives(&self, need: Need) -> bool {
        self.excuse.waives.contains(&need)
    }

    /// Whether it keeps a competency at a level of this rank or above.
    pub(crate) fn extends(&self, programme: &Programme, competency: &str, rank: usize) -> bool {
        let kept = |one: &&Extended| one.competency == competency && programme.rank(&one.level) >= Some(rank);
        self.waives(Need::RequirementsMet) && self.excuse.extends.iter().any(|one| kept(&one))
    }

    /// The node that says which campaign excuses what.
    pub(crate) fn node(&self, programme: &Programme) -> Node {
        let excuse = self.excuse;
        let campaign = programme.campaign(&excuse.campaign);
        let waived = |need| if self.waives(need) { "waived" } else { "due" };
        Node::new(FactCode::WaivedByCampaign, Answer::Yes)
            .with("campaign", name(programme, &excuse.campaign))
            .with("requirements", waived(Need::RequirementsMet))
            .with("fee", waived(Need::FeePaid))
            .with("review", waived(Need::ProfileReviewed))
            .with("anniversary", excuse.anniversary)
            .with_some("next_anniversary", self.next_anniversary)
            .with_some("version", (programme.version != excuse.version).then_some(excuse.version))
            .rule(programme, campaign.map_or(String::new(), |campaign| format!("campaign.{}", campaign.id)))
    }
}

/// A campaign's name, or its id where the programme does not have it any more.
pub(crate) fn name(programme: &Programme, campaign: &str) -> Value {
    programme.campaign(campaign).map_or_else(|| Value::from(campaign), |known| (&known.name).into())
}

/// Whether a renewal on a day need not meet something, with the node that says why.
pub(crate) fn waived(
    account: &Account,
    programme: &Programme,
    held: &Membership,
    need: Need,
    on: Date,
) -> Option<Node> {
    let relief = Relief::all(account, held.id, held.last_year().number, on).find(|relief| relief.waives(need))?;
    Some(relief.node(programme))
}

/// Whether a renewal under an offer costs nothing on a day, with the node that says why: a campaign waives the fee of the
/// offers that it selects, and of no other under which memberships that are renewed as one can be renewed (H-33, J-40).
pub(crate) fn fee_waived(
    account: &Account,
    programmes: &Programmes,
    held: &Membership,
    offer: &str,
    on: Date,
) -> Option<Node> {
    let selects = |relief: &Relief<'_>| {
        let campaign = programmes.version(relief.excuse.version).campaign(&relief.excuse.campaign);
        campaign.is_some_and(|campaign| campaign.offers.iter().any(|known| known == offer))
    };
    Relief::all(account, held.id, held.last_year().number, on)
        .find(|relief| relief.waives(Need::FeePaid) && selects(relief))
        .map(|relief| relief.node(programmes.current()))
}

/// What keeps a membership's window open on a day after its last one, and until when: a late override, or the days that a
/// campaign gives to everybody whom it enrolled.
pub(crate) fn reopened(account: &Account, programme: &Programme, held: &Membership, on: Date) -> Option<(Node, Date)> {
    reopened_of(account, programme, (held, held.last_year()), on)
}

/// The same for a year that may have been renewed since.
pub(crate) fn reopened_of(
    account: &Account,
    programme: &Programme,
    (held, year): (&Membership, &Year),
    on: Date,
) -> Option<(Node, Date)> {
    if on <= year.days.renew_to {
        return None;
    }
    let own = account.overrides.values().find(|one| one.is_for(held.id, year.number) && one.is_in_force_on(on));
    if let Some((own, granted)) = own.and_then(|own| Some((own, own.granted.as_ref()?))) {
        return Some((own.node(programme), granted.pay_by));
    }
    let enrolment = account.enrolments.get(&(held.id, year.number))?;
    let until = enrolment.self_service_until.filter(|until| on <= *until && enrolment.enrolled_on <= on)?;
    let relief = Relief { excuse: &enrolment.excuse, next_anniversary: Some(enrolment.next_anniversary) };
    Some((relief.node(programme).with("self_service_until", until).changes(plus_days(until, 1)), until))
}

/// The last day on which a membership can still be renewed though its window has passed (J-37); none where nothing
/// keeps it open, where another act ended it, or where something else stands in its place.
pub fn payable_until(account: &Account, programmes: &Programmes, membership: MembershipId, on: Date) -> Option<Date> {
    let held = account.memberships.get(&membership)?;
    let programme = programmes.current();
    let (_, until) = reopened(account, programme, held, on)?;
    let gone = ended(account, programme, held, on).is_some()
        || account.renewed_with(held).is_some()
        || in_its_place(account, programme, held, on);
    (!gone).then_some(until)
}

/// How far a renewal is that a campaign excused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RenewalState {
    /// The fee is paid, also as that of the membership with which it is renewed (H-37), or of a higher level that was
    /// bought on top of it.
    Paid,
    /// The fee can still be paid without asking anybody.
    ToPay,
    /// The last day for that has passed.
    Missed,
}

/// How far the renewal of a membership's year is on a day (J-33, J-36); none: there is no such membership.
pub fn renewal(account: &Account, membership: MembershipId, year: u32, on: Date) -> Option<RenewalState> {
    let held = account.memberships.get(&membership)?;
    let newest = held.last_year();
    let upgraded = held.was_closed_as(CloseReason::Upgraded);
    if newest.number > year || upgraded || account.was_renewed_jointly(held) {
        return Some(RenewalState::Paid);
    }
    let last = match account.renewed_with(held) {
        Some(joint) => joint.last_year().days.renew_to,
        None => pay_until(account, membership, year, &newest.days),
    };
    Some(if on <= last { RenewalState::ToPay } else { RenewalState::Missed })
}

/// The last day on which a company pays for its next year without anybody's help: that of the window, or a later one that
/// the campaign that enrolled the year gives to all (J-30).
pub fn pay_until(account: &Account, membership: MembershipId, year: u32, days: &YearDays) -> Date {
    let given = account.enrolments.get(&(membership, year)).and_then(|enrolment| enrolment.self_service_until);
    given.map_or(days.renew_to, |until| until.max(days.renew_to))
}

/// The day from which the next anniversary is counted: the old one, or the day of a payment where an override says so.
pub(crate) fn counted_from(account: &Account, held: &Membership, on: Date) -> Date {
    let year = held.last_year();
    let own = account.overrides.values().find(|one| one.is_for(held.id, year.number) && one.is_in_force_on(on));
    match own.map(|own| own.counted_from) {
        Some(CountedFrom::Payment) if on > year.days.renew_to => on,
        _ => year.days.anniversary,
    }
}

/// The last day of the window of the year that a fee paid late would buy: from then on it would buy nothing, since
/// benefits return with the payment (J-37, J-39).
pub(crate) fn late_year_ends(programme: &Programme, late: &LateRule, held: &Membership, on: Date) -> Option<Date> {
    let year = held.last_year();
    let from = match late.counted_from {
        CountedFrom::Anniversary => year.days.anniversary,
        CountedFrom::Payment => on,
    };
    Some(year_after(programme, held, from)?.renew_to)
}

/// The last day on which a company whose newest year a campaign enrols pays by itself, where it gives one: never after the
/// year that it buys.
fn self_service_until(programme: &Programme, campaign: &Campaign, held: &Membership) -> Option<Date> {
    let ends = year_after(programme, held, held.last_year().days.anniversary)?.renew_to;
    campaign.self_service_until.map(|until| until.min(ends))
}

/// A campaign as the newest year of a membership meets it: by the version under which it enrolled that year or an override of
/// it was proposed, so that a later edit changes nothing for either, and else as it is now.
pub(crate) fn met<'p>(
    account: &Account,
    programmes: &'p Programmes,
    held: &Membership,
    campaign: &str,
) -> Option<&'p Campaign> {
    let year = held.last_year().number;
    let enrolled = account.enrolments.get(&(held.id, year)).filter(|own| own.excuse.campaign == campaign);
    let mut open = account.overrides.values().filter(|own| own.is_for(held.id, year) && own.is_open());
    let proposed = || open.find(|own| own.excuse.campaign == campaign).map(|own| own.excuse.version);
    let programme = match enrolled.map(|own| own.excuse.version).or_else(proposed) {
        Some(version) => programmes.version(version),
        None => programmes.current(),
    };
    programme.campaign(campaign)
}

/// Every campaign as the newest year of a membership meets it, the one that enrolled it first.
pub(crate) fn all_met<'p>(
    account: &'p Account,
    programmes: &'p Programmes,
    held: &'p Membership,
) -> impl Iterator<Item = &'p Campaign> {
    let enrolled = account.enrolments.get(&(held.id, held.last_year().number)).map(|own| own.excuse.campaign.as_str());
    let others = programmes.current().campaigns.keys().map(String::as_str).filter(move |id| Some(*id) != enrolled);
    enrolled.into_iter().chain(others).filter_map(|id| met(account, programmes, held, id))
}

/// The campaign that can still bring back a membership whose window has passed, by an override after a ticket (J-36).
pub(crate) fn way_back<'p>(
    account: &'p Account,
    programmes: &'p Programmes,
    held: &'p Membership,
    on: Date,
) -> Option<(&'p Campaign, Date)> {
    let programme = programmes.current();
    let year = held.last_year();
    let closed = held.closed.as_ref().is_some_and(|closed| closed.why != CloseReason::Lapsed);
    // What is renewed with another membership comes back with that one (H-37), and nothing does where another one has
    // taken its place (J-38).
    let gone = account.renewed_with(held).is_some() || in_its_place(account, programme, held, on);
    if closed || on <= year.days.renew_to || gone {
        return None;
    }
    all_met(account, programmes, held).find_map(|campaign| {
        let buys = |late: &&LateRule| late_year_ends(programme, late, held, on).is_some_and(|last| on <= last);
        let late = campaign.late.as_ref().filter(|late| on <= late.until).filter(buys)?;
        campaign.selects(&year.offer, year.days.anniversary).then_some((campaign, late.until))
    })
}

/// Whether a campaign selects the newest year of a membership.
pub(crate) fn selects_node(programme: &Programme, campaign: &Campaign, year: &Year) -> Node {
    let selects = campaign.selects(&year.offer, year.days.anniversary);
    Node::of(FactCode::CampaignSelects, selects)
        .with("campaign", &campaign.name)
        .with("from", campaign.anniversary_from)
        .with("to", campaign.anniversary_to)
        .with("anniversary", year.days.anniversary)
        .with_some("offer", programme.offer(&year.offer).map(|offer| &offer.name))
        .rule(programme, format!("campaign.{}.select", campaign.id))
}

/// The competencies of a membership's newest year that a campaign keeps, or why there are none.
pub(crate) fn extended(
    account: &Account,
    programme: &Programme,
    campaign: &Campaign,
    held: &Membership,
    on: Date,
) -> Result<Vec<Extended>, SkipReason> {
    let year = held.last_year();
    let Some(OfferKind::Attainment { level }) = programme.offer(&year.offer).map(|offer| &offer.kind) else {
        return Ok(Vec::new());
    };
    let mut kept = competency::levels_in_year(account, programme, held, year, on.min(year.days.renew_to));
    // Without one of the level that is paid for, the renewal would be refused all the same.
    let carried = |kept: &[Extended]| kept.iter().any(|one| programme.rank(&one.level) >= programme.rank(level));
    if !carried(&kept) {
        return Err(SkipReason::NothingToExtend);
    }
    kept.retain(|one| !campaign.except.contains(&one.competency));
    if carried(&kept) { Ok(kept) } else { Err(SkipReason::Excluded) }
}

/// The node that names the competencies that a campaign keeps.
pub(crate) fn extends_node(
    programme: &Programme,
    campaign: &Campaign,
    found: &Result<Vec<Extended>, SkipReason>,
) -> Node {
    let names = |ids: &[String]| {
        let name =
            |id: &String| programme.competency(id).map_or_else(|| Value::from(id.as_str()), |one| (&one.name).into());
        Value::List(ids.iter().map(name).collect())
    };
    let kept: Vec<String> = found.iter().flatten().map(|one| one.competency.clone()).collect();
    Node::of(FactCode::CompetencyExtends, found.is_ok())
        .with("campaign", &campaign.name)
        .with("count", i64::try_from(kept.len()).unwrap_or(i64::MAX))
        .with("competencies", names(&kept))
        .with("excluded", names(&campaign.except))
        .rule(programme, format!("campaign.{}.except", campaign.id))
}

/// Whether a renewal is still to come for a membership that no other act ended: its own, that of the one with which it is
/// renewed (H-33, H-37), or one that the campaign lets a company pay by itself (J-30).
fn may_still_renew(account: &Account, of: (&Programme, &Campaign), held: &Membership, today: Date) -> bool {
    let (programme, campaign) = of;
    held.is_held_on(today)
        || account.renewed_with(held).is_some_and(|with| with.is_held_on(today))
        || self_service_until(programme, campaign, held).is_some_and(|until| today <= until)
}

fn skip(why: Explanation, reason: SkipReason) -> Box<Refusal> {
    Refusal::new(RefusalCode::CampaignNotApplicable, why).detail("reason", reason.code())
}

/// Enrols a membership's year in a campaign. Its anniversary and window stay, and its fee stays due unless the campaign
/// says otherwise (J-33).
pub(crate) fn enrol(case: &Case<'_>, membership: MembershipId, campaign: &str, run: RunId) -> Decision {
    let programme = case.current();
    let today = case.ctx.today;
    let mut why = case.explain(Question::MayEnrol, shown(case.account, membership));
    let Some(held) = case.account.memberships.get(&membership) else { return Err(not_found(why)) };
    case.may(&mut why, Capability::RunCampaigns)?;
    let Some(campaign) = programme.campaign(campaign) else {
        return Err(invalid_among(why, "campaign", campaign, programme.campaigns.keys().map(String::as_str)));
    };
    let year = held.last_year();
    if why.look(selects_node(programme, campaign, year)) {
        let before = held.years.iter().any(|year| campaign.selects(&year.offer, year.days.anniversary));
        return Err(skip(why, if before { SkipReason::Renewed } else { SkipReason::NotSelected }));
    }
    let still = may_still_renew(case.account, (programme, campaign), held, today);
    let closed = held.closed.as_ref().is_some_and(|closed| closed.why != CloseReason::Lapsed);
    let last_day = held.benefits_until(today);
    let node = Node::new(FactCode::MembershipOpen, if still && !closed { Answer::Yes } else { Answer::Over })
        .with("membership", format!("M-{}", held.number))
        .with("last_day", last_day)
        .with("why", held.closed.as_ref().map_or("lapsed", |closed| closed.why.code()));
    if why.look(node) {
        return Err(skip(why, if closed { SkipReason::Closed } else { SkipReason::Lapsed }));
    }
    let before = case.account.enrolments.get(&(membership, year.number));
    // A run that was interrupted may not know that it had come this far.
    if before.is_some_and(|before| before.run == run) {
        return Ok(Outcome::on(today, Vec::new(), why));
    }
    let node = Node::of(FactCode::NotEnrolled, before.is_none())
        .with_some("campaign", before.map(|before| name(programme, &before.excuse.campaign)))
        .with_some("since", before.map(|before| before.enrolled_on));
    if why.look(node) {
        return Err(skip(why, SkipReason::AlreadyEnrolled));
    }
    let found = extended(case.account, programme, campaign, held, today);
    why.look(extends_node(programme, campaign, &found));
    let extends = match found {
        Ok(extends) => extends,
        Err(reason) => return Err(skip(why, reason)),
    };
    let next = year_after(programme, held, year.days.anniversary);
    let Some(next) = next else { return Err(invalid(why, "campaign", &campaign.id)) };
    let fact = CampaignEnrolled {
        run,
        campaign: campaign.id.clone(),
        membership,
        year: year.number,
        anniversary: year.days.anniversary,
        next_anniversary: next.anniversary,
        waives: campaign.waives.clone(),
        extends,
        self_service_until: self_service_until(programme, campaign, held),
    };
    let waives = campaign.waives.iter().map(|need| Value::from(need.code())).collect();
    Ok(Outcome::on(today, vec![fact.into()], why)
        .effect(Effect::new("campaign.waives", None, Some(Value::List(waives))).with("campaign", &campaign.name))
        .effect(Effect::new("campaign.pay_by", None, Some(year.days.renew_to.into()))))
}

/// Whether a campaign would reach a membership on a day, and what it would keep; for a simulation.
///
/// # Errors
/// Why it would not.
pub fn reaches(
    account: &Account,
    programme: &Programme,
    campaign: &Campaign,
    membership: MembershipId,
    today: Date,
) -> Result<Vec<Extended>, SkipReason> {
    let Some(held) = account.memberships.get(&membership) else { return Err(SkipReason::NotSelected) };
    let year = held.last_year();
    if !campaign.selects(&year.offer, year.days.anniversary) {
        return Err(SkipReason::NotSelected);
    }
    if held.closed.as_ref().is_some_and(|closed| closed.why != CloseReason::Lapsed) {
        return Err(SkipReason::Closed);
    }
    if !may_still_renew(account, (programme, campaign), held, today) {
        return Err(SkipReason::Lapsed);
    }
    if account.enrolments.contains_key(&(membership, year.number)) {
        return Err(SkipReason::AlreadyEnrolled);
    }
    extended(account, programme, campaign, held, today)
}

codes! {
    /// How far a run of a campaign is.
    pub enum RunState {
        /// Its members are known, and somebody else must approve it.
        Simulated = "simulated",
        /// It can be started.
        Approved = "approved",
        /// It was started; what is left of it is done after an interruption too.
        Running = "running",
        /// Nothing more will be done.
        Closed = "closed",
    }
}

/// One run of a campaign: its members were counted on a day, and are enrolled one by one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Its id.
    pub id: RunId,
    /// The campaign.
    pub campaign: String,
    /// Hash of the programme by which its members were counted.
    pub content_hash: String,
    /// How many members were counted.
    pub members: u32,
    /// Who counted them.
    pub proposed_by: String,
    /// The day.
    pub proposed_on: Date,
    /// Who approved it, and when.
    pub approved: Option<(String, Date)>,
    /// Who started it, and when.
    pub started: Option<(String, Date)>,
    /// Who closed it, and when.
    pub closed: Option<(String, Date)>,
}

impl Run {
    /// Who did something to it, and when.
    pub const fn done(&self, act: RunAct) -> Option<&(String, Date)> {
        match act {
            RunAct::Approve => self.approved.as_ref(),
            RunAct::Start => self.started.as_ref(),
            RunAct::Close => self.closed.as_ref(),
        }
    }

    /// How far it is.
    pub fn state(&self) -> RunState {
        match self {
            Self { closed: Some(_), .. } => RunState::Closed,
            Self { started: Some(_), .. } => RunState::Running,
            Self { approved: Some(_), .. } => RunState::Approved,
            _ => RunState::Simulated,
        }
    }
}

codes! {
    /// What can be done to a run.
    pub enum RunAct {
        /// Somebody other than who counted its members says that it may begin.
        Approve = "approve",
        /// It begins.
        Start = "start",
        /// It ends, and another one of the campaign may be made.
        Close = "close",
    }
}

impl RunAct {
    /// As what it stands in the audit.
    pub const fn audited(self) -> AuditAct {
        match self {
            Self::Approve => AuditAct::ApproveCampaign,
            Self::Start => AuditAct::StartCampaign,
            Self::Close => AuditAct::CloseCampaign,
        }
    }
}

/// Who acts on a run, when, and what is left to do of it.
#[derive(Debug, Clone, Copy)]
pub struct RunContext<'a> {
    /// The caller.
    pub actor: &'a Actor,
    /// The caller's name, as it stands in ledgers.
    pub by: &'a str,
    /// The day.
    pub today: Date,
    /// Members that are neither enrolled nor skipped.
    pub pending: u32,
}

/// Whether a run of a campaign can be made with so many members, and no other one of it is open (J-40).
///
/// # Errors
/// A [`Refusal`].
pub fn propose(
    programme: &Programme,
    campaign: &str,
    members: u32,
    open: Option<&Run>,
    ctx: RunContext<'_>,
) -> Result<Explanation, Box<Refusal>> {
    let mut why = Explanation::new(Question::MayRunCampaign, campaign, ctx.today, programme);
    may(&mut why, ctx.actor)?;
    let Some(known) = programme.campaign(campaign) else { return Err(not_found(why)) };
    let node = Node::of(FactCode::NoOtherRun, open.is_none())
        .with("campaign", &known.name)
        .with_some("run_state", open.map(|run| run.state().code()))
        .with_some("since", open.map(|run| run.proposed_on));
    let node = if open.is_some() { node.remedy(Remedy::new(RemedyAct::CloseRun)) } else { node };
    if why.look(node) {
        return Err(Refusal::new(RefusalCode::AlreadyExists, why));
    }
    let node = Node::of(FactCode::WithinMembers, members <= known.max_members)
        .with("members", members)
        .with("max", known.max_members)
        .rule(programme, format!("campaign.{campaign}.max_members"));
    if why.look(node) {
        return Err(Refusal::new(RefusalCode::CampaignTooLarge, why)
            .detail("members", members)
            .detail("max_members", known.max_members));
    }
    Ok(why)
}

/// Decides what is done to a run: who approves it is not who counted its members, and the programme is still the one by
/// which they were counted.
///
/// # Errors
/// A [`Refusal`].
pub fn decide_run(
    programme: &Programme,
    run: &Run,
    act: RunAct,
    ctx: RunContext<'_>,
) -> Result<(Run, Explanation), Box<Refusal>> {
    let mut why = Explanation::new(Question::MayRunCampaign, &run.campaign, ctx.today, programme);
    may(&mut why, ctx.actor)?;
    let state = run.state();
    let fits = match act {
        RunAct::Approve => state == RunState::Simulated,
        RunAct::Start => state == RunState::Approved,
        // What is begun is finished first; what was not begun can be given up.
        RunAct::Close => state != RunState::Closed && (state != RunState::Running || ctx.pending == 0),
    };
    let node = Node::of(FactCode::RunInTurn, fits)
        .with("run_act", act.code())
        .with("run_state", state.code())
        .with("pending", ctx.pending);
    if why.look(node) {
        return Err(Refusal::new(RefusalCode::CampaignNotInTurn, why).detail("state", state.code()));
    }
    if act == RunAct::Approve && why.look(overrides::other_person_node(ctx.actor, &run.proposed_by)) {
        return Err(Refusal::new(RefusalCode::ApproverIsProposer, why));
    }
    if act != RunAct::Close {
        let same = run.content_hash == programme.content_hash;
        let node = Node::of(FactCode::CampaignUnchanged, same).with("proposed_on", run.proposed_on);
        let node = if same { node } else { node.remedy(Remedy::new(RemedyAct::SimulateAgain)) };
        if why.look(node) {
            return Err(Refusal::new(RefusalCode::CampaignChanged, why));
        }
    }
    let mut next = run.clone();
    let done = Some((ctx.by.to_owned(), ctx.today));
    match act {
        RunAct::Approve => next.approved = done,
        RunAct::Start => next.started = done,
        RunAct::Close => next.closed = done,
    }
    Ok((next, why))
}

fn may(why: &mut Explanation, actor: &Actor) -> Result<(), Box<Refusal>> {
    let capability = Capability::RunCampaigns;
    if why.look(role_node(capability, capability.allows(actor, None))) {
        return Err(role_missing(why, capability.roles()));
    }
    Ok(())
}
