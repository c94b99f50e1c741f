//! The home page: what needs somebody, what is held on the clock's day, and what comes next.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use symbolon_domain::access::Capability;
use symbolon_domain::account::{Assignment, Funds, Membership, MembershipState, Order, SubscriptionState};
use symbolon_domain::balance::{MarketingState, marketing_on};
use symbolon_domain::campaign::payable_until;
use symbolon_domain::checklist::{checklist, to_settle};
use symbolon_domain::company::{CheckState, VerificationState};
use symbolon_domain::decide::Context;
use symbolon_domain::explanation::{FactCode, Remedy, RemedyAct};
use symbolon_domain::fact::{Item, MergeSide, Ordered};
use symbolon_domain::ids::{AssignmentId, FundsId, MembershipId, TokenId};
use symbolon_domain::merge::MergeState;
use symbolon_domain::next_year::offer_at_renewal;
use symbolon_domain::order::{Next, asks_for_money, next_step, received_in_part, renewal_of};
use symbolon_domain::outlook::{Change, ChangeKind, outlook, together};
use symbolon_domain::overrides::{LateOverride, OverrideState};
use symbolon_domain::programme::{WindowAccess, days_between, plus_days, plus_months};
use symbolon_domain::seat::Breakdown;
use symbolon_domain::standing::{Line, LineState, MembershipStanding, Standing, SubscriptionStanding, wind_down};
use symbolon_domain::ticket::TicketState;
use symbolon_domain::token::{irreplaceable, replacements};
use symbolon_store::{TicketRow, searched};

use super::frame::Said;
use super::money;
use super::seats;
use super::sight::{Sight, Tag};
use super::timeline::{self, Timeline, percent, share};

/// The most cards that are shown at once: more would hide the first.
const CARDS: usize = 5;
/// How far the list of what comes next looks ahead.
const MONTHS_AHEAD: i32 = 12;

/// Something that somebody should do.
pub(crate) struct Card {
    pub(crate) tone: &'static str,
    pub(crate) icon: &'static str,
    pub(crate) when: String,
    pub(crate) title: String,
    pub(crate) text: String,
    pub(crate) act: Option<Act>,
    pub(crate) first: bool,
    deadline: Date,
}

/// What a card leads to: a page, or a form that is sent at once.
pub(crate) struct Act {
    pub(crate) href: String,
    pub(crate) text: String,
    pub(crate) post: bool,
    pub(crate) key: String,
}

/// A membership with its dates kept apart.
pub(crate) struct MembershipView {
    pub(crate) number: u64,
    pub(crate) offer: String,
    pub(crate) tag: Tag,
    pub(crate) year: String,
    pub(crate) redeem_by: String,
    pub(crate) redeem_by_note: String,
    pub(crate) usable_until: String,
    pub(crate) usable_note: String,
    pub(crate) renew: String,
    pub(crate) renew_note: String,
    pub(crate) timeline: Option<Timeline>,
}

/// A category of benefits.
pub(crate) struct Group {
    pub(crate) name: String,
    pub(crate) count: String,
    pub(crate) lines: Vec<LineView>,
}

/// A row of the table of benefits.
pub(crate) struct LineView {
    pub(crate) href: String,
    pub(crate) name: String,
    pub(crate) from: String,
    pub(crate) layer: String,
    pub(crate) granted: String,
    pub(crate) used: String,
    pub(crate) bar: Option<String>,
    pub(crate) full: bool,
    pub(crate) free: String,
    pub(crate) redeem_by: String,
    pub(crate) usable_until: String,
    pub(crate) tag: Tag,
    pub(crate) act: Option<(String, String)>,
}

/// A pool of developer subscriptions as one bar.
pub(crate) struct PoolView {
    pub(crate) name: String,
    /// Where it comes from: several pools may be of one product.
    pub(crate) source: String,
    pub(crate) finding: String,
    /// Where seats are given and taken back.
    pub(crate) act: Option<String>,
    pub(crate) activated: (String, String),
    pub(crate) assigned: (String, String),
    pub(crate) locked: (String, String),
    pub(crate) parts: Vec<Part>,
}

/// One part of a bar, in words.
pub(crate) struct Part {
    pub(crate) swatch: &'static str,
    pub(crate) count: u32,
    pub(crate) word: String,
}

/// A cloud subscription.
pub(crate) struct SubscriptionView {
    pub(crate) product: String,
    pub(crate) tenant: String,
    pub(crate) seats: String,
    pub(crate) until: String,
    pub(crate) tag: Tag,
}

/// A day on which something changes.
pub(crate) struct Day {
    pub(crate) tone: &'static str,
    pub(crate) iso: String,
    pub(crate) date: String,
    pub(crate) texts: Vec<String>,
}

/// What needs somebody, the nearest deadline first. `keys` gives an idempotency key for each act that is sent at once.
pub(crate) fn cards(
    sight: &Sight<'_>,
    standing: &Standing,
    context: &Context,
    (asked, answered): (&Asked, &[TicketRow]),
    seats_asked: Option<(usize, Date)>,
    mut keys: impl FnMut() -> String,
) -> Vec<Card> {
    let mut cards = Vec::new();
    if sight.may(Capability::ViewMemberships) {
        cards.extend(
            standing.memberships.iter().filter_map(|held| renewal_card(sight, standing, held, (context, asked))),
        );
    }
    let redeems = sight.may(Capability::Reveal) || !sight.actor.admin_of.is_empty();
    if redeems {
        cards.extend(token_cards(sight, standing));
    }
    if sight.may(Capability::RequestReplacement) {
        cards.extend(replacement_cards(sight, context));
    }
    if sight.may(Capability::ConfirmWindDown) {
        cards.extend(version_cards(sight, standing));
    }
    cards.extend(seat_cards(sight, &mut keys));
    cards.extend(answered.iter().map(|row| answer_card(sight, row)));
    cards.extend(leavers_card(sight));
    cards.extend(seats_asked.map(|asked| seat_request_card(sight, asked)));
    if sight.may(Capability::Buy) {
        cards.extend(order_cards(sight));
        cards.extend(money_cards(sight));
    }
    if sight.may(Capability::ManageMerges) || sight.may(Capability::Buy) {
        cards.extend(merge_cards(sight));
    }
    if sight.may(Capability::HandInDocuments) {
        cards.extend(verification_card(sight));
    }
    if sight.may(Capability::ViewProfile) {
        cards.extend(profile_card(sight));
    }
    cards.sort_by_key(|card| card.deadline);
    cards.truncate(CARDS);
    if let Some(first) = cards.first_mut() {
        first.first = true;
    }
    cards
}

fn link(href: String, text: String) -> Option<Act> {
    Some(Act { href, text, post: false, key: String::new() })
}

/// A card about the renewal of a membership.
fn about(
    sight: &Sight<'_>,
    held: &MembershipStanding,
    (tone, icon): (&'static str, &'static str),
    (when, title, text): (String, &str, String),
    deadline: Date,
) -> Card {
    let words = sight.words;
    let args = [("offer", sight.offer(&held.offer).into()), ("date", held.renew_to.into())];
    Card {
        tone,
        icon,
        when,
        title: words.with(title, &args),
        text,
        act: link(format!("{}/renew", sight.base()), words.t("ui-card-renew-act")),
        first: false,
        deadline,
    }
}

