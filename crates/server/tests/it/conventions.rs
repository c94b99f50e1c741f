//! The conventions of the API: lists, days, tags, keys against doing it twice, previews, languages, headers.

use axum::body::Body;
use axum::http::Method;
use serde_json::{Value, json};

use crate::support::*;

impl World {
    /// A GET with more headers.
    async fn get_with(&self, who: &str, path: &str, headers: &[(&str, &str)]) -> Reply {
        let request = self.request(who, Method::GET, path);
        let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
        self.send(request.body(Body::empty()).expect("a request")).await
    }

    /// A POST with an idempotency key of its own, or none.
    pub(crate) async fn post_with_key(&self, who: &str, path: &str, key: Option<&str>, body: Value) -> Reply {
        let request = axum::http::Request::builder()
            .method(Method::POST)
            .uri(path)
            .header("authorization", format!("Bearer {}", bearer(who)))
            .header("accept-language", "en")
            .header("content-type", "application/json");
        let request = key.into_iter().fold(request, |request, key| request.header("idempotency-key", key));
        self.send(request.body(Body::from(body.to_string())).expect("a request")).await
    }
}

fn ids(reply: &Reply) -> Vec<String> {
    let body = reply.json();
    let items = body["items"].as_array().expect("items").iter();
    items.map(|item| item["id"].as_str().expect("an id").to_owned()).collect()
}

#[tokio::test]
async fn a_list_in_pages_is_the_list() {
    let world = World::new().await;
    let account = world.lumen.id;
    for path in
        [format!("/v1/accounts/{account}/grants"), format!("/v1/keys?account={account}"), "/v1/tokens".to_owned()]
    {
        let joint = if path.contains('?') { '&' } else { '?' };
        let whole = world.get("ines", &format!("{path}{joint}limit=200")).await;
        assert_eq!(whole.json()["next_cursor"], Value::Null);
        assert_eq!(whole.json()["as_of"], TODAY);
        assert_eq!(whole.header("link"), "");
        let whole = ids(&whole);
        let mut sorted = whole.clone();
        sorted.sort();
        sorted.dedup();
        assert_eq!(whole, sorted, "stable order, nothing twice");
        for limit in [1, 2, whole.len() - 1, whole.len(), whole.len() + 1] {
            let mut found = Vec::new();
            let mut next = format!("{path}{joint}limit={limit}");
            loop {
                let page = world.get("ines", &next).await;
                assert!(ids(&page).len() <= limit);
                found.extend(ids(&page));
                let Some(cursor) = page.json()["next_cursor"].as_str().map(str::to_owned) else { break };
                assert_eq!(page.header("link"), format!("<{path}{joint}limit={limit}&cursor={cursor}>; rel=\"next\""));
                next = format!("{path}{joint}cursor={cursor}&limit={limit}");
            }
            assert_eq!(found, whole, "{path} by {limit}");
        }
    }
}

#[tokio::test]
async fn a_page_has_as_many_items_as_are_asked_for() {
    let world = World::new().await;
    for n in 0..210 {
        let path = "/v1/accounts";
        let opened = world.post("sam", path, json!({ "name": format!("Cadran {n}"), "country": "BE" })).await;
        assert_eq!(opened.status, 201, "{}", opened.text);
    }
    assert_eq!(ids(&world.get("sam", "/v1/accounts").await).len(), 50);
    assert_eq!(ids(&world.get("sam", "/v1/accounts?limit=200").await).len(), 200);
    assert_eq!(ids(&world.get("sam", "/v1/accounts?limit=201").await).len(), 200, "larger is lowered");
    assert_eq!(ids(&world.get("sam", "/v1/accounts?limit=5000000000").await).len(), 200, "larger is lowered");
    assert_eq!(ids(&world.get("sam", "/v1/accounts?limit=1").await).len(), 1);
    assert_eq!(ids(&world.get("sam", "/v1/accounts?q=cadran%2020&limit=200").await).len(), 11);
    assert_eq!(ids(&world.get("sam", "/v1/accounts?q=%25").await).len(), 0, "a wildcard is a letter");
    assert_eq!(ids(&world.get("ines", "/v1/accounts").await), [world.lumen.id.to_string()]);
}

