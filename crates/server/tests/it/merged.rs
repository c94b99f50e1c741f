//! Days before a merge, asked about after it.

use serde_json::{Value, json};
use symbolon_domain::access::{IdentityKind, Role};
use symbolon_domain::command::Command;
use symbolon_domain::fact::Payment;
use symbolon_domain::ids::{AccountId, MergeId, Minter, PersonId};
use symbolon_domain::programme::Language;
use symbolon_store::{Caller, PersonRow, Plain};

use crate::support::*;

/// Lumen takes nord in; what the preview said of it.
async fn merged(world: &World) -> String {
    let invited = world.post(
        "aziz",
        "/v1/merges",
        json!({ "account": world.lumen.id, "company": world.nord.number.to_string() }),
    );
    let invited = invited.await;
    assert_eq!(invited.status, 201, "{}", invited.text);
    let merge: MergeId = invited.json()["id"].as_str().and_then(|id| id.parse().ok()).expect("an id");
    let (name, account) = ("test".to_owned(), Some(world.nord.id));
    let service = Caller::Service { name, account, roles: [Role::AccountAdmin].into() };
    allowed(world.app.store(), world.nord.id, &service, TODAY, Command::AcceptMerge { merge }).await;
    let path = format!("/v1/merges/{merge}/confirmations");
    let preview = world.post("aziz", &format!("{path}?dry_run=true"), json!({})).await;
    let done = world.post_previewed("aziz", &path, json!({})).await;
    assert_eq!(done.status, 201, "{}", done.text);
    preview.text
}

#[tokio::test]
async fn a_service_of_one_directory_ends_no_way_in_of_another() {
    let world = World::new().await;
    merged(&world).await;
    let account = format!("/v1/accounts/{}", world.lumen.id);
    let ines = format!("{account}/people/{}", person("ines"));
    let body = json!({ "label": "service", "roles": ["global_admin"] });
    let made = world.post("nora", &format!("{account}/api-tokens"), body).await;
    assert_eq!(made.status, 201, "{}", made.text);
    let secret = made.json()["token"].as_str().expect("a secret").to_owned();
    assert_eq!(world.status_with(&secret, "GET", &account, Value::Null).await, 200);
    assert_eq!(world.status_with(&secret, "DELETE", &ines, Value::Null).await, 409);
    let (pia, taken) = (format!("{account}/people/{}", person("pia")), json!({ "take": ["programme_admin"] }));
    assert_eq!(world.status_with(&secret, "POST", &format!("{pia}/role-changes"), taken).await, 409);
    // Nobody of another directory is corrected either (H-31).
    let called = json!({ "name": "Pia Roth" });
    assert_eq!(world.status_with(&secret, "PUT", &pia, called.clone()).await, 409);
    let refused = world.put("nora", &pia, called.clone()).await;
    assert_eq!((refused.status.as_u16(), refused.code().as_str()), (409, "other-directory"), "{}", refused.text);
    assert_eq!(world.put("ines", &pia, called).await.status, 200);
    for path in [format!("{ines}/session-endings"), format!("{pia}/session-endings")] {
        assert_eq!(world.status_with(&secret, "POST", &path, json!({})).await, 409);
        let ended = world.post("nora", &path, json!({})).await;
        assert_eq!((ended.status.as_u16(), ended.code().as_str()), (409, "other-directory"), "{}", ended.text);
        assert_eq!(world.post("sam", &path, json!({})).await.status, 200);
    }
    let own = format!("{account}/people/{}/session-endings", person("nora"));
    assert_eq!(world.post("nora", &own, json!({})).await.status, 200);
}

