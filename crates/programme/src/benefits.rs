//! Benefits: how each kind is used (C.1, D, E, G, K).

use std::ops::Range;

use symbolon_domain::programme::{
    BalanceRule, Benefit, BenefitKind, KeyKind, KeyRule, Mode, ReplacementReason, ReplacementRule, SeatRule, TokenRule,
    Usable, Version,
};

use crate::assemble::Assembler;
use crate::diagnostic::both;
use crate::document::{At, Balance, Benefit as Written, Code, Count, Kind, OnEnd, Version as WrittenVersion};
use crate::rules::{self, Unit};

impl Assembler {
    /// Makes a benefit of what is written about it.
    pub(crate) fn benefit(&mut self, file: &str, id: At<String>, benefit: Written) -> Option<Benefit> {
        let name = self.text(file, &benefit.name);
        let note = benefit.note.as_ref().map(|note| self.text(file, note));
        if let Some(category) = self.stated(file, &id, "category", benefit.category.as_ref()) {
            let categories = self.known.categories.clone();
            self.reference(file, category, both!("catégorie", "category"), &categories);
        }
        if let Some(terms) = &benefit.terms {
            let known = self.known.terms.clone();
            self.reference(file, terms, both!("conditions", "terms"), &known);
        }
        let redeem_by = self.stated(file, &id, "redeem_by", benefit.redeem_by.as_ref());
        let redeem_by = redeem_by.and_then(|rule| self.good(file, &rule.span, rules::deadline(&rule.value.0)));
        let kind = self.stated(file, &id, "kind", benefit.kind.as_ref()).map(|kind| kind.0);
        let kind = kind.and_then(|kind| {
            self.only_own_keys(file, &benefit, kind);
            match kind {
                Kind::Token => self.token(file, &id, &benefit).map(BenefitKind::Token),
                Kind::Key => self.key(file, &id, &benefit).map(BenefitKind::Key),
                Kind::Seat => self.seat(file, &id, &benefit).map(BenefitKind::Seat),
                Kind::Balance => {
                    self.stated(file, &id, "balance", benefit.balance.as_ref()).map(|_| BenefitKind::Balance)
                }
            }
        });
        Some(Benefit {
            name,
            category: benefit.category?.value,
            kind: kind.clone()?,
            redeem_by: redeem_by?,
            terms: benefit.terms.map(|terms| terms.value),
            uninstall_at_end: benefit.on_end.is_some_and(|on_end| on_end.0 == OnEnd::Uninstall),
            versions: self.versions(file, benefit.versions),
            note,
            shared_pool: self.shared_pool(file, &benefit.shared_pool, &kind),
            balance: benefit.balance.as_ref().map(|balance| self.balance(file, &balance.value)),
            unlimited_with: benefit.unlimited_with.map(|with| with.value.0),
            id: id.value,
        })
    }

    /// The versions of a product, each later than the one before it (F-06).
    fn versions(&mut self, file: &str, written: Vec<WrittenVersion>) -> Vec<Version> {
        let mut versions: Vec<Version> = Vec::new();
        for version in written {
            self.id(file, &version.id);
            if versions.iter().any(|earlier| earlier.id == version.id.value) {
                let message = both!("`{}` existe déjà", "`{}` is there already", version.id.value);
                self.sink.report(file, version.id.span.clone(), message, None);
            }
            let released = version.released.value.0;
            if versions.last().is_some_and(|earlier| released <= earlier.released) {
                let message = both!(
                    "la version `{}` ne suit pas celle qui la précède",
                    "version `{}` does not come after the one before it",
                    version.id.value
                );
                self.sink.report(file, version.released.span.clone(), message, None);
            }
            versions.push(Version { id: version.id.value, released });
        }
        versions
    }

    /// How a balance is used (K).
    fn balance(&mut self, file: &str, written: &Balance) -> BalanceRule {
        let offers = self.known.offers.clone();
        for offer in &written.presales_without_limit {
            self.reference(file, offer, both!("offre", "offer"), &offers);
        }
        BalanceRule {
            kind: written.kind.0,
            activation: written.activation,
            engagement_max: written.engagement_max,
            presales_free_with: written.presales_without_limit.iter().map(|offer| offer.value.clone()).collect(),
            removable: written.removable,
            exclusive: written.exclusive,
            processing_days: self.period(file, written.processing.as_ref(), Unit::Days).unwrap_or(0),
        }
    }

