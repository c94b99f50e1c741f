//! Calendars: what they show, to whom, and at secret addresses.

use std::collections::BTreeMap;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use jiff::civil::Date;
use serde_json::{Value, json};
use symbolon_domain::ids::ExportFeedId;

use crate::support::*;

/// A component as it reads back: its properties with their parameters, and what is in it.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
struct Part {
    kind: String,
    properties: BTreeMap<String, (String, String)>,
    parts: Vec<Part>,
}

impl Part {
    fn get(&self, name: &str) -> &str {
        self.properties.get(name).map_or("", |(_, value)| value)
    }

    /// The day of a property that is one, and no instant.
    fn day(&self, name: &str) -> Date {
        let (parameters, value) = self.properties.get(name).expect("a day");
        assert_eq!((parameters.as_str(), value.len()), ("VALUE=DATE", 8), "{name}");
        value.parse().expect("a day")
    }

    fn text(&self, name: &str) -> String {
        self.get(name).replace("\\,", ",").replace("\\;", ";").replace("\\n", "\n").replace("\\\\", "\\")
    }
}

/// Reads a calendar, and is strict about it.
fn parse(text: &str) -> Part {
    assert!(text.ends_with("\r\n") && !text.replace("\r\n", "").contains(['\r', '\n']), "{text}");
    assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
    let unfolded = text.replace("\r\n ", "");
    let mut open = vec![Part::default()];
    for line in unfolded.trim_end().split("\r\n") {
        let (head, value) = line.split_once(':').expect("a name and a value");
        match head {
            "BEGIN" => open.push(Part { kind: value.to_owned(), ..Part::default() }),
            "END" => {
                let done = open.pop().expect("was begun");
                assert_eq!(done.kind, value);
                open.last_mut().expect("is in something").parts.push(done);
            }
            _ => {
                let (name, parameters) = head.split_once(';').unwrap_or((head, ""));
                let property = (parameters.to_owned(), value.to_owned());
                let twice = open.last_mut().expect("was begun").properties.insert(name.to_owned(), property);
                assert_eq!(twice, None, "{name} stands there twice");
            }
        }
    }
    let mut all = open.pop().expect("the whole");
    assert!(open.is_empty() && all.parts.len() == 1);
    let calendar = all.parts.remove(0);
    assert_eq!((calendar.kind.as_str(), calendar.get("VERSION")), ("VCALENDAR", "2.0"));
    for event in &calendar.parts {
        assert_eq!(event.kind, "VEVENT");
        assert_eq!(event.day("DTEND"), event.day("DTSTART").tomorrow().expect("a day"));
        for name in ["UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "SUMMARY"] {
            assert!(!event.get(name).is_empty(), "{name}: {event:?}");
        }
    }
    let mut names: Vec<_> = calendar.parts.iter().map(|event| event.get("UID")).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), calendar.parts.len(), "two events of one name");
    calendar
}

impl World {
    /// Makes an address and gives its path, with what is said of it.
    async fn address(&self, who: &str, shows: &str) -> (String, Value) {
        let path = format!("/v1/accounts/{}/export-feeds", self.lumen.id);
        let made = self.post(who, &path, json!({ "shows": shows })).await;
        assert_eq!(made.status, 201, "{who} {}", made.text);
        assert_eq!(made.header("cache-control"), "no-store");
        (made.json()["address"].as_str().expect("an address").to_owned(), made.json())
    }

    /// What anybody finds at an address.
    async fn at(&self, address: &str, tag: &str) -> Reply {
        let request = Request::get(address).header("host", "partners.example").header("if-none-match", tag);
        self.send(request.body(Body::empty()).expect("a request")).await
    }

    async fn calendar(&self, address: &str) -> Part {
        let found = self.at(address, "").await;
        assert_eq!((found.status.as_u16(), found.header("content-type")), (200, "text/calendar; charset=utf-8"));
        assert!(found.header("cache-control").contains("private"));
        assert_eq!(found.header("referrer-policy"), "no-referrer");
        parse(&found.text)
    }

    async fn gone(&self, address: &str) {
        let nothing = self.at("/calendars/0123456789abcdef0123456789abcdef01234567.ics", "").await;
        let found = self.at(address, "").await;
        assert_eq!((found.status.as_u16(), &found.text), (404, &nothing.text));
        let names = |reply: &Reply| reply.headers.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(&found), names(&nothing));
    }
}

