//! What the API answers, made from what the domain computed. Nothing is decided here.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::de::{Error as _, Unexpected};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value, json};
use symbolon_domain::account::{
    Account, Assignment, Key, KeyState, MembershipState, Redemption, SeatState, Shown, SubscriptionState, Token,
    TokenState,
};
use symbolon_domain::day::calendar_day;
use symbolon_domain::decide::{Effect, Outcome};
use symbolon_domain::explanation::{Explanation, Node};
use symbolon_domain::fact::{Extent, Item};
use symbolon_domain::ids::*;
use symbolon_domain::installation::{InstalledId, WindDownOf};
use symbolon_domain::outlook::Change;
use symbolon_domain::programme::{
    Benefit, BenefitKind, KeyKind, Language, Mode, Offer, OfferKind, Programme, Programmes, Use,
};
use symbolon_domain::seat::Breakdown;
use symbolon_domain::standing::{self, Line, MembershipStanding, SubscriptionStanding, WindDownItem};
use symbolon_text::{self as text, Names};
use utoipa::openapi::schema::{ObjectBuilder, SchemaType, Type};
use utoipa::openapi::{KnownFormat, RefOr, Schema, SchemaFormat};
use utoipa::{PartialSchema, ToSchema};

/// A day in the programme's zone; a day that means *until* is included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub(crate) struct Day(pub(crate) Date);

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let wrong = || D::Error::invalid_value(Unexpected::Str(&text), &"a date");
        calendar_day(&text).map(Self).ok_or_else(wrong)
    }
}

impl PartialSchema for Day {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(SchemaType::new(Type::String))
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::Date)))
            .into()
    }
}

impl ToSchema for Day {}

/// Any JSON value that the document does not describe further.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(transparent)]
pub(crate) struct Json(pub(crate) Value);

impl PartialSchema for Json {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new().schema_type(SchemaType::new(Type::Object)).into()
    }
}

impl ToSchema for Json {}

/// An explanation with a sentence beside every fact.
pub(crate) fn explanation(tree: &Explanation, language: Language, names: Option<&dyn Names>) -> Value {
    json!({
        "question": tree.question,
        "text": text::question_named(language, tree, names),
        "subject": tree.subject,
        "as_of": tree.as_of,
        "answer": tree.answer,
        "programme": tree.programme,
        "version": tree.version,
        "changes_on": tree.changes_on(),
        "children": nodes(tree.children(), language, names),
    })
}

/// The short form: the answer, the day it changes and the first fact that stands in the way.
pub(crate) fn summary(tree: &Explanation, language: Language, names: Option<&dyn Names>) -> Value {
    let obstacle = tree.first_obstacle().map(|node| one(node, language, names));
    json!({
        "question": tree.question,
        "answer": tree.answer,
        "as_of": tree.as_of,
        "version": tree.version,
        "changes_on": tree.changes_on(),
        "obstacle": obstacle,
    })
}

fn nodes(nodes: &[Node], language: Language, names: Option<&dyn Names>) -> Value {
    nodes.iter().map(|node| one(node, language, names)).collect()
}

fn one(node: &Node, language: Language, names: Option<&dyn Names>) -> Value {
    let mut value = Map::new();
    value.insert("fact".to_owned(), json!(node.fact));
    value.insert("answer".to_owned(), json!(node.answer));
    value.insert("answer_text".to_owned(), json!(text::answer(language, node.answer)));
    value.insert("text".to_owned(), json!(text::node_named(language, node, names)));
    if !node.because.is_empty() {
        value.insert("because".to_owned(), json!(node.because));
    }
    if let Some(rule) = &node.rule {
        value.insert("rule".to_owned(), json!(rule));
    }
    if let Some(day) = node.changes_on {
        value.insert("changes_on".to_owned(), json!(day));
    }
    if let Some(remedy) = &node.remedy {
        value.insert("remedy".to_owned(), crate::problem::remedy(remedy, language));
    }
    if !node.who_can_help.is_empty() {
        value.insert("who_can_help".to_owned(), json!(node.who_can_help));
    }
    if !node.children.is_empty() {
        value.insert("children".to_owned(), nodes(&node.children, language, names));
    }
    Value::Object(value)
}

