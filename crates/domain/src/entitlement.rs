//! How much of a product a company may use: what all its lines grant, within the ceilings on use (C-30…C-33), shared
//! pools (C-24) and what is without limit (K-03).
//!
//! A ceiling grants nothing (C-32): it only withholds. Use is counted in the country that each seat was assigned for.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::account::{Account, Grant};
use crate::competency;
use crate::explanation::{Answer, Explanation, FactCode, Node, Question, Value};
use crate::fact::Item;
use crate::ids::GrantId;
use crate::programme::{BenefitKind, Cap, Layer, Programme, Programmes, UnlimitedWith};

/// The ceilings on the use of one product (C-30).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ceiling {
    /// The initial grant: the largest core of the product that the company holds; where none holds it in its core, the
    /// largest grant for one competency.
    pub initial: u32,
    /// The most that can be used in one country; none: no ceiling.
    pub per_country: Option<u32>,
    /// The most that can be used in all countries together; none: no ceiling.
    pub worldwide: Option<u32>,
    /// The rule's dotted path.
    pub path: String,
    /// The programme version that it is a rule of.
    pub version: u32,
    /// How many times the initial grant it is, in one country.
    pub times_per_country: Option<u32>,
    /// How many times the initial grant it is, in all countries together.
    pub times_worldwide: Option<u32>,
}

/// What a company may use of one product on a day, and what it uses.
#[derive(Debug, Clone, PartialEq)]
pub struct Entitlement {
    /// The product.
    pub benefit: String,
    /// What it is counted in.
    pub unit: String,
    /// What core lines grant.
    pub core: u32,
    /// What competencies add.
    pub incremental: u32,
    /// What all lines together grant, whatever the ceilings.
    pub granted: u32,
    /// What can be used of it in the company's countries; none: it is without limit (K-03).
    pub effective: Option<u32>,
    /// The ceilings; none: the programme has none.
    pub ceiling: Option<Ceiling>,
    /// The company's countries, the headquarters' first, and others in which seats are left, with the seats used in
    /// each; none where it is not given as seats, since the vendor does not know where it is used (F-11).
    pub countries: Vec<(String, u32)>,
    /// Why.
    pub explanation: Explanation,
}

impl Entitlement {
    /// Seats that are used in all countries together; none: it is not given as seats.
    pub fn used(&self) -> Option<u32> {
        (!self.countries.is_empty()).then(|| self.countries.iter().map(|(_, used)| *used).sum())
    }
}

fn sum<'a>(lines: impl IntoIterator<Item = &'a Grant>) -> u32 {
    lines.into_iter().fold(0, |sum: u32, grant| sum.saturating_add(grant.line.quantity))
}

/// What counts as one grant of a product, to take the largest as the initial one: the core of one membership, or what
/// one membership has for one competency.
fn initial<'a>(lines: &[&'a Grant]) -> Option<(u32, &'a Grant)> {
    let of = |layer: Layer| {
        let mut sums = BTreeMap::new();
        for grant in lines.iter().filter(|grant| grant.line.layer == layer) {
            let entry = sums.entry((grant.membership, grant.line.competency.clone())).or_insert((0u32, *grant));
            entry.0 = entry.0.saturating_add(grant.line.quantity);
        }
        sums.into_values().max_by_key(|(quantity, grant)| (*quantity, grant.line.grant))
    };
    of(Layer::Core).or_else(|| of(Layer::Incremental))
}

/// The ceilings of a product on a day, from the rule of the version under which its initial grant was granted (C-05).
pub fn ceiling(account: &Account, programmes: &Programmes, benefit: &str, on: Date) -> Option<Ceiling> {
    let lines: Vec<&Grant> = account.lines_on(benefit, on).collect();
    let (initial, first) = initial(&lines)?;
    let cap = programmes.version(first.version).cap(benefit, first.granted_on)?;
    Ceiling::of(cap, initial, first.version)
}

impl Ceiling {
    /// The ceilings that a rule makes of an initial grant; none where the rule has no number.
    pub(crate) fn of(cap: &Cap, initial: u32, version: u32) -> Option<Self> {
        if cap.per_country.is_none() && cap.worldwide.is_none() {
            return None;
        }
        let times = |times: Option<u32>| times.map(|times| times.saturating_mul(initial));
        Some(Self {
            initial,
            per_country: times(cap.per_country),
            worldwide: times(cap.worldwide),
            path: cap.path.clone(),
            version,
            times_per_country: cap.per_country,
            times_worldwide: cap.worldwide,
        })
    }

