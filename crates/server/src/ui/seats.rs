//! The seats of a developer subscription on its page: who has one, who gets one, and taking one back.

use std::collections::BTreeMap;

use axum::extract::Path;
use symbolon_domain::access::{Capability, IdentityKind, Person, sees_holders};
use symbolon_domain::account::Assignment;
use symbolon_domain::command::Command;
use symbolon_domain::entitlement::countries;
use symbolon_domain::fact::{Item, UnassignReason};
use symbolon_domain::ids::{AssignmentId, GrantId, PersonId, PoolId};
use symbolon_domain::refusal::RefusalCode;
use symbolon_domain::seat::{all_held, may_hold, seats_held};
use symbolon_domain::standing::{Line, LineState, assignment_state};
use symbolon_store::PersonRow;

use super::account::benefit;
use super::again::{Again, Errors};
use super::check::{self, Question};
use super::frame::see_other;
use super::home::{seats_finding, seats_locked};
use super::sight::{Sight, Tag};
use super::visit::{Answered, Done, Fields, Place, Trouble, Visit};

/// The seats of a pool, as the reader sees them.
pub(crate) struct SeatsView {
    /// How many are held and free, in words.
    pub(crate) finding: Option<String>,
    pub(crate) rows: Vec<Seated>,
    /// The table of all of them, for who sees those of others.
    pub(crate) table: Option<String>,
    /// Whether one has to be taken back before another is given.
    pub(crate) full: bool,
    /// That none is free for somebody new before a day.
    pub(crate) waits: Option<String>,
    /// The form that gives one to somebody.
    pub(crate) give: Option<GiveView>,
}

/// A person with a seat.
pub(crate) struct Seated {
    pub(crate) name: String,
    pub(crate) since: String,
    pub(crate) reassign: String,
    pub(crate) tag: Tag,
    /// Where it is taken or given back, and what that is called.
    pub(crate) back: Option<(String, String)>,
}

/// To whom something can be given, and where.
pub(crate) struct GiveView {
    pub(crate) action: String,
    /// People by id and name.
    pub(crate) people: Vec<(String, String)>,
    /// Countries by code and name; none where the company has but one.
    pub(crate) countries: Vec<(String, String)>,
}

/// Refusals that are about the person who was chosen.
const OF_PERSON: &[RefusalCode] =
    &[RefusalCode::SeatNotShareable, RefusalCode::PersonNotInDirectory, RefusalCode::SeatAlreadyHeld];
/// Refusals that are about the country that was chosen.
const OF_COUNTRY: &[RefusalCode] = &[RefusalCode::CountryWithoutLocation, RefusalCode::SeatCapReached];

/// An entry of the directory to which something personal can be given.
pub(crate) struct Candidate {
    pub(crate) id: PersonId,
    pub(crate) name: String,
    /// This one and the others of the same human being.
    pub(crate) entries: Vec<PersonId>,
}

/// People of the directory to whom something personal can be given.
pub(crate) async fn people(place: &Place<'_>) -> Result<Vec<Candidate>, Trouble> {
    let rows = place.visit.app.store().people(Some(place.id)).await?;
    let mut entries: BTreeMap<_, Vec<_>> = BTreeMap::new();
    let people: Vec<_> = rows.iter().map(|row| (row, row.person())).collect();
    for (_, person) in &people {
        entries.entry(&person.address).or_default().push(person.id);
    }
    let personal = people.iter().filter(|(row, _)| row.in_directory && row.kind != IdentityKind::Shared);
    let candidate = |(row, person): &(&PersonRow, Person)| Candidate {
        id: row.id,
        name: row.name.clone(),
        entries: entries.get(&person.address).cloned().unwrap_or_default(),
    };
    Ok(personal.map(candidate).collect())
}

