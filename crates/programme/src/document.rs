//! What may stand in a programme's TOML files. The published JSON Schema is made from these types, so that an editor
//! and [`crate::load`] accept and refuse the same files.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use jiff::civil::Date;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserialize, Deserializer, Error};
use serde_json::Value;
use symbolon_domain::access::Role;
use symbolon_domain::account::MembershipState;
use symbolon_domain::company::{ProfileCheck, ProfileField};
use symbolon_domain::programme::{
    BalanceUse, CountedFrom, KeyKind, Language, MergedAnniversary, Mode, Need, PayMethod, Reach, RefundEnd,
    ReplacementReason, UnlimitedWith, WindowAccess,
};
use symbolon_domain::refusal::RefusalCode;
use symbolon_domain::requirement::{CredentialKind, Measure, RequirementKind};

use crate::campaigns::{Campaign, Tickets, Wordings};
use crate::company::{DocumentRule, Verification};
use crate::requirements::{Credential, Evidence, Market, Metric, Requirement, Specialisation};
use crate::taxes::{Tax, TaxRefund};

/// A value and the bytes of the file in which it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct At<T> {
    pub(crate) value: T,
    pub(crate) span: Range<usize>,
}

impl<T: PartialEq + Eq + PartialOrd> PartialOrd for At<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        self.value.partial_cmp(&other.value)
    }
}

impl<T: Ord> Ord for At<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.value.cmp(&other.value)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for At<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let spanned = toml::Spanned::<T>::deserialize(deserializer)?;
        Ok(Self { span: spanned.span(), value: spanned.into_inner() })
    }
}

impl<T: JsonSchema> JsonSchema for At<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn schema_id() -> Cow<'static, str> {
        T::schema_id()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}

/// A day, written as a TOML date without quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Day(pub(crate) Date);

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = toml::value::Datetime::deserialize(deserializer)?;
        written.to_string().parse().map(Self).map_err(D::Error::custom)
    }
}

impl JsonSchema for Day {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Day".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "date" })
    }
}

/// A word of one of the domain's closed lists.
pub(crate) trait Listed: Sized + Copy {
    const NAME: &'static str;

    fn words() -> Vec<&'static str>;

    fn of(word: &str) -> Option<Self>;
}

/// A [`Listed`] word as it stands in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Code<T>(pub(crate) T);

impl<'de, T: Listed> Deserialize<'de> for Code<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let word = String::deserialize(deserializer)?;
        T::of(&word).map(Self).ok_or_else(|| D::Error::custom(format!("unknown word `{word}`")))
    }
}

impl<T: Listed> JsonSchema for Code<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        T::NAME.into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "enum": T::words() })
    }
}

macro_rules! listed {
    ($($name:ident)*) => {$(
        impl Listed for $name {
            const NAME: &'static str = stringify!($name);

            fn words() -> Vec<&'static str> {
                Self::ALL.iter().map(|known| known.code()).collect()
            }

            fn of(word: &str) -> Option<Self> {
                Self::from_code(word)
            }
        }
    )*};
}

listed! {
    BalanceUse CountedFrom ProfileCheck CredentialKind KeyKind Language Measure MembershipState MergedAnniversary Mode Need PayMethod ProfileField Reach RefundEnd RefusalCode ReplacementReason
RequirementKind Role UnlimitedWith WindowAccess }

macro_rules! words {
    ($(#[$outer:meta])* enum $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$outer])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) enum $name { $($(#[$doc])* $variant,)* }

        impl $name {
            const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The word in the files.
            pub(crate) const fn code(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }

            fn from_code(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)* _ => None }
            }
        }

        listed! { $name }
    };
}

words! {
    /// What has to be held before an offer can be bought.
    enum Basis {
        /// Nothing.
        Subscription = "subscription",
        /// A competency qualified at the offer's level.
        Attainment = "attainment",
    }
}

words! {
    /// How a benefit is used.
    enum Kind {
        /// A cloud token.
        Token = "token",
        /// Software, with or without a product key.
        Key = "key",
        /// Developer subscriptions for named people.
        Seat = "seat",
        /// A yearly balance.
        Balance = "balance",
    }
}

