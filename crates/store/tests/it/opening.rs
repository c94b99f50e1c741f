use symbolon_domain::access::{IdentityKind, Role};
use symbolon_domain::command::Command;
use symbolon_domain::ids::Minter;
use symbolon_domain::programme::Programmes;
use symbolon_store::*;

use crate::support::*;

#[tokio::test]
async fn a_second_process_on_the_same_file_is_refused() {
    let world = World::new().await;
    let second = open(world.folder.path()).await.err().map(|error| error.to_string()).unwrap_or_default();
    assert!(second.contains("another process has this database open"), "{second}");
}

both_engines! {
    async fn what_was_committed_is_there_after_opening_again() {
        let world = World::new().await;
        world.buy("action-pack", "2020-09-01").await;
        let before = world.folded().await;
        let folder = world.folder;
        world.store.close().await;
        drop(world.store);
        let store = open(folder.path()).await.expect("it opens again");
        assert_eq!(store.folded(world.account).await.expect("reads").as_deref(), Some(&*before));
    }
}

both_engines! {
    async fn another_kind_another_key_and_another_programme_are_refused() {
        let world = World::new().await;
        let (files, programmes) = &*PROGRAMME;
        let folder = world.folder;
        world.store.close().await;
        drop(world.store);
        let open = |options, programmes: Programmes| async move {
            Store::open(options, programmes, files).await.err().map(|error| error.to_string()).unwrap_or_default()
        };

        let live = Options { kind: InstanceKind::Live, ..options(folder.path()) };
        assert!(open(live, programmes.clone()).await.contains("what a database is cannot be changed"));

        let own = entropy();
        let mut skipped = [0; 8];
        own(&mut skipped);
        let other_key = Options { master_key: MasterKey::ephemeral(&own), ..options(folder.path()) };
        assert!(open(other_key, programmes.clone()).await.contains("the master key is not the one"));

        let mut other = (**programmes.current()).clone();
        other.id = "another".to_owned();
        let other = Programmes::new(other.into());
        assert!(open(options(folder.path()), other).await.contains("the ledger is of the programme mpn-2020"));
    }
}

both_engines! {
    async fn other_files_count_for_nothing_and_none_are_needed() {
        let world = World::new().await;
        let folder = world.folder;
        world.store.close().await;
        drop(world.store);
        let mut files = PROGRAMME.0.clone();
        files.0.get_mut("programme.toml").expect("a file").push_str("\n# Another text.\n");
        let loaded = symbolon_programme::load(&files, 1).unwrap_or_else(|wrong| panic!("{}", wrong.render(false)));
        let programmes = Programmes::new(std::sync::Arc::new(loaded.programme));
        let store = Store::open(options(folder.path()), programmes, &files).await.expect("opens");
        assert_eq!(store.newest_version().0, 1);
        assert_eq!(store.all_programmes().current().content_hash, PROGRAMME.1.current().content_hash);
        store.close().await;
        drop(store);
        let store = Store::reopen(options(folder.path())).await.expect("opens without files");
        assert_eq!(store.all_programmes().current().content_hash, PROGRAMME.1.current().content_hash);

        let empty = place().await;
        assert!(!options(empty.path()).database.is_made().await.expect("looks"));
        assert!(options(folder.path()).database.is_made().await.expect("looks"));
        let refused = Store::reopen(options(empty.path())).await.err().map(|error| error.to_string());
        assert_eq!(refused.as_deref(), Some("this database has no programme"));
    }
}

both_engines! {
    async fn a_database_is_looked_at_beside_whoever_uses_it() {
        let world = World::new().await;
        let own = options(world.folder.path());
        let look = || async { health::examine(&own.database, &own.master_key).await.expect("it answers") };
        let health = look().await;
        let inside = health.inside.expect("its schema is this binary’s");
        assert_eq!((health.steps, inside.kind, inside.programme.version), (0, InstanceKind::Sandbox, 1));
        assert_eq!((inside.looked, inside.clock, inside.staff.len()), (None, None, 0));

        let today = jiff::civil::date(2021, 8, 17);
        world.store.set_clock(at(today), "test").await.expect("goes forward");
        world.store.send_notices(today, at(today), CatchUp::AtOnce).await.expect("looks");
        let claire = Minter::new(1_600_000_000_000, 9).person();
        let claire = world.person(claire, IdentityKind::Named, &[Role::ProgrammeManager], &[]);
        let claire = PersonRow { account: None, ..claire };
        world.store.write("test", at(today), &[Plain::Person(claire.clone())]).await.expect("writes");
        let inside = look().await.inside.expect("its schema is this binary’s");
        assert_eq!((inside.looked, inside.clock, inside.written_at), (Some(today), Some(at(today)), Some(at(today))));
        assert_eq!(inside.staff, [claire]);

        let other = MasterKey::ephemeral(&(std::sync::Arc::new(|bytes: &mut [u8]| bytes.fill(7)) as Entropy));
        let refused = health::examine(&own.database, &other).await.err();
        assert!(matches!(refused, Some(StoreError::Unfit(Unfit::OtherKey))), "{refused:?}");
    }
}

