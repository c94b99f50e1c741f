//! Who administers what and who may be added, as pages and the store ask: which tenants go with a role, and which roles
//! one person holds alone.

use jiff::civil::date;
use symbolon_domain::access::{Actor, IdentityKind, Person, Role};
use symbolon_domain::explanation::{FactCode, Node, RemedyAct};
use symbolon_domain::ids::{AccountId, Minter, PersonId, TenantId};
use symbolon_domain::people::{Member, RoleChange, RolesChanged, Team, acknowledgement, change_roles, for_newcomer};
use symbolon_domain::refusal::{Refusal, RefusalCode};
use symbolon_sim::support::programme;

/// A company of two directories, as after a merge: people with their roles, tenants and directories.
struct Crowd {
    ids: Minter,
    team: Team,
    other: AccountId,
}

impl Crowd {
    fn new(tenants: usize) -> Self {
        let mut ids = Minter::new(1, 1);
        let (account, other) = (ids.account(), ids.account());
        let tenants = (0..tenants).map(|_| (ids.tenant(), account)).collect();
        let team = Team { account, closed_on: None, members: Vec::new(), tenants, directories: [account].into() };
        Self { ids, team, other }
    }

    fn join(&mut self, directory: AccountId, roles: &[Role], admin_of: &[TenantId]) -> PersonId {
        let id = self.ids.person();
        let person = Person {
            id,
            account: Some(self.team.account),
            kind: IdentityKind::Named,
            in_directory: true,
            address: None,
            roles: roles.iter().copied().collect(),
            admin_of: admin_of.iter().copied().collect(),
        };
        self.team.members.push(Member { person, directory });
        id
    }

    fn own(&mut self, roles: &[Role], admin_of: &[TenantId]) -> PersonId {
        self.join(self.team.account, roles, admin_of)
    }

    fn leaves(&mut self, person: PersonId) {
        let member = self.team.members.iter_mut().find(|member| member.person.id == person);
        member.expect("a member").person.in_directory = false;
    }

    fn change(
        &self,
        by: PersonId,
        person: PersonId,
        give: &[Role],
        take: &[Role],
    ) -> Result<RolesChanged, Box<Refusal>> {
        self.change_as(&self.acting(by), person, give, take)
    }

    fn change_as(
        &self,
        by: &Actor,
        person: PersonId,
        give: &[Role],
        take: &[Role],
    ) -> Result<RolesChanged, Box<Refusal>> {
        let (give, take) = (give.iter().copied().collect(), take.iter().copied().collect());
        let change = RoleChange { give, take, ..RoleChange::default() };
        let programmes = programme("mpn-2020").expect("a programme").1;
        change_roles(programmes.current(), &self.team, person, &change, by, date(2021, 3, 1))
    }

    fn acting(&self, person: PersonId) -> Actor {
        let member = self.team.members.iter().find(|member| member.person.id == person);
        Actor::of(&member.expect("a member").person)
    }
}

/// I-12: support founds a company's people where nobody is a global admin, and nobody else does.
#[test]
fn support_adds_the_first_person_where_there_is_no_global_admin() {
    let vendor = |role: Role| Actor { person: None, account: None, roles: [role].into(), admin_of: [].into() };
    let mut crowd = Crowd::new(0);
    let support = vendor(Role::SupportAgent);
    assert!(crowd.team.may_found(&support), "nobody at all");
    let member = crowd.own(&[Role::AccountAdmin], &[]);
    assert!(crowd.team.may_found(&support), "nobody who is a global admin");
    assert!(!crowd.team.may_found(&vendor(Role::ProgrammeManager)));
    assert!(!crowd.team.may_found(&crowd.acting(member)));
    let partner = Actor { account: Some(crowd.team.account), ..support.clone() };
    assert!(!crowd.team.may_found(&partner), "a company's own person is not the vendor's");
    let admin = crowd.own(&[Role::GlobalAdmin], &[]);
    assert!(!crowd.team.may_found(&support));
    crowd.leaves(admin);
    assert!(crowd.team.may_found(&support), "the admin has left");
}