words! {
    /// Which set-ups of a machine cost an activation (E-08, E-09).
    enum Count {
        /// A new machine, or one whose hardware changed significantly.
        NewDeviceOrMajorChange = "new_device_or_major_change",
        /// Every set-up, the same machine included.
        EveryActivation = "every_activation",
    }
}

words! {
    /// What has to be done when the right to software ends (F-09).
    enum OnEnd {
        /// It must be uninstalled or licensed commercially.
        Uninstall = "uninstall",
        /// Nothing.
        Nothing = "nothing",
    }
}

words! {
    /// The end to which a token gives service, where it is not a length of time.
    enum UsableUntil {
        /// The end of the membership's access.
        MembershipEnd = "membership_end",
    }
}

/// A period in ISO 8601 form: `P30D` is thirty days, `P12M` twelve months, `P1Y` a year, `PT15M` fifteen minutes.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize, JsonSchema)]
#[serde(transparent)]
#[schemars(inline, extend("pattern" = r"^P([0-9]+[DMY]|T[0-9]+[MH])$"))]
pub(crate) struct Period(pub(crate) String);

/// A day counted from another one: its name, and a period after or before it, for example `anniversary + P1D`.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize, JsonSchema)]
#[serde(transparent)]
#[schemars(inline, extend("pattern" = r"^[a-z_]+( [+-] P[0-9]+[DMY])?$"))]
pub(crate) struct DayRule(pub(crate) String);

/// A text in both languages.
#[derive(Debug, Clone, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Both {
    /// French.
    pub(crate) fr: At<String>,
    /// English.
    pub(crate) en: At<String>,
}

/// A file of a programme. Any file may hold any part; entries of all files are put together by id.
#[derive(Debug, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Symbolon programme, format 1")]
pub(crate) struct Document {
    /// Version of this format.
    #[schemars(range(min = 1, max = 1))]
    #[expect(dead_code, reason = "the schema holds its only value; there is nothing to read")]
    pub(crate) format: Option<u32>,
    /// The programme's identity; in exactly one file.
    pub(crate) programme: Option<At<Identity>>,
    /// When an edit reaches people who already hold something; in exactly one file.
    pub(crate) change_policy: Option<At<ChangePolicy>>,
    /// When somebody else has to agree before a version is applied; without it, never.
    pub(crate) guard: Option<At<Guard>>,
    /// Ceilings on the use of every product, in multiples of the initial grant (C-30).
    pub(crate) caps: Option<At<Caps>>,
    /// Taxes on fees (A-33).
    #[serde(default)]
    pub(crate) tax: Vec<At<Tax>>,
    /// Until when a tax is given back to who was exempt (B-51).
    pub(crate) tax_refund: Option<At<TaxRefund>>,
    /// Ceilings of one product, or of some days, instead of those of every product.
    #[serde(default)]
    pub(crate) cap: BTreeMap<At<String>, Cap>,
    /// Within which time what was granted is provisioned (C-05).
    pub(crate) provisioning: Option<At<Provisioning>>,
    /// Reliefs for memberships whose anniversary lies in a period (J-40).
    #[serde(default)]
    pub(crate) campaign: BTreeMap<At<String>, Campaign>,
    /// Messages of campaigns in the place of the usual ones, by a name for the set and the `text` of the reminder (J-32).
    #[serde(default)]
    pub(crate) wording: BTreeMap<At<String>, Wordings>,
    /// How tickets are answered (J-09).
    pub(crate) tickets: Option<At<Tickets>>,
    /// How companies are verified; without it they are not (B-31, B-32).
    pub(crate) verification: Option<At<Verification>>,
    /// Which documents are taken (B-43).
    pub(crate) document: Option<At<DocumentRule>>,
    /// How the programme calls the fixed roles.
    #[serde(default)]
    pub(crate) role_name: BTreeMap<At<String>, Both>,
    /// Levels of attainment in ascending order.
    #[serde(default)]
    pub(crate) level: Vec<Named>,
    /// Competencies in the order in which they are shown (A-19).
    #[serde(default)]
    pub(crate) competency: Vec<Competency>,
    /// Solution areas in the order in which they are shown (A-19).
    #[serde(default)]
    pub(crate) area: Vec<Named>,
    /// Markets with thresholds of their own (A.3).
    #[serde(default)]
    pub(crate) market: Vec<Market>,
    /// Exams, assessments and certifications (A-16).
    #[serde(default)]
    pub(crate) credential: Vec<Credential>,
    /// Figures that are measured.
    #[serde(default)]
    pub(crate) metric: Vec<Metric>,
    /// What competencies ask for (A-10, A.3).
    #[serde(default)]
    pub(crate) requirement: Vec<At<Requirement>>,
    /// What holders of a competency may apply for (A-21).
    #[serde(default)]
    pub(crate) specialisation: Vec<Specialisation>,
    /// How long evidence counts, and how certification profiles move (A-15, A-16).
    pub(crate) evidence: Option<At<Evidence>>,
    /// Categories of benefits in the order in which they are shown (C-03).
    #[serde(default)]
    pub(crate) category: Vec<Named>,
    /// Renewal windows.
    #[serde(default)]
    pub(crate) window: BTreeMap<At<String>, Window>,
    /// Offers, shown in the order in which they are written.
    #[serde(default)]
    pub(crate) offer: BTreeMap<At<String>, Offer>,
    /// Values for every benefit of this file that does not state its own.
    #[schemars(schema_with = "defaults")]
    #[serde(default)]
    #[expect(dead_code, reason = "merged into the benefits before they are read")]
    pub(crate) defaults: Option<serde::de::IgnoredAny>,
    /// Benefits, shown by category and then in the order in which they are written.
    #[serde(default)]
    pub(crate) benefit: BTreeMap<At<String>, Benefit>,
    /// Licence terms.
    #[serde(default)]
    pub(crate) terms: BTreeMap<At<String>, Terms>,
    /// Worked examples, run by `symbolon programme test`.
    #[serde(default)]
    pub(crate) case: Vec<At<Case>>,
}

