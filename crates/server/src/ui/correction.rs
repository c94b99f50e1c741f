//! Correcting the name, the address and the language of somebody, on their page; one’s own language beside one’s sessions.

use axum::extract::Path;
use symbolon_domain::ids::PersonId;
use symbolon_domain::people::{EntryChange, Team, may_correct};
use symbolon_domain::programme::Language;
use symbolon_store::{Correction, PersonRow};

use super::again::{Again, Errors, Named};
use super::frame::see_other;
use super::newcomer::{FIELDS, LABELS};
use super::people::person_page;
use super::visit::{Answered, Fields, Place, Trouble, Visit};
use crate::api::people::CorrectPerson;

/// The field that a refusal can be about.
const EMAIL: Named<'_> = Named { name: "email", id: "email", label: "ui-people-add-email" };

/// The form for what is in the directory about somebody.
pub(crate) struct EntryForm {
    /// Whether the reader corrects all of it; else their own language.
    pub(crate) whole: bool,
    pub(crate) name: String,
    pub(crate) email: String,
    pub(crate) language: &'static str,
    /// Languages to choose from: code, name, whether it is chosen.
    pub(crate) languages: Vec<(&'static str, String, bool)>,
}

impl EntryForm {
    /// The form, for those who may correct something of it.
    pub(super) fn of(place: &Place<'_>, team: &Team, person: &PersonRow, typed: &Again) -> Option<Self> {
        let (visit, actor) = (place.visit, &place.identity.actor);
        let may = |beyond_language| {
            let change = EntryChange { beyond_language, address: None };
            may_correct(visit.app.programme(), team, person.id, change, actor, visit.today).is_ok()
        };
        may(false).then(|| Self {
            whole: may(true),
            name: person.name.clone(),
            email: person.email.clone(),
            language: person.language.code(),
            languages: languages(visit, person.language, typed),
        })
    }
}

/// Languages to choose from: code, name, whether it is chosen.
pub(super) fn languages(visit: &Visit, held: Language, typed: &Again) -> Vec<(&'static str, String, bool)> {
    let words = visit.words();
    let of = |one: &Language| (one.code(), words.word(*one), typed.chosen("language", one.code(), *one == held));
    Language::ALL.iter().map(of).collect()
}

/// What differs from what the page showed. What its list does not offer comes from no page.
fn read(fields: &Fields) -> Option<CorrectPerson> {
    let typed = |name: &str, had: &str| {
        let value = fields.get(name).unwrap_or_default();
        (fields.has(name) && value != fields.get(had).unwrap_or_default()).then(|| value.to_owned())
    };
    let language = typed("language", "had-language");
    Some(CorrectPerson {
        name: typed("name", "had-name"),
        email: typed("email", "had-email"),
        language: language.map(|code| Language::from_code(&code).ok_or(())).transpose().ok()?,
    })
}

/// Corrects what differs.
pub(crate) async fn correct(visit: Visit, Path((account, person)): Path<(String, String)>, fields: Fields) -> Answered {
    let place = visit.enter(&account).await?;
    let person: PersonId = person.parse().map_err(|_| Trouble::Missing)?;
    let (words, sight) = (visit.words(), place.sight());
    let wanted = read(&fields).ok_or(Trouble::Unreadable)?;
    let done = || Ok(see_other(&format!("{}/people?changed={person}", place.sight().base())));
    if wanted.is_nothing() {
        return done();
    }
    let errors = match wanted.checked() {
        Err(problem) => Errors::of_problem(problem, words, FIELDS)?.labelled(words, LABELS),
        Ok(correction) => {
            let by = (place.identity.actor.clone(), place.identity.name());
            let when = (visit.today, visit.now);
            let corrected = visit.app.store().correct_person(place.id, (person, correction), by, when).await?;
            match corrected.ok_or(Trouble::Missing)? {
                Ok(_) => return done(),
                Err(refusal) => match Errors::of_refusal(&refusal, &sight, &[EMAIL]) {
                    Some(errors) => errors,
                    None => return Err(place.refused(refusal, &format!("/people/{person}"))),
                },
            }
        }
    };
    person_page(&place, person, (Again::default(), Again::new(fields, errors))).await
}

/// Changes the language in which the reader is written to.
pub(crate) async fn correct_own(visit: Visit, fields: Fields) -> Answered {
    let (session, identity) = visit.session.as_ref().ok_or(Trouble::SignIn)?;
    let place = visit.place(identity.actor.account.ok_or(Trouble::Missing)?).await?;
    let language = Language::from_code(fields.need("language")?).ok_or(Trouble::Unreadable)?;
    let correction = Correction { language: Some(language), ..Correction::default() };
    let by = (identity.actor.clone(), identity.name());
    let when = (visit.today, visit.now);
    let corrected = visit.app.store().correct_person(place.id, (session.person, correction), by, when).await?;
    match corrected.ok_or(Trouble::Missing)? {
        Ok(_) => Ok(see_other("/sessions")),
        Err(refusal) => Err(place.refused(refusal, "")),
    }
}
