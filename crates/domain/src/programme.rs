//! The model of a programme: offers, windows, benefits, the licence table, terms. Every number of the rulebook is a
//! value here; `symbolon-programme` reads it from files and checks it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

use crate::access::Role;
use crate::change::reached;
use crate::codes::codes;
use crate::company::{ProfileCheck, ProfileField};
use crate::planted;
use crate::requirement::Requirements;

/// A text that exists in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Text {
    /// French.
    pub fr: String,
    /// English.
    pub en: String,
}

codes! {
    /// A language that people are shown.
    pub enum Language {
        /// French.
        Fr = "fr",
        /// English.
        En = "en",
    }
}

impl Text {
    /// The text in one language.
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Fr => &self.fr,
            Language::En => &self.en,
        }
    }
}

/// An amount in minor units of an ISO 4217 currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Money {
    /// Minor units (cents where the currency has them).
    pub minor: i64,
    /// ISO 4217 code.
    pub currency: String,
}

impl Money {
    /// Digits after the point in a currency, as ISO 4217 gives them.
    pub fn decimals(currency: &str) -> usize {
        match currency {
            "BIF" | "CLP" | "DJF" | "GNF" | "ISK" | "JPY" | "KMF" | "KRW" | "PYG" | "RWF" | "UGX" | "UYI" | "VND"
            | "VUV" | "XAF" | "XOF" | "XPF" => 0,
            "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
            "CLF" | "UYW" => 4,
            _ => 2,
        }
    }

    /// The amount as a decimal number without the currency, for example `3547.50`.
    pub fn decimal(&self) -> String {
        let places = Self::decimals(&self.currency);
        let minor = format!("{:0width$}", self.minor.unsigned_abs(), width = places + 1);
        let (whole, fraction) = minor.split_at(minor.len().saturating_sub(places));
        let sign = if self.minor < 0 { "-" } else { "" };
        if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
    }

    /// An amount from a decimal number with as many decimals as the currency has; none where it is not one.
    pub fn parse(amount: &str, currency: &str) -> Option<Self> {
        let (whole, fraction) = amount.split_once('.').unwrap_or((amount, ""));
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let places = Self::decimals(currency);
        // A point without a digit behind it is no number, also where the currency has no decimals.
        let complete = !amount.contains('.') || (places > 0 && fraction.len() == places);
        if whole.is_empty() || !digits(whole) || !digits(fraction) || !complete {
            return None;
        }
        let minor = format!("{whole}{fraction:0<places$}").parse().ok()?;
        let known = currency.len() == 3 && currency.bytes().all(|byte| byte.is_ascii_uppercase());
        known.then(|| Self { minor, currency: currency.to_owned() })
    }
}

/// Where a value of the programme was written.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Source {
    /// File, relative to the programme's folder.
    pub file: String,
    /// Line, from 1.
    pub line: u32,
}

/// A whole programme in one version.
#[derive(Debug, Clone, PartialEq)]
pub struct Programme {
    /// Its id, for example `mpn-2020`.
    pub id: String,
    /// Version, from 1; a later version has a higher number.
    pub version: u32,
    /// SHA-256 of all its files, in hex.
    pub content_hash: String,
    /// Its name.
    pub name: Text,
    /// The language of a reader who states none.
    pub default_language: Language,
    /// IANA name of the zone in which a day begins and ends (B-08).
    pub time_zone: String,
    /// ISO 4217 code used where an offer names none.
    pub currency: String,
    /// Levels of attainment in ascending order, for example silver, gold.
    pub levels: Vec<Level>,
    /// How the programme calls the fixed roles.
    pub role_names: BTreeMap<Role, Text>,
    /// Taxes on fees.
    pub taxes: Vec<TaxRate>,
    /// Months after a payment in which its tax may be given back to an exempt company; none: never (B-51).
    pub tax_refund_months: Option<i32>,
    /// How companies are verified; none: they are not.
    pub verification: Option<Verification>,
    /// Which documents are taken.
    pub documents: DocumentRule,
    /// Renewal windows by id.
    pub windows: BTreeMap<String, Window>,
    /// Offers in the order in which they are shown.
    pub offers: Vec<Offer>,
    /// Competencies in the order in which they are shown.
    pub competencies: Vec<Competency>,
    /// Categories of benefits in the order in which they are shown (C-03).
    pub categories: Vec<Category>,
    /// Benefits in the order in which they are shown.
    pub benefits: Vec<Benefit>,
    /// The licence table.
    pub table: Vec<TableRow>,
    /// Licence terms by id (F-01…F-07).
    pub terms: BTreeMap<String, Terms>,
    /// What competencies ask for (A-15…A-21).
    pub requirements: Requirements,
    /// Ceilings on use (C-30).
    pub caps: Vec<Cap>,
    /// Hours within which what was granted is provisioned (C-05, B-19); none: nothing is recorded about it.
    pub provisioned_within_hours: Option<i32>,
    /// Reliefs for memberships whose anniversary lies in a period, by id (J-30…J-40).
    pub campaigns: BTreeMap<String, Campaign>,
    /// How tickets are answered (J-09).
    pub tickets: TicketRule,
    /// When an edit reaches people who already hold something.
    pub change_policy: ChangePolicy,
    /// When somebody else has to agree before a version is applied; none: never.
    pub guard: Option<Guard>,
    /// Where each rule stands, by its dotted path, for example `window.standard`.
    pub sources: BTreeMap<String, Source>,
}

