//! One request to a page: who it is from, in which language, when; and the forms that come back.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use axum::Extension;
use axum::extract::{FromRequest, FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::Form;
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use jiff::civil::Date;
use symbolon_domain::access::{Capability, may_audit, may_report};
use symbolon_domain::checklist::checklist;
use symbolon_domain::command::Command;
use symbolon_domain::decide::{Context, Decision};
use symbolon_domain::explanation::Explanation;
use symbolon_domain::fact::{Entry, Ordered};
use symbolon_domain::ids::{AccountId, PersonId};
use symbolon_domain::offers::{Tile, tiles};
use symbolon_domain::programme::{Language, plus_days};
use symbolon_domain::refusal::{Refusal, RefusalCode};
use symbolon_domain::standing::{Standing, standing};
use symbolon_store::{Answer, Folded, Guard, IdempotencyKey, NewNote, Plain, Session, StoreError, Submission};

use super::again::Again;
use super::frame::{ClockView, Frame, NavItem, respond, safe_path};
use super::pages::{DocsPage, NoticePage, RefusalPage, SignInPage};
use super::refused::Refused;
use super::sight::{Known, Sight};
use super::words::Words;
use crate::app::{App, Identity, companies_named, hash};
use crate::clock;
use crate::problem::Problem;
use crate::when::When;

/// The cookie of a session. The prefix binds it to this host, and to a secure or local connection.
pub(crate) const SESSION: &str = "__Host-symbolon";
/// The cookie of a chosen language.
pub(crate) const LANGUAGE: &str = "symbolon-language";

/// The cookie of the page that somebody asked for before they were signed in.
pub(crate) const BACK: &str = "__Host-symbolon-back";
/// Fields that a page puts into a form, which nobody types.
const CARRIED: &[&str] = &[
    "acknowledge",
    "act",
    "back",
    "check",
    "credit",
    "csrf",
    "digest",
    "grant",
    "had",
    "installed",
    "key",
    "kind",
    "membership",
    "of",
    "offer",
    "order",
    "payment",
    "preview",
    "role",
    "rows",
    "run",
    "version",
];

/// One request.
#[derive(Clone)]
pub(crate) struct Visit {
    pub(crate) app: App,
    pub(crate) language: Language,
    pub(crate) session: Option<(Session, Identity)>,
    pub(crate) now: i64,
    pub(crate) today: Date,
    pub(crate) here: String,
    pub(crate) reference: Option<String>,
    /// The page that a form was sent from; none where nothing was sent.
    pub(crate) from: Option<String>,
    /// What was typed in a form that came without a session.
    pub(crate) typed: Arc<OnceLock<String>>,
}

/// Why a page cannot be shown. The middleware makes a page of it.
#[derive(Debug, Clone)]
pub(crate) enum Trouble {
    /// Nobody is signed in.
    SignIn,
    /// There is no such thing, or not for this reader.
    Missing,
    /// A form that did not come from this session.
    Forged,
    /// A form that cannot be read.
    Unreadable,
    /// A role that the reader does not hold, with who does.
    Lacking(Vec<String>),
    /// Something else that has a problem's code.
    Problem(Box<Problem>),
    /// A refusal, in an account, with where to go back to.
    Refused(Box<Refusal>, AccountId, String),
}

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Self {
        Self::from(Problem::from(error))
    }
}

impl From<Problem> for Trouble {
    fn from(problem: Problem) -> Self {
        if problem.status() == StatusCode::NOT_FOUND { Self::Missing } else { Self::Problem(Box::new(problem)) }
    }
}

