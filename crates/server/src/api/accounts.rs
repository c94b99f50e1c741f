//! Companies, their locations, tenants and attainments, and what they buy.

use axum::extract::{OriginalUri, Path, State};
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use symbolon_domain::access::Capability;
use symbolon_domain::account::Membership as Held;
use symbolon_domain::command::Command;
use symbolon_domain::day::calendar_day;
use symbolon_domain::fact::{Fact, Payment};
use symbolon_domain::ids::{AccountId, IdError};
use symbolon_domain::installation::{InstalledId, WindDownOf};
use symbolon_domain::outlook::outlook;
use symbolon_domain::programme::{Language, Money, Programme, plus_months};
use symbolon_domain::standing;
use symbolon_store::{Plain, Rendering};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::company::LegalProfile;
use super::{
    AsOf, Dated, Items, ProblemBody, dated, good_name, good_name_at, named, remark, remark_if_any, shapes, target, view,
};
use crate::act::{Act, Call, created};
use crate::app::App;
use crate::body::{Body, Params};
use crate::page::{List, Paging};
use crate::problem::Problem;
use crate::reader::Reader;
use crate::wire::{ChangeWire, Day, Grant, Json, Membership, SubscriptionWire, WindDown, Words};
use crate::wrong::{Kind, Wrong};

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list, open))
        .routes(routes!(show))
        .routes(routes!(close))
        .routes(routes!(rename))
        .routes(routes!(summary))
        .routes(routes!(standing_of))
        .routes(routes!(outlook_of))
        .routes(routes!(locations, add_location))
        .routes(routes!(tenants, link_tenant))
        .routes(routes!(attainments, state_attainment))
        .routes(routes!(purchase))
        .routes(routes!(renew))
        .routes(routes!(wind_down))
        .routes(routes!(confirm))
}

/// A company.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Account {
    id: String,
    /// The global number that people know it by.
    global_id: String,
    name: String,
    /// ISO 3166-1.
    country: String,
    opened_on: Day,
    /// Day on which it was closed for good; from then on it can be read, and what is unsettled in it settled.
    #[serde(skip_serializing_if = "Option::is_none")]
    closed_on: Option<Day>,
}

