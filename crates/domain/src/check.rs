//! The question that products and people ask: may this person use this product on this day?

use jiff::civil::Date;

use crate::access::{Capability, Person};
use crate::account::*;
use crate::balance;
use crate::codes::codes;
use crate::decide::{Case, Context, role_node};
use crate::entitlement;
use crate::explanation::{Answer, Explanation, FactCode, Node, Question, Remedy, RemedyAct};
use crate::fact::Item;
use crate::ids::PersonId;
use crate::membership::{in_newest_line, membership_access, paid_instead, regained, renewal};
use crate::programme::{BenefitKind, Offer, Programme, Programmes, WindowAccess, plus_days};
use crate::{order, token};

codes! {
    /// The answer's code. Those that allow begin with `allowed`.
    pub enum CheckCode {
        /// Yes.
        Allowed = "allowed",
        /// Yes, while the renewal window is open.
        AllowedInRenewalWindow = "allowed_in_renewal_window",
        /// Nothing of the kind was granted.
        NoGrant = "no_grant",
        /// The person is not known in this company.
        UnknownPerson = "unknown_person",
        /// The programme has no such product.
        UnknownProduct = "unknown_product",
        /// The membership is over.
        MembershipLapsed = "membership_lapsed",
        /// The membership gives no access while the window is open.
        MembershipSuspended = "membership_suspended",
        /// The person holds no seat, or not the credit.
        NotAssigned = "not_assigned",
        /// The seat, the token or the balance was not activated.
        NotActivated = "not_activated",
        /// The service's last day has passed.
        UsableUntilPassed = "usable_until_passed",
        /// Nothing is left of the balance (K-07).
        BalanceSpent = "balance_spent",
    }
}

impl CheckCode {
    /// Whether the answer is yes.
    pub const fn allows(self) -> bool {
        matches!(self, Self::Allowed | Self::AllowedInRenewalWindow)
    }
}

/// The answer to a check. A no is an answer, not a failure.
#[derive(Debug, Clone, PartialEq)]
pub struct Check {
    /// The code.
    pub code: CheckCode,
    /// The entry in the directory that decided, where a person was asked about.
    pub person: Option<PersonId>,
    /// Last day of the right: of the one that is held, or of the one that was.
    pub until: Option<Date>,
    /// What would change a no.
    pub would_change: Vec<Remedy>,
    /// Programme version that the answer rests on.
    pub version: u32,
    /// Why.
    pub explanation: Explanation,
}

/// Who is asked about.
#[derive(Debug, Clone, Copy)]
pub enum Subject<'a> {
    /// The company as a whole.
    Company,
    /// A person of the company.
    Person(&'a Person),
    /// Somebody whom the company does not know.
    Unknown,
}

/// Somebody was taken out of the directory of their company, or came back into it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Move {
    /// When: microseconds since the Unix epoch.
    pub at: i64,
    /// Whether they came back.
    pub back: bool,
}

/// Somebody as the directory knew them at a past instant: leaving it takes no past day away, and coming back gives none
/// (G-14). Their moves stand in order; whoever has none was always there, or never, as now.
pub fn as_known_then(person: &mut Person, moves: &[Move], at: i64) {
    if !moves.is_empty() {
        person.in_directory = moves.iter().rev().find(|one| one.at <= at).is_none_or(|one| one.back);
    }
}

