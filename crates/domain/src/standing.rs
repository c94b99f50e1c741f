//! What an account holds on a day, each line with the reason, and what ends when a membership does.
//!
//! For a past day give the account folded from the facts of that day ([`Account::as_of_day`]); for a future day the
//! account as it is: the answer is what happens if nobody acts.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::access::Capability;
use crate::account::*;
use crate::codes::codes;
use crate::decide::{Case, Decision, Outcome, not_found};
use crate::entitlement::{self, SharedPool};
use crate::explanation::{Answer, Explanation, FactCode, Node, Question, Remedy, RemedyAct};
use crate::fact::{CloseReason, Extent, Granted, Item, UnassignReason, WindDownConfirmed, WindDownHow};
use crate::ids::*;
use crate::installation::{self, InstalledId, WindDownOf};
use crate::membership::{invalid_among, membership_access, paid_instead};
use crate::programme::*;
use crate::provisioning::{self, ProvisionState};
use crate::refusal::{Refusal, RefusalCode};
use crate::seat::{self, Breakdown};
use crate::shared::Shared;
use crate::sweep::renewable_to;
use crate::{balance, key, token};

/// Everything that an account holds on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// The day.
    pub on: Date,
    /// Memberships bought by then, the newest last.
    pub memberships: Vec<MembershipStanding>,
    /// Granted lines, in the order in which they were granted.
    pub lines: Vec<Line>,
    /// Cloud subscriptions that were not deleted.
    pub subscriptions: Vec<SubscriptionStanding>,
}

/// A membership on a day, with its three end dates kept apart (B-12).
#[derive(Debug, Clone, PartialEq)]
pub struct MembershipStanding {
    /// Its id.
    pub id: MembershipId,
    /// Its number on paper.
    pub number: u64,
    /// The offer.
    pub offer: String,
    /// The offer's level.
    pub level: Option<String>,
    /// Its state.
    pub state: MembershipState,
    /// Number of the year, from 1.
    pub year: u32,
    /// Day of the purchase.
    pub bought_on: Date,
    /// End of the paid year.
    pub anniversary: Date,
    /// First day of the renewal window.
    pub renew_from: Date,
    /// Last day of the renewal window.
    pub renew_to: Date,
    /// The last day on which it can be renewed: that of the window, or an earlier one on which its offer is last sold.
    pub renewable_to: Date,
    /// Last day of access to benefits if nobody renews.
    pub benefits_until: Date,
    /// What may be used.
    pub access: WindowAccess,
    /// Last day on which the fee may be refunded; none: no more.
    pub refund_until: Option<Date>,
    /// The membership with which it is renewed since a merge; none: it is renewed by itself.
    pub renewed_with: Option<MembershipId>,
    /// Programme version of the year.
    pub version: u32,
    /// Why.
    pub explanation: Explanation,
}

codes! {
    /// The state of a granted line on a day.
    pub enum LineState {
        /// A token that can be redeemed.
        Available = "available",
        /// A token or key that was shown.
        Revealed = "revealed",
        /// A token that was redeemed.
        Redeemed = "redeemed",
        /// A token whose day has passed.
        PastRedeemBy = "past_redeem_by",
        /// A token in whose place another was issued.
        Replaced = "replaced",
        /// A token whose membership ended before its day.
        Revoked = "revoked",
        /// A key that was never shown.
        Hidden = "hidden",
        /// A key without activations left.
        Exhausted = "exhausted",
        /// A key that the vendor blocked (E-15).
        Blocked = "blocked",
        /// Something that may be used.
        Usable = "usable",
        /// Something whose right is over.
        Ended = "ended",
    }
}

impl LineState {
    /// Whether nothing can be had from the line in this state, whatever was left of it.
    fn is_spent(self) -> bool {
        matches!(self, Self::PastRedeemBy | Self::Replaced | Self::Revoked | Self::Blocked | Self::Ended)
    }
}

