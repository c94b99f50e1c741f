//! Tickets: typed questions to the vendor's people, what the rules answer before anybody is asked, and how each goes on
//! (J-01…J-10). Their texts are plain rows; what they lead to is decided by the acts themselves.

use jiff::civil::Date;

use crate::access::{Actor, Capability};
use crate::account::{Account, Membership, Replacement, Token};
use crate::audit::AuditAct;
use crate::codes::codes;
use crate::command::Command;
use crate::company::CheckState;
use crate::decide::{Case, Context, Decision, Effect, Outcome, not_found, role_missing, role_node};
use crate::explanation::{Answer, Explanation, FactCode, Node, Question, Remedy, RemedyAct};
use crate::fact::LocationRemoved;
use crate::ids::*;
use crate::key;
use crate::membership::number as paper_number;
use crate::order;
use crate::overrides::{self, LateOverride, OverrideState};
use crate::programme::{Need, Programme, Programmes, ReplacementReason, TicketRule, plus_days};
use crate::refusal::{Refusal, RefusalCode};
use crate::{campaign, company, membership, tax, token};

codes! {
    /// What a ticket is about (J-08).
    pub enum TicketReason {
        /// To come back after a missed window (J-36).
        LateOverride = "late_override",
        /// A token was redeemed on the wrong tenant (D-20).
        WrongTenant = "wrong_tenant",
        /// Seats were added instead of extending the end date (D-20).
        AddedInsteadOfExtended = "added_instead_of_extended",
        /// To be given back a fee (B-50).
        Refund = "refund",
        /// To be exempted from taxes.
        TaxExemption = "tax_exemption",
        /// Help with orders and payments.
        BillingHelp = "billing_help",
        /// To remove a location (H-04).
        LocationRemoval = "location_removal",
        /// To look again at a rejected check (B-33).
        VerificationAppeal = "verification_appeal",
        /// Nobody of the company can sign in as an admin any more.
        LostAdmin = "lost_admin",
        /// More activations of a key; never granted (E-06, J-10).
        MoreActivations = "more_activations",
        /// A second membership of a kind; never granted (A-05, J-10).
        SecondMembership = "second_membership",
        /// Anything else.
        Other = "other",
    }
}

impl TicketReason {
    /// Whether nobody can grant it, whoever asks (J-10).
    pub const fn is_never_granted(self) -> bool {
        matches!(self, Self::MoreActivations | Self::SecondMembership)
    }

    /// Whether it is about one thing of the company, which the ticket names.
    pub const fn needs_subject(self) -> bool {
        matches!(
            self,
            Self::LateOverride
                | Self::WrongTenant
                | Self::AddedInsteadOfExtended
                | Self::Refund
                | Self::LocationRemoval
                | Self::MoreActivations
                | Self::SecondMembership
        )
    }
}

impl TicketReason {
    /// Whether it may name whichever thing of the company it is about, and need not.
    pub const fn may_name_any(self) -> bool {
        matches!(self, Self::BillingHelp | Self::Other)
    }

    /// Whether it asks for something that is granted or refused, and not only for an answer.
    pub const fn asks_for_an_act(self) -> bool {
        !matches!(self, Self::BillingHelp | Self::Other)
    }
}

/// Whether an id is that of something of a company, or of an offer, about which a ticket can be.
fn names_something(account: &Account, programme: &Programme, subject: &str) -> bool {
    let any = |found: Option<bool>| found.unwrap_or_default();
    any(subject.parse().ok().map(|id| account.memberships.contains_key(&id)))
        || any(subject.parse().ok().map(|id| account.orders.contains_key(&id)))
        || any(subject.parse().ok().map(|id| account.tokens.contains_key(&id)))
        || any(subject.parse().ok().map(|id| account.keys.contains_key(&id)))
        || any(subject.parse().ok().map(|id| account.locations.contains_key(&id)))
        || programme.offer(subject).is_some()
}

codes! {
    /// What kind of thing a ticket is about.
    pub enum SubjectKind {
        /// A membership.
        Membership = "membership",
        /// A token that was redeemed.
        Token = "token",
        /// An order.
        Order = "order",
        /// A location.
        Location = "location",
        /// A product key.
        Key = "key",
        /// An offer.
        Offer = "offer",
    }
}

impl TicketReason {
    /// The kind of thing that it is about; none where it names nothing, or whatever it likes.
    pub const fn about(self) -> Option<SubjectKind> {
        Some(match self {
            Self::LateOverride => SubjectKind::Membership,
            Self::WrongTenant | Self::AddedInsteadOfExtended => SubjectKind::Token,
            Self::Refund => SubjectKind::Order,
            Self::LocationRemoval => SubjectKind::Location,
            Self::MoreActivations => SubjectKind::Key,
            Self::SecondMembership => SubjectKind::Offer,
            Self::TaxExemption | Self::BillingHelp | Self::VerificationAppeal | Self::LostAdmin | Self::Other => {
                return None;
            }
        })
    }
}

