//! The page of requests for seats: asking for one, what became of one's own, and answering those of others.

use std::collections::BTreeMap;

use axum::extract::Path;
use jiff::civil::Date;
use symbolon_domain::access::{Capability, Person, sees_holders};
use symbolon_domain::command::Command;
use symbolon_domain::entitlement::countries;
use symbolon_domain::ids::{PersonId, PoolId, SeatRequestId};
use symbolon_domain::refusal::RefusalCode;
use symbolon_domain::seat_request::{SeatAnswer, SeatRequest, SeatRequestState, may_see, possible, state};

use super::again::{Again, Errors};
use super::frame::{respond, see_other};
use super::pages::SeatRequestsPage;
use super::sight::{Sight, Tag};
use super::visit::{Answered, Done, Fields, Place, Trouble, Visit};
use crate::api::remark;

/// Where the page is under the company.
const PAGE: &str = "/seat-requests";
/// How many answered requests of others are shown.
const ANSWERED: usize = 20;
/// Refusals that are about the country that was chosen.
const OF_COUNTRY: &[RefusalCode] = &[RefusalCode::CountryWithoutLocation, RefusalCode::SeatCapReached];

/// A request with what became of it.
pub(crate) struct RequestView {
    pub(crate) id: String,
    pub(crate) said: String,
    pub(crate) reason: Option<String>,
    pub(crate) tag: Tag,
    pub(crate) answer: Option<String>,
    /// Why it was refused.
    pub(crate) refusal: Option<String>,
    /// Who reads why it is refused.
    pub(crate) reads: String,
    /// Whether it waits for an answer.
    pub(crate) open: bool,
}

/// The people of a company by id.
async fn directory(place: &Place<'_>) -> Result<BTreeMap<PersonId, Person>, Trouble> {
    let rows = place.visit.app.store().people(Some(place.id)).await?;
    Ok(rows.iter().map(|row| (row.id, row.person())).collect())
}

/// The pools of which the reader could ask for a seat.
async fn to_ask(place: &Place<'_>, people: &BTreeMap<PersonId, Person>) -> Result<Vec<PoolId>, Trouble> {
    let sight = place.sight();
    let Some(person) = sight.actor.person.filter(|_| sight.may(Capability::RequestSeat)) else { return Ok(Vec::new()) };
    let mut context = place.visit.context(place).await?;
    context.people.clone_from(people);
    Ok(possible(sight.account, sight.programmes, person, &context))
}

/// Requests that wait for the reader to answer, and since when; none: none do.
pub(crate) async fn waiting(place: &Place<'_>) -> Result<Option<(usize, Date)>, Trouble> {
    let sight = place.sight();
    if sight.account.seat_requests.is_empty() || !sight.may(Capability::AssignSeats) {
        return Ok(None);
    }
    let people = directory(place).await?;
    let open = |asked: &&SeatRequest| state(sight.account, asked, &people, sight.today) == SeatRequestState::Open;
    let days: Vec<Date> = sight.account.seat_requests.values().filter(open).map(|asked| asked.requested_on).collect();
    Ok(days.iter().min().map(|since| (days.len(), *since)))
}

/// The way to the page, called by what the reader can do there; none: nothing.
pub(crate) async fn way(place: &Place<'_>) -> Result<Option<(String, String)>, Trouble> {
    let sight = place.sight();
    let name = if !sight.account.pools.is_empty() && !to_ask(place, &directory(place).await?).await?.is_empty() {
        "ui-seat-request-link"
    } else if sight.account.seat_requests.values().any(|asked| may_see(sight.actor, sight.id, asked)) {
        "ui-seat-requests-link"
    } else {
        return Ok(None);
    };
    Ok(Some((format!("{}{PAGE}", sight.base()), sight.words.t(name))))
}

fn tag(sight: &Sight<'_>, found: SeatRequestState) -> Tag {
    let (tone, icon) = match found {
        SeatRequestState::Open => ("warn", "clock"),
        SeatRequestState::Approved => ("good", "check"),
        SeatRequestState::Refused => ("stop", "cross"),
        SeatRequestState::Withdrawn | SeatRequestState::Done => ("", "ring"),
    };
    Tag { tone, icon, word: sight.words.word(found) }
}

