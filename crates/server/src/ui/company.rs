//! The company's profile: what is known, how far its checks are, who confirmed it when, and documents. Its locations
//! and tenants stand on the same page.

use std::sync::Arc;

use axum::extract::multipart::Multipart;
use axum::extract::{FromRequest, Path, Request};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use symbolon_domain::access::Capability;
use symbolon_domain::account::Membership;
use symbolon_domain::command::Command;
use symbolon_domain::company::{
    CheckState, DocumentOf, ProfileCheck, ReviewNeeded, VerificationState, mails_left, review_needed,
};
use symbolon_domain::ids::{DocumentId, NoteId};
use symbolon_domain::programme::Need;
use symbolon_domain::refusal::RefusalCode;
use symbolon_store::Plain;

use super::again::{Again, Errors, Named};
use super::check::{self, Question, Step};
use super::frame::{Said, respond, see_other};
use super::pages::{CheckRow, CompanyPage, DocumentRow, ProfileInput};
use super::places;
use super::refused::Refused;
use super::sight::{Sight, Tag, extension};
use super::visit::{Answered, Done, Fields, Place, Query, Trouble, Visit};
use crate::api::company::{LegalAddress, LegalProfile, PrimaryContact, file_of, state_of, text_of};
use crate::api::{good_name, remark, remark_if_any};
use crate::app::App;
use crate::documents::File;
use crate::letters::is_blank;

/// What is beside a file in an upload: little.
const OVERHEAD: usize = 64 << 10;

/// Whether the reader has just confirmed the profile.
#[derive(Deserialize)]
pub(crate) struct Reviewed {
    reviewed: Option<String>,
}

/// The profile, with a form for each thing that the reader may do.
pub(crate) async fn show(visit: Visit, Path(account): Path<String>, Query(query): Query<Reviewed>) -> Answered {
    let place = visit.enter(&account).await?;
    let said = query.reviewed.and_then(|_| confirmed(&place));
    shown(&place, said, Again::default()).await
}

/// That the profile is confirmed today, with the way on to a renewal that may have waited for it.
fn confirmed(place: &Place<'_>) -> Option<Said> {
    let (sight, words) = (place.sight(), place.visit.words());
    (sight.account.company.reviews.last() == Some(&sight.today)).then(|| {
        let needed = needed(&sight);
        let counts = needed.iter().any(|(_, needed)| needed.from <= sight.today);
        let renews = counts && sight.may(Capability::ViewMemberships);
        // A review that came too early is asked for again (B-30).
        let again = needed.iter().filter(|(_, needed)| !needed.done).map(|(held, needed)| {
            let number = format!("M-{}", held.number);
            words.with("ui-company-confirmed-early", &[("number", number.into()), ("from", needed.from.into())])
        });
        let confirmed = words.t("ui-company-confirmed");
        Said {
            text: std::iter::once(confirmed).chain(again).collect::<Vec<_>>().join(" "),
            way: renews.then(|| (format!("{}/renew", sight.base()), words.t("ui-company-confirmed-renew"))),
        }
    })
}

/// The reviews that renewals ask for, each with its membership.
fn needed<'a>(sight: &Sight<'a>) -> Vec<(&'a Membership, ReviewNeeded)> {
    let held = sight.account.memberships.values();
    held.filter_map(|held| Some((held, review_needed(sight.account, sight.programmes, held, sight.today)?))).collect()
}

/// The page, with a form that came back.
pub(super) async fn page(place: &Place<'_>, again: Again) -> Answered {
    shown(place, None, again).await
}

