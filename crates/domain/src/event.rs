//! Events: what happens to a company as programs elsewhere are told of it, in order and without gaps. Each fact is one, and
//! each day brings those that no fact tells, such as the end of a window. Nothing is stored: they follow from the ledger.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

use crate::account::{Account, MembershipState};
use crate::codes::codes;
use crate::company::VerificationState;
use crate::explanation::Value;
use crate::fact::*;
use crate::ids::*;
use crate::installation::InstalledId;
use crate::outlook::{Change, ChangeKind, outlook};
use crate::programme::{Programmes, plus_days};
use crate::seat_request::SeatAnswer;
use crate::{seat, standing};

codes! {
    /// What an event tells. Codes are never renamed or reused.
    pub enum EventType {
        /// A company joined the network.
        AccountCreated = "account.created",
        /// Its profile, a document or one of its checks changed.
        AccountUpdated = "account.updated",
        /// Its profile was confirmed to be right (B-30).
        AccountProfileReviewed = "account.profile_reviewed",
        /// Its last check was passed (B-31).
        AccountVerified = "account.verified",
        /// A check was rejected (B-32).
        AccountVerificationFailed = "account.verification_failed",
        /// It was exempted from taxes, or is no more.
        AccountTaxExemptionChanged = "account.tax_exemption_changed",
        /// It left the network (H-07).
        AccountClosed = "account.closed",
        /// A location was added (H-02).
        LocationAdded = "location.added",
        /// A location was removed (H-04).
        LocationRemoved = "location.removed",
        /// A tenant was linked.
        TenantLinked = "tenant.linked",
        /// A merge was proposed (H-22).
        MergeInvited = "merge.invited",
        /// It was accepted (H-23).
        MergeAccepted = "merge.accepted",
        /// It was declined (H-23).
        MergeDeclined = "merge.declined",
        /// It was withdrawn (H-26).
        MergeCancelled = "merge.cancelled",
        /// The two companies are one (H-30).
        MergeCompleted = "merge.completed",
        /// The vendor stated a level.
        AttainmentQualified = "attainment.qualified",
        /// Certification profiles or evidence changed.
        AttainmentChanged = "attainment.changed",
        /// The last day of a stated level has passed.
        AttainmentEnded = "attainment.ended",
        /// An offer was bought.
        MembershipPurchased = "membership.purchased",
        /// A reminder of the renewal is due (B-20).
        MembershipRenewalUpcoming = "membership.renewal_upcoming",
        /// The renewal window opened (B-02).
        MembershipRenewalOpened = "membership.renewal_opened",
        /// It is the last day on which it can be renewed (B-03).
        MembershipRenewalClosing = "membership.renewal_closing",
        /// It was renewed (B-06).
        MembershipRenewed = "membership.renewed",
        /// It was renewed after it had lapsed (J-36, J-37).
        MembershipReinstated = "membership.reinstated",
        /// Its window passed (B-11).
        MembershipLapsed = "membership.lapsed",
        /// That it lapsed was written down, because another act needed to know it.
        MembershipLapseRecorded = "membership.lapse_recorded",
        /// A higher level was bought on top of it.
        MembershipUpgraded = "membership.upgraded",
        /// Its fee was given back (B-50).
        MembershipRefunded = "membership.refunded",
        /// Another one was renewed in its place (H-33).
        MembershipMerged = "membership.merged",
        /// It is renewed together with another one from now on (H-33, H-37).
        MembershipJoined = "membership.joined",
        /// It goes on, because the fee of its upgrade was given back.
        MembershipReopened = "membership.reopened",
        /// A campaign excuses its year (J-30).
        CampaignMemberEnrolled = "campaign.member_enrolled",
        /// A late override was proposed (J-37).
        OverrideProposed = "override.proposed",
        /// It was approved.
        OverrideGranted = "override.granted",
        /// It was declined.
        OverrideDeclined = "override.declined",
        /// It was ended, or its last day has passed.
        OverrideEnded = "override.ended",
        /// Lines were added during a year.
        GrantCreated = "grant.created",
        /// Lines were provisioned (C-05).
        GrantChanged = "grant.changed",
        /// Something of a line was activated or used.
        GrantUsed = "grant.used",
        /// The last day on which a line can be activated has passed (B-17).
        GrantRedeemByPassed = "grant.redeem_by_passed",
        /// A credit was given to somebody (K-21).
        CreditAssigned = "credit.assigned",
        /// It was taken back or handed on.
        CreditEnded = "credit.ended",
        /// A token’s code was shown (E-14).
        TokenRevealed = "token.revealed",
        /// A token was redeemed (D-02).
        TokenRedeemed = "token.redeemed",
        /// Its last day has passed (B-17).
        TokenRedeemByPassed = "token.redeem_by_passed",
        /// A replacement was asked for (D-23).
        ReplacementRequested = "replacement.requested",
        /// It was granted.
        ReplacementApproved = "replacement.approved",
        /// It was refused.
        ReplacementRefused = "replacement.refused",
        /// It is the last day of a cloud subscription (D-02).
        SubscriptionEnding = "subscription.ending",
        /// A cloud subscription is over (D-19).
        SubscriptionEnded = "subscription.ended",
        /// A product key was shown (E-14).
        KeyRevealed = "key.revealed",
        /// It activated a machine (E-08).
        KeyActivationCounted = "key.activation_counted",
        /// It was blocked (E-15).
        KeyBlocked = "key.blocked",
        /// It may be used again.
        KeyUnblocked = "key.unblocked",
        /// An installation came into the register, changed in it or left it (F-11).
        InstallationChanged = "installation.changed",
        /// What became of software whose right had ended was confirmed (F-09).
        InstallationConfirmed = "installation.confirmed",
        /// A seat was given (G-05).
        SeatAssigned = "seat.assigned",
        /// Its holder began to use it (G-02).
        SeatActivated = "seat.activated",
        /// It was taken back or given back.
        SeatUnassigned = "seat.unassigned",
        /// It may go to somebody else (G-06).
        SeatUnlocked = "seat.unlocked",
        /// Somebody asked for a seat.
        SeatRequestCreated = "seat_request.created",
        /// It was declined, or withdrawn; what is granted is a seat that is given.
        SeatRequestDecided = "seat_request.decided",
        /// An order was placed (B-47).
        OrderCreated = "order.created",
        /// Money came (B-42).
        OrderFundsReceived = "order.funds_received",
        /// Money that no order took was given back.
        OrderFundsReturned = "order.funds_returned",
        /// A card could not be charged (B-41).
        OrderChargeFailed = "order.charge_failed",
        /// It was paid (B-48).
        OrderPaid = "order.paid",
        /// It was not paid in time (B-44).
        OrderExpired = "order.expired",
        /// That it was not paid in time was written down, because another act needed to know it.
        OrderExpiryRecorded = "order.expiry_recorded",
        /// It was withdrawn (B-45).
        OrderCancelled = "order.cancelled",
        /// Its fee was given back (B-50).
        OrderRefunded = "order.refunded",
        /// Its tax was given back (B-51).
        OrderTaxRefunded = "order.tax_refunded",
        /// Somebody asked whether events arrive.
        WebhookEndpointTest = "webhook_endpoint.test",
    }
}

