//! The shapes of answers that are written member by member, for the published description alone. The tests compare
//! every answer that they read with it.
#![allow(dead_code, reason = "describes what is written elsewhere")]

use std::collections::BTreeMap;

use serde_json::Value;
use utoipa::ToSchema;

use super::Items;
use crate::wire::{AssignmentWire, Day, SeatBreakdown};

/// A problem (RFC 9457).
#[derive(ToSchema)]
#[schema(as = Problem)]
pub(crate) struct ProblemBody {
    /// The page about this kind of problem, on this server.
    r#type: String,
    /// What happened, in the reader's language.
    title: String,
    /// The HTTP status.
    status: u16,
    /// The stable code, which is the last part of `type`.
    code: String,
    /// Why it happened here, when that changes, what to do.
    detail: Option<String>,
    /// The request that it is the answer to; absent where nothing may be told.
    instance: Option<String>,
    /// What is wrong with the request itself.
    errors: Option<Vec<Mistake>>,
    /// What would help.
    remedies: Vec<Remedy>,
    /// First day on which it would be possible.
    available_from: Option<Day>,
    /// Last day on which it was or is possible.
    available_until: Option<Day>,
    /// Every fact that was looked at.
    explanation: Option<Explanation>,
    /// The refusal as it is kept: `GET /v1/decisions/{id}`.
    decision: Option<String>,
    /// The roles of which one is needed; for the admin of a tenant, that.
    required_role: Option<Value>,
    /// The roles that can help, and who holds them.
    who_can_help: Option<Vec<Helper>>,
    /// Of `preview-required` and `preview-stale`: the preview as it is now; of a campaign's run, the run.
    preview: Option<Value>,
    /// Of `preview-required`: the consequences that were not acknowledged.
    missing_acknowledgements: Option<Vec<String>>,
    /// The entity tag of what was to be changed, as it is now; null where its address shows nothing.
    current_etag: Option<String>,
    /// Of the preview of a redemption: the other ways to redeem the token.
    alternatives: Option<Vec<Value>>,
}

/// Something that is wrong with a request.
#[derive(ToSchema)]
struct Mistake {
    /// The field of the body, as a JSON Pointer.
    pointer: Option<String>,
    /// The parameter of the query.
    parameter: Option<String>,
    /// The header.
    header: Option<String>,
    /// What kind of mistake it is; absent where it is one of a programme's files.
    code: Option<String>,
    /// The mistake in words.
    detail: String,
    /// What to do about it.
    remedy: Option<String>,
    /// Of a programme: the file.
    file: Option<String>,
    line: Option<u32>,
    column: Option<u32>,
    /// What may have been meant.
    hint: Option<String>,
}

/// What would help.
#[derive(ToSchema)]
pub(crate) struct Remedy {
    /// The stable code.
    act: String,
    /// The same in words.
    text: String,
    /// First day on which it helps.
    from: Option<Day>,
    /// Last day on which it helps.
    until: Option<Day>,
}

/// A role that can help.
#[derive(ToSchema)]
struct Helper {
    role: String,
    /// What the programme calls it.
    name: String,
    /// The names of those who hold it, as far as the reader may know them.
    people: Vec<String>,
}

/// Why an answer is what it is.
#[derive(ToSchema)]
pub(crate) struct Explanation {
    /// What was asked.
    question: String,
    /// The question in words.
    text: String,
    /// What it was asked about.
    subject: String,
    as_of: Day,
    /// `yes`, `no`, `not_yet`, `over`, `not_evaluated`, `withheld` or `value`.
    answer: String,
    /// The programme by which it was judged.
    programme: String,
    /// Its version.
    version: u32,
    /// First day on which the answer is another one, if nobody acts.
    changes_on: Option<Day>,
    /// The facts that were looked at.
    children: Vec<ExplanationFact>,
}

/// A fact of an explanation.
#[derive(ToSchema)]
#[schema(no_recursion)]
struct ExplanationFact {
    /// Which fact.
    fact: String,
    /// How it turned out.
    answer: String,
    answer_text: String,
    /// The fact in words.
    text: String,
    /// The values behind it.
    because: Option<BTreeMap<String, Value>>,
    /// What it rests on: `path`, `file` and `line` of a programme’s rule, or the `number` of one that always holds.
    rule: Option<BTreeMap<String, Value>>,
    /// First day on which the answer is another one, if nobody acts.
    changes_on: Option<Day>,
    /// What would help.
    remedy: Option<Remedy>,
    /// Roles that can help.
    who_can_help: Option<Vec<String>>,
    /// The facts that it rests on.
    children: Option<Vec<ExplanationFact>>,
}

