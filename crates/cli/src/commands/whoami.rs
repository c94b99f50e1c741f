//! `symbolon whoami`: whom the token stands for.

use super::Session;
use super::person::roles;
use super::shown::plain;
use crate::client::route;
use crate::failure::Failure;
use crate::output::Table;

pub(crate) fn run(session: &Session) -> Result<(), Failure> {
    let output = &session.output;
    let me = session.client.get(&route!("me"), &[])?;
    if output.is_json() {
        return output.document(&me);
    }
    let mut table = Table::new(&["id", "name", "email", "account", "roles"]);
    table.row(vec![
        plain(&me, "person"),
        plain(&me, "name"),
        plain(&me, "email"),
        plain(&me, "account"),
        roles(&me, "roles"),
    ]);
    output.table(table)
}
