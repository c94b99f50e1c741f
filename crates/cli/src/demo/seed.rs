//! Plays a world's past into a store: every act is submitted as its own person at its own time, and must be allowed.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use symbolon_domain::account::Account;
use symbolon_domain::command::Command;
use symbolon_domain::ids::AccountId;
use symbolon_domain::ticket::{TicketReason, suggest};
use symbolon_server::App;
use symbolon_store::{Answer, Caller, NewNote, NewTicket, Page, PersonRow, Plain, Rendering, Submission, TicketFilter};

use super::world::{Act, Company, Edge, Event, Member, Who, World};
use crate::failure::Failure;

/// Acts that wait for one commit at the most.
const TOGETHER: usize = 256;
/// The hour of the first act of a day; those after it follow by the second.
const MORNING: i8 = 7;
const SECOND: i64 = 1_000_000;
/// How the demo stands in the audit of plain rows.
const ACTOR: &str = "demo";

struct Seeder<'a> {
    app: &'a App,
    world: &'a World,
    waiting: Vec<(Submission, String)>,
    /// Companies where something waits that other acts may name: a tenant, a membership, a redemption.
    naming: BTreeSet<usize>,
    /// Companies where a seat waits to be given.
    seating: BTreeSet<usize>,
    /// Companies that are about to be opened.
    opening: BTreeSet<usize>,
    /// Companies whose tenants were linked and whose tenants' admins are not written yet.
    linking: BTreeSet<usize>,
    now: i64,
}

/// Plays everything.
pub(crate) async fn seed(app: &App, world: &World) -> Result<(), Failure> {
    let vendor: Vec<Plain> = world.vendor.iter().map(|member| Plain::Person(member.row.clone())).collect();
    let first = world.events.first().map_or(Ok(0), |event| at(event.on, 0, app.zone()))?;
    app.store().write(ACTOR, first, &vendor).await?;
    let mut seeder = Seeder {
        app,
        world,
        waiting: Vec::new(),
        naming: BTreeSet::new(),
        seating: BTreeSet::new(),
        opening: BTreeSet::new(),
        linking: BTreeSet::new(),
        now: first,
    };
    let (mut day, mut place) = (Date::MIN, 0);
    for event in &world.events {
        place = if event.on == day { place + 1 } else { 0 };
        day = event.on;
        seeder.now = at(day, place, app.zone())?;
        seeder.play(event).await?;
    }
    seeder.commit().await?;
    seeder.admit().await
}

/// The instant of the nth act of a day.
fn at(day: Date, place: i64, zone: &TimeZone) -> Result<i64, Failure> {
    let morning = day.at(MORNING, 0, 0, 0).to_zoned(zone.clone()).map_err(Failure::unexpected)?;
    Ok(morning.timestamp().as_microsecond() + place * SECOND)
}

