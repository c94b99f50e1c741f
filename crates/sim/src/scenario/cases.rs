//! Campaigns and tickets: what is decided beside the accounts, told and asked alike at every depth.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Context as _;
use jiff::civil::Date;
use serde_json::{Value, json};
use symbolon_domain::access::{Actor, Role};
use symbolon_domain::account::Account;
use symbolon_domain::campaign::{self, RenewalState, Run, RunAct, RunContext, reaches};
use symbolon_domain::decide::Outcome;
use symbolon_domain::explanation::Explanation;
use symbolon_domain::ids::*;
use symbolon_domain::people::{RoleChange, RolesChanged};
use symbolon_domain::programme::{Campaign, Programme, Programmes};
use symbolon_domain::refusal::Refusal;
use symbolon_domain::ticket::{self, Suggested, Suggestion, Ticket, TicketAct, TicketReason, TicketState};

use super::{Seen, say};

/// Something about a campaign or a ticket that somebody does.
#[derive(Debug, Clone)]
pub(crate) enum Case {
    /// Counts the members of a campaign.
    Simulate(String),
    /// Approves, starts or closes a run.
    Run(RunId, RunAct),
    /// Asks what the rules say, and opens a ticket.
    Open(AccountId, TicketReason, Option<String>),
    /// Does something to a ticket.
    Ticket(TicketId, TicketAct),
    /// Gives somebody of a company roles and takes others away.
    Roles(AccountId, PersonId, RoleChange),
}

/// What an act made.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Made {
    Run(RunId),
    Ticket(TicketId),
}

/// A question about a campaign or a ticket.
#[derive(Debug, Clone, Copy)]
pub(crate) enum AskCase {
    /// How far a run is, and its members.
    Run(RunId),
    /// How far a ticket is.
    Ticket(TicketId),
    /// Which roles somebody of a company has.
    Roles(AccountId, PersonId),
}

/// What became of a change of roles.
pub(crate) fn roles_seen(decided: &Result<RolesChanged, Box<Refusal>>) -> Seen {
    let mut seen = seen(&decided.as_ref().map(|changed| changed.explanation.clone()).map_err(Clone::clone));
    if let Ok(changed) = decided {
        let line = |verb: &str, roles: &BTreeSet<Role>| {
            let codes: Vec<&str> = roles.iter().map(|role| role.code()).collect();
            (!codes.is_empty()).then(|| format!("{verb} {}", codes.join(" ")))
        };
        let lines = [("gave", &changed.gave), ("took", &changed.took), ("nobody left", &changed.left_without)];
        seen.lines.extend(lines.into_iter().filter_map(|(verb, roles)| line(verb, roles)));
    }
    seen
}

/// Roles as a line.
pub(crate) fn roles_line(roles: impl Iterator<Item = String>) -> Vec<String> {
    let codes: Vec<String> = roles.collect();
    vec![if codes.is_empty() { "none".to_owned() } else { codes.join(" ") }]
}

/// A refusal, or that it is allowed, with its explanation.
pub(crate) fn seen(decided: &Result<Explanation, Box<Refusal>>) -> Seen {
    let decision = match decided {
        Ok(why) => Ok(Outcome {
            facts: Vec::new(),
            explanation: why.clone(),
            effects: Vec::new(),
            remedies: Vec::new(),
            partner: Vec::new(),
        }),
        Err(refusal) => Err(refusal.clone()),
    };
    Seen { lines: say::decision(&decision), why: say::why(&decision) }
}

/// What the rules say, in front of a ticket that is opened.
pub(crate) fn suggested(answer: Suggested) -> String {
    format!("suggested {answer}")
}

/// A run in a line, and its members below it.
pub(crate) fn run_lines(run: &Value, members: &[Value]) -> Vec<String> {
    let report = &run["report"];
    let count = |name: &str| say::show(&report[name]);
    let mut lines = vec![format!(
        "{}; expected {}; pending {}; enrolled {}; paid {}; to pay {}; missed {}; asked late {}",
        say::show(&run["state"]),
        count("expected"),
        count("pending"),
        count("enrolled"),
        count("paid"),
        count("to_pay"),
        count("missed"),
        count("asked_late"),
    )];
    let mut said: Vec<String> = members
        .iter()
        .map(|one| {
            let because =
                if one["reason"].is_null() { String::new() } else { format!(" {}", say::show(&one["reason"])) };
            format!(
                "{} {} expected {}: {}{because}",
                say::show(&one["membership_number"]),
                say::show(&one["anniversary"]),
                say::show(&one["expected"]),
                say::show(&one["state"]),
            )
        })
        .collect();
    said.sort();
    lines.extend(said);
    lines
}