/// D-07: a new tenant is administered by the global and billing admins of the directory of who linked it.
#[test]
fn a_new_tenant_has_the_admins_of_the_directory_of_who_linked_it() {
    let mut crowd = Crowd::new(0);
    let other = crowd.other;
    let global = crowd.own(&[Role::GlobalAdmin], &[]);
    let billing = crowd.own(&[Role::BillingAdmin], &[]);
    let user = crowd.own(&[Role::UserAdmin], &[]);
    let gone = crowd.own(&[Role::GlobalAdmin], &[]);
    crowd.leaves(gone);
    let theirs = crowd.join(other, &[Role::GlobalAdmin], &[]);
    assert_eq!(crowd.team.admins_of_new(Some(user)), [global, billing].into());
    assert_eq!(crowd.team.admins_of_new(Some(theirs)), [theirs].into());
    assert_eq!(crowd.team.admins_of_new(None), [global, billing].into(), "linked by nobody of the company");
}

/// I-12: the roles of which nobody else is left, of the company or of a directory.
#[test]
fn a_role_is_thin_where_one_person_holds_it() {
    let mut crowd = Crowd::new(0);
    let other = crowd.other;
    crowd.own(&[Role::GlobalAdmin, Role::ProgrammeAdmin, Role::UserAdmin], &[]);
    assert_eq!(crowd.team.thin(), [Role::GlobalAdmin, Role::ProgrammeAdmin].into());
    crowd.join(other, &[Role::ProgrammeAdmin], &[]);
    assert_eq!(crowd.team.thin(), [Role::GlobalAdmin].into());
    crowd.join(other, &[Role::GlobalAdmin], &[]);
    assert_eq!(crowd.team.thin(), [Role::GlobalAdmin].into(), "one in each directory");
    crowd.own(&[Role::GlobalAdmin], &[]);
    crowd.join(other, &[Role::GlobalAdmin], &[]);
    assert_eq!(crowd.team.thin(), [].into());
}

/// D-07: who makes somebody an admin of tenants hands on the own ones and those of nobody; who is none any more has none.
#[test]
fn tenants_go_with_the_roles_that_administer_them() {
    let mut crowd = Crowd::new(3);
    let tenants: Vec<TenantId> = crowd.team.tenants.keys().copied().collect();
    let (own, theirs, nobodys) = (tenants[0], tenants[1], tenants[2]);
    let boss = crowd.own(&[Role::GlobalAdmin], &[own]);
    let second = crowd.own(&[Role::GlobalAdmin], &[theirs]);
    let marc = crowd.own(&[Role::Employee], &[]);
    let after = |crowd: &Crowd, person, give: &[Role], take: &[Role]| {
        crowd.change(boss, person, give, take).expect("a change").admin_of
    };
    assert_eq!(after(&crowd, marc, &[Role::BillingAdmin], &[]), [own, nobodys].into());
    assert_eq!(after(&crowd, marc, &[Role::GlobalAdmin], &[]), [own, nobodys].into());
    assert_eq!(after(&crowd, marc, &[Role::ReportViewer], &[]), [].into(), "no role for tenants");
    assert_eq!(after(&crowd, second, &[Role::ReportViewer], &[]), [theirs].into(), "as before");
    assert_eq!(after(&crowd, second, &[Role::BillingAdmin], &[]), [own, theirs, nobodys].into());
    assert_eq!(after(&crowd, second, &[Role::BillingAdmin], &[Role::GlobalAdmin]), [own, theirs, nobodys].into());
    assert_eq!(after(&crowd, second, &[], &[Role::GlobalAdmin]), [].into());
    // Those of another directory are left to its own people (H-31).
    let other = crowd.other;
    crowd.team.tenants.insert(nobodys, other);
    let fanny = crowd.join(other, &[Role::Employee], &[]);
    assert_eq!(after(&crowd, marc, &[Role::BillingAdmin], &[]), [own].into());
    // Where their admins have left, support's new one has them (I-12).
    let support = Actor { person: None, account: None, roles: [Role::SupportAgent].into(), admin_of: [].into() };
    let rescued = crowd.change_as(&support, fanny, &[Role::GlobalAdmin], &[]).expect("a change");
    assert_eq!(rescued.admin_of, [nobodys].into());
}

/// What a change of roles does is told one by one.
#[test]
fn each_role_that_is_given_taken_or_left_is_an_effect() {
    let mut crowd = Crowd::new(0);
    let boss = crowd.own(&[Role::GlobalAdmin], &[]);
    let marc = crowd.own(&[Role::ReportViewer], &[]);
    let changed = crowd.change(boss, marc, &[Role::UserAdmin], &[Role::ReportViewer]).expect("a change");
    let with = RolesChanged { left_without: [Role::ProgrammeAdmin].into(), ..changed };
    let said =
        |effect: &symbolon_domain::decide::Effect| (effect.field, serde_json::to_value(&effect.to).expect("a value"));
    let told: Vec<_> = with.effects().iter().map(said).collect();
    let role = |field, role: &str| (field, serde_json::Value::from(role));
    let expected = [
        role("person.role_given", "user_admin"),
        role("person.role_taken", "report_viewer"),
        role("person.nobody_left", "programme_admin"),
    ];
    assert_eq!(told, expected);
}

