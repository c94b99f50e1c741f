//! Runs the rigs: `rig races`, `rig kill`, `rig power-cut`, `rig backup`, `rig full-disk`, `rig database`; and `rig planted`, which
//! plants bugs that these must catch and needs a build with the feature `rigs`. Takes `--engine sqlite|postgres` for
//! races and kills, `--rounds N` or `--cycles N`, and `--planted NN` for one bug. Ends with 1 when something did not hold.

use std::process::ExitCode;

use anyhow::{Context, bail};
use symbolon_sim::rig::{Report, database, disk, kill, planted, power, races};
use symbolon_sim::support::Engine;

struct Args {
    rig: String,
    engine: Engine,
    rounds: usize,
    planted: Option<u8>,
}

fn args() -> anyhow::Result<Args> {
    let mut words = std::env::args().skip(1);
    let rig = words.next().context("which rig? races, kill, power-cut, full-disk, database or planted")?;
    let mut args = Args { rig, engine: Engine::Sqlite, rounds: 20, planted: None };
    while let Some(word) = words.next() {
        let value = words.next().with_context(|| format!("{word} needs a value"))?;
        match (word.as_str(), value.as_str()) {
            ("--engine", "sqlite") => args.engine = Engine::Sqlite,
            ("--engine", "postgres") => args.engine = Engine::Postgres,
            ("--rounds" | "--cycles", number) => args.rounds = number.parse()?,
            ("--planted", number) => args.planted = Some(number.parse()?),
            _ => bail!("{word} {value} is not known"),
        }
    }
    Ok(args)
}

async fn run(args: &Args) -> anyhow::Result<Report> {
    let Args { engine, rounds, planted: bug, .. } = *args;
    match args.rig.as_str() {
        "races" => races::run(races::Options { engine, rounds, planted: bug }).await,
        "kill" => kill::run(kill::Options { engine, cycles: rounds, planted: bug }).await,
        "full-disk" => disk::run(rounds).await,
        "power-cut" => power::run(power::Options { traces: rounds.div_ceil(20), states: 400, planted: bug }).await,
        "database" => database::run(database::Options { cycles: rounds, planted: bug }).await,
        "backup" => power::backup(power::Options { traces: 1, states: 400, planted: bug }).await,
        "planted" => planted::run(bug).await,
        other => bail!("there is no rig {other}"),
    }
}

fn main() -> anyhow::Result<ExitCode> {
    let args = args()?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let report = runtime.block_on(run(&args))?;
    println!("{}", report.line);
    for wrong in report.wrong.iter().take(20) {
        println!("  WRONG {wrong}");
    }
    println!("{} wrong", report.wrong.len());
    Ok(if report.wrong.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
