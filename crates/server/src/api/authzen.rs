//! The same question in the words of the OpenID AuthZEN Authorization API 1.0, for gateways that speak it: may a subject
//! use a resource? The answers are those of `/v1/entitlement-checks`; names and error statuses are the standard's.

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use symbolon_text as text;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::ProblemBody;
use super::checks::{At, Common, Explain, MOST, One, decide};
use crate::app::App;
use crate::body::Asked;
use crate::problem::Problem;
use crate::reader::Reader;
use crate::wrong::Wrong;

/// The kinds of subject: somebody of a company, or the company as a whole.
const SUBJECTS: [&str; 2] = ["user", "company"];
/// The kind of resource: a benefit of the programme.
const RESOURCE: &str = "product";
/// What can be done with it.
const ACTION: &str = "use";

/// By which a caller finds the answer to its request again.
const REQUEST: &str = "x-request-id";

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(evaluate)).routes(routes!(evaluate_all))
}

/// One question. Members that are not named here are the caller’s own, and do not matter.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
struct Evaluation {
    /// Who wants to.
    subject: Option<Subject>,
    /// What.
    resource: Option<Resource>,
    /// To do what with it.
    action: Option<Action>,
    /// On which day, and how much of the reason is wanted.
    context: Option<Context>,
}

/// Several questions. What stands beside them holds for each that does not say it itself.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
struct Evaluations {
    /// Who wants to.
    subject: Option<Subject>,
    /// What.
    resource: Option<Resource>,
    /// To do what with it.
    action: Option<Action>,
    /// On which day, and how much of the reason is wanted.
    context: Option<Context>,
    /// The questions, a hundred at the most; without any, what stands beside them is one.
    #[serde(default)]
    evaluations: Vec<Evaluation>,
    /// How they are answered.
    #[serde(default)]
    options: Options,
}

/// Who wants to use it.
#[derive(Debug, Clone, Deserialize, ToSchema)]
struct Subject {
    /// `user` or `company`.
    r#type: String,
    /// A person by id or e-mail address, or a company by id or global number.
    id: String,
    /// More of them.
    #[serde(default)]
    properties: Properties,
}

/// More of a subject.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
struct Properties {
    /// The company of a user, by id or global number; the caller’s own where not given.
    account: Option<String>,
}

/// What is to be used.
#[derive(Debug, Clone, Deserialize, ToSchema)]
struct Resource {
    /// `product`.
    r#type: String,
    /// A benefit of the programme.
    id: String,
}

/// What is to be done.
#[derive(Debug, Clone, Deserialize, ToSchema)]
struct Action {
    /// `use`.
    name: String,
}

/// What else matters.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
struct Context {
    /// A day or an instant; now where not given.
    as_of: Option<String>,
    /// How much of the reason is wanted.
    #[serde(default)]
    explain: Explain,
}

/// How several questions are answered.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
struct Options {
    /// Whether answering ends early.
    #[serde(default)]
    evaluations_semantic: Semantic,
}

/// Whether answering several questions ends early.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Semantic {
    /// All are answered.
    #[default]
    ExecuteAll,
    /// The first no is the last answer.
    DenyOnFirstDeny,
    /// The first yes is the last answer.
    PermitOnFirstPermit,
}

/// An answer.
#[derive(Debug, Clone, Serialize, ToSchema)]
struct Decision {
    decision: bool,
    /// What `/v1/entitlement-checks` says besides: `code`, `message`, `until`, `would_change` … Or an `error` with `status`
    /// and `message`, where the question has no answer.
    #[schema(value_type = Object)]
    context: Map<String, Value>,
}

/// One answer, or one for each question that was answered.
#[derive(Debug, Serialize, ToSchema)]
#[serde(untagged)]
enum Decisions {
    One(Decision),
    Several { evaluations: Vec<Decision> },
}

/// Where the questions are asked.
#[derive(Debug, Serialize)]
struct Configuration {
    policy_decision_point: String,
    access_evaluation_endpoint: String,
    access_evaluations_endpoint: String,
}

