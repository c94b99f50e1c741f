//! Mail that leaves, to a mail server that takes, refuses, hangs or goes away as the test wants it.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use symbolon_domain::command::Command;
use symbolon_domain::programme::Language;
use symbolon_domain::ticket::TicketReason;
use symbolon_server::{App, Delivered, Mail, MailSettings};
use symbolon_store::{AuditFilter, NewTicket, Opening, Page, PersonRow, Plain};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

use crate::support::*;

/// What the mail server does with the next mail.
#[derive(Debug, Clone, Copy)]
enum Does {
    /// Answers to whom it goes with this.
    Refuses(&'static str),
    /// Takes it and says nothing.
    Hangs,
    /// Takes it and goes away.
    Cuts,
}

/// A mail server: it takes every mail but those of which it was told otherwise.
#[derive(Clone)]
struct Sink {
    address: String,
    taken: Arc<Mutex<Vec<String>>>,
    next: Arc<Mutex<VecDeque<Does>>>,
}

/// A password that stands nowhere else.
const PASSWORD: &str = "correct-horse-canary";

impl Sink {
    async fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("binds");
        let address = listener.local_addr().expect("an address").to_string();
        let sink = Self { address, taken: Arc::default(), next: Arc::default() };
        let serving = sink.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let sink = serving.clone();
                // A client that goes away is the test's wish.
                tokio::spawn(async move { drop(sink.speak(stream).await) });
            }
        });
        sink
    }

    async fn speak(self, stream: TcpStream) -> std::io::Result<()> {
        let mut stream = BufReader::new(stream);
        stream.write_all(b"220 sink\r\n").await?;
        loop {
            let mut line = String::new();
            if stream.read_line(&mut line).await? == 0 {
                return Ok(());
            }
            let refused = || match self.next.lock().expect("works").front() {
                Some(Does::Refuses(answer)) => Some(*answer),
                _ => None,
            };
            let answer = match line.get(..4).unwrap_or_default() {
                "EHLO" => "250-sink\r\n250 AUTH PLAIN",
                "AUTH" => "235 in",
                "RCPT" => match refused() {
                    Some(answer) => {
                        self.next.lock().expect("works").pop_front();
                        answer
                    }
                    None => "250 ok",
                },
                "DATA" => {
                    stream.write_all(b"354 go on\r\n").await?;
                    let mut mail = String::new();
                    while !mail.ends_with("\r\n.\r\n") {
                        stream.read_line(&mut mail).await?;
                    }
                    self.taken.lock().expect("works").push(mail);
                    let does = self.next.lock().expect("works").pop_front();
                    match does {
                        Some(Does::Hangs) => std::future::pending().await,
                        Some(Does::Cuts) => return Ok(()),
                        _ => "250 taken",
                    }
                }
                "QUIT" => "221 bye",
                _ => "250 ok",
            };
            stream.write_all(format!("{answer}\r\n").as_bytes()).await?;
        }
    }

    fn mail(&self) -> Mail {
        let server = format!("smtp://robot@{}", self.address);
        let public_url = "https://partners.example/".parse().expect("an address");
        let from = Some("Programme <noreply@vendor.example>");
        Mail::read(MailSettings { server: &server, from, password: Some(PASSWORD), public_url: Some(&public_url) })
            .expect("is right")
    }

    fn will(&self, does: Does) {
        self.next.lock().expect("works").push_back(does);
    }

    /// The mails that were taken, as they came.
    fn taken(&self) -> Vec<String> {
        self.taken.lock().expect("works").clone()
    }
}

/// A live world whose messages leave from now on, and where they go.
async fn world() -> (World, Sink) {
    let (world, sink) = (World::live().await, Sink::new().await);
    world.app.set_mail(sink.mail());
    assert_eq!(sent(&world.app).await, 0, "whoever was told before is not told again");
    (world, sink)
}

async fn sent(app: &App) -> u64 {
    app.deliver().await.expect("the store works").sent
}

/// The same installation on another day.
fn on(world: &World, sink: &Sink, day: &str) -> App {
    let app = world.app_on(day);
    app.set_mail(sink.mail());
    app
}

