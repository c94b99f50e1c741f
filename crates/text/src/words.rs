//! The word for a value of a closed list: states, roles, ways, reasons.

use symbolon_domain::access::{Capability, IdentityKind, Role};
use symbolon_domain::account::{
    FundsState, KeyState, MembershipState, OrderState, SeatState, SubscriptionState, TokenState,
};
use symbolon_domain::audit::AuditAct;
use symbolon_domain::balance::{MarketingState, UsageKind};
use symbolon_domain::campaign::{RunState, SkipReason};
use symbolon_domain::change::{DifferenceKind, GuardReason, Meets, PlanState, Touch};
use symbolon_domain::check::CheckCode;
use symbolon_domain::company::{CheckState, ProfileCheck, ProfileField, VerificationState};
use symbolon_domain::competency::Stage;
use symbolon_domain::delivery::DeliveryState;
use symbolon_domain::explanation::{Answer, RemedyAct};
use symbolon_domain::fact::{
    CloseReason, CountedFor, HeldWhy, KeyBlockReason, MergeSide, OrderEnd, UnassignReason, WindDownHow,
};
use symbolon_domain::installation::DutyState;
use symbolon_domain::merge::MergeState;
use symbolon_domain::next_year::NextChange;
use symbolon_domain::outlook::ChangeKind;
use symbolon_domain::overrides::OverrideState;
use symbolon_domain::programme::{
    Anchor, KeyKind, Language, Layer, Mode, Need, PayMethod, Programme, Reach, RefundEnd, ReplacementReason,
    WindowAccess, YearRule,
};
use symbolon_domain::provisioning::ProvisionState;
use symbolon_domain::refusal::Possible;
use symbolon_domain::requirement::{CredentialKind, Measure, RequirementKind};
use symbolon_domain::seat_request::SeatRequestState;
use symbolon_domain::standing::LineState;
use symbolon_domain::ticket::{Suggested, TicketAct, TicketOutcome, TicketReason, TicketState};
use symbolon_domain::webhook::{RestsWhy, WebhookState};

use crate::catalogue::{has_message, message};

/// A closed list with a word for each of its values.
pub trait Word: Copy {
    /// What its messages begin with.
    const PREFIX: &'static str;

    /// The code that follows the prefix.
    fn code(self) -> &'static str;
}

macro_rules! words {
    ($($kind:ident = $prefix:literal,)*) => {
        $(impl Word for $kind {
            const PREFIX: &'static str = $prefix;

            fn code(self) -> &'static str {
                $kind::code(self)
            }
        })*

        #[cfg(test)]
        pub(crate) fn every_word() -> Vec<String> {
            let mut ids = Vec::new();
            $(ids.extend($kind::ALL.iter().map(|value| format!("{}-{}", $prefix, value.code())));)*
            ids
        }
    };
}

words! {
    MembershipState = "membership",
    TokenState = "token",
    SubscriptionState = "subscription",
    KeyState = "key",
    SeatState = "seat",
    SeatRequestState = "seat-request",
    LineState = "line",
    DeliveryState = "delivery",
    ProvisionState = "provision",
    NextChange = "next",
    Role = "role",
    IdentityKind = "identity",
    Capability = "capability",
    Mode = "mode",
    ReplacementReason = "reason",
    KeyKind = "key-kind",
    KeyBlockReason = "key-block",
    MarketingState = "marketing",
    Layer = "layer",
    UsageKind = "usage",
    WindowAccess = "access",
    RefundEnd = "refund-end",
    Possible = "possible",
    CloseReason = "close",
    OrderState = "order",
    FundsState = "funds",
    OrderEnd = "order-end",
    PayMethod = "method",
    HeldWhy = "held",
    CountedFor = "counted-for",
    UnassignReason = "unassign",
    WindDownHow = "wind-down",
    DutyState = "duty",
    ChangeKind = "change-kind",
    RunState = "run",
    SkipReason = "skip",
    OverrideState = "override",
    TicketState = "ticket",
    TicketReason = "ticket-reason",
    TicketOutcome = "ticket-outcome",
    TicketAct = "ticket-act",
    Suggested = "suggested",
    CheckCode = "check",
    Answer = "answer",
    RemedyAct = "remedy-act",
    Language = "language",
    YearRule = "year-rule",
    Reach = "reach",
    Anchor = "anchor",
    Stage = "stage",
    RequirementKind = "requirement-kind",
    CredentialKind = "credential-kind",
    Measure = "measure",
    ProfileField = "profile-field",
    ProfileCheck = "profile-check",
    CheckState = "check-state",
    VerificationState = "verification",
    Need = "need",
    Touch = "touch",
    Meets = "meets",
    DifferenceKind = "difference",
    GuardReason = "guard",
    PlanState = "plan",
    MergeState = "merge",
    MergeSide = "merge-side",
    AuditAct = "audit-act",
    WebhookState = "webhook",
    RestsWhy = "webhook-rests",
}

/// The word for a value: `word(language, MembershipState::RenewalOpen)` is "à renouveler" or "to be renewed".
pub fn word<W: Word>(language: Language, value: W) -> String {
    coded(language, W::PREFIX, value.code())
}

/// The word for a code of a list that is known by its prefix.
pub(crate) fn coded(language: Language, prefix: &str, code: &str) -> String {
    message(language, &format!("{prefix}-{code}"), &[])
}

/// A country by its name; what is no country's code stays as it is.
pub fn country(language: Language, code: &str) -> String {
    named(language, code, "")
}

/// Where one is who is in a country: "en France", "in France".
pub fn country_in(language: Language, code: &str) -> String {
    named(language, code, ".in")
}

fn named(language: Language, code: &str, part: &str) -> String {
    let id = format!("country-{code}");
    if has_message(language, &id) { message(language, &format!("{id}{part}"), &[]) } else { code.to_owned() }
}

/// The name of a role: the programme's own, else the general one.
pub fn role_in(language: Language, role: Role, programme: &Programme) -> String {
    match programme.role_names.get(&role) {
        Some(name) => name.get(language).to_owned(),
        None => word(language, role),
    }
}

/// A part of the system that acts by itself, by a name in the language where it has one; a service by its own.
pub fn system(language: Language, actor: &str) -> String {
    let id = format!("actor-{actor}");
    if has_message(language, &id) { message(language, &id, &[]) } else { actor.to_owned() }
}

/// What a caller acknowledges by name before an act that cannot be undone, as a sentence to tick.
pub fn acknowledgement(language: Language, code: &str) -> String {
    coded(language, "acknowledge", code)
}
