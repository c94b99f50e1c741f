//! What pages say once something is done, and that a list says what it leaves out.

use axum::http::StatusCode;
use serde_json::json;
use symbolon_domain::command::Command;
use symbolon_domain::fact::{NoteRef, Payment};
use symbolon_domain::ids::{AccountId, Minter};
use symbolon_store::InstanceKind;

use crate::support::*;
use crate::ui::{Browser, hidden, location};

/// A page with ordinary blanks.
async fn read(browser: &Browser<'_>, path: &str) -> String {
    browser.page(path).await.replace('\u{a0}', " ")
}

/// What a page says that came of the form which led to it.
fn status(page: &str) -> &str {
    let said = page.split("role=\"status\">").nth(1).unwrap_or_else(|| panic!("nothing is said in {page}"));
    said.split("</p>").next().unwrap_or_default()
}

/// A silver year that is bought today by a company with a statement to a last day.
async fn silver(world: &World, id: AccountId, until: &str, reference: &str) {
    let (store, by) = (world.app.store(), vendor());
    let note = Some(NoteRef { id: Minter::new(9, 9).note(), hash: "h".to_owned() });
    let until = Some(until.parse().expect("a day"));
    let stated = Command::StateAttainment { competency: "devops".into(), level: "silver".into(), until, note };
    allowed(store, id, &by, TODAY, stated).await;
    let payment = Payment { reference: reference.to_owned(), amount: None };
    allowed(store, id, &by, TODAY, Command::Purchase { offer: "silver".to_owned(), payment }).await;
}

/// Who approves a run sees every member of it, by its anniversary (J-30).
#[tokio::test]
async fn every_member_of_a_run_is_on_one_of_its_pages() {
    let world = World::new().await;
    for place in 0..101_u64 {
        let id = AccountId::from_bits(0x1000 + u128::from(place));
        allowed(world.app.store(), id, &vendor(), TODAY, Command::open("FR")).await;
        silver(&world, id, "2021-12-31", &format!("S-{place}")).await;
    }
    let counted = world.post("pam", "/v1/campaigns/relief-2021-h2/simulations", json!({})).await;
    assert_eq!(counted.status, 201, "{}", counted.text);
    let pam = world.browse("pam", "en").await;
    let path = "/desk/campaigns/relief-2021-h2";
    let first = read(&pam, path).await;
    let rows = |page: &str| page.matches("<th scope=\"row\">M-").count();
    assert!(first.contains("1 to 100 of 101") && rows(&first) == 100, "{first}");
    let first = first.replace("&#38;", "&");
    let more = first.split("class=\"button quiet\" href=\"").nth(1).and_then(|rest| rest.split('#').next());
    let last = read(&pam, more.expect("more")).await;
    assert!(last.contains("101 to 101 of 101") && rows(&last) == 1, "{last}");
    assert!(!last.contains(">More<"), "{last}");
    let skipped = read(&pam, &format!("{path}?show=skipped")).await;
    assert!(skipped.contains("Passed over (0)") && rows(&skipped) == 0, "{skipped}");
}

/// A list of overrides goes on where a page ends.
#[tokio::test]
async fn overrides_go_on_after_one_of_them() {
    let world = World::whole().await;
    let pam = world.browse("pam", "en").await;
    let all = read(&pam, "/desk/overrides").await;
    assert!(all.contains("<h2>lumen, M-") && all.contains("<h2>nord, M-"), "{all}");
    let mut waiting = [(world.lumen.late_override, "lumen"), (world.nord.late_override, "nord")];
    waiting.sort_unstable();
    let rest = read(&pam, &format!("/desk/overrides?after={}", waiting[0].0)).await;
    assert!(!rest.contains(&format!("<h2>{}, M-", waiting[0].1)), "{rest}");
    assert!(rest.contains(&format!("<h2>{}, M-", waiting[1].1)), "{rest}");
}

/// What a statement of the vendor stands in for is not missing, today or at the anniversary.
#[tokio::test]
async fn a_stated_level_is_not_told_to_meet_its_requirements() {
    let world = World::new().await;
    silver(&world, world.lumen.id, "2023-12-31", "S-1").await;
    let path = format!("/p/{}/competencies", world.lumen.number);
    let page = read(&world.browse("ines", "fr").await, &path).await;
    let begun =
        page.split("id=\"c-devops\"").nth(1).and_then(|rest| rest.split("</section>").next()).expect("is there");
    let silver = begun.split("<details open").nth(1).and_then(|rest| rest.split("</details>").next()).expect("silver");
    assert_eq!(silver.matches("constatée – jusqu’au 31 déc. 2023").count(), 2, "{silver}");
    assert!(silver.contains("Exigence remplacée par le constat de l’éditeur"), "{silver}");
    assert!(
        silver.contains("Le constat de l’éditeur vaut encore à la date anniversaire du 10 septembre 2021"),
        "{silver}"
    );
    for wrong in ["manquante", "Satisfaites l’exigence", "Les exigences seront satisfaites"] {
        assert!(!silver.contains(wrong), "{wrong} in {silver}");
    }
    assert!(begun.contains("le constat de l’éditeur vaut encore ce jour-là."), "{begun}");
}

