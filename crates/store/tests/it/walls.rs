//! What the schema itself makes impossible, whatever the rules above it say: each unique key, reference and check that
//! the database has is violated on purpose.

use std::collections::BTreeSet;

use sqlx::{Connection, Row, SqliteConnection};
use symbolon_domain::access::{Actor, IdentityKind, Role};
use symbolon_domain::account::Grant;
use symbolon_domain::balance::UsageKind;
use symbolon_domain::campaign::Run;
use symbolon_domain::command::{Claim, Command};
use symbolon_domain::company::{DocumentOf, FileSeen, ProfileCheck, ProfileField};
use symbolon_domain::fact::{Item, NoteRef, Ordered, Payment, ProfileGiven, WindDownHow};
use symbolon_domain::ids::{AccountId, MembershipId, MergeId, Minter, PlanId};
use symbolon_domain::installation::{InstalledId, Place, WindDownOf};
use symbolon_domain::people::RoleChange;
use symbolon_domain::programme::{PayMethod, ReplacementReason};
use symbolon_domain::ticket::{TicketAct, TicketReason};
use symbolon_store::*;

use crate::plans::WIDER;
use crate::support::*;

/// A closed database with a row in nearly every table, opened as a stranger would.
async fn filled() -> (tempfile::TempDir, SqliteConnection) {
    let world = World::since(place().await, "2019-08-05").await;
    let competency = PROGRAMME.1.current().competencies.first().map(|known| known.id.clone()).expect("a competency");
    let missed = missed(&world, &competency).await;
    merged(&world).await;
    world.buy("action-pack", "2020-09-01").await;
    world.allowed(vendor(), "2020-09-01", Command::AddLocation { country: "FR".to_owned() }).await;
    let domain = "atelier.example".to_owned();
    world.allowed(vendor(), "2020-09-01", Command::LinkTenant { domain }).await;
    let stated = Command::StateAttainment {
        competency: competency.clone(),
        level: "silver".to_owned(),
        until: Some(jiff::civil::date(2035, 12, 31)),
        note: Some(symbolon_domain::fact::NoteRef {
            id: symbolon_domain::ids::Minter::new(4, 4).note(),
            hash: "h".to_owned(),
        }),
    };
    world.allowed(vendor(), "2020-09-01", stated).await;
    late(&world, missed).await;
    let (token, other) = (world.token("office-365-e3").await, world.token("intune").await);
    world.allowed(world.ines(), "2020-10-01", Command::ShowCode { token }).await;
    for token in [token, other] {
        world.allowed(world.ines(), "2020-10-01", world.redeem(token)).await;
    }
    let tenants = world.folded().await.account.tenants.clone();
    let request = Command::RequestReplacement {
        token,
        reason: ReplacementReason::WrongTenant,
        intended_tenant: tenants.keys().find(|id| **id != world.tenant).copied(),
        note: None,
    };
    world.allowed(world.ines(), "2020-10-02", request).await;
    let replacement = *world.folded().await.account.replacements.keys().next().expect("a request");
    let grant = Command::DecideReplacement { replacement, grant: true, note: None };
    world.allowed(vendor(), "2020-10-02", grant).await;
    let again = Command::RequestReplacement {
        token: other,
        reason: ReplacementReason::WrongTenant,
        intended_tenant: tenants.keys().find(|id| **id != world.tenant).copied(),
        note: None,
    };
    world.allowed(world.ines(), "2020-10-02", again).await;
    let items = world.items().await;
    let Some(Item::Key { key, .. }) = items.get("office-professional-plus-2019").cloned() else { panic!("a key") };
    let activation = Command::RecordActivation { key, device: "d".repeat(64), note: None, hardware_changed: false };
    world.allowed(world.ines(), "2020-10-02", activation).await;
    let Some(Item::Pool { pool, .. }) = items.get("visual-studio-professional").cloned() else { panic!("a pool") };
    let person = Minter::new(3, 3).person();
    let named = world.person(person, IdentityKind::Named, &[], &[]);
    world.store.write("test", 0, &[Plain::Person(named)]).await.expect("works");
    world.allowed(world.ines(), "2020-10-02", Command::AssignSeat { pool, person, country: None }).await;
    let Caller::Person(ines) = world.ines() else { panic!("a person") };
    let note = symbolon_domain::fact::NoteRef { id: Minter::new(3, 4).note(), hash: "h".to_owned() };
    world.allowed(world.ines(), "2020-10-02", Command::RequestSeat { pool, person: ines, note }).await;
    let order = |offer: &str, method| Command::PlaceOrder {
        of: Ordered::Purchase { offer: offer.to_owned() },
        method,
        tax_id: None,
    };
    world.allowed(world.ines(), "2020-10-02", order("silver", PayMethod::Transfer)).await;
    let first = world.folded().await.account.orders.values().next().expect("an order").placed.clone();
    let paid = Command::RecordPayment {
        order: Some(first.order),
        amount: first.total,
        reference: "W-1".to_owned(),
        received_on: None,
    };
    world.allowed(vendor(), "2020-10-02", paid).await;
    world.allowed(vendor(), "2020-10-02", Command::RefundOrder { order: first.order }).await;
    world.allowed(world.ines(), "2020-10-02", order("silver", PayMethod::Card)).await;
    let account = world.folded().await.account.clone();
    let second = account.orders.values().find(|held| held.paid.is_none()).expect("an order").placed.clone();
    let failed = Command::RecordFailedCharge { order: second.order, reference: "ch-1".to_owned(), code: None };
    world.allowed(vendor(), "2020-10-02", failed).await;
    let paid = Command::RecordPayment {
        order: Some(second.order),
        amount: second.total,
        reference: "ch-2".to_owned(),
        received_on: None,
    };
    let provider = Caller::Service {
        name: "payment-provider".to_owned(),
        account: None,
        roles: BTreeSet::from([Role::PaymentProvider]),
    };
    world.allowed(provider, "2020-10-02", paid).await;
    let stated = Command::StateAttainment {
        competency,
        level: "gold".to_owned(),
        until: Some(jiff::civil::date(2035, 12, 31)),
        note: Some(symbolon_domain::fact::NoteRef {
            id: symbolon_domain::ids::Minter::new(4, 4).note(),
            hash: "h".to_owned(),
        }),
    };
    world.allowed(vendor(), "2020-10-02", stated).await;
    world.allowed(world.ines(), "2020-10-02", order("gold", PayMethod::Transfer)).await;
    let profile = "p".repeat(64);
    let link = Command::LinkProfile { person, profile: profile.clone() };
    world.allowed(vendor(), "2020-10-02", link).await;
    let exam = Claim::Skill { profile, credential: "az-400".to_owned() };
    let reading = Claim::Figure { metric: "azure-consumption".to_owned(), amount: "12.50".to_owned() };
    for claim in [exam, reading] {
        world.allowed(vendor(), "2020-10-02", evidence(claim, "2020-10-01")).await;
    }
    let (third, _) = opened(&world, 13, "2020-10-02").await;
    accepted(&world, third, 14, "2020-10-02").await;
    let (_, number) = opened(&world, 15, "2020-10-02").await;
    as_admin(&world, third, "2020-10-02", Command::InviteToMerge { number }).await;
    let text = NoteRef { id: Minter::new(5, 5).note(), hash: "h".to_owned() };
    let given = ProfileGiven { text, domain: Some("lumen.example".to_owned()) };
    let change = Command::ChangeProfile { given, over: None, fields: ProfileField::ALL.to_vec() };
    world.allowed(vendor(), "2020-10-02", change).await;
    let note = NoteRef { id: Minter::new(7, 7).note(), hash: "h".to_owned() };
    let from = "2020-09-01".parse().expect("a day");
    world.allowed(vendor(), "2020-10-02", Command::ExemptFromTax { from, until: None, note, former: None }).await;
    let of = |benefit: &str| {
        let folded = world.folded();
        let benefit = benefit.to_owned();
        async move {
            let folded = folded.await;
            let account = &folded.account;
            let of_pack = |grant: &Grant| account.memberships[&grant.membership].last_year().offer == "action-pack";
            let found = account.grants.iter().find(|(_, held)| held.line.benefit == benefit && of_pack(held));
            *found.expect("was granted").0
        }
    };
    let (help, money) = (of("product-support-incidents").await, of("azure-monthly-credit").await);
    world.allowed(world.ines(), "2020-10-02", Command::ActivateSupport { grant: help }).await;
    let incident = Command::UseBalance { grant: help, kind: UsageKind::Incident, amount: 1, note: None };
    world.allowed(world.ines(), "2020-10-02", incident).await;
    let give = Command::AssignCredit { grant: money, person, other_credit: false };
    world.allowed(world.ines(), "2020-10-02", give).await;
    let file = FileSeen {
        stated: "application/pdf".to_owned(),
        found: Some("application/pdf".to_owned()),
        bytes: 9,
        sha256: "0".repeat(64),
    };
    let of = DocumentOf::Check { check: ProfileCheck::Email };
    let document = Command::AddDocument { document: Minter::new(6, 6).document(), of, file };
    world.allowed(world.ines(), "2020-10-02", document).await;
    let activation = world.folded().await.account.keys[&key].activations.first().map(|held| held.act.activation);
    let grant = world.folded().await.account.keys[&key].grant;
    let place = world.folded().await.account.locations.keys().next().map(|id| Place::Location(*id));
    let (version, purpose) = (Some("2019".to_owned()), Some("demonstration".to_owned()));
    let installed = Command::RecordInstallation { grant, version, place, purpose, quantity: 1, note: None };
    world.allowed(world.ines(), "2020-10-02", installed).await;
    let of = activation.map(|id| WindDownOf::Installed(InstalledId::Activated(id)));
    let removed = Command::ConfirmWindDown { grant, of, how: WindDownHow::Uninstalled };
    world.allowed(world.ines(), "2021-12-01", removed).await;
    let note = NewNote { id: Minter::new(44, 4).note(), text: "poste 4".to_owned(), salt: "s".to_owned() };
    let keyed = Submission {
        notes: vec![note],
        idempotency: Some(IdempotencyKey { scope: "k".repeat(64), fingerprint: "a".to_owned() }),
        ..submission(
            world.account,
            vendor(),
            "2021-12-01",
            Command::LinkTenant { domain: "lumen-deux.example".to_owned() },
        )
    };
    assert_eq!(world.store.submit(keyed).await.expect("works").answer.status, 201);
    let refused = world.submit(world.ines(), "2021-12-01", world.redeem(token)).await;
    assert_eq!(refused.answer.status, 409);
    let session = Session { hash: "s".to_owned(), person, csrf: "c".to_owned(), created_at: 0, expires_at: 1 };
    let api_token = ApiToken {
        hash: "t".to_owned(),
        name: "export".to_owned(),
        grantee: Grantee::Person(person),
        expires_at: 1,
        revoked_at: None,
    };
    let rows = [
        Plain::Profile { account: world.account, name: "Lumen Conseil".to_owned() },
        Plain::Session(session),
        Plain::ApiToken(api_token),
        Plain::EnterLink { hash: "l".to_owned(), person, expires_at: 1 },
    ];
    world.store.write("test", 0, &rows).await.expect("works");
    let feed = (symbolon_domain::feed::Shows::Own, "f".repeat(64), 1);
    let own = Actor {
        person: Some(world.ines),
        account: Some(world.account),
        roles: [Role::GlobalAdmin].into(),
        admin_of: BTreeSet::new(),
    };
    let by = (own, world.ines.to_string());
    let made = world.store.make_export_feed(world.account, feed, None, by.clone(), 0).await;
    made.expect("works").expect("is known").expect("is made");
    let (url, on) = ("https://hooks.lumen.example/".to_owned(), "2021-12-01".parse().expect("a day"));
    let made = world.store.make_webhook_endpoint(world.account, (url, BTreeSet::new()), by, (on, 0)).await;
    let endpoint = made.expect("works").expect("is known").expect("is made");
    let kind = symbolon_domain::event::EventType::WebhookEndpointTest;
    let event = NewDelivery { event: "evt_1".to_owned(), kind, body: "{}".to_owned() };
    world.store.replay_events(endpoint.id, vec![event], "test", 0).await.expect("works");
    let actor = Actor {
        person: Some(world.ines),
        account: Some(world.account),
        roles: BTreeSet::new(),
        admin_of: BTreeSet::new(),
    };
    let change = RoleChange { give: [Role::ReportViewer].into(), ..RoleChange::default() };
    let on = ("2021-12-01".parse().expect("a day"), 7);
    let by = (actor, world.ines.to_string());
    let changed = world.store.change_roles(world.account, (person, change), by, on).await.expect("works");
    assert!(changed.expect("is known").is_ok());
    let due = "2021-08-17".parse().expect("a day");
    // Mail begins, and there is something to send.
    world.store.take_up_messages(0).await.expect("works");
    world.store.send_notices(due, at(due), CatchUp::AtOnce).await.expect("works");
    world.store.take_up_messages(at(due)).await.expect("works");
    let (file, within, longer) = WIDER;
    next_version(&world.store, file, within, longer, "2021-12-01").await;
    world.store.approve_plan(PlanId::from_bits(2), "quentin", 5).await.expect("works");
    assert_eq!(world.store.verify().await.expect("reads").difference, None);
    let folder = world.folder;
    world.store.close().await;
    drop(world.store);
    let url = format!("sqlite://{}", folder.path().join("symbolon.db").display());
    let conn = SqliteConnection::connect(&url).await.expect("connects");
    (folder, conn)
}

