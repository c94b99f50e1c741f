//! The company's legal profile: its verification, its yearly review, and the documents that prove something (B-30…B-34,
//! B-43, H-06). Names and addresses are not here: the profile's text is an erasable row, and a fact holds its hash.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::access::Capability;
use crate::account::{Account, Membership};
use crate::campaign;
use crate::codes::codes;
use crate::decide::{Case, Decision, Effect, Outcome, not_found};
use crate::explanation::{Answer, Explanation, FactCode, Node, Question, Remedy, RemedyAct, Value};
use crate::fact::*;
use crate::ids::{AccountId, DocumentId, NoteId, OrderId};
use crate::membership::{invalid, invalid_between};
use crate::order;
use crate::programme::{Need, PayMethod, Programme, Programmes, Verification, Window, plus_days, plus_working_days};
use crate::refusal::{Refusal, RefusalCode};

codes! {
    /// A part of the legal profile.
    pub enum ProfileField {
        /// The name in the official register.
        LegalName = "legal_name",
        /// The legal address.
        Address = "address",
        /// The number in the official register.
        Registration = "registration",
        /// The primary contact, whose address is at the company's domain.
        PrimaryContact = "primary_contact",
    }
}

codes! {
    /// A check of the legal profile (B-32).
    pub enum ProfileCheck {
        /// The primary contact receives mail at the address that they gave.
        Email = "email",
        /// The domain of that address belongs to the company.
        Employment = "employment",
        /// Name and address are those of the official register.
        Business = "business",
    }
}

codes! {
    /// How far a check is.
    pub enum CheckState {
        /// Nothing was given that could be checked.
        NotStarted = "not_started",
        /// It waits for the vendor.
        Pending = "pending",
        /// It is passed.
        Passed = "passed",
        /// It was rejected, and waits for the company.
        Rejected = "rejected",
    }
}

codes! {
    /// The state of the whole profile (B-31). Computed from its checks, never stored.
    pub enum VerificationState {
        /// The company gave nothing yet.
        NotReviewed = "not_reviewed",
        /// A check is not decided.
        Pending = "pending",
        /// Every check is passed.
        Authorized = "authorized",
        /// A check was rejected.
        Rejected = "rejected",
    }
}

/// The legal profile as an account holds it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Company {
    /// Whether the vendor had verified the company when its account was opened.
    pub vouched: bool,
    /// The profile's text.
    pub profile: Option<NoteRef>,
    /// Day on which it was last changed.
    pub changed_on: Option<Date>,
    /// The domain of the primary contact's address: one headquarters for each (H-06).
    pub domain: Option<String>,
    /// Checks that were begun.
    pub checks: BTreeMap<ProfileCheck, Check>,
    /// Days on which it was reviewed, the earliest first (B-30).
    pub reviews: Vec<Date>,
    /// The name by which people know the company and since when, where it was changed (B-33).
    pub public_name: Option<(NoteRef, Date)>,
    /// Documents that were handed in.
    pub documents: BTreeMap<DocumentId, Document>,
}

/// A check that was begun.
#[derive(Debug, Clone, PartialEq)]
pub struct Check {
    /// How far it is.
    pub state: CheckState,
    /// Since when.
    pub since: Date,
    /// What was said about it.
    pub note: Option<NoteRef>,
    /// Days on which its mail was asked for again, the earliest first (B-32).
    pub mails: Vec<Date>,
}

/// A document that was handed in.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// What it proves and what it is.
    pub added: DocumentAdded,
    /// The day.
    pub added_on: Date,
    /// The former company that handed it in, under which its content is kept.
    pub former: Option<AccountId>,
}

impl Company {
    /// How far a check is.
    pub fn check(&self, check: ProfileCheck) -> CheckState {
        let unmentioned = if self.vouched { CheckState::Passed } else { CheckState::NotStarted };
        self.checks.get(&check).map_or(unmentioned, |held| held.state)
    }

    /// The state of the whole profile under a programme's checks (B-31).
    pub fn state(&self, rule: &Verification) -> VerificationState {
        let states = || rule.checks.iter().map(|check| self.check(*check));
        if self.profile.is_none() && !self.vouched {
            VerificationState::NotReviewed
        } else if states().any(|state| state == CheckState::Rejected) {
            VerificationState::Rejected
        } else if states().all(|state| state == CheckState::Passed) {
            VerificationState::Authorized
        } else {
            VerificationState::Pending
        }
    }

