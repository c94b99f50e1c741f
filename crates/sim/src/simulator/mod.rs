//! Years in seconds: companies live through many years in a world where everything fails that can fail, one command after
//! another on one thread, all of it decided by a seed. After each command the company that it touched is looked at, a
//! model written from the rulebook must say the same, every thousand commands everything is looked at, and at the end,
//! with all faults gone, everybody must get an answer.
//!
//! The decisions are the product's own. The store is a small one in memory that follows the same protocol: a batch, its
//! idempotency keys, accounts from a cache or from their facts, one commit, and an outcome that nobody may know.

pub mod checks;
pub mod coverage;
pub mod dice;
#[cfg(feature = "servers")]
pub mod engines;
pub mod model;
pub mod planted;
pub mod story;
pub mod swarm;
pub mod workload;
pub mod world;

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use self::coverage::Coverage;
use self::dice::mix;
use self::swarm::Plan;
use self::world::{Line, World};

/// Declares a list of names with stable codes.
macro_rules! named {
    ($(#[$outer:meta])* pub enum $name:ident { $($(#[$doc:meta])* $variant:ident = $code:literal,)* }) => {
        $(#[$outer])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name {
            $($(#[$doc])* $variant,)*
        }

        impl $name {
            /// All of them.
            pub const ALL: &'static [$name] = &[$($name::$variant,)*];

            /// Its stable code.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }
        }
    };
}

pub(crate) use named;

/// Steps of the longest runs; each asks for one command or a few.
pub const STEPS: usize = 1_200;

/// How often everything is looked at, in commands.
const ALL_EVERY: u64 = 1_000;

/// Seeds that failed once: they run first, for ever. One a line; what follows a number says what it found.
const FAILED: &str = include_str!("failed-seeds.txt");

/// What a run saw.
#[derive(Debug, Clone)]
pub struct Run {
    /// The seed.
    pub seed: u64,
    /// A hash of all that happened, the same for the same seed in every run.
    pub trace: u64,
    /// What was seen.
    pub coverage: Coverage,
    /// Days that companies lived.
    pub account_days: u64,
    /// What is wrong.
    pub failure: Option<Failure>,
}

/// What is wrong.
#[derive(Debug, Clone)]
pub struct Failure {
    /// What, with the invariant in front.
    pub what: String,
    /// The steps until then.
    pub steps: Vec<usize>,
}

impl Failure {
    /// The invariant, or the part of the model, that does not hold.
    pub fn which(&self) -> &str {
        let model = self.what.strip_prefix("model: ");
        model.or(Some(&self.what)).and_then(|what| what.split(':').next()).unwrap_or_default()
    }
}

/// Seeds that failed once.
pub fn failed_seeds() -> impl Iterator<Item = u64> {
    FAILED.lines().filter_map(|line| line.split_whitespace().next()?.parse().ok())
}

/// Runs the steps of a seed, as many as it draws where no number is given.
///
/// # Errors
/// When a built-in programme does not load.
pub fn run(seed: u64, steps: Option<usize>) -> anyhow::Result<Run> {
    let plan = Plan::draw(seed)?;
    let steps = steps.unwrap_or(plan.steps);
    Ok(of(&plan, seed, &(0..steps).collect::<Vec<_>>(), false).0)
}

/// Which seeds to run, until one of the bounds is reached.
#[derive(Debug, Clone)]
pub struct Bounds {
    /// The first seed.
    pub seed: u64,
    /// How many seeds.
    pub seeds: u64,
    /// How many account-years.
    pub account_years: u64,
    /// How long.
    pub time: Duration,
    /// Steps of each; none: as many as the seed draws.
    pub steps: Option<usize>,
    /// Threads; what is found depends on them only where a bound other than the number of seeds ends it.
    pub threads: usize,
}

impl Default for Bounds {
    fn default() -> Self {
        Self {
            seed: 1,
            seeds: u64::MAX,
            account_years: u64::MAX,
            time: Duration::MAX,
            steps: None,
            threads: std::thread::available_parallelism().map_or(1, usize::from),
        }
    }
}

/// What all threads saw.
#[derive(Debug, Default)]
pub struct Total {
    /// What was seen.
    pub coverage: Coverage,
    /// Days that companies lived.
    pub account_days: u64,
    /// Seeds that were run.
    pub runs: u64,
    /// The traces of all seeds, the same in whichever order they came.
    pub trace: u64,
    /// The first that failed.
    pub failed: Option<Run>,
}

/// Runs seeds on some threads until a bound is reached or one fails. `first` come before all
/// others, and `begin` is done on each thread.
///
/// # Errors
/// When a built-in programme does not load, or a thread broke off.
pub fn run_many(first: &[u64], bounds: &Bounds, begin: impl Fn() + Sync) -> anyhow::Result<Total> {
    let next = AtomicU64::new(0);
    let stop = AtomicBool::new(false);
    let total = Mutex::new(Total::default());
    let from = Instant::now();
    let count = first.len() as u64;
    let work = || -> anyhow::Result<()> {
        begin();
        while !stop.load(Ordering::Relaxed) {
            let at = next.fetch_add(1, Ordering::Relaxed);
            if at >= bounds.seeds.saturating_add(count) {
                break;
            }
            let old = usize::try_from(at).ok().and_then(|at| first.get(at)).copied();
            // What an old seed found may come late.
            let run = match old {
                Some(old) => run(old, Some(STEPS))?,
                None => run(bounds.seed + (at - count), bounds.steps)?,
            };
            let mut total = total.lock().map_err(|_| anyhow::anyhow!("a thread broke off"))?;
            total.coverage.add(&run.coverage);
            total.account_days += run.account_days;
            total.runs += 1;
            total.trace = total.trace.wrapping_add(run.trace);
            if run.failure.is_some() && total.failed.is_none() {
                total.failed = Some(run);
            }
            let enough = total.failed.is_some()
                || total.account_days / 365 >= bounds.account_years
                || from.elapsed() >= bounds.time;
            stop.fetch_or(enough, Ordering::Relaxed);
        }
        Ok(())
    };
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..bounds.threads).map(|_| scope.spawn(work)).collect();
        threads.into_iter().try_for_each(|thread| thread.join().map_err(|_| anyhow::anyhow!("a thread broke off"))?)
    })?;
    total.into_inner().map_err(|_| anyhow::anyhow!("a thread broke off"))
}