async fn view(
    place: &Place<'_>,
    (id, asked): (SeatRequestId, &SeatRequest),
    found: SeatRequestState,
) -> Result<RequestView, Trouble> {
    let (sight, store) = (place.sight(), place.visit.app.store());
    let own = sight.actor.person == Some(asked.person);
    let name = sight.person(asked.person);
    let benefit = sight.account.pools.get(&asked.pool).map(|pool| sight.benefit(&pool.benefit)).unwrap_or_default();
    let args = [("person", name.as_str().into()), ("benefit", benefit.into()), ("date", asked.requested_on.into())];
    let kept = |text: Option<String>| match text {
        Some(text) => sight.words.with("ui-seat-requests-reason", &[("text", text.into())]),
        None => sight.words.t("ui-seat-requests-reason-gone"),
    };
    let answer = asked.answered.as_ref().map(|answered| {
        let who = sight.named(|names| names.person(&answered.by));
        let args = [("state", found.code().into()), ("date", answered.on.into()), ("who", who.into())];
        sight.words.with("ui-seat-requests-answer", &args)
    });
    let refusal = match asked.answered.as_ref().map(|answered| &answered.answer) {
        Some(SeatAnswer::Declined(note)) => Some(kept(store.note(place.id, note.id).await?)),
        _ => None,
    };
    Ok(RequestView {
        id: id.to_string(),
        said: sight.words.with(if own { "ui-seat-requests-own" } else { "ui-seat-requests-asked" }, &args),
        reason: store.note(place.id, asked.note.id).await?,
        tag: tag(&sight, found),
        answer,
        refusal,
        reads: sight.words.with("ui-seat-request-reason-hint", &[("person", name.as_str().into())]),
        open: found == SeatRequestState::Open,
    })
}

async fn page(place: &Place<'_>, again: Again) -> Answered {
    let (visit, sight) = (place.visit, place.sight());
    let sees = sees_holders(sight.actor, sight.id);
    if !sees {
        place.need(Capability::RequestSeat)?;
    }
    let people = directory(place).await?;
    let mut asked: Vec<_> =
        sight.account.seat_requests.iter().filter(|(_, one)| may_see(sight.actor, sight.id, one)).collect();
    asked.sort_by_key(|(id, one)| std::cmp::Reverse((one.requested_on, **id)));
    let answers = sight.may(Capability::AssignSeats);
    let (mut waiting, mut mine, mut answered) = (Vec::new(), Vec::new(), Vec::new());
    for (id, one) in asked {
        let found = state(sight.account, one, &people, sight.today);
        let own = sight.actor.person == Some(one.person);
        if own {
            mine.push(view(place, (*id, one), found).await?);
        }
        // Whoever answers requests answers their own with the others.
        match found {
            SeatRequestState::Open if !own || answers => waiting.push(view(place, (*id, one), found).await?),
            _ if !own && found != SeatRequestState::Open && answered.len() < ANSWERED => {
                answered.push(view(place, (*id, one), found).await?);
            }
            _ => {}
        }
    }
    // Whoever has waited longest comes first.
    waiting.reverse();
    let pool = |id: PoolId| {
        let pool = sight.account.pools.get(&id)?;
        let (_, held) = sight.account.membership_of(pool.grant)?;
        let args = [("benefit", sight.benefit(&pool.benefit).into()), ("number", format!("M-{}", held.number).into())];
        Some((id.to_string(), sight.words.with("ui-seat-request-option", &args)))
    };
    let pools = to_ask(place, &people).await?.into_iter().filter_map(pool).collect();
    let named: Vec<_> = countries(sight.account, sight.today)
        .into_iter()
        .map(|country| (country.clone(), sight.words.country(&country)))
        .collect();
    let mut frame = place.frame("ui-seat-requests-page", "/benefits");
    let status = again.mark(&mut frame, format!("{}{PAGE}", sight.base()));
    let page = SeatRequestsPage {
        f: frame,
        base: sight.base(),
        asks: sight.may(Capability::RequestSeat),
        pools,
        answers,
        sees,
        countries: if named.len() > 1 { named } else { Vec::new() },
        waiting,
        mine,
        answered,
        key: visit.key(),
        again,
    };
    Ok(respond(status, visit.language, &page))
}