codes! {
    /// How far a ticket is (J-09).
    pub enum TicketState {
        /// Nobody has taken it.
        New = "new",
        /// Somebody has taken it and not answered yet.
        Assigned = "assigned",
        /// The vendor waits for the company.
        WaitingForPartner = "waiting_for_partner",
        /// The company waits for the vendor.
        InProgress = "in_progress",
        /// It was decided.
        Resolved = "resolved",
        /// Nothing more is expected.
        Closed = "closed",
    }
}

impl TicketState {
    /// Whether something is still to be done.
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Resolved | Self::Closed)
    }
}

codes! {
    /// How a ticket was decided.
    pub enum TicketOutcome {
        /// As it was asked.
        Granted = "granted",
        /// Not as it was asked.
        Refused = "refused",
    }
}

/// A ticket without its texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ticket {
    /// Its id.
    pub id: TicketId,
    /// Its number on paper.
    pub number: String,
    /// The company.
    pub account: AccountId,
    /// What it is about.
    pub reason: TicketReason,
    /// The thing that it is about.
    pub subject: Option<String>,
    /// Who opened it.
    pub opened_by: PersonId,
    /// The day, which counts wherever a right ends on a day.
    pub opened_on: Date,
    /// How far it is.
    pub state: TicketState,
    /// Who answers it.
    pub assigned_to: Option<PersonId>,
    /// How it was decided.
    pub outcome: Option<TicketOutcome>,
    /// Day on which it was decided or closed.
    pub ended_on: Option<Date>,
    /// Day on which the company acknowledged in writing what cannot be undone (H-04).
    pub acknowledged_on: Option<Date>,
    /// Files that it carries.
    pub documents: u32,
}

impl Ticket {
    /// Whether it is about one thing, in whichever case its id was written.
    fn is_about(&self, id: &str) -> bool {
        self.subject.as_deref().is_some_and(|subject| subject.eq_ignore_ascii_case(id))
    }

    /// A ticket as it is when it is opened, with a number from its day and its place among all tickets (J-03).
    pub fn opened(
        id: TicketId,
        place: u64,
        (account, opened_by): (AccountId, PersonId),
        (reason, subject): (TicketReason, Option<String>),
        today: Date,
    ) -> Self {
        Self {
            id,
            number: format!("{}{place:010}", today.strftime("%y%m%d")),
            account,
            reason,
            subject,
            opened_by,
            opened_on: today,
            state: TicketState::New,
            assigned_to: None,
            outcome: None,
            ended_on: None,
            acknowledged_on: None,
            documents: 0,
        }
    }
}

/// The ticket with which a command is decided: the one that it names, or the first of a company's that asked for what it
/// does and was not answered otherwise, so that support's delay costs nobody a right that ended meanwhile (B-50, D-24).
pub fn of_command<'a>(
    mut tickets: impl Iterator<Item = &'a Ticket>,
    account: AccountId,
    command: &Command,
) -> Option<&'a Ticket> {
    if let Some(named) = command.ticket() {
        return tickets.find(|ticket| ticket.id == named);
    }
    let (reason, subject) = command.asked_for()?;
    let asks = |ticket: &&Ticket| {
        ticket.account == account
            && ticket.reason == reason
            && ticket.is_about(&subject)
            && (ticket.state.is_open() || ticket.outcome == Some(TicketOutcome::Granted))
    };
    tickets.filter(asks).min_by_key(|ticket| (ticket.opened_on, ticket.id))
}

/// The day on which something that is about an earlier day was asked for: that of its ticket, which is told, or today.
/// What was asked before there was anything to ask about counts for nothing.
pub(crate) fn asked_on(case: &Case<'_>, why: &mut Explanation, about: Date) -> Date {
    let today = case.ctx.today;
    let asks = |ticket: &&Ticket| about <= ticket.opened_on && ticket.opened_on < today;
    let Some(ticket) = case.ctx.ticket.as_ref().filter(asks) else { return today };
    why.tell(
        Node::new(FactCode::AskedInTicket, Answer::Yes)
            .with("ticket", ticket.number.as_str())
            .with("opened_on", ticket.opened_on),
    );
    ticket.opened_on
}

