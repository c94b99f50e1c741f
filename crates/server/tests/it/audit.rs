//! The audit, for who may read it: what was done beside the ledgers, by whom and to what.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use serde_json::{Value, json};
use symbolon_domain::audit::AuditAct;
use symbolon_store::Plain;

use crate::proof::tamper;
use crate::support::*;

/// What the auditor is answered.
async fn entries(world: &World, query: &str) -> Vec<Value> {
    let reply = world.get("aude", &format!("/v1/audit-entries?{query}")).await;
    assert_eq!(reply.status, StatusCode::OK, "{query}: {}", reply.text);
    reply.json()["items"].as_array().expect("a list").clone()
}

/// The newest entry of an act: by whom, to what, and by which names.
async fn newest(world: &World, act: &str) -> [Value; 4] {
    let found = entries(world, &format!("act={act}&limit=1")).await.first().cloned().unwrap_or_default();
    ["actor", "actor_name", "object", "object_name"].map(|name| found[name].clone())
}

#[tokio::test]
async fn who_changed_roles_answered_a_ticket_came_in_or_ended_a_token_stands_there() {
    let world = World::whole().await;
    let (lumen, id) = (&world.lumen, |name: &str| json!(person(name)));
    let roles = format!("/v1/accounts/{}/people/{}/role-changes", lumen.id, person("emil"));
    assert_eq!(world.post("ines", &roles, json!({ "give": ["billing_admin"] })).await.status, 201);
    assert_eq!(newest(&world, "change_roles").await, [id("ines"), json!("Ines"), id("emil"), json!("Emil")]);

    let ticket = world.get("sam", &format!("/v1/tickets/{}", lumen.ticket)).await.json()["number"].clone();
    let taken = world.post("sam", &format!("/v1/tickets/{}/entries", lumen.ticket), json!({ "act": "take" })).await;
    assert_eq!(taken.status, 201, "{}", taken.text);
    assert_eq!(newest(&world, "take_ticket").await, [id("sam"), json!("Sam"), ticket.clone(), Value::Null]);
    assert_eq!(newest(&world, "open_ticket").await[0], id("nora"), "the other company's came later");
    let number = ticket.as_str().expect("a number");
    let all: Vec<Value> = entries(&world, &format!("object={number}")).await;
    let acts: Vec<_> = all.iter().map(|one| one["act"].as_str().unwrap_or_default()).collect();
    assert_eq!(acts, ["take_ticket", "attach_to_ticket", "open_ticket"]);

    let renamed = world.post("pam", "/v1/accounts", json!({ "name": "Cadran", "country": "BE" })).await;
    let cadran = renamed.json();
    assert_eq!(newest(&world, "profile").await, [id("pam"), json!("Pam"), cadran["id"].clone(), json!("Cadran")]);
    assert_eq!(entries(&world, &format!("object={}", cadran["global_id"].as_str().unwrap())).await.len(), 1);

    let moved = world.post("opal", "/v1/clocks/clock/advances", json!({ "to": "2020-09-11T12:00:00Z" })).await;
    assert_eq!(moved.status, 200, "{}", moved.text);
    let [actor, _, object, shown] = newest(&world, "clock").await;
    assert_eq!((actor, object), (id("opal"), json!("2020-09-11T12:00:00Z")));
    assert!(shown.as_str().is_some_and(|text| text.contains("September")), "{shown}");

    let run = json!(world.run);
    let [actor, _, object, campaign] = newest(&world, "simulate_campaign").await;
    assert_eq!((actor, object), (id("pam"), run));
    assert!(campaign.is_string());

    let pia = world.browse("pia", "fr").await;
    assert_eq!(newest(&world, "sign_in").await, [id("pia"), json!("Pia"), id("pia"), json!("Pia")]);
    assert_eq!(pia.submit("/sign-out", &[]).await.status, StatusCode::OK);
    assert_eq!(newest(&world, "sign_out").await, [id("pia"), json!("Pia"), id("pia"), json!("Pia")]);

    let hash = symbolon_server::hash(&bearer("rita"));
    let revoke = [Plain::RevokeApiToken { hash, name: "rita".to_owned(), at: noon(TODAY) }];
    world.app.store().write("admin", noon(TODAY), &revoke).await.expect("writes");
    let known = json!("the command “symbolon admin”");
    assert_eq!(newest(&world, "revoke_api_token").await, [json!("admin"), known, json!("rita"), Value::Null]);
}

