//! Figures over all companies are those of the lists that they count.

use std::collections::BTreeMap;

use axum::body::Body;
use axum::http::Method;
use serde_json::{Value, json};
use symbolon_domain::command::Command;
use symbolon_domain::fact::Payment;
use symbolon_domain::ids::Minter;

use crate::support::*;

fn items(reply: &Reply) -> Vec<Value> {
    assert_eq!(reply.status, 200, "{}", reply.text);
    reply.json()["items"].as_array().expect("a list").clone()
}

#[tokio::test]
async fn a_number_counts_what_the_list_of_its_memberships_lists() {
    let world = World::whole().await;
    let states = ["active", "renewal_open", "lapsed", "upgraded", "refunded", "merged"];
    let mut seen = BTreeMap::<_, u64>::new();
    for on in [TODAY, "2021-08-05", "2021-08-20", "2021-09-20", "2022-02-28"] {
        let counted = items(&world.get("pam", &format!("/v1/reports/memberships?as_of={on}")).await);
        for row in &counted {
            let offer = row["offer"].as_str().expect("an offer");
            assert!(row["offer_name"].as_str().is_some_and(|name| name != offer), "{row}");
            assert_eq!(row["held"], row["active"].as_u64().unwrap() + row["renewal_open"].as_u64().unwrap());
            for state in states {
                let list = format!("/v1/memberships?offer={offer}&state={state}&as_of={on}&limit=200");
                let listed = items(&world.get("pam", &list).await).len() as u64;
                assert_eq!(row[state], listed, "{offer} {state} on {on}");
                *seen.entry(state).or_default() += listed;
            }
        }
        let all = items(&world.get("pam", &format!("/v1/memberships?as_of={on}&limit=200")).await).len() as u64;
        let sum = |row: &Value| states.iter().map(|state| row[*state].as_u64().unwrap()).sum::<u64>();
        assert_eq!(counted.iter().map(sum).sum::<u64>(), all, "on {on}");
    }
    assert!(["active", "renewal_open", "lapsed", "refunded"].iter().all(|state| seen[state] > 0), "{seen:?}");

    // What lapses in a span is what can be renewed until the days before.
    let ahead = items(&world.get("aude", "/v1/reports/forecast?by=day&to=2021-12-31").await);
    let lapses: u64 = ahead.iter().map(|row| row["lapses"].as_u64().unwrap()).sum();
    let day = ahead.iter().find(|row| row["lapses"] != 0).expect("some day");
    assert_eq!(day["from"], day["to"]);
    let now = items(&world.get("pam", "/v1/reports/memberships").await);
    let held: u64 = now.iter().map(|row| row["held"].as_u64().unwrap()).sum();
    assert_eq!(lapses, held, "all that is held lapses within a year and its window");
    let months = items(&world.get("aude", "/v1/reports/forecast?to=2021-12-31").await);
    assert!(months.len() <= ahead.len());
    for name in ["window_opens", "anniversary", "last_day", "lapses"] {
        let sum = |rows: &[Value]| rows.iter().map(|row| row[name].as_u64().unwrap()).sum::<u64>();
        assert_eq!(sum(&months), sum(&ahead), "{name}");
        assert!(sum(&months) > 0, "{name}");
    }

    let became = items(&world.get("sam", "/v1/reports/activity?from=2019-01-01").await);
    let sum = |name: &str| became.iter().map(|row| row[name].as_u64().unwrap()).sum::<u64>();
    let all = items(&world.get("pam", "/v1/memberships?limit=200").await).len() as u64;
    assert_eq!((sum("bought"), sum("refunded"), sum("renewed")), (all, 2, 0));
    let today = items(&world.get("sam", &format!("/v1/reports/activity?from={TODAY}")).await);
    assert_eq!(today.iter().map(|row| row["refunded"].as_u64().unwrap()).sum::<u64>(), 2);
}