/// Computed consequences, each with a sentence.
pub(crate) fn effects(effects: &[Effect], language: Language) -> Value {
    let one = |effect: &Effect| {
        let mut value = serde_json::to_value(effect).unwrap_or_default();
        if let Some(members) = value.as_object_mut() {
            members.insert("text".to_owned(), json!(text::effect(language, effect)));
        }
        value
    };
    effects.iter().map(one).collect()
}

/// What an allowed act would do.
pub(crate) fn outcome(outcome: &Outcome, language: Language, names: Option<&dyn Names>) -> Map<String, Value> {
    let mut value = Map::new();
    value.insert("allowed".to_owned(), json!(true));
    value.insert("effects".to_owned(), effects(&outcome.effects, language));
    value.insert("remedies".to_owned(), crate::problem::remedies(&outcome.remedies, language));
    value.insert("explanation".to_owned(), explanation(&outcome.explanation, language, names));
    value
}

/// A membership on a day, with its three end dates kept apart.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Membership {
    id: String,
    /// The number that people know, `M-…`.
    number: String,
    account: String,
    offer: String,
    offer_name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<String>,
    /// `active`, `renewal_open`, `lapsed`, `upgraded`, `refunded`, `merged`.
    state: String,
    state_text: String,
    year: u32,
    bought_on: Day,
    /// Last day of the paid year.
    anniversary: Day,
    /// First day on which it can be renewed.
    renew_from: Day,
    /// Last day on which it can be renewed.
    renew_to: Day,
    /// Last day of access to benefits if nobody renews.
    benefits_until: Day,
    /// `kept`, `read_only` or `suspended`.
    access: String,
    /// Last day on which the fee may be refunded; absent: no more.
    #[serde(skip_serializing_if = "Option::is_none")]
    refund_until: Option<Day>,
    /// The membership with which it is renewed since a merge; absent: it is renewed by itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    renewed_with: Option<String>,
    programme_version: u32,
    explanation: Json,
}

impl Membership {
    pub(crate) fn new(
        account: AccountId,
        held: &MembershipStanding,
        programmes: &Programmes,
        reader: &Words<'_>,
    ) -> Self {
        let language = reader.language;
        Self {
            id: held.id.to_string(),
            number: format!("M-{}", held.number),
            account: account.to_string(),
            offer: held.offer.clone(),
            offer_name: programmes
                .offer(&held.offer)
                .map_or_else(|| held.offer.clone(), |offer| offer.name.get(language).to_owned()),
            level: held.level.clone(),
            state: held.state.to_string(),
            state_text: text::word(language, held.state),
            year: held.year,
            bought_on: Day(held.bought_on),
            anniversary: Day(held.anniversary),
            renew_from: Day(held.renew_from),
            renew_to: Day(held.renew_to),
            benefits_until: Day(held.benefits_until),
            access: held.access.to_string(),
            refund_until: held.refund_until.map(Day),
            renewed_with: held.renewed_with.map(|id| id.to_string()),
            programme_version: held.version,
            explanation: Json(explanation(&held.explanation, language, reader.names)),
        }
    }

    /// Whether the last day on which it can be renewed is not before the one day and not after the other.
    pub(crate) fn is_renewed_until(&self, (from, until): (Option<Date>, Option<Date>)) -> bool {
        let Day(last) = self.renew_to;
        from.is_none_or(|from| from <= last) && until.is_none_or(|until| last <= until)
    }

    pub(crate) fn is_in(&self, states: &[MembershipState]) -> bool {
        states.is_empty() || states.iter().any(|state| state.code() == self.state)
    }
}

/// The reader's language and the names of things.
#[derive(Clone, Copy)]
pub(crate) struct Words<'a> {
    pub(crate) language: Language,
    pub(crate) names: Option<&'a dyn Names>,
}

