//! The hand-written companies of the demo. Each has a story that one of the partners' questions comes from; all of them
//! are invented.

use jiff::civil::{Date, date};
use symbolon_domain::access::{IdentityKind, Role};
use symbolon_domain::fact::WindDownHow;
use symbolon_domain::programme::{Language, Mode, PayMethod, ReplacementReason};
use symbolon_domain::ticket::TicketReason;

use super::world::{Act, Company, Event, Ids, Member, Who, World, member};

/// Somebody whom a visitor can be.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Persona {
    /// The message that says who it is and what to look at.
    pub(crate) text: &'static str,
    /// What the API token is called.
    pub(crate) name: &'static str,
    pub(crate) who: Who,
    /// The company, for one of its people.
    pub(crate) company: usize,
}

/// Places in [`World::vendor`].
pub(crate) const CLAIRE: Who = Who::Vendor(0);
const LOUIS: Who = Who::Vendor(1);

/// Places in [`World::companies`].
pub(crate) const LUMEN: usize = 0;
const VAGUE: usize = 3;
pub(crate) const DELTA: usize = 4;
const NORD: usize = 5;
const AURORE: usize = 10;
const BOREAL: usize = 11;
const CAP: usize = 12;

/// The people of Atelier Lumen.
pub(crate) const INES: usize = 0;
const TOM: usize = 1;
const MARC: usize = 2;
const NADIA: usize = 3;
const LEA: usize = 4;
const GERARD: usize = 5;

/// Everybody whom a visitor can be, in the order in which they are printed.
pub(crate) const PERSONAS: &[Persona] = &[
    Persona { text: "cli-demo-ines", name: "ines", who: Who::Member(INES), company: LUMEN },
    Persona { text: "cli-demo-tom", name: "tom", who: Who::Member(TOM), company: LUMEN },
    Persona { text: "cli-demo-nadia", name: "nadia", who: Who::Member(NADIA), company: LUMEN },
    Persona { text: "cli-demo-marc", name: "marc", who: Who::Member(MARC), company: LUMEN },
    Persona { text: "cli-demo-chloe", name: "chloe", who: Who::Member(0), company: DELTA },
    Persona { text: "cli-demo-yann", name: "yann", who: Who::Member(0), company: VAGUE },
    Persona { text: "cli-demo-sofia", name: "sofia", who: Who::Member(0), company: NORD },
    Persona { text: "cli-demo-alix", name: "alix", who: Who::Member(0), company: AURORE },
    Persona { text: "cli-demo-bruno", name: "bruno", who: Who::Member(0), company: BOREAL },
    Persona { text: "cli-demo-hanna", name: "hanna", who: Who::Member(0), company: CAP },
    Persona { text: "cli-demo-louis", name: "louis", who: Who::Vendor(1), company: 0 },
    Persona { text: "cli-demo-claire", name: "claire", who: Who::Vendor(0), company: 0 },
    Persona { text: "cli-demo-aida", name: "aida", who: Who::Vendor(2), company: 0 },
    Persona { text: "cli-demo-operator", name: "operator", who: Who::Vendor(3), company: 0 },
];

/// Who proposed the campaign that waits for somebody else to approve it.
pub(super) const HUGO: usize = 4;
/// The campaign that waits.
pub(super) const CAMPAIGN: &str = "relief-2021-h2";

/// The last day of statements that nobody has taken back.
pub(super) const STATED: Date = date(2023, 12, 31);

/// Whom a training company must have.
pub(crate) const TRAINER: &str = "mct";
const OFFICE: &str = "office-365-e3";
const VS_PROFESSIONAL: &str = "visual-studio-professional";
const VS_ENTERPRISE: &str = "visual-studio-enterprise";
const WINDOWS: &str = "windows-10-enterprise";

/// The vendor's people and the companies, with their acts in no particular order.
pub(crate) fn world(ids: &mut Ids) -> World {
    let mut world = World { vendor: vendor(ids), ..World::default() };
    for company in [lumen, brise, ferme, vague, delta, nord, quai, rive, halle, mistral, aurore, boreal, cap] {
        company(&mut world, ids);
    }
    world
}