/// Whether somebody may use a product on a day.
pub fn check(account: &Account, programmes: &Programmes, subject: Subject<'_>, product: &str, on: Date) -> Check {
    // A later year stands in the place of the one before (F-13); what was redeemed from an old token runs on (B-19).
    let counts = |grant: &&Grant| {
        let replaced = grant.superseded_on.is_some_and(|since| since <= on);
        grant.line.benefit == product
            && grant.granted_on <= on
            && (!replaced || matches!(grant.line.item, Item::Token { .. }))
    };
    let asked = match subject {
        Subject::Person(person) => Some(person.id),
        Subject::Company | Subject::Unknown => None,
    };
    let usable = |grant: &Grant| balance::usable(account, programmes, grant, asked, on);
    // What can be paid or renewed brings the product back, so that nothing is bought beside it (B-46, J-36).
    let comes_back = |held: &Membership| {
        let remedy = access(account, programmes, held, product, on).remedy;
        remedy.is_some_and(|remedy| matches!(remedy.act, RemedyAct::PayOrder | RemedyAct::Renew))
    };
    // Of several memberships the one that gives access decides, of those one whose balance can be used, then one that
    // can come back, then the one that ends last, then the newest.
    let grant = account.grants.values().filter(counts).max_by_key(|grant| {
        let held = account.memberships.get(&grant.membership);
        let access = held.is_some_and(|held| held.access_on(on) != WindowAccess::Suspended);
        let usable = usable(grant).all(|(node, _)| !node.blocks());
        let back = !access && held.is_some_and(comes_back);
        let until = held.map(|held| held.benefits_until(on));
        let number = held.map(|held| held.number);
        (access, held.is_some_and(|held| held.is_held_on(on)), usable, back, until, grant.granted_on, number)
    });
    let version = grant.map_or(programmes.current().version, |grant| grant.version);
    let programme = programmes.version(version);
    let mut why = Explanation::new(Question::MayUse, product, on, programme);
    let Some(benefit) = programme.benefit(product) else {
        why.look(Node::new(FactCode::Exists, Answer::No).with("asked", product));
        return answer(why, CheckCode::UnknownProduct, None, programme);
    };
    let known = !matches!(subject, Subject::Unknown)
        && match subject {
            Subject::Person(person) => person.is_of(account) && person.in_directory,
            _ => true,
        };
    if !known {
        why.look(Node::new(FactCode::InDirectory, Answer::No).remedy(Remedy::new(RemedyAct::AddPerson)));
        return answer(why, CheckCode::UnknownPerson, None, programme);
    }
    let Some((grant, held)) = grant.and_then(|grant| Some((grant, account.memberships.get(&grant.membership)?))) else {
        why.look(
            Node::new(FactCode::GrantedByTable, Answer::No)
                .with("benefit", &benefit.name)
                .remedy(obtained(account, programmes, product, on).unwrap_or(Remedy::new(RemedyAct::Purchase))),
        );
        return answer(why, CheckCode::NoGrant, None, programme);
    };
    why.tell(
        Node::new(FactCode::GrantedByTable, Answer::Yes)
            .with("benefit", &benefit.name)
            .with("quantity", grant.line.quantity)
            .with("unit", grant.line.unit.as_str())
            .with("layer", grant.line.layer.code())
            .with("on", grant.granted_on)
            .with_some("offer", programme.offer(&grant.line.offer).map(|offer| &offer.name)),
    );
    match &benefit.kind {
        BenefitKind::Token(_) => cloud(account, programmes, programme, why, (grant, held), on),
        BenefitKind::Seat(rule) => {
            let gives_access = |held: &Membership| held.access_on(on) != WindowAccess::Suspended;
            // The right is that of the membership whose seat it is; one of a membership that is over is no seat where
            // another membership could give one. In its window it still stands in the way of another one (G-04).
            let found = account
                .seat_held(asked, &rule.edition, on)
                .filter(|(_, of)| gives_access(of) || of.is_held_on(on) || !gives_access(held));
            let (person, held) = found.map_or((None, held), |(seat, of)| (Some(seat), of));
            let seat = Node::of(FactCode::SeatAssigned, person.is_some())
                .with_some("since", person.map(|held| held.assigned_on));
            let seat = if person.is_none() { seat.remedy(begins(held, RemedyAct::Assign, on)) } else { seat };
            let activated = person.and_then(|held| held.activated_on);
            let begun = Node::of(FactCode::SeatActivated, activated.is_some()).with_some("since", activated);
            let begun =
                if activated.is_none() { begun.remedy(begins(held, RemedyAct::ActivateSeat, on)) } else { begun };
            // Without access, a seat would help nobody: the membership is the reason then.
            if held.access_on(on) == WindowAccess::Suspended {
                return by_membership(account, programmes, programme, why, held, on);
            }
            if why.look(until_over(held, on, seat)) {
                return answer(why, CheckCode::NotAssigned, None, programme);
            }
            if why.look(until_over(held, on, begun)) {
                return answer(why, CheckCode::NotActivated, None, programme);
            }
            by_membership(account, programmes, programme, why, held, on)
        }
        BenefitKind::Key(_) => by_membership(account, programmes, programme, why, held, on),
        BenefitKind::Balance => {
            // Who may not ask for it is told so first (K-11).
            if let Subject::Person(person) = subject
                && !balance::may_take(programmes, grant, person)
            {
                why.look(until_over(held, on, role_node(Capability::UseBalance, false)));
                return answer(why, CheckCode::NotAssigned, None, programme);
            }
            // Without access, nothing that comes before it would help anybody.
            if held.access_on(on) != WindowAccess::Suspended {
                for (node, code) in usable(grant) {
                    if why.look(until_over(held, on, node)) {
                        return answer(why, code, None, programme);
                    }
                }
            }
            by_membership(account, programmes, programme, why, held, on)
        }
    }
}

