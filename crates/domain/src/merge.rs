//! Two companies become one (H-20…H-51): the invitation and its answer, what it would bring, and the act itself.

use std::sync::Arc;

use jiff::civil::Date;

use crate::access::Capability;
use crate::account::{Account, Membership, Subscription, SubscriptionState, Token};
use crate::campaign;
use crate::codes::codes;
use crate::company;
use crate::competency::active_levels;
use crate::decide::{Case, Context, Decision, Effect, NewFact, Outcome, not_found, recorded};
use crate::explanation::{Answer, Explanation, FactCode, Node, Question, Remedy, RemedyAct, Value};
use crate::fact::*;
use crate::ids::{AccountId, GrantId, LocationId, MembershipId, MergeId, TokenId};
use crate::membership::{access_ends, gained, number, redeem_by, refundable_until};
use crate::next_year::{NextYear, next_year};
use crate::order::paper;
use crate::overrides::LateOverride;
use crate::programme::{Competency, MergedAnniversary, Offer, Programmes, Text, YearDays, plus_days};
use crate::refusal::{Refusal, RefusalCode};
use crate::standing::token_state;

/// The other company of a command, as read in the same transaction.
#[derive(Debug, Clone, Default)]
pub enum Partner {
    /// The command is about one company, or nobody has the number.
    #[default]
    None,
    /// The number is that of a location (H-22).
    Location,
    /// The company, and the hash of its newest fact.
    Known(Arc<Account>, String),
}

/// A company that became a part of another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Former {
    /// The global number that it had, and that its location goes on under.
    pub number: u64,
    /// ISO 3166-1 country in which it was.
    pub country: String,
    /// The company that it became a part of, which may have become a part of another one since.
    pub into: AccountId,
    /// The day.
    pub on: Date,
    /// The location that it became.
    pub location: LocationId,
}

codes! {
    /// How a merge ended.
    pub enum MergeEnd {
        /// The invited company declined.
        Declined = "declined",
        /// The inviting company withdrew.
        Cancelled = "cancelled",
        /// The two became one.
        Completed = "completed",
    }
}

codes! {
    /// The state of a merge on a day.
    pub enum MergeState {
        /// The invited company has not answered.
        Invited = "invited",
        /// It accepted, and nothing has happened yet (H-23).
        Accepted = "accepted",
        /// It declined.
        Declined = "declined",
        /// The invitation was withdrawn.
        Cancelled = "cancelled",
        /// The two are one.
        Completed = "completed",
    }
}

/// An invitation, and what came of it, as one of the two companies has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merge {
    /// On which side this company is.
    pub side: MergeSide,
    /// The other one.
    pub other: AccountId,
    /// Its global number.
    pub other_number: u64,
    /// The day of the invitation.
    pub invited_on: Date,
    /// Who invited.
    pub invited_by: String,
    /// The day of the acceptance, and who accepted.
    pub accepted: Option<(Date, String)>,
    /// The day on which it ended, and how.
    pub end: Option<(Date, MergeEnd)>,
    /// Who ended it.
    pub ended_by: Option<String>,
    /// The reason that was given for declining.
    pub note: Option<NoteRef>,
    /// The former company that it was about.
    pub former: Option<AccountId>,
}

impl Merge {
    /// An invitation.
    pub(crate) fn invited(fact: &MergeInvited, on: Date, actor: &str) -> Self {
        Self {
            side: fact.side,
            other: fact.other,
            other_number: fact.other_number,
            invited_on: on,
            invited_by: actor.to_owned(),
            accepted: None,
            end: None,
            ended_by: None,
            note: None,
            former: None,
        }
    }

    /// Whether this side may know how the other one is called: whoever invites knows a number alone until the other accepts.
    pub fn shows_the_other(&self) -> bool {
        self.side == MergeSide::Invitee || self.accepted.is_some()
    }

    /// The state on a day.
    pub fn state_on(&self, day: Date) -> MergeState {
        match &self.end {
            Some((on, how)) if *on <= day => match how {
                MergeEnd::Declined => MergeState::Declined,
                MergeEnd::Cancelled => MergeState::Cancelled,
                MergeEnd::Completed => MergeState::Completed,
            },
            _ if self.accepted.as_ref().is_some_and(|(on, _)| *on <= day) => MergeState::Accepted,
            _ => MergeState::Invited,
        }
    }

    /// Whether it waits for somebody.
    pub const fn is_open(&self) -> bool {
        self.end.is_none()
    }
}

impl Account {
    /// The merge that was accepted and not carried out yet; while there is one, nothing is bought (INV-X6).
    pub fn pending_merge(&self) -> Option<(MergeId, &Merge)> {
        let pending = |merge: &Merge| merge.is_open() && merge.accepted.is_some();
        self.merges.iter().find(|(_, merge)| pending(merge)).map(|(id, merge)| (*id, merge))
    }
}

