//! Events: the list of them, and addresses to which they are sent.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::Sha256;
use symbolon_store::*;

use crate::support::*;

/// What a receiver was sent.
#[derive(Debug, Clone)]
struct Sent {
    headers: HeaderMap,
    body: String,
}

impl Sent {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    fn json(&self) -> Value {
        serde_json::from_str(&self.body).expect("is JSON")
    }

    fn kind(&self) -> String {
        self.json()["type"].as_str().expect("a type").to_owned()
    }

    /// Whether one of its signatures is by a secret (Standard Webhooks).
    fn is_signed_by(&self, secret: &str) -> bool {
        let key = STANDARD.decode(secret.strip_prefix("whsec_").expect("a secret")).expect("is base64");
        let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(&key).expect("any length");
        let signed = format!("{}.{}.{}", self.header("webhook-id"), self.header("webhook-timestamp"), self.body);
        mac.update(signed.as_bytes());
        let wanted = format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()));
        self.header("webhook-signature").split(' ').any(|signature| signature == wanted)
    }
}

/// A system elsewhere that is sent events.
#[derive(Clone, Default)]
struct Receiver {
    sent: Arc<Mutex<Vec<Sent>>>,
    /// What it answers next; 204 when there is nothing.
    answers: Arc<Mutex<VecDeque<(u16, &'static str)>>>,
    place: Option<SocketAddr>,
}

impl Receiver {
    async fn start() -> Self {
        async fn take(State(receiver): State<Receiver>, headers: HeaderMap, body: String) -> Response {
            receiver.sent.lock().expect("is whole").push(Sent { headers, body });
            match receiver.answers.lock().expect("is whole").pop_front() {
                Some((status, location)) => {
                    let status = StatusCode::from_u16(status).expect("a status");
                    (status, [(header::LOCATION, location)]).into_response()
                }
                None => StatusCode::NO_CONTENT.into_response(),
            }
        }
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let mut receiver = Self { place: listener.local_addr().ok(), ..Self::default() };
        let routes = Router::new().fallback(take).with_state(receiver.clone());
        tokio::spawn(async move { axum::serve(listener, routes).await });
        receiver.place = receiver.place.filter(|place| place.port() > 0);
        receiver
    }

    fn url(&self) -> String {
        format!("http://127.0.0.1:{}/symbolon", self.place.expect("it listens").port())
    }

    fn answers(&self, statuses: &[u16]) {
        let statuses = statuses.iter().map(|status| (*status, "http://127.0.0.1:9/elsewhere"));
        self.answers.lock().expect("is whole").extend(statuses);
    }

    /// What came since the last time.
    fn taken(&self) -> Vec<Sent> {
        std::mem::take(&mut *self.sent.lock().expect("is whole"))
    }

    fn kinds(&self) -> Vec<String> {
        self.taken().iter().map(Sent::kind).collect()
    }
}

impl World {
    /// Makes an address for Lumen, as Inès, and gives its path and its secret.
    async fn webhook(&self, url: &str, types: Value) -> (String, String) {
        let path = format!("/v1/accounts/{}/webhook-endpoints", self.lumen.id);
        let made = self.post("ines", &path, json!({ "url": url, "types": types })).await;
        assert_eq!(made.status, 201, "{}", made.text);
        assert_eq!(made.header("cache-control"), "no-store");
        let id = made.json()["id"].as_str().expect("an id").to_owned();
        (format!("/v1/webhook-endpoints/{id}"), made.json()["secret"].as_str().expect("a secret").to_owned())
    }

    async fn send_events(&self) {
        self.app.send_events().await.expect("the store works");
    }

    async fn reveal(&self) {
        let path = format!("/v1/keys/{}/reveals", self.lumen.key);
        let shown = self.post_previewed("ines", &path, json!({})).await;
        assert_eq!(shown.status, 201, "{}", shown.text);
    }

    async fn go_to(&self, to: &str) {
        let moved = self.post("opal", "/v1/clocks/clock/advances", json!({ "to": to })).await;
        assert_eq!(moved.status, 200, "{}", moved.text);
    }

