//! Offers: what a company can buy, for how much, and under which conditions (A, B.6).

use std::collections::BTreeMap;

use symbolon_domain::programme::{
    Fee, Limit, MergeRule, MergedAnniversary, Offer, OfferKind, PayMethod, PaymentRule, PeopleNeeded, RefundRule,
    Upgrade, Window, YearRule, is_country,
};

use crate::assemble::{Assembler, overlap};
use crate::diagnostic::both;
use crate::document::{At, Basis, Fee as WrittenFee, Offer as Written};
use crate::rules::{self, Unit};

impl Assembler {
    /// Makes an offer of what is written about it.
    pub(crate) fn offer(&mut self, file: &str, id: At<String>, offer: Written, currency: &str) -> Option<Offer> {
        let name = self.text(file, &offer.name);
        let summary = self.text(file, &offer.summary);
        let windows = self.known.windows.clone();
        self.reference(file, &offer.window, both!("fenêtre", "window"), &windows);
        let kind = self.basis(file, &offer);
        let credentials = self.known.credentials.clone();
        for credential in offer.requires.iter().flat_map(|needed| &needed.any_of) {
            self.reference(file, credential, both!("certification ou examen", "credential"), &credentials);
        }
        let requires = offer.requires.into_iter().map(|needed| PeopleNeeded {
            any_of: needed.any_of.into_iter().map(|credential| credential.value).collect(),
            at_least: needed.at_least,
        });
        let offers = self.known.offers.clone();
        for other in &offer.excluded_by {
            self.reference(file, other, both!("offre", "offer"), &offers);
            if other.value == id.value {
                let message = both!("une offre ne peut pas s’exclure elle-même", "an offer cannot exclude itself");
                self.sink.report(file, other.span.clone(), message, None);
            }
        }
        if let Some(upgrade) = &offer.upgrade {
            self.reference(file, &upgrade.from, both!("offre", "offer"), &offers);
            if upgrade.from.value == id.value {
                let message = both!("une offre ne peut pas se surclasser elle-même", "an offer cannot upgrade itself");
                self.sink.report(file, upgrade.from.span.clone(), message, None);
            }
            if let Some(both_ways) = offer.excluded_by.iter().find(|other| other.value == upgrade.from.value) {
                let message = both!(
                    "`{}` est l’offre que celle-ci surclasse\u{a0}: tant qu’elle court, personne ne pourrait le faire",
                    "`{}` is the offer that this one upgrades: as long as it runs, nobody could",
                    both_ways.value
                );
                self.sink.report_later(file, both_ways.span.clone(), message, None);
            }
        }
        let fees = self.fees(file, offer.fee, currency, offer.payment.is_some());
        let upgrade = offer
            .upgrade
            .as_ref()
            .map(|upgrade| Upgrade { from: upgrade.from.value.clone(), discount_percent: upgrade.discount_percent });
        let nothing_left =
            |fee: &&Fee| upgrade.as_ref().and_then(|upgrade| upgrade.off(&fee.amount)) >= Some(fee.amount.minor);
        if let (Some(written), Some(fee)) =
            (&offer.upgrade, fees.iter().filter(|fee| fee.amount.minor > 0).find(nothing_left))
            && offer.payment.is_some()
        {
            let percent = written.discount_percent;
            let message = both!(
                "{percent}\u{a0}% de remise ne laissent rien à payer sur {}, et une commande sans montant ne peut pas être payée",
                "{percent} % off leaves nothing to pay of {}, and an order of nothing cannot be paid",
                fee.amount.decimal()
            );
            let hint = both!(
                "une remise plus faible, ou pas de `payment`\u{a0}: l’éditeur enregistre alors l’achat",
                "take less off, or leave out `payment`: then the vendor records the purchase"
            );
            self.sink.report_later(file, written.from.span.clone(), message, Some(hint));
        }
        let refund = match offer.refund {
            Some(refund) => RefundRule {
                within_days: self.period(file, Some(&refund.within), Unit::Days),
                ended_by: refund.ended_by.iter().map(|end| end.0).collect(),
            },
            None => RefundRule { within_days: None, ended_by: Vec::new() },
        };
        let payment = offer.payment.and_then(|payment| {
            for country in &payment.no_card_in {
                self.country(file, country);
                if payment.methods.iter().all(|method| method.0 == PayMethod::Card) {
                    let message = both!(
                        "dans `{}`, il ne reste aucun moyen de paiement",
                        "in `{}`, no way to pay is left",
                        country.value
                    );
                    let hint = both!("ajoutez `transfer` à `methods`", "add `transfer` to `methods`");
                    self.sink.report_later(file, country.span.clone(), message, Some(hint));
                }
            }
            let mut card_retry = BTreeMap::new();
            for (code, after) in payment.card_retry {
                card_retry.insert(code, self.period(file, Some(&after), Unit::Days)?);
            }
            Some(PaymentRule {
                methods: payment.methods.iter().map(|method| method.0).collect(),
                no_card_in: payment.no_card_in.into_iter().map(|country| country.value).collect(),
                within_days: self.period(file, Some(&payment.order_expires_after), Unit::Days)?,
                card_retry,
            })
        });
        let to = self.last_day(file, offer.from.map(|day| day.0), offer.to);
        let limit = match offer.limit {
            Some(limit) => Limit { group: limit.group.unwrap_or_else(|| id.value.clone()), max: limit.max.value },
            None => Limit { group: id.value.clone(), max: 1 },
        };
        let merge = MergeRule {
            renewed_as: offer
                .merge
                .as_ref()
                .and_then(|merge| merge.renewed_as.clone())
                .unwrap_or_else(|| limit.group.clone()),
            anniversary: offer.merge.map_or(MergedAnniversary::Own, |merge| merge.anniversary.0),
        };
        Some(Offer {
            name,
            summary,
            kind: kind?,
            requires: requires.collect(),
            window: offer.window.value,
            limit,
            excluded_by: offer.excluded_by.into_iter().map(|other| other.value).collect(),
            fees,
            refund,
            payment,
            upgrade,
            merge,
            from: offer.from.map(|day| day.0),
            to,
            id: id.value,
        })
    }

