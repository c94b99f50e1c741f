//! Runs the simulator: `simulate [--seed N] [--seeds N | --account-years N | --minutes N] [--steps N] [--threads N]
//! [--coverage]`. A failing seed ends it with 1, after it was made as short as it gets and written as a scenario beside
//! where it runs. `simulate planted` plants bugs that it must see, and needs a build with the feature `rigs`; one that is
//! chosen by `SYMBOLON_PLANTED` is planted in any run.

use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use symbolon_sim::simulator::coverage::Coverage;
use symbolon_sim::simulator::{Run, STEPS, failed_seeds, run, shrink, story};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Runs that shrinking a failure may take.
const SHRINKING: usize = 400;

struct Args {
    seed: u64,
    seeds: u64,
    account_years: u64,
    time: Duration,
    steps: usize,
    threads: usize,
    coverage: bool,
}

fn args(words: &[String]) -> anyhow::Result<Args> {
    let mut args = Args {
        seed: 1,
        seeds: u64::MAX,
        account_years: u64::MAX,
        time: Duration::MAX,
        steps: STEPS,
        threads: std::thread::available_parallelism().map_or(1, usize::from),
        coverage: false,
    };
    let mut words = words.iter();
    while let Some(word) = words.next() {
        if word == "--coverage" {
            args.coverage = true;
            continue;
        }
        let value: u64 = words.next().with_context(|| format!("{word} needs a number"))?.parse()?;
        let small = usize::try_from(value)?;
        match word.as_str() {
            "--seed" => (args.seed, args.seeds) = (value, args.seeds.min(1)),
            "--seeds" => args.seeds = value,
            "--account-years" => args.account_years = value,
            "--minutes" => args.time = Duration::from_secs(value * 60),
            "--steps" => args.steps = small,
            "--threads" => args.threads = small.max(1),
            _ => bail!("{word} is not known"),
        }
    }
    if args.seeds == u64::MAX && args.account_years == u64::MAX && args.time == Duration::MAX {
        args.account_years = 25_000;
    }
    Ok(args)
}

/// What all threads did.
#[derive(Default)]
struct Total {
    coverage: Coverage,
    account_days: u64,
    runs: u64,
    trace: u64,
    failed: Option<Run>,
}

fn plant() {
    #[cfg(feature = "rigs")]
    symbolon_domain::planted::plant(std::env::var("SYMBOLON_PLANTED").ok().and_then(|bug| bug.parse().ok()));
}

fn all(args: &Args) -> anyhow::Result<Total> {
    let next = AtomicU64::new(0);
    let stop = AtomicBool::new(false);
    let total = Mutex::new(Total::default());
    let from = Instant::now();
    let old: Vec<u64> = if args.seeds == 1 { Vec::new() } else { failed_seeds().collect() };
    let old_count = old.len() as u64;
    let work = || -> anyhow::Result<()> {
        plant();
        while !stop.load(Ordering::Relaxed) {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let seed = match usize::try_from(at).ok().and_then(|at| old.get(at)) {
                Some(seed) => *seed,
                None => args.seed + (at - old_count),
            };
            if at >= args.seeds.saturating_add(old_count) {
                break;
            }
            let run = run(seed, args.steps)?;
            let mut total = total.lock().map_err(|_| anyhow::anyhow!("a thread broke off"))?;
            total.coverage.add(&run.coverage);
            total.account_days += run.account_days;
            total.runs += 1;
            // In any order the same.
            total.trace = total.trace.wrapping_add(run.trace);
            if run.failure.is_some() && total.failed.is_none() {
                total.failed = Some(run);
            }
            let enough =
                total.failed.is_some() || total.account_days / 365 >= args.account_years || from.elapsed() >= args.time;
            stop.fetch_or(enough, Ordering::Relaxed);
        }
        Ok(())
    };
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..args.threads).map(|_| scope.spawn(work)).collect();
        threads.into_iter().try_for_each(|thread| thread.join().map_err(|_| anyhow::anyhow!("a thread broke off"))?)
    })?;
    total.into_inner().map_err(|_| anyhow::anyhow!("a thread broke off"))
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
    let total = all(&args)?;
    let seconds = from.elapsed().as_millis().max(1);
    let Coverage { commands, boundary, .. } = total.coverage;
    println!(
        "{} seeds, {} account-years, {commands} commands ({} a second on {} threads), {boundary} steps to a boundary, \
         trace {:016x}",
        total.runs,
        total.account_days / 365,
        u128::from(commands) * 1_000 / seconds,
        args.threads,
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
