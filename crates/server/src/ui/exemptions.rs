//! Exemptions from taxes: what a company has, and a form for those who may grant or end one.

use askama::Template;
use axum::extract::Path;
use symbolon_domain::access::Capability;

use symbolon_domain::command::Command;
use symbolon_domain::day::calendar_day;
use symbolon_domain::ids::ExemptionId;
use symbolon_domain::tax::Exemption;

use super::again::{Errors, Named};
use super::frame::{Frame, respond, see_other};
use super::visit::{Answered, Done, Fields, Place, Trouble, Visit};
use crate::api::remark;

/// The exemptions of a company.
#[derive(Template)]
#[template(path = "exemptions.html")]
struct ExemptionsPage {
    f: Frame,
    base: String,
    lead: String,
    rows: Vec<ExemptionRow>,
    /// The companies that became a part of this one, by their ids.
    formers: Vec<(String, String)>,
    may_exempt: bool,
    helpers: Vec<String>,
    input: ExemptionInput,
    today: String,
    errors: Errors,
    key: String,
}

/// One of them.
struct ExemptionRow {
    id: String,
    text: String,
    /// The former company that is meant.
    of: Option<String>,
    note: Option<String>,
    /// First and last day on which it can be ended; none where the reader cannot.
    ends: Option<(String, String)>,
    key: String,
}

impl ExemptionRow {
    /// The id of the field for its last day.
    fn field(&self) -> String {
        format!("last-{}", self.id)
    }
}

/// What was written in a form of the page.
#[derive(Default)]
struct ExemptionInput {
    /// The former company that was exempt; empty: this one.
    company: String,
    from: String,
    until: String,
    note: String,
    /// The last day of one that is to end.
    last: String,
}

/// What an exemption says of itself.
pub(crate) fn said(words: super::words::Words, held: &Exemption) -> String {
    let args =
        [("from", held.from.into()), ("until", held.until.map(|day| words.date(day)).unwrap_or_default().into())];
    words.with(if held.until.is_some() { "ui-orders-exempt-until" } else { "ui-orders-exempt" }, &args)
}

async fn page(place: &Place<'_>, input: ExemptionInput, errors: Errors) -> Answered {
    place.need(Capability::ViewMemberships)?;
    let (visit, sight) = (place.visit, place.sight());
    let words = visit.words();
    let may_exempt = sight.may(Capability::ExemptFromTax);
    let former = |number: u64| words.with("ui-exemptions-former", &[("company", number.to_string().into())]);
    let mut rows = Vec::new();
    for (id, held) in &sight.account.exemptions {
        // Why is for those who decide on it.
        let note = match may_exempt {
            true => visit.app.store().note(place.id, held.note.id).await?,
            false => None,
        };
        rows.push(ExemptionRow {
            id: id.to_string(),
            text: said(words, held),
            of: held.former.and_then(|of| sight.account.former.get(&of)).map(|of| former(of.number)),
            note,
            ends: may_exempt
                .then(|| (held.from.to_string(), held.until.map(|day| day.to_string()).unwrap_or_default())),
            key: visit.key(),
        });
    }
    let mut frame = place.frame("ui-exemptions-page", "/orders");
    frame.error = !errors.is_empty();
    frame.here = format!("{}/exemptions", sight.base());
    let status = errors.status();
    let shown = ExemptionsPage {
        f: frame,
        base: sight.base(),
        lead: words.with("ui-exemptions-lead", &[("company", place.company.as_str().into())]),
        rows,
        formers: sight.account.former.iter().map(|(id, of)| (id.to_string(), former(of.number))).collect(),
        may_exempt,
        helpers: if may_exempt { Vec::new() } else { sight.helpers(Capability::ExemptFromTax.roles()) },
        input,
        today: sight.today.to_string(),
        errors,
        key: visit.key(),
    };
    Ok(respond(status, visit.language, &shown))
}

/// The exemptions of a company.
pub(crate) async fn show(visit: Visit, Path(account): Path<String>) -> Answered {
    let place = visit.enter(&account).await?;
    page(&place, ExemptionInput::default(), Errors::default()).await
}

/// The page again, with what is wrong with the field of a form, or the refusal.
async fn after(place: &Place<'_>, done: Done, input: ExemptionInput, field: Named<'_>) -> Answered {
    match done {
        Done::Refused(refusal) => match Errors::of_refusal(&refusal, &place.sight(), &[field]) {
            Some(errors) => page(place, input, errors).await,
            None => Err(place.refused(refusal, "/exemptions")),
        },
        Done::Recorded { .. } | Done::Stale => Ok(see_other(&format!("{}/exemptions", place.sight().base()))),
    }
}

/// Exempts the company.
pub(crate) async fn grant(visit: Visit, Path(account): Path<String>, fields: Fields) -> Answered {
    let place = visit.enter(&account).await?;
    let field = |name: &str| fields.get(name).unwrap_or_default().trim().to_owned();
    let input = ExemptionInput {
        company: field("company"),
        from: field("from"),
        until: field("until"),
        note: field("note"),
        last: String::new(),
    };
    let words = visit.words();
    let mut errors = Errors::default();
    let mut wrong = |name: &str, id: &str| errors.add(name, words.t(id));
    let (from, until) = (calendar_day(&input.from), calendar_day(&input.until));
    if from.is_none() {
        wrong("from", "ui-exemptions-from-needed");
    }
    if until.is_none() && !input.until.is_empty() {
        wrong("until", "ui-exemptions-until-unclear");
    }
    if input.note.is_empty() {
        wrong("note", "ui-exemptions-note-needed");
    }
    let Some(from) = from.filter(|_| errors.is_empty()) else { return page(&place, input, errors).await };
    let (kept, note) = match remark(&visit.app, visit.now, "/note", &input.note) {
        Ok(remark) => remark,
        Err(problem) => return page(&place, input, Errors::of_problem(problem, words, &[("/note", "note")])?).await,
    };
    let former = place.sight().account.former_named(&input.company);
    let command = Command::ExemptFromTax { from, until, note, former };
    let said = format!("exempt {} {} {} {}", input.company, input.from, input.until, input.note);
    let done = visit.act_as(place.id, command, (fields.need("key")?, &said), None, vec![kept]).await?;
    after(&place, done, input, Named { name: "until", id: "until", label: "ui-exemptions-until" }).await
}

/// Ends an exemption after a day.
pub(crate) async fn end(visit: Visit, Path((account, id)): Path<(String, String)>, fields: Fields) -> Answered {
    let place = visit.enter(&account).await?;
    let exemption: ExemptionId = id.parse().map_err(|_| Trouble::Missing)?;
    let field = format!("last-{exemption}");
    let input = ExemptionInput { last: fields.get("last_day").unwrap_or_default().to_owned(), ..Default::default() };
    let Some(last_day) = calendar_day(&input.last) else {
        let errors = Errors::of(field, visit.words().t("ui-exemptions-until-unclear"));
        return page(&place, input, errors).await;
    };
    let command = Command::EndExemption { exemption, last_day };
    let done = visit.act(place.id, command, fields.need("key")?, None, Vec::new()).await?;
    let field = Named { name: "last_day", id: &field, label: "ui-exemptions-last-day" };
    after(&place, done, input, field).await
}
