//! Ways in that are given and taken away online: API tokens of a company, and sessions.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::forms::comes_back_as;
use crate::support::*;

impl World {
    fn tokens(&self) -> String {
        format!("/v1/accounts/{}/api-tokens", self.lumen.id)
    }

    /// Makes a token and gives its secret, with what is said of it.
    async fn made(&self, who: &str, body: Value) -> (String, Value) {
        let reply = self.post(who, &self.tokens(), body).await;
        assert_eq!(reply.status, 201, "{who} {}", reply.text);
        assert_eq!(reply.header("cache-control"), "no-store");
        (reply.json()["token"].as_str().expect("a secret").to_owned(), reply.json())
    }

    /// The status of a request with a token.
    pub(crate) async fn status_with(&self, token: &str, method: &str, path: &str, body: Value) -> u16 {
        self.reply_with(token, method, path, body).await.status.as_u16()
    }

    /// What a request with a token is answered.
    async fn reply_with(&self, token: &str, method: &str, path: &str, body: Value) -> Reply {
        let request = axum::http::Request::builder().method(method).uri(path);
        let request =
            request.header("authorization", format!("Bearer {token}")).header("content-type", "application/json");
        let body = if body.is_null() { String::new() } else { body.to_string() };
        self.send(request.body(body.into()).expect("a request")).await
    }
}

#[tokio::test]
async fn what_is_made_with_a_token_lasts_no_longer_than_it_and_ends_with_it() {
    let world = World::whole().await;
    let account = format!("/v1/accounts/{}", world.lumen.id);
    let (short, said) = world.made("ines", json!({ "label": "short", "last_day": TODAY })).await;
    let beyond = json!({ "label": "long", "last_day": "2021-09-10" });
    assert_eq!(world.status_with(&short, "POST", &world.tokens(), beyond).await, 422);
    let mut found = Vec::new();
    let mut with = short.clone();
    for body in [json!({ "label": "next" }), json!({ "label": "service", "roles": ["global_admin"] })] {
        let made = world.reply_with(&with, "POST", &world.tokens(), body).await;
        assert_eq!((made.status.as_u16(), &made.json()["last_day"]), (201, &json!(TODAY)), "{}", made.text);
        with = made.json()["token"].as_str().expect("a secret").to_owned();
        assert_eq!(world.status_with(&with, "GET", &account, Value::Null).await, 200);
        found.push(with.clone());
    }
    // The preview says what ends with it: on the API, on the page, and where she leaves.
    let end = format!("/v1/api-tokens/{}", said["id"].as_str().expect("an id"));
    let tried = world.delete("ines", &format!("{end}?dry_run=true")).await.json();
    let text = "What was made with this token ends as well: next and service.";
    assert_eq!((&tried["allowed"], &tried["effects"][0]["text"]), (&json!(true), &json!(text)), "{tried}");
    let ines = world.browse("ines", "en").await;
    assert!(ines.page(&format!("/p/{}/api-access", world.lumen.number)).await.contains(text));
    let (_, kept) = world.made("aziz", json!({ "label": "report", "roles": ["employee"] })).await;
    let leave = format!("{account}/people/{}?dry_run=true&acknowledge=last-global-admin", person("ines"));
    let left = world.delete("ines", &leave).await;
    let effects = left.json()["effects"].as_array().cloned().expect("effects");
    let ended = effects.iter().find(|one| one["field"] == "person.services_ended").expect("a service ends");
    assert_eq!((&ended["to"], &kept["counts"]), (&json!(["service"]), &json!(true)));
    assert!(!effects.iter().any(|one| one["field"] == "person.services_kept"), "{}", left.text);

    assert_eq!(world.delete("ines", &end).await.status, 200);
    for token in found {
        assert_eq!(world.status_with(&token, "GET", &account, Value::Null).await, 401);
    }
    assert_eq!(world.get("ines", &account).await.status, 200);
}

