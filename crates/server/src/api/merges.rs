//! Merges: the invitation and its answer, what a merge would bring, and carrying it out.

use axum::extract::{OriginalUri, Path, State};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Value, json};
use symbolon_domain::access::{Capability, Role};
use symbolon_domain::account::Account;
use symbolon_domain::command::Command;
use symbolon_domain::ids::{AccountId, MergeId};
use symbolon_domain::merge::{self, Impact, Kept, Merge, Side};
use symbolon_domain::people::Crew;
use symbolon_domain::programme::{Language, Programme, Programmes};
use symbolon_store::Rendering;
use symbolon_text::word;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{AsOf, Dated, Nothing, ProblemBody, dated, parse, remark_if_any, target, view};
use crate::act::{Act, Call};
use crate::app::App;
use crate::body::{Body, Params};
use crate::page::{List, Paging};
use crate::problem::Problem;
use crate::reader::Reader;
use crate::wire::Json;
use crate::wrong::Wrong;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list, invite))
        .routes(routes!(show))
        .routes(routes!(impact))
        .routes(routes!(accept))
        .routes(routes!(reject))
        .routes(routes!(withdraw))
        .routes(routes!(confirm))
}

/// A merge as one of its companies has it, without the reason that was given.
fn one(account: AccountId, id: MergeId, held: &Merge, on: jiff::civil::Date, language: Language) -> Value {
    let state = held.state_on(on);
    let accepted = held.accepted.as_ref().filter(|(day, _)| *day <= on);
    let end = held.end.as_ref().filter(|(day, _)| *day <= on);
    json!({
        "id": id, "account": account, "side": held.side, "other": held.other,
        "other_number": held.other_number.to_string(), "state": state, "state_name": word(language, state),
        "invited_on": held.invited_on, "invited_by": held.invited_by, "accepted_on": accepted.map(|(day, _)| day),
        "accepted_by": accepted.map(|(_, by)| by), "ended_on": end.map(|(day, _)| day),
        "ended_by": end.and(held.ended_by.as_ref()), "former_company": held.former,
    })
}

