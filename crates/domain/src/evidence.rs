//! Evidence and certification profiles: what is recorded, what is refused, and what an attained level adds at once
//!

use jiff::ToSpan;
use jiff::civil::Date;

use crate::access::{Capability, IdentityKind};
use crate::account::Account;
use crate::command::Claim;
use crate::competency::{Evidence, EvidenceOf, Judged, Profile, levels_on};
use crate::decide::{Case, Decision, Effect, NewFact, Outcome, not_found};
use crate::explanation::{Answer, Explanation, FactCode, Node, Question, Remedy, RemedyAct, Value};
use crate::fact::{EvidenceRecorded, EvidenceWithdrawn, ProfileLinked, ProfileUnlinked};
use crate::ids::{AccountId, AssociationId, EvidenceId, Minter, PersonId};
use crate::membership::{added_lines, invalid, invalid_between};
use crate::programme::{Competency, Programme, plus_days};
use crate::refusal::{Refusal, RefusalCode};
use crate::requirement::Association;

/// What is stated about evidence besides what it shows.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stated<'a> {
    pub(crate) dated: Date,
    pub(crate) expires_on: Option<Date>,
    pub(crate) as_of: Option<Date>,
    pub(crate) source: &'a str,
}

/// Refuses because the programme does not name it, with the names that it knows.
fn unknown<'a>(
    mut why: Explanation,
    programme: &Programme,
    (field, value): (&'static str, &str),
    known: impl Iterator<Item = &'a String>,
) -> Box<Refusal> {
    let code = if field == "metric" { RefusalCode::MetricUnknown } else { RefusalCode::CredentialUnknown };
    why.look(
        Node::new(FactCode::KnownInProgramme, Answer::No)
            .with("field", field)
            .with("value", value)
            .rule(programme, field)
            .remedy(Remedy::new(RemedyAct::NameKnown)),
    );
    let known = known.map(|id| Value::from(id.as_str())).collect();
    Refusal::new(code, why).detail("field", field).detail("known", Value::List(known))
}

/// A short name of a system: no free text, which would have to be erasable.
fn is_source(text: &str) -> bool {
    let good = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'_' | b'.');
    (1..=64).contains(&text.len()) && text.bytes().all(good)
}

fn claimed(case: &Case<'_>, why: &Explanation, claim: &Claim) -> Result<EvidenceOf, Box<Refusal>> {
    let programme: &Programme = case.current();
    let asked = &programme.requirements;
    match claim {
        Claim::Skill { profile, credential } => match asked.credential(credential) {
            Some(_) => Ok(EvidenceOf::Skill { profile: profile.clone(), credential: credential.clone() }),
            None => {
                let known = asked.credentials.iter().map(|known| &known.id);
                Err(unknown(why.clone(), programme, ("credential", credential), known))
            }
        },
        Claim::Figure { metric, amount } => {
            let Some(known) = asked.metric(metric) else {
                let known = asked.metrics.iter().map(|known| &known.id);
                return Err(unknown(why.clone(), programme, ("metric", metric), known));
            };
            match known.read(amount) {
                Some(amount) => Ok(EvidenceOf::Figure { metric: metric.clone(), amount }),
                None => Err(invalid(why.clone(), "amount", amount.as_str())),
            }
        }
    }
}

/// Refuses what lies in the future: nobody can know it yet.
fn not_in_future(
    why: &mut Explanation,
    programme: &Programme,
    field: &'static str,
    day: Date,
    today: Date,
) -> Result<(), Box<Refusal>> {
    let node = if day <= today {
        Node::new(FactCode::NotInFuture, Answer::Yes).with("field", field).with("day", day)
    } else {
        Node::new(FactCode::NotInFuture, Answer::NotYet)
            .with("field", field)
            .with("day", day)
            .rule(programme, "evidence")
            .changes(Some(day))
            .remedy(Remedy::from(RemedyAct::Wait, day))
    };
    if why.look(node) {
        return Err(Refusal::new(RefusalCode::EvidenceInFuture, why.clone()).detail("field", field));
    }
    Ok(())
}