async fn account(app: &App, id: AccountId, held: &symbolon_domain::account::Account) -> Result<Account, Problem> {
    Ok(Account {
        id: id.to_string(),
        global_id: held.number.to_string(),
        name: app.store().profile(id).await?.unwrap_or_default(),
        country: held.country.clone(),
        opened_on: Day(held.opened_on.unwrap_or_default()),
        closed_on: held.closed_on.map(Day),
    })
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Search {
    /// Part of a name or of a number, or the whole of what somebody says of a company: the number of a membership (M-…),
    /// of an order (O-…) or of a ticket, a person's mail address, a tenant's domain.
    q: Option<String>,
}

/// Lists companies: all for the vendor, one's own for a partner.
#[utoipa::path(get, path = "/v1/accounts", tag = "accounts", params(Search, Paging),
    responses((status = 200, body = List<Account>), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn list(
    State(app): State<App>,
    reader: Reader,
    OriginalUri(uri): OriginalUri,
    Params(search): Params<Search>,
    Params(paging): Params<Paging>,
) -> Result<Response, Problem> {
    let own = reader.identity.actor.account;
    app.allow(&reader.identity, Capability::ViewBenefits, own, reader.language).await?;
    let mut items = Vec::new();
    if let Some(own) = own {
        let found = app.view(&reader.identity, own, crate::when::When::Now).await?;
        items.push((own.to_string(), account(&app, own, found.account()).await?));
        items = paging.slice(&app, &uri, items)?;
    } else {
        for row in app.store().accounts(search.q.as_deref(), &paging.page(&app, &uri)?).await? {
            let one = Account {
                id: row.id.to_string(),
                global_id: row.number.to_string(),
                name: row.name,
                country: row.country,
                opened_on: Day(row.opened_on),
                closed_on: row.closed_on.map(Day),
            };
            items.push((row.id.to_string(), one));
        }
    }
    paging.respond(&app, &uri, items, reader.today, false)
}

/// A company to be opened.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct OpenAccount {
    /// Its name.
    name: String,
    /// ISO 3166-1 country.
    country: String,
    /// Whether the vendor has verified the company already; else its checks begin with its profile.
    #[serde(default)]
    verified: bool,
    /// Its legal profile.
    profile: Option<LegalProfile>,
}

/// Opens a company's account: free, without an anniversary.
#[utoipa::path(post, path = "/v1/accounts", tag = "accounts", request_body = OpenAccount,
    params(("Idempotency-Key" = String, Header, description = "A key against doing it twice."), ("dry_run" = Option<bool>, Query, description = "Compute everything, write nothing.")),
    responses((status = 201, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn open(
    State(app): State<App>,
    reader: Reader,
    call: Call,
    body: Body<OpenAccount>,
) -> Result<Response, Problem> {
    let name = good_name(&body.value.name)?;
    // Nothing of a company exists yet whose roles could be asked for, so the caller's own decide.
    app.allow(&reader.identity, Capability::OpenAccount, None, reader.language).await?;
    let id = app.minter(reader.now).account();
    let OpenAccount { country, verified, profile, .. } = body.value;
    let profile = profile.map(|profile| profile.checked("/profile")).transpose()?;
    let (note, profile) = profile.map(|profile| profile.given(&app, reader.now)).unzip();
    let mut act = Act::new(id, Command::OpenAccount { country, verified, profile });
    act.notes = note.into_iter().collect();
    act.also = vec![Plain::Profile { account: id, name: name.clone() }];
    let render = move |rendering: &Rendering<'_>, programme: &Programme, _: Language| {
        json!({
            "id": rendering.context.account, "state": super::company::state_of(programme, rendering.after), "global_id": rendering.after.number.to_string(), "name": name,
            "country": rendering.after.country, "opened_on": rendering.after.opened_on,
        })
    };
    act.run(&app, &reader, &call, &body.canonical, render).await
}

/// Shows a company.
#[utoipa::path(get, path = "/v1/accounts/{id}", tag = "accounts", params(("id" = String, Path, description = "Its id or global number."), AsOf),
    responses((status = 200, body = Dated<Account>), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn show(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    Params(as_of): Params<AsOf>,
) -> Result<Response, Problem> {
    let view = view(&app, &reader, &id, Capability::ViewBenefits, as_of.when()?).await?;
    let company = account(&app, view.id, view.account()).await?;
    Ok(axum::Json(dated(&view, company)).into_response())
}

/// What closing an account takes.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Close {
    /// What the company asked for in writing.
    note: String,
    /// The digest of the preview.
    preview_digest: Option<String>,
    /// The consequences that are acknowledged: `account-closed-for-good`.
    #[serde(default)]
    acknowledge: Vec<String>,
}

/// Closes an account for good, if it holds nothing any more. A refusal says what stands in the way and until when.
/// Support only.
#[utoipa::path(post, path = "/v1/accounts/{id}/closings", tag = "accounts", request_body = Close,
    params(("id" = String, Path, description = "Its id or global number."), ("Idempotency-Key" = String, Header, description = "A key against doing it twice."), ("dry_run" = Option<bool>, Query, description = "Compute everything, write nothing.")),
    responses((status = 201, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn close(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    body: Body<Close>,
) -> Result<Response, Problem> {
    let account = target(&app, &reader, &id).await?;
    let Close { note, preview_digest, acknowledge } = body.value;
    let (kept, note) = remark(&app, reader.now, "/note", &note)?;
    let mut act = Act::new(account, Command::CloseAccount { note }).after_preview(preview_digest, acknowledge);
    act.notes = vec![kept];
    let render = |rendering: &Rendering<'_>, _: &Programme, _: Language| {
        json!({
            "id": rendering.context.account, "global_id": rendering.after.number.to_string(),
            "closed_on": rendering.after.closed_on,
        })
    };
    act.run(&app, &reader, &call, &body.canonical, render).await
}

/// A public name.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PublicName {
    /// The name by which people know the company.
    name: String,
}

/// Changes the name by which people know a company. No check begins anew: only the legal name stands in a register.
#[utoipa::path(post, path = "/v1/accounts/{id}/public-names", tag = "accounts", request_body = PublicName,
    params(("id" = String, Path, description = "Its id or global number."), ("Idempotency-Key" = String, Header, description = "A key against doing it twice."), ("dry_run" = Option<bool>, Query, description = "Compute everything, write nothing.")),
    responses((status = 201, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn rename(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    body: Body<PublicName>,
) -> Result<Response, Problem> {
    let account = target(&app, &reader, &id).await?;
    let name = good_name(&body.value.name)?;
    let (kept, reference) = app.note(reader.now, &name);
    let mut act = Act::new(account, Command::ChangePublicName { name: reference });
    act.notes = vec![kept];
    act.also = vec![Plain::Profile { account, name: name.clone() }];
    let render = move |rendering: &Rendering<'_>, _: &Programme, _: Language| json!({ "id": rendering.context.account, "name": name, "changed_on": rendering.context.today });
    act.run(&app, &reader, &call, &body.canonical, render).await
}

/// Says in one answer what a company holds, until when, and what comes next.
#[utoipa::path(get, path = "/v1/accounts/{id}/summary", tag = "accounts", params(("id" = String, Path, description = "Its id or global number."), AsOf),
    responses((status = 200, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn summary(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    Params(as_of): Params<AsOf>,
) -> Result<Response, Problem> {
    let view = view(&app, &reader, &id, Capability::ViewMemberships, as_of.when()?).await?;
    let company = account(&app, view.id, view.account()).await?;
    let programmes = view.programmes(&app);
    let held = standing::standing(view.account(), programmes, view.on);
    let to = plus_months(view.on, 12).unwrap_or(view.on);
    let next = outlook(view.account(), programmes, view.on, to);
    let body = named(&app, &reader, &view, |words, names, _| {
        let memberships: Vec<Membership> =
            held.memberships.iter().map(|one| Membership::new(view.id, one, programmes, words)).collect();
        let next: Vec<ChangeWire> =
            next.iter().take(10).map(|change| ChangeWire::new(change, reader.language, names)).collect();
        json!({
            "account": company, "memberships": memberships, "grants": held.lines.len(),
            "subscriptions": held.subscriptions.len(), "next": next,
        })
    })
    .await?;
    Ok(axum::Json(dated(&view, body)).into_response())
}

/// Shows everything that a company holds on a day: granted lines and cloud subscriptions, and its memberships for whoever
/// may see those.
#[utoipa::path(get, path = "/v1/accounts/{id}/standing", tag = "accounts", params(("id" = String, Path, description = "Its id or global number."), AsOf),
    responses((status = 200, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn standing_of(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    Params(as_of): Params<AsOf>,
) -> Result<Response, Problem> {
    let view = view(&app, &reader, &id, Capability::ViewBenefits, as_of.when()?).await?;
    let programmes = view.programmes(&app);
    let held = standing::standing(view.account(), programmes, view.on);
    let sees = Capability::ViewMemberships.allows(&reader.identity.actor, Some(view.company_now));
    let memberships = sees.then_some(&held.memberships);
    let body = named(&app, &reader, &view, |words, _, _| {
        let one = |held| Membership::new(view.id, held, programmes, words);
        json!({
            "memberships": memberships.map(|held| held.iter().map(one).collect::<Vec<_>>()),
            "grants": held.lines.iter().map(|line| Grant::new(view.id, line, programmes, words)).collect::<Vec<_>>(),
            "subscriptions": held.subscriptions.iter().map(|one| SubscriptionWire::new(view.account(), one, programmes, reader.language)).collect::<Vec<_>>(),
        })
    })
    .await?;
    Ok(axum::Json(dated(&view, body)).into_response())
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Between {
    /// First day; today where not given.
    from: Option<String>,
    /// Last day; a year after the first where not given.
    to: Option<String>,
}

/// The day that a parameter names, where it is given.
pub(super) fn day(text: Option<&str>, name: &'static str) -> Result<Option<Date>, Problem> {
    text.map(|text| calendar_day(text).ok_or_else(|| Problem::parameter(name, Wrong::Wants(Kind::Day)))).transpose()
}

/// The dated changes between two days.
#[derive(Debug, Serialize, ToSchema)]
struct Outlook {
    items: Vec<ChangeWire>,
    /// The first day.
    from: Day,
    /// The last one.
    to: Day,
}

/// Lists the dated changes to come, if nobody acts.
#[utoipa::path(get, path = "/v1/accounts/{id}/outlook", tag = "accounts", params(("id" = String, Path, description = "Its id or global number."), Between),
    responses((status = 200, body = Dated<Outlook>), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn outlook_of(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    Params(between): Params<Between>,
) -> Result<Response, Problem> {
    let view = view(&app, &reader, &id, Capability::ViewMemberships, crate::when::When::Now).await?;
    let from = day(between.from.as_deref(), "from")?.unwrap_or(view.on);
    let to = day(between.to.as_deref(), "to")?.or_else(|| plus_months(from, 12)).unwrap_or(from);
    // What has been is the history's to tell.
    if from < view.on {
        return Err(Problem::parameter("from", Wrong::Before(view.on)));
    }
    if to < from {
        return Err(Problem::parameter("to", Wrong::Before(from)));
    }
    let changes = outlook(view.account(), view.programmes(&app), from, to);
    let items = named(&app, &reader, &view, |_, names, _| {
        changes.iter().map(|change| ChangeWire::new(change, reader.language, names)).collect::<Vec<_>>()
    })
    .await?;
    Ok(axum::Json(dated(&view, Outlook { items, from: Day(from), to: Day(to) })).into_response())
}

/// Lists a company's locations.
#[utoipa::path(get, path = "/v1/accounts/{id}/locations", tag = "accounts", params(("id" = String, Path, description = "Its id or global number."), AsOf),
    responses((status = 200, body = Dated<Items<shapes::Location>>), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn locations(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    Params(as_of): Params<AsOf>,
) -> Result<Response, Problem> {
    let view = view(&app, &reader, &id, Capability::ViewBenefits, as_of.when()?).await?;
    let items: Vec<Value> = view.account().locations.iter().map(|(id, held)| location(id, held)).collect();
    Ok(axum::Json(dated(&view, Items { items })).into_response())
}

fn location(id: &symbolon_domain::ids::LocationId, held: &symbolon_domain::account::Location) -> Value {
    json!({ "id": id, "number": held.number.to_string(), "country": held.country, "added_on": held.added_on })
}

/// A location to be added.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct AddLocation {
    /// ISO 3166-1 country.
    country: String,
}

/// Adds a location, with a number of its own.
#[utoipa::path(post, path = "/v1/accounts/{id}/locations", tag = "accounts", request_body = AddLocation,
    params(("id" = String, Path, description = "Its id or global number."), ("Idempotency-Key" = String, Header, description = "A key against doing it twice."), ("dry_run" = Option<bool>, Query, description = "Compute everything, write nothing.")),
    responses((status = 201, body = shapes::Location), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn add_location(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    body: Body<AddLocation>,
) -> Result<Response, Problem> {
    let account = target(&app, &reader, &id).await?;
    let act = Act::new(account, Command::AddLocation { country: body.value.country });
    let render = |rendering: &Rendering<'_>, _: &Programme, _: Language| {
        let newest = rendering.entries.iter().find_map(|entry| match &entry.fact {
            Fact::LocationAdded(fact) => Some(fact.location),
            _ => None,
        });
        newest.and_then(|id| Some(location(&id, rendering.after.locations.get(&id)?))).unwrap_or_default()
    };
    act.run(&app, &reader, &call, &body.canonical, render).await
}

/// Lists a company's verified tenants.
#[utoipa::path(get, path = "/v1/accounts/{id}/tenants", tag = "accounts", params(("id" = String, Path, description = "Its id or global number."), AsOf),
    responses((status = 200, body = Dated<Items<shapes::Tenant>>), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn tenants(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    Params(as_of): Params<AsOf>,
) -> Result<Response, Problem> {
    let view = view(&app, &reader, &id, Capability::ViewBenefits, as_of.when()?).await?;
    let admin_of = &reader.identity.actor.admin_of;
    let one = |(id, held): (&symbolon_domain::ids::TenantId, &symbolon_domain::account::Tenant)| json!({ "id": id, "domain": held.domain, "verified_on": held.verified_on, "you_are_admin": admin_of.contains(id) });
    let items: Vec<Value> = view.account().tenants.iter().map(one).collect();
    Ok(axum::Json(dated(&view, Items { items })).into_response())
}

/// Makes the admins of the directory of whoever linked a tenant the admins of that tenant (D-07). Doing it again changes
/// nothing.
pub(crate) async fn attend(app: &App, reader: &Reader, account: AccountId, domain: &str) -> Result<(), Problem> {
    let Some(folded) = app.store().folded(account).await? else { return Ok(()) };
    let linked = folded.account.tenants.iter().find(|(_, held)| held.domain.eq_ignore_ascii_case(domain.trim()));
    if let Some((tenant, _)) = linked {
        let by = (reader.identity.actor.clone(), reader.identity.name());
        app.store().attend_tenant(account, *tenant, by, reader.now).await?;
    }
    Ok(())
}

/// A tenant to be linked.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct LinkTenant {
    /// Its domain.
    domain: String,
}

/// Links a verified tenant.
#[utoipa::path(post, path = "/v1/accounts/{id}/tenants", tag = "accounts", request_body = LinkTenant,
    params(("id" = String, Path, description = "Its id or global number."), ("Idempotency-Key" = String, Header, description = "A key against doing it twice."), ("dry_run" = Option<bool>, Query, description = "Compute everything, write nothing.")),
    responses((status = 201, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn link_tenant(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    body: Body<LinkTenant>,
) -> Result<Response, Problem> {
    let account = target(&app, &reader, &id).await?;
    let act = Act::new(account, Command::LinkTenant { domain: body.value.domain });
    let render = |rendering: &Rendering<'_>, _: &Programme, _: Language| {
        let newest = rendering.entries.iter().find_map(|entry| match &entry.fact {
            Fact::TenantLinked(fact) => Some(fact),
            _ => None,
        });
        newest.map(|fact| json!({ "id": fact.tenant, "domain": fact.domain })).unwrap_or_default()
    };
    if call.dry_run {
        return act.run(&app, &reader, &call, &body.canonical, render).await;
    }
    let submitted = act.submit(&app, &reader, &call, &body.canonical, render).await?;
    // Also where the answer is repeated: whoever asked again may not have come this far the first time.
    let linked: Value = serde_json::from_str(&submitted.answer.body).unwrap_or_default();
    if let Some(domain) = linked["domain"].as_str() {
        attend(&app, &reader, account, domain).await?;
    }
    Ok(created(&submitted))
}

/// Lists the competencies that the vendor stated for a company.
#[utoipa::path(get, path = "/v1/accounts/{id}/attainments", tag = "accounts", params(("id" = String, Path, description = "Its id or global number."), AsOf),
    responses((status = 200, body = Dated<Items<Json>>), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn attainments(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    Params(as_of): Params<AsOf>,
) -> Result<Response, Problem> {
    let view = view(&app, &reader, &id, Capability::ViewCompetencies, as_of.when()?).await?;
    let one = |(id, held): (&symbolon_domain::ids::AttainmentId, &symbolon_domain::account::Attainment)| {
        let name = view.programme(&app).competency(&held.competency).map(|known| known.name.get(reader.language));
        json!({
            "id": id, "competency": held.competency, "competency_name": name, "level": held.level,
            "from": held.from, "until": held.until, "counts": held.counts_on(view.on),
        })
    };
    let items: Vec<Value> = view.account().attainments.iter().map(one).collect();
    Ok(axum::Json(dated(&view, Items { items })).into_response())
}

/// A competency that is qualified at a level.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct StateAttainment {
    /// The competency.
    competency: String,
    /// The level.
    level: String,
    /// Last day on which it counts. It must be given: a statement overrides the requirements for a time only.
    #[schema(value_type = Day, required = true)]
    until: Option<Day>,
    /// Why: it must be given where the statement runs for longer than evidence of today could count.
    reason: Option<String>,
}

/// States that a competency is qualified at a level. Vendor staff only.
#[utoipa::path(post, path = "/v1/accounts/{id}/attainments", tag = "accounts", request_body = StateAttainment,
    params(("id" = String, Path, description = "Its id or global number."), ("Idempotency-Key" = String, Header, description = "A key against doing it twice."), ("dry_run" = Option<bool>, Query, description = "Compute everything, write nothing.")),
    responses((status = 201, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn state_attainment(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    body: Body<StateAttainment>,
) -> Result<Response, Problem> {
    let account = target(&app, &reader, &id).await?;
    let StateAttainment { competency, level, until, reason } = body.value;
    let until = until.map(|day| day.0);
    let (notes, note) = remark_if_any(&app, reader.now, "/reason", reason.as_deref())?;
    let mut act = Act::new(account, Command::StateAttainment { competency, level, until, note });
    act.notes = notes;
    let render = |rendering: &Rendering<'_>, _: &Programme, _: Language| {
        let stated = rendering.entries.iter().find_map(|entry| match &entry.fact {
            Fact::AttainmentStated(fact) => Some((fact, entry.effective_on)),
            _ => None,
        });
        let added: usize = rendering
            .entries
            .iter()
            .map(|entry| match &entry.fact {
                Fact::GrantsAdded(fact) => fact.grants.len(),
                _ => 0,
            })
            .sum();
        stated
            .map(|(fact, from)| {
                json!({
                    "id": fact.attainment, "competency": fact.competency, "level": fact.level, "from": from,
                    "until": fact.until, "grants_added": added,
                })
            })
            .unwrap_or_default()
    };
    act.run(&app, &reader, &call, &body.canonical, render).await
}

/// A payment that was received.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PaymentBody {
    /// The reference under which it was received.
    reference: String,
    /// What was paid, where it is known.
    amount: Option<AmountBody>,
}

/// Money: a decimal string and an ISO 4217 code.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AmountBody {
    /// For example `475.00`.
    amount: String,
    /// For example `USD`.
    currency: String,
}

impl PaymentBody {
    pub(super) fn read(self, pointer: &str) -> Result<Payment, Problem> {
        let amount = self.amount.map(|amount| amount.read(&format!("{pointer}/amount"))).transpose()?;
        Ok(Payment { reference: good_name_at(&format!("{pointer}/reference"), &self.reference)?, amount })
    }
}

impl AmountBody {
    pub(super) fn read(self, pointer: &str) -> Result<Money, Problem> {
        if self.currency.len() != 3 || !self.currency.bytes().all(|byte| byte.is_ascii_uppercase()) {
            return Err(Problem::invalid(&format!("{pointer}/currency"), Wrong::Currency));
        }
        Money::parse(&self.amount, &self.currency)
            .ok_or_else(|| Problem::invalid(&format!("{pointer}/amount"), Wrong::Amount))
    }
}

/// A purchase whose fee has been received.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Purchase {
    /// The offer.
    offer: String,
    /// The payment.
    payment: PaymentBody,
}

/// Buys an offer whose fee has been received. The answer is the membership.
#[utoipa::path(post, path = "/v1/accounts/{id}/purchases", tag = "accounts", request_body = Purchase,
    params(("id" = String, Path, description = "Its id or global number."), ("Idempotency-Key" = String, Header, description = "A key against doing it twice."), ("dry_run" = Option<bool>, Query, description = "Compute everything, write nothing.")),
    responses((status = 201, body = Membership), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn purchase(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    body: Body<Purchase>,
) -> Result<Response, Problem> {
    let account = target(&app, &reader, &id).await?;
    let Purchase { offer, payment } = body.value;
    let act = Act::new(account, Command::Purchase { offer, payment: payment.read("/payment")? });
    act.run(&app, &reader, &call, &body.canonical, membership_of(app.clone())).await
}

/// Renders the membership that a purchase or renewal made or changed.
pub(super) fn membership_of(
    app: App,
) -> impl Fn(&Rendering<'_>, &Programme, Language) -> Value + Send + Sync + 'static {
    move |rendering, _, language| {
        let id = rendering.entries.iter().find_map(|entry| match &entry.fact {
            Fact::MembershipPurchased(fact) => Some(fact.membership),
            Fact::MembershipRenewed(fact) => Some(fact.membership),
            _ => None,
        });
        let held: Option<&Held> = id.and_then(|id| rendering.after.memberships.get(&id));
        let words = Words { language, names: None };
        held.map(|held| {
            let on = rendering.context.today;
            let held = standing::membership_standing(rendering.after, app.programmes(), held, on);
            let one = Membership::new(rendering.context.account, &held, app.programmes(), &words);
            serde_json::to_value(one).unwrap_or_default()
        })
        .unwrap_or_default()
    }
}

/// A renewal whose fee has been received.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Renewal {
    /// The membership, by id or number (`M-1042`).
    membership: String,
    /// The payment.
    payment: PaymentBody,
    /// Another offer of the same group, chosen for the coming year.
    offer: Option<String>,
}

/// Renews a membership whose fee has been received.
#[utoipa::path(post, path = "/v1/accounts/{id}/renewals", tag = "accounts", request_body = Renewal,
    params(("id" = String, Path, description = "Its id or global number."), ("Idempotency-Key" = String, Header, description = "A key against doing it twice."), ("dry_run" = Option<bool>, Query, description = "Compute everything, write nothing.")),
    responses((status = 201, body = Membership), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn renew(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    body: Body<Renewal>,
) -> Result<Response, Problem> {
    let account = target(&app, &reader, &id).await?;
    let Renewal { membership, payment, offer } = body.value;
    let membership = super::memberships::find(&app, &membership).await?;
    let act = Act::new(account, Command::Renew { membership, payment: payment.read("/payment")?, offer });
    act.run(&app, &reader, &call, &body.canonical, membership_of(app.clone())).await
}

/// Lists the software whose right has ended or will end, installation by installation, with what was confirmed.
#[utoipa::path(get, path = "/v1/accounts/{id}/wind-down", tag = "accounts", params(("id" = String, Path, description = "Its id or global number."), AsOf),
    responses((status = 200, body = Dated<Items<WindDown>>), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn wind_down(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    Params(as_of): Params<AsOf>,
) -> Result<Response, Problem> {
    let view = view(&app, &reader, &id, Capability::ViewBenefits, as_of.when()?).await?;
    let owed = standing::owed(view.account(), view.programmes(&app), view.on);
    let items = wind_down_list(&app, &reader, &view, &owed).await?;
    Ok(axum::Json(dated(&view, Items { items })).into_response())
}

/// A wind-down list with the machines' names.
pub(super) async fn wind_down_list(
    app: &App,
    reader: &Reader,
    view: &crate::app::View,
    items: &[standing::WindDownItem],
) -> Result<Vec<WindDown>, Problem> {
    let notes = items.iter().filter_map(|item| item.note).collect();
    let called = super::installations::called(app, view.id, notes).await?;
    let of = |item: &standing::WindDownItem| {
        let name = item.note.and_then(|note| called.get(&note)).cloned();
        WindDown::new(item, view.programmes(app), reader.language, name)
    };
    Ok(items.iter().map(of).collect())
}

/// What was done about software whose right has ended.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ConfirmWindDown {
    /// The granted line.
    grant: String,
    /// One installation of it that a key activated.
    activation: Option<String>,
    /// One installation of it that the company recorded.
    installation: Option<String>,
    /// What the holder of one seat installed, by the seat’s assignment.
    assignment: Option<String>,
    /// `uninstalled`, `commercially_licensed`, or `never_installed` where the register shows none of it.
    #[schema(value_type = String)]
    how: symbolon_domain::fact::WindDownHow,
}

/// Confirms that software was uninstalled or licensed commercially, or that none of it was ever installed.
#[utoipa::path(post, path = "/v1/accounts/{id}/wind-down-confirmations", tag = "accounts", request_body = ConfirmWindDown,
    params(("id" = String, Path, description = "Its id or global number."), ("Idempotency-Key" = String, Header, description = "A key against doing it twice."), ("dry_run" = Option<bool>, Query, description = "Compute everything, write nothing.")),
    responses((status = 201, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn confirm(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    body: Body<ConfirmWindDown>,
) -> Result<Response, Problem> {
    let account = target(&app, &reader, &id).await?;
    let ConfirmWindDown { grant, activation, installation, assignment, how } = body.value;
    let grant = grant.parse().map_err(|error: IdError| Problem::invalid("/grant", error))?;
    let of = match (activation, installation, assignment) {
        (None, None, None) => None,
        (Some(id), None, None) => {
            Some(part("/activation", &id, |id| WindDownOf::Installed(InstalledId::Activated(id)))?)
        }
        (None, Some(id), None) => {
            Some(part("/installation", &id, |id| WindDownOf::Installed(InstalledId::Recorded(id)))?)
        }
        (None, None, Some(id)) => Some(part("/assignment", &id, WindDownOf::Seat)?),
        _ => return Err(Problem::invalid("/", Wrong::OneAtMost("activation, installation, assignment"))),
    };
    let command = Command::ConfirmWindDown { grant, of, how };
    let render = |rendering: &Rendering<'_>, _: &Programme, _: Language| {
        let newest = rendering.after.confirmations.last();
        newest
            .map(|held| {
                json!({
                    "grant": held.act.grant, "activation": held.act.activation,
                    "installation": held.act.installation, "assignment": held.act.assignment, "how": held.act.how,
                    "confirmed_on": held.on, "confirmed_by": held.by,
                })
            })
            .unwrap_or_default()
    };
    Act::new(account, command).run(&app, &reader, &call, &body.canonical, render).await
}

/// The part of a line that a confirmation names.
fn part<T: std::str::FromStr>(field: &str, id: &str, of: impl Fn(T) -> WindDownOf) -> Result<WindDownOf, Problem>
where
    T::Err: Into<Wrong>,
{
    id.parse().map(of).map_err(|error| Problem::invalid(field, error))
}