/// A granted line on a day (C-04).
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The grant.
    pub grant: GrantId,
    /// The membership that carries it.
    pub membership: MembershipId,
    /// Number of the membership year.
    pub year: u32,
    /// What was granted, with quantity, offer, layer and item.
    pub granted: Shared<Granted>,
    /// For the line of a replacement token, that token instead of the one granted.
    pub token: Option<TokenId>,
    /// Its kind: `token`, `key`, `seat` or `balance`.
    pub kind: &'static str,
    /// Its category.
    pub category: String,
    /// Its state.
    pub state: LineState,
    /// How many can be used in all, in the item's own measure; none: without count.
    pub total: Option<u32>,
    /// How many are used.
    pub used: u32,
    /// How many are free.
    pub free: Option<u32>,
    /// How many are neither used nor free yet.
    pub locked: u32,
    /// Whether it is without limit, whatever its quantity says (K-03).
    pub unlimited: bool,
    /// Whether the vendor's services recorded that it is provisioned (C-05); none: this programme records nothing.
    pub provisioning: Option<ProvisionState>,
    /// Day on which that was recorded.
    pub provisioned_on: Option<Date>,
    /// Seats, for a pool.
    pub seats: Option<Breakdown>,
    /// Last day on which it may be redeemed, activated or assigned.
    pub redeem_by: Date,
    /// Last day of use: of the subscription for a redeemed token, else of the right. None: nothing runs yet.
    pub usable_until: Option<Date>,
    /// Day on which a newer version replaces it and by which the older must be gone (F-06).
    pub upgrade_by: Option<Date>,
    /// Programme version that it was granted under.
    pub version: u32,
    /// Why it is held and until when.
    pub explanation: Explanation,
}

/// A cloud subscription on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct SubscriptionStanding {
    /// Its id.
    pub id: SubscriptionId,
    /// The tenant.
    pub tenant: TenantId,
    /// The product.
    pub benefit: String,
    /// First day.
    pub from: Date,
    /// Seats and last day; none: its seats were taken back.
    pub extent: Option<Extent>,
    /// Its state.
    pub state: SubscriptionState,
    /// First day of the next state.
    pub changes_on: Option<Date>,
    /// The tokens redeemed into it.
    pub tokens: Vec<TokenId>,
}

/// Everything held on a day.
pub fn standing(account: &Account, programmes: &Programmes, on: Date) -> Standing {
    let memberships = account
        .memberships
        .values()
        .filter(|held| held.anchor <= on)
        .map(|held| membership_standing(account, programmes, held, on))
        .collect();
    let mut lines: Vec<Line> = account
        .grants
        .iter()
        .filter(|(_, grant)| grant.granted_on <= on)
        .filter_map(|(id, grant)| line(account, programmes, *id, grant, None, on))
        .collect();
    let replacements = account.tokens.iter().filter(|(_, token)| token.replaces.is_some() && token.granted_on <= on);
    lines.extend(replacements.filter_map(|(id, token)| {
        let grant = account.grants.get(&token.grant)?;
        line(account, programmes, token.grant, grant, Some((*id, token)), on)
    }));
    let subscriptions = account
        .subscriptions
        .iter()
        .filter(|(_, held)| held.from <= on)
        .map(|(id, held)| subscription_standing(*id, held, on))
        .filter(|held| held.state != SubscriptionState::Deleted)
        .collect();
    Standing { on, memberships, lines, subscriptions }
}

/// One cloud subscription on a day.
pub fn subscription_standing(id: SubscriptionId, held: &Subscription, on: Date) -> SubscriptionStanding {
    SubscriptionStanding {
        id,
        tenant: held.tenant,
        benefit: held.benefit.clone(),
        from: held.from,
        extent: held.extent,
        state: held.state_on(on),
        changes_on: token::subscription_changes(held, on),
        tokens: held.tokens.clone(),
    }
}

/// One membership on a day.
pub fn membership_standing(
    account: &Account,
    programmes: &Programmes,
    held: &Membership,
    on: Date,
) -> MembershipStanding {
    let year = held.year_on(on);
    let programme = programmes.version(year.version);
    let mut why = Explanation::new(Question::WhichState, format!("M-{}", held.number), on, programme);
    why.tell(
        Node::new(FactCode::Bought, Answer::Yes)
            .with("on", held.anchor)
            .with("reference", held.years.first().map_or("", |year| year.payment.reference.as_str()))
            .with_some("offer", programme.offer(&year.offer).map(|offer| &offer.name)),
    );
    let access = membership_access(account, programmes, held, on);
    // A window that opens later than the year ends leaves days in between, on which it is to be renewed already.
    let between = plus_days(year.days.anniversary, 1).filter(|day| on < *day && *day < year.days.renew_from);
    let access = if between.is_some() && !access.blocks() { access.changes(between) } else { access };
    why.look(paid_instead(account, programmes, held, on, access));
    why.tell_all(crate::membership::renews_alone_node(account, (programmes, programme), held, on));
    if crate::membership::ended(account, programme, held, on).is_none() {
        why.tell(crate::membership::window_node(account, (programmes, programme), held, on));
    }
    let refund = refund_right(account, programmes, held, on);
    let refund_until = refund.as_ref().filter(|node| node.answer == Answer::Yes).and(held.refund_until);
    why.tell_all(refund);
    let (renew_from, renew_to) = account.renewed_between(held, on);
    MembershipStanding {
        id: held.id,
        number: held.number,
        offer: year.offer.clone(),
        level: year.level.clone(),
        state: held.state_on(on),
        year: year.number,
        bought_on: held.anchor,
        anniversary: year.days.anniversary,
        renew_from,
        renew_to,
        renewable_to: renewable_to(programmes, &year.offer, &YearDays { renew_to, ..year.days }),
        benefits_until: held.benefits_until(on),
        access: held.access_on(on),
        refund_until,
        renewed_with: account.renewed_with(held).map(|with| with.id),
        version: year.version,
        explanation: why,
    }
}