/// Refuses what is recorded already: nobody is certified twice for the same thing.
fn not_recorded(
    case: &Case<'_>,
    why: &mut Explanation,
    of: &EvidenceOf,
    stated: Stated<'_>,
) -> Result<(), Box<Refusal>> {
    let same = |held: &Evidence| {
        let what = match (&held.of, of) {
            (EvidenceOf::Figure { metric: one, .. }, EvidenceOf::Figure { metric: other, .. }) => {
                one == other && held.source == stated.source
            }
            (one, other) => one == other,
        };
        what && held.dated == stated.dated && !held.withdrawn
    };
    let earlier = case.account.evidence.iter().find(|(_, held)| same(held));
    let mut node = Node::of(FactCode::EvidenceNew, earlier.is_none())
        .with(
            "field",
            match of {
                EvidenceOf::Skill { .. } => "credential",
                EvidenceOf::Figure { .. } => "metric",
            },
        )
        .rule(case.current(), "evidence");
    if let Some((_, held)) = earlier {
        node = node.with("dated", held.dated).with("source", held.source.as_str());
        node = node.remedy(Remedy::new(RemedyAct::WithdrawEvidence));
    }
    if why.look(node) {
        let field = if matches!(of, EvidenceOf::Skill { .. }) { "credential" } else { "metric" };
        let id = earlier.map(|(id, _)| id.to_string()).unwrap_or_default();
        return Err(Refusal::new(RefusalCode::EvidenceDuplicate, why.clone())
            .detail("field", field)
            .detail("evidence", id));
    }
    Ok(())
}

/// Refuses what ended to count before the company's account was opened: it can show nothing here.
fn could_count(case: &Case<'_>, why: &Explanation, stated: Stated<'_>) -> Result<(), Box<Refusal>> {
    let rule = &case.current().requirements.evidence;
    let Some(opened_on) = case.account.opened_on else { return Ok(()) };
    if rule.counts_until(stated.dated, stated.expires_on).is_none_or(|last| opened_on <= last) {
        return Ok(());
    }
    let field = if stated.expires_on.is_some_and(|last| last < opened_on) { "expires_on" } else { "dated" };
    let (value, from) = match field {
        "expires_on" => (stated.expires_on.unwrap_or(stated.dated), Some(opened_on)),
        _ => (stated.dated, rule.first_that_counts(opened_on)),
    };
    Err(invalid_between(why.clone(), field, value, (from, (field == "dated").then_some(case.ctx.today))))
}

