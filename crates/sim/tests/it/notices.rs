//! Several servers on one database, whose days turn at the same moment: each notice goes once.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use symbolon_sim::rig::client::{Client, request};
use symbolon_sim::rig::process::{Launch, Server};
use symbolon_sim::rig::world::{DESK, World};
use symbolon_sim::support::{Engine, fresh_database};
use symbolon_store::Database;

use crate::support::has_postgres;

const COMPANIES: usize = 40;

#[tokio::test(flavor = "multi_thread")]
async fn three_servers_whose_day_turns_together_send_each_notice_once_on_postgres() {
    if !has_postgres() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let database = fresh_database(Engine::Postgres, folder.path()).await.expect("a database");
    let Database::Postgres(address) = database.clone() else { panic!("on a server") };
    let world = World::make(folder.path(), database, COMPANIES, 0).await.expect("a world");
    let launch = Launch { data: world.data.clone(), database: Some(address), ..Launch::default() };
    let servers = [(); 3].map(|()| Server::start(&launch).expect("a server"));
    // Bought on 1 August 2020: the first notice is due on 17 July 2021. A clock goes only forward, so whoever comes second
    // is refused or finds the day turned; what counts is that all three look.
    let moving = servers.iter().map(|server| {
        let mut client = Client::new(server.address);
        tokio::spawn(async move {
            let body = json!({ "to": "2021-07-18" });
            let move_on = request("POST", "/v1/clocks/clock/advances", DESK, None, &body);
            client.send(&move_on).await.map(|reply| reply.status)
        })
    });
    let mut moved = 0;
    for answer in moving.collect::<Vec<_>>() {
        let status = answer.await.expect("does not panic").expect("an answer");
        assert!([200, 422].contains(&status), "{status}");
        moved += usize::from(status == 200);
    }
    assert!(moved > 0, "nobody moved the clock");
    let mut client = Client::new(servers[1].address);
    let list = request("GET", "/v1/messages?limit=200", DESK, None, &Value::Null);
    let listed = client.send(&list).await.expect("an answer").body;
    let items = listed["items"].as_array().expect("items");
    let once: BTreeSet<_> = items.iter().map(|one| (one["account"].to_string(), one["person"].to_string())).collect();
    // Each company has one person who receives notices.
    assert_eq!((items.len(), once.len()), (COMPANIES, COMPANIES));
    assert!(items.iter().all(|one| one["notice"] == "renewal-upcoming"), "{listed}");
}
