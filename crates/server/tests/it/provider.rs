//! The payment provider's events: believed by their signature, recorded once, decided by the rule for money (B-41).

use axum::body::Body;
use axum::http::{Method, Request};
use serde_json::{Value, json};
use symbolon_server::clock::Clock;
use symbolon_server::{Provider, ProviderSecrets};

use crate::support::*;
use crate::ui::hidden;

const SECRET: &str = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

fn secrets() -> ProviderSecrets {
    ProviderSecrets::parse(SECRET).expect("a secret")
}

fn now() -> i64 {
    Clock::System.now() / 1_000_000
}

/// A world with an order by card that waits to be paid.
async fn ordered() -> (World, String) {
    let world = World::attained().await;
    world.app.set_provider(Provider { page: None, secrets: secrets() });
    let number = placed(&world, &world.lumen, ("ines", "card")).await;
    (world, number)
}

/// An order of a Silver membership.
pub(crate) async fn placed(world: &World, company: &Company, (who, method): (&str, &str)) -> String {
    let stated = json!({ "competency": "devops", "level": "silver", "until": "2020-12-31" });
    let path = format!("/v1/accounts/{}/attainments", company.id);
    assert_eq!(world.post("sam", &path, stated).await.status, 201);
    let path = format!("/v1/accounts/{}/orders", company.id);
    let placed = world.post(who, &path, json!({ "offer": "silver", "method": method })).await;
    assert_eq!(placed.status, 201, "{}", placed.text);
    placed.json()["number"].as_str().expect("a number").to_owned()
}

fn event(payment: &str, order: &str, amount: &str) -> Value {
    let data = json!({ "payment": payment, "order": order, "amount": amount, "currency": "USD" });
    json!({ "type": "payment.succeeded", "data": data })
}

async fn tell(world: &World, id: &str, at: i64, signature: &str, body: &str) -> Reply {
    let request = Request::builder()
        .method(Method::POST)
        .uri("/provider-events")
        .header("webhook-id", id)
        .header("webhook-timestamp", at.to_string())
        .header("webhook-signature", signature)
        .header("accept-language", "en")
        .body(Body::from(body.to_owned()));
    world.send(request.expect("a request")).await
}

async fn signed(world: &World, id: &str, body: &Value) -> Reply {
    let body = body.to_string();
    tell(world, id, now(), &secrets().sign(id, now(), body.as_bytes()), &body).await
}

async fn order(world: &World, number: &str) -> Value {
    world.get("ines", &format!("/v1/orders/{number}")).await.json()
}

#[tokio::test]
async fn a_card_pays_an_order_once_however_often_it_is_told() {
    let (world, number) = ordered().await;
    let due = order(&world, &number).await["total"]["amount"].as_str().expect("an amount").to_owned();
    let first = signed(&world, "evt_1", &event("ch_1", &number, &due)).await;
    assert_eq!((first.status.as_u16(), first.json()), (201, json!({ "recorded": true })));
    let paid = order(&world, &number).await;
    assert_eq!((&paid["state"], &paid["invoice"]), (&json!("paid"), &json!("1")));
    let seq = world.facts(&world.lumen).await;
    // The same event, and another one about the same payment.
    let again = signed(&world, "evt_1", &event("ch_1", &number, &due)).await;
    assert_eq!((again.status.as_u16(), again.header("idempotent-replayed")), (201, "true"));
    assert!(signed(&world, "evt_2", &event("ch_1", &number, &due)).await.status.is_success());
    assert_eq!(world.facts(&world.lumen).await, seq);
    // The same id for something else.
    let other = signed(&world, "evt_1", &event("ch_9", &number, &due)).await;
    assert_eq!((other.status.as_u16(), other.code()), (422, "idempotency-key-reused".to_owned()));
    assert_eq!(world.facts(&world.lumen).await, seq);
    // Who told it stands in the history.
    let history = world.get("sam", &format!("/v1/accounts/{}/history?limit=200", world.lumen.id)).await;
    assert!(history.text.contains("payment-provider"));
}

#[tokio::test]
async fn a_charge_pays_one_order_whichever_companys_it_is() {
    let (world, number) = ordered().await;
    let due = order(&world, &number).await["total"]["amount"].as_str().expect("an amount").to_owned();
    let other = placed(&world, &world.nord, ("nora", "card")).await;
    assert_eq!(signed(&world, "evt_1", &event("ch_1", &number, &due)).await.status, 201);
    let before = world.facts(&world.nord).await;
    let again = signed(&world, "evt_2", &event("ch_1", &other, &due)).await;
    assert_eq!((again.status.as_u16(), again.json()["code"].as_str()), (409, Some("already-exists")));
    // Nor does support record it for them by hand.
    let path = format!("/v1/accounts/{}/payments", world.nord.id);
    let amount = json!({ "amount": due, "currency": "USD" });
    let by_hand = world.post("sam", &path, json!({ "order": other, "amount": amount, "reference": "ch_1" })).await;
    assert_eq!((by_hand.status.as_u16(), by_hand.code()), (409, "already-exists".to_owned()));
    assert_eq!(world.facts(&world.nord).await, before);
    // Another charge is theirs.
    assert_eq!(signed(&world, "evt_3", &event("ch_2", &other, &due)).await.status, 201);
    let paid = world.get("nora", &format!("/v1/orders/{other}")).await.json();
    assert_eq!(paid["state"], "paid");
}

