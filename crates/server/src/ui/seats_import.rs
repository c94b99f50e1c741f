//! Giving seats to the people of a list: it is pasted or sent as a file, each line gets a verdict, and those that passed
//! get their seats. What did not pass stays in the box.

use std::collections::BTreeSet;

use axum::extract::Path;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use symbolon_domain::access::Capability;
use symbolon_domain::ids::{GrantId, PoolId};
use symbolon_domain::programme::Language;
use symbolon_domain::seat::breakdown_within;

use super::again::Errors;
use super::company::Form;
use super::frame::{Said, respond};
use super::home::seats_finding;
use super::pages::SeatsImportPage;
use super::seats::pool_of;
use super::sight::Tag;
use super::visit::{Answered, Place, Trouble, Visit};
use crate::act::Call;
use crate::problem::sentence;
use crate::roster::{self, Line, Listed, Roster};
use crate::seating::{self, Seating, Verdict};

/// What would become of a list.
pub(crate) struct ListCheck {
    /// What would come of it, in numbers.
    pub(crate) sums: Vec<String>,
    /// What cannot be undone about it.
    pub(crate) consequences: Vec<String>,
    pub(crate) rows: Vec<RowView>,
    /// The list and those of its lines that would get a seat, with the button that gives them.
    pub(crate) give: Option<(String, String, String)>,
    /// Whether some lines did not pass.
    pub(crate) failed: bool,
}

/// A line of the list.
pub(crate) struct RowView {
    pub(crate) line: String,
    pub(crate) who: String,
    pub(crate) email: String,
    pub(crate) tag: Tag,
    pub(crate) text: String,
}

/// A line with its verdict; none where it names nobody.
type Judged<'a> = (&'a Line, Option<Verdict>);

/// A pool of which seats are given, with its newest line, whose page leads here.
struct Target<'a> {
    place: &'a Place<'a>,
    pool: PoolId,
    grant: GrantId,
}

impl<'a> Target<'a> {
    fn of(place: &'a Place<'a>, grant: &str) -> Result<Self, Trouble> {
        place.need(Capability::ViewBenefits)?;
        place.need(Capability::AssignSeats)?;
        let pool = pool_of(place, grant.parse().map_err(|_| Trouble::Missing)?).ok_or(Trouble::Missing)?;
        let grant = place.folded.account.pools.get(&pool).ok_or(Trouble::Missing)?.grant;
        Ok(Self { place, pool, grant })
    }

    fn path(&self) -> String {
        format!("{}/benefits/{}/seats/import", self.place.sight().base(), self.grant)
    }

