//! The main acts as a caller sees them: what is sent, and the whole answer. Ids, time and chance are inputs, so the
//! answers are the same in every run; explanations are shown by their sentences.

use axum::body::Body;
use axum::http::Method;
use std::collections::BTreeSet;
use std::fmt::Write;

use insta::assert_snapshot;
use serde_json::{Value, json};
use symbolon_domain::access::Role;
use symbolon_domain::command::Command;
use symbolon_domain::fact::Ordered;
use symbolon_domain::ids::AccountId;
use symbolon_domain::programme::PayMethod;
use symbolon_store::Caller;

use crate::support::*;

/// An answer for reading: status, headers that matter, the body, explanations as indented sentences.
fn read(reply: &Reply) -> String {
    let mut out = format!("{}\n", reply.status);
    for name in ["dry-run", "idempotent-replayed", "cache-control", "content-language", "symbolon-position"] {
        let value = reply.header(name);
        if !value.is_empty() {
            // Writing into a String cannot fail.
            let _ = writeln!(out, "{name}: {value}");
        }
    }
    let mut body = reply.json();
    if let Some(digest) = body.get_mut("preview_digest") {
        // Its end depends on every byte of the programme's files; that it fits is tested by acting on it.
        let shown = digest.as_str().and_then(|text| text.rsplit_once('-')).map(|(shown, _)| shown.to_owned());
        *digest = shown.into();
    }
    let told = body.as_object_mut().and_then(|members| members.remove("explanation"));
    out.push_str(&serde_json::to_string_pretty(&body).expect("JSON"));
    if let Some(told) = told {
        let _ = write!(out, "\n{} ({})", told["text"].as_str().expect("a question"), told["answer"]);
        sentences(&told["children"], 1, &mut out);
    }
    out
}

fn sentences(nodes: &Value, depth: usize, out: &mut String) {
    for node in nodes.as_array().into_iter().flatten() {
        let text = |name: &str| node[name].as_str().expect("words").to_owned();
        let _ = write!(out, "\n{}{}: {}", "  ".repeat(depth), text("answer_text"), text("text"));
        sentences(&node["children"], depth + 1, out);
    }
}

