//! Ways in, and their ends: the API tokens of a company, the sessions of its people, and one's own.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use symbolon_domain::access::{Capability, Role};
use symbolon_domain::api_token::{ended_with, last_day, within_reach};
use symbolon_domain::day::calendar_day;
use symbolon_domain::ids::PersonId;
use symbolon_store::{Grantee, HeldToken};

use super::again::{Again, Errors};
use super::correction::languages;
use super::frame::{Frame, respond, see_other};
use super::sight::Tag;
use super::visit::{Answered, Fields, Place, Trouble, Visit};
use crate::api::access::{MakeApiToken, made, may_end_sessions, to_end};
use crate::clock;
use crate::wire::Day;

/// The fields of the form for a token, by pointer and id.
const FIELDS: &[(&str, &str)] = &[("/label", "label"), ("/roles", "roles"), ("/last_day", "last_day")];
/// The same by id, with the texts of their labels.
const LABELS: &[(&str, &str)] =
    &[("label", "ui-tokens-label"), ("roles", "ui-tokens-roles"), ("last_day", "ui-tokens-last-day")];

/// The API tokens of a company.
#[derive(Template)]
#[template(path = "access.html")]
struct AccessPage {
    f: Frame,
    base: String,
    lead: String,
    /// A token that was made just now: what it is called, and its secret.
    fresh: Option<(String, String)>,
    tokens: Vec<TokenLine>,
    add: Option<TokenForm>,
    again: Again,
}

/// One of them.
struct TokenLine {
    id: String,
    label: String,
    whose: String,
    roles: String,
    made: String,
    last_day: String,
    tag: Tag,
    /// What ends with it where the reader ends it; none where it has ended.
    ends: Option<Vec<String>>,
}