#[tokio::test]
async fn somebody_has_made_fifty_tokens_that_count_at_the_most() {
    let world = World::whole().await;
    let body = |number: usize| json!({ "label": format!("ci {number}"), "roles": ["product"] });
    let mut ids = Vec::new();
    for number in 0..50 {
        ids.push(world.made("ines", body(number)).await.1["id"].as_str().expect("an id").to_owned());
    }
    for query in ["", "?dry_run=true"] {
        let refused = world.post("ines", &format!("{}{query}", world.tokens()), body(50)).await;
        assert_eq!((refused.status.as_u16(), refused.code().as_str()), (409, "too-many-api-tokens"));
        assert_eq!(refused.json()["limit"], 50);
    }
    // One that was ended counts no more, and a token that she made with another one does.
    assert_eq!(world.delete("ines", &format!("/v1/api-tokens/{}", ids[0])).await.status, 200);
    let (own, _) = world.made("ines", json!({ "label": "own" })).await;
    assert_eq!(world.status_with(&own, "POST", &world.tokens(), body(50)).await, 409);
}

#[tokio::test]
async fn an_admin_makes_a_token_that_only_reads_and_ends_it() {
    let world = World::whole().await;
    let account = format!("/v1/accounts/{}", world.lumen.id);
    let body = json!({ "label": "rapport de nuit", "roles": ["employee"], "last_day": "2020-12-31" });
    let (secret, said) = world.made("ines", body.clone()).await;
    assert!(secret.starts_with("symbolon_test_"), "{secret}");
    assert_eq!(world.status_with(&secret, "GET", &account, Value::Null).await, 200);
    let newcomer = json!({ "name": "Zoé", "email": "zoe@lumen.example", "language": "fr" });
    assert_eq!(world.status_with(&secret, "POST", &format!("{account}/people"), newcomer).await, 403);
    // Nobody would read what a ticket of a service is answered.
    let asked = json!({ "reason": "other", "text": "Who reads this?" });
    let path = format!("{account}/tickets?dry_run=true");
    assert_eq!(world.status_with(&secret, "POST", &path, asked).await, 403);
    // Nobody gives a service more by it than it has.
    assert_eq!(
        world.status_with(&secret, "POST", &world.tokens(), json!({ "label": "two", "roles": ["employee"] })).await,
        403
    );

    // A second one of its name, as a retry would make it, is not made.
    assert_eq!(world.post("ines", &world.tokens(), body).await.status, 409);
    let listed = world.get("aziz", &world.tokens()).await;
    let of_it = listed.json()["items"].as_array().expect("a list").iter().find(|one| one["id"] == said["id"]).cloned();
    let of_it = of_it.expect("is listed");
    for (name, value) in [("label", "rapport de nuit"), ("made_by_name", "Ines"), ("last_day", "2020-12-31")] {
        assert_eq!(of_it[name], value, "{of_it}");
    }
    assert_eq!((&of_it["counts"], &of_it["token"]), (&json!(true), &Value::Null));
    assert!(!listed.text.contains(&secret));

    let end = format!("/v1/api-tokens/{}", said["id"].as_str().expect("an id"));
    assert_eq!(world.delete("ines", &format!("{end}?dry_run=true")).await.status, 200);
    assert_eq!(world.status_with(&secret, "GET", &account, Value::Null).await, 200);
    for _ in 0..2 {
        let ended = world.delete("sam", &end).await;
        assert_eq!((ended.status.as_u16(), &ended.json()["counts"]), (200, &json!(false)), "{}", ended.text);
        assert_eq!(world.status_with(&secret, "GET", &account, Value::Null).await, 401);
    }
    let audit = |act: &str| format!("/v1/audit-entries?act={act}&limit=1");
    for (act, actor) in [("api_token", "ines"), ("revoke_api_token", "sam")] {
        let entry = world.get("aude", &audit(act)).await.json()["items"][0].clone();
        assert_eq!(entry["actor"], json!(person(actor)), "{entry}");
        assert!(entry["object"].as_str().is_some_and(|name| name.starts_with("rapport de nuit#")), "{entry}");
    }
    // Its name is free again.
    world.made("ines", json!({ "label": "rapport de nuit", "roles": ["product"] })).await;
}