/// A consequence.
#[derive(ToSchema)]
struct Effect {
    /// What changes, for example `subscription.usable_until`.
    field: String,
    /// The consequence in words.
    text: String,
    /// Its value before; absent: it did not exist.
    from: Option<Value>,
    /// Its value afterwards; absent: it ends, or it is a text that the act itself names.
    to: Option<Value>,
    /// Whether it cannot be undone.
    irreversible: bool,
    /// The values that it was computed from.
    because: Option<BTreeMap<String, Value>>,
}

/// What an act would do.
#[derive(ToSchema)]
pub(crate) struct Preview {
    /// True: what is not allowed is a problem.
    allowed: bool,
    /// The consequences.
    effects: Option<Vec<Effect>>,
    /// What would be good to do besides.
    remedies: Option<Vec<Remedy>>,
    explanation: Option<Explanation>,
    /// Of a redemption: every other way to redeem the token, with its consequences or its refusal.
    alternatives: Option<Vec<Value>>,
    /// What has to be acknowledged before an act that cannot be undone.
    acknowledge: Option<Vec<String>>,
    /// What such an act sends, to be carried out as it was shown.
    preview_digest: Option<String>,
    /// Until when that is taken: an instant.
    valid_until: Option<String>,
}

/// An amount of money: a decimal string, and ISO 4217.
#[derive(ToSchema)]
struct Amount {
    amount: String,
    currency: String,
}

/// A role, with what the programme calls it.
#[derive(ToSchema)]
struct NamedRole {
    role: String,
    name: String,
}

/// Who a token stands for.
#[derive(ToSchema)]
pub(super) struct Me {
    name: String,
    /// The person; null: a service.
    person: Option<String>,
    email: Option<String>,
    /// The company; null: the vendor.
    account: Option<String>,
    roles: Vec<NamedRole>,
    /// Tenants that the person administers.
    admin_of: Vec<String>,
    today: Day,
}

/// The clock of an instance.
#[derive(ToSchema)]
pub(super) struct InstanceClock {
    id: String,
    /// `sandbox` or `live`.
    kind: String,
    /// The instant that it shows.
    at: String,
    today: Day,
    time_zone: String,
    /// Whether it can be moved.
    movable: bool,
}

/// A clock that was moved, and what changed on the way.
#[derive(ToSchema)]
pub(super) struct ClockMoved {
    clock: InstanceClock,
    from: Day,
    to: Day,
    /// The first changes, by day.
    changes: Vec<CompanyChange>,
    /// How many more there are.
    more: u64,
}

/// A change by date of a company.
#[derive(ToSchema)]
struct CompanyChange {
    account: String,
    account_name: String,
    on: Day,
    kind: String,
    text: String,
    subject: String,
    benefit: Option<String>,
    offer: Option<String>,
    notice: Option<String>,
    count: u64,
}

/// A decision that was recorded.
#[derive(ToSchema)]
pub(super) struct RecordedDecision {
    id: String,
    account: String,
    decided_at: String,
    actor: String,
    command: String,
    code: String,
    /// Every fact that was looked at, without words.
    explanation: Value,
}

/// An order.
#[derive(ToSchema)]
pub(super) struct Order {
    id: String,
    /// The number that people know, `O-…`.
    number: String,
    account: String,
    /// `purchase` or `renewal`.
    kind: String,
    offer: String,
    offer_name: Option<String>,
    /// The membership that it renews, or that its payment made.
    membership: Option<String>,
    /// `card` or `transfer`.
    method: String,
    /// `open`, `paid`, `cancelled`, `expired` or `refunded`.
    state: String,
    state_text: String,
    /// Whether it asks for money now.
    payable: bool,
    /// Why it asks for none though it is open.
    obstacle: Option<OrderObstacle>,
    price: Amount,
    discount_percent: u32,
    net: Amount,
    tax: Option<OrderTax>,
    total: Amount,
    tax_id: Option<String>,
    placed_on: Day,
    placed_by: String,
    /// Last day on which it can be paid.
    pay_by: Day,
    /// What a transfer must name.
    payment_reference: String,
    paid_on: Option<Day>,
    /// The number of its invoice.
    invoice: Option<String>,
    failed_charges: Vec<FailedCharge>,
    /// Whether the fee could be given back now.
    refund: Option<RefundRight>,
    refunded_on: Option<Day>,
    /// Whether the tax could be given back now.
    tax_refund: Option<TaxRefundRight>,
    tax_refunded_on: Option<Day>,
    /// The numbers of its credit notes.
    credit_notes: Vec<String>,
}