codes! {
    /// What can be done to a ticket.
    pub enum TicketAct {
        /// Somebody of the vendor's takes it.
        Take = "take",
        /// The company is asked something.
        Ask = "ask",
        /// Something is said without asking back; the company's own word brings a ticket that waited for it back.
        Reply = "reply",
        /// The company confirms in writing that it knows what cannot be undone (H-04).
        Acknowledge = "acknowledge",
        /// A file is added.
        Attach = "attach",
        /// It is decided as it was asked.
        Grant = "grant",
        /// It is decided otherwise.
        Refuse = "refuse",
        /// Nothing more is expected.
        Close = "close",
        /// It goes on after its end.
        Reopen = "reopen",
    }
}

impl TicketAct {
    /// As what it stands in the audit.
    pub const fn audited(self) -> AuditAct {
        match self {
            Self::Take => AuditAct::TakeTicket,
            Self::Ask => AuditAct::AskInTicket,
            Self::Reply => AuditAct::ReplyInTicket,
            Self::Acknowledge => AuditAct::AcknowledgeInTicket,
            Self::Attach => AuditAct::AttachToTicket,
            Self::Grant => AuditAct::GrantTicket,
            Self::Refuse => AuditAct::RefuseTicket,
            Self::Close => AuditAct::CloseTicket,
            Self::Reopen => AuditAct::ReopenTicket,
        }
    }

    /// Whether what the company holds decides it (J-10).
    pub const fn needs_account(self) -> bool {
        matches!(self, Self::Grant)
    }

    /// Whether something must be written with it.
    pub const fn needs_text(self) -> bool {
        matches!(self, Self::Ask | Self::Reply | Self::Acknowledge | Self::Grant | Self::Refuse | Self::Reopen)
    }
}

/// Whether a ticket waits for the vendor: it is open, was not handed back, and the vendor has not spoken last.
pub const fn waits_for_vendor(state: TicketState, answered: bool) -> bool {
    matches!(state, TicketState::New | TicketState::Assigned | TicketState::InProgress) && !answered
}

/// Whether somebody may know of a ticket: the vendor's people, and who opened it (J-04).
pub fn may_see(actor: &Actor, ticket: &Ticket) -> bool {
    may_know(actor, ticket.account, ticket.opened_by)
}

/// Whether somebody may know of a ticket of a company that one of its people opened.
pub(crate) fn may_know(actor: &Actor, account: AccountId, opened_by: PersonId) -> bool {
    let own = actor.person == Some(opened_by) && actor.account == Some(account);
    own || (actor.is_vendor() && Capability::AnswerTickets.allows(actor, None))
        || (actor.is_vendor() && Capability::ViewTickets.allows(actor, None))
}

fn in_turn(ticket: &Ticket, act: TicketAct) -> bool {
    use TicketState::*;
    match act {
        TicketAct::Take => ticket.state.is_open(),
        TicketAct::Ask | TicketAct::Grant | TicketAct::Refuse => {
            matches!(ticket.state, Assigned | WaitingForPartner | InProgress)
        }
        TicketAct::Reply | TicketAct::Attach | TicketAct::Acknowledge => ticket.state.is_open(),
        TicketAct::Close => ticket.state != Closed,
        TicketAct::Reopen => !ticket.state.is_open(),
    }
}

