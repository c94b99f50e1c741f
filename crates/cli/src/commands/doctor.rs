//! `symbolon doctor`: whether an installation is fit, looked at beside its server and without changing anything.

use std::path::{Path, PathBuf};

use jiff::fmt::rfc2822;
use jiff::tz::TimeZone;
use serde_json::json;
use symbolon_domain::access::Role;
use symbolon_domain::programme::day;
use symbolon_server::Mail;
use symbolon_server::clock::Clock;
use symbolon_store::backup::{self, Manifest};
use symbolon_store::health::{self, Health, Inside};
use symbolon_store::{Database, InstanceKind, MasterKey, StoreError, files};
use symbolon_text::{Value, number};

use super::wait;
use crate::args::Doctor;
use crate::client::Client;
use crate::failure::{Exit, Failure};
use crate::instance::{self, Opening, Site};
use crate::mail;
use crate::output::{Cell, Output, Table, Tone};
use crate::settings::Settings;

const MEGABYTE: u64 = 1 << 20;
/// With less room than this a server soon stops writing.
const ROOM: u64 = 100 * MEGABYTE;
/// A server moves its log into the database long before this.
const LOG: u64 = 400 * MEGABYTE;
/// A backup that is older was forgotten.
const BACKUP_MICROS: i64 = 2 * 86_400_000_000;
/// Clocks that are further apart than this order things wrongly.
const SKEW_SECONDS: i64 = 60;

/// What is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Look {
    Folder,
    Key,
    Documents,
    Room,
    Database,
    Log,
    Programme,
    Clock,
    Notices,
    People,
    Backup,
    Mail,
    Server,
}

impl Look {
    /// Its name for programs.
    const fn code(self) -> &'static str {
        match self {
            Self::Folder => "folder",
            Self::Key => "key",
            Self::Documents => "documents",
            Self::Room => "room",
            Self::Database => "database",
            Self::Log => "log",
            Self::Programme => "programme",
            Self::Clock => "clock",
            Self::Notices => "notices",
            Self::People => "people",
            Self::Backup => "backup",
            Self::Mail => "mail",
            Self::Server => "server",
        }
    }

    /// The text of its name for people.
    const fn title(self) -> &'static str {
        match self {
            Self::Folder => "cli-doctor-folder",
            Self::Key => "cli-doctor-key",
            Self::Documents => "cli-doctor-documents",
            Self::Room => "cli-doctor-room",
            Self::Database => "cli-doctor-database",
            Self::Log => "cli-doctor-log",
            Self::Programme => "cli-doctor-programme",
            Self::Clock => "cli-doctor-clock",
            Self::Notices => "cli-doctor-notices",
            Self::People => "cli-doctor-people",
            Self::Backup => "cli-doctor-backup",
            Self::Mail => "cli-doctor-mail",
            Self::Server => "cli-doctor-server",
        }
    }
}

/// How what was looked at is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// As it should be.
    Fine,
    /// It works, and somebody should see to it.
    Warning,
    /// It must be mended.
    Wrong,
}

impl State {
    const fn code(self) -> &'static str {
        match self {
            Self::Fine => "fine",
            Self::Warning => "warning",
            Self::Wrong => "wrong",
        }
    }

    const fn text(self) -> &'static str {
        match self {
            Self::Fine => "cli-doctor-fine",
            Self::Warning => "cli-doctor-warning",
            Self::Wrong => "cli-doctor-wrong",
        }
    }

    const fn tone(self) -> Tone {
        match self {
            Self::Fine => Tone::Good,
            Self::Warning | Self::Wrong => Tone::Soon,
        }
    }
}

/// What was found; a remedy where something is to be done.
struct Finding {
    look: Look,
    state: State,
    says: String,
    remedy: String,
}

type Values<'a> = &'a [(&'static str, Value)];

/// What was found so far.
struct Findings<'a> {
    output: &'a Output,
    found: Vec<Finding>,
}

impl Findings<'_> {
    fn add(&mut self, look: Look, state: State, says: String, remedy: String) {
        self.found.push(Finding { look, state, says, remedy });
    }

    fn fine(&mut self, look: Look, text: &str, values: Values<'_>) {
        self.add(look, State::Fine, self.output.text(text, values), String::new());
    }

    fn warning(&mut self, look: Look, text: &str, remedy: &str, values: Values<'_>) {
        self.add(look, State::Warning, self.output.text(text, values), self.output.text(remedy, values));
    }

    fn wrong(&mut self, look: Look, text: &str, remedy: &str, values: Values<'_>) {
        self.add(look, State::Wrong, self.output.text(text, values), self.output.text(remedy, values));
    }

    /// A failure says its remedy itself.
    fn failed(&mut self, look: Look, failure: Failure) {
        self.add(look, State::Wrong, failure.text, String::new());
    }
}

