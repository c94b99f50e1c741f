//! The people of a company and their roles: who may do what, and who says so.

use std::collections::BTreeSet;

use axum::extract::Path;
use jiff::Timestamp;
use serde::Deserialize;
use symbolon_domain::access::{Capability, Role};
use symbolon_domain::explanation::Value;
use symbolon_domain::ids::{AccountId, PersonId};
use symbolon_domain::people::{LASTING, Member, RoleChange, Team, acknowledgement, givers, within_reach};
use symbolon_store::{PersonRow, RoleChangeRow};

use super::again::{Again, Errors};
use super::correction::EntryForm;
use super::frame::{Said, respond, see_other};
use super::newcomer::AddForm;
use super::pages::{PeoplePage, PersonLine, PersonPage, RoleBox};
use super::seats;
use super::visit::{Answered, Fields, Place, Query, Trouble, Visit};

/// How many changes of roles the page shows.
const CHANGES: u32 = 20;

/// Which people are shown.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Wanted {
    role: Option<String>,
    /// Somebody who was added just now.
    added: Option<PersonId>,
    /// Somebody whose roles or entry were changed just now.
    changed: Option<PersonId>,
    /// Somebody who was taken out just now.
    gone: Option<PersonId>,
}

impl Wanted {
    /// What came of the form that led here.
    fn said(&self, place: &Place<'_>, rows: &[PersonRow]) -> Option<Said> {
        let (words, sight) = (place.visit.words(), place.sight());
        let row = |id: Option<PersonId>| rows.iter().find(|row| Some(row.id) == id);
        let roles = |row: &PersonRow| match row.roles.is_empty() {
            true => words.t("ui-person-none"),
            false => named(place, &row.roles),
        };
        if let Some(row) = row(self.gone).filter(|row| !row.in_directory) {
            let seats = seats::to_take_back(&sight, row.id);
            let count = i64::try_from(seats.len()).unwrap_or(i64::MAX);
            let args = [("name", row.name.as_str().into()), ("count", count.into())];
            let way = match seats.as_slice() {
                [only] => Some(only.clone()),
                [] => None,
                [..] => Some((format!("{}/people/{}", sight.base(), row.id), words.t("ui-people-gone-seats"))),
            };
            return Some(Said { text: words.with("ui-people-gone-said", &args), way });
        }
        let (row, id) = match (row(self.added), row(self.changed)) {
            (Some(row), _) => (row, "ui-people-added"),
            (None, Some(row)) => (row, "ui-people-changed"),
            (None, None) => return None,
        };
        Some(Said::only(words.with(id, &[("name", row.name.as_str().into()), ("roles", roles(row).into())])))
    }
}

/// The people of the company, as the rules see them.
pub(super) async fn team(place: &Place<'_>) -> Result<Team, Trouble> {
    place.visit.app.store().team(place.id, &place.identity.actor).await?.ok_or(Trouble::Missing)
}

/// Whether those who do not hold a role may do all that it allows: then nobody is missed who alone holds it.
fn stands_in(team: &Team, role: Role) -> bool {
    let others = || {
        let stay = team.members.iter().map(|member| &member.person).filter(|person| person.in_directory);
        stay.filter(|person| !person.roles.contains(&role))
    };
    let acts = Capability::ALL.iter().map(|capability| capability.roles());
    let gives = Role::ALL.iter().map(|given| givers(*given));
    let needed = acts.chain(gives).filter(|roles| roles.contains(&role));
    needed.into_iter().all(|roles| others().any(|person| roles.iter().any(|one| person.roles.contains(one))))
}

/// In whose directory somebody is, in words.
fn directory(place: &Place<'_>, of: AccountId) -> String {
    let words = place.visit.words();
    match place.folded.account.former.get(&of) {
        None => words.t("ui-people-directory-own"),
        Some(former) => words.with("ui-people-directory-former", &[("number", former.number.to_string().into())]),
    }
}

fn named(place: &Place<'_>, roles: &BTreeSet<Role>) -> String {
    let sight = place.sight();
    let names: Vec<String> = roles.iter().map(|role| sight.role(*role)).collect();
    place.visit.words().list(&names)
}

/// Who belongs to the company, with the roles of each.
pub(crate) async fn show(visit: Visit, Path(account): Path<String>, Query(wanted): Query<Wanted>) -> Answered {
    let place = visit.enter(&account).await?;
    page(&place, wanted, Again::default()).await
}

