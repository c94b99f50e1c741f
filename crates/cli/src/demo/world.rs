//! What the demo is made of: companies, people, and acts at their days. An act names things as people do; it becomes a
//! command when the account is known as it is at that moment.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use symbolon_domain::access::{IdentityKind, Role};
use symbolon_domain::account::Account;
use symbolon_domain::command::{Claim, Command, KeyRef};
use symbolon_domain::fact::{Ordered, Payment, UnassignReason, WindDownHow};
use symbolon_domain::ids::{AccountId, KeyId, Minter, TenantId, TicketId, TokenId};
use symbolon_domain::programme::{Language, Mode, Money, PayMethod, ReplacementReason};
use symbolon_domain::ticket::TicketReason;
use symbolon_store::PersonRow;

/// A company before it is opened.
#[derive(Debug, Clone)]
pub(crate) struct Company {
    pub(crate) id: AccountId,
    pub(crate) name: String,
    pub(crate) country: &'static str,
    /// Day on which its account is opened.
    pub(crate) opened: Date,
    pub(crate) people: Vec<Member>,
}

/// A person of a company, or of the vendor.
#[derive(Debug, Clone)]
pub(crate) struct Member {
    pub(crate) row: PersonRow,
    /// Domains of the tenants of which they are admin; the tenants have no id before they are linked.
    pub(crate) admin_of: Vec<String>,
}

/// Who acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Who {
    /// A person of the company, by their place in it.
    Member(usize),
    /// A person of the vendor, by their place in [`World::vendor`].
    Vendor(usize),
}

/// An act at its day.
#[derive(Debug, Clone)]
pub(crate) struct Event {
    pub(crate) on: Date,
    /// The company, by its place in [`World::companies`].
    pub(crate) company: usize,
    pub(crate) who: Who,
    pub(crate) act: Act,
}

/// All of it, with the events in the order in which they happened.
#[derive(Debug, Clone, Default)]
pub(crate) struct World {
    pub(crate) vendor: Vec<Member>,
    pub(crate) companies: Vec<Company>,
    pub(crate) events: Vec<Event>,
}

/// An act. `benefit` is a product's id; without it the first one that fits is meant.
#[derive(Debug, Clone)]
pub(crate) enum Act {
    Open,
    Location(&'static str),
    Tenant(String),
    Attain {
        competency: &'static str,
        level: &'static str,
        until: Date,
    },
    Link {
        person: usize,
    },
    Certify {
        person: usize,
        credential: &'static str,
    },
    Buy {
        offer: &'static str,
        payment: String,
    },
    Review,
    Renew {
        payment: String,
    },
    /// Records that everything of the newest membership is provisioned.
    Provision,
    Order {
        offer: &'static str,
        method: PayMethod,
    },
    Receive {
        minor: i64,
        reference: &'static str,
    },
    ShowCode {
        benefit: &'static str,
    },
    Redeem {
        benefit: Option<&'static str>,
        tenant: String,
        mode: Mode,
    },
    AskReplacement {
        benefit: &'static str,
        reason: ReplacementReason,
        intended: Option<String>,
        note: &'static str,
    },
    GrantReplacement,
    Reveal {
        benefit: &'static str,
    },
    Install {
        benefit: &'static str,
        machine: String,
        hardware_changed: bool,
    },
    Assign {
        benefit: Option<&'static str>,
        person: usize,
    },
    StartUsing {
        person: usize,
    },
    TakeBack {
        person: usize,
    },
    Confirm {
        benefit: &'static str,
        how: WindDownHow,
    },
    /// Invites the company at a place in [`World::companies`] to merge.
    Invite(usize),
    /// Accepts the invitation that is open.
    AcceptMerge,
    /// Opens a ticket about the newest membership.
    OpenTicket {
        reason: TicketReason,
        text: &'static str,
    },
    /// Proposes a late override of the newest membership, as its ticket asks.
    ProposeOverride {
        campaign: &'static str,
        note: &'static str,
    },
}

impl Act {
    /// Whether it is about two companies, and is decided alone.
    pub(crate) fn is_of_two(&self) -> bool {
        matches!(self, Self::Invite(_) | Self::AcceptMerge)
    }
}

/// What an act needs besides the account to become a command.
pub(crate) struct Edge<'a> {
    /// A machine's fingerprint as facts hold it.
    pub(crate) device: &'a dyn Fn(&str) -> String,
    /// A certification profile's number as facts hold it.
    pub(crate) profile: &'a dyn Fn(&str) -> String,
    /// A text as facts refer to it.
    pub(crate) note: &'a mut dyn FnMut(&str) -> symbolon_domain::fact::NoteRef,
    /// The newest ticket of the company.
    pub(crate) ticket: Option<TicketId>,
    /// The global number of a company, by its place in [`World::companies`].
    pub(crate) number: &'a dyn Fn(usize) -> Option<u64>,
}