fn vendor(ids: &mut Ids) -> Vec<Member> {
    use Role::*;
    [
        ("Claire Morel", "claire", ProgrammeManager, Language::Fr),
        ("Louis Petit", "louis", SupportAgent, Language::Fr),
        ("Aïda Benali", "aida", Auditor, Language::Fr),
        ("Operator", "operator", Operator, Language::En),
        ("Hugo Lambert", "hugo", ProgrammeManager, Language::Fr),
    ]
    .map(|(name, at, role, language)| {
        member(ids, date(2015, 1, 5), name, &format!("{at}@vendor.example"), &[role], language)
    })
    .into()
}

/// Writes down the acts of one company.
struct Story<'a> {
    world: &'a mut World,
    company: usize,
}

impl<'a> Story<'a> {
    /// A company that opens its account on a day and links its tenants.
    fn of(world: &'a mut World, company: Company, tenants: &[&str]) -> Self {
        let opened = company.opened;
        let place = world.companies.len();
        world.companies.push(company);
        let mut story = Self { world, company: place };
        story.act(opened, CLAIRE, Act::Open);
        for tenant in tenants {
            story.act(opened, LOUIS, Act::Tenant((*tenant).to_owned()));
        }
        story
    }

    fn act(&mut self, on: Date, who: Who, act: Act) {
        self.world.events.push(Event { on, company: self.company, who, act });
    }

    /// Fees of earlier years were collected before there were orders here, so the vendor recorded what they bought.
    fn buy(&mut self, on: Date, offer: &'static str, payment: &str) {
        self.act(on, CLAIRE, Act::Buy { offer, payment: payment.to_owned() });
    }

    fn renew(&mut self, on: Date, payment: &str) {
        self.act(on, Who::Member(0), Act::Review);
        self.act(on, CLAIRE, Act::Renew { payment: payment.to_owned() });
    }

    fn attain(&mut self, on: Date, competency: &'static str, level: &'static str, until: Date) {
        self.act(on, CLAIRE, Act::Attain { competency, level, until });
    }

    fn redeem(&mut self, on: Date, who: usize, benefit: &'static str, tenant: &str, mode: Mode) {
        self.act(on, Who::Member(who), Act::Redeem { benefit: Some(benefit), tenant: tenant.to_owned(), mode });
    }

    fn reveal(&mut self, on: Date, who: usize, benefit: &'static str) {
        self.act(on, Who::Member(who), Act::Reveal { benefit });
    }

    fn install(&mut self, on: Date, benefit: &'static str, machine: &str, hardware_changed: bool) {
        let machine = machine.to_owned();
        self.act(on, Who::Member(0), Act::Install { benefit, machine, hardware_changed });
    }

    fn assign(&mut self, on: Date, benefit: &'static str, person: usize) {
        self.act(on, Who::Member(0), Act::Assign { benefit: Some(benefit), person });
    }

    fn use_seat(&mut self, on: Date, person: usize) {
        self.act(on, Who::Member(person), Act::StartUsing { person });
    }
}

