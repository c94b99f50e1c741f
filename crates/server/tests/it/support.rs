//! Two companies that hold one of everything, a cast with a token each, and time, ids and chance as inputs.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, LazyLock};

use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode};
use jiff::civil::Date;
use serde_json::{Value, json};
use symbolon_domain::access::{IdentityKind, Role};
use symbolon_domain::command::{Claim, Command, KeyRef};
use symbolon_domain::fact::{Item, NoteRef, Ordered, Payment};
use symbolon_domain::ids::*;
use symbolon_domain::programme::{Language, Mode, Money, PayMethod, Programmes, ReplacementReason};
use symbolon_domain::ticket::TicketReason;
use symbolon_programme::Files;
use symbolon_server::App;
use symbolon_server::clock::Clock;
use symbolon_store::*;
use tower::ServiceExt;

static PROGRAMME: LazyLock<(Files, Programmes)> = LazyLock::new(|| {
    let files = Files::embedded("mpn-2020").expect("the programme is built in");
    let loaded = symbolon_programme::load(&files, 1).unwrap_or_else(|wrong| panic!("{}", wrong.render(false)));
    let programmes = Programmes::new(Arc::new(loaded.programme));
    (files, programmes)
});

/// The day on which the world stands still until a test moves its clock.
pub(crate) const TODAY: &str = "2020-09-10";