/// When an edit of the programme reaches people who already hold something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChangePolicy {
    /// For a change in the holder's favour.
    pub more_generous: Reach,
    /// For any other change.
    pub less_generous: Reach,
}

/// When somebody else has to agree before a version of the programme is applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Guard {
    /// When more memberships than this are touched, at once or later; none: however many.
    pub members_touched_over: Option<u64>,
    /// When more than this are worse off at once; none: however many.
    pub worse_off_now_over: Option<u64>,
}

codes! {
    /// When a change reaches a holder.
    pub enum Reach {
        /// As soon as the version is applied.
        AtOnce = "at_once",
        /// When the holder next renews.
        AtNextRenewal = "at_next_renewal",
    }
}

/// A level of attainment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    /// For example `silver`.
    pub id: String,
    /// Its name.
    pub name: Text,
}

/// A competency: an area in which a company shows its strength.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Competency {
    /// For example `devops`.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// The solution area that it belongs to.
    pub area: String,
    /// Whether it brings unlimited cloud support (A-20, K-03).
    pub cloud: bool,
}

/// A family of benefits (C-03).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Category {
    /// For example `software`.
    pub id: String,
    /// Its name.
    pub name: Text,
}

codes! {
    /// How the next anniversary follows from the one before.
    pub enum YearRule {
        /// The same day and month, counted from the first day so that leap days do not drift.
        Calendar = "calendar",
        /// A fixed number of days; see [`Window::year_days`].
        Days = "days",
    }
}

/// A renewal window and what surrounds it (B-02…B-07).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    /// Its id.
    pub id: String,
    /// Days from the anniversary to the first day of the window (B-02).
    pub opens_after_days: i32,
    /// Days that the window lasts, first and last included (B-03).
    pub length_days: i32,
    /// What may be used while the window is open (B-10).
    pub access: WindowAccess,
    /// From the purchase to the first anniversary (B-05).
    pub first_anniversary: YearRule,
    /// From one anniversary to the next (B-06).
    pub next_anniversary: YearRule,
    /// Length of a year under [`YearRule::Days`].
    pub year_days: i32,
    /// Notices with their distance from the anniversary (B-20…B-22).
    pub reminders: Vec<Reminder>,
    /// Notices after the lapse, while the register shows software whose right has ended (F-09).
    pub wind_down_reminders: Vec<Reminder>,
    /// What a renewal needs besides an open window.
    pub needs: BTreeSet<Need>,
    /// Days from the anniversary to the first one on which a review counts for the coming year (B-30).
    pub review_offset_days: i32,
}

codes! {
    /// What a renewal needs besides an open window (A-10, B-30).
    pub enum Need {
        /// Somebody confirmed that the legal profile is right (B-30).
        ProfileReviewed = "profile_reviewed",
        /// The requirements of the level are met this year too.
        RequirementsMet = "requirements_met",
        /// The fee was received.
        FeePaid = "fee_paid",
    }
}

/// How the legal profile of a company is verified (B-31, B-32).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verification {
    /// The checks in their order.
    pub checks: Vec<ProfileCheck>,
    /// Checks that a change of a part of the profile begins anew (B-33).
    pub restarts: BTreeMap<ProfileField, Vec<ProfileCheck>>,
    /// Mail domains that no company owns (B-32).
    pub refused_domains: Vec<String>,
    /// Working days that it usually takes.
    pub usual_days: i32,
    /// Whether nothing can be bought or renewed before the profile is authorized (B-31).
    pub blocks_orders: bool,
    /// How the mail of the e-mail check may be sent again; none: never (B-32).
    pub resend: Option<Resend>,
}

/// How the mail of the e-mail check may be sent again (B-32).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resend {
    /// Working days after a mail in which it is waited for.
    pub after_days: i32,
    /// How often, for one address.
    pub max: u32,
}

impl Verification {
    /// The checks that a change of a part of the profile begins anew.
    pub fn restarts(&self, field: ProfileField) -> &[ProfileCheck] {
        self.restarts.get(&field).map_or(&[], Vec::as_slice)
    }
}

