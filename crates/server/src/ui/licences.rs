//! Licences on pages: what is installed beside what may be, what the terms permit and forbid, and what is left to do when
//! a right has ended (F-01…F-13).

use axum::extract::Path;
use axum::http::StatusCode;
use symbolon_domain::access::Capability;
use symbolon_domain::command::Command;
use symbolon_domain::fact::WindDownHow;
use symbolon_domain::ids::LocationId;
use symbolon_domain::installation::{self, DutyState, InstalledId, Register, WindDownOf, register, registers};
use symbolon_domain::programme::Use;
use symbolon_domain::standing::{WindDownItem, owed};

use super::again::{Again, Errors, Named};
use super::frame::{respond, see_other};
use super::line::terms_view;
use super::pages::{InstalledLine, LicencesPage, RegisterLine, RegisterPage, WindDownLine};
use super::sight::{Sight, Tag};
use super::visit::{Answered, Done, Fields, Place, Trouble, Visit};
use crate::api::NAME;
use crate::api::installations::{Called, TableFor, called, name, notes, place as place_of, table};
use crate::when::When;

fn tag(tone: &'static str, icon: &'static str, word: String) -> Tag {
    Tag { tone, icon, word }
}

/// The state of a product's register: no right left, too many, something to look at, or nothing.
fn state(sight: &Sight<'_>, held: &Register) -> Tag {
    let words = sight.words;
    let attention = held.entries.iter().filter(|entry| entry.state != DutyState::InOrder).count();
    let attention = i64::try_from(attention).unwrap_or(i64::MAX);
    match (held.granted, held.over, attention) {
        (None, ..) => tag("stop", "stop", words.t("ui-licences-no-right")),
        (_, over, _) if over > 0 => tag("stop", "stop", words.with("ui-licences-over", &[("count", over.into())])),
        (_, _, 0) => tag("ok", "check", words.t("ui-licences-fine")),
        (_, _, count) => tag("warn", "clock", words.with("ui-licences-attention", &[("count", count.into())])),
    }
}

fn line(sight: &Sight<'_>, held: &Register) -> RegisterLine {
    RegisterLine {
        href: format!("{}/licences/products/{}", sight.base(), held.benefit),
        product: sight.benefit(&held.benefit),
        granted: held.granted.map_or_else(|| "–".to_owned(), |granted| granted.to_string()),
        installed: held.installed.to_string(),
        tag: state(sight, held),
    }
}

fn owed_line(sight: &Sight<'_>, item: &WindDownItem, called: &Called, key: String) -> WindDownLine {
    let words = sight.words;
    let what = match (item.of, item.person) {
        (None, _) => words.with("ui-licences-whole", &[("count", item.quantity.into())]),
        (Some(_), Some(person)) => words.with("ui-licences-seat", &[("person", sight.person(person).into())]),
        (Some(_), None) => {
            let name = item.note.and_then(|note| called.get(&note));
            name.cloned().unwrap_or_else(|| words.t("ui-register-unnamed"))
        }
    };
    let done = item.confirmed.as_ref().map(|held| {
        let by = held.by.parse().map_or_else(|_| held.by.clone(), |person| sight.person(person));
        let how = words.word(held.act.how);
        words.with("ui-licences-confirmed", &[("how", how.into()), ("on", held.on.into()), ("by", by.into())])
    });
    WindDownLine {
        product: sight.benefit(&item.benefit),
        what,
        since: words.date(item.right_ends_on),
        done,
        grant: item.grant.to_string(),
        of: item.of.map(|of| of.to_string()).unwrap_or_default(),
        key,
    }
}

/// Every register, and the wind-down list.
pub(crate) async fn show(visit: Visit, Path(account): Path<String>) -> Answered {
    let place = visit.enter(&account).await?;
    place.need(Capability::ViewBenefits)?;
    let (sight, words) = (place.sight(), visit.words());
    let items = owed(sight.account, sight.programmes, visit.today);
    let called = called(&visit.app, place.id, items.iter().filter_map(|item| item.note).collect()).await?;
    let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX).into();
    let done = items.iter().filter(|item| item.confirmed.is_some()).count();
    let page = LicencesPage {
        f: place.frame("ui-licences-page", "/licences"),
        base: sight.base(),
        registers: registers(sight.account, sight.programmes, visit.today)
            .iter()
            .map(|held| line(&sight, held))
            .collect(),
        wind_down: items.iter().map(|item| owed_line(&sight, item, &called, visit.key())).collect(),
        progress: words.with("ui-licences-wind-down-progress", &[("done", count(done)), ("count", count(items.len()))]),
        may_confirm: sight.may(Capability::ConfirmWindDown),
    };
    Ok(respond(StatusCode::OK, visit.language, &page))
}

/// The wind-down list as a table, to be saved.
pub(crate) async fn export(visit: Visit, Path(account): Path<String>) -> Answered {
    let place = visit.enter(&account).await?;
    place.need(Capability::ViewBenefits)?;
    let view = visit.app.view(place.identity, place.id, When::Now).await?;
    Ok(table(&visit.app, &view, (visit.language, TableFor::People)).await?)
}

