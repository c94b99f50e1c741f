//! Adding a person to a company, from the page of its people.

use axum::extract::Path;
use axum::http::StatusCode;
use symbolon_domain::access::{Capability, IdentityKind, Role};
use symbolon_domain::ids::PersonId;
use symbolon_domain::people::{Team, fits_guest, for_newcomer, is_trusted};
use symbolon_domain::programme::Language;
use symbolon_domain::refusal::RefusalCode;
use symbolon_store::{PersonRow, same_address};

use super::again::{Again, Errors};
use super::frame::{respond, see_other};
use super::pages::CheckPage;
use super::people::{self, Wanted};
use super::visit::{Answered, Fields, Place, Trouble, Visit};
use crate::api::people::{AddPerson, NotAdded, added};

/// The fields of the form, by pointer and id.
pub(super) const FIELDS: &[(&str, &str)] = &[("/name", "name"), ("/email", "email")];
/// The same by id, with the texts of their labels.
pub(super) const LABELS: &[(&str, &str)] = &[("name", "ui-people-add-name"), ("email", "ui-people-add-email")];

/// The form for somebody new.
pub(crate) struct AddForm {
    /// What is said of the role that support gives to a company without a global admin; else roles are chosen.
    pub(crate) founds: Option<String>,
    /// Languages to choose from, and kinds: code, name, whether it is chosen.
    pub(crate) languages: Vec<(&'static str, String, bool)>,
    pub(crate) kinds: Vec<(&'static str, String, bool)>,
    /// Roles that the reader may give: code and name.
    pub(crate) roles: Vec<(&'static str, String)>,
    /// Which of them a guest can hold.
    pub(crate) guests: String,
}

impl AddForm {
    /// The form, for those who may add somebody. At first, the newcomer has the reader's language.
    pub(crate) fn of(place: &Place<'_>, team: &Team, again: &Again) -> Option<Self> {
        let (words, sight, actor) = (place.visit.words(), place.sight(), &place.identity.actor);
        let founds = team.may_found(actor);
        if team.closed_on.is_some() || !(founds || sight.may(Capability::ManagePeople)) {
            return None;
        }
        let roles = for_newcomer(team, actor);
        let guests: Vec<String> =
            roles.iter().filter(|role| fits_guest(**role)).map(|role| sight.role(*role)).collect();
        let speaks = |one: Language| again.chosen("language", one.code(), one == words.0);
        let is = |one: IdentityKind| again.chosen("kind", one.code(), one == IdentityKind::Named);
        let admin = [("role", sight.role(Role::GlobalAdmin).into())];
        Some(Self {
            founds: founds.then(|| words.with("ui-people-add-found", &admin)),
            languages: Language::ALL.iter().map(|one| (one.code(), words.word(*one), speaks(*one))).collect(),
            kinds: IdentityKind::ALL
                .iter()
                .filter(|one| !founds || **one != IdentityKind::Guest || fits_guest(Role::GlobalAdmin))
                .map(|one| (one.code(), words.word(*one), is(*one)))
                .collect(),
            roles: roles.iter().map(|role| (role.code(), sight.role(*role))).collect(),
            guests: words.with("ui-people-add-guests", &[("roles", words.list(&guests).into())]),
        })
    }
}

/// What the form says. What its lists do not offer comes from no page.
fn read(fields: &Fields) -> Option<AddPerson> {
    let field = |name: &str| fields.get(name).unwrap_or_default();
    let role = |code: &str| Role::from_code(code).filter(|role| role.is_partner());
    Some(AddPerson {
        name: field("name").to_owned(),
        email: field("email").to_owned(),
        language: Language::from_code(field("language"))?,
        kind: Some(IdentityKind::from_code(field("kind"))?),
        roles: fields.all("role").map(role).collect::<Option<_>>()?,
    })
}

/// The last page before somebody new gets a role that others rely on: whom they get it as, and all that it allows.
fn asked(place: &Place<'_>, row: &PersonRow, fields: &Fields) -> Answered {
    let (visit, sight, words) = (place.visit, place.sight(), place.visit.words());
    let roles: Vec<String> = row.roles.iter().map(|role| sight.role(*role)).collect();
    let allows = |capability: &&Capability| {
        let moves = **capability != Capability::MoveClock || visit.app.is_sandbox();
        moves && capability.roles().iter().any(|role| row.roles.contains(role))
    };
    let may: Vec<String> = Capability::ALL.iter().filter(allows).map(|capability| words.word(*capability)).collect();
    let name = [("name", row.name.as_str().into())];
    let back = format!("{}/people", sight.base());
    let mut hidden = fields.carried(["name", "email", "language", "kind"]);
    hidden.extend(fields.all("role").map(|role| ("role", role.to_owned())));
    hidden.push(("checked", "yes".to_owned()));
    let mut frame = place.frame("ui-people-page", "/people");
    frame.title = words.with("ui-people-add-title", &name);
    frame.here.clone_from(&back);
    let page = CheckPage {
        title: frame.title.clone(),
        f: frame,
        back_text: words.t("ui-people-page"),
        wizard: false,
        as_of: words.with("ui-check-as-of", &[("date", visit.today.into())]),
        stale: false,
        facts: vec![
            (words.t("ui-people-add-name"), row.name.clone()),
            (words.t("ui-people-add-email"), row.email.clone()),
            (words.t("ui-people-kind"), words.word(row.kind)),
            (words.t("ui-people-roles"), words.list(&roles)),
        ],
        consequences: vec![
            words.with("ui-people-add-allows", &[("acts", words.list(&may).into())]),
            words.t("ui-people-add-letters"),
        ],
        action: back.clone(),
        back,
        key: visit.key(),
        digest: String::new(),
        hidden,
        acknowledge: Vec::new(),
        carried: Vec::new(),
        errors: Errors::default(),
        confirm: words.t("ui-people-add-act"),
        other: None,
        why: None,
    };
    Ok(respond(StatusCode::OK, visit.language, &page))
}

/// Adds somebody. The same form again adds nobody; another one with a known address is told whose it is.
pub(crate) async fn add(visit: Visit, Path(account): Path<String>, fields: Fields) -> Answered {
    let place = visit.enter(&account).await?;
    place.need(Capability::ViewMemberships)?;
    let (words, store) = (visit.words(), visit.app.store());
    let new = read(&fields).ok_or(Trouble::Unreadable)?;
    let (name, email, kind, roles) = (new.name.clone(), new.email.clone(), new.kind, new.roles.clone());
    let done = |id: PersonId| Ok(see_other(&format!("{}/people?added={id}", place.sight().base())));
    let there = async || -> Result<Option<PersonRow>, Trouble> {
        let people = store.people(Some(place.id)).await?;
        Ok(people.iter().find(|one| same_address(&one.email, &email)).cloned())
    };
    let same = |one: &PersonRow| one.in_directory && one.name == name && Some(one.kind) == kind && one.roles == roles;
    if let Some(known) = there().await?.filter(same) {
        return done(known.id);
    }
    if !people::team(&place).await?.may_found(&place.identity.actor) {
        place.need(Capability::ManagePeople)?;
    }
    let asks = fields.get("checked").is_none() && new.roles.iter().any(|role| is_trusted(*role));
    let errors = match added(&visit.app, &visit.reader()?, place.id, new, asks).await {
        Ok(row) if asks => return asked(&place, &row, &fields),
        Ok(row) => return done(row.id),
        Err(NotAdded::Problem(problem)) => Errors::of_problem(problem, words, FIELDS)?.labelled(words, LABELS),
        Err(NotAdded::Known) => match there().await? {
            Some(known) if same(&known) => return done(known.id),
            known => {
                let args = [("name", known.map(|one| one.name).unwrap_or_default().into())];
                Errors::conflict("email", words.with("ui-people-add-known", &args))
            }
        },
        Err(NotAdded::Refused(refusal)) => {
            match Errors::of_code(&refusal, &place.sight(), ("kind", &[RefusalCode::RoleNotForGuests])) {
                Some(errors) => errors,
                None => return Err(place.refused(refusal, "/people")),
            }
        }
    };
    people::page(&place, Wanted::default(), Again::new(fields, errors)).await
}