#[tokio::test]
async fn a_cursor_belongs_to_its_list() {
    let world = World::new().await;
    let first = world.get("ines", "/v1/tokens?limit=1").await;
    let cursor = first.json()["next_cursor"].as_str().expect("more than one").to_owned();
    let refused = |reply: Reply| (reply.status.as_u16(), reply.code());
    let mismatch = (400, "cursor-mismatch".to_owned());
    for path in [
        format!("/v1/keys?cursor={cursor}"),
        format!("/v1/tokens?account={}&cursor={cursor}", world.lumen.id),
        format!("/v1/tokens?as_of=2020-09-09&cursor={cursor}"),
        format!("/v1/tokens?cursor={cursor}A"),
        format!("/v1/tokens?cursor=A{cursor}"),
        "/v1/tokens?cursor=".to_owned(),
        "/v1/tokens?cursor=AAAA".to_owned(),
        "/v1/tokens?cursor=%F0%9F%92%A3".to_owned(),
        "/v1/accounts?cursor=AAAA".to_owned(),
    ] {
        assert_eq!(refused(world.get("ines", &path).await), mismatch, "{path}");
    }
    assert_eq!(world.get("ines", &format!("/v1/tokens?limit=7&cursor={cursor}")).await.status, 200);
}

#[tokio::test]
async fn a_day_in_the_past_and_one_to_come() {
    let world = World::new().await;
    let path = format!("/v1/memberships/M-{}", world.lumen.membership_number);
    let at = async |as_of: &str| world.get("ines", &format!("{path}?as_of={as_of}")).await;
    let state = |reply: &Reply| reply.json()["state"].as_str().unwrap_or_default().to_owned();
    assert_eq!(at("2020-08-31").await.status, 404);
    for (day, expected, projection) in [
        ("2020-09-01", "active", false),
        (TODAY, "active", false),
        ("2020-09-11", "active", true),
        ("2021-09-01", "active", true),
        // Bought on 1 September 2020: open from 2 September to 1 October 2021 inclusive (B-02, B-03).
        ("2021-09-02", "renewal_open", true),
        ("2021-10-01", "renewal_open", true),
        ("2021-10-02", "lapsed", true),
    ] {
        let reply = at(day).await;
        assert_eq!(state(&reply), expected, "{day}");
        assert_eq!(reply.json()["projection"] == json!(true), projection, "{day}");
        assert_eq!(reply.json()["as_of"], day);
    }
    // By what was known at an instant: the purchase was recorded at noon.
    assert_eq!(at("2020-09-01T11:59:59Z").await.status, 404);
    assert_eq!(state(&at("2020-09-01T12:00:00Z").await), "active");
    let tokens = async |as_of: &str| world.get("ines", &format!("/v1/tokens?as_of={as_of}")).await.json();
    assert_eq!(tokens("2020-08-15").await["items"], json!([]));
    assert_eq!(tokens("2021-10-02").await["projection"], true);
    // The account itself began on 1 August.
    let account = format!("/v1/accounts/{}", world.lumen.number);
    assert_eq!(world.get("ines", &format!("{account}?as_of=2020-07-31")).await.status, 404);
    assert_eq!(world.get("ines", &format!("{account}?as_of=2020-08-01")).await.status, 200);
    // Before the second company used its token, nobody had.
    let used = format!("/v1/tokens/{}", world.lumen.used);
    assert_eq!(world.get("ines", &format!("{used}?as_of=2020-09-01")).await.json()["state"], "available");
    assert_eq!(world.get("ines", &used).await.json()["state"], "redeemed");
}