/// Confirms what was done about one item of the wind-down list.
pub(crate) async fn confirm(visit: Visit, Path(account): Path<String>, fields: Fields) -> Answered {
    let place = visit.enter(&account).await?;
    let grant = fields.need("grant")?.parse().map_err(|_| Trouble::Unreadable)?;
    let part = |of: &str| {
        let installed = of.parse().map(WindDownOf::Installed).ok();
        installed.or_else(|| of.parse().map(WindDownOf::Seat).ok()).ok_or(Trouble::Unreadable)
    };
    let of = fields.get("of").map(part).transpose()?;
    let how = WindDownHow::from_code(fields.need("how")?).ok_or(Trouble::Unreadable)?;
    // A list is gone through from one line to the next, and not from its top each time.
    let line = format!("/licences#w-{}-{}", fields.need("grant")?, fields.get("of").unwrap_or_default());
    acted(&place, Command::ConfirmWindDown { grant, of, how }, &fields, ("/licences", &line)).await
}

async fn act(place: &Place<'_>, command: Command, fields: &Fields, back: &str) -> Answered {
    acted(place, command, fields, (back, back)).await
}

/// Does something, and goes on to a page; where it is refused, another one leads back.
async fn acted(place: &Place<'_>, command: Command, fields: &Fields, (back, on): (&str, &str)) -> Answered {
    match place.visit.act(place.id, command, fields.need("key")?, None, Vec::new()).await? {
        Done::Refused(refusal) => Err(place.refused(refusal, back)),
        Done::Recorded { .. } | Done::Stale => Ok(see_other(&format!("{}{on}", place.sight().base()))),
    }
}

fn places(sight: &Sight<'_>) -> Vec<(String, String)> {
    let headquarters = ("headquarters".to_owned(), sight.words.t("ui-register-headquarters"));
    let others = sight.account.locations.iter();
    let others =
        others.map(|(id, held)| (id.to_string(), format!("{} ({})", held.number, sight.words.country(&held.country))));
    std::iter::once(headquarters).chain(others).collect()
}

fn place_name(sight: &Sight<'_>, location: Option<LocationId>) -> String {
    let Some(id) = location else { return sight.words.t("ui-register-headquarters") };
    let held = sight.account.locations.get(&id);
    held.map_or_else(
        || sight.words.t("ui-register-gone-place"),
        |held| format!("{} ({})", held.number, sight.words.country(&held.country)),
    )
}

/// The register of one product.
pub(crate) async fn show_register(visit: Visit, Path((account, benefit)): Path<(String, String)>) -> Answered {
    let place = visit.enter(&account).await?;
    product(&place, &benefit, Again::default()).await
}

async fn product(place: &Place<'_>, benefit: &str, again: Again) -> Answered {
    place.need(Capability::ViewBenefits)?;
    let visit = place.visit;
    let (sight, words) = (place.sight(), visit.words());
    let held = register(sight.account, sight.programmes, benefit, visit.today).ok_or(Trouble::Missing)?;
    let grant = sight.account.grants.get(&held.grant).ok_or(Trouble::Missing)?;
    let programme = sight.programmes.version(grant.version);
    let known = programme.benefit(benefit).ok_or(Trouble::Missing)?;
    let terms = known.terms.as_ref().and_then(|id| programme.terms.get(id));
    let uses = |uses: &[Use], id: &str| -> Vec<(String, String)> {
        let said = |one: &Use| words.with(id, &[("use", one.text.get(visit.language).into())]);
        uses.iter().map(|one| (one.id.clone(), said(one))).collect()
    };
    let mut purposes = terms.map(|terms| uses(&terms.permitted, "ui-register-permitted")).unwrap_or_default();
    purposes.extend(terms.map(|terms| uses(&terms.forbidden, "ui-register-forbidden")).unwrap_or_default());
    let called = called(&visit.app, place.id, notes(std::slice::from_ref(&held))).await?;
    let published = sight.programme().benefit(benefit).unwrap_or(known);
    let on_offer = published.versions.iter().filter(|version| version.released <= visit.today);
    let entries = held.entries.iter().map(|entry| InstalledLine {
        id: entry.id.to_string(),
        field: format!("quantity-{}", entry.id),
        name: entry
            .held
            .note
            .as_ref()
            .and_then(|note| called.get(&note.id).cloned())
            .unwrap_or_else(|| words.t("ui-register-unnamed")),
        version: entry.version.clone().unwrap_or_else(|| "–".to_owned()),
        place: place_name(&sight, entry.held.location),
        purpose: entry
            .held
            .purpose
            .as_ref()
            .and_then(|id| purposes.iter().find(|(known, _)| known == id).map(|(_, text)| text.clone()))
            .unwrap_or_else(|| words.t("ui-register-use-none")),
        quantity: entry.held.quantity,
        since: words.date(entry.held.on),
        tag: match entry.state {
            DutyState::InOrder => tag("ok", "check", words.word(entry.state)),
            DutyState::MoveDue => tag("warn", "clock", words.word(entry.state)),
            DutyState::Breach => tag("stop", "stop", words.word(entry.state)),
        },
        move_by: entry.move_by.map(|by| words.with("ui-register-move-by", &[("by", by.into())])),
        key: visit.key(),
    });
    let entries: Vec<InstalledLine> = entries.collect();
    let warning = match (held.granted, held.over) {
        (None, _) => Some(words.t("ui-register-no-right")),
        (_, 0) => None,
        (_, over) => Some(words.with("ui-register-over", &[("count", over.into())])),
    };
    let granted = held.granted.map_or_else(|| "none".into(), symbolon_text::Value::from);
    let counts = [("installed", held.installed.into()), ("granted", granted)];
    let mut frame = place.frame("ui-licences-page", "/licences");
    let here = format!("{}/licences/products/{benefit}", sight.base());
    frame.title = sight.benefit(benefit);
    let status = again.mark(&mut frame, here.clone());
    let page = RegisterPage {
        f: frame,
        base: sight.base(),
        name: sight.benefit(benefit),
        here,
        counts: words.with("ui-register-counts", &counts),
        warning,
        terms: terms.map(|terms| terms_view(&sight, terms)),
        may_keep: sight.may(Capability::RecordActivation) && sight.account.closed_on.is_none(),
        grant: held.grant.to_string(),
        versions: on_offer.map(|version| version.id.clone()).collect(),
        places: places(&sight),
        purposes,
        letters: NAME,
        entries,
        key: visit.key(),
        why: sight.why(&held.explanation),
        again,
    };
    Ok(respond(status, visit.language, &page))
}

