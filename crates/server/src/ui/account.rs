//! Reading pages of one company: home, a benefit, the history, two offers compared.

use std::collections::BTreeMap;

use axum::extract::Path;
use axum::http::StatusCode;
use serde::Deserialize;
use symbolon_domain::access::Capability;
use symbolon_domain::balance::UsageKind;
use symbolon_domain::command::Command;
use symbolon_domain::fact::Item;
use symbolon_domain::ids::{AccountId, AssignmentId, GrantId, NoteId};
use symbolon_domain::installation::register;

use super::again::{Again, Errors, Named};
use super::frame::{respond, see_other};
use super::pages::{BenefitPage, ComparePage, HistoryPage, HomePage};
use super::seats::people;
use super::tickets::{answered, late_asked};
use super::visit::{Answered, Done, Fields, Place, Query, Trouble, Visit};
use super::{compare, frame, home, line, past, seat_requests};
use crate::api::balances::{MarketingContact, own_address};

/// How many facts the home page shows.
const LATEST: usize = 5;
/// The fields of a marketing contact, by pointer and id.
const CONTACT: &[(&str, &str)] = &[("/contact/name", "name"), ("/contact/email", "email")];
/// The fields by which what is used of a line can be refused.
const USED: &[Named<'_>] = &[
    Named { name: "amount", id: "amount", label: "ui-balance-amount" },
    Named { name: "contact", id: "email", label: "ui-marketing-email" },
];
/// How many facts a page of the history shows.
const PER_PAGE: usize = 50;

/// A seat that the reader has just activated.
#[derive(Deserialize)]
pub(crate) struct Activated {
    activated: Option<AssignmentId>,
}

/// What the company holds, what needs somebody and what comes next.
pub(crate) async fn show_home(visit: Visit, Path(account): Path<String>, Query(query): Query<Activated>) -> Answered {
    let place = visit.enter(&account).await?;
    let (sight, standing, words) = (place.sight(), place.standing(), visit.words());
    let benefits = sight.may(Capability::ViewBenefits);
    let next = home::next(&sight);
    let latest =
        if sight.may(Capability::ViewHistory) { latest(&place, place.id, LATEST, None).await?.0 } else { Vec::new() };
    let helpers = sight.helpers(Capability::Reveal.roles());
    let empty = match (benefits, helpers.is_empty()) {
        (true, _) => words.t("ui-home-benefits-empty"),
        (false, true) => words.t("ui-home-benefits-hidden"),
        (false, false) => {
            let managed = words.with("ui-home-benefits-helpers", &[("names", helpers.join(" · ").into())]);
            format!("{} {managed}", words.t("ui-home-benefits-hidden"))
        }
    };
    // Whoever sees no membership has no part in its days.
    let nothing = match next.first().filter(|_| sight.may(Capability::ViewMemberships)) {
        Some(day) => words
            .with("ui-home-nothing-next", &[("date", day.date.as_str().into()), ("text", day.texts.join(" ").into())]),
        None => words.t("ui-home-nothing"),
    };
    let lead = [("number", sight.account.number.to_string().into())];
    let context = visit.context(&place).await?;
    let mut frame = place.frame("ui-home-page", "/");
    frame.said = query.activated.and_then(|assignment| home::activated(&sight, assignment));
    let page = HomePage {
        f: frame,
        base: sight.base(),
        eyebrow: words.with("ui-home-eyebrow", &[("date", visit.today.into())]),
        company: place.company.clone(),
        lead: words.with("ui-home-lead", &lead),
        cards: home::cards(
            &sight,
            &standing,
            &context,
            (&late_asked(&place).await?, &answered(&place).await?),
            seat_requests::waiting(&place).await?,
            || visit.key(),
        ),
        mine: home::mine(&sight),
        seat_requests: seat_requests::way(&place).await?,
        nothing,
        may_see_memberships: sight.may(Capability::ViewMemberships),
        memberships: home::memberships(&sight, &standing),
        pools: if benefits { home::pools(&sight, &standing) } else { Vec::new() },
        groups: if benefits { home::groups(&sight, &standing) } else { Vec::new() },
        empty: Some(empty),
        subscriptions: if benefits { home::subscriptions(&sight, &standing) } else { Vec::new() },
        sees_dates: benefits || sight.may(Capability::ViewMemberships),
        benefits,
        next,
        latest,
    };
    Ok(respond(StatusCode::OK, visit.language, &page))
}

/// One granted line with its reasons.
pub(crate) async fn show_benefit(visit: Visit, Path((account, grant)): Path<(String, String)>) -> Answered {
    let place = visit.enter(&account).await?;
    let grant: GrantId = grant.parse().map_err(|_| Trouble::Missing)?;
    benefit(&place, grant, Again::default()).await
}

