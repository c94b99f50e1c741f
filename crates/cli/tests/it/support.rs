//! Runs the real binary: a demo on a free port, commands as its people, and servers.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use assert_cmd::cargo::cargo_bin;
use serde_json::Value;
use tempfile::TempDir;

/// A command of the binary with nothing of this machine's settings.
pub(crate) fn symbolon(args: &[&str]) -> Command {
    let mut command = Command::new(cargo_bin!("symbolon"));
    command.args(args).env_clear().env("SYMBOLON_LANG", "en").stdin(Stdio::null());
    command
}

/// A server that was started; it is killed at the end.
pub(crate) struct Server {
    child: Child,
}

impl Server {
    /// Starts a command and gives its output as lines.
    pub(crate) fn start(args: &[&str]) -> (Self, impl Iterator<Item = String> + use<>) {
        let mut child = symbolon(args).stdout(Stdio::piped()).stderr(Stdio::inherit()).spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
        (Self { child }, lines)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may be gone already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A demo with few generated companies.
pub(crate) struct Demo {
    _server: Server,
    /// The folder of a demo that is thrown away; a killed server could not do so itself.
    _data: Option<TempDir>,
    document: Value,
}

impl Demo {
    pub(crate) fn start() -> Self {
        let data = tempfile::tempdir().unwrap();
        let demo = Self::on(data.path());
        Self { _data: Some(data), ..demo }
    }

    /// A demo on data that stays.
    pub(crate) fn on(data: &Path) -> Self {
        let keep = data.to_str().unwrap();
        let (server, lines) = Server::start(&["demo", "--port", "0", "--accounts", "20", "--json", "--keep", keep]);
        let mut text = String::new();
        for line in lines {
            text.push_str(&line);
            text.push('\n');
            if line == "}" {
                break;
            }
        }
        Self { _server: server, _data: None, document: serde_json::from_str(&text).expect(&text) }
    }

    pub(crate) fn url(&self) -> &str {
        self.document["url"].as_str().unwrap()
    }

    pub(crate) fn persona(&self, name: &str) -> &Value {
        let mut personas = self.document["personas"].as_array().unwrap().iter();
        personas.find(|persona| persona["name"] == name).unwrap()
    }

    /// A command as one of the demo's people.
    pub(crate) fn command(&self, name: &str, args: &[&str]) -> Command {
        let mut command = symbolon(args);
        command.env("SYMBOLON_SERVER", self.url());
        command.env("SYMBOLON_TOKEN", self.persona(name)["token"].as_str().unwrap());
        command
    }

    /// What a command prints as a table, and its exit code.
    pub(crate) fn shows(&self, name: &str, line: &str) -> String {
        let args: Vec<&str> = line.split(' ').chain(["--table"]).collect();
        shown(&self.command(name, &args).output().unwrap())
    }

    /// The same in French.
    pub(crate) fn shows_in_french(&self, name: &str, line: &str) -> String {
        let args: Vec<&str> = line.split(' ').chain(["--table", "--lang", "fr"]).collect();
        shown(&self.command(name, &args).output().unwrap())
    }

    /// The document that a command prints.
    pub(crate) fn json(&self, name: &str, line: &str) -> Value {
        let args: Vec<&str> = line.split(' ').chain(["--json"]).collect();
        let output = self.command(name, &args).output().unwrap();
        serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{line}: {}", shown(&output)))
    }
}

/// Standard output, standard error and exit code as one text.
pub(crate) fn shown(output: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    let mut shown = text(&output.stdout);
    let errors = text(&output.stderr);
    if !errors.is_empty() {
        shown.push_str("--- stderr\n");
        shown.push_str(&errors);
    }
    shown.push_str(&format!("--- exit {}", output.status.code().unwrap_or(-1)));
    shown
}
