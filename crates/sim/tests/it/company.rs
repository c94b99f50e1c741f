//! One company in the pure domain, for questions that no scenario can ask.

use jiff::civil::Date;
use symbolon_domain::access::{Actor, Role};
use symbolon_domain::account::Account;
use symbolon_domain::command::Command;
use symbolon_domain::decide::{Context, Decision, decide};
use symbolon_domain::fact::{Entry, Fact, NoteRef, Payment};
use symbolon_domain::ids::Minter;
use symbolon_domain::programme::Programmes;
use symbolon_sim::support::programme;

/// One company, and somebody who may do everything.
pub(crate) struct Company {
    pub(crate) programmes: Programmes,
    pub(crate) account: Account,
    pub(crate) ids: Minter,
    pub(crate) context: Context,
}

impl Company {
    pub(crate) fn open(name: &str, today: Date) -> Self {
        let mut ids = Minter::new(1, 1);
        let id = ids.account();
        let actor = Actor {
            person: Some(ids.person()),
            account: Some(id),
            roles: [Role::GlobalAdmin, Role::SupportAgent, Role::ProgrammeManager].into(),
            admin_of: [].into(),
        };
        let context =
            Context { number: 1_000, invoice: 1, credit_note: 1, random: 1, ..Context::of(id, actor, 0, today) };
        let programmes = programme(name).expect("a programme").1;
        let mut company = Self { programmes, account: Account::default(), ids, context };
        company.act(&Command::open("FR")).expect("an account");
        company
    }

    /// One that bought a pack on a day.
    pub(crate) fn with_pack(bought: Date) -> Self {
        let mut company = Self::open("mpn-2020", bought);
        company.buy("action-pack").expect("a pack");
        company
    }

    /// Buys an offer.
    pub(crate) fn buy(&mut self, offer: &str) -> Decision {
        let payment = Payment { reference: format!("R-{}", self.account.seq), amount: None };
        self.act(&Command::Purchase { offer: offer.to_owned(), payment })
    }

    /// The vendor says that a competency is attained, for good.
    pub(crate) fn attain(&mut self, competency: &str, level: &str) {
        let (competency, level) = (competency.to_owned(), level.to_owned());
        let note = Some(NoteRef { id: self.ids.note(), hash: String::new() });
        let said = Command::StateAttainment { competency, level, until: Some(Date::MAX), note };
        self.act(&said).expect("stated");
    }

    /// Does something; what is decided happens.
    pub(crate) fn act(&mut self, command: &Command) -> Decision {
        self.context.random += 1_000;
        self.context.number += 1;
        let decision = decide(&self.account, &self.programmes, command, &self.context);
        for new in decision.iter().flat_map(|outcome| &outcome.facts) {
            let entry = self.entry(new.fact.clone(), new.effective_on);
            self.account = std::mem::take(&mut self.account).apply(&entry);
        }
        decision
    }

    /// A fact as the next entry of the ledger.
    pub(crate) fn entry(&self, fact: Fact, effective_on: Date) -> Entry {
        let current = self.programmes.current();
        Entry {
            account: self.context.account,
            seq: self.account.seq + 1,
            recorded_at: self.context.now,
            effective_on,
            actor: "somebody".to_owned(),
            programme: current.id.clone(),
            version: current.version,
            fact,
        }
    }
}
