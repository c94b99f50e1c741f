//! Puts the documents of all files together, compares them with each other, and makes the programme.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use jiff::tz::TimeZone;
use symbolon_domain::access::Role;
use symbolon_domain::notice::DatedNotice;
use symbolon_domain::programme::{self as model, Layer, OfferKind, Programme, Reach, Source, Text};
use symbolon_domain::requirement::Requirements;

use crate::diagnostic::{Diagnostics, Sink, both, distance, suggest};
use crate::document::{At, Both, Document, Listed, Named, Period, Use, Window};
use crate::parse::{Parsed, parse};
use crate::requirements::{self, Parts};
use crate::rules::{self, Unit, Wrong};
use crate::{Case, Files, Loaded};

/// Reads and checks a programme; one that was accepted before need not keep the rules that came later.
pub(crate) fn assemble(files: &Files, version: u32, accepted: bool) -> Result<Loaded, Diagnostics> {
    let mut sink = Sink::new(files);
    let parsed = parse(files, &mut sink);
    // Comparing files whose shape is wrong would only repeat the same mistakes in other words.
    if !sink.is_empty() {
        return Err(sink.into_diagnostics());
    }
    if let Some(path) = files.out_of_place() {
        let message = both!("aucun dossier ne peut rendre ce fichier", "no folder can give this file back");
        let hint = both!(
            "un chemin sous le dossier du programme, comme offers/silver.toml, sans `..` ni nom qui commence par `.`",
            "a path below the folder of the programme, like offers/silver.toml, without `..` or a name that begins with `.`"
        );
        sink.report_later(path, 0..0, message, Some(hint));
    }
    let mut assembler = Assembler::new(sink, &parsed);
    let loaded = assembler.programme(parsed, files, version);
    match loaded {
        Some(loaded) if assembler.sink.is_empty() || (accepted && assembler.sink.was_accepted()) => Ok(loaded),
        _ => Err(assembler.sink.into_diagnostics()),
    }
}

/// The ids that other entries may name.
#[derive(Debug, Default)]
pub(crate) struct Known {
    pub(crate) windows: BTreeSet<String>,
    /// Notices of the windows, of those too in which something else is wrong.
    pub(crate) reminders: BTreeSet<String>,
    pub(crate) offers: BTreeSet<String>,
    pub(crate) benefits: BTreeSet<String>,
    pub(crate) terms: BTreeSet<String>,
    pub(crate) credentials: BTreeSet<String>,
    pub(crate) categories: Vec<String>,
    pub(crate) competencies: BTreeSet<String>,
    pub(crate) levels: Vec<String>,
    /// Where each shared pool is named.
    pub(crate) shared: BTreeMap<String, Vec<(String, Range<usize>)>>,
}

/// Collects the parts of a programme and what is wrong with them.
pub(crate) struct Assembler {
    pub(crate) sink: Sink,
    pub(crate) known: Known,
}

impl Assembler {
    fn new(sink: Sink, parsed: &Parsed) -> Self {
        let mut known = Known::default();
        let ids = |map: &mut BTreeSet<String>, more: Vec<&At<String>>| {
            map.extend(more.into_iter().map(|id| id.value.clone()));
        };
        for (_, document) in &parsed.documents {
            ids(&mut known.windows, document.window.keys().collect());
            let reminders = document.window.values().flat_map(|window| &window.reminder);
            ids(&mut known.reminders, reminders.map(|reminder| &reminder.text).collect());
            ids(&mut known.offers, document.offer.keys().collect());
            ids(&mut known.benefits, document.benefit.keys().collect());
            ids(&mut known.terms, document.terms.keys().collect());
            ids(&mut known.competencies, document.competency.iter().map(|entry| &entry.id).collect());
            known.categories.extend(document.category.iter().map(|entry| entry.id.value.clone()));
            ids(&mut known.credentials, document.credential.iter().map(|entry| &entry.id).collect());
            known.levels.extend(document.level.iter().map(|entry| entry.id.value.clone()));
        }
        Self { sink, known }
    }

