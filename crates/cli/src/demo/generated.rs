//! Companies by the hundred, so that lists look as they do in real life. The same seed makes the same ones.

use jiff::ToSpan;
use jiff::civil::{Date, date};
use symbolon_domain::access::Role;
use symbolon_domain::programme::{Language, Mode};

use super::cast::{CLAIRE, STATED, TRAINER};
use super::world::{Act, Company, Event, Ids, Who, World};

const FIRST: &[&str] = &[
    "Ada", "Basile", "Carmen", "Djibril", "Elsa", "Farid", "Greta", "Hugo", "Irène", "Jonas", "Karima", "Léon", "Mina",
    "Noé", "Olga", "Pierre", "Quentin", "Rosa", "Samir", "Théa", "Ulysse", "Vera", "Willem", "Ximena", "Yasmine",
    "Zoé",
];
const LAST: &[&str] = &[
    "Arnoult",
    "Bakker",
    "Chevalier",
    "Duarte",
    "Engel",
    "Ferrand",
    "Guillot",
    "Hansen",
    "Imbert",
    "Jacquet",
    "Keller",
    "Lambert",
    "Moreau",
    "Nunes",
    "Ortiz",
    "Pasquier",
    "Rey",
    "Schmitt",
    "Tessier",
    "Urbain",
    "Vidal",
    "Weber",
    "Zeller",
];
const KIND: &[&str] = &[
    "Atelier",
    "Studio",
    "Cabinet",
    "Maison",
    "Comptoir",
    "Groupe",
    "Fabrique",
    "Collectif",
    "Agence",
    "Bureau",
    "Chantier",
    "Verger",
    "Phare",
    "Moulin",
    "Jardin",
    "Pont",
    "Port",
    "Relais",
    "Cercle",
    "Carrefour",
    "Horizon",
    "Balise",
    "Escale",
    "Passerelle",
    "Boussole",
    "Sillage",
    "Archipel",
    "Clairière",
    "Ardoise",
    "Lanterne",
];
const NAME: &[&str] = &[
    "Alizé",
    "Boréal",
    "Cyprès",
    "Dahlia",
    "Écume",
    "Fougère",
    "Granit",
    "Houle",
    "Iris",
    "Jonquille",
    "Kaolin",
    "Lichen",
    "Mimosa",
    "Nacre",
    "Ocre",
    "Pervenche",
    "Quartz",
    "Romarin",
    "Saule",
    "Tilleul",
    "Ulve",
    "Verveine",
    "Wapiti",
    "Xylo",
    "Yeuse",
    "Zéphyr",
    "Argile",
    "Bruyère",
    "Corail",
    "Digue",
    "Estuaire",
    "Falaise",
    "Garrigue",
    "Hêtre",
    "Isthme",
    "Jusant",
    "Karst",
    "Lagune",
    "Morène",
    "Névé",
    "Opale",
    "Prairie",
    "Rivage",
    "Source",
    "Tourbe",
    "Vallon",
];
const COUNTRIES: &[&str] = &["FR", "FR", "FR", "BE", "CH", "LU", "DE", "ES", "IT", "GB", "CA", "US"];
const COMPETENCIES: &[&str] = &["application-development", "cloud-platform", "data-analytics", "devops", "messaging"];

/// The most companies that have a name of their own.
pub(crate) const MOST: usize = KIND.len() * NAME.len();

/// The last day of the demo's past.
const LAST_DAY: Date = date(2021, 9, 9);

/// Numbers that depend on the seed only (SplitMix64): good enough to look random, and secret to nobody.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to below `end`.
    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % (end.max(1) as u64)).unwrap_or(0)
    }

    fn percent(&mut self, chance: usize) -> bool {
        self.below(100) < chance
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from.get(self.below(from.len())).copied().unwrap_or_default()
    }

    fn days(&mut self, least: usize, most: usize) -> i64 {
        i64::try_from(least + self.below(most - least + 1)).unwrap_or(0)
    }
}

/// Adds companies to a world.
pub(crate) fn add(world: &mut World, ids: &mut Ids, count: usize, seed: u64) {
    let mut dice = Dice(seed);
    // A stride without a common divisor visits every name once, in an order that the seed turns.
    let start = dice.below(MOST);
    for number in 0..count.min(MOST) {
        company(world, ids, &mut dice, (start + number * 463) % MOST);
    }
}

/// A name as it stands in a domain.
fn plain(name: &str) -> String {
    let letter = |letter: char| match letter {
        'é' | 'è' | 'ê' | 'É' => 'e',
        'ï' => 'i',
        ' ' => '-',
        other => other.to_ascii_lowercase(),
    };
    name.chars().map(letter).collect()
}

