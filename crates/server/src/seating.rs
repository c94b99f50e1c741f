//! Seats for many people at once: one act for each row, each with its own verdict. The API and the page come here.

use axum::http::StatusCode;
use serde_json::Value;
use symbolon_domain::access::{Capability, Person, meant};
use symbolon_domain::account::Account;
use symbolon_domain::command::Command;
use symbolon_domain::company::is_mail_address;
use symbolon_domain::decide::decide_in_turn;
use symbolon_domain::ids::{AccountId, AssignmentId, PersonId, PoolId};
use symbolon_domain::refusal::Refusal;
use symbolon_domain::seat::{Breakdown, breakdown_within, seat_in};
use symbolon_store::{PersonRow, same_address};
use symbolon_text::ProgrammeNames;

use crate::act::{Act, Call};
use crate::api::assignments::assignment_of;
use crate::app::App;
use crate::problem::Problem;
use crate::reader::Reader;
use crate::roster::Listed;
use crate::wire;
use crate::wire::AssignmentWire;
use crate::wrong::Wrong;

/// Rows of one request at the most.
const ROWS: usize = 200;

/// What becomes of a row.
pub(crate) enum Verdict {
    /// A seat is given: the assignment, or the effects of a preview.
    Given(Value),
    /// They have a seat of this pool, which is left alone.
    Held(Value),
    /// The address is that of an earlier row, by its place from 1.
    Twice(usize),
    /// Refused, with the problem of the single act.
    Refused(Value),
}

/// What became of all of them.
pub(crate) struct Seating {
    pub(crate) verdicts: Vec<Verdict>,
    /// The seats of the pool as they were, and as they are or would be.
    pub(crate) before: Breakdown,
    pub(crate) after: Breakdown,
}

/// An act that a row stands for, with all entries of whom it names.
struct Wanted {
    command: Command,
    entries: Vec<PersonId>,
}

/// The same refusal as that of the single act, for whoever is looked at.
struct Refusals<'a> {
    app: &'a App,
    reader: &'a Reader,
    people: &'a [(PersonRow, Person)],
}

impl Refusals<'_> {
    fn problem(&self, account: &Account, refusal: &Refusal) -> Value {
        let name = |actor: &str| {
            let id = actor.parse::<PersonId>().ok()?;
            self.people.iter().find(|(row, _)| row.id == id).map(|(row, _)| row.name.clone())
        };
        let names = ProgrammeNames {
            programmes: self.app.programmes(),
            account,
            people: &name,
            companies: &Default::default(),
        };
        let mut problem = Problem::refused(refusal, None, self.reader.language, Some(&names));
        if problem.wants_helpers() {
            let people: Vec<PersonRow> = self.people.iter().map(|(row, _)| row.clone()).collect();
            problem.add_helpers(people.iter(), self.app.programme());
        }
        problem.body(self.reader.language)
    }
}

/// Refuses more rows than one request takes.
pub(crate) fn few_enough(rows: usize) -> Result<(), Problem> {
    if rows > ROWS { Err(Problem::invalid("/rows", Wrong::AtMost(ROWS))) } else { Ok(()) }
}

fn counted(app: &App, account: &Account, pool: PoolId, reader: &Reader) -> Result<Breakdown, Problem> {
    let held = account.pools.get(&pool).ok_or_else(Problem::not_found)?;
    Ok(breakdown_within(account, app.store().programmes(reader.today), held, reader.today))
}

