//! Facts: one business decision each, with every value it depended on. This is the disk format, for ever: kinds are
//! never renamed or reused, new fields are optional, and a golden file holds each kind.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::balance::UsageKind;
use crate::campaign::Extended;
use crate::codes::codes;
use crate::company::{DocumentOf, ProfileCheck, ProfileField};
use crate::competency::{Evidence, EvidenceOf, Profile};
use crate::ids::*;
use crate::installation::{InstalledId, WindDownOf};
use crate::programme::{
    CountedFrom, KeyKind, Layer, Mode, Money, Need, PayMethod, ReplacementReason, WindowAccess, YearDays,
};
use crate::shared::Shared;

/// A fact in its place in an account's ledger.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The ledger that it stands in.
    pub account: AccountId,
    /// Its number in that ledger, from 1, without gaps.
    pub seq: u64,
    /// When it was recorded: microseconds since the Unix epoch.
    pub recorded_at: i64,
    /// The day from which it holds, in the programme's zone.
    pub effective_on: Date,
    /// Who did it: a person's id or the name of a service. Never a person's name.
    pub actor: String,
    /// The programme in force.
    pub programme: String,
    /// Its version.
    pub version: u32,
    /// What happened.
    pub fact: Fact,
}

macro_rules! facts {
    ($($(#[$doc:meta])* $name:ident = $kind:literal,)*) => {
        /// What happened to an account.
        #[derive(Debug, Clone, PartialEq)]
        pub enum Fact {
            $($(#[$doc])* $name($name),)*
        }

        impl Fact {
            /// Every kind, in the order of this file.
            pub const KINDS: &'static [&'static str] = &[$($kind,)*];

            /// The stable kind that the ledger stores.
            pub const fn kind(&self) -> &'static str {
                match self { $(Self::$name(_) => $kind,)* }
            }

            /// The body as the exact JSON text that is stored and hashed.
            pub fn body(&self) -> String {
                let text = match self { $(Self::$name(body) => serde_json::to_string(body),)* };
                // These types hold only strings, numbers, lists and maps with string keys, which always serialise.
                text.unwrap_or_default()
            }

            /// Reads a fact back from its kind and body.
            ///
            /// # Errors
            /// When the kind is unknown (a newer version wrote it) or the body does not fit its kind.
            pub fn read(kind: &str, body: &str) -> Result<Self, String> {
                match kind {
                    $($kind => serde_json::from_str(body).map(Self::$name).map_err(|error| error.to_string()),)*
                    _ => Err(format!("unknown kind `{kind}`: a newer version wrote this ledger")),
                }
            }
        }

        $(impl From<$name> for Fact {
            fn from(body: $name) -> Self {
                Self::$name(body)
            }
        })*
    };
}

facts! {
    /// A company joined the network.
    AccountOpened = "account_opened",
    /// The legal profile was given or changed (B-33).
    ProfileChanged = "profile_changed",
    /// The legal profile was confirmed to be right (B-30).
    ProfileReviewed = "profile_reviewed",
    /// A check of the legal profile was decided (B-32).
    CheckDecided = "check_decided",
    /// The vendor was asked to look again at a rejected check (B-33).
    CheckAppealed = "check_appealed",
    /// A document was handed in (B-32, B-43).
    DocumentAdded = "document_added",
    /// The name by which people know the company was changed (B-33).
    PublicNameChanged = "public_name_changed",
    /// The vendor was asked to send the mail of a check again (B-32).
    CheckMailAsked = "check_mail_asked",
    /// The account was closed for good (H-07).
    AccountClosed = "account_closed",
    /// A location was added (H-02).
    LocationAdded = "location_added",
    /// A company was invited to become part of another (H-22); it stands in the ledgers of both.
    MergeInvited = "merge_invited",
    /// The invited company accepted (H-23); in the ledgers of both.
    MergeAccepted = "merge_accepted",
    /// The invited company declined (H-23); in the ledgers of both.
    MergeRejected = "merge_rejected",
    /// The inviting company withdrew (H-26); in the ledgers of both.
    MergeWithdrawn = "merge_withdrawn",
    /// Another company became part of this one (H-30).
    CompanyAbsorbed = "company_absorbed",
    /// This company became part of another one; nothing follows in its ledger (H-24).
    CompanyMerged = "company_merged",
    /// A membership is renewed together with another one from now on (H-33, H-37).
    MembershipJoined = "membership_joined",
    /// A tenant was linked and verified.
    TenantLinked = "tenant_linked",
    /// The vendor stated that a competency is qualified at a level.
    AttainmentStated = "attainment_stated",
    /// A certification profile counts for the company from now on.
    ProfileLinked = "profile_linked",
    /// A certification profile counts for the company up to a last day.
    ProfileUnlinked = "profile_unlinked",
    /// Evidence for requirements was recorded.
    EvidenceRecorded = "evidence_recorded",
    /// Evidence was withdrawn, because it was wrong.
    EvidenceWithdrawn = "evidence_withdrawn",
    /// A location was removed, for ever (H-04).
    LocationRemoved = "location_removed",
    /// A campaign excuses a membership's year (J-30…J-34).
    CampaignEnrolled = "campaign_enrolled",
    /// A late override was proposed (J-37).
    OverrideProposed = "override_proposed",
    /// A late override was approved by somebody else (J-37).
    OverrideGranted = "override_granted",
    /// A late override was declined.
    OverrideDeclined = "override_declined",
    /// A late override was ended before its day.
    OverrideEnded = "override_ended",
    /// An offer was bought.
    MembershipPurchased = "membership_purchased",
    /// A membership was renewed (B-06).
    MembershipRenewed = "membership_renewed",
    /// A membership ended, and another act needed to know it.
    MembershipClosed = "membership_closed",
    /// A membership that had been upgraded goes on, because the fee of the upgrade was given back (A-18, B-50).
    MembershipReopened = "membership_reopened",
    /// Lines were added during a year, for a further competency.
    GrantsAdded = "grants_added",
    /// Granted lines were provisioned by the vendor's services (C-05).
    GrantsProvisioned = "grants_provisioned",
    /// An order was placed (B-47).
    OrderPlaced = "order_placed",
    /// An order that was not paid ended (B-44, B-45).
    OrderClosed = "order_closed",
    /// Money was received (B-42).
    FundsReceived = "funds_received",
    /// A card could not be charged (B-41).
    ChargeFailed = "charge_failed",
    /// Money that no order took was given back.
    FundsReturned = "funds_returned",
    /// An order was paid, and has its invoice (B-48).
    OrderPaid = "order_paid",
    /// The fee of an order was given back (B-50).
    OrderRefunded = "order_refunded",
    /// The tax of an order was given back (B-51).
    TaxRefunded = "tax_refunded",
    /// The company was exempted from taxes.
    TaxExempted = "tax_exempted",
    /// An exemption from taxes was ended.
    TaxExemptionEnded = "tax_exemption_ended",
    /// Support was activated, and has its contract (K-04).
    SupportActivated = "support_activated",
    /// Help with selling was activated (K-30).
    MarketingActivated = "marketing_activated",
    /// Something was taken from a balance (K-07, K-10).
    BalanceUsed = "balance_used",
    /// A credit was given to a person (K-21).
    CreditAssigned = "credit_assigned",
    /// A credit was taken back or handed on (K-22, K-23).
    CreditEnded = "credit_ended",
    /// A token's code was shown (E-14).
    CodeShown = "code_shown",
    /// A token was redeemed (D-02, D-10, D-11).
    TokenRedeemed = "token_redeemed",
    /// A replacement token was asked for (D-23).
    ReplacementRequested = "replacement_requested",
    /// A replacement token was issued and the original's seats were taken back (D-23).
    ReplacementGranted = "replacement_granted",
    /// A request for a replacement was refused by a person.
    ReplacementDeclined = "replacement_declined",
    /// A product key was shown (E-14).
    KeyRevealed = "key_revealed",
    /// A product key activated a machine (E-08).
    ActivationCounted = "activation_counted",
    /// A product key was blocked (E-15).
    KeyBlocked = "key_blocked",
    /// A blocked key may be used again (E-15).
    KeyUnblocked = "key_unblocked",
    /// An installation was recorded in the company's register (F-11).
    InstallationRecorded = "installation_recorded",
    /// An installation moved, took a newer version or another use (F-06, F-07).
    InstallationChanged = "installation_changed",
    /// An installation left the register because it was uninstalled.
    InstallationRemoved = "installation_removed",
    /// A developer subscription was given to a person (G-05).
    SeatAssigned = "seat_assigned",
    /// The person began to use it (G-02).
    SeatActivated = "seat_activated",
    /// A developer subscription was taken back or given back.
    SeatUnassigned = "seat_unassigned",
    /// Somebody asked for a developer subscription. One that is given to them is the answer ([`Fact::SeatAssigned`]).
    SeatRequested = "seat_requested",
    /// A request for a developer subscription was declined.
    SeatRequestDeclined = "seat_request_declined",
    /// Whoever asked for a developer subscription withdrew the request.
    SeatRequestWithdrawn = "seat_request_withdrawn",
    /// The removal or commercial licensing of software was confirmed (F-09).
    WindDownConfirmed = "wind_down_confirmed",
}

/// See [`Fact::AccountOpened`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountOpened {
    /// The global number that people know the company by.
    pub number: u64,
    /// ISO 3166-1 country of its headquarters.
    pub country: String,
    /// Whether the vendor had verified the company before (B-31); so were all whose fact does not say it.
    #[serde(default = "yes", skip_serializing_if = "is_yes")]
    pub verified: bool,
    /// Its legal profile, where it was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub profile: Option<ProfileGiven>,
}

const fn yes() -> bool {
    true
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
const fn is_yes(value: &bool) -> bool {
    *value
}

/// A legal profile: its text lives in an erasable row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProfileGiven {
    /// The text.
    pub text: NoteRef,
    /// The domain of the primary contact's address, in lower case (H-06).
    pub domain: Option<String>,
}

/// See [`Fact::ProfileChanged`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProfileChanged {
    /// The profile as it is from now on.
    pub given: ProfileGiven,
    /// What differs from the one before.
    pub fields: Vec<ProfileField>,
    /// Checks that begin anew.
    pub restarted: Vec<ProfileCheck>,
}

