//! The verbs, one file for each noun.

mod account;
mod admin;
mod api_token;
mod audit;
mod backup;
mod benefit;
mod campaign;
mod certification;
mod check;
mod clock;
mod company;
mod competency;
mod config;
mod doctor;
mod event;
mod evidence;
mod export;
mod key;
mod late;
mod licence;
mod licence_file;
mod location;
mod membership;
mod merge;
mod notice;
mod order;
mod person;
mod programme;
mod seat;
mod serve;
mod shown;
mod tenant;
mod ticket;
mod token;
mod webhook;
mod whoami;

use std::future::Future;
use std::io::{BufRead, IsTerminal, Write};
use std::path::Path;

use clap::error::ErrorKind;
use serde_json::Value as Json;
use symbolon_text::{Value, acknowledgement};

use crate::args::{Trial, Verb, command};
use crate::client::{Client, Route};
use crate::demo;
use crate::failure::{Exit, Failure};
use crate::file;
use crate::instance::BUILD;
use crate::output::{Output, visible};
use crate::settings::Settings;
use crate::usage;

pub(crate) use shown::capital;

/// What a command that talks to a server works with.
pub(crate) struct Session {
    pub(crate) client: Client,
    pub(crate) output: Output,
    yes: bool,
    may_ask: bool,
}

/// Does what was asked.
pub(crate) fn run(verb: &Verb, settings: &Settings) -> Result<(), Failure> {
    let output = Output::new(settings);
    match verb {
        Verb::Demo(demo) => wait(demo::run(demo, &output)),
        Verb::Serve(serve) => wait(serve::run(serve, settings, &output)),
        Verb::Verify(verify) => wait(admin::verify(verify, &output)),
        Verb::Doctor(doctor) => doctor::run(doctor, settings, &output),
        Verb::Backup(verb) => wait(backup::run(verb, &output)),
        Verb::Move { data, to_database } => wait(backup::take(data, to_database, &output)),
        Verb::Admin(admin) => wait(admin::run(admin, &settings.server, &output)),
        Verb::LicenceFile(verb) => licence_file::run(verb, settings, output),
        Verb::Programme(programme) => programme::run(programme, settings, output),
        Verb::Config(config) => config::run(config, settings, &output),
        Verb::Completion { shell } => {
            // The generator panics where its writer fails, so it writes to memory first.
            let mut text = Vec::new();
            clap_complete::generate(*shell, &mut command(output.language), "symbolon", &mut text);
            output.line(String::from_utf8_lossy(&text).trim_end())
        }
        Verb::Version => output.line(&format!("symbolon {BUILD}")),
        Verb::Help { topic } => help(topic, &output),
        Verb::Check(check) => check::run(check, &session(settings, output)?),
        Verb::Account(account) => account::run(account, &session(settings, output)?),
        Verb::Membership(membership) => membership::run(membership, &session(settings, output)?),
        Verb::Merge(merge) => merge::run(merge, &session(settings, output)?),
        Verb::Company(company) => company::run(company, &session(settings, output)?),
        Verb::Order(order) => order::run(order, &session(settings, output)?),
        Verb::Benefit(benefit) => benefit::run(benefit, &session(settings, output)?),
        Verb::Token(token) => token::run(token, &session(settings, output)?),
        Verb::Tenant(verb) => tenant::run(verb, &session(settings, output)?),
        Verb::Location(verb) => location::run(verb, &session(settings, output)?),
        Verb::Person(verb) => person::run(verb, &session(settings, output)?),
        Verb::ApiToken(verb) => api_token::run(verb, &session(settings, output)?),
        Verb::Key(key) => key::run(key, &session(settings, output)?),
        Verb::Seat(seat) => seat::run(seat, &session(settings, output)?),
        Verb::Competency(competency) => competency::run(competency, &session(settings, output)?),
        Verb::Evidence(evidence) => evidence::run(evidence, &session(settings, output)?),
        Verb::Certification(certification) => certification::run(certification, &session(settings, output)?),
        Verb::Campaign(campaign) => campaign::run(campaign, &session(settings, output)?),
        Verb::Override(exception) => late::run(exception, &session(settings, output)?),
        Verb::Licence(licence) => licence::run(licence, &session(settings, output)?),
        Verb::Export(report) => export::run(report, &session(settings, output)?),
        Verb::Event(verb) => event::run(verb, &session(settings, output)?),
        Verb::Webhook(verb) => webhook::run(verb, &session(settings, output)?),
        Verb::Audit(audit) => audit::run(audit, &session(settings, output)?),
        Verb::Ticket(ticket) => ticket::run(ticket, &session(settings, output)?),
        Verb::Notice(notice) => notice::run(notice, &session(settings, output)?),
        Verb::Whoami => whoami::run(&session(settings, output)?),
        Verb::Clock(clock) => clock::run(clock, &session(settings, output)?),
    }
}

