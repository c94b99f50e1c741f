//! The register of installations, which the company keeps itself because nobody else does (F-11), and what the licence
//! terms say about each of them: use (F-02, F-05), version (F-06), place (F-07), number (F-12, F-13).

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::access::Capability;
use crate::account::{Account, Grant};
use crate::codes::codes;
use crate::decide::{Case, Decision, Effect, NewFact, Outcome, not_found};
use crate::entitlement::entitlement;
use crate::explanation::{Answer, Explanation, FactCode, Node, Question, Remedy, RemedyAct, Value};
use crate::fact::*;
use crate::ids::{ActivationId, AssignmentId, GrantId, IdError, InstallationId, LocationId};
use crate::membership::{invalid, invalid_among, refund_effect};
use crate::programme::{Benefit, BenefitKind, Programme, Programmes, RefundEnd, Terms, plus_days, plus_months};
use crate::refusal::{Refusal, RefusalCode};

/// The most licences that one entry may stand for: cores of a server, or client access licences.
pub const MOST: u32 = 100_000;

/// An entry of the register: recorded by the company, or made by the activation of a machine (E-08).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(untagged)]
pub enum InstalledId {
    /// Recorded.
    Recorded(InstallationId),
    /// Activated with a key.
    Activated(ActivationId),
}

impl fmt::Display for InstalledId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Recorded(id) => id.fmt(f),
            Self::Activated(id) => id.fmt(f),
        }
    }
}

impl FromStr for InstalledId {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        let recorded = text.parse().map(Self::Recorded);
        recorded.or_else(|error| text.parse().map(Self::Activated).map_err(|_| error))
    }
}

/// Where something is installed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// At the headquarters.
    Headquarters,
    /// At a location.
    Location(LocationId),
}

impl Place {
    fn location(self) -> Option<LocationId> {
        match self {
            Self::Headquarters => None,
            Self::Location(id) => Some(id),
        }
    }
}

/// What a confirmation is about; without it, a granted line as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(untagged)]
pub enum WindDownOf {
    /// One entry of the register.
    Installed(InstalledId),
    /// What the holder of a seat installed.
    Seat(AssignmentId),
}

impl fmt::Display for WindDownOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Installed(id) => id.fmt(f),
            Self::Seat(id) => id.fmt(f),
        }
    }
}

/// An entry of the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Installation {
    /// Number of the fact that recorded it, by which entries of one day are in order.
    pub seq: u64,
    /// The line under which it is: that of its newest activation.
    pub grant: GrantId,
    /// The line under which it was installed, whose version it has where nobody said which: activating it again installs
    /// nothing newer (E-08, F-06).
    pub version_of: GrantId,
    /// The machine, where a key activated it.
    pub device: Option<String>,
    /// Its version; none: the one that was on offer when that line was granted.
    pub version: Option<String>,
    /// Where; none: at the headquarters.
    pub location: Option<LocationId>,
    /// What it is used for, as declared: an id of the terms.
    pub purpose: Option<String>,
    /// How many licences it takes.
    pub quantity: u32,
    /// What the company calls it, in an erasable row.
    pub note: Option<NoteRef>,
    /// The day on which it was recorded.
    pub on: Date,
    /// Who recorded it.
    pub by: String,
    /// When it left the register, and how.
    pub ended: Option<Ended>,
}

/// How an entry left the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    /// The day.
    pub on: Date,
    /// Who said so.
    pub by: String,
    /// Uninstalled, or licensed commercially.
    pub how: WindDownHow,
}

codes! {
    /// What the terms say about an entry of the register, in one word: the worst of it.
    pub enum DutyState {
        /// Nothing to do.
        InOrder = "in_order",
        /// A newer version is on offer, and has to be installed in time (F-06).
        MoveDue = "move_due",
        /// It is not as the terms have it (F-05, F-06, F-07).
        Breach = "breach",
    }
}

