//! Explanations in words: the question, one sentence for each fact, what would help, and the whole tree.

use fluent_bundle::{FluentArgs, FluentValue};
use jiff::civil::Date;
use symbolon_domain::explanation::{Answer, Explanation, FactCode, Node, Question, Remedy, Value};
use symbolon_domain::programme::{Language, Text};
use symbolon_domain::refusal::Refusal;

use crate::catalogue::{NONE, argument, message, plain, render};
use crate::format::{list, list_of_one, quantity, short_id};
use crate::names::{Names, company, resolve};
use crate::words::{coded, country, country_in, word};

/// The values that the sentence of a fact may use. A fact need not have them all.
pub(crate) const fn variables(fact: FactCode) -> &'static [&'static str] {
    match fact {
        FactCode::RoleHeld => &["capability"],
        FactCode::TenantAdmin => &["tenant"],
        FactCode::Exists => &["asked", "found"],
        FactCode::OnSale => &["offer", "from", "to"],
        FactCode::WithinLimit => &["held", "max", "offer", "membership", "held_offer"],
        FactCode::NotExcluded => &["offer", "membership", "held_offer"],
        FactCode::LevelAttained => &["level", "competency", "since"],
        FactCode::PaymentRecorded => &["reference"],
        FactCode::MethodOffered => &["method", "country"],
        FactCode::CardsCharged => &[],
        FactCode::PriceKnown => &["offer", "country", "price", "discount", "total"],
        FactCode::PriceHolds => &["total", "discount", "upgrade_of"],
        FactCode::PaidByOrder => &["offer"],
        FactCode::CardTriedAgain => &["code", "from"],
        FactCode::OverrideEnds => &["until"],
        FactCode::LongOverrideReasoned => &["until", "limit"],
        FactCode::NoOrderOpen => &["order", "pay_by", "payable"],
        FactCode::OrderOpen => &["order", "state", "pay_by", "received_on"],
        FactCode::AmountExact => &["received", "due"],
        FactCode::FundsHeld => &["reference", "received", "since"],
        FactCode::OrderPaid => &["order", "state"],
        FactCode::PaysOrder => &["held_why"],
        FactCode::TaxDue => &["tax", "percent", "amount", "total"],
        FactCode::TaxExempt | FactCode::ExemptionFree => &["since", "until"],
        FactCode::ExemptOnDay => &["day"],
        FactCode::TaxRefundInTime => &["amount", "paid_on", "until"],
        FactCode::TaxNotRefunded => &["on"],
        FactCode::TaxBorne => &["order"],
        FactCode::FeeDue => &["offer"],
        FactCode::FeePaid => &["offer", "total"],
        FactCode::ProfileAuthorized => &["state", "since", "usual_days"],
        FactCode::CheckStands => &["check", "state", "since"],
        FactCode::ProfileReviewed => &["last", "needed_since"],
        FactCode::ProfileGiven => &[],
        FactCode::ProfileUnchanged => &["since"],
        FactCode::DomainAccepted | FactCode::DomainFree => &["domain"],
        FactCode::CheckOpen => &["check", "state"],
        FactCode::CheckInTurn => &["waits_for"],
        FactCode::OrderByTransfer | FactCode::OrderByCard => &["method"],
        FactCode::OrderUnpaid => &["order"],
        FactCode::DocumentType => &["stated", "found", "accepted"],
        FactCode::DocumentSize => &["bytes", "max"],
        FactCode::DocumentCount => &["held", "max"],
        FactCode::MembershipOpen => &["membership", "last_day", "why"],
        FactCode::Anniversary => &["anniversary", "renew_from", "renew_to"],
        FactCode::InsideWindow => &["from", "to", "reopened_until", "ordered_on", "pay_by"],
        FactCode::YearUnbought => &[],
        FactCode::Bought => &["on", "reference", "offer"],
        FactCode::MembershipAccess => {
            &["membership", "offer", "state", "anniversary", "renew_from", "renew_to", "last_day"]
        }
        FactCode::GrantedByTable => &["quantity", "unit", "benefit", "layer", "on", "offer", "competency"],
        FactCode::NotSuperseded => &["since"],
        FactCode::RedeemBy => &["redeem_by"],
        FactCode::UsableUntil => &["until", "seats"],
        FactCode::TokenUnused => &["redeemed_on", "redeemed_by", "tenant", "mode"],
        FactCode::TokenWhole => &["token_seats", "asked"],
        FactCode::TenantVerified => &["tenant", "since"],
        FactCode::SubscriptionLive => &["live", "mode", "benefit", "seats", "usable_until"],
        FactCode::ModeFits => &["mode"],
        FactCode::ExtendLimit => &["token_seats", "active_seats", "months", "max_months"],
        FactCode::Outcome => &[
            "mode",
            "token_seats",
            "token_days",
            "token_months",
            "seats_before",
            "until_before",
            "days_before",
            "seats_after",
            "until_after",
            "days_after",
            "shorter",
        ],
        FactCode::TokenRedeemed => &["redeemed_on", "mode"],
        FactCode::ReasonAccepted => &["reason"],
        FactCode::ReasonFits => &["reason", "mode", "tenant", "intended_tenant"],
        FactCode::ReplacementOffered => &["benefit"],
        FactCode::ReplacementInTime => &["until", "within_days"],
        FactCode::FirstReplacement => &["max"],
        FactCode::NotAReplacement | FactCode::NoOpenRequest => &[],
        FactCode::RequestOpen => &["requested_on", "decided_on"],
        FactCode::KeyNeeded => &["benefit", "note", "key_kind"],
        FactCode::MarketingNew => &["since", "from"],
        FactCode::MarketingActivated => &["since"],
        FactCode::OtherContact => &[],
        FactCode::MarketingProcessed => &["days", "from"],
        FactCode::RoleMayBeGiven | FactCode::RoleFitsGuest => &["given_role"],
        FactCode::OwnDirectory => &[],
        FactCode::AdminStays => &["given_role", "others", "known"],
        FactCode::KeyNotBlocked | FactCode::KeyIsBlocked => &["since", "block_reason"],
        FactCode::ActivationsLeft => &["used", "limit"],
        FactCode::KnownDevice => &["known", "counts", "counted_for"],
        FactCode::RefundRight => &["until", "membership", "ended_on", "ended_by", "order"],
        FactCode::NamedPerson
        | FactCode::InDirectory
        | FactCode::AddressFree
        | FactCode::IsAssignee
        | FactCode::SeatKept => &["person"],
        FactCode::OneSeatPerEdition => &["edition", "since"],
        FactCode::SeatRequestOwn => &[],
        FactCode::NoSeatRequested => &["requested_on"],
        FactCode::SeatRequestOpen => &["requested_on", "request_state", "decided_on"],
        FactCode::SeatFree => &["granted", "activated", "assigned", "locked", "free"],
        FactCode::CompanyCountry => &["country"],
        FactCode::WithinCountryCap => &["granted", "initial", "times", "cap", "used", "country"],
        FactCode::WithinWorldCap => &["granted", "initial", "times", "cap", "used"],
        FactCode::Ceiling => &["granted", "effective", "initial", "per_country", "worldwide", "countries", "staying"],
        FactCode::WithinSharedPool => &["granted", "used", "asked", "free", "benefits"],
        FactCode::Unlimited => &[],
        FactCode::Provisioned => &["count"],
        FactCode::SeatUnlocked => &["wait_days", "unlocks_on", "since"],
        FactCode::SeatsForAll => &["benefit", "granted", "held", "lost"],
        FactCode::SeatAssigned => &["since", "ended_on"],
        FactCode::SeatActivated => &["since"],
        FactCode::WindowAllowsActs => &["to"],
        FactCode::RightEnded => &["last_day"],
        FactCode::NotConfirmed => &["on", "how"],
        FactCode::WithinEntitlement => &["granted", "installed", "over", "cap", "in_countries"],
        FactCode::UsePermitted => &["use"],
        FactCode::VersionInTime => &["version", "newest", "by"],
        FactCode::NoDowngrade => &["version", "granted_version"],
        FactCode::LocationOwn => &["number", "country"],
        FactCode::StillInstalled => &["on", "how"],
        FactCode::NumberFree => &["number", "domain", "reference"],
        FactCode::Plausible => &["field", "value", "possible", "known", "from", "to"],
        FactCode::RequirementMet => &["kind", "what", "needed", "have", "option", "as_of", "basis"],
        FactCode::OverrideInForce => &["until"],
        FactCode::LevelBought => &["membership", "anniversary"],
        FactCode::ForecastMet => &["anniversary", "renew_to", "basis"],
        FactCode::KnownInProgramme => &["field", "value"],
        FactCode::NotInFuture => &["field", "day"],
        FactCode::NotRetired => &["retires_on"],
        FactCode::EvidenceNew => &["field", "dated", "source"],
        FactCode::EvidenceOpen => &[],
        FactCode::EvidenceCounts => &["dated", "until"],
        FactCode::PeopleHeld => &["offer", "what", "needed", "have"],
        FactCode::SupportNew => &["since", "contract"],
        FactCode::SupportActivated => &["since"],
        FactCode::EngagementFits => &["asked", "max"],
        FactCode::PresalesFree => &["offer"],
        FactCode::BalanceLeft => &["granted", "asked", "left", "until"],
        FactCode::CreditFree => &["person", "since"],
        FactCode::OneCredit => &["person", "since", "benefit"],
        FactCode::CreditCombines => &["person"],
        FactCode::CreditAssigned => &["ended_on"],
        FactCode::CreditHeld => &["since", "person"],
        FactCode::CreditRemovable => &[],
        FactCode::AccountOpen => &["since"],
        FactCode::FreeToClose => &["thing", "number", "name", "until", "amount", "since"],
        FactCode::MailWaited => &["last", "from"],
        FactCode::MailLeft => &["sent", "max"],
        FactCode::NameUnchecked => &["state"],
        FactCode::ProfileLinked => &["until"],
        FactCode::ProfileFree => &["since"],
        FactCode::ProfileMayMove => &["moves", "most", "apart"],
        FactCode::CompanyKnown | FactCode::GlobalNumber => &["number"],
        FactCode::CompaniesDiffer => &[],
        FactCode::NoOpenInvitation => &["since"],
        FactCode::MergeOpen => &["state", "on"],
        FactCode::NotAnswered | FactCode::MergeAccepted => &["on"],
        FactCode::MergeSide => &["side"],
        FactCode::NoOtherMerge => &["company"],
        FactCode::CompanyOrdersSettled => &["company", "order", "pay_by"],
        FactCode::CompanyAuthorized => &["company", "state"],
        FactCode::TenantsDistinct => &["tenant"],
        FactCode::NoMergePending => &["company", "since"],
        FactCode::RenewsAlone => &["membership", "with", "from", "to"],
        FactCode::CampaignSelects => &["campaign", "offer", "from", "to", "anniversary"],
        FactCode::NotEnrolled => &["campaign", "since"],
        FactCode::CompetencyExtends => &["campaign", "count", "competencies", "excluded"],
        FactCode::WaivedByCampaign => {
            &["campaign", "requirements", "fee", "review", "anniversary", "next_anniversary", "self_service_until"]
        }
        FactCode::NoOtherRun => &["campaign", "run_state", "since"],
        FactCode::WithinMembers => &["members", "max"],
        FactCode::RunInTurn => &["run_act", "run_state", "pending"],
        FactCode::CampaignUnchanged => &["proposed_on"],
        FactCode::OtherPerson => &["proposed_by"],
        FactCode::LateOverride => &["campaign", "ticket", "granted_on", "approved_by", "pay_by"],
        FactCode::WindowOver => &["from", "to"],
        FactCode::OverrideInTime => &["campaign", "asked_on", "until"],
        FactCode::LateYearRuns => &["until"],
        FactCode::NoOpenOverride => &["since", "pay_by"],
        FactCode::OverrideOpen => &["override_state", "pay_by"],
        FactCode::TicketOpen => &["ticket", "ticket_state", "opened_on"],
        FactCode::AskedInTicket => &["ticket", "opened_on"],
        FactCode::TicketFits => &["ticket", "ticket_reason", "needed_reason"],
        FactCode::TicketNames => &["ticket"],
        FactCode::TicketOwn => &[],
        FactCode::TicketInTurn => &["ticket", "ticket_state", "ticket_act"],
        FactCode::MayBeGranted => &["ticket_reason"],
        FactCode::ReopenInTime => &["until"],
        FactCode::Acknowledged => &["ticket", "on"],
        FactCode::LocationStands => &["number", "country", "since", "seats"],
    }
}

