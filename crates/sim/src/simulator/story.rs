//! A failure as a scenario file: what happened to one company, in sentences that run at every depth. It ends with the
//! last thing that happened, as the simulator saw it; what it should have been is for a person to write.

use std::collections::BTreeMap;
use std::fmt::Write;

use jiff::tz::TimeZone;
use symbolon_domain::command::{Command, KeyRef};
use symbolon_domain::fact::{Fact, Granted, Item, Ordered};
use symbolon_domain::ids::*;
use symbolon_domain::programme::Money;
use symbolon_domain::shared::Shared;

use super::Shrunk;
use super::world::{Caller, Line};

/// The scenario of the company that the last line is about. What has no sentence stands there as a remark.
pub fn scenario(seed: u64, shrunk: &Shrunk) -> String {
    let name = shrunk.plan.programme;
    let mut text = format!("# Seed {seed}: {}\n", shrunk.failure.what.replace('\n', " "));
    if shrunk.plan.generated {
        let _ = writeln!(text, "# It failed on other numbers than those of {name}, where it may not.");
    }
    let _ = writeln!(text, "programme {name}\nreviews by hand\n");
    let Some(last) = shrunk.lines.last() else { return text };
    let zone = TimeZone::get(&shrunk.plan.programmes.current().time_zone).unwrap_or(TimeZone::UTC);
    let mut story = Story::default();
    let mut on = String::new();
    let lines: Vec<&Line> = shrunk.lines.iter().filter(|line| line.account == last.account).collect();
    for (at, line) in lines.iter().enumerate() {
        let now = jiff::Timestamp::from_microsecond(line.now).unwrap_or_default().to_zoned(zone.clone());
        let then = format!("on {} {:02}:{:02}", now.date(), now.hour(), now.minute());
        if then != on {
            let _ = writeln!(text, "\n{then}");
            on = then;
        }
        let sentence = story.sentence(line);
        for given in story.given.drain(..) {
            let _ = writeln!(text, "{given}");
        }
        let is_last = at + 1 == lines.len();
        match sentence {
            Some(sentence) if is_last => {
                let _ = writeln!(text, "{sentence}\n----\n{}", line.code);
            }
            Some(sentence) if line.code == "allowed" => {
                let _ = writeln!(text, "{sentence}");
            }
            // It changed nothing, so the story goes on without it.
            Some(_) => {}
            None => {
                let _ = writeln!(text, "# {}: {:?}", line.code, line.command);
            }
        }
        for fact in &line.facts {
            story.happened(fact);
        }
    }
    text
}

/// Names of what a company has.
#[derive(Default)]
struct Story {
    names: BTreeMap<String, String>,
    /// Where a token, a key or a pool comes from: its kind, its benefit, its membership and the year.
    lines: BTreeMap<String, (&'static str, String, MembershipId, u32)>,
    domains: BTreeMap<TenantId, String>,
    given: Vec<String>,
    count: usize,
}

fn money(amount: &Money) -> String {
    format!("{} {}", amount.decimal(), amount.currency)
}

impl Story {
    fn fresh(&mut self, letter: &str, id: impl ToString) -> String {
        self.count += 1;
        let name = format!("{letter}{}", self.count);
        self.names.insert(id.to_string(), name.clone());
        name
    }

    /// What something is called; it gets its name where it is first spoken of.
    fn name(&mut self, id: impl ToString) -> Option<String> {
        let id = id.to_string();
        if let Some(name) = self.names.get(&id) {
            return Some(name.clone());
        }
        let (kind, benefit, membership, year) = self.lines.get(&id).cloned()?;
        let membership = self.name(membership)?;
        let name = self.fresh("X", &id);
        self.given.push(format!("let {name} = {kind} {benefit} of {membership} year {year}"));
        Some(name)
    }

    fn person(&mut self, id: PersonId) -> String {
        if let Some(name) = self.names.get(&id.to_string()) {
            return name.clone();
        }
        let name = self.fresh("person", id);
        let domains: Vec<&str> = self.domains.values().map(String::as_str).collect();
        self.given
            .push(format!("given person {name} of company: global_admin account_admin admin of {}", domains.join(" ")));
        name
    }

