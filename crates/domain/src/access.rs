//! Who may do what (part I of the rulebook). The roles are fixed; a programme only names them.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::account::Account;
use crate::codes::codes;
use crate::explanation::RuleNumber;
use crate::ids::{AccountId, PersonId, TenantId};

/// How many sessions of somebody run at once: whoever opens another one ends the oldest.
pub const SESSIONS: usize = 20;

/// How many links by which they could come in somebody is mailed at a time, so that nobody fills another one’s mailbox.
pub const LINKS: usize = 3;

/// For how many minutes such a link counts.
pub const LINK_MINUTES: i64 = 15;

codes! {
    /// A role of a person. Partner roles apply to that person's company; vendor roles to every company.
    pub enum Role {
        /// Global admin of the company (I-01).
        GlobalAdmin = "global_admin",
        /// Admin of offers and benefits; `mpn-2020` calls it MPN partner admin (I-03, I-04).
        ProgrammeAdmin = "programme_admin",
        /// Admin of the company's profile, locations and merges (I-06, H-04).
        AccountAdmin = "account_admin",
        /// Manages users (I-01).
        UserAdmin = "user_admin",
        /// Billing admin (I-01).
        BillingAdmin = "billing_admin",
        /// Agent for customers (I-01).
        AdminAgent = "admin_agent",
        /// Reads reports (I-13).
        ReportViewer = "report_viewer",
        /// Any other person of the company.
        Employee = "employee",
        /// A guest without a role (I-10).
        Guest = "guest",
        /// Vendor: answers tickets, decides on replacements.
        SupportAgent = "support_agent",
        /// Vendor: runs the programme.
        ProgrammeManager = "programme_manager",
        /// Vendor: reads everything, writes nothing.
        Auditor = "auditor",
        /// Runs the installation; reads no partner data.
        Operator = "operator",
        /// A product that checks rights and nothing else.
        Product = "product",
        /// The payment provider: tells what was paid, and nothing else (B-41).
        PaymentProvider = "payment_provider",
    }
}

impl Role {
    /// Whether only a service holds it, whom nobody can ask.
    pub const fn is_service(self) -> bool {
        matches!(self, Self::Product | Self::PaymentProvider)
    }

    /// Whether somebody who holds it can help others: not a service, and not who looks at everything and does nothing.
    pub const fn helps(self) -> bool {
        !self.is_service() && !matches!(self, Self::Auditor)
    }

    /// Whether people of the vendor hold it.
    pub const fn is_vendor(self) -> bool {
        !self.is_partner() && !self.is_service()
    }

    /// Whether it is a role of a partner company's people, and not of the vendor's.
    pub const fn is_partner(self) -> bool {
        use Role::*;
        !matches!(self, SupportAgent | ProgrammeManager | Auditor | Operator | Product | PaymentProvider)
    }
}

codes! {
    /// What kind of identity a directory entry is.
    pub enum IdentityKind {
        /// One human being.
        Named = "named",
        /// A mailbox or account used by several people; can hold no seat (G-03).
        Shared = "shared",
        /// A human being of another directory (G-05, G-11).
        Guest = "guest",
    }
}

/// A person as the directory knows them at the moment of a decision. Names are not here, and the address is in no fact: they
/// live in rows that can be erased.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Their id.
    pub id: PersonId,
    /// Their company; none for the vendor's people.
    pub account: Option<AccountId>,
    /// What kind of identity it is.
    pub kind: IdentityKind,
    /// Whether the directory still has an entry for them (G-05, G-14).
    pub in_directory: bool,
    /// Their mail address, in the form in which addresses are compared: two entries of it in one company are one human
    /// being, who is a guest in one of its directories (H-31).
    pub address: Option<String>,
    /// Their roles; they add up (I-02).
    pub roles: BTreeSet<Role>,
    /// Tenants of which they are global or billing admin (I-05).
    pub admin_of: BTreeSet<TenantId>,
}

