//! Addresses to which the events of a company are sent, and what became of the newest on their way there.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use symbolon_domain::access::Capability;
use symbolon_domain::webhook::WebhookState;
use symbolon_store::{Page, WebhookDelivery, WebhookEndpoint};

use super::access::moment;
use super::again::{Again, Errors};
use super::frame::{Frame, respond, see_other};
use super::sight::Tag;
use super::visit::{Answered, Fields, Place, Trouble, Visit};
use crate::api::webhooks::{MakeWebhookEndpoint, company_of, held, made, of_company, renewed, tested, woken};

/// The fields of the form by id, with the texts of their labels.
const LABELS: &[(&str, &str)] = &[("url", "ui-webhooks-url"), ("types", "ui-webhooks-types")];
/// Events that are shown of an address.
const SHOWN: u32 = 20;

/// The addresses of a company.
#[derive(Template)]
#[template(path = "webhooks.html")]
struct WebhooksPage {
    f: Frame,
    base: String,
    lead: String,
    /// A secret that was made just now, and for which address.
    fresh: Option<(String, String)>,
    endpoints: Vec<EndpointView>,
    may_add: bool,
    /// Whether the reader may do something with those that are there, beside ending them.
    may_act: bool,
    again: Again,
}

/// One of them.
struct EndpointView {
    id: String,
    url: String,
    owner: String,
    made: String,
    /// Which events are sent.
    types: String,
    tag: Tag,
    /// What has to be known of it, such as why it rests.
    notes: Vec<String>,
    rests: bool,
    deliveries: Vec<DeliveryLine>,
}

/// An event on its way.
struct DeliveryLine {
    id: String,
    kind: &'static str,
    event: String,
    made: String,
    state: String,
}

/// The addresses of a company, for those who may end them.
pub(crate) async fn show(visit: Visit, Path(account): Path<String>) -> Answered {
    let place = visit.enter(&account).await?;
    page(&place, Again::default(), None).await
}

fn delivery(visit: &Visit, held: &WebhookDelivery) -> DeliveryLine {
    let words = visit.words();
    let state = symbolon_text::word(visit.language, held.state);
    let when = match held.state {
        WebhookState::Waiting => held.next_at,
        _ => held.settled_at.unwrap_or(held.made_at),
    };
    let values = [
        ("state", state.into()),
        ("when", moment(visit, when).into()),
        ("waits", if held.state == WebhookState::Waiting { "yes" } else { "no" }.into()),
        ("attempts", held.attempts.into()),
        ("cause", held.cause.as_deref().unwrap_or("none").into()),
    ];
    DeliveryLine {
        id: held.id.to_string(),
        kind: held.kind.code(),
        event: held.event.clone(),
        made: moment(visit, held.made_at),
        state: words.with("ui-webhooks-state", &values),
    }
}

async fn view(place: &Place<'_>, held: &WebhookEndpoint) -> Result<EndpointView, Trouble> {
    let (visit, sight) = (place.visit, place.sight());
    let words = visit.words();
    let page = Page { limit: SHOWN, after: None };
    let deliveries = visit.app.store().webhook_deliveries(held.id, None, &page).await?;
    let (tone, icon, word) = match (held.rests, held.failing_since) {
        (Some(_), _) => ("", "stop", "ui-webhooks-rests"),
        (None, Some(_)) => ("soon", "clock", "ui-webhooks-fails"),
        (None, None) => ("good", "check", "ui-webhooks-runs"),
    };
    let mut notes = Vec::new();
    if let Some((since, why)) = held.rests {
        let values = [("when", moment(visit, since).into()), ("why", symbolon_text::word(visit.language, why).into())];
        notes.push(words.with("ui-webhooks-rests-since", &values));
    } else if let Some(since) = held.failing_since {
        notes.push(words.with("ui-webhooks-fails-since", &[("when", moment(visit, since).into())]));
    }
    let codes: Vec<String> = held.types.iter().map(|kind| kind.code().to_owned()).collect();
    Ok(EndpointView {
        id: held.id.to_string(),
        url: held.url.clone(),
        owner: sight.person(held.owner),
        made: moment(visit, held.made_at),
        types: if codes.is_empty() { words.t("ui-webhooks-all") } else { codes.join(", ") },
        tag: Tag { tone, icon, word: words.t(word) },
        notes,
        rests: held.rests.is_some(),
        deliveries: deliveries.iter().map(|held| delivery(visit, held)).collect(),
    })
}

