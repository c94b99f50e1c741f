//! Plans for new versions of the programme, over HTTP and on the pages.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use symbolon_programme::Files;

use crate::support::*;

/// The programme's files with one passage in the place of another.
pub(crate) fn changed(file: &str, from: &str, to: &str) -> BTreeMap<String, String> {
    let mut files = Files::embedded("mpn-2020").expect("is built in").0;
    let text = files.get_mut(file).expect("a file");
    assert!(text.contains(from), "{file} does not hold {from}");
    *text = text.replace(from, to);
    files
}

/// The programme with other days for replacements, and the worked example that shows the first day after them.
fn replaced_within(days: &str, too_late: &str) -> BTreeMap<String, String> {
    let within = "within = \"P30D\" # D-22";
    let mut files = changed("benefits/cloud.toml", within, &within.replace("P30D", days));
    let example = "act = { on = 2020-12-11, replace = \"wrong_tenant\" }";
    let tests = changed("tests/faq.toml", example, &example.replace("2020-12-11", too_late));
    files.extend(tests.into_iter().filter(|(file, _)| file == "tests/faq.toml"));
    files
}

/// The programme with longer days for replacements.
pub(crate) fn wider() -> BTreeMap<String, String> {
    replaced_within("P45D", "2020-12-26")
}

async fn plan(world: &World, who: &str, files: BTreeMap<String, String>) -> Value {
    let reply = world.post(who, "/v1/programme-plans", json!({ "files": files })).await;
    assert_eq!(reply.status, 201, "{}", reply.text);
    reply.json()
}

#[tokio::test]
async fn a_plan_says_what_differs_where_and_for_whom() {
    let world = World::whole().await;
    let made = plan(&world, "pam", wider()).await;
    assert_eq!(
        (made["state"].as_str(), made["base_version"].as_u64(), made["version"].as_u64()),
        (Some("ready"), Some(1), Some(2))
    );
    let found = made["differences"].as_array().expect("differences");
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((found[0]["file"].as_str(), found[0]["line"].as_u64()), (Some("benefits/cloud.toml"), Some(18)));
    assert_eq!((found[0]["meets"].as_str(), found[0]["more_generous"].as_bool()), (Some("at_once"), Some(true)));
    assert_eq!(made["people"]["worse_now"], 0);
    assert!(made["people"]["touched_now"].as_u64() > Some(0), "{made}");
    let path = format!("/v1/programme-plans/{}", made["id"].as_str().expect("an id"));
    let mut again = world.get("aude", &path).await.json();
    again["examples"] = made["examples"].clone();
    for name in ["digest", "differences", "people"] {
        assert_eq!(again[name], made[name], "{name}");
    }
    let (mut members, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = world.get("aude", &format!("{path}/members{cursor}")).await.json();
        members.extend(page["items"].as_array().expect("items").clone());
        let Some(next) = page["next_cursor"].as_str() else { break };
        cursor = format!("?cursor={next}");
    }
    assert_eq!(Some(members.len() as u64), made["people"]["touched"].as_u64());
    assert_eq!(members[0]["now"][0]["code"], "wider_rule");
}