impl Person {
    /// The domain of the mail address, which says whether it is a personal one (K-24).
    pub fn mail_domain(&self) -> Option<&str> {
        self.address.as_deref()?.rsplit_once('@').map(|(_, domain)| domain)
    }

    /// Whether their company is this one, or one that became a part of it.
    pub fn is_of(&self, account: &Account) -> bool {
        self.account.is_some_and(|company| account.is_or_was(company))
    }

    /// Whether two entries are one human being.
    pub fn is_same(&self, other: &Self) -> bool {
        self.id == other.id
            || (self.account.is_some() && self.account == other.account)
                && (self.address.is_some() && self.address == other.address)
    }
}

/// Whether somebody sees who holds the seats of others: those who give them, and those who read the history.
pub fn sees_holders(actor: &Actor, account: AccountId) -> bool {
    [Capability::AssignSeats, Capability::ViewHistory].iter().any(|one| one.allows(actor, Some(account)))
}

/// Of people's entries one for each human being, and that the own one rather than that of a guest: nobody is told
/// anything twice (B-23).
pub(crate) fn each_once<'a>(entries: impl IntoIterator<Item = &'a Person>) -> BTreeSet<PersonId> {
    let mut chosen: BTreeMap<_, &Person> = BTreeMap::new();
    for entry in entries {
        let nameless = entry.address.is_none().then_some(entry.id);
        let one = chosen.entry((entry.account, &entry.address, nameless)).or_insert(entry);
        if one.kind == IdentityKind::Guest && entry.kind != IdentityKind::Guest {
            *one = entry;
        }
    }
    chosen.into_values().map(|one| one.id).collect()
}

/// The entry that is meant by a mail address which several of a company have: one that the directory has, and the own one
/// rather than that of a guest (H-31).
pub fn meant<'a>(entries: impl IntoIterator<Item = &'a Person>) -> Option<&'a Person> {
    let farther = |entry: &&Person| (!entry.in_directory, entry.kind != IdentityKind::Named);
    entries.into_iter().min_by_key(farther)
}

/// Who is asking: a person, or a service that acts with roles of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// The person; none for a service token.
    pub person: Option<PersonId>,
    /// The company whose member the actor is; none for the vendor's people and services.
    pub account: Option<AccountId>,
    /// Roles in force for this request.
    pub roles: BTreeSet<Role>,
    /// Tenants of which the actor is global or billing admin.
    pub admin_of: BTreeSet<TenantId>,
}

impl Actor {
    /// The actor that a person is. Who has left the directory keeps no role (G-14); any other user of a company who was
    /// given none sees what there is and asks for help (I-07, I-08), but a guest (I-10).
    pub fn of(person: &Person) -> Self {
        let (mut roles, admin_of) = match person.in_directory {
            true => (person.roles.clone(), person.admin_of.clone()),
            false => (BTreeSet::new(), BTreeSet::new()),
        };
        if roles.is_empty() && person.in_directory && person.account.is_some() {
            match person.kind {
                IdentityKind::Named => roles.insert(Role::Employee),
                IdentityKind::Guest => roles.insert(Role::Guest),
                IdentityKind::Shared => false,
            };
        }
        Self { person: Some(person.id), account: person.account, roles, admin_of }
    }

    /// Whether the actor holds one of these roles.
    pub fn has_any(&self, roles: &[Role]) -> bool {
        roles.iter().any(|role| self.roles.contains(role))
    }

    /// Whether the actor belongs to the vendor and not to a partner company.
    pub fn is_vendor(&self) -> bool {
        self.account.is_none()
    }
}