    fn programme(&mut self, parsed: Parsed, files: &Files, version: u32) -> Option<Loaded> {
        let Parsed { documents, rows, mut sources } = parsed;
        let entry = documents.first().map_or_else(|| "programme.toml".to_owned(), |(file, _)| file.clone());
        self.unique_ids(&documents);

        let mut programme = Programme {
            id: String::new(),
            version,
            content_hash: files.content_hash(),
            name: Text::default(),
            default_language: model::Language::En,
            time_zone: String::new(),
            currency: String::new(),
            levels: Vec::new(),
            role_names: BTreeMap::new(),
            taxes: Vec::new(),
            tax_refund_months: None,
            verification: None,
            documents: model::DocumentRule::default(),
            windows: BTreeMap::new(),
            offers: Vec::new(),
            competencies: Vec::new(),
            categories: Vec::new(),
            benefits: Vec::new(),
            table: Vec::new(),
            terms: BTreeMap::new(),
            requirements: Requirements::default(),
            caps: Vec::new(),
            provisioned_within_hours: None,
            campaigns: BTreeMap::new(),
            tickets: model::TicketRule::default(),
            change_policy: model::ChangePolicy { more_generous: Reach::AtOnce, less_generous: Reach::AtNextRenewal },
            guard: None,
            sources: BTreeMap::new(),
        };
        self.single_parts(&documents, &mut programme, &entry);

        let (mut offers, mut benefits, mut cases) = (Vec::new(), Vec::new(), Vec::new());
        let areas: BTreeSet<String> =
            documents.iter().flat_map(|(_, document)| document.area.iter().map(|area| area.id.value.clone())).collect();
        let mut parts = Vec::new();
        let mut caps = Vec::new();
        let (mut campaigns, mut wordings) = (Vec::new(), Vec::new());
        for (index, (file, mut document)) in documents.into_iter().enumerate() {
            parts.push((file.clone(), Parts::take(&mut document)));
            let file = file.as_str();
            for entry in document.level {
                let Named { id, name } = entry;
                programme.levels.push(model::Level { name: self.text(file, &name), id: id.value });
            }
            for entry in document.category {
                let Named { id, name } = entry;
                programme.categories.push(model::Category { name: self.text(file, &name), id: id.value });
            }
            for entry in document.competency {
                let name = self.text(file, &entry.name);
                self.area(file, &entry.area, &areas);
                let (area, cloud) = (entry.area.value, entry.cloud);
                programme.competencies.push(model::Competency { id: entry.id.value, name, area, cloud });
            }
            self.taxes(file, document.tax, &mut programme.taxes);
            caps.extend(document.cap.into_iter().map(|(id, cap)| (file.to_owned(), id, cap)));
            campaigns.extend(document.campaign.into_iter().map(|(id, one)| (file.to_owned(), id, one)));
            wordings.extend(document.wording.into_iter().map(|(id, set)| (file.to_owned(), id, set)));
            for (id, window) in document.window {
                if let Some(window) = self.window(file, &id, window) {
                    programme.windows.insert(id.value, window);
                }
            }
            for (id, terms) in document.terms {
                for both_ways in
                    terms.forbidden.iter().filter(|one| terms.permitted.iter().any(|two| two.id.value == one.id.value))
                {
                    let message =
                        both!("`{}` est permis et interdit", "`{}` is permitted and forbidden", both_ways.id.value);
                    self.sink.report(file, both_ways.id.span.clone(), message, None);
                }
                let terms = model::Terms {
                    name: self.text(file, &terms.name),
                    permitted: self.uses(file, terms.permitted),
                    forbidden: self.uses(file, terms.forbidden),
                    upgrade_within_months: self.period(file, terms.upgrade_within.as_ref(), Unit::Months),
                    downgrade: terms.downgrade,
                    id: id.value.clone(),
                };
                programme.terms.insert(id.value, terms);
            }
            for (id, offer) in document.offer {
                let (place, span) = ((index, id.span.start), id.span.clone());
                let offer = self.offer(file, id, offer, &programme.currency);
                offers.extend(offer.map(|offer| (place, (file.to_owned(), offer, span))));
            }
            for (id, benefit) in document.benefit {
                let place = (index, id.span.start);
                benefits.extend(self.benefit(file, id, benefit).map(|benefit| (place, benefit)));
            }
            for case in document.case {
                let (line, _) = self.sink.position(file, case.span.start);
                self.case(file, &case);
                cases.push(Case { file: file.to_owned(), line, written: case.value });
            }
        }
        programme.requirements = self.requirements(parts);
        self.caps(caps, &mut programme);
        self.pools_are_shared();
        offers.sort_by_key(|(place, _)| *place);
        let offers: Vec<(String, model::Offer, Range<usize>)> = offers.into_iter().map(|(_, offer)| offer).collect();
        self.offers_agree(&offers);
        self.orders_end_in_time(&offers, &programme.windows);
        programme.offers = offers.iter().map(|(_, offer, _)| offer.clone()).collect();
        self.campaigns(campaigns, wordings, &mut programme);
        let rank = |id: &str| self.known.categories.iter().position(|known| known == id);
        benefits.sort_by_key(|(place, benefit): &(_, model::Benefit)| (rank(&benefit.category), *place));
        programme.benefits = benefits.into_iter().map(|(_, benefit)| benefit).collect();

        for (file, rows) in rows {
            for row in rows {
                self.row(&file, &row, &programme);
                let path = row_path(&row.row);
                sources.entry(path).or_insert_with(|| row.row.source.clone());
                programme.table.push(row.row);
            }
        }
        self.not_empty(&entry);
        for (file, offer, span) in offers {
            if !programme.table.iter().any(|row| row.offer == offer.id) {
                let message = both!(
                    "aucune ligne n’accorde quoi que ce soit pour `{}`",
                    "no row grants anything for `{}`",
                    offer.id
                );
                self.sink.report(&file, span, message, None);
            }
        }
        programme.sources = sources;
        Some(Loaded { programme, cases })
    }