/// Day 9 of 30 to renew, with everything at hand: a subscription that outlives the Silver membership that brought it
/// and could be extended or added to, unused tokens, keys that were shown, three seats in three states.
fn lumen(world: &mut World, ids: &mut Ids) {
    let mut company = Company::new(ids, "Atelier Lumen", "FR", date(2018, 5, 14));
    let both = ["lumen.example", "lumen-lab.example"];
    let fr = Language::Fr;
    company.person(ids, "Inès Aubert", "ines@lumen.example", &[Role::GlobalAdmin], fr, &both);
    company.person(ids, "Tom Delmas", "tom@lumen.example", &[Role::ProgrammeAdmin], Language::En, &[]);
    company.person(ids, "Marc Bellier", "marc@lumen.example", &[Role::Employee], fr, &[]);
    company.person(ids, "Nadia Roux", "nadia@lumen.example", &[Role::BillingAdmin], fr, &["lumen.example"]);
    company.person(ids, "Léa Fontaine", "lea@lumen.example", &[Role::Employee], fr, &[]);
    company.person(ids, "Gérard L’Hostis", "gerard@lumen.example", &[Role::Employee], fr, &[]);
    let room = company.person(ids, "Salle de formation", "salle@lumen.example", &[Role::Employee], fr, &[]);
    if let Some(member) = company.people.get_mut(room) {
        member.row.kind = IdentityKind::Shared;
    }
    let mut story = Story::of(world, company, &both);
    story.attain(date(2019, 10, 21), "devops", "silver", date(2020, 11, 9));
    story.buy(date(2019, 11, 10), "silver", "O-512");
    story.redeem(date(2020, 12, 5), NADIA, OFFICE, "lumen.example", Mode::New);

    story.buy(date(2020, 9, 1), "action-pack", "O-771");
    story.reveal(date(2020, 10, 12), TOM, WINDOWS);
    story.install(date(2020, 10, 12), WINDOWS, "PC-ACCUEIL", false);
    story.install(date(2020, 10, 13), WINDOWS, "PC-ATELIER-1", false);
    story.install(date(2021, 3, 2), WINDOWS, "PC-ATELIER-1", true);
    story.reveal(date(2020, 11, 4), TOM, "office-professional-plus-2019");
    story.install(date(2020, 11, 4), "office-professional-plus-2019", "PC-ACCUEIL", false);
    story.redeem(date(2021, 3, 1), INES, "enterprise-mobility-security", "lumen-lab.example", Mode::New);
    story.act(date(2021, 6, 15), Who::Member(TOM), Act::ShowCode { benefit: "intune" });
    story.assign(date(2020, 10, 12), VS_PROFESSIONAL, LEA);
    story.use_seat(date(2020, 10, 12), LEA);
    story.assign(date(2021, 7, 1), VS_PROFESSIONAL, MARC);
    story.assign(date(2021, 7, 1), VS_PROFESSIONAL, GERARD);
    story.use_seat(date(2021, 7, 2), GERARD);
    story.act(date(2021, 9, 1), Who::Member(INES), Act::TakeBack { person: GERARD });
}

/// Gold with competencies and several years of history, among them the upgrade from Silver.
fn brise(world: &mut World, ids: &mut Ids) {
    let mut company = Company::new(ids, "Brise Conseil", "BE", date(2016, 9, 5));
    let tenants = ["brise.example"];
    company.person(ids, "Wim Claes", "wim@brise.example", &[Role::GlobalAdmin], Language::En, &tenants);
    company.person(ids, "Jeanne Lemaire", "jeanne@brise.example", &[Role::AccountAdmin], Language::Fr, &[]);
    for (name, at) in [("Anouk Peeters", "anouk"), ("Bilal Haddad", "bilal"), ("Coralie Dubois", "coralie")] {
        company.person(ids, name, &format!("{at}@brise.example"), &[Role::Employee], Language::Fr, &[]);
    }
    let mut story = Story::of(world, company, &tenants);
    story.act(date(2018, 2, 12), Who::Member(1), Act::Location("LU"));
    story.attain(date(2017, 2, 6), "data-platform", "silver", STATED);
    story.buy(date(2017, 3, 20), "silver", "O-104");
    story.redeem(date(2017, 4, 3), 0, OFFICE, "brise.example", Mode::New);
    story.renew(date(2018, 3, 26), "O-188");
    story.redeem(date(2018, 3, 27), 0, OFFICE, "brise.example", Mode::Extend);
    story.attain(date(2019, 4, 1), "cloud-platform", "gold", STATED);
    story.buy(date(2019, 4, 15), "gold", "O-301");
    story.redeem(date(2019, 4, 16), 0, OFFICE, "brise.example", Mode::New);
    story.renew(date(2020, 4, 20), "O-640");
    story.attain(date(2020, 6, 8), "devops", "gold", STATED);
    story.redeem(date(2020, 7, 6), 0, OFFICE, "brise.example", Mode::New);
    story.renew(date(2021, 4, 19), "O-915");
    story.attain(date(2021, 5, 3), "data-analytics", "silver", STATED);
    story.redeem(date(2021, 6, 1), 0, "microsoft-365-e3", "brise.example", Mode::New);
    for person in [2, 3, 4] {
        story.assign(date(2020, 5, 4), VS_ENTERPRISE, person);
        story.use_seat(date(2020, 5, 11), person);
    }
}

