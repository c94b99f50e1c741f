//! May somebody use something on a day, and why: the question that products ask, for people.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::Path;
use jiff::civil::Date;
use serde::Deserialize;
use symbolon_domain::access::Capability;
use symbolon_domain::check::check_whom;
use symbolon_domain::day::calendar_day;
use symbolon_store::{PersonRow, StoreError, searched};

use super::again::Errors;
use super::frame::{Frame, respond};
use super::refused::Helps;
use super::sight::{Sight, Tag, Why};
use super::visit::{Answered, Place, Query, Visit};
use crate::api::checks::{entries, past};
use crate::problem::Problem;
use crate::when::When;

/// What is asked.
#[derive(Debug, Deserialize)]
pub(crate) struct Asked {
    product: Option<String>,
    /// A person by id; none: the company as a whole.
    person: Option<String>,
    day: Option<String>,
}

/// The answer.
struct AnswerView {
    tag: Tag,
    text: String,
    until: Option<String>,
    helps: Vec<Helps>,
    why: Why,
}

/// The question and its answer.
#[derive(Template)]
#[template(path = "why.html")]
struct WhyPage {
    f: Frame,
    base: String,
    /// People by id and name; who may not see others is asked about alone.
    people: Vec<(String, String)>,
    products: Vec<(String, String)>,
    person: String,
    product: String,
    day: String,
    errors: Errors,
    answer: Option<AnswerView>,
}

/// The form, and the answer where something was asked. Its address is that of the question, to be passed on.
pub(crate) async fn show(visit: Visit, Path(account): Path<String>, Query(asked): Query<Asked>) -> Answered {
    let place = visit.enter(&account).await?;
    place.need(Capability::CheckEntitlement)?;
    let words = visit.words();
    let filled =
        |text: &Option<String>| text.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
    let (product, person, day) = (filled(&asked.product), filled(&asked.person), filled(&asked.day));
    let mut errors = Errors::default();
    let on = day.as_deref().map_or(Some(visit.today), calendar_day).unwrap_or_else(|| {
        errors.add("day", words.t("ui-day-unclear"));
        visit.today
    });
    let (people, products) = (people(&place).await?, products(&place));
    if product.as_ref().is_some_and(|product| !products.iter().any(|(id, _)| id == product)) {
        errors.add("product", words.t("ui-why-product-unknown"));
    } else if product.is_none() && (person.is_some() || day.is_some()) {
        errors.add("product", words.t("ui-why-product-missing"));
    }
    let about = person.as_ref().and_then(|id| people.iter().find(|row| row.id.to_string() == *id));
    if person.is_some() && about.is_none() {
        errors.add("person", words.t("ui-why-person-unknown"));
    }
    let answer = match &product {
        Some(product) if errors.is_empty() => {
            let found = answer(&visit, &place, (&account, product, about), on).await?;
            if found.is_none() {
                errors.add("day", words.with("ui-day-before", &[("date", on.into())]));
            }
            found
        }
        _ => None,
    };
    let mut frame = place.frame("ui-why-page", "/why");
    frame.error = !errors.is_empty();
    let status = errors.status();
    let page = WhyPage {
        f: frame,
        base: place.sight().base(),
        people: people.iter().map(|row| (row.id.to_string(), row.name.clone())).collect(),
        products,
        person: person.unwrap_or_default(),
        product: product.unwrap_or_default(),
        day: day.unwrap_or_else(|| visit.today.to_string()),
        errors,
        answer,
    };
    Ok(respond(status, visit.language, &page))
}

/// Whom the reader may ask about, by name: everybody who is or was of the company, or only themself.
async fn people(place: &Place<'_>) -> Result<Vec<PersonRow>, StoreError> {
    let known = place.visit.app.store().people(Some(place.id)).await?;
    let (all, reader) = (place.sight().may(Capability::ViewMemberships), place.identity.actor.person);
    let mut people: Vec<_> = known.iter().filter(|one| all || reader == Some(one.id)).cloned().collect();
    people.sort_by_cached_key(|person| searched(&person.name));
    Ok(people)
}

/// Everything that any version of the programme has, by name.
fn products(place: &Place<'_>) -> Vec<(String, String)> {
    let sight = place.sight();
    let all = place.visit.app.store().all_programmes().all().flat_map(|version| &version.benefits);
    let all: BTreeMap<_, _> = all.map(|benefit| (benefit.id.clone(), sight.benefit(&benefit.id))).collect();
    let mut products: Vec<_> = all.into_iter().collect();
    products.sort_by_cached_key(|(_, name)| searched(name));
    products
}

/// The answer on a day; none where the company was not there yet. As products ask, people are known by their address, since
/// one human being may have two entries after a merge, and a company is the one that its name meant then (H-32).
async fn answer(
    visit: &Visit,
    place: &Place<'_>,
    (named, product, person): (&str, &str, Option<&PersonRow>),
    on: Date,
) -> Result<Option<AnswerView>, Problem> {
    let (app, when) = (&visit.app, When::Day(on));
    let mut known = match person {
        Some(row) => Some(entries(app, place.id, &row.email).await?),
        None => None,
    };
    let view = match on < visit.today {
        true => past(app, place.id, Some(named), known.as_deref_mut(), when).await,
        false => app.view(place.identity, place.id, when).await,
    };
    let view = match view {
        Err(problem) if problem.status() == Problem::not_found().status() => return Ok(None),
        view => view?,
    };
    let (account, programmes) = (view.account(), view.programmes(app));
    let found = check_whom(account, programmes, known.as_deref(), product, on);
    let sight = Sight { account, programmes, today: on, ..place.sight() };
    let words = visit.words();
    let (tone, icon) = if found.code.allows() { ("good", "check") } else { ("stop", "cross") };
    let word = words.t(if found.code.allows() { "ui-why-yes" } else { "ui-why-no" });
    Ok(Some(AnswerView {
        tag: Tag { tone, icon, word },
        text: words.word(found.code),
        until: found.until.map(|until| words.with("ui-why-until", &[("date", until.into())])),
        helps: found.would_change.iter().map(|remedy| Helps::of(&sight, remedy)).collect(),
        why: sight.why(&found.explanation),
    }))
}
