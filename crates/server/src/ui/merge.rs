//! Merges: the invitation and its answer, what the merge would bring, side by side, and the last page before it.

use axum::extract::Path;
use symbolon_domain::access::{Capability, Role};
use symbolon_domain::command::Command;
use symbolon_domain::decide::{Context, Outcome};
use symbolon_domain::fact::MergeSide;
use symbolon_domain::ids::{MergeId, PersonId};
use symbolon_domain::merge::{Impact, Kept, Merge, MergeState, Side};
use symbolon_domain::people::Crew;
use symbolon_domain::refusal::RefusalCode;

use super::again::{Again, Errors};
use super::check::{self, Question};
use super::frame::{respond, see_other};
use super::pages::{ImpactRow, MergePage, MergeRow, MergesPage};
use super::sight::{Sight, Tag};
use super::visit::{Answered, Done, Fields, Place, Trouble, Visit};
use super::words::Words;
use crate::api::merges::people;
use crate::api::remark_if_any;

fn tag(words: Words, state: MergeState) -> Tag {
    let (tone, icon) = match state {
        MergeState::Completed => ("good", "check"),
        MergeState::Invited | MergeState::Accepted => ("warn", "clock"),
        MergeState::Declined => ("stop", "cross"),
        MergeState::Cancelled => ("", "ring"),
    };
    Tag { tone, icon, word: words.word(state) }
}

async fn row(place: &Place<'_>, id: MergeId, held: &Merge) -> Result<MergeRow, Trouble> {
    let (sight, words) = (place.sight(), place.visit.words());
    let other = sight.company(held.other_number);
    let reason = match &held.note {
        Some(note) => place.visit.app.store().note(place.id, note.id).await?,
        None => None,
    };
    let state = held.state_on(place.visit.today);
    let who = |actor: &String| match actor.parse::<PersonId>() {
        Ok(id) if !place.people.contains_key(&id) => {
            words.with("ui-merge-somebody", &[("company", other.as_str().into())])
        }
        _ => sight.named(|names| names.person(actor)),
    };
    let mut steps = vec![(words.t("ui-merge-invited-on"), words.date(held.invited_on), who(&held.invited_by))];
    if let Some((day, by)) = &held.accepted {
        steps.push((words.t("ui-merge-accepted-on"), words.date(*day), who(by)));
    }
    if let (Some((day, how)), Some(by)) = (&held.end, &held.ended_by) {
        let step = words.t(&format!("ui-merge-{}-on", how.code()));
        steps.push((step, words.date(*day), who(by)));
    }
    Ok(MergeRow { id: id.to_string(), other, side: words.word(held.side), tag: tag(words, state), steps, reason })
}

/// All merges of the company, and the form for an invitation.
pub(crate) async fn show(visit: Visit, Path(account): Path<String>) -> Answered {
    let place = visit.enter(&account).await?;
    list(&place, Again::default()).await
}

async fn list(place: &Place<'_>, again: Again) -> Answered {
    place.need(Capability::ViewMerges)?;
    let (sight, visit) = (place.sight(), place.visit);
    let mut held: Vec<(&MergeId, &Merge)> = sight.account.merges.iter().collect();
    held.sort_by_key(|(id, merge)| (std::cmp::Reverse(merge.invited_on), std::cmp::Reverse(**id)));
    let (mut open, mut past) = (Vec::new(), Vec::new());
    for (id, merge) in held {
        let list = if merge.is_open() && merge.former.is_none() { &mut open } else { &mut past };
        list.push(row(place, *id, merge).await?);
    }
    let mut frame = place.frame("ui-merges-page", "/merges");
    let status = again.mark(&mut frame, format!("{}/merges", sight.base()));
    let page = MergesPage {
        f: frame,
        base: sight.base(),
        number: sight.account.number.to_string(),
        may: sight.may(Capability::ManageMerges),
        helpers: sight.helpers_or_roles(Capability::ManageMerges.roles()),
        people: sight.may(Capability::ViewMemberships),
        open,
        past,
        key: visit.key(),
        again,
    };
    Ok(respond(status, visit.language, &page))
}

