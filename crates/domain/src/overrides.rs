//! Late overrides: who missed the window of a campaign comes back after a ticket, proposed by one person and approved by
//! another, with a day by which the fee is to be paid (J-36…J-39).

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::access::{Actor, Capability};
use crate::account::{Account, Membership};
use crate::campaign::{Excuse, Extended, SkipReason, extended, extends_node, late_year_ends, met, name, selects_node};
use crate::codes::codes;
use crate::company;
use crate::decide::{Case, Decision, Effect, Outcome, not_found};
use crate::explanation::{Answer, Explanation, FactCode, Node, Question, Remedy, RemedyAct};
use crate::fact::{CloseReason, NoteRef, OverrideDeclined, OverrideEnded, OverrideGranted, OverrideProposed};
use crate::ids::{MembershipId, OverrideId, TicketId};
use crate::membership::{self, invalid, invalid_among, renewal, renews_alone, shown, within_limit};
use crate::programme::{Campaign, CountedFrom, Programme, plus_days};
use crate::refusal::{Refusal, RefusalCode};
use crate::ticket::{self, TicketReason};

/// A late override.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LateOverride {
    /// The membership.
    pub membership: MembershipId,
    /// The year whose renewal was missed.
    pub year: u32,
    /// The campaign in which it lies, and what the renewal is excused from.
    pub excuse: Excuse,
    /// From which day the next anniversary is counted.
    pub counted_from: CountedFrom,
    /// Days from the approval in which the fee is to be paid.
    pub pay_within_days: i32,
    /// The ticket that asked for it.
    pub ticket: TicketId,
    /// The ticket's number.
    pub ticket_number: String,
    /// Day on which the ticket was opened: the one that counts.
    pub asked_on: Date,
    /// Why it is given.
    pub note: NoteRef,
    /// Who proposed it.
    pub proposed_by: String,
    /// The day.
    pub proposed_on: Date,
    /// The approval.
    pub granted: Option<Granted>,
    /// Day on which it was declined.
    pub declined_on: Option<Date>,
    /// First day on which it does not count any more, where somebody ended it.
    pub ended_on: Option<Date>,
}

/// The approval of an override.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Granted {
    /// The day.
    pub on: Date,
    /// Who approved it.
    pub by: String,
    /// Last day on which the fee can be paid: with it, the override ends by itself.
    pub pay_by: Date,
}

codes! {
    /// How far an override is. Computed, never stored.
    pub enum OverrideState {
        /// Somebody else must decide.
        Open = "open",
        /// The fee can be paid.
        Approved = "approved",
        /// It was declined.
        Refused = "refused",
        /// The fee was paid.
        Done = "done",
        /// Its last day has passed, or somebody ended it.
        Ended = "ended",
    }
}

impl LateOverride {
    /// Whether it is for a year of a membership.
    pub fn is_for(&self, membership: MembershipId, year: u32) -> bool {
        self.membership == membership && self.year == year
    }

    /// Whether the fee can be paid under it on a day.
    pub fn is_in_force_on(&self, day: Date) -> bool {
        let counts = |granted: &Granted| granted.on <= day && day <= granted.pay_by;
        self.granted.as_ref().is_some_and(counts) && self.ended_on.is_none_or(|ended| day < ended)
    }

    /// Whether it waits for a decision.
    pub fn is_open(&self) -> bool {
        self.granted.is_none() && self.declined_on.is_none() && self.ended_on.is_none()
    }

    /// How far it is on a day.
    pub fn state_on(&self, account: &Account, day: Date) -> OverrideState {
        let paid = |held: &Membership| held.years.iter().any(|year| year.number > self.year && year.granted_on <= day);
        if self.declined_on.is_some() {
            OverrideState::Refused
        } else if self.granted.is_some() && account.memberships.get(&self.membership).is_some_and(paid) {
            OverrideState::Done
        } else if self.is_open() {
            OverrideState::Open
        } else if self.is_in_force_on(day) {
            OverrideState::Approved
        } else {
            OverrideState::Ended
        }
    }

