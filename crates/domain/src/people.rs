//! Who may do what in a company: roles given and taken by its own admins (I-01, I-02, I-09, I-10, I-12). People are plain
//! rows; what is decided about them here is written in the transaction in which it is decided.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::access::{Actor, Capability, IdentityKind, Person, Role, may_see};
use crate::account::{Account, Tenant};
use crate::decide::{Effect, not_found, role_missing, role_node};
use crate::explanation::{Answer, Explanation, FactCode, Node, Question, Remedy, RemedyAct, RuleNumber, Value};
use crate::ids::{AccountId, PersonId, TenantId};
use crate::membership::invalid;
use crate::programme::Programme;
use crate::refusal::{Refusal, RefusalCode};
use crate::{api_token, balance, seat};

/// Roles of which somebody should always be left, in the order in which they are looked at (I-12).
pub const LASTING: &[Role] = &[Role::GlobalAdmin, Role::ProgrammeAdmin];

/// Whether a role is more than everybody's own things: whoever gives one to somebody new first sees what it allows, since
/// a mistyped address makes a stranger of them (N-20).
pub const fn is_trusted(role: Role) -> bool {
    role.is_partner() && !matches!(role, Role::Employee | Role::Guest)
}

/// Who administers a tenant: those who hold one of these roles in its directory (D-07, I-05).
const TENANT_ADMINS: &[Role] = &[Role::GlobalAdmin, Role::BillingAdmin];

/// Who gives roles in a company, each of them some.
const COMPANY: &[Role] = &[Role::GlobalAdmin, Role::AccountAdmin, Role::UserAdmin];

/// Somebody of a company, and in whose directory: after a merge a company has several (H-31, Q-24).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// The person.
    pub person: Person,
    /// The company, or the former company, in whose directory they are.
    pub directory: AccountId,
}

/// The people of a company, as read in the transaction that decides.
#[derive(Debug, Clone)]
pub struct Team {
    /// The company.
    pub account: AccountId,
    /// Day on which its account was closed for good (H-07).
    pub closed_on: Option<Date>,
    /// Its people.
    pub members: Vec<Member>,
    /// Its tenants, each with the directory to which it belongs (H-31).
    pub tenants: BTreeMap<TenantId, AccountId>,
    /// The directories in which the caller is: the own one, and those in which there is an entry of a guest with the
    /// caller's address (H-31).
    pub directories: BTreeSet<AccountId>,
}

/// The tenants of a company with the directories to which they belong: that of whoever linked one; where that was nobody of
/// the company, that of the company which linked it (D-07, H-31).
pub fn tenants_of(company: AccountId, account: &Account, members: &[Member]) -> BTreeMap<TenantId, AccountId> {
    let linker = |held: &Tenant| members.iter().find(|member| member.person.id.to_string() == held.linked_by);
    let directory = |held: &Tenant| {
        let of_company = || held.former.unwrap_or(company);
        linker(held).map_or_else(of_company, |member| member.directory)
    };
    account.tenants.iter().map(|(id, held)| (*id, directory(held))).collect()
}

impl Team {
    fn member(&self, person: PersonId) -> Option<&Member> {
        self.members.iter().find(|member| member.person.id == person)
    }

    /// The directory in which somebody of the company is; of anybody else, the company's own.
    pub fn directory_of(&self, person: Option<PersonId>) -> AccountId {
        person.and_then(|id| self.member(id)).map_or(self.account, |member| member.directory)
    }

    /// Whether somebody of the company can help after a refusal: where it is about a person of another directory, those of
    /// that one (H-31).
    pub fn helps(&self, helper: PersonId, refusal: &Refusal) -> bool {
        let of = refusal.explanation.subject.parse().ok().filter(|_| refusal.code == RefusalCode::OtherDirectory);
        of.is_none_or(|of| self.directory_of(Some(helper)) == self.directory_of(Some(of)))
    }

    /// The company's people with somebody whom the caller adds: to the own directory, of which a merged company has
    /// several (H-31).
    #[must_use]
    pub fn joined_by(&self, person: Person, adder: &Actor) -> Self {
        let mut team = self.clone();
        // Who comes back is in the directory in which they were.
        let known = self.member(person.id).map(|member| member.directory);
        team.members.retain(|member| member.person.id != person.id);
        team.members.push(Member { person, directory: known.unwrap_or_else(|| self.directory_of(adder.person)) });
        team
    }

