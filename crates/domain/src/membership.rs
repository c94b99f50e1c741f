//! Accounts, purchases and renewals (A, B, H.1).

use jiff::civil::Date;

use crate::access::Capability;
use crate::account::{Account, Attainment, Grant, Membership, MembershipState, Order, Token};
use crate::balance;
use crate::campaign;
use crate::company;
use crate::competency::{self, Basis, Judged, active_levels, levels_on};
use crate::decide::{Case, Decision, Effect, NewFact, Outcome, not_found, recorded};
use crate::entitlement;
use crate::explanation::{Answer, Explanation, FactCode, Node, Question, Remedy, RemedyAct, Value};
use crate::fact::*;
use crate::ids::{GrantId, MembershipId, Minter, PoolId};
use crate::planted;
use crate::programme::*;
use crate::refusal::{Possible, Refusal, RefusalCode};
use crate::seat::{self, Carried};
use crate::shared::Shared;
use crate::{check, merge, order, token};

/// Refuses a value that is not possible, and says which ones are. An empty value is none.
pub(crate) fn invalid(explanation: Explanation, field: &'static str, value: &str) -> Box<Refusal> {
    if value.trim().is_empty() {
        return missing(explanation, field);
    }
    implausible(explanation, Node::new(FactCode::Plausible, Answer::No).with("field", field).with("value", value))
}

/// Refuses where a value is not given.
pub(crate) fn missing(explanation: Explanation, field: &'static str) -> Box<Refusal> {
    implausible(explanation, Node::new(FactCode::Plausible, Answer::No).with("field", field))
}

/// Refuses a value that is none of those that are known.
pub(crate) fn invalid_among<'a>(
    explanation: Explanation,
    field: &'static str,
    value: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Box<Refusal> {
    let known: Vec<Value> = known.into_iter().map(Value::from).collect();
    let node = Node::new(FactCode::Plausible, Answer::No).with("field", field).with("value", value);
    implausible(explanation, if known.is_empty() { node } else { node.with("known", Value::List(known)) })
}

/// Refuses a day that does not lie between two others; both are possible themselves.
pub(crate) fn invalid_between(
    explanation: Explanation,
    field: &'static str,
    value: Date,
    (from, to): (Option<Date>, Option<Date>),
) -> Box<Refusal> {
    let node = Node::new(FactCode::Plausible, Answer::No).with("field", field).with("value", value);
    implausible(explanation, node.with_some("from", from).with_some("to", to))
}

fn implausible(mut explanation: Explanation, node: Node) -> Box<Refusal> {
    let field = node.because.get("field").cloned();
    let possible = match &field {
        Some(Value::Text(field)) => Possible::of(field),
        _ => Possible::Documented,
    };
    explanation.look(node.with("possible", possible.code()).remedy(Remedy::new(RemedyAct::CorrectRequest)));
    let refusal = Refusal::new(RefusalCode::ValidationFailed, explanation);
    match field {
        Some(field) => refusal.detail("field", field),
        None => refusal,
    }
}

/// Opens an account: free, without an anniversary.
pub(crate) fn open_account(case: &Case<'_>, country: &str, verified: bool, profile: Option<&ProfileGiven>) -> Decision {
    let mut why = case.explain(Question::MayOpenAccount, case.ctx.account);
    case.may(&mut why, Capability::OpenAccount)?;
    if !is_country(country) {
        return Err(invalid(why, "country", country));
    }
    if case.account.opened_on.is_some() {
        why.look(Node::new(FactCode::NumberFree, Answer::No).with("number", number(case.account.number)));
        return Err(Refusal::new(RefusalCode::AlreadyExists, why));
    }
    if let Some(given) = profile {
        company::domain_free(case, &mut why, given)?;
    }
    let (number, country) = (case.ctx.number, country.to_owned());
    let fact = AccountOpened { number, country, verified, profile: profile.cloned() };
    Ok(Outcome::on(case.ctx.today, vec![fact.into()], why))
}

/// Adds a location (H-02, H-04).
pub(crate) fn add_location(case: &Case<'_>, country: &str) -> Decision {
    let mut why = case.explain(Question::MayAddLocation, case.ctx.account);
    case.may(&mut why, Capability::AddLocation)?;
    if !is_country(country) {
        return Err(invalid(why, "country", country));
    }
    let location = case.ctx.minter().location();
    let fact = LocationAdded { location, number: case.ctx.number, country: country.to_owned() };
    Ok(Outcome::on(case.ctx.today, vec![fact.into()], why))
}

/// Links a verified tenant.
pub(crate) fn link_tenant(case: &Case<'_>, domain: &str) -> Decision {
    let mut why = case.explain(Question::MayLinkTenant, domain);
    case.may(&mut why, Capability::LinkTenant)?;
    let domain = domain.trim().to_ascii_lowercase();
    if !company::is_domain(&domain) {
        return Err(invalid(why, "domain", &domain));
    }
    if case.account.tenants.values().any(|tenant| tenant.domain == domain) {
        why.look(Node::new(FactCode::NumberFree, Answer::No).with("domain", domain.as_str()));
        return Err(Refusal::new(RefusalCode::AlreadyExists, why));
    }
    let fact = TenantLinked { tenant: case.ctx.minter().tenant(), domain };
    Ok(Outcome::on(case.ctx.today, vec![fact.into()], why))
}

/// States an attainment, and grants at once what it adds to a level already paid for.
pub(crate) fn state_attainment(
    case: &Case<'_>,
    competency: &str,
    level: &str,
    until: Option<Date>,
    note: Option<NoteRef>,
) -> Decision {
    let programme = case.current();
    let today = case.ctx.today;
    let mut why = case.explain(Question::MayStateAttainment, competency);
    case.may(&mut why, Capability::StateAttainment)?;
    if programme.competency(competency).is_none() {
        let known = programme.competencies.iter().map(|known| known.id.as_str());
        return Err(invalid_among(why, "competency", competency, known));
    }
    if programme.rank(level).is_none() {
        return Err(invalid_among(why, "level", level, programme.levels.iter().map(|known| known.id.as_str())));
    }
    if let Some(until) = until.filter(|until| *until < today) {
        return Err(invalid_between(why, "until", until, (Some(today), None)));
    }
    let node = Node::of(FactCode::OverrideEnds, until.is_some()).with_some("until", until);
    if why.look(if until.is_some() { node } else { node.remedy(Remedy::new(RemedyAct::StateLastDay)) }) {
        return Err(Refusal::new(RefusalCode::ValidationFailed, why).detail("field", "until"));
    }
    // What runs for longer than evidence of today could count, to the same day of the calendar, needs a reason that somebody
    // can read later.
    let limit = programme.requirements.evidence.counts_until(today, None).and_then(|last| plus_days(last, 1));
    let long = until.zip(limit).filter(|(until, limit)| until > limit);
    if let Some((until, limit)) = long {
        let node = Node::of(FactCode::LongOverrideReasoned, note.is_some())
            .with("until", until)
            .with("limit", limit)
            .rule(programme, "evidence.counts_for");
        if why.look(node) {
            return Err(Refusal::new(RefusalCode::ValidationFailed, why).until(limit).detail("field", "reason"));
        }
    }
    let mut minter = case.ctx.minter();
    let mut facts = vec![Fact::from(AttainmentStated {
        attainment: minter.attainment(),
        competency: competency.to_owned(),
        level: level.to_owned(),
        until,
        note,
    })];
    facts.extend(added_lines(case, competency, level, &mut minter));
    let before = case.account.attainments.values().filter(|held| held.is_of(competency, level));
    let replaced = before.filter(|held| held.counts_on(today)).max_by_key(|held| held.until.unwrap_or(Date::MAX));
    let mut outcome = Outcome::on(today, facts, why);
    let closes =
        |before: &Attainment| Effect::new("attainment.until", before.until.map(Value::from), until.map(Value::from));
    outcome.effects.extend(replaced.map(closes));
    Ok(outcome)
}

/// The lines that a newly attained level of a competency adds to levels already paid for, without a fee. A
/// package has the lines of a competency once: said or shown again at no higher level, it adds nothing, whatever the table
/// says by then (C-05, C-20).
pub(crate) fn added_lines(case: &Case<'_>, competency: &str, level: &str, minter: &mut Minter) -> Vec<Fact> {
    let today = case.ctx.today;
    let mut facts = Vec::new();
    // Of memberships that are renewed as one, what comes now is added to one: the highest level that is paid (H-33).
    let with = |held: &Membership| case.account.renewed_with(held).map_or(held.id, |with| with.id);
    let paid = |held: &Membership| held.last_year().level.as_deref().and_then(|level| case.current().rank(level));
    let before = |one: &Membership, other: &Membership| {
        (paid(one), with(one) == one.id, one.id) > (paid(other), with(other) == other.id, other.id)
    };
    let is_with = |one: &Membership, other: &Membership| one.is_held_on(today) && with(one) == with(other);
    // A package whose own window has passed keeps what its competencies were given for, until the joint renewal (H-41).
    let stays_with = |one: &Membership, other: &Membership| {
        is_with(one, other) || case.account.joined_to(with(other)).any(|joined| joined.id == one.id)
    };
    let adds = |held: &&Membership| {
        let mut others = case.account.memberships.values().filter(|other| is_with(other, held));
        held.is_held_on(today) && !others.any(|other| before(other, held))
    };
    for held in case.account.memberships.values().filter(adds) {
        let year = held.last_year();
        let programme = case.programmes.version(year.version);
        let Some(membership_rank) = year.level.as_deref().and_then(|level| programme.rank(level)) else { continue };
        let Some(rank) = programme.rank(level).map(|rank| rank.min(membership_rank)) else { continue };
        let lines = case.account.grants.values().filter(|grant| {
            grant.superseded_on.is_none()
                && grant.line.competency.as_deref() == Some(competency)
                && case.account.memberships.get(&grant.membership).is_some_and(|other| stays_with(other, held))
        });
        let rank_of = |grant: &Grant| match &programme.offer(&grant.line.offer)?.kind {
            OfferKind::Attainment { level } => programme.rank(level),
            _ => None,
        };
        if lines.clone().filter_map(rank_of).max() >= Some(rank) {
            continue;
        }
        // What is there already for this competency, and for as long, counts, so that a higher level adds the difference
        // (C-21).
        let last = access_ends(&year.days, year.access);
        let already = |row: &TableRow| -> u32 {
            let same = |grant: &&Grant| grant.line.benefit == row.benefit && grant.line.usable_until >= last;
            lines.clone().filter(same).map(|grant| grant.line.quantity).sum()
        };
        let grants: Vec<Shared<Granted>> = increments(programme, competency, rank, today)
            .into_iter()
            .filter_map(|row| {
                let quantity = row.quantity.checked_sub(already(row)).filter(|more| *more > 0)?;
                grant_line(case, programme, row, quantity, &year.days, year.access, minter, None)
            })
            .collect();
        if !grants.is_empty() {
            facts.push(Fact::from(GrantsAdded { membership: held.id, competency: competency.to_owned(), grants }));
        }
    }
    facts
}