    async fn deliveries(&self, path: &str, state: &str) -> Vec<Value> {
        let found = self.get("ines", &format!("{path}/deliveries?state={state}&limit=200")).await;
        found.json()["items"].as_array().expect("a list").clone()
    }
}

#[tokio::test]
async fn what_happens_arrives_signed_in_order_and_as_it_is_listed() {
    let world = World::new().await;
    let receiver = Receiver::start().await;
    let (path, secret) = world.webhook(&receiver.url(), json!([])).await;
    assert!(secret.starts_with("whsec_"));
    assert_eq!(world.get("ines", &path).await.json()["secret"], Value::Null, "it is shown once");
    world.send_events().await;
    assert_eq!(receiver.kinds(), Vec::<String>::new(), "what happened before is not sent");

    let tenant = world.lumen.tenant;
    let redeem = format!("/v1/tokens/{}/redemptions", world.lumen.token);
    let redeemed = world.post_previewed("ines", &redeem, json!({ "tenant_id": tenant, "mode": "new" })).await;
    assert_eq!(redeemed.status, 201, "{}", redeemed.text);
    world.reveal().await;
    world.send_events().await;
    let sent = receiver.taken();
    assert_eq!(sent.iter().map(Sent::kind).collect::<Vec<_>>(), ["token.redeemed", "key.revealed"]);
    let listed = world.get("ines", &format!("/v1/accounts/{}/events?limit=200", world.lumen.id)).await.json();
    let listed = listed["items"].as_array().expect("a list").clone();
    for one in &sent {
        assert!(one.is_signed_by(&secret) && !one.is_signed_by(&format!("whsec_{}", STANDARD.encode([7; 32]))));
        assert_eq!(
            (one.header("content-type"), one.header("webhook-id")),
            ("application/json", one.json()["id"].as_str().expect("an id"))
        );
        assert!(listed.contains(&one.json()), "{}", one.body);
        let shown = world.get("pam", &format!("/v1/events/{}", one.header("webhook-id"))).await;
        assert_eq!(shown.json(), one.json());
    }
    let redeemed = sent[0].json();
    assert_eq!(redeemed["data"]["object"]["state"], "redeemed");
    assert_eq!(redeemed["data"]["previous"]["state"], "available");
    assert_eq!(redeemed["data"]["object"]["tenant"], json!(tenant));
    assert_eq!(redeemed["data"]["actor"], json!(person("ines")));
    // Each fact is an event, numbered without a gap.
    let sequences: Vec<u64> = listed
        .iter()
        .filter(|event| event["day"].is_null())
        .map(|event| event["sequence"].as_u64().expect("a number"))
        .collect();
    assert!(sequences.iter().copied().eq(1..=sequences.len() as u64), "{sequences:?}");
    world.send_events().await;
    assert_eq!(receiver.kinds(), Vec::<String>::new(), "nothing is sent twice");
    let delivered = world.deliveries(&path, "delivered").await;
    assert_eq!(delivered.iter().map(|one| one["attempts"].as_u64()).collect::<Vec<_>>(), [Some(1), Some(1)]);
}

#[tokio::test]
async fn days_bring_events_too_and_the_list_goes_on_after_any() {
    let world = World::new().await;
    let receiver = Receiver::start().await;
    world.webhook(&receiver.url(), json!([])).await;
    world.go_to("2021-10-05").await;
    world.send_events().await;
    let sent = receiver.taken();
    let told: Vec<(String, String)> = sent
        .iter()
        .map(|one| (one.json()["day"].as_str().expect("a day").to_owned(), one.kind()))
        .filter(|(_, kind)| kind.starts_with("membership."))
        .collect();
    let told: Vec<(&str, &str)> = told.iter().map(|(day, kind)| (day.as_str(), kind.as_str())).collect();
    assert_eq!(
        &told[told.len() - 3..],
        [
            ("2021-09-02", "membership.renewal_opened"),
            ("2021-10-01", "membership.renewal_closing"),
            ("2021-10-02", "membership.lapsed"),
        ]
    );
    let lapsed = sent.iter().find(|one| one.kind() == "membership.lapsed").expect("it lapsed").json();
    assert_eq!(lapsed["timestamp"], "2021-10-02T00:00:00Z");
    assert_eq!(
        (&lapsed["data"]["object"]["state"], &lapsed["data"]["previous"]["state"]),
        (&json!("lapsed"), &json!("renewal_open"))
    );
    assert_eq!(lapsed["data"]["actor"], Value::Null);
    // The list has the same, and goes on after each of them, page by page.
    let path = format!("/v1/accounts/{}/events", world.lumen.id);
    let all = world.get("ines", &format!("{path}?limit=200")).await.json()["items"].as_array().expect("a list").clone();
    let ids: Vec<&str> = all.iter().map(|event| event["id"].as_str().expect("an id")).collect();
    assert!(ids.is_sorted(), "{ids:?}");
    for (at, id) in ids.iter().enumerate() {
        let rest = world.get("ines", &format!("{path}?limit=200&after={id}")).await.json();
        assert_eq!(rest["items"].as_array().expect("a list")[..], all[at + 1..], "{id}");
    }
    for one in &sent {
        assert!(all.contains(&one.json()), "{}", one.body);
    }
    let only = world.get("ines", &format!("{path}?type=membership.lapsed")).await.json();
    assert_eq!(only["items"], json!([lapsed]));
    let wrong = world.get("ines", &format!("{path}?type=membership.lapse")).await;
    assert_eq!((wrong.status.as_u16(), wrong.code().as_str()), (422, "validation-failed"));
    let of_another = all[0]["id"].as_str().expect("an id");
    let wrong = world.get("nora", &format!("/v1/accounts/{}/events?after={of_another}", world.nord.id)).await;
    assert_eq!(wrong.status, 422, "{}", wrong.text);
    assert_eq!(world.get("nora", &format!("/v1/events/{of_another}")).await.status, 404);
}

#[tokio::test]
async fn what_does_not_arrive_is_tried_again_and_holds_the_others_up() {
    let world = World::new().await;
    let receiver = Receiver::start().await;
    let (path, _) = world.webhook(&receiver.url(), json!(["key.revealed"])).await;
    receiver.answers(&[500]);
    world.reveal().await;
    world.reveal().await;
    world.send_events().await;
    let first = receiver.taken();
    assert_eq!(first.len(), 1, "the second waits for the first");
    let waiting = world.deliveries(&path, "waiting").await;
    assert_eq!(waiting.iter().map(|one| &one["cause"]).collect::<Vec<_>>(), [&Value::Null, &json!("500")]);
    assert!(world.get("ines", &path).await.json()["failing_since"].is_string());
    world.send_events().await;
    assert_eq!(receiver.taken().len(), 0, "its time has not come");
    // A redirection leads nowhere.
    receiver.answers(&[307]);
    world.go_to("2020-09-11").await;
    world.send_events().await;
    let again = receiver.taken();
    assert_eq!(again.len(), 1);
    assert_eq!((again[0].header("webhook-id"), &again[0].body), (first[0].header("webhook-id"), &first[0].body));
    assert_eq!(world.deliveries(&path, "waiting").await[1]["cause"], "307");
    world.go_to("2020-09-12").await;
    world.send_events().await;
    assert_eq!(receiver.taken().len(), 2);
    assert_eq!(world.get("ines", &path).await.json()["failing_since"], Value::Null);
    let attempts: Vec<_> =
        world.deliveries(&path, "delivered").await.iter().map(|one| one["attempts"].clone()).collect();
    assert_eq!(attempts, [json!(1), json!(3)]);

    // What was given up is sent again when somebody asks for it.
    receiver.answers(&[503; 10]);
    world.reveal().await;
    for day in 13..20 {
        world.go_to(&format!("2020-09-{day}")).await;
        world.send_events().await;
    }
    let endpoint = world.get("ines", &path).await.json();
    assert_eq!(endpoint["paused_because"], "failing", "five days of failures are enough");
    receiver.taken();
    let woken = world.post("aziz", &format!("{path}/resumptions"), json!({})).await;
    assert_eq!((woken.status.as_u16(), &woken.json()["owner"]), (201, &json!(person("aziz"))));
    let waits = world.deliveries(&path, "waiting").await;
    let id = waits[0]["id"].as_str().expect("an id");
    let resent = world.post("ines", &format!("/v1/deliveries/{id}/resends"), json!({})).await;
    assert_eq!((resent.status.as_u16(), &resent.json()["attempts"]), (202, &json!(0)));
    receiver.answers.lock().expect("is whole").clear();
    world.send_events().await;
    assert_eq!(receiver.kinds(), ["key.revealed"]);
}

#[tokio::test]
async fn ten_attempts_in_three_days_are_enough() {
    let world = World::live().await;
    let store = world.app.store();
    let (noon, day) = (noon(TODAY), TODAY.parse().expect("a day"));
    let ines = store.person(person("ines")).await.expect("reads").expect("is known");
    let by = (symbolon_domain::access::Actor::of(&ines.person()), ines.id.to_string());
    let new = ("https://hooks.lumen.example/".to_owned(), [].into());
    let made = store.make_webhook_endpoint(world.lumen.id, new, by, (day, noon)).await;
    let endpoint = made.expect("works").expect("is known").expect("is made");
    world.reveal().await;
    let behind = store.webhooks_behind(day).await.expect("reads");
    assert_eq!(behind, std::slice::from_ref(&endpoint));
    let through = symbolon_domain::event::Through { sequence: world.lumen.seq + 1, day };
    let kind = symbolon_domain::event::EventType::KeyRevealed;
    let new = || vec![NewDelivery { event: "evt_1".to_owned(), kind, body: "{}".to_owned() }];
    store.take_up_events(&endpoint, through, new(), noon).await.expect("works");
    // Another process that had seen the same takes nothing up a second time.
    store.take_up_events(&endpoint, through, new(), noon).await.expect("works");
    assert_eq!(store.webhooks_behind(day).await.expect("reads"), []);
    let (mut now, mut tried) = (noon, Vec::new());
    // A server that is not heard of for a while loses it to another one.
    let mut real = 0;
    while let Some(held) = store.claim_webhooks(now, (real, real + 60), 9).await.expect("works").pop() {
        let delivery = store.next_event(held.id, now).await.expect("works").expect("it waits");
        assert_eq!(store.claim_webhooks(now, (real + 59, real + 119), 9).await.expect("works"), [], "somebody has it");
        tried.push(now);
        let failed = Attempt::Failed("500".to_owned());
        store.settle_event(&delivery, failed, now, real + 60).await.expect("works");
        let after = store.webhook_delivery(delivery.id).await.expect("reads").expect("is there");
        (now, real) = (after.next_at, real + 60);
    }
    assert_eq!((tried.len(), (now - noon) / 86_400_000_000), (10, 3));
    let page = Page { limit: 9, after: None };
    let failed = symbolon_domain::webhook::WebhookState::Failed;
    let kept = store.webhook_deliveries(endpoint.id, Some(failed), &page).await.expect("reads");
    assert_eq!(kept.len(), 1);
    assert_eq!(store.forget_events(now + 29 * 86_400_000_000).await.expect("works"), 0);
    assert_eq!(store.forget_events(now + 31 * 86_400_000_000).await.expect("works"), 1);
}

#[tokio::test]
async fn an_address_that_is_gone_rests_and_misses_nothing() {
    let world = World::new().await;
    let receiver = Receiver::start().await;
    let (path, _) = world.webhook(&receiver.url(), json!(["key.revealed"])).await;
    receiver.answers(&[410]);
    world.reveal().await;
    world.send_events().await;
    assert_eq!(receiver.kinds(), ["key.revealed"]);
    assert_eq!(world.get("sam", &path).await.json()["paused_because"], "gone");
    world.reveal().await;
    world.go_to("2020-10-10").await;
    world.send_events().await;
    assert_eq!(receiver.kinds(), Vec::<String>::new());
    assert_eq!(world.post("sam", &format!("{path}/resumptions"), json!({})).await.status, 403);
    assert_eq!(world.post("ines", &format!("{path}/resumptions"), json!({})).await.status, 201);
    world.send_events().await;
    assert_eq!(receiver.kinds(), ["key.revealed", "key.revealed"], "what happened meanwhile is sent too");
}

#[tokio::test]
async fn nothing_is_sent_for_somebody_who_may_not_any_more() {
    let world = World::new().await;
    let receiver = Receiver::start().await;
    let (path, _) = world.webhook(&receiver.url(), json!(["key.revealed"])).await;
    let mut ines = world.app.store().person(person("ines")).await.expect("reads").expect("is known");
    ines.roles = [symbolon_domain::access::Role::ProgrammeAdmin].into();
    world.app.store().write("test", noon(TODAY), &[Plain::Person(ines)]).await.expect("writes");
    let shown = world.post_previewed("pia", &format!("/v1/keys/{}/reveals", world.lumen.key), json!({})).await;
    assert_eq!(shown.status, 201, "{}", shown.text);
    world.send_events().await;
    assert_eq!(receiver.kinds(), Vec::<String>::new());
    assert_eq!(world.get("aziz", &path).await.json()["paused_because"], "owner_left");
    assert_eq!(world.post("ines", &format!("{path}/resumptions"), json!({})).await.status, 403);
    let woken = world.post("aziz", &format!("{path}/resumptions"), json!({})).await;
    assert_eq!(woken.json()["owner"], json!(person("aziz")), "{}", woken.text);
    world.send_events().await;
    assert_eq!(receiver.kinds(), ["key.revealed"]);
    // An address that was ended is sent nothing, and is not woken.
    assert_eq!(world.delete("aziz", &path).await.status, 200);
    assert_eq!(world.delete("aziz", &path).await.status, 200, "ending it again changes nothing");
    world.post_previewed("pia", &format!("/v1/keys/{}/reveals", world.lumen.key), json!({})).await;
    world.send_events().await;
    assert_eq!(receiver.kinds(), Vec::<String>::new());
    for act in ["resumptions", "tests", "secrets"] {
        assert_eq!(world.post("aziz", &format!("{path}/{act}"), json!({})).await.status, 404, "{act}");
    }
}

#[tokio::test]
async fn a_new_secret_signs_beside_the_old_one_for_a_day() {
    let world = World::new().await;
    let receiver = Receiver::start().await;
    let (path, old) = world.webhook(&receiver.url(), json!([])).await;
    let renewed = world.post("ines", &format!("{path}/secrets"), json!({})).await;
    let new = renewed.json()["secret"].as_str().expect("a secret").to_owned();
    assert_ne!(old, new);
    assert_eq!(renewed.json()["last_day_of_former_secret"], "2020-09-11");
    let test = world.post("ines", &format!("{path}/tests"), json!({})).await;
    assert_eq!((test.status.as_u16(), test.json()), (202, json!({ "events": 1 })));
    world.send_events().await;
    let sent = receiver.taken();
    assert_eq!(sent.iter().map(Sent::kind).collect::<Vec<_>>(), ["webhook_endpoint.test"]);
    assert!(sent[0].is_signed_by(&old) && sent[0].is_signed_by(&new));
    world.go_to("2020-09-12").await;
    world.post("ines", &format!("{path}/tests"), json!({})).await;
    world.send_events().await;
    let sent = receiver.taken();
    let sent = sent.iter().find(|one| one.kind() == "webhook_endpoint.test").expect("it came");
    assert!(!sent.is_signed_by(&old) && sent.is_signed_by(&new));
}

#[tokio::test]
async fn what_happened_before_is_sent_when_somebody_asks_for_it() {
    let world = World::new().await;
    let receiver = Receiver::start().await;
    let (path, _) = world.webhook(&receiver.url(), json!(["membership.purchased", "token.redeemed"])).await;
    let replays = format!("{path}/replays");
    let tried = world.post("ines", &format!("{replays}?dry_run=true"), json!({ "from": 1 })).await;
    assert_eq!((tried.status.as_u16(), &tried.json()["events"]), (200, &json!(2)));
    world.send_events().await;
    assert_eq!(receiver.kinds(), Vec::<String>::new());
    for _ in 0..2 {
        let asked = world.post("ines", &replays, json!({ "from": 1 })).await;
        assert_eq!((asked.status.as_u16(), asked.json()), (202, json!({ "events": 2 })));
        world.send_events().await;
        assert_eq!(receiver.kinds(), ["membership.purchased", "token.redeemed"]);
    }
    let none = world.post("ines", &replays, json!({ "from": 1, "to": 1 })).await;
    assert_eq!(none.json(), json!({ "events": 0 }));
}

#[tokio::test]
async fn only_good_addresses_are_taken_and_not_too_many() {
    let world = World::new().await;
    let path = format!("/v1/accounts/{}/webhook-endpoints", world.lumen.id);
    for wrong in
        ["", "hooks", "http://hooks.lumen.example/", "https://192.168.1.1/", "https://user@hooks.lumen.example/"]
    {
        let refused = world.post("ines", &path, json!({ "url": wrong })).await;
        assert_eq!((refused.status.as_u16(), refused.code().as_str()), (422, "validation-failed"), "{wrong}");
        assert_eq!(refused.json()["errors"][0]["pointer"], "/url", "{}", refused.text);
    }
    let wrong = json!({ "url": "https://hooks.lumen.example/", "types": ["key.revealed", "key.shown"] });
    let refused = world.post("ines", &path, wrong).await;
    assert_eq!(refused.json()["errors"][0]["pointer"], "/types/1", "{}", refused.text);
    for at in 0..20 {
        let url = format!("https://hooks.lumen.example/{at}");
        assert_eq!(world.post("ines", &path, json!({ "url": url })).await.status, 201);
    }
    let again = world.post("ines", &path, json!({ "url": "HTTPS://Hooks.Lumen.example:443/3" })).await;
    assert_eq!((again.status.as_u16(), again.code().as_str()), (409, "already-exists"));
    let more = world.post("ines", &path, json!({ "url": "https://hooks.lumen.example/20" })).await;
    assert_eq!((more.status.as_u16(), more.code().as_str()), (409, "too-many-webhook-endpoints"));
    assert_eq!(more.json()["limit"], 20);
    // A live installation sends nothing to the machine on which it runs.
    let live = World::live().await;
    let path = format!("/v1/accounts/{}/webhook-endpoints", live.lumen.id);
    let refused = live.post("ines", &path, json!({ "url": "http://localhost:3000/" })).await;
    assert_eq!(refused.status, 422, "{}", refused.text);
}

#[tokio::test]
async fn what_a_company_ends_with_is_still_sent_after_it_merged() {
    let world = World::new().await;
    let receiver = Receiver::start().await;
    let (path, _) = world.webhook(&receiver.url(), json!([])).await;
    let invited = world
        .post("nora", "/v1/merges", json!({ "account": world.nord.id, "company": world.lumen.number.to_string() }))
        .await;
    let (store, today) = (world.app.store(), TODAY);
    assert_eq!(invited.status, 403, "a global admin does not merge");
    let roles = std::collections::BTreeSet::from([symbolon_domain::access::Role::AccountAdmin]);
    let service = |id| Caller::Service { name: "test".to_owned(), account: Some(id), roles: roles.clone() };
    let invite = symbolon_domain::command::Command::InviteToMerge { number: world.lumen.number };
    allowed(store, world.nord.id, &service(world.nord.id), today, invite).await;
    let merge =
        *store.folded(world.nord.id).await.expect("reads").expect("is open").account.merges.keys().next().expect("one");
    let accept = symbolon_domain::command::Command::AcceptMerge { merge };
    allowed(store, world.lumen.id, &service(world.lumen.id), today, accept).await;
    let confirm = symbolon_domain::command::Command::ConfirmMerge { merge };
    allowed(store, world.nord.id, &service(world.nord.id), today, confirm).await;
    world.send_events().await;
    assert_eq!(receiver.kinds(), ["merge.invited", "merge.accepted", "merge.completed"]);
    world.go_to("2021-12-01").await;
    world.send_events().await;
    assert_eq!(receiver.kinds(), Vec::<String>::new());
    // It is the joint company’s to end, and its events can be read on.
    let held = world.get("nora", &path).await;
    assert_eq!((held.status.as_u16(), &held.json()["paused_because"]), (200, &json!("merged")));
    let listed = world.get("nora", &format!("/v1/accounts/{}/webhook-endpoints", world.nord.id)).await.json();
    assert_eq!(listed["items"], json!([held.json()]));
    let events = format!("/v1/accounts/{}/events?limit=200&company={}", world.nord.id, world.lumen.id);
    let events = world.get("nora", &events).await.json()["items"].as_array().expect("a list").clone();
    assert_eq!(events.last().expect("one")["type"], "merge.completed");
    assert_eq!(world.delete("nora", &path).await.status, 200);
}

#[tokio::test]
async fn what_follows_waits_and_costs_no_attempt() {
    let world = World::new().await;
    let (slow, quick) = (Receiver::start().await, Receiver::start().await);
    let (path, _) = world.webhook(&slow.url(), json!(["key.revealed"])).await;
    let (other, _) = world.webhook(&quick.url(), json!(["key.revealed"])).await;
    slow.answers(&[500]);
    for count in 1..=3 {
        world.reveal().await;
        world.send_events().await;
        assert_eq!(slow.taken().len(), usize::from(count == 1), "nothing overtakes what failed");
        assert_eq!(quick.taken().len(), 1, "an address waits for no other one");
    }
    let waiting = world.deliveries(&path, "waiting").await;
    let attempts: Vec<_> = waiting.iter().map(|one| one["attempts"].clone()).collect();
    assert_eq!(attempts, [json!(0), json!(0), json!(1)]);
    assert_eq!(world.deliveries(&other, "delivered").await.len(), 3);
    world.go_to("2020-09-11").await;
    world.send_events().await;
    let sent = slow.taken();
    let sequences: Vec<u64> = sent.iter().map(|one| one.json()["sequence"].as_u64().expect("a number")).collect();
    assert!(sequences.len() == 3 && sequences.is_sorted(), "{sequences:?}");
}

#[tokio::test]
async fn what_waits_is_not_sent_for_somebody_who_left() {
    let world = World::new().await;
    let receiver = Receiver::start().await;
    let (path, _) = world.webhook(&receiver.url(), json!(["key.revealed"])).await;
    receiver.answers(&[500]);
    world.reveal().await;
    world.send_events().await;
    assert_eq!(receiver.taken().len(), 1);
    let mut ines = world.app.store().person(person("ines")).await.expect("reads").expect("is known");
    ines.in_directory = false;
    world.app.store().write("test", noon(TODAY), &[Plain::Person(ines)]).await.expect("writes");
    // Nothing happens and no day begins: the event alone has its turn.
    let id = path.rsplit('/').next().and_then(|id| id.parse().ok()).expect("an id");
    let store = world.app.store();
    let waits = store.webhook_deliveries(id, None, &Page { limit: 1, after: None }).await.expect("reads");
    store.resend_event(&waits[0], "test", noon(TODAY)).await.expect("works");
    world.send_events().await;
    assert_eq!(receiver.taken().len(), 0);
    assert_eq!(world.get("aziz", &path).await.json()["paused_because"], "owner_left");
}

#[tokio::test]
async fn one_failure_after_a_quiet_time_pauses_nothing() {
    let world = World::new().await;
    let receiver = Receiver::start().await;
    let (path, _) = world.webhook(&receiver.url(), json!(["key.revealed"])).await;
    receiver.answers(&[500; 10]);
    world.reveal().await;
    world.send_events().await;
    while let Some(waits) = world.deliveries(&path, "waiting").await.pop() {
        world.go_to(waits["next_at"].as_str().expect("an instant")).await;
        world.send_events().await;
    }
    assert_eq!(world.deliveries(&path, "failed").await[0]["attempts"], 10);
    assert_eq!(world.get("ines", &path).await.json()["paused_because"], Value::Null, "three days are not five");
    world.go_to("2020-11-20").await;
    world.send_events().await;
    receiver.answers(&[500]);
    world.reveal().await;
    world.send_events().await;
    assert_eq!(world.get("ines", &path).await.json()["paused_because"], Value::Null);
}
