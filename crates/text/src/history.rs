//! Facts, changes to come and consequences as sentences.

use symbolon_domain::access::Role;
use symbolon_domain::account::{KeyState, SeatState, TokenState};
use symbolon_domain::company::{CheckState, DocumentOf, ProfileCheck, ProfileField, VerificationState};
use symbolon_domain::decide::Effect;
use symbolon_domain::explanation::Value;
use symbolon_domain::fact::{
    Entry, Fact, Granted, KeyBlockReason, MergeSide, Ordered, SeatRequestDeclined, SeatRequestWithdrawn,
};
use symbolon_domain::installation::WindDownOf;
use symbolon_domain::outlook::Change;
use symbolon_domain::programme::{Language, Need, Text};
use symbolon_domain::shared::Shared;

use crate::catalogue::{NONE, message};
use crate::format::{money, quantity};
use crate::names::{Names, company};
use crate::words::{coded, country, country_in, word};

fn some(value: Option<impl Into<Value>>) -> Value {
    value.map_or_else(|| NONE.into(), Into::into)
}

fn name(text: Text) -> Value {
    Value::Name(text)
}

fn list(words: impl Iterator<Item = String>) -> Value {
    Value::List(words.map(Value::from).collect())
}

fn lines(grants: &[Shared<Granted>]) -> Value {
    Value::Number(i64::try_from(grants.len()).unwrap_or(i64::MAX))
}

/// What kind of fact it is, in two or three words.
pub fn fact_title(language: Language, kind: &str) -> String {
    message(language, &format!("history-{kind}.title"), &[])
}

/// A fact of the ledger as one sentence: who did what, to what, with which outcome.
pub fn fact(language: Language, entry: &Entry, names: &dyn Names) -> String {
    begun(sentence(language, entry, names, &format!("history-{}", entry.fact.kind())))
}

/// The same to whoever it concerns, where it concerns one person.
pub(crate) fn fact_to_concerned(language: Language, entry: &Entry, names: &dyn Names) -> String {
    match &entry.fact {
        Fact::SeatAssigned(_) => begun(sentence(language, entry, names, "history-seat_assigned.own")),
        _ => fact(language, entry, names),
    }
}

