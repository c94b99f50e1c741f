//! Notices as days pass: by moving a sandbox's clock, and by a server that is started, left alone and started again.

use std::time::Duration;

use serde_json::{Value, json};
use symbolon_domain::programme::Language;
use symbolon_programme::Files;

use crate::support::*;

async fn notices(world: &World, who: &str, query: &str) -> Vec<(String, String)> {
    let reply = world.get(who, &format!("/v1/accounts/{}/notices?limit=200{query}", world.lumen.id)).await;
    assert_eq!(reply.status, 200, "{}", reply.text);
    let body = reply.json();
    let items = body["items"].as_array().expect("items").iter();
    let text = |item: &Value, name: &str| item[name].as_str().expect("a text").to_owned();
    items.map(|item| (text(item, "sent_on"), text(item, "notice"))).collect()
}

/// A world in which the next anniversary brings notices: that of the second year.
async fn renewed() -> World {
    let world = World::new().await;
    world.post("opal", "/v1/clocks/clock/advances", json!({ "to": "2021-09-10" })).await;
    world.reviewed(world.lumen.id).await;
    let path = format!("/v1/memberships/{}/renewals", world.lumen.membership);
    let renewed = world.post("sam", &path, json!({ "payment": { "reference": "O-900" } })).await;
    assert_eq!(renewed.status, 201, "{}", renewed.text);
    world
}

#[tokio::test]
async fn a_clock_that_moves_sends_each_days_notices_to_both_roles_and_nobody_else() {
    let world = renewed().await;
    let before = notices(&world, "ines", "").await.len();
    let to = json!({ "to": "2022-10-05" });
    let tried = world.post("opal", "/v1/clocks/clock/advances?dry_run=true", to.clone()).await;
    assert_eq!(tried.status, 200, "{}", tried.text);
    assert_eq!(notices(&world, "ines", "").await.len(), before, "trying out sent something");

    let moved = world.post("opal", "/v1/clocks/clock/advances", to).await;
    assert_eq!(moved.status, 200, "{}", moved.text);
    let expected = [
        ("2022-08-17", "renewal-upcoming"),
        ("2022-09-02", "renewal-open"),
        ("2022-09-24", "renewal-closing"),
        ("2022-10-01", "renewal-last-day"),
        ("2022-10-02", "membership-lapsed"),
    ]
    .map(|(on, notice)| (on.to_owned(), notice.to_owned()));
    assert_eq!(notices(&world, "ines", "").await[before..], expected);
    assert_eq!(notices(&world, "ines", "&as_of=2022-09-24").await[before..], expected[..3]);

    let path = format!("/v1/accounts/{}/notices?limit=200", world.lumen.id);
    let body = world.get("ines", &path).await.json();
    let dated = |item: &&Value| item["membership"].is_string();
    for item in body["items"].as_array().expect("items").iter().filter(dated) {
        let names: Vec<_> = item["recipients"].as_array().expect("recipients").iter().map(|to| &to["name"]).collect();
        assert_eq!(names, ["Ines", "Pia"], "{item}");
    }
    // Each of them finds their own, the others none.
    // A seat was given to ines before all that.
    for (who, count) in [("ines", before + 5), ("pia", before + 4), ("aziz", 0), ("emil", 0), ("sam", 0), ("studio", 0)]
    {
        let own = world.get(who, "/v1/me/messages?limit=200").await;
        assert_eq!(own.json()["items"].as_array().map(Vec::len), Some(count), "{who}");
    }
    let of_pia = format!("/v1/messages?person={}&limit=200", person("pia"));
    assert_eq!(world.get("sam", &of_pia).await.json()["items"].as_array().map(Vec::len), Some(before + 4));
    // Another company's people are not found by their ids either.
    assert_eq!(world.get("nora", &of_pia).await.json()["items"], json!([]));
}

