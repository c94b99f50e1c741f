//! What the admins of a company add on its pages: people, locations, tenants and certification profiles.

use axum::http::StatusCode;
use serde_json::json;

use crate::forms::{comes_back, comes_back_as, element};
use crate::support::*;
use crate::ui::{Browser, hidden};

const DONE: StatusCode = StatusCode::SEE_OTHER;

/// The fields of somebody new.
fn newcomer<'a>(name: &'a str, email: &'a str, kind: &'a str, role: &'a str) -> [(&'a str, &'a str); 5] {
    [("name", name), ("email", email), ("language", "fr"), ("kind", kind), ("role", role)]
}

/// The same once more, from the page that says what the role allows.
fn checked<'a>(fields: [(&'a str, &'a str); 5]) -> [(&'a str, &'a str); 6] {
    let [name, email, language, kind, role] = fields;
    [name, email, language, kind, role, ("checked", "yes")]
}

/// A text with ordinary blanks.
fn blanks(text: &str) -> String {
    text.replace('\u{a0}', " ")
}

async fn people(world: &World) -> usize {
    world.app.store().people(Some(world.lumen.id)).await.expect("reads").len()
}

/// Sends a form that its page does not offer, and which is refused.
async fn refused(browser: &Browser<'_>, page: &str, path: &str, fields: &[(&str, &str)]) {
    let shown = browser.get(page).await;
    assert!(!shown.text.contains(&format!("method=\"post\" action=\"{path}\"")), "{page}: {}", shown.text);
    let sent = browser.submit(path, fields).await;
    assert_eq!(sent.status, StatusCode::FORBIDDEN, "{path}: {}", sent.text);
    browser.sound(path, &sent);
}

#[tokio::test]
async fn a_person_is_added_once_with_what_the_adder_may_give() {
    let world = World::new().await;
    let path = format!("/p/{}/people", world.lumen.number);
    for language in ["fr", "en"] {
        let ines = world.browse("ines", language).await;
        let before = people(&world).await;
        let page = ines.page(&path).await;
        assert!(page.contains(&format!("<option value=\"{language}\" selected>")), "one's own language: {page}");
        let page =
            comes_back(&ines, &path, &newcomer("", "nowhere", "shared", "billing_admin"), &["name", "email"]).await;
        assert!(element(&page, "role-billing_admin").contains(" checked"), "{page}");
        assert!(page.contains("<option value=\"shared\" selected>"), "{page}");
        // A guest holds few roles.
        let email = format!("zoé.{language}@ailleurs.example");
        let guest = newcomer("Zoé Dupré", &email, "guest", "billing_admin");
        comes_back_as(StatusCode::CONFLICT, &ines, &path, &guest, &["kind"]).await;
        assert_eq!(people(&world).await, before);

        let fields = checked(newcomer("Zoé Dupré", &email, "named", "billing_admin"));
        assert_eq!(ines.submit(&path, &fields).await.status, DONE);
        let page = ines.page(&path).await;
        assert!(page.contains("Zoé Dupré") && page.contains(&email), "{page}");
        // Sent again, nobody else is there, and the field says who is, however the address is typed.
        let said = if language == "fr" {
            "Zoé Dupré a déjà cette adresse."
        } else {
            "Zoé Dupré has this address already."
        };
        for typed in [email.clone(), email.replace('é', "É")] {
            let fields = newcomer("Zoé", &typed, "named", "employee");
            let page = comes_back_as(StatusCode::CONFLICT, &ines, &path, &fields, &["email"]).await;
            assert!(page.contains(said), "{page}");
        }
        assert_eq!(people(&world).await, before + 1);
        // The same form twice at the same moment, and once more.
        let email = format!("ana.{language}@lumen.example");
        let fields = newcomer("Ana", &email, "named", "employee");
        let (one, other) = tokio::join!(ines.submit(&path, &fields), ines.submit(&path, &fields));
        assert_eq!([one.status, other.status], [DONE, DONE]);
        assert_eq!(ines.submit(&path, &fields).await.status, DONE);
        assert_eq!(people(&world).await, before + 2);
    }
}

