//! The binary `symbolon`: the server, the demo, and the command line that talks to a server.

mod args;
mod client;
mod commands;
mod competencies;
mod demo;
mod events;
mod failure;
mod file;
mod find;
mod instance;
mod mail;
mod output;
mod problem;
mod settings;
mod usage;

use std::process::ExitCode;

use clap::FromArgMatches;

use args::Cli;
use failure::Failure;
use output::Output;
use settings::Settings;

/// Many small values live briefly here; what this one gains is in `docs/PERFORMANCE.md`.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args_os().map(|arg| arg.to_string_lossy().into_owned()).collect();
    let language = settings::early_language(&args);
    let parsed = args::command(language).try_get_matches().and_then(|matches| Cli::from_arg_matches(&matches));
    let cli = match parsed {
        Ok(cli) => cli,
        Err(error) => return usage::report(language, &error),
    };
    let Cli { common, command } = cli;
    let done = Settings::settle(common, language).and_then(|settings| {
        let done = commands::run(&command, &settings);
        if let Err(Failure { problem: Some(problem), .. }) = &done {
            // Who asked for a document is answered with one, whatever the answer is.
            Output::new(&settings).refused(problem)?;
        }
        done
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure { exit, text, .. }) => {
            if !text.is_empty() {
                output::complain(&text);
            }
            exit.into()
        }
    }
}