    /// The parts that stand in exactly one file.
    fn single_parts(&mut self, documents: &[(String, Document)], programme: &mut Programme, entry: &str) {
        let mut identities = 0;
        let (mut policies, mut guards) = (0, 0);
        let (mut caps, mut provisionings, mut refunds) = (0, 0, 0);
        let (mut verifications, mut rules, mut tickets) = (0, 0, 0);
        for (file, document) in documents {
            if let Some(At { value: identity, span }) = &document.programme {
                identities += 1;
                self.once(file, span, "programme", identities);
                self.id(file, &identity.id);
                programme.id.clone_from(&identity.id.value);
                programme.name = self.text(file, &identity.name);
                programme.default_language = identity.default_language.0;
                programme.time_zone = self.zone(file, &identity.time_zone);
                if self.decimals(file, &identity.currency).is_some() {
                    programme.currency.clone_from(&identity.currency.value);
                }
            }
            if let Some(At { value: policy, span }) = &document.change_policy {
                policies += 1;
                self.once(file, span, "change_policy", policies);
                programme.change_policy = model::ChangePolicy {
                    more_generous: policy.more_generous.0,
                    less_generous: policy.less_generous.0,
                };
            }
            if let Some(At { value: guard, span }) = &document.guard {
                guards += 1;
                self.once(file, span, "guard", guards);
                programme.guard = Some(model::Guard {
                    members_touched_over: guard.members_touched_over,
                    worse_off_now_over: guard.worse_off_now_over,
                });
            }
            if let Some(At { value: all, span }) = &document.caps {
                caps += 1;
                self.once(file, span, "caps", caps);
                self.cap_agrees(file, span, (all.per_country, all.worldwide));
                programme.caps.push(model::Cap {
                    path: "caps".to_owned(),
                    benefit: None,
                    per_country: all.per_country,
                    worldwide: all.worldwide,
                    from: None,
                    to: None,
                });
            }
            if let Some(At { value: provisioning, span }) = &document.provisioning {
                provisionings += 1;
                self.once(file, span, "provisioning", provisionings);
                programme.provisioned_within_hours = self.period(file, Some(&provisioning.within), Unit::Hours);
            }
            if let Some(At { value: rule, span }) = &document.tax_refund {
                refunds += 1;
                self.once(file, span, "tax_refund", refunds);
                programme.tax_refund_months = self.period(file, Some(&rule.within), Unit::Months);
            }
            if let Some(rule) = &document.verification {
                verifications += 1;
                self.once(file, &rule.span, "verification", verifications);
                programme.verification = Some(self.verification(file, rule));
            }
            if let Some(rule) = &document.tickets {
                tickets += 1;
                self.once(file, &rule.span, "tickets", tickets);
                programme.tickets = self.tickets(file, &rule.value);
            }
            if let Some(rule) = &document.document {
                rules += 1;
                self.once(file, &rule.span, "document", rules);
                programme.documents = self.document_rule(file, rule);
            }
            for (role, name) in &document.role_name {
                let name = self.text(file, name);
                match Role::from_code(&role.value) {
                    Some(role) => {
                        programme.role_names.insert(role, name);
                    }
                    None => {
                        let message = both!("rôle inconnu `{}`", "unknown role `{}`", role.value);
                        self.sink.report(file, role.span.clone(), message, suggest(&role.value, Role::words()));
                    }
                }
            }
        }
        for (part, count) in [("programme", identities), ("change_policy", policies)] {
            if count == 0 {
                let message = both!("`[{part}]` n’est dans aucun fichier", "`[{part}]` stands in no file");
                self.sink.report(entry, 0..0, message, None);
            }
        }
    }