codes! {
    /// Something that one may be allowed to do. The matrix of part I, one row each.
    pub enum Capability {
        /// Open a company's account.
        OpenAccount = "open_account",
        /// See membership offers and terms.
        ViewMemberships = "view_memberships",
        /// See what is granted (I-07).
        ViewBenefits = "view_benefits",
        /// See the history of an account.
        ViewHistory = "view_history",
        /// Buy and renew by placing orders (I-04).
        Buy = "buy",
        /// Record a purchase or a renewal whose fee the vendor collected without an order.
        RecordPurchase = "record_purchase",
        /// Record payments, and assign or give back money.
        SettleOrders = "settle_orders",
        /// Give back the fee of an order (B-50).
        Refund = "refund",
        /// See invoices (B-48).
        ViewInvoices = "view_invoices",
        /// Exempt a company from taxes.
        ExemptFromTax = "exempt_from_tax",
        /// Record that what was granted is provisioned, and see what is not (C-05).
        ProvisionGrants = "provision_grants",
        /// State an attainment on behalf of the vendor.
        StateAttainment = "state_attainment",
        /// See competencies, their requirements and the evidence.
        ViewCompetencies = "view_competencies",
        /// Record and withdraw evidence on behalf of the vendor.
        RecordEvidence = "record_evidence",
        /// Say which certification profiles count for the company.
        LinkProfiles = "link_profiles",
        /// See the legal profile, its checks and its documents.
        ViewProfile = "view_profile",
        /// Change the legal profile, and confirm that it is right (B-30).
        ReviewProfile = "review_profile",
        /// Hand in documents for a check, and appeal (B-32, B-33).
        HandInDocuments = "hand_in_documents",
        /// Decide the checks of the legal profile (B-32).
        VerifyCompany = "verify_company",
        /// Close an account for good (H-04, H-07).
        CloseAccount = "close_account",
        /// Add a location (H-04).
        AddLocation = "add_location",
        /// See merges, past ones included (H-25).
        ViewMerges = "view_merges",
        /// Invite to a merge, answer, withdraw and confirm (H-21).
        ManageMerges = "manage_merges",
        /// Remove a location after a ticket (H-04).
        RemoveLocation = "remove_location",
        /// Count the members of a campaign, approve it, start it and close it (J-40).
        RunCampaigns = "run_campaigns",
        /// See campaigns, their runs and members.
        ViewCampaigns = "view_campaigns",
        /// Propose a late override (J-37).
        ProposeOverride = "propose_override",
        /// Approve, decline or end a late override that somebody else proposed (J-37).
        DecideOverride = "decide_override",
        /// Open a ticket (J-01).
        OpenTicket = "open_ticket",
        /// See every ticket (J-04).
        ViewTickets = "view_tickets",
        /// Answer tickets (J-09).
        AnswerTickets = "answer_tickets",
        /// Link and verify a tenant.
        LinkTenant = "link_tenant",
        /// Add people and say what they may do.
        ManagePeople = "manage_people",
        /// Give people roles and take them away; which ones depends on more than this (I-01, I-09, I-12).
        GiveRoles = "give_roles",
        /// Make API tokens for the company or for oneself; with which roles depends on one’s own.
        MakeApiTokens = "make_api_tokens",
        /// See the API tokens of a company, and end them and the sessions of its people.
        EndAccess = "end_access",
        /// Activate support and give credits to people (K-04, K-21).
        ActivateBenefits = "activate_benefits",
        /// Open support incidents and ask for advisory hours (K-04, K-11).
        UseBalance = "use_balance",
        /// Show keys and token codes (I-03).
        Reveal = "reveal",
        /// Record an installation of software.
        RecordActivation = "record_activation",
        /// Block a product key, and let it be used again (E-15).
        BlockKeys = "block_keys",
        /// Assign, take back and hand on developer subscriptions.
        AssignSeats = "assign_seats",
        /// Ask for a developer subscription for oneself.
        RequestSeat = "request_seat",
        /// Ask for a replacement token.
        RequestReplacement = "request_replacement",
        /// Decide on a replacement token.
        DecideReplacement = "decide_replacement",
        /// Confirm that software was removed or licensed otherwise (F-09).
        ConfirmWindDown = "confirm_wind_down",
        /// Ask whether somebody may use something.
        CheckEntitlement = "check_entitlement",
        /// See the versions of the programme, and the plans for new ones.
        ViewProgrammePlans = "view_programme_plans",
        /// Plan, approve and apply a version of the programme.
        ChangeProgramme = "change_programme",
        /// See how many memberships there are over all companies, what became of them and what comes.
        ViewReports = "view_reports",
        /// Read the audit: who did what beside the ledgers.
        ViewAudit = "view_audit",
        /// Move the clock of a sandbox.
        MoveClock = "move_clock",
    }
}