/// Decides what is done to a ticket of a company.
///
/// # Errors
/// A [`Refusal`].
pub fn decide(
    (account, programmes): (&Account, &Programmes),
    ticket: &Ticket,
    act: TicketAct,
    actor: &Actor,
    today: Date,
) -> Result<(Ticket, Explanation), Box<Refusal>> {
    let programme = programmes.current();
    let mut why = Explanation::new(Question::MayActOnTicket, &ticket.number, today, programme);
    if !may_see(actor, ticket) {
        return Err(not_found(why));
    }
    let own = actor.person == Some(ticket.opened_by);
    let desk = Capability::AnswerTickets.allows(actor, None) && actor.is_vendor() && actor.person.is_some();
    let by_opener = match act {
        TicketAct::Take | TicketAct::Ask | TicketAct::Grant | TicketAct::Refuse => false,
        TicketAct::Acknowledge | TicketAct::Attach | TicketAct::Reopen => true,
        TicketAct::Reply | TicketAct::Close => own,
    };
    if by_opener {
        let node = Node::of(FactCode::TicketOwn, own);
        if why.look(if own { node } else { node.remedy(Remedy::new(RemedyAct::AskOpener)) }) {
            return Err(role_missing(&why, &[]));
        }
    } else if why.look(role_node(Capability::AnswerTickets, desk)) {
        return Err(role_missing(&why, Capability::AnswerTickets.roles()));
    }
    // What is for ever is acknowledged by who manages locations, and nothing else is (H-04).
    if act == TicketAct::Acknowledge {
        asks_for(&mut why, ticket, TicketReason::LocationRemoval)?;
        let manages = Capability::AddLocation.allows(actor, Some(ticket.account));
        if !manages && why.look(role_node(Capability::AddLocation, manages)) {
            return Err(role_missing(&why, Capability::AddLocation.roles()));
        }
    }
    let node = Node::of(FactCode::TicketInTurn, in_turn(ticket, act))
        .with("ticket", ticket.number.as_str())
        .with("ticket_state", ticket.state.code())
        .with("ticket_act", act.code());
    let node = match ticket.state {
        TicketState::New => node.remedy_if_blocked(RemedyAct::TakeTicket),
        TicketState::Resolved | TicketState::Closed => node.remedy_if_blocked(RemedyAct::ReopenTicket),
        TicketState::Assigned | TicketState::WaitingForPartner | TicketState::InProgress => node,
    };
    if why.look(node) {
        return Err(Refusal::new(RefusalCode::TicketNotInTurn, why).detail("state", ticket.state.code()));
    }
    let rule = &programme.tickets;
    match act {
        TicketAct::Grant => {
            let ctx = Context { ticket: Some(ticket.clone()), ..Context::of(ticket.account, actor.clone(), 0, today) };
            may_grant(&mut why, &Case { account, programmes, ctx: &ctx }, ticket)?;
        }
        TicketAct::Reopen => may_reopen(&mut why, programme, rule, ticket, today)?,
        TicketAct::Attach => {
            let node = Node::of(FactCode::DocumentCount, ticket.documents < rule.max_documents)
                .with("held", ticket.documents)
                .with("max", rule.max_documents)
                .rule(programme, "tickets.max_documents");
            if why.look(node) {
                return Err(Refusal::new(RefusalCode::TooManyDocuments, why));
            }
        }
        _ => {}
    }
    Ok((after(ticket, act, actor, today), why))
}

/// What may never be granted has no way here either, nor what the rules refuse: not by whoever asks, nor by whoever
/// answers (J-10).
fn may_grant(why: &mut Explanation, case: &Case<'_>, ticket: &Ticket) -> Result<(), Box<Refusal>> {
    let never = ticket.reason.is_never_granted();
    let node = Node::of(FactCode::MayBeGranted, !never).with("ticket_reason", ticket.reason.code());
    let act = match ticket.reason {
        TicketReason::MoreActivations => RemedyAct::CommercialLicensing,
        _ => RemedyAct::ChooseAtRenewal,
    };
    if why.look(if never { node.remedy(Remedy::new(act)) } else { node }) {
        return Err(Refusal::new(RefusalCode::NeverGranted, why.clone()).detail("reason", ticket.reason.code()));
    }
    let Some(mut refusal) = refused_by_rules(case, ticket) else { return Ok(()) };
    why.tell_all(refusal.explanation.children().iter().cloned());
    why.answer = refusal.explanation.answer;
    refusal.explanation = why.clone();
    Err(refusal)
}

/// Why the rules refuse what a ticket asks for; none where they allow it, do not say, or where it is done already.
fn refused_by_rules(case: &Case<'_>, ticket: &Ticket) -> Option<Box<Refusal>> {
    let text = ticket.subject.as_deref()?;
    let declined = |one: &Replacement| one.decided.as_ref().is_some_and(|decided| decided.token.is_none());
    match ticket.reason {
        TicketReason::LateOverride => {
            let held = case.account.memberships.get(&text.parse().ok()?)?;
            let refused = [OverrideState::Refused, OverrideState::Ended];
            let stands = |one: &LateOverride| !refused.contains(&one.state_on(case.account, case.ctx.today));
            let proposed = case.account.overrides.values().any(|one| one.ticket == ticket.id && stands(one));
            let why = case.explain(Question::MayOverride, format!("M-{}", held.number));
            let found = if proposed { None } else { late(case, why, held).ok() };
            found.filter(|found| found.answer == Suggested::Refused).and_then(|found| found.refusal)
        }
        TicketReason::WrongTenant | TicketReason::AddedInsteadOfExtended => {
            let id: TokenId = text.parse().ok()?;
            let token = case.account.tokens.get(&id)?;
            let (asked, meant) = asked_replacement(case, token, ticket.reason);
            let requested = case.account.replacements.values().any(|one| one.token == id && !declined(one));
            if requested { None } else { token::may_replace(case, id, asked, meant).err() }
        }
        TicketReason::Refund => {
            let order = case.account.orders.get(&text.parse().ok()?)?;
            if order.refunded.is_some() { None } else { order::may_refund(case, order.placed.order).err() }
        }
        _ => None,
    }
}

