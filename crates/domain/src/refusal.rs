//! A refusal is an outcome: a stable code, the facts, the day it changes, what would help and who can.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use crate::access::Role;
use crate::codes::codes;
use crate::explanation::{Answer, Explanation, Remedy, RemedyAct, Value};

codes! {
    /// Why an act was refused, in order of precedence: where several reasons apply, the one listed first is given.
    pub enum RefusalCode {
        /// The object is unknown, or belongs to another company.
        NotFound = "not-found",
        /// The caller holds no role that allows it.
        RoleMissing = "role-missing",
        /// The account is closed (H-07).
        AccountClosed = "account-closed",
        /// A value is impossible.
        ValidationFailed = "validation-failed",
        /// Something with this number or name is there already.
        AlreadyExists = "already-exists",
        /// The token was redeemed before (D-03).
        TokenAlreadyRedeemed = "token-already-redeemed",
        /// The token was withdrawn.
        TokenRevoked = "token-revoked",
        /// A token is used whole or not at all (D-04).
        TokenIndivisible = "token-indivisible",
        /// The membership gives no access on this day (B-11).
        MembershipNotActive = "membership-not-active",
        /// During this programme's window nothing new may be done.
        WindowReadOnly = "window-read-only",
        /// The renewal window has not opened (B-04).
        RenewalNotOpen = "renewal-not-open",
        /// The renewal window is over (B-11, B-13).
        RenewalWindowClosed = "renewal-window-closed",
        /// The membership is renewed together with another one since a merge (H-33, H-37).
        RenewedTogether = "renewed-together",
        /// Nothing is bought between the acceptance of a merge and its confirmation.
        MergePending = "merge-pending",
        /// The offer is not on sale.
        OfferNotOnSale = "offer-not-on-sale",
        /// The company holds as many of these offers as it may.
        OfferLimitReached = "offer-limit-reached",
        /// An offer that is held rules this one out.
        OfferExcluded = "offer-excluded",
        /// The legal profile is not authorized (B-31).
        AccountNotVerified = "account-not-verified",
        /// Nobody has reviewed the legal profile for the coming year (B-30).
        ProfileReviewDue = "profile-review-due",
        /// No competency is qualified at the level.
        RequirementsUnmet = "requirements-unmet",
        /// A renewal costs nothing, so there is nothing to order (J-40).
        NothingDue = "nothing-due",
        /// The programme does not offer this way to pay in the company's country (B-40).
        MethodNotOffered = "method-not-offered",
        /// The list has no price for the country on this day.
        PriceUnknown = "price-unknown",
        /// An order for the same thing waits to be paid.
        OrderOpen = "order-open",
        /// The order was paid or withdrawn.
        OrderNotOpen = "order-not-open",
        /// The order was not paid in time (B-44).
        OrderExpired = "order-expired",
        /// Amount or currency are not those of the order (B-42).
        AmountDiffers = "amount-differs",
        /// The money paid an order, or was given back.
        FundsNotHeld = "funds-not-held",
        /// The right to a refund has ended, or there never was one (B-50).
        RefundNotPossible = "refund-not-possible",
        /// The key is blocked (E-15).
        KeyBlocked = "key-blocked",
        /// The key is not blocked (E-15).
        KeyNotBlocked = "key-not-blocked",
        /// The benefit's line was replaced by a later year's (F-13).
        GrantSuperseded = "grant-superseded",
        /// The last day to redeem or activate has passed (B-17).
        RedeemByPassed = "redeem-by-passed",
        /// What several products share is used up (C-24).
        SharedPoolExhausted = "shared-pool-exhausted",
        /// The tenant is not linked to this account and verified.
        TenantNotVerified = "tenant-not-verified",
        /// The caller is not admin of the tenant (D-07).
        TenantAdminRequired = "tenant-admin-required",
        /// The programme does not offer this way of redeeming.
        ModeNotOffered = "mode-not-offered",
        /// A live subscription is on the tenant, so a new one is not possible (D-11).
        SubscriptionLive = "subscription-live",
        /// No live subscription is on the tenant, so nothing can be extended or added to (D-10).
        SubscriptionNotLive = "subscription-not-live",
        /// The subscription named is not the one that is live on the tenant.
        TenantMismatch = "tenant-mismatch",
        /// The extension would be longer than the programme allows (D-13).
        ExtendLimitExceeded = "extend-limit-exceeded",
        /// The token cannot be replaced (D-20…D-25).
        ReplacementNotEligible = "replacement-not-eligible",
        /// The request waits for no answer any more.
        RequestNotOpen = "request-not-open",
        /// The product needs no key (E-01).
        KeyNotRequired = "key-not-required",
        /// Every activation of the key is used (E-05, E-06).
        ActivationsExhausted = "activations-exhausted",
        /// The company has neither its headquarters nor a location in the country (F-07).
        CountryWithoutLocation = "country-without-location",
        /// The identity is shared by several people (G-03).
        SeatNotShareable = "seat-not-shareable",
        /// The person has no directory entry in this company (G-05).
        PersonNotInDirectory = "person-not-in-directory",
        /// The person holds a seat of this edition already (G-04).
        SeatAlreadyHeld = "seat-already-held",
        /// The person waits for the answer to an earlier request for a seat of the pool.
        SeatAlreadyRequested = "seat-already-requested",
        /// Every seat is held.
        SeatNoneFree = "seat-none-free",
        /// As many seats of the product are used as its ceiling allows, in the country or worldwide (C-30).
        SeatCapReached = "seat-cap-reached",
        /// A seat is free but cannot change hands yet (G-06).
        SeatLocked = "seat-locked",
        /// The seat is not assigned any more.
        SeatNotAssigned = "seat-not-assigned",
        /// Only the person to whom the seat is assigned may do this (G-02).
        NotTheAssignee = "not-the-assignee",
        /// The right to use the software has not ended, so there is nothing to confirm.
        RightNotEnded = "right-not-ended",
        /// The installation left the register before.
        InstallationEnded = "installation-ended",
        /// The place is none of the company's own (F-07).
        LocationNotOwn = "location-not-own",
        /// An older version may not take the place of a newer one (F-06).
        DowngradeNotAllowed = "downgrade-not-allowed",
        /// The programme names no such exam, assessment or certification.
        CredentialUnknown = "credential-unknown",
        /// The programme measures no such figure.
        MetricUnknown = "metric-unknown",
        /// The day of the evidence lies in the future.
        EvidenceInFuture = "evidence-in-future",
        /// The exam could not be passed any more on that day.
        CredentialRetired = "credential-retired",
        /// The certification profile does not count for this company.
        ProfileNotLinked = "profile-not-linked",
        /// The same evidence is recorded already: nobody is certified twice for one thing.
        EvidenceDuplicate = "evidence-duplicate",
        /// The evidence was withdrawn before.
        EvidenceWithdrawn = "evidence-withdrawn",
        /// The certification profile counts for another company.
        ProfileLinkedElsewhere = "profile-linked-elsewhere",
        /// The certification profile changed companies too often or too recently.
        ProfileLocked = "profile-locked",
        /// The company has given no legal profile yet.
        ProfileMissing = "profile-missing",
        /// Somebody else changed the legal profile in between.
        ProfileChanged = "profile-changed",
        /// The mail domain is nobody's own (B-32).
        DomainRefused = "domain-refused",
        /// Another headquarters has the mail domain (H-06).
        DomainTaken = "domain-taken",
        /// The check does not wait for this (B-32).
        CheckNotOpen = "check-not-open",
        /// An earlier check is not passed yet (B-32).
        CheckNotInTurn = "check-not-in-turn",
        /// The mail of the check was sent too recently to be sent again (B-32).
        CheckMailTooSoon = "check-mail-too-soon",
        /// The mail of the check was sent again as often as the programme allows (B-32).
        CheckMailSpent = "check-mail-spent",
        /// Something is held or waits that keeps the account from being closed (H-07).
        AccountInUse = "account-in-use",
        /// Support must be activated first (K-04).
        BenefitNotActivated = "benefit-not-activated",
        /// The marketing contact has the address of who activates (K-30).
        ContactNotOther = "contact-not-other",
        /// One engagement may not take so many hours (K-14).
        EngagementTooLong = "engagement-too-long",
        /// The balance has not so much left (K-07).
        BalanceSpent = "balance-spent",
        /// Somebody holds the credit (K-21).
        CreditTaken = "credit-taken",
        /// The identity is shared by several people (K-21).
        CreditNotShareable = "credit-not-shareable",
        /// The person holds a credit already (K-24).
        CreditAlreadyHeld = "credit-already-held",
        /// The credit does not go with another one that the person has (K-23).
        CreditNotCombinable = "credit-not-combinable",
        /// The credit can be handed on, and not taken back (K-23).
        CreditNotRemovable = "credit-not-removable",
        /// Nobody holds the credit any more.
        CreditNotAssigned = "credit-not-assigned",
        /// The order asks for no proof of payment (B-43).
        ProofNotNeeded = "proof-not-needed",
        /// The file is of another type than the programme accepts, or than it says (B-43).
        DocumentTypeRefused = "document-type-refused",
        /// The file is empty or too large (B-43).
        DocumentTooLarge = "document-too-large",
        /// Enough documents were handed in for this.
        TooManyDocuments = "too-many-documents",
        /// No company has the number.
        CompanyUnknown = "company-unknown",
        /// The number is a location's (H-22).
        GlobalNumberNeeded = "global-number-needed",
        /// The merge was rejected, withdrawn or carried out (H-24).
        MergeNotOpen = "merge-not-open",
        /// Something stands between two companies and their merge (H-26).
        MergeNotPossible = "merge-not-possible",
        /// The campaign does not reach the membership (J-30).
        CampaignNotApplicable = "campaign-not-applicable",
        /// The run has more members than the campaign may have (J-40).
        CampaignTooLarge = "campaign-too-large",
        /// The run of the campaign is in a state in which this cannot be done to it.
        CampaignNotInTurn = "campaign-not-in-turn",
        /// The programme changed since the members were counted.
        CampaignChanged = "campaign-changed",
        /// Who proposed it cannot approve it (J-37).
        ApproverIsProposer = "approver-is-proposer",
        /// The membership cannot come back by an override (J-37, J-38).
        OverrideNotEligible = "override-not-eligible",
        /// The ticket is about something else.
        TicketNotFitting = "ticket-not-fitting",
        /// The ticket is in a state in which this cannot be done to it (J-09).
        TicketNotInTurn = "ticket-not-in-turn",
        /// The ticket ended too long ago to be reopened (J-09).
        ReopenTooLate = "reopen-too-late",
        /// The rules grant it to nobody (J-10).
        NeverGranted = "never-granted",
        /// The company has not acknowledged in writing what cannot be undone (H-04).
        NotAcknowledged = "not-acknowledged",
        /// The person is in the directory of another side of a merged company (H-31).
        OtherDirectory = "other-directory",
        /// A guest of the directory cannot hold the role (I-10).
        RoleNotForGuests = "role-not-for-guests",
        /// Nobody would hold the role any more (I-12).
        LastAdmin = "last-admin",
    }
}