#[tokio::test]
async fn whose_upgrade_is_ordered_is_not_told_to_renew() {
    let world = World::new().await;
    let of_lumen = |part: &str| format!("/v1/accounts/{}/{part}", world.lumen.id);
    let stated = json!({ "competency": "devops", "level": "gold", "until": "2030-12-31", "reason": "As agreed." });
    assert_eq!(world.post("sam", &of_lumen("attainments"), stated).await.status, 201);
    let buy = json!({ "offer": "silver", "payment": { "reference": "O-910" } });
    let silver = world.post("sam", &of_lumen("purchases"), buy).await.json();
    let advance = |to: &str| json!({ "to": to });
    let last = silver["renew_to"].as_str().expect("a day").to_owned();
    world.post("opal", "/v1/clocks/clock/advances", advance(&last)).await;
    let order = json!({ "offer": "gold", "method": "transfer" });
    let placed = world.post("ines", &of_lumen("orders"), order).await;
    assert_eq!(placed.status, 201, "{}", placed.text);
    let next = last.parse::<jiff::civil::Date>().expect("a day").tomorrow().expect("a day").to_string();
    world.post("opal", "/v1/clocks/clock/advances", advance(&next)).await;

    let messages = world.get("ines", "/v1/me/messages?limit=200").await.json();
    let items = messages["items"].as_array().expect("items");
    let newest = |notice: &str| items.iter().rfind(|item| item["notice"] == notice).expect("a message").clone();
    let lapsed = newest("membership-lapsed");
    let path = format!("/v1/messages/{}", lapsed["id"].as_str().expect("an id"));
    let message = world.get("ines", &path).await.json();
    let number = placed.json()["number"].as_str().expect("a number").to_owned();
    let texts = message["texts"].to_string();
    assert!(
        texts.contains("Un niveau supérieur est commandé") && texts.contains("A higher level is ordered"),
        "{texts}"
    );
    assert!(texts.contains(&number), "{texts}");
}

/// A Silver level whose renewal is ordered by transfer on the last days of its window, after which evidence for it is
/// withdrawn: the order asks for nothing any more, and no message asks for its money (B-20, B-34, F-09, O-07).
#[tokio::test]
async fn an_order_that_cannot_go_through_asks_for_no_money_in_any_message() {
    let world = World::new().await;
    let of_lumen = |part: &str| format!("/v1/accounts/{}/{part}", world.lumen.id);
    let passed = async |profile: &str, day: &str| {
        let exam = json!({ "profile": profile, "credential": "az-400", "dated": day, "source": "test" });
        let recorded = world.post("sam", &of_lumen("evidence"), exam).await;
        assert_eq!(recorded.status, 201, "{}", recorded.text);
        recorded.json()["id"].as_str().expect("an id").to_owned()
    };
    for (who, profile) in [("ines", "mc-76"), ("emil", "mc-77")] {
        let link = json!({ "person": person(who), "profile": profile });
        assert_eq!(world.post("ines", &of_lumen("certification-profiles"), link).await.status, 201);
        passed(profile, "2020-09-01").await;
    }
    let buy = json!({ "offer": "silver", "payment": { "reference": "O-910" } });
    let silver = world.post("sam", &of_lumen("purchases"), buy).await.json();
    let last: jiff::civil::Date = silver["renew_to"].as_str().expect("a day").parse().expect("a day");
    let to = |day: jiff::civil::Date| json!({ "to": day.to_string() });
    let ordered_on = last.saturating_sub(jiff::Span::new().days(9));
    world.post("opal", "/v1/clocks/clock/advances", to(ordered_on)).await;
    world.reviewed(world.lumen.id).await;
    passed("mc-76", &ordered_on.to_string()).await;
    let evidence = passed("mc-77", &ordered_on.to_string()).await;
    let order = json!({ "offer": "silver", "membership": silver["id"], "method": "transfer" });
    let placed = world.post("ines", &of_lumen("orders"), order).await;
    assert_eq!(placed.status, 201, "{}", placed.text);
    let withdrawn = world.post("sam", &format!("/v1/evidence/{evidence}/withdrawals"), json!({})).await;
    assert_eq!(withdrawn.status, 201, "{}", withdrawn.text);

    let day = |name: &str| placed.json()[name].as_str().expect("a day").parse::<jiff::civil::Date>().expect("a day");
    let after = day("pay_by").tomorrow().expect("a day");
    world.post("opal", "/v1/clocks/clock/advances", to(after)).await;
    let messages = world.get("ines", "/v1/me/messages?limit=200").await.json();
    let items = messages["items"].as_array().expect("items");
    let newest = |notice: &str| {
        let found = items.iter().rfind(|item| item["notice"] == notice).expect("a message");
        format!("{} {}", found["subject"], found["paragraphs"])
    };
    for (notice, says) in [
        ("renewal-last-day", "est le dernier jour pour renouveler"),
        ("membership-lapsed", "et ne l’a pas été"),
        ("order-expired", "ne pouvait pas l’être"),
    ] {
        let message = newest(notice);
        assert!(message.contains(says), "{notice}: {message}");
        assert!(!message.contains("reste à payer") && !message.contains("jusqu’au paiement"), "{notice}: {message}");
    }
}

