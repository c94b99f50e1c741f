//! The company's profile: its text, its checks, its yearly review, and documents.

use std::sync::Arc;

use axum::extract::{OriginalUri, Path, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use symbolon_domain::access::Capability;
use symbolon_domain::account::Account;
use symbolon_domain::checklist::{checklist, only_the_fee};
use symbolon_domain::command::Command;
use symbolon_domain::company::{
    CheckState, Document, DocumentOf, ProfileCheck, ProfileField, VerificationState, is_mail_address, mails_left,
};
use symbolon_domain::fact::{NoteRef, Ordered, ProfileGiven};
use symbolon_domain::ids::{AccountId, DocumentId, NoteId};
use symbolon_domain::next_year::offer_at_renewal;
use symbolon_domain::programme::{Language, Programme};
use symbolon_store::{Folded, NewNote, Page, Rendering, StoreError};
use symbolon_text::word;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::accounts::day;
use super::{
    AsOf, Dated, FileBody, Items, Nothing, ProblemBody, dated, named, one_line, parse, remark_if_any, target, view,
};
use crate::act::{Act, Call, created};
use crate::app::{App, View};
use crate::body::{Body, Params};
use crate::documents::File;
use crate::page::{List, Paging};
use crate::problem::Problem;
use crate::reader::Reader;
use crate::when::When;
use crate::wire::{self, Json};
use crate::wrong::{Place, Wrong};

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(show, change))
        .routes(routes!(reviews, review))
        .routes(routes!(waiting))
        .routes(routes!(decide))
        .routes(routes!(appeal))
        .routes(routes!(ask_mail))
        .routes(routes!(documents, hand_in))
        .routes(routes!(content))
        .routes(routes!(prove))
        .routes(routes!(to_renew))
        .routes(routes!(to_buy))
}

/// A company's legal profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct LegalProfile {
    /// The name in the official register.
    pub(crate) legal_name: String,
    /// The legal address, in the company's country.
    pub(crate) address: LegalAddress,
    /// The number in the official register.
    pub(crate) registration_number: String,
    /// Whom the vendor writes to.
    pub(crate) primary_contact: PrimaryContact,
}

/// A legal address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct LegalAddress {
    /// Street and number.
    pub(crate) street: String,
    /// Postal code.
    pub(crate) postal_code: String,
    /// Town.
    pub(crate) city: String,
}

/// Whom the vendor writes to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PrimaryContact {
    /// Their name.
    pub(crate) name: String,
    /// Their work address, at a domain of the company's own.
    pub(crate) email: String,
}

/// The one text of a profile that is an address of mail.
const MAIL: &str = "primary_contact/email";

impl LegalProfile {
    /// Every text is there and can be kept, and the address is one; `at` is the pointer of the profile in the body.
    pub(crate) fn checked(mut self, at: &str) -> Result<Self, Problem> {
        let texts = [
            ("legal_name", &mut self.legal_name),
            ("address/street", &mut self.address.street),
            ("address/postal_code", &mut self.address.postal_code),
            ("address/city", &mut self.address.city),
            ("registration_number", &mut self.registration_number),
            ("primary_contact/name", &mut self.primary_contact.name),
            (MAIL, &mut self.primary_contact.email),
        ];
        let mut wrong: Vec<(String, Wrong)> = Vec::new();
        for (name, text) in texts {
            match one_line(text) {
                Ok(good) if name == MAIL && !is_mail_address(&good) => {
                    wrong.push((format!("{at}/{name}"), Wrong::Mail))
                }
                Ok(good) => *text = good,
                Err(what) => wrong.push((format!("{at}/{name}"), what)),
            }
        }
        let mut wrong = wrong.into_iter();
        match wrong.next() {
            None => Ok(self),
            Some((first, what)) => {
                let problem = Problem::invalid(&first, what);
                Err(wrong.fold(problem, |problem, (pointer, what)| problem.at(&pointer, what)))
            }
        }
    }

    fn domain(&self) -> Option<String> {
        let (name, domain) = self.primary_contact.email.rsplit_once('@')?;
        let label =
            |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        let good = !name.is_empty() && domain.contains('.') && domain.split('.').all(label);
        good.then(|| domain.to_ascii_lowercase())
    }