fn refund_right(account: &Account, programmes: &Programmes, held: &Membership, on: Date) -> Option<Node> {
    let programme = programmes.version(held.years.first()?.version);
    crate::membership::refund_of(account, programme, held, on)
}

fn line(
    account: &Account,
    programmes: &Programmes,
    id: GrantId,
    grant: &Grant,
    replacement: Option<(TokenId, &Token)>,
    on: Date,
) -> Option<Line> {
    let held = account.memberships.get(&grant.membership)?;
    let programme = programmes.version(grant.version);
    let benefit = programme.benefit(&grant.line.benefit)?;
    let superseded = grant.superseded_on.is_some_and(|day| day <= on);
    let is_token = matches!(grant.line.item, Item::Token { .. });
    // The new year's line stands in the place of the old one; only unredeemed or running tokens go on (B-19, F-13).
    if superseded && !is_token {
        return None;
    }
    let access = held.access_on(on) != WindowAccess::Suspended;
    let mut redeem_by = grant.line.redeem_by;
    let mut usable_until = Some(held.benefits_until(on));
    let mut token_id = None;
    let (state, total, used, locked, seats) = match &grant.line.item {
        Item::Token { token: granted } => {
            let (of, token) = match replacement {
                Some(found) => found,
                None => (*granted, account.tokens.get(granted)?),
            };
            token_id = Some(of);
            redeem_by = token.redeem_by;
            let subscription =
                token.redeemed.as_ref().and_then(|redeemed| account.subscriptions.get(&redeemed.act.subscription));
            usable_until = subscription.and_then(|held| held.extent).map(|extent| extent.usable_until);
            let state = match token::state_on(account, token, on) {
                TokenState::Available => LineState::Available,
                TokenState::Revealed => LineState::Revealed,
                TokenState::Redeemed => LineState::Redeemed,
                TokenState::PastRedeemBy => LineState::PastRedeemBy,
                TokenState::Replaced => LineState::Replaced,
                TokenState::Revoked => LineState::Revoked,
            };
            let used = if token.redeemed.is_some() { token.seats } else { 0 };
            (state, Some(token.seats), used, 0, None)
        }
        Item::Key { key, .. } => {
            let key = account.keys.get(key)?;
            let state = match key::state_on(account, key, on) {
                KeyState::Hidden => LineState::Hidden,
                KeyState::Revealed => LineState::Revealed,
                KeyState::Exhausted => LineState::Exhausted,
                KeyState::Blocked => LineState::Blocked,
                KeyState::Ended => LineState::Ended,
            };
            (state, key.limit, key.used, 0, None)
        }
        Item::Pool { pool, .. } => {
            let pool = account.pools.get(pool)?;
            // After an upgrade the pool is the new membership's; the old line keeps its own size and has no seats.
            let counted = match pool.grant == id {
                true => seat::breakdown_within(account, programmes, pool, on),
                false => Breakdown { size: grant.line.quantity, ..Breakdown::default() },
            };
            let state = if access { LineState::Usable } else { LineState::Ended };
            (state, Some(counted.size), counted.activated + counted.assigned, counted.locked, Some(counted))
        }
        Item::Balance if benefit.balance.as_ref().is_some_and(|rule| rule.kind == BalanceUse::GoToMarket) => {
            let begun = account.marketing.get(&id).is_some_and(|held| held.on <= on);
            let last = benefit.balance.as_ref().and_then(|rule| balance::last_to_begin(rule, held, on));
            if let Some(last) = last.filter(|_| !begun) {
                redeem_by = last.min(redeem_by);
            }
            let state = match (access, begun) {
                (false, _) => LineState::Ended,
                (true, false) if on <= redeem_by => LineState::Available,
                (true, false) => LineState::PastRedeemBy,
                (true, true) => LineState::Usable,
            };
            (state, Some(grant.line.quantity), if begun { grant.line.quantity } else { 0 }, 0, None)
        }
        Item::Balance if benefit.balance.as_ref().is_some_and(|rule| rule.kind != BalanceUse::Credit) => {
            let state = if access { LineState::Usable } else { LineState::Ended };
            let total = (!entitlement::is_unlimited(account, programmes, grant, on)).then_some(grant.line.quantity);
            (state, total, balance::used(account, id, on), 0, None)
        }
        Item::Software | Item::Balance => (if access { LineState::Usable } else { LineState::Ended }, None, 0, 0, None),
    };
    let shared = entitlement::shared_pool(account, programmes, id, on);
    let upgrade_by = installation::upgrade_by(account, programmes, grant, on);
    let mut why = Explanation::new(Question::WhyHeld, id, on, programme);
    why.tell(granted_node(programme, benefit, grant));
    let unlimited = entitlement::is_unlimited(account, programmes, grant, on);
    if unlimited {
        why.tell(entitlement::unlimited_node(programme, &benefit.id));
    }
    if let Some(counted) = seats.as_ref().filter(|counted| counted.withheld > 0) {
        why.tell(withheld_node(account, programmes, grant, counted, on));
    }
    why.look(paid_instead(account, programmes, held, on, membership_access(account, programmes, held, on)));
    if let Item::Key { key, .. } = &grant.line.item
        && let Some(key) = account.keys.get(key).filter(|key| key.blocked.is_some())
    {
        why.look(key::unblocked_node(key));
    }
    let in_time = on <= redeem_by;
    why.tell(
        Node::new(FactCode::RedeemBy, if in_time { Answer::Yes } else { Answer::Over })
            .with("redeem_by", redeem_by)
            .rule(programme, format!("benefit.{}.redeem_by", benefit.id))
            .changes(in_time.then(|| plus_days(redeem_by, 1)).flatten()),
    );
    if let Some(until) = usable_until {
        let runs = on <= until;
        let path = if is_token { "usable_for" } else { "ends_with" };
        why.tell(
            Node::new(FactCode::UsableUntil, if runs { Answer::Yes } else { Answer::Over })
                .with("until", until)
                .rule(programme, format!("benefit.{}.{path}", benefit.id))
                .changes(runs.then(|| plus_days(until, 1)).flatten()),
        );
    }
    Some(Line {
        grant: id,
        membership: grant.membership,
        year: grant.year,
        granted: grant.line.clone(),
        token: token_id,
        kind: benefit.kind.code(),
        category: benefit.category.clone(),
        state,
        total,
        used,
        free: total.map(|total| match &seats {
            Some(counted) => counted.free,
            None if state.is_spent() => 0,
            None => free_within(&grant.line.item, &benefit.kind, total.saturating_sub(used), shared.as_ref()),
        }),
        unlimited,
        provisioning: provisioning::state(programme, grant),
        provisioned_on: grant.provisioned.map(|(on, _)| on),
        locked,
        seats,
        redeem_by,
        usable_until,
        upgrade_by,
        version: grant.version,
        explanation: why,
    })
}

