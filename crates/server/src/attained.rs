//! What the API answers about competencies, made from what the domain computed. Nothing is decided here.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde_json::{Map, Value, json};
use symbolon_domain::account::Account;
use symbolon_domain::competency::{
    Basis, CompetencyStanding, Evidence, EvidenceOf, Leaving, LevelStanding, OptionStanding, Profile,
    RequirementStanding, Stage,
};
use symbolon_domain::ids::{AssociationId, EvidenceId, PersonId};
use symbolon_domain::programme::{Language, Programme};
use symbolon_domain::requirement::{Metric, Need, Requirement};
use symbolon_text as text;

use crate::wire::{self, Json, Words};

/// An amount of a figure: a whole number for a count, a decimal string with its currency for money.
fn amount(metric: Option<&Metric>, amount: u64) -> Value {
    match metric.and_then(|metric| Some((metric, metric.currency.as_ref()?))) {
        Some((metric, currency)) => json!({ "amount": metric.decimal(amount), "currency": currency }),
        None => json!(amount),
    }
}

fn asked_amount(programme: &Programme, requirement: &Requirement, of: u64) -> Value {
    let metric = match &requirement.need {
        Need::Figure { metric } => programme.requirements.metric(metric),
        Need::People { .. } => None,
    };
    amount(metric, of)
}

/// What a requirement asks for, in the programme's words.
fn asked(programme: &Programme, requirement: &Requirement, language: Language) -> Map<String, Value> {
    let known = &programme.requirements;
    let credential = |id: &String| {
        let found = known.credential(id);
        json!({
            "id": id, "name": found.map(|one| one.name.get(language)), "kind": found.map(|one| one.kind),
            "retires_on": found.and_then(|one| one.retires_on),
        })
    };
    let list = |ids: &[String]| ids.iter().map(credential).collect::<Vec<_>>();
    let mut value = Map::new();
    value.insert("id".to_owned(), json!(requirement.id));
    value.insert("kind".to_owned(), json!(requirement.kind));
    value.insert("kind_name".to_owned(), json!(text::word(language, requirement.kind)));
    match &requirement.need {
        Need::People { any_of, with } => {
            value.insert("any_of".to_owned(), json!(list(any_of)));
            if !with.is_empty() {
                value.insert("with".to_owned(), json!(list(with)));
            }
        }
        Need::Figure { metric } => {
            let found = known.metric(metric);
            value.insert("metric".to_owned(), json!(metric));
            value.insert("metric_name".to_owned(), json!(found.map(|one| one.name.get(language))));
            value.insert("measure".to_owned(), json!(found.map(|one| one.measure)));
        }
    }
    value.insert("verified".to_owned(), json!(requirement.verified));
    value.insert("source".to_owned(), json!(programme.source(&format!("requirement.{}", requirement.id))));
    value
}

fn option_name<'p>(programme: &'p Programme, requirement: &Requirement, language: Language) -> Option<&'p str> {
    let option = requirement.option.as_deref()?;
    Some(programme.requirements.option(&requirement.competency, option)?.name.get(language))
}