/// A tax on fees in a country.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaxRate {
    /// ISO 3166-1 country.
    pub country: String,
    /// What it is called, for example VAT.
    pub name: Text,
    /// Its rate in hundredths of a percent.
    pub basis_points: u32,
    /// First day; none: always before.
    pub from: Option<Date>,
    /// Last day; none: until further notice.
    pub to: Option<Date>,
}

/// Which documents are taken (B-43).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DocumentRule {
    /// Media types.
    pub media_types: Vec<String>,
    /// Largest size in bytes.
    pub max_bytes: u64,
    /// How many for one check or order.
    pub max_count: u32,
}

codes! {
    /// What a member may use between the anniversary and the end of the window.
    pub enum WindowAccess {
        /// Everything, as before (B-10).
        Kept = "kept",
        /// What is held may be used; nothing new may be redeemed, revealed or assigned.
        ReadOnly = "read_only",
        /// Nothing.
        Suspended = "suspended",
    }
}

/// A notice on a schedule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminder {
    /// Its id, unique in the window, for example `renewal-upcoming`.
    pub text: String,
    /// Days from the anniversary; negative is before.
    pub offset_days: i32,
    /// Who receives it (B-23).
    pub to: Vec<Role>,
}

/// Something a company can buy for a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// For example `action-pack`.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// What it is for, in a sentence or two.
    pub summary: Text,
    /// What must be held before it can be bought.
    pub kind: OfferKind,
    /// People whom the company must have, and what they hold.
    pub requires: Vec<PeopleNeeded>,
    /// Id of its window.
    pub window: String,
    /// How many a company may hold.
    pub limit: Limit,
    /// Offers that, while held, make this one unavailable.
    pub excluded_by: Vec<String>,
    /// Yearly price, by country and validity.
    pub fees: Vec<Fee>,
    /// When the fee can be given back (B-50).
    pub refund: RefundRule,
    /// How it is paid by an order; none: the vendor collects the fee elsewhere.
    pub payment: Option<PaymentRule>,
    /// Offer that this one may be bought on top of, ending it.
    pub upgrade: Option<Upgrade>,
    /// What becomes of it when companies merge (H-33…H-37).
    pub merge: MergeRule,
    /// First day on which it can be bought.
    pub from: Option<Date>,
    /// Last day on which it can be bought.
    pub to: Option<Date>,
}

/// People whom a company must have before it can buy an offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeopleNeeded {
    /// Credentials of which each of them holds at least one.
    pub any_of: Vec<String>,
    /// How many people.
    pub at_least: u32,
}

/// What must be held before an offer can be bought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OfferKind {
    /// Nothing.
    Subscription,
    /// At least one competency qualified at this level.
    Attainment {
        /// Id of the level.
        level: String,
    },
}

/// How many memberships of one group a company may hold at a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limit {
    /// Offers with the same group count together: one Action Pack of either kind.
    pub group: String,
    /// The most that may be held.
    pub max: u32,
}

codes! {
    /// Which anniversary a membership has after a merge, where another one is renewed in its place.
    pub enum MergedAnniversary {
        /// The later one of the two, so that its benefits run on to it (H-35).
        Latest = "latest",
        /// Its own, on which its benefits end (H-37).
        Own = "own",
    }
}

/// What becomes of memberships of an offer when companies merge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MergeRule {
    /// Offers with the same name here are renewed as one: what a company may hold of them is counted together (H-33).
    pub renewed_as: String,
    /// The anniversary of those that are not renewed themselves.
    pub anniversary: MergedAnniversary,
}

/// A yearly price.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fee {
    /// ISO 3166-1 country; none is the price everywhere else.
    pub country: Option<String>,
    /// The price without tax.
    pub amount: Money,
    /// First day of validity.
    pub from: Option<Date>,
    /// Last day of validity.
    pub to: Option<Date>,
    /// False where the source of the figure is not official.
    pub verified: bool,
}

/// When a fee can be given back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefundRule {
    /// Days after the purchase, the last one included; none: never.
    pub within_days: Option<i32>,
    /// Acts that end the right at once (B-50).
    pub ended_by: Vec<RefundEnd>,
}

/// How an order is paid (B-40).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentRule {
    /// The methods, in the order in which they are shown.
    pub methods: Vec<PayMethod>,
    /// ISO 3166-1 countries without cards.
    pub no_card_in: Vec<String>,
    /// Days after the order, the last one included, in which it can be paid (B-44).
    pub within_days: i32,
    /// Days after which a card can be tried again, by the provider's code of the failure (B-41).
    pub card_retry: BTreeMap<String, i32>,
}