/// Refuses to open something while a merge waits for its confirmation, because the company that comes of it may not be
/// able to hold it.
pub(crate) fn nothing_pending(case: &Case<'_>, why: &mut Explanation) -> Result<(), Box<Refusal>> {
    let pending = case.account.pending_merge();
    let mut node = Node::of(FactCode::NoMergePending, pending.is_none());
    if let Some((_, merge)) = pending {
        // Who may not see merges is not told with whom one is under way.
        let known = Capability::ViewMerges.allows(&case.ctx.actor, Some(case.ctx.account));
        node = node
            .with_some("company", known.then(|| number(merge.other_number)))
            .with_some("since", merge.accepted.as_ref().map(|(on, _)| *on))
            .remedy(Remedy::new(RemedyAct::SettleMerge))
            .helped_by(Capability::ManageMerges.roles());
    }
    // Most companies never merge, and a fact that is always the same says nothing to them.
    if pending.is_some() && why.look(node) {
        let refusal = Refusal::new(RefusalCode::MergePending, why.clone());
        return Err(refusal.detail("merge", pending.map_or_else(String::new, |(id, _)| id.to_string())));
    }
    Ok(())
}

/// Both companies of a decision, as seen by the one that is addressed.
struct Pair<'a> {
    own: &'a Account,
    other: &'a Arc<Account>,
    head: &'a str,
    merge: Option<MergeId>,
}

/// Invites a company by its global number (H-22, H-26).
pub(crate) fn invite(case: &Case<'_>, asked: u64) -> Decision {
    let mut why = case.explain(Question::MayInvite, asked);
    case.may(&mut why, Capability::ManageMerges)?;
    let (known, location) = match &case.ctx.partner {
        Partner::None => (None, false),
        Partner::Location => (None, true),
        // A company that left the network is no partner any more (H-20).
        Partner::Known(other, _) if other.closed_on.is_some() => (None, false),
        Partner::Known(other, head) => (Some((other, head)), other.merged_into.is_some()),
    };
    if !location {
        let node = Node::of(FactCode::CompanyKnown, known.is_some()).with("number", number(asked));
        if why.look(if known.is_some() { node } else { node.remedy(Remedy::new(RemedyAct::GiveGlobalNumber)) }) {
            return Err(Refusal::new(RefusalCode::CompanyUnknown, why).detail("field", "company"));
        }
    }
    let node = Node::of(FactCode::GlobalNumber, !location).with("number", number(asked));
    if why.look(if location { node.remedy(Remedy::new(RemedyAct::GiveGlobalNumber)) } else { node }) {
        return Err(Refusal::new(RefusalCode::GlobalNumberNeeded, why).detail("field", "company"));
    }
    let Some((other, head)) = known else { return Err(not_found(why)) };
    let pair = Pair { own: case.account, other, head, merge: None };
    let mut nodes = vec![Node::of(FactCode::CompaniesDiffer, other.id != Some(case.ctx.account))];
    nodes.push(no_open_invitation(&pair));
    unobstructed(&mut why, nodes)?;
    let merge = case.ctx.minter().merge();
    let invited = |side, of: &Account| {
        of.id.map(|other| Fact::from(MergeInvited { merge, side, other, other_number: of.number }))
    };
    let effect = Effect::new("merge.invited", None, Some(number(other.number)));
    both(
        case,
        why,
        invited(MergeSide::Initiator, other).into_iter().collect(),
        invited(MergeSide::Invitee, case.account).into_iter().collect(),
    )
    .map(|outcome| outcome.effect(effect).remedy(Remedy::new(RemedyAct::AwaitAnswer)))
}

fn no_open_invitation(pair: &Pair<'_>) -> Node {
    let open = pair.own.merges.values().find(|merge| merge.is_open() && Some(merge.other) == pair.other.id);
    let node =
        Node::of(FactCode::NoOpenInvitation, open.is_none()).with_some("since", open.map(|merge| merge.invited_on));
    if open.is_some() {
        node.remedy(Remedy::new(RemedyAct::SettleMerge)).helped_by(Capability::ManageMerges.roles())
    } else {
        node
    }
}

/// Looks at all that may stand in the way, so that a refusal names all of it.
fn unobstructed(why: &mut Explanation, nodes: Vec<Node>) -> Result<(), Box<Refusal>> {
    let obstacles: Vec<Value> = nodes.iter().filter(|node| node.blocks()).map(|node| node.fact.code().into()).collect();
    let remedies: Vec<Remedy> =
        nodes.iter().filter(|node| node.blocks()).filter_map(|node| node.remedy.clone()).collect();
    for node in nodes {
        why.look(node);
    }
    if obstacles.is_empty() {
        return Ok(());
    }
    let mut refusal = Refusal::new(RefusalCode::MergeNotPossible, why.clone());
    for remedy in remedies.into_iter().skip(1) {
        if !refusal.remedies.contains(&remedy) {
            refusal = refusal.or(remedy);
        }
    }
    Err(refusal.detail("obstacles", Value::List(obstacles)))
}

