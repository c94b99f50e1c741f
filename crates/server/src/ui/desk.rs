//! The vendor's desk: find a company, answer requests for replacement tokens, and see what waits: checks, money, proofs.

use axum::extract::Path;
use axum::http::StatusCode;
use serde::Deserialize;
use symbolon_domain::access::Capability;
use symbolon_domain::command::Command;
use symbolon_domain::company::{CheckState, DocumentOf};
use symbolon_domain::ids::ReplacementId;
use symbolon_domain::token::asked_before;
use symbolon_store::Page;

use super::again::Errors;
use super::check::{self, Question};
use super::clock_page::encoded;
use super::frame::{respond, see_other};
use super::pages::{DeskPage, OtherAct, Request};
use super::visit::{Answered, Done, Fields, Place, Query, Trouble, Visit};
use super::{campaigns, programme, tickets};
use crate::api::company::with_checks;
use crate::api::remark_if_any;

/// Companies on one page.
const COMPANIES: u32 = 25;
/// Open requests on one page.
const REQUESTS: u32 = 50;

/// What is searched for, and after which company.
#[derive(Debug, Deserialize)]
pub(crate) struct Search {
    q: Option<String>,
    after: Option<String>,
}

/// Companies and open requests.
pub(crate) async fn show(visit: Visit, Query(search): Query<Search>) -> Answered {
    let identity = visit.identity()?;
    if !identity.actor.is_vendor() {
        return Err(Trouble::Missing);
    }
    if !Capability::ViewBenefits.allows(&identity.actor, None) {
        return Err(Trouble::Lacking(Vec::new()));
    }
    let words = visit.words();
    let q = search.q.as_deref().map(str::trim).filter(|q| !q.is_empty());
    let page = Page { limit: COMPANIES + 1, after: search.after };
    let mut rows = visit.app.store().accounts(q, &page).await?;
    let more = rows.len() > COMPANIES as usize;
    rows.truncate(COMPANIES as usize);
    let next = rows.last().filter(|_| more).map(|row| {
        let q = q.map(|q| format!("q={}&", encoded(q))).unwrap_or_default();
        format!("/desk?{q}after={}", row.id)
    });
    let may_decide = Capability::DecideReplacement.allows(&identity.actor, None);
    let mut queue = Vec::new();
    if may_decide {
        let open = Page { limit: REQUESTS, after: None };
        for row in visit.app.store().replacements(Some("open"), &open).await? {
            let place = visit.place(row.account).await?;
            queue.extend(request(&place, row.id));
        }
    }
    let may_verify = Capability::VerifyCompany.allows(&identity.actor, None);
    let mut checks = Vec::new();
    if may_verify {
        let pending = Page { limit: REQUESTS, after: None };
        for (account, _) in with_checks(&visit.app, CheckState::Pending, pending).await? {
            checks.push(waiting(&visit.place(account).await?));
        }
    }
    let may_settle = Capability::SettleOrders.allows(&identity.actor, None);
    let (mut money, mut proofs) = (Vec::new(), Vec::new());
    if may_settle {
        let waiting = Page { limit: REQUESTS, after: None };
        for account in visit.app.store().with_held_funds(&waiting).await? {
            money.push(held(&visit.place(account).await?));
        }
        for account in visit.app.store().with_proofs(&waiting).await? {
            proofs.extend(proven(&visit.place(account).await?));
        }
    }
    let mut decisions = campaigns::decisions(&visit).await?;
    decisions.extend(programme::waiting(&visit).await?);
    let tickets = tickets::waiting(&visit).await?;
    let ticket = match q {
        Some(number) => tickets::numbered(&visit, number).await?,
        None => None,
    };
    let answers = tickets.is_some() || may_decide || may_verify || may_settle || !decisions.is_empty();
    let lead = if answers { "ui-desk-lead" } else { "ui-desk-lead-reader" };
    let page = DeskPage {
        f: visit.frame("ui-desk-page"),
        decisions,
        tickets,
        lead: words.with(lead, &[("date", symbolon_text::date_weekday(words.0, visit.today).into())]),
        q: q.unwrap_or_default().to_owned(),
        ticket,
        accounts_title: match q {
            Some(q) => words.with("ui-desk-found", &[("q", q.into())]),
            None => words.t("ui-desk-accounts"),
        },
        accounts: rows
            .into_iter()
            .map(|row| {
                let name = if row.name.is_empty() { row.number.to_string() } else { row.name };
                (name, row.number, words.country(&row.country))
            })
            .collect(),
        more: next,
        may_decide,
        queue,
        may_verify,
        checks,
        may_settle,
        money,
        proofs,
    };
    Ok(respond(StatusCode::OK, visit.language, &page))
}