    /// Whether somebody has left whom people of the caller's directory may take back.
    pub fn may_come_back(&self, person: PersonId) -> bool {
        self.member(person).is_some_and(|one| !one.person.in_directory && self.directories.contains(&one.directory))
    }

    /// Who else holds a role: a global admin counts for a directory, because nobody manages people of another one
    /// (H-31); any other role counts for the company.
    fn others(&self, of: &Member, role: Role) -> usize {
        let same = |member: &&Member| role != Role::GlobalAdmin || member.directory == of.directory;
        let holds = |member: &&Member| member.person.in_directory && member.person.roles.contains(&role);
        let others = self.members.iter().filter(|member| member.person.id != of.person.id);
        others.filter(same).filter(holds).count()
    }

    /// The roles of which this person is the last holder (I-12).
    pub fn last_of(&self, person: PersonId) -> BTreeSet<Role> {
        let Some(member) = self.member(person).filter(|member| member.person.in_directory) else {
            return BTreeSet::new();
        };
        let last = |role: &Role| member.person.roles.contains(role) && self.others(member, *role) == 0;
        LASTING.iter().copied().filter(last).collect()
    }

    /// Whether the caller is support and may add the first person, who becomes the global admin: there is none whom the
    /// company could ask (I-12).
    pub fn may_found(&self, actor: &Actor) -> bool {
        let holds = |member: &Member| member.person.in_directory && member.person.roles.contains(&Role::GlobalAdmin);
        actor.is_vendor() && actor.has_any(&[Role::SupportAgent]) && !self.members.iter().any(holds)
    }

    /// The tenants of a directory that nobody administers: those of another one are left to its own people (H-31).
    fn unattended(&self, directory: AccountId) -> impl Iterator<Item = TenantId> {
        let admins = self.members.iter().map(|member| &member.person).filter(|person| person.in_directory);
        let attended: BTreeSet<TenantId> = admins.flat_map(|person| person.admin_of.iter().copied()).collect();
        let of_it = self.tenants.iter().filter(move |(_, of)| **of == directory).map(|(id, _)| *id);
        of_it.filter(move |id| !attended.contains(id))
    }

    /// Who administers a tenant that was linked just now: the global and billing admins of the directory of whoever
    /// linked it (D-07), or of the company's own where that was nobody of the company.
    pub fn admins_of_new(&self, linked_by: Option<PersonId>) -> BTreeSet<PersonId> {
        let directory = self.directory_of(linked_by);
        let there = self.members.iter().filter(|member| member.directory == directory && member.person.in_directory);
        there.filter(|member| administers(&member.person.roles)).map(|member| member.person.id).collect()
    }

    /// The tenants that somebody administers once their roles are these (D-07). Who gives such a role hands on the
    /// tenants that are theirs, and those of the directory that nobody has.
    fn administered(
        &self,
        member: &Member,
        gave: &BTreeSet<Role>,
        roles: &BTreeSet<Role>,
        giver: &Actor,
    ) -> BTreeSet<TenantId> {
        let held = &member.person.admin_of;
        match (administers(&member.person.roles), administers(roles)) {
            (true, false) => BTreeSet::new(),
            (_, true) if administers(gave) => {
                let own = giver.admin_of.iter().filter(|id| self.tenants.contains_key(id));
                held.iter().chain(own).copied().chain(self.unattended(member.directory)).collect()
            }
            _ => held.clone(),
        }
    }

    /// The roles of which the company, or a directory of it, has one holder or none who could be lost (I-12).
    pub fn thin(&self) -> BTreeSet<Role> {
        self.members.iter().flat_map(|member| self.last_of(member.person.id)).collect()
    }
}

/// The people of one side of a merge: how many there are, who holds what, and how many manage people (H-31).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Crew {
    /// How many people are in the directory.
    pub people: usize,
    /// How many of them hold each role.
    pub roles: BTreeMap<Role, usize>,
    /// How many of them give roles to people of this directory, and nobody else does after a merge.
    pub managers: usize,
}

impl Crew {
    /// Counts people; who has left the directory counts no more.
    pub fn of<'a>(people: impl Iterator<Item = &'a Person>) -> Self {
        people.filter(|person| person.in_directory).fold(Self::default(), |mut crew, person| {
            crew.people += 1;
            crew.managers += usize::from(COMPANY.iter().any(|role| person.roles.contains(role)));
            for role in &person.roles {
                *crew.roles.entry(*role).or_default() += 1;
            }
            crew
        })
    }

    /// Both sides together: everybody is carried over with their roles.
    #[must_use]
    pub fn with(&self, other: &Self) -> Self {
        let mut roles = self.roles.clone();
        for (role, count) in &other.roles {
            *roles.entry(*role).or_default() += count;
        }
        Self { people: self.people + other.people, roles, managers: self.managers + other.managers }
    }
}