/// What of a calendar stays when nothing changes, by the names of its events.
fn stamps(calendar: &Part) -> BTreeMap<&str, (&str, &str)> {
    calendar.parts.iter().map(|event| (event.get("UID"), (event.get("SEQUENCE"), event.get("DTSTAMP")))).collect()
}

#[tokio::test]
async fn a_calendar_has_the_days_of_the_outlook_with_the_reminders_as_alarms() {
    let world = World::whole().await;
    let (address, said) = world.address("ines", "company").await;
    assert_eq!((&said["shows"], &said["last_day"]), (&json!("company"), &json!("2021-09-10")));
    let calendar = world.calendar(&address).await;
    let outlook = world.get("ines", &format!("/v1/accounts/{}/outlook?to=2022-09-10", world.lumen.id)).await.json();
    let days = |kinds: &dyn Fn(&str) -> bool| {
        let items = outlook["items"].as_array().expect("a list").iter();
        let days = items.filter(|item| kinds(item["kind"].as_str().expect("a kind")));
        days.map(|item| item["on"].as_str().expect("a day").parse().expect("a day")).collect::<Vec<Date>>()
    };
    let mut wanted = days(&|kind| kind != "reminder");
    wanted.dedup();
    let mut found: Vec<Date> = calendar.parts.iter().map(|event| event.day("DTSTART")).collect();
    // The day on which the address ends is one too.
    assert_eq!(found.pop(), Some("2021-09-10".parse().expect("a day")));
    found.dedup();
    assert_eq!(found, wanted);

    let last: Vec<&Part> = calendar.parts.iter().filter(|event| event.get("UID").starts_with("last_day-M-")).collect();
    assert!(!last.is_empty());
    let mut reminded = Vec::new();
    for event in last {
        assert!(event.get("URL").starts_with("https://partners.example/p/"), "{event:?}");
        for alarm in &event.parts {
            assert_eq!((alarm.kind.as_str(), alarm.get("ACTION")), ("VALARM", "DISPLAY"));
            let seconds = alarm.get("TRIGGER").trim_start_matches('-').trim_start_matches("PT").trim_end_matches('S');
            let sign = if alarm.get("TRIGGER").starts_with('-') { -1 } else { 1 };
            let hours: i64 = sign * seconds.parse::<i64>().expect("seconds") / 3_600;
            let at = event.day("DTSTART").at(0, 0, 0, 0) + jiff::Span::new().hours(hours);
            assert_eq!(at.hour(), 9);
            reminded.push(at.date());
        }
    }
    let mut wanted = days(&|kind| kind == "reminder");
    wanted.retain(|day| reminded.contains(day));
    wanted.sort();
    reminded.sort();
    reminded.dedup();
    wanted.dedup();
    assert_eq!(reminded, wanted);
    assert!(!reminded.is_empty());
    // Nobody is named, and nothing that is secret.
    let text = format!("{calendar:?}");
    for name in ["Ines", "Emil", "@lumen", "symbolon_test"] {
        assert!(!text.contains(name), "{name}");
    }
}

#[tokio::test]
async fn an_event_changes_when_what_it_says_does() {
    let world = World::whole().await;
    let (address, _) = world.address("ines", "company").await;
    let first = world.at(&address, "").await;
    let tag = first.header("etag").to_owned();
    assert_eq!(world.at(&address, &tag).await.status, StatusCode::NOT_MODIFIED);
    let before = parse(&first.text);
    world.post("opal", "/v1/clocks/clock/advances", json!({ "to": "2020-09-11" })).await;
    let day_after = world.calendar(&address).await;
    for (name, stamp) in stamps(&day_after) {
        assert_eq!(stamps(&before).get(name), Some(&stamp), "{name}");
    }
    // One token of several that are to be used by one day is used.
    let path = format!("/v1/tokens/{}/redemptions", world.lumen.token);
    let body = json!({ "tenant_id": world.lumen.tenant, "mode": "new" });
    let redeemed = world.post_previewed("ines", &path, body).await;
    assert_eq!(redeemed.status, 201, "{}", redeemed.text);
    let after = world.calendar(&address).await;
    let (old, new) = (stamps(&day_after), stamps(&after));
    let changed: Vec<_> = new.iter().filter(|(name, stamp)| old.get(*name).is_some_and(|was| was != *stamp)).collect();
    assert!(!changed.is_empty() && changed.len() < old.len(), "{changed:?}");
    for (name, (sequence, at)) in changed {
        assert!(name.starts_with("redeem_by-") || name.starts_with("replacement_ends-"), "{name}");
        assert_eq!((*sequence, &at[..8]), ("1", "20200911"), "{name}");
    }
}