/// An entry of the register on a day, with what the terms say about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Registered {
    /// The entry.
    pub id: InstalledId,
    /// What is known of it.
    pub held: Installation,
    /// Its version, where the programme names versions.
    pub version: Option<String>,
    /// Last day on which this version may be used, once a newer one is on offer (F-06).
    pub move_by: Option<Date>,
    /// In one word.
    pub state: DutyState,
    /// What was looked at.
    pub nodes: Vec<Node>,
}

/// What is installed of one product on a day, beside what may be.
#[derive(Debug, Clone, PartialEq)]
pub struct Register {
    /// The product.
    pub benefit: String,
    /// What it is counted in.
    pub unit: String,
    /// The newest line that grants it; what is installed now is recorded there.
    pub grant: GrantId,
    /// How many may be installed; none: no line in force grants any.
    pub granted: Option<u32>,
    /// How many are.
    pub installed: u32,
    /// How many too many (F-12).
    pub over: u32,
    /// The entries, the earliest first.
    pub entries: Vec<Registered>,
    /// Why.
    pub explanation: Explanation,
}

/// The version that a line granted: the newest on that day.
fn granted_version<'p>(benefit: &'p Benefit, grant: &Grant) -> Option<&'p str> {
    benefit.newest(grant.granted_on).map(|version| version.id.as_str())
}

/// The last day on which a version may be used: so many months after the next one came on offer (F-06).
fn last_day(terms: Option<&Terms>, benefit: &Benefit, version: &str, on: Date) -> Option<Date> {
    let next = benefit.next(version).filter(|next| next.released <= on)?;
    plus_months(next.released, terms?.upgrade_within_months?)
}

/// The last day on which an older version of a product may be used, once a newer one is on offer (F-06): the earliest of
/// what is in the register, or that of the version which the line granted where the company keeps none for it.
pub fn upgrade_by(account: &Account, programmes: &Programmes, grant: &Grant, on: Date) -> Option<Date> {
    // Whoever has no right to it any more uninstalls it, whichever version it is (F-08).
    if !account.grants_on(&grant.line.benefit, on) {
        return None;
    }
    let kept = entries(account, &grant.line.benefit, on);
    if kept.is_empty() {
        let of = Of::new(programmes, grant)?;
        return last_day(of.terms, of.published, granted_version(of.published, grant)?, on);
    }
    kept.into_iter().filter_map(|(id, held)| judge(account, programmes, id, held, on).move_by).min()
}

/// The rules about what a line grants. Versions are those of the programme in force, because their release is a fact and
/// no promise; the terms are those that the line was granted under (F-03).
struct Of<'p> {
    programme: &'p Programme,
    published: &'p Benefit,
    terms: Option<&'p Terms>,
    path: String,
}

impl<'p> Of<'p> {
    fn new(programmes: &'p Programmes, grant: &Grant) -> Option<Self> {
        let programme = programmes.version(grant.version);
        let benefit = programme.benefit(&grant.line.benefit)?;
        let published = programmes.current().benefit(&benefit.id).unwrap_or(benefit);
        let terms = benefit.terms.as_ref().and_then(|id| programme.terms.get(id));
        let path = benefit.terms.as_ref().map_or_else(String::new, |id| format!("terms.{id}"));
        Some(Self { programme, published, terms, path })
    }

    /// Whether a declared use is one of those that the terms permit (F-02, F-05); none where the terms do not know it.
    fn purpose(&self, id: &str) -> Option<Node> {
        let terms = self.terms?;
        let find = |uses: &'p [crate::programme::Use]| uses.iter().find(|one| one.id == id);
        let (known, permitted) = match find(&terms.permitted) {
            Some(known) => (known, true),
            None => (find(&terms.forbidden)?, false),
        };
        let part = if permitted { "permitted" } else { "forbidden" };
        let node = Node::of(FactCode::UsePermitted, permitted).with("use", &known.text);
        let node = node.rule(self.programme, format!("{}.{part}", self.path));
        Some(if permitted { node } else { node.remedy(Remedy::new(RemedyAct::CommercialLicensing)) })
    }