    fn who(&mut self, caller: Caller) -> String {
        match caller {
            Caller::Person(id) => self.person(id),
            Caller::Vendor => {
                if self.names.insert("vendor".to_owned(), "vendor".to_owned()).is_none() {
                    self.given.push("given staff vendor: support_agent programme_manager".to_owned());
                }
                "vendor".to_owned()
            }
        }
    }

    /// The sentence; none where a command has none, or is about something that has no name.
    fn sentence(&mut self, line: &Line) -> Option<String> {
        match &line.command {
            Command::OpenAccount { country, verified, .. } => {
                let verified = if *verified { "" } else { " unverified" };
                return Some(format!("given account company in {country}{verified}"));
            }
            Command::AddLocation { country } => return Some(format!("given location in {country} for company")),
            Command::LinkTenant { domain } => return Some(format!("given tenant {domain} of company")),
            Command::StateAttainment { competency, level, until, .. } => {
                let until = until.map(|until| format!(" until {until}")).unwrap_or_default();
                return Some(format!("given {competency} at {level} for company{until}"));
            }
            _ => {}
        }
        let who = self.who(line.caller);
        let made = |fact: &Fact| match fact {
            Fact::MembershipPurchased(fact) => Some(("M", fact.membership.to_string())),
            Fact::OrderPlaced(fact) => Some(("O", fact.order.to_string())),
            Fact::SeatAssigned(fact) => Some(("A", fact.assignment.to_string())),
            Fact::ReplacementRequested(fact) => Some(("R", fact.replacement.to_string())),
            Fact::SeatRequested(fact) => Some(("Q", fact.request.to_string())),
            _ => None,
        };
        let ordered = matches!(line.command, Command::PlaceOrder { .. });
        let of = line.facts.iter().filter_map(made).find(|(letter, _)| !ordered || *letter == "O");
        let paid = matches!(line.command, Command::RecordPayment { .. } | Command::AssignFunds { .. });
        let made = match of.filter(|_| !paid) {
            Some((letter, id)) => format!(" as {}", self.fresh(letter, id)),
            None => String::new(),
        };
        let said = match &line.command {
            Command::ReviewProfile => "reviews company".to_owned(),
            Command::DecideCheck { check, passed, .. } => {
                format!("{} {check} of company", if *passed { "passes" } else { "rejects" })
            }
            Command::AppealCheck { check, .. } => format!("appeals {check} of company"),
            Command::Purchase { offer, .. } => format!("buys {offer} for company{made}"),
            Command::Renew { membership, offer, .. } => {
                let offer = offer.as_ref().map(|offer| format!(" as {offer}")).unwrap_or_default();
                format!("renews {}{offer}", self.name(membership)?)
            }
            Command::PlaceOrder { of: Ordered::Purchase { offer }, method, .. } => {
                format!("orders {offer} for company by {method}{made}")
            }
            Command::PlaceOrder { of: Ordered::Renewal { membership, offer }, method, .. } => {
                format!("orders renewal of {} with {offer} by {method}{made}", self.name(membership)?)
            }
            Command::CancelOrder { order } => format!("cancels {}", self.name(order)?),
            Command::RecordPayment { order, amount, reference, received_on } => {
                let from = match order {
                    Some(order) => format!("for {}", self.name(order)?),
                    None => "from company".to_owned(),
                };
                let on = received_on.map(|day| format!(" on {day}")).unwrap_or_default();
                format!("receives {} {from} as {reference}{on}", money(amount))
            }
            Command::AssignFunds { funds, order } => format!("pays {} with {}", self.name(order)?, self.name(funds)?),
            Command::ReturnFunds { funds } => format!("returns {}", self.name(funds)?),
            Command::RefundOrder { order } => format!("refunds {}", self.name(order)?),
            Command::RefundTax { order } => format!("refunds tax of {}", self.name(order)?),
            Command::ExemptFromTax { from, until, .. } => {
                let until = until.map(|until| format!(" until {until}")).unwrap_or_default();
                format!("exempts company from {from}{until}")
            }
            Command::EndExemption { last_day, .. } => format!("ends exemption of company after {last_day}"),
            Command::ProvisionGrants { membership, .. } => format!("provisions {}", self.name(membership)?),
            Command::ShowCode { token } => format!("shows code of {}", self.name(token)?),
            Command::RedeemToken { token, tenant, mode, seats, .. } => {
                let seats = seats.map(|seats| format!(" with {seats} seats")).unwrap_or_default();
                format!("redeems {} on {} as {mode}{seats}", self.name(token)?, self.domains.get(tenant)?)
            }
            Command::RequestReplacement { token, reason, intended_tenant, .. } => {
                let meant = intended_tenant.and_then(|tenant| self.domains.get(&tenant));
                let meant = meant.map(|domain| format!(" meant {domain}")).unwrap_or_default();
                format!("asks replacement of {} because {reason}{meant}{made}", self.name(token)?)
            }
            Command::DecideReplacement { replacement, grant, .. } => {
                format!("{} {}", if *grant { "grants" } else { "declines" }, self.name(replacement)?)
            }
            Command::RevealKey { key: KeyRef::Key(key) } => format!("reveals {}", self.name(key)?),
            Command::RevealKey { key: KeyRef::Grant(grant) } => format!("reveals {}", self.name(grant)?),
            Command::RecordActivation { key, device, hardware_changed, .. } => {
                let changed = if *hardware_changed { " changed" } else { "" };
                format!("activates {} on {device}{changed}", self.name(key)?)
            }
            Command::BlockKey { key, why, .. } => format!("blocks {} because {why}", self.name(key)?),
            Command::UnblockKey { key, .. } => format!("unblocks {}", self.name(key)?),
            Command::AssignSeat { pool, person, country } => {
                let person = self.person(*person);
                let country = country.as_ref().map(|country| format!(" in {country}")).unwrap_or_default();
                format!("assigns {} to {person}{country}{made}", self.name(pool)?)
            }
            Command::RequestSeat { pool, .. } => format!("requests seat of {}{made}", self.name(pool)?),
            Command::GrantSeatRequest { request, country } => {
                let country = country.as_ref().map(|country| format!(" in {country}")).unwrap_or_default();
                format!("meets {}{country}{made}", self.name(request)?)
            }
            Command::DeclineSeatRequest { request, .. } => format!("turns down {}", self.name(request)?),
            Command::WithdrawSeatRequest { request } => format!("drops {}", self.name(request)?),
            Command::ActivateSeat { assignment } => format!("begins {}", self.name(assignment)?),
            Command::UnassignSeat { assignment, .. } => format!("takes back {}", self.name(assignment)?),
            Command::ConfirmWindDown { grant, of: None, how } => {
                format!("confirms {} {how}", self.name(grant)?)
            }
            _ => return None,
        };
        Some(format!("when {who} {said}"))
    }