#[tokio::test]
async fn a_token_is_previewed_and_redeemed() {
    let world = World::new().await;
    let path = format!("/v1/tokens/{}/redemptions", world.lumen.token);
    let body = json!({ "tenant_id": world.lumen.tenant, "mode": "new" });
    assert_snapshot!(read(&world.post("ines", &format!("{path}?dry_run=true"), body.clone()).await), @r#"
    200 OK
    dry-run: true
    content-language: en
    {
      "allowed": true,
      "effects": [
        {
          "field": "subscription.seats",
          "to": 5,
          "irreversible": false,
          "text": "The subscription has 5 seats."
        },
        {
          "field": "subscription.usable_until",
          "to": "2021-09-10",
          "irreversible": false,
          "because": {
            "days_after": 365,
            "mode": "new",
            "seats_after": 5,
            "shorter": "no",
            "token_days": 365,
            "token_months": 12,
            "token_seats": 5,
            "until_after": "2021-09-10"
          },
          "text": "The subscription is usable until 10 September 2021."
        },
        {
          "field": "token.state",
          "from": "available",
          "to": "redeemed",
          "irreversible": true,
          "text": "The token, available before, is redeemed afterwards; this cannot be undone."
        }
      ],
      "remedies": [
        {
          "act": "request_replacement",
          "until": "2020-10-10",
          "text": "If it was a mistake, ask for a replacement token, until 10 October 2020."
        }
      ],
      "valid_until": "2020-09-10T12:15:00Z",
      "alternatives": [
        {
          "mode": "extend",
          "allowed": false,
          "code": "subscription-not-live",
          "detail": "No subscription to Intune runs on this tenant, so there is nothing to extend. Redeem a token as a new subscription."
        },
        {
          "mode": "add_seats",
          "allowed": false,
          "code": "subscription-not-live",
          "detail": "No subscription to Intune runs on this tenant, so there is nothing to add licences to. Redeem a token as a new subscription."
        }
      ],
      "acknowledge": [
        "token-used-whole",
        "tenant-permanent"
      ],
      "preview_digest": "p1-1599740100000000"
    }
    May the token Intune be redeemed in this way on 10 September 2020? ("yes")
      yes: The token was not redeemed before.
      yes: The token is used whole: 5 seats.
      yes: The membership M-1001 is active and gives access until 1 October 2021.
      yes: Redeem by 1 October 2021.
      yes: The tenant lumen.example has been linked to the account since 1 August 2020.
      yes: The caller is admin of lumen.example.
      yes: The programme offers this way to redeem: new subscription.
      yes: No subscription to Intune runs on this tenant, so a new one can begin.
      noted: A new subscription begins: 5 seats, usable until 10 September 2021.
    "#);
    assert_snapshot!(read(&world.post_previewed("ines", &path, body).await), @r#"
    201 Created
    cache-control: no-store
    content-language: en
    symbolon-position: 10
    {
      "id": "red_01ehvy60g0em5b7w590x3sxv4h",
      "token": "tok_01eh4rkhg0ee7r3c74p7hrb15y",
      "benefit": "intune",
      "tenant_id": "ten_01eemy98g0e24rtmkm5sfjztzc",
      "tenant": "lumen.example",
      "mode": "new",
      "redeemed_on": "2020-09-10",
      "redeemed_by": "per_01eh000000e008000000000000",
      "seats": 5,
      "subscription_id": "sub_01ehvy60g0em5b7w590x3sxv4j",
      "after": {
        "seats": 5,
        "usable_until": "2021-09-10"
      },
      "replaceable_until": "2020-10-10"
    }
    "#);
}

#[tokio::test]
async fn a_token_is_redeemed_once() {
    let world = World::new().await;
    let path = format!("/v1/tokens/{}/redemptions", world.lumen.used);
    let body = json!({ "tenant_id": world.lumen.tenant, "mode": "new" });
    assert_snapshot!(read(&world.post("ines", &path, body).await), @r#"
    409 Conflict
    cache-control: no-store
    content-language: en
    {
      "type": "/problems/token-already-redeemed",
      "title": "This token was redeemed already",
      "status": 409,
      "code": "token-already-redeemed",
      "detail": "The token was redeemed on 2 September 2020 on the tenant lumen.example by Ines, as a new subscription. A token works once. Wait for support’s decision on the request that was made.",
      "redeemed_by": "per_01eh000000e008000000000000",
      "redeemed_on": "2020-09-02",
      "tenant": "ten_01eemy98g0e24rtmkm5sfjztzc",
      "remedies": [
        {
          "act": "await_decision",
          "text": "Wait for support’s decision on the request that was made."
        }
      ],
      "decision": "dec_01ehvy60g0ehsay16z0pwqpykw",
      "instance": "/requests/req_2815d8dff5857b8511ebfa5c"
    }
    May the token Office 365 E3 be redeemed in this way on 10 September 2020? ("no")
      no: The token was redeemed on 2 September 2020 on the tenant lumen.example by Ines, as a new subscription. A token works once.
    "#);
    // Part of a token is refused as such, whatever else is true.
    let path = format!("/v1/tokens/{}/redemptions", world.lumen.token);
    let body = json!({ "tenant_id": world.lumen.tenant, "mode": "new", "seats": 3 });
    assert_snapshot!(read(&world.post("ines", &path, body).await), @r#"
    422 Unprocessable Entity
    cache-control: no-store
    content-language: en
    {
      "type": "/problems/token-indivisible",
      "title": "A token is used whole",
      "status": 422,
      "code": "token-indivisible",
      "detail": "The token has 5 seats and cannot be split: 3 were asked for. Redeem the token with all its seats.",
      "asked": 3,
      "token_seats": 5,
      "remedies": [
        {
          "act": "redeem_whole",
          "text": "Redeem the token with all its seats."
        }
      ],
      "decision": "dec_01ehvy60g0ekp8p15dpkv4y05h",
      "instance": "/requests/req_1e891af7baab7af4b209c294"
    }
    May the token Intune be redeemed in this way on 10 September 2020? ("no")
      yes: The token was not redeemed before.
      no: The token has 5 seats and cannot be split: 3 were asked for.
    "#);
}

#[tokio::test]
async fn the_last_day_of_a_token_and_the_day_after() {
    for (day, status, code) in [("2021-10-01", 201, ""), ("2021-10-02", 409, "membership-not-active")] {
        let world = World::new().await;
        assert_eq!(world.post("opal", "/v1/clocks/clock/advances", json!({ "to": day })).await.status, 200);
        let path = format!("/v1/tokens/{}/redemptions", world.lumen.token);
        let body = json!({ "tenant_id": world.lumen.tenant, "mode": "new" });
        let reply = match status {
            201 => world.post_previewed("ines", &path, body).await,
            _ => world.post("ines", &path, body).await,
        };
        assert_eq!((reply.status.as_u16(), reply.code().as_str()), (status, code), "{day} {}", reply.text);
    }
}

#[tokio::test]
async fn a_key_is_shown_and_used() {
    let world = World::new().await;
    let reveals = format!("/v1/keys/{}/reveals", world.lumen.key);
    assert_snapshot!(read(&world.post_previewed("pia", &reveals, json!({})).await), @r#"
    201 Created
    cache-control: no-store
    content-language: en
    symbolon-position: 10
    {
      "id": "rev_01ehvy60g0em5b7w590x3sxv4h",
      "key_id": "key_01eh4rkhg0ee7r3c74p7hrb16v",
      "revealed_on": "2020-09-10",
      "key": "BJ4GR-KR3C4-JD4Y7-G4BPB-JWTRY"
    }
    "#);
    let activations = format!("/v1/keys/{}/activations", world.lumen.key);
    let machine = |name: &str| json!({ "fingerprint": name, "device_name": name });
    assert_snapshot!(read(&world.post("pia", &activations, machine("poste 1")).await), @r#"
    201 Created
    cache-control: no-store
    content-language: en
    symbolon-position: 11
    {
      "id": "act_01ehvy60g0em6ttttb0w4sj9g0",
      "key": "key_01eh4rkhg0ee7r3c74p7hrb16v",
      "counted": true,
      "counted_for": "new_device",
      "used": 2,
      "limit": 10,
      "free": 8
    }
    "#);
    // A known machine costs nothing (E-08).
    assert_snapshot!(read(&world.post("pia", &activations, machine("poste 1")).await), @r#"
    200 OK
    cache-control: no-store
    content-language: en
    symbolon-position: 11
    {
      "id": null,
      "key": "key_01eh4rkhg0ee7r3c74p7hrb16v",
      "counted": false,
      "counted_for": null,
      "used": 2,
      "limit": 10,
      "free": 8
    }
    "#);
    for n in 3..=10 {
        assert_eq!(world.post("pia", &activations, machine(&format!("poste {n}"))).await.status, 201);
    }
    assert_snapshot!(read(&world.post("pia", &activations, machine("poste 11")).await), @r#"
    409 Conflict
    cache-control: no-store
    content-language: en
    {
      "type": "/problems/activations-exhausted",
      "title": "All activations of this key are used",
      "status": 409,
      "code": "activations-exhausted",
      "detail": "All 10 activations of the key are used; no more are granted. For more, license the product commercially.",
      "limit": 10,
      "top_up": "never",
      "used": 10,
      "remedies": [
        {
          "act": "commercial_licensing",
          "text": "For more, license the product commercially."
        }
      ],
      "decision": "dec_01ehvy60g0ehx8pmpn6dxtv5gb",
      "instance": "/requests/req_4f6cf5f70219e3a428fe7da3"
    }
    May the product key Office Professional Plus 2019 activate this machine on 10 September 2020? ("no")
      yes: The role held allows this: recording an activation.
      yes: The membership M-1001 is active and gives access until 1 October 2021.
      noted: The machine is new to this key: this counts as an activation.
      yes: No later year’s benefit stands in its place.
      yes: Redeem by 1 October 2021.
      no: All 10 activations of the key are used; no more are granted.
    "#);
}

#[tokio::test]
async fn a_line_that_needs_no_key_says_so() {
    let world = World::new().await;
    let lines =
        world.get("ines", &format!("/v1/accounts/{}/grants?benefit=windows-server-2019-cal", world.lumen.id)).await;
    let line = lines.json()["items"][0]["id"].as_str().expect("a line").to_owned();
    let reply = world.post("ines", &format!("/v1/keys/{line}/reveals"), json!({})).await;
    assert_eq!((reply.status.as_u16(), reply.code()), (409, "key-not-required".to_owned()), "{}", reply.text);
}

#[tokio::test]
async fn a_seat_is_given_used_and_taken_back() {
    let world = World::new().await;
    let path = format!("/v1/seat-pools/{}/assignments", world.lumen.pool);
    let given = world.post("pia", &path, json!({ "person": person("emil") })).await;
    assert_snapshot!(read(&given), @r#"
    201 Created
    cache-control: no-store
    content-language: en
    symbolon-position: 10
    {
      "id": "asg_01ehvy60g0em5b7w590x3sxv4h",
      "account": "acc_01eekn2x00e008000000000007",
      "seat_pool": "pol_01eh4rkhg0ee7r3c74p7hrb162",
      "benefit": "visual-studio-professional",
      "benefit_name": "Visual Studio Professional",
      "seat": 2,
      "person": "per_01eh000000e008000000000007",
      "country": "FR",
      "state": "assigned",
      "state_text": "assigned",
      "assigned_on": "2020-09-10",
      "reassignable_from": "2020-12-09"
    }
    "#);
    let given = given.json()["id"].as_str().expect("an id").to_owned();
    assert_snapshot!(read(&world.post("pia", &path, json!({ "person": person("emil") })).await), @r#"
    409 Conflict
    cache-control: no-store
    content-language: en
    {
      "type": "/problems/seat-already-held",
      "title": "This person holds a seat already",
      "status": 409,
      "code": "seat-already-held",
      "detail": "The person holds a seat of this edition already, since 10 September 2020. Name another person.",
      "assignment": "asg_01ehvy60g0em5b7w590x3sxv4h",
      "remedies": [
        {
          "act": "other_person",
          "text": "Name another person."
        }
      ],
      "decision": "dec_01ehvy60g0ekp8p15dpkv4y05h",
      "instance": "/requests/req_1e891af7baab7af4b209c294"
    }
    May a seat of the pool Visual Studio Professional be given to this person on 10 September 2020? ("no")
      yes: The role held allows this: assigning seats.
      yes: The membership M-1001 is active and gives access until 1 October 2021.
      yes: Redeem by 1 October 2021.
      yes: The company has its headquarters or a location in France.
      yes: The identity is that of one named person.
      yes: The person has an entry in the company’s directory.
      no: The person holds a seat of this edition already, since 10 September 2020.
    "#);
    let activations = format!("/v1/assignments/{given}/activations");
    assert_eq!(world.post("pia", &activations, json!({})).await.code(), "not-the-assignee");
    assert_eq!(world.post("emil", &activations, json!({})).await.status, 201);
    assert_eq!(world.post("emil", &activations, json!({})).await.status, 200);
    let check = json!({ "person": "EMIL@example.org", "product": "visual-studio-professional" });
    assert_snapshot!(read(&world.post("studio", "/v1/entitlement-checks", check).await), @r#"
    200 OK
    content-language: en
    {
      "decision": "allow",
      "code": "allowed",
      "message": "may be used",
      "until": "2021-10-01",
      "as_of": "2020-09-10",
      "rule_version": 1,
      "ttl_seconds": 300
    }
    "#);
    assert_snapshot!(read(&world.delete("pia", &format!("/v1/assignments/{given}")).await), @r#"
    200 OK
    cache-control: no-store
    content-language: en
    symbolon-position: 12
    {
      "id": "asg_01ehvy60g0em5b7w590x3sxv4h",
      "state": "ended",
      "reason": "returned",
      "ended_on": "2020-09-10",
      "reassignable_from": "2020-12-09"
    }
    "#);
    assert_snapshot!(read(&world.get("emil", &format!("/v1/seat-pools/{}", world.lumen.pool)).await), @r#"
    200 OK
    cache-control: private, no-cache
    content-language: en
    {
      "id": "pol_01eh4rkhg0ee7r3c74p7hrb162",
      "account": "acc_01eekn2x00e008000000000007",
      "grant": "grt_01eh4rkhg0ee7r3c74p7hrb161",
      "benefit": "visual-studio-professional",
      "benefit_name": "Visual Studio Professional",
      "edition": "professional",
      "seat_breakdown": {
        "granted": 3,
        "activated": 0,
        "assigned": 1,
        "locked": 1,
        "free": 1,
        "withheld": 0,
        "overcommitted": 0,
        "unlocks_on": "2020-12-09"
      },
      "as_of": "2020-09-10"
    }
    "#);
    assert_eq!(world.delete("pia", &format!("/v1/assignments/{given}")).await.code(), "seat-not-assigned");
}

#[tokio::test]
async fn a_seat_assigned_by_mistake_locks_nothing() {
    let world = World::new().await;
    let path = format!("/v1/seat-pools/{}/assignments", world.lumen.pool);
    let given = world.post("pia", &path, json!({ "person": person("rita") })).await;
    let given = given.json()["id"].as_str().expect("an id").to_owned();
    let taken = world.delete("pia", &format!("/v1/assignments/{given}")).await.json();
    assert_eq!((&taken["reason"], &taken["reassignable_from"]), (&json!("slip"), &json!(TODAY)));
}

#[tokio::test]
async fn a_seat_is_used_where_the_company_is() {
    let world = World::new().await;
    let path = format!("/v1/seat-pools/{}/assignments", world.lumen.pool);
    let german = json!({ "person": person("emil"), "country": "DE" });
    assert_snapshot!(read(&world.post("pia", &path, german.clone()).await), @r#"
    409 Conflict
    cache-control: no-store
    content-language: en
    {
      "type": "/problems/country-without-location",
      "title": "The company is not in this country",
      "status": 409,
      "code": "country-without-location",
      "detail": "The company has neither its headquarters nor a location in Germany. Add a location in the country first.",
      "remedies": [
        {
          "act": "add_location",
          "text": "Add a location in the country first."
        }
      ],
      "decision": "dec_01ehvy60g0ehsay16z0pwqpykw",
      "instance": "/requests/req_2815d8dff5857b8511ebfa5c",
      "who_can_help": [
        {
          "role": "account_admin",
          "name": "Account admin",
          "people": [
            "Aziz"
          ]
        },
        {
          "role": "support_agent",
          "name": "Support agent",
          "people": []
        }
      ]
    }
    May a seat of the pool Visual Studio Professional be given to this person on 10 September 2020? ("no")
      yes: The role held allows this: assigning seats.
      yes: The membership M-1001 is active and gives access until 1 October 2021.
      yes: Redeem by 1 October 2021.
      no: The company has neither its headquarters nor a location in Germany.
    "#);
    let locations = format!("/v1/accounts/{}/locations", world.lumen.id);
    assert_eq!(world.post("sam", &locations, json!({ "country": "DE" })).await.status, 201);
    let given = world.post("pia", &path, german).await;
    assert_eq!((given.status.as_u16(), &given.json()["country"]), (201, &json!("DE")));
    let entitlements = format!("/v1/accounts/{}/entitlements?benefit=visual-studio-professional", world.lumen.id);
    let held = world.get("emil", &entitlements).await.json();
    let (held, ceiling) = (&held["items"][0], json!({ "initial": 3, "per_country": 15, "worldwide": 45 }));
    assert_eq!((&held["granted"], &held["effective"], &held["ceiling"]), (&json!(3), &json!(3), &ceiling));
    assert_eq!(held["countries"], json!([{ "country": "FR", "used": 1 }, { "country": "DE", "used": 1 }]));
    let why = &held["explanation"]["children"][1];
    assert_eq!(why["text"], "All 3 that are granted can be used: no ceiling withholds anything.");
}

#[tokio::test]
async fn the_next_year_is_told_before_it_is_paid() {
    let world = World::new().await;
    let path = format!("/v1/memberships/M-{}/next-year", world.lumen.membership_number);
    let next = world.get("ines", &path).await.json();
    assert_eq!((&next["renewed_on"], &next["possible"]), (&json!("2021-09-02"), &json!(true)));
    let lines = next["benefits"].as_array().expect("a list");
    let seats = lines.iter().find(|line| line["benefit"] == "visual-studio-professional").expect("a line");
    assert_eq!((&seats["now"]["granted"], &seats["next"]["granted"]), (&json!(3), &json!(3)));
    assert_eq!(seats["reasons"][0]["text"], "1 person keeps the seat.");
    for (query, code) in [("?offer=gold", "validation-failed"), ("?offer=nothing", "validation-failed")] {
        assert_eq!(world.get("ines", &format!("{path}{query}")).await.code(), code);
    }
    let other = world.get("ines", &format!("{path}?offer=learning-action-pack")).await.json();
    assert_eq!(other["offer_name"], "Learning Action Pack (LAPS)");
    let disks = other["benefits"].as_array().into_iter().flatten().find(|line| line["change"] == "new");
    let reason = &disks.expect("a new line")["reasons"][0];
    assert_eq!(reason["text"], "The offer Learning Action Pack (LAPS) instead of Action Pack (MAPS).");
}

#[tokio::test]
async fn the_vendor_sees_what_is_not_provisioned_and_records_what_is() {
    let world = World::new().await;
    let path = format!("/v1/accounts/{}/provisioning", world.lumen.id);
    // Bought on 1 September 2020 at noon, and 24 hours are long over.
    let open = world.get("sam", &path).await.json();
    let items = open["items"].as_array().expect("a list").clone();
    assert_eq!((items.len(), &items[0]["state"]), (42, &json!("overdue")));
    let record = format!("/v1/memberships/{}/provisionings", world.lumen.membership);
    let one = json!({ "grants": [items[0]["grant"]] });
    assert_eq!(world.post("sam", &record, one.clone()).await.status, 201);
    // Repeated under another key, it changes nothing.
    assert_eq!(world.post("sam", &record, one).await.status, 200);
    assert_eq!(world.get("sam", &path).await.json()["items"].as_array().expect("a list").len(), 41);
    let grant = world.get("ines", &format!("/v1/grants/{}", items[0]["grant"].as_str().expect("an id"))).await.json();
    assert_eq!((&grant["provisioning"], &grant["provisioned_on"]), (&json!("provisioned"), &json!(TODAY)));
    // A line of another company is as unknown as one that does not exist.
    let foreign = json!({ "grants": [world.nord.grant] });
    assert_eq!(world.post("sam", &record, foreign).await.code(), "not-found");
    assert_eq!(world.post("sam", &record, json!({ "grants": ["grt_x"] })).await.code(), "validation-failed");
    assert_eq!(world.post("ines", &record, json!({})).await.code(), "role-missing");
}

#[tokio::test]
async fn a_mailbox_has_no_seat() {
    let world = World::new().await;
    let people = format!("/v1/accounts/{}/people", world.lumen.id);
    let box_of_all = json!({ "name": "Contact", "email": "contact@example.org", "language": "fr", "kind": "shared" });
    let added = world.post("ines", &people, box_of_all).await.json();
    let path = format!("/v1/seat-pools/{}/assignments", world.lumen.pool);
    let reply = world.post("pia", &path, json!({ "person": added["id"] })).await;
    assert_eq!((reply.status.as_u16(), reply.code()), (409, "seat-not-shareable".to_owned()));
}

#[tokio::test]
async fn a_membership_is_renewed_in_its_window() {
    let world = World::new().await;
    let path = format!("/v1/accounts/{}/renewals", world.lumen.id);
    let payment = json!({ "reference": "O-900", "amount": { "amount": "475.00", "currency": "USD" } });
    let body = json!({ "membership": format!("M-{}", world.lumen.membership_number), "payment": payment });
    assert_snapshot!(read(&world.post("sam", &path, body.clone()).await), @r#"
    409 Conflict
    cache-control: no-store
    content-language: en
    {
      "type": "/problems/renewal-not-open",
      "title": "The renewal window is not open yet",
      "status": 409,
      "code": "renewal-not-open",
      "detail": "The renewal window is not open yet: renew between 2 September 2021 and 1 October 2021.",
      "available_from": "2021-09-02",
      "available_until": "2021-10-01",
      "remedies": [
        {
          "act": "wait",
          "from": "2021-09-02",
          "text": "Come back from 2 September 2021 on."
        }
      ],
      "decision": "dec_01ehvy60g0ehsay16z0pwqpykw",
      "instance": "/requests/req_2815d8dff5857b8511ebfa5c"
    }
    May the membership M-1001 be renewed on 10 September 2020? ("not_yet")
      yes: The role held allows this: recording what was bought without an order.
      yes: The payment is recorded under the reference O-900.
      yes: No order for the same thing is open.
      not yet: The renewal window is not open yet: renew between 2 September 2021 and 1 October 2021.
        noted: Anniversary, the end of the paid year: 1 September 2021. Renewal window: from 2 September 2021 to 1 October 2021.
      not looked at: Not looked at: whether the offer is on sale.
      not looked at: Not looked at: the verification of the company.
      not looked at: Not looked at: the review of the profile.
      not looked at: Not looked at: the level attained.
    "#);
    for (day, status) in [("2021-09-01", 409), ("2021-09-02", 201), ("2021-09-03", 409)] {
        assert_eq!(world.post("opal", "/v1/clocks/clock/advances", json!({ "to": day })).await.status, 200);
        world.reviewed(world.lumen.id).await;
        let reply = world.post("sam", &path, body.clone()).await;
        assert_eq!(reply.status, status, "{day} {}", reply.text);
        if status == 201 {
            assert_snapshot!(read(&reply), @r#"
            201 Created
            cache-control: no-store
            content-language: en
            symbolon-position: 12
            {
              "id": "mem_01eh4rkhg0ee7r3c74p7hrb15p",
              "number": "M-1001",
              "account": "acc_01eekn2x00e008000000000007",
              "offer": "action-pack",
              "offer_name": "Action Pack (MAPS)",
              "state": "active",
              "state_text": "active",
              "year": 2,
              "bought_on": "2020-09-01",
              "anniversary": "2022-09-01",
              "renew_from": "2022-09-02",
              "renew_to": "2022-10-01",
              "benefits_until": "2022-10-01",
              "access": "kept",
              "programme_version": 1
            }
            Which state is the membership M-1001 in on 2 September 2021? ("yes")
              yes: The offer Action Pack (MAPS) was bought on 1 September 2020, payment O-771.
              yes: The membership M-1001 is active and gives access until 1 October 2022.
              not yet: The renewal window is not open yet: renew between 2 September 2022 and 1 October 2022.
                noted: Anniversary, the end of the paid year: 1 September 2022. Renewal window: from 2 September 2022 to 1 October 2022.
              no longer: The fee of M-1001 could be refunded until 1 October 2020.
            "#);
        }
    }
}

#[tokio::test]
async fn the_last_day_of_the_window_and_the_day_after() {
    for (day, status, code) in [("2021-10-01", 201, ""), ("2021-10-02", 409, "renewal-window-closed")] {
        let world = World::new().await;
        assert_eq!(world.post("opal", "/v1/clocks/clock/advances", json!({ "to": day })).await.status, 200);
        world.reviewed(world.lumen.id).await;
        let path = format!("/v1/memberships/M-{}/renewals", world.lumen.membership_number);
        let reply = world.post("sam", &path, json!({ "payment": { "reference": "O-901" } })).await;
        assert_eq!((reply.status.as_u16(), reply.code().as_str()), (status, code), "{day} {}", reply.text);
    }
}

#[tokio::test]
async fn a_refusal_in_french() {
    let world = World::new().await;
    let path = format!("/v1/seat-pools/{}/assignments", world.lumen.pool);
    let request = axum::http::Request::builder()
        .method("POST")
        .uri(path)
        .header("authorization", format!("Bearer {}", bearer("emil")))
        .header("accept-language", "fr-FR,fr;q=0.9,en;q=0.1")
        .header("idempotency-key", "une-fois")
        .header("content-type", "application/json")
        .body(json!({ "person": person("rita") }).to_string().into());
    assert_snapshot!(read(&world.send(request.expect("a request")).await), @r#"
    403 Forbidden
    cache-control: no-store
    content-language: fr
    {
      "type": "/problems/role-missing",
      "title": "Votre rôle ne le permet pas",
      "status": 403,
      "code": "role-missing",
      "detail": "Aucun des rôles détenus ne le permet : attribuer les postes. Demandez à un collègue qui détient l’un des rôles indiqués.",
      "required_role": [
        "global_admin",
        "programme_admin"
      ],
      "remedies": [
        {
          "act": "ask_role_holder",
          "text": "Demandez à un collègue qui détient l’un des rôles indiqués."
        }
      ],
      "decision": "dec_01ehvy60g0ehsay16z0pwqpykw",
      "instance": "/requests/req_2815d8dff5857b8511ebfa5c",
      "who_can_help": [
        {
          "role": "global_admin",
          "name": "administrateur général",
          "people": [
            "Ines"
          ]
        },
        {
          "role": "programme_admin",
          "name": "administrateur partenaire MPN",
          "people": [
            "Pia"
          ]
        }
      ]
    }
    Un poste du lot Visual Studio Professional peut-il être attribué à cette personne le 10 septembre 2020 ? ("no")
      non: Aucun des rôles détenus ne le permet : attribuer les postes.
    "#);
}

#[tokio::test]
async fn one_action_pack_of_either_kind() {
    let world = World::new().await;
    let path = format!("/v1/accounts/{}/purchases", world.lumen.id);
    let body = json!({ "offer": "learning-action-pack", "payment": { "reference": "O-902" } });
    assert_snapshot!(read(&world.post("sam", &path, body).await), @r#"
    409 Conflict
    cache-control: no-store
    content-language: en
    {
      "type": "/problems/offer-limit-reached",
      "title": "No further membership of this kind can be held",
      "status": 409,
      "code": "offer-limit-reached",
      "detail": "Only one membership of this kind may be held at a time, and M-1001 (Action Pack (MAPS)) is held. Choose the other offer when you renew, between 2 September 2021 and 1 October 2021. If nobody acts, this changes on 2 October 2021.",
      "held": [
        "mem_01eh4rkhg0ee7r3c74p7hrb15p"
      ],
      "limit": 1,
      "available_from": "2021-10-02",
      "remedies": [
        {
          "act": "choose_at_renewal",
          "from": "2021-09-02",
          "until": "2021-10-01",
          "text": "Choose the other offer when you renew, between 2 September 2021 and 1 October 2021."
        }
      ],
      "decision": "dec_01ehvy60g0ehsay16z0pwqpykw",
      "instance": "/requests/req_2815d8dff5857b8511ebfa5c"
    }
    May the offer Learning Action Pack (LAPS) be bought on 10 September 2020? ("no")
      yes: The role held allows this: recording what was bought without an order.
      yes: The payment is recorded under the reference O-902.
      yes: No order for the same thing is open.
      yes: The offer Learning Action Pack (LAPS) is on sale.
      no: Only one membership of this kind may be held at a time, and M-1001 (Action Pack (MAPS)) is held.
    "#);
}

#[tokio::test]
async fn a_company_is_opened_attains_and_buys() {
    let world = World::new().await;
    let opened =
        world.post("pam", "/v1/accounts", json!({ "name": "Cadran", "country": "BE", "verified": true })).await;
    assert_snapshot!(read(&opened), @r#"
    201 Created
    cache-control: no-store
    content-language: en
    symbolon-position: 1
    {
      "id": "acc_01ehvy60g0ernvkj2hfj3tkyj5",
      "state": "authorized",
      "global_id": "1000003",
      "name": "Cadran",
      "country": "BE",
      "opened_on": "2020-09-10"
    }
    "#);
    let id = opened.json()["global_id"].as_str().expect("a number").to_owned();
    let stated = json!({
        "competency": "devops", "level": "silver", "until": "2021-12-31", "reason": "As agreed with the partner team.",
    });
    assert_snapshot!(read(&world.post("sam", &format!("/v1/accounts/{id}/attainments"), stated).await), @r#"
    201 Created
    cache-control: no-store
    content-language: en
    symbolon-position: 2
    {
      "id": "att_01ehvy60g0ekp8p15dpkv4y05h",
      "competency": "devops",
      "level": "silver",
      "from": "2020-09-10",
      "until": "2021-12-31",
      "grants_added": 0
    }
    "#);
    let listed = world.get("aude", &format!("/v1/accounts/{id}/attainments")).await.json();
    assert_eq!(listed["items"][0]["competency"], "devops");
    // The vendor's people do not order for a partner (I-04), but record what was paid elsewhere.
    let order = json!({ "offer": "silver", "method": "card" });
    assert_eq!(world.post("sam", &format!("/v1/accounts/{id}/orders"), order).await.code(), "role-missing");
    let buy = json!({ "offer": "silver", "payment": { "reference": "O-903" } });
    assert_eq!(world.post("sam", &format!("/v1/accounts/{id}/purchases"), buy).await.status, 201);
}

#[tokio::test]
async fn who_may_order_is_told_to_and_records_no_purchase() {
    let world = World::new().await;
    let path = format!("/v1/accounts/{}/purchases", world.lumen.id);
    let buy = json!({ "offer": "learning-action-pack", "payment": { "reference": "O-902" } });
    let refused = world.post("pia", &path, buy).await;
    assert_eq!((refused.status.as_u16(), refused.code()), (403, "role-missing".to_owned()));
    let body = refused.json();
    let acts: Vec<_> = body["remedies"].as_array().expect("remedies").iter().map(|one| one["act"].clone()).collect();
    assert_eq!(acts, ["ask_role_holder", "order"], "{}", refused.text);
    assert_eq!(body["required_role"], json!(["programme_manager", "support_agent"]));
}

#[tokio::test]
async fn a_statement_has_a_last_day() {
    let world = World::new().await;
    let path = format!("/v1/accounts/{}/attainments", world.lumen.id);
    let refused = world.post("sam", &path, json!({ "competency": "devops", "level": "silver" })).await;
    assert_eq!((refused.status.as_u16(), refused.code()), (422, "validation-failed".to_owned()));
    let body = refused.json();
    assert_eq!((&body["field"], &body["remedies"][0]["act"]), (&json!("until"), &json!("state_last_day")));
    assert!(body["detail"].as_str().expect("a text").contains("overrides the requirements for a time only"));
    let stated = json!({ "competency": "devops", "level": "silver", "until": "2020-12-10" });
    assert_eq!(world.post("sam", &path, stated).await.status, 201);
}

#[tokio::test]
async fn a_replacement_is_asked_for_and_decided() {
    let world = World::new().await;
    assert_snapshot!(read(&world.get("sam", "/v1/replacement-requests?state=open&limit=1").await), @r#"
    200 OK
    cache-control: private, no-cache
    content-language: en
    {
      "items": [
        {
          "id": "rpl_01eh7b08g0e8brfeaw95yankkz",
          "account": "acc_01eekn2x00e008000000000007",
          "token": "tok_01eh4rkhg0ee7r3c74p7hrb160",
          "reason": "wrong_tenant",
          "state": "open",
          "requested_on": "2020-09-02",
          "requested_by": "per_01eh000000e008000000000000",
          "note": null,
          "requests_before": 0,
          "granted_before": 0,
          "intended_tenant": "lumen-test.example",
          "redeemed_on": "2020-09-02",
          "redeemed_tenant": "lumen.example",
          "decided_on": null,
          "replacement_token": null
        }
      ],
      "next_cursor": "OTA5Y2FlMWIyOWVmZjc2NTJjYmUxOGU0OGY1ZGMzNTVycGxfMDFlaDdiMDhnMGU4YnJmZWF3OTV5YW5ra3o",
      "as_of": "2020-09-10"
    }
    "#);
    let path = format!("/v1/replacement-requests/{}/decisions", world.lumen.replacement);
    let refused = world.post("sam", &path, json!({ "approve": true })).await;
    assert_eq!(refused.code(), "preview-required");
    assert_snapshot!(read(&world.post_previewed("sam", &path, json!({ "approve": true })).await), @r#"
    201 Created
    cache-control: no-store
    content-language: en
    symbolon-position: 10
    {
      "id": "rpl_01eh7b08g0e8brfeaw95yankkz",
      "state": "approved",
      "original": "tok_01eh4rkhg0ee7r3c74p7hrb160",
      "token": "tok_01ehvy60g0em6ttttb0w4sj9g0",
      "redeem_by": "2021-10-01",
      "decided_on": "2020-09-10"
    }
    "#);
    assert_eq!(world.post("sam", &path, json!({ "approve": false })).await.code(), "request-not-open");
    // Once for a token, never for a replacement (D-21).
    let again = format!("/v1/tokens/{}/replacement-requests", world.lumen.used);
    assert_snapshot!(read(&world.post("ines", &again, json!({ "reason": "wrong_tenant" })).await), @r#"
    409 Conflict
    cache-control: no-store
    content-language: en
    {
      "type": "/problems/replacement-not-eligible",
      "title": "This token cannot be replaced",
      "status": 409,
      "code": "replacement-not-eligible",
      "detail": "The tenant that was meant is missing. For more, license the product commercially.",
      "checks": [
        "token_redeemed=yes",
        "reason_accepted=yes",
        "reason_fits=no",
        "replacement_in_time=yes",
        "first_replacement=no",
        "not_a_replacement=yes",
        "no_open_request=yes"
      ],
      "available_until": "2020-10-02",
      "remedies": [
        {
          "act": "commercial_licensing",
          "text": "For more, license the product commercially."
        }
      ],
      "decision": "dec_01ehvy60g0etkrydr6mnscggn6",
      "instance": "/requests/req_55ea9860a9be2663d8c74d85"
    }
    May the token Office 365 E3 be replaced, if asked for on 10 September 2020? ("no")
      yes: The role held allows this: asking for a replacement token.
      yes: The token was redeemed on 2 September 2020.
      yes: The programme replaces a token for this reason: redeemed on the wrong tenant.
      no: The tenant that was meant is missing.
      yes: The request comes in time: it may be made until 2 October 2020.
      no: A replacement was issued for this token already.
      yes: The token is not itself a replacement.
      yes: No other request is open for this token.
    "#);
}

#[tokio::test]
async fn a_lost_code_is_never_a_reason() {
    let world = World::new().await;
    let path = format!("/v1/tokens/{}/replacement-requests", world.lumen.token);
    let reply = world.post("ines", &path, json!({ "reason": "lost" })).await;
    assert_eq!((reply.status.as_u16(), reply.code()), (409, "replacement-not-eligible".to_owned()));
}

#[tokio::test]
async fn checks_answer_no_with_a_reason() {
    let world = World::new().await;
    let ask = async |body: Value| world.post("studio", "/v1/entitlement-checks", body).await;
    assert_snapshot!(read(&ask(json!({ "product": "office-365-e3", "explain": "full" })).await), @r#"
    200 OK
    content-language: en
    {
      "decision": "allow",
      "code": "allowed",
      "message": "may be used",
      "until": "2021-09-02",
      "as_of": "2020-09-10",
      "rule_version": 1,
      "ttl_seconds": 300
    }
    May Office 365 E3 be used on 10 September 2020? ("yes")
      yes: The offer Action Pack (MAPS) grants Office 365 E3: 5 seats, core benefit, since 1 September 2020.
      yes: Usable until 2 September 2021, 5 seats.
    "#);
    let items = json!([
        { "product": "intune" },
        { "product": "visual-studio-enterprise" },
        { "product": "nothing" },
        { "product": "visual-studio-professional", "person": "nora@example.org" },
        { "product": "visual-studio-professional", "person": person("nora") },
        { "product": "visual-studio-professional", "person": "rita@example.org" },
        { "product": "windows-10-enterprise", "as_of": "2021-09-15" },
        { "product": "windows-10-enterprise", "as_of": "2021-10-02" },
        { "product": "windows-10-enterprise", "as_of": "2020-08-31" },
    ]);
    let reply = ask(json!({ "checks": items })).await.json();
    let codes: Vec<&str> =
        reply["items"].as_array().expect("items").iter().filter_map(|one| one["code"].as_str()).collect();
    assert_eq!(
        codes,
        [
            "not_activated",
            "no_grant",
            "unknown_product",
            "unknown_person",
            "unknown_person",
            "not_assigned",
            "allowed_in_renewal_window",
            "membership_lapsed",
            "no_grant",
        ]
    );
    assert_eq!(reply["items"][3], reply["items"][4]);
}

#[tokio::test]
async fn gateways_ask_in_the_words_of_their_standard() {
    let world = World::new().await;
    let account = world.lumen.id.to_string();
    let ask = async |who: &str, path: &str, body: Value| world.post(who, &format!("/access/v1/{path}"), body).await;
    let (company, product) =
        (json!({ "type": "company", "id": account }), json!({ "type": "product", "id": "intune" }));
    let e3 = json!({ "type": "product", "id": "office-365-e3" });
    let rita = json!({ "type": "user", "id": "rita@example.org", "properties": { "account": account, "team": "x" } });
    let body = json!({ "subject": company, "resource": e3, "action": { "name": "use" }, "context": { "ip": "::1" } });
    {
        let reply = ask("any-studio", "evaluation", body.clone()).await.json();
        assert_eq!((&reply["decision"], &reply["context"]["code"]), (&json!(true), &json!("allowed")));
        assert_eq!(reply["context"]["until"], "2021-09-02");
    }
    // What a caller has no company for, what is another one's and what does not exist is a no.
    let nobody = json!({ "type": "company", "id": "999999" });
    let body = json!({ "subject": nobody, "resource": e3, "action": { "name": "use" } });
    {
        let reply = ask("any-studio", "evaluation", body.clone()).await;
        assert_eq!((reply.status.as_u16(), &reply.json()["decision"]), (200, &json!(false)));
        assert_eq!(reply.json()["context"]["error"]["status"], 404);
    }
    assert_eq!(
        ask("nora", "evaluation", json!({ "subject": company, "resource": e3, "action": { "name": "use" } }))
            .await
            .json(),
        ask("nora", "evaluation", body).await.json()
    );
    for (field, wrong) in [
        ("subject", json!({ "type": "robot", "id": "r2" })),
        ("resource", json!({ "type": "door", "id": "1" })),
        ("action", json!({ "name": "sell" })),
        ("resource", json!(null)),
        ("context", json!({ "as_of": "tomorrow" })),
    ] {
        let mut body = json!({ "subject": company, "resource": e3, "action": { "name": "use" } });
        body[field] = wrong;
        let reply = ask("any-studio", "evaluation", body).await;
        assert_eq!((reply.status.as_u16(), reply.code().as_str()), (400, "validation-failed"), "{}", reply.text);
        let pointer = reply.json()["errors"][0]["pointer"].as_str().expect("a place").to_owned();
        assert!(pointer.starts_with(&format!("/{field}")), "{pointer}");
    }
    // Several: what is said once holds for all, and a question that cannot be answered fails alone.
    let questions = json!([
        { "resource": e3 },
        { "resource": product },
        { "subject": rita, "resource": { "type": "product", "id": "visual-studio-professional" } },
        { "resource": { "type": "door", "id": "1" } },
        { "subject": nobody, "resource": e3 },
    ]);
    let several = |semantic: &str| {
        json!({
            "subject": company, "action": { "name": "use" }, "context": { "as_of": "2020-09-20" },
            "evaluations": questions, "options": { "evaluations_semantic": semantic },
        })
    };
    let reply = ask("any-studio", "evaluations", several("execute_all")).await.json();
    let answers = reply["evaluations"].as_array().expect("answers").clone();
    let short = |one: &Value| {
        let code = &one["context"]["code"];
        let said = if code.is_null() { &one["context"]["error"]["status"] } else { code };
        (one["decision"] == true, said.clone())
    };
    let expected = [
        (true, json!("allowed")),
        (false, json!("not_activated")),
        (false, json!("not_assigned")),
        (false, json!(400)),
        (false, json!(404)),
    ];
    assert_eq!(answers.iter().map(short).collect::<Vec<_>>(), expected);
    let first_no = ask("any-studio", "evaluations", several("deny_on_first_deny")).await.json();
    assert_eq!(first_no["evaluations"].as_array().expect("answers"), &answers[..2]);
    let first_yes = ask("any-studio", "evaluations", several("permit_on_first_permit")).await.json();
    assert_eq!(first_yes["evaluations"].as_array().expect("answers"), &answers[..1]);
    // Without questions beside each other, it is one.
    let one =
        ask("any-studio", "evaluations", json!({ "subject": company, "resource": e3, "action": { "name": "use" } }))
            .await;
    assert_eq!(one.json()["decision"], true);
    let many = json!({ "evaluations": vec![json!({}); 101] });
    assert_eq!(ask("any-studio", "evaluations", many).await.status, 400);
    // Who calls finds the answer by its own mark, and the addresses without a token.
    let request = world.request("studio", Method::POST, "/access/v1/evaluation").header("x-request-id", "gw-7");
    let request = request.header("content-type", "application/json");
    let body = json!({ "subject": company, "resource": e3, "action": { "name": "use" } }).to_string();
    let reply = world.send(request.body(Body::from(body)).expect("a request")).await;
    assert_eq!(reply.headers["x-request-id"], "gw-7");
    let configuration = async || {
        let request = axum::http::Request::get("/.well-known/authzen-configuration").header("host", "rights.example");
        world.send(request.body(Body::empty()).expect("a request")).await.json()
    };
    let here = configuration().await;
    assert_eq!(here["policy_decision_point"], "https://rights.example");
    assert_eq!(here["access_evaluation_endpoint"], "https://rights.example/access/v1/evaluation");
    // What the operator stated is stronger than what a caller says.
    world.app.set_public_url("https://partners.example/".parse().expect("an address"));
    assert_eq!(configuration().await["access_evaluation_endpoint"], "https://partners.example/access/v1/evaluation");
}

#[tokio::test]
async fn a_check_knows_at_once_who_came_and_who_left() {
    let world = World::new().await;
    let ask = async || {
        let body = json!({ "product": "visual-studio-professional", "person": "zoe@example.org" });
        world.post("studio", "/v1/entitlement-checks", body).await.json()["code"].clone()
    };
    assert_eq!(ask().await, "unknown_person");
    let zoe = json!({ "name": "Zoé", "email": "Zoe@example.org", "language": "fr" });
    let zoe = world.post("ines", &format!("/v1/accounts/{}/people", world.lumen.id), zoe).await.json();
    assert_eq!(ask().await, "not_assigned");
    let path = format!("/v1/seat-pools/{}/assignments", world.lumen.pool);
    assert_eq!(world.post("ines", &path, json!({ "person": zoe["id"] })).await.status, 201);
    assert_eq!(ask().await, "not_activated");
    let id = zoe["id"].as_str().expect("an id").parse().expect("an id");
    let mut gone = world.app.store().person(id).await.expect("reads").expect("is known");
    gone.in_directory = false;
    world.app.store().write("test", noon(TODAY), &[symbolon_store::Plain::Person(gone)]).await.expect("writes");
    assert_eq!(ask().await, "unknown_person");
}

#[tokio::test]
async fn an_answer_that_is_kept_answers_its_own_question_alone() {
    let world = World::new().await;
    let ask = async |language: &str, body: Value| {
        let request = world.request("studio", Method::POST, "/v1/entitlement-checks");
        let mut request = request.header("content-type", "application/json").body(Body::from(body.to_string()));
        let headers = request.as_mut().expect("a request").headers_mut();
        headers.insert("accept-language", language.parse().expect("a value"));
        world.send(request.expect("a request")).await.text
    };
    let nora = json!({ "product": "visual-studio-professional", "person": person("nora") });
    let questions = [
        ("en", json!({ "product": "intune" })),
        ("fr", json!({ "product": "intune" })),
        ("en", json!({ "product": "intune", "explain": "summary" })),
        ("en", json!({ "product": "intune", "explain": "full" })),
        ("en", json!({ "product": "intune", "as_of": "2021-10-02" })),
        ("en", json!({ "product": "office-365-e3" })),
        ("en", json!({ "product": "visual-studio-professional" })),
        ("en", nora),
    ];
    let mut first = Vec::new();
    for (language, body) in &questions {
        first.push(ask(language, body.clone()).await);
    }
    for ((language, body), answer) in questions.iter().zip(&first) {
        assert_eq!(ask(language, body.clone()).await, *answer, "{body}");
        assert_eq!(first.iter().filter(|other| *other == answer).count(), 1, "{answer}");
    }
}

#[tokio::test]
async fn an_answer_is_kept_five_minutes_but_not_over_midnight() {
    let world = World::new().await;
    let ask = async || {
        let body = json!({ "product": "intune" });
        world.post("studio", "/v1/entitlement-checks", body).await.json()["ttl_seconds"].clone()
    };
    assert_eq!(ask().await, 300);
    for (to, seconds) in [("2020-09-10T23:54:59Z", 300), ("2020-09-10T23:59:59Z", 1)] {
        assert_eq!(world.post("opal", "/v1/clocks/clock/advances", json!({ "to": to })).await.status, 200);
        assert_eq!(ask().await, seconds, "{to}");
    }
}

#[tokio::test]
async fn the_clock_goes_forward_and_says_what_changed() {
    let world = World::new().await;
    assert_snapshot!(read(&world.get("ines", "/v1/clocks").await), @r#"
    200 OK
    cache-control: private, no-cache
    content-language: en
    {
      "items": [
        {
          "id": "clock",
          "kind": "sandbox",
          "at": "2020-09-10T12:00:00Z",
          "today": "2020-09-10",
          "time_zone": "UTC",
          "movable": true
        }
      ]
    }
    "#);
    let advances = "/v1/clocks/clock/advances";
    let dry = world.post("ines", &format!("{advances}?dry_run=true"), json!({ "to": "2021-09-02" })).await;
    assert_eq!(world.get("ines", "/v1/clocks").await.json()["items"][0]["today"], TODAY);
    let done = world.post("ines", advances, json!({ "to": "2021-09-02" })).await;
    assert_eq!(dry.json(), done.json());
    let changes = done.json()["changes"].as_array().expect("changes").clone();
    // Only of the own company, in the order of the days.
    assert!(changes.iter().all(|change| change["account"] == json!(world.lumen.id)));
    let days: Vec<_> = changes.iter().filter_map(|change| change["on"].as_str()).collect();
    assert!(days.is_sorted());
    let told: Vec<_> = changes.iter().map(|change| format!("{} {}", change["on"], change["kind"])).collect();
    assert_snapshot!(told.join("\n"), @r#"
    "2021-08-17" "reminder"
    "2021-09-01" "anniversary"
    "2021-09-02" "reminder"
    "2021-09-02" "window_opens"
    "2021-09-02" "subscription_ends"
    "#);
    // Of all companies for the vendor.
    let done = world.post("sam", advances, json!({ "to": "2021-10-02" })).await.json();
    let accounts: std::collections::BTreeSet<_> =
        done["changes"].as_array().expect("changes").iter().filter_map(|change| change["account"].as_str()).collect();
    assert_eq!(accounts.len(), 2);
}

#[tokio::test]
async fn what_changes_by_date_is_told_of_companies_without_a_membership_too() {
    let world = World::new().await;
    let (store, id) = (world.app.store(), AccountId::from_bits(3));
    let admin =
        Caller::Service { name: "test".to_owned(), account: Some(id), roles: BTreeSet::from([Role::GlobalAdmin]) };
    let of = Ordered::Purchase { offer: "action-pack".to_owned() };
    allowed(store, id, &vendor(), TODAY, Command::open("FR")).await;
    allowed(store, id, &admin, TODAY, Command::PlaceOrder { of, method: PayMethod::Transfer, tax_id: None }).await;
    let moved = world.post("sam", "/v1/clocks/clock/advances", json!({ "to": "2020-12-31" })).await.json();
    let changes = moved["changes"].as_array().expect("changes");
    assert!(changes.iter().any(|change| change["account"] == json!(id)), "{moved}");
}

#[tokio::test]
async fn the_history_tells_everything_in_words() {
    let world = World::new().await;
    let path = format!("/v1/accounts/{}/history?limit=200", world.lumen.id);
    let history = world.get("aude", &path).await.json();
    let items = history["items"].as_array().expect("items");
    assert_eq!(items.len() as u64, world.lumen.seq);
    let told: Vec<_> = items.iter().map(|item| format!("{} {} {}", item["seq"], item["kind"], item["text"])).collect();
    assert_snapshot!(told.join("\n"), @r#"
    1 "account_opened" "Vendor opened the account 1000001 (France)."
    2 "tenant_linked" "Vendor linked the tenant lumen.example."
    3 "tenant_linked" "Vendor linked the tenant lumen-test.example."
    4 "membership_purchased" "The offer Action Pack (MAPS) was bought as M-1001 (payment O-771); 42 benefits were granted. Renew between 2 September 2021 and 1 October 2021."
    5 "token_redeemed" "Ines redeemed a token of 5 seats for Office 365 E3 on lumen.example, as a new subscription: 5 seats, usable until 2 September 2021."
    6 "replacement_requested" "Ines asked for a replacement of the token for Office 365 E3: it was redeemed on the wrong tenant, lumen-test.example was meant."
    7 "key_revealed" "Ines had the product key of Office Professional Plus 2019 shown."
    8 "activation_counted" "Ines recorded an activation of Office Professional Plus 2019 on a new machine; 1 activation is used."
    9 "seat_assigned" "Ines assigned a seat of Visual Studio Professional to Ines in France; it can go to somebody else from 1 December 2020 on."
    "#);
    for pair in items.windows(2) {
        assert_eq!(pair[1]["prev_hash"], pair[0]["hash"]);
    }
}

#[tokio::test]
async fn what_a_lapse_would_end() {
    let world = World::new().await;
    let path = format!("/v1/memberships/M-{}/lapse-impact", world.lumen.membership_number);
    let impact = world.get("ines", &path).await.json();
    let count = |name: &str| impact[name].as_array().map_or(0, Vec::len);
    assert_eq!(impact["on"], "2021-10-02");
    assert_eq!(count("tokens_lost"), 4);
    assert_eq!(count("seats_lost"), 1);
    assert_eq!(count("runs_on"), 0, "a cloud subscription of one year ends before");
    let machine = &impact["wind_down"].as_array().expect("a list").iter().find(|item| item["activation"].is_string());
    assert_eq!(machine.expect("the machine")["right_ends_on"], "2021-10-02");
}

#[tokio::test]
async fn three_end_dates_kept_apart() {
    let world = World::new().await;
    let path = format!("/v1/memberships/M-{}", world.lumen.membership_number);
    let held = world.get("ines", &path).await.json();
    let dates = ["anniversary", "renew_from", "renew_to", "benefits_until"]
        .map(|name| held[name].as_str().expect("a day").to_owned());
    assert_eq!(dates, ["2021-09-01", "2021-09-02", "2021-10-01", "2021-10-01"]);
}

#[tokio::test]
async fn an_invoice_is_read_and_printed_in_both_languages_and_never_changes() {
    let world = World::whole().await;
    let number = world.lumen.invoice;
    let listed = world.get("bill", &format!("/v1/accounts/{}/invoices", world.lumen.id)).await.json();
    assert_eq!((&listed["items"][0]["number"], listed["items"].as_array().map(Vec::len)), (&json!("2"), Some(2)));
    let shown = world.get("ines", &format!("/v1/invoices/{number}")).await.json();
    assert_eq!((&shown["total"]["amount"], &shown["date"]), (&json!("1670.00"), &json!("2020-09-10")));
    let path = format!("/v1/invoices/{number}/pdf");
    for language in ["fr", "en"] {
        let request = || {
            let request = axum::http::Request::builder().uri(&path).header("accept-language", language);
            request.header("authorization", format!("Bearer {}", bearer("bill"))).body(axum::body::Body::empty())
        };
        let first = world.send(request().expect("a request")).await;
        assert_eq!((first.status.as_u16(), first.header("content-type")), (200, "application/pdf"));
        assert_eq!(first.text, world.send(request().expect("a request")).await.text);
        assert!(first.text.starts_with("%PDF-"));
    }
    assert_eq!(world.get("nora", &path).await.status, 404);
}

#[tokio::test]
async fn a_credit_note_is_read_and_printed_in_both_languages_and_never_changes() {
    let world = World::whole().await;
    let number = world.lumen.credit_note;
    let listed = world.get("bill", &format!("/v1/accounts/{}/credit-notes", world.lumen.id)).await.json();
    let of_invoice = json!({
        "number": number.to_string(), "date": "2020-09-10", "order": listed["items"][0]["order"], "invoice": "1",
        "of": "fee", "total": { "amount": "1670.00", "currency": "USD" },
    });
    assert_eq!(listed["items"], json!([of_invoice]));
    assert_eq!(world.get("ines", &format!("/v1/credit-notes/{number}")).await.json(), of_invoice);
    let path = format!("/v1/credit-notes/{number}/pdf");
    let mut papers = std::collections::BTreeSet::new();
    for language in ["fr", "en"] {
        let request = || {
            let request = axum::http::Request::builder().uri(&path).header("accept-language", language);
            request.header("authorization", format!("Bearer {}", bearer("bill"))).body(axum::body::Body::empty())
        };
        let first = world.send(request().expect("a request")).await;
        assert_eq!((first.status.as_u16(), first.header("content-type")), (200, "application/pdf"));
        assert_eq!(first.text, world.send(request().expect("a request")).await.text);
        assert!(first.text.starts_with("%PDF-"));
        papers.insert(first.text);
    }
    assert_eq!(papers.len(), 2, "each language has its own words");
    assert_eq!(world.get("nora", &path).await.status, 404);
}

#[tokio::test]
async fn what_the_vendor_wrote_about_a_blocked_key_is_for_the_vendor() {
    let world = World::new().await;
    let path = format!("/v1/keys/{}", world.lumen.key);
    let block = json!({ "why": "leak", "note": "Un fichier public" });
    let blocked = world.post("sam", &format!("{path}/blocks"), block).await;
    assert!(blocked.status.is_success(), "{}", blocked.text);
    let note = |reply: &Reply| reply.json()["blocked"]["note"].clone();
    assert_eq!(note(&world.get("sam", &path).await), "Un fichier public");
    let own = world.get("ines", &path).await;
    assert!(own.json()["blocked"]["why"].is_string(), "{}", own.text);
    assert_eq!(note(&own), Value::Null);
}

#[tokio::test]
async fn money_that_goes_back_is_looked_at_first() {
    let world = World::new().await;
    let stray = json!({ "amount": { "amount": "12.50", "currency": "USD" }, "reference": "stray" });
    let held = world.post("sam", &format!("/v1/accounts/{}/payments", world.lumen.id), stray).await.json();
    let path = format!("/v1/payments/{}/returns", held["id"].as_str().expect("an id"));
    let unseen = world.post("sam", &path, json!({})).await;
    assert_eq!((unseen.status.as_u16(), unseen.code()), (400, "preview-required".to_owned()), "{}", unseen.text);
    assert_eq!(unseen.json()["missing_acknowledgements"], json!(["money-given-back"]));
    let digest = unseen.json()["preview"]["preview_digest"].clone();
    let unsaid = world.post("sam", &path, json!({ "preview_digest": digest })).await;
    assert_eq!(unsaid.code(), "preview-required", "{}", unsaid.text);
    let back = world.post_previewed("sam", &path, json!({})).await;
    assert_eq!((back.status.as_u16(), &back.json()["state"]), (201, &json!("returned")), "{}", back.text);
}

#[tokio::test]
async fn a_refusal_about_people_says_their_names() {
    let world = World::new().await;
    let people = format!("/v1/accounts/{}/people", world.lumen.id);
    let all = world.get("ines", &people).await.json();
    let mut others = all["items"].as_array().expect("people").iter().filter(|one| one["id"] != json!(person("emil")));
    let (name, email) = others.next().map(|one| (one["name"].clone(), one["email"].clone())).expect("another one");
    let path = format!("{people}/{}", person("emil"));
    let taken = world.put("ines", &path, json!({ "email": email })).await;
    assert_eq!(taken.code(), "already-exists", "{}", taken.text);
    assert!(taken.text.contains(name.as_str().expect("a name")), "{}", taken.text);
    let changed =
        world.post("ines", &format!("{path}/role-changes?dry_run=true"), json!({ "give": ["employee"] })).await;
    assert!(changed.status.is_success() && !changed.text.contains("…0"), "{}", changed.text);
}

#[tokio::test]
async fn an_answer_about_another_day_says_so() {
    let world = World::whole().await;
    for (path, who) in [
        (format!("/v1/keys/{}/reveals", world.lumen.key), "ines"),
        (format!("/v1/merges/{}", world.lumen.merge), "ines"),
    ] {
        let ahead = world.get(who, &format!("{path}?as_of=2020-12-24")).await.json();
        assert_eq!((&ahead["as_of"], &ahead["projection"]), (&json!("2020-12-24"), &json!(true)), "{path} {ahead}");
    }
    let ahead = world.get("pam", "/v1/reports/memberships?as_of=2020-12-24").await.json();
    assert_eq!(ahead["projection"], true, "{ahead}");
    let today = world.get("pam", "/v1/reports/memberships").await.json();
    assert_eq!(today["projection"], Value::Null, "{today}");
}