    fn basis(&mut self, file: &str, offer: &Written) -> Option<OfferKind> {
        match (offer.kind.value.0, &offer.level) {
            (Basis::Subscription, None) => Some(OfferKind::Subscription),
            (Basis::Subscription, Some(level)) => {
                let message =
                    both!("une offre de type `subscription` n’a pas de niveau", "a `subscription` has no level");
                self.sink.report(file, level.span.clone(), message, None);
                None
            }
            (Basis::Attainment, Some(level)) => {
                let levels = self.known.levels.clone();
                self.reference(file, level, both!("niveau", "level"), &levels);
                Some(OfferKind::Attainment { level: level.value.clone() })
            }
            (Basis::Attainment, None) => {
                let message =
                    both!("une offre de type `attainment` nomme son niveau", "an `attainment` names its level");
                let hint = both!("par exemple level = \"gold\"", "for example level = \"gold\"");
                self.sink.report(file, offer.kind.span.clone(), message, Some(hint));
                None
            }
        }
    }

    /// The fees, none of which is nothing where they are paid by an order (A-18, B-42).
    fn fees(&mut self, file: &str, written: Vec<At<WrittenFee>>, currency: &str, ordered: bool) -> Vec<Fee> {
        let mut fees: Vec<Fee> = Vec::new();
        let mut periods: std::collections::BTreeMap<Option<String>, Vec<_>> = std::collections::BTreeMap::new();
        let mut disordered = std::collections::BTreeSet::new();
        for At { value: fee, span } in written {
            if let Some(country) = &fee.country {
                self.country(file, country);
            }
            let (code, places) = match &fee.currency {
                Some(own) => (own.value.as_str(), self.decimals(file, own)),
                // An unknown currency of the programme is reported where it stands.
                None => (currency, rules::decimals(currency)),
            };
            let amount = places.map(|places| rules::money(&fee.amount.value, code, places));
            let amount = amount.and_then(|amount| self.good(file, &fee.amount.span, amount));
            if ordered && amount.as_ref().is_some_and(|amount| amount.minor == 0) {
                let message =
                    both!("une commande sans montant ne peut pas être payée", "an order of nothing cannot be paid");
                let hint = both!(
                    "un montant au-dessus de zéro, ou pas de `payment`\u{a0}: l’éditeur enregistre alors l’achat",
                    "an amount above zero, or no `payment`: then the vendor records the purchase"
                );
                self.sink.report_later(file, fee.amount.span.clone(), message, Some(hint));
            }
            let from = fee.from.map(|day| day.0);
            let to = self.last_day(file, from, fee.to);
            let country = fee.country.map(|country| country.value);
            if from.zip(to).is_some_and(|(from, to)| to < from) {
                disordered.insert(country.clone());
            }
            periods.entry(country.clone()).or_default().push((from, to, span.clone()));
            if fees.iter().any(|other| other.country == country && overlap((other.from, other.to), (from, to))) {
                let message = both!("deux prix valent le même jour", "two prices hold on the same day");
                let hint = both!(
                    "`to` du plus ancien doit précéder `from` du plus récent",
                    "`to` of the earlier one must lie before `from` of the later one"
                );
                self.sink.report(file, span, message, Some(hint));
                disordered.insert(country.clone());
            }
            if let Some(amount) = amount {
                fees.push(Fee { country, amount, from, to, verified: fee.verified.unwrap_or(true) });
            }
        }
        // Where days are in disorder, what would follow from them is no second mistake.
        for (_, periods) in periods.iter().filter(|(country, _)| !disordered.contains(*country)) {
            self.no_gap(file, periods);
        }
        fees
    }