/// Facts in the ledgers of both companies.
fn both(case: &Case<'_>, why: Explanation, own: Vec<Fact>, others: Vec<Fact>) -> Decision {
    let today = case.ctx.today;
    let mut outcome = Outcome::on(today, own, why);
    outcome.partner = others.into_iter().map(|fact| NewFact { effective_on: today, fact }).collect();
    Ok(outcome)
}

/// The merge that a command names, if it is still open and this company's to do this with.
fn open<'a>(
    case: &Case<'a>,
    why: &mut Explanation,
    merge: MergeId,
    side: MergeSide,
) -> Result<(Pair<'a>, &'a Merge), Box<Refusal>> {
    let found = case.account.merges.get(&merge).filter(|merge| merge.former.is_none());
    let (Some(found), Partner::Known(other, head)) = (found, &case.ctx.partner) else {
        return Err(not_found(why.clone()));
    };
    case.may(why, Capability::ManageMerges)?;
    let state = found.state_on(case.ctx.today);
    if why.look(open_node(found, state)) {
        return Err(Refusal::new(RefusalCode::MergeNotOpen, why.clone()).detail("state", state.code()));
    }
    let node = Node::of(FactCode::MergeSide, found.side == side).with("side", side.code());
    let node = if node.blocks() { node.remedy(Remedy::new(RemedyAct::AskOtherSide)) } else { node };
    unobstructed(why, vec![node])?;
    Ok((Pair { own: case.account, other, head, merge: Some(merge) }, found))
}

fn open_node(merge: &Merge, state: MergeState) -> Node {
    let node = Node::new(FactCode::MergeOpen, if merge.is_open() { Answer::Yes } else { Answer::Over })
        .with("state", state.code())
        .with_some("on", merge.end.as_ref().map(|(on, _)| *on));
    match state {
        MergeState::Declined | MergeState::Cancelled => node.remedy(Remedy::new(RemedyAct::InviteAnew)),
        _ => node,
    }
}

fn accepted_node(merge: &Merge) -> Node {
    let accepted = merge.accepted.as_ref().map(|(on, _)| *on);
    let node = Node::new(FactCode::MergeAccepted, if accepted.is_some() { Answer::Yes } else { Answer::NotYet })
        .with_some("on", accepted);
    if accepted.is_some() { node } else { node.remedy(Remedy::new(RemedyAct::AwaitAnswer)) }
}

/// The subject of a question about a merge: the other company.
fn subject(case: &Case<'_>, merge: MergeId) -> String {
    case.account.merges.get(&merge).map_or_else(|| merge.to_string(), |merge| merge.other_number.to_string())
}

/// Accepts an invitation. Nothing changes yet, except that neither company buys anything (H-23, INV-X6).
pub(crate) fn accept(case: &Case<'_>, merge: MergeId) -> Decision {
    let mut why = case.explain(Question::MayAcceptMerge, subject(case, merge));
    let (pair, found) = open(case, &mut why, merge, MergeSide::Invitee)?;
    let answered = found.accepted.as_ref().map(|(on, _)| *on);
    let node = Node::of(FactCode::NotAnswered, answered.is_none()).with_some("on", answered);
    if why.look(node) {
        let state = found.state_on(case.ctx.today);
        return Err(Refusal::new(RefusalCode::MergeNotOpen, why).detail("state", state.code()));
    }
    let mut nodes = settled(case, &pair);
    nodes.extend([own_other_merge(&pair, false), others_other_merge(&pair, false)]);
    unobstructed(&mut why, nodes)?;
    let fact = || vec![Fact::from(MergeAccepted { merge })];
    let effect = Effect::new("merge.accepted", None, Some(number(found.other_number)));
    both(case, why, fact(), fact()).map(|outcome| outcome.effect(effect))
}

/// Declines an invitation, with or without a reason (H-23).
pub(crate) fn reject(case: &Case<'_>, merge: MergeId, note: Option<NoteRef>) -> Decision {
    let mut why = case.explain(Question::MayRejectMerge, subject(case, merge));
    let (_, found) = open(case, &mut why, merge, MergeSide::Invitee)?;
    let fact = || vec![Fact::from(MergeRejected { merge, note: note.clone() })];
    let effect = Effect::new("merge.declined", Some(number(found.other_number)), None);
    both(case, why, fact(), fact()).map(|outcome| outcome.effect(effect))
}

