//! Yearly balances: support incidents behind a contract, advisory hours, and credit that one person holds (K-01…K-24).

use jiff::civil::Date;
use serde::Serialize;

use crate::access::{Actor, Capability, IdentityKind, Person};
use crate::account::{Account, Grant, Membership};
use crate::check::{CheckCode, begins};
use crate::codes::codes;
use crate::company::domain_node;
use crate::decide::{Case, Decision, Effect, Outcome, not_found};
use crate::entitlement::{is_unlimited, unlimited_node};
use crate::explanation::{Answer, Explanation, FactCode, Node, Question, Remedy, RemedyAct, RuleNumber};
use crate::fact::*;
use crate::ids::{CreditId, GrantId, MembershipId, PersonId};
use crate::membership::{gate, in_time, invalid, missing, not_superseded, refund_effect, renewal};
use crate::programme::{BalanceRule, BalanceUse, Programme, Programmes, RefundEnd, WindowAccess, plus_days};
use crate::refusal::{Refusal, RefusalCode};
use crate::shared::Shared;

codes! {
    /// What a balance was used for (K-13).
    pub enum UsageKind {
        /// A support incident.
        Incident = "incident",
        /// Technical help before a sale.
        Presales = "presales",
        /// Help with a deployment.
        Deployment = "deployment",
        /// Help with an app for the marketplace.
        Marketplace = "marketplace",
    }
}

impl UsageKind {
    /// The kind of balance that it is taken from.
    pub const fn of(self) -> BalanceUse {
        match self {
            Self::Incident => BalanceUse::Incidents,
            Self::Presales | Self::Deployment | Self::Marketplace => BalanceUse::Hours,
        }
    }

    /// The unit in which it is counted.
    pub const fn unit(self) -> &'static str {
        match self {
            Self::Incident => "incident",
            Self::Presales | Self::Deployment | Self::Marketplace => "hour",
        }
    }
}

/// A support contract, which a benefit's first activation made (K-04).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contract {
    /// The day.
    pub on: Date,
    /// Its number.
    pub contract: String,
    /// What each user says the first time.
    pub access: String,
}

/// Help with selling that was activated (K-30).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marketing {
    /// The day.
    pub on: Date,
    /// First day on which it can be used.
    pub active_from: Date,
    /// Name and address of who markets, in an erasable row.
    pub contact: NoteRef,
}

codes! {
    /// How far help with selling is on a day. Computed, never stored (K-30).
    pub enum MarketingState {
        /// Nobody activated it.
        NotActivated = "not_activated",
        /// The vendor is preparing it.
        Processing = "processing",
        /// It can be used.
        Active = "active",
    }
}

/// How far help with selling is on a day.
pub fn marketing_on(account: &Account, grant: GrantId, on: Date) -> MarketingState {
    match account.marketing.get(&grant).filter(|held| held.on <= on) {
        None => MarketingState::NotActivated,
        Some(held) if on < held.active_from => MarketingState::Processing,
        Some(_) => MarketingState::Active,
    }
}

/// The last day on which help with selling can be activated: what would only be ready after the last day of access is of no
/// use any more (K-30).
pub(crate) fn last_to_begin(rule: &BalanceRule, held: &Membership, on: Date) -> Option<Date> {
    plus_days(held.benefits_until(on), -rule.processing_days)
}

/// The activation of a line of help with selling: its own, or that of the same benefit under another offer whose year
/// still runs, since the core is there once for a company (C-25).
fn marketing_of(account: &Account, id: GrantId, on: Date) -> Option<&Marketing> {
    account.marketing.get(&id).or_else(|| marketing_elsewhere(account, id, on).map(|(_, held)| held))
}

/// The activation of that benefit under another offer whose year still runs, with its membership (C-25).
fn marketing_elsewhere(account: &Account, id: GrantId, on: Date) -> Option<(&Membership, &Marketing)> {
    let own = account.grants.get(&id)?;
    let same = |grant: &Grant| {
        grant.line.benefit == own.line.benefit && grant.membership != own.membership && grant.superseded_on.is_none()
    };
    account.marketing.iter().find_map(|(of, marketing)| {
        let (grant, held) = account.membership_of(*of)?;
        (same(grant) && held.access_on(on) != WindowAccess::Suspended).then_some((held, marketing))
    })
}