/// The lines of competencies that are missing after what happened to a company: of those that a merge brings or lets both
/// reach together, and of those whose lines another membership had until it was refunded. They are as any that is attained
/// during a year (A-12, H-03, H-36); what a package has lines for at that level already stays as it is (H-32).
pub(crate) fn gained(case: &Case<'_>) -> Vec<Fact> {
    let mut minter = case.ctx.minter();
    levels_on(case.account, case.current(), Judged::buying(case.ctx.today))
        .into_iter()
        .flat_map(|(competency, level)| added_lines(case, competency, level, &mut minter))
        .collect()
}

/// Rows that a competency adds at the level with this rank.
fn increments<'p>(programme: &'p Programme, competency: &str, rank: usize, on: Date) -> Vec<&'p TableRow> {
    let Some(level) = programme.levels.get(rank) else { return Vec::new() };
    let of_level = |offer: &&Offer| matches!(&offer.kind, OfferKind::Attainment { level: of } if *of == level.id);
    let Some(offer) = programme.offers.iter().find(of_level) else { return Vec::new() };
    let wanted = |row: &&TableRow| row.offer == offer.id && row.competency.as_deref() == Some(competency);
    programme.table.iter().filter(wanted).filter(|row| in_force(row, on)).collect()
}

fn in_force(row: &TableRow, on: Date) -> bool {
    row.from.is_none_or(|from| from <= on) && row.to.is_none_or(|to| on <= to)
}

/// Everything that a company is granted for one year of an offer, by the table of a day: the core once, and what each
/// competency adds (C-20).
fn package<'p>(
    case: &Case<'_>,
    programme: &'p Programme,
    offer: &Offer,
    (judged, on): (Judged, Date),
) -> Vec<&'p TableRow> {
    let core = |row: &&TableRow| row.offer == offer.id && row.layer == Layer::Core && in_force(row, on);
    let mut rows: Vec<&TableRow> = programme.table.iter().filter(core).collect();
    if let OfferKind::Attainment { level } = &offer.kind
        && let Some(membership_rank) = programme.rank(level)
    {
        for (competency, level) in levels_paid(case, programme, judged) {
            // At the lower of the two.
            let rank = programme.rank(level).map(|rank| rank.min(membership_rank));
            rows.extend(rank.into_iter().flat_map(|rank| increments(programme, competency, rank, on)));
        }
    }
    rows
}

/// Each competency of a year that is being paid, at its highest level: as it was judged when the year was ordered or
/// its money came, and what has been attained since.
fn levels_paid<'p>(case: &Case<'_>, programme: &'p Programme, judged: Judged) -> Vec<(&'p str, &'p str)> {
    let mut levels = levels_on(case.account, programme, judged);
    if judged.today < case.ctx.today {
        for (competency, level) in levels_on(case.account, programme, Judged::buying(case.ctx.today)) {
            match levels.iter_mut().find(|(known, _)| *known == competency) {
                Some((_, known)) if programme.rank(known) < programme.rank(level) => *known = level,
                Some(_) => {}
                None => levels.push((competency, level)),
            }
        }
    }
    levels
}

/// Last day of access that a year gives (B-10).
pub(crate) fn access_ends(days: &YearDays, access: WindowAccess) -> Date {
    match access {
        WindowAccess::Kept | WindowAccess::ReadOnly => days.renew_to,
        WindowAccess::Suspended => days.anniversary,
    }
}

/// Last day on which anything may be begun in a year: a window that only lets things be used, or not even that, begins
/// none.
const fn begins_end(days: &YearDays, access: WindowAccess) -> Date {
    match access {
        WindowAccess::Kept => days.renew_to,
        WindowAccess::ReadOnly | WindowAccess::Suspended => days.anniversary,
    }
}

/// Last day on which a benefit of a year may be redeemed, activated or assigned: the programme's own, as far as the
/// window allows it then (B-12, B-17).
pub(crate) fn redeem_by(benefit: &Benefit, days: &YearDays, access: WindowAccess) -> Option<Date> {
    Some(benefit.redeem_by.resolve(days)?.min(begins_end(days, access)))
}

#[expect(clippy::too_many_arguments, reason = "one line of a fact depends on all of these and on nothing else")]
fn grant_line(
    case: &Case<'_>,
    programme: &Programme,
    row: &TableRow,
    quantity: u32,
    days: &YearDays,
    access: WindowAccess,
    minter: &mut Minter,
    carried: Option<PoolId>,
) -> Option<Shared<Granted>> {
    let benefit = programme.benefit(&row.benefit)?;
    let usable_until = access_ends(days, access);
    let grant = minter.grant();
    let item = match &benefit.kind {
        BenefitKind::Token(_) => Item::Token { token: minter.token() },
        BenefitKind::Key(rule) => match rule.kind {
            KeyKind::None => Item::Software,
            KeyKind::Static => Item::Key { key: minter.key(), key_kind: rule.kind, limit: None },
            // Each licence is activated once (E-02).
            KeyKind::Retail => Item::Key { key: minter.key(), key_kind: rule.kind, limit: Some(quantity) },
            KeyKind::MultipleActivation => {
                let limit = quantity.checked_mul(rule.activations_per_licence)?;
                Item::Key { key: minter.key(), key_kind: rule.kind, limit: Some(limit) }
            }
        },
        BenefitKind::Seat(rule) => {
            let pool = carried.unwrap_or_else(|| minter.pool());
            Item::Pool { pool, edition: rule.edition.clone() }
        }
        BenefitKind::Balance => Item::Balance,
    };
    // A line granted late in the year has no earlier deadline than today.
    let redeem_by = redeem_by(benefit, days, access)?.max(case.ctx.today.min(begins_end(days, access)));
    Some(Shared::from(Granted {
        grant,
        benefit: row.benefit.clone(),
        offer: row.offer.clone(),
        competency: row.competency.clone(),
        layer: row.layer,
        quantity,
        unit: row.unit.clone(),
        verified: row.verified,
        redeem_by,
        usable_until,
        item,
    }))
}

/// The lines of one year, with the pools of the year before carried on (G-13).
fn grant_package(
    case: &Case<'_>,
    programme: &Programme,
    offer: &Offer,
    (days, access): (&YearDays, WindowAccess),
    (judged, on): (Judged, Date),
    previous: &[MembershipId],
    minter: &mut Minter,
) -> Vec<Shared<Granted>> {
    let carried_of = |row: &TableRow, previous: MembershipId| {
        case.account.pools.iter().find_map(|(id, pool)| {
            let grant = case.account.grants.get(&pool.grant)?;
            let same = grant.membership == previous
                && grant.superseded_on.is_none()
                && grant.line.benefit == row.benefit
                && grant.line.layer == row.layer
                && grant.line.competency == row.competency;
            same.then_some(*id)
        })
    };
    // Where several memberships become one, the pool goes on that most people use, so that few have to move (G-13, H-33).
    let users = |pool: &PoolId| {
        let held = case.account.assignments.values().filter(|held| held.pool == *pool && held.ended.is_none());
        held.fold((0, 0), |(used, all), held| (used + u32::from(held.activated_on.is_some()), all + 1))
    };
    let carried = |row: &TableRow| previous.iter().rev().filter_map(|of| carried_of(row, *of)).max_by_key(users);
    package(case, programme, offer, (judged, on))
        .into_iter()
        .filter_map(|row| grant_line(case, programme, row, row.quantity, days, access, minter, carried(row)))
        .collect()
}

/// Says how many tokens of a membership that ends can be redeemed no more.
fn tokens_lost(case: &Case<'_>, held: &Membership) -> Option<Effect> {
    let of_it = |token: &&Token| case.account.grants.get(&token.grant).is_some_and(|line| line.membership == held.id);
    let open = |token: &&Token| {
        token.replaces.is_none() && token::state_on(case.account, token, case.ctx.today).can_be_redeemed()
    };
    let lost = u32::try_from(case.account.tokens.values().filter(of_it).filter(open).count()).unwrap_or(u32::MAX);
    (lost > 0).then(|| Effect::new("membership.tokens_lost", None, Some(lost.into())).irreversible())
}

fn seats_lost(carried: &Carried) -> Option<Effect> {
    let lost = u32::try_from(carried.lost().count()).unwrap_or(u32::MAX);
    (lost > 0).then(|| Effect::new("membership.seats_lost", None, Some(lost.into())))
}

pub(crate) fn payment_node(payment: &Payment) -> Node {
    Node::of(FactCode::PaymentRecorded, !payment.reference.trim().is_empty())
        .with("reference", payment.reference.as_str())
}