/// Roles to be given to somebody and taken away.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RoleChange {
    /// Roles that they get.
    pub give: BTreeSet<Role>,
    /// Roles that they lose.
    pub take: BTreeSet<Role>,
    /// Roles of which the caller knows that nobody has them afterwards (I-12).
    pub acknowledged: BTreeSet<Role>,
}

/// A change that is allowed: what differs afterwards.
#[derive(Debug, Clone, PartialEq)]
pub struct RolesChanged {
    /// Roles that they get.
    pub gave: BTreeSet<Role>,
    /// Roles that they lose.
    pub took: BTreeSet<Role>,
    /// All their roles afterwards.
    pub roles: BTreeSet<Role>,
    /// The tenants that they administer afterwards.
    pub admin_of: BTreeSet<TenantId>,
    /// Of these nobody holds one afterwards, and the caller knew it.
    pub left_without: BTreeSet<Role>,
    /// Why it is allowed.
    pub explanation: Explanation,
}

impl RolesChanged {
    /// What it changes, for a preview.
    pub fn effects(&self) -> Vec<Effect> {
        let one = |field, role: &Role| Effect::new(field, None, Some(role.code().into()));
        let gave = self.gave.iter().map(|role| one("person.role_given", role));
        let took = self.took.iter().map(|role| one("person.role_taken", role));
        let nobody = self.left_without.iter().map(|role| one("person.nobody_left", role));
        gave.chain(took).chain(nobody).collect()
    }
}

fn administers(roles: &BTreeSet<Role>) -> bool {
    TENANT_ADMINS.iter().any(|role| roles.contains(role))
}

/// Who gives and takes a role in a company (part I, December 2020): tenant roles are the directory's, company roles the
/// account admin's as well; a global admin gives any (I-01, I-09).
pub const fn givers(role: Role) -> &'static [Role] {
    use Role::*;
    match role {
        ProgrammeAdmin | AccountAdmin | ReportViewer => &[GlobalAdmin, AccountAdmin],
        UserAdmin | BillingAdmin | AdminAgent | Employee | Guest => &[GlobalAdmin, UserAdmin],
        _ => &[GlobalAdmin],
    }
}

/// Whether a guest may hold a role (I-10).
pub const fn fits_guest(role: Role) -> bool {
    matches!(role, Role::ProgrammeAdmin | Role::AccountAdmin | Role::Guest)
}

/// Whether the caller may give and take a role in this company; where no global admin is left in a directory, support
/// gives this role and nothing else (I-12).
fn may_give(team: &Team, of: &Member, actor: &Actor, role: Role) -> bool {
    let rescue = role == Role::GlobalAdmin
        && actor.is_vendor()
        && actor.has_any(&[Role::SupportAgent])
        && !of.person.roles.contains(&role)
        && team.others(of, role) == 0;
    role.is_partner() && (actor.has_any(givers(role)) || rescue)
}

/// The roles that the caller may give to somebody, or take from them.
pub fn within_reach(team: &Team, person: PersonId, actor: &Actor) -> BTreeSet<Role> {
    let Some(member) = team.member(person) else { return BTreeSet::new() };
    let reaches = Capability::GiveRoles.allows(actor, Some(team.account))
        && team.closed_on.is_none()
        && member.person.in_directory
        && (actor.is_vendor() || team.directories.contains(&member.directory));
    let guest = member.person.kind == IdentityKind::Guest;
    let fits = |role: &Role| !guest || fits_guest(*role) || member.person.roles.contains(role);
    let may = |role: &Role| reaches && fits(role) && may_give(team, member, actor, *role);
    Role::ALL.iter().copied().filter(may).collect()
}

/// The roles that the caller may give to somebody whom they add; a guest can hold few of them (I-10).
pub fn for_newcomer(team: &Team, actor: &Actor) -> BTreeSet<Role> {
    let person = Person {
        id: PersonId::from_bits(0),
        account: Some(team.account),
        kind: IdentityKind::Named,
        in_directory: true,
        address: None,
        roles: BTreeSet::new(),
        admin_of: BTreeSet::new(),
    };
    within_reach(&team.joined_by(person.clone(), actor), person.id, actor)
}

