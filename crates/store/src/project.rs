//! Rows that lists and unique keys need, from facts: one exhaustive match. Written in the same commit as the facts.

use symbolon_domain::account::Account;
use symbolon_domain::company::DocumentOf;
use symbolon_domain::competency::EvidenceOf;
use symbolon_domain::fact::{
    Entry, EvidenceRecorded, Extent, Fact, Granted, Item, OrderPlaced, Ordered, SeatMoved, UnassignReason,
};
use symbolon_domain::ids::{AccountId, FundsId, MembershipId, MergeId, OrderId, SeatRequestId};
use symbolon_domain::installation::{InstalledId, WindDownOf};
use symbolon_domain::merge::MergeState;
use symbolon_domain::shared::Shared;

use crate::outbox;
use crate::statement::{Op, Table, Val, int, some};

macro_rules! tables {
    ($($name:ident = $table:literal, $key:literal, [$($column:literal),* $(,)?];)*) => {
        $(pub(crate) static $name: Table = Table { name: $table, key: $key, columns: &[$($column),*] };)*

        /// Every table that is rebuilt from the ledger.
        pub(crate) static ALL: &[&Table] = &[$(&$name),*];
    };
}

tables! {
    ACCOUNT = "account", 1, ["account", "number", "country", "opened_on", "closed_on"];
    EMAIL_DOMAIN = "headquarters_domain", 1, ["account", "domain"];
    COMPANY_CHECK = "company_check", 2, ["account", "code", "state", "since"];
    DOCUMENT = "document", 2, ["account", "id", "subject", "media_type", "bytes", "sha256", "added_on"];
    EXEMPTION = "tax_exemption", 2, ["account", "id", "from_on", "until_on"];
    LOCATION = "location", 2, ["account", "id", "number", "country", "added_on", "removed_on"];
    TENANT = "tenant", 2, ["account", "id", "domain", "verified_on"];
    ATTAINMENT = "attainment", 2, ["account", "id", "competency", "level", "from_on", "until_on"];
    ASSOCIATION = "certification_profile", 2, ["account", "id", "person", "profile", "linked_on", "last_day"];
    EVIDENCE = "evidence", 2, [
        "account", "id", "subject_kind", "subject", "profile", "amount", "dated", "counts_until", "as_of", "source",
        "withdrawn_on", "origin",
    ];
    COMPANY_MERGE = "company_merge", 2, ["account", "id", "side", "other", "state", "invited_on", "ended_on"];
    FORMER_COMPANY = "former_company", 2, ["account", "id", "number", "into_account", "merged_on"];
    MEMBERSHIP = "membership", 2, [
        "account", "id", "number", "origin", "limit_group", "slot", "offer", "bought_on", "year", "version", "anniversary",
        "renew_from", "renew_to", "closed_on", "closed_why", "renewed_with",
    ];
    YEAR = "membership_year", 3, ["account", "membership", "year", "anniversary", "granted_on", "payment_reference"];
    ORDER = "purchase_order", 2, [
        "account", "id", "number", "limit_group", "offer", "method", "minor", "currency", "placed_on", "pay_by", "state",
    ];
    FUNDS = "funds", 2, [
        "account", "id", "origin", "reference", "minor", "currency", "received_on", "purchase_order", "state",
        "charge",
    ];
    INVOICE = "invoice", 1, ["number", "account", "purchase_order"];
    ENROLMENT = "campaign_enrolment", 3, [
        "account", "membership", "year", "run", "campaign", "anniversary", "next_anniversary", "enrolled_on",
    ];
    OVERRIDE = "late_override", 2, [
        "account", "id", "membership", "year", "campaign", "ticket", "proposed_by", "proposed_on", "open_for",
        "decided_by", "pay_by", "state",
    ];
    CREDIT_NOTE = "credit_note", 1, ["number", "account", "purchase_order", "gives_back"];
    FAILED_CHARGE = "failed_charge", 3, ["account", "purchase_order", "reference", "failed_on"];
    GRANT = "grant_line", 2, [
        "account", "id", "membership", "year", "benefit", "offer", "layer", "quantity", "redeem_by",
    ];
    CONTRACT = "support_contract", 2, ["account", "grant_line", "contract", "access", "activated_on"];
    USAGE = "balance_usage", 2, ["account", "id", "grant_line", "kind", "asked", "deducted", "used_on"];
    CREDIT = "credit", 2, ["account", "id", "grant_line", "person", "from_on", "ended_on"];
    TOKEN = "token", 2, ["account", "id", "grant_line", "benefit", "seats", "redeem_by", "replaces"];
    REDEMPTION = "redemption", 2, ["account", "token", "id", "tenant", "mode", "subscription", "redeemed_on"];
    REPLACEMENT = "replacement", 2, ["account", "id", "token", "reason", "requested_on", "state", "decided_on"];
    SUBSCRIPTION = "subscription", 2, ["account", "id", "tenant", "benefit", "from_on", "seats", "usable_until"];
    KEY = "product_key", 2,
        ["account", "id", "grant_line", "benefit", "key_kind", "activation_limit", "used", "blocked_since"];
    ACTIVATION = "activation", 2, ["account", "id", "product_key", "device", "generation", "counted_on"];
    INSTALLATION = "installation", 2, [
        "account", "id", "grant_line", "version", "location", "purpose", "quantity", "recorded_on", "ended_on",
    ];
    REVEAL = "reveal", 2, ["account", "id", "object", "revealed_on", "actor"];
    POOL = "pool", 2, ["account", "id", "membership", "benefit", "edition", "size"];
    ASSIGNMENT = "seat_assignment", 2, [
        "account", "id", "pool", "seat", "person", "edition", "assigned_on", "activated_on", "ended_on",
    ];
    SEAT_REQUEST = "seat_request", 2, ["account", "id", "pool", "person", "requested_on", "answered_on"];
    CONFIRMATION = "confirmation", 3, ["account", "grant_line", "activation", "how", "confirmed_on"];
}