async fn opened(world: &World, part: u128, day: &str) -> (AccountId, u64) {
    let account = Minter::new(11, part).account();
    let open = submission(account, vendor(), day, Command::open("FR"));
    assert_eq!(world.store.submit(open).await.expect("works").answer.status, 201);
    let folded = world.store.folded(account).await.expect("reads").expect("is open");
    (account, folded.account.number)
}

/// Another company, which accepted to become a part of one.
async fn accepted(world: &World, into: AccountId, part: u128, day: &str) -> MergeId {
    let (other, number) = opened(world, part, day).await;
    as_admin(world, into, day, Command::InviteToMerge { number }).await;
    let folded = world.store.folded(into).await.expect("reads").expect("is open");
    let merge = *folded.account.merges.keys().next_back().expect("was invited");
    as_admin(world, other, day, Command::AcceptMerge { merge }).await;
    merge
}

async fn as_admin(world: &World, account: AccountId, day: &str, command: Command) {
    let roles = [Role::AccountAdmin].into();
    let caller = Caller::Service { name: "admin".to_owned(), account: Some(account), roles };
    let submitted = world.store.submit(submission(account, caller, day, command)).await.expect("works");
    assert_eq!(submitted.answer.status, 201, "{}", submitted.answer.body);
}

/// A company that became a part of this one, and an employee who came along.
async fn merged(world: &World) {
    let mut employee = world.person(Minter::new(12, 12).person(), IdentityKind::Named, &[Role::Employee], &[]);
    employee.account = Some(Minter::new(11, 11).account());
    world.store.write("test", 0, &[Plain::Person(employee)]).await.expect("works");
    let merge = accepted(world, world.account, 11, "2020-08-20").await;
    as_admin(world, world.account, "2020-08-22", Command::ConfirmMerge { merge }).await;
}

