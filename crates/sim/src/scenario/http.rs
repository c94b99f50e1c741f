//! HTTP: every act is previewed and then done through the API, every question is answered by it.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use anyhow::{Context as _, bail, ensure};
use axum::body::Body;
use axum::http::{Method, Request};
use jiff::civil::Date;
use serde_json::{Value, json};
use symbolon_domain::access::Role;
use symbolon_domain::account::Account;
use symbolon_domain::campaign::RunAct;
use symbolon_domain::command::{Claim, Command, KeyRef};
use symbolon_domain::company::{DocumentOf, FileSeen};
use symbolon_domain::fact::{Ordered, UnassignReason, WindDownConfirmed};
use symbolon_domain::ids::*;
use symbolon_domain::programme::Programmes;
use symbolon_programme::Files;
use symbolon_server::clock::Clock;
use symbolon_server::{App, Server, hash};
use symbolon_store::{ApiToken, Grantee, Plain, Store};
use tower::ServiceExt;

use super::cases::{self, AskCase, Case, Made};
use super::local::{self, or_none};
use super::planned::PlanStep;
use super::{Ask, By, Seen, Sent, Who, World, company, installed, say, stored};
use crate::support::{Engine, entropy};

const VENDOR: &str = "vendor-token";

/// Runs a file over HTTP.
///
/// # Errors
/// When the file is not a scenario, or the world failed. A wrong expectation is not an error.
pub async fn run_over_http(path: &Path, engine: Engine) -> anyhow::Result<super::Run> {
    let scene = super::Scene::read(path)?;
    let world = Http::open(engine, &scene.files, scene.programmes.clone()).await?;
    super::play(world, scene).await
}

/// A server in this process.
pub(crate) struct Http {
    app: App,
    server: Server,
    store: Store,
    clock: Arc<AtomicI64>,
    accounts: BTreeMap<AccountId, AccountId>,
    today: Date,
    keys: u32,
    /// The plan that was drawn last, and its digest.
    plan: Option<(String, Value)>,
    _folder: tempfile::TempDir,
}

impl Http {
    pub(crate) async fn open(engine: Engine, files: &Files, programmes: Programmes) -> anyhow::Result<Self> {
        let (store, master, folder) = stored::sandbox(engine, files, programmes).await?;
        let clock = Arc::new(AtomicI64::new(0));
        let app = App::new(
            store.clone(),
            symbolon_server::Documents::in_memory(),
            Clock::Sandbox(clock.clone()),
            &master,
            entropy(21),
        )?;
        let roles = [Role::ProgrammeManager, Role::SupportAgent].into();
        let token = token(VENDOR, Grantee::Service { account: None, roles });
        store.write("scenario", 0, &[token]).await?;
        let accounts = BTreeMap::new();
        Ok(Self {
            server: Server::new(app.clone()),
            app,
            store,
            clock,
            accounts,
            today: Date::default(),
            keys: 0,
            plan: None,
            _folder: folder,
        })
    }

    async fn send(
        &self,
        method: Method,
        path: &str,
        token: &str,
        key: Option<u32>,
        body: Option<&Value>,
    ) -> anyhow::Result<(u16, Value)> {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header("authorization", format!("Bearer {token}"))
            .header("accept-language", "en");
        if let Some(key) = key {
            request = request.header("idempotency-key", format!("key-{key}"));
        }
        let body = match body {
            Some(Value::String(file)) => {
                let file: FileSeen = serde_json::from_str(file)?;
                request = request.header("content-type", &file.stated);
                Body::from(company::content(&file))
            }
            Some(body) => {
                request = request.header("content-type", "application/json");
                Body::from(body.to_string())
            }
            None => Body::empty(),
        };
        let response = self.server.clone().oneshot(request.body(body)?).await?;
        let status = response.status().as_u16();
        ensure!(status < 500, "{path}: {status}");
        let bytes = axum::body::to_bytes(response.into_body(), usize::MAX).await?;
        Ok((status, serde_json::from_slice(&bytes).with_context(|| format!("{path}: {status}"))?))
    }

    async fn get(&self, path: &str) -> anyhow::Result<(u16, Value)> {
        self.send(Method::GET, path, VENDOR, None, None).await
    }

    async fn check(
        &self,
        account: AccountId,
        person: &Option<PersonId>,
        product: &str,
        on: Date,
    ) -> anyhow::Result<Value> {
        let mut body = json!({ "account": account, "product": product, "as_of": on, "explain": "full" });
        if let (Some(person), Some(members)) = (person, body.as_object_mut()) {
            members.insert("person".to_owned(), json!(person));
        }
        let (status, answer) = self.send(Method::POST, "/v1/entitlement-checks", VENDOR, None, Some(&body)).await?;
        ensure!(status == 200, "{status} {answer}");
        Ok(answer)
    }

    /// The account behind a scenario's own id: the API makes its ids itself.
    fn account(&self, id: AccountId) -> anyhow::Result<AccountId> {
        self.accounts.get(&id).copied().context("no such account")
    }
}

fn token(secret: &str, grantee: Grantee) -> Plain {
    let (name, hash) = (secret.to_owned(), hash(secret));
    Plain::ApiToken(ApiToken { hash, name, grantee, expires_at: i64::MAX, revoked_at: None })
}

