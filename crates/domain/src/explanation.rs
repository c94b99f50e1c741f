//! The tree that every decision and every standing line builds while it is being made: a question, the facts that
//! answer it with their sources, the day on which the answer changes, what would help and who can. It knows no
//! language; `symbolon-text` puts it in words.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use crate::access::Role;
use crate::codes::codes;
use crate::programme::{Money, Programme, Text};

codes! {
    /// What was asked.
    pub enum Question {
        /// May this account be opened?
        MayOpenAccount = "may_open_account",
        /// May this legal profile be changed?
        MayChangeProfile = "may_change_profile",
        /// May this legal profile be confirmed?
        MayReviewProfile = "may_review_profile",
        /// May this check be decided in this way?
        MayDecideCheck = "may_decide_check",
        /// May this check be appealed?
        MayAppeal = "may_appeal",
        /// May this public name be given?
        MayChangeName = "may_change_name",
        /// May the mail of this check be sent again?
        MayAskMail = "may_ask_mail",
        /// May this account be closed?
        MayClose = "may_close",
        /// May this document be handed in?
        MayAddDocument = "may_add_document",
        /// May this location be added?
        MayAddLocation = "may_add_location",
        /// May this company be invited to merge?
        MayInvite = "may_invite",
        /// May this invitation be accepted?
        MayAcceptMerge = "may_accept_merge",
        /// May this invitation be rejected?
        MayRejectMerge = "may_reject_merge",
        /// May this invitation be withdrawn?
        MayWithdrawMerge = "may_withdraw_merge",
        /// May this merge be carried out?
        MayConfirmMerge = "may_confirm_merge",
        /// May this location be removed?
        MayRemoveLocation = "may_remove_location",
        /// May this membership be enrolled in this campaign?
        MayEnrol = "may_enrol",
        /// May this run of a campaign be made, or go on?
        MayRunCampaign = "may_run_campaign",
        /// May this membership be paid after its window?
        MayOverride = "may_override",
        /// May this override be ended?
        MayEndOverride = "may_end_override",
        /// May this ticket be opened, and what do the rules say?
        MayOpenTicket = "may_open_ticket",
        /// May this be done to this ticket?
        MayActOnTicket = "may_act_on_ticket",
        /// May this tenant be linked?
        MayLinkTenant = "may_link_tenant",
        /// May this attainment be stated?
        MayStateAttainment = "may_state_attainment",
        /// May this evidence be recorded?
        MayRecordEvidence = "may_record_evidence",
        /// May this evidence be withdrawn?
        MayWithdrawEvidence = "may_withdraw_evidence",
        /// May this certification profile be linked?
        MayLinkProfile = "may_link_profile",
        /// May this certification profile be released?
        MayUnlinkProfile = "may_unlink_profile",
        /// May this offer be bought?
        MayBuy = "may_buy",
        /// May this membership be renewed?
        MayRenew = "may_renew",
        /// May this order be withdrawn?
        MayCancelOrder = "may_cancel_order",
        /// May this money be recorded?
        MayRecordPayment = "may_record_payment",
        /// May this failed charge be recorded?
        MayRecordFailedCharge = "may_record_failed_charge",
        /// Does this money pay the order?
        PaysOrder = "pays_order",
        /// May this money be given back?
        MayReturnFunds = "may_return_funds",
        /// May this fee be given back?
        MayRefund = "may_refund",
        /// May this tax be given back?
        MayRefundTax = "may_refund_tax",
        /// May this company be exempted from taxes?
        MayExempt = "may_exempt",
        /// May this person's roles be changed?
        MayChangeRoles = "may_change_roles",
        /// May this person be taken out of the directory?
        MayTakeOut = "may_take_out",
        /// May this person's entry in the directory be corrected?
        MayCorrectPerson = "may_correct_person",
        /// May this product key be blocked?
        MayBlockKey = "may_block_key",
        /// May this product key be used again?
        MayUnblockKey = "may_unblock_key",
        /// May this exemption be ended?
        MayEndExemption = "may_end_exemption",
        /// May this support be activated?
        MayActivateBenefit = "may_activate_benefit",
        /// May so much be taken from this balance?
        MayUseBalance = "may_use_balance",
        /// May this person be given this credit?
        MayAssignCredit = "may_assign_credit",
        /// May this credit be taken back or handed on?
        MayEndCredit = "may_end_credit",
        /// May this token's code be shown?
        MayShowCode = "may_show_code",
        /// May this token be redeemed in this way?
        MayRedeem = "may_redeem",
        /// May this token be replaced?
        MayReplace = "may_replace",
        /// May this request be decided in this way?
        MayDecide = "may_decide",
        /// May a late override be decided in this way?
        MayDecideOverride = "may_decide_override",
        /// May this key be shown?
        MayReveal = "may_reveal",
        /// May this key activate this machine?
        MayActivateKey = "may_activate_key",
        /// May the register say this of this installation?
        MayRegister = "may_register",
        /// May what is installed of this product stay as it is?
        MayKeepInstalled = "may_keep_installed",
        /// May this person be given this seat?
        MayAssign = "may_assign",
        /// May this person begin to use this seat?
        MayActivateSeat = "may_activate_seat",
        /// May somebody ask for a seat of this pool?
        MayRequestSeat = "may_request_seat",
        /// May this request for a seat be decided in this way?
        MayDecideSeatRequest = "may_decide_seat_request",
        /// May this request for a seat be withdrawn?
        MayWithdrawSeatRequest = "may_withdraw_seat_request",
        /// May this seat be taken back?
        MayUnassign = "may_unassign",
        /// May this removal be confirmed?
        MayConfirm = "may_confirm",
        /// May this person use this product?
        MayUse = "may_use",
        /// How much of this product may be used?
        HowMuch = "how_much",
        /// What would the next year bring?
        WhatNextYear = "what_next_year",
        /// May this provisioning be recorded?
        MayProvision = "may_provision",
        /// Why is this line held?
        WhyHeld = "why_held",
        /// Which state is this membership in?
        WhichState = "which_state",
        /// Which stage is this competency in?
        WhichStage = "which_stage",
    }
}