    /// The check that the vendor can decide now; none where the company has to act first, or nothing waits (B-32).
    pub fn to_decide(&self, rule: &Verification) -> Option<ProfileCheck> {
        let next = rule.checks.iter().find(|check| self.check(**check) != CheckState::Passed)?;
        (self.check(*next) == CheckState::Pending).then_some(*next)
    }

    /// Puts a check in a state from a day on.
    pub(crate) fn set(&mut self, check: ProfileCheck, state: CheckState, since: Date, note: Option<NoteRef>) {
        self.checks.insert(check, Check { state, since, note, mails: Vec::new() });
    }

    /// Takes over that the mail of a check is to be sent again.
    pub(crate) fn ask_mail(&mut self, check: ProfileCheck, on: Date) {
        if let Some(held) = self.checks.get_mut(&check) {
            held.mails.push(on);
        }
    }

    /// Takes over a profile that was given or changed.
    pub(crate) fn give(&mut self, given: &ProfileGiven, on: Date) {
        self.profile = Some(given.text.clone());
        self.domain.clone_from(&given.domain);
        self.changed_on = Some(on);
    }

    /// Takes over a change, which begins some checks anew (B-33).
    pub(crate) fn change(&mut self, fact: &ProfileChanged, on: Date) {
        self.give(&fact.given, on);
        for check in &fact.restarted {
            self.set(*check, CheckState::Pending, on, None);
        }
    }

    /// Takes over a document; a rejected check waits for the vendor again (B-33).
    pub(crate) fn hand_in(&mut self, fact: &DocumentAdded, on: Date) {
        if let DocumentOf::Check { check } = &fact.of
            && self.check(*check) == CheckState::Rejected
        {
            self.set(*check, CheckState::Pending, on, None);
        }
        self.documents.insert(fact.document, Document { added: fact.clone(), added_on: on, former: None });
    }
}

/// What a document proves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum DocumentOf {
    /// Something that a check asks for (B-32).
    Check {
        /// The check.
        check: ProfileCheck,
    },
    /// That an order was paid by transfer (B-43).
    Payment {
        /// The order.
        order: OrderId,
        /// Day of the payment.
        paid_on: Date,
        /// The account that it was paid to, as the company writes it; its last four characters.
        paid_to: String,
        /// The bank's reference of the transaction.
        reference: String,
    },
}

/// What a file is, as it was stated and as it was found to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileSeen {
    /// The media type that was stated.
    pub stated: String,
    /// The media type that its content shows; none: unknown.
    pub found: Option<String>,
    /// Its size in bytes.
    pub bytes: u64,
    /// SHA-256 of its content, in hex.
    pub sha256: String,
}

/// Refuses while the legal profile is not authorized (B-31), in the renewal of a membership with its last day: no check
/// lengthens the window (B-33).
pub(crate) fn verified(
    case: &Case<'_>,
    why: &mut Explanation,
    renewed: Option<&Membership>,
) -> Result<(), Box<Refusal>> {
    let until = renewed.map(|held| renewable_until(case.account, case.current(), held, case.ctx.today));
    let Some(node) = verified_node(case.account, case.current(), until) else { return Ok(()) };
    let state = node.because.get("state").cloned();
    if why.look(node) {
        let refusal = Refusal::new(RefusalCode::AccountNotVerified, why.clone());
        let refusal = match until {
            Some(until) => refusal.until(until),
            None => refusal,
        };
        return Err(match state {
            Some(state) => refusal.detail("state", state),
            None => refusal,
        });
    }
    Ok(())
}