/// Whether a human being may use a product on a day who has these entries in the company, or none: one that may is enough,
/// and one that only has to be begun with says more than another one that has nothing.
pub fn check_entries(account: &Account, programmes: &Programmes, entries: &[Person], product: &str, on: Date) -> Check {
    let one = |entry: &Person| {
        let found = check(account, programmes, Subject::Person(entry), product, on);
        Check { person: Some(entry.id), ..found }
    };
    // Of answers that are as good, that of the first entry.
    let best =
        entries.iter().rev().map(one).max_by_key(|found| (found.code.allows(), found.code == CheckCode::NotActivated));
    best.unwrap_or_else(|| check(account, programmes, Subject::Unknown, product, on))
}

/// Whether a product may be used by a human being, of whom all entries are given, or else by the company as a whole.
pub fn check_whom(
    account: &Account,
    programmes: &Programmes,
    entries: Option<&[Person]>,
    product: &str,
    on: Date,
) -> Check {
    match entries {
        Some(entries) => check_entries(account, programmes, entries, product, on),
        None => check(account, programmes, Subject::Company, product, on),
    }
}

/// How far a yes reaches if nobody does anything: what may be believed for some days without asking again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reach {
    /// The last day on which the answer is still yes, no later than the check says.
    pub last_day: Date,
    /// The day from which on it is one only while the renewal window is open.
    pub in_window_from: Option<Date>,
}

/// How far the yes of a day reaches, up to another day: the check of each day in between is asked for its code and its last
/// day, so that nobody is told more than it would say then. None where the answer is no.
pub fn reach(on: Date, to: Date, ask: impl Fn(Date) -> (CheckCode, Option<Date>)) -> Option<Reach> {
    let in_window = |code: CheckCode| code == CheckCode::AllowedInRenewalWindow;
    let (today, until) = ask(on);
    let mut found = Reach { last_day: on, in_window_from: in_window(today).then_some(on) };
    let to = until.map_or(to, |until| until.min(to));
    while let Some(day) = plus_days(found.last_day, 1).filter(|day| *day <= to) {
        let (code, _) = ask(day);
        // A yes that is no longer one of a window rests on something else, for which is asked again.
        if !code.allows() || found.in_window_from.is_some() && !in_window(code) {
            break;
        }
        found.last_day = day;
        found.in_window_from = found.in_window_from.or(in_window(code).then_some(day));
    }
    today.allows().then_some(found)
}