/// What is to be done about a membership: it is paid, renewed, prepared or wound down. What a company has to settle
/// before it can pay is said along (B-30, B-33).
fn renewal_card(
    sight: &Sight<'_>,
    standing: &Standing,
    held: &MembershipStanding,
    (context, asked): (&Context, &Asked),
) -> Option<Card> {
    // The one with which it is renewed has a card (H-37).
    if held.renewed_with.is_some() {
        return None;
    }
    if let Some(order) = renewal_to_pay(sight, held.id) {
        return Some(ordered_card(sight, held, order));
    }
    let words = sight.words;
    let args =
        [("date", held.renewable_to.into()), ("from", held.renew_from.into()), ("until", held.benefits_until.into())];
    let renewal = Ordered::Renewal { membership: held.id, offer: sight.renewed_as(held).to_owned() };
    let and_settle = |text: String| {
        let dearer = price_change_of(sight, held.id, renewal.offer());
        joined(std::iter::once(text).chain(dearer).chain(to_settle_for(sight, &renewal, context)))
    };
    let open = held.state == MembershipState::RenewalOpen || sight.today >= held.renew_from;
    match held.state {
        MembershipState::RenewalOpen | MembershipState::Active if open && sight.today > held.renewable_to => {
            let said = (timeline::finding(sight, held), "ui-card-sold-title", words.with("ui-card-sold-text", &args));
            Some(about(sight, held, ("warn", "clock"), said, held.benefits_until))
        }
        MembershipState::RenewalOpen | MembershipState::Active if open => {
            let text = match held.access {
                WindowAccess::Kept => "ui-card-renew-kept",
                WindowAccess::ReadOnly => "ui-card-renew-read-only",
                WindowAccess::Suspended => "ui-card-renew-suspended",
            };
            let said = (timeline::finding(sight, held), "ui-card-renew-title", and_settle(words.with(text, &args)));
            Some(about(sight, held, ("warn", "clock"), said, held.renewable_to))
        }
        MembershipState::Active | MembershipState::RenewalOpen => {
            let programme = sight.programmes.version(held.version);
            let window = programme.offer(&held.offer).and_then(|offer| programme.window_of(offer))?;
            let first = window.reminders.iter().map(|reminder| reminder.offset_days).min().unwrap_or_default();
            (sight.today >= plus_days(held.anniversary, first)?).then(|| {
                let text = and_settle(words.with("ui-card-soon-text", &args));
                let said = (timeline::finding(sight, held), "ui-card-soon-title", text);
                about(sight, held, ("", "day"), said, held.renew_from)
            })
        }
        MembershipState::Lapsed => {
            let Some(until) = payable_until(sight.account, sight.programmes, held.id, sight.today) else {
                return lapsed_card(sight, standing, held, (context, asked));
            };
            let args = [("date", held.renew_to.into()), ("until", until.into())];
            let text = and_settle(words.with("ui-card-reopened-text", &args));
            let said = (words.with("ui-card-reopened-when", &args), "ui-card-reopened-title", text);
            Some(about(sight, held, ("warn", "clock"), said, until))
        }
        MembershipState::Upgraded | MembershipState::Refunded | MembershipState::Merged | MembershipState::NotYet => {
            None
        }
    }
}

/// That a renewal costs more or less than before, where it does.
fn price_change_of(sight: &Sight<'_>, membership: MembershipId, offer: &str) -> Option<String> {
    let found = sight.renewal_price(membership, offer)?;
    found.change.as_ref().map(|change| sight.price_change(&found.fee.amount, change))
}

/// A renewal that is ordered: it can be paid to the order's last day, and what happens until then (B-46).
fn ordered_card(sight: &Sight<'_>, held: &MembershipStanding, order: &Order) -> Card {
    let (words, placed) = (sight.words, &order.placed);
    let args = [
        ("order", format!("O-{}", placed.number).into()),
        ("total", words.money(&placed.total).into()),
        ("date", placed.pay_by.into()),
    ];
    let access = if held.benefits_until >= sight.today { "ui-card-ordered-kept" } else { "ui-card-ordered-off" };
    let access = words.with(access, &[("until", held.benefits_until.into())]);
    let remove = to_remove(sight, held).filter(|_| held.state == MembershipState::Lapsed);
    let text = paid_in_part(sight, order).unwrap_or_else(|| words.with("ui-card-ordered-text", &args));
    let text = joined([text, access].into_iter().chain(remove));
    let said = (words.with("ui-card-order-when", &args), "ui-card-ordered-title", text);
    let act = link(format!("{}/orders/{}", sight.base(), placed.order), words.t("ui-card-order-act"));
    Card { act, ..about(sight, held, ("warn", "clock"), said, placed.pay_by) }
}

/// How an order is paid for which something came that does not pay it (B-42); none where nothing did.
fn paid_in_part(sight: &Sight<'_>, order: &Order) -> Option<String> {
    received_in_part(sight.account, order).map(|_| money::pay_whole(sight, order))
}

/// Money that waits and whose order asks for none: what it pays once that is ordered anew, or that support settles it
/// (B-44).
fn money_cards(sight: &Sight<'_>) -> Vec<Card> {
    let words = sight.words;
    let held = sight.account.funds.iter().filter(|(_, funds)| funds.is_held());
    let card = |(id, funds): (&FundsId, &Funds)| {
        let said = match next_step(sight.account, sight.programmes, (*id, funds), sight.today) {
            // The order's own card says it.
            Next::PayWhole(_) => return None,
            Next::OrderAnew(_) | Next::AskSupport => money::to_do(sight, (*id, funds)),
        };
        let named = funds.received.order.and_then(|order| sight.account.orders.get(&order));
        let named = named.map_or_else(|| "none".to_owned(), |order| format!("O-{}", order.placed.number));
        let args = [
            ("amount", words.money(funds.amount()).into()),
            ("order", named.into()),
            ("date", funds.received_on.into()),
        ];
        Some(Card {
            tone: "warn",
            icon: "clock",
            when: words.with("ui-card-money-when", &args),
            title: words.with("ui-card-money-title", &args),
            text: said.text,
            act: said.way.and_then(|(href, text)| link(href, text)),
            first: false,
            deadline: funds.received_on,
        })
    };
    held.filter_map(card).collect()
}

/// The tickets of the reader's own that ask for a late override, by their memberships.
pub(crate) type Asked = BTreeMap<MembershipId, String>;

/// A late override that was asked for, as far as it is.
pub(crate) struct Pending {
    pub(crate) text: String,
    /// The ticket, where it is the reader's own.
    pub(crate) href: Option<String>,
}

/// What is known of a late override of a membership: it waits for a decision, or its fee can be paid (J-37).
pub(crate) fn override_asked(sight: &Sight<'_>, membership: MembershipId, asked: &Asked) -> Option<Pending> {
    let all = || sight.account.overrides.values().filter(|one| one.membership == membership);
    let own = asked.get(&membership);
    let href = own.map(|number| format!("/tickets/{number}"));
    let state = |one: &LateOverride| one.state_on(sight.account, sight.today);
    let granted = all().find(|one| state(one) == OverrideState::Approved).and_then(|one| one.granted.as_ref());
    if let Some(granted) = granted {
        return Some(Pending {
            text: sight.words.with("ui-override-granted", &[("date", granted.pay_by.into())]),
            href,
        });
    }
    let proposed = all().find(|one| one.is_open()).map(|one| &one.ticket_number);
    // A ticket stays open after what it asked for was decided.
    let waits = own.filter(|number| !all().any(|one| one.ticket_number == **number && !one.is_open()));
    let number = waits.or(proposed)?;
    Some(Pending { text: sight.words.with("ui-card-lapsed-asked", &[("ticket", number.as_str().into())]), href })
}