/// The first day on which help with selling that runs under another offer stands in the way of a line no more, if nobody
/// renews; none where it is the line’s own.
fn marketing_free_from(account: &Account, id: GrantId, on: Date) -> Option<Date> {
    let elsewhere = marketing_elsewhere(account, id, on).filter(|_| !account.marketing.contains_key(&id));
    elsewhere.and_then(|(held, _)| plus_days(held.benefits_until(on), 1))
}

/// Something taken from a balance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Usage {
    /// The day.
    pub on: Date,
    /// Who asked.
    pub by: String,
    /// What.
    pub act: BalanceUsed,
}

/// A credit that a person holds or held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credit {
    /// The line.
    pub grant: GrantId,
    /// The person.
    pub person: PersonId,
    /// First day.
    pub from: Date,
    /// Day on which it was taken back or handed on.
    pub ended_on: Option<Date>,
}

/// A balance on a day (K-05, N-11).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BalanceStanding {
    /// The line.
    pub grant: GrantId,
    /// The benefit.
    pub benefit: String,
    /// What it is counted in.
    pub unit: String,
    /// How it is used.
    pub kind: BalanceUse,
    /// How much is granted for the year.
    pub granted: u32,
    /// Whether it is without limit, whatever is granted (K-03).
    pub unlimited: bool,
    /// How much is used; none for a credit, whose money the vendor's service counts.
    pub used: Option<u32>,
    /// How much is left; none where it is without limit or not counted here.
    pub left: Option<u32>,
    /// Last day on which it can be used (K-07).
    pub until: Date,
    /// Whether it has to be activated once (K-04).
    pub needs_activation: bool,
    /// Day on which it was activated.
    pub activated_on: Option<Date>,
    /// How far it is, for help with selling (K-30).
    pub marketing: Option<MarketingState>,
    /// First day on which help with selling can be used.
    pub active_from: Option<Date>,
    /// The number of its contract, for everybody of the company.
    pub contract: Option<String>,
    /// What each user says the first time.
    pub access: Option<String>,
    /// The credit in force.
    pub credit: Option<CreditId>,
    /// Who holds it.
    pub person: Option<PersonId>,
    /// Whether it can be taken back; else it can only be handed on (K-23).
    pub removable: bool,
}

fn rule<'p>(programmes: &'p Programmes, grant: &Grant) -> Option<(&'p Programme, &'p BalanceRule)> {
    let programme = programmes.version(grant.version);
    Some((programme, programme.benefit(&grant.line.benefit)?.balance.as_ref()?))
}

/// The contract of a line: that of the same benefit goes on with the years of a membership and with what takes its place,
/// since support is activated once (K-04).
pub fn contract_of<'a>(account: &'a Account, grant: &Grant) -> Option<&'a Contract> {
    let same = |id: &GrantId| {
        account.membership_of(*id).is_some_and(|(of, held)| {
            of.line.benefit == grant.line.benefit && account.continued(held).any(|one| one.id == grant.membership)
        })
    };
    account.contracts.iter().filter(|(id, _)| same(id)).map(|(_, held)| held).max_by_key(|held| held.on)
}

