//! What holds for every operation of the published description.

use std::collections::BTreeSet;
use std::path::Path;

use axum::http::Method;
use serde_json::{Value, json};
use symbolon_domain::event::EventId;
use symbolon_domain::ids::*;

use crate::support::*;

/// One operation.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Operation {
    pub(crate) method: Method,
    pub(crate) path: String,
    /// The parameters of the query that it is described with.
    pub(crate) parameters: BTreeSet<String>,
}

impl Operation {
    /// An address with those parts of a query whose parameters the operation knows.
    pub(crate) fn with(&self, address: &str, query: &str) -> String {
        let known = |part: &&str| part.split_once('=').is_some_and(|(name, _)| self.parameters.contains(name));
        query.split('&').filter(known).fold(address.to_owned(), |address, part| {
            let joint = if address.contains('?') { '&' } else { '?' };
            format!("{address}{joint}{part}")
        })
    }
}

/// All operations of the published description that are for whoever is signed in.
pub(crate) fn operations() -> Vec<Operation> {
    described().into_iter().filter_map(|(operation, is_public)| (!is_public).then_some(operation)).collect()
}

/// All operations of the published description, each with whether it is for everybody.
pub(crate) fn described() -> Vec<(Operation, bool)> {
    let document: Value = serde_json::from_str(&symbolon_server::openapi()).expect("JSON");
    let paths = document["paths"].as_object().expect("paths");
    let mut all = Vec::new();
    for (path, operations) in paths {
        for (method, operation) in operations.as_object().expect("operations") {
            let method = method.to_uppercase().parse().expect("a method");
            let parameters = operation["parameters"].as_array().into_iter().flatten();
            let of_query = parameters.filter(|parameter| parameter["in"] == "query");
            let parameters = of_query.filter_map(|parameter| parameter["name"].as_str()).map(str::to_owned).collect();
            let is_public = operation["security"] == json!([{}]);
            all.push((Operation { method, path: path.clone(), parameters }, is_public));
        }
    }
    assert!(all.len() > 50, "{}", all.len());
    all
}

/// The ids that one company's objects have.
#[derive(Debug, Clone)]
pub(crate) struct Ids {
    account: String,
    membership: String,
    token: String,
    used: String,
    subscription: String,
    replacement: String,
    key: String,
    activation: String,
    grant: String,
    pool: String,
    assignment: String,
    seat_request: String,
    evidence: String,
    association: String,
    decision: String,
    message: String,
    tenant: String,
    order: String,
    funds: String,
    document: String,
    invoice: String,
    support: String,
    money: String,
    credit: String,
    credit_note: String,
    exemption: String,
    merge: String,
    location: String,
    ticket: String,
    ticket_document: String,
    late_override: String,
    api_token: String,
    export_feed: String,
    event: String,
    webhook_endpoint: String,
    webhook_delivery: String,
}

impl Ids {
    pub(crate) fn of(company: &Company) -> Self {
        Self {
            account: company.id.to_string(),
            membership: company.membership.to_string(),
            token: company.token.to_string(),
            used: company.used.to_string(),
            subscription: company.subscription.to_string(),
            replacement: company.replacement.to_string(),
            key: company.key.to_string(),
            activation: company.activation.to_string(),
            grant: company.grant.to_string(),
            pool: company.pool.to_string(),
            assignment: company.assignment.to_string(),
            seat_request: company.seat_request.to_string(),
            evidence: company.attained.map(|(id, _)| id.to_string()).unwrap_or_default(),
            association: company.attained.map(|(_, id)| id.to_string()).unwrap_or_default(),
            decision: company.decision.to_string(),
            message: company.message.to_string(),
            tenant: company.tenant.to_string(),
            order: company.order.to_string(),
            funds: company.funds.to_string(),
            document: company.document.to_string(),
            invoice: company.invoice.to_string(),
            credit_note: company.credit_note.to_string(),
            exemption: company.exemption.to_string(),
            merge: company.merge.to_string(),
            support: company.support.to_string(),
            money: company.money.to_string(),
            credit: company.credit.to_string(),
            location: company.location.to_string(),
            ticket: company.ticket.to_string(),
            ticket_document: company.ticket_document.to_string(),
            late_override: company.late_override.to_string(),
            api_token: token_id("emil").to_string(),
            export_feed: feed_id().to_string(),
            event: company.event.clone(),
            webhook_endpoint: company.webhook_endpoint.to_string(),
            webhook_delivery: company.webhook_delivery.to_string(),
        }
    }