/// A ticket in a line.
pub(crate) fn ticket_line(ticket: &Value, entries: usize) -> Vec<String> {
    vec![format!(
        "{}; {}; outcome {}; opened {}; age {}; waits too long {}; acknowledged {}; entries {entries}",
        say::show(&ticket["reason"]),
        say::show(&ticket["state"]),
        say::show(&ticket["outcome"]),
        say::show(&ticket["opened_on"]),
        say::show(&ticket["age_days"]),
        say::show(&ticket["waits_too_long"]),
        say::show(&ticket["acknowledged_on"]),
    )]
}

/// A membership that a campaign may reach, or did.
#[derive(Debug, Clone)]
pub(crate) struct Member {
    pub(crate) account: AccountId,
    pub(crate) membership: MembershipId,
    pub(crate) number: u64,
    /// The year that the campaign excuses.
    pub(crate) year: u32,
    /// The anniversary that ends that year.
    pub(crate) anniversary: Date,
    /// `enrolled`, or the reason why not, when the members were counted.
    pub(crate) expected: String,
    /// `pending`, `enrolled` or `skipped`.
    pub(crate) state: String,
    pub(crate) reason: Option<String>,
}

/// A member as the API gives it.
pub(crate) fn member_wire(member: &Member) -> Value {
    json!({
        "membership_number": format!("M-{}", member.number), "anniversary": member.anniversary,
        "expected": member.expected, "state": member.state, "reason": member.reason,
    })
}

/// A run as the API gives it, from its members, how far their renewals are, and whether they asked for an override.
pub(crate) fn run_wire(run: &Run, members: &[(Member, RenewalState, bool)]) -> Value {
    let count = |wanted: &dyn Fn(&Member) -> bool| members.iter().filter(|one| wanted(&one.0)).count();
    let enrolled = |wanted: &dyn Fn(RenewalState, bool) -> bool| {
        members.iter().filter(|(member, renewal, late)| member.state == "enrolled" && wanted(*renewal, *late)).count()
    };
    json!({
        "state": run.state(),
        "report": {
            "expected": count(&|one| one.expected == "enrolled"), "pending": count(&|one| one.state == "pending"),
            "enrolled": enrolled(&|_, _| true), "paid": enrolled(&|renewal, _| renewal == RenewalState::Paid),
            "to_pay": enrolled(&|renewal, _| renewal == RenewalState::ToPay),
            "missed": enrolled(&|renewal, _| renewal == RenewalState::Missed),
            "asked_late": enrolled(&|_, late| late),
        },
    })
}

/// A ticket as the API gives it.
pub(crate) fn ticket_wire(ticket: &Ticket, modified_on: Date, programme: &Programme, today: Date) -> Value {
    let waits = matches!(ticket.state, TicketState::New | TicketState::Assigned | TicketState::InProgress);
    let by = programme.tickets.answer_within_days.filter(|_| waits);
    let by = by.and_then(|days| symbolon_domain::programme::plus_days(modified_on, days));
    let until = ticket.ended_on.unwrap_or(today);
    json!({
        "reason": ticket.reason, "state": ticket.state, "outcome": ticket.outcome, "opened_on": ticket.opened_on,
        "age_days": symbolon_domain::programme::days_between(ticket.opened_on, until),
        "waits_too_long": by.is_some_and(|by| today > by), "acknowledged_on": ticket.acknowledged_on,
    })
}

/// What would become of each membership that a campaign selects.
pub(crate) fn counted<'a>(
    accounts: impl Iterator<Item = (AccountId, &'a Account)>,
    programmes: &Programmes,
    campaign: &Campaign,
    today: Date,
) -> Vec<Member> {
    let mut rows = Vec::new();
    for (account, folded) in accounts {
        for held in folded.memberships.values() {
            let year = held.last_year();
            if !campaign.selects(&year.offer, year.days.anniversary) {
                continue;
            }
            let expected = match reaches(folded, programmes.current(), campaign, held.id, today) {
                Ok(_) => "enrolled".to_owned(),
                Err(reason) => reason.code().to_owned(),
            };
            rows.push(Member {
                account,
                membership: held.id,
                number: held.number,
                year: year.number,
                anniversary: year.days.anniversary,
                expected,
                state: "pending".to_owned(),
                reason: None,
            });
        }
    }
    rows
}