/// Gives a seat to somebody of the first company, of which they are told.
async fn give_seat(world: &World, who: &str) -> Value {
    let path = format!("/v1/seat-pools/{}/assignments", world.lumen.pool);
    let given = world.post("pia", &path, json!({ "person": person(who) })).await;
    assert_eq!(given.status, 201, "{}", given.text);
    given.json()["id"].clone()
}

/// Opens tickets, of each of which whoever opens it is told.
async fn open_tickets(world: &World, count: u128) {
    for number in 0..count {
        let new = NewTicket {
            id: symbolon_domain::ids::TicketId::from_bits(number + 1),
            account: world.lumen.id,
            reason: TicketReason::LateOverride,
            subject: Some(world.lumen.membership.to_string()),
            opened_by: person("ines"),
            body: "Nous avons manqué la fenêtre.".to_owned(),
            attached: String::new(),
            once: None,
        };
        let day = TODAY.parse().expect("a day");
        world.app.store().open_ticket(new, day, noon(TODAY)).await.expect("works");
    }
}

async fn change(world: &World, who: &str, change: impl FnOnce(PersonRow) -> PersonRow) {
    let row = world.app.store().person(person(who)).await.expect("reads").expect("is there");
    world.app.store().write("test", noon(TODAY), &[Plain::Person(change(row))]).await.expect("writes");
}

/// What is known of the mail of somebody's newest message.
async fn delivery(world: &World, who: &str) -> Value {
    let path = format!("/v1/messages?person={}&limit=200", person(who));
    let list = world.get("sam", &path).await.json();
    list["items"].as_array().and_then(|items| items.last()).expect("a message")["delivery"].clone()
}

/// A header of a mail, with what goes on in further lines.
fn header(mail: &str, name: &str) -> String {
    let head = mail.split("\r\n\r\n").next().unwrap_or_default().replace("\r\n ", " ");
    let found = head.split("\r\n").filter_map(|line| line.strip_prefix(&format!("{name}: "))).collect::<Vec<_>>();
    assert_eq!(found.len(), 1, "{name} in {head}");
    let (mut text, mut was_encoded) = (String::new(), true);
    for word in found[0].split(' ') {
        let encoded = word.strip_prefix("=?utf-8?b?").map(|word| STANDARD.decode(word.trim_end_matches("?=")));
        // A blank between two encoded words is none.
        if !(was_encoded && (encoded.is_some() || text.is_empty())) {
            text.push(' ');
        }
        was_encoded = encoded.is_some();
        match encoded {
            Some(bytes) => text.push_str(&String::from_utf8(bytes.expect("base64")).expect("a text")),
            None => text.push_str(word),
        }
    }
    text
}