    /// By the numbers that people know, where there are any.
    fn by_number(company: &Company) -> Self {
        Self {
            account: company.number.to_string(),
            membership: format!("M-{}", company.membership_number),
            ..Self::of(company)
        }
    }

    /// Well-formed ids that nothing has.
    fn of_nothing(company: &Company) -> Self {
        Self {
            account: AccountId::from_bits(1).to_string(),
            membership: MembershipId::from_bits(1).to_string(),
            token: TokenId::from_bits(1).to_string(),
            used: TokenId::from_bits(1).to_string(),
            subscription: SubscriptionId::from_bits(1).to_string(),
            replacement: ReplacementId::from_bits(1).to_string(),
            key: KeyId::from_bits(1).to_string(),
            activation: ActivationId::from_bits(1).to_string(),
            grant: GrantId::from_bits(1).to_string(),
            pool: PoolId::from_bits(1).to_string(),
            assignment: AssignmentId::from_bits(1).to_string(),
            seat_request: SeatRequestId::from_bits(1).to_string(),
            evidence: EvidenceId::from_bits(1).to_string(),
            association: AssociationId::from_bits(1).to_string(),
            decision: DecisionId::from_bits(1).to_string(),
            message: MessageId::from_bits(1).to_string(),
            tenant: company.tenant.to_string(),
            order: OrderId::from_bits(1).to_string(),
            funds: FundsId::from_bits(1).to_string(),
            document: DocumentId::from_bits(1).to_string(),
            invoice: "999".to_owned(),
            credit_note: "999".to_owned(),
            exemption: ExemptionId::from_bits(1).to_string(),
            merge: MergeId::from_bits(1).to_string(),
            support: GrantId::from_bits(1).to_string(),
            money: GrantId::from_bits(1).to_string(),
            credit: CreditId::from_bits(1).to_string(),
            location: LocationId::from_bits(1).to_string(),
            ticket: TicketId::from_bits(1).to_string(),
            ticket_document: DocumentId::from_bits(1).to_string(),
            late_override: OverrideId::from_bits(1).to_string(),
            api_token: ApiTokenId::from_bits(1).to_string(),
            export_feed: ExportFeedId::from_bits(1).to_string(),
            event: EventId {
                account: AccountId::from_bits(1),
                sequence: 1,
                mark: "00000000".to_owned(),
                brought: None,
            }
            .to_string(),
            webhook_endpoint: WebhookEndpointId::from_bits(1).to_string(),
            webhook_delivery: WebhookDeliveryId::from_bits(1).to_string(),
        }
    }