/// What every competency of the programme asks for.
pub(crate) fn catalogue(programme: &Programme, language: Language) -> Value {
    let known = &programme.requirements;
    let requirement = |one: &Requirement| {
        let mut value = asked(programme, one, language);
        let of = |amount: u64| asked_amount(programme, one, amount);
        let thresholds: Map<String, Value> = if known.markets.is_empty() {
            Map::from_iter([("everywhere".to_owned(), of(one.otherwise))])
        } else {
            let threshold = |id: &String| of(one.at_least.get(id).copied().unwrap_or(one.otherwise));
            known.markets.iter().map(|market| (market.id.clone(), threshold(&market.id))).collect()
        };
        value.insert("level".to_owned(), json!(one.level));
        value.insert("option".to_owned(), json!(one.option));
        value.insert("option_name".to_owned(), json!(option_name(programme, one, language)));
        value.insert("at_least".to_owned(), Value::Object(thresholds));
        value.insert("from".to_owned(), json!(one.from));
        value.insert("to".to_owned(), json!(one.to));
        Value::Object(value)
    };
    let competency = |one: &symbolon_domain::programme::Competency| {
        let own = known.asked_by(&one.id).iter();
        json!({
            "id": one.id, "name": one.name.get(language), "area": one.area,
            "area_name": known.area(&one.area).map(|area| area.name.get(language)), "cloud": one.cloud,
            "requirements": own.map(requirement).collect::<Vec<_>>(),
        })
    };
    json!({
        "items": programme.competencies.iter().map(competency).collect::<Vec<_>>(),
        "levels": programme.levels.iter().map(|level| json!({
            "id": level.id, "name": level.name.get(language),
        })).collect::<Vec<_>>(),
        "markets": known.markets.iter().map(|market| json!({
            "id": market.id, "name": market.name.get(language), "countries": market.countries,
        })).collect::<Vec<_>>(),
        "specialisations": known.specialisations.iter().map(|one| json!({
            "id": one.id, "name": one.name.get(language), "level": one.level, "any_of": one.any_of,
        })).collect::<Vec<_>>(),
        "evidence": {
            "counts_for_months": known.evidence.counts_for_months, "at_risk_months": known.evidence.at_risk_months,
            "profile_moves_per_year": known.evidence.moves_per_year,
            "profile_moves_apart_days": known.evidence.moves_apart_days,
        },
        "version": programme.version,
    })
}

/// How many competencies are in each stage (L-21).
pub(crate) fn counts(found: &[CompetencyStanding]) -> Value {
    let of = |stage: Stage| found.iter().filter(|one| one.main().and_then(|level| level.stage) == Some(stage)).count();
    Stage::ALL.iter().map(|stage| (stage.code().to_owned(), json!(of(*stage)))).collect::<Map<_, _>>().into()
}

fn requirement(programme: &Programme, one: &RequirementStanding, language: Language) -> Value {
    let of = |amount: u64| asked_amount(programme, &one.requirement, amount);
    let mut value = asked(programme, &one.requirement, language);
    value.insert("needed".to_owned(), of(one.needed));
    value.insert("have".to_owned(), of(one.have));
    value.insert("met".to_owned(), json!(one.is_met()));
    value.insert("met_until".to_owned(), json!(one.met_until));
    value.insert("have_in_year".to_owned(), json!(one.have_in_year.map(of)));
    value.insert("forecast".to_owned(), json!(one.forecast.map(of)));
    value.insert("will_be_met".to_owned(), json!(one.will_be_met()));
    value.insert("as_of".to_owned(), json!(one.as_of));
    value.insert("sources".to_owned(), json!(one.sources));
    value.insert("evidence".to_owned(), json!(one.evidence));
    Value::Object(value)
}

fn option(programme: &Programme, one: &OptionStanding, language: Language) -> Value {
    let first = one.requirements.first().map(|first| &first.requirement);
    json!({
        "option": one.option, "option_name": first.and_then(|first| option_name(programme, first, language)),
        "met": one.is_met(),
        "requirements": one.requirements.iter().map(|one| requirement(programme, one, language)).collect::<Vec<_>>(),
    })
}

fn leaving(one: &Leaving, people: &BTreeMap<PersonId, String>) -> Value {
    json!({
        "person": one.person, "person_name": people.get(&one.person), "last_day": one.last_day,
        "requirement": one.requirement, "leaves": one.leaves, "needed": one.needed, "breaks": one.breaks(),
    })
}