/// Refusals that are about the number of the company.
const OF_NUMBER: &[RefusalCode] = &[RefusalCode::CompanyUnknown, RefusalCode::GlobalNumberNeeded];

/// Invites a company.
pub(crate) async fn invite(visit: Visit, Path(account): Path<String>, fields: Fields) -> Answered {
    let place = visit.enter(&account).await?;
    let typed = fields.get("company").unwrap_or_default().replace([' ', '\u{a0}', '\u{202f}', '-'], "");
    let Ok(number) = typed.parse() else {
        let errors = Errors::of("company", visit.words().t("ui-merges-company-error"));
        return list(&place, Again::new(fields, errors)).await;
    };
    let command = Command::InviteToMerge { number };
    match visit.act(place.id, command, fields.need("key")?, None, Vec::new()).await? {
        Done::Refused(refusal) => match Errors::of_code(&refusal, &place.sight(), ("company", OF_NUMBER)) {
            Some(errors) => list(&place, Again::new(fields, errors)).await,
            None => Err(place.refused(refusal, "/merges")),
        },
        Done::Recorded { .. } | Done::Stale => Ok(see_other(&format!("{}/merges", place.sight().base()))),
    }
}

fn known<'a>(place: &'a Place<'_>, id: &str) -> Result<(MergeId, &'a Merge), Trouble> {
    let id: MergeId = id.parse().map_err(|_| Trouble::Missing)?;
    Ok((id, place.folded.account.merges.get(&id).ok_or(Trouble::Missing)?))
}

fn kept(sight: &Sight<'_>, words: Words, kept: &Kept) -> String {
    let values = [
        ("membership", format!("M-{}", kept.number).into()),
        ("offer", sight.offer(&kept.offer).into()),
        ("anniversary", kept.days.anniversary.into()),
        ("until", kept.benefits_until.into()),
    ];
    match kept.renewed_with {
        None => words.with("ui-merge-kept", &values),
        Some(number) => {
            let mut values = values.to_vec();
            values.push(("with", format!("M-{number}").into()));
            words.with("ui-merge-joined", &values)
        }
    }
}

