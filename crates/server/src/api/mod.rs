//! `/v1`: one file for each resource.

pub(crate) mod access;
pub(crate) mod accounts;
pub(crate) mod assignments;
pub(crate) mod audit;
pub(crate) mod authzen;
pub(crate) mod balances;
pub(crate) mod campaigns;
mod catalogue;
pub(crate) mod checks;
mod clocks;
pub(crate) mod company;
pub(crate) mod competencies;
mod decisions;
mod description;
pub(crate) mod feeds;
mod grants;
mod history;
pub(crate) mod installations;
pub(crate) mod invoices;
pub(crate) mod keys;
pub(crate) mod licence_files;
mod me;
mod memberships;
pub(crate) mod merges;
mod notices;
mod orders;
pub(crate) mod overrides;
pub(crate) mod packages;
pub(crate) mod people;
mod programmes;
mod replacements;
mod reports;
mod seat_requests;
mod shapes;
mod subscriptions;
mod taxes;
pub(crate) mod tickets;
mod tokens;
pub(crate) mod webhooks;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use axum::Router;
use serde::Deserialize;
use symbolon_domain::access::Capability;
use symbolon_domain::fact::NoteRef;
use symbolon_domain::ids::{AccountId, PersonId};
use symbolon_domain::programme::Programme;
use symbolon_store::NewNote;
use symbolon_text::ProgrammeNames;
use utoipa::openapi::OpenApi as Document;
use utoipa::{IntoParams, OpenApi, ToSchema};
use utoipa_axum::router::OpenApiRouter;

use crate::app::{App, View};
use crate::letters::{ends_line, is_blank, turns};
use crate::problem::Problem;
use crate::reader::Reader;
use crate::when::When;
use crate::wire::{Day, Words};
use crate::wrong::Wrong;

pub(crate) use description::{Dated, FileBody, Items};
pub(crate) use orders::order_id;
pub(crate) use shapes::ProblemBody;

use description::Description;

/// Letters of a name at the most.
pub(crate) const NAME: usize = 200;

/// A text of one line as it is kept: something is to be seen, not more than anybody needs, and it is read as it is written.
pub(crate) fn one_line(text: &str) -> Result<String, Wrong> {
    let text = text.trim();
    if is_blank(text) {
        Err(Wrong::Empty)
    } else if text.chars().count() > NAME || text.contains(char::is_control) || text.contains(ends_line) {
        Err(Wrong::OneLine { most: NAME })
    } else if text.contains(turns) {
        Err(Wrong::Turned)
    } else {
        Ok(text.to_owned())
    }
}

/// A name as it is kept.
///
/// # Errors
/// What is wrong with it.
pub fn good_name(text: &str) -> Result<String, Problem> {
    good_name_at("/name", text)
}

/// The same, of a field elsewhere in the body.
pub(crate) fn good_name_at(pointer: &str, text: &str) -> Result<String, Problem> {
    one_line(text).map_err(|wrong| Problem::invalid(pointer, wrong))
}

/// Letters of a text that somebody writes at the most.
pub(crate) const TEXT: usize = 5_000;

/// A text of several lines as it is kept, by the same measure.
pub(crate) fn good_text(pointer: &str, text: &str) -> Result<String, Problem> {
    let text = text.trim();
    let wrong = if is_blank(text) {
        Wrong::Empty
    } else if text.chars().count() > TEXT {
        Wrong::Letters { most: TEXT }
    } else if text.contains(|letter: char| letter.is_control() && !"\n\r\t".contains(letter)) {
        Wrong::Controls
    } else if text.contains(turns) {
        Wrong::Turned
    } else {
        return Ok(text.to_owned());
    };
    Err(Problem::invalid(pointer, wrong))
}

/// A reason or a remark as a row that can be erased, and what the fact holds of it.
pub(crate) fn remark(app: &App, now: i64, pointer: &str, text: &str) -> Result<(NewNote, NoteRef), Problem> {
    Ok(app.note(now, &good_text(pointer, text)?))
}

/// The same where it may be left out; an empty one is none.
pub(crate) fn remark_if_any(
    app: &App,
    now: i64,
    pointer: &str,
    text: Option<&str>,
) -> Result<(Vec<NewNote>, Option<NoteRef>), Problem> {
    let Some(text) = text.filter(|text| !is_blank(text)) else { return Ok((Vec::new(), None)) };
    let (kept, note) = remark(app, now, pointer, text)?;
    Ok((vec![kept], Some(note)))
}

/// A body that says nothing more than the address.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Nothing {}