impl RefusalCode {
    /// What helps, where what stands in the way does not say so itself: nobody is refused without a way on.
    pub const fn remedy(self) -> RemedyAct {
        match self {
            Self::FundsNotHeld
            | Self::TenantMismatch
            | Self::RequestNotOpen
            | Self::InstallationEnded
            | Self::EvidenceWithdrawn
            | Self::ProfileChanged
            | Self::CheckNotOpen
            | Self::AccountInUse
            | Self::ProofNotNeeded
            | Self::CampaignNotInTurn
            | Self::KeyNotBlocked
            | Self::TicketNotInTurn
            | Self::MergeNotOpen => RemedyAct::LookAgain,
            Self::RoleMissing => RemedyAct::AskRoleHolder,
            Self::AccountClosed => RemedyAct::OpenAccount,
            Self::NotFound | Self::ValidationFailed | Self::EvidenceInFuture => RemedyAct::CorrectRequest,
            Self::AlreadyExists => RemedyAct::UseExisting,
            Self::TokenAlreadyRedeemed | Self::TokenRevoked => RemedyAct::OtherToken,
            Self::PriceUnknown
            | Self::CheckMailSpent
            | Self::TooManyDocuments
            | Self::CampaignNotApplicable
            | Self::TicketNotFitting
            | Self::KeyBlocked
            | Self::ReopenTooLate => RemedyAct::Ticket,
            Self::TokenIndivisible => RemedyAct::RedeemWhole,
            Self::MembershipNotActive | Self::RenewalWindowClosed | Self::OverrideNotEligible => RemedyAct::Purchase,
            Self::WindowReadOnly | Self::RenewedTogether | Self::RedeemByPassed | Self::NothingDue => RemedyAct::Renew,
            Self::RenewalNotOpen
            | Self::SeatLocked
            | Self::RightNotEnded
            | Self::ProfileLocked
            | Self::CheckMailTooSoon => RemedyAct::Wait,
            Self::MergeNotPossible => RemedyAct::OtherCompany,
            Self::MergePending => RemedyAct::SettleMerge,
            Self::OfferNotOnSale => RemedyAct::OtherOffer,
            Self::OfferLimitReached | Self::OfferExcluded => RemedyAct::ChooseAtRenewal,
            Self::AccountNotVerified => RemedyAct::AwaitVerification,
            Self::ProfileReviewDue => RemedyAct::ReviewProfile,
            Self::RequirementsUnmet => RemedyAct::MeetRequirement,
            Self::MethodNotOffered => RemedyAct::OtherMethod,
            Self::OrderOpen => RemedyAct::CancelOrder,
            Self::OrderNotOpen | Self::OrderExpired => RemedyAct::PlaceOrder,
            Self::AmountDiffers => RemedyAct::SettleFunds,
            Self::RefundNotPossible => RemedyAct::UseUntilEnd,
            Self::GrantSuperseded => RemedyAct::UseNewest,
            Self::SharedPoolExhausted
            | Self::ReplacementNotEligible
            | Self::ActivationsExhausted
            | Self::NeverGranted => RemedyAct::CommercialLicensing,
            Self::TenantNotVerified => RemedyAct::VerifyTenant,
            Self::TenantAdminRequired => RemedyAct::AskTenantAdmin,
            Self::ModeNotOffered | Self::SubscriptionNotLive | Self::ExtendLimitExceeded => RemedyAct::RedeemAsNew,
            Self::SubscriptionLive => RemedyAct::RedeemAsExtend,
            Self::KeyNotRequired => RemedyAct::InstallWithoutKey,
            Self::CountryWithoutLocation | Self::LocationNotOwn => RemedyAct::AddLocation,
            Self::SeatNotShareable => RemedyAct::AssignNamedPerson,
            Self::PersonNotInDirectory => RemedyAct::AddPerson,
            Self::SeatAlreadyHeld
            | Self::CreditAlreadyHeld
            | Self::CreditNotCombinable
            | Self::CreditNotShareable
            | Self::RoleNotForGuests => RemedyAct::OtherPerson,
            Self::SeatAlreadyRequested => RemedyAct::AwaitSeat,
            Self::SeatNoneFree => RemedyAct::Unassign,
            Self::SeatCapReached => RemedyAct::AssignElsewhere,
            Self::SeatNotAssigned => RemedyAct::Assign,
            Self::NotTheAssignee => RemedyAct::ActivateSeat,
            Self::DowngradeNotAllowed => RemedyAct::InstallNewVersion,
            Self::CredentialUnknown | Self::MetricUnknown | Self::CredentialRetired => RemedyAct::NameKnown,
            Self::ProfileNotLinked => RemedyAct::LinkProfile,
            Self::EvidenceDuplicate => RemedyAct::WithdrawEvidence,
            Self::ProfileLinkedElsewhere => RemedyAct::EndAssociation,
            Self::ProfileMissing => RemedyAct::GiveProfile,
            Self::DomainRefused | Self::DomainTaken => RemedyAct::GiveWorkAddress,
            Self::CheckNotInTurn => RemedyAct::EarlierCheck,
            Self::BenefitNotActivated => RemedyAct::ActivateBenefit,
            Self::EngagementTooLong => RemedyAct::AskLess,
            Self::BalanceSpent => RemedyAct::BuySupport,
            Self::CreditTaken | Self::CreditNotRemovable => RemedyAct::TransferCredit,
            Self::CreditNotAssigned => RemedyAct::AssignCredit,
            Self::DocumentTypeRefused | Self::DocumentTooLarge => RemedyAct::OtherFile,
            Self::CompanyUnknown | Self::GlobalNumberNeeded => RemedyAct::GiveGlobalNumber,
            Self::CampaignTooLarge | Self::CampaignChanged => RemedyAct::SimulateAgain,
            Self::ApproverIsProposer => RemedyAct::AskSecondPerson,
            Self::ContactNotOther => RemedyAct::OtherContact,
            Self::OtherDirectory => RemedyAct::AskOtherDirectory,
            Self::LastAdmin => RemedyAct::GiveRoleFirst,
            Self::NotAcknowledged => RemedyAct::AskAcknowledgement,
        }
    }
}