    /// What can be used of so many that are granted, in these countries (C-33).
    fn bounds(&self, granted: u32, countries: &[Country]) -> u32 {
        let sum = |most| countries.iter().fold(0, |sum: u32, one| sum.saturating_add(one.most(most)));
        [self.per_country.map(sum), self.worldwide].into_iter().flatten().fold(granted, u32::min)
    }
}

/// The countries in which a company has its headquarters and locations, the headquarters' first (H-01, H-02, F-07).
pub fn countries(account: &Account, on: Date) -> Vec<String> {
    let located = account.locations.values().filter(|location| location.added_on <= on);
    let others: BTreeSet<&String> =
        located.map(|location| &location.country).filter(|country| **country != account.country).collect();
    std::iter::once(&account.country).chain(others).cloned().collect()
}

/// A country for which seats of a product may be assigned, or in which some are left.
struct Country {
    code: String,
    used: u32,
    /// Whether the company is there: where it is not any more, the seats that are used stay, and none is given (F-07,
    /// H-04).
    has_place: bool,
}

impl Country {
    /// The most seats that it may have under a ceiling.
    fn most(&self, per_country: u32) -> u32 {
        if self.has_place { per_country } else { self.used }
    }
}

/// The seats of a product that are held on a day, by the country that each was assigned for.
fn used_by_country(account: &Account, benefit: &str, on: Date) -> Vec<Country> {
    let places = countries(account, on).into_iter();
    let mut used: Vec<Country> = places.map(|code| Country { code, used: 0, has_place: true }).collect();
    let held = account.assignments.values().filter(|held| {
        held.ended.is_none()
            && account.pools.get(&held.pool).is_some_and(|pool| {
                let grant = account.grants.get(&pool.grant);
                pool.benefit == benefit && grant.is_some_and(|grant| account.counts_on(grant, on))
            })
    });
    for held in held {
        let country = held.country.as_ref().unwrap_or(&account.country);
        match used.iter_mut().find(|known| known.code == *country) {
            Some(known) => known.used += 1,
            None => used.push(Country { code: country.clone(), used: 1, has_place: false }),
        }
    }
    used
}

/// How many more seats of a product the ceilings leave room for on a day, in any country; none: there is no ceiling.
pub(crate) fn room(account: &Account, programmes: &Programmes, benefit: &str, on: Date) -> Option<u32> {
    let ceiling = ceiling(account, programmes, benefit, on)?;
    let used = used_by_country(account, benefit, on);
    let everywhere = |most| used.iter().map(|one| one.most(most).saturating_sub(one.used)).sum();
    let everywhere = ceiling.per_country.map(everywhere);
    let all: u32 = used.iter().map(|one| one.used).sum();
    [everywhere, ceiling.worldwide.map(|most| most.saturating_sub(all))].into_iter().flatten().min()
}

/// The nodes that say whether one more seat of a product can be used in a country; the first that stands in the way is
/// the ceiling of the country, then that of the world.
pub(crate) struct CapNodes {
    /// In the country.
    pub(crate) country: Option<Node>,
    /// In all countries together.
    pub(crate) world: Option<Node>,
    /// Other countries of the company in which one more could be used.
    pub(crate) elsewhere: Vec<String>,
}

/// Looks whether the ceilings allow one more seat of a product in a country.
pub(crate) fn one_more(
    account: &Account,
    programmes: &Programmes,
    benefit: &str,
    country: &str,
    on: Date,
) -> Option<CapNodes> {
    let found = ceiling(account, programmes, benefit, on)?;
    let programme = programmes.version(found.version);
    let granted = sum(account.lines_on(benefit, on));
    let used = used_by_country(account, benefit, on);
    let here = used.iter().find(|known| known.code == country).map_or(0, |known| known.used);
    let all: u32 = used.iter().map(|one| one.used).sum();
    let below = |most: Option<u32>, used: u32| most.is_none_or(|most| used < most);
    let takes_one = |one: &&Country| one.has_place && below(found.per_country, one.used);
    let others = used.iter().filter(|one| one.code != country).filter(takes_one);
    let elsewhere = if below(found.worldwide, all) { others.map(|one| one.code.clone()).collect() } else { vec![] };
    let node = |fact, most: u32, used: u32, times: Option<u32>| {
        Node::of(fact, used < most)
            .with("granted", granted)
            .with("initial", found.initial)
            .with_some("times", times)
            .with("cap", most)
            .with("used", used)
            .rule(programme, &found.path)
    };
    let country_node = found.per_country.map(|most| {
        node(FactCode::WithinCountryCap, most, here, found.times_per_country)
            .with("country", country)
            .with("elsewhere", Value::List(elsewhere.iter().map(|known| Value::from(known.as_str())).collect()))
    });
    let world = found.worldwide.map(|most| node(FactCode::WithinWorldCap, most, all, found.times_worldwide));
    Some(CapNodes { country: country_node, world, elsewhere })
}