/// What has to come before somebody uses a balance, and whether it has on a day: support is activated once (K-04), the
/// vendor prepares help with selling (K-30), and a credit is used by who holds it (K-21).
pub(crate) fn begun(
    account: &Account,
    programme: &Programme,
    grant: &Grant,
    person: Option<PersonId>,
    on: Date,
) -> Option<(Node, CheckCode)> {
    let benefit = &grant.line.benefit;
    let rule = programme.benefit(benefit)?.balance.as_ref()?;
    let path = |part: &str| format!("benefit.{benefit}.balance.{part}");
    let membership = account.memberships.get(&grant.membership)?;
    let activate = |node: Node, act: RemedyAct| {
        node.remedy(begins(membership, act, on)).helped_by(Capability::ActivateBenefits.roles())
    };
    match rule.kind {
        BalanceUse::Credit => {
            let of_line = account.credits.values().filter(|held| held.grant == grant.line.grant && held.from <= on);
            let of_line = of_line.filter(|held| held.ended_on.is_none_or(|end| on < end)).max_by_key(|held| held.from);
            let held = of_line.filter(|held| person.is_none_or(|person| held.person == person));
            let node = Node::of(FactCode::CreditHeld, held.is_some())
                .with_some("since", held.map(|held| held.from))
                .with_some("person", person.map(|person| person.to_string()));
            let node = match (held, of_line) {
                (Some(_), _) => node,
                (None, None) => activate(node, RemedyAct::AssignCredit),
                // Somebody else has it.
                (None, Some(_)) => activate(node, freed_by(rule)),
            };
            Some((node, CheckCode::NotAssigned))
        }
        BalanceUse::GoToMarket => {
            let held = marketing_of(account, grant.line.grant, on).filter(|held| held.on <= on);
            let node = match held {
                Some(held) if on < held.active_from => Node::new(FactCode::MarketingProcessed, Answer::NotYet)
                    .with("days", rule.processing_days)
                    .with("from", held.active_from)
                    .changes(Some(held.active_from))
                    .remedy(Remedy::from(RemedyAct::Wait, held.active_from)),
                Some(held) => Node::new(FactCode::MarketingActivated, Answer::Yes).with("since", held.on),
                None => activate(Node::new(FactCode::MarketingActivated, Answer::No), RemedyAct::ActivateBenefit),
            };
            Some((node.rule(programme, path("processing")), CheckCode::NotActivated))
        }
        BalanceUse::Incidents | BalanceUse::Hours if rule.activation => {
            let held = contract_of(account, grant).filter(|held| held.on <= on);
            let node = Node::of(FactCode::SupportActivated, held.is_some())
                .with_some("since", held.map(|held| held.on))
                .rule(programme, path("activation"));
            Some((
                if held.is_some() { node } else { activate(node, RemedyAct::ActivateBenefit) },
                CheckCode::NotActivated,
            ))
        }
        BalanceUse::Incidents | BalanceUse::Hours => None,
    }
}

/// How much of a line was used until a day.
pub fn used(account: &Account, grant: GrantId, on: Date) -> u32 {
    let of = account.usages.values().filter(|usage| usage.act.grant == grant && usage.on <= on);
    of.fold(0, |sum, usage| sum.saturating_add(usage.act.deducted))
}

/// What is left of a line on a day.
fn left(account: &Account, grant: &Grant, on: Date) -> u32 {
    grant.line.quantity.saturating_sub(used(account, grant.line.grant, on))
}

/// The credit of a line that is in force.
fn credit_of(account: &Account, grant: GrantId) -> Option<(CreditId, &Credit)> {
    account
        .credits
        .iter()
        .find(|(_, held)| held.grant == grant && held.ended_on.is_none())
        .map(|(id, held)| (*id, held))
}

/// The credit that somebody holds by one of their entries on a day; one at a time (K-21).
pub fn credit_held<'a>(account: &'a Account, entries: &[PersonId], on: Date) -> Option<&'a Credit> {
    entries.iter().find_map(|person| credits_held(account, *person, on).map(|(_, held)| held).next())
}

/// The credits that somebody holds on a day.
pub(crate) fn credits_held(account: &Account, person: PersonId, on: Date) -> impl Iterator<Item = (CreditId, &Credit)> {
    let held = account.credits.iter().filter(move |(_, held)| held.person == person && in_force(account, held, on));
    held.map(|(id, held)| (*id, held))
}

/// The credits of memberships whose lines a new year replaces, first those of the membership that is named first.
fn credits_of<'a>(account: &'a Account, memberships: &[MembershipId]) -> Vec<(CreditId, &'a Credit, &'a Grant)> {
    let held = account.credits.iter().filter(|(_, held)| held.ended_on.is_none());
    let of = |(id, held): (&CreditId, &'a Credit)| {
        let (grant, membership) = account.membership_of(held.grant)?;
        let place = memberships.iter().position(|of| *of == membership.id && grant.superseded_on.is_none())?;
        Some((place, *id, held, grant))
    };
    let mut found: Vec<_> = held.filter_map(of).collect();
    found.sort_by_key(|(place, id, ..)| (*place, *id));
    found.into_iter().map(|(_, id, held, grant)| (id, held, grant)).collect()
}

