//! People of a company, their roles, and the tenants that go with them.

use serde_json::{Value, json};

use crate::support::*;

/// Changes somebody's roles as the global admin does.
async fn change(world: &World, name: &str, change: Value) -> Reply {
    let path = format!("/v1/accounts/{}/people/{}/role-changes", world.lumen.id, person(name));
    world.post("ines", &path, change).await
}

/// Whether somebody may redeem a token on the company's tenant.
async fn redeems(world: &World, name: &str) -> (u16, String) {
    let path = format!("/v1/tokens/{}/redemptions?dry_run=true", world.lumen.token);
    let reply = world.post(name, &path, json!({ "tenant_id": world.lumen.tenant, "mode": "new" })).await;
    (reply.status.as_u16(), reply.json()["code"].as_str().unwrap_or_default().to_owned())
}

#[tokio::test]
async fn a_role_of_a_directory_brings_its_tenants_and_takes_them_away() {
    let world = World::new().await;
    let refused = (403, "tenant-admin-required".to_owned());
    assert_eq!(redeems(&world, "emil").await, refused);
    let given = change(&world, "emil", json!({ "give": ["billing_admin"] })).await;
    // Those of who gives it, and one that nobody administers.
    let tenants = |reply: &Reply| reply.json()["admin_of"].as_array().cloned().unwrap_or_default();
    assert_eq!((given.status.as_u16(), tenants(&given).len()), (201, 2));
    assert!(tenants(&given).contains(&json!(world.lumen.tenant)));
    assert_eq!(redeems(&world, "emil").await, (200, String::new()));
    // One of two such roles is enough.
    change(&world, "emil", json!({ "give": ["global_admin"] })).await;
    change(&world, "emil", json!({ "take": ["billing_admin"] })).await;
    assert_eq!(redeems(&world, "emil").await, (200, String::new()));
    let taken = change(&world, "emil", json!({ "take": ["global_admin"] })).await;
    assert_eq!((taken.status.as_u16(), tenants(&taken)), (201, Vec::new()));
    assert_eq!(redeems(&world, "emil").await, refused);
    // No role of the company brings a tenant.
    change(&world, "emil", json!({ "give": ["account_admin", "programme_admin"] })).await;
    assert_eq!(redeems(&world, "emil").await, refused);
    assert_eq!(change(&world, "emil", json!({})).await.status, 422);
}

#[tokio::test]
async fn a_tenant_that_is_linked_has_the_admins_of_its_directory() {
    let world = World::new().await;
    let tenants = format!("/v1/accounts/{}/tenants", world.lumen.id);
    let dry = world.post("ines", &format!("{tenants}?dry_run=true"), json!({ "domain": "neuf.example" })).await;
    assert_eq!(dry.status, 200, "{}", dry.text);
    let linked = world.post("ines", &tenants, json!({ "domain": "neuf.example" })).await;
    assert_eq!(linked.status, 201, "{}", linked.text);
    let admin = async |name: &str| {
        let all = world.get(name, &tenants).await.json();
        let new = all["items"].as_array().expect("a list").iter().find(|one| one["domain"] == "neuf.example").cloned();
        new.expect("it is linked")["you_are_admin"].clone()
    };
    for (name, expected) in [("ines", true), ("bill", true), ("pia", false), ("emil", false)] {
        assert_eq!(admin(name).await, json!(expected), "{name}");
    }
}

#[tokio::test]
async fn support_adds_the_first_admin_of_a_company_and_nobody_else() {
    let world = World::new().await;
    let opened = world.post("pam", "/v1/accounts", json!({ "name": "Cadran", "country": "BE" })).await.json();
    let people = format!("/v1/accounts/{}/people", opened["id"].as_str().expect("an id"));
    let add = |email: &str, roles: &[&str]| json!({ "name": "Lou Sauvage", "email": email, "language": "fr", "roles": roles });
    let other = world.post("sam", &people, add("lou@cadran.example", &["employee"])).await;
    assert_eq!((other.status.as_u16(), other.code().as_str()), (403, "role-missing"));
    let more = world.post("sam", &people, add("lou@cadran.example", &["global_admin", "billing_admin"])).await;
    assert_eq!((more.status.as_u16(), more.code().as_str()), (403, "role-missing"));
    let first = world.post("sam", &people, add("lou@cadran.example", &["global_admin"])).await;
    assert_eq!(first.status, 201, "{}", first.text);
    let second = world.post("sam", &people, add("max@cadran.example", &["global_admin"])).await;
    assert_eq!((second.status.as_u16(), second.code().as_str()), (403, "role-missing"));
}