/// Where an event stands: after a fact, and on a day where it is one that the day brought. As texts, those of one ledger sort
/// in the order in which they happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventId {
    /// The ledger.
    pub account: AccountId,
    /// The fact; of what a day brought, the newest one before it.
    pub sequence: u64,
    /// The beginning of that fact's hash: after a restore, another fact may have its number, and is another event.
    pub mark: String,
    /// The day, what it brought, and to what.
    pub brought: Option<(Date, EventType, String)>,
}

impl fmt::Display for EventId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let account = self.account.to_string();
        let bare = account.rsplit('_').next().unwrap_or_default();
        write!(f, "evt_{bare}.{:08}.{}", self.sequence, self.mark)?;
        match &self.brought {
            Some((day, kind, subject)) => write!(f, ".{day}.{kind}.{subject}"),
            None => Ok(()),
        }
    }
}

impl FromStr for EventId {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        let read = || {
            let mut parts = text.strip_prefix("evt_")?.splitn(7, '.');
            let account = format!("{}_{}", AccountId::PREFIX, parts.next()?).parse().ok()?;
            let sequence = parts.next()?.parse().ok()?;
            let mark = parts.next()?.to_owned();
            let brought = match parts.next() {
                None => None,
                Some(day) => {
                    let kind = EventType::from_code(&format!("{}.{}", parts.next()?, parts.next()?))?;
                    Some((day.parse().ok()?, kind, parts.next()?.to_owned()))
                }
            };
            Some(Self { account, sequence, mark, brought })
        };
        read().ok_or(IdError { expected: "evt" })
    }
}

/// What an event is about, as it was after it.
#[derive(Debug, Clone, PartialEq)]
pub struct Object {
    /// What it is.
    pub kind: &'static str,
    /// Its id.
    pub id: String,
    /// What is known of it: no name, no address and no secret.
    pub values: BTreeMap<&'static str, Value>,
}

