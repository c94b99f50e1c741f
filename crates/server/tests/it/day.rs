//! A company on any day: the page that says what it held, and why.

use axum::http::StatusCode;

use crate::support::*;

#[tokio::test]
async fn any_day_is_shown_as_it_was_or_will_be() {
    let world = World::new().await;
    let day = |day: &str| format!("/p/{}/day?day={day}", world.lumen.number);
    let ines = world.browse("ines", "fr").await;

    // Before the purchase, in the paid year, and after the window that nobody used.
    let before = ines.page(&day("2020-08-31")).await;
    assert!(before.contains("aucune adhésion ce jour-là") && before.contains("aucun avantage ce jour-là"), "{before}");
    let paid = ines.page(&day("2020-09-02")).await;
    assert!(paid.contains("Action Pack (MAPS)") && paid.contains("Office 365 E3"), "{paid}");
    assert!(!paid.contains("si rien n’est renouvelé"), "{paid}");
    let over = ines.page(&day("2021-10-02")).await;
    assert!(over.contains("si rien n’est renouvelé") && over.contains("Date anniversaire"), "{over}");
    let tag =
        |page: &str| page.split("class=\"card membership\"").nth(1).unwrap_or_default().contains("non renouvelée");
    assert!(!tag(&paid) && tag(&over), "{over}");

    // Each answer says why, and from which facts it comes.
    assert!(paid.contains("<summary>Pourquoi<") && paid.contains("Établi d’après les faits 1 à "), "{paid}");

    let missing = ines.page(&day("1999-12-31")).await;
    assert!(missing.contains("n’existait pas encore le 31"), "{missing}");
    let wrong = ines.get(&day("hier")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text.contains("id=\"day-error\"") && wrong.text.contains("value=\"hier\""), "{}", wrong.text);
}

#[tokio::test]
async fn a_day_shows_no_more_than_today_does() {
    let world = World::new().await;
    let path = format!("/p/{}/day?day=2020-09-02", world.lumen.number);
    let seen = |page: &str| (page.contains("id=\"held\""), page.contains("Computed from the facts"));
    for (who, sees) in
        [("ines", (true, true)), ("aude", (true, true)), ("ulf", (true, false)), ("emil", (false, false))]
    {
        let page = world.browse(who, "en").await.page(&path).await;
        assert!(page.contains("id=\"lines\"") && seen(&page) == sees, "{who}: {page}");
    }
    assert_eq!(world.browse("gus", "en").await.get(&path).await.status, StatusCode::FORBIDDEN);
    assert_eq!(world.browse("nora", "en").await.get(&path).await.status, StatusCode::NOT_FOUND);
}
