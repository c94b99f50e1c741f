//! Bugs that are planted one by one: a rig that does not see its bug is broken, whatever colour it shows.

use std::time::Instant;

use super::{Report, database, kill, power, races};
use crate::support::Engine;

/// A bug and the rig that must see it.
struct Planted {
    number: u8,
    what: &'static str,
    rig: Rig,
}

#[derive(Clone, Copy)]
enum Rig {
    Races,
    Kill,
    PowerCut,
    Backup,
    Database,
}

const PLANTED: [Planted; 10] = [
    Planted { number: 1, what: "accounts are not locked, a unique key is gone", rig: Rig::Races },
    Planted { number: 2, what: "accounts are not locked", rig: Rig::Races },
    Planted { number: 3, what: "decisions on what is in memory, however old", rig: Rig::Races },
    Planted { number: 4, what: "answers leave before the commit", rig: Rig::Kill },
    Planted { number: 5, what: "synchronous=NORMAL", rig: Rig::PowerCut },
    Planted { number: 6, what: "the folder of a backup is not synced", rig: Rig::Backup },
    Planted {
        number: 7,
        what: "carried out again when the outcome is unknown, whatever the key says",
        rig: Rig::Database,
    },
    Planted { number: 8, what: "idempotency keys in a transaction of their own", rig: Rig::Kill },
    Planted {
        number: 19,
        what: "seats are counted before the account is locked, a unique key is gone",
        rig: Rig::Races,
    },
    Planted { number: 21, what: "two companies are locked in the order in which they are named", rig: Rig::Races },
];

async fn run_one(planted: &Planted) -> anyhow::Result<Report> {
    let (engine, bug) = (Engine::Postgres, Some(planted.number));
    match planted.rig {
        // One round shows it, and each pair that waits for each other costs the database a second.
        Rig::Races if planted.number == 21 => races::run(races::Options { engine, rounds: 1, planted: bug }).await,
        Rig::Races => races::run(races::Options { engine, rounds: 2, planted: bug }).await,
        Rig::Kill => {
            // A kill shows it only when it comes at the right moment, which a busy machine makes rarer.
            let mut found = Report::default();
            for _ in 0..8 {
                found = kill::run(kill::Options { engine: Engine::Sqlite, cycles: 20, planted: bug }).await?;
                if !found.wrong.is_empty() {
                    break;
                }
            }
            Ok(found)
        }
        Rig::PowerCut => power::run(power::Options { traces: 1, states: 40, planted: bug }).await,
        Rig::Backup => power::backup(power::Options { traces: 1, states: 40, planted: bug }).await,
        Rig::Database => database::run(database::Options { cycles: 3, planted: bug }).await,
    }
}

/// Plants each bug and runs the rig that must see it. The lines are a table.
///
/// # Errors
/// Never: a rig that fails in itself has not caught its bug.
pub async fn run(only: Option<u8>) -> anyhow::Result<Report> {
    let mut lines = vec![
        "| bug | what it does | rig | caught | first sign | s |".to_owned(),
        "|---|---|---|---|---|---|".to_owned(),
    ];
    let mut wrong = Vec::new();
    for planted in PLANTED.iter().filter(|planted| only.is_none_or(|number| number == planted.number)) {
        if matches!(planted.rig, Rig::PowerCut | Rig::Backup) && !power::may_trace() {
            lines.push(format!(
                "| {:02} | {} | – | skipped: nothing may be traced here | | |",
                planted.number, planted.what
            ));
            continue;
        }
        let from = Instant::now();
        let found = run_one(planted).await;
        let rig = match planted.rig {
            Rig::Races => "races",
            Rig::Kill => "kill",
            Rig::PowerCut => "power-cut",
            Rig::Backup => "backup",
            Rig::Database => "database",
        };
        let (caught, sign) = match &found {
            Ok(report) => (!report.wrong.is_empty(), report.wrong.first().cloned().unwrap_or_default()),
            Err(error) => (false, format!("the rig itself failed: {error:#}")),
        };
        if !caught {
            wrong.push(format!("bug {:02} ({}) was not caught by {rig}: {sign}", planted.number, planted.what));
        }
        lines.push(format!(
            "| {:02} | {} | {rig} | {} | {} | {} |",
            planted.number,
            planted.what,
            if caught { "yes" } else { "NO" },
            sign.chars().take(100).collect::<String>(),
            from.elapsed().as_secs()
        ));
    }
    Ok(Report { line: lines.join("\n"), wrong })
}