#[tokio::test]
async fn a_report_is_of_days_that_it_can_know_and_a_table_for_who_accepts_one() {
    let world = World::new().await;
    for (path, parameter, says) in [
        ("memberships?as_of=2020-09-09", "as_of", "10 September 2020"),
        ("memberships?as_of=hier", "as_of", "day"),
        ("activity?to=2020-09-11", "to", "10 September 2020"),
        ("activity?from=2020-09-11", "from", "10 September 2020"),
        ("activity?from=2020-09-10&to=2020-09-09", "to", "10 September 2020"),
        ("forecast?from=2020-09-09", "from", "10 September 2020"),
        ("forecast?to=2020-01-01", "to", "10 September 2020"),
        ("forecast?by=week", "by", "month"),
        ("forecast?on=2020-09-10", "on", "by"),
    ] {
        let reply = world.get("pam", &format!("/v1/reports/{path}")).await;
        assert_eq!(reply.status, 422, "{path}: {}", reply.text);
        assert!(reply.text.contains(&format!("\"{parameter}\"")), "{path}: {}", reply.text);
        assert!(reply.text.replace('\u{a0}', " ").contains(says), "{path}: {}", reply.text);
    }
    let request = world.request("pam", Method::GET, "/v1/reports/forecast").header("accept", "text/csv");
    let table = world.send(request.body(Body::empty()).expect("a request")).await;
    assert_eq!((table.status.as_u16(), table.header("content-type")), (200, "text/csv; charset=utf-8"));
    let mut lines = table.text.split("\r\n");
    assert_eq!(lines.next(), Some("from,to,offer,offer_name,window_opens,anniversary,last_day,lapses"));
    assert_eq!(lines.count() - 1, items(&world.get("pam", "/v1/reports/forecast").await).len());
}

#[tokio::test]
async fn the_overview_leads_to_the_lists_that_it_counts() {
    let world = World::whole().await;
    // The second is the day on which an Action Pack has lapsed that could be renewed until the day before.
    for (day, language) in [(TODAY, "fr"), (TODAY, "en"), ("2021-10-02", "en")] {
        if day != TODAY {
            let moved = world.post("opal", "/v1/clocks/clock/advances", json!({ "to": day })).await;
            assert_eq!(moved.status, 200, "{}", moved.text);
            let today = format!("/v1/reports/forecast?from={day}&to={day}&by=day");
            let begun = items(&world.get("pam", &today).await);
            assert!(begun.iter().all(|row| row["lapses"] == 0 && row["window_opens"] == 0), "{begun:?}");
        }
        let pam = world.browse("pam", language).await;
        let overview = pam.get("/desk/overview").await;
        assert_eq!(overview.status, 200);
        let links: Vec<_> = overview.text.split("href=\"/desk/memberships?").skip(1).collect();
        assert!(links.len() > 4, "{}", overview.text);
        for link in links {
            let (address, rest) = link.split_once('"').expect("an end");
            let count = rest.split(['>', '<']).nth(1).expect("a number");
            let list =
                pam.get(&format!("/desk/memberships?{}", address.replace("&#38;", "&").replace("&amp;", "&"))).await;
            assert_eq!(list.status, 200, "{address}");
            assert_eq!(list.text.matches("<tr><th scope=\"row\">").count().to_string(), count, "{address}");
        }
    }
    // What is bought on one of the last days of January lapses in the fourteenth month (B-03).
    let (store, vendor, id) = (world.app.store(), vendor(), Minter::new(7, 7).account());
    allowed(store, id, &vendor, "2022-01-31", Command::open("FR")).await;
    let payment = Payment { reference: "O-14".to_owned(), amount: None };
    let buy = Command::Purchase { offer: "action-pack".to_owned(), payment };
    allowed(store, id, &vendor, "2022-01-31", buy).await;
    world.post("opal", "/v1/clocks/clock/advances", json!({ "to": "2022-01-31" })).await;
    let overview = world.browse("pam", "en").await.page("/desk/overview").await;
    assert!(overview.contains("March\u{a0}2023"), "{overview}");

    // What there is not has no list, whoever asks.
    for asked in ["from=2021-11-31", "to=hier", "offer=zzz", "state=zzz"] {
        for who in ["pam", "ines"] {
            let reply = world.browse(who, "en").await.get(&format!("/desk/memberships?{asked}")).await;
            assert_eq!(reply.status, 404, "{who} {asked}");
        }
    }

    let ines = world.browse("ines", "fr").await;
    assert_eq!(ines.get("/desk/overview").await.status, 404);
    assert_eq!(ines.get("/desk/memberships").await.status, 404);
    let opal = world.browse("opal", "fr").await;
    assert_eq!(opal.get("/desk/overview").await.status, 403);
}
