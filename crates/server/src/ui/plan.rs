//! The renewal of a membership: where its window stands, what the next year brings, and what lapsing would mean.

use symbolon_domain::account::MembershipState;
use symbolon_domain::command::Command;
use symbolon_domain::decide::{Context, Decision, decide};
use symbolon_domain::fact::{Fact, MembershipRenewed, Payment};
use symbolon_domain::ids::MembershipId;
use symbolon_domain::programme::{Money, Offer};
use symbolon_domain::standing::MembershipStanding;

use super::compare::{self, Amounts, Row};
use super::home::{lapse, membership_tag, renewal};
use super::refused::Refused;
use super::sight::{Sight, Tag};
use super::timeline::{self, Timeline};

/// Stands for the reference that is not known yet, in a decision that records nothing.
const NO_REFERENCE_YET: &str = "-";

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
    pub(crate) fee: Option<(String, String)>,
    pub(crate) timeline: Option<Timeline>,
    pub(crate) refused: Option<Refused>,
    pub(crate) same: bool,
    pub(crate) changes_title: String,
    pub(crate) rows: Vec<Row>,
    pub(crate) lapse: Vec<String>,
    pub(crate) open: bool,
    pub(crate) offers: Vec<(String, String, bool)>,
    pub(crate) key: String,
    pub(crate) button: String,
}

/// The command that renews a membership.
pub(crate) fn command(
    membership: MembershipId,
    offer: Option<String>,
    reference: &str,
    amount: Option<Money>,
) -> Command {
    Command::Renew { membership, payment: Payment { reference: reference.to_owned(), amount }, offer }
}

/// A command that stands for the renewal before its reference is known.
pub(crate) fn trial(membership: MembershipId) -> Command {
    command(membership, None, NO_REFERENCE_YET, None)
}

/// The year that a renewal would record.
pub(crate) fn renewed(decision: &Decision) -> Option<&MembershipRenewed> {
    decision.as_ref().ok()?.facts.iter().find_map(|new| match &new.fact {
        Fact::MembershipRenewed(year) => Some(year),
        _ => None,
    })
}

/// The fee of an offer here and today, as it would be paid.
pub(crate) fn fee(sight: &Sight<'_>, offer: &str) -> Option<Money> {
    let offer = sight.programme().offer(offer)?;
    sight.programme().fee(offer, &sight.account.country, sight.today).map(|fee| fee.amount)
}

/// The renewal of a membership that is held or has lapsed. `now` is today's decision on [`trial`], and `ctx` what it
/// was made with.
pub(crate) fn plan(sight: &Sight<'_>, held: &MembershipStanding, now: &Decision, ctx: &Context, key: String) -> Plan {
    let words = sight.words;
    // Before the window opens, the next year is the one that its first day would bring if nothing changes.
    let later = (now.is_err() && sight.today < held.renew_from).then(|| {
        let ctx = Context { today: held.renew_from, ..ctx.clone() };
        decide(sight.account, sight.programmes, &trial(held.id), &ctx)
    });
    let next = renewed(now).or_else(|| later.as_ref().and_then(renewed));
    let this: Amounts<'_> =
        sight.account.grants.values().filter(|grant| grant.membership == held.id && grant.year == held.year).fold(
            Amounts::new(),
            |mut amounts, grant| {
                amounts.entry(grant.line.benefit.as_str()).or_insert((0, grant.line.unit.as_str())).0 +=
                    grant.line.quantity;
                amounts
            },
        );
    let then: Amounts<'_> =
        next.map(|year| year.grants.as_slice()).unwrap_or_default().iter().fold(Amounts::new(), |mut amounts, line| {
            amounts.entry(line.benefit.as_str()).or_insert((0, line.unit.as_str())).0 += line.quantity;
            amounts
        });
    let rows: Vec<Row> = match next {
        Some(_) => compare::groups(sight, &this, &then, ("ui-renew-gone", "ui-renew-new"))
            .into_iter()
            .flat_map(|group| group.rows)
            .collect(),
        None => Vec::new(),
    };
    let changed = rows.iter().filter(|row| row.differs).count();
    let offers = |current: &Offer| {
        let group = |other: &&Offer| other.limit.group == current.limit.group && other.kind == current.kind;
        let shown = |other: &Offer| (other.id.clone(), sight.offer(&other.id), other.id == current.id);
        sight.programme().offers.iter().filter(group).map(shown).collect::<Vec<_>>()
    };
    let (renew, renew_note) = renewal(sight, held);
    let offer = sight.offer(&held.offer);
    let running = matches!(held.state, MembershipState::Active | MembershipState::RenewalOpen);
    let price = sight
        .find_offer(&held.offer)
        .and_then(|offer| sight.programme().fee(offer, &sight.account.country, sight.today));
    Plan {
        id: held.id.to_string(),
        number: held.number,
        tag: membership_tag(sight, held.state),
        anniversary: words.date(held.anniversary),
        renew,
        renew_note,
        next_year: words.date_or_dash(next.map(|year| year.days.anniversary)),
        fee: price.map(|fee| {
            let note = if fee.verified { "ui-fee-note" } else { "ui-fee-note-unofficial" };
            (words.money(&fee.amount), words.t(note))
        }),
        timeline: if running { timeline::timeline(sight, held) } else { None },
        refused: now.as_ref().err().map(|refusal| Refused::of(sight, refusal)),
        same: next.is_some() && changed == 0,
        changes_title: words.with("ui-renew-changes", &[("count", i64::try_from(changed).unwrap_or(0).into())]),
        rows,
        lapse: if running { lapse(sight, held.id) } else { Vec::new() },
        open: now.is_ok(),
        offers: sight.find_offer(&held.offer).map(offers).unwrap_or_default(),
        key,
        button: words.with("ui-renew-button", &[("offer", offer.as_str().into())]),
        offer,
    }
}