#[tokio::test]
async fn who_did_not_pay_a_renewal_in_time_is_told_that_the_membership_is_over() {
    let world = World::new().await;
    let advance = async |to: &str| world.post("opal", "/v1/clocks/clock/advances", json!({ "to": to })).await;
    advance("2021-09-10").await;
    world.reviewed(world.lumen.id).await;
    let order = json!({ "membership": world.lumen.membership, "method": "transfer" });
    let placed = world.post("ines", &format!("/v1/accounts/{}/orders", world.lumen.id), order).await;
    assert_eq!(placed.status, 201, "{}", placed.text);
    advance("2021-10-12").await;
    let messages = world.get("ines", "/v1/me/messages?limit=200").await.json();
    let items = messages["items"].as_array().expect("items");
    let newest = items.iter().rfind(|item| item["notice"] == "order-expired").expect("a message").clone();
    let path = format!("/v1/messages/{}", newest["id"].as_str().expect("an id"));
    let texts = world.get("ines", &path).await.json()["texts"].to_string();
    let over = format!("Your membership M-{} cannot be renewed any more", world.lumen.membership_number);
    assert!(texts.contains(&over) && texts.contains("must now be uninstalled"), "{texts}");
    assert!(!texts.contains("place a new order") && !texts.contains("passez une nouvelle commande"), "{texts}");
}

