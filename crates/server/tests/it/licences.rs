//! The register of installations and the wind-down list, as an integrator and a browser meet them.

use axum::http::StatusCode;
use serde_json::json;

use crate::support::World;
use crate::ui::hidden;

#[tokio::test]
async fn the_register_holds_the_truth_and_says_what_is_wrong() {
    let world = World::new().await;
    let path = format!("/v1/grants/{}/installations", world.lumen.grant);
    let eleven = json!({ "device_name": "Salle 2", "purpose": "direct_revenue", "quantity": 11 });
    let tried = world.post("pia", &format!("{path}?dry_run=true"), eleven.clone()).await;
    assert_eq!(tried.status, StatusCode::OK, "{}", tried.text);
    let made = world.post("pia", &path, eleven).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text);
    let made = made.json();
    assert!(made["over"].as_u64().is_some_and(|over| over > 0), "{made}");
    assert_eq!(made["state"], "breach");
    let list = format!("/v1/accounts/{}/installations", world.lumen.id);
    let found = world.get("emil", &list).await.json();
    let of = |found: &serde_json::Value, id: &serde_json::Value| {
        let items = found["items"].as_array().expect("a list").clone();
        items
            .iter()
            .flat_map(|held| held["installations"].as_array().expect("a list").clone())
            .find(|one| one["id"] == *id)
    };
    assert_eq!(of(&found, &made["id"]).expect("is there")["device_name"], "Salle 2");
    // Said again without a difference, nothing is recorded.
    let change = format!("/v1/installations/{}/changes", made["id"].as_str().expect("an id"));
    assert_eq!(world.post("pia", &change, json!({ "purpose": "internal_business" })).await.status, StatusCode::CREATED);
    assert_eq!(world.post("pia", &change, json!({ "purpose": "internal_business" })).await.status, StatusCode::OK);
    let long = "x".repeat(201);
    assert_eq!(world.post("pia", &path, json!({ "device_name": long })).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let elsewhere = json!({ "place": "loc_00000000000000000000000001" });
    assert_eq!(world.post("pia", &change, elsewhere).await.code(), "location-not-own");
    let removal = format!("/v1/installations/{}/removals", made["id"].as_str().expect("an id"));
    assert_eq!(world.post("pia", &removal, json!({})).await.status, StatusCode::CREATED);
    assert_eq!(world.post("pia", &removal, json!({})).await.code(), "installation-ended");
    let found = world.get("emil", &list).await.json();
    assert_eq!(of(&found, &made["id"]), None);
}

#[tokio::test]
async fn a_register_is_kept_on_its_page_in_both_languages() {
    let world = World::new().await;
    let base = format!("/p/{}", world.lumen.number);
    for (language, over) in [("fr", "de trop"), ("en", "too many")] {
        let ines = world.browse("ines", language).await;
        let list = ines.page(&format!("{base}/licences")).await;
        assert!(list.contains("office-professional-plus-2019"), "{list}");
        let product = format!("{base}/licences/products/office-professional-plus-2019");
        let page = ines.page(&product).await;
        let fields = [
            ("key", format!("k-{language}")),
            ("grant", hidden(&page, "grant")),
            ("name", "<Poste> 7".to_owned()),
            ("quantity", "11".to_owned()),
            ("place", "headquarters".to_owned()),
            ("purpose", "home_use".to_owned()),
        ];
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        for _ in 0..2 {
            // Sent twice, it is recorded once.
            assert_eq!(ines.submit(&product, &fields).await.status, StatusCode::SEE_OTHER);
        }
        let page = ines.page(&product).await;
        assert!(page.contains(over) && !page.contains("<Poste>"), "{page}");
        assert_eq!(
            page.matches("Poste&#62; 7").count() + page.matches("Poste&gt; 7").count(),
            if language == "fr" { 1 } else { 2 }
        );
        // A colleague sees it and has no form.
        let emil = world.browse("emil", language).await.page(&product).await;
        assert!(!emil.contains("name=\"quantity\""), "{emil}");
    }
}

#[tokio::test]
async fn the_wind_down_list_is_confirmed_and_exported() {
    let world = World::new().await;
    let base = format!("/p/{}", world.nord.number);
    assert_eq!(world.post("opal", "/v1/clocks/clock/advances", json!({ "to": "2021-10-02" })).await.status, 200);
    let path = format!("/v1/grants/{}/installations", world.nord.grant);
    for name in ["=1+1", "＝1+1", "\u{200b}@sum", "A-1"] {
        let named = json!({ "device_name": name, "quantity": 1 });
        assert_eq!(world.post("nora", &path, named).await.status, StatusCode::CREATED);
    }
    let nora = world.browse("nora", "fr").await;
    let page = nora.page(&format!("{base}/licences")).await;
    assert!(page.contains("wind-down.csv"), "{page}");
    let (key, grant, of) = (hidden(&page, "key"), hidden(&page, "grant"), hidden(&page, "of"));
    let fields = [("key", &*key), ("grant", &*grant), ("of", &*of), ("how", "commercially_licensed")];
    assert_eq!(nora.submit(&format!("{base}/licences/wind-down"), &fields).await.status, StatusCode::SEE_OTHER);
    let table = world.get("nora", &format!("/v1/accounts/{}/wind-down.csv", world.nord.number)).await;
    assert_eq!(table.header("content-type"), "text/csv; charset=utf-8");
    assert!(
        table.text.starts_with("benefit,product,of,name,person,quantity,right_ends_on,how,on,by\r\n"),
        "{}",
        table.text
    );
    assert!(table.text.contains(",commercially_licensed,"), "{}", table.text);
    // A spreadsheet takes no machine's name for a formula.
    for cell in ["'=1+1", "'＝1+1", "'\u{200b}@sum", "A-1"] {
        assert!(table.text.contains(&format!(",{cell},")), "{cell}: {}", table.text);
    }
}
