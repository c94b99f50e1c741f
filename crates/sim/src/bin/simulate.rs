//! Runs the simulator: `simulate [--seed N] [--seeds N | --account-years N | --minutes N] [--steps N] [--threads N]
//! [--coverage]`. A failing seed ends it with 1, after it was made as short as it gets and written as a scenario beside
//! where it runs. `simulate planted` plants bugs that it must see, and needs a build with the feature `rigs`; one that is
//! chosen by `SYMBOLON_PLANTED` is planted in any run.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use symbolon_sim::simulator::coverage::Coverage;
use symbolon_sim::simulator::{Bounds, failed_seeds, run_many, shrink, story};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Runs that shrinking a failure may take.
const SHRINKING: usize = 400;

struct Args {
    bounds: Bounds,
    coverage: bool,
}

fn args(words: &[String]) -> anyhow::Result<Args> {
    let (mut args, mut one) = (Args { bounds: Bounds::default(), coverage: false }, false);
    let mut words = words.iter();
    while let Some(word) = words.next() {
        if word == "--coverage" {
            args.coverage = true;
            continue;
        }
        let value: u64 = words.next().with_context(|| format!("{word} needs a number"))?.parse()?;
        let (small, bounds) = (usize::try_from(value)?, &mut args.bounds);
        match word.as_str() {
            "--seed" => (bounds.seed, one) = (value, true),
            "--seeds" => bounds.seeds = value,
            "--account-years" => bounds.account_years = value,
            "--minutes" => bounds.time = Duration::from_secs(value * 60),
            "--steps" => bounds.steps = Some(small),
            "--threads" => bounds.threads = small.max(1),
            _ => bail!("{word} is not known"),
        }
    }
    let bounds = &mut args.bounds;
    if bounds.seeds == u64::MAX && bounds.account_years == u64::MAX && bounds.time == Duration::MAX {
        match one {
            true => bounds.seeds = 1,
            false => bounds.account_years = 25_000,
        }
    }
    Ok(args)
}

fn plant() {
    #[cfg(feature = "rigs")]
    symbolon_domain::planted::plant(std::env::var("SYMBOLON_PLANTED").ok().and_then(|bug| bug.parse().ok()));
}

#[cfg(feature = "rigs")]
fn planted() -> anyhow::Result<bool> {
    use symbolon_sim::simulator::planted::{PLANTED, catch};
    println!("| bug | what it does | caught | by seed | first sign | s |\n|---|---|---|---|---|---|");
    let mut all = true;
    for (bug, what) in PLANTED {
        let found = catch(*bug)?;
        all &= found.is_some();
        match found {
            Some(found) => {
                let sign: String = found.sign.chars().take(90).collect();
                println!("| {bug} | {what} | yes | {} | {sign} | {} |", found.seed, found.after.as_secs());
            }
            None => println!("| {bug} | {what} | NO | – | – | – |"),
        }
    }
    Ok(all)
}

#[cfg(not(feature = "rigs"))]
fn planted() -> anyhow::Result<bool> {
    bail!("this build has no planted bugs: it needs the feature `rigs`")
}

fn main() -> anyhow::Result<ExitCode> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    if words.first().is_some_and(|word| word == "planted") {
        return Ok(if planted()? { ExitCode::SUCCESS } else { ExitCode::FAILURE });
    }
    let args = args(&words)?;
    plant();
    let from = Instant::now();
    // Whoever asks for one seed wants that one.
    let old: Vec<u64> = if args.bounds.seeds == 1 { Vec::new() } else { failed_seeds().collect() };
    let total = run_many(&old, &args.bounds, plant)?;
    let seconds = from.elapsed().as_millis().max(1);
    let Coverage { commands, boundary, .. } = total.coverage;
    println!(
        "{} seeds, {} account-years, {commands} commands ({} a second on {} threads), {boundary} steps to a boundary, \
         trace {:016x}",
        total.runs,
        total.account_days / 365,
        u128::from(commands) * 1_000 / seconds,
        args.bounds.threads,
        total.trace
    );
    let mut empty = Vec::new();
    if args.coverage {
        println!("\n{}", total.coverage.table());
        empty = total.coverage.empty();
        for cell in &empty {
            println!("  EMPTY {cell}");
        }
    }
    let Some((run, failure)) = total.failed.as_ref().and_then(|run| Some((run, run.failure.as_ref()?))) else {
        println!("0 wrong, {} cells empty that should not be", empty.len());
        return Ok(if empty.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE });
    };
    println!("seed {} is WRONG after {} steps: {}", run.seed, failure.steps.len(), failure.what);
    let shrunk = shrink(run.seed, failure, SHRINKING)?;
    println!("shown by {} steps: {}", shrunk.failure.steps.len(), shrunk.failure.what);
    for line in &shrunk.lines {
        let now = jiff::Timestamp::from_microsecond(line.now).unwrap_or_default();
        println!("  {now} {} {:?} {:?}: {}", line.account, line.caller, line.command, line.code);
    }
    let file = format!("seed-{}.txt", run.seed);
    std::fs::write(&file, story::scenario(run.seed, &shrunk))?;
    println!("{file} is a scenario of it");
    Ok(ExitCode::FAILURE)
}