/// A membership that has lapsed: what is to be removed, and how the company comes back; none where another one is held
/// and nothing is to be done.
fn lapsed_card(
    sight: &Sight<'_>,
    standing: &Standing,
    held: &MembershipStanding,
    (context, asked): (&Context, &Asked),
) -> Option<Card> {
    let words = sight.words;
    let again = standing.memberships.iter().any(|other| {
        other.id != held.id && matches!(other.state, MembershipState::Active | MembershipState::RenewalOpen)
    });
    let ended = plus_days(held.benefits_until, 1)?;
    let remove = to_remove(sight, held);
    let access = held.explanation.children().iter().find(|node| node.fact == FactCode::MembershipAccess);
    let remedy = access.and_then(|node| node.remedy.as_ref());
    let may_ask = remedy.is_some_and(|remedy| remedy.act == RemedyAct::AskOverride);
    let pending = override_asked(sight, held.id, asked);
    if again && remove.is_none() && !may_ask && pending.is_none() {
        return None;
    }
    let closed = words.with("ui-card-lapsed-text", &[("date", held.renew_to.into())]);
    let back = match &pending {
        Some(pending) => vec![pending.text.clone()],
        None => remedy.into_iter().flat_map(|remedy| way_back(sight, held, remedy, context)).collect(),
    };
    let remains = remove.is_some();
    let text = joined(remove.into_iter().chain([closed]).chain(back));
    let said = (words.with("ui-card-lapsed-when", &[("date", ended.into())]), "ui-card-lapsed-title", text);
    let removes = remains && pending.is_none() && sight.may(Capability::ConfirmWindDown);
    let act = match pending.and_then(|pending| pending.href) {
        Some(href) => link(href, words.t("ui-card-lapsed-ticket")),
        None if removes => link(format!("{}/licences", sight.base()), words.t("ui-card-lapsed-remove-act")),
        None => link(format!("{}/renew", sight.base()), words.t("ui-card-lapsed-act")),
    };
    Some(Card { act, ..about(sight, held, ("stop", "stop"), said, held.renew_to) })
}

/// How much software of a membership that is over is still to be removed or licensed (F-10); none: nothing is.
fn to_remove(sight: &Sight<'_>, held: &MembershipStanding) -> Option<String> {
    let ended = plus_days(held.benefits_until, 1)?;
    let items = wind_down(sight.account, sight.programmes, held.id, ended, sight.today);
    let open = items.iter().filter(|item| item.confirmed.is_none()).count();
    let count = i64::try_from(open).unwrap_or(i64::MAX);
    (open > 0).then(|| sight.words.with("ui-card-lapsed-remove", &[("count", count.into())]))
}

/// A name that begins a line, inside a sentence.
fn uncapitalised(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// Sentences in a row.
fn joined(texts: impl Iterator<Item = String>) -> String {
    texts.collect::<Vec<_>>().join(" ")
}

/// The order by which a membership is renewed once it is paid.
pub(crate) fn renewal_to_pay<'a>(sight: &Sight<'a>, membership: MembershipId) -> Option<&'a Order> {
    let order = renewal_of(sight.account, membership, sight.today);
    order.filter(|order| asks_for_money(sight.account, sight.programmes, order, sight.today))
}

/// What has to be settled before something can be ordered, as sentences.
fn to_settle_for(sight: &Sight<'_>, of: &Ordered, context: &Context) -> Vec<String> {
    let list = checklist(sight.account, sight.programmes, of, context);
    list.iter().flat_map(to_settle).map(|node| sight.say(node)).collect()
}

/// How a company comes back to what has lapsed: by an override, or by buying it again, with what stands in the way.
fn way_back(sight: &Sight<'_>, held: &MembershipStanding, remedy: &Remedy, context: &Context) -> Vec<String> {
    match remedy.act {
        RemedyAct::AskOverride => vec![sight.words.remedy(remedy)],
        RemedyAct::Purchase | RemedyAct::Attain | RemedyAct::MeetRequirement => {
            let again =
                checklist(sight.account, sight.programmes, &Ordered::Purchase { offer: held.offer.clone() }, context);
            // What has to be attained first is not what the page of orders would say.
            let first = remedy.act != RemedyAct::Purchase;
            let missing: Vec<String> = again
                .iter()
                .flat_map(to_settle)
                .flat_map(|node| {
                    let helps = node.remedy.as_ref().filter(|_| first);
                    let helps = helps.map(|held| sight.words.remedy(held));
                    std::iter::once(sight.say(node)).chain(helps)
                })
                .collect();
            let said = if missing.is_empty() { "ui-card-lapsed-again" } else { "ui-card-lapsed-not-again" };
            std::iter::once(sight.words.t(said)).chain(missing).collect()
        }
        _ => Vec::new(),
    }
}

fn open_token(line: &&Line) -> bool {
    matches!(line.kind, "token") && matches!(line.state, LineState::Available | LineState::Revealed)
}

/// One card a day on which tokens must have been redeemed.
fn token_cards(sight: &Sight<'_>, standing: &Standing) -> Vec<Card> {
    let words = sight.words;
    let mut by_day: BTreeMap<Date, Vec<&Line>> = BTreeMap::new();
    for line in standing.lines.iter().filter(open_token) {
        by_day.entry(line.redeem_by).or_default().push(line);
    }
    let card = |(day, lines): (Date, Vec<&Line>)| {
        let names: Vec<String> =
            lines.iter().filter_map(|line| line.token).map(|token| token_name(sight, token)).collect();
        let count = i64::try_from(lines.len()).unwrap_or(i64::MAX);
        let act = match lines.as_slice() {
            [only] => only
                .token
                .and_then(|token| link(format!("{}/tokens/{token}/redeem", sight.base()), words.t("ui-act-redeem"))),
            _ => link("#benefits".to_owned(), words.t("ui-card-tokens-act")),
        };
        Card {
            tone: "",
            icon: "day",
            when: words.with("ui-card-tokens-when", &[("date", day.into())]),
            title: words.with("ui-card-tokens-title", &[("count", count.into())]),
            text: words.list(&names),
            act,
            first: false,
            deadline: day,
        }
    };
    by_day.into_iter().map(card).collect()
}

/// A token in words, and that it was granted in place of another one.
fn token_name(sight: &Sight<'_>, id: TokenId) -> String {
    let name = sight.token(id);
    match sight.account.tokens.get(&id).filter(|token| token.replaces.is_some()) {
        Some(token) => {
            let args = [("token", name.into()), ("date", token.granted_on.into())];
            sight.words.with("ui-card-tokens-instead", &args)
        }
        None => name,
    }
}

/// The tokens that may have been redeemed wrongly, each with the newest request to replace it (D-20…D-23).
fn replacement_cards(sight: &Sight<'_>, context: &Context) -> Vec<Card> {
    let words = sight.words;
    let redeemed = sight.account.tokens.iter().filter_map(|(id, token)| {
        let waits = || sight.last_request(*id).is_some_and(|(_, request)| request.decided.is_none());
        let until = token.redeemed.as_ref()?.act.replaceable_until.filter(|until| sight.today <= *until || waits())?;
        let tenant = token.redeemed.as_ref()?.act.tenant;
        let max = replacements(sight.account, sight.programmes, token)?;
        (token.replaced_by.is_none()).then_some((*id, until, tenant, max))
    });
    redeemed
        .map(|(id, until, tenant, max)| {
            let last = sight.last_request(id).map(|(_, request)| request);
            let decided = last.and_then(|request| request.decided.as_ref());
            let args = [
                ("token", sight.token(id).into()),
                ("date", until.into()),
                ("tenant", sight.tenant(tenant).into()),
                ("max", i64::from(max).into()),
                ("on", last.map_or(until, |request| request.requested_on).into()),
                ("decided", decided.map_or(until, |decided| decided.on).into()),
            ];
            let again = || irreplaceable(sight.account, sight.programmes, id, context).is_none();
            let (when, text) = match (last, decided) {
                (None, _) => ("ui-card-replace-when", "ui-card-replace-text"),
                (Some(_), None) => ("ui-card-replace-open-when", "ui-card-replace-open"),
                (Some(_), Some(_)) if again() => ("ui-card-replace-when", "ui-card-replace-again"),
                (Some(_), Some(_)) => ("ui-card-replace-declined-when", "ui-card-replace-declined"),
            };
            let (path, act) = match text {
                "ui-card-replace-again" => ("replace", "ui-card-replace-again-act"),
                _ => ("done", "ui-card-replace-act"),
            };
            Card {
                tone: "",
                icon: "loop",
                when: words.with(when, &args),
                title: words.with("ui-card-replace-title", &args),
                text: words.with(text, &args),
                act: link(format!("{}/tokens/{id}/{path}", sight.base()), words.t(act)),
                first: false,
                deadline: until,
            }
        })
        .collect()
}