codes! {
    /// How a fact turned out.
    pub enum Answer {
        /// It holds.
        Yes = "yes",
        /// It does not hold.
        No = "no",
        /// It does not hold yet; `changes_on` says when it will.
        NotYet = "not_yet",
        /// It held and no longer does.
        Over = "over",
        /// It was not looked at, because an earlier fact had decided.
        NotEvaluated = "not_evaluated",
        /// The reader may not see it.
        Withheld = "withheld",
        /// It is a value, not a yes or no; see `because`.
        Value = "value",
    }
}

codes! {
    /// A fact that a decision looked at. One sentence in each language for each.
    pub enum FactCode {
        /// The caller holds a role that allows it.
        RoleHeld = "role_held",
        /// The caller is admin of the target tenant (D-07).
        TenantAdmin = "tenant_admin",
        /// The object exists in this account.
        Exists = "exists",
        /// The offer is on sale on this day.
        OnSale = "on_sale",
        /// The membership limit leaves room.
        WithinLimit = "within_limit",
        /// No held offer rules it out.
        NotExcluded = "not_excluded",
        /// The legal profile is authorized (B-31).
        ProfileAuthorized = "profile_authorized",
        /// How far a check of the legal profile is (B-32).
        CheckStands = "check_stands",
        /// The legal profile was reviewed for the coming year (B-30).
        ProfileReviewed = "profile_reviewed",
        /// A legal profile was given.
        ProfileGiven = "profile_given",
        /// Nobody changed the legal profile in between.
        ProfileUnchanged = "profile_unchanged",
        /// The mail domain can be a company's own (B-32).
        DomainAccepted = "domain_accepted",
        /// No other headquarters has the mail domain (H-06).
        DomainFree = "domain_free",
        /// The check is in a state in which this can be done to it.
        CheckOpen = "check_open",
        /// The earlier checks are passed (B-32).
        CheckInTurn = "check_in_turn",
        /// The order is to be paid by transfer (B-43).
        OrderByTransfer = "order_by_transfer",
        /// The order is to be paid by card (B-41).
        OrderByCard = "order_by_card",
        /// The order was not paid yet.
        OrderUnpaid = "order_unpaid",
        /// The file is of an accepted type, and is what it says (B-43).
        DocumentType = "document_type",
        /// The file is neither empty nor too large (B-43).
        DocumentSize = "document_size",
        /// There is room for one more document.
        DocumentCount = "document_count",
        /// A competency is qualified at the offer's level.
        LevelAttained = "level_attained",
        /// The offer is paid by an order; else the vendor collects its fee elsewhere and records it.
        PaidByOrder = "paid_by_order",
        /// The programme offers this way to pay in the company's country (B-40).
        MethodOffered = "method_offered",
        /// The installation has somebody who charges cards (B-41).
        CardsCharged = "cards_charged",
        /// The list has a price for the country on this day.
        PriceKnown = "price_known",
        /// The price of an order is still that of what it does.
        PriceHolds = "price_holds",
        /// The tax on the price.
        TaxDue = "tax_due",
        /// The company is exempt from taxes.
        TaxExempt = "tax_exempt",
        /// The caller gives and takes this role (I-01, I-09).
        RoleMayBeGiven = "role_may_be_given",
        /// The person is in a directory of the caller's (H-31).
        OwnDirectory = "own_directory",
        /// A guest may hold the role (I-10).
        RoleFitsGuest = "role_fits_guest",
        /// Somebody holds the role afterwards, or the caller knows that nobody does (I-12).
        AdminStays = "admin_stays",
        /// Nobody activated it before (K-30).
        MarketingNew = "marketing_new",
        /// Somebody activated it (K-30).
        MarketingActivated = "marketing_activated",
        /// The marketing contact is not at the address of who activates (K-30).
        OtherContact = "other_contact",
        /// How long the vendor takes until it can be used (K-30).
        MarketingProcessed = "marketing_processed",
        /// Nobody blocked the key (E-15).
        KeyNotBlocked = "key_not_blocked",
        /// The key is blocked (E-15).
        KeyIsBlocked = "key_is_blocked",
        /// No other exemption counts on these days.
        ExemptionFree = "exemption_free",
        /// The company was exempt on the day of the order (B-51).
        ExemptOnDay = "exempt_on_day",
        /// The payment is recent enough for its tax to be given back (B-51).
        TaxRefundInTime = "tax_refund_in_time",
        /// The tax was not given back before.
        TaxNotRefunded = "tax_not_refunded",
        /// The order bore a tax.
        TaxBorne = "tax_borne",
        /// No order for the same thing is open.
        NoOrderOpen = "no_order_open",
        /// The order can still be paid (B-44).
        OrderOpen = "order_open",
        /// Amount and currency are those of the order (B-42).
        AmountExact = "amount_exact",
        /// What the money does: it pays the order, or is held.
        PaysOrder = "pays_order",
        /// What comes of a card that could not be charged (B-41).
        CardTriedAgain = "card_tried_again",
        /// The money is held for an order.
        FundsHeld = "funds_held",
        /// The order was paid.
        OrderPaid = "order_paid",
        /// There is a fee to be ordered.
        FeeDue = "fee_due",
        /// The fee is paid, or nothing is due.
        FeePaid = "fee_paid",
        /// A payment is recorded.
        PaymentRecorded = "payment_recorded",
        /// The membership is neither closed nor over.
        MembershipOpen = "membership_open",
        /// The day of the anniversary.
        Anniversary = "anniversary",
        /// The day lies in the renewal window (B-02, B-03).
        InsideWindow = "inside_window",
        /// The coming year is not bought yet.
        YearUnbought = "year_unbought",
        /// The membership was bought.
        Bought = "bought",
        /// The membership gives access on this day (B-10, B-11).
        MembershipAccess = "membership_access",
        /// The line is granted by the offer's licence table.
        GrantedByTable = "granted_by_table",
        /// The line was not superseded by a later year's (F-13).
        NotSuperseded = "not_superseded",
        /// The redeem-by day has not passed (B-17).
        RedeemBy = "redeem_by",
        /// The right of use has not ended.
        UsableUntil = "usable_until",
        /// The token was not redeemed before (D-03).
        TokenUnused = "token_unused",
        /// The token is used whole (D-04).
        TokenWhole = "token_whole",
        /// The tenant is linked to the account and verified.
        TenantVerified = "tenant_verified",
        /// A live subscription of the product is on the tenant (D-10, D-11).
        SubscriptionLive = "subscription_live",
        /// The way of redeeming is offered by the programme and fits.
        ModeFits = "mode_fits",
        /// The extension stays within the limit (D-13).
        ExtendLimit = "extend_limit",
        /// The computed outcome of the redemption.
        Outcome = "outcome",
        /// The token was redeemed.
        TokenRedeemed = "token_redeemed",
        /// The reason is one that the programme accepts (D-20, D-25).
        ReasonAccepted = "reason_accepted",
        /// The reason fits what was done.
        ReasonFits = "reason_fits",
        /// The programme replaces tokens of the product (D-20).
        ReplacementOffered = "replacement_offered",
        /// The request comes in time (D-22).
        ReplacementInTime = "replacement_in_time",
        /// No replacement was issued before (D-21).
        FirstReplacement = "first_replacement",
        /// The token is not itself a replacement (D-21).
        NotAReplacement = "not_a_replacement",
        /// No other request is open for it.
        NoOpenRequest = "no_open_request",
        /// The request is still open.
        RequestOpen = "request_open",
        /// The product needs a key (E-01).
        KeyNeeded = "key_needed",
        /// The key has activations left (E-05).
        ActivationsLeft = "activations_left",
        /// The machine was activated with this key before (E-08).
        KnownDevice = "known_device",
        /// The right to a refund and what ends it (B-50).
        RefundRight = "refund_right",
        /// The identity is one human being (G-02, G-03).
        NamedPerson = "named_person",
        /// The person has a directory entry in the company (G-05).
        InDirectory = "in_directory",
        /// Nobody else of the company has the mail address.
        AddressFree = "address_free",
        /// The person holds no other seat of the edition (G-04).
        OneSeatPerEdition = "one_seat_per_edition",
        /// The caller asks, or asked, for a seat for themself.
        SeatRequestOwn = "seat_request_own",
        /// The person waits for no answer to a request for a seat of the pool.
        NoSeatRequested = "no_seat_requested",
        /// The request for a seat waits for an answer.
        SeatRequestOpen = "seat_request_open",
        /// A seat is free.
        SeatFree = "seat_free",
        /// The company has its headquarters or a location in the country (F-07).
        CompanyCountry = "company_country",
        /// The product's use in the country is below its ceiling (C-30).
        WithinCountryCap = "within_country_cap",
        /// The product's use in all countries together is below its ceiling (C-30).
        WithinWorldCap = "within_world_cap",
        /// The ceilings withhold nothing of what is granted (C-33).
        Ceiling = "ceiling",
        /// What several products share is not used up (C-24).
        WithinSharedPool = "within_shared_pool",
        /// The balance is without limit (K-03).
        Unlimited = "unlimited",
        /// What was granted is provisioned (C-05).
        Provisioned = "provisioned",
        /// The waiting time since the last assignment is over (G-06).
        SeatUnlocked = "seat_unlocked",
        /// How many seats of a product the new lines have for those who hold one (G-13).
        SeatsForAll = "seats_for_all",
        /// The person keeps the seat under the new lines (G-13).
        SeatKept = "seat_kept",
        /// The person holds an assigned seat.
        SeatAssigned = "seat_assigned",
        /// The seat was activated by its holder (G-02).
        SeatActivated = "seat_activated",
        /// The caller is the person to whom the seat is assigned.
        IsAssignee = "is_assignee",
        /// The window's access rule allows new acts.
        WindowAllowsActs = "window_allows_acts",
        /// The right to the software has ended (F-08).
        RightEnded = "right_ended",
        /// It was not confirmed before.
        NotConfirmed = "not_confirmed",
        /// No more is installed than may be (F-12, F-13).
        WithinEntitlement = "within_entitlement",
        /// The declared use is permitted (F-02, F-05).
        UsePermitted = "use_permitted",
        /// The version has not given way to a newer one for too long (F-06).
        VersionInTime = "version_in_time",
        /// The version is none that came before the one that was granted (F-06).
        NoDowngrade = "no_downgrade",
        /// The place is one of the company's own (F-07).
        LocationOwn = "location_own",
        /// The installation is in the register.
        StillInstalled = "still_installed",
        /// A known number is free.
        NumberFree = "number_free",
        /// The values are plausible.
        Plausible = "plausible",
        /// A requirement of a competency is met.
        RequirementMet = "requirement_met",
        /// The vendor states the attainment, whatever the requirements say.
        OverrideInForce = "override_in_force",
        /// The company has the people whom the offer asks for.
        PeopleHeld = "people_held",
        /// A membership at the level is held.
        LevelBought = "level_bought",
        /// A statement that overrides the requirements has a last day.
        OverrideEnds = "override_ends",
        /// A statement that runs for long says why.
        LongOverrideReasoned = "long_override_reasoned",
        /// The requirements will be met at the anniversary.
        ForecastMet = "forecast_met",
        /// The programme names the credential or the figure.
        KnownInProgramme = "known_in_programme",
        /// The day does not lie in the future.
        NotInFuture = "not_in_future",
        /// The credential could still be passed on the day.
        NotRetired = "not_retired",
        /// It was not recorded before.
        EvidenceNew = "evidence_new",
        /// It was not withdrawn.
        EvidenceOpen = "evidence_open",
        /// How long the evidence counts.
        EvidenceCounts = "evidence_counts",
        /// Support was not activated before (K-04).
        SupportNew = "support_new",
        /// Support was activated (K-04).
        SupportActivated = "support_activated",
        /// One engagement may take so many hours (K-14).
        EngagementFits = "engagement_fits",
        /// Help before a sale is without limit under this offer (K-10).
        PresalesFree = "presales_free",
        /// The balance has so much left (K-07).
        BalanceLeft = "balance_left",
        /// Nobody holds the credit.
        CreditFree = "credit_free",
        /// The person holds no other credit (K-24).
        OneCredit = "one_credit",
        /// The credit goes with what the person has (K-23).
        CreditCombines = "credit_combines",
        /// Somebody holds the credit.
        CreditAssigned = "credit_assigned",
        /// The person holds the credit, or somebody does (K-21).
        CreditHeld = "credit_held",
        /// The credit can be taken back (K-22).
        CreditRemovable = "credit_removable",
        /// The account is not closed (H-07).
        AccountOpen = "account_open",
        /// Nothing is held or waits that keeps an account from being closed (H-07).
        FreeToClose = "free_to_close",
        /// The mail of the check was sent long enough ago (B-32).
        MailWaited = "mail_waited",
        /// The mail of the check may be sent again as often (B-32).
        MailLeft = "mail_left",
        /// A new public name begins no check anew (B-33).
        NameUnchecked = "name_unchecked",
        /// The certification profile counts for this company.
        ProfileLinked = "profile_linked",
        /// The person and the profile are free to be linked.
        ProfileFree = "profile_free",
        /// The profile may change companies again.
        ProfileMayMove = "profile_may_move",
        /// A company has the number.
        CompanyKnown = "company_known",
        /// The number is a company's and not a location's (H-22).
        GlobalNumber = "global_number",
        /// The two companies are not one.
        CompaniesDiffer = "companies_differ",
        /// No other invitation between the two companies is open (H-26).
        NoOpenInvitation = "no_open_invitation",
        /// The merge was neither rejected, withdrawn nor carried out (H-24).
        MergeOpen = "merge_open",
        /// The invitation was not answered before.
        NotAnswered = "not_answered",
        /// It is this company that may do this.
        MergeSide = "merge_side",
        /// The invited company has accepted (H-23).
        MergeAccepted = "merge_accepted",
        /// No other merge of the company is open.
        NoOtherMerge = "no_other_merge",
        /// No order of the company waits to be paid.
        CompanyOrdersSettled = "company_orders_settled",
        /// The company's legal profile is authorized (H-26).
        CompanyAuthorized = "company_authorized",
        /// No tenant is linked to both companies (H-31).
        TenantsDistinct = "tenants_distinct",
        /// No merge of the company waits for its confirmation.
        NoMergePending = "no_merge_pending",
        /// The membership is renewed by itself (H-37).
        RenewsAlone = "renews_alone",
        /// The campaign selects the membership's year (J-30).
        CampaignSelects = "campaign_selects",
        /// No campaign excuses the year yet.
        NotEnrolled = "not_enrolled",
        /// The competencies of the year that the campaign keeps (J-30, J-31).
        CompetencyExtends = "competency_extends",
        /// A campaign excuses the renewal from something (J-34).
        WaivedByCampaign = "waived_by_campaign",
        /// No other run of the campaign is open.
        NoOtherRun = "no_other_run",
        /// The run has no more members than the campaign may have (J-40).
        WithinMembers = "within_members",
        /// The run is in a state in which this can be done to it.
        RunInTurn = "run_in_turn",
        /// The programme is the one by which the members were counted.
        CampaignUnchanged = "campaign_unchanged",
        /// Somebody other than who proposed it decides.
        OtherPerson = "other_person",
        /// A late override lets the fee be paid (J-37).
        LateOverride = "late_override",
        /// The renewal window has passed.
        WindowOver = "window_over",
        /// The campaign lets who missed the window come back, and it is not too late for that (J-36).
        OverrideInTime = "override_in_time",
        /// The year that a fee paid late would buy is not over yet (J-39).
        LateYearRuns = "late_year_runs",
        /// No other override for the year is open or in force.
        NoOpenOverride = "no_open_override",
        /// The override waits or counts.
        OverrideOpen = "override_open",
        /// The ticket is open.
        TicketOpen = "ticket_open",
        /// Whoever opened the ticket acts.
        TicketOwn = "ticket_own",
        /// A ticket asked for it before, and the day on which it was opened counts.
        AskedInTicket = "asked_in_ticket",
        /// The ticket is about this.
        TicketFits = "ticket_fits",
        /// The ticket names this thing.
        TicketNames = "ticket_names",
        /// The ticket is in a state in which this can be done to it (J-09).
        TicketInTurn = "ticket_in_turn",
        /// The rules leave it to somebody to grant (J-10).
        MayBeGranted = "may_be_granted",
        /// The ticket ended recently enough to be reopened (J-09).
        ReopenInTime = "reopen_in_time",
        /// The company acknowledged in writing what cannot be undone (H-04).
        Acknowledged = "acknowledged",
        /// What hangs on the location.
        LocationStands = "location_stands",
    }
}