/// Withdraws an invitation, whether or not it was accepted (H-26).
pub(crate) fn withdraw(case: &Case<'_>, merge: MergeId) -> Decision {
    let mut why = case.explain(Question::MayWithdrawMerge, subject(case, merge));
    let (pair, found) = open(case, &mut why, merge, MergeSide::Initiator)?;
    let fact = || vec![Fact::from(MergeWithdrawn { merge })];
    let effect = Effect::new("merge.cancelled", Some(number(found.other_number)), None);
    // A company that became a part of another one ended with what it had not answered, and its ledger with it.
    let theirs = if pair.other.merged_into.is_some() { Vec::new() } else { fact() };
    both(case, why, fact(), theirs).map(|outcome| outcome.effect(effect))
}

/// What has to be settled in both companies first.
fn settled(case: &Case<'_>, pair: &Pair<'_>) -> Vec<Node> {
    let today = case.ctx.today;
    let mut nodes = Vec::new();
    if let Some(closed_on) = pair.other.closed_on {
        nodes.push(Node::new(FactCode::AccountOpen, Answer::Over).with("since", closed_on));
    }
    for account in [pair.own, pair.other] {
        let own = std::ptr::eq(account, pair.own);
        let order =
            account.orders.values().filter(|order| order.is_open_on(today)).max_by_key(|order| order.placed.pay_by);
        let mut node =
            Node::of(FactCode::CompanyOrdersSettled, order.is_none()).with("company", number(account.number));
        if let Some(order) = order {
            let over = plus_days(order.placed.pay_by, 1);
            node = node
                .with_some("order", own.then(|| paper(order.placed.number)))
                .with("pay_by", order.placed.pay_by)
                .changes(over);
            // Only its own people settle it.
            node = match own {
                true => node
                    .remedy(crate::order::settle(account, case.programmes, order, today))
                    .helped_by(Capability::Buy.roles()),
                false => node.remedy(Remedy::between(RemedyAct::Wait, over, None)),
            };
        }
        nodes.push(node);
    }
    for account in [pair.own, pair.other] {
        let Some(verified) = company::verified_node(account, case.current(), None) else { continue };
        let mut node = Node { fact: FactCode::CompanyAuthorized, children: Vec::new(), ..verified };
        node.because.retain(|name, _| *name == "state");
        nodes.push(node.with("company", number(account.number)));
    }
    let shared = pair.own.tenants.values().find(|own| pair.other.tenants.values().any(|one| one.domain == own.domain));
    let node = Node::of(FactCode::TenantsDistinct, shared.is_none())
        .with_some("tenant", shared.map(|tenant| tenant.domain.as_str()));
    nodes.push(if shared.is_some() { node.remedy(Remedy::new(RemedyAct::Ticket)) } else { node });
    nodes
}

/// Whether a company is in another merge that counts: accepted, or of its own asking where that is looked at too. What
/// somebody else asks of it and nobody accepted obstructs nobody, because whoever knows a number can ask.
fn other_merge(account: &Account, merge: Option<MergeId>, own_asking: bool) -> Node {
    let asked = |one: &Merge| own_asking && one.side == MergeSide::Initiator;
    let counts = |one: &Merge| one.is_open() && one.former.is_none() && (one.accepted.is_some() || asked(one));
    let found = account.merges.iter().find(|(id, one)| Some(**id) != merge && counts(one));
    let node = Node::of(FactCode::NoOtherMerge, found.is_none()).with("company", number(account.number));
    if found.is_some() { node.remedy(Remedy::new(RemedyAct::SettleMerge)) } else { node }
}

fn own_other_merge(pair: &Pair<'_>, own_asking: bool) -> Node {
    let node = other_merge(pair.own, pair.merge, own_asking);
    if node.blocks() { node.helped_by(Capability::ManageMerges.roles()) } else { node }
}

/// With whom the other company merges is not said, and nobody here can settle it.
fn others_other_merge(pair: &Pair<'_>, own_asking: bool) -> Node {
    other_merge(pair.other, pair.merge, own_asking)
}

/// Carries out a merge that was accepted (H-23, H-24, H-30…H-37).
pub(crate) fn confirm(case: &Case<'_>, merge: MergeId) -> Decision {
    let mut why = case.explain(Question::MayConfirmMerge, subject(case, merge));
    let (pair, found) = open(case, &mut why, merge, MergeSide::Initiator)?;
    let mut nodes = vec![accepted_node(found)];
    nodes.extend([own_other_merge(&pair, true), others_other_merge(&pair, true)]);
    nodes.extend(settled(case, &pair));
    unobstructed(&mut why, nodes)?;
    let Some((facts, merged)) = carried_out(case.programmes, case.ctx, &pair, merge) else {
        return Err(not_found(why));
    };
    let merged_facts = vec![Fact::from(CompanyMerged {
        merge,
        into: case.ctx.account,
        into_number: pair.own.number,
        location: case.ctx.minter().location(),
    })];
    let effects = effects(case.programmes, case.ctx.today, pair.own, pair.other, &merged);
    let mut outcome = both(case, why, facts, merged_facts)?;
    outcome.effects = effects;
    Ok(outcome)
}

