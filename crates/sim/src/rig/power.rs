//! Power that is cut: the real server runs under a tracer, and every state in which its disk could have been is built
//! from the trace. What was synced is there; of what was not, each write may be there, torn, or gone. In each state the
//! store must open, verify must be clean, and every act that was acknowledged must be there.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};

use super::kill::{Load, acts};
use super::process::{Launch, Server, binary};
use super::world::World;
use super::{Report, random};
use crate::support::{Engine, fresh_database};

/// Companies of a trace: few, so that each state is verified quickly.
const COMPANIES: usize = 6;
/// Bytes of a disk that are written together or not at all.
const SECTOR: usize = 512;

/// What to do.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Traces.
    pub traces: usize,
    /// States that are built of each trace.
    pub states: usize,
    /// The number of a planted bug.
    pub planted: Option<u8>,
}

/// Something that the server did, from the line of the trace where it began to the one where it was over.
#[derive(Debug)]
struct Event {
    from: usize,
    to: usize,
    what: What,
}

#[derive(Debug)]
enum What {
    Write {
        file: PathBuf,
        offset: usize,
        data: Vec<u8>,
    },
    Truncate {
        file: PathBuf,
        length: usize,
    },
    Create {
        file: PathBuf,
    },
    Remove {
        file: PathBuf,
    },
    /// Of a file or a folder.
    Rename {
        from: PathBuf,
        to: PathBuf,
    },
    /// Behind what is there already.
    Append {
        file: PathBuf,
        data: Vec<u8>,
    },
    /// Of a file, or of a folder for the names in it.
    Sync {
        file: PathBuf,
    },
    /// An answer left: the id of what it says was done.
    Acknowledge {
        id: String,
    },
}

/// Reads a trace.
fn read(trace: &str) -> anyhow::Result<Vec<Event>> {
    let mut events = Vec::new();
    // Calls that began and are not over, by thread.
    let mut open: BTreeMap<&str, (usize, String)> = BTreeMap::new();
    for (at, line) in trace.lines().enumerate() {
        let Some((thread, call)) = line.split_once(' ') else { continue };
        let call = call.trim_start();
        if let Some(begun) = call.strip_suffix("<unfinished ...>") {
            // An answer counts from its beginning: its reader may have it before the call is over.
            if let Some(id) = acknowledged(begun) {
                events.push(Event { from: at, to: at, what: What::Acknowledge { id } });
            }
            open.insert(thread, (at, begun.to_owned()));
            continue;
        }
        let (from, whole) = match call.strip_prefix("<... ").and_then(|rest| rest.split_once(" resumed>")) {
            Some((_, rest)) => match open.remove(thread) {
                Some((from, begun)) => (from, format!("{begun}{rest}")),
                None => continue,
            },
            None => (at, call.to_owned()),
        };
        if from == at
            && let Some(id) = acknowledged(&whole)
        {
            events.push(Event { from: at, to: at, what: What::Acknowledge { id } });
        } else if let Some(what) = done(&whole).with_context(|| whole.chars().take(200).collect::<String>())? {
            events.push(Event { from, to: at, what });
        }
    }
    Ok(events)
}

/// The path behind the first descriptor of a call, or behind the one that it gave.
fn path(text: &str) -> Option<PathBuf> {
    let (_, rest) = text.split_once('<')?;
    let (path, _) = rest.split_once('>')?;
    Some(String::from_utf8(bytes(path).collect()).ok()?.into())
}

/// From `\x..` to bytes.
fn bytes(text: &str) -> impl Iterator<Item = u8> {
    text.split("\\x").skip(1).filter_map(|pair| u8::from_str_radix(pair.get(..2)?, 16).ok())
}

/// All texts of a call, one after the other.
fn texts(call: &str) -> Vec<u8> {
    call.split('"').skip(1).step_by(2).flat_map(bytes).collect()
}

fn acknowledged(call: &str) -> Option<String> {
    let name = call.split('(').next()?;
    if !matches!(name, "sendto" | "write" | "writev" | "sendmsg")
        || !path(call)?.to_string_lossy().starts_with("socket:")
    {
        return None;
    }
    let bytes = texts(call);
    let text = String::from_utf8_lossy(&bytes);
    let body = text.strip_prefix("HTTP/1.1 201")?;
    let (_, after) = body.split_once("\"id\":\"")?;
    after.split_once('"').map(|(id, _)| id.to_owned())
}