/// I-12: who would be missed is said with the ways back: a global admin if there is one, else a ticket and the directory.
#[test]
fn the_last_of_a_role_is_taken_knowingly_and_the_ways_back_are_named() {
    let ways = |refused: Result<RolesChanged, Box<Refusal>>| {
        let refusal = refused.expect_err("the last one");
        assert_eq!(refusal.code, RefusalCode::LastAdmin);
        refusal.remedies.iter().map(|remedy| remedy.act).collect::<Vec<_>>()
    };
    let mut crowd = Crowd::new(0);
    let admin = crowd.own(&[Role::AccountAdmin], &[]);
    let last = crowd.own(&[Role::ProgrammeAdmin], &[]);
    let nobody = [RemedyAct::GiveRoleFirst, RemedyAct::Ticket, RemedyAct::TakeOverDirectory];
    assert_eq!(ways(crowd.change(admin, last, &[], &[Role::ProgrammeAdmin])), nobody);
    let boss = crowd.own(&[Role::GlobalAdmin], &[]);
    let asked = [RemedyAct::GiveRoleFirst, RemedyAct::AskRoleHolder];
    assert_eq!(ways(crowd.change(admin, last, &[], &[Role::ProgrammeAdmin])), asked);
    assert_eq!(ways(crowd.change(boss, boss, &[], &[Role::GlobalAdmin])), nobody);
    let both = crowd.own(&[Role::GlobalAdmin, Role::ProgrammeAdmin], &[]);
    let acknowledged = [Role::ProgrammeAdmin].into();
    let change = RoleChange { take: [Role::ProgrammeAdmin].into(), acknowledged, ..RoleChange::default() };
    let programmes = programme("mpn-2020").expect("a programme").1;
    let actor = crowd.acting(boss);
    let known = change_roles(programmes.current(), &crowd.team, both, &change, &actor, date(2021, 3, 1));
    let known = known.expect("another one has it");
    let stays = |node: &&Node| node.fact == FactCode::AdminStays;
    let node = known.explanation.children().iter().find(stays).expect("a fact");
    assert_eq!(node.because.get("known"), Some(&"no".into()), "there was nothing to know");

    assert_eq!(acknowledgement("last-global-admin"), Some(Role::GlobalAdmin));
    assert_eq!(acknowledgement("last-programme-admin"), Some(Role::ProgrammeAdmin));
    for unknown in ["global-admin", "last-employee", "last-", "last-global-admins"] {
        assert_eq!(acknowledgement(unknown), None, "{unknown}");
    }
}

/// H-31: whoever adds somebody adds them to the own directory, with the roles that they may give there and no other.
#[test]
fn somebody_new_is_in_the_directory_of_whoever_adds_them() {
    let programmes = programme("mpn-2020").expect("a programme").1;
    let mut crowd = Crowd::new(0);
    let other = crowd.other;
    let own = crowd.own(&[Role::GlobalAdmin], &[]);
    let theirs = crowd.join(other, &[Role::UserAdmin], &[]);
    let newcomer = Person { id: crowd.ids.person(), roles: [].into(), ..crowd.team.members[0].person.clone() };
    for (adder, directory) in [(own, crowd.team.account), (theirs, other)] {
        crowd.team.directories = [directory].into();
        let actor = crowd.acting(adder);
        let joined = crowd.team.joined_by(newcomer.clone(), &actor);
        assert_eq!(joined.directory_of(Some(newcomer.id)), directory);
        let reach = for_newcomer(&crowd.team, &actor);
        assert_eq!(reach.contains(&Role::AccountAdmin), adder == own, "{reach:?}");
        for role in Role::ALL {
            let change = RoleChange { give: [*role].into(), ..RoleChange::default() };
            let given =
                change_roles(programmes.current(), &joined, newcomer.id, &change, &actor, date(2021, 3, 1)).is_ok();
            assert_eq!(reach.contains(role), given, "{role}");
        }
    }
    // Of nobody in the company, and of the vendor's people, it is the company's own.
    assert_eq!(crowd.team.directory_of(None), crowd.team.account);
    assert_eq!(crowd.team.directory_of(Some(newcomer.id)), crowd.team.account);
}