/// The replacement that a ticket asks for. Which tenant was meant is said when it is requested; here any other one stands
/// for it.
fn asked_replacement(case: &Case<'_>, token: &Token, reason: TicketReason) -> (ReplacementReason, Option<TenantId>) {
    let wrong = token.redeemed.as_ref().map(|redemption| redemption.act.tenant);
    match reason {
        TicketReason::WrongTenant => (
            ReplacementReason::WrongTenant,
            case.account.tenants.keys().find(|tenant| Some(**tenant) != wrong).copied(),
        ),
        _ => (ReplacementReason::AddedInsteadOfExtended, None),
    }
}

fn may_reopen(
    why: &mut Explanation,
    programme: &Programme,
    rule: &TicketRule,
    ticket: &Ticket,
    today: Date,
) -> Result<(), Box<Refusal>> {
    let until = rule.reopen_within_days.zip(ticket.ended_on).and_then(|(days, ended)| plus_days(ended, days));
    let in_time = until.is_some_and(|until| today <= until);
    let node = Node::new(FactCode::ReopenInTime, if in_time { Answer::Yes } else { Answer::Over })
        .with_some("until", until)
        .rule(programme, "tickets.reopen_within");
    let node = if in_time {
        node.changes(until.and_then(|until| plus_days(until, 1)))
    } else {
        node.remedy(Remedy::new(RemedyAct::Ticket))
    };
    if why.look(node) {
        let mut refusal = Refusal::new(RefusalCode::ReopenTooLate, why.clone());
        refusal.available_until = until;
        return Err(refusal);
    }
    Ok(())
}

fn after(ticket: &Ticket, act: TicketAct, actor: &Actor, today: Date) -> Ticket {
    let mut next = ticket.clone();
    let own = actor.person == Some(ticket.opened_by);
    match act {
        TicketAct::Take => {
            next.assigned_to = actor.person;
            if ticket.state == TicketState::New {
                next.state = TicketState::Assigned;
            }
        }
        TicketAct::Ask => next.state = TicketState::WaitingForPartner,
        TicketAct::Reply if own && ticket.state == TicketState::WaitingForPartner => {
            next.state = TicketState::InProgress;
        }
        TicketAct::Reply if !own && ticket.state == TicketState::Assigned => next.state = TicketState::InProgress,
        TicketAct::Reply => {}
        TicketAct::Acknowledge => {
            next.acknowledged_on = Some(today);
            if ticket.state == TicketState::WaitingForPartner {
                next.state = TicketState::InProgress;
            }
        }
        TicketAct::Attach => next.documents += 1,
        TicketAct::Grant | TicketAct::Refuse => {
            next.state = TicketState::Resolved;
            next.ended_on = Some(today);
            let granted = act == TicketAct::Grant;
            next.outcome = Some(if granted { TicketOutcome::Granted } else { TicketOutcome::Refused });
        }
        TicketAct::Close => {
            next.state = TicketState::Closed;
            // What was decided does not begin to wait anew (J-09).
            next.ended_on = ticket.ended_on.or(Some(today));
        }
        TicketAct::Reopen => {
            next.state = if ticket.assigned_to.is_some() { TicketState::InProgress } else { TicketState::New };
            (next.outcome, next.ended_on) = (None, None);
        }
    }
    next
}

/// What the rules say about a question before it is asked (J-02).
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion {
    /// What to do with it.
    pub answer: Suggested,
    /// Why.
    pub explanation: Explanation,
    /// Why it would be refused, where it would be.
    pub refusal: Option<Box<Refusal>>,
}

codes! {
    /// What the rules say about a question.
    pub enum Suggested {
        /// The company can do it without anybody's help.
        DoItYourself = "do_it_yourself",
        /// A colleague can do it without anybody's help: the caller's roles do not allow it.
        AskColleague = "ask_colleague",
        /// Somebody has to decide, and the rules allow it.
        Ask = "ask",
        /// The rules refuse it, whoever decides.
        Refused = "refused",
        /// The rules do not say; somebody looks at it.
        Open = "open",
    }
}

/// Whether somebody may open a ticket about something, and what the rules answer already. The decision and its facts are
/// the ones that the ticket carries along.
///
/// # Errors
/// Where the caller may open no ticket, or the subject is nothing of the company's.
pub fn suggest(
    account: &Account,
    programmes: &Programmes,
    reason: TicketReason,
    subject: Option<&str>,
    ctx: &Context,
) -> Result<Suggestion, Box<Refusal>> {
    let case = Case { account, programmes, ctx };
    let mut why = case.explain(Question::MayOpenTicket, reason.code());
    if !crate::access::may_see(&ctx.actor, ctx.account) || account.opened_on.is_none() {
        return Err(not_found(why));
    }
    case.may(&mut why, Capability::OpenTicket)?;
    let answer = answer(&case, why, reason, subject)?;
    Ok(answer)
}

