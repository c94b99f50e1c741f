//! What the vendor's services recorded about granted lines: that they are provisioned (C-05, B-19). Nothing that anybody
//! may use depends on it.

use jiff::civil::Date;

use crate::access::Capability;
use crate::account::{Account, Grant};
use crate::codes::codes;
use crate::decide::{Case, Decision, Effect, Outcome, not_found};
use crate::explanation::{Answer, FactCode, Node, Question};
use crate::fact::GrantsProvisioned;
use crate::ids::{GrantId, MembershipId};
use crate::programme::{Programme, Programmes};

codes! {
    /// Whether a granted line is provisioned.
    pub enum ProvisionState {
        /// The vendor's services have not recorded it yet.
        Provisioning = "provisioning",
        /// They have.
        Provisioned = "provisioned",
        /// They have not, and the programme's time is over.
        Overdue = "overdue",
    }
}

/// The state of a line, without looking at the clock; none where its programme records nothing.
pub(crate) fn state(programme: &Programme, grant: &Grant) -> Option<ProvisionState> {
    programme.provisioned_within_hours?;
    Some(if grant.provisioned.is_some() { ProvisionState::Provisioned } else { ProvisionState::Provisioning })
}

/// A line that is not provisioned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    /// The line.
    pub grant: GrantId,
    /// The membership that carries it.
    pub membership: MembershipId,
    /// The product.
    pub benefit: String,
    /// When it was granted: microseconds since the Unix epoch.
    pub granted_at: i64,
    /// By when it is to be provisioned.
    pub due_at: i64,
    /// Whether that is over.
    pub state: ProvisionState,
}

/// The lines in force of an account that are not provisioned, the one that is due first first.
pub fn open(account: &Account, programmes: &Programmes, today: Date, now: i64) -> Vec<Open> {
    let mut found: Vec<Open> = account
        .grants
        .iter()
        .filter(|(_, grant)| grant.provisioned.is_none() && grant.superseded_on.is_none())
        .filter(|(_, grant)| account.memberships.get(&grant.membership).is_some_and(|held| held.is_held_on(today)))
        .filter_map(|(id, grant)| {
            let hours = programmes.version(grant.version).provisioned_within_hours?;
            let due_at = grant.granted_at.saturating_add(i64::from(hours).saturating_mul(3_600_000_000));
            Some(Open {
                grant: *id,
                membership: grant.membership,
                benefit: grant.line.benefit.clone(),
                granted_at: grant.granted_at,
                due_at,
                state: if now > due_at { ProvisionState::Overdue } else { ProvisionState::Provisioning },
            })
        })
        .collect();
    found.sort_by_key(|line| (line.due_at, line.grant));
    found
}

/// Records that lines are provisioned. What was recorded before stays as it was, so repeating it changes nothing.
pub(crate) fn provision(case: &Case<'_>, membership: MembershipId, grants: &[GrantId]) -> Decision {
    let mut why = case.explain(Question::MayProvision, crate::membership::shown(case.account, membership));
    let of = |id: &GrantId| case.account.grants.get(id).is_some_and(|grant| grant.membership == membership);
    if !case.account.memberships.contains_key(&membership) || !grants.iter().all(of) {
        return Err(not_found(why));
    }
    case.may(&mut why, Capability::ProvisionGrants)?;
    let meant = |id: &GrantId, grant: &Grant| match grants {
        [] => grant.superseded_on.is_none(),
        named => named.contains(id),
    };
    let open: Vec<GrantId> = case
        .account
        .grants
        .iter()
        .filter(|(id, grant)| grant.membership == membership && grant.provisioned.is_none() && meant(id, grant))
        .map(|(id, _)| *id)
        .collect();
    let count = u32::try_from(open.len()).unwrap_or(u32::MAX);
    why.look(Node::new(FactCode::Provisioned, Answer::Value).with("count", count));
    if open.is_empty() {
        return Ok(Outcome::on(case.ctx.today, Vec::new(), why));
    }
    let fact = GrantsProvisioned { membership, grants: open };
    let effect = Effect::new("membership.provisioned", None, Some(count.into()));
    Ok(Outcome::on(case.ctx.today, vec![fact.into()], why).effect(effect))
}