/// The words of a mail, without what carries them.
fn words(mail: &str) -> String {
    let mail = mail.replace("=\r\n", "");
    let mut bytes = Vec::new();
    let mut rest = mail.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hex = after.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        match hex.and_then(|two| u8::from_str_radix(two, 16).ok()).filter(|_| *first == b'=') {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[tokio::test]
async fn each_message_is_one_mail_in_the_language_of_whom_it_goes_to() {
    let (world, sink) = world().await;
    change(&world, "ulf", |row| PersonRow { language: Language::En, ..row }).await;
    give_seat(&world, "emil").await;
    give_seat(&world, "ulf").await;
    assert_eq!(delivery(&world, "emil").await["state"], "waiting");
    assert_eq!(sent(&world.app).await, 2);
    assert_eq!(sent(&world.app).await, 0);
    let [fr, en] = <[String; 2]>::try_from(sink.taken()).expect("two mails");
    assert_eq!(header(&fr, "To"), "Emil <emil@example.org>");
    assert_eq!(header(&fr, "From"), "Programme <noreply@vendor.example>");
    assert_eq!(header(&fr, "Subject"), "Poste attribué – lumen");
    assert_eq!(header(&en, "Subject"), "Seat assigned – lumen");
    assert_eq!(header(&fr, "Auto-Submitted"), "auto-generated");
    assert_eq!((header(&fr, "Content-Language"), header(&en, "Content-Language")), ("fr".into(), "en".into()));
    assert!(header(&fr, "Message-ID").starts_with("<msg_") && header(&fr, "Message-ID").ends_with("@vendor.example>"));
    assert_ne!(header(&fr, "Message-ID"), header(&en, "Message-ID"));
    assert!(header(&fr, "References").starts_with("<asg_"), "{}", header(&fr, "References"));
    let link = format!("https://partners.example/p/{}", world.lumen.number);
    for (mail, says) in [(&fr, "Vous recevez ce message parce que"), (&en, "You receive this message because")] {
        let words = words(mail);
        assert_eq!(words.matches(says).count(), 2, "as text and as a page: {words}");
        assert_eq!(words.matches(&link).count(), 3, "{words}");
        assert!(header(mail, "Content-Type").starts_with("multipart/alternative"), "{mail}");
    }
    let known = delivery(&world, "emil").await;
    assert_eq!((&known["state"], &known["attempts"], &known["cause"]), (&json!("sent"), &json!(1), &json!(null)));
    assert_eq!(known["settled_at"], format!("{TODAY}T12:00:00Z"));
    let notices = world.get("sam", &format!("/v1/accounts/{}/notices?limit=200", world.lumen.id)).await.json();
    let told = notices["items"].as_array().expect("notices").iter().find(|notice| notice["sent_on"] == TODAY);
    assert_eq!(told.expect("was told")["recipients"][0]["delivery"]["state"], "sent");
    // Who was told before mail was switched on finds it on the pages.
    let before = world.get("ines", "/v1/me/messages").await.json();
    assert_eq!(
        (&before["items"][0]["notice"], &before["items"][0]["delivery"]),
        (&json!("seat-assigned"), &json!(null))
    );
}

#[tokio::test]
async fn what_is_refused_for_now_is_tried_again_as_the_same_mail() {
    let (world, sink) = world().await;
    give_seat(&world, "emil").await;
    sink.will(Does::Refuses("451 4.2.0 <emil@example.org> is busy"));
    assert_eq!(sent(&world.app).await, 0);
    let known = delivery(&world, "emil").await;
    // What the server said may repeat an address.
    assert_eq!((&known["state"], &known["cause"]), (&json!("waiting"), &json!("451 4.2.0")));
    assert_eq!(sent(&world.app).await, 0, "not at once");
    assert_eq!(sent(&on(&world, &sink, "2020-09-11")).await, 1);
    assert_eq!(delivery(&world, "emil").await["attempts"], 2);
    assert_eq!(sink.taken().len(), 1);
}

#[tokio::test]
async fn what_is_refused_for_good_has_failed_and_the_others_are_sent() {
    let (world, sink) = world().await;
    give_seat(&world, "emil").await;
    give_seat(&world, "ulf").await;
    sink.will(Does::Refuses("550 5.1.1 nobody of that name"));
    assert_eq!(sent(&world.app).await, 1);
    let known = delivery(&world, "emil").await;
    assert_eq!((&known["state"], &known["cause"]), (&json!("failed"), &json!("550 5.1.1")));
    assert_eq!(delivery(&world, "ulf").await["state"], "sent");
    assert_eq!(sent(&on(&world, &sink, "2020-09-12")).await, 0);
}

#[tokio::test]
async fn a_mail_server_that_goes_away_or_is_not_there_costs_nothing() {
    let (world, sink) = world().await;
    give_seat(&world, "emil").await;
    sink.will(Does::Cuts);
    // With one mail alone, nobody knows whether it is about that mail.
    assert_eq!(world.app.deliver().await.expect("the store works"), Delivered::default());
    assert_eq!(delivery(&world, "emil").await["cause"], "connection");
    let nowhere = Sink { address: "127.0.0.1:1".to_owned(), ..sink.clone() };
    let away = on(&world, &nowhere, "2020-09-11").deliver().await.expect("the store works");
    assert_eq!((away.sent, away.trouble.map(|trouble| trouble.cause)), (0, Some("connection".to_owned())));
    assert_eq!(sent(&on(&world, &sink, "2020-09-12")).await, 1);
    let taken = sink.taken();
    assert_eq!(header(&taken[0], "Message-ID"), header(&taken[1], "Message-ID"));
}

#[tokio::test]
async fn a_mail_with_which_the_connection_is_lost_takes_no_other_one_with_it() {
    let (world, sink) = world().await;
    give_seat(&world, "emil").await;
    give_seat(&world, "ulf").await;
    sink.will(Does::Refuses("421 4.7.0 too many for him"));
    assert_eq!(sent(&world.app).await, 1);
    let known = delivery(&world, "emil").await;
    let expected = (&json!("waiting"), &json!(1), &json!("421 4.7.0"));
    assert_eq!((&known["state"], &known["attempts"], &known["cause"]), expected);
    // Twice in a row it is not about a mail any more: the others are not tried, and that costs them nothing.
    open_tickets(&world, 3).await;
    for _ in 0..2 {
        sink.will(Does::Refuses("421 4.3.0 closing"));
    }
    let lost = world.app.deliver().await.expect("the store works");
    assert_eq!((lost.sent, lost.trouble.map(|trouble| trouble.cause)), (0, Some("421 4.3.0".to_owned())));
    assert_eq!(delivery(&world, "ines").await["attempts"], 0);
    assert_eq!(sent(&on(&world, &sink, "2020-09-11")).await, 4);
}

#[tokio::test]
async fn those_whose_mail_has_failed_are_found() {
    let (world, sink) = world().await;
    give_seat(&world, "emil").await;
    give_seat(&world, "ulf").await;
    sink.will(Does::Refuses("550 5.1.1 nobody of that name"));
    assert_eq!(sent(&world.app).await, 1);
    let list = world.get("sam", "/v1/messages?delivery=failed").await.json();
    let items = list["items"].as_array().expect("a list");
    assert_eq!((items.len(), &items[0]["person"]), (1, &json!(person("emil"))));
    assert_eq!(world.get("sam", "/v1/messages?delivery=lost").await.status, 422);
    let sam = world.browse("sam", "fr").await;
    let page = sam.page("/outbox?delivery=failed").await;
    assert!(page.contains("550 5.1.1") && !page.contains("Ulf"), "{page}");
    assert!(sam.page("/outbox").await.contains("/outbox?delivery=failed"));
}

#[tokio::test]
async fn what_was_done_meanwhile_is_not_asked_for() {
    let (world, sink) = world().await;
    let seat = give_seat(&world, "emil").await;
    let path = format!("/v1/assignments/{}/activations", seat.as_str().expect("an id"));
    assert_eq!(world.post("emil", &path, json!({})).await.status, 201);
    open_tickets(&world, 1).await;
    let ticket = symbolon_domain::ids::TicketId::from_bits(1);
    let act = async |who: &str, act: &str| {
        let text = (act != "take").then_some("Quelle facture\u{a0}?");
        let body = json!({ "act": act, "text": text });
        let done = world.post(who, &format!("/v1/tickets/{ticket}/entries"), body).await;
        assert!(done.status.is_success(), "{act} {}", done.text);
    };
    act("sam", "take").await;
    act("sam", "ask").await;
    act("ines", "reply").await;
    // That the ticket was opened is news, and that it waits for an answer is not so any more.
    assert_eq!(sent(&world.app).await, 1);
    act("sam", "ask").await;
    assert_eq!(sent(&world.app).await, 1);
    assert!(words(&sink.taken()[1]).contains("Quelle facture"), "{}", sink.taken()[1]);
    assert_eq!(delivery(&world, "emil").await["state"], "skipped");
}

#[tokio::test]
async fn what_was_sent_and_not_written_down_is_sent_again_as_the_same_mail() {
    let (world, sink) = world().await;
    give_seat(&world, "emil").await;
    sink.will(Does::Hangs);
    let app = world.app.clone();
    let sending = tokio::spawn(async move { app.deliver().await.map(drop) });
    while sink.taken().is_empty() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    sending.abort();
    assert!(sending.await.is_err_and(|ended| ended.is_cancelled()));
    assert_eq!(sent(&world.app).await, 0, "whoever has it may still be sending it");
    assert_eq!(sent(&on(&world, &sink, "2020-09-11")).await, 1);
    let taken = sink.taken();
    assert_eq!(taken.len(), 2);
    assert_eq!(header(&taken[0], "Message-ID"), header(&taken[1], "Message-ID"));
}

#[tokio::test]
async fn two_that_send_at_the_same_time_send_each_mail_once() {
    let (world, sink) = world().await;
    open_tickets(&world, 4).await;
    let other = on(&world, &sink, TODAY);
    let (one, two) = tokio::join!(world.app.deliver(), other.deliver());
    assert_eq!(one.expect("works").sent + two.expect("works").sent, 4);
    assert_eq!(sink.taken().len(), 4);
}

#[tokio::test]
async fn nothing_leaves_a_sandbox() {
    let (world, sink) = (World::new().await, Sink::new().await);
    world.app.set_mail(sink.mail());
    give_seat(&world, "emil").await;
    assert_eq!(sent(&world.app).await, 0);
    assert_eq!((delivery(&world, "emil").await["state"].clone(), sink.taken().len()), (json!("captured"), 0));
}

#[tokio::test]
async fn who_has_left_and_what_was_overtaken_get_no_mail() {
    let (world, sink) = world().await;
    give_seat(&world, "emil").await;
    change(&world, "emil", |row| PersonRow { in_directory: false, ..row }).await;
    assert_eq!(sent(&world.app).await, 0);
    assert_eq!(delivery(&world, "emil").await["state"], "skipped");
    // The mail server was away from one notice of a year to the next.
    let first = on(&world, &sink, "2021-09-02");
    first.send_notices().await.expect("the store works");
    let nowhere = on(&world, &Sink { address: "127.0.0.1:1".to_owned(), ..sink.clone() }, "2021-09-02");
    assert!(nowhere.deliver().await.expect("the store works").trouble.is_some());
    let second = on(&world, &sink, "2021-09-24");
    second.send_notices().await.expect("the store works");
    // Two roles of one company, one of the other.
    assert_eq!(sent(&second).await, 3);
    for mail in sink.taken() {
        assert!(header(&mail, "Subject").contains("octobre"), "{}", header(&mail, "Subject"));
        assert!(words(&mail).contains("https://partners.example/p/") && words(&mail).contains("/renew"));
        assert!(header(&mail, "References").starts_with("<mem_"));
    }
    let known = world.app.store().notices(world.lumen.id).await.expect("reads");
    let overtaken = known.iter().find(|(sent, _)| sent.notice == "renewal-open").expect("was sent");
    let states: Vec<_> =
        overtaken.1.iter().filter_map(|message| Some(message.delivery.as_ref()?.state.code())).collect();
    assert_eq!(states, ["skipped", "skipped"]);
}

#[tokio::test]
async fn what_can_no_more_be_done_is_not_asked_for() {
    let (world, sink) = world().await;
    let seat = give_seat(&world, "emil").await;
    let back = world.delete("pia", &format!("/v1/assignments/{}", seat.as_str().expect("an id"))).await;
    assert_eq!(back.status, 200, "{}", back.text);
    let id = world.lumen.id;
    let of_lumen = |part: &str| format!("/v1/accounts/{id}/{part}");
    let stated = json!({ "competency": "devops", "level": "silver", "until": "2030-12-31", "reason": "As agreed." });
    assert_eq!(world.post("sam", &of_lumen("attainments"), stated).await.status, 201);
    let placed = world.post("ines", &of_lumen("orders"), json!({ "offer": "silver", "method": "transfer" })).await;
    assert_eq!(placed.status, 201, "{}", placed.text);
    let store = world.app.store();
    let folded = store.folded(id).await.expect("reads").expect("was opened");
    let placed = folded.account.orders.values().next().expect("was placed").placed.clone();
    let (order, amount, reference) = (Some(placed.order), placed.total, "W-1".to_owned());
    let pay = Command::RecordPayment { order, amount, reference, received_on: None };
    allowed(store, id, &vendor(), TODAY, pay).await;
    // It was placed and paid before the mail server came to it, so that it is paid and does not wait for money.
    assert_eq!(sent(&world.app).await, 2);
    for mail in sink.taken() {
        assert!(header(&mail, "References").contains(&placed.order.to_string()), "{mail}");
        assert!(words(&mail).contains(&format!("/orders/{}", placed.order)));
    }
    let notices = store.notices(id).await.expect("reads");
    let state = |notice: &str| {
        let (_, messages) = notices.iter().find(|(sent, _)| sent.notice == notice).expect("was told");
        messages.iter().filter_map(|message| Some(message.delivery.as_ref()?.state.code())).collect::<Vec<_>>()
    };
    assert_eq!((state("order-received"), state("order-paid")), (vec!["skipped"; 2], vec!["sent"; 2]));
    assert_eq!(delivery(&world, "emil").await["state"], "skipped");
}

#[tokio::test]
async fn a_person_gets_twenty_mails_in_a_day_and_the_next_one_on_the_next_day() {
    let (world, sink) = world().await;
    open_tickets(&world, 21).await;
    assert_eq!(sent(&world.app).await, 20);
    let next = on(&world, &sink, "2020-09-11");
    assert_eq!((sent(&next).await, sent(&next).await), (1, 0));
}

#[tokio::test]
async fn names_put_nothing_into_a_header() {
    let (world, sink) = world().await;
    let name = "Emil\r\nBcc: eve@evil.example\u{2028}X: y\u{202e}".to_owned();
    change(&world, "emil", |row| PersonRow { name, ..row }).await;
    let name = "lumen\r\nBcc: eve@evil.example".to_owned();
    let profile = Plain::Profile { account: world.lumen.id, name };
    world.app.store().write("test", noon(TODAY), &[profile]).await.expect("writes");
    give_seat(&world, "emil").await;
    assert_eq!(sent(&world.app).await, 1);
    let mail = sink.taken().pop().expect("a mail");
    let head = mail.split("\r\n\r\n").next().expect("a head");
    assert!(!head.lines().any(|line| line.starts_with("Bcc") || line.starts_with("X:")), "{head}");
    assert!(header(&mail, "Subject").contains("lumen Bcc: eve@evil.example"), "{}", header(&mail, "Subject"));
    assert!(header(&mail, "To").ends_with("<emil@example.org>"), "{}", header(&mail, "To"));
    assert!(words(&mail).contains("<p>"), "the page is there");
}

#[tokio::test]
async fn no_code_no_key_and_no_password_is_in_any_mail() {
    let (world, sink) = world().await;
    let body = json!({ "tenant_id": world.lumen.tenant, "mode": "new" });
    let redeemed = world.post_previewed("ines", &format!("/v1/tokens/{}/redemptions", world.lumen.token), body).await;
    assert_eq!(redeemed.status, 201, "{}", redeemed.text);
    let revealed = world.post_previewed("ines", &format!("/v1/keys/{}/reveals", world.lumen.key), json!({})).await;
    assert_eq!(revealed.status, 201, "{}", revealed.text);
    give_seat(&world, "emil").await;
    let later = on(&world, &sink, "2021-09-02");
    assert_eq!(sent(&world.app).await, 1);
    later.send_notices().await.expect("the store works");
    assert!(sent(&later).await > 0);
    let key = revealed.json()["key"].as_str().expect("a key").to_owned();
    let said = sink.taken().iter().map(|mail| words(mail)).collect::<String>();
    let bare = |text: &str| text.replace('-', "").to_lowercase();
    for secret in [key.as_str(), PASSWORD, &STANDARD.encode(PASSWORD), &bearer("ines")] {
        assert!(!bare(&said).contains(&bare(secret)), "a secret is in a mail");
    }
    assert!(!format!("{:?}", sink.mail()).contains(PASSWORD));
    // The search finds what is there.
    assert!(bare(&said).contains(&bare("Vous recevez ce message")));
}

#[tokio::test]
async fn a_server_stops_at_once_while_a_mail_server_hangs() {
    let (world, sink) = world().await;
    give_seat(&world, "emil").await;
    sink.will(Does::Hangs);
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("binds");
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let serving = tokio::spawn(symbolon_server::serve(world.app.clone(), listener, async move { drop(stopped.await) }));
    while sink.taken().is_empty() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    // Requests are answered meanwhile.
    assert_eq!(delivery(&world, "emil").await["state"], "waiting");
    drop(stop);
    let ended = tokio::time::timeout(Duration::from_secs(5), serving).await.expect("it stops");
    ended.expect("does not panic").expect("serves");
}

impl World {
    /// What somebody sees who is signed out.
    async fn stranger(&self, path: &str) -> Reply {
        let request = axum::http::Request::get(path).header("host", "partners.example");
        self.send(request.body(axum::body::Body::empty()).expect("a request")).await
    }
}

/// The address of the link in a mail.
fn link_in(mail: &str) -> String {
    let text = mail.replace("=\r\n", "");
    let at = text.find("https://partners.example/enter/").expect("a link");
    let link: String = text[at..].chars().take_while(|letter| !letter.is_whitespace() && *letter != '"').collect();
    link.trim_start_matches("https://partners.example").to_owned()
}

#[tokio::test]
async fn whoever_asks_for_a_link_gets_one_by_mail_and_comes_in_by_it_once() {
    let (world, sink) = world().await;
    let page = world.stranger("/").await;
    assert!(page.text.contains("action=\"/sign-in\""), "{}", page.text);
    let ask = async |address: &str| world.form("/sign-in", "", &[("email", address)]).await;
    let known = ask("ines@example.org").await;
    let unknown = ask("nobody@example.org").await;
    assert_eq!((known.status.as_u16(), &known.text), (200, &unknown.text), "it says nothing about who is known");
    let names = |reply: &Reply| reply.headers.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&known), names(&unknown));
    let wrong = ask("nobody").await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.text.contains("aria-invalid=\"true\""), "{}", wrong.text);
    for _ in 0..500 {
        if !sink.taken().is_empty() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let [mail] = &sink.taken()[..] else { panic!("one mail: {:#?}", sink.taken()) };
    assert!(mail.contains("ines@example.org") && mail.contains("Auto-Submitted: auto-generated"), "{mail}");
    let link = link_in(mail);
    assert_eq!(world.stranger(&link).await.status, 200, "looking at it uses nothing");
    let entered = world.form(&link, "", &[]).await;
    assert_eq!((entered.status.as_u16(), entered.header("location")), (303, "/"), "{}", entered.text);
    assert_eq!(world.form(&link, "", &[]).await.status, 410, "it works once");
    let log = world.app.store().audit(&AuditFilter::default(), &Page { limit: 10, after: None }).await.expect("reads");
    let made = log.iter().find(|entry| entry.act == symbolon_domain::audit::AuditAct::EnterLink).expect("an entry");
    assert_eq!((made.actor.as_str(), made.object.clone()), ("sign-in", Some(person("ines").to_string())));
}