codes! {
    /// Something that would help.
    pub enum RemedyAct {
        /// Wait for the day given.
        Wait = "wait",
        /// Renew the membership.
        Renew = "renew",
        /// Buy the offer afresh (B-13).
        Purchase = "purchase",
        /// Pay the order.
        PayOrder = "pay_order",
        /// Withdraw the order.
        CancelOrder = "cancel_order",
        /// Place a new order; money that was received for the old one pays it (B-44).
        PlaceOrder = "place_order",
        /// Order it, and pay the order (B-47).
        Order = "order",
        /// Charge a card again (B-41).
        TryCardAgain = "try_card_again",
        /// Say on which last day the statement counts.
        StateLastDay = "state_last_day",
        /// Assign the money to an order, or give it back.
        SettleFunds = "settle_funds",
        /// Pay in another way.
        OtherMethod = "other_method",
        /// Open a support ticket.
        Ticket = "ticket",
        /// Ask somebody who holds the role.
        AskRoleHolder = "ask_role_holder",
        /// Ask an admin of the tenant.
        AskTenantAdmin = "ask_tenant_admin",
        /// Ask for a replacement token.
        RequestReplacement = "request_replacement",
        /// License it commercially (F-12).
        CommercialLicensing = "commercial_licensing",
        /// Uninstall the software (F-09).
        Uninstall = "uninstall",
        /// Redeem as a new subscription.
        RedeemAsNew = "redeem_as_new",
        /// Redeem as an extension.
        RedeemAsExtend = "redeem_as_extend",
        /// Add the token's seats to the live subscription (D-13).
        RedeemAsAddSeats = "redeem_as_add_seats",
        /// Redeem the token whole.
        RedeemWhole = "redeem_whole",
        /// Link and verify the tenant.
        VerifyTenant = "verify_tenant",
        /// Add the person to the directory first.
        AddPerson = "add_person",
        /// Assign the seat to a named person.
        AssignNamedPerson = "assign_named_person",
        /// Take back a seat.
        Unassign = "unassign",
        /// Assign the seat in another country.
        AssignElsewhere = "assign_elsewhere",
        /// Add a location first.
        AddLocation = "add_location",
        /// Assign a seat to the person.
        Assign = "assign",
        /// The holder activates the seat.
        ActivateSeat = "activate_seat",
        /// Attain the level.
        Attain = "attain",
        /// Upgrade or choose at the renewal.
        ChooseAtRenewal = "choose_at_renewal",
        /// Add evidence until the requirement is met.
        MeetRequirement = "meet_requirement",
        /// Name one that the programme knows.
        NameKnown = "name_known",
        /// Link the certification profile first.
        LinkProfile = "link_profile",
        /// Have the association that is in force ended first.
        EndAssociation = "end_association",
        /// Withdraw the evidence that is there.
        WithdrawEvidence = "withdraw_evidence",
        /// End the exemption that is there.
        EndExemption = "end_exemption",
        /// State an exemption that ends before the one that is there begins.
        ExemptBefore = "exempt_before",
        /// Give the legal profile.
        GiveProfile = "give_profile",
        /// Review the legal profile.
        ReviewProfile = "review_profile",
        /// Wait for the vendor to decide the checks.
        AwaitVerification = "await_verification",
        /// Correct the legal profile, hand in documents, or appeal.
        CorrectProfile = "correct_profile",
        /// Give a work address at a domain of the company's own.
        GiveWorkAddress = "give_work_address",
        /// Activate support.
        ActivateBenefit = "activate_benefit",
        /// Ask for less.
        AskLess = "ask_less",
        /// Buy an incident or a support plan.
        BuySupport = "buy_support",
        /// Name another person.
        OtherPerson = "other_person",
        /// Take the credit back first.
        RemoveCredit = "remove_credit",
        /// Install the newer version.
        InstallNewVersion = "install_new_version",
        /// Hand the credit on.
        TransferCredit = "transfer_credit",
        /// Open an account anew.
        OpenAccount = "open_account",
        /// Look at it as it is now, and try again.
        LookAgain = "look_again",
        /// Hand in another file.
        OtherFile = "other_file",
        /// Give the company's global number.
        GiveGlobalNumber = "give_global_number",
        /// Wait for the invited company's answer.
        AwaitAnswer = "await_answer",
        /// Support decides on a request that is there (D-23).
        AwaitDecision = "await_decision",
        /// Wait until somebody who gives seats answers, or withdraw the request.
        AwaitSeat = "await_seat",
        /// Have it done by whoever asked for the seat.
        AskRequester = "ask_requester",
        /// Confirm, withdraw or reject the merge that is open.
        SettleMerge = "settle_merge",
        /// Invite anew.
        InviteAnew = "invite_anew",
        /// Open a ticket that asks for an override (J-36).
        AskOverride = "ask_override",
        /// Decide on the other override first, or end it.
        SettleOverride = "settle_override",
        /// Have somebody else decide.
        AskSecondPerson = "ask_second_person",
        /// Have it done by whoever opened the ticket.
        AskOpener = "ask_opener",
        /// Close the run that is open.
        CloseRun = "close_run",
        /// Count the members anew.
        SimulateAgain = "simulate_again",
        /// Name a marketing contact with another address (K-30).
        OtherContact = "other_contact",
        /// Give the role to somebody else first (I-12).
        GiveRoleFirst = "give_role_first",
        /// Take over the directory by its own procedure (I-12).
        TakeOverDirectory = "take_over_directory",
        /// Ask an admin of the other directory (H-31).
        AskOtherDirectory = "ask_other_directory",
        /// Have the company on the other side of the merge do it (H-23).
        AskOtherSide = "ask_other_side",
        /// Have the company acknowledge it in the ticket.
        AskAcknowledgement = "ask_acknowledgement",
        /// Send the request as it is wanted.
        CorrectRequest = "correct_request",
        /// Use what is there already, or name it otherwise.
        UseExisting = "use_existing",
        /// Use what was bought until its end.
        UseUntilEnd = "use_until_end",
        /// Use the line of the newer year (F-13).
        UseNewest = "use_newest",
        /// Install it without a key (E-01).
        InstallWithoutKey = "install_without_key",
        /// Decide the earlier check first (B-32).
        EarlierCheck = "earlier_check",
        /// Give the credit to a person.
        AssignCredit = "assign_credit",
        /// Take the ticket first (J-09).
        TakeTicket = "take_ticket",
        /// Reopen the ticket (J-09).
        ReopenTicket = "reopen_ticket",
        /// Choose another offer.
        OtherOffer = "other_offer",
        /// Use another token of the same product.
        OtherToken = "other_token",
        /// Name another company.
        OtherCompany = "other_company",
    }
}