/// The facts by which a company takes another one in, and the company that comes of it. None where the other one has no
/// id, which cannot be.
fn carried_out(
    programmes: &Programmes,
    ctx: &Context,
    pair: &Pair<'_>,
    merge: MergeId,
) -> Option<(Vec<Fact>, Account)> {
    let absorbed = CompanyAbsorbed {
        merge,
        company: pair.other.id?,
        number: pair.other.number,
        country: pair.other.country.clone(),
        location: ctx.minter().location(),
        facts: pair.other.seq,
        head: pair.head.to_owned(),
        taken: Taken(Some(pair.other.clone())),
    };
    let mut facts = vec![Fact::from(absorbed)];
    let taken_in = after(programmes, ctx, pair.own, facts.iter());
    facts.extend(joined(&taken_in, programmes, ctx.today).into_iter().map(Fact::from));
    let together = after(programmes, ctx, pair.own, facts.iter());
    facts.extend(gained(&Case { account: &together, programmes, ctx }));
    let merged = after(programmes, ctx, pair.own, facts.iter());
    Some((facts, merged))
}

/// A company after some facts of this day.
pub(crate) fn after<'a>(
    programmes: &Programmes,
    ctx: &Context,
    account: &Account,
    facts: impl Iterator<Item = &'a Fact>,
) -> Account {
    recorded(programmes, ctx, account.clone(), facts.map(|fact| (ctx.today, fact)))
}

/// Whether two offers are renewed as one after a merge.
pub(crate) fn renewed_as_one(one: &Offer, other: &Offer) -> bool {
    one.merge.renewed_as == other.merge.renewed_as
}

/// What a company holds beyond what it may renew: each is joined to the one with the latest anniversary, of which there
/// are as many left as the offer's limit allows (H-33, H-35, H-37).
pub(crate) fn joined(account: &Account, programmes: &Programmes, today: Date) -> Vec<MembershipJoined> {
    // One that is not in the programme any more is renewed with others all the same, under one of theirs (H-33).
    let offer_of = |held: &Membership| programmes.offer(&held.last_year().offer);
    let offers = account.memberships.values().filter_map(offer_of);
    let mut names: Vec<&str> = offers.map(|offer| offer.merge.renewed_as.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    let mut facts = Vec::new();
    for name in names {
        let mut held: Vec<(&Membership, &Offer)> = account
            .memberships
            .values()
            .filter(|held| held.is_held_on(today) && account.renewed_with(held).is_none())
            .filter_map(|held| Some((held, offer_of(held)?)))
            .filter(|(_, offer)| offer.merge.renewed_as == name)
            .collect();
        // The latest first; of two with the same day the one that this company bought itself.
        held.sort_by_key(|(held, _)| {
            let own = Some(held.origin) == account.id;
            (std::cmp::Reverse(held.last_year().days.anniversary), std::cmp::Reverse(own), held.number)
        });
        let Some((first, offer)) = held.first().copied() else { continue };
        let kept = usize::try_from(offer.limit.max).unwrap_or(usize::MAX);
        for (one, offer) in held.iter().skip(kept) {
            let days = Some(first.last_year().days).filter(|_| offer.merge.anniversary == MergedAnniversary::Latest);
            facts.push(join(account, programmes, one, first.id, days, today));
            // What was joined to it before runs on with it, and stays joined to it.
            let before = account.joined_to(one.id).filter(|before| before.is_held_on(today));
            let on = before.filter_map(|before| Some(join(account, programmes, before, before.joined?, days, today)));
            facts.extend(on.filter(|fact| fact.days.is_some()));
        }
    }
    facts
}

/// Joins a membership to another one; where the later anniversary wins, its benefits run on to those days (H-35).
fn join(
    account: &Account,
    programmes: &Programmes,
    one: &Membership,
    into: MembershipId,
    days: Option<YearDays>,
    today: Date,
) -> MembershipJoined {
    let year = one.last_year();
    let days = days.filter(|later| later.anniversary > year.days.anniversary);
    let extended = |later: &YearDays, (id, grant): (&GrantId, &crate::account::Grant)| {
        let benefit = programmes.version(grant.version).benefit(&grant.line.benefit)?;
        let usable_until = access_ends(later, year.access).max(grant.line.usable_until);
        let redeem_by = redeem_by(benefit, later, year.access)?.max(grant.line.redeem_by);
        // What could not be begun any more stays over.
        let redeem_by = if grant.line.redeem_by < today { grant.line.redeem_by } else { redeem_by };
        let longer = (redeem_by, usable_until) != (grant.line.redeem_by, grant.line.usable_until);
        longer.then_some(LineExtended { grant: *id, redeem_by, usable_until })
    };
    let current =
        account.grants.iter().filter(|(_, grant)| grant.membership == one.id && grant.superseded_on.is_none());
    let lines = days.iter().flat_map(|later| current.clone().filter_map(|line| extended(later, line)));
    // What was redeemed to last as long as this year runs on with it, as far as it has not ended.
    let runs = |token: &Token| {
        let act = token.redeemed.as_ref().map(|redemption| &redemption.act).filter(|act| act.term_months.is_none())?;
        let ends_with_year = act.alone_until == access_ends(&year.days, year.access);
        let service = account.subscriptions.get(&act.subscription).filter(|_| ends_with_year)?;
        let is_live = service.state_on(today) == SubscriptionState::Active && service.tokens.contains(&act.token);
        let of_it = account.grants.get(&token.grant).is_some_and(|grant| grant.membership == one.id);
        (is_live && of_it).then_some(act.token)
    };
    let services = days.iter().flat_map(|later| {
        let alone_until = access_ends(later, year.access);
        account.tokens.values().filter_map(runs).map(move |token| ServiceExtended { token, alone_until })
    });
    let (lines, services) = (lines.collect(), services.collect());
    MembershipJoined { membership: one.id, into, days, lines, services }
}

/// One company of a merge, or what comes of the two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// The company.
    pub account: Option<AccountId>,
    /// Its global number.
    pub number: u64,
    /// The numbers of its locations.
    pub locations: Vec<u64>,
    /// The domains of its tenants.
    pub tenants: Vec<String>,
    /// What it holds.
    pub memberships: Vec<Kept>,
    /// Its active competencies, each at its highest level.
    pub competencies: Vec<(String, String)>,
    /// Tokens that can still be redeemed.
    pub tokens: Vec<OpenToken>,
    /// Seats that are granted, and held.
    pub seats: (u32, u32),
    /// Cloud subscriptions that run, with their tenants.
    pub subscriptions: Vec<(String, String, u32)>,
}

