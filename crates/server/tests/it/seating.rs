//! Seats for the people of a list: a verdict for each row, from the API and from the page.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::support::*;
use crate::ui::{Browser, hidden};

fn path(world: &World) -> String {
    format!("/v1/seat-pools/{}/imports", world.lumen.pool)
}

/// Rows of the cast, by their names.
fn rows(names: &[&str]) -> Value {
    let rows: Vec<Value> = names.iter().map(|name| json!({ "email": format!("{name}@example.org") })).collect();
    json!({ "rows": rows })
}

/// The verdicts in order, each with the code of its problem.
fn verdicts(answer: &Value) -> Vec<String> {
    let one = |item: &Value| match item["problem"]["code"].as_str() {
        Some(code) => format!("{} {code}", item["verdict"].as_str().expect("a verdict")),
        None => item["verdict"].as_str().expect("a verdict").to_owned(),
    };
    answer["items"].as_array().expect("a list").iter().map(one).collect()
}

/// Of three seats one is held: the first rows get the others, and every row stands for itself (G-02…G-05).
#[tokio::test]
async fn each_row_has_its_verdict_and_the_first_get_what_is_free() {
    let world = World::new().await;
    let mut body = rows(&["pia", "ines", "PIA", "nora", "zoe"]);
    let list = body["rows"].as_array_mut().expect("a list");
    list.push(json!({ "email": "somebody", "name": "Some Body" }));
    list.push(json!({ "email": "gus@example.org", "country": "DE" }));
    list.push(json!({ "email": "emil@example.org", "name": "Émile" }));
    list.push(json!({ "email": "rita@example.org" }));
    let expected = [
        "ok",
        "already_assigned",
        "duplicate",
        // Of another company, and nobody's: alike.
        "refused person-not-in-directory",
        "refused person-not-in-directory",
        "refused validation-failed",
        "refused country-without-location",
        "ok",
        "refused seat-none-free",
    ];
    let seen = world.post("pia", &format!("{}?dry_run=true", path(&world)), body.clone()).await;
    assert_eq!(seen.status, 200, "{}", seen.text);
    let seen = seen.json();
    assert_eq!(verdicts(&seen), expected);
    assert_eq!(seen["counts"], json!({ "ok": 2, "already_assigned": 1, "duplicate": 1, "refused": 5 }));
    assert_eq!((&seen["seat_breakdown_before"]["free"], &seen["seat_breakdown"]["free"]), (&json!(2), &json!(0)));
    assert_eq!((&seen["items"][2]["first_row"], &seen["dry_run"]), (&json!(1), &json!(true)));
    let remedy = &seen["items"][3]["problem"]["remedies"][0]["act"];
    assert_eq!((remedy, &seen["items"][5]["name"]), (&json!("add_person"), &json!("Some Body")));
    assert_eq!(world.facts(&world.lumen).await as u64, world.lumen.seq, "a preview writes nothing");

    let done = world.post_with_key("pia", &path(&world), Some("list-1"), body.clone()).await.json();
    assert_eq!((verdicts(&done), &done["counts"]), (verdicts(&seen), &seen["counts"]));
    assert_eq!(done["seat_breakdown"], seen["seat_breakdown"]);
    assert_eq!(done["items"][0]["assignment"]["reassignable_from"], "2020-12-09");
    assert_eq!(done["items"][1]["assignment"]["id"], json!(world.lumen.assignment));
    // What is refused is refused as the single act would be.
    let single = format!("/v1/seat-pools/{}/assignments", world.lumen.pool);
    let single = world.post("pia", &single, json!({ "person": person("rita") })).await.json();
    let problem = &done["items"][8]["problem"];
    assert_eq!((&problem["detail"], &problem["idle"]), (&single["detail"], &single["idle"]));
    // The same key again: the same verdicts. Another one: who has a seat is left alone.
    let again = world.post_with_key("pia", &path(&world), Some("list-1"), body.clone()).await.json();
    assert_eq!((verdicts(&again), &again["items"][0]), (verdicts(&done), &done["items"][0]));
    let repeated = world.post_with_key("pia", &path(&world), Some("list-2"), body.clone()).await.json();
    assert_eq!(
        (&verdicts(&repeated)[0], &verdicts(&repeated)[7]),
        (&"already_assigned".into(), &"already_assigned".into())
    );
    assert_eq!(world.facts(&world.lumen).await as u64, world.lumen.seq + 2);

    let bare = world.post_with_key("pia", &path(&world), None, body.clone()).await;
    assert_eq!(bare.code(), "idempotency-key-missing");
    let many: Vec<String> = (0..201).map(|number| format!("a{number}")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let reply = world.post("pia", &path(&world), rows(&many)).await;
    assert_eq!((reply.status.as_u16(), &reply.json()["errors"][0]["code"]), (422, &json!("at-most")), "{}", reply.text);
    let reply = world.post("emil", &path(&world), rows(&["rita"])).await;
    assert_eq!((reply.status.as_u16(), reply.code().as_str()), (403, "role-missing"));
    assert_eq!(world.post("nora", &path(&world), rows(&["nora"])).await.status, 404);
}

/// Two lists for the last seats: as many get one as there are.
#[tokio::test(flavor = "multi_thread")]
async fn two_lists_race_for_the_last_seats() {
    let world = World::new().await;
    let (one, other) = (rows(&["pia", "emil", "rita"]), rows(&["bill", "agnes", "emil"]));
    let path = path(&world);
    let both = tokio::join!(
        world.post_with_key("pia", &path, Some("1"), one),
        world.post_with_key("pia", &path, Some("2"), other)
    );
    let verdicts: Vec<String> = [both.0, both.1].iter().flat_map(|reply| verdicts(&reply.json())).collect();
    assert_eq!(verdicts.iter().filter(|verdict| *verdict == "ok").count(), 2, "{verdicts:?}");
    let others = ["ok", "already_assigned", "refused seat-none-free"];
    assert!(verdicts.iter().all(|verdict| others.contains(&verdict.as_str())), "{verdicts:?}");
    assert_eq!(world.facts(&world.lumen).await as u64, world.lumen.seq + 2);
}

impl Browser<'_> {
    /// Sends a list, as it was typed or as a file.
    async fn list(&self, path: &str, fields: &[(&str, &str)], file: &[u8]) -> Reply {
        let csrf = self.csrf().await;
        let mut body = Vec::new();
        for (name, value) in fields.iter().chain([&("csrf", csrf.as_str())]) {
            let part = format!("--cut\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend(part.into_bytes());
        }
        body.extend(b"--cut\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n");
        body.extend(file);
        body.extend(b"\r\n--cut--\r\n");
        self.multipart(path, body).await
    }
}

#[tokio::test]
async fn a_list_is_looked_at_and_what_passes_is_given() {
    let world = World::new().await;
    let folded = world.app.store().folded(world.lumen.id).await.expect("reads").expect("is open");
    let benefit = format!("/p/{}/benefits/{}", world.lumen.number, folded.account.pools[&world.lumen.pool].grant);
    let page = format!("{benefit}/seats/import");
    for language in ["fr", "en"] {
        let pia = world.browse("pia", language).await;
        assert!(pia.page(&benefit).await.contains(&page));
        pia.page(&page).await;
        let empty = pia.list(&page, &[("act", "check"), ("people", " \r\n;;")], b"").await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", empty.text);
        assert!(empty.text.contains("id=\"people-error\""), "{}", empty.text);
        pia.sound(&page, &empty);
        let many: String = (0..201).map(|number| format!("a{number}@example.org\r\n")).collect();
        let many = pia.list(&page, &[("act", "check"), ("people", &many)], b"").await;
        assert_eq!(many.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", many.text);
        assert!(many.text.contains("a200@example.org"), "nothing is lost");
    }
    let pia = world.browse("pia", "en").await;
    // As a spreadsheet on Windows saves it.
    let file = b"Nom;Pr\xe9nom;Courriel\r\nGast;G\xfcs;gus@example.org\r\n;;\r\nLadmin;Pia;pia@example.org\r\nSeul;;\r\nNord;Nora;nora@example.org\r\n";
    let seen = pia.list(&page, &[("act", "check"), ("people", "")], file).await;
    assert_eq!(seen.status, StatusCode::OK, "{}", seen.text);
    pia.sound(&page, &seen);
    for said in [
        "Assign 2 seats",
        "2 people get a seat.",
        "2 lines do not pass",
        "3 of 3 assigned, 0 free",
        "Güs Gast",
        "There is no mail address on this line.",
        "The person has no entry in the company’s directory.",
    ] {
        assert!(seen.text.contains(said), "{said}: {}", seen.text);
    }
    assert_eq!(world.facts(&world.lumen).await as u64, world.lumen.seq);
    let list = seen.text.split("<textarea name=\"people\" hidden>\n").nth(1).expect("the list");
    let list = list.split("</textarea>").next().expect("its end").to_owned();
    let (key, passed) = (hidden(&seen.text, "key"), hidden(&seen.text, "rows"));
    assert_eq!(passed, "1,2");
    let table = pia.list(&page, &[("act", "table"), ("people", &list)], b"").await;
    assert_eq!(table.header("content-type"), "text/csv; charset=utf-8");
    let reasons: Vec<&str> = table.text.lines().collect();
    assert_eq!(reasons.len(), 3, "{}", table.text);
    assert_eq!(reasons[0], "\u{feff}name,email,country,reason");
    assert!(reasons[1].starts_with("Seul;;,,,There is no"), "{}", reasons[1]);
    assert!(reasons[2].starts_with("Nora Nord,nora@example.org,,"), "{}", reasons[2]);

    let give = [("act", "give"), ("people", list.as_str()), ("rows", passed.as_str()), ("key", key.as_str())];
    for _ in 0..2 {
        let done = pia.list(&page, &give, b"").await;
        assert_eq!(done.status, StatusCode::OK, "{}", done.text);
        pia.sound(&page, &done);
        assert!(done.text.contains("2 seats are assigned."), "{}", done.text);
        let left = "rows=\"10\" autocomplete=\"off\" spellcheck=\"false\" aria-describedby=\"people-hint\">\n\
                    Nom;Prénom;Courriel\nSeul;;\nNord;Nora;nora@example.org\n</textarea>";
        assert!(done.text.contains(left), "{}", done.text);
        assert_eq!(world.facts(&world.lumen).await as u64, world.lumen.seq + 2);
    }
    // Nobody else gives seats here, and nothing is given that was not shown.
    let bill = world.browse("bill", "en").await;
    assert_eq!(bill.get(&page).await.status, StatusCode::FORBIDDEN);
    assert_eq!(world.browse("nora", "en").await.get(&page).await.status, StatusCode::NOT_FOUND);
    assert_eq!(bill.list(&page, &give, b"").await.status, StatusCode::FORBIDDEN);
}
