//! The one place where something is allowed or refused. Pure: the account, the programme, the command and the context
//! determine the outcome.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Serialize;

use crate::access::{Actor, Capability, Person, Role, may_see};
use crate::account::Account;
use crate::command::Command;
use crate::explanation::{Answer, Explanation, FactCode, Node, Question, Remedy, RemedyAct, Value};
use crate::fact::{Entry, Fact, Ordered};
use crate::ids::{AccountId, Minter, PersonId};
use crate::installation::Stated;
use crate::merge::Partner;
use crate::planted;
use crate::programme::{Mode, Programme, Programmes};
use crate::refusal::{Refusal, RefusalCode};
use crate::requirement::Association;
use crate::ticket::{self, Ticket};
use crate::{
    balance, campaign, closing, company, evidence, installation, key, membership, merge, order, overrides,
    provisioning, seat, seat_request, standing, tax, token,
};

/// What a decision needs besides the account and the programme: one reading of the clock, the caller, the people
/// whom the command names, a fresh number and randomness for ids.
#[derive(Debug, Clone)]
pub struct Context {
    /// The account that is addressed; it has no facts yet when it is being opened.
    pub account: AccountId,
    /// The instant: microseconds since the Unix epoch.
    pub now: i64,
    /// The day in the programme's zone.
    pub today: Date,
    /// Who is asking.
    pub actor: Actor,
    /// The people of [`Command::people`] with their other entries in the company, and [`Command::concerned`], as read in
    /// the same transaction.
    pub people: BTreeMap<PersonId, Person>,
    /// The companies of the profile of [`Command::profile`], the earliest first, as read in the same transaction.
    pub profiles: BTreeMap<String, Vec<Association>>,
    /// The company whose headquarters has the domain of [`Command::domain`], as read in the same transaction (H-06).
    pub domain_holder: Option<AccountId>,
    /// The company for which the charge of [`Command::received_under`] was recorded, as read in the same transaction.
    pub charge_holder: Option<AccountId>,
    /// The ticket of [`ticket::of_command`], as read in the same transaction.
    pub ticket: Option<Ticket>,
    /// A number that no account, location or membership has yet.
    pub number: u64,
    /// The number of the next invoice, where the command may write one; invoices have no gaps.
    pub invoice: u64,
    /// The company of [`Command::partner`], as read in the same transaction.
    pub partner: Partner,
    /// The number of the next credit note, where the command may write one; credit notes have no gaps either.
    pub credit_note: u64,
    /// Random bits for ids.
    pub random: u128,
}

impl Context {
    /// Ids for this command.
    pub fn minter(&self) -> Minter {
        Minter::new(u64::try_from(self.now / 1_000).unwrap_or(0), self.random)
    }

    /// All entries of the human being of whom one is named: who holds something by one of them holds it (G-04, K-24).
    pub(crate) fn entries_of(&self, person: PersonId) -> Vec<PersonId> {
        entries_of(&self.people, person)
    }
}

impl Context {
    /// A command of somebody at an instant and its day that needs nothing besides the account: no people, no other
    /// company, no numbers, and ids that are thrown away.
    pub fn of(account: AccountId, actor: Actor, now: i64, today: Date) -> Self {
        Self {
            account,
            now,
            today,
            actor,
            people: BTreeMap::new(),
            profiles: BTreeMap::new(),
            domain_holder: None,
            charge_holder: None,
            ticket: None,
            number: 0,
            invoice: 0,
            partner: Partner::None,
            credit_note: 0,
            random: 0,
        }
    }

    /// The same at the same time of a later day.
    pub(crate) fn on(&self, day: Date) -> Self {
        let days = i64::from((day - self.today).get_days());
        Self { now: self.now + days * 86_400_000_000, today: day, ..self.clone() }
    }

    /// What a preview of a renewal on a day needs besides the account: nobody's roles.
    pub(crate) fn preview(account: AccountId, today: Date) -> Self {
        let nobody = Actor { person: None, account: None, roles: Default::default(), admin_of: Default::default() };
        Self::of(account, nobody, 0, today)
    }
}