impl Seeder<'_> {
    async fn play(&mut self, event: &Event) -> Result<(), Failure> {
        let Some(company) = self.world.companies.get(event.company) else { return Ok(()) };
        // Who acts is read before a commit begins, so people act after the commit that opened their company.
        let is_opening = matches!(event.who, Who::Member(_)) && self.opening.contains(&event.company);
        let is_named = event.act.looks() && self.naming.contains(&event.company);
        let is_seated =
            matches!(event.act, Act::StartUsing { .. } | Act::TakeBack { .. }) && self.seating.contains(&event.company);
        let of_two = event.act.is_of_two();
        if of_two || is_opening || is_named || is_seated || self.waiting.len() >= TOGETHER {
            self.commit().await?;
        }
        if matches!(event.act, Act::Redeem { .. }) && self.linking.contains(&event.company) {
            self.commit().await?;
            self.admit().await?;
        }
        let folded = if event.act.looks() { self.app.store().folded(company.id).await? } else { None };
        let unopened = Account::default();
        let account = folded.as_ref().map_or(&unopened, |folded| &folded.account);

        if let Act::OpenTicket { reason, text } = event.act {
            return self.ask(event, company, account, (reason, text)).await;
        }
        let ticket = match event.act {
            Act::ProposeOverride { .. } => {
                let wanted = TicketFilter { account: Some(company.id), ..TicketFilter::default() };
                let page = Page { limit: 1, after: None };
                self.app.store().tickets(&wanted, &page).await?.first().map(|row| row.ticket.id)
            }
            _ => None,
        };
        let other = match event.act {
            Act::Invite(place) => match self.world.companies.get(place) {
                Some(other) => self.app.store().folded(other.id).await?.map(|folded| folded.account.number),
                None => None,
            },
            _ => None,
        };
        let mut notes = Vec::new();
        let (app, now) = (self.app, self.now);
        let mut edge = Edge {
            device: &|machine| app.device(company.id, machine),
            profile: &|number| app.profile(number),
            note: &mut |text| {
                let (note, reference) = app.note(now, text);
                notes.push(note);
                reference
            },
            ticket,
            number: &|_| other,
        };
        let Some(command) = event.act.command(event.on, company, account, &mut edge) else {
            return Err(Failure::unexpected(format!("{}, {}: {:?}", company.name, event.on, event.act)));
        };
        let what = format!("{}, {}, {}", company.name, event.on, command.name());
        let submission = self.submission(company.id, command, event, notes);
        if of_two {
            let answer = self.app.store().submit(submission).await?.answer;
            if answer.status != 200 {
                return Err(Failure::unexpected(format!("{what}: {}", answer.body)));
            }
            return Ok(());
        }
        self.waiting.push((submission, what));
        match event.act {
            Act::Open => drop(self.opening.insert(event.company)),
            Act::Tenant(_) => {
                self.linking.insert(event.company);
                self.naming.insert(event.company);
            }
            Act::Buy { .. }
            | Act::Renew { .. }
            | Act::Order { .. }
            | Act::Redeem { .. }
            | Act::AskReplacement { .. }
            | Act::GrantReplacement => drop(self.naming.insert(event.company)),
            Act::Assign { .. } => drop(self.seating.insert(event.company)),
            Act::Location(_)
            | Act::Review
            | Act::Provision
            | Act::Receive { .. }
            | Act::Attain { .. }
            | Act::Link { .. }
            | Act::Certify { .. }
            | Act::ShowCode { .. }
            | Act::Reveal { .. }
            | Act::Install { .. }
            | Act::StartUsing { .. }
            | Act::TakeBack { .. }
            | Act::Confirm { .. }
            | Act::Invite(_)
            | Act::AcceptMerge
            | Act::OpenTicket { .. }
            | Act::ProposeOverride { .. } => {}
        }
        Ok(())
    }

    /// Opens a ticket with what the rules answer to it.
    async fn ask(
        &self,
        event: &Event,
        company: &Company,
        account: &Account,
        (reason, text): (TicketReason, &str),
    ) -> Result<(), Failure> {
        let (Who::Member(place) | Who::Vendor(place)) = event.who;
        let asks = company.people.get(place).map(|member| member.row.id);
        let newest = account.memberships.values().max_by_key(|held| held.number);
        let (Some(opened_by), Some(newest)) = (asks, newest) else {
            return Err(Failure::unexpected(format!("{}, {}: {:?}", company.name, event.on, event.act)));
        };
        let subject = newest.id.to_string();
        let caller = Caller::Person(opened_by);
        let preview = Command::ReviewProfile;
        let (folded, context, _) = self.app.store().preview(company.id, &preview, &caller, self.now, event.on).await?;
        let programmes = self.app.store().programmes(event.on);
        let found = suggest(&folded.account, programmes, reason, Some(&subject), &context);
        let found = found.map_err(|refusal| Failure::unexpected(format!("{}: {}", company.name, refusal.code)))?;
        let new = NewTicket {
            id: self.app.minter(self.now).ticket(),
            account: company.id,
            reason,
            subject: Some(subject),
            opened_by,
            body: text.to_owned(),
            attached: App::suggestion(&found),
            once: None,
        };
        self.app.store().open_ticket(new, event.on, self.now).await?;
        Ok(())
    }

    fn submission(
        &self,
        account: AccountId,
        command: symbolon_domain::command::Command,
        event: &Event,
        notes: Vec<NewNote>,
    ) -> Submission {
        let company = self.world.companies.get(event.company);
        let people = match event.who {
            Who::Member(_) => company.map(|company| company.people.as_slice()),
            Who::Vendor(_) => Some(self.world.vendor.as_slice()),
        };
        let (Who::Member(place) | Who::Vendor(place)) = event.who;
        let person = people.and_then(|people| people.get(place));
        let also = match (&event.act, company) {
            (Act::Open, Some(company)) => opening(company),
            _ => Vec::new(),
        };
        Submission {
            account,
            command,
            caller: person.map_or_else(nobody, |member| Caller::Person(member.row.id)),
            now: self.now,
            today: event.on,
            idempotency: None,
            guard: None,
            notes,
            also,
            render: Arc::new(|rendering: &Rendering<'_>| match rendering.decision {
                Ok(_) => Answer { status: 200, body: String::new() },
                Err(refusal) => Answer { status: 409, body: refusal.code.to_string() },
            }),
        }
    }

    /// Submits what waits, in order, so that it shares commits.
    async fn commit(&mut self) -> Result<(), Failure> {
        let waiting = std::mem::take(&mut self.waiting);
        self.naming.clear();
        self.seating.clear();
        self.opening.clear();
        let (submissions, whats): (Vec<_>, Vec<_>) = waiting.into_iter().unzip();
        for (submitted, what) in self.app.store().submit_all(submissions).await.into_iter().zip(whats) {
            let answer = submitted?.answer;
            if answer.status != 200 {
                return Err(Failure::unexpected(format!("{what}: {}", answer.body)));
            }
        }
        Ok(())
    }

    /// Writes who is admin of the tenants that were linked: a tenant has no id before it is.
    async fn admit(&mut self) -> Result<(), Failure> {
        let mut admins = Vec::new();
        for place in std::mem::take(&mut self.linking) {
            let Some(company) = self.world.companies.get(place) else { continue };
            let Some(folded) = self.app.store().folded(company.id).await? else { continue };
            let members = company.people.iter().filter(|member| !member.admin_of.is_empty());
            admins.extend(members.map(|member| Plain::Person(admin(member, &folded.account))));
        }
        Ok(self.app.store().write(ACTOR, self.now, &admins).await?)
    }
}

/// A caller without any right, so that a mistake in the cast is refused and seen.
fn nobody() -> Caller {
    Caller::Service { name: ACTOR.to_owned(), account: None, roles: BTreeSet::new() }
}

/// The rows that stand beside a new account: its name and its people.
fn opening(company: &Company) -> Vec<Plain> {
    let profile = Plain::Profile { account: company.id, name: company.name.clone() };
    let people = company.people.iter().map(|member| Plain::Person(member.row.clone()));
    std::iter::once(profile).chain(people).collect()
}

fn admin(member: &Member, account: &Account) -> PersonRow {
    let own = account.tenants.iter().filter(|(_, tenant)| member.admin_of.contains(&tenant.domain));
    PersonRow { admin_of: own.map(|(id, _)| *id).collect(), ..member.row.clone() }
}
