//! Competencies over HTTP: what an answer holds, a table with a verdict for each row, and who loses what when.

use axum::http::Method;
use serde_json::{Value, json};

use crate::support::*;

async fn competency(world: &World, id: &str, query: &str) -> Value {
    let reply =
        world.get("ines", &format!("/v1/accounts/{}/competencies?competency={id}{query}", world.lumen.id)).await;
    assert_eq!(reply.status, 200, "{}", reply.text);
    reply.json()["items"][0].clone()
}

#[tokio::test]
async fn the_programme_says_what_each_competency_asks_for() {
    let world = World::new().await;
    let body = world.get("emil", "/v1/competencies").await.json();
    let all = body["items"].as_array().expect("a list");
    assert_eq!(all.len(), 18);
    let cloud = all.iter().find(|one| one["id"] == "cloud-platform").expect("it is there");
    assert_eq!(cloud["area_name"], "Apps and Infrastructure");
    let silver = &cloud["requirements"][0];
    assert_eq!(
        (&silver["level"], &silver["kind"], &silver["at_least"]),
        (
            &json!("silver"),
            &json!("consumption"),
            &json!({
                "developed": { "amount": "15000.00", "currency": "USD" },
                "developing": { "amount": "10000.00", "currency": "USD" },
            })
        )
    );
    assert_eq!(silver["source"]["file"], "requirements.toml");
    let mobility = all.iter().find(|one| one["id"] == "enterprise-mobility-management").expect("it is there");
    let options: Vec<&Value> =
        mobility["requirements"].as_array().expect("a list").iter().map(|one| &one["option"]).collect();
    assert!(options.contains(&&json!("small-business")) && options.contains(&&json!("enterprise")));
    assert_eq!(body["evidence"]["profile_moves_per_year"], 3);
}

#[tokio::test]
async fn an_answer_names_source_and_day_of_every_figure() {
    let world = World::attained().await;
    let devops = competency(&world, "devops", "").await;
    assert_eq!((&devops["stage"], &devops["level"]), (&json!("started"), &json!("silver")));
    let people = &devops["levels"][0]["options"][0]["requirements"][0];
    assert_eq!((&people["have"], &people["needed"], &people["met"]), (&json!(1), &json!(2), &json!(false)));
    assert_eq!((&people["as_of"], &people["sources"]), (&json!("2020-09-02"), &json!(["test"])));
    assert_eq!(devops["evidence_as_of"], "2020-09-02");
    let words = devops["explanation"]["children"][0]["text"].as_str().expect("a sentence");
    assert_eq!(
        words,
        "Requirement not met (certified people, Designing and Implementing Microsoft DevOps Solutions): 1 of 2, as read \
         on 2 September 2020."
    );
    // The day before it was passed nothing was begun.
    assert_eq!(competency(&world, "devops", "&as_of=2020-08-31").await["stage"], Value::Null);
    let all = world.get("rita", &format!("/v1/accounts/{}/competencies", world.lumen.number)).await.json();
    assert_eq!(all["counts"], json!({ "started": 1, "qualified": 0, "active": 0, "at_risk": 0, "ended": 0 }));
    let started = format!("/v1/accounts/{}/competencies?stage=started", world.lumen.id);
    assert_eq!(world.get("rita", &started).await.json()["items"].as_array().map(Vec::len), Some(1));
    assert_eq!(world.get("rita", &started.replace("started", "begun")).await.status, 422);
    let evidence = world.get("ines", &format!("/v1/accounts/{}/evidence", world.lumen.id)).await;
    let one = &evidence.json()["items"][0];
    assert_eq!((&one["person_name"], &one["counts_until"]), (&json!("Ines"), &json!("2021-08-31")));
    // The number of a profile is kept nowhere, and its hash is shown nowhere.
    assert!(!evidence.text.contains(&format!("{:064x}", world.lumen.number)));
}