/// How a command is said to the API.
fn request(account: AccountId, command: &Command) -> (Method, String, Value) {
    let payment = |payment: &symbolon_domain::fact::Payment| json!({ "reference": payment.reference });
    let post = |path: String, body: Value| (Method::POST, path, body);
    match command {
        Command::OpenAccount { country, verified, .. } => {
            let body = json!({ "name": "Scenario", "country": country, "verified": verified });
            post("/v1/accounts".to_owned(), body)
        }
        Command::ChangeProfile { given, over, .. } => {
            let profile: Value = serde_json::from_str(&given.text.hash).unwrap_or_default();
            let body = json!({ "profile": profile, "version": over });
            (Method::PUT, format!("/v1/accounts/{account}/profile"), body)
        }
        Command::ReviewProfile => post(format!("/v1/accounts/{account}/profile-reviews"), json!({})),
        Command::DecideCheck { check, passed, note } => {
            let reason = note.as_ref().map(|note| &note.hash);
            let body = json!({ "passed": passed, "reason": reason });
            post(format!("/v1/accounts/{account}/profile-checks/{check}/decisions"), body)
        }
        Command::ActivateMarketing { grant, contact, .. } => post(
            format!("/v1/grants/{grant}/activations"),
            json!({ "contact": { "name": "Maya", "email": contact.hash } }),
        ),
        Command::ActivateSupport { grant } => post(format!("/v1/grants/{grant}/activations"), json!({})),
        Command::UseBalance { grant, kind, amount, .. } => {
            post(format!("/v1/grants/{grant}/uses"), json!({ "kind": kind, "amount": amount }))
        }
        Command::AssignCredit { grant, person, other_credit } => {
            post(format!("/v1/grants/{grant}/credits"), json!({ "person": person, "other_credit": other_credit }))
        }
        Command::RemoveCredit { credit } => (Method::DELETE, format!("/v1/credits/{credit}"), Value::Null),
        Command::TransferCredit { credit, person, other_credit } => {
            post(format!("/v1/credits/{credit}/transfers"), json!({ "person": person, "other_credit": other_credit }))
        }
        Command::ChangePublicName { name } => {
            post(format!("/v1/accounts/{account}/public-names"), json!({ "name": name.hash }))
        }
        Command::CloseAccount { note } => {
            post(format!("/v1/accounts/{account}/closings"), json!({ "note": note.hash }))
        }
        Command::AskCheckMail { check } => {
            post(format!("/v1/accounts/{account}/profile-checks/{check}/mails"), json!({}))
        }
        Command::AppealCheck { check, note } => {
            let body = json!({ "reason": note.as_ref().map(|note| &note.hash) });
            post(format!("/v1/accounts/{account}/profile-checks/{check}/appeals"), body)
        }
        Command::AddDocument { of, file, .. } => {
            let path = match of {
                DocumentOf::Check { check } => format!("/v1/accounts/{account}/documents?check={check}"),
                DocumentOf::Payment { order, paid_on, paid_to, reference } => {
                    format!("/v1/orders/{order}/proofs?paid_on={paid_on}&paid_to={paid_to}&reference={reference}")
                }
            };
            post(path, Value::String(serde_json::to_string(file).unwrap_or_default()))
        }
        Command::InviteToMerge { number } => {
            post("/v1/merges".to_owned(), json!({ "account": account, "company": number.to_string() }))
        }
        Command::AcceptMerge { merge } => post(format!("/v1/merges/{merge}/acceptances"), json!({})),
        Command::RejectMerge { merge, note } => {
            let reason = note.as_ref().map(|note| &note.hash);
            post(format!("/v1/merges/{merge}/rejections"), json!({ "reason": reason }))
        }
        Command::WithdrawMerge { merge } => post(format!("/v1/merges/{merge}/withdrawals"), json!({})),
        Command::ConfirmMerge { merge } => post(format!("/v1/merges/{merge}/confirmations"), json!({})),
        Command::AddLocation { country } => {
            post(format!("/v1/accounts/{account}/locations"), json!({ "country": country }))
        }
        Command::RemoveLocation { location, ticket } => {
            post(format!("/v1/locations/{location}/removals"), json!({ "ticket": ticket }))
        }
        // A run enrols its members itself.
        Command::EnrolInCampaign { .. } => post("/v1/campaigns".to_owned(), Value::Null),
        Command::ProposeOverride { membership, campaign, ticket, note } => post(
            format!("/v1/accounts/{account}/overrides"),
            json!({ "membership": membership, "campaign": campaign, "ticket": ticket, "reason": note.hash }),
        ),
        Command::DecideOverride { late_override, grant, .. } => {
            post(format!("/v1/overrides/{late_override}/decisions"), json!({ "approve": grant }))
        }
        Command::EndOverride { late_override, .. } => post(format!("/v1/overrides/{late_override}/endings"), json!({})),
        Command::LinkTenant { domain } => post(format!("/v1/accounts/{account}/tenants"), json!({ "domain": domain })),
        Command::StateAttainment { competency, level, until, note } => post(
            format!("/v1/accounts/{account}/attainments"),
            json!({
                "competency": competency, "level": level, "until": until, "reason": note.as_ref().map(|note| &note.hash),
            }),
        ),
        Command::RecordEvidence { claim, dated, expires_on, as_of, source } => {
            let (profile, credential, metric, amount) = match claim {
                Claim::Skill { profile, credential } => (Some(profile), Some(credential), None, None),
                Claim::Figure { metric, amount } => (None, None, Some(metric), Some(amount)),
            };
            post(
                format!("/v1/accounts/{account}/evidence"),
                json!({
                    "profile": profile, "credential": credential, "metric": metric, "amount": amount, "dated": dated,
                    "expires_on": expires_on, "as_of": as_of, "source": source,
                }),
            )
        }
        Command::WithdrawEvidence { evidence } => post(format!("/v1/evidence/{evidence}/withdrawals"), json!({})),
        Command::LinkProfile { person, profile } => post(
            format!("/v1/accounts/{account}/certification-profiles"),
            json!({ "person": person, "profile": profile }),
        ),
        Command::UnlinkProfile { association, last_day } => {
            let query = last_day.map(|day| format!("?last_day={day}")).unwrap_or_default();
            (Method::DELETE, format!("/v1/certification-profiles/{association}{query}"), Value::Null)
        }
        Command::Purchase { offer, payment: paid } => {
            post(format!("/v1/accounts/{account}/purchases"), json!({ "offer": offer, "payment": payment(paid) }))
        }
        Command::Renew { membership, payment: paid, offer } => {
            post(format!("/v1/memberships/{membership}/renewals"), json!({ "payment": payment(paid), "offer": offer }))
        }
        Command::PlaceOrder { of, method, tax_id } => {
            let membership = match of {
                Ordered::Renewal { membership, .. } => Some(*membership),
                Ordered::Purchase { .. } => None,
            };
            let body = json!({ "offer": of.offer(), "membership": membership, "method": method, "tax_id": tax_id });
            post(format!("/v1/accounts/{account}/orders"), body)
        }
        Command::CancelOrder { order } => post(format!("/v1/orders/{order}/cancellations"), json!({})),
        Command::RecordPayment { order, amount, reference, received_on } => post(
            format!("/v1/accounts/{account}/payments"),
            json!({
                "order": order, "reference": reference, "received_on": received_on,
                "amount": { "amount": amount.decimal(), "currency": amount.currency },
            }),
        ),
        Command::RecordFailedCharge { order, reference, code } => {
            post(format!("/v1/orders/{order}/failed-charges"), json!({ "reference": reference, "code": code }))
        }
        Command::AssignFunds { funds, order } => {
            post(format!("/v1/payments/{funds}/assignments"), json!({ "order": order }))
        }
        Command::ReturnFunds { funds } => post(format!("/v1/payments/{funds}/returns"), json!({})),
        Command::RefundOrder { order } => post(format!("/v1/orders/{order}/refunds"), json!({})),
        Command::RefundTax { order } => post(format!("/v1/orders/{order}/tax-refunds"), json!({})),
        Command::ExemptFromTax { from, until, note, .. } => post(
            format!("/v1/accounts/{account}/tax-exemptions"),
            json!({ "from": from, "until": until, "note": note.hash }),
        ),
        Command::EndExemption { exemption, last_day } => {
            post(format!("/v1/tax-exemptions/{exemption}/endings"), json!({ "last_day": last_day }))
        }
        Command::ShowCode { token } => post(format!("/v1/tokens/{token}/codes"), json!({})),
        Command::RedeemToken { token, tenant, mode, subscription, seats } => post(
            format!("/v1/tokens/{token}/redemptions"),
            json!({ "tenant_id": tenant, "mode": mode, "subscription_id": subscription, "seats": seats }),
        ),
        Command::RequestReplacement { token, reason, intended_tenant, .. } => post(
            format!("/v1/tokens/{token}/replacement-requests"),
            json!({ "reason": reason, "intended_tenant_id": intended_tenant }),
        ),
        Command::DecideReplacement { replacement, grant, .. } => {
            post(format!("/v1/replacement-requests/{replacement}/decisions"), json!({ "approve": grant }))
        }
        Command::RevealKey { key: KeyRef::Key(id) } => post(format!("/v1/keys/{id}/reveals"), json!({})),
        Command::RevealKey { key: KeyRef::Grant(id) } => post(format!("/v1/keys/{id}/reveals"), json!({})),
        Command::RecordActivation { key, device, hardware_changed, .. } => post(
            format!("/v1/keys/{key}/activations"),
            json!({ "fingerprint": device, "hardware_changed": hardware_changed }),
        ),
        Command::BlockKey { key, why, note } => {
            post(format!("/v1/keys/{key}/blocks"), json!({ "why": why, "note": note.hash }))
        }
        Command::UnblockKey { key, note } => post(format!("/v1/keys/{key}/unblockings"), json!({ "note": note.hash })),
        Command::AssignSeat { pool, person, country } => {
            post(format!("/v1/seat-pools/{pool}/assignments"), json!({ "person": person, "country": country }))
        }
        Command::RequestSeat { pool, note, .. } => {
            post("/v1/seat-requests".to_owned(), json!({ "seat_pool": pool, "reason": note.hash }))
        }
        Command::GrantSeatRequest { request, country } => {
            post(format!("/v1/seat-requests/{request}/decisions"), json!({ "approve": true, "country": country }))
        }
        Command::DeclineSeatRequest { request, note } => {
            post(format!("/v1/seat-requests/{request}/decisions"), json!({ "approve": false, "reason": note.hash }))
        }
        Command::WithdrawSeatRequest { request } => post(format!("/v1/seat-requests/{request}/withdrawals"), json!({})),
        Command::ProvisionGrants { membership, grants } => {
            post(format!("/v1/memberships/{membership}/provisionings"), json!({ "grants": grants }))
        }
        Command::ActivateSeat { assignment } => post(format!("/v1/assignments/{assignment}/activations"), json!({})),
        Command::UnassignSeat { assignment, why } => {
            let query = if *why == UnassignReason::HolderLeft { "?reason=holder_left" } else { "" };
            (Method::DELETE, format!("/v1/assignments/{assignment}{query}"), Value::Null)
        }
        Command::RecordInstallation { grant, version, place, purpose, quantity, .. } => post(
            format!("/v1/grants/{grant}/installations"),
            json!({ "version": version, "place": installed::place(*place), "purpose": purpose, "quantity": quantity }),
        ),
        Command::ChangeInstallation { installed: id, version, place, purpose, quantity } => post(
            format!("/v1/installations/{id}/changes"),
            json!({ "version": version, "place": installed::place(*place), "purpose": purpose, "quantity": quantity }),
        ),
        Command::RemoveInstallation { installed } => post(format!("/v1/installations/{installed}/removals"), json!({})),
        Command::ConfirmWindDown { grant, of, how } => {
            let said = WindDownConfirmed::new(*grant, *of, *how);
            post(
                format!("/v1/accounts/{account}/wind-down-confirmations"),
                json!({
                    "grant": grant, "activation": said.activation, "installation": said.installation,
                    "assignment": said.assignment, "how": how,
                }),
            )
        }
    }
}