impl Capability {
    /// The rule that says who carries it, where one does.
    pub const fn rule(self) -> Option<RuleNumber> {
        Some(match self {
            Self::Buy => RuleNumber::I04,
            Self::Reveal | Self::ActivateBenefits => RuleNumber::I03,
            Self::ReviewProfile => RuleNumber::I06,
            Self::HandInDocuments | Self::VerifyCompany => RuleNumber::B32,
            Self::ViewBenefits => RuleNumber::I07,
            Self::OpenTicket | Self::ViewTickets => RuleNumber::I08,
            Self::GiveRoles => RuleNumber::I09,
            Self::AddLocation | Self::RemoveLocation => RuleNumber::H04,
            Self::ManageMerges => RuleNumber::H21,
            Self::ProposeOverride | Self::DecideOverride => RuleNumber::J37,
            Self::BlockKeys => RuleNumber::E15,
            _ => return None,
        })
    }

    /// Roles that carry this capability. Vendor roles reach every account, partner roles only their own.
    /// Redeeming is not here: it depends on the tenant (I-05).
    pub const fn roles(self) -> &'static [Role] {
        use Role::*;
        match self {
            Self::OpenAccount => &[ProgrammeManager, SupportAgent],
            Self::ViewMemberships => &[
                GlobalAdmin,
                ProgrammeAdmin,
                AccountAdmin,
                UserAdmin,
                AdminAgent,
                SupportAgent,
                ProgrammeManager,
                Auditor,
            ],
            Self::ViewBenefits => &[
                GlobalAdmin,
                ProgrammeAdmin,
                AccountAdmin,
                UserAdmin,
                BillingAdmin,
                AdminAgent,
                ReportViewer,
                Employee,
                SupportAgent,
                ProgrammeManager,
                Auditor,
            ],
            Self::ViewHistory => &[GlobalAdmin, ProgrammeAdmin, AccountAdmin, SupportAgent, ProgrammeManager, Auditor],
            Self::Buy => &[GlobalAdmin, ProgrammeAdmin],
            Self::RecordPurchase => &[ProgrammeManager, SupportAgent],
            Self::SettleOrders => &[ProgrammeManager, SupportAgent, PaymentProvider],
            Self::Refund => &[SupportAgent],
            Self::ViewInvoices => &[GlobalAdmin, ProgrammeAdmin, BillingAdmin, SupportAgent, ProgrammeManager, Auditor],
            Self::ExemptFromTax => &[SupportAgent],
            Self::ProvisionGrants => &[ProgrammeManager, SupportAgent],
            Self::StateAttainment => &[ProgrammeManager, SupportAgent],
            Self::ViewCompetencies => {
                &[GlobalAdmin, ProgrammeAdmin, ReportViewer, SupportAgent, ProgrammeManager, Auditor]
            }
            Self::RecordEvidence => &[ProgrammeManager, SupportAgent],
            Self::LinkProfiles => &[GlobalAdmin, ProgrammeAdmin, ProgrammeManager, SupportAgent],
            Self::ViewProfile => {
                &[GlobalAdmin, ProgrammeAdmin, AccountAdmin, UserAdmin, SupportAgent, ProgrammeManager, Auditor]
            }
            Self::ReviewProfile => &[GlobalAdmin, AccountAdmin, SupportAgent],
            Self::HandInDocuments => &[GlobalAdmin, AccountAdmin],
            Self::VerifyCompany => &[SupportAgent],
            Self::CloseAccount => &[SupportAgent],
            Self::AddLocation => &[AccountAdmin, SupportAgent],
            Self::ViewMerges => &[GlobalAdmin, ProgrammeAdmin, AccountAdmin, SupportAgent, ProgrammeManager, Auditor],
            Self::ManageMerges => &[AccountAdmin],
            Self::RemoveLocation => &[SupportAgent],
            Self::RunCampaigns => &[ProgrammeManager],
            Self::ViewCampaigns | Self::ViewTickets | Self::ViewReports => &[ProgrammeManager, SupportAgent, Auditor],
            Self::ProposeOverride => &[SupportAgent],
            Self::DecideOverride => &[SupportAgent, ProgrammeManager],
            Self::OpenTicket => &[
                GlobalAdmin,
                ProgrammeAdmin,
                AccountAdmin,
                UserAdmin,
                BillingAdmin,
                AdminAgent,
                ReportViewer,
                Employee,
            ],
            Self::AnswerTickets => &[SupportAgent],
            Self::LinkTenant => &[GlobalAdmin, SupportAgent],
            Self::ManagePeople => &[GlobalAdmin, UserAdmin],
            Self::GiveRoles => &[GlobalAdmin, AccountAdmin, UserAdmin, SupportAgent],
            // A service with roles is like somebody to whom they were given (I-01, I-09).
            Self::MakeApiTokens => &[GlobalAdmin, AccountAdmin],
            Self::EndAccess => &[GlobalAdmin, AccountAdmin, SupportAgent],
            Self::ActivateBenefits => &[GlobalAdmin, ProgrammeAdmin],
            Self::UseBalance | Self::RequestSeat => &[
                GlobalAdmin,
                ProgrammeAdmin,
                AccountAdmin,
                UserAdmin,
                BillingAdmin,
                AdminAgent,
                ReportViewer,
                Employee,
            ],
            Self::Reveal => &[GlobalAdmin, ProgrammeAdmin],
            Self::RecordActivation => &[GlobalAdmin, ProgrammeAdmin],
            Self::BlockKeys => &[SupportAgent, ProgrammeManager],
            Self::AssignSeats => &[GlobalAdmin, ProgrammeAdmin],
            Self::RequestReplacement => &[GlobalAdmin, ProgrammeAdmin],
            Self::DecideReplacement => &[SupportAgent],
            Self::ConfirmWindDown => &[GlobalAdmin, ProgrammeAdmin],
            Self::CheckEntitlement => &[
                GlobalAdmin,
                ProgrammeAdmin,
                AccountAdmin,
                UserAdmin,
                BillingAdmin,
                AdminAgent,
                ReportViewer,
                Employee,
                SupportAgent,
                ProgrammeManager,
                Auditor,
                Product,
            ],
            Self::ViewProgrammePlans => &[ProgrammeManager, SupportAgent, Auditor],
            Self::ChangeProgramme => &[ProgrammeManager],
            Self::ViewAudit => &[Auditor],
            Self::MoveClock => &[GlobalAdmin, ProgrammeAdmin, AccountAdmin, SupportAgent, ProgrammeManager, Operator],
        }
    }

    /// Whether the actor carries this capability for an account. `None` asks about the instance as a whole.
    pub fn allows(self, actor: &Actor, account: Option<AccountId>) -> bool {
        let reaches = actor.is_vendor() || account.is_none() || actor.account == account;
        reaches && actor.has_any(self.roles())
    }
}

/// Whether the actor may read the audit. It names people of every company, so that nobody of a company does.
pub fn may_audit(actor: &Actor) -> bool {
    actor.is_vendor() && Capability::ViewAudit.allows(actor, None)
}

/// Whether the actor may see reports over all companies: nobody of a company does.
pub fn may_report(actor: &Actor) -> bool {
    actor.is_vendor() && Capability::ViewReports.allows(actor, None)
}

/// Whether the actor may know that an account exists: its own people, and the vendor's. A product's token only asks
/// whether somebody may use something, and the operator reads no partner data.
pub fn may_see(actor: &Actor, account: AccountId) -> bool {
    let reads = |role: &Role| !matches!(role, Role::Operator | Role::Product);
    match actor.account {
        None => actor.roles.iter().any(reads),
        Some(own) => own == account && (actor.roles.is_empty() || actor.roles.iter().any(reads)),
    }
}