    pub(crate) fn country(&mut self, file: &str, country: &At<String>) {
        if !is_country(&country.value) {
            let message = both!("`{}` n’est pas un code de pays", "`{}` is not a country code", country.value);
            let hint = both!(
                "deux majuscules selon ISO 3166-1, par exemple \"FR\" ou \"GB\"",
                "two capitals as in ISO 3166-1, for example \"FR\" or \"GB\""
            );
            self.sink.report(file, country.span.clone(), message, Some(hint));
        }
    }

    pub(crate) fn last_day(
        &mut self,
        file: &str,
        from: Option<jiff::civil::Date>,
        to: Option<At<crate::document::Day>>,
    ) -> Option<jiff::civil::Date> {
        let At { value: to, span } = to?;
        if from.is_some_and(|from| to.0 < from) {
            let message = both!("le dernier jour précède le premier", "the last day lies before the first");
            self.sink.report(file, span, message, None);
        }
        Some(to.0)
    }

    /// An order of a renewal is over before the year that it pays (B-44).
    pub(crate) fn orders_end_in_time(
        &mut self,
        offers: &[(String, Offer, std::ops::Range<usize>)],
        windows: &BTreeMap<String, Window>,
    ) {
        for (file, offer, span) in offers {
            let Some((window, rule)) = windows.get(&offer.window).zip(offer.payment.as_ref()) else { continue };
            let year = match window.next_anniversary {
                YearRule::Calendar => i32::from(jiff::civil::date(1, 1, 1).days_in_year()),
                YearRule::Days => window.year_days,
            };
            if rule.within_days >= year {
                let message = both!(
                    "une commande de `{}` peut être payée après la fin de l’année qu’elle achète",
                    "an order of `{}` can be paid after the year that it buys has ended",
                    offer.id
                );
                let hint = both!(
                    "`payment.order_expires_after` de moins de {year} jours",
                    "`payment.order_expires_after` of less than {year} days"
                );
                self.sink.report_later(file, span.clone(), message, Some(hint));
            }
        }
    }

    /// Offers agree with each other: an upgrade goes up, and offers of one group have one limit.
    pub(crate) fn offers_agree(&mut self, offers: &[(String, Offer, std::ops::Range<usize>)]) {
        let level = |offer: &Offer| match &offer.kind {
            OfferKind::Attainment { level } => Some(level.clone()),
            OfferKind::Subscription => None,
        };
        let find = |id: &str| offers.iter().map(|(_, offer, _)| offer).find(|offer| offer.id == id);
        for (index, (file, offer, span)) in offers.iter().enumerate() {
            let below = offer.upgrade.as_ref().and_then(|upgrade| find(&upgrade.from));
            let rank = |level: &str| self.known.levels.iter().position(|known| known == level);
            // A level that is not known was reported where it stands.
            let unknown = |offer: &Offer| level(offer).is_some_and(|level| rank(&level).is_none());
            if let Some(below) = below.filter(|below| !unknown(below) && !unknown(offer) && below.id != offer.id) {
                let (higher, lower) = (level(offer), level(below));
                let goes_up = higher.zip(lower).is_some_and(|(higher, lower)| rank(&higher) > rank(&lower));
                if !goes_up {
                    let (higher, lower, levels) = (&offer.id, &below.id, self.known.levels.join(" < "));
                    let message =
                        both!("`{higher}` n’est pas au-dessus de `{lower}`", "`{higher}` is not above `{lower}`");
                    let hint = both!("ordre des niveaux\u{a0}: {levels}", "order of the levels: {levels}");
                    self.sink.report(file, span.clone(), message, Some(hint));
                }
            }
            let earlier = offers.iter().take(index).map(|(_, offer, _)| offer);
            let other = earlier
                .clone()
                .find(|other| other.limit.group == offer.limit.group && other.limit.max != offer.limit.max);
            let differs = |other: &&Offer| {
                other.merge.renewed_as == offer.merge.renewed_as
                    && (other.merge.anniversary != offer.merge.anniversary || other.limit.max != offer.limit.max)
            };
            if let (None, Some(other)) = (other, earlier.clone().find(differs)) {
                let message = both!(
                    "`{}` et `{}` se renouvellent en une fois, avec deux règles",
                    "`{}` and `{}` are renewed as one, under two rules",
                    other.id,
                    offer.id
                );
                let hint = both!(
                    "même `merge.anniversary` et même `limit.max`",
                    "the same `merge.anniversary` and the same `limit.max`"
                );
                self.sink.report(file, span.clone(), message, Some(hint));
            }
            if let Some(other) = other {
                let message = both!(
                    "`{}` et `{}` comptent ensemble, avec deux maximums",
                    "`{}` and `{}` count together, with two maxima",
                    other.id,
                    offer.id
                );
                self.sink.report(file, span.clone(), message, None);
            }
        }
    }
}