/// Gives somebody roles and takes others away, or says why not.
///
/// # Errors
/// A [`Refusal`]: an outcome like any other.
pub fn change_roles(
    programme: &Programme,
    team: &Team,
    person: PersonId,
    change: &RoleChange,
    actor: &Actor,
    today: Date,
) -> Result<RolesChanged, Box<Refusal>> {
    let mut why = Explanation::new(Question::MayChangeRoles, person, today, programme);
    let Some(member) = team.member(person).filter(|_| may_see(actor, team.account)) else {
        return Err(not_found(why));
    };
    let capable = Capability::GiveRoles.allows(actor, Some(team.account));
    let node = role_node(Capability::GiveRoles, capable);
    // Support is nobody to ask for a role: it gives one only where no admin is left (I-12).
    if why.look(if capable { node } else { node.helped_by(COMPANY) }) {
        return Err(role_missing(&why, COMPANY));
    }
    decided(why, team, member, change, actor)
}

/// Takes somebody out of the directory of a company: they lose all their roles there, so whoever does it has to be able
/// to take these, and the last admin stays unless that is known (I-01, I-12). What they hold stays with them until it
/// is given back: the directory is no ledger (G-14).
///
/// # Errors
/// A [`Refusal`]: an outcome like any other.
pub fn take_out(
    programme: &Programme,
    team: &Team,
    person: PersonId,
    acknowledged: BTreeSet<Role>,
    actor: &Actor,
    today: Date,
) -> Result<RolesChanged, Box<Refusal>> {
    let mut why = Explanation::new(Question::MayTakeOut, person, today, programme);
    let Some(member) = team.member(person).filter(|_| may_see(actor, team.account)) else {
        return Err(not_found(why));
    };
    let admins = Capability::ManagePeople;
    if why.look(role_node(admins, admins.allows(actor, Some(team.account)))) {
        return Err(role_missing(&why, admins.roles()));
    }
    if why.look(Node::of(FactCode::InDirectory, member.person.in_directory).with("person", person.to_string())) {
        return Err(Refusal::new(RefusalCode::PersonNotInDirectory, why));
    }
    let change = RoleChange { give: BTreeSet::new(), take: member.person.roles.clone(), acknowledged };
    decided(why, team, member, &change, actor).map(|changed| RolesChanged { admin_of: BTreeSet::new(), ..changed })
}

/// What a correction of somebody's entry in the directory changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EntryChange<'a> {
    /// Whether it changes more than the language.
    pub beyond_language: bool,
    /// The address that they get, in the form in which addresses are compared; none where they keep theirs.
    pub address: Option<&'a str>,
}

/// Whether the entry of somebody in the directory may be corrected: by those who may add somebody there, and in what
/// language one is written to by everybody for themself. Who gets another address is handed their ways in, so that this
/// takes whoever could give each of their roles (I-01).
///
/// # Errors
/// A [`Refusal`]: an outcome like any other.
pub fn may_correct(
    programme: &Programme,
    team: &Team,
    person: PersonId,
    change: EntryChange<'_>,
    actor: &Actor,
    today: Date,
) -> Result<(), Box<Refusal>> {
    let mut why = Explanation::new(Question::MayCorrectPerson, person, today, programme);
    let Some(member) = team.member(person).filter(|_| may_see(actor, team.account)) else {
        return Err(not_found(why));
    };
    let (own, admins) = (actor.person == Some(person), Capability::ManagePeople);
    let capable = admins.allows(actor, Some(team.account)) || team.may_found(actor);
    if (change.beyond_language || !own) && why.look(role_node(admins, capable)) {
        return Err(role_missing(&why, admins.roles()));
    }
    if let Some(since) = team.closed_on {
        why.look(Node::new(FactCode::AccountOpen, Answer::Over).with("since", since));
        return Err(Refusal::new(RefusalCode::AccountClosed, why));
    }
    if why.look(Node::of(FactCode::InDirectory, member.person.in_directory).with("person", person.to_string())) {
        return Err(Refusal::new(RefusalCode::PersonNotInDirectory, why));
    }
    own_directory(&mut why, team, member, actor)?;
    let Some(address) = change.address else { return Ok(()) };
    let reaches = |role: &&Role| own || actor.is_vendor() || actor.has_any(givers(**role));
    if let Some(role) = member.person.roles.iter().find(|role| !reaches(role)) {
        return Err(beyond(why, *role));
    }
    let known =
        team.members.iter().find(|other| other.person.id != person && other.person.address.as_deref() == Some(address));
    let node = Node::of(FactCode::AddressFree, known.is_none());
    if why.look(node.with_some("person", known.map(|other| other.person.id.to_string()))) {
        return Err(Refusal::new(RefusalCode::AlreadyExists, why).detail("field", "email"));
    }
    Ok(())
}