fn answer(
    case: &Case<'_>,
    why: Explanation,
    reason: TicketReason,
    subject: Option<&str>,
) -> Result<Suggestion, Box<Refusal>> {
    let unknown = || not_found(why.clone());
    let text = subject.unwrap_or_default();
    if reason.needs_subject() && subject.is_none() {
        return Err(membership::missing(why, "subject"));
    }
    // What a reason is not about is no subject of it.
    let unfit = |subject: &&str| {
        let any = reason.may_name_any() && names_something(case.account, case.current(), subject);
        !reason.needs_subject() && !any
    };
    if let Some(subject) = subject.filter(unfit) {
        return Err(membership::invalid(why, "subject", subject));
    }
    match reason {
        TicketReason::LateOverride => {
            let id: MembershipId = text.parse().map_err(|_| unknown())?;
            let held = case.account.memberships.get(&id).ok_or_else(unknown)?;
            Ok(by_role(case, late(case, why, held)?, Capability::Buy))
        }
        TicketReason::WrongTenant | TicketReason::AddedInsteadOfExtended => {
            let id: TokenId = text.parse().map_err(|_| unknown())?;
            let token = case.account.tokens.get(&id).ok_or_else(unknown)?;
            let (asked, meant) = asked_replacement(case, token, reason);
            let found = token::may_replace(case, id, asked, meant);
            let found =
                decided(found.map(|why| Outcome::on(case.ctx.today, Vec::new(), why)), Suggested::DoItYourself)?;
            Ok(by_role(case, found, Capability::RequestReplacement))
        }
        TicketReason::Refund => {
            let id: OrderId = text.parse().map_err(|_| unknown())?;
            decided(order::may_refund(case, id), Suggested::Ask)
        }
        TicketReason::LocationRemoval => {
            let id: LocationId = text.parse().map_err(|_| unknown())?;
            let location = case.account.locations.get(&id).ok_or_else(unknown)?;
            let mut why = why;
            // Whoever asks acknowledges it, which only who manages locations can (H-04).
            case.may(&mut why, Capability::AddLocation)?;
            why.look(removal_node(case.account, location));
            Ok(Suggestion { answer: Suggested::Ask, explanation: why, refusal: None })
        }
        TicketReason::MoreActivations => {
            let id: KeyId = text.parse().map_err(|_| unknown())?;
            let held = case.account.keys.get(&id).ok_or_else(unknown)?;
            let grant = case.account.grants.get(&held.grant).ok_or_else(unknown)?;
            never(why, reason, key::left_node(case.programmes.version(grant.version), held))
        }
        TicketReason::SecondMembership => {
            let Some(offer) = case.current().offer(text) else {
                return Err(membership::unknown_offer(case, why, "subject", text, None));
            };
            let found = decided(order::may_place(case, why, offer), Suggested::DoItYourself)?;
            Ok(by_role(case, found, Capability::Buy))
        }
        TicketReason::VerificationAppeal => {
            let mut why = why;
            let rejected = case.account.company.checks.values().any(|held| held.state == CheckState::Rejected);
            let refusal = company::verified(case, &mut why, None).err();
            let explanation = refusal.as_ref().map_or(why, |refusal| refusal.explanation.clone());
            // Correcting the profile, documents and appeals are the company's own to do; before a check is rejected there
            // is nothing to appeal against.
            let answer = if rejected { Suggested::DoItYourself } else { Suggested::Open };
            Ok(by_role(case, Suggestion { answer, explanation, refusal }, Capability::HandInDocuments))
        }
        TicketReason::TaxExemption => {
            let mut why = why;
            let held = tax::exemption_on(case.account, None, case.ctx.today).map(|(_, held)| held);
            if let Some(held) = held {
                why.look(
                    Node::new(FactCode::TaxExempt, Answer::Yes)
                        .with("since", held.from)
                        .with_some("until", held.until)
                        .changes(held.until.and_then(|until| plus_days(until, 1))),
                );
            }
            let answer = if held.is_some() { Suggested::DoItYourself } else { Suggested::Ask };
            Ok(Suggestion { answer, explanation: why, refusal: None })
        }
        TicketReason::BillingHelp | TicketReason::LostAdmin | TicketReason::Other => {
            Ok(Suggestion { answer: Suggested::Open, explanation: why, refusal: None })
        }
    }
}

