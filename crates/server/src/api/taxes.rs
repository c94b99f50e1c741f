//! Exemptions from taxes, and giving a tax back.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::{Value, json};
use symbolon_domain::access::Capability;
use symbolon_domain::command::Command;
use symbolon_domain::ids::ExemptionId;
use symbolon_domain::programme::{Language, Programme};
use symbolon_domain::tax::Exemption;
use symbolon_store::Rendering;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::tokens::AfterPreview;
use super::{AsOf, Dated, Items, ProblemBody, dated, parse, remark, shapes, target, view};
use crate::act::{Act, Call};
use crate::app::App;
use crate::body::{Body, Params};
use crate::problem::Problem;
use crate::reader::Reader;
use crate::when::When;
use crate::wire::Day;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list, exempt)).routes(routes!(end)).routes(routes!(refund))
}

fn one(id: &ExemptionId, held: &Exemption, on: Date) -> Value {
    let counts = held.counts_on(on);
    json!({ "id": id, "from": held.from, "until": held.until, "counts": counts, "former": held.former })
}

/// Lists a company's exemptions from taxes.
#[utoipa::path(get, path = "/v1/accounts/{id}/tax-exemptions", tag = "orders", params(("id" = String, Path, description = "Its id or global number."), AsOf),
    responses((status = 200, body = Dated<Items<shapes::TaxExemption>>), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn list(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    Params(as_of): Params<AsOf>,
) -> Result<Response, Problem> {
    let view = view(&app, &reader, &id, Capability::ViewMemberships, as_of.when()?).await?;
    let items: Vec<Value> = view.account().exemptions.iter().map(|(id, held)| one(id, held, view.on)).collect();
    Ok(axum::Json(dated(&view, Items { items })).into_response())
}

/// An exemption to be granted.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ExemptFromTax {
    /// First day; it may lie in the past.
    from: Day,
    /// Last day; without it, until it is ended.
    until: Option<Day>,
    /// Why.
    note: String,
}

/// The exemption that an act made or ended.
fn made(rendering: &Rendering<'_>, _: &Programme, _: Language) -> Value {
    use symbolon_domain::fact::Fact;
    let found = rendering.entries.iter().find_map(|entry| match &entry.fact {
        Fact::TaxExempted(fact) => Some(fact.exemption),
        Fact::TaxExemptionEnded(fact) => Some(fact.exemption),
        _ => None,
    });
    let held = found.and_then(|id| Some((id, rendering.after.exemptions.get(&id)?)));
    held.map_or(Value::Null, |(id, held)| one(&id, held, rendering.context.today))
}

/// Exempts a company from taxes, also for days that have passed. Under the id or number of a company that became a part
/// of another one, what that one ordered is meant. Support only.
#[utoipa::path(post, path = "/v1/accounts/{id}/tax-exemptions", tag = "orders", request_body = ExemptFromTax,
    params(("id" = String, Path, description = "Its id or global number."), ("Idempotency-Key" = String, Header, description = "A key against doing it twice."), ("dry_run" = Option<bool>, Query, description = "Compute everything, write nothing.")),
    responses((status = 201, body = shapes::TaxExemption), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn exempt(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    body: Body<ExemptFromTax>,
) -> Result<Response, Problem> {
    let account = target(&app, &reader, &id).await?;
    let former = view(&app, &reader, &id, Capability::ViewMemberships, When::Now).await?.account().former_named(&id);
    let ExemptFromTax { from, until, note } = body.value;
    let (kept, note) = remark(&app, reader.now, "/note", &note)?;
    let mut act =
        Act::new(account, Command::ExemptFromTax { from: from.0, until: until.map(|day| day.0), note, former });
    act.notes = vec![kept];
    act.run(&app, &reader, &call, &body.canonical, made).await
}

/// The end of an exemption.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct EndExemption {
    /// Its last day.
    last_day: Day,
}

/// Ends an exemption from taxes after a day. Support only.
#[utoipa::path(post, path = "/v1/tax-exemptions/{id}/endings", tag = "orders", request_body = EndExemption,
    params(("id" = String, Path, description = "Its id."), ("Idempotency-Key" = String, Header, description = "A key against doing it twice."), ("dry_run" = Option<bool>, Query, description = "Compute everything, write nothing.")),
    responses((status = 201, body = shapes::TaxExemption), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn end(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    body: Body<EndExemption>,
) -> Result<Response, Problem> {
    let account = target(&app, &reader, &id).await?;
    let command = Command::EndExemption { exemption: parse(&id)?, last_day: body.value.last_day.0 };
    Act::new(account, command).run(&app, &reader, &call, &body.canonical, made).await
}

/// Gives back the tax of an order that an exempt company has paid; the membership stays. It needs the digest of a preview
/// and the acknowledgement `tax-given-back`. Support only.
#[utoipa::path(post, path = "/v1/orders/{id}/tax-refunds", tag = "orders", request_body = AfterPreview,
    params(("id" = String, Path, description = "Its id or number (`O-1042`)."), ("Idempotency-Key" = String, Header, description = "A key against doing it twice."), ("dry_run" = Option<bool>, Query, description = "Compute everything, write nothing.")),
    responses((status = 201, body = shapes::Order), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn refund(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    body: Body<AfterPreview>,
) -> Result<Response, Problem> {
    let account = target(&app, &reader, &id).await?;
    let AfterPreview { preview_digest, acknowledge } = body.value;
    let order = super::orders::order_id(&app, account, &id).await?;
    let act = Act::new(account, Command::RefundTax { order }).after_preview(preview_digest, acknowledge);
    act.run(&app, &reader, &call, &body.canonical, super::orders::made(&app, Some(order))).await
}
