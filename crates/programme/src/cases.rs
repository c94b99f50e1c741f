//! Worked examples: a programme brings along what must come of its rules, and this runs it through the same decisions
//! that the system makes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::{Date, time};
use jiff::tz::TimeZone;
use symbolon_domain::access::{Actor, IdentityKind, Person, Role};
use symbolon_domain::account::{Account, Assignment, Membership, TokenState};
use symbolon_domain::command::{Claim, Command, KeyRef};
use symbolon_domain::decide::{Context, Decision, decide};
use symbolon_domain::entitlement::entitlement;
use symbolon_domain::fact::{Entry, Fact, NoteRef, Payment, TokenRedeemed, UnassignReason};
use symbolon_domain::ids::{AccountId, AssignmentId, GrantId, KeyId, Minter, PersonId, PoolId, TenantId, TokenId};
use symbolon_domain::programme::{Mode, Programme, Programmes, ReplacementReason, Text, WindowAccess, plus_days};
use symbolon_domain::refusal::{Refusal, RefusalCode};
use symbolon_domain::standing::{membership_standing, seat_breakdown, token_state, wind_down};

use crate::assemble::Assembler;
use crate::diagnostic::both;
use crate::document::{Act, At, Case as Written, Code, Expect};

/// The company's usual tenant.
const HOME: &str = "home.example";
/// The tenant that should have been used, for a replacement after a redemption on the wrong one.
const INTENDED: &str = "intended.example";
/// The country of a company whose example does not say.
const COUNTRY: &str = "FR";

/// A worked example of a programme.
#[derive(Debug, Clone)]
pub struct Case {
    pub(crate) file: String,
    pub(crate) line: u32,
    pub(crate) written: Written,
}

impl Case {
    /// What it shows.
    pub fn name(&self) -> &str {
        &self.written.name
    }
}

/// What came of a worked example.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseResult {
    /// What it shows.
    pub name: String,
    /// File, relative to the programme's folder.
    pub file: String,
    /// Line, from 1.
    pub line: u32,
    /// What was expected and what came instead, one sentence each; empty where all is well.
    pub failures: Vec<Text>,
}