/// What the company can do itself, for who holds no role for it: a colleague does it.
fn by_role(case: &Case<'_>, found: Suggestion, capability: Capability) -> Suggestion {
    if found.answer != Suggested::DoItYourself || capability.allows(&case.ctx.actor, Some(case.ctx.account)) {
        return found;
    }
    let mut explanation = found.explanation;
    explanation.tell(role_node(capability, false));
    Suggestion { answer: Suggested::AskColleague, explanation, ..found }
}

impl Suggestion {
    /// The fact that says whose roles it takes, where a colleague can do what the asker cannot.
    pub fn colleagues(&self) -> Option<&Node> {
        let asked = self.answer == Suggested::AskColleague;
        self.explanation.children().iter().find(|node| asked && node.fact == FactCode::RoleHeld && node.blocks())
    }
}

fn refused(refusal: Box<Refusal>) -> Suggestion {
    Suggestion { answer: Suggested::Refused, explanation: refusal.explanation.clone(), refusal: Some(refusal) }
}

/// What an act would decide, as an answer. A thing that is not the company's stays unknown.
fn decided(asked: Decision, allowed: Suggested) -> Result<Suggestion, Box<Refusal>> {
    match asked {
        Ok(outcome) => Ok(Suggestion { answer: allowed, explanation: outcome.explanation, refusal: None }),
        Err(refusal) if refusal.code == RefusalCode::NotFound => Err(refusal),
        Err(refusal) => Ok(refused(refusal)),
    }
}

fn never(mut why: Explanation, reason: TicketReason, node: Node) -> Result<Suggestion, Box<Refusal>> {
    why.tell(node);
    let node = Node::of(FactCode::MayBeGranted, false)
        .with("ticket_reason", reason.code())
        .remedy(Remedy::new(RemedyAct::CommercialLicensing));
    why.look(node);
    Ok(refused(Refusal::new(RefusalCode::NeverGranted, why).detail("reason", reason.code())))
}

/// Whether a membership can be renewed as it is, or come back by an override.
fn late(case: &Case<'_>, mut why: Explanation, held: &Membership) -> Result<Suggestion, Box<Refusal>> {
    let programme = case.current();
    let today = case.ctx.today;
    // What is renewed with another one comes back with that one (H-37).
    let comes_back = |with: &&Membership| campaign::way_back(case.account, case.programmes, with, today).is_some();
    let with = case.account.renewed_with(held).filter(|_| !case.account.was_renewed_jointly(held));
    let held = with.filter(comes_back).unwrap_or(held);
    let year = held.last_year();
    let node = membership::window_node(case.account, (case.programmes, programme), held, today);
    // Nothing is too late yet: what a renewal says is the answer.
    if matches!(node.answer, Answer::Yes | Answer::NotYet) {
        let offer = programme.offer(&year.offer).ok_or_else(|| not_found(why.clone()))?;
        return match order::may_renew(case, why.clone(), held, offer) {
            Err(refusal) if refusal.code == RefusalCode::RenewalNotOpen => {
                why.look(node);
                Ok(Suggestion { answer: Suggested::DoItYourself, explanation: why, refusal: Some(refusal) })
            }
            // A campaign excuses that, and was not carried out for this year: only the vendor can (J-33).
            Err(refusal)
                if refusal.code == RefusalCode::RequirementsUnmet
                    && campaign::all_met(case.account, case.programmes, held)
                        .filter(|campaign| campaign.waives.contains(&Need::RequirementsMet))
                        .any(|campaign| campaign.selects(&year.offer, year.days.anniversary)) =>
            {
                let explanation = refusal.explanation.clone();
                Ok(Suggestion { answer: Suggested::Ask, explanation, refusal: Some(refusal) })
            }
            // What a renewal still lacks is the company's own to do, but none of it helps what is over or goes on elsewhere.
            Err(refusal)
                if !matches!(refusal.code, RefusalCode::MembershipNotActive | RefusalCode::RenewedTogether) =>
            {
                let explanation = refusal.explanation.clone();
                Ok(Suggestion { answer: Suggested::DoItYourself, explanation, refusal: Some(refusal) })
            }
            found => decided(found, Suggested::DoItYourself),
        };
    }
    // That the window is over is what is asked about, so it stands in nobody's way here.
    why.tell(node);
    let covered = campaign::all_met(case.account, case.programmes, held)
        .find(|campaign| campaign.selects(&year.offer, year.days.anniversary))
        .or_else(|| campaign::way_back(case.account, case.programmes, held, today).map(|(campaign, _)| campaign));
    let Some(campaign) = covered else {
        why.look(
            Node::of(FactCode::CampaignSelects, false)
                .with("anniversary", year.days.anniversary)
                .with_some("offer", programme.offer(&year.offer).map(|offer| &offer.name))
                .remedy(Remedy::new(RemedyAct::Purchase)),
        );
        return Ok(refused(Refusal::new(RefusalCode::OverrideNotEligible, why).detail("reason", "not_selected")));
    };
    let asked_on = asked_on(case, &mut why, year.days.renew_to);
    match overrides::eligible(case, &mut why, held, &campaign.id, asked_on) {
        Ok(_) => Ok(Suggestion { answer: Suggested::Ask, explanation: why, refusal: None }),
        Err(refusal) => Ok(refused(refusal)),
    }
}

