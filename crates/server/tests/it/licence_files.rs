//! Licence files: whether what is believed without a network is what a check would have answered.

use std::collections::BTreeMap;

use axum::body::Body;
use axum::http::{Method, Request};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use serde_json::{Value, json};
use symbolon_licence::{Case, Claims, Keys, State, open};
use symbolon_server::Server;

use crate::support::*;

/// What the seat of Inès gives her.
const PRODUCT: &str = "visual-studio-professional";

impl World {
    async fn keys(&self) -> Keys {
        let request = Request::builder().method(Method::GET).uri("/.well-known/jwks.json").body(Body::empty());
        // Nobody in particular asks.
        let reply = self.send(request.expect("a request")).await;
        assert_eq!((reply.status.as_u16(), reply.header("content-type")), (200, "application/jwk-set+json"));
        Keys::read(&reply.text).expect("a key")
    }

    async fn licence(&self, who: &str, body: Value) -> Reply {
        self.post(who, "/v1/licence-files", body).await
    }

    /// What a file says that is given.
    async fn claims(&self, who: &str, body: Value) -> Claims {
        let reply = self.licence(who, body).await;
        assert_eq!((reply.status.as_u16(), reply.header("content-type")), (200, "application/jose"), "{}", reply.text);
        open(&reply.text, &self.keys().await).expect("is signed")
    }

    /// The world on another day.
    fn on(mut self, day: &str) -> Self {
        self.server = Server::new(self.app_on(day));
        self
    }

    /// The world in which Inès has begun with her seat.
    async fn seated() -> Self {
        let world = Self::whole().await;
        let path = format!("/v1/assignments/{}/activations", world.lumen.assignment);
        let reply = world.post("ines", &path, json!({})).await;
        assert!(reply.status.is_success(), "{}", reply.text);
        world
    }
}

fn seconds(day: &str) -> i64 {
    noon(day) / 1_000_000
}

#[tokio::test]
async fn a_file_says_what_the_check_says() {
    let world = World::seated().await;
    let question = json!({ "person": "ines@example.org", "product": PRODUCT });
    let check = world.post("ines", "/v1/entitlement-checks", question.clone()).await.json();
    let claims = world.claims("ines", question).await;
    let expected = Claims {
        iss: "mpn-2020".to_owned(),
        sandbox: true,
        account: world.lumen.id.to_string(),
        sub: person("ines").to_string(),
        aud: PRODUCT.to_owned(),
        iat: seconds(TODAY),
        nbf: seconds(TODAY),
        exp: seconds(TODAY) + 7 * 86_400,
        usable_until: check["until"].as_str().expect("a day").to_owned(),
        grace: None,
        device: None,
        rule_version: 1,
    };
    assert_eq!(claims, expected);
    // A product asks for its users too, and the company as a whole has a right of its own.
    let company = json!({ "product": PRODUCT, "device": "desk-12", "ttl": "PT90M" });
    let claims = world.claims("studio", company).await;
    assert_eq!((claims.sub, claims.device.as_deref()), (world.lumen.id.to_string(), Some("desk-12")));
    assert_eq!(claims.exp, seconds(TODAY) + 90 * 60);
}

#[tokio::test]
async fn a_file_ends_with_the_last_day_of_the_right() {
    let world = World::seated().await;
    let question = json!({ "person": "ines@example.org", "product": PRODUCT, "ttl": "P30D" });
    let until = world.claims("ines", question.clone()).await.usable_until;
    let last: Date = until.parse().expect("a day");
    let zone = world.app.zone().clone();
    let over = last.tomorrow().expect("a day").to_zoned(zone).expect("an instant").timestamp().as_second();
    let world = world.on(&last.checked_sub(3.days()).expect("a day").to_string());
    let claims = world.claims("ines", question.clone()).await;
    assert_eq!((claims.exp, claims.usable_until), (over, until.clone()));
    assert!(claims.grace.is_some(), "it counts in its window");
    // Over is over.
    let world = world.on(&last.tomorrow().expect("a day").to_string());
    let refused = world.licence("ines", question).await;
    assert_eq!((refused.status.as_u16(), refused.code()), (409, "not-entitled".to_owned()));
    assert_eq!(refused.json()["available_until"], json!(until));
}