#[tokio::test]
async fn who_is_added_with_a_role_gets_it_by_the_same_rules_and_on_the_record() {
    let world = World::new().await;
    let people = format!("/v1/accounts/{}/people", world.lumen.id);
    let add = |email: &str, kind: &str, roles: &[&str]| json!({ "name": "Zoé Dupré", "email": email, "language": "fr", "kind": kind, "roles": roles });
    let guest = world.post("ines", &people, add("zoe@ailleurs.example", "guest", &["global_admin"])).await;
    assert_eq!((guest.status.as_u16(), guest.code().as_str()), (409, "role-not-for-guests"));
    let beyond = world.post("ulf", &people, add("zoe@lumen.example", "named", &["account_admin"])).await;
    assert_eq!((beyond.status.as_u16(), beyond.code().as_str()), (403, "role-missing"));
    assert_eq!(beyond.json()["required_role"], json!(["global_admin", "account_admin"]));
    let added = world.post("ines", &people, add("zoe@lumen.example", "named", &["billing_admin"])).await;
    assert_eq!(added.status, 201, "{}", added.text);
    assert!(added.json()["admin_of"].as_array().is_some_and(|all| all.contains(&json!(world.lumen.tenant))));
    let changes = world.get("ines", &format!("/v1/accounts/{}/role-changes", world.lumen.id)).await.json();
    assert_eq!(changes["items"].as_array().map(Vec::len), Some(1), "{changes}");
    assert_eq!(changes["items"][0]["person"], added.json()["id"]);
}

#[tokio::test]
async fn a_role_has_one_name_wherever_it_is_listed() {
    let world = World::new().await;
    let list = world.get("ines", &format!("/v1/accounts/{}/people", world.lumen.id)).await.json();
    let people = list["items"].as_array().expect("a list");
    let listed = |name: &str| -> Vec<Value> {
        people.iter().flat_map(|one| one[name].as_array().cloned().unwrap_or_default()).collect()
    };
    let (held, within, last) = (listed("roles"), listed("may_change"), listed("last_of"));
    assert!(!last.is_empty() && within.len() > held.len(), "{list}");
    for role in within.iter().chain(&last) {
        let named = held.iter().filter(|known| known["role"] == role["role"]);
        assert!(role["name"].is_string() && named.clone().all(|known| known == role), "{role}");
    }
}

#[tokio::test]
async fn an_address_is_one_in_whatever_case_it_was_typed() {
    let world = World::new().await;
    let path = format!("/v1/accounts/{}/people", world.lumen.id);
    let added = |email: &str| json!({ "name": "Élodie", "email": email, "language": "fr" });
    assert_eq!(world.post("ines", &path, added("Élodie@lumen.example")).await.status, 201);
    assert_eq!(world.post("ines", &path, added("élodie@LUMEN.example")).await.code(), "already-exists");
}

/// G-13: a seat ends with its membership, and nobody keeps it.
#[tokio::test]
async fn who_leaves_after_a_lapse_keeps_no_seat_of_it() {
    let world = World::whole().await;
    let leave =
        format!("/v1/accounts/{}/people/{}?dry_run=true&acknowledge=last-global-admin", world.lumen.id, person("ines"));
    let fields = async || {
        let left = world.delete("ines", &leave).await;
        let effects = left.json()["effects"].as_array().cloned().expect("effects");
        effects.iter().map(|one| one["field"].clone()).collect::<Vec<_>>()
    };
    // The last day of the Action Pack that was bought on 1 September.
    for (day, keeps) in [("2021-10-01", true), ("2021-10-02", false)] {
        let moved = world.post("opal", "/v1/clocks/clock/advances", json!({ "to": day })).await;
        assert_eq!(moved.status, 200, "{}", moved.text);
        let fields = fields().await;
        for kept in ["person.seats_kept", "person.credits_kept"] {
            assert_eq!(fields.contains(&json!(kept)), keeps, "{kept} {day}: {fields:?}");
        }
    }
}