/// The page of a granted line, with a form of it that came back.
pub(crate) async fn benefit(place: &Place<'_>, grant: GrantId, again: Again) -> Answered {
    place.need(Capability::ViewBenefits)?;
    let visit = place.visit;
    let (sight, standing, words) = (place.sight(), place.standing(), visit.words());
    let held = standing.lines.iter().find(|line| line.grant == grant).ok_or(Trouble::Missing)?;
    let mut notes: BTreeMap<NoteId, String> = BTreeMap::new();
    if let Item::Key { key, .. } = &held.granted.item {
        let activations = sight.account.keys.get(key).map(|key| key.activations.as_slice()).unwrap_or_default();
        for note in activations.iter().filter_map(|activation| activation.act.note.as_ref()) {
            if let Some(text) = visit.app.store().note(place.id, note.id).await? {
                notes.insert(note.id, text);
            }
        }
    }
    if let (Item::Key { key, .. }, true) = (&held.granted.item, sight.may(Capability::BlockKeys))
        && let Some(block) = sight.account.keys.get(key).and_then(|key| key.blocked.as_ref())
        && let Some(text) = visit.app.store().note(place.id, block.note.id).await?
    {
        notes.insert(block.note.id, text);
    }
    if let Some(held) = sight.account.marketing.get(&grant)
        && let Some(text) = visit.app.store().note(place.id, held.contact.id).await?
    {
        notes.insert(held.contact.id, text);
    }
    let gives = sight.may(Capability::AssignSeats) || sight.may(Capability::ActivateBenefits);
    let people = if gives { people(place).await? } else { Vec::new() };
    let note = |id| notes.get(&id).cloned();
    let shown = line::page(&sight, &standing, held, &people, note).ok_or(Trouble::Missing)?;
    let mut frame = place.frame("ui-col-benefit", "/benefits");
    frame.title = shown.name.clone();
    let status = again.mark(&mut frame, format!("{}/benefits/{grant}", sight.base()));
    let page = BenefitPage {
        f: frame,
        base: sight.base(),
        line: shown,
        register: register(sight.account, sight.programmes, &held.granted.benefit, visit.today).map(|kept| {
            (format!("{}/licences/products/{}", sight.base(), kept.benefit), words.t("ui-licences-register"))
        }),
        seat_requests: match held.granted.item {
            Item::Pool { .. } => seat_requests::way(place).await?,
            _ => None,
        },
        adds_people: sight.may(Capability::ManagePeople),
        key: visit.key(),
        again,
    };
    Ok(respond(status, visit.language, &page))
}

/// Activates support, or takes something from a balance.
pub(crate) async fn use_balance(
    visit: Visit,
    Path((account, grant)): Path<(String, String)>,
    fields: Fields,
) -> Answered {
    let place = visit.enter(&account).await?;
    let grant: GrantId = grant.parse().map_err(|_| Trouble::Missing)?;
    let words = visit.words();
    let mut notes = Vec::new();
    let mut said = String::new();
    let command = match (fields.get("kind"), fields.has("email")) {
        (None, false) => Command::ActivateSupport { grant },
        (None, true) => {
            let text = |name: &str| fields.get(name).unwrap_or_default().to_owned();
            let contact = MarketingContact { name: text("name"), email: text("email") };
            said = format!("{} {}", contact.name, contact.email);
            let own = own_address(&visit.app, &visit.reader()?).await?;
            match contact.command(&visit.app, grant, own.as_deref(), visit.now) {
                Ok((command, kept)) => {
                    notes.push(kept);
                    command
                }
                Err(problem) => {
                    let errors = Errors::of_problem(problem, words, CONTACT)?;
                    return benefit(&place, grant, Again::new(fields, errors)).await;
                }
            }
        }
        (Some(kind), _) => {
            let kind = UsageKind::from_code(kind).ok_or(Trouble::Unreadable)?;
            let Some(amount) = fields.whole("amount") else {
                let errors = Errors::of("amount", words.t("ui-balance-amount-error"));
                return benefit(&place, grant, Again::new(fields, errors)).await;
            };
            Command::UseBalance { grant, kind, amount, note: None }
        }
    };
    let back = format!("/benefits/{grant}");
    let said = format!("{} {grant} {said} {:?}", command.name(), fields.get("amount"));
    match visit.act_as(place.id, command, (fields.need("key")?, &said), None, notes).await? {
        Done::Refused(refusal) => match Errors::of_refusal(&refusal, &place.sight(), USED) {
            Some(errors) => benefit(&place, grant, Again::new(fields, errors)).await,
            None => Err(place.refused(refusal, &back)),
        },
        Done::Recorded { .. } | Done::Stale => Ok(see_other(&format!("{}{back}", place.sight().base()))),
    }
}