    /// Only what is counted as it is used can share an entitlement with others (C-24).
    fn shared_pool(&mut self, file: &str, word: &Option<At<String>>, kind: &Option<BenefitKind>) -> Option<String> {
        let word = word.as_ref()?;
        let counted = match kind {
            Some(BenefitKind::Key(rule)) => matches!(rule.kind, KeyKind::Retail | KeyKind::MultipleActivation),
            Some(BenefitKind::Balance) => false,
            Some(BenefitKind::Token(_) | BenefitKind::Seat(_)) | None => true,
        };
        if !counted {
            let message = both!(
                "ce qui se consomme ici n’est pas compté et ne peut pas être partagé",
                "what is used of this is not counted, so it cannot be shared"
            );
            self.sink.report(file, word.span.clone(), message, None);
        }
        self.known.shared.entry(word.value.clone()).or_default().push((file.to_owned(), word.span.clone()));
        Some(word.value.clone())
    }

    /// An entitlement that is shared has at least two benefits (C-24).
    pub(crate) fn pools_are_shared(&mut self) {
        for (word, places) in std::mem::take(&mut self.known.shared) {
            if let [(file, span)] = places.as_slice() {
                let message = both!("aucun autre avantage ne partage `{word}`", "no other benefit shares `{word}`");
                self.sink.report(file, span.clone(), message, None);
            }
        }
    }

