//! API tokens that a company makes online: who makes them, and that nobody passes on more than they may do themself.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::access::{Actor, Capability, Role};
use crate::decide::Effect;
use crate::explanation::Value;
use crate::ids::ApiTokenId;
use crate::people::{Team, givers};

/// For how many days a token counts where nothing else is asked for, and at the most.
const DAYS: i32 = 90;
const DAYS_AT_MOST: i32 = 365;

/// How many tokens that count somebody has made in a company.
const OF_PERSON: usize = 50;

/// A token that somebody asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewToken {
    /// What it is called in its company.
    pub label: String,
    /// The roles of a service; none: it stands for whoever makes it, with the roles that they have when it is used.
    pub roles: Option<BTreeSet<Role>>,
    /// The last day on which it counts.
    pub last_day: Date,
    /// The last day of the token with which it is made; none where its maker is signed in on the pages.
    pub within: Option<Date>,
}

/// Why a token is not made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotMade {
    /// The caller makes none. A service never does: whoever found its token would never be rid of again.
    Lacking,
    /// The account is closed since a day.
    Closed(Date),
    /// A service needs a role.
    NoRole,
    /// The caller cannot pass on this role, but those.
    Beyond(Role, BTreeSet<Role>),
    /// Its last day has passed.
    Past(Date),
    /// Its last day lies after the last one that is possible.
    TooLate(Date),
    /// A token that counts is called so.
    Known,
    /// The caller has made as many as there can be.
    TooMany(usize),
}

/// The roles that the caller may give to a service: it can do nothing that they cannot do themself.
pub fn within_reach(actor: &Actor) -> BTreeSet<Role> {
    let fits = |role: Role| role == Role::Product || (role.is_partner() && role != Role::Guest);
    let acts = |role: Role| {
        let carried = Capability::ALL.iter().map(|capability| capability.roles());
        carried.filter(|roles| roles.contains(&role)).all(|roles| actor.has_any(roles))
    };
    let gives = |role: Role| {
        let given = Role::ALL.iter().map(|given| givers(*given));
        given.filter(|roles| roles.contains(&role)).all(|roles| actor.has_any(roles))
    };
    Role::ALL.iter().copied().filter(|role| fits(*role) && acts(*role) && gives(*role)).collect()
}

/// The last day that a token has after so many days.
fn after(today: Date, days: i32) -> Date {
    today.saturating_add(jiff::Span::new().days(days))
}

/// The last day that is possible: whoever finds a token has no way in that lasts longer than it.
pub(crate) fn latest(today: Date, within: Option<Date>) -> Date {
    after(today, DAYS_AT_MOST).min(within.unwrap_or(Date::MAX))
}

/// The last day of a token for which none is asked.
pub fn last_day(today: Date) -> Date {
    after(today, DAYS)
}

/// The tokens of a company that count.
#[derive(Debug, Clone, Default)]
pub struct Held {
    /// What they are called.
    pub labels: BTreeSet<String>,
    /// How many of them the caller has made.
    pub own: usize,
}

/// Whether a token is made, or why not.
///
/// # Errors
/// What stands in the way.
pub fn may_make(team: &Team, held: &Held, wanted: &NewToken, actor: &Actor, today: Date) -> Result<(), NotMade> {
    if actor.person.is_none() || !Capability::MakeApiTokens.allows(actor, Some(team.account)) {
        return Err(NotMade::Lacking);
    }
    if let Some(since) = team.closed_on {
        return Err(NotMade::Closed(since));
    }
    if let Some(roles) = &wanted.roles {
        let reach = within_reach(actor);
        if roles.is_empty() {
            return Err(NotMade::NoRole);
        }
        if let Some(beyond) = roles.difference(&reach).next() {
            return Err(NotMade::Beyond(*beyond, reach));
        }
    }
    if wanted.last_day < today {
        return Err(NotMade::Past(today));
    }
    let latest = latest(today, wanted.within);
    if wanted.last_day > latest {
        return Err(NotMade::TooLate(latest));
    }
    if held.labels.contains(&wanted.label) {
        return Err(NotMade::Known);
    }
    if held.own >= OF_PERSON {
        return Err(NotMade::TooMany(OF_PERSON));
    }
    Ok(())
}

/// What ends because it was made with something that ends, for a preview: whoever had that has none of it.
pub fn ended_with(field: &'static str, labels: Vec<String>) -> Option<Effect> {
    let labels: Vec<Value> = labels.into_iter().map(Value::from).collect();
    (!labels.is_empty()).then(|| Effect::new(field, None, Some(Value::List(labels))))
}

/// What a token's id ends with, which stands behind its label in its name.
fn mark(id: ApiTokenId) -> String {
    let text = id.to_string();
    let (_, end) = text.split_at(text.len().saturating_sub(5));
    format!("#{end}")
}

/// The name under which a service acts in ledgers and in the audit: with the end of its id, so that nobody can call one
/// like a person, a part of the system or somebody else's service.
pub fn name(label: &str, id: ApiTokenId) -> String {
    format!("{label}{}", mark(id))
}

/// What a token is called in its company.
pub fn label(name: &str, id: ApiTokenId) -> &str {
    name.strip_suffix(&mark(id)).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn actor(roles: &[Role]) -> Actor {
        Actor { person: None, account: None, roles: roles.iter().copied().collect(), admin_of: BTreeSet::new() }
    }

    #[test]
    fn a_label_reads_back_and_no_name_is_anothers() {
        let id = ApiTokenId::from_bits(77);
        assert_eq!(label(&name("admin", id), id), "admin");
        assert_ne!(name("admin", id), "admin");
        assert_ne!(name("admin", id), name("admin", ApiTokenId::from_bits(78)));
        // A token that was made on the machine itself is called as it was named there.
        assert_eq!(label("ci", id), "ci");
    }

    #[test]
    fn nobody_passes_on_what_they_cannot_do() {
        use Role::*;
        // Locations and merges are the account admin's (H-04, H-21).
        assert!(!within_reach(&actor(&[GlobalAdmin])).contains(&AccountAdmin));
        assert!(within_reach(&actor(&[GlobalAdmin, AccountAdmin])).contains(&AccountAdmin));
        // Keys are not the account admin's (I-03), nor invoices and competencies.
        assert_eq!(within_reach(&actor(&[AccountAdmin])), [AccountAdmin, AdminAgent, Employee, Product].into());
        let vendor = [SupportAgent, ProgrammeManager, Auditor, Operator, PaymentProvider, Guest];
        for roles in Role::ALL.iter().map(|role| within_reach(&actor(&[GlobalAdmin, AccountAdmin, *role]))) {
            assert!(vendor.iter().all(|role| !roles.contains(role)), "{roles:?}");
        }
    }
}