/// Why an order would not be carried out.
#[derive(ToSchema)]
struct OrderObstacle {
    code: String,
    title: String,
    detail: String,
    remedies: Vec<Remedy>,
    explanation: Explanation,
}

/// The tax of an order.
#[derive(ToSchema)]
struct OrderTax {
    name: Option<String>,
    country: String,
    percent: String,
    amount: Amount,
}

/// A charge of a card that failed.
#[derive(ToSchema)]
struct FailedCharge {
    on: Day,
    reference: String,
    code: Option<String>,
    /// When the card can be tried again.
    retry_from: Option<Day>,
}

/// Whether a fee could be given back, until when, and what ended the right.
#[derive(ToSchema)]
struct RefundRight {
    possible: bool,
    until: Option<Day>,
    ended_on: Option<Day>,
    ended_by: Option<Value>,
}

/// Whether a tax could be given back, and until when.
#[derive(ToSchema)]
struct TaxRefundRight {
    possible: bool,
    until: Option<Day>,
}

/// Money that was received.
#[derive(ToSchema)]
pub(super) struct ReceivedPayment {
    id: String,
    account: String,
    amount: Amount,
    reference: String,
    received_on: Day,
    /// The order that it paid, or that it named.
    order: Option<String>,
    /// `held`, `paid` or `returned`.
    state: String,
    state_text: String,
    held_why: Option<String>,
    held_why_text: Option<String>,
    returned_on: Option<Day>,
}

/// An invoice.
#[derive(ToSchema)]
pub(super) struct Invoice {
    number: String,
    date: Day,
    /// The number of the order.
    order: String,
    offer: String,
    offer_name: Option<String>,
    price: Amount,
    discount_percent: u32,
    net: Amount,
    tax: Option<InvoiceTax>,
    total: Amount,
    tax_id: Option<String>,
    membership: String,
    refunded_on: Option<Day>,
    tax_refunded_on: Option<Day>,
}

/// The tax of an invoice.
#[derive(ToSchema)]
struct InvoiceTax {
    percent: String,
    amount: Amount,
}

/// A credit note.
#[derive(ToSchema)]
pub(super) struct CreditNote {
    number: String,
    date: Day,
    /// The number of the order.
    order: String,
    /// The number of the invoice.
    invoice: Option<String>,
    /// What was given back: `fee` or `tax`.
    of: String,
    total: Amount,
}

/// An exemption from taxes.
#[derive(ToSchema)]
pub(super) struct TaxExemption {
    id: String,
    from: Day,
    until: Option<Day>,
    /// Whether it counts today.
    counts: bool,
    /// The company that was exempt before a merge, by id; only what that one ordered is meant.
    former: Option<String>,
}

/// A ticket in short.
#[derive(ToSchema)]
pub(super) struct Ticket {
    id: String,
    number: String,
    account: String,
    reason: String,
    reason_text: String,
    /// The thing that it is about, by id.
    subject: Option<String>,
    /// `new`, `assigned`, `waiting_for_partner`, `in_progress`, `resolved` or `closed`.
    state: String,
    state_text: String,
    outcome: Option<String>,
    outcome_text: Option<String>,
    opened_by: String,
    opened_on: Day,
    opened_at: String,
    modified_at: String,
    assigned_to: Option<String>,
    ended_on: Option<Day>,
    acknowledged_on: Option<Day>,
    age_days: i32,
    /// Last day on which the programme wants it to be answered.
    answer_by: Option<Day>,
    waits_too_long: bool,
    /// Always null: the desk answers in writing.
    appointment: Option<Value>,
}

/// A ticket with its thread, its files and what the rules answered.
#[derive(ToSchema)]
pub(super) struct WholeTicket {
    #[serde(flatten)]
    short: Ticket,
    entries: Vec<TicketEntry>,
    /// In the order in which they were added.
    documents: Vec<TicketFile>,
    decision: Option<TicketSuggestion>,
}