/// A membership on a side of a merge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The membership.
    pub id: MembershipId,
    /// Its number on paper.
    pub number: u64,
    /// Its offer.
    pub offer: String,
    /// Its days; those of the renewal are of the one with which it is renewed.
    pub days: YearDays,
    /// Last day of its benefits if nobody renews.
    pub benefits_until: Date,
    /// The number on paper of the one with which it is renewed; none: it is renewed by itself.
    pub renewed_with: Option<u64>,
}

/// A token that can still be redeemed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenToken {
    /// The token.
    pub id: TokenId,
    /// Its product.
    pub benefit: String,
    /// Its seats.
    pub seats: u32,
    /// Last day on which it may be redeemed.
    pub redeem_by: Date,
}

/// What a merge would bring, both sides before and the company that comes of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Impact {
    /// The company that goes on.
    pub survivor: Side,
    /// The company that becomes a part of it.
    pub absorbed: Side,
    /// The company that comes of them.
    pub together: Side,
    /// The next year of each membership that is renewed for others as well, as things stand.
    pub renewals: Vec<NextYear>,
}

/// What a merge between two companies would bring on a day.
pub fn impact(
    survivor: &Account,
    absorbed: &Arc<Account>,
    programmes: &Programmes,
    merge: MergeId,
    today: Date,
) -> Option<Impact> {
    let ctx = Context::preview(survivor.id?, today);
    let pair = Pair { own: survivor, other: absorbed, head: "", merge: Some(merge) };
    let (_, merged) = carried_out(programmes, &ctx, &pair, merge)?;
    let joint = merged.memberships.values().filter(|held| merged.joined_to(held.id).any(|one| one.is_held_on(today)));
    let renewals = joint.filter_map(|held| next_year(&merged, programmes, held.id, None, today)).collect();
    Some(Impact {
        survivor: side(survivor, programmes, today),
        absorbed: side(absorbed, programmes, today),
        together: side(&merged, programmes, today),
        renewals,
    })
}

/// What a merge would bring, for one of the two companies to look at. Who invites shows what the company holds, and who
/// accepts does: before the acceptance, the inviting company sees nothing of the other.
///
/// # Errors
/// A [`Refusal`] where there is no such merge, it is over, or the other company has not accepted.
pub fn impact_of(
    account: &Account,
    programmes: &Programmes,
    merge: MergeId,
    ctx: &Context,
) -> Result<Impact, Box<Refusal>> {
    let case = Case { account, programmes, ctx };
    let mut why = case.explain(Question::MayConfirmMerge, subject(&case, merge));
    let found = account.merges.get(&merge).filter(|merge| merge.former.is_none());
    let (Some(found), Partner::Known(other, _)) = (found, &ctx.partner) else { return Err(not_found(why)) };
    let state = found.state_on(ctx.today);
    if why.look(open_node(found, state)) {
        return Err(Refusal::new(RefusalCode::MergeNotOpen, why).detail("state", state.code()));
    }
    if found.side == MergeSide::Initiator {
        unobstructed(&mut why, vec![accepted_node(found)])?;
    }
    let own = Arc::new(account.clone());
    let (survivor, absorbed) = match found.side {
        MergeSide::Initiator => (&own, other),
        MergeSide::Invitee => (other, &own),
    };
    impact(survivor, absorbed, programmes, merge, ctx.today).ok_or_else(|| not_found(why))
}