/// Values that are codes, with the prefix of their words. The word is given as `…_word`, the code itself stays for
/// choosing a sentence.
pub(crate) const CODED: &[(&str, &str)] = &[
    ("capability", "capability"),
    ("mode", "mode"),
    ("method", "method"),
    ("held_why", "held"),
    ("reason", "reason"),
    ("layer", "layer"),
    ("key_kind", "key-kind"),
    ("counted_for", "counted-for"),
    ("block_reason", "key-block"),
    ("given_role", "role"),
    ("how", "wind-down"),
    ("ended_by", "refund-end"),
    ("kind", "requirement-kind"),
    ("check", "profile-check"),
    ("waits_for", "profile-check"),
    ("run_state", "run"),
    ("override_state", "override"),
    ("ticket_state", "ticket"),
    ("ticket_act", "ticket-act"),
    ("ticket_reason", "ticket-reason"),
    ("needed_reason", "ticket-reason"),
    ("possible", "possible"),
];

fn arguments(language: Language, node: &Node, names: Option<&dyn Names>) -> FluentArgs<'static> {
    let mut args = FluentArgs::new();
    args.set("answer", node.answer.code());
    args.set("in_country", NONE);
    for name in variables(node.fact) {
        let value = match node.because.get(name) {
            // A field that was left empty has no value.
            Some(Value::Text(text)) if text.is_empty() => FluentValue::from(NONE),
            Some(Value::Text(code)) if *name == "country" => {
                args.set("in_country", country_in(language, code));
                country(language, code).into()
            }
            Some(Value::Text(number)) if *name == "company" => argument(language, &company(number, names)),
            Some(Value::List(codes)) if *name == "in_countries" => {
                let named = |one| country(language, &plain(language, one));
                list(language, &codes.iter().map(named).collect::<Vec<_>>()).into()
            }
            Some(Value::Text(text)) => {
                if let Some((_, prefix)) = CODED.iter().find(|(coded, _)| coded == name) {
                    args.set(format!("{name}_word"), coded(language, prefix, text));
                    text.clone().into()
                } else {
                    argument(language, &resolve(text, names))
                }
            }
            // One of these certifications is enough.
            Some(Value::List(any)) if node.fact == FactCode::PeopleHeld => {
                let names: Vec<String> = any.iter().map(|one| plain(language, one)).collect();
                list_of_one(language, &names).into()
            }
            Some(value) => argument(language, value),
            None => FluentValue::from(NONE),
        };
        args.set(*name, value);
    }
    if let (Some(Value::Number(amount)), Some(Value::Text(unit))) =
        (node.because.get("quantity"), node.because.get("unit"))
    {
        args.set("amount", quantity(language, *amount, unit));
    }
    args
}