/// The node that says by which row of which table a line is granted.
pub(crate) fn granted_node(programme: &Programme, benefit: &Benefit, grant: &Grant) -> Node {
    Node::new(FactCode::GrantedByTable, Answer::Yes)
        .with("quantity", grant.line.quantity)
        .with("unit", grant.line.unit.as_str())
        .with("benefit", &benefit.name)
        .with("layer", grant.line.layer.code())
        .with("on", grant.granted_on)
        .with_some("offer", programme.offer(&grant.line.offer).map(|offer| &offer.name))
        .with_some(
            "competency",
            grant.line.competency.as_deref().and_then(|id| programme.competency(id)).map(|known| &known.name),
        )
        .rule(programme, row_path(programme, &grant.line))
}

/// The node that says why seats that nobody holds cannot be given: a ceiling, or what the product shares with others.
fn withheld_node(account: &Account, programmes: &Programmes, grant: &Grant, counted: &Breakdown, on: Date) -> Node {
    let shared = entitlement::fits(account, programmes, grant.line.grant, counted.free.saturating_add(1), on);
    let by_pool = shared.map(|(node, _)| node).filter(Node::blocks);
    by_pool.unwrap_or_else(|| {
        let ceiling = entitlement::entitlement(account, programmes, &grant.line.benefit, on);
        let node = ceiling
            .and_then(|found| found.explanation.children().iter().find(|node| node.fact == FactCode::Ceiling).cloned());
        node.unwrap_or_else(|| Node::new(FactCode::Ceiling, Answer::No))
    })
}