/// A merge with the reason that was given for declining.
async fn whole(
    app: &App,
    account: AccountId,
    id: MergeId,
    held: &Merge,
    on: jiff::civil::Date,
    language: Language,
) -> Result<Value, Problem> {
    let mut body = one(account, id, held, on, language);
    let reason = match &held.note {
        Some(note) => app.store().note(account, note.id).await?,
        None => None,
    };
    if let Some(members) = body.as_object_mut() {
        members.insert("reason".to_owned(), json!(reason));
    }
    Ok(body)
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Of {
    /// The company, by id or global number.
    account: String,
}

/// Lists a company's merges, past and failed ones included, the earliest first.
#[utoipa::path(get, path = "/v1/merges", tag = "merges", params(Of, Paging, AsOf),
    responses((status = 200, body = List<Json>), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn list(
    State(app): State<App>,
    reader: Reader,
    OriginalUri(uri): OriginalUri,
    Params(of): Params<Of>,
    Params(paging): Params<Paging>,
    Params(as_of): Params<AsOf>,
) -> Result<Response, Problem> {
    let view = view(&app, &reader, &of.account, Capability::ViewMerges, as_of.when()?).await?;
    let mut held: Vec<(&MergeId, &Merge)> =
        view.account().merges.iter().filter(|(_, merge)| merge.invited_on <= view.on).collect();
    held.sort_by_key(|(id, merge)| (merge.invited_on, **id));
    let mut items = Vec::new();
    for (id, merge) in held {
        let body = whole(&app, view.id, *id, merge, view.on, reader.language).await?;
        items.push((format!("{} {id}", merge.invited_on), body));
    }
    let items = paging.slice(&app, &uri, items)?;
    paging.respond(&app, &uri, items, view.on, view.projection)
}

/// Shows a merge.
#[utoipa::path(get, path = "/v1/merges/{id}", tag = "merges", params(("id" = String, Path, description = "Its id."), AsOf),
    responses((status = 200, body = Dated<Json>), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn show(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    Params(as_of): Params<AsOf>,
) -> Result<Response, Problem> {
    let view = view(&app, &reader, &id, Capability::ViewMerges, as_of.when()?).await?;
    let id = parse(&id)?;
    let held = view.account().merges.get(&id).ok_or_else(Problem::not_found)?;
    let body = whole(&app, view.id, id, held, view.on, reader.language).await?;
    Ok(axum::Json(dated(&view, Json(body))).into_response())
}

fn kept(kept: &Kept, programmes: &Programmes, language: Language) -> Value {
    let name = programmes.offer(&kept.offer).map(|offer| offer.name.get(language));
    json!({
        "id": kept.id, "number": format!("M-{}", kept.number), "offer": kept.offer, "offer_name": name,
        "anniversary": kept.days.anniversary, "renew_from": kept.days.renew_from, "renew_to": kept.days.renew_to,
        "benefits_until": kept.benefits_until, "renewed_with": kept.renewed_with.map(|number| format!("M-{number}")),
    })
}

fn side(side: &Side, programmes: &Programmes, language: Language) -> Value {
    let memberships: Vec<Value> = side.memberships.iter().map(|one| kept(one, programmes, language)).collect();
    let competencies = side.competencies.iter().map(|(competency, level)| json!({ "id": competency, "level": level }));
    let tokens = side.tokens.iter().map(
        |token| json!({ "id": token.id, "benefit": token.benefit, "seats": token.seats, "redeem_by": token.redeem_by }),
    );
    let subscriptions = side
        .subscriptions
        .iter()
        .map(|(benefit, tenant, seats)| json!({ "benefit": benefit, "tenant": tenant, "seats": seats }));
    json!({
        "account": side.account, "number": side.number.to_string(),
        "locations": side.locations.iter().map(ToString::to_string).collect::<Vec<_>>(), "tenants": side.tenants,
        "memberships": memberships, "competencies": competencies.collect::<Vec<_>>(),
        "tokens_to_redeem": tokens.collect::<Vec<_>>(), "seats": { "granted": side.seats.0, "held": side.seats.1 },
        "subscriptions": subscriptions.collect::<Vec<_>>(),
    })
}

/// The people of both companies: how many, and that they keep their roles.
pub(crate) async fn people(app: &App, impact: &Impact) -> Result<(Crew, Crew), Problem> {
    let count = async |side: &Side| -> Result<Crew, Problem> {
        let people = match side.account {
            Some(account) => app.store().people(Some(account)).await?,
            None => Default::default(),
        };
        let people: Vec<_> = people.iter().map(symbolon_store::PersonRow::person).collect();
        Ok(Crew::of(people.iter()))
    };
    Ok((count(&impact.survivor).await?, count(&impact.absorbed).await?))
}

/// What a merge would bring on this day, or the refusal to show it.
pub(crate) async fn impact_of(app: &App, reader: &Reader, account: AccountId, id: MergeId) -> Result<Impact, Problem> {
    let command = Command::ConfirmMerge { merge: id };
    let (folded, context, _) = app.preview(account, &command, &reader.identity.caller).await?;
    merge::impact_of(&folded.account, app.programmes(), id, &context)
        .map_err(|refusal| Problem::refused(&refusal, None, reader.language, None))
}

/// Shows what a merge would bring: both companies as they are, the one that would come of them, and what its next joint
/// renewal would bring. The inviting company sees it once the other one has accepted.
#[utoipa::path(get, path = "/v1/merges/{id}/impact", tag = "merges", params(("id" = String, Path, description = "Its id.")),
    responses((status = 200, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn impact(State(app): State<App>, reader: Reader, Path(id): Path<String>) -> Result<Response, Problem> {
    let account = target(&app, &reader, &id).await?;
    app.allow(&reader.identity, Capability::ViewMerges, Some(account), reader.language).await?;
    let found = impact_of(&app, &reader, account, parse(&id)?).await?;
    let (survivors, absorbed) = people(&app, &found).await?;
    let programmes = app.programmes();
    let renewals = found.renewals.iter().map(|next| {
        let lines = next.lines.iter().map(|line| {
            json!({
                "benefit": line.benefit, "unit": line.unit, "now": line.now.granted, "next": line.next.granted,
                "change": line.change,
            })
        });
        json!({
            "membership": next.membership, "offer": next.offer, "renewed_on": next.renewed_on,
            "anniversary": next.days.anniversary, "seats_lost": next.seats_lost(), "benefits": lines.collect::<Vec<_>>(),
        })
    });
    let together = survivors.with(&absorbed);
    let with_people = |mut body: Value, crew: &Crew| {
        if let Some(members) = body.as_object_mut() {
            let role = |(role, count): (&Role, &usize)| {
                let name = symbolon_text::role_in(reader.language, *role, programmes.current());
                json!({ "role": role, "name": name, "people": count })
            };
            members.insert("people".to_owned(), json!(crew.people));
            members.insert("roles".to_owned(), crew.roles.iter().map(role).collect());
            members.insert("manage_own_people".to_owned(), json!(crew.managers));
        }
        body
    };
    let body = json!({
        "merge": id, "as_of": reader.today,
        "survivor": with_people(side(&found.survivor, programmes, reader.language), &survivors),
        "absorbed": with_people(side(&found.absorbed, programmes, reader.language), &absorbed),
        "together": with_people(side(&found.together, programmes, reader.language), &together),
        "renewals": renewals.collect::<Vec<_>>(),
    });
    Ok(axum::Json(body).into_response())
}

/// The merge that an act made or changed.
fn rendered(account: &Account, id: MergeId, rendering: &Rendering<'_>, language: Language) -> Value {
    account
        .merges
        .get(&id)
        .map_or(Value::Null, |held| one(rendering.context.account, id, held, rendering.context.today, language))
}

/// An invitation.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Invite {
    /// The company that invites and goes on, by id or global number.
    account: String,
    /// The global number of the company that is invited.
    company: String,
}

/// Invites a company to become a part of another one. An account admin of the invited company answers.
#[utoipa::path(post, path = "/v1/merges", tag = "merges", request_body = Invite,
    params(("Idempotency-Key" = String, Header, description = "A key against doing it twice."), ("dry_run" = Option<bool>, Query, description = "Compute everything, write nothing.")),
    responses((status = 201, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn invite(State(app): State<App>, reader: Reader, call: Call, body: Body<Invite>) -> Result<Response, Problem> {
    let Invite { account, company } = body.value;
    let account = target(&app, &reader, &account).await?;
    let number = company.trim().parse().map_err(|_| Problem::invalid("/company", Wrong::GlobalNumber))?;
    let render = |rendering: &Rendering<'_>, _: &Programme, language: Language| {
        let made = rendering.entries.iter().find_map(|entry| match &entry.fact {
            symbolon_domain::fact::Fact::MergeInvited(fact) => Some(fact.merge),
            _ => None,
        });
        made.map_or(Value::Null, |id| rendered(rendering.after, id, rendering, language))
    };
    Act::new(account, Command::InviteToMerge { number }).run(&app, &reader, &call, &body.canonical, render).await
}

/// Accepts an invitation. Nothing changes until the inviting company confirms, except that neither of the two buys
/// anything.
#[utoipa::path(post, path = "/v1/merges/{id}/acceptances", tag = "merges", request_body = Nothing,
    params(("id" = String, Path, description = "Its id."), ("Idempotency-Key" = String, Header, description = "A key against doing it twice."), ("dry_run" = Option<bool>, Query, description = "Compute everything, write nothing.")),
    responses((status = 201, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn accept(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    body: Body<Nothing>,
) -> Result<Response, Problem> {
    let Nothing {} = body.value;
    let account = target(&app, &reader, &id).await?;
    let merge = parse(&id)?;
    let act = Act::new(account, Command::AcceptMerge { merge });
    act.run(&app, &reader, &call, &body.canonical, move |rendering, _, language| {
        rendered(rendering.after, merge, rendering, language)
    })
    .await
}

/// A rejection.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Reject {
    /// The reason, for both companies to read.
    reason: Option<String>,
}

/// Rejects an invitation, or takes back an acceptance that was not confirmed yet.
#[utoipa::path(post, path = "/v1/merges/{id}/rejections", tag = "merges", request_body = Reject,
    params(("id" = String, Path, description = "Its id."), ("Idempotency-Key" = String, Header, description = "A key against doing it twice."), ("dry_run" = Option<bool>, Query, description = "Compute everything, write nothing.")),
    responses((status = 201, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn reject(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    body: Body<Reject>,
) -> Result<Response, Problem> {
    let account = target(&app, &reader, &id).await?;
    let merge = parse(&id)?;
    let (notes, note) = remark_if_any(&app, reader.now, "/reason", body.value.reason.as_deref())?;
    let mut act = Act::new(account, Command::RejectMerge { merge, note });
    act.notes = notes;
    act.run(&app, &reader, &call, &body.canonical, move |rendering, _, language| {
        rendered(rendering.after, merge, rendering, language)
    })
    .await
}

/// Withdraws an invitation that was not confirmed yet.
#[utoipa::path(post, path = "/v1/merges/{id}/withdrawals", tag = "merges", request_body = Nothing,
    params(("id" = String, Path, description = "Its id."), ("Idempotency-Key" = String, Header, description = "A key against doing it twice."), ("dry_run" = Option<bool>, Query, description = "Compute everything, write nothing.")),
    responses((status = 201, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn withdraw(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    body: Body<Nothing>,
) -> Result<Response, Problem> {
    let Nothing {} = body.value;
    let account = target(&app, &reader, &id).await?;
    let merge = parse(&id)?;
    let act = Act::new(account, Command::WithdrawMerge { merge });
    act.run(&app, &reader, &call, &body.canonical, move |rendering, _, language| {
        rendered(rendering.after, merge, rendering, language)
    })
    .await
}

/// A confirmation.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ConfirmMerge {
    /// The digest of the preview.
    preview_digest: Option<String>,
    /// The consequences that are acknowledged: `companies-merged`.
    #[serde(default)]
    acknowledge: Vec<String>,
}

/// Carries out a merge that was accepted. This cannot be undone: it needs the digest of a fresh preview.
#[utoipa::path(post, path = "/v1/merges/{id}/confirmations", tag = "merges", request_body = ConfirmMerge,
    params(("id" = String, Path, description = "Its id."), ("Idempotency-Key" = String, Header, description = "A key against doing it twice."), ("dry_run" = Option<bool>, Query, description = "Compute everything, write nothing.")),
    responses((status = 201, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn confirm(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    body: Body<ConfirmMerge>,
) -> Result<Response, Problem> {
    let account = target(&app, &reader, &id).await?;
    let merge = parse(&id)?;
    let ConfirmMerge { preview_digest, acknowledge } = body.value;
    let act = Act::new(account, Command::ConfirmMerge { merge }).after_preview(preview_digest, acknowledge);
    act.run(&app, &reader, &call, &body.canonical, move |rendering, _, language| {
        rendered(rendering.after, merge, rendering, language)
    })
    .await
}