    /// Gives seats to lines under a form's key, or only says what would become of them.
    async fn judge<'l>(
        &self,
        lines: impl Iterator<Item = &'l Line>,
        key: Option<&str>,
    ) -> Result<(Vec<Judged<'l>>, Seating), Trouble> {
        let (visit, lines) = (self.place.visit, lines.collect::<Vec<_>>());
        let named: Vec<Listed> = lines.iter().filter_map(|line| line.read.clone().ok()).collect();
        let call = Call::of_form(&self.path(), key);
        let mut seating =
            seating::give(&visit.app, &visit.reader()?, &call, (self.place.id, self.pool), &named).await?;
        let mut verdicts = std::mem::take(&mut seating.verdicts).into_iter();
        let judged = lines.into_iter().map(|line| (line, line.read.is_ok().then(|| verdicts.next()).flatten()));
        Ok((judged.collect(), seating))
    }

    /// What would become of lines, for the page.
    fn check(&self, roster: &Roster, judged: &[Judged<'_>], seating: &Seating) -> ListCheck {
        let (sight, words) = (self.place.sight(), self.place.visit.words());
        let named: Vec<&Line> = judged.iter().filter(|(line, _)| line.read.is_ok()).map(|(line, _)| *line).collect();
        let row = |(line, verdict): &Judged<'_>| {
            let (tone, icon, word, text) = match verdict {
                Some(Verdict::Given(_)) => ("good", "check", "ui-import-ok", String::new()),
                Some(Verdict::Held(_)) => ("info", "dot", "ui-import-held", String::new()),
                Some(Verdict::Twice(first)) => {
                    let first = named.get(first.saturating_sub(1)).map_or(0, |line| line.number);
                    let text = words.with("ui-import-twice-of", &[("line", whole(first).into())]);
                    ("info", "dot", "ui-import-twice", text)
                }
                Some(Verdict::Refused(problem)) => ("stop", "cross", "ui-import-refused", sentence(problem)),
                None => ("stop", "cross", "ui-import-refused", unread(line, words.0)),
            };
            let (who, email) = match &line.read {
                Ok(one) => (one.name.clone(), one.email.clone()),
                Err(_) => (None, line.text.clone()),
            };
            RowView {
                line: words.number(whole(line.number)),
                who: who.unwrap_or_default(),
                email,
                tag: Tag { tone, icon, word: words.t(word) },
                text,
            }
        };
        let count = |wanted: fn(&Option<Verdict>) -> bool| judged.iter().filter(|(_, verdict)| wanted(verdict)).count();
        let given = count(|verdict| matches!(verdict, Some(Verdict::Given(_))));
        let failed = count(has_failed);
        let sums = [
            ("ui-import-sum-ok", given),
            ("ui-import-sum-held", count(|verdict| matches!(verdict, Some(Verdict::Held(_))))),
            ("ui-import-sum-twice", count(|verdict| matches!(verdict, Some(Verdict::Twice(_))))),
            ("ui-import-sum-failed", failed),
        ];
        let sums = sums.into_iter().filter(|(_, count)| *count > 0);
        let sums = sums.map(|(id, count)| words.with(id, &[("count", whole(count).into())]));
        let after = words.with("ui-import-after", &[("finding", seats_finding(&sight, &seating.after).into())]);
        let mut consequences = BTreeSet::new();
        for (_, verdict) in judged {
            let Some(Verdict::Given(effects)) = verdict else { continue };
            let lasting = effects.as_array().into_iter().flatten().filter(|effect| effect["irreversible"] == true);
            consequences.extend(lasting.filter_map(|effect| effect["text"].as_str().map(str::to_owned)));
        }
        let passed = (1_u32..).zip(judged).filter(|(_, (_, verdict))| matches!(verdict, Some(Verdict::Given(_))));
        let passed: Vec<String> = passed.map(|(place, _)| place.to_string()).collect();
        ListCheck {
            sums: sums.chain((given > 0).then_some(after)).collect(),
            consequences: consequences.into_iter().collect(),
            rows: judged.iter().map(row).collect(),
            give: (given > 0).then(|| {
                let button = words.with("ui-import-act", &[("count", whole(given).into())]);
                (roster.text(&roster.lines), passed.join(","), button)
            }),
            failed: failed > 0,
        }
    }

    /// The page of a list, with what would become of each line.
    async fn looked_at(&self, people: String, said: Option<Said>) -> Answered {
        let roster = roster::read(&people);
        let (judged, seating) = self.judge(roster.lines.iter(), None).await?;
        let check = (!judged.is_empty()).then(|| self.check(&roster, &judged, &seating));
        Ok(self.page(check, (people, said), Errors::default()))
    }

    /// The page, with a list or without one.
    fn page(&self, check: Option<ListCheck>, (people, said): (String, Option<Said>), errors: Errors) -> Response {
        let (visit, sight) = (self.place.visit, self.place.sight());
        let account = sight.account;
        let pool = account.pools.get(&self.pool);
        let name = pool.map(|pool| sight.benefit(&pool.benefit)).unwrap_or_default();
        let seats = pool.map(|pool| breakdown_within(account, sight.programmes, pool, visit.today));
        let mut frame = self.place.frame("ui-import-title", "/benefits");
        frame.said = said;
        frame.error = !errors.is_empty();
        // The address of a form is no page to come back to.
        frame.here = self.path();
        let adds = check.as_ref().is_some_and(|check| check.failed) && sight.may(Capability::ManagePeople);
        let page = SeatsImportPage {
            add: adds.then(|| format!("{}/people#add", sight.base())),
            f: frame,
            back: (format!("{}/benefits/{}#people", sight.base(), self.grant), name.clone()),
            lead: match (&check, seats) {
                (None, Some(seats)) => format!("{name} – {}", seats_finding(&sight, &seats)),
                _ => name,
            },
            action: self.path(),
            key: visit.key(),
            check,
            people,
            errors,
        };
        respond(page.errors.status(), visit.language, &page)
    }
}