/// A value in an explanation.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Value {
    /// A day.
    Date(Date),
    /// A whole number.
    Number(i64),
    /// An id, a number on paper or a code.
    Text(String),
    /// A name that the programme gives in both languages.
    Name(Text),
    /// An amount.
    #[serde(serialize_with = "decimal")]
    Money(Money),
    /// Several values.
    List(Vec<Value>),
}

/// An amount as the API writes it everywhere.
fn decimal<S: serde::Serializer>(amount: &Money, serializer: S) -> Result<S::Ok, S::Error> {
    use serde::ser::SerializeMap;
    let mut map = serializer.serialize_map(Some(2))?;
    map.serialize_entry("amount", &amount.decimal())?;
    map.serialize_entry("currency", &amount.currency)?;
    map.end()
}

impl From<&Money> for Value {
    fn from(value: &Money) -> Self {
        Self::Money(value.clone())
    }
}

impl From<Date> for Value {
    fn from(value: Date) -> Self {
        Self::Date(value)
    }
}

macro_rules! number {
    ($($kind:ty),*) => {$(
        impl From<$kind> for Value {
            fn from(value: $kind) -> Self {
                Self::Number(i64::from(value))
            }
        }
    )*};
}

number!(i32, i64, u32);

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl From<&Text> for Value {
    fn from(value: &Text) -> Self {
        Self::Name(value.clone())
    }
}