    /// The row that keeps the text, and what the fact holds of it.
    pub(crate) fn given(&self, app: &App, now: i64) -> (NewNote, ProfileGiven) {
        let (note, text) = app.note(now, &serde_json::to_string(self).unwrap_or_default());
        (note, ProfileGiven { text, domain: self.domain() })
    }

    /// What differs from another profile.
    pub(crate) fn differs(&self, before: Option<&Self>) -> Vec<ProfileField> {
        let Some(before) = before else { return ProfileField::ALL.to_vec() };
        let differs = |field: &ProfileField| match field {
            ProfileField::LegalName => self.legal_name != before.legal_name,
            ProfileField::Address => self.address != before.address,
            ProfileField::Registration => self.registration_number != before.registration_number,
            ProfileField::PrimaryContact => self.primary_contact != before.primary_contact,
        };
        ProfileField::ALL.iter().copied().filter(differs).collect()
    }
}

/// The profile's text, where it was given and not erased.
pub(crate) async fn text_of(app: &App, id: AccountId, account: &Account) -> Result<Option<LegalProfile>, Problem> {
    let Some(text) = &account.company.profile else { return Ok(None) };
    let text = app.store().note(id, text.id).await?;
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
}

async fn reason(app: &App, id: AccountId, note: Option<&NoteRef>) -> Result<Option<String>, Problem> {
    match note {
        Some(note) => Ok(app.store().note(id, note.id).await?),
        None => Ok(None),
    }
}

/// How far a company's checks are, in the order of the programme.
pub(crate) async fn checks_of(
    app: &App,
    programme: &Programme,
    (id, account): (AccountId, &Account),
    language: Language,
) -> Result<Vec<Value>, Problem> {
    let mut checks = Vec::new();
    for check in programme.verification.iter().flat_map(|rule| &rule.checks) {
        let (held, state) = (account.company.checks.get(check), account.company.check(*check));
        let asks = *check == ProfileCheck::Email && state == CheckState::Pending;
        let mail = held.filter(|_| asks).and_then(|held| mails_left(programme, held));
        checks.push(json!({
            "mails": held.map(|held| held.mails.as_slice()).unwrap_or_default(),
            "mail_from": mail.filter(|(_, left)| *left > 0).map(|(from, _)| from), "mails_left": mail.map(|(_, left)| left),
            "check": check, "name": word(language, *check), "state": state, "state_text": word(language, state),
            "since": held.map(|held| held.since),
            "reason": reason(app, id, held.and_then(|held| held.note.as_ref())).await?,
        }));
    }
    Ok(checks)
}

/// The state of the whole profile; none where the programme verifies nobody.
pub(crate) fn state_of(programme: &Programme, account: &Account) -> Option<VerificationState> {
    programme.verification.as_ref().map(|rule| account.company.state(rule))
}

