//! What competencies ask for: how it is written, and how it is compared with the rest of the programme (A-15…A-21, A.3).

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use symbolon_domain::requirement::{self as model, CredentialKind, Measure, Need, RequirementKind, Requirements};

use crate::assemble::Assembler;
use crate::diagnostic::{both, suggest};
use crate::document::{At, Both, Code, Competency, Day, Document, Named, Period};
use crate::rules::Unit;

/// A group of countries with thresholds of its own (A.3).
#[derive(Debug, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Market {
    /// Its id, which never changes.
    pub(crate) id: At<String>,
    /// Its name.
    pub(crate) name: Both,
    /// Its two-letter ISO 3166-1 countries; without it, every country that no other market names.
    #[serde(default)]
    pub(crate) countries: Vec<At<String>>,
}

/// An exam, an assessment or a certification.
#[derive(Debug, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Credential {
    /// Its id, which never changes.
    pub(crate) id: At<String>,
    /// What it is.
    pub(crate) kind: Code<CredentialKind>,
    /// Its name.
    pub(crate) name: Both,
    /// Last day on which it could be passed (L-20).
    pub(crate) retires_on: Option<Day>,
}

/// A figure that is measured.
#[derive(Debug, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Metric {
    /// Its id, which never changes.
    pub(crate) id: At<String>,
    /// Its name.
    pub(crate) name: Both,
    /// How its readings add up.
    pub(crate) measure: Code<Measure>,
    /// ISO 4217 code, where it is money; without it, it is a count.
    pub(crate) currency: Option<At<String>>,
}

/// One threshold of a level of a competency (A.3).
#[derive(Debug, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Requirement {
    /// Its id, which never changes.
    pub(crate) id: At<String>,
    /// The competency.
    pub(crate) competency: At<String>,
    /// The option, where the competency has several.
    pub(crate) option: Option<At<String>>,
    /// The level.
    pub(crate) level: At<String>,
    /// What it looks at.
    pub(crate) kind: At<Code<RequirementKind>>,
    /// Figure: which one.
    pub(crate) metric: Option<At<String>>,
    /// People: credentials of which a person holds at least one.
    #[serde(default)]
    pub(crate) any_of: Vec<At<String>>,
    /// People: credentials of which a person holds at least one as well.
    #[serde(default)]
    pub(crate) with: Vec<At<String>>,
    /// How much at the least, in whole units of the currency or in pieces, wherever `by_market` says nothing else.
    #[schemars(range(min = 1))]
    pub(crate) at_least: Option<u64>,
    /// How much at the least, by market.
    #[serde(default)]
    pub(crate) by_market: BTreeMap<At<String>, At<u64>>,
    /// False where the source of the figure is not official.
    pub(crate) verified: Option<bool>,
    /// First day on which it is asked for.
    pub(crate) from: Option<Day>,
    /// Last day on which it is asked for.
    pub(crate) to: Option<Day>,
}

/// What holders of a level of a competency may apply for.
#[derive(Debug, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Specialisation {
    /// Its id, which never changes.
    pub(crate) id: At<String>,
    /// Its name.
    pub(crate) name: Both,
    /// The level at which one of the competencies has to be active.
    pub(crate) level: At<String>,
    /// The competencies that open it.
    #[schemars(length(min = 1))]
    pub(crate) any_of: Vec<At<String>>,
}

/// How long evidence counts, and how certification profiles move.
#[derive(Debug, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Evidence {
    /// How long a reading or a credential counts; without it, to its own end.
    pub(crate) counts_for: Option<At<Period>>,
    /// How long before the anniversary the forecast leaves out what will be too old by then; without it, always.
    pub(crate) at_risk_within: Option<At<Period>>,
    /// How often a certification profile may change companies within a year; without it, always.
    #[schemars(range(min = 1))]
    pub(crate) profile_moves_per_year: Option<u32>,
    /// Days from one change of companies to the next.
    pub(crate) profile_moves_apart: Option<At<Period>>,
}