/// When a command to an account counts: time never goes back within an account, nor does its day, whatever the clock of
/// the server says that carries it out.
pub fn moment(account: &Account, programmes: &Programmes, now: i64, today: Date) -> (i64, Date) {
    if now >= account.recorded_at || planted::is(23) {
        return (now, today);
    }
    let zone = TimeZone::get(&programmes.current().time_zone);
    let newest = Timestamp::from_microsecond(account.recorded_at).ok().zip(zone.ok());
    let day = newest.map_or(today, |(at, zone)| at.to_zoned(zone).date());
    (account.recorded_at, today.max(day))
}

/// A fact to be recorded, with the day from which it holds.
#[derive(Debug, Clone, PartialEq)]
pub struct NewFact {
    /// The day.
    pub effective_on: Date,
    /// The fact.
    pub fact: Fact,
}

/// A consequence, for a preview: what changes from what to what.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Effect {
    /// What changes, for example `subscription.usable_until`.
    pub field: &'static str,
    /// Its value before; none: it did not exist.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Value>,
    /// Its value afterwards; none: it ends.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<Value>,
    /// Whether it cannot be undone.
    pub irreversible: bool,
    /// The values that it was computed from.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub because: BTreeMap<&'static str, Value>,
}

impl Effect {
    /// A change that can be undone.
    pub fn new(field: &'static str, from: Option<Value>, to: Option<Value>) -> Self {
        Self { field, from, to, irreversible: false, because: BTreeMap::new() }
    }

    /// Marks the change as one that cannot be undone.
    #[must_use]
    pub fn irreversible(mut self) -> Self {
        self.irreversible = true;
        self
    }

    /// Adds a value that it was computed from.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.because.insert(name, value.into());
        self
    }
}

/// A command that is allowed.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// What to record; empty where the command changes nothing, as when a known machine activates again (E-08).
    pub facts: Vec<NewFact>,
    /// What to record in the ledger of the other company, for a command about two.
    pub partner: Vec<NewFact>,
    /// Why it is allowed.
    pub explanation: Explanation,
    /// What it changes.
    pub effects: Vec<Effect>,
    /// What could still be done about it afterwards.
    pub remedies: Vec<Remedy>,
}

impl Outcome {
    /// An outcome that records facts on one day.
    pub fn on(day: Date, facts: Vec<Fact>, explanation: Explanation) -> Self {
        let facts = facts.into_iter().map(|fact| NewFact { effective_on: day, fact }).collect();
        Self { facts, partner: Vec::new(), explanation, effects: Vec::new(), remedies: Vec::new() }
    }

    /// Puts facts before those of the outcome.
    #[must_use]
    pub(crate) fn after(mut self, earlier: Vec<NewFact>) -> Self {
        self.facts.splice(0..0, earlier);
        self
    }

    /// Adds a consequence.
    #[must_use]
    pub fn effect(mut self, effect: Effect) -> Self {
        self.effects.push(effect);
        self
    }

    /// Adds what could still be done about it.
    #[must_use]
    pub fn remedy(mut self, remedy: Remedy) -> Self {
        self.remedies.push(remedy);
        self
    }
}

/// An outcome, or a refusal.
pub type Decision = Result<Outcome, Box<Refusal>>;

/// All entries, of the people who are known, of the human being of whom one is named (H-31).
pub fn entries_of(people: &BTreeMap<PersonId, Person>, person: PersonId) -> Vec<PersonId> {
    let named = people.get(&person);
    let same = |one: &&Person| named.is_some_and(|named| named.is_same(one));
    people.values().filter(same).map(|one| one.id).collect()
}

/// What one decision works with.
pub(crate) struct Case<'a> {
    pub(crate) account: &'a Account,
    pub(crate) programmes: &'a Programmes,
    pub(crate) ctx: &'a Context,
}

impl<'a> Case<'a> {
    pub(crate) fn current(&self) -> &'a Arc<Programme> {
        self.programmes.current()
    }

    pub(crate) fn explain(&self, question: Question, subject: impl ToString) -> Explanation {
        Explanation::new(question, subject, self.ctx.today, self.current())
    }

    /// Looks at the caller's roles and refuses where none allows it.
    pub(crate) fn may(&self, explanation: &mut Explanation, capability: Capability) -> Result<(), Box<Refusal>> {
        let allowed = capability.allows(&self.ctx.actor, Some(self.ctx.account));
        if explanation.look(role_node(capability, allowed)) {
            return Err(role_missing(explanation, capability.roles()));
        }
        Ok(())
    }
}