/// A company that waits to be verified.
fn waiting(place: &Place<'_>) -> Request {
    let words = place.visit.words();
    let held = &place.folded.account.company.checks;
    let pending = held.iter().filter(|(_, check)| check.state == CheckState::Pending);
    let names: Vec<String> = pending.clone().map(|(check, _)| words.word(*check)).collect();
    let since = pending.map(|(_, check)| check.since).min().unwrap_or(place.visit.today);
    Request {
        when: words.with("ui-desk-checks-since", &[("date", since.into())]),
        title: place.company.clone(),
        text: words.list(&names),
        href: format!("{}/company", place.sight().base()),
    }
}

/// A company with money that waits, each sum with its reason.
fn held(place: &Place<'_>) -> Request {
    let words = place.visit.words();
    let waiting = || place.folded.account.funds.values().filter(|funds| funds.is_held());
    let say = |funds: &symbolon_domain::account::Funds| {
        let why = funds.received.held.map(|why| words.word(why)).unwrap_or_default();
        let args = [("amount", words.money(funds.amount()).into()), ("why", why.into())];
        words.with("ui-desk-money-text", &args)
    };
    let since = waiting().map(|funds| funds.received_on).min().unwrap_or(place.visit.today);
    Request {
        when: words.with("ui-desk-checks-since", &[("date", since.into())]),
        title: place.company.clone(),
        text: waiting().map(say).collect::<Vec<_>>().join(" "),
        href: format!("{}/orders#money", place.sight().base()),
    }
}

/// The orders of a company that can still be paid and have a proof.
fn proven(place: &Place<'_>) -> Vec<Request> {
    let (sight, words) = (place.sight(), place.visit.words());
    let open = sight.account.orders.values().filter(|order| order.is_open_on(sight.today));
    let one = |order: &symbolon_domain::account::Order| {
        let documents = sight.account.company.documents.values();
        let of = |held: &&symbolon_domain::company::Document| matches!(held.added.of, DocumentOf::Payment { order: of, .. } if of == order.placed.order);
        let newest = documents.filter(of).map(|held| held.added_on).max()?;
        let args = [
            ("order", format!("O-{}", order.placed.number).into()),
            ("total", words.money(&order.placed.total).into()),
            ("date", order.placed.pay_by.into()),
        ];
        Some(Request {
            when: words.with("ui-desk-proof-when", &[("date", newest.into())]),
            title: place.company.clone(),
            text: words.with("ui-desk-proof-text", &args),
            href: format!("{}/orders/{}", sight.base(), order.placed.order),
        })
    };
    open.filter_map(one).collect()
}

fn request(place: &Place<'_>, id: ReplacementId) -> Option<Request> {
    let (sight, words) = (place.sight(), place.visit.words());
    let asked = sight.account.replacements.get(&id)?;
    let redeemed = sight.account.tokens.get(&asked.token)?.redeemed.as_ref()?;
    let title = [("company", place.company.as_str().into()), ("token", sight.token(asked.token).into())];
    let (before, _) = asked_before(sight.account, id);
    let text = [
        ("before", before.into()),
        ("reason", words.word(asked.reason).into()),
        ("tenant", sight.tenant(redeemed.act.tenant).into()),
        ("on", redeemed.on.into()),
    ];
    Some(Request {
        when: words.with("ui-desk-request-when", &[("date", asked.requested_on.into())]),
        title: words.with("ui-desk-request-title", &title),
        text: words.with("ui-desk-request-text", &text),
        href: format!("/desk/replacements/{id}"),
    })
}