/// The rule that a fact rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum RuleRef {
    /// One that the programme writes down.
    Written {
        /// Dotted path in the programme, for example `window.standard`.
        path: String,
        /// The file that it is written in.
        file: String,
        /// The line in that file.
        line: u32,
    },
    /// One that holds in every programme.
    Fixed {
        /// Its number.
        number: RuleNumber,
    },
}

codes! {
    /// A rule that no programme changes, by its number in `docs/RULES.md`.
    pub enum RuleNumber {
        /// Checks of the legal profile, and their documents.
        B32 = "B-32",
        /// A key may be blocked.
        E15 = "E-15",
        /// Locations are added, and removed for ever.
        H04 = "H-04",
        /// Who invites to a merge, answers and confirms.
        H21 = "H-21",
        /// Each directory is managed by its own admins.
        H31 = "H-31",
        /// Roles of a tenant and roles of the company.
        I01 = "I-01",
        /// Who activates and sees keys.
        I03 = "I-03",
        /// Who buys and renews.
        I04 = "I-04",
        /// Who redeems on a tenant.
        I05 = "I-05",
        /// Who reviews the profile.
        I06 = "I-06",
        /// Everybody sees what there is.
        I07 = "I-07",
        /// One's own tickets only.
        I08 = "I-08",
        /// Who sees roles and gives none.
        I09 = "I-09",
        /// Guests and their roles.
        I10 = "I-10",
        /// The last admin stays.
        I12 = "I-12",
        /// Late overrides are given by the vendor.
        J37 = "J-37",
        /// Help with selling names another contact.
        K30 = "K-30",
    }
}

