//! The audit as an auditor asks for it and reads it: filters that somebody typed, and entries with the names of whom and what
//! they are about.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;
use symbolon_domain::access::Capability;
use symbolon_domain::audit::AuditAct;
use symbolon_domain::ids::{AccountId, PersonId};
use symbolon_domain::programme::Language;
use symbolon_store::{AuditEntry, AuditFilter, Folded, PersonRow, StoreError};
use symbolon_text::{short_id, system};
use utoipa::IntoParams;

use crate::api::audit::ActCode;
use crate::app::App;
use crate::clock;
use crate::problem::Problem;
use crate::when::When;
use crate::wrong::{Kind, Wrong};

/// Which entries somebody asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Asked {
    /// By whom: a person by id or mail address, or a service or a part of the system by its name.
    pub(crate) actor: Option<String>,
    /// What was done.
    #[param(value_type = Option<ActCode>, inline)]
    pub(crate) act: Option<String>,
    /// To what: an id, a person’s mail address, a company’s global number, or the number of a membership or a ticket.
    pub(crate) object: Option<String>,
    /// The first day, or the first instant.
    pub(crate) from: Option<String>,
    /// The last day, or the last instant; it is included.
    pub(crate) to: Option<String>,
}

/// What is wrong with a filter, by its name.
pub(crate) type Faults = Vec<(&'static str, Wrong)>;

impl Asked {
    /// The filters that are filled in: a form sends all that it has.
    pub(crate) fn filled(self) -> Self {
        let filled = |text: Option<String>| text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        Self {
            actor: filled(self.actor),
            act: filled(self.act),
            object: filled(self.object),
            from: filled(self.from),
            to: filled(self.to),
        }
    }

    /// What the store is asked for, and what is wrong with what was typed.
    pub(crate) async fn read(&self, app: &App) -> Result<(AuditFilter, Faults), StoreError> {
        let (mut filter, mut faults) = (AuditFilter::default(), Faults::new());
        let all = [("actor", &self.actor), ("act", &self.act), ("object", &self.object)];
        faults
            .extend(all.iter().filter(|(_, text)| text.as_deref() == Some("")).map(|(name, _)| (*name, Wrong::Empty)));
        if let Some(code) = self.act.as_deref().filter(|code| !code.is_empty()) {
            filter.act = AuditAct::from_code(code);
            if filter.act.is_none() {
                faults.push(("act", Wrong::not_among(code, AuditAct::ALL.iter().map(|act| act.code()))));
            }
        }
        let (mut first, mut last) = (When::Now, When::Now);
        for (name, text, when) in [("from", &self.from, &mut first), ("to", &self.to, &mut last)] {
            match When::parse(text.as_deref()) {
                Ok(read) => *when = read,
                Err(_) => faults.push((name, Wrong::Wants(Kind::When))),
            }
        }
        let starts = |day: Date| clock::start(day, app.zone());
        filter.from = match first {
            When::Now => None,
            When::Day(day) => starts(day),
            When::Instant(at) => Some(at),
        };
        filter.until = match last {
            When::Now => None,
            When::Day(day) => day.tomorrow().ok().and_then(starts),
            When::Instant(at) => Some(at.saturating_add(1)),
        };
        if let (Some(from), Some(until)) = (filter.from, filter.until)
            && until <= from
        {
            faults.push(("to", Wrong::Before(clock::day(from, app.zone()))));
        }
        if let (Some(actor), true) = (&self.actor, faults.is_empty()) {
            filter.actors = people(app, actor).await?;
        }
        if let (Some(object), true) = (&self.object, faults.is_empty()) {
            filter.objects = objects(app, object).await?;
        }
        Ok((filter, faults))
    }
}

/// The people who have an address; anything else names itself.
async fn people(app: &App, text: &str) -> Result<Vec<String>, StoreError> {
    let found = if text.contains('@') { app.store().people_called(text).await? } else { Vec::new() };
    let ids: Vec<_> = found.iter().map(|person| person.id.to_string()).collect();
    Ok(if ids.is_empty() { vec![text.to_owned()] } else { ids })
}

/// The same for things: people know companies and memberships by their numbers, and tickets have one.
async fn objects(app: &App, text: &str) -> Result<Vec<String>, StoreError> {
    let mut all = people(app, text).await?;
    let (of_membership, digits) = text.strip_prefix("M-").map_or((false, text), |digits| (true, digits));
    if let Ok(number) = digits.parse::<u64>()
        && let Some(account) = app.store().locate(text).await?
    {
        let folded = app.store().folded(account).await?.unwrap_or_default();
        let held = folded.account.memberships.values().filter(|held| of_membership && held.number == number);
        all.extend(held.map(|held| held.id.to_string()));
        all.extend((!of_membership).then(|| account.to_string()));
    }
    Ok(all)
}

/// What an entry is about, by its name, and the page that shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Thing {
    pub(crate) name: String,
    pub(crate) href: Option<String>,
}

/// A company by its name, with its account and the beginning of its pages' addresses.
struct Company {
    name: String,
    base: String,
    folded: Arc<Folded>,
}

/// Finds the names of whom and what entries are about; who is named in many is looked up once.
pub(crate) struct Naming<'a> {
    app: &'a App,
    language: Language,
    people: BTreeMap<PersonId, Option<PersonRow>>,
}

impl<'a> Naming<'a> {
    pub(crate) fn new(app: &'a App, language: Language) -> Self {
        Self { app, language, people: BTreeMap::new() }
    }

