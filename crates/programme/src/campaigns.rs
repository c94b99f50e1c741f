//! Campaigns and how tickets are answered (J-09, J-30…J-40).

use std::collections::BTreeMap;

use schemars::JsonSchema;
use symbolon_domain::programme::{self as model, CountedFrom, Need, Programme, YearRule};

use crate::assemble::Assembler;
use crate::diagnostic::{both, suggest};
use crate::document::{At, Both, Code, Day, Period};
use crate::rules::Unit;

/// A relief for memberships whose anniversary lies in a period (J-40).
#[derive(Debug, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Campaign {
    /// Its name.
    pub(crate) name: Both,
    /// Why it is given.
    pub(crate) reason: Both,
    /// Whose it is.
    pub(crate) select: Select,
    /// Competencies that are not extended.
    #[serde(default)]
    pub(crate) except: Vec<At<String>>,
    /// What the renewal need not meet.
    #[schemars(length(min = 1))]
    pub(crate) waive: Vec<Code<Need>>,
    /// Most memberships that a run may have; a larger selection is refused.
    #[schemars(range(min = 1))]
    pub(crate) max_members: u32,
    /// Last day on which who is enrolled can still pay after the window, without asking anybody.
    pub(crate) self_service_until: Option<At<Day>>,
    /// How who missed the window can still come back; without it, not at all (J-36).
    pub(crate) late: Option<Late>,
    /// The set of messages in the place of the usual ones; without it, the usual ones (J-32).
    pub(crate) wording: Option<At<String>>,
}

/// Whose a campaign is.
#[derive(Debug, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Select {
    /// Offers whose memberships are selected.
    #[schemars(length(min = 1))]
    pub(crate) offers: Vec<At<String>>,
    /// First anniversary that is selected.
    pub(crate) anniversary_from: Day,
    /// Last anniversary that is selected.
    pub(crate) anniversary_to: At<Day>,
}

/// How who missed the window can still come back (J-36, J-37).
#[derive(Debug, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Late {
    /// Last day on which a ticket can ask for it.
    pub(crate) until: At<Day>,
    /// Period from the approval in which the fee is to be paid: `P14D`.
    pub(crate) pay_within: At<Period>,
    /// From which day the next anniversary is counted.
    pub(crate) counted_from: At<Code<CountedFrom>>,
}

/// A message in the place of the usual one. `{company}`, `{membership}`, `{offer}`, `{anniversary}`, `{next_anniversary}`,
/// `{renew_from}`, `{renew_to}` and `{lapses}` stand for what they name, and `{pay_until}` for the last day on which the fee
/// can be paid: that of the window, or `self_service_until` where it is later.
#[derive(Debug, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Wording {
    /// Its subject.
    pub(crate) subject: Both,
    /// Its text; a blank line begins a new paragraph.
    pub(crate) text: Both,
}

/// How tickets are answered (J-09).
#[derive(Debug, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Tickets {
    /// Period after its end in which a ticket may be reopened; without it, never.
    pub(crate) reopen_within: Option<At<Period>>,
    /// Period after which a ticket without an answer is shown as waiting too long.
    pub(crate) answer_within: Option<At<Period>>,
    /// Files that one ticket may carry.
    pub(crate) max_documents: u32,
}

/// What may stand in braces in a message.
const PLACES: [&str; 9] = [
    "company",
    "membership",
    "offer",
    "anniversary",
    "next_anniversary",
    "renew_from",
    "renew_to",
    "pay_until",
    "lapses",
];

/// Messages in the place of the usual ones, by the `text` of the reminder.
pub(crate) type Wordings = BTreeMap<At<String>, Wording>;

/// A part of a file, with the file and its id.
pub(crate) type Part<T> = (String, At<String>, T);

/// The first name in braces that stands for nothing.
fn unknown_place(text: &str) -> Option<&str> {
    let named = text.split('{').skip(1).map(|rest| rest.split('}').next().unwrap_or(rest));
    named.into_iter().find(|name| !PLACES.contains(name))
}

impl Assembler {
    /// How tickets are answered.
    pub(crate) fn tickets(&mut self, file: &str, written: &Tickets) -> model::TicketRule {
        model::TicketRule {
            reopen_within_days: self.period(file, written.reopen_within.as_ref(), Unit::Days),
            answer_within_days: self.period(file, written.answer_within.as_ref(), Unit::Days),
            max_documents: written.max_documents,
        }
    }

