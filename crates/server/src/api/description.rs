//! What the published description says of every operation alike, and the parts that answers have in common.

use serde::Serialize;
use utoipa::openapi::path::{Operation, ParameterIn};
use utoipa::openapi::schema::{AnyOfBuilder, ObjectBuilder, SchemaType, Type};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{
    ContentBuilder, HeaderBuilder, OpenApi as Document, Ref, RefOr, Response, ResponseBuilder, Schema,
};
use utoipa::{Modify, OpenApi, ToSchema};

use super::shapes::{Explanation, Preview, ProblemBody};
use crate::wire::Day;
use crate::{made, table};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Symbolon",
        description = "Who is a member of a partner programme, until when, what that gives them, what they have used, and why.",
    ),
    components(schemas(Explanation, Preview, ProblemBody)),
    modifiers(&Bearer),
    security(("bearer" = [])),
)]
pub(super) struct Description;

struct Bearer;

impl Modify for Bearer {
    fn modify(&self, document: &mut Document) {
        let scheme = SecurityScheme::Http(HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build());
        document.components.get_or_insert_default().add_security_scheme("bearer", scheme);
    }
}

/// An answer about a day.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Dated<T> {
    #[serde(flatten)]
    pub(super) held: T,
    /// The day that the answer is about.
    pub(super) as_of: Day,
    /// Whether that day lies ahead: so it will be if nobody acts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) projection: Option<bool>,
}

/// A list that comes whole.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Items<T> {
    pub(super) items: Vec<T>,
}

/// A file as it is, which is the whole body of a request. Of which kinds it can be is said where it is taken: no programme
/// takes others.
#[derive(ToSchema)]
#[schema(value_type = String, format = Binary)]
#[expect(dead_code, reason = "only described: bodies are read by their bytes")]
pub(crate) struct FileBody(Vec<u8>);

/// What else problems say, by their codes.
const DETAILS: &[(&str, &str)] = &[
    ("accepted", "Media types that are taken."),
    ("acknowledge", "The consequence that would have to be acknowledged."),
    ("asked", "How many seats were asked for."),
    ("assignment", "The assignment that the person holds already."),
    ("campaigns", "Campaigns under which it could still be renewed."),
    ("changed", "What changed since a plan was made."),
    ("check", "The code of the check that says no."),
    ("checks", "The facts about a replacement that are not so."),
    ("closed_on", "Day on which it closed."),
    ("country", "The country whose ceiling is reached."),
    ("due", "The amount that is due."),
    ("evidence", "The evidence that is there already."),
    ("expired_on", "Day on which an order expired."),
    ("failed", "Worked examples that fail, each with what differs."),
    ("field", "The field that is wrong."),
    ("free", "How many are free."),
    ("guards", "Why a plan needs an approval."),
    ("held", "How many are held."),
    ("holds", "What a company still holds."),
    ("idle", "Seats that nobody begins to use."),
    ("known", "What is known of it."),
    ("left", "What is left of a balance."),
    ("limit", "How many there can be."),
    ("max_members", "How many members a campaign may have."),
    ("max_months", "How many months an extension may reach."),
    ("members", "How many members a campaign would have."),
    ("merge", "The merge that is under way."),
    ("movable", "Seats that go to somebody else as soon as they are taken back."),
    ("obstacles", "What stands in the way of a merge."),
    ("order", "The order that is open."),
    ("override_possible", "Whether a late override can be asked for."),
    ("programme", "The id of the programme in force."),
    ("reason", "Which of the reasons of this code it is."),
    ("received", "The amount that was received."),
    ("redeem_by", "Last day on which it could be redeemed."),
    ("redeemed_by", "Who redeemed it."),
    ("redeemed_on", "Day on which it was redeemed."),
    ("renewed_with", "The membership with which it is renewed."),
    ("role", "The role that somebody has to hold."),
    ("scope", "Which ceiling is reached: `country` or `world`."),
    ("shared_pool", "The entitlement that products share."),
    ("since", "Since when."),
    ("state", "The state that it is in."),
    ("subscription", "The subscription that it is about."),
    ("tenant", "The tenant that it is about."),
    ("time_zone", "The time zone of the programme in force."),
    ("token_seats", "How many seats the token is for."),
    ("top_up", "Whether more can be granted: `never`."),
    ("until", "Last day on which it was possible."),
    ("used", "How many are used."),
    ("version", "The version in force."),
];