/// The credits that their holders keep because a new year grants the same product again: whoever renews takes nothing from
/// anybody that not renewing would have left them (B-18, G-13). The second value counts those for which there is none.
/// Who was given another one meanwhile has that (K-24).
pub(crate) fn kept_credits(
    account: &Account,
    grants: &[Shared<Granted>],
    previous: &[MembershipId],
    today: Date,
) -> (Vec<CreditMoved>, u32) {
    let mut places: Vec<&Granted> = grants.iter().map(|line| &**line).collect();
    let (mut kept, mut lost) = (Vec::new(), 0);
    for (credit, held, grant) in credits_of(account, previous) {
        if credits_held(account, held.person, today).any(|(other, _)| other != credit) {
            continue;
        }
        match places.iter().position(|line| line.benefit == grant.line.benefit) {
            Some(at) => kept.push(CreditMoved { credit, grant: places.remove(at).grant }),
            None => lost += 1,
        }
    }
    (kept, lost)
}

/// The credits of a membership that holds again whose holders have another one by now: they end, since one person has one
/// at a time (K-21, K-24).
pub(crate) fn doubled(account: &Account, membership: MembershipId, today: Date) -> Vec<CreditEnded> {
    let again = credits_of(account, &[membership]).into_iter();
    let other = |(credit, held, _): &(CreditId, &Credit, &Grant)| {
        credits_held(account, held.person, today).any(|(other, _)| other != *credit)
    };
    again.filter(other).map(|(credit, ..)| CreditEnded { credit }).collect()
}

/// Says how many people a new year leaves without their credit.
pub(crate) fn credits_lost(lost: u32) -> Option<Effect> {
    (lost > 0).then(|| Effect::new("membership.credits_lost", None, Some(lost.into())))
}

/// Whether a credit counts on a day: it ends with its line (K-24).
fn in_force(account: &Account, held: &Credit, on: Date) -> bool {
    let line = account.membership_of(held.grant);
    held.ended_on.is_none()
        && line.is_some_and(|(grant, membership)| grant.superseded_on.is_none() && membership.is_held_on(on))
}

/// Every balance that a company has on a day.
pub fn balances(account: &Account, programmes: &Programmes, on: Date) -> Vec<BalanceStanding> {
    let lines = account.grants.iter().filter(|(_, grant)| grant.granted_on <= on);
    let held = lines.filter_map(|(id, grant)| {
        let membership = account.memberships.get(&grant.membership)?;
        let superseded = grant.superseded_on.is_some_and(|day| day <= on);
        let (_, rule) = rule(programmes, grant)?;
        (!superseded && membership.access_on(on) != WindowAccess::Suspended).then(|| {
            let counted = matches!(rule.kind, BalanceUse::Incidents | BalanceUse::Hours);
            let marketing = account.marketing.get(id).filter(|held| held.on <= on);
            let sells = rule.kind == BalanceUse::GoToMarket;
            let unlimited = is_unlimited(account, programmes, grant, on);
            let (contract, credit) = (contract_of(account, grant), credit_of(account, *id));
            BalanceStanding {
                grant: *id,
                benefit: grant.line.benefit.clone(),
                unit: grant.line.unit.clone(),
                kind: rule.kind,
                granted: grant.line.quantity,
                unlimited,
                used: counted.then(|| used(account, *id, on)),
                left: (counted && !unlimited).then(|| left(account, grant, on)),
                until: membership.benefits_until(on),
                needs_activation: rule.activation || sells,
                activated_on: marketing.map(|held| held.on).or(contract.map(|held| held.on)),
                marketing: sells.then(|| marketing_on(account, *id, on)),
                active_from: marketing.map(|held| held.active_from),
                contract: contract.map(|held| held.contract.clone()),
                access: contract.map(|held| held.access.clone()),
                credit: credit.map(|(id, _)| id),
                person: credit.map(|(_, held)| held.person),
                removable: rule.removable,
            }
        })
    });
    held.collect()
}

/// The line of an act with its membership and rule, if it is a balance of the wanted kind.
struct Line<'a> {
    grant: &'a Grant,
    held: &'a Membership,
    programme: &'a Programme,
    rule: &'a BalanceRule,
}

/// Looks at the caller's roles as soon as the line is known to be there.
fn line<'a>(
    case: &Case<'a>,
    why: &mut Explanation,
    id: GrantId,
    capability: Capability,
) -> Result<Line<'a>, Box<Refusal>> {
    let Some((grant, held)) = case.account.membership_of(id) else { return Err(not_found(why.clone())) };
    case.may(why, capability)?;
    let Some((programme, rule)) = rule(case.programmes, grant) else {
        return Err(invalid(why.clone(), "grant", &grant.line.benefit));
    };
    Ok(Line { grant, held, programme, rule })
}

