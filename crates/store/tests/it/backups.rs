//! A backup holds what was acknowledged before it, and one that was spoilt in any way is refused and puts nothing in place.

use std::path::Path;

use sha2::Digest;
use sqlx::Connection;
use symbolon_domain::audit::AuditAct;
use symbolon_domain::command::Command;
use symbolon_domain::company::{DocumentOf, FileSeen, ProfileCheck, ProfileField};
use symbolon_domain::fact::{NoteRef, ProfileGiven};
use symbolon_domain::ids::Minter;
use symbolon_store::backup::{self, BackupFault, Manifest};
use symbolon_store::*;

use crate::support::*;

/// A page of the database file.
const PAGE: usize = 4_096;

fn key() -> MasterKey {
    MasterKey::ephemeral(&entropy())
}

/// The folder of the contents of documents.
fn contents(world: &World) -> std::path::PathBuf {
    world.folder.path().join("documents")
}

async fn back_up(world: &World, to: &Path) -> Manifest {
    backup::create(&database(world.folder.path()), &contents(world), &key(), "sandbox = true\n", to, 7, "test")
        .await
        .expect("is made")
}

/// Why a backup is refused; nothing may be left where it would have been put.
async fn refused(backup: &Path, key: &MasterKey) -> BackupFault {
    let target = tempfile::tempdir().expect("a folder");
    let fault = match backup::restore(backup, key, &target.path().join("symbolon.db")).await {
        Err(StoreError::Backup(fault)) => fault,
        other => panic!("{other:?}"),
    };
    assert_eq!(std::fs::read_dir(target.path()).expect("a folder").count(), 0, "{fault} left something behind");
    fault
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_made_under_load_is_a_whole_prefix_of_every_ledger() {
    choose(Engine::Sqlite);
    let world = World::new().await;
    let folder = tempfile::tempdir().expect("a folder");
    let load = async {
        for at in 0..60 {
            let domain = format!("tenant-{at}.example");
            world.allowed(vendor(), "2020-09-02", Command::LinkTenant { domain }).await;
        }
    };
    let copies = async {
        let mut made = Vec::new();
        for at in 0..5 {
            let to = folder.path().join(format!("backup-{at}"));
            // What was acknowledged before a backup is begun is in it.
            let before = world.folded().await.account.seq;
            let manifest = back_up(&world, &to).await;
            made.push((to, before, manifest));
        }
        made
    };
    let ((), made) = tokio::join!(load, copies);
    let last = world.folded().await;
    let heads = world.store.ledger(world.account).await.expect("reads");
    for (backup, before, manifest) in made {
        let target = tempfile::tempdir().expect("a folder");
        backup::restore(&backup, &key(), &target.path().join("symbolon.db")).await.expect("restores");
        let restored = open(target.path()).await.expect("opens");
        let report = restored.verify_restored(&manifest).await.expect("holds what the manifest says");
        assert_eq!(report.difference, None);
        assert!(
            (before..=last.account.seq).contains(&manifest.facts),
            "{before} {} {}",
            manifest.facts,
            last.account.seq
        );
        let folded = restored.folded(world.account).await.expect("reads").expect("is there");
        let at = usize::try_from(manifest.facts).expect("fits") - 1;
        assert_eq!(folded.head, heads[at].hash, "the restored ledger is a prefix of the real one");
        restored.record_restored(&manifest, "admin", 9).await.expect("is written");
        let entry =
            restored.audit(&AuditFilter::default(), &Page { limit: 1, after: None }).await.expect("reads").remove(0);
        assert_eq!((entry.act, entry.object), (AuditAct::Restore, Some(manifest.sha256)));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_with_one_bit_changed_in_any_page_or_cut_off_anywhere_is_refused() {
    choose(Engine::Sqlite);
    let world = World::new().await;
    world.buy("action-pack", "2020-09-01").await;
    let folder = tempfile::tempdir().expect("a folder");
    let backup = folder.path().join("backup");
    back_up(&world, &backup).await;
    let file = backup.join("symbolon.db");
    let whole = std::fs::read(&file).expect("reads");
    let pages = whole.len() / PAGE;
    assert!(pages > 20 && whole.len().is_multiple_of(PAGE), "{}", whole.len());
    for page in 0..pages {
        let mut bytes = whole.clone();
        // Another place and another bit in each.
        bytes[page * PAGE + page * 97 % PAGE] ^= 1 << (page % 8);
        std::fs::write(&file, bytes).expect("writes");
        assert_eq!(refused(&backup, &key()).await, BackupFault::Changed, "page {page}");
        std::fs::write(&file, &whole[..page * PAGE]).expect("writes");
        assert_eq!(refused(&backup, &key()).await, BackupFault::Length, "page {page}");
    }
    std::fs::write(&file, &whole).expect("writes");
    let manifest = backup.join("manifest.json");
    let text = std::fs::read_to_string(&manifest).expect("reads");
    for at in 0..text.len() {
        let mut bytes = text.clone().into_bytes();
        bytes[at] ^= 1;
        std::fs::write(&manifest, bytes).expect("writes");
        let fault = refused(&backup, &key()).await;
        assert!([BackupFault::Unreadable, BackupFault::Seal, BackupFault::Newer].contains(&fault), "{at}: {fault}");
    }
    std::fs::write(&manifest, text).expect("writes");
    assert!(backup::check(&backup, &key()).await.is_ok(), "it was whole before it was spoilt");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_of_another_key_or_installation_or_of_a_newer_schema_is_refused() {
    choose(Engine::Sqlite);
    let (world, other) = (World::new().await, World::new().await);
    other.buy("action-pack", "2020-09-01").await;
    let folder = tempfile::tempdir().expect("a folder");
    let (backup, stranger) = (folder.path().join("backup"), folder.path().join("stranger"));
    back_up(&world, &backup).await;
    back_up(&other, &stranger).await;

    let own = entropy();
    own(&mut [0; 8]);
    assert_eq!(refused(&backup, &MasterKey::ephemeral(&own)).await, BackupFault::Seal);

    std::fs::copy(stranger.join("manifest.json"), backup.join("manifest.json")).expect("copies");
    let fault = refused(&backup, &key()).await;
    assert!([BackupFault::Length, BackupFault::Changed].contains(&fault), "{fault}");

    let path = other.folder.path().join("symbolon.db");
    other.store.close().await;
    let mut conn = sqlx::SqliteConnection::connect(&format!("sqlite://{}", path.display())).await.expect("connects");
    sqlx::query("insert into _sqlx_migrations values (9999, 'later', current_timestamp, true, x'00', 1)")
        .execute(&mut conn)
        .await
        .expect("writes");
    conn.close().await.expect("closes");
    let newer = folder.path().join("newer");
    back_up(&other, &newer).await;
    assert_eq!(refused(&newer, &key()).await, BackupFault::Newer);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_overwrites_nothing_and_clears_away_only_what_it_left_itself() {
    choose(Engine::Sqlite);
    let world = World::new().await;
    let folder = tempfile::tempdir().expect("a folder");
    let to = folder.path().join("backup.monday");
    let partial = folder.path().join("backup.monday.partial");
    let make = || async {
        let done = backup::create(&database(world.folder.path()), &contents(&world), &key(), "", &to, 7, "test").await;
        match done {
            Ok(_) => None,
            Err(StoreError::Backup(fault)) => Some(fault),
            Err(error) => panic!("{error}"),
        }
    };
    let theirs = folder.path().join("backup.partial");
    std::fs::create_dir(&theirs).expect("a folder");
    std::fs::create_dir(&partial).expect("a folder");
    std::fs::write(partial.join("letters.txt"), "dear").expect("writes");
    assert_eq!(make().await, Some(BackupFault::Exists), "somebody’s folder is in the way");
    assert!(partial.join("letters.txt").exists());
    std::fs::rename(partial.join("letters.txt"), partial.join("symbolon.db")).expect("renames");
    assert_eq!(make().await, None, "what a broken-off backup left is cleared away");
    assert!(theirs.exists() && !partial.exists() && to.join("symbolon.db").exists());
    assert_eq!(make().await, Some(BackupFault::Exists));
}

/// Hands a document in: its content first, then the fact.
async fn hand_in(world: &World, at: u64) -> std::path::PathBuf {
    let clear = format!("%PDF-1.7 page {at}").into_bytes();
    let document = Minter::new(at, 6).document();
    let folder = contents(world).join(world.account.to_string());
    std::fs::create_dir_all(&folder).expect("a folder");
    let place = folder.join(document.to_string());
    std::fs::write(&place, world.store.seal_document(world.account, document, &clear).expect("seals")).expect("writes");
    let kind = "application/pdf".to_owned();
    let sha256 = hex::encode(sha2::Sha256::digest(&clear));
    let file = FileSeen { found: Some(kind.clone()), stated: kind, bytes: clear.len() as u64, sha256 };
    let of = DocumentOf::Check { check: ProfileCheck::Email };
    world.allowed(world.ines(), "2020-09-03", Command::AddDocument { document, of, file }).await;
    place
}

/// What is found wrong with the documents.
async fn wrong(world: &World) -> Option<String> {
    let mut report = world.store.verify().await.expect("reads");
    world.store.verify_documents(&contents(world), &[], &mut report).await.expect("reads");
    report.difference.map(|found| found.what)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_holds_the_documents_and_a_lost_a_changed_or_a_strange_one_is_found() {
    choose(Engine::Sqlite);
    let world = World::new().await;
    let text = NoteRef { id: Minter::new(5, 5).note(), hash: "h".to_owned() };
    let given = ProfileGiven { text, domain: Some("lumen.example".to_owned()) };
    let change = Command::ChangeProfile { given, over: None, fields: ProfileField::ALL.to_vec() };
    world.allowed(vendor(), "2020-09-02", change).await;
    let (first, second) = (hand_in(&world, 1).await, hand_in(&world, 2).await);
    assert_eq!(wrong(&world).await, None);

    let folder = tempfile::tempdir().expect("a folder");
    let whole = folder.path().join("whole");
    let manifest = back_up(&world, &whole).await;
    let told = manifest.documents.clone().expect("documents");
    assert_eq!((told.count, told.missing.len()), (2, 0));
    let target = tempfile::tempdir().expect("a folder");
    backup::restore(&whole, &key(), &target.path().join("symbolon.db")).await.expect("restores");
    let lies = target.path().join("documents");
    backup::restore_documents(&whole, &manifest, &lies).expect("restores");
    let again = lies.join(first.strip_prefix(contents(&world)).expect("a place"));
    assert_eq!(std::fs::read(again).expect("is there"), std::fs::read(&first).expect("is there"));
    // Nothing is overwritten.
    let twice = backup::restore_documents(&whole, &manifest, &lies);
    assert!(matches!(twice, Err(StoreError::Backup(BackupFault::Exists))), "{twice:?}");

    // A content that was changed in the backup, and one that is gone from it.
    let inside = whole.join("documents").join(second.strip_prefix(contents(&world)).expect("a place"));
    let sealed = std::fs::read(&inside).expect("is there");
    std::fs::write(&inside, [&sealed[..sealed.len() - 1], &[sealed[sealed.len() - 1] ^ 1][..]].concat())
        .expect("writes");
    assert_eq!(refused(&whole, &key()).await, BackupFault::Documents);
    std::fs::remove_file(&inside).expect("removes");
    assert_eq!(refused(&whole, &key()).await, BackupFault::Documents);

    // In the installation: one that another row's content took the place of, one without a row, and one that is lost.
    std::fs::copy(&second, &first).expect("copies");
    assert_eq!(wrong(&world).await.as_deref(), Some("its content does not open"));
    std::fs::copy(lies.join(first.strip_prefix(contents(&world)).expect("a place")), &first).expect("copies");
    let strange = first.with_file_name(Minter::new(9, 9).document().to_string());
    std::fs::copy(&first, &strange).expect("copies");
    assert_eq!(wrong(&world).await.as_deref(), Some("no row names this content"));
    std::fs::remove_file(&strange).expect("removes");
    std::fs::write(first.with_file_name("doc_x#1"), "half").expect("writes");
    assert_eq!(wrong(&world).await, None, "what is being written is no document yet");
    std::fs::remove_file(&second).expect("removes");
    assert_eq!(wrong(&world).await.as_deref(), Some("its content is missing"));
    let manifest = back_up(&world, &folder.path().join("partly")).await;
    let partly = manifest.documents.as_ref().expect("documents");
    assert_eq!((partly.count, partly.missing.len()), (1, 1), "a lost content keeps nobody from backing the rest up");

    // What was lost before the backup may be missing in what is restored from it, and nothing else.
    let mut report = world.store.verify().await.expect("reads");
    world.store.verify_documents(&contents(&world), manifest.lost(), &mut report).await.expect("reads");
    assert_eq!((report.documents, &report.difference), (1, &None));
    std::fs::remove_file(&first).expect("removes");
    world.store.verify_documents(&contents(&world), manifest.lost(), &mut report).await.expect("reads");
    assert_eq!(report.difference.expect("one").what, "its content is missing");
}
