//! Requests for seats: at the API, on the pages, and in messages.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::forms::comes_back;
use crate::support::*;
use crate::ui::hidden;

impl World {
    async fn asks(&self, who: &str, reason: &str) -> Reply {
        self.post(who, "/v1/seat-requests", json!({ "seat_pool": self.lumen.pool, "reason": reason })).await
    }

    async fn decides(&self, who: &str, request: &Value, body: Value) -> Reply {
        let path = format!("/v1/seat-requests/{}/decisions", request["id"].as_str().expect("an id"));
        self.post(who, &path, body).await
    }
}

/// The texts of somebody's messages, the newest first.
async fn told(world: &World, who: &str) -> String {
    world.get(who, "/v1/me/messages").await.text
}

#[tokio::test]
async fn giving_the_seat_answers_the_request() {
    let world = World::new().await;
    let before = world.facts(&world.lumen).await;
    let asked = world.asks("emil", " Pour le nouveau projet ").await;
    assert_eq!(asked.status, StatusCode::CREATED, "{}", asked.text);
    let asked = asked.json();
    assert_eq!((&asked["state"], &asked["reason"]), (&json!("open"), &json!("Pour le nouveau projet")));
    assert_eq!(asked["person"], person("emil").to_string());
    assert_eq!(world.asks("emil", "Encore").await.code(), "seat-already-requested");

    // Whoever gives seats sees it and is told; a colleague sees their own alone.
    for (who, seen) in [("ines", 1), ("pia", 1), ("sam", 1), ("emil", 1), ("rita", 0), ("bill", 0)] {
        let path = format!("/v1/seat-requests?account={}&state=open", world.lumen.id);
        let listed = world.get(who, &path).await.json();
        assert_eq!(listed["items"].as_array().map(Vec::len), Some(seen), "{who} {listed}");
    }
    for (who, is_told) in [("ines", true), ("pia", true), ("rita", false)] {
        assert_eq!(told(&world, who).await.contains("Pour le nouveau projet"), is_told, "{who}");
    }

    // A refusal has a reason, which whoever asked reads.
    let refused = world.decides("ines", &asked, json!({ "approve": false })).await;
    assert_eq!(refused.json()["errors"][0]["pointer"], "/reason", "{}", refused.text);
    assert_eq!(world.decides("rita", &asked, json!({ "approve": true })).await.code(), "role-missing");
    assert_eq!(world.facts(&world.lumen).await, before + 1);
    let refused = world.decides("ines", &asked, json!({ "approve": false, "reason": "Plutôt en octobre" })).await;
    assert_eq!(refused.status, StatusCode::CREATED, "{}", refused.text);
    let path = format!("/v1/seat-requests/{}", asked["id"].as_str().expect("an id"));
    let seen = world.get("emil", &path).await.json();
    assert_eq!((&seen["state"], &seen["refusal_reason"]), (&json!("refused"), &json!("Plutôt en octobre")));
    assert_eq!(seen["answered_by"], person("ines").to_string());
    assert!(told(&world, "emil").await.contains("Plutôt en octobre"));

    // The seat is the answer: one fact, after which there is nothing to answer.
    let asked = world.asks("emil", "Toujours").await.json();
    let given = world.decides("pia", &asked, json!({ "approve": true })).await;
    assert_eq!(given.status, StatusCode::CREATED, "{}", given.text);
    assert_eq!(world.facts(&world.lumen).await, before + 4);
    let given = given.json();
    assert_eq!(given["state"], "approved");
    let path = format!("/v1/assignments/{}", given["assignment"].as_str().expect("a seat"));
    assert_eq!(world.get("emil", &path).await.json()["person"], person("emil").to_string());
    assert_eq!(world.decides("ines", &asked, json!({ "approve": true })).await.code(), "request-not-open");
    assert_eq!(world.asks("emil", "Un autre").await.code(), "seat-already-held");
}

#[tokio::test]
async fn what_refuses_the_seat_leaves_the_request_open() {
    let world = World::new().await;
    let asked = world.asks("emil", "Pour le nouveau projet").await.json();
    let country = json!({ "approve": true, "country": "DE" });
    assert_eq!(world.decides("ines", &asked, country).await.code(), "country-without-location");
    for who in ["pia", "aziz"] {
        let path = format!("/v1/seat-pools/{}/assignments", world.lumen.pool);
        let given = world.post("ines", &path, json!({ "person": person(who) })).await;
        assert_eq!(given.status, StatusCode::CREATED, "{}", given.text);
    }
    let refused = world.decides("ines", &asked, json!({ "approve": true })).await;
    assert_eq!(refused.code(), "seat-none-free", "{}", refused.text);
    let path = format!("/v1/seat-requests/{}", asked["id"].as_str().expect("an id"));
    assert_eq!(world.get("emil", &path).await.json()["state"], "open");

    // Who is taken out of the directory waits for nothing any more.
    let path = format!("/v1/accounts/{}/people/{}", world.lumen.id, person("emil"));
    let left = world.delete("ines", &path).await;
    assert!(left.status.is_success(), "{}", left.text);
    let path = format!("/v1/seat-requests?account={}", world.lumen.id);
    assert_eq!(world.get("ines", &path).await.json()["items"][0]["state"], "done");
    assert_eq!(world.get("ines", &format!("{path}&state=open")).await.json()["items"], json!([]));
    assert_eq!(world.decides("ines", &asked, json!({ "approve": true })).await.code(), "person-not-in-directory");
}