/// See [`Fact::ProfileReviewed`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProfileReviewed {}

/// See [`Fact::CheckDecided`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckDecided {
    /// The check.
    pub check: ProfileCheck,
    /// Whether it is passed; else it is rejected.
    pub passed: bool,
    /// The reason given.
    pub note: Option<NoteRef>,
}

/// See [`Fact::CheckAppealed`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckAppealed {
    /// The check.
    pub check: ProfileCheck,
    /// What the company wrote.
    pub note: NoteRef,
}

/// See [`Fact::DocumentAdded`]. The content is kept outside the ledger, which holds its hash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentAdded {
    /// The document.
    pub document: DocumentId,
    /// What it proves.
    pub of: DocumentOf,
    /// Its media type.
    pub media_type: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// SHA-256 of its content, in hex.
    pub sha256: String,
}

/// See [`Fact::PublicNameChanged`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicNameChanged {
    /// The name, in an erasable row.
    pub name: NoteRef,
}

/// See [`Fact::CheckMailAsked`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckMailAsked {
    /// The check.
    pub check: ProfileCheck,
}

/// See [`Fact::AccountClosed`]. Effective on the first day on which it is closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountClosed {
    /// What the company asked for in writing (H-04).
    pub note: NoteRef,
}

/// See [`Fact::LocationAdded`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LocationAdded {
    /// The location.
    pub location: LocationId,
    /// Its own number.
    pub number: u64,
    /// ISO 3166-1 country.
    pub country: String,
}

