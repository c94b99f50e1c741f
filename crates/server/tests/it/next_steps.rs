//! What a page says to do next: about money that waits, seats of people who left, prices that rise, and questions.

use axum::http::StatusCode;
use serde_json::{Value, json};
use symbolon_domain::order::Next;

use crate::plans::changed;
use crate::provider::placed;
use crate::support::*;
use crate::ui::{Browser, location};

/// A page with plain spaces.
async fn read(browser: &Browser<'_>, path: &str) -> String {
    browser.page(path).await.replace(['\u{a0}', '\u{202f}'], " ")
}

async fn received(world: &World, order: Option<&str>, amount: &str, reference: &str, on: Option<&str>) {
    let amount = json!({ "amount": amount, "currency": "USD" });
    let mut body = json!({ "amount": amount, "reference": reference });
    for (name, value) in [("order", order), ("received_on", on)] {
        if let Some(value) = value {
            body[name] = json!(value);
        }
    }
    let reply = world.post("sam", &format!("/v1/accounts/{}/payments", world.lumen.id), body).await;
    assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text);
}

async fn advance(world: &World, day: &str) {
    assert_eq!(world.post("opal", "/v1/clocks/clock/advances", json!({ "to": day })).await.status, 200);
}

async fn id_of(world: &World, order: &str) -> String {
    world.get("ines", &format!("/v1/orders/{order}")).await.json()["id"].as_str().expect("an id").to_owned()
}

/// B-42: what was received in part pays nothing, and the whole amount is asked for all the same.
#[tokio::test]
async fn a_partial_transfer_says_what_is_missing_and_what_pays() {
    let world = World::attained().await;
    let base = format!("/p/{}", world.lumen.number);
    let number = placed(&world, &world.lumen, ("ines", "transfer")).await;
    let id = id_of(&world, &number).await;
    received(&world, Some(&number), "400.00", "W-400", None).await;
    let ask = format!("{base}/tickets?reason=billing_help&#38;subject={id}");
    for (language, missing, whole) in [
        ("en", "the US$1,270.00 that are missing would not pay it either", "Transfer US$1,670.00 in one sum"),
        ("fr", "les 1 270,00 $US qui manquent ne la paieraient pas non plus", "Virez 1 670,00 $US en une seule fois"),
    ] {
        let ines = world.browse("ines", language).await;
        for path in [base.clone(), format!("{base}/orders/{id}"), format!("{base}/orders")] {
            let page = read(&ines, &path).await;
            assert!(page.contains(missing) && page.contains(whole), "{path}: {page}");
        }
        assert!(read(&ines, &format!("{base}/orders/{id}")).await.contains(&ask), "the way to support");
        // Support is the vendor, and is not told to ask it.
        let sam = read(&world.browse("sam", language).await, &format!("{base}/orders/{id}")).await;
        assert!(!sam.contains(missing) && sam.contains(&format!("{base}/orders#money")), "{sam}");
    }
    // The rest of it pays nothing either, and nothing is missing any more.
    received(&world, Some(&number), "1270.00", "W-1270", None).await;
    let page = read(&world.browse("ines", "en").await, &format!("{base}/orders/{id}")).await;
    assert!(page.contains("US$1,670.00 came for the order") && !page.contains("that are missing"), "{page}");
    assert_eq!(world.get("ines", &format!("/v1/orders/{number}")).await.json()["state"], "awaiting_funds");
}