pub(crate) fn role_node(capability: Capability, allowed: bool) -> Node {
    let node = Node::of(FactCode::RoleHeld, allowed).with("capability", capability.code());
    if allowed {
        return node;
    }
    node.fixed_rule(capability.rule()).remedy(Remedy::new(RemedyAct::AskRoleHolder)).helped_by(capability.roles())
}

pub(crate) fn role_missing(explanation: &Explanation, roles: &[Role]) -> Box<Refusal> {
    let required = roles.iter().map(|role| Value::from(role.code())).collect();
    Refusal::new(RefusalCode::RoleMissing, explanation.clone()).detail("required_role", Value::List(required))
}

/// Refuses because the object is unknown. The same for an object of another company, so that nothing leaks.
pub(crate) fn not_found(mut explanation: Explanation) -> Box<Refusal> {
    explanation.look(Node::new(FactCode::Exists, Answer::No));
    Refusal::new(RefusalCode::NotFound, explanation)
}

/// Decides on one command. The order of the checks is the order of [`RefusalCode`].
///
/// # Errors
/// A [`Refusal`]: an outcome like any other, with its explanation.
pub fn decide(account: &Account, programmes: &Programmes, command: &Command, ctx: &Context) -> Decision {
    let decided = decide_on(account, programmes, command, ctx);
    decided.map_err(|refusal| on_its_day(account, programmes, command, ctx, refusal))
}

/// A refusal with the first day on which nothing else that is known today forbids it: what the first obstacle waits for
/// may come when another one has begun. None where it would be too late by then, and waiting helps nobody.
fn on_its_day(
    account: &Account,
    programmes: &Programmes,
    command: &Command,
    ctx: &Context,
    mut refusal: Box<Refusal>,
) -> Box<Refusal> {
    let Some(first) = refusal.available_from else { return refusal };
    let mut day = first;
    while let Err(then) = decide_on(account, programmes, command, &ctx.on(day)) {
        if let Some(later) = then.available_from.filter(|later| *later > day) {
            day = later;
        } else if then.is_over_on(day) {
            refusal.available_from = None;
            refusal.remedies.retain(|remedy| remedy.act != RemedyAct::Wait);
            if refusal.remedies.is_empty() {
                let general = Some(refusal.code.remedy()).filter(|act| *act != RemedyAct::Wait);
                refusal.remedies = general.map_or(then.remedies, |act| vec![Remedy::new(act)]);
            }
            return refusal;
        } else {
            break;
        }
    }
    refusal.available_from = Some(day);
    let waits = refusal.remedies.iter_mut().filter(|remedy| remedy.act == RemedyAct::Wait);
    waits.filter(|wait| wait.from == Some(first)).for_each(|wait| wait.from = Some(day));
    refusal
}