/// Who has to attain a level first is told which, and what comes then (N-03).
#[tokio::test]
async fn a_remedy_names_the_level_and_the_offer_that_is_bought_again() {
    let world = World::with(true, InstanceKind::Sandbox).await;
    let moved = world.post("opal", "/v1/clocks/clock/advances", json!({ "to": "2021-07-01" })).await;
    assert_eq!(moved.status, 200, "{}", moved.text);
    let page = read(&world.browse("ines", "en").await, &format!("/p/{}/renew", world.lumen.number)).await;
    assert!(
        page.contains("Attain the level Silver in one competency, then buy the offer Silver membership again."),
        "{page}"
    );
}

/// A profile that is confirmed leads on to the renewal that waited for it.
#[tokio::test]
async fn a_confirmed_profile_leads_to_the_renewal() {
    let world = World::new().await;
    let base = format!("/p/{}", world.lumen.number);
    let ines = world.browse("ines", "fr").await;
    for (day, leads) in [("2020-09-11", false), ("2021-09-05", true)] {
        location(&ines.submit("/clock", &[("to", day), ("back", &base)]).await);
        let done = location(&ines.submit(&format!("{base}/company/review"), &[("key", day)]).await);
        let page = read(&ines, &done).await;
        assert!(status(&page).contains("Le profil est confirmé."), "{page}");
        assert_eq!(status(&page).contains(&format!("href=\"{base}/renew\"")), leads, "{day}: {page}");
    }
    assert!(!read(&ines, &format!("{base}/company")).await.contains("role=\"status\""));
}

/// A company is found by what a caller says of it (D3): each number and address is its own shape.
#[tokio::test]
async fn a_company_is_found_by_what_a_caller_says() {
    let world = World::whole().await;
    let (lumen, nord) = (&world.lumen, &world.nord);
    let folded = world.app.store().folded(lumen.id).await.expect("reads").expect("is open");
    let order = folded.account.orders[&lumen.order].placed.number;
    let ticket = world.get("sam", &format!("/v1/tickets/{}", lumen.ticket)).await.json()["number"].clone();
    let sam = world.browse("sam", "fr").await;
    let link = |number: u64| format!("href=\"/p/{number}\"");
    for said in [
        format!("M-{}", lumen.membership_number),
        format!("m-{}", lumen.membership_number),
        format!(" O-{order}"),
        ticket.as_str().expect("a number").to_owned(),
        "INES@example.org".to_owned(),
        "lumen.example".to_owned(),
    ] {
        let typed: String = said.bytes().map(|byte| format!("%{byte:02X}")).collect();
        let page = read(&sam, &format!("/desk?q={typed}")).await;
        let found = page.split("id=\"accounts\"").nth(1).expect("a list");
        assert!(found.contains(&link(lumen.number)) && !found.contains(&link(nord.number)), "{said}: {found}");
        let list = world.get("sam", &format!("/v1/accounts?q={typed}")).await.json();
        let ids: Vec<_> = list["items"].as_array().expect("a list").iter().map(|one| one["id"].clone()).collect();
        assert_eq!(ids, [json!(lumen.id)], "{said}");
    }
    for nobody in ["M-999999", "M-99999999999999999999", "O-", "9999999999999999", "nobody@example.org"] {
        let list = world.get("sam", &format!("/v1/accounts?q={nobody}")).await.json();
        assert_eq!(list["items"], json!([]), "{nobody}");
    }
}

/// An operator is told what to work with, and is led nowhere in a circle.
#[tokio::test]
async fn an_operator_is_told_the_commands() {
    let world = World::new().await;
    let page = read(&world.browse("opal", "fr").await, "/").await;
    assert!(page.contains("symbolon doctor"), "{page}");
    let main = page.split("<main").nth(1).and_then(|rest| rest.split("</main>").next()).expect("a page");
    assert!(!main.contains("href="), "{main}");
}

/// One human being is named once among those who can help, with all their roles.
#[tokio::test]
async fn who_helps_by_two_roles_is_named_once() {
    let world = World::new().await;
    let path = format!("/v1/accounts/{}/people/{}/role-changes", world.lumen.id, person("ines"));
    let given = world.post("ines", &path, json!({ "give": ["programme_admin"] })).await;
    assert_eq!(given.status, 201, "{}", given.text);
    let page = read(&world.browse("aziz", "en").await, &format!("/p/{}/orders", world.lumen.number)).await;
    let helpers = page.split("class=\"intro\">").nth(1).and_then(|rest| rest.split("</p>").next()).expect("helpers");
    assert_eq!(helpers.matches("Ines").count(), 1, "{helpers}");
    assert!(helpers.contains("Pia ("), "{helpers}");
}

