//! Competencies of a company: how far each is, what is missing until when and who can help, what the anniversary will
//! find, and the evidence behind it (A-10…A-17). The certification profiles that count for it stand on the same page.

use std::collections::BTreeMap;

use axum::extract::Path;
use jiff::civil::Date;
use symbolon_domain::access::Capability;
use symbolon_domain::competency::{
    Basis, CompetencyStanding, Leaving, LevelStanding, RequirementStanding, Stage, competencies,
};
use symbolon_domain::requirement::{Need, Requirement};

use super::again::Again;
use super::evidence::EvidenceView;
use super::frame::respond;
use super::pages::CompetenciesPage;
use super::profiles::Profiles;
use super::sight::{Sight, Tag, Task};
use super::visit::{Answered, Place, Visit};

/// A competency that was begun.
pub(crate) struct CompetencyView {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) area: String,
    pub(crate) tag: Tag,
    pub(crate) lead: String,
    pub(crate) stated: Option<String>,
    pub(crate) leaving: Vec<String>,
    pub(crate) levels: Vec<LevelView>,
}

/// A level of it, with what it asks for.
pub(crate) struct LevelView {
    pub(crate) name: String,
    pub(crate) tag: Option<Tag>,
    pub(crate) is_main: bool,
    pub(crate) tasks: Vec<Task>,
    /// What the column says of which the forecast is.
    pub(crate) forecast: String,
    pub(crate) rows: Vec<RequirementRow>,
}

/// A requirement in figures and days.
pub(crate) struct RequirementRow {
    pub(crate) name: String,
    pub(crate) option: Option<String>,
    pub(crate) have: String,
    pub(crate) met: Tag,
    pub(crate) until: String,
    pub(crate) forecast: Option<(String, Tag)>,
    pub(crate) source: String,
}

/// The competencies.
pub(crate) async fn show(visit: Visit, Path(account): Path<String>) -> Answered {
    let place = visit.enter(&account).await?;
    page(&place, Again::default()).await
}

/// The page, with a form that came back.
pub(super) async fn page(place: &Place<'_>, again: Again) -> Answered {
    place.need(Capability::ViewCompetencies)?;
    let visit = place.visit;
    let (sight, words) = (place.sight(), visit.words());
    let gone = visit.app.people_gone(place.id).await?;
    let found = competencies(sight.account, sight.programme(), sight.today, &gone);
    let (begun, others): (Vec<_>, Vec<_>) = found.iter().partition(|one| one.main().is_some());
    let begun = begun.into_iter().filter_map(|one| Some(view(&sight, one, one.main()?))).collect();
    let mut by_area: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for one in others {
        by_area.entry(area(&sight, &one.area)).or_default().push(name(&sight, &one.competency));
    }
    let market = sight.programme().requirements.market_of(&sight.account.country);
    let lead = match market {
        Some(market) => words.with("ui-competencies-lead-market", &[("market", market.name.get(words.0).into())]),
        None => words.t("ui-competencies-lead"),
    };
    let mut frame = place.frame("ui-competencies-page", "/competencies");
    let status = again.mark(&mut frame, format!("{}/competencies", sight.base()));
    let page = CompetenciesPage {
        f: frame,
        base: sight.base(),
        lead,
        begun,
        others: by_area.into_iter().collect(),
        profiles: Profiles::of(place).await?,
        evidence: EvidenceView::of(place),
        again,
    };
    Ok(respond(status, visit.language, &page))
}

fn name(sight: &Sight<'_>, id: &str) -> String {
    sight.programme().competency(id).map_or_else(|| id.to_owned(), |known| known.name.get(sight.words.0).to_owned())
}

fn area(sight: &Sight<'_>, id: &str) -> String {
    let known = sight.programme().requirements.area(id);
    known.map_or_else(|| id.to_owned(), |known| known.name.get(sight.words.0).to_owned())
}