async fn shown(place: &Place<'_>, said: Option<Said>, again: Again) -> Answered {
    place.need(Capability::ViewProfile)?;
    let visit = place.visit;
    let (sight, words) = (place.sight(), visit.words());
    let (account, programme) = (sight.account, visit.app.programme());
    let company = &account.company;
    let profile = text_of(&visit.app, place.id, account).await?;
    let state = state_of(programme, account);
    let open = account.closed_on.is_none();
    let may = |capability| open && sight.may(capability);
    let (may_review, may_hand_in, may_decide) =
        (may(Capability::ReviewProfile), may(Capability::HandInDocuments), may(Capability::VerifyCompany));
    let mut checks = Vec::new();
    for check in programme.verification.iter().flat_map(|rule| &rule.checks) {
        let (held, state) = (company.checks.get(check), company.check(*check));
        let reason = match held.and_then(|held| held.note.as_ref()) {
            Some(note) => visit.app.store().note(place.id, note.id).await?,
            None => None,
        };
        let came_back = |part: &str| again.errors.at(format!("{part}-{check}")).is_some();
        // One check is decided after another: what would be refused is not offered.
        let mut waits = None;
        if may_decide && state == CheckState::Pending {
            let pass = Command::DecideCheck { check: *check, passed: true, note: None };
            let refusal = visit.preview(place.id, &pass).await?.1.err();
            waits = refusal.map(|refusal| Refused::of(&sight, &refusal).text);
        }
        let in_turn = waits.is_none() || came_back("reason");
        checks.push(CheckRow {
            code: check.code(),
            name: words.word(*check),
            tag: tag(&words.word(state), state),
            since: held.map(|held| words.date(held.since)),
            reason,
            appeal: came_back("appeal").then(|| again.value("reason", "").to_owned()),
            decision: came_back("reason").then(|| again.value("reason", "").to_owned()),
            hands_in: may_hand_in && matches!(state, CheckState::Pending | CheckState::Rejected),
            appeals: may_hand_in && (state == CheckState::Rejected || came_back("appeal")),
            passes: may_decide && in_turn && (state == CheckState::Pending || came_back("reason")),
            rejects: may_decide
                && in_turn
                && (matches!(state, CheckState::Pending | CheckState::Passed) || came_back("reason")),
            waits: waits.filter(|_| !in_turn),
            mail: held.filter(|_| *check == ProfileCheck::Email && state == CheckState::Pending).and_then(|held| {
                let (from, left) = mails_left(programme, held)?;
                let last = held.mails.last().copied().unwrap_or(held.since);
                let values = [("last", last.into()), ("from", from.into()), ("left", left.into())];
                let text = words.with(if left > 0 { "ui-company-mail" } else { "ui-company-mail-spent" }, &values);
                Some((text, may_hand_in && left > 0 && from <= sight.today))
            }),
            key: visit.key(),
        });
    }
    let mut documents: Vec<DocumentRow> = company
        .documents
        .iter()
        .filter_map(|(id, held)| {
            // What proves a transfer stands with its order.
            let DocumentOf::Check { check } = &held.added.of else { return None };
            Some(DocumentRow {
                id: id.to_string(),
                of: words.word(*check),
                kind: extension(&held.added.media_type),
                on: words.date(held.added_on),
            })
        })
        .collect();
    documents.reverse();
    // For which renewals a review of today would count.
    let asked = needed(&sight);
    let counts_from = asked.iter().map(|(_, needed)| needed.from).min().filter(|from| *from > sight.today);
    let due: Vec<String> = asked
        .iter()
        .map(|(held, needed)| {
            let id = match (needed.done, needed.from <= sight.today) {
                (true, _) => "ui-company-review-done",
                (false, true) => "ui-company-review-due",
                (false, false) => "ui-company-review-later",
            };
            let values = [
                ("offer", sight.offer(&held.last_year().offer).into()),
                ("number", format!("M-{}", held.number).into()),
                ("from", needed.from.into()),
                ("until", needed.until.into()),
            ];
            words.with(id, &values)
        })
        .collect();
    let given = profile.is_some() || company.vouched;
    let profile = profile.map(ProfileInput::from);
    let held = profile.clone().unwrap_or_default();
    let value = |field: &str, held: &str| again.value(field, held).to_owned();
    let input = ProfileInput {
        legal_name: value("legal_name", &held.legal_name),
        street: value("street", &held.street),
        postal_code: value("postal_code", &held.postal_code),
        city: value("city", &held.city),
        registration_number: value("registration_number", &held.registration_number),
        contact_name: value("contact_name", &held.contact_name),
        contact_email: value("contact_email", &held.contact_email),
    };
    let mut frame = place.frame("ui-company-page", "/company");
    let status = again.mark(&mut frame, format!("{}/company", sight.base()));
    frame.said = said;
    let reviewed = programme.windows.values().any(|window| window.needs.contains(&Need::ProfileReviewed));
    let said = [("verified", sight.verified().into()), ("reviewed", if reviewed { "yes" } else { "no" }.into())];
    let page = CompanyPage {
        f: frame,
        lead: words.with("ui-company-lead", &said),
        change_hint: words.with("ui-company-change-hint", &said),
        base: sight.base(),
        name: place.company.clone(),
        tag: state.map(|state| verification_tag(&words.word(state), state)),
        reviewed: company.reviews.last().map(|day| words.date(*day)),
        reviews: due,
        too_early: counts_from.map(|from| words.with("ui-company-review-early", &[("from", from.into())])),
        can_review: may_review && given && company.reviews.last() != Some(&sight.today),
        helpers: if may_review || !open { Vec::new() } else { sight.helpers(Capability::ReviewProfile.roles()) },
        can_change: may_review,
        can_close: may(Capability::CloseAccount),
        country: words.country(&account.country),
        version: company.profile.as_ref().map(|text| text.id.to_string()).unwrap_or_default(),
        vouched: company.vouched && profile.is_none(),
        profile,
        input,
        checks,
        documents,
        accepted: programme.documents.media_types.join(","),
        file_hint: sight.file_hint(),
        key: visit.key(),
        review_key: visit.key(),
        locations: places::locations(place),
        tenants: places::tenants(place).await?,
        again,
    };
    Ok(respond(status, visit.language, &page))
}

