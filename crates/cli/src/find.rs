//! Finds what people name: a company by its name, a token by the end of its code, a pool by its product.

use serde_json::Value as Json;
use symbolon_store::{same_address, searched};
use symbolon_text::{Value, message};

use crate::args::Company;
use crate::client::{Client, route};
use crate::failure::{Exit, Failure};

/// A text member of a document.
pub(crate) fn text<'a>(document: &'a Json, name: &str) -> &'a str {
    document[name].as_str().unwrap_or_default()
}

/// The items of a list.
pub(crate) fn items(list: &Json) -> impl DoubleEndedIterator<Item = &Json> {
    list["items"].as_array().into_iter().flatten()
}

fn absent(client: &Client, name: &str) -> Failure {
    Failure::new(Exit::NotFound, message(client.language, "cli-not-found", &[("name", Value::from(name))]))
}

/// The id of the only item that fits; several are named so that one can be chosen.
fn only<'a>(client: &Client, name: &str, found: impl Iterator<Item = &'a Json>) -> Result<String, Failure> {
    let ids: Vec<&str> = found.map(|item| text(item, "id")).collect();
    match ids.as_slice() {
        [] => Err(absent(client, name)),
        [id] => Ok((*id).to_owned()),
        several => {
            let values = [("name", Value::from(name)), ("ids", Value::from(several.join(", ")))];
            Err(Failure::new(Exit::Usage, message(client.language, "cli-several", &values)))
        }
    }
}

/// The company that a command is about; without one, the caller's own.
pub(crate) fn account(client: &Client, of: &Company) -> Result<String, Failure> {
    match &of.account {
        Some(name) => named_account(client, name),
        None => {
            own(client)?.ok_or_else(|| Failure::new(Exit::Usage, message(client.language, "cli-account-needed", &[])))
        }
    }
}

/// The company of whoever asks; none for the vendor's people.
pub(crate) fn own(client: &Client) -> Result<Option<String>, Failure> {
    Ok(client.now().get(&route!("me"), &[])?["account"].as_str().map(str::to_owned))
}

fn named_account(client: &Client, name: &str) -> Result<String, Failure> {
    let is_number = name.bytes().all(|byte| byte.is_ascii_digit());
    if is_number || name.starts_with("acc_") {
        return Ok(name.to_owned());
    }
    let list = client.now().list(&route!("accounts"), &[("q", name)])?;
    let wanted = searched(name);
    let named = |item: &Json| searched(text(item, "name"));
    match items(&list).find(|item| named(item) == wanted) {
        Some(exact) => Ok(text(exact, "id").to_owned()),
        // Whoever may see one company only is answered with that one, which need not be the one that was meant.
        None => only(client, name, items(&list).filter(|item| named(item).contains(&wanted))),
    }
}

/// A person of a company, by address or id.
pub(crate) fn person(client: &Client, account: &str, name: &str) -> Result<String, Failure> {
    if name.starts_with("per_") {
        return Ok(name.to_owned());
    }
    let list = client.now().list(&route!("accounts/{}/people", account), &[])?;
    only(client, name, items(&list).filter(|item| same_address(text(item, "email"), name)))
}

/// A tenant of a company, by domain or id.
pub(crate) fn tenant(client: &Client, account: &str, name: &str) -> Result<String, Failure> {
    if name.starts_with("ten_") {
        return Ok(name.to_owned());
    }
    let list = client.now().list(&route!("accounts/{}/tenants", account), &[])?;
    let found = items(&list).find(|item| text(item, "domain").eq_ignore_ascii_case(name));
    found.map(|item| text(item, "id").to_owned()).ok_or_else(|| {
        let domains: Vec<_> = items(&list).map(|item| text(item, "domain")).collect();
        let known = if domains.is_empty() { "none".to_owned() } else { domains.join(", ") };
        let values = [("name", Value::from(name)), ("known", known.into())];
        Failure::new(Exit::NotFound, message(client.language, "cli-tenant-unknown", &values))
    })
}

/// A token or key of a company: by id, by the last five characters of its code, or by product. Of several for one
/// product the one in a wanted state is meant; where there is none, the newest, whose refusal says why.
pub(crate) fn object(
    client: &Client,
    of: &Company,
    list: &str,
    prefix: &str,
    name: &str,
    wanted: &[&str],
) -> Result<Json, Failure> {
    if name.starts_with(prefix) {
        return client.get(&route!("{}/{}", list, name), &[]);
    }
    let account = account(client, of)?;
    let all = client.list(&route!("{}", list), &[("account", &account)])?;
    let ending = name.rsplit('…').next().unwrap_or(name);
    let mut found: Vec<&Json> = items(&all).filter(|item| text(item, "last_five") == ending).collect();
    if found.is_empty() {
        found = items(&all).filter(|item| text(item, "benefit") == name).collect();
        let is_wanted = |item: &&Json| wanted.contains(&text(item, "state"));
        if found.iter().any(is_wanted) {
            found.retain(is_wanted);
        } else if !wanted.is_empty() {
            found = found.into_iter().max_by_key(|item| text(item, "id")).into_iter().collect();
        }
    }
    let id = only(client, name, found.iter().copied())?;
    found.into_iter().find(|item| text(item, "id") == id).cloned().ok_or_else(|| absent(client, name))
}

/// A pool of a company, by id or product.
pub(crate) fn pool(client: &Client, account: &str, name: &str) -> Result<String, Failure> {
    if name.starts_with("pol_") {
        return Ok(name.to_owned());
    }
    let list = client.now().list(&route!("seat-pools"), &[("account", account)])?;
    let fits = |item: &&Json| text(item, "benefit") == name || text(item, "edition") == name;
    only(client, name, items(&list).filter(fits))
}

/// The assignment by which a person holds a seat of a pool.
pub(crate) fn assignment(client: &Client, pool: &str, person: &str, name: &str) -> Result<String, Failure> {
    let list = client.now().list(&route!("seat-pools/{}/assignments", pool), &[])?;
    let held = || items(&list).filter(|item| text(item, "person") == person && text(item, "state") != "ended");
    match held().next() {
        Some(_) => only(client, name, held()),
        None => Err(Failure::new(Exit::NotFound, message(client.language, "cli-no-seat", &[("person", name.into())]))),
    }
}