fn decide_on(account: &Account, programmes: &Programmes, command: &Command, ctx: &Context) -> Decision {
    let case = Case { account, programmes, ctx };
    let opening = matches!(command, Command::OpenAccount { .. });
    let known = account.opened_on.is_some() && may_see(&ctx.actor, ctx.account);
    if !opening && !known {
        return Err(not_found(case.explain(question(command), ctx.account)));
    }
    if !opening && !command.settles() {
        closing::open(&case, command)?;
    }
    match command {
        Command::OpenAccount { country, verified, profile } => {
            membership::open_account(&case, country, *verified, profile.as_ref())
        }
        Command::ChangeProfile { given, over, fields } => company::change(&case, given, *over, fields),
        Command::ReviewProfile => company::review(&case),
        Command::DecideCheck { check, passed, note } => company::decide_check(&case, *check, *passed, note.clone()),
        Command::AppealCheck { check, note } => company::appeal(&case, *check, note.clone()),
        Command::ChangePublicName { name } => company::rename(&case, name),
        Command::AskCheckMail { check } => company::ask_mail(&case, *check),
        Command::CloseAccount { note } => closing::close(&case, note),
        Command::AddDocument { document, of, file } => company::add_document(&case, *document, of, file),
        Command::AddLocation { country } => membership::add_location(&case, country),
        Command::InviteToMerge { number } => merge::invite(&case, *number),
        Command::AcceptMerge { merge } => merge::accept(&case, *merge),
        Command::RejectMerge { merge, note } => merge::reject(&case, *merge, note.clone()),
        Command::WithdrawMerge { merge } => merge::withdraw(&case, *merge),
        Command::ConfirmMerge { merge } => merge::confirm(&case, *merge),
        Command::RemoveLocation { location, ticket } => ticket::remove_location(&case, *location, *ticket),
        Command::EnrolInCampaign { membership, campaign, run } => campaign::enrol(&case, *membership, campaign, *run),
        Command::ProposeOverride { membership, campaign, ticket, note } => {
            overrides::propose(&case, *membership, campaign, *ticket, note)
        }
        Command::DecideOverride { late_override, grant, note } => {
            overrides::decide(&case, *late_override, *grant, note.clone())
        }
        Command::EndOverride { late_override, note } => overrides::end(&case, *late_override, note.clone()),
        Command::LinkTenant { domain } => membership::link_tenant(&case, domain),
        Command::StateAttainment { competency, level, until, note } => {
            membership::state_attainment(&case, competency, level, *until, note.clone())
        }
        Command::RecordEvidence { claim, dated, expires_on, as_of, source } => {
            let stated = evidence::Stated { dated: *dated, expires_on: *expires_on, as_of: *as_of, source };
            evidence::record(&case, claim, stated)
        }
        Command::WithdrawEvidence { evidence } => evidence::withdraw(&case, *evidence),
        Command::LinkProfile { person, profile } => evidence::link(&case, *person, profile),
        Command::UnlinkProfile { association, last_day } => evidence::unlink(&case, *association, *last_day),
        Command::Purchase { offer, payment } => membership::purchase(&case, offer, payment),
        Command::Renew { membership, payment, offer } => {
            membership::renew(&case, *membership, payment, offer.as_deref())
        }
        Command::PlaceOrder { of, method, tax_id } => order::place(&case, of, *method, tax_id.as_deref()),
        Command::CancelOrder { order } => order::cancel(&case, *order),
        Command::RecordPayment { order, amount, reference, received_on } => {
            order::record_payment(&case, *order, amount, reference, *received_on)
        }
        Command::RecordFailedCharge { order, reference, code } => {
            order::record_failed_charge(&case, *order, reference, code.as_deref())
        }
        Command::AssignFunds { funds, order } => order::assign_funds(&case, *funds, *order),
        Command::ReturnFunds { funds } => order::return_funds(&case, *funds),
        Command::RefundOrder { order } => order::refund(&case, *order),
        Command::RefundTax { order } => tax::refund(&case, *order),
        Command::ExemptFromTax { from, until, note, former } => tax::exempt(&case, (*from, *until), note, *former),
        Command::EndExemption { exemption, last_day } => tax::end(&case, *exemption, *last_day),
        Command::ProvisionGrants { membership, grants } => provisioning::provision(&case, *membership, grants),
        Command::ActivateSupport { grant } => balance::activate(&case, *grant),
        Command::ActivateMarketing { grant, contact, own_address } => {
            balance::activate_marketing(&case, *grant, contact, *own_address)
        }
        Command::UseBalance { grant, kind, amount, note } => balance::take(&case, *grant, *kind, *amount, note.clone()),
        Command::AssignCredit { grant, person, other_credit } => balance::assign(&case, *grant, *person, *other_credit),
        Command::RemoveCredit { credit } => balance::end(&case, *credit, None),
        Command::TransferCredit { credit, person, other_credit } => {
            balance::end(&case, *credit, Some((*person, *other_credit)))
        }
        Command::ShowCode { token } => token::show_code(&case, *token),
        Command::RedeemToken { token, tenant, mode, subscription, seats } => {
            token::redeem(&case, *token, *tenant, *mode, *subscription, *seats)
        }
        Command::RequestReplacement { token, reason, intended_tenant, note } => {
            token::request_replacement(&case, *token, *reason, *intended_tenant, note.clone())
        }
        Command::DecideReplacement { replacement, grant, note } => {
            token::decide_replacement(&case, *replacement, *grant, note.clone())
        }
        Command::RevealKey { key } => key::reveal(&case, *key),
        Command::RecordActivation { key, device, note, hardware_changed } => {
            key::record_activation(&case, *key, device, note.clone(), *hardware_changed)
        }
        Command::BlockKey { key, why, note } => key::block(&case, *key, *why, note),
        Command::UnblockKey { key, note } => key::unblock(&case, *key, note),
        Command::RecordInstallation { grant, version, place, purpose, quantity, note } => {
            let (version, purpose) = (version.as_deref(), purpose.as_deref());
            let stated = Stated { version, place: *place, purpose, quantity: Some(*quantity) };
            installation::record(&case, *grant, &stated, note.clone())
        }
        Command::ChangeInstallation { installed, version, place, purpose, quantity } => {
            let (version, purpose) = (version.as_deref(), purpose.as_deref());
            let stated = Stated { version, place: *place, purpose, quantity: *quantity };
            installation::change(&case, *installed, &stated)
        }
        Command::RemoveInstallation { installed } => installation::remove(&case, *installed),
        Command::AssignSeat { pool, person, country } => seat::assign(&case, *pool, *person, country.as_deref()),
        Command::ActivateSeat { assignment } => seat::activate(&case, *assignment),
        Command::UnassignSeat { assignment, why } => seat::unassign(&case, *assignment, *why),
        Command::RequestSeat { pool, person, note } => seat_request::ask(&case, *pool, *person, note),
        Command::GrantSeatRequest { request, country } => seat_request::grant(&case, *request, country.as_deref()),
        Command::DeclineSeatRequest { request, note } => seat_request::decline(&case, *request, note),
        Command::WithdrawSeatRequest { request } => seat_request::withdraw(&case, *request),
        Command::ConfirmWindDown { grant, of, how } => standing::confirm_wind_down(&case, *grant, *of, *how),
    }
}