fn row_path(programme: &Programme, line: &Granted) -> String {
    let same =
        |row: &&TableRow| row.offer == line.offer && row.benefit == line.benefit && row.competency == line.competency;
    let table = programme.table.iter().find(same).map_or("", |row| row.table.as_str());
    match &line.competency {
        Some(competency) => format!("table.{table}.{}.{competency}.{}", line.offer, line.benefit),
        None => format!("table.{table}.{}.{}", line.offer, line.benefit),
    }
}

/// What happens when a membership is not renewed (F-08, F-09, B-11, Q-23).
#[derive(Debug, Clone, PartialEq)]
pub struct LapseImpact {
    /// The membership.
    pub membership: MembershipId,
    /// First day without it.
    pub on: Date,
    /// Lines that stop on that day.
    pub stops: Vec<Line>,
    /// Tokens that can no longer be redeemed from that day.
    pub tokens: Vec<TokenId>,
    /// People who lose their seat.
    pub seats: Vec<AssignmentId>,
    /// Cloud subscriptions that run on to their own day.
    pub runs_on: Vec<SubscriptionStanding>,
    /// What must be uninstalled or licensed commercially.
    pub wind_down: Vec<WindDownItem>,
}

/// One installation or one line of software whose right ends (N-14, F-09).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WindDownItem {
    /// The line.
    pub grant: GrantId,
    /// The product.
    pub benefit: String,
    /// The installation, where the register knows it, or the seat; none: the line as a whole.
    pub of: Option<WindDownOf>,
    /// The erasable row with the machine's name.
    pub note: Option<NoteId>,
    /// Who held the seat.
    pub person: Option<PersonId>,
    /// How many licences.
    pub quantity: u32,
    /// First day without the right.
    pub right_ends_on: Date,
    /// What was confirmed, when and by whom.
    pub confirmed: Option<Confirmation>,
}

/// Computes what happens if a membership is not renewed, from what is known now: what is renewed with it and ends on the same
/// day ends with it (H-35). `None` for an unknown membership.
pub fn lapse_impact(
    account: &Account,
    programmes: &Programmes,
    membership: MembershipId,
    today: Date,
) -> Option<LapseImpact> {
    let held = account.memberships.get(&membership)?;
    let last = held.benefits_until(today);
    let on = plus_days(last, 1)?;
    let before = standing(account, programmes, today.min(last));
    let renewed = |held: &Membership| account.renewed_with(held).map_or(held.id, |with| with.id);
    let ends_with = |other: &&Membership| {
        renewed(other) == renewed(held) && other.closed.is_none() && other.benefits_until(today) == last
    };
    let others = account.memberships.values().filter(|other| other.id != membership).filter(ends_with);
    let ends: Vec<MembershipId> = std::iter::once(membership).chain(others.map(|other| other.id)).collect();
    let of = |line: &Line| ends.contains(&line.membership);
    let stops =
        |line: &Line| of(line) && !matches!(line.granted.item, Item::Token { .. }) && line.state != LineState::Ended;
    // What is over before is not lost by it, and a replacement outlives its membership (D-24).
    let lost = |token: &TokenId| {
        account.tokens.get(token).is_some_and(|held| held.replaces.is_none() && held.redeem_by >= last)
    };
    let open = |line: &&Line| {
        of(line)
            && matches!(line.state, LineState::Available | LineState::Revealed)
            && line.token.as_ref().is_some_and(lost)
    };
    let seats = account.assignments.iter().filter(|(_, assignment)| {
        assignment.ended.is_none()
            && account
                .pools
                .get(&assignment.pool)
                .and_then(|pool| account.grants.get(&pool.grant))
                .is_some_and(|grant| ends.contains(&grant.membership))
    });
    let installed = ends.iter().flat_map(|id| wind_down(account, programmes, *id, on, today));
    Some(LapseImpact {
        membership,
        on,
        tokens: before.lines.iter().filter(open).filter_map(|line| line.token).collect(),
        stops: before.lines.iter().filter(|line| stops(line)).cloned().collect(),
        seats: seats.map(|(id, _)| *id).collect(),
        runs_on: standing(account, programmes, on)
            .subscriptions
            .into_iter()
            .filter(|held| held.state == SubscriptionState::Active)
            .collect(),
        wind_down: installed.filter(|item| item.right_ends_on >= on).collect(),
    })
}

/// What other memberships give of a product.
#[derive(Debug, Clone, Copy, Default)]
struct Elsewhere {
    /// Whether one of them covers it.
    covers: bool,
    /// The first day without a right of one of them, the latest such day, and that membership.
    right_ended: Option<(Date, MembershipId)>,
}