#[tokio::test]
async fn nobody_passes_on_more_than_they_have() {
    let world = World::whole().await;
    let wanted = |roles: &[&str]| json!({ "label": "ci", "roles": roles });
    for (who, body, status, code) in [
        ("pia", wanted(&["employee"]), 403, "role-missing"),
        ("sam", wanted(&["employee"]), 403, "role-missing"),
        ("aziz", wanted(&["programme_admin"]), 422, "validation-failed"),
        ("ines", wanted(&["account_admin"]), 422, "validation-failed"),
        ("ines", wanted(&["support_agent"]), 422, "validation-failed"),
        ("ines", wanted(&["operator"]), 422, "validation-failed"),
        ("ines", wanted(&["guest"]), 422, "validation-failed"),
        ("ines", wanted(&[]), 422, "validation-failed"),
        ("ines", json!({ "label": " ", "roles": ["employee"] }), 422, "validation-failed"),
        ("ines", json!({ "label": "ci", "last_day": "2020-09-09" }), 422, "validation-failed"),
        ("ines", json!({ "label": "ci", "last_day": "2021-09-11" }), 422, "validation-failed"),
    ] {
        for query in ["", "?dry_run=true"] {
            let reply = world.post(who, &format!("{}{query}", world.tokens()), body.clone()).await;
            assert_eq!((reply.status.as_u16(), reply.code().as_str()), (status, code), "{who} {body} {}", reply.text);
        }
    }
    let tried = world.post("ines", &format!("{}?dry_run=true", world.tokens()), wanted(&["global_admin"])).await;
    assert_eq!((tried.status.as_u16(), tried.json()), (200, json!({ "allowed": true })));
    let listed = world.get("ines", &world.tokens()).await;
    assert!(!listed.text.contains("\"ci\""), "a trial made one");
    // A service makes none, whatever its roles: who finds its token would never be rid of.
    let (secret, _) = world.made("ines", wanted(&["global_admin"])).await;
    assert_eq!(world.status_with(&secret, "GET", &world.tokens(), Value::Null).await, 200);
    assert_eq!(
        world.status_with(&secret, "POST", &world.tokens(), json!({ "label": "two", "roles": ["employee"] })).await,
        403
    );
}

#[tokio::test]
async fn a_token_for_oneself_can_do_what_one_can_at_that_moment() {
    let world = World::whole().await;
    let (secret, said) = world.made("aziz", json!({ "label": "terminal" })).await;
    assert_eq!((&said["person"], &said["roles"]), (&json!(person("aziz")), &Value::Null));
    assert_eq!(said["last_day"], "2020-12-09", "ninety days after the tenth of September");
    assert_eq!(world.status_with(&secret, "GET", &world.tokens(), Value::Null).await, 200);
    let roles = format!("/v1/accounts/{}/people/{}/role-changes", world.lumen.id, person("aziz"));
    assert_eq!(world.post("ines", &roles, json!({ "take": ["account_admin"] })).await.status, 201);
    assert_eq!(world.status_with(&secret, "GET", &world.tokens(), Value::Null).await, 403);
    // What is one’s own one ends without any right to end others’.
    let end = format!("/v1/api-tokens/{}", said["id"].as_str().expect("an id"));
    assert_eq!(world.delete("emil", &end).await.status, 403);
    assert_eq!(world.delete("aziz", &end).await.status, 200);
    assert_eq!(world.status_with(&secret, "GET", "/v1/me", Value::Null).await, 401);
}

#[tokio::test]
async fn the_page_shows_a_token_once_and_ends_it() {
    let world = World::new().await;
    let path = format!("/p/{}/api-access", world.lumen.number);
    let fields = |label| [("label", label), ("whose", "service"), ("role", "employee"), ("last_day", "2020-12-31")];
    for (language, revoked) in [("fr", "révoqué"), ("en", "revoked")] {
        let ines = world.browse("ines", language).await;
        assert!(ines.page(&format!("/p/{}/people", world.lumen.number)).await.contains(&path));
        comes_back_as(StatusCode::UNPROCESSABLE_ENTITY, &ines, &path, &fields(""), &["label"]).await;
        let nothing = [("label", "bot"), ("whose", "service"), ("last_day", "2020-12-31")];
        comes_back_as(StatusCode::UNPROCESSABLE_ENTITY, &ines, &path, &nothing, &["roles"]).await;
        let late = [("label", "bot"), ("whose", "own"), ("last_day", "2031-01-01")];
        comes_back_as(StatusCode::UNPROCESSABLE_ENTITY, &ines, &path, &late, &["last_day"]).await;
        let made = ines.submit(&path, &fields(language)).await;
        assert_eq!(made.status, StatusCode::OK, "{}", made.text);
        ines.sound(&path, &made);
        let secret = made.text.split("<code>").nth(1).and_then(|rest| rest.split('<').next()).expect("a secret");
        assert_eq!(world.status_with(secret, "GET", "/v1/me", Value::Null).await, 200);
        comes_back_as(StatusCode::CONFLICT, &ines, &path, &fields(language), &["label"]).await;
        let page = ines.page(&path).await;
        assert!(page.contains(language) && !page.contains(secret), "{page}");
        let begins = format!("action=\"{path}/");
        let form = page.split(&begins).nth(1).and_then(|rest| rest.split('"').next()).expect("a form");
        let ended = ines.submit(&format!("{path}/{form}"), &[]).await;
        assert_eq!(ended.status, StatusCode::SEE_OTHER, "{}", ended.text);
        assert_eq!(world.status_with(secret, "GET", "/v1/me", Value::Null).await, 401);
        assert!(ines.page(&path).await.contains(revoked));
    }
    for who in ["pia", "emil"] {
        let browser = world.browse(who, "fr").await;
        assert_eq!(browser.get(&path).await.status, StatusCode::FORBIDDEN, "{who}");
        assert_eq!(browser.submit(&path, &fields("x")).await.status, StatusCode::FORBIDDEN, "{who}");
    }
}