fn tag(word: &str, state: CheckState) -> Tag {
    let (tone, icon) = match state {
        CheckState::Passed => ("good", "check"),
        CheckState::Pending => ("warn", "clock"),
        CheckState::Rejected => ("stop", "cross"),
        CheckState::NotStarted => ("", "ring"),
    };
    Tag { tone, icon, word: word.to_owned() }
}

fn verification_tag(word: &str, state: VerificationState) -> Tag {
    let (tone, icon) = match state {
        VerificationState::Authorized => ("good", "check"),
        VerificationState::Rejected => ("stop", "cross"),
        VerificationState::Pending | VerificationState::NotReviewed => ("warn", "clock"),
    };
    Tag { tone, icon, word: word.to_owned() }
}

/// The fields of a profile, by pointer and id.
const PROFILE: &[(&str, &str)] = &[
    ("/legal_name", "legal_name"),
    ("/address/street", "street"),
    ("/address/postal_code", "postal_code"),
    ("/address/city", "city"),
    ("/registration_number", "registration_number"),
    ("/primary_contact/name", "contact_name"),
    ("/primary_contact/email", "contact_email"),
];
/// The field by which the rules can refuse a profile.
const CONTACT: &[Named<'_>] =
    &[Named { name: "primary_contact.email", id: "contact_email", label: "ui-company-email" }];
/// The fields of the form, by id, with the texts of their labels.
const LABELS: &[(&str, &str)] = &[
    ("legal_name", "ui-company-legal-name"),
    ("street", "ui-company-street"),
    ("postal_code", "ui-company-postal-code"),
    ("city", "ui-company-city"),
    ("registration_number", "ui-company-registration"),
    ("contact_name", "ui-company-contact"),
    ("contact_email", "ui-company-email"),
];
/// The same, with what is said of each that is empty.
const MISSING: &[(&str, &str)] = &[
    ("legal_name", "ui-company-legal-name-missing"),
    ("street", "ui-company-street-missing"),
    ("postal_code", "ui-company-postal-code-missing"),
    ("city", "ui-company-city-missing"),
    ("registration_number", "ui-company-registration-missing"),
    ("contact_name", "ui-company-contact-missing"),
    ("contact_email", "ui-company-email-missing"),
];
/// Refusals that are about a file.
pub(crate) const OF_FILE: &[RefusalCode] = &[RefusalCode::DocumentTypeRefused, RefusalCode::DocumentTooLarge];

/// The page again, or the refusal.
fn after(place: &Place<'_>, done: Done) -> Answered {
    match done {
        Done::Refused(refusal) => Err(place.refused(refusal, "/company")),
        Done::Recorded { .. } | Done::Stale => Ok(see_other(&format!("{}/company", place.sight().base()))),
    }
}

/// Confirms the profile.
pub(crate) async fn review(visit: Visit, Path(account): Path<String>, fields: Fields) -> Answered {
    let place = visit.enter(&account).await?;
    let done = visit.act(place.id, Command::ReviewProfile, fields.need("key")?, None, Vec::new()).await?;
    match done {
        Done::Refused(_) => after(&place, done),
        Done::Recorded { .. } | Done::Stale => Ok(see_other(&format!("{}/company?reviewed=yes", place.sight().base()))),
    }
}

/// Gives or changes the profile.
pub(crate) async fn change(visit: Visit, Path(account): Path<String>, fields: Fields) -> Answered {
    let place = visit.enter(&account).await?;
    let field = |name: &str| fields.get(name).unwrap_or_default().to_owned();
    let profile = LegalProfile {
        legal_name: field("legal_name"),
        address: LegalAddress { street: field("street"), postal_code: field("postal_code"), city: field("city") },
        registration_number: field("registration_number"),
        primary_contact: PrimaryContact { name: field("contact_name"), email: field("contact_email") },
    };
    let profile = match profile.checked("") {
        Ok(profile) => profile,
        Err(problem) => {
            let words = visit.words();
            let said = Errors::of_problem(problem, words, PROFILE)?.labelled(words, LABELS);
            let mut errors = Errors::default();
            for (field, missing) in MISSING {
                let empty = fields.get(field).is_none_or(is_blank);
                match said.at(field) {
                    Some(_) if empty => errors.add(*field, words.t(missing)),
                    Some(text) => errors.add(*field, text.to_owned()),
                    None => {}
                }
            }
            return page(&place, Again::new(fields, errors)).await;
        }
    };
    let over = fields.get("version").map(|text| text.parse::<NoteId>().map_err(|_| Trouble::Unreadable)).transpose()?;
    let before = match over {
        Some(id) => visit.app.store().note(place.id, id).await?.and_then(|text| serde_json::from_str(&text).ok()),
        None => None,
    };
    let changes = profile.differs(before.as_ref());
    let (note, given) = profile.given(&visit.app, visit.now);
    let said = serde_json::to_string(&profile).map_err(|_| Trouble::Unreadable)?;
    let command = Command::ChangeProfile { given, over, fields: changes };
    match visit.act_as(place.id, command, (fields.need("key")?, &said), None, vec![note]).await? {
        Done::Refused(refusal) => match Errors::of_refusal(&refusal, &place.sight(), CONTACT) {
            Some(errors) => page(&place, Again::new(fields, errors)).await,
            None => Err(place.refused(refusal, "/company")),
        },
        done => after(&place, done),
    }
}

/// Changes the public name.
pub(crate) async fn rename(visit: Visit, Path(account): Path<String>, fields: Fields) -> Answered {
    let place = visit.enter(&account).await?;
    let name = match good_name(fields.get("name").unwrap_or_default()) {
        Ok(name) => name,
        Err(problem) => {
            let errors = Errors::of_problem(problem, visit.words(), &[("/name", "name")])?;
            return page(&place, Again::new(fields, errors)).await;
        }
    };
    let (note, reference) = visit.app.note(visit.now, &name);
    let command = Command::ChangePublicName { name: reference };
    let row = Plain::Profile { account: place.id, name: name.clone() };
    let done = visit.act_with(place.id, command, (fields.need("key")?, &name), None, (vec![note], vec![row])).await?;
    after(&place, done)
}

/// Asks for the mail of the e-mail check again.
pub(crate) async fn ask_mail(visit: Visit, Path(account): Path<String>, fields: Fields) -> Answered {
    let place = visit.enter(&account).await?;
    let command = Command::AskCheckMail { check: ProfileCheck::Email };
    let done = visit.act(place.id, command, fields.need("key")?, None, Vec::new()).await?;
    after(&place, done)
}

/// Shows what closing the account entails, or what stands in the way; then closes it.
pub(crate) async fn close(visit: Visit, Path(account): Path<String>, fields: Fields) -> Answered {
    let place = visit.enter(&account).await?;
    place.need(Capability::CloseAccount)?;
    let Some(text) = fields.get("note") else {
        let errors = Errors::of("note", visit.words().t("ui-close-note-error"));
        return page(&place, Again::new(fields, errors)).await;
    };
    let (kept, note) = match remark(&visit.app, visit.now, "/note", text) {
        Ok(remark) => remark,
        Err(problem) => {
            let errors = Errors::of_problem(problem, visit.words(), &[("/note", "note")])?;
            return page(&place, Again::new(fields, errors)).await;
        }
    };
    let (words, back) = (visit.words(), format!("{}/company", place.sight().base()));
    let question = Question {
        page: "ui-close-page",
        menu: "/company",
        title: words.with("ui-close-title", &[("company", place.company.as_str().into())]),
        back: (back.clone(), words.t("ui-company-title")),
        wizard: false,
        facts: vec![(words.t("ui-close-note"), text.to_owned())],
        consequences: vec![words.t("ui-close-after")],
        action: format!("{back}/close"),
        hidden: vec![("note", text.to_owned())],
        confirm: words.t("ui-close-confirm"),
        other: None,
    };
    let (command, said) = (Command::CloseAccount { note }, format!("close {text}"));
    match check::confirmed(&place, command, (&fields, &said), vec![kept], |_, _| question).await? {
        Step::Asked(page) => Ok(page),
        Step::Recorded { .. } => Ok(see_other(&back)),
        Step::Refused(refusal) => Err(place.refused(refusal, "/company")),
    }
}

/// Decides a check, or appeals against its rejection.
pub(crate) async fn decide(visit: Visit, Path((account, check)): Path<(String, String)>, fields: Fields) -> Answered {
    let place = visit.enter(&account).await?;
    let check = ProfileCheck::from_code(&check).ok_or(Trouble::Missing)?;
    let reason = fields.get("reason");
    let decision = fields.need("decision")?;
    let id = format!("{}-{check}", if decision == "appeal" { "appeal" } else { "reason" });
    let (notes, note) = match remark_if_any(&visit.app, visit.now, "/reason", reason) {
        Ok(remark) => remark,
        Err(problem) => {
            let errors = Errors::of_problem(problem, visit.words(), &[("/reason", id.as_str())])?;
            return page(&place, Again::new(fields, errors)).await;
        }
    };
    let command = match decision {
        "pass" => Command::DecideCheck { check, passed: true, note },
        "reject" => Command::DecideCheck { check, passed: false, note },
        "appeal" => Command::AppealCheck { check, note },
        _ => return Err(Trouble::Unreadable),
    };
    let said = format!("{check} {decision} {}", reason.unwrap_or_default());
    match visit.act_as(place.id, command, (fields.need("key")?, &said), None, notes).await? {
        Done::Refused(refusal) => {
            let field = Named { name: "reason", id: &id, label: "ui-company-reason" };
            let missing = Errors::of_refusal(&refusal, &place.sight(), &[field]);
            match missing.or_else(|| Errors::of_late_refusal(&refusal, &place.sight(), &id)) {
                Some(errors) => page(&place, Again::new(fields, errors)).await,
                None => Err(place.refused(refusal, "/company")),
            }
        }
        done => after(&place, done),
    }
}

/// A form with a file, from the reader's own session.
pub(crate) struct Form {
    texts: Vec<(String, String)>,
    pub(crate) file: Option<File>,
}

impl Form {
    /// A field; empty where it is missing.
    pub(crate) fn text(&self, name: &str) -> &str {
        self.texts.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str()).unwrap_or_default()
    }
}