pub(crate) fn run(doctor: &Doctor, settings: &Settings, output: &Output) -> Result<(), Failure> {
    let mail = mail::read(&doctor.mail, settings)?;
    let mut findings = Findings { output, found: Vec::new() };
    let installation = &doctor.kept.installation;
    let opening = Opening {
        data: &installation.data,
        database: installation.address(),
        documents: doctor.kept.documents.as_deref(),
        programme: None,
        make: None,
    };
    // Where there is no installation there is nothing to look at.
    let site = instance::site(&opening, output.language)?;
    folders(&opening, &site, &mut findings);
    if let Some(key) = key(&opening, &mut findings) {
        match wait(async { Ok(examined(&site, &key).await) })? {
            Err(error) => findings.failed(Look::Database, Failure::of_store(error, output.language)),
            Ok(None) => {
                findings.failed(Look::Database, instance::data_missing(opening.data, &site.database, output.language));
            }
            Ok(Some(health)) => database(&site, &health, &mut findings),
        }
        if let Some(folder) = &doctor.backups {
            wait(async {
                backups(folder, &key, &mut findings).await;
                Ok(())
            })?;
        }
    }
    if let Some(mail) = mail {
        wait(async {
            mail_server(&mail, &mut findings).await;
            Ok(())
        })?;
    }
    if settings.server.origin.is_some() {
        server(settings, &mut findings)?;
    }
    show(&findings.found, output)
}

async fn examined(site: &Site, key: &MasterKey) -> Result<Option<Health>, StoreError> {
    match site.database.is_made().await? {
        true => health::examine(&site.database, key).await.map(Some),
        false => Ok(None),
    }
}

fn count(things: usize) -> Value {
    i64::try_from(things).unwrap_or(i64::MAX).into()
}

fn megabytes(bytes: u64) -> Value {
    i64::try_from(bytes.div_ceil(MEGABYTE)).unwrap_or(i64::MAX).into()
}

fn place(path: &Path) -> Value {
    path.display().to_string().into()
}

/// The folders, who may enter them, and how much room there is.
fn folders(opening: &Opening<'_>, site: &Site, findings: &mut Findings<'_>) {
    let language = findings.output.language;
    let mut whole = vec![opening.data];
    if let Database::File(file) = &site.database {
        whole.extend(Some(file.as_path()).filter(|file| file.exists()));
    }
    let unusable = whole.iter().find_map(|place| files::writable(place).err().map(|error| (place, error)));
    let values = [("folder", place(opening.data))];
    match unusable {
        Some((place, error)) => findings.failed(Look::Folder, instance::unusable(place, &error, language)),
        None if files::is_shared(opening.data) => {
            findings.warning(Look::Folder, "cli-doctor-folder-shared", "cli-doctor-folder-close", &values);
        }
        None => findings.fine(Look::Folder, "cli-doctor-folder-fine", &values),
    }
    let documents = instance::documents(opening.data, opening.documents);
    // A start makes this folder, so that one that is missing was lost or not mounted.
    match std::fs::read_dir(&documents).and_then(|_| files::writable(&documents)) {
        Ok(()) => findings.fine(Look::Documents, "cli-doctor-documents-fine", &[("folder", place(&documents))]),
        Err(error) => findings.failed(Look::Documents, instance::unusable(&documents, &error, language)),
    }
    let Some(left) = files::left(opening.data) else { return };
    let held = match &site.database {
        Database::File(file) => health::sizes(file),
        Database::Postgres(_) => (0, 0),
    };
    let held = held.0.saturating_add(held.1);
    let values = [("left", megabytes(left)), ("held", megabytes(held)), ("folder", place(opening.data))];
    if left < ROOM {
        findings.wrong(Look::Room, "cli-doctor-room-left", "cli-doctor-room-make", &values);
    } else if left < held {
        findings.warning(Look::Room, "cli-doctor-room-less", "cli-doctor-room-make", &values);
    } else {
        findings.fine(Look::Room, "cli-doctor-room-left", &values);
    }
}