/// Records evidence, and grants at once what it adds to a level already paid for.
pub(crate) fn record(case: &Case<'_>, claim: &Claim, stated: Stated<'_>) -> Decision {
    let programme = case.current();
    let today = case.ctx.today;
    let mut why = case.explain(Question::MayRecordEvidence, claim.subject());
    case.may(&mut why, Capability::RecordEvidence)?;
    if !is_source(stated.source) {
        return Err(invalid(why, "source", stated.source));
    }
    if let Some(expires_on) = stated.expires_on.filter(|day| *day < stated.dated) {
        return Err(invalid_between(why, "expires_on", expires_on, (Some(stated.dated), None)));
    }
    let as_of = stated.as_of.unwrap_or(today);
    // A day to come is refused for what it is, further down.
    if as_of < stated.dated && stated.dated <= today {
        return Err(invalid_between(why, "as_of", as_of, (Some(stated.dated), Some(today))));
    }
    let of = claimed(case, &why, claim)?;
    could_count(case, &why, stated)?;
    not_in_future(&mut why, programme, "dated", stated.dated, today)?;
    not_in_future(&mut why, programme, "as_of", as_of, today)?;
    if let EvidenceOf::Skill { profile, credential } = &of {
        let retired = programme.requirements.credential(credential).and_then(|known| known.retires_on);
        if let Some(retires_on) = retired {
            let node =
                Node::new(FactCode::NotRetired, if stated.dated <= retires_on { Answer::Yes } else { Answer::Over });
            let node =
                node.with("retires_on", retires_on).rule(programme, format!("credential.{credential}.retires_on"));
            let node = if node.blocks() { node.remedy(Remedy::new(RemedyAct::NameKnown)) } else { node };
            if why.look(node) {
                return Err(Refusal::new(RefusalCode::CredentialRetired, why)
                    .until(retires_on)
                    .detail("field", "dated"));
            }
        }
        let linked = case.account.profiles.values().any(|held| held.profile == *profile && held.counts_on(today));
        let mut node = Node::of(FactCode::ProfileLinked, linked).with("field", "profile").rule(programme, "evidence");
        if !linked {
            node = node.remedy(Remedy::new(RemedyAct::LinkProfile)).helped_by(Capability::LinkProfiles.roles());
        }
        if why.look(node) {
            return Err(Refusal::new(RefusalCode::ProfileNotLinked, why).detail("field", "profile"));
        }
    }
    not_recorded(case, &mut why, &of, stated)?;

    let rule = &programme.requirements.evidence;
    let counts_until = rule.counts_until(stated.dated, stated.expires_on);
    why.look(
        Node::new(FactCode::EvidenceCounts, Answer::Value)
            .with("dated", stated.dated)
            .with_some("until", counts_until)
            .rule(programme, "evidence.counts_for"),
    );
    let mut minter = case.ctx.minter();
    let recorded = EvidenceRecorded {
        evidence: minter.evidence(),
        of: of.clone(),
        dated: stated.dated,
        expires_on: stated.expires_on,
        counts_until,
        as_of,
        source: stated.source.to_owned(),
    };
    let mut after = case.account.clone();
    after.evidence.insert(recorded.evidence, recorded.held());
    // What speaks of a day before the company joined counts from the day on which it did.
    let effective_on = case.account.opened_on.map_or(stated.dated, |opened| opened.max(stated.dated));
    let mut outcome = Outcome::on(today, Vec::new(), why).effect(Effect::new(
        "evidence.counts_until",
        None,
        counts_until.map(Value::from),
    ));
    outcome.facts.push(NewFact { effective_on, fact: recorded.into() });
    Ok(levels_changed(case, &after, outcome, &mut minter))
}

fn rank_of(programme: &Programme, levels: &[(&str, &str)], competency: &Competency) -> Option<usize> {
    levels.iter().find(|(of, _)| *of == competency.id).and_then(|(_, level)| programme.rank(level))
}

fn level_effect(programme: &Programme, competency: &Competency, from: Option<usize>, to: Option<usize>) -> Effect {
    let name = |rank: Option<usize>| rank.and_then(|rank| programme.levels.get(rank)).map(|level| (&level.name).into());
    Effect::new("competency.level", name(from), name(to)).with("competency", &competency.name)
}

/// Adds what becomes of the attained levels: as consequences, and as lines where a level is already paid for.
fn levels_changed(case: &Case<'_>, after: &Account, mut outcome: Outcome, minter: &mut Minter) -> Outcome {
    let programme = case.current();
    let judged = Judged::buying(case.ctx.today);
    let before = levels_on(case.account, programme, judged);
    let now = levels_on(after, programme, judged);
    for competency in &programme.competencies {
        let (from, to) = (rank_of(programme, &before, competency), rank_of(programme, &now, competency));
        if from == to {
            continue;
        }
        outcome = outcome.effect(level_effect(programme, competency, from, to));
        if let Some(level) = to.filter(|_| to > from).and_then(|rank| programme.levels.get(rank)) {
            let added = added_lines(case, &competency.id, &level.id, minter);
            outcome.facts.extend(added.into_iter().map(|fact| NewFact { effective_on: case.ctx.today, fact }));
        }
    }
    outcome
}