    /// The ceiling of the world is not below that of one country (C-30).
    fn cap_agrees(&mut self, file: &str, span: &Range<usize>, (country, world): (Option<u32>, Option<u32>)) {
        if let (Some(country), Some(world)) = (country, world)
            && world < country
        {
            let message = both!(
                "le plafond mondial ({world} ×) est inférieur au plafond par pays ({country} ×)",
                "the worldwide ceiling ({world} ×) is below the one per country ({country} ×)"
            );
            self.sink.report(file, span.clone(), message, None);
        }
    }

    /// Ceilings of one product or of some days; of those that overlap, only one can hold (C-30).
    fn caps(&mut self, document: Vec<(String, At<String>, crate::document::Cap)>, programme: &mut Programme) {
        let mut own: Vec<model::Cap> = Vec::new();
        for (file, id, cap) in document {
            self.cap_agrees(&file, &id.span, (cap.per_country, cap.worldwide));
            if let Some(benefit) = &cap.benefit {
                let known = self.known.benefits.clone();
                self.reference(&file, benefit, both!("avantage", "benefit"), &known);
            }
            let (from, to) = (cap.from.map(|day| day.0), cap.to.as_ref().map(|day| day.value.0));
            if let (Some(from), Some(At { value, span })) = (from, &cap.to)
                && value.0 < from
            {
                let message = both!("le dernier jour précède le premier", "the last day lies before the first");
                self.sink.report(&file, span.clone(), message, None);
            }
            let made = model::Cap {
                path: format!("cap.{}", id.value),
                benefit: cap.benefit.map(|benefit| benefit.value),
                per_country: cap.per_country,
                worldwide: cap.worldwide,
                from,
                to,
            };
            let same = |other: &&model::Cap| {
                other.benefit == made.benefit && overlap((other.from, other.to), (made.from, made.to))
            };
            if let Some(first) = own.iter().find(same) {
                let message = both!(
                    "ces plafonds et `{}` valent pour les mêmes jours",
                    "these ceilings and `{}` hold for the same days",
                    first.path
                );
                self.sink.report(&file, id.span.clone(), message, None);
            }
            own.push(made);
        }
        // What holds for some days only goes before what holds for all.
        own.append(&mut programme.caps);
        programme.caps = own;
    }

    fn once(&mut self, file: &str, span: &Range<usize>, part: &str, count: u32) {
        if count > 1 {
            let message =
                both!("`[{part}]` est déjà dans un autre fichier", "`[{part}]` stands in another file already");
            self.sink.report(file, span.clone(), message, None);
        }
    }

    /// Ids are well formed, and each is given once.
    fn unique_ids(&mut self, documents: &[(String, Document)]) {
        let mut seen: BTreeMap<(&str, &str), Source> = BTreeMap::new();
        for (file, document) in documents {
            let keyed = [
                ("window", document.window.keys().collect::<Vec<_>>()),
                ("offer", document.offer.keys().collect()),
                ("cap", document.cap.keys().collect()),
                ("campaign", document.campaign.keys().collect()),
                ("wording", document.wording.keys().collect()),
                ("benefit", document.benefit.keys().collect()),
                ("terms", document.terms.keys().collect()),
                ("role_name", document.role_name.keys().collect()),
                ("level", document.level.iter().map(|entry| &entry.id).collect()),
                ("category", document.category.iter().map(|entry| &entry.id).collect()),
                ("competency", document.competency.iter().map(|entry| &entry.id).collect()),
            ];
            for (kind, ids) in keyed.into_iter().chain(requirements::ids(document)) {
                for id in ids {
                    self.id(file, id);
                    let (line, _) = self.sink.position(file, id.span.start);
                    let source = Source { file: file.clone(), line };
                    if let Some(first) = seen.insert((kind, &id.value), source) {
                        self.duplicate(file, id, &first);
                    }
                }
            }
        }
    }