    /// Whether a version has not given way to a newer one for too long (F-06).
    fn in_time(&self, version: &str, on: Date) -> Option<Node> {
        let next = self.published.next(version).filter(|next| next.released <= on);
        let by = last_day(self.terms, self.published, version, on);
        let over = by.is_some_and(|by| by < on);
        let newest = self.published.newest(on).map(|newest| newest.id.as_str());
        let node = Node::new(FactCode::VersionInTime, if over { Answer::Over } else { Answer::Yes })
            .with("version", version)
            .with_some("newest", newest)
            .with_some("released", next.map(|next| next.released))
            .with_some("by", by)
            .rule(self.programme, format!("{}.upgrade_within", self.path));
        let ends = by.filter(|_| !over).and_then(|by| plus_days(by, 1));
        let node = node.changes(ends);
        Some(if by.is_some() { node.remedy(Remedy::new(RemedyAct::InstallNewVersion)) } else { node })
    }

    /// Whether a version is none that came before another one, where the terms have that (F-06).
    /// The version that something began as where nobody said which.
    fn version_of(&self, account: &Account, held: &Installation) -> Option<&'p str> {
        granted_version(self.published, account.grants.get(&held.version_of)?)
    }

    fn no_downgrade(&self, version: &str, than: &str) -> Option<Node> {
        let terms = self.terms?;
        let older = self.published.is_older(version, than);
        let node = Node::of(FactCode::NoDowngrade, !older || terms.downgrade)
            .with("version", version)
            .with("granted_version", than)
            .rule(self.programme, format!("{}.downgrade", self.path));
        Some(if node.blocks() { node.remedy(Remedy::new(RemedyAct::InstallNewVersion)) } else { node })
    }
}

/// Whether a place is one of the company's own: licences are shared between its locations, and never with another
/// company (F-07).
fn own_place(account: &Account, location: Option<LocationId>) -> Node {
    let Some(id) = location else {
        return Node::of(FactCode::LocationOwn, true).with("country", account.country.as_str());
    };
    let known = account.locations.get(&id);
    let node = Node::of(FactCode::LocationOwn, known.is_some())
        .with_some("number", known.map(|known| known.number.to_string()))
        .with_some("country", known.map(|known| known.country.as_str()));
    match known {
        Some(_) => node,
        None => node.remedy(Remedy::new(RemedyAct::AddLocation)).helped_by(Capability::AddLocation.roles()),
    }
}

/// What the terms say about an entry on a day.
fn judge(account: &Account, programmes: &Programmes, id: InstalledId, held: &Installation, on: Date) -> Registered {
    let of = account.grants.get(&held.grant).and_then(|grant| Of::new(programmes, grant));
    let granted = of.as_ref().and_then(|of| of.version_of(account, held));
    let version = held.version.as_deref().or(granted);
    let mut nodes = vec![own_place(account, held.location)];
    let mut move_by = None;
    if let Some(of) = &of {
        nodes.extend(held.purpose.as_deref().and_then(|purpose| of.purpose(purpose)));
        let has_right = account.grants_on(&of.published.id, on);
        if let Some(version) = version.filter(|_| has_right) {
            move_by = last_day(of.terms, of.published, version, on);
            nodes.extend(of.in_time(version, on));
            nodes.extend(granted.and_then(|granted| of.no_downgrade(version, granted)));
        }
    }
    let state = match (nodes.iter().any(Node::blocks), move_by) {
        (true, _) => DutyState::Breach,
        (false, Some(_)) => DutyState::MoveDue,
        (false, None) => DutyState::InOrder,
    };
    let nodes = nodes.into_iter().map(|node| node.with("installation", id.to_string())).collect();
    Registered { id, version: version.map(str::to_owned), held: held.clone(), move_by, state, nodes }
}

/// The entries of one product that are in the register on a day.
fn entries<'a>(account: &'a Account, benefit: &str, on: Date) -> Vec<(InstalledId, &'a Installation)> {
    let of = |held: &Installation| account.grants.get(&held.grant).is_some_and(|grant| grant.line.benefit == benefit);
    let there = |held: &Installation| held.on <= on && held.ended.as_ref().is_none_or(|ended| on < ended.on);
    let mut found: Vec<(InstalledId, &Installation)> = account
        .installations
        .iter()
        .filter(|(_, held)| of(held) && there(held))
        .map(|(id, held)| (*id, held))
        .collect();
    found.sort_by_key(|(id, held)| (held.on, held.seq, *id));
    found
}