/// Withdraws evidence that was recorded wrongly. What was granted meanwhile stays to the end of its year.
pub(crate) fn withdraw(case: &Case<'_>, id: EvidenceId) -> Decision {
    let mut why = case.explain(Question::MayWithdrawEvidence, id);
    let Some(held) = case.account.evidence.get(&id) else { return Err(not_found(why)) };
    case.may(&mut why, Capability::RecordEvidence)?;
    if why.look(Node::new(FactCode::EvidenceOpen, if held.withdrawn { Answer::Over } else { Answer::Yes })) {
        return Err(Refusal::new(RefusalCode::EvidenceWithdrawn, why));
    }
    let mut after = case.account.clone();
    if let Some(held) = after.evidence.get_mut(&id) {
        held.withdrawn = true;
    }
    let fact = EvidenceWithdrawn { evidence: id };
    // It never counted, so that it is gone from the days before as well.
    let effective_on = case.account.opened_on.map_or(held.dated, |opened| opened.max(held.dated));
    let mut outcome = Outcome::on(effective_on, vec![fact.into()], why);
    outcome = outcome.effect(Effect::new("evidence.counts_until", held.counts_until.map(Value::from), None));
    Ok(levels_changed(case, &after, outcome, &mut case.ctx.minter()))
}

/// The days on which a certification profile went to another company than before.
fn moves(history: &[Association]) -> Vec<Date> {
    let pairs = history.iter().zip(history.iter().skip(1));
    pairs.filter(|(one, next)| one.account != next.account).map(|(_, next)| next.from).collect()
}

/// Links a certification profile to this company: to one company only, at most so many times a year, so many
/// days apart.
pub(crate) fn link(case: &Case<'_>, person: PersonId, profile: &str) -> Decision {
    let programme = case.current();
    let today = case.ctx.today;
    let mut why = case.explain(Question::MayLinkProfile, person);
    case.may(&mut why, Capability::LinkProfiles)?;
    if profile.is_empty() {
        return Err(invalid(why, "profile", profile));
    }
    let open = |held: &&Profile| held.last_day.is_none_or(|last| today <= last);
    let twice =
        case.account.profiles.values().filter(open).find(|held| held.person == person || held.profile == profile);
    let field = if twice.is_some_and(|held| held.profile != profile) { "person" } else { "profile" };
    let mut node = Node::of(FactCode::ProfileFree, twice.is_none()).with("field", field).rule(programme, "evidence");
    if let Some(held) = twice {
        node = node.with("since", held.linked_on).remedy(Remedy::new(RemedyAct::EndAssociation));
    }
    if why.look(node) {
        return Err(Refusal::new(RefusalCode::AlreadyExists, why).detail("field", field));
    }
    // Somebody of another company is as unknown as nobody, and a shared identity is no person who could pass an exam.
    let known = case.ctx.people.get(&person).filter(|known| known.account == Some(case.ctx.account));
    let present = known.is_some_and(|known| known.in_directory && known.kind != IdentityKind::Shared);
    let mut node = Node::of(FactCode::InDirectory, present).with("person", person.to_string());
    if !present {
        node = node.remedy(Remedy::new(RemedyAct::AddPerson)).helped_by(Capability::ManagePeople.roles());
    }
    if why.look(node) {
        return Err(Refusal::new(RefusalCode::PersonNotInDirectory, why).detail("field", "person"));
    }
    let history = case.ctx.profiles.get(profile).map(Vec::as_slice).unwrap_or_default();
    let moved = one_company(case, &mut why, history, today)?;
    let mut minter = case.ctx.minter();
    let link = ProfileLinked { association: minter.association(), person, profile: profile.to_owned(), moved };
    let mut after = case.account.clone();
    after.profiles.insert(link.association, link.held(today));
    let outcome = Outcome::on(today, vec![link.into()], why);
    let outcome = outcome.effect(Effect::new("profile.linked_on", None, Some(today.into())));
    Ok(levels_changed(case, &after, outcome, &mut minter))
}

