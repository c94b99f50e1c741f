//! Where the names in a sentence come from: facts hold ids, people and companies hold names.

use std::collections::BTreeMap;

use symbolon_domain::account::Account;
use symbolon_domain::competency::EvidenceOf;
use symbolon_domain::explanation::Value;
use symbolon_domain::fact::MergeSide;
use symbolon_domain::ids::{
    AssignmentId, AssociationId, CreditId, EvidenceId, ExemptionId, FundsId, GrantId, KeyId, MembershipId, MergeId,
    OrderId, OverrideId, PoolId, ReplacementId, SeatRequestId, TenantId, TokenId,
};
use symbolon_domain::installation::InstalledId;
use symbolon_domain::programme::{Programmes, Text};

use crate::catalogue::NONE;
use crate::format::short_id;

/// Gives names to what facts and explanations only identify. What has no name any more keeps its short id.
pub trait Names {
    /// A person, by id or as the actor of a fact; services keep their name.
    fn person(&self, actor: &str) -> String;
    /// An offer.
    fn offer(&self, id: &str) -> Text;
    /// A product or service.
    fn benefit(&self, id: &str) -> Text;
    /// A competency.
    fn competency(&self, id: &str) -> Text;
    /// A campaign.
    fn campaign(&self, id: &str) -> Text;
    /// The membership of a late override, by its number on paper.
    fn late_override(&self, id: OverrideId) -> String;
    /// A level.
    fn level(&self, id: &str) -> Text;
    /// A tenant, by its domain.
    fn tenant(&self, id: TenantId) -> String;
    /// A membership, by its number on paper.
    fn membership(&self, id: MembershipId) -> String;
    /// An order, by its number on paper.
    fn order(&self, id: OrderId) -> String;
    /// The amount of money that was received, and its reference.
    fn funds(&self, id: FundsId) -> (Value, String);
    /// The product that a token is for.
    fn token(&self, id: TokenId) -> Text;
    /// The product that a key activates.
    fn key(&self, id: KeyId) -> Text;
    /// The product that a pool's seats are for.
    fn pool(&self, id: PoolId) -> Text;
    /// The product of an entry of the register of installations.
    fn installation(&self, id: InstalledId) -> Text;
    /// The product of a granted line.
    fn grant(&self, id: GrantId) -> Text;
    /// The product of the token that a replacement was asked for.
    fn replacement(&self, id: ReplacementId) -> Text;
    /// The person of a certification profile that counts for the company.
    fn association(&self, id: AssociationId) -> String;
    /// What evidence is about, with the amount of a reading.
    fn evidence(&self, of: &EvidenceOf) -> (Text, Option<String>);
    /// What recorded evidence is about.
    fn evidence_of(&self, id: EvidenceId) -> Text;
    /// The person and the benefit of a credit.
    fn credit(&self, id: CreditId) -> (String, Text);
    /// The person and the product of an assignment.
    fn assignment(&self, id: AssignmentId) -> (String, Text);
    /// The person and the product of a request for a seat.
    fn seat_request(&self, id: SeatRequestId) -> (String, Text);
    /// Another company, by its number on paper.
    fn company(&self, number: u64) -> String;
    /// On which side of a merge this company is, and the other one.
    fn merge(&self, id: MergeId) -> Option<(MergeSide, String)>;
    /// The former company that an exemption from taxes is of; none: it is of this one.
    fn exempted(&self, id: ExemptionId) -> Option<String>;
}

/// The same name in both languages.
fn both(name: &str) -> Text {
    Text { fr: name.to_owned(), en: name.to_owned() }
}

/// Names from the versions of a programme and an account, with people named by the caller.
pub struct ProgrammeNames<'a> {
    /// The versions of the programme that name offers, products, competencies and levels.
    pub programmes: &'a Programmes,
    /// The account that the ids belong to.
    pub account: &'a Account,
    /// The name of a person, or of the service that acted. Gets ids as they stand in facts.
    pub people: &'a dyn Fn(&str) -> Option<String>,
    /// How other companies are called that may be named, by their numbers on paper.
    pub companies: &'a BTreeMap<u64, String>,
}

impl ProgrammeNames<'_> {
    fn product(&self, benefit: Option<&str>, id: impl ToString) -> Text {
        benefit.map_or_else(|| both(&short_id(&id.to_string())), |benefit| self.benefit(benefit))
    }
}