/// G-14: who has left was there until then, and who has come back was away in between.
#[tokio::test]
async fn a_past_day_knows_people_by_the_directory_of_that_day() {
    let world = World::new().await;
    let people = format!("/v1/accounts/{}/people", world.lumen.id);
    let advance = async |to: &str| {
        let moved = world.post("opal", "/v1/clocks/clock/advances", json!({ "to": to })).await;
        assert_eq!(moved.status, 200, "{}", moved.text);
    };
    let code = async |who: &str, as_of: &str| {
        let asked = json!({ "person": who, "product": "office-professional-plus-2019", "as_of": as_of });
        world.post("ines", "/v1/entitlement-checks", asked).await.json()["code"].clone()
    };
    let (id, address) = (person("emil").to_string(), "Emil@example.org");
    advance("2020-09-12").await;
    let out = world.delete("ines", &format!("{people}/{id}")).await;
    assert!(out.status.is_success(), "{}", out.text);
    assert_eq!(code(&id, "2020-09-12").await, "unknown_person");
    advance("2020-09-15").await;
    assert_eq!(code(&id, "2020-09-15").await, "unknown_person");
    let back = json!({ "name": "Emil", "email": "emil@example.org", "language": "fr" });
    assert_eq!(world.post("ines", &people, back).await.status, 201);
    advance("2020-09-20").await;
    for (as_of, expected) in [
        ("2020-09-11", "allowed"),
        ("2020-09-12T00:00:00Z", "allowed"),
        ("2020-09-12", "unknown_person"),
        ("2020-09-14", "unknown_person"),
        ("2020-09-14T23:59:59Z", "unknown_person"),
        ("2020-09-15", "allowed"),
        ("2020-09-19", "allowed"),
        ("2020-09-20", "allowed"),
    ] {
        for who in [&id, address] {
            assert_eq!(code(who, as_of).await, expected, "{who} {as_of}");
        }
    }
    // The page asks the same.
    let ines = world.browse("ines", "en").await;
    for (day, answer) in [("2020-09-11", "<strong>yes</strong>"), ("2020-09-14", "<strong>no</strong>")] {
        let path = format!("/p/{}/why?person={id}&product=office-professional-plus-2019&day={day}", world.lumen.number);
        let page = ines.page(&path).await;
        assert!(page.contains(answer), "{day}: {page}");
    }
}

/// Where somebody of Lumen is corrected.
fn entry(world: &World, name: &str) -> String {
    format!("/v1/accounts/{}/people/{}", world.lumen.id, person(name))
}

#[tokio::test]
async fn who_is_corrected_stays_who_they_are_and_the_old_address_lets_nobody_in() {
    let world = World::new().await;
    let (store, now) = (world.app.store(), noon(TODAY));
    let link = async |code: &str| {
        let (hash, expires_at) = (symbolon_server::hash(code), noon("2030-01-01"));
        let link = symbolon_store::Plain::EnterLink { hash, person: person("ines"), expires_at };
        store.write("test", now, &[link]).await.expect("writes");
    };
    link("old").await;
    let browser = world.browse("ines", "en").await;
    let path = entry(&world, "ines");
    let right = json!({ "name": "Inès Aubert", "email": "ines.aubert@example.org", "language": "en" });
    let listed = async || {
        let list = world.get("ines", &format!("/v1/accounts/{}/people", world.lumen.id)).await.json();
        list["items"].as_array().expect("a list").iter().find(|one| one["id"] == json!(person("ines"))).cloned()
    };
    let before = listed().await;
    let dry = world.put("ines", &format!("{path}?dry_run=true"), right.clone()).await;
    assert_eq!((dry.status.as_u16(), dry.header("dry-run")), (200, "true"), "{}", dry.text);
    assert_eq!(listed().await, before);
    let done = world.put("ines", &path, right.clone()).await;
    assert_eq!(done.status, 200, "{}", done.text);
    assert_eq!((done.json(), Some(done.json())), (dry.json(), listed().await));
    for (member, value) in right.as_object().expect("members") {
        assert_eq!(done.json()[member], *value);
    }
    // Sessions, API tokens, roles and seats go on; the link that was sent to the old address does not.
    assert_eq!(world.get("ines", "/v1/me").await.json()["name"], "Inès Aubert");
    assert!(browser.page(&format!("/p/{}", world.lumen.number)).await.contains("Inès Aubert"));
    assert_eq!(done.json()["roles"], before.expect("is listed")["roles"]);
    let seats = world.get("ines", &format!("/v1/seat-pools/{}/assignments", world.lumen.pool)).await;
    assert!(seats.text.contains(&person("ines").to_string()), "{}", seats.text);
    let enter = async |link: &str| {
        let (link, hash) = (symbolon_server::hash(link), symbolon_server::hash("cookie"));
        let opening = symbolon_store::Opening { link, hash, csrf: "csrf".to_owned(), expires_at: now + 1, left: None };
        store.enter(opening, now).await.expect("works")
    };
    assert_eq!(enter("old").await, None);
    // Once on the record; doing it again changes nothing, and the same address otherwise typed ends no link.
    link("new").await;
    assert_eq!(world.put("ines", &path, right).await.status, 200);
    assert_eq!(world.put("ines", &path, json!({ "email": "Ines.Aubert@example.org" })).await.status, 200);
    assert_eq!(enter("new").await, Some(person("ines")));
    let entries = world.get("aude", "/v1/audit-entries?act=change_person").await.json();
    let entries = entries["items"].as_array().expect("a list").clone();
    assert_eq!(entries.len(), 2, "{entries:?}");
    assert_eq!((&entries[1]["actor"], &entries[1]["object"]), (&json!(person("ines")), &json!(person("ines"))));
}