    fn granted(&mut self, membership: MembershipId, year: u32, grants: &[Shared<Granted>]) {
        for line in grants {
            let of = |kind| (kind, line.benefit.clone(), membership, year);
            match &line.item {
                Item::Token { token } => self.lines.insert(token.to_string(), of("token")),
                Item::Key { key, .. } => self.lines.insert(key.to_string(), of("key")),
                Item::Pool { pool, .. } => self.lines.insert(pool.to_string(), of("pool")),
                Item::Software | Item::Balance => None,
            };
            self.lines.insert(line.grant.to_string(), of("line"));
        }
    }

    /// Remembers what there is now.
    fn happened(&mut self, fact: &Fact) {
        match fact {
            Fact::TenantLinked(fact) => {
                self.domains.insert(fact.tenant, fact.domain.clone());
            }
            Fact::MembershipPurchased(fact) => self.granted(fact.membership, 1, &fact.grants),
            Fact::MembershipRenewed(fact) => self.granted(fact.membership, fact.year, &fact.grants),
            Fact::FundsReceived(fact) => {
                self.names.insert(fact.funds.to_string(), fact.reference.clone());
            }
            Fact::OrderPaid(fact) if !self.names.contains_key(&fact.membership.to_string()) => {
                let order = self.names.get(&fact.order.to_string()).cloned();
                if let Some(order) = order {
                    let name = self.fresh("M", fact.membership);
                    self.given.push(format!("let {name} = membership of {order}"));
                }
            }
            Fact::ReplacementGranted(fact) => {
                if let Some(original) = self.name(fact.original) {
                    let name = self.fresh("X", fact.token);
                    self.given.push(format!("let {name} = replacement of {original}"));
                }
            }
            _ => {}
        }
    }
}