/// See [`Fact::MergeInvited`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MergeInvited {
    /// The merge; the same in both ledgers.
    pub merge: MergeId,
    /// On which side this ledger's company is.
    pub side: MergeSide,
    /// The other company.
    pub other: AccountId,
    /// Its global number.
    pub other_number: u64,
}

codes! {
    /// The two sides of a merge (H-30).
    pub enum MergeSide {
        /// The company that invites, and goes on.
        Initiator = "initiator",
        /// The company that is invited, and becomes a part of the other.
        Invitee = "invitee",
    }
}

/// See [`Fact::MergeAccepted`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MergeAccepted {
    /// The merge.
    pub merge: MergeId,
}

/// See [`Fact::MergeRejected`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MergeRejected {
    /// The merge.
    pub merge: MergeId,
    /// The reason, if one was given; its text is kept beside both ledgers.
    pub note: Option<NoteRef>,
}

/// See [`Fact::MergeWithdrawn`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MergeWithdrawn {
    /// The merge.
    pub merge: MergeId,
}

/// See [`Fact::CompanyAbsorbed`]. It says up to where the other ledger counts, and with which hash; what that ledger holds
/// is taken in at this place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CompanyAbsorbed {
    /// The merge.
    pub merge: MergeId,
    /// The company that became a part of this one.
    pub company: AccountId,
    /// Its global number, which is a location's from now on.
    pub number: u64,
    /// ISO 3166-1 country of that location.
    pub country: String,
    /// The location that it became.
    pub location: LocationId,
    /// How many facts of its ledger are taken in.
    pub facts: u64,
    /// The hash of the last of them.
    pub head: String,
    /// The company as those facts make it. Not a part of the body: whoever reads the ledger puts it here.
    #[serde(skip)]
    pub taken: Taken,
}

/// The company that a fact takes in.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Taken(pub Option<std::sync::Arc<crate::account::Account>>);

/// See [`Fact::CompanyMerged`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompanyMerged {
    /// The merge.
    pub merge: MergeId,
    /// The company of which it is a part.
    pub into: AccountId,
    /// Its global number.
    pub into_number: u64,
    /// The location that it became.
    pub location: LocationId,
}

/// See [`Fact::MembershipJoined`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MembershipJoined {
    /// The membership that is not renewed by itself any more.
    pub membership: MembershipId,
    /// The one with which it is renewed.
    pub into: MembershipId,
    /// Its days from now on; none: they stay (H-37).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<YearDays>,
    /// Lines that last longer with it (H-35).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<LineExtended>,
    /// Services that last as long as the membership, and run on with it (H-35).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub services: Vec<ServiceExtended>,
}

impl MembershipJoined {
    /// Joined with the days that it has.
    pub(crate) const fn as_it_is(membership: MembershipId, into: MembershipId) -> Self {
        Self { membership, into, days: None, lines: Vec::new(), services: Vec::new() }
    }
}

/// What a redeemed token gives, where its last day was moved with that of its membership.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceExtended {
    /// The token.
    pub token: TokenId,
    /// Last day of service that the token alone gives.
    pub alone_until: Date,
}

/// A line whose days were moved with those of its membership.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineExtended {
    /// The line.
    pub grant: GrantId,
    /// Last day on which it may be redeemed, activated or assigned.
    pub redeem_by: Date,
    /// Last day of the right.
    pub usable_until: Date,
}

/// See [`Fact::TenantLinked`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TenantLinked {
    /// The tenant.
    pub tenant: TenantId,
    /// Its domain, in lower case.
    pub domain: String,
}