/// Refuses because somebody holds a role that the caller could not give.
fn beyond(mut why: Explanation, role: Role) -> Box<Refusal> {
    let node = Node::new(FactCode::RoleMayBeGiven, Answer::No).with("given_role", role.code());
    let node = node.fixed_rule(RuleNumber::I01).remedy(Remedy::new(RemedyAct::AskRoleHolder));
    why.look(node.helped_by(givers(role)));
    role_missing(&why, givers(role))
}

/// What becomes of the services that somebody made once they are taken out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ServicesMade {
    /// How many go on.
    pub kept: usize,
    /// What those are called that were made with their API tokens, and end with these.
    pub ended: Vec<String>,
}

/// What somebody who is taken out holds on a day, with the services that they made, and what ends with it, for a preview.
pub fn left_behind(account: &Account, (person, services): (PersonId, ServicesMade), today: Date) -> Vec<Effect> {
    let seats = seat::seats_held(account, person, today).count();
    let credits = balance::credits_held(account, person, today).count();
    let profiles = account.profiles.values().filter(|held| held.person == person && held.counts_on(today)).count();
    let counted = |count: usize| (count > 0).then(|| Value::from(u32::try_from(count).unwrap_or(u32::MAX)));
    let kept = [
        Effect::new("person.seats_kept", None, counted(seats)),
        Effect::new("person.credits_kept", None, counted(credits)),
        Effect::new("person.profiles_kept", None, counted(profiles)),
        Effect::new("person.services_kept", None, counted(services.kept)),
    ];
    let ends = Effect::new("person.access_ended", None, None);
    let with_it = api_token::ended_with("person.services_ended", services.ended);
    kept.into_iter().filter(|effect| effect.to.is_some()).chain([ends]).chain(with_it).collect()
}

/// The rest of the decision, whatever the question is.
fn decided(
    mut why: Explanation,
    team: &Team,
    member: &Member,
    change: &RoleChange,
    actor: &Actor,
) -> Result<RolesChanged, Box<Refusal>> {
    let (held, person) = (&member.person.roles, member.person.id);
    let gave: BTreeSet<Role> = change.give.difference(held).copied().collect();
    let took: BTreeSet<Role> = change.take.intersection(held).copied().collect();
    for role in change.give.union(&change.take) {
        if !may_give(team, member, actor, *role) {
            return Err(beyond(why, *role));
        }
        let node = Node::of(FactCode::RoleMayBeGiven, true).with("given_role", role.code());
        why.look(node.fixed_rule(RuleNumber::I01));
    }
    if let Some(since) = team.closed_on {
        why.look(Node::new(FactCode::AccountOpen, Answer::Over).with("since", since));
        return Err(Refusal::new(RefusalCode::AccountClosed, why));
    }
    if let Some(role) = change.give.intersection(&change.take).next() {
        return Err(invalid(why, "give", role.code()));
    }
    if !gave.is_empty() && !member.person.in_directory {
        let node = Node::new(FactCode::InDirectory, Answer::No).remedy(Remedy::new(RemedyAct::AddPerson));
        why.look(node.helped_by(Capability::ManagePeople.roles()));
        return Err(Refusal::new(RefusalCode::PersonNotInDirectory, why));
    }
    own_directory(&mut why, team, member, actor)?;
    if member.person.kind == IdentityKind::Guest {
        for role in &gave {
            let node = Node::of(FactCode::RoleFitsGuest, fits_guest(*role))
                .with("given_role", role.code())
                .fixed_rule(RuleNumber::I10);
            if why.look(node) {
                return Err(Refusal::new(RefusalCode::RoleNotForGuests, why));
            }
        }
    }
    let last = team.last_of(person);
    for role in LASTING.iter().copied().filter(|role| took.contains(role)) {
        somebody_left(&mut why, team, member, role, last.contains(&role), &change.acknowledged)?;
    }
    let left_without = last.intersection(&took).copied().collect();
    let roles = held.union(&gave).filter(|role| !took.contains(role)).copied().collect();
    let admin_of = team.administered(member, &gave, &roles, actor);
    Ok(RolesChanged { gave, took, roles, admin_of, left_without, explanation: why })
}