impl IntoResponse for Trouble {
    fn into_response(self) -> Response {
        let mut response = StatusCode::INTERNAL_SERVER_ERROR.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// An answer of a page.
pub(crate) type Answered = Result<Response, Trouble>;

/// Reads who visits once, before the page, and makes a page of what went wrong after it.
pub(crate) async fn with_visit(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let jar = CookieJar::from_headers(request.headers());
    let (now, today) = app.now();
    let session = match jar.get(SESSION) {
        Some(cookie) => app.session(cookie.value(), now).await,
        None => Ok(None),
    };
    let (session, failed) = match session {
        Ok(session) => (session, None),
        Err(error) => (None, Some(Trouble::from(error))),
    };
    let chosen = jar.get(LANGUAGE).and_then(|cookie| Language::from_code(cookie.value()));
    let own = session.as_ref().and_then(|(_, identity)| identity.person.as_ref()).map(|person| person.language);
    let language = chosen.or(own).unwrap_or_else(|| crate::reader::language(request.headers(), &app));
    // A form's own address shows nothing, so its page is the one to come back to.
    let here = match *request.method() {
        Method::GET => request.uri().path_and_query().map_or("/", |path| path.as_str()).to_owned(),
        _ => "/".to_owned(),
    };
    let reference = request.headers().get("request-id").and_then(|id| id.to_str().ok()).map(str::to_owned);
    let from = (request.method() == Method::POST).then(|| sent_from(&request)).flatten();
    let visit = Arc::new(Visit { app, language, session, now, today, here, reference, from, typed: Arc::default() });
    request.extensions_mut().insert(visit.clone());
    let mut response = match failed {
        Some(trouble) => trouble.into_response(),
        None => next.run(request).await,
    };
    if let Some(trouble) = response.extensions_mut().remove::<Trouble>() {
        return visit.trouble(trouble).await;
    }
    // What a layer in between refused has no page of its own.
    if response.status() == StatusCode::FORBIDDEN && !response.headers().contains_key(header::CONTENT_LANGUAGE) {
        return visit.trouble(Trouble::Forged).await;
    }
    response
}

/// The path of the page that a form was sent from.
fn sent_from(request: &Request) -> Option<String> {
    let referer: Uri = request.headers().get(header::REFERER)?.to_str().ok()?.parse().ok()?;
    Some(referer.path_and_query()?.as_str().to_owned())
}

/// A page that no company has.
pub(crate) async fn missing() -> Answered {
    Err(Trouble::Missing)
}

impl FromRequestParts<App> for Visit {
    type Rejection = Trouble;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Trouble> {
        let Extension(visit) =
            Extension::<Arc<Self>>::from_request_parts(parts, app).await.map_err(|_| Trouble::SignIn)?;
        Ok((*visit).clone())
    }
}

/// The parameters of a page. What does not read is answered with a page in the reader's language.
#[derive(Debug)]
pub(crate) struct Query<T>(pub(crate) T);

impl<T: serde::de::DeserializeOwned> FromRequestParts<App> for Query<T> {
    type Rejection = Trouble;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Trouble> {
        let read = axum::extract::Query::try_from_uri(&parts.uri);
        read.map(|query| Self(query.0)).map_err(|_| Trouble::Unreadable)
    }
}

/// The fields of a form that came from the reader's own session.
#[derive(Debug, Default)]
pub(crate) struct Fields(Vec<(String, String)>);

impl Fields {
    /// A field's value without the blanks around it; none where it is missing or empty.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }

    /// A whole number that is not negative. One beyond what can be counted with is the largest: the rules say what is
    /// possible.
    pub(crate) fn whole(&self, name: &str) -> Option<u32> {
        let digits = self.get(name)?.replace([' ', '\u{a0}', '\u{202f}'], "");
        let is_whole = !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit());
        is_whole.then(|| digits.parse().unwrap_or(u32::MAX))
    }

    /// An amount as it is read everywhere: without the blanks between thousands, and with a comma for a point.
    pub(crate) fn amount(&self, name: &str) -> Option<String> {
        Some(self.get(name)?.replace([' ', '\u{a0}', '\u{202f}'], "").replace(',', "."))
    }

    /// Whether the form has a field, be it empty.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(key, _)| key == name)
    }

    /// Every value of a field.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Fields that a page carries along as they were sent; those that are missing or empty are left out.
    pub(crate) fn carried<const N: usize>(&self, names: [&'static str; N]) -> Vec<(&'static str, String)> {
        names.into_iter().filter_map(|name| Some((name, self.get(name)?.to_owned()))).collect()
    }

    /// A field that the page itself put there.
    pub(crate) fn need(&self, name: &str) -> Result<&str, Trouble> {
        self.get(name).ok_or(Trouble::Unreadable)
    }
}

impl FromRequest<App> for Fields {
    type Rejection = Trouble;