/// Whether a ticket is the company's, still open and about this: what an act needs that a ticket must have asked for.
pub(crate) fn serves(
    why: &mut Explanation,
    ticket: &Ticket,
    account: AccountId,
    reason: TicketReason,
) -> Result<(), Box<Refusal>> {
    if ticket.account != account {
        return Err(not_found(why.clone()));
    }
    let node = Node::of(FactCode::TicketOpen, ticket.state.is_open())
        .with("ticket", ticket.number.as_str())
        .with("ticket_state", ticket.state.code())
        .with("opened_on", ticket.opened_on);
    if why.look(node) {
        return Err(Refusal::new(RefusalCode::TicketNotInTurn, why.clone()).detail("state", ticket.state.code()));
    }
    asks_for(why, ticket, reason)
}

/// Refuses where a ticket asks for something else.
fn asks_for(why: &mut Explanation, ticket: &Ticket, reason: TicketReason) -> Result<(), Box<Refusal>> {
    let node = Node::of(FactCode::TicketFits, ticket.reason == reason)
        .with("ticket", ticket.number.as_str())
        .with("ticket_reason", ticket.reason.code())
        .with("needed_reason", reason.code());
    if why.look(node) {
        return Err(Refusal::new(RefusalCode::TicketNotFitting, why.clone()).detail("reason", ticket.reason.code()));
    }
    Ok(())
}

/// What hangs on a location: the seats that are used in its country, where the company has no other place there.
fn removal_node(account: &Account, location: &crate::account::Location) -> Node {
    Node::new(FactCode::LocationStands, Answer::Value)
        .with("number", paper_number(location.number))
        .with("country", location.country.as_str())
        .with("since", location.added_on)
        .with("seats", stranded(account, location))
}

/// How many seats are used in a location's country that has no other location nor the headquarters.
fn stranded(account: &Account, location: &crate::account::Location) -> u32 {
    let there = account.locations.values().filter(|other| other.country == location.country).count();
    if account.country == location.country || there > 1 {
        return 0;
    }
    let used = account
        .assignments
        .values()
        .filter(|held| held.ended.is_none() && held.country.as_deref() == Some(location.country.as_str()));
    u32::try_from(used.count()).unwrap_or(u32::MAX)
}

/// Removes a location, for ever: after a ticket in which the company acknowledged that in writing (H-04).
pub(crate) fn remove_location(case: &Case<'_>, id: LocationId, asked: TicketId) -> Decision {
    let mut why = case.explain(Question::MayRemoveLocation, id);
    let Some(location) = case.account.locations.get(&id) else { return Err(not_found(why)) };
    case.may(&mut why, Capability::RemoveLocation)?;
    let Some(ticket) = case.ctx.ticket.as_ref().filter(|ticket| ticket.id == asked) else { return Err(not_found(why)) };
    serves(&mut why, ticket, case.ctx.account, TicketReason::LocationRemoval)?;
    let named = ticket.is_about(&id.to_string());
    let node = Node::of(FactCode::TicketNames, named).with("ticket", ticket.number.as_str());
    if why.look(node) {
        return Err(Refusal::new(RefusalCode::TicketNotFitting, why).detail("reason", ticket.reason.code()));
    }
    let node = Node::of(FactCode::Acknowledged, ticket.acknowledged_on.is_some())
        .with("ticket", ticket.number.as_str())
        .with_some("on", ticket.acknowledged_on);
    let node = match ticket.acknowledged_on {
        Some(_) => node,
        None => node.remedy(Remedy::new(RemedyAct::AskAcknowledgement)),
    };
    if why.look(node) {
        return Err(Refusal::new(RefusalCode::NotAcknowledged, why));
    }
    why.look(removal_node(case.account, location));
    let fact = LocationRemoved {
        location: id,
        number: location.number,
        country: location.country.clone(),
        ticket: ticket.id,
        ticket_number: ticket.number.clone(),
    };
    let gone = paper_number(location.number);
    Ok(Outcome::on(case.ctx.today, vec![fact.into()], why).effect(
        Effect::new("location.removed", Some(gone), None)
            .with("country", location.country.as_str())
            .with("seats", stranded(case.account, location))
            .irreversible(),
    ))
}
