//! Where a company is and on which tenants it redeems: its locations and its tenants, each with a form to add one.

use std::collections::BTreeMap;

use axum::extract::Path;
use symbolon_domain::access::Capability;
use symbolon_domain::command::Command;
use symbolon_domain::ids::TenantId;
use symbolon_domain::refusal::RefusalCode;

use super::again::{Again, Errors, Named};
use super::check::{self, Question, Step};
use super::company;
use super::frame::see_other;
use super::visit::{Answered, Done, Fields, Place, Trouble, Visit};
use crate::api::accounts::attend;

/// The field of the form for a tenant.
const DOMAIN: Named<'_> = Named { name: "domain", id: "domain", label: "ui-tenants-domain" };

/// The headquarters and the locations.
pub(crate) struct Locations {
    pub(crate) rows: Vec<LocationRow>,
    /// How a location is removed; none without one.
    pub(crate) removal: Option<String>,
    /// Whether the removal of one can be asked for.
    pub(crate) may_ask: bool,
    pub(crate) may_add: bool,
    /// Countries to choose from: code and name.
    pub(crate) countries: Vec<(&'static str, String)>,
    pub(crate) helpers: Vec<String>,
    pub(crate) key: String,
}

/// One of them.
pub(crate) struct LocationRow {
    pub(crate) number: String,
    pub(crate) is_headquarters: bool,
    pub(crate) country: String,
    pub(crate) since: String,
    /// Where its removal is asked for, for those who may.
    pub(crate) remove: Option<String>,
}

/// The tenants.
pub(crate) struct Tenants {
    pub(crate) rows: Vec<TenantRow>,
    pub(crate) may_link: bool,
    pub(crate) helpers: Vec<String>,
    pub(crate) key: String,
}

/// One of them, with the people who administer it.
pub(crate) struct TenantRow {
    pub(crate) domain: String,
    pub(crate) since: String,
    pub(crate) admins: String,
    /// Whether the reader is one of them; nothing for those who are of no directory of the company.
    pub(crate) own: Option<String>,
}

/// Whether the reader may do it and the account is open; and who may, where the reader may not.
fn may(place: &Place<'_>, capability: Capability) -> (bool, Vec<String>) {
    let sight = place.sight();
    let open = sight.account.closed_on.is_none();
    let may = open && sight.may(capability);
    (may, if may || !open { Vec::new() } else { sight.helpers(capability.roles()) })
}

/// Where the company is.
pub(super) fn locations(place: &Place<'_>) -> Locations {
    let (sight, words) = (place.sight(), place.visit.words());
    let account = sight.account;
    let (may_add, helpers) = may(place, Capability::AddLocation);
    let asks = may_add && sight.may(Capability::OpenTicket);
    let headquarters = LocationRow {
        number: account.number.to_string(),
        is_headquarters: true,
        country: words.country(&account.country),
        since: words.date_or_dash(account.opened_on),
        remove: None,
    };
    let mut locations: Vec<_> = account.locations.iter().collect();
    locations.sort_by_key(|(_, held)| held.number);
    let added = locations.into_iter().map(|(id, held)| LocationRow {
        number: held.number.to_string(),
        is_headquarters: false,
        country: words.country(&held.country),
        since: words.date(held.added_on),
        remove: asks.then(|| format!("{}/tickets?reason=location_removal&subject={id}", sight.base())),
    });
    Locations {
        rows: std::iter::once(headquarters).chain(added).collect(),
        removal: (!account.locations.is_empty()).then(|| words.t("ui-locations-removal")),
        may_ask: asks && !account.locations.is_empty(),
        may_add,
        countries: if may_add { words.countries() } else { Vec::new() },
        helpers,
        key: place.visit.key(),
    }
}

/// The tenants, each with who may redeem on it.
pub(super) async fn tenants(place: &Place<'_>) -> Result<Tenants, Trouble> {
    let (sight, words) = (place.sight(), place.visit.words());
    let mut admins: BTreeMap<TenantId, Vec<String>> = BTreeMap::new();
    for person in place.visit.app.store().people(Some(place.id)).await?.iter().filter(|one| one.in_directory) {
        for tenant in &person.admin_of {
            admins.entry(*tenant).or_default().push(person.name.clone());
        }
    }
    let own = |id: &TenantId| match sight.actor.admin_of.contains(id) {
        true => words.t("ui-redeem-tenant-admin"),
        false => words.t("ui-tenants-not-admin"),
    };
    let row = |(id, held): (&TenantId, &symbolon_domain::account::Tenant)| TenantRow {
        domain: held.domain.clone(),
        since: words.date(held.verified_on),
        admins: admins.get(id).map_or_else(|| words.t("ui-tenants-nobody"), |names| words.list(names)),
        own: (!sight.actor.is_vendor()).then(|| own(id)),
    };
    let (may_link, helpers) = may(place, Capability::LinkTenant);
    let rows = sight.account.tenants.iter().map(row).collect();
    Ok(Tenants { rows, may_link, helpers, key: place.visit.key() })
}

/// Adds a location (H-04).
pub(crate) async fn add(visit: Visit, Path(account): Path<String>, fields: Fields) -> Answered {
    let place = visit.enter(&account).await?;
    let country = fields.get("country").unwrap_or_default().to_owned();
    match visit.act(place.id, Command::AddLocation { country }, fields.need("key")?, None, Vec::new()).await? {
        // The page has a list to choose from, and no codes.
        Done::Refused(refusal) if refusal.code == RefusalCode::ValidationFailed => {
            let errors = Errors::refused(&refusal, "location-country", visit.words().t("ui-locations-country-error"));
            company::page(&place, Again::new(fields, errors)).await
        }
        Done::Refused(refusal) => Err(place.refused(refusal, "/company")),
        Done::Recorded { .. } | Done::Stale => Ok(see_other(&format!("{}/company#locations", place.sight().base()))),
    }
}

/// Links a tenant once what that entails was read: the admins of the directory of whoever links it administer it from then
/// on (D-07), and what is redeemed on it stays there (D-05).
pub(crate) async fn link(visit: Visit, Path(account): Path<String>, fields: Fields) -> Answered {
    let place = visit.enter(&account).await?;
    let domain = fields.get("domain").unwrap_or_default().to_owned();
    let command = Command::LinkTenant { domain: domain.clone() };
    let step = check::confirmed(&place, command, (&fields, &domain), Vec::new(), |_, _| asked(&place, &domain)).await?;
    match step {
        Step::Asked(page) => Ok(page),
        Step::Refused(refusal) => {
            let sight = place.sight();
            let errors = Errors::of_refusal(&refusal, &sight, &[DOMAIN])
                .or_else(|| Errors::of_code(&refusal, &sight, (DOMAIN.id, &[RefusalCode::AlreadyExists])));
            match errors {
                Some(errors) => company::page(&place, Again::new(fields, errors)).await,
                None => Err(place.refused(refusal, "/company")),
            }
        }
        Step::Recorded { .. } => {
            // Also where it was linked before: whoever sends the form again may not have come this far the first time.
            attend(&visit.app, &visit.reader()?, place.id, &domain).await?;
            Ok(see_other(&format!("{}/company#tenants", place.sight().base())))
        }
    }
}

/// What linking a tenant entails.
fn asked(place: &Place<'_>, domain: &str) -> Question {
    let (sight, words) = (place.sight(), place.visit.words());
    let company = format!("{}/company", sight.base());
    let name = [("domain", domain.into())];
    Question {
        page: "ui-tenants-title",
        menu: "/company",
        title: words.with("ui-tenants-check-title", &name),
        back: (format!("{company}#tenants"), words.t("ui-back")),
        wizard: false,
        facts: vec![(words.t("ui-tenants-domain"), domain.to_owned())],
        consequences: ["ui-tenants-check-own", "ui-tenants-check-admins", "ui-tenants-check-stays"]
            .map(|id| words.t(id))
            .into(),
        action: format!("{company}/tenants"),
        hidden: vec![("domain", domain.to_owned())],
        confirm: words.t("ui-tenants-link"),
        other: None,
    }
}