    async fn from_request(request: Request, app: &App) -> Result<Self, Trouble> {
        let visit = request.extensions().get::<Arc<Visit>>().cloned().ok_or(Trouble::SignIn)?;
        let Form(fields) =
            Form::<Vec<(String, String)>>::from_request(request, app).await.map_err(|_| Trouble::Unreadable)?;
        // No database keeps the character U+0000, and no browser sends it.
        if fields.iter().any(|(_, value)| value.contains('\0')) {
            return Err(Trouble::Unreadable);
        }
        let fields = Self(fields);
        visit.keep_in_mind(&fields.0);
        match &visit.session {
            Some((session, _)) if !crate::sign::same(&session.csrf, fields.get("csrf").unwrap_or_default()) => {
                Err(Trouble::Forged)
            }
            _ => Ok(fields),
        }
    }
}

/// An answer that sets cookies.
pub(crate) fn with_cookies(mut response: Response, cookies: impl IntoIterator<Item = Cookie<'static>>) -> Response {
    for cookie in cookies {
        if let Ok(value) = HeaderValue::from_str(&cookie.encoded().to_string()) {
            response.headers_mut().append(header::SET_COOKIE, value);
        }
    }
    response
}

/// What came of an act.
pub(crate) enum Done {
    /// It is recorded; a form that was sent twice is recorded once.
    Recorded {
        /// Whether this was the second time.
        replayed: bool,
    },
    /// It was refused.
    Refused(Box<Refusal>),
    /// The preview that it rests on is not true any more.
    Stale,
}

impl Visit {
    /// The reader's words.
    pub(crate) fn words(&self) -> Words {
        Words(self.language)
    }

    /// Keeps what was typed for the page that asks to sign in, which is all that is left of it.
    pub(crate) fn keep_in_mind(&self, fields: &[(String, String)]) {
        if self.session.is_none() {
            let typed =
                fields.iter().filter(|(name, text)| !CARRIED.contains(&name.as_str()) && !text.trim().is_empty());
            let typed: Vec<&str> = typed.map(|(_, text)| text.trim()).collect();
            // A request has one form.
            let _ = self.typed.set(typed.join("\n"));
        }
    }

    /// Who is signed in.
    pub(crate) fn identity(&self) -> Result<&Identity, Trouble> {
        self.session.as_ref().map(|(_, identity)| identity).ok_or(Trouble::SignIn)
    }

    /// A key for one form, so that sending it twice has no second effect.
    pub(crate) fn key(&self) -> String {
        crate::entropy::hex::<16>(self.app.entropy())
    }

    /// The frame of a page that belongs to no company.
    pub(crate) fn frame(&self, title: &str) -> Frame {
        let words = self.words();
        let identity = self.session.as_ref().map(|(_, identity)| identity);
        let zoned = clock::instant(self.now).to_zoned(self.app.zone().clone());
        let movable =
            identity.is_some_and(|identity| Capability::MoveClock.allows(&identity.actor, identity.actor.account));
        let tomorrow = plus_days(self.today, 1).unwrap_or(self.today);
        let desk = identity.is_some_and(|identity| identity.actor.is_vendor() && sees_accounts(identity));
        Frame {
            words,
            lang: self.language.code(),
            title: words.t(title),
            company: None,
            closed: None,
            person: identity.and_then(|identity| identity.person.as_ref()).map(|person| person.name.clone()),
            nav: if desk {
                let item = |href: &str, id| NavItem {
                    href: href.to_owned(),
                    text: words.t(id),
                    current: self.here.starts_with(href)
                        && (href != "/desk" || !self.here.starts_with("/desk/programme")),
                };
                let mut nav = vec![NavItem { current: self.here == "/desk", ..item("/desk", "ui-nav-desk") }];
                if identity.is_some_and(|identity| may_report(&identity.actor)) {
                    nav.push(item("/desk/overview", "ui-nav-overview"));
                }
                nav.extend([item("/desk/tickets", "ui-nav-tickets"), item("/desk/overrides", "ui-nav-overrides")]);
                if !self.app.programme().campaigns.is_empty() {
                    nav.push(item("/desk/campaigns", "ui-nav-campaigns"));
                }
                nav.push(item("/outbox", "ui-nav-outbox"));
                let sees = |identity: &Identity| Capability::ViewProgrammePlans.allows(&identity.actor, None);
                if identity.is_some_and(sees) {
                    nav.push(item("/desk/programme", "ui-nav-programme"));
                }
                if identity.is_some_and(|identity| may_audit(&identity.actor)) {
                    nav.push(item("/audit", "ui-nav-audit"));
                }
                nav
            } else {
                Vec::new()
            },
            here: self.here.clone(),
            csrf: self.session.as_ref().map(|(session, _)| session.csrf.clone()).unwrap_or_default(),
            clock: self.app.is_sandbox().then(|| ClockView {
                text: symbolon_text::date_time(self.language, zoned.datetime()),
                min: tomorrow.to_string(),
                movable,
            }),
            error: false,
            said: None,
            as_of: words.with("ui-foot-as-of", &[("date", self.today.into())]),
            version: env!("CARGO_PKG_VERSION"),
        }
    }