    /// The address of an operation on these objects; none where it names no object of a company.
    pub(crate) fn address(&self, operation: &Operation) -> Option<String> {
        let Operation { path, parameters, .. } = operation;
        let resource = path.strip_prefix("/v1/")?.split('/').next()?;
        let id = match resource {
            "accounts" => &self.account,
            "memberships" => &self.membership,
            "tokens" if path.ends_with("/replacement-requests") => &self.used,
            "tokens" => &self.token,
            "subscriptions" => &self.subscription,
            "replacement-requests" => &self.replacement,
            "keys" => &self.key,
            "grants" if path.ends_with("/activations") || path.ends_with("/uses") => &self.support,
            "grants" if path.ends_with("/credits") => &self.money,
            "grants" => &self.grant,
            "credits" => &self.credit,
            "installations" => &self.activation,
            "seat-pools" => &self.pool,
            "assignments" => &self.assignment,
            "seat-requests" => &self.seat_request,
            "evidence" => &self.evidence,
            "certification-profiles" => &self.association,
            "decisions" => &self.decision,
            "orders" => &self.order,
            "payments" => &self.funds,
            "documents" => &self.document,
            "invoices" => &self.invoice,
            "credit-notes" => &self.credit_note,
            "tax-exemptions" => &self.exemption,
            "messages" => &self.message,
            "merges" => &self.merge,
            "tickets" => &self.ticket,
            "overrides" => &self.late_override,
            "api-tokens" => &self.api_token,
            "export-feeds" => &self.export_feed,
            "events" => &self.event,
            "webhook-endpoints" => &self.webhook_endpoint,
            "deliveries" => &self.webhook_delivery,
            "locations" => &self.location,
            _ => return None,
        };
        if path.contains("{id}") {
            return Some(
                path.replace("{id}", id)
                    .replace("{person}", &person("emil").to_string())
                    .replace("{check}", "email")
                    .replace("{document}", &self.ticket_document),
            );
        }
        // Lists of a company's objects name the company.
        let lists = ["tokens", "keys", "subscriptions", "seat-pools", "seat-requests", "messages", "merges"];
        lists.contains(&resource).then(|| match parameters.contains("account") {
            true => format!("{path}?account={}", self.account),
            false => path.clone(),
        })
    }