/// Something that was written or done in a ticket.
#[derive(ToSchema)]
struct TicketEntry {
    /// Its number in the ticket.
    entry: u32,
    act: String,
    act_text: Option<String>,
    by: String,
    by_name: Option<String>,
    at: String,
    text: Option<String>,
}

/// A file of a ticket.
#[derive(ToSchema)]
struct TicketFile {
    id: String,
    media_type: String,
    bytes: u64,
    sha256: String,
    added_by: String,
    added_at: String,
}

/// What the rules answer to a question.
#[derive(ToSchema)]
pub(super) struct TicketSuggestion {
    /// `do_it_yourself`, `ask_colleague`, `ask`, `refused` or `open`.
    answer: String,
    answer_text: String,
    /// The code that the act would be refused with.
    code: Option<String>,
    detail: Option<String>,
    explanation: Explanation,
}

/// A fact of a history.
#[derive(ToSchema)]
pub(super) struct HistoryEntry {
    /// Its number in the ledger.
    seq: u64,
    kind: String,
    /// The fact in words.
    text: String,
    effective_on: Day,
    recorded_at: String,
    actor: String,
    actor_name: Option<String>,
    programme: String,
    programme_version: u32,
    command: Option<String>,
    build: String,
    hash: String,
    prev_hash: String,
    body: Value,
}

/// What was looked at in a company's history, and whether it is as it was recorded.
#[derive(ToSchema)]
pub(super) struct Verification {
    /// Whether nothing was changed.
    intact: bool,
    /// Companies that were looked at: this one, and those that became a part of it.
    accounts: u64,
    facts: u64,
    /// Rows of lists and pages that were computed from the facts anew and compared.
    rows: u64,
    /// Codes and product keys that still open in their own place.
    secrets: u64,
    /// The first place where something is not as it was recorded.
    difference: Option<DifferentRow>,
    /// The newest fact of this company: its hash covers those before it.
    newest: Option<MarkedFact>,
    /// The fact that bears the mark that was asked about.
    marked: Option<MarkedFact>,
}

/// Where something is not as it was recorded.
#[derive(ToSchema)]
pub(super) struct DifferentRow {
    table: String,
    row: String,
}

/// A fact by its place and its hash.
#[derive(ToSchema)]
pub(super) struct MarkedFact {
    account: String,
    seq: u64,
    recorded_at: String,
    hash: String,
}

/// A person of a company.
#[derive(ToSchema)]
pub(super) struct CompanyPerson {
    id: String,
    name: String,
    email: String,
    /// `fr` or `en`.
    language: String,
    /// `named`, `shared` or `guest`.
    kind: String,
    in_directory: bool,
    /// Tenants that they administer.
    admin_of: Vec<String>,
    roles: Vec<NamedRole>,
    /// The company whose directory they came with.
    directory_of: Option<String>,
    /// Roles that the caller may give them or take from them.
    may_change: Option<Vec<NamedRole>>,
    /// Roles that nobody else holds.
    last_of: Option<Vec<NamedRole>>,
}

/// An API token of a company.
#[derive(ToSchema)]
pub(super) struct ApiToken {
    id: String,
    label: String,
    /// Whom it stands for, with the roles that they have when it is used.
    person: Option<String>,
    person_name: Option<String>,
    /// The roles of a service.
    roles: Option<Vec<NamedRole>>,
    made_by: Option<String>,
    made_by_name: Option<String>,
    made_at: Option<String>,
    /// The last day on which it counts.
    last_day: Day,
    revoked_at: Option<String>,
    /// Whether it lets anybody in.
    counts: bool,
    /// The token itself: only in the answer that makes it.
    token: Option<String>,
}

/// A secret address of a calendar.
#[derive(ToSchema)]
pub(super) struct ExportFeed {
    id: String,
    /// `company` or `own`.
    shows: String,
    /// Who made it.
    person: String,
    person_name: Option<String>,
    made_at: String,
    /// The last day on which it counts.
    last_day: Day,
    /// The day on which it was read last.
    read_on: Option<Day>,
    /// The path of the calendar: only in the answer that makes it.
    address: Option<String>,
}

