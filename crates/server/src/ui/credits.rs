//! A credit on the page of its line: who holds it, and giving it, handing it on or taking it back.

use axum::extract::Path;
use symbolon_domain::access::Capability;
use symbolon_domain::balance::{BalanceStanding, balances, credit_held};
use symbolon_domain::command::Command;
use symbolon_domain::ids::{CreditId, GrantId, PersonId};
use symbolon_domain::programme::BalanceUse;
use symbolon_domain::refusal::RefusalCode;

use super::account::benefit;
use super::again::{Again, Errors};
use super::check::{self, Question, Step};
use super::frame::see_other;
use super::seats::Candidate;
use super::sight::Sight;
use super::visit::{Answered, Fields, Trouble, Visit};

/// What can be done with a credit.
pub(crate) struct CreditView {
    pub(crate) action: String,
    /// The credit that somebody holds.
    pub(crate) credit: Option<String>,
    /// People by id and name.
    pub(crate) people: Vec<(String, String)>,
    /// Whether it goes with no other, so that the company says whether there is one (K-23).
    pub(crate) exclusive: bool,
    /// Whether it can be taken back.
    pub(crate) removable: bool,
}

/// Refusals that are about the person who was chosen.
const OF_PERSON: &[RefusalCode] = &[
    RefusalCode::PersonNotInDirectory,
    RefusalCode::DomainRefused,
    RefusalCode::CreditAlreadyHeld,
    RefusalCode::CreditNotCombinable,
    RefusalCode::CreditNotShareable,
];

/// The forms of a credit, for who may give it to one of these people.
pub(crate) fn view(sight: &Sight<'_>, held: &BalanceStanding, people: &[Candidate]) -> Option<CreditView> {
    let gives = sight.may(Capability::ActivateBenefits) && sight.account.closed_on.is_none();
    if held.kind != BalanceUse::Credit || !gives || held.until < sight.today {
        return None;
    }
    let grant = sight.account.grants.get(&held.grant)?;
    let rule = sight.programmes.version(grant.version).benefit(&held.benefit)?.balance.as_ref()?;
    let others = people.iter().filter(|one| credit_held(sight.account, &one.entries, sight.today).is_none());
    Some(CreditView {
        action: format!("{}/benefits/{}/credit", sight.base(), held.grant),
        credit: held.credit.map(|id| id.to_string()),
        people: others.map(|one| (one.id.to_string(), one.name.clone())).collect(),
        exclusive: rule.exclusive,
        removable: held.credit.is_some() && held.removable,
    })
}

/// Gives the credit, hands it on, or takes it back, once its consequences were shown.
pub(crate) async fn change(visit: Visit, Path((account, grant)): Path<(String, String)>, fields: Fields) -> Answered {
    let place = visit.enter(&account).await?;
    place.need(Capability::ViewBenefits)?;
    let grant: GrantId = grant.parse().map_err(|_| Trouble::Missing)?;
    let (sight, words) = (place.sight(), visit.words());
    let all = balances(sight.account, sight.programmes, visit.today);
    let held = all.into_iter().find(|held| held.grant == grant).ok_or(Trouble::Missing)?;
    let credit = fields.get("credit").map(str::parse::<CreditId>).transpose().map_err(|_| Trouble::Unreadable)?;
    let of_line = |credit| sight.account.credits.get(&credit).is_some_and(|known| known.grant == grant);
    if !credit.is_none_or(of_line) {
        return Err(Trouble::Missing);
    }
    let person = fields.get("person").and_then(|id| id.parse::<PersonId>().ok());
    let other_credit = fields.has("other_credit");
    let (command, title, confirm) = match (credit, person) {
        (Some(credit), _) if fields.has("back") => {
            (Command::RemoveCredit { credit }, "ui-credit-back-title", "ui-credit-back")
        }
        (Some(credit), Some(person)) => {
            let command = Command::TransferCredit { credit, person, other_credit };
            (command, "ui-credit-hand-on-title", "ui-credit-hand-on")
        }
        (None, Some(person)) => {
            (Command::AssignCredit { grant, person, other_credit }, "ui-credit-give-title", "ui-credit-give")
        }
        (_, None) => {
            place.need(Capability::ActivateBenefits)?;
            let errors = Errors::of("person", words.t("ui-give-person-error"));
            return benefit(&place, grant, Again::new(fields, errors)).await;
        }
    };
    let name = sight.benefit(&held.benefit);
    let called = |person: Option<PersonId>| person.map(|person| sight.person(person)).unwrap_or_default();
    let args =
        [("benefit", name.as_str().into()), ("from", called(held.person).into()), ("person", called(person).into())];
    let back = format!("/benefits/{grant}");
    let question = Question {
        page: "ui-credit-page",
        menu: "/benefits",
        title: words.with(title, &args),
        back: (format!("{}{back}", sight.base()), name.clone()),
        wizard: false,
        facts: vec![(words.t("ui-balance-until"), words.date(held.until))],
        consequences: match (&command, held.removable) {
            (Command::RemoveCredit { .. }, _) => Vec::new(),
            (_, true) => vec![words.t("ui-credit-removable")],
            (_, false) => vec![words.t("ui-credit-stays")],
        },
        action: format!("{}{back}/credit", sight.base()),
        hidden: fields.carried(["credit", "back", "person", "other_credit"]),
        confirm: words.t(confirm),
        other: None,
    };
    let said = serde_json::to_string(&command).map_err(|_| Trouble::Unreadable)?;
    match check::confirmed(&place, command, (&fields, &said), Vec::new(), |_, _| question).await? {
        Step::Asked(page) => Ok(page),
        Step::Recorded { .. } => Ok(see_other(&format!("{}{back}#balance", sight.base()))),
        Step::Refused(refusal) => match Errors::of_code(&refusal, &sight, ("person", OF_PERSON)) {
            Some(errors) => benefit(&place, grant, Again::new(fields, errors)).await,
            None => Err(place.refused(refusal, &back)),
        },
    }
}