    async fn person(&mut self, id: PersonId) -> Result<Option<&PersonRow>, StoreError> {
        if !self.people.contains_key(&id) {
            let found = self.app.store().person(id).await?;
            self.people.insert(id, found);
        }
        Ok(self.people.get(&id).and_then(Option::as_ref))
    }

    /// Who it was; none for a person who is not known any more.
    pub(crate) async fn actor(&mut self, actor: &str) -> Result<Option<String>, StoreError> {
        match actor.parse() {
            Ok(id) => Ok(self.person(id).await?.map(|person| person.name.clone())),
            Err(_) => Ok(Some(system(self.language, actor))),
        }
    }

    async fn company(&self, id: AccountId) -> Result<Option<Company>, StoreError> {
        let Some(folded) = self.app.store().folded(id).await? else { return Ok(None) };
        let number = folded.account.number;
        let name = self.app.store().profile(id).await?.unwrap_or_else(|| number.to_string());
        Ok(Some(Company { name, base: format!("/p/{number}"), folded }))
    }

    /// The company that has a thing.
    async fn company_of(&self, thing: &str) -> Result<Option<Company>, StoreError> {
        match self.app.store().locate(thing).await? {
            Some(account) => self.company(account).await,
            None => Ok(None),
        }
    }

    /// What an entry is about; none where it does not say.
    pub(crate) async fn thing(&mut self, entry: &AuditEntry) -> Result<Option<Thing>, StoreError> {
        let Some(object) = &entry.object else { return Ok(None) };
        let found = self.known(entry.act, object).await?;
        Ok(Some(found.unwrap_or_else(|| Thing { name: object.clone(), href: None })))
    }

    /// The same where it is known by another name than that in the entry, or has a page.
    async fn known(&mut self, act: AuditAct, object: &str) -> Result<Option<Thing>, StoreError> {
        use AuditAct as A;
        let (language, store) = (self.language, self.app.store());
        let plain = |name: String| Some(Thing { name, href: None });
        let page = |name: String, href: String| Some(Thing { name, href: Some(href) });
        Ok(match act {
            A::Person
            | A::PersonOrigin
            | A::ChangeRoles
            | A::ChangePerson
            | A::TakeOut
            | A::EnterLink
            | A::SignIn
            | A::SignOut => {
                let Ok(id) = object.parse() else { return Ok(None) };
                let Some(person) = self.person(id).await?.cloned() else { return Ok(None) };
                let company = match person.account {
                    Some(account) => self.company(account).await?,
                    None => None,
                };
                Some(Thing { name: person.name, href: company.map(|of| format!("{}/people/{id}", of.base)) })
            }
            A::Profile => {
                let Ok(id) = object.parse() else { return Ok(None) };
                self.company(id).await?.and_then(|company| page(company.name, company.base))
            }
            A::AttendTenant => self.company_of(object).await?.and_then(|of| {
                let tenant = of.folded.account.tenants.get(&object.parse().ok()?)?;
                page(tenant.domain.clone(), format!("{}/company", of.base))
            }),
            A::CampaignMember => self.company_of(object).await?.and_then(|of| {
                let held = of.folded.account.memberships.get(&object.parse().ok()?)?;
                page(format!("M-{}, {}", held.number, of.name), format!("{}/renew", of.base))
            }),
            A::SimulateCampaign | A::ApproveCampaign | A::StartCampaign | A::CloseCampaign => {
                let Ok(id) = object.parse() else { return Ok(None) };
                let Some(run) = store.run(id).await? else { return Ok(None) };
                let campaign = self.app.programmes().newest_with(|version| version.campaign(&run.campaign));
                let name = campaign.map_or(run.campaign.as_str(), |campaign| campaign.name.get(language));
                page(name.to_owned(), format!("/desk/campaigns/{}", run.campaign))
            }
            A::ProgrammePlan | A::ProgrammeApproval | A::ProgrammeApplication => {
                page(short_id(object), format!("/desk/programme/plans/{object}"))
            }
            A::OpenTicket
            | A::TakeTicket
            | A::AskInTicket
            | A::ReplyInTicket
            | A::AcknowledgeInTicket
            | A::AttachToTicket
            | A::GrantTicket
            | A::RefuseTicket
            | A::CloseTicket
            | A::ReopenTicket => page(object.to_owned(), format!("/tickets/{object}")),
            A::Notices => object.parse().ok().and_then(|day| plain(symbolon_text::date(language, day))),
            A::Clock => object.parse().ok().and_then(|at: Timestamp| {
                plain(symbolon_text::date_time(language, at.to_zoned(self.app.zone().clone()).datetime()))
            }),
            A::WebhookEndpoint
            | A::RenewWebhookSecret
            | A::ReplayWebhookEvents
            | A::WakeWebhookEndpoint
            | A::RestWebhookEndpoint
            | A::EndWebhookEndpoint => {
                let Ok(id) = object.parse() else { return Ok(None) };
                let Some(held) = store.webhook_endpoint(id).await? else { return Ok(None) };
                self.company(held.account).await?.and_then(|of| page(held.url, format!("{}/webhooks", of.base)))
            }
            A::ApiToken | A::RevokeApiToken | A::ExportFeed | A::EndExportFeed | A::Restore => None,
        })
    }
}

/// What somebody who may not read the audit is told: whose it is.
pub(crate) fn refused(language: Language) -> Problem {
    Problem::role_missing(Capability::ViewAudit.roles(), language)
}