impl Object {
    fn new(kind: &'static str, id: impl fmt::Display) -> Self {
        Self { kind, id: id.to_string(), values: BTreeMap::new() }
    }

    fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.values.insert(name, value.into());
        self
    }

    fn with_some(self, name: &'static str, value: Option<impl Into<Value>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// What differs from how it was before: the values that it had, by name.
    fn changed(&self, before: Option<&Self>) -> BTreeMap<&'static str, Value> {
        let differs = |(name, value): &(&&'static str, &Value)| self.values.get(**name) != Some(*value);
        let before = before.into_iter().flat_map(|before| before.values.iter());
        before.filter(differs).map(|(name, value)| (*name, value.clone())).collect()
    }
}

/// What happened to a company.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Where it stands.
    pub id: EventId,
    /// What it tells.
    pub kind: EventType,
    /// The instant at which its fact was recorded, in microseconds since the Unix epoch; none where a day brought it.
    pub recorded_at: Option<i64>,
    /// The day from which it holds.
    pub effective_on: Date,
    /// Who did it: a person's id or the name of a service; none where a day brought it.
    pub actor: Option<String>,
    /// The version of the programme in force when its fact was recorded; of what a day brought, when the newest one was.
    pub version: u32,
    /// What it is about.
    pub object: Object,
    /// The values that this had before, where they were others.
    pub previous: BTreeMap<&'static str, Value>,
}

/// Up to where somebody knows what happened: a fact, and a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Through {
    /// The number of the newest fact.
    pub sequence: u64,
    /// The day whose events are known.
    pub day: Date,
}

impl Through {
    /// Nothing is known.
    pub const NOTHING: Self = Self { sequence: 0, day: Date::MIN };
}

/// What something that an event is about is called.
enum Subject {
    Account,
    Location(LocationId),
    Tenant(TenantId),
    Merge(MergeId),
    Attainment(AttainmentId),
    Profile(AssociationId),
    Evidence(EvidenceId),
    Membership(MembershipId),
    Override(OverrideId),
    Grant(GrantId),
    Credit(CreditId),
    Token(TokenId),
    Replacement(ReplacementId),
    Subscription(SubscriptionId),
    Key(KeyId),
    Installation(InstalledId),
    Assignment(AssignmentId),
    Pool(PoolId),
    SeatRequest(SeatRequestId),
    Order(OrderId),
    Funds(FundsId),
}