#[tokio::test]
async fn a_tag_is_kept_until_something_changes() {
    let world = World::new().await;
    let path = format!("/v1/tokens/{}", world.lumen.token);
    let first = world.get("ines", &path).await;
    let tag = first.header("etag").to_owned();
    assert!(tag.starts_with('"') && tag.len() > 20, "{tag}");
    for known in [tag.as_str(), "*", &format!("W/{tag}"), &format!("\"x\", {tag}")] {
        let again = world.get_with("ines", &path, &[("if-none-match", known)]).await;
        assert_eq!((again.status.as_u16(), again.text.as_str()), (304, ""), "{known}");
        assert_eq!(again.header("etag"), tag);
    }
    assert_eq!(world.get_with("ines", &path, &[("if-none-match", "\"x\"")]).await.status, 200);
    let body = json!({ "tenant_id": world.lumen.tenant, "mode": "new" });
    assert_eq!(world.post_previewed("ines", &format!("{path}/redemptions"), body).await.status, 201);
    assert_eq!(world.get_with("ines", &path, &[("if-none-match", &tag)]).await.status, 200);
}

#[tokio::test]
async fn head_is_get_without_the_body() {
    let world = World::new().await;
    let head = async |path: &str, known: &str| {
        let request = world.request("ines", Method::HEAD, path).header("if-none-match", known);
        world.send(request.body(Body::empty()).expect("a request")).await
    };
    let path = format!("/v1/tokens/{}", world.lumen.token);
    let (get, found) = (world.get("ines", &path).await, head(&path, "\"x\"").await);
    assert_eq!((found.status.as_u16(), found.text.as_str()), (200, ""));
    assert_eq!(found.header("content-length"), get.text.len().to_string());
    for name in ["etag", "cache-control", "content-type", "vary"] {
        assert!(!found.header(name).is_empty() && found.header(name) == get.header(name), "{name}");
    }
    assert_eq!(head(&path, get.header("etag")).await.status, 304);
    assert_eq!(head(&format!("{path}?as_on=2020-09-10"), "").await.status, 422);
    assert_eq!(head("/v1/nothing", "").await.status, 404);
}

#[tokio::test]
async fn files_of_a_ticket_come_in_the_order_in_which_they_were_added() {
    let world = World::whole().await;
    let path = format!("/v1/tickets/{}", world.lumen.ticket);
    let mut added = vec![world.lumen.ticket_document.to_string()];
    for page in 2..=4 {
        let content = format!("%PDF-1.7 page {page}").into_bytes();
        let sent = world.file("ines", &format!("{path}/documents"), "application/pdf", content).await;
        assert_eq!(sent.status, 201, "{}", sent.text);
        let documents = sent.json()["documents"].as_array().expect("documents").clone();
        let new =
            documents.iter().filter_map(|one| one["id"].as_str()).find(|id| !added.iter().any(|known| known == id));
        added.push(new.expect("was added").to_owned());
    }
    let shown = world.get("ines", &path).await.json();
    let shown = shown["documents"].as_array().expect("documents").iter().filter_map(|one| one["id"].as_str());
    assert_eq!(shown.collect::<Vec<_>>(), added);
}

#[tokio::test]
async fn a_run_that_was_read_otherwise_is_shown_as_it_is() {
    let world = World::whole().await;
    let path = format!("/v1/campaign-runs/{}", world.run);
    let run = world.get("sam", &path).await.json();
    let stale = world.post("pam", &format!("{path}/approvals"), json!({ "digest": "00" })).await;
    assert_eq!((stale.status.as_u16(), stale.code().as_str()), (409, "preview-stale"));
    assert_eq!(stale.json()["preview"], run);
}

