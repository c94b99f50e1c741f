//! Campaigns and late overrides on pages, for the vendor's people.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use axum::extract::Path;
use axum::http::StatusCode;
use serde::Deserialize;
use symbolon_domain::access::Capability;
use symbolon_domain::campaign::{RunAct, RunContext, RunState, decide_run};
use symbolon_domain::command::Command;
use symbolon_domain::ids::OverrideId;
use symbolon_domain::overrides::{LateOverride, OverrideState};
use symbolon_domain::refusal::RefusalCode;
use symbolon_store::{MemberNow, Page, TicketFilter};

use super::again::{Again, Errors};
use super::frame::{respond, see_other};
use super::pages::{
    CampaignLine, CampaignPage, CampaignsPage, MemberLine, MembersView, OverrideLine, OverridesPage, Request, RunView,
};
use super::refused::Refused;
use super::visit::{Answered, Done, Fields, Place, Query, Trouble, Visit};
use crate::api::campaigns::{acted, named, propose, refused_run};
use crate::api::remark;
use crate::campaigns::{ENROLLED, Report, digest, passed_over};
use crate::problem::Problem;

/// Members of a run, or overrides, on one page.
const ROWS: usize = 100;

fn entered(visit: &Visit, capability: Capability) -> Result<(), Trouble> {
    let identity = visit.identity()?;
    match identity.actor.is_vendor() && capability.allows(&identity.actor, None) {
        true => Ok(()),
        false => Err(Trouble::Missing),
    }
}

/// What waits for the reader's decision: late overrides that somebody else proposed, and runs of campaigns.
pub(crate) async fn decisions(visit: &Visit) -> Result<Vec<Request>, Trouble> {
    let (words, identity) = (visit.words(), visit.identity()?);
    let mut waiting = Vec::new();
    if Capability::DecideOverride.allows(&identity.actor, None) {
        let open = Page { limit: u32::MAX, after: None };
        for row in visit.app.store().overrides(None, true, &open).await? {
            let place = visit.place(row.account).await?;
            let Some(held) = place.folded.account.overrides.get(&row.id) else { continue };
            let decide = Command::DecideOverride { late_override: row.id, grant: true, note: None };
            let refusal = visit.preview(row.account, &decide).await?.1.err();
            if refusal.is_some_and(|refusal| refusal.code == RefusalCode::ApproverIsProposer) {
                continue;
            }
            let values = [("who", proposer(&place, held).into()), ("ticket", held.ticket_number.as_str().into())];
            waiting.push(Request {
                when: words.with("ui-desk-proposed", &[("date", held.proposed_on.into())]),
                title: override_title(&place, held),
                text: words.with("ui-desk-override-text", &values),
                href: "/desk/overrides".to_owned(),
            });
        }
    }
    if Capability::RunCampaigns.allows(&identity.actor, None) {
        let everything = Page { limit: u32::MAX, after: None };
        let (by, programme) = (identity_name(visit)?, visit.app.programme());
        for run in visit.app.store().runs(None, &everything).await? {
            let ctx = RunContext { actor: &identity.actor, by: &by, today: visit.today, pending: run.members };
            let may = |act| decide_run(programme, &run, act, ctx).is_ok();
            let (text, since) = match &run.approved {
                None if may(RunAct::Approve) => ("ui-desk-run-approve", run.proposed_on),
                Some((_, on)) if may(RunAct::Start) => ("ui-desk-run-start", *on),
                _ => continue,
            };
            let name = programme.campaign(&run.campaign).map(|campaign| campaign.name.get(visit.language).to_owned());
            waiting.push(Request {
                when: words.with("ui-desk-checks-since", &[("date", since.into())]),
                title: name.unwrap_or_else(|| run.campaign.clone()),
                text: words.with(text, &[("count", run.members.into())]),
                href: format!("/desk/campaigns/{}", run.campaign),
            });
        }
    }
    Ok(waiting)
}

/// The company and the membership of an override.
fn override_title(place: &Place<'_>, held: &LateOverride) -> String {
    let number = place.folded.account.memberships.get(&held.membership).map(|held| format!("M-{}", held.number));
    format!("{}, {}", place.company, number.unwrap_or_default())
}

