//! The renewal of a membership: where its window stands, what the next year brings, and what lapsing would mean.

use symbolon_domain::account::MembershipState;
use symbolon_domain::campaign::payable_until;
use symbolon_domain::command::Command;
use symbolon_domain::decide::Decision;
use symbolon_domain::explanation::Value;
use symbolon_domain::fact::{Ordered, Payment};
use symbolon_domain::ids::MembershipId;
use symbolon_domain::next_year::{NextChange, NextLine, NextYear, next_year, renewal_day, renews_in_group};
use symbolon_domain::programme::{PayMethod, Programmes};
use symbolon_domain::standing::MembershipStanding;

use super::compare::{self, Row};
use super::home::{Asked, Pending, lapse, membership_tag, override_asked, renewal, renewal_to_pay};
use super::refused::Refused;
use super::sight::{Sight, Tag};
use super::timeline::{self, Timeline};

/// One benefit, this year and the next.
pub(crate) struct Change {
    pub(crate) row: Row,
    pub(crate) reasons: Vec<String>,
}

/// One membership's renewal.
pub(crate) struct Plan {
    pub(crate) id: String,
    pub(crate) number: u64,
    pub(crate) offer: String,
    pub(crate) tag: Tag,
    pub(crate) anniversary: String,
    pub(crate) renew: String,
    pub(crate) renew_note: String,
    pub(crate) next_year: String,
    pub(crate) fee: Option<(String, Option<String>)>,
    /// That the price is another one than before.
    pub(crate) price_change: Option<String>,
    pub(crate) timeline: Option<Timeline>,
    pub(crate) refused: Option<Refused>,
    /// The late override that was asked for.
    pub(crate) pending: Option<Pending>,
    pub(crate) same: bool,
    pub(crate) changes_title: String,
    pub(crate) brings: Option<String>,
    pub(crate) obstacle: Option<String>,
    pub(crate) rows: Vec<Change>,
    pub(crate) lapse: Vec<String>,
    /// Where it is ordered, if it can be.
    pub(crate) order: Option<String>,
    /// The order that waits to be paid.
    pub(crate) waits: Option<String>,
    /// The key of the form that renews at once, where nothing is due.
    pub(crate) free: Option<String>,
    /// The offer that is chosen for the coming year.
    pub(crate) wanted: String,
    pub(crate) offers: Vec<(String, String, bool)>,
    pub(crate) button: String,
}

/// Whether an offer can be chosen for the coming year of a membership.
pub(crate) fn same_group(sight: &Sight<'_>, held: &MembershipStanding, offer: &str) -> bool {
    let known = sight.account.memberships.get(&held.id).zip(sight.find_offer(offer));
    known.is_some_and(|(held, offer)| renews_in_group(sight.account, held, &offer.limit.group))
}

/// Whether nothing is due for a renewal under an offer, so that there is nothing to order.
fn is_free(sight: &Sight<'_>, programmes: &Programmes, held: &MembershipStanding, offer: &str) -> bool {
    let known = sight.account.memberships.get(&held.id).zip(programmes.offer(offer));
    known.is_some_and(|(held, offer)| {
        symbolon_domain::next_year::is_free(sight.account, programmes, held, offer, sight.today)
    })
}

/// The renewal of a membership under an offer, for which nothing is due.
pub(crate) fn free(membership: MembershipId, offer: String) -> Command {
    let payment = Payment { reference: String::new(), amount: None };
    Command::Renew { membership, payment, offer: Some(offer) }
}

/// The command by which whoever buys would renew: an order, in whatever way it is paid; or at once where nothing is due.
pub(crate) fn trial(sight: &Sight<'_>, held: &MembershipStanding) -> Command {
    let offer = sight.renewed_as(held);
    if is_free(sight, sight.programmes, held, offer) {
        return free(held.id, offer.to_owned());
    }
    let country = sight.account.country.as_str();
    let rule = sight.find_offer(offer).and_then(|offer| offer.payment.as_ref());
    let offered = rule.and_then(|rule| rule.methods.iter().find(|method| rule.offers(**method, country)));
    let of = Ordered::Renewal { membership: held.id, offer: offer.to_owned() };
    Command::PlaceOrder { of, method: offered.copied().unwrap_or(PayMethod::Transfer), tax_id: None }
}

/// For which offer and which day of renewal the next year is planned.
fn brings(sight: &Sight<'_>, next: &NextYear) -> String {
    let args = [("offer", sight.offer(&next.offer).into()), ("date", next.renewed_on.into())];
    sight.words.with(if next.refusal.is_some() { "ui-next-not-possible" } else { "ui-next-planned" }, &args)
}