    /// The node that shows it in every explanation that it affects.
    pub(crate) fn node(&self, programme: &Programme) -> Node {
        let granted = self.granted.as_ref();
        Node::new(FactCode::LateOverride, Answer::Yes)
            .with("campaign", name(programme, &self.excuse.campaign))
            .with("ticket", self.ticket_number.as_str())
            .with_some("granted_on", granted.map(|granted| granted.on))
            .with_some("approved_by", granted.map(|granted| granted.by.as_str()))
            .with_some("pay_by", granted.map(|granted| granted.pay_by))
            .rule(programme, format!("campaign.{}.late", self.excuse.campaign))
            .changes(granted.and_then(|granted| plus_days(granted.pay_by, 1)))
    }
}

/// Whether the caller is a person other than the one who proposed something.
pub(crate) fn other_person_node(actor: &Actor, proposed_by: &str) -> Node {
    let other = actor.person.is_some_and(|person| person.to_string() != proposed_by);
    let node = Node::of(FactCode::OtherPerson, other).with("proposed_by", proposed_by);
    if other { node } else { node.remedy(Remedy::new(RemedyAct::AskSecondPerson)) }
}

fn not_eligible(why: Explanation, reason: SkipReason) -> Box<Refusal> {
    Refusal::new(RefusalCode::OverrideNotEligible, why).detail("reason", reason.code())
}

/// Whether the membership's year lies in a campaign that lets who missed the window come back, and nothing else stands in
/// the way; none of it is discretionary (J-37, J-38). Gives what the override keeps.
pub(crate) fn eligible(
    case: &Case<'_>,
    why: &mut Explanation,
    held: &Membership,
    campaign: &str,
    asked_on: Date,
) -> Result<Vec<Extended>, Box<Refusal>> {
    let programme = case.current();
    let today = case.ctx.today;
    let Some(campaign) = met(case.account, case.programmes, held, campaign) else {
        let known = programme.campaigns.keys().map(String::as_str);
        return Err(invalid_among(why.clone(), "campaign", campaign, known));
    };
    let year = held.last_year();
    // Where no override helps, the membership is renewed in its next window while it runs, and later what stands in its
    // place or can be bought is used.
    let otherwise = |node: Node| match node.blocks() {
        false => node,
        true if held.is_held_on(today) => node.remedy(renewal(&year.days)).helped_by(Capability::Buy.roles()),
        true => membership::over(case.account, programme, held, today, node),
    };
    if why.look(otherwise(selects_node(programme, campaign, year))) {
        let paid = held.years.iter().any(|year| campaign.selects(&year.offer, year.days.anniversary));
        let reason = if paid { SkipReason::Renewed } else { SkipReason::NotSelected };
        return Err(not_eligible(why.clone(), reason));
    }
    let closed = held.closed.as_ref().filter(|closed| closed.why != CloseReason::Lapsed);
    let node = Node::new(FactCode::MembershipOpen, if closed.is_none() { Answer::Yes } else { Answer::Over })
        .with("membership", format!("M-{}", held.number))
        .with("last_day", held.benefits_until(today))
        .with("why", closed.map_or("lapsed", |closed| closed.why.code()));
    if why.look(otherwise(node)) {
        return Err(not_eligible(why.clone(), SkipReason::Closed));
    }
    renews_alone(case, why, held)?;
    let over = today > year.days.renew_to;
    let node = Node::new(FactCode::WindowOver, if over { Answer::Yes } else { Answer::NotYet })
        .with("from", year.days.renew_from)
        .with("to", year.days.renew_to);
    let node = if over {
        node
    } else {
        node.changes(plus_days(year.days.renew_to, 1))
            .remedy(Remedy::until(RemedyAct::Renew, year.days.renew_to))
            .helped_by(Capability::Buy.roles())
    };
    if why.look(node) {
        return Err(Refusal::new(RefusalCode::OverrideNotEligible, why.clone()).detail("reason", "window_open"));
    }
    let until = campaign.late.as_ref().map(|late| late.until);
    let in_time = until.is_some_and(|until| asked_on <= until);
    let node = Node::new(
        FactCode::OverrideInTime,
        match until {
            Some(_) if in_time => Answer::Yes,
            Some(_) => Answer::Over,
            None => Answer::No,
        },
    )
    .with("campaign", &campaign.name)
    .with("asked_on", asked_on)
    .with_some("until", until)
    .rule(programme, format!("campaign.{}.late", campaign.id));
    if why.look(otherwise(node)) {
        let mut refusal = Refusal::new(RefusalCode::OverrideNotEligible, why.clone()).detail("reason", "too_late");
        refusal.available_until = until;
        return Err(refusal);
    }
    let last = campaign.late.as_ref().and_then(|late| late_year_ends(programme, late, held, today));
    let over = last.is_some_and(|last| last < today);
    let node = Node::new(FactCode::LateYearRuns, if over { Answer::Over } else { Answer::Yes })
        .with_some("until", last)
        .rule(programme, format!("campaign.{}.late", campaign.id));
    if why.look(otherwise(node)) {
        return Err(Refusal::new(RefusalCode::OverrideNotEligible, why.clone()).detail("reason", "year_over"));
    }
    let offer = programme.offer(&year.offer);
    if let Some(offer) = offer {
        within_limit(case, why, offer)?;
    }
    company::verified(case, why, None)?;
    let found = kept(case.account, programme, campaign, held);
    why.look(otherwise(extends_node(programme, campaign, &found)));
    found.map_err(|reason| not_eligible(why.clone(), reason))
}