fn refused(problem: &Value) -> Vec<String> {
    let code = say::show(&problem["code"]);
    say::refused(&code, &problem["available_from"], &problem["available_until"], &problem["remedies"])
}

impl World for Http {
    fn set_now(&mut self, now: i64, today: Date) {
        self.clock.store(now, Ordering::Release);
        self.today = today;
    }

    async fn person(&mut self, mut who: Who) -> anyhow::Result<()> {
        who.account = who.account.map(|id| self.account(id)).transpose()?;
        let secret = who.id.to_string();
        let mut rows = vec![Plain::Person(stored::row(&who))];
        if self.store.api_token(&hash(&secret)).await?.is_none() {
            rows.push(token(&secret, Grantee::Person(who.id)));
        }
        Ok(self.store.write("scenario", 0, &rows).await?)
    }

    async fn act(&mut self, by: &By, id: AccountId, command: Command) -> anyhow::Result<Seen> {
        let opening = matches!(command, Command::OpenAccount { .. });
        let account = if opening { id } else { self.account(id)? };
        let token = match by {
            By::Vendor => VENDOR.to_owned(),
            By::Person(person) => person.to_string(),
        };
        let (method, path, mut body) = request(account, &command);
        if let Some(members) = body.as_object_mut() {
            members.retain(|_, value| !value.is_null());
        }
        let sent = |body: &Value| (!body.is_null()).then(|| body.clone());
        let separator = if path.contains('?') { '&' } else { '?' };
        let dry = format!("{path}{separator}dry_run=true");
        let (status, preview) = self.send(method.clone(), &dry, &token, None, sent(&body).as_ref()).await?;
        self.keys += 1;
        if let (Some(members), 200) = (body.as_object_mut(), status) {
            for name in ["preview_digest", "acknowledge"] {
                if !preview[name].is_null() {
                    members.insert(name.to_owned(), preview[name].clone());
                }
            }
        }
        let (done, answer) = self.send(method.clone(), &path, &token, Some(self.keys), sent(&body).as_ref()).await?;
        // The same key again: the same answer, and nothing happens twice.
        let (again, repeated) = self.send(method, &path, &token, Some(self.keys), sent(&body).as_ref()).await?;
        if status == 200 {
            ensure!(matches!(done, 200 | 201), "{path}: previewed and then {done} {answer}");
            ensure!(again == done && repeated == answer, "{path}: repeated as {again} {repeated}");
            if opening {
                let made = answer["id"].as_str().context("no id")?.parse()?;
                self.accounts.insert(id, made);
            }
            return Ok(Seen { lines: say::allowed(&preview["effects"]), why: preview["explanation"].clone() });
        }
        ensure!(again == done && repeated["code"] == answer["code"], "{path}: repeated as {again} {repeated}");
        ensure!(preview["code"] == answer["code"], "{path}: previewed as {preview} and done as {answer}");
        Ok(Seen { lines: refused(&answer), why: answer["explanation"].clone() })
    }