    /// Reports an id that was given before.
    pub(crate) fn duplicate(&mut self, file: &str, id: &At<String>, first: &Source) {
        let message = both!("`{}` existe déjà", "`{}` is there already", id.value);
        let hint = both!("d’abord à {}:{}", "first at {}:{}", first.file, first.line);
        self.sink.report(file, id.span.clone(), message, Some(hint));
    }

    pub(crate) fn id(&mut self, file: &str, id: &At<String>) {
        let good = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-' || byte == b'_';
        if id.value.is_empty() || !id.value.bytes().all(good) {
            let message = both!("`{}` ne peut pas être un identifiant", "`{}` cannot be an id", id.value);
            let hint = both!(
                "minuscules sans accent, chiffres, `-` et `_`",
                "small letters without accents, digits, `-` and `_`"
            );
            self.sink.report(file, id.span.clone(), message, Some(hint));
        }
    }

    /// A text, none of whose languages is empty.
    pub(crate) fn text(&mut self, file: &str, text: &Both) -> Text {
        for (word, empty) in [
            (&text.fr, both!("le texte français est vide", "the French text is empty")),
            (&text.en, both!("le texte anglais est vide", "the English text is empty")),
        ] {
            if word.value.trim().is_empty() {
                self.sink.report(file, word.span.clone(), empty, None);
            }
        }
        Text { fr: text.fr.value.clone(), en: text.en.value.clone() }
    }

    fn zone(&mut self, file: &str, zone: &At<String>) -> String {
        // `Etc/Unknown` has a name, and no place.
        if TimeZone::get(&zone.value).map_or(true, |known| known.is_unknown()) {
            let message = both!("fuseau horaire inconnu `{}`", "unknown time zone `{}`", zone.value);
            let known: Vec<String> = jiff::tz::db().available().map(|name| name.to_string()).collect();
            let hint = suggest(&zone.value, known.iter().map(String::as_str).filter(|name| *name != zone.value));
            self.sink.report(file, zone.span.clone(), message, hint);
        }
        zone.value.clone()
    }

    /// Decimals of a known currency.
    pub(crate) fn decimals(&mut self, file: &str, currency: &At<String>) -> Option<u32> {
        let found = rules::decimals(&currency.value);
        if found.is_none() {
            let message = both!("monnaie inconnue `{}`", "unknown currency `{}`", currency.value);
            let hint = suggest(&currency.value, rules::currencies());
            self.sink.report(file, currency.span.clone(), message, hint);
        }
        found
    }

    /// A value of a rule, or a report of what is wrong with it.
    pub(crate) fn good<T>(&mut self, file: &str, span: &Range<usize>, value: Result<T, Wrong>) -> Option<T> {
        match value {
            Ok(value) => Some(value),
            Err((message, hint)) => {
                self.sink.report(file, span.clone(), message, hint);
                None
            }
        }
    }

    /// A period in one unit, where it is stated.
    pub(crate) fn period(&mut self, file: &str, period: Option<&At<Period>>, unit: Unit) -> Option<i32> {
        let At { value, span } = period?;
        self.good(file, span, rules::positive(&value.0, unit))
    }