/// What a fact tells, and of what. Whether a membership that is renewed had lapsed is seen in the account before it; whether a
/// company is verified with a check that is passed, only after it.
fn told(entry: &Entry, before: &Account) -> (EventType, Subject) {
    use EventType as E;
    use Subject as S;
    match &entry.fact {
        Fact::AccountOpened(_) => (E::AccountCreated, S::Account),
        Fact::ProfileChanged(_)
        | Fact::CheckAppealed(_)
        | Fact::DocumentAdded(_)
        | Fact::PublicNameChanged(_)
        | Fact::CheckMailAsked(_) => (E::AccountUpdated, S::Account),
        Fact::ProfileReviewed(_) => (E::AccountProfileReviewed, S::Account),
        Fact::CheckDecided(fact) if !fact.passed => (E::AccountVerificationFailed, S::Account),
        Fact::CheckDecided(_) => (E::AccountUpdated, S::Account),
        Fact::TaxExempted(_) | Fact::TaxExemptionEnded(_) => (E::AccountTaxExemptionChanged, S::Account),
        Fact::AccountClosed(_) => (E::AccountClosed, S::Account),
        Fact::LocationAdded(fact) => (E::LocationAdded, S::Location(fact.location)),
        Fact::LocationRemoved(fact) => (E::LocationRemoved, S::Location(fact.location)),
        Fact::TenantLinked(fact) => (E::TenantLinked, S::Tenant(fact.tenant)),
        Fact::MergeInvited(fact) => (E::MergeInvited, S::Merge(fact.merge)),
        Fact::MergeAccepted(fact) => (E::MergeAccepted, S::Merge(fact.merge)),
        Fact::MergeRejected(fact) => (E::MergeDeclined, S::Merge(fact.merge)),
        Fact::MergeWithdrawn(fact) => (E::MergeCancelled, S::Merge(fact.merge)),
        Fact::CompanyAbsorbed(fact) => (E::MergeCompleted, S::Merge(fact.merge)),
        Fact::CompanyMerged(fact) => (E::MergeCompleted, S::Merge(fact.merge)),
        Fact::AttainmentStated(fact) => (E::AttainmentQualified, S::Attainment(fact.attainment)),
        Fact::ProfileLinked(fact) => (E::AttainmentChanged, S::Profile(fact.association)),
        Fact::ProfileUnlinked(fact) => (E::AttainmentChanged, S::Profile(fact.association)),
        Fact::EvidenceRecorded(fact) => (E::AttainmentChanged, S::Evidence(fact.evidence)),
        Fact::EvidenceWithdrawn(fact) => (E::AttainmentChanged, S::Evidence(fact.evidence)),
        Fact::MembershipPurchased(fact) => (E::MembershipPurchased, S::Membership(fact.membership)),
        Fact::MembershipRenewed(fact) => {
            let held = before.memberships.get(&fact.membership);
            let lapsed = held.is_some_and(|held| held.state_on(entry.effective_on) == MembershipState::Lapsed);
            (if lapsed { E::MembershipReinstated } else { E::MembershipRenewed }, S::Membership(fact.membership))
        }
        Fact::MembershipClosed(fact) => {
            let kind = match fact.why {
                CloseReason::Lapsed => E::MembershipLapseRecorded,
                CloseReason::Upgraded => E::MembershipUpgraded,
                CloseReason::Refunded => E::MembershipRefunded,
                CloseReason::Merged => E::MembershipMerged,
            };
            (kind, S::Membership(fact.membership))
        }
        Fact::MembershipJoined(fact) => (E::MembershipJoined, S::Membership(fact.membership)),
        Fact::MembershipReopened(fact) => (E::MembershipReopened, S::Membership(fact.membership)),
        Fact::CampaignEnrolled(fact) => (E::CampaignMemberEnrolled, S::Membership(fact.membership)),
        Fact::OverrideProposed(fact) => (E::OverrideProposed, S::Override(fact.late_override)),
        Fact::OverrideGranted(fact) => (E::OverrideGranted, S::Override(fact.late_override)),
        Fact::OverrideDeclined(fact) => (E::OverrideDeclined, S::Override(fact.late_override)),
        Fact::OverrideEnded(fact) => (E::OverrideEnded, S::Override(fact.late_override)),
        Fact::GrantsAdded(fact) => (E::GrantCreated, S::Membership(fact.membership)),
        Fact::GrantsProvisioned(fact) => (E::GrantChanged, S::Membership(fact.membership)),
        Fact::SupportActivated(fact) => (E::GrantUsed, S::Grant(fact.grant)),
        Fact::MarketingActivated(fact) => (E::GrantUsed, S::Grant(fact.grant)),
        Fact::BalanceUsed(fact) => (E::GrantUsed, S::Grant(fact.grant)),
        Fact::CreditAssigned(fact) => (E::CreditAssigned, S::Credit(fact.credit)),
        Fact::CreditEnded(fact) => (E::CreditEnded, S::Credit(fact.credit)),
        Fact::CodeShown(fact) => (E::TokenRevealed, S::Token(fact.token)),
        Fact::TokenRedeemed(fact) => (E::TokenRedeemed, S::Token(fact.token)),
        Fact::ReplacementRequested(fact) => (E::ReplacementRequested, S::Replacement(fact.replacement)),
        Fact::ReplacementGranted(fact) => (E::ReplacementApproved, S::Replacement(fact.replacement)),
        Fact::ReplacementDeclined(fact) => (E::ReplacementRefused, S::Replacement(fact.replacement)),
        Fact::KeyRevealed(fact) => (E::KeyRevealed, S::Key(fact.key)),
        Fact::ActivationCounted(fact) => (E::KeyActivationCounted, S::Key(fact.key)),
        Fact::KeyBlocked(fact) => (E::KeyBlocked, S::Key(fact.key)),
        Fact::KeyUnblocked(fact) => (E::KeyUnblocked, S::Key(fact.key)),
        Fact::InstallationRecorded(fact) => {
            (E::InstallationChanged, S::Installation(InstalledId::Recorded(fact.installation)))
        }
        Fact::InstallationChanged(fact) => (E::InstallationChanged, S::Installation(fact.installed)),
        Fact::InstallationRemoved(fact) => (E::InstallationChanged, S::Installation(fact.installed)),
        Fact::WindDownConfirmed(fact) => (E::InstallationConfirmed, S::Grant(fact.grant)),
        Fact::SeatAssigned(fact) => (E::SeatAssigned, S::Assignment(fact.assignment)),
        Fact::SeatActivated(fact) => (E::SeatActivated, S::Assignment(fact.assignment)),
        Fact::SeatUnassigned(fact) => (E::SeatUnassigned, S::Assignment(fact.assignment)),
        Fact::SeatRequested(fact) => (E::SeatRequestCreated, S::SeatRequest(fact.request)),
        Fact::SeatRequestDeclined(fact) => (E::SeatRequestDecided, S::SeatRequest(fact.request)),
        Fact::SeatRequestWithdrawn(fact) => (E::SeatRequestDecided, S::SeatRequest(fact.request)),
        Fact::OrderPlaced(fact) => (E::OrderCreated, S::Order(fact.order)),
        Fact::OrderClosed(fact) => {
            let kind = match fact.why {
                OrderEnd::Expired => E::OrderExpiryRecorded,
                OrderEnd::Cancelled => E::OrderCancelled,
            };
            (kind, S::Order(fact.order))
        }
        Fact::FundsReceived(fact) => (E::OrderFundsReceived, S::Funds(fact.funds)),
        Fact::FundsReturned(fact) => (E::OrderFundsReturned, S::Funds(fact.funds)),
        Fact::ChargeFailed(fact) => (E::OrderChargeFailed, S::Order(fact.order)),
        Fact::OrderPaid(fact) => (E::OrderPaid, S::Order(fact.order)),
        Fact::OrderRefunded(fact) => (E::OrderRefunded, S::Order(fact.order)),
        Fact::TaxRefunded(fact) => (E::OrderTaxRefunded, S::Order(fact.order)),
    }
}

