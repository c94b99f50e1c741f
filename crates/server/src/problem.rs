//! Problems as RFC 9457 documents: a stable code, sentences in the reader's language, the day it changes, what would
//! help and who can.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use serde_json::{Map, Value, json};
use symbolon_domain::access::{Capability, Role};
use symbolon_domain::change::PlanRefusal;
use symbolon_domain::check::Check;
use symbolon_domain::explanation::{Remedy, RemedyAct, Value as Fact};
use symbolon_domain::programme::{Language, Programme};
use symbolon_domain::refusal::{Refusal, RefusalCode};
use symbolon_store::{PersonRow, StoreError};
use symbolon_text as text;

use crate::wire::explanation;
use crate::wrong::{Place, Wrong};

/// A problem to be answered. Its language is fixed when it is made or when it is answered.
#[derive(Debug, Clone)]
pub struct Problem(Box<Parts>);

#[derive(Debug, Clone)]
struct Parts {
    status: StatusCode,
    code: &'static str,
    detail: Option<String>,
    language: Option<Language>,
    members: Map<String, Value>,
    headers: Vec<(header::HeaderName, HeaderValue)>,
    helpers: Vec<Role>,
    /// What is wrong with the request, and where.
    wrong: Vec<(Place, Wrong)>,
    /// What failed, for the operator alone.
    cause: Option<String>,
}

/// Why something was refused and what to do, in one line.
pub fn sentence(problem: &Value) -> String {
    let all = |name: &str| problem[name].as_array().into_iter().flatten();
    let errors: Vec<&Value> = all("errors").flat_map(|error| [&error["detail"], &error["remedy"]]).collect();
    let rest = || [&problem["detail"]].into_iter().chain(all("remedies").map(|remedy| &remedy["text"]));
    // Where the values that are wrong are named, that some are is no news.
    let parts = if errors.is_empty() { rest().collect() } else { errors };
    let parts = parts.into_iter();
    let mut said: Vec<&str> = Vec::new();
    for part in parts.filter_map(Value::as_str) {
        if !said.iter().any(|before| before.contains(part)) {
            said.push(part);
        }
    }
    said.join(" ")
}

/// What failed while a request was answered: it goes into the log with the number of the request, and nowhere else.
#[derive(Debug, Clone)]
pub(crate) struct Cause(pub(crate) String);

/// The HTTP status of a refusal: 422 is a mistake in the request, 409 a state that forbids it now.
pub fn status_of(code: RefusalCode) -> StatusCode {
    match code {
        RefusalCode::NotFound => StatusCode::NOT_FOUND,
        RefusalCode::RoleMissing | RefusalCode::TenantAdminRequired | RefusalCode::NotTheAssignee => {
            StatusCode::FORBIDDEN
        }
        RefusalCode::ValidationFailed
        | RefusalCode::CompanyUnknown
        | RefusalCode::GlobalNumberNeeded
        | RefusalCode::TokenIndivisible
        | RefusalCode::CredentialUnknown
        | RefusalCode::MetricUnknown
        | RefusalCode::EvidenceInFuture
        | RefusalCode::DomainRefused
        | RefusalCode::DocumentTypeRefused
        | RefusalCode::DocumentTooLarge => StatusCode::UNPROCESSABLE_ENTITY,
        _ => StatusCode::CONFLICT,
    }
}

impl Problem {
    /// A problem with a code of the catalogue.
    pub fn new(status: StatusCode, code: &'static str) -> Self {
        Self(Box::new(Parts {
            status,
            code,
            detail: None,
            language: None,
            members: Map::new(),
            headers: Vec::new(),
            helpers: Vec::new(),
            wrong: Vec::new(),
            cause: None,
        }))
    }

    /// Something that should not have failed, and why it did.
    pub(crate) fn failed(cause: &impl std::fmt::Display) -> Self {
        let mut problem = Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal-error");
        problem.0.cause = Some(cause.to_string());
        problem
    }

    /// What failed, where something did.
    pub(crate) fn cause(&self) -> Option<Cause> {
        self.0.cause.clone().map(Cause)
    }