#[tokio::test]
async fn a_no_is_a_problem_with_all_that_the_check_says() {
    let world = World::seated().await;
    let question = json!({ "account": world.lumen.id.to_string(), "person": "emil@example.org", "product": PRODUCT });
    let mut full = question.clone();
    full["explain"] = json!("full");
    let check = world.post("sam", "/v1/entitlement-checks", full).await.json();
    let refused = world.licence("sam", question).await;
    let problem = refused.json();
    assert_eq!((refused.status.as_u16(), refused.code()), (409, "not-entitled".to_owned()));
    assert_eq!((&problem["check"], &problem["detail"]), (&json!("not_assigned"), &check["message"]));
    assert_eq!((&problem["remedies"], &problem["explanation"]), (&check["would_change"], &check["explanation"]));
}

#[tokio::test]
async fn people_and_products_of_others_are_as_unknown_as_those_that_never_were() {
    let world = World::seated().await;
    let refused = async |body: Value| {
        let reply = world.licence("ines", body).await;
        assert_eq!(reply.status.as_u16(), 409, "{}", reply.text);
        let mut problem = reply.json();
        problem.as_object_mut().expect("an object").remove("instance");
        problem
    };
    let of = |person: &str| json!({ "person": person, "product": PRODUCT });
    let nora = refused(of(&person("nora").to_string())).await;
    assert_eq!((nora["check"].as_str(), &nora), (Some("unknown_person"), &refused(of("nora@example.org")).await));
    assert_eq!(nora, refused(of("nobody@example.org")).await);
    let product = refused(json!({ "product": "another-vendors" })).await;
    assert_eq!(product["check"], "unknown_product");
    // A company that is not one's own is not there.
    for account in [world.nord.id.to_string(), "acc_00000000000000000000000001".to_owned()] {
        let reply = world.licence("studio", json!({ "account": account, "product": PRODUCT })).await;
        assert_eq!((reply.status.as_u16(), reply.code()), (404, "not-found".to_owned()));
    }
}

#[tokio::test]
async fn a_file_lasts_from_an_hour_to_thirty_days() {
    let world = World::seated().await;
    let body = |ttl: &str| json!({ "person": "ines@example.org", "product": PRODUCT, "ttl": ttl });
    for (ttl, lasts) in [("PT1H", 3_600), ("P1DT12H", 129_600), ("P2W", 14 * 86_400), ("P30D", 30 * 86_400)] {
        assert_eq!(world.claims("ines", body(ttl)).await.exp, seconds(TODAY) + lasts, "{ttl}");
    }
    for ttl in ["", "PT59M", "PT0S", "-P7D", "P31D", "PT721H", "P1M", "P1Y", "7 days", "7", "P99999999999D"] {
        let reply = world.licence("ines", body(ttl)).await;
        let error = &reply.json()["errors"][0];
        assert_eq!(
            (reply.status.as_u16(), &error["pointer"], &error["code"]),
            (422, &json!("/ttl"), &json!("lasting"))
        );
    }
    let device = json!({ "product": PRODUCT, "device": "a\nb" });
    let reply = world.licence("ines", device).await;
    assert_eq!((reply.status.as_u16(), &reply.json()["errors"][0]["pointer"]), (422, &json!("/device")));
}

#[tokio::test]
async fn no_file_of_a_sandbox_counts_where_live_ones_are_asked_for() {
    // Both have the same master key.
    let (sandbox, live) = (World::new().await, World::live().await);
    let body = json!({ "product": "office-365-e3" });
    let (of_sandbox, of_live) =
        (sandbox.licence("ines", body.clone()).await.text, live.licence("ines", body).await.text);
    assert!(open(&of_sandbox, &sandbox.keys().await).is_some_and(|claims| claims.sandbox));
    assert!(open(&of_live, &live.keys().await).is_some_and(|claims| !claims.sandbox));
    assert_eq!(open(&of_sandbox, &live.keys().await), None);
    assert_eq!(open(&of_live, &sandbox.keys().await), None);
}