/// A silver year that a campaign excused and whose window was missed.
async fn missed(world: &World, competency: &str) -> MembershipId {
    let until = Some(jiff::civil::date(2020, 8, 5));
    let stated = Command::StateAttainment {
        competency: competency.to_owned(),
        level: "silver".to_owned(),
        until,
        note: Some(symbolon_domain::fact::NoteRef {
            id: symbolon_domain::ids::Minter::new(4, 4).note(),
            hash: "h".to_owned(),
        }),
    };
    world.allowed(vendor(), "2019-08-05", stated).await;
    let payment = Payment { reference: "O-2019".to_owned(), amount: None };
    world.allowed(vendor(), "2019-08-05", Command::Purchase { offer: "silver".to_owned(), payment }).await;
    let account = world.folded().await.account.clone();
    let held = account.memberships.values().max_by_key(|held| held.number).expect("was bought");
    let (year, mut ids) = (held.last_year(), Minter::new(9, 9));
    let (day, now) = (jiff::civil::date(2020, 7, 1), at(jiff::civil::date(2020, 7, 1)));
    let run = Run {
        id: ids.run(),
        campaign: "relief-2020-h2".to_owned(),
        content_hash: "c".to_owned(),
        members: 1,
        proposed_by: "claire".to_owned(),
        proposed_on: day,
        approved: None,
        started: None,
        closed: None,
    };
    let member = MemberRow {
        account: world.account,
        membership: held.id,
        number: held.number,
        year: year.number,
        offer: year.offer.clone(),
        anniversary: year.days.anniversary,
        renew_to: year.days.renew_to,
        expected: "enrolled".to_owned(),
        state: "pending".to_owned(),
        reason: None,
        settled_on: None,
    };
    let manager =
        Actor { person: None, account: None, roles: [Role::ProgrammeManager].into(), admin_of: Default::default() };
    let made = world.store.propose_run(run.clone(), vec![member], manager, now).await.expect("works");
    assert!(made.is_ok());
    let enrol = Command::EnrolInCampaign { membership: held.id, campaign: run.campaign, run: run.id };
    world.allowed(vendor(), "2020-07-01", enrol).await;
    held.id
}

