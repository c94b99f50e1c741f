//! Two lists of benefits beside each other: two offers, or this year and the next.

use std::collections::BTreeMap;

use jiff::civil::Date;
use symbolon_domain::account::MembershipState;
use symbolon_domain::programme::{Offer, OfferKind, Programme};
use symbolon_domain::standing::Standing;

use super::home::renewal;
use super::sight::Sight;

/// How much of each benefit, with its unit.
pub(crate) type Amounts<'a> = BTreeMap<&'a str, (u32, &'a str)>;

/// One benefit in both lists.
pub(crate) struct Row {
    pub(crate) name: String,
    pub(crate) one: String,
    pub(crate) two: String,
    pub(crate) difference: String,
    pub(crate) differs: bool,
}

/// The rows of one category.
pub(crate) struct Group {
    pub(crate) name: String,
    pub(crate) rows: Vec<Row>,
}

/// An offer on one side.
pub(crate) struct Side {
    pub(crate) name: String,
    pub(crate) summary: String,
    pub(crate) facts: Vec<(String, String)>,
    pub(crate) mine: Option<String>,
}

/// What an offer's licence table gives by itself on a day, without what a competency adds.
pub(crate) fn amounts<'a>(programme: &'a Programme, offer: &str, on: Date) -> Amounts<'a> {
    let mut amounts = Amounts::new();
    let valid =
        |from: Option<Date>, to: Option<Date>| from.is_none_or(|from| from <= on) && to.is_none_or(|to| on <= to);
    for row in programme.table.iter().filter(|row| row.offer == offer && row.competency.is_none()) {
        if valid(row.from, row.to) {
            amounts.entry(row.benefit.as_str()).or_insert((0, row.unit.as_str())).0 += row.quantity;
        }
    }
    amounts
}

/// What is said of a benefit that only one list has: message ids, for the first and for the second list.
pub(crate) type Only = (&'static str, &'static str);

/// Both lists by category, in the programme's order.
pub(crate) fn groups(sight: &Sight<'_>, one: &Amounts<'_>, two: &Amounts<'_>, only: Only) -> Vec<Group> {
    let programme = sight.programme();
    let in_category = |category: &str| {
        programme
            .benefits
            .iter()
            .filter(|benefit| benefit.category == category)
            .filter(|benefit| one.contains_key(benefit.id.as_str()) || two.contains_key(benefit.id.as_str()))
            .map(|benefit| row(sight, &benefit.id, (one.get(benefit.id.as_str()), two.get(benefit.id.as_str())), only))
            .collect::<Vec<_>>()
    };
    programme
        .categories
        .iter()
        .map(|category| Group { name: category.name.get(sight.words.0).to_owned(), rows: in_category(&category.id) })
        .filter(|group| !group.rows.is_empty())
        .collect()
}

/// How much of a benefit, where a list has it.
pub(crate) type Amount<'a> = Option<&'a (u32, &'a str)>;

/// One benefit in both lists.
pub(crate) fn row(sight: &Sight<'_>, benefit: &str, (one, two): (Amount<'_>, Amount<'_>), only: Only) -> Row {
    let words = sight.words;
    let shown = |amount: Amount<'_>| {
        amount.map_or_else(|| words.t("ui-compare-nothing"), |(count, unit)| words.quantity(*count, unit))
    };
    let difference = match (one, two) {
        (Some((one, unit)), Some((two, _))) if two > one => {
            words.with("ui-compare-more", &[("amount", words.quantity(two - one, unit).into())])
        }
        (Some((one, unit)), Some((two, _))) if one > two => {
            words.with("ui-compare-less", &[("amount", words.quantity(one - two, unit).into())])
        }
        (Some(_), None) => words.t(only.0),
        (None, Some(_)) => words.t(only.1),
        _ => words.t("ui-compare-same"),
    };
    Row {
        name: sight.benefit(benefit),
        one: shown(one),
        two: shown(two),
        difference,
        differs: one.map(|amount| amount.0) != two.map(|amount| amount.0),
    }
}

/// What an offer is, costs and asks for, and whether the company holds it.
pub(crate) fn side(sight: &Sight<'_>, standing: &Standing, offer: &Offer) -> Side {
    let words = sight.words;
    let programme = sight.programme();
    let mut facts = Vec::new();
    if let Some(fee) = programme.fee(offer, &sight.account.country, sight.today) {
        let amount = words.money(&fee.amount);
        let shown = match sight.fee_note(&fee) {
            Some(note) => words.with("ui-fee-with", &[("amount", amount.into()), ("note", note.into())]),
            None => amount,
        };
        facts.push((words.t("ui-fee"), shown));
    }
    let level = match &offer.kind {
        OfferKind::Subscription => None,
        OfferKind::Attainment { level } => {
            let known = programme.levels.iter().find(|known| known.id == *level);
            let name = known.map_or_else(|| level.clone(), |known| known.name.get(words.0).to_owned());
            Some(words.with("ui-offer-needs-level", &[("level", name.into())]))
        }
    };
    let people = offer.requires.iter().map(|needed| {
        let known = needed.any_of.iter().filter_map(|id| programme.requirements.credential(id));
        let names: Vec<String> = known.map(|known| known.name.get(words.0).to_owned()).collect();
        words.with(
            "ui-offer-needs-people",
            &[("count", needed.at_least.into()), ("names", words.list_of_one(&names).into())],
        )
    });
    let needs: Vec<String> = level.into_iter().chain(people).collect();
    let needs = if needs.is_empty() { words.t("ui-offer-needs-nothing") } else { needs.join(" · ") };
    facts.push((words.t("ui-offer-needs"), needs));
    facts.push((words.t("ui-offer-limit"), words.with("ui-offer-limit-value", &[("max", offer.limit.max.into())])));
    let refund = match offer.refund.within_days {
        Some(days) => words.with("ui-offer-refund-days", &[("days", days.into())]),
        None => words.t("ui-offer-refund-never"),
    };
    facts.push((words.t("ui-offer-refund"), refund));
    let held = standing.memberships.iter().rev().find(|held| held.offer == offer.id);
    let mine = held.map(|held| {
        let over =
            matches!(held.state, MembershipState::Upgraded | MembershipState::Refunded | MembershipState::Merged);
        let renew = if over { "none".to_owned() } else { renewal(sight, held).0 };
        words.with(
            "ui-compare-mine",
            &[
                ("number", format!("M-{}", held.number).into()),
                ("state", words.word(held.state).into()),
                ("renew", renew.into()),
            ],
        )
    });
    Side { name: offer.name.get(words.0).to_owned(), summary: offer.summary.get(words.0).to_owned(), facts, mine }
}
