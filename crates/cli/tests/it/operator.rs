//! What whoever runs an installation does: the first start, people and links, and what is refused with a remedy.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use insta::assert_snapshot;

use crate::support::{shown, symbolon};

/// A folder with an installation in `data`, in whose outputs the folder is called so.
struct Place(tempfile::TempDir);

impl Place {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.0.path().join(name)
    }

    fn command(&self, line: &str) -> Command {
        let folder = self.0.path().to_str().unwrap();
        let args: Vec<String> = line.split(' ').map(|arg| arg.replace("FOLDER", folder)).collect();
        symbolon(&args.iter().map(String::as_str).collect::<Vec<_>>())
    }

    fn run(&self, line: &str) -> String {
        let shown = shown(&self.command(line).output().unwrap());
        shown.replace(self.0.path().to_str().unwrap(), "FOLDER")
    }

    /// Starts a server and waits until it answers.
    fn serve(&self, more: &str) -> Serving {
        let line = format!("serve --data FOLDER/data --listen 127.0.0.1:0{more}");
        let mut command = self.command(&line);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut first = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut first).unwrap();
        let address = first.split(['/', ',']).nth(2).unwrap_or_default().to_owned();
        let serving = Serving { child, address };
        assert_eq!(serving.status("GET", "/readyz"), 200, "{first}");
        serving
    }
}

struct Serving {
    child: Child,
    address: String,
}