    /// A body that is fit for the operation.
    pub(crate) fn body(&self, path: &str) -> Value {
        let payment = json!({ "reference": "O-900", "amount": { "amount": "475.00", "currency": "USD" } });
        match path.rsplit('/').next().unwrap_or_default() {
            "accounts" => json!({ "name": "Cadran", "country": "BE" }),
            "profile" => json!({ "profile": profile() }),
            "role-changes" => json!({ "give": ["employee"] }),
            "api-tokens" => json!({ "label": "ci", "roles": ["employee"], "last_day": "2020-10-01" }),
            "export-feeds" => json!({ "shows": "company" }),
            "webhook-endpoints" => json!({ "url": "https://hooks.lumen.example/symbolon" }),
            "replays" => json!({ "from": 1 }),
            "blocks" => json!({ "why": "leak", "note": "Un fichier public" }),
            "unblockings" => json!({ "note": "Clé retirée du fichier" }),
            "tax-exemptions" => json!({ "from": "2020-01-01", "note": "ONG" }),
            "endings" if path.contains("overrides") => json!({ "note": "Annulé" }),
            "tickets" => json!({ "reason": "other", "text": "Bonjour" }),
            "entries" => json!({ "act": "reply", "text": "Bonjour" }),
            "installations" => json!({ "device_name": "Poste 2", "purpose": "demonstration" }),
            "changes" => json!({ "purpose": "demonstration" }),
            "removals" if path.starts_with("/v1/installations") => json!({}),
            "removals" => json!({ "ticket": self.ticket }),
            "approvals" if path.contains("campaign-runs") => json!({ "digest": "00" }),
            "overrides" => json!({
                "membership": self.membership, "campaign": "relief-2020-h2", "ticket": self.ticket, "reason": "Crise",
            }),
            "endings" => json!({ "last_day": "2020-12-31" }),
            "uses" => json!({ "kind": "incident", "amount": 1 }),
            "credits" | "transfers" => json!({ "person": person("emil") }),
            "closings" if path.contains("campaign-runs") => json!({}),
            "closings" => json!({ "note": "par lettre" }),
            "public-names" => json!({ "name": "Cadran" }),
            "appeals" => json!({ "reason": "encore" }),
            "decisions" if path.contains("profile-checks") => json!({ "passed": true }),
            "merges" => json!({ "account": self.account, "company": "77" }),
            "locations" => json!({ "country": "BE" }),
            "tenants" => json!({ "domain": "cadran.example" }),
            "{person}" => json!({ "language": "fr" }),
            "people" => json!({ "name": "Zoé", "email": "zoe@example.org", "language": "fr" }),
            "attainments" => json!({ "competency": "devops", "level": "silver", "until": "2021-12-31" }),
            "failed-charges" => json!({ "reference": "ch-1", "code": "declined" }),
            "evidence" => {
                json!({ "metric": "azure-consumption", "amount": "12.50", "dated": "2020-09-01", "source": "test" })
            }
            "evidence-imports" => json!({ "csv": "account,dated\n", "source": "test" }),
            "certification-profiles" => json!({ "person": person("emil"), "profile": "MC-1" }),
            "purchases" => json!({ "offer": "action-pack", "payment": payment }),
            "renewals" if path.starts_with("/v1/accounts") => {
                json!({ "membership": self.membership, "payment": payment })
            }
            "renewals" => json!({ "payment": payment }),
            "wind-down-confirmations" => {
                json!({ "grant": self.grant, "activation": self.activation, "how": "uninstalled" })
            }
            "confirmations" => json!({ "preview_digest": "sha-256:of-another", "acknowledge": ["companies-merged"] }),
            "redemptions" => json!({ "tenant_id": self.tenant, "mode": "new" }),
            "replacement-requests" => json!({ "reason": "wrong_tenant" }),
            "seat-requests" => json!({ "seat_pool": self.pool, "reason": "Pour le nouveau projet" }),
            "decisions" if path.contains("seat-requests") => json!({ "approve": false, "reason": "Plus tard" }),
            "decisions" => json!({ "approve": false }),
            "orders" => json!({ "offer": "learning-action-pack", "method": "transfer" }),
            "payments" => json!({ "amount": payment["amount"], "reference": "W-9" }),
            "assignments" if path.starts_with("/v1/payments") => json!({ "order": self.order }),
            "assignments" => json!({ "person": person("emil") }),
            "imports" => json!({ "rows": [{ "email": "emil@example.org" }] }),
            "activations" if path.starts_with("/v1/keys") => json!({ "fingerprint": "a", "device_name": "Poste 1" }),
            "entitlement-checks" => json!({ "account": self.account, "product": "intune" }),
            "licence-files" => json!({ "account": self.account, "product": "office-365-e3" }),
            "evaluation" | "evaluations" => {
                let subject = json!({ "type": "company", "id": self.account });
                let resource = json!({ "type": "product", "id": "intune" });
                json!({ "subject": subject, "resource": resource, "action": { "name": "use" } })
            }
            "advances" => json!({ "to": "2020-09-11" }),
            "programme-plans" => json!({ "files": crate::plans::wider() }),
            "approvals" | "applications" => json!({ "digest": "sha-256:of-another" }),
            _ => json!({}),
        }
    }
}

/// A company's profile.
pub(crate) fn profile() -> Value {
    json!({
        "legal_name": "Lumen SAS", "registration_number": "RCS 1",
        "address": { "street": "1 rue du Port", "postal_code": "44000", "city": "Nantes" },
        "primary_contact": { "name": "Inès", "email": "ines@lumen.example" },
    })
}

/// Sends an operation with a fit body.
pub(crate) async fn call(world: &World, who: &str, operation: &Operation, address: &str, body: Value) -> Reply {
    // What a file is for stands beside it.
    let address = match operation.method {
        Method::POST => operation.with(address, "check=email&paid_on=2020-09-10&paid_to=7719&reference=T-1"),
        _ => address.to_owned(),
    };
    let request = world.request(who, operation.method.clone(), &address);
    let request = match operation.method {
        Method::POST | Method::PUT => request.header("content-type", "application/json").body(body.to_string().into()),
        _ => request.body(axum::body::Body::empty()),
    };
    world.send(request.expect("a request")).await
}