/// Orders that wait to be paid. One that renews a membership and can be paid has that membership's card.
fn order_cards(sight: &Sight<'_>) -> Vec<Card> {
    let words = sight.words;
    let has_card = |order: &Order| match &order.placed.of {
        Ordered::Renewal { membership, .. } => {
            let renewed_with = |held| sight.account.renewed_with(held).is_some();
            let joined = sight.account.memberships.get(membership).is_some_and(renewed_with);
            !joined && renewal_to_pay(sight, *membership).is_some()
        }
        Ordered::Purchase { .. } => false,
    };
    let waits = sight.account.orders.values().filter(|order| order.is_open_on(sight.today) && !has_card(order));
    waits
        .map(|order| {
            let placed = &order.placed;
            let asks = asks_for_money(sight.account, sight.programmes, order, sight.today);
            let word = |asked: &'static str, blocked: &'static str| if asks { asked } else { blocked };
            let args = [
                ("order", format!("O-{}", placed.number).into()),
                ("total", words.money(&placed.total).into()),
                ("date", placed.pay_by.into()),
            ];
            Card {
                tone: word("warn", "stop"),
                icon: word("clock", "stop"),
                when: words.with(word("ui-card-order-when", "ui-card-order-blocked-when"), &args),
                title: words.with(word("ui-card-order-title", "ui-card-order-blocked-title"), &args),
                text: paid_in_part(sight, order)
                    .filter(|_| asks)
                    .unwrap_or_else(|| words.with(word("ui-card-order-text", "ui-card-order-blocked-text"), &args)),
                act: link(format!("{}/orders/{}", sight.base(), placed.order), words.t("ui-card-order-act")),
                first: false,
                deadline: placed.pay_by,
            }
        })
        .collect()
}

/// Invitations to merge that wait for an answer, and accepted ones that wait for the confirmation (H-22, H-24).
fn merge_cards(sight: &Sight<'_>) -> Vec<Card> {
    let words = sight.words;
    let manages = sight.may(Capability::ManageMerges);
    // Where nobody can answer, those who give that role are asked to (I-12).
    let nobody = sight.helpers(Capability::ManageMerges.roles()).is_empty() && sight.may(Capability::GiveRoles);
    let answers: Vec<String> = Capability::ManageMerges.roles().iter().map(|role| sight.role(*role)).collect();
    let merges = sight.account.merges.iter();
    let waiting = merges.filter_map(|(id, held)| {
        let (since, title, text) = match (held.side, held.state_on(sight.today)) {
            (MergeSide::Invitee, MergeState::Invited) if manages => {
                (held.invited_on, "ui-card-merge-invited", "ui-card-merge-invited-text")
            }
            (MergeSide::Invitee, MergeState::Invited) if nobody => {
                (held.invited_on, "ui-card-merge-invited", "ui-card-merge-nobody-text")
            }
            (MergeSide::Initiator, MergeState::Accepted) if manages => {
                (held.accepted.as_ref()?.0, "ui-card-merge-accepted", "ui-card-merge-accepted-text")
            }
            (_, MergeState::Accepted) => (held.accepted.as_ref()?.0, "ui-card-merge-waits", "ui-card-merge-waits-text"),
            _ => return None,
        };
        let args = [
            ("company", sight.company(held.other_number).into()),
            ("date", since.into()),
            ("roles", words.list(&answers).into()),
        ];
        Some(Card {
            tone: "",
            icon: "day",
            when: words.with("ui-card-merge-when", &args),
            title: words.with(title, &args),
            text: words.with(text, &args),
            act: link(format!("{}/merges/{id}", sight.base()), words.t("ui-card-merge-act")),
            first: false,
            deadline: since,
        })
    });
    waiting.collect()
}

/// The company's verification, while nothing can be bought or renewed because of it (B-30, B-32).
fn verification_card(sight: &Sight<'_>) -> Option<Card> {
    let (words, company) = (sight.words, &sight.account.company);
    let rule = sight.programme().verification.as_ref()?;
    let (tone, icon, wanted, id) = match company.state(rule) {
        VerificationState::Rejected => ("stop", "stop", CheckState::Rejected, "rejected"),
        VerificationState::Pending => ("", "clock", CheckState::Pending, "pending"),
        VerificationState::NotReviewed | VerificationState::Authorized => return None,
    };
    let checks = || company.checks.iter().filter(|(_, held)| held.state == wanted);
    let since = checks().map(|(_, held)| held.since).min()?;
    let names: Vec<String> = checks().map(|(check, _)| uncapitalised(&words.word(*check))).collect();
    let args = [("date", since.into()), ("checks", words.list(&names).into()), ("verified", sight.verified().into())];
    Some(Card {
        tone,
        icon,
        when: words.with("ui-card-check-since", &[("date", since.into())]),
        title: words.t(&format!("ui-card-check-{id}")),
        text: words.with(&format!("ui-card-check-{id}-text"), &args),
        act: link(format!("{}/company", sight.base()), words.t("ui-task-company")),
        first: false,
        deadline: since,
    })
}

/// That the company has no profile, while nothing can be bought because of it (B-31): a form for those who give it, and
/// who they are for anybody else.
fn profile_card(sight: &Sight<'_>) -> Option<Card> {
    let (words, account) = (sight.words, sight.account);
    let rule = sight.programme().verification.as_ref().filter(|rule| rule.blocks_orders)?;
    let opened_on = account.opened_on.filter(|_| account.closed_on.is_none())?;
    if account.company.state(rule) != VerificationState::NotReviewed {
        return None;
    }
    let gives = sight.may(Capability::ReviewProfile);
    let text = words.t("ui-card-profile-text");
    let others = if gives { Vec::new() } else { sight.helpers_or_roles(Capability::ReviewProfile.roles()) };
    let helpers =
        (!others.is_empty()).then(|| words.with("ui-card-profile-helpers", &[("who", others.join(" · ").into())]));
    Some(Card {
        tone: "warn",
        icon: "warn",
        when: words.with("ui-card-profile-when", &[("date", opened_on.into())]),
        title: words.t("ui-card-profile-title"),
        text: joined(std::iter::once(text).chain(helpers)),
        act: link(format!("{}/company", sight.base()), words.t("ui-task-company")).filter(|_| gives),
        first: false,
        deadline: opened_on,
    })
}

fn version_cards(sight: &Sight<'_>, standing: &Standing) -> Vec<Card> {
    let words = sight.words;
    let lines = standing.lines.iter().filter(|line| line.state != LineState::Ended);
    lines
        .filter_map(|line| {
            let day = line.upgrade_by.filter(|day| *day >= sight.today)?;
            let args = [("benefit", sight.benefit(&line.granted.benefit).into()), ("date", day.into())];
            Some(Card {
                tone: "",
                icon: "loop",
                when: words.with("ui-card-version-when", &args),
                title: words.with("ui-card-version-title", &args),
                text: words.with("ui-card-version-text", &args),
                act: link(format!("{}/benefits/{}", sight.base(), line.grant), words.t("ui-card-version-act")),
                first: false,
                deadline: day,
            })
        })
        .collect()
}

/// A seat of the reader's own, and the membership from which it comes.
struct Own<'a> {
    id: AssignmentId,
    held: &'a Assignment,
    benefit: &'a str,
    membership: &'a Membership,
    until: Date,
}