#[tokio::test]
async fn files_that_cannot_become_a_version_say_why() {
    let world = World::whole().await;
    let same = Files::embedded("mpn-2020").expect("is built in").0;
    for (files, status, code) in [
        (same, 409, "plan-changes-nothing"),
        (
            changed("programme.toml", "time_zone = \"UTC\"", "time_zone = \"Europe/Paris\""),
            422,
            "programme-identity-changed",
        ),
        (changed("programme.toml", "id = \"mpn-2020\"", "id = \"mpn-2021\""), 422, "programme-identity-changed"),
        (changed("programme.toml", "\"previous + P365D\"", "\"previous + P364D\""), 422, "worked-examples-fail"),
        (changed("programme.toml", "lasts = \"P30D\"", "last = \"P30D\""), 422, "programme-invalid"),
        (BTreeMap::new(), 422, "programme-invalid"),
    ] {
        let reply = world.post("pam", "/v1/programme-plans", json!({ "files": files })).await;
        assert_eq!((reply.status.as_u16(), reply.code().as_str()), (status, code), "{}", reply.text);
    }
    for (day, status, code) in [
        ("2020-09-09", 422, "before"),
        (TODAY, 201, ""),
        ("2022-09-10", 201, ""),
        ("2022-09-11", 422, "too-far"),
        ("2121-12-01", 422, "too-far"),
    ] {
        let body = json!({ "files": wider(), "effective_on": day });
        let reply = world.post("pam", "/v1/programme-plans", body).await;
        assert_eq!(reply.status, status, "{day}");
        let error = &reply.json()["errors"][0];
        assert_eq!(error["code"].as_str().unwrap_or_default(), code, "{}", reply.text);
        assert!(code.is_empty() || error["pointer"] == "/effective_on", "{}", reply.text);
    }
    assert_eq!(world.get("pam", "/v1/programme-versions").await.json()["items"].as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn a_plan_is_good_for_a_day_and_for_what_was_read() {
    let world = World::whole().await;
    let (first, second) = (plan(&world, "pam", wider()).await, plan(&world, "pam", wider()).await);
    let apply = async |plan: &Value, digest: &Value| {
        let path = format!("/v1/programme-plans/{}/applications", plan["id"].as_str().expect("an id"));
        world.post("pam", &path, json!({ "digest": digest })).await
    };
    let other = apply(&first, &second["digest"]).await;
    assert_eq!((other.status.as_u16(), other.code().as_str()), (409, "plan-stale"));
    assert_eq!(apply(&first, &first["digest"]).await.status, 201);
    assert_eq!(world.get("ines", "/v1/programme").await.json()["version"], 2);
    // Again, as after an answer that was lost.
    assert_eq!(apply(&first, &first["digest"]).await.json()["applied_version"], 2);
    let late = apply(&second, &second["digest"]).await;
    assert_eq!((late.code().as_str(), late.json()["changed"][0]["what"].as_str()), ("plan-stale", Some("version")));
    let third = plan(&world, "pam", replaced_within("P50D", "2020-12-31")).await;
    assert_eq!(world.post("opal", "/v1/clocks/clock/advances", json!({ "to": "2020-09-12" })).await.status, 200);
    let old = apply(&third, &third["digest"]).await;
    assert_eq!((old.code().as_str(), old.json()["changed"][0]["what"].as_str()), ("plan-stale", Some("age")));
    let versions = world.get("aude", "/v1/programme-versions").await.json();
    assert_eq!(versions["items"][1]["plan"], first["id"]);
    let differences = world.get("aude", "/v1/programme-versions/2/differences?from=1").await.json();
    assert_eq!(differences["items"], first["differences"]);
    for (path, status) in
        [("2/differences?from=2", 200), ("1/differences?from=2", 422), ("3/differences", 404), ("x/differences", 404)]
    {
        assert_eq!(world.get("aude", &format!("/v1/programme-versions/{path}")).await.status, status, "{path}");
    }
}

#[tokio::test]
async fn a_version_gives_its_files_back_and_names_who_applied_it() {
    let world = World::whole().await;
    let mut files = wider();
    files.get_mut("programme.toml").expect("a file").push_str("\r\n# “é”\t \n\n");
    let made = plan(&world, "pam", files.clone()).await;
    let path = format!("/v1/programme-plans/{}/applications", made["id"].as_str().expect("an id"));
    assert_eq!(world.post("pam", &path, json!({ "digest": made["digest"] })).await.status, 201);
    let versions = world.get("aude", "/v1/programme-versions").await.json();
    for (number, files) in [(1, Files::embedded("mpn-2020").expect("is built in").0), (2, files)] {
        let found = world.get("aude", &format!("/v1/programme-versions/{number}/files")).await.json();
        assert_eq!((&found["version"], &found["files"]), (&json!(number), &json!(files)));
        assert_eq!(found["content_hash"], versions["items"][number - 1]["content_hash"]);
        let again = world.post("pam", "/v1/programme-plans", json!({ "files": found["files"] })).await;
        assert_eq!(again.code() == "plan-changes-nothing", number == 2, "{}", again.text);
    }
    for (who, path, status) in [("aude", "3", 404), ("aude", "x", 404), ("aude", "-1", 404), ("ines", "1", 403)] {
        let found = world.get(who, &format!("/v1/programme-versions/{path}/files")).await;
        assert_eq!(found.status, status, "{who} {path}");
    }
    let [first, second] = [&versions["items"][0], &versions["items"][1]];
    assert_eq!((&first["applied_by"], &first["applied_by_name"]), (&json!(null), &json!(null)));
    assert_eq!(second["applied_by"], json!(person("pam")));
    let pam = world.app.store().person(person("pam")).await.expect("reads").expect("is known");
    assert_eq!(second["applied_by_name"], json!(pam.name));
    // What no folder could give back is no file of a programme.
    let mut outside = wider();
    outside.insert("../passwd.toml".to_owned(), String::new());
    let reply = world.post("pam", "/v1/programme-plans", json!({ "files": outside })).await;
    assert_eq!((reply.status.as_u16(), reply.code().as_str()), (422, "programme-invalid"));
    assert!(reply.text.contains("../passwd.toml"), "{}", reply.text);
}

#[tokio::test]
async fn a_version_begins_on_the_day_that_its_plan_says_and_never_before_one_that_waits() {
    let world = World::whole().await;
    let body = json!({ "files": wider(), "effective_on": "2020-11-01" });
    let made = world.post("pam", "/v1/programme-plans", body).await.json();
    let path = format!("/v1/programme-plans/{}/applications", made["id"].as_str().expect("an id"));
    assert_eq!(world.post("pam", &path, json!({ "digest": made["digest"] })).await.status, 201);

    let next = replaced_within("P50D", "2020-12-31");
    let reply = world.post("pam", "/v1/programme-plans", json!({ "files": next })).await;
    assert_eq!(reply.json()["errors"][0]["code"], "version-waits", "{}", reply.text);
    assert!(reply.text.contains("2020"), "{}", reply.text);
    for (day, status) in [("2020-10-31", 422), ("2020-11-01", 201)] {
        let body = json!({ "files": next, "effective_on": day });
        assert_eq!(world.post("pam", "/v1/programme-plans", body).await.status, status, "{day}");
    }
}

#[tokio::test]
async fn a_first_day_that_lies_far_ahead_lifts_no_guard() {
    let world = World::whole().await;
    let at_once = changed("programme.toml", "less_generous = \"at_next_renewal\"", "less_generous = \"at_once\"");
    let mut stricter = changed("benefits/visual-studio.toml", "per_year = 3", "per_year = 2");
    stricter.extend(at_once.into_iter().filter(|(file, _)| file == "programme.toml"));
    let of = async |body: Value| world.post("pam", "/v1/programme-plans", body).await.json();
    let now = of(json!({ "files": stricter })).await;
    assert_eq!(now["guards"][0]["code"], "worse_off_now", "{now}");
    let later = of(json!({ "files": stricter, "effective_on": "2022-09-10" })).await;
    assert_eq!((&later["people"]["touched"], &later["guards"]), (&json!(0), &now["guards"]), "{later}");
}

#[tokio::test]
async fn who_made_a_plan_does_not_agree_to_it() {
    let world = World::whole().await;
    let guarded = changed("programme.toml", "worse_off_now_over = 0", "worse_off_now_over = 5");
    let made = plan(&world, "pam", guarded).await;
    assert_eq!(made["guards"][0]["code"], "guard_changed");
    let path = format!("/v1/programme-plans/{}", made["id"].as_str().expect("an id"));
    let digest = json!({ "digest": made["digest"] });
    let reply = world.post("pam", &format!("{path}/applications"), digest.clone()).await;
    assert_eq!((reply.status.as_u16(), reply.code().as_str()), (409, "plan-needs-approval"));
    let helpers = reply.json()["who_can_help"].to_string();
    assert!(helpers.contains("programme_manager") && !helpers.contains("Pam"), "she made it: {helpers}");
    let reply = world.post("pam", &format!("{path}/approvals"), digest).await;
    assert_eq!((reply.status.as_u16(), reply.code().as_str()), (403, "self-approval"));
}

#[tokio::test]
async fn a_plan_is_read_approved_and_applied_on_its_page() {
    let world = World::whole().await;
    // A second programme manager, who comes from the directory like everybody.
    let mut sam = world.app.store().person(person("sam")).await.expect("reads").expect("is known");
    sam.roles.insert(symbolon_domain::access::Role::ProgrammeManager);
    let rows = [symbolon_store::Plain::Person(sam)];
    world.app.store().write("test", noon(TODAY), &rows).await.expect("writes");
    let mut files = wider();
    let text = files.get_mut("programme.toml").expect("a file");
    *text = text.replace("worse_off_now_over = 0", "worse_off_now_over = 5");
    let made = plan(&world, "pam", files).await;
    let path = format!("/desk/programme/plans/{}", made["id"].as_str().expect("an id"));

    for (language, waiting, list) in
        [("fr", "en attente d’un second accord", "en vigueur"), ("en", "waiting for a second person", "in force")]
    {
        let pam = world.browse("pam", language).await;
        let page = pam.page(&path).await;
        assert!(page.contains(waiting) && page.contains("benefits/cloud.toml:18"), "{page}");
        assert!(page.contains("P30D → P45D"), "{page}");
        assert!(!page.contains("value=\"approve\"") && !page.contains("value=\"apply\""), "not by who made it");
        let listed = pam.page("/desk/programme").await;
        assert!(listed.contains(list) && listed.contains(&path), "{listed}");
        assert!(!pam.page("/desk").await.contains(&path), "it does not wait for who made it");
    }
    let reader = world.browse("aude", "en").await;
    let page = reader.page(&path).await;
    assert!(!page.contains("value=\"approve\""), "an auditor reads");

    let digest = made["digest"].as_str().expect("a digest");
    let sam = world.browse("sam", "en").await;
    assert!(sam.page("/desk").await.contains(&format!("href=\"{path}\"")));
    assert!(sam.page(&path).await.contains("value=\"approve\""));
    let refused = sam.submit(&path, &[("act", "approve"), ("digest", "sha-256:another")]).await;
    assert_eq!(refused.status, 409, "another plan was read");
    assert_eq!(sam.submit(&path, &[("act", "approve"), ("digest", digest)]).await.status, 303);
    assert!(!sam.page(&path).await.contains("value=\"apply\""), "who agreed does not apply");
    assert!(!sam.page("/desk").await.contains(&path), "nothing waits for who has agreed");
    assert_eq!(sam.submit(&path, &[("act", "apply"), ("digest", digest)]).await.status, 403);
    let pam = world.browse("pam", "fr").await;
    assert!(pam.page(&path).await.contains("Appliquer le plan"));
    assert_eq!(pam.submit(&path, &[("act", "apply"), ("digest", digest)]).await.status, 303);
    assert!(pam.page(&path).await.contains("appliqué"));
    assert!(pam.page("/desk/programme/versions/2").await.contains("P30D → P45D"));
    assert_eq!(world.get("ines", "/v1/programme").await.json()["version"], 2);
}

/// What a version has no more is held all the same: under its own name and category, and not renewed.
#[tokio::test]
async fn what_a_version_drops_keeps_its_name_for_those_who_hold_it() {
    let world = World::whole().await;
    let mut files = Files::embedded("mpn-2020").expect("is built in").0;
    for text in files.values_mut() {
        for (from, to) in [
            ("intune", "devices"),
            ("\"cloud\"", "\"online\""),
            ("\"Cloud services\"", "\"Online services\""),
            ("\"action-pack\"", "\"starter-pack\""),
            ("[offer.action-pack]", "[offer.starter-pack]"),
            ("\naction-pack,", "\nstarter-pack,"),
            ("Action Pack (MAPS)", "Starter pack"),
        ] {
            *text = text.replace(from, to);
        }
    }
    let made = plan(&world, "pam", files).await;
    assert_eq!(made["state"], "ready");
    let by = made["people"]["by"].as_array().expect("a list");
    assert!(by.iter().any(|touch| touch["code"] == "cannot_renew"), "{made}");
    let path = format!("/v1/programme-plans/{}/applications", made["id"].as_str().expect("an id"));
    assert_eq!(world.post("pam", &path, json!({ "digest": made["digest"] })).await.status, 201);

    let token = world.get("ines", &format!("/v1/tokens/{}", world.lumen.token)).await.json();
    assert_eq!((&token["benefit"], &token["benefit_name"]), (&json!("intune"), &json!("Intune")));
    let held = format!("/v1/memberships/M-{}", world.lumen.membership_number);
    assert_eq!(world.get("ines", &held).await.json()["offer_name"], "Action Pack (MAPS)");
    let next = world.get("ines", &format!("{held}/next-year")).await;
    assert_eq!(next.json()["refusal"]["code"], "offer-not-on-sale", "{}", next.text);
    assert!(next.text.contains("The offer Action Pack (MAPS) is not on sale any more."), "{}", next.text);
    assert_eq!(world.get("ines", &format!("{held}/next-year?offer=nothing")).await.code(), "validation-failed");
    let ines = world.browse("ines", "en").await;
    let home = ines.page(&format!("/p/{}", world.lumen.number)).await;
    for text in ["Cloud services", "Intune", "Action Pack (MAPS)"] {
        assert!(home.contains(text), "{text}");
    }
}

#[tokio::test]
async fn a_day_or_an_instant_is_answered_by_the_version_of_then() {
    let world = World::new().await;
    let dearer = changed("offers/action-pack.toml", "amount = \"475.00\" }, # A-30", "amount = \"500.00\" }, # A-30");
    let made = plan(&world, "pam", dearer).await;
    let path = format!("/v1/programme-plans/{}", made["id"].as_str().expect("an id"));
    let applied = world.post("pam", &format!("{path}/applications"), json!({ "digest": made["digest"] })).await;
    assert_eq!(applied.status, 201, "{}", applied.text);
    // It was applied at noon, and is in force from that day on.
    for (as_of, version) in [
        ("2020-09-09", 1),
        ("2020-09-09T18:00:00Z", 1),
        ("2020-09-10T11:59:59Z", 1),
        ("2020-09-10T12:00:00Z", 2),
        (TODAY, 2),
        ("2021-09-02", 2),
    ] {
        let path = format!("/v1/memberships/{}/renewal-tasks?as_of={as_of}", world.lumen.membership);
        let tasks = world.get("ines", &path).await.json();
        assert_eq!(tasks["tasks"]["version"], version, "{as_of}: {tasks}");
    }
}