impl FromRequest<App> for Form {
    type Rejection = Trouble;

    async fn from_request(request: Request, app: &App) -> Result<Self, Trouble> {
        let visit = request.extensions().get::<Arc<Visit>>().cloned().ok_or(Trouble::SignIn)?;
        let mut form = Multipart::from_request(request, app).await.map_err(|_| Trouble::Unreadable)?;
        let (mut texts, mut file) = (Vec::new(), None);
        while let Some(field) = form.next_field().await.map_err(|_| Trouble::Unreadable)? {
            let name = field.name().unwrap_or_default().to_owned();
            if name == "file" {
                let stated = field.content_type().unwrap_or_default().to_ascii_lowercase();
                let content = field.bytes().await.map_err(|_| too_large())?;
                file = Some(File::new(&stated, content));
                continue;
            }
            let text = field.text().await.map_err(|_| Trouble::Unreadable)?;
            // As in a form without a file: no database keeps it.
            if text.contains('\0') {
                return Err(Trouble::Unreadable);
            }
            texts.push((name, text));
        }
        visit.keep_in_mind(&texts);
        let read = Self { texts, file };
        match &visit.session {
            Some((session, _)) if crate::sign::same(&session.csrf, read.text("csrf")) => Ok(read),
            Some(_) => Err(Trouble::Forged),
            None => Err(Trouble::SignIn),
        }
    }
}