/// What memberships other than one give of each product.
fn elsewhere(account: &Account, membership: MembershipId, on: Date, today: Date) -> BTreeMap<&str, Elsewhere> {
    let others = account.memberships.values().filter(|held| held.id != membership);
    let others: BTreeMap<_, _> = others
        .map(|held| (held.id, (held.is_held_on(on.max(today)), plus_days(held.benefits_until(today), 1))))
        .collect();
    let mut products = BTreeMap::<&str, Elsewhere>::new();
    for grant in account.grants.values() {
        let Some((held, ended)) = others.get(&grant.membership) else { continue };
        let product = products.entry(&grant.line.benefit).or_default();
        product.covers |= *held && grant.superseded_on.is_none_or(|since| on.max(today) < since);
        if grant.superseded_on.is_none() {
            product.right_ended = product.right_ended.max(ended.map(|day| (day, grant.membership)));
        }
    }
    products
}

/// The software of a membership whose right ends on `on`: one item an installation that the register knows, else one a
/// line. Software that another membership covers on `today`, or then, is not on the list; where another one covered it
/// for longer, the right ended with that one, and a line as a whole is listed there.
pub fn wind_down(
    account: &Account,
    programmes: &Programmes,
    membership: MembershipId,
    on: Date,
    today: Date,
) -> Vec<WindDownItem> {
    let elsewhere = elsewhere(account, membership, on, today);
    // A fee is given back because nothing was used, so that nothing but what is in the register can be there (B-50).
    let refunded = account.memberships.get(&membership).is_some_and(|held| {
        let closed = held.was_closed_as(CloseReason::Refunded);
        closed && !account.uses.iter().any(|(of, ..)| *of == membership)
    });
    let mut items = Vec::new();
    for (id, grant) in account.grants.iter().filter(|(_, grant)| grant.membership == membership) {
        let programme = programmes.version(grant.version);
        let Some(benefit) = programme.benefit(&grant.line.benefit).filter(|benefit| benefit.uninstall_at_end) else {
            continue;
        };
        let other = elsewhere.get(benefit.id.as_str()).copied().unwrap_or_default();
        let dropped = account.dropped_on(grant, today);
        let covered = other.covers && dropped.is_none();
        // A seat is covered for who has another one, and nobody else's right lengthens it (G-02).
        let is_seat = matches!(benefit.kind, BenefitKind::Seat(_));
        if covered && !is_seat {
            continue;
        }
        let later = other.right_ended.filter(|later| dropped.is_none() && !is_seat && *later > (on, membership));
        let right_ends_on = dropped.unwrap_or_else(|| later.map_or(on, |(day, _)| day));
        let confirmed = |of: Option<WindDownOf>| {
            // A pool goes on under newer lines; the seat that was settled is the same.
            let line = |held: &Confirmation| of.is_some() || held.act.grant == *id;
            account.confirmations.iter().find(|held| line(held) && held.act.of() == of).cloned()
        };
        let item = |of, note, person, quantity, right_ends_on, confirmed| WindDownItem {
            grant: *id,
            benefit: benefit.id.clone(),
            of,
            note,
            person,
            quantity,
            right_ends_on,
            confirmed,
        };
        if let Item::Pool { pool, edition } = &grant.line.item {
            // Who lost a seat to others when a new year had too few has no right to it since then, though its membership
            // goes on (G-13, H-33).
            let lost_on = |held: &Assignment| match held.ended {
                Some((ended, UnassignReason::MembershipEnded)) => Some(ended),
                _ => None,
            };
            let has_another = |held: &Assignment| {
                let day = lost_on(held).unwrap_or(on).max(today);
                let seat = account.seat_held(Some(held.person), edition, day);
                let elsewhere = |of: &Membership| lost_on(held).is_some() || (covered && of.id != membership);
                seat.is_some_and(|(_, of)| elsewhere(of) && of.is_held_on(day))
            };
            let ends_on = |held: &Assignment| lost_on(held).unwrap_or(right_ends_on);
            // Who kept another seat until its membership ended, which was later, settles it there.
            let later_seat = |held: &Assignment| {
                let same = |seat: &&Assignment| seat.person == held.person && seat.activated_on.is_some();
                account.assignments.values().filter(same).any(|seat| {
                    let of = account.pools.get(&seat.pool).filter(|pool| pool.edition == *edition);
                    let ended = of
                        .and_then(|pool| account.membership_of(pool.grant))
                        .and_then(|(_, held)| Some((plus_days(held.benefits_until(today), 1)?, held.id)));
                    let kept = |day| seat.ended.is_none_or(|(given_back, _)| day <= given_back);
                    let until = (lost_on(held).unwrap_or(on), membership);
                    ended.is_some_and(|(day, of)| (day, of) > until && kept(day))
                })
            };
            // What the holder of a seat installed goes with the seat; one that nobody activated installed nothing.
            let current = account.pools.get(pool).is_some_and(|pool| pool.grant == *id);
            let held = account.assignments.iter().filter(|(_, held)| {
                current
                    && held.pool == *pool
                    && held.activated_on.is_some()
                    && held.ended.is_none_or(|(ended, _)| ends_on(held) <= ended)
                    && !has_another(held)
                    && !(dropped.is_none() && later_seat(held))
            });
            items.extend(held.map(|(seat, held)| {
                let of = Some(WindDownOf::Seat(*seat));
                item(of, None, Some(held.person), 1, ends_on(held), confirmed(of))
            }));
            continue;
        }
        // What was uninstalled before the right ended needs no confirmation any more.
        let mut installed: Vec<_> = account
            .installations
            .iter()
            .filter(|(_, held)| held.grant == *id)
            .filter(|(_, held)| held.ended.as_ref().is_none_or(|ended| right_ends_on <= ended.on))
            .collect();
        installed.sort_by_key(|(entry, held)| (held.on, held.seq, **entry));
        items.extend(installed.into_iter().map(|(entry, held)| {
            let of = Some(WindDownOf::Installed(*entry));
            let ended = held.ended.as_ref().map(|ended| Confirmation {
                on: ended.on,
                by: ended.by.clone(),
                act: WindDownConfirmed::new(*id, of, ended.how),
            });
            item(of, held.note.as_ref().map(|note| note.id), None, held.quantity, right_ends_on, ended)
        }));
        // A company that keeps the register of a product has it there; else the line as a whole is listed: the newest one.
        let kept = account.installations.values().any(|held| {
            let of = account.grants.get(&held.grant);
            of.is_some_and(|of| of.line.benefit == benefit.id)
        });
        let newer = account.grants.values().any(|other| {
            other.membership == membership
                && other.line.benefit == benefit.id
                && grant.superseded_on.is_some_and(|since| since <= other.granted_on)
        });
        if !kept && !newer && !refunded && (grant.superseded_on.is_none() || dropped.is_some()) && later.is_none() {
            items.push(item(None, None, None, grant.line.quantity, right_ends_on, confirmed(None)));
        }
    }
    items
}