/// Adds to each operation what it has in common with others, and to problems what only some of them say.
pub(super) fn complete(document: &mut Document) {
    table::describe(document);
    made::describe(document);
    for (path, item) in &mut document.paths.paths {
        let is_tagged = crate::TAGGED.iter().any(|begins| path.starts_with(begins));
        if let Some(get) = item.get.as_mut().filter(|_| is_tagged) {
            let same =
                ResponseBuilder::new().description("What `If-None-Match` names is what would be answered.").build();
            get.responses.responses.insert("304".to_owned(), same.into());
        }
        let all = [
            ("get", &mut item.get),
            ("post", &mut item.post),
            ("put", &mut item.put),
            ("patch", &mut item.patch),
            ("delete", &mut item.delete),
        ];
        for (method, operation) in all.into_iter().filter_map(|(method, operation)| Some((method, operation.as_mut()?)))
        {
            operation.operation_id = Some(operation_id(method, path));
            let previews = takes(operation, "dry_run");
            let responses = &mut operation.responses.responses;
            if previews && !responses.contains_key("200") {
                let preview = preview_or(responses.get("201"));
                responses.insert("200".to_owned(), preview.into());
            }
            let seconds = ObjectBuilder::new().schema_type(SchemaType::new(Type::Integer));
            let later = HeaderBuilder::new()
                .schema(Some(seconds))
                .description(Some("In how many seconds it may be tried again."));
            let problem = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
            let busy = ResponseBuilder::new().content("application/problem+json", problem);
            responses.insert("503".to_owned(), busy.header("Retry-After", later.build()).build().into());
            for (status, response) in responses.iter_mut() {
                if let RefOr::T(response) = response
                    && response.description.is_empty()
                {
                    response.description = said(status, operation.summary.as_deref()).to_owned();
                }
            }
        }
    }
    let schemas = &mut document.components.get_or_insert_default().schemas;
    if let Some(RefOr::T(Schema::Object(problem))) = schemas.get_mut("Problem") {
        for (name, what) in DETAILS {
            let value = ObjectBuilder::new().schema_type(SchemaType::AnyValue).description(Some(*what));
            problem.properties.insert((*name).to_owned(), value.build().into());
        }
    }
}

/// A name that no other operation has, for the clients that are made from the description: its method and address.
fn operation_id(method: &str, path: &str) -> String {
    let words = path.trim_start_matches("/v1").split('/').filter(|part| !part.is_empty()).map(|part| {
        match part.strip_prefix('{').and_then(|part| part.strip_suffix('}')) {
            Some(name) => format!("by_{name}"),
            None => part.replace(['-', '.'], "_"),
        }
    });
    std::iter::once(method.to_owned()).chain(words).collect::<Vec<_>>().join("_")
}

/// What an answer of a status is, where nothing more is said of it.
fn said<'a>(status: &str, summary: Option<&'a str>) -> &'a str {
    match status.as_bytes().first() {
        Some(b'2') => summary.unwrap_or("What was asked for."),
        Some(b'4') => "Why not: what is wrong with the request, or which rule stands in the way.",
        _ => "It cannot be answered just now.",
    }
}

/// Whether an operation knows a parameter of the query.
fn takes(operation: &Operation, name: &str) -> bool {
    operation.parameters.iter().flatten().any(|parameter| match parameter {
        RefOr::T(parameter) => parameter.parameter_in == ParameterIn::Query && parameter.name == name,
        RefOr::Ref(_) => false,
    })
}

/// What is answered where nothing was done: the preview, or what is there already of what was asked for.
fn preview_or(made: Option<&RefOr<Response>>) -> Response {
    let made = match made {
        Some(RefOr::T(made)) => match made.content.get("application/json") {
            Some(RefOr::T(content)) => content.schema.clone(),
            _ => None,
        },
        _ => None,
    };
    let either = AnyOfBuilder::new().item(Ref::from_schema_name("Preview"));
    let either = made.into_iter().fold(either, AnyOfBuilder::item);
    let content = ContentBuilder::new().schema(Some(either)).build();
    let said = "With `dry_run=true` the preview; else what is there already, where nothing was left to be done.";
    ResponseBuilder::new().description(said).content("application/json", content).build()
}