#[tokio::test]
async fn a_day_before_a_merge_is_answered_as_it_was_on_that_day() {
    let world = World::new().await;
    let (lumen, nord) = (&world.lumen, &world.nord);
    let mut asked = Vec::new();
    for as_of in ["2020-09-09", "2020-09-09T18:00:00Z"] {
        let mut of = |who, path: String| {
            let separator = if path.contains('?') { '&' } else { '?' };
            asked.push((who, format!("{path}{separator}as_of={as_of}")));
        };
        of("aude", "/v1/memberships".to_owned());
        for (company, admin) in [(lumen, "ines"), (nord, "nora")] {
            let account = format!("/v1/accounts/{}", company.id);
            of("aude", format!("/v1/memberships?account={}", company.id));
            of("aude", format!("/v1/memberships?account={}", company.number));
            of("aude", format!("{account}/history"));
            of(admin, format!("{account}/standing"));
            of(admin, format!("{account}/purchase-tasks?offer=silver"));
            of(admin, format!("{account}/notices"));
            of(admin, format!("/v1/seat-pools/{}/assignments", company.pool));
            of(admin, format!("/v1/memberships/{}/renewal-tasks", company.membership));
        }
    }
    let ask = async || {
        let mut answers: Vec<Value> = Vec::new();
        for (who, path) in &asked {
            let reply = world.get(who, path).await;
            assert_eq!(reply.status, 200, "{path}: {}", reply.text);
            answers.push(reply.json());
        }
        answers
    };
    // What products ask, about each company and its people.
    let checks = [(lumen.id, None), (lumen.id, Some("emil")), (nord.id, None), (nord.id, Some("nora"))];
    let check = async |account: Option<AccountId>, who: Option<&str>| {
        let person = who.map(|who| person(who).to_string());
        let asked = json!({
            "account": account, "person": person, "product": "visual-studio-professional", "as_of": "2020-09-09",
            "explain": "full",
        });
        world.post("aude", "/v1/entitlement-checks", asked).await.json()
    };
    let before = ask().await;
    let mut allowed = Vec::new();
    for (account, who) in checks {
        allowed.push(check(Some(account), who).await);
    }
    merged(&world).await;
    for ((then, now), (who, path)) in before.iter().zip(ask().await).zip(&asked) {
        assert_eq!(now, *then, "{who} {path}");
    }
    for ((account, who), then) in checks.into_iter().zip(&allowed) {
        assert_eq!(check(Some(account), who).await, *then, "{account} {who:?}");
    }
    // Who came with the other company was in that one.
    assert_eq!(check(Some(lumen.id), Some("nora")).await, allowed[3]);
    // The page of a day tells each company's own.
    let aude = world.browse("aude", "en").await;
    let page = aude.page(&format!("/p/{}/day?day=2020-09-09", lumen.number)).await;
    assert!(page.contains(&format!("/p/{}/day?day=2020-09-09", nord.number)), "{page}");
    let page = aude.page(&format!("/p/{}/day?day=2020-09-09", nord.number)).await;
    assert!(page.contains(&format!("M-{}", nord.membership_number)), "{page}");
    assert!(!page.contains(&format!("M-{}", lumen.membership_number)), "{page}");
    // Since then, the old number leads to all that the company has.
    let all = world.get("aude", &format!("/v1/memberships?account={}", nord.number)).await.json();
    assert_eq!(all["items"].as_array().map(Vec::len), Some(2), "{all}");
}

/// H-31, Q-24: who manages the people of a directory are its own, and they alone can help.
#[tokio::test]
async fn who_can_help_is_of_the_directory_that_it_is_about() {
    let world = World::new().await;
    merged(&world).await;
    let pia = format!("/v1/accounts/{}/people/{}", world.lumen.id, person("pia"));
    let change = json!({ "take": ["programme_admin"], "acknowledge": ["last-programme-admin"] });
    let refused = [
        world.delete("nora", &format!("{pia}?dry_run=true&acknowledge=last-programme-admin")).await,
        world.post("nora", &format!("{pia}/role-changes"), change).await,
    ];
    for refused in refused {
        assert_eq!(refused.code(), "other-directory", "{}", refused.text);
        assert_eq!(refused.json()["who_can_help"][0]["people"], json!(["Ines"]), "{}", refused.text);
    }
    let nora = world.browse("nora", "en").await;
    let page = nora.get(&format!("/p/{}/people/{}/leave", world.lumen.number, person("pia"))).await;
    let helpers = page.text.split("id=\"helpers\"").nth(1).and_then(|rest| rest.split("</section>").next());
    assert_eq!(helpers, Some(">Who can help</h2><ul><li>Ines (Global admin)</li></ul>"), "{}", page.text);
}