/// What a benefit may state, except its name, and nothing required.
fn defaults(generator: &mut SchemaGenerator) -> Schema {
    let mut schema = Benefit::json_schema(generator);
    schema.remove("required");
    if let Some(Value::Object(properties)) = schema.get_mut("properties") {
        properties.remove("name");
    }
    schema.insert("description".into(), "Values for every benefit of this file that does not state its own.".into());
    schema
}

/// The programme's identity.
#[derive(Debug, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Identity {
    /// Its id, which never changes.
    pub(crate) id: At<String>,
    /// Its name.
    pub(crate) name: Both,
    /// The language of a reader who states none.
    pub(crate) default_language: Code<Language>,
    /// IANA name of the zone in which a day begins and ends (B-08).
    pub(crate) time_zone: At<String>,
    /// ISO 4217 code used where a fee names none.
    pub(crate) currency: At<String>,
}

/// When an edit of the programme reaches people who already hold something.
#[derive(Debug, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChangePolicy {
    /// For a change in the holder's favour.
    pub(crate) more_generous: Code<Reach>,
    /// For any other change.
    pub(crate) less_generous: Code<Reach>,
}

/// When somebody else has to agree before a version of the programme is applied.
#[derive(Debug, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Guard {
    /// When more memberships than this are touched, at once or at their next renewal.
    pub(crate) members_touched_over: Option<u64>,
    /// When more memberships than this are worse off at once.
    pub(crate) worse_off_now_over: Option<u64>,
}

/// Ceilings on the use of one product (C-30).
#[derive(Debug, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Caps {
    /// In one country.
    #[schemars(range(min = 1))]
    pub(crate) per_country: Option<u32>,
    /// In all countries together.
    #[schemars(range(min = 1))]
    pub(crate) worldwide: Option<u32>,
}

