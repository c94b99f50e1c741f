//! The catalogues hold what the code asks for, say the same in both languages, and are well typeset.

use std::collections::{BTreeMap, BTreeSet};

use fluent_bundle::{FluentArgs, FluentValue};
use fluent_syntax::ast::{Attribute, Entry as Item, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser;
use jiff::civil::date;
use symbolon_domain::access::Role;
use symbolon_domain::account::Account;
use symbolon_domain::account::{KeyState, MembershipState};
use symbolon_domain::decide::Effect;
use symbolon_domain::explanation::*;
use symbolon_domain::fact::{Entry, Fact};
use symbolon_domain::ids::AccountId;
use symbolon_domain::next_year::NextReason;
use symbolon_domain::notice::{AtStake, CloudEnd, DatedNotice};
use symbolon_domain::outlook::{Change, ChangeKind};
use symbolon_domain::programme::*;
use symbolon_domain::refusal::{Refusal, RefusalCode};

use crate::catalogue::{Value, files, has_message, message, render};
use crate::explanation::{CODED, variables};
use crate::words::every_word;
use crate::{
    Names, NoticeFacts, ProgrammeNames, TRANSPORT_PROBLEMS, change, effect, explanation_text, fact, fact_title, node,
    node_named, problem, question, refusal_detail, remedy, word,
};
use Language::{En, Fr};

/// A message or attribute: its text between the variables, the variables that it shows, and those that only choose.
#[derive(Default)]
struct Pieces {
    texts: Vec<String>,
    shown: BTreeSet<String>,
    chosen_by: BTreeSet<String>,
}

fn walk(pattern: &Pattern<&str>, pieces: &mut Pieces) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => pieces.texts.push((*value).to_owned()),
            PatternElement::Placeable { expression } => walk_expression(expression, pieces),
        }
    }
}

fn walk_expression(expression: &Expression<&str>, pieces: &mut Pieces) {
    let variable = |inline: &InlineExpression<&str>| match inline {
        InlineExpression::VariableReference { id } => Some(id.name.to_owned()),
        InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => None,
        other => panic!("only variables and literals are used in the catalogues: {other:?}"),
    };
    match expression {
        Expression::Inline(inline) => pieces.shown.extend(variable(inline)),
        Expression::Select { selector, variants } => {
            pieces.chosen_by.extend(variable(selector));
            for variant in variants {
                walk(&variant.value, pieces);
            }
        }
    }
}

/// Every message and attribute of a language by its id. Panics where a file cannot be read whole.
fn catalogue(language: Language) -> BTreeMap<String, Pieces> {
    let mut all = BTreeMap::new();
    for (file, text) in files(language) {
        let resource = parser::parse(*text).unwrap_or_else(|(_, errors)| panic!("{language}/{file}: {errors:?}"));
        for item in resource.body {
            let Item::Message(message) = item else {
                assert!(matches!(item, Item::Comment(_) | Item::GroupComment(_) | Item::ResourceComment(_)));
                continue;
            };
            let id = message.id.name.to_owned();
            let mut add = |id: String, pattern: &Pattern<&str>| {
                let mut pieces = Pieces::default();
                walk(pattern, &mut pieces);
                assert!(all.insert(id.clone(), pieces).is_none(), "{language}/{file}: {id} is there twice");
            };
            for Attribute { id: of, value } in &message.attributes {
                add(format!("{id}.{}", of.name), value);
            }
            add(id, &message.value.unwrap_or_else(|| panic!("{language}/{file}: a message without a text")));
        }
    }
    all
}

#[test]
fn both_languages_have_the_same_messages_with_the_same_variables() {
    let (fr, en) = (catalogue(Fr), catalogue(En));
    let ids = |of: &BTreeMap<String, Pieces>| of.keys().cloned().collect::<BTreeSet<_>>();
    let (only_fr, only_en): (Vec<_>, Vec<_>) =
        (ids(&fr).difference(&ids(&en)).cloned().collect(), ids(&en).difference(&ids(&fr)).cloned().collect());
    assert!(only_fr.is_empty() && only_en.is_empty(), "only French: {only_fr:?}; only English: {only_en:?}");
    for (id, pieces) in &fr {
        // What is shown is the same; French agrees with a number where English need not.
        assert_eq!(pieces.shown, en[id].shown, "{id}");
    }
}

#[test]
fn every_code_has_its_text() {
    let mut ids = every_word();
    ids.extend(Question::ALL.iter().map(|code| format!("question-{code}")));
    ids.extend(FactCode::ALL.iter().flat_map(|code| [format!("fact-{code}"), format!("fact-{code}.topic")]));
    ids.extend(RemedyAct::ALL.iter().map(|code| format!("remedy-{code}")));
    ids.extend(NextReason::ALL.iter().map(|code| format!("next-reason-{code}")));
    ids.extend(ChangeKind::ALL.iter().flat_map(|code| [format!("change-{code}"), format!("ui-change-{code}")]));
    ids.extend(Fact::KINDS.iter().flat_map(|kind| [format!("history-{kind}"), format!("history-{kind}.title")]));
    let slugs = RefusalCode::ALL.iter().map(|code| code.code()).chain(TRANSPORT_PROBLEMS.iter().copied());
    ids.extend(slugs.flat_map(|slug| {
        [format!("problem-{slug}"), format!("problem-{slug}.causes"), format!("problem-{slug}.cures")]
    }));
    for language in [Fr, En] {
        let missing: Vec<_> = ids.iter().filter(|id| !has_message(language, id)).collect();
        assert!(missing.is_empty(), "{language}: {missing:?}");
    }
}

#[test]
fn every_code_that_a_fact_carries_has_its_word() {
    // The words are chosen by the value of a fact, so each list must be whole under the prefix that the table names.
    let words = every_word();
    for (variable, prefix) in CODED {
        assert!(words.iter().any(|id| id.starts_with(&format!("{prefix}-"))), "{variable}: {prefix}");
    }
}

#[test]
fn what_the_command_asks_to_acknowledge_has_its_sentence() {
    let source = include_str!("../../domain/src/command.rs");
    let block = source.split("fn acknowledgements").nth(1).expect("the domain lists acknowledgements");
    let codes: Vec<&str> = block.split('"').skip(1).step_by(2).collect();
    assert!(codes.contains(&"token-used-whole"), "{codes:?}");
    for code in codes {
        assert!(has_message(Fr, &format!("acknowledge-{code}")), "{code}");
    }
}