async fn entered<'a>(visit: &'a Visit, id: &str) -> Result<(Place<'a>, ReplacementId), Trouble> {
    let identity = visit.identity()?;
    if !Capability::DecideReplacement.allows(&identity.actor, None) {
        return Err(Trouble::Missing);
    }
    let replacement: ReplacementId = id.parse().map_err(|_| Trouble::Missing)?;
    Ok((visit.enter(id).await?, replacement))
}

/// The request with what granting it entails.
pub(crate) async fn ask(visit: Visit, path: Path<String>) -> Answered {
    let (place, id) = entered(&visit, &path.0).await?;
    grant(&place, id, &Fields::default(), None).await
}

/// Grants or declines.
pub(crate) async fn decide(visit: Visit, Path(id): Path<String>, fields: Fields) -> Answered {
    let (place, id) = entered(&visit, &id).await?;
    if fields.get("decision") == Some("grant") {
        return grant(&place, id, &fields, None).await;
    }
    let (notes, note) = match remark_if_any(&visit.app, visit.now, "/note", fields.get("note")) {
        Ok(read) => read,
        Err(problem) => {
            let errors = Errors::of_problem(problem, visit.words(), &[("/note", "note")])?;
            return grant(&place, id, &fields, errors.at("note")).await;
        }
    };
    let said = format!("decline {id}\n{:?}", fields.get("note"));
    let command = Command::DecideReplacement { replacement: id, grant: false, note };
    match visit.act_as(place.id, command, (fields.need("key")?, &said), None, notes).await? {
        Done::Refused(refusal) => Err(Trouble::Refused(refusal, place.id, "/desk".to_owned())),
        Done::Recorded { .. } | Done::Stale => Ok(see_other("/desk")),
    }
}

/// The page of a request; `wrong` is what is wrong with the reason of a refusal.
async fn grant(place: &Place<'_>, id: ReplacementId, fields: &Fields, wrong: Option<&str>) -> Answered {
    let (visit, sight) = (place.visit, place.sight());
    let words = visit.words();
    let asked = sight.account.replacements.get(&id).ok_or(Trouble::Missing)?;
    let redeemed =
        sight.account.tokens.get(&asked.token).and_then(|token| token.redeemed.as_ref()).ok_or(Trouble::Missing)?;
    let used = [("date", redeemed.on.into()), ("tenant", sight.tenant(redeemed.act.tenant).into())];
    let mut facts = vec![
        (words.t("ui-decide-token"), sight.token(asked.token)),
        (words.t("ui-decide-reason"), words.word(asked.reason)),
        (words.t("ui-decide-used"), words.with("ui-decide-used-value", &used)),
    ];
    facts.extend(asked.intended_tenant.map(|tenant| (words.t("ui-decide-intended"), sight.tenant(tenant))));
    let (before, granted) = asked_before(sight.account, id);
    if before > 0 {
        let counts = [("count", before.into()), ("granted", granted.into())];
        facts.push((words.t("ui-decide-before"), words.with("ui-decide-before-value", &counts)));
    }
    let question = Question {
        page: "ui-decide-page",
        menu: "-",
        title: words.with("ui-decide-title", &[("company", place.company.as_str().into())]),
        back: ("/desk".to_owned(), words.t("ui-desk-title")),
        wizard: false,
        facts,
        consequences: Vec::new(),
        action: format!("/desk/replacements/{id}"),
        hidden: vec![("decision", "grant".to_owned())],
        confirm: words.t("ui-decide-grant"),
        other: Some(OtherAct {
            title: words.t("ui-decide-decline-title"),
            text: words.t("ui-decide-decline-text"),
            action: format!("/desk/replacements/{id}"),
            key: visit.key(),
            button: words.t("ui-decide-decline"),
            note: fields.get("note").unwrap_or_default().to_owned(),
            wrong: wrong.map(str::to_owned),
        }),
    };
    let command = Command::DecideReplacement { replacement: id, grant: true, note: None };
    check::confirm(place, command, fields, ("/desk", "/desk"), |_, _| question).await
}