/// Ceilings on the use of one product, or for what is granted on some days (C-30). Without a number there is none.
#[derive(Debug, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Cap {
    /// The product; without it, every product without ceilings of its own.
    pub(crate) benefit: Option<At<String>>,
    /// In one country.
    #[schemars(range(min = 1))]
    pub(crate) per_country: Option<u32>,
    /// In all countries together.
    #[schemars(range(min = 1))]
    pub(crate) worldwide: Option<u32>,
    /// First day on which what is granted has them.
    pub(crate) from: Option<Day>,
    /// Last such day.
    pub(crate) to: Option<At<Day>>,
}

/// Within which time what was granted is provisioned (C-05).
#[derive(Debug, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Provisioning {
    /// Hours since the grant: `PT24H`.
    pub(crate) within: At<Period>,
}

/// An id with a name.
#[derive(Debug, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Named {
    /// Its id, which never changes.
    pub(crate) id: At<String>,
    /// Its name.
    pub(crate) name: Both,
}

/// A competency (A-19).
#[derive(Debug, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Competency {
    /// Its id, which never changes.
    pub(crate) id: At<String>,
    /// Its name.
    pub(crate) name: Both,
    /// The solution area that it belongs to.
    pub(crate) area: At<String>,
    /// Whether it brings unlimited cloud support (A-20, K-03).
    #[serde(default)]
    pub(crate) cloud: bool,
    /// Ways to attain it, where it has more than one.
    #[serde(default)]
    pub(crate) option: Vec<Named>,
}

/// A renewal window and what surrounds it (B-02…B-07).
#[derive(Debug, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Window {
    /// Its first day: `anniversary + P1D`.
    pub(crate) opens: At<DayRule>,
    /// How many days it lasts, the first and the last included: `P30D`.
    pub(crate) lasts: At<Period>,
    /// What may be used while it is open (B-10).
    pub(crate) access: Code<WindowAccess>,
    /// `purchase + P1Y`, or a number of days (B-05).
    pub(crate) first_anniversary: At<DayRule>,
    /// `previous + P1Y`, or a number of days (B-06).
    pub(crate) next_anniversary: At<DayRule>,
    /// What a renewal needs besides; requirements and fee where nothing is said (A-10, B-30).
    #[serde(default = "usual_needs")]
    pub(crate) needs: Vec<Code<Need>>,
    /// First day on which a review of the company's profile counts for the coming year (B-30).
    pub(crate) review_from: Option<At<DayRule>>,
    /// Notices on a schedule (B-20…B-22).
    #[serde(default)]
    pub(crate) reminder: Vec<Reminder>,
    /// Notices after the lapse, while software of the membership is still installed (F-09).
    #[serde(default)]
    pub(crate) wind_down_reminder: Vec<Reminder>,
}

fn usual_needs() -> Vec<Code<Need>> {
    vec![Code(Need::RequirementsMet), Code(Need::FeePaid)]
}

/// A notice on a schedule.
#[derive(Debug, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Reminder {
    /// Its day: `anniversary - P15D`.
    pub(crate) at: At<DayRule>,
    /// Who receives it (B-23).
    #[schemars(length(min = 1))]
    pub(crate) to: Vec<Code<Role>>,
    /// Its id, unique in the window.
    pub(crate) text: At<String>,
}

/// Something a company can buy for a year (A-02).
#[derive(Debug, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Offer {
    /// What has to be held before it can be bought.
    pub(crate) kind: At<Code<Basis>>,
    /// The level, for an offer that needs an attainment (A-11).
    pub(crate) level: Option<At<String>>,
    /// Its name.
    pub(crate) name: Both,
    /// What it is for, in a sentence or two.
    pub(crate) summary: Both,
    /// People whom the company must have before it can be bought (A-08).
    #[serde(default)]
    pub(crate) requires: Vec<PeopleNeeded>,
    /// Id of its window.
    pub(crate) window: At<String>,
    /// How many a company may hold; without it, one.
    pub(crate) limit: Option<Limit>,
    /// Offers that make this one unavailable while they are held (A-13).
    #[serde(default)]
    pub(crate) excluded_by: Vec<At<String>>,
    /// Yearly prices without tax (A-35).
    #[schemars(length(min = 1))]
    pub(crate) fee: Vec<At<Fee>>,
    /// When the fee can be given back; without it, never (B-50).
    pub(crate) refund: Option<Refund>,
    /// How it is paid by an order (B-40); without it, the vendor collects the fee elsewhere.
    pub(crate) payment: Option<Payment>,
    /// Offer that this one may be bought on top of, ending it (A-18).
    pub(crate) upgrade: Option<Upgrade>,
    /// What becomes of it when companies merge; without it, what a company may not hold any more ends on its own day.
    pub(crate) merge: Option<Merge>,
    /// First day on which it can be bought.
    pub(crate) from: Option<Day>,
    /// Last day on which it can be bought.
    pub(crate) to: Option<At<Day>>,
}

