//! Whatever is read, from whomever: it is understood or refused, and nothing breaks off (P-15). What is thrown at a parser
//! is something right with a few bytes changed, because pure noise is refused at the first of them.

use std::sync::Arc;
use std::sync::atomic::AtomicI64;

use axum::body::Body;
use axum::http::Request;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestRunner};
use symbolon_domain::access::Role;
use symbolon_domain::fact::Fact;
use symbolon_domain::ids::{AccountId, TokenId};
use symbolon_domain::programme::Money;
use symbolon_programme::Files;
use symbolon_server::clock::Clock;
use symbolon_server::{App, Documents, Server, hash, roster};
use symbolon_sim::support::{entropy, programme};
use symbolon_store::{ApiToken, Database, Grantee, InstanceKind, MasterKey, Options, Plain, Store};
use tower::ServiceExt;

/// Where something is changed, and to what.
type Change = (usize, u8, String);

fn changes() -> impl Strategy<Value = Vec<Change>> {
    let text = prop_oneof!["\\PC{0,6}", "[-=\"'\\[\\]{},;#\n\t0-9]{1,6}", Just("999999999999999999999".to_owned())];
    proptest::collection::vec((any::<usize>(), 0_u8..4, text), 1..5)
}

/// A text with some changes: something put in, put in the place of something, left out, or everything after it.
fn changed(text: &str, changes: &[Change]) -> String {
    let mut text: Vec<char> = text.chars().collect();
    for (at, how, other) in changes {
        let at = at % (text.len() + 1);
        let other = other.chars();
        match how {
            0 => drop(text.splice(at..at, other)),
            1 => drop(text.splice(at..(at + 3).min(text.len()), other)),
            2 => drop(text.drain(at..(at + 8).min(text.len()))),
            _ => text.truncate(at.max(text.len() / 2)),
        }
    }
    text.into_iter().collect()
}

/// The inputs that are thrown at a parser before others, one in a line: those that broke one, and the edges of what it
/// reads. `\n`, `\r`, `\0` and `\ufeff` stand for what no line can hold or nobody would see.
fn corpus(lines: &'static str) -> impl Iterator<Item = String> {
    let spelt = [("\\n", "\n"), ("\\r", "\r"), ("\\0", "\0"), ("\\ufeff", "\u{feff}")];
    lines.lines().map(move |line| spelt.iter().fold(line.to_owned(), |line, (from, to)| line.replace(from, to)))
}

/// Runs a property, with the same cases in every run.
fn runner(cases: u32) -> TestRunner {
    let config = Config { cases, failure_persistence: None, rng_seed: RngSeed::Fixed(15), ..Config::default() };
    TestRunner::new(config)
}

fn is_read_or_refused(files: &Files) {
    match symbolon_programme::load(files, 1) {
        Ok(loaded) => assert!(!loaded.programme.id.is_empty()),
        // What is wrong is said, whatever stands there.
        Err(wrong) => assert!(!wrong.render(false).is_empty()),
    }
}

#[test]
fn programme_files() {
    for name in Files::embedded_names() {
        let files = Files::embedded(&name).expect("it is built in");
        let paths: Vec<String> = files.0.keys().cloned().collect();
        for text in corpus(include_str!("../../data/corpus/programmes.txt")) {
            for path in &paths {
                let mut other = files.clone();
                other.0.insert(path.clone(), text.clone());
                is_read_or_refused(&other);
            }
        }
        let which = proptest::sample::select(paths);
        runner(60)
            .run(&(which, changes()), |(path, changes)| {
                let mut other = files.clone();
                let text = other.0.get_mut(&path).expect("a file");
                *text = changed(text, &changes);
                is_read_or_refused(&other);
                Ok(())
            })
            .expect("every file is read or refused");
    }
}

/// An id that is read is written again as it was, and so is an amount or a fact.
fn id_reads(text: &str) {
    if let Ok(read) = text.parse::<TokenId>() {
        assert_eq!(read.to_string(), text.to_ascii_lowercase());
    }
}

fn money_reads(text: &str) {
    if let Some(money) = Money::parse(text, "EUR") {
        assert_eq!(Money::parse(&money.decimal(), "EUR"), Some(money));
    }
}

fn fact_reads(kind: &str, body: &str) {
    if let Ok(fact) = Fact::read(kind, body) {
        assert_eq!(Fact::read(kind, &fact.body()), Ok(fact));
    }
}