/// Randomness that is the same in every run: a counter, hashed. Draws of one length are counted by themselves, so that
/// ids do not change when secrets are made in another way.
fn entropy(seed: u64) -> Entropy {
    let next: [AtomicU64; 64] = std::array::from_fn(|_| AtomicU64::new(1));
    Arc::new(move |buffer: &mut [u8]| {
        let place = buffer.len() % next.len();
        for chunk in buffer.chunks_mut(8) {
            let count = next[place].fetch_add(1, Ordering::Relaxed);
            let mut state = ((seed << 48) | ((place as u64) << 40) | count).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            state = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            state = (state ^ (state >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            chunk.copy_from_slice(&(state ^ (state >> 31)).to_be_bytes()[..chunk.len()]);
        }
    })
}

/// Noon of a day.
pub(crate) fn noon(day: &str) -> i64 {
    let day: Date = day.parse().expect("a day");
    day.at(12, 0, 0, 0).to_zoned(jiff::tz::TimeZone::UTC).expect("a day").timestamp().as_microsecond()
}

/// A company that holds one of everything.
pub(crate) struct Company {
    pub(crate) id: AccountId,
    /// Facts that it has.
    pub(crate) seq: u64,
    pub(crate) number: u64,
    pub(crate) tenant: TenantId,
    pub(crate) membership: MembershipId,
    pub(crate) membership_number: u64,
    /// An unused token for Intune.
    pub(crate) token: TokenId,
    /// The used token for Office 365 E3, for which a replacement was asked.
    pub(crate) used: TokenId,
    pub(crate) subscription: SubscriptionId,
    pub(crate) replacement: ReplacementId,
    /// The key of Office, shown and used once.
    pub(crate) key: KeyId,
    /// The one machine that the key was used on.
    pub(crate) activation: ActivationId,
    /// The grant behind that key.
    pub(crate) grant: GrantId,
    pub(crate) pool: PoolId,
    pub(crate) assignment: AssignmentId,
    /// Emil’s request for a seat, in a whole world.
    pub(crate) seat_request: SeatRequestId,
    /// A passed exam and the certification profile that it belongs to, in a world that has any.
    pub(crate) attained: Option<(EvidenceId, AssociationId)>,
    /// A recorded refusal.
    pub(crate) decision: DecisionId,
    /// An order and money that is held, in a whole world.
    pub(crate) order: OrderId,
    pub(crate) funds: FundsId,
    pub(crate) document: DocumentId,
    pub(crate) invoice: u64,
    /// A line of support incidents, one of a credit, and that credit as somebody holds it.
    pub(crate) support: GrantId,
    pub(crate) money: GrantId,
    pub(crate) credit: CreditId,
    pub(crate) credit_note: u64,
    pub(crate) exemption: ExemptionId,
    pub(crate) merge: MergeId,
    /// A message of a notice.
    pub(crate) message: MessageId,
    /// A location, a ticket with a file, and a late override, in a whole world.
    pub(crate) location: LocationId,
    pub(crate) ticket: TicketId,
    pub(crate) ticket_document: DocumentId,
    pub(crate) late_override: OverrideId,
    /// An address to which events are sent, and one on its way there, in a whole world.
    pub(crate) webhook_endpoint: WebhookEndpointId,
    pub(crate) webhook_delivery: WebhookDeliveryId,
    /// The event of its opening.
    pub(crate) event: String,
}

pub(crate) struct World {
    pub(crate) app: App,
    pub(crate) server: symbolon_server::Server,
    pub(crate) lumen: Company,
    pub(crate) nord: Company,
    /// A run of a campaign, in a whole world.
    pub(crate) run: String,
    keys: AtomicU64,
    pub(crate) folder: tempfile::TempDir,
}

/// The cast: name, company (0 is the vendor), role, whether they administer their company's tenant (I-05).
pub(crate) const CAST: &[(&str, usize, Role, bool)] = &[
    ("ines", 1, Role::GlobalAdmin, true),
    ("pia", 1, Role::ProgrammeAdmin, false),
    ("aziz", 1, Role::AccountAdmin, false),
    ("ulf", 1, Role::UserAdmin, false),
    ("bill", 1, Role::BillingAdmin, true),
    ("agnes", 1, Role::AdminAgent, false),
    ("rita", 1, Role::ReportViewer, false),
    ("emil", 1, Role::Employee, false),
    ("gus", 1, Role::Guest, false),
    ("nora", 2, Role::GlobalAdmin, true),
    ("sam", 0, Role::SupportAgent, false),
    ("pam", 0, Role::ProgrammeManager, false),
    ("aude", 0, Role::Auditor, false),
    ("opal", 0, Role::Operator, false),
];

/// The id of somebody of the cast.
pub(crate) fn person(name: &str) -> PersonId {
    let place = CAST.iter().position(|(known, ..)| *known == name).expect("one of the cast");
    PersonId::from_bits(0x0174_4000_0000_7000_8000_0000_0000_0000 + place as u128)
}

fn member(name: &str, account: Option<AccountId>, role: Role, admin_of: Option<TenantId>) -> PersonRow {
    let mut letters = name.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    PersonRow {
        id: person(name),
        account,
        name: first.into_iter().chain(letters).collect(),
        email: format!("{name}@example.org"),
        language: Language::Fr,
        kind: if role == Role::Guest { IdentityKind::Guest } else { IdentityKind::Named },
        in_directory: true,
        roles: BTreeSet::from([role]),
        admin_of: admin_of.into_iter().collect(),
    }
}

/// The bearer token of a name.
pub(crate) fn bearer(name: &str) -> String {
    format!("symbolon_test_{name}")
}

fn api_token(name: &str, grantee: Grantee) -> ApiToken {
    let hash = symbolon_server::hash(&bearer(name));
    ApiToken { hash, name: name.to_owned(), grantee, expires_at: noon("2030-01-01"), revoked_at: None }
}

fn token(name: &str, grantee: Grantee) -> Plain {
    Plain::ApiToken(api_token(name, grantee))
}

/// The id of somebody's API token.
pub(crate) fn token_id(name: &str) -> symbolon_domain::ids::ApiTokenId {
    api_token(name, Grantee::Person(person(name))).id()
}

/// The hash of the secret address of Emil’s calendar, in a whole world.
fn feed_hash() -> String {
    symbolon_server::hash("emil’s calendar")
}

/// The id of that address: the beginning of its hash.
pub(crate) fn feed_id() -> ExportFeedId {
    let begins = u128::from_str_radix(&feed_hash()[..32], 16);
    ExportFeedId::from_bits(begins.expect("a hash"))
}

async fn submit(store: &Store, account: AccountId, caller: &Caller, day: &str, command: Command) -> Submitted {
    let submission = Submission {
        account,
        command,
        caller: caller.clone(),
        now: noon(day),
        today: day.parse().expect("a day"),
        idempotency: None,
        guard: None,
        notes: Vec::new(),
        also: Vec::new(),
        render: Arc::new(|_| Answer { status: 200, body: String::new() }),
    };
    store.submit(submission).await.expect("the store works")
}

pub(crate) async fn allowed(store: &Store, account: AccountId, caller: &Caller, day: &str, command: Command) {
    let name = command.name();
    let submitted = submit(store, account, caller, day, command).await;
    assert_eq!(submitted.refusal, None, "{name}");
}

pub(crate) fn vendor() -> Caller {
    Caller::Service {
        name: "vendor".to_owned(),
        account: None,
        roles: BTreeSet::from([Role::ProgrammeManager, Role::SupportAgent]),
    }
}

/// Opens a company and does one of everything, as its global admin; with a silver year of the past, when one is asked
/// for, whose window was missed.
async fn company(store: &Store, id: AccountId, name: &str, place: usize, missed: bool) -> Company {
    let vendor = vendor();
    let opened = if missed { "2019-08-05" } else { "2020-08-01" };
    allowed(store, id, &vendor, opened, Command::open("FR")).await;
    if missed {
        let until = Some(jiff::civil::date(2020, 8, 5));
        let stated =
            Command::StateAttainment { competency: "devops".into(), level: "silver".into(), until, note: None };
        allowed(store, id, &vendor, opened, stated).await;
        let payment = Payment { reference: format!("O-{place}"), amount: None };
        allowed(store, id, &vendor, opened, Command::Purchase { offer: "silver".to_owned(), payment }).await;
    }
    allowed(store, id, &vendor, "2020-08-01", Command::LinkTenant { domain: format!("{name}.example") }).await;
    let linked = store.folded(id).await.expect("reads").expect("was opened");
    let tenant = *linked.account.tenants.keys().next().expect("was linked");
    let test = format!("{name}-test.example");
    allowed(store, id, &vendor, "2020-08-02", Command::LinkTenant { domain: test.clone() }).await;
    let linked = store.folded(id).await.expect("reads").expect("was opened");
    let mut tenants = linked.account.tenants.iter();
    let (other, _) = tenants.find(|(_, tenant)| tenant.domain == test).expect("was linked");
    let mut rows = vec![Plain::Profile { account: id, name: name.to_owned() }];
    for (name, of, role, admin) in CAST.iter().filter(|(_, of, ..)| *of == place) {
        rows.push(Plain::Person(member(name, Some(id), *role, admin.then_some(tenant))));
        rows.push(token(name, Grantee::Person(person(name))));
        assert_eq!(*of, place);
    }
    store.write("test", noon("2020-08-01"), &rows).await.expect("writes");
    let (admin, ..) = CAST.iter().find(|(_, of, ..)| *of == place).expect("somebody");
    let admin = Caller::Person(person(admin));

    let payment = Payment { reference: format!("O-77{place}"), amount: None };
    let buy = Command::Purchase { offer: "action-pack".to_owned(), payment };
    allowed(store, id, &vendor, "2020-09-01", buy).await;
    let folded = store.folded(id).await.expect("reads").expect("was opened");
    let bought = folded.account.memberships.values().find(|held| held.last_year().offer == "action-pack");
    let bought = bought.expect("was bought").id;
    let item = |benefit: &str| {
        let mut grants = folded.account.grants.iter();
        let of = |grant: &symbolon_domain::account::Grant| grant.membership == bought && grant.line.benefit == benefit;
        let (grant, held) = grants.find(|(_, grant)| of(grant)).expect("was granted");
        (*grant, held.line.item.clone())
    };
    let (_, Item::Token { token }) = item("intune") else { panic!("a token") };
    let (_, Item::Token { token: used }) = item("office-365-e3") else { panic!("a token") };
    let (grant, Item::Key { key, .. }) = item("office-professional-plus-2019") else { panic!("a key") };
    let (_, Item::Pool { pool, .. }) = item("visual-studio-professional") else { panic!("a pool") };
    let redeem = Command::RedeemToken { token: used, tenant, mode: Mode::New, subscription: None, seats: None };
    allowed(store, id, &admin, "2020-09-02", redeem.clone()).await;
    let refused = submit(store, id, &admin, "2020-09-02", redeem).await;
    let ask = Command::RequestReplacement {
        token: used,
        reason: ReplacementReason::WrongTenant,
        intended_tenant: Some(*other),
        note: None,
    };
    allowed(store, id, &admin, "2020-09-02", ask).await;
    allowed(store, id, &admin, "2020-09-02", Command::RevealKey { key: KeyRef::Key(key) }).await;
    let activate =
        Command::RecordActivation { key, device: format!("{place:064x}"), note: None, hardware_changed: false };
    allowed(store, id, &admin, "2020-09-02", activate).await;
    let Caller::Person(holder) = admin else { panic!("a person") };
    allowed(store, id, &admin, "2020-09-02", Command::AssignSeat { pool, person: holder, country: None }).await;

    let folded = store.folded(id).await.expect("reads").expect("was opened");
    let account = &folded.account;
    let held = &account.memberships[&bought];
    Company {
        id,
        seq: account.seq,
        number: account.number,
        tenant,
        membership: held.id,
        membership_number: held.number,
        token,
        used,
        subscription: *account.subscriptions.keys().next().expect("was redeemed"),
        replacement: *account.replacements.keys().next().expect("was asked for"),
        key,
        activation: account.keys[&key].activations[0].act.activation,
        grant,
        pool,
        assignment: *account.assignments.keys().next().expect("was assigned"),
        seat_request: SeatRequestId::from_bits(0),
        attained: None,
        decision: refused.decision_id.expect("was recorded"),
        order: OrderId::from_bits(0),
        funds: FundsId::from_bits(0),
        document: DocumentId::from_bits(0),
        invoice: 0,
        support: item("product-support-incidents").0,
        money: item("azure-monthly-credit").0,
        credit: CreditId::from_bits(0),
        credit_note: 0,
        exemption: ExemptionId::from_bits(0),
        merge: MergeId::from_bits(0),
        message: message(store, id).await,
        location: LocationId::from_bits(0),
        ticket: TicketId::from_bits(0),
        ticket_document: DocumentId::from_bits(0),
        late_override: OverrideId::from_bits(0),
        webhook_endpoint: WebhookEndpointId::from_bits(0),
        webhook_delivery: WebhookDeliveryId::from_bits(0),
        event: first_event(store, id).await,
    }
}

/// Gives a company a ticket about the silver year that it missed, an override that waits and a second location.
async fn late(store: &Store, company: &mut Company, admin: &str) {
    let vendor = vendor();
    let folded = store.folded(company.id).await.expect("reads").expect("was opened");
    let missed = folded.account.memberships.values().find(|held| held.last_year().offer == "silver");
    let missed = missed.expect("was bought").id;
    let new = NewTicket {
        id: TicketId::from_bits(u128::from(company.number)),
        account: company.id,
        reason: TicketReason::LateOverride,
        subject: Some(missed.to_string()),
        opened_by: person(admin),
        body: "Nous avons manqué la fenêtre.".to_owned(),
        attached: String::new(),
        once: None,
    };
    let day = TODAY.parse().expect("a day");
    company.ticket = store.open_ticket(new, day, noon(TODAY)).await.expect("works").ticket.id;
    let note = NoteRef { id: Minter::new(8, u128::from(company.number)).note(), hash: "h".to_owned() };
    let (campaign, ticket) = ("relief-2020-h2".to_owned(), company.ticket);
    let propose = Command::ProposeOverride { membership: missed, campaign, ticket, note };
    allowed(store, company.id, &vendor, TODAY, propose).await;
    let country = "BE".to_owned();
    allowed(store, company.id, &vendor, TODAY, Command::AddLocation { country }).await;
    let folded = store.folded(company.id).await.expect("reads").expect("was opened");
    company.late_override = *folded.account.overrides.keys().next().expect("was proposed");
    company.location = *folded.account.locations.keys().next().expect("was added");
}

/// Gives a company a passed exam.
async fn attain(store: &Store, company: &mut Company, admin: &str) {
    let vendor = Caller::Service {
        name: "vendor".to_owned(),
        account: None,
        roles: BTreeSet::from([Role::ProgrammeManager, Role::SupportAgent]),
    };
    let profile = format!("{:064x}", company.number);
    let link = Command::LinkProfile { person: person(admin), profile: profile.clone() };
    allowed(store, company.id, &vendor, "2020-09-02", link).await;
    let exam = Command::RecordEvidence {
        claim: Claim::Skill { profile, credential: "az-400".to_owned() },
        dated: "2020-09-01".parse().expect("a day"),
        expires_on: None,
        as_of: None,
        source: "test".to_owned(),
    };
    allowed(store, company.id, &vendor, "2020-09-02", exam).await;
    let folded = store.folded(company.id).await.expect("reads").expect("was opened");
    company.attained = folded.account.evidence.keys().copied().zip(folded.account.profiles.keys().copied()).next();
    company.seq = folded.account.seq;
}

/// The id of the event of a company’s first fact.
async fn first_event(store: &Store, account: AccountId) -> String {
    let ledger = store.ledger(account).await.expect("reads");
    let mark = ledger[0].hash[..8].to_owned();
    symbolon_domain::event::EventId { account, sequence: 1, mark, brought: None }.to_string()
}

/// A message of a notice. It is written before its time, so that there is one without moving the clock.
async fn message(store: &Store, account: AccountId) -> MessageId {
    let day = "2021-08-17";
    let today = day.parse().expect("a day");
    store.send_notices(today, noon(day), CatchUp::AtOnce).await.expect("the store works");
    let page = Page { limit: 100, after: None };
    let to = MessageFilter { account: Some(account), ..MessageFilter::default() };
    let dated = |message: &&MessageRow| matches!(message.notice.about, About::Year(_));
    store.messages(&to, &page).await.expect("reads").iter().find(dated).expect("was sent").id
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Reply {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {} {}", self.status, self.text))
    }

    pub(crate) fn code(&self) -> String {
        self.json()["code"].as_str().unwrap_or_default().to_owned()
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}

impl World {
    /// A world in which each company has evidence, an order and money that is held too: one of everything.
    pub(crate) async fn whole() -> Self {
        let mut world = Self::with(true, InstanceKind::Sandbox).await.attaining().await;
        let store = world.app.store().clone();
        let third = AccountId::from_bits(3);
        allowed(&store, third, &vendor(), "2020-08-01", Command::open("FR")).await;
        let number = store.folded(third).await.expect("reads").expect("was opened").account.number;
        for (company, admin) in [(&mut world.lumen, "ines"), (&mut world.nord, "nora")] {
            late(&store, company, admin).await;
            let vendor = vendor();
            let stated = Command::StateAttainment {
                competency: "devops".into(),
                level: "silver".into(),
                until: Some(jiff::civil::date(2025, 12, 31)),
                note: Some(NoteRef { id: Minter::new(9, 9).note(), hash: "h".to_owned() }),
            };
            allowed(&store, company.id, &vendor, TODAY, stated).await;
            let of = Ordered::Purchase { offer: "silver".to_owned() };
            let order = Command::PlaceOrder { of, method: PayMethod::Transfer, tax_id: None };
            // The first one is paid and given back, the second one stays.
            for reference in ["W-00", "W-0"] {
                allowed(&store, company.id, &Caller::Person(person(admin)), TODAY, order.clone()).await;
                let folded = store.folded(company.id).await.expect("reads").expect("was opened");
                let placed =
                    &folded.account.orders.values().find(|held| held.paid.is_none()).expect("was placed").placed;
                let (amount, reference) = (placed.total.clone(), reference.to_owned());
                company.order = placed.order;
                let pay = Command::RecordPayment {
                    order: Some(placed.order),
                    amount,
                    reference: reference.clone(),
                    received_on: None,
                };
                allowed(&store, company.id, &vendor, TODAY, pay).await;
                if reference == "W-00" {
                    let refund = Command::RefundOrder { order: placed.order };
                    allowed(&store, company.id, &vendor, TODAY, refund).await;
                }
            }
            let amount = Money { minor: 1_000, currency: "USD".to_owned() };
            let funds = Command::RecordPayment { order: None, amount, reference: "W-1".to_owned(), received_on: None };
            allowed(&store, company.id, &vendor, TODAY, funds).await;
            let folded = store.folded(company.id).await.expect("reads").expect("was opened");
            let held = folded.account.funds.iter().find(|(_, funds)| funds.is_held());
            company.funds = *held.expect("was received").0;
            let paid = folded.account.orders.values().find_map(|order| order.paid.as_ref());
            company.invoice = paid.expect("was paid").1.invoice;
            let roles = BTreeSet::from([Role::AccountAdmin]);
            let service = Caller::Service { name: "test".to_owned(), account: Some(company.id), roles };
            allowed(&store, company.id, &service, TODAY, Command::InviteToMerge { number }).await;
            let folded = store.folded(company.id).await.expect("reads").expect("was opened");
            company.merge = *folded.account.merges.keys().next().expect("was invited");
            let refunded = folded.account.orders.values().find_map(|order| order.refunded.as_ref());
            company.credit_note = refunded.and_then(|(_, fact)| fact.credit_note).expect("was given back");
            company.seq = folded.account.seq;
        }
        for (name, admin) in [("lumen", "ines"), ("nord", "nora")] {
            let id = if name == "lumen" { world.lumen.id } else { world.nord.id };
            let mut profile = crate::contract::profile();
            profile["primary_contact"]["email"] = json!(format!("{admin}@{name}.example"));
            let path = format!("/v1/accounts/{id}/profile");
            let given = world.put(admin, &path, json!({ "profile": profile })).await;
            assert_eq!(given.status, 201, "{}", given.text);
            let path = format!("/v1/accounts/{id}/documents?check=email");
            let sent = world.file(admin, &path, "application/pdf", b"%PDF-1.7 one page".to_vec()).await;
            assert_eq!(sent.status, 201, "{}", sent.text);
            let path = format!("/v1/accounts/{id}/tax-exemptions");
            let exempt = world.post("sam", &path, json!({ "from": "2020-09-01", "note": "ONG" })).await;
            assert_eq!(exempt.status, 201, "{}", exempt.text);
            let money = if name == "lumen" { world.lumen.money } else { world.nord.money };
            let given =
                world.post(admin, &format!("/v1/grants/{money}/credits"), json!({ "person": person(admin) })).await;
            assert_eq!(given.status, 201, "{}", given.text);
            let ticket = if name == "lumen" { world.lumen.ticket } else { world.nord.ticket };
            let path = format!("/v1/tickets/{ticket}/documents");
            let sent = world.file(admin, &path, "application/pdf", b"%PDF-1.7 one page".to_vec()).await;
            assert_eq!(sent.status, 201, "{}", sent.text);
            let added = sent.json()["documents"][0]["id"].as_str().and_then(|id| id.parse().ok()).expect("was added");
            if name == "lumen" {
                let body = json!({ "seat_pool": world.lumen.pool, "reason": "Pour le nouveau projet" });
                let asked = world.post("emil", "/v1/seat-requests", body).await;
                assert_eq!(asked.status, 201, "{}", asked.text);
                world.lumen.seat_request = asked.json()["id"].as_str().and_then(|id| id.parse().ok()).expect("an id");
            }
            // Nobody listens there.
            let path = format!("/v1/accounts/{id}/webhook-endpoints");
            let made = world.post(admin, &path, json!({ "url": "http://localhost:9/symbolon" })).await;
            assert_eq!(made.status, 201, "{}", made.text);
            let endpoint: WebhookEndpointId = made.json()["id"].as_str().and_then(|id| id.parse().ok()).expect("an id");
            let path = format!("/v1/webhook-endpoints/{endpoint}");
            let tested = world.post(admin, &format!("{path}/tests"), json!({})).await;
            assert_eq!(tested.status, 202, "{}", tested.text);
            let waiting = world.get(admin, &format!("{path}/deliveries")).await;
            let delivery = waiting.json()["items"][0]["id"].as_str().and_then(|id| id.parse().ok()).expect("an id");
            let folded = store.folded(id).await.expect("reads").expect("was opened");
            let company = if name == "lumen" { &mut world.lumen } else { &mut world.nord };
            (company.webhook_endpoint, company.webhook_delivery) = (endpoint, delivery);
            company.credit = *folded.account.credits.keys().next().expect("was given");
            company.exemption = *folded.account.exemptions.keys().next().expect("was granted");
            company.ticket_document = added;
            company.document = *folded.account.company.documents.keys().next().expect("was handed in");
            company.seq = folded.account.seq;
        }
        let emil = store.person(person("emil")).await.expect("reads").expect("is known");
        let feed = (symbolon_domain::feed::Shows::Company, feed_hash(), noon("2030-01-01"));
        let by = (symbolon_domain::access::Actor::of(&emil.person()), emil.id.to_string());
        let made = store.make_export_feed(world.lumen.id, feed, None, by, noon(TODAY)).await;
        made.expect("works").expect("is known").expect("is made");
        let counted = world.post("pam", "/v1/campaigns/relief-2021-h2/simulations", json!({})).await;
        assert_eq!(counted.status, 201, "{}", counted.text);
        world.run = counted.json()["id"].as_str().expect("an id").to_owned();
        world
    }

    pub(crate) async fn new() -> Self {
        Self::with(false, InstanceKind::Sandbox).await
    }

    /// A world that is no sandbox, although its clock stands still.
    pub(crate) async fn live() -> Self {
        Self::with(false, InstanceKind::Live).await
    }

    pub(crate) async fn with(missed: bool, kind: InstanceKind) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let (files, programmes) = &*PROGRAMME;
        let master_key = MasterKey::ephemeral(&entropy(1));
        let options = Options {
            database: symbolon_store::Database::File(folder.path().join("symbolon.db")),
            kind,
            master_key: master_key.clone(),
            // Its own source, so that ids do not depend on how much the edge draws.
            entropy: entropy(2),
            build: "test",
            group_commit: true,
        };
        let store = Store::open(options, programmes.clone(), files).await.expect("opens");
        let mut ids = Minter::new(1_596_240_000_000, 7);
        let (lumen, nord) = (ids.account(), ids.account());
        let lumen = company(&store, lumen, "lumen", 1, missed).await;
        let nord = company(&store, nord, "nord", 2, missed).await;
        let product = |account| Grantee::Service { account, roles: BTreeSet::from([Role::Product]) };
        let mut rows = vec![token("studio", product(Some(lumen.id))), token("any-studio", product(None))];
        for (name, _, role, _) in CAST.iter().filter(|(_, of, ..)| *of == 0) {
            rows.push(Plain::Person(member(name, None, *role, None)));
            rows.push(token(name, Grantee::Person(person(name))));
        }
        store.write("test", noon("2020-08-01"), &rows).await.expect("writes");
        if kind == InstanceKind::Sandbox {
            store.set_clock(noon(TODAY), "test").await.expect("a sandbox");
        }
        let app = App::new(
            store,
            symbolon_server::Documents::in_memory(),
            Clock::frozen(noon(TODAY)),
            &master_key,
            entropy(3),
        )
        .expect("a zone");
        let server = symbolon_server::Server::new(app.clone());
        Self { app, server, lumen, nord, run: String::new(), keys: AtomicU64::new(1), folder }
    }

    /// The world in which both companies have a passed exam as well.
    pub(crate) async fn attained() -> Self {
        Self::new().await.attaining().await
    }

    async fn attaining(mut self) -> Self {
        let world = &mut self;
        attain(world.app.store(), &mut world.lumen, "ines").await;
        attain(world.app.store(), &mut world.nord, "nora").await;
        self
    }

    /// Another server's application on the same database, whose clock stands on another day.
    pub(crate) fn app_on(&self, day: &str) -> App {
        let master_key = MasterKey::ephemeral(&entropy(1));
        App::new(
            self.app.store().clone(),
            symbolon_server::Documents::in_memory(),
            Clock::frozen(noon(day)),
            &master_key,
            entropy(4),
        )
        .expect("a zone")
    }

    /// An answer, which is the one that the published description says.
    pub(crate) async fn send(&self, request: Request<Body>) -> Reply {
        let (method, path) = (request.method().clone(), request.uri().path().to_owned());
        let response = self.server.clone().oneshot(request).await.expect("never fails");
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, usize::MAX).await.expect("reads");
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let reply = Reply { status: parts.status, headers: parts.headers, text };
        crate::described::look_at(&method, &path, &reply);
        reply
    }

    /// A number that was not used yet.
    pub(crate) fn next_key(&self) -> u64 {
        self.keys.fetch_add(1, Ordering::Relaxed)
    }

    /// A request in English by somebody of the cast, with a fresh idempotency key.
    pub(crate) fn request(&self, who: &str, method: Method, path: &str) -> axum::http::request::Builder {
        let key = self.next_key();
        Request::builder()
            .method(method)
            .uri(path)
            .header("authorization", format!("Bearer {}", bearer(who)))
            .header("accept-language", "en")
            .header("idempotency-key", format!("\"key-{key}\""))
    }

    pub(crate) async fn get(&self, who: &str, path: &str) -> Reply {
        self.send(self.request(who, Method::GET, path).body(Body::empty()).expect("a request")).await
    }

    pub(crate) async fn post(&self, who: &str, path: &str, body: Value) -> Reply {
        let request = self.request(who, Method::POST, path).header("content-type", "application/json");
        self.send(request.body(Body::from(body.to_string())).expect("a request")).await
    }

    pub(crate) async fn put(&self, who: &str, path: &str, body: Value) -> Reply {
        let request = self.request(who, Method::PUT, path).header("content-type", "application/json");
        self.send(request.body(Body::from(body.to_string())).expect("a request")).await
    }

    /// Sends a file.
    pub(crate) async fn file(&self, who: &str, path: &str, kind: &str, content: Vec<u8>) -> Reply {
        let request = self.request(who, Method::POST, path).header("content-type", kind);
        self.send(request.body(Body::from(content)).expect("a request")).await
    }

    /// Has a company's profile reviewed.
    pub(crate) async fn reviewed(&self, id: AccountId) {
        let reply = self.post("sam", &format!("/v1/accounts/{id}/profile-reviews"), json!({})).await;
        assert!(reply.status.is_success(), "{}", reply.text);
    }

    pub(crate) async fn delete(&self, who: &str, path: &str) -> Reply {
        self.send(self.request(who, Method::DELETE, path).body(Body::empty()).expect("a request")).await
    }

    /// Previews an act that cannot be undone, then does it with the digest and all acknowledgements.
    pub(crate) async fn post_previewed(&self, who: &str, path: &str, mut body: Value) -> Reply {
        let separator = if path.contains('?') { '&' } else { '?' };
        let preview = self.post(who, &format!("{path}{separator}dry_run=true"), body.clone()).await;
        let preview = preview.json();
        body["preview_digest"] = preview["preview_digest"].clone();
        body["acknowledge"] = preview["acknowledge"].clone();
        self.post(who, path, body).await
    }
}

/// Adds every text of a folder and of the folders in it.
pub(crate) fn sources(folder: &std::path::Path, all: &mut String) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, all);
        } else {
            all.push_str(&std::fs::read_to_string(&path).expect("text"));
        }
    }
}
