//! What companies and the vendor ask for. Half of it goes to where mistakes live: the last day, the last seat, the last
//! activation, the same token again. A new command is one line in [`Kind`] and one arm in [`Scene::command`].

use std::collections::BTreeSet;

use jiff::civil::Date;
use symbolon_domain::account::{Account, Membership, Order};
use symbolon_domain::balance::UsageKind;
use symbolon_domain::command::{Claim, Command, KeyRef};
use symbolon_domain::company::{CheckState, DocumentOf, FileSeen, ProfileCheck, ProfileField, mails_left};
use symbolon_domain::fact::{
    CloseReason, Item, KeyBlockReason, MergeSide, NoteRef, Ordered, Payment, ProfileGiven, UnassignReason, WindDownHow,
};
use symbolon_domain::ids::*;
use symbolon_domain::installation::{InstalledId, Place, WindDownOf};
use symbolon_domain::programme::{
    BalanceRule, BalanceUse, Mode, Money, PayMethod, Programme, ReplacementReason, plus_days,
};
use symbolon_domain::requirement::Need;
use symbolon_domain::tax::Exemption;
use symbolon_domain::ticket::{Ticket, TicketReason};

use super::dice::Dice;
use super::named;

named! {
    /// A kind of command.
    pub enum Kind {
        /// Opens an account.
        OpenAccount = "open_account",
        /// Gives or changes the profile.
        ChangeProfile = "change_profile",
        /// Reviews the profile.
        ReviewProfile = "review_profile",
        /// Decides a check.
        DecideCheck = "decide_check",
        /// Asks to look again at a check.
        AppealCheck = "appeal_check",
        /// Hands in a document.
        AddDocument = "add_document",
        /// Changes the public name.
        ChangePublicName = "change_public_name",
        /// Asks for the mail of a check again.
        AskCheckMail = "ask_check_mail",
        /// Closes the account.
        CloseAccount = "close_account",
        /// Invites another company to become a part of this one.
        InviteToMerge = "invite_to_merge",
        /// Accepts an invitation.
        AcceptMerge = "accept_merge",
        /// Declines an invitation.
        RejectMerge = "reject_merge",
        /// Withdraws an invitation.
        WithdrawMerge = "withdraw_merge",
        /// Makes two companies one.
        ConfirmMerge = "confirm_merge",
        /// Records that a card could not be charged.
        RecordFailedCharge = "record_failed_charge",
        /// Adds a location.
        AddLocation = "add_location",
        /// Removes a location.
        RemoveLocation = "remove_location",
        /// Enrols a year in a campaign.
        EnrolInCampaign = "enrol_in_campaign",
        /// Proposes a late override.
        ProposeOverride = "propose_override",
        /// Decides on a late override.
        DecideOverride = "decide_override",
        /// Ends a late override.
        EndOverride = "end_override",
        /// Links a tenant.
        LinkTenant = "link_tenant",
        /// States an attainment.
        StateAttainment = "state_attainment",
        /// Records evidence.
        RecordEvidence = "record_evidence",
        /// Withdraws evidence.
        WithdrawEvidence = "withdraw_evidence",
        /// Links a certification profile.
        LinkProfile = "link_profile",
        /// Ends a link.
        UnlinkProfile = "unlink_profile",
        /// Buys.
        Purchase = "purchase",
        /// Renews.
        Renew = "renew",
        /// Orders.
        PlaceOrder = "place_order",
        /// Withdraws an order.
        CancelOrder = "cancel_order",
        /// Records money.
        RecordPayment = "record_payment",
        /// Pays with money that is held.
        AssignFunds = "assign_funds",
        /// Gives money back.
        ReturnFunds = "return_funds",
        /// Gives a fee back.
        RefundOrder = "refund_order",
        /// Gives a tax back.
        RefundTax = "refund_tax",
        /// Exempts from taxes.
        ExemptFromTax = "exempt_from_tax",
        /// Ends an exemption.
        EndExemption = "end_exemption",
        /// Records what is provisioned.
        ProvisionGrants = "provision_grants",
        /// Activates support.
        ActivateSupport = "activate_support",
        /// Activates help with selling.
        ActivateMarketing = "activate_marketing",
        /// Takes something from a balance.
        UseBalance = "use_balance",
        /// Gives a credit to a person.
        AssignCredit = "assign_credit",
        /// Takes a credit back.
        RemoveCredit = "remove_credit",
        /// Hands a credit on.
        TransferCredit = "transfer_credit",
        /// Shows a code.
        ShowCode = "show_code",
        /// Redeems a token.
        RedeemToken = "redeem_token",
        /// Asks for a replacement.
        RequestReplacement = "request_replacement",
        /// Decides on a replacement.
        DecideReplacement = "decide_replacement",
        /// Shows a key.
        RevealKey = "reveal_key",
        /// Records an activation.
        RecordActivation = "record_activation",
        /// Blocks a key.
        BlockKey = "block_key",
        /// Lifts a block.
        UnblockKey = "unblock_key",
        /// Gives a seat.
        AssignSeat = "assign_seat",
        /// Begins to use a seat.
        ActivateSeat = "activate_seat",
        /// Takes a seat back.
        UnassignSeat = "unassign_seat",
        /// Asks for a seat.
        RequestSeat = "request_seat",
        /// Gives the seat that is asked for.
        GrantSeatRequest = "grant_seat_request",
        /// Refuses a seat that is asked for.
        DeclineSeatRequest = "decline_seat_request",
        /// Asks for a seat no more.
        WithdrawSeatRequest = "withdraw_seat_request",
        /// Confirms a removal.
        ConfirmWindDown = "confirm_wind_down",
        /// Writes an installation into the register.
        RecordInstallation = "record_installation",
        /// Moves an installation.
        ChangeInstallation = "change_installation",
        /// Takes an installation out of the register.
        RemoveInstallation = "remove_installation",
    }
}

impl Kind {
    /// How frequent it is before a seed changes that.
    pub const fn weight(self) -> usize {
        use Kind::*;
        match self {
            ChangePublicName | AskCheckMail | InviteToMerge | RejectMerge | WithdrawMerge | CloseAccount => 1,
            AcceptMerge | ConfirmMerge | RecordFailedCharge => 1,
            OpenAccount | ChangeProfile | AppealCheck | AddLocation | LinkTenant | CancelOrder => 1,
            ExemptFromTax | EndExemption | ProvisionGrants | WithdrawEvidence | RemoveLocation => 1,
            ReturnFunds | StateAttainment | ProposeOverride | DecideOverride | ActivateSupport | RefundTax => 2,
            RemoveCredit | TransferCredit | EndOverride => 2,
            DeclineSeatRequest | WithdrawSeatRequest => 1,
            EnrolInCampaign | UseBalance | AssignCredit | RecordInstallation => 3,
            RequestSeat | GrantSeatRequest => 3,
            ChangeInstallation | RemoveInstallation | BlockKey | UnblockKey | ActivateMarketing => 2,
            ReviewProfile | DecideCheck | RefundOrder | ShowCode | RevealKey | ConfirmWindDown => 3,
            RecordEvidence | AssignFunds | ActivateSeat | DecideReplacement | UnlinkProfile | AddDocument => 4,
            Purchase | PlaceOrder | RecordPayment | RequestReplacement | UnassignSeat | LinkProfile => 6,
            Renew | RecordActivation | AssignSeat => 8,
            RedeemToken => 12,
        }
    }