/// A company that has invited another one to become a part of it, and may confirm it: each has an Action Pack, and after
/// the merge the later one is renewed for both (H-35).
fn aurore(world: &mut World, ids: &mut Ids) {
    use Role::*;
    let mut company = Company::new(ids, "Aurore Numérique", "FR", date(2019, 6, 3));
    let tenants = ["aurore.example"];
    let fr = Language::Fr;
    company.person(ids, "Alix Renard", "alix@aurore.example", &[GlobalAdmin, AccountAdmin], fr, &tenants);
    company.person(ids, "Maud Perrin", "maud@aurore.example", &[Employee], fr, &[]);
    company.person(ids, "Nils Berger", "nils@aurore.example", &[Employee], fr, &[]);
    let mut story = Story::of(world, company, &tenants);
    story.buy(date(2020, 11, 2), "action-pack", "O-802");
    story.redeem(date(2020, 11, 16), 0, OFFICE, "aurore.example", Mode::New);
    for person in [1, 2] {
        story.assign(date(2020, 11, 18), VS_PROFESSIONAL, person);
        story.use_seat(date(2020, 11, 19), person);
    }
    story.act(date(2021, 9, 6), Who::Member(0), Act::Invite(BOREAL));
}

/// The company that it has invited, and that has accepted.
fn boreal(world: &mut World, ids: &mut Ids) {
    use Role::*;
    let mut company = Company::new(ids, "Boréal Studio", "FR", date(2020, 2, 10));
    let tenants = ["boreal.example"];
    company.person(ids, "Bruno Lacaze", "bruno@boreal.example", &[GlobalAdmin, AccountAdmin], Language::Fr, &tenants);
    company.person(ids, "Ysé Marchal", "yse@boreal.example", &[Employee], Language::Fr, &[]);
    company.person(ids, "Omar Diallo", "omar@boreal.example", &[Employee], Language::En, &[]);
    let mut story = Story::of(world, company, &tenants);
    story.act(date(2020, 3, 2), Who::Member(0), Act::Location("FR"));
    story.buy(date(2021, 1, 15), "action-pack", "O-866");
    story.redeem(date(2021, 2, 1), 0, OFFICE, "boreal.example", Mode::New);
    for person in [1, 2] {
        story.assign(date(2021, 2, 3), VS_PROFESSIONAL, person);
        story.use_seat(date(2021, 2, 4), person);
    }
    story.act(date(2021, 9, 8), Who::Member(0), Act::AcceptMerge);
}

/// It missed its window in the second wave of the crisis and asked in time to pay all the same: support proposed it, and
/// somebody else has to agree (J-36, J-37).
fn cap(world: &mut World, ids: &mut Ids) {
    let mut company = Company::new(ids, "Cap Horizon", "FR", date(2019, 10, 7));
    let tenants = ["cap-horizon.example"];
    company.person(ids, "Hanna Kowalski", "hanna@cap-horizon.example", &[Role::GlobalAdmin], Language::Fr, &tenants);
    let mut story = Story::of(world, company, &tenants);
    story.attain(date(2019, 10, 28), "devops", "silver", STATED);
    story.buy(date(2019, 11, 4), "silver", "O-509");
    story.redeem(date(2020, 1, 13), 0, OFFICE, "cap-horizon.example", Mode::New);
    let text = "Nous avons manqué la fenêtre de renouvellement pendant la crise et demandons à payer encore.";
    story.act(date(2021, 6, 29), Who::Member(0), Act::OpenTicket { reason: TicketReason::LateOverride, text });
    let note = "Fenêtre manquée pendant la deuxième vague, demande faite dans les délais.";
    story.act(date(2021, 9, 8), LOUIS, Act::ProposeOverride { campaign: "relief-2020-h2", note });
}

/// Every activation of a key is used, and no more will ever come (E-06).
fn ferme(world: &mut World, ids: &mut Ids) {
    let mut company = Company::new(ids, "Ferme Solaire", "FR", date(2021, 1, 25));
    let tenants = ["ferme-solaire.example"];
    company.person(ids, "Odile Garnier", "odile@ferme-solaire.example", &[Role::GlobalAdmin], Language::Fr, &tenants);
    let mut story = Story::of(world, company, &tenants);
    story.buy(date(2021, 2, 15), "action-pack", "O-862");
    story.reveal(date(2021, 2, 22), 0, WINDOWS);
    for machine in 1..=10 {
        story.install(date(2021, 2, 22), WINDOWS, &format!("SERRE-{machine:02}"), false);
    }
    story.redeem(date(2021, 3, 8), 0, OFFICE, "ferme-solaire.example", Mode::New);
}

