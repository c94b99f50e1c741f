//! Balances: support and its contracts, advisory hours, and credits that people hold.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Value, json};
use symbolon_domain::access::Capability;
use symbolon_domain::account::Account;
use symbolon_domain::balance::{BalanceStanding, UsageKind, balances};
use symbolon_domain::command::Command;
use symbolon_domain::company::is_mail_address;
use symbolon_domain::fact::Fact;
use symbolon_domain::ids::{CreditId, GrantId, IdError, PersonId};
use symbolon_domain::programme::{Language, Programme, Programmes};
use symbolon_store::{NewNote, Rendering, same_address};
use symbolon_text::word;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{AsOf, Dated, Items, ProblemBody, dated, parse, remark_if_any, target, view};
use crate::act::{Act, Call};
use crate::app::App;
use crate::body::{Body, NoBody, Params};
use crate::problem::Problem;
use crate::reader::Reader;
use crate::wire::Json;
use crate::wrong::Wrong;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(activate))
        .routes(routes!(take))
        .routes(routes!(assign))
        .routes(routes!(remove))
        .routes(routes!(transfer))
}

/// A balance with its name and what was taken from it, the newest first.
fn one(programmes: &Programmes, account: &Account, held: &BalanceStanding, language: Language) -> Value {
    let mut uses: Vec<_> = account.usages.iter().filter(|(_, usage)| usage.act.grant == held.grant).collect();
    uses.sort_by_key(|(id, usage)| (std::cmp::Reverse(usage.on), std::cmp::Reverse(**id)));
    let uses: Vec<Value> = uses
        .into_iter()
        .map(|(id, usage)| {
            json!({
                "id": id, "on": usage.on, "kind": usage.act.kind, "kind_text": word(language, usage.act.kind),
                "asked": usage.act.asked, "deducted": usage.act.deducted, "by": usage.by,
            })
        })
        .collect();
    let mut body = serde_json::to_value(held).unwrap_or_default();
    if let Some(members) = body.as_object_mut() {
        let name = programmes.benefit(&held.benefit).map(|benefit| benefit.name.get(language));
        members.insert("benefit_name".to_owned(), json!(name));
        members.insert("uses".to_owned(), json!(uses));
    }
    body
}

/// Lists a company's balances: what is left, until when, contract and access ids, and who holds which credit.
#[utoipa::path(get, path = "/v1/accounts/{id}/balances", tag = "balances", params(("id" = String, Path, description = "Its id or global number."), AsOf),
    responses((status = 200, body = Dated<Items<Json>>), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn list(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    Params(as_of): Params<AsOf>,
) -> Result<Response, Problem> {
    let view = view(&app, &reader, &id, Capability::ViewBenefits, as_of.when()?).await?;
    let held = balances(view.account(), view.programmes(&app), view.on);
    let items: Vec<Value> =
        held.iter().map(|held| one(view.programmes(&app), view.account(), held, reader.language)).collect();
    Ok(axum::Json(dated(&view, Items { items })).into_response())
}

/// The balance that an act changed.
fn changed(app: App, grant: GrantId) -> impl Fn(&Rendering<'_>, &Programme, Language) -> Value + Send + Sync + 'static {
    move |rendering, _, language| {
        let held = balances(rendering.after, app.programmes(), rendering.context.today);
        let held = held.iter().find(|held| held.grant == grant);
        let mut body = held.map_or(Value::Null, |held| one(app.programmes(), rendering.after, held, language));
        let made = rendering.entries.iter().find_map(|entry| match &entry.fact {
            Fact::BalanceUsed(fact) => Some(json!(fact.usage)),
            Fact::CreditAssigned(fact) => Some(json!(fact.credit)),
            _ => None,
        });
        if let (Some(made), Some(members)) = (made, body.as_object_mut()) {
            members.insert("id".to_owned(), made);
        }
        body
    }
}

/// Who markets for the company.
#[derive(Debug, Deserialize, serde::Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct MarketingContact {
    /// Their name.
    pub(crate) name: String,
    /// Their address, which is not the caller's.
    pub(crate) email: String,
}

impl MarketingContact {
    /// The command that activates help with selling, and the text that is kept.
    pub(crate) fn command(
        self,
        app: &App,
        grant: GrantId,
        caller: Option<&str>,
        now: i64,
    ) -> Result<(Command, NewNote), Problem> {
        let name = super::good_name_at("/contact/name", &self.name)?;
        let email = self.email;
        if !is_mail_address(&email) {
            return Err(Problem::invalid("/contact/email", Wrong::Mail));
        }
        let own_address = caller.is_some_and(|own| same_address(own, &email));
        let text = serde_json::to_string(&Self { name, email }).unwrap_or_default();
        let (kept, contact) = app.note(now, &text);
        Ok((Command::ActivateMarketing { grant, contact, own_address }, kept))
    }
}

/// What an activation needs.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Activate {
    /// Who markets for the company: for help with selling, and for nothing else.
    contact: Option<MarketingContact>,
}