    async fn plan(&mut self, by: &By, files: &Files, from: Option<Date>) -> anyhow::Result<Vec<String>> {
        let By::Person(person) = by else { bail!("people plan") };
        let mut body = json!({ "files": files.0 });
        if let Some(day) = from {
            body["effective_on"] = json!(day);
        }
        let token = person.to_string();
        let plans = "/v1/programme-plans";
        let dry = self.send(Method::POST, &format!("{plans}?dry_run=true"), &token, None, Some(&body)).await?;
        let (status, plan) = self.send(Method::POST, plans, &token, None, Some(&body)).await?;
        ensure!(dry.0 == if status == 201 { 200 } else { status }, "tried as {dry:?} and done as {status} {plan}");
        if status != 201 {
            return Ok(vec![format!("refused {}", plan["code"].as_str().unwrap_or_default())]);
        }
        ensure!(dry.1["people"] == plan["people"] && dry.1["differences"] == plan["differences"], "another plan");
        let people = &plan["people"];
        let mut lines = vec![
            "allowed".to_owned(),
            format!("version {}; {} running", plan["version"], people["running"]),
            format!("touched {} now, {} later", people["touched_now"], people["touched_later"]),
            format!("worse off {} now, {} later", people["worse_now"], people["worse_later"]),
        ];
        let code = |value: &Value| value["code"].as_str().unwrap_or_default().to_owned();
        for touch in people["by"].as_array().into_iter().flatten() {
            lines.push(format!("{} {} now, {} later", code(touch), touch["now"], touch["later"]));
        }
        if let (Some(first), Some(last)) = (people["first"].as_str(), people["last"].as_str()) {
            lines.push(format!("renewals {first} to {last}"));
        }
        lines.extend(plan["guards"].as_array().into_iter().flatten().map(|guard| format!("guard {}", code(guard))));
        self.plan = Some((plan["id"].as_str().context("no id")?.to_owned(), plan["digest"].clone()));
        Ok(lines)
    }