/// Who proposed an override, by name where that is known.
fn proposer(place: &Place<'_>, held: &LateOverride) -> String {
    let who = held.proposed_by.parse().ok().and_then(|person| place.people.get(&person));
    who.map_or_else(|| held.proposed_by.clone(), |known| known.name.clone())
}

/// The campaigns of the programme, each with its newest run.
pub(crate) async fn list(visit: Visit) -> Answered {
    entered(&visit, Capability::ViewCampaigns)?;
    let words = visit.words();
    let everything = Page { limit: u32::MAX, after: None };
    let runs = visit.app.store().runs(None, &everything).await?;
    let lines = visit.app.programme().campaigns.values().map(|campaign| {
        let newest = runs.iter().rev().find(|run| run.campaign == campaign.id);
        CampaignLine {
            href: format!("/desk/campaigns/{}", campaign.id),
            name: campaign.name.get(visit.language).to_owned(),
            days: words.with(
                "ui-campaign-days",
                &[("from", campaign.anniversary_from.into()), ("to", campaign.anniversary_to.into())],
            ),
            state: newest.map_or_else(
                || words.t("ui-campaign-never"),
                |run| words.with("ui-campaign-run", &[("state", words.word(run.state()).into())]),
            ),
        }
    });
    let page = CampaignsPage { f: visit.frame("ui-campaigns-page"), campaigns: lines.collect() };
    Ok(respond(StatusCode::OK, visit.language, &page))
}

/// Which members of a run are looked at.
#[derive(Debug, Deserialize)]
pub(crate) struct Shown {
    /// `skipped`: only those that are passed over.
    show: Option<String>,
    /// The number of the membership after which the page begins.
    after: Option<u64>,
}

impl Shown {
    /// Those of a page, by anniversary and number, with their lines, and where the next page begins.
    async fn page(&self, visit: &Visit, campaign: &str, members: &[MemberNow]) -> Result<MembersView, Trouble> {
        let words = visit.words();
        let skipped: Vec<&MemberNow> = members.iter().filter(|now| passed_over(&now.member).is_some()).collect();
        let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        let counts = [("all", "ui-campaign-all", members.len()), ("skipped", "ui-campaign-skipped", skipped.len())];
        let only_skipped = self.show.as_deref() == Some("skipped");
        let mut of: Vec<&MemberNow> = if only_skipped { skipped } else { members.iter().collect() };
        of.sort_unstable_by_key(|now| (now.member.anniversary, now.member.number));
        let begins = self.after.and_then(|after| of.iter().position(|now| now.member.number == after));
        let before = begins.map_or(0, |at| at + 1);
        let rows = of.iter().skip(before).take(ROWS);
        let shown = [("from", before + 1), ("to", before + rows.len()), ("count", of.len())];
        let href = |show: &str| format!("/desk/campaigns/{campaign}?show={show}");
        let (show, _, _) = counts[usize::from(only_skipped)];
        let last = rows.clone().next_back().filter(|_| before + rows.len() < of.len());
        let mut companies = BTreeMap::new();
        for now in rows.clone() {
            if let Entry::Vacant(unknown) = companies.entry(now.member.account) {
                unknown.insert(visit.app.store().profile(now.member.account).await?.unwrap_or_default());
            }
        }
        let line = |now: &&MemberNow| {
            let member = &now.member;
            let reason = passed_over(member).map(|reason| words.t(&format!("skip-{reason}")));
            MemberLine {
                href: format!("/p/{}", member.account),
                membership: format!("M-{}", member.number),
                company: companies.get(&member.account).cloned().unwrap_or_default(),
                anniversary: words.date(member.anniversary),
                state: words.t(&format!("member-{}", member.state)),
                reason: reason.map(|reason| match member.state.as_str() {
                    "pending" => words.with("ui-campaign-will-skip", &[("reason", reason.into())]),
                    _ => reason,
                }),
            }
        };
        Ok(MembersView {
            ways: counts
                .iter()
                .map(|(show, id, count)| (href(show), words.with(id, &[("count", number(*count).into())])))
                .collect(),
            shown: words.with("ui-campaign-shown", &shown.map(|(name, count)| (name, number(count).into()))),
            rows: rows.clone().map(line).collect(),
            more: last.map(|now| format!("{}&after={}#members", href(show), now.member.number)),
        })
    }
}