/// How a product that nothing grants is obtained: by buying an offer that has it, or what stands before that (B-34); none
/// where no offer has it.
pub(crate) fn obtained(account: &Account, programmes: &Programmes, product: &str, on: Date) -> Option<Remedy> {
    let programme = programmes.current();
    let ctx = account.id.map(|id| Context::preview(id, on));
    let refusal = |offer: &Offer| {
        let case = Case { account, programmes, ctx: ctx.as_ref()? };
        order::may_place(&case, case.explain(Question::MayBuy, offer.id.as_str()), offer).err()
    };
    let has = |offer: &&Offer| programme.table.iter().any(|row| row.offer == offer.id && row.benefit == product);
    let refusals: Vec<_> = programme.offers.iter().filter(has).map(refusal).collect();
    let before = match refusals.iter().all(Option::is_some) {
        true => refusals.iter().flatten().find_map(|refusal| refusal.explanation.first_obstacle()?.remedy.clone()),
        false => None,
    };
    (!refusals.is_empty()).then(|| before.unwrap_or(Remedy::new(RemedyAct::Purchase)))
}

/// What is done to begin with something, or the renewal that allows it again where nothing new may begin (B-04).
pub(crate) fn begins(held: &Membership, act: RemedyAct, on: Date) -> Remedy {
    match held.access_on(on) {
        WindowAccess::ReadOnly => renewal(&held.year_on(on).days),
        _ => Remedy::new(act),
    }
}

/// What stands in the way stays so until the membership is over and is the reason itself, unless it names a day of its own.
fn until_over(held: &Membership, on: Date, node: Node) -> Node {
    let is_silent = node.blocks() && node.changes_on.is_none();
    if is_silent { node.changes(plus_days(held.benefits_until(on), 1)) } else { node }
}

fn answer(explanation: Explanation, code: CheckCode, until: Option<Date>, programme: &Programme) -> Check {
    let would_change = explanation.first_obstacle().and_then(|node| node.remedy.clone()).into_iter().collect();
    Check { code, person: None, until, would_change, version: programme.version, explanation }
}

/// Whether a membership gives access, and what is done about a product where it does not.
fn access(account: &Account, programmes: &Programmes, held: &Membership, product: &str, on: Date) -> Node {
    let node = paid_instead(account, programmes, held, on, membership_access(account, programmes, held, on));
    in_newest_line(account, programmes, product, on, node)
}

fn by_membership(
    account: &Account,
    programmes: &Programmes,
    programme: &Programme,
    mut why: Explanation,
    held: &Membership,
    on: Date,
) -> Check {
    let until = held.benefits_until(on);
    let product = why.subject.clone();
    let blocked = why.look(access(account, programmes, held, &product, on));
    let code = match (held.state_on(on), blocked) {
        (MembershipState::Active, false) => CheckCode::Allowed,
        (_, false) => CheckCode::AllowedInRenewalWindow,
        (MembershipState::RenewalOpen, true) => CheckCode::MembershipSuspended,
        (_, true) => CheckCode::MembershipLapsed,
    };
    answer(why, code, Some(until), programme)
}