/// A number on paper as a value of an explanation.
pub(crate) fn number(value: u64) -> Value {
    Value::Text(value.to_string())
}

pub(crate) fn on_sale_node(programme: &Programme, offer: &Offer, today: Date) -> Node {
    let path = format!("offer.{}", offer.id);
    let node = |answer| {
        Node::new(FactCode::OnSale, answer)
            .with("offer", &offer.name)
            .with_some("from", offer.from)
            .with_some("to", offer.to)
            .rule(programme, &path)
    };
    match (offer.from, offer.to) {
        // A later version of the programme does not have it any more.
        _ if programme.offer(&offer.id).is_none() => node(Answer::Over),
        (Some(from), _) if today < from => {
            node(Answer::NotYet).changes(Some(from)).remedy(Remedy::from(RemedyAct::Wait, from))
        }
        (_, Some(to)) if today > to => node(Answer::Over),
        _ => node(Answer::Yes).changes(offer.to.and_then(|to| plus_days(to, 1))),
    }
}

/// Whether the company has what the offer asks for: a competency at its level, or people.
pub(crate) fn level_node(account: &Account, programme: &Programme, offer: &Offer, judged: Judged) -> Option<Node> {
    let OfferKind::Attainment { level } = &offer.kind else {
        return competency::people_node(account, programme, offer, judged);
    };
    let rank = programme.rank(level)?;
    let best = competency::attained(account, programme, rank, judged);
    let name = programme.levels.get(rank).map(|level| &level.name);
    let mut node = Node::of(FactCode::LevelAttained, best.is_some())
        .with_some("level", name)
        .rule(programme, format!("offer.{}", offer.id));
    node.children = competency::requirement_nodes(account, programme, rank, judged, best.as_ref());
    Some(match best {
        Some((known, Basis::Evidence { .. })) => node.with("competency", &known.name),
        Some((known, Basis::Campaign { .. })) => {
            let relief = judged.relief(account, programme, &known.id, rank);
            let node = node.with("competency", &known.name);
            relief.map(|relief| relief.node(programme)).into_iter().fold(node, Node::child)
        }
        Some((known, Basis::Override { attainment, until })) => node
            .with("competency", &known.name)
            .with_some("since", account.attainments.get(&attainment).map(|held| held.from))
            .changes(until.and_then(|until| plus_days(until, 1))),
        None => {
            let attain = Remedy { level: name.cloned(), ..Remedy::new(RemedyAct::Attain) };
            node.remedy(attain).helped_by(Capability::StateAttainment.roles())
        }
    })
}

/// Whether a renewal meets the requirements of its level, where its window asks for them again.
pub(crate) fn level_needed(case: &Case<'_>, window: &Window, offer: &Offer, judged: Judged) -> Option<Node> {
    window
        .needs
        .contains(&Need::RequirementsMet)
        .then(|| level_node(case.account, case.current(), offer, judged))
        .flatten()
}

/// Buys an offer (A-02…, B-05, B-13). The fee has been received.
pub(crate) fn purchase(case: &Case<'_>, offer: &str, payment: &Payment) -> Decision {
    let programme = case.current();
    let mut why = case.explain(Question::MayBuy, offer);
    let Some(offer) = programme.offer(offer) else {
        case.may(&mut why, Capability::RecordPurchase)?;
        return Err(unknown_offer(case, why, "offer", offer, None));
    };
    recorder(case, &mut why, offer)?;
    if why.look(payment_node(payment)) {
        return Err(Refusal::new(RefusalCode::ValidationFailed, why).detail("field", "payment.reference"));
    }
    order::none_open(case, &mut why, (&offer.limit, None))?;
    buy(case, why, offer, Asked::today(case), case.ctx.number, payment)
}

/// Refuses whoever may not say that a fee was received without an order: that is the vendor's to say, and who buys
/// orders.
fn recorder(case: &Case<'_>, why: &mut Explanation, offer: &Offer) -> Result<(), Box<Refusal>> {
    let orders = Capability::Buy.allows(&case.ctx.actor, Some(case.ctx.account)) && offer.payment.is_some();
    case.may(why, Capability::RecordPurchase).map_err(|refusal| match orders {
        true => refusal.or(Remedy::new(RemedyAct::Order)),
        false => refusal,
    })
}

/// When something was asked for. What an order passed when it was placed is not asked of the company again when its
/// money comes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Asked {
    /// The day.
    pub(crate) on: Date,
    /// Whether it was an order that is being paid now.
    pub(crate) ordered: bool,
    /// Whether that order's price counts on the fee of what it is bought on top of.
    reduced: bool,
    /// The day on which its money came, whenever that is recorded (B-43).
    came: Date,
}

impl Asked {
    /// Asked for now.
    pub(crate) fn today(case: &Case<'_>) -> Self {
        Self { on: case.ctx.today, ordered: false, reduced: false, came: case.ctx.today }
    }

    /// Ordered on a day on which it was judged, at the full price.
    pub(crate) fn paid(on: Date) -> Self {
        Self { on, ordered: true, reduced: false, came: on }
    }

    /// Ordered before, and paid now with money that came on a day, which may be that of an order that this one follows.
    pub(crate) fn ordered(order: &Order, came: Date) -> Self {
        let (on, reduced) = (order.placed_on, order.placed.discount_percent > 0);
        Self { on, ordered: true, reduced, came: came.max(on) }
    }
}

/// What a purchase does, whoever says that it is paid. That the offer is on sale counts on the day on which it was asked
/// for.
pub(crate) fn buy(
    case: &Case<'_>,
    mut why: Explanation,
    offer: &Offer,
    asked: Asked,
    number: u64,
    payment: &Payment,
) -> Decision {
    let programme = case.current();
    let today = case.ctx.today;
    merge::nothing_pending(case, &mut why)?;
    if why.look(on_sale_node(programme, offer, asked.on)) {
        return Err(Refusal::new(RefusalCode::OfferNotOnSale, why));
    }
    within_limit(case, &mut why, offer)?;
    not_excluded(case, &mut why, offer)?;
    if !asked.ordered {
        company::verified(case, &mut why, None)?;
    }
    // What ended between the receipt of the money and its record was there in time, and what began since is there
    // (B-43).
    let level_on = |day: Date| level_node(case.account, programme, offer, Judged::buying(day));
    let judged_on = if level_on(asked.came).is_some_and(|node| node.blocks()) { today } else { asked.came };
    if let Some(node) = level_on(judged_on)
        && why.look(node)
    {
        return Err(Refusal::new(RefusalCode::RequirementsUnmet, why));
    }
    let window = programme.window_of(offer);
    let Some((window, days)) = window.and_then(|window| Some((window, window.first_year(today)?))) else {
        return Err(invalid(why, "window", &offer.window));
    };

    let mut minter = case.ctx.minter();
    let membership = minter.membership();
    let upgraded = upgraded(case, offer, asked);
    let previous: Vec<MembershipId> = upgraded.iter().map(|held| held.id).collect();
    let judged = (Judged::upgrading(judged_on, upgraded), today);
    let grants = grant_package(case, programme, offer, (&days, window.access), judged, &previous, &mut minter);
    let carried = seat::carried(case, &grants, &previous);
    let credits = upgraded.map(|held| balance::kept_credits(case.account, &[], &[held.id], today).1);
    let purchased = MembershipPurchased {
        membership,
        number,
        offer: offer.id.clone(),
        group: offer.limit.group.clone(),
        level: level_of(offer),
        days,
        access: window.access,
        refund_until: offer.refund.within_days.and_then(|within| plus_days(today, within)),
        payment: payment.clone(),
        grants,
        moved: carried.moved.clone(),
    };
    let mut facts = close_over(case);
    why.look(
        Node::new(FactCode::Anniversary, Answer::Value)
            .with("anniversary", days.anniversary)
            .with("renew_from", days.renew_from)
            .with("renew_to", days.renew_to)
            .rule(programme, format!("window.{}.first_anniversary", window.id)),
    );
    for node in carried.nodes(case, &purchased.grants) {
        why.look(node);
    }
    let effect = Effect::new("membership.anniversary", None, Some(days.anniversary.into()))
        .with("renew_from", days.renew_from)
        .with("renew_to", days.renew_to);
    let lines = Value::Number(i64::try_from(purchased.grants.len()).unwrap_or(i64::MAX));
    facts.push(NewFact { effective_on: today, fact: purchased.into() });
    facts.extend(
        joined_by_purchase(case, offer, membership, upgraded)
            .into_iter()
            .map(|joined| NewFact { effective_on: today, fact: joined.into() }),
    );
    // After the purchase, so that the pools that it carries on are no longer the closed membership's.
    if let Some(held) = upgraded
        && let Some(last_day) = plus_days(today, -1).map(|day| day.min(held.held_until()))
    {
        let fact = MembershipClosed { membership: held.id, why: CloseReason::Upgraded, last_day };
        facts.push(NewFact { effective_on: today, fact: fact.into() });
    }
    let mut outcome = Outcome::on(today, Vec::new(), why).after(facts).effect(effect);
    outcome.effects.push(Effect::new("membership.grants", None, Some(lines)));
    if let Some(held) = upgraded {
        let from = Value::from(format!("M-{}", held.number));
        outcome.effects.push(Effect::new("membership.upgraded", Some(from), None).irreversible());
        // The fee of what gives way is not given back any more (B-52).
        let until = refundable_until(case.account, case.programmes, held, today);
        let lost = until.map(|until| Effect::new("refund.until", Some(until.into()), None).irreversible());
        outcome.effects.extend(lost);
    }
    outcome.effects.extend(seats_lost(&carried));
    outcome.effects.extend(credits.and_then(balance::credits_lost));
    outcome.effects.extend(upgraded.and_then(|held| tokens_lost(case, held)));
    if upgraded.is_some() {
        let facts = outcome.facts.iter().map(|new| (new.effective_on, &new.fact));
        let after = recorded(case.programmes, case.ctx, case.account.clone(), facts);
        outcome.effects.extend(competencies_ended(case, &after));
    }
    Ok(outcome)
}