/// See [`Fact::AttainmentStated`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttainmentStated {
    /// The attainment.
    pub attainment: AttainmentId,
    /// The competency.
    pub competency: String,
    /// The level that it is qualified at.
    pub level: String,
    /// Last day on which it counts; none: until stated otherwise.
    pub until: Option<Date>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<NoteRef>,
}

/// See [`Fact::ProfileLinked`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProfileLinked {
    /// The association.
    pub association: AssociationId,
    /// Whose profile it is.
    pub person: PersonId,
    /// The profile, as a keyed hash of its number.
    pub profile: String,
    /// Whether it came from another company, which is counted.
    pub moved: bool,
}

impl ProfileLinked {
    /// The profile as an account holds it.
    pub(crate) fn held(&self, on: Date) -> Profile {
        Profile { person: self.person, profile: self.profile.clone(), linked_on: on, last_day: None, former: None }
    }
}

/// See [`Fact::ProfileUnlinked`]. Effective on the day of the announcement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProfileUnlinked {
    /// The association.
    pub association: AssociationId,
    /// Last day on which it counts.
    pub last_day: Date,
}

/// See [`Fact::EvidenceRecorded`]. Effective on the day that the evidence speaks of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceRecorded {
    /// The evidence.
    pub evidence: EvidenceId,
    /// What it shows.
    pub of: EvidenceOf,
    /// The day that it speaks of.
    pub dated: Date,
    /// Last day on which it is valid by itself.
    pub expires_on: Option<Date>,
    /// Last day on which it counts under the programme; none: without end.
    pub counts_until: Option<Date>,
    /// The day on which its source was read.
    pub as_of: Date,
    /// The system that it comes from.
    pub source: String,
}

impl EvidenceRecorded {
    /// The evidence as an account holds it.
    pub(crate) fn held(&self) -> Evidence {
        Evidence {
            of: self.of.clone(),
            dated: self.dated,
            expires_on: self.expires_on,
            counts_until: self.counts_until,
            as_of: self.as_of,
            source: self.source.clone(),
            withdrawn: false,
            former: None,
        }
    }
}

/// See [`Fact::EvidenceWithdrawn`]. Effective on the day of the evidence, which never counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceWithdrawn {
    /// The evidence.
    pub evidence: EvidenceId,
}

/// See [`Fact::LocationRemoved`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LocationRemoved {
    /// The location.
    pub location: LocationId,
    /// Its number.
    pub number: u64,
    /// Its country.
    pub country: String,
    /// The ticket in which the company acknowledged it.
    pub ticket: TicketId,
    /// The ticket's number.
    pub ticket_number: String,
}

/// See [`Fact::CampaignEnrolled`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CampaignEnrolled {
    /// The run of the campaign.
    pub run: RunId,
    /// The campaign.
    pub campaign: String,
    /// The membership.
    pub membership: MembershipId,
    /// The year whose renewal is excused.
    pub year: u32,
    /// The anniversary that ends that year. It stays (J-33).
    pub anniversary: Date,
    /// The next anniversary, if the fee is paid.
    pub next_anniversary: Date,
    /// What the renewal need not meet.
    pub waives: BTreeSet<Need>,
    /// The competencies that are kept.
    pub extends: Vec<Extended>,
    /// Last day on which the fee can be paid after the window without asking anybody.
    pub self_service_until: Option<Date>,
}

/// See [`Fact::OverrideProposed`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OverrideProposed {
    /// The override.
    #[serde(rename = "override")]
    pub late_override: OverrideId,
    /// The membership.
    pub membership: MembershipId,
    /// The year whose renewal was missed.
    pub year: u32,
    /// The campaign in which it lies.
    pub campaign: String,
    /// The anniversary that ended that year.
    pub anniversary: Date,
    /// What the renewal need not meet.
    pub waives: BTreeSet<Need>,
    /// The competencies that are kept.
    pub extends: Vec<Extended>,
    /// From which day the next anniversary is counted.
    pub counted_from: CountedFrom,
    /// Days from the approval, the last one included, in which the fee is to be paid.
    pub pay_within_days: i32,
    /// The ticket that asked for it.
    pub ticket: TicketId,
    /// The ticket's number.
    pub ticket_number: String,
    /// Day on which the ticket was opened: the one that counts.
    pub asked_on: Date,
    /// Why.
    pub note: NoteRef,
}

/// See [`Fact::OverrideGranted`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OverrideGranted {
    /// The override.
    #[serde(rename = "override")]
    pub late_override: OverrideId,
    /// Last day on which the fee can be paid.
    pub pay_by: Date,
    /// What the approver wrote.
    pub note: Option<NoteRef>,
}

/// See [`Fact::OverrideDeclined`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OverrideDeclined {
    /// The override.
    #[serde(rename = "override")]
    pub late_override: OverrideId,
    /// The reason given.
    pub note: Option<NoteRef>,
}

/// See [`Fact::OverrideEnded`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OverrideEnded {
    /// The override.
    #[serde(rename = "override")]
    pub late_override: OverrideId,
    /// The reason given.
    pub note: Option<NoteRef>,
}

/// A recorded payment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payment {
    /// The reference under which it was received.
    pub reference: String,
    /// What was paid, where it is known.
    pub amount: Option<Money>,
}