fn level(sight: &Sight<'_>, id: &str) -> String {
    let known = sight.programme().levels.iter().find(|level| level.id == id);
    known.map_or_else(|| id.to_owned(), |known| known.name.get(sight.words.0).to_owned())
}

fn stage_tag(sight: &Sight<'_>, stage: Stage) -> Tag {
    let (tone, icon) = match stage {
        Stage::Active => ("good", "check"),
        Stage::Qualified => ("info", "check"),
        Stage::Started => ("", "ring"),
        Stage::AtRisk => ("warn", "warn"),
        Stage::Ended => ("stop", "stop"),
    };
    Tag { tone, icon, word: sight.words.word(stage) }
}

fn view(sight: &Sight<'_>, one: &CompetencyStanding, main: &LevelStanding) -> CompetencyView {
    let words = sight.words;
    let named = level(sight, &main.level);
    let args = |day: Option<Date>, basis: Option<&Basis>| {
        [
            ("level", named.as_str().into()),
            ("date", day.map(|day| words.date(day)).unwrap_or_default().into()),
            ("basis", basis.map(Basis::code).unwrap_or_default().into()),
        ]
    };
    let renewal = main.renewal_basis.as_ref();
    let lead = match (main.stage, main.anniversary) {
        (Some(Stage::Active), Some(_)) if let Some(day) = main.renew_to => {
            words.with("ui-competency-active-window", &args(Some(day), renewal))
        }
        (Some(Stage::AtRisk), Some(_)) if let Some(day) = main.renew_to => {
            words.with("ui-competency-at-risk-window", &args(Some(day), renewal))
        }
        (Some(Stage::Active), Some(day)) => words.with("ui-competency-active", &args(Some(day), renewal)),
        (Some(Stage::AtRisk), Some(day)) => words.with("ui-competency-at-risk", &args(Some(day), renewal)),
        (Some(Stage::Qualified), _) => words.with("ui-competency-qualified", &args(None, main.basis.as_ref())),
        (Some(Stage::Ended), _) => words.with("ui-competency-ended", &args(None, None)),
        _ => words.with("ui-competency-started", &args(None, None)),
    };
    let stated = match &main.basis {
        Some(Basis::Override { until: Some(until), .. }) => {
            Some(words.with("ui-competency-stated", &[("date", (*until).into())]))
        }
        _ => None,
    };
    let leaving = one.levels.iter().flat_map(|level| &level.leaving).filter(|leaving| leaving.breaks());
    let mut leaving: Vec<String> = leaving.map(|leaving| leaves(sight, leaving)).collect();
    leaving.dedup();
    CompetencyView {
        id: one.competency.clone(),
        name: name(sight, &one.competency),
        area: area(sight, &one.area),
        tag: stage_tag(sight, main.stage.unwrap_or(Stage::Started)),
        lead,
        stated,
        leaving,
        levels: one.levels.iter().map(|known| level_view(sight, known, known.level == main.level)).collect(),
    }
}

/// That a requirement will not be met any more without somebody who leaves.
fn leaves(sight: &Sight<'_>, leaving: &Leaving) -> String {
    let words = sight.words;
    let asked = sight.programme().requirements.all().find(|one| one.id == leaving.requirement);
    let args = [
        ("person", sight.person(leaving.person).into()),
        ("what", asked.map(|one| requirement(sight, one)).unwrap_or_default().into()),
        ("left", words.number(i64::try_from(leaving.leaves).unwrap_or(i64::MAX)).into()),
        ("needed", words.number(i64::try_from(leaving.needed).unwrap_or(i64::MAX)).into()),
        ("date", leaving.last_day.map(|day| words.date(day)).unwrap_or_default().into()),
    ];
    words.with(if leaving.last_day.is_some() { "ui-competency-leaving" } else { "ui-competency-gone" }, &args)
}