/// Records an installation, changes one or takes one out.
pub(crate) async fn keep(visit: Visit, Path((account, benefit)): Path<(String, String)>, fields: Fields) -> Answered {
    let place = visit.enter(&account).await?;
    let back = format!("/licences/products/{benefit}");
    let at = fields.get("place").map(place_of).transpose()?;
    let (version, purpose) = (fields.get("version").map(str::to_owned), fields.get("purpose").map(str::to_owned));
    let installed = |text: &str| text.parse::<InstalledId>().map_err(|_| Trouble::Unreadable);
    match (fields.get("installed").map(installed).transpose()?, fields.get("removed")) {
        (Some(installed), Some(_)) => act(&place, Command::RemoveInstallation { installed }, &fields, &back).await,
        (Some(installed), None) => {
            let quantity = fields.whole("quantity");
            let field = format!("quantity-{installed}");
            if fields.has("quantity") && quantity.is_none_or(|quantity| !(1..=installation::MOST).contains(&quantity)) {
                let text = ("ui-register-quantity-error", [("most", installation::MOST.into())]);
                let errors = Errors::of(field, visit.words().with(text.0, &text.1));
                return product(&place, &benefit, Again::new(fields, errors)).await;
            }
            let command = Command::ChangeInstallation { installed, version, place: at, purpose, quantity };
            act(&place, command, &fields, &back).await
        }
        (None, _) => {
            let grant = fields.need("grant")?.parse().map_err(|_| Trouble::Unreadable)?;
            let called = fields.get("name").unwrap_or_default();
            let mut errors = Errors::default();
            let quantity = fields.whole("quantity").filter(|quantity| (1..=installation::MOST).contains(quantity));
            if quantity.is_none() {
                errors.add(
                    "quantity",
                    visit.words().with("ui-register-quantity-error", &[("most", installation::MOST.into())]),
                );
            }
            let (notes, note) = match name(&visit.app, visit.now, Some(called)) {
                Ok(named) => named,
                Err(problem) => {
                    errors = Errors::of_problem(problem, visit.words(), &[("/device_name", "name")])?;
                    Default::default()
                }
            };
            let Some(quantity) = quantity.filter(|_| errors.is_empty()) else {
                return product(&place, &benefit, Again::new(fields, errors)).await;
            };
            let said = format!("{grant}\n{quantity}\n{version:?}\n{at:?}\n{purpose:?}\n{called}");
            let command = Command::RecordInstallation { grant, version, place: at, purpose, quantity, note };
            match visit.act_as(place.id, command, (fields.need("key")?, &said), None, notes).await? {
                Done::Refused(refusal) => {
                    let field = Named { name: "quantity", id: "quantity", label: "ui-register-quantity" };
                    match Errors::of_refusal(&refusal, &place.sight(), &[field]) {
                        Some(errors) => product(&place, &benefit, Again::new(fields, errors)).await,
                        None => Err(place.refused(refusal, &back)),
                    }
                }
                Done::Recorded { .. } | Done::Stale => Ok(see_other(&format!("{}{back}", place.sight().base()))),
            }
        }
    }
}
