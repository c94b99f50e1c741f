//! Several processes on one database: nobody decides on what was, and a commit that breaks off is done once.

use std::net::SocketAddr;

use serde_json::{Value, json};
use symbolon_domain::command::Command;
use symbolon_sim::rig::client::{Act, Client, Outcome, Reply, request};
use symbolon_sim::rig::process::{Launch, Server};
use symbolon_sim::rig::proxy::{Fate, Proxy};
use symbolon_sim::rig::world::{Company, World, api_token, submission};
use symbolon_sim::support::{Engine, fresh_database};
use symbolon_store::{Database, Grantee, PersonRow, Plain, StoreError};

use crate::support::has_postgres;

/// Two servers, and the test itself as a third process.
struct Shared {
    world: World,
    servers: [Server; 2],
    _folder: tempfile::TempDir,
}

impl Shared {
    async fn start(members: usize) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let database = fresh_database(Engine::Postgres, folder.path()).await.expect("a database");
        let Database::Postgres(address) = database.clone() else { panic!("on a server") };
        let world = World::make(folder.path(), database, members, 0).await.expect("a world");
        let launch = Launch { data: world.data.clone(), database: Some(address), ..Launch::default() };
        let servers = [(); 2].map(|()| Server::start(&launch).expect("a server"));
        Self { world, servers, _folder: folder }
    }

    fn clients(&self) -> [Client; 2] {
        [0, 1].map(|at| Client::new(self.servers[at].address))
    }
}

async fn get(client: &mut Client, bearer: &str, path: &str) -> Reply {
    client.send(&request("GET", path, bearer, None, &Value::Null)).await.expect("an answer")
}

async fn check(client: &mut Client, company: &Company, person: usize) -> Value {
    let body = json!({ "person": company.people[person], "product": "visual-studio-professional" });
    let asked = request("POST", "/v1/entitlement-checks", &company.bearer, None, &body);
    client.send(&asked).await.expect("an answer").body["code"].clone()
}