/// What a company may use of one product on a day; none where no line in force grants it.
pub fn entitlement(account: &Account, programmes: &Programmes, benefit: &str, on: Date) -> Option<Entitlement> {
    let lines: Vec<&Grant> = account.lines_on(benefit, on).collect();
    let (_, first) = initial(&lines)?;
    let programme = programmes.version(first.version);
    let known = programme.benefit(benefit)?;
    let of = |layer: Layer| sum(lines.iter().copied().filter(|grant| grant.line.layer == layer));
    let (core, incremental, granted) = (of(Layer::Core), of(Layer::Incremental), sum(lines.iter().copied()));
    let ceiling = ceiling(account, programmes, benefit, on);
    let countries = used_by_country(account, benefit, on);
    let unlimited = lines.iter().any(|grant| is_unlimited(account, programmes, grant, on));
    let bounded = ceiling.as_ref().map_or(granted, |ceiling| ceiling.bounds(granted, &countries));
    let effective = (!unlimited).then_some(bounded);
    let mut why = Explanation::new(Question::HowMuch, benefit, on, programme);
    for grant in &lines {
        let version = programmes.version(grant.version);
        why.tell(crate::standing::granted_node(version, known, grant));
    }
    if unlimited {
        why.tell(unlimited_node(programme, benefit));
    } else if let Some(ceiling) = &ceiling {
        let reached = bounded < granted;
        let places = countries.iter().filter(|one| one.has_place).count();
        let staying: u32 = countries.iter().filter(|one| !one.has_place).map(|one| one.used).sum();
        why.tell(
            Node::new(FactCode::Ceiling, if reached { Answer::No } else { Answer::Yes })
                .with("granted", granted)
                .with("effective", bounded)
                .with("initial", ceiling.initial)
                .with_some("per_country", ceiling.per_country)
                .with_some("worldwide", ceiling.worldwide)
                .with("countries", u32::try_from(places).unwrap_or(u32::MAX))
                .with_some("staying", (staying > 0).then_some(staying))
                .rule(programmes.version(ceiling.version), &ceiling.path),
        );
    }
    let unit = first.line.unit.clone();
    let seats = matches!(first.line.item, Item::Pool { .. });
    let countries = countries.into_iter().filter(|_| seats).map(|one| (one.code, one.used)).collect();
    Some(Entitlement {
        benefit: benefit.to_owned(),
        unit,
        core,
        incremental,
        granted,
        effective,
        ceiling,
        countries,
        explanation: why,
    })
}

/// What a company may use of every product that it holds on a day, in the programme's order.
pub fn entitlements(account: &Account, programmes: &Programmes, on: Date) -> Vec<Entitlement> {
    let mut held: Vec<&str> = Vec::new();
    for grant in account.grants.values().filter(|grant| account.counts_on(grant, on)) {
        if !held.contains(&grant.line.benefit.as_str()) {
            held.push(&grant.line.benefit);
        }
    }
    let order = |benefit: &str| programmes.current().benefits.iter().position(|known| known.id == benefit);
    held.sort_by_key(|benefit| (order(benefit).is_none(), order(benefit)));
    held.into_iter().filter_map(|benefit| entitlement(account, programmes, benefit, on)).collect()
}