/// Lapsed in August: the software must go, and a part of it is confirmed (F-08, F-09).
fn vague(world: &mut World, ids: &mut Ids) {
    let mut company = Company::new(ids, "Vague Bleue", "FR", date(2020, 6, 30));
    let tenants = ["vague-bleue.example"];
    company.person(ids, "Yann Kermarec", "yann@vague-bleue.example", &[Role::GlobalAdmin], Language::Fr, &tenants);
    company.person(ids, "Maëlle Le Goff", "maelle@vague-bleue.example", &[Role::Employee], Language::Fr, &[]);
    let mut story = Story::of(world, company, &tenants);
    story.buy(date(2020, 7, 20), "action-pack", "O-733");
    story.reveal(date(2020, 8, 24), 0, WINDOWS);
    for machine in ["VB-POSTE-1", "VB-POSTE-2"] {
        story.install(date(2020, 8, 24), WINDOWS, machine, false);
    }
    story.reveal(date(2020, 9, 7), 0, "windows-server-2019-standard");
    story.install(date(2020, 9, 7), "windows-server-2019-standard", "VB-SERVEUR", false);
    story.redeem(date(2021, 1, 11), 0, OFFICE, "vague-bleue.example", Mode::New);
    story.assign(date(2020, 9, 14), VS_PROFESSIONAL, 1);
    story.use_seat(date(2020, 9, 14), 1);
    let how = WindDownHow::Uninstalled;
    story.act(date(2021, 8, 23), Who::Member(0), Act::Confirm { benefit: "visio-professional-2019", how });
}

/// A training company with the other Action Pack.
fn delta(world: &mut World, ids: &mut Ids) {
    let mut company = Company::new(ids, "Delta Formation", "FR", date(2021, 3, 29));
    let tenants = ["delta-formation.example"];
    company.person(
        ids,
        "Chloé Marchand",
        "chloe@delta-formation.example",
        &[Role::GlobalAdmin],
        Language::Fr,
        &tenants,
    );
    company.person(ids, "Rachid Amrani", "rachid@delta-formation.example", &[Role::Employee], Language::Fr, &[]);
    let mut story = Story::of(world, company, &tenants);
    story.act(date(2021, 4, 6), CLAIRE, Act::Link { person: 1 });
    story.act(date(2021, 4, 6), CLAIRE, Act::Certify { person: 1, credential: TRAINER });
    story.buy(date(2021, 4, 12), "learning-action-pack", "O-903");
    story.redeem(date(2021, 5, 17), 0, OFFICE, "delta-formation.example", Mode::New);
    story.assign(date(2021, 5, 18), VS_PROFESSIONAL, 1);
    story.use_seat(date(2021, 5, 19), 1);
}

/// A token on the wrong tenant: the request is open, and could have been made until 24 September (D-22).
fn nord(world: &mut World, ids: &mut Ids) {
    let mut company = Company::new(ids, "Nord Atelier", "FR", date(2021, 5, 10));
    let tenants = ["nord-atelier.example", "nord-essais.example"];
    company.person(ids, "Sofia Verbeke", "sofia@nord-atelier.example", &[Role::GlobalAdmin], Language::Fr, &tenants);
    let mut story = Story::of(world, company, &tenants);
    story.buy(date(2021, 6, 1), "action-pack", "O-944");
    story.redeem(date(2021, 8, 25), 0, OFFICE, "nord-essais.example", Mode::New);
    story.act(
        date(2021, 9, 8),
        Who::Member(0),
        Act::AskReplacement {
            benefit: OFFICE,
            reason: ReplacementReason::WrongTenant,
            intended: Some("nord-atelier.example".to_owned()),
            note: "Le jeton est parti sur notre annuaire d’essais.",
        },
    );
}