fn begun(said: String) -> String {
    // Whoever acted comes first, and may be called by what they are.
    let mut letters = said.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn sentence(language: Language, entry: &Entry, names: &dyn Names, id: &str) -> String {
    let mut values: Vec<(&str, Value)> = vec![("actor", names.person(&entry.actor).into())];
    let mut add = |name: &'static str, value: Value| values.push((name, value));
    match &entry.fact {
        Fact::AccountOpened(fact) => {
            add("number", fact.number.to_string().into());
            add("country", country(language, &fact.country).into());
        }
        Fact::LocationAdded(fact) => {
            add("number", fact.number.to_string().into());
            add("country", country(language, &fact.country).into());
        }
        Fact::LocationRemoved(fact) => {
            add("number", fact.number.to_string().into());
            add("country", country(language, &fact.country).into());
            add("ticket", fact.ticket_number.as_str().into());
        }
        Fact::CampaignEnrolled(fact) => {
            add("campaign", name(names.campaign(&fact.campaign)));
            add("membership", names.membership(fact.membership).into());
            let kept = fact.extends.iter().map(|one| Value::Name(names.competency(&one.competency))).collect();
            add("count", Value::Number(i64::try_from(fact.extends.len()).unwrap_or(i64::MAX)));
            add("competencies", Value::List(kept));
            add("fee", if fact.waives.contains(&Need::FeePaid) { "waived" } else { "due" }.into());
            add("anniversary", fact.anniversary.into());
            add("next_anniversary", fact.next_anniversary.into());
        }
        Fact::OverrideProposed(fact) => {
            add("campaign", name(names.campaign(&fact.campaign)));
            add("membership", names.membership(fact.membership).into());
            add("ticket", fact.ticket_number.as_str().into());
        }
        Fact::OverrideGranted(fact) => {
            add("membership", names.late_override(fact.late_override).into());
            add("pay_by", fact.pay_by.into());
        }
        Fact::OverrideDeclined(fact) => add("membership", names.late_override(fact.late_override).into()),
        Fact::OverrideEnded(fact) => add("membership", names.late_override(fact.late_override).into()),
        Fact::ProfileChanged(fact) => {
            add("fields", list(fact.fields.iter().map(|field| word(language, *field))));
            let checks =
                (!fact.restarted.is_empty()).then(|| list(fact.restarted.iter().map(|check| word(language, *check))));
            add("checks", some(checks));
        }
        Fact::ProfileReviewed(_) | Fact::PublicNameChanged(_) | Fact::AccountClosed(_) => {}
        Fact::CheckMailAsked(fact) => add("check_word", word(language, fact.check).into()),
        Fact::MembershipReopened(fact) => add("membership", names.membership(fact.membership).into()),
        Fact::CheckDecided(fact) => {
            add("passed", if fact.passed { "yes" } else { "no" }.into());
            add("check_word", word(language, fact.check).into());
        }
        Fact::CheckAppealed(fact) => add("check_word", word(language, fact.check).into()),
        Fact::DocumentAdded(fact) => {
            let (check, order) = match &fact.of {
                DocumentOf::Check { check } => (Some(word(language, *check)), None),
                DocumentOf::Payment { order, .. } => (None, Some(names.order(*order))),
            };
            add("check_word", some(check));
            add("order", some(order));
        }
        Fact::MergeInvited(fact) => {
            add("side", fact.side.code().into());
            add("company", names.company(fact.other_number).into());
        }
        Fact::MergeAccepted(fact) => {
            let (side, company) = names.merge(fact.merge).unzip();
            add("side", some(side.map(MergeSide::code)));
            add("company", some(company));
        }
        Fact::MergeRejected(fact) => {
            let (side, company) = names.merge(fact.merge).unzip();
            add("side", some(side.map(MergeSide::code)));
            add("company", some(company));
            add("reason", if fact.note.is_some() { "yes" } else { "no" }.into());
        }
        Fact::MergeWithdrawn(fact) => add("company", some(names.merge(fact.merge).map(|(_, company)| company))),
        Fact::CompanyAbsorbed(fact) => {
            add("company", names.company(fact.number).into());
            add("count", Value::Number(i64::try_from(fact.facts).unwrap_or(i64::MAX)));
        }
        Fact::CompanyMerged(fact) => add("company", names.company(fact.into_number).into()),
        Fact::MembershipJoined(fact) => {
            add("membership", names.membership(fact.membership).into());
            add("with", names.membership(fact.into).into());
            add("until", some(fact.days.map(|days| days.anniversary)));
        }
        Fact::TenantLinked(fact) => add("tenant", fact.domain.as_str().into()),
        Fact::AttainmentStated(fact) => {
            add("competency", name(names.competency(&fact.competency)));
            add("level", name(names.level(&fact.level)));
            add("until", some(fact.until));
        }
        Fact::ProfileLinked(fact) => {
            add("person", names.person(&fact.person.to_string()).into());
            add("moved", if fact.moved { "yes" } else { "no" }.into());
        }
        Fact::ProfileUnlinked(fact) => {
            add("person", names.association(fact.association).into());
            add("last_day", fact.last_day.into());
        }
        Fact::EvidenceRecorded(fact) => {
            let (what, amount) = names.evidence(&fact.of);
            add("what", name(what));
            add("amount", some(amount));
            add("dated", fact.dated.into());
            add("source", fact.source.as_str().into());
            add("as_of", fact.as_of.into());
            add("until", some(fact.counts_until));
        }
        Fact::EvidenceWithdrawn(fact) => add("what", name(names.evidence_of(fact.evidence))),
        Fact::MembershipPurchased(fact) => {
            add("offer", name(names.offer(&fact.offer)));
            add("membership", format!("M-{}", fact.number).into());
            add("reference", fact.payment.reference.as_str().into());
            add("amount", some(fact.payment.amount.as_ref().map(|amount| money(language, amount))));
            add("lines", lines(&fact.grants));
            add("renew_from", fact.days.renew_from.into());
            add("renew_to", fact.days.renew_to.into());
        }
        Fact::MembershipRenewed(fact) => {
            add("offer", name(names.offer(&fact.offer)));
            add("membership", names.membership(fact.membership).into());
            add("reference", fact.payment.reference.as_str().into());
            add("amount", some(fact.payment.amount.as_ref().map(|amount| money(language, amount))));
            add("lines", lines(&fact.grants));
            add("renew_from", fact.days.renew_from.into());
            add("renew_to", fact.days.renew_to.into());
        }
        Fact::MembershipClosed(fact) => {
            add("membership", names.membership(fact.membership).into());
            add("why", fact.why.code().into());
            add("last_day", fact.last_day.into());
        }
        Fact::OrderPlaced(fact) => {
            add("of", if matches!(fact.of, Ordered::Renewal { .. }) { "renewal" } else { "purchase" }.into());
            add("offer", name(names.offer(fact.of.offer())));
            add("order", format!("O-{}", fact.number).into());
            add("total", (&fact.total).into());
            add("pay_by", fact.pay_by.into());
            add("method_word", word(language, fact.method).into());
        }
        Fact::OrderClosed(fact) => {
            add("order", names.order(fact.order).into());
            add("why", fact.why.code().into());
        }
        Fact::FundsReceived(fact) => {
            add("amount", (&fact.amount).into());
            add("reference", fact.reference.as_str().into());
            add("held", some(fact.held.map(|why| word(language, why))));
            add("received_on", some(fact.received_on));
        }
        Fact::ChargeFailed(fact) => {
            add("order", names.order(fact.order).into());
            add("code", some(fact.code.clone()));
            add("retry_from", some(fact.retry_from));
        }
        Fact::FundsReturned(fact) => {
            let (amount, reference) = names.funds(fact.funds);
            add("amount", amount);
            add("reference", reference.into());
        }
        Fact::OrderPaid(fact) => {
            add("order", names.order(fact.order).into());
            add("invoice", fact.invoice.to_string().into());
        }
        Fact::OrderRefunded(fact) => {
            add("order", names.order(fact.order).into());
            add("amount", (&fact.amount).into());
            add("credit_note", some(fact.credit_note.map(|number| number.to_string())));
        }
        Fact::TaxRefunded(fact) => {
            add("order", names.order(fact.order).into());
            add("amount", (&fact.amount).into());
            add("credit_note", some(fact.credit_note.map(|number| number.to_string())));
        }
        Fact::TaxExempted(fact) => {
            add("company", some(names.exempted(fact.exemption)));
            add("from", fact.from.into());
            add("until", some(fact.until));
        }
        Fact::TaxExemptionEnded(fact) => {
            add("company", some(names.exempted(fact.exemption)));
            add("last_day", fact.last_day.into());
        }
        Fact::GrantsAdded(fact) => {
            add("membership", names.membership(fact.membership).into());
            add("competency", name(names.competency(&fact.competency)));
            add("lines", lines(&fact.grants));
        }
        Fact::GrantsProvisioned(fact) => {
            add("membership", names.membership(fact.membership).into());
            add("lines", Value::Number(i64::try_from(fact.grants.len()).unwrap_or(i64::MAX)));
        }
        Fact::SupportActivated(fact) => {
            add("benefit", name(names.grant(fact.grant)));
            add("contract", fact.contract.as_str().into());
        }
        Fact::MarketingActivated(fact) => {
            add("benefit", name(names.grant(fact.grant)));
            add("active_from", fact.active_from.into());
        }
        Fact::BalanceUsed(fact) => {
            add("benefit", name(names.grant(fact.grant)));
            add("usage_word", word(language, fact.kind).into());
            let unit = fact.kind.unit();
            add("asked", quantity(language, fact.asked.into(), unit).into());
            add("deducted", quantity(language, fact.deducted.into(), unit).into());
        }
        Fact::CreditAssigned(fact) => {
            add("benefit", name(names.grant(fact.grant)));
            add("person", names.person(&fact.person.to_string()).into());
        }
        Fact::CreditEnded(fact) => {
            let (person, benefit) = names.credit(fact.credit);
            add("person", person.into());
            add("benefit", name(benefit));
        }
        Fact::CodeShown(fact) => add("benefit", name(names.token(fact.token))),
        Fact::TokenRedeemed(fact) => {
            add("benefit", name(names.benefit(&fact.benefit)));
            add("token_seats", fact.seats.into());
            add("tenant", names.tenant(fact.tenant).into());
            add("mode", fact.mode.code().into());
            add("seats", fact.after.seats.into());
            add("usable_until", fact.after.usable_until.into());
        }
        Fact::ReplacementRequested(fact) => {
            add("benefit", name(names.token(fact.token)));
            add("reason", fact.reason.code().into());
            add("intended_tenant", some(fact.intended_tenant.map(|tenant| names.tenant(tenant))));
        }
        Fact::ReplacementGranted(fact) => {
            add("benefit", name(names.token(fact.token)));
            add("redeem_by", fact.redeem_by.into());
            add("seats", some(fact.after.map(|after| after.seats)));
            add("usable_until", some(fact.after.map(|after| after.usable_until)));
        }
        Fact::ReplacementDeclined(fact) => add("benefit", name(names.replacement(fact.replacement))),
        Fact::KeyRevealed(fact) => add("benefit", name(names.key(fact.key))),
        Fact::KeyBlocked(fact) => {
            add("benefit", name(names.key(fact.key)));
            add("why_word", word(language, fact.why).into());
        }
        Fact::KeyUnblocked(fact) => add("benefit", name(names.key(fact.key))),
        Fact::ActivationCounted(fact) => {
            add("benefit", name(names.key(fact.key)));
            add("counted_for", fact.counted_for.code().into());
            add("used", fact.used.into());
        }
        Fact::InstallationRecorded(fact) => {
            add("benefit", name(names.grant(fact.grant)));
            add("version", some(fact.version.as_deref()));
            add("quantity", fact.quantity.into());
        }
        Fact::InstallationChanged(fact) => {
            add("benefit", name(names.installation(fact.installed)));
            add("version", some(fact.version.as_deref()));
        }
        Fact::InstallationRemoved(fact) => add("benefit", name(names.installation(fact.installed))),
        Fact::SeatAssigned(fact) => {
            add("benefit", name(names.pool(fact.pool)));
            add("person", names.person(&fact.person.to_string()).into());
            add("locked_until", fact.locked_until.into());
            add("country", some(fact.country.as_deref().map(|code| country_in(language, code))));
        }
        Fact::SeatActivated(fact) => {
            let (person, benefit) = names.assignment(fact.assignment);
            add("person", person.into());
            add("benefit", name(benefit));
        }
        Fact::SeatUnassigned(fact) => {
            let (person, benefit) = names.assignment(fact.assignment);
            add("person", person.into());
            add("benefit", name(benefit));
            add("why", fact.why.code().into());
            add("locked_until", some(fact.locked_until));
        }
        Fact::SeatRequested(fact) => add("benefit", name(names.pool(fact.pool))),
        Fact::SeatRequestDeclined(SeatRequestDeclined { request, .. })
        | Fact::SeatRequestWithdrawn(SeatRequestWithdrawn { request }) => {
            let (person, benefit) = names.seat_request(*request);
            add("person", person.into());
            add("benefit", name(benefit));
        }
        Fact::WindDownConfirmed(fact) => {
            add("benefit", name(names.grant(fact.grant)));
            add("how", fact.how.code().into());
            add("where", whereabouts(fact.of()).into());
        }
    }
    message(language, id, &values)
}

/// What a confirmation is about, for choosing a sentence.
const fn whereabouts(of: Option<WindDownOf>) -> &'static str {
    match of {
        Some(WindDownOf::Installed(_)) => "machine",
        Some(WindDownOf::Seat(_)) => "seat",
        None => "line",
    }
}

