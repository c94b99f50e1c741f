//! A move to a server that breaks off anywhere leaves one database that is served, and can be gone on with.

use std::sync::Arc;

use symbolon_domain::command::Command;
use symbolon_domain::ids::AccountId;
use symbolon_store::transfer::{Transfer, TransferFault};
use symbolon_store::*;

use crate::support::*;

struct Move {
    source: tempfile::TempDir,
    account: AccountId,
    before: Arc<Folded>,
    target: tempfile::TempDir,
}

impl Move {
    /// A closed file with a company in it, and an empty database. None where there is no server.
    async fn new() -> Option<Self> {
        choose(Engine::Sqlite);
        let world = World::new().await;
        world.buy("action-pack", "2020-09-01").await;
        let before = world.folded().await;
        let World { store, folder: source, account, .. } = world;
        store.close().await;
        drop(store);
        if !choose(Engine::Postgres) {
            return None;
        }
        Some(Self { source, account, before, target: place().await })
    }

    async fn begin(&self) -> Result<Transfer, StoreError> {
        let key = MasterKey::ephemeral(&entropy());
        let (from, to) = (database(self.source.path()), database(self.target.path()));
        Transfer::begin(&from, &to, &key, &entropy()).await
    }

    async fn source_opens(&self) -> Result<(), TransferFault> {
        opens(self.source.path()).await
    }

    async fn target_opens(&self) -> Result<(), TransferFault> {
        opens(self.target.path()).await
    }
}

async fn opens(folder: &std::path::Path) -> Result<(), TransferFault> {
    match open(folder).await {
        Ok(store) => {
            store.close().await;
            Ok(())
        }
        Err(StoreError::Transfer(fault)) => Err(fault),
        Err(error) => panic!("{error}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_move_that_breaks_off_after_each_step_goes_on_on_postgres() {
    let Some(moving) = Move::new().await else { return };

    // Before the copy is committed.
    drop(moving.begin().await.expect("begins"));
    assert_eq!(moving.source_opens().await, Ok(()));

    // After the copy and before the first mark: the file is served, the copy is not.
    let transfer = moving.begin().await.expect("begins");
    let first = transfer.copy().await.expect("copies");
    assert_eq!(transfer.verify_target().await.expect("reads").difference, None);
    drop(transfer);
    assert_eq!(moving.source_opens().await, Ok(()));
    assert_eq!(moving.target_opens().await, Err(TransferFault::Arriving));

    // Once more: the copy is found whole, and handed over.
    let transfer = moving.begin().await.expect("begins again");
    assert_eq!(transfer.copy().await.expect("is found whole"), first);
    transfer.finish().await.expect("hands over");
    let to = database(moving.target.path()).to_string();
    assert_eq!(moving.source_opens().await, Err(TransferFault::MovedTo(to)));
    assert_eq!(moving.target_opens().await, Ok(()));

    // After the marks, before the installation’s own file says so: all is done, and doing it again changes nothing.
    let transfer = moving.begin().await.expect("begins a last time");
    assert!(transfer.is_handed_over());
    transfer.finish().await.expect("stays done");
    let store = open(moving.target.path()).await.expect("opens");
    assert_eq!(store.verify().await.expect("reads").difference, None);
    let there = store.folded(moving.account).await.expect("reads").expect("is there");
    assert_eq!(*there, *moving.before);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_that_has_become_old_is_never_handed_over_on_postgres() {
    let Some(moving) = Move::new().await else { return };
    moving.begin().await.expect("begins").copy().await.expect("copies");
    let store = open(moving.source.path()).await.expect("the file is still served");
    let link = Command::LinkTenant { domain: "late.example".to_owned() };
    let late = submission(moving.account, vendor(), "2020-09-03", link);
    assert_eq!(store.submit(late).await.expect("works").answer.status, 201);
    store.close().await;
    drop(store);
    let transfer = moving.begin().await.expect("begins again");
    let fault = transfer.copy().await.err().map(|error| error.to_string());
    assert_eq!(fault, Some(TransferFault::Arriving.to_string()));
    drop(transfer);
    assert_eq!(moving.source_opens().await, Ok(()));
    assert_eq!(moving.target_opens().await, Err(TransferFault::Arriving));
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_opens_the_file_while_it_is_moved_on_postgres() {
    let Some(moving) = Move::new().await else { return };
    let busy = || async {
        let error = open(moving.source.path()).await.err().map(|error| error.to_string()).unwrap_or_default();
        assert!(error.contains("another process has this database open"), "{error}");
    };
    let transfer = moving.begin().await.expect("begins");
    busy().await;
    transfer.copy().await.expect("copies");
    busy().await;
    transfer.finish().await.expect("hands over");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_of_others_or_another_key_is_refused_before_anything_is_made_on_postgres() {
    use sqlx::Connection;
    let Some(moving) = Move::new().await else { return };
    let url = std::fs::read_to_string(moving.target.path().join("address")).expect("an address");
    let mut conn = sqlx::PgConnection::connect(&url).await.expect("connects");

    let own = entropy();
    own(&mut [0; 8]);
    let (from, to) = (database(moving.source.path()), database(moving.target.path()));
    let wrong = Transfer::begin(&from, &to, &MasterKey::ephemeral(&own), &entropy()).await;
    assert!(wrong.err().is_some_and(|error| error.to_string().contains("the master key is not the one")));

    sqlx::query("create table receipt (id bigint primary key)").execute(&mut conn).await.expect("makes a table");
    let fault = moving.begin().await.err().map(|error| error.to_string());
    assert_eq!(fault, Some(TransferFault::NotEmpty(to.to_string()).to_string()));
    let tables: i64 = sqlx::query_scalar("select count(*) from pg_tables where schemaname = 'public'")
        .fetch_one(&mut conn)
        .await
        .expect("reads");
    assert_eq!(tables, 1, "nothing was made beside the table of others");
    assert_eq!(moving.source_opens().await, Ok(()));
}