/// H-30, H-32: a company's id and number name it until it becomes a part of another one, and that one from that day on.
#[tokio::test]
async fn a_companys_id_and_number_name_the_same_on_every_day() {
    let world = World::new().await;
    merged(&world).await;
    let advance = json!({ "to": "2020-09-13" });
    assert_eq!(world.post("opal", "/v1/clocks/clock/advances", advance).await.status, 200);
    let (lumen, nord) = (&world.lumen, &world.nord);
    for day in ["2020-09-09", "2020-09-09T18:00:00Z", "2020-09-10", "2020-09-10T18:00:00Z", "2020-09-11", "2020-09-13"]
    {
        let before = day.starts_with("2020-09-09");
        for name in [nord.id.to_string(), nord.number.to_string()] {
            let summary = world.get("aude", &format!("/v1/accounts/{name}/summary?as_of={day}")).await;
            let number = if before { nord.number } else { lumen.number };
            assert_eq!(
                summary.json()["account"]["global_id"],
                json!(number.to_string()),
                "{name} {day}: {}",
                summary.text
            );
            let held = world.get("aude", &format!("/v1/memberships?account={name}&as_of={day}")).await.json();
            let held = held["items"].as_array().map(Vec::len);
            assert_eq!(held, Some(if before { 1 } else { 2 }), "{name} {day}");
            let asked = json!({ "account": name, "product": "office-professional-plus-2019", "as_of": day });
            let check = world.post("aude", "/v1/entitlement-checks", asked).await.json();
            assert_eq!(check["decision"], "allow", "{name} {day}: {check}");
        }
    }
    // Neither was there yet, whatever it is a part of today.
    for name in [nord.id.to_string(), nord.number.to_string()] {
        let early = world.get("aude", &format!("/v1/accounts/{name}/summary?as_of=2020-07-31")).await;
        assert!(early.status == 404 && early.text.contains("\"not-yet\""), "{}", early.text);
    }
}

/// H-37: what is renewed with another one is found by the last day that it shows.
#[tokio::test]
async fn memberships_are_found_by_the_last_day_that_they_show() {
    let world = World::new().await;
    for (company, day) in [(&world.lumen, "2020-09-05"), (&world.nord, "2020-09-09")] {
        let until = Some(jiff::civil::date(2021, 8, 5));
        let stated =
            Command::StateAttainment { competency: "devops".into(), level: "silver".into(), until, note: None };
        allowed(world.app.store(), company.id, &vendor(), day, stated).await;
        let payment = Payment { reference: format!("S-{}", company.number), amount: None };
        let buy = Command::Purchase { offer: "silver".to_owned(), payment };
        allowed(world.app.store(), company.id, &vendor(), day, buy).await;
    }
    let list = async |query: &str| {
        let listed = world.get("aude", &format!("/v1/memberships?limit=200{query}")).await;
        assert_eq!(listed.status, 200, "{}", listed.text);
        listed.json()["items"].as_array().cloned().expect("a list")
    };
    merged(&world).await;
    let all = list("").await;
    // One that shows another day than its own, after which its benefits end.
    let with = |one: &&Value| one["renewed_with"] != Value::Null && one["renew_to"] != one["benefits_until"];
    assert!(all.iter().any(|one| with(&one)), "{all:?}");
    for one in &all {
        let (id, day) = (&one["id"], one["renew_to"].as_str().expect("a day"));
        let found = list(&format!("&renew_to.gte={day}&renew_to.lte={day}")).await;
        let expected: Vec<_> = all.iter().filter(|other| other["renew_to"] == one["renew_to"]).collect();
        assert!(found.iter().any(|found| found["id"] == *id), "{day}: {found:?}");
        assert_eq!(found.iter().collect::<Vec<_>>(), expected, "{day}");
    }
}

#[tokio::test]
async fn what_is_renewed_with_another_membership_is_paid_with_that_one() {
    let world = World::new().await;
    let preview = merged(&world).await;
    let number = world.lumen.membership_number;
    assert!(preview.contains(&format!("it is renewed with M-{number}, as one, between ")), "{preview}");
    let ines = world.browse("ines", "en").await;
    let page = ines.page(&format!("/p/{}/renew", world.lumen.number)).await;
    assert!(page.contains(&format!("renewed with M-{number}")) && page.matches("Yearly fee").count() == 1, "{page}");
    // The inviting company reads that the other one accepted, and no id of somebody whom it does not know.
    let history = world.get("ines", &format!("/v1/accounts/{}/history", world.lumen.id)).await.text;
    assert!(history.contains(&format!("The company {} accepted the merge; it waits", world.nord.number)), "{history}");
}