    /// What does not exist, or not for this caller: both are the same, to the byte.
    pub fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, RefusalCode::NotFound.code())
    }

    /// A company that the caller may see did not exist yet on the day that they ask for.
    pub(crate) fn not_yet(day: Date) -> Self {
        let mut problem = Self::not_found();
        problem.0.wrong.push((Place::Parameter("as_of".to_owned()), Wrong::NotYet(day)));
        problem
    }

    /// The same mistakes, in a field of the body.
    pub(crate) fn moved(mut self, pointer: &str) -> Self {
        for (place, _) in &mut self.0.wrong {
            *place = Place::Pointer(pointer.to_owned());
        }
        self
    }

    /// No token, or one that does not count.
    pub fn unauthenticated() -> Self {
        let mut problem = Self::new(StatusCode::UNAUTHORIZED, "unauthenticated");
        problem.0.headers.push((header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer")));
        problem
    }

    /// A request that is not what it claims to be.
    pub(crate) fn malformed(wrong: Wrong) -> Self {
        Self::malformed_at(Place::Whole, wrong)
    }

    /// The same of one part of it.
    pub(crate) fn malformed_at(place: Place, wrong: Wrong) -> Self {
        let mut problem = Self::new(StatusCode::BAD_REQUEST, "malformed-request");
        problem.0.wrong.push((place, wrong));
        problem
    }

    /// A field with an impossible value, by JSON Pointer.
    pub(crate) fn invalid(pointer: &str, wrong: impl Into<Wrong>) -> Self {
        Self::unprocessable(Place::Pointer(pointer.to_owned()), wrong.into())
    }

    /// A parameter of the query with an impossible value, or without one.
    pub(crate) fn parameter(name: &str, wrong: impl Into<Wrong>) -> Self {
        Self::unprocessable(Place::Parameter(name.to_owned()), wrong.into())
    }

    /// A query that does not read, by the words of what read it: `parameter: cause`.
    pub(crate) fn invalid_query(message: &str) -> Self {
        let message = message.trim_start_matches("Failed to deserialize query string: ");
        // A field of which nothing is known has no place before the cause.
        let (name, cause) = message.split_once(": ").unwrap_or(("", message));
        match (name, Wrong::said(cause)) {
            ("", wrong @ (Wrong::Missing(_) | Wrong::Twice(_) | Wrong::UnknownField { .. })) => {
                let name = match &wrong {
                    Wrong::Missing(name) | Wrong::Twice(name) | Wrong::UnknownField { given: name, .. } => name.clone(),
                    _ => String::new(),
                };
                Self::parameter(&name, wrong)
            }
            ("", wrong) => Self::unprocessable(Place::Whole, wrong),
            (name, wrong) => Self::parameter(name, wrong),
        }
    }

    fn unprocessable(place: Place, wrong: Wrong) -> Self {
        let mut problem = Self::new(StatusCode::UNPROCESSABLE_ENTITY, RefusalCode::ValidationFailed.code());
        problem.0.wrong.push((place, wrong));
        problem
    }

    /// Adds what is wrong with a field, by JSON Pointer.
    #[must_use]
    pub(crate) fn at(mut self, pointer: &str, wrong: Wrong) -> Self {
        self.0.wrong.push((Place::Pointer(pointer.to_owned()), wrong));
        self
    }

    /// The same where the caller's standard knows no other status for what is wrong with a request.
    #[must_use]
    pub(crate) fn bad_request(mut self) -> Self {
        if self.0.status == StatusCode::UNPROCESSABLE_ENTITY {
            self.0.status = StatusCode::BAD_REQUEST;
        }
        self
    }

    /// A missing role.
    pub fn role_missing(roles: &[Role], language: Language) -> Self {
        let mut problem = Self::new(StatusCode::FORBIDDEN, RefusalCode::RoleMissing.code());
        problem.0.language = Some(language);
        problem.0.helpers = roles.iter().copied().filter(|role| role.helps()).collect();
        let codes: Vec<&str> = roles.iter().map(|role| role.code()).collect();
        problem.0.members.insert("required_role".to_owned(), json!(codes));
        let ask = remedies(&[Remedy::new(RemedyAct::AskRoleHolder)], language);
        problem.0.members.insert("remedies".to_owned(), ask);
        problem
    }

    /// A plan that cannot be approved or applied.
    pub fn plan(refusal: PlanRefusal, language: Language) -> Self {
        let status = if refusal == PlanRefusal::SelfApproval { StatusCode::FORBIDDEN } else { StatusCode::CONFLICT };
        let mut problem = Self::new(status, refusal.code());
        problem.0.language = Some(language);
        if refusal != PlanRefusal::Stale {
            problem.0.helpers = Capability::ChangeProgramme.roles().to_vec();
        }
        problem
    }

    /// A refusal with everything that it says.
    pub fn refused(
        refusal: &Refusal,
        decision_id: Option<String>,
        language: Language,
        names: Option<&dyn text::Names>,
    ) -> Self {
        Self::refused_at(Place::in_body, refusal, decision_id, language, names)
    }

    /// The same, where fields are elsewhere than in the body.
    pub(crate) fn refused_at(
        place: fn(&str) -> Place,
        refusal: &Refusal,
        decision_id: Option<String>,
        language: Language,
        names: Option<&dyn text::Names>,
    ) -> Self {
        // Nothing may tell an unknown object from another company's, so this one says nothing.
        if refusal.code == RefusalCode::NotFound {
            return Self::not_found();
        }
        let mut problem = Self::new(status_of(refusal.code), refusal.code.code());
        problem.0.language = Some(language);
        problem.0.detail = Some(text::refusal_detail_named(language, refusal, names));
        problem.0.helpers = refusal.who_can_help.clone();
        let members = &mut problem.0.members;
        for (name, value) in &refusal.details {
            members.insert((*name).to_owned(), serde_json::to_value(value).unwrap_or_default());
        }
        if let Some(Fact::Text(field)) = refusal.details.get("field")
            && problem.0.status == StatusCode::UNPROCESSABLE_ENTITY
        {
            // The sentence alone: its remedy stands beside it.
            let said = refusal.explanation.first_obstacle().map(|node| text::node_named(language, node, names));
            let mut error = json!({ "code": refusal.code.code(), "detail": said.or(problem.0.detail.clone()) });
            place(field).mark(&mut error);
            if let Some(first) = refusal.remedies.first() {
                error["remedy"] = json!(text::remedy(language, first));
            }
            members.insert("errors".to_owned(), json!([error]));
        }
        if let Some(day) = refusal.available_from {
            members.insert("available_from".to_owned(), json!(day));
        }
        if let Some(day) = refusal.available_until {
            members.insert("available_until".to_owned(), json!(day));
        }
        if !refusal.remedies.is_empty() {
            members.insert("remedies".to_owned(), remedies(&refusal.remedies, language));
        }
        if let Some(id) = decision_id {
            members.insert("decision".to_owned(), json!(id));
        }
        members.insert("explanation".to_owned(), explanation(&refusal.explanation, language, names));
        problem
    }

    /// A licence file that is not given, because a check says no.
    pub(crate) fn not_entitled(check: &Check, message: String, language: Language, names: &dyn text::Names) -> Self {
        let mut problem = Self::new(StatusCode::CONFLICT, "not-entitled");
        problem.0.language = Some(language);
        problem.0.detail = Some(message);
        let members = &mut problem.0.members;
        members.insert("check".to_owned(), json!(check.code));
        if let Some(day) = check.until {
            members.insert("available_until".to_owned(), json!(day));
        }
        if !check.would_change.is_empty() {
            members.insert("remedies".to_owned(), remedies(&check.would_change, language));
        }
        members.insert("explanation".to_owned(), explanation(&check.explanation, language, Some(names)));
        problem
    }

    /// Adds a member.
    #[must_use]
    pub fn with(mut self, name: &str, value: Value) -> Self {
        self.0.members.insert(name.to_owned(), value);
        self
    }

    /// Adds a header.
    #[must_use]
    pub(crate) fn header(mut self, name: header::HeaderName, value: HeaderValue) -> Self {
        self.0.headers.push((name, value));
        self
    }

    /// What is wrong with the request, and where.
    pub(crate) fn wrong(&self) -> &[(Place, Wrong)] {
        &self.0.wrong
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.0.status
    }

    /// The code.
    pub fn code(&self) -> &'static str {
        self.0.code
    }

    /// Whether roles that can help are known but no people yet.
    pub(crate) fn wants_helpers(&self) -> bool {
        !self.0.helpers.is_empty()
    }

    /// Names the people who hold the roles that can help.
    pub(crate) fn add_helpers<'a>(
        &mut self,
        people: impl Iterator<Item = &'a PersonRow> + Clone,
        programme: &Programme,
    ) {
        let language = self.0.language.unwrap_or(programme.default_language);
        let helpers = self.0.helpers.iter().map(|role| {
            let holds = |person: &&'a PersonRow| person.roles.contains(role) && person.in_directory;
            let names: Vec<&str> = people.clone().filter(holds).map(|person| person.name.as_str()).collect();
            json!({ "role": role.code(), "name": text::role_in(language, *role, programme), "people": names })
        });
        self.0.members.insert("who_can_help".to_owned(), helpers.collect());
    }

    /// Why it happened, in a language.
    pub(crate) fn detail(&self, language: Language) -> Option<String> {
        let language = self.0.language.unwrap_or(language);
        let cause = || text::problem(language, self.0.code)?.causes.first().cloned();
        let mistake = || self.apart().map(|wrong| wrong.say(language).0);
        self.0.detail.clone().or_else(mistake).or_else(cause)
    }

    /// The mistake of which the catalogue's words for all problems of the kind are not true: they take a malformed request
    /// for one with such a body, and what is not found for what never was.
    fn apart(&self) -> Option<&Wrong> {
        let (place, wrong) = self.0.wrong.first()?;
        let in_body = matches!(place, Place::Whole | Place::Pointer(_));
        let speaks = match self.0.status {
            StatusCode::NOT_FOUND => true,
            StatusCode::BAD_REQUEST => !in_body,
            _ => false,
        };
        speaks.then_some(wrong)
    }

    /// The document, in a language.
    pub fn body(self, language: Language) -> Value {
        let (detail, language) = (self.detail(language), self.0.language.unwrap_or(language));
        let page = text::problem(language, self.0.code);
        let title = page.as_ref().map_or_else(|| self.0.code.to_owned(), |page| page.title.clone());
        let mut body = Map::new();
        body.insert("type".to_owned(), json!(format!("/problems/{}", self.0.code)));
        body.insert("title".to_owned(), json!(title));
        body.insert("status".to_owned(), json!(self.0.status.as_u16()));
        body.insert("code".to_owned(), json!(self.0.code));
        if let Some(detail) = detail {
            body.insert("detail".to_owned(), json!(detail));
        }
        if !self.0.wrong.is_empty() {
            let errors: Vec<_> = self.0.wrong.iter().map(|(place, wrong)| wrong.member(place, language)).collect();
            body.insert("errors".to_owned(), json!(errors));
        }
        // What no rule refused has its remedy in the catalogue of problems.
        let remedy = self.apart().map(|wrong| wrong.say(language).1);
        let cure = remedy.or_else(|| page?.cures.into_iter().next());
        if !self.0.members.contains_key("remedies")
            && let Some(cure) = cure
        {
            body.insert("remedies".to_owned(), json!([{ "act": RemedyAct::CorrectRequest, "text": cure }]));
        }
        body.extend(self.0.members);
        Value::Object(body)
    }

    /// The answer, in a language. Where nobody is known who can help, their roles are named as the programme calls them.
    pub fn respond(mut self, language: Language, programme: &Programme) -> Response {
        self.0.language = self.0.language.or(Some(language));
        if self.wants_helpers() && !self.0.members.contains_key("who_can_help") {
            self.add_helpers(std::iter::empty(), programme);
        }
        let (status, language) = (self.0.status, self.0.language.unwrap_or(language));
        let given = std::mem::take(&mut self.0.headers);
        let mut response = (status, self.body(language).to_string()).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        for (name, value) in given {
            headers.insert(name, value);
        }
        // The middleware that knows the reader's language reads this one where none was fixed.
        response.extensions_mut().insert(Answered(language));
        response
    }
}