/// One line of the comparison for each thing that a merge is about.
fn rows(sight: &Sight<'_>, words: Words, impact: &Impact, people: &(Crew, Crew)) -> Vec<ImpactRow> {
    let sides = [&impact.survivor, &impact.absorbed, &impact.together];
    let of = |name: &str, say: &dyn Fn(&Side) -> Vec<String>| ImpactRow {
        name: words.t(name),
        cells: sides.iter().map(|side| say(side)).collect(),
    };
    let number_of = |count: usize| words.number(i64::try_from(count).unwrap_or(i64::MAX));
    let crews = [&people.0, &people.1, &people.0.with(&people.1)];
    let roles_of = |crew: &Crew| -> Vec<String> {
        let role = |(role, count): (&Role, &usize)| {
            words.with("ui-merge-role", &[("role", sight.role(*role).into()), ("count", number_of(*count).into())])
        };
        crew.roles.iter().map(role).collect()
    };
    // After a merge each directory is managed by its own admins (H-31).
    let managed = |crew: &Crew| {
        let id = if crew.managers == 0 && crew.people > 0 { "ui-merge-managed-nobody" } else { "ui-merge-managed" };
        words.with(id, &[("count", i64::try_from(crew.managers).unwrap_or(i64::MAX).into())])
    };
    let number = |value: u32| words.number(value);
    vec![
        of("ui-merge-row-number", &|side| vec![side.number.to_string()]),
        of("ui-merge-row-locations", &|side| side.locations.iter().map(ToString::to_string).collect()),
        of("ui-merge-row-tenants", &|side| side.tenants.clone()),
        of("ui-merge-row-memberships", &|side| side.memberships.iter().map(|one| kept(sight, words, one)).collect()),
        of("ui-merge-row-competencies", &|side| {
            let named = |(competency, level): &(String, String)| {
                sight.named(|names| {
                    let language = words.0;
                    format!("{} ({})", names.competency(competency).get(language), names.level(level).get(language))
                })
            };
            side.competencies.iter().map(named).collect()
        }),
        of("ui-merge-row-tokens", &|side| {
            let token = |token: &symbolon_domain::merge::OpenToken| {
                let values = [
                    ("benefit", sight.benefit(&token.benefit).into()),
                    ("seats", token.seats.into()),
                    ("until", token.redeem_by.into()),
                ];
                words.with("ui-merge-token", &values)
            };
            side.tokens.iter().map(token).collect()
        }),
        of("ui-merge-row-subscriptions", &|side| {
            let running = |(benefit, tenant, seats): &(String, String, u32)| {
                let values = [
                    ("benefit", sight.benefit(benefit).into()),
                    ("tenant", tenant.as_str().into()),
                    ("seats", (*seats).into()),
                ];
                words.with("ui-merge-subscription", &values)
            };
            side.subscriptions.iter().map(running).collect()
        }),
        of("ui-merge-row-seats", &|side| {
            let values = [("held", number(side.seats.1).into()), ("granted", number(side.seats.0).into())];
            vec![words.with("ui-merge-seats", &values)]
        }),
        ImpactRow {
            name: words.t("ui-merge-row-people"),
            cells: crews.iter().map(|crew| vec![number_of(crew.people)]).collect(),
        },
        ImpactRow { name: words.t("ui-merge-row-roles"), cells: crews.iter().map(|crew| roles_of(crew)).collect() },
        ImpactRow {
            name: words.t("ui-merge-row-managed"),
            cells: vec![vec![managed(&people.0)], vec![managed(&people.1)], vec![words.t("ui-merge-managed-each")]],
        },
    ]
}

/// What is renewed once after a merge, and the seats that are lost by it.
fn renewed(sight: &Sight<'_>, words: Words, impact: &Impact) -> Vec<String> {
    let said = impact.renewals.iter().flat_map(|next| {
        let values = [
            ("offer", sight.offer(&next.offer).into()),
            ("from", next.renewed_on.into()),
            ("until", next.days.anniversary.into()),
        ];
        let lost = [("count", next.seats_lost().into())];
        let lost = (next.seats_lost() > 0).then(|| words.with("ui-merge-seats-lost", &lost));
        std::iter::once(words.with("ui-merge-renewal", &values)).chain(lost)
    });
    said.collect()
}

/// A merge: how far it is, what it would bring, and what the reader may do.
pub(crate) async fn show_one(visit: Visit, Path((account, merge)): Path<(String, String)>) -> Answered {
    let place = visit.enter(&account).await?;
    one(&place, &merge, Again::default()).await
}

async fn one(place: &Place<'_>, merge: &str, again: Again) -> Answered {
    place.need(Capability::ViewMerges)?;
    let visit = place.visit;
    let (sight, words) = (place.sight(), visit.words());
    let (id, held) = known(place, merge)?;
    let open = held.is_open() && held.former.is_none();
    let (context, _) = visit.preview(place.id, &Command::ConfirmMerge { merge: id }).await?;
    let found = symbolon_domain::merge::impact_of(sight.account, visit.app.programmes(), id, &context);
    let (mut rows_of, mut renewals) = (Vec::new(), Vec::new());
    if let Ok(impact) = &found {
        let people = people(&visit.app, impact).await?;
        rows_of = rows(&sight, words, impact, &people);
        renewals = renewed(&sight, words, impact);
    }
    let may = open && sight.may(Capability::ManageMerges);
    let row = row(place, id, held).await?;
    let title = words.with("ui-merge-title", &[("company", row.other.as_str().into())]);
    let mut frame = place.frame("ui-merge-page", "/merges");
    frame.title.clone_from(&title);
    let status = again.mark(&mut frame, format!("{}/merges/{id}", sight.base()));
    let page = MergePage {
        f: frame,
        base: sight.base(),
        title,
        answers: may && held.side == MergeSide::Invitee,
        accepts: held.accepted.is_none(),
        confirms: may && held.side == MergeSide::Initiator && held.accepted.is_some(),
        withdraws: may && held.side == MergeSide::Initiator,
        helpers: match open && !may {
            true => sight.helpers_or_roles(Capability::ManageMerges.roles()),
            false => Vec::new(),
        },
        waits: open && rows_of.is_empty(),
        row,
        rows: rows_of,
        renewals,
        key: visit.key(),
        other_key: visit.key(),
        again,
    };
    Ok(respond(status, visit.language, &page))
}