/// A campaign: whom it would reach now, and how far its newest run is.
pub(crate) async fn show(visit: Visit, Path(id): Path<String>, Query(shown): Query<Shown>) -> Answered {
    entered(&visit, Capability::ViewCampaigns)?;
    let words = visit.words();
    let campaign = visit.app.programme().campaign(&id).ok_or(Trouble::Missing)?.clone();
    let everything = Page { limit: u32::MAX, after: None };
    let run = visit.app.store().runs(Some(&id), &everything).await?.pop();
    let identity = visit.identity()?;
    let may_run = Capability::RunCampaigns.allows(&identity.actor, None);
    let open = run.as_ref().filter(|run| run.state() != RunState::Closed);
    let now = match open {
        Some(_) => None,
        None => {
            let members = visit.app.count_members(&campaign, visit.today).await?;
            let reached = members.iter().filter(|member| member.expected == ENROLLED).count();
            let fees = visit.app.fees_due(&campaign, &members, visit.today).await?;
            let fees: Vec<String> = fees.iter().map(|fee| words.money(fee)).collect();
            let values = [
                ("selected", i64::try_from(members.len()).unwrap_or(i64::MAX).into()),
                ("reached", i64::try_from(reached).unwrap_or(i64::MAX).into()),
                ("most", campaign.max_members.into()),
                ("fees", if fees.is_empty() { "none".into() } else { words.list(&fees).into() }),
            ];
            Some(words.with("ui-campaign-now", &values))
        }
    };
    let view = match &run {
        None => None,
        Some(run) => {
            let members = visit.app.store().members_now(run.id, visit.today).await?;
            let report = Report::of(&members);
            let by = identity_name(&visit)?;
            let ctx = RunContext {
                actor: &identity.actor,
                by: &by,
                today: visit.today,
                pending: u32::try_from(report.pending).unwrap_or(u32::MAX),
            };
            let people = visit.app.vendor_names().await?;
            let name = |by: &str| {
                let found = by.parse().ok().and_then(|id| people.get(&id));
                found.cloned().unwrap_or_else(|| by.to_owned())
            };
            let done = |id: &str, done: &Option<(String, jiff::civil::Date)>| {
                done.as_ref().map(|(by, on)| words.with(id, &[("who", name(by).into()), ("date", (*on).into())]))
            };
            let proposed = Some((run.proposed_by.clone(), run.proposed_on));
            // What is not the run's turn is not offered; what stands in the way of the rest is said.
            let acts = RunAct::ALL.iter().filter(|_| may_run).filter_map(|act| {
                let why = match decide_run(visit.app.programme(), run, *act, ctx) {
                    Ok(_) => None,
                    Err(refusal) if refusal.code == RefusalCode::CampaignNotInTurn => return None,
                    Err(refusal) => Some(named(&visit.app, &people, |names| {
                        symbolon_text::refusal_detail_named(visit.language, &refusal, Some(names))
                    })),
                };
                Some((act.code(), words.t(&format!("ui-campaign-do-{act}")), why))
            });
            let mut numbers: Vec<(String, String)> = [
                ("expected", report.expected),
                ("pending", report.pending),
                ("enrolled", report.enrolled),
                ("paid", report.paid),
                ("to-pay", report.to_pay),
                ("missed", report.missed),
                ("asked-late", report.asked_late),
            ]
            .into_iter()
            .map(|(id, count)| (words.t(&format!("cli-campaign-{id}")), count.to_string()))
            .collect();
            numbers.extend(report.skipped.iter().map(|(reason, count)| {
                let reason = words.t(&format!("skip-{reason}"));
                (words.with("cli-campaign-skipped", &[("reason", reason.into())]), count.to_string())
            }));
            Some(RunView {
                state: words.word(run.state()),
                steps: [
                    done("ui-campaign-simulated-by", &proposed),
                    done("ui-campaign-approved-by", &run.approved),
                    done("ui-campaign-started-by", &run.started),
                    done("ui-campaign-closed-by", &run.closed),
                ]
                .into_iter()
                .flatten()
                .collect(),
                numbers,
                acts: acts.collect(),
                digest: digest(run, &members),
                id: run.id.to_string(),
                members: shown.page(&visit, &id, &members).await?,
            })
        }
    };
    let offers: Vec<String> =
        campaign.offers.iter().map(|id| visit.app.offer_name(id).get(visit.language).to_owned()).collect();
    let waives: Vec<String> = campaign.waives.iter().map(|need| words.t(&format!("waive-{need}"))).collect();
    let mut facts = vec![
        (words.t("ui-campaign-offers"), words.list(&offers)),
        (
            words.t("ui-campaign-anniversaries"),
            words.with(
                "ui-campaign-days",
                &[("from", campaign.anniversary_from.into()), ("to", campaign.anniversary_to.into())],
            ),
        ),
        (words.t("ui-campaign-waives"), words.list(&waives)),
    ];
    if !campaign.except.is_empty() {
        let programme = visit.app.programme();
        let name = |id: &String| {
            programme.competency(id).map_or_else(|| id.clone(), |one| one.name.get(visit.language).to_owned())
        };
        let names: Vec<String> = campaign.except.iter().map(name).collect();
        facts.push((words.t("ui-campaign-except"), words.list(&names)));
    }
    if let Some(late) = &campaign.late {
        let values = [("date", late.until.into()), ("days", late.pay_within_days.into())];
        facts.push((words.t("ui-campaign-late"), words.with("ui-campaign-late-value", &values)));
    }
    let mut frame = visit.frame("ui-campaigns-page");
    frame.title = campaign.name.get(visit.language).to_owned();
    let page = CampaignPage {
        f: frame,
        id: campaign.id.clone(),
        name: campaign.name.get(visit.language).to_owned(),
        reason: campaign.reason.get(visit.language).to_owned(),
        facts,
        now,
        may_run,
        run: view,
    };
    Ok(respond(StatusCode::OK, visit.language, &page))
}

