//! What somebody asks the system to do to one account. The edge parses requests into these; nothing else writes.

use jiff::civil::Date;
use serde::Serialize;

use crate::access::Capability;
use crate::account::Account;
use crate::balance::UsageKind;
use crate::company::{DocumentOf, FileSeen, ProfileCheck, ProfileField};
use crate::decide::Effect;
use crate::fact::{KeyBlockReason, NoteRef, Ordered, Payment, ProfileGiven, UnassignReason, WindDownHow};
use crate::ids::*;
use crate::installation::{InstalledId, Place, WindDownOf};
use crate::programme::{Mode, Money, PayMethod, ReplacementReason};
use crate::ticket::TicketReason;

/// A product key, named by itself or by the line that granted it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum KeyRef {
    /// The key.
    Key(KeyId),
    /// The granted line; a product without a key has only this.
    Grant(GrantId),
}

/// How a command names the other company.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartnerRef {
    /// By its number.
    Number(u64),
    /// By a merge between the two.
    Merge(MergeId),
}

/// What evidence is said to show, before it is compared with the programme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Claim {
    /// Somebody passed or holds something.
    Skill {
        /// The certification profile, as a keyed hash of its number.
        profile: String,
        /// The exam, assessment or certification.
        credential: String,
    },
    /// A reading of a figure.
    Figure {
        /// The figure.
        metric: String,
        /// How much, as it is written: `12500.00` or `250`.
        amount: String,
    },
}

impl Claim {
    /// The credential or the figure.
    pub fn subject(&self) -> &str {
        match self {
            Self::Skill { credential, .. } => credential,
            Self::Figure { metric, .. } => metric,
        }
    }
}