/// Accepts, rejects or withdraws.
pub(crate) async fn answer(visit: Visit, Path((account, merge)): Path<(String, String)>, fields: Fields) -> Answered {
    let place = visit.enter(&account).await?;
    let (id, _) = known(&place, &merge)?;
    let decision = fields.need("decision")?;
    let reason = fields.get("reason").filter(|text| !text.trim().is_empty());
    let mut said = decision.to_owned();
    let (notes, note) = match remark_if_any(&visit.app, visit.now, "/reason", reason) {
        Ok(remark) => remark,
        Err(problem) => {
            let errors = Errors::of_problem(problem, visit.words(), &[("/reason", "reason")])?;
            return one(&place, &merge, Again::new(fields, errors)).await;
        }
    };
    let command = match decision {
        "accept" => Command::AcceptMerge { merge: id },
        "withdraw" => Command::WithdrawMerge { merge: id },
        "reject" => {
            said.push_str(reason.unwrap_or_default());
            Command::RejectMerge { merge: id, note }
        }
        _ => return Err(Trouble::Unreadable),
    };
    let back = format!("/merges/{id}");
    match visit.act_as(place.id, command, (fields.need("key")?, &said), None, notes).await? {
        Done::Refused(refusal) => Err(place.refused(refusal, &back)),
        Done::Recorded { .. } | Done::Stale => Ok(see_other(&format!("{}{back}", place.sight().base()))),
    }
}

fn question(place: &Place<'_>, id: MergeId, other: &str, context: &Context) -> Question {
    let (sight, words) = (place.sight(), place.visit.words());
    let base = sight.base();
    let impact = symbolon_domain::merge::impact_of(sight.account, sight.programmes, id, context);
    let renewals = impact.iter().flat_map(|impact| renewed(&sight, words, impact));
    Question {
        page: "ui-merge-page",
        menu: "/merges",
        title: words.with("ui-merge-check-title", &[("company", other.into())]),
        back: (format!("{base}/merges/{id}"), words.t("ui-merge-back")),
        wizard: false,
        facts: Vec::new(),
        consequences: ["ui-merge-check-people", "ui-merge-check-managed", "ui-merge-check-bank"]
            .into_iter()
            .map(|id| words.t(id))
            .chain(renewals)
            .collect(),
        action: format!("{base}/merges/{id}/confirm"),
        hidden: Vec::new(),
        confirm: words.t("ui-merge-confirm"),
        other: None,
    }
}

/// The consequences, before the click.
pub(crate) async fn ask(visit: Visit, path: Path<(String, String)>) -> Answered {
    confirm(visit, path, Fields::default()).await
}

/// The click.
pub(crate) async fn confirm(visit: Visit, Path((account, merge)): Path<(String, String)>, fields: Fields) -> Answered {
    let place = visit.enter(&account).await?;
    let (id, held) = known(&place, &merge)?;
    let back = format!("{}/merges/{id}", place.sight().base());
    let other = place.sight().company(held.other_number);
    let asked = |context: &Context, _: &Outcome| question(&place, id, &other, context);
    check::confirm(&place, Command::ConfirmMerge { merge: id }, &fields, (&back, &back), asked).await
}
