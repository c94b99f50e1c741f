use std::path::Path;

use sqlx::Connection;
use symbolon_domain::command::Command;
use symbolon_domain::fact::{Item, KeyBlockReason, NoteRef};
use symbolon_domain::ids::Minter;
use symbolon_store::*;

use crate::support::*;

/// Changes a closed database behind the store's back, as a stranger who gets at it could.
pub(crate) async fn tamper(folder: &Path, sql: &str) {
    let sql = sqlx::AssertSqlSafe(sql.to_owned());
    match std::fs::read_to_string(folder.join("address")) {
        Ok(url) => {
            let mut conn = sqlx::PgConnection::connect(&url).await.expect("connects");
            sqlx::raw_sql(sql).execute(&mut conn).await.expect("changes");
        }
        Err(_) => {
            let url = format!("sqlite://{}", folder.join("symbolon.db").display());
            let mut conn = sqlx::SqliteConnection::connect(&url).await.expect("connects");
            sqlx::query(sql).execute(&mut conn).await.expect("changes");
            conn.close().await.expect("closes");
        }
    }
}

/// What verify says after one change of a database with a membership and a redeemed token.
async fn found_after(sql: &str) -> String {
    let world = World::new().await;
    world.buy("action-pack", "2020-09-01").await;
    let token = world.token("office-365-e3").await;
    world.allowed(world.ines(), "2020-10-01", world.redeem(token)).await;
    let folder = world.folder;
    world.store.close().await;
    drop(world.store);
    if !sql.is_empty() {
        tamper(folder.path(), sql).await;
    }
    let store = open(folder.path()).await.expect("opens");
    let report = store.verify().await.expect("reads");
    // Who asks about the company alone is told the same of what is its own.
    let (alone, ledger) = store.verify_account(world.account).await.expect("reads");
    if report.difference.as_ref().is_none_or(|found| found.row.contains(&world.account.to_string())) {
        assert_eq!(alone.difference, report.difference);
    }
    assert_eq!(alone.facts, ledger.len() as u64);
    report.difference.map_or_else(|| "clean".to_owned(), |found| format!("{}: {}", found.table, found.what))
}

both_engines! {
    async fn an_untouched_database_is_clean() {
        assert_eq!(found_after("").await, "clean");
    }
}

both_engines! {
    async fn a_changed_fact_breaks_its_hash() {
        let sql = "update fact set body = replace(body, '\"quantity\":10', '\"quantity\":99') where seq = 3";
        assert_eq!(found_after(sql).await, "fact: column hash is not the hash of what stands there: it was changed");
        let sql = "update fact set effective_on = '2020-09-02' where seq = 3";
        assert_eq!(found_after(sql).await, "fact: column hash is not the hash of what stands there: it was changed");
    }
}

both_engines! {
    async fn a_removed_fact_leaves_a_gap() {
        assert_eq!(found_after("delete from fact where seq = 2").await, "fact: number 2 is missing");
    }
}

both_engines! {
    async fn a_removed_last_fact_leaves_rows_that_nobody_wrote() {
        let found = found_after("delete from fact where seq = 4").await;
        assert!(found.ends_with("no fact wrote this row"), "{found}");
    }
}

both_engines! {
    async fn a_ledger_whose_end_was_cut_off_with_its_rows_is_found_by_what_it_ended_with() {
        let world = World::new().await;
        world.buy("action-pack", "2020-09-01").await;
        let token = world.token("office-365-e3").await;
        world.allowed(world.ines(), "2020-10-01", world.redeem(token)).await;
        let (account, folder) = (world.account, world.folder);
        world.store.close().await;
        drop(world.store);
        let verified = async |before: &Heads| {
            let store = open(folder.path()).await.expect("opens");
            let report = store.verify_since(before).await.expect("reads");
            store.close().await;
            (report.difference.map(|found| (found.row, found.what)), report.heads)
        };
        let (found, heads) = verified(&Heads::default()).await;
        assert_eq!((found, heads.len()), (None, 1));
        let kept: Heads = heads.to_string().parse().expect("reads back");
        assert_eq!(verified(&kept).await, (None, heads));
        for rows in ["redemption", "subscription"] {
            tamper(folder.path(), &format!("delete from {rows}")).await;
        }
        tamper(folder.path(), "delete from fact where seq = 4").await;
        assert_eq!(verified(&Heads::default()).await.0, None, "it is whole in itself");
        let missing = (format!("{account}/4"), "it was the newest one before, and is missing".to_owned());
        assert_eq!(verified(&kept).await.0, Some(missing));
        let other: Heads = kept.to_string().replace(" 4 ", " 3 ").parse().expect("reads");
        let another = (format!("{account}/3"), "it was another one before".to_owned());
        assert_eq!(verified(&other).await.0, Some(another));
        for wrong in ["acc_nobody 5 0", "half a line", &kept.to_string().replace(" 4 ", " four ")] {
            assert_eq!(wrong.parse::<Heads>(), Err(()), "{wrong}");
        }
    }
}