#[tokio::test]
async fn a_retry_has_one_effect() {
    let world = World::new().await;
    let path = format!("/v1/keys/{}/activations", world.lumen.key);
    let body = json!({ "fingerprint": "poste 2", "device_name": "Poste 2" });
    let missing = world.post_with_key("ines", &path, None, body.clone()).await;
    assert_eq!((missing.status.as_u16(), missing.code()), (400, "idempotency-key-missing".to_owned()));
    let first = world.post_with_key("ines", &path, Some("\"one\""), body.clone()).await;
    assert_eq!(first.status, 201, "{}", first.text);
    assert_eq!(first.header("idempotent-replayed"), "");
    // Bare or quoted, and in any order: the same request.
    let again = world.post_with_key("ines", &path, Some("one"), body.clone()).await;
    assert_eq!((again.status, &again.text), (first.status, &first.text));
    assert_eq!(again.header("idempotent-replayed"), "true");
    let other = world.post_with_key("ines", &path, Some("one"), json!({ "fingerprint": "poste 3" })).await;
    assert_eq!((other.status.as_u16(), other.code()), (422, "idempotency-key-reused".to_owned()));
    // Somebody else's key, or another address, is another key.
    let pia = world.post_with_key("pia", &path, Some("one"), json!({ "fingerprint": "poste 4" })).await;
    assert_eq!(pia.status, 201, "{}", pia.text);
    assert_eq!(world.get("ines", &path).await.json()["used"], 3);
    for key in ["", "\"\"", "\"one", "o\"ne", "o\\ne", &"k".repeat(256)] {
        let reply = world.post_with_key("ines", &path, Some(key), body.clone()).await;
        assert_eq!((reply.status.as_u16(), reply.code()), (400, "malformed-request".to_owned()), "{key:?}");
    }
    assert_eq!(world.post_with_key("ines", &path, Some(&"k".repeat(255)), body.clone()).await.status, 200);
    // Two keys are none: nobody could tell which one counts.
    let twice = world.request("ines", Method::POST, &path).header("content-type", "application/json");
    let twice = twice.header("idempotency-key", "two").header("idempotency-key", "three");
    let reply = world.send(twice.body(Body::from(body.to_string())).expect("a request")).await;
    assert_eq!((reply.status.as_u16(), reply.code()), (400, "malformed-request".to_owned()));
}