#[tokio::test]
async fn the_page_of_requests_asks_answers_and_withdraws() {
    let world = World::new().await;
    let home = format!("/p/{}", world.lumen.number);
    let path = format!("{home}/seat-requests");
    let before = world.facts(&world.lumen).await;
    let pool = world.lumen.pool.to_string();
    for (language, asks, empty) in
        [("fr", "Demander un poste", "Aucune demande"), ("en", "Ask for a seat", "No request")]
    {
        let emil = world.browse("emil", language).await;
        assert!(emil.page(&home).await.contains(asks));
        assert!(emil.page(&path).await.contains(&pool));
        comes_back(&emil, &path, &[("key", "1"), ("pool", &pool), ("note", "")], &["note"]).await;
        comes_back(&emil, &path, &[("key", "1"), ("pool", ""), ("note", "x")], &["pool"]).await;
        let ines = world.browse("ines", language).await;
        assert!(ines.page(&path).await.contains(empty));
    }
    let (emil, ines) = (world.browse("emil", "en").await, world.browse("ines", "en").await);
    assert!(!ines.page(&home).await.contains("waits for your answer"));
    assert_eq!(world.browse("gus", "en").await.get(&path).await.status, StatusCode::FORBIDDEN);
    assert_eq!(world.browse("nora", "en").await.get(&path).await.status, StatusCode::NOT_FOUND);
    assert_eq!(world.facts(&world.lumen).await, before);

    let send = async |reason: &str| {
        let key = hidden(&emil.page(&path).await, "key");
        for _ in 0..2 {
            let sent = emil.submit(&path, &[("key", &key), ("pool", &pool), ("note", reason)]).await;
            assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
        }
        let folded = world.app.store().folded(world.lumen.id).await.expect("reads").expect("is open");
        let mut asked = folded.account.seat_requests.iter();
        let (waits, _) = asked.find(|(_, one)| one.answered.is_none()).expect("was asked");
        format!("{path}/{waits}")
    };
    let one = send("For the <new> project").await;
    assert_eq!(world.facts(&world.lumen).await, before + 1);
    assert!(!emil.page(&path).await.contains(&format!("value=\"{pool}\"")), "it is asked for already");
    let withdrawn = emil.submit(&one, &[("key", "w"), ("answer", "withdraw")]).await;
    assert_eq!(withdrawn.status, StatusCode::SEE_OTHER, "{}", withdrawn.text);

    let two = send("For the new project").await;
    assert!(ines.page(&home).await.contains("A request for a seat waits for your answer"));
    let page = ines.page(&path).await;
    assert!(page.contains("For the new project") && page.contains("Give the seat"), "{page}");
    let bare = [("key", "d"), ("answer", "decline"), ("request", ""), ("reason", "")];
    let field = format!("reason-{}", two.rsplit('/').next().expect("an id"));
    comes_back(&ines, &two, &bare, &[field.as_str()]).await;
    // Whoever could not give a seat does not answer for it.
    let refused = emil.submit(&two, &[("key", "g"), ("answer", "grant")]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", refused.text);
    let declined = ines.submit(&two, &[("key", "d"), ("answer", "decline"), ("reason", "In October")]).await;
    assert_eq!(declined.status, StatusCode::SEE_OTHER, "{}", declined.text);
    assert!(emil.page(&path).await.contains("Reason: In October"));

    let three = send("Still").await;
    let given = ines.submit(&three, &[("key", "g"), ("answer", "grant")]).await;
    assert_eq!(given.status, StatusCode::SEE_OTHER, "{}", given.text);
    assert!(emil.page(&home).await.contains("Visual Studio Professional is yours"));
    assert!(emil.page(&path).await.contains("The seat was given on"));
    let late = ines.submit(&three, &[("key", "h"), ("answer", "grant")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT, "{}", late.text);
    let page = ines.page(&path).await;
    assert!(page.contains("Answered") && page.contains("No request waits"), "{page}");
}