/// A granted line on a day.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Grant {
    id: String,
    account: String,
    membership: String,
    year: u32,
    benefit: String,
    benefit_name: String,
    category: String,
    /// `token`, `key`, `seat` or `balance`.
    kind: String,
    /// The offer whose licence table grants it.
    offer: String,
    offer_name: String,
    /// `core` or `incremental`.
    layer: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    competency: Option<String>,
    quantity: u32,
    unit: String,
    /// False where the figure's source is not official.
    verified: bool,
    state: String,
    state_text: String,
    /// How many can be used in all, in the item's own measure.
    #[serde(skip_serializing_if = "Option::is_none")]
    total: Option<u32>,
    used: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    free: Option<u32>,
    locked: u32,
    /// Whether it is without limit, whatever its quantity says.
    unlimited: bool,
    /// `provisioning` until the vendor’s services record that it is `provisioned`; absent where nothing is recorded.
    #[serde(skip_serializing_if = "Option::is_none")]
    provisioning: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    provisioned_on: Option<Day>,
    /// Last day on which it may be redeemed, activated or assigned.
    redeem_by: Day,
    /// Last day of use; absent while nothing runs.
    #[serde(skip_serializing_if = "Option::is_none")]
    usable_until: Option<Day>,
    /// Day by which an older version must be replaced.
    #[serde(skip_serializing_if = "Option::is_none")]
    upgrade_by: Option<Day>,
    #[serde(skip_serializing_if = "Option::is_none")]
    token: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    seat_pool: Option<String>,
    programme_version: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    explanation: Json,
}

impl Grant {
    pub(crate) fn new(account: AccountId, line: &Line, programmes: &Programmes, reader: &Words<'_>) -> Self {
        let language = reader.language;
        let granted = &line.granted;
        let benefit = programmes.benefit(&granted.benefit);
        let (key, pool) = match &granted.item {
            Item::Key { key, .. } => (Some(key.to_string()), None),
            Item::Pool { pool, .. } => (None, Some(pool.to_string())),
            _ => (None, None),
        };
        Self {
            id: line.grant.to_string(),
            account: account.to_string(),
            membership: line.membership.to_string(),
            year: line.year,
            benefit: granted.benefit.clone(),
            benefit_name: benefit.map_or_else(|| granted.benefit.clone(), |known| known.name.get(language).to_owned()),
            category: line.category.clone(),
            kind: line.kind.to_owned(),
            offer: granted.offer.clone(),
            offer_name: programmes
                .offer(&granted.offer)
                .map_or_else(|| granted.offer.clone(), |offer| offer.name.get(language).to_owned()),
            layer: granted.layer.to_string(),
            competency: granted.competency.clone(),
            quantity: granted.quantity,
            unit: granted.unit.clone(),
            verified: granted.verified,
            state: line.state.to_string(),
            state_text: text::word(language, line.state),
            total: line.total,
            used: line.used,
            free: line.free,
            locked: line.locked,
            unlimited: line.unlimited,
            provisioning: line.provisioning.map(|state| state.to_string()),
            provisioned_on: line.provisioned_on.map(Day),
            redeem_by: Day(line.redeem_by),
            usable_until: line.usable_until.map(Day),
            upgrade_by: line.upgrade_by.map(Day),
            token: line.token.map(|token| token.to_string()),
            key,
            seat_pool: pool,
            programme_version: line.version,
            note: benefit.and_then(|known| known.note.as_ref()).map(|note| note.get(language).to_owned()),
            explanation: Json(explanation(&line.explanation, language, reader.names)),
        }
    }
}

/// A redemption.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Redemption)]
pub(crate) struct RedemptionWire {
    id: String,
    token: String,
    benefit: String,
    tenant_id: String,
    tenant: String,
    /// `new`, `extend` or `add_seats`.
    mode: String,
    redeemed_on: Day,
    redeemed_by: String,
    seats: u32,
    subscription_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<ExtentWire>,
    after: ExtentWire,
    /// Last day on which a replacement may be asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    replaceable_until: Option<Day>,
}

/// Seats and last day of a subscription.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Extent)]
pub(crate) struct ExtentWire {
    seats: u32,
    usable_until: Day,
}

impl From<Extent> for ExtentWire {
    fn from(extent: Extent) -> Self {
        Self { seats: extent.seats, usable_until: Day(extent.usable_until) }
    }
}

impl RedemptionWire {
    pub(crate) fn new(account: &Account, redemption: &Redemption) -> Self {
        let act = &redemption.act;
        Self {
            id: act.redemption.to_string(),
            token: act.token.to_string(),
            benefit: act.benefit.clone(),
            tenant_id: act.tenant.to_string(),
            tenant: account.tenants.get(&act.tenant).map_or_else(String::new, |tenant| tenant.domain.clone()),
            mode: act.mode.to_string(),
            redeemed_on: Day(redemption.on),
            redeemed_by: redemption.by.clone(),
            seats: act.seats,
            subscription_id: act.subscription.to_string(),
            before: act.before.map(ExtentWire::from),
            after: act.after.into(),
            replaceable_until: act.replaceable_until.map(Day),
        }
    }
}