/// A cloud service runs to its own day, whatever the membership does.
fn cloud(
    account: &Account,
    programmes: &Programmes,
    programme: &Programme,
    mut why: Explanation,
    (grant, held): (&Grant, &Membership),
    on: Date,
) -> Check {
    let product = grant.line.benefit.as_str();
    let running = account
        .subscriptions
        .values()
        .filter(|subscription| subscription.benefit == product && subscription.from <= on)
        .filter_map(|subscription| Some((subscription, subscription.extent?)))
        .max_by_key(|(_, extent)| extent.usable_until);
    // A replacement is redeemed whatever the membership does (D-24).
    let open =
        |of: &Token| of.benefit == product && of.granted_on <= on && token::state_on(account, of, on).can_be_redeemed();
    // One that does not fit into what is shared with others any more helps nobody (C-24).
    let fits = |of: &Token| {
        let shared = entitlement::fits(account, programmes, of.grant, of.seats, on);
        open(of) && shared.is_none_or(|(node, _)| !node.blocks())
    };
    // The last day on which one can be redeemed; after it nothing of them helps any more (B-17).
    let last_day = |of: &Token| match of.replaces {
        Some(_) => of.redeem_by,
        None => account
            .membership_of(of.grant)
            .map_or(of.redeem_by, |(_, of_it)| of.redeem_by.min(of_it.benefits_until(on))),
    };
    let redeemed = |node: Node, tokens: &dyn Fn(&Token) -> bool| {
        let last = account.tokens.values().filter(|of| tokens(of)).map(last_day).max();
        let node = node.changes(last.and_then(|last| plus_days(last, 1)));
        match (begins(held, RemedyAct::RedeemAsNew, on), last) {
            (remedy, Some(last)) if remedy.act == RemedyAct::RedeemAsNew => {
                node.remedy(Remedy::until(RemedyAct::RedeemAsNew, last))
            }
            (remedy, _) => node.remedy(remedy),
        }
    };
    let redeem = |node: Node| match account.tokens.values().any(fits) {
        true => redeemed(node, &fits),
        false => node.remedy(Remedy::new(RemedyAct::CommercialLicensing)),
    };
    let is_replacement = |of: &Token| of.replaces.is_some() && open(of);
    let replacement = || account.tokens.values().any(is_replacement);
    let Some((subscription, extent)) = running.filter(|(of, _)| of.state_on(on).is_usable() || !replacement()) else {
        if replacement() {
            why.look(redeemed(Node::new(FactCode::TokenRedeemed, Answer::No), &is_replacement));
            return answer(why, CheckCode::NotActivated, None, programme);
        }
        // Without access, a token would help nobody: the membership is the reason then.
        let lapsed = why.look(access(account, programmes, held, product, on));
        let node = Node::new(FactCode::TokenRedeemed, Answer::No);
        if lapsed {
            why.look(node);
            return answer(why, CheckCode::MembershipLapsed, Some(held.benefits_until(on)), programme);
        }
        let can_begin = account.tokens.values().any(open);
        let node = match can_begin {
            true => redeem(node),
            false => regained(account, programmes, (grant, held), on, node),
        };
        why.look(until_over(held, on, node));
        let granted = can_begin || account.grants_on(product, on);
        return answer(why, if granted { CheckCode::NotActivated } else { CheckCode::NoGrant }, None, programme);
    };
    // Usable for some days after its end (D-19).
    let last = plus_days(extent.usable_until, subscription.expired_days).unwrap_or(extent.usable_until);
    let usable = subscription.state_on(on).is_usable();
    let node = Node::new(FactCode::UsableUntil, if usable { Answer::Yes } else { Answer::Over })
        .with("until", extent.usable_until)
        .with("seats", extent.seats)
        .rule(programme, format!("benefit.{product}.usable_for"));
    let node = if usable {
        node.changes(plus_days(last, 1))
    } else if let Some(back) = access(account, programmes, held, product, on).remedy {
        node.remedy(back)
    } else if account.tokens.values().any(open) {
        redeem(node)
    } else {
        regained(account, programmes, (grant, held), on, node)
    };
    let blocked = why.look(node);
    let code = if blocked { CheckCode::UsableUntilPassed } else { CheckCode::Allowed };
    // In its last days it is usable though it has expired.
    let until = if blocked || on <= extent.usable_until { extent.usable_until } else { last };
    answer(why, code, Some(until), programme)
}

impl Account {
    /// The assignment by which a person, or anybody, holds a seat of an edition: one whose membership gives access on
    /// the day rather than another, an activated one rather than another, then the newest.
    pub(crate) fn seat_held(
        &self,
        person: Option<PersonId>,
        edition: &str,
        on: Date,
    ) -> Option<(&Assignment, &Membership)> {
        self.assignments
            .values()
            .filter(|held| held.ended.is_none() && person.is_none_or(|person| held.person == person))
            .filter_map(|held| {
                let pool = self.pools.get(&held.pool).filter(|pool| pool.edition == edition)?;
                Some((held, self.membership_of(pool.grant)?.1))
            })
            .max_by_key(|(held, membership)| {
                let access = membership.access_on(on) != WindowAccess::Suspended;
                (access, held.activated_on.is_some(), held.assigned_at)
            })
    }
}