/// Whoever gives a seat back sees what it means, and whoever begins one what may be done with it.
#[tokio::test]
async fn a_seat_says_what_follows_when_it_begins_and_when_it_goes() {
    let world = World::new().await;
    let lumen = &world.lumen;
    let base = format!("/p/{}", lumen.number);
    let (ines, pia) = (world.browse("ines", "en").await, world.browse("pia", "en").await);
    let back = format!("{base}/assignments/{}/return", lumen.assignment);
    let page = read(&pia, &back).await;
    assert!(page.contains("Ines may not use Visual Studio Professional from now on"), "{page}");
    assert!(page.contains("No message is sent to this person"), "{page}");
    let page = read(&ines, &back).await;
    assert!(page.contains("You may not use") && !page.contains("No message is sent"), "{page}");
    let done =
        location(&ines.submit(&format!("{base}/assignments/{}/activate", lumen.assignment), &[("key", "a")]).await);
    let page = read(&ines, &done).await;
    assert!(status(&page).contains("Visual Studio Professional is activated"), "{page}");
    let way = status(&page).split("href=\"").nth(1).and_then(|rest| rest.split('#').next()).expect("a way");
    assert!(read(&ines, way).await.contains("id=\"terms\""));
    // It is said to whoever did it.
    assert!(!read(&pia, &done).await.contains("role=\"status\""));
}

/// The same columns with the same names wherever benefits are listed, and no number where nothing is counted.
#[tokio::test]
async fn benefits_have_the_same_columns_everywhere() {
    let world = World::new().await;
    let base = format!("/p/{}", world.lumen.number);
    let ines = world.browse("ines", "fr").await;
    let day = read(&ines, &format!("{base}/day?day=2020-09-10")).await;
    for page in [read(&ines, &base).await, read(&ines, &format!("{base}/benefits")).await, day.clone()] {
        for column in ["Provenance", "Accordé", "Utilisé", "Libre", "À activer jusqu’au", "Utilisable jusqu’au"]
        {
            assert!(
                page.contains(&format!("<th scope=\"col\">{column}</th>"))
                    || page.contains(&format!("<th scope=\"col\" class=\"num\">{column}</th>")),
                "{column} in {page}"
            );
        }
    }
    let row = |page: &str, name: &str| -> String {
        let found = page.split("<tr>").find(|row| row.contains("<th scope=\"row\">") && row.contains(name));
        found.unwrap_or_else(|| panic!("{name} in {page}")).to_owned()
    };
    let licences = row(&day, "SQL Server 2019 Standard");
    assert!(licences.contains("data-label=\"Utilisé\"><span class=\"num\">–"), "{licences}");
    let office = row(&day, "Office 365 E3");
    assert!(office.contains("data-label=\"Utilisé\"><span class=\"num\">5 sur 5"), "{office}");
    // Upper case does not come before lower case here either.
    let at = |name: &str| day.find(&format!(">{name}</th>")).unwrap_or_else(|| panic!("{name} in {day}"));
    assert!(at("SharePoint Server 2019 Entreprise") < at("SQL Server 2019 Standard"), "{day}");
}

/// Where no right is left, none is counted.
#[tokio::test]
async fn a_register_without_a_right_says_so() {
    let world = World::new().await;
    let base = format!("/p/{}", world.lumen.number);
    assert_eq!(world.post("opal", "/v1/clocks/clock/advances", json!({ "to": "2021-10-02" })).await.status, 200);
    for (language, said) in [("fr", "aucun droit en cours"), ("en", "no right left")] {
        let page = world
            .browse("ines", language)
            .await
            .page(&format!("{base}/licences/products/office-professional-plus-2019"))
            .await;
        assert!(page.contains(said) && !page.contains("– accordés") && !page.contains("– granted"), "{page}");
    }
}

/// Before somebody new gets a role that others rely on, the page says what it allows; afterwards, what was done (P9).
#[tokio::test]
async fn a_role_for_somebody_new_is_asked_for_twice() {
    let world = World::new().await;
    let path = format!("/p/{}/people", world.lumen.number);
    let ines = world.browse("ines", "fr").await;
    let people = async || world.app.store().people(Some(world.lumen.id)).await.expect("reads").len();
    let before = people().await;
    let new = |role: &'static str| {
        [("name", "Zoé"), ("email", "zoe@lumen.example"), ("language", "fr"), ("kind", "named"), ("role", role)]
    };
    let asked = ines.submit(&path, &new("global_admin")).await;
    assert_eq!(asked.status, StatusCode::OK, "{}", asked.text);
    for words in ["Ajouter Zoé", "zoe@lumen.example", "administrateur général", "acheter et renouveler"] {
        assert!(asked.text.contains(words), "{words} in {}", asked.text);
    }
    assert_eq!(people().await, before);
    assert_eq!(hidden(&asked.text, "role"), "global_admin");
    let fields: Vec<_> = new("global_admin").into_iter().chain([("checked", "yes")]).collect();
    let done = location(&ines.submit(&path, &fields).await);
    assert_eq!(people().await, before + 1);
    let page = read(&ines, &done).await;
    assert!(status(&page).contains("Zoé fait partie de l’entreprise (administrateur général)"), "{page}");
    // Everybody's own things need no second look.
    let plain = [("name", "Ana"), ("email", "ana@lumen.example"), ("language", "fr"), ("kind", "named")];
    let done = location(&ines.submit(&path, &plain).await);
    assert!(status(&read(&ines, &done).await).contains("Ana fait partie"));
}