    /// The kind of a command: a new command does not compile until it has one.
    pub const fn of(command: &Command) -> Self {
        match command {
            Command::OpenAccount { .. } => Self::OpenAccount,
            Command::ChangeProfile { .. } => Self::ChangeProfile,
            Command::ReviewProfile => Self::ReviewProfile,
            Command::DecideCheck { .. } => Self::DecideCheck,
            Command::AppealCheck { .. } => Self::AppealCheck,
            Command::AddDocument { .. } => Self::AddDocument,
            Command::ChangePublicName { .. } => Self::ChangePublicName,
            Command::AskCheckMail { .. } => Self::AskCheckMail,
            Command::CloseAccount { .. } => Self::CloseAccount,
            Command::InviteToMerge { .. } => Self::InviteToMerge,
            Command::AcceptMerge { .. } => Self::AcceptMerge,
            Command::RejectMerge { .. } => Self::RejectMerge,
            Command::WithdrawMerge { .. } => Self::WithdrawMerge,
            Command::ConfirmMerge { .. } => Self::ConfirmMerge,
            Command::RecordFailedCharge { .. } => Self::RecordFailedCharge,
            Command::AddLocation { .. } => Self::AddLocation,
            Command::RemoveLocation { .. } => Self::RemoveLocation,
            Command::EnrolInCampaign { .. } => Self::EnrolInCampaign,
            Command::ProposeOverride { .. } => Self::ProposeOverride,
            Command::DecideOverride { .. } => Self::DecideOverride,
            Command::EndOverride { .. } => Self::EndOverride,
            Command::LinkTenant { .. } => Self::LinkTenant,
            Command::StateAttainment { .. } => Self::StateAttainment,
            Command::RecordEvidence { .. } => Self::RecordEvidence,
            Command::WithdrawEvidence { .. } => Self::WithdrawEvidence,
            Command::LinkProfile { .. } => Self::LinkProfile,
            Command::UnlinkProfile { .. } => Self::UnlinkProfile,
            Command::Purchase { .. } => Self::Purchase,
            Command::Renew { .. } => Self::Renew,
            Command::PlaceOrder { .. } => Self::PlaceOrder,
            Command::CancelOrder { .. } => Self::CancelOrder,
            Command::RecordPayment { .. } => Self::RecordPayment,
            Command::AssignFunds { .. } => Self::AssignFunds,
            Command::ReturnFunds { .. } => Self::ReturnFunds,
            Command::RefundOrder { .. } => Self::RefundOrder,
            Command::RefundTax { .. } => Self::RefundTax,
            Command::ExemptFromTax { .. } => Self::ExemptFromTax,
            Command::EndExemption { .. } => Self::EndExemption,
            Command::ProvisionGrants { .. } => Self::ProvisionGrants,
            Command::ActivateSupport { .. } => Self::ActivateSupport,
            Command::ActivateMarketing { .. } => Self::ActivateMarketing,
            Command::UseBalance { .. } => Self::UseBalance,
            Command::AssignCredit { .. } => Self::AssignCredit,
            Command::RemoveCredit { .. } => Self::RemoveCredit,
            Command::TransferCredit { .. } => Self::TransferCredit,
            Command::ShowCode { .. } => Self::ShowCode,
            Command::RedeemToken { .. } => Self::RedeemToken,
            Command::RequestReplacement { .. } => Self::RequestReplacement,
            Command::DecideReplacement { .. } => Self::DecideReplacement,
            Command::RevealKey { .. } => Self::RevealKey,
            Command::RecordActivation { .. } => Self::RecordActivation,
            Command::BlockKey { .. } => Self::BlockKey,
            Command::UnblockKey { .. } => Self::UnblockKey,
            Command::AssignSeat { .. } => Self::AssignSeat,
            Command::ActivateSeat { .. } => Self::ActivateSeat,
            Command::UnassignSeat { .. } => Self::UnassignSeat,
            Command::RequestSeat { .. } => Self::RequestSeat,
            Command::GrantSeatRequest { .. } => Self::GrantSeatRequest,
            Command::DeclineSeatRequest { .. } => Self::DeclineSeatRequest,
            Command::WithdrawSeatRequest { .. } => Self::WithdrawSeatRequest,
            Command::ConfirmWindDown { .. } => Self::ConfirmWindDown,
            Command::RecordInstallation { .. } => Self::RecordInstallation,
            Command::ChangeInstallation { .. } => Self::ChangeInstallation,
            Command::RemoveInstallation { .. } => Self::RemoveInstallation,
        }
    }
}

/// What somebody sees who is about to ask for something.
pub struct Scene<'a> {
    /// The company.
    pub account: &'a Account,
    /// A neighbour, whose things are never the company's.
    pub other: &'a Account,
    /// The programme.
    pub programme: &'a Programme,
    /// The company's tickets, and now and then another one's.
    pub tickets: &'a [Ticket],
    /// The company's people.
    pub people: &'a [PersonId],
    /// The day.
    pub today: Date,
    /// Ids for what the edge makes.
    pub ids: Minter,
}

/// Whether the window of a campaign's year was missed, and somebody who asked on a day may come back.
pub fn missed(programme: &Programme, held: &Membership, asked: Date, today: Date) -> bool {
    let year = held.last_year();
    let late = programme.campaigns.values().any(|campaign| {
        campaign.selects(&year.offer, year.days.anniversary)
            && campaign.late.as_ref().is_some_and(|late| asked <= late.until)
    });
    let ended = held.closed.as_ref().is_none_or(|closed| closed.why == CloseReason::Lapsed);
    late && ended && today > year.days.renew_to
}

fn open(order: &Order, today: Date) -> bool {
    order.closed.is_none() && order.paid.is_none() && today <= order.placed.pay_by
}

/// The newest of some ids, with an old one now and then.
fn newest<T: Copy + Ord>(dice: &mut Dice, all: impl DoubleEndedIterator<Item = T>, count: usize) -> Option<T> {
    if dice.one_in(6) { dice.pick(all) } else { dice.pick(all.rev().take(count)) }
}