/// What several commands come to one after the other: each is decided as if what is allowed before it were recorded, so
/// that the first of them get what is there. The last is the account as they leave it.
pub fn decide_in_turn(
    account: &Account,
    programmes: &Programmes,
    commands: &[Command],
    ctx: &Context,
) -> (Vec<Decision>, Account) {
    let (mut ctx, mut account) = (ctx.clone(), account.clone());
    let mut decisions = Vec::with_capacity(commands.len());
    for command in commands {
        let decision = decide(&account, programmes, command, &ctx);
        if let Ok(outcome) = &decision {
            let facts = outcome.facts.iter().map(|new| (new.effective_on, &new.fact));
            account = recorded(programmes, &ctx, account, facts);
        }
        // No id of one command is that of another.
        ctx.random = ctx.random.wrapping_add(1 << 32);
        decisions.push(decision);
    }
    (decisions, account)
}

/// A company once facts are recorded, each with the day from which it holds.
pub(crate) fn recorded<'a>(
    programmes: &Programmes,
    ctx: &Context,
    account: Account,
    facts: impl Iterator<Item = (Date, &'a Fact)>,
) -> Account {
    let programme = programmes.current();
    facts.fold(account, |account, (effective_on, fact)| {
        let seq = account.seq + 1;
        account.apply(&Entry {
            account: ctx.account,
            seq,
            recorded_at: ctx.now,
            effective_on,
            actor: String::new(),
            programme: programme.id.clone(),
            version: programme.version,
            fact: fact.clone(),
        })
    })
}

/// The outcome of every way to redeem a token on a tenant, for showing them side by side before the choice (D-11).
pub fn ways_to_redeem(
    account: &Account,
    programmes: &Programmes,
    token: crate::ids::TokenId,
    tenant: crate::ids::TenantId,
    ctx: &Context,
) -> Vec<(Mode, Decision)> {
    let way = |mode: &Mode| {
        let command = Command::RedeemToken { token, tenant, mode: *mode, subscription: None, seats: None };
        (*mode, decide(account, programmes, &command, ctx))
    };
    Mode::ALL.iter().map(way).collect()
}