/// A ticket about the year that was missed, with a file, and an override that waits.
async fn late(world: &World, membership: MembershipId) {
    let (mut ids, now) = (Minter::new(10, 10), at(jiff::civil::date(2020, 9, 20)));
    let Caller::Person(ines) = world.ines() else { panic!("a person") };
    let new = NewTicket {
        id: ids.ticket(),
        account: world.account,
        reason: TicketReason::LateOverride,
        subject: Some(membership.to_string()),
        opened_by: ines,
        body: "Nous avons manqué la fenêtre.".to_owned(),
        attached: "{}".to_owned(),
        once: Some(IdempotencyKey { scope: "o".to_owned(), fingerprint: "f".to_owned() }),
    };
    let ticket = new.id;
    world.store.open_ticket(new, jiff::civil::date(2020, 9, 20), now).await.expect("works");
    let document = TicketDocument {
        id: ids.document(),
        ticket,
        account: world.account,
        media_type: "application/pdf".to_owned(),
        bytes: 9,
        sha256: "0".repeat(64),
        added_by: ines.to_string(),
        added_at: now,
    };
    let done = TicketDone { act: TicketAct::Attach, body: None, document: Some(document), once: None };
    let own = Actor {
        person: Some(ines),
        account: Some(world.account),
        roles: [Role::GlobalAdmin].into(),
        admin_of: Default::default(),
    };
    let by = (own, ines.to_string());
    let added =
        world.store.act_on_ticket(ticket, done, by, (jiff::civil::date(2020, 9, 20), now)).await.expect("works");
    assert!(added.is_some_and(|added| added.is_ok()));
    let note = NoteRef { id: ids.note(), hash: "h".to_owned() };
    let campaign = "relief-2020-h2".to_owned();
    let propose = Command::ProposeOverride { membership, campaign, ticket, note };
    world.allowed(vendor(), "2020-09-21", propose).await;
}