    /// A page about the API, made from its description.
    pub(crate) fn written(&self, title: String, ways: Vec<(String, String)>, body: String) -> Response {
        let page = DocsPage { f: Frame { title, ..self.frame("ui-home-page") }, ways, body };
        respond(StatusCode::OK, self.language, &page)
    }

    /// A short page: a heading and what it means.
    pub(crate) fn notice(&self, status: StatusCode, id: &str) -> Response {
        let words = self.words();
        let text = |part: &str| {
            let id = format!("{id}-{part}");
            symbolon_text::has_message(self.language, &id).then(|| words.t(&id))
        };
        let mut frame = self.frame(&format!("{id}-title"));
        frame.error = status.is_client_error() || status.is_server_error();
        let page = NoticePage {
            f: frame,
            heading: words.t(&format!("{id}-title")),
            text: text("text").unwrap_or_default(),
            more: text("more"),
            link: (self.here != "/").then(|| ("/".to_owned(), words.t("ui-back-home"))),
            reference: self
                .reference
                .as_ref()
                .filter(|_| status.is_server_error())
                .map(|reference| words.with("ui-problem-reference", &[("reference", reference.as_str().into())])),
        };
        respond(status, self.language, &page)
    }

    /// The page of what went wrong.
    pub(crate) async fn trouble(&self, trouble: Trouble) -> Response {
        match trouble {
            Trouble::SignIn => self.sign_in(),
            Trouble::Missing => self.notice(StatusCode::NOT_FOUND, "ui-missing"),
            Trouble::Forged => self.notice(StatusCode::FORBIDDEN, "ui-csrf"),
            Trouble::Unreadable => self.notice(StatusCode::UNPROCESSABLE_ENTITY, "ui-unreadable"),
            Trouble::Lacking(helpers) => self.lacking(&helpers),
            Trouble::Problem(problem) => self.problem(*problem),
            Trouble::Refused(refusal, account, back) => match self.refusal(&refusal, account, &back).await {
                Ok(response) => response,
                Err(Trouble::Problem(problem)) => self.problem(*problem),
                Err(_) => self.notice(StatusCode::NOT_FOUND, "ui-missing"),
            },
        }
    }

    /// Asks to sign in, gives back what was typed, and keeps in mind where the reader wanted to be.
    fn sign_in(&self) -> Response {
        let typed = self.typed.get().cloned().unwrap_or_default();
        let page = SignInPage {
            f: Frame { error: true, ..self.frame("ui-sign-in-title") },
            typed,
            by_mail: self.app.mail().is_some(),
            again: Again::default(),
        };
        let response = respond(StatusCode::UNAUTHORIZED, self.language, &page);
        let back = safe_path(self.from.as_deref().unwrap_or(&self.here)).to_owned();
        let cookie = Cookie::build((BACK, back)).path("/").secure(true).http_only(true).same_site(SameSite::Lax);
        with_cookies(response, [cookie.build()])
    }