/// How far a company's profile is, where the programme checks any (B-31).
fn verification(account: &Account, programmes: &Programmes) -> Option<VerificationState> {
    programmes.current().verification.as_ref().map(|rule| account.company.state(rule))
}

/// Something as it is on a day; none where it is not there.
fn object(account: &Account, programmes: &Programmes, subject: &Subject, day: Date) -> Option<Object> {
    let from = |former: Option<AccountId>| former.map(|former| former.to_string());
    Some(match subject {
        Subject::Account => Object::new("account", account.id?)
            .with("number", i64::try_from(account.number).ok()?)
            .with("country", account.country.as_str())
            .with_some("verification", verification(account, programmes).map(VerificationState::code))
            .with_some("profile_reviewed_on", account.company.reviews.last().copied())
            .with_some("closed_on", account.closed_on)
            .with_some("merged_into", account.merged_into.map(|(into, _)| into.to_string())),
        Subject::Location(id) => match account.locations.get(id) {
            Some(held) => Object::new("location", id)
                .with("number", i64::try_from(held.number).ok()?)
                .with("country", held.country.as_str()),
            None => Object::new("location", id),
        },
        Subject::Tenant(id) => Object::new("tenant", id).with("domain", account.tenants.get(id)?.domain.as_str()),
        Subject::Merge(id) => {
            let held = account.merges.get(id)?;
            Object::new("merge", id)
                .with("side", held.side.code())
                .with("other", held.other.to_string())
                .with("state", held.state_on(day).code())
        }
        Subject::Attainment(id) => {
            let held = account.attainments.get(id)?;
            Object::new("attainment", id)
                .with("competency", held.competency.as_str())
                .with("level", held.level.as_str())
                .with("from", held.from)
                .with_some("until", held.until)
                .with_some("former_account", from(held.former))
        }
        Subject::Profile(id) => {
            let held = account.profiles.get(id)?;
            Object::new("certification_profile", id)
                .with("person", held.person.to_string())
                .with("linked_on", held.linked_on)
                .with_some("last_day", held.last_day)
        }
        Subject::Evidence(id) => {
            let held = account.evidence.get(id)?;
            Object::new("evidence", id)
                .with("dated", held.dated)
                .with("source", held.source.as_str())
                .with("state", if held.withdrawn { "withdrawn" } else { "recorded" })
                .with_some("counts_until", held.counts_until)
        }
        Subject::Membership(id) => {
            let held = account.memberships.get(id)?;
            let year = held.year_on(day);
            let (renew_from, renew_to) = account.renewed_between(held, day);
            Object::new("membership", id)
                .with("number", i64::try_from(held.number).ok()?)
                .with("offer", year.offer.as_str())
                .with_some("level", year.level.as_deref())
                .with("state", held.state_on(day).code())
                .with("year", year.number)
                .with("anniversary", year.days.anniversary)
                .with("renew_from", renew_from)
                .with("renew_to", renew_to)
                .with("benefits_until", held.benefits_until(day))
                .with_some("renewed_with", account.renewed_with(held).map(|with| with.id.to_string()))
        }
        Subject::Override(id) => {
            let held = account.overrides.get(id)?;
            Object::new("override", id)
                .with("membership", held.membership.to_string())
                .with("campaign", held.excuse.campaign.as_str())
                .with("state", held.state_on(account, day).code())
                .with_some("pay_by", held.granted.as_ref().map(|granted| granted.pay_by))
        }
        Subject::Grant(id) => {
            let held = account.grants.get(id)?;
            Object::new("grant", id)
                .with("membership", held.membership.to_string())
                .with("benefit", held.line.benefit.as_str())
                .with("quantity", held.line.quantity)
                .with("unit", held.line.unit.as_str())
                .with("redeem_by", held.line.redeem_by)
                .with("usable_until", held.line.usable_until)
        }
        Subject::Credit(id) => {
            let held = account.credits.get(id)?;
            Object::new("credit", id)
                .with("grant", held.grant.to_string())
                .with("person", held.person.to_string())
                .with_some("ended_on", held.ended_on)
        }
        Subject::Token(id) => {
            let held = account.tokens.get(id)?;
            let redeemed = held.redeemed.as_ref();
            Object::new("token", id)
                .with("grant", held.grant.to_string())
                .with("benefit", held.benefit.as_str())
                .with("seats", held.seats)
                .with("redeem_by", held.redeem_by)
                .with("state", standing::token_state(account, held, day).code())
                .with_some("tenant", redeemed.map(|redeemed| redeemed.act.tenant.to_string()))
                .with_some("subscription", redeemed.map(|redeemed| redeemed.act.subscription.to_string()))
                .with_some("replaced_by", held.replaced_by.map(|by| by.to_string()))
        }
        Subject::Replacement(id) => {
            let held = account.replacements.get(id)?;
            let issued = held.decided.as_ref().map(|decided| decided.token);
            Object::new("replacement", id)
                .with("token", held.token.to_string())
                .with("reason", held.reason.code())
                .with(
                    "state",
                    match issued {
                        None => "open",
                        Some(Some(_)) => "approved",
                        Some(None) => "refused",
                    },
                )
                .with_some("issued", issued.flatten().map(|token| token.to_string()))
        }
        Subject::Subscription(id) => {
            let held = account.subscriptions.get(id)?;
            Object::new("subscription", id)
                .with("benefit", held.benefit.as_str())
                .with("tenant", held.tenant.to_string())
                .with("state", held.state_on(day).code())
                .with_some("seats", held.extent.map(|extent| extent.seats))
                .with_some("usable_until", held.extent.map(|extent| extent.usable_until))
        }
        Subject::Key(id) => {
            let held = account.keys.get(id)?;
            Object::new("key", id)
                .with("grant", held.grant.to_string())
                .with("benefit", held.benefit.as_str())
                .with("state", standing::key_state(account, held, day).code())
                .with("used", held.used)
                .with_some("limit", held.limit)
        }
        Subject::Installation(id) => {
            let held = account.installations.get(&account.registered_as(*id))?;
            Object::new("installation", id)
                .with("grant", held.grant.to_string())
                .with("quantity", held.quantity)
                .with_some("version", held.version.as_deref())
                .with_some("location", held.location.map(|location| location.to_string()))
                .with_some("ended_on", held.ended.as_ref().map(|ended| ended.on))
        }
        Subject::Assignment(id) => {
            let held = account.assignments.get(id)?;
            let pool = account.pools.get(&held.pool)?;
            Object::new("seat", id)
                .with("pool", held.pool.to_string())
                .with("benefit", pool.benefit.as_str())
                .with("seat", held.seat)
                .with("person", held.person.to_string())
                .with("state", standing::assignment_state(account, held, day).code())
                .with("locked_until", held.locked_until)
        }
        Subject::Pool(id) => {
            let pool = account.pools.get(id)?;
            let counted = seat::breakdown_within(account, programmes, pool, day);
            Object::new("seat_pool", id)
                .with("benefit", pool.benefit.as_str())
                .with("size", counted.size)
                .with("free", counted.free)
        }
        Subject::SeatRequest(id) => {
            let held = account.seat_requests.get(id)?;
            let state = match held.answered.as_ref().map(|answered| &answered.answer) {
                None => "open",
                Some(SeatAnswer::Given(_)) => "approved",
                Some(SeatAnswer::Declined(_)) => "refused",
                Some(SeatAnswer::Withdrawn) => "withdrawn",
            };
            Object::new("seat_request", id)
                .with("pool", held.pool.to_string())
                .with("person", held.person.to_string())
                .with("state", state)
        }
        Subject::Order(id) => {
            let held = account.orders.get(id)?;
            Object::new("order", id)
                .with("number", i64::try_from(held.placed.number).ok()?)
                .with("offer", held.placed.of.offer())
                .with("total", &held.placed.total)
                .with("pay_by", held.placed.pay_by)
                .with("state", held.state_on(day).code())
                .with_some("membership", held.paid.as_ref().map(|(_, paid)| paid.membership.to_string()))
        }
        Subject::Funds(id) => {
            let held = account.funds.get(id)?;
            Object::new("funds", id)
                .with("amount", held.amount())
                .with("received_on", held.received_on)
                .with("state", held.state().code())
                .with_some("order", held.received.order.map(|order| order.to_string()))
        }
    })
}

