//! Certification profiles of a company: which count for it and until when, a form to link one, and the end of one with
//! what becomes of the attained levels.

use axum::extract::Path;
use symbolon_domain::access::Capability;
use symbolon_domain::command::Command;
use symbolon_domain::competency::Profile;
use symbolon_domain::day::calendar_day;
use symbolon_domain::ids::AssociationId;

use super::again::{Again, Errors, Named};
use super::check::{self, Question};
use super::competencies;
use super::frame::see_other;
use super::seats::people;
use super::sight::Tag;
use super::visit::{Answered, Done, Fields, Place, Trouble, Visit};
use crate::api::competencies::profile_of;

/// The fields of the form that links one.
const LINKED: &[Named<'_>] = &[
    Named { name: "person", id: "profile-person", label: "ui-col-person" },
    Named { name: "profile", id: "profile-number", label: "ui-profiles-number" },
];

/// The profiles, with what the reader may do about them.
pub(crate) struct Profiles {
    pub(crate) rows: Vec<ProfileRow>,
    /// Whether the reader may end one, which is possible on a closed account too.
    pub(crate) may_end: bool,
    pub(crate) may_link: bool,
    /// People to choose from: id and name.
    pub(crate) people: Vec<(String, String)>,
    pub(crate) helpers: Vec<String>,
    pub(crate) today: String,
    pub(crate) key: String,
}

/// One of them.
pub(crate) struct ProfileRow {
    pub(crate) id: String,
    pub(crate) person: String,
    pub(crate) since: String,
    pub(crate) until: String,
    pub(crate) tag: Tag,
    pub(crate) ends: bool,
}

impl ProfileRow {
    /// The id of the field for its last day.
    pub(crate) fn field(&self) -> String {
        format!("last-{}", self.id)
    }
}

impl Profiles {
    /// Those of a company.
    pub(crate) async fn of(place: &Place<'_>) -> Result<Self, Trouble> {
        let (sight, words) = (place.sight(), place.visit.words());
        let may = sight.may(Capability::LinkProfiles);
        let may_link = may && sight.account.closed_on.is_none();
        let row = |(id, held): (&AssociationId, &Profile)| {
            let counts = held.counts_on(sight.today);
            let (tone, icon, word) =
                if counts { ("good", "check", "ui-evidence-counts") } else { ("", "stop", "ui-profiles-over") };
            ProfileRow {
                id: id.to_string(),
                person: sight.person(held.person),
                since: words.date(held.linked_on),
                until: words.date_or_dash(held.last_day),
                tag: Tag { tone, icon, word: words.t(word) },
                ends: may && counts,
            }
        };
        let mut people = if may_link { people(place).await? } else { Vec::new() };
        let linked =
            |person| sight.account.profiles.values().any(|held| held.person == person && held.counts_on(sight.today));
        people.retain(|one| !linked(one.id));
        Ok(Self {
            rows: sight.account.profiles.iter().map(row).collect(),
            may_end: may,
            may_link,
            people: people.into_iter().map(|one| (one.id.to_string(), one.name)).collect(),
            helpers: if may { Vec::new() } else { sight.helpers(Capability::LinkProfiles.roles()) },
            today: sight.today.to_string(),
            key: place.visit.key(),
        })
    }
}

/// Links a profile to the company.
pub(crate) async fn link(visit: Visit, Path(account): Path<String>, fields: Fields) -> Answered {
    let place = visit.enter(&account).await?;
    place.need(Capability::LinkProfiles)?;
    let words = visit.words();
    let person = fields.get("person").and_then(|person| person.parse().ok());
    let profile = profile_of(&visit.app, fields.get("profile").unwrap_or_default());
    let (person, profile) = match (person, profile) {
        (Some(person), Ok(profile)) => (person, profile),
        (person, profile) => {
            let mut errors = Errors::default();
            if person.is_none() {
                errors.add("profile-person", words.t("ui-profiles-person-error"));
            }
            if profile.is_err() {
                errors.add("profile-number", words.t("ui-profiles-number-error"));
            }
            return competencies::page(&place, Again::new(fields, errors)).await;
        }
    };
    let command = Command::LinkProfile { person, profile };
    match visit.act(place.id, command, fields.need("key")?, None, Vec::new()).await? {
        Done::Refused(refusal) => match Errors::of_refusal(&refusal, &place.sight(), LINKED) {
            Some(errors) => competencies::page(&place, Again::new(fields, errors)).await,
            None => Err(place.refused(refusal, "/competencies")),
        },
        Done::Recorded { .. } | Done::Stale => {
            Ok(see_other(&format!("{}/competencies#profiles", place.sight().base())))
        }
    }
}

/// Shows what the end of one entails, then records it; a day that is not possible comes back at its field.
pub(crate) async fn end(visit: Visit, Path((account, profile)): Path<(String, String)>, fields: Fields) -> Answered {
    let place = visit.enter(&account).await?;
    place.need(Capability::LinkProfiles)?;
    let association: AssociationId = profile.parse().map_err(|_| Trouble::Missing)?;
    let (sight, words, field) = (place.sight(), visit.words(), format!("last-{association}"));
    let held = sight.account.profiles.get(&association).ok_or(Trouble::Missing)?;
    let Some(last_day) = fields.get("last_day").and_then(calendar_day) else {
        let errors = Errors::of(field, words.t("ui-profiles-last-day-error"));
        return competencies::page(&place, Again::new(fields, errors)).await;
    };
    let (back, person) = (format!("{}/competencies", sight.base()), sight.person(held.person));
    let question = Question {
        page: "ui-profiles-end-page",
        menu: "/competencies",
        title: words.with("ui-profiles-end-title", &[("person", person.as_str().into())]),
        back: (back.clone(), words.t("ui-competencies-title")),
        wizard: false,
        facts: vec![
            (words.t("ui-col-person"), person),
            (words.t("ui-profiles-since"), words.date(held.linked_on)),
            (words.t("ui-profiles-last-day"), words.date(last_day)),
        ],
        consequences: Vec::new(),
        action: format!("{back}/profiles/{association}"),
        hidden: vec![("last_day", last_day.to_string())],
        confirm: words.t("ui-profiles-end-page"),
        other: None,
    };
    let command = Command::UnlinkProfile { association, last_day: Some(last_day) };
    match check::confirm(&place, command, &fields, (&format!("{back}#profiles"), &back), |_, _| question).await {
        Err(Trouble::Refused(refusal, account, back)) => {
            let last = Named { name: "last_day", id: &field, label: "ui-profiles-last-day" };
            match Errors::of_refusal(&refusal, &sight, &[last]) {
                Some(errors) => competencies::page(&place, Again::new(fields, errors)).await,
                None => Err(Trouble::Refused(refusal, account, back)),
            }
        }
        answered => answered,
    }
}