    async fn on_plan(&mut self, by: &By, step: PlanStep) -> anyhow::Result<Vec<String>> {
        let By::Person(person) = by else { bail!("people act on plans") };
        let (id, digest) = self.plan.clone().context("no plan was drawn")?;
        let part = if step == PlanStep::Approve { "approvals" } else { "applications" };
        let path = format!("/v1/programme-plans/{id}/{part}");
        let token = person.to_string();
        let other = json!({ "digest": "sha-256:another" });
        let (status, answer) = self.send(Method::POST, &path, &token, None, Some(&other)).await?;
        ensure!(status == 201 || answer["code"] == "plan-stale" || status == 403, "another digest: {status} {answer}");
        let body = json!({ "digest": digest });
        let dry = self.send(Method::POST, &format!("{path}?dry_run=true"), &token, None, Some(&body)).await?;
        let (status, answer) = self.send(Method::POST, &path, &token, None, Some(&body)).await?;
        ensure!(dry.0 == if status == 201 { 200 } else { status }, "tried as {dry:?} and done as {status} {answer}");
        Ok(match status {
            201 => vec!["allowed".to_owned()],
            _ => vec![format!("refused {}", answer["code"].as_str().unwrap_or_default())],
        })
    }

    async fn number(&mut self, account: AccountId) -> anyhow::Result<u64> {
        let account = self.account(account)?;
        Ok(self.store.folded(account).await?.context("no such account")?.account.number)
    }

    fn scenes_own(&self, account: AccountId) -> AccountId {
        let own = self.accounts.iter().find(|(_, made)| **made == account);
        own.map_or(account, |(own, _)| *own)
    }

    async fn ids(&mut self, account: AccountId) -> anyhow::Result<Account> {
        let account = self.account(account)?.to_string();
        let account = self.store.locate(&account).await?.context("no such account")?;
        Ok(self.store.folded(account).await?.context("no such account")?.account.clone())
    }

    async fn renewed_as(&mut self, _: AccountId, membership: MembershipId) -> anyhow::Result<String> {
        let (_, body) = self.get(&format!("/v1/memberships/{membership}/renewal-tasks")).await?;
        Ok(body["offer"].as_str().context("an offer")?.to_owned())
    }

    async fn sweep(&mut self) -> anyhow::Result<Sent> {
        Ok(self.app.send_notices().await?.into())
    }