#[tokio::test]
async fn an_address_shows_what_its_maker_may_see_that_day_and_ends_with_them() {
    let world = World::whole().await;
    let (admins, _) = world.address("pia", "company").await;
    let (emils, said) = world.address("emil", "company").await;
    let sees = |calendar: &Part, kind: &str| calendar.parts.iter().any(|event| event.get("UID").starts_with(kind));
    let of_emil = world.calendar(&emils).await;
    assert!(sees(&of_emil, "redeem_by") && !sees(&of_emil, "last_day") && !sees(&of_emil, "refund_ends"));
    assert!(sees(&world.calendar(&admins).await, "last_day"));
    // With another role she sees less, as a guest nothing.
    let roles = format!("/v1/accounts/{}/people/{}/role-changes", world.lumen.id, person("pia"));
    let fewer = json!({ "take": ["programme_admin"], "give": ["employee"], "acknowledge": ["last-programme-admin"] });
    let taken = world.post("ines", &roles, fewer).await;
    assert!(taken.status.is_success(), "{}", taken.text);
    assert!(!sees(&world.calendar(&admins).await, "last_day"));

    let listed = format!("/v1/accounts/{}/export-feeds", world.lumen.id);
    let ids = |reply: &Reply| reply.json()["items"].as_array().expect("a list").len();
    let (own, all) = (world.get("emil", &listed).await, world.get("ines", &listed).await);
    assert_eq!((ids(&own), ids(&all)), (2, 3), "{}", all.text);
    assert!(!all.text.contains("/calendars/"));
    assert!(all.text.contains(&format!("\"read_on\":\"{TODAY}\"")));

    // Ended by somebody else who may not, then by who may; and with the person.
    let end = format!("/v1/export-feeds/{}", said["id"].as_str().expect("an id"));
    assert_eq!(world.delete("pia", &end).await.status, 403);
    assert_eq!(world.delete("nora", &end).await.status, 404);
    assert_eq!(world.delete("ines", &format!("{end}?dry_run=true")).await.status, 200);
    world.calendar(&emils).await;
    for _ in 0..2 {
        assert_eq!(world.delete("ines", &end).await.status, 200);
        world.gone(&emils).await;
    }
    let (again, _) = world.address("emil", "own").await;
    world.calendar(&again).await;
    let out = world.delete("ulf", &format!("/v1/accounts/{}/people/{}", world.lumen.id, person("emil"))).await;
    assert_eq!(out.status, 200, "{}", out.text);
    world.gone(&again).await;
    let back = json!({ "name": "Emil", "email": "emil@example.org", "language": "fr" });
    let people = format!("/v1/accounts/{}/people", world.lumen.id);
    assert_eq!(world.post("ulf", &people, back).await.status, 201);
    world.gone(&again).await;
    for (act, count) in [("export_feed", 3), ("end_export_feed", 2)] {
        let entries = world.get("aude", &format!("/v1/audit-entries?act={act}")).await.json();
        assert!(entries["items"].as_array().expect("a list").len() >= count, "{entries}");
    }
}

#[tokio::test]
async fn ones_own_calendar_has_ones_own_seats_and_their_last_day() {
    let world = World::whole().await;
    let (address, _) = world.address("ines", "own").await;
    let calendar = world.calendar(&address).await;
    let seats: Vec<_> = calendar.parts.iter().filter(|event| event.get("UID").starts_with("seat-")).collect();
    let held = world.get("ines", "/v1/me/assignments").await.json();
    let held: Vec<_> =
        held["items"].as_array().expect("a list").iter().filter(|one| one["state"] != "ended").cloned().collect();
    assert_eq!((seats.len(), calendar.parts.len()), (held.len(), held.len() + 1));
    assert!(!seats.is_empty());
    let of = world.get("ines", &format!("/v1/memberships/{}", world.lumen.membership)).await.json();
    for seat in seats {
        assert_eq!(seat.day("DTSTART").to_string(), of["benefits_until"].as_str().expect("a day"));
        assert!(seat.text("SUMMARY").contains(held[0]["benefit_name"].as_str().expect("a name")), "{seat:?}");
    }
    // The same without an address.
    let own = world.get("ines", "/v1/me/calendar.ics").await;
    assert_eq!(parse(&own.text).parts.len(), held.len());
    assert_eq!(parse(&world.get("emil", "/v1/me/calendar.ics").await.text).parts.len(), 0);
}