/// Activates support or help with selling, once. Everybody in the company sees the contract and the access ID of support
/// from then on; help with selling takes some days, and names somebody who markets.
#[utoipa::path(post, path = "/v1/grants/{id}/activations", tag = "balances", request_body = Activate,
    params(("id" = String, Path, description = "The granted line."), ("Idempotency-Key" = String, Header, description = "A key against doing it twice."), ("dry_run" = Option<bool>, Query, description = "Compute everything, write nothing.")),
    responses((status = 201, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn activate(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    body: Body<Activate>,
) -> Result<Response, Problem> {
    let account = target(&app, &reader, &id).await?;
    let grant: GrantId = parse(&id)?;
    let act = match body.value.contact {
        None => Act::on_grant(account, Command::ActivateSupport { grant }),
        Some(contact) => {
            let own = own_address(&app, &reader).await?;
            let (command, kept) = contact.command(&app, grant, own.as_deref(), reader.now)?;
            let mut act = Act::on_grant(account, command);
            act.notes = vec![kept];
            act
        }
    };
    act.run(&app, &reader, &call, &body.canonical, changed(app.clone(), grant)).await
}

/// The caller's own address; a service has none.
pub(crate) async fn own_address(app: &App, reader: &Reader) -> Result<Option<String>, Problem> {
    Ok(match reader.identity.actor.person {
        Some(person) => app.store().person(person).await?.map(|row| row.email),
        None => None,
    })
}

/// What is taken from a balance.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct UseBalance {
    /// `incident`, `presales`, `deployment` or `marketplace`.
    #[schema(value_type = String)]
    kind: UsageKind,
    /// How much: hours, or one incident.
    amount: u32,
    /// What it is about.
    note: Option<String>,
}

/// Opens an incident or asks for advisory hours. The answer says what is left.
#[utoipa::path(post, path = "/v1/grants/{id}/uses", tag = "balances", request_body = UseBalance,
    params(("id" = String, Path, description = "The granted line."), ("Idempotency-Key" = String, Header, description = "A key against doing it twice."), ("dry_run" = Option<bool>, Query, description = "Compute everything, write nothing.")),
    responses((status = 201, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn take(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    body: Body<UseBalance>,
) -> Result<Response, Problem> {
    let account = target(&app, &reader, &id).await?;
    let grant: GrantId = parse(&id)?;
    let UseBalance { kind, amount, note } = body.value;
    let (notes, note) = remark_if_any(&app, reader.now, "/note", note.as_deref())?;
    let mut act = Act::on_grant(account, Command::UseBalance { grant, kind, amount, note });
    act.notes = notes;
    act.run(&app, &reader, &call, &body.canonical, changed(app.clone(), grant)).await
}

/// Who is given a credit.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Holder {
    /// The person.
    person: String,
    /// Whether the person has a credit from elsewhere, as you declare.
    #[serde(default)]
    other_credit: bool,
}

impl Holder {
    fn person(&self) -> Result<PersonId, Problem> {
        self.person.parse().map_err(|error: IdError| Problem::invalid("/person", error))
    }
}

/// Gives a credit to a person, which activates it.
#[utoipa::path(post, path = "/v1/grants/{id}/credits", tag = "balances", request_body = Holder,
    params(("id" = String, Path, description = "The granted line."), ("Idempotency-Key" = String, Header, description = "A key against doing it twice."), ("dry_run" = Option<bool>, Query, description = "Compute everything, write nothing.")),
    responses((status = 201, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn assign(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    body: Body<Holder>,
) -> Result<Response, Problem> {
    let account = target(&app, &reader, &id).await?;
    let grant: GrantId = parse(&id)?;
    let (person, other_credit) = (body.value.person()?, body.value.other_credit);
    let act = Act::on_grant(account, Command::AssignCredit { grant, person, other_credit });
    act.run(&app, &reader, &call, &body.canonical, changed(app.clone(), grant)).await
}

/// The line of a credit, for the answer; an unknown one is refused where it is decided.
async fn line_of(app: &App, account: symbolon_domain::ids::AccountId, id: CreditId) -> Result<GrantId, Problem> {
    let folded = app.store().folded(account).await?;
    let held = folded.as_ref().and_then(|folded| folded.account.credits.get(&id));
    held.map(|held| held.grant).ok_or_else(Problem::not_found)
}

/// Takes a credit back, where it can be.
#[utoipa::path(delete, path = "/v1/credits/{id}", tag = "balances",
    params(("id" = String, Path, description = "Its id."), ("Idempotency-Key" = String, Header, description = "A key against doing it twice."), ("dry_run" = Option<bool>, Query, description = "Compute everything, write nothing.")),
    responses((status = 201, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn remove(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    _: NoBody,
) -> Result<Response, Problem> {
    let account = target(&app, &reader, &id).await?;
    let credit: CreditId = parse(&id)?;
    let grant = line_of(&app, account, credit).await?;
    let act = Act::new(account, Command::RemoveCredit { credit });
    act.run(&app, &reader, &call, "", changed(app.clone(), grant)).await
}

/// Hands a credit on to another person.
#[utoipa::path(post, path = "/v1/credits/{id}/transfers", tag = "balances", request_body = Holder,
    params(("id" = String, Path, description = "Its id."), ("Idempotency-Key" = String, Header, description = "A key against doing it twice."), ("dry_run" = Option<bool>, Query, description = "Compute everything, write nothing.")),
    responses((status = 201, body = Json), (status = "4XX", body = ProblemBody, content_type = "application/problem+json")))]
async fn transfer(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    call: Call,
    body: Body<Holder>,
) -> Result<Response, Problem> {
    let account = target(&app, &reader, &id).await?;
    let credit: CreditId = parse(&id)?;
    let grant = line_of(&app, account, credit).await?;
    let (person, other_credit) = (body.value.person()?, body.value.other_credit);
    let act = Act::new(account, Command::TransferCredit { credit, person, other_credit });
    act.run(&app, &reader, &call, &body.canonical, changed(app.clone(), grant)).await
}