/// What a change that a day brings is called: its day, what it tells and of what. A last day is told the day after, when
/// it has passed.
fn brought(account: &Account, change: &Change) -> Option<(Date, EventType, Subject)> {
    let membership = || {
        let held = account.memberships.values().find(|held| format!("M-{}", held.number) == change.subject);
        held.map(|held| held.id)
    };
    let (on, passed) = (change.on, plus_days(change.on, 1));
    let token = || change.subject.parse().map(Subject::Token).ok();
    Some(match change.kind {
        ChangeKind::Reminder => {
            let membership = membership()?;
            let year = account.memberships.get(&membership)?.last_year();
            (on < year.days.renew_from).then_some(())?;
            (on, EventType::MembershipRenewalUpcoming, Subject::Membership(membership))
        }
        ChangeKind::WindowOpens => (on, EventType::MembershipRenewalOpened, Subject::Membership(membership()?)),
        ChangeKind::LastDay => (on, EventType::MembershipRenewalClosing, Subject::Membership(membership()?)),
        ChangeKind::Lapses => (on, EventType::MembershipLapsed, Subject::Membership(membership()?)),
        ChangeKind::PayBy => {
            let order = account.orders.iter().find(|(_, order)| format!("O-{}", order.placed.number) == change.subject);
            (passed?, EventType::OrderExpired, Subject::Order(*order?.0))
        }
        ChangeKind::OverrideEnds => {
            let membership = membership()?;
            let ends = |granted: &crate::overrides::Granted| granted.pay_by == on;
            let mut of_it = account.overrides.iter().filter(|(_, held)| held.membership == membership);
            let held = of_it.find(|(_, held)| held.granted.as_ref().is_some_and(ends))?;
            (passed?, EventType::OverrideEnded, Subject::Override(*held.0))
        }
        ChangeKind::RedeemBy => (passed?, EventType::TokenRedeemByPassed, token()?),
        ChangeKind::ActivateBy => {
            (passed?, EventType::GrantRedeemByPassed, Subject::Grant(change.subject.parse().ok()?))
        }
        ChangeKind::SeatUnlocks => (on, EventType::SeatUnlocked, Subject::Pool(change.subject.parse().ok()?)),
        ChangeKind::SubscriptionEnds => {
            (on, EventType::SubscriptionEnding, Subject::Subscription(change.subject.parse().ok()?))
        }
        ChangeKind::Anniversary
        | ChangeKind::RefundEnds
        | ChangeKind::ReliefEnds
        | ChangeKind::ReplacementEnds
        | ChangeKind::UpgradeBy => return None,
    })
}