/// What an override keeps: the competencies of the membership's year and of those that are renewed with it (H-33), as far as
/// the campaign selects their years, each at its highest level.
fn kept(
    account: &Account,
    programme: &Programme,
    campaign: &Campaign,
    held: &Membership,
) -> Result<Vec<Extended>, SkipReason> {
    let of = |one: &Membership| extended(account, programme, campaign, one, one.last_year().days.renew_to);
    let own = of(held);
    let selected = |one: &&Membership| campaign.selects(&one.last_year().offer, one.last_year().days.anniversary);
    let joined = account.joined_to(held.id).filter(selected).filter_map(|one| of(one).ok()).flatten();
    let mut kept: BTreeMap<String, String> = BTreeMap::new();
    for Extended { competency, level } in own.iter().flatten().cloned().chain(joined) {
        let known = kept.entry(competency).or_insert_with(|| level.clone());
        if programme.rank(known) < programme.rank(&level) {
            *known = level;
        }
    }
    if kept.is_empty() {
        return own;
    }
    Ok(kept.into_iter().map(|(competency, level)| Extended { competency, level }).collect())
}

/// Proposes to let a membership be paid after its window. Somebody else approves it.
pub(crate) fn propose(
    case: &Case<'_>,
    membership: MembershipId,
    campaign: &str,
    asked: TicketId,
    note: &NoteRef,
) -> Decision {
    let today = case.ctx.today;
    let mut why = case.explain(Question::MayOverride, shown(case.account, membership));
    let Some(held) = case.account.memberships.get(&membership) else { return Err(not_found(why)) };
    case.may(&mut why, Capability::ProposeOverride)?;
    let Some(ticket) = case.ctx.ticket.as_ref().filter(|ticket| ticket.id == asked) else { return Err(not_found(why)) };
    ticket::serves(&mut why, ticket, case.ctx.account, TicketReason::LateOverride)?;
    let year = held.last_year().number;
    let other = case
        .account
        .overrides
        .values()
        .find(|held| held.is_for(membership, year) && (held.is_open() || held.is_in_force_on(today)));
    let node = Node::of(FactCode::NoOpenOverride, other.is_none())
        .with_some("since", other.map(|other| other.proposed_on))
        .with_some("pay_by", other.and_then(|other| other.granted.as_ref()).map(|granted| granted.pay_by));
    let node = if other.is_some() { node.remedy(Remedy::new(RemedyAct::SettleOverride)) } else { node };
    if why.look(node.helped_by(Capability::DecideOverride.roles())) {
        return Err(Refusal::new(RefusalCode::AlreadyExists, why));
    }
    // The day on which it was asked for counts, so that support's delay costs nobody the right, as with tokens (D-24).
    let extends = eligible(case, &mut why, held, campaign, ticket.opened_on)?;
    let rule = met(case.account, case.programmes, held, campaign);
    let rule = rule.and_then(|campaign| Some((campaign, campaign.late.as_ref()?)));
    let Some((campaign, late)) = rule else { return Err(invalid(why, "campaign", campaign)) };
    let fact = OverrideProposed {
        late_override: case.ctx.minter().late_override(),
        membership,
        year,
        campaign: campaign.id.clone(),
        anniversary: held.last_year().days.anniversary,
        waives: campaign.waives.clone(),
        extends,
        counted_from: late.counted_from,
        pay_within_days: late.pay_within_days,
        ticket: ticket.id,
        ticket_number: ticket.number.clone(),
        asked_on: ticket.opened_on,
        note: note.clone(),
    };
    Ok(Outcome::on(today, vec![fact.into()], why)
        .effect(Effect::new("override.proposed", None, Some(shown(case.account, membership).into())))
        .remedy(Remedy::new(RemedyAct::AskSecondPerson)))
}