#[tokio::test]
async fn a_message_is_read_in_the_language_of_whom_it_went_to_and_in_the_other() {
    let world = World::new().await;
    let message = world.get("sam", &format!("/v1/messages/{}", world.lumen.message)).await.json();
    assert_eq!(message["language"], "fr");
    assert_eq!(message["notice_text"], "Anniversary is near");
    assert_eq!(message["subject"], message["texts"]["fr"]["subject"]);
    let lines = |language: &str| -> String {
        let text = &message["texts"][language];
        let paragraphs = text["paragraphs"].as_array().expect("paragraphs").iter();
        std::iter::once(&text["subject"]).chain(paragraphs).filter_map(Value::as_str).collect::<Vec<_>>().join("\n\n")
    };
    insta::assert_snapshot!(lines("en"), @r"
    Renew from 2 September 2021: Action Pack (MAPS)

    To the people in charge of the programme at lumen

    The paid year of your membership M-1001 (Action Pack (MAPS)) ends on 1 September 2021. It does not renew by itself: it can be renewed from 2 September 2021 to 1 October 2021 inclusive, and not before.

    Renewing late in that window costs nothing and gains nothing: the next anniversary is counted from this one. Bring the company’s information up to date beforehand, so that nothing holds the renewal up.

    You receive this message because you hold one of these roles at lumen: Global admin or MPN partner admin. You cannot unsubscribe from this message, which is part of the membership; whoever gives out roles in your company decides who receives it.
    ");
    insta::assert_snapshot!(lines("fr"), @r"
    À renouveler à partir du 2 septembre 2021 : Action Pack (MAPS)

    À l’attention des responsables du programme chez lumen

    L’année payée de votre adhésion M-1001 (Action Pack (MAPS)) se termine le 1er septembre 2021. Elle ne se renouvelle pas d’elle-même : le renouvellement est possible du 2 septembre 2021 au 1er octobre 2021 inclus, et pas avant.

    Renouveler tard dans cette fenêtre ne coûte rien et ne rapporte rien : la date anniversaire suivante se compte à partir de celle-ci. Mettez d’ici là à jour les informations de l’entreprise, pour que rien ne retarde le renouvellement.

    Vous recevez ce message parce que vous avez l’un de ces rôles chez lumen : administrateur général ou administrateur partenaire MPN. On ne peut pas se désabonner de ce message, qui fait partie de l’adhésion ; la personne qui attribue les rôles dans votre entreprise décide de qui le reçoit.
    ");
    assert_eq!(world.get("sam", "/v1/messages/msg_x").await.status, 404);
}

#[tokio::test]
async fn a_seat_is_told_to_whom_it_was_given_in_the_words_of_the_history() {
    let world = World::new().await;
    let path = format!("/v1/seat-pools/{}/assignments", world.lumen.pool);
    let given = world.post("pia", &path, json!({ "person": person("emil") })).await;
    assert_eq!(given.status, 201, "{}", given.text);
    let own = world.get("emil", "/v1/me/messages?limit=200").await.json();
    let message = own["items"].as_array().and_then(|items| items.last()).expect("was told").clone();
    assert_eq!((&message["notice"], &message["kind"]), (&json!("seat-assigned"), &json!("seat_assigned")));
    assert_eq!(message["person_name"], "Emil");
    let path = format!("/v1/messages/{}", message["id"].as_str().expect("an id"));
    let read = world.get("ines", &path).await.json();
    let lines = |language: &str| -> String {
        let text = &read["texts"][language];
        let paragraphs = text["paragraphs"].as_array().expect("paragraphs").iter();
        std::iter::once(&text["subject"]).chain(paragraphs).filter_map(Value::as_str).collect::<Vec<_>>().join("\n\n")
    };
    insta::assert_snapshot!(lines("en"), @r"
    Seat assigned – lumen

    To the holder of a seat at lumen

    Pia assigned you a seat of Visual Studio Professional in France; it can go to somebody else from 9 December 2020 on.

    It has to be activated by 1 October 2021 inclusive, on the page of your company, signing in with the address that this message was sent to: until then the seat cannot be used. It is yours alone, and cannot be shared.

    You receive this message because the seat is yours. You cannot unsubscribe from this message.
    ");
    insta::assert_snapshot!(lines("fr"), @r"
    Poste attribué – lumen

    À l’attention du titulaire d’un poste chez lumen

    Pia vous a attribué un poste Visual Studio Professional en France ; il peut changer de titulaire à partir du 9 décembre 2020.

    Il reste à l’activer, jusqu’au 1er octobre 2021 inclus, sur la page de votre entreprise, avec l’identité à laquelle ce message est adressé : d’ici là, le poste ne peut pas être utilisé. Il est à vous seul et ne se partage pas.

    Vous recevez ce message parce que le poste est le vôtre. On ne peut pas se désabonner de ce message.
    ");
    // Who may not read the history reads no message of it to somebody else, neither by its id nor in a list.
    assert_eq!(world.get("ulf", &path).await.status, 404);
    let seen = |who: &'static str| {
        let (world, of_emil) = (&world, format!("/v1/messages?person={}&limit=200", person("emil")));
        async move { world.get(who, &of_emil).await.json()["items"].as_array().map(Vec::len) }
    };
    assert_eq!(seen("ulf").await, Some(0));
    assert!(seen("ines").await > Some(0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_makes_up_at_its_start_for_the_days_on_which_none_ran() {
    let world = renewed().await;
    let before = notices(&world, "ines", "").await.len();
    // Nothing ran from 10 September 2021 to 20 August 2022.
    let app = world.app_on("2022-08-20");
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.expect("listens");
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let serving = tokio::spawn(symbolon_server::serve(app, listener, async move { drop(stopped.await) }));
    let mut found = Vec::new();
    for _ in 0..200 {
        found = notices(&world, "ines", "").await;
        if found.len() > before {
            break;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    assert_eq!(found[before..], [("2022-08-20".to_owned(), "renewal-upcoming".to_owned())]);
    // The next start on that day finds nothing left to send.
    let again = world.app_on("2022-08-20").send_notices().await.expect("the store works");
    assert_eq!(again, symbolon_store::Sent::default());
    drop(stop);
    serving.await.expect("does not panic").expect("serves");
}

#[test]
fn every_notice_of_the_built_in_programmes_has_its_own_words() {
    for name in ["mpn-2020", "example-isv"] {
        let files = Files::embedded(name).expect("is built in");
        let programme = symbolon_programme::load(&files, 1).unwrap_or_else(|wrong| panic!("{}", wrong.render(false)));
        let windows = programme.programme.windows.values();
        let reminders = windows.flat_map(|window| window.reminders.iter().chain(&window.wind_down_reminders));
        for reminder in reminders {
            for language in Language::ALL {
                assert!(symbolon_text::has_message(*language, &format!("notice-{}", reminder.text)), "{reminder:?}");
            }
        }
    }
}

/// Whoever looks for notices while a sandbox's clock moves waits until the days on the way have had theirs.
#[tokio::test(flavor = "multi_thread")]
async fn notices_that_are_looked_for_while_a_clock_moves_are_those_of_their_days() {
    let world = renewed().await;
    let before = notices(&world, "ines", "").await.len();
    let app = world.app.clone();
    let (done, mut moved) = tokio::sync::oneshot::channel::<()>();
    let watching = tokio::spawn(async move {
        while moved.try_recv() == Err(tokio::sync::oneshot::error::TryRecvError::Empty) {
            app.send_notices().await.expect("the store works");
        }
    });
    world.app.advance_clock(noon("2022-10-05"), "test").await.expect("moves");
    drop(done);
    watching.await.expect("does not panic");
    let days: Vec<_> = notices(&world, "ines", "").await.drain(before..).map(|(on, _)| on).collect();
    assert_eq!(days, ["2022-08-17", "2022-09-02", "2022-09-24", "2022-10-01", "2022-10-02"]);
}