fn company(world: &mut World, ids: &mut Ids, dice: &mut Dice, name: usize) {
    let kind = KIND.get(name % KIND.len()).copied().unwrap_or_default();
    let own = NAME.get(name / KIND.len()).copied().unwrap_or_default();
    let name = format!("{kind} {own}");
    let country = COUNTRIES.get(dice.below(COUNTRIES.len())).copied().unwrap_or("FR");
    let language = if matches!(country, "FR" | "BE" | "CH" | "LU" | "CA") { Language::Fr } else { Language::En };
    let tenant = format!("{}.example", plain(&name));

    // A quarter bought a year earlier, and had the choice to renew.
    let first_day = date(2020, 9, 1);
    let earlier = dice.percent(25);
    let bought = later(first_day, dice.days(0, 364) - if earlier { 365 } else { 0 });
    let opened = later(bought, -dice.days(60, 90));
    let mut company = Company::new(ids, &name, country, opened);
    let developers = dice.below(3);
    for place in 0..=developers {
        let (first, last) = (dice.pick(FIRST), dice.pick(LAST));
        let email = format!("{}{}@{tenant}", plain(first), if place == 0 { String::new() } else { place.to_string() });
        let (role, admin_of): (_, &[&str]) =
            if place == 0 { (Role::GlobalAdmin, &[&tenant]) } else { (Role::Employee, &[]) };
        company.person(ids, &format!("{first} {last}"), &email, &[role], language, admin_of);
    }
    let place = world.companies.len();
    world.companies.push(company);
    let mut past = Past { world, company: place };

    past.act(opened, CLAIRE, Act::Open);
    past.act(opened, Who::Vendor(1), Act::Tenant(tenant.clone()));
    let offer = match dice.below(100) {
        0..60 => "action-pack",
        60..72 => "learning-action-pack",
        72..90 => "silver",
        _ => "gold",
    };
    if let "silver" | "gold" = offer {
        let competency = COMPETENCIES.get(dice.below(COMPETENCIES.len())).copied().unwrap_or("devops");
        past.act(later(bought, -5), CLAIRE, Act::Attain { competency, level: offer, until: STATED });
    }
    let trains = offer == "learning-action-pack";
    if trains {
        past.act(later(bought, -5), CLAIRE, Act::Link { person: 0 });
        past.act(later(bought, -5), CLAIRE, Act::Certify { person: 0, credential: TRAINER });
    }
    let reference = |year: u32| format!("G-{}-{year}", place + 1);
    past.act(bought, CLAIRE, Act::Buy { offer, payment: reference(1) });
    if dice.percent(60) {
        let act = Act::Redeem { benefit: None, tenant: tenant.clone(), mode: Mode::New };
        past.act(later(bought, dice.days(31, 120)), Who::Member(0), act);
    }
    if offer == "action-pack" && dice.percent(40) {
        let day = later(bought, dice.days(31, 150));
        let benefit = "windows-10-professional";
        past.act(day, Who::Member(0), Act::Reveal { benefit });
        for machine in 0..dice.below(4) {
            let machine = format!("PC-{:02}", machine + 1);
            past.act(day, Who::Member(0), Act::Install { benefit, machine, hardware_changed: false });
        }
    }
    for person in 1..=developers {
        let day = later(bought, dice.days(31, 90));
        past.act(day, Who::Member(0), Act::Assign { benefit: None, person });
        if dice.percent(80) {
            past.act(later(day, dice.days(31, 50)), Who::Member(person), Act::StartUsing { person });
        }
    }
    if earlier && dice.percent(60) {
        let day = later(bought, dice.days(367, 395));
        if trains {
            past.act(day, CLAIRE, Act::Certify { person: 0, credential: TRAINER });
        }
        past.act(day, Who::Member(0), Act::Review);
        past.act(day, CLAIRE, Act::Renew { payment: reference(2) });
    }
}

struct Past<'a> {
    world: &'a mut World,
    company: usize,
}

impl Past<'_> {
    /// Writes an act down, unless its day has not come yet.
    fn act(&mut self, on: Date, who: Who, act: Act) {
        if on <= LAST_DAY {
            self.world.events.push(Event { on, company: self.company, who, act });
        }
    }
}

fn later(day: Date, days: i64) -> Date {
    day.saturating_add(days.days())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_all_different_and_the_seed_decides() {
        let make = |seed| {
            let mut world = World::default();
            add(&mut world, &mut Ids::new(seed), 1_300, seed);
            world
        };
        let world = make(7);
        let mut names: Vec<_> = world.companies.iter().map(|company| company.name.clone()).collect();
        assert_eq!(names.len(), 1_300);
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), 1_300);
        assert_eq!(format!("{:?}", make(7)), format!("{world:?}"));
        assert_ne!(format!("{:?}", make(8)), format!("{world:?}"));
    }
}