/// Whether the legal profile is authorized, with its checks below; none where the programme asks for none. At choice
/// with the last day on which it helps.
pub(crate) fn verified_node(account: &Account, programme: &Programme, until: Option<Date>) -> Option<Node> {
    let rule = programme.verification.as_ref().filter(|rule| rule.blocks_orders)?;
    let state = account.company.state(rule);
    let mut node = Node::of(FactCode::ProfileAuthorized, state == VerificationState::Authorized)
        .with("state", state.code())
        .with_some("since", account.company.changed_on)
        .rule(programme, "verification");
    if state != VerificationState::Authorized {
        node.children = rule.checks.iter().map(|check| check_node(account, programme, *check)).collect();
    }
    let remedy = |act| Remedy::between(act, None, until);
    Some(match state {
        VerificationState::Authorized => node,
        VerificationState::NotReviewed => {
            node.remedy(remedy(RemedyAct::GiveProfile)).helped_by(Capability::ReviewProfile.roles())
        }
        VerificationState::Pending => node
            .with("usual_days", rule.usual_days)
            .remedy(remedy(RemedyAct::AwaitVerification))
            .helped_by(Capability::VerifyCompany.roles()),
        VerificationState::Rejected => {
            node.remedy(remedy(RemedyAct::CorrectProfile)).helped_by(Capability::HandInDocuments.roles())
        }
    })
}

/// How far one check is.
fn check_node(account: &Account, programme: &Programme, check: ProfileCheck) -> Node {
    let state = account.company.check(check);
    Node::new(FactCode::CheckStands, Answer::Value)
        .with("check", check.code())
        .with("state", state.code())
        .with_some("since", account.company.checks.get(&check).map(|held| held.since))
        .rule(programme, "verification.checks")
}

/// Refuses while nobody has reviewed the profile for the coming year (B-30).
pub(crate) fn reviewed(
    case: &Case<'_>,
    why: &mut Explanation,
    window: &Window,
    held: &Membership,
) -> Result<(), Box<Refusal>> {
    let Some(node) = reviewed_node(case.account, case.current(), window, held, case.ctx.today) else { return Ok(()) };
    if why.look(node) {
        let until = renewable_until(case.account, case.current(), held, case.ctx.today);
        return Err(Refusal::new(RefusalCode::ProfileReviewDue, why.clone()).until(until));
    }
    Ok(())
}

/// The last day on which a membership can be renewed: that of the window, or of the exception that holds on a day (J-37).
pub(crate) fn renewable_until(account: &Account, programme: &Programme, held: &Membership, on: Date) -> Date {
    let reopened = campaign::reopened(account, programme, held, on);
    reopened.map_or(held.last_year().days.renew_to, |(_, until)| until)
}

/// The yearly review that a renewal asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReviewNeeded {
    /// The first day on which it counts.
    pub from: Date,
    /// The last day of the renewal.
    pub until: Date,
    /// Whether there is one.
    pub done: bool,
}

/// The review that the renewal of a membership asks for, as long as it can be renewed; none where it asks for none.
pub fn review_needed(account: &Account, programmes: &Programmes, held: &Membership, on: Date) -> Option<ReviewNeeded> {
    let programme = programmes.current();
    let days = held.last_year().days;
    let window = programme.window_of(programme.offer(&held.last_year().offer)?)?;
    let until = renewable_until(account, programme, held, on);
    let waived = campaign::waived(account, programme, held, Need::ProfileReviewed, on).is_some();
    let asked = window.needs.contains(&Need::ProfileReviewed) && !waived;
    let from = plus_days(days.anniversary, window.review_offset_days).filter(|_| asked)?;
    let done = account.company.reviews.last().is_some_and(|last| *last >= from);
    let open = held.is_held_on(on) || campaign::payable_until(account, programmes, held.id, on).is_some();
    open.then_some(ReviewNeeded { from, until, done })
}

/// Whether the profile was reviewed since the day that a renewal asks for; none where the window asks for no review.
pub(crate) fn reviewed_node(
    account: &Account,
    programme: &Programme,
    window: &Window,
    held: &Membership,
    on: Date,
) -> Option<Node> {
    window.needs.contains(&Need::ProfileReviewed).then_some(())?;
    if let Some(waived) = campaign::waived(account, programme, held, Need::ProfileReviewed, on) {
        return Some(Node::new(FactCode::ProfileReviewed, Answer::Yes).child(waived));
    }
    let needed_since = plus_days(held.last_year().days.anniversary, window.review_offset_days)?;
    let last = account.company.reviews.last().copied();
    let node = Node::of(FactCode::ProfileReviewed, last.is_some_and(|last| last >= needed_since))
        .with_some("last", last)
        .with("needed_since", needed_since)
        .rule(programme, format!("window.{}.needs", window.id));
    Some(match node.answer {
        Answer::Yes => node,
        _ => node
            .remedy(Remedy::between(
                RemedyAct::ReviewProfile,
                Some(needed_since).filter(|since| on < *since),
                Some(renewable_until(account, programme, held, on)),
            ))
            .helped_by(Capability::ReviewProfile.roles()),
    })
}

