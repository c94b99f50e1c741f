//! One stream of commands on the world in memory and on the real store: the same outcomes, and the same facts.

use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context, ensure};
use jiff::tz::TimeZone;
use symbolon_domain::access::Role;
use symbolon_domain::programme::{Language, day};
use symbolon_domain::ticket::Ticket;
use symbolon_store::{
    Answer, Caller, Entropy, InstanceKind, MasterKey, NewTicket, Options, PersonRow, Plain, Store, Submission,
    TicketDone,
};

use super::dice::mix;
use super::swarm::Plan;
use super::world::{self, Desk, Hand, World, digest};
use crate::support::{Engine, entropy, fresh_database, programme};

/// The bits that the next decision makes its ids from; everything else that is random is as in every run.
#[derive(Clone, Default)]
struct Next(Arc<Mutex<Option<u128>>>);

impl Next {
    fn set(&self, random: u128) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(random);
    }

    fn entropy(&self) -> Entropy {
        let (next, other) = (self.0.clone(), entropy(3));
        Arc::new(move |buffer: &mut [u8]| {
            let random = next.lock().unwrap_or_else(PoisonError::into_inner).take();
            match random.map(u128::to_be_bytes) {
                Some(bytes) if bytes.len() == buffer.len() => buffer.copy_from_slice(&bytes),
                _ => other(buffer),
            }
        })
    }
}

/// Does to a ticket what was done to it in memory.
async fn at_the_desk(store: &Store, desk: &Desk, zone: &TimeZone) -> anyhow::Result<()> {
    let today = day(desk.now, zone);
    let Ticket { id, account, reason, subject, .. } = desk.ticket.clone();
    let Some(act) = desk.act else {
        if desk.code == "allowed" {
            let (opened_by, body, attached) = (desk.ticket.opened_by, String::new(), String::new());
            let new = NewTicket { id, account, reason, subject, opened_by, body, attached, once: None };
            let row = store.open_ticket(new, today, desk.now).await?;
            ensure!(row.ticket == desk.ticket, "a ticket: {:?} here, {:?} in memory", row.ticket, desk.ticket);
        }
        return Ok(());
    };
    let name = desk.actor.person.context("nobody")?.to_string();
    let done = TicketDone { act, body: act.needs_text().then(String::new), document: None, once: None };
    let by = (desk.actor.clone(), name);
    let row = store.act_on_ticket(id, done, by, (today, desk.now)).await?.context("no such ticket")?;
    let code = row.as_ref().map_or_else(|refusal| refusal.code.code(), |_| "allowed");
    ensure!(code == desk.code, "{act} of a ticket: {code} here, {} in memory", desk.code);
    Ok(())
}

/// Gives and takes the roles that were given and taken in memory.
async fn in_the_team(store: &Store, hand: &Hand, zone: &TimeZone) -> anyhow::Result<()> {
    let by = (hand.actor.clone(), hand.actor.person.context("nobody")?.to_string());
    let of = (hand.person, hand.change.clone());
    let done = store.change_roles(hand.account, of, by, (day(hand.now, zone), hand.now)).await?;
    let done = done.context("no such company")?;
    let code = done.as_ref().map_or_else(|refusal| refusal.code.code(), |_| "allowed");
    ensure!(code == hand.code, "{:?} of {}: {code} here, {} in memory", hand.change, hand.person, hand.code);
    Ok(())
}

/// Runs the steps of a seed in memory, and what was committed there on an engine.
///
/// # Errors
/// Where they differ, or something failed.
pub async fn compare(seed: u64, steps: usize, engine: Engine) -> anyhow::Result<usize> {
    let mut plan = Plan::draw(seed)?.quiet();
    let (files, programmes) = programme(plan.programme)?;
    (plan.generated, plan.programmes) = (false, programmes.clone());
    let mut world = World::new(&plan, seed, true).map_err(anyhow::Error::msg)?;
    // As they are before anybody's company becomes a part of another one.
    let people: Vec<_> = world.people().cloned().collect();
    for step in 0..steps {
        world.step(mix(seed, step as u64)).map_err(anyhow::Error::msg)?;
    }
    let zone = TimeZone::get(&programmes.current().time_zone)?;

    let folder = tempfile::tempdir()?;
    let next = Next::default();
    let options = Options {
        database: fresh_database(engine, folder.path()).await?,
        kind: InstanceKind::Sandbox,
        master_key: MasterKey::ephemeral(&entropy(5)),
        entropy: next.entropy(),
        build: "simulator",
        group_commit: true,
    };
    let store = Store::open(options, programmes, &files).await?;
    let row = |person: &symbolon_domain::access::Person| {
        Plain::Person(PersonRow {
            id: person.id,
            account: person.account,
            name: person.id.to_string(),
            email: person.address.clone().unwrap_or_else(|| format!("{}@vendor.example", person.id)),
            language: Language::En,
            kind: person.kind,
            in_directory: person.in_directory,
            roles: person.roles.clone(),
            admin_of: person.admin_of.clone(),
        })
    };
    let lines = world.lines.take().unwrap_or_default();
    let mut desks = std::mem::take(&mut world.desks).into_iter().peekable();
    let mut hands = std::mem::take(&mut world.hands).into_iter().peekable();
    let mut known = false;
    for (at, line) in lines.iter().enumerate() {
        if !known && matches!(line.caller, world::Caller::Person(_)) {
            // The companies are there by now.
            store.write("simulator", line.now, &people.iter().map(row).collect::<Vec<_>>()).await?;
            known = true;
        }
        while let Some(desk) = desks.next_if(|desk| desk.at <= at) {
            at_the_desk(&store, &desk, &zone).await?;
        }
        while let Some(hand) = hands.next_if(|hand| hand.at <= at) {
            in_the_team(&store, &hand, &zone).await?;
        }
        let caller = match line.caller {
            world::Caller::Person(id) => Caller::Person(id),
            world::Caller::Vendor => {
                let roles = [Role::ProgrammeManager, Role::SupportAgent].into();
                Caller::Service { name: "vendor".to_owned(), account: None, roles }
            }
        };
        let submission = Submission {
            account: line.account,
            command: line.command.clone(),
            caller,
            now: line.now,
            today: day(line.now, &zone),
            idempotency: None,
            guard: None,
            notes: Vec::new(),
            also: Vec::new(),
            render: Arc::new(|_| Answer { status: 200, body: String::new() }),
        };
        next.set(line.random);
        let done = store.submit(submission).await.with_context(|| format!("line {at}: {:?}", line.command))?;
        let code = done.refusal.map_or("allowed", |refusal| refusal.code.code());
        ensure!(code == line.code, "line {at}: {code} here, {} in memory: {:?}", line.code, line.command);
    }
    for (account, expected) in world.ledgers() {
        let ledger = store.ledger(account).await?;
        let found = ledger.iter().fold(0, |hash, stored| mix(hash, digest(&stored.entry, &stored.body)));
        ensure!(found == expected, "the facts of {account} are not the same");
    }
    let report = store.verify().await?;
    ensure!(report.difference.is_none(), "verify: {:?}", report.difference);
    store.close().await;
    Ok(lines.len())
}