/// The competencies that an act ends: what a lower year kept to its anniversary does not come along with an upgrade, and
/// nothing of a year whose fee is given back stays (A-10, A-14, B-53).
pub(crate) fn competencies_ended(case: &Case<'_>, after: &Account) -> Vec<Effect> {
    let (programme, today) = (case.current(), case.ctx.today);
    let then = active_levels(after, programme, today);
    let rank_then = |id: &str| then.iter().find(|(of, _)| *of == id).and_then(|(_, level)| programme.rank(level));
    active_levels(case.account, programme, today)
        .into_iter()
        .filter(|(id, level)| rank_then(id) < programme.rank(level))
        .filter_map(|(id, level)| {
            let level = programme.levels.iter().find(|known| known.id == level).map(|known| Value::from(&known.name));
            let to = rank_then(id).and_then(|rank| programme.levels.get(rank)).map(|known| Value::from(&known.name));
            let effect = Effect::new("competency.ended", level, to).with("competency", &programme.competency(id)?.name);
            Some(effect.with("on", today).irreversible())
        })
        .collect()
}

/// The membership that an offer is bought on top of, ending it. Where a merge left two, it is the one that is
/// renewed. A slow bank takes nobody's upgrade: one that was there on the day of an order at the lower price, and has only
/// lapsed since, is carried on.
pub(crate) fn upgraded<'a>(case: &Case<'a>, offer: &Offer, asked: Asked) -> Option<&'a Membership> {
    let upgrade = offer.upgrade.as_ref()?;
    let waits = |held: &Membership| asked.reduced && held.closed.is_none() && held.is_held_on(asked.on);
    let ends =
        |held: &&Membership| (held.is_held_on(case.ctx.today) || waits(held)) && held.last_year().offer == upgrade.from;
    let held = case.account.memberships.values().filter(ends);
    let comes_first = |held: &&Membership| {
        // One that was bought anew while the order of an upgrade waited stands in the place of the one before.
        (!held.is_held_on(case.ctx.today), case.account.renewed_with(held).is_some(), held.number)
    };
    held.min_by_key(comes_first)
}

/// The membership that was bought while one of a higher level had lapsed: it ends when that one returns, as it would if
/// that level were bought on top of it (A-18, C-20).
fn below_returning<'a>(case: &Case<'a>, held: &Membership, offer: &Offer) -> Option<&'a Membership> {
    upgraded(case, offer, Asked::today(case)).filter(|_| !held.is_held_on(case.ctx.today))
}

/// Memberships that a merge left beside the one that is upgraded: they run to their own end, and are renewed with what is
/// bought now.
fn joined_by_purchase(
    case: &Case<'_>,
    offer: &Offer,
    bought: MembershipId,
    upgraded: Option<&Membership>,
) -> Vec<MembershipJoined> {
    let Some(upgraded) = upgraded else { return Vec::new() };
    let of_one = |held: &&Membership| {
        let known = case.programmes.offer(&held.last_year().offer);
        known.is_some_and(|known| merge::renewed_as_one(known, offer))
    };
    let held =
        case.account.memberships.values().filter(|held| held.id != upgraded.id && held.is_held_on(case.ctx.today));
    held.filter(of_one).map(|held| MembershipJoined::as_it_is(held.id, bought)).collect()
}

/// The membership on top of which another one was bought, with what takes it up again when that one's fee is given back:
/// its own fee is not (B-52), so the company keeps what it paid for. None where there is none, its window has passed and no
/// order can renew it (B-46), or another one was bought in its place.
pub(crate) fn resumed<'a>(case: &Case<'a>, bought: &Membership) -> Option<(&'a Membership, MembershipReopened)> {
    let today = case.ctx.today;
    let before = upgraded_from(case.account, bought)?;
    let year = before.last_year();
    if today > year.days.renew_to && !order::renews(case.account, before.id, today) {
        return None;
    }
    // What was bought in its place meanwhile leaves no room for its return.
    let offer = case.programmes.version(year.version).offer(&year.offer)?;
    // What a merge has brought beside it takes no room: they are renewed as one (H-33, H-34).
    let root = |held: &Membership| case.account.renewed_with(held).map_or(held.id, |with| with.id);
    let apart = |held: &&Membership| held.is_held_on(today) && root(held) != root(bought);
    let others = || case.account.memberships.values().filter(apart);
    let in_place = others().filter(|held| held.group == before.group).count();
    let excluded = others().any(|held| offer.excluded_by.contains(&held.last_year().offer));
    if excluded || u32::try_from(in_place).is_ok_and(|count| count >= offer.limit.max) {
        return None;
    }
    let lines: Vec<Shared<Granted>> = case
        .account
        .grants
        .values()
        .filter(|grant| grant.membership == before.id && grant.superseded_on.is_none())
        .map(|grant| grant.line.clone())
        .collect();
    let moved = seat::carried(case, &lines, &[bought.id]).moved;
    Some((before, MembershipReopened { membership: before.id, moved }))
}

/// The membership that was bought on top of another one and ended it: what was bought anew much later, or is of no
/// level beside one, did not.
pub(crate) fn bought_on_top<'a>(account: &'a Account, held: &Membership) -> Option<&'a Membership> {
    let closed = held.closed.as_ref().filter(|closed| closed.why == CloseReason::Upgraded)?;
    let (year, renew_to) = (held.last_year(), held.last_year().days.renew_to);
    // A slow bank may leave days between the two.
    let ended_by = |bought: &Membership| {
        bought.last_year().level.is_some() == year.level.is_some()
            && plus_days(bought.anchor, -1).is_some_and(|last| closed.last_day == last.min(renew_to))
    };
    let found = account.memberships.values().filter(|one| one.id != held.id && ended_by(one));
    // One whose fee was given back on the day on which it was bought may have been followed by another one.
    found.min_by_key(|one| (one.was_closed_as(CloseReason::Refunded), one.number))
}

/// The membership on top of which another one was bought, and which that ended.
pub(crate) fn upgraded_from<'a>(account: &'a Account, bought: &Membership) -> Option<&'a Membership> {
    account.memberships.values().find(|held| bought_on_top(account, held).is_some_and(|one| one.id == bought.id))
}

fn level_of(offer: &Offer) -> Option<String> {
    match &offer.kind {
        OfferKind::Attainment { level } => Some(level.clone()),
        OfferKind::Subscription => None,
    }
}

/// Closing facts for memberships whose window has passed, so that unique keys need no clock: a command that opens
/// something records first what had ended by date.
pub(crate) fn close_over(case: &Case<'_>) -> Vec<NewFact> {
    let today = case.ctx.today;
    // One whose renewal or upgrade is ordered or that an override reopened may still come back (B-46, J-37).
    let over = |held: &&Membership| {
        held.closed.is_none()
            && !held.is_held_on(today)
            && !order::renews(case.account, held.id, today)
            && order::upgrade_of(case.account, case.current(), held, today).is_none()
            && campaign::reopened(case.account, case.current(), held, today).is_none()
    };
    let close = |held: &Membership| {
        let last_day = held.last_year().days.renew_to;
        let fact = MembershipClosed { membership: held.id, why: CloseReason::Lapsed, last_day };
        Some(NewFact { effective_on: plus_days(last_day, 1)?, fact: fact.into() })
    };
    case.account.memberships.values().filter(over).filter_map(close).collect()
}

pub(crate) fn within_limit(case: &Case<'_>, why: &mut Explanation, offer: &Offer) -> Result<(), Box<Refusal>> {
    let programme = case.current();
    let today = case.ctx.today;
    let held: Vec<&Membership> = case
        .account
        .memberships
        .values()
        .filter(|held| held.group == offer.limit.group && held.is_held_on(today))
        .collect();
    let count = u32::try_from(held.len()).unwrap_or(u32::MAX);
    let mut node = Node::of(FactCode::WithinLimit, count < offer.limit.max)
        .with("held", count)
        .with("max", offer.limit.max)
        .with("offer", &offer.name)
        .rule(programme, format!("offer.{}.limit", offer.id));
    let first =
        held.iter().min_by_key(|held| (case.account.renewed_with(held).is_some(), held.held_until(), held.number));
    if let (Some(first), true) = (first, count >= offer.limit.max) {
        // What is renewed with another one has no window of its own (H-37).
        let renewed = case.account.renewed_with(first).unwrap_or(first);
        let days = &renewed.last_year().days;
        let same = first.last_year().offer == offer.id;
        let act = if same { RemedyAct::Renew } else { RemedyAct::ChooseAtRenewal };
        node = node
            .with("membership", format!("M-{}", renewed.number))
            .with_some("held_offer", programme.offer(&renewed.last_year().offer).map(|offer| &offer.name));
        // In the window the remedy is there already; before it, it opens on its first day. There is room for
        // another one when so many have ended that fewer are left than there may be.
        let from = Some(days.renew_from).filter(|from| today < *from);
        let mut ends: Vec<Date> = held.iter().map(|held| held.held_until()).collect();
        ends.sort_unstable();
        let room = ends.get((count - offer.limit.max) as usize).and_then(|last| plus_days(*last, 1));
        node = node.changes(room).remedy(Remedy::between(act, from, Some(days.renew_to)));
    }
    if why.look(node) {
        let list = held.iter().map(|held| Value::from(held.id.to_string())).collect();
        return Err(Refusal::new(RefusalCode::OfferLimitReached, why.clone())
            .detail("limit", offer.limit.max)
            .detail("held", Value::List(list)));
    }
    Ok(())
}