fn own<'a>(sight: &Sight<'a>) -> impl Iterator<Item = Own<'a>> {
    let (account, today, person) = (sight.account, sight.today, sight.actor.person);
    account.assignments.iter().filter_map(move |(id, held)| {
        if Some(held.person) != person || held.ended.is_some() {
            return None;
        }
        let pool = account.pools.get(&held.pool)?;
        let (_, membership) = account.membership_of(pool.grant)?;
        Some(Own { id: *id, held, benefit: &pool.benefit, membership, until: membership.benefits_until(today) })
    })
}

/// The seats of the reader's own that they may use, each with its product and its last day.
pub(crate) fn seats_until<'a>(sight: &Sight<'a>) -> impl Iterator<Item = (AssignmentId, String, Date)> {
    let usable = own(sight).filter(|seat| seat.until >= sight.today);
    usable.map(|seat| (seat.id, sight.benefit(seat.benefit), seat.until))
}

fn seat_args(sight: &Sight<'_>, seat: &Own<'_>) -> Vec<(&'static str, symbolon_text::Value)> {
    let who = sight.named(|names| names.person(&seat.held.assigned_by));
    vec![
        ("benefit", sight.benefit(seat.benefit).into()),
        ("date", seat.held.assigned_on.into()),
        ("until", seat.until.into()),
        ("over", plus_days(seat.until, 1).unwrap_or(seat.until).into()),
        ("who", who.into()),
    ]
}

/// A card about a seat of the reader's own.
fn seat_card(
    sight: &Sight<'_>,
    seat: &Own<'_>,
    (tone, icon): (&'static str, &'static str),
    (when, title, text): (&str, &str, &str),
    act: Option<Act>,
) -> Card {
    let (words, args) = (sight.words, seat_args(sight, seat));
    Card {
        tone,
        icon,
        when: words.with(when, &args),
        title: words.with(title, &args),
        text: words.with(text, &args),
        act,
        first: false,
        deadline: seat.held.assigned_on,
    }
}

/// The reader's own seats that wait to be activated (G-02), and those that ended and leave something to remove (F-09).
fn seat_cards(sight: &Sight<'_>, keys: &mut impl FnMut() -> String) -> Vec<Card> {
    let mut cards = Vec::new();
    for seat in own(sight) {
        if has_ended(sight, &seat) {
            let said = ("ui-mine-ended-when", "ui-mine-ended-title", "ui-mine-ended-remove");
            let card = || seat_card(sight, &seat, ("stop", "stop"), said, None);
            cards.extend(is_to_be_removed(sight, &seat).then(card));
        } else if seat.held.activated_on.is_none() && seat.until >= sight.today {
            let act = Some(Act {
                href: format!("{}/assignments/{}/activate", sight.base(), seat.id),
                text: sight.words.t("ui-card-seat-act"),
                post: true,
                key: keys(),
            });
            let said = ("ui-card-seat-when", "ui-card-seat-title", "ui-card-seat-text");
            cards.push(seat_card(sight, &seat, ("good", "check"), said, act));
        }
    }
    cards
}

/// That support asks something in a ticket of the reader's own, or has answered it.
fn answer_card(sight: &Sight<'_>, row: &TicketRow) -> Card {
    let (words, ticket) = (sight.words, &row.ticket);
    let asks = ticket.state == TicketState::WaitingForPartner;
    let args = [
        ("number", ticket.number.as_str().into()),
        ("about", words.word(ticket.reason).into()),
        ("date", ticket.opened_on.into()),
    ];
    Card {
        tone: if asks { "warn" } else { "" },
        icon: if asks { "clock" } else { "check" },
        when: words.with("ui-card-answer-when", &args),
        title: words.t(if asks { "ui-card-answer-asks" } else { "ui-card-answer-title" }),
        text: words.with("ui-card-answer-text", &args),
        act: link(format!("/tickets/{}", ticket.number), words.t("ui-card-answer-act")),
        first: false,
        deadline: ticket.opened_on,
    }
}

/// That somebody who left the directory still has a seat, for who can take it back (G-14).
fn leavers_card(sight: &Sight<'_>) -> Option<Card> {
    let (words, seats) = (sight.words, seats::of_leavers(sight));
    let since = seats.iter().map(|(_, held)| held.locked_until.max(held.assigned_on)).min()?;
    let names: BTreeSet<String> = seats.iter().map(|(_, held)| sight.person(held.person)).collect();
    let movable = seats.iter().filter(|(_, held)| held.locked_until <= sight.today).count();
    let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let args = [
        ("count", count(seats.len()).into()),
        ("names", words.list(&names.into_iter().collect::<Vec<_>>()).into()),
        ("movable", count(movable).into()),
        ("date", since.into()),
    ];
    let act = match seats.as_slice() {
        [(only, _)] => link(sight.return_of(*only), words.t("ui-return-confirm")),
        [(_, first), ..] => {
            let grant = sight.account.pools.get(&first.pool).map(|pool| pool.grant);
            grant.and_then(|grant| {
                link(format!("{}/benefits/{grant}#people", sight.base()), words.t("ui-card-left-act"))
            })
        }
        [] => None,
    };
    Some(Card {
        tone: "warn",
        icon: "warn",
        when: words.with(if movable > 0 { "ui-card-left-now" } else { "ui-card-left-from" }, &args),
        title: words.with("ui-card-left-title", &args),
        text: words.with("ui-card-left-text", &args),
        act,
        first: false,
        deadline: since.max(sight.today),
    })
}

/// That requests for seats wait for the reader, and since when.
fn seat_request_card(sight: &Sight<'_>, (count, since): (usize, Date)) -> Card {
    let words = sight.words;
    let count = [("count", i64::try_from(count).unwrap_or(i64::MAX).into())];
    Card {
        tone: "warn",
        icon: "clock",
        when: words.with("ui-card-seat-requests-when", &[("date", since.into())]),
        title: words.with("ui-card-seat-requests-title", &count),
        text: words.t("ui-card-seat-requests-text"),
        act: link(format!("{}/seat-requests", sight.base()), words.t("ui-card-seat-requests-act")),
        first: false,
        deadline: since,
    }
}

/// That a seat of the reader's own is activated, with the way to what may be done with it.
pub(crate) fn activated(sight: &Sight<'_>, assignment: AssignmentId) -> Option<Said> {
    let seat = own(sight).find(|seat| seat.id == assignment && seat.held.activated_on.is_some())?;
    let grant = sight.account.pools.get(&seat.held.pool)?.grant;
    let terms = sight.programmes.benefit(seat.benefit).is_some_and(|benefit| benefit.terms.is_some());
    Some(Said {
        text: sight.words.with("ui-card-seat-activated", &seat_args(sight, &seat)),
        way: (terms && sight.may(Capability::ViewBenefits))
            .then(|| (format!("{}/benefits/{grant}#terms", sight.base()), sight.words.t("ui-card-seat-uses"))),
    })
}

/// Whether a seat went with its membership, and is not only suspended until a renewal.
fn has_ended(sight: &Sight<'_>, seat: &Own<'_>) -> bool {
    seat.until < sight.today && seat.membership.state_on(sight.today) != MembershipState::RenewalOpen
}

/// Whether what was installed with a seat that has ended is still on the company's list.
fn is_to_be_removed(sight: &Sight<'_>, seat: &Own<'_>) -> bool {
    let Some(ended) = plus_days(seat.until, 1) else { return false };
    let items = wind_down(sight.account, sight.programmes, seat.membership.id, ended, sight.today);
    items
        .iter()
        .any(|item| item.person == Some(seat.held.person) && item.benefit == seat.benefit && item.confirmed.is_none())
}