/// Tables whose rows stay a company's own when it becomes a part of another one: what it was, and its merges.
pub(crate) static STAY: &[&Table] = &[&ACCOUNT, &EMAIL_DOMAIN, &COMPANY_CHECK, &COMPANY_MERGE];

/// All that a company held becomes the other's (INV-X1).
fn taken_over(ops: &mut Vec<Op>, from: AccountId, to: AccountId) {
    let held = ALL.iter().copied().filter(|table| !STAY.contains(table)).chain(outbox::ALL.iter().copied());
    ops.extend(held.map(|table| Op::Move(table, Val::from(&from), Val::from(&to))));
}

fn merged(account: AccountId, merge: &MergeId, state: MergeState, ended_on: Option<&jiff::civil::Date>) -> Op {
    let mut set = vec![("state", Val::from(&state))];
    set.extend(ended_on.map(|on| ("ended_on", Val::from(on))));
    Op::Update(&COMPANY_MERGE, vec![Val::from(&account), Val::from(merge)], set)
}

/// The rows of a company's profile that differ on both sides of a fact.
fn company(ops: &mut Vec<Op>, account: AccountId, before: &Account, after: &Account) {
    let (before, after) = (&before.company, &after.company);
    if let Some(domain) = after.domain.as_ref().filter(|domain| before.domain.as_ref() != Some(domain)) {
        ops.push(Op::Upsert(&EMAIL_DOMAIN, vec![Val::from(&account), Val::from(domain)]));
    }
    let changed = after.checks.iter().filter(|(check, held)| before.checks.get(check) != Some(held));
    for (check, held) in changed {
        let values = vec![Val::from(&account), Val::from(check), Val::from(&held.state), Val::from(&held.since)];
        ops.push(Op::Upsert(&COMPANY_CHECK, values));
    }
}