#[tokio::test]
async fn addresses_are_few_and_last_no_longer_than_the_token_that_made_them() {
    let world = World::whole().await;
    let listed = format!("/v1/accounts/{}/export-feeds", world.lumen.id);
    for _ in 0..8 {
        world.address("pia", "own").await;
    }
    for query in ["", "?dry_run=true"] {
        let refused = world.post("pia", &format!("{listed}{query}"), json!({ "shows": "own" })).await;
        assert_eq!((refused.status.as_u16(), refused.code().as_str()), (409, "too-many-feeds"));
        assert_eq!(refused.json()["limit"], 8);
    }
    assert_eq!(world.post("gus", &listed, json!({ "shows": "own" })).await.status, 403);

    let tokens = format!("/v1/accounts/{}/api-tokens", world.lumen.id);
    let token = world.post("ines", &tokens, json!({ "label": "short", "last_day": "2020-09-12" })).await.json();
    let request = Request::post(&listed)
        .header("authorization", format!("Bearer {}", token["token"].as_str().expect("a token")))
        .header("content-type", "application/json");
    let made = world.send(request.body(json!({ "shows": "company" }).to_string().into()).expect("a request")).await;
    assert_eq!((made.status.as_u16(), &made.json()["last_day"]), (201, &json!("2020-09-12")), "{}", made.text);
    let address = made.json()["address"].as_str().expect("an address").to_owned();
    world.calendar(&address).await;
    // An address is no token.
    let secret = address.trim_start_matches("/calendars/").trim_end_matches(".ics");
    let request = Request::get("/v1/me").header("authorization", format!("Bearer {secret}"));
    assert_eq!(world.send(request.body(Body::empty()).expect("a request")).await.status, 401);
    assert_eq!(
        world.delete("ines", &format!("/v1/api-tokens/{}", token["id"].as_str().expect("an id"))).await.status,
        200
    );
    world.gone(&address).await;

    // A year later, the others have ended too.
    let (last, _) = world.address("ines", "company").await;
    for (to, there) in [("2021-09-10", true), ("2021-09-11", false)] {
        assert_eq!(world.post("opal", "/v1/clocks/clock/advances", json!({ "to": to })).await.status, 200);
        match there {
            true => drop(world.calendar(&last).await),
            false => world.gone(&last).await,
        }
    }
}

#[tokio::test]
async fn the_page_shows_an_address_once_and_ends_it() {
    let world = World::new().await;
    let path = format!("/p/{}/calendar", world.lumen.number);
    for (language, who) in [("fr", "emil"), ("en", "ines")] {
        let browser = world.browse(who, language).await;
        assert!(browser.page(&format!("/p/{}", world.lumen.number)).await.contains(&path));
        let made = browser.submit(&path, &[("shows", "company")]).await;
        assert_eq!(made.status, StatusCode::OK, "{}", made.text);
        browser.sound(&path, &made);
        let address = made.text.split("<code>").nth(1).and_then(|rest| rest.split('<').next()).expect("an address");
        world.calendar(address).await;
        let page = browser.page(&path).await;
        assert!(!page.contains(address));
        let secret = address.rsplit('/').next().unwrap_or_default().trim_end_matches(".ics");
        let begins = u128::from_str_radix(&symbolon_server::hash(secret)[..32], 16).expect("a hash");
        let end = format!("{path}/{}", ExportFeedId::from_bits(begins));
        assert!(page.contains(&format!("action=\"{end}\"")), "{page}");
        let ended = browser.submit(&end, &[]).await;
        assert_eq!(ended.status, StatusCode::SEE_OTHER, "{}", ended.text);
        world.gone(address).await;
        for _ in 0..8 {
            assert_eq!(browser.submit(&path, &[("shows", "own")]).await.status, StatusCode::OK);
        }
        let full = browser.submit(&path, &[("shows", "own")]).await;
        assert_eq!(full.status, StatusCode::CONFLICT);
        browser.sound(&path, &full);
    }
    assert_eq!(world.browse("gus", "fr").await.get(&path).await.status, StatusCode::FORBIDDEN);
}