/// Whether a text is a domain: labels with full stops between them, the last of which is no number.
pub fn is_domain(text: &str) -> bool {
    let label = |part: &str| {
        let hyphens = part.starts_with('-') || part.ends_with('-');
        let letters = part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        (1..=63).contains(&part.len()) && !hyphens && letters
    };
    let named = text.rsplit_once('.').is_some_and(|(_, last)| !last.bytes().all(|byte| byte.is_ascii_digit()));
    named && text.len() <= 253 && text.split('.').all(label)
}

/// Whether a text is a mail address: that of a person and that of a profile’s contact are judged alike (B-32).
pub fn is_mail_address(text: &str) -> bool {
    // What mail programs send to (RFC 5321, 6531): words with full stops between them, and no letter that cannot be seen.
    let letter = |letter: char| letter.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(letter);
    let word = |word: &str| !word.is_empty() && word.chars().all(letter);
    let good = |own: &str| (1..=64).contains(&own.len()) && own.split('.').all(word);
    text.len() <= 254 && text.split_once('@').is_some_and(|(own, domain)| good(own) && is_domain(domain))
}

/// Whether mail of a domain goes to a company and not to somebody's personal address (B-32, K-24).
pub(crate) fn domain_node(programme: &Programme, domain: &str) -> Node {
    let mut refused = programme.verification.iter().flat_map(|rule| &rule.refused_domains);
    let refused =
        refused.any(|of| domain == of || domain.strip_suffix(of.as_str()).is_some_and(|rest| rest.ends_with('.')));
    let node = Node::of(FactCode::DomainAccepted, !refused).with("domain", domain);
    let node = node.rule(programme, "verification.refused_domains");
    if refused { node.remedy(Remedy::new(RemedyAct::GiveWorkAddress)) } else { node }
}

/// Refuses a domain that is nobody's own, or that another headquarters has (B-32, H-06).
pub(crate) fn domain_free(case: &Case<'_>, why: &mut Explanation, given: &ProfileGiven) -> Result<(), Box<Refusal>> {
    let Some(domain) = &given.domain else { return Ok(()) };
    if why.look(domain_node(case.current(), domain)) {
        return Err(Refusal::new(RefusalCode::DomainRefused, why.clone()).detail("field", "primary_contact.email"));
    }
    let other = case.ctx.domain_holder.filter(|holder| *holder != case.ctx.account);
    let node = Node::of(FactCode::DomainFree, other.is_none()).with("domain", domain.as_str());
    let node = if other.is_some() { node.remedy(Remedy::new(RemedyAct::Ticket)) } else { node };
    if why.look(node) {
        return Err(Refusal::new(RefusalCode::DomainTaken, why.clone()).detail("field", "primary_contact.email"));
    }
    Ok(())
}

/// Changes the legal profile, and begins anew the checks of what changed and no others (B-33).
pub(crate) fn change(case: &Case<'_>, given: &ProfileGiven, over: Option<NoteId>, fields: &[ProfileField]) -> Decision {
    let programme = case.current();
    let company = &case.account.company;
    let mut why = case.explain(Question::MayChangeProfile, case.account.number);
    case.may(&mut why, Capability::ReviewProfile)?;
    domain_free(case, &mut why, given)?;
    // What changed was found by comparing with one text; if that is not the newest any more, something would be lost.
    let newest = company.profile.as_ref().map(|text| text.id) == over;
    let node = Node::of(FactCode::ProfileUnchanged, newest).with_some("since", company.changed_on);
    if why.look(node) {
        return Err(Refusal::new(RefusalCode::ProfileChanged, why).or(Remedy::new(RemedyAct::LookAgain)));
    }
    if fields.is_empty() {
        return Ok(Outcome::on(case.ctx.today, Vec::new(), why));
    }
    let rule = programme.verification.as_ref();
    let asks = |check: &ProfileCheck| {
        let begun = company.check(*check) != CheckState::NotStarted;
        let of = |field: &ProfileField| rule.is_some_and(|rule| rule.restarts(*field).contains(check));
        !begun || fields.iter().any(of)
    };
    let restarted: Vec<ProfileCheck> = rule.iter().flat_map(|rule| &rule.checks).copied().filter(asks).collect();
    let fact = ProfileChanged { given: given.clone(), fields: fields.to_vec(), restarted };
    let mut next = company.clone();
    next.change(&fact, case.ctx.today);
    let changed = fields.iter().map(|field| Value::from(field.code())).collect();
    let begun = fact.restarted.clone();
    let mut outcome = Outcome::on(case.ctx.today, vec![fact.into()], why).effect(Effect::new(
        "profile.changed",
        None,
        Some(Value::List(changed)),
    ));
    for check in begun.iter().filter(|check| company.check(**check) != CheckState::Pending) {
        let from = Value::from(company.check(*check).code());
        let effect = Effect::new("profile.check", Some(from), Some(CheckState::Pending.code().into()));
        outcome = outcome.effect(effect.with("check", check.code()));
    }
    Ok(state_effect(outcome, programme, company, &next))
}