/// Refuses a profile that counts elsewhere, or that changed companies too often or too recently. Says whether it
/// changes companies now.
fn one_company(
    case: &Case<'_>,
    why: &mut Explanation,
    history: &[Association],
    today: Date,
) -> Result<bool, Box<Refusal>> {
    let programme = case.current();
    let rule = &programme.requirements.evidence;
    let own: AccountId = case.ctx.account;
    let elsewhere = history.iter().find(|held| held.account != own && held.is_open_on(today));
    let free_from = elsewhere.and_then(|held| plus_days(held.last_day?, 1));
    let mut node = Node::new(
        FactCode::ProfileFree,
        match (elsewhere, free_from) {
            (None, _) => Answer::Yes,
            (Some(_), Some(_)) => Answer::NotYet,
            (Some(_), None) => Answer::No,
        },
    )
    .with("field", "profile")
    .rule(programme, "evidence");
    if elsewhere.is_some() {
        node = node.changes(free_from).remedy(match free_from {
            Some(day) => Remedy::from(RemedyAct::Wait, day),
            None => Remedy::new(RemedyAct::EndAssociation),
        });
    }
    if why.look(node) {
        return Err(Refusal::new(RefusalCode::ProfileLinkedElsewhere, why.clone()).detail("field", "profile"));
    }
    let moved = history.last().is_some_and(|last| last.account != own);
    if !moved {
        return Ok(false);
    }
    let moves = moves(history);
    // Both limits are looked at, and the later of their days counts.
    let apart = rule.moves_apart_days.zip(moves.last()).and_then(|(days, last)| plus_days(*last, days));
    let enough = rule.moves_per_year.and_then(|most| {
        let place = moves.len().checked_sub(usize::try_from(most).ok()?)?;
        moves.get(place)?.checked_add(1.year()).ok()
    });
    let free_from = apart.into_iter().chain(enough).max().filter(|day| today < *day);
    let mut node = Node::new(FactCode::ProfileMayMove, if free_from.is_some() { Answer::NotYet } else { Answer::Yes })
        .with("field", "profile")
        .with("moves", u32::try_from(moves.len()).unwrap_or(u32::MAX))
        .with_some("most", rule.moves_per_year)
        .with_some("apart", rule.moves_apart_days)
        .rule(programme, "evidence.profile_moves_per_year");
    if let Some(day) = free_from {
        node = node.changes(Some(day)).remedy(Remedy::from(RemedyAct::Wait, day));
    }
    if why.look(node) {
        return Err(Refusal::new(RefusalCode::ProfileLocked, why.clone()).detail("field", "profile"));
    }
    Ok(true)
}

/// Ends that a certification profile counts for this company, at once or after an announced last day.
pub(crate) fn unlink(case: &Case<'_>, id: AssociationId, last_day: Option<Date>) -> Decision {
    let today = case.ctx.today;
    let mut why = case.explain(Question::MayUnlinkProfile, id);
    let Some(held) = case.account.profiles.get(&id) else { return Err(not_found(why)) };
    case.may(&mut why, Capability::LinkProfiles)?;
    let last_day = last_day.unwrap_or(today);
    if last_day < today {
        return Err(invalid_between(why, "last_day", last_day, (Some(today), None)));
    }
    let over = held.last_day.filter(|last| *last < today);
    let node = Node::new(FactCode::ProfileLinked, if over.is_some() { Answer::Over } else { Answer::Yes });
    if why.look(node.with("field", "profile").with_some("until", over)) {
        return Err(Refusal::new(RefusalCode::ProfileNotLinked, why).detail("field", "profile"));
    }
    let mut after = case.account.clone();
    if let Some(held) = after.profiles.get_mut(&id) {
        held.last_day = Some(last_day);
    }
    let fact = ProfileUnlinked { association: id, last_day };
    let effect = Effect::new("profile.last_day", held.last_day.map(Value::from), Some(last_day.into()));
    let outcome = Outcome::on(today, vec![fact.into()], why).effect(effect);
    Ok(weakened(case, &after, outcome, last_day))
}

/// Adds which levels will no longer be attained on the day after the last one, before it hurts.
fn weakened(case: &Case<'_>, after: &Account, mut outcome: Outcome, last_day: Date) -> Outcome {
    let programme = case.current();
    let Some(next) = plus_days(last_day, 1) else { return outcome };
    let judged = Judged::buying(next);
    let (before, then) = (levels_on(case.account, programme, judged), levels_on(after, programme, judged));
    for competency in &programme.competencies {
        let (from, to) = (rank_of(programme, &before, competency), rank_of(programme, &then, competency));
        if from != to {
            outcome = outcome.effect(level_effect(programme, competency, from, to).with("on", next));
        }
    }
    outcome
}
