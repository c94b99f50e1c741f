//! What a seed draws before anything happens: which programme, how many servers, which faults and how hard, and which
//! commands are frequent. Runs that are unlike each other see more than runs that are all alike.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::date;
use symbolon_domain::programme::{
    BenefitKind, CountedFrom, LateRule, Programme, Programmes, TaxRate, Usable, WindowAccess, YearRule,
};

use super::STEPS;
use super::coverage::FaultKind;
use super::dice::Dice;
use super::workload::Kind;
use crate::support::programme;

/// What a seed draws.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The programme's name; generated ones are built on it.
    pub programme: &'static str,
    /// Whether its numbers are other ones.
    pub generated: bool,
    /// The programme.
    pub programmes: Programmes,
    /// Companies.
    pub companies: usize,
    /// Servers.
    pub servers: usize,
    /// Whether a server trusts what it has in memory, as the only writer of a file may.
    pub alone: bool,
    /// Of how many thousand chances each fault happens.
    pub faults: Vec<(FaultKind, usize)>,
    /// How far the clock of each server is off: microseconds.
    pub skew: Vec<i64>,
    /// How frequent each command is.
    pub mix: Vec<(Kind, usize)>,
    /// How many steps the run has.
    pub steps: usize,
}

impl Plan {
    /// What a seed draws.
    ///
    /// # Errors
    /// When a built-in programme does not load.
    pub fn draw(seed: u64) -> anyhow::Result<Self> {
        let mut dice = Dice::new(seed);
        let name = ["mpn-2020", "example-isv"][dice.below(2)];
        let (_, mut programmes) = programme(name)?;
        let generated = dice.one_in(2);
        if generated {
            programmes = Programmes::new(Arc::new(other_numbers((**programmes.current()).clone(), &mut dice)));
        }
        let servers = 1 + dice.below(4);
        let faults = FaultKind::ALL.iter().filter_map(|kind| {
            let on = dice.below(2) == 0;
            let hard = 1 + dice.below(40);
            on.then_some((*kind, hard))
        });
        let faults = faults.collect();
        let skew = (0..servers).map(|_| skew(&mut dice)).collect();
        let mix: Vec<_> =
            Kind::ALL.iter().map(|kind| (*kind, kind.weight() * [1, 1, 1, 2, 4][dice.below(5)])).collect();
        let companies = 2 + dice.below(6);
        let alone = servers == 1 && dice.below(2) == 0;
        // Many short lives see more than a few long ones; what only a long one shows is seen now and then.
        let steps = match dice.below(16) {
            0 => STEPS,
            1..=4 => STEPS / 3,
            _ => STEPS / 5,
        };
        Ok(Self { programme: name, generated, programmes, companies, servers, alone, steps, faults, skew, mix })
    }

    /// A plan without faults, on one server whose clock is right.
    #[must_use]
    pub fn quiet(mut self) -> Self {
        (self.servers, self.alone, self.skew) = (1, true, vec![0]);
        self.faults.clear();
        self
    }

    /// How often a fault happens, in a thousand chances.
    pub fn rate(&self, kind: FaultKind) -> usize {
        self.faults.iter().find(|(of, _)| *of == kind).map_or(0, |(_, rate)| *rate)
    }
}

/// Most clocks are right to the second; some are off by a day or a month.
fn skew(dice: &mut Dice) -> i64 {
    const SECOND: i64 = 1_000_000;
    match dice.below(8) {
        0 => dice.between(-86_400, 86_400) * SECOND,
        1 => dice.between(-40, 40) * 86_400 * SECOND,
        _ => dice.between(-1, 1) * SECOND,
    }
}