#[tokio::test]
async fn what_cannot_be_evidence_is_refused_with_field_rule_and_remedy() {
    let world = World::attained().await;
    let path = format!("/v1/accounts/{}/evidence", world.lumen.id);
    let link = json!({ "person": person("emil"), "profile": "mc-77" });
    assert_eq!(
        world.post("ines", &format!("/v1/accounts/{}/certification-profiles", world.lumen.id), link).await.status,
        201
    );
    let exam = |credential: &str, day: &str| json!({ "profile": " MC-77 ", "credential": credential, "dated": day, "source": "test" });
    let done = world.post("sam", &path, exam("az-400", "2020-09-01")).await;
    assert_eq!(done.status, 201, "{}", done.text);
    assert_eq!(done.json()["effects"][1]["text"], "Competency DevOps: level Silver attained.");
    for (body, status, code, field, rule, remedy) in [
        (exam("az-400", "2020-09-11"), 422, "evidence-in-future", "dated", "evidence", "wait"),
        (exam("az-400", "2020-09-01"), 409, "evidence-duplicate", "credential", "evidence", "withdraw_evidence"),
        (exam("az-900", "2020-09-01"), 422, "credential-unknown", "credential", "credential", "name_known"),
    ] {
        let reply = world.post("sam", &path, body).await;
        let problem = reply.json();
        assert_eq!((reply.status.as_u16(), reply.code().as_str()), (status, code), "{}", reply.text);
        assert_eq!(problem["field"], field, "{problem}");
        assert_eq!(problem["remedies"][0]["act"], remedy, "{problem}");
        let nodes = problem["explanation"]["children"].as_array().expect("facts");
        assert_eq!(nodes.last().expect("one")["rule"]["path"], rule, "{problem}");
    }
    for body in [json!({ "credential": "az-400" }), json!({ "metric": "x", "amount": "1", "profile": "y" }), json!({})]
    {
        let mut body = body;
        body["dated"] = json!("2020-09-01");
        body["source"] = json!("test");
        assert_eq!(world.post("sam", &path, body).await.code(), "validation-failed");
    }
}

#[tokio::test]
async fn a_table_gets_a_verdict_for_each_row() {
    let world = World::attained().await;
    let (lumen, nord) = (world.lumen.number, world.nord.number);
    let csv = format!(
        "account,dated,metric,amount,profile,credential,source\n\
         {lumen},2020-08-31,azure-consumption,9000.00,,,\n\
         {nord},2020-08-31,azure-consumption,7000,,,billing\n\
         {lumen},2020-09-31,azure-consumption,1,,,\n\
         {lumen},2020-09-11,azure-consumption,1,,,\n\
         {lumen},2020-08-31,azure-consumption,9000.00,,,\n\
         123,2020-08-31,azure-consumption,1,,,\n\
         {lumen},2020-08-31,,,MC-9,az-400,\n\
         {lumen},2020-08-31,,,,az-400,\n\
         {lumen},2020-08-31,,,MC-9,az-401,\n"
    );
    let body = json!({ "csv": csv, "source": "insights", "as_of": "2020-09-09" });
    let seen = world.post("pam", "/v1/evidence-imports?dry_run=true", body.clone()).await.json();
    assert_eq!((&seen["dry_run"], &seen["items"][0]["verdict"]), (&json!(true), &json!("accepted")));
    let folded = world.app.store().folded(world.lumen.id).await.expect("reads").expect("is open");
    assert_eq!(folded.account.seq, world.lumen.seq, "a preview writes nothing");

    let request = || {
        let request = axum::http::Request::builder()
            .method(Method::POST)
            .uri("/v1/evidence-imports")
            .header("authorization", format!("Bearer {}", bearer("pam")))
            .header("idempotency-key", "import-1")
            .header("content-type", "application/json");
        request.body(axum::body::Body::from(body.to_string())).expect("a request")
    };
    let reply = world.send(request()).await;
    assert_eq!(reply.status, 200, "{}", reply.text);
    let done = reply.json();
    assert_eq!((&done["accepted"], &done["refused"], &done["as_of"]), (&json!(2), &json!(7), &json!("2020-09-09")));
    let verdicts = |done: &Value| -> Vec<(u64, String, String)> {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let one = |row: &Value| {
            (row["line"].as_u64().expect("a line"), text(&row["problem"]["code"]), text(&row["problem"]["field"]))
        };
        done["items"].as_array().expect("a list").iter().map(one).collect()
    };
    let expected = [
        (2, "", ""),
        (3, "", ""),
        (4, "validation-failed", "dated"),
        (5, "evidence-in-future", "dated"),
        (6, "evidence-duplicate", "metric"),
        (7, "not-found", "account"),
        (8, "profile-not-linked", "profile"),
        (9, "validation-failed", "profile"),
        (10, "credential-unknown", "credential"),
    ];
    let expected: Vec<_> =
        expected.iter().map(|(line, code, field)| (*line, (*code).to_owned(), (*field).to_owned())).collect();
    assert_eq!(verdicts(&done), expected);
    assert_eq!(done["items"][0]["evidence"]["as_of"], "2020-09-09");
    assert_eq!(done["items"][1]["evidence"]["source"], "billing");
    // The same key again: the same verdicts, and nothing is recorded twice.
    let again = world.send(request()).await.json();
    assert_eq!((verdicts(&again), &again["refused"]), (expected, &json!(7)));
    assert_eq!(again["items"][0], done["items"][0]);
    let folded = world.app.store().folded(world.lumen.id).await.expect("reads").expect("is open");
    assert_eq!(folded.account.seq, world.lumen.seq + 1);

    for (csv, cause) in [
        ("", "account"),
        ("account,dated,colour\n", "colour"),
        ("account,account,dated\n", "account"),
        ("dated\n", "account"),
    ] {
        let reply = world.post("pam", "/v1/evidence-imports", json!({ "csv": csv, "source": "insights" })).await;
        assert_eq!((reply.status.as_u16(), reply.code().as_str()), (422, "validation-failed"), "{csv}");
        let detail = reply.json()["errors"][0]["detail"].as_str().unwrap_or_default().to_owned();
        assert!(detail.contains(cause), "{csv}: {detail}");
    }
    // A row that is too short is one row's mistake; a French office separates with semicolons.
    let csv = format!("account;dated;metric;amount\n1\n{};2020-09-08;azure-consumption;1.00\n", world.lumen.number);
    let done = world.post("pam", "/v1/evidence-imports", json!({ "csv": csv, "source": "office" })).await.json();
    assert_eq!((&done["items"][0]["verdict"], &done["items"][1]["verdict"]), (&json!("refused"), &json!("accepted")));
    // Nothing is meant without a key.
    let mut bare = request();
    bare.headers_mut().remove("idempotency-key");
    let reply = world.send(bare).await;
    assert_eq!(reply.code(), "idempotency-key-missing");
}