impl Line<'_> {
    fn path(&self, part: &str) -> String {
        format!("benefit.{}.balance.{part}", self.grant.line.benefit)
    }

    fn open(&self, case: &Case<'_>, why: &mut Explanation, id: GrantId) -> Result<(), Box<Refusal>> {
        gate(case, why, self.programme, id)?;
        not_superseded(case, why, id)
    }
}

/// Activates support once, which makes a contract that everybody of the company sees (K-04).
pub(crate) fn activate(case: &Case<'_>, id: GrantId) -> Decision {
    let mut why = case.explain(Question::MayActivateBenefit, id);
    let line = line(case, &mut why, id, Capability::ActivateBenefits)?;
    // Help with selling asks for somebody who markets (K-30).
    if line.rule.kind == BalanceUse::GoToMarket {
        return Err(missing(why, "contact"));
    }
    if !line.rule.activation {
        return Err(invalid(why, "grant", &line.grant.line.benefit));
    }
    line.open(case, &mut why, id)?;
    let before = contract_of(case.account, line.grant);
    let node = Node::of(FactCode::SupportNew, before.is_none())
        .with_some("since", before.map(|held| held.on))
        .with_some("contract", before.map(|held| held.contract.as_str()));
    if why.look(node.rule(line.programme, line.path("activation"))) {
        return Err(Refusal::new(RefusalCode::AlreadyExists, why));
    }
    let mut minter = case.ctx.minter();
    let mut number = |letter: char| format!("{letter}-{:010}", minter.bits() % 10_000_000_000);
    let fact = SupportActivated { grant: id, contract: number('C'), access: number('A') };
    let effect = Effect::new("support.activated", None, Some(case.ctx.today.into()));
    let mut outcome = Outcome::on(case.ctx.today, vec![fact.into()], why).effect(effect);
    outcome.effects.extend(refund_effect(case, line.programme, id, RefundEnd::BenefitActivated));
    Ok(outcome)
}

/// Activates help with selling once in a year, for which a marketing contact is named who is somebody else than the
/// caller; the vendor takes some days (K-30).
pub(crate) fn activate_marketing(case: &Case<'_>, id: GrantId, contact: &NoteRef, own_address: bool) -> Decision {
    let today = case.ctx.today;
    let mut why = case.explain(Question::MayActivateBenefit, id);
    let line = line(case, &mut why, id, Capability::ActivateBenefits)?;
    if line.rule.kind != BalanceUse::GoToMarket {
        return Err(invalid(why, "contact", &line.grant.line.benefit));
    }
    let before = marketing_of(case.account, id, today);
    let node = Node::of(FactCode::MarketingNew, before.is_none())
        .with_some("since", before.map(|held| held.on))
        .with_some("from", before.map(|held| held.active_from))
        .fixed_rule(RuleNumber::K30)
        .changes(marketing_free_from(case.account, id, today));
    if why.look(node) {
        return Err(Refusal::new(RefusalCode::AlreadyExists, why));
    }
    line.open(case, &mut why, id)?;
    let node = Node::of(FactCode::OtherContact, !own_address).fixed_rule(RuleNumber::K30);
    if why.look(if own_address { node.remedy(Remedy::new(RemedyAct::OtherContact)) } else { node }) {
        return Err(Refusal::new(RefusalCode::ContactNotOther, why).detail("field", "contact"));
    }
    let days = line.rule.processing_days;
    let Some(active_from) = plus_days(today, days) else { return Err(invalid(why, "active_from", &today.to_string())) };
    let until = line.held.benefits_until(today);
    if let Some(by) = last_to_begin(line.rule, line.held, today).filter(|by| *by < today) {
        why.look(
            Node::new(FactCode::RedeemBy, Answer::Over)
                .with("redeem_by", by)
                .rule(line.programme, line.path("processing"))
                .remedy(renewal(&line.held.year_on(today).days))
                .helped_by(Capability::Buy.roles()),
        );
        return Err(Refusal::new(RefusalCode::RedeemByPassed, why).until(by).detail("redeem_by", by));
    }
    why.look(
        Node::new(FactCode::MarketingProcessed, Answer::Value)
            .with("days", days)
            .with("from", active_from)
            .rule(line.programme, line.path("processing")),
    );
    let fact = MarketingActivated { grant: id, contact: contact.clone(), active_from };
    let mut outcome = Outcome::on(today, vec![fact.into()], why)
        .effect(Effect::new("marketing.active_from", None, Some(active_from.into())))
        .effect(Effect::new("marketing.until", None, Some(until.into())));
    outcome.effects.extend(refund_effect(case, line.programme, id, RefundEnd::BenefitActivated));
    Ok(outcome)
}