/// A programme whose numbers are other ones than those of any file.
fn other_numbers(mut programme: Programme, dice: &mut Dice) -> Programme {
    let small = |dice: &mut Dice, from: i64, to: i64| i32::try_from(dice.between(from, to)).unwrap_or(1);
    programme.time_zone = ["UTC", "Europe/Paris", "America/Los_Angeles", "Pacific/Auckland"][dice.below(4)].to_owned();
    for window in programme.windows.values_mut() {
        window.opens_after_days = small(dice, 0, 20);
        window.length_days = small(dice, 1, 60);
        window.access = [WindowAccess::Kept, WindowAccess::ReadOnly, WindowAccess::Suspended][dice.below(3)];
        window.first_anniversary = [YearRule::Calendar, YearRule::Days][dice.below(2)];
        window.next_anniversary = [YearRule::Calendar, YearRule::Days][dice.below(2)];
        window.year_days = small(dice, 300, 400);
    }
    if programme.taxes.is_empty() {
        let name = programme.name.clone();
        programme.taxes.push(TaxRate { country: "FR".to_owned(), name, basis_points: 2_000, from: None, to: None });
    }
    for row in &mut programme.table {
        if dice.one_in(2) {
            row.quantity = 1 + u32::try_from(dice.below(40)).unwrap_or_default();
        }
    }
    programme.tax_refund_months = Some(small(dice, 1, 14));
    for cap in &mut programme.caps {
        (cap.per_country, cap.worldwide) = (Some(1 + u32::from(dice.one_in(2))), Some(2));
    }
    programme.requirements.evidence.moves_per_year = Some(1);
    programme.requirements.evidence.moves_apart_days = Some(small(dice, 0, 200));
    programme.documents.max_count = 1 + u32::try_from(dice.below(3)).unwrap_or_default();
    if let Some(offer) = dice.pick(0..programme.offers.len()).and_then(|at| programme.offers.get_mut(at)) {
        // One offer that is not sold any more after some years, or has no price in most countries.
        match dice.below(3) {
            0 => offer.to = Some(date(2026, 2, 28)),
            1 => offer.fees.iter_mut().for_each(|fee| fee.country = Some("GB".to_owned())),
            _ => {}
        }
    }
    // Campaigns of other years, which excuse other things.
    let offers: Vec<String> = programme.offers.iter().map(|offer| offer.id.clone()).collect();
    let needs = programme.windows.values().flat_map(|window| window.needs.iter().copied()).collect::<BTreeSet<_>>();
    for (at, campaign) in programme.campaigns.values_mut().enumerate() {
        let year = 2020 + i16::try_from(at + dice.below(4)).unwrap_or_default();
        campaign.anniversary_from = date(year, 1, 1);
        campaign.anniversary_to = date(year, 12, 31);
        campaign.offers.clone_from(&offers);
        campaign.max_members = [1, 2, 400][dice.below(3)];
        campaign.waives = needs.iter().copied().filter(|_| dice.one_in(2)).collect();
        campaign.self_service_until = dice.one_in(2).then(|| date(year + 1, 1 + i8::from(dice.one_in(2)), 28));
        campaign.late = (!dice.one_in(4)).then(|| LateRule {
            until: date(year + 1, 6, 30),
            pay_within_days: small(dice, 0, 40),
            counted_from: [CountedFrom::Anniversary, CountedFrom::Payment][dice.below(2)],
        });
    }
    // Offers of a group share its limit.
    let most = 1 + u32::from(dice.one_in(3));
    for offer in &mut programme.offers {
        offer.limit.max = most;
        if offer.refund.within_days.is_some() {
            offer.refund.within_days = Some(small(dice, 0, 60));
        }
        if let Some(payment) = &mut offer.payment {
            payment.within_days = small(dice, 0, 45);
        }
    }
    for benefit in &mut programme.benefits {
        match &mut benefit.kind {
            BenefitKind::Token(rule) => {
                if matches!(rule.usable, Usable::Months(_)) {
                    rule.usable = Usable::Months(small(dice, 1, 36));
                }
                rule.extend_max_months = small(dice, 6, 48);
                if let Some(replacement) = &mut rule.replacement {
                    replacement.within_days = small(dice, 0, 60);
                    replacement.redeem_within_days = small(dice, 1, 60);
                }
            }
            BenefitKind::Seat(rule) => {
                rule.reassign_after_days = small(dice, 0, 120);
                rule.slip_minutes = dice.between(0, 60);
                rule.slips_per_year = u32::try_from(dice.below(5)).unwrap_or_default();
            }
            BenefitKind::Key(rule) => {
                rule.activations_per_licence = 1 + u32::try_from(dice.below(4)).unwrap_or_default();
                rule.count_reimage = dice.one_in(2);
            }
            BenefitKind::Balance => {}
        }
        if let Some(rule) = &mut benefit.balance {
            rule.engagement_max = dice.one_in(2).then(|| 1 + u32::try_from(dice.below(30)).unwrap_or_default());
            (rule.activation, rule.removable, rule.exclusive) = (dice.one_in(2), dice.one_in(2), dice.one_in(2));
        }
    }
    programme
}