/// A number for a text.
fn whole(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn unread(line: &Line, language: Language) -> String {
    line.read.as_ref().err().map(|unread| unread.say(language)).unwrap_or_default()
}

/// Whether a line did not pass, so that somebody has to do something about it.
fn has_failed(verdict: &Option<Verdict>) -> bool {
    matches!(verdict, None | Some(Verdict::Refused(_)))
}

/// The page with an empty box.
pub(crate) async fn ask(visit: Visit, Path((account, grant)): Path<(String, String)>) -> Answered {
    let place = visit.enter(&account).await?;
    Ok(Target::of(&place, &grant)?.page(None, (String::new(), None), Errors::default()))
}

/// Looks at a list, gives seats to those of it that passed, or saves what did not pass.
pub(crate) async fn import(visit: Visit, Path((account, grant)): Path<(String, String)>, form: Form) -> Answered {
    let place = visit.enter(&account).await?;
    let (target, words) = (Target::of(&place, &grant)?, visit.words());
    let file = form.file.as_ref().filter(|file| !file.content.is_empty());
    let people = file.map_or_else(|| form.text("people").to_owned(), |file| roster::decode(&file.content));
    let roster = roster::read(&people);
    if roster.lines.is_empty() {
        let errors = Errors::of("people", words.t("ui-import-empty"));
        return Ok(target.page(None, (people, None), errors));
    }
    if let Err(problem) = seating::few_enough(roster.lines.len()) {
        let errors = Errors::of_problem(problem, words, &[("/rows", "people")])?;
        return Ok(target.page(None, (people, None), errors));
    }
    match form.text("act") {
        "give" => given(&target, &roster, &form).await,
        "table" => {
            let (judged, _) = target.judge(roster.lines.iter(), None).await?;
            Ok(table(&target, &judged))
        }
        _ => target.looked_at(people, None).await,
    }
}

/// Gives the seats that the reader was shown, and looks again at what is left of the list.
async fn given(target: &Target<'_>, roster: &Roster, form: &Form) -> Answered {
    let words = target.place.visit.words();
    let key = Some(form.text("key")).filter(|key| !key.is_empty()).ok_or(Trouble::Unreadable)?;
    let shown: BTreeSet<&str> = form.text("rows").split(',').collect();
    let passed = (1_u32..).zip(&roster.lines).filter(|(place, _)| shown.contains(place.to_string().as_str()));
    let passed = passed.map(|(_, line)| line);
    let (judged, _) = target.judge(passed, Some(key)).await?;
    let has_one = judged.iter().filter(|(_, verdict)| matches!(verdict, Some(Verdict::Given(_))));
    let done: BTreeSet<usize> = has_one.map(|(line, _)| line.number).collect();
    // Whoever has a seat by now needs nothing more.
    let left = roster.lines.iter().filter(|line| !done.contains(&line.number));
    let (judged, _) = target.judge(left, None).await?;
    let open = judged.iter().filter(|(_, one)| !matches!(one, Some(Verdict::Held(_) | Verdict::Twice(_))));
    let people = roster.text(open.map(|(line, _)| *line));
    let said = words.with("ui-import-done", &[("count", whole(done.len()).into())]);
    target.looked_at(people, Some(Said::only(said))).await
}

/// The lines that did not pass, to be saved.
fn table(target: &Target<'_>, judged: &[Judged<'_>]) -> Response {
    let language = target.place.visit.language;
    let reason = |(line, verdict): &Judged<'_>| match verdict {
        Some(Verdict::Refused(problem)) => sentence(problem),
        _ => unread(line, language),
    };
    let failed = judged.iter().filter(|(_, verdict)| has_failed(verdict));
    let failed: Vec<(&Line, String)> = failed.map(|one| (one.0, reason(one))).collect();
    let table = roster::table(language, failed.iter().map(|(line, reason)| (*line, reason.as_str())));
    let mut response = (StatusCode::OK, table).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8"));
    let name = HeaderValue::from_static("attachment; filename=\"seats-not-assigned.csv\"");
    headers.insert(header::CONTENT_DISPOSITION, name);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