    fn lacking(&self, helpers: &[String]) -> Response {
        let words = self.words();
        let page = NoticePage {
            f: self.frame("ui-lacking-title"),
            heading: words.t("ui-lacking-title"),
            text: words.t("ui-lacking-text"),
            more: (!helpers.is_empty())
                .then(|| words.with("ui-lacking-helpers", &[("names", helpers.join(" · ").into())])),
            link: Some(("/".to_owned(), words.t("ui-back-home"))),
            reference: None,
        };
        respond(StatusCode::FORBIDDEN, self.language, &page)
    }

    fn problem(&self, problem: Problem) -> Response {
        if problem.status().is_server_error() {
            let mut response = self.notice(problem.status(), "ui-unavailable");
            if let Some(cause) = problem.cause() {
                response.extensions_mut().insert(cause);
            }
            return response;
        }
        let wrong = problem.wrong().iter().map(|(_, wrong)| wrong.say(self.language));
        let wrong: Vec<String> = wrong.map(|(detail, remedy)| format!("{detail} {remedy}")).collect();
        let (status, body) = (problem.status(), problem.body(self.language));
        let text = |name: &str| body.get(name).and_then(|value| value.as_str()).unwrap_or_default().to_owned();
        let mut frame = self.frame("ui-refusal-page");
        frame.error = true;
        let page = NoticePage {
            f: frame,
            heading: text("title"),
            text: text("detail"),
            more: (!wrong.is_empty()).then(|| wrong.join(" ")),
            link: Some(("/".to_owned(), self.words().t("ui-back-home"))),
            reference: None,
        };
        respond(status, self.language, &page)
    }

    async fn refusal(&self, refusal: &Refusal, account: AccountId, back: &str) -> Answered {
        if refusal.code == RefusalCode::NotFound {
            return Err(Trouble::Missing);
        }
        let mut place = self.place(account).await?;
        if let Some(team) = self.app.store().team(account, &place.identity.actor).await? {
            place.people.retain(|person, _| team.helps(*person, refusal));
        }
        let refused = Refused::of(&place.sight(), refusal);
        let page = RefusalPage {
            f: place.frame("ui-refusal-page", ""),
            back: safe_path(back).to_owned(),
            title: refused.title,
            detail: refused.reason,
            days: refused.days,
            remedies: refused.remedies,
            helpers: refused.helpers,
            why: refused.why,
            code: refused.code,
        };
        Ok(respond(crate::problem::status_of(refusal.code), self.language, &page))
    }

    /// The account that a path names, if the reader may know of it.
    pub(crate) async fn enter(&self, named: &str) -> Result<Place<'_>, Trouble> {
        let account = self.app.locate(self.identity()?, named).await?;
        self.place(account).await
    }