    /// Reports an id that names nothing.
    pub(crate) fn reference<'a>(
        &mut self,
        file: &str,
        id: &At<String>,
        kind: Text,
        known: impl IntoIterator<Item = &'a String>,
    ) {
        let known: Vec<&str> = known.into_iter().map(String::as_str).collect();
        if !known.contains(&id.value.as_str()) {
            let message = Text {
                fr: format!("{}\u{a0}: `{}` ne désigne rien", kind.fr, id.value),
                en: format!("unknown {} `{}`", kind.en, id.value),
            };
            self.sink.report(file, id.span.clone(), message, suggest(&id.value, known));
        }
    }

    fn window(&mut self, file: &str, id: &At<String>, window: Window) -> Option<model::Window> {
        let opens = self.good(file, &window.opens.span, rules::from_anniversary(&window.opens.value.0));
        let lasts = self.period(file, Some(&window.lasts), Unit::Days);
        let first = &window.first_anniversary;
        let first = self.good(file, &first.span, rules::year(&first.value.0, "purchase"));
        let At { value: next, span } = &window.next_anniversary;
        let next = self.good(file, span, rules::year(&next.0, "previous"));
        let mut reminders: Vec<model::Reminder> = Vec::new();
        let during = window.reminder.len();
        let mut told = Vec::new();
        for reminder in window.reminder.into_iter().chain(window.wind_down_reminder) {
            let offset = self.good(file, &reminder.at.span, rules::from_anniversary(&reminder.at.value.0));
            if reminders.iter().any(|earlier| earlier.text == reminder.text.value) {
                let message = both!("`{}` existe déjà", "`{}` is there already", reminder.text.value);
                self.sink.report(file, reminder.text.span.clone(), message, None);
            }
            // One that is not understood is reported, and keeps its place.
            let to: Vec<Role> = reminder.to.iter().map(|role| role.0).collect();
            self.reaches_somebody(file, &reminder.text, &to);
            told.extend(
                offset.map(|day| (day, reminder.at.span.clone(), reminder.text.clone(), reminders.len() >= during)),
            );
            reminders.push(model::Reminder { text: reminder.text.value, offset_days: offset.unwrap_or(0), to });
        }
        let wind_down_reminders = reminders.split_off(during);
        let review = window.review_from.as_ref();
        let review = review.and_then(|rule| self.good(file, &rule.span, rules::from_anniversary(&rule.value.0)));
        let (opens, lasts, (first, first_days), (next, next_days)) = (opens?, lasts?, first?, next?);
        // A year by the calendar has at least the days of one that is no leap year.
        let calendar = i32::from(jiff::civil::date(1, 1, 1).days_in_year());
        if opens + lasts - 1 > next_days.unwrap_or(calendar) {
            let message = both!(
                "la fenêtre se ferme après la fin de l’année que son renouvellement achète",
                "the window closes after the end of the year that its renewal buys"
            );
            self.sink.report(file, window.lasts.span.clone(), message, None);
        }
        if opens + lasts < 1 {
            let message =
                both!("la fenêtre se ferme avant la date anniversaire", "the window closes before the anniversary");
            self.sink.report(file, window.lasts.span, message, None);
        }
        let years = (first_days.unwrap_or(calendar), next_days.unwrap_or(calendar));
        for (day, span, text, after) in told {
            if day <= -years.0.min(years.1) {
                let message = both!(
                    "cet avis viendrait avant que l’année n’ait commencé\u{a0}: il n’est envoyé à personne",
                    "this notice would come before the year has begun: it is sent to nobody"
                );
                self.sink.report_later(file, span, message, None);
                continue;
            }
            self.true_on_its_day(file, (&text, span), (day, after), (opens, opens + lasts));
        }
        if opens <= -years.0.min(years.1) {
            let message = both!(
                "la fenêtre s’ouvre avant que l’année à renouveler n’ait commencé",
                "the window opens before the year that is to be renewed has begun"
            );
            self.sink.report_later(file, window.opens.span, message, None);
        }
        let last_day = opens + lasts - 1;
        if let Some((rule, _)) = window.review_from.as_ref().zip(review).filter(|(_, review)| *review > last_day) {
            let message = both!(
                "relu à partir de ce jour seulement, le profil ne permettrait aucun renouvellement",
                "reviewed from this day on only, the profile would let nobody renew"
            );
            let last = rules::anniversary_plus(last_day);
            let hint = both!(
                "au plus tard `{last}`, le dernier jour de la fenêtre",
                "at the latest `{last}`, the last day of the window"
            );
            self.sink.report_later(file, rule.span.clone(), message, Some(hint));
        }
        if let (Some(first), Some(next)) = (first_days, next_days)
            && first != next
        {
            let message = both!(
                "la première année a {first} jours, les suivantes en auraient {next}",
                "the first year has {first} days, the later ones would have {next}"
            );
            self.sink.report(file, span.clone(), message, None);
        }
        Some(model::Window {
            id: id.value.clone(),
            opens_after_days: opens,
            length_days: lasts,
            access: window.access.0,
            first_anniversary: first,
            next_anniversary: next,
            // Only read where a year is counted in days.
            year_days: first_days.or(next_days).unwrap_or(0),
            reminders,
            wind_down_reminders,
            needs: window.needs.iter().map(|need| need.0).collect(),
            review_offset_days: review.unwrap_or(0),
        })
    }

    /// A notice goes to people of the company: the vendor’s have no part in its messages (B-23).
    fn reaches_somebody(&mut self, file: &str, text: &At<String>, to: &[Role]) {
        for role in to.iter().filter(|role| !role.is_partner()) {
            let message = both!(
                "`{role}` n’est pas un rôle des entreprises, un avis ne lui parvient pas",
                "`{role}` is no role of a company’s people, so a notice does not reach it"
            );
            let known = Role::ALL.iter().filter(|role| role.is_partner()).map(|role| role.code());
            self.sink.report_later(file, text.span.clone(), message, suggest(role.code(), known));
        }
    }

    /// A notice comes on a day on which somebody gets it, and on which the words that its id has are true (B-20…B-22, F-09).
    /// `lapses` is the first day without the membership.
    fn true_on_its_day(
        &mut self,
        file: &str,
        (text, at): (&At<String>, Range<usize>),
        (day, after): (i32, bool),
        (opens, lapses): (i32, i32),
    ) {
        let notice = DatedNotice::from_code(&text.value);
        if notice.is_some_and(|notice| notice.is_afterwards() != after) {
            let (is, belongs) = match after {
                true => ("wind_down_reminder", "reminder"),
                false => ("reminder", "wind_down_reminder"),
            };
            let message = both!("`{}` n’est pas un `{is}`", "`{}` is no `{is}`", text.value);
            let hint = both!("c’est un `{belongs}`", "it is a `{belongs}`");
            return self.sink.report_later(file, text.span.clone(), message, Some(hint));
        }
        let misspelt = |known: &&DatedNotice| notice.is_none() && distance(&text.value, known.code()) <= 2;
        if let Some(known) = DatedNotice::ALL.iter().find(misspelt) {
            let message = both!("`{}` n’a pas de texte à lui", "`{}` has no words of its own", text.value);
            let hint = both!("vouliez-vous dire `{known}`\u{a0}?", "did you mean `{known}`?");
            return self.sink.report_later(file, text.span.clone(), message, Some(hint));
        }
        let (days, message) = match notice {
            Some(notice) => (
                notice.days(opens, lapses),
                both!(
                    "le texte de `{notice}` n’est pas vrai ce jour-là",
                    "the words of `{notice}` are not true on this day"
                ),
            ),
            None if after => (
                lapses..=i32::MAX,
                both!("l’adhésion n’a pas encore pris fin ce jour-là", "the membership has not lapsed yet on this day"),
            ),
            None => (
                i32::MIN..=lapses,
                both!(
                    "l’adhésion a pris fin avant ce jour, personne ne recevrait cet avis",
                    "the membership has lapsed before this day, so nobody would get this notice"
                ),
            ),
        };
        if days.contains(&day) {
            return;
        }
        let (first, last) = (rules::anniversary_plus(*days.start()), rules::anniversary_plus(*days.end()));
        let hint = match (*days.start(), *days.end()) {
            (i32::MIN, _) => both!("au plus tard `{last}`", "at the latest `{last}`"),
            (_, i32::MAX) => both!("au plus tôt `{first}`", "at the earliest `{first}`"),
            (one, two) if one == two => both!("seulement `{first}`", "only `{first}`"),
            _ => both!("de `{first}` à `{last}`", "from `{first}` to `{last}`"),
        };
        self.sink.report_later(file, at, message, Some(hint));
    }

    fn uses(&mut self, file: &str, uses: Vec<Use>) -> Vec<model::Use> {
        let mut out: Vec<model::Use> = Vec::new();
        for entry in uses {
            self.id(file, &entry.id);
            if out.iter().any(|earlier| earlier.id == entry.id.value) {
                let message = both!("`{}` existe déjà", "`{}` is there already", entry.id.value);
                self.sink.report(file, entry.id.span.clone(), message, None);
            }
            out.push(model::Use { text: self.text(file, &entry.text), id: entry.id.value });
        }
        out
    }

    /// A row names what exists, in a way that can be granted, and no earlier row says the same.
    fn row(&mut self, file: &str, row: &crate::table::Row, programme: &Programme) {
        let at = |value: &str, span: &Range<usize>| At { value: value.to_owned(), span: span.clone() };
        let offers = self.known.offers.clone();
        self.reference(file, &at(&row.row.offer, &row.offer), both!("offre", "offer"), &offers);
        let benefits = self.known.benefits.clone();
        self.reference(file, &at(&row.row.benefit, &row.benefit), both!("avantage", "benefit"), &benefits);
        if let Some(competency) = &row.row.competency {
            let known = self.known.competencies.clone();
            self.reference(file, &at(competency, &row.competency), both!("compétence", "competency"), &known);
        }
        let attainment =
            programme.offer(&row.row.offer).is_some_and(|offer| matches!(offer.kind, OfferKind::Attainment { .. }));
        match (row.row.layer, &row.row.competency) {
            (Layer::Incremental, None) => {
                let message =
                    both!("une ligne incrémentielle nomme une compétence", "an incremental row names a competency");
                self.sink.report(file, row.competency.clone(), message, None);
            }
            (Layer::Core, Some(_)) => {
                let message = both!("une ligne de base ne nomme pas de compétence", "a core row names no competency");
                self.sink.report(file, row.competency.clone(), message, None);
            }
            (Layer::Incremental, Some(_)) if !attainment && offers.contains(&row.row.offer) => {
                let message = both!(
                    "`{}` ne demande pas de compétence, ses lignes sont de base",
                    "`{}` needs no competency, so its rows are core",
                    row.row.offer
                );
                self.sink.report(file, row.layer.clone(), message, None);
            }
            _ => {}
        }
        let benefit = programme.benefit(&row.row.benefit);
        let in_seats = benefit.map(|benefit| matches!(benefit.kind.code(), "token" | "seat"));
        if in_seats.is_some_and(|in_seats| in_seats != (row.row.unit == "seat")) {
            let message =
                both!("`{}` ne se compte pas en `{}`", "`{}` is not counted in `{}`", row.row.benefit, row.row.unit);
            let hint = both!(
                "les jetons et les abonnements nominatifs se comptent en `seat`, et rien d’autre",
                "tokens and developer subscriptions are counted in `seat`, and nothing else is"
            );
            self.sink.report(file, row.unit.clone(), message, Some(hint));
        }
        let overlaps = |other: &&model::TableRow| {
            let (a, b) = (other, &row.row);
            let same = (&a.offer, &a.competency, &a.benefit) == (&b.offer, &b.competency, &b.benefit);
            same && overlap((a.from, a.to), (b.from, b.to))
        };
        if let Some(first) = programme.table.iter().find(overlaps) {
            let id = at(&row.row.benefit, &row.benefit);
            self.duplicate(file, &id, &first.source);
        }
    }

    fn not_empty(&mut self, entry: &str) {
        let parts = [
            (self.known.offers.is_empty(), both!("ce programme n’a pas d’offre", "this programme has no offer")),
            (self.known.benefits.is_empty(), both!("ce programme n’a pas d’avantage", "this programme has no benefit")),
        ];
        for (empty, message) in parts {
            if empty {
                self.sink.report(entry, 0..0, message, None);
            }
        }
    }
}

/// Whether two periods of validity have a day in common; none is without end.
pub(crate) fn overlap(
    a: (Option<jiff::civil::Date>, Option<jiff::civil::Date>),
    b: (Option<jiff::civil::Date>, Option<jiff::civil::Date>),
) -> bool {
    let before = |end: Option<jiff::civil::Date>, start: Option<jiff::civil::Date>| matches!((end, start), (Some(end), Some(start)) if end < start);
    !before(a.1, b.0) && !before(b.1, a.0)
}

fn row_path(row: &model::TableRow) -> String {
    match &row.competency {
        Some(competency) => format!("table.{}.{}.{competency}.{}", row.table, row.offer, row.benefit),
        None => format!("table.{}.{}.{}", row.table, row.offer, row.benefit),
    }
}
