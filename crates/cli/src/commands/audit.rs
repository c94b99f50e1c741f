//! `symbolon audit`: who did what beside the ledgers of companies.

use serde_json::Value as Json;

use super::Session;
use super::shown::named;
use crate::args::Audit;
use crate::client::route;
use crate::failure::Failure;
use crate::find::{items, text};
use crate::output::{Cell, Table};

pub(crate) fn run(verb: &Audit, session: &Session) -> Result<(), Failure> {
    let Audit::Search { actor, act, object, from, to, limit } = verb;
    let limit = limit.to_string();
    let mut query = vec![("limit", limit.as_str())];
    for (name, value) in [("actor", actor), ("act", act), ("object", object), ("from", from), ("to", to)] {
        query.extend(value.as_deref().map(|value| (name, value)));
    }
    let output = &session.output;
    let list = session.client.get(&route!("audit-entries"), &query)?;
    if output.is_json() {
        return output.document(&list);
    }
    let mut table = Table::new(&["recorded_at", "actor", "act", "object"]);
    for item in items(&list) {
        table.row(vec![
            Cell::same(text(item, "recorded_at")),
            called(item, "actor_name", "actor"),
            named(item, "act_text", "act"),
            called(item, "object_name", "object"),
        ]);
    }
    output.table(table)?;
    if let (Some(last), false) = (items(&list).last(), list["next_cursor"].is_null()) {
        output.note(&output.text("cli-audit-more", &[("at", text(last, "recorded_at").into())]));
    }
    Ok(())
}

/// Somebody or something by its name, where it has one.
fn called(item: &Json, name: &str, id: &str) -> Cell {
    named(item, if item[name].is_null() { id } else { name }, id)
}