/// Why something is taken from a line without counting: it is without limit (K-03), or help before a sale is free while
/// certain offers are held (K-10). None: it is counted.
fn free_node(
    account: &Account,
    programmes: &Programmes,
    grant: &Grant,
    presales: Option<&BalanceRule>,
    on: Date,
) -> Option<Node> {
    let programme = programmes.version(grant.version);
    let benefit = &grant.line.benefit;
    if is_unlimited(account, programmes, grant, on) {
        return Some(unlimited_node(programme, benefit));
    }
    let held = account.memberships.values().filter(|held| held.is_held_on(on));
    let offer = held
        .map(|held| &held.year_on(on).offer)
        .find(|offer| presales.is_some_and(|rule| rule.presales_free_with.contains(*offer)))?;
    let node = Node::of(FactCode::PresalesFree, true)
        .with_some("offer", programme.offer(offer).map(|offer| &offer.name))
        .rule(programme, format!("benefit.{benefit}.balance.presales_without_limit"));
    Some(node)
}

/// Whether enough is left of a line that is counted.
fn left_node(account: &Account, grant: &Grant, asked: u32, on: Date) -> Node {
    let left = left(account, grant, on);
    let until = account.memberships.get(&grant.membership).map(|held| held.benefits_until(on));
    let node = Node::of(FactCode::BalanceLeft, asked <= left)
        .with("granted", grant.line.quantity)
        .with("used", used(account, grant.line.grant, on))
        .with("asked", asked)
        .with("left", left)
        .with_some("until", until);
    let more = if left > 0 { RemedyAct::AskLess } else { RemedyAct::BuySupport };
    if asked <= left { node } else { node.remedy(Remedy::new(more)) }
}

/// Whether the smallest part of a line can be taken on a day (K-07); none where nothing is taken from it, or where it is
/// taken without counting.
fn any_left(account: &Account, programmes: &Programmes, grant: &Grant, on: Date) -> Option<(Node, CheckCode)> {
    let (_, rule) = rule(programmes, grant)?;
    let counted = matches!(rule.kind, BalanceUse::Incidents | BalanceUse::Hours);
    (counted && free_node(account, programmes, grant, Some(rule), on).is_none())
        .then(|| (left_node(account, grant, 1, on), CheckCode::BalanceSpent))
}

/// What has to come before somebody uses a balance on a day, and whether anything is left of it.
pub(crate) fn usable(
    account: &Account,
    programmes: &Programmes,
    grant: &Grant,
    person: Option<PersonId>,
    on: Date,
) -> impl Iterator<Item = (Node, CheckCode)> + use<> {
    let begun = begun(account, programmes.version(grant.version), grant, person, on);
    begun.into_iter().chain(any_left(account, programmes, grant, on))
}

/// Whether a person may take something from a line: of what is taken, and not held, everybody but a guest may (K-11).
pub(crate) fn may_take(programmes: &Programmes, grant: &Grant, person: &Person) -> bool {
    let taken =
        rule(programmes, grant).is_some_and(|(_, rule)| UsageKind::ALL.iter().any(|kind| kind.of() == rule.kind));
    !taken || Capability::UseBalance.allows(&Actor::of(person), person.account)
}

