//! One granted line: its dates, where it comes from, what it may be used for, what is left of it, and why.

use symbolon_domain::access::Capability;
use symbolon_domain::balance::{Usage, UsageKind, balances};
use symbolon_domain::entitlement::entitlement;
use symbolon_domain::fact::{Item, KeyBlockReason};
use symbolon_domain::ids::NoteId;
use symbolon_domain::programme::{BalanceUse, BenefitKind, Terms};
use symbolon_domain::provisioning::{self, ProvisionState};
use symbolon_domain::standing::{Line, LineState, Standing};

use super::credits::{self, CreditView};
use super::home::{free, granted, layer, line_act, redeem_by, renewal, tag_of, usable_note};
use super::machines::{self, MachinesView};
use super::seats::{self, Candidate, SeatsView};
use super::sight::{Sight, Tag, Why};
use crate::api::balances::MarketingContact;

/// What a product may and may not be used for.
pub(crate) struct TermsView {
    pub(crate) name: String,
    pub(crate) permitted: Vec<String>,
    pub(crate) forbidden: Vec<String>,
    pub(crate) rules: Vec<String>,
}

/// What the reader may do with a balance.
pub(crate) struct BalanceView {
    pub(crate) grant: String,
    /// Whether it is help with selling, for whose activation somebody who markets is named (K-30).
    pub(crate) sells: bool,
    pub(crate) facts: Vec<(String, String)>,
    pub(crate) activates: bool,
    /// What is asked for it, by its unit.
    pub(crate) amount: String,
    /// Kinds of use, by code and in words; empty: nothing can be asked for.
    pub(crate) kinds: Vec<(&'static str, String)>,
    pub(crate) uses: Vec<String>,
    /// What the reader may do with a credit.
    pub(crate) credit: Option<CreditView>,
}

/// The block of a key, or the vendor's form for one (E-15).
pub(crate) struct BlockView {
    pub(crate) action: String,
    /// Since when and why; none: it is not blocked.
    pub(crate) said: Option<String>,
    /// What the vendor wrote about it.
    pub(crate) note: Option<String>,
    /// Whether the reader may block it or lift the block.
    pub(crate) may: bool,
    /// Reasons, by code and in words.
    pub(crate) reasons: Vec<(&'static str, String)>,
}

/// All that the page shows.
pub(crate) struct LinePage {
    pub(crate) category: String,
    pub(crate) name: String,
    pub(crate) note: Option<String>,
    pub(crate) tag: Tag,
    pub(crate) act: Option<(String, String)>,
    pub(crate) redeem_by: String,
    pub(crate) redeem_by_note: String,
    pub(crate) usable_until: String,
    pub(crate) usable_note: String,
    pub(crate) renew: String,
    pub(crate) renew_note: String,
    pub(crate) facts: Vec<(String, String)>,
    pub(crate) unofficial: Option<String>,
    pub(crate) terms: Option<TermsView>,
    pub(crate) seats: Option<SeatsView>,
    pub(crate) machines: Option<MachinesView>,
    pub(crate) balance: Option<BalanceView>,
    pub(crate) block: Option<BlockView>,
    pub(crate) why: Why,
}

/// The page of a line. `people` could be given something personal; `note` gives the text of an erasable row, for the
/// names of machines.
pub(crate) fn page(
    sight: &Sight<'_>,
    standing: &Standing,
    line: &Line,
    people: &[Candidate],
    note: impl Fn(NoteId) -> Option<String>,
) -> Option<LinePage> {
    let words = sight.words;
    let programme = sight.programmes.version(line.version);
    let benefit = programme.benefit(&line.granted.benefit)?;
    let held = standing.memberships.iter().find(|held| held.id == line.membership)?;
    let (renew, renew_note) = renewal(sight, held);
    let category = programme.categories.iter().find(|category| category.id == line.category);
    let mut facts = vec![
        (words.t("ui-col-granted"), granted(sight, line)),
        (words.t("ui-col-from"), sight.offer(&line.granted.offer)),
        (words.t("ui-line-layer"), layer(sight, line)),
        (
            words.t("ui-line-membership"),
            format!("M-{} · {}", held.number, words.with("ui-membership-year", &[("year", line.year.into())])),
        ),
    ];
    if let Some(total) = line.total {
        let used = [("used", line.used.into()), ("total", total.into())];
        facts.push((words.t("ui-col-used"), words.with("ui-used-of", &used)));
    }
    if let Some(free) = free(line) {
        facts.push((words.t("ui-col-free"), words.number(free)));
    }
    let on = sight.today;
    let usable = entitlement(sight.account, sight.programmes, &line.granted.benefit, on);
    if let Some(found) = usable.filter(|found| found.effective.is_some_and(|effective| effective < found.granted)) {
        let unit = &line.granted.unit;
        let args = [
            ("effective", words.quantity(found.effective.unwrap_or_default(), unit).into()),
            ("granted", words.quantity(found.granted, unit).into()),
        ];
        facts.push((words.t("ui-line-ceiling"), words.with("ui-line-ceiling-value", &args)));
    }
    let ended = line.state == LineState::Ended;
    if let Some(state) = line.provisioning.filter(|_| !ended) {
        let word = words.word(overdue(sight, line).unwrap_or(state));
        let said = line.provisioned_on.map_or(word.clone(), |on| format!("{word} · {}", words.date(on)));
        facts.push((words.t("ui-line-provisioning"), said));
    }
    if let Some(day) = line.upgrade_by.filter(|_| !ended) {
        facts.push((words.t("ui-line-upgrade-by"), words.date(day)));
    }
    if let BenefitKind::Key(rule) = &benefit.kind {
        facts.push((words.t("ui-line-key-kind"), words.word(rule.kind)));
    }
    facts.push((
        words.t("ui-line-version"),
        words.with("ui-line-version-value", &[("name", (&programme.name).into()), ("version", line.version.into())]),
    ));
    let redeem_by = redeem_by(sight, line);
    Some(LinePage {
        category: category.map_or_else(String::new, |category| category.name.get(words.0).to_owned()),
        name: benefit.name.get(words.0).to_owned(),
        note: benefit.note.as_ref().map(|note| note.get(words.0).to_owned()).filter(|note| !note.is_empty()),
        tag: tag_of(sight, line),
        act: line_act(sight, line),
        redeem_by: words.date_or_dash(redeem_by),
        redeem_by_note: words.t(match redeem_by {
            Some(day) if sight.today <= day => "ui-line-redeem-by-note",
            Some(_) => "ui-line-redeem-by-over",
            None => "ui-line-redeem-by-none",
        }),
        usable_until: words.date_or_dash(line.usable_until),
        usable_note: match (&line.granted.item, line.usable_until) {
            (Item::Token { .. }, None) => words.t("ui-line-usable-token"),
            (Item::Token { .. }, Some(_)) => words.t("ui-line-usable-own"),
            _ => usable_note(sight, held),
        },
        renew,
        renew_note,
        facts,
        unofficial: (!line.granted.verified).then(|| words.t("ui-line-unofficial")),
        terms: benefit.terms.as_ref().and_then(|id| programme.terms.get(id)).map(|terms| terms_view(sight, terms)),
        seats: seats::view(sight, line, people),
        machines: machines::view(sight, line, &note),
        balance: balance(sight, line, &note, people),
        block: block(sight, line, &note),
        why: sight.why(&line.explanation),
    })
}

/// What is left, until when, under which contract, and what was used (K-05).
fn balance(
    sight: &Sight<'_>,
    line: &Line,
    note: &impl Fn(NoteId) -> Option<String>,
    people: &[Candidate],
) -> Option<BalanceView> {
    let words = sight.words;
    let held =
        balances(sight.account, sight.programmes, sight.today).into_iter().find(|held| held.grant == line.grant)?;
    let mut facts = Vec::new();
    if held.unlimited {
        facts.push((words.t("ui-balance-left"), words.t("ui-balance-unlimited")));
    } else if let Some(left) = held.left {
        facts.push((words.t("ui-balance-left"), words.quantity(left, &held.unit)));
    }
    facts.push((words.t("ui-balance-until"), words.date(held.until)));
    if let Some(state) = held.marketing {
        facts.push((words.t("ui-marketing-state"), words.word(state)));
        if let Some(from) = held.active_from {
            facts.push((words.t("ui-marketing-from"), words.date(from)));
        }
        let contact = sight.account.marketing.get(&line.grant).filter(|_| sight.may(Capability::ActivateBenefits));
        let contact = contact.and_then(|held| note(held.contact.id));
        let read = |text: String| serde_json::from_str::<MarketingContact>(&text).ok();
        if let Some(contact) = contact.and_then(read) {
            facts.push((words.t("ui-marketing-contact"), format!("{} · {}", contact.name, contact.email)));
        }
    } else if held.needs_activation {
        let or_not = |id: &Option<String>| id.clone().unwrap_or_else(|| words.t("ui-balance-not-activated"));
        facts.push((words.t("ui-balance-contract"), or_not(&held.contract)));
        facts.push((words.t("ui-balance-access"), or_not(&held.access)));
    }
    if held.kind == BalanceUse::Credit {
        let holder = held.person.map_or_else(|| words.t("ui-balance-nobody"), |person| sight.person(person));
        facts.push((words.t("ui-balance-holder"), holder));
    }
    let open = !held.needs_activation || held.activated_on.is_some();
    let fits = |kind: &&UsageKind| kind.of() == held.kind && open && sight.may(Capability::UseBalance);
    let mut uses: Vec<_> = sight.account.usages.values().filter(|usage| usage.act.grant == line.grant).collect();
    uses.sort_by_key(|usage| std::cmp::Reverse(usage.on));
    let said = |usage: &Usage| {
        let (usage_word, asked, deducted) = (words.word(usage.act.kind), usage.act.asked, usage.act.deducted);
        let values = [
            ("date", usage.on.into()),
            ("usage", usage_word.into()),
            ("asked", words.quantity(asked, &held.unit).into()),
            ("deducted", words.quantity(deducted, &held.unit).into()),
        ];
        words.with("ui-balance-used", &values)
    };
    Some(BalanceView {
        grant: line.grant.to_string(),
        sells: held.marketing.is_some(),
        facts,
        activates: held.needs_activation && held.activated_on.is_none() && sight.may(Capability::ActivateBenefits),
        amount: words.with("ui-balance-amount", &[("unit", held.unit.as_str().into())]),
        kinds: UsageKind::ALL.iter().filter(fits).map(|kind| (kind.code(), words.word(*kind))).collect(),
        uses: uses.into_iter().map(said).collect(),
        credit: credits::view(sight, &held, people),
    })
}

/// The block of the line's key; the form is the vendor's.
fn block(sight: &Sight<'_>, line: &Line, note: &impl Fn(NoteId) -> Option<String>) -> Option<BlockView> {
    let words = sight.words;
    let Item::Key { key: id, .. } = &line.granted.item else { return None };
    let held = sight.account.keys.get(id)?;
    let may = sight.may(Capability::BlockKeys);
    let said = held.blocked.as_ref().map(|block| {
        words.with("ui-block-since", &[("since", block.since.into()), ("why", words.word(block.why).into())])
    });
    (may || said.is_some()).then(|| BlockView {
        action: format!("{}/keys/{id}/block", sight.base()),
        said,
        note: held.blocked.as_ref().and_then(|block| note(block.note.id)),
        may,
        reasons: KeyBlockReason::ALL.iter().map(|reason| (reason.code(), words.word(*reason))).collect(),
    })
}

/// What is overdue is for those to know who can provision it (C-05).
fn overdue(sight: &Sight<'_>, line: &Line) -> Option<ProvisionState> {
    if !sight.may(Capability::ProvisionGrants) {
        return None;
    }
    let open = provisioning::open(sight.account, sight.programmes, sight.today, sight.now);
    open.into_iter().find(|one| one.grant == line.grant).map(|one| one.state)
}

pub(crate) fn terms_view(sight: &Sight<'_>, terms: &Terms) -> TermsView {
    let words = sight.words;
    let texts = |uses: &[symbolon_domain::programme::Use]| {
        uses.iter().map(|one| one.text.get(words.0).to_owned()).collect::<Vec<_>>()
    };
    let mut rules = Vec::new();
    if let Some(months) = terms.upgrade_within_months {
        rules.push(words.with("ui-terms-upgrade", &[("months", months.into())]));
    }
    rules.push(words.t(if terms.downgrade { "ui-terms-downgrade" } else { "ui-terms-no-downgrade" }));
    TermsView {
        name: terms.name.get(words.0).to_owned(),
        permitted: texts(&terms.permitted),
        forbidden: texts(&terms.forbidden),
        rules,
    }
}
