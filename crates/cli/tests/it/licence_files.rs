//! Licence files on the command line: issued by a server, and believed without one.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::process::Stdio;

use insta::assert_snapshot;

use crate::support::{Demo, shown, symbolon};

/// A file, and the keys of the server that issued it.
struct Held {
    folder: tempfile::TempDir,
}

impl Held {
    /// What a server issues and publishes, in files.
    fn of(demo: &Demo, line: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let args: Vec<&str> = line.split(' ').collect();
        let issued = demo.command("ines", &args).output().unwrap();
        assert!(issued.status.success(), "{}", shown(&issued));
        std::fs::write(folder.path().join("licence.jws"), &issued.stdout).unwrap();
        let address = demo.url().trim_start_matches("http://");
        let mut stream = TcpStream::connect(address).unwrap();
        write!(stream, "GET /.well-known/jwks.json HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        std::fs::write(folder.path().join("jwks.json"), answer.split_once("\r\n\r\n").unwrap().1).unwrap();
        Self { folder }
    }

    /// What a command prints where there is no server and nobody is signed in.
    fn shows(&self, line: &str) -> String {
        let args: Vec<&str> = line.split(' ').chain(["--table", "--quiet"]).collect();
        shown(&symbolon(&args).current_dir(self.folder.path()).output().unwrap())
    }

    fn verified(&self, rest: &str) -> String {
        self.shows(&format!("licence-file verify licence.jws --keys jwks.json {rest}"))
    }
}

#[test]
fn a_file_is_issued_and_counts_without_a_network_until_it_ends() {
    let demo = Demo::start();
    let held = Held::of(&demo, "licence-file issue --product office-365-e3");
    let of = "--product office-365-e3 --at";
    assert_snapshot!(held.verified(&format!("{of} 2021-09-11T08:00:00Z")), @r"
    YES  valid
    The file counts.
    Usable until 5 December 2021
    --- exit 0
    ");
    assert_snapshot!(held.verified(&format!("{of} 2021-09-14T08:00:00Z")), @r"
    YES  valid_refresh_due
    The file counts, but more than half of its time is over: fetch a new one.
    Usable until 5 December 2021
    --- exit 0
    ");
    assert_snapshot!(held.verified(&format!("{of} 2021-09-17T08:00:00Z --lang fr")), @r"
    NON  ended
    Le fichier ne vaut plus : demandez-en un nouveau.
    --- exit 3
    ");
    assert_snapshot!(held.verified(&format!("{of} 2021-09-12T08:00:00Z --seen 2021-09-13T08:00:00Z")), @r"
    NO  clock_rolled_back
    The clock is behind: it showed more before, or the file is not signed yet at that time.
    --- exit 3
    ");
    assert_snapshot!(held.verified("--product intune --at 2021-09-11T08:00:00Z"), @r"
    NO  wrong_product
    The file is for another product.
    --- exit 3
    ");
    // The clock of the demo stands in the past: by the machine's own, the file is over.
    assert_snapshot!(held.verified("--product office-365-e3"), @r"
    NO  ended
    The file does not count any more: ask for a new one.
    --- exit 3
    ");
    let other = Held::of(&Demo::start(), "licence-file issue --product office-365-e3");
    std::fs::copy(other.folder.path().join("jwks.json"), held.folder.path().join("jwks.json")).unwrap();
    assert_snapshot!(held.verified(&format!("{of} 2021-09-11T08:00:00Z")), @r"
    NO  bad_signature
    None of the known keys signed this file, or it was changed.
    --- exit 3
    ");
}

#[test]
fn a_file_of_one_device_is_piped_and_looked_into() {
    let demo = Demo::start();
    let held = Held::of(&demo, "licence-file issue --product windows-10-enterprise --device desk-12 --ttl P30D");
    let at = "--product windows-10-enterprise --at 2021-09-30T08:00:00Z";
    assert_snapshot!(held.verified(&format!("{at} --device desk-12")), @r"
    YES  grace
    The file counts, but the year is over: the right has to be renewed.
    Usable until 1 October 2021
    --- exit 0
    ");
    assert!(held.verified(&format!("{at} --device desk-13")).starts_with("NO  wrong_device\n"));
    let inspected = held.shows("licence-file inspect licence.jws");
    for line in
        ["alg           EdDSA", "device        desk-12", "exp           2021-10-02T00:00:00Z", "sandbox       true"]
    {
        assert!(inspected.contains(&format!("{line}\n")), "{line}: {inspected}");
    }
    // What one command prints, another one reads.
    let mut line = vec!["licence-file", "verify", "-", "--keys", "jwks.json", "--device", "desk-12", "--json"];
    line.extend(at.split(' '));
    let mut verify = symbolon(&line);
    verify.current_dir(held.folder.path()).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut verify = verify.spawn().unwrap();
    let file = std::fs::read(held.folder.path().join("licence.jws")).unwrap();
    verify.stdin.take().unwrap().write_all(&file).unwrap();
    let verified = shown(&verify.wait_with_output().unwrap());
    assert!(verified.contains("\"state\": \"grace\"") && verified.ends_with("--- exit 0"), "{verified}");
}

#[test]
fn what_is_no_licence_file_and_what_may_not_be_used_is_said() {
    let demo = Demo::start();
    assert_snapshot!(demo.shows("ines", "licence-file issue --product intune"), @r"
    --- stderr
    Refused: There is no right that a licence file could say
      No redemption is recorded yet.
      Redeem a token as a new subscription.
    --- exit 6
    ");
    let held = Held::of(&demo, "licence-file issue --product office-365-e3");
    assert_snapshot!(held.shows("licence-file inspect jwks.json"), @r"
    --- stderr
    This is no licence file.
    --- exit 2
    ");
    assert_snapshot!(held.shows("licence-file verify jwks.json --keys licence.jws --product intune"), @r"
    --- stderr
    The file licence.jws holds no public Ed25519 key. Fetch it from /.well-known/jwks.json of the server.
    --- exit 2
    ");
    assert_snapshot!(held.verified("--product intune --as-of 2021-09-12"), @r"
    --- stderr
    This command shows what is now, and knows no other day. Leave --as-of out.
    --- exit 2
    ");
    assert_snapshot!(held.verified("--product intune --at 2021-09-12"), @r"
    --- stderr
    --at <INSTANT> cannot be “2021-09-12”.
      An instant is written year-month-day, T, time and zone, for example 2021-09-12T08:00:00Z.
      More with --help.
    --- exit 2
    ");
}