/// What an act makes of the state of the whole profile.
fn state_effect(outcome: Outcome, programme: &Programme, before: &Company, after: &Company) -> Outcome {
    let Some(rule) = &programme.verification else { return outcome };
    let (from, to) = (before.state(rule), after.state(rule));
    if from == to {
        return outcome;
    }
    outcome.effect(Effect::new("profile.verification", Some(from.code().into()), Some(to.code().into())))
}

/// Confirms that the profile is right: the duty before a renewal (B-30).
pub(crate) fn review(case: &Case<'_>) -> Decision {
    let programme = case.current();
    let today = case.ctx.today;
    let company = &case.account.company;
    let mut why = case.explain(Question::MayReviewProfile, case.account.number);
    case.may(&mut why, Capability::ReviewProfile)?;
    let given = company.profile.is_some() || company.vouched || programme.verification.is_none();
    let node = Node::of(FactCode::ProfileGiven, given);
    let node = if given { node } else { node.remedy(Remedy::new(RemedyAct::GiveProfile)) };
    if why.look(node) {
        return Err(Refusal::new(RefusalCode::ProfileMissing, why));
    }
    // A second click of the same day says nothing new.
    if company.reviews.last() == Some(&today) {
        return Ok(Outcome::on(today, Vec::new(), why));
    }
    let mut outcome = Outcome::on(today, vec![ProfileReviewed {}.into()], why);
    outcome = outcome.effect(Effect::new(
        "profile.reviewed",
        company.reviews.last().map(|last| (*last).into()),
        Some(today.into()),
    ));
    for held in case.account.memberships.values().filter(|held| held.is_held_on(today)) {
        let year = held.last_year();
        let window = programme.offer(&year.offer).and_then(|offer| programme.window_of(offer));
        let Some(window) = window.filter(|window| window.needs.contains(&Need::ProfileReviewed)) else { continue };
        let Some(from) = plus_days(year.days.anniversary, window.review_offset_days) else { continue };
        let number = Value::from(format!("M-{}", held.number));
        let effect = if today >= from {
            Effect::new("profile.counts_for", None, Some(number)).with("renew_to", year.days.renew_to)
        } else {
            Effect::new("profile.counts_not_for", None, Some(number)).with("since", from)
        };
        outcome = outcome.effect(effect);
    }
    Ok(outcome)
}

/// The check that a command names, where the programme has it.
fn known_check<'a>(case: &Case<'a>, why: &Explanation, check: ProfileCheck) -> Result<&'a Verification, Box<Refusal>> {
    let rule = case.programmes.current().verification.as_ref();
    rule.filter(|rule| rule.checks.contains(&check)).ok_or_else(|| invalid(why.clone(), "check", check.code()))
}

/// Refuses unless a check is in one of the states in which this may be done to it.
fn check_is(
    case: &Case<'_>,
    why: &mut Explanation,
    check: ProfileCheck,
    states: &[CheckState],
) -> Result<(), Box<Refusal>> {
    let state = case.account.company.check(check);
    let node =
        Node::of(FactCode::CheckOpen, states.contains(&state)).with("check", check.code()).with("state", state.code());
    let node = node.with_some("since", case.account.company.checks.get(&check).map(|held| held.since));
    if why.look(node) {
        return Err(Refusal::new(RefusalCode::CheckNotOpen, why.clone()).detail("state", state.code()));
    }
    Ok(())
}