/// A change to come as one line, without its day.
pub fn change(language: Language, change: &Change, names: &dyn Names) -> String {
    message(
        language,
        &format!("change-{}", change.kind),
        &[
            ("subject", change.subject.as_str().into()),
            ("benefit", some(change.benefit.as_deref().map(|id| name(names.benefit(id))))),
            ("offer", some(change.offer.as_deref().map(|id| name(names.offer(id))))),
            ("text", some(change.text.as_deref())),
            ("count", change.count.into()),
        ],
    )
}

/// Consequences whose values are companies, by their numbers.
const OF_COMPANIES: &[&str] =
    &["merge.invited", "merge.accepted", "merge.declined", "merge.cancelled", "merge.company"];

/// Consequences whose values are labels, as somebody wrote them.
const OF_LABELS: &[&str] = &["person.services_ended", "api_token.others_ended"];

/// A computed consequence as one sentence: what changes, from what to what.
pub fn effect(language: Language, effect: &Effect) -> String {
    effect_named(language, effect, None)
}

/// The same with the names of other companies.
pub fn effect_named(language: Language, effect: &Effect, names: Option<&dyn Names>) -> String {
    let value = |value: &Option<Value>| match value {
        Some(Value::Text(number)) if OF_COMPANIES.contains(&effect.field) => company(number, names),
        Some(Value::Text(code)) => {
            state(language, effect.field, code).map_or_else(|| code.as_str().into(), Value::from)
        }
        Some(labels @ Value::List(_)) if OF_LABELS.contains(&effect.field) => labels.clone(),
        Some(Value::List(codes)) => Value::List(codes.iter().map(|code| field(language, code)).collect()),
        Some(value) => value.clone(),
        None => NONE.into(),
    };
    let id = format!("effect-{}", effect.field.replace('.', "-"));
    let mut values = vec![("from", value(&effect.from)), ("to", value(&effect.to))];
    // The few consequences that say of what they are one, or from when.
    let also: &[&'static str] = match effect.field {
        "competency.level" | "competency.ended" => &["competency", "on"],
        "campaign.waives" => &["campaign"],
        "location.removed" => &["country", "seats"],
        "profile.check" => &["check"],
        "profile.public_name" => &["on"],
        "merge.membership_kept" => &["offer", "anniversary", "renew_from", "renew_to"],
        "merge.membership_joined" => &["offer", "benefits_until", "renew_from", "renew_to"],
        "merge.anniversary" => &["membership"],
        "merge.seats" => &["granted"],
        "merge.late_right_lost" | "merge.refund_right_lost" => &["until"],
        "merge.tokens_open" => &["first"],
        "tax.former_exempt_from" => &["company"],
        "merge.subscription_extended" => &["benefit", "tenant"],
        "profile.counts_for" => &["renew_to"],
        "subscription.usable_until" => &["shorter"],
        "membership.resumed" => &["renew_to", "order", "pay_by"],
        "membership.renewal_given_up" | "membership.upgrade_given_up" => &["until"],
        "membership.return_given_up" => &["bought", "refund_until"],
        "profile.counts_not_for" => &["since"],
        _ => &[],
    };
    values.extend(also.iter().map(|name| (*name, because(language, name, effect.because.get(name)))));
    message(language, &id, &values)
}