#[tokio::test]
async fn a_profile_counts_for_one_company_and_who_leaves_is_announced() {
    let world = World::new().await;
    let of = |company: &Company| format!("/v1/accounts/{}/certification-profiles", company.id);
    let mine = json!({ "person": person("emil"), "profile": "MC-5" });
    let linked = world.post("ines", &of(&world.lumen), mine.clone()).await;
    assert_eq!(linked.status, 201, "{}", linked.text);
    let id = linked.json()["id"].as_str().expect("an id").to_owned();
    // The other company learns that it is taken, and not by whom.
    let theirs = json!({ "person": person("nora"), "profile": "mc-5" });
    let taken = world.post("nora", &of(&world.nord), theirs.clone()).await;
    assert_eq!((taken.status.as_u16(), taken.code().as_str()), (409, "profile-linked-elsewhere"));
    assert!(!taken.text.contains(&world.lumen.id.to_string()) && !taken.text.contains("lumen"));
    let exam = json!({ "profile": "MC-5", "credential": "az-400", "dated": "2020-09-01", "source": "test" });
    let path = format!("/v1/accounts/{}/evidence", world.lumen.id);
    assert_eq!(world.post("sam", &path, exam).await.status, 201);
    let released = world.delete("ines", &format!("/v1/certification-profiles/{id}?last_day=2020-09-30")).await;
    assert_eq!(released.status, 200, "{}", released.text);
    assert_eq!(released.json()["last_day"], "2020-09-30");
    let devops = competency(&world, "devops", "").await;
    let leaving = &devops["levels"][0]["leaving"][0];
    assert_eq!(
        (&leaving["person_name"], &leaving["last_day"], &leaving["leaves"], &leaving["breaks"]),
        (&json!("Emil"), &json!("2020-09-30"), &json!(0), &json!(true))
    );
    let again = world.post("nora", &of(&world.nord), theirs).await;
    assert_eq!(again.json()["available_from"], "2020-10-01");
    let listed = world.get("rita", &of(&world.lumen)).await.json();
    assert_eq!((&listed["items"][0]["last_day"], &listed["items"][0]["counts"]), (&json!("2020-09-30"), &json!(true)));
    assert_eq!(world.delete("ines", "/v1/certification-profiles/asn_x?last_day=soon").await.status, 422);
}

/// In the window the anniversary has passed: what counts is shown until the window's last day, and no forecast speaks of a
/// day that is over (A-14, B-11).
#[tokio::test]
async fn in_the_window_the_page_speaks_of_the_renewal() {
    let world = World::attained().await;
    let of_lumen = |part: &str| format!("/v1/accounts/{}/{part}", world.lumen.id);
    let stated = json!({ "competency": "devops", "level": "silver", "until": "2020-12-31" });
    assert_eq!(world.post("sam", &of_lumen("attainments"), stated).await.status, 201);
    let buy = json!({ "offer": "silver", "payment": { "reference": "O-910" } });
    assert_eq!(world.post("sam", &of_lumen("purchases"), buy).await.status, 201);
    world.post("opal", "/v1/clocks/clock/advances", json!({ "to": "2021-09-12" })).await;
    let path = format!("/p/{}/competencies", world.lumen.number);
    let page = world.browse("ines", "fr").await.page(&path).await.replace('\u{a0}', " ");
    let lead = "active jusqu’au 10 octobre 2021 ; il manque encore de quoi la renouveler, à montrer jusqu’à ce jour.";
    assert!(page.contains(lead) && page.contains("Pour le renouvellement"), "{page}");
    assert!(page.contains("ce qui est montré jusqu’au 10 octobre 2021 compte"), "{page}");
    assert!(!page.contains("À la date anniversaire du"), "{page}");
}