/// The master key, where it can be read.
fn key(opening: &Opening<'_>, findings: &mut Findings<'_>) -> Option<MasterKey> {
    match instance::key_of(opening.data, findings.output.language) {
        Ok((file, key)) => {
            findings.fine(Look::Key, "cli-doctor-key-fine", &[("file", place(&file))]);
            Some(key)
        }
        Err(failure) => {
            findings.failed(Look::Key, failure);
            None
        }
    }
}

/// The database, and what stands in it.
fn database(site: &Site, health: &Health, findings: &mut Findings<'_>) {
    let values = [
        ("place", Value::from(site.database.to_string())),
        ("schema", health.schema.to_string().into()),
        ("steps", health.steps.into()),
    ];
    match &health.inside {
        None => findings.warning(Look::Database, "cli-doctor-database-steps", "cli-doctor-database-backup", &values),
        Some(inside) if inside.kind != site.kind => {
            let text = if inside.kind == InstanceKind::Live { "cli-database-live" } else { "cli-database-sandbox" };
            findings.add(Look::Database, State::Wrong, findings.output.text(text, &[]), String::new());
        }
        Some(_) => findings.fine(Look::Database, "cli-doctor-database-fine", &values),
    }
    if let Database::File(file) = &site.database {
        let (_, log) = health::sizes(file);
        let values = [("log", megabytes(log))];
        match log > LOG {
            true => findings.warning(Look::Log, "cli-doctor-log-size", "cli-doctor-log-long", &values),
            false => findings.fine(Look::Log, "cli-doctor-log-size", &values),
        }
    }
    if let Some(inside) = &health.inside {
        contents(inside, findings);
    }
}

/// What stands in a database: its programme, its days, and who looks after it.
fn contents(inside: &Inside, findings: &mut Findings<'_>) {
    let programme = &inside.programme;
    let values = [("programme", Value::from(programme.id.as_str())), ("version", programme.version.to_string().into())];
    findings.fine(Look::Programme, "cli-doctor-programme-fine", &values);

    let zone = TimeZone::get(&programme.time_zone).unwrap_or(TimeZone::UTC);
    let on = |at: i64| day(at, &zone);
    let now = match inside.kind {
        InstanceKind::Live => Clock::System.now(),
        InstanceKind::Sandbox => inside.clock.unwrap_or_else(|| Clock::System.now()),
    };
    let (today, written) = (on(now), inside.written_at.map(on));
    let values = [
        ("today", Value::from(today)),
        ("zone", programme.time_zone.as_str().into()),
        ("written", written.unwrap_or(today).into()),
    ];
    match inside.kind {
        InstanceKind::Sandbox => findings.fine(Look::Clock, "cli-doctor-clock-sandbox", &values),
        InstanceKind::Live if inside.written_at.is_some_and(|written| written > now) => {
            findings.wrong(Look::Clock, "cli-doctor-clock-behind", "cli-doctor-clock-set", &values);
        }
        InstanceKind::Live => findings.fine(Look::Clock, "cli-doctor-clock-fine", &values),
    }

    match inside.looked {
        None => findings.warning(Look::Notices, "cli-doctor-notices-never", "cli-doctor-notices-start", &[]),
        // A server looks within half a minute of the beginning of a day.
        Some(looked) if looked.tomorrow().is_ok_and(|next| next < today) => {
            let values = [("day", looked.into())];
            findings.warning(Look::Notices, "cli-doctor-notices-behind", "cli-doctor-notices-start", &values);
        }
        Some(looked) => findings.fine(Look::Notices, "cli-doctor-notices-fine", &[("day", looked.into())]),
    }

    if inside.undelivered > 0 {
        let values = [("count", Value::from(inside.undelivered))];
        findings.warning(Look::Mail, "cli-doctor-mail-failed", "cli-doctor-mail-outbox", &values);
    }

    let managers = inside.staff.iter().filter(|person| person.roles.contains(&Role::ProgrammeManager)).count();
    let values = [("people", count(inside.staff.len())), ("managers", count(managers))];
    match (inside.staff.len(), managers) {
        (0, _) => findings.warning(Look::People, "cli-doctor-people-none", "cli-doctor-people-make", &values),
        (_, 0 | 1) => findings.warning(Look::People, "cli-doctor-people-count", "cli-doctor-people-second", &values),
        _ => findings.fine(Look::People, "cli-doctor-people-count", &values),
    }
}