/// Something that would help, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Remedy {
    /// What to do.
    pub act: RemedyAct,
    /// First day on which it helps.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// Last day on which it helps.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// The level that has to be attained, for the sentence.
    #[serde(skip)]
    pub level: Option<Text>,
    /// The offer that is bought again afterwards, for the sentence.
    #[serde(skip)]
    pub then_buys: Option<Text>,
}

impl Remedy {
    /// A remedy without a day.
    pub const fn new(act: RemedyAct) -> Self {
        Self::between(act, None, None)
    }

    /// The remedy, from a day on and up to a day, where there are such.
    pub const fn between(act: RemedyAct, from: Option<Date>, until: Option<Date>) -> Self {
        Self { act, from, until, level: None, then_buys: None }
    }

    /// The remedy, from a day on.
    pub const fn from(act: RemedyAct, day: Date) -> Self {
        Self::between(act, Some(day), None)
    }

    /// The remedy, up to a day.
    pub const fn until(act: RemedyAct, day: Date) -> Self {
        Self::between(act, None, Some(day))
    }
}

/// One fact of an explanation.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Node {
    /// Which fact.
    pub fact: FactCode,
    /// How it turned out.
    pub answer: Answer,
    /// The values behind it.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub because: BTreeMap<&'static str, Value>,
    /// The rule that it rests on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<RuleRef>,
    /// The first day on which the answer is another one, if nobody acts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changes_on: Option<Date>,
    /// What would help.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remedy: Option<Remedy>,
    /// Roles that can help.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub who_can_help: Vec<Role>,
    /// Facts that this one rests on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub children: Vec<Node>,
}