/// The seats of a line; `people` are of the directory. Names are for those who assign, and for each person their own.
pub(crate) fn view(sight: &Sight<'_>, line: &Line, people: &[Candidate]) -> Option<SeatsView> {
    let words = sight.words;
    let Item::Pool { pool, .. } = &line.granted.item else { return None };
    let assigns = sight.may(Capability::AssignSeats);
    let sees = sees_holders(sight.actor, sight.id);
    let held = sight.account.assignments.iter().filter(|(_, held)| held.pool == *pool && held.ended.is_none());
    let held: Vec<_> = held.collect();
    let live = line.state != LineState::Ended && sight.account.closed_on.is_none();
    let full = line.seats.is_some_and(|seats| seats.free == 0 && seats.locked == 0);
    // Who had a seat that was taken back gets it again; anybody else waits for its day (G-06).
    let waits = line.seats.filter(|seats| seats.free == 0 && seats.locked > 0).and_then(|seats| seats.unlocks_on);
    let row = |(id, held): &(&AssignmentId, &Assignment)| {
        let own = Some(held.person) == sight.actor.person;
        let (tone, icon, word) = match held.activated_on {
            _ if sight.has_left(held.person) => ("warn", "warn", words.t("ui-seat-left")),
            Some(_) => ("good", "check", words.word(assignment_state(sight.account, held, sight.today))),
            None => ("info", "dot", words.word(assignment_state(sight.account, held, sight.today))),
        };
        (sees || own).then(|| Seated {
            name: sight.person(held.person),
            since: words.date(held.assigned_on),
            reassign: words.date(held.locked_until),
            tag: Tag { tone, icon, word },
            back: (live && (assigns || own)).then(|| {
                let act = if own { "ui-return-act-own" } else { "ui-return-act" };
                (sight.return_of(**id), words.t(act))
            }),
        })
    };
    let without =
        people.iter().filter(|one| may_hold(sight.account, sight.programmes, *pool, &one.entries, sight.today));
    let named = countries(sight.account, sight.today).into_iter().map(|country| {
        let name = words.country(&country);
        (country, name)
    });
    let named: Vec<_> = named.collect();
    Some(SeatsView {
        finding: line.seats.filter(|_| live).map(|seats| {
            let finding = seats_finding(sight, &seats);
            match seats.locked {
                0 => finding,
                locked => format!("{finding}, {} {}", words.number(locked), seats_locked(sight, &seats)),
            }
        }),
        rows: held.iter().filter_map(row).collect(),
        table: sees.then(|| format!("seats/{pool}")),
        full: assigns && live && full,
        waits: waits.filter(|_| assigns && live).map(|day| words.with("ui-seat-waits", &[("date", day.into())])),
        give: (assigns && live && !full).then(|| GiveView {
            action: format!("{}/benefits/{}/seats", sight.base(), line.grant),
            people: without.map(|one| (one.id.to_string(), one.name.clone())).collect(),
            countries: if named.len() > 1 { named } else { Vec::new() },
        }),
    })
}

/// The seats of people who left the directory, for who can take them back: nobody uses them (G-14).
pub(crate) fn of_leavers<'a>(sight: &Sight<'a>) -> Vec<(AssignmentId, &'a Assignment)> {
    if !sight.may(Capability::AssignSeats) {
        return Vec::new();
    }
    all_held(sight.account, sight.today).filter(|(_, held)| sight.has_left(held.person)).collect()
}

/// The seats of somebody, each with the page where it is taken back, for who can.
pub(crate) fn to_take_back(sight: &Sight<'_>, person: PersonId) -> Vec<(String, String)> {
    if !sight.may(Capability::AssignSeats) {
        return Vec::new();
    }
    let held = seats_held(sight.account, person, sight.today);
    held.map(|(id, held)| (sight.return_of(id), take_back_from(sight, held))).collect()
}

/// What is done to take a seat back, in words.
pub(crate) fn take_back_from(sight: &Sight<'_>, held: &Assignment) -> String {
    let pool = sight.account.pools.get(&held.pool);
    let benefit = pool.map(|pool| sight.benefit(&pool.benefit)).unwrap_or_default();
    let left = if sight.has_left(held.person) { "yes" } else { "no" };
    let args = [("person", sight.person(held.person).into()), ("benefit", benefit.into()), ("left", left.into())];
    sight.words.with("ui-seat-take-back", &args)
}