fn identity_name(visit: &Visit) -> Result<String, Trouble> {
    Ok(visit.identity()?.name())
}

fn trouble(problem: Problem) -> Trouble {
    problem.into()
}

/// Counts the members and makes a run.
pub(crate) async fn simulate(visit: Visit, Path(id): Path<String>, _: Fields) -> Answered {
    entered(&visit, Capability::RunCampaigns)?;
    let campaign = visit.app.programme().campaign(&id).ok_or(Trouble::Missing)?.clone();
    let reader = visit.reader()?;
    if let Err(refusal) = propose(&visit.app, &reader, &campaign).await? {
        return Err(trouble(refused_run(&visit.app, &refusal, &reader).await?));
    }
    Ok(see_other(&format!("/desk/campaigns/{id}")))
}

/// Approves, starts or closes a run.
pub(crate) async fn act(visit: Visit, Path(id): Path<String>, fields: Fields) -> Answered {
    entered(&visit, Capability::RunCampaigns)?;
    let reader = visit.reader()?;
    let run = fields.need("run")?.parse().map_err(|_| Trouble::Unreadable)?;
    let run = visit.app.store().run(run).await?.ok_or(Trouble::Missing)?;
    let act = fields.get("act").and_then(RunAct::from_code).ok_or(Trouble::Unreadable)?;
    // Whoever sends a form twice has done it once.
    let back = see_other(&format!("/desk/campaigns/{id}"));
    if run.done(act).is_some_and(|(by, _)| *by == reader.identity.name()) {
        return Ok(back);
    }
    if act == RunAct::Approve {
        let members = visit.app.store().members_now(run.id, visit.today).await?;
        if !crate::sign::same(fields.need("digest")?, &digest(&run, &members)) {
            return Err(Problem::new(StatusCode::CONFLICT, "preview-stale").into());
        }
    }
    if let Err(refusal) = acted(&visit.app, &reader, &run, act).await? {
        return Err(trouble(refused_run(&visit.app, &refusal, &reader).await?));
    }
    Ok(back)
}