#[tokio::test]
async fn who_adds_nobody_sees_no_form_and_roles_beyond_reach_are_not_given() {
    let world = World::new().await;
    let path = format!("/p/{}/people", world.lumen.number);
    let before = people(&world).await;
    let fields = newcomer("Zoé", "zoe@lumen.example", "named", "employee");
    for who in ["pia", "aziz", "emil", "sam", "pam"] {
        refused(&world.browse(who, "en").await, &path, &path, &fields).await;
    }
    let ulf = world.browse("ulf", "fr").await;
    let page = ulf.page(&path).await;
    assert!(page.contains("id=\"role-billing_admin\"") && !page.contains("id=\"role-account_admin\""), "{page}");
    let beyond = ulf.submit(&path, &newcomer("Zoé", "zoe@lumen.example", "named", "account_admin")).await;
    assert_eq!(beyond.status, StatusCode::FORBIDDEN, "{}", beyond.text);
    ulf.sound(&path, &beyond);
    for (kind, role) in [("robot", "employee"), ("named", "auditor")] {
        let strange = ulf.submit(&path, &newcomer("Zoé", "zoe@lumen.example", kind, role)).await;
        assert_eq!(strange.status, StatusCode::UNPROCESSABLE_ENTITY, "{kind} {role}");
    }
    assert_eq!(people(&world).await, before);
}

#[tokio::test]
async fn support_adds_the_first_admin_and_a_closed_account_takes_nothing_more() {
    let world = World::new().await;
    let opened = world.post("pam", "/v1/accounts", json!({ "name": "Cadran", "country": "BE" })).await.json();
    let base = format!("/p/{}", opened["global_id"].as_str().expect("a number"));
    let sam = world.browse("sam", "fr").await;
    let path = format!("{base}/people");
    let page = sam.page(&path).await;
    assert_eq!(hidden(&page, "role"), "global_admin");
    let fields = checked(newcomer("Lou Sauvage", "lou@cadran.example", "named", "global_admin"));
    assert_eq!(sam.submit(&path, &fields).await.status, DONE);
    let more = newcomer("Max", "max@cadran.example", "named", "global_admin");
    refused(&sam, &path, &path, &more).await;

    let company = format!("{base}/company");
    let [locations, tenants] = ["locations", "tenants"].map(|part| format!("{company}/{part}"));
    let forms = [&locations, &tenants].map(|path| format!("action=\"{path}\""));
    let page = sam.page(&company).await;
    assert!(forms.iter().all(|form| page.contains(form)), "{page}");
    let close = format!("/v1/accounts/{}/closings", opened["id"].as_str().expect("an id"));
    let closed = world.post_previewed("sam", &close, json!({ "note": "Demande écrite" })).await;
    assert_eq!(closed.status, 201, "{}", closed.text);
    let page = sam.page(&company).await;
    assert!(!forms.iter().any(|form| page.contains(form)), "{page}");
    for (path, field) in [(&locations, ("country", "FR")), (&tenants, ("domain", "cadran.example"))] {
        let late = sam.submit(path, &[("key", "k"), field]).await;
        assert_eq!(late.status, StatusCode::CONFLICT, "{path}: {}", late.text);
        sam.sound(path, &late);
    }
}

#[tokio::test]
async fn a_location_is_added_in_a_country_of_the_list() {
    let world = World::new().await;
    let company = format!("/p/{}/company", world.lumen.number);
    let path = format!("{company}/locations");
    let before = world.facts(&world.lumen).await;
    for language in ["fr", "en"] {
        let aziz = world.browse("aziz", language).await;
        let page = aziz.page(&company).await;
        let named = match language {
            "fr" => ["Égypte", "Émirats arabes unis", "Espagne", "États-Unis", "Zambie"],
            _ => ["Åland Islands", "Austria", "Egypt", "Spain", "Zambia"],
        };
        let places = named.map(|name| page.find(&format!(">{name}</option>")).expect(name));
        assert!(places.is_sorted(), "{named:?}: {places:?}");
        for (key, country) in [("a", ""), ("b", "x")] {
            comes_back(&aziz, &path, &[("key", key), ("country", country)], &["location-country"]).await;
        }
    }
    assert_eq!(world.facts(&world.lumen).await, before);
    let aziz = world.browse("aziz", "fr").await;
    for _ in 0..2 {
        let sent = aziz.submit(&path, &[("key", "c"), ("country", "BE")]).await;
        assert_eq!((sent.status, sent.header("location")), (DONE, format!("{company}#locations").as_str()));
    }
    assert_eq!(world.facts(&world.lumen).await, before + 1);
    let page = aziz.page(&company).await;
    assert!(page.contains("<span>Belgique</span>") && page.contains("siège"), "{page}");
    // Its removal is asked for in a ticket, which knows what it is about.
    let ask = page.split("href=\"").find(|part| part.contains("reason=location_removal")).expect("a link");
    let ask = ask.split('"').next().expect("an address").replace("&#38;", "&");
    assert!(aziz.page(&ask).await.contains("value=\"location_removal\" selected"));
    // A global admin sees who can.
    let ines = world.browse("ines", "fr").await;
    let seen = ines.page(&company).await;
    assert!(seen.contains("Peuvent ajouter un emplacement") && seen.contains("Aziz"), "{seen}");
    assert!(!seen.contains("reason=location_removal"), "{seen}");
    refused(&ines, &company, &path, &[("key", "d"), ("country", "BE")]).await;
    assert_eq!(world.facts(&world.lumen).await, before + 1);
}