impl Act {
    /// Whether the account must be looked at first.
    pub(crate) fn looks(&self) -> bool {
        !matches!(self, Self::Open | Self::Location(_) | Self::Tenant(_) | Self::Attain { .. } | Self::Buy { .. })
    }

    /// The command, if what it names is there.
    pub(crate) fn command(
        &self,
        on: Date,
        company: &Company,
        account: &Account,
        edge: &mut Edge<'_>,
    ) -> Option<Command> {
        let payment = |reference: &str| Payment { reference: reference.to_owned(), amount: None };
        Some(match self {
            Self::Open => Command::open(company.country),
            Self::Location(country) => Command::AddLocation { country: (*country).to_owned() },
            Self::Tenant(domain) => Command::LinkTenant { domain: domain.clone() },
            Self::Attain { competency, level, until } => Command::StateAttainment {
                competency: (*competency).to_owned(),
                level: (*level).to_owned(),
                until: Some(*until),
                note: Some((edge.note)("As agreed.")),
            },
            Self::Link { person } => {
                let person = company.people.get(*person)?.row.id;
                Command::LinkProfile { person, profile: (edge.profile)(&person.to_string()) }
            }
            Self::Certify { person, credential } => {
                let person = company.people.get(*person)?.row.id;
                let profile = (edge.profile)(&person.to_string());
                let claim = Claim::Skill { profile, credential: (*credential).to_owned() };
                let source = "training-records".to_owned();
                Command::RecordEvidence { claim, dated: on, expires_on: None, as_of: None, source }
            }
            Self::Buy { offer, payment: reference } => {
                Command::Purchase { offer: (*offer).to_owned(), payment: payment(reference) }
            }
            Self::Review => Command::ReviewProfile,
            Self::Renew { payment: reference } => {
                let newest = account.memberships.values().max_by_key(|held| held.number)?;
                Command::Renew { membership: newest.id, payment: payment(reference), offer: None }
            }
            Self::Provision => {
                let newest = account.memberships.values().max_by_key(|held| held.number)?;
                Command::ProvisionGrants { membership: newest.id, grants: Vec::new() }
            }
            Self::Order { offer, method } => {
                let of = Ordered::Purchase { offer: (*offer).to_owned() };
                Command::PlaceOrder { of, method: *method, tax_id: None }
            }
            Self::Receive { minor, reference } => {
                let newest = account.orders.values().max_by_key(|order| order.placed.number)?;
                let amount = Money { minor: *minor, currency: newest.placed.total.currency.clone() };
                let order = Some(newest.placed.order);
                Command::RecordPayment { order, amount, reference: (*reference).to_owned(), received_on: None }
            }
            Self::ShowCode { benefit } => Command::ShowCode { token: unused(account, Some(benefit), on)? },
            Self::Redeem { benefit, tenant: domain, mode } => Command::RedeemToken {
                token: unused(account, *benefit, on)?,
                tenant: tenant(account, domain)?,
                mode: *mode,
                subscription: None,
                seats: None,
            },
            Self::AskReplacement { benefit, reason, intended, note } => Command::RequestReplacement {
                token: redeemed(account, benefit)?,
                reason: *reason,
                intended_tenant: intended.as_ref().and_then(|domain| tenant(account, domain)),
                note: Some((edge.note)(note)),
            },
            Self::GrantReplacement => {
                let open = account.replacements.iter().find(|(_, request)| request.decided.is_none())?;
                Command::DecideReplacement { replacement: *open.0, grant: true, note: None }
            }
            Self::Reveal { benefit } => Command::RevealKey { key: KeyRef::Key(key(account, benefit)?) },
            Self::Install { benefit, machine, hardware_changed } => Command::RecordActivation {
                key: key(account, benefit)?,
                device: (edge.device)(machine),
                note: Some((edge.note)(machine)),
                hardware_changed: *hardware_changed,
            },
            Self::Assign { benefit, person } => {
                let fits = |product: &str| benefit.is_none_or(|wanted| wanted == product);
                let pools = account.pools.iter().filter(|(_, pool)| fits(&pool.benefit));
                // The largest pool of the newest membership: an increment may have a single seat.
                let (pool, _) = pools.max_by_key(|(_, pool)| {
                    (account.membership_of(pool.grant).map(|(_, held)| held.anchor), pool.size)
                })?;
                let person = company.people.get(*person)?.row.id;
                Command::AssignSeat { pool: *pool, person, country: None }
            }
            Self::StartUsing { person } => Command::ActivateSeat { assignment: seat(account, company, *person)? },
            Self::TakeBack { person } => {
                Command::UnassignSeat { assignment: seat(account, company, *person)?, why: UnassignReason::Returned }
            }
            Self::Confirm { benefit, how } => {
                let mut grants = account.grants.iter();
                let (grant, _) = grants.find(|(_, grant)| grant.line.benefit == *benefit)?;
                Command::ConfirmWindDown { grant: *grant, of: None, how: *how }
            }
            Self::Invite(place) => Command::InviteToMerge { number: (edge.number)(*place)? },
            Self::AcceptMerge => {
                let (merge, _) = account.merges.iter().find(|(_, merge)| merge.is_open())?;
                Command::AcceptMerge { merge: *merge }
            }
            // A ticket is a plain row, and no command.
            Self::OpenTicket { .. } => return None,
            Self::ProposeOverride { campaign, note } => {
                let newest = account.memberships.values().max_by_key(|held| held.number)?;
                Command::ProposeOverride {
                    membership: newest.id,
                    campaign: (*campaign).to_owned(),
                    ticket: edge.ticket?,
                    note: (edge.note)(note),
                }
            }
        })
    }
}