#[tokio::test]
async fn a_master_key_file_is_made_once_and_must_be_private() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("master.key");
    assert!(MasterKey::create(&path, &entropy()).is_ok());
    assert!(MasterKey::create(&path, &entropy()).is_err(), "a second one would lock the first one’s secrets away");
    assert!(MasterKey::read(&path).is_ok());
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).expect("chmod");
    let refused = MasterKey::read(&path).err().map(|error| error.to_string()).unwrap_or_default();
    assert!(refused.contains("others can read this key"), "{refused}");
}

both_engines! {
    async fn a_sandbox_clock_only_goes_forward_and_a_live_one_not_at_all() {
        let world = World::new().await;
        assert_eq!(world.store.clock().await.expect("reads"), None);
        assert_eq!(world.store.set_clock(50, "test").await.expect("moves"), 50);
        assert_eq!(world.store.set_clock(40, "test").await.expect("stays"), 50);
        assert_eq!(world.store.clock().await.expect("reads"), Some(50));

        let folder = place().await;
        let (files, programmes) = &*PROGRAMME;
        let live = Options { kind: InstanceKind::Live, ..options(folder.path()) };
        match Store::open(live, programmes.clone(), files).await {
            Ok(store) => assert!(store.set_clock(50, "test").await.is_err()),
            // The server for tests is quick and may lose anything, which a live database does not stand for.
            Err(error) => assert!(error.to_string().ends_with("is off and must be on"), "{error}"),
        }
    }
}

both_engines! {
    async fn a_command_to_an_account_that_was_never_opened_is_not_found() {
        let world = World::new().await;
        let unknown = symbolon_domain::ids::Minter::new(5, 5).account();
        let command = Command::LinkTenant { domain: "lumen.example".to_owned() };
        let submitted = world.store.submit(submission(unknown, vendor(), "2020-09-01", command)).await.expect("works");
        assert_eq!(submitted.answer.body, "not-found");
    }
}

/// The bytes of a file, or on a server every row with where it lies and which transaction wrote it, so that a row that is
/// written anew shows too.
async fn content(folder: &std::path::Path) -> Vec<u8> {
    use sqlx::Connection;
    let Ok(address) = std::fs::read_to_string(folder.join("address")) else {
        return std::fs::read(folder.join("symbolon.db")).expect("reads");
    };
    let mut conn = sqlx::PgConnection::connect(&address).await.expect("connects");
    let tables = "select tablename::text from pg_tables where schemaname = 'public' order by tablename";
    let tables: Vec<String> = sqlx::query_scalar(tables).fetch_all(&mut conn).await.expect("reads");
    assert!(tables.len() > 30, "{tables:?}");
    let mut all = Vec::new();
    for table in tables {
        let row = "ctid::text || xmin::text || t::text";
        let sql = format!("select coalesce(string_agg({row}, '|' order by ctid), '') from {table} t");
        let rows: String = sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_one(&mut conn).await.expect("reads");
        all.extend(format!("{table} {rows}\n").into_bytes());
    }
    all
}

both_engines! {
    async fn a_database_of_a_newer_version_is_refused_and_left_as_it_is() {
        let world = World::new().await;
        let folder = world.folder;
        world.store.close().await;
        drop(world.store);
        let newer = "insert into _sqlx_migrations (version, description, success, checksum, execution_time) \
                     select 9999, 'newer', success, checksum, execution_time from _sqlx_migrations where version = 1";
        crate::verify::tamper(folder.path(), newer).await;
        let before = content(folder.path()).await;
        let refused = open(folder.path()).await.err().map(|error| error.to_string()).unwrap_or_default();
        assert!(refused.contains("a newer version of Symbolon wrote this database (schema step 9999)"), "{refused}");
        assert!(content(folder.path()).await == before, "not a byte was changed");
    }
}