/// Gives seats of a pool to the people of a list, row after row, or says what would come of it.
pub(crate) async fn give(
    app: &App,
    reader: &Reader,
    call: &Call,
    (account, pool): (AccountId, PoolId),
    rows: &[Listed],
) -> Result<Seating, Problem> {
    let (folded, mut context) = app.context(account, &reader.identity.caller).await?;
    let before = counted(app, &folded.account, pool, reader)?;
    app.allow(&reader.identity, Capability::AssignSeats, Some(account), reader.language).await?;
    few_enough(rows.len())?;
    if !call.dry_run {
        call.key()?;
    }
    let people = app.store().people(Some(account)).await?;
    let people: Vec<(PersonRow, Person)> = people.iter().map(|row| (row.clone(), row.person())).collect();
    let refusals = Refusals { app, reader, people: &people };
    let mut minter = app.minter(reader.now);
    let asked = rows.iter().enumerate().map(|(at, row)| -> Result<Wanted, Verdict> {
        if !is_mail_address(&row.email) {
            return Err(Verdict::Refused(Problem::invalid("/email", Wrong::Mail).body(reader.language)));
        }
        if let Some(first) = rows.iter().take(at).position(|earlier| same_address(&earlier.email, &row.email)) {
            return Err(Verdict::Twice(first + 1));
        }
        let entries = || people.iter().filter(|(known, _)| same_address(&known.email, &row.email));
        context.people.extend(entries().map(|(_, person)| (person.id, person.clone())));
        // An address that the directory does not have is nobody’s, and refused like anybody unknown (G-05).
        let person = meant(entries().map(|(_, person)| person)).map_or_else(|| minter.person(), |person| person.id);
        Ok(Wanted {
            command: Command::AssignSeat { pool, person, country: row.country.clone() },
            entries: entries().map(|(_, person)| person.id).collect(),
        })
    });
    let asked: Vec<_> = asked.collect();
    let held = |account: &Account, id: AssignmentId| {
        let one = account.assignments.get(&id).map(|held| {
            let programmes = app.store().programmes(reader.today);
            AssignmentWire::new(account, id, held, reader.today, programmes, reader.language, &Default::default())
        });
        Verdict::Held(serde_json::to_value(one).unwrap_or_default())
    };
    let mut verdicts = Vec::with_capacity(rows.len());
    if call.dry_run {
        let commands: Vec<Command> = asked.iter().filter_map(|row| Some(row.as_ref().ok()?.command.clone())).collect();
        let programmes = app.store().programmes(context.today);
        let (decisions, after) = decide_in_turn(&folded.account, programmes, &commands, &context);
        let mut decisions = decisions.into_iter();
        for row in asked {
            let decided = row.map(|wanted| (wanted, decisions.next()));
            verdicts.push(match decided {
                Err(verdict) => verdict,
                Ok((_, Some(Ok(outcome)))) => Verdict::Given(wire::effects(&outcome.effects, reader.language)),
                Ok((wanted, Some(Err(refusal)))) => {
                    match seat_in(&folded.account, pool, &wanted.entries, context.today) {
                        Some(id) => held(&folded.account, id),
                        None => Verdict::Refused(refusals.problem(&folded.account, &refusal)),
                    }
                }
                Ok((_, None)) => return Err(Problem::failed(&"a row was not decided")),
            });
        }
        return Ok(Seating { verdicts, before, after: counted(app, &after, pool, reader)? });
    }
    for (at, (row, asked)) in rows.iter().zip(asked).enumerate() {
        let Wanted { command, entries } = match asked {
            Ok(wanted) => wanted,
            Err(verdict) => {
                verdicts.push(verdict);
                continue;
            }
        };
        let canonical = serde_json::to_string(row).unwrap_or_default();
        let number = u64::try_from(at).unwrap_or(u64::MAX).saturating_add(1);
        let act = Act::new(account, command);
        let done = act.submit(app, reader, &call.part(number), &canonical, assignment_of(app.clone(), None)).await;
        let refused = match done {
            Ok(submitted) => {
                let body = serde_json::from_str(&submitted.answer.body).unwrap_or_default();
                if submitted.answer.status < StatusCode::BAD_REQUEST.as_u16() {
                    verdicts.push(Verdict::Given(body));
                    continue;
                }
                // A refusal that is repeated under its key comes as it was said the first time.
                body
            }
            // A store that does not work now is no verdict on a row.
            Err(problem) if problem.status().is_server_error() => return Err(problem),
            Err(problem) => problem.body(reader.language),
        };
        let now = app.store().folded(account).await?.unwrap_or_default();
        verdicts.push(match seat_in(&now.account, pool, &entries, reader.today) {
            Some(id) => held(&now.account, id),
            None => Verdict::Refused(refused),
        });
    }
    let now = app.store().folded(account).await?.unwrap_or_default();
    Ok(Seating { verdicts, before, after: counted(app, &now.account, pool, reader)? })
}
