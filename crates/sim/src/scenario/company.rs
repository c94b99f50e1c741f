//! What a scenario says about companies' profiles and documents.

use anyhow::{Context, bail};
use serde_json::{Value, json};
use symbolon_domain::account::Account;
use symbolon_domain::command::Command;
use symbolon_domain::company::{DocumentOf, FileSeen, ProfileCheck, ProfileField};
use symbolon_domain::fact::{NoteRef, ProfileGiven};
use symbolon_domain::ids::{DocumentId, Minter, NoteId};
use symbolon_domain::programme::Verification;

use super::say;

/// A text in a place where the ledger has its hash: HTTP sends it, and the domain never reads it.
fn noted(ids: &mut Minter, text: String) -> NoteRef {
    NoteRef { id: ids.note(), hash: text }
}

/// A profile whose fields are as new as their numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Profile {
    numbers: [u32; 3],
    domain: String,
}

impl Profile {
    /// The first profile of a company.
    pub(crate) fn at(domain: &str) -> Self {
        Self { numbers: [1, 1, 1], domain: domain.to_owned() }
    }

    /// The profile with some fields changed; a contact moves to another domain.
    pub(crate) fn with(&self, fields: &[ProfileField], domain: Option<&str>) -> Self {
        let mut next = self.clone();
        for field in fields {
            match field {
                ProfileField::LegalName => next.numbers[0] += 1,
                ProfileField::Address => next.numbers[1] += 1,
                ProfileField::Registration => next.numbers[2] += 1,
                ProfileField::PrimaryContact => next.domain = domain.unwrap_or("other.example").to_owned(),
            }
        }
        next
    }

    fn text(&self) -> String {
        let [name, street, number] = self.numbers;
        let body = json!({
            "legal_name": format!("Company {name}"),
            "address": { "street": format!("{street} rue du Port"), "postal_code": "44000", "city": "Nantes" },
            "registration_number": format!("RCS {number}"),
            "primary_contact": { "name": "Dov", "email": format!("dov@{}", self.domain) },
        });
        body.to_string()
    }

    /// The command that gives it, over the one that an account has.
    pub(crate) fn change(&self, ids: &mut Minter, fields: Vec<ProfileField>, over: Option<NoteId>) -> Command {
        let given = ProfileGiven { text: noted(ids, self.text()), domain: Some(self.domain.clone()) };
        Command::ChangeProfile { given, over, fields }
    }
}

/// Fields of a profile by their codes, with commas between.
pub(crate) fn fields(words: &[&str]) -> anyhow::Result<Vec<ProfileField>> {
    let one = |word: &&str| ProfileField::from_code(word.trim_end_matches(',')).context("not a part of a profile");
    words.iter().map(one).collect()
}

/// A decision on a check, which says why where it rejects.
pub(crate) fn decision(ids: &mut Minter, verb: &str, check: &str) -> anyhow::Result<Command> {
    let check = ProfileCheck::from_code(check).context("not a check")?;
    Ok(match verb {
        "passes" => Command::DecideCheck { check, passed: true, note: None },
        "rejects" => {
            let note = Some(noted(ids, "The register says otherwise.".to_owned()));
            Command::DecideCheck { check, passed: false, note }
        }
        _ => Command::AppealCheck { check, note: Some(noted(ids, "Please look again.".to_owned())) },
    })
}

/// A file: `pdf`, `png as application/pdf`, `pdf sized 5000001`.
pub(crate) fn file(ids: &mut Minter, of: DocumentOf, words: &[&str]) -> anyhow::Result<Command> {
    let (kind, rest) = words.split_first().context("which file?")?;
    let media = |kind: &str| match kind {
        "pdf" => Some("application/pdf"),
        "png" => Some("image/png"),
        "jpeg" => Some("image/jpeg"),
        "gif" => Some("image/gif"),
        _ => None,
    };
    let found = media(kind).map(str::to_owned);
    let (mut stated, mut bytes) = (found.clone().unwrap_or_else(|| "application/octet-stream".to_owned()), 1_000);
    for pair in rest.chunks(2) {
        match pair {
            ["as", kind] => stated = media(kind).unwrap_or(kind).to_owned(),
            ["sized", size] => bytes = size.parse()?,
            _ => bail!("as which type, sized how many bytes?"),
        }
    }
    let file = FileSeen { stated, found, bytes, sha256: "0".repeat(64) };
    Ok(Command::AddDocument { document: DocumentId::from_bits(ids.bits()), of, file })
}

/// The content of a file that a command describes.
pub(crate) fn content(file: &FileSeen) -> Vec<u8> {
    let magic: &[u8] = match file.found.as_deref() {
        Some("application/pdf") => b"%PDF-1.7\n",
        Some("image/png") => b"\x89PNG\r\n\x1a\n",
        Some("image/jpeg") => b"\xff\xd8\xff\xe0",
        Some("image/gif") => b"GIF89a",
        _ => b"hello",
    };
    let mut content = magic.to_vec();
    content.resize(usize::try_from(file.bytes).unwrap_or_default(), 0);
    content
}

/// A company's profile in one line, from the JSON of the API.
pub(crate) fn line(profile: &Value) -> String {
    let mut line = say::show(&profile["state"]);
    for check in profile["checks"].as_array().into_iter().flatten() {
        line.push_str(&format!("; {} {}", say::show(&check["check"]), say::show(&check["state"])));
        if !check["since"].is_null() {
            line.push_str(&format!(" since {}", say::show(&check["since"])));
        }
    }
    line.push_str(&format!("; reviewed {}; documents {}", say::show(&profile["reviewed_on"]), profile["documents"]));
    line
}

/// The same JSON from an account.
pub(crate) fn of(account: &Account, rule: Option<&Verification>) -> Value {
    let company = &account.company;
    let checks = rule.iter().flat_map(|rule| &rule.checks).map(|check| {
        let since = company.checks.get(check).map(|held| held.since);
        json!({ "check": check, "state": company.check(*check), "since": since })
    });
    json!({
        "state": rule.map(|rule| company.state(rule)), "checks": checks.collect::<Vec<_>>(),
        "reviewed_on": company.reviews.last(), "documents": company.documents.len(),
    })
}