/// Takes something from a balance: an incident (K-07), or hours (K-10…K-14).
pub(crate) fn take(case: &Case<'_>, id: GrantId, kind: UsageKind, asked: u32, note: Option<NoteRef>) -> Decision {
    let today = case.ctx.today;
    let mut why = case.explain(Question::MayUseBalance, id);
    let line = line(case, &mut why, id, Capability::UseBalance)?;
    if kind.of() != line.rule.kind {
        return Err(invalid(why, "kind", kind.code()));
    }
    if asked == 0 || (kind == UsageKind::Incident && asked != 1) {
        return Err(invalid(why, "amount", &asked.to_string()));
    }
    line.open(case, &mut why, id)?;
    if let Some((node, _)) = begun(case.account, line.programme, line.grant, None, today)
        && why.look(node)
    {
        return Err(Refusal::new(RefusalCode::BenefitNotActivated, why));
    }
    if let Some(max) = line.rule.engagement_max {
        let node = Node::of(FactCode::EngagementFits, asked <= max).with("asked", asked).with("max", max);
        let node = node.rule(line.programme, line.path("engagement_max"));
        if why.look(if asked <= max { node } else { node.remedy(Remedy::new(RemedyAct::AskLess)) }) {
            return Err(Refusal::new(RefusalCode::EngagementTooLong, why).detail("limit", max));
        }
    }
    let (account, programmes) = (case.account, case.programmes);
    let free = free_node(account, programmes, line.grant, (kind == UsageKind::Presales).then_some(line.rule), today);
    let is_free = free.is_some();
    let left = left(account, line.grant, today);
    match free {
        Some(node) => why.tell(node),
        None if why.look(left_node(account, line.grant, asked, today)) => {
            let until = line.held.benefits_until(today);
            let refusal = Refusal::new(RefusalCode::BalanceSpent, why).until(until).detail("left", left);
            let renewed = account.renewed_with(line.held).unwrap_or(line.held);
            let renew_from = renewed.year_on(today).days.renew_from;
            return Err(refusal.or(Remedy::from(RemedyAct::Renew, renew_from.max(today))));
        }
        None => {}
    }
    let deducted = if is_free { 0 } else { asked };
    let usage = case.ctx.minter().usage();
    let fact = BalanceUsed { usage, grant: id, kind, asked, deducted, note };
    let effect = match is_free {
        true => Effect::new("balance.free", None, Some(asked.into())),
        false => Effect::new("balance.left", Some(left.into()), Some((left - asked).into())),
    };
    let mut outcome = Outcome::on(today, vec![fact.into()], why).effect(effect);
    outcome.effects.extend(refund_effect(case, line.programme, id, RefundEnd::BenefitActivated));
    Ok(outcome)
}

/// Whether a person may be given a credit of this line (K-21, K-23, K-24).
fn may_hold(
    case: &Case<'_>,
    why: &mut Explanation,
    line: &Line<'_>,
    person: PersonId,
    other_credit: bool,
) -> Result<(), Box<Refusal>> {
    let today = case.ctx.today;
    let known = case.ctx.people.get(&person).filter(|known| known.account == Some(case.ctx.account));
    let present = known.is_some_and(|known| known.in_directory);
    let node = Node::of(FactCode::InDirectory, present).with("person", person.to_string());
    let missing =
        |node: Node| node.remedy(Remedy::new(RemedyAct::AddPerson)).helped_by(Capability::ManagePeople.roles());
    if why.look(if present { node } else { missing(node) }) {
        return Err(Refusal::new(RefusalCode::PersonNotInDirectory, why.clone()));
    }
    // A credit is one user's (K-21).
    let named = known.is_none_or(|known| known.kind != IdentityKind::Shared);
    let node = Node::of(FactCode::NamedPerson, named).with("person", person.to_string());
    if why.look(if named { node } else { node.remedy(Remedy::new(RemedyAct::OtherPerson)) }) {
        return Err(Refusal::new(RefusalCode::CreditNotShareable, why.clone()));
    }
    // A credit goes to a work address (K-24).
    if let Some(domain) = known.and_then(|known| known.mail_domain())
        && why.look(domain_node(case.current(), domain))
    {
        return Err(Refusal::new(RefusalCode::DomainRefused, why.clone()).detail("field", "person"));
    }
    let other = credit_held(case.account, &case.ctx.entries_of(person), today);
    let benefit = other
        .and_then(|held| case.account.grants.get(&held.grant))
        .and_then(|grant| line.programme.benefit(&grant.line.benefit).map(|known| known.name.clone()));
    let node = Node::of(FactCode::OneCredit, other.is_none())
        .with("person", person.to_string())
        .with_some("since", other.map(|held| held.from))
        .with_some("benefit", benefit.as_ref());
    let node = node.rule(line.programme, line.path("kind"));
    if why.look(if other.is_none() { node } else { node.remedy(Remedy::new(RemedyAct::OtherPerson)) }) {
        return Err(Refusal::new(RefusalCode::CreditAlreadyHeld, why.clone()));
    }
    if line.rule.exclusive {
        let node = Node::of(FactCode::CreditCombines, !other_credit).with("person", person.to_string());
        let node = node.rule(line.programme, line.path("exclusive"));
        if why.look(if other_credit { node.remedy(Remedy::new(RemedyAct::OtherPerson)) } else { node }) {
            return Err(Refusal::new(RefusalCode::CreditNotCombinable, why.clone()));
        }
    }
    Ok(())
}