/// An admin manages the people of the own directory, and those of another one where they are a guest there (H-31).
fn own_directory(why: &mut Explanation, team: &Team, of: &Member, actor: &Actor) -> Result<(), Box<Refusal>> {
    if actor.is_vendor() {
        return Ok(());
    }
    let own = team.directories.contains(&of.directory);
    let node = Node::of(FactCode::OwnDirectory, own).fixed_rule(RuleNumber::H31);
    let node =
        if own { node } else { node.remedy(Remedy::new(RemedyAct::AskOtherDirectory)).helped_by(&[Role::GlobalAdmin]) };
    match why.look(node) {
        true => Err(Refusal::new(RefusalCode::OtherDirectory, why.clone())),
        false => Ok(()),
    }
}

/// Whether the way in of somebody is the caller’s to end, as far as directories go (H-31).
pub fn is_of_own_directory(team: &Team, person: PersonId, actor: &Actor) -> bool {
    let of = team.members.iter().find(|member| member.person.id == person);
    actor.is_vendor() || of.is_none_or(|member| team.directories.contains(&member.directory))
}

/// Nobody loses the last admin without knowing it, and without knowing which ways lead back (I-12).
fn somebody_left(
    why: &mut Explanation,
    team: &Team,
    of: &Member,
    role: Role,
    last: bool,
    acknowledged: &BTreeSet<Role>,
) -> Result<(), Box<Refusal>> {
    let knows = acknowledged.contains(&role);
    let others = u32::try_from(team.others(of, role)).unwrap_or(u32::MAX);
    let node = Node::of(FactCode::AdminStays, !last || knows)
        .with("given_role", role.code())
        .with("others", others)
        .with("known", if last && knows { "yes" } else { "no" })
        .fixed_rule(RuleNumber::I12);
    let node = if last && !knows { node.remedy(Remedy::new(RemedyAct::GiveRoleFirst)) } else { node };
    if !why.look(node) {
        return Ok(());
    }
    let admin = Role::GlobalAdmin;
    let admins_left = role != admin && (team.others(of, admin) > 0 || of.person.roles.contains(&admin));
    // The ways back, as the rule has them: ask a global admin; else a ticket; else the directory's own procedure.
    let refusal = Refusal::new(RefusalCode::LastAdmin, why.clone())
        .detail("role", role.code())
        .detail("acknowledge", Value::from(format!("last-{}", role.code().replace('_', "-"))));
    Err(match admins_left {
        true => refusal.or(Remedy::new(RemedyAct::AskRoleHolder)),
        false => refusal.or(Remedy::new(RemedyAct::Ticket)).or(Remedy::new(RemedyAct::TakeOverDirectory)),
    })
}

/// How many of the vendor's people hold a role at the least: what one programme manager proposes, another one approves.
const fn needed(role: Role) -> usize {
    if matches!(role, Role::ProgrammeManager) { 2 } else { 1 }
}

/// Why roles of the vendor's people stay as they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RolesKept {
    /// No role of the vendor's people.
    NotVendors(Role),
    /// Too few would hold one of these, and the caller does not say that this is known.
    TooFew(BTreeSet<Role>),
}

/// The roles of somebody of the vendor after a change. The rules name nobody of the vendor who gives them, so that it
/// is done on the machine itself.
///
/// # Errors
/// Why they stay as they are.
pub fn change_vendor_roles(
    people: &[Person],
    person: &Person,
    change: &RoleChange,
) -> Result<BTreeSet<Role>, RolesKept> {
    if let Some(role) = change.give.union(&change.take).find(|role| !role.is_vendor()) {
        return Err(RolesKept::NotVendors(*role));
    }
    let others = |role: Role| {
        let others = people.iter().filter(|other| other.id != person.id && other.in_directory);
        others.filter(|other| other.roles.contains(&role)).count()
    };
    let taken = change.take.intersection(&person.roles).copied().filter(|role| !change.acknowledged.contains(role));
    let few: BTreeSet<Role> = taken.filter(|role| others(*role) < needed(*role)).collect();
    if !few.is_empty() {
        return Err(RolesKept::TooFew(few));
    }
    Ok(person.roles.union(&change.give).copied().filter(|role| !change.take.contains(role)).collect())
}

/// The code by which a caller acknowledges that nobody holds a role any more.
pub fn acknowledgement(code: &str) -> Option<Role> {
    let role = Role::from_code(&code.strip_prefix("last-")?.replace('-', "_"))?;
    LASTING.contains(&role).then_some(role)
}
