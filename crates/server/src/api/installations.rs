//! The register of installations, which a company keeps itself (F-11), and the wind-down list as a file (F-09).

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Value, json};
use symbolon_domain::access::Capability;
use symbolon_domain::account::Account;
use symbolon_domain::command::Command;
use symbolon_domain::fact::Fact;
use symbolon_domain::ids::{AccountId, GrantId, IdError, NoteId};
use symbolon_domain::installation::{InstalledId, Place, Register, Registered, register, registers};
use symbolon_domain::programme::{Language, Programme, Programmes};
use symbolon_domain::standing;
use symbolon_store::{NewNote, Rendering, StoreError};
use symbolon_text::{message, word};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{
    AsOf, Dated, Items, Nothing, ProblemBody, among, benefits, dated, good_name_at, named, parse, target, view,
};
use crate::act::{Act, Call};
use crate::app::{App, View};
use crate::body::{Body, Params};
use crate::letters::is_blank;
use crate::problem::Problem;
use crate::reader::Reader;
use crate::table::{MARK, cell, respond, writer};
use crate::wire::{Json, explanation};

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(record))
        .routes(routes!(change))
        .routes(routes!(remove))
        .routes(routes!(export))
}

/// What the company calls its installations.
pub(crate) type Called = BTreeMap<NoteId, String>;

/// The names of the machines of some notes, as far as they are still kept.
pub(crate) async fn called(app: &App, account: AccountId, notes: Vec<NoteId>) -> Result<Called, StoreError> {
    let mut found = Called::new();
    for note in notes {
        found.extend(app.store().note(account, note).await?.map(|name| (note, name)));
    }
    Ok(found)
}

/// The notes with the names of what is in registers.
pub(crate) fn notes(found: &[Register]) -> Vec<NoteId> {
    let all = found.iter().flat_map(|one| &one.entries);
    all.filter_map(|one| one.held.note.as_ref()).map(|note| note.id).collect()
}

fn entry(account: &Account, held: &Registered, language: Language) -> Value {
    let place = held.held.location.and_then(|id| account.locations.get(&id));
    json!({
        "id": held.id, "grant": held.held.grant, "version": held.version,
        "location": held.held.location, "location_number": place.map(|place| place.number.to_string()),
        "country": held.held.location.map_or(Some(&account.country), |_| place.map(|place| &place.country)),
        "purpose": held.held.purpose, "quantity": held.held.quantity, "recorded_on": held.held.on,
        "recorded_by": held.held.by, "by_key": held.held.device.is_some(), "move_by": held.move_by,
        "state": held.state, "state_text": word(language, held.state),
    })
}