/// One answer, or one for each of several questions.
#[derive(ToSchema)]
#[serde(untagged)]
pub(super) enum EntitlementAnswers {
    One(EntitlementAnswer),
    Several(Items<EntitlementAnswer>),
}

/// Whether a product may be used.
#[derive(ToSchema)]
pub(super) struct EntitlementAnswer {
    /// `allow` or `deny`.
    decision: String,
    code: String,
    /// The answer in words.
    message: String,
    /// Last day on which it may be used.
    until: Option<Day>,
    as_of: Day,
    rule_version: u32,
    /// What would change a no.
    would_change: Option<Vec<Remedy>>,
    /// With `explain`: every fact (`full`), or the first one that stands in the way (`summary`).
    explanation: Option<Value>,
    /// For how many seconds the answer may be kept.
    ttl_seconds: i64,
}

/// Where something is written in the programme.
#[derive(ToSchema)]
struct Source {
    file: String,
    line: u32,
}

/// Something that companies can buy.
#[derive(ToSchema)]
pub(super) struct Offer {
    id: String,
    name: String,
    summary: String,
    /// The level that has to be attained; null: none.
    level: Option<String>,
    limit: OfferLimit,
    /// Offers that make this one unavailable while they are held.
    excluded_by: Vec<String>,
    /// The offer that it can be bought on top of, ending it.
    upgrade_from: Option<String>,
    fees: Vec<OfferFee>,
    refund_within_days: Option<i32>,
    /// The window in which it is renewed.
    window: String,
    source: Option<Source>,
}

/// How many offers of a group a company may hold.
#[derive(ToSchema)]
struct OfferLimit {
    group: String,
    max: u32,
}

/// The yearly price of an offer.
#[derive(ToSchema)]
struct OfferFee {
    /// ISO 3166-1; null: everywhere else.
    country: Option<String>,
    amount: Amount,
    from: Option<Day>,
    to: Option<Day>,
    /// False where the source of the figure is not official.
    verified: bool,
}

/// The offers of the programme.
#[derive(ToSchema)]
pub(super) struct Offers {
    items: Vec<Offer>,
    /// The version of the programme.
    version: u32,
}

/// The rows of the licence tables.
#[derive(ToSchema)]
pub(super) struct LicenceRows {
    items: Vec<LicenceRow>,
    /// The version of the programme.
    version: u32,
}

/// What an offer grants of a benefit.
#[derive(ToSchema)]
struct LicenceRow {
    table: String,
    offer: String,
    competency: Option<String>,
    benefit: String,
    benefit_name: String,
    quantity: u32,
    unit: String,
    /// `core` or `incremental`.
    layer: String,
    verified: bool,
    from: Option<Day>,
    to: Option<Day>,
    source: Source,
}

/// A location of a company.
#[derive(ToSchema)]
pub(super) struct Location {
    id: String,
    number: String,
    /// ISO 3166-1.
    country: String,
    added_on: Day,
}

/// A tenant of a company.
#[derive(ToSchema)]
pub(super) struct Tenant {
    id: String,
    domain: String,
    verified_on: Day,
    /// Whether the caller administers it.
    you_are_admin: bool,
}

/// A request for a replacement of a token.
#[derive(ToSchema)]
pub(super) struct ReplacementRequest {
    id: String,
    account: String,
    token: String,
    reason: String,
    /// `open`, `approved` or `refused`.
    state: String,
    requested_on: Day,
    requested_by: String,
    /// How many requests the company made before this one, and how many of them were granted.
    requests_before: u32,
    granted_before: u32,
    note: Option<String>,
    intended_tenant: Option<String>,
    redeemed_on: Option<Day>,
    redeemed_tenant: Option<String>,
    decided_on: Option<Day>,
    replacement_token: Option<String>,
}

/// A request for a replacement that was decided.
#[derive(ToSchema)]
pub(super) struct ReplacementDecided {
    id: String,
    /// `approved` or `refused`.
    state: String,
    /// The token that was replaced.
    original: Option<String>,
    /// The token that replaces it.
    token: Option<String>,
    redeem_by: Option<Day>,
    decided_on: Day,
}

/// What became of the rows of an import of seats.
#[derive(ToSchema)]
pub(crate) struct SeatImport {
    /// In the order of the request.
    items: Vec<SeatVerdict>,
    /// How many have each verdict.
    counts: BTreeMap<String, u32>,
    /// The seats of the pool before the import.
    seat_breakdown_before: SeatBreakdown,
    /// The seats of the pool after it, or as they would be.
    seat_breakdown: SeatBreakdown,
    /// Whether it was only tried out.
    dry_run: bool,
    as_of: Day,
}