/// A token.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Token)]
pub(crate) struct TokenWire {
    id: String,
    account: String,
    grant: String,
    benefit: String,
    benefit_name: String,
    seats: u32,
    /// `available`, `revealed`, `redeemed`, `past_redeem_by`, `replaced` or `revoked`.
    state: String,
    state_text: String,
    granted_on: Day,
    redeem_by: Day,
    /// The code's last five characters; the code itself is shown by an act.
    #[serde(skip_serializing_if = "Option::is_none")]
    last_five: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    replaced_by: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    replaces: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    redemption: Option<RedemptionWire>,
}

impl TokenWire {
    pub(crate) fn new(
        account: &Account,
        id: TokenId,
        token: &Token,
        on: Date,
        programmes: &Programmes,
        language: Language,
        last_five: &BTreeMap<String, String>,
    ) -> Self {
        let state: TokenState = standing::token_state(account, token, on);
        Self {
            id: id.to_string(),
            account: account.id.map(|id| id.to_string()).unwrap_or_default(),
            grant: token.grant.to_string(),
            benefit: token.benefit.clone(),
            benefit_name: benefit_name(programmes, &token.benefit, language),
            seats: token.seats,
            state: state.to_string(),
            state_text: text::word(language, state),
            granted_on: Day(token.granted_on),
            redeem_by: Day(token.redeem_by),
            last_five: last_five.get(&id.to_string()).cloned(),
            replaced_by: token.replaced_by.map(|id| id.to_string()),
            replaces: token.replaces.map(|id| id.to_string()),
            redemption: token.redeemed.as_ref().map(|redemption| RedemptionWire::new(account, redemption)),
        }
    }
}

/// A benefit's name in a language; its id where no version of the programme has it.
pub(crate) fn benefit_name(programmes: &Programmes, id: &str, language: Language) -> String {
    programmes.benefit(id).map_or_else(|| id.to_owned(), |known| known.name.get(language).to_owned())
}

/// A cloud subscription.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Subscription)]
pub(crate) struct SubscriptionWire {
    id: String,
    account: String,
    tenant_id: String,
    tenant: String,
    benefit: String,
    benefit_name: String,
    from: Day,
    #[serde(skip_serializing_if = "Option::is_none")]
    seats: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    usable_until: Option<Day>,
    /// `active`, `expired` (over, still usable), `disabled`, `deleted` or `revoked`.
    state: String,
    state_text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    changes_on: Option<Day>,
    tokens: Vec<String>,
}

impl SubscriptionWire {
    pub(crate) fn new(
        account: &Account,
        held: &SubscriptionStanding,
        programmes: &Programmes,
        language: Language,
    ) -> Self {
        let state: SubscriptionState = held.state;
        Self {
            id: held.id.to_string(),
            account: account.id.map(|id| id.to_string()).unwrap_or_default(),
            tenant_id: held.tenant.to_string(),
            tenant: account.tenants.get(&held.tenant).map_or_else(String::new, |tenant| tenant.domain.clone()),
            benefit: held.benefit.clone(),
            benefit_name: benefit_name(programmes, &held.benefit, language),
            from: Day(held.from),
            seats: held.extent.map(|extent| extent.seats),
            usable_until: held.extent.map(|extent| Day(extent.usable_until)),
            state: state.to_string(),
            state_text: text::word(language, state),
            changes_on: held.changes_on.map(Day),
            tokens: held.tokens.iter().map(ToString::to_string).collect(),
        }
    }
}

/// An act of showing a key or a code. It never holds what was shown.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Reveal {
    id: String,
    revealed_on: Day,
    revealed_by: String,
}

impl From<&Shown> for Reveal {
    fn from(shown: &Shown) -> Self {
        Self { id: shown.reveal.to_string(), revealed_on: Day(shown.on), revealed_by: shown.by.clone() }
    }
}