impl PaymentRule {
    /// Whether a company in a country can pay in this way.
    pub fn offers(&self, method: PayMethod, country: &str) -> bool {
        let known = method == PayMethod::Card && self.no_card_in.iter().any(|without| without == country);
        self.methods.contains(&method) && !known
    }
}

codes! {
    /// A way to pay (B-40).
    pub enum PayMethod {
        /// A card, charged at once by the payment provider (B-41).
        Card = "card",
        /// An electronic bank transfer (B-42).
        Transfer = "transfer",
    }
}

codes! {
    /// An act that ends the right to a refund (B-50).
    pub enum RefundEnd {
        /// A benefit was redeemed, activated or assigned.
        BenefitActivated = "benefit_activated",
        /// A key or a token code was shown (E-14, Q-21).
        KeyRevealed = "key_revealed",
    }
}

/// Buying a higher level on top of a lower one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upgrade {
    /// The offer that ends on the day of the purchase.
    pub from: String,
    /// Percent taken off the price.
    pub discount_percent: u32,
}

impl Upgrade {
    /// What is taken off a price; half a minor unit is rounded in the buyer's favour.
    pub fn off(&self, price: &Money) -> Option<i64> {
        Some((price.minor.checked_mul(i64::from(self.discount_percent))? + 50) / 100)
    }
}

/// A benefit: something that a licence table grants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Benefit {
    /// For example `office-365-e3`.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// Id of its category.
    pub category: String,
    /// How it is used.
    pub kind: BenefitKind,
    /// Last day on which it may be redeemed, activated or assigned (B-17, B-18).
    pub redeem_by: Deadline,
    /// Id of its licence terms.
    pub terms: Option<String>,
    /// Whether it is software whose right of use ends with the membership and must then be removed (F-08, F-09).
    pub uninstall_at_end: bool,
    /// The product's versions, the oldest first. An older one gives way to the next within the terms' months (F-06).
    pub versions: Vec<Version>,
    /// A remark that people should see, for example that client access licences are not downloads (E-11).
    pub note: Option<Text>,
    /// Benefits with the same word here share one entitlement: what is used of all of them together is at most the
    /// largest grant among them (C-24).
    pub shared_pool: Option<String>,
    /// What makes the balance one without limit (K-03).
    pub unlimited_with: Option<UnlimitedWith>,
    /// How the balance is used; none: only its size is known.
    pub balance: Option<BalanceRule>,
}

/// A version of a product (F-06).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// For example `2019`; unique in the product.
    pub id: String,
    /// First day on which it is on offer.
    pub released: Date,
}

impl Benefit {
    /// The newest version that is on offer on a day; none where the programme names no version, or none so early.
    pub fn newest(&self, on: Date) -> Option<&Version> {
        self.versions.iter().rev().find(|version| version.released <= on)
    }

    /// The version that follows another one, on offer or not yet.
    pub fn next(&self, version: &str) -> Option<&Version> {
        let at = self.versions.iter().position(|known| known.id == version)?;
        self.versions.get(at + 1)
    }

    /// Whether one version came before another one.
    pub fn is_older(&self, version: &str, than: &str) -> bool {
        let at = |id: &str| self.versions.iter().position(|known| known.id == id);
        at(version).zip(at(than)).is_some_and(|(version, than)| version < than)
    }
}

codes! {
    /// What a balance consists of.
    pub enum BalanceUse {
        /// Support incidents (K-01).
        Incidents = "incidents",
        /// Advisory hours (K-10).
        Hours = "hours",
        /// Money for a service, which one person holds (K-20).
        Credit = "credit",
        /// Help with selling, for which somebody who markets is named (K-30).
        GoToMarket = "go_to_market",
    }
}

/// How a balance is used (K).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BalanceRule {
    /// What it consists of.
    pub kind: BalanceUse,
    /// Whether it has to be activated once (K-04).
    pub activation: bool,
    /// Hours that one engagement may take at the most (K-14).
    pub engagement_max: Option<u32>,
    /// Offers under which help before a sale takes nothing from the hours (K-10).
    pub presales_free_with: Vec<String>,
    /// Whether a credit can be taken back; else it can only be handed on (K-22, K-23).
    pub removable: bool,
    /// Whether a credit goes with no other that the person has (K-23).
    pub exclusive: bool,
    /// Days between the activation and the first day of the benefit (K-30).
    pub processing_days: i32,
}

/// How a benefit is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BenefitKind {
    /// A cloud token, redeemed whole on a tenant (D).
    Token(TokenRule),
    /// Software, with or without a product key (E).
    Key(KeyRule),
    /// Developer subscriptions, one person each (G).
    Seat(SeatRule),
    /// A yearly balance of hours, incidents or credit (K).
    Balance,
}