fn level(programme: &Programme, one: &LevelStanding, reader: &Words<'_>, people: &BTreeMap<PersonId, String>) -> Value {
    let language = reader.language;
    let name = programme.levels.iter().find(|known| known.id == one.level).map(|known| known.name.get(language));
    let until = match &one.basis {
        Some(Basis::Override { until, .. }) => *until,
        _ => None,
    };
    let excused = one.excused.as_ref().map(|(campaign, until)| {
        let name = programme.campaign(campaign).map(|known| known.name.get(language));
        json!({ "campaign": campaign, "campaign_name": name, "until": until })
    });
    json!({
        "level": one.level, "level_name": name, "stage": one.stage,
        "stage_name": one.stage.map(|stage| text::word(language, stage)),
        "basis": one.basis.as_ref().map(Basis::code), "override_until": until, "excused": excused, "membership": one.membership,
        "anniversary": one.anniversary, "will_be_qualified": one.will_be_qualified,
        "options": one.options.iter().map(|one| option(programme, one, language)).collect::<Vec<_>>(),
        "leaving": one.leaving.iter().map(|one| leaving(one, people)).collect::<Vec<_>>(),
        "explanation": wire::explanation(&one.explanation, language, reader.names),
    })
}

/// A competency on a day: its main level in short, and every level with what it asks for.
pub(crate) fn competency(
    programme: &Programme,
    one: &CompetencyStanding,
    reader: &Words<'_>,
    people: &BTreeMap<PersonId, String>,
) -> Value {
    let language = reader.language;
    let known = programme.competency(&one.competency);
    let main = one.main();
    let area = programme.requirements.area(&one.area);
    json!({
        "competency": one.competency, "competency_name": known.map(|known| known.name.get(language)),
        "area": one.area, "area_name": area.map(|area| area.name.get(language)),
        "level": main.map(|level| &level.level), "stage": main.and_then(|level| level.stage),
        "stage_name": main.and_then(|level| level.stage).map(|stage| text::word(language, stage)),
        "anniversary": main.and_then(|level| level.anniversary),
        "evidence_as_of": one.as_of, "opens": one.opens,
        "levels": one.levels.iter().map(|one| level(programme, one, reader, people)).collect::<Vec<_>>(),
        "explanation": main.map(|level| wire::explanation(&level.explanation, language, reader.names)),
    })
}

/// A piece of evidence on a day. Of the profile only the person is shown.
pub(crate) fn evidence(
    programme: &Programme,
    account: &Account,
    id: EvidenceId,
    held: &Evidence,
    on: Date,
    language: Language,
    people: &BTreeMap<PersonId, String>,
) -> Json {
    let known = &programme.requirements;
    let mut value = match &held.of {
        EvidenceOf::Skill { profile, credential } => {
            let of = account.profiles.values().filter(|one| one.profile == *profile);
            let person = of.max_by_key(|one| one.linked_on).map(|one| one.person);
            json!({
                "kind": "skill", "credential": credential,
                "credential_name": known.credential(credential).map(|one| one.name.get(language)),
                "person": person, "person_name": person.and_then(|person| people.get(&person)),
            })
        }
        EvidenceOf::Figure { metric, amount: of } => {
            let found = known.metric(metric);
            json!({
                "kind": "figure", "metric": metric, "metric_name": found.map(|one| one.name.get(language)),
                "amount": amount(found, *of),
            })
        }
    };
    if let Some(members) = value.as_object_mut() {
        members.insert("id".to_owned(), json!(id));
        members.insert("dated".to_owned(), json!(held.dated));
        members.insert("expires_on".to_owned(), json!(held.expires_on));
        members.insert("counts_until".to_owned(), json!(held.counts_until));
        members.insert("counts".to_owned(), json!(held.counts_on(on)));
        members.insert("as_of".to_owned(), json!(held.as_of));
        members.insert("source".to_owned(), json!(held.source));
        members.insert("withdrawn".to_owned(), json!(held.withdrawn));
    }
    Json(value)
}

/// A certification profile that counts or counted for a company.
pub(crate) fn profile(id: AssociationId, held: &Profile, on: Date, people: &BTreeMap<PersonId, String>) -> Value {
    json!({
        "id": id, "person": held.person, "person_name": people.get(&held.person), "linked_on": held.linked_on,
        "last_day": held.last_day, "counts": held.counts_on(on),
    })
}