/// Says whether a subject may use a product: 200 with a decision, even for a no.
#[utoipa::path(post, path = "/access/v1/evaluation", tag = "checks", request_body = Evaluation,
    responses((status = 200, body = Decision), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn evaluate(
    State(app): State<App>,
    reader: Reader,
    headers: HeaderMap,
    body: Result<Asked<Evaluation>, Problem>,
) -> Result<Response, Problem> {
    let decision = alone(&app, &reader, body.map_err(Problem::bad_request)?.0).await?;
    Ok(traced(&headers, axum::Json(decision)))
}

/// Answers up to a hundred questions.
#[utoipa::path(post, path = "/access/v1/evaluations", tag = "checks", request_body = Evaluations,
    responses((status = 200, body = Decisions), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn evaluate_all(
    State(app): State<App>,
    reader: Reader,
    headers: HeaderMap,
    body: Result<Asked<Evaluations>, Problem>,
) -> Result<Response, Problem> {
    let Evaluations { subject, resource, action, context, evaluations, options } =
        body.map_err(Problem::bad_request)?.0;
    let shared = Evaluation { subject, resource, action, context };
    if evaluations.is_empty() {
        return Ok(traced(&headers, axum::Json(Decisions::One(alone(&app, &reader, shared).await?))));
    }
    if evaluations.len() > MOST {
        return Err(Problem::invalid("/evaluations", Wrong::AtMost(MOST)).bad_request());
    }
    let last = |decision: bool| match options.evaluations_semantic {
        Semantic::ExecuteAll => false,
        Semantic::DenyOnFirstDeny => !decision,
        Semantic::PermitOnFirstPermit => decision,
    };
    let mut answers: Vec<Decision> = Vec::with_capacity(evaluations.len());
    for (row, own) in evaluations.into_iter().enumerate() {
        let question = Evaluation {
            subject: own.subject.or_else(|| shared.subject.clone()),
            resource: own.resource.or_else(|| shared.resource.clone()),
            action: own.action.or_else(|| shared.action.clone()),
            context: own.context.or_else(|| shared.context.clone()),
        };
        let answer = match answer(&app, &reader, question, At::Evaluation(Some(row))).await {
            Ok(answer) => answer,
            // The question fails alone; where the server did, so does the request.
            Err(problem) if problem.status().is_server_error() => return Err(problem),
            Err(problem) => unanswered(problem.bad_request(), &reader),
        };
        answers.push(answer);
        if answers.last().is_some_and(|answer| last(answer.decision)) {
            break;
        }
    }
    Ok(traced(&headers, axum::Json(Decisions::Several { evaluations: answers })))
}

/// Where the questions are asked, for whoever knows only the host.
pub(crate) async fn configuration(State(app): State<App>, headers: HeaderMap) -> Response {
    let here = app.origin(&headers);
    let configuration = Configuration {
        access_evaluation_endpoint: format!("{here}/access/v1/evaluation"),
        access_evaluations_endpoint: format!("{here}/access/v1/evaluations"),
        policy_decision_point: here,
    };
    // Nobody else is told by a cache what one caller called this host.
    let mut response = traced(&headers, axum::Json(configuration));
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// The answer to a request with one question.
async fn alone(app: &App, reader: &Reader, question: Evaluation) -> Result<Decision, Problem> {
    match answer(app, reader, question, At::Evaluation(None)).await {
        // Nothing is known of that company here, which is a no and no failure.
        Err(problem) if problem.status() == StatusCode::NOT_FOUND => Ok(unanswered(problem, reader)),
        answer => answer.map_err(Problem::bad_request),
    }
}

async fn answer(app: &App, reader: &Reader, question: Evaluation, at: At) -> Result<Decision, Problem> {
    let explain = question.context.as_ref().map_or(Explain::None, |context| context.explain);
    let asked = Common::of(app, reader, explain);
    let mut said = String::new();
    decide(app, reader, (asked_of(question, at)?, None), at, &asked, &mut said).await?;
    let mut context: Map<String, Value> = serde_json::from_str(&said).map_err(|error| Problem::failed(&error))?;
    let decision = context.remove("decision").is_some_and(|decision| decision == "allow");
    Ok(Decision { decision, context })
}

/// A question of the standard as one of ours.
fn asked_of(question: Evaluation, at: At) -> Result<One, Problem> {
    let missing = |name: &str| Problem::invalid(&at.field(name), Wrong::Missing(name.to_owned()));
    let Evaluation { subject, resource, action, context } = question;
    let (subject, resource) =
        (subject.ok_or_else(|| missing("subject"))?, resource.ok_or_else(|| missing("resource"))?);
    let action = action.ok_or_else(|| missing("action"))?;
    let known = [
        ("subject/type", &subject.r#type, SUBJECTS.as_slice()),
        ("resource/type", &resource.r#type, &[RESOURCE]),
        ("action/name", &action.name, &[ACTION]),
    ];
    for (field, given, known) in known {
        if !known.contains(&given.as_str()) {
            return Err(Problem::invalid(&at.field(field), Wrong::not_among(given, known.iter().copied())));
        }
    }
    let of_user = subject.r#type == SUBJECTS[0];
    let (account, person) = match of_user {
        true => (subject.properties.account, Some(subject.id)),
        false => (Some(subject.id), None),
    };
    Ok(One { account, person, product: resource.id, as_of: context.and_then(|context| context.as_of) })
}

/// The no to a question that has no answer, and why it has none.
fn unanswered(problem: Problem, reader: &Reader) -> Decision {
    let message =
        problem.detail(reader.language).or_else(|| Some(text::problem(reader.language, problem.code())?.title));
    let error = json!({ "status": problem.status().as_u16(), "message": message });
    Decision { decision: false, context: Map::from_iter([("error".to_owned(), error)]) }
}

/// An answer that bears the caller's own mark.
fn traced(headers: &HeaderMap, answer: impl IntoResponse) -> Response {
    let mut response = answer.into_response();
    if let Some(mark) = headers.get(REQUEST) {
        response.headers_mut().insert(REQUEST, mark.clone());
    }
    response
}