/// How many are installed in each country.
type Spread = BTreeMap<String, u32>;

fn spread<'a>(account: &Account, entries: impl IntoIterator<Item = &'a Installation>) -> Spread {
    let mut spread = Spread::new();
    for held in entries {
        let sum = spread.entry(country(account, held.location).to_owned()).or_default();
        *sum = sum.saturating_add(held.quantity);
    }
    spread
}

/// The country of a place of the company's own.
fn country(account: &Account, location: Option<LocationId>) -> &str {
    location.and_then(|id| account.locations.get(&id)).map_or(&account.country, |known| &known.country)
}

/// What is installed of a product beside what may be.
struct Within {
    granted: Option<u32>,
    installed: u32,
    over: u32,
    node: Node,
}

/// Whether no more is installed than may be: in each country (C-30) and in all together. A renewal replaces what the year
/// before granted and adds nothing (F-13), so only lines in force count; more is licensed commercially (F-12).
fn within(programmes: &Programmes, account: &Account, benefit: &str, installed: &Spread, on: Date) -> Within {
    let found = entitlement(account, programmes, benefit, on);
    let granted = found.as_ref().and_then(|found| found.effective);
    let all = installed.values().fold(0, |sum: u32, one| sum.saturating_add(*one));
    let cap = found.as_ref().and_then(|found| found.ceiling.as_ref()?.per_country).filter(|_| granted.is_some());
    let in_countries: Vec<(&str, u32)> = installed
        .iter()
        .filter_map(|(country, installed)| Some((country.as_str(), installed.checked_sub(cap?)?)))
        .filter(|(_, over)| *over > 0)
        .collect();
    let over_there = in_countries.iter().fold(0, |sum: u32, (_, over)| sum.saturating_add(*over));
    let over_all = granted.map_or(0, |granted| all.saturating_sub(granted));
    let over = over_all.max(over_there);
    // What need not go when the right to it ends may stay (F-09).
    let must_go = || {
        let published = newest(account, benefit, on).and_then(|(_, line)| {
            programmes.version(line.version).benefit(benefit).map(|published| published.uninstall_at_end)
        });
        published.unwrap_or(true)
    };
    let answer = match &found {
        None if all > 0 && must_go() => Answer::Over,
        _ if over > 0 => Answer::No,
        _ => Answer::Yes,
    };
    let mut node = Node::new(FactCode::WithinEntitlement, answer)
        .with_some("granted", granted)
        .with("installed", all)
        .with("over", over);
    if over_there > over_all {
        let countries = in_countries.iter().map(|(country, _)| Value::from(*country));
        node = node.with_some("cap", cap).with("in_countries", Value::List(countries.collect()));
    }
    let node = if node.blocks() {
        node.remedy(Remedy::new(RemedyAct::CommercialLicensing))
    } else {
        // Nobody does anything, and with a membership a part of the right to it ends, or all (F-08).
        let of = |grant: &Grant| plus_days(account.memberships.get(&grant.membership)?.held_until(), 1);
        let ends: BTreeSet<Date> = account.lines_on(benefit, on).filter_map(of).collect();
        let too_many = |day: &Date| match entitlement(account, programmes, benefit, *day) {
            None => all > 0 && must_go(),
            Some(found) => found.effective.is_some_and(|granted| all > granted),
        };
        node.changes(ends.into_iter().find(too_many))
    };
    Within { granted, installed: all, over, node }
}

/// The newest line of a product that a company was granted until a day.
fn newest<'a>(account: &'a Account, benefit: &str, on: Date) -> Option<(GrantId, &'a Grant)> {
    let lines = account.grants.iter().filter(|(_, grant)| grant.line.benefit == benefit && grant.granted_on <= on);
    let newest = lines.max_by_key(|(id, grant)| (grant.superseded_on.is_none(), grant.granted_on, **id));
    newest.map(|(id, grant)| (*id, grant))
}