/// G-04, H-31: a product knows an address, and whoever has a seat by one of the entries with it may use the product.
#[tokio::test]
async fn a_former_company_is_exempted_under_its_own_number_or_by_name_on_the_page() {
    let world = World::new().await;
    merged(&world).await;
    let at = |company: &str| format!("/v1/accounts/{company}/tax-exemptions");
    let body = json!({ "from": "2020-01-01", "until": "2020-03-31", "note": "Association." });
    let made = world.post("sam", &at(&world.nord.number.to_string()), body).await;
    assert_eq!((made.status.as_u16(), &made.json()["former"]), (201, &json!(world.nord.id)), "{}", made.text);
    let sam = world.browse("sam", "en").await;
    let page = format!("/p/{}/exemptions", world.lumen.number);
    let nord = world.nord.id.to_string();
    let days = [("from", "2020-05-01"), ("until", "2020-05-31")];
    let fields = [("key", "k"), ("company", nord.as_str()), days[0], days[1], ("note", "Association.")];
    let done = sam.submit(&page, &fields).await;
    assert_eq!(done.status, 303, "{}", done.text);
    let list = world.get("sam", &at(&world.lumen.id.to_string())).await.json();
    let formers: Vec<&Value> = list["items"].as_array().expect("a list").iter().map(|one| &one["former"]).collect();
    assert_eq!(formers, [&json!(world.nord.id), &json!(world.nord.id)]);
    assert_eq!(sam.page(&page).await.matches(&world.nord.number.to_string()).count(), 3, "twice held, once to choose");
    let history = sam.page(&format!("/p/{}/history", world.lumen.number)).await;
    assert!(
        history.contains(&format!("exempted the former company nord ({}) from taxes", world.nord.number)),
        "{history}"
    );
}

#[tokio::test]
async fn a_tenant_whose_admins_have_left_comes_to_the_new_one_of_its_directory() {
    let world = World::new().await;
    let noe: PersonId = Minter::new(9, 9).person();
    let row = PersonRow {
        id: noe,
        account: Some(world.nord.id),
        name: "Noé".to_owned(),
        email: "noe@example.org".to_owned(),
        language: Language::Fr,
        kind: IdentityKind::Named,
        in_directory: true,
        roles: [Role::Employee].into(),
        admin_of: [].into(),
    };
    world.app.store().write("test", noon(TODAY), &[Plain::Person(row)]).await.expect("writes");
    merged(&world).await;
    let change = async |caller: &str, of: PersonId, body: Value| {
        let path = format!("/v1/accounts/{}/people/{of}/role-changes", world.lumen.id);
        let reply = world.post(caller, &path, body).await;
        assert_eq!(reply.status, 201, "{}", reply.text);
        reply.json()["admin_of"].as_array().cloned().unwrap_or_default()
    };
    let left = json!({ "take": ["global_admin"], "acknowledge": ["last-global-admin"] });
    assert!(change("nora", person("nora"), left).await.is_empty());
    // Who is of the other directory does not get it (H-31).
    let other = change("ines", person("emil"), json!({ "give": ["billing_admin"] })).await;
    assert!(!other.contains(&json!(world.nord.tenant)), "{other:?}");
    let new = change("sam", noe, json!({ "give": ["global_admin"] })).await;
    assert!(new.contains(&json!(world.nord.tenant)) && !new.contains(&json!(world.lumen.tenant)), "{new:?}");
}

#[tokio::test]
async fn an_address_with_two_entries_is_one_person() {
    let world = World::new().await;
    let guest: PersonId = Minter::new(9, 9).person();
    let row = PersonRow {
        id: guest,
        account: Some(world.nord.id),
        name: "Emil".to_owned(),
        email: "Emil@example.org".to_owned(),
        language: Language::En,
        kind: IdentityKind::Guest,
        in_directory: true,
        roles: [].into(),
        admin_of: [].into(),
    };
    world.app.store().write("test", noon(TODAY), &[Plain::Person(row)]).await.expect("writes");
    merged(&world).await;
    let assigned = async |pool, person: PersonId| {
        world.post("ines", &format!("/v1/seat-pools/{pool}/assignments"), json!({ "person": person })).await
    };
    let given = assigned(world.nord.pool, guest).await;
    assert_eq!(given.status, 201, "{}", given.text);
    assert_eq!(assigned(world.lumen.pool, person("emil")).await.code(), "seat-already-held");

    let asked = json!({ "person": "emil@example.org", "product": "visual-studio-professional" });
    let check = async || world.post("ines", "/v1/entitlement-checks", asked.clone()).await.json();
    assert_eq!(check().await["code"], "not_activated");
    let assignment = given.json()["id"].as_str().and_then(|id| id.parse().ok()).expect("an id");
    let activate = Command::ActivateSeat { assignment };
    allowed(world.app.store(), world.lumen.id, &Caller::Person(guest), TODAY, activate).await;
    assert_eq!(check().await["code"], "allowed");

    // Each directory has a global admin of its own (I-12).
    let page = world.browse("ines", "en").await.page(&format!("/p/{}/people", world.lumen.number)).await;
    assert!(page.contains("In the directory of lumen, only one person holds the role Global admin"), "{page}");
    assert!(page.contains(&format!("In the directory of {}, only one", world.nord.number)), "{page}");
}