both_engines! {
    async fn a_changed_row_differs_from_the_ledger() {
        let found = found_after("update membership set renew_to = '2022-10-01'").await;
        assert_eq!(found, "membership: column renew_to is \"2022-10-01\" and the ledger says \"2021-10-01\"");
        assert_eq!(found_after("delete from redemption").await, "redemption: the row is missing");
    }
}

both_engines! {
    async fn a_missing_or_foreign_secret_is_found() {
        assert_eq!(
            found_after("delete from secret where last_five = (select max(last_five) from secret)").await,
            "secret: it is missing"
        );
        for wrong in ["AAAAA", ""] {
            let found = found_after(&format!("update secret set last_five = '{wrong}'")).await;
            assert_eq!(found, "secret: column last_five is not that of the secret");
        }
        let found = found_after("update secret set blind = object").await;
        assert_eq!(found, "secret: column blind is not that of the secret");
        let found = found_after("insert into secret values ('acc_nobody', 'tok_nobody', '', '', '')").await;
        assert_eq!(found, "secret: no fact wrote this row");
    }
}

both_engines! {
    async fn a_text_is_not_what_the_fact_vouches_for() {
        let world = World::new().await;
        world.buy("action-pack", "2020-09-01").await;
        let mut ids = Minter::new(1_600_000_000_000, 9);
        let Some(Item::Key { key, .. }) = world.items().await.get("windows-10-enterprise").cloned() else { panic!() };
        let note = NewNote { id: ids.note(), text: "In a public file.".to_owned(), salt: "5a17".to_owned() };
        let said = NoteRef { id: note.id, hash: note.hash() };
        let command = Command::BlockKey { key, why: KeyBlockReason::Leak, note: said };
        let block = Submission { notes: vec![note], ..submission(world.account, vendor(), "2020-10-01", command) };
        assert_eq!(world.store.submit(block).await.expect("works").refusal, None);
        let folder = world.folder;
        world.store.close().await;
        drop(world.store);
        let found = async || {
            let store = open(folder.path()).await.expect("opens");
            let report = store.verify().await.expect("reads");
            store.close().await;
            report.difference.map(|found| format!("{}: {}", found.table, found.what))
        };
        assert_eq!(found().await, None);
        tamper(folder.path(), "update note set body = 'Approved by phone.'").await;
        assert_eq!(found().await.as_deref(), Some("note: fact 4 vouches for another text"));
        // One that was erased is not one that was changed.
        tamper(folder.path(), "delete from note").await;
        assert_eq!(found().await, None);
    }
}

#[tokio::test]
async fn a_value_of_another_type_is_not_mistaken_for_none() {
    let found = found_after("update membership set closed_on = x'00ff'").await;
    assert!(found.starts_with("membership: column closed_on"), "{found}");
}

#[tokio::test]
async fn an_index_that_lacks_rows_is_found() {
    // The index of open memberships is made to read another index's pages: its unique key holds nothing any more.
    let sql = "pragma writable_schema = on; \
               update sqlite_master set rootpage = (select rootpage from sqlite_master where name = 'person_account') \
               where name = 'membership_open'";
    let found = found_after(sql).await;
    assert!(found.starts_with("the file: "), "{found}");
}