/// One benefit, this year and the next, with the reasons.
fn change(sight: &Sight<'_>, next: &NextYear, line: &NextLine) -> Change {
    let words = sight.words;
    let amount = |amount: symbolon_domain::next_year::Amount| (amount.granted, line.unit.as_str());
    let (one, two) = (amount(line.now), amount(line.next));
    let (has, gets) = (line.change != NextChange::New, line.change != NextChange::Ends);
    let only = ("ui-renew-gone", "ui-renew-new");
    let mut row = compare::row(sight, &line.benefit, (has.then_some(&one), gets.then_some(&two)), only);
    let unlimited = || words.t("ui-unlimited");
    if line.now.unlimited {
        row.one = unlimited();
    }
    if line.next.unlimited {
        row.two = unlimited();
    }
    if line.now.unlimited || line.next.unlimited {
        row.difference = words.word(line.change);
    }
    row.differs = line.change != NextChange::Same;
    let say = |reason| sight.named(|names| symbolon_text::next_reason(words.0, reason, line.change, names));
    let mut reasons: Vec<String> = line.reasons.iter().map(say).collect();
    let seats = || next.seats.iter().filter(|seat| seat.benefit == line.benefit);
    let named = |keeps: bool| -> Vec<String> {
        let held = seats().filter(|seat| seat.keeps == keeps);
        let held = held.filter_map(|seat| sight.account.assignments.get(&seat.assignment));
        held.map(|held| sight.person(held.person)).collect()
    };
    // Where there are too few, it is said whose they are.
    if seats().any(|seat| !seat.keeps) {
        let said = [(true, "next-seats-kept"), (false, "next-seats-lost")].map(|(keeps, id)| (named(keeps), id));
        let said = said.iter().filter(|(names, _)| !names.is_empty());
        reasons.extend(said.map(|(names, id)| words.with(id, &[("names", words.list(names).into())])));
    }
    Change { row, reasons }
}

/// The renewal of a membership that is held or has lapsed, under an offer of its group that was chosen or its own. `now`
/// is today's decision on [`trial`].
pub(crate) fn plan(
    sight: &Sight<'_>,
    held: &MembershipStanding,
    now: &Decision,
    (chosen, asked): (Option<&str>, &Asked),
    key: String,
) -> Plan {
    let words = sight.words;
    // What it would bring is the domain's to say, whether it is possible today, later or not at all.
    // A year that can only be bought afresh has none that follows it, and what is renewed with another membership has the
    // other's (H-37).
    let running = matches!(held.state, MembershipState::Active | MembershipState::RenewalOpen);
    let comes_back = renewal_to_pay(sight, held.id).is_some()
        || payable_until(sight.account, sight.programmes, held.id, sight.today).is_some();
    let follows = (running || comes_back) && held.renewed_with.is_none();
    // A version of the programme that begins before the renewal counts for it.
    let known = sight.account.memberships.get(&held.id);
    let on = known.map_or(sight.today, |held| renewal_day(held, sight.today));
    let programmes = sight.store.programmes(on);
    let next = next_year(sight.account, programmes, held.id, chosen, sight.today).filter(|_| follows);
    let lines = next.iter().flat_map(|next| next.lines.iter().map(move |line| (next, line)));
    let rows: Vec<Change> = lines.map(|(next, line)| change(sight, next, line)).collect();
    let changed = rows.iter().filter(|row| row.row.differs).count();
    let wanted = chosen.unwrap_or_else(|| sight.renewed_as(held));
    let offers = sight.programme().offers.iter().filter(|other| same_group(sight, held, &other.id));
    let offers = offers.map(|other| (other.id.clone(), sight.offer(&other.id), other.id == wanted));
    let (renew, renew_note) = renewal(sight, held);
    let free = is_free(sight, sight.programmes, held, wanted);
    // What is renewed with another membership is paid with that one.
    let own = programmes.offer(wanted).filter(|_| held.renewed_with.is_none());
    let due_nothing = own.is_some() && is_free(sight, programmes, held, wanted);
    let price = own.filter(|_| !due_nothing).and_then(|_| sight.renewal_price(held.id, wanted));
    let change = price.as_ref().and_then(|found| Some((&found.fee.amount, found.change.as_ref()?)));
    let fee = match due_nothing {
        true => Some((words.t("ui-fee-none"), None)),
        false => price.as_ref().map(|found| (words.money(&found.fee.amount), sight.fee_note(&found.fee))),
    };
    Plan {
        id: held.id.to_string(),
        number: held.number,
        tag: membership_tag(sight, held.state),
        anniversary: words.date(held.anniversary),
        renew,
        renew_note,
        next_year: words.date_or_dash(next.as_ref().map(|next| next.days.anniversary)),
        brings: next.as_ref().map(|next| brings(sight, next)),
        obstacle: next
            .as_ref()
            .and_then(|next| next.refusal.as_ref())
            .map(|refusal| sight.named(|names| symbolon_text::refusal_detail_named(words.0, refusal, Some(names)))),
        fee,
        price_change: change.filter(|_| follows).map(|(now, change)| sight.price_change(now, change)),
        timeline: if running { timeline::timeline(sight, held) } else { None },
        refused: now.as_ref().err().map(|refusal| Refused::of(sight, refusal)),
        pending: override_asked(sight, held.id, asked),
        same: next.is_some() && changed == 0,
        changes_title: words.with("ui-renew-changes", &[("count", i64::try_from(changed).unwrap_or(0).into())]),
        rows,
        lapse: if running && follows { lapse(sight, held.id) } else { Vec::new() },
        order: (now.is_ok() && !free)
            .then(|| format!("{}/orders/new?offer={wanted}&membership={}", sight.base(), held.id)),
        waits: now.as_ref().err().and_then(|refusal| refusal.details.get("order")).and_then(|order| match order {
            Value::Text(order) => Some(format!("{}/orders/{order}", sight.base())),
            _ => None,
        }),
        free: (now.is_ok() && free).then_some(key),
        wanted: wanted.to_owned(),
        offers: offers.collect(),
        button: words
            .with(if free { "ui-renew-button" } else { "ui-renew-order" }, &[("offer", sight.offer(wanted).into())]),
        offer: sight.offer(&held.offer),
    }
}
