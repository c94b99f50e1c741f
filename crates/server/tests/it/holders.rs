//! Who has what: seats, credits and machines are given, handed on and taken back on the page of their benefit.

use axum::http::StatusCode;
use symbolon_domain::ids::GrantId;

use crate::forms::comes_back;
use crate::support::*;
use crate::ui::hidden;

impl World {
    /// The path of the page of a benefit that Lumen holds.
    async fn page_of(&self, benefit: &str) -> String {
        let folded = self.app.store().folded(self.lumen.id).await.expect("reads").expect("is open");
        let mut grants = folded.account.grants.iter();
        let (grant, _) = grants.find(|(_, grant)| grant.line.benefit == benefit).expect("is granted");
        self.path_of(*grant)
    }

    fn path_of(&self, grant: GrantId) -> String {
        format!("/p/{}/benefits/{grant}", self.lumen.number)
    }

    async fn page_of_pool(&self) -> String {
        let folded = self.app.store().folded(self.lumen.id).await.expect("reads").expect("is open");
        self.path_of(folded.account.pools[&self.lumen.pool].grant)
    }
}

#[tokio::test]
async fn a_seat_is_given_to_somebody_and_taken_back_with_its_day() {
    let world = World::new().await;
    let path = world.page_of_pool().await;
    let give = format!("{path}/seats");
    let before = world.facts(&world.lumen).await;
    for (language, said) in [("fr", "Choisissez la personne."), ("en", "Choose the person.")] {
        let ines = world.browse("ines", language).await;
        let page = comes_back(&ines, &give, &[("key", "1"), ("person", "")], &["person"]).await;
        assert!(page.contains(said), "{page}");
        // Whoever has one is not offered as a choice, and is refused at the field all the same.
        assert!(!page.contains(&format!("value=\"{}\"", person("ines"))), "{page}");
        let key = format!("{language}-held");
        let held = [("key", key.as_str()), ("person", &person("ines").to_string())];
        let reply = ines.submit(&give, &held).await;
        assert_eq!(reply.status, StatusCode::CONFLICT, "{}", reply.text);
        assert!(reply.text.contains("id=\"person-error\""), "{}", reply.text);
        // Somebody of another company is nobody here.
        let key = format!("{language}-nobody");
        let nobody = [("key", key.as_str()), ("person", &person("nora").to_string())];
        refused_at(ines.submit(&give, &nobody).await, "person");
    }
    assert_eq!(world.facts(&world.lumen).await, before);

    let ines = world.browse("ines", "fr").await;
    let emil = person("emil").to_string();
    for _ in 0..2 {
        let given = ines.submit(&give, &[("key", "give"), ("person", &emil)]).await;
        assert_eq!(given.status, StatusCode::SEE_OTHER, "{}", given.text);
        assert_eq!(given.header("location"), format!("{path}#people"));
    }
    assert_eq!(world.facts(&world.lumen).await, before + 1);
    let page = ines.page(&path).await;
    assert!(page.contains("<th scope=\"row\">Emil</th>"), "{page}");

    // The holder sees an own seat and nobody else's, and gives nothing.
    let holder = world.browse("emil", "fr").await;
    let page = holder.page(&path).await;
    assert!(page.contains("Rendre<span") && !page.contains("Ines") && !page.contains("name=\"person\""), "{page}");
    let pia = person("pia").to_string();
    let refused = holder.submit(&give, &[("key", "no"), ("person", &pia)]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", refused.text);
    let refused = holder.submit(&give, &[("key", "no"), ("person", "")]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", refused.text);

    // Nobody who has a seat of the edition is offered one.
    assert!(!ines.page(&path).await.contains(&format!("value=\"{emil}\"")));

    // Taking it back shows first from when somebody else may have it.
    let folded = world.app.store().folded(world.lumen.id).await.expect("reads").expect("is open");
    let mut held = folded.account.assignments.iter();
    let (assignment, _) = held.find(|(_, held)| held.person == person("emil")).expect("holds one");
    let back = format!("/p/{}/assignments/{assignment}/return", world.lumen.number);
    let bill = world.browse("bill", "fr").await;
    assert_eq!(bill.get(&back).await.status, StatusCode::FORBIDDEN);
    let nora = world.browse("nora", "fr").await;
    assert_eq!(nora.get(&back).await.status, StatusCode::NOT_FOUND);
    let page = ines.page(&back).await;
    assert!(page.contains("attribué à Emil"), "{page}");
    assert!(page.contains("Le poste peut changer de titulaire"), "{page}");
    let (key, preview) = (hidden(&page, "key"), hidden(&page, "preview"));
    for _ in 0..2 {
        let done = ines.submit(&back, &[("key", &key), ("preview", &preview)]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    }
    assert_eq!(world.facts(&world.lumen).await, before + 2);
    assert!(!ines.page(&path).await.contains("<th scope=\"row\">Emil</th>"));
    assert_eq!(ines.get(&back).await.status, StatusCode::CONFLICT);
}

/// That a form came back with a mistake at a field whose value is no choice of it.
fn refused_at(reply: Reply, field: &str) {
    assert_eq!(reply.status, StatusCode::CONFLICT, "{}", reply.text);
    assert!(reply.text.contains(&format!("id=\"{field}-error\"")), "{}", reply.text);
}

#[tokio::test]
async fn a_credit_is_given_handed_on_and_taken_back_after_its_consequences_were_read() {
    let world = World::new().await;
    let path = world.page_of("azure-monthly-credit").await;
    let act = format!("{path}/credit");
    let before = world.facts(&world.lumen).await;
    for language in ["fr", "en"] {
        let ines = world.browse("ines", language).await;
        comes_back(&ines, &act, &[("key", "1"), ("person", "")], &["person"]).await;
    }
    let employee = world.browse("emil", "fr").await;
    assert!(!employee.page(&path).await.contains(&act));
    let emil = person("emil").to_string();
    assert_eq!(employee.submit(&act, &[("person", &emil)]).await.status, StatusCode::FORBIDDEN);

    let ines = world.browse("ines", "fr").await;
    let (pia, mut facts) = (person("pia").to_string(), before);
    for (person, to) in [(&emil, "Emil"), (&pia, "Pia")] {
        let page = ines.page(&path).await;
        let credit = page.contains("name=\"credit\"").then(|| hidden(&page, "credit"));
        let fields: Vec<(&str, &str)> =
            credit.iter().map(|id| ("credit", id.as_str())).chain([("person", person.as_str())]).collect();
        let asked = ines.submit(&act, &fields).await;
        assert_eq!(asked.status, StatusCode::OK, "{}", asked.text);
        assert_eq!(world.facts(&world.lumen).await, facts, "asking changes nothing");
        let (key, preview) = (hidden(&asked.text, "key"), hidden(&asked.text, "preview"));
        let confirmed: Vec<(&str, &str)> =
            fields.into_iter().chain([("key", key.as_str()), ("preview", preview.as_str())]).collect();
        for _ in 0..2 {
            let done = ines.submit(&act, &confirmed).await;
            assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
        }
        assert!(ines.page(&path).await.contains(&format!("<dd>{to}</dd>")));
        let now = world.facts(&world.lumen).await;
        assert!(now > facts);
        facts = now;
    }
    let page = ines.page(&path).await;
    let credit = hidden(&page, "credit");
    let asked = ines.submit(&act, &[("credit", &credit), ("back", "yes")]).await.text;
    let (key, preview) = (hidden(&asked, "key"), hidden(&asked, "preview"));
    let fields = [("credit", credit.as_str()), ("back", "yes"), ("key", &key), ("preview", &preview)];
    assert_eq!(ines.submit(&act, &fields).await.status, StatusCode::SEE_OTHER);
    assert!(ines.page(&path).await.contains("<dd>personne</dd>"));
}

#[tokio::test]
async fn an_activation_is_recorded_once_it_is_known_what_it_uses_up() {
    let world = World::new().await;
    let path = world.path_of(world.lumen.grant);
    let act = format!("/p/{}/keys/{}/activations", world.lumen.number, world.lumen.key);
    let (before, long) = (world.facts(&world.lumen).await, "x".repeat(201));
    for language in ["fr", "en"] {
        let ines = world.browse("ines", language).await;
        comes_back(&ines, &act, &[("fingerprint", ""), ("device", "Poste 9")], &["fingerprint"]).await;
        comes_back(&ines, &act, &[("fingerprint", "S-9"), ("device", &long)], &["device"]).await;
    }
    let employee = world.browse("emil", "fr").await;
    assert!(!employee.page(&path).await.contains(&act));
    assert_eq!(employee.submit(&act, &[("fingerprint", "S-9")]).await.status, StatusCode::FORBIDDEN);

    let ines = world.browse("ines", "fr").await;
    let fields = [("fingerprint", "S-9"), ("device", "Poste 9")];
    let asked = ines.submit(&act, &fields).await;
    assert_eq!(asked.status, StatusCode::OK, "{}", asked.text);
    assert!(asked.text.contains("Activations utilisées"), "{}", asked.text);
    let (key, preview) = (hidden(&asked.text, "key"), hidden(&asked.text, "preview"));
    let confirmed = [fields[0], fields[1], ("key", &key), ("preview", &preview)];
    for _ in 0..2 {
        assert_eq!(ines.submit(&act, &confirmed).await.status, StatusCode::SEE_OTHER);
    }
    assert_eq!(world.facts(&world.lumen).await, before + 1);
    assert!(ines.page(&path).await.contains("Poste 9"));
    // The machine is known now, and costs nothing.
    let asked = ines.submit(&act, &fields).await.text;
    assert!(asked.contains("aucune autre activation"), "{asked}");
    let (key, preview) = (hidden(&asked, "key"), hidden(&asked, "preview"));
    let confirmed = [fields[0], fields[1], ("key", &key), ("preview", &preview)];
    assert_eq!(ines.submit(&act, &confirmed).await.status, StatusCode::SEE_OTHER);
    assert_eq!(world.facts(&world.lumen).await, before + 1);
}

#[tokio::test]
async fn the_api_shows_holders_to_those_to_whom_the_page_shows_them() {
    let world = World::new().await;
    let path = format!("/v1/seat-pools/{}/assignments", world.lumen.pool);
    let emil = serde_json::json!({ "person": person("emil") });
    assert_eq!(world.post("ines", &path, emil).await.status, 201);
    for (who, seen) in [("ines", 2), ("aziz", 2), ("aude", 2), ("emil", 1), ("rita", 0), ("ulf", 0)] {
        let listed = world.get(who, &path).await;
        assert_eq!(listed.json()["items"].as_array().map(Vec::len), Some(seen), "{who} {}", listed.text);
    }
    let one = format!("/v1/assignments/{}", world.lumen.assignment);
    for (who, status) in [("ines", 200), ("aziz", 200), ("emil", 403)] {
        assert_eq!(world.get(who, &one).await.status, status, "{who}");
    }
}