    /// An account with the names that its pages need.
    pub(crate) async fn place(&self, account: AccountId) -> Result<Place<'_>, Trouble> {
        let identity = self.identity()?;
        let view = self.app.view(identity, account, When::Now).await?;
        let store = self.app.store();
        let (people, vendor) = (store.people(Some(account)).await?, store.people(None).await?);
        let known = |person: &symbolon_store::PersonRow| {
            let roles = if person.in_directory { person.roles.iter().copied().collect() } else { Vec::new() };
            (
                person.id,
                Known {
                    name: person.name.clone(),
                    roles,
                    in_directory: person.in_directory,
                    admin_of: person.admin_of.clone(),
                },
            )
        };
        let company = self.app.store().profile(account).await?;
        let company = company.unwrap_or_else(|| view.account().number.to_string());
        let companies = self.app.companies(view.account(), identity.actor.is_vendor()).await?;
        Ok(Place {
            visit: self,
            identity,
            id: account,
            folded: view.folded,
            people: people.iter().chain(vendor.iter()).map(known).collect(),
            company,
            companies: companies_named(self.language, &companies),
        })
    }

    /// What an act would do now.
    pub(crate) async fn preview(&self, account: AccountId, command: &Command) -> Result<(Context, Decision), Trouble> {
        let caller = self.identity()?.caller.clone();
        let (_, context, decision) = self.app.preview(account, command, &caller).await?;
        Ok((context, decision))
    }

    /// What a decision about a company rests on besides its account, for this reader.
    pub(crate) async fn context(&self, place: &Place<'_>) -> Result<Context, Trouble> {
        Ok(self.app.context(place.id, &self.identity()?.caller).await?.1)
    }

    /// Everything that stands between a company and an order, line by line.
    pub(crate) async fn checklist(&self, place: &Place<'_>, of: &Ordered) -> Result<Explanation, Trouble> {
        let context = self.context(place).await?;
        checklist(&place.folded.account, self.app.programmes(), of, &context).map_err(|_| Trouble::Missing)
    }

    /// The offers of the programme for a company, each with its price and what stands in the way.
    pub(crate) async fn tiles(&self, place: &Place<'_>) -> Result<Vec<Tile>, Trouble> {
        let context = self.context(place).await?;
        let versions = |day| self.app.store().programmes(day);
        Ok(tiles(&place.folded.account, self.app.programmes(), &versions, &context))
    }

    /// Submits an act through the one path. `key` is the form's own; `guard` looks at a preview before recording.
    pub(crate) async fn act(
        &self,
        account: AccountId,
        command: Command,
        key: &str,
        guard: Option<Guard>,
        notes: Vec<NewNote>,
    ) -> Result<Done, Trouble> {
        let said = serde_json::to_string(&command).map_err(|_| Trouble::Unreadable)?;
        self.act_as(account, command, (key, &said), guard, notes).await
    }

    /// The same for a command with a text: `said` is what the form says, which is the same when it is sent again.
    pub(crate) async fn act_as(
        &self,
        account: AccountId,
        command: Command,
        keyed: (&str, &str),
        guard: Option<Guard>,
        notes: Vec<NewNote>,
    ) -> Result<Done, Trouble> {
        self.act_with(account, command, keyed, guard, (notes, Vec::new())).await
    }

    /// The same with plain rows that are written along.
    pub(crate) async fn act_with(
        &self,
        account: AccountId,
        command: Command,
        (key, said): (&str, &str),
        guard: Option<Guard>,
        (notes, also): (Vec<NewNote>, Vec<Plain>),
    ) -> Result<Done, Trouble> {
        let identity = self.identity()?;
        // Whoever goes back to a form and changes something in it does not send the same again.
        let scope = format!("form {} {account} {key} {said}", identity.name());
        let mut submission = Submission {
            account,
            command: command.clone(),
            caller: identity.caller.clone(),
            now: self.now,
            today: self.today,
            idempotency: Some(IdempotencyKey { scope: hash(&scope), fingerprint: hash(said) }),
            guard,
            notes,
            also,
            render: Arc::new(|rendering| match rendering.decision {
                Ok(_) => Answer { status: StatusCode::CREATED.as_u16(), body: "{}".to_owned() },
                Err(refusal) => {
                    let status = crate::problem::status_of(refusal.code).as_u16();
                    Answer { status, body: serde_json::json!({ "code": refusal.code }).to_string() }
                }
            }),
        };
        for again in 1_u32.. {
            let submitted = self.app.submit(submission.clone()).await?;
            if let Some(refusal) = submitted.refusal {
                return Ok(Done::Refused(refusal));
            }
            if submitted.answer.status < StatusCode::BAD_REQUEST.as_u16() {
                return Ok(Done::Recorded { replayed: submitted.replayed });
            }
            if !submitted.replayed {
                break;
            }
            // A refusal that was given before for this form: its reason is the one of now, and where there is none any
            // more, the form is sent for the first time since.
            if let (_, Err(refusal)) = self.preview(account, &command).await? {
                return Ok(Done::Refused(refusal));
            }
            submission.idempotency =
                Some(IdempotencyKey { scope: hash(&format!("{scope} {again}")), fingerprint: hash(said) });
        }
        Ok(Done::Stale)
    }
}

/// Whether a person of the vendor reads partner data at all.
pub(crate) fn sees_accounts(identity: &Identity) -> bool {
    Capability::ViewBenefits.allows(&identity.actor, None)
}

