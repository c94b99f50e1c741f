//! Plans for new versions of the programme in scenarios: drawn, agreed to and applied at every depth.

use anyhow::Context;
use jiff::civil::Date;
use std::sync::Arc;
use symbolon_domain::access::Capability;
use symbolon_domain::account::Account;
use symbolon_domain::change::{Counts, GuardReason, PlanFacts, PlanRefusal, Prospect, counted_on, guards};
use symbolon_domain::programme::{Programme, Programmes};
use symbolon_domain::refusal::RefusalCode;
use symbolon_programme::Files;

/// What is done with the plan that was drawn last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PlanStep {
    /// Somebody agrees to it.
    Approve,
    /// Somebody applies it.
    Apply,
}

/// A plan without a store.
pub(crate) struct PurePlan {
    pub(crate) programme: Arc<Programme>,
    base: u32,
    from: Option<Date>,
    made_by: String,
    counts: Counts,
    guards: Vec<GuardReason>,
    approved_by: Vec<String>,
    applied: bool,
}

/// What a plan would do, in lines.
pub(crate) fn lines(version: u32, counts: &Counts, guards: &[GuardReason]) -> Vec<String> {
    let mut lines = vec![
        "allowed".to_owned(),
        format!("version {version}; {} running", counts.running),
        format!("touched {} now, {} later", counts.touched_now, counts.touched_later),
        format!("worse off {} now, {} later", counts.worse_now, counts.worse_later),
    ];
    lines.extend(counts.by.iter().map(|(touch, (now, later))| format!("{touch} {now} now, {later} later")));
    if let (Some(first), Some(last)) = (counts.first, counts.last) {
        lines.push(format!("renewals {first} to {last}"));
    }
    lines.extend(guards.iter().map(|guard| format!("guard {guard}")));
    lines
}

/// An outcome in a line.
pub(crate) fn judged(outcome: Result<(), PlanRefusal>) -> Vec<String> {
    vec![outcome.map_or_else(|refusal| format!("refused {refusal}"), |()| "allowed".to_owned())]
}

/// Whether somebody may change the programme.
pub(crate) fn may(actor: &symbolon_domain::access::Actor) -> bool {
    Capability::ChangeProgramme.allows(actor, None)
}

/// The version after one, read from files.
pub(crate) fn read(files: &Files, newest: u32) -> anyhow::Result<Arc<Programme>> {
    let loaded = symbolon_programme::load(files, newest + 1);
    Ok(Arc::new(loaded.map_err(|wrong| anyhow::anyhow!("{}", wrong.render(false)))?.programme))
}

/// What is said where a version cannot begin on the day that was named.
pub(crate) fn wrong_day() -> Vec<String> {
    vec![format!("refused {}", RefusalCode::ValidationFailed)]
}

/// Counts over companies: on the first day, and why somebody else has to agree.
fn count(prospect: &Prospect, accounts: &[Account], (from, today): (Date, Date)) -> (Counts, Vec<GuardReason>) {
    let counted = counted_on(from, today).map(|on| {
        let mut counts = Counts::default();
        accounts.iter().for_each(|account| counts.add(account, &prospect.impacts(account, on), on));
        counts
    });
    let mut counted: Vec<Counts> = counted.collect();
    let guards = guards(prospect.in_force(), prospect.next(), &counted);
    (counted.swap_remove(0), guards)
}

impl PurePlan {
    /// Draws a plan: `asked` is the first day that was named, and `from` the one that it has.
    pub(crate) fn new(
        programme: Arc<Programme>,
        beneath: &Programmes,
        accounts: &[Account],
        (made_by, asked, from, today): (String, Option<Date>, Date, Date),
    ) -> Self {
        let (counts, guards) = count(&Prospect::new(beneath, programme.clone()), accounts, (from, today));
        let base = programme.version - 1;
        Self { programme, base, from: asked, made_by, counts, guards, approved_by: Vec::new(), applied: false }
    }

    /// The first day, where it is applied today.
    pub(crate) fn begins(&self, today: Date) -> Date {
        self.from.unwrap_or(today)
    }

    pub(crate) fn lines(&self) -> Vec<String> {
        lines(self.programme.version, &self.counts, &self.guards)
    }

    /// Judges a step and takes it; gives the first day of the version that it became.
    pub(crate) fn step(
        &mut self,
        step: PlanStep,
        by: String,
        (newest, beneath): (u32, &Programmes),
        accounts: &[Account],
        today: Date,
    ) -> (Vec<String>, Option<Date>) {
        let from = self.begins(today);
        // A newer version has come between; there is nothing to compare.
        let same = || {
            let found = count(&Prospect::new(beneath, self.programme.clone()), accounts, (from, today));
            found == (self.counts.clone(), self.guards.clone())
        };
        let fresh = newest == self.base && from >= today && same();
        let facts = PlanFacts {
            made_by: &self.made_by,
            guards: &self.guards,
            approved_by: &self.approved_by,
            applied: self.applied,
            fresh,
        };
        let outcome = match step {
            PlanStep::Approve => facts.approve(&by, true),
            PlanStep::Apply => facts.apply(&by),
        };
        if self.applied {
            return (judged(outcome), None);
        }
        match (step, &outcome) {
            (PlanStep::Approve, Ok(())) => self.approved_by.push(by),
            (PlanStep::Apply, Ok(())) => self.applied = true,
            (_, Err(_)) => {}
        }
        let becomes = (step == PlanStep::Apply && outcome.is_ok()).then_some(from);
        (judged(outcome), becomes)
    }
}

/// A file with one passage in the place of another.
pub(crate) fn edit(files: &mut Files, file: &str, from: &str, to: &str) -> anyhow::Result<()> {
    let text = files.0.get_mut(file).with_context(|| format!("there is no file {file}"))?;
    anyhow::ensure!(text.contains(from), "{file} does not hold {from}");
    *text = text.replace(from, to);
    Ok(())
}