/// What the days after one bring, up to another, if nothing happens in between.
fn days(account: &Account, programmes: &Programmes, (since, to): (Date, Date)) -> Vec<(Date, EventType, Subject)> {
    if since >= to || account.id.is_none() || account.merged_into.is_some() {
        return Vec::new();
    }
    let changes = outlook(account, programmes, since, to);
    let mut found: Vec<_> = changes.iter().filter_map(|change| brought(account, change)).collect();
    let ended = changes.iter().filter(|change| change.kind == ChangeKind::SubscriptionEnds);
    found.extend(ended.filter_map(|change| {
        let subject = Subject::Subscription(change.subject.parse().ok()?);
        Some((plus_days(change.on, 1)?, EventType::SubscriptionEnded, subject))
    }));
    found.extend(account.attainments.iter().filter_map(|(id, held)| {
        Some((plus_days(held.until?, 1)?, EventType::AttainmentEnded, Subject::Attainment(*id)))
    }));
    found.retain(|(on, ..)| since < *on && *on <= to);
    found
}

/// What somebody asks for: what they know already, and how much more they are told at the most.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// What is known.
    pub known: Through,
    /// The last event that is known, of a day of which more may follow; none: an empty text.
    pub after: &'a str,
    /// Of which types; of any, where none is named.
    pub types: &'a BTreeSet<EventType>,
    /// How many at the most.
    pub most: usize,
}