fn refused(code: &str) -> Outcome {
    Outcome::Refused(code.to_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_one_server_did_every_other_knows_at_once_on_postgres() {
    if !has_postgres() {
        return;
    }
    let shared = Shared::start(8).await;
    let mut clients = shared.clients();
    for (at, company) in shared.world.companies.iter().enumerate() {
        // Each act goes to one server and is looked at through the other, in turns, so that both hold what is now old.
        let mut turn = at;
        let mut turned = || {
            turn += 1;
            [turn % 2, (turn + 1) % 2]
        };
        let (key, machines) = company.key.expect("a key");
        let machines = usize::try_from(machines).expect("few");
        let mut other = at;
        for machine in 0..machines {
            let one;
            [one, other] = turned();
            let act = Act::activate(company, machine, format!("activate-{machine}")).expect("a key");
            assert!(matches!(clients[one].act(&act).await, Outcome::Done(Some(_))));
            // The last one is seen first by somebody who comes too late.
            if machine + 1 < machines {
                let again = clients[other].act(&act.under(format!("again-{machine}"))).await;
                assert!(matches!(again, Outcome::Done(_)), "a machine that is known costs nothing: {again:?}");
                let seen = get(&mut clients[other], &company.bearer, &format!("/v1/keys/{key}/activations")).await;
                assert_eq!(seen.body["used"], json!(machine + 1), "{}", seen.body);
            }
        }
        let late = Act::activate(company, 99, "late".to_owned()).expect("a key");
        assert_eq!(clients[other].act(&late).await, refused("activations-exhausted"));

        let (_, seats) = company.pool.expect("a pool");
        let seats = usize::try_from(seats).expect("few");
        for person in 0..seats {
            let one;
            [one, other] = turned();
            assert_eq!(check(&mut clients[other], company, person).await, "not_assigned");
            let act = Act::assign(company, person, format!("assign-{person}")).expect("a pool");
            assert!(matches!(clients[one].act(&act).await, Outcome::Done(Some(_))));
            if person + 1 < seats {
                let again = clients[other].act(&act.under(format!("twice-{person}"))).await;
                assert!(matches!(again, Outcome::Refused(_)), "{again:?}");
                assert_eq!(check(&mut clients[other], company, person).await, "not_activated");
            }
        }
        let late = Act::assign(company, seats, "late-seat".to_owned()).expect("a pool");
        assert_eq!(clients[other].act(&late).await, refused("seat-none-free"));

        for (at, token) in company.tokens.iter().enumerate() {
            let [one, other] = turned();
            let mut act = Act::redeem(company, at, format!("redeem-{at}")).expect("a token");
            // What one server has previewed, the other does.
            act.preview(&mut clients[other]).await.expect("a preview");
            assert!(matches!(clients[one].act(&act).await, Outcome::Done(Some(_))));
            let again = act.under(format!("redeem-again-{at}"));
            assert_eq!(clients[other].act(&again).await, refused("token-already-redeemed"));
            let seen = get(&mut clients[other], &company.bearer, &format!("/v1/tokens/{token}")).await;
            assert_eq!(seen.body["state"], "redeemed", "{}", seen.body);
            // The same key at the other server has the same answer, and no second effect.
            assert_eq!(clients[other].act(&act).await, Outcome::Done(None));
        }
    }
    let report = shared.world.open().await.expect("opens").verify().await.expect("reads");
    assert_eq!(report.difference, None);
}

/// Tries of each of three ways to take a right away.
const TRIES: usize = 334;

#[tokio::test(flavor = "multi_thread")]
async fn a_right_that_was_taken_away_is_gone_at_the_next_request_everywhere_on_postgres() {
    if !has_postgres() {
        return;
    }
    let shared = Shared::start(1).await;
    let mut clients = shared.clients();
    let store = shared.world.open().await.expect("opens");
    let company = &shared.world.companies[0];
    let people = store.people(Some(company.id)).await.expect("reads");
    let admin = people.iter().find(|person| !person.roles.is_empty()).expect("an admin");
    let write = async |change: Plain| store.write("test", 0, &[change]).await.expect("writes");

    let secrets: Vec<String> = (0..TRIES).map(|at| format!("secret-{at}")).collect();
    let tokens: Vec<_> = secrets.iter().map(|secret| api_token(secret, Grantee::Person(admin.id))).collect();
    store.write("test", 0, &tokens).await.expect("writes");
    for (at, secret) in secrets.iter().enumerate() {
        for client in &mut clients {
            assert_eq!(get(client, secret, "/v1/me").await.status, 200);
        }
        let (hash, name) = (symbolon_server::hash(secret), secret.clone());
        write(Plain::RevokeApiToken { hash, name, at: 1 }).await;
        assert_eq!(get(&mut clients[at % 2], secret, "/v1/me").await.status, 401, "try {at}");
    }

    // The same machine again and again, which costs nothing after the first time.
    let act = |key: String| Act::activate(company, 0, key).expect("a key");
    let without = PersonRow { roles: [].into(), ..admin.clone() };
    for at in 0..TRIES {
        let client = &mut clients[at % 2];
        let held = client.act(&act(format!("held-{at}"))).await;
        assert!(matches!(held, Outcome::Done(_)), "try {at}: {held:?}");
        write(Plain::Person(without.clone())).await;
        assert_eq!(client.act(&act(format!("gone-{at}"))).await, refused("role-missing"), "try {at}");
        write(Plain::Person(admin.clone())).await;
    }

    let left = PersonRow { in_directory: false, ..admin.clone() };
    for at in 0..TRIES {
        let client = &mut clients[at % 2];
        assert_eq!(get(client, &company.bearer, "/v1/me").await.status, 200);
        write(Plain::Person(left.clone())).await;
        assert_eq!(get(client, &company.bearer, "/v1/me").await.status, 401, "try {at}");
        write(Plain::Person(admin.clone())).await;
    }
}

/// The same database through a proxy.
fn through(database: &Database, proxy: &Proxy) -> Database {
    let Database::Postgres(address) = database else { panic!("on a server") };
    let server = host(database).to_string();
    address.replace(&server, &proxy.address.to_string()).parse().expect("an address")
}

fn host(database: &Database) -> SocketAddr {
    let text = database.to_string();
    let server = text.split('@').nth(1).and_then(|rest| rest.split('/').next());
    server.and_then(|server| server.replace("localhost", "127.0.0.1").parse().ok()).expect("a host and a port")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_commit_that_breaks_off_is_done_once_on_postgres() {
    if !has_postgres() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let database = fresh_database(Engine::Postgres, folder.path()).await.expect("a database");
    let proxy = Proxy::start(host(&database)).await.expect("a proxy");
    let world = World::make(folder.path(), through(&database, &proxy), 1, 0).await.expect("a world");
    let store = world.open().await.expect("opens");
    let company = world.companies[0].id;
    for fate in [Fate::Lost, Fate::Unanswered, Fate::Silent] {
        let before = store.ledger(company).await.expect("reads").len();
        let met = proxy.met();
        proxy.next_commit(fate);
        let done = store.submit(submission(company, Command::AddLocation { country: "FR".to_owned() })).await;
        assert_eq!(proxy.met(), met + 1, "{fate:?}");
        assert_eq!(done.expect("settled").answer.status, 201, "{fate:?}");
        assert_eq!(store.ledger(company).await.expect("reads").len(), before + 1, "{fate:?}");
    }

    // While nobody can be asked what became of it, nobody says that it is done or that it is not.
    let before = store.ledger(company).await.expect("reads").len();
    proxy.next_commit(Fate::Last);
    let done = store.submit(submission(company, Command::AddLocation { country: "FR".to_owned() })).await;
    assert!(matches!(done, Err(StoreError::Unknown(_))), "{done:?}");
    proxy.turn_to(host(&database));
    assert_eq!(store.ledger(company).await.expect("reads").len(), before + 1);
    assert_eq!(store.verify().await.expect("reads").difference, None);
}