/// B-44: what came too late pays the same thing ordered anew, which is said before it is ordered; nobody is asked for a card.
#[tokio::test]
async fn money_that_came_too_late_is_named_before_it_pays() {
    let world = World::attained().await;
    let base = format!("/p/{}", world.lumen.number);
    let number = placed(&world, &world.lumen, ("ines", "transfer")).await;
    let id = id_of(&world, &number).await;
    received(&world, None, "12.50", "stray", None).await;
    advance(&world, "2020-10-12").await;
    received(&world, Some(&number), "1670.00", "W-late", Some("2020-10-11")).await;
    let folded = world.app.store().folded(world.lumen.id).await.expect("reads").expect("is open");
    let (funds, held) = folded.account.funds.iter().find(|(_, funds)| funds.received.order.is_some()).expect("waits");
    let day = "2020-10-12".parse().expect("a day");
    let next = symbolon_domain::order::next_step(&folded.account, world.app.programmes(), (*funds, held), day);
    assert!(matches!(next, Next::OrderAnew(_)), "{next:?}");

    let ines = world.browse("ines", "en").await;
    let new = format!("{base}/orders/new?offer=silver");
    for path in [base.clone(), format!("{base}/orders/{id}"), format!("{base}/orders")] {
        let page = read(&ines, &path).await;
        assert!(page.contains(&format!("href=\"{new}\"")), "{path}: {page}");
        assert!(page.contains("this money pays the new order at once"), "{path}: {page}");
    }
    let page = read(&ines, &new).await;
    assert!(page.contains(&format!("US$1,670.00 have waited since 11 October 2020, received for the order {number}")));
    assert!(
        page.contains("type=\"hidden\" name=\"method\" value=\"transfer\"") && !page.contains("id=\"method-card\"")
    );
    assert!(page.contains("Order and pay nothing"), "{page}");
    let fields = [("key", "anew"), ("offer", "silver"), ("membership", ""), ("method", "transfer")];
    let paid = location(&ines.submit(&format!("{base}/orders"), &fields).await);
    let page = read(&ines, &paid).await;
    let with = format!("with US$1,670.00 that came on 11 October 2020 for the order {number}");
    assert!(page.contains(&with) && !page.contains("by card"), "{page}");

    // Money without an order pays none by itself, and is named where another one is ordered.
    let page = read(&ines, &format!("{base}/orders/new?offer=gold")).await;
    let stray = "US$12.50 have waited since 10 September 2020, without an order";
    assert!(page.contains(stray) || !page.contains("name=\"method\""), "{page}");
    assert!(read(&ines, &base).await.contains("US$12.50 wait without an order"));
}

/// G-14, N-08: a seat of somebody who left is nobody's use; whoever gives seats is told, and it is named where it helps.
#[tokio::test]
async fn a_seat_of_somebody_who_left_is_shown_and_named() {
    let world = World::new().await;
    let base = format!("/p/{}", world.lumen.number);
    let pool = format!("/v1/seat-pools/{}/assignments", world.lumen.pool);
    for who in ["pia", "rita"] {
        let given = world.post("ines", &pool, json!({ "person": person(who) })).await;
        assert_eq!(given.status, StatusCode::CREATED, "{}", given.text);
    }
    let ines = world.browse("ines", "en").await;
    assert!(!read(&ines, &base).await.contains("left the directory"));
    let gone = ines.submit(&format!("{base}/people/{}/leave", person("rita")), &[]).await;
    let people = read(&ines, &location(&gone)).await;
    assert!(people.contains("Rita left the directory and keeps a seat until you take it back."), "{people}");
    let home = read(&ines, &base).await;
    assert!(home.contains("Rita left the directory and still has a seat"), "{home}");
    assert!(home.contains("For somebody else from 9 December 2020"), "{home}");
    let folded = world.app.store().folded(world.lumen.id).await.expect("reads").expect("is open");
    let (seat, _) = folded.account.assignments.iter().find(|(_, held)| held.person == person("rita")).expect("has one");
    let back = format!("{base}/assignments/{seat}/return");
    let grant = folded.account.pools[&world.lumen.pool].grant;
    let page = read(&ines, &format!("{base}/benefits/{grant}")).await;
    assert!(page.contains("left the directory") && page.contains(&back), "{page}");
    assert!(read(&ines, &format!("{base}/people/{}", person("rita"))).await.contains(&back));
    // Whoever gives no seats is told nothing.
    assert!(!read(&world.browse("emil", "en").await, &base).await.contains("left the directory"));

    let give = async || {
        let fields = [("key", "give"), ("person", &*person("emil").to_string())];
        ines.submit(&format!("{base}/benefits/{grant}/seats"), &fields).await.text.replace('\u{a0}', " ")
    };
    // Taken back today, it would be nobody else's yet.
    let refused = give().await;
    assert!(!refused.contains(&back), "{refused}");
    advance(&world, "2020-12-10").await;
    let ines = world.browse("ines", "en").await;
    let fields = [("key", "later"), ("person", &*person("emil").to_string())];
    let refused = ines.submit(&format!("{base}/benefits/{grant}/seats"), &fields).await;
    assert_eq!(refused.status, StatusCode::CONFLICT, "{}", refused.text);
    let text = refused.text.replace('\u{a0}', " ");
    assert!(text.contains(&back) && text.contains("of Rita, who left the directory"), "{text}");
}