/// The pool of a line.
pub(crate) fn pool_of(place: &Place<'_>, grant: GrantId) -> Option<PoolId> {
    match &place.folded.account.grants.get(&grant)?.line.item {
        Item::Pool { pool, .. } => Some(*pool),
        _ => None,
    }
}

/// Gives a seat to a person.
pub(crate) async fn give(visit: Visit, Path((account, grant)): Path<(String, String)>, fields: Fields) -> Answered {
    let place = visit.enter(&account).await?;
    place.need(Capability::ViewBenefits)?;
    // The seats of a renewed year are those of the line that is newest.
    let pool = pool_of(&place, grant.parse().map_err(|_| Trouble::Missing)?).ok_or(Trouble::Missing)?;
    let grant = place.folded.account.pools.get(&pool).ok_or(Trouble::Missing)?.grant;
    let Some(person) = fields.get("person").and_then(|id| id.parse().ok()) else {
        place.need(Capability::AssignSeats)?;
        let errors = Errors::of("person", visit.words().t("ui-give-person-error"));
        return benefit(&place, grant, Again::new(fields, errors)).await;
    };
    let command = Command::AssignSeat { pool, person, country: fields.get("country").map(str::to_owned) };
    let back = format!("/benefits/{grant}");
    match visit.act(place.id, command, fields.need("key")?, None, Vec::new()).await? {
        Done::Recorded { .. } | Done::Stale => Ok(see_other(&format!("{}{back}#people", place.sight().base()))),
        Done::Refused(refusal) => {
            let sight = place.sight();
            let country = if fields.has("country") { OF_COUNTRY } else { &[] };
            let errors = Errors::of_code(&refusal, &sight, ("person", OF_PERSON));
            match errors.or_else(|| Errors::of_code(&refusal, &sight, ("country", country))) {
                Some(errors) => benefit(&place, grant, Again::new(fields, errors)).await,
                None => Err(place.refused(refusal, &back)),
            }
        }
    }
}

/// Asks whether a seat is taken back, and says when it may go to somebody else.
pub(crate) async fn ask_return(visit: Visit, path: Path<(String, String)>) -> Answered {
    take_back(visit, path, Fields::default()).await
}

/// Takes a seat back.
pub(crate) async fn take_back(
    visit: Visit,
    Path((account, assignment)): Path<(String, String)>,
    fields: Fields,
) -> Answered {
    let place = visit.enter(&account).await?;
    let assignment: AssignmentId = assignment.parse().map_err(|_| Trouble::Missing)?;
    let (sight, words) = (place.sight(), visit.words());
    let held = sight.account.assignments.get(&assignment).ok_or(Trouble::Missing)?;
    let pool = sight.account.pools.get(&held.pool).ok_or(Trouble::Missing)?;
    // A seat is its holder's, also of one who does not see the company's benefits.
    let back = match sight.may(Capability::ViewBenefits) {
        true => format!("{}/benefits/{}", sight.base(), pool.grant),
        false => sight.base(),
    };
    let own = Some(held.person) == sight.actor.person;
    let (title, confirm) = match own {
        true => ("ui-return-title-own", "ui-return-confirm-own"),
        false => ("ui-return-title", "ui-return-confirm"),
    };
    let name = sight.benefit(&pool.benefit);
    let args = [("person", sight.person(held.person).into()), ("benefit", name.as_str().into())];
    // A seat is valid while it is assigned and activated (G-02), and no message is sent when it is taken back (O-13).
    let said = match own {
        true => vec!["ui-return-over-own"],
        false => vec!["ui-return-over", "ui-return-untold"],
    };
    let question = Question {
        page: "ui-return-page",
        menu: "/benefits",
        title: words.with(title, &args),
        back: (back.clone(), name),
        wizard: false,
        facts: vec![(words.t("ui-col-since"), words.date(held.assigned_on))],
        consequences: said.into_iter().map(|id| words.with(id, &args)).collect(),
        action: sight.return_of(assignment),
        hidden: Vec::new(),
        confirm: words.t(confirm),
        other: None,
    };
    let command = Command::UnassignSeat { assignment, why: UnassignReason::Returned };
    check::confirm(&place, command, &fields, (&format!("{back}#people"), &back), |_, _| question).await
}