/// Decides a check, after those before it (B-32).
pub(crate) fn decide_check(case: &Case<'_>, check: ProfileCheck, passed: bool, note: Option<NoteRef>) -> Decision {
    let company = &case.account.company;
    let mut why = case.explain(Question::MayDecideCheck, check.code());
    case.may(&mut why, Capability::VerifyCompany)?;
    let rule = known_check(case, &why, check)?;
    // What was passed may turn out to be wrong; what was rejected waits for the company.
    let open: &[CheckState] = if passed { &[CheckState::Pending] } else { &[CheckState::Pending, CheckState::Passed] };
    check_is(case, &mut why, check, open)?;
    let earlier = rule.checks.iter().take_while(|earlier| **earlier != check);
    let waiting = earlier.copied().find(|earlier| company.check(*earlier) != CheckState::Passed);
    let node = Node::of(FactCode::CheckInTurn, waiting.is_none())
        .with("check", check.code())
        .with_some("waits_for", waiting.map(ProfileCheck::code))
        .rule(case.current(), "verification.checks");
    // What was rejected before it waits for the company, and no earlier decision is to be made.
    let node = match waiting.map(|earlier| company.check(earlier)) {
        Some(CheckState::Rejected) => {
            node.remedy(Remedy::new(RemedyAct::CorrectProfile)).helped_by(Capability::HandInDocuments.roles())
        }
        _ => node,
    };
    if why.look(node) {
        return Err(Refusal::new(RefusalCode::CheckNotInTurn, why));
    }
    if !passed && note.is_none() {
        return Err(invalid(why, "reason", ""));
    }
    let to = if passed { CheckState::Passed } else { CheckState::Rejected };
    let mut next = company.clone();
    next.set(check, to, case.ctx.today, None);
    let effect = Effect::new("profile.check", Some(company.check(check).code().into()), Some(to.code().into()));
    let outcome = Outcome::on(case.ctx.today, vec![CheckDecided { check, passed, note }.into()], why)
        .effect(effect.with("check", check.code()));
    let outcome = state_effect(outcome, case.current(), company, &next);
    Ok(if passed { outcome } else { outcome.remedy(Remedy::new(RemedyAct::CorrectProfile)) })
}

/// Asks the vendor to look again at a check that was rejected (B-33).
pub(crate) fn appeal(case: &Case<'_>, check: ProfileCheck, note: Option<NoteRef>) -> Decision {
    let mut why = case.explain(Question::MayAppeal, check.code());
    case.may(&mut why, Capability::HandInDocuments)?;
    known_check(case, &why, check)?;
    check_is(case, &mut why, check, &[CheckState::Rejected])?;
    let Some(note) = note else { return Err(invalid(why, "reason", "")) };
    let outcome = Outcome::on(case.ctx.today, vec![CheckAppealed { check, note }.into()], why);
    Ok(reopened(case, outcome, check))
}

/// The effects of a rejected check that waits for the vendor again.
fn reopened(case: &Case<'_>, outcome: Outcome, check: ProfileCheck) -> Outcome {
    let company = &case.account.company;
    let mut next = company.clone();
    next.set(check, CheckState::Pending, case.ctx.today, None);
    let (from, to) = (CheckState::Rejected.code(), CheckState::Pending.code());
    let effect = Effect::new("profile.check", Some(from.into()), Some(to.into())).with("check", check.code());
    state_effect(outcome.effect(effect), case.current(), company, &next)
}

/// Changes the public name, in any state of the verification and without beginning a check anew (B-33): only the legal
/// name stands in a register.
pub(crate) fn rename(case: &Case<'_>, name: &NoteRef) -> Decision {
    let mut why = case.explain(Question::MayChangeName, case.account.number);
    case.may(&mut why, Capability::ReviewProfile)?;
    let state = case.current().verification.as_ref().map(|rule| case.account.company.state(rule).code());
    why.look(Node::new(FactCode::NameUnchecked, Answer::Yes).with_some("state", state));
    let fact = PublicNameChanged { name: name.clone() };
    // The name itself stands beside the act: only a reference to it comes here.
    let effect = Effect::new("profile.public_name", None, None).with("on", case.ctx.today);
    Ok(Outcome::on(case.ctx.today, vec![fact.into()], why).effect(effect))
}