impl BenefitKind {
    /// The kind's code, as in the programme files and the API.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Token(_) => "token",
            Self::Key(_) => "key",
            Self::Seat(_) => "seat",
            Self::Balance => "balance",
        }
    }
}

/// A day counted from a membership year's own days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deadline {
    /// What it is counted from.
    pub anchor: Anchor,
    /// Days after it; negative is before.
    pub days: i32,
}

codes! {
    /// A day of a membership year.
    pub enum Anchor {
        /// The end of the paid year.
        Anniversary = "anniversary",
        /// The last day of the renewal window.
        RenewTo = "renew_to",
    }
}

/// Rules of a cloud token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenRule {
    /// How long the service runs.
    pub usable: Usable,
    /// Ways in which it may be redeemed.
    pub modes: BTreeSet<Mode>,
    /// The most months that one extension may add (D-13).
    pub extend_max_months: i32,
    /// Days after its end in which a subscription can still be used (D-19).
    pub expired_days: i32,
    /// Days after that in which only administrators reach it (D-19).
    pub disabled_days: i32,
    /// Days before its end on which the tenant's admins are told (O-12); none: they are not told.
    pub notice_days: Option<i32>,
    /// Whether and when a replacement may be issued.
    pub replacement: Option<ReplacementRule>,
}

/// How long a redeemed token gives service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Usable {
    /// Months from the redemption, whatever the membership does (D-02).
    Months(i32),
    /// To the end of the membership's access.
    MembershipEnd,
}

codes! {
    /// A way to redeem a token (D-10, D-11).
    pub enum Mode {
        /// A new subscription.
        New = "new",
        /// The same seats for longer.
        Extend = "extend",
        /// More seats, the remaining time averaged.
        AddSeats = "add_seats",
    }
}

/// When a replacement token may be issued (D-20…D-25).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReplacementRule {
    /// The only reasons.
    pub reasons: BTreeSet<ReplacementReason>,
    /// Days after the redemption in which it may be requested, the last included (D-22).
    pub within_days: i32,
    /// How many for one original token (D-21).
    pub max: u32,
    /// Days, from the decision, in which a replacement may be redeemed even if the original's day has passed.
    pub redeem_within_days: i32,
}

codes! {
    /// What went wrong with a redemption.
    pub enum ReplacementReason {
        /// Redeemed on the wrong tenant (D-20).
        WrongTenant = "wrong_tenant",
        /// Seats were added instead of extending the end date (D-20).
        AddedInsteadOfExtended = "added_instead_of_extended",
        /// The code was lost; never a reason (D-25).
        Lost = "lost",
        /// The wrong product was chosen; never a reason (D-25).
        WrongProduct = "wrong_product",
        /// It was not redeemed in time; never a reason (D-25).
        NotRedeemedInTime = "not_redeemed_in_time",
        /// Anything else; never a reason (D-25).
        Other = "other",
    }
}

impl ReplacementReason {
    /// Whether a request for this reason can be granted at all (D-20, D-25).
    pub fn can_be_granted(self) -> bool {
        matches!(self, Self::WrongTenant | Self::AddedInsteadOfExtended)
    }

    /// Whether a request for this reason says which tenant was meant.
    pub fn names_tenant(self) -> bool {
        self == Self::WrongTenant
    }
}

/// Rules of a product key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyRule {
    /// The kind of key.
    pub kind: KeyKind,
    /// Activations that each granted licence adds to the key's pool (E-10).
    pub activations_per_licence: u32,
    /// Whether setting up the same machine anew counts (E-09).
    pub count_reimage: bool,
}

codes! {
    /// The kind of a product key (E-02).
    pub enum KeyKind {
        /// No key is needed.
        None = "none",
        /// The same key for all, or embedded in the set-up; never exhausted.
        Static = "static",
        /// One activation.
        Retail = "retail",
        /// A finite pool of activations (E-04).
        MultipleActivation = "multiple_activation",
    }
}

/// Rules of a pool of developer subscriptions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeatRule {
    /// A person holds at most one seat of an edition (G-04).
    pub edition: String,
    /// Days from an assignment until the seat may go to somebody else (G-06).
    pub reassign_after_days: i32,
    /// Minutes in which an assignment that was never activated may be undone without locking the seat.
    pub slip_minutes: i64,
    /// How many such slips a seat has in a calendar year.
    pub slips_per_year: u32,
}