fn session(settings: &Settings, output: Output) -> Result<Session, Failure> {
    let may_ask = !settings.no_input && std::io::stdin().is_terminal() && std::io::stderr().is_terminal();
    Ok(Session { client: Client::new(settings)?, output, yes: settings.yes, may_ask })
}

fn wait<T>(work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(work)
}

/// The same help as the flag gives.
fn help(topic: &[String], output: &Output) -> Result<(), Failure> {
    let line = ["symbolon"].into_iter().chain(topic.iter().map(String::as_str)).chain(["--help"]);
    match command(output.language).try_get_matches_from(line) {
        Err(help) if help.kind() == ErrorKind::DisplayHelp => output.line(help.to_string().trim_end()),
        Err(error) => Err(Failure::new(Exit::Usage, usage::text(output.language, &error))),
        Ok(_) => Ok(()),
    }
}

impl Session {
    /// Tries an act out and prints what it would do.
    pub(crate) fn would(&self, path: &Route, body: &Json) -> Result<(), Failure> {
        self.tried(&self.client.try_out(path, body)?)
    }

    /// Prints what an act that was tried out would do.
    pub(crate) fn tried(&self, preview: &Json) -> Result<(), Failure> {
        if self.output.is_json() {
            return self.output.document(preview);
        }
        self.output.line(&self.output.text("cli-would", &[]))?;
        if preview["effects"].as_array().is_none_or(Vec::is_empty) {
            self.output.line(&format!("  {}", self.output.text("cli-would-only", &[])))?;
        }
        self.effects(preview)
    }

    /// Does an act, or only tries it out and prints what it would do.
    pub(crate) fn done(
        &self,
        path: &Route,
        body: &Json,
        trial: &Trial,
        shown: impl FnOnce(&Json) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        if trial.dry_run { self.would(path, body) } else { shown(&self.client.act(path, body)?) }
    }

    /// Saves a file of the server in a new one here.
    pub(crate) fn download(&self, path: &Route, file: &Path) -> Result<(), Failure> {
        file::make(file, &self.client.download(path)?, self.output.language)?;
        self.output.note(&self.output.text("cli-file-made", &[("file", file.display().to_string().into())]));
        Ok(())
    }

    /// Asks before an act that others notice; where nobody can be asked, `--yes` is needed.
    pub(crate) fn confirm(&self, question: &str) -> Result<(), Failure> {
        self.client.today_only()?;
        if self.yes {
            return Ok(());
        }
        if !self.may_ask {
            let values = [("question", Value::from(question))];
            return Err(Failure::new(Exit::Usage, self.output.text("cli-yes-needed", &values)));
        }
        write!(std::io::stderr(), "{} {} ", visible(question), self.output.text("cli-yes-no", &[]))?;
        let mut answer = String::new();
        std::io::stdin().lock().read_line(&mut answer)?;
        let yes = self.output.text("cli-yes", &[]);
        let answer = answer.trim().to_lowercase();
        let meant = !answer.is_empty() && (yes == answer || yes.starts_with(&answer));
        if meant { Ok(()) } else { Err(Failure::new(Exit::Usage, self.output.text("cli-not-done", &[]))) }
    }

    /// Shows what an act would do: its consequences, one a line.
    pub(crate) fn effects(&self, preview: &Json) -> Result<(), Failure> {
        for effect in preview["effects"].as_array().into_iter().flatten() {
            self.output.line(&format!("  {}", effect["text"].as_str().unwrap_or_default()))?;
        }
        for remedy in preview["remedies"].as_array().into_iter().flatten() {
            self.output.line(&format!("  {}", remedy["text"].as_str().unwrap_or_default()))?;
        }
        Ok(())
    }

    /// Says how an act that was tried out is done, where it takes a preview and acknowledgements.
    pub(crate) fn how_to(&self, preview: &Json) -> Result<(), Failure> {
        let codes: Vec<&str> =
            preview["acknowledge"].as_array().into_iter().flatten().filter_map(Json::as_str).collect();
        let Some(digest) = preview["preview_digest"].as_str() else { return Ok(()) };
        for code in &codes {
            self.output.prose(&format!("  {}", acknowledgement(self.output.language, code)))?;
        }
        let flags = format!("--preview {digest} --acknowledge {}", codes.join(","));
        self.output.prose(&self.output.text("cli-to-do-it", &[("flags", flags.into())]))
    }

    /// Refuses an act that cannot be undone and has not been looked at; agreeing to everything is not enough.
    pub(crate) fn previewed(&self, preview: Option<&str>) -> Result<(), Failure> {
        self.client.today_only()?;
        match preview {
            Some(_) => Ok(()),
            None => Err(Failure::new(Exit::Usage, self.output.text("cli-preview-first", &[]))),
        }
    }
}