fn too_large() -> Trouble {
    crate::problem::Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "payload-too-large").into()
}

/// Bytes of an upload at the most: a file a little larger than the programme takes, so that it is refused with its
/// reason, and what stands beside it.
pub(crate) fn upload_limit(app: &App) -> usize {
    usize::try_from(app.programme().documents.max_bytes).unwrap_or(usize::MAX / 4).saturating_mul(2) + OVERHEAD
}

/// Hands in a document for a check.
pub(crate) async fn hand_in(visit: Visit, Path(account): Path<String>, form: Form) -> Answered {
    let place = visit.enter(&account).await?;
    let check = ProfileCheck::from_code(form.text("check")).ok_or(Trouble::Unreadable)?;
    let key = form.text("key").to_owned();
    let id = format!("file-{check}");
    let Some(file) = form.file.filter(|file| !file.content.is_empty()) else {
        let errors = Errors::of(id, visit.words().t("ui-proof-file-error"));
        return page(&place, Again::empty(errors)).await;
    };
    match hand_in_for(&place, DocumentOf::Check { check }, file, &key).await? {
        Done::Refused(refusal) => match Errors::of_code(&refusal, &place.sight(), (id.as_str(), OF_FILE)) {
            Some(errors) => page(&place, Again::empty(errors)).await,
            None => Err(place.refused(refusal, "/company")),
        },
        done => after(&place, done),
    }
}

