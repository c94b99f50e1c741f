//! A failure as a scenario file: what happened to one company, in sentences that run at every depth.

use std::collections::BTreeMap;
use std::fmt::Write;

use jiff::tz::TimeZone;
use symbolon_domain::command::{Command, KeyRef};
use symbolon_domain::fact::Ordered;
use symbolon_domain::ids::AccountId;
use symbolon_domain::programme::Programme;

use super::Shrunk;
use super::world::{Caller, Line};

/// The scenario of the company that the last line is about. What has no sentence stands there as a remark.
pub fn scenario(seed: u64, shrunk: &Shrunk) -> String {
    let programme = shrunk.plan.programmes.current();
    let mut text = format!("# Seed {seed}: {}\n", shrunk.failure.what.replace('\n', " "));
    let name = shrunk.plan.programme;
    if shrunk.plan.generated {
        let _ = writeln!(text, "# On a programme with other numbers than {name}; they must be put there first.");
    }
    let _ = writeln!(text, "programme {name}\nreviews by hand\n");
    let Some(last) = shrunk.lines.last() else { return text };
    let lines: Vec<&Line> = shrunk.lines.iter().filter(|line| line.account == last.account).collect();
    let mut story = Story { programme, names: BTreeMap::new(), said: String::new() };
    let zone = TimeZone::get(&programme.time_zone).unwrap_or(TimeZone::UTC);
    let mut on = String::new();
    for (at, line) in lines.iter().enumerate() {
        let now = jiff::Timestamp::from_microsecond(line.now).unwrap_or_default().to_zoned(zone.clone());
        let then = format!("on {} {:02}:{:02}", now.date(), now.hour(), now.minute());
        if then != on {
            let _ = writeln!(text, "{then}");
            on = then;
        }
        let is_last = at + 1 == lines.len();
        match story.sentence(line) {
            Some(sentence) if is_last => {
                let _ = writeln!(text, "{sentence}\n----\n{}\n", line.code);
            }
            Some(sentence) if line.code == "allowed" => {
                let _ = writeln!(text, "{sentence}");
            }
            Some(sentence) => {
                let _ = writeln!(text, "# {sentence}: {}", line.code);
            }
            None => {
                let _ = writeln!(text, "# {} {:?}", line.code, line.command);
            }
        }
        if matches!(line.command, Command::LinkTenant { .. }) && at == 3 {
            text.push_str("given person boss of company: global_admin, account_admin admin of one.example two.example\n");
            text.push_str("given staff louis: support_agent programme_manager\n");
        }
    }
    text
}

struct Story<'p> {
    programme: &'p Programme,
    names: BTreeMap<String, String>,
    said: String,
}

impl Story<'_> {
    /// A short name for something, the same every time.
    fn name(&mut self, kind: &str, id: impl ToString) -> String {
        let next = self.names.len() + 1;
        self.names.entry(id.to_string()).or_insert_with(|| format!("{kind}{next}")).clone()
    }

    fn sentence(&mut self, line: &Line) -> Option<String> {
        let who = match line.caller {
            Caller::Vendor => "louis",
            Caller::Person(_) => "boss",
        };
        let _: AccountId = line.account;
        self.said.clear();
        Some(match &line.command {
            Command::OpenAccount { country, verified, .. } => {
                let verified = if *verified { "" } else { " unverified" };
                format!("given account company in {country}{verified}")
            }
            Command::AddLocation { country } => format!("given location in {country} for company"),
            Command::LinkTenant { domain } => format!("given tenant {domain} of company"),
            Command::StateAttainment { competency, level, until } => {
                let until = until.map(|until| format!(" until {until}")).unwrap_or_default();
                format!("given {competency} at {level} for company{until}")
            }
            Command::ReviewProfile => format!("when {who} reviews the profile of company"),
            Command::Purchase { offer, .. } => {
                self.programme.offer(offer)?;
                format!("when {who} buys {offer} for company as M")
            }
            Command::PlaceOrder { of: Ordered::Purchase { offer }, method, .. } => {
                format!("when {who} orders {offer} for company by {method} as O")
            }
            Command::Renew { offer, .. } => {
                let offer = offer.as_ref().map(|offer| format!(" as {offer}")).unwrap_or_default();
                format!("when {who} renews M{offer}")
            }
            Command::RedeemToken { token, mode, .. } => {
                format!("when {who} redeems {} on one.example as {mode}", self.name("T", token))
            }
            Command::ShowCode { token } => format!("when {who} shows code of {}", self.name("T", token)),
            Command::RequestReplacement { token, reason, .. } => {
                let token = self.name("T", token);
                format!("when {who} asks replacement of {token} because {reason} meant two.example as R")
            }
            Command::DecideReplacement { grant, .. } => {
                format!("when louis {} R", if *grant { "grants" } else { "declines" })
            }
            Command::RevealKey { key: KeyRef::Key(key) } => format!("when {who} reveals {}", self.name("K", key)),
            Command::RecordActivation { key, device, hardware_changed, .. } => {
                let changed = if *hardware_changed { " changed" } else { "" };
                format!("when {who} activates {} on {device}{changed}", self.name("K", key))
            }
            Command::AssignSeat { pool, person, .. } => {
                format!("when {who} assigns {} to {}", self.name("P", pool), self.name("p", person))
            }
            _ => return None,
        })
    }
}
