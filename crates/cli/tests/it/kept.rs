//! Data that is kept: backups proved by restoring them, and the move to a server.

use std::path::Path;

use insta::assert_snapshot;

use crate::support::{Demo, shown, symbolon};

fn run(args: &[&str], folder: &Path) -> String {
    let folder = folder.to_str().unwrap();
    let args: Vec<String> = args.iter().map(|arg| arg.replace("FOLDER", folder)).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    shown(&symbolon(&args).output().unwrap()).replace(folder, "FOLDER")
}

/// Copies a backup, with its database changed.
fn spoilt(folder: &Path, name: &str, spoil: impl FnOnce(&mut Vec<u8>)) {
    let (from, to) = (folder.join("backup"), folder.join(name));
    std::fs::create_dir(&to).unwrap();
    for file in ["manifest.json", "symbolon.db"] {
        std::fs::copy(from.join(file), to.join(file)).unwrap();
    }
    let mut bytes = std::fs::read(to.join("symbolon.db")).unwrap();
    spoil(&mut bytes);
    std::fs::write(to.join("symbolon.db"), bytes).unwrap();
}

#[test]
fn a_backup_of_a_server_that_runs_restores_and_a_spoilt_one_does_not() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let demo = Demo::on(&folder.join("data"));
    let create = ["backup", "create", "--data", "FOLDER/data", "--to", "FOLDER/backup"];
    let made = run(&create, folder);
    assert!(made.starts_with("Backed up to FOLDER/backup: "), "{made}");
    assert_snapshot!(run(&create, folder), @r"
    --- stderr
    There is something of that name already. Nothing is overwritten; choose another folder.
    --- exit 6
    ");
    drop(demo);
    let key = "FOLDER/data/master.key";
    let proved = run(&["backup", "verify", "FOLDER/backup", "--key-file", key], folder);
    assert!(proved.contains("All is as it should be.") && proved.ends_with("--- exit 0"), "{proved}");
    let restore = ["backup", "restore", "FOLDER/backup", "--data", "FOLDER/restored", "--key-file", key];
    let restored = run(&restore, folder);
    assert!(restored.starts_with("Restored to FOLDER/restored: "), "{restored}");
    assert!(run(&["verify", "--data", "FOLDER/restored"], folder).contains("All is as it should be."));
    assert!(run(&restore, folder).contains("Nothing is overwritten"));
    let identity = |of: &str| std::fs::read_to_string(folder.join(of).join("instance.toml")).unwrap();
    assert_eq!(identity("restored"), identity("data"));

    spoilt(folder, "short", |bytes| bytes.truncate(bytes.len() - 4_096));
    spoilt(folder, "flipped", |bytes| bytes[9_000] ^= 1);
    assert_snapshot!(run(&["backup", "verify", "FOLDER/short", "--key-file", key], folder), @r"
    --- stderr
    The database of this backup is shorter or longer than it was when it was made.
    --- exit 6
    ");
    assert_snapshot!(run(&["backup", "restore", "FOLDER/flipped", "--data", "FOLDER/no", "--key-file", key, "--lang", "fr"], folder), @r"
    --- stderr
    La base de cette sauvegarde a été altérée depuis.
    --- exit 6
    ");
    assert!(!folder.join("no").exists(), "nothing is left of a restore that was refused");
}

#[test]
fn a_backup_of_another_key_or_of_nothing_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    drop(Demo::on(&folder.join("data")));
    drop(Demo::on(&folder.join("other")));
    run(&["backup", "create", "--data", "FOLDER/data", "--to", "FOLDER/backup"], folder);
    assert_snapshot!(run(&["backup", "verify", "FOLDER/backup", "--key-file", "FOLDER/other/master.key"], folder), @r"
    --- stderr
    This backup was made with another master key, or its manifest was changed.
    --- exit 6
    ");
    // A key that is in the target folder already is not overwritten, so it has to be the right one.
    std::fs::create_dir(folder.join("keyed")).unwrap();
    std::fs::copy(folder.join("other/master.key"), folder.join("keyed/master.key")).unwrap();
    let restore =
        ["backup", "restore", "FOLDER/backup", "--data", "FOLDER/keyed", "--key-file", "FOLDER/data/master.key"];
    assert_snapshot!(run(&restore, folder), @r"
    --- stderr
    This backup was made with another master key, or its manifest was changed.
    --- exit 6
    ");
    assert_eq!(std::fs::read_dir(folder.join("keyed")).unwrap().count(), 1, "nothing was put beside the key");
    std::fs::copy(folder.join("data/master.key"), folder.join("keyed/master.key")).unwrap();
    assert!(run(&restore, folder).starts_with("Restored to FOLDER/keyed: "));
    assert_snapshot!(run(&["backup", "verify", "FOLDER/other", "--key-file", "FOLDER/other/master.key"], folder), @r"
    --- stderr
    There is no backup in this folder, or it does not read.
    --- exit 6
    ");
    assert!(
        run(&["backup", "create", "--data", "FOLDER/none", "--to", "FOLDER/b"], folder)
            .contains("holds no installation")
    );
}

/// The address of an empty database on the server for tests; none where there is none and this machine may do without.
fn empty_database(name: &str) -> Option<String> {
    let Ok(server) = std::env::var("SYMBOLON_TEST_POSTGRES") else {
        assert!(std::env::var_os("CI").is_none(), "SYMBOLON_TEST_POSTGRES is not set");
        return None;
    };
    let name = format!("{name}_{}", std::process::id());
    let made = std::process::Command::new("psql")
        .args(["-q", &server, "-c", &format!("create database {name} template template0")])
        .status();
    assert!(made.unwrap().success());
    Some(format!("{}/{name}", server.rsplit_once('/').unwrap().0))
}

#[test]
fn an_installation_moves_to_postgres_once_and_whole() {
    let Some(address) = empty_database("moved") else { return };
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let demo = Demo::on(&folder.join("data"));
    let moving = ["move", "--data", "FOLDER/data", "--to-database", &address];
    let live = run(&moving, folder);
    assert!(live.contains("another process has this database open"), "{live}");
    drop(demo);
    let looked = run(&["verify", "--data", "FOLDER/data"], folder);
    let moved = run(&moving, folder);
    assert!(moved.contains("both sides were compared row by row") && moved.ends_with("--- exit 0"), "{moved}");
    assert_eq!(run(&["verify", "--data", "FOLDER/data", "--database", &address], folder), looked);

    // A move that was killed before the installation’s own file was written is finished by doing it again.
    let identity = folder.join("data/instance.toml");
    let text = std::fs::read_to_string(&identity).unwrap();
    assert!(text.contains("on_server = true"), "{text}");
    std::fs::write(&identity, text.replace("on_server = true", "on_server = false")).unwrap();
    let again = run(&moving, folder);
    assert!(again.starts_with("The installation now works on the server.") && again.ends_with("--- exit 0"), "{again}");
    assert_eq!(std::fs::read_to_string(&identity).unwrap(), text);

    // A backup of the file would be an old one.
    let backup = ["backup", "create", "--data", "FOLDER/data", "--to", "FOLDER/backup"];
    assert!(run(&backup, folder).contains("pg_basebackup"));

    // The old file serves nobody any more, and a full database takes nothing more.
    std::fs::write(&identity, text.replace("on_server = true", "on_server = false")).unwrap();
    let old = run(&["serve", "--sandbox", "--data", "FOLDER/data", "--listen", "127.0.0.1:0"], folder);
    assert!(old.contains("The data of this file was moved to postgres://"), "{old}");
    assert!(run(&backup, folder).contains("The data of this file was moved to postgres://"));
    drop(Demo::on(&folder.join("other")));
    let full = run(&["move", "--data", "FOLDER/other", "--to-database", &address], folder);
    assert!(full.contains("is not empty"), "{full}");
}