/// What is personally the reader's: the seats that they use, and those that have ended within a year.
pub(crate) fn mine(sight: &Sight<'_>) -> Vec<Card> {
    let seats: Vec<Own<'_>> = own(sight).collect();
    let usable: BTreeSet<&str> =
        seats.iter().filter(|seat| seat.until >= sight.today).map(|seat| seat.benefit).collect();
    let card = |seat: &Own<'_>| {
        let lately = plus_months(seat.until, MONTHS_AHEAD).is_some_and(|until| sight.today <= until);
        let back = link(format!("{}/assignments/{}/return", sight.base(), seat.id), sight.words.t("ui-return-act-own"));
        let (tone, said, act) = if has_ended(sight, seat) {
            // What is to be removed is among what needs somebody, and whoever has it again has lost nothing.
            if !lately || usable.contains(seat.benefit) || is_to_be_removed(sight, seat) {
                return None;
            }
            (("stop", "stop"), ("ui-mine-ended-when", "ui-mine-ended-title", "ui-mine-ended"), None)
        } else if seat.until < sight.today {
            (("warn", "clock"), ("ui-mine-suspended-when", "ui-card-seat-title", "ui-mine-suspended"), back)
        } else if seat.held.activated_on.is_some() {
            (("good", "check"), ("ui-mine-usable-when", "ui-card-seat-title", "ui-mine-usable"), back)
        } else {
            return None;
        };
        Some(seat_card(sight, seat, tone, said, act))
    };
    seats.iter().filter_map(card).collect()
}

/// A membership's state.
pub(crate) fn membership_tag(sight: &Sight<'_>, state: MembershipState) -> Tag {
    let (tone, icon) = match state {
        MembershipState::Active => ("good", "check"),
        MembershipState::RenewalOpen => ("warn", "clock"),
        MembershipState::Lapsed => ("stop", "stop"),
        MembershipState::Upgraded | MembershipState::Refunded | MembershipState::Merged | MembershipState::NotYet => {
            ("", "ring")
        }
    };
    Tag { tone, icon, word: sight.words.word(state) }
}

/// The dates of the renewal in words: between which days, and how far they are.
pub(crate) fn renewal(sight: &Sight<'_>, held: &MembershipStanding) -> (String, String) {
    let words = sight.words;
    if matches!(held.state, MembershipState::Upgraded | MembershipState::Refunded | MembershipState::Merged) {
        return (words.date_or_dash(None), String::new());
    }
    let args = [("from", held.renew_from.into()), ("to", held.renew_to.into())];
    let with = held.renewed_with.and_then(|with| sight.account.memberships.get(&with));
    let note = if let Some(with) = with {
        words.with("ui-renew-together", &[("number", format!("M-{}", with.number).into())])
    } else if let Some(order) = renewal_to_pay(sight, held.id) {
        let args = [("order", format!("O-{}", order.placed.number).into()), ("date", order.placed.pay_by.into())];
        words.with("ui-renew-ordered", &args)
    } else if let Some(until) = payable_until(sight.account, sight.programmes, held.id, sight.today) {
        words.with("ui-renew-reopened", &[("date", until.into())])
    } else if (held.renew_from..=held.renew_to).contains(&sight.today) {
        symbolon_text::days_left(words.0, days_between(sight.today, held.renew_to))
    } else {
        timeline::finding(sight, held)
    };
    (words.with("ui-renew-dates", &args), note)
}

/// How a membership's right of use ends.
pub(crate) fn usable_note(sight: &Sight<'_>, held: &MembershipStanding) -> String {
    let id = match held.state {
        MembershipState::Merged if held.benefits_until >= sight.today => "ui-usable-rest",
        MembershipState::Lapsed | MembershipState::Upgraded | MembershipState::Refunded | MembershipState::Merged => {
            "ui-usable-over"
        }
        _ if held.benefits_until < sight.today => "ui-usable-suspended",
        _ => "ui-usable-if-not-renewed",
    };
    sight.words.t(id)
}

/// Memberships that are held, then those that are over, the newest first.
pub(crate) fn memberships(sight: &Sight<'_>, standing: &Standing) -> Vec<MembershipView> {
    let words = sight.words;
    let mut held: Vec<&MembershipStanding> = standing.memberships.iter().collect();
    let running =
        |held: &&MembershipStanding| matches!(held.state, MembershipState::Active | MembershipState::RenewalOpen);
    held.sort_by_key(|one| (!running(one), std::cmp::Reverse(one.anniversary)));
    held.into_iter()
        .map(|held| {
            let open: Vec<&Line> = standing
                .lines
                .iter()
                .filter(|line| line.membership == held.id && line.is_unredeemed(sight.today))
                .collect();
            let first = open.iter().map(|line| line.redeem_by).min();
            let soonest = open.iter().filter(|line| Some(line.redeem_by) == first).count();
            let missed = |line: &&Line| line.membership == held.id && line.state == LineState::PastRedeemBy;
            let missed = standing.lines.iter().filter(missed).count();
            let count = |number| [("count", i64::try_from(number).unwrap_or(i64::MAX).into())];
            let (renew, renew_note) = renewal(sight, held);
            MembershipView {
                number: held.number,
                offer: sight.offer(&held.offer),
                tag: membership_tag(sight, held.state),
                year: words.with("ui-membership-year", &[("year", held.year.into())]),
                redeem_by: words.date_or_dash(first),
                redeem_by_note: match (first, running(&held)) {
                    (None, true) if missed > 0 => words.with("ui-redeem-by-passed", &count(missed)),
                    (None, false) => words.t("ui-redeem-by-over"),
                    _ => words.with("ui-redeem-by-note", &count(soonest)),
                },
                usable_until: words.date(held.benefits_until),
                usable_note: usable_note(sight, held),
                renew,
                renew_note,
                timeline: if running(&held) { timeline::timeline(sight, held) } else { None },
            }
        })
        .collect()
}

/// A line's state.
pub(crate) fn line_tag(sight: &Sight<'_>, state: LineState) -> Tag {
    let (tone, icon) = match state {
        LineState::Available => ("info", "dot"),
        LineState::Usable | LineState::Redeemed => ("good", "check"),
        LineState::Revealed => ("good", "eye"),
        LineState::Hidden => ("", "lock"),
        LineState::Exhausted | LineState::PastRedeemBy => ("warn", "warn"),
        LineState::Replaced => ("", "loop"),
        LineState::Revoked | LineState::Ended => ("stop", "stop"),
        LineState::Blocked => ("stop", "lock"),
    };
    Tag { tone, icon, word: sight.words.word(state) }
}

/// A line's state in a word; that of help with selling is the one of its activation.
pub(crate) fn tag_of(sight: &Sight<'_>, line: &Line) -> Tag {
    let tag = line_tag(sight, line.state);
    // What is shown or hidden is the key, and not the right to the software.
    match (&line.granted.item, line.state) {
        (Item::Key { .. }, LineState::Hidden) => return Tag { word: sight.words.t("ui-key-is-hidden"), ..tag },
        (Item::Key { .. }, LineState::Revealed) => return Tag { word: sight.words.t("ui-key-is-shown"), ..tag },
        _ => {}
    }
    if line.state != LineState::Usable || !sight.account.marketing.contains_key(&line.grant) {
        return tag;
    }
    match marketing_on(sight.account, line.grant, sight.today) {
        MarketingState::Processing => {
            Tag { tone: "warn", icon: "clock", word: sight.words.word(MarketingState::Processing) }
        }
        state => Tag { word: sight.words.word(state), ..tag },
    }
}

/// Whether nothing of a line can be begun any more, whatever its own days say.
const fn is_over(line: &Line) -> bool {
    matches!(line.state, LineState::Ended | LineState::PastRedeemBy | LineState::Replaced | LineState::Revoked)
}

/// How many of a line are free: none of what is over.
pub(crate) fn free(line: &Line) -> Option<u32> {
    line.free.map(|free| if is_over(line) { 0 } else { free })
}

/// The last day on which a line can be begun; none where it was over before.
pub(crate) fn redeem_by(sight: &Sight<'_>, line: &Line) -> Option<Date> {
    (!is_over(line) || line.redeem_by < sight.today).then_some(line.redeem_by)
}