/// What is installed of one product on a day; none where the company was never granted it.
pub fn register(account: &Account, programmes: &Programmes, benefit: &str, on: Date) -> Option<Register> {
    let (id, newest) = newest(account, benefit, on)?;
    let programme = programmes.version(newest.version);
    matches!(programme.benefit(benefit)?.kind, BenefitKind::Key(_)).then_some(())?;
    let mut entries: Vec<Registered> =
        entries(account, benefit, on).into_iter().map(|(id, held)| judge(account, programmes, id, held, on)).collect();
    let spread = spread(account, entries.iter().map(|entry| &entry.held));
    let Within { granted, installed, over, node } = within(programmes, account, benefit, &spread, on);
    if node.answer == Answer::Over {
        // No right to any of it is left (F-08).
        entries.iter_mut().for_each(|entry| entry.state = DutyState::Breach);
    }
    let mut why = Explanation::new(Question::MayKeepInstalled, benefit, on, programme);
    why.look(node);
    for entry in &entries {
        for node in &entry.nodes {
            why.look(node.clone());
        }
    }
    Some(Register {
        benefit: benefit.to_owned(),
        unit: newest.line.unit.clone(),
        grant: id,
        granted,
        installed,
        over,
        entries,
        explanation: why,
    })
}

/// What is installed of every product that is granted, or that is still in the register, in the programme's order.
pub fn registers(account: &Account, programmes: &Programmes, on: Date) -> Vec<Register> {
    let mut known: Vec<&str> = Vec::new();
    for grant in account.grants.values() {
        if !known.contains(&grant.line.benefit.as_str()) {
            known.push(&grant.line.benefit);
        }
    }
    let order = |benefit: &str| programmes.current().benefits.iter().position(|known| known.id == benefit);
    known.sort_by_key(|benefit| (order(benefit).is_none(), order(benefit)));
    let found = known.into_iter().filter_map(|benefit| register(account, programmes, benefit, on));
    found.filter(|register| register.granted.is_some() || !register.entries.is_empty()).collect()
}

/// What a company says about an installation.
pub(crate) struct Stated<'a> {
    pub(crate) version: Option<&'a str>,
    pub(crate) place: Option<Place>,
    pub(crate) purpose: Option<&'a str>,
    pub(crate) quantity: Option<u32>,
}

/// Looks at what is stated: what cannot be is refused, and what the terms forbid is only said, so that the register
/// holds the truth (F-11).
fn look(case: &Case<'_>, why: &mut Explanation, of: &Of<'_>, stated: &Stated<'_>) -> Result<(), Box<Refusal>> {
    if let Some(version) = stated.version {
        let known = of.published.versions.iter().find(|known| known.id == version);
        if known.is_none_or(|known| known.released > case.ctx.today) {
            let today = case.ctx.today;
            let known = of.published.versions.iter().filter(|known| known.released <= today);
            return Err(invalid_among(why.clone(), "version", version, known.map(|known| known.id.as_str())));
        }
    }
    if let Some(quantity) = stated.quantity.filter(|quantity| !(1..=MOST).contains(quantity)) {
        return Err(invalid(why.clone(), "quantity", &quantity.to_string()));
    }
    let purpose = stated.purpose.map(|purpose| of.purpose(purpose).ok_or(purpose)).transpose();
    let purpose = purpose.map_err(|purpose| invalid(why.clone(), "purpose", purpose))?;
    if let Some(place) = stated.place {
        let node = own_place(case.account, place.location()).rule(of.programme, &of.path);
        if why.look(node) {
            return Err(Refusal::new(RefusalCode::LocationNotOwn, why.clone()));
        }
    }
    why.tell_all(purpose);
    Ok(())
}

