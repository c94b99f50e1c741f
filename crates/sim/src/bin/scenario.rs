//! Runs scenario files and prints each with the answers that come, whatever is written there: for cases of one's own.
//! `scenario [--depth pure|store|http] FILE…`; the exit code is 1 where an answer is another one than is written.

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, bail};
use symbolon_sim::scenario::{Run, run, run_in_store, run_over_http};
use symbolon_sim::support::Engine;

#[tokio::main]
async fn main() -> anyhow::Result<ExitCode> {
    let mut args = std::env::args().skip(1).peekable();
    let depth = match args.next_if(|arg| arg == "--depth") {
        Some(_) => args.next().context("which depth?")?,
        None => "pure".to_owned(),
    };
    let files: Vec<String> = args.collect();
    if files.is_empty() {
        bail!("scenario [--depth pure|store|http] FILE…");
    }
    let mut as_written = true;
    for file in &files {
        let Run { written, actual, expectations } =
            played(&depth, Path::new(file)).await.with_context(|| file.clone())?;
        print!("{actual}");
        let same = written == actual;
        eprintln!("{file}: {expectations} answers, {}", if same { "as written" } else { "not as written" });
        as_written &= same;
    }
    Ok(if as_written { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

async fn played(depth: &str, file: &Path) -> anyhow::Result<Run> {
    match depth {
        "pure" => run(file).await,
        "store" => run_in_store(file, Engine::Sqlite).await,
        "http" => run_over_http(file, Engine::Sqlite).await,
        _ => bail!("the depths are pure, store and http"),
    }
}
