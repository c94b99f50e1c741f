//! What needs no server: help, programmes, settings, and the data of an installation.

use insta::assert_snapshot;
use symbolon_programme::Files;

use crate::support::{Demo, shown, symbolon};

fn run(line: &str) -> String {
    shown(&symbolon(&line.split(' ').collect::<Vec<_>>()).output().unwrap())
}

#[test]
fn help_comes_in_both_languages_with_examples() {
    assert_snapshot!(run("help token redeem --lang fr"), @r"
    Utilise un jeton ; à essayer d’abord

    Utilisation : symbolon token redeem [OPTIONS] --tenant <DOMAIN|ID> --mode <new|extend|add-seats> <TOKEN>

    Arguments :
      <TOKEN>  le jeton, par identifiant, fin de son code ou produit

    Options :
          --account <ID|NUMBER|NAME>     l’entreprise, par identifiant, numéro global ou nom ; à défaut,
                                         la vôtre
          --tenant <DOMAIN|ID>           le locataire, par domaine ou identifiant
          --mode <new|extend|add-seats>  new (nouvel abonnement), extend (prolonger) ou add-seats
                                         (ajouter des licences)
          --seats <N>                    postes que vous comptez utiliser : tous, sinon l’acte est
                                         refusé
          --dry-run                      calcule tout, ne change rien
          --preview <DIGEST>             empreinte de l’essai que vous avez lu
          --acknowledge <NAMES>          conséquences que vous acceptez, par leur nom
      -h, --help                         affiche cette aide

    Options de toutes les commandes :
          --server <URL>           le serveur (SYMBOLON_SERVER ; http://127.0.0.1:7878)
          --token-file <FILE>      fichier qui contient le jeton d’API (ou le jeton lui-même dans
                                   SYMBOLON_TOKEN)
          --timeout <SECONDS>      secondes d’attente d’une réponse (30)
          --lang <fr|en>           langue des textes (SYMBOLON_LANG)
          --as-of <DATE>           interroge ce jour, passé ou futur : 2021-09-10
          --json                   écrit le document de l’API
          --table                  dessine les tableaux même hors d’un terminal
          --columns <NAMES>        colonnes à écrire, dans cet ordre
          --no-header              omet le nom des colonnes
          --no-input               ne pose jamais de question
          --yes                    accepte les actes que d’autres remarquent ; jamais ceux qui sont
                                   irréversibles
          --idempotency-key <KEY>  clé de l’acte, pour répéter une commande dont l’issue est inconnue ;
                                   elle n’agit jamais deux fois
          --verbose                dit ce qui est envoyé, avec ses clés et ses références
          --quiet                  ne dit rien d’autre que les résultats

    Exemples :
      symbolon token redeem office-365-e3 --tenant lumen.example --mode add-seats --dry-run
    --- exit 0
    ");
    assert_eq!(run("token redeem --help --lang fr"), run("help token redeem --lang fr"));
}

#[test]
fn an_unknown_word_is_not_guessed_at() {
    assert_snapshot!(run("membership lst"), @r"
    --- stderr
    Unknown command: lst
      Did you mean: list?
      More with --help.
    --- exit 2
    ");
    assert_snapshot!(run("membership lst --lang fr"), @r"
    --- stderr
    Commande inconnue : lst
      Vouliez-vous dire : list ?
      Plus avec --help.
    --- exit 2
    ");
    assert_snapshot!(run("token redeem x --tenant a.example --mode add"), @r"
    --- stderr
    --mode <new|extend|add-seats> cannot be “add”.
      Did you mean: add-seats?
      Possible: new, extend, add-seats
      More with --help.
    --- exit 2
    ");
    assert_snapshot!(run("token redeem x --lang fr"), @r"
    --- stderr
    Il manque : --tenant <DOMAIN|ID>, --mode <new|extend|add-seats>
      Plus avec --help.
    --- exit 2
    ");
    assert_snapshot!(run("token list --tabel"), @r"
    --- stderr
    Unknown option: --tabel
      Did you mean: --table?
      More with --help.
    --- exit 2
    ");
    assert_snapshot!(run("membership list --as-of tomorrow --lang fr"), @r"
    --- stderr
    --as-of <DATE> ne peut pas valoir « tomorrow ».
      Un jour s’écrit année-mois-jour et doit exister, par exemple 2021-09-02.
      Plus avec --help.
    --- exit 2
    ");
    assert_snapshot!(run("membership list --timeout soon"), @r"
    --- stderr
    --timeout <SECONDS> cannot be “soon”.
      A whole number is written in digits, for example 25.
      More with --help.
    --- exit 2
    ");
    assert_snapshot!(run("membership list --json --columns offer"), @r"
    --- stderr
    --json cannot be combined with --columns <NAMES>.
      More with --help.
    --- exit 2
    ");
    assert_snapshot!(run("check --explain --json --table"), @r"
    --- stderr
    --json cannot be combined with --table.
      More with --help.
    --- exit 2
    ");
}

#[test]
fn what_a_value_must_be_is_said() {
    let first = |line: &str| {
        let found = run(line);
        assert!(found.ends_with("--- exit 2"), "{line}: {found}");
        found.lines().skip(1).take(2).map(str::trim).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(first("membership show M-1030 extra"), "One word too many: extra More with --help.");
    assert_eq!(first("demo --port 99999"), "--port <PORT> cannot be “99999”. A number from 0 to 65,535 is wanted.");
    assert_eq!(
        first("membership list --timeout 99999999999999999999"),
        "--timeout <SECONDS> cannot be “99999999999999999999”. That number is too large."
    );
    assert_eq!(
        first("serve --data x --listen nowhere"),
        "--listen <ADDRESS> cannot be “nowhere”. An address is written as an IP address and a port, for example 127.0.0.1:7878."
    );
    assert_eq!(
        first("admin token --data x --role auditor --name x --days -5"),
        "--days <N> cannot be “-5”. A number from 1 to 3,650 is wanted."
    );
    assert_eq!(first("admin token --data x --role auditor --name "), "--name <TEXT> needs a value. More with --help.");
    assert_eq!(first("version --json=yes"), "--json takes no value, not even “yes”. More with --help.");
    assert_eq!(first("person role x"), "Missing: --give <ROLES>, --take <ROLES> More with --help.");
    assert!(run("version --json --json").ends_with("--- exit 0"));
    for line in ["--version", "-V"] {
        assert_eq!(run(line), run("version"), "{line}");
    }
}

#[test]
fn a_programme_is_checked_and_its_examples_run() {
    assert_snapshot!(run("programme validate mpn-2020"), @r"
    mpn-2020 is valid: 15 files, 4 offers, 51 benefits, 102 rows of the licence table.
    --- exit 0
    ");
    assert!(run("programme test mpn-2020").ends_with("--- exit 0"));
    assert!(run("programme test example-isv --lang fr").ends_with("--- exit 0"));
    assert!(run("programme show example-isv --lang fr").ends_with("--- exit 0"));
    assert_snapshot!(run("programme validate nothing --lang fr"), @r"
    --- stderr
    Il n’y a pas de programme « nothing » : un programme intégré (example-isv, mpn-2020) ou un dossier.
    --- exit 5
    ");
}

#[test]
fn a_programme_begins_as_one_that_is_built_in() {
    let folder = tempfile::tempdir().unwrap();
    for name in Files::embedded_names() {
        let own = folder.path().join(&name);
        let place = own.display().to_string();
        let made = run(&format!("programme init --from {name} {place}"));
        assert!(made.contains(&format!("{name} in {place}: ")) && made.ends_with("--- exit 0"), "{made}");
        assert_eq!(Files::read_dir(&own).ok(), Files::embedded(&name));
        assert!(run(&format!("programme test {place}")).ends_with("--- exit 0"));
    }
    let own = folder.path().join("mpn-2020").display().to_string();
    let refused = run(&format!("programme init --from example-isv {own} --lang fr"));
    assert!(refused.contains("n’est pas vide") && refused.ends_with("--- exit 2"), "{refused}");
    assert_eq!(Files::read_dir(own.as_ref()).ok(), Files::embedded("mpn-2020"), "it stays as it is");
    let unknown = run(&format!("programme init --from nothing {}", folder.path().join("x").display()));
    assert!(unknown.contains("example-isv") && unknown.ends_with("--- exit 2"), "{unknown}");
    // What is in sight of nobody is something too.
    let hidden = folder.path().join("hidden");
    std::fs::create_dir(&hidden).unwrap();
    std::fs::write(hidden.join(".keep"), "").unwrap();
    assert!(run(&format!("programme init --from mpn-2020 {}", hidden.display())).ends_with("--- exit 2"));
}

#[test]
fn a_broken_programme_is_shown_with_its_places_and_ends_with_no() {
    let folder = tempfile::tempdir().unwrap();
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/../../programmes/example-isv");
    copy(source.as_ref(), folder.path());
    let file = folder.path().join("programme.toml");
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, text.replace("time_zone = \"Europe/Paris\"", "time_zone = \"Europe/Pariss\"")).unwrap();
    let found = run(&format!("programme validate {}", folder.path().display()));
    assert!(found.contains("programme.toml") && found.contains("Europe/Pariss"), "{found}");
    assert!(found.ends_with("--- exit 3"), "{found}");
}

#[cfg(unix)]
#[test]
fn linked_folders_are_read_and_what_is_no_text_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/../../programmes/example-isv");
    let (linked, back) = (folder.path().join("linked"), folder.path().join("linked/again"));
    std::fs::create_dir(&linked).unwrap();
    for own in std::fs::read_dir(source).unwrap().map(Result::unwrap) {
        std::os::unix::fs::symlink(own.path(), linked.join(own.file_name())).unwrap();
    }
    // A link that leads back to where it lies is followed once.
    std::os::unix::fs::symlink(&linked, back).unwrap();
    let validate = format!("programme validate {}", linked.display());
    let found = run(&validate);
    assert!(found.ends_with("--- exit 0"), "{found}");
    std::fs::write(linked.join("more.toml"), b"# Mensu\xebl\n").unwrap();
    let found = run(&format!("{validate} --lang fr"));
    assert!(found.contains("more.toml") && found.contains("Enregistrez-le en UTF-8"), "{found}");
    assert!(found.ends_with("--- exit 3"), "{found}");
}

#[test]
fn a_window_that_opens_before_the_anniversary_says_so() {
    let folder = tempfile::tempdir().unwrap();
    copy(concat!(env!("CARGO_MANIFEST_DIR"), "/../../programmes/example-isv").as_ref(), folder.path());
    let file = folder.path().join("programme.toml");
    let text = std::fs::read_to_string(&file).unwrap().replace("anniversary + P10D", "anniversary - P5D");
    std::fs::write(&file, text.replace("anniversary + P1D", "anniversary")).unwrap();
    let found = run(&format!("programme show {}", folder.path().display()));
    assert!(found.contains("opens 5 days before the anniversary"), "{found}");
    assert!(found.contains("opens on the anniversary"), "{found}");
}

fn copy(from: &std::path::Path, to: &std::path::Path) {
    for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            std::fs::create_dir(&target).unwrap();
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[test]
fn a_setting_says_where_it_comes_from() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join("symbolon.toml"),
        "server = \"http://project.example\"\ntimeout = 5\npublic_url = \"https://p.example\"\n",
    )
    .unwrap();
    let mut command = symbolon(&["config", "show", "--timeout", "7", "--table"]);
    command.current_dir(folder.path());
    command.env("SYMBOLON_MAIL_FROM", "noreply@vendor.example");
    assert_snapshot!(shown(&command.output().unwrap()), @r"
    SETTING             VALUE                   FROM
    server              http://project.example  symbolon.toml
    token_file                                  –
    lang                en                      SYMBOLON_LANG
    timeout             7                       --timeout
    mail_server                                 –
    mail_from           noreply@vendor.example  SYMBOLON_MAIL_FROM
    mail_password_file                          –
    public_url          https://p.example       symbolon.toml
    --- exit 0
    ");
    std::fs::write(folder.path().join("symbolon.toml"), "token = \"symbolon_live_1\"\n").unwrap();
    assert!(shown(&command.output().unwrap()).ends_with("--- exit 2"));
}

#[test]
fn a_file_that_cannot_be_read_is_named_with_its_reason_everywhere() {
    for line in [
        "evidence import /nowhere/a.csv --source insights",
        "ticket attach T-1 /nowhere/a.csv",
        "order prove O-1 /nowhere/a.csv --paid-on 2021-09-01 --paid-to 1 --reference r",
        "membership list --token-file /nowhere/a.csv",
        "backup verify /nowhere --key-file /nowhere/a.csv",
    ] {
        let said = run(&format!("{line} --lang fr"));
        let (first, rest) = said.split_once('\n').and_then(|(_, rest)| rest.split_once('\n')).unwrap();
        assert_eq!(
            first.replace('\u{a0}', " "),
            "Le fichier /nowhere/a.csv est illisible : il n’existe pas.",
            "{line}"
        );
        assert_eq!(rest, "--- exit 2", "{line}");
    }
}

#[test]
fn a_server_that_is_not_there_is_worth_another_try() {
    let mut command = symbolon(&["membership", "list", "--server", "http://127.0.0.1:1"]);
    assert_snapshot!(shown(&command.output().unwrap()), @r"
    --- stderr
    http://127.0.0.1:1 cannot be reached.
    --- exit 8
    ");
}

#[test]
fn kept_data_is_verified_and_a_change_behind_the_back_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().to_str().unwrap();
    drop(Demo::on(folder.path()));
    let verify = format!("verify --data {data}");
    let fine = run(&verify);
    assert!(fine.starts_with("Looked at: 33 companies,") && fine.ends_with("--- exit 0"), "{fine}");
    assert!(run(&format!("{verify} --lang fr")).contains("Tout est conforme."));

    // The same data serves again, with the clock where it was.
    let demo = Demo::on(folder.path());
    assert_eq!(demo.json("claire", "clock show")["items"][0]["today"], "2021-09-10");
    // While it is in use nobody else opens it.
    assert!(run(&verify).ends_with("--- exit 1"));
    drop(demo);
    assert_eq!(run(&verify), fine);

    // What each ledger ends with is kept elsewhere, and must still be there the next time.
    let elsewhere = tempfile::tempdir().unwrap();
    let heads = elsewhere.path().join("heads");
    let since = format!("{verify} --heads {}", heads.display());
    assert!(run(&since).ends_with("can change it.\n--- exit 0"), "{}", run(&since));
    let kept = std::fs::read_to_string(&heads).unwrap();
    assert_eq!(kept.lines().count(), 33);
    assert!(run(&since).ends_with("--- exit 0") && std::fs::read_to_string(&heads).unwrap() == kept);
    std::fs::write(&heads, kept.replacen(' ', " 9", 1)).unwrap();
    let cut = run(&since);
    assert!(cut.contains("it was the newest one before, and is missing") && cut.ends_with("--- exit 3"), "{cut}");
    assert_ne!(std::fs::read_to_string(&heads).unwrap(), kept, "what was not found is not forgotten");
    std::fs::write(&heads, "half").unwrap();
    assert!(run(&since).ends_with("--- exit 2"));

    // A payment's reference is changed in the file itself, where no rule sees it.
    let file = folder.path().join("symbolon.db");
    let mut bytes = std::fs::read(&file).unwrap();
    let places: Vec<_> = (0..bytes.len() - 5).filter(|at| &bytes[*at..at + 5] == b"O-771").collect();
    assert!(!places.is_empty());
    for place in places {
        bytes[place + 4] = b'2';
    }
    std::fs::write(&file, bytes).unwrap();
    let changed = run(&verify);
    assert!(changed.contains("table fact") && changed.ends_with("--- exit 3"), "{changed}");

    let key = folder.path().join("master.key");
    std::fs::rename(&key, folder.path().join("elsewhere")).unwrap();
    let missing = run(&verify);
    assert!(missing.contains("master.key is missing") && missing.ends_with("--- exit 1"), "{missing}");
    assert_snapshot!(run("verify --data /nonexistent/symbolon"), @r"
    --- stderr
    /nonexistent/symbolon holds no installation.
    --- exit 5
    ");
}

#[test]
fn what_a_database_is_cannot_be_changed() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().to_str().unwrap();
    drop(Demo::on(folder.path()));
    let live = run(&format!("serve --data {data} --listen 127.0.0.1:0"));
    assert!(live.contains("sandbox") && live.ends_with("--- exit 1"), "{live}");
    let token = run(&format!("admin token --data {data} --role auditor --name reader"));
    assert!(token.starts_with("symbolon_test_"), "{token}");
    let nobody = run(&format!("admin token --data {data} --person nobody@lumen.example"));
    assert!(nobody.ends_with("--- exit 5"), "{nobody}");
}

#[test]
fn completions_are_made_from_the_same_definition() {
    let bash = run("completion bash");
    assert!(bash.contains("symbolon__subcmd__token") || bash.contains("symbolon__token"), "{bash:.400}");
    for shell in ["bash", "zsh", "fish"] {
        let found = run(&format!("completion {shell} --lang fr"));
        let help = if shell == "fish" { "-l help" } else { "--help" };
        assert!(found.contains(help) && !found.contains("On the machine itself"), "{shell}");
        // Bash shows no texts.
        assert!(shell == "bash" || found.contains("affiche cette aide"), "{shell}");
    }
}

#[test]
fn settings_are_as_strong_as_where_they_are_stated() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("symbolon.toml");
    std::fs::write(&file, "lang = \"fr\"\ntoken_file = \"token\"\n").unwrap();
    let mut command = symbolon(&["membership", "lst"]);
    command.current_dir(folder.path()).env_remove("SYMBOLON_LANG");
    assert!(shown(&command.output().unwrap()).contains("Commande inconnue"));
    assert!(shown(&command.env("SYMBOLON_LANG", "en").output().unwrap()).contains("Unknown command"));

    // The file is not there, so whoever looks for it fails otherwise.
    let mut command = symbolon(&["membership", "list", "--server", "http://127.0.0.1:1"]);
    command.current_dir(folder.path());
    assert!(shown(&command.output().unwrap()).ends_with("--- exit 2"));
    command.env("SYMBOLON_TOKEN", "symbolon_test_1");
    assert!(shown(&command.output().unwrap()).ends_with("--- exit 8"));
}

#[cfg(unix)]
#[test]
fn a_token_that_others_can_read_is_not_used() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("token");
    std::fs::write(&file, "symbolon_test_1\n").unwrap();
    let said = |mode: u32, rest: &str| {
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(mode)).unwrap();
        run(&format!("whoami --server http://127.0.0.1:1 --token-file {}{rest}", file.display()))
    };
    for mode in [0o644, 0o640, 0o604, 0o660] {
        let refused = said(mode, "");
        assert!(refused.contains(&format!("Run: chmod 600 {}", file.display())), "{mode:o} {refused}");
        assert!(refused.ends_with("--- exit 2") && !refused.contains("symbolon_test"), "{mode:o} {refused}");
        assert!(said(mode, " --lang fr").contains("d’autres peuvent y lire"), "{mode:o}");
    }
    // It gets as far as the server, which is not there.
    for mode in [0o600, 0o400] {
        assert!(said(mode, "").ends_with("--- exit 8"), "{mode:o}");
    }
}

#[test]
fn blanks_around_a_token_are_none_of_it_and_other_signs_are_named() {
    let said = |token: &str| {
        let mut command = symbolon(&["whoami", "--server", "http://127.0.0.1:1"]);
        shown(&command.env("SYMBOLON_TOKEN", token).output().unwrap())
    };
    // It gets as far as the server, which is not there.
    for token in ["symbolon_test_1\n", "symbolon_test_1\r\n", " symbolon_test_1"] {
        assert!(said(token).ends_with("--- exit 8"), "{}", said(token));
    }
    assert_snapshot!(said("symbolon_test_1\nsymbolon_test_2"), @r"
    --- stderr
    The API token in SYMBOLON_TOKEN holds characters that no token has. Copy it again, alone and on one line.
    --- exit 2
    ");
}

#[test]
fn where_nobody_reads_standard_error_the_exit_code_still_tells() {
    for (line, code) in [("membership lst", 2), ("membership list --server http://127.0.0.1:1", 8)] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut command = symbolon(&line.split(' ').collect::<Vec<_>>());
        assert_eq!(command.stderr(writer).status().unwrap().code(), Some(code), "{line}");
    }
}

/// A server that answers whatever it is asked with one document.
fn answering(document: &serde_json::Value) -> String {
    use std::io::{Read, Write};
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let body = document.to_string();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let _ = stream.read(&mut [0; 4_096]).unwrap();
            let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
            stream.write_all(format!("{head}{body}").as_bytes()).unwrap();
        }
    });
    address
}

#[test]
fn what_somebody_typed_does_not_steer_the_readers_terminal() {
    let typed = "A\u{1b}]0;pwned\u{7}\u{9b}31m\u{202e}b\nc";
    let server = answering(&serde_json::json!({
        "number": "T-1", "reason_text": typed, "state_text": "open", "items": [{ "global_id": "1", "name": typed }],
        "entries": [{ "at": "10:00", "by_name": typed, "act_text": "wrote", "text": "Hello\u{1b}[2J\n12:00 Louis granted" }],
    }));
    for line in ["ticket show T-1 --table", "account list --table", "account list", "ticket show T-1 --json"] {
        let said = run(&format!("{line} --server {server}"));
        let steers = |letter: char| letter != '\n' && letter != '\t' && letter.is_control() || letter == '\u{202e}';
        assert!(
            !said.contains(steers) && said.contains("\\u001b]0;pwned\\u0007\\u009b31m\\u202eb"),
            "{line}: {said:?}"
        );
    }
    // Nothing that was typed takes the place of another entry.
    let thread = run(&format!("ticket show T-1 --table --server {server}"));
    assert!(thread.contains("Hello\\u001b[2J\n    12:00 Louis granted"), "{thread}");
}

#[test]
fn whether_an_act_was_done_is_said_only_of_acts() {
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let server = format!("http://{}", silent.local_addr().unwrap());
    let asked = |line: &str| {
        let args = format!("{line} --server {server} --timeout 1");
        run(&args).replace(&server, "SERVER")
    };
    assert_snapshot!(asked("membership list"), @r"
    --- stderr
    SERVER did not answer within 1 second. Try again, or wait longer with --timeout.
    --- exit 8
    ");
    assert_snapshot!(asked("clock advance --to 2021-10-02 --idempotency-key k-1"), @r"
    --- stderr
    SERVER gave no answer. Whether the act was done is not known.
      Repeat the same command with --idempotency-key k-1: what was done is not done again.
    --- exit 8
    ");
    assert_snapshot!(run("membership list --server nowhere"), @r"
    --- stderr
    “nowhere” is not the address of a server. One is written like http://127.0.0.1:7878.
    --- exit 2
    ");
}

#[test]
#[cfg(unix)]
fn a_demo_that_is_stopped_leaves_nothing_behind() {
    use std::io::{BufRead, BufReader};
    let folder = tempfile::tempdir().unwrap();
    let mut command = symbolon(&["demo", "--port", "0", "--accounts", "1"]);
    let mut demo = command.env("TMPDIR", folder.path()).stdout(std::process::Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(demo.stdout.take().unwrap()).read_line(&mut line).unwrap();
    assert!(line.starts_with("symbolon ") && line.contains("http://127.0.0.1:"), "{line}");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    let asked = std::process::Command::new("kill").arg(demo.id().to_string()).status().unwrap();
    assert!(asked.success() && demo.wait().unwrap().success());
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}