#[tokio::test]
async fn who_adds_people_corrects_them_and_everybody_their_own_language() {
    let world = World::new().await;
    let corrected = async |who: &str, name: &str, change: Value| {
        let reply = world.put(who, &entry(&world, name), change).await;
        (reply.status.as_u16(), reply.code())
    };
    let (done, lacking) = ((200, String::new()), (403, "role-missing".to_owned()));
    let (called, speaks) = (json!({ "name": "Émile" }), json!({ "language": "en" }));
    let moved = |to: &str| json!({ "email": to });
    for who in ["pia", "aziz", "bill", "rita", "gus", "emil", "sam", "pam", "aude"] {
        assert_eq!(corrected(who, "emil", called.clone()).await, lacking, "{who}");
    }
    for who in ["pia", "sam"] {
        assert_eq!(corrected(who, "emil", speaks.clone()).await, lacking, "{who}");
    }
    assert_eq!(corrected("nora", "emil", speaks.clone()).await.0, 404);
    for who in ["emil", "gus", "pia"] {
        assert_eq!(corrected(who, who, speaks.clone()).await, done, "{who}");
    }
    // Beside their language, nothing else of their own.
    assert_eq!(corrected("emil", "emil", json!({ "language": "fr", "name": "Roi" })).await, lacking);
    assert_eq!(corrected("ulf", "emil", called.clone()).await, done);
    assert_eq!(corrected("ulf", "emil", moved("emile@example.org")).await, done);
    assert_eq!(corrected("ulf", "ulf", moved("ulf.berg@example.org")).await, done);
    // I-01: by another address somebody would be given what a user admin gives nobody.
    assert_eq!(corrected("ulf", "ines", json!({ "name": "Inès" })).await, done);
    let refused = world.put("ulf", &entry(&world, "ines"), moved("ulf@evil.example")).await;
    assert_eq!((refused.status.as_u16(), refused.code().as_str()), (403, "role-missing"), "{}", refused.text);
    assert_eq!(refused.json()["required_role"], json!(["global_admin"]));
    // An address is somebody's once, however it is typed, and also that of somebody who has left.
    let known = (409, "already-exists".to_owned());
    assert_eq!(corrected("ines", "emil", moved("PIA@example.org")).await, known);
    assert_eq!(world.delete("ulf", &entry(&world, "gus")).await.status, 200);
    assert_eq!(corrected("ines", "emil", moved("gus@example.org")).await, known);
    let gone = (409, "person-not-in-directory".to_owned());
    assert_eq!(corrected("ines", "gus", called.clone()).await, gone);
    for wrong in [
        json!({}),
        moved("nowhere"),
        json!({ "name": " " }),
        json!({ "language": "de" }),
        json!({ "kind": "guest", "name": "Émile" }),
    ] {
        assert_eq!(corrected("ines", "emil", wrong.clone()).await.0, 422, "{wrong}");
    }
    // Where nobody is left who adds people, support does it (I-12).
    let left = json!({ "take": ["global_admin"], "acknowledge": ["last-global-admin"] });
    assert_eq!(change(&world, "ines", left).await.status, 201);
    assert_eq!(corrected("sam", "emil", moved("emil@example.org")).await, done);
}

#[tokio::test]
async fn nobody_is_corrected_in_a_closed_account() {
    let world = World::new().await;
    let opened = world.post("pam", "/v1/accounts", json!({ "name": "Cadran", "country": "BE" })).await.json();
    let account = format!("/v1/accounts/{}", opened["id"].as_str().expect("an id"));
    let lou = json!({ "name": "Lou", "email": "lou@cadran.example", "language": "fr", "roles": ["global_admin"] });
    let lou =
        world.post("sam", &format!("{account}/people"), lou).await.json()["id"].as_str().expect("an id").to_owned();
    let token = symbolon_store::ApiToken {
        hash: symbolon_server::hash(&bearer("lou")),
        name: "lou".to_owned(),
        grantee: symbolon_store::Grantee::Person(lou.parse().expect("an id")),
        expires_at: noon("2030-01-01"),
        revoked_at: None,
    };
    let token = [symbolon_store::Plain::ApiToken(token)];
    world.app.store().write("test", noon(TODAY), &token).await.expect("writes");
    let path = format!("{account}/people/{lou}");
    assert_eq!(world.put("lou", &path, json!({ "name": "Lou Sauvage" })).await.status, 200);
    let closed = world.post_previewed("sam", &format!("{account}/closings"), json!({ "note": "par lettre" })).await;
    assert_eq!(closed.status, 201, "{}", closed.text);
    for change in [json!({ "name": "Lou" }), json!({ "language": "en" })] {
        assert_eq!(world.put("lou", &path, change).await.code(), "account-closed");
    }
}