/// A line of the licence table as it was granted to one company for one year (C-04).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Granted {
    /// The grant.
    pub grant: GrantId,
    /// What is granted.
    pub benefit: String,
    /// The offer whose table grants it.
    pub offer: String,
    /// The competency that it is granted for.
    pub competency: Option<String>,
    /// Core or incremental.
    pub layer: Layer,
    /// How much.
    pub quantity: u32,
    /// Of what.
    pub unit: String,
    /// False where the figure's source is not official.
    pub verified: bool,
    /// Last day on which it may be redeemed, activated or assigned.
    pub redeem_by: Date,
    /// Last day of the right itself, if nobody renews. A redeemed token has its own, on its subscription.
    pub usable_until: Date,
    /// What carries it.
    pub item: Item,
}

/// What carries a granted line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Item {
    /// One token with all the seats.
    Token {
        /// The token.
        token: TokenId,
    },
    /// A product key.
    Key {
        /// The key.
        key: KeyId,
        /// Its kind.
        key_kind: KeyKind,
        /// Activations in all; none: without end.
        limit: Option<u32>,
    },
    /// Software that needs no key.
    Software,
    /// A pool of developer subscriptions. A renewal names the pool of the year before (G-13).
    Pool {
        /// The pool.
        pool: PoolId,
        /// Its edition.
        edition: String,
    },
    /// A balance.
    Balance,
}

/// See [`Fact::MembershipPurchased`]. Effective on the day of the purchase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MembershipPurchased {
    /// The membership.
    pub membership: MembershipId,
    /// Its number on paper, `M-…`.
    pub number: u64,
    /// The offer.
    pub offer: String,
    /// The group in which the offer counts against the limit.
    pub group: String,
    /// The offer's level, where it has one.
    pub level: Option<String>,
    /// The days of the first year.
    pub days: YearDays,
    /// What the window's access rule was.
    pub access: WindowAccess,
    /// Last day on which the fee may be refunded if nothing is used; none: never.
    pub refund_until: Option<Date>,
    /// The payment.
    pub payment: Payment,
    /// What is granted for the year.
    pub grants: Vec<Shared<Granted>>,
    /// Seats whose pool is not carried on and which continue in another (G-13).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub moved: Vec<SeatMoved>,
}

/// A seat that continues in another pool under the assignment that it has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeatMoved {
    /// The assignment.
    pub assignment: AssignmentId,
    /// The pool in which it continues.
    pub pool: PoolId,
    /// The seat's number there.
    pub seat: u32,
}

/// A credit that its holder keeps under the line of the new year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreditMoved {
    /// The credit.
    pub credit: CreditId,
    /// The line under which it continues.
    pub grant: GrantId,
}

/// See [`Fact::MembershipRenewed`]. Effective on the day of the renewal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MembershipRenewed {
    /// The membership.
    pub membership: MembershipId,
    /// Number of the new year, from 2.
    pub year: u32,
    /// The offer for the new year; another one of the same group may be chosen at a renewal.
    pub offer: String,
    /// The group in which it counts from now on, where the offer is one of another group (H-33).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// The offer's level, where it has one.
    pub level: Option<String>,
    /// The days of the new year.
    pub days: YearDays,
    /// What the window's access rule is.
    pub access: WindowAccess,
    /// The payment.
    pub payment: Payment,
    /// What is granted for the year.
    pub grants: Vec<Shared<Granted>>,
    /// Seats whose pool is not carried on and which continue in another (G-13).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub moved: Vec<SeatMoved>,
    /// Credits that their holders keep (B-18, K-21).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub credits: Vec<CreditMoved>,
}

codes! {
    /// Why a membership ended.
    pub enum CloseReason {
        /// The window passed without a renewal (B-11).
        Lapsed = "lapsed",
        /// A higher level was bought on top of it.
        Upgraded = "upgraded",
        /// Its fee was given back (B-50).
        Refunded = "refunded",
        /// Another one was renewed in its place after a merge (H-33).
        Merged = "merged",
    }
}

/// What is ordered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Ordered {
    /// An offer is bought.
    Purchase {
        /// The offer.
        offer: String,
    },
    /// A membership is renewed.
    Renewal {
        /// The membership.
        membership: MembershipId,
        /// The offer for the coming year.
        offer: String,
    },
}

impl Ordered {
    /// The offer that is paid for.
    pub fn offer(&self) -> &str {
        match self {
            Self::Purchase { offer } | Self::Renewal { offer, .. } => offer,
        }
    }
}

/// See [`Fact::OrderPlaced`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderPlaced {
    /// The order.
    pub order: OrderId,
    /// Its number on paper, `O-…`; a membership that it makes has the same one, `M-…`.
    pub number: u64,
    /// What is ordered.
    pub of: Ordered,
    /// The group of offers of which only one order can be open.
    pub group: String,
    /// Whether it renews one of several memberships of the group, of which each can have an order open.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub apart: bool,
    /// How it is to be paid.
    pub method: PayMethod,
    /// The price on the list on that day, without discount.
    pub price: Money,
    /// Percent taken off for an upgrade.
    pub discount_percent: u32,
    /// The tax on it, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tax: Option<TaxDue>,
    /// What is to be paid, exactly, with the tax (B-42).
    pub total: Money,
    /// Last day on which it can be paid (B-44).
    pub pay_by: Date,
    /// The buyer's tax number, as it goes on the invoice.
    pub tax_id: Option<String>,
}