fn one(programmes: &Programmes, account: &Account, held: &Register, called: &Called, language: Language) -> Value {
    let entries = held.entries.iter().map(|one| {
        let mut body = entry(account, one, language);
        body["device_name"] = json!(one.held.note.as_ref().and_then(|note| called.get(&note.id)));
        body
    });
    let entries: Vec<Value> = entries.collect();
    json!({
        "benefit": held.benefit,
        "benefit_name": programmes.benefit(&held.benefit).map(|benefit| benefit.name.get(language)),
        "unit": held.unit, "grant": held.grant, "granted": held.granted, "installed": held.installed,
        "over": held.over, "installations": entries,
    })
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct OfBenefit {
    /// One product.
    benefit: Option<String>,
}

/// Lists what is installed of each product, beside what may be: numbers, versions, places and declared uses, and what the
/// licence terms say about them.
#[utoipa::path(get, path = "/v1/accounts/{id}/installations", tag = "installations", params(("id" = String, Path, description = "The company’s id or global number."), OfBenefit, AsOf),
    responses((status = 200, body = Dated<Items<Json>>), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn list(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    Params(of): Params<OfBenefit>,
    Params(as_of): Params<AsOf>,
) -> Result<Response, Problem> {
    let view = view(&app, &reader, &id, Capability::ViewBenefits, as_of.when()?).await?;
    among(&app, ("benefit", &of.benefit), benefits)?;
    let mut found = registers(view.account(), view.programmes(&app), view.on);
    found.retain(|one| of.benefit.as_ref().is_none_or(|wanted| *wanted == one.benefit));
    let called = called(&app, view.id, notes(&found)).await?;
    let items = named(&app, &reader, &view, |words, _, _| {
        found
            .iter()
            .map(|held| {
                let mut body = one(view.programmes(&app), view.account(), held, &called, reader.language);
                if let Some(members) = body.as_object_mut() {
                    let why = explanation(&held.explanation, reader.language, words.names);
                    members.insert("explanation".to_owned(), why);
                }
                body
            })
            .collect::<Vec<_>>()
    })
    .await?;
    Ok(axum::Json(dated(&view, Items { items })).into_response())
}

/// What an act did to the register of its product.
fn changed(app: App, of: Option<InstalledId>) -> impl Fn(&Rendering<'_>, &Programme, Language) -> Value + Send + Sync {
    move |rendering, _, language| {
        let made = rendering.entries.iter().find_map(|entry| match &entry.fact {
            Fact::InstallationRecorded(fact) => Some(InstalledId::Recorded(fact.installation)),
            _ => None,
        });
        let id = made.or(of);
        let held = id.and_then(|id| rendering.after.installations.get(&id));
        let grant = held.and_then(|held| rendering.after.grants.get(&held.grant));
        let on = rendering.context.today;
        let found = grant.and_then(|grant| register(rendering.after, app.programmes(), &grant.line.benefit, on));
        let one = found.as_ref().and_then(|found| found.entries.iter().find(|one| Some(one.id) == id));
        let mut body = match one {
            // Without the machine's name, which can be erased: the answer is kept under its idempotency key.
            Some(one) => entry(rendering.after, one, language),
            None => json!({ "id": id, "ended_on": held.and_then(|held| held.ended.as_ref()).map(|ended| ended.on) }),
        };
        if let (Some(members), Some(found)) = (body.as_object_mut(), &found) {
            members.insert("benefit".to_owned(), json!(found.benefit));
            members.insert("granted".to_owned(), json!(found.granted));
            members.insert("installed".to_owned(), json!(found.installed));
            members.insert("over".to_owned(), json!(found.over));
            members.insert("explanation".to_owned(), explanation(&found.explanation, language, None));
        }
        body
    }
}

/// The place that a text names: `headquarters`, or a location by its id.
pub(crate) fn place(text: &str) -> Result<Place, Problem> {
    match text {
        "headquarters" => Ok(Place::Headquarters),
        _ => text.parse().map(Place::Location).map_err(|error: IdError| Problem::invalid("/place", error)),
    }
}

/// A machine's name as a note, with what the fact holds of it.
pub(crate) fn name(
    app: &App,
    now: i64,
    text: Option<&str>,
) -> Result<(Vec<NewNote>, Option<symbolon_domain::fact::NoteRef>), Problem> {
    let Some(text) = text.filter(|text| !is_blank(text)) else { return Ok((Vec::new(), None)) };
    let (kept, reference) = app.note(now, &good_name_at("/device_name", text)?);
    Ok((vec![kept], Some(reference)))
}

const fn single() -> u32 {
    1
}

/// What is installed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct RecordInstallation {
    /// What the company calls it, for example the machine’s name.
    device_name: Option<String>,
    /// Its version; without it, the one that was on offer when the line was granted.
    version: Option<String>,
    /// `headquarters`, or one of the company’s locations by id; without it, the headquarters.
    place: Option<String>,
    /// What it is used for: an id of the product’s licence terms, permitted or forbidden.
    purpose: Option<String>,
    /// How many licences it takes; without it, one.
    #[serde(default = "single")]
    quantity: u32,
}

/// Records that something is installed. Too many, too old or a forbidden use are answered with what is wrong, and recorded
/// all the same.
#[utoipa::path(post, path = "/v1/grants/{id}/installations", tag = "installations", request_body = RecordInstallation,
    params(("id" = String, Path, description = "The granted line."), ("Idempotency-Key" = String, Header, description = "A key against doing it twice."), ("dry_run" = Option<bool>, Query, description = "Compute everything, write nothing.")),
    responses((status = 201, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn record(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    body: Body<RecordInstallation>,
) -> Result<Response, Problem> {
    let account = target(&app, &reader, &id).await?;
    let grant: GrantId = parse(&id)?;
    let RecordInstallation { device_name, version, place: at, purpose, quantity } = body.value;
    let (notes, note) = name(&app, reader.now, device_name.as_deref())?;
    let place = at.as_deref().map(place).transpose()?;
    let mut act =
        Act::on_grant(account, Command::RecordInstallation { grant, version, place, purpose, quantity, note });
    act.notes = notes;
    act.run(&app, &reader, &call, &body.canonical, changed(app.clone(), None)).await
}

/// What is another one now; what is not given stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ChangeInstallation {
    /// Its version.
    version: Option<String>,
    /// `headquarters`, or one of the company’s locations by id.
    place: Option<String>,
    /// What it is used for: an id of the product’s licence terms.
    purpose: Option<String>,
    /// How many licences it takes: a server takes one for each of its cores.
    quantity: Option<u32>,
}

/// Moves an installation to another place of the company or to a newer version, or says what it is used for and how many
/// licences it takes. The id is that of the installation, or of the activation that made it.
#[utoipa::path(post, path = "/v1/installations/{id}/changes", tag = "installations", request_body = ChangeInstallation,
    params(("id" = String, Path, description = "Its id."), ("Idempotency-Key" = String, Header, description = "A key against doing it twice."), ("dry_run" = Option<bool>, Query, description = "Compute everything, write nothing.")),
    responses((status = 200, body = Json), (status = 201, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn change(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    body: Body<ChangeInstallation>,
) -> Result<Response, Problem> {
    let account = target(&app, &reader, &id).await?;
    let installed: InstalledId = parse(&id)?;
    let ChangeInstallation { version, place: at, purpose, quantity } = body.value;
    let place = at.as_deref().map(place).transpose()?;
    let act = Act::new(account, Command::ChangeInstallation { installed, version, place, purpose, quantity });
    act.run(&app, &reader, &call, &body.canonical, changed(app.clone(), Some(installed))).await
}

/// Takes an installation out of the register because it was uninstalled.
#[utoipa::path(post, path = "/v1/installations/{id}/removals", tag = "installations", request_body = Nothing,
    params(("id" = String, Path, description = "Its id."), ("Idempotency-Key" = String, Header, description = "A key against doing it twice."), ("dry_run" = Option<bool>, Query, description = "Compute everything, write nothing.")),
    responses((status = 201, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn remove(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    body: Body<Nothing>,
) -> Result<Response, Problem> {
    let account = target(&app, &reader, &id).await?;
    let installed: InstalledId = parse(&id)?;
    let act = Act::new(account, Command::RemoveInstallation { installed });
    act.run(&app, &reader, &call, &body.canonical, changed(app.clone(), Some(installed))).await
}

/// For whom a table is written: programs, which know its columns by their names, or people, who open it in a spreadsheet.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum TableFor {
    Programs,
    People,
}

const COLUMNS: [&str; 10] =
    ["benefit", "product", "of", "name", "person", "quantity", "right_ends_on", "how", "on", "by"];

/// The wind-down list as a table, one row an item.
pub(crate) async fn table(
    app: &App,
    view: &View,
    (language, reader): (Language, TableFor),
) -> Result<Response, Problem> {
    let people_read = reader == TableFor::People;
    let (account, programmes, on) = (view.account(), view.programmes(app), view.on);
    let items = standing::owed(account, programmes, on);
    let notes = items.iter().filter_map(|item| item.note).collect();
    let called = called(app, view.id, notes).await?;
    let people = app.people_names(view.company_now).await?;
    let mut out = writer(if people_read { MARK.to_vec() } else { Vec::new() });
    let mut write = |row: &[String]| out.write_record(row).map_err(|error| Problem::failed(&error));
    write(&COLUMNS.map(|name| match reader {
        TableFor::Programs => name.to_owned(),
        TableFor::People => message(language, &format!("table-{name}"), &[]),
    }))?;
    for item in &items {
        let product = programmes.benefit(&item.benefit).map_or("", |benefit| benefit.name.get(language));
        let said = item.confirmed.as_ref();
        let by = said.map(|said| said.by.parse().ok().and_then(|id| people.get(&id)).unwrap_or(&said.by).clone());
        let row = [
            item.benefit.clone(),
            cell(product),
            item.of.map(|of| of.to_string()).unwrap_or_default(),
            cell(item.note.and_then(|note| called.get(&note)).map_or("", String::as_str)),
            cell(item.person.and_then(|person| people.get(&person)).map_or("", String::as_str)),
            item.quantity.to_string(),
            item.right_ends_on.to_string(),
            said.map(|said| if people_read { word(language, said.act.how) } else { said.act.how.to_string() })
                .unwrap_or_default(),
            said.map(|said| said.on.to_string()).unwrap_or_default(),
            cell(&by.unwrap_or_default()),
        ];
        write(&row)?;
    }
    let mut response = respond(out)?;
    let name = format!("attachment; filename=\"wind-down-{}-{}.csv\"", account.number, on);
    if let Ok(name) = HeaderValue::from_str(&name) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, name);
    }
    Ok(response)
}

/// Gives the wind-down list as a table (CSV): what, since when, what was done, when and by whom.
#[utoipa::path(get, path = "/v1/accounts/{id}/wind-down.csv", tag = "installations", params(("id" = String, Path, description = "The company’s id or global number."), AsOf),
    responses((status = 200, body = String, content_type = "text/csv"), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn export(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    Params(as_of): Params<AsOf>,
) -> Result<Response, Problem> {
    let view = view(&app, &reader, &id, Capability::ViewBenefits, as_of.when()?).await?;
    table(&app, &view, (reader.language, TableFor::Programs)).await
}