/// One command to one account.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "command", rename_all = "snake_case")]
pub enum Command {
    /// Opens the account of a company that joins the network.
    OpenAccount {
        /// ISO 3166-1 country.
        country: String,
        /// Whether the vendor has verified the company already; else its checks begin with its profile (B-31).
        verified: bool,
        /// Its legal profile, where it is given.
        profile: Option<ProfileGiven>,
    },
    /// Gives or changes the legal profile (B-33).
    ChangeProfile {
        /// The profile as it shall be.
        given: ProfileGiven,
        /// The text with which it was compared; none: there was none.
        over: Option<NoteId>,
        /// What differs.
        fields: Vec<ProfileField>,
    },
    /// Confirms that the legal profile is right (B-30).
    ReviewProfile,
    /// Decides a check of the legal profile (B-32).
    DecideCheck {
        /// The check.
        check: ProfileCheck,
        /// Whether it is passed.
        passed: bool,
        /// The reason given.
        note: Option<NoteRef>,
    },
    /// Asks to look again at a rejected check (B-33).
    AppealCheck {
        /// The check.
        check: ProfileCheck,
        /// What the company writes.
        note: Option<NoteRef>,
    },
    /// Changes the name by which people know the company (B-33).
    ChangePublicName {
        /// The name.
        name: NoteRef,
    },
    /// Asks the vendor to send the mail of a check again (B-32).
    AskCheckMail {
        /// The check.
        check: ProfileCheck,
    },
    /// Closes the account for good (H-07).
    CloseAccount {
        /// What the company asked for in writing (H-04).
        note: NoteRef,
    },
    /// Hands in a document (B-32, B-43).
    AddDocument {
        /// Its id, under which its content is kept.
        document: DocumentId,
        /// What it proves.
        of: DocumentOf,
        /// What it is.
        file: FileSeen,
    },
    /// Adds a location (H-04).
    AddLocation {
        /// ISO 3166-1 country.
        country: String,
    },
    /// Invites another company to become part of this one (H-22).
    InviteToMerge {
        /// Its global number.
        number: u64,
    },
    /// Accepts to become part of another company (H-23).
    AcceptMerge {
        /// The merge.
        merge: MergeId,
    },
    /// Declines to become part of another company, also after accepting it, until it is confirmed (H-23).
    RejectMerge {
        /// The merge.
        merge: MergeId,
        /// The reason, if one is given.
        note: Option<NoteRef>,
    },
    /// Withdraws an invitation before it is confirmed (H-26).
    WithdrawMerge {
        /// The merge.
        merge: MergeId,
    },
    /// Carries out a merge that was accepted, for ever (H-23, H-24).
    ConfirmMerge {
        /// The merge.
        merge: MergeId,
    },
    /// Removes a location, for ever (H-04).
    RemoveLocation {
        /// The location.
        location: LocationId,
        /// The ticket that asked for it.
        ticket: TicketId,
    },
    /// Enrols a membership's year in a campaign (J-30).
    EnrolInCampaign {
        /// The membership.
        membership: MembershipId,
        /// The campaign.
        campaign: String,
        /// The run that it is a part of.
        run: RunId,
    },
    /// Proposes to let a membership be paid after its window (J-37).
    ProposeOverride {
        /// The membership.
        membership: MembershipId,
        /// The campaign in which its year lies.
        campaign: String,
        /// The ticket that asked for it.
        ticket: TicketId,
        /// Why.
        note: NoteRef,
    },
    /// Approves or declines a late override.
    DecideOverride {
        /// The override.
        #[serde(rename = "override")]
        late_override: OverrideId,
        /// Approved or declined.
        grant: bool,
        /// The reason given.
        note: Option<NoteRef>,
    },
    /// Ends a late override before its day.
    EndOverride {
        /// The override.
        #[serde(rename = "override")]
        late_override: OverrideId,
        /// The reason given.
        note: Option<NoteRef>,
    },
    /// Links a verified tenant.
    LinkTenant {
        /// Its domain.
        domain: String,
    },
    /// States that a competency is qualified at a level.
    StateAttainment {
        /// The competency.
        competency: String,
        /// The level.
        level: String,
        /// Last day on which it counts.
        until: Option<Date>,
        /// Why, which a long one needs.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<NoteRef>,
    },
    /// Records evidence for requirements.
    RecordEvidence {
        /// What it shows.
        claim: Claim,
        /// The day that it speaks of.
        dated: Date,
        /// Last day on which it is valid by itself.
        expires_on: Option<Date>,
        /// The day on which its source was read; none: today.
        as_of: Option<Date>,
        /// The system that it comes from.
        source: String,
    },
    /// Withdraws evidence that was recorded wrongly.
    WithdrawEvidence {
        /// The evidence.
        evidence: EvidenceId,
    },
    /// Links a certification profile to the company.
    LinkProfile {
        /// Whose it is.
        person: PersonId,
        /// The profile, as a keyed hash of its number.
        profile: String,
    },
    /// Ends that a certification profile counts for the company.
    UnlinkProfile {
        /// The association.
        association: AssociationId,
        /// Last day on which it counts; none: today.
        last_day: Option<Date>,
    },
    /// Buys an offer whose fee has been received.
    Purchase {
        /// The offer.
        offer: String,
        /// The payment.
        payment: Payment,
    },
    /// Renews a membership whose fee has been received.
    Renew {
        /// The membership.
        membership: MembershipId,
        /// The payment.
        payment: Payment,
        /// Another offer of the same group, chosen for the coming year.
        offer: Option<String>,
    },
    /// Orders an offer, or the renewal of a membership (B-47).
    PlaceOrder {
        /// What is ordered.
        of: Ordered,
        /// How it is to be paid.
        method: PayMethod,
        /// The buyer's tax number.
        tax_id: Option<String>,
    },
    /// Withdraws an order that was not paid (B-45).
    CancelOrder {
        /// The order.
        order: OrderId,
    },
    /// Records money that was received (B-42).
    RecordPayment {
        /// The order that it names.
        order: Option<OrderId>,
        /// How much.
        amount: Money,
        /// The reference under which it was received.
        reference: String,
        /// The day on which it came, where that is not today (B-43).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        received_on: Option<Date>,
    },
    /// Records that a card could not be charged (B-41).
    RecordFailedCharge {
        /// The order.
        order: OrderId,
        /// The provider's own reference of the attempt.
        reference: String,
        /// Why, as the provider's code; none: it gave none, or a text that is no code.
        code: Option<String>,
    },
    /// Pays an order with money that is held (B-44).
    AssignFunds {
        /// The money.
        funds: FundsId,
        /// The order.
        order: OrderId,
    },
    /// Gives back money that is held.
    ReturnFunds {
        /// The money.
        funds: FundsId,
    },
    /// Gives back the fee of an order and ends what it bought (B-50).
    RefundOrder {
        /// The order.
        order: OrderId,
    },
    /// Gives back the tax of an order (B-51).
    RefundTax {
        /// The order.
        order: OrderId,
    },
    /// Exempts the company from taxes, or one that became a part of it for what that one ordered.
    ExemptFromTax {
        /// First day.
        from: Date,
        /// Last day; none: until it is ended.
        until: Option<Date>,
        /// Why.
        note: NoteRef,
        /// The former company that was exempt; none: this one.
        former: Option<AccountId>,
    },
    /// Ends an exemption from taxes.
    EndExemption {
        /// The exemption.
        exemption: ExemptionId,
        /// Its last day.
        last_day: Date,
    },
    /// Records that granted lines are provisioned (C-05).
    ProvisionGrants {
        /// The membership that carries them.
        membership: MembershipId,
        /// The lines; empty: all that are not recorded yet.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        grants: Vec<GrantId>,
    },
    /// Activates support (K-04).
    ActivateSupport {
        /// The line.
        grant: GrantId,
    },
    /// Activates help with selling (K-30).
    ActivateMarketing {
        /// The line.
        grant: GrantId,
        /// Name and address of who markets.
        contact: NoteRef,
        /// Whether the address is the caller's own.
        own_address: bool,
    },
    /// Takes something from a balance (K-07, K-10).
    UseBalance {
        /// The line.
        grant: GrantId,
        /// For what.
        kind: UsageKind,
        /// How much: hours, or one incident.
        amount: u32,
        /// What it is about.
        note: Option<NoteRef>,
    },
    /// Gives a credit to a person (K-21).
    AssignCredit {
        /// The line.
        grant: GrantId,
        /// The person.
        person: PersonId,
        /// Whether the person has a credit from elsewhere, as the company says (K-23).
        other_credit: bool,
    },
    /// Takes a credit back (K-22).
    RemoveCredit {
        /// The credit.
        credit: CreditId,
    },
    /// Hands a credit on to another person (K-23).
    TransferCredit {
        /// The credit.
        credit: CreditId,
        /// The person.
        person: PersonId,
        /// Whether the person has a credit from elsewhere, as the company says.
        other_credit: bool,
    },
    /// Shows a token's code.
    ShowCode {
        /// The token.
        token: TokenId,
    },
    /// Redeems a token.
    RedeemToken {
        /// The token.
        token: TokenId,
        /// The tenant.
        tenant: TenantId,
        /// How.
        mode: Mode,
        /// The subscription that the caller means to extend or add to; checked where given.
        subscription: Option<SubscriptionId>,
        /// Seats that the caller means to use; must be all (D-04).
        seats: Option<u32>,
    },
    /// Asks for a replacement token.
    RequestReplacement {
        /// The token that was redeemed wrongly.
        token: TokenId,
        /// What went wrong.
        reason: ReplacementReason,
        /// The tenant that was meant.
        intended_tenant: Option<TenantId>,
        /// What the partner writes about it.
        note: Option<NoteRef>,
    },
    /// Decides on a request for a replacement token.
    DecideReplacement {
        /// The request.
        replacement: ReplacementId,
        /// Granted or declined.
        grant: bool,
        /// The reason given.
        note: Option<NoteRef>,
    },
    /// Shows a product key.
    RevealKey {
        /// The key, or the granted line of a product that may need none.
        key: KeyRef,
    },
    /// Records that a key activated a machine.
    RecordActivation {
        /// The key.
        key: KeyId,
        /// Keyed hash of the machine's fingerprint, in hex.
        device: String,
        /// What the partner calls the machine.
        note: Option<NoteRef>,
        /// Whether its hardware changed significantly since the last time.
        hardware_changed: bool,
    },
    /// Blocks a product key (E-15).
    BlockKey {
        /// The key.
        key: KeyId,
        /// Why.
        why: KeyBlockReason,
        /// What happened.
        note: NoteRef,
    },
    /// Lets a blocked key be used again (E-15).
    UnblockKey {
        /// The key.
        key: KeyId,
        /// What was found.
        note: NoteRef,
    },
    /// Records that software is installed (F-11).
    RecordInstallation {
        /// The line under which it is.
        grant: GrantId,
        /// Its version; none: the one that was on offer when the line was granted.
        #[serde(skip_serializing_if = "Option::is_none")]
        version: Option<String>,
        /// Where; none: at the headquarters.
        #[serde(skip_serializing_if = "Option::is_none")]
        place: Option<Place>,
        /// What it is used for: an id of the terms.
        #[serde(skip_serializing_if = "Option::is_none")]
        purpose: Option<String>,
        /// How many licences it takes.
        quantity: u32,
        /// What the company calls it.
        note: Option<NoteRef>,
    },
    /// Moves an installation, or says that its version or its use is another one (F-06, F-07).
    ChangeInstallation {
        /// The entry of the register.
        installed: InstalledId,
        /// Its version; none: as it was.
        #[serde(skip_serializing_if = "Option::is_none")]
        version: Option<String>,
        /// Where; none: as it was.
        #[serde(skip_serializing_if = "Option::is_none")]
        place: Option<Place>,
        /// What it is used for; none: as it was.
        #[serde(skip_serializing_if = "Option::is_none")]
        purpose: Option<String>,
        /// How many licences it takes, as a server takes one for each core (E-17); none: as it was.
        #[serde(skip_serializing_if = "Option::is_none")]
        quantity: Option<u32>,
    },
    /// Takes an installation out of the register because it was uninstalled.
    RemoveInstallation {
        /// The entry of the register.
        installed: InstalledId,
    },
    /// Gives a developer subscription to a person.
    AssignSeat {
        /// The pool.
        pool: PoolId,
        /// The person.
        person: PersonId,
        /// ISO 3166-1 country in which the person uses it; none: the headquarters' (C-30).
        #[serde(skip_serializing_if = "Option::is_none")]
        country: Option<String>,
    },
    /// The holder begins to use it.
    ActivateSeat {
        /// The assignment.
        assignment: AssignmentId,
    },
    /// Takes it back.
    UnassignSeat {
        /// The assignment.
        assignment: AssignmentId,
        /// Why; a slip is recognised by the rules, not stated.
        why: UnassignReason,
    },
    /// Asks for a developer subscription.
    RequestSeat {
        /// The pool.
        pool: PoolId,
        /// Who asks, for themselves.
        person: PersonId,
        /// What for.
        note: NoteRef,
    },
    /// Gives what a request asks for.
    GrantSeatRequest {
        /// The request.
        request: SeatRequestId,
        /// ISO 3166-1 country in which the person uses it; none: the headquarters' (C-30).
        #[serde(skip_serializing_if = "Option::is_none")]
        country: Option<String>,
    },
    /// Declines a request.
    DeclineSeatRequest {
        /// The request.
        request: SeatRequestId,
        /// The reason, which whoever asked reads.
        note: NoteRef,
    },
    /// Withdraws one's own request.
    WithdrawSeatRequest {
        /// The request.
        request: SeatRequestId,
    },
    /// Confirms what was done about software whose right has ended.
    ConfirmWindDown {
        /// The granted line.
        grant: GrantId,
        /// One installation or seat of it; none: the line as a whole.
        of: Option<WindDownOf>,
        /// What was done.
        how: WindDownHow,
    },
}