/// What can be done with a line. It stays visible without the right to do it: the page behind it says who can.
pub(crate) fn line_act(sight: &Sight<'_>, line: &Line) -> Option<(String, String)> {
    let base = sight.base();
    match (&line.granted.item, line.state, line.token) {
        (Item::Token { .. }, LineState::Available | LineState::Revealed, Some(token)) => {
            Some((format!("{base}/tokens/{token}/redeem"), sight.words.t("ui-act-redeem")))
        }
        (Item::Token { .. }, LineState::Redeemed, Some(token)) => {
            Some((format!("{base}/tokens/{token}/done"), sight.words.t("ui-act-redemption")))
        }
        (Item::Balance, LineState::Available, _) => {
            Some((format!("{base}/benefits/{}#balance", line.grant), sight.words.t("ui-act-activate")))
        }
        (Item::Key { key, .. }, LineState::Hidden | LineState::Revealed | LineState::Exhausted, _) => {
            Some((format!("{base}/keys/{key}/reveal"), sight.words.t("ui-act-reveal")))
        }
        _ => None,
    }
}

/// Whether a line belongs on the page: what is held, what still runs, and what ended with the newest membership.
pub(crate) fn on_page(sight: &Sight<'_>, standing: &Standing, line: &Line) -> bool {
    let Some(held) = standing.memberships.iter().find(|held| held.id == line.membership) else { return false };
    match line.state {
        LineState::Available
        | LineState::Revealed
        | LineState::Hidden
        | LineState::Exhausted
        | LineState::Blocked
        | LineState::Usable => true,
        LineState::Redeemed => line.usable_until.is_some_and(|until| until >= sight.today),
        LineState::PastRedeemBy | LineState::Replaced | LineState::Revoked | LineState::Ended => {
            let newest = standing.memberships.iter().map(|held| held.anniversary).max();
            line.year == held.year && newest == Some(held.anniversary)
        }
    }
}

/// The benefits by category, in the programme's order; what it does not have any more comes after it.
pub(crate) fn groups(sight: &Sight<'_>, standing: &Standing) -> Vec<Group> {
    let words = sight.words;
    let order = |line: &Line| {
        sight.programme().benefits.iter().position(|known| known.id == line.granted.benefit).unwrap_or(usize::MAX)
    };
    let known = &sight.programme().categories;
    let retired: BTreeSet<&str> = standing.lines.iter().map(|line| line.category.as_str()).collect();
    let retired = retired.into_iter().filter(|id| known.iter().all(|category| category.id != *id));
    known
        .iter()
        .chain(retired.filter_map(|id| sight.programmes.category(id)))
        .filter_map(|category| {
            let mut lines: Vec<&Line> = standing
                .lines
                .iter()
                .filter(|line| line.category == category.id && on_page(sight, standing, line))
                .collect();
            lines.sort_by_key(|line| order(line));
            let count = i64::try_from(lines.len()).unwrap_or(i64::MAX);
            (!lines.is_empty()).then(|| Group {
                name: category.name.get(words.0).to_owned(),
                count: words.with("ui-lines", &[("count", count.into())]),
                lines: lines.into_iter().map(|line| line_view(sight, line)).collect(),
            })
        })
        .collect()
}

/// What can still be begun by its last day, then what cannot; of one day by name.
pub(crate) fn by_last_day<'l>(sight: &Sight<'_>, mut lines: Vec<&'l Line>) -> Vec<&'l Line> {
    lines.sort_by_cached_key(|line| {
        let last = redeem_by(sight, line);
        let passed = last.is_none_or(|last| last < sight.today);
        (passed, last, searched(&sight.benefit(&line.granted.benefit)))
    });
    lines
}

/// A line of a table of benefits.
pub(crate) fn line_view(sight: &Sight<'_>, line: &Line) -> LineView {
    let words = sight.words;
    let counted = line.total.filter(|total| *total > 0);
    LineView {
        href: format!("{}/benefits/{}", sight.base(), line.grant),
        name: sight.benefit(&line.granted.benefit),
        from: offer_of(sight, line),
        layer: layer(sight, line),
        granted: granted(sight, line),
        used: counted.map_or_else(
            || "–".to_owned(),
            |total| words.with("ui-used-of", &[("used", line.used.into()), ("total", total.into())]),
        ),
        bar: counted.map(|total| share(line.used.min(total), total)),
        full: counted.is_some_and(|total| line.used >= total) && line.kind == "key",
        free: free(line).map_or_else(|| "–".to_owned(), |free| words.number(free)),
        redeem_by: redeem_by(sight, line).map_or_else(|| "–".to_owned(), |day| words.short(day)),
        usable_until: match line.usable_until {
            Some(day) => words.short(day),
            None if is_over(line) => "–".to_owned(),
            None => words.t("ui-usable-from-redemption"),
        },
        tag: tag_of(sight, line),
        act: line_act(sight, line),
    }
}

/// How much a line grants.
pub(crate) fn granted(sight: &Sight<'_>, line: &Line) -> String {
    if line.unlimited {
        return sight.words.t("ui-unlimited");
    }
    sight.words.quantity(line.granted.quantity, &line.granted.unit)
}

/// The layer of a line, and the competency that it is granted for.
pub(crate) fn layer(sight: &Sight<'_>, line: &Line) -> String {
    let layer = sight.words.word(line.granted.layer);
    let competency = line.granted.competency.as_deref().and_then(|id| sight.programme().competency(id));
    match competency {
        Some(known) => format!("{layer} · {}", known.name.get(sight.words.0)),
        None => layer,
    }
}

/// The offer and the layer of a line.
fn source(sight: &Sight<'_>, line: &Line) -> String {
    format!("{} – {}", offer_of(sight, line), layer(sight, line))
}

/// The offer of a line, with the number of its membership where the company has several of that offer.
fn offer_of(sight: &Sight<'_>, line: &Line) -> String {
    let offer = sight.offer(&line.granted.offer);
    let held = sight.account.memberships.values();
    let same = held.filter(|held| held.last_year().offer == line.granted.offer && held.is_held_on(sight.today));
    let number = sight.account.memberships.get(&line.membership).map(|held| held.number);
    match number.filter(|_| same.count() > 1) {
        Some(number) => format!("{offer} (M-{number})"),
        None => offer,
    }
}

/// The pools of developer subscriptions.
pub(crate) fn pools(sight: &Sight<'_>, standing: &Standing) -> Vec<PoolView> {
    let lines = standing.lines.iter().filter(|line| line.state != LineState::Ended);
    lines.filter_map(|line| Some(pool_view(sight, line, &line.seats?))).collect()
}

/// How many seats are held and free, in words.
pub(crate) fn seats_finding(sight: &Sight<'_>, seats: &Breakdown) -> String {
    let args =
        [("held", (seats.activated + seats.assigned).into()), ("size", seats.size.into()), ("free", seats.free.into())];
    sight.words.with("ui-seats-finding", &args)
}

/// That seats are locked, and until when, as a word for their number.
pub(crate) fn seats_locked(sight: &Sight<'_>, seats: &Breakdown) -> String {
    let count = ("count", seats.locked.into());
    match seats.unlocks_on {
        Some(day) => sight.words.with("ui-seats-locked-until", &[count, ("date", day.into())]),
        None => sight.words.with("ui-seats-locked", &[count]),
    }
}