/// The override after which a page begins.
#[derive(Debug, Deserialize)]
pub(crate) struct After {
    after: Option<String>,
}

/// What the company pays under an override.
fn override_fee(place: &Place<'_>, held: &LateOverride) -> Option<String> {
    let (sight, words) = (place.sight(), place.visit.words());
    let offer = &sight.account.memberships.get(&held.membership)?.last_year().offer;
    let price = sight.renewal_price(held.membership, offer)?;
    let note = sight.fee_note(&price.fee).unwrap_or_else(|| "none".to_owned());
    let args = [("amount", words.money(&price.fee.amount).into()), ("note", note.into())];
    Some(words.with("ui-override-fee", &args))
}

/// Late overrides that wait, and those that count; and what may be proposed from open tickets.
pub(crate) async fn overrides(visit: Visit, Query(from): Query<After>) -> Answered {
    waiting(&visit, from.after, Again::default()).await
}

async fn waiting(visit: &Visit, after: Option<String>, again: Again) -> Answered {
    entered(visit, Capability::ViewTickets)?;
    let words = visit.words();
    let identity = visit.identity()?;
    let mut lines: Vec<OverrideLine> = Vec::new();
    let mut more = None;
    // Those that are over are not shown, however many come before one that counts.
    for row in visit.app.store().overrides(None, false, &Page { limit: u32::MAX, after }).await? {
        let place = visit.place(row.account).await?;
        let account = &place.folded.account;
        let Some(held) = account.overrides.get(&row.id) else { continue };
        let state = held.state_on(account, visit.today);
        if !matches!(state, OverrideState::Open | OverrideState::Approved) {
            continue;
        }
        if let Some(last) = lines.last().filter(|_| lines.len() == ROWS) {
            more = Some(format!("/desk/overrides?after={}", last.id));
            break;
        }
        // What the reader would be refused is not offered: the reason is said instead.
        let open = state == OverrideState::Open;
        let (mut waits, mut brings) = (None, Vec::new());
        if open {
            let decide = Command::DecideOverride { late_override: row.id, grant: true, note: None };
            match visit.preview(row.account, &decide).await?.1 {
                Ok(outcome) => brings.extend(outcome.effects.iter().map(|effect| place.sight().effect(effect))),
                Err(refusal) if refusal.code == RefusalCode::RoleMissing => {}
                Err(refusal) => waits = Some(Refused::of(&place.sight(), &refusal).text),
            }
            brings.extend(override_fee(&place, held));
        }
        let base = place.sight().base();
        let number = place.sight().named(|names| names.membership(held.membership));
        let ticket = held.ticket_number.as_str();
        let ways = vec![
            (base.clone(), place.company.clone()),
            (format!("{base}/renew"), number),
            (format!("/tickets/{ticket}"), words.with("ui-ticket-title", &[("number", ticket.into())])),
        ];
        let values = [
            ("who", proposer(&place, held).into()),
            ("date", held.proposed_on.into()),
            ("ticket", held.ticket_number.as_str().into()),
        ];
        lines.push(OverrideLine {
            id: row.id.to_string(),
            title: override_title(&place, held),
            text: words.with("ui-override-text", &values),
            reason: visit.app.store().note(row.account, held.note.id).await?.unwrap_or_default(),
            brings,
            ways,
            state: words.word(state),
            pay_by: held.granted.as_ref().map(|granted| words.date(granted.pay_by)),
            open,
            waits,
            key: visit.key(),
        });
    }
    let mut proposable = Vec::new();
    if Capability::ProposeOverride.allows(&identity.actor, None) {
        for row in visit.app.store().tickets(&TicketFilter::default(), &Page { limit: u32::MAX, after: None }).await? {
            let late = row.ticket.reason == symbolon_domain::ticket::TicketReason::LateOverride;
            if !late || !row.ticket.state.is_open() {
                continue;
            }
            let company = visit.app.store().profile(row.ticket.account).await?.unwrap_or_default();
            proposable.push((row.ticket.number.clone(), format!("{} – {company}", row.ticket.number)));
        }
    }
    let campaigns = visit.app.programme().campaigns.values().filter(|campaign| campaign.late.is_some());
    let mut frame = visit.frame("ui-overrides-page");
    let status = again.mark(&mut frame, "/desk/overrides".to_owned());
    let page = OverridesPage {
        f: frame,
        overrides: lines,
        more,
        may_decide: Capability::DecideOverride.allows(&identity.actor, None),
        proposable,
        campaigns: campaigns
            .map(|campaign| (campaign.id.clone(), campaign.name.get(visit.language).to_owned()))
            .collect(),
        key: visit.key(),
        again,
    };
    Ok(respond(status, visit.language, &page))
}