/// People whom a company must have before it can buy an offer (A-08).
#[derive(Debug, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PeopleNeeded {
    /// Credentials of which each of them holds at least one.
    #[schemars(length(min = 1))]
    pub(crate) any_of: Vec<At<String>>,
    /// How many people.
    #[schemars(range(min = 1))]
    pub(crate) at_least: u32,
}

/// How many memberships of a group a company may hold at a time (A-03, A-05).
#[derive(Debug, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Limit {
    /// Offers of the same group count together; without it, the offer counts alone.
    pub(crate) group: Option<String>,
    /// The most that may be held.
    #[schemars(range(min = 1))]
    pub(crate) max: At<u32>,
}

/// A yearly price.
#[derive(Debug, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Fee {
    /// Two-letter ISO 3166-1 country; without it, the price everywhere else.
    pub(crate) country: Option<At<String>>,
    /// The price without tax, for example `"430.00"`.
    pub(crate) amount: At<String>,
    /// ISO 4217 code; without it, the programme's.
    pub(crate) currency: Option<At<String>>,
    /// First day of validity.
    pub(crate) from: Option<Day>,
    /// Last day of validity.
    pub(crate) to: Option<At<Day>>,
    /// False where the figure's source is not official (A-32).
    pub(crate) verified: Option<bool>,
}

/// When a fee can be given back (B-50).
#[derive(Debug, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Refund {
    /// Days after the purchase, the last one included.
    pub(crate) within: At<Period>,
    /// Acts that end the right at once.
    #[serde(default)]
    pub(crate) ended_by: Vec<Code<RefundEnd>>,
}

/// How an order is paid (B-40).
#[derive(Debug, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Payment {
    /// The methods, in the order in which they are shown.
    #[schemars(length(min = 1))]
    pub(crate) methods: Vec<Code<PayMethod>>,
    /// Days after the order, the last one included, in which it can be paid (B-44).
    pub(crate) order_expires_after: At<Period>,
    /// Two-letter ISO 3166-1 countries without cards.
    #[serde(default)]
    pub(crate) no_card_in: Vec<At<String>>,
    /// Days after which a card can be tried again, by the provider's code of the failure (B-41).
    #[serde(default)]
    pub(crate) card_retry: BTreeMap<String, At<Period>>,
}

/// Buying a higher level on top of a lower one (A-18).
#[derive(Debug, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Upgrade {
    /// The offer that ends on the day of the purchase.
    pub(crate) from: At<String>,
    /// Percent taken off the price.
    #[schemars(range(min = 0, max = 100))]
    pub(crate) discount_percent: u32,
}

/// What becomes of memberships of an offer when companies merge (H-33…H-37).
#[derive(Debug, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Merge {
    /// Offers with the same name here are renewed as one; without it, those of the same limit group.
    pub(crate) renewed_as: Option<String>,
    /// The anniversary of a membership in whose place another one is renewed.
    pub(crate) anniversary: Code<MergedAnniversary>,
}

