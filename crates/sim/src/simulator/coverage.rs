//! What was seen: every command with every outcome, and every fault with what its clients were told.

use std::collections::{BTreeMap, BTreeSet};

use symbolon_domain::audit::AuditAct;
use symbolon_domain::campaign::RunAct;
use symbolon_domain::refusal::RefusalCode;
use symbolon_domain::ticket::TicketAct;

use super::named;
use super::workload::Kind;

named! {
    /// What goes wrong.
    pub enum FaultKind {
        /// A request does not arrive.
        RequestLost = "request_lost",
        /// An answer does not arrive.
        AnswerLost = "answer_lost",
        /// A request arrives twice, perhaps at two servers.
        Doubled = "doubled",
        /// A request arrives late, perhaps by months.
        Delayed = "delayed",
        /// A key is used again for something else.
        KeyReused = "key_reused",
        /// A call of the store fails and nothing is done.
        Io = "io",
        /// Another process was in the way.
        Conflict = "conflict",
        /// There is no space.
        Full = "full",
        /// The answer of a commit is lost, and it was not carried out.
        LostBefore = "lost_before_commit",
        /// The answer of a commit is lost, and it was carried out.
        LostAfter = "lost_after_commit",
        /// A server stops before it commits.
        CrashBefore = "crash_before_commit",
        /// A server stops after it has committed and before it answers.
        CrashAfter = "crash_after_commit",
        /// An older copy is put in the place of the database.
        Restored = "restored",
        /// The clock of a server jumps.
        ClockJump = "clock_jump",
        /// Nobody looks for notices for a while.
        Paused = "paused",
        /// Somebody's roles change between a preview and the act.
        RolesChange = "roles_change",
    }
}

impl FaultKind {
    /// Those that meet a request on its way or in its transaction; the others meet everybody.
    pub const OF_REQUESTS: &'static [FaultKind] = &[
        Self::RequestLost,
        Self::AnswerLost,
        Self::Doubled,
        Self::Delayed,
        Self::Io,
        Self::Conflict,
        Self::Full,
        Self::LostBefore,
        Self::LostAfter,
        Self::CrashBefore,
        Self::CrashAfter,
    ];
}

/// What a client was told.
pub type Told = &'static str;

/// Counts of what was seen.
#[derive(Debug, Clone, Default)]
pub struct Coverage {
    /// By command and outcome code.
    pub outcomes: BTreeMap<(&'static str, &'static str), u64>,
    /// By fault, and what became of the command that it met.
    pub faults: BTreeMap<(FaultKind, Told), u64>,
    /// By command and fault that met it.
    pub met: BTreeMap<(&'static str, FaultKind), u64>,
    /// By planned boundary: how often a command came on a day on which something changes, or beside it.
    pub boundary: u64,
    /// Commands in all.
    pub commands: u64,
}

/// How a change of somebody's roles is counted.
pub const CHANGE_ROLES: &str = AuditAct::ChangeRoles.code();

/// How a run of a campaign that somebody wants is counted; what is done to it is counted under the name of the act.
pub const PROPOSE_RUN: &str = "propose_run";

/// Everything that is asked for: commands, what is done to tickets and to runs of campaigns, and changes of roles.
fn names() -> impl Iterator<Item = &'static str> {
    let kinds = Kind::ALL.iter().map(|kind| kind.code());
    kinds
        .chain([AuditAct::OpenTicket.code(), CHANGE_ROLES, PROPOSE_RUN])
        .chain(RunAct::ALL.iter().map(|act| run_act(*act)))
        .chain(TicketAct::ALL.iter().map(|act| act.audited().code()))
}

/// How something that is done to a run is counted.
pub const fn run_act(act: RunAct) -> &'static str {
    match act {
        RunAct::Approve => "approve_run",
        RunAct::Start => "start_run",
        RunAct::Close => "close_run",
    }
}

impl Coverage {
    pub(crate) fn outcome(&mut self, command: &'static str, code: &'static str) {
        *self.outcomes.entry((command, code)).or_default() += 1;
        self.commands += 1;
    }

    pub(crate) fn fault(&mut self, kind: FaultKind, told: Told) {
        *self.faults.entry((kind, told)).or_default() += 1;
    }

    pub(crate) fn met(&mut self, command: &'static str, kind: FaultKind) {
        *self.met.entry((command, kind)).or_default() += 1;
    }

    /// Adds what another run saw.
    pub fn add(&mut self, other: &Self) {
        for (cell, count) in &other.outcomes {
            *self.outcomes.entry(*cell).or_default() += count;
        }
        for (cell, count) in &other.faults {
            *self.faults.entry(*cell).or_default() += count;
        }
        for (cell, count) in &other.met {
            *self.met.entry(*cell).or_default() += count;
        }
        self.boundary += other.boundary;
        self.commands += other.commands;
    }

    /// Cells that should not be empty and are.
    pub fn empty(&self) -> Vec<String> {
        let mut empty = Vec::new();
        for name in names() {
            let of =
                |allowed: bool| self.outcomes.keys().any(|(of, code)| *of == name && (*code == "allowed") == allowed);
            for (allowed, what) in [(true, "was never allowed"), (false, "was never refused")] {
                if !of(allowed) {
                    empty.push(format!("{name} {what}"));
                }
            }
        }
        let seen: BTreeSet<&str> = self.outcomes.keys().map(|(_, code)| *code).collect();
        let missing = RefusalCode::ALL.iter().filter(|code| !seen.contains(code.code()));
        empty.extend(missing.map(|code| format!("nothing was refused as {}", code.code())));
        let faults = FaultKind::ALL.iter().filter(|kind| !self.faults.keys().any(|(of, _)| of == *kind));
        empty.extend(faults.map(|kind| format!("{} never happened", kind.code())));
        for kind in Kind::ALL {
            let never = FaultKind::OF_REQUESTS.iter().filter(|fault| !self.met.contains_key(&(kind.code(), **fault)));
            empty.extend(never.map(|fault| format!("{} never met {}", kind.code(), fault.code())));
        }
        empty
    }

    /// The table.
    pub fn table(&self) -> String {
        let mut lines = vec!["| command | outcomes |".to_owned(), "|---|---|".to_owned()];
        for name in names() {
            let of = self.outcomes.iter().filter(|((of, _), _)| *of == name);
            let cells: Vec<String> = of.map(|((_, code), count)| format!("{code} {count}")).collect();
            lines.push(format!("| {name} | {} |", cells.join(", ")));
        }
        lines.extend([String::new(), "| fault | what became of the command |".to_owned(), "|---|---|".to_owned()]);
        for kind in FaultKind::ALL {
            let of = self.faults.iter().filter(|((fault, _), _)| fault == kind);
            let cells: Vec<String> = of.map(|((_, told), count)| format!("{told} {count}")).collect();
            lines.push(format!("| {} | {} |", kind.code(), cells.join(", ")));
        }
        let faults: Vec<&str> = FaultKind::OF_REQUESTS.iter().map(|fault| fault.code()).collect();
        lines.push(format!("\n| command that met | {} |", faults.join(" | ")));
        lines.push(format!("|---|{}", "---|".repeat(faults.len())));
        for kind in Kind::ALL {
            let of = |fault| self.met.get(&(kind.code(), fault)).copied().unwrap_or_default().to_string();
            let cells: Vec<String> = FaultKind::OF_REQUESTS.iter().map(|fault| of(*fault)).collect();
            lines.push(format!("| {} | {} |", kind.code(), cells.join(" | ")));
        }
        lines.join("\n")
    }
}