fn level_view(sight: &Sight<'_>, one: &LevelStanding, is_main: bool) -> LevelView {
    let asked = one.options.iter().flat_map(|option| &option.requirements);
    LevelView {
        name: level(sight, &one.level),
        tag: one.stage.map(|stage| stage_tag(sight, stage)),
        is_main,
        tasks: sight.tasks(&one.explanation),
        forecast: match one.renew_to {
            Some(_) => sight.words.t("ui-requirement-renewal"),
            None => sight.words.t("ui-requirement-forecast"),
        },
        rows: asked.map(|asked| row(sight, one, asked)).collect(),
    }
}

/// What a requirement asks for, by the names of its credentials or its figure.
fn requirement(sight: &Sight<'_>, asked: &Requirement) -> String {
    let (known, words) = (&sight.programme().requirements, sight.words);
    match &asked.need {
        Need::Figure { metric } => {
            known.metric(metric).map_or_else(|| metric.clone(), |metric| metric.name.get(words.0).to_owned())
        }
        Need::People { any_of, .. } => {
            let name =
                |id: &String| known.credential(id).map_or_else(|| id.clone(), |one| one.name.get(words.0).to_owned());
            words.list(&any_of.iter().map(name).collect::<Vec<_>>())
        }
    }
}

/// An amount of a requirement: money as it is written, else a number.
fn amount(sight: &Sight<'_>, asked: &Requirement, amount: u64) -> String {
    let number = || sight.words.number(i64::try_from(amount).unwrap_or(i64::MAX));
    match &asked.need {
        Need::Figure { metric } => match sight.programme().requirements.metric(metric) {
            Some(metric) if let Some(money) = metric.money(amount) => symbolon_text::money(sight.words.0, &money),
            _ => number(),
        },
        Need::People { .. } => number(),
    }
}

/// Whether a requirement is met; what a statement or a campaign (J-34) makes unnecessary is not missing. A campaign
/// says until when it excuses.
fn met_tag(sight: &Sight<'_>, met: bool, level: &LevelStanding, basis: Option<&Basis>) -> Tag {
    let words = sight.words;
    let info = |id, until: Option<Date>| {
        let date = until.map(|until| words.short(until));
        Tag {
            tone: "info",
            icon: "check",
            word: words.with(id, &[("date", date.unwrap_or_else(|| "none".to_owned()).into())]),
        }
    };
    match basis {
        _ if met => Tag { tone: "good", icon: "check", word: words.t("ui-requirement-met") },
        Some(Basis::Override { until, .. }) => info("ui-requirement-stated", *until),
        Some(Basis::Campaign { .. }) => info("ui-requirement-excused", level.excused.as_ref().map(|(_, until)| *until)),
        Some(Basis::Evidence { .. }) | None => {
            Tag { tone: "stop", icon: "cross", word: words.t("ui-requirement-missing") }
        }
    }
}

fn row(sight: &Sight<'_>, level: &LevelStanding, one: &RequirementStanding) -> RequirementRow {
    let (words, asked) = (sight.words, &one.requirement);
    let of = |have: u64| {
        let args = [("have", amount(sight, asked, have).into()), ("needed", amount(sight, asked, one.needed).into())];
        words.with("ui-requirement-of", &args)
    };
    let option = asked.option.as_deref();
    let option = option.and_then(|id| sight.programme().requirements.option(&asked.competency, id));
    let sources: Vec<String> = one.sources.iter().cloned().collect();
    let source = match one.as_of {
        Some(day) => {
            let args = [("source", words.list(&sources).into()), ("date", words.short(day).into())];
            words.with("ui-requirement-source", &args)
        }
        None => "–".to_owned(),
    };
    RequirementRow {
        name: requirement(sight, asked),
        option: option.map(|known| known.name.get(words.0).to_owned()),
        have: of(one.have),
        met: met_tag(sight, one.is_met(), level, level.basis.as_ref()),
        until: one.met_until.map_or_else(|| "–".to_owned(), |day| words.short(day)),
        forecast: one
            .forecast
            .zip(one.will_be_met())
            .map(|(have, met)| (of(have), met_tag(sight, met, level, level.renewal_basis.as_ref()))),
        source,
    }
}