/// The language that an answer was written in.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Answered(pub(crate) Language);

/// What would help, in words too.
pub(crate) fn remedies(remedies: &[Remedy], language: Language) -> Value {
    remedies.iter().map(|one| remedy(one, language)).collect()
}

/// One of them.
pub(crate) fn remedy(remedy: &Remedy, language: Language) -> Value {
    let mut value = serde_json::to_value(remedy).unwrap_or_default();
    if let Some(members) = value.as_object_mut() {
        members.insert("text".to_owned(), json!(text::remedy(language, remedy)));
    }
    value
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        let code = error.public();
        let status = match code {
            "idempotency-key-reused" => StatusCode::UNPROCESSABLE_ENTITY,
            "storage-full" | "overloaded" | "dependency-unavailable" | "outcome-unknown" => {
                StatusCode::SERVICE_UNAVAILABLE
            }
            _ => StatusCode::INTERNAL_SERVER_ERROR,
        };
        let mut problem = Self::new(status, code);
        problem.0.cause = status.is_server_error().then(|| error.to_string());
        match status {
            StatusCode::SERVICE_UNAVAILABLE => problem.header(header::RETRY_AFTER, HeaderValue::from_static("5")),
            _ => problem,
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        // The outermost middleware writes the document once it knows the reader's language.
        let status = self.0.status;
        let mut response = status.into_response();
        if let Some(cause) = self.cause() {
            response.extensions_mut().insert(cause);
        }
        response.extensions_mut().insert(self);
        response
    }
}