impl Node {
    /// A fact with its answer.
    pub fn new(fact: FactCode, answer: Answer) -> Self {
        Self {
            fact,
            answer,
            because: BTreeMap::new(),
            rule: None,
            changes_on: None,
            remedy: None,
            who_can_help: Vec::new(),
            children: Vec::new(),
        }
    }

    /// A fact that holds or does not.
    pub fn of(fact: FactCode, holds: bool) -> Self {
        Self::new(fact, if holds { Answer::Yes } else { Answer::No })
    }

    /// Adds a value behind the fact.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.because.insert(name, value.into());
        self
    }

    /// Adds a value where there is one.
    #[must_use]
    pub fn with_some(self, name: &'static str, value: Option<impl Into<Value>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// Names the rule of the programme by its dotted path; where a part is not written down, by what contains it.
    #[must_use]
    pub fn rule(mut self, programme: &Programme, path: impl AsRef<str>) -> Self {
        let mut path = path.as_ref();
        while !path.is_empty() {
            if let Some(source) = programme.source(path) {
                self.rule =
                    Some(RuleRef::Written { path: path.to_owned(), file: source.file.clone(), line: source.line });
                break;
            }
            path = path.rsplit_once('.').map_or("", |(parent, _)| parent);
        }
        self
    }

    /// Names the rule that holds in every programme.
    #[must_use]
    pub fn fixed_rule(mut self, number: impl Into<Option<RuleNumber>>) -> Self {
        self.rule = number.into().map(|number| RuleRef::Fixed { number });
        self
    }

    /// Names the first day on which the answer is another one.
    #[must_use]
    pub fn changes(mut self, on: Option<Date>) -> Self {
        self.changes_on = on;
        self
    }

    /// Names what would help.
    #[must_use]
    pub fn remedy(mut self, remedy: Remedy) -> Self {
        self.remedy = Some(remedy);
        self
    }

    /// Names what would help, if it stands in the way.
    #[must_use]
    pub(crate) fn remedy_if_blocked(self, act: RemedyAct) -> Self {
        if self.blocks() { self.remedy(Remedy::new(act)) } else { self }
    }

    /// Names who can help.
    #[must_use]
    pub fn helped_by(mut self, roles: &[Role]) -> Self {
        self.who_can_help = roles.iter().copied().filter(|role| role.helps()).collect();
        self
    }

    /// Adds a fact that this one rests on.
    #[must_use]
    pub fn child(mut self, node: Node) -> Self {
        self.children.push(node);
        self
    }

    /// Leaves out days of a change that are over, also of the facts below.
    fn forget_changes(&mut self, until: Date) {
        self.changes_on = self.changes_on.filter(|day| *day > until);
        self.children.iter_mut().for_each(|child| child.forget_changes(until));
    }

    /// Whether the fact stands in the way.
    pub fn blocks(&self) -> bool {
        matches!(self.answer, Answer::No | Answer::NotYet | Answer::Over)
    }
}