impl Scene<'_> {
    /// A version of what a line grants, an older one as well; none where the programme names no versions.
    fn version(&self, dice: &mut Dice, grant: GrantId) -> Option<String> {
        let benefit = &self.account.grants.get(&grant)?.line.benefit;
        let versions = self.programme.benefit(benefit)?.versions.iter().map(|version| version.id.clone());
        dice.pick(versions).filter(|_| !dice.one_in(3))
    }

    /// A place of the company, and now and then a neighbour's.
    fn place(&self, dice: &mut Dice) -> Option<Place> {
        let of = if dice.one_in(8) { self.other } else { self.account };
        dice.pick(of.locations.keys().map(|id| Place::Location(*id))).filter(|_| !dice.one_in(3))
    }

    /// The days on which something changes for the company, from yesterday on.
    pub fn boundaries(&self) -> BTreeSet<Date> {
        let account = self.account;
        let mut days = BTreeSet::new();
        for held in account.memberships.values().rev().take(3) {
            let year = held.last_year().days;
            days.extend([year.anniversary, year.renew_from, year.renew_to]);
            days.extend(held.refund_until);
        }
        for token in account.tokens.values().rev().take(24) {
            match &token.redeemed {
                None => days.extend([token.redeem_by]),
                Some(redeemed) => days.extend(redeemed.act.replaceable_until),
            }
        }
        days.extend(account.subscriptions.values().rev().take(6).filter_map(|held| Some(held.extent?.usable_until)));
        days.extend(account.orders.values().rev().take(3).map(|order| order.placed.pay_by));
        days.extend(account.assignments.values().rev().take(4).map(|held| held.locked_until));
        days.extend(account.overrides.values().rev().take(2).filter_map(|held| Some(held.granted.as_ref()?.pay_by)));
        let mail = account.company.checks.get(&ProfileCheck::Email).filter(|held| held.state == CheckState::Pending);
        days.extend(mail.and_then(|held| Some(mails_left(self.programme, held)?.0)));
        days.extend(account.enrolments.values().rev().take(2).filter_map(|held| held.self_service_until));
        days.retain(|day| *day >= self.today);
        days
    }

    fn payment(&mut self) -> Payment {
        Payment { reference: format!("P-{}", self.ids.bits() & 0xffff_ffff), amount: None }
    }

    /// A request for a seat that waits, and now and then one that was answered.
    fn seat_request(&self, dice: &mut Dice) -> Option<SeatRequestId> {
        let asked = &self.account.seat_requests;
        let waits = asked.iter().filter(|(_, request)| request.answered.is_none()).map(|(id, _)| *id);
        dice.pick(waits).filter(|_| !dice.one_in(6)).or_else(|| newest(dice, asked.keys().copied(), 3))
    }

    fn note(&mut self) -> NoteRef {
        NoteRef { id: self.ids.note(), hash: "h".to_owned() }
    }

    fn offer(&self, dice: &mut Dice) -> Option<String> {
        if dice.one_in(60) {
            return Some("no-such-offer".to_owned());
        }
        dice.pick(self.programme.offers.iter().map(|offer| offer.id.clone()))
    }

    fn membership(&self, dice: &mut Dice) -> Option<MembershipId> {
        if dice.one_in(80) {
            return self.other.memberships.keys().next().copied();
        }
        // One that is renewed with another one cannot be renewed by itself.
        let joined = self.account.memberships.values().filter(|held| self.account.renewed_with(held).is_some());
        let joined = dice.pick(joined.map(|held| held.id)).filter(|_| dice.one_in(6));
        joined.or_else(|| newest(dice, self.account.memberships.keys().copied(), 3))
    }

    /// A merge: mostly one that waits.
    fn merge(&self, dice: &mut Dice) -> Option<MergeId> {
        let waits = self.account.merges.iter().filter(|(_, merge)| merge.is_open()).map(|(id, _)| *id);
        dice.pick(waits).filter(|_| !dice.one_in(6)).or_else(|| dice.pick(self.account.merges.keys().copied()))
    }

    fn order(&self, dice: &mut Dice) -> Option<OrderId> {
        let waits = self.account.orders.iter().filter(|(_, order)| open(order, self.today)).map(|(id, _)| *id);
        match dice.below(3) {
            0 => newest(dice, self.account.orders.keys().copied(), 2),
            _ => dice.pick(waits).or_else(|| newest(dice, self.account.orders.keys().copied(), 2)),
        }
    }

    /// A ticket: mostly one that asks for this.
    fn ticket(&self, reason: TicketReason, dice: &mut Dice) -> Option<TicketId> {
        let fits = self.tickets.iter().rev().filter(|ticket| ticket.reason == reason && ticket.state.is_open());
        let fits = dice.pick(fits.map(|ticket| ticket.id)).filter(|_| !dice.one_in(8));
        fits.or_else(|| dice.pick(self.tickets.iter().map(|ticket| ticket.id)))
    }

    /// What a ticket is about that asks for this.
    fn subject<T: std::str::FromStr + Clone>(&self, reason: TicketReason, dice: &mut Dice) -> Option<T> {
        let fits = self.tickets.iter().filter(|ticket| ticket.reason == reason);
        dice.pick(fits.filter_map(|ticket| ticket.subject.as_deref()?.parse().ok()))
    }

    /// A campaign: mostly one that selects the membership's year.
    fn campaign(&self, held: &Membership, dice: &mut Dice) -> Option<String> {
        let year = held.last_year();
        let all = self.programme.campaigns.values();
        let selects = all.clone().filter(|campaign| campaign.selects(&year.offer, year.days.anniversary));
        let selects = dice.pick(selects.map(|campaign| campaign.id.clone())).filter(|_| !dice.one_in(8));
        selects.or_else(|| match dice.one_in(12) {
            true => Some("no-such-campaign".to_owned()),
            false => dice.pick(all.map(|campaign| campaign.id.clone())),
        })
    }

    /// Lines of balances, mostly of those that count today.
    fn balance(&self, wanted: impl Fn(&BalanceRule) -> bool, dice: &mut Dice) -> Option<GrantId> {
        let rule = |line: &str| self.programme.benefit(line)?.balance.as_ref();
        let lines = self.account.grants.iter().filter(|(_, grant)| matches!(grant.line.item, Item::Balance));
        let meant = lines.clone().filter(|(_, grant)| rule(&grant.line.benefit).is_some_and(&wanted));
        let alive = meant.clone().filter(|(id, grant)| {
            let held = self.account.membership_of(**id).is_some_and(|(_, held)| held.is_held_on(self.today));
            held && grant.superseded_on.is_none()
        });
        let alive = dice.pick(alive.map(|(id, _)| *id)).filter(|_| !dice.one_in(6));
        let meant = alive.or_else(|| newest(dice, meant.map(|(id, _)| *id), 6));
        meant.filter(|_| !dice.one_in(30)).or_else(|| newest(dice, lines.map(|(id, _)| *id), 6))
    }

    fn credit(&self, dice: &mut Dice) -> Option<CreditId> {
        let open = self.account.credits.iter().filter(|(_, held)| held.ended_on.is_none()).map(|(id, _)| *id);
        let any = newest(dice, self.account.credits.keys().copied(), 3);
        dice.pick(open).filter(|_| !dice.one_in(6)).or(any)
    }

    /// The next step of who missed a window and may come back: the decision, or the fee.
    fn coming_back(&mut self, dice: &mut Dice) -> Option<Command> {
        let (account, today) = (self.account, self.today);
        if account.overrides.values().any(symbolon_domain::overrides::LateOverride::is_open) {
            return self.command(Kind::DecideOverride, dice);
        }
        let granted = account.overrides.values().rev().find(|held| held.is_in_force_on(today));
        let renewed =
            |id: MembershipId, year| account.memberships.get(&id).is_none_or(|held| held.last_year().number > year);
        if let Some(held) = granted.filter(|held| !renewed(held.membership, held.year)) {
            let offer = account.memberships.get(&held.membership)?.last_year().offer.clone();
            let membership = held.membership;
            if dice.one_in(4) {
                return self.command(Kind::EndOverride, dice);
            }
            return Some(match dice.one_in(3) {
                true => {
                    let of = Ordered::Renewal { membership, offer };
                    Command::PlaceOrder { of, method: PayMethod::Transfer, tax_id: None }
                }
                false => Command::Renew { membership, payment: self.payment(), offer: None },
            });
        }
        let asked = self.tickets.iter().any(|ticket| {
            let subject = ticket.subject.as_ref().and_then(|subject| subject.parse().ok());
            let held = subject.and_then(|id: MembershipId| account.memberships.get(&id));
            ticket.reason == TicketReason::LateOverride
                && ticket.state.is_open()
                && held.is_some_and(|held| missed(self.programme, held, ticket.opened_on, today))
        });
        if asked { self.command(Kind::ProposeOverride, dice) } else { None }
    }

    /// What lies nearest for the company: what a careful one would do today.
    pub fn nearest(&mut self, dice: &mut Dice) -> Option<Command> {
        let (account, today) = (self.account, self.today);
        let waits = |state: CheckState| state == CheckState::Pending;
        let checks = self.programme.verification.as_ref().map(|rule| rule.checks.as_slice()).unwrap_or_default();
        if let Some(check) = checks.iter().copied().find(|check| waits(account.company.check(*check))) {
            // Most have to be asked for their mail again before they answer it.
            if check == ProfileCheck::Email && !dice.one_in(5) {
                return self.command(Kind::AskCheckMail, dice);
            }
            return Some(Command::DecideCheck { check, passed: true, note: None });
        }
        let waits = account.merges.iter().find(|(_, merge)| merge.is_open());
        if let Some((merge, held)) = waits.map(|(id, held)| (*id, held)).filter(|_| dice.one_in(3)) {
            let over = dice.one_in(8);
            return Some(match (held.side, held.accepted.is_some()) {
                (MergeSide::Invitee, false) if !over => Command::AcceptMerge { merge },
                (MergeSide::Invitee, _) => Command::RejectMerge { merge, note: None },
                (MergeSide::Initiator, true) if !over => Command::ConfirmMerge { merge },
                (MergeSide::Initiator, _) => Command::WithdrawMerge { merge },
            });
        }
        let unpaid = account.orders.values().find(|order| open(order, today));
        if let Some(order) = unpaid {
            let held = account.funds.iter().filter(|(_, funds)| funds.is_held());
            let fits =
                held.clone().find(|(_, funds)| *funds.amount() == order.placed.total).or_else(|| held.clone().next());
            let id = order.placed.order;
            if let Some((funds, _)) = fits.filter(|_| dice.one_in(2)) {
                return Some(Command::AssignFunds { funds: *funds, order: id });
            }
            // Some forget to say what it is for.
            let named = (!dice.one_in(8)).then_some(id);
            let reference = format!("W-{}", self.ids.bits() & 0xffff_ffff);
            let amount = order.placed.total.clone();
            return Some(Command::RecordPayment { order: named, amount, reference, received_on: None });
        }
        if dice.one_in(2)
            && let Some(command) = self.coming_back(dice)
        {
            return Some(command);
        }
        let in_window = account.memberships.iter().rev().find(|(_, held)| {
            let days = held.last_year().days;
            held.closed.is_none() && days.renew_from <= today && today <= days.renew_to
        });
        if let Some((membership, held)) = in_window {
            let offer = held.last_year().offer.clone();
            return Some(match dice.one_in(3) {
                true => {
                    let of = Ordered::Renewal { membership: *membership, offer };
                    Command::PlaceOrder { of, method: PayMethod::Transfer, tax_id: None }
                }
                false => Command::Renew { membership: *membership, payment: self.payment(), offer: None },
            });
        }
        if !account.memberships.values().any(|held| held.is_held_on(today)) {
            return Some(match dice.below(4) {
                0 => return self.command(Kind::StateAttainment, dice),
                1 => {
                    let of = Ordered::Purchase { offer: self.offer(dice)? };
                    Command::PlaceOrder { of, method: PayMethod::Transfer, tax_id: None }
                }
                _ => Command::Purchase { offer: self.offer(dice)?, payment: self.payment() },
            });
        }
        if dice.one_in(10) {
            return self.command(Kind::RefundOrder, dice);
        }
        let taxed = account.orders.values().any(|order| {
            let paid = order.paid.as_ref().is_some_and(|(on, _)| plus_days(*on, 30).is_some_and(|day| today <= day));
            paid && order.placed.tax.is_some() && order.tax_refunded.is_none()
        });
        if taxed && dice.one_in(12) {
            return self.command([Kind::ExemptFromTax, Kind::RefundTax][dice.below(2)], dice);
        }
        let alive = |line: GrantId| {
            let held = account.membership_of(line);
            held.is_some_and(|(grant, held)| held.is_held_on(today) && grant.superseded_on.is_none())
        };
        // A replacement is used at once, and asked for again: it has none of its own.
        let fresh =
            account.tokens.iter().rev().find(|(_, token)| token.replaces.is_some() && token.replaced_by.is_none());
        if let Some((_, token)) = fresh.filter(|_| dice.one_in(2)) {
            let soon = |on: Date| plus_days(on, 45).is_some_and(|day| today <= day);
            match &token.redeemed {
                None if today <= token.redeem_by => return self.command(Kind::RedeemToken, dice),
                Some(redeemed) if soon(redeemed.on) => return self.command(Kind::RequestReplacement, dice),
                _ => {}
            }
        }
        let asked = account.replacements.values().any(|asked| asked.decided.is_none());
        if asked && dice.one_in(2) {
            return self.command(Kind::DecideReplacement, dice);
        }
        let wrong = account.tokens.values().rev().any(|token| {
            let until = token.redeemed.as_ref().and_then(|redeemed| redeemed.act.replaceable_until);
            until.is_some_and(|until| today <= until) && token.replaced_by.is_none()
        });
        let credits = account.credits.values().any(|held| held.ended_on.is_none() && alive(held.grant));
        if credits && dice.one_in(8) {
            return self.command([Kind::RemoveCredit, Kind::TransferCredit, Kind::AssignCredit][dice.below(3)], dice);
        }
        let kinds = [
            Kind::RedeemToken,
            Kind::RedeemToken,
            Kind::RedeemToken,
            Kind::AssignSeat,
            Kind::AssignSeat,
            Kind::RecordActivation,
            [Kind::ActivateSupport, Kind::UseBalance][dice.below(2)],
            Kind::AssignCredit,
        ];
        let kind = if wrong && dice.one_in(3) { Kind::RequestReplacement } else { kinds[dice.below(kinds.len())] };
        self.command(kind, dice)
    }

    /// A command of a kind; none where the company has nothing that it could be about.
    pub fn command(&mut self, kind: Kind, dice: &mut Dice) -> Option<Command> {
        let (account, programme, today) = (self.account, self.programme, self.today);
        let day = |days: i64| plus_days(today, i32::try_from(days).unwrap_or_default()).unwrap_or(today);
        let alive = |line: GrantId| account.membership_of(line).is_some_and(|(_, held)| held.is_held_on(today));
        Some(match kind {
            Kind::OpenAccount => {
                let country = ["FR", "DE", "fr", "GB"][dice.below(4)].to_owned();
                Command::OpenAccount { country, verified: true, profile: None }
            }
            Kind::ChangeProfile => {
                let fields = dice.pick(ProfileField::ALL.iter().copied()).into_iter().filter(|_| !dice.one_in(8));
                let fields = fields.collect();
                let domain =
                    ["a.example", "b.example", "c.example", "d.example", "gmail.com"][dice.below(5)].to_owned();
                let held = account.company.profile.as_ref().map(|text| text.id);
                let over = if dice.one_in(8) { Some(self.ids.note()) } else { held };
                let given = ProfileGiven { text: self.note(), domain: Some(domain) };
                Command::ChangeProfile { given, over, fields }
            }
            Kind::ReviewProfile => Command::ReviewProfile,
            Kind::DecideCheck => {
                let checks = programme.verification.as_ref().map(|rule| rule.checks.as_slice()).unwrap_or_default();
                let open = checks.iter().copied().find(|check| account.company.check(*check) != CheckState::Passed);
                let any = dice.pick(ProfileCheck::ALL.iter().copied())?;
                let check = open.filter(|_| !dice.one_in(5)).unwrap_or(any);
                let passed = open.is_some() && !dice.one_in(5);
                let note = (!dice.one_in(6)).then(|| self.note());
                if !passed && !dice.one_in(3) {
                    return None;
                }
                Command::DecideCheck { check, passed, note }
            }
            Kind::AppealCheck => {
                let checks = ProfileCheck::ALL;
                let lost = checks.iter().copied().find(|check| account.company.check(*check) == CheckState::Rejected);
                let check = lost.or_else(|| dice.pick(checks.iter().copied()))?;
                Command::AppealCheck { check, note: (!dice.one_in(6)).then(|| self.note()) }
            }
            Kind::AddDocument => {
                let checks = programme.verification.as_ref().map(|rule| rule.checks.as_slice()).unwrap_or_default();
                let waits = checks
                    .iter()
                    .copied()
                    .find(|check| matches!(account.company.check(*check), CheckState::Rejected | CheckState::Pending));
                // The money may come later than the proof, or never.
                let unpaid = account
                    .orders
                    .iter()
                    .rev()
                    .filter(|(_, order)| order.paid.is_none() && order.placed.method == PayMethod::Transfer);
                let unpaid = unpaid.map(|(id, _)| *id).next().filter(|_| !dice.one_in(4));
                let of = match (unpaid.or_else(|| self.order(dice)), waits) {
                    (Some(order), _) if dice.one_in(2) => DocumentOf::Payment {
                        order,
                        paid_on: day(dice.between(-3, 1)),
                        paid_to: "1234".to_owned(),
                        reference: if dice.one_in(8) { String::new() } else { "T-1".to_owned() },
                    },
                    (_, Some(check)) => DocumentOf::Check { check },
                    (None, None) => return None,
                    (Some(_), None) => DocumentOf::Check { check: ProfileCheck::Email },
                };
                let most = programme.documents.max_bytes;
                let bytes = [0, 1, most, most, most, most.saturating_add(1)][dice.below(6)];
                let stated = ["application/pdf", "image/gif"][usize::from(dice.one_in(6))].to_owned();
                let found = Some(stated.clone()).filter(|_| !dice.one_in(8));
                let file = FileSeen { stated, found, bytes, sha256: "0".repeat(64) };
                Command::AddDocument { document: self.ids.document(), of, file }
            }
            Kind::ChangePublicName => Command::ChangePublicName { name: self.note() },
            Kind::AskCheckMail => {
                let any = dice.pick(ProfileCheck::ALL.iter().copied())?;
                let check = if dice.one_in(4) { any } else { ProfileCheck::Email };
                Command::AskCheckMail { check }
            }
            // Closing is for good, so few companies do it; most are refused because they hold something.
            Kind::CloseAccount if dice.one_in(4) => Command::CloseAccount { note: self.note() },
            Kind::CloseAccount => return None,
            Kind::InviteToMerge => {
                let location = self.other.locations.values().next().map(|location| location.number);
                let number = match dice.below(8) {
                    0 => 77,
                    1 => location?,
                    2 => account.number,
                    _ => self.other.number,
                };
                Command::InviteToMerge { number }
            }
            Kind::AcceptMerge => Command::AcceptMerge { merge: self.merge(dice)? },
            Kind::RejectMerge => Command::RejectMerge { merge: self.merge(dice)?, note: None },
            Kind::WithdrawMerge => Command::WithdrawMerge { merge: self.merge(dice)? },
            Kind::ConfirmMerge => Command::ConfirmMerge { merge: self.merge(dice)? },
            Kind::RecordFailedCharge => {
                let code = [None, Some("715"), Some("not a code")][dice.below(3)].map(str::to_owned);
                let reference = if dice.one_in(8) { String::new() } else { format!("C-{}", dice.below(6)) };
                Command::RecordFailedCharge { order: self.order(dice)?, reference, code }
            }
            Kind::AddLocation => {
                Command::AddLocation { country: ["DE", "BE", "ES", "IT", "x"][dice.below(5)].to_owned() }
            }
            Kind::RemoveLocation => {
                let ticket = self.ticket(TicketReason::LocationRemoval, dice)?;
                let named = self.tickets.iter().find(|held| held.id == ticket)?.subject.as_ref();
                let named = named.and_then(|subject| subject.parse().ok()).filter(|_| !dice.one_in(8));
                let location = named.or_else(|| dice.pick(account.locations.keys().copied()))?;
                Command::RemoveLocation { location, ticket }
            }
            Kind::EnrolInCampaign => {
                let membership = self.membership(dice)?;
                let campaign = self.campaign(account.memberships.get(&membership)?, dice)?;
                let earlier = dice.pick(account.enrolments.values().map(|held| held.run)).filter(|_| dice.one_in(3));
                Command::EnrolInCampaign { membership, campaign, run: earlier.unwrap_or_else(|| self.ids.run()) }
            }
            Kind::ProposeOverride => {
                let ticket = self.ticket(TicketReason::LateOverride, dice)?;
                let named = self.tickets.iter().find(|held| held.id == ticket)?.subject.as_ref();
                let named = named.and_then(|subject| subject.parse().ok()).filter(|_| !dice.one_in(8));
                let membership = named.or_else(|| self.membership(dice))?;
                let campaign = self.campaign(account.memberships.get(&membership)?, dice)?;
                Command::ProposeOverride { membership, campaign, ticket, note: self.note() }
            }
            Kind::DecideOverride => {
                let waits = account.overrides.iter().filter(|(_, held)| held.is_open()).map(|(id, _)| *id);
                let any = account.overrides.keys().copied();
                let late_override = dice.pick(waits).filter(|_| !dice.one_in(8)).or_else(|| dice.pick(any))?;
                Command::DecideOverride { late_override, grant: !dice.one_in(6), note: None }
            }
            Kind::EndOverride => {
                Command::EndOverride { late_override: dice.pick(account.overrides.keys().copied())?, note: None }
            }
            Kind::LinkTenant => {
                // A domain of another company's tenant stands between the two when they want to become one.
                let own = account.number;
                let domain = match dice.below(16) {
                    0..=8 => format!("three-{own}.example"),
                    9..=12 => format!("one-{own}.example"),
                    13..=14 => "nodot".to_owned(),
                    _ => "four.example".to_owned(),
                };
                Command::LinkTenant { domain }
            }
            Kind::StateAttainment => {
                let competency = dice.pick(programme.competencies.iter().take(5).map(|known| known.id.clone()))?;
                let level = dice.pick(programme.levels.iter().map(|level| level.id.clone()))?;
                let competency = if dice.one_in(20) { "no-such".to_owned() } else { competency };
                let until = (!dice.one_in(8)).then(|| day([-1, 40, 500, 5_000][dice.below(4)]));
                let note = (!dice.one_in(6)).then(|| self.note());
                Command::StateAttainment { competency, level, until, note }
            }
            Kind::RecordEvidence => {
                let asked = &programme.requirements;
                let profile = dice.pick(account.profiles.values().map(|held| held.profile.clone()));
                let figure = profile.is_none() || dice.one_in(3);
                let claim = if figure {
                    let metric = dice.pick(asked.metrics.iter().map(|metric| metric.id.clone()))?;
                    let metric = if dice.one_in(12) { "no-such".to_owned() } else { metric };
                    let amount = ["1", "250", "250000", "0.5x"][dice.below(4)].to_owned();
                    Claim::Figure { metric, amount }
                } else {
                    let wanted = asked.all().filter_map(|one| match &one.need {
                        Need::People { any_of, .. } => any_of.first().cloned(),
                        Need::Figure { .. } => None,
                    });
                    let any = asked.credentials.iter().map(|credential| credential.id.clone());
                    let credential = if dice.one_in(2) { dice.pick(wanted.take(6)) } else { dice.pick(any) }?;
                    let credential = if dice.one_in(12) { "no-such".to_owned() } else { credential };
                    let profile = if dice.one_in(10) { "nobody".to_owned() } else { profile? };
                    Claim::Skill { profile, credential }
                };
                let dated = day(dice.between(-40, 1));
                let expires_on = dice.one_in(4).then(|| day(dice.between(-2, 700)));
                Command::RecordEvidence { claim, dated, expires_on, as_of: None, source: "feed".to_owned() }
            }
            Kind::WithdrawEvidence => {
                let evidence = newest(dice, account.evidence.keys().copied(), 4)?;
                Command::WithdrawEvidence { evidence }
            }
            Kind::LinkProfile => {
                let person = dice.pick(self.people.iter().copied())?;
                Command::LinkProfile { person, profile: format!("profile-{}", dice.below(4)) }
            }
            Kind::UnlinkProfile => {
                let association = newest(dice, account.profiles.keys().copied(), 3)?;
                Command::UnlinkProfile { association, last_day: dice.one_in(5).then(|| day(dice.between(-5, 60))) }
            }
            Kind::Purchase => Command::Purchase { offer: self.offer(dice)?, payment: self.payment() },
            Kind::Renew => {
                let offer = dice.one_in(5).then(|| self.offer(dice)).flatten();
                Command::Renew { membership: self.membership(dice)?, payment: self.payment(), offer }
            }
            Kind::PlaceOrder => {
                let of = match self.membership(dice).filter(|_| dice.one_in(2)) {
                    Some(membership) => {
                        let same = account.memberships.get(&membership).map(|held| held.last_year().offer.clone());
                        let offer = match dice.one_in(6) {
                            true => self.offer(dice)?,
                            false => same?,
                        };
                        Ordered::Renewal { membership, offer }
                    }
                    None => Ordered::Purchase { offer: self.offer(dice)? },
                };
                let method = dice.pick(PayMethod::ALL.iter().copied())?;
                let tax_id = dice.one_in(8).then(|| ["FR12345678901", "fr-1"][dice.below(2)].to_owned());
                Command::PlaceOrder { of, method, tax_id }
            }
            Kind::CancelOrder => Command::CancelOrder { order: self.order(dice)? },
            Kind::RecordPayment => {
                let order = self.order(dice);
                let due = order.and_then(|id| account.orders.get(&id)).map(|order| order.placed.total.clone());
                let mut amount = due.unwrap_or_else(|| Money { minor: 47_500, currency: programme.currency.clone() });
                amount.minor += [0, 0, 0, 0, 0, 0, 1, -1, -1_000_000_000][dice.below(9)];
                if dice.one_in(20) {
                    amount.currency = "CHF".to_owned();
                }
                let known = dice.pick(account.funds.values().map(|funds| funds.received.clone()));
                match known.filter(|_| dice.one_in(10)) {
                    // The bank tells it again, and now and then with something else in it.
                    Some(told) => {
                        let amount = if dice.one_in(3) { amount } else { told.amount };
                        Command::RecordPayment {
                            order: told.order,
                            amount,
                            reference: told.reference,
                            received_on: None,
                        }
                    }
                    None => {
                        let reference = format!("W-{}", self.ids.bits() & 0xffff_ffff);
                        let order = order.filter(|_| !dice.one_in(8));
                        // Now and then it came some days ago.
                        let ago = i64::try_from(dice.below(40)).unwrap_or_default();
                        let received_on = dice.one_in(4).then(|| day(-ago));
                        Command::RecordPayment { order, amount, reference, received_on }
                    }
                }
            }
            Kind::AssignFunds => {
                let held = account.funds.iter().filter(|(_, funds)| funds.is_held()).map(|(id, _)| *id);
                let funds = match dice.one_in(6) {
                    true => dice.pick(account.funds.keys().copied()),
                    false => dice.pick(held),
                };
                Command::AssignFunds { funds: funds?, order: self.order(dice)? }
            }
            Kind::ReturnFunds => Command::ReturnFunds { funds: newest(dice, account.funds.keys().copied(), 3)? },
            Kind::RefundOrder => {
                let may = account.orders.iter().filter(|(_, order)| {
                    let bought = order.paid.as_ref().and_then(|(_, paid)| account.memberships.get(&paid.membership));
                    bought.is_some_and(|held| held.refund_until.is_some_and(|until| day(-1) <= until))
                });
                let used = |order: &Order| {
                    let bought = order.paid.as_ref().map(|(_, paid)| paid.membership);
                    account.uses.iter().any(|(of, ..)| Some(*of) == bought)
                };
                let may: Vec<_> = may.collect();
                let unused = may.iter().filter(|(_, order)| !used(order)).map(|(id, _)| **id);
                let order = dice.pick(unused).or_else(|| dice.pick(may.iter().map(|(id, _)| **id)));
                let asked = self.subject(TicketReason::Refund, dice).filter(|_| dice.one_in(2));
                Command::RefundOrder { order: asked.or(order).or_else(|| self.order(dice))? }
            }
            Kind::RefundTax => {
                let bore =
                    account.orders.iter().filter(|(_, order)| order.placed.tax.is_some() && order.paid.is_some());
                let exempt = bore.clone().filter(|(_, order)| {
                    let on = order.placed_on;
                    let held = |held: &Exemption| held.from <= on && held.until.is_none_or(|until| on <= until);
                    order.tax_refunded.is_none() && account.exemptions.values().any(held)
                });
                let exempt = dice.pick(exempt.map(|(id, _)| *id)).filter(|_| !dice.one_in(4));
                let order = exempt.or_else(|| dice.pick(bore.map(|(id, _)| *id))).or_else(|| self.order(dice))?;
                Command::RefundTax { order }
            }
            Kind::ExemptFromTax => {
                // Mostly from the day of an order that bore a tax, which then goes back.
                let bore = account.orders.values().filter(|order| order.placed.tax.is_some() && order.paid.is_some());
                let ordered = bore.map(|order| (order.placed_on, order.former)).next_back();
                let ordered = ordered.filter(|_| !dice.one_in(3));
                let (from, former) = ordered.unwrap_or_else(|| (day(dice.between(-60, 10)), None));
                let until = dice.one_in(2).then(|| day(dice.between(-70, 200)));
                Command::ExemptFromTax { from, until, note: self.note(), former }
            }
            Kind::EndExemption => {
                let (exemption, held) = account.exemptions.iter().next_back()?;
                Command::EndExemption { exemption: *exemption, last_day: held.from.max(day(dice.between(-40, 5))) }
            }
            Kind::ProvisionGrants => {
                Command::ProvisionGrants { membership: self.membership(dice)?, grants: Vec::new() }
            }
            Kind::ActivateMarketing => {
                let grant = self.balance(|rule| rule.kind == BalanceUse::GoToMarket, dice)?;
                Command::ActivateMarketing { grant, contact: self.note(), own_address: dice.one_in(5) }
            }
            Kind::ActivateSupport => Command::ActivateSupport { grant: self.balance(|rule| rule.activation, dice)? },
            Kind::UseBalance => {
                let grant = self.balance(|rule| rule.kind != BalanceUse::Credit, dice)?;
                let held = account.grants.get(&grant)?;
                let rule = programme.benefit(&held.line.benefit)?.balance.as_ref();
                let any = dice.pick(UsageKind::ALL.iter().copied());
                let fits =
                    UsageKind::ALL.iter().copied().filter(|kind| rule.is_some_and(|rule| rule.kind == kind.of()));
                let kind = dice.pick(fits).filter(|_| !dice.one_in(12)).or(any)?;
                let used: u32 =
                    account.usages.values().filter(|one| one.act.grant == grant).map(|one| one.act.deducted).sum();
                let left = held.line.quantity.saturating_sub(used);
                let most = rule.and_then(|rule| rule.engagement_max).unwrap_or(1);
                let amount = match kind {
                    UsageKind::Incident => u32::from(!dice.one_in(12)),
                    _ => [0, 1, left, left.saturating_add(1), left.min(most), most, most.saturating_add(1)]
                        [dice.below(7)],
                };
                Command::UseBalance { grant, kind, amount, note: None }
            }
            Kind::AssignCredit => {
                let grant = self.balance(|rule| rule.kind == BalanceUse::Credit, dice)?;
                let person = dice.pick(self.people.iter().copied())?;
                Command::AssignCredit { grant, person, other_credit: dice.one_in(6) }
            }
            Kind::RemoveCredit => Command::RemoveCredit { credit: self.credit(dice)? },
            Kind::TransferCredit => {
                let person = dice.pick(self.people.iter().copied())?;
                Command::TransferCredit { credit: self.credit(dice)?, person, other_credit: dice.one_in(6) }
            }
            Kind::ShowCode => Command::ShowCode { token: newest(dice, account.tokens.keys().copied(), 12)? },
            Kind::RedeemToken => {
                let usable = |token: &symbolon_domain::account::Token| {
                    let near = day(-1) <= token.redeem_by;
                    near && token.redeemed.is_none() && (token.replaces.is_some() || alive(token.grant))
                };
                let unused = account.tokens.iter().rev().filter(|(_, token)| usable(token)).take(24);
                let tomorrow = day(1);
                let last = unused.clone().filter(|(_, token)| token.redeem_by <= tomorrow).map(|(id, _)| *id);
                // A replacement is used at once, and as wrongly as its original.
                let again = unused.clone().filter(|(_, token)| token.replaces.is_some()).map(|(id, _)| *id);
                let token = match dice.below(8) {
                    6 | 7 if again.clone().next().is_some() => dice.pick(again),
                    0 => newest(dice, account.tokens.keys().copied(), 24),
                    1..=3 => dice.pick(last).or_else(|| dice.pick(unused.map(|(id, _)| *id))),
                    _ => dice.pick(unused.map(|(id, _)| *id)),
                }?;
                let stranger = self.other.tenants.keys().next().copied();
                let held = account.tokens.get(&token)?;
                let own = account.tenants.keys().copied().take(3);
                let used = own.clone().filter(|id| account.live_subscription(*id, &held.benefit, today).is_some());
                let used = dice.pick(used).filter(|_| !dice.one_in(3));
                let tenant = used.or_else(|| dice.pick(own))?;
                let tenant = stranger.filter(|_| dice.one_in(30)).unwrap_or(tenant);
                let live = account.live_subscription(tenant, &held.benefit, today);
                let mode = match (dice.below(6), live.is_some()) {
                    (0, _) => dice.pick(Mode::ALL.iter().copied())?,
                    (_, false) => Mode::New,
                    (1..=3, true) => Mode::AddSeats,
                    (_, true) => Mode::Extend,
                };
                let other = dice.one_in(20).then(|| account.subscriptions.keys().next().copied()).flatten();
                let subscription = other.or_else(|| live.filter(|_| dice.one_in(4)).map(|(id, ..)| id));
                let seats = dice.one_in(16).then(|| held.seats - u32::from(dice.one_in(2)).min(held.seats));
                Command::RedeemToken { token, tenant, mode, subscription, seats }
            }
            Kind::RequestReplacement => {
                let redeemed = account
                    .tokens
                    .iter()
                    .filter_map(|(id, token)| Some((token.redeemed.as_ref()?.act.replaceable_until, *id)));
                let last: BTreeSet<(Option<Date>, TokenId)> = redeemed.collect();
                let any = dice.pick(account.tokens.keys().copied().rev().take(30));
                // One that is a replacement itself is asked for as well, and has none.
                let second = account.tokens.iter().filter(|(_, token)| {
                    token.replaces.is_some() && token.redeemed.is_some() && token.replaced_by.is_none()
                });
                let second = newest(dice, second.map(|(id, _)| *id), 1).filter(|_| dice.one_in(2));
                let asked = [TicketReason::WrongTenant, TicketReason::AddedInsteadOfExtended];
                let asked = asked.into_iter().find_map(|reason| self.subject(reason, dice));
                let (_, token) = match dice.one_in(6) {
                    _ if asked.is_some() && dice.one_in(2) => asked.map(|id| (None, id)),
                    _ if second.is_some() => second.map(|id| (None, id)),
                    true => any.map(|id| (None, id)),
                    false => dice.pick(last.into_iter().rev().take(3)),
                }?;
                let act = account.tokens.get(&token).and_then(|held| held.redeemed.as_ref()).map(|held| &held.act);
                let added = act.is_some_and(|act| act.mode == Mode::AddSeats);
                let reason = match (dice.below(8), added) {
                    (0, _) => dice.pick(ReplacementReason::ALL.iter().copied())?,
                    (1..=4, true) => ReplacementReason::AddedInsteadOfExtended,
                    _ => ReplacementReason::WrongTenant,
                };
                let wrong = act.map(|act| act.tenant).filter(|_| !dice.one_in(12));
                let intended_tenant = account.tenants.keys().copied().find(|tenant| Some(*tenant) != wrong);
                Command::RequestReplacement { token, reason, intended_tenant, note: None }
            }
            Kind::DecideReplacement => {
                let waits = account.replacements.iter().filter(|(_, asked)| asked.decided.is_none()).map(|(id, _)| *id);
                let any = account.replacements.keys().copied();
                let replacement = dice.pick(waits).filter(|_| !dice.one_in(8)).or_else(|| dice.pick(any))?;
                Command::DecideReplacement { replacement, grant: !dice.one_in(5), note: None }
            }
            Kind::RevealKey => {
                let key = newest(dice, account.keys.keys().copied(), 4).map(KeyRef::Key);
                let line = newest(dice, account.grants.keys().copied(), 40).map(KeyRef::Grant);
                let named = key.filter(|_| !dice.one_in(4)).or(line)?;
                Command::RevealKey { key: named }
            }
            Kind::RecordActivation => {
                // The key with the fewest left, so that the last one is reached.
                let left = |limit: Option<u32>, used: u32| limit.map_or(u32::MAX, |limit| limit - used.min(limit));
                let held = account.keys.iter().rev().filter(|(_, key)| alive(key.grant));
                let few = held.take(8).min_by_key(|(_, key)| left(key.limit, key.used));
                let any = newest(dice, account.keys.keys().copied(), 4);
                let key = few.map(|(id, _)| *id).filter(|_| !dice.one_in(4)).or(any)?;
                let device = format!("machine-{}", dice.below(40));
                let note = None;
                Command::RecordActivation { key, device, note, hardware_changed: dice.one_in(5) }
            }
            Kind::BlockKey => {
                let key = newest(dice, account.keys.keys().copied(), 4)?;
                let why = dice.pick(KeyBlockReason::ALL.iter().copied())?;
                Command::BlockKey { key, why, note: self.note() }
            }
            Kind::UnblockKey => {
                let blocked = account.keys.iter().filter(|(_, key)| key.blocked.is_some()).map(|(id, _)| *id);
                let any = newest(dice, account.keys.keys().copied(), 4);
                let key = dice.pick(blocked).filter(|_| !dice.one_in(6)).or(any)?;
                Command::UnblockKey { key, note: self.note() }
            }
            Kind::AssignSeat => {
                let held = account.pools.iter().filter(|(_, pool)| alive(pool.grant)).map(|(id, _)| *id);
                let pool = dice.pick(held).filter(|_| !dice.one_in(8));
                let pool = pool.or_else(|| newest(dice, account.pools.keys().copied(), 3))?;
                let country = match dice.below(8) {
                    0 => Some("DE"),
                    1 => Some("ES"),
                    2 => Some("nowhere"),
                    _ => None,
                };
                // Few people, so that seats go back and forth between them.
                let few = if dice.one_in(4) { self.people.len() } else { 6 };
                let person = dice.pick(self.people.iter().copied().take(few))?;
                Command::AssignSeat { pool, person, country: country.map(str::to_owned) }
            }
            Kind::ActivateSeat => {
                let open = account.assignments.iter().rev().filter(|(_, held)| held.ended.is_none()).map(|(id, _)| *id);
                let any = newest(dice, account.assignments.keys().copied(), 3);
                let assignment = dice.pick(open).filter(|_| !dice.one_in(6)).or(any)?;
                Command::ActivateSeat { assignment }
            }
            Kind::UnassignSeat => {
                let open = account.assignments.iter().rev().filter(|(_, held)| held.ended.is_none()).map(|(id, _)| *id);
                let any = newest(dice, account.assignments.keys().copied(), 3);
                let assignment = dice.pick(open).filter(|_| !dice.one_in(6)).or(any)?;
                let why = [UnassignReason::Returned, UnassignReason::HolderLeft][dice.below(2)];
                Command::UnassignSeat { assignment, why }
            }
            Kind::RequestSeat => {
                let held = account.pools.iter().filter(|(_, pool)| alive(pool.grant)).map(|(id, _)| *id);
                let pool = dice.pick(held).filter(|_| !dice.one_in(8));
                let pool = pool.or_else(|| newest(dice, account.pools.keys().copied(), 3))?;
                let person = dice.pick(self.people.iter().copied().take(6))?;
                Command::RequestSeat { pool, person, note: self.note() }
            }
            Kind::GrantSeatRequest => {
                let country = dice.one_in(8).then(|| "DE".to_owned());
                Command::GrantSeatRequest { request: self.seat_request(dice)?, country }
            }
            Kind::DeclineSeatRequest => {
                Command::DeclineSeatRequest { request: self.seat_request(dice)?, note: self.note() }
            }
            Kind::WithdrawSeatRequest => Command::WithdrawSeatRequest { request: self.seat_request(dice)? },
            Kind::ConfirmWindDown => {
                let software = |item: &Item| matches!(item, Item::Key { .. } | Item::Software);
                let lines = account.grants.iter().filter(|(_, grant)| software(&grant.line.item));
                let used = lines.clone().filter_map(|(id, grant)| match &grant.line.item {
                    Item::Key { key, .. } => {
                        let first = account.keys.get(key)?.activations.first()?;
                        Some((*id, WindDownOf::Installed(InstalledId::Activated(first.act.activation))))
                    }
                    _ => None,
                });
                let (grant, of) = match dice.pick(used).filter(|_| !dice.one_in(3)) {
                    Some((grant, of)) => (grant, Some(of)),
                    None => (dice.pick(lines.map(|(id, _)| *id))?, None),
                };
                let how = WindDownHow::ALL[dice.below(WindDownHow::ALL.len())];
                Command::ConfirmWindDown { grant, of, how }
            }
            Kind::RecordInstallation => {
                let software = |item: &Item| matches!(item, Item::Key { .. } | Item::Software);
                let lines = account.grants.iter().filter(|(_, grant)| software(&grant.line.item)).map(|(id, _)| *id);
                let grant = newest(dice, lines, 20)?;
                // None at all is refused; more than granted is written down all the same (F-11, F-12).
                let quantity = u32::try_from(dice.below(12)).unwrap_or(0);
                let (version, place) = (self.version(dice, grant), self.place(dice));
                Command::RecordInstallation { grant, version, place, purpose: None, quantity, note: None }
            }
            Kind::ChangeInstallation => {
                let installed = newest(dice, account.installations.keys().copied(), 3)?;
                let version = self.version(dice, account.installations.get(&installed)?.grant);
                let place = self.place(dice).or(Some(Place::Headquarters));
                let quantity = u32::try_from(dice.below(12)).ok().filter(|quantity| quantity % 3 == 0);
                Command::ChangeInstallation { installed, version, place, purpose: None, quantity }
            }
            Kind::RemoveInstallation => {
                let installed = newest(dice, account.installations.keys().copied(), 3)?;
                Command::RemoveInstallation { installed }
            }
        })
    }
}
