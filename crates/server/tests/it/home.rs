//! What the home page tells each reader, and the pages to which it leads.

use axum::http::StatusCode;

use crate::forms::comes_back;
use crate::support::*;
use crate::ui::{Browser, location};

/// A page with plain spaces.
async fn read(browser: &Browser<'_>, path: &str) -> String {
    browser.page(path).await.replace('\u{a0}', " ")
}

#[tokio::test]
async fn a_guest_learns_nothing_of_what_the_company_has() {
    let world = World::new().await;
    let base = format!("/p/{}", world.lumen.number);
    let ines = read(&world.browse("ines", "en").await, &base).await;
    assert!(ines.contains("Last day to ask for a replacement token") && ines.contains("id=\"next\""), "{ines}");
    let emil = read(&world.browse("emil", "en").await, &base).await;
    assert!(emil.contains("Last day to ask for a replacement token") && !emil.contains("Anniversary of"), "{emil}");
    let gus = read(&world.browse("gus", "en").await, &base).await;
    assert!(!gus.contains("Last day") && !gus.contains("id=\"next\""), "{gus}");
    assert!(gus.contains("Nothing needs you."), "{gus}");
}

#[tokio::test]
async fn a_refused_replacement_is_said_with_its_reason_and_asked_for_again() {
    let world = World::new().await;
    let lumen = &world.lumen;
    let base = format!("/p/{}", lumen.number);
    let (token, form) = (format!("{base}/tokens/{}/done", lumen.used), format!("{base}/tokens/{}/replace", lumen.used));
    let asked = format!("{base}/tickets?reason=wrong_tenant&subject={}", lumen.used);
    let (ines, sam) = (world.browse("ines", "en").await, world.browse("sam", "en").await);
    let home = read(&ines, &base).await;
    assert!(home.contains("The request of 2 September 2020 is waiting for support."), "{home}");
    // What waits is not refused, and is listed where the company asks.
    let tickets = read(&ines, &asked).await;
    assert!(!tickets.contains("Whoever decides") && tickets.contains("support has not answered yet"), "{tickets}");
    assert!(tickets.matches(&format!("href=\"{token}\"")).count() >= 2, "{tickets}");

    let desk = format!("/desk/replacements/{}", lumen.replacement);
    let long = "x".repeat(5_001);
    comes_back(&sam, &desk, &[("key", "1"), ("note", &long)], &["note"]).await;
    assert!(read(&ines, &base).await.contains("is waiting for support"));
    let refusal = [("key", "2"), ("note", "The tenant is the one in your contract.")];
    assert_eq!(location(&sam.submit(&desk, &refusal).await), "/desk");

    let home = read(&ines, &base).await;
    assert!(home.contains("On 10 September 2020, support declined the request of 2 September 2020."), "{home}");
    assert!(home.contains(&form) && !home.contains("is waiting for support"), "{home}");
    let page = read(&ines, &token).await;
    assert!(page.contains("The tenant is the one in your contract.") && page.contains(&form), "{page}");
    assert!(read(&ines, &asked).await.contains(&form), "a link where one can do it oneself");
    // What the support wrote is for those who ask.
    let emil = read(&world.browse("emil", "en").await, &token).await;
    assert!(!emil.contains("in your contract") && !emil.contains(&form), "{emil}");

    let folded = world.app.store().folded(lumen.id).await.expect("reads").expect("is open");
    let meant = folded.account.tenants.keys().find(|tenant| **tenant != lumen.tenant).expect("another").to_string();
    let again = ines.submit(&form, &[("key", "3"), ("reason", "wrong_tenant"), ("intended", &meant)]).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "{}", again.text);
    let home = read(&ines, &base).await;
    assert!(home.contains("The request of 10 September 2020 is waiting for support."), "{home}");
    assert!(!home.contains("support declined the request"), "{home}");

    let folded = world.app.store().folded(lumen.id).await.expect("reads").expect("is open");
    let newest = folded.account.replacements.iter().find(|(_, one)| one.decided.is_none()).expect("waits").0;
    let desk = format!("/desk/replacements/{newest}");
    let check = sam.page(&desk).await;
    let (key, preview) = (crate::ui::hidden(&check, "key"), crate::ui::hidden(&check, "preview"));
    let granted = [("decision", "grant"), ("key", &key), ("preview", &preview), ("acknowledge", "original-revoked")];
    location(&sam.submit(&desk, &granted).await);
    let folded = world.app.store().folded(lumen.id).await.expect("reads").expect("is open");
    let new = folded.account.tokens[&lumen.used].replaced_by.expect("was granted");
    assert!(read(&ines, &token).await.contains(&format!("{base}/tokens/{new}/redeem")));
    assert!(read(&ines, &base).await.contains("granted as a replacement on 10 September 2020"));
}