    /// The campaigns of all files, compared with the programme that they belong to.
    pub(crate) fn campaigns(
        &mut self,
        written: Vec<Part<Campaign>>,
        wordings: Vec<Part<Wordings>>,
        programme: &mut Programme,
    ) {
        let sets: BTreeMap<String, BTreeMap<String, model::Wording>> =
            wordings.into_iter().map(|(file, id, set)| (id.value, self.wordings(&file, set))).collect();
        for (file, id, campaign) in written {
            if let Some(wording) = &campaign.wording {
                self.reference(&file, wording, both!("jeu de messages", "set of messages"), sets.keys());
            }
            let set = campaign.wording.as_ref().and_then(|wording| sets.get(&wording.value)).cloned();
            let made = self.campaign(&file, &id, campaign, set.unwrap_or_default(), programme);
            if let Some(made) = made {
                programme.campaigns.insert(id.value, made);
            }
        }
    }

    fn wordings(&mut self, file: &str, written: Wordings) -> BTreeMap<String, model::Wording> {
        let reminders = self.known.reminders.clone();
        let mut set = BTreeMap::new();
        for (notice, wording) in written {
            self.reference(file, &notice, both!("avis", "notice"), &reminders);
            for text in [&wording.subject.fr, &wording.subject.en, &wording.text.fr, &wording.text.en] {
                if let Some(name) = unknown_place(&text.value) {
                    let message = both!("`{{{name}}}` ne désigne rien", "`{{{name}}}` stands for nothing");
                    self.sink.report(file, text.span.clone(), message, suggest(name, PLACES));
                }
            }
            let (subject, text) = (self.text(file, &wording.subject), self.text(file, &wording.text));
            set.insert(notice.value, model::Wording { subject, text });
        }
        set
    }

    fn campaign(
        &mut self,
        file: &str,
        id: &At<String>,
        written: Campaign,
        notices: BTreeMap<String, model::Wording>,
        programme: &Programme,
    ) -> Option<model::Campaign> {
        let known = self.known.offers.clone();
        for offer in &written.select.offers {
            self.reference(file, offer, both!("offre", "offer"), &known);
        }
        let known = self.known.competencies.clone();
        for competency in &written.except {
            self.reference(file, competency, both!("compétence", "competency"), &known);
        }
        let from = Some(written.select.anniversary_from.0);
        let to = self.last_day(file, from, Some(written.select.anniversary_to));
        let offers: Vec<&model::Offer> =
            written.select.offers.iter().filter_map(|offer| programme.offer(&offer.value)).collect();
        let windows: Vec<&model::Window> = offers.iter().filter_map(|offer| programme.window_of(offer)).collect();
        for offer in &written.select.offers {
            let window = programme.offer(&offer.value).and_then(|offer| programme.window_of(offer));
            for need in written.waive.iter().filter(|need| window.is_some_and(|held| !held.needs.contains(&need.0))) {
                let message = both!(
                    "un renouvellement de `{}` ne demande pas `{}`, il n’y a donc rien à en dispenser",
                    "a renewal of `{}` does not ask for `{}`, so there is nothing to waive",
                    offer.value,
                    need.0
                );
                self.sink.report(file, offer.span.clone(), message, None);
            }
        }
        let late = written.late.and_then(|late| {
            let counted = late.counted_from.value.0;
            if counted == CountedFrom::Payment && windows.iter().any(|held| held.next_anniversary == YearRule::Calendar)
            {
                let message = both!(
                    "une année civile se compte à partir de l’achat, pas d’un paiement tardif",
                    "a calendar year is counted from the purchase, not from a late payment"
                );
                self.sink.report(file, late.counted_from.span.clone(), message, None);
            }
            self.not_over_at_first(file, from, &late.until);
            let pay_within_days = self.period(file, Some(&late.pay_within), Unit::Days)?;
            Some(model::LateRule { until: late.until.value.0, pay_within_days, counted_from: counted })
        });
        if let Some(until) = &written.self_service_until {
            self.not_over_at_first(file, from, until);
        }
        Some(model::Campaign {
            id: id.value.clone(),
            name: self.text(file, &written.name),
            reason: self.text(file, &written.reason),
            offers: written.select.offers.into_iter().map(|offer| offer.value).collect(),
            anniversary_from: from?,
            anniversary_to: to?,
            except: written.except.into_iter().map(|competency| competency.value).collect(),
            waives: written.waive.iter().map(|need| need.0).collect(),
            max_members: written.max_members,
            self_service_until: written.self_service_until.map(|day| day.value.0),
            late,
            notices,
        })
    }

    /// A time in which something can be done does not end before there is somebody who could do it.
    fn not_over_at_first(&mut self, file: &str, from: Option<jiff::civil::Date>, until: &At<Day>) {
        if from.is_some_and(|from| until.value.0 < from) {
            let message = both!(
                "ce délai s’achève avant la première date anniversaire de la campagne",
                "this ends before the campaign’s first anniversary"
            );
            self.sink.report(file, until.span.clone(), message, None);
        }
    }
}