impl Names for ProgrammeNames<'_> {
    fn person(&self, actor: &str) -> String {
        (self.people)(actor).unwrap_or_else(|| short_id(actor))
    }

    fn offer(&self, id: &str) -> Text {
        self.programmes.offer(id).map_or_else(|| both(id), |offer| offer.name.clone())
    }

    fn benefit(&self, id: &str) -> Text {
        self.programmes.benefit(id).map_or_else(|| both(id), |benefit| benefit.name.clone())
    }

    fn competency(&self, id: &str) -> Text {
        let known = self.programmes.newest_with(|version| version.competency(id));
        known.map_or_else(|| both(id), |competency| competency.name.clone())
    }

    fn campaign(&self, id: &str) -> Text {
        let known = self.programmes.newest_with(|version| version.campaign(id));
        known.map_or_else(|| both(id), |campaign| campaign.name.clone())
    }

    fn late_override(&self, id: OverrideId) -> String {
        let held = self.account.overrides.get(&id);
        held.map_or_else(|| short_id(&id.to_string()), |held| self.membership(held.membership))
    }

    fn level(&self, id: &str) -> Text {
        let level = self.programmes.newest_with(|version| version.levels.iter().find(|level| level.id == id));
        level.map_or_else(|| both(id), |level| level.name.clone())
    }

    fn tenant(&self, id: TenantId) -> String {
        self.account.tenants.get(&id).map_or_else(|| short_id(&id.to_string()), |tenant| tenant.domain.clone())
    }

    fn membership(&self, id: MembershipId) -> String {
        let held = self.account.memberships.get(&id);
        held.map_or_else(|| short_id(&id.to_string()), |held| format!("M-{}", held.number))
    }

    fn order(&self, id: OrderId) -> String {
        let order = self.account.orders.get(&id);
        order.map_or_else(|| short_id(&id.to_string()), |order| format!("O-{}", order.placed.number))
    }

    fn company(&self, number: u64) -> String {
        self.companies.get(&number).cloned().unwrap_or_else(|| number.to_string())
    }

    fn merge(&self, id: MergeId) -> Option<(MergeSide, String)> {
        self.account.merges.get(&id).map(|merge| (merge.side, self.company(merge.other_number)))
    }

    fn exempted(&self, id: ExemptionId) -> Option<String> {
        let former = self.account.exemptions.get(&id)?.former?;
        self.account.former.get(&former).map(|former| self.company(former.number))
    }

    fn funds(&self, id: FundsId) -> (Value, String) {
        match self.account.funds.get(&id) {
            Some(funds) => (funds.amount().into(), funds.received.reference.clone()),
            None => (NONE.into(), short_id(&id.to_string())),
        }
    }

    fn token(&self, id: TokenId) -> Text {
        self.product(self.account.tokens.get(&id).map(|token| token.benefit.as_str()), id)
    }

    fn key(&self, id: KeyId) -> Text {
        self.product(self.account.keys.get(&id).map(|key| key.benefit.as_str()), id)
    }

    fn pool(&self, id: PoolId) -> Text {
        self.product(self.account.pools.get(&id).map(|pool| pool.benefit.as_str()), id)
    }

    fn installation(&self, id: InstalledId) -> Text {
        self.account
            .installations
            .get(&id)
            .map_or_else(|| both(&short_id(&id.to_string())), |held| self.grant(held.grant))
    }

    fn grant(&self, id: GrantId) -> Text {
        self.product(self.account.grants.get(&id).map(|grant| grant.line.benefit.as_str()), id)
    }

    fn replacement(&self, id: ReplacementId) -> Text {
        match self.account.replacements.get(&id) {
            Some(request) => self.token(request.token),
            None => both(&short_id(&id.to_string())),
        }
    }

    fn association(&self, id: AssociationId) -> String {
        let held = self.account.profiles.get(&id);
        held.map_or_else(|| short_id(&id.to_string()), |held| self.person(&held.person.to_string()))
    }

    fn evidence(&self, of: &EvidenceOf) -> (Text, Option<String>) {
        match of {
            EvidenceOf::Skill { credential, .. } => {
                let known = self.programmes.newest_with(|version| version.requirements.credential(credential));
                (known.map_or_else(|| both(credential), |known| known.name.clone()), None)
            }
            EvidenceOf::Figure { metric, amount } => {
                match self.programmes.newest_with(|version| version.requirements.metric(metric)) {
                    Some(known) => (known.name.clone(), Some(known.write(*amount))),
                    None => (both(metric), None),
                }
            }
        }
    }

    fn evidence_of(&self, id: EvidenceId) -> Text {
        let held = self.account.evidence.get(&id);
        held.map_or_else(|| both(&short_id(&id.to_string())), |held| self.evidence(&held.of).0)
    }

    fn credit(&self, id: CreditId) -> (String, Text) {
        match self.account.credits.get(&id) {
            Some(held) => (self.person(&held.person.to_string()), self.grant(held.grant)),
            None => (short_id(&id.to_string()), both(&short_id(&id.to_string()))),
        }
    }

    fn assignment(&self, id: AssignmentId) -> (String, Text) {
        match self.account.assignments.get(&id) {
            Some(held) => (self.person(&held.person.to_string()), self.pool(held.pool)),
            None => (short_id(&id.to_string()), both(&short_id(&id.to_string()))),
        }
    }

    fn seat_request(&self, id: SeatRequestId) -> (String, Text) {
        match self.account.seat_requests.get(&id) {
            Some(asked) => (self.person(&asked.person.to_string()), self.pool(asked.pool)),
            None => (short_id(&id.to_string()), both(&short_id(&id.to_string()))),
        }
    }
}

/// Another company by the number that stands in an explanation as a text.
pub(crate) fn company(number: &str, names: Option<&dyn Names>) -> Value {
    let known = names.and_then(|names| Some(names.company(number.parse().ok()?)));
    Value::Text(known.unwrap_or_else(|| number.to_owned()))
}

/// The name behind an id that stands in an explanation as a text; without names, its short form.
pub(crate) fn resolve(id: &str, names: Option<&dyn Names>) -> Value {
    let Some(names) = names else { return Value::Text(short_id(id)) };
    if id.starts_with("per_") {
        return Value::Text(names.person(id));
    }
    if let Ok(tenant) = id.parse::<TenantId>() {
        return Value::Text(names.tenant(tenant));
    }
    if let Ok(membership) = id.parse::<MembershipId>() {
        return Value::Text(names.membership(membership));
    }
    if let Ok(late) = id.parse::<OverrideId>() {
        return Value::Text(names.late_override(late));
    }
    let product = id.parse().map(|token| names.token(token));
    let product = product.or_else(|_| id.parse().map(|key| names.key(key)));
    let product = product.or_else(|_| id.parse().map(|grant| names.grant(grant)));
    let product = product.or_else(|_| id.parse().map(|pool| names.pool(pool)));
    let product = product.or_else(|_| id.parse().map(|request| names.replacement(request)));
    let product = product.or_else(|_| id.parse().map(|request| names.seat_request(request).1));
    if let Ok(product) = product {
        return Value::Name(product);
    }
    Value::Text(short_id(id))
}