fn done(call: &str) -> anyhow::Result<Option<What>> {
    let Some((name, arguments)) = call.split_once('(') else { return Ok(None) };
    let Some((arguments, result)) = arguments.rsplit_once(" = ") else { return Ok(None) };
    if result.starts_with('-') {
        return Ok(None);
    }
    let last = || arguments.trim_end_matches([')', ' ']).rsplit(", ").next().unwrap_or_default().parse::<usize>();
    let decoded = |text: &str| -> Option<PathBuf> { Some(String::from_utf8(texts(text)).ok()?.into()) };
    Ok(match name {
        "pwrite64" => {
            let mut data = texts(arguments);
            data.truncate(result.split_whitespace().next().unwrap_or_default().parse()?);
            Some(What::Write { file: path(arguments).context("a file")?, offset: last()?, data })
        }
        "ftruncate" => Some(What::Truncate { file: path(arguments).context("a file")?, length: last()? }),
        "fsync" | "fdatasync" => Some(What::Sync { file: path(arguments).context("a file")? }),
        "write" => {
            let file = path(arguments).context("a file")?;
            file.is_absolute().then(|| What::Append { file, data: texts(arguments) })
        }
        "rename" => {
            let mut names =
                arguments.split('"').skip(1).step_by(2).map(|name| String::from_utf8(bytes(name).collect()));
            let (from, to) = (names.next().context("a name")??, names.next().context("a name")??);
            Some(What::Rename { from: from.into(), to: to.into() })
        }
        "unlink" | "unlinkat" => decoded(arguments).map(|file| What::Remove { file }),
        "openat" if arguments.contains("O_CREAT") => path(result).map(|file| What::Create { file }),
        _ => None,
    })
}

/// The files of a folder, as they could be after power was cut at a line of the trace.
fn state(
    before: &BTreeMap<PathBuf, Vec<u8>>,
    events: &[Event],
    cut: usize,
    random: &mut impl FnMut(usize) -> usize,
) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = before.clone();
    // A sync covers what was over when it began, and only once it is over itself.
    let synced = |file: &Path, over: usize| {
        events.iter().any(|event| {
            event.to <= cut && event.from > over && matches!(&event.what, What::Sync { file: of } if of == file)
        })
    };
    for event in events.iter().filter(|event| event.from <= cut) {
        let over = event.to <= cut;
        match &event.what {
            What::Write { file, offset, data } => {
                let Some(content) = files.get_mut(file) else { continue };
                let mut kept = data.len();
                if !over || !synced(file, event.to) {
                    kept = match random(100) {
                        0..45 => continue,
                        45..60 => random(data.len() + 1) / SECTOR * SECTOR,
                        _ => data.len(),
                    };
                }
                content.resize(content.len().max(offset + kept), 0);
                if let (Some(place), Some(data)) = (content.get_mut(*offset..offset + kept), data.get(..kept)) {
                    place.copy_from_slice(data);
                }
            }
            What::Append { file, data } => {
                let kept = if over && synced(file, event.to) { data.len() } else { random(data.len() + 1) };
                if let (Some(content), Some(data)) = (files.get_mut(file), data.get(..kept)) {
                    content.extend_from_slice(data);
                }
            }
            What::Rename { from, to } => {
                let folder = to.parent().unwrap_or(to);
                if over && (synced(folder, event.to) || random(2) == 0) {
                    let moved: Vec<PathBuf> = files.keys().filter(|file| file.starts_with(from)).cloned().collect();
                    for file in moved {
                        let name = file.strip_prefix(from).map(|rest| to.join(rest)).unwrap_or_else(|_| to.clone());
                        if let Some(content) = files.remove(&file) {
                            files.insert(name, content);
                        }
                    }
                }
            }
            What::Truncate { file, length } => {
                if over && (synced(file, event.to) || random(2) == 0) {
                    files.entry(file.clone()).and_modify(|content| content.resize(*length, 0));
                }
            }
            What::Create { file } => {
                let folder = file.parent().unwrap_or(file);
                if !files.contains_key(file) && over && (synced(folder, event.to) || random(2) == 0) {
                    files.insert(file.clone(), Vec::new());
                }
            }
            What::Remove { file } => {
                let folder = file.parent().unwrap_or(file);
                if over && (synced(folder, event.to) || random(2) == 0) {
                    files.remove(file);
                }
            }
            What::Sync { .. } | What::Acknowledge { .. } => {}
        }
    }
    files
}

fn database_files(folder: &Path) -> anyhow::Result<BTreeMap<PathBuf, Vec<u8>>> {
    let mut files = BTreeMap::new();
    for name in ["symbolon.db", "symbolon.db-wal"] {
        let path = folder.join(name);
        if path.is_file() {
            files.insert(path.clone(), std::fs::read(&path)?);
        }
    }
    Ok(files)
}