#[tokio::test]
async fn filters_are_read_like_those_of_other_lists() {
    let world = World::new().await;
    for (query, named) in [
        ("act=redeem", "change_roles"),
        ("act=", "empty"),
        ("actor=", "empty"),
        ("object=", "empty"),
        ("from=hier", "instant"),
        ("to=2020-13-01", "instant"),
        ("from=2020-09-02&to=2020-09-01", "\"before\""),
        ("who=sam", "actor"),
    ] {
        let reply = world.get("aude", &format!("/v1/audit-entries?{query}")).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{query}: {}", reply.text);
        assert!(reply.text.contains(named), "{query}: {}", reply.text);
    }
    let all = entries(&world, "limit=200").await;
    assert!(all.is_sorted_by_key(|one| std::cmp::Reverse(one["id"].as_str().unwrap_or_default().to_owned())));
    // Page by page the same, whatever is asked for.
    for (query, keeps) in [("", ""), ("act=api_token&", "api_token")] {
        let expected: Vec<_> = all.iter().filter(|one| keeps.is_empty() || one["act"] == keeps).cloned().collect();
        let (mut found, mut cursor) = (Vec::new(), String::new());
        loop {
            let page = world.get("aude", &format!("/v1/audit-entries?{query}limit=7{cursor}")).await.json();
            found.extend(page["items"].as_array().expect("a list").clone());
            let Some(next) = page["next_cursor"].as_str() else { break };
            cursor = format!("&cursor={next}");
        }
        assert!(found == expected && found.len() > 7, "{query}");
    }
    // Days are the programme's, and the last one is included; instants are taken as they are.
    let count = async |query: &str| entries(&world, &format!("limit=200&{query}")).await.len();
    let days = json!(all.iter().map(|one| one["recorded_at"].as_str().unwrap_or_default()).collect::<Vec<_>>());
    assert_eq!(count("from=2020-08-01&to=2020-08-01").await, count("to=2020-08-01T12:00:00Z").await, "{days}");
    assert_eq!(count("to=2020-08-01").await + count("from=2020-08-02").await, all.len());
    assert_eq!(count("to=2020-08-01T11:59:59Z").await, 0);
    // People are known by their addresses too, on both sides.
    assert_eq!(count("object=Sam@example.org").await, count(&format!("object={}", person("sam"))).await);
    assert_eq!(count("actor=nobody@example.org").await, 0);
    let membership = world.lumen.membership_number;
    assert_eq!(count(&format!("object=M-{membership}")).await, 0);
    let french = Request::builder().uri("/v1/audit-entries?act=clock").header("accept-language", "fr");
    let french = french.header("authorization", format!("Bearer {}", bearer("aude"))).body(Body::empty());
    assert_eq!(world.send(french.expect("a request")).await.json()["items"][0]["act_text"], "horloge avancée");
}

#[tokio::test]
async fn the_hash_of_a_secret_is_not_shown() {
    let world = World::new().await;
    tamper(&world, "insert into audit values ('09', 1, 'ann', 'sign_out', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa')").await;
    let found = entries(&world, "act=sign_out").await;
    assert!(found.len() == 1 && found[0]["object"].is_null() && found[0]["object_name"].is_null(), "{found:?}");
    assert!(world.browse("aude", "en").await.page("/audit?act=sign_out").await.contains("<span>–</span>"));
}

#[tokio::test]
async fn the_description_names_every_act() {
    let world = World::new().await;
    let described = world.get("aude", "/openapi.json").await.json();
    let codes: Vec<_> = AuditAct::ALL.iter().map(|act| act.code()).collect();
    assert_eq!(described["components"]["schemas"]["ActCode"]["enum"], json!(codes));
}

#[tokio::test]
async fn the_page_filters_without_a_script_and_says_what_is_wrong_at_the_field() {
    let world = World::whole().await;
    for who in ["sam", "pam", "opal"] {
        let browser = world.browse(who, "en").await;
        assert_eq!(browser.get("/audit").await.status, StatusCode::FORBIDDEN, "{who}");
        assert!(!browser.get("/").await.text.contains("href=\"/audit\""), "{who}");
    }
    assert_eq!(world.browse("ines", "en").await.get("/audit").await.status, StatusCode::NOT_FOUND);

    let aude = world.browse("aude", "fr").await;
    assert!(aude.page("/desk").await.contains("<a href=\"/audit\">Audit</a>"));
    let page = aude.page("/audit").await;
    assert!(
        page.contains("connexion</span>") && page.contains("<a href=\"/desk\">choisir une entreprise</a>"),
        "{page}"
    );
    // An empty form asks for everything.
    let empty = aude.page("/audit?actor=&object=&act=&from=&to=").await;
    assert!(!empty.contains("Tout afficher") && empty.contains("connexion</span>"));
    let filtered = aude.page("/audit?actor=+ines@example.org+&act=open_ticket").await;
    let number = world.get("sam", &format!("/v1/tickets/{}", world.lumen.ticket)).await.json()["number"].clone();
    let number = number.as_str().expect("a number");
    assert!(filtered.contains(&format!("<a href=\"/tickets/{number}\">{number}</a>")), "{filtered}");
    assert!(
        filtered.contains("<option value=\"open_ticket\" selected>") && filtered.contains("value=\"ines@example.org\"")
    );
    assert_eq!(filtered.matches("<tr><th scope=\"row\">").count(), 1);
    assert!(filtered.contains("<a href=\"/audit\">Tout afficher</a>"));
    let none = aude.page("/audit?actor=nobody").await;
    assert!(none.contains("Aucune inscription ne répond à ces critères."), "{none}");
    let wrong = aude.get("/audit?act=redeem&from=hier&to=2020-09-01").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    aude.sound("/audit", &wrong);
    for field in ["act", "from"] {
        assert!(wrong.text.contains(&format!("id=\"{field}-error\"")), "{field}: {}", wrong.text);
    }
    assert!(!wrong.text.contains("id=\"to-error\"") && !wrong.text.contains("<table"), "{}", wrong.text);

    // The next page goes on with the same filter.
    let profile = || Plain::Profile { account: world.lumen.id, name: "Lumen".to_owned() };
    world.app.store().write("a&b", noon(TODAY), &[(); 70].map(|()| profile())).await.expect("writes");
    let page = aude.page("/audit?actor=a%26b").await;
    let older = page.split("href=\"/audit?actor=a%26b&#38;before=").nth(1).and_then(|rest| rest.split('"').next());
    let second = aude.page(&format!("/audit?actor=a%26b&before={}", older.expect("more"))).await;
    let rows = |page: &str| page.matches("<tr><th scope=\"row\">").count();
    assert_eq!((rows(&page), rows(&second)), (50, 20));
    assert!(!second.contains("Plus ancien"), "{second}");
}