impl OrderPlaced {
    /// What is to be paid without the tax.
    pub fn net(&self) -> Money {
        let tax = self.tax.as_ref().map_or(0, |tax| tax.amount.minor);
        Money { minor: self.total.minor - tax, currency: self.total.currency.clone() }
    }
}

/// The tax on an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaxDue {
    /// The country whose tax it is.
    pub country: String,
    /// Its rate in hundredths of a percent.
    pub basis_points: u32,
    /// How much it is.
    pub amount: Money,
}

codes! {
    /// Why an order ended without being paid.
    pub enum OrderEnd {
        /// It was not paid in time (B-44).
        Expired = "expired",
        /// It was withdrawn (B-45).
        Cancelled = "cancelled",
    }
}

/// See [`Fact::OrderClosed`]. Effective on the first day on which it cannot be paid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderClosed {
    /// The order.
    pub order: OrderId,
    /// Why.
    pub why: OrderEnd,
}

codes! {
    /// Why money is held and has not paid an order.
    pub enum HeldWhy {
        /// It named no order.
        NoOrder = "no_order",
        /// The order was paid, withdrawn or too old (B-44).
        OrderNotOpen = "order_not_open",
        /// It is in another currency (B-42).
        CurrencyDiffers = "currency_differs",
        /// It is more or less than what was due (B-42).
        AmountDiffers = "amount_differs",
        /// What was ordered is not possible any more.
        NotPossible = "not_possible",
    }
}

/// See [`Fact::FundsReceived`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FundsReceived {
    /// The money.
    pub funds: FundsId,
    /// The order that it named.
    pub order: Option<OrderId>,
    /// How much.
    pub amount: Money,
    /// The reference under which it was received, unique in the account.
    pub reference: String,
    /// Whether the payment provider told of it: then the reference is that of one charge, which no other company's is.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub charge: bool,
    /// Why it is held; none: it paid the order.
    pub held: Option<HeldWhy>,
    /// The day on which it came, where it was recorded later (B-43).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub received_on: Option<Date>,
}

/// See [`Fact::ChargeFailed`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChargeFailed {
    /// The order.
    pub order: OrderId,
    /// The provider's own reference of the attempt.
    pub reference: String,
    /// Why, as the provider's code.
    pub code: Option<String>,
    /// First day on which the same card can be tried again; none: no day makes it better.
    pub retry_from: Option<Date>,
}

/// See [`Fact::FundsReturned`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FundsReturned {
    /// The money.
    pub funds: FundsId,
}

/// See [`Fact::OrderPaid`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderPaid {
    /// The order.
    pub order: OrderId,
    /// The money that paid it.
    pub funds: FundsId,
    /// The number of its invoice; invoices are numbered without gaps.
    pub invoice: u64,
    /// The membership that it bought or renewed.
    pub membership: MembershipId,
}

/// See [`Fact::OrderRefunded`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderRefunded {
    /// The order.
    pub order: OrderId,
    /// What is given back.
    pub amount: Money,
    /// The number of its credit note; credit notes are numbered without gaps. Refunds from before have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit_note: Option<u64>,
}

/// See [`Fact::TaxRefunded`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaxRefunded {
    /// The order.
    pub order: OrderId,
    /// What is given back.
    pub amount: Money,
    /// The number of its credit note. Refunds from before have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit_note: Option<u64>,
}

/// See [`Fact::TaxExempted`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaxExempted {
    /// The exemption.
    pub exemption: ExemptionId,
    /// First day.
    pub from: Date,
    /// Last day; none: until it is ended.
    pub until: Option<Date>,
    /// Why.
    pub note: NoteRef,
    /// The former company that was exempt; none: this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub former: Option<AccountId>,
}

/// See [`Fact::TaxExemptionEnded`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaxExemptionEnded {
    /// The exemption.
    pub exemption: ExemptionId,
    /// Its last day.
    pub last_day: Date,
}

/// See [`Fact::MembershipClosed`]. Effective on the first day without the membership.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MembershipClosed {
    /// The membership.
    pub membership: MembershipId,
    /// Why.
    pub why: CloseReason,
    /// The last day on which it gave access.
    pub last_day: Date,
}

/// See [`Fact::MembershipReopened`]. Effective on the day from which it goes on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MembershipReopened {
    /// The membership.
    pub membership: MembershipId,
    /// Seats that continue in its pools again (G-13).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub moved: Vec<SeatMoved>,
}

/// See [`Fact::GrantsAdded`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GrantsAdded {
    /// The membership that carries the lines.
    pub membership: MembershipId,
    /// The competency that they are granted for.
    pub competency: String,
    /// The lines.
    pub grants: Vec<Shared<Granted>>,
}

/// See [`Fact::GrantsProvisioned`]. No right depends on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GrantsProvisioned {
    /// The membership that carries the lines.
    pub membership: MembershipId,
    /// The lines.
    pub grants: Vec<GrantId>,
}