impl Asked<'_> {
    /// Everything that is not known.
    pub fn all(known: Through) -> Asked<'static> {
        static ANY: BTreeSet<EventType> = BTreeSet::new();
        Asked { known, after: "", types: &ANY, most: usize::MAX }
    }

    fn wants(&self, kind: EventType) -> bool {
        self.types.is_empty() || self.types.contains(&kind)
    }
}

/// What happened to a company that somebody does not know yet, in order: of a day, what it brought comes before what was
/// done on it. Each fact comes with the beginning of its hash; `day_of` says on which day of the programme's zone an instant
/// lies.
pub fn events<'a>(
    ledger: impl IntoIterator<Item = (&'a Entry, &'a str)>,
    programmes: &Programmes,
    asked: Asked<'_>,
    today: Date,
    day_of: impl Fn(i64) -> Date,
) -> Vec<Event> {
    let mut account = Account::default();
    let mut found = Vec::new();
    // The day on which the newest fact was recorded, and that fact; a clock that was set back brings no day twice.
    let (mut since, mut newest) = (Date::MIN, None);
    for (entry, mark) in ledger {
        if found.len() >= asked.most {
            return found;
        }
        let on = day_of(entry.recorded_at).max(since);
        if account.id.is_some() && on > asked.known.day {
            found.extend(of_days(&account, programmes, newest, (since, on), asked));
        }
        (since, newest) = (on, Some((entry, mark)));
        if entry.seq <= asked.known.sequence {
            account = account.apply(entry);
            continue;
        }
        let (kind, subject) = told(entry, &account);
        let was = object(&account, programmes, &subject, on);
        account = account.apply(entry);
        let is_verified = kind == EventType::AccountUpdated
            && matches!(entry.fact, Fact::CheckDecided(_))
            && verification(&account, programmes) == Some(VerificationState::Authorized);
        let kind = if is_verified { EventType::AccountVerified } else { kind };
        if !asked.wants(kind) {
            continue;
        }
        // What is about something that is not there can only be about the company.
        let now = object(&account, programmes, &subject, on.max(entry.effective_on));
        let now = now.unwrap_or_else(|| Object::new("account", entry.account));
        found.push(Event {
            id: EventId { account: entry.account, sequence: entry.seq, mark: mark.to_owned(), brought: None },
            kind,
            recorded_at: Some(entry.recorded_at),
            effective_on: entry.effective_on,
            actor: Some(entry.actor.clone()),
            version: entry.version,
            previous: now.changed(was.as_ref()),
            object: now,
        });
    }
    if today > asked.known.day && found.len() < asked.most {
        found.extend(of_days(&account, programmes, newest, (since, today), asked));
    }
    found
}

/// The events of the days between two facts that are asked for.
fn of_days(
    account: &Account,
    programmes: &Programmes,
    newest: Option<(&Entry, &str)>,
    between: (Date, Date),
    asked: Asked<'_>,
) -> Vec<Event> {
    let Some((newest, mark)) = newest else { return Vec::new() };
    let is_asked = |(on, kind, _): &(Date, EventType, Subject)| *on > asked.known.day && asked.wants(*kind);
    let brought = days(account, programmes, between).into_iter().filter(is_asked);
    let mut found: Vec<Event> = brought
        .filter_map(|(on, kind, subject)| {
            let object_on = |day| object(account, programmes, &subject, day);
            let (was, now) = (plus_days(on, -1).and_then(object_on), object_on(on)?);
            let brought = Some((on, kind, now.id.clone()));
            Some(Event {
                id: EventId { account: newest.account, sequence: newest.seq, mark: mark.to_owned(), brought },
                kind,
                recorded_at: None,
                effective_on: on,
                actor: None,
                // That of a day is the one by which its company was decided about last, whatever came since.
                version: newest.version,
                previous: now.changed(was.as_ref()),
                object: now,
            })
        })
        .collect();
    found.sort_by_cached_key(|event| event.id.to_string());
    found.dedup_by(|one, other| one.id == other.id);
    found.retain(|event| *event.id.to_string() > *asked.after);
    found
}