fn side(account: &Account, programmes: &Programmes, today: Date) -> Side {
    let kept = |held: &Membership| {
        let (renew_from, renew_to) = account.renewed_between(held, today);
        Kept {
            id: held.id,
            number: held.number,
            offer: held.last_year().offer.clone(),
            days: YearDays { renew_from, renew_to, ..held.last_year().days },
            benefits_until: held.benefits_until(today),
            renewed_with: account.renewed_with(held).map(|with| with.number),
        }
    };
    let mut memberships: Vec<Kept> =
        account.memberships.values().filter(|held| held.is_held_on(today)).map(kept).collect();
    memberships.sort_by_key(|kept| (kept.days.anniversary, kept.number));
    let levels = active_levels(account, programmes.current(), today).into_iter();
    let mut tokens: Vec<OpenToken> = account
        .tokens
        .iter()
        .filter(|(_, token)| {
            use crate::account::TokenState::{Available, Revealed};
            matches!(token_state(account, token, today), Available | Revealed)
        })
        .map(|(id, token)| OpenToken {
            id: *id,
            benefit: token.benefit.clone(),
            seats: token.seats,
            redeem_by: token.redeem_by,
        })
        .collect();
    tokens.sort_by_key(|token| (token.redeem_by, token.id));
    let live = account.pools.values().filter(|pool| {
        account
            .membership_of(pool.grant)
            .is_some_and(|(grant, held)| grant.superseded_on.is_none() && held.is_held_on(today))
    });
    let seats = live.fold((0u32, 0u32), |(size, held), pool| {
        let holders = pool.seats.values().filter(|seat| seat.holder.is_some()).count();
        (size.saturating_add(pool.size), held.saturating_add(u32::try_from(holders).unwrap_or(u32::MAX)))
    });
    let running = account.subscriptions.values().filter(|held| held.state_on(today) == SubscriptionState::Active);
    let subscriptions = running
        .map(|held| {
            let tenant = account.tenants.get(&held.tenant).map_or_else(String::new, |tenant| tenant.domain.clone());
            (held.benefit.clone(), tenant, held.extent.map_or(0, |extent| extent.seats))
        })
        .collect();
    let mut locations: Vec<u64> = account.locations.values().map(|location| location.number).collect();
    locations.sort_unstable();
    let mut tenants: Vec<String> = account.tenants.values().map(|tenant| tenant.domain.clone()).collect();
    tenants.sort_unstable();
    Side {
        account: account.id,
        number: account.number,
        locations,
        tenants,
        memberships,
        competencies: levels.map(|(competency, level)| (competency.to_owned(), level.to_owned())).collect(),
        tokens,
        seats,
        subscriptions,
    }
}