#[tokio::test]
async fn one_holder_of_a_role_is_warned_of_only_where_nobody_stands_in() {
    let world = World::new().await;
    let path = format!("/p/{}/people", world.lumen.number);
    let page = read(&world.browse("ines", "fr").await, &path).await;
    // A partner admin does nothing that the global admin may not do.
    assert_eq!(page.matches("Une seule personne porte le rôle").count(), 1, "{page}");
    assert!(page.contains("Une seule personne porte le rôle administrateur général"), "{page}");
}

#[tokio::test]
async fn machines_have_their_names_for_everybody_who_sees_the_register() {
    let world = World::new().await;
    let lumen = &world.lumen;
    let body = serde_json::json!({ "fingerprint": "SN-1234567890", "device_name": "PC-ATELIER-1" });
    let recorded = world.post("ines", &format!("/v1/keys/{}/activations", lumen.key), body).await;
    assert_eq!(recorded.status, StatusCode::CREATED, "{}", recorded.text);
    let path = format!("/p/{}/benefits/{}", lumen.number, lumen.grant);
    for who in ["ines", "rita", "emil", "sam"] {
        let page = world.browse(who, "fr").await.page(&path).await;
        assert!(page.contains("PC-ATELIER-1"), "{who}: {page}");
    }
}

#[tokio::test]
async fn a_fee_without_a_tax_is_not_called_one_without_tax() {
    let world = World::new().await;
    let base = format!("/p/{}", world.lumen.number);
    let ines = world.browse("ines", "fr").await;
    for path in ["renew", "orders", "offers", "offers/compare", "orders/new?offer=silver"] {
        let page = ines.page(&format!("{base}/{path}")).await;
        assert!(page.contains("475,00") || page.contains("670,00"), "{path}: {page}");
        assert!(!page.contains("hors taxes"), "{path}: {page}");
    }
}

#[tokio::test]
async fn what_is_read_about_the_api_has_a_way_back() {
    let world = World::new().await;
    let ines = world.browse("ines", "fr").await;
    for path in ["/docs", "/problems", "/problems/seat-locked"] {
        let page = ines.page(path).await;
        let header = page.split("</header>").next().unwrap_or_default();
        assert!(header.contains("action=\"/language\"") && header.contains("action=\"/sign-out\""), "{path}: {header}");
        assert!(page.contains("class=\"back\" href=\"/\""), "{path}: {page}");
    }
    assert!(ines.page("/problems/seat-locked").await.contains("class=\"back\" href=\"/problems\""));
}

#[tokio::test]
async fn benefits_stand_in_the_order_in_which_people_look_for_them() {
    let world = World::new().await;
    let page = world.browse("ines", "fr").await.page(&format!("/p/{}/benefits", world.lumen.number)).await;
    let at = |name: &str| page.find(&format!(">{name}</a>")).unwrap_or_else(|| panic!("{name} in {page}"));
    // Upper case does not come before lower case.
    assert!(at("SharePoint Server 2019 Entreprise") < at("SQL Server 2019 Standard"), "{page}");
}