/// A row of the licence table (C-02).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableRow {
    /// The table that it stands in.
    pub table: String,
    /// The offer that grants it.
    pub offer: String,
    /// The competency that grants it; only on incremental rows.
    pub competency: Option<String>,
    /// What is granted.
    pub benefit: String,
    /// How much.
    pub quantity: u32,
    /// Of what, for example `seat`, `licence`, `core`, `hour`.
    pub unit: String,
    /// Core or incremental (C-20).
    pub layer: Layer,
    /// False where the figure's source is not official.
    pub verified: bool,
    /// First day on which a purchase or renewal is granted this row (C-23).
    pub from: Option<Date>,
    /// Last such day.
    pub to: Option<Date>,
    /// Where it is written.
    pub source: Source,
}

codes! {
    /// The layer of a granted line (C-20).
    pub enum Layer {
        /// Once per company, at the highest level.
        Core = "core",
        /// For one competency.
        Incremental = "incremental",
    }
}

/// Licence terms of a product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: Text,
    /// What the product may be used for (F-02).
    pub permitted: Vec<Use>,
    /// What it may not be used for (F-05).
    pub forbidden: Vec<Use>,
    /// Months in which an older version must be replaced by a newer one; none: not required (F-06).
    pub upgrade_within_months: Option<i32>,
    /// Whether an older version may be installed instead (F-06).
    pub downgrade: bool,
}

/// One permitted or forbidden use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Use {
    /// Its id, for example `internal_training`.
    pub id: String,
    /// In words.
    pub text: Text,
}

/// Ceilings on the use of one product, in multiples of the initial grant (C-30). A ceiling grants nothing (C-32).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cap {
    /// Its dotted path in the programme's files.
    pub path: String,
    /// The product; none: every product without ceilings of its own.
    pub benefit: Option<String>,
    /// In one country; none: no ceiling.
    pub per_country: Option<u32>,
    /// In all countries together; none: no ceiling.
    pub worldwide: Option<u32>,
    /// First day on which what is granted has these ceilings.
    pub from: Option<Date>,
    /// Last such day.
    pub to: Option<Date>,
}

/// A relief for memberships whose anniversary lies in a period: what a renewal need not meet, for whom, and what they are
/// told (J-40). It moves no anniversary: only a payment does (J-33).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Campaign {
    /// For example `relief-2020-h2`.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// Why it is given.
    pub reason: Text,
    /// The offers whose memberships are selected.
    pub offers: Vec<String>,
    /// First anniversary that is selected.
    pub anniversary_from: Date,
    /// Last anniversary that is selected.
    pub anniversary_to: Date,
    /// Competencies that are not extended.
    pub except: Vec<String>,
    /// What the renewal need not meet.
    pub waives: BTreeSet<Need>,
    /// Most memberships that a run may have.
    pub max_members: u32,
    /// Last day on which who is enrolled can still pay, without asking anybody, where the window closed before.
    pub self_service_until: Option<Date>,
    /// How who missed the window can still come back; none: not at all (J-36).
    pub late: Option<LateRule>,
    /// Messages in the place of the usual ones, by the name of the notice (J-32).
    pub notices: BTreeMap<String, Wording>,
}

impl Campaign {
    /// Whether a membership year of an offer that ends on a day is selected.
    pub fn selects(&self, offer: &str, anniversary: Date) -> bool {
        self.offers.iter().any(|known| known == offer)
            && self.anniversary_from <= anniversary
            && anniversary <= self.anniversary_to
    }
}

/// How who missed the window can still come back: by an override, after a ticket (J-36, J-37).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LateRule {
    /// Last day on which a ticket can ask for it.
    pub until: Date,
    /// Days from the approval, the last one included, in which the fee is to be paid.
    pub pay_within_days: i32,
    /// From which day the next anniversary is counted.
    pub counted_from: CountedFrom,
}

codes! {
    /// From which day the next anniversary is counted after a late payment.
    pub enum CountedFrom {
        /// From the old anniversary, as if it had been paid in the window.
        Anniversary = "anniversary",
        /// From the day of the payment.
        Payment = "payment",
    }
}

/// A message in the place of the usual one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// Its subject.
    pub subject: Text,
    /// Its text; a blank line begins a new paragraph.
    pub text: Text,
}

/// How tickets are answered (J-09).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TicketRule {
    /// Days after its end, the last one included, in which a ticket may be reopened; none: never.
    pub reopen_within_days: Option<i32>,
    /// Days after which a ticket without an answer is shown as waiting too long.
    pub answer_within_days: Option<i32>,
    /// Files that one ticket may carry.
    pub max_documents: u32,
}

codes! {
    /// What makes a balance one without limit.
    pub enum UnlimitedWith {
        /// An active competency that counts as a cloud competency (A-20, K-03).
        CloudCompetency = "cloud_competency",
    }
}

/// The days of one membership year, computed once and stored in the fact that begins it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct YearDays {
    /// Last day of the paid year.
    pub anniversary: Date,
    /// First day on which it can be renewed.
    pub renew_from: Date,
    /// Last day on which it can be renewed, and last day of access where access is kept.
    pub renew_to: Date,
}