/// The whole tree.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Explanation {
    /// What was asked.
    pub question: Question,
    /// What it was asked about: an id or a number on paper.
    pub subject: String,
    /// The day for which it was asked.
    pub as_of: Date,
    /// The answer as a whole.
    pub answer: Answer,
    /// The programme.
    pub programme: String,
    /// Its version.
    pub version: u32,
    children: Vec<Node>,
}

impl Explanation {
    /// An empty tree that so far answers yes.
    pub fn new(question: Question, subject: impl ToString, as_of: Date, programme: &Programme) -> Self {
        Self {
            question,
            subject: subject.to_string(),
            as_of,
            answer: Answer::Yes,
            programme: programme.id.clone(),
            version: programme.version,
            children: Vec::new(),
        }
    }

    /// The facts, in the order in which they were looked at.
    pub fn children(&self) -> &[Node] {
        &self.children
    }

    /// Records a fact that was looked at, and says whether it stands in the way.
    pub fn look(&mut self, node: Node) -> bool {
        let blocks = node.blocks();
        if blocks && !matches!(self.answer, Answer::No | Answer::NotYet | Answer::Over) {
            self.answer = node.answer;
        }
        self.tell(node);
        blocks
    }

    /// Records a fact that is worth knowing and changes the answer in nothing.
    pub fn tell(&mut self, mut node: Node) {
        // What counts on an earlier day, such as an anniversary, may have changed by itself since then.
        node.forget_changes(self.as_of);
        self.children.push(node);
    }

    /// The same for several.
    pub fn tell_all(&mut self, nodes: impl IntoIterator<Item = Node>) {
        nodes.into_iter().for_each(|node| self.tell(node));
    }

    /// Records facts that an earlier one made needless to look at.
    pub fn skip(&mut self, facts: &[FactCode]) {
        self.children.extend(facts.iter().map(|fact| Node::new(*fact, Answer::NotEvaluated)));
    }

    /// The first fact that stands in the way: the short form of a refusal. The deepest one below it is the cause.
    pub fn first_obstacle(&self) -> Option<&Node> {
        fn deepest(node: &Node) -> &Node {
            node.children.iter().find(|child| child.blocks()).map_or(node, deepest)
        }
        self.children.iter().find(|node| node.blocks()).map(deepest)
    }

    /// The first day on which any part of the answer is another one.
    pub fn changes_on(&self) -> Option<Date> {
        fn earliest(node: &Node) -> Option<Date> {
            node.children.iter().filter_map(earliest).chain(node.changes_on).min()
        }
        self.children.iter().filter_map(earliest).min()
    }
}