/// An activation that counted.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Activation {
    id: String,
    counted_on: Day,
    /// `new_device`, `hardware_change` or `reimage`.
    counted_for: String,
    /// Activations used, this one included.
    used: u32,
    /// What the partner calls the machine; absent when that was erased.
    #[serde(skip_serializing_if = "Option::is_none")]
    device_name: Option<String>,
}

impl Activation {
    pub(crate) fn new(held: &symbolon_domain::account::KeyActivation, device_name: Option<String>) -> Self {
        Self {
            id: held.act.activation.to_string(),
            counted_on: Day(held.on),
            counted_for: held.act.counted_for.to_string(),
            used: held.act.used,
            device_name,
        }
    }
}

/// A product key.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Key)]
pub(crate) struct KeyWire {
    id: String,
    account: String,
    grant: String,
    benefit: String,
    benefit_name: String,
    /// `static`, `retail` or `multiple_activation`.
    key: String,
    /// `hidden`, `revealed`, `exhausted`, `blocked` or `ended`.
    state: String,
    state_text: String,
    used: u32,
    /// Activations in all; absent: without end. No more are ever granted.
    #[serde(skip_serializing_if = "Option::is_none")]
    limit: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    free: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_five: Option<String>,
    /// What keeps it from being used.
    #[serde(skip_serializing_if = "Option::is_none")]
    blocked: Option<BlockedWire>,
    reveals: Vec<Reveal>,
}

/// Why a product key may not be used, and since when.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = KeyBlock)]
pub(crate) struct BlockedWire {
    since: Day,
    /// `leak` or `terms_breach`.
    why: String,
    why_text: String,
    /// What the vendor wrote about it; for those who may block keys.
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

impl KeyWire {
    /// Adds what the vendor wrote about its block, where the reader may block keys (E-15).
    pub(crate) fn noted(mut self, note: Option<String>) -> Self {
        if let Some(blocked) = &mut self.blocked {
            blocked.note = note;
        }
        self
    }

    pub(crate) fn new(
        account: &Account,
        id: KeyId,
        key: &Key,
        on: Date,
        programmes: &Programmes,
        language: Language,
        last_five: &BTreeMap<String, String>,
    ) -> Self {
        let state: KeyState = standing::key_state(account, key, on);
        Self {
            id: id.to_string(),
            account: account.id.map(|id| id.to_string()).unwrap_or_default(),
            grant: key.grant.to_string(),
            benefit: key.benefit.clone(),
            benefit_name: benefit_name(programmes, &key.benefit, language),
            key: key.kind.to_string(),
            state: state.to_string(),
            state_text: text::word(language, state),
            used: key.used,
            limit: key.limit,
            free: standing::key_free(key),
            last_five: last_five.get(&id.to_string()).cloned(),
            blocked: key.blocked.as_ref().map(|block| BlockedWire {
                since: Day(block.since),
                why: block.why.to_string(),
                why_text: text::word(language, block.why),
                note: None,
            }),
            reveals: key.shown.iter().map(Reveal::from).collect(),
        }
    }
}

/// How the seats of a pool are used.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SeatBreakdown {
    granted: u32,
    activated: u32,
    assigned: u32,
    locked: u32,
    /// Free within the ceilings on use and what the product shares with others.
    free: u32,
    /// Neither held nor locked, and withheld by a ceiling or a shared entitlement.
    withheld: u32,
    overcommitted: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    unlocks_on: Option<Day>,
}

impl From<Breakdown> for SeatBreakdown {
    fn from(counted: Breakdown) -> Self {
        Self {
            granted: counted.size,
            activated: counted.activated,
            assigned: counted.assigned,
            locked: counted.locked,
            free: counted.free,
            withheld: counted.withheld,
            overcommitted: counted.overcommitted,
            unlocks_on: counted.unlocks_on.map(Day),
        }
    }
}

/// A pool of developer subscriptions.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SeatPool {
    id: String,
    account: String,
    grant: String,
    benefit: String,
    benefit_name: String,
    edition: String,
    seat_breakdown: SeatBreakdown,
}