/// Keeps a document and records it. Its content is there before the fact, and forgotten if there is none.
pub(crate) async fn hand_in_for(place: &Place<'_>, of: DocumentOf, file: File, key: &str) -> Result<Done, Trouble> {
    let (visit, app) = (place.visit, &place.visit.app);
    let said = serde_json::to_string(&of).map_err(|_| Trouble::Unreadable)?;
    let id = file.id(&format!("form {} {} {key}\n{said}", visit.identity()?.name(), place.id));
    app.documents().put(place.id, id, app.store().seal_document(place.id, id, &file.content)?).await?;
    let command = Command::AddDocument { document: id, of, file: file.seen };
    let done = visit.act(place.id, command, key, None, Vec::new()).await;
    let known = app.store().folded(place.id).await?;
    if known.is_none_or(|folded| !folded.account.company.documents.contains_key(&id)) {
        app.documents().forget(place.id, id).await;
    }
    done
}

/// A document, to be saved.
pub(crate) async fn download(visit: Visit, Path((account, document)): Path<(String, String)>) -> Answered {
    let place = visit.enter(&account).await?;
    place.need(Capability::ViewProfile)?;
    let id: DocumentId = document.parse().map_err(|_| Trouble::Missing)?;
    let file: Response = file_of(&visit.app, place.id, &place.folded.account, id).await?;
    Ok(file)
}

impl From<LegalProfile> for ProfileInput {
    fn from(profile: LegalProfile) -> Self {
        Self {
            legal_name: profile.legal_name,
            street: profile.address.street,
            postal_code: profile.address.postal_code,
            city: profile.address.city,
            registration_number: profile.registration_number,
            contact_name: profile.primary_contact.name,
            contact_email: profile.primary_contact.email,
        }
    }
}