/// What is done about a credit that somebody has for whom it is no more (K-22, K-23).
const fn freed_by(rule: &BalanceRule) -> RemedyAct {
    if rule.removable { RemedyAct::RemoveCredit } else { RemedyAct::TransferCredit }
}

/// Gives a credit to a person, which activates it (K-21).
pub(crate) fn assign(case: &Case<'_>, id: GrantId, person: PersonId, other_credit: bool) -> Decision {
    let today = case.ctx.today;
    let mut why = case.explain(Question::MayAssignCredit, id);
    let line = line(case, &mut why, id, Capability::ActivateBenefits)?;
    if line.rule.kind != BalanceUse::Credit {
        return Err(invalid(why, "grant", &line.grant.line.benefit));
    }
    line.open(case, &mut why, id)?;
    in_time(case, &mut why, line.programme, id, line.grant.line.redeem_by)?;
    let holder = credit_of(case.account, id);
    let node = Node::of(FactCode::CreditFree, holder.is_none())
        .with_some("person", holder.map(|(_, held)| held.person.to_string()))
        .with_some("since", holder.map(|(_, held)| held.from));
    if why.look(if holder.is_none() { node } else { node.remedy(Remedy::new(freed_by(line.rule))) }) {
        return Err(Refusal::new(RefusalCode::CreditTaken, why));
    }
    may_hold(case, &mut why, &line, person, other_credit)?;
    let fact = CreditAssigned { credit: case.ctx.minter().credit(), grant: id, person };
    let effect = Effect::new("credit.holder", None, Some(person.to_string().into()));
    let mut outcome = Outcome::on(today, vec![fact.into()], why).effect(effect);
    outcome.effects.extend(refund_effect(case, line.programme, id, RefundEnd::BenefitActivated));
    Ok(outcome)
}

/// Takes a credit back (K-22), or hands it on to another person during the year (K-23).
pub(crate) fn end(case: &Case<'_>, id: CreditId, to: Option<(PersonId, bool)>) -> Decision {
    let today = case.ctx.today;
    let mut why = case.explain(Question::MayEndCredit, id);
    let Some(held) = case.account.credits.get(&id) else { return Err(not_found(why)) };
    let line = line(case, &mut why, held.grant, Capability::ActivateBenefits)?;
    // It can be taken back at any time (K-22).
    if to.is_some() {
        line.open(case, &mut why, held.grant)?;
    }
    let node = Node::of(FactCode::CreditAssigned, held.ended_on.is_none()).with_some("ended_on", held.ended_on);
    if why.look(node) {
        return Err(Refusal::new(RefusalCode::CreditNotAssigned, why));
    }
    let from = held.person.to_string();
    let ended = CreditEnded { credit: id };
    let Some((person, other_credit)) = to else {
        let node = Node::of(FactCode::CreditRemovable, line.rule.removable);
        let node = node.rule(line.programme, line.path("removable"));
        if why.look(if line.rule.removable { node } else { node.remedy(Remedy::new(RemedyAct::TransferCredit)) }) {
            return Err(Refusal::new(RefusalCode::CreditNotRemovable, why));
        }
        let effect = Effect::new("credit.holder", Some(from.into()), None);
        return Ok(Outcome::on(today, vec![ended.into()], why).effect(effect));
    };
    may_hold(case, &mut why, &line, person, other_credit)?;
    let fact = CreditAssigned { credit: case.ctx.minter().credit(), grant: held.grant, person };
    let effect = Effect::new("credit.holder", Some(from.into()), Some(person.to_string().into()));
    Ok(Outcome::on(today, vec![ended.into(), fact.into()], why).effect(effect))
}