impl SeatPool {
    pub(crate) fn new(
        account: &Account,
        programmes: &Programmes,
        id: PoolId,
        pool: &symbolon_domain::account::Pool,
        on: Date,
        language: Language,
    ) -> Self {
        Self {
            id: id.to_string(),
            account: account.id.map(|id| id.to_string()).unwrap_or_default(),
            grant: pool.grant.to_string(),
            benefit: pool.benefit.clone(),
            benefit_name: benefit_name(programmes, &pool.benefit, language),
            edition: pool.edition.clone(),
            seat_breakdown: standing::seat_breakdown(account, programmes, pool, on).into(),
        }
    }
}

/// A seat given to a person.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Assignment)]
pub(crate) struct AssignmentWire {
    id: String,
    account: String,
    seat_pool: String,
    benefit: String,
    benefit_name: String,
    seat: u32,
    person: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    person_name: Option<String>,
    /// ISO 3166-1 country in which it is used.
    country: String,
    /// `assigned`, `activated` or `ended`.
    state: String,
    state_text: String,
    assigned_on: Day,
    #[serde(skip_serializing_if = "Option::is_none")]
    activated_on: Option<Day>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ended_on: Option<Day>,
    /// First day on which the seat may go to somebody else.
    reassignable_from: Day,
}

impl AssignmentWire {
    pub(crate) fn new(
        account: &Account,
        id: AssignmentId,
        held: &Assignment,
        on: Date,
        programmes: &Programmes,
        language: Language,
        names: &BTreeMap<PersonId, String>,
    ) -> Self {
        let state: SeatState = standing::assignment_state(account, held, on);
        let benefit = account.pools.get(&held.pool).map_or("", |pool| pool.benefit.as_str());
        Self {
            id: id.to_string(),
            account: account.id.map(|id| id.to_string()).unwrap_or_default(),
            seat_pool: held.pool.to_string(),
            benefit: benefit.to_owned(),
            benefit_name: benefit_name(programmes, benefit, language),
            seat: held.seat,
            person: held.person.to_string(),
            person_name: names.get(&held.person).cloned(),
            country: held.country.as_ref().unwrap_or(&account.country).clone(),
            state: state.to_string(),
            state_text: text::word(language, state),
            assigned_on: Day(held.assigned_on),
            activated_on: held.activated_on.map(Day),
            ended_on: held.ended.map(|(on, _)| Day(on)),
            reassignable_from: Day(held.locked_until),
        }
    }
}

/// A change to come.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Change)]
pub(crate) struct ChangeWire {
    on: Day,
    kind: String,
    text: String,
    subject: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    benefit: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    offer: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    notice: Option<String>,
    count: u32,
}

impl ChangeWire {
    pub(crate) fn new(change: &Change, language: Language, names: &dyn Names) -> Self {
        Self {
            on: Day(change.on),
            kind: change.kind.to_string(),
            text: text::change(language, change, names),
            subject: change.subject.clone(),
            benefit: change.benefit.clone(),
            offer: change.offer.clone(),
            notice: change.text.clone(),
            count: change.count,
        }
    }
}

/// One installation or line of software whose right ends.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct WindDown {
    grant: String,
    benefit: String,
    benefit_name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    activation: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    installation: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    assignment: Option<String>,
    /// Who held the seat.
    #[serde(skip_serializing_if = "Option::is_none")]
    person: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    device_name: Option<String>,
    quantity: u32,
    right_ends_on: Day,
    /// `uninstalled` or `commercially_licensed`; absent while nothing was confirmed.
    #[serde(skip_serializing_if = "Option::is_none")]
    how: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    confirmed_on: Option<Day>,
    #[serde(skip_serializing_if = "Option::is_none")]
    confirmed_by: Option<String>,
}

impl WindDown {
    pub(crate) fn new(
        item: &WindDownItem,
        programmes: &Programmes,
        language: Language,
        device_name: Option<String>,
    ) -> Self {
        let confirmed = item.confirmed.as_ref();
        let (mut activation, mut installation, mut assignment) = (None, None, None);
        match item.of {
            None => {}
            Some(WindDownOf::Installed(InstalledId::Activated(id))) => activation = Some(id.to_string()),
            Some(WindDownOf::Installed(InstalledId::Recorded(id))) => installation = Some(id.to_string()),
            Some(WindDownOf::Seat(id)) => assignment = Some(id.to_string()),
        }
        Self {
            grant: item.grant.to_string(),
            benefit: item.benefit.clone(),
            benefit_name: benefit_name(programmes, &item.benefit, language),
            activation,
            installation,
            assignment,
            person: item.person.map(|id| id.to_string()),
            device_name,
            quantity: item.quantity,
            right_ends_on: Day(item.right_ends_on),
            how: confirmed.map(|held| held.act.how.to_string()),
            confirmed_on: confirmed.map(|held| Day(held.on)),
            confirmed_by: confirmed.map(|held| held.by.clone()),
        }
    }
}

