//! Coming in by a link, going out, and the language.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use symbolon_domain::company::is_mail_address;
use symbolon_domain::programme::Language;
use symbolon_store::{Opening, Plain};

use super::again::{Again, Errors};
use super::frame::{respond, safe_path, see_other};
use super::pages::{EnterPage, WelcomePage};
use super::visit::{Answered, BACK, Fields, LANGUAGE, SESSION, Trouble, Visit, sees_accounts, with_cookies};
use crate::app::{App, hash};

const MICROS_PER_HOUR: i64 = 3_600_000_000;
/// How long a session lasts, whatever is done in it.
const SESSION_HOURS: i64 = 12;
/// A sandbox's clock jumps, and nobody should have to sign in again for having moved it.
const SANDBOX_HOURS: i64 = 10 * 366 * 24;

/// The start: one's own company, the desk, or how to come in.
pub(crate) async fn start(visit: Visit) -> Answered {
    match &visit.session {
        Some((_, identity)) => match identity.actor.account {
            Some(account) => {
                let place = visit.place(account).await?;
                Ok(see_other(&place.sight().base()))
            }
            None if sees_accounts(identity) => Ok(see_other("/desk")),
            None => Ok(visit.notice(StatusCode::OK, "ui-no-desk")),
        },
        None => Ok(welcome(&visit, Again::default())),
    }
}

/// The page for who is signed out, with what is wrong with what they typed.
fn welcome(visit: &Visit, again: Again) -> Response {
    let mut frame = visit.frame("ui-welcome-page");
    let status = again.mark(&mut frame, "/".to_owned());
    let page = WelcomePage { f: frame, by_mail: visit.app.mail().is_some(), again };
    respond(status, visit.language, &page)
}

/// Has links mailed to whoever has the address. The answer is the same whether anybody does.
pub(crate) async fn link(visit: Visit, fields: Fields) -> Answered {
    let address = fields.need("email")?.trim().to_owned();
    if visit.app.mail().is_none() {
        return Err(Trouble::Missing);
    }
    if !is_mail_address(&address) {
        let errors = Errors::of("email", visit.words().t("ui-link-wrong"));
        return Ok(welcome(&visit, Again::new(fields, errors)));
    }
    visit.app.ask_for_links(address);
    Ok(visit.notice(StatusCode::OK, "ui-link-sent"))
}

/// Shows the button; only pressing it uses the link, so that a mail scanner cannot.
pub(crate) async fn ask(visit: Visit, Path(code): Path<String>) -> Answered {
    let page = EnterPage { f: visit.frame("ui-enter-page"), code };
    Ok(respond(StatusCode::OK, visit.language, &page))
}

/// Uses the link and opens a fresh session.
pub(crate) async fn enter(visit: Visit, State(app): State<App>, jar: CookieJar, Path(code): Path<String>) -> Answered {
    let secret = crate::entropy::hex::<32>(app.entropy());
    let hours = if app.is_sandbox() { SANDBOX_HOURS } else { SESSION_HOURS };
    let opening = Opening {
        link: hash(&code),
        hash: hash(&secret),
        csrf: crate::entropy::hex::<32>(app.entropy()),
        expires_at: visit.now.saturating_add(hours * MICROS_PER_HOUR),
        left: visit.session.as_ref().map(|(session, _)| session.clone()),
    };
    if app.store().enter(opening, visit.now).await?.is_none() {
        return Ok(visit.notice(StatusCode::GONE, "ui-enter-gone"));
    }
    let cookie = Cookie::build((SESSION, secret)).path("/").secure(true).http_only(true).same_site(SameSite::Lax);
    // Whoever was on the way to a page goes on.
    let back = jar.get(BACK).map(|cookie| safe_path(cookie.value()).to_owned());
    let ended = back.as_ref().map(|_| ended(BACK));
    Ok(with_cookies(see_other(back.as_deref().unwrap_or("/")), [cookie.build()].into_iter().chain(ended)))
}

/// Ends the session.
pub(crate) async fn leave(visit: Visit, State(app): State<App>, _fields: Fields) -> Answered {
    let (session, identity) = visit.session.as_ref().ok_or(Trouble::SignIn)?;
    let end = Plain::EndSession { hash: session.hash.clone(), person: session.person, at: visit.now };
    app.store().write(&identity.name(), visit.now, &[end]).await?;
    let signed_out = Visit { session: None, ..visit.clone() };
    Ok(with_cookies(signed_out.notice(StatusCode::OK, "ui-signed-out"), [ended(SESSION)]))
}

/// Changes the language and stays on the page.
pub(crate) async fn language(fields: Fields) -> Answered {
    let language = Language::from_code(fields.need("language")?).ok_or(Trouble::Unreadable)?;
    let back = safe_path(fields.get("back").unwrap_or("/")).to_owned();
    let cookie =
        Cookie::build((LANGUAGE, language.code())).path("/").same_site(SameSite::Lax).http_only(true).permanent();
    Ok(with_cookies(see_other(&back), [cookie.build()]))
}

/// A cookie that takes the place of one, to end it.
fn ended(name: &'static str) -> Cookie<'static> {
    let mut cookie = Cookie::build((name, "")).path("/").secure(true).http_only(true).build();
    cookie.make_removal();
    cookie
}