#[tokio::test]
async fn who_decides_is_told_what_else_a_transfer_is_said_to_have_paid() {
    let world = World::attained().await;
    let (own, other) = (
        placed(&world, &world.lumen, ("ines", "transfer")).await,
        placed(&world, &world.nord, ("nora", "transfer")).await,
    );
    let due = order(&world, &own).await["total"]["amount"].as_str().expect("an amount").to_owned();
    let path = format!("/v1/accounts/{}/payments", world.lumen.id);
    let amount = json!({ "amount": due, "currency": "USD" });
    let received = world.post("sam", &path, json!({ "order": own, "amount": amount, "reference": "T-77" })).await;
    assert_eq!(received.status, 201, "{}", received.text);
    let proof = format!("/v1/orders/{other}/proofs?paid_on={TODAY}&paid_to=1234&reference=T-77");
    let handed_in = world.file("nora", &proof, "application/pdf", b"%PDF-1.7 one page".to_vec()).await;
    assert_eq!(handed_in.status, 201, "{}", handed_in.text);
    let id = world.get("sam", &format!("/v1/orders/{other}")).await.json()["id"].as_str().expect("an id").to_owned();
    let page = format!("/p/{}/orders/{id}", world.nord.id);
    let note = "money of another company was recorded under the same reference";
    assert!(world.browse("sam", "en").await.page(&page).await.contains(note));
    // The company itself learns nothing about another one.
    assert!(!world.browse("nora", "en").await.page(&page).await.contains(note));
}

#[tokio::test]
async fn what_was_told_at_once_is_recorded_once() {
    let (world, number) = ordered().await;
    let due = order(&world, &number).await["total"]["amount"].as_str().expect("an amount").to_owned();
    let world = std::sync::Arc::new(world);
    let before = world.facts(&world.lumen).await;
    let mut tasks = tokio::task::JoinSet::new();
    for at in 0..16 {
        let (world, body) = (world.clone(), event("ch_1", &number, &due));
        tasks.spawn(async move { signed(&world, &format!("evt_{}", at % 4), &body).await.status.as_u16() });
    }
    let answers = tasks.join_all().await;
    assert!(answers.iter().all(|status| matches!(status, 200 | 201)), "{answers:?}");
    // The money, the membership, the invoice.
    assert_eq!(world.facts(&world.lumen).await, before + 3);
}

#[tokio::test]
async fn an_event_that_is_not_the_providers_is_not_believed() {
    let (world, number) = ordered().await;
    let body = event("ch_1", &number, "1670.00").to_string();
    let before = world.facts(&world.lumen).await;
    let good = |at: i64| secrets().sign("evt_1", at, body.as_bytes());
    let (at, late, early) = (now(), now() - 301, now() + 360);
    for (id, at, signature) in [
        ("evt_1", at, String::new()),
        ("evt_1", at, "v1,AAAA".to_owned()),
        ("evt_1", at, good(at).replace("v1,", "v2,")),
        ("evt_2", at, good(at)),
        ("", at, good(at)),
        ("evt_1", at - 1, good(at)),
        ("evt_1", late, good(late)),
        ("evt_1", early, good(early)),
    ] {
        let reply = tell(&world, id, at, &signature, &body).await;
        assert_eq!((reply.status.as_u16(), reply.code()), (401, "event-not-believed".to_owned()), "{id} {at}");
    }
    let other = body.replace("1670.00", "1.00");
    assert_eq!(tell(&world, "evt_1", at, &good(at), &other).await.status, 401);
    assert_eq!(world.facts(&world.lumen).await, before);
}

#[tokio::test]
async fn a_wrong_amount_is_held_and_an_unknown_order_is_told_again() {
    let (world, number) = ordered().await;
    assert_eq!(signed(&world, "evt_1", &event("ch_1", &number, "1.00")).await.status, 201);
    assert_eq!(order(&world, &number).await["state"], "created");
    let held = world.get("sam", &format!("/v1/accounts/{}/payments", world.lumen.id)).await.json();
    assert_eq!(held["items"][0]["held_why"], "amount_differs", "{held}");
    for (id, body, status) in [
        ("evt_2", event("ch_2", "O-999999", "1.00"), 422),
        ("evt_3", event("ch_3", &number, "a lot"), 422),
        ("evt_4", json!({ "type": "payment.succeeded", "data": {} }), 422),
        ("evt_5", json!({ "type": "payment.failed", "data": { "order": number, "code": "715" } }), 422),
        ("evt_6", json!({ "type": "payout.paid", "data": {} }), 202),
        ("evt_7", json!([1]), 400),
    ] {
        let reply = signed(&world, id, &body).await;
        assert_eq!(reply.status, status, "{id} {}", reply.text);
    }
    let large = "x".repeat(70_000);
    let reply = tell(&world, "evt_8", now(), &secrets().sign("evt_8", now(), large.as_bytes()), &large).await;
    assert_eq!(reply.status, 413);
}