/// The consequences of a merge, one after the other, as its confirmation is bound to them.
fn effects(programmes: &Programmes, today: Date, own: &Account, other: &Account, merged: &Account) -> Vec<Effect> {
    let programme = programmes.current();
    let (before, together) = (side(own, programmes, today), side(merged, programmes, today));
    let texts = |items: &[u64]| Value::List(items.iter().map(|item| number(*item)).collect());
    let mut effects = vec![
        Effect::new("merge.company", Some(number(other.number)), Some(number(own.number))).irreversible(),
        Effect::new("merge.locations", Some(texts(&before.locations)), Some(texts(&together.locations))).irreversible(),
    ];
    if !together.tenants.is_empty() {
        let list = |items: &[String]| Value::List(items.iter().map(|item| item.as_str().into()).collect());
        effects.push(Effect::new("merge.tenants", Some(list(&before.tenants)), Some(list(&together.tenants))));
    }
    for kept in &together.memberships {
        let name = format!("M-{}", kept.number);
        let was = own.memberships.get(&kept.id).or_else(|| other.memberships.get(&kept.id));
        let was = was.map_or(kept.days.anniversary, |held| held.last_year().days.anniversary);
        let offer = programmes.offer(&kept.offer).map(|offer| &offer.name);
        let days = |effect: Effect| {
            let effect = match offer {
                Some(offer) => effect.with("offer", offer),
                None => effect,
            };
            effect
                .with("membership", name.as_str())
                .with("anniversary", kept.days.anniversary)
                .with("benefits_until", kept.benefits_until)
                .with("renew_from", kept.days.renew_from)
                .with("renew_to", kept.days.renew_to)
        };
        match kept.renewed_with {
            None => effects.push(days(Effect::new("merge.membership_kept", None, Some(name.as_str().into())))),
            Some(with) => effects.push(days(Effect::new(
                "merge.membership_joined",
                Some(name.as_str().into()),
                Some(format!("M-{with}").into()),
            ))),
        }
        if was != kept.days.anniversary {
            effects.push(
                Effect::new("merge.anniversary", Some(was.into()), Some(kept.days.anniversary.into()))
                    .with("membership", name.as_str()),
            );
        }
    }
    for account in [own, other] {
        let late = |account: &Account, held: &Membership| campaign::payable_until(account, programmes, held.id, today);
        // One that is proposed can be approved as long as the campaign lets anybody back.
        let asked = |account: &Account, held: &Membership| {
            let mut own = account.overrides.values().filter(|own| own.is_for(held.id, held.last_year().number));
            own.any(LateOverride::is_open) && campaign::way_back(account, programmes, held, today).is_some()
        };
        for held in account.memberships.values() {
            let name = || Value::from(format!("M-{}", held.number));
            // Something stands in its place now, so that it can be paid no more (A-03, J-37).
            if let (Some(until), None) = (late(account, held), late(merged, held)) {
                let lost = Effect::new("merge.late_right_lost", Some(name()), None).with("until", until);
                effects.push(lost.irreversible());
            }
            if asked(account, held) && !asked(merged, held) {
                effects.push(Effect::new("merge.override_lost", Some(name()), None).irreversible());
            }
            // What its fee paid is used by the one that runs on to its day (H-35, B-50).
            let refund = |account: &Account, held: &Membership| refundable_until(account, programmes, held, today);
            let after = merged.memberships.get(&held.id).and_then(|held| refund(merged, held));
            if let (Some(until), None) = (refund(account, held), after) {
                let lost = Effect::new("merge.refund_right_lost", Some(name()), None).with("until", until);
                effects.push(lost.irreversible());
            }
            // The fee is that of the one with which it is renewed now, which no campaign may have waived.
            let free = |account: &Account, held: &Membership| {
                let offer = &held.last_year().offer;
                campaign::fee_waived(account, programmes, held, offer, today).is_some()
            };
            let joint = merged.memberships.get(&held.id).and_then(|held| merged.renewed_with(held));
            if let Some(joint) = joint.filter(|joint| free(account, held) && !free(merged, joint)) {
                let with = Value::from(format!("M-{}", joint.number));
                effects.push(Effect::new("merge.free_year_lost", Some(name()), Some(with)).irreversible());
            }
        }
    }
    if !together.competencies.is_empty() {
        let name = |(competency, level): &(String, String)| {
            let at = programme.rank(level).and_then(|rank| programme.levels.get(rank));
            match (programme.competency(competency), at) {
                (Some(Competency { name, .. }), Some(level)) => Value::Name(Text {
                    fr: format!("{} ({})", name.fr, level.name.fr),
                    en: format!("{} ({})", name.en, level.name.en),
                }),
                _ => Value::from(competency.as_str()),
            }
        };
        let list = |held: &[(String, String)]| Value::List(held.iter().map(name).collect());
        effects.push(Effect::new(
            "merge.competencies",
            Some(list(&before.competencies)),
            Some(list(&together.competencies)),
        ));
    }
    if together.seats.1 > 0 {
        effects.push(Effect::new("merge.seats", None, Some(together.seats.1.into())).with("granted", together.seats.0));
    }
    if let Some(first) = together.tokens.first() {
        let count = u32::try_from(together.tokens.len()).unwrap_or(u32::MAX);
        effects.push(Effect::new("merge.tokens_open", None, Some(count.into())).with("first", first.redeem_by));
    }
    if !together.subscriptions.is_empty() {
        let count = u32::try_from(together.subscriptions.len()).unwrap_or(u32::MAX);
        effects.push(Effect::new("merge.subscriptions", None, Some(count.into())));
    }
    // Those that last as long as a membership whose year runs on to the later day (H-35).
    for (id, held) in [own, other].into_iter().flat_map(|account| account.subscriptions.iter()) {
        let until = |held: &Subscription| held.extent.map(|extent| extent.usable_until.into());
        let (from, to) = (until(held), merged.subscriptions.get(id).and_then(until));
        let known = programmes.benefit(&held.benefit).zip(merged.tenants.get(&held.tenant));
        let extended = known.filter(|_| from != to).map(|(benefit, tenant)| {
            let effect = Effect::new("merge.subscription_extended", from, to);
            effect.with("benefit", &benefit.name).with("tenant", tenant.domain.as_str())
        });
        effects.extend(extended);
    }
    effects
}