#[tokio::test]
async fn sessions_end_at_once_but_the_one_that_ends_them() {
    let world = World::new().await;
    let base = format!("/p/{}", world.lumen.number);
    let (first, other) = (world.browse("emil", "fr").await, world.browse("emil", "en").await);
    assert!(first.page("/sessions").await.contains("cette session"));
    assert_eq!(first.submit("/sessions", &[]).await.status, StatusCode::SEE_OTHER);
    first.page("/sessions").await;
    let out = async |browser: &crate::ui::Browser<'_>| browser.get(&base).await.status != StatusCode::OK;
    assert!(!out(&first).await && out(&other).await);

    // A colleague does not, an admin does, and the token goes on.
    let path = format!("/v1/accounts/{}/people/{}/session-endings", world.lumen.id, person("emil"));
    assert_eq!(world.post("pia", &path, json!({})).await.status, 403);
    assert!(!out(&first).await);
    let ended = world.post("aziz", &path, json!({})).await;
    assert_eq!((ended.status.as_u16(), ended.json()), (200, json!({ "ended": 1 })), "{}", ended.text);
    assert!(out(&first).await);
    assert_eq!(world.get("emil", "/v1/me").await.status, 200);

    // From the page of a person, and by their own token.
    let (emil, ines) = (world.browse("emil", "fr").await, world.browse("ines", "fr").await);
    let page = format!("{base}/people/{}", person("emil"));
    assert!(ines.page(&page).await.contains(&format!("action=\"{page}/sign-out\"")));
    assert_eq!(ines.submit(&format!("{page}/sign-out"), &[]).await.status, StatusCode::SEE_OTHER);
    assert!(out(&emil).await && !out(&ines).await);
    assert_eq!(world.post("ines", "/v1/me/session-endings", json!({})).await.json(), json!({ "ended": 1 }));
    assert!(out(&ines).await);
    // Another company’s people are nobody there.
    let nora = format!("/v1/accounts/{}/people/{}/session-endings", world.lumen.id, person("nora"));
    assert_eq!(world.post("ines", &nora, json!({})).await.status, 404);
}