/// The one replacement was granted and used already (D-21).
fn quai(world: &mut World, ids: &mut Ids) {
    let mut company = Company::new(ids, "Quai Neuf", "FR", date(2021, 2, 22));
    let tenants = ["quai-neuf.example", "quai-neuf-test.example"];
    company.person(ids, "Paul Santini", "paul@quai-neuf.example", &[Role::GlobalAdmin], Language::Fr, &tenants);
    let mut story = Story::of(world, company, &tenants);
    story.buy(date(2021, 3, 10), "action-pack", "O-879");
    story.redeem(date(2021, 4, 2), 0, OFFICE, "quai-neuf-test.example", Mode::New);
    story.act(
        date(2021, 4, 6),
        Who::Member(0),
        Act::AskReplacement {
            benefit: OFFICE,
            reason: ReplacementReason::WrongTenant,
            intended: Some("quai-neuf.example".to_owned()),
            note: "Mauvais locataire choisi dans la liste.",
        },
    );
    story.act(date(2021, 4, 8), LOUIS, Act::GrantReplacement);
    story.redeem(date(2021, 4, 9), 0, OFFICE, "quai-neuf.example", Mode::New);
}

/// Seats were added where the end date should have been extended; a second request in the queue (D-20).
fn rive(world: &mut World, ids: &mut Ids) {
    let mut company = Company::new(ids, "Rive Droite Numérique", "CH", date(2019, 9, 2));
    let tenants = ["rive-droite.example"];
    company.person(ids, "Elena Rossi", "elena@rive-droite.example", &[Role::GlobalAdmin], Language::Fr, &tenants);
    let mut story = Story::of(world, company, &tenants);
    story.attain(date(2020, 9, 21), "messaging", "silver", STATED);
    story.buy(date(2020, 10, 5), "silver", "O-790");
    story.redeem(date(2020, 10, 20), 0, OFFICE, "rive-droite.example", Mode::New);
    story.buy(date(2021, 8, 2), "action-pack", "O-977");
    story.redeem(date(2021, 9, 2), 0, OFFICE, "rive-droite.example", Mode::AddSeats);
    story.act(
        date(2021, 9, 6),
        Who::Member(0),
        Act::AskReplacement {
            benefit: OFFICE,
            reason: ReplacementReason::AddedInsteadOfExtended,
            intended: None,
            note: "We meant to keep our seats for longer.",
        },
    );
}

/// Silver renewed twice: each anniversary is 365 days after the last, so a leap year moves it (B-06).
fn halle(world: &mut World, ids: &mut Ids) {
    let mut company = Company::new(ids, "Halle aux Données", "FR", date(2018, 9, 17));
    let tenants = ["halle-donnees.example"];
    company.person(ids, "Bruno Castel", "bruno@halle-donnees.example", &[Role::GlobalAdmin], Language::Fr, &tenants);
    company.person(ids, "Inge Vos", "inge@halle-donnees.example", &[Role::Employee], Language::En, &[]);
    let mut story = Story::of(world, company, &tenants);
    story.attain(date(2018, 10, 1), "data-analytics", "silver", STATED);
    story.buy(date(2018, 10, 15), "silver", "O-255");
    story.renew(date(2019, 10, 21), "O-498");
    story.renew(date(2020, 10, 19), "O-801");
    story.assign(date(2020, 11, 2), VS_ENTERPRISE, 1);
    story.use_seat(date(2020, 11, 3), 1);
}

/// A member of the network that holds no offer yet: it ordered one by transfer, and the bank took its fee off the
/// amount, so the money waits and the order too (B-42).
fn mistral(world: &mut World, ids: &mut Ids) {
    let mut company = Company::new(ids, "Mistral Conseil", "FR", date(2021, 8, 16));
    let tenants = ["mistral.example"];
    company.person(ids, "Lucie Amat", "lucie@mistral.example", &[Role::GlobalAdmin], Language::Fr, &tenants);
    let mut story = Story::of(world, company, &tenants);
    let order = Act::Order { offer: "action-pack", method: PayMethod::Transfer };
    story.act(date(2021, 9, 6), Who::Member(0), order);
    story.act(date(2021, 9, 9), LOUIS, Act::Receive { minor: 46_000, reference: "SEPA-2021-0909-17" });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn companies_stand_where_their_places_say() {
        let world = world(&mut Ids::new(1));
        for (place, name) in [
            (LUMEN, "Atelier Lumen"),
            (VAGUE, "Vague Bleue"),
            (DELTA, "Delta Formation"),
            (NORD, "Nord Atelier"),
            (CAP, "Cap Horizon"),
        ] {
            assert_eq!(world.companies[place].name, name);
        }
        let marc = &world.companies[LUMEN].people[MARC];
        assert_eq!(marc.row.name, "Marc Bellier");
    }
}