    async fn case(&mut self, by: &By, case: Case) -> anyhow::Result<(Option<Made>, Seen)> {
        let By::Person(person) = by else { bail!("only people do this") };
        let token = person.to_string();
        let (path, body) = match &case {
            Case::Simulate(campaign) => (format!("/v1/campaigns/{campaign}/simulations"), json!({})),
            Case::Run(id, act) => {
                let verb = match act {
                    RunAct::Approve => "approvals",
                    RunAct::Start => "starts",
                    RunAct::Close => "closings",
                };
                let run = self.get(&format!("/v1/campaign-runs/{id}")).await?.1;
                let approval = json!({ "digest": run["digest"] });
                let body = if *act == RunAct::Approve { approval } else { json!({}) };
                (format!("/v1/campaign-runs/{id}/{verb}"), body)
            }
            Case::Open(account, reason, subject) => {
                let mut body = json!({ "reason": reason, "text": "Bonjour" });
                if let (Some(members), Some(subject)) = (body.as_object_mut(), subject) {
                    members.insert("subject".to_owned(), json!(subject));
                }
                (format!("/v1/accounts/{}/tickets", self.account(*account)?), body)
            }
            Case::Ticket(id, act) => {
                let body =
                    if act.needs_text() { json!({ "act": act, "text": "Bonjour" }) } else { json!({ "act": act }) };
                (format!("/v1/tickets/{id}/entries"), body)
            }
            Case::Roles(account, person, change) => {
                let last = |role: &Role| format!("last-{}", role.code().replace('_', "-"));
                let known: Vec<String> = change.acknowledged.iter().map(last).collect();
                (
                    format!("/v1/accounts/{}/people/{person}/role-changes", self.account(*account)?),
                    json!({ "give": change.give, "take": change.take, "acknowledge": known }),
                )
            }
        };
        let dry = self.send(Method::POST, &format!("{path}?dry_run=true"), &token, None, Some(&body)).await?;
        self.keys += 1;
        let done = self.send(Method::POST, &path, &token, Some(self.keys), Some(&body)).await?;
        if done.0 != 201 {
            return Ok((None, Seen { lines: refused(&done.1), why: done.1["explanation"].clone() }));
        }
        ensure!(dry.0 == 200, "{path}: previewed as {} and then done", dry.1);
        if matches!(case, Case::Roles(..)) {
            let codes = |name: &str| -> Vec<&str> {
                done.1[name].as_array().into_iter().flatten().filter_map(|role| role["role"].as_str()).collect()
            };
            let said = [("gave", codes("gave")), ("took", codes("took")), ("nobody left", codes("left_without"))];
            let said = said.iter().filter(|(_, codes)| !codes.is_empty());
            let lines = said.map(|(verb, codes)| format!("{verb} {}", codes.join(" ")));
            let lines = std::iter::once("allowed".to_owned()).chain(lines).collect();
            return Ok((None, Seen { lines, why: dry.1["explanation"].clone() }));
        }
        let id = done.1["id"].as_str().context("no id")?;
        let mut lines = vec!["allowed".to_owned()];
        let made = match &case {
            Case::Simulate(_) => Some(Made::Run(id.parse()?)),
            Case::Run(_, act) => {
                if *act == RunAct::Start {
                    self.app.carry_on_campaigns().await?;
                    // The server carries it on too: what that committed is in memory once a write of its own has had its turn.
                    self.store.write("scenario", 0, &[]).await?;
                }
                None
            }
            Case::Open(..) => {
                lines.push(format!("suggested {}", say::show(&dry.1["answer"])));
                Some(Made::Ticket(id.parse()?))
            }
            Case::Ticket(..) | Case::Roles(..) => None,
        };
        if matches!(case, Case::Open(..) | Case::Ticket(..)) {
            // The same key again: the same answer, and nothing happens twice.
            let again = self.send(Method::POST, &path, &token, Some(self.keys), Some(&body)).await?;
            ensure!(again == done, "{path}: repeated as {}", again.1);
        }
        Ok((made, Seen { lines, why: dry.1["explanation"].clone() }))
    }

    async fn ask_case(&mut self, question: AskCase) -> anyhow::Result<Vec<String>> {
        match question {
            AskCase::Run(id) => {
                let run = self.get(&format!("/v1/campaign-runs/{id}")).await?.1;
                let members = self.get(&format!("/v1/campaign-runs/{id}/members?limit=200")).await?.1;
                let members = members["items"].as_array().cloned().unwrap_or_default();
                Ok(cases::run_lines(&run, &members))
            }
            AskCase::Ticket(id) => {
                let ticket = self.get(&format!("/v1/tickets/{id}")).await?.1;
                let entries = ticket["entries"].as_array().map_or(0, Vec::len);
                Ok(cases::ticket_line(&ticket, entries))
            }
            AskCase::Roles(account, person) => {
                let people = self.get(&format!("/v1/accounts/{}/people", self.account(account)?)).await?.1;
                let person = json!(person);
                let one = people["items"].as_array().into_iter().flatten().find(|one| one["id"] == person);
                let roles = one.context("no such person")?["roles"].as_array().cloned().unwrap_or_default();
                Ok(cases::roles_line(roles.iter().map(|role| say::show(&role["role"]))))
            }
        }
    }