/// Something that a licence table grants.
#[derive(Debug, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Benefit {
    /// How it is used.
    pub(crate) kind: Option<Code<Kind>>,
    /// Its name.
    pub(crate) name: Both,
    /// Id of its category.
    pub(crate) category: Option<At<String>>,
    /// Last day on which it may be redeemed, activated or assigned: `renew_to` or `anniversary`, and days (B-17).
    pub(crate) redeem_by: Option<At<DayRule>>,
    /// Id of its licence terms.
    pub(crate) terms: Option<At<String>>,
    /// What has to be done when the right to it ends; without it, nothing (F-09).
    pub(crate) on_end: Option<Code<OnEnd>>,
    /// The product's versions, the oldest first (F-06).
    #[serde(default)]
    pub(crate) versions: Vec<Version>,
    /// A remark that people should see.
    pub(crate) note: Option<Both>,
    /// A word: benefits with the same one share one entitlement, the largest grant among them (C-24).
    pub(crate) shared_pool: Option<At<String>>,
    /// Balance: what makes it one without limit (K-03).
    pub(crate) unlimited_with: Option<At<Code<UnlimitedWith>>>,
    /// Balance: how it is used; without it, only its size is known (K).
    pub(crate) balance: Option<At<Balance>>,
    /// Token: how long it gives service from its redemption (D-02).
    pub(crate) usable_for: Option<At<Period>>,
    /// Token: the end to which it gives service, instead of `usable_for`.
    pub(crate) usable_until: Option<At<Code<UsableUntil>>>,
    /// Token: ways in which it may be redeemed (D-10, D-11).
    pub(crate) modes: Option<At<Vec<Code<Mode>>>>,
    /// Token: the most that one extension may add (D-13).
    pub(crate) extend_max: Option<At<Period>>,
    /// Token: how long the subscription is still usable after its end (D-19).
    pub(crate) expired_for: Option<At<Period>>,
    /// Token: how long only administrators reach it after that (D-19).
    pub(crate) disabled_for: Option<At<Period>>,
    /// Token: how long before its end the tenant’s admins are told that the subscription ends; without it, they are not
    /// (O-12).
    pub(crate) notice_before: Option<At<Period>>,
    /// Token: when a replacement may be issued; without it, never (D-20…D-25).
    pub(crate) replacement: Option<At<Replacement>>,
    /// Key: its kind (E-02).
    pub(crate) key: Option<At<Code<KeyKind>>>,
    /// Key: activations that each licence adds to a multiple-activation key (E-10).
    #[schemars(range(min = 1))]
    pub(crate) activations_per_licence: Option<At<u32>>,
    /// Key: which set-ups cost an activation (E-08, E-09).
    pub(crate) count: Option<At<Code<Count>>>,
    /// Seat: a person holds at most one seat of an edition (G-04).
    pub(crate) edition: Option<At<String>>,
    /// Seat: from an assignment until it may go to somebody else (G-06).
    pub(crate) reassign_after: Option<At<Period>>,
    /// Seat: when an assignment may be undone without locking the seat; without it, never.
    pub(crate) slip: Option<At<Slip>>,
}

/// How a balance is used (K).
#[derive(Debug, Clone, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Balance {
    /// What it consists of.
    pub(crate) kind: Code<BalanceUse>,
    /// Whether it has to be activated once (K-04).
    #[serde(default)]
    pub(crate) activation: bool,
    /// Hours that one engagement may take at the most (K-14).
    #[schemars(range(min = 1))]
    pub(crate) engagement_max: Option<u32>,
    /// Offers under which help before a sale takes nothing from the hours (K-10).
    #[serde(default)]
    pub(crate) presales_without_limit: Vec<At<String>>,
    /// Whether a credit can be taken back; else it can only be handed on (K-22, K-23).
    #[serde(default)]
    pub(crate) removable: bool,
    /// Whether a credit goes with no other that the person has (K-23).
    #[serde(default)]
    pub(crate) exclusive: bool,
    /// How long the vendor takes after the activation; without it, no day (K-30).
    pub(crate) processing: Option<At<Period>>,
}

/// When a replacement token may be issued (D-20…D-25).
#[derive(Debug, Clone, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Replacement {
    /// The only reasons.
    #[schemars(length(min = 1))]
    pub(crate) reasons: Vec<Code<ReplacementReason>>,
    /// Days after the redemption in which it may be asked for, the last one included (D-22).
    pub(crate) within: At<Period>,
    /// How many for one original token (D-21).
    #[schemars(range(min = 1))]
    pub(crate) max: u32,
    /// Days from the decision in which it may be redeemed even if the original's day has passed.
    pub(crate) redeem_within: At<Period>,
}