/// One fact as a sentence, with its values. Ids of people and tenants are shortened.
pub fn node(language: Language, node: &Node) -> String {
    node_named(language, node, None)
}

/// One fact as a sentence, with the names of the people and tenants in it.
pub fn node_named(language: Language, node: &Node, names: Option<&dyn Names>) -> String {
    let id = format!("fact-{}", node.fact);
    let id = match node.answer {
        Answer::NotEvaluated | Answer::Withheld => {
            let topic = message(language, &format!("{id}.topic"), &[]);
            let outer = format!("fact-{}", node.answer);
            return message(language, &outer, &[("topic", topic.into())]);
        }
        _ => id,
    };
    render(language, &id, &arguments(language, node, names)).unwrap_or_else(|| format!("[{id}]"))
}

/// The question that an explanation answers, with its subject and day.
pub fn question(language: Language, explanation: &Explanation) -> String {
    question_named(language, explanation, None)
}

/// The question that an explanation answers, with the names of what it is about.
pub fn question_named(language: Language, explanation: &Explanation, names: Option<&dyn Names>) -> String {
    let subject = &explanation.subject;
    let subject = match (explanation.question, names) {
        (Question::MayBuy, Some(names)) => names.offer(subject).get(language).to_owned(),
        (Question::MayStateAttainment | Question::WhichStage, Some(names)) => {
            names.competency(subject).get(language).to_owned()
        }
        (Question::MayUse | Question::MayKeepInstalled, Some(names)) => names.benefit(subject).get(language).to_owned(),
        _ => match resolve(subject, names) {
            Value::Text(text) => text,
            Value::Name(name) => name.get(language).to_owned(),
            _ => short_id(subject),
        },
    };
    let values = [("subject", Value::from(subject)), ("as_of", explanation.as_of.into())];
    message(language, &format!("question-{}", explanation.question), &values)
}