/// See [`Fact::SupportActivated`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupportActivated {
    /// The line.
    pub grant: GrantId,
    /// The number of the contract.
    pub contract: String,
    /// What each user says the first time.
    pub access: String,
}

/// See [`Fact::MarketingActivated`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MarketingActivated {
    /// The line.
    pub grant: GrantId,
    /// Name and address of who markets, in an erasable row.
    pub contact: NoteRef,
    /// First day on which it can be used.
    pub active_from: Date,
}

/// See [`Fact::BalanceUsed`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BalanceUsed {
    /// The act.
    pub usage: UsageId,
    /// The line.
    pub grant: GrantId,
    /// For what.
    pub kind: UsageKind,
    /// How much was asked for.
    pub asked: u32,
    /// How much of it the balance gives; none of it where it is without limit.
    pub deducted: u32,
    /// What it is about.
    pub note: Option<NoteRef>,
}

/// See [`Fact::CreditAssigned`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreditAssigned {
    /// The credit.
    pub credit: CreditId,
    /// The line.
    pub grant: GrantId,
    /// The person.
    pub person: PersonId,
}

/// See [`Fact::CreditEnded`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreditEnded {
    /// The credit.
    pub credit: CreditId,
}

/// See [`Fact::CodeShown`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeShown {
    /// The act.
    pub reveal: RevealId,
    /// The token.
    pub token: TokenId,
}

/// Seats and last day of a subscription.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extent {
    /// Seats.
    pub seats: u32,
    /// Last day of service.
    pub usable_until: Date,
}

/// See [`Fact::TokenRedeemed`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TokenRedeemed {
    /// The act.
    pub redemption: RedemptionId,
    /// The token, used whole.
    pub token: TokenId,
    /// Its product.
    pub benefit: String,
    /// Its seats.
    pub seats: u32,
    /// Where, for ever (D-05).
    pub tenant: TenantId,
    /// How.
    pub mode: Mode,
    /// The subscription that it made or changed.
    pub subscription: SubscriptionId,
    /// The subscription before; none for a new one.
    pub before: Option<Extent>,
    /// The subscription after.
    pub after: Extent,
    /// Last day of service that the token alone would give from this day on.
    pub alone_until: Date,
    /// The months that it gives; none where the programme ends the service with the membership.
    pub term_months: Option<i32>,
    /// Days after its end in which the subscription is still usable (D-19).
    pub expired_days: i32,
    /// Days after that in which only administrators reach it (D-19).
    pub disabled_days: i32,
    /// Last day on which a replacement may be asked for.
    pub replaceable_until: Option<Date>,
}

/// A text or a device name in an erasable row, bound to the fact by a salted hash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteRef {
    /// The row.
    pub id: NoteId,
    /// SHA-256 over a salt that lives in the row, and the text; in hex.
    pub hash: String,
}

/// See [`Fact::ReplacementRequested`]. Its day is the one that counts (D-24).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplacementRequested {
    /// The request.
    pub replacement: ReplacementId,
    /// The token that was redeemed wrongly.
    pub token: TokenId,
    /// What went wrong.
    pub reason: ReplacementReason,
    /// The tenant that was meant, for [`ReplacementReason::WrongTenant`].
    pub intended_tenant: Option<TenantId>,
    /// What the partner wrote.
    pub note: Option<NoteRef>,
}

/// See [`Fact::ReplacementGranted`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplacementGranted {
    /// The request.
    pub replacement: ReplacementId,
    /// The original token.
    pub original: TokenId,
    /// The new token: same product, same seats.
    pub token: TokenId,
    /// Last day on which it may be redeemed.
    pub redeem_by: Date,
    /// The subscription from which the original's seats were taken back.
    pub subscription: SubscriptionId,
    /// That subscription afterwards; none: it ended (D-23).
    pub after: Option<Extent>,
}

/// See [`Fact::ReplacementDeclined`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplacementDeclined {
    /// The request.
    pub replacement: ReplacementId,
    /// The reason given.
    pub note: Option<NoteRef>,
}

/// See [`Fact::KeyRevealed`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyRevealed {
    /// The act.
    pub reveal: RevealId,
    /// The key.
    pub key: KeyId,
}

codes! {
    /// Why an activation counted (E-08, E-09).
    pub enum CountedFor {
        /// The machine was new to this key.
        NewDevice = "new_device",
        /// The machine's hardware had changed significantly.
        HardwareChange = "hardware_change",
        /// The machine was set up anew, and this programme counts that.
        Reimage = "reimage",
    }
}

/// See [`Fact::ActivationCounted`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActivationCounted {
    /// The activation.
    pub activation: ActivationId,
    /// The key.
    pub key: KeyId,
    /// The machine, as a keyed hash of its fingerprint.
    pub device: String,
    /// What the partner calls the machine.
    pub note: Option<NoteRef>,
    /// Why it counted.
    pub counted_for: CountedFor,
    /// Activations used, this one included.
    pub used: u32,
}

codes! {
    /// Why a key is blocked (E-15).
    pub enum KeyBlockReason {
        /// Others came to know it.
        Leak = "leak",
        /// It was used against the terms (F-05).
        TermsBreach = "terms_breach",
    }
}