/// What became of a row.
#[derive(ToSchema)]
struct SeatVerdict {
    /// Its place, from 1.
    row: u32,
    name: Option<String>,
    email: String,
    /// `ok`, `already_assigned`, `duplicate` or `refused`.
    verdict: String,
    /// The seat that was given, or is held already.
    assignment: Option<AssignmentWire>,
    /// Of a row that was tried out: what it would change.
    effects: Option<Vec<Value>>,
    /// Of a duplicate: the row that counts.
    first_row: Option<u32>,
    /// Of a refused row: why, and what helps.
    problem: Option<ProblemBody>,
}

/// What happened to a company.
#[derive(ToSchema)]
pub(super) struct Event {
    id: String,
    /// What it tells, as in `membership.renewed`.
    r#type: String,
    /// When its fact was recorded, or its day began.
    timestamp: String,
    /// Of which form it is: `v1`.
    api_version: String,
    account: String,
    /// The number of its fact; of what a day brought, that of the newest fact before.
    sequence: u64,
    /// The day that brought it; none where somebody did it.
    day: Option<Day>,
    data: EventData,
}

/// What an event tells.
#[derive(ToSchema)]
pub(super) struct EventData {
    /// The day from which it holds.
    effective_on: Option<Day>,
    /// Who did it: a person’s id or the name of a service.
    actor: Option<String>,
    programme_version: Option<u32>,
    /// What it is about, as it was after it: `object` says what that is, `id` which one.
    object: Value,
    /// The values that this had before, where they were others.
    previous: Option<Value>,
}

/// An address to which events are sent.
#[derive(ToSchema)]
pub(super) struct WebhookEndpoint {
    id: String,
    account: String,
    url: String,
    /// The types of events that it wants; all, where there are none.
    types: Vec<String>,
    /// Who is responsible for it.
    owner: String,
    owner_name: Option<String>,
    made_at: String,
    secret_since: String,
    /// The last day on which the secret before signs as well.
    last_day_of_former_secret: Option<Day>,
    /// Up to which fact its events were taken up.
    sequence: u64,
    /// Up to which day.
    day: Day,
    /// Since when it has done nothing but fail.
    failing_since: Option<String>,
    /// Since when nothing is sent to it.
    paused_since: Option<String>,
    /// Why: `failing`, `gone`, `owner_left` or `merged`.
    paused_because: Option<String>,
    ended_at: Option<String>,
}

/// An address to which events are sent, with its secret, which no other answer shows.
#[derive(ToSchema)]
pub(super) struct WebhookEndpointWithSecret {
    id: String,
    account: String,
    url: String,
    /// The types of events that it wants; all, where there are none.
    types: Vec<String>,
    /// Who is responsible for it.
    owner: String,
    owner_name: Option<String>,
    made_at: String,
    secret_since: String,
    /// The last day on which the secret before signs as well.
    last_day_of_former_secret: Option<Day>,
    /// Up to which fact its events were taken up.
    sequence: u64,
    /// Up to which day.
    day: Day,
    /// Since when it has done nothing but fail.
    failing_since: Option<String>,
    /// Since when nothing is sent to it.
    paused_since: Option<String>,
    /// Why: `failing`, `gone`, `owner_left` or `merged`.
    paused_because: Option<String>,
    ended_at: Option<String>,
    /// `whsec_` and the secret in base64.
    secret: String,
}

/// How many events were set on their way.
#[derive(ToSchema)]
pub(super) struct EventsOnTheirWay {
    events: u64,
    /// Of a dry run: that they would be.
    allowed: Option<bool>,
}

/// An event on its way to an address.
#[derive(ToSchema)]
pub(super) struct WebhookDelivery {
    id: String,
    endpoint: String,
    /// The event’s id.
    event: String,
    r#type: String,
    /// `waiting`, `delivered` or `failed`.
    state: String,
    attempts: u32,
    made_at: String,
    /// When it is tried next.
    next_at: Option<String>,
    settled_at: Option<String>,
    /// Why it did not arrive the last time.
    cause: Option<String>,
    /// What is sent.
    body: Event,
}