/// The page, with the form for somebody new as it came back.
pub(super) async fn page(place: &Place<'_>, wanted: Wanted, again: Again) -> Answered {
    place.need(Capability::ViewMemberships)?;
    let visit = place.visit;
    let (words, store) = (visit.words(), visit.app.store());
    let team = team(place).await?;
    let rows = store.people(Some(place.id)).await?;
    let wanted_role = wanted.role.as_deref().and_then(Role::from_code);
    let sight = place.sight();
    let line = |row: &PersonRow| {
        let member = team.members.iter().find(|member| member.person.id == row.id)?;
        let roles = named(place, &row.roles);
        let reach = within_reach(&team, row.id, &place.identity.actor);
        Some(PersonLine {
            href: format!("{}/people/{}", sight.base(), row.id),
            name: row.name.clone(),
            email: row.email.clone(),
            kind: match row.in_directory {
                true => words.word(row.kind),
                false => words.t("ui-people-gone"),
            },
            roles: if row.roles.is_empty() { words.t("ui-person-none") } else { roles },
            directory: directory(place, member.directory),
            act: words.t(if reach.is_empty() { "ui-people-view" } else { "ui-people-change" }),
        })
    };
    let thin: BTreeSet<Role> = team.thin().into_iter().filter(|role| !stands_in(&team, *role)).collect();
    let warned = LASTING.iter().flat_map(|role| {
        let args = [("role", sight.role(*role).into())];
        let held = team.members.iter().any(|one| one.person.in_directory && one.person.roles.contains(role));
        // A global admin counts for the own directory, of which a company has several after a merge (H-31).
        let of_directory = *role == Role::GlobalAdmin && !place.folded.account.former.is_empty();
        match (thin.contains(role), held) {
            (true, _) if of_directory => {
                let last = |one: &&Member| team.last_of(one.person.id).contains(role);
                let directories: BTreeSet<AccountId> =
                    team.members.iter().filter(last).map(|one| one.directory).collect();
                let named = directories.into_iter().map(|of| {
                    let former = place.folded.account.former.get(&of).map(|former| former.number.to_string());
                    let company = former.unwrap_or_else(|| place.company.clone());
                    let args = [("role", sight.role(*role).into()), ("company", company.into())];
                    words.with("ui-people-thin-directory", &args)
                });
                named.collect()
            }
            (true, _) => vec![words.with("ui-people-thin", &args)],
            (false, false) => vec![words.with("ui-people-empty-role", &args)],
            (false, true) => Vec::new(),
        }
    });
    let history = match sight.may(Capability::ViewHistory) {
        true => Some(store.role_changes(place.id, CHANGES).await?),
        false => None,
    };
    let partner = Role::ALL.iter().filter(|role| role.is_partner());
    let mut frame = place.frame("ui-people-page", "/people");
    frame.said = wanted.said(place, &rows);
    let status = again.mark(&mut frame, format!("{}/people", sight.base()));
    let page = PeoplePage {
        f: frame,
        base: sight.base(),
        lead: words.with("ui-people-lead", &[("company", place.company.as_str().into())]),
        warned: warned.collect(),
        tokens: sight.may(Capability::EndAccess),
        several: !place.folded.account.former.is_empty(),
        roles: partner.map(|role| (role.code(), sight.role(*role), Some(*role) == wanted_role)).collect(),
        people: rows
            .iter()
            .filter(|row| wanted_role.is_none_or(|role| row.roles.contains(&role)))
            .filter_map(line)
            .collect(),
        add: AddForm::of(place, &team, &again),
        again,
        history: history.map(|rows| rows.iter().flat_map(|row| said(place, row)).collect()),
    };
    Ok(respond(status, visit.language, &page))
}

/// A change of roles in words, with its time.
fn said(place: &Place<'_>, row: &RoleChangeRow) -> Vec<(String, String)> {
    let words = place.visit.words();
    let zone = place.visit.app.zone().clone();
    let at = Timestamp::from_microsecond(row.recorded_at).unwrap_or_default().to_zoned(zone);
    let when = symbolon_text::date_time(words.0, at.datetime());
    let sight = place.sight();
    let (actor, person) = (sight.named(|names| names.person(&row.actor)), sight.person(row.person));
    let mut args = vec![("actor", actor.into()), ("person", person.into())];
    let id = match (row.gave.is_empty(), row.took.is_empty()) {
        (false, false) => {
            args.extend([("gave", named(place, &row.gave).into()), ("took", named(place, &row.took).into())]);
            "ui-people-history-both"
        }
        (true, _) => {
            args.push(("roles", named(place, &row.took).into()));
            "ui-people-history-took"
        }
        (false, true) => {
            args.push(("roles", named(place, &row.gave).into()));
            "ui-people-history-gave"
        }
    };
    let mut lines = vec![(when.clone(), words.with(id, &args))];
    if !row.left_without.is_empty() {
        let args = [("roles", named(place, &row.left_without).into())];
        lines.push((when, words.with("ui-people-history-left", &args)));
    }
    lines
}

/// One person's roles, those that the reader gives and takes as boxes to tick.
pub(crate) async fn show_one(visit: Visit, Path((account, person)): Path<(String, String)>) -> Answered {
    let place = visit.enter(&account).await?;
    let person: PersonId = person.parse().map_err(|_| Trouble::Missing)?;
    person_page(&place, person, <(Again, Again)>::default()).await
}