/// The question that a command asks.
pub const fn question(command: &Command) -> Question {
    match command {
        Command::OpenAccount { .. } => Question::MayOpenAccount,
        Command::ChangeProfile { .. } => Question::MayChangeProfile,
        Command::ReviewProfile => Question::MayReviewProfile,
        Command::DecideCheck { .. } => Question::MayDecideCheck,
        Command::AppealCheck { .. } => Question::MayAppeal,
        Command::ChangePublicName { .. } => Question::MayChangeName,
        Command::AskCheckMail { .. } => Question::MayAskMail,
        Command::CloseAccount { .. } => Question::MayClose,
        Command::AddDocument { .. } => Question::MayAddDocument,
        Command::AddLocation { .. } => Question::MayAddLocation,
        Command::InviteToMerge { .. } => Question::MayInvite,
        Command::AcceptMerge { .. } => Question::MayAcceptMerge,
        Command::RejectMerge { .. } => Question::MayRejectMerge,
        Command::WithdrawMerge { .. } => Question::MayWithdrawMerge,
        Command::ConfirmMerge { .. } => Question::MayConfirmMerge,
        Command::RemoveLocation { .. } => Question::MayRemoveLocation,
        Command::EnrolInCampaign { .. } => Question::MayEnrol,
        Command::ProposeOverride { .. } => Question::MayOverride,
        Command::DecideOverride { .. } => Question::MayDecideOverride,
        Command::EndOverride { .. } => Question::MayEndOverride,
        Command::LinkTenant { .. } => Question::MayLinkTenant,
        Command::StateAttainment { .. } => Question::MayStateAttainment,
        Command::RecordEvidence { .. } => Question::MayRecordEvidence,
        Command::WithdrawEvidence { .. } => Question::MayWithdrawEvidence,
        Command::LinkProfile { .. } => Question::MayLinkProfile,
        Command::UnlinkProfile { .. } => Question::MayUnlinkProfile,
        Command::Purchase { .. } => Question::MayBuy,
        Command::Renew { .. } => Question::MayRenew,
        Command::PlaceOrder { of: Ordered::Purchase { .. }, .. } => Question::MayBuy,
        Command::PlaceOrder { of: Ordered::Renewal { .. }, .. } => Question::MayRenew,
        Command::CancelOrder { .. } => Question::MayCancelOrder,
        Command::RecordPayment { .. } => Question::MayRecordPayment,
        Command::RecordFailedCharge { .. } => Question::MayRecordFailedCharge,
        Command::AssignFunds { .. } => Question::PaysOrder,
        Command::ReturnFunds { .. } => Question::MayReturnFunds,
        Command::RefundOrder { .. } => Question::MayRefund,
        Command::RefundTax { .. } => Question::MayRefundTax,
        Command::ExemptFromTax { .. } => Question::MayExempt,
        Command::EndExemption { .. } => Question::MayEndExemption,
        Command::ProvisionGrants { .. } => Question::MayProvision,
        Command::ActivateSupport { .. } | Command::ActivateMarketing { .. } => Question::MayActivateBenefit,
        Command::UseBalance { .. } => Question::MayUseBalance,
        Command::AssignCredit { .. } => Question::MayAssignCredit,
        Command::RemoveCredit { .. } | Command::TransferCredit { .. } => Question::MayEndCredit,
        Command::ShowCode { .. } => Question::MayShowCode,
        Command::RedeemToken { .. } => Question::MayRedeem,
        Command::RequestReplacement { .. } => Question::MayReplace,
        Command::DecideReplacement { .. } => Question::MayDecide,
        Command::RevealKey { .. } => Question::MayReveal,
        Command::RecordActivation { .. } => Question::MayActivateKey,
        Command::BlockKey { .. } => Question::MayBlockKey,
        Command::UnblockKey { .. } => Question::MayUnblockKey,
        Command::RecordInstallation { .. }
        | Command::ChangeInstallation { .. }
        | Command::RemoveInstallation { .. } => Question::MayRegister,
        Command::AssignSeat { .. } => Question::MayAssign,
        Command::ActivateSeat { .. } => Question::MayActivateSeat,
        Command::UnassignSeat { .. } => Question::MayUnassign,
        Command::RequestSeat { .. } => Question::MayRequestSeat,
        Command::GrantSeatRequest { .. } | Command::DeclineSeatRequest { .. } => Question::MayDecideSeatRequest,
        Command::WithdrawSeatRequest { .. } => Question::MayWithdrawSeatRequest,
        Command::ConfirmWindDown { .. } => Question::MayConfirm,
    }
}