#[test]
fn every_effect_of_the_domain_has_its_sentence() {
    for source in [
        include_str!("../../domain/src/membership.rs"),
        include_str!("../../domain/src/token.rs"),
        include_str!("../../domain/src/key.rs"),
        include_str!("../../domain/src/seat.rs"),
        include_str!("../../domain/src/seat_request.rs"),
        include_str!("../../domain/src/order.rs"),
        include_str!("../../domain/src/evidence.rs"),
        include_str!("../../domain/src/provisioning.rs"),
        include_str!("../../domain/src/company.rs"),
        include_str!("../../domain/src/tax.rs"),
        include_str!("../../domain/src/balance.rs"),
        include_str!("../../domain/src/merge.rs"),
        include_str!("../../domain/src/campaign.rs"),
        include_str!("../../domain/src/overrides.rs"),
        include_str!("../../domain/src/ticket.rs"),
        include_str!("../../domain/src/people.rs"),
    ] {
        for part in source.split("Effect::new(").skip(1) {
            let field = part.split('"').nth(1).expect("an effect names its field");
            assert!(has_message(Fr, &format!("effect-{}", field.replace('.', "-"))), "{field}");
        }
    }
}

#[test]
fn a_fact_uses_only_values_that_the_domain_gives() {
    let domain = concat!(
        include_str!("../../domain/src/membership.rs"),
        include_str!("../../domain/src/token.rs"),
        include_str!("../../domain/src/key.rs"),
        include_str!("../../domain/src/seat.rs"),
        include_str!("../../domain/src/seat_request.rs"),
        include_str!("../../domain/src/order.rs"),
        include_str!("../../domain/src/standing.rs"),
        include_str!("../../domain/src/check.rs"),
        include_str!("../../domain/src/decide.rs"),
        include_str!("../../domain/src/competency.rs"),
        include_str!("../../domain/src/evidence.rs"),
        include_str!("../../domain/src/entitlement.rs"),
        include_str!("../../domain/src/provisioning.rs"),
        include_str!("../../domain/src/company.rs"),
        include_str!("../../domain/src/checklist.rs"),
        include_str!("../../domain/src/closing.rs"),
        include_str!("../../domain/src/balance.rs"),
        include_str!("../../domain/src/tax.rs"),
        include_str!("../../domain/src/merge.rs"),
        include_str!("../../domain/src/campaign.rs"),
        include_str!("../../domain/src/overrides.rs"),
        include_str!("../../domain/src/ticket.rs"),
        include_str!("../../domain/src/installation.rs"),
        include_str!("../../domain/src/people.rs"),
    );
    let catalogues = [catalogue(Fr), catalogue(En)];
    for code in FactCode::ALL {
        let given = variables(*code);
        for name in given {
            assert!(domain.contains(&format!("\"{name}\"")), "{code}: nothing in the domain is called {name}");
        }
        let messages = catalogues.iter().map(|all| &all[&format!("fact-{code}")]);
        for used in messages.flat_map(|pieces| pieces.shown.union(&pieces.chosen_by)) {
            let is_word = |name| given.contains(&name) && CODED.iter().any(|(coded, _)| *coded == name);
            let word_of = used.strip_suffix("_word").is_some_and(is_word);
            let amount = used == "amount" && given.contains(&"quantity");
            let place = used == "in_country" && given.contains(&"country");
            let known = used == "answer" || place || given.contains(&used.as_str()) || word_of || amount;
            assert!(known, "{code}: ${used} is never given");
        }
    }
}

/// A value of the kind that the domain gives under this name.
fn sample(name: &str) -> Value {
    match name {
        "offer" | "held_offer" | "level" | "competency" | "benefit" | "note" => {
            Value::Name(Text { fr: "Nom".to_owned(), en: "Name".to_owned() })
        }
        "campaign" => Value::Name(Text { fr: "Nom".to_owned(), en: "Name".to_owned() }),
        "requirements" | "fee" | "review" => "waived".into(),
        "run_state" => "approved".into(),
        "run_act" => "close".into(),
        "override_state" => "done".into(),
        "ticket_state" => "in_progress".into(),
        "ticket_act" => "reply".into(),
        "ticket_reason" | "needed_reason" => "late_override".into(),
        "competencies" | "excluded" | "in_countries" => Value::List(vec!["x".into(), "y".into()]),
        "members" | "pending" | "count" => 3.into(),
        "ticket" | "proposed_by" | "approved_by" => "x".into(),
        "capability" => "buy".into(),
        "what" | "option" => Value::Name(Text { fr: "Nom".to_owned(), en: "Name".to_owned() }),
        "kind" => "certified_people".into(),
        "basis" => "override".into(),
        "source" => "x".into(),
        "needed" | "have" | "moves" | "most" | "apart" => 3.into(),
        "mode" => "add_seats".into(),
        "method" => "transfer".into(),
        "held_why" => "no_order".into(),
        "price" | "total" | "received" | "due" => {
            Value::Money(symbolon_domain::programme::Money { minor: 47_500, currency: "EUR".to_owned() })
        }
        "check" | "waits_for" => "business".into(),
        "bytes" | "usual_days" => 3.into(),
        "tax" => Value::Name(Text { fr: "Nom".to_owned(), en: "Name".to_owned() }),
        "percent" => "20".into(),
        "amount" => Value::Money(symbolon_domain::programme::Money { minor: 9_500, currency: "EUR".to_owned() }),
        "stated" => "application/pdf".into(),
        "accepted" => Value::List(vec!["application/pdf".into(), "image/png".into()]),
        "reason" => "wrong_tenant".into(),
        "layer" => "core".into(),
        "key_kind" => "retail".into(),
        "block_reason" => "leak".into(),
        "given_role" => "global_admin".into(),
        "others" | "days" => 2.into(),
        "counted_for" => "reimage".into(),
        "how" => "uninstalled".into(),
        "ended_by" => "key_revealed".into(),
        "state" => "active".into(),
        "why" => "upgraded".into(),
        "side" => "invitee".into(),
        "unit" => "seat".into(),
        "live" | "known" | "counts" | "shorter" => "yes".into(),
        "asked" | "found" | "company" | "with" | "membership" | "order" | "country" | "reference" | "tenant"
        | "intended_tenant" | "person" | "redeemed_by" | "edition" | "number" | "domain" | "field" | "value" => {
            "x".into()
        }
        "held" | "max" | "discount" | "quantity" | "seats" | "token_seats" | "active_seats" | "months"
        | "max_months" | "token_days" | "token_months" | "seats_before" | "days_before" | "seats_after"
        | "days_after" | "within_days" | "used" | "limit" | "granted" | "activated" | "assigned" | "locked"
        | "free" | "lost" | "wait_days" | "installed" | "over" | "cap" => 3.into(),
        "use" => Value::Name(Text { fr: "Nom".to_owned(), en: "Name".to_owned() }),
        "version" | "newest" | "granted_version" => "x".into(),
        _ => date(2021, 9, 1).into(),
    }
}