/// From which fact the history goes back.
#[derive(Debug, Deserialize)]
pub(crate) struct Before {
    before: Option<u64>,
    /// A company that became a part of this one, whose ledger it is.
    company: Option<AccountId>,
}

/// Every fact in words, the newest first.
pub(crate) async fn show_history(visit: Visit, Path(account): Path<String>, Query(before): Query<Before>) -> Answered {
    let place = visit.enter(&account).await?;
    place.need(Capability::ViewHistory)?;
    let account = place.sight().account;
    let company = before.company.unwrap_or(place.id);
    if !account.is_or_was(company) {
        return Err(Trouble::Missing);
    }
    let (entries, older) = latest(&place, company, PER_PAGE, before.before).await?;
    let lead = [("company", place.company.as_str().into())];
    let base = place.sight().base();
    let page = HistoryPage {
        f: place.frame("ui-history-page", "/history"),
        older: older.map(|seq| match company == place.id {
            true => format!("{base}/history?before={seq}"),
            false => format!("{base}/history?before={seq}&company={company}"),
        }),
        whole: company == place.id,
        former: account
            .former
            .iter()
            .map(|(id, former)| {
                let text = visit.words().with("ui-history-former", &[("number", former.number.to_string().into())]);
                (format!("{base}/history?company={id}"), text)
            })
            .collect(),
        base,
        lead: visit.words().with("ui-history-lead", &lead),
        entries,
    };
    Ok(respond(StatusCode::OK, visit.language, &page))
}

/// Facts in words, the newest first, and the number from which older ones go on.
async fn latest(
    place: &Place<'_>,
    company: AccountId,
    limit: usize,
    before: Option<u64>,
) -> Result<(Vec<past::EntryView>, Option<u64>), Trouble> {
    let ledger = place.visit.app.store().ledger(company).await?;
    let sight = place.sight();
    let mut older = ledger.iter().rev().filter(|stored| before.is_none_or(|before| stored.entry.seq < before));
    let entries: Vec<_> = older
        .by_ref()
        .take(limit)
        .map(|stored| past::entry(&sight, &stored.entry, &stored.hash, place.visit.app.zone()))
        .collect();
    let next = entries.last().map(|entry| entry.seq).filter(|_| older.next().is_some());
    Ok((entries, next))
}

/// Which two offers.
#[derive(Debug, Deserialize)]
pub(crate) struct Two {
    one: Option<String>,
    two: Option<String>,
}

/// Two offers beside each other: those that were chosen, else the programme's first two.
pub(crate) async fn show_comparison(visit: Visit, Path(account): Path<String>, Query(two): Query<Two>) -> Answered {
    let place = visit.enter(&account).await?;
    place.need(Capability::ViewMemberships)?;
    let (sight, standing, words) = (place.sight(), place.standing(), visit.words());
    let programme = sight.programme();
    let pick = |wanted: &Option<String>, position: usize| {
        let offer = match wanted {
            Some(id) => programme.offer(id),
            None => programme.offers.get(position),
        };
        offer.ok_or(Trouble::Missing)
    };
    let (one, two) = (pick(&two.one, 0)?, pick(&two.two, 1)?);
    let amounts = |offer: &str| compare::amounts(programme, offer, visit.today);
    let names = [("one", sight.offer(&one.id).into()), ("two", sight.offer(&two.id).into())];
    let page = ComparePage {
        f: place.frame("ui-compare-page", "/offers"),
        base: sight.base(),
        title: words.with("ui-compare-title", &names),
        lead: words.t("ui-compare-lead"),
        offers: programme.offers.iter().map(|offer| (offer.id.clone(), sight.offer(&offer.id))).collect(),
        one_id: one.id.clone(),
        two_id: two.id.clone(),
        sides: vec![compare::side(&sight, &standing, one), compare::side(&sight, &standing, two)],
        groups: compare::groups(
            &sight,
            &amounts(&one.id),
            &amounts(&two.id),
            ("ui-compare-first-only", "ui-compare-second-only"),
        ),
    };
    Ok(respond(StatusCode::OK, visit.language, &page))
}

/// The holder of a seat begins to use it.
pub(crate) async fn activate(
    visit: Visit,
    Path((account, assignment)): Path<(String, String)>,
    fields: Fields,
) -> Answered {
    let place = visit.enter(&account).await?;
    let assignment: AssignmentId = assignment.parse().map_err(|_| Trouble::Missing)?;
    let command = symbolon_domain::command::Command::ActivateSeat { assignment };
    match visit.act(place.id, command, fields.need("key")?, None, Vec::new()).await? {
        Done::Refused(refusal) => Err(place.refused(refusal, "")),
        Done::Recorded { .. } | Done::Stale => {
            Ok(frame::see_other(&format!("{}?activated={assignment}", place.sight().base())))
        }
    }
}