/// What a file says on each day that it may be looked at, and what the check would answer then.
async fn same_on_each_day(
    world: &World,
    claims: &Claims,
    question: &Value,
    today: Date,
    seen: &mut BTreeMap<&str, u32>,
) {
    let days: Vec<Date> = (0..=31).map(|days| today.checked_add(days.days()).expect("a day")).collect();
    let asked = |day: &Date| {
        let mut one = question.clone();
        one["as_of"] = json!(day.to_string());
        one
    };
    let checks: Vec<Value> = days.iter().map(asked).collect();
    let answers = world.post("sam", "/v1/entitlement-checks", json!({ "checks": checks })).await.json();
    for (day, answer) in days.iter().zip(answers["items"].as_array().expect("answers")) {
        let state =
            claims.state(&Case { product: &claims.aud, device: None, now: seconds(&day.to_string()), seen: None });
        let told = format!("{state:?} {day} {answer} {claims:?}");
        *seen.entry(state.code()).or_default() += 1;
        match state {
            State::Valid | State::ValidRefreshDue => assert_eq!(answer["code"], "allowed", "{told}"),
            State::Grace => assert_eq!(answer["code"], "allowed_in_renewal_window", "{told}"),
            State::Ended => {
                // It ended because it was to, or because the right did as far as it was known.
                let lasted = claims.exp - claims.iat == 30 * 86_400;
                let over = claims.usable_until < day.to_string();
                assert!(lasted || over || answer["decision"] == "deny", "{told}");
            }
            _ => panic!("{told}"),
        }
    }
}

#[tokio::test]
async fn a_file_and_the_check_say_the_same_on_every_day() {
    let mut world = World::seated().await;
    for check in ["email", "employment", "business"] {
        let path = format!("/v1/accounts/{}/profile-checks/{check}/decisions", world.lumen.id);
        let reply = world.post("sam", &path, json!({ "passed": true })).await;
        assert!(reply.status.is_success(), "{}", reply.text);
    }
    let products: Vec<String> = world.app.programme().benefits.iter().map(|benefit| benefit.id.clone()).collect();
    let (mut seen, mut refused) = (BTreeMap::new(), 0);
    // In the year, before its end, in the window, in the window after a renewal, at its end, and when all is over.
    for (day, renewed) in [
        (TODAY, false),
        ("2021-08-20", false),
        ("2021-09-10", false),
        ("2021-09-29", false),
        ("2021-11-15", false),
        ("2021-09-10", true),
        ("2022-08-20", true),
    ] {
        world = world.on(day);
        if renewed && day == "2021-09-10" {
            world.reviewed(world.lumen.id).await;
            let payment = json!({ "reference": "R-1", "amount": { "amount": "475.00", "currency": "USD" } });
            let body = json!({ "membership": world.lumen.membership, "payment": payment });
            let path = format!("/v1/accounts/{}/renewals", world.lumen.id);
            let reply = world.post("sam", &path, body).await;
            assert!(reply.status.is_success(), "{}", reply.text);
        }
        let keys = world.keys().await;
        for who in [None, Some("ines"), Some("emil"), Some("nora")] {
            for product in &products {
                let mut question = json!({ "account": world.lumen.id.to_string(), "product": product });
                if let Some(who) = who {
                    question["person"] = json!(person(who).to_string());
                }
                let check = world.post("sam", "/v1/entitlement-checks", question.clone()).await.json();
                let mut body = question.clone();
                body["ttl"] = json!("P30D");
                let reply = world.licence("sam", body).await;
                if check["decision"] == "deny" {
                    assert_eq!((reply.status.as_u16(), &reply.json()["check"]), (409, &check["code"]));
                    refused += 1;
                    continue;
                }
                assert_eq!(reply.status.as_u16(), 200, "{}", reply.text);
                let claims = open(&reply.text, &keys).expect("is signed");
                assert_eq!(json!(claims.usable_until), check["until"]);
                let last =
                    Timestamp::from_second(claims.exp - 1).expect("an instant").to_zoned(world.app.zone().clone());
                assert!(last.date().to_string() <= claims.usable_until, "{claims:?}");
                same_on_each_day(&world, &claims, &question, day.parse().expect("a day"), &mut seen).await;
            }
        }
    }
    let states: Vec<&str> = seen.keys().copied().collect();
    assert_eq!(states, ["ended", "grace", "valid", "valid_refresh_due"], "{seen:?}");
    assert!(refused > 0);
}