#[test]
fn the_published_description_is_that_of_the_code() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/openapi.json");
    let made = symbolon_server::openapi();
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(file, &made).expect("can be written");
    }
    let kept = std::fs::read_to_string(file).unwrap_or_default();
    assert!(kept == made, "docs/openapi.json is old: run this test with UPDATE_EXPECT=1 and commit the file");
}

#[tokio::test]
async fn what_a_request_cannot_do_without_is_described_so() {
    let world = World::whole().await;
    let document: Value = serde_json::from_str(&symbolon_server::openapi()).expect("JSON");
    let (ids, mut needed, mut files) = (Ids::of(&world.lumen), BTreeSet::new(), 0);
    for operation in operations() {
        let described = &document["paths"][&operation.path][operation.method.as_str().to_lowercase()];
        let Some(address) = ids.address(&operation) else { continue };
        let media = described["requestBody"]["content"].as_object();
        let kinds: Vec<&String> = media.into_iter().flat_map(serde_json::Map::keys).collect();
        let reply = match operation.method {
            Method::GET => world.get("ines", &address).await,
            Method::POST if !kinds.is_empty() && kinds != ["application/json"] => {
                // A file is sent as any of the kinds that are described.
                files += 1;
                assert_eq!(kinds, ["application/pdf", "image/jpeg", "image/png"], "{}", operation.path);
                let schema = &described["requestBody"]["content"]["application/pdf"]["schema"];
                let schema = schema["$ref"].as_str().map_or(schema, |name| {
                    document.pointer(name.trim_start_matches('#')).expect("what is named is described")
                });
                assert_eq!((&schema["type"], &schema["format"]), (&json!("string"), &json!("binary")));
                world.file("ines", &address, kinds[0], b"%PDF-1.7 one page".to_vec()).await
            }
            _ => continue,
        };
        let body: Value = serde_json::from_str(&reply.text).unwrap_or_default();
        for error in body["errors"].as_array().into_iter().flatten().filter(|error| error["code"] == "missing") {
            let mut parameters = described["parameters"].as_array().into_iter().flatten();
            let known = parameters.find(|parameter| parameter["name"] == error["parameter"]).expect("is described");
            assert_eq!(known["required"], true, "{address}: {known}");
            needed.insert(error["parameter"].to_string());
        }
    }
    assert_eq!(files, 3);
    assert_eq!(needed, ["\"check\"", "\"offer\"", "\"paid_on\"", "\"reason\""].map(str::to_owned).into());
}

/// Two bodies of one name would silently be described as one.
#[test]
fn every_body_has_a_name_of_its_own() {
    let mut source = String::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut source);
    let mut seen = BTreeSet::new();
    // What stands between the derivation and the fields, where a name other than the type's own may be given.
    for body in source.split("ToSchema)]").skip(1) {
        let head = body.split(['{', ';']).next().unwrap_or_default();
        let given = head.split_once("schema(as = ").map(|(_, rest)| rest);
        let own = head.split_once("struct ").or_else(|| head.split_once("enum ")).map(|(_, rest)| rest);
        let name = given.or(own).and_then(|rest| rest.split([')', ',', '<', '(', ' ']).next()).expect("a name");
        assert!(seen.insert(name.to_owned()), "two bodies are called {name}");
    }
    assert!(seen.len() > 50, "{}", seen.len());
}