/// When an assignment may be undone without locking the seat.
#[derive(Debug, Clone, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Slip {
    /// Minutes since the assignment: `PT15M`.
    pub(crate) within: At<Period>,
    /// How often for one seat in a calendar year.
    pub(crate) per_year: u32,
}

/// A version of a product (F-06).
#[derive(Debug, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Version {
    /// Its id, unique in the product, for example `2019`.
    pub(crate) id: At<String>,
    /// First day on which it is on offer.
    pub(crate) released: At<Day>,
}

/// Licence terms of a product (F-02…F-06).
#[derive(Debug, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Terms {
    /// What they are called.
    pub(crate) name: Both,
    /// What the product may be used for (F-02).
    #[serde(default)]
    pub(crate) permitted: Vec<Use>,
    /// What it may not be used for (F-05).
    #[serde(default)]
    pub(crate) forbidden: Vec<Use>,
    /// Time in which an older version must give way to a newer one; without it, no limit (F-06).
    pub(crate) upgrade_within: Option<At<Period>>,
    /// Whether an older version may be installed instead (F-06).
    pub(crate) downgrade: bool,
}

/// One permitted or forbidden use.
#[derive(Debug, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Use {
    /// Its id, unique in the terms.
    pub(crate) id: At<String>,
    /// In words.
    pub(crate) text: Both,
}

/// A worked example: what is given, what is done, and what must come of it.
#[derive(Debug, Clone, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Case {
    /// What it shows, in a sentence.
    pub(crate) name: String,
    /// The company before the example begins.
    #[serde(default)]
    pub(crate) given: Given,
    /// One act, which must be allowed unless `expect_refusal` says otherwise.
    pub(crate) act: Option<At<Act>>,
    /// The refusal that `act` must meet.
    pub(crate) expect_refusal: Option<Code<RefusalCode>>,
    /// Acts in the order of their days, each with its own outcome.
    #[serde(default)]
    pub(crate) expect_acts: Vec<At<Act>>,
    /// What must be true on a day, after all acts up to it.
    #[serde(default)]
    pub(crate) expect: Vec<At<Expect>>,
}

/// The company before a worked example begins.
#[derive(Debug, Clone, Default, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Given {
    /// Offer that it has bought.
    pub(crate) offer: Option<At<String>>,
    /// Day of that purchase.
    pub(crate) bought: Option<Day>,
    /// Two-letter country; without it, FR.
    pub(crate) country: Option<String>,
    /// Two-letter countries of its locations.
    #[serde(default)]
    pub(crate) locations: Vec<String>,
    /// Competencies qualified before the purchase.
    #[serde(default)]
    pub(crate) qualified: Vec<Qualified>,
    /// Days of renewals since.
    #[serde(default)]
    pub(crate) renewed: Vec<Day>,
    /// Whether an admin reviews the company's profile before each renewal; without it, yes (B-30).
    pub(crate) profile_reviewed: Option<bool>,
    /// A token redeemed since, as a new subscription.
    pub(crate) redeemed: Option<At<Redeemed>>,
}

/// A competency qualified at a level.
#[derive(Debug, Clone, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Qualified {
    /// The competency.
    pub(crate) competency: At<String>,
    /// The level.
    pub(crate) level: At<String>,
}

/// A token redeemed as a new subscription.
#[derive(Debug, Clone, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Redeemed {
    /// Its product.
    pub(crate) benefit: At<String>,
    /// The day.
    pub(crate) on: Day,
}