/// Opens a state, and says what is wrong with it.
async fn look(
    world: &World,
    files: &BTreeMap<PathBuf, Vec<u8>>,
    acknowledged: &[&str],
) -> anyhow::Result<Option<String>> {
    let folder = tempfile::tempdir_in(if Path::new("/dev/shm").is_dir() { "/dev/shm" } else { "/tmp" })?;
    for (path, content) in files {
        std::fs::write(folder.path().join(path.file_name().context("a name")?), content)?;
    }
    let store = match world.open_at(folder.path()).await {
        Ok(store) => store,
        Err(error) => return Ok(Some(format!("it does not open: {error:#}"))),
    };
    let report = store.verify().await?;
    let mut bodies = String::new();
    for company in &world.companies {
        for stored in store.ledger(company.id).await? {
            bodies.push_str(&stored.body);
        }
    }
    store.close().await;
    if let Some(found) = report.difference {
        return Ok(Some(format!("verify: {found:?}")));
    }
    let lost = acknowledged.iter().filter(|id| !bodies.contains(**id)).count();
    Ok((lost > 0).then(|| format!("{lost} of {} acknowledged acts are lost", acknowledged.len())))
}

/// Runs a server under the tracer for a moment, and gives what it did from a known state on.
async fn traced(
    world: &World,
    folder: &Path,
    planted: Option<u8>,
    random: &mut impl FnMut(usize) -> usize,
) -> anyhow::Result<Vec<Event>> {
    let trace = folder.join("trace");
    let calls = "trace=openat,unlink,unlinkat,pwrite64,fsync,fdatasync,ftruncate,write,writev,sendto,sendmsg";
    let wrapper = ["strace", "-f", "-y", "-xx", "-s", "1000000", "-e", calls, "-e", "signal=none", "-o"];
    let wrapper = wrapper.iter().map(|word| (*word).to_owned()).chain([trace.display().to_string()]).collect();
    let mut server = Server::start(&Launch { data: world.data.clone(), wrapper, planted, ..Launch::default() })?;
    let load = Load::new(acts(world, random));
    load.run(&[server.address], tokio::time::sleep(Duration::from_millis(1_500))).await;
    // The tracer ends with what it traces.
    server.stop()?;
    read(&std::fs::read_to_string(&trace)?)
}

/// Whether a tracer may trace here: some machines have one and forbid it.
pub fn may_trace() -> bool {
    Command::new("strace").args(["-o", "/dev/null", "true"]).output().is_ok_and(|done| done.status.success())
}

fn untraced() -> Report {
    Report { line: "power cut: skipped: nothing may be traced here".to_owned(), wrong: Vec::new() }
}

/// Cuts the power of a server on a file.
///
/// # Errors
/// When the rig itself fails, for example because there is no tracer.
pub async fn run(options: Options) -> anyhow::Result<Report> {
    if !may_trace() {
        return Ok(untraced());
    }
    let mut random = random(0x706f_7765);
    let (from, mut wrong) = (Instant::now(), Vec::new());
    let (mut states, mut syncs, mut answers) = (0, 0, 0);
    for _ in 0..options.traces {
        let folder = tempfile::tempdir()?;
        let data = folder.path().join("data");
        std::fs::create_dir(&data)?;
        let database = fresh_database(Engine::Sqlite, &data).await?;
        let world = World::make(&data, database, COMPANIES, 0).await?;
        let before = database_files(&data)?;
        let events = traced(&world, folder.path(), options.planted, &mut random).await?;
        let acknowledged: Vec<(usize, &str)> = events
            .iter()
            .filter_map(|event| match &event.what {
                What::Acknowledge { id } => Some((event.from, id.as_str())),
                _ => None,
            })
            .collect();
        ensure!(acknowledged.len() > 10, "only {} answers are in the trace", acknowledged.len());
        answers += acknowledged.len();
        syncs += events.iter().filter(|event| matches!(event.what, What::Sync { .. })).count();
        let last = events.last().map_or(0, |event| event.to);
        for at in 0..options.states {
            // Half of the cuts just after an answer, where most can be lost.
            let cut = match at % 2 {
                0 => acknowledged.get(random(acknowledged.len())).map_or(0, |(line, _)| line + random(3)),
                _ => random(last + 1),
            };
            let files = state(&before, &events, cut, &mut random);
            let known: Vec<&str> = acknowledged.iter().filter(|(line, _)| *line <= cut).map(|(_, id)| *id).collect();
            wrong.extend(look(&world, &files, &known).await?.map(|found| format!("cut at line {cut}: {found}")));
            states += 1;
        }
    }
    Ok(Report {
        line: format!(
            "power cut: {states} states of {} traces with {answers} answers and {syncs} syncs in {} s",
            options.traces,
            from.elapsed().as_secs()
        ),
        wrong,
    })
}