/// Whether the register shows software of a membership whose right has ended, or a seat that its holder used and nobody
/// settled. What is not in the register is asked for once, with the list, and not again (F-09).
pub fn still_installed(account: &Account, programmes: &Programmes, membership: MembershipId, on: Date) -> bool {
    let first = account.memberships.get(&membership).and_then(|held| plus_days(held.benefits_until(on), 1));
    let items = first.filter(|first| *first <= on).map(|first| wind_down(account, programmes, membership, first, on));
    items.unwrap_or_default().iter().any(|item| item.of.is_some() && item.confirmed.is_none())
}

/// What has to be uninstalled or licensed commercially on a day, of every membership whose right has ended, and what a
/// renewal took away (F-09, F-13). The duty begins on the first day without benefits (F-10).
pub fn owed(account: &Account, programmes: &Programmes, on: Date) -> Vec<WindDownItem> {
    let begun = account.memberships.values().filter(|held| held.anchor <= on);
    begun
        .filter_map(|held| Some((held.id, plus_days(held.benefits_until(on), 1)?)))
        .flat_map(|(id, first)| wind_down(account, programmes, id, first, on))
        .filter(|item| item.right_ends_on <= on)
        .collect()
}

/// Confirms that software was removed or licensed commercially (F-09).
pub(crate) fn confirm_wind_down(case: &Case<'_>, id: GrantId, of: Option<WindDownOf>, how: WindDownHow) -> Decision {
    let today = case.ctx.today;
    let mut why = case.explain(Question::MayConfirm, id);
    let Some((grant, held)) = case.account.membership_of(id) else { return Err(not_found(why)) };
    let programme = case.programmes.version(grant.version);
    let of = of.map(|of| match of {
        WindDownOf::Installed(id) => WindDownOf::Installed(case.account.registered_as(id)),
        WindDownOf::Seat(_) => of,
    });
    let first_day = plus_days(held.benefits_until(today), 1).unwrap_or(today);
    let items = wind_down(case.account, case.programmes, grant.membership, first_day, today);
    // A machine stands under the newest line that it was activated with.
    let of_machine = matches!(of, Some(WindDownOf::Installed(InstalledId::Activated(_))));
    let fits = |item: &WindDownItem| item.grant == id || (of_machine && item.benefit == grant.line.benefit);
    let found = items.into_iter().find(|item| item.of == of && fits(item));
    let Some(item) = found else { return Err(not_found(why)) };
    case.may(&mut why, Capability::ConfirmWindDown)?;
    // What the register shows was installed.
    if how == WindDownHow::NeverInstalled && of.is_some() {
        let known = [WindDownHow::Uninstalled, WindDownHow::CommerciallyLicensed].map(WindDownHow::code);
        return Err(invalid_among(why, "how", how.code(), known));
    }
    let first_day = item.right_ends_on;
    let ended = today >= first_day;
    let mut node = Node::new(FactCode::RightEnded, if ended { Answer::Yes } else { Answer::NotYet })
        .with("last_day", plus_days(first_day, -1).unwrap_or(first_day))
        .rule(programme, format!("benefit.{}.ends_with", item.benefit));
    if !ended {
        node = node.changes(Some(first_day)).remedy(Remedy::from(RemedyAct::Wait, first_day));
    }
    if why.look(node) {
        return Err(Refusal::new(RefusalCode::RightNotEnded, why));
    }
    let mut node = Node::of(FactCode::NotConfirmed, item.confirmed.is_none());
    if let Some(confirmed) = &item.confirmed {
        node = node.with("on", confirmed.on).with("how", confirmed.act.how.code());
    }
    if why.look(node) {
        return Err(Refusal::new(RefusalCode::AlreadyExists, why));
    }
    let fact = WindDownConfirmed::new(item.grant, of, how);
    Ok(Outcome::on(today, vec![fact.into()], why))
}