pub(crate) fn not_excluded(case: &Case<'_>, why: &mut Explanation, offer: &Offer) -> Result<(), Box<Refusal>> {
    let programme = case.current();
    let today = case.ctx.today;
    let excludes = |held: &&Membership| held.is_held_on(today) && offer.excluded_by.contains(&held.last_year().offer);
    // Of several, as after a merge, the one that ends last is the one to wait for.
    let excluding = case.account.memberships.values().filter(excludes).max_by_key(|held| held.held_until());
    let mut node = Node::of(FactCode::NotExcluded, excluding.is_none())
        .with("offer", &offer.name)
        .rule(programme, format!("offer.{}.excluded_by", offer.id));
    if let Some(held) = excluding {
        let over = plus_days(held.held_until(), 1);
        node = node
            .with("membership", format!("M-{}", held.number))
            .with_some("held_offer", programme.offer(&held.last_year().offer).map(|offer| &offer.name))
            .changes(over);
        // An offer of another group is not one that a renewal could choose.
        if let Some(over) = over.filter(|_| !renews_in_group(case.account, held, &offer.limit.group)) {
            node = node.remedy(Remedy::from(RemedyAct::Wait, over));
        }
    }
    if why.look(node) {
        return Err(Refusal::new(RefusalCode::OfferExcluded, why.clone()));
    }
    Ok(())
}

/// The window of a membership on a day, with the days on which the answer changes (B-02…B-04), in the words of one version.
pub(crate) fn window_node(
    account: &Account,
    (programmes, programme): (&Programmes, &Programme),
    held: &Membership,
    today: Date,
) -> Node {
    let year = held.last_year();
    let days = &year.days;
    let window = programme.offer(&year.offer).map_or("", |offer| offer.window.as_str());
    let counted = if year.number == 1 { "first_anniversary" } else { "next_anniversary" };
    let node = |answer| {
        Node::new(FactCode::InsideWindow, answer)
            .with("from", days.renew_from)
            .with("to", days.renew_to)
            .rule(programme, format!("window.{window}"))
            .child(
                Node::new(FactCode::Anniversary, Answer::Value)
                    .with("anniversary", days.anniversary)
                    .with("renew_from", days.renew_from)
                    .with("renew_to", days.renew_to)
                    .rule(programme, format!("window.{window}.{counted}")),
            )
    };
    if today < days.renew_from {
        let wait = || Remedy::from(RemedyAct::Wait, days.renew_from);
        let with = renewal_instead(account, held, today);
        node(Answer::NotYet).changes(Some(days.renew_from)).remedy(with.unwrap_or_else(wait))
    } else if today <= days.renew_to {
        node(Answer::Yes).changes(plus_days(days.renew_to, 1))
    } else if let Some((exception, until)) = campaign::reopened(account, programme, held, today) {
        node(Answer::Yes).with("reopened_until", until).changes(plus_days(until, 1)).child(exception)
    } else if let Some((campaign, until)) = campaign::way_back(account, programmes, held, today) {
        asks_override(node(Answer::Over).with("campaign", &campaign.name), until)
    } else {
        node(Answer::Over).remedy(instead(account, programme, held, today))
    }
}

/// Renews a membership (B-02…B-06, A-10). The fee has been received.
pub(crate) fn renew(
    case: &Case<'_>,
    membership: MembershipId,
    payment: &Payment,
    other_offer: Option<&str>,
) -> Decision {
    let mut why = case.explain(Question::MayRenew, shown(case.account, membership));
    let Some((held, offer)) = renewable(case, membership, other_offer) else {
        let buys = Capability::Buy.allows(&case.ctx.actor, Some(case.ctx.account));
        let capability = if buys { Capability::Buy } else { Capability::RecordPurchase };
        return Err(not_renewable(case, why, (membership, other_offer), capability));
    };
    let free = nothing_due(case.account, case.programmes, held, offer, case.ctx.today);
    // Where nothing is due there is nothing to order, and who buys renews.
    match free.is_some() && !Capability::RecordPurchase.allows(&case.ctx.actor, Some(case.ctx.account)) {
        true => case.may(&mut why, Capability::Buy)?,
        false => recorder(case, &mut why, offer)?,
    }
    if why.look(free.unwrap_or_else(|| payment_node(payment))) {
        return Err(Refusal::new(RefusalCode::ValidationFailed, why).detail("field", "payment.reference"));
    }
    order::none_open(case, &mut why, (&offer.limit, Some(held.id)))?;
    renew_year(case, why, held, offer, Asked::today(case), payment)
}

/// That nothing is due for a renewal under an offer on a day, so that there is nothing to order: a campaign waives the fee (J-40), or
/// the programme needs none (`needs`). None where it is due.
pub(crate) fn nothing_due(
    account: &Account,
    programmes: &Programmes,
    held: &Membership,
    offer: &Offer,
    on: Date,
) -> Option<Node> {
    let programme = programmes.current();
    let node = Node::of(FactCode::FeePaid, true).with("offer", &offer.name);
    if let Some(waived) = campaign::fee_waived(account, programmes, held, &offer.id, on) {
        return Some(node.child(waived));
    }
    let window = programme.window_of(offer).filter(|window| !window.needs.contains(&Need::FeePaid))?;
    Some(node.rule(programme, format!("window.{}.needs", window.id)))
}

/// Whether nothing is due for a renewal under an offer on a day.
pub fn is_free(account: &Account, programmes: &Programmes, held: &Membership, offer: &Offer, on: Date) -> bool {
    nothing_due(account, programmes, held, offer, on).is_some()
}

/// A membership's number on paper, as the subject of a question.
pub(crate) fn shown(account: &Account, membership: MembershipId) -> String {
    account.memberships.get(&membership).map_or_else(|| membership.to_string(), |held| format!("M-{}", held.number))
}

/// The membership, and the offer of its group for the coming year: the same one, or another that is chosen.
pub(crate) fn renewable<'a>(
    case: &Case<'a>,
    membership: MembershipId,
    other_offer: Option<&str>,
) -> Option<(&'a Membership, &'a Offer)> {
    let held = case.account.memberships.get(&membership)?;
    let offer = match other_offer {
        Some(offer) if offer != held.last_year().offer => case.current().offer(offer)?,
        Some(offer) => case.programmes.offer(offer)?,
        None => case.programmes.offer(offer_at_renewal(case.account, case.current(), held, case.ctx.today))?,
    };
    renews_in_group(case.account, held, &offer.limit.group).then_some((held, offer))
}

/// Why there is no such renewal: nothing of the company's, or none of the offers under which it is renewed.
pub(crate) fn not_renewable(
    case: &Case<'_>,
    mut why: Explanation,
    (membership, other_offer): (MembershipId, Option<&str>),
    capability: Capability,
) -> Box<Refusal> {
    match case.account.memberships.get(&membership).zip(other_offer) {
        Some((held, offer)) => {
            if let Err(refusal) = case.may(&mut why, capability) {
                return refusal;
            }
            unknown_offer(case, why, "offer", offer, Some(held))
        }
        None => not_found(why),
    }
}

/// Refuses an offer that the programme does not have, or under which a membership is not renewed, and names those that
/// there are.
pub(crate) fn unknown_offer(
    case: &Case<'_>,
    why: Explanation,
    field: &'static str,
    offer: &str,
    renewed: Option<&Membership>,
) -> Box<Refusal> {
    let fits = |known: &&Offer| renewed.is_none_or(|held| renews_in_group(case.account, held, &known.limit.group));
    let known = case.current().offers.iter().filter(fits).map(|offer| offer.id.as_str());
    invalid_among(why, field, offer, known)
}

/// Whether a membership is renewed under offers of a group: its own, or that of one which is renewed with it (H-33).
pub fn renews_in_group(account: &Account, held: &Membership, group: &str) -> bool {
    held.group == group || account.joined_to(held.id).any(|one| one.group == group)
}

/// The first day on which a membership can be renewed: today, or that of its window. The versions of the programme that are in
/// force on that day are those under which its next year is planned.
pub fn renewal_day(held: &Membership, today: Date) -> Date {
    today.max(held.last_year().days.renew_from)
}

/// The offer under which a membership is renewed if nothing else is chosen: its own, or the highest level of those that are
/// renewed with it, as far as a competency is attained at it on the first day of the renewal (H-33).
pub fn offer_at_renewal<'a>(account: &'a Account, programme: &Programme, held: &'a Membership, today: Date) -> &'a str {
    let judged = Judged::renewing(renewal_day(held, today), held.id, held.last_year());
    let rank = |held: &Membership| held.last_year().level.as_deref().and_then(|level| programme.rank(level));
    let is_attained = |held: &Membership| {
        rank(held).is_some_and(|rank| competency::attained(account, programme, rank, judged).is_some())
    };
    let mut offered: Vec<&Membership> = std::iter::once(held).chain(account.joined_to(held.id)).collect();
    // What the programme does not have any more is chosen last.
    offered.sort_by_key(|one| (programme.offer(&one.last_year().offer).is_none(), std::cmp::Reverse(rank(one))));
    let chosen = offered.iter().find(|one| is_attained(one)).or(offered.first());
    &chosen.copied().unwrap_or(held).last_year().offer
}

/// What a renewal begins: the days of the next year and all that it grants. The preview and the renewal are both made
/// from it.
pub(crate) struct YearPlan {
    pub(crate) number: u32,
    pub(crate) window: String,
    pub(crate) days: YearDays,
    pub(crate) access: WindowAccess,
    /// The group in which it counts from now on, where that is another one.
    pub(crate) group: Option<String>,
    pub(crate) grants: Vec<Shared<Granted>>,
    pub(crate) seats: Carried,
    pub(crate) credits: Vec<CreditMoved>,
    pub(crate) credits_lost: u32,
}