/// Records that software is installed (F-11). Never refused because it is too many, too old or used for the wrong thing:
/// the answer says so instead.
pub(crate) fn record(case: &Case<'_>, id: GrantId, stated: &Stated<'_>, note: Option<NoteRef>) -> Decision {
    let today = case.ctx.today;
    let mut why = case.explain(Question::MayRegister, id);
    let found = case.account.grants.get(&id).and_then(|grant| Some((grant, Of::new(case.programmes, grant)?)));
    let Some((grant, of)) = found else { return Err(not_found(why)) };
    case.may(&mut why, Capability::RecordActivation)?;
    if !matches!(of.published.kind, BenefitKind::Key(_)) {
        return Err(invalid(why, "grant", &grant.line.benefit));
    }
    look(case, &mut why, &of, stated)?;
    let quantity = stated.quantity.unwrap_or(1);
    let granted = granted_version(of.published, grant);
    let version = stated.version.or(granted);
    if let Some(version) = version {
        why.tell_all(of.in_time(version, today));
        why.tell_all(granted.and_then(|granted| of.no_downgrade(version, granted)));
    }
    let location = stated.place.and_then(Place::location);
    let more = compared(case, &grant.line.benefit, |spread| add(case.account, spread, location, quantity));
    why.tell(more.after.node.clone());
    let fact = InstallationRecorded {
        installation: case.ctx.minter().installation(),
        grant: id,
        version: version.map(str::to_owned),
        location: stated.place.and_then(Place::location),
        purpose: stated.purpose.map(str::to_owned),
        quantity,
        note,
    };
    let mut outcome = more.told(Outcome::on(today, vec![fact.into()], why));
    outcome.effects.extend(refund_effect(case, of.programme, id, RefundEnd::BenefitActivated));
    Ok(outcome)
}

/// What a change makes of the register of a product.
struct Compared {
    before: Within,
    after: Within,
}

fn compared(case: &Case<'_>, benefit: &str, change: impl FnOnce(&mut Spread)) -> Compared {
    let today = case.ctx.today;
    let there = entries(case.account, benefit, today);
    let mut spread = spread(case.account, there.into_iter().map(|(_, held)| held));
    let before = within(case.programmes, case.account, benefit, &spread, today);
    change(&mut spread);
    let after = within(case.programmes, case.account, benefit, &spread, today);
    Compared { before, after }
}

fn add(account: &Account, spread: &mut Spread, location: Option<LocationId>, quantity: u32) {
    let there = spread.entry(country(account, location).to_owned()).or_default();
    *there = there.saturating_add(quantity);
}

fn take(account: &Account, spread: &mut Spread, held: &Installation) {
    if let Some(there) = spread.get_mut(country(account, held.location)) {
        *there = there.saturating_sub(held.quantity);
    }
}

impl Compared {
    /// Says how many there are then, and how many too many.
    fn told(&self, outcome: Outcome) -> Outcome {
        let Self { before, after } = self;
        if (before.installed, before.over) == (after.installed, after.over) {
            return outcome;
        }
        let outcome = outcome.effect(Effect::new(
            "installations.count",
            Some(before.installed.into()),
            Some(after.installed.into()),
        ));
        if before.over == 0 && after.over == 0 {
            return outcome;
        }
        let over = Effect::new("installations.over", Some(before.over.into()), Some(after.over.into()));
        match after.over > 0 {
            true => outcome.effect(over).remedy(Remedy::new(RemedyAct::CommercialLicensing)),
            false => outcome.effect(over),
        }
    }
}

/// A machine that was uninstalled and is activated again at no cost is in the register again (E-08); one that never left it
/// stays as it is.
pub(crate) fn again(case: &Case<'_>, mut outcome: Outcome, grant: GrantId, device: &str) -> Outcome {
    let found = || case.account.installed_on(grant, device);
    if found().any(|(_, held)| held.ended.is_none()) {
        return outcome;
    }
    let Some((installed, held)) = found().max_by_key(|(_, held)| held.seq) else { return outcome };
    let benefit = case.account.grants.get(&grant).map_or("", |grant| grant.line.benefit.as_str());
    let more = compared(case, benefit, |spread| add(case.account, spread, held.location, held.quantity));
    let (version, location, purpose) = (held.version.clone(), held.location, held.purpose.clone());
    let fact = InstallationChanged { installed, version, location, purpose, quantity: None };
    outcome.facts.push(NewFact { effective_on: case.ctx.today, fact: fact.into() });
    more.told(outcome)
}