/// A new run, from what is expected of each member.
pub(crate) fn new_run(
    programme: &Programme,
    campaign: &str,
    expected: impl Iterator<Item = impl AsRef<str>>,
    by: &str,
    ids: &mut Minter,
    today: Date,
) -> Run {
    let reached = expected.filter(|expected| expected.as_ref() == "enrolled").count();
    Run {
        id: ids.run(),
        campaign: campaign.to_owned(),
        content_hash: programme.content_hash.clone(),
        members: u32::try_from(reached).unwrap_or(u32::MAX),
        proposed_by: by.to_owned(),
        proposed_on: today,
        approved: None,
        started: None,
        closed: None,
    }
}

/// What the pure domain's world knows of campaigns and tickets.
#[derive(Default)]
pub(crate) struct Cases {
    pub(crate) runs: BTreeMap<RunId, (Run, Vec<Member>)>,
    pub(crate) tickets: BTreeMap<TicketId, (Ticket, Date, usize)>,
}

impl Cases {
    /// Opens a ticket after what the rules said.
    pub(crate) fn open(
        &mut self,
        suggestion: Result<Suggestion, Box<Refusal>>,
        (account, reason, subject): (AccountId, TicketReason, Option<String>),
        person: PersonId,
        id: TicketId,
        today: Date,
    ) -> (Option<Made>, Seen) {
        let found = match suggestion {
            Ok(found) => found,
            Err(refusal) => return (None, seen(&Err(refusal))),
        };
        let place = self.tickets.len() as u64 + 1;
        let ticket = Ticket::opened(id, place, (account, person), (reason, subject), today);
        self.tickets.insert(id, (ticket, today, 1));
        (Some(Made::Ticket(id)), told(&found))
    }

    /// Does something to a ticket.
    pub(crate) fn act(
        &mut self,
        of: (&Account, &Programmes),
        id: TicketId,
        act: TicketAct,
        actor: &Actor,
        today: Date,
    ) -> anyhow::Result<Seen> {
        let (held, ..) = self.tickets.get(&id).context("no such ticket")?;
        let decided = ticket::decide(of, held, act, actor, today);
        Ok(seen(&decided.map(|(next, why)| {
            let entries = self.tickets.get(&id).map_or(0, |(_, _, entries)| *entries);
            self.tickets.insert(id, (next, today, entries + 1));
            why
        })))
    }
}

/// What the rules said, as what is seen of opening a ticket.
pub(crate) fn told(found: &Suggestion) -> Seen {
    let why = serde_json::to_value(&found.explanation).unwrap_or_default();
    Seen { lines: vec!["allowed".to_owned(), suggested(found.answer)], why }
}

pub(super) fn allowed() -> Seen {
    Seen { lines: vec!["allowed".to_owned()], why: Value::Null }
}

/// Runs of the pure domain.
pub(crate) fn pure_run(
    programme: &Programme,
    runs: &mut BTreeMap<RunId, (Run, Vec<Member>)>,
    id: RunId,
    act: RunAct,
    (actor, by): (&Actor, &str),
    today: Date,
) -> anyhow::Result<Seen> {
    let (run, members) = runs.get_mut(&id).context("no such run")?;
    let pending = members.iter().filter(|member| member.state == "pending").count();
    let ctx = RunContext { actor, by, today, pending: u32::try_from(pending).unwrap_or(u32::MAX) };
    let decided = campaign::decide_run(programme, run, act, ctx);
    Ok(match decided {
        Ok((next, _)) => {
            *run = next;
            allowed()
        }
        Err(refusal) => seen(&Err(refusal)),
    })
}

/// A run made by the pure domain.
pub(crate) fn pure_simulation(
    programmes: &Programmes,
    runs: &mut BTreeMap<RunId, (Run, Vec<Member>)>,
    campaign: &str,
    members: Vec<Member>,
    (actor, by): (&Actor, &str),
    (ids, today): (&mut Minter, Date),
) -> (Option<Made>, Seen) {
    let run = new_run(programmes.current(), campaign, members.iter().map(|member| &member.expected), by, ids, today);
    let open = runs.values().map(|(run, _)| run).find(|run| run.campaign == campaign && run.closed.is_none());
    let ctx = RunContext { actor, by, today, pending: run.members };
    match campaign::propose(programmes.current(), campaign, run.members, open, ctx) {
        Ok(_) => {
            let id = run.id;
            runs.insert(id, (run, members));
            (Some(Made::Run(id)), allowed())
        }
        Err(refusal) => (None, seen(&Err(refusal))),
    }
}
