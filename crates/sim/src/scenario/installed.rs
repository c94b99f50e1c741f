//! The register of installations in scenarios: `installs`, `moves`, `uninstalls`, and what the register says.

use std::collections::BTreeMap;

use anyhow::{Context, bail};
use serde_json::{Value, json};
use symbolon_domain::account::Account;
use symbolon_domain::ids::{AccountId, LocationId};
use symbolon_domain::installation::{Place, Register};

use super::{get, say};

/// What is said about an installation: `2 times version 2019 at PARIS for demonstration as PC1`.
#[derive(Debug)]
pub(crate) struct Said<'w> {
    pub(crate) quantity: u32,
    pub(crate) version: Option<String>,
    pub(crate) place: Option<Place>,
    pub(crate) purpose: Option<String>,
    pub(crate) name: Option<&'w str>,
}

pub(crate) fn read<'w>(
    words: &[&'w str],
    locations: &BTreeMap<String, (AccountId, LocationId)>,
) -> anyhow::Result<Said<'w>> {
    let mut said = Said { quantity: 1, version: None, place: None, purpose: None, name: None };
    let mut rest = words;
    while let [what, value, more @ ..] = rest {
        match (*what, *value) {
            (times, "times") => said.quantity = times.parse()?,
            ("version", version) => said.version = Some(version.to_owned()),
            ("at", "headquarters") => said.place = Some(Place::Headquarters),
            ("at", location) => said.place = Some(Place::Location(get(locations, location)?.1)),
            ("for", purpose) => said.purpose = Some(purpose.to_owned()),
            ("as", name) => said.name = Some(name),
            _ => bail!("how often, in which version, at which place, for what, as what?"),
        }
        rest = more;
    }
    anyhow::ensure!(rest.is_empty(), "one word is left");
    Ok(said)
}

/// A place as the API reads it.
pub(crate) fn place(place: Option<Place>) -> Option<String> {
    place.map(|place| match place {
        Place::Headquarters => "headquarters".to_owned(),
        Place::Location(id) => id.to_string(),
    })
}

/// A register as the API gives it, as far as scenarios ask.
pub(crate) fn body(account: &Account, held: &Register) -> Value {
    let entries = held.entries.iter().map(|one| {
        let place = one.held.location.and_then(|id| account.locations.get(&id));
        json!({
            "quantity": one.held.quantity, "version": one.version, "purpose": one.held.purpose,
            "country": one.held.location.map_or(Some(&account.country), |_| place.map(|place| &place.country)),
            "state": one.state, "move_by": one.move_by,
        })
    });
    json!({
        "benefit": held.benefit, "granted": held.granted, "installed": held.installed, "over": held.over,
        "installations": entries.collect::<Vec<_>>(),
    })
}

/// The registers in which something is.
pub(crate) fn lines(registers: &[Value]) -> Vec<String> {
    let mut out = Vec::new();
    for held in registers {
        let show = |name: &str| say::show(&held[name]);
        let entries = held["installations"].as_array().map(Vec::as_slice).unwrap_or_default();
        if entries.is_empty() {
            continue;
        }
        let counted = (show("installed"), show("granted"), show("over"));
        out.push(format!("{}: {} installed of {}; {} too many", show("benefit"), counted.0, counted.1, counted.2));
        for one in entries {
            let show = |name: &str| say::show(&one[name]);
            let what = (show("quantity"), show("version"), show("country"), show("purpose"));
            let (state, move_by) = (show("state"), show("move_by"));
            let line = format!("{} × version {} in {} for {}: {state}", what.0, what.1, what.2, what.3);
            out.push(if one["move_by"].is_null() { line } else { format!("{line}; move by {move_by}") });
        }
    }
    out
}

/// The register of one product, for what it is explained by.
pub(crate) fn of<'a>(registers: &'a [Value], benefit: &str) -> anyhow::Result<&'a Value> {
    registers.iter().find(|held| held["benefit"] == benefit).context("no such register")
}