/// The state of an assignment on a day: it ends with its membership (G-13).
pub fn assignment_state(account: &Account, held: &Assignment, on: Date) -> SeatState {
    let access = account
        .pools
        .get(&held.pool)
        .and_then(|pool| account.membership_of(pool.grant))
        .is_some_and(|(_, membership)| membership.access_on(on) != WindowAccess::Suspended);
    if access || matches!(held.ended, Some((_, UnassignReason::Slip))) {
        seat::assignment_state(held)
    } else {
        SeatState::Ended
    }
}

impl Line {
    /// Whether something of the line was never used, and can still be begun (L-12).
    pub fn is_unredeemed(&self, on: Date) -> bool {
        let unused = match self.state {
            LineState::Available | LineState::Hidden => true,
            LineState::Revealed => self.kind == "token",
            LineState::Usable => self.free.is_some_and(|free| free > 0),
            _ => false,
        };
        unused && on <= self.redeem_by
    }

    /// Whether that ends within some months (L-12).
    pub fn lapses_unredeemed_within(&self, on: Date, months: i32) -> bool {
        self.is_unredeemed(on) && plus_months(on, months).is_some_and(|last| self.redeem_by <= last)
    }
}

/// The state of a token on a day.
pub fn token_state(account: &Account, token: &Token, on: Date) -> TokenState {
    token::state_on(account, token, on)
}

/// How many activations of a key are left; none: without end. A blocked one has none (E-15).
pub fn key_free(key: &Key) -> Option<u32> {
    key.limit.map(|limit| if key.blocked.is_some() { 0 } else { limit.saturating_sub(key.used) })
}

/// The state of a key on a day.
pub fn key_state(account: &Account, key: &Key, on: Date) -> KeyState {
    key::state_on(account, key, on)
}

/// The seats of a pool on a day, with as many free as ceilings and a shared pool leave (C-24, C-30).
pub fn seat_breakdown(account: &Account, programmes: &Programmes, pool: &Pool, on: Date) -> Breakdown {
    seat::breakdown_within(account, programmes, pool, on)
}

/// How many of a token's seats or a key's activations are free where the entitlement is shared with others (C-24): a
/// token is used whole, and a licence may have several activations.
fn free_within(item: &Item, kind: &BenefitKind, free: u32, shared: Option<&SharedPool>) -> u32 {
    let Some(left) = shared.map(SharedPool::free) else { return free };
    match (item, kind) {
        (Item::Token { .. }, _) if free > left => 0,
        (Item::Token { .. }, _) => free,
        (_, BenefitKind::Key(rule)) => free.min(left.saturating_mul(rule.activations_per_licence.max(1))),
        _ => free.min(left),
    }
}