impl Serving {
    fn status(&self, method: &str, path: &str) -> u16 {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let host = &self.address;
        let form = "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 0\r\nConnection: close";
        write!(stream, "{method} {path} HTTP/1.1\r\nHost: {host}\r\n{form}\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer.split(' ').nth(1).unwrap().parse().unwrap()
    }

    /// Ends it, and gives what it said beside the data.
    fn stop(mut self) -> String {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        let mut said = String::new();
        self.child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        said
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        match entry.file_type().unwrap().is_dir() {
            true => copy(&entry.path(), &target),
            false => drop(std::fs::copy(entry.path(), target).unwrap()),
        }
    }
}

#[test]
fn once_it_is_made_an_installation_needs_the_files_of_its_programme_no_more() {
    let place = Place::new();
    copy(Path::new("../../programmes/example-isv"), &place.path("own"));
    place.serve(" --programme FOLDER/own").stop();
    assert!(place.run("backup create --data FOLDER/data --to FOLDER/backup").ends_with("--- exit 0"));
    std::fs::rename(place.path("own"), place.path("elsewhere")).unwrap();
    for line in [
        "verify --data FOLDER/data",
        "admin token --data FOLDER/data --role auditor --name reader",
        "backup verify FOLDER/backup --key-file FOLDER/data/master.key",
        "backup restore FOLDER/backup --data FOLDER/restored --key-file FOLDER/data/master.key",
        "verify --data FOLDER/restored",
    ] {
        let said = place.run(line);
        assert!(said.ends_with("--- exit 0"), "{line}: {said}");
    }
    assert!(!place.serve("").stop().contains("programme plan"), "no files were given");

    // Files that are given count for nothing, whatever is in them, and that is said.
    std::fs::write(place.path("elsewhere").join("programme.toml"), "half").unwrap();
    assert!(place.serve(" --programme FOLDER/elsewhere").stop().contains("they have no effect"));
    assert!(place.serve(" --programme FOLDER/own").stop().contains("There is no programme"));
}

#[test]
fn the_first_people_are_made_on_the_machine_and_sign_in_by_a_link_once() {
    let place = Place::new();
    assert!(place.serve("").stop().contains("Nobody can sign in yet"));
    let person = |rest: &str| place.run(&format!("admin person --data FOLDER/data {rest}"));
    let made = person("--name Claire --email claire@vendor.example --role programme-manager,support-agent");
    let id = made.lines().next().unwrap();
    assert!(id.starts_with("per_") && made.ends_with("--- exit 0"), "{made}");
    assert!(made.contains(&format!("symbolon admin link --data FOLDER/data --person {id}")), "{made}");
    let again = person("--name Claire --email Claire@Vendor.example --role auditor");
    assert!(again.contains(&format!("is the address of {id} already")) && again.ends_with("--- exit 6"), "{again}");
    assert!(person("--name Élodie --email Élodie@vendor.example --role auditor").ends_with("--- exit 0"));
    assert!(person("--name Élodie --email élodie@vendor.example --role auditor").ends_with("--- exit 6"));
    assert!(place.run("admin token --data FOLDER/data --person ÉLODIE@vendor.example").ends_with("--- exit 0"));
    assert_snapshot!(person("--name Inès --email ines@lumen.example --role global-admin"), @r"
    --- stderr
    global-admin is a role of a company or of a service, and people of the vendor do not hold it. They hold: support-agent, programme-manager, auditor, operator. People of a company are added by its admins.
    --- exit 6
    ");
    assert!(person("--name Claire --email claire --role auditor").ends_with("--- exit 2"));

    let link = "admin link --data FOLDER/data --person claire@vendor.example --server https://partners.example/";
    let made = place.run(link);
    let path = made.lines().next().unwrap().strip_prefix("https://partners.example").expect("begins so").to_owned();
    assert!(path.starts_with("/enter/") && made.contains("once, within 24 hours"), "{made}");
    assert!(place.run(&format!("{link} --hours 169")).ends_with("--- exit 2"));
    let elsewhere = place.run("admin link --data FOLDER/data --person claire@vendor.example --server ftp://x");
    assert!(elsewhere.contains("is not the address of a server") && elsewhere.ends_with("--- exit 2"), "{elsewhere}");
    assert!(place.run("admin link --data FOLDER/data --person nobody@vendor.example").ends_with("--- exit 5"));
    let serving = place.serve("");
    assert_eq!([serving.status("POST", &path), serving.status("POST", &path)], [303, 410]);
    assert_snapshot!(place.run("verify --data FOLDER/data --lang fr"), @r"
    --- stderr
    FOLDER/data/symbolon.lock : un autre processus a cette base ouverte ; arrêtez-le d’abord.
    --- exit 1
    ");
    assert!(!serving.stop().contains("Nobody can sign in yet"));
}

#[test]
fn roles_of_the_vendor_are_given_and_taken_on_the_machine() {
    let place = Place::new();
    place.serve("").stop();
    let run = |line: &str| place.run(&line.replace(" OF", " --data FOLDER/data"));
    for name in ["Claire", "Aude"] {
        let line = format!("admin person OF --name {name} --email {name}@vendor.example --role programme-manager");
        assert!(run(&line).ends_with("--- exit 0"));
    }
    let claire = "--person claire@vendor.example";
    assert_snapshot!(run(&format!("admin role OF {claire} --take programme-manager")), @r"
    --- stderr
    Without Claire, too few hold programme-manager. It takes two programme managers, since one approves what the other one proposes, and one person for each other role. Give the role to somebody else first, or add --acknowledge-last.
    --- exit 6
    ");
    let given = run(&format!("admin role OF {claire} --give support-agent,auditor"));
    assert!(given.starts_with("support-agent,programme-manager,auditor"), "{given}");
    let taken = run(&format!("admin role OF {claire} --take programme-manager --acknowledge-last"));
    assert!(taken.starts_with("support-agent,auditor\n"), "{taken}");
    assert!(run(&format!("admin role OF {claire} --take auditor")).ends_with("--- exit 6"), "nobody would be one");
    assert!(run(&format!("admin role OF {claire} --give global-admin")).ends_with("--- exit 6"));
    assert!(run("admin role OF --person nobody@vendor.example --give auditor").ends_with("--- exit 5"));
}

#[test]
fn tokens_and_sessions_of_anybody_end_on_the_machine() {
    let place = Place::new();
    place.serve("").stop();
    let run = |line: &str| place.run(&line.replace(" OF", " --data FOLDER/data"));
    assert!(run("admin person OF --name Claire --email claire@vendor.example --role auditor").ends_with("--- exit 0"));
    assert!(run("admin token OF --person claire@vendor.example").ends_with("--- exit 0"));
    assert!(run("admin token OF --role auditor --name reader").ends_with("--- exit 0"));
    let listed = run("admin tokens OF --columns label,roles --no-header");
    assert!(listed.contains("reader\tauditor") && listed.contains("claire@vendor.example\t"), "{listed}");
    assert_snapshot!(run("admin revoke-token OF reader"), @r"
    --- stderr
    The API token “reader” lets nobody in any more.
    --- exit 0
    ");
    assert!(run("admin revoke-token OF reader").ends_with("--- exit 5"));
    assert!(!run("admin tokens OF").contains("reader"));
    assert!(run("admin link OF --person claire@vendor.example --server https://partners.example").contains("/enter/"));
    assert_snapshot!(run("admin sign-out OF --person claire@vendor.example"), @r"
    --- stderr
    Claire had no session.
    --- exit 0
    ");
    assert!(run("admin sign-out OF --person nobody@vendor.example").ends_with("--- exit 5"));
}

/// The words of the doctor for each point, without how much room there is and which day it is.
fn examined(place: &Place, more: &str) -> String {
    let said = place.run(&format!("doctor --data FOLDER/data{more} --columns point,state,remedy --no-header"));
    let lines = said.lines().filter(|line| !line.starts_with("room\t"));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
#[cfg(unix)]
fn the_doctor_looks_beside_a_server_and_says_what_is_to_be_done() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    assert!(place.run("doctor --data FOLDER/data").ends_with("--- exit 5"));
    let serving = place.serve("");
    let server = format!(" --server http://{}", serving.address);
    for name in ["Claire", "Aude"] {
        let line = format!("admin person --data FOLDER/data --name {name} --email {name}@vendor.example");
        // A file belongs to one process at a time; the doctor only looks.
        assert!(place.run(&format!("{line} --role programme-manager")).ends_with("--- exit 1"));
    }
    assert_snapshot!(examined(&place, &server), @r"
    folder	fine	
    documents	fine	
    key	fine	
    database	fine	
    log	fine	
    programme	fine	
    clock	fine	
    notices	fine	
    people	warning	Make somebody with symbolon admin person, and let them in with symbolon admin link.
    server	fine	
    --- stderr
    Nothing must be mended; one should be seen to. Whether every row is as it was written, symbolon verify says.
    --- exit 0
    ");
    serving.stop();
    assert!(examined(&place, &server).contains("server\twrong"), "nobody listens there any more");
    for name in ["Claire", "Aude"] {
        let line = format!("admin person --data FOLDER/data --name {name} --email {name}@vendor.example");
        assert!(place.run(&format!("{line} --role programme-manager")).ends_with("--- exit 0"));
        let one = if name == "Claire" { "people\twarning" } else { "people\tfine" };
        assert!(examined(&place, "").contains(one), "{name}");
    }

    assert!(examined(&place, " --backups FOLDER").contains("backup\twrong"));
    assert!(place.run("backup create --data FOLDER/data --to FOLDER/backup").ends_with("--- exit 0"));
    assert!(examined(&place, " --backups FOLDER").contains("backup\tfine"));
    let copy = place.path("backup/symbolon.db");
    let mut bytes = std::fs::read(&copy).unwrap();
    bytes[5000] ^= 1;
    std::fs::write(&copy, bytes).unwrap();
    assert!(examined(&place, " --backups FOLDER").contains("backup\twrong"), "the newest one was changed");

    let mode = |name: &str, mode| {
        std::fs::set_permissions(place.path(name), std::fs::Permissions::from_mode(mode)).unwrap();
    };
    mode("data", 0o755);
    mode("data/master.key", 0o644);
    std::fs::remove_dir(place.path("data/documents")).unwrap();
    assert_snapshot!(examined(&place, " --lang fr").replace('\u{a0}', " "), @r"
    folder	warning	Faites chmod 700 FOLDER/data
    documents	wrong	
    key	wrong	
    --- stderr
    2 points à réparer, un à surveiller. Quant à savoir si chaque ligne est restée telle qu’elle a été écrite, symbolon verify le dit.
    --- exit 3
    ");
    mode("data", 0o700);
    mode("data/master.key", 0o600);
    let file = place.path("data/symbolon.db");
    let whole = std::fs::read(&file).unwrap();
    std::fs::write(&file, [&[0; 4096], &whole[4096..]].concat()).unwrap();
    assert!(examined(&place, "").contains("database\twrong"), "{}", examined(&place, ""));
    std::fs::remove_file(&file).unwrap();
    assert!(examined(&place, "").contains("database\twrong"), "{}", examined(&place, ""));
}

#[test]
fn an_installation_whose_data_is_gone_is_not_made_anew() {
    let place = Place::new();
    place.serve("").stop();
    let (file, aside) = (place.path("data/symbolon.db"), place.path("aside"));
    std::fs::rename(&file, &aside).unwrap();
    assert_snapshot!(place.run("serve --data FOLDER/data --listen 127.0.0.1:0"), @r"
    --- stderr
    FOLDER/data holds an installation whose data is gone: FOLDER/data/symbolon.db is missing or empty. Mount or put back what holds it, or restore a backup into another folder with symbolon backup restore. To begin a new installation here, remove FOLDER/data/instance.toml first.
    --- exit 1
    ");
    assert!(!file.exists());
    std::fs::write(&file, "").unwrap();
    for line in
        ["serve --data FOLDER/data", "verify --data FOLDER/data", "backup create --data FOLDER/data --to FOLDER/b"]
    {
        assert!(place.run(line).contains("is missing or empty"), "{line}");
    }
}

#[test]
fn a_damaged_database_is_not_tried_again_but_restored() {
    let place = Place::new();
    place.serve("").stop();
    let file = place.path("data/symbolon.db");
    // Whoever closes it in order leaves all in the one file.
    assert!(place.run("verify --data FOLDER/data").ends_with("--- exit 0"));
    let whole = std::fs::read(&file).unwrap();
    for (damaged, cause) in [(&whole[..whole.len() / 3], "malformed"), (&b"hello"[..], "not a database")] {
        std::fs::write(&file, damaged).unwrap();
        for (line, code) in [
            ("verify --data FOLDER/data", 3),
            ("serve --data FOLDER/data --listen 127.0.0.1:0", 1),
            ("backup create --data FOLDER/data --to FOLDER/backup", 1),
            ("admin token --data FOLDER/data --role auditor --name reader", 1),
        ] {
            let said = place.run(line);
            assert!(said.contains("The database is damaged") && said.contains(cause), "{line}: {said}");
            assert!(said.contains("symbolon backup restore"), "{line}: {said}");
            assert!(said.ends_with(&format!("--- exit {code}")), "{line}: {said}");
        }
    }
}

#[test]
fn what_is_wrong_with_an_installation_is_said_with_its_place_and_a_remedy() {
    let place = Place::new();
    place.serve("").stop();
    let identity = place.path("data/instance.toml");
    let text = std::fs::read_to_string(&identity).unwrap();
    let serve = |rest: &str| place.run(&format!("serve --data FOLDER/data --listen 127.0.0.1:0{rest}"));

    assert!(serve(" --sandbox").contains("leave --sandbox out"));
    std::fs::write(&identity, format!("{text}sandbx = true\n")).unwrap();
    assert_snapshot!(serve(""), @r"
    --- stderr
    FOLDER/data/instance.toml: there is no setting “sandbx”. There are: sandbox, programme, on_server
    --- exit 1
    ");
    std::fs::write(&identity, text.replace("on_server = false", "on_server = true")).unwrap();
    let moved = place.run("backup create --data FOLDER/data --to FOLDER/backup");
    assert!(moved.contains("pg_basebackup") && moved.ends_with("--- exit 6"), "{moved}");
    std::fs::write(&identity, text).unwrap();

    std::fs::write(place.path("file"), "").unwrap();
    let documents = serve(" --documents FOLDER/file");
    assert!(documents.contains("FOLDER/file cannot be used") && documents.ends_with("--- exit 1"), "{documents}");
    assert!(place.run("verify --data FOLDER/file").contains("FOLDER/file/instance.toml cannot be used"));
    for page in ["https://pay.example/order", "ftp://pay.example/{order}", "{order}"] {
        let said = serve(&format!(" --provider-secret-file FOLDER/file --provider-page {page}"));
        assert!(said.contains("has {order} where") && said.ends_with("--- exit 2"), "{page}: {said}");
    }
    let name = place.run("serve --data FOLDER/data --listen localhost:17802");
    assert!(name.contains("an IP address and a port") && name.ends_with("--- exit 2"), "{name}");
    let mut empty = place.command("verify --data FOLDER/data");
    assert!(shown(&empty.env("SYMBOLON_DATABASE", "").output().unwrap()).ends_with("--- exit 0"));
    std::fs::write(place.path("data/master.key"), "abc").unwrap();
    assert!(place.run("verify --data FOLDER/data").contains("master.key: this is no master key"));
}

#[test]
#[cfg(unix)]
fn what_stands_in_the_way_of_a_start_is_said_in_the_operators_language() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    place.serve("").stop();
    let (key, identity) = (place.path("data/master.key"), place.path("data/instance.toml"));
    let own = std::fs::read(&key).unwrap();
    let said = |line: &str| place.run(&format!("{line} --lang fr")).replace('\u{a0}', " ");
    let of_key = |content: &[u8], mode: u32| {
        std::fs::write(&key, content).unwrap();
        std::fs::set_permissions(&key, std::fs::Permissions::from_mode(mode)).unwrap();
        said("verify --data FOLDER/data")
    };
    let none = of_key(&[0xff, 0xfe, 0x00], 0o600);
    assert!(none.contains("master.key : ce n’est pas une clé maîtresse") && none.ends_with("--- exit 1"), "{none}");
    assert!(of_key(&own, 0o644).contains("master.key : d’autres peuvent lire cette clé"));
    assert!(of_key("0".repeat(64).as_bytes(), 0o600).contains("La clé maîtresse n’est pas celle de cette base"));
    assert!(of_key(&own, 0o600).ends_with("--- exit 0"));
    // Without the file that says what it is, an installation is taken for the real thing unless it is said otherwise.
    std::fs::remove_file(&identity).unwrap();
    let lost = said("serve --data FOLDER/data --listen 127.0.0.1:0 --sandbox");
    assert!(lost.contains("Cette base est réelle") && lost.contains("Remettez son instance.toml"), "{lost}");
    let secrets = place.path("secrets");
    for (text, cause) in [("", "il en faut un ou deux"), ("abc", "un secret commence par whsec_")] {
        std::fs::write(&secrets, text).unwrap();
        std::fs::set_permissions(&secrets, std::fs::Permissions::from_mode(0o600)).unwrap();
        let page = "https://pay.example/{order}";
        let line = format!(
            "serve --data FOLDER/other --listen 127.0.0.1:0 --provider-secret-file FOLDER/secrets --provider-page {page}"
        );
        assert!(said(&line).contains(cause), "{}", said(&line));
    }
}

#[test]
#[cfg(unix)]
fn nobody_else_may_read_an_installation_or_a_backup_of_it() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    place.serve("").stop();
    assert!(place.run("backup create --data FOLDER/data --to FOLDER/backup").ends_with("--- exit 0"));
    for folder in ["data", "backup"] {
        for entry in std::fs::read_dir(place.path(folder)).unwrap() {
            let entry = entry.unwrap();
            let mode = entry.metadata().unwrap().permissions().mode();
            assert_eq!(mode & 0o077, 0, "{folder}/{}", entry.file_name().display());
        }
        assert_eq!(std::fs::metadata(place.path(folder)).unwrap().permissions().mode() & 0o777, 0o700, "{folder}");
    }
}

#[test]
#[cfg(unix)]
fn how_mail_is_sent_is_refused_by_name_and_looked_at_by_the_doctor() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    let secret = place.path("password");
    std::fs::write(&secret, "hunter2-canary\n").unwrap();
    let mode = |mode| std::fs::set_permissions(&secret, std::fs::Permissions::from_mode(mode)).unwrap();
    mode(0o600);
    let file = "--mail-password-file FOLDER/password";
    let whole = "--mail-from noreply@vendor.example --public-url https://partners.example";
    for (settings, names) in [
        ("--mail-server mail.example".to_owned(), "--mail-server"),
        (format!("--mail-server smtps://me:hunter2@mail.example {whole}"), "holds a password"),
        (format!("--mail-server smtps://me@mail.example {whole}"), "--mail-password-file"),
        (format!("--mail-server smtps://mail.example {file} {whole}"), "a user in --mail-server"),
        (format!("--mail-server smtps://me@mail.example {file}"), "--mail-from"),
        (format!("--mail-server smtps://me@mail.example {file} --mail-from a@b.example"), "--public-url"),
        ("--public-url https://partners.example/portal".to_owned(), "without a path"),
        ("--mail-from noreply@vendor.example".to_owned(), "without --mail-server"),
    ] {
        let said = place.run(&format!("serve --data FOLDER/data --listen 127.0.0.1:0 {settings}"));
        assert!(said.contains(names) && said.ends_with("--- exit 2"), "{settings}: {said}");
        assert!(!said.contains("hunter2"), "{said}");
    }
    let stated = format!("--mail-server smtp://me@127.0.0.1:1 {file} {whole}");
    mode(0o644);
    let said = place.run(&format!("serve --data FOLDER/data --listen 127.0.0.1:0 {stated} --lang fr"));
    assert!(said.contains("chmod 600") && said.ends_with("--- exit 2"), "{said}");
    mode(0o600);
    assert!(!place.path("data").exists(), "nothing was made");

    let serving = place.serve(&format!(" {stated}"));
    let looked = examined(&place, &format!(" {stated}"));
    assert!(looked.contains("mail\twrong\tCompare --mail-server"), "{looked}");
    serving.stop();
}