/// The day from which the mail of a check may be asked for again, and how often still; none where it never may.
pub fn mails_left(programme: &Programme, held: &Check) -> Option<(Date, u32)> {
    let resend = programme.verification.as_ref()?.resend.as_ref()?;
    let last = held.mails.last().copied().unwrap_or(held.since);
    let sent = u32::try_from(held.mails.len()).unwrap_or(u32::MAX);
    Some((plus_working_days(last, resend.after_days)?, resend.max.saturating_sub(sent)))
}

/// Asks the vendor to send the mail of the e-mail check again, as often as the programme allows (B-32).
pub(crate) fn ask_mail(case: &Case<'_>, check: ProfileCheck) -> Decision {
    let (programme, today) = (case.current(), case.ctx.today);
    let mut why = case.explain(Question::MayAskMail, check.code());
    case.may(&mut why, Capability::HandInDocuments)?;
    known_check(case, &why, check)?;
    // Only this check has a mail.
    if check != ProfileCheck::Email {
        return Err(invalid(why, "check", check.code()));
    }
    check_is(case, &mut why, check, &[CheckState::Pending])?;
    let held = case.account.company.checks.get(&check);
    let Some((held, (from, left))) = held.and_then(|held| Some((held, mails_left(programme, held)?))) else {
        return Err(invalid(why, "check", check.code()));
    };
    let sent = u32::try_from(held.mails.len()).unwrap_or(u32::MAX);
    let node = Node::of(FactCode::MailLeft, left > 0).with("sent", sent).with("max", sent.saturating_add(left));
    let node = node.rule(programme, "verification.resend.max");
    if why.look(if left > 0 { node } else { node.remedy(Remedy::new(RemedyAct::GiveWorkAddress)) }) {
        return Err(Refusal::new(RefusalCode::CheckMailSpent, why)
            .detail("limit", sent)
            .or(Remedy::new(RemedyAct::Ticket)));
    }
    let waited = if from <= today { Answer::Yes } else { Answer::NotYet };
    let node = Node::new(FactCode::MailWaited, waited)
        .with("last", held.mails.last().copied().unwrap_or(held.since))
        .with("from", from)
        .rule(programme, "verification.resend.after");
    let node = if from <= today { node } else { node.changes(Some(from)).remedy(Remedy::from(RemedyAct::Wait, from)) };
    if why.look(node) {
        return Err(Refusal::new(RefusalCode::CheckMailTooSoon, why));
    }
    let effect = Effect::new("profile.mails_left", Some(left.into()), Some(left.saturating_sub(1).into()));
    Ok(Outcome::on(today, vec![CheckMailAsked { check }.into()], why).effect(effect))
}

/// Hands in a document: for a check, which waits for the vendor again if it was rejected, or as proof that an order was
/// paid (B-32, B-33, B-43).
pub(crate) fn add_document(case: &Case<'_>, document: DocumentId, of: &DocumentOf, file: &FileSeen) -> Decision {
    let today = case.ctx.today;
    let mut why = case.explain(Question::MayAddDocument, document);
    match of {
        DocumentOf::Check { check } => {
            case.may(&mut why, Capability::HandInDocuments)?;
            known_check(case, &why, *check)?;
            check_is(case, &mut why, *check, &[CheckState::Pending, CheckState::Rejected])?;
        }
        DocumentOf::Payment { order, paid_on, paid_to, reference } => {
            let Some(order) = case.account.orders.get(order) else { return Err(not_found(why)) };
            case.may(&mut why, Capability::Buy)?;
            let by_transfer = order.placed.method == PayMethod::Transfer;
            let node = Node::of(FactCode::OrderByTransfer, by_transfer).with("method", order.placed.method.code());
            if why.look(node) {
                return Err(
                    Refusal::new(RefusalCode::ProofNotNeeded, why).detail("state", order.state_on(today).code())
                );
            }
            // The money may be on its way when the order is over: the proof helps to find it (B-44).
            let node = Node::of(FactCode::OrderUnpaid, order.paid.is_none())
                .with("order", format!("O-{}", order.placed.number));
            if why.look(node) {
                return Err(
                    Refusal::new(RefusalCode::ProofNotNeeded, why).detail("state", order.state_on(today).code())
                );
            }
            let first = order::payable_since(case.account, order);
            if *paid_on > today || *paid_on < first {
                return Err(invalid_between(why, "paid_on", *paid_on, (Some(first), Some(today))));
            }
            for (field, text) in [("paid_to", paid_to), ("reference", reference)] {
                if text.trim().is_empty() || text.chars().count() > 100 {
                    return Err(invalid(why, field, text));
                }
            }
        }
    }
    acceptable(case, &mut why, of, file)?;
    let added = DocumentAdded {
        document,
        of: of.clone(),
        media_type: file.stated.clone(),
        bytes: file.bytes,
        sha256: file.sha256.clone(),
    };
    let outcome = Outcome::on(today, vec![added.into()], why).effect(Effect::new(
        "document.added",
        None,
        Some(document.to_string().into()),
    ));
    Ok(match of {
        DocumentOf::Check { check } if case.account.company.check(*check) == CheckState::Rejected => {
            reopened(case, outcome, *check)
        }
        _ => outcome,
    })
}