/// Shows a company's profile: its text, its verification and its reviews.
#[utoipa::path(get, path = "/v1/accounts/{id}/profile", tag = "company", params(("id" = String, Path, description = "Its id or global number."), AsOf),
    responses((status = 200, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn show(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    Params(as_of): Params<AsOf>,
) -> Result<Response, Problem> {
    let view = view(&app, &reader, &id, Capability::ViewProfile, as_of.when()?).await?;
    let account = view.account();
    let state = state_of(view.programme(&app), account);
    let body = json!({
        "account": view.id, "country": account.country, "profile": text_of(&app, view.id, account).await?,
        "version": account.company.profile.as_ref().map(|text| text.id), "changed_on": account.company.changed_on,
        "state": state, "state_text": state.map(|state| word(reader.language, state)),
        "checks": checks_of(&app, view.programme(&app), (view.id, account), reader.language).await?,
        "reviewed_on": account.company.reviews.last(),
    });
    Ok(axum::Json(dated(&view, body)).into_response())
}

/// A profile as it shall be.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ChangeProfile {
    /// The profile.
    profile: LegalProfile,
    /// The version that was read before; none where there was no profile.
    version: Option<String>,
}

/// Gives or changes a company's profile. What changed is checked anew, and nothing else.
#[utoipa::path(put, path = "/v1/accounts/{id}/profile", tag = "company", request_body = ChangeProfile,
    params(("id" = String, Path, description = "Its id or global number."), ("Idempotency-Key" = String, Header, description = "A key against doing it twice."), ("dry_run" = Option<bool>, Query, description = "Compute everything, write nothing.")),
    responses((status = 201, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn change(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    body: Body<ChangeProfile>,
) -> Result<Response, Problem> {
    let account = target(&app, &reader, &id).await?;
    let ChangeProfile { profile, version } = body.value;
    let profile = profile.checked("/profile")?;
    let over = version.map(|text| text.parse::<NoteId>().map_err(|error| Problem::invalid("/version", error)));
    let act = change_of(&app, &reader, account, &profile, over.transpose()?).await?;
    act.run(&app, &reader, &call, &body.canonical, rendered).await
}

/// The act of changing a profile over the version that was read.
pub(crate) async fn change_of(
    app: &App,
    reader: &Reader,
    account: AccountId,
    profile: &LegalProfile,
    over: Option<NoteId>,
) -> Result<Act, Problem> {
    let before = match over {
        Some(id) => app.store().note(account, id).await?.and_then(|text| serde_json::from_str(&text).ok()),
        None => None,
    };
    let fields = profile.differs(before.as_ref());
    let (note, given) = profile.given(app, reader.now);
    let mut act = Act::new(account, Command::ChangeProfile { given, over, fields });
    act.notes = vec![note];
    Ok(act)
}

/// The state of the profile after an act.
fn rendered(rendering: &Rendering<'_>, programme: &Programme, language: Language) -> Value {
    let company = &rendering.after.company;
    let state = state_of(programme, rendering.after);
    let checks = programme.verification.iter().flat_map(|rule| &rule.checks);
    let one = |check: &ProfileCheck| json!({ "check": check, "state": company.check(*check) });
    json!({
        "account": rendering.context.account, "version": company.profile.as_ref().map(|text| text.id),
        "state": state, "state_text": state.map(|state| word(language, state)),
        "checks": checks.map(one).collect::<Vec<_>>(), "reviewed_on": company.reviews.last(),
    })
}

/// Lists the days on which a company's profile was confirmed.
#[utoipa::path(get, path = "/v1/accounts/{id}/profile-reviews", tag = "company", params(("id" = String, Path, description = "Its id or global number.")),
    responses((status = 200, body = Dated<Items<Json>>), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn reviews(State(app): State<App>, reader: Reader, Path(id): Path<String>) -> Result<Response, Problem> {
    let view = view(&app, &reader, &id, Capability::ViewProfile, When::Now).await?;
    let items: Vec<Value> =
        view.account().company.reviews.iter().rev().map(|day| json!({ "reviewed_on": day })).collect();
    Ok(axum::Json(dated(&view, Items { items })).into_response())
}

/// Confirms that a company's profile is right: what a renewal needs.
#[utoipa::path(post, path = "/v1/accounts/{id}/profile-reviews", tag = "company", request_body = Nothing,
    params(("id" = String, Path, description = "Its id or global number."), ("Idempotency-Key" = String, Header, description = "A key against doing it twice."), ("dry_run" = Option<bool>, Query, description = "Compute everything, write nothing.")),
    responses((status = 201, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn review(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    body: Body<Nothing>,
) -> Result<Response, Problem> {
    let account = target(&app, &reader, &id).await?;
    Act::new(account, Command::ReviewProfile).run(&app, &reader, &call, &body.canonical, rendered).await
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Wanted {
    /// `pending` where not given: a check that the vendor can decide now; `passed` or `rejected`.
    state: Option<String>,
}

/// Companies with a check in a state; of those with a pending one, where it is the vendor who goes on and not the company.
pub(crate) async fn with_checks(
    app: &App,
    state: CheckState,
    mut page: Page,
) -> Result<Vec<(AccountId, Arc<Folded>)>, StoreError> {
    let rule = app.programme().verification.as_ref();
    let (limit, mut found) = (page.limit as usize, Vec::new());
    loop {
        let ids = app.store().company_checks(state, &page).await?;
        let is_last = ids.len() < limit;
        page.after = ids.last().map(ToString::to_string);
        for id in ids {
            let Some(folded) = app.store().folded(id).await? else { continue };
            let waits = || rule.is_some_and(|rule| folded.account.company.to_decide(rule).is_some());
            if state != CheckState::Pending || waits() {
                found.push((id, folded));
            }
        }
        if is_last || found.len() >= limit {
            found.truncate(limit);
            return Ok(found);
        }
    }
}

/// Lists companies with a check in a state: the queue of whoever verifies them.
#[utoipa::path(get, path = "/v1/profile-checks", tag = "company", params(Wanted, Paging),
    responses((status = 200, body = List<Json>), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn waiting(
    State(app): State<App>,
    reader: Reader,
    OriginalUri(uri): OriginalUri,
    Params(wanted): Params<Wanted>,
    Params(paging): Params<Paging>,
) -> Result<Response, Problem> {
    if !reader.identity.actor.is_vendor() {
        return Err(Problem::role_missing(Capability::VerifyCompany.roles(), reader.language));
    }
    app.allow(&reader.identity, Capability::ViewProfile, None, reader.language).await?;
    let state = match wanted.state.as_deref() {
        None => CheckState::Pending,
        Some(code) => CheckState::from_code(code).ok_or_else(|| {
            let known = CheckState::ALL.iter().map(|state| state.code());
            Problem::parameter("state", Wrong::not_among(code, known))
        })?,
    };
    let mut items = Vec::new();
    for (id, folded) in with_checks(&app, state, paging.page(&app, &uri)?).await? {
        let account = &folded.account;
        let whole = state_of(app.programme(), account);
        let one = json!({
            "account": id, "global_id": account.number.to_string(),
            "name": app.store().profile(id).await?, "state": whole,
            "checks": checks_of(&app, app.programme(), (id, account), reader.language).await?,
        });
        items.push((id.to_string(), one));
    }
    paging.respond(&app, &uri, items, reader.today, false)
}

/// A decision on a check.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct DecideCheck {
    /// True: the check is passed. False: it is rejected, which needs a reason.
    passed: bool,
    /// The reason given, which the company reads.
    reason: Option<String>,
}

/// An act on the check that the path names.
fn on_check(account: AccountId, command: Command) -> Act {
    let place = |field: &str| match field {
        "check" => Place::Parameter("check".to_owned()),
        other => Place::in_body(other),
    };
    Act { place, ..Act::new(account, command) }
}

fn check(text: &str) -> Result<ProfileCheck, Problem> {
    ProfileCheck::from_code(text).ok_or_else(Problem::not_found)
}

/// Decides a check of a company's profile, after those before it. Support only.
#[utoipa::path(post, path = "/v1/accounts/{id}/profile-checks/{check}/decisions", tag = "company", request_body = DecideCheck,
    params(("id" = String, Path, description = "Its id or global number."), ("check" = String, Path, description = "`email`, `employment` or `business`."), ("Idempotency-Key" = String, Header, description = "A key against doing it twice."), ("dry_run" = Option<bool>, Query, description = "Compute everything, write nothing.")),
    responses((status = 201, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn decide(
    State(app): State<App>,
    reader: Reader,
    Path((id, of)): Path<(String, String)>,
    call: Call,
    body: Body<DecideCheck>,
) -> Result<Response, Problem> {
    let account = target(&app, &reader, &id).await?;
    let (notes, note) = remark_if_any(&app, reader.now, "/reason", body.value.reason.as_deref())?;
    let mut act = on_check(account, Command::DecideCheck { check: check(&of)?, passed: body.value.passed, note });
    act.notes = notes;
    act.run(&app, &reader, &call, &body.canonical, rendered).await
}

/// What a company says against a rejection.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct AppealCheck {
    /// Why the check should be looked at again.
    reason: String,
}

/// Asks the vendor to look again at a check that was rejected.
#[utoipa::path(post, path = "/v1/accounts/{id}/profile-checks/{check}/appeals", tag = "company", request_body = AppealCheck,
    params(("id" = String, Path, description = "Its id or global number."), ("check" = String, Path, description = "`email`, `employment` or `business`."), ("Idempotency-Key" = String, Header, description = "A key against doing it twice."), ("dry_run" = Option<bool>, Query, description = "Compute everything, write nothing.")),
    responses((status = 201, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn appeal(
    State(app): State<App>,
    reader: Reader,
    Path((id, of)): Path<(String, String)>,
    call: Call,
    body: Body<AppealCheck>,
) -> Result<Response, Problem> {
    let account = target(&app, &reader, &id).await?;
    let (notes, note) = remark_if_any(&app, reader.now, "/reason", Some(&body.value.reason))?;
    let mut act = on_check(account, Command::AppealCheck { check: check(&of)?, note });
    act.notes = notes;
    act.run(&app, &reader, &call, &body.canonical, rendered).await
}

/// Asks the vendor to send the mail of the e-mail check again, as often as the programme allows.
#[utoipa::path(post, path = "/v1/accounts/{id}/profile-checks/{check}/mails", tag = "company", request_body = Nothing,
    params(("id" = String, Path, description = "Its id or global number."), ("check" = String, Path, description = "`email`."), ("Idempotency-Key" = String, Header, description = "A key against doing it twice."), ("dry_run" = Option<bool>, Query, description = "Compute everything, write nothing.")),
    responses((status = 201, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn ask_mail(
    State(app): State<App>,
    reader: Reader,
    Path((id, of)): Path<(String, String)>,
    call: Call,
    body: Body<Nothing>,
) -> Result<Response, Problem> {
    let account = target(&app, &reader, &id).await?;
    let act = on_check(account, Command::AskCheckMail { check: check(&of)? });
    act.run(&app, &reader, &call, &body.canonical, rendered).await
}

/// A document as it is listed.
pub(crate) fn document(id: DocumentId, held: &Document) -> Value {
    let added = &held.added;
    json!({
        "id": id, "of": added.of, "media_type": added.media_type, "bytes": added.bytes, "sha256": added.sha256,
        "added_on": held.added_on,
    })
}

/// Lists the documents that a company handed in, the newest first.
#[utoipa::path(get, path = "/v1/accounts/{id}/documents", tag = "company", params(("id" = String, Path, description = "Its id or global number."), AsOf),
    responses((status = 200, body = Dated<Items<Json>>), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn documents(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    Params(as_of): Params<AsOf>,
) -> Result<Response, Problem> {
    let view = view(&app, &reader, &id, Capability::ViewProfile, as_of.when()?).await?;
    let mut held: Vec<(&DocumentId, &Document)> = view.account().company.documents.iter().collect();
    held.sort_by_key(|(id, held)| (std::cmp::Reverse(held.added_on), **id));
    let items: Vec<Value> = held.into_iter().map(|(id, held)| document(*id, held)).collect();
    Ok(axum::Json(dated(&view, Items { items })).into_response())
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct For {
    /// The check that it is for: `email`, `employment` or `business`.
    #[param(required = true, value_type = String)]
    check: Option<String>,
    /// Compute everything, write nothing.
    #[expect(dead_code, reason = "read by the call; named here because other parameters are refused")]
    dry_run: Option<bool>,
}

/// Hands in a document for a check. The body is the file; its media type is that of the request.
#[utoipa::path(post, path = "/v1/accounts/{id}/documents", tag = "company",
    request_body(content((FileBody = "application/pdf"), (FileBody = "image/jpeg"), (FileBody = "image/png"))),
    params(("id" = String, Path, description = "Its id or global number."), For, ("Idempotency-Key" = String, Header, description = "A key against doing it twice.")),
    responses((status = 201, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn hand_in(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    Params(of): Params<For>,
    call: Call,
    file: File,
) -> Result<Response, Problem> {
    let account = target(&app, &reader, &id).await?;
    let named = of.check.ok_or_else(|| Problem::parameter("check", Wrong::Missing("check".to_owned())))?;
    let check = ProfileCheck::from_code(&named).ok_or_else(|| {
        let known = ProfileCheck::ALL.iter().map(|check| check.code());
        Problem::parameter("check", Wrong::not_among(&named, known))
    })?;
    add(&app, &reader, &call, account, DocumentOf::Check { check }, file).await
}

/// Keeps the content, then the fact; where there is no fact, there is no content.
pub(crate) async fn add(
    app: &App,
    reader: &Reader,
    call: &Call,
    account: AccountId,
    of: DocumentOf,
    file: File,
) -> Result<Response, Problem> {
    let canonical =
        format!("{}\n{}\n{}", serde_json::to_string(&of).unwrap_or_default(), file.seen.stated, file.seen.sha256);
    let scope = format!("{}\n{account}\n{}\n{canonical}", reader.identity.name(), call.key().unwrap_or_default());
    let id = file.id(&scope);
    let command = Command::AddDocument { document: id, of, file: file.seen.clone() };
    let render = move |rendering: &Rendering<'_>, _: &Programme, _: Language| {
        rendering.after.company.documents.get(&id).map_or(Value::Null, |held| document(id, held))
    };
    // The file is the body, and what is said of it stands in the query.
    let place = |field: &str| match field {
        "file" => Place::Whole,
        other => Place::in_query(other),
    };
    let act = Act { place, ..Act::new(account, command) };
    if call.dry_run {
        return act.run(app, reader, call, &canonical, render).await;
    }
    app.documents().put(account, id, app.store().seal_document(account, id, &file.content)?).await?;
    let done = act.submit(app, reader, call, &canonical, render).await;
    let known = app.store().folded(account).await?;
    if known.is_none_or(|folded| !folded.account.company.documents.contains_key(&id)) {
        app.documents().forget(account, id).await;
    }
    done.map(|submitted| created(&submitted))
}

/// The content of a document, as it was handed in.
#[utoipa::path(get, path = "/v1/documents/{id}/content", tag = "company", params(("id" = String, Path, description = "Its id.")),
    responses((status = 200, content((FileBody = "application/pdf"), (FileBody = "image/jpeg"), (FileBody = "image/png"))), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn content(State(app): State<App>, reader: Reader, Path(id): Path<String>) -> Result<Response, Problem> {
    let view = view(&app, &reader, &id, Capability::ViewProfile, When::Now).await?;
    file_of(&app, view.id, view.account(), parse(&id)?).await
}

/// The answer that carries a document.
pub(crate) async fn file_of(
    app: &App,
    id: AccountId,
    account: &Account,
    document: DocumentId,
) -> Result<Response, Problem> {
    let held = account.company.documents.get(&document).ok_or_else(Problem::not_found)?;
    // It was sealed for the company that handed it in.
    let id = held.former.unwrap_or(id);
    let sealed = app.documents().get(id, document).await?;
    let clear = app.store().open_document(id, document, &sealed)?;
    let ending = held.added.media_type.rsplit('/').next().unwrap_or("bin");
    let mut response = clear.into_response();
    let headers = response.headers_mut();
    if let Ok(kind) = HeaderValue::from_str(&held.added.media_type) {
        headers.insert(header::CONTENT_TYPE, kind);
    }
    // What a stranger made is saved and never shown as a page of ours.
    if let Ok(saved) = HeaderValue::from_str(&format!("attachment; filename=\"{document}.{ending}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, saved);
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(HeaderName::from_static("x-content-type-options"), HeaderValue::from_static("nosniff"));
    Ok(response)
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Proof {
    /// Day of the payment.
    #[param(required = true, value_type = String, format = Date)]
    paid_on: Option<String>,
    /// The account that it was paid to; its last characters are enough.
    #[param(required = true, value_type = String)]
    paid_to: Option<String>,
    /// The bank's reference of the transaction.
    #[param(required = true, value_type = String)]
    reference: Option<String>,
    /// Compute everything, write nothing.
    #[expect(dead_code, reason = "read by the call; named here because other parameters are refused")]
    dry_run: Option<bool>,
}

/// Hands in a proof that an order was paid by transfer. The body is the file; its media type is that of the request.
#[utoipa::path(post, path = "/v1/orders/{id}/proofs", tag = "orders",
    request_body(content((FileBody = "application/pdf"), (FileBody = "image/jpeg"), (FileBody = "image/png"))),
    params(("id" = String, Path, description = "Its id or number (`O-1042`)."), Proof, ("Idempotency-Key" = String, Header, description = "A key against doing it twice.")),
    responses((status = 201, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn prove(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    Params(proof): Params<Proof>,
    call: Call,
    file: File,
) -> Result<Response, Problem> {
    let account = target(&app, &reader, &id).await?;
    let order = super::orders::order_id(&app, account, &id).await?;
    let missing = |name: &str| Problem::parameter(name, Wrong::Missing(name.to_owned()));
    let of = DocumentOf::Payment {
        order,
        paid_on: day(proof.paid_on.as_deref(), "paid_on")?.ok_or_else(|| missing("paid_on"))?,
        paid_to: proof.paid_to.ok_or_else(|| missing("paid_to"))?,
        reference: one_line(&proof.reference.ok_or_else(|| missing("reference"))?)
            .map_err(|wrong| Problem::parameter("reference", wrong))?,
    };
    add(&app, &reader, &call, account, of, file).await
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Renewing {
    /// Another offer of the same group; the same one where not given.
    offer: Option<String>,
    /// A day (`2021-09-02`), past or future.
    as_of: Option<String>,
}

/// Lists everything that stands between a company and the renewal of a membership, each with its day and who can help.
#[utoipa::path(get, path = "/v1/memberships/{id}/renewal-tasks", tag = "memberships", params(("id" = String, Path, description = "Its id or number, `M-…`."), Renewing),
    responses((status = 200, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn to_renew(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    Params(asked): Params<Renewing>,
) -> Result<Response, Problem> {
    let when = AsOf { as_of: asked.as_of }.when()?;
    let view = view(&app, &reader, &id, Capability::ViewMemberships, when).await?;
    let membership = super::memberships::find(&app, &id).await?;
    let held = view.account().memberships.get(&membership).ok_or_else(Problem::not_found)?;
    let usual = || offer_at_renewal(view.account(), view.programme(&app), held, view.on).to_owned();
    let offer = asked.offer.unwrap_or_else(usual);
    tasks(&app, &reader, &view, &Ordered::Renewal { membership, offer }).await
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Buying {
    /// The offer.
    #[param(required = true, value_type = String)]
    offer: Option<String>,
    /// A day (`2021-09-02`), past or future.
    as_of: Option<String>,
}

/// Lists everything that stands between a company and an offer, each with its day and who can help.
#[utoipa::path(get, path = "/v1/accounts/{id}/purchase-tasks", tag = "accounts", params(("id" = String, Path, description = "Its id or global number."), Buying),
    responses((status = 200, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn to_buy(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    Params(asked): Params<Buying>,
) -> Result<Response, Problem> {
    let when = AsOf { as_of: asked.as_of }.when()?;
    let view = view(&app, &reader, &id, Capability::ViewMemberships, when).await?;
    let offer = asked.offer.ok_or_else(|| Problem::parameter("offer", Wrong::Missing("offer".to_owned())))?;
    tasks(&app, &reader, &view, &Ordered::Purchase { offer }).await
}

async fn tasks(app: &App, reader: &Reader, view: &View, of: &Ordered) -> Result<Response, Problem> {
    let list = app.checklist(view, of, &reader.identity.caller).await?;
    let list = list.map_err(|refusal| Problem::refused_at(Place::in_query, &refusal, None, reader.language, None))?;
    let body = named(app, reader, view, |words, _, _| {
        json!({
            "offer": of.offer(),
            "can_be_ordered": only_the_fee(&list),
            "tasks": wire::explanation(&list, reader.language, words.names),
        })
    })
    .await?;
    Ok(axum::Json(dated(view, body)).into_response())
}

impl App {
    /// What stands between a company and a purchase or a renewal, on the day of a view.
    ///
    /// # Errors
    /// When the store failed.
    pub(crate) async fn checklist(
        &self,
        view: &View,
        of: &Ordered,
        caller: &symbolon_store::Caller,
    ) -> Result<Result<symbolon_domain::explanation::Explanation, Box<symbolon_domain::refusal::Refusal>>, Problem>
    {
        let (_, mut context) = self.context(view.company_now, caller).await?;
        context.today = view.on;
        Ok(checklist(view.account(), view.programmes(self), of, &context))
    }
}