codes! {
    /// Which values a field can have.
    pub enum Possible {
        /// A tax number.
        TaxNumber = "tax_number",
        /// A country.
        Country = "country",
        /// A domain.
        Domain = "domain",
        /// A short text.
        ShortText = "short_text",
        /// A positive amount.
        Amount = "amount",
        /// A provider's code.
        ProviderCode = "provider_code",
        /// A number of installations.
        Quantity = "quantity",
        /// A day that is still to come, and not before the first one.
        LastDay = "last_day",
        /// A benefit for which the act exists.
        FittingBenefit = "fitting_benefit",
        /// A kind that the balance has.
        FittingKind = "fitting_kind",
        /// A check that the programme asks for.
        FittingCheck = "fitting_check",
        /// A reason in words.
        Reason = "reason",
        /// What the ticket is about.
        Subject = "subject",
        /// A short name of a system.
        Source = "source",
        /// A day of the calendar that can be counted with.
        Calendar = "calendar",
        /// What the documentation says.
        Documented = "documented",
    }
}

impl Possible {
    /// The values of a field.
    pub(crate) fn of(field: &str) -> Self {
        match field {
            "tax_id" => Self::TaxNumber,
            "country" => Self::Country,
            "domain" => Self::Domain,
            "reference" | "paid_to" => Self::ShortText,
            "amount" => Self::Amount,
            "code" => Self::ProviderCode,
            "quantity" => Self::Quantity,
            "until" | "last_day" | "expires_on" | "as_of" | "dated" | "paid_on" | "received_on" => Self::LastDay,
            "grant" => Self::FittingBenefit,
            "kind" => Self::FittingKind,
            "check" => Self::FittingCheck,
            "reason" => Self::Reason,
            "subject" => Self::Subject,
            "source" => Self::Source,
            "tax" | "payment" | "window" | "pay_by" | "usable_until" | "active_from" => Self::Calendar,
            _ => Self::Documented,
        }
    }
}