/// Something that is done in a worked example: a day, exactly one act, and what must come of it.
#[derive(Debug, Clone, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Act {
    /// The day.
    pub(crate) on: Day,
    /// Minutes after the act before, on the same day; without it, one.
    pub(crate) minutes_later: Option<u32>,
    /// Act: buys this offer.
    pub(crate) buy: Option<At<String>>,
    /// Act: renews the membership of this offer's group, choosing this offer for the coming year.
    pub(crate) renew: Option<At<String>>,
    /// Act: reviews the company's profile (B-30).
    pub(crate) review: Option<bool>,
    /// Act: the vendor states that this competency is qualified; with `level`.
    pub(crate) qualify: Option<At<String>>,
    /// Level for `qualify`.
    pub(crate) level: Option<At<String>>,
    /// Act: redeems the next token of this benefit that was not redeemed yet.
    pub(crate) redeem: Option<At<String>>,
    /// Seats that are asked of it; without it, all.
    pub(crate) seats: Option<u32>,
    /// How it is redeemed; without it, as a new subscription.
    pub(crate) mode: Option<Code<Mode>>,
    /// Domain of the tenant; without it, the company's usual one.
    pub(crate) tenant: Option<String>,
    /// Act: asks for a replacement of the token redeemed last, for this reason, and support grants it.
    pub(crate) replace: Option<Code<ReplacementReason>>,
    /// Act: shows the code of a token or the key of software of this benefit.
    pub(crate) reveal: Option<At<String>>,
    /// Act: sets up this software on a machine.
    pub(crate) install: Option<At<String>>,
    /// The machine, for `install`.
    pub(crate) device: Option<String>,
    /// Whether its hardware changed significantly, for `install`.
    #[serde(default)]
    pub(crate) hardware_changed: bool,
    /// Act: gives a seat of this benefit to `person`.
    pub(crate) assign: Option<At<String>>,
    /// Act: `person` activates the seat of this benefit.
    pub(crate) activate: Option<At<String>>,
    /// Act: takes the seat of this benefit back from `person`.
    pub(crate) unassign: Option<At<String>>,
    /// Two-letter country in which the seat is used, for `assign`; without it, the headquarters'.
    pub(crate) country: Option<String>,
    /// First name of a person of the company.
    pub(crate) person: Option<String>,
    /// How often the act is done, each time with another machine or person; every time must have the same outcome.
    #[schemars(range(min = 1))]
    pub(crate) times: Option<u32>,
    /// True: it must be allowed, which is what is meant where nothing else is said.
    pub(crate) ok: Option<bool>,
    /// The refusal that it must meet.
    pub(crate) refusal: Option<Code<RefusalCode>>,
    /// The first day on which the refusal must say that it is possible.
    pub(crate) available_from: Option<Day>,
    /// Last day of the cloud subscription afterwards.
    pub(crate) usable_until: Option<Day>,
    /// Seats of the cloud subscription afterwards.
    pub(crate) seats_after: Option<u32>,
}

/// What must be true on a day.
#[derive(Debug, Clone, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Expect {
    /// The day.
    pub(crate) on: Day,
    /// The offer whose membership is meant; without it, the one of `given`.
    pub(crate) offer: Option<At<String>>,
    /// State of the membership.
    pub(crate) state: Option<Code<MembershipState>>,
    /// Whether it can be renewed.
    pub(crate) can_renew: Option<bool>,
    /// Whether its benefits may be used at all.
    pub(crate) access: Option<bool>,
    /// Last day of the paid year.
    pub(crate) anniversary: Option<Day>,
    /// First day of the window.
    pub(crate) renew_from: Option<Day>,
    /// Last day of the window.
    pub(crate) renew_to: Option<Day>,
    /// Last day of access to benefits if nobody renews.
    pub(crate) benefits_until: Option<Day>,
    /// Whether the fee can still be refunded.
    pub(crate) refundable: Option<bool>,
    /// Whether software must be uninstalled or licensed commercially.
    pub(crate) must_uninstall: Option<bool>,
    /// A benefit whose quantity is stated.
    pub(crate) benefit: Option<At<String>>,
    /// How much of it all lines together grant.
    pub(crate) quantity: Option<u32>,
    /// How much of it can be used, within the ceilings (C-33).
    pub(crate) effective: Option<u32>,
    /// Its ceiling in one country (C-30).
    pub(crate) cap_per_country: Option<u32>,
    /// Its ceiling in all countries together (C-30).
    pub(crate) cap_worldwide: Option<u32>,
    /// Whether it is without limit (K-03).
    pub(crate) unlimited: Option<bool>,
}