#[test]
fn every_operation_says_what_it_does_and_can_refuse() {
    let document: Value = serde_json::from_str(&symbolon_server::openapi()).expect("JSON");
    assert_eq!(document["openapi"], "3.1.0");
    let mut ids = BTreeSet::new();
    for Operation { method, path, .. } in operations() {
        let operation = &document["paths"][&path][method.as_str().to_lowercase()];
        // Clients are made from the description: they refuse an answer without one, and write over what is called alike.
        let id = operation["operationId"].as_str().unwrap_or_default();
        assert!(id.chars().all(|c| c.is_ascii_alphanumeric() || c == '_'), "{method} {path} {id}");
        assert!(ids.insert(id), "{method} {path} is called {id} like another one");
        for (status, response) in operation["responses"].as_object().expect("answers") {
            assert!(
                response["description"].as_str().is_some_and(|said| said.ends_with('.')),
                "{method} {path} {status}"
            );
        }
        assert!(operation["summary"].as_str().is_some_and(|text| text.ends_with('.')), "{method} {path}");
        let problem = &operation["responses"]["4XX"]["content"]["application/problem+json"];
        assert!(problem.is_object(), "{method} {path}");
        let named = operation["parameters"].as_array().is_some_and(|all| all.iter().any(|one| one["in"] == "path"));
        assert_eq!(named, path.contains('{'), "{method} {path}");
    }
}

/// Whether an operation takes JSON by POST, and not a file.
pub(crate) fn takes_json(operation: &Operation) -> bool {
    let file = operation.path.ends_with("/documents") || operation.path.ends_with("/proofs");
    operation.method == Method::POST && !file
}

#[tokio::test]
async fn every_body_has_the_fields_that_are_described() {
    let world = World::whole().await;
    let document: Value = serde_json::from_str(&symbolon_server::openapi()).expect("JSON");
    let ids = Ids::of(&world.lumen);
    // A standard that is not ours leaves its bodies open.
    let ours = |operation: &Operation| takes_json(operation) && !operation.path.starts_with("/access/");
    for operation in operations().into_iter().filter(ours) {
        let Operation { method, path, .. } = &operation;
        let body = &document["paths"][&path]["post"]["requestBody"]["content"]["application/json"]["schema"]["$ref"];
        let name = body.as_str().and_then(|path| path.rsplit('/').next()).expect("a body");
        let schema = &document["components"]["schemas"][name];
        assert_eq!(schema["additionalProperties"], false, "{method} {path}");
        for field in ids.body(path).as_object().expect("an object").keys() {
            assert!(schema["properties"][field].is_object(), "{method} {path}: {name} has no {field}");
        }
        let address = ids.address(&operation).unwrap_or(path.replace("{id}", "clock"));
        let address = operation.with(&address, "dry_run=true");
        let refused = async |body: Value, field: &str| {
            let reply = world.post("sam", &address, body).await;
            assert_eq!((reply.status.as_u16(), reply.code().as_str()), (422, "validation-failed"), "{path} {field}");
            let (said, pointer) = (reply.json(), format!("/{field}"));
            assert_eq!(said["errors"][0]["pointer"], pointer, "{path} {field} {}", reply.text);
        };
        // What is described as needed is needed, and nothing else is; whatever is wrong with a field is said of it.
        for field in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            let mut less = ids.body(path);
            less.as_object_mut().expect("an object").remove(field);
            refused(less, field).await;
        }
        for (field, value) in ids.body(path).as_object().expect("an object") {
            let mut other = ids.body(path);
            other[field] = if value.is_array() { json!(5) } else { json!([]) };
            refused(other, field).await;
        }
        let mut more = ids.body(path);
        more["zone"] = json!(1);
        refused(more, "zone").await;
    }
}

#[tokio::test]
async fn what_is_for_everybody_is_described_so_and_answered_to_nobody_in_particular() {
    let world = World::new().await;
    let public: Vec<Operation> =
        described().into_iter().filter(|(_, is_public)| *is_public).map(|(of, _)| of).collect();
    let named: Vec<(&str, &str)> = public.iter().map(|one| (one.method.as_str(), one.path.as_str())).collect();
    assert_eq!(named, [("GET", "/.well-known/jwks.json")]);
    for Operation { method, path, .. } in public {
        let request = axum::http::Request::builder().method(method).uri(&path).body(axum::body::Body::empty());
        // That the answer is the described one is looked at wherever one is read.
        assert_eq!(world.send(request.expect("a request")).await.status, 200, "{path}");
    }
}

