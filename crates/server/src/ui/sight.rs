//! What a page sees of one account on one day: the folded account, the rules, the reader, and names for ids.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use jiff::civil::Date;
use symbolon_domain::access::{Actor, Capability, Role};
use symbolon_domain::account::{Account, Replacement};
use symbolon_domain::decide::Effect;
use symbolon_domain::explanation::{Answer, Explanation, FactCode, Node, Remedy, RemedyAct, RuleRef};
use symbolon_domain::ids::{AccountId, AssignmentId, MembershipId, PersonId, ReplacementId, TenantId, TokenId};
use symbolon_domain::next_year::offer_at_renewal;
use symbolon_domain::programme::{Fee, Money, Offer, Programme, Programmes};
use symbolon_domain::renewal_price::{PriceChange, RenewalPrice, renewal_price};
use symbolon_domain::standing::MembershipStanding;
use symbolon_domain::tax::exemption_on;
use symbolon_store::Store;
use symbolon_text::{Names, ProgrammeNames, system};

use super::words::Words;

/// What kind of file it is, as people call it.
pub(crate) fn extension(media_type: &str) -> String {
    media_type.rsplit('/').next().unwrap_or_default().to_uppercase()
}

/// A state as a word, an icon and a colour, so that it never depends on colour alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tag {
    pub(crate) tone: &'static str,
    pub(crate) icon: &'static str,
    pub(crate) word: String,
}

/// A person of the company, for names on pages.
#[derive(Debug, Clone)]
pub(crate) struct Known {
    pub(crate) name: String,
    pub(crate) roles: Vec<Role>,
    /// Whether they are still in the directory.
    pub(crate) in_directory: bool,
    /// The tenants that they administer.
    pub(crate) admin_of: BTreeSet<TenantId>,
}

/// One account as one reader sees it.
pub(crate) struct Sight<'a> {
    pub(crate) words: Words,
    pub(crate) id: AccountId,
    pub(crate) account: &'a Account,
    pub(crate) store: &'a Store,
    /// The versions of the programme that are in force on the day.
    pub(crate) programmes: &'a Programmes,
    pub(crate) today: Date,
    /// The instant: microseconds since the Unix epoch.
    pub(crate) now: i64,
    pub(crate) actor: &'a Actor,
    pub(crate) people: &'a BTreeMap<PersonId, Known>,
    /// How other companies of merges are called, by their numbers.
    pub(crate) companies: &'a BTreeMap<u64, String>,
}

