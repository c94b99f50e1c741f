//! The proof that nothing in a history was changed, for who reads it.

use axum::http::StatusCode;
use sqlx::Connection;

use crate::support::*;

/// Changes the database behind the server's back, as a stranger who gets at the file could.
pub(crate) async fn tamper(world: &World, sql: &'static str) {
    let url = format!("sqlite://{}", world.folder.path().join("symbolon.db").display());
    let mut conn = sqlx::SqliteConnection::connect(&url).await.expect("connects");
    sqlx::query(sql).execute(&mut conn).await.expect("changes");
    conn.close().await.expect("closes");
}

#[tokio::test]
async fn a_mark_that_was_noted_is_found_again_until_what_stood_before_is_changed() {
    let world = World::new().await;
    let path = format!("/v1/accounts/{}/history/verification", world.lumen.id);
    let first = world.get("aude", &path).await.json();
    assert!(first["intact"] == true && first["difference"].is_null() && first["marked"].is_null(), "{first}");
    assert!(first["rows"].as_u64() > Some(0) && first["secrets"].as_u64() > Some(0), "{first}");
    let noted = first["newest"]["hash"].as_str().expect("a hash")[..12].to_owned();

    // More is recorded, and the mark still stands where it stood.
    let location = serde_json::json!({ "country": "FR" });
    let added = world.post("aziz", &format!("/v1/accounts/{}/locations", world.lumen.id), location).await;
    assert_eq!(added.status, StatusCode::CREATED, "{}", added.text);
    let asked = format!("{path}?mark={}", noted.to_uppercase());
    let later = world.get("aude", &asked).await.json();
    assert_eq!(later["marked"], first["newest"]);
    assert_ne!(later["newest"], first["newest"]);
    let unknown = world.get("aude", &format!("{path}?mark=000000000000")).await.json();
    assert!(unknown["intact"] == true && unknown["marked"].is_null(), "{unknown}");
    for wrong in ["12345678901", "g23456789012", ""] {
        let reply = world.get("aude", &format!("{path}?mark={wrong}")).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        assert!(reply.text.contains("12 to 64"), "{}", reply.text);
    }

    let page = format!("/p/{}/history/check", world.lumen.number);
    let aude = world.browse("aude", "fr").await;
    let fine = aude.page(&format!("{page}?mark=+{noted}+")).await;
    assert!(fine.contains("Rien n’a été altéré") && fine.contains("porte cette empreinte. Tout"), "{fine}");
    assert!(aude.page(&format!("{page}?mark=000000000000")).await.contains("Aucune inscription ne porte"));
    let wrong = aude.get(&format!("{page}?mark=hier")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text.contains("id=\"mark-error\"") && wrong.text.contains("value=\"hier\""), "{}", wrong.text);

    // A row that says something else than the facts, then a fact that says something else than its hash.
    tamper(&world, "update membership set renew_to = '2031-10-01'").await;
    let changed = world.get("aude", &asked).await.json();
    assert!(changed["intact"] == false && changed["difference"]["table"] == "membership", "{changed}");
    tamper(&world, "update fact set effective_on = '2020-01-01' where seq = 2").await;
    let changed = world.get("aude", &asked).await.json();
    assert!(changed["intact"] == false && changed["difference"]["table"] == "fact", "{changed}");
    let page = aude.page(&format!("{page}?mark={noted}")).await;
    assert!(page.contains("n’est pas tel qu’il a été inscrit") && !page.contains("porte cette empreinte"), "{page}");
}

#[tokio::test]
async fn the_check_is_for_who_reads_the_history() {
    let world = World::new().await;
    let path = format!("/p/{}/history/check", world.lumen.number);
    for who in ["ines", "aude", "sam"] {
        assert!(world.browse(who, "en").await.page(&path).await.contains("Nothing was changed."), "{who}");
    }
    assert_eq!(world.browse("emil", "en").await.get(&path).await.status, StatusCode::FORBIDDEN);
    assert_eq!(world.browse("nora", "en").await.get(&path).await.status, StatusCode::NOT_FOUND);
}