    async fn ask(&mut self, account: AccountId, question: &Ask, on: Date) -> anyhow::Result<Vec<String>> {
        let account = self.account(account)?;
        let at = format!("as_of={on}");
        let found = |(status, body): (u16, Value)| match status {
            200 => Ok(Some(body)),
            404 => Ok(None),
            _ => bail!("{status} {body}"),
        };
        let items = |body: Value| body["items"].as_array().cloned().unwrap_or_default();
        match question {
            Ask::Membership(id) => {
                let body = found(self.get(&format!("/v1/memberships/{id}?{at}")).await?)?;
                Ok(or_none(body.iter().map(local::membership).collect()))
            }
            Ask::Line(id, benefit) => {
                let path = format!("/v1/accounts/{account}/grants?limit=200&benefit={benefit}&{at}");
                let body = found(self.get(&path).await?)?.context("no account")?;
                let of = |line: &Value| line["membership"] == json!(id);
                Ok(or_none(items(body).iter().filter(|line| of(line)).map(local::grant).collect()))
            }
            Ask::Package(id) => {
                let path = format!("/v1/accounts/{account}/grants?limit=200&{at}");
                let body = found(self.get(&path).await?)?.context("no account")?;
                let of = |line: &Value| line["membership"] == json!(id) && line["state"] != "ended";
                Ok(or_none(items(body).iter().filter(|line| of(line)).map(local::package).collect()))
            }
            Ask::Subscription(id) => {
                let token = found(self.get(&format!("/v1/tokens/{id}")).await?)?.context("no token")?;
                let Some(subscription) = token["redemption"]["subscription_id"].as_str() else {
                    return Ok(vec!["none".to_owned()]);
                };
                let body = found(self.get(&format!("/v1/subscriptions/{subscription}?{at}")).await?)?;
                Ok(or_none(body.iter().map(local::subscription).collect()))
            }
            Ask::Entitlement(benefit) => {
                let path = format!("/v1/accounts/{account}/entitlements?benefit={benefit}&{at}");
                let body = found(self.get(&path).await?)?.context("no account")?;
                Ok(or_none(items(body).iter().map(local::entitled).collect()))
            }
            Ask::NextYear(id, offer, brief) => {
                ensure!(on == self.today, "a next year is seen from today");
                let query = offer.as_ref().map(|offer| format!("?offer={offer}")).unwrap_or_default();
                let body = found(self.get(&format!("/v1/memberships/{id}/next-year{query}")).await?)?;
                Ok(local::coming(&body.context("no membership")?, *brief))
            }
            Ask::Registers => {
                let body = found(self.get(&format!("/v1/accounts/{account}/installations?{at}")).await?)?;
                Ok(or_none(installed::lines(&items(body.context("no account")?))))
            }
            Ask::Register(benefit) => {
                let path = format!("/v1/accounts/{account}/installations?benefit={benefit}&{at}");
                Ok(or_none(installed::lines(&items(found(self.get(&path).await?)?.context("no account")?))))
            }
            Ask::Balances => {
                let body = found(self.get(&format!("/v1/accounts/{account}/balances?{at}")).await?)?;
                Ok(or_none(items(body.context("no account")?).iter().map(local::balance).collect()))
            }
            Ask::Provisioning => {
                ensure!(on == self.today, "what is open is seen from today");
                let body = found(self.get(&format!("/v1/accounts/{account}/provisioning")).await?)?;
                Ok(vec![local::provisioned(&items(body.context("no account")?))])
            }
            Ask::MayUse(person, product) => Ok(vec![local::may_use(&self.check(account, person, product, on).await?)]),
            Ask::Competency(id) => {
                let path = format!("/v1/accounts/{account}/competencies?competency={id}&{at}");
                let body = found(self.get(&path).await?)?.context("no account")?;
                Ok(local::competency(&body["items"][0]))
            }
            Ask::Company => {
                let of = |path: &str| format!("/v1/accounts/{account}{path}");
                let number = found(self.get(&of("")).await?)?.context("no account")?["global_id"].clone();
                let mut numbers = Vec::new();
                for location in items(found(self.get(&of("/locations")).await?)?.context("no account")?) {
                    numbers.push(say::show(&location["number"]).parse::<u64>()?);
                }
                numbers.sort_unstable();
                let tenants = items(found(self.get(&of("/tenants")).await?)?.context("no account")?);
                let mut domains: Vec<String> = tenants.iter().map(|tenant| say::show(&tenant["domain"])).collect();
                domains.sort_unstable();
                Ok(vec![local::whole(&json!({ "number": number, "locations": numbers, "tenants": domains }))])
            }
            Ask::Merges => {
                let body = found(self.get(&format!("/v1/merges?account={account}&{at}")).await?)?;
                Ok(or_none(items(body.context("no account")?).iter().map(local::merge_line).collect()))
            }
            Ask::Profile => {
                let path = format!("/v1/accounts/{account}/profile?{at}");
                let mut body = found(self.get(&path).await?)?.context("no account")?;
                let path = format!("/v1/accounts/{account}/documents?{at}");
                let documents = found(self.get(&path).await?)?.context("no account")?;
                if let Some(members) = body.as_object_mut() {
                    members.insert("documents".to_owned(), json!(items(documents).len()));
                }
                Ok(vec![company::line(&body)])
            }
            Ask::Tasks(of) => {
                let path = match of {
                    Ordered::Renewal { membership, offer } => {
                        format!("/v1/memberships/{membership}/renewal-tasks?offer={offer}&{at}")
                    }
                    Ordered::Purchase { offer } => {
                        format!("/v1/accounts/{account}/purchase-tasks?offer={offer}&{at}")
                    }
                };
                let (status, body) = self.get(&path).await?;
                Ok(if status == 200 { say::tree(&body["tasks"]) } else { refused(&body) })
            }
            Ask::Stages => {
                let path = format!("/v1/accounts/{account}/competencies?{at}");
                let body = found(self.get(&path).await?)?.context("no account")?;
                Ok(or_none(items(body).iter().filter(|one| !one["stage"].is_null()).map(local::stage).collect()))
            }
            Ask::Outlook(until) => {
                let path = format!("/v1/accounts/{account}/outlook?from={on}&to={until}");
                let body = found(self.get(&path).await?)?.context("no account")?;
                Ok(or_none(items(body).iter().map(local::change).collect()))
            }
            Ask::IfLapsed(id) => {
                let path = format!("/v1/memberships/{id}/lapse-impact");
                let body = found(self.get(&path).await?)?.context("no membership")?;
                let count = |name: &str| body[name].as_array().map_or(0, Vec::len);
                Ok(vec![local::lapse(&json!({
                    "on": body["on"], "stops": count("stops"), "tokens_lost": count("tokens_lost"),
                    "seats_lost": count("seats_lost"), "runs_on": count("runs_on"), "wind_down": count("wind_down"),
                }))])
            }
            Ask::WindDown => {
                let path = format!("/v1/accounts/{account}/wind-down?{at}");
                let body = found(self.get(&path).await?)?.context("no account")?;
                Ok(or_none(items(body).iter().map(local::wind_down).collect()))
            }
            Ask::Order(id) => {
                let body = found(self.get(&format!("/v1/orders/{id}?{at}")).await?)?.context("no order")?;
                Ok(vec![local::order_line(&body)])
            }
            Ask::Failures(id) => {
                let body = found(self.get(&format!("/v1/orders/{id}?{at}")).await?)?.context("no order")?;
                let failed = body["failed_charges"].as_array().into_iter().flatten();
                Ok(or_none(failed.map(local::failure_line).collect()))
            }
            Ask::Refund(id) => {
                let body = found(self.get(&format!("/v1/orders/{id}?{at}")).await?)?.context("no order")?;
                Ok(vec![local::refund_of(&body["refund"])])
            }
            Ask::CreditNotes => {
                let body = found(self.get(&format!("/v1/accounts/{account}/credit-notes?{at}")).await?)?;
                let notes = items(body.context("no account")?);
                Ok(or_none(notes.iter().map(local::credit_note_line).collect()))
            }
            Ask::Money => {
                let path = format!("/v1/accounts/{account}/payments?{at}");
                let body = found(self.get(&path).await?)?.context("no account")?;
                let mut lines: Vec<String> = items(body).iter().map(local::money_line).collect();
                lines.sort();
                Ok(or_none(lines))
            }
            Ask::SeatRequests => {
                let body = found(self.get(&format!("/v1/seat-requests?account={account}&{at}")).await?)?;
                Ok(or_none(items(body.context("no account")?).iter().map(local::seat_request).collect()))
            }
            Ask::Seats(id) => {
                let body = found(self.get(&format!("/v1/seat-pools/{id}?{at}")).await?)?.context("no pool")?;
                Ok(vec![local::seats(&body["seat_breakdown"])])
            }
            Ask::Key(id) => {
                let body = found(self.get(&format!("/v1/keys/{id}?{at}")).await?)?.context("no key")?;
                Ok(vec![local::key_line(&body)])
            }
            Ask::Token(id) => {
                let body = found(self.get(&format!("/v1/tokens/{id}?{at}")).await?)?.context("no token")?;
                Ok(vec![local::token_line(&body)])
            }
            Ask::Why(question) => {
                let explained = match &**question {
                    Ask::MayUse(person, product) => vec![self.check(account, person, product, on).await?],
                    Ask::Membership(id) => {
                        vec![found(self.get(&format!("/v1/memberships/{id}?{at}")).await?)?.context("no membership")?]
                    }
                    Ask::Line(id, benefit) => {
                        let path = format!("/v1/accounts/{account}/grants?limit=200&benefit={benefit}&{at}");
                        let body = found(self.get(&path).await?)?.context("no account")?;
                        items(body).into_iter().filter(|line| line["membership"] == json!(id)).collect()
                    }
                    Ask::Competency(id) => {
                        let path = format!("/v1/accounts/{account}/competencies?competency={id}&{at}");
                        items(found(self.get(&path).await?)?.context("no account")?)
                    }
                    Ask::Register(benefit) => {
                        let path = format!("/v1/accounts/{account}/installations?benefit={benefit}&{at}");
                        let body = items(found(self.get(&path).await?)?.context("no account")?);
                        vec![installed::of(&body, benefit)?.clone()]
                    }
                    _ => bail!("this answer has no explanation"),
                };
                Ok(explained.iter().flat_map(|body| say::tree(&body["explanation"])).collect())
            }
            Ask::Notices => {
                let path = format!("/v1/accounts/{account}/notices?limit=200");
                let body = found(self.get(&path).await?)?.context("no account")?;
                let said = items(body).into_iter().map(|one| {
                    let text = |name: &str| say::show(&one[name]);
                    let to = one["recipients"].as_array().map(Vec::as_slice).unwrap_or_default();
                    let to = to.iter().map(|recipient| say::show(&recipient["name"])).collect();
                    let days = (text("sent_on"), text("due_on"));
                    local::notice(
                        (&days.0, &days.1),
                        &text("notice"),
                        one["offer"].as_str(),
                        one["campaign"].as_str(),
                        to,
                    )
                });
                Ok(local::newest_first(said.collect()))
            }
            Ask::Messages(person) => {
                let path = format!("/v1/messages?account={account}&person={person}&limit=200");
                let body = found(self.get(&path).await?)?.context("no account")?;
                let said = items(body)
                    .into_iter()
                    .map(|one| local::message(&say::show(&one["sent_on"]), &say::show(&one["notice"])));
                Ok(local::newest_first(said.collect()))
            }
            Ask::History => {
                let path = format!("/v1/accounts/{account}/history?limit=200");
                let body = found(self.get(&path).await?)?.context("no account")?;
                Ok(items(body).iter().map(|fact| say::show(&fact["kind"])).collect())
            }
        }
    }
}