#[tokio::test]
async fn links_are_few_short_and_for_people_of_a_directory() {
    let (world, sink) = world().await;
    for _ in 0..5 {
        world.app.mail_links("INES@Example.org").await.expect("works");
    }
    assert_eq!(sink.taken().len(), 3, "nobody fills another one’s mailbox");
    let (late, minutes) = (link_in(&sink.taken()[0]), |count: i64| noon(TODAY) + count * 60_000_000);
    let opening = |link: &str| Opening {
        link: symbolon_server::hash(link.trim_start_matches("/enter/")),
        hash: "h".to_owned(),
        csrf: "c".to_owned(),
        expires_at: minutes(60),
        left: None,
    };
    let store = world.app.store();
    assert_eq!(store.enter(opening(&late), minutes(16)).await.expect("works"), None);
    assert_eq!(store.enter(opening(&late), minutes(15)).await.expect("works"), Some(person("ines")));
    let later = on(&world, &sink, "2020-09-11");
    assert_eq!(later.mail_links("ines@example.org").await.expect("works"), 1, "those of yesterday count no more");
    let mut emil = world.app.store().person(person("emil")).await.expect("reads").expect("is known");
    emil.in_directory = false;
    world.app.store().write("test", noon(TODAY), &[Plain::Person(emil)]).await.expect("writes");
    assert_eq!(world.app.mail_links("emil@example.org").await.expect("works"), 0);
    assert_eq!(world.app.mail_links("sam@example.org").await.expect("works"), 1, "the vendor’s people too");
    // Where no mail leaves there is no form, and nothing behind it.
    let without = World::new().await;
    assert!(!without.stranger("/").await.text.contains("/sign-in"));
    assert_eq!(without.form("/sign-in", "", &[("email", "ines@example.org")]).await.status, 404);
}