/// Cuts the power just after a backup was said to be made: it must be there, whole, under its name.
///
/// # Errors
/// When the rig itself fails, for example because there is no tracer.
pub async fn backup(options: Options) -> anyhow::Result<Report> {
    if !may_trace() {
        return Ok(untraced());
    }
    let mut random = random(0x6261_636b);
    let folder = tempfile::tempdir()?;
    let data = folder.path().join("data");
    std::fs::create_dir(&data)?;
    let database = fresh_database(Engine::Sqlite, &data).await?;
    let world = World::make(&data, database, COMPANIES, 0).await?;
    let (trace, to) = (folder.path().join("trace"), folder.path().join("backup"));
    let calls = "trace=openat,unlink,unlinkat,rename,pwrite64,fsync,fdatasync,ftruncate,write";
    let mut command = Command::new("strace");
    command.args(["-f", "-y", "-xx", "-s", "10000000", "-e", calls, "-e", "signal=none", "-o"]).arg(&trace);
    command.arg(binary()?).args(["backup", "create", "--quiet", "--data"]).arg(&data).arg("--to").arg(&to);
    command.env("SYMBOLON_LANG", "en").env_remove("SYMBOLON_DATABASE");
    if let Some(bug) = options.planted {
        command.env("SYMBOLON_PLANTED", bug.to_string());
    }
    let made = command.output()?;
    ensure!(made.status.success(), "no backup was made: {}", String::from_utf8_lossy(&made.stderr));
    let events = read(&std::fs::read_to_string(&trace)?)?;
    let last = events.last().map_or(0, |event| event.to);
    let mut wrong = Vec::new();
    for _ in 0..options.states {
        let files = state(&BTreeMap::new(), &events, last, &mut random);
        let kept = tempfile::tempdir()?;
        for (path, content) in files.iter().filter(|(path, _)| path.starts_with(&to)) {
            std::fs::write(kept.path().join(path.file_name().context("a name")?), content)?;
        }
        wrong.extend(
            world.check_backup(kept.path()).await.err().map(|error| format!("the backup is not whole: {error:#}")),
        );
    }
    Ok(Report { line: format!("power cut after a backup: {} states", options.states), wrong })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TRACE: &str = "7 openat(AT_FDCWD, \"\\x2f\\x77\", O_RDWR|O_CREAT, 0644) = 5<\\x2f\\x77>\n\
        7 pwrite64(5<\\x2f\\x77>, \"\\x41\\x42\", 2, 0) = 2\n\
        8 fdatasync(5<\\x2f\\x77> <unfinished ...>\n\
        7 pwrite64(5<\\x2f\\x77>, \"\\x43\\x44\", 2, 2) = 2\n\
        8 <... fdatasync resumed>) = 0\n\
        9 writev(6<\\x73\\x6f\\x63\\x6b\\x65\\x74\\x3a>, [{iov_base=\"\\x48\\x54\\x54\\x50\\x2f\\x31\\x2e\\x31\\x20\\x32\\x30\\x31\", iov_len=12}, \
        {iov_base=\"\\x22\\x69\\x64\\x22\\x3a\\x22\\x61\\x22\", iov_len=8}], 2) = 20\n";

    #[test]
    fn a_trace_reads_as_what_was_done() {
        let events = read(TRACE).expect("reads");
        let lines: Vec<_> = events.iter().map(|event| (event.from, event.to)).collect();
        assert_eq!(lines, [(0, 0), (1, 1), (3, 3), (2, 4), (5, 5)]);
        assert!(matches!(&events[4].what, What::Acknowledge { id } if id == "a"), "{events:?}");
    }

    #[test]
    fn what_was_synced_stays_and_what_was_not_may_be_gone() {
        let events = read(TRACE).expect("reads");
        let before = BTreeMap::from([(PathBuf::from("/w"), Vec::new())]);
        let after = |draw: usize| state(&before, &events, 5, &mut move |below| draw % below)[Path::new("/w")].clone();
        // The second write began after the sync had begun, so that it is not covered by it.
        assert_eq!(after(0), b"AB");
        assert_eq!(after(99), b"ABCD");
    }
}