/// A value from which a consequence was computed; a check by its word, and a country by its name.
fn because(language: Language, name: &str, value: Option<&Value>) -> Value {
    match value {
        Some(Value::Text(code)) if name == "country" => country(language, code).into(),
        Some(Value::Text(code)) => {
            ProfileCheck::from_code(code).map_or_else(|| code.as_str().into(), |check| word(language, check).into())
        }
        Some(value) => value.clone(),
        None => NONE.into(),
    }
}

/// A part of the profile, or what a renewal is excused from, by its word.
fn field(language: Language, value: &Value) -> Value {
    match value {
        Value::Text(code) => {
            let field = ProfileField::from_code(code).map(|field| word(language, field));
            let need = || Need::from_code(code).map(|need| coded(language, "waive", need.code()));
            field.or_else(need).map_or_else(|| value.clone(), Value::from)
        }
        _ => value.clone(),
    }
}

/// The word for a state that an effect gives as its code.
fn state(language: Language, field: &str, code: &str) -> Option<String> {
    match field {
        "token.state" => TokenState::from_code(code).map(|state| word(language, state)),
        "key.state" | "key.unblocked" => KeyState::from_code(code).map(|state| word(language, state)),
        "key.blocked" => KeyBlockReason::from_code(code).map(|reason| word(language, reason)),
        "person.role_given" | "person.role_taken" | "person.nobody_left" => {
            Role::from_code(code).map(|role| word(language, role))
        }
        "assignment.state" => SeatState::from_code(code).map(|state| word(language, state)),
        "profile.check" => CheckState::from_code(code).map(|state| word(language, state)),
        "profile.verification" => VerificationState::from_code(code).map(|state| word(language, state)),
        _ => None,
    }
}