/// The rows that one fact writes. `before` and `after` are the account on both sides of it.
pub(crate) fn project(entry: &Entry, before: &Account, after: &Account) -> Vec<Op> {
    let account = entry.account;
    let on = &entry.effective_on;
    let key = |id: Val| vec![Val::from(&account), id];
    let mut ops = Vec::new();
    match &entry.fact {
        Fact::AccountOpened(fact) => {
            let (number, country) = (int(fact.number), Val::from(&fact.country));
            let values = vec![Val::from(&account), number, country, Val::from(on), Val::Null];
            ops.push(Op::Insert(&ACCOUNT, values));
            company(&mut ops, account, before, after);
        }
        Fact::ProfileChanged(_) | Fact::CheckDecided(_) | Fact::CheckAppealed(_) => {
            company(&mut ops, account, before, after);
        }
        // Only the day counts, and the fact has it.
        Fact::ProfileReviewed(_) | Fact::CheckMailAsked(_) => {}
        // Its row is a plain one, which a person's name may stand in.
        Fact::PublicNameChanged(_) => {}
        Fact::AccountClosed(_) => {
            ops.push(Op::Update(&ACCOUNT, vec![Val::from(&account)], vec![("closed_on", Val::from(on))]));
            if before.company.domain.is_some() {
                ops.push(Op::Update(&EMAIL_DOMAIN, vec![Val::from(&account)], vec![("domain", Val::Null)]));
            }
        }
        Fact::DocumentAdded(fact) => {
            let subject = match &fact.of {
                DocumentOf::Check { check } => Val::from(check),
                DocumentOf::Payment { order, .. } => Val::from(order),
            };
            ops.push(Op::Insert(
                &DOCUMENT,
                vec![
                    Val::from(&account),
                    Val::from(&fact.document),
                    subject,
                    Val::from(&fact.media_type),
                    int(fact.bytes),
                    Val::from(&fact.sha256),
                    Val::from(on),
                ],
            ));
            company(&mut ops, account, before, after);
        }
        Fact::LocationAdded(fact) => ops.push(Op::Insert(
            &LOCATION,
            vec![
                Val::from(&account),
                Val::from(&fact.location),
                int(fact.number),
                Val::from(&fact.country),
                Val::from(on),
                Val::Null,
            ],
        )),
        Fact::MergeInvited(fact) => ops.push(Op::Insert(
            &COMPANY_MERGE,
            vec![
                Val::from(&account),
                Val::from(&fact.merge),
                Val::from(&fact.side),
                Val::from(&fact.other),
                Val::from(&MergeState::Invited),
                Val::from(on),
                Val::Null,
            ],
        )),
        Fact::MergeAccepted(fact) => ops.push(merged(account, &fact.merge, MergeState::Accepted, None)),
        Fact::MergeRejected(fact) => ops.push(merged(account, &fact.merge, MergeState::Declined, Some(on))),
        Fact::MergeWithdrawn(fact) => ops.push(merged(account, &fact.merge, MergeState::Cancelled, Some(on))),
        Fact::CompanyMerged(fact) => ops.push(merged(account, &fact.merge, MergeState::Completed, Some(on))),
        Fact::CompanyAbsorbed(fact) => {
            ops.push(merged(account, &fact.merge, MergeState::Completed, Some(on)));
            taken_over(&mut ops, fact.company, account);
            ops.push(Op::Insert(
                &LOCATION,
                vec![
                    Val::from(&account),
                    Val::from(&fact.location),
                    int(fact.number),
                    Val::from(&fact.country),
                    Val::from(on),
                    Val::Null,
                ],
            ));
            ops.push(Op::Insert(
                &FORMER_COMPANY,
                vec![
                    Val::from(&account),
                    Val::from(&fact.company),
                    int(fact.number),
                    Val::from(&account),
                    Val::from(on),
                ],
            ));
        }
        Fact::MembershipJoined(fact) => {
            let mut set = vec![("renewed_with", Val::from(&fact.into))];
            if let Some(days) = &fact.days {
                set.extend([
                    ("anniversary", Val::from(&days.anniversary)),
                    ("renew_from", Val::from(&days.renew_from)),
                    ("renew_to", Val::from(&days.renew_to)),
                ]);
                let year = before.memberships.get(&fact.membership).map_or(1, |held| held.last_year().number);
                ops.push(Op::Update(
                    &YEAR,
                    vec![Val::from(&account), Val::from(&fact.membership), int(year)],
                    vec![("anniversary", Val::from(&days.anniversary))],
                ));
            }
            ops.push(Op::Update(&MEMBERSHIP, key(Val::from(&fact.membership)), set));
            for line in &fact.lines {
                let days = || vec![("redeem_by", Val::from(&line.redeem_by))];
                ops.push(Op::Update(&GRANT, key(Val::from(&line.grant)), days()));
                let item = before.grants.get(&line.grant).map(|grant| &grant.line.item);
                if let Some(Item::Token { token }) = item {
                    ops.push(Op::Update(&TOKEN, key(Val::from(token)), days()));
                }
            }
            extents(&mut ops, account, before, after);
        }
        Fact::LocationRemoved(fact) => {
            ops.push(Op::Update(&LOCATION, key(Val::from(&fact.location)), vec![("removed_on", Val::from(on))]));
        }
        Fact::CampaignEnrolled(fact) => ops.push(Op::Insert(
            &ENROLMENT,
            vec![
                Val::from(&account),
                Val::from(&fact.membership),
                int(fact.year),
                Val::from(&fact.run),
                Val::from(&fact.campaign),
                Val::from(&fact.anniversary),
                Val::from(&fact.next_anniversary),
                Val::from(on),
            ],
        )),
        Fact::OverrideProposed(fact) => ops.push(Op::Insert(
            &OVERRIDE,
            vec![
                Val::from(&account),
                Val::from(&fact.late_override),
                Val::from(&fact.membership),
                int(fact.year),
                Val::from(&fact.campaign),
                Val::from(&fact.ticket),
                Val::from(&entry.actor),
                Val::from(on),
                Val::from(format!("{}/{}", fact.membership, fact.year)),
                Val::Null,
                Val::Null,
                Val::from("open"),
            ],
        )),
        Fact::OverrideGranted(fact) => ops.push(Op::Update(
            &OVERRIDE,
            key(Val::from(&fact.late_override)),
            vec![
                ("open_for", Val::Null),
                ("decided_by", Val::from(&entry.actor)),
                ("pay_by", Val::from(&fact.pay_by)),
                ("state", Val::from("approved")),
            ],
        )),
        Fact::OverrideDeclined(fact) => ops.push(Op::Update(
            &OVERRIDE,
            key(Val::from(&fact.late_override)),
            vec![("open_for", Val::Null), ("decided_by", Val::from(&entry.actor)), ("state", Val::from("refused"))],
        )),
        Fact::OverrideEnded(fact) => ops.push(Op::Update(
            &OVERRIDE,
            key(Val::from(&fact.late_override)),
            vec![("open_for", Val::Null), ("state", Val::from("ended"))],
        )),
        Fact::TenantLinked(fact) => ops.push(Op::Insert(
            &TENANT,
            vec![Val::from(&account), Val::from(&fact.tenant), Val::from(&fact.domain), Val::from(on)],
        )),
        Fact::AttainmentStated(fact) => ops.push(Op::Insert(
            &ATTAINMENT,
            vec![
                Val::from(&account),
                Val::from(&fact.attainment),
                Val::from(&fact.competency),
                Val::from(&fact.level),
                Val::from(on),
                some(fact.until.as_ref()),
            ],
        )),
        Fact::ProfileLinked(fact) => ops.push(Op::Insert(
            &ASSOCIATION,
            vec![
                Val::from(&account),
                Val::from(&fact.association),
                Val::from(&fact.person),
                Val::from(&fact.profile),
                Val::from(on),
                Val::Null,
            ],
        )),
        Fact::ProfileUnlinked(fact) => ops.push(Op::Update(
            &ASSOCIATION,
            key(Val::from(&fact.association)),
            vec![("last_day", Val::from(&fact.last_day))],
        )),
        Fact::EvidenceRecorded(fact) => ops.push(evidence(account, fact)),
        Fact::EvidenceWithdrawn(fact) => {
            ops.push(Op::Update(&EVIDENCE, key(Val::from(&fact.evidence)), vec![("withdrawn_on", Val::from(on))]));
        }
        Fact::MembershipPurchased(fact) => {
            ops.push(Op::Insert(
                &MEMBERSHIP,
                vec![
                    Val::from(&account),
                    Val::from(&fact.membership),
                    int(fact.number),
                    Val::from(&account),
                    Val::from(&fact.group),
                    after.memberships.get(&fact.membership).map_or(Val::Null, |held| int(held.place)),
                    Val::from(&fact.offer),
                    Val::from(on),
                    Val::Int(1),
                    int(entry.version),
                    Val::from(&fact.days.anniversary),
                    Val::from(&fact.days.renew_from),
                    Val::from(&fact.days.renew_to),
                    Val::Null,
                    Val::Null,
                    Val::Null,
                ],
            ));
            ops.push(year(account, fact.membership, 1, &fact.days.anniversary, on, &fact.payment.reference));
            grants(&mut ops, account, fact.membership, 1, &fact.grants, before);
            // Who makes room first: a seat has one holder.
            seats_ended(&mut ops, account, on, before, after);
            seats_moved(&mut ops, account, &fact.moved);
        }
        Fact::MembershipRenewed(fact) => {
            let mut set = vec![
                ("offer", Val::from(&fact.offer)),
                ("year", int(fact.year)),
                ("version", int(entry.version)),
                ("anniversary", Val::from(&fact.days.anniversary)),
                ("renew_from", Val::from(&fact.days.renew_from)),
                ("renew_to", Val::from(&fact.days.renew_to)),
                // One that an override brings back is open again, in a place of its own.
                ("slot", after.memberships.get(&fact.membership).map_or(Val::Null, |held| int(held.place))),
                ("closed_on", Val::Null),
                ("closed_why", Val::Null),
            ];
            set.extend(fact.group.as_ref().map(|group| ("limit_group", Val::from(group))));
            ops.push(Op::Update(&MEMBERSHIP, key(Val::from(&fact.membership)), set));
            ops.push(year(account, fact.membership, fact.year, &fact.days.anniversary, on, &fact.payment.reference));
            grants(&mut ops, account, fact.membership, fact.year, &fact.grants, before);
            seats_ended(&mut ops, account, on, before, after);
            seats_moved(&mut ops, account, &fact.moved);
            ops.extend(fact.credits.iter().map(|moved| {
                let set = vec![("grant_line", Val::from(&moved.grant))];
                Op::Update(&CREDIT, key(Val::from(&moved.credit)), set)
            }));
        }
        Fact::MembershipClosed(fact) => {
            ops.push(Op::Update(
                &MEMBERSHIP,
                key(Val::from(&fact.membership)),
                vec![("closed_on", Val::from(on)), ("closed_why", Val::from(&fact.why))],
            ));
            let joined = |id| before.memberships.get(id).and_then(|held| held.joined);
            for (id, held) in after.memberships.iter().filter(|(id, held)| joined(id) != held.joined) {
                let set = vec![("renewed_with", some(held.joined.as_ref()))];
                ops.push(Op::Update(&MEMBERSHIP, key(Val::from(id)), set));
            }
            seats_ended(&mut ops, account, on, before, after);
            extents(&mut ops, account, before, after);
        }
        Fact::MembershipReopened(fact) => {
            let place = after.memberships.get(&fact.membership).map_or(Val::Null, |held| int(held.place));
            let set = vec![("slot", place), ("closed_on", Val::Null), ("closed_why", Val::Null)];
            ops.push(Op::Update(&MEMBERSHIP, key(Val::from(&fact.membership)), set));
            let back =
                after.pools.iter().filter(|(id, pool)| before.pools.get(id).is_some_and(|was| was.grant != pool.grant));
            for (id, pool) in back {
                let set = vec![("membership", Val::from(&fact.membership)), ("size", int(pool.size))];
                ops.push(Op::Update(&POOL, key(Val::from(id)), set));
            }
            seats_ended(&mut ops, account, on, before, after);
            seats_moved(&mut ops, account, &fact.moved);
        }
        Fact::OrderPlaced(fact) => ops.push(Op::Insert(
            &ORDER,
            vec![
                Val::from(&account),
                Val::from(&fact.order),
                int(fact.number),
                open_group(fact),
                Val::from(&fact.of.offer()),
                Val::from(&fact.method),
                Val::Int(fact.total.minor),
                Val::from(&fact.total.currency),
                Val::from(on),
                Val::from(&fact.pay_by),
                Val::from(&"open"),
            ],
        )),
        Fact::OrderClosed(fact) => ops.push(ordered(account, &fact.order, fact.why.code())),
        Fact::FundsReceived(fact) => ops.push(Op::Insert(
            &FUNDS,
            vec![
                Val::from(&account),
                Val::from(&fact.funds),
                Val::from(&account),
                Val::from(&fact.reference),
                Val::Int(fact.amount.minor),
                Val::from(&fact.amount.currency),
                Val::from(fact.received_on.as_ref().unwrap_or(on)),
                some(fact.order.as_ref()),
                Val::from(&"held"),
                some(fact.charge.then_some(&fact.reference)),
            ],
        )),
        Fact::FundsReturned(fact) => ops.push(funds(account, &fact.funds, None, "returned")),
        Fact::OrderPaid(fact) => {
            ops.push(ordered(account, &fact.order, "paid"));
            ops.push(funds(account, &fact.funds, Some(&fact.order), "paid"));
            ops.push(Op::Insert(&INVOICE, vec![int(fact.invoice), Val::from(&account), Val::from(&fact.order)]));
        }
        Fact::ChargeFailed(fact) => ops.push(Op::Insert(
            &FAILED_CHARGE,
            vec![Val::from(&account), Val::from(&fact.order), Val::from(&fact.reference), Val::from(on)],
        )),
        Fact::TaxRefunded(fact) => ops.extend(credit_note(account, fact.credit_note, &fact.order, "tax")),
        Fact::TaxExempted(fact) => ops.push(Op::Insert(
            &EXEMPTION,
            vec![Val::from(&account), Val::from(&fact.exemption), Val::from(&fact.from), some(fact.until.as_ref())],
        )),
        Fact::TaxExemptionEnded(fact) => ops.push(Op::Update(
            &EXEMPTION,
            key(Val::from(&fact.exemption)),
            vec![("until_on", Val::from(&fact.last_day))],
        )),
        Fact::OrderRefunded(fact) => {
            ops.push(ordered(account, &fact.order, "refunded"));
            ops.extend(credit_note(account, fact.credit_note, &fact.order, "fee"));
        }
        Fact::GrantsAdded(fact) => {
            let year = after.memberships.get(&fact.membership).map_or(1, |held| held.last_year().number);
            grants(&mut ops, account, fact.membership, year, &fact.grants, before);
        }
        Fact::SupportActivated(fact) => ops.push(Op::Insert(
            &CONTRACT,
            vec![
                Val::from(&account),
                Val::from(&fact.grant),
                Val::from(&fact.contract),
                Val::from(&fact.access),
                Val::from(on),
            ],
        )),
        Fact::BalanceUsed(fact) => ops.push(Op::Insert(
            &USAGE,
            vec![
                Val::from(&account),
                Val::from(&fact.usage),
                Val::from(&fact.grant),
                Val::from(&fact.kind),
                int(fact.asked),
                int(fact.deducted),
                Val::from(on),
            ],
        )),
        Fact::CreditAssigned(fact) => ops.push(Op::Insert(
            &CREDIT,
            vec![
                Val::from(&account),
                Val::from(&fact.credit),
                Val::from(&fact.grant),
                Val::from(&fact.person),
                Val::from(on),
                Val::Null,
            ],
        )),
        Fact::CreditEnded(fact) => {
            ops.push(Op::Update(&CREDIT, key(Val::from(&fact.credit)), vec![("ended_on", Val::from(on))]));
        }
        Fact::CodeShown(fact) => ops.push(reveal(entry, &fact.reveal, &fact.token)),
        Fact::TokenRedeemed(fact) => {
            let (seats, until) = (int(fact.after.seats), Val::from(&fact.after.usable_until));
            ops.push(if before.subscriptions.contains_key(&fact.subscription) {
                Op::Update(
                    &SUBSCRIPTION,
                    key(Val::from(&fact.subscription)),
                    vec![("seats", seats), ("usable_until", until)],
                )
            } else {
                Op::Insert(
                    &SUBSCRIPTION,
                    vec![
                        Val::from(&account),
                        Val::from(&fact.subscription),
                        Val::from(&fact.tenant),
                        Val::from(&fact.benefit),
                        Val::from(on),
                        seats,
                        until,
                    ],
                )
            });
            // After what it refers to: the engine would look for it twice.
            ops.push(Op::Insert(
                &REDEMPTION,
                vec![
                    Val::from(&account),
                    Val::from(&fact.token),
                    Val::from(&fact.redemption),
                    Val::from(&fact.tenant),
                    Val::from(&fact.mode),
                    Val::from(&fact.subscription),
                    Val::from(on),
                ],
            ));
        }
        Fact::ReplacementRequested(fact) => ops.push(Op::Insert(
            &REPLACEMENT,
            vec![
                Val::from(&account),
                Val::from(&fact.replacement),
                Val::from(&fact.token),
                Val::from(&fact.reason),
                Val::from(on),
                Val::from(&"open"),
                Val::Null,
            ],
        )),
        Fact::ReplacementGranted(fact) => {
            ops.push(decided(account, &fact.replacement, "approved", on));
            if let Some(token) = after.tokens.get(&fact.token) {
                ops.push(Op::Insert(
                    &TOKEN,
                    vec![
                        Val::from(&account),
                        Val::from(&fact.token),
                        Val::from(&token.grant),
                        Val::from(&token.benefit),
                        int(token.seats),
                        Val::from(&token.redeem_by),
                        Val::from(&fact.original),
                    ],
                ));
            }
            ops.push(Op::Update(&SUBSCRIPTION, key(Val::from(&fact.subscription)), extent_left(fact.after)));
        }
        Fact::ReplacementDeclined(fact) => ops.push(decided(account, &fact.replacement, "refused", on)),
        Fact::KeyRevealed(fact) => ops.push(reveal(entry, &fact.reveal, &fact.key)),
        Fact::KeyBlocked(fact) => {
            ops.push(Op::Update(&KEY, key(Val::from(&fact.key)), vec![("blocked_since", Val::from(on))]));
        }
        Fact::KeyUnblocked(fact) => {
            ops.push(Op::Update(&KEY, key(Val::from(&fact.key)), vec![("blocked_since", Val::Null)]));
        }
        Fact::ActivationCounted(fact) => {
            let same = |key: &symbolon_domain::account::Key| {
                key.activations.iter().filter(|other| other.act.device == fact.device).count()
            };
            ops.push(Op::Insert(
                &ACTIVATION,
                vec![
                    Val::from(&account),
                    Val::from(&fact.activation),
                    Val::from(&fact.key),
                    Val::from(&fact.device),
                    int(before.keys.get(&fact.key).map_or(0, same)),
                    Val::from(on),
                ],
            ));
            ops.push(Op::Update(&KEY, key(Val::from(&fact.key)), vec![("used", int(fact.used))]));
        }
        Fact::InstallationRecorded(fact) => ops.push(Op::Insert(
            &INSTALLATION,
            vec![
                Val::from(&account),
                Val::from(&fact.installation),
                Val::from(&fact.grant),
                some(fact.version.as_ref()),
                some(fact.location.as_ref()),
                some(fact.purpose.as_ref()),
                int(fact.quantity),
                Val::from(on),
                Val::Null,
            ],
        )),
        Fact::InstallationChanged(fact) => {
            let mut set = vec![
                ("version", some(fact.version.as_ref())),
                ("location", some(fact.location.as_ref())),
                ("purpose", some(fact.purpose.as_ref())),
            ];
            set.extend(fact.quantity.map(|quantity| ("quantity", int(quantity))));
            ops.extend(installed(account, fact.installed, set));
        }
        Fact::InstallationRemoved(fact) => {
            ops.extend(installed(account, fact.installed, vec![("ended_on", Val::from(on))]));
        }
        Fact::SeatAssigned(fact) => {
            ops.push(Op::Insert(
                &ASSIGNMENT,
                vec![
                    Val::from(&account),
                    Val::from(&fact.assignment),
                    Val::from(&fact.pool),
                    int(fact.seat),
                    Val::from(&fact.person),
                    Val::from(&after.pools.get(&fact.pool).map_or("", |pool| pool.edition.as_str())),
                    Val::from(on),
                    Val::Null,
                    Val::Null,
                ],
            ));
            let waited = before.seat_requests.iter().filter(|(_, asked)| asked.answered.is_none());
            let met =
                waited.filter(|(id, _)| after.seat_requests.get(id).is_some_and(|asked| asked.answered.is_some()));
            ops.extend(met.map(|(id, _)| answered(account, id, on)));
        }
        Fact::SeatRequested(fact) => ops.push(Op::Insert(
            &SEAT_REQUEST,
            vec![
                Val::from(&account),
                Val::from(&fact.request),
                Val::from(&fact.pool),
                Val::from(&fact.person),
                Val::from(on),
                Val::Null,
            ],
        )),
        Fact::SeatRequestDeclined(fact) => ops.push(answered(account, &fact.request, on)),
        Fact::SeatRequestWithdrawn(fact) => ops.push(answered(account, &fact.request, on)),
        // No list and no key needs to know it: what is open is computed from the account.
        Fact::GrantsProvisioned(_) | Fact::MarketingActivated(_) => {}
        Fact::SeatActivated(fact) => {
            ops.push(Op::Update(&ASSIGNMENT, key(Val::from(&fact.assignment)), vec![("activated_on", Val::from(on))]))
        }
        Fact::SeatUnassigned(fact) => {
            ops.push(Op::Update(&ASSIGNMENT, key(Val::from(&fact.assignment)), vec![("ended_on", Val::from(on))]));
        }
        Fact::WindDownConfirmed(fact) => {
            let of = fact.of();
            // A machine that has it again is confirmed again.
            ops.push(Op::Upsert(
                &CONFIRMATION,
                vec![
                    Val::from(&account),
                    Val::from(&fact.grant),
                    // What it is about, whichever kind of id it has; empty for the line as a whole.
                    Val::from(of.map(|of| of.to_string()).unwrap_or_default()),
                    Val::from(&fact.how),
                    Val::from(on),
                ],
            ));
            if let Some(WindDownOf::Installed(id)) = of {
                ops.extend(installed(account, id, vec![("ended_on", Val::from(on))]));
            }
        }
    }
    ops
}