/// For which day or instant a read asks.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct AsOf {
    /// A day (`2021-09-02`), past or future, or an instant (`2021-09-02T07:00:00Z`).
    pub(crate) as_of: Option<String>,
}

impl AsOf {
    pub(crate) fn when(&self) -> Result<When, Problem> {
        When::parse(self.as_of.as_deref()).map_err(|wrong| Problem::parameter("as_of", wrong))
    }
}

/// Refuses a filter by a word that no version of the programme knows: whoever misspells it must not be told that there is
/// nothing.
pub(crate) fn among<'a>(
    app: &'a App,
    (name, given): (&str, &Option<String>),
    words: impl Fn(&'a Programme) -> Vec<&'a str>,
) -> Result<(), Problem> {
    let Some(given) = given else { return Ok(()) };
    let known: BTreeSet<&str> = app.store().all_programmes().all().flat_map(words).collect();
    match known.contains(given.as_str()) {
        true => Ok(()),
        false => Err(Problem::parameter(name, Wrong::not_among(given, known))),
    }
}

/// The benefits of a programme by id.
pub(crate) fn benefits(programme: &Programme) -> Vec<&str> {
    programme.benefits.iter().map(|known| known.id.as_str()).collect()
}

/// The routes and their description. Describing takes as long as hundreds of answers, so it is done once.
pub(crate) static DESCRIBED: LazyLock<(Router<App>, Document)> = LazyLock::new(|| router().split_for_parts());

/// All operations.
fn router() -> OpenApiRouter<App> {
    let mut router = OpenApiRouter::with_openapi(Description::openapi())
        .merge(access::router())
        .merge(accounts::router())
        .merge(assignments::router())
        .merge(authzen::router())
        .merge(campaigns::router())
        .merge(catalogue::router())
        .merge(checks::router())
        .merge(clocks::router())
        .merge(company::router())
        .merge(competencies::router())
        .merge(decisions::router())
        .merge(feeds::router())
        .merge(grants::router())
        .merge(history::router())
        .merge(installations::router())
        .merge(invoices::router())
        .merge(keys::router())
        .merge(licence_files::router())
        .merge(me::router())
        .merge(memberships::router())
        .merge(merges::router())
        .merge(notices::router())
        .merge(orders::router())
        .merge(overrides::router())
        .merge(packages::router())
        .merge(people::router())
        .merge(programmes::router())
        .merge(replacements::router())
        .merge(reports::router())
        .merge(seat_requests::router())
        .merge(subscriptions::router())
        .merge(audit::router())
        .merge(balances::router())
        .merge(taxes::router())
        .merge(tickets::router())
        .merge(tokens::router())
        .merge(webhooks::router());
    description::complete(router.get_openapi_mut());
    router
}

/// An account that the reader may see and carries a capability for, at a time.
pub(crate) async fn view(
    app: &App,
    reader: &Reader,
    id: &str,
    capability: Capability,
    when: When,
) -> Result<View, Problem> {
    let account = app.locate(&reader.identity, id).await?;
    app.allow(&reader.identity, capability, Some(account), reader.language).await?;
    app.view_of(&reader.identity, account, id, when).await
}

/// The account of an act, known to exist for the reader. Whether the act is allowed is decided in its transaction.
pub(crate) async fn target(app: &App, reader: &Reader, id: &str) -> Result<AccountId, Problem> {
    app.locate(&reader.identity, id).await
}

/// Runs `f` with the names of an account's people and things.
pub(crate) async fn named<T>(
    app: &App,
    reader: &Reader,
    view: &View,
    f: impl FnOnce(&Words<'_>, &ProgrammeNames<'_>, &BTreeMap<PersonId, String>) -> T,
) -> Result<T, Problem> {
    let people = app.people_names(view.company_now).await?;
    let lookup = |actor: &str| people.get(&actor.parse().ok()?).cloned();
    let names = ProgrammeNames {
        programmes: view.programmes(app),
        account: view.account(),
        people: &lookup,
        companies: &BTreeMap::new(),
    };
    Ok(f(&Words { language: reader.language, names: Some(&names) }, &names, &people))
}

/// An id of one kind, or not found: a text that is no id names nothing.
pub(crate) fn parse<T: std::str::FromStr>(text: &str) -> Result<T, Problem> {
    text.parse().map_err(|_| Problem::not_found())
}

/// An answer with the day that it is about, and whether that day lies ahead.
pub(crate) fn dated<T>(view: &View, held: T) -> Dated<T> {
    Dated { held, as_of: Day(view.on), projection: view.projection.then_some(true) }
}