/// Proposes an override from a ticket.
pub(crate) async fn propose_override(visit: Visit, fields: Fields) -> Answered {
    entered(&visit, Capability::ProposeOverride)?;
    let words = visit.words();
    let ticket = match fields.get("ticket") {
        Some(number) => visit.app.store().ticket(number).await?,
        None => None,
    };
    let about = ticket.and_then(|row| Some((row.ticket.subject.as_deref()?.parse().ok()?, row)));
    let (campaign, reason) = (fields.get("campaign").map(str::to_owned), fields.get("reason"));
    let (Some((membership, row)), Some(campaign), Some(reason)) = (&about, campaign.clone(), reason) else {
        let mut errors = Errors::default();
        for (field, given, id) in [
            ("ticket", about.is_some(), "ui-override-ticket-error"),
            ("campaign", campaign.is_some(), "ui-override-campaign-error"),
            ("reason", reason.is_some(), "ui-override-reason-error"),
        ] {
            if !given {
                errors.add(field, words.t(id));
            }
        }
        return waiting(&visit, None, Again::new(fields, errors)).await;
    };
    let membership = *membership;
    let (kept, note) = match remark(&visit.app, visit.now, "/reason", reason) {
        Ok(remark) => remark,
        Err(problem) => {
            let errors = Errors::of_problem(problem, words, &[("/reason", "reason")])?;
            return waiting(&visit, None, Again::new(fields, errors)).await;
        }
    };
    let said = format!("{membership}\n{campaign}\n{}\n{reason}", row.ticket.id);
    let command = Command::ProposeOverride { membership, campaign, ticket: row.ticket.id, note };
    let key = fields.need("key")?;
    match visit.act_as(row.ticket.account, command, (key, &said), None, vec![kept]).await? {
        Done::Refused(refusal) => {
            let place = visit.place(row.ticket.account).await?;
            match Errors::of_late_refusal(&refusal, &place.sight(), "ticket") {
                Some(errors) => waiting(&visit, None, Again::new(fields, errors)).await,
                None => Err(Trouble::Refused(refusal, row.ticket.account, "/desk/overrides".to_owned())),
            }
        }
        Done::Recorded { .. } | Done::Stale => Ok(see_other("/desk/overrides")),
    }
}

/// Approves, declines or ends an override.
pub(crate) async fn decide_override(visit: Visit, Path(id): Path<String>, fields: Fields) -> Answered {
    entered(&visit, Capability::DecideOverride)?;
    let late_override: OverrideId = id.parse().map_err(|_| Trouble::Missing)?;
    let place = visit.enter(&id).await?;
    let command = match fields.get("decision") {
        Some("approve") => Command::DecideOverride { late_override, grant: true, note: None },
        Some("decline") => Command::DecideOverride { late_override, grant: false, note: None },
        Some("end") => Command::EndOverride { late_override, note: None },
        _ => return Err(Trouble::Unreadable),
    };
    match visit.act(place.id, command, fields.need("key")?, None, Vec::new()).await? {
        Done::Refused(refusal) => Err(Trouble::Refused(refusal, place.id, "/desk/overrides".to_owned())),
        Done::Recorded { .. } | Done::Stale => Ok(see_other("/desk/overrides")),
    }
}