/// Changes the row of a recorded installation; what a key activated has none in the register.
fn installed(account: AccountId, id: InstalledId, set: Vec<(&'static str, Val)>) -> Option<Op> {
    match id {
        InstalledId::Recorded(id) => Some(Op::Update(&INSTALLATION, vec![Val::from(&account), Val::from(&id)], set)),
        InstalledId::Activated(_) => None,
    }
}

fn evidence(account: AccountId, fact: &EvidenceRecorded) -> Op {
    let (kind, subject, profile, amount) = match &fact.of {
        EvidenceOf::Skill { profile, credential } => ("skill", credential, profile.clone(), Val::Null),
        // Of a figure no person is part, so its key has an empty place there.
        EvidenceOf::Figure { metric, amount } => ("figure", metric, String::new(), int(*amount)),
    };
    Op::Insert(
        &EVIDENCE,
        vec![
            Val::from(&account),
            Val::from(&fact.evidence),
            Val::from(&kind),
            Val::from(subject),
            Val::from(profile),
            amount,
            Val::from(&fact.dated),
            some(fact.counts_until.as_ref()),
            Val::from(&fact.as_of),
            Val::from(&fact.source),
            Val::Null,
            Val::from(&account),
        ],
    )
}

fn seats_moved(ops: &mut Vec<Op>, account: AccountId, moved: &[SeatMoved]) {
    ops.extend(moved.iter().map(|moved| {
        Op::Update(
            &ASSIGNMENT,
            vec![Val::from(&account), Val::from(&moved.assignment)],
            vec![("pool", Val::from(&moved.pool)), ("seat", int(moved.seat))],
        )
    }));
}

/// Of what only one order can be open: a group, or one of its memberships where several are renewed beside each other.
fn open_group(placed: &OrderPlaced) -> Val {
    match &placed.of {
        Ordered::Renewal { membership, .. } if placed.apart => Val::from(&format!("{} {membership}", placed.group)),
        _ => Val::from(&placed.group),
    }
}

/// Subscriptions that differ on both sides of a fact.
fn extents(ops: &mut Vec<Op>, account: AccountId, before: &Account, after: &Account) {
    let extent = |id| before.subscriptions.get(id).and_then(|held| held.extent);
    for (id, held) in after.subscriptions.iter().filter(|(id, held)| extent(id) != held.extent) {
        ops.push(Op::Update(&SUBSCRIPTION, vec![Val::from(&account), Val::from(id)], extent_left(held.extent)));
    }
}

/// What is left of a subscription from which something was taken: none of it has no seats.
fn extent_left(extent: Option<Extent>) -> Vec<(&'static str, Val)> {
    match extent {
        Some(extent) => vec![("seats", int(extent.seats)), ("usable_until", Val::from(&extent.usable_until))],
        None => vec![("seats", Val::Int(0))],
    }
}

/// The seats that end together with a membership, or with the year of it that carried them.
fn seats_ended(ops: &mut Vec<Op>, account: AccountId, on: &jiff::civil::Date, before: &Account, after: &Account) {
    let ended = after.assignments.iter().filter(|(id, held)| {
        matches!(held.ended, Some((_, UnassignReason::MembershipEnded)))
            && before.assignments.get(id).is_some_and(|held| held.ended.is_none())
    });
    ops.extend(ended.map(|(id, _)| {
        Op::Update(&ASSIGNMENT, vec![Val::from(&account), Val::from(id)], vec![("ended_on", Val::from(on))])
    }));
}

fn year(
    account: AccountId,
    membership: MembershipId,
    number: u32,
    anniversary: &jiff::civil::Date,
    granted_on: &jiff::civil::Date,
    reference: &String,
) -> Op {
    Op::Insert(
        &YEAR,
        vec![
            Val::from(&account),
            Val::from(&membership),
            int(number),
            Val::from(anniversary),
            Val::from(granted_on),
            Val::from(reference),
        ],
    )
}

fn reveal(entry: &Entry, id: &symbolon_domain::ids::RevealId, object: &impl std::fmt::Display) -> Op {
    Op::Insert(
        &REVEAL,
        vec![
            Val::from(&entry.account),
            Val::from(id),
            Val::from(object),
            Val::from(&entry.effective_on),
            Val::from(&entry.actor),
        ],
    )
}

/// The row of a credit note; what was given back before there were any has none.
fn credit_note(account: AccountId, number: Option<u64>, order: &OrderId, of: &'static str) -> Option<Op> {
    let number = int(number?);
    Some(Op::Insert(&CREDIT_NOTE, vec![number, Val::from(&account), Val::from(order), Val::from(&of)]))
}

fn ordered(account: AccountId, order: &OrderId, state: &'static str) -> Op {
    Op::Update(&ORDER, vec![Val::from(&account), Val::from(order)], vec![("state", Val::from(&state))])
}

fn funds(account: AccountId, funds: &FundsId, order: Option<&OrderId>, state: &'static str) -> Op {
    let mut set = vec![("state", Val::from(&state))];
    set.extend(order.map(|order| ("purchase_order", Val::from(order))));
    Op::Update(&FUNDS, vec![Val::from(&account), Val::from(funds)], set)
}

fn decided(
    account: AccountId,
    id: &symbolon_domain::ids::ReplacementId,
    state: &'static str,
    on: &jiff::civil::Date,
) -> Op {
    Op::Update(
        &REPLACEMENT,
        vec![Val::from(&account), Val::from(id)],
        vec![("state", Val::from(&state)), ("decided_on", Val::from(on))],
    )
}

fn answered(account: AccountId, id: &SeatRequestId, on: &jiff::civil::Date) -> Op {
    Op::Update(&SEAT_REQUEST, vec![Val::from(&account), Val::from(id)], vec![("answered_on", Val::from(on))])
}

fn grants(
    ops: &mut Vec<Op>,
    account: AccountId,
    membership: MembershipId,
    year: u32,
    lines: &[Shared<Granted>],
    before: &Account,
) {
    for line in lines {
        ops.push(Op::Insert(
            &GRANT,
            vec![
                Val::from(&account),
                Val::from(&line.grant),
                Val::from(&membership),
                int(year),
                Val::from(&line.benefit),
                Val::from(&line.offer),
                Val::from(&line.layer),
                int(line.quantity),
                Val::from(&line.redeem_by),
            ],
        ));
        match &line.item {
            Item::Token { token } => ops.push(Op::Insert(
                &TOKEN,
                vec![
                    Val::from(&account),
                    Val::from(token),
                    Val::from(&line.grant),
                    Val::from(&line.benefit),
                    int(line.quantity),
                    Val::from(&line.redeem_by),
                    Val::Null,
                ],
            )),
            Item::Key { key, key_kind, limit } => ops.push(Op::Insert(
                &KEY,
                vec![
                    Val::from(&account),
                    Val::from(key),
                    Val::from(&line.grant),
                    Val::from(&line.benefit),
                    Val::from(key_kind),
                    limit.map_or(Val::Null, int),
                    Val::Int(0),
                    Val::Null,
                ],
            )),
            Item::Pool { pool, edition } => ops.push(if before.pools.contains_key(pool) {
                Op::Update(
                    &POOL,
                    vec![Val::from(&account), Val::from(pool)],
                    vec![("membership", Val::from(&membership)), ("size", int(line.quantity))],
                )
            } else {
                Op::Insert(
                    &POOL,
                    vec![
                        Val::from(&account),
                        Val::from(pool),
                        Val::from(&membership),
                        Val::from(&line.benefit),
                        Val::from(edition),
                        int(line.quantity),
                    ],
                )
            }),
            Item::Software | Item::Balance => {}
        }
    }
}