/// N-22: the next renewal costs the same wherever it is looked at, and that it rises is said with its day.
#[tokio::test]
async fn a_price_that_rises_is_the_same_everywhere_and_said_with_its_day() {
    let world = World::new().await;
    let base = format!("/p/{}", world.lumen.number);
    let dearer = changed("offers/action-pack.toml", "{ amount = \"475.00\" }", "{ amount = \"520.00\" }");
    let ines = world.browse("ines", "en").await;
    for path in ["offers", "renew", "orders", "calendar"] {
        let page = read(&ines, &format!("{base}/{path}")).await;
        assert!(!page.contains("US$520.00") && !page.contains("The price rises"), "{path}: {page}");
    }
    let body = json!({ "files": dearer, "effective_on": "2020-11-01" });
    let made = world.post("pam", "/v1/programme-plans", body).await.json();
    let path = format!("/v1/programme-plans/{}/applications", made["id"].as_str().expect("an id"));
    let applied = world.post("pam", &path, json!({ "digest": made["digest"] })).await;
    assert_eq!(applied.status, StatusCode::CREATED, "{}", applied.text);
    let said = "The price rises: US$520.00 a year from 1 November 2020, instead of US$475.00.";
    for path in ["offers", "renew", "orders", "calendar"] {
        let page = read(&ines, &format!("{base}/{path}")).await;
        assert!(page.contains(said), "{path}: {page}");
    }
    // Whoever buys today pays today's price: the learning pack has one of its own, and Action Pack is held.
    let offers = read(&ines, &format!("{base}/offers")).await;
    assert!(offers.contains("<dd>US$520.00</dd>"), "{offers}");
    advance(&world, "2020-11-02").await;
    let page = read(&world.browse("ines", "fr").await, &format!("{base}/renew")).await;
    let said = "Le prix augmente : 520,00 $US par an depuis le 1er novembre 2020, au lieu de 475,00 $US.";
    assert!(page.contains(said), "{page}");
}

/// B-30: a review that came too early says that it is asked for again, and from when.
#[tokio::test]
async fn a_review_that_counts_for_nothing_yet_says_so() {
    let world = World::new().await;
    let path = format!("/p/{}/company", world.lumen.number);
    let ines = world.browse("ines", "en").await;
    let page = read(&ines, &path).await;
    assert!(page.contains("A confirmation of today counts for no renewal: it counts from 1 September 2021."), "{page}");
    let done = location(&ines.submit(&format!("{path}/review"), &[("key", "early")]).await);
    let page = read(&ines, &done).await;
    let number = format!("M-{}", world.lumen.membership_number);
    let again =
        format!("It is too early for the renewal of {number}: it has to be confirmed again from 1 September 2021.");
    assert!(page.contains(&again) && !page.contains("Continue the renewal"), "{page}");
    advance(&world, "2021-09-05").await;
    let ines = world.browse("ines", "en").await;
    let done = location(&ines.submit(&format!("{path}/review"), &[("key", "in time")]).await);
    let page = read(&ines, &done).await;
    assert!(!page.contains("too early") && page.contains(&format!("/p/{}/renew", world.lumen.number)), "{page}");
}