/// Plans the year that follows a membership's last one, under an offer of its group (B-06, C-20). `None` when the
/// calendar ends.
pub(crate) fn plan_year(case: &Case<'_>, held: &Membership, offer: &Offer, asked_on: Date) -> Option<YearPlan> {
    let programme = case.current();
    let year = held.last_year();
    let number = year.number + 1;
    let window = programme.window_of(offer)?;
    let days = match planted::is(12) {
        true => window.first_year(case.ctx.today)?,
        false => window.next_year(held.counted_days(), campaign::counted_from(case.account, held, asked_on))?,
    };
    let judged = (Judged::renewing(asked_on, held.id, year), asked_on);
    let mut minter = case.ctx.minter();
    // What had ended on its own day brings its level along, and no seats (G-13, H-37).
    let joined = case.account.joined_to(held.id).filter(|one| one.is_held_on(asked_on)).map(|one| one.id);
    let below = below_returning(case, held, offer).map(|below| below.id);
    let previous: Vec<MembershipId> = std::iter::once(held.id).chain(joined).chain(below).collect();
    let grants = grant_package(case, programme, offer, (&days, window.access), judged, &previous, &mut minter);
    let seats = seat::carried(case, &grants, &previous);
    let (credits, credits_lost) = balance::kept_credits(case.account, &grants, &previous, case.ctx.today);
    let group = (offer.limit.group != held.group).then(|| offer.limit.group.clone());
    let window = (window.id.clone(), window.access);
    let (window, access) = window;
    Some(YearPlan { number, window, days, access, group, grants, seats, credits, credits_lost })
}

impl YearPlan {
    /// The fact that begins the year.
    pub(crate) fn fact(self, membership: MembershipId, offer: &Offer, payment: &Payment) -> MembershipRenewed {
        MembershipRenewed {
            membership,
            year: self.number,
            offer: offer.id.clone(),
            group: self.group,
            level: level_of(offer),
            days: self.days,
            access: self.access,
            payment: payment.clone(),
            grants: self.grants,
            moved: self.seats.moved,
            credits: self.credits,
        }
    }
}

/// What a renewal does, whoever says that it is paid. The window counts on the day on which it was asked for (B-46).
pub(crate) fn renew_year(
    case: &Case<'_>,
    mut why: Explanation,
    held: &Membership,
    offer: &Offer,
    asked: Asked,
    payment: &Payment,
) -> Decision {
    let programme = case.current();
    let today = case.ctx.today;
    let year = held.last_year();
    let membership = held.id;
    if let Some((node, last_day)) = ended(case.account, programme, held, today) {
        why.look(node);
        return Err(Refusal::new(RefusalCode::MembershipNotActive, why).until(last_day));
    }
    renews_alone(case, &mut why, held)?;
    let node = window_node(case.account, (case.programmes, programme), held, asked.on);
    let answer = node.answer;
    if why.look(node) {
        why.skip(&[FactCode::OnSale, FactCode::ProfileAuthorized, FactCode::ProfileReviewed, FactCode::LevelAttained]);
        return Err(match answer {
            Answer::NotYet => Refusal::new(RefusalCode::RenewalNotOpen, why).until(year.days.renew_to),
            _ => window_closed(case, why, held, asked.on),
        });
    }
    if why.look(on_sale_node(programme, offer, asked.on)) {
        return Err(Refusal::new(RefusalCode::OfferNotOnSale, why));
    }
    // What was bought in the place of one that had lapsed leaves no room for its return, by an override or by money that
    // its order waited for (A-13, B-46), whether or not anything has recorded yet that it lapsed.
    if !held.is_held_on(today) {
        within_limit(case, &mut why, offer)?;
        not_excluded(case, &mut why, offer)?;
    }
    let Some(window) = programme.window_of(offer) else { return Err(invalid(why, "window", &offer.window)) };
    if !asked.ordered {
        company::verified(case, &mut why, Some(held))?;
        company::reviewed(case, &mut why, window, held)?;
    }
    let judged = Judged::renewing(asked.on, membership, year);
    if let Some(node) = level_needed(case, window, offer, judged)
        && why.look(node)
    {
        let until = company::renewable_until(case.account, programme, held, today);
        return Err(Refusal::new(RefusalCode::RequirementsUnmet, why).until(until));
    }
    let Some(plan) = plan_year(case, held, offer, asked.on) else { return Err(invalid(why, "window", &offer.window)) };
    let (days, lost, credits_lost) = (plan.days, seats_lost(&plan.seats), plan.credits_lost);
    why.look(
        Node::new(FactCode::Anniversary, Answer::Value)
            .with("anniversary", days.anniversary)
            .with("renew_from", days.renew_from)
            .with("renew_to", days.renew_to)
            .rule(programme, format!("window.{}.next_anniversary", plan.window)),
    );
    for node in plan.seats.nodes(case, &plan.grants) {
        why.look(node);
    }
    let lines = Value::Number(i64::try_from(plan.grants.len()).unwrap_or(i64::MAX));
    let renewed = plan.fact(membership, offer, payment);
    let anniversary =
        Effect::new("membership.anniversary", Some(year.days.anniversary.into()), Some(days.anniversary.into()))
            .with("renew_from", days.renew_from)
            .with("renew_to", days.renew_to);
    let mut facts = vec![Fact::from(renewed)];
    let mut ended = Vec::new();
    let joined = case.account.joined_to(membership).filter(|one| one.is_held_on(today));
    let name = |one: &Membership| Some(Value::from(format!("M-{}", one.number)));
    let joined = joined.map(|one| (one.id, CloseReason::Merged, Effect::new("membership.merged", name(one), None)));
    let below = below_returning(case, held, offer)
        .map(|one| (one.id, CloseReason::Upgraded, Effect::new("membership.upgraded", name(one), None)));
    for (other, why, effect) in joined.chain(below) {
        let Some(last_day) = plus_days(today, -1) else { continue };
        facts.push(MembershipClosed { membership: other, why, last_day }.into());
        ended.push(effect.irreversible());
    }
    let mut outcome =
        Outcome::on(today, facts, why).effect(anniversary).effect(Effect::new("membership.grants", None, Some(lines)));
    outcome.effects.extend(ended);
    outcome.effects.extend(lost);
    outcome.effects.extend(balance::credits_lost(credits_lost));
    Ok(outcome)
}

/// That another act ended a membership, which no renewal brings back (A-18, B-50), with its last day; none while none has.
pub(crate) fn ended(account: &Account, programme: &Programme, held: &Membership, today: Date) -> Option<(Node, Date)> {
    let closed = held.closed.as_ref().filter(|closed| closed.why != CloseReason::Lapsed && today > closed.last_day)?;
    let node = Node::new(FactCode::MembershipOpen, Answer::Over)
        .with("membership", format!("M-{}", held.number))
        .with("last_day", closed.last_day)
        .with("why", closed.why.code())
        .remedy(instead(account, programme, held, today));
    Some((node, closed.last_day))
}

/// Whether a membership is renewed by itself; none where no merge ever joined it to another one, or where it was renewed
/// with that one.
pub(crate) fn renews_alone_node(
    account: &Account,
    (programmes, programme): (&Programmes, &Programme),
    held: &Membership,
    today: Date,
) -> Option<Node> {
    held.joined.filter(|_| !held.is_renewed_as_one())?;
    let with = account.renewed_with(held);
    let node = Node::of(FactCode::RenewsAlone, with.is_none())
        .with("membership", format!("M-{}", held.number))
        .rule(programme, format!("offer.{}.merge", held.last_year().offer));
    let Some(with) = with else { return Some(node) };
    let node = node.with("with", format!("M-{}", with.number));
    // It ended on its own day, and the year that followed was renewed for both (H-33).
    if account.was_renewed_jointly(held) {
        return Some(over(account, programme, held, today, node));
    }
    let days = with.last_year().days;
    let node = node.with("from", days.renew_from).with("to", days.renew_to);
    let renew = |from, until| Remedy::between(RemedyAct::Renew, from, Some(until));
    let remedy = match campaign::reopened(account, programme, with, today) {
        Some((_, until)) => renew(None, until),
        None if today <= days.renew_to => renew(Some(days.renew_from), days.renew_to),
        None => {
            // Both come back by an override of the other one (J-36), or neither is renewed any more.
            let way = campaign::way_back(account, programmes, with, today);
            return Some(match way {
                Some((_, until)) => asks_override(node, until),
                None => over(account, programme, with, today, node),
            });
        }
    };
    Some(node.remedy(remedy).helped_by(Capability::Buy.roles()))
}

/// A node with the override that brings back what is over, which can be asked for until a day (J-36).
fn asks_override(node: Node, until: Date) -> Node {
    node.remedy(Remedy::until(RemedyAct::AskOverride, until)).helped_by(Capability::ProposeOverride.roles())
}

/// That the window of a membership has passed, and whether a campaign can still bring it back by an override (J-36).
fn window_closed(case: &Case<'_>, why: Explanation, held: &Membership, on: Date) -> Box<Refusal> {
    let closed = held.last_year().days.renew_to;
    let way = campaign::way_back(case.account, case.programmes, held, on);
    let campaigns = way.iter().map(|(campaign, _)| Value::from(campaign.id.as_str())).collect();
    let refusal = Refusal::new(RefusalCode::RenewalWindowClosed, why)
        .until(closed)
        .detail("closed_on", closed)
        .detail("campaigns", Value::List(campaigns))
        .detail("override_possible", if way.is_some() { "yes" } else { "no" });
    if way.is_some() { refusal.or(instead(case.account, case.current(), held, on)) } else { refusal }
}