/// The newest backup of a folder, which is one itself or holds some.
async fn backups(folder: &Path, key: &MasterKey, findings: &mut Findings<'_>) {
    let within = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut newest: Option<(PathBuf, Manifest)> = None;
    for place in [folder.to_owned()].into_iter().chain(within) {
        let Ok(found) = backup::manifest(&place, key) else { continue };
        if newest.as_ref().is_none_or(|(_, newest)| newest.created_at < found.created_at) {
            newest = Some((place, found));
        }
    }
    let Some((newest, manifest)) = newest else {
        return findings.wrong(
            Look::Backup,
            "cli-doctor-backup-none",
            "cli-doctor-backup-make",
            &[("folder", place(folder))],
        );
    };
    if let Err(error) = backup::check(&newest, key).await {
        return findings.failed(Look::Backup, Failure::of_store(error, findings.output.language));
    }
    let values = [("backup", place(&newest)), ("day", Value::from(day(manifest.created_at, &TimeZone::system())))];
    match manifest.created_at < Clock::System.now().saturating_sub(BACKUP_MICROS) {
        true => findings.warning(Look::Backup, "cli-doctor-backup-day", "cli-doctor-backup-make", &values),
        false => findings.fine(Look::Backup, "cli-doctor-backup-day", &values),
    }
}

/// The mail server, as far as it goes without sending a mail.
async fn mail_server(mail: &Mail, findings: &mut Findings<'_>) {
    let server = ("server", Value::from(mail.to_string()));
    match mail.try_out().await {
        Ok(()) => findings.fine(Look::Mail, "cli-doctor-mail-fine", &[server]),
        Err(trouble) => {
            let cause = symbolon_text::mail_cause(findings.output.language, &trouble.cause);
            let values = [server, ("cause", cause.into())];
            findings.wrong(Look::Mail, "cli-doctor-mail-not", "cli-doctor-mail-look", &values);
        }
    }
}

/// The server, where one was named, and how far its clock is from this machine's.
fn server(settings: &Settings, findings: &mut Findings<'_>) -> Result<(), Failure> {
    let address = &settings.server.value;
    let ready = match Client::new(settings)?.ready() {
        Ok(ready) => ready,
        Err(failure) if failure.exit == Exit::Usage => return Err(failure),
        Err(failure) => {
            findings.failed(Look::Server, failure);
            return Ok(());
        }
    };
    let apart = ready.date.as_deref().and_then(|date| rfc2822::parse(date).ok());
    let apart = apart.map_or(0, |date| (Clock::System.now() / 1_000_000 - date.timestamp().as_second()).abs());
    let values = [
        ("server", Value::from(address.as_str())),
        ("status", ready.status.as_u16().to_string().into()),
        ("seconds", number(findings.output.language, apart).into()),
    ];
    match (ready.status.is_success(), apart > SKEW_SECONDS) {
        (false, _) => findings.wrong(Look::Server, "cli-doctor-server-not", "cli-doctor-server-look", &values),
        (true, true) => findings.warning(Look::Server, "cli-doctor-server-apart", "cli-doctor-clock-set", &values),
        (true, false) => findings.fine(Look::Server, "cli-doctor-server-fine", &values),
    }
    Ok(())
}

/// Shows what was found; what must be mended makes the answer no.
fn show(found: &[Finding], output: &Output) -> Result<(), Failure> {
    let in_state = |state: State| found.iter().filter(|finding| finding.state == state).count();
    let (wrong, warnings) = (in_state(State::Wrong), in_state(State::Warning));
    if output.is_json() {
        let item = |finding: &Finding| {
            let remedy = Some(&finding.remedy).filter(|remedy| !remedy.is_empty());
            json!({
                "point": finding.look.code(), "state": finding.state.code(), "says": finding.says, "remedy": remedy,
            })
        };
        output.document(&json!({ "items": found.iter().map(item).collect::<Vec<_>>() }))?;
    } else {
        let mut table = Table::new(&["point", "state", "says", "remedy"]);
        for finding in found {
            table.row(vec![
                Cell::new(output.text(finding.look.title(), &[]), finding.look.code()),
                Cell::new(output.text(finding.state.text(), &[]), finding.state.code()).tone(finding.state.tone()),
                Cell::same(finding.says.as_str()),
                Cell::same(finding.remedy.as_str()),
            ]);
        }
        output.table(table)?;
        output.prose(&output.text("cli-doctor-sum", &[("wrong", count(wrong)), ("warnings", count(warnings))]))?;
    }
    if wrong > 0 { Err(Failure::no()) } else { Ok(()) }
}