/// An entry that is still in the register, for the people who keep it.
fn open<'a>(
    case: &Case<'a>,
    why: &mut Explanation,
    id: InstalledId,
) -> Result<(InstalledId, &'a Installation), Box<Refusal>> {
    let id = case.account.registered_as(id);
    let Some(held) = case.account.installations.get(&id) else { return Err(not_found(why.clone())) };
    case.may(why, Capability::RecordActivation)?;
    let mut node = Node::of(FactCode::StillInstalled, held.ended.is_none());
    if let Some(ended) = &held.ended {
        node = node.with("on", ended.on).with("how", ended.how.code());
    }
    if why.look(node) {
        return Err(Refusal::new(RefusalCode::InstallationEnded, why.clone()));
    }
    Ok((id, held))
}

/// Moves an installation to another place of the company (F-07), to a newer version (F-06), or says what it is used for
/// (F-02, F-05).
pub(crate) fn change(case: &Case<'_>, id: InstalledId, stated: &Stated<'_>) -> Decision {
    let today = case.ctx.today;
    let mut why = case.explain(Question::MayRegister, id);
    let (id, held) = open(case, &mut why, id)?;
    let grant = case.account.grants.get(&held.grant);
    let Some(of) = grant.and_then(|grant| Of::new(case.programmes, grant)) else { return Err(not_found(why)) };
    look(case, &mut why, &of, stated)?;
    let version = held.version.as_deref().or_else(|| of.version_of(case.account, held));
    if let (Some(to), Some(from)) = (stated.version, version)
        && let Some(node) = of.no_downgrade(to, from)
        && why.look(node)
    {
        return Err(Refusal::new(RefusalCode::DowngradeNotAllowed, why));
    }
    let to = InstallationChanged {
        installed: id,
        version: stated.version.or(version).map(str::to_owned),
        location: stated.place.map_or(held.location, Place::location),
        purpose: stated.purpose.map(str::to_owned).or_else(|| held.purpose.clone()),
        quantity: stated.quantity.filter(|quantity| *quantity != held.quantity),
    };
    let place = |location: Option<LocationId>| location.map_or_else(|| "headquarters".into(), |id| id.to_string());
    let mut effects = Vec::new();
    let mut differs = |field, from: Option<Value>, to: Option<Value>| {
        if from != to {
            effects.push(Effect::new(field, from, to));
        }
    };
    let text = |value: Option<&str>| value.map(Value::from);
    differs("installation.version", text(version), text(to.version.as_deref()));
    differs("installation.purpose", text(held.purpose.as_deref()), text(to.purpose.as_deref()));
    differs("installation.location", Some(place(held.location).into()), Some(place(to.location).into()));
    differs("installation.quantity", Some(held.quantity.into()), Some(to.quantity.unwrap_or(held.quantity).into()));
    let compared = compared(case, &of.published.id, |spread| {
        take(case.account, spread, held);
        add(case.account, spread, to.location, to.quantity.unwrap_or(held.quantity));
    });
    // What is as it was is no fact.
    let facts = if effects.is_empty() { Vec::new() } else { vec![to.into()] };
    Ok(compared.told(effects.into_iter().fold(Outcome::on(today, facts, why), Outcome::effect)))
}

/// Takes an installation out of the register because it was uninstalled.
pub(crate) fn remove(case: &Case<'_>, id: InstalledId) -> Decision {
    let mut why = case.explain(Question::MayRegister, id);
    let (id, held) = open(case, &mut why, id)?;
    let benefit = case.account.grants.get(&held.grant).map_or("", |grant| grant.line.benefit.as_str());
    let fewer = compared(case, benefit, |spread| take(case.account, spread, held));
    let fact = InstallationRemoved { installed: id };
    Ok(fewer.told(Outcome::on(case.ctx.today, vec![fact.into()], why)))
}