/// An account that a reader has entered.
pub(crate) struct Place<'a> {
    pub(crate) visit: &'a Visit,
    pub(crate) identity: &'a Identity,
    pub(crate) id: AccountId,
    pub(crate) folded: Arc<Folded>,
    pub(crate) people: BTreeMap<PersonId, Known>,
    pub(crate) company: String,
    /// How other companies of merges are called, by their numbers.
    pub(crate) companies: BTreeMap<u64, String>,
}

impl Place<'_> {
    /// The account as the reader sees it.
    pub(crate) fn sight(&self) -> Sight<'_> {
        Sight {
            words: self.visit.words(),
            id: self.id,
            account: &self.folded.account,
            store: self.visit.app.store(),
            programmes: self.visit.app.programmes(),
            today: self.visit.today,
            now: self.visit.now,
            actor: &self.identity.actor,
            people: &self.people,
            companies: &self.companies,
        }
    }

    /// What the account holds today.
    pub(crate) fn standing(&self) -> Standing {
        standing(&self.folded.account, self.visit.app.programmes(), self.visit.today)
    }

    /// What the newest fact says of which `find` knows something, in the ledgers that make up the company.
    pub(crate) async fn told<T>(&self, find: impl Fn(&Entry) -> Option<T>) -> Result<Option<T>, Trouble> {
        for company in std::iter::once(self.id).chain(self.folded.account.former.keys().copied()) {
            let ledger = self.visit.app.store().ledger(company).await?;
            if let Some(found) = ledger.iter().rev().find_map(|stored| find(&stored.entry)) {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }

    /// The frame of one of the company's pages; `current` is its place under the company.
    pub(crate) fn frame(&self, title: &str, current: &str) -> Frame {
        let words = self.visit.words();
        let sight = self.sight();
        let base = sight.base();
        let item = |path: &str, id: &str| NavItem {
            href: format!("{base}{path}"),
            text: words.t(id),
            current: current == path && !title.is_empty(),
        };
        let mut frame = self.visit.frame(title);
        frame.nav.push(NavItem { current: current == "/", ..item("", "ui-nav-home") });
        if sight.may(Capability::ViewMemberships) {
            frame.nav.push(item("/renew", "ui-nav-renew"));
        }
        if sight.may(Capability::ViewMemberships) || sight.may(Capability::ViewInvoices) {
            frame.nav.push(item("/orders", "ui-nav-orders"));
        }
        if sight.may(Capability::ViewCompetencies) {
            frame.nav.push(item("/competencies", "ui-nav-competencies"));
        }
        if sight.may(Capability::ViewBenefits) {
            frame.nav.push(item("/benefits", "ui-benefits-page"));
            frame.nav.push(item("/licences", "ui-licences-page"));
        }
        if sight.may(Capability::ViewMemberships) {
            frame.nav.push(item("/offers", "ui-nav-offers"));
            frame.nav.push(item("/notices", "ui-nav-notices"));
        }
        if sight.may(Capability::ViewMemberships) {
            frame.nav.push(item("/people", "ui-nav-people"));
        }
        if sight.may(Capability::ViewProfile) {
            frame.nav.push(item("/company", "ui-nav-company"));
        }
        if sight.may(Capability::ViewMerges) {
            frame.nav.push(item("/merges", "ui-nav-merges"));
        }
        if sight.may(Capability::ViewHistory) {
            frame.nav.push(item("/history", "ui-nav-history"));
        }
        if sight.may(Capability::OpenTicket) {
            frame.nav.push(item("/tickets", "ui-nav-support"));
        }
        frame.company = Some(self.company.clone());
        frame.closed = sight.account.closed_on.map(|day| words.with("ui-closed", &[("date", day.into())]));
        frame
    }

    /// Refuses a reader who does not carry a capability, with who does.
    pub(crate) fn need(&self, capability: Capability) -> Result<(), Trouble> {
        if self.sight().may(capability) {
            return Ok(());
        }
        Err(Trouble::Lacking(self.sight().helpers_or_roles(capability.roles())))
    }

    /// Makes the page of a refusal that leads back to one of the company's pages.
    pub(crate) fn refused(&self, refusal: Box<Refusal>, back: &str) -> Trouble {
        Trouble::Refused(refusal, self.id, format!("{}{back}", self.sight().base()))
    }
}