/// See [`Fact::KeyBlocked`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyBlocked {
    /// The key.
    pub key: KeyId,
    /// Why.
    pub why: KeyBlockReason,
    /// What happened.
    pub note: NoteRef,
}

/// See [`Fact::KeyUnblocked`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyUnblocked {
    /// The key.
    pub key: KeyId,
    /// What was found.
    pub note: NoteRef,
}

/// See [`Fact::InstallationRecorded`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InstallationRecorded {
    /// The installation.
    pub installation: InstallationId,
    /// The line under which it was installed.
    pub grant: GrantId,
    /// Its version, where the programme names versions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// Where; none: at the headquarters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location: Option<LocationId>,
    /// What it is used for, as declared: an id of the terms.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<String>,
    /// How many licences it takes.
    pub quantity: u32,
    /// What the company calls it.
    pub note: Option<NoteRef>,
}

/// See [`Fact::InstallationChanged`]. It says how all of it is from now on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InstallationChanged {
    /// The entry of the register.
    pub installed: InstalledId,
    /// Its version, where the programme names versions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// Where; none: at the headquarters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location: Option<LocationId>,
    /// What it is used for, as declared: an id of the terms.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<String>,
    /// How many licences it takes; none: as many as before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<u32>,
}

/// See [`Fact::InstallationRemoved`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InstallationRemoved {
    /// The entry of the register.
    pub installed: InstalledId,
}

/// See [`Fact::SeatAssigned`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeatAssigned {
    /// The assignment.
    pub assignment: AssignmentId,
    /// The pool.
    pub pool: PoolId,
    /// The seat in the pool, from 1.
    pub seat: u32,
    /// The person.
    pub person: PersonId,
    /// First day on which the seat may go to somebody else.
    pub locked_until: Date,
    /// ISO 3166-1 country in which it is used, whose ceiling was looked at (C-30).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
}

/// See [`Fact::SeatActivated`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeatActivated {
    /// The assignment.
    pub assignment: AssignmentId,
}

codes! {
    /// Why a seat was taken back.
    pub enum UnassignReason {
        /// An admin took it back, or the holder gave it back.
        Returned = "returned",
        /// A slip, undone at once: it locks nothing.
        Slip = "slip",
        /// The holder's directory entry is gone (G-14).
        HolderLeft = "holder_left",
        /// The membership, or the year of it, that carried the seat is over (G-13); never stated by a command.
        MembershipEnded = "membership_ended",
    }
}

/// See [`Fact::SeatUnassigned`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeatUnassigned {
    /// The assignment.
    pub assignment: AssignmentId,
    /// Why.
    pub why: UnassignReason,
    /// First day on which the seat may go to somebody else; none: at once.
    pub locked_until: Option<Date>,
}

codes! {
    /// What was done about software whose right has ended (F-09).
    pub enum WindDownHow {
        /// It was uninstalled.
        Uninstalled = "uninstalled",
        /// It was licensed commercially.
        CommerciallyLicensed = "commercially_licensed",
        /// None of it was ever installed.
        NeverInstalled = "never_installed",
    }
}

/// See [`Fact::SeatRequested`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeatRequested {
    /// The request.
    pub request: SeatRequestId,
    /// The pool of which a seat is asked for.
    pub pool: PoolId,
    /// Who asks, for themselves.
    pub person: PersonId,
    /// What for, in their words.
    pub note: NoteRef,
}

/// See [`Fact::SeatRequestDeclined`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeatRequestDeclined {
    /// The request.
    pub request: SeatRequestId,
    /// The reason, which whoever asked reads.
    pub note: NoteRef,
}

/// See [`Fact::SeatRequestWithdrawn`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeatRequestWithdrawn {
    /// The request.
    pub request: SeatRequestId,
}

/// See [`Fact::WindDownConfirmed`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WindDownConfirmed {
    /// The installation, where a key activated it.
    pub activation: Option<ActivationId>,
    /// The installation, where the company recorded it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub installation: Option<InstallationId>,
    /// The seat under which it was installed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assignment: Option<AssignmentId>,
    /// The granted line, for software without a register.
    pub grant: GrantId,
    /// What was done.
    pub how: WindDownHow,
}

impl WindDownConfirmed {
    /// A confirmation about a line as a whole, or about a part of it.
    pub fn new(grant: GrantId, of: Option<WindDownOf>, how: WindDownHow) -> Self {
        let (mut activation, mut installation, mut assignment) = (None, None, None);
        match of {
            None => {}
            Some(WindDownOf::Installed(InstalledId::Activated(id))) => activation = Some(id),
            Some(WindDownOf::Installed(InstalledId::Recorded(id))) => installation = Some(id),
            Some(WindDownOf::Seat(id)) => assignment = Some(id),
        }
        Self { activation, installation, assignment, grant, how }
    }

    /// What it is about; none: the line as a whole.
    pub fn of(&self) -> Option<WindDownOf> {
        let activated = self.activation.map(|id| WindDownOf::Installed(InstalledId::Activated(id)));
        let recorded = self.installation.map(|id| WindDownOf::Installed(InstalledId::Recorded(id)));
        activated.or(recorded).or(self.assignment.map(WindDownOf::Seat))
    }
}