#[tokio::test]
async fn what_the_rules_said_to_a_ticket_is_read_in_every_language() {
    let world = World::new().await;
    let company = format!("/v1/accounts/{}", world.lumen.id);
    let asked = json!({ "reason": "other", "text": "What may we do?" });
    let opened = world.post("ines", &format!("{company}/tickets"), asked).await;
    assert_eq!(opened.status, 201, "{}", opened.text);
    let ticket = format!("/v1/tickets/{}", opened.json()["id"].as_str().expect("an id"));
    let mut answers = std::collections::BTreeSet::new();
    for language in ["fr", "en"] {
        let read = async |path: &str| {
            let mut request = world.request("ines", Method::GET, path).body(Body::empty()).expect("a request");
            request.headers_mut().insert("accept-language", language.parse().expect("a language"));
            world.send(request).await.json()
        };
        let said = read(&format!("{company}/ticket-suggestions?reason=other")).await;
        assert_eq!(read(&ticket).await["decision"], said, "{language}");
        answers.insert(said["answer_text"].as_str().expect("a text").to_owned());
    }
    assert_eq!(answers.len(), 2, "{answers:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn thirty_two_at_once_with_one_key_are_one() {
    let world = std::sync::Arc::new(World::new().await);
    let path = format!("/v1/seat-pools/{}/assignments", world.lumen.pool);
    let body = json!({ "person": person("emil") });
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..32 {
        let (world, path, body) = (world.clone(), path.clone(), body.clone());
        tasks.spawn(async move { world.post_with_key("pia", &path, Some("same"), body).await });
    }
    let answers = tasks.join_all().await;
    assert!(answers.iter().all(|reply| reply.status == 201 && reply.text == answers[0].text));
    assert_eq!(answers.iter().filter(|reply| reply.header("idempotent-replayed").is_empty()).count(), 1);
    let folded = world.app.store().folded(world.lumen.id).await.expect("reads").expect("is open");
    assert_eq!(folded.account.seq, world.lumen.seq + 1);
}

#[tokio::test]
async fn a_refusal_is_kept_under_its_key_too() {
    let world = World::new().await;
    let path = format!("/v1/memberships/{}/renewals", world.lumen.membership);
    let body = json!({ "payment": { "reference": "O-900" } });
    let first = world.post_with_key("sam", &path, Some("early"), body.clone()).await;
    assert_eq!((first.status.as_u16(), first.code()), (409, "renewal-not-open".to_owned()));
    assert_eq!(first.json()["available_from"], "2021-09-02");
    assert_eq!(world.post("opal", "/v1/clocks/clock/advances", json!({ "to": "2020-09-12" })).await.status, 200);
    let again = world.post_with_key("sam", &path, Some("early"), body).await;
    assert_eq!((again.status.as_u16(), again.code()), (409, "renewal-not-open".to_owned()));
    assert_eq!(again.header("idempotent-replayed"), "true");
    assert_eq!(again.json()["decision"], first.json()["decision"]);
    let kept = first.json()["decision"].as_str().expect("an id").to_owned();
    let kept = world.get("sam", &format!("/v1/decisions/{kept}")).await.json();
    assert_eq!((&kept["code"], &kept["command"]), (&json!("renewal-not-open"), &json!("renew")));
}

#[tokio::test]
async fn a_retry_shows_the_secret_again_but_not_to_who_lost_the_role() {
    let world = World::new().await;
    let path = format!("/v1/keys/{}/reveals", world.lumen.key);
    let preview = world.post("pia", &format!("{path}?dry_run=true"), json!({})).await.json();
    let body = json!({ "preview_digest": preview["preview_digest"], "acknowledge": preview["acknowledge"] });
    let first = world.post_with_key("pia", &path, Some("one"), body.clone()).await;
    assert_eq!(first.status, 201, "{}", first.text);
    assert_eq!(first.header("cache-control"), "no-store");
    let secret = first.json()["key"].as_str().expect("the key").to_owned();
    assert_eq!(secret.len(), 29, "five groups of five");
    let again = world.post_with_key("pia", &path, Some("one"), body.clone()).await;
    assert_eq!(again.json(), first.json());
    let reveals = world.get("pia", &path).await;
    assert_eq!(reveals.json()["items"].as_array().map(Vec::len), Some(2), "one of before, one now, none for the retry");
    assert!(!reveals.text.contains(&secret));
    assert!(!world.get("sam", &format!("/v1/accounts/{}/history", world.lumen.id)).await.text.contains(&secret));

    // A key that is blocked meanwhile is shown no more, as to who asks for the first time (E-15).
    let (block, unblock) = (json!({ "why": "leak", "note": "In a public file." }), json!({ "note": "It is gone." }));
    assert_eq!(world.post("sam", &format!("/v1/keys/{}/blocks", world.lumen.key), block).await.status, 201);
    let blocked = world.post_with_key("pia", &path, Some("one"), body.clone()).await;
    assert_eq!((blocked.status.as_u16(), blocked.code()), (409, "key-blocked".to_owned()));
    assert!(!blocked.text.contains(&secret));
    assert_eq!(world.post("sam", &format!("/v1/keys/{}/unblockings", world.lumen.key), unblock).await.status, 201);
    assert_eq!(world.post_with_key("pia", &path, Some("one"), body.clone()).await.json(), first.json());

    let mut pia = world.app.store().person(person("pia")).await.expect("reads").expect("is known");
    pia.roles = [symbolon_domain::access::Role::Employee].into();
    let less = [symbolon_store::Plain::Person(pia)];
    world.app.store().write("test", noon(TODAY), &less).await.expect("writes");
    let after = world.post_with_key("pia", &path, Some("one"), body).await;
    assert_eq!((after.status.as_u16(), after.code()), (403, "role-missing".to_owned()));
    assert!(!after.text.contains(&secret));
}

#[tokio::test]
async fn what_cannot_be_undone_is_previewed_first() {
    let world = World::new().await;
    let path = format!("/v1/tokens/{}/redemptions", world.lumen.token);
    let body = json!({ "tenant_id": world.lumen.tenant, "mode": "new" });
    let preview = world.post("ines", &format!("{path}?dry_run=true"), body.clone()).await;
    assert_eq!((preview.status.as_u16(), preview.header("dry-run")), (200, "true"));
    let preview = preview.json();
    let with = |digest: &Value, acknowledge: Value| {
        let mut body = body.clone();
        body["preview_digest"] = digest.clone();
        body["acknowledge"] = acknowledge;
        body
    };
    let digest = &preview["preview_digest"];
    let all = &preview["acknowledge"];
    let refused = async |body: Value| {
        let reply = world.post("ines", &path, body).await;
        let fresh = &reply.json()["preview"];
        assert!(fresh["effects"].as_array().is_some_and(|effects| !effects.is_empty()), "{}", reply.text);
        assert!(fresh["preview_digest"].is_string());
        let errors = reply.json()["errors"].as_array().cloned().unwrap_or_default();
        let fields: Vec<_> = errors.iter().map(|error| error["pointer"].as_str().expect("a text").to_owned()).collect();
        (reply.status.as_u16(), reply.code(), fields.join(" "))
    };
    let required = |fields: &str| (400, "preview-required".to_owned(), fields.to_owned());
    let stale = (409, "preview-stale".to_owned(), String::new());
    assert_eq!(refused(body.clone()).await, required("/preview_digest /acknowledge"));
    assert_eq!(refused(with(digest, json!([]))).await, required("/acknowledge"));
    assert_eq!(refused(with(digest, json!(["token-used-whole"]))).await, required("/acknowledge"));
    assert_eq!(refused(with(&json!("yes"), all.clone())).await, required("/preview_digest"));
    let forged = digest.as_str().expect("a text").replace("p1-", "p1-9");
    assert_eq!(refused(with(&json!(forged), all.clone())).await, stale);
    let last = digest.as_str().expect("a text").trim_end_matches(|letter: char| letter.is_ascii_hexdigit());
    assert_eq!(refused(with(&json!(format!("{last}00")), all.clone())).await, stale);

    // A preview of something else is none of this.
    let other = format!("/v1/tokens/{}/codes?dry_run=true", world.lumen.token);
    let other = world.post("ines", &other, json!({})).await.json();
    assert_eq!(refused(with(&other["preview_digest"], all.clone())).await, stale);

    // Facts that change none of the consequences do not make it stale; the next day does.
    let unrelated = format!("/v1/keys/{}/activations", world.lumen.key);
    assert_eq!(world.post("ines", &unrelated, json!({ "fingerprint": "poste 9" })).await.status, 201);
    let later = json!({ "to": "2020-09-10T12:15:00Z" });
    assert_eq!(world.post("opal", "/v1/clocks/clock/advances", later).await.status, 200);
    let made = world.post("ines", &format!("{path}?dry_run=true"), body.clone()).await.json();
    let later = json!({ "to": "2020-09-10T12:30:00.000001Z" });
    assert_eq!(world.post("opal", "/v1/clocks/clock/advances", later).await.status, 200);
    // The first one is past its quarter of an hour, the second one by a microsecond.
    assert_eq!(refused(with(digest, all.clone())).await, stale);
    assert_eq!(refused(with(&made["preview_digest"], all.clone())).await, stale);
    let made = world.post("ines", &format!("{path}?dry_run=true"), body.clone()).await.json();
    assert_eq!(
        world.post("opal", "/v1/clocks/clock/advances", json!({ "to": "2020-09-11T00:00:00Z" })).await.status,
        200
    );
    assert_eq!(refused(with(&made["preview_digest"], all.clone())).await, stale);
    let made = world.post("ines", &format!("{path}?dry_run=true"), body.clone()).await.json();
    assert_eq!(world.post("ines", &path, with(&made["preview_digest"], all.clone())).await.status, 201);
}

#[tokio::test]
async fn a_preview_counts_for_whom_it_was_shown_to() {
    let world = World::new().await;
    let path = format!("/v1/keys/{}/reveals", world.lumen.key);
    let preview = world.post("pia", &format!("{path}?dry_run=true"), json!({})).await.json();
    let body = json!({ "preview_digest": preview["preview_digest"], "acknowledge": preview["acknowledge"] });
    let other = world.post("ines", &path, body.clone()).await;
    assert_eq!((other.status.as_u16(), other.code()), (409, "preview-stale".to_owned()));
    assert_eq!(world.post("pia", &path, body).await.status, 201);
}

#[tokio::test]
async fn a_preview_ends_with_its_day_even_if_the_consequences_are_the_same() {
    let world = World::new().await;
    let path = format!("/v1/keys/{}/reveals", world.lumen.key);
    let advance = async |to: &str| world.post("opal", "/v1/clocks/clock/advances", json!({ "to": to })).await.status;
    assert_eq!(advance("2020-09-10T23:55:00Z").await, 200);
    let preview = world.post("ines", &format!("{path}?dry_run=true"), json!({})).await.json();
    let body = json!({ "preview_digest": preview["preview_digest"], "acknowledge": preview["acknowledge"] });
    assert_eq!(advance("2020-09-11T00:01:00Z").await, 200);
    let stale = world.post("ines", &path, body).await;
    assert_eq!((stale.status.as_u16(), stale.code()), (409, "preview-stale".to_owned()));
    assert_eq!(stale.json()["preview"]["effects"], preview["effects"]);
}

#[tokio::test]
async fn a_note_does_not_make_a_preview_stale() {
    let world = World::new().await;
    let path = format!("/v1/replacement-requests/{}/decisions", world.lumen.replacement);
    let decided = world.post_previewed("sam", &path, json!({ "approve": true, "note": "Bon courage" })).await;
    assert_eq!(decided.status, 201, "{}", decided.text);
    let request = world.get("sam", &format!("/v1/tokens/{}/replacement-requests", world.lumen.used)).await.json();
    assert_eq!(request["items"][0]["state"], "approved");
}

#[tokio::test]
async fn both_languages() {
    let world = World::new().await;
    let path = format!("/v1/tokens/{}", world.nord.token);
    let titled = async |accept: &str| {
        let request = axum::http::Request::builder().uri(&path).header("accept-language", accept);
        let request = request.header("authorization", format!("Bearer {}", bearer("ines")));
        let reply = world.send(request.body(Body::empty()).expect("a request")).await;
        assert!(reply.headers.get_all("vary").iter().any(|value| value == "accept-language"));
        (reply.header("content-language").to_owned(), reply.json()["title"].as_str().expect("a title").to_owned())
    };
    let (fr, en) = (titled("fr").await, titled("en").await);
    assert_eq!((fr.0.as_str(), en.0.as_str()), ("fr", "en"));
    assert_ne!(fr.1, en.1);
    for (accept, expected) in [("fr-CA,en;q=0.5", &fr), ("en-GB", &en), ("de", &en), ("", &en), ("fr;q=0,en", &en)] {
        assert_eq!(&titled(accept).await, expected, "{accept:?}");
    }
    // Words change, codes do not.
    let path = format!("/v1/memberships/{}", world.lumen.membership);
    let french = world.get_with("ines", &path, &[]).await;
    assert_eq!(french.json()["state"], "active");
}

#[tokio::test]
async fn every_answer_carries_its_id_and_careful_headers() {
    let world = World::new().await;
    let mut seen = std::collections::BTreeSet::new();
    for path in ["/v1/me", "/v1/tokens/x", "/nowhere", "/healthz", "/readyz", "/openapi.json", "/docs", "/problems"] {
        let reply = world.get("ines", path).await;
        let id = reply.header("request-id").to_owned();
        assert!(id.starts_with("req_") && id.len() == 28, "{path} {id}");
        assert!(seen.insert(id), "{path}");
        assert_eq!(reply.header("x-content-type-options"), "nosniff");
        let policy = reply.header("content-security-policy");
        assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{path} {policy}");
    }
    let reply = world.get("emil", &format!("/v1/accounts/{}/history", world.lumen.id)).await;
    assert_eq!(reply.json()["instance"], format!("/requests/{}", reply.header("request-id")));
    assert_eq!(world.get("ines", "/v1/me").await.header("cache-control"), "private, no-cache");
    // An id that is sent along is not taken over: ours are unique.
    let reply = world.get_with("ines", "/v1/me", &[("request-id", "req_mine")]).await;
    assert_ne!(reply.header("request-id"), "req_mine");
}

#[tokio::test]
async fn only_a_server_that_is_reached_with_tls_says_that_it_always_is() {
    let paths =
        ["/v1/me", "/v1/tokens/x", "/nowhere", "/healthz", "/openapi.json", "/docs", "/", "/.well-known/jwks.json"];
    for (stated, expected) in [
        (None, ""),
        (Some("http://partners.example"), ""),
        (Some("https://partners.example"), "max-age=31536000"),
        (Some("https://partners.example:8443"), "max-age=31536000"),
    ] {
        let world = World::new().await;
        if let Some(url) = stated {
            world.app.set_public_url(url.parse().expect("an address"));
        }
        for path in paths {
            let reply = world.get("ines", path).await;
            assert_eq!(reply.header("strict-transport-security"), expected, "{stated:?} {path}");
        }
    }
}

#[tokio::test]
async fn what_was_made_is_read_where_the_answer_says() {
    let world = World::whole().await;
    let ids = crate::contract::Ids::of(&world.lumen);
    let mut followed = std::collections::BTreeSet::new();
    for (who, path) in [
        ("pam", "/v1/accounts"),
        ("ines", "/v1/accounts/{id}/tickets"),
        ("pam", "/v1/campaigns/{id}/simulations"),
        ("pam", "/v1/programme-plans"),
        ("ines", "/v1/seat-pools/{id}/assignments"),
    ] {
        let operation = crate::contract::operations().into_iter().find(|one| one.method == "POST" && one.path == path);
        let operation = operation.expect("an operation");
        let address = ids.address(&operation).unwrap_or(path.replace("{id}", "relief-2020-h2"));
        let made = world.post(who, &address, ids.body(path)).await;
        assert_eq!(made.status, 201, "{path} {}", made.text);
        let at = made.header("location").to_owned();
        let read = world.get(who, &at).await;
        assert_eq!((read.status.as_u16(), &read.json()["id"]), (200, &made.json()["id"]), "{path} {at}");
        followed.insert(at);
        // What is tried out makes nothing.
        let tried = world.post(who, &format!("{address}?dry_run=true"), ids.body(path)).await;
        assert_eq!(tried.header("location"), "", "{path} {}", tried.text);
    }
    assert_eq!(followed.len(), 5);
    let (address, content) = (format!("/v1/accounts/{}/documents?check=business", world.lumen.id), "%PDF-1.7 another");
    let made = world.file("ines", &address, "application/pdf", content.as_bytes().to_vec()).await;
    let at = made.header("location").to_owned();
    assert!(at.contains(made.json()["id"].as_str().expect("an id")), "{at} {}", made.text);
    assert_eq!(world.get("ines", &at).await.text, content);
}

#[tokio::test]
async fn every_problem_has_a_page_in_both_languages() {
    let world = World::new().await;
    let codes: Vec<&str> = symbolon_domain::refusal::RefusalCode::ALL
        .iter()
        .map(|code| code.code())
        .chain(symbolon_text::TRANSPORT_PROBLEMS.iter().copied())
        .collect();
    for code in codes {
        let page = async |language: &str| {
            let request = axum::http::Request::builder().uri(format!("/problems/{code}"));
            let request = request.header("accept-language", language).body(Body::empty());
            let reply = world.send(request.expect("a request")).await;
            assert_eq!(reply.status, 200, "{code}");
            assert!(reply.text.contains(&format!("<html lang=\"{language}\">")), "{code}");
            assert!(!reply.text.contains('['), "a text is missing: {}", reply.text);
            reply.text
        };
        assert_ne!(page("fr").await, page("en").await, "{code}");
    }
}

#[tokio::test]
async fn the_docs_page_shows_every_operation_and_needs_nothing_else() {
    let world = World::new().await;
    let page = world.get("ines", "/docs").await;
    for operation in crate::contract::operations() {
        let heading = format!("<code>{} {}</code>", operation.method, operation.path);
        assert!(page.text.contains(&heading), "{heading}");
    }
    assert!(!page.text.contains("<script") && !page.text.contains("http://") && !page.text.contains("https://"));
}