/// An act, as a word and what it is done to.
enum Verb<'a> {
    Buy(&'a str),
    Renew(&'a str),
    Qualify(&'a str),
    Redeem(&'a str),
    Replace(ReplacementReason),
    Reveal(&'a str),
    Install(&'a str),
    Assign(&'a str),
    Activate(&'a str),
    Unassign(&'a str),
    Review,
}

impl Act {
    /// The acts that are stated; a correct one states exactly one.
    fn verbs(&self) -> Vec<Verb<'_>> {
        let mut verbs = Vec::new();
        fn add<'a>(verbs: &mut Vec<Verb<'a>>, id: &'a Option<At<String>>, verb: fn(&'a str) -> Verb<'a>) {
            verbs.extend(id.as_ref().map(|id| verb(&id.value)));
        }
        add(&mut verbs, &self.buy, Verb::Buy);
        add(&mut verbs, &self.renew, Verb::Renew);
        add(&mut verbs, &self.qualify, Verb::Qualify);
        add(&mut verbs, &self.redeem, Verb::Redeem);
        add(&mut verbs, &self.reveal, Verb::Reveal);
        add(&mut verbs, &self.install, Verb::Install);
        add(&mut verbs, &self.assign, Verb::Assign);
        add(&mut verbs, &self.activate, Verb::Activate);
        add(&mut verbs, &self.unassign, Verb::Unassign);
        verbs.extend(self.review.filter(|review| *review).map(|_| Verb::Review));
        verbs.extend(self.replace.map(|Code(reason)| Verb::Replace(reason)));
        verbs
    }
}

impl Assembler {
    /// Checks that a worked example names only what exists, one act at a time, in the order of the days.
    pub(crate) fn case(&mut self, file: &str, case: &At<Written>) {
        let At { value: case, span } = case;
        let given = &case.given;
        self.offer_id(file, given.offer.as_ref());
        self.benefit_id(file, given.redeemed.as_ref().map(|redeemed| &redeemed.value.benefit));
        for held in &given.qualified {
            self.competency_id(file, Some(&held.competency));
            self.level_id(file, Some(&held.level));
        }
        if given.offer.is_some() != given.bought.is_some() {
            let message = both!("`offer` et `bought` vont ensemble", "`offer` and `bought` belong together");
            self.sink.report(file, span.clone(), message, None);
        }
        if case.act.is_none() && case.expect_acts.is_empty() && case.expect.is_empty() {
            let message = both!("cet exemple n’attend rien", "this example expects nothing");
            let hint = both!("ajoutez `expect` ou `expect_acts`", "add `expect` or `expect_acts`");
            self.sink.report(file, span.clone(), message, Some(hint));
        }
        let mut before: Option<Date> = None;
        for At { value: act, span } in case.act.iter().chain(&case.expect_acts) {
            self.offer_id(file, act.buy.as_ref());
            self.offer_id(file, act.renew.as_ref());
            self.competency_id(file, act.qualify.as_ref());
            self.level_id(file, act.level.as_ref());
            for benefit in [&act.redeem, &act.reveal, &act.install, &act.assign, &act.activate, &act.unassign] {
                self.benefit_id(file, benefit.as_ref());
            }
            if act.verbs().len() != 1 {
                let message = both!("il faut exactement un acte", "exactly one act is needed");
                let hint = both!(
                    "`buy`, `renew`, `qualify`, `redeem`, `replace`, `reveal`, `install`, `assign`, `activate`, `unassign` ou `review`",
                    "`buy`, `renew`, `qualify`, `redeem`, `replace`, `reveal`, `install`, `assign`, `activate`, `unassign` or `review`"
                );
                self.sink.report(file, span.clone(), message, Some(hint));
            }
            if act.qualify.is_some() != act.level.is_some() {
                let message = both!("`qualify` et `level` vont ensemble", "`qualify` and `level` belong together");
                self.sink.report(file, span.clone(), message, None);
            }
            if act.ok.is_some_and(|ok| ok == act.refusal.is_some()) {
                let message = both!("`ok` et `refusal` se contredisent", "`ok` and `refusal` contradict each other");
                let hint = both!("un acte refusé nomme son refus", "a refused act names its refusal");
                self.sink.report(file, span.clone(), message, Some(hint));
            }
            if before.is_some_and(|before| act.on.0 < before) {
                let message = both!("cet acte précède celui d’avant", "this act lies before the one above it");
                self.sink.report(file, span.clone(), message, None);
            }
            before = Some(act.on.0);
        }
        for At { value: expect, span } in &case.expect {
            self.offer_id(file, expect.offer.as_ref());
            self.benefit_id(file, expect.benefit.as_ref());
            let counted = [expect.quantity, expect.effective, expect.cap_per_country, expect.cap_worldwide];
            let counted = counted.iter().any(Option::is_some) || expect.unlimited.is_some();
            if expect.benefit.is_some() != counted {
                let message =
                    both!("`benefit` et une quantité vont ensemble", "`benefit` and a quantity belong together");
                self.sink.report(file, span.clone(), message, None);
            }
        }
    }

    fn offer_id(&mut self, file: &str, id: Option<&At<String>>) {
        let known = self.known.offers.clone();
        id.into_iter().for_each(|id| self.reference(file, id, both!("offre", "offer"), &known));
    }

    fn benefit_id(&mut self, file: &str, id: Option<&At<String>>) {
        let known = self.known.benefits.clone();
        id.into_iter().for_each(|id| self.reference(file, id, both!("avantage", "benefit"), &known));
    }

    fn competency_id(&mut self, file: &str, id: Option<&At<String>>) {
        let known = self.known.competencies.clone();
        id.into_iter().for_each(|id| self.reference(file, id, both!("compétence", "competency"), &known));
    }

    fn level_id(&mut self, file: &str, id: Option<&At<String>>) {
        let known = self.known.levels.clone();
        id.into_iter().for_each(|id| self.reference(file, id, both!("niveau", "level"), &known));
    }
}

/// Runs worked examples, each with a company of its own.
pub fn run_cases(programme: &Arc<Programme>, cases: &[Case]) -> Vec<CaseResult> {
    let run = |case: &Case| {
        let mut company = Company::new(programme);
        company.run(&case.written);
        CaseResult {
            name: case.written.name.clone(),
            file: case.file.clone(),
            line: case.line,
            failures: company.failures,
        }
    };
    cases.iter().map(run).collect()
}

/// The company of one worked example.
struct Company {
    programme: Arc<Programme>,
    programmes: Programmes,
    id: AccountId,
    entries: Vec<Entry>,
    account: Account,
    people: BTreeMap<String, Person>,
    now: i64,
    acts: u32,
    failures: Vec<Text>,
    reviews: bool,
}

/// Who does something in a worked example.
enum By {
    /// An admin of the company, who is admin of its tenants too.
    Admin,
    /// The vendor.
    Vendor,
    /// A person of the company without a role.
    Person(Person),
}

impl Company {
    fn new(programme: &Arc<Programme>) -> Self {
        Self {
            programme: programme.clone(),
            programmes: Programmes::new(programme.clone()),
            id: AccountId::from_bits(1),
            entries: Vec::new(),
            account: Account::default(),
            people: BTreeMap::new(),
            now: 0,
            acts: 0,
            failures: Vec::new(),
            reviews: true,
        }
    }

    fn fail(&mut self, message: Text) {
        self.failures.push(message);
    }

    /// Gives the company the people whom an offer asks for: an offer that it has is one that it could buy.
    fn hold(&mut self, on: Date, offer: &str) {
        let needed = self.programme.offer(offer).map(|offer| offer.requires.clone()).unwrap_or_default();
        for (at, needed) in needed.iter().enumerate() {
            let Some(credential) = needed.any_of.first() else { continue };
            for holder in 0..needed.at_least {
                let profile = format!("profile-{at}-{holder}");
                let person = self.person(&profile).id;
                if !self.account.profiles.values().any(|held| held.profile == profile) {
                    self.must(on, By::Vendor, &Command::LinkProfile { person, profile: profile.clone() });
                }
                let claim = Claim::Skill { profile, credential: credential.clone() };
                let source = "worked-example".to_owned();
                let evidence = Command::RecordEvidence { claim, dated: on, expires_on: None, as_of: None, source };
                self.must(on, By::Vendor, &evidence);
            }
        }
    }

    /// Something that the example takes for granted.
    fn must(&mut self, on: Date, by: By, command: &Command) {
        if let Err(refusal) = self.submit(on, by, command, None) {
            let (name, code) = (command.name(), refusal.code);
            self.fail(both!(
                "{on}\u{a0}: le point de départ `{name}` est refusé ({code})",
                "{on}: the starting point `{name}` is refused ({code})"
            ));
        }
    }

    fn run(&mut self, case: &Written) {
        let given = &case.given;
        let acts: Vec<&Act> = case.act.iter().chain(&case.expect_acts).map(|act| &act.value).collect();
        let days = acts.iter().map(|act| act.on.0).chain(case.expect.iter().map(|expect| expect.value.on.0));
        let Some(first) = given.bought.map(|day| day.0).or_else(|| days.min()) else { return };
        let country = given.country.clone().unwrap_or_else(|| COUNTRY.to_owned());
        self.must(first, By::Vendor, &Command::open(&country));
        self.reviews = given.profile_reviewed.unwrap_or(true);
        let named = acts.iter().filter_map(|act| act.tenant.clone());
        for domain in [HOME.to_owned(), INTENDED.to_owned()].into_iter().chain(named).collect::<BTreeSet<_>>() {
            self.must(first, By::Admin, &Command::LinkTenant { domain });
        }
        for country in &given.locations {
            self.must(first, By::Admin, &Command::AddLocation { country: country.clone() });
        }
        for held in &given.qualified {
            let (competency, level) = (held.competency.value.clone(), held.level.value.clone());
            let until = Some(Date::MAX);
            let note = Some(agreed());
            self.must(first, By::Vendor, &Command::StateAttainment { competency, level, until, note });
        }
        if let Some(offer) = &given.offer {
            self.hold(first, &offer.value);
            let command = Command::Purchase { offer: offer.value.clone(), payment: paid() };
            self.must(first, By::Vendor, &command);
        }
        // Renewals and the redemption happened in some order of their days.
        let mut since: Vec<(Date, Option<&str>)> = given.renewed.iter().map(|day| (day.0, None)).collect();
        since.extend(given.redeemed.iter().map(|At { value, .. }| (value.on.0, Some(value.benefit.value.as_str()))));
        since.sort_unstable();
        for (on, benefit) in since {
            let (by, command) = match (benefit, &given.offer) {
                (Some(benefit), _) => (By::Admin, self.redemption(on, benefit, HOME, Mode::New, None)),
                (None, Some(offer)) => {
                    self.hold(on, &offer.value);
                    (By::Vendor, self.renewal(&offer.value))
                }
                (None, None) => (By::Vendor, None),
            };
            match command {
                Some(command) => self.must(on, by, &command),
                None => self.fail(both!("{on}\u{a0}: il n’y a rien à faire", "{on}: there is nothing to do it with")),
            }
        }
        if let Some(act) = &case.act {
            let refusal = case.expect_refusal.or(act.value.refusal);
            self.act(&act.value, refusal.map(|Code(code)| code));
        }
        for act in &case.expect_acts {
            self.act(&act.value, act.value.refusal.map(|Code(code)| code));
        }
        for expect in &case.expect {
            self.expect(&expect.value, given.offer.as_ref().map(|offer| offer.value.as_str()));
        }
    }

    fn act(&mut self, act: &Act, refusal: Option<RefusalCode>) {
        let on = act.on.0;
        for time in 1..=act.times.unwrap_or(1) {
            let Some((by, command)) = self.command(act, time) else {
                return self.fail(both!(
                    "{on}\u{a0}: l’acte porte sur quelque chose que l’entreprise n’a pas",
                    "{on}: the act is about something that the company does not have"
                ));
            };
            let outcome = self.submit(on, by, &command, act.minutes_later);
            let outcome = match (outcome, &command) {
                (Ok(()), Command::RequestReplacement { .. }) => self.grant_replacement(on),
                (outcome, _) => outcome,
            };
            let name = command.name();
            match (outcome, refusal) {
                (Ok(()), None) => {}
                (Ok(()), Some(wanted)) => {
                    self.fail(both!(
                        "{on}\u{a0}: `{name}` devait être refusé ({wanted}), il est permis",
                        "{on}: `{name}` was to be refused ({wanted}), it is allowed"
                    ));
                }
                (Err(found), None) => {
                    let code = found.code;
                    self.fail(both!(
                        "{on}\u{a0}: `{name}` devait être permis, il est refusé ({code})",
                        "{on}: `{name}` was to be allowed, it is refused ({code})"
                    ));
                }
                (Err(found), Some(wanted)) => {
                    let what = format!("{name}.refusal");
                    self.same(on, &what, wanted.code(), found.code.code());
                    if let Some(day) = act.available_from {
                        let found = found.available_from.map_or_else(|| "—".to_owned(), |day| day.to_string());
                        self.same(on, "available_from", &day.0.to_string(), &found);
                    }
                }
            }
        }
        let last = self.last_redemption().map(|(_, act)| act.after);
        if let Some(day) = act.usable_until {
            let found = last.map_or_else(|| "—".to_owned(), |extent| extent.usable_until.to_string());
            self.same(on, "usable_until", &day.0.to_string(), &found);
        }
        if let Some(seats) = act.seats_after {
            let found = last.map_or_else(|| "—".to_owned(), |extent| extent.seats.to_string());
            self.same(on, "seats_after", &seats.to_string(), &found);
        }
    }

    fn same(&mut self, on: Date, what: &str, wanted: &str, found: &str) {
        if wanted != found {
            self.fail(both!(
                "{on}\u{a0}: `{what}` devait être {wanted}, c’est {found}",
                "{on}: `{what}` was to be {wanted}, it is {found}"
            ));
        }
    }

    fn submit(&mut self, on: Date, by: By, command: &Command, minutes: Option<u32>) -> Result<(), Box<Refusal>> {
        // Who renews has had the company's profile reviewed, unless the example is about that.
        if self.reviews && matches!(command, Command::Renew { .. }) {
            self.submit(on, By::Vendor, &Command::ReviewProfile, None)?;
        }
        let outcome = self.decide(on, by, command, minutes)?;
        for new in outcome.facts {
            let entry = Entry {
                account: self.id,
                seq: self.account.seq + 1,
                recorded_at: self.now,
                effective_on: new.effective_on,
                actor: "worked-example".to_owned(),
                programme: self.programme.id.clone(),
                version: self.programme.version,
                fact: new.fact,
            };
            self.account = std::mem::take(&mut self.account).apply(&entry);
            self.entries.push(entry);
        }
        Ok(())
    }

    fn decide(&mut self, on: Date, by: By, command: &Command, minutes: Option<u32>) -> Decision {
        let noon = on
            .to_datetime(time(12, 0, 0, 0))
            .to_zoned(TimeZone::UTC)
            .map_or(0, |noon| noon.timestamp().as_microsecond());
        self.now = noon.max(self.now + i64::from(minutes.unwrap_or(1)) * 60_000_000);
        self.acts += 1;
        let ctx = self.context(on, by);
        decide(&self.account, &self.programmes, command, &ctx)
    }

    fn context(&self, on: Date, by: By) -> Context {
        let actor = match by {
            By::Admin => Actor {
                person: Some(PersonId::from_bits(1)),
                account: Some(self.id),
                roles: BTreeSet::from([Role::GlobalAdmin, Role::ProgrammeAdmin, Role::AccountAdmin]),
                admin_of: self.account.tenants.keys().copied().collect(),
            },
            By::Vendor => Actor {
                person: None,
                account: None,
                roles: BTreeSet::from([Role::ProgrammeManager, Role::SupportAgent]),
                admin_of: BTreeSet::new(),
            },
            By::Person(person) => Actor::of(&person),
        };
        Context {
            people: self.people.values().map(|person| (person.id, person.clone())).collect(),
            number: u64::from(self.acts),
            // Ids of two acts in the same millisecond must differ.
            random: u128::from(self.acts) << 32,
            ..Context::of(self.id, actor, self.now, on)
        }
    }

    fn person(&mut self, name: &str) -> Person {
        let id = PersonId::from_bits(2 + self.people.len() as u128);
        let account = Some(self.id);
        let person = self.people.entry(name.to_owned()).or_insert_with(|| Person {
            id,
            account,
            kind: IdentityKind::Named,
            in_directory: true,
            address: None,
            roles: BTreeSet::from([Role::Employee]),
            admin_of: BTreeSet::new(),
        });
        person.clone()
    }

    /// The command of an act, and who gives it; none where the company has nothing to do it with.
    fn command(&mut self, act: &Act, time: u32) -> Option<(By, Command)> {
        let on = act.on.0;
        let numbered = |name: &Option<String>, other: &str| match (name, act.times) {
            (Some(name), None) => name.clone(),
            (Some(name), Some(_)) => format!("{name} {time}"),
            (None, _) => format!("{other} {time}"),
        };
        let verb = act.verbs().into_iter().next()?;
        let command = match verb {
            // An example says what an offer does, not how it is ordered and paid.
            Verb::Buy(offer) => {
                return Some((By::Vendor, Command::Purchase { offer: offer.to_owned(), payment: paid() }));
            }
            Verb::Renew(offer) => return Some((By::Vendor, self.renewal(offer)?)),
            Verb::Review => Command::ReviewProfile,
            Verb::Qualify(competency) => {
                let level = act.level.as_ref()?.value.clone();
                let until = Some(Date::MAX);
                let (competency, note) = (competency.to_owned(), Some(agreed()));
                let command = Command::StateAttainment { competency, level, until, note };
                return Some((By::Vendor, command));
            }
            Verb::Redeem(benefit) => {
                let tenant = act.tenant.as_deref().unwrap_or(HOME);
                let mode = act.mode.map_or(Mode::New, |Code(mode)| mode);
                self.redemption(on, benefit, tenant, mode, act.seats)?
            }
            Verb::Replace(reason) => Command::RequestReplacement {
                token: self.last_redemption()?.0,
                reason,
                intended_tenant: self.tenant(INTENDED),
                note: None,
            },
            Verb::Reveal(benefit) => match self.token(on, benefit) {
                Some(token) => Command::ShowCode { token },
                None => Command::RevealKey { key: KeyRef::Grant(self.grant(benefit)?) },
            },
            Verb::Install(benefit) => Command::RecordActivation {
                key: self.key(benefit)?,
                device: numbered(&act.device, "machine"),
                note: None,
                hardware_changed: act.hardware_changed,
            },
            Verb::Assign(benefit) => {
                let person = self.person(&numbered(&act.person, "person")).id;
                let country = act.country.clone();
                Command::AssignSeat { pool: self.open_pool(on, benefit)?, person, country }
            }
            Verb::Activate(benefit) => {
                let person = self.person(&numbered(&act.person, "person"));
                let assignment = self.assignment(benefit, person.id)?;
                return Some((By::Person(person), Command::ActivateSeat { assignment }));
            }
            Verb::Unassign(benefit) => {
                let person = self.person(&numbered(&act.person, "person")).id;
                let assignment = self.assignment(benefit, person)?;
                Command::UnassignSeat { assignment, why: UnassignReason::Returned }
            }
        };
        Some((By::Admin, command))
    }

    fn renewal(&self, offer: &str) -> Option<Command> {
        let group = &self.programme.offer(offer)?.limit.group;
        let held = self.account.memberships.values().rfind(|held| held.group == *group)?;
        let other = (held.last_year().offer != offer).then(|| offer.to_owned());
        Some(Command::Renew { membership: held.id, payment: paid(), offer: other })
    }

    fn redemption(&self, on: Date, benefit: &str, tenant: &str, mode: Mode, seats: Option<u32>) -> Option<Command> {
        let token = self.token(on, benefit)?;
        Some(Command::RedeemToken { token, tenant: self.tenant(tenant)?, mode, subscription: None, seats })
    }

    fn tenant(&self, domain: &str) -> Option<TenantId> {
        self.account.tenants.iter().find(|(_, tenant)| tenant.domain == domain).map(|(id, _)| *id)
    }

    /// The oldest token that can be redeemed; where there is none, the newest.
    fn token(&self, on: Date, benefit: &str) -> Option<TokenId> {
        let all = || self.account.tokens.iter().filter(|(_, token)| token.benefit == benefit);
        let open =
            |token| matches!(token_state(&self.account, token, on), TokenState::Available | TokenState::Revealed);
        all().find(|(_, token)| open(token)).or_else(|| all().next_back()).map(|(id, _)| *id)
    }

    fn last_redemption(&self) -> Option<(TokenId, &TokenRedeemed)> {
        self.entries.iter().rev().find_map(|entry| match &entry.fact {
            Fact::TokenRedeemed(act) => Some((act.token, act)),
            _ => None,
        })
    }

    fn grant_replacement(&mut self, on: Date) -> Result<(), Box<Refusal>> {
        let open = self.account.replacements.iter().find(|(_, request)| request.decided.is_none());
        let Some(replacement) = open.map(|(id, _)| *id) else { return Ok(()) };
        self.submit(on, By::Vendor, &Command::DecideReplacement { replacement, grant: true, note: None }, None)
    }

    fn grant(&self, benefit: &str) -> Option<GrantId> {
        self.account.grants.iter().rev().find(|(_, grant)| grant.line.benefit == benefit).map(|(id, _)| *id)
    }

    fn key(&self, benefit: &str) -> Option<KeyId> {
        self.account.keys.iter().rev().find(|(_, key)| key.benefit == benefit).map(|(id, _)| *id)
    }

    fn pool(&self, benefit: &str) -> Option<PoolId> {
        self.account.pools.iter().rev().find(|(_, pool)| pool.benefit == benefit).map(|(id, _)| *id)
    }

    /// The newest pool in which a seat is left, free or withheld by a ceiling; where there is none, the newest.
    fn open_pool(&self, on: Date, benefit: &str) -> Option<PoolId> {
        let mut pools = self.account.pools.iter().rev().filter(|(_, pool)| pool.benefit == benefit);
        let left = |pool| {
            let counted = seat_breakdown(&self.account, &self.programmes, pool, on);
            counted.free + counted.withheld > 0
        };
        pools.find(|(_, pool)| left(pool)).map(|(id, _)| *id).or_else(|| self.pool(benefit))
    }

    /// The seat that a person holds; where there is none, the one that they held last.
    fn assignment(&self, benefit: &str, person: PersonId) -> Option<AssignmentId> {
        let of = |pool: &PoolId| self.account.pools.get(pool).is_some_and(|pool| pool.benefit == benefit);
        let own = |(_, held): &(&AssignmentId, &Assignment)| of(&held.pool) && held.person == person;
        let all = || self.account.assignments.iter().filter(own);
        all().find(|(_, held)| held.ended.is_none()).or_else(|| all().next_back()).map(|(id, _)| *id)
    }

    fn expect(&mut self, expect: &Expect, given: Option<&str>) {
        let on = expect.on.0;
        let account = Account::as_of_day(&self.entries, on);
        if let (Some(benefit), Some(quantity)) = (&expect.benefit, expect.quantity) {
            let found = granted(&account, &benefit.value, on);
            self.same(on, &format!("{}.quantity", benefit.value), &quantity.to_string(), &found.to_string());
        }
        if let Some(benefit) = &expect.benefit {
            let found = entitlement(&account, &self.programmes, &benefit.value, on);
            let ceiling = found.as_ref().and_then(|found| found.ceiling.clone());
            let numbers = [
                ("effective", expect.effective, found.as_ref().and_then(|found| found.effective)),
                ("cap_per_country", expect.cap_per_country, ceiling.as_ref().and_then(|one| one.per_country)),
                ("cap_worldwide", expect.cap_worldwide, ceiling.as_ref().and_then(|one| one.worldwide)),
            ];
            for (what, wanted, came) in numbers {
                if let Some(wanted) = wanted {
                    let came = came.map_or_else(|| "—".to_owned(), |came| came.to_string());
                    self.same(on, &format!("{}.{what}", benefit.value), &wanted.to_string(), &came);
                }
            }
            if let Some(wanted) = expect.unlimited {
                let came = found.is_some_and(|found| found.effective.is_none());
                self.same(on, &format!("{}.unlimited", benefit.value), &wanted.to_string(), &came.to_string());
            }
        }
        let offer = expect.offer.as_ref().map(|offer| offer.value.as_str()).or(given);
        let group = offer.and_then(|offer| self.programme.offer(offer)).map(|offer| offer.limit.group.clone());
        let held = group.and_then(|group| account.memberships.values().rev().find(|held| held.group == group).cloned());
        let Some(held) = held else {
            if expect.benefit.is_none() {
                self.fail(both!("{on}\u{a0}: il n’y a pas d’adhésion", "{on}: there is no membership"));
            }
            return;
        };
        self.membership(expect, &account, &held);
    }

    fn membership(&mut self, expect: &Expect, account: &Account, held: &Membership) {
        let on = expect.on.0;
        let found = membership_standing(account, &self.programmes, held, on);
        if let Some(Code(state)) = expect.state {
            self.same(on, "state", state.code(), found.state.code());
        }
        let days = [
            ("anniversary", expect.anniversary, found.anniversary),
            ("renew_from", expect.renew_from, found.renew_from),
            ("renew_to", expect.renew_to, found.renew_to),
            ("benefits_until", expect.benefits_until, found.benefits_until),
        ];
        for (what, wanted, found) in days {
            if let Some(wanted) = wanted {
                self.same(on, what, &wanted.0.to_string(), &found.to_string());
            }
        }
        let renewal = || {
            let command = Command::Renew { membership: held.id, payment: paid(), offer: None };
            let mut account = account.clone();
            account.company.reviews.extend(self.reviews.then_some(on));
            decide(&account, &self.programmes, &command, &self.context(on, By::Vendor)).is_ok()
        };
        let after = plus_days(found.benefits_until, 1).unwrap_or(on);
        let uninstall = || on >= after && !wind_down(account, &self.programmes, held.id, after, on).is_empty();
        let answers = [
            ("can_renew", expect.can_renew, expect.can_renew.map(|_| renewal())),
            ("access", expect.access, Some(found.access != WindowAccess::Suspended)),
            ("refundable", expect.refundable, Some(found.refund_until.is_some())),
            ("must_uninstall", expect.must_uninstall, expect.must_uninstall.map(|_| uninstall())),
        ];
        for (what, wanted, found) in answers {
            if let (Some(wanted), Some(found)) = (wanted, found) {
                self.same(on, what, &wanted.to_string(), &found.to_string());
            }
        }
    }
}

/// How much of a benefit all lines in force grant on a day.
fn granted(account: &Account, benefit: &str, on: Date) -> u64 {
    let in_force = |grant: &&symbolon_domain::account::Grant| {
        let held = account.memberships.get(&grant.membership);
        grant.line.benefit == benefit
            && grant.superseded_on.is_none_or(|day| on < day)
            && held.is_some_and(|held| held.access_on(on) != WindowAccess::Suspended)
    };
    account.grants.values().filter(in_force).map(|grant| u64::from(grant.line.quantity)).sum()
}

/// Why a competency is stated for as long as an example lasts.
fn agreed() -> NoteRef {
    NoteRef { id: Minter::new(0, 0).note(), hash: String::new() }
}

fn paid() -> Payment {
    Payment { reference: "worked example".to_owned(), amount: None }
}