/// The page, with the form of the roles and that of the entry in the directory as one of them came back.
pub(super) async fn person_page(place: &Place<'_>, person: PersonId, (again, typed): (Again, Again)) -> Answered {
    place.need(Capability::ViewMemberships)?;
    let visit = place.visit;
    let team = team(place).await?;
    let member = team.members.iter().find(|member| member.person.id == person).ok_or(Trouble::Missing)?;
    let entry = visit.app.store().person(person).await?;
    let entry = entry.and_then(|row| EntryForm::of(place, &team, &row, &typed));
    let (words, sight) = (visit.words(), place.sight());
    let name = sight.person(person);
    let of = [("name", name.as_str().into())];
    let reach = within_reach(&team, person, &place.identity.actor);
    let held = &member.person.roles;
    let boxes = reach.iter().map(|role| RoleBox {
        code: role.code(),
        name: sight.role(*role),
        held: held.contains(role),
        ticked: again.chosen("role", role.code(), held.contains(role)),
    });
    let last = team.last_of(person);
    let role_args = |role: &Role| [("name", name.as_str().into()), ("role", sight.role(*role).into())];
    let elsewhere = !place.identity.actor.is_vendor() && !team.directories.contains(&member.directory);
    let fixed: BTreeSet<Role> = held.difference(&reach).copied().collect();
    let givers: BTreeSet<Role> =
        [Role::ProgrammeAdmin, Role::UserAdmin].into_iter().flat_map(givers).copied().collect();
    let helpers = sight.helpers(&givers.into_iter().collect::<Vec<_>>());
    let mut frame = place.frame("ui-people-page", "/people");
    frame.title = words.with("ui-person-title", &of);
    let back = if typed.errors.is_empty() { &again } else { &typed };
    let status = back.mark(&mut frame, format!("{}/people/{person}", sight.base()));
    let page = PersonPage {
        f: frame,
        base: sight.base(),
        action: format!("{}/people/{person}", sight.base()),
        title: words.with("ui-person-title", &of),
        lead: (!reach.is_empty()).then(|| words.t("ui-person-lead")),
        nothing: match member.person.in_directory {
            true => reach.is_empty().then(|| words.with("ui-person-nothing", &of)),
            false => Some(words.with("ui-person-gone", &of)),
        },
        elsewhere: elsewhere.then(|| words.with("ui-person-other-directory", &of)),
        helpers: (reach.is_empty() && member.person.in_directory && !elsewhere && !helpers.is_empty())
            .then(|| words.with("ui-person-helpers", &[("names", helpers.join(" · ").into())])),
        fixed: fixed.iter().map(|role| sight.role(*role)).collect(),
        boxes: boxes.collect(),
        last: last.iter().map(|role| words.with("ui-person-last", &role_args(role))).collect(),
        acknowledge: last
            .intersection(&reach)
            .map(|role| {
                let code = format!("last-{}", role.code().replace('_', "-"));
                (code, words.with("ui-person-acknowledge", &[("role", sight.role(*role).into())]))
            })
            .collect(),
        again,
        entry,
        typed,
        seats: seats::to_take_back(&sight, person),
        may_take_out: sight.may(Capability::ManagePeople) && member.person.in_directory,
        // One's own other sessions are ended beside one's name.
        sessions: (sight.may(Capability::EndAccess)
            && member.person.in_directory
            && place.identity.actor.person != Some(person))
        .then(|| words.with("ui-person-sessions-text", &of)),
    };
    Ok(respond(status, visit.language, &page))
}

/// Gives and takes the roles whose boxes differ from what the page showed.
pub(crate) async fn change(visit: Visit, Path((account, person)): Path<(String, String)>, fields: Fields) -> Answered {
    let place = visit.enter(&account).await?;
    place.need(Capability::ViewMemberships)?;
    let person: PersonId = person.parse().map_err(|_| Trouble::Missing)?;
    let read = |name: &str| -> Option<BTreeSet<Role>> {
        fields.all(name).map(|code| Role::from_code(code).filter(|role| role.is_partner())).collect()
    };
    let (Some(ticked), Some(had)) = (read("role"), read("had")) else {
        let errors = Errors::of("roles", visit.words().t("ui-person-roles-error"));
        return person_page(&place, person, (Again::new(fields, errors), Again::default())).await;
    };
    let change = RoleChange {
        give: ticked.difference(&had).copied().collect(),
        take: had.difference(&ticked).copied().collect(),
        acknowledged: fields.all("acknowledge").filter_map(acknowledgement).collect(),
    };
    let by = (place.identity.actor.clone(), place.identity.name());
    let when = (visit.today, visit.now);
    match visit.app.store().change_roles(place.id, (person, change), by, when).await?.ok_or(Trouble::Missing)? {
        Ok(_) => Ok(see_other(&format!("{}/people?changed={person}", place.sight().base()))),
        Err(refusal) => match refusal.details.get("acknowledge") {
            Some(Value::Text(code)) => {
                let said = visit.words().t("ui-person-acknowledge-error");
                let errors = Errors::refused(&refusal, code.as_str(), said);
                person_page(&place, person, (Again::new(fields, errors), Again::default())).await
            }
            _ => Err(place.refused(refusal, &format!("/people/{person}"))),
        },
    }
}