impl Sight<'_> {
    /// Where the account's pages are.
    pub(crate) fn base(&self) -> String {
        format!("/p/{}", self.account.number)
    }

    /// Whether the reader carries a capability here.
    pub(crate) fn may(&self, capability: Capability) -> bool {
        capability.allows(self.actor, Some(self.id))
    }

    /// The programme that new years begin under.
    pub(crate) fn programme(&self) -> &Programme {
        self.programmes.current()
    }

    /// An offer's name.
    pub(crate) fn offer(&self, id: &str) -> String {
        self.find_offer(id).map_or_else(|| id.to_owned(), |offer| offer.name.get(self.words.0).to_owned())
    }

    /// An offer.
    pub(crate) fn find_offer(&self, id: &str) -> Option<&Offer> {
        self.programmes.offer(id)
    }

    /// What has to be said of a fee: that a tax comes on top, where the company pays one, and that its amount is not
    /// official.
    pub(crate) fn fee_note(&self, fee: &Fee) -> Option<String> {
        let taxed = self.programme().tax(&self.account.country, self.today).is_some()
            && exemption_on(self.account, None, self.today).is_none();
        let said = [(taxed, "ui-fee-note"), (!fee.verified, "ui-fee-unofficial")];
        let said: Vec<String> = said.iter().filter(|(holds, _)| *holds).map(|(_, id)| self.words.t(id)).collect();
        (!said.is_empty()).then(|| said.join(", "))
    }

    /// What the renewal of a membership under an offer costs on the first day on which it can be paid.
    pub(crate) fn renewal_price(&self, membership: MembershipId, offer: &str) -> Option<RenewalPrice> {
        let held = self.account.memberships.get(&membership)?;
        renewal_price(self.account, &|day| self.store.programmes(day), held, offer, self.today)
    }

    /// That a renewal costs more or less than before, by how much and since when.
    pub(crate) fn price_change(&self, now: &Money, change: &PriceChange) -> String {
        let words = self.words;
        let args = [
            ("now", words.money(now).into()),
            ("before", words.money(&change.before).into()),
            ("date", change.since.into()),
            ("more", if now.minor > change.before.minor { "yes" } else { "no" }.into()),
            ("begun", if change.since <= self.today { "yes" } else { "no" }.into()),
        ];
        words.with("ui-price-change", &args)
    }

    /// The offer under which a membership is renewed if nothing else is chosen.
    pub(crate) fn renewed_as(&self, held: &MembershipStanding) -> &str {
        let known = self.account.memberships.get(&held.id);
        known.map_or("", |held| offer_at_renewal(self.account, self.programme(), held, self.today))
    }

    /// Whether the programme verifies companies, and before anything is bought (B-31).
    pub(crate) fn verified(&self) -> &'static str {
        match &self.programme().verification {
            Some(rule) if rule.blocks_orders => "before",
            Some(_) => "yes",
            None => "no",
        }
    }

    /// Which files can be handed in.
    pub(crate) fn file_hint(&self) -> String {
        let rule = &self.programme().documents;
        let accepted: Vec<String> = rule.media_types.iter().map(|media_type| extension(media_type)).collect();
        let limit = i64::try_from(rule.max_bytes / 1_000_000).unwrap_or(i64::MAX);
        let args = [("accepted", self.words.list_of_one(&accepted).into()), ("limit", self.words.number(limit).into())];
        self.words.with("ui-company-file-hint", &args)
    }

    /// A benefit's name.
    pub(crate) fn benefit(&self, id: &str) -> String {
        self.programmes.benefit(id).map_or_else(|| id.to_owned(), |known| known.name.get(self.words.0).to_owned())
    }

    /// A token in words: its product and its seats.
    pub(crate) fn token(&self, id: TokenId) -> String {
        self.account.tokens.get(&id).map_or_else(
            || id.to_string(),
            |token| {
                let seats = self.words.quantity(token.seats, "seat");
                self.words
                    .with("ui-token-name", &[("benefit", self.benefit(&token.benefit).into()), ("seats", seats.into())])
            },
        )
    }

    /// The newest request to replace a token.
    pub(crate) fn last_request(&self, token: TokenId) -> Option<(ReplacementId, &Replacement)> {
        let of = self.account.replacements.iter().filter(|(_, request)| request.token == token);
        of.max_by_key(|(id, request)| (request.requested_on, **id)).map(|(id, request)| (*id, request))
    }

    /// A tenant's domain.
    pub(crate) fn tenant(&self, id: TenantId) -> String {
        self.account.tenants.get(&id).map_or_else(|| id.to_string(), |tenant| tenant.domain.clone())
    }

    /// A person's name.
    pub(crate) fn person(&self, id: PersonId) -> String {
        self.people.get(&id).map_or_else(|| id.to_string(), |known| known.name.clone())
    }

    /// Who administers a tenant, in one line; nothing where nobody does.
    pub(crate) fn tenant_admins(&self, tenant: TenantId) -> Vec<String> {
        let admins = self.people.values().filter(|known| known.in_directory && known.admin_of.contains(&tenant));
        let names: Vec<String> = admins.map(|known| known.name.clone()).collect();
        let args = [("names", self.words.list(&names).into()), ("tenant", self.tenant(tenant).into())];
        if names.is_empty() { names } else { vec![self.words.with("ui-helper-tenant", &args)] }
    }

    /// Whether somebody is known to have left the company's directory (G-14).
    pub(crate) fn has_left(&self, id: PersonId) -> bool {
        self.people.get(&id).is_some_and(|known| !known.in_directory)
    }

    /// The page where a seat is taken back.
    pub(crate) fn return_of(&self, seat: AssignmentId) -> String {
        format!("{}/assignments/{seat}/return", self.base())
    }

    /// A role as the programme names it.
    pub(crate) fn role(&self, role: Role) -> String {
        symbolon_text::role_in(self.words.0, role, self.programme())
    }

    /// Who holds one of these roles, one line a role; the roles themselves where nobody here does.
    pub(crate) fn helpers_or_roles(&self, roles: &[Role]) -> Vec<String> {
        let known = self.helpers(roles);
        if !known.is_empty() {
            return known;
        }
        let nobody = |role: &Role| self.words.with("ui-helper-nobody", &[("role", self.role(*role).into())]);
        roles.iter().map(nobody).collect()
    }

    /// Who holds one of these roles: one line for those who hold the same of them, so that everybody is named once.
    pub(crate) fn helpers(&self, roles: &[Role]) -> Vec<String> {
        let roles: Vec<Role> = roles.iter().copied().filter(|role| role.helps()).collect();
        let mut named: BTreeMap<Vec<usize>, Vec<String>> = BTreeMap::new();
        for (id, known) in self.people {
            let held = roles.iter().enumerate().filter(|(_, role)| known.roles.contains(role));
            let held: Vec<usize> = held.map(|(place, _)| place).collect();
            if !held.is_empty() {
                let name = match Some(*id) == self.actor.person {
                    true => self.words.t("ui-helper-you"),
                    false => known.name.clone(),
                };
                named.entry(held).or_default().push(name);
            }
        }
        let line = |(held, names): (Vec<usize>, Vec<String>)| {
            let held: Vec<String> = held.iter().filter_map(|place| Some(self.role(*roles.get(*place)?))).collect();
            let count = i64::try_from(names.len()).unwrap_or(i64::MAX);
            let args = [
                ("count", count.into()),
                ("names", self.words.list(&names).into()),
                ("role", self.words.list(&held).into()),
            ];
            self.words.with("ui-helper", &args)
        };
        named.into_iter().map(line).collect()
    }

    /// What would help, as it is said. A page has a form to correct, and no request.
    pub(crate) fn remedy(&self, remedy: &Remedy, said: String) -> String {
        match remedy.act {
            RemedyAct::CorrectRequest => self.words.t("ui-remedy-correct"),
            _ => said,
        }
    }

    /// The page where what helps is done, where one page is for it and the reader may see it.
    pub(crate) fn way(&self, act: RemedyAct) -> Option<String> {
        let (path, needs) = match act {
            RemedyAct::Renew | RemedyAct::ChooseAtRenewal => ("/renew", Capability::ViewMemberships),
            RemedyAct::Purchase | RemedyAct::OtherOffer => ("/offers", Capability::ViewMemberships),
            RemedyAct::PayOrder | RemedyAct::CancelOrder => ("/orders", Capability::ViewMemberships),
            RemedyAct::Ticket | RemedyAct::AskOverride => ("/tickets", Capability::OpenTicket),
            RemedyAct::Attain | RemedyAct::MeetRequirement => ("/competencies", Capability::ViewCompetencies),
            RemedyAct::AskRoleHolder => ("/people", Capability::ViewMemberships),
            RemedyAct::AwaitSeat => ("/seat-requests", Capability::RequestSeat),
            RemedyAct::AddPerson => ("/people#add", Capability::ManagePeople),
            RemedyAct::AddLocation => ("/company#locations", Capability::ViewProfile),
            RemedyAct::VerifyTenant | RemedyAct::AskTenantAdmin => ("/company#tenants", Capability::ViewProfile),
            RemedyAct::LinkProfile | RemedyAct::EndAssociation => {
                ("/competencies#profiles", Capability::ViewCompetencies)
            }
            RemedyAct::WithdrawEvidence => ("/competencies#evidence", Capability::ViewCompetencies),
            _ => return None,
        };
        self.may(needs).then(|| format!("{}{path}", self.base()))
    }

    /// Another company of a merge.
    pub(crate) fn company(&self, number: u64) -> String {
        self.named(|names| names.company(number))
    }

    /// A consequence in words.
    pub(crate) fn effect(&self, effect: &Effect) -> String {
        self.named(|names| symbolon_text::effect_named(self.words.0, effect, Some(names)))
    }

    /// A fact in words.
    pub(crate) fn say(&self, node: &Node) -> String {
        self.named(|names| symbolon_text::node_named(self.words.0, node, Some(names)))
    }

    /// Names for everything that a sentence about this account identifies.
    pub(crate) fn named<R>(&self, say: impl FnOnce(&dyn Names) -> R) -> R {
        let people = |actor: &str| match actor.parse::<PersonId>() {
            // Whoever answers an invitation to merge belongs to the other company.
            Ok(id) => {
                Some(self.people.get(&id).map_or_else(|| self.words.t("ui-somebody"), |known| known.name.clone()))
            }
            Err(_) => Some(system(self.words.0, actor)),
        };
        say(&ProgrammeNames {
            programmes: self.programmes,
            account: self.account,
            people: &people,
            companies: self.companies,
        })
    }

    /// An explanation for `part/node.html`.
    pub(crate) fn why(&self, why: &Explanation) -> Why {
        let foot = [
            ("programme", why.programme.as_str().into()),
            ("version", i64::from(why.version).into()),
            ("date", why.as_of.into()),
        ];
        Why {
            question: self.named(|names| symbolon_text::question_named(self.words.0, why, Some(names))),
            answer: self.words.answer(why.answer),
            nodes: why.children().iter().map(|node| self.node(node)).collect(),
            foot: self.words.with("ui-why-foot", &foot),
        }
    }

    /// Facts that stand in the way or not, each with its day, what helps and who can.
    pub(crate) fn tasks(&self, list: &Explanation) -> Vec<Task> {
        list.children().iter().map(|node| self.task(node)).collect()
    }

    /// One of them.
    pub(crate) fn task(&self, node: &Node) -> Task {
        let base = self.base();
        let way = match node.fact {
            FactCode::ProfileAuthorized | FactCode::ProfileReviewed => Some(("/company", "ui-task-company")),
            FactCode::LevelAttained => Some(("/competencies", "ui-task-competencies")),
            FactCode::NoOrderOpen => Some(("/orders", "ui-task-orders")),
            _ => None,
        };
        let blocks = node.blocks();
        Task {
            view: self.node(node),
            helpers: if blocks { self.helpers(&node.who_can_help) } else { Vec::new() },
            way: way.filter(|_| blocks).map(|(path, id)| (format!("{base}{path}"), self.words.t(id))),
        }
    }

    fn node(&self, node: &Node) -> NodeView {
        let words = self.words;
        let rule = node.rule.as_ref().map(|rule| match rule {
            RuleRef::Written { path, file, line } => {
                let args =
                    [("path", path.as_str().into()), ("file", file.as_str().into()), ("line", i64::from(*line).into())];
                words.with("ui-why-rule", &args)
            }
            RuleRef::Fixed { number } => words.with("ui-why-rule-number", &[("number", number.code().into())]),
        });
        let changes = node.changes_on.map(|day| words.with("ui-why-changes", &[("date", day.into())]));
        let said = |remedy| self.remedy(remedy, words.remedy(remedy));
        let remedy = node.remedy.as_ref().map(said);
        let help = match (changes, remedy) {
            (Some(changes), Some(remedy)) => Some(format!("{changes} {remedy}")),
            (changes, remedy) => changes.or(remedy),
        };
        NodeView {
            tag: answer_tag(words, node.answer),
            text: self.say(node),
            rule,
            help,
            children: node.children.iter().map(|child| self.node(child)).collect(),
        }
    }
}

fn answer_tag(words: Words, answer: Answer) -> Tag {
    let (tone, icon) = match answer {
        Answer::Yes => ("good", "check"),
        Answer::No => ("stop", "cross"),
        Answer::NotYet => ("warn", "clock"),
        Answer::Over => ("stop", "stop"),
        Answer::NotEvaluated | Answer::Withheld => ("", "ring"),
        Answer::Value => ("info", "dot"),
    };
    Tag { tone, icon, word: words.answer(answer) }
}

/// An explanation in words.
pub(crate) struct Why {
    pub(crate) question: String,
    pub(crate) answer: String,
    pub(crate) nodes: Vec<NodeView>,
    pub(crate) foot: String,
}

/// A fact that may stand in the way, with who can help and the page where it is mended.
pub(crate) struct Task {
    pub(crate) view: NodeView,
    pub(crate) helpers: Vec<String>,
    pub(crate) way: Option<(String, String)>,
}

/// One fact in words, with the facts that it rests on.
#[derive(Template)]
#[template(path = "part/node.html")]
pub(crate) struct NodeView {
    tag: Tag,
    text: String,
    rule: Option<String>,
    help: Option<String>,
    children: Vec<NodeView>,
}