/// Refuses a file of another type than the programme accepts or than it says, and one that is too large (B-43).
fn acceptable(case: &Case<'_>, why: &mut Explanation, of: &DocumentOf, file: &FileSeen) -> Result<(), Box<Refusal>> {
    let programme = case.current();
    let rule = &programme.documents;
    file_fits(programme, why, file)?;
    let same_thing = |held: &&Document| match (&held.added.of, of) {
        (DocumentOf::Payment { order: one, .. }, DocumentOf::Payment { order: other, .. }) => one == other,
        (one, other) => held.former.is_none() && one == other,
    };
    let count = case.account.company.documents.values().filter(same_thing).count();
    let held = u32::try_from(count).unwrap_or(u32::MAX);
    let node = Node::of(FactCode::DocumentCount, held < rule.max_count)
        .with("held", held)
        .with("max", rule.max_count)
        .rule(programme, "document.max_count");
    if why.look(if held < rule.max_count { node } else { node.remedy(Remedy::new(RemedyAct::Ticket)) }) {
        return Err(Refusal::new(RefusalCode::TooManyDocuments, why.clone()).detail("limit", rule.max_count));
    }
    Ok(())
}

/// Whether a file can be added to a ticket, as far as the file itself says: gives its media type.
///
/// # Errors
/// A [`Refusal`].
pub fn file_taken(programme: &Programme, ticket: &str, file: &FileSeen, today: Date) -> Result<String, Box<Refusal>> {
    let mut why = Explanation::new(Question::MayActOnTicket, ticket, today, programme);
    file_fits(programme, &mut why, file)?;
    Ok(file.stated.clone())
}

fn file_fits(programme: &Programme, why: &mut Explanation, file: &FileSeen) -> Result<(), Box<Refusal>> {
    let rule = &programme.documents;
    let fits = file.bytes <= rule.max_bytes && file.bytes > 0;
    let number = |bytes: u64| Value::Number(i64::try_from(bytes).unwrap_or(i64::MAX));
    let node = Node::of(FactCode::DocumentSize, fits)
        .with("bytes", number(file.bytes))
        .with("max", number(rule.max_bytes))
        .rule(programme, "document.max_bytes");
    if why.look(if fits { node } else { node.remedy(Remedy::new(RemedyAct::OtherFile)) }) {
        return Err(Refusal::new(RefusalCode::DocumentTooLarge, why.clone())
            .detail("field", "file")
            .detail("limit", number(rule.max_bytes)));
    }
    let known = rule.media_types.contains(&file.stated);
    let same = file.found.as_deref() == Some(file.stated.as_str());
    let accepted: Vec<Value> = rule.media_types.iter().map(|known| Value::from(known.as_str())).collect();
    let node = Node::of(FactCode::DocumentType, known && same)
        .with("stated", file.stated.as_str())
        .with_some("found", file.found.as_deref())
        .with("accepted", Value::List(accepted.clone()))
        .rule(programme, "document.media_types");
    if why.look(if known && same { node } else { node.remedy(Remedy::new(RemedyAct::OtherFile)) }) {
        return Err(Refusal::new(RefusalCode::DocumentTypeRefused, why.clone())
            .detail("field", "file")
            .detail("accepted", Value::List(accepted)));
    }
    Ok(())
}