/// The unused token for a product whose day comes first.
fn unused(account: &Account, benefit: Option<&str>, on: Date) -> Option<TokenId> {
    let fits = |product: &str| benefit.is_none_or(|wanted| wanted == product);
    let usable = account
        .tokens
        .iter()
        .filter(|(_, token)| fits(&token.benefit) && token.redeemed.is_none() && token.redeem_by >= on);
    usable.min_by_key(|(_, token)| token.redeem_by).map(|(id, _)| *id)
}

/// The newest redeemed token for a product.
fn redeemed(account: &Account, benefit: &str) -> Option<TokenId> {
    let mut tokens = account.tokens.iter();
    tokens.rfind(|(_, token)| token.benefit == benefit && token.redeemed.is_some()).map(|(id, _)| *id)
}

/// The newest key for a product.
fn key(account: &Account, benefit: &str) -> Option<KeyId> {
    account.keys.iter().rfind(|(_, key)| key.benefit == benefit).map(|(id, _)| *id)
}

fn tenant(account: &Account, domain: &str) -> Option<TenantId> {
    account.tenants.iter().find(|(_, tenant)| tenant.domain == domain).map(|(id, _)| *id)
}

fn seat(account: &Account, company: &Company, person: usize) -> Option<symbolon_domain::ids::AssignmentId> {
    let person = company.people.get(person)?.row.id;
    let mut held = account.assignments.iter();
    held.rfind(|(_, held)| held.person == person && held.ended.is_none()).map(|(id, _)| *id)
}

/// Makes ids that depend on the seed and the day only, so that the same demo has the same companies, and companies sort
/// by the day on which they joined, as real ones do.
pub(crate) struct Ids {
    next: u128,
}

impl Ids {
    pub(crate) fn new(seed: u64) -> Self {
        // The seed stands above a counter that no demo ever fills.
        Self { next: u128::from(seed & 0xffff_ffff) << 32 }
    }

    fn minter(&mut self, day: Date) -> Minter {
        self.next += 1;
        let millis = day.at(0, 0, 0, 0).to_zoned(TimeZone::UTC).map_or(0, |day| day.timestamp().as_millisecond());
        Minter::new(u64::try_from(millis).unwrap_or(0), self.next)
    }
}

impl Company {
    pub(crate) fn new(ids: &mut Ids, name: &str, country: &'static str, opened: Date) -> Self {
        Self { id: ids.minter(opened).account(), name: name.to_owned(), country, opened, people: Vec::new() }
    }

    /// Adds a person; the answer is their place.
    pub(crate) fn person(
        &mut self,
        ids: &mut Ids,
        name: &str,
        email: &str,
        roles: &[Role],
        language: Language,
        admin_of: &[&str],
    ) -> usize {
        let mut member = member(ids, self.opened, name, email, roles, language);
        member.row.account = Some(self.id);
        member.admin_of = admin_of.iter().map(|domain| (*domain).to_owned()).collect();
        self.people.push(member);
        self.people.len() - 1
    }
}

/// A person who belongs to nobody yet.
pub(crate) fn member(
    ids: &mut Ids,
    since: Date,
    name: &str,
    email: &str,
    roles: &[Role],
    language: Language,
) -> Member {
    Member {
        row: PersonRow {
            id: ids.minter(since).person(),
            account: None,
            name: name.to_owned(),
            email: email.to_owned(),
            language,
            kind: IdentityKind::Named,
            in_directory: true,
            roles: roles.iter().copied().collect(),
            admin_of: Default::default(),
        },
        admin_of: Vec::new(),
    }
}