#[tokio::test]
async fn without_a_token_every_operation_answers_401() {
    let world = World::whole().await;
    let ids = Ids::of(&world.lumen);
    for operation in operations() {
        let address = ids.address(&operation).unwrap_or(operation.path.replace("{id}", "x"));
        for authorization in ["", "Bearer", "Bearer ", "Bearer symbolon_test_nobody", "Basic aW5lczppbmVz"] {
            let request = axum::http::Request::builder()
                .method(operation.method.clone())
                .uri(&address)
                .header("authorization", authorization)
                .header("content-type", "application/json")
                .body(ids.body(&operation.path).to_string().into());
            let reply = world.send(request.expect("a request")).await;
            assert_eq!(reply.status, 401, "{operation:?} {authorization:?} {}", reply.text);
            assert_eq!(reply.code(), "unauthenticated");
            assert_eq!(reply.header("www-authenticate"), "Bearer");
        }
    }
}

#[tokio::test]
async fn a_parameter_that_an_operation_does_not_know_is_refused() {
    let world = World::whole().await;
    let ids = Ids::of(&world.lumen);
    for operation in operations() {
        let address = ids.address(&operation).unwrap_or(operation.path.replace("{id}", "clock"));
        let joint = if address.contains('?') { '&' } else { '?' };
        let reply = call(&world, "ines", &operation, &format!("{address}{joint}as%5Fon=1"), json!({})).await;
        assert_eq!((reply.status.as_u16(), reply.code().as_str()), (422, "validation-failed"), "{operation:?}");
        let error = &reply.json()["errors"][0];
        assert_eq!(error["parameter"], "as_on", "{operation:?}");
        let remedy = error["remedy"].as_str().expect("a remedy");
        assert!(operation.parameters.iter().all(|known| remedy.contains(known)), "{operation:?} {remedy}");
    }
}

/// What could tell one answer from another: all but the request's own id.
fn told(reply: &Reply) -> (u16, Vec<(String, String)>, String) {
    let mut headers: Vec<_> = reply
        .headers
        .iter()
        .filter(|(name, _)| *name != "request-id")
        .map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned()))
        .collect();
    headers.sort();
    (reply.status.as_u16(), headers, reply.text.clone())
}

#[tokio::test]
async fn another_companys_objects_are_answered_like_unknown_ones() {
    let world = World::whole().await;
    let nothing = Ids::of_nothing(&world.lumen);
    let mut seen = 0;
    for operation in operations() {
        for ids in [Ids::of(&world.lumen), Ids::by_number(&world.lumen)] {
            let Some(address) = ids.address(&operation) else { continue };
            let unknown_address = nothing.address(&operation).expect("the same operation");
            for dry_run in ["", "dry_run=true"] {
                let query = |address: &str| operation.with(address, dry_run);
                // The global admin of the other company, and both kinds of product.
                for who in ["nora", "studio", "any-studio", "opal"] {
                    let foreign = call(&world, who, &operation, &query(&address), ids.body(&operation.path)).await;
                    let unknown =
                        call(&world, who, &operation, &query(&unknown_address), nothing.body(&operation.path)).await;
                    assert_eq!(foreign.status, 404, "{who} {operation:?} {}", foreign.text);
                    assert_eq!(told(&foreign), told(&unknown), "{who} {operation:?}");
                    seen += 1;
                }
            }
        }
    }
    assert!(seen > 500, "{seen}");
    // None of it left a trace.
    let folded = world.app.store().folded(world.lumen.id).await.expect("reads").expect("is open");
    assert_eq!(folded.account.seq, world.lumen.seq);
}