/// Runs some of the steps of a seed.
fn of(plan: &Plan, seed: u64, steps: &[usize], keep_lines: bool) -> (Run, Vec<Line>) {
    let mut done = Vec::with_capacity(steps.len());
    let (world, result) = match World::new(plan, seed, keep_lines) {
        Ok(mut world) => {
            let result = live(&mut world, seed, steps, &mut done);
            (Some(world), result)
        }
        Err(wrong) => (None, Err(wrong)),
    };
    let run = Run {
        seed,
        trace: world.as_ref().map_or(0, World::content),
        coverage: world.as_ref().map(|world| world.coverage.clone()).unwrap_or_default(),
        account_days: world.as_ref().map_or(0, World::account_days),
        failure: result.err().map(|what| Failure { what, steps: done }),
    };
    (run, world.and_then(|world| world.lines).unwrap_or_default())
}

fn live(world: &mut World<'_>, seed: u64, steps: &[usize], done: &mut Vec<usize>) -> Result<(), String> {
    let mut looked = 0;
    for step in steps {
        done.push(*step);
        world.step(mix(seed, *step as u64))?;
        if world.coverage.commands >= looked + ALL_EVERY {
            looked = world.coverage.commands;
            world.check_all()?;
        }
    }
    world.quieten()
}

/// A failure with as few steps as show it.
#[derive(Debug, Clone)]
pub struct Shrunk {
    /// The failure.
    pub failure: Failure,
    /// What was committed on the way.
    pub lines: Vec<Line>,
    /// What the seed had drawn, or less where less was enough.
    pub plan: Plan,
}

/// Leaves out steps for as long as the same thing goes wrong without them, and faults first.
///
/// # Errors
/// When a built-in programme does not load.
pub fn shrink(seed: u64, failure: &Failure, runs: usize) -> anyhow::Result<Shrunk> {
    let mut plan = Plan::draw(seed)?;
    let mut left = runs;
    let mut same = |plan: &Plan, steps: &[usize]| {
        left = left.saturating_sub(1);
        let found = of(plan, seed, steps, false).0.failure.filter(|found| found.which() == failure.which());
        (found.map(|found| found.steps), left > 0)
    };
    let mut steps = failure.steps.clone();
    let quiet = plan.clone().quiet();
    if let (Some(fewer), _) = same(&quiet, &steps) {
        (plan, steps) = (quiet, fewer);
    }
    let mut size = steps.len().div_ceil(2);
    while size > 0 {
        let mut at = 0;
        while at < steps.len() {
            let mut fewer = steps.clone();
            fewer.drain(at..(at + size).min(steps.len()));
            let (found, more) = same(&plan, &fewer);
            match found {
                Some(found) => steps = found,
                None => at += size,
            }
            if !more {
                size = 1;
                at = steps.len();
            }
        }
        size /= 2;
    }
    let (run, lines) = of(&plan, seed, &steps, true);
    let failure = run.failure.unwrap_or_else(|| failure.clone());
    Ok(Shrunk { failure, lines, plan })
}