/// Whether a line is without limit on a day: its rule names what makes it so, and the company has that (K-03).
pub(crate) fn is_unlimited(account: &Account, programmes: &Programmes, grant: &Grant, on: Date) -> bool {
    let programme = programmes.version(grant.version);
    match programme.benefit(&grant.line.benefit).and_then(|benefit| benefit.unlimited_with) {
        Some(UnlimitedWith::CloudCompetency) => competency::has_cloud(account, programme, on),
        None => false,
    }
}

pub(crate) fn unlimited_node(programme: &Programme, benefit: &str) -> Node {
    Node::new(FactCode::Unlimited, Answer::Yes).rule(programme, format!("benefit.{benefit}.unlimited_with"))
}

/// What the benefits that share one entitlement may use together, and use (C-24).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedPool {
    /// Its word in the programme.
    pub id: String,
    /// The benefits that share it.
    pub benefits: Vec<String>,
    /// How many may be used of all of them together: the largest grant among them.
    pub size: u32,
    /// How many are used.
    pub used: u32,
}

impl SharedPool {
    /// How many more may be used.
    pub fn free(&self) -> u32 {
        self.size.saturating_sub(self.used)
    }
}

/// The entitlement that a granted line shares with others of the same year, on a day; none where it has its own.
pub fn shared_pool(account: &Account, programmes: &Programmes, grant: GrantId, on: Date) -> Option<SharedPool> {
    let of = account.grants.get(&grant)?;
    let word = |grant: &Grant| {
        let programme = programmes.version(grant.version);
        programme.benefit(&grant.line.benefit).and_then(|benefit| benefit.shared_pool.clone())
    };
    let id = word(of)?;
    let together: Vec<&Grant> = account
        .grants
        .values()
        .filter(|grant| grant.membership == of.membership && grant.year == of.year && grant.granted_on <= on)
        .filter(|grant| word(grant).as_ref() == Some(&id))
        .collect();
    let mut sizes: BTreeMap<&str, u32> = BTreeMap::new();
    for grant in &together {
        let size = sizes.entry(&grant.line.benefit).or_default();
        *size = size.saturating_add(grant.line.quantity);
    }
    Some(SharedPool {
        id,
        size: sizes.values().copied().max().unwrap_or(0),
        benefits: sizes.into_keys().map(str::to_owned).collect(),
        used: together.iter().map(|grant| used_of(account, programmes, grant)).sum(),
    })
}

/// How much of one line is used, in the measure of its quantity.
fn used_of(account: &Account, programmes: &Programmes, grant: &Grant) -> u32 {
    match &grant.line.item {
        Item::Token { .. } => {
            let redeemed = account.tokens.values().filter(|token| {
                token.grant == grant.line.grant && token.redeemed.is_some() && token.replaced_by.is_none()
            });
            redeemed.map(|token| token.seats).sum()
        }
        Item::Key { key, .. } => {
            let programme = programmes.version(grant.version);
            let each = match programme.benefit(&grant.line.benefit).map(|benefit| &benefit.kind) {
                Some(BenefitKind::Key(rule)) => rule.activations_per_licence.max(1),
                _ => 1,
            };
            account.keys.get(key).map_or(0, |key| key.used.div_ceil(each))
        }
        Item::Pool { pool, .. } => {
            let pool = account.pools.get(pool).filter(|pool| pool.grant == grant.line.grant);
            let held = pool.map_or(0, |pool| pool.seats.values().filter(|seat| seat.holder.is_some()).count());
            u32::try_from(held).unwrap_or(u32::MAX)
        }
        Item::Software | Item::Balance => 0,
    }
}

/// Looks whether so many more of a line fit into the entitlement that it shares; none where it has its own.
pub(crate) fn fits(
    account: &Account,
    programmes: &Programmes,
    grant: GrantId,
    more: u32,
    on: Date,
) -> Option<(Node, SharedPool)> {
    let of = account.grants.get(&grant)?;
    let pool = shared_pool(account, programmes, grant, on)?;
    let programme = programmes.version(of.version);
    let names = pool.benefits.iter().filter_map(|id| programme.benefit(id)).map(|known| Value::from(&known.name));
    let node = Node::of(FactCode::WithinSharedPool, pool.used.saturating_add(more) <= pool.size)
        .with("granted", pool.size)
        .with("used", pool.used)
        .with("asked", more)
        .with("free", pool.free())
        .with("benefits", Value::List(names.collect()))
        .rule(programme, format!("benefit.{}.shared_pool", of.line.benefit));
    Some((node, pool))
}