#[tokio::test]
async fn another_companys_ids_inside_a_body_name_nothing() {
    let world = World::whole().await;
    let (lumen, nord) = (Ids::of(&world.lumen), Ids::of(&world.nord));
    let nothing = Ids::of_nothing(&world.lumen);
    let unknown_tenant = TenantId::from_bits(1).to_string();
    let unknown_person = PersonId::from_bits(1).to_string();
    let renewal = |membership: &str| json!({ "membership": membership, "method": "card" });
    let confirmation = |of: &Ids| json!({ "grant": of.grant, "activation": of.activation, "how": "uninstalled" });
    let redemption = |tenant: &str| json!({ "tenant_id": tenant, "mode": "new" });
    let extension =
        |subscription: &str| json!({ "tenant_id": nord.tenant, "mode": "extend", "subscription_id": subscription });
    let seat = |person: &str| json!({ "person": person });
    let check = |account: &str| json!({ "account": account, "product": "intune" });
    let emil = person("emil").to_string();
    let number = format!("M-{}", world.lumen.membership_number);
    for (path, foreign, unknown) in [
        (format!("/v1/accounts/{}/orders", nord.account), renewal(&lumen.membership), renewal(&nothing.membership)),
        (format!("/v1/accounts/{}/orders", nord.account), renewal(&number), renewal("M-1")),
        (
            format!("/v1/accounts/{}/wind-down-confirmations", nord.account),
            confirmation(&lumen),
            confirmation(&nothing),
        ),
        (format!("/v1/tokens/{}/redemptions", nord.token), redemption(&lumen.tenant), redemption(&unknown_tenant)),
        (
            format!("/v1/tokens/{}/redemptions", nord.token),
            extension(&lumen.subscription),
            extension(&nothing.subscription),
        ),
        (format!("/v1/seat-pools/{}/assignments", nord.pool), seat(&emil), seat(&unknown_person)),
        ("/v1/entitlement-checks".to_owned(), check(&lumen.account), check(&nothing.account)),
        ("/v1/licence-files".to_owned(), check(&lumen.account), check(&nothing.account)),
    ] {
        let foreign = (world.post("nora", &path, foreign.clone()).await, foreign);
        let unknown = (world.post("nora", &path, unknown.clone()).await, unknown);
        assert!(foreign.0.status.is_client_error(), "{path} {}", foreign.0.text);
        assert_eq!(foreign.0.status, unknown.0.status, "{path}");
        assert_eq!(foreign.0.code(), unknown.0.code(), "{path}");
        // Apart from the id that the caller sent and the ids of the answer itself, not a word differs.
        let words = |(reply, sent): &(Reply, Value)| {
            let mut answer = reply.json();
            for own in ["instance", "decision"] {
                answer.as_object_mut().expect("an object").remove(own);
            }
            let mut text = answer.to_string();
            for value in sent.as_object().expect("an object").values().filter_map(Value::as_str) {
                // Sentences show the end of an id.
                let end = value.get(value.len().saturating_sub(5)..).unwrap_or(value).to_uppercase();
                text = text.replace(value, "…").replace(&format!("…{end}"), "…");
            }
            text
        };
        assert_eq!(words(&foreign), words(&unknown), "{path}");
    }
}

#[tokio::test]
async fn no_list_shows_another_companys_objects() {
    let world = World::whole().await;
    for operation in operations().into_iter().filter(|operation| operation.method == Method::GET) {
        if operation.path.contains("{id}") {
            continue;
        }
        let reply = call(&world, "nora", &operation, &operation.path, Value::Null).await;
        let ids = Ids::of(&world.lumen);
        let of_company = [&ids.account, &ids.membership, &ids.token, &ids.key, &ids.pool, &ids.assignment];
        for id in of_company.into_iter().chain([&ids.replacement, &ids.message]) {
            assert!(!reply.text.contains(id.as_str()), "{operation:?} shows {id}");
        }
        assert!(!reply.text.contains("lumen"), "{operation:?}");
    }
}