    /// What the benefit or its file's defaults must state.
    fn stated<'a, T>(&mut self, file: &str, id: &At<String>, key: &str, value: Option<&'a T>) -> Option<&'a T> {
        if value.is_none() {
            let message = both!("la clé `{key}` manque à `{}`", "the key `{key}` is missing from `{}`", id.value);
            let hint = both!(
                "ajoutez-la ici, ou sous `[defaults]` pour tout le fichier",
                "add it here, or under `[defaults]` for the whole file"
            );
            self.sink.report(file, id.span.clone(), message, Some(hint));
        }
        value
    }

    /// Refuses keys that say something about another kind of benefit.
    fn only_own_keys(&mut self, file: &str, benefit: &Written, kind: Kind) {
        fn span<T>(value: &Option<At<T>>) -> Option<&Range<usize>> {
            value.as_ref().map(|at| &at.span)
        }
        let keys = [
            ("usable_for", Kind::Token, span(&benefit.usable_for)),
            ("usable_until", Kind::Token, span(&benefit.usable_until)),
            ("modes", Kind::Token, span(&benefit.modes)),
            ("extend_max", Kind::Token, span(&benefit.extend_max)),
            ("expired_for", Kind::Token, span(&benefit.expired_for)),
            ("disabled_for", Kind::Token, span(&benefit.disabled_for)),
            ("notice_before", Kind::Token, span(&benefit.notice_before)),
            ("replacement", Kind::Token, span(&benefit.replacement)),
            ("key", Kind::Key, span(&benefit.key)),
            ("activations_per_licence", Kind::Key, span(&benefit.activations_per_licence)),
            ("versions", Kind::Key, benefit.versions.first().map(|version| &version.id.span)),
            ("count", Kind::Key, span(&benefit.count)),
            ("edition", Kind::Seat, span(&benefit.edition)),
            ("reassign_after", Kind::Seat, span(&benefit.reassign_after)),
            ("slip", Kind::Seat, span(&benefit.slip)),
            ("unlimited_with", Kind::Balance, span(&benefit.unlimited_with)),
            ("balance", Kind::Balance, span(&benefit.balance)),
        ];
        for (key, of, span) in keys {
            if let Some(span) = span.filter(|_| of != kind) {
                let (of, kind) = (of.code(), kind.code());
                let message = both!(
                    "`{key}` concerne le type `{of}`, cet avantage est de type `{kind}`",
                    "`{key}` is about the kind `{of}`, this benefit is of the kind `{kind}`"
                );
                self.sink.report(file, span.clone(), message, None);
            }
        }
    }

    fn token(&mut self, file: &str, id: &At<String>, benefit: &Written) -> Option<TokenRule> {
        let usable = match (&benefit.usable_for, &benefit.usable_until) {
            (Some(period), None) => self.period(file, Some(period), Unit::Months).map(Usable::Months),
            (None, Some(_)) => Some(Usable::MembershipEnd),
            (Some(_), Some(until)) => {
                let message = both!(
                    "`usable_for` et `usable_until` se contredisent",
                    "`usable_for` and `usable_until` contradict each other"
                );
                self.sink.report(file, until.span.clone(), message, None);
                None
            }
            (None, None) => self.stated::<()>(file, id, "usable_for", None).map(|()| Usable::MembershipEnd),
        };
        let modes = self.stated(file, id, "modes", benefit.modes.as_ref())?;
        let span = modes.span.clone();
        let modes: std::collections::BTreeSet<Mode> = modes.value.iter().map(|mode| mode.0).collect();
        if !modes.contains(&Mode::New) {
            let message = both!(
                "sans le mode `new`, aucun abonnement ne peut commencer",
                "without the mode `new`, no subscription can ever begin"
            );
            self.sink.report(file, span.clone(), message, None);
        }
        if modes.contains(&Mode::Extend) && benefit.usable_until.is_some() {
            let message = both!(
                "un service qui s’arrête avec l’adhésion ne se prolonge pas",
                "a service that ends with the membership is not extended"
            );
            let hint = both!(
                "sans le mode `extend`, ou avec `usable_for` à la place de `usable_until`",
                "leave out the mode `extend`, or state `usable_for` in the place of `usable_until`"
            );
            self.sink.report_later(file, span, message, Some(hint));
        }
        let extend_max_months = if modes.contains(&Mode::Extend) {
            let stated = self.stated(file, id, "extend_max", benefit.extend_max.as_ref());
            self.period(file, stated, Unit::Months)
        } else {
            Some(0)
        };
        let replacement = match &benefit.replacement {
            Some(At { value: written, span: replacement }) => {
                let within = self.period(file, Some(&written.within), Unit::Days);
                let redeem_within = self.period(file, Some(&written.redeem_within), Unit::Days);
                let added = |reason: &Code<ReplacementReason>| reason.0 == ReplacementReason::AddedInsteadOfExtended;
                let both_ways = modes.contains(&Mode::AddSeats) && modes.contains(&Mode::Extend);
                if written.reasons.iter().any(added) && !both_ways {
                    let message = both!(
                        "`added_instead_of_extended` suppose les modes `add_seats` et `extend`",
                        "`added_instead_of_extended` needs the modes `add_seats` and `extend`"
                    );
                    self.sink.report(file, replacement.clone(), message, None);
                }
                if let Some(never) = written.reasons.iter().map(|reason| reason.0).find(|one| !one.can_be_granted()) {
                    let message = both!(
                        "`{}` n’ouvre droit à aucun jeton de remplacement\u{a0}: les motifs possibles sont `{}` et `{}`",
                        "`{}` is a reason for which no token is ever replaced: the reasons are `{}` and `{}`",
                        never,
                        ReplacementReason::WrongTenant,
                        ReplacementReason::AddedInsteadOfExtended
                    );
                    self.sink.report_later(file, replacement.clone(), message, None);
                }
                Some(ReplacementRule {
                    reasons: written.reasons.iter().map(|reason| reason.0).collect(),
                    within_days: within?,
                    max: written.max,
                    redeem_within_days: redeem_within?,
                })
            }
            None => None,
        };
        Some(TokenRule {
            usable: usable?,
            modes,
            extend_max_months: extend_max_months?,
            expired_days: self.period(file, benefit.expired_for.as_ref(), Unit::Days).unwrap_or(0),
            disabled_days: self.period(file, benefit.disabled_for.as_ref(), Unit::Days).unwrap_or(0),
            notice_days: benefit.notice_before.as_ref().and_then(|at| self.period(file, Some(at), Unit::Days)),
            replacement,
        })
    }

    fn key(&mut self, file: &str, id: &At<String>, benefit: &Written) -> Option<KeyRule> {
        let kind = self.stated(file, id, "key", benefit.key.as_ref())?.value.0;
        let (mut activations_per_licence, mut count_reimage) = (0, false);
        if matches!(kind, KeyKind::MultipleActivation) {
            let stated = self.stated(file, id, "activations_per_licence", benefit.activations_per_licence.as_ref());
            activations_per_licence = stated?.value;
        }
        if matches!(kind, KeyKind::MultipleActivation | KeyKind::Retail) {
            let stated = self.stated(file, id, "count", benefit.count.as_ref());
            count_reimage = stated?.value.0 == Count::EveryActivation;
        }
        Some(KeyRule { kind, activations_per_licence, count_reimage })
    }

    fn seat(&mut self, file: &str, id: &At<String>, benefit: &Written) -> Option<SeatRule> {
        let edition = self.stated(file, id, "edition", benefit.edition.as_ref());
        let reassign = self.stated(file, id, "reassign_after", benefit.reassign_after.as_ref());
        let reassign_after_days = self.period(file, reassign, Unit::Days);
        let (slip_minutes, slips_per_year) = match &benefit.slip {
            Some(At { value: slip, .. }) => (self.period(file, Some(&slip.within), Unit::Minutes)?, slip.per_year),
            None => (0, 0),
        };
        Some(SeatRule {
            edition: edition?.value.clone(),
            reassign_after_days: reassign_after_days?,
            slip_minutes: i64::from(slip_minutes),
            slips_per_year,
        })
    }
}