/// The form for a new one.
struct TokenForm {
    /// Roles that the reader may pass on to a service: code and name.
    roles: Vec<(&'static str, String)>,
    last_day: String,
}

/// The API tokens of a company, for those who may end them.
pub(crate) async fn show(visit: Visit, Path(account): Path<String>) -> Answered {
    let place = visit.enter(&account).await?;
    page(&place, Again::default(), None).await
}

/// An instant in words.
pub(super) fn moment(visit: &Visit, at: i64) -> String {
    symbolon_text::date_time(visit.language, clock::instant(at).to_zoned(visit.app.zone().clone()).datetime())
}

fn line(place: &Place<'_>, all: &[HeldToken], held: &HeldToken) -> TokenLine {
    let (visit, sight) = (place.visit, place.sight());
    let words = visit.words();
    let (whose, roles) = match &held.token.grantee {
        Grantee::Person(person) => (sight.person(*person), words.t("ui-tokens-own-roles")),
        Grantee::Service { roles, .. } => {
            let names: Vec<String> = roles.iter().map(|role| sight.role(*role)).collect();
            (words.t("ui-tokens-service"), words.list(&names))
        }
    };
    let counts = held.token.counts(visit.now);
    let (tone, icon, word) = match (counts, held.token.revoked_at) {
        (true, _) => ("good", "check", "ui-tokens-counts"),
        (false, Some(_)) => ("", "stop", "ui-tokens-revoked"),
        (false, None) => ("", "stop", "ui-tokens-over"),
    };
    let made = match (&held.made_by, held.made_at) {
        (Some(by), Some(at)) => {
            let name = sight.named(|names| names.person(by));
            words.with("ui-tokens-made", &[("name", name.into()), ("when", moment(visit, at).into())])
        }
        _ => words.t("ui-tokens-made-before"),
    };
    TokenLine {
        id: held.token.id().to_string(),
        label: held.label().to_owned(),
        whose,
        roles,
        made,
        last_day: words.date(clock::day(held.token.expires_at, visit.app.zone())),
        tag: Tag { tone, icon, word: words.t(word) },
        ends: counts.then(|| {
            let labels = symbolon_store::ended_with(all, &held.token, visit.now);
            let effect = ended_with("api_token.others_ended", labels);
            effect.iter().map(|effect| symbolon_text::effect(words.0, effect)).collect()
        }),
    }
}

async fn page(place: &Place<'_>, again: Again, fresh: Option<(String, String)>) -> Answered {
    place.need(Capability::EndAccess)?;
    let (visit, sight) = (place.visit, place.sight());
    let words = visit.words();
    let tokens = visit.app.store().api_tokens(Some(place.id)).await?;
    let makes = sight.may(Capability::MakeApiTokens) && sight.account.closed_on.is_none();
    let add = makes.then(|| TokenForm {
        roles: within_reach(&place.identity.actor).iter().map(|role| (role.code(), sight.role(*role))).collect(),
        last_day: last_day(visit.today).to_string(),
    });
    let mut frame = place.frame("ui-tokens-page", "/people");
    let status = again.mark(&mut frame, format!("{}/api-access", sight.base()));
    let page = AccessPage {
        f: frame,
        base: sight.base(),
        lead: words.with("ui-tokens-lead", &[("company", place.company.as_str().into())]),
        fresh,
        tokens: tokens.iter().map(|held| line(place, &tokens, held)).collect(),
        add,
        again,
    };
    Ok(respond(status, visit.language, &page))
}

/// Makes a token and shows it once. The same form again is told that there is one of this name.
pub(crate) async fn make(visit: Visit, Path(account): Path<String>, fields: Fields) -> Answered {
    let place = visit.enter(&account).await?;
    place.need(Capability::MakeApiTokens)?;
    let words = visit.words();
    let field = |name: &str| fields.get(name).unwrap_or_default().trim();
    let roles: Option<BTreeSet<Role>> = fields.all("role").map(Role::from_code).collect();
    let service = field("whose") == "service";
    let (Some(roles), Some(last_day)) = (roles, calendar_day(field("last_day"))) else {
        let errors = Errors::of("last_day", words.t("ui-tokens-last-day-error"));
        return page(&place, Again::new(fields, errors), None).await;
    };
    let new = MakeApiToken {
        label: field("label").to_owned(),
        roles: service.then_some(roles),
        last_day: Some(Day(last_day)),
    };
    match made(&visit.app, &visit.reader()?, place.id, new, false).await {
        Ok(made) => {
            let fresh = made.map(|(held, secret)| (held.label().to_owned(), secret));
            page(&place, Again::default(), fresh).await
        }
        Err(problem) if problem.status() == StatusCode::CONFLICT => {
            let full = problem.code() == "too-many-api-tokens";
            let text = if full { "ui-tokens-full" } else { "ui-tokens-known" };
            page(&place, Again::new(fields, Errors::conflict("label", words.t(text))), None).await
        }
        Err(problem) => {
            let errors = Errors::of_problem(problem, words, FIELDS)?.labelled(words, LABELS);
            page(&place, Again::new(fields, errors), None).await
        }
    }
}

/// Ends a token.
pub(crate) async fn revoke(visit: Visit, Path((account, token)): Path<(String, String)>, _: Fields) -> Answered {
    let place = visit.enter(&account).await?;
    let id = token.parse().map_err(|_| Trouble::Missing)?;
    let (_, held) = to_end(&visit.app, &visit.reader()?, id).await?;
    visit.app.store().revoke_api_token(&held.token, &place.identity.name(), visit.now).await?;
    Ok(see_other(&format!("{}/api-access", place.sight().base())))
}

/// Ends the sessions of somebody of the company; of the reader, all but this one.
pub(crate) async fn end_sessions(visit: Visit, Path((account, person)): Path<(String, String)>, _: Fields) -> Answered {
    let place = visit.enter(&account).await?;
    let person: PersonId = person.parse().map_err(|_| Trouble::Missing)?;
    may_end_sessions(&visit.app, place.identity, (place.id, person), visit.language).await?;
    end(&visit, person).await?;
    Ok(see_other(&format!("{}/people/{person}", place.sight().base())))
}

async fn end(visit: &Visit, person: PersonId) -> Result<(), Trouble> {
    let (session, identity) = visit.session.as_ref().ok_or(Trouble::SignIn)?;
    visit.app.store().end_sessions(person, Some(&session.hash), &identity.name(), visit.now).await?;
    Ok(())
}

/// One's own sessions.
#[derive(Template)]
#[template(path = "sessions.html")]
struct SessionsPage {
    f: Frame,
    /// Since when, until when, and whether it is this one.
    sessions: Vec<(String, String, bool)>,
    /// The languages in which somebody of a company may be written to: code, name, whether it is theirs.
    languages: Vec<(&'static str, String, bool)>,
}

/// The sessions of the reader.
pub(crate) async fn show_own(visit: Visit) -> Answered {
    let (session, identity) = visit.session.as_ref().ok_or(Trouble::SignIn)?;
    let sessions = visit.app.store().sessions(session.person, visit.now).await?;
    let line = |one: &symbolon_store::Session| {
        (moment(&visit, one.created_at), moment(&visit, one.expires_at), one.hash == session.hash)
    };
    let person = identity.person.as_ref().filter(|person| person.account.is_some());
    let languages = person.map(|person| languages(&visit, person.language, &Again::default()));
    let page = SessionsPage {
        f: visit.frame("ui-sessions-page"),
        sessions: sessions.iter().map(line).collect(),
        languages: languages.unwrap_or_default(),
    };
    Ok(respond(StatusCode::OK, visit.language, &page))
}

/// Ends the other sessions of the reader.
pub(crate) async fn end_others(visit: Visit, _: Fields) -> Answered {
    let (session, _) = visit.session.as_ref().ok_or(Trouble::SignIn)?;
    end(&visit, session.person).await?;
    Ok(see_other("/sessions"))
}