fn readable(text: &str) -> bool {
    !text.is_empty() && !text.contains(['{', '}']) && !text.starts_with('[') && !text.contains("  ")
}

#[test]
fn every_fact_reads_well_with_and_without_its_values() {
    for (language, code) in [Fr, En].into_iter().flat_map(|language| FactCode::ALL.iter().map(move |c| (language, *c)))
    {
        for answer in Answer::ALL {
            let bare = Node::new(code, *answer);
            let full = variables(code).iter().fold(bare.clone(), |node, name| node.with(name, sample(name)));
            let text = node(language, &full);
            assert!(
                readable(&text) && text.ends_with('.') || text.ends_with("Nom") || text.ends_with("Name"),
                "{text}"
            );
            assert!(!text.contains("none"), "{code} {answer}: {text}");
            // Without its amount the licence table says nothing; a decision always gives one.
            if code != FactCode::GrantedByTable {
                let text = node(language, &bare);
                let needs_word = CODED.iter().any(|(name, _)| variables(code).contains(name));
                assert!(needs_word || readable(&text), "{code} {answer}: {text}");
            }
        }
    }
}

#[test]
fn numbers_choose_their_plural() {
    let seats = |language, number: &str| {
        let args: FluentArgs<'_> = [("n", FluentValue::try_number(number))].into_iter().collect();
        render(language, "unit-seat", &args).unwrap_or_default()
    };
    for (number, fr, en) in [
        ("0", "0\u{a0}poste", "0 seats"),
        ("1", "1\u{a0}poste", "1 seat"),
        ("1.5", "1,5\u{a0}poste", "1.5 seats"),
        ("2", "2\u{a0}postes", "2 seats"),
        ("1000000", "1\u{202f}000\u{202f}000\u{a0}postes", "1,000,000 seats"),
    ] {
        assert_eq!(seats(Fr, number), fr);
        assert_eq!(seats(En, number), en);
    }
}

#[test]
fn a_missing_message_shows_its_id() {
    assert_eq!(message(Fr, "no-such-message", &[]), "[no-such-message]");
    assert_eq!(message(Fr, "fact-outcome.no-such-part", &[]), "[fact-outcome.no-such-part]");
    assert_eq!(problem(En, "no-such-problem"), None);
}