/// The parts of one file that say what competencies ask for.
#[derive(Debug, Default)]
pub(crate) struct Parts {
    area: Vec<Named>,
    market: Vec<Market>,
    credential: Vec<Credential>,
    metric: Vec<Metric>,
    option: Vec<(At<String>, Vec<Named>)>,
    requirement: Vec<At<Requirement>>,
    specialisation: Vec<Specialisation>,
    evidence: Option<At<Evidence>>,
}

impl Parts {
    /// Takes them out of a document; the competencies give up only their options.
    pub(crate) fn take(document: &mut Document) -> Self {
        let options = |competency: &mut Competency| (competency.id.clone(), std::mem::take(&mut competency.option));
        Self {
            area: std::mem::take(&mut document.area),
            market: std::mem::take(&mut document.market),
            credential: std::mem::take(&mut document.credential),
            metric: std::mem::take(&mut document.metric),
            option: document.competency.iter_mut().map(options).collect(),
            requirement: std::mem::take(&mut document.requirement),
            specialisation: std::mem::take(&mut document.specialisation),
            evidence: document.evidence.take(),
        }
    }
}

/// The ids of a document that only these parts know.
pub(crate) fn ids(document: &Document) -> [(&'static str, Vec<&At<String>>); 6] {
    [
        ("area", document.area.iter().map(|entry| &entry.id).collect()),
        ("market", document.market.iter().map(|entry| &entry.id).collect()),
        ("credential", document.credential.iter().map(|entry| &entry.id).collect()),
        ("metric", document.metric.iter().map(|entry| &entry.id).collect()),
        ("requirement", document.requirement.iter().map(|entry| &entry.value.id).collect()),
        ("specialisation", document.specialisation.iter().map(|entry| &entry.id).collect()),
    ]
}

impl Assembler {
    /// Puts the parts of all files together.
    pub(crate) fn requirements(&mut self, parts: Vec<(String, Parts)>) -> Requirements {
        let mut found = Requirements::default();
        let mut asked = Vec::new();
        let mut opened = Vec::new();
        for (file, parts) in parts {
            let file = file.as_str();
            for Named { id, name } in parts.area {
                found.areas.push(model::Area { name: self.text(file, &name), id: id.value });
            }
            for market in parts.market {
                self.market(file, market, &mut found);
            }
            for credential in parts.credential {
                found.credentials.push(model::Credential {
                    kind: credential.kind.0,
                    name: self.text(file, &credential.name),
                    retires_on: credential.retires_on.map(|day| day.0),
                    id: credential.id.value,
                });
            }
            for metric in parts.metric {
                let decimals = metric.currency.as_ref().and_then(|currency| self.decimals(file, currency));
                found.metrics.push(model::Metric {
                    name: self.text(file, &metric.name),
                    measure: metric.measure.0,
                    currency: metric.currency.map(|currency| currency.value),
                    decimals: decimals.unwrap_or(0),
                    id: metric.id.value,
                });
            }
            for (competency, options) in parts.option {
                for Named { id, name } in options {
                    if found.option(&competency.value, &id.value).is_some() {
                        let message = both!("`{}` existe déjà", "`{}` is there already", id.value);
                        self.sink.report(file, id.span.clone(), message, None);
                    }
                    let name = self.text(file, &name);
                    let competency = competency.value.clone();
                    found.options.push(model::CompetencyOption { id: id.value, competency, name });
                }
            }
            if let Some(At { value: rule, span }) = parts.evidence {
                if found.evidence != model::EvidenceRule::default() {
                    let message = both!(
                        "`[evidence]` est déjà dans un autre fichier",
                        "`[evidence]` stands in another file already"
                    );
                    self.sink.report(file, span, message, None);
                }
                found.evidence = model::EvidenceRule {
                    counts_for_months: self.period(file, rule.counts_for.as_ref(), Unit::Months),
                    at_risk_months: self.period(file, rule.at_risk_within.as_ref(), Unit::Months),
                    moves_per_year: rule.profile_moves_per_year,
                    moves_apart_days: self.period(file, rule.profile_moves_apart.as_ref(), Unit::Days),
                };
            }
            asked.extend(parts.requirement.into_iter().map(|one| (file.to_owned(), one)));
            opened.extend(parts.specialisation.into_iter().map(|one| (file.to_owned(), one)));
        }
        for (file, one) in asked {
            if let Some(one) = self.requirement(&file, one, &found) {
                found.asked.entry(one.competency.clone()).or_default().push(one);
            }
        }
        for (file, one) in opened {
            let competencies = self.known.competencies.clone();
            for competency in &one.any_of {
                self.reference(&file, competency, both!("compétence", "competency"), &competencies);
            }
            let levels = self.known.levels.clone();
            self.reference(&file, &one.level, both!("niveau", "level"), &levels);
            found.specialisations.push(model::Specialisation {
                name: self.text(&file, &one.name),
                level: one.level.value,
                any_of: one.any_of.into_iter().map(|competency| competency.value).collect(),
                id: one.id.value,
            });
        }
        found
    }

    /// The area of a competency is one of those listed, where any are.
    pub(crate) fn area(&mut self, file: &str, area: &At<String>, known: &BTreeSet<String>) {
        if !known.is_empty() {
            self.reference(file, area, both!("domaine", "area"), known);
        }
    }

    fn market(&mut self, file: &str, market: Market, found: &mut Requirements) {
        for country in &market.countries {
            self.country(file, country);
            if let Some(other) = found.markets.iter().find(|other| other.countries.contains(&country.value)) {
                let message = both!(
                    "`{}` est déjà dans le marché `{}`",
                    "`{}` is in the market `{}` already",
                    country.value,
                    other.id
                );
                self.sink.report(file, country.span.clone(), message, None);
            }
        }
        let elsewhere = found.markets.iter().find(|other| other.countries.is_empty());
        if let Some(other) = elsewhere.filter(|_| market.countries.is_empty()) {
            let message = both!(
                "`{}` et `{}` comprennent tous deux les autres pays",
                "`{}` and `{}` are both for all other countries",
                other.id,
                market.id.value
            );
            self.sink.report(file, market.id.span.clone(), message, None);
        }
        found.markets.push(model::Market {
            name: self.text(file, &market.name),
            countries: market.countries.into_iter().map(|country| country.value).collect(),
            id: market.id.value,
        });
    }

    fn requirement(
        &mut self,
        file: &str,
        At { value: one, span }: At<Requirement>,
        found: &Requirements,
    ) -> Option<model::Requirement> {
        let competencies = self.known.competencies.clone();
        self.reference(file, &one.competency, both!("compétence", "competency"), &competencies);
        let levels = self.known.levels.clone();
        self.reference(file, &one.level, both!("niveau", "level"), &levels);
        let options: Vec<&String> = found
            .options
            .iter()
            .filter(|option| option.competency == one.competency.value)
            .map(|option| &option.id)
            .collect();
        match &one.option {
            Some(option) => self.reference(file, option, both!("option", "option"), options),
            None if !options.is_empty() => {
                let message = both!(
                    "`{}` a des options\u{a0}; il faut en nommer une",
                    "`{}` has options; name one of them",
                    one.competency.value
                );
                let hint = suggest("", options.iter().map(|option| option.as_str()));
                self.sink.report(file, one.competency.span.clone(), message, hint);
            }
            None => {}
        }
        if let (Some(from), Some(to)) = (one.from, one.to)
            && to.0 < from.0
        {
            let message = both!("le dernier jour précède le premier", "the last day lies before the first");
            self.sink.report(file, span.clone(), message, None);
        }
        let need = self.need(file, &one, found);
        let decimals = match &need {
            Some(Need::Figure { metric }) => found.metric(metric).map_or(0, |metric| metric.decimals),
            _ => 0,
        };
        let minor = |amount: u64| amount.checked_mul(10u64.checked_pow(decimals)?);
        let mut at_least = BTreeMap::new();
        for (market, amount) in &one.by_market {
            let known: Vec<&String> = found.markets.iter().map(|known| &known.id).collect();
            self.reference(file, market, both!("marché", "market"), known);
            if amount.value == 0 {
                let message = both!("un seuil nul ne demande rien", "a threshold of zero asks for nothing");
                self.sink.report(file, amount.span.clone(), message, None);
            }
            match minor(amount.value) {
                Some(amount) => {
                    at_least.insert(market.value.clone(), amount);
                }
                None => {
                    let message = both!("ce seuil est trop grand", "this threshold is too large");
                    self.sink.report(file, amount.span.clone(), message, None);
                }
            }
        }
        let covered = !found.markets.is_empty()
            && found.markets.iter().all(|market| at_least.contains_key(&market.id))
            && found.markets.iter().any(|market| market.countries.is_empty());
        if one.at_least.is_none() && !covered {
            let message = both!("il manque un seuil pour certains pays", "some countries have no threshold");
            let hint = both!(
                "ajoutez `at_least = …`, ou un seuil pour chaque marché dans `by_market`",
                "add `at_least = …`, or a threshold for every market in `by_market`"
            );
            self.sink.report(file, one.id.span.clone(), message, Some(hint));
        }
        let otherwise = one.at_least.map_or(Some(u64::MAX), minor);
        Some(model::Requirement {
            id: one.id.value,
            competency: one.competency.value,
            option: one.option.map(|option| option.value),
            level: one.level.value,
            kind: one.kind.value.0,
            need: need?,
            at_least,
            otherwise: otherwise?,
            verified: one.verified.unwrap_or(true),
            from: one.from.map(|day| day.0),
            to: one.to.map(|day| day.0),
        })
    }

    /// A requirement counts people or reads a figure, as its kind says, and names what the programme knows.
    fn need(&mut self, file: &str, one: &Requirement, found: &Requirements) -> Option<Need> {
        let At { value: Code(kind), span } = &one.kind;
        if kind.counts_people() {
            let credentials: Vec<&String> = found.credentials.iter().map(|known| &known.id).collect();
            for credential in one.any_of.iter().chain(&one.with) {
                let kind = both!("examen ou certification", "exam or certification");
                self.reference(file, credential, kind, credentials.iter().copied());
            }
            if let Some(metric) = &one.metric {
                let message = both!("`{}` compte des personnes", "`{}` counts people", kind.code());
                self.sink.report(file, metric.span.clone(), message, None);
            }
            if one.any_of.is_empty() {
                let message = both!(
                    "`{}` nomme des examens ou des certifications",
                    "`{}` names exams or certifications",
                    kind.code()
                );
                let hint = both!("par exemple any_of = [\"70-483\"]", "for example any_of = [\"70-483\"]");
                self.sink.report(file, span.clone(), message, Some(hint));
            }
            let ids = |list: &[At<String>]| list.iter().map(|id| id.value.clone()).collect();
            return Some(Need::People { any_of: ids(&one.any_of), with: ids(&one.with) });
        }
        if let Some(credential) = one.any_of.iter().chain(&one.with).next() {
            let message = both!("`{}` ne compte pas de personnes", "`{}` counts no people", kind.code());
            self.sink.report(file, credential.span.clone(), message, None);
        }
        let Some(metric) = &one.metric else {
            let message = both!("`{}` nomme un indicateur", "`{}` names a figure", kind.code());
            let hint = both!("ajoutez `metric = …`", "add `metric = …`");
            self.sink.report(file, span.clone(), message, Some(hint));
            return None;
        };
        let metrics: Vec<&String> = found.metrics.iter().map(|known| &known.id).collect();
        self.reference(file, metric, both!("indicateur", "figure"), metrics);
        Some(Need::Figure { metric: metric.value.clone() })
    }
}