#[test]
fn ids_money_and_facts() {
    corpus(include_str!("../../data/corpus/ids.txt")).for_each(|text| id_reads(&text));
    corpus(include_str!("../../data/corpus/money.txt")).for_each(|text| money_reads(&text));
    for line in corpus(include_str!("../../data/corpus/facts.txt")) {
        let (kind, body) = line.split_once(' ').expect("a kind and a body");
        fact_reads(kind, body);
    }
    let token = symbolon_domain::ids::Minter::new(1_600_000_000_000, 7).token();
    let bodies = [
        ("token_redeemed", r#"{"redemption":"red_0","token":"tok_0","seats":5,"mode":"new"}"#),
        ("membership_closed", r#"{"membership":"mem_0","why":"lapsed","last_day":"2021-01-01"}"#),
        ("account_opened", r#"{"number":1000001,"country":"FR"}"#),
    ];
    runner(2_000)
        .run(&(changes(), 0_usize..bodies.len()), |(changes, which)| {
            id_reads(&changed(&token.to_string(), &changes));
            money_reads(&changed("12500.00", &changes));
            let (kind, body) = bodies[which];
            fact_reads(kind, &changed(body, &changes));
            Ok(())
        })
        .expect("it is read or refused");
}

/// Each line of a list of people that is not blank is kept: it names the columns, somebody, or what is missing.
fn list_reads(text: &str) {
    let read = roster::read(text);
    let spoken = |line: &&str| line.chars().any(|letter| letter.is_alphanumeric() || letter == '@');
    let lines = text.split(['\n', '\r']).filter(spoken);
    let kept: Vec<&str> =
        read.header.iter().map(String::as_str).chain(read.lines.iter().map(|line| line.text.as_str())).collect();
    for line in lines {
        assert!(kept.contains(&line.trim_start_matches('\u{feff}')), "{line:?} of {text:?}");
    }
    let again = roster::read(&read.text(&read.lines));
    let people = |read: &roster::Roster| read.lines.iter().map(|line| line.read.clone()).collect::<Vec<_>>();
    assert_eq!(people(&again), people(&read), "{text:?}");
}

#[test]
fn lists_of_people() {
    corpus(include_str!("../../data/corpus/people.txt")).for_each(|text| list_reads(&text));
    let lists = [
        "Anne-Marie Lévêque <anne@lumen.example>\r\nleo@lumen.example\n\"Gérard, l’aîné\" <gerard@lumen.example>\n",
        "Nom;Prénom;Courriel;Pays\nDe La Tour;Anne;anne@lumen.example;BE\n;;;\nPetit;Léo;;\n",
    ];
    let bytes = proptest::collection::vec(any::<u8>(), 0..60);
    runner(2_000)
        .run(&(changes(), 0..lists.len(), bytes), |(changes, which, bytes)| {
            list_reads(&changed(lists[which], &changes));
            list_reads(&roster::decode(&bytes));
            list_reads(&roster::decode(&[lists[which].as_bytes(), &bytes].concat()));
            Ok(())
        })
        .expect("every line is kept");
}

async fn server() -> (Server, tempfile::TempDir) {
    let folder = tempfile::tempdir().expect("a folder");
    let (files, programmes) = programme("mpn-2020").expect("a programme");
    let master_key = MasterKey::ephemeral(&entropy(5));
    let options = Options {
        database: Database::File(folder.path().join("symbolon.db")),
        kind: InstanceKind::Sandbox,
        master_key: master_key.clone(),
        entropy: entropy(9),
        build: "test",
        group_commit: true,
    };
    let store = Store::open(options, programmes, &files).await.expect("opens");
    let roles = [Role::ProgrammeManager, Role::SupportAgent].into();
    let grantee = Grantee::Service { account: None, roles };
    let token =
        ApiToken { hash: hash("vendor"), name: "vendor".to_owned(), grantee, expires_at: i64::MAX, revoked_at: None };
    store.write("test", 0, &[Plain::ApiToken(token)]).await.expect("a token");
    let clock = Clock::Sandbox(Arc::new(AtomicI64::new(1_620_000_000_000_000)));
    let app = App::new(store, Documents::in_memory(), clock, &master_key, entropy(21)).expect("an app");
    (Server::new(app), folder)
}

/// Bytes as a part of an address may have them.
fn escaped(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"=&?-_.".contains(&byte);
    let one = |byte: u8| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02x}") };
    text.bytes().map(one).collect()
}

fn status(runtime: &tokio::runtime::Runtime, server: &Server, request: Request<Body>) -> u16 {
    runtime.block_on(server.clone().oneshot(request)).expect("an answer").status().as_u16()
}

#[test]
fn queries_cursors_headers_and_tables() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let (server, _folder) = runtime.block_on(server());
    let account = AccountId::from_bits(0x0190_0000_0000_7000_8000_0000_0000_0001).to_string();
    let queries = [
        ("/v1/accounts", "q=company&limit=5&cursor=YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXoxMjM0NTY3ODkw".to_owned()),
        ("/v1/memberships", format!("account={account}&state=active&renew_to.gte=2021-01-01&as_of=2021-05-01")),
        ("/v1/tokens", format!("account={account}&limit=200&as_of=2021-05-01T10:00:00Z")),
        ("/v1/keys", format!("account={account}&as_of=2021-05-01")),
        ("/v1/subscriptions", format!("account={account}&limit=1&cursor=YWJj")),
        ("/v1/profile-checks", "state=pending&limit=3".to_owned()),
        ("/v1/messages", format!("account={account}&person=per_0&limit=2")),
        ("/v1/replacement-requests", "state=open&limit=2".to_owned()),
        ("/", "as_of=2021-05-01&lang=fr".to_owned()),
    ];
    let headers = [
        ("authorization", "Bearer vendor"),
        ("accept-language", "fr-CA, fr;q=0.9, en;q=0.8, *;q=0.1"),
        ("idempotency-key", "key-1"),
        ("if-none-match", "W/\"abc\", \"def\""),
        ("cookie", "session=abc; csrf=def"),
        ("content-type", "application/json; charset=utf-8"),
        ("accept", "text/html;q=0.8, application/json"),
        ("host", "partners.example.test:8080"),
    ];
    let ask = |uri: String| {
        let request = Request::get(&uri).header("authorization", "Bearer vendor");
        let found = status(&runtime, &server, request.body(Body::empty()).expect("a request"));
        assert!(found < 500, "{uri}: {found}");
    };
    let ask_with = |name: &str, value: &str| {
        let Ok(value) = axum::http::HeaderValue::from_bytes(value.as_bytes()) else { return };
        let shown = format!("{name}: {value:?}");
        let request = Request::get("/v1/accounts?limit=2").header(name, value);
        let found = status(&runtime, &server, request.body(Body::empty()).expect("a request"));
        assert!(found < 500, "{shown}: {found}");
    };
    for line in corpus(include_str!("../../data/corpus/queries.txt")) {
        ask(line.replacen(' ', "?", 1));
    }
    for line in corpus(include_str!("../../data/corpus/headers.txt")) {
        let (name, value) = line.split_once(": ").expect("a name and a value");
        ask_with(name, value);
    }
    runner(600)
        .run(&(0..queries.len(), 0..headers.len(), changes()), |(query, header, changes)| {
            let (path, query) = &queries[query];
            ask(format!("{path}?{}", escaped(&changed(query, &changes))));
            let (name, value) = headers[header];
            ask_with(name, &changed(value, &changes));
            Ok(())
        })
        .expect("it is read or refused");

    let table =
        "account,dated,metric,amount\n1000001,2021-04-01,azure-consumption,12500.00\n1000001,2021-04-02,x,\"1,0\"\n";
    let import = |body: String| {
        let request = Request::post("/v1/evidence-imports")
            .header("authorization", "Bearer vendor")
            .header("content-type", "application/json")
            .header("idempotency-key", hash(&body));
        let found = status(&runtime, &server, request.body(Body::from(body.clone())).expect("a request"));
        assert!(found < 500, "{body}: {found}");
    };
    let sent = |table: &str| serde_json::json!({ "csv": table, "source": "feed" }).to_string();
    corpus(include_str!("../../data/corpus/tables.txt")).for_each(|table| import(sent(&table)));
    runner(300)
        .run(&(changes(), any::<bool>()), |(changes, inside)| {
            import(match inside {
                true => sent(&changed(table, &changes)),
                false => changed(&sent(table), &changes),
            });
            Ok(())
        })
        .expect("it is read or refused");
}