#[test]
fn texts_are_well_typeset() {
    let mut faults = Vec::new();
    for language in [Fr, En] {
        for (id, pieces) in catalogue(language) {
            for text in &pieces.texts {
                if let Some(fault) = fault(language, text) {
                    faults.push(format!("{language} {id}: {fault}: {text:?}"));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The first fault of typesetting in a piece of text.
fn fault(language: Language, text: &str) -> Option<&'static str> {
    let characters: Vec<char> = text.chars().collect();
    let at = |index: Option<usize>| index.and_then(|index| characters.get(index)).copied();
    // The word says one of three different days, so it never stands for any of them.
    if text.to_lowercase().contains("expir") {
        return Some("which of the three days ends?");
    }
    for (index, character) in characters.iter().enumerate() {
        let before = at(index.checked_sub(1));
        let after = at(Some(index + 1));
        match (language, character) {
            (_, '\'' | '"') => return Some("straight quote"),
            (_, ' ') if after == Some(' ') => return Some("two spaces"),
            (_, '.') if after == Some('.') => return Some("dots instead of an ellipsis"),
            (Fr, ';' | ':' | '?' | '!' | '»') => {
                let address = *character == ':' && after == Some('/');
                let time = *character == ':' && before.is_some_and(|digit| digit.is_ascii_digit());
                if before != Some('\u{a0}') && !address && !time {
                    return Some("no no-break space before the sign");
                }
            }
            (Fr, '«') if after != Some('\u{a0}') => return Some("no no-break space after the sign"),
            (En, '«' | '»') => return Some("French quotes"),
            (En, ';' | ':' | '?' | '!') if matches!(before, Some(' ' | '\u{a0}')) => {
                return Some("space before the sign");
            }
            _ => {}
        }
    }
    None
}

#[test]
fn the_typesetting_check_finds_faults() {
    for text in ["Pourquoi ?", "l'offre", "«oui»", "fin: non", "a  b", "expire le", "Attendez..."] {
        assert!(fault(Fr, text).is_some(), "{text}");
    }
    assert_eq!(fault(Fr, "Pourquoi\u{a0}? «\u{a0}L’offre\u{a0}»… https://x.example à 10:05"), None);
    assert!(fault(En, "Why ?").is_some());
    assert_eq!(fault(En, "Why? It’s over: see below."), None);
}

fn explanation(children: Vec<Node>, answer: Answer) -> Explanation {
    let mut tree = Explanation::new(Question::MayRenew, "M-1042", date(2021, 8, 10), &programme());
    tree.tell_all(children);
    tree.answer = answer;
    tree
}

fn too_early() -> Explanation {
    let opens = date(2021, 9, 2);
    let window = Node::new(FactCode::InsideWindow, Answer::NotYet)
        .with("from", opens)
        .with("to", date(2021, 10, 1))
        .changes(Some(opens))
        .remedy(Remedy::from(RemedyAct::Wait, opens))
        .child(
            Node::new(FactCode::Anniversary, Answer::Value)
                .with("anniversary", date(2021, 9, 1))
                .with("renew_from", opens)
                .with("renew_to", date(2021, 10, 1)),
        );
    let role = Node::of(FactCode::RoleHeld, true).with("capability", "buy");
    explanation(vec![role, window, Node::new(FactCode::OnSale, Answer::NotEvaluated)], Answer::NotYet)
}

#[test]
fn a_tree_is_told_line_by_line() {
    assert_eq!(
        explanation_text(Fr, &too_early()),
        "\
L’adhésion M-1042 peut-elle être renouvelée le 10 août 2021\u{a0}? Réponse\u{a0}: pas encore.
├─ [oui] Le rôle détenu le permet\u{a0}: acheter et renouveler.
├─ [pas encore] La fenêtre de renouvellement n’est pas encore ouverte\u{a0}: à renouveler entre le 2 septembre 2021 et le 1er octobre 2021.
│  └─ Date anniversaire, fin de l’année payée\u{a0}: le 1er septembre 2021. Fenêtre de renouvellement\u{a0}: du 2 septembre 2021 au 1er octobre 2021.
└─ Sans objet\u{a0}: la mise en vente de l’offre.
Ce qui aiderait\u{a0}: Revenez à partir du 2 septembre 2021.
"
    );
    assert_eq!(question(En, &too_early()), "May the membership M-1042 be renewed on 10 August 2021?");
}

#[test]
fn a_refusal_says_why_when_and_what_to_do_once() {
    let refusal = Refusal::new(RefusalCode::RenewalNotOpen, too_early());
    assert_eq!(
        refusal_detail(En, &refusal),
        "The renewal window is not open yet: renew between 2 September 2021 and 1 October 2021."
    );

    let until = date(2021, 9, 24);
    let used = Node::new(FactCode::TokenUnused, Answer::No)
        .with("redeemed_on", date(2021, 8, 25))
        .with("redeemed_by", "per_01fe8q3c9gzyxwvtsrqp7kq2m0")
        .with("tenant", "ten_01fe8q3c9gzyxwvtsrqpaaaa11")
        .with("mode", "new")
        .remedy(Remedy::until(RemedyAct::RequestReplacement, until));
    let refusal = Refusal::new(RefusalCode::TokenAlreadyRedeemed, explanation(vec![used], Answer::No));
    assert_eq!(
        refusal_detail(Fr, &refusal),
        "Le jeton a été utilisé le 25 août 2021 sur le locataire …AAA11 par …KQ2M0, pour un nouvel abonnement. Un jeton \
         ne sert qu’une fois. S’il s’agit d’une erreur, demandez un jeton de remplacement, jusqu’au 24 septembre 2021."
    );

    let locked =
        Node::new(FactCode::SeatUnlocked, Answer::NotYet).with("wait_days", 90).changes(Some(date(2021, 9, 29)));
    let refusal = Refusal::new(RefusalCode::SeatLocked, explanation(vec![locked], Answer::NotYet));
    assert_eq!(
        refusal_detail(En, &refusal),
        "A seat can be given to somebody else 90 days after it was assigned. Come back from 29 September 2021 on."
    );
}

#[test]
fn a_remedy_names_its_days() {
    assert_eq!(remedy(En, &Remedy::new(RemedyAct::Renew)), "Renew the membership.");
    let until = Remedy::until(RemedyAct::ChooseAtRenewal, date(2021, 10, 1));
    assert_eq!(remedy(Fr, &until), "Choisissez l’autre offre au moment du renouvellement, jusqu’au 1er octobre 2021.");
    let days = [None, Some(date(2021, 9, 2))];
    for (act, (from, until)) in
        RemedyAct::ALL.iter().flat_map(|act| days.iter().zip(days.iter().rev()).map(move |pair| (*act, pair)))
    {
        for language in [Fr, En] {
            let text = remedy(language, &Remedy::between(act, *from, *until));
            assert!(readable(&text) && text.ends_with('.'), "{text}");
        }
    }
}

#[test]
fn every_problem_has_a_page() {
    for slug in RefusalCode::ALL.iter().map(|code| code.code()).chain(TRANSPORT_PROBLEMS.iter().copied()) {
        for language in [Fr, En] {
            let page = problem(language, slug).unwrap_or_else(|| panic!("{slug}"));
            assert!(!page.title.ends_with('.'), "{slug}: a title is not a sentence");
            let lines = page.causes.iter().chain(&page.cures);
            assert!(!page.causes.is_empty() && !page.cures.is_empty(), "{slug}");
            lines.for_each(|line| assert!(line.ends_with('.'), "{slug}: {line}"));
        }
    }
}

/// A body of each kind of fact, as the ledger stores it.
const BODIES: &[(&str, &str)] = &[
    ("account_opened", r#"{"number":1111111,"country":"FR"}"#),
    (
        "profile_changed",
        r#"{"given":{"text":{"id":"nte_ID","hash":"00"},"domain":"lumen.example"},"fields":["legal_name","address"],"restarted":["business"]}"#,
    ),
    ("profile_reviewed", "{}"),
    ("check_decided", r#"{"check":"business","passed":false,"note":null}"#),
    ("check_appealed", r#"{"check":"business","note":{"id":"nte_ID","hash":"00"}}"#),
    (
        "document_added",
        r#"{"document":"doc_ID","of":{"type":"check","check":"business"},"media_type":"application/pdf","bytes":3,"sha256":"00"}"#,
    ),
    ("public_name_changed", r#"{"name":{"id":"nte_ID","hash":"00"}}"#),
    ("check_mail_asked", r#"{"check":"email"}"#),
    ("account_closed", r#"{"note":{"id":"nte_ID","hash":"00"}}"#),
    ("location_added", r#"{"location":"loc_ID","number":2222222,"country":"FR"}"#),
    ("merge_invited", r#"{"merge":"mrg_ID","side":"invitee","other":"acc_ID","other_number":1111111}"#),
    ("merge_accepted", r#"{"merge":"mrg_ID"}"#),
    ("merge_rejected", r#"{"merge":"mrg_ID","note":{"id":"nte_ID","hash":"00"}}"#),
    ("merge_withdrawn", r#"{"merge":"mrg_ID"}"#),
    (
        "company_absorbed",
        r#"{"merge":"mrg_ID","company":"acc_ID","number":3333333,"country":"FR","location":"loc_ID","facts":12,"head":"00"}"#,
    ),
    ("company_merged", r#"{"merge":"mrg_ID","into":"acc_ID","into_number":1111111,"location":"loc_ID"}"#),
    ("membership_joined", r#"{"membership":"mem_ID","into":"mem_ID"}"#),
    ("tenant_linked", r#"{"tenant":"ten_ID","domain":"lumen.example"}"#),
    ("attainment_stated", r#"{"attainment":"att_ID","competency":"devops","level":"gold","until":null}"#),
    ("profile_linked", r#"{"association":"asn_ID","person":"per_ID","profile":"00","moved":true}"#),
    ("profile_unlinked", r#"{"association":"asn_ID","last_day":"2021-06-30"}"#),
    (
        "evidence_recorded",
        r#"{"evidence":"evd_ID","of":{"type":"figure","metric":"azure-consumption","amount":12500},"dated":"2021-02-28",
            "expires_on":null,"counts_until":"2022-02-27","as_of":"2021-03-15","source":"insights"}"#,
    ),
    ("evidence_withdrawn", r#"{"evidence":"evd_ID"}"#),
    (
        "location_removed",
        r#"{"location":"loc_ID","number":2222222,"country":"FR","ticket":"tkt_ID","ticket_number":"2009200000000001"}"#,
    ),
    (
        "campaign_enrolled",
        r#"{"run":"run_ID","campaign":"relief","membership":"mem_ID","year":1,"anniversary":"2020-08-15",
            "next_anniversary":"2021-08-15","waives":["requirements_met"],
            "extends":[{"competency":"devops","level":"silver"}],"self_service_until":null}"#,
    ),
    (
        "override_proposed",
        r#"{"override":"ovr_ID","membership":"mem_ID","year":1,"campaign":"relief","anniversary":"2020-08-15",
            "waives":["requirements_met"],"extends":[],"counted_from":"anniversary","pay_within_days":14,
            "ticket":"tkt_ID","ticket_number":"2009200000000001","asked_on":"2020-09-20","note":{"id":"nte_ID","hash":"00"}}"#,
    ),
    ("override_granted", r#"{"override":"ovr_ID","pay_by":"2020-10-19","note":null}"#),
    ("override_declined", r#"{"override":"ovr_ID","note":null}"#),
    ("override_ended", r#"{"override":"ovr_ID","note":null}"#),
    (
        "membership_purchased",
        r#"{"membership":"mem_ID","number":1042,"offer":"action-pack","group":"pack","level":null,"days":DAYS,
            "access":"kept","refund_until":"2020-10-01",
            "payment":{"reference":"O-771","amount":{"minor":47500,"currency":"USD"}},"grants":[]}"#,
    ),
    (
        "membership_renewed",
        r#"{"membership":"mem_ID","year":2,"offer":"action-pack","level":null,"days":DAYS,"access":"kept",
            "payment":{"reference":"O-902","amount":null},"grants":[GRANT]}"#,
    ),
    ("membership_closed", r#"{"membership":"mem_ID","why":"lapsed","last_day":"2021-10-01"}"#),
    ("membership_reopened", r#"{"membership":"mem_ID"}"#),
    ("grants_added", r#"{"membership":"mem_ID","competency":"devops","grants":[GRANT]}"#),
    ("grants_provisioned", r#"{"membership":"mem_ID","grants":["grt_ID"]}"#),
    (
        "order_placed",
        r#"{"order":"ord_ID","number":1042,"of":{"kind":"purchase","offer":"action-pack"},"group":"pack",
            "method":"transfer","price":{"minor":47500,"currency":"USD"},"discount_percent":0,
            "total":{"minor":47500,"currency":"USD"},"pay_by":"2020-10-01","tax_id":null}"#,
    ),
    ("order_closed", r#"{"order":"ord_ID","why":"expired"}"#),
    (
        "funds_received",
        r#"{"funds":"fun_ID","order":"ord_ID","amount":{"minor":47400,"currency":"USD"},"reference":"W-1",
            "held":"amount_differs"}"#,
    ),
    ("charge_failed", r#"{"order":"ord_ID","reference":"ch_1","code":"715","retry_from":"2020-09-02"}"#),
    ("funds_returned", r#"{"funds":"fun_ID"}"#),
    ("order_paid", r#"{"order":"ord_ID","funds":"fun_ID","invoice":7,"membership":"mem_ID"}"#),
    ("order_refunded", r#"{"order":"ord_ID","amount":{"minor":47500,"currency":"USD"},"credit_note":3}"#),
    ("tax_refunded", r#"{"order":"ord_ID","amount":{"minor":9500,"currency":"USD"},"credit_note":4}"#),
    ("tax_exempted", r#"{"exemption":"exm_ID","from":"2020-09-01","until":null,"note":{"id":"nte_ID","hash":"00"}}"#),
    ("tax_exemption_ended", r#"{"exemption":"exm_ID","last_day":"2021-08-31"}"#),
    ("support_activated", r#"{"grant":"grt_ID","contract":"C-0000000001","access":"A-0000000002"}"#),
    ("marketing_activated", r#"{"grant":"grt_ID","contact":{"id":"nte_ID","hash":"00"},"active_from":"2020-09-06"}"#),
    ("balance_used", r#"{"usage":"use_ID","grant":"grt_ID","kind":"deployment","asked":2,"deducted":2,"note":null}"#),
    ("credit_assigned", r#"{"credit":"crd_ID","grant":"grt_ID","person":"per_ID"}"#),
    ("credit_ended", r#"{"credit":"crd_ID"}"#),
    ("code_shown", r#"{"reveal":"rev_ID","token":"tok_ID"}"#),
    (
        "token_redeemed",
        r#"{"redemption":"red_ID","token":"tok_ID","benefit":"suite","seats":25,"tenant":"ten_ID","mode":"add_seats",
            "subscription":"sub_ID","before":{"seats":10,"usable_until":"2022-01-10"},
            "after":{"seats":35,"usable_until":"2022-07-02"},"alone_until":"2022-09-10","term_months":12,
            "expired_days":30,"disabled_days":90,"replaceable_until":"2021-10-10"}"#,
    ),
    (
        "replacement_requested",
        r#"{"replacement":"rpl_ID","token":"tok_ID","reason":"wrong_tenant","intended_tenant":"ten_ID","note":null}"#,
    ),
    (
        "replacement_granted",
        r#"{"replacement":"rpl_ID","original":"tok_ID","token":"tok_ID","redeem_by":"2021-10-10",
            "subscription":"sub_ID","after":null}"#,
    ),
    ("replacement_declined", r#"{"replacement":"rpl_ID","note":null}"#),
    ("key_revealed", r#"{"reveal":"rev_ID","key":"key_ID"}"#),
    (
        "activation_counted",
        r#"{"activation":"act_ID","key":"key_ID","device":"ab","note":null,"counted_for":"new_device","used":1}"#,
    ),
    ("key_blocked", r#"{"key":"key_ID","why":"leak","note":{"id":"nte_ID","hash":"00"}}"#),
    ("key_unblocked", r#"{"key":"key_ID","note":{"id":"nte_ID","hash":"00"}}"#),
    (
        "installation_recorded",
        r#"{"installation":"ins_ID","grant":"grt_ID","version":"2019","location":"loc_ID","purpose":"internal_business",
            "quantity":16,"note":null}"#,
    ),
    ("installation_changed", r#"{"installed":"ins_ID","version":"2021"}"#),
    ("installation_removed", r#"{"installed":"act_ID"}"#),
    (
        "seat_assigned",
        r#"{"assignment":"asg_ID","pool":"pol_ID","seat":1,"person":"per_ID","locked_until":"2021-09-29"}"#,
    ),
    ("seat_activated", r#"{"assignment":"asg_ID"}"#),
    ("seat_unassigned", r#"{"assignment":"asg_ID","why":"returned","locked_until":"2021-09-29"}"#),
    ("seat_requested", r#"{"request":"srq_ID","pool":"pol_ID","person":"per_ID","note":{"id":"nte_ID","hash":"00"}}"#),
    ("seat_request_declined", r#"{"request":"srq_ID","note":{"id":"nte_ID","hash":"00"}}"#),
    ("seat_request_withdrawn", r#"{"request":"srq_ID"}"#),
    ("wind_down_confirmed", r#"{"activation":"act_ID","grant":"grt_ID","how":"uninstalled"}"#),
];

fn entry(kind: &str, body: &str) -> Entry {
    let grant = r#"{"grant":"grt_ID","benefit":"suite","offer":"action-pack","competency":null,"layer":"core",
        "quantity":5,"unit":"seat","verified":true,"redeem_by":"2021-10-01","usable_until":"2021-10-01",
        "item":{"type":"balance"}}"#;
    let days = r#"{"anniversary":"2021-09-01","renew_from":"2021-09-02","renew_to":"2021-10-01"}"#;
    let body = body.replace("GRANT", grant).replace("DAYS", days).replace("_ID", "_01fe8q3c9gzyxwvtsrqp7kq2m0");
    Entry {
        account: AccountId::from_bits(1),
        seq: 1,
        recorded_at: 0,
        effective_on: date(2020, 9, 1),
        actor: "per_01fe8q3c9gzyxwvtsrqp7kq2m0".to_owned(),
        programme: "example".to_owned(),
        version: 1,
        fact: Fact::read(kind, &body).unwrap_or_else(|error| panic!("{kind}: {error}")),
    }
}

fn programme() -> Programme {
    Programme {
        id: "example".to_owned(),
        version: 1,
        content_hash: String::new(),
        name: Text::default(),
        default_language: Fr,
        time_zone: "UTC".to_owned(),
        currency: "EUR".to_owned(),
        levels: vec![Level { id: "gold".to_owned(), name: Text { fr: "Or".to_owned(), en: "Gold".to_owned() } }],
        role_names: BTreeMap::new(),
        taxes: Vec::new(),
        tax_refund_months: None,
        verification: None,
        documents: DocumentRule::default(),
        windows: BTreeMap::new(),
        offers: Vec::new(),
        competencies: Vec::new(),
        categories: Vec::new(),
        benefits: Vec::new(),
        table: Vec::new(),
        terms: BTreeMap::new(),
        requirements: Default::default(),
        caps: Vec::new(),
        provisioned_within_hours: None,
        campaigns: BTreeMap::new(),
        tickets: Default::default(),
        change_policy: ChangePolicy { more_generous: Reach::AtOnce, less_generous: Reach::AtNextRenewal },
        guard: None,
        sources: BTreeMap::new(),
    }
}

/// Runs a check with names of an empty programme, in which the only person is Inès Aubrac.
fn with_names(check: impl Fn(&dyn Names, &BTreeMap<&str, Entry>)) {
    let entries: BTreeMap<&str, Entry> = BODIES.iter().map(|(kind, body)| (*kind, entry(kind, body))).collect();
    let known = ["account_opened", "tenant_linked", "membership_purchased", "order_placed", "funds_received"];
    let account = Account::fold(known.iter().map(|kind| &entries[kind]));
    let people = |actor: &str| actor.starts_with("per_").then(|| "Inès Aubrac".to_owned());
    check(
        &ProgrammeNames {
            programmes: &Programmes::new(std::sync::Arc::new(programme())),
            account: &account,
            people: &people,
            companies: &BTreeMap::new(),
        },
        &entries,
    );
}

#[test]
fn every_fact_of_the_ledger_is_a_sentence() {
    assert_eq!(BODIES.iter().map(|(kind, _)| *kind).collect::<Vec<_>>(), Fact::KINDS);
    with_names(|names, entries| {
        for (kind, entry) in entries {
            for language in [Fr, En] {
                let text = fact(language, entry, names);
                assert!(readable(&text) && text.ends_with('.') && !text.contains("none"), "{kind}: {text}");
                assert!(readable(&fact_title(language, kind)), "{kind}");
            }
        }
        assert_eq!(
            fact(Fr, &entries["token_redeemed"], names),
            "Inès Aubrac a utilisé un jeton de 25\u{a0}postes pour suite sur lumen.example, pour ajouter des \
             licences\u{a0}: 35\u{a0}postes, utilisable jusqu’au 2 juillet 2022."
        );
        assert_eq!(
            fact(En, &entries["membership_purchased"], names),
            "The offer action-pack was bought as M-1042 (payment O-771, US$475.00); 0 benefits were granted. \
             Renew between 2 September 2021 and 1 October 2021."
        );
        assert_eq!(
            fact(Fr, &entries["membership_renewed"], names),
            "M-1042 a été renouvelée avec l’offre action-pack (paiement O-902)\u{a0}; 1\u{a0}avantage a été \
             accordé. À renouveler ensuite entre le 2 septembre 2021 et le 1er octobre 2021."
        );
        assert_eq!(
            fact(En, &entries["seat_unassigned"], names),
            "Inès Aubrac took back the seat of …KQ2M0 from …KQ2M0. It can go to somebody else from 29 September 2021 on."
        );
    });
}

#[test]
fn names_replace_ids_in_facts() {
    with_names(|names, _| {
        let used = Node::new(FactCode::TokenUnused, Answer::No)
            .with("redeemed_on", date(2021, 8, 25))
            .with("redeemed_by", "per_01fe8q3c9gzyxwvtsrqp7kq2m0")
            .with("tenant", "ten_01fe8q3c9gzyxwvtsrqp7kq2m0")
            .with("mode", "extend");
        assert_eq!(
            node_named(En, &used, Some(names)),
            "The token was redeemed on 25 August 2021 on the tenant lumen.example by Inès Aubrac, as an extension. A \
             token works once."
        );
    });
}

#[test]
fn every_change_to_come_is_a_line() {
    with_names(|names, _| {
        for (language, kind) in [Fr, En].into_iter().flat_map(|l| ChangeKind::ALL.iter().map(move |kind| (l, *kind))) {
            let coming = Change {
                on: date(2021, 9, 1),
                kind,
                subject: "M-1042".to_owned(),
                benefit: Some("suite".to_owned()),
                offer: Some("action-pack".to_owned()),
                text: Some("renewal-open".to_owned()),
                count: 2,
            };
            let text = change(language, &coming, names);
            assert!(readable(&text) && !text.ends_with('.'), "{text}");
        }
    });
}

#[test]
fn a_consequence_says_what_changes_from_what_to_what() {
    let longer =
        Effect::new("subscription.usable_until", Some(date(2022, 1, 10).into()), Some(date(2022, 7, 2).into()));
    assert_eq!(effect(Fr, &longer), "Utilisable jusqu’au 2 juillet 2022 au lieu du 10 janvier 2022.");
    let shown = Effect::new("key.state", Some(KeyState::Hidden.code().into()), Some(KeyState::Revealed.code().into()));
    assert_eq!(effect(En, &shown), "The key, hidden before, is shown afterwards; this cannot be undone.");
    assert_eq!(
        effect(Fr, &Effect::new("refund.until", Some(date(2020, 10, 1).into()), None)),
        "Le droit au remboursement, ouvert jusqu’au 1er octobre 2020, prend fin maintenant."
    );
    let none = Effect::new("subscription.seats", Some(10.into()), None);
    assert_eq!(effect(En, &none), "The subscription ends with all its seats (10).");
}

#[test]
fn a_role_has_the_name_that_the_programme_gives_it() {
    use symbolon_domain::access::Role;
    let mut programme = programme();
    let name = Text { fr: "Administrateur MPN".to_owned(), en: "MPN admin".to_owned() };
    programme.role_names.insert(Role::ProgrammeAdmin, name);
    assert_eq!(crate::role_in(Fr, Role::ProgrammeAdmin, &programme), "Administrateur MPN");
    assert_eq!(crate::role_in(En, Role::Auditor, &programme), "Auditor");
    assert_eq!(word(Fr, MembershipState::RenewalOpen), "à renouveler");
}

#[test]
fn nobody_is_refused_without_a_way_on() {
    use symbolon_domain::explanation::{Explanation, Node, Question};
    use symbolon_domain::refusal::Refusal;
    let programme = programme();
    for code in RefusalCode::ALL {
        // As where what stands in the way says of itself no more than that it does.
        let mut why = Explanation::new(Question::MayBuy, "x", jiff::civil::date(2021, 9, 1), &programme);
        why.look(Node::of(FactCode::Exists, false));
        let refusal = Refusal::new(*code, why);
        assert!(!refusal.remedies.is_empty(), "{code}");
        for language in [Fr, En] {
            let remedies: Vec<String> = refusal.remedies.iter().map(|one| crate::remedy(language, one)).collect();
            assert!(remedies.iter().all(|text| text.len() > 5 && !text.starts_with('[')), "{code}: {remedies:?}");
            assert!(crate::refusal_detail(language, &refusal).contains(&remedies[0]), "{code}");
        }
    }
    // What no rule refuses has its remedy in the catalogue of problems.
    for slug in RefusalCode::ALL.iter().map(|code| code.code()).chain(TRANSPORT_PROBLEMS.iter().copied()) {
        for language in [Fr, En] {
            let page = crate::problem(language, slug).expect("a page");
            assert!(!page.cures.is_empty(), "{slug}");
        }
    }
}

#[test]
fn every_dated_notice_has_its_words() {
    for notice in DatedNotice::ALL {
        for language in Language::ALL {
            for part in ["", ".subject", ".text"] {
                let id = format!("notice-{notice}{part}");
                assert_ne!(message(*language, &id, &[]), format!("[{id}]"), "{language}");
            }
        }
    }
    assert_eq!(
        crate::notice_title(Language::En, "frame"),
        "Notice",
        "no other text takes the place of an id of one’s own"
    );
}

/// B-10, F-08: the words of a notice are those of what its year grants, and of when that can be used.
#[test]
fn the_words_of_a_notice_follow_what_is_at_stake() {
    let (offer, programme) = (Text { fr: "Offre".to_owned(), en: "Offer".to_owned() }, programme());
    let days = YearDays { anniversary: date(2021, 8, 31), renew_from: date(2021, 9, 1), renew_to: date(2021, 9, 30) };
    let said = |language, notice: &str, (access, uninstalls, cloud)| {
        let facts = NoticeFacts {
            company: "Lumen",
            membership: "M-1001",
            offer: &offer,
            days,
            renewable_to: days.renew_to,
            roles: &[Role::GlobalAdmin],
            at_stake: AtStake { access, uninstalls, cloud },
            sent_on: date(2021, 10, 1),
            renewing: None,
            wording: None,
        };
        let text = crate::notice_text(language, notice, &facts, &programme);
        assert!(text.paragraphs.iter().all(|said| !said.trim().is_empty()), "{text:?}");
        format!("{}\n{}", text.subject, text.paragraphs.join("\n")).replace('\u{a0}', " ")
    };
    let kept = (WindowAccess::Kept, true, CloudEnd::Own);
    let suspended = (WindowAccess::Suspended, false, CloudEnd::With);
    assert!(said(Language::En, "renewal-upcoming", kept).contains("costs nothing and gains nothing"));
    let upcoming = said(Language::En, "renewal-upcoming", suspended);
    assert!(upcoming.contains("stop after 31 August 2021") && !upcoming.contains("costs nothing"), "{upcoming}");
    let fr = said(Language::Fr, "renewal-open", suspended);
    assert!(fr.contains("s’arrêtent après le 31 août 2021") && fr.contains("ne reprennent pas"), "{fr}");
    let closing = said(Language::En, "renewal-closing", (WindowAccess::ReadOnly, false, CloudEnd::None));
    assert!(closing.contains("nothing new can be begun") && !closing.contains("uninstall"), "{closing}");
    assert!(said(Language::En, "renewal-closing", kept).contains("lost, developer subscriptions end, and software"));
    let lapsed = said(Language::En, "membership-lapsed", kept);
    assert!(lapsed.contains("– uninstall or license") && lapsed.contains("run on to their own end"), "{lapsed}");
    let lapsed = said(Language::En, "membership-lapsed", suspended);
    assert!(!lapsed.contains("uninstall") && lapsed.contains("have ended with it"), "{lapsed}");
    let lapsed = said(Language::Fr, "membership-lapsed", (WindowAccess::Kept, false, CloudEnd::None));
    assert!(!lapsed.contains("désinstall") && !lapsed.contains("cloud"), "{lapsed}");
}

/// B-31, B-43, D-21: what a page says of the rules is what the programme has.
#[test]
fn a_page_says_what_the_programme_has() {
    let said = |id, args: &[(&str, &str)]| {
        let args: Vec<(&str, Value)> = args.iter().map(|(name, value)| (*name, (*value).into())).collect();
        message(Language::En, id, &args)
    };
    assert_eq!(said("ui-company-lead", &[("verified", "no"), ("reviewed", "no")]), "Who you are to the vendor.");
    assert_eq!(
        said("ui-company-lead", &[("verified", "before"), ("reviewed", "yes")]),
        "Who you are to the vendor. It is verified before anything is bought. It is confirmed each year before a renewal."
    );
    assert_eq!(said("ui-company-change-hint", &[("verified", "yes")]), "What you change is verified anew.");
    assert_eq!(said("ui-company-file-hint", &[("accepted", "PNG"), ("limit", "1")]), "Accepted: PNG, at most 1 MB.");
    assert_eq!(
        message(Language::En, "ui-redeem-by-passed", &[("count", 2_i64.into())]),
        "the days have passed, and 2 benefits were not used"
    );
    let args = [("max", 2_i64.into()), ("count", 1_i64.into()), ("reasons", "redeemed on the wrong tenant".into())];
    assert_eq!(
        message(Language::En, "ui-replace-lead-none", &args),
        "A token is replaced up to 2 times, one replacement after another. The programme grants it for one reason: \
         redeemed on the wrong tenant. Any other reason is refused."
    );
}

#[test]
fn every_notice_about_something_else_has_its_words() {
    for notice in symbolon_domain::matter::MatterNotice::ALL {
        for language in [Fr, En] {
            for part in ["", ".subject", ".text", ".why"] {
                assert!(has_message(language, &format!("matter-{notice}{part}")), "{language}: {notice}{part}");
            }
        }
    }
}

#[test]
fn what_is_counted_agrees_with_its_number() {
    let until = date(2021, 9, 1);
    for (language, id, values, said) in [
        (
            Fr,
            "ui-register-counts",
            vec![("installed", 0u32.into()), ("granted", 1u32.into())],
            "0 installé pour 1 accordé",
        ),
        (
            Fr,
            "ui-register-counts",
            vec![("installed", 2u32.into()), ("granted", "–".into())],
            "2 installés pour – accordés",
        ),
        (
            Fr,
            "ui-licences-wind-down-progress",
            vec![("done", 1u32.into()), ("count", 3u32.into())],
            "1 sur 3 confirmé.",
        ),
        (Fr, "ui-merge-token", vec![("seats", 1u32.into()), ("until", until.into())], "1 poste, à utiliser"),
        (En, "ui-merge-token", vec![("seats", 1u32.into()), ("until", until.into())], "1 seat, redeem"),
        (
            Fr,
            "ui-merge-subscription",
            vec![("seats", 1u32.into()), ("tenant", "a.example".into())],
            "1 poste sur a.example",
        ),
        (
            En,
            "ui-merge-subscription",
            vec![("seats", 2u32.into()), ("tenant", "a.example".into())],
            "2 seats on a.example",
        ),
        (Fr, "ui-competency-gone", vec![("left", 0u32.into()), ("needed", 1u32.into())], "0 sur 1 demandé."),
    ] {
        let found = message(language, id, &values).replace('\u{a0}', " ");
        assert!(found.contains(said), "{id}: {found}");
    }
}

/// A word before a name would lose its vowel before some names and not before others.
#[test]
fn nothing_is_elided_before_a_name() {
    for (file, text) in files(Fr) {
        for word in ["de", "que"] {
            assert!(!text.contains(&format!(" {word} {{ $company }}")), "{file}: {word}");
        }
        for name in ["person", "offer", "benefit", "product", "name", "actor"] {
            let line = text.lines().find(|line| line.contains(&format!(" de {{ ${name} }}")));
            assert_eq!(line, None, "{file}: {name}");
        }
    }
}

/// A label that ends in "de" would need it elided before some of the words that follow it.
#[test]
fn no_label_of_a_page_ends_in_a_word_that_may_be_elided() {
    for (file, text) in files(Fr) {
        for line in text.lines().filter(|line| line.starts_with("ui-")) {
            assert!(!line.ends_with(" de"), "{file}: {line}");
        }
    }
}

#[test]
fn every_country_has_a_name() {
    for (language, code) in [Fr, En].into_iter().flat_map(|language| countries().map(move |code| (language, code))) {
        assert_ne!(crate::country(language, code), code);
        assert_ne!(crate::words::country_in(language, code), code);
    }
}

/// Before a name that may begin with a vowel, a word that elides would have to: "qu’Inès", "que Marc".
#[test]
fn no_word_that_elides_stands_before_a_name() {
    for (file, text) in files(Fr) {
        for name in ["name", "person", "actor", "company", "benefit"] {
            let line = text.lines().find(|line| line.contains(&format!(" que {{ ${name} }}")));
            assert_eq!(line, None, "{file}");
        }
    }
}
