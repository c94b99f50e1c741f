//! What no scenario can say: texts that are no words, and answers that no line shows.

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use symbolon_domain::access::{Actor, Role};
use symbolon_domain::account::Account;
use symbolon_domain::command::Command;
use symbolon_domain::company::{DocumentOf, FileSeen};
use symbolon_domain::decide::{Context, Decision, decide};
use symbolon_domain::fact::{Entry, Ordered, Payment};
use symbolon_domain::ids::Minter;
use symbolon_domain::installation::register;
use symbolon_domain::merge::Partner;
use symbolon_domain::offers::tiles;
use symbolon_domain::programme::{PayMethod, Programmes};
use symbolon_domain::refusal::RefusalCode;
use symbolon_sim::support::programme;

/// One company, and somebody who may do everything.
struct Company {
    programmes: Programmes,
    account: Account,
    ids: Minter,
    context: Context,
}

impl Company {
    fn open(name: &str, today: Date) -> Self {
        let mut ids = Minter::new(1, 1);
        let id = ids.account();
        let actor = Actor {
            person: Some(ids.person()),
            account: Some(id),
            roles: [Role::GlobalAdmin, Role::SupportAgent, Role::ProgrammeManager].into(),
            admin_of: [].into(),
        };
        let context = Context {
            account: id,
            now: 0,
            today,
            actor,
            people: BTreeMap::new(),
            profiles: BTreeMap::new(),
            domain_holder: None,
            ticket: None,
            partner: Partner::None,
            number: 1_000,
            invoice: 1,
            credit_note: 1,
            random: 1,
        };
        let programmes = programme(name).expect("a programme").1;
        let mut company = Self { programmes, account: Account::default(), ids, context };
        company.act(&Command::open("FR")).expect("an account");
        company
    }

    fn act(&mut self, command: &Command) -> Decision {
        self.context.random += 1_000;
        let decision = decide(&self.account, &self.programmes, command, &self.context);
        for new in decision.iter().flat_map(|outcome| &outcome.facts) {
            let current = self.programmes.current();
            let entry = Entry {
                account: self.context.account,
                seq: self.account.seq + 1,
                recorded_at: self.context.now,
                effective_on: new.effective_on,
                actor: "somebody".to_owned(),
                programme: current.id.clone(),
                version: current.version,
                fact: new.fact.clone(),
            };
            self.account = std::mem::take(&mut self.account).apply(&entry);
        }
        decision
    }
}

/// B-43: who reads a proof must find the payment by what it says.
#[test]
fn a_proof_says_where_and_under_what_it_was_paid() {
    let today = date(2021, 3, 5);
    let mut company = Company::open("mpn-2020", today);
    let of = Ordered::Purchase { offer: "action-pack".to_owned() };
    company.act(&Command::PlaceOrder { of, method: PayMethod::Transfer, tax_id: None }).expect("an order");
    let (order, _) = company.account.orders.iter().next().expect("an order");
    let order = *order;
    let mut prove = |paid_to: &str, reference: &str| {
        let (paid_to, reference) = (paid_to.to_owned(), reference.to_owned());
        let of = DocumentOf::Payment { order, paid_on: today, paid_to, reference };
        let pdf = "application/pdf".to_owned();
        let file = FileSeen { stated: pdf.clone(), found: Some(pdf), bytes: 1_000, sha256: "0".repeat(64) };
        let document = company.ids.document();
        let decided = company.act(&Command::AddDocument { document, of, file });
        decided.map(drop).map_err(|refusal| refusal.code)
    };
    let (longest, too_long) = ("é".repeat(100), "é".repeat(101));
    for (paid_to, reference, expected) in [
        ("7719", "T-1", Ok(())),
        (&longest, "T-1", Ok(())),
        ("7719", &longest, Ok(())),
        ("", "T-1", Err(RefusalCode::ValidationFailed)),
        (" \t", "T-1", Err(RefusalCode::ValidationFailed)),
        ("7719", "  ", Err(RefusalCode::ValidationFailed)),
        (&too_long, "T-1", Err(RefusalCode::ValidationFailed)),
        ("7719", &too_long, Err(RefusalCode::ValidationFailed)),
    ] {
        assert_eq!(prove(paid_to, reference), expected, "to {paid_to:?} under {reference:?}");
    }
}

/// F-11: a register is of a product that is or was granted, and of one of which something can be installed.
#[test]
fn a_register_is_of_what_was_granted_by_its_day() {
    let bought = date(2021, 3, 1);
    let mut company = Company::open("mpn-2020", bought);
    let payment = Payment { reference: "R-1".to_owned(), amount: None };
    company.act(&Command::Purchase { offer: "action-pack".to_owned(), payment }).expect("a pack");
    let of = |benefit: &str, on| register(&company.account, &company.programmes, benefit, on);
    let office = of("office-professional-plus-2019", bought).expect("it is granted");
    assert_eq!((office.granted, office.unit.as_str()), (Some(10), "licence"));
    let server = of("windows-server-2019-standard", bought).expect("it is granted");
    assert_eq!((server.granted, server.unit.as_str()), (Some(16), "core"));
    assert_eq!(of("office-professional-plus-2019", date(2021, 2, 28)), None, "the day before");
    assert_eq!(of("windows-server-2019-datacenter", bought), None, "never granted");
    assert_eq!(of("office-365-e3", bought), None, "a service is not installed");
}

/// L-02: a page offers what only the fee stands in the way of, and nothing else.
#[test]
fn an_offer_can_be_ordered_where_only_the_fee_is_missing() {
    let mut company = Company::open("mpn-2020", date(2021, 3, 1));
    let ready = |company: &Company| {
        let all = tiles(&company.account, &company.programmes, &company.context);
        let ready = all.into_iter().filter(|tile| tile.can_be_ordered());
        ready.map(|tile| tile.of.offer().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(ready(&company), ["action-pack"], "no trainer, no competency");
    let of = Ordered::Purchase { offer: "action-pack".to_owned() };
    company.act(&Command::PlaceOrder { of, method: PayMethod::Transfer, tax_id: None }).expect("an order");
    assert_eq!(ready(&company), [""; 0], "one is on its way");
}