/// An act that was refused.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Refusal {
    /// Why.
    pub code: RefusalCode,
    /// The whole tree.
    pub explanation: Explanation,
    /// First day on which it would be possible.
    pub available_from: Option<Date>,
    /// Last day on which it was or is possible.
    pub available_until: Option<Date>,
    /// What would help.
    pub remedies: Vec<Remedy>,
    /// Roles that can help.
    pub who_can_help: Vec<Role>,
    /// Further members of the problem, as `product` names them.
    pub details: BTreeMap<&'static str, Value>,
}

impl Refusal {
    /// A refusal whose day, remedy and helpers are those of the first fact that stands in the way; where that has no
    /// remedy, the code's own.
    pub fn new(code: RefusalCode, explanation: Explanation) -> Box<Self> {
        let obstacle = explanation.first_obstacle();
        let remedy = obstacle.and_then(|node| node.remedy.clone());
        let who_can_help = obstacle.map(|node| node.who_can_help.clone()).unwrap_or_default();
        let available_from = obstacle.and_then(|node| node.changes_on);
        let general = match (code.remedy(), available_from) {
            (RemedyAct::Wait, Some(day)) => Remedy::from(RemedyAct::Wait, day),
            (act, _) => Remedy::new(act),
        };
        let remedies = vec![remedy.unwrap_or(general)];
        Box::new(Self {
            code,
            explanation,
            available_from,
            available_until: None,
            remedies,
            who_can_help,
            details: BTreeMap::new(),
        })
    }

    /// Whether it is refused on a day because it is too late.
    pub(crate) fn is_over_on(&self, day: Date) -> bool {
        let passed = self.available_until.is_some_and(|until| until < day);
        passed || self.explanation.first_obstacle().is_some_and(|node| node.answer == Answer::Over)
    }

    /// Adds a member to the problem.
    #[must_use]
    pub fn detail(mut self: Box<Self>, name: &'static str, value: impl Into<Value>) -> Box<Self> {
        self.details.insert(name, value.into());
        self
    }

    /// Names the last day on which it was possible.
    #[must_use]
    pub fn until(mut self: Box<Self>, day: Date) -> Box<Self> {
        self.available_until = Some(day);
        self
    }

    /// Adds a further remedy. What helps in particular takes the place of what helps in general.
    #[must_use]
    pub fn or(mut self: Box<Self>, remedy: Remedy) -> Box<Self> {
        if self.explanation.first_obstacle().is_none_or(|node| node.remedy.is_none()) {
            self.remedies.retain(|known| known.act != self.code.remedy());
        }
        self.remedies.push(remedy);
        self
    }
}