#[tokio::test]
async fn a_card_that_fails_is_kept_with_the_order_once() {
    let (world, number) = ordered().await;
    let failed = |payment: &str, code: &str| json!({ "type": "payment.failed", "data": { "payment": payment, "order": number, "code": code } });
    let before = world.facts(&world.lumen).await;
    for (id, body) in
        [("evt_1", failed("ch_1", "715")), ("evt_1", failed("ch_1", "715")), ("evt_2", failed("ch_1", "715"))]
    {
        assert!(signed(&world, id, &body).await.status.is_success(), "{id}");
    }
    assert_eq!(world.facts(&world.lumen).await, before + 1);
    // What is no code could be anything about anybody, and is not kept.
    assert_eq!(signed(&world, "evt_3", &failed("ch_2", "Ines’ card")).await.status, 201);
    let found = order(&world, &number).await;
    assert_eq!(
        found["failed_charges"],
        json!([
            { "on": "2020-09-10", "reference": "ch_1", "code": "715", "retry_from": "2020-09-11" },
            { "on": "2020-09-10", "reference": "ch_2", "code": null, "retry_from": null },
        ])
    );
    assert_eq!(found["state"], "created");
}

#[tokio::test]
async fn an_order_by_card_is_paid_at_the_test_provider_of_a_sandbox() {
    let (world, number) = ordered().await;
    let path = format!("/v1/orders/{number}/card-payments");
    assert_eq!(world.post("emil", &path, json!({})).await.status, 403);
    let reply = world.post("ines", &path, json!({})).await;
    assert_eq!(reply.status, 201, "{}", reply.text);
    let url = reply.json()["url"].as_str().expect("an address").to_owned();
    let ines = world.browse("ines", "en").await;
    let page = ines.page(&url).await;
    assert!(page.contains(&number) && page.contains("1,670.00"), "{page}");
    let payment = hidden(&page, "payment");
    for (outcome, word) in [("decline", "declined"), ("later", "the order says when to try again")] {
        let failed = ines.submit(&url, &[("payment", payment.as_str()), ("outcome", outcome)]).await;
        assert_eq!(failed.status, 402);
        assert!(failed.text.contains(word), "{}", failed.text);
        assert_eq!(order(&world, &number).await["state"], "created");
    }
    let page = ines.page(&url).await;
    let payment = hidden(&page, "payment");
    let paid = ines.submit(&url, &[("payment", payment.as_str()), ("outcome", "pay")]).await;
    assert_eq!(paid.status, 303, "{}", paid.text);
    assert_eq!(order(&world, &number).await["state"], "paid");
    // What is paid is not paid again, and a transfer has no card.
    let refused = world.post("ines", &path, json!({})).await;
    assert_eq!((refused.status.as_u16(), refused.code()), (409, "order-not-open".to_owned()));
}

/// An installation that is told of no provider charges no cards, so nothing is ordered by card there: the order would stand
/// in the way of any other (B-40, B-41).
#[tokio::test]
async fn nothing_is_ordered_by_card_where_nobody_charges_cards() {
    let world = World::live().await;
    let stated = json!({ "competency": "devops", "level": "silver", "until": "2020-12-31" });
    let path = format!("/v1/accounts/{}/attainments", world.lumen.id);
    assert_eq!(world.post("sam", &path, stated).await.status, 201);
    let path = format!("/v1/accounts/{}/orders", world.lumen.id);
    let by = |method: &str| json!({ "offer": "silver", "method": method });
    let refused = world.post("ines", &path, by("card")).await;
    assert_eq!((refused.status.as_u16(), refused.code().as_str()), (409, "method-not-offered"), "{}", refused.text);
    let problem = refused.json();
    assert_eq!(problem["remedies"][0]["act"], "other_method", "{problem}");
    assert_eq!(problem["explanation"]["children"][1]["fact"], "cards_charged", "{problem}");
    assert_eq!(world.get("ines", &path).await.json()["items"], json!([]));

    let ines = world.browse("ines", "en").await;
    let base = format!("/p/{}", world.lumen.number);
    let form = ines.page(&format!("{base}/orders/new?offer=silver")).await;
    assert!(form.contains("method-transfer") && !form.contains("method-card"), "{form}");
    let sent = ines.submit(&format!("{base}/orders"), &[("offer", "silver"), ("method", "card"), ("key", "a")]).await;
    assert_eq!(sent.status, 409, "{}", sent.text);
    assert_eq!(world.post("ines", &path, by("transfer")).await.status, 201);
}
