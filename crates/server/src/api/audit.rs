//! The audit: who did what beside the ledgers.

use axum::extract::{OriginalUri, State};
use axum::response::Response;
use serde::Serialize;
use symbolon_domain::access::may_audit;
use symbolon_domain::audit::AuditAct;
use symbolon_text::word;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ObjectBuilder, Schema, SchemaType, Type};
use utoipa::{PartialSchema, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::ProblemBody;
use crate::app::App;
use crate::audited::{Asked, Naming, refused};
use crate::body::Params;
use crate::clock::instant;
use crate::page::{List, Paging};
use crate::problem::Problem;
use crate::reader::Reader;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list))
}

/// An act of the audit, described by all of them.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(transparent)]
pub(crate) struct ActCode(AuditAct);

impl PartialSchema for ActCode {
    fn schema() -> RefOr<Schema> {
        let codes = AuditAct::ALL.iter().map(|act| act.code());
        ObjectBuilder::new().schema_type(SchemaType::new(Type::String)).enum_values(Some(codes)).into()
    }
}

impl ToSchema for ActCode {}

/// An entry of the audit.
#[derive(Debug, Serialize, ToSchema)]
struct AuditEntry {
    /// Ids sort by time.
    id: String,
    recorded_at: String,
    /// A person by id, a service by its name, or a part of the system.
    actor: String,
    /// Null for a person who is not known any more.
    actor_name: Option<String>,
    act: ActCode,
    /// The act in words.
    act_text: String,
    /// What it was done to: an id, the number of a ticket, the name of a token, a day, an instant, or the hash of a backup.
    object: Option<String>,
    /// The same by its name, where it has one.
    object_name: Option<String>,
}

/// Lists what was done beside the ledgers, the newest first: to people and their roles, to access, tickets, campaigns, versions
/// of the programme and the clock. What was done in a company’s account is in its history.
#[utoipa::path(get, path = "/v1/audit-entries", tag = "audit", params(Asked, Paging),
    responses((status = 200, body = List<AuditEntry>), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn list(
    State(app): State<App>,
    reader: Reader,
    OriginalUri(uri): OriginalUri,
    Params(asked): Params<Asked>,
    Params(paging): Params<Paging>,
) -> Result<Response, Problem> {
    if !may_audit(&reader.identity.actor) {
        return Err(refused(reader.language));
    }
    let (filter, faults) = asked.read(&app).await?;
    if let Some((name, wrong)) = faults.into_iter().next() {
        return Err(Problem::parameter(name, wrong));
    }
    let rows = app.store().audit(&filter, &paging.page(&app, &uri)?).await?;
    let mut naming = Naming::new(&app, reader.language);
    let mut items = Vec::with_capacity(rows.len());
    for row in rows {
        let thing = naming.thing(&row).await?.map(|thing| thing.name);
        let entry = AuditEntry {
            id: row.id.clone(),
            recorded_at: instant(row.recorded_at).to_string(),
            actor_name: naming.actor(&row.actor).await?,
            actor: row.actor,
            act: ActCode(row.act),
            act_text: word(reader.language, row.act),
            object_name: thing.filter(|name| Some(name) != row.object.as_ref()),
            object: row.object,
        };
        items.push((row.id, entry));
    }
    paging.respond(&app, &uri, items, reader.today, false)
}