fn pool_view(sight: &Sight<'_>, line: &Line, seats: &Breakdown) -> PoolView {
    let words = sight.words;
    let whole = i64::from(seats.size.max(seats.activated + seats.assigned).max(1));
    let at = |seats: u32| i64::from(seats) * 10_000 / whole;
    let (activated, held) = (at(seats.activated), at(seats.activated + seats.assigned));
    let locked = at(seats.activated + seats.assigned + seats.locked);
    let part = |swatch, count: u32, id: &str| Part { swatch, count, word: words.with(id, &[("count", count.into())]) };
    let withheld = (seats.withheld > 0).then(|| part("d", seats.withheld, "ui-seats-withheld"));
    let free = part("d", seats.free, "ui-seats-free");
    PoolView {
        name: sight.benefit(&line.granted.benefit),
        source: source(sight, line),
        finding: seats_finding(sight, seats),
        act: sight.may(Capability::AssignSeats).then(|| format!("{}/benefits/{}#people", sight.base(), line.grant)),
        activated: (percent(0), percent(activated)),
        assigned: (percent(activated), percent(held - activated)),
        locked: (percent(held), percent(locked - held)),
        parts: vec![
            part("a", seats.activated, "ui-seats-activated"),
            part("b", seats.assigned, "ui-seats-assigned"),
            Part { swatch: "c", count: seats.locked, word: seats_locked(sight, seats) },
            free,
        ]
        .into_iter()
        .chain(withheld)
        .collect(),
    }
}

/// The cloud subscriptions, which run to their own days.
pub(crate) fn subscriptions(sight: &Sight<'_>, standing: &Standing) -> Vec<SubscriptionView> {
    standing.subscriptions.iter().map(|held| subscription_view(sight, held)).collect()
}

fn subscription_view(sight: &Sight<'_>, held: &SubscriptionStanding) -> SubscriptionView {
    let words = sight.words;
    let (tone, icon) = match held.state {
        SubscriptionState::Active => ("good", "check"),
        SubscriptionState::Expired => ("warn", "clock"),
        _ => ("stop", "stop"),
    };
    SubscriptionView {
        product: sight.benefit(&held.benefit),
        tenant: sight.tenant(held.tenant),
        seats: held.extent.map_or_else(|| "–".to_owned(), |extent| words.number(extent.seats)),
        until: words.date_or_dash(held.extent.map(|extent| extent.usable_until)),
        tag: Tag { tone, icon, word: words.word(held.state) },
    }
}

/// The dated changes of the coming months if nobody acts.
pub(crate) fn coming(sight: &Sight<'_>, months: i32) -> Vec<Change> {
    let end = plus_months(sight.today, months).unwrap_or(sight.today);
    outlook(sight.account, sight.programmes, sight.today, end)
}

/// Those of the coming year in words, by day.
pub(crate) fn next(sight: &Sight<'_>) -> Vec<Day> {
    days(sight, &coming(sight, MONTHS_AHEAD))
}

/// Changes by day.
pub(crate) fn days(sight: &Sight<'_>, changes: &[Change]) -> Vec<Day> {
    let told = together(changes, sight.actor, sight.id);
    let days = told.chunk_by(|one, other| one.on == other.on);
    days.filter_map(|told| {
        let on = told.first()?.on;
        Some(Day {
            tone: told.iter().map(|one| tone(one.kind)).max_by_key(|tone| weight(tone)).unwrap_or_default(),
            iso: on.to_string(),
            date: sight.words.date(on),
            texts: told.iter().map(|one| change_text(sight, one.kind, &one.changes)).collect(),
        })
    })
    .collect()
}

const fn tone(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::Lapses | ChangeKind::SubscriptionEnds => "stop",
        ChangeKind::LastDay
        | ChangeKind::PayBy
        | ChangeKind::OverrideEnds
        | ChangeKind::ReliefEnds
        | ChangeKind::RedeemBy
        | ChangeKind::ActivateBy
        | ChangeKind::ReplacementEnds
        | ChangeKind::UpgradeBy => "warn",
        ChangeKind::WindowOpens | ChangeKind::SeatUnlocks | ChangeKind::Anniversary => "good",
        ChangeKind::Reminder | ChangeKind::RefundEnds => "",
    }
}

fn weight(tone: &str) -> u8 {
    match tone {
        "stop" => 3,
        "warn" => 2,
        "good" => 1,
        _ => 0,
    }
}

/// Changes of one kind on one day as a sentence.
pub(crate) fn change_text(sight: &Sight<'_>, kind: ChangeKind, changes: &[&Change]) -> String {
    let words = sight.words;
    let mut names: Vec<String> = Vec::new();
    for change in changes {
        let Some(benefit) = change.benefit.as_deref() else { continue };
        let name = match kind {
            ChangeKind::RedeemBy | ChangeKind::ReplacementEnds => change.subject.parse().map(|id| sight.token(id)).ok(),
            _ => None,
        };
        names.push(name.unwrap_or_else(|| sight.benefit(benefit)));
    }
    names.dedup();
    let first = changes.first();
    let offer = first.and_then(|change| change.offer.as_deref()).map(|offer| sight.offer(offer)).unwrap_or_default();
    let numbers: Vec<String> = changes.iter().map(|change| change.subject.clone()).collect();
    let count = i64::try_from(changes.len()).unwrap_or(i64::MAX);
    let args = [
        ("offer", offer.into()),
        ("number", words.list(&numbers).into()),
        ("text", first.and_then(|change| change.text.as_deref()).unwrap_or_default().into()),
        ("names", words.list(&names).into()),
        ("count", count.into()),
        ("seats", changes.iter().map(|change| i64::from(change.count)).sum::<i64>().into()),
    ];
    let lapsed = |change: &&Change| {
        let mut held = sight.account.memberships.values();
        let state =
            held.find(|held| format!("M-{}", held.number) == change.subject).map(|held| held.state_on(sight.today));
        change.on <= sight.today && state == Some(MembershipState::Lapsed)
    };
    match kind {
        ChangeKind::Lapses if changes.iter().all(lapsed) => words.with("ui-change-lapsed", &args),
        // The price is the one of that day.
        ChangeKind::WindowOpens => {
            let held = |change: &&Change| {
                let mut all = sight.account.memberships.values();
                let held = all.find(|held| format!("M-{}", held.number) == change.subject)?;
                let programmes = sight.store.programmes(change.on);
                price_change_of(
                    sight,
                    held.id,
                    offer_at_renewal(sight.account, programmes.current(), held, sight.today),
                )
            };
            let said = words.with("ui-change-window_opens", &args);
            joined(std::iter::once(said).chain(changes.iter().filter_map(held)))
        }
        _ => words.with(&format!("ui-change-{}", kind.code()), &args),
    }
}

/// What a membership's lapse means, as sentences (F-08, F-09, B-11).
pub(crate) fn lapse(sight: &Sight<'_>, membership: MembershipId) -> Vec<String> {
    let words = sight.words;
    let Some(impact) =
        symbolon_domain::standing::lapse_impact(sight.account, sight.programmes, membership, sight.today)
    else {
        return Vec::new();
    };
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let mut texts =
        vec![words.with("ui-lapse-stops", &[("date", impact.on.into()), ("count", number(impact.stops.len()).into())])];
    if !impact.tokens.is_empty() {
        let names: Vec<String> = impact.tokens.iter().map(|id| sight.token(*id)).collect();
        texts.push(
            words.with(
                "ui-lapse-tokens",
                &[("count", number(names.len()).into()), ("names", words.list(&names).into())],
            ),
        );
    }
    if !impact.seats.is_empty() {
        texts.push(words.with("ui-lapse-seats", &[("count", number(impact.seats.len()).into())]));
    }
    if !impact.wind_down.is_empty() {
        texts.push(words.with("ui-lapse-remove", &[("count", number(impact.wind_down.len()).into())]));
    }
    texts.extend(impact.runs_on.iter().filter_map(|held| {
        let args = [
            ("benefit", sight.benefit(&held.benefit).into()),
            ("tenant", sight.tenant(held.tenant).into()),
            ("date", held.extent?.usable_until.into()),
        ];
        Some(words.with("ui-lapse-runs-on", &args))
    }));
    texts
}