/// An offer of the published programme.
pub(crate) fn offer(programme: &Programme, offer: &Offer, language: Language) -> Value {
    let fees: Vec<Value> = offer
        .fees
        .iter()
        .map(|fee| {
            json!({
                "country": fee.country,
                "amount": amount(&fee.amount),
                "from": fee.from,
                "to": fee.to,
                "verified": fee.verified,
            })
        })
        .collect();
    let level = match &offer.kind {
        OfferKind::Attainment { level } => Some(level),
        OfferKind::Subscription => None,
    };
    json!({
        "id": offer.id,
        "name": offer.name.get(language),
        "summary": offer.summary.get(language),
        "level": level,
        "limit": { "group": offer.limit.group, "max": offer.limit.max },
        "excluded_by": offer.excluded_by,
        "upgrade_from": offer.upgrade.as_ref().map(|upgrade| &upgrade.from),
        "fees": fees,
        "refund_within_days": offer.refund.within_days,
        "window": offer.window,
        "source": programme.source(&format!("offer.{}", offer.id)),
    })
}

/// An amount as a decimal string, with the currency.
pub(crate) fn amount(money: &symbolon_domain::programme::Money) -> Value {
    json!({ "amount": money.decimal(), "currency": money.currency })
}

/// A benefit of the published programme, with its rules and licence terms.
pub(crate) fn benefit(programme: &Programme, benefit: &Benefit, language: Language) -> Value {
    let uses = |uses: &[Use]| -> Vec<Value> {
        uses.iter().map(|one| json!({ "id": one.id, "text": one.text.get(language) })).collect()
    };
    let terms = benefit.terms.as_ref().and_then(|id| programme.terms.get(id)).map(|terms| {
        json!({
            "id": terms.id,
            "name": terms.name.get(language),
            "permitted": uses(&terms.permitted),
            "forbidden": uses(&terms.forbidden),
            "upgrade_within_months": terms.upgrade_within_months,
            "downgrade": terms.downgrade,
        })
    });
    let rules = match &benefit.kind {
        BenefitKind::Token(rule) => json!({
            "modes": rule.modes.iter().map(|mode: &Mode| mode.code()).collect::<Vec<_>>(),
            "divisible": false,
            "extend_max_months": rule.extend_max_months,
            "replacement": rule.replacement.as_ref().map(|replacement| json!({
                "reasons": replacement.reasons.iter().map(|reason| reason.code()).collect::<Vec<_>>(),
                "within_days": replacement.within_days,
                "max": replacement.max,
            })),
        }),
        BenefitKind::Key(rule) => json!({
            "key": rule.kind.code(),
            "key_required": rule.kind != KeyKind::None,
            "count_reimage": rule.count_reimage,
            "top_up": "never",
        }),
        BenefitKind::Seat(rule) => json!({
            "edition": rule.edition,
            "reassign_after_days": rule.reassign_after_days,
            "shareable": false,
        }),
        BenefitKind::Balance => json!({}),
    };
    let rows: Vec<Value> = programme
        .table
        .iter()
        .filter(|row| row.benefit == benefit.id)
        .map(|row| {
            json!({
                "offer": row.offer, "competency": row.competency, "quantity": row.quantity, "unit": row.unit,
                "layer": row.layer, "verified": row.verified, "from": row.from, "to": row.to,
            })
        })
        .collect();
    json!({
        "id": benefit.id,
        "name": benefit.name.get(language),
        "category": benefit.category,
        "kind": benefit.kind.code(),
        "note": benefit.note.as_ref().map(|note| note.get(language)),
        "rules": rules,
        "terms": terms,
        "uninstall_at_end": benefit.uninstall_at_end,
        "included_in": rows,
        "source": programme.source(&format!("benefit.{}", benefit.id)),
    })
}