/// The word for an answer: "oui", "pas encore", "no".
pub fn answer(language: Language, answer: Answer) -> String {
    word(language, answer)
}

/// What would help, as a sentence with its days.
pub fn remedy(language: Language, remedy: &Remedy) -> String {
    let day = |day: Option<Date>| day.map_or_else(|| Value::from(NONE), Value::from);
    let name = |name: &Option<Text>| name.as_ref().map_or_else(|| Value::from(NONE), Value::from);
    let values = [
        ("from", day(remedy.from)),
        ("until", day(remedy.until)),
        ("level", name(&remedy.level)),
        ("then_buys", name(&remedy.then_buys)),
    ];
    message(language, &format!("remedy-{}", remedy.act), &values)
}

/// What would help against a refusal, one sentence each.
pub fn remedies(language: Language, refusal: &Refusal) -> Vec<String> {
    refusal.remedies.iter().map(|held| remedy(language, held)).collect()
}

/// The day on which an answer is another one if nobody acts, as a sentence.
pub fn changes_on(language: Language, day: Date) -> String {
    message(language, "answer-changes-on", &[("day", day.into())])
}

/// The whole tree as lines of text, for a terminal or for copying.
pub fn explanation_text(language: Language, explanation: &Explanation) -> String {
    explanation_text_named(language, explanation, None)
}