/// A question about a payment names its order; what the vendor answered does not go on waiting; one text serves all acts.
#[tokio::test]
async fn a_question_about_money_names_its_order_and_an_answer_ends_the_wait() {
    let world = World::whole().await;
    let base = format!("/p/{}", world.lumen.number);
    let order = world.lumen.order.to_string();
    let ines = world.browse("ines", "en").await;
    for reason in ["billing_help", "other"] {
        let page = ines.page(&format!("{base}/tickets?reason={reason}&subject={order}")).await;
        assert!(page.contains("name=\"text\""), "{reason}: {page}");
        let nothing = ines.get(&format!("{base}/tickets?reason={reason}&subject=ord_nothing")).await;
        assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", nothing.text);
    }
    let path = format!("/v1/accounts/{}/tickets", world.lumen.id);
    let strange = json!({ "reason": "billing_help", "subject": world.nord.order, "text": "Whose is it?" });
    assert_eq!(world.post("ines", &path, strange).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let asked = json!({ "reason": "billing_help", "subject": order, "text": "Has it come?" });
    let opened: Value = world.post("ines", &path, asked).await.json();
    let number = opened["number"].as_str().expect("a number").to_owned();
    let ticket = format!("/tickets/{number}");
    let sam = world.browse("sam", "en").await;
    let page = read(&sam, &ticket).await;
    assert!(page.contains(&format!("{base}/orders/{order}")), "the way to the order: {page}");
    location(&sam.submit(&ticket, &[("key", "t"), ("act", "take"), ("text", "")]).await);
    let page = read(&sam, &ticket).await;
    assert!(page.contains("taken by you") && !page.contains("value=\"take\""), "{page}");
    assert_eq!(page.matches("<textarea").count(), 1, "{page}");
    assert!(page.contains("Answer and resolve the ticket") && page.contains("Refuse it"), "{page}");
    // A text goes with whichever button is pressed, and comes back where it does not pass.
    let long = "x".repeat(5_001);
    let back = sam.submit(&ticket, &[("key", "l"), ("act", "ask"), ("text", &long)]).await;
    assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(back.text.contains("id=\"text-ask\"") && back.text.contains(&long), "{}", back.text);
    location(&sam.submit(&ticket, &[("key", "r"), ("act", "reply"), ("text", "It has.")]).await);
    advance(&world, "2020-10-12").await;
    let short = world.get("ines", &format!("/v1/tickets/{number}")).await.json();
    assert_eq!((&short["state"], &short["answer_by"]), (&json!("in_progress"), &Value::Null), "{short}");
    let said =
        world.post("ines", &format!("/v1/tickets/{number}/entries"), json!({ "act": "reply", "text": "No." })).await;
    assert_eq!(said.json()["answer_by"], json!("2020-10-14"), "{}", said.text);
    // Support finds a ticket by its number and somebody by their name, above everything else.
    let sam = world.browse("sam", "en").await;
    let found = read(&sam, &format!("/desk?q={number}")).await;
    assert!(found.contains(&format!("href=\"{ticket}\"")) && found.contains(&format!("href=\"{base}\"")), "{found}");
    for (name, found) in [("Emil", true), ("emil", true), ("Nora", false), ("emi", false)] {
        let page = read(&sam, &format!("/desk?q={name}")).await;
        assert_eq!(page.contains(&format!("href=\"{base}\"")), found, "{name}: {page}");
    }
    let (results, queue) = (found.find("id=\"accounts\""), found.find("id=\"money\""));
    assert!(results < queue && queue.is_some(), "{found}");
}

/// I-05: whose tenant it is can help, and is named.
#[tokio::test]
async fn a_tenant_names_who_administers_it() {
    let world = World::new().await;
    let (base, lumen) = (format!("/p/{}", world.lumen.number), &world.lumen);
    let path = format!("{base}/tokens/{}/redeem/check?tenant={}&mode=new", lumen.token, lumen.tenant);
    let refused = world.browse("pia", "en").await.get(&path).await;
    let text = refused.text.replace('\u{a0}', " ");
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "{text}");
    assert!(text.contains("Ines and Bill (admin of the tenant lumen.example)"), "{text}");
}