impl Window {
    /// The first year of a membership bought on `bought` (B-05). `None` when the calendar ends.
    pub fn first_year(&self, bought: Date) -> Option<YearDays> {
        self.days_for(self.step(self.first_anniversary, [bought], bought)?)
    }

    /// The year after the one that ends on `anniversary` (B-06). `days` are those on which the membership was bought and
    /// its earlier years ended, the first one first. `None` when the calendar ends.
    pub fn next_year(&self, days: impl IntoIterator<Item = Date>, anniversary: Date) -> Option<YearDays> {
        self.days_for(self.step(self.next_anniversary, days, anniversary)?)
    }

    /// The window that belongs to an anniversary (B-02, B-03).
    pub fn days_for(&self, anniversary: Date) -> Option<YearDays> {
        let opens = if planted::is(11) { 0 } else { self.opens_after_days };
        let renew_from = plus_days(anniversary, opens)?;
        let last = if planted::is(10) { self.length_days } else { self.length_days - 1 };
        let renew_to = plus_days(renew_from, last)?;
        Some(YearDays { anniversary, renew_from, renew_to })
    }

    fn step(&self, rule: YearRule, days: impl IntoIterator<Item = Date>, previous: Date) -> Option<Date> {
        match rule {
            // Counted from the first day of which this is an anniversary, so 29 February comes back in leap years (B-07).
            // Years before may have had another length, or be counted anew from a payment.
            YearRule::Calendar => {
                let after = |day: Date, years: i16| day.checked_add(i64::from(years).years()).ok();
                let years = |day: Date| previous.year() - day.year();
                let from = days.into_iter().find(|day| after(*day, years(*day)) == Some(previous)).unwrap_or(previous);
                after(from, years(from) + 1)
            }
            YearRule::Days => plus_days(previous, self.year_days),
        }
    }
}

impl Deadline {
    /// The day itself, for one membership year.
    pub fn resolve(&self, year: &YearDays) -> Option<Date> {
        let anchor = match self.anchor {
            Anchor::Anniversary => year.anniversary,
            Anchor::RenewTo => year.renew_to,
        };
        plus_days(anchor, self.days)
    }
}

/// The codes of ISO 3166-1, in their order, with XK: the standard leaves it to its users, who mean Kosovo (A.3).
const COUNTRIES: &str = "\
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD \
CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF \
GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN \
KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA \
NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI \
SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI \
VN VU WF WS XK YE YT ZA ZM ZW";

/// The code of every country.
pub fn countries() -> impl Iterator<Item = &'static str> {
    COUNTRIES.split(' ')
}

/// Whether a text is a country's code: a made-up one would have ceilings of its own (C-30).
pub fn is_country(text: &str) -> bool {
    countries().any(|code| code == text)
}

/// The day of an instant in a zone.
pub fn day(micros: i64, zone: &TimeZone) -> Date {
    let zone = if planted::is(13) { &TimeZone::UTC } else { zone };
    instant(micros).to_zoned(zone.clone()).date()
}

/// An instant from microseconds since the Unix epoch; those outside the calendar become its ends.
pub fn instant(micros: i64) -> Timestamp {
    Timestamp::from_microsecond(micros).unwrap_or(if micros < 0 { Timestamp::MIN } else { Timestamp::MAX })
}

/// A day so many days later. `None` when the calendar ends.
pub fn plus_days(date: Date, days: i32) -> Option<Date> {
    date.checked_add(Span::new().try_days(days).ok()?).ok()
}

/// A day so many working days later, from Monday to Friday. `None` when the calendar ends.
pub fn plus_working_days(date: Date, days: i32) -> Option<Date> {
    let is_working = |day: &Date| !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
    let mut day = date;
    for _ in 0..days {
        day = plus_days(day, 1)?;
        while !is_working(&day) {
            day = plus_days(day, 1)?;
        }
    }
    Some(day)
}

/// A day so many months later; a day that the month does not have becomes its last.
pub fn plus_months(date: Date, months: i32) -> Option<Date> {
    date.checked_add(Span::new().try_months(months).ok()?).ok()
}

/// Whole days from one day to another; negative when the second is earlier.
pub fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map(|span| span.get_days()).unwrap_or(0)
}

impl Programme {
    /// The offer with this id.
    pub fn offer(&self, id: &str) -> Option<&Offer> {
        self.offers.iter().find(|offer| offer.id == id)
    }

    /// The campaign with this id.
    pub fn campaign(&self, id: &str) -> Option<&Campaign> {
        self.campaigns.get(id)
    }