/// Refuses where a membership is renewed together with another one (H-37).
pub(crate) fn renews_alone(case: &Case<'_>, why: &mut Explanation, held: &Membership) -> Result<(), Box<Refusal>> {
    let today = case.ctx.today;
    let Some(node) = renews_alone_node(case.account, (case.programmes, case.current()), held, today) else {
        return Ok(());
    };
    let Some(with) = case.account.renewed_with(held).filter(|_| why.look(node)) else { return Ok(()) };
    let to_come = !case.account.was_renewed_jointly(held);
    let over = to_come
        && with.last_year().days.renew_to < today
        && campaign::reopened(case.account, case.current(), with, today).is_none();
    let refusal = match over {
        true => window_closed(case, why.clone(), with, today),
        false => Refusal::new(RefusalCode::RenewedTogether, why.clone()),
    };
    Err(refusal.detail("renewed_with", with.id.to_string()))
}

/// The node that says whether a membership gives access on a day, by the rules of its year, and what would give it again,
/// by those of today.
pub(crate) fn membership_access(account: &Account, programmes: &Programmes, held: &Membership, today: Date) -> Node {
    let state = held.state_on(today);
    let year = held.year_on(today);
    let programme = programmes.version(year.version);
    let last = held.benefits_until(today);
    let window = programme.offer(&year.offer).map_or("", |offer| offer.window.as_str());
    let access = held.access_on(today);
    let answer = match (state, access) {
        (MembershipState::NotYet, _) => Answer::NotYet,
        (_, WindowAccess::Kept | WindowAccess::ReadOnly) => Answer::Yes,
        (_, WindowAccess::Suspended) => Answer::Over,
    };
    let node = Node::new(FactCode::MembershipAccess, answer)
        .with("membership", format!("M-{}", held.number))
        .with_some("offer", programme.offer(&year.offer).map(|offer| &offer.name))
        .with("state", state.code())
        .with("anniversary", year.days.anniversary)
        .with("renew_from", year.days.renew_from)
        .with("renew_to", year.days.renew_to)
        .with("last_day", last)
        .rule(programme, format!("window.{window}.access"));
    let current = programmes.current();
    let reopened = campaign::reopened(account, current, held, today).map(|(_, until)| (RemedyAct::Renew, until));
    let way = || campaign::way_back(account, programmes, held, today).map(|(_, until)| (RemedyAct::AskOverride, until));
    let back = reopened.or_else(way);
    match (answer, state) {
        (Answer::Yes, _) => node.changes(plus_days(last, 1)),
        (_, MembershipState::RenewalOpen) => {
            let renew = Remedy::until(RemedyAct::Renew, year.days.renew_to);
            node.remedy(renew).helped_by(Capability::Buy.roles()).changes(plus_days(year.days.renew_to, 1))
        }
        (Answer::NotYet, _) => node.changes(Some(held.anchor)),
        // Benefits return with the payment, not with the override (J-39).
        (_, MembershipState::Lapsed) if let Some(until) = back => match until {
            (RemedyAct::Renew, until) => {
                node.remedy(Remedy::until(RemedyAct::Renew, until)).helped_by(Capability::Buy.roles())
            }
            (act, until) => node.remedy(Remedy::until(act, until)).helped_by(Capability::ProposeOverride.roles()),
        },
        _ => over(account, current, held, today, node),
    }
}

/// What is done about a membership that is over and that nothing brings back: what stands in its place is used or renewed,
/// and where nothing does it is bought again, if it is on sale and what it asks for is met.
pub(crate) fn instead(account: &Account, programme: &Programme, held: &Membership, today: Date) -> Remedy {
    let with = renewal_instead(account, held, today);
    let newest = || in_its_place(account, programme, held, today).then_some(RemedyAct::UseNewest).map(Remedy::new);
    let Some(offer) = programme.offer(&held.last_year().offer) else {
        return with.unwrap_or(Remedy::new(RemedyAct::OtherOffer));
    };
    let missing = || {
        let sale = on_sale_node(programme, offer, today);
        if sale.blocks() {
            return Some(sale.remedy.unwrap_or(Remedy::new(RemedyAct::OtherOffer)));
        }
        let remedy = level_node(account, programme, offer, Judged::buying(today)).filter(Node::blocks)?.remedy?;
        Some(Remedy { then_buys: Some(offer.name.clone()), ..remedy })
    };
    with.or_else(newest).or_else(missing).unwrap_or(Remedy::new(RemedyAct::Purchase))
}

/// A node with what is done about a membership that is over, and by whom.
pub(crate) fn over(account: &Account, programme: &Programme, held: &Membership, today: Date, node: Node) -> Node {
    let instead = instead(account, programme, held, today);
    let roles = match instead.act {
        RemedyAct::UseNewest => &[][..],
        RemedyAct::Attain => Capability::StateAttainment.roles(),
        RemedyAct::MeetRequirement => Capability::LinkProfiles.roles(),
        _ => Capability::Buy.roles(),
    };
    node.remedy(instead).helped_by(roles)
}

/// Whether others stand in the place of a membership that is over, so that there is no room for its return.
pub(crate) fn in_its_place(account: &Account, programme: &Programme, held: &Membership, today: Date) -> bool {
    let Some(offer) = programme.offer(&held.last_year().offer) else { return false };
    let others = || account.memberships.values().filter(|other| other.id != held.id && other.is_held_on(today));
    let count = others().filter(|other| other.group == held.group).count();
    u32::try_from(count).is_ok_and(|count| count >= offer.limit.max)
        || others().any(|other| offer.excluded_by.contains(&other.last_year().offer))
}

/// What is done about a membership whose window has passed and that is renewed together with another one: that one is
/// renewed (H-37). None where it is over as well, or was renewed for both.
fn renewal_instead(account: &Account, held: &Membership, today: Date) -> Option<Remedy> {
    let with =
        account.renewed_with(held).filter(|with| with.is_held_on(today) && !account.was_renewed_jointly(held))?;
    Some(renewal(&with.last_year().days))
}

/// The days of the year after a membership's newest one, counted from a day.
pub(crate) fn year_after(programme: &Programme, held: &Membership, from: Date) -> Option<YearDays> {
    let window = programme.window_of(programme.offer(&held.last_year().offer)?)?;
    window.next_year(held.counted_days(), from)
}

/// The renewal after a year, within its window.
pub(crate) const fn renewal(days: &YearDays) -> Remedy {
    Remedy::between(RemedyAct::Renew, Some(days.renew_from), Some(days.renew_to))
}

/// Says that an open order of the next year, which can still be paid after the window (B-46), or of another membership in
/// its place is what brings the access back: renewing or buying again would be refused beside it.
pub(crate) fn paid_instead(
    account: &Account,
    programmes: &Programmes,
    held: &Membership,
    today: Date,
    node: Node,
) -> Node {
    let state = held.state_on(today);
    let over = matches!(state, MembershipState::RenewalOpen | MembershipState::Lapsed);
    if !node.blocks() || !over {
        return node;
    }
    let replaced = programmes.current().offer(&held.last_year().offer);
    let renews = |order: &&Order| {
        let of_it = match &order.placed.of {
            Ordered::Renewal { membership, .. } => *membership == held.id,
            Ordered::Purchase { offer } => {
                let excludes = replaced.is_some_and(|of| of.excluded_by.contains(offer));
                state == MembershipState::Lapsed && (order.placed.group == held.group || excludes)
            }
        };
        of_it && order.is_open_on(today)
    };
    let open = account.orders.values().find(renews);
    match open.map(|order| order::settle(account, programmes, order, today)) {
        Some(pay) if pay.act == RemedyAct::PayOrder => node.remedy(pay).helped_by(Capability::Buy.roles()),
        _ => node,
    }
}

/// What is done about a product of a membership that is over where another one has begun: its line is used instead of
/// buying again. Where none has the product any more, an offer that has it is bought, and what cannot be bought now is
/// licensed elsewhere (F-09, F-12).
pub(crate) fn in_newest_line(
    account: &Account,
    programmes: &Programmes,
    product: &str,
    today: Date,
    node: Node,
) -> Node {
    use RemedyAct::{Attain, CommercialLicensing, MeetRequirement, OtherOffer, Purchase, UseNewest};
    let Some(act) = node.remedy.as_ref().map(|remedy| remedy.act) else { return node };
    let granted = account.grants_on(product, today);
    match act {
        Purchase | Attain | MeetRequirement | OtherOffer if granted => node.remedy(Remedy::new(UseNewest)),
        // What the same offer still lacks, another one may not ask for.
        UseNewest | Attain | MeetRequirement if !granted => {
            let obtained = check::obtained(account, programmes, product, today);
            match obtained.filter(|remedy| remedy.act == Purchase) {
                Some(purchase) => node.remedy(purchase),
                None if act == UseNewest => node.remedy(Remedy::new(CommercialLicensing)),
                None => node,
            }
        }
        _ => node,
    }
}

/// Refuses where the line's membership allows nothing new on this day.
pub(crate) fn gate(
    case: &Case<'_>,
    why: &mut Explanation,
    programme: &Programme,
    grant: GrantId,
) -> Result<(), Box<Refusal>> {
    let held = accessible(case, why, grant)?;
    let today = case.ctx.today;
    if held.access_on(today) == WindowAccess::ReadOnly {
        let days = held.year_on(today).days;
        why.look(
            Node::new(FactCode::WindowAllowsActs, Answer::No)
                .with("to", days.renew_to)
                .rule(programme, format!("window.{}.access", window_id(programme, held, today)))
                .remedy(renewal(&days))
                .helped_by(Capability::Buy.roles()),
        );
        return Err(Refusal::new(RefusalCode::WindowReadOnly, why.clone()).until(days.anniversary));
    }
    Ok(())
}

/// Refuses where the line's membership gives no access on this day: what is held can be used as long as it does.
pub(crate) fn accessible<'a>(
    case: &Case<'a>,
    why: &mut Explanation,
    grant: GrantId,
) -> Result<&'a Membership, Box<Refusal>> {
    let today = case.ctx.today;
    let Some((grant, held)) = case.account.membership_of(grant) else { return Err(not_found(why.clone())) };
    let node = membership_access(case.account, case.programmes, held, today);
    let node = paid_instead(case.account, case.programmes, held, today, node);
    if why.look(in_newest_line(case.account, case.programmes, &grant.line.benefit, today, node)) {
        let code = RefusalCode::MembershipNotActive;
        return Err(Refusal::new(code, why.clone())
            .until(held.benefits_until(today))
            .detail("state", held.state_on(today).code())
            .detail("since", plus_days(held.benefits_until(today), 1).unwrap_or(today)));
    }
    Ok(held)
}