#[tokio::test]
async fn a_tenant_is_linked_with_the_admins_of_the_directory() {
    let world = World::new().await;
    let lumen = &world.lumen;
    let company = format!("/p/{}/company", lumen.number);
    let path = format!("{company}/tenants");
    let before = world.facts(lumen).await;
    for language in ["fr", "en"] {
        let ines = world.browse("ines", language).await;
        for domain in ["", "neuf", "https://neuf.example"] {
            comes_back(&ines, &path, &[("key", "j"), ("domain", domain)], &["domain"]).await;
        }
        let known = [("key", "k"), ("domain", "Lumen.example")];
        let page = comes_back_as(StatusCode::CONFLICT, &ines, &path, &known, &["domain"]).await;
        assert!(page.contains("lumen.example"), "{page}");
    }
    // Nothing is linked before what it entails was read, and then what was read.
    let ines = world.browse("ines", "fr").await;
    let asked = ines.submit(&path, &[("key", "n"), ("domain", "Neuf.example")]).await;
    assert_eq!(asked.status, 200, "{}", asked.text);
    assert!(asked.text.contains("jamais celui d’un client"), "{}", asked.text);
    assert_eq!(world.facts(lumen).await, before);
    let (key, preview) = (hidden(&asked.text, "key"), hidden(&asked.text, "preview"));
    let stale = [("key", key.as_str()), ("preview", preview.as_str()), ("domain", "autre.example")];
    assert_eq!(ines.submit(&path, &stale).await.status, StatusCode::CONFLICT);
    let confirmed = [("key", key.as_str()), ("preview", preview.as_str()), ("domain", "Neuf.example")];
    for _ in 0..2 {
        let sent = ines.submit(&path, &confirmed).await;
        assert_eq!((sent.status, sent.header("location")), (DONE, format!("{company}#tenants").as_str()));
    }
    assert_eq!(world.facts(lumen).await, before + 1);
    let page = ines.page(&company).await;
    let row =
        page.split("<th scope=\"row\">neuf.example").nth(1).expect("a row").split("</tr>").next().expect("its end");
    assert!(row.contains("Ines et Bill") && row.contains("Vous en êtes administrateur"), "{row}");
    let aziz = world.browse("aziz", "fr").await;
    let seen = aziz.page(&company).await;
    assert!(seen.contains("Vous n’en êtes pas administrateur"), "{seen}");
    refused(&aziz, &company, &path, &[("key", "o"), ("domain", "autre.example")]).await;

    // Where a token finds no tenant, the way leads here, for those who may see it.
    let redeem = format!("/p/{}/tokens/{}/redeem", lumen.number, lumen.token);
    for (who, there) in [("ines", true), ("pia", true), ("bill", false)] {
        let page = world.browse(who, "fr").await.page(&redeem).await;
        assert_eq!(page.contains(&format!("href=\"{company}#tenants\"")), there, "{who}: {page}");
    }
    let elsewhere = ines.get(&format!("{redeem}/ways?tenant={}", world.nord.tenant)).await;
    assert!(elsewhere.text.contains(&format!("href=\"{company}#tenants\"")), "{}", elsewhere.text);
}