impl Command {
    /// Opens the account of a company that the vendor has verified, without its profile.
    pub fn open(country: &str) -> Self {
        Self::OpenAccount { country: country.to_owned(), verified: true, profile: None }
    }

    /// The stable name, as in the history and the audit.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::OpenAccount { .. } => "open_account",
            Self::ChangeProfile { .. } => "change_profile",
            Self::ReviewProfile => "review_profile",
            Self::DecideCheck { .. } => "decide_check",
            Self::AppealCheck { .. } => "appeal_check",
            Self::ChangePublicName { .. } => "change_public_name",
            Self::AskCheckMail { .. } => "ask_check_mail",
            Self::CloseAccount { .. } => "close_account",
            Self::AddDocument { .. } => "add_document",
            Self::AddLocation { .. } => "add_location",
            Self::InviteToMerge { .. } => "invite_to_merge",
            Self::AcceptMerge { .. } => "accept_merge",
            Self::RejectMerge { .. } => "reject_merge",
            Self::WithdrawMerge { .. } => "withdraw_merge",
            Self::ConfirmMerge { .. } => "confirm_merge",
            Self::RemoveLocation { .. } => "remove_location",
            Self::EnrolInCampaign { .. } => "enrol_in_campaign",
            Self::ProposeOverride { .. } => "propose_override",
            Self::DecideOverride { .. } => "decide_override",
            Self::EndOverride { .. } => "end_override",
            Self::LinkTenant { .. } => "link_tenant",
            Self::StateAttainment { .. } => "state_attainment",
            Self::RecordEvidence { .. } => "record_evidence",
            Self::WithdrawEvidence { .. } => "withdraw_evidence",
            Self::LinkProfile { .. } => "link_profile",
            Self::UnlinkProfile { .. } => "unlink_profile",
            Self::Purchase { .. } => "purchase",
            Self::Renew { .. } => "renew",
            Self::PlaceOrder { .. } => "place_order",
            Self::CancelOrder { .. } => "cancel_order",
            Self::RecordPayment { .. } => "record_payment",
            Self::RecordFailedCharge { .. } => "record_failed_charge",
            Self::AssignFunds { .. } => "assign_funds",
            Self::ReturnFunds { .. } => "return_funds",
            Self::RefundOrder { .. } => "refund_order",
            Self::RefundTax { .. } => "refund_tax",
            Self::ExemptFromTax { .. } => "exempt_from_tax",
            Self::EndExemption { .. } => "end_exemption",
            Self::ProvisionGrants { .. } => "provision_grants",
            Self::ActivateSupport { .. } => "activate_support",
            Self::ActivateMarketing { .. } => "activate_marketing",
            Self::UseBalance { .. } => "use_balance",
            Self::AssignCredit { .. } => "assign_credit",
            Self::RemoveCredit { .. } => "remove_credit",
            Self::TransferCredit { .. } => "transfer_credit",
            Self::ShowCode { .. } => "show_code",
            Self::RedeemToken { .. } => "redeem_token",
            Self::RequestReplacement { .. } => "request_replacement",
            Self::DecideReplacement { .. } => "decide_replacement",
            Self::RevealKey { .. } => "reveal_key",
            Self::RecordActivation { .. } => "record_activation",
            Self::BlockKey { .. } => "block_key",
            Self::UnblockKey { .. } => "unblock_key",
            Self::RecordInstallation { .. } => "record_installation",
            Self::ChangeInstallation { .. } => "change_installation",
            Self::RemoveInstallation { .. } => "remove_installation",
            Self::AssignSeat { .. } => "assign_seat",
            Self::ActivateSeat { .. } => "activate_seat",
            Self::UnassignSeat { .. } => "unassign_seat",
            Self::RequestSeat { .. } => "request_seat",
            Self::GrantSeatRequest { .. } => "grant_seat_request",
            Self::DeclineSeatRequest { .. } => "decline_seat_request",
            Self::WithdrawSeatRequest { .. } => "withdraw_seat_request",
            Self::ConfirmWindDown { .. } => "confirm_wind_down",
        }
    }

    /// Whether it is still possible on a closed account: what settles money and duties, or sets somebody free (H-07).
    pub const fn settles(&self) -> bool {
        matches!(
            self,
            Self::RecordPayment { .. }
                | Self::ReturnFunds { .. }
                | Self::RefundTax { .. }
                | Self::ConfirmWindDown { .. }
                | Self::RemoveInstallation { .. }
                | Self::UnlinkProfile { .. }
        )
    }

    /// People whose directory entry the decision needs, besides the caller's.
    pub fn people(&self) -> Vec<PersonId> {
        match self {
            Self::AssignSeat { person, .. }
            | Self::RequestSeat { person, .. }
            | Self::LinkProfile { person, .. }
            | Self::AssignCredit { person, .. }
            | Self::TransferCredit { person, .. } => vec![*person],
            _ => Vec::new(),
        }
    }

    /// Whom the decision looks at though the command names only what they hold or ask for: whoever is said to have left the
    /// company (G-14), and whoever asks for a seat.
    pub fn concerned(&self, account: &Account) -> Option<PersonId> {
        match self {
            Self::UnassignSeat { assignment, why: UnassignReason::HolderLeft } => {
                account.assignments.get(assignment).map(|held| held.person)
            }
            Self::GrantSeatRequest { request, .. }
            | Self::DeclineSeatRequest { request, .. }
            | Self::WithdrawSeatRequest { request } => account.seat_requests.get(request).map(|asked| asked.person),
            _ => None,
        }
    }

    /// The certification profile whose companies the decision needs, present and past ones.
    pub fn profile(&self) -> Option<&str> {
        match self {
            Self::LinkProfile { profile, .. } => Some(profile),
            _ => None,
        }
    }

    /// The ticket that the decision needs (H-04, J-37).
    pub const fn ticket(&self) -> Option<TicketId> {
        match self {
            Self::RemoveLocation { ticket, .. } | Self::ProposeOverride { ticket, .. } => Some(*ticket),
            _ => None,
        }
    }

    /// What a ticket asks for that asks for this, whose day then counts (B-50, D-24): its reason and its subject.
    pub fn asked_for(&self) -> Option<(TicketReason, String)> {
        match self {
            Self::RefundOrder { order } => Some((TicketReason::Refund, order.to_string())),
            Self::RequestReplacement { token, reason: ReplacementReason::WrongTenant, .. } => {
                Some((TicketReason::WrongTenant, token.to_string()))
            }
            Self::RequestReplacement { token, reason: ReplacementReason::AddedInsteadOfExtended, .. } => {
                Some((TicketReason::AddedInsteadOfExtended, token.to_string()))
            }
            _ => None,
        }
    }

    /// The mail domain whose headquarters the decision needs (H-06).
    pub fn domain(&self) -> Option<&str> {
        match self {
            Self::OpenAccount { profile: Some(given), .. } | Self::ChangeProfile { given, .. } => {
                given.domain.as_deref()
            }
            _ => None,
        }
    }

    /// The reference of money that was received, which may be a charge that paid another company's order already.
    pub fn received_under(&self) -> Option<&str> {
        match self {
            Self::RecordPayment { reference, .. } => Some(reference),
            _ => None,
        }
    }

    /// The other company that the decision is about as well, and writes to.
    pub const fn partner(&self) -> Option<PartnerRef> {
        match self {
            Self::InviteToMerge { number } => Some(PartnerRef::Number(*number)),
            Self::AcceptMerge { merge }
            | Self::RejectMerge { merge, .. }
            | Self::WithdrawMerge { merge }
            | Self::ConfirmMerge { merge } => Some(PartnerRef::Merge(*merge)),
            _ => None,
        }
    }

    /// The capability that the caller must hold; none where the decision looks at more than roles.
    pub const fn capability(&self) -> Option<Capability> {
        match self {
            Self::OpenAccount { .. } => Some(Capability::OpenAccount),
            Self::ChangeProfile { .. } | Self::ReviewProfile | Self::ChangePublicName { .. } => {
                Some(Capability::ReviewProfile)
            }
            Self::AskCheckMail { .. } => Some(Capability::HandInDocuments),
            Self::CloseAccount { .. } => Some(Capability::CloseAccount),
            Self::DecideCheck { .. } => Some(Capability::VerifyCompany),
            Self::AppealCheck { .. } => Some(Capability::HandInDocuments),
            Self::AddDocument { of: DocumentOf::Check { .. }, .. } => Some(Capability::HandInDocuments),
            Self::AddDocument { of: DocumentOf::Payment { .. }, .. } => Some(Capability::Buy),
            Self::AddLocation { .. } => Some(Capability::AddLocation),
            Self::InviteToMerge { .. }
            | Self::AcceptMerge { .. }
            | Self::RejectMerge { .. }
            | Self::WithdrawMerge { .. }
            | Self::ConfirmMerge { .. } => Some(Capability::ManageMerges),
            Self::RemoveLocation { .. } => Some(Capability::RemoveLocation),
            Self::EnrolInCampaign { .. } => Some(Capability::RunCampaigns),
            Self::ProposeOverride { .. } => Some(Capability::ProposeOverride),
            Self::DecideOverride { .. } | Self::EndOverride { .. } => Some(Capability::DecideOverride),
            Self::LinkTenant { .. } => Some(Capability::LinkTenant),
            Self::StateAttainment { .. } => Some(Capability::StateAttainment),
            Self::RecordEvidence { .. } | Self::WithdrawEvidence { .. } => Some(Capability::RecordEvidence),
            Self::LinkProfile { .. } | Self::UnlinkProfile { .. } => Some(Capability::LinkProfiles),
            Self::Purchase { .. } | Self::Renew { .. } => Some(Capability::RecordPurchase),
            Self::PlaceOrder { .. } | Self::CancelOrder { .. } => Some(Capability::Buy),
            Self::RecordPayment { .. }
            | Self::RecordFailedCharge { .. }
            | Self::AssignFunds { .. }
            | Self::ReturnFunds { .. } => Some(Capability::SettleOrders),
            Self::RefundOrder { .. } | Self::RefundTax { .. } => Some(Capability::Refund),
            Self::ExemptFromTax { .. } | Self::EndExemption { .. } => Some(Capability::ExemptFromTax),
            Self::ProvisionGrants { .. } => Some(Capability::ProvisionGrants),
            Self::ActivateSupport { .. }
            | Self::ActivateMarketing { .. }
            | Self::AssignCredit { .. }
            | Self::RemoveCredit { .. }
            | Self::TransferCredit { .. } => Some(Capability::ActivateBenefits),
            Self::UseBalance { .. } => Some(Capability::UseBalance),
            Self::ShowCode { .. } | Self::RevealKey { .. } => Some(Capability::Reveal),
            // The tenant's own admins redeem (D-07), the holder activates (G-02) and may give back; whoever asked withdraws.
            Self::RedeemToken { .. }
            | Self::ActivateSeat { .. }
            | Self::UnassignSeat { .. }
            | Self::WithdrawSeatRequest { .. } => None,
            Self::RequestReplacement { .. } => Some(Capability::RequestReplacement),
            Self::DecideReplacement { .. } => Some(Capability::DecideReplacement),
            Self::RecordActivation { .. }
            | Self::RecordInstallation { .. }
            | Self::ChangeInstallation { .. }
            | Self::RemoveInstallation { .. } => Some(Capability::RecordActivation),
            Self::BlockKey { .. } | Self::UnblockKey { .. } => Some(Capability::BlockKeys),
            Self::AssignSeat { .. } | Self::GrantSeatRequest { .. } | Self::DeclineSeatRequest { .. } => {
                Some(Capability::AssignSeats)
            }
            Self::RequestSeat { .. } => Some(Capability::RequestSeat),
            Self::ConfirmWindDown { .. } => Some(Capability::ConfirmWindDown),
        }
    }

    /// Consequences among its effects that cannot be undone and that the caller must acknowledge by name, after a preview
    /// (product's tier T2). Empty where no preview is asked for.
    pub fn acknowledgements(&self, effects: &[Effect]) -> &'static [&'static str] {
        match self {
            Self::RedeemToken { .. } => &["token-used-whole", "tenant-permanent"],
            Self::ShowCode { .. } | Self::RevealKey { .. } => &["refund-right-ends"],
            Self::DecideReplacement { grant: true, .. } => &["original-revoked"],
            // An order is withdrawn and placed anew, unless it alone still kept something (A-18, B-46, B-50).
            Self::CancelOrder { .. } if effects.iter().any(|effect| effect.irreversible) => &["chance-given-up"],
            Self::RefundOrder { .. } => &["membership-ends"],
            Self::RefundTax { .. } => &["tax-given-back"],
            Self::ReturnFunds { .. } => &["money-given-back"],
            Self::ConfirmMerge { .. } => &["companies-merged"],
            Self::RemoveLocation { .. } => &["location-gone"],
            Self::CloseAccount { .. } => &["account-closed-for-good"],
            _ => &[],
        }
    }
}