async fn page(place: &Place<'_>, again: Again, fresh: Option<(String, String)>) -> Answered {
    place.need(Capability::EndAccess)?;
    let (visit, sight) = (place.visit, place.sight());
    let words = visit.words();
    let mut endpoints = Vec::new();
    for held in of_company(&visit.app, place.id).await? {
        endpoints.push(view(place, &held).await?);
    }
    let may_act = sight.may(Capability::MakeApiTokens);
    let mut frame = place.frame("ui-webhooks-page", "/people");
    let status = again.mark(&mut frame, format!("{}/webhooks", sight.base()));
    let page = WebhooksPage {
        f: frame,
        base: sight.base(),
        lead: words.with("ui-webhooks-lead", &[("company", place.company.as_str().into())]),
        fresh,
        endpoints,
        may_add: may_act && sight.account.closed_on.is_none(),
        may_act,
        again,
    };
    Ok(respond(status, visit.language, &page))
}

/// Makes an address and shows its secret once.
pub(crate) async fn make(visit: Visit, Path(account): Path<String>, fields: Fields) -> Answered {
    let place = visit.enter(&account).await?;
    place.need(Capability::MakeApiTokens)?;
    let words = visit.words();
    let types = fields.get("types").unwrap_or_default().split([' ', ',']).filter(|code| !code.is_empty());
    let types: Vec<String> = types.map(str::to_owned).collect();
    let pointers: Vec<String> = (0..types.len()).map(|at| format!("/types/{at}")).collect();
    let new = MakeWebhookEndpoint { url: fields.need("url")?.to_owned(), types: Some(types) };
    match made(&visit.app, &visit.reader()?, place.id, new, false).await {
        Ok(made) => page(&place, Again::default(), made.map(|(held, secret)| (held.url, secret))).await,
        Err(problem) if problem.status() == StatusCode::CONFLICT => {
            let full = problem.code() == "too-many-webhook-endpoints";
            let text = if full { "ui-webhooks-full" } else { "ui-webhooks-known" };
            page(&place, Again::new(fields, Errors::conflict("url", words.t(text))), None).await
        }
        Err(problem) => {
            let places = pointers.iter().map(|pointer| (pointer.as_str(), "types"));
            let places: Vec<_> = places.chain([("/url", "url")]).collect();
            let errors = Errors::of_problem(problem, words, &places)?.labelled(words, LABELS);
            page(&place, Again::new(fields, errors), None).await
        }
    }
}

/// Does something with an address: ends or wakes it, gives it a new secret, or has a trial sent to it.
pub(crate) async fn act(visit: Visit, Path((account, endpoint)): Path<(String, String)>, fields: Fields) -> Answered {
    let place = visit.enter(&account).await?;
    let (app, reader) = (&visit.app, visit.reader()?);
    let act = fields.need("act")?;
    let capability = if act == "end" { Capability::EndAccess } else { Capability::MakeApiTokens };
    place.need(capability)?;
    let found = held(app, &reader, &endpoint, capability).await?;
    if company_of(app, &reader, &found).await? != place.id || found.ended_at.is_some() {
        return Err(Trouble::Missing);
    }
    match act {
        "end" => app.store().end_webhook_endpoint(found.id, &place.identity.name(), visit.now).await?,
        "wake" => drop(woken(app, &reader, &found).await?),
        "test" => tested(app, &reader, &found).await.map(drop)?,
        "secret" => {
            let (held, secret) = renewed(app, &reader, &found).await?;
            return page(&place, Again::default(), Some((held.url, secret))).await;
        }
        _ => return Err(Trouble::Unreadable),
    }
    Ok(see_other(&format!("{}/webhooks", place.sight().base())))
}

/// Sends an event again.
pub(crate) async fn resend(visit: Visit, Path((account, delivery)): Path<(String, String)>, _: Fields) -> Answered {
    let place = visit.enter(&account).await?;
    place.need(Capability::MakeApiTokens)?;
    let store = visit.app.store();
    let id = delivery.parse().map_err(|_| Trouble::Missing)?;
    let found = store.webhook_delivery(id).await?.ok_or(Trouble::Missing)?;
    let of =
        store.webhook_endpoint(found.endpoint).await?.filter(|of| of.ended_at.is_none()).ok_or(Trouble::Missing)?;
    if company_of(&visit.app, &visit.reader()?, &of).await? != place.id {
        return Err(Trouble::Missing);
    }
    store.resend_event(&found, &place.identity.name(), visit.now).await?;
    Ok(see_other(&format!("{}/webhooks", place.sight().base())))
}