#[tokio::test]
async fn who_is_taken_out_is_nobody_and_comes_back_as_who_they_were() {
    let world = World::whole().await;
    let people = format!("/v1/accounts/{}/people", world.lumen.id);
    let one = |name: &str| format!("{people}/{}", person(name));
    for (who, whom, code) in
        [("pia", "emil", "role-missing"), ("aziz", "emil", "role-missing"), ("ulf", "ines", "role-missing")]
    {
        let refused = world.delete(who, &one(whom)).await;
        assert_eq!((refused.status.as_u16(), refused.code().as_str()), (403, code), "{who} {}", refused.text);
    }
    // The last global admin stays, unless that is known (I-12); what she holds is said before.
    let last = world.delete("ines", &one("ines")).await;
    assert_eq!(
        (last.status.as_u16(), &last.json()["acknowledge"]),
        (409, &json!("last-global-admin")),
        "{}",
        last.text
    );
    let known = format!("{}?dry_run=true&acknowledge=last-global-admin", one("ines"));
    let tried = world.delete("ines", &known).await.json();
    let effects: Vec<_> =
        tried["effects"].as_array().expect("effects").iter().map(|one| one["field"].clone()).collect();
    for field in ["person.role_taken", "person.nobody_left", "person.seats_kept", "person.access_ended"] {
        assert!(effects.contains(&json!(field)), "{tried}");
    }
    assert_eq!(world.get("ines", "/v1/me").await.status, 200);

    let emil = world.browse("emil", "fr").await;
    let home = format!("/p/{}", world.lumen.number);
    assert_eq!(world.delete("ulf", &one("emil")).await.status, 200);
    assert_eq!(world.get("emil", "/v1/me").await.status, 401);
    assert_ne!(emil.get(&home).await.status, StatusCode::OK);
    let again = world.delete("ulf", &one("emil")).await;
    assert_eq!((again.status.as_u16(), again.code().as_str()), (409, "person-not-in-directory"));
    let row = async || {
        let listed = world.get("ines", &people).await.json();
        listed["items"].as_array().expect("a list").iter().find(|row| row["id"] == json!(person("emil"))).cloned()
    };
    let gone = row().await.expect("history keeps him");
    assert_eq!((&gone["in_directory"], &gone["roles"], &gone["name"]), (&json!(false), &json!([]), &json!("Emil")));
    let entry = world.get("aude", "/v1/audit-entries?act=take_out").await.json()["items"][0].clone();
    assert_eq!((&entry["actor"], &entry["object"]), (&json!(person("ulf")), &json!(person("emil"))));

    let back = json!({ "name": "Émile", "email": "EMIL@example.org", "language": "fr", "roles": ["billing_admin"] });
    let added = world.post("ulf", &people, back.clone()).await;
    assert_eq!((added.status.as_u16(), &added.json()["id"]), (201, &json!(person("emil"))), "{}", added.text);
    assert_eq!(row().await.expect("is back")["in_directory"], true);
    assert_eq!(world.post("ulf", &people, back).await.status, 409, "he is there already");
    // The old way in stays closed.
    assert_eq!(world.get("emil", "/v1/me").await.status, 401);
    assert_ne!(emil.get(&home).await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_page_says_what_it_means_that_somebody_leaves() {
    let world = World::new().await;
    for (language, name) in [("fr", "rita"), ("en", "bill")] {
        let ines = world.browse("ines", language).await;
        let page = format!("/p/{}/people/{}", world.lumen.number, person(name));
        let leave = format!("{page}/leave");
        assert!(ines.page(&page).await.contains(&leave));
        ines.page(&leave).await;
        assert_eq!(ines.submit(&leave, &[]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(world.get(name, "/v1/me").await.status, 401);
        let gone = ines.page(&page).await;
        assert!(
            !gone.contains(&leave) && !gone.contains("name=\"role\"") && !gone.contains(&format!("{page}/sign-out")),
            "{gone}"
        );
        assert!(gone.contains(if language == "fr" { "ne figure plus" } else { "was taken out" }), "{gone}");
    }
    let ines = world.browse("ines", "en").await;
    let leave = format!("/p/{}/people/{}/leave", world.lumen.number, person("ines"));
    ines.page(&leave).await;
    let asked = ines.submit(&leave, &[]).await;
    assert_eq!(asked.status, StatusCode::CONFLICT, "{}", asked.text);
    ines.sound(&leave, &asked);
    assert!(asked.text.contains("id=\"last-global-admin\""), "{}", asked.text);
    let aziz = world.browse("aziz", "fr").await;
    assert_eq!(aziz.get(&leave).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn everybody_of_a_company_says_in_which_language_they_are_written_to() {
    let world = World::new().await;
    let browser = world.browse("emil", "fr").await;
    let path = format!("/v1/accounts/{}/people", world.lumen.id);
    let language = async || {
        let people = world.get("ines", &path).await.json();
        let people = people["items"].as_array().expect("a list").clone();
        people.iter().find(|one| one["id"] == json!(person("emil"))).expect("is listed")["language"].clone()
    };
    let before = language().await;
    let other = if before == "fr" { "en" } else { "fr" };
    assert!(
        browser
            .page("/sessions")
            .await
            .contains(&format!("<option value=\"{}\" selected>", before.as_str().expect("a code")))
    );
    let changed = browser.submit("/sessions/language", &[("language", other)]).await;
    assert_eq!((changed.status, changed.header("location")), (StatusCode::SEE_OTHER, "/sessions"));
    assert_eq!(language().await, other);
    assert_eq!(
        browser.submit("/sessions/language", &[("language", "de")]).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    // The vendor’s people are on the machine’s list.
    let desk = world.browse("sam", "fr").await;
    assert!(!desk.page("/sessions").await.contains("/sessions/language"));
}