fn evidence(claim: Claim, day: &str) -> Command {
    let dated = day.parse().expect("a day");
    Command::RecordEvidence { claim, dated, expires_on: None, as_of: None, source: "test".to_owned() }
}

async fn rows(conn: &mut SqliteConnection, sql: &str) -> Vec<sqlx::sqlite::SqliteRow> {
    sqlx::query(sqlx::AssertSqlSafe(sql.to_owned())).fetch_all(conn).await.expect("reads")
}

async fn refused(conn: &mut SqliteConnection, sql: &str) -> String {
    let done = sqlx::query(sqlx::AssertSqlSafe(sql.to_owned())).execute(conn).await;
    done.err().and_then(|error| Some(error.as_database_error()?.message().to_owned())).unwrap_or_default()
}

async fn tables(conn: &mut SqliteConnection) -> Vec<String> {
    let sql = "select name from sqlite_master where type = 'table' and name not like 'sqlite%' and name not like '\\_%' escape '\\'";
    rows(conn, sql).await.iter().map(|row| row.get(0)).collect()
}

/// The columns of every unique key of a table.
async fn keys_of(conn: &mut SqliteConnection, table: &str) -> Vec<Vec<String>> {
    let mut keys = Vec::new();
    for index in rows(conn, &format!("select name from pragma_index_list('{table}') where \"unique\" = 1")).await {
        let name: String = index.get(0);
        let columns = rows(conn, &format!("select name from pragma_index_info('{name}') order by seqno")).await;
        keys.push(columns.iter().map(|column| column.get(0)).collect());
    }
    keys
}

