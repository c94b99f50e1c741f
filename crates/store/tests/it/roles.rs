//! A role with no more rights than docs/OPERATING.md grants is enough to serve, and cannot change what was recorded.

use std::collections::BTreeSet;

use sqlx::{AssertSqlSafe, Connection};
use symbolon_domain::access::{IdentityKind, Role};
use symbolon_domain::command::{Command, KeyRef};
use symbolon_domain::fact::Item;
use symbolon_domain::ids::Minter;
use symbolon_store::*;

use crate::support::*;

/// The rights as an operator is told to grant them.
fn grants(role: &str) -> String {
    let text = include_str!("../../../../docs/OPERATING.md");
    let from = text.find("```sql").expect("the grants are in the text") + "```sql".len();
    let length = text[from..].find("```").expect("an end");
    let sql = &text[from..from + length];
    assert!(sql.contains("symbolon_serve") && sql.contains("grant"), "{sql}");
    sql.replace("symbolon_serve", role)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_with_the_documented_rights_serves_and_rewrites_nothing_on_postgres() {
    if !choose(Engine::Postgres) {
        return;
    }
    let folder = place().await;
    // The first start, by the owner of the tables.
    open(folder.path()).await.expect("the owner makes the schema").close().await;
    let address = std::fs::read_to_string(folder.path().join("address")).expect("an address");
    let mut owner = sqlx::PgConnection::connect(&address).await.expect("connects");
    let name = address.rsplit_once('/').expect("a name").1;
    let role = format!("serve_{name}");
    let create = format!("create role {role} login password 'serve'");
    for sql in [create, grants(&role)] {
        sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut owner).await.expect("is granted");
    }
    let (_, host) = address.rsplit_once('@').expect("a user");
    let restricted = format!("postgres://{role}:serve@{host}");
    std::fs::write(folder.path().join("address"), &restricted).expect("writes");

    let world = World::on(folder).await;
    world.buy("action-pack", "2020-09-01").await;
    let day = "2020-10-01";
    let token = world.token("office-365-e3").await;
    world.allowed(world.ines(), day, world.redeem(token)).await;
    let items = world.items().await;
    let Some(Item::Key { key, .. }) = items.get("office-professional-plus-2019") else { panic!("{items:?}") };
    let Some(Item::Pool { pool, .. }) = items.get("visual-studio-professional") else { panic!("{items:?}") };
    world.allowed(world.ines(), day, Command::RevealKey { key: KeyRef::Key(*key) }).await;
    let holder = Minter::new(1_600_000_000_000, 9).person();
    let named = world.person(holder, IdentityKind::Named, &[], &[]);
    let token = ApiToken {
        hash: "h".repeat(64),
        name: "desk".to_owned(),
        grantee: Grantee::Service { account: None, roles: BTreeSet::from([Role::SupportAgent]) },
        expires_at: i64::MAX,
        revoked_at: None,
    };
    world.store.write("test", 0, &[Plain::Person(named), Plain::ApiToken(token)]).await.expect("writes");
    world.allowed(world.ines(), day, Command::AssignSeat { pool: *pool, person: holder, country: None }).await;
    world.store.set_clock(50, "test").await.expect("moves");
    let due = "2021-08-17".parse().expect("a day");
    let sent = world.store.send_notices(due, at(due), CatchUp::AtOnce).await.expect("sends");
    assert_eq!(sent, Sent { notices: 1, messages: 1 });

    // An old key is swept away by the first command of a later day.
    let keyed = |scope: &str, day: &str, domain: &str| {
        let command = Command::LinkTenant { domain: domain.to_owned() };
        let key = IdempotencyKey { scope: scope.repeat(64), fingerprint: "f".repeat(64) };
        Submission { idempotency: Some(key), ..submission(world.account, vendor(), day, command) }
    };
    for (scope, day, domain) in [("a", "2020-10-02", "one.example"), ("b", "2020-12-24", "two.example")] {
        let submitted = world.store.submit(keyed(scope, day, domain)).await.expect("works");
        assert_eq!(submitted.answer.status, 201, "{}", submitted.answer.body);
    }
    let mut left = 2i64;
    for _ in 0..100 {
        left = sqlx::query_scalar("select count(*) from idempotency").fetch_one(&mut owner).await.expect("counts");
        if left == 1 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    assert_eq!(left, 1, "the old key was swept away");

    let report = world.store.verify().await.expect("reads");
    assert_eq!(report.difference, None);

    let mut serving = sqlx::PgConnection::connect(&restricted).await.expect("connects");
    for sql in [
        "update fact set body = ''",
        "delete from fact",
        "truncate fact",
        "delete from redemption",
        "create table mine (id bigint)",
        "alter table fact add column mine bigint",
        "drop table fact",
        "delete from _sqlx_migrations",
        "update _sqlx_migrations set checksum = ''",
    ] {
        let error = sqlx::query(sql).execute(&mut serving).await.err();
        let code = error.as_ref().and_then(|error| error.as_database_error()?.code()).unwrap_or_default();
        assert_eq!(code, "42501", "{sql} must be denied: {error:?}");
    }
    world.store.close().await;
    let clear = format!("drop owned by {role}; drop role {role}");
    sqlx::raw_sql(AssertSqlSafe(clear)).execute(&mut owner).await.expect("is cleared away");
}