    /// The benefit with this id.
    pub fn benefit(&self, id: &str) -> Option<&Benefit> {
        self.benefits.iter().find(|benefit| benefit.id == id)
    }

    /// The competency with this id.
    pub fn competency(&self, id: &str) -> Option<&Competency> {
        self.competencies.iter().find(|competency| competency.id == id)
    }

    /// The rank of a level, lowest first.
    pub fn rank(&self, level: &str) -> Option<usize> {
        self.levels.iter().position(|known| known.id == level)
    }

    /// The window of an offer. A loaded programme has one for each of its offers.
    pub fn window_of(&self, offer: &Offer) -> Option<&Window> {
        self.windows.get(&offer.window)
    }

    /// Where the rule with this dotted path is written.
    pub fn source(&self, path: &str) -> Option<&Source> {
        self.sources.get(path)
    }

    /// The tax of a country on a day.
    pub fn tax(&self, country: &str, on: Date) -> Option<&TaxRate> {
        let valid = |tax: &&TaxRate| tax.from.is_none_or(|from| from <= on) && tax.to.is_none_or(|to| on <= to);
        self.taxes.iter().filter(valid).find(|tax| tax.country == country)
    }

    /// The ceilings of a product that is granted on a day: its own, else those of every product (C-30).
    pub fn cap(&self, benefit: &str, on: Date) -> Option<&Cap> {
        let valid = |cap: &&Cap| cap.from.is_none_or(|from| from <= on) && cap.to.is_none_or(|to| on <= to);
        let mut caps = self.caps.iter().filter(valid);
        let own = caps.clone().find(|cap| cap.benefit.as_deref() == Some(benefit));
        own.or_else(|| caps.find(|cap| cap.benefit.is_none()))
    }

    /// The price of an offer in a country on a day: the country's own, else the one for everywhere else.
    pub fn fee(&self, offer: &Offer, country: &str, on: Date) -> Option<Fee> {
        let valid = |fee: &&Fee| fee.from.is_none_or(|from| from <= on) && fee.to.is_none_or(|to| on <= to);
        let mut fees = offer.fees.iter().filter(valid);
        let own = fees.clone().find(|fee| fee.country.as_deref() == Some(country));
        own.or_else(|| fees.find(|fee| fee.country.is_none())).cloned()
    }
}

/// Every version of the programme that this instance has loaded. A membership year keeps the version that it was
/// bought or renewed under, and what later versions change of it at once.
#[derive(Debug, Clone)]
pub struct Programmes {
    versions: BTreeMap<u32, Arc<Programme>>,
    /// What those who hold a version go by.
    held: BTreeMap<u32, Arc<Programme>>,
    current: Arc<Programme>,
}

impl Programmes {
    /// One version, which is the current one.
    pub fn new(current: Arc<Programme>) -> Self {
        let versions = BTreeMap::from([(current.version, current.clone())]);
        Self { held: versions.clone(), versions, current }
    }

    /// Adds the next version, which becomes the current one. Versions are added in the order in which they came into
    /// force; one that is not newer than the current one changes nothing.
    pub fn with(mut self, programme: Arc<Programme>) -> Self {
        if programme.version > self.current.version {
            for held in self.held.values_mut() {
                *held = Arc::new(reached(held, &programme));
            }
            self.versions.insert(programme.version, programme.clone());
            self.held.insert(programme.version, programme.clone());
            self.current = programme;
        }
        self
    }

    /// The version under which new years begin.
    pub fn current(&self) -> &Arc<Programme> {
        &self.current
    }

    /// Every version that is loaded as it was written, the oldest first.
    pub fn all(&self) -> impl Iterator<Item = &Programme> {
        self.versions.values().map(|version| &**version)
    }

    /// An offer of the version in force, or of the newest one that still had it: who holds it has it all the same.
    pub fn offer(&self, id: &str) -> Option<&Offer> {
        self.newest_with(|version| version.offer(id))
    }

    /// A benefit, in the same way.
    pub fn benefit(&self, id: &str) -> Option<&Benefit> {
        self.newest_with(|version| version.benefit(id))
    }

    /// A category, in the same way.
    pub fn category(&self, id: &str) -> Option<&Category> {
        self.newest_with(|version| version.categories.iter().find(|known| known.id == id))
    }

    /// What the version in force has, or the newest one that had it.
    pub fn newest_with<'p, T>(&'p self, find: impl Fn(&'p Programme) -> Option<&'p T>) -> Option<&'p T> {
        find(&self.current).or_else(|| self.versions.values().rev().find_map(|version| find(version)))
    }

    /// What those go by who hold the version with this number, or the current one where it is not loaded.
    pub fn version(&self, version: u32) -> &Arc<Programme> {
        self.held.get(&version).unwrap_or(&self.current)
    }
}