fn window_id<'p>(programme: &'p Programme, held: &Membership, today: Date) -> &'p str {
    programme.offer(&held.year_on(today).offer).map_or("", |offer| offer.window.as_str())
}

/// Refuses where a later year's line stands in the place of this one (F-13).
pub(crate) fn not_superseded(case: &Case<'_>, why: &mut Explanation, grant: GrantId) -> Result<(), Box<Refusal>> {
    let grant = case.account.grants.get(&grant);
    let dropped = grant.is_some_and(|grant| case.account.dropped_on(grant, case.ctx.today).is_some());
    let node = match grant.and_then(|grant| grant.superseded_on) {
        Some(on) => Node::new(FactCode::NotSuperseded, Answer::Over).with("since", on),
        None => Node::new(FactCode::NotSuperseded, Answer::Yes),
    };
    // What the new year does not have any more is licensed elsewhere (F-09).
    let node = if dropped { node.remedy(Remedy::new(RemedyAct::CommercialLicensing)) } else { node };
    if why.look(node) {
        return Err(Refusal::new(RefusalCode::GrantSuperseded, why.clone()));
    }
    Ok(())
}

/// Refuses where so many more of a line do not fit into the entitlement that it shares with others (C-24).
pub(crate) fn in_pool(case: &Case<'_>, why: &mut Explanation, grant: GrantId, more: u32) -> Result<(), Box<Refusal>> {
    let found = entitlement::fits(case.account, case.programmes, grant, more, case.ctx.today);
    let Some((mut node, pool)) = found else { return Ok(()) };
    if node.blocks() {
        node = node.remedy(Remedy::new(RemedyAct::CommercialLicensing));
    }
    if why.look(node) {
        let refusal = Refusal::new(RefusalCode::SharedPoolExhausted, why.clone());
        return Err(refusal.detail("shared_pool", pool.id.as_str()).detail("free", pool.free()));
    }
    Ok(())
}

/// A node about a line whose day has passed, with what brings its product again: a newer line, the next year where the
/// programme grants it then, or what is done about a membership that is over.
pub(crate) fn regained(
    account: &Account,
    programmes: &Programmes,
    (grant, held): (&Grant, &Membership),
    today: Date,
    node: Node,
) -> Node {
    let (benefit, programme, year) = (grant.line.benefit.as_str(), programmes.current(), held.last_year());
    let granted = |row: &TableRow| {
        row.offer == year.offer && row.benefit == benefit && in_force(row, year.days.renew_from.max(today))
    };
    if account.lines_on(benefit, today).any(|grant| grant.line.redeem_by >= today) {
        node.remedy(Remedy::new(RemedyAct::UseNewest))
    } else if !held.is_held_on(today) {
        over(account, programme, held, today, node)
    } else if programme.table.iter().any(granted) {
        let renewed = account.renewed_with(held).unwrap_or(held);
        node.remedy(renewal(&renewed.last_year().days)).helped_by(Capability::Buy.roles())
    } else {
        node.remedy(Remedy::new(RemedyAct::CommercialLicensing))
    }
}

/// Refuses after the last day on which a benefit may be redeemed, activated or assigned (B-17).
pub(crate) fn in_time(
    case: &Case<'_>,
    why: &mut Explanation,
    programme: &Programme,
    grant: GrantId,
    redeem_by: Date,
) -> Result<(), Box<Refusal>> {
    let today = case.ctx.today;
    let Some((grant, held)) = case.account.membership_of(grant) else { return Err(not_found(why.clone())) };
    let benefit = grant.line.benefit.as_str();
    let node = Node::new(FactCode::RedeemBy, if today <= redeem_by { Answer::Yes } else { Answer::Over })
        .with("redeem_by", redeem_by)
        .rule(programme, format!("benefit.{benefit}.redeem_by"));
    let node = match today <= redeem_by {
        true => node.changes(plus_days(redeem_by, 1)),
        false => regained(case.account, case.programmes, (grant, held), today, node),
    };
    if why.look(node) {
        return Err(Refusal::new(RefusalCode::RedeemByPassed, why.clone())
            .until(redeem_by)
            .detail("redeem_by", redeem_by));
    }
    Ok(())
}

/// The right to a refund, and what ends it (B-50).
pub(crate) fn refund_of(account: &Account, programme: &Programme, held: &Membership, today: Date) -> Option<Node> {
    refund_when_asked(account, programme, held, (today, today))
}

/// Until when a membership's fee can be given back, also where an order on top of it has to be withdrawn first; none
/// where that right is over, or never was (B-50).
pub(crate) fn refundable_until(
    account: &Account,
    programmes: &Programmes,
    held: &Membership,
    today: Date,
) -> Option<Date> {
    let right = refund_of(account, programmes.version(held.years.first()?.version), held, today)?;
    held.refund_until.filter(|_| right.answer != Answer::Over)
}

/// The right to a refund that was asked for on a day: it decides whether that was in time, today what has ended it.
pub(crate) fn refund_when_asked(
    account: &Account,
    programme: &Programme,
    held: &Membership,
    (today, asked_on): (Date, Date),
) -> Option<Node> {
    let until = held.refund_until?;
    let offer = programme.offer(&held.last_year().offer)?;
    let ends = |act: &str| offer.refund.ended_by.iter().any(|end| end.code() == act);
    let ended = account.uses.iter().find(|(of, on, act)| *of == held.id && *on <= today && ends(act));
    let node = Node::new(FactCode::RefundRight, Answer::Yes)
        .with("until", until)
        .with("membership", format!("M-{}", held.number))
        .rule(programme, format!("offer.{}.refund", offer.id));
    // An upgrade used the fee up: it is not given back even inside its days, with nothing used (A-18, B-52), nor after
    // the upgrade's own fee was. What gave way to a higher level that came back at its full price has its right.
    let returned =
        |closed: &&MembershipClosed| closed.why == CloseReason::Upgraded && bought_on_top(account, held).is_none();
    let of_it = |order: &&Order| order.paid.as_ref().is_some_and(|(_, paid)| paid.membership == held.id);
    let refunded = account.orders.values().filter(of_it).find_map(|order| order.refunded.as_ref());
    let closed = held.closed.as_ref().filter(|closed| closed.why != CloseReason::Lapsed && today > closed.last_day);
    let upgraded = closed.filter(|closed| !returned(closed));
    // A year that has passed is not given back, however long ago that was asked, nor is one with another one after it: with
    // the membership would end what was paid for that one.
    let gone = today > held.years.first()?.days.anniversary;
    let renewed = held.years.get(1).map(|year| year.granted_on).filter(|on| *on <= today);
    let over = |on: Option<Date>, by: Option<&str>| {
        let node = Node { answer: Answer::Over, ..node.clone() };
        node.with_some("ended_on", on).with_some("ended_by", by)
    };
    Some(match ended {
        _ if let Some((on, _)) = refunded => over(Some(*on), None),
        _ if asked_on > until || gone => over(None, None),
        _ if renewed.is_some() => over(renewed, Some("renewed")),
        _ if held.closed.is_none() && held.upgraded_on.is_some() => over(held.upgraded_on, Some("upgraded")),
        _ if let Some(closed) = upgraded => {
            let by = (closed.why == CloseReason::Upgraded).then_some("upgraded");
            over(plus_days(closed.last_day, 1), by)
        }
        Some((_, on, act)) => over(Some(*on), Some(act)),
        // The price of an upgrade that waits to be paid counts on this fee.
        None if let Some(order) = order::upgrade_of(account, programme, held, today) => {
            Node { answer: Answer::No, ..node }
                .with("order", order::paper(order.placed.number))
                .remedy(Remedy::new(RemedyAct::CancelOrder))
                .helped_by(Capability::Buy.roles())
        }
        None if let Some(on) = lengthened_another(account, held) => over(Some(on), Some("merged")),
        None if today > until => node,
        None => node.changes(plus_days(until, 1)),
    })
}

/// When a merge let another membership run on to a membership's own anniversary (H-35): what that fee paid is used.
fn lengthened_another(account: &Account, held: &Membership) -> Option<Date> {
    let others = account.memberships.values().filter(|other| other.joined == Some(held.id));
    others.filter_map(|other| other.lengthened_on).max()
}

/// The consequence that a first use or reveal ends the refund right (B-50, E-14); none where there is none to end.
pub(crate) fn refund_effect(case: &Case<'_>, programme: &Programme, grant: GrantId, act: RefundEnd) -> Option<Effect> {
    let (_, held) = case.account.membership_of(grant)?;
    let node = refund_of(case.account, programme, held, case.ctx.today)?;
    let ends = programme.offer(&held.last_year().offer)?.refund.ended_by.contains(&act);
    (node.answer == Answer::Yes && ends)
        .then(|| Effect::new("refund.until", held.refund_until.map(Value::from), None).irreversible())
}

/// The consequence that an undone use gives a refund right back (B-50); none where it was over anyway.
pub(crate) fn refund_restored(case: &Case<'_>, grant: GrantId, undone: &Fact) -> Option<Effect> {
    let until = |account: &Account| {
        let (_, held) = account.membership_of(grant)?;
        refundable_until(account, case.programmes, held, case.ctx.today)
    };
    let undone = merge::after(case.programmes, case.ctx, case.account, std::iter::once(undone));
    let again = until(&undone).filter(|_| until(case.account).is_none())?;
    Some(Effect::new("refund.until", None, Some(again.into())))
}