fn known<'a>(
    case: &Case<'a>,
    why: &mut Explanation,
    id: OverrideId,
    capability: Capability,
) -> Result<(&'a LateOverride, &'a Membership), Box<Refusal>> {
    let found = case.account.overrides.get(&id);
    let Some((held, membership)) = found.and_then(|held| Some((held, case.account.memberships.get(&held.membership)?)))
    else {
        return Err(not_found(why.clone()));
    };
    case.may(why, capability)?;
    Ok((held, membership))
}

/// Approves or declines an override that somebody else proposed.
pub(crate) fn decide(case: &Case<'_>, id: OverrideId, grant: bool, note: Option<NoteRef>) -> Decision {
    let today = case.ctx.today;
    let mut why = case.explain(Question::MayDecideOverride, id);
    let (held, membership) = known(case, &mut why, id, Capability::DecideOverride)?;
    let node = Node::of(FactCode::RequestOpen, held.is_open())
        .with("requested_on", held.proposed_on)
        .with_some("decided_on", held.granted.as_ref().map(|granted| granted.on).or(held.declined_on));
    if why.look(node) {
        return Err(Refusal::new(RefusalCode::RequestNotOpen, why));
    }
    if why.look(other_person_node(&case.ctx.actor, &held.proposed_by)) {
        return Err(Refusal::new(RefusalCode::ApproverIsProposer, why));
    }
    if !grant {
        return Ok(Outcome::on(today, vec![OverrideDeclined { late_override: id, note }.into()], why));
    }
    // What has changed since it was proposed is looked at again, but not the day on which it was asked for.
    eligible(case, &mut why, membership, &held.excuse.campaign, held.asked_on)?;
    let Some(within) = plus_days(today, held.pay_within_days) else {
        return Err(invalid(why, "pay_by", &today.to_string()));
    };
    let late =
        met(case.account, case.programmes, membership, &held.excuse.campaign).and_then(|known| known.late.as_ref());
    let last = late.and_then(|late| late_year_ends(case.current(), late, membership, today));
    let pay_by = last.map_or(within, |last| last.min(within));
    let fact = OverrideGranted { late_override: id, pay_by, note };
    Ok(Outcome::on(today, vec![fact.into()], why)
        .effect(Effect::new("override.pay_by", None, Some(pay_by.into())))
        .remedy(Remedy::until(RemedyAct::Renew, pay_by)))
}

/// Ends an override before its day.
pub(crate) fn end(case: &Case<'_>, id: OverrideId, note: Option<NoteRef>) -> Decision {
    let today = case.ctx.today;
    let mut why = case.explain(Question::MayEndOverride, id);
    let (held, _) = known(case, &mut why, id, Capability::DecideOverride)?;
    let state = held.state_on(case.account, today);
    let open = matches!(state, OverrideState::Open | OverrideState::Approved);
    let pay_by = held.granted.as_ref().map(|granted| granted.pay_by);
    let node = Node::new(FactCode::OverrideOpen, if open { Answer::Yes } else { Answer::Over })
        .with("override_state", state.code())
        .with_some("pay_by", pay_by);
    if why.look(node) {
        return Err(Refusal::new(RefusalCode::RequestNotOpen, why));
    }
    Ok(Outcome::on(today, vec![OverrideEnded { late_override: id, note }.into()], why).effect(Effect::new(
        "override.pay_by",
        pay_by.map(Into::into),
        None,
    )))
}