#[tokio::test]
async fn no_unique_key_lets_a_second_row_in() {
    let (_folder, mut conn) = filled().await;
    let mut held = BTreeSet::new();
    for table in tables(&mut conn).await {
        let keys = keys_of(&mut conn, &table).await;
        assert!(!keys.is_empty(), "{table} has no key");
        let columns: Vec<(String, String)> =
            rows(&mut conn, &format!("select name, type from pragma_table_info('{table}')"))
                .await
                .iter()
                .map(|row| (row.get(0), row.get(1)))
                .collect();
        let names: Vec<_> = columns.iter().map(|(name, _)| name.clone()).collect();
        for key in &keys {
            // A copy that differs in every column of every other key, so that only this one can refuse it.
            let copy = columns.iter().map(|(name, kind)| {
                let in_other = keys.iter().any(|other| other.contains(name));
                match (key.contains(name) || !in_other, kind.eq_ignore_ascii_case("text")) {
                    (true, _) => name.clone(),
                    (false, true) => format!("{name} || 'x'"),
                    (false, false) => format!("{name} + 1000000000"),
                }
            });
            let copy = copy.collect::<Vec<_>>().join(", ");
            let named: Vec<_> = key.iter().map(|column| format!("{table}.{column}")).collect();
            let expected = format!("UNIQUE constraint failed: {}", named.join(", "));
            // A key of some rows only may be part of this one, so that one row is refused by it and another by this one.
            let mut found = Vec::new();
            for row in rows(&mut conn, &format!("select rowid from {table}")).await {
                let (row, names): (i64, _) = (row.get(0), names.join(", "));
                let sql = format!("insert into {table} ({names}) select {copy} from {table} where rowid = {row}");
                found.push(refused(&mut conn, &sql).await);
            }
            assert!(found.contains(&expected), "{table}: {key:?} {found:?}");
            held.insert(named.join(" "));
        }
    }
    for wall in [
        "fact.account fact.seq",
        "membership.account membership.origin membership.limit_group membership.slot",
        "membership_year.account membership_year.membership membership_year.year",
        "redemption.account redemption.token",
        "replacement.account replacement.token",
        "token.account token.replaces",
        "activation.account activation.product_key activation.device activation.generation",
        "seat_assignment.account seat_assignment.pool seat_assignment.seat",
        "seat_assignment.account seat_assignment.person seat_assignment.edition",
        "seat_request.account seat_request.pool seat_request.person",
        "purchase_order.account purchase_order.limit_group",
        "funds.account funds.origin funds.reference",
        "funds.charge",
        "webhook_delivery.endpoint webhook_delivery.event",
        "invoice.number",
        "credit_note.number",
        "credit_note.account credit_note.purchase_order credit_note.gives_back",
        "failed_charge.account failed_charge.purchase_order failed_charge.reference",
        "certification_profile.profile",
        "certification_profile.account certification_profile.person",
        "evidence.account evidence.origin evidence.profile evidence.subject evidence.dated",
        "headquarters_domain.domain",
        "support_contract.account support_contract.grant_line",
        "support_contract.contract",
        "credit.account credit.grant_line",
        "campaign_enrolment.account campaign_enrolment.membership campaign_enrolment.year",
        "late_override.account late_override.open_for",
        "company_merge.account",
        "company_merge.account company_merge.other",
        "former_company.id",
        "former_company.number",
        "person_origin.person",
        "programme_approval.plan programme_approval.approved_by",
        "programme_application.plan",
        "campaign_run.open_for",
        "campaign_member.run campaign_member.account campaign_member.membership",
        "ticket.number",
        "ticket_entry.once",
        "evidence.account evidence.origin evidence.subject evidence.dated evidence.source",
        "secret.blind",
        "idempotency.id",
        "notice.account notice.membership notice.year notice.notice",
        "message.account message.membership message.year message.notice message.person",
        "event_notice.ledger event_notice.seq",
        "event_message.ledger event_message.seq event_message.person",
        "matter_notice.account matter_notice.subject matter_notice.mark matter_notice.notice",
        "matter_message.account matter_message.subject matter_message.mark matter_message.notice matter_message.person",
    ] {
        assert!(held.contains(wall), "the wall {wall} is gone; there are {held:#?}");
    }
}

#[tokio::test]
async fn no_row_refers_to_what_its_account_does_not_have() {
    let (_folder, mut conn) = filled().await;
    let mut seen = 0;
    for table in tables(&mut conn).await {
        let sql = format!("select \"from\" from pragma_foreign_key_list('{table}') where \"from\" <> 'account'");
        for column in rows(&mut conn, &sql).await {
            let column: String = column.get(0);
            let sql = format!("update {table} set {column} = {column} || 'x' where {column} is not null");
            let found = refused(&mut conn, &sql).await;
            assert_eq!(found, "FOREIGN KEY constraint failed", "{table}.{column}");
            seen += 1;
        }
    }
    assert_eq!(seen, 43);
    let moved = refused(&mut conn, "update membership set account = 'acc_elsewhere'").await;
    assert_eq!(moved, "FOREIGN KEY constraint failed");
}

#[tokio::test]
async fn no_count_passes_its_limit() {
    let (_folder, mut conn) = filled().await;
    for sql in [
        "update product_key set used = activation_limit + 1 where activation_limit is not null",
        "update product_key set used = -1",
        "update grant_line set quantity = -1",
        "update token set seats = 0",
        "update evidence set amount = -1 where amount is not null",
        "update document set bytes = 0",
        "update seat_assignment set seat = 0",
        "update installation set quantity = 0",
        "update fact set seq = 0 where seq = 1",
    ] {
        let found = refused(&mut conn, sql).await;
        assert!(found.contains("CHECK constraint failed"), "{sql}: {found}");
    }
}