/// The requests that the reader may see.
pub(crate) async fn show(visit: Visit, Path(account): Path<String>) -> Answered {
    page(&visit.enter(&account).await?, Again::default()).await
}

/// Asks for a seat.
pub(crate) async fn ask(visit: Visit, Path(account): Path<String>, fields: Fields) -> Answered {
    let place = visit.enter(&account).await?;
    place.need(Capability::RequestSeat)?;
    let person = place.identity.actor.person.ok_or(Trouble::Missing)?;
    let mut errors = Errors::default();
    let pool = fields.get("pool").map(|id| id.parse::<PoolId>().map_err(|_| Trouble::Unreadable)).transpose()?;
    if pool.is_none() {
        errors.add("pool", visit.words().t("ui-seat-request-pool-error"));
    }
    let text = fields.get("note").unwrap_or_default();
    let kept = match remark(&visit.app, visit.now, "/note", text) {
        Ok(kept) => Some(kept),
        Err(problem) => {
            let found = Errors::of_problem(problem, visit.words(), &[("/note", "note")])?;
            for error in &found.labelled(visit.words(), &[("note", "ui-seat-request-note")]) {
                errors.add("note", error.text.clone());
            }
            None
        }
    };
    let (Some(pool), Some((kept, note))) = (pool, kept) else { return page(&place, Again::new(fields, errors)).await };
    let said = format!("request a seat of {pool}\n{text}");
    let command = Command::RequestSeat { pool, person, note };
    match visit.act_as(place.id, command, (fields.need("key")?, &said), None, vec![kept]).await? {
        Done::Refused(refusal) => Err(place.refused(refusal, PAGE)),
        Done::Recorded { .. } | Done::Stale => Ok(see_other(&format!("{}{PAGE}", place.sight().base()))),
    }
}

/// Answers a request, or withdraws one's own.
pub(crate) async fn answer(visit: Visit, Path((account, request)): Path<(String, String)>, fields: Fields) -> Answered {
    let place = visit.enter(&account).await?;
    let request: SeatRequestId = request.parse().map_err(|_| Trouble::Missing)?;
    let text = fields.get("reason").unwrap_or_default();
    let (command, notes) = match fields.need("answer")? {
        "grant" => {
            let country = fields.get("country").map(str::to_owned);
            (Command::GrantSeatRequest { request, country }, Vec::new())
        }
        "decline" => match remark(&visit.app, visit.now, "/reason", text) {
            Ok((kept, note)) => (Command::DeclineSeatRequest { request, note }, vec![kept]),
            Err(problem) => {
                let field = format!("reason-{request}");
                let errors = Errors::of_problem(problem, visit.words(), &[("/reason", field.as_str())])?
                    .labelled(visit.words(), &[(field.as_str(), "ui-seat-request-reason")]);
                return page(&place, Again::new(fields, errors)).await;
            }
        },
        "withdraw" => (Command::WithdrawSeatRequest { request }, Vec::new()),
        _ => return Err(Trouble::Unreadable),
    };
    let said = format!("{} {request} {:?}\n{text}", command.name(), fields.get("country"));
    match visit.act_as(place.id, command, (fields.need("key")?, &said), None, notes).await? {
        Done::Refused(refusal) => {
            let of_country = if fields.has("country") { OF_COUNTRY } else { &[] };
            match Errors::of_code(&refusal, &place.sight(), (&format!("country-{request}"), of_country)) {
                Some(errors) => page(&place, Again::new(fields, errors)).await,
                None => Err(place.refused(refusal, PAGE)),
            }
        }
        Done::Recorded { .. } | Done::Stale => Ok(see_other(&format!("{}{PAGE}", place.sight().base()))),
    }
}
