//! Taking somebody out of a company's directory: what it entails, then the act.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use symbolon_domain::access::{Capability, Role};
use symbolon_domain::explanation::Value;
use symbolon_domain::ids::PersonId;
use symbolon_domain::people::{acknowledgement, left_behind, take_out as may_take_out};

use super::again::{Again, Errors};
use super::frame::{Frame, respond, see_other};
use super::people::team;
use super::visit::{Answered, Fields, Place, Trouble, Visit};

/// What it entails.
#[derive(Template)]
#[template(path = "leaver.html")]
struct LeaverPage {
    f: Frame,
    title: String,
    back: String,
    action: String,
    consequences: Vec<String>,
    /// What is ticked where nobody holds a role afterwards: code and sentence.
    acknowledge: Vec<(String, String)>,
    again: Again,
}

async fn page(place: &Place<'_>, person: PersonId, again: Again) -> Answered {
    place.need(Capability::ManagePeople)?;
    let (visit, sight) = (place.visit, place.sight());
    let (words, name) = (visit.words(), sight.person(person));
    let team = team(place).await?;
    // What the reader is to know is asked below.
    let known: BTreeSet<Role> = team.last_of(person);
    let actor = &place.identity.actor;
    let decided = may_take_out(visit.app.programme(), &team, person, known, actor, visit.today);
    let changed = decided.map_err(|refusal| place.refused(refusal, &format!("/people/{person}")))?;
    let services = visit.app.store().services_made(place.id, person, visit.now).await?;
    let left = left_behind(sight.account, (person, services), visit.today);
    let effects = changed.effects().into_iter().chain(left);
    let consequences = effects.map(|effect| symbolon_text::effect(words.0, &effect));
    let of = [("name", name.as_str().into()), ("company", place.company.as_str().into())];
    let mut frame = place.frame("ui-leaver-act", "/people");
    frame.title = words.with("ui-leaver-title", &of);
    let back = format!("{}/people/{person}", sight.base());
    let status = again.mark(&mut frame, format!("{back}/leave"));
    let page = LeaverPage {
        f: frame,
        title: words.with("ui-leaver-title", &of),
        action: format!("{back}/leave"),
        back,
        consequences: consequences.chain([words.with("ui-leaver-kept", &of)]).collect(),
        acknowledge: changed
            .left_without
            .iter()
            .map(|role| {
                let code = format!("last-{}", role.code().replace('_', "-"));
                (code, words.with("ui-leaver-acknowledge", &[("role", sight.role(*role).into())]))
            })
            .collect(),
        again,
    };
    Ok(respond(status, visit.language, &page))
}

/// Shows what it entails.
pub(crate) async fn ask(visit: Visit, Path((account, person)): Path<(String, String)>) -> Answered {
    let place = visit.enter(&account).await?;
    let person = person.parse().map_err(|_| Trouble::Missing)?;
    page(&place, person, Again::default()).await
}

/// Takes them out.
pub(crate) async fn take_out(
    visit: Visit,
    Path((account, person)): Path<(String, String)>,
    fields: Fields,
) -> Answered {
    let place = visit.enter(&account).await?;
    place.need(Capability::ManagePeople)?;
    let person: PersonId = person.parse().map_err(|_| Trouble::Missing)?;
    let acknowledged = fields.all("acknowledge").filter_map(acknowledgement).collect();
    let by = (place.identity.actor.clone(), place.identity.name());
    let when = (visit.today, visit.now);
    let done = visit.app.store().take_out(place.id, (person, acknowledged), by, when).await?;
    match done.ok_or(Trouble::Missing)? {
        // Who took themself out sees nothing here any more.
        Ok(_) if place.identity.actor.person == Some(person) => {
            Ok(Visit { session: None, ..visit.clone() }.notice(StatusCode::OK, "ui-signed-out"))
        }
        Ok(_) => Ok(see_other(&format!("{}/people?gone={person}", place.sight().base()))),
        Err(refusal) => match refusal.details.get("acknowledge") {
            Some(Value::Text(code)) => {
                let said = visit.words().t("ui-person-acknowledge-error");
                let errors = Errors::refused(&refusal, code.as_str(), said);
                page(&place, person, Again::new(fields, errors)).await
            }
            _ => Err(place.refused(refusal, &format!("/people/{person}"))),
        },
    }
}
