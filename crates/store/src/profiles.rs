//! The companies of certification profiles, across all accounts: what a decision about one of them looks at.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use symbolon_domain::account::Account;
use symbolon_domain::command::Command;
use symbolon_domain::fact::{Entry, Fact};
use symbolon_domain::ids::AccountId;
use symbolon_domain::requirement::Association;

use crate::StoreError;
use crate::engine::{Conn, Row, query};

/// The companies of each profile, the earliest first.
pub(crate) type Profiles = BTreeMap<String, Vec<Association>>;

/// Reads the companies of the profiles that commands name.
pub(crate) async fn load<'a>(
    conn: &mut Conn,
    commands: impl Iterator<Item = &'a Command>,
) -> Result<Profiles, StoreError> {
    let wanted: BTreeSet<&str> = commands.filter_map(Command::profile).collect();
    let mut profiles = Profiles::new();
    if wanted.is_empty() {
        return Ok(profiles);
    }
    let sql = "select profile, account, linked_on, last_day from certification_profile where profile in ($*) \
               order by profile, linked_on, id";
    let wanted = wanted.into_iter().map(str::to_owned).collect();
    for row in query(sql).among(wanted).fetch_all(conn).await? {
        let (profile, association) = read(&row)?;
        profiles.entry(profile).or_default().push(association);
    }
    Ok(profiles)
}

fn read(row: &Row) -> Result<(String, Association), StoreError> {
    let (profile, account, from): (String, String, String) = (row.try_get(0)?, row.try_get(1)?, row.try_get(2)?);
    let last_day: Option<String> = row.try_get(3)?;
    let corrupt = |cause: String| StoreError::Corrupt { table: "certification_profile", row: profile.clone(), cause };
    let day = |text: &str| text.parse::<Date>().map_err(|error| corrupt(error.to_string()));
    let account: AccountId = account.parse().map_err(|error| corrupt(format!("{error}")))?;
    let (from, last_day) = (day(&from)?, last_day.as_deref().map(day).transpose()?);
    Ok((profile, Association { account, from, last_day }))
}

/// Takes note of what a command of this batch changed, for those after it.
pub(crate) fn note(profiles: &mut Profiles, entry: &Entry, after: &Account) {
    match &entry.fact {
        Fact::ProfileLinked(fact) => {
            let association = Association { account: entry.account, from: entry.effective_on, last_day: None };
            profiles.entry(fact.profile.clone()).or_default().push(association);
        }
        Fact::ProfileUnlinked(fact) => {
            let profile = after.profiles.get(&fact.association).and_then(|held| profiles.get_mut(&held.profile));
            let own = profile.and_then(|all| all.iter_mut().rev().find(|held| held.account == entry.account));
            if let Some(own) = own {
                own.last_day = Some(fact.last_day);
            }
        }
        _ => {}
    }
}