#[tokio::test]
async fn a_certification_profile_is_linked_and_ends_with_its_consequences() {
    let world = World::attained().await;
    let lumen = &world.lumen;
    let page = format!("/p/{}/competencies", lumen.number);
    let path = format!("{page}/profiles");
    let (_, association) = lumen.attained.expect("an exam was passed");
    let (end, last) = (format!("{path}/{association}"), format!("last-{association}"));
    let (emil, before) = (person("emil").to_string(), world.facts(lumen).await);
    for language in ["fr", "en"] {
        let pia = world.browse("pia", language).await;
        let fields = [("key", "a"), ("person", ""), ("profile", " ")];
        comes_back(&pia, &path, &fields, &["profile-person", "profile-number"]).await;
        let fields = [("key", "b"), ("person", emil.as_str()), ("profile", "")];
        let shown = comes_back(&pia, &path, &fields, &["profile-number"]).await;
        assert!(shown.contains(&format!("<option value=\"{emil}\" selected>")), "{shown}");
        for day in ["", "2020-13-01", "2020-09-09"] {
            comes_back(&pia, &end, &[("last_day", day)], &[&last]).await;
        }
    }
    let pia = world.browse("pia", "fr").await;
    for _ in 0..2 {
        let sent = pia.submit(&path, &[("key", "c"), ("person", &emil), ("profile", "MC-17")]).await;
        assert_eq!(sent.status, DONE, "{}", sent.text);
    }
    assert_eq!(world.facts(lumen).await, before + 1);
    // Another form for the same person, whom the list does not offer any more.
    let again = [("key", "d"), ("person", emil.as_str()), ("profile", "MC-18")];
    let reply = pia.submit(&path, &again).await;
    assert_eq!(reply.status, StatusCode::CONFLICT, "{}", reply.text);
    assert!(reply.text.contains("id=\"profile-person-error\""), "{}", reply.text);
    assert!(!reply.text.contains(&format!("value=\"{emil}\"")), "{}", reply.text);

    let asked = pia.submit(&end, &[("last_day", "2020-10-31")]).await;
    assert_eq!(asked.status, StatusCode::OK, "{}", asked.text);
    pia.sound(&end, &asked);
    assert!(blanks(&asked.text).contains("compte pour l’entreprise jusqu’au 31 octobre 2020"), "{}", asked.text);
    assert_eq!(world.facts(lumen).await, before + 1, "nothing is recorded before it was confirmed");
    let (key, preview) = (hidden(&asked.text, "key"), hidden(&asked.text, "preview"));
    let confirmed = [("last_day", "2020-10-31"), ("key", key.as_str()), ("preview", preview.as_str())];
    // Another day than the one that was shown.
    let other = [("last_day", "2020-11-30"), ("key", "e"), ("preview", preview.as_str())];
    assert_eq!(pia.submit(&end, &other).await.status, StatusCode::CONFLICT);
    for _ in 0..2 {
        assert_eq!(pia.submit(&end, &confirmed).await.status, DONE);
    }
    assert_eq!(world.facts(lumen).await, before + 2);
    assert!(blanks(&pia.page(&page).await).contains("<span>31 octobre 2020</span>"));

    let rita = world.browse("rita", "fr").await;
    assert!(rita.page(&page).await.contains("Peuvent rattacher un profil"));
    refused(&rita, &page, &path, &[("key", "f"), ("person", &emil), ("profile", "MC-19")]).await;
    refused(&rita, &page, &end, &[("last_day", "2020-10-31")]).await;
    // What is another company's is nowhere.
    let (_, theirs) = world.nord.attained.expect("an exam was passed");
    let nowhere = pia.submit(&format!("{path}/{theirs}"), &[("last_day", "2020-10-31")]).await;
    assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn evidence_is_recorded_and_withdrawn_by_the_vendor() {
    let world = World::attained().await;
    let lumen = &world.lumen;
    let page = format!("/p/{}/competencies", lumen.number);
    let path = format!("{page}/evidence");
    let (evidence, association) = lumen.attained.expect("an exam was passed");
    let (holder, before) = (association.to_string(), world.facts(lumen).await);
    let exam = |key, dated, source| {
        let of = [("holder", holder.as_str()), ("credential", "az-400"), ("dated", dated), ("source", source)];
        [("kind", "skill"), ("key", key)].into_iter().chain(of).collect::<Vec<(&str, &str)>>()
    };
    let reading = |key, amount| {
        let of = [("metric", "azure-consumption"), ("amount", amount), ("dated", "2020-08-31"), ("source", "insights")];
        [("kind", "figure"), ("key", key)].into_iter().chain(of).collect::<Vec<(&str, &str)>>()
    };
    for language in ["fr", "en"] {
        let sam = world.browse("sam", language).await;
        let nothing = [("kind", "skill"), ("key", "a"), ("valid", "x")];
        let wrong = ["skill-holder", "skill-credential", "skill-dated", "skill-valid", "skill-source"];
        comes_back(&sam, &path, &nothing, &wrong).await;
        comes_back(&sam, &path, &exam("b", "2020-08-15", "Ein System"), &["skill-source"]).await;
        let recorded = exam("c", "2020-09-01", "test");
        comes_back_as(StatusCode::CONFLICT, &sam, &path, &recorded, &["skill-credential"]).await;
        comes_back(&sam, &path, &reading("d", "12,5"), &["figure-amount"]).await;
        let nothing = [("kind", "figure"), ("key", "e")];
        let wrong = ["figure-metric", "figure-amount", "figure-dated", "figure-source"];
        comes_back(&sam, &path, &nothing, &wrong).await;
    }
    let sam = world.browse("sam", "fr").await;
    for fields in [exam("f", "2020-08-15", "skills-feed"), reading("g", "12 500.00")] {
        for _ in 0..2 {
            let sent = sam.submit(&path, &fields).await;
            assert_eq!(sent.status, DONE, "{}", sent.text);
        }
    }
    assert_eq!(world.facts(lumen).await, before + 2);
    let shown = sam.page(&page).await;
    assert!(shown.contains("skills-feed") && shown.contains("insights"), "{shown}");

    let withdraw = format!("{path}/{evidence}");
    let asked = sam.submit(&withdraw, &[]).await;
    assert_eq!(asked.status, StatusCode::OK, "{}", asked.text);
    sam.sound(&withdraw, &asked);
    assert!(asked.text.contains("ne compte plus"), "{}", asked.text);
    let (key, preview) = (hidden(&asked.text, "key"), hidden(&asked.text, "preview"));
    for _ in 0..2 {
        let sent = sam.submit(&withdraw, &[("key", &key), ("preview", &preview)]).await;
        assert_eq!(sent.status, DONE, "{}", sent.text);
    }
    assert_eq!(world.facts(lumen).await, before + 3);
    assert!(!sam.page(&page).await.contains(&withdraw));

    let ines = world.browse("ines", "fr").await;
    refused(&ines, &page, &path, &exam("h", "2020-08-16", "test")).await;
    refused(&ines, &page, &withdraw, &[]).await;
}

#[tokio::test]
async fn an_attainment_is_stated_to_a_last_day_and_a_long_one_with_a_reason() {
    let world = World::new().await;
    let page = format!("/p/{}/competencies", world.lumen.number);
    let path = format!("{page}/statements");
    let of = |key, until, reason| {
        let of = [("competency", "devops"), ("level", "silver"), ("until", until), ("reason", reason)];
        [("key", key)].into_iter().chain(of).collect::<Vec<(&str, &str)>>()
    };
    let before = world.facts(&world.lumen).await;
    for language in ["fr", "en"] {
        let sam = world.browse("sam", language).await;
        comes_back(&sam, &path, &of("a", "", "Audit"), &["stated-until"]).await;
        comes_back(&sam, &path, &of("b", "2020-09-09", ""), &["stated-until"]).await;
        let page = comes_back(&sam, &path, &of("c", "2030-01-01", ""), &["stated-reason"]).await;
        assert!(!page.contains("champ reason") && !page.contains("field reason"), "{page}");
    }
    assert_eq!(world.facts(&world.lumen).await, before);
    let sam = world.browse("sam", "fr").await;
    for _ in 0..2 {
        let sent = sam.submit(&path, &of("d", "2030-01-01", "Audit du 3 septembre")).await;
        assert_eq!(sent.status, DONE, "{}", sent.text);
    }
    assert_eq!(world.facts(&world.lumen).await, before + 1);
    let shown = blanks(&sam.page(&page).await);
    assert!(shown.contains("1er janvier 2030"), "{shown}");
    let ines = world.browse("ines", "fr").await;
    refused(&ines, &page, &path, &of("e", "2020-12-10", "")).await;
}