/// The whole tree as lines of text, with the names of the people and things in it.
pub fn explanation_text_named(language: Language, explanation: &Explanation, names: Option<&dyn Names>) -> String {
    let mut out = headed(language, explanation.answer, &question_named(language, explanation, names), true);
    out.push('\n');
    branches(language, explanation.children(), names, "", &mut out);
    let obstacle = explanation.first_obstacle();
    let remedy_held = obstacle.and_then(|node| node.remedy.as_ref());
    if let Some(held) = remedy_held {
        let helps = remedy(language, held);
        out.push_str(&message(language, "answer-what-helps", &[("remedy", helps.into())]));
        out.push('\n');
    }
    // Coming back on the day of the change is that change: it is not said twice.
    let day = explanation.changes_on().filter(|day| remedy_held.and_then(|held| held.from) != Some(*day));
    if let Some(day) = day {
        out.push_str(&changes_on(language, day));
        out.push('\n');
    }
    out
}

/// A sentence with its answer: after a question, before a fact.
fn headed(language: Language, given: Answer, text: &str, is_question: bool) -> String {
    let id = if is_question { "answer-after-question" } else { "answer-before-fact" };
    message(language, id, &[("text", text.into()), ("answer", word(language, given).into())])
}

fn branches(language: Language, nodes: &[Node], names: Option<&dyn Names>, indent: &str, out: &mut String) {
    for (index, child) in nodes.iter().enumerate() {
        let last = index + 1 == nodes.len();
        let sentence = node_named(language, child, names);
        let line = match child.answer {
            // These sentences say by themselves what kind of answer they are.
            Answer::Value | Answer::NotEvaluated | Answer::Withheld => sentence,
            _ => headed(language, child.answer, &sentence, false),
        };
        out.push_str(indent);
        out.push_str(if last { "└─ " } else { "├─ " });
        out.push_str(&line);
        out.push('\n');
        let deeper = format!("{indent}{}", if last { "   " } else { "│  " });
        branches(language, &child.children, names, &deeper, out);
    }
}
