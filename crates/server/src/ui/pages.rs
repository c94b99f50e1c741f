//! The pages, as their templates need them. Every text is ready; templates only lay out.

use askama::Template;

use super::again::{Again, Errors};
use super::compare::{Group as CompareGroup, Side};
use super::competencies::CompetencyView;
use super::correction::EntryForm;
use super::evidence::EvidenceView;
use super::frame::{Frame, Said};
use super::home::{Card, Day, Group, LineView, MembershipView, PoolView, SubscriptionView};
use super::line::{LinePage, TermsView};
use super::newcomer::AddForm;
use super::past::EntryView;
use super::places::{Locations, Tenants};
use super::plan::Plan;
use super::profiles::Profiles;
use super::refused::{Helps, Refused};
use super::seat_requests::RequestView;
use super::seats_import::ListCheck;
use super::sight::{Tag, Task, Why};
use super::ways::{Row as WayRow, Way};

/// Who may enter, and how.
#[derive(Template)]
#[template(path = "welcome.html")]
pub(crate) struct WelcomePage {
    pub(crate) f: Frame,
    /// Whether links are mailed to whoever asks for one.
    pub(crate) by_mail: bool,
    pub(crate) again: Again,
}

/// The button that uses a link.
#[derive(Template)]
#[template(path = "enter.html")]
pub(crate) struct EnterPage {
    pub(crate) f: Frame,
    pub(crate) code: String,
}

/// A heading and what it means.
#[derive(Template)]
#[template(path = "sign-in.html")]
pub(crate) struct SignInPage {
    pub(crate) f: Frame,
    /// What was typed in a form that came without a session; empty where there was none.
    pub(crate) typed: String,
    /// Whether links are mailed to whoever asks for one.
    pub(crate) by_mail: bool,
    pub(crate) again: Again,
}

#[derive(Template)]
#[template(path = "notice.html")]
pub(crate) struct NoticePage {
    pub(crate) f: Frame,
    pub(crate) heading: String,
    pub(crate) text: String,
    pub(crate) more: Option<String>,
    pub(crate) link: Option<(String, String)>,
    pub(crate) reference: Option<String>,
}

/// What a company holds.
#[derive(Template)]
#[template(path = "home.html")]
pub(crate) struct HomePage {
    pub(crate) f: Frame,
    pub(crate) base: String,
    pub(crate) eyebrow: String,
    pub(crate) company: String,
    pub(crate) lead: String,
    pub(crate) cards: Vec<Card>,
    pub(crate) nothing: String,
    /// What is personally the reader's.
    pub(crate) mine: Vec<Card>,
    /// The way to requests for seats.
    pub(crate) seat_requests: Option<(String, String)>,
    pub(crate) may_see_memberships: bool,
    pub(crate) memberships: Vec<MembershipView>,
    pub(crate) pools: Vec<PoolView>,
    pub(crate) groups: Vec<Group>,
    pub(crate) empty: Option<String>,
    pub(crate) subscriptions: Vec<SubscriptionView>,
    /// Whether the reader sees any of what comes next.
    pub(crate) sees_dates: bool,
    /// Whether the reader may put them into a calendar.
    pub(crate) benefits: bool,
    pub(crate) next: Vec<Day>,
    pub(crate) latest: Vec<EntryView>,
}

/// One granted line.
#[derive(Template)]
#[template(path = "line.html")]
pub(crate) struct BenefitPage {
    pub(crate) f: Frame,
    pub(crate) base: String,
    pub(crate) line: LinePage,
    /// Where what is installed of it is recorded.
    pub(crate) register: Option<(String, String)>,
    /// Where its seats are asked for.
    pub(crate) seat_requests: Option<(String, String)>,
    /// Whether the reader may add somebody to whom it is given.
    pub(crate) adds_people: bool,
    pub(crate) key: String,
    pub(crate) again: Again,
}

/// A tenant to choose.
pub(crate) struct TenantChoice {
    pub(crate) id: String,
    pub(crate) domain: String,
    pub(crate) note: String,
}

/// On which tenant a token is redeemed.
#[derive(Template)]
#[template(path = "redeem_tenant.html")]
pub(crate) struct TenantPage {
    pub(crate) f: Frame,
    pub(crate) base: String,
    pub(crate) id: String,
    pub(crate) token: String,
    pub(crate) tenants: Vec<TenantChoice>,
    /// Where tenants are linked, or shown with who administers them.
    pub(crate) way: Option<(String, String)>,
    pub(crate) errors: Errors,
}

/// The outcomes of every way, side by side.
#[derive(Template)]
#[template(path = "redeem_ways.html")]
pub(crate) struct WaysPage {
    pub(crate) f: Frame,
    pub(crate) base: String,
    pub(crate) id: String,
    pub(crate) token: String,
    pub(crate) tenant: String,
    pub(crate) title: String,
    pub(crate) lead: String,
    pub(crate) ways: Vec<Way>,
    pub(crate) table: Vec<WayRow>,
}

/// The last page before an act that cannot be undone.
#[derive(Template)]
#[template(path = "check.html")]
pub(crate) struct CheckPage {
    pub(crate) f: Frame,
    pub(crate) back: String,
    pub(crate) back_text: String,
    pub(crate) wizard: bool,
    pub(crate) title: String,
    pub(crate) as_of: String,
    pub(crate) stale: bool,
    pub(crate) facts: Vec<(String, String)>,
    pub(crate) consequences: Vec<String>,
    pub(crate) action: String,
    pub(crate) key: String,
    pub(crate) digest: String,
    pub(crate) hidden: Vec<(&'static str, String)>,
    pub(crate) acknowledge: Vec<(&'static str, String)>,
    /// What is acknowledged unseen, because nothing is lost by it.
    pub(crate) carried: Vec<&'static str>,
    pub(crate) errors: Errors,
    pub(crate) confirm: String,
    pub(crate) other: Option<OtherAct>,
    pub(crate) why: Option<Why>,
}

/// The other answer to the question of a check page.
pub(crate) struct OtherAct {
    pub(crate) title: String,
    pub(crate) text: String,
    pub(crate) action: String,
    pub(crate) key: String,
    pub(crate) button: String,
    /// What was written along, as it was typed.
    pub(crate) note: String,
    /// What is wrong with that.
    pub(crate) wrong: Option<String>,
}

/// How a token was redeemed, and what can still be done about it.
#[derive(Template)]
#[template(path = "token.html")]
pub(crate) struct TokenPage {
    pub(crate) f: Frame,
    pub(crate) base: String,
    pub(crate) sees_history: bool,
    pub(crate) token: String,
    pub(crate) title: String,
    pub(crate) tag: Tag,
    pub(crate) facts: Vec<(String, String)>,
    pub(crate) replacement: Option<String>,
    /// Why a replacement was refused, as the support wrote it.
    pub(crate) because: Option<String>,
    /// Where a replacement is asked for, or used.
    pub(crate) way: Option<(String, String)>,
}

/// A product key, shown.
#[derive(Template)]
#[template(path = "revealed.html")]
pub(crate) struct RevealedPage {
    pub(crate) f: Frame,
    pub(crate) base: String,
    pub(crate) title: String,
    pub(crate) secret: String,
    pub(crate) facts: Vec<(String, String)>,
}

/// What went wrong with a redemption.
#[derive(Template)]
#[template(path = "replace.html")]
pub(crate) struct ReplacePage {
    pub(crate) f: Frame,
    pub(crate) base: String,
    pub(crate) id: String,
    pub(crate) token: String,
    pub(crate) lead: String,
    pub(crate) key: String,
    /// Reasons, by code and in words, and whether each is chosen.
    pub(crate) reasons: Vec<(&'static str, String, bool)>,
    /// Tenants, by id and domain, and whether each is chosen.
    pub(crate) tenants: Vec<(String, String, bool)>,
    pub(crate) errors: Errors,
}

/// Requests for seats.
#[derive(Template)]
#[template(path = "seat_requests.html")]
pub(crate) struct SeatRequestsPage {
    pub(crate) f: Frame,
    pub(crate) base: String,
    /// Whether the reader may ask, and for a seat of which pools, by id and name.
    pub(crate) asks: bool,
    pub(crate) pools: Vec<(String, String)>,
    /// Whether the reader sees the requests of others, and answers them.
    pub(crate) sees: bool,
    pub(crate) answers: bool,
    /// Countries by code and name; none where the company has but one.
    pub(crate) countries: Vec<(String, String)>,
    pub(crate) waiting: Vec<RequestView>,
    pub(crate) mine: Vec<RequestView>,
    pub(crate) answered: Vec<RequestView>,
    pub(crate) key: String,
    pub(crate) again: Again,
}

/// Every fact in words.
#[derive(Template)]
#[template(path = "history.html")]
pub(crate) struct HistoryPage {
    pub(crate) f: Frame,
    pub(crate) base: String,
    pub(crate) lead: String,
    pub(crate) entries: Vec<EntryView>,
    /// Whether it is the company's own ledger, and not that of one that became a part of it.
    pub(crate) whole: bool,
    /// Ledgers of companies that became a part of this one.
    pub(crate) former: Vec<(String, String)>,
    pub(crate) older: Option<String>,
}

/// Whether the history is as it was recorded.
#[derive(Template)]
#[template(path = "proof.html")]
pub(crate) struct ProofPage {
    pub(crate) f: Frame,
    pub(crate) base: String,
    pub(crate) intact: bool,
    /// What was looked at, or where something differs.
    pub(crate) text: String,
    /// The newest entry and its mark.
    pub(crate) newest: Option<String>,
    /// The mark as it was typed, and what is known of it.
    pub(crate) mark: String,
    pub(crate) found: Option<String>,
    pub(crate) errors: Errors,
}

/// Two offers beside each other.
#[derive(Template)]
#[template(path = "compare.html")]
pub(crate) struct ComparePage {
    pub(crate) f: Frame,
    pub(crate) base: String,
    pub(crate) title: String,
    pub(crate) lead: String,
    pub(crate) offers: Vec<(String, String)>,
    pub(crate) one_id: String,
    pub(crate) two_id: String,
    pub(crate) sides: Vec<Side>,
    pub(crate) groups: Vec<CompareGroup>,
}

/// A company's profile.
#[derive(Template)]
#[template(path = "company.html")]
pub(crate) struct CompanyPage {
    pub(crate) f: Frame,
    pub(crate) base: String,
    pub(crate) name: String,
    pub(crate) lead: String,
    pub(crate) change_hint: String,
    pub(crate) tag: Option<Tag>,
    pub(crate) reviewed: Option<String>,
    pub(crate) reviews: Vec<String>,
    /// That a review of today would count for no renewal yet.
    pub(crate) too_early: Option<String>,
    pub(crate) can_review: bool,
    pub(crate) helpers: Vec<String>,
    pub(crate) can_change: bool,
    pub(crate) can_close: bool,
    pub(crate) country: String,
    pub(crate) version: String,
    pub(crate) profile: Option<ProfileInput>,
    /// Whether the vendor verified the company before its profile was kept here.
    pub(crate) vouched: bool,
    /// What its form holds.
    pub(crate) input: ProfileInput,
    pub(crate) checks: Vec<CheckRow>,
    pub(crate) documents: Vec<DocumentRow>,
    pub(crate) accepted: String,
    pub(crate) file_hint: String,
    pub(crate) key: String,
    pub(crate) review_key: String,
    pub(crate) locations: Locations,
    pub(crate) tenants: Tenants,
    pub(crate) again: Again,
}

/// A profile as its form shows it.
#[derive(Clone, Default)]
pub(crate) struct ProfileInput {
    pub(crate) legal_name: String,
    pub(crate) street: String,
    pub(crate) postal_code: String,
    pub(crate) city: String,
    pub(crate) registration_number: String,
    pub(crate) contact_name: String,
    pub(crate) contact_email: String,
}

/// A check with what the reader may do about it.
pub(crate) struct CheckRow {
    pub(crate) code: &'static str,
    pub(crate) name: String,
    pub(crate) tag: Tag,
    pub(crate) since: Option<String>,
    pub(crate) reason: Option<String>,
    /// What was typed in the form that came back: to contest its rejection, or to decide it.
    pub(crate) appeal: Option<String>,
    pub(crate) decision: Option<String>,
    pub(crate) hands_in: bool,
    pub(crate) appeals: bool,
    pub(crate) passes: bool,
    pub(crate) rejects: bool,
    /// Why it cannot be decided yet.
    pub(crate) waits: Option<String>,
    /// What is known of its mail, and whether it may be asked for again.
    pub(crate) mail: Option<(String, bool)>,
    pub(crate) key: String,
}

impl CheckRow {
    /// The id of a field about this check.
    pub(crate) fn field(&self, part: &str) -> String {
        format!("{part}-{}", self.code)
    }
}

/// A document that was handed in.
pub(crate) struct DocumentRow {
    pub(crate) id: String,
    pub(crate) of: String,
    pub(crate) kind: String,
    pub(crate) on: String,
}

/// All merges of a company.
#[derive(Template)]
#[template(path = "merges.html")]
pub(crate) struct MergesPage {
    pub(crate) f: Frame,
    pub(crate) base: String,
    pub(crate) number: String,
    pub(crate) may: bool,
    pub(crate) helpers: Vec<String>,
    /// Whether the reader sees who has which role.
    pub(crate) people: bool,
    pub(crate) open: Vec<MergeRow>,
    pub(crate) past: Vec<MergeRow>,
    pub(crate) key: String,
    pub(crate) again: Again,
}

/// A merge in a list.
pub(crate) struct MergeRow {
    pub(crate) id: String,
    pub(crate) other: String,
    pub(crate) side: String,
    pub(crate) tag: Tag,
    /// What happened, on which day, and by whom.
    pub(crate) steps: Vec<(String, String, String)>,
    pub(crate) reason: Option<String>,
}

/// A merge, with what it would bring.
#[derive(Template)]
#[template(path = "merge.html")]
pub(crate) struct MergePage {
    pub(crate) f: Frame,
    pub(crate) base: String,
    pub(crate) title: String,
    pub(crate) row: MergeRow,
    /// Whether the reader may accept or reject it, confirm it, or withdraw it.
    pub(crate) answers: bool,
    pub(crate) accepts: bool,
    pub(crate) confirms: bool,
    pub(crate) withdraws: bool,
    /// Who may, where the reader may not.
    pub(crate) helpers: Vec<String>,
    /// Whether nothing can be shown yet.
    pub(crate) waits: bool,
    pub(crate) rows: Vec<ImpactRow>,
    pub(crate) renewals: Vec<String>,
    pub(crate) key: String,
    pub(crate) other_key: String,
    pub(crate) again: Again,
}

/// One thing that a merge is about: both companies, and the one that comes of them.
pub(crate) struct ImpactRow {
    pub(crate) name: String,
    pub(crate) cells: Vec<Vec<String>>,
}

/// The test provider's page.
#[derive(Template)]
#[template(path = "till.html")]
pub(crate) struct TillPage {
    pub(crate) f: Frame,
    pub(crate) order: String,
    pub(crate) lead: String,
    pub(crate) failed: Option<String>,
    pub(crate) back: String,
    pub(crate) payment: String,
}

/// Orders, papers and money of a company.
#[derive(Template)]
#[template(path = "orders.html")]
pub(crate) struct OrdersPage {
    pub(crate) f: Frame,
    pub(crate) base: String,
    pub(crate) sees: bool,
    pub(crate) sees_papers: bool,
    pub(crate) orders: Vec<OrderRow>,
    pub(crate) offers: Vec<OfferRow>,
    pub(crate) helpers: Vec<String>,
    pub(crate) papers: Vec<PaperRow>,
    pub(crate) exemptions: Vec<String>,
    pub(crate) may_exempt: bool,
    pub(crate) money: Vec<FundsRow>,
    pub(crate) may_settle: bool,
    pub(crate) receive_key: String,
    /// The programme's currency.
    pub(crate) currency: String,
    pub(crate) open: Vec<(String, String)>,
    pub(crate) again: Again,
}

/// An order in a list.
pub(crate) struct OrderRow {
    pub(crate) number: String,
    pub(crate) href: String,
    pub(crate) subject: String,
    pub(crate) on: String,
    pub(crate) total: String,
    pub(crate) pay_by: String,
    pub(crate) tag: Tag,
}

/// An offer that can be ordered, or whose page says why not.
pub(crate) struct OfferRow {
    pub(crate) name: String,
    pub(crate) summary: String,
    /// Its amount, and what has to be said of it.
    pub(crate) fee: Option<(String, String)>,
    /// That a renewal costs more or less than before.
    pub(crate) price_change: Option<String>,
    pub(crate) href: String,
}

/// An invoice or a credit note.
pub(crate) struct PaperRow {
    pub(crate) name: String,
    pub(crate) on: String,
    pub(crate) order: (String, String),
    pub(crate) total: String,
    pub(crate) href: String,
}

/// Money that was received, with what may be done about it.
pub(crate) struct FundsRow {
    pub(crate) id: String,
    pub(crate) reference: String,
    pub(crate) amount: String,
    pub(crate) on: String,
    pub(crate) order: Option<(String, String)>,
    pub(crate) why: Option<String>,
    pub(crate) tag: Tag,
    pub(crate) held: bool,
    /// What is to be done about it while it waits.
    pub(crate) next: Option<Said>,
    pub(crate) orders: Vec<(String, String)>,
    pub(crate) key: String,
}

/// What an order would cost and bring, and the form that places it.
#[derive(Template)]
#[template(path = "order_new.html")]
pub(crate) struct NewOrderPage {
    pub(crate) f: Frame,
    pub(crate) base: String,
    pub(crate) title: String,
    pub(crate) lead: String,
    pub(crate) offer: String,
    pub(crate) membership: String,
    pub(crate) facts: Vec<(String, String)>,
    pub(crate) brings: Vec<String>,
    pub(crate) next_year: Option<String>,
    pub(crate) ready: bool,
    pub(crate) tasks: Vec<Task>,
    pub(crate) can_order: bool,
    pub(crate) refused: Option<Refused>,
    /// What waits, and whether it pays the order.
    pub(crate) waits: Vec<Said>,
    /// How it is paid where money that waits does: nothing is chosen then.
    pub(crate) paid_at_once: Option<&'static str>,
    pub(crate) methods: Vec<(&'static str, String, String, bool)>,
    pub(crate) tax_id: String,
    pub(crate) errors: Errors,
    pub(crate) key: String,
}

/// One order.
#[derive(Template)]
#[template(path = "order.html")]
pub(crate) struct OrderPage {
    pub(crate) f: Frame,
    pub(crate) base: String,
    pub(crate) id: String,
    pub(crate) number: String,
    pub(crate) subject: String,
    pub(crate) tag: Tag,
    pub(crate) open: bool,
    /// Whether it asks for money.
    pub(crate) asks: bool,
    /// Why it does not, though it is open.
    pub(crate) blocked: Option<String>,
    pub(crate) by_card: bool,
    pub(crate) total: String,
    pub(crate) currency: String,
    pub(crate) decimal: String,
    pub(crate) coded: String,
    pub(crate) pay_by: String,
    pub(crate) reference: String,
    pub(crate) price: Vec<(String, String)>,
    pub(crate) facts: Vec<(String, String)>,
    pub(crate) failed: Vec<FailedCharge>,
    pub(crate) again: Vec<String>,
    /// What withdrawing it means.
    pub(crate) change: String,
    pub(crate) may_buy: bool,
    pub(crate) helpers: Vec<String>,
    /// Money that was received for it and waits.
    pub(crate) money: Vec<FundsRow>,
    /// What is to be done about that money, each once.
    pub(crate) to_do: Vec<Said>,
    pub(crate) proofs: Vec<ProofRow>,
    pub(crate) takes_proof: bool,
    pub(crate) accepted: String,
    pub(crate) file_hint: String,
    pub(crate) proof: ProofInput,
    /// First and last day on which a transfer for it can have been paid.
    pub(crate) days: (String, String),
    pub(crate) papers: Vec<(String, String)>,
    pub(crate) refund: Option<RefundView>,
    pub(crate) tax_refund: Vec<Task>,
    pub(crate) may_refund: bool,
    pub(crate) may_refund_tax: bool,
    pub(crate) may_settle: bool,
    pub(crate) errors: Errors,
    pub(crate) key: String,
}

/// A card that could not be charged.
pub(crate) struct FailedCharge {
    pub(crate) on: String,
    pub(crate) code: Option<String>,
}

/// The proof of a transfer.
pub(crate) struct ProofRow {
    pub(crate) href: Option<String>,
    pub(crate) name: String,
    pub(crate) added: String,
    pub(crate) paid_on: String,
    pub(crate) paid_to: String,
    pub(crate) reference: String,
    /// What else the same transfer is said to have paid, for who decides.
    pub(crate) doubt: Option<String>,
}

/// A proof as its form shows it.
#[derive(Default)]
pub(crate) struct ProofInput {
    pub(crate) paid_on: String,
    pub(crate) paid_to: String,
    pub(crate) reference: String,
}

/// The right to a refund as it stands.
pub(crate) struct RefundView {
    pub(crate) task: Task,
    pub(crate) possible: bool,
    pub(crate) ends: Vec<String>,
}

/// A company's competencies.
#[derive(Template)]
#[template(path = "competencies.html")]
pub(crate) struct CompetenciesPage {
    pub(crate) f: Frame,
    pub(crate) base: String,
    pub(crate) lead: String,
    pub(crate) begun: Vec<CompetencyView>,
    pub(crate) others: Vec<(String, Vec<String>)>,
    pub(crate) profiles: Profiles,
    pub(crate) evidence: EvidenceView,
    pub(crate) again: Again,
}

/// The renewal of each membership.
#[derive(Template)]
#[template(path = "renew.html")]
pub(crate) struct RenewPage {
    pub(crate) f: Frame,
    pub(crate) base: String,
    pub(crate) lead: String,
    pub(crate) plans: Vec<Plan>,
}

/// What a renewal brought.
#[derive(Template)]
#[template(path = "renewed.html")]
pub(crate) struct RenewedPage {
    pub(crate) f: Frame,
    pub(crate) base: String,
    pub(crate) title: String,
    pub(crate) lead: String,
    pub(crate) facts: Vec<(String, String)>,
}

/// Why something is not possible, when that changes, what helps and who can.
#[derive(Template)]
#[template(path = "refusal.html")]
pub(crate) struct RefusalPage {
    pub(crate) f: Frame,
    pub(crate) back: String,
    pub(crate) title: String,
    pub(crate) detail: String,
    pub(crate) days: Vec<String>,
    pub(crate) remedies: Vec<Helps>,
    pub(crate) helpers: Vec<String>,
    pub(crate) why: Why,
    pub(crate) code: &'static str,
}

/// A request that waits for support.
pub(crate) struct Request {
    pub(crate) when: String,
    pub(crate) title: String,
    pub(crate) text: String,
    pub(crate) href: String,
}

/// Companies and open requests, for the vendor's people.
#[derive(Template)]
#[template(path = "desk.html")]
pub(crate) struct DeskPage {
    pub(crate) f: Frame,
    pub(crate) lead: String,
    pub(crate) q: String,
    /// The ticket with the number that is searched for: its page, and what it is called.
    pub(crate) ticket: Option<(String, String)>,
    pub(crate) accounts_title: String,
    pub(crate) accounts: Vec<(String, u64, String)>,
    pub(crate) more: Option<String>,
    /// What waits for a decision that the reader may give.
    pub(crate) decisions: Vec<Request>,
    /// The tickets that nobody took or that wait too long, counted.
    pub(crate) tickets: Option<Request>,
    pub(crate) may_decide: bool,
    pub(crate) queue: Vec<Request>,
    pub(crate) may_verify: bool,
    pub(crate) checks: Vec<Request>,
    pub(crate) may_settle: bool,
    pub(crate) money: Vec<Request>,
    pub(crate) proofs: Vec<Request>,
}

/// What happened while the clock moved.
#[derive(Template)]
#[template(path = "clock.html")]
pub(crate) struct ClockPage {
    pub(crate) f: Frame,
    pub(crate) title: String,
    pub(crate) lead: String,
    pub(crate) days: Vec<Day>,
    pub(crate) show_days: bool,
    pub(crate) outbox: bool,
    pub(crate) back: String,
}

/// A ticket in a list.
pub(crate) struct TicketLine {
    pub(crate) href: String,
    pub(crate) number: String,
    pub(crate) about: String,
    pub(crate) company: Option<String>,
    pub(crate) state: String,
    pub(crate) opened: String,
    pub(crate) age: String,
    pub(crate) late: bool,
}

/// Tickets, and a question with its answer before it is asked.
#[derive(Template)]
#[template(path = "tickets.html")]
pub(crate) struct TicketsPage {
    pub(crate) f: Frame,
    pub(crate) base: String,
    pub(crate) tickets: Vec<TicketLine>,
    /// Requests that are no tickets and wait for the same people, each with its page.
    pub(crate) requests: Vec<(String, String)>,
    pub(crate) may_open: bool,
    pub(crate) reasons: Vec<(&'static str, String)>,
    /// What a question can be about, by kind.
    pub(crate) subjects: Vec<(String, Vec<(String, String)>)>,
    pub(crate) reason: String,
    pub(crate) subject: String,
    pub(crate) answer: Option<TicketAnswer>,
    pub(crate) key: String,
    pub(crate) again: Again,
}

/// What people read about the API.
#[derive(Template)]
#[template(path = "docs.html")]
pub(crate) struct DocsPage {
    pub(crate) f: Frame,
    /// Other pages to which a way leads back.
    pub(crate) ways: Vec<(String, String)>,
    pub(crate) body: String,
}

/// What the rules answer to a question.
pub(crate) struct TicketAnswer {
    pub(crate) text: String,
    /// Where it is done, or seen.
    pub(crate) way: Option<(String, String)>,
    /// Who can do it, where a colleague can.
    pub(crate) helpers: Vec<String>,
    /// Why it would be refused.
    pub(crate) detail: Option<String>,
    /// Whether there is something to ask.
    pub(crate) hint: String,
    /// The open ticket that asks the same, where it is and what to say of it.
    pub(crate) open: Option<(String, String)>,
}

/// Something that was said or done in a ticket.
pub(crate) struct TicketSaid {
    pub(crate) who: String,
    pub(crate) when: String,
    pub(crate) act: Option<String>,
    pub(crate) text: Option<String>,
}

/// The form for something that can be done to a ticket.
pub(crate) struct TicketForm {
    pub(crate) code: &'static str,
    pub(crate) button: String,
}

/// A file of a ticket.
pub(crate) struct TicketFile {
    pub(crate) href: String,
    pub(crate) text: String,
}

/// A ticket with its thread.
#[derive(Template)]
#[template(path = "ticket.html")]
pub(crate) struct TicketPage {
    pub(crate) f: Frame,
    pub(crate) back: String,
    pub(crate) company: String,
    pub(crate) base: String,
    /// What it is about, and where that is shown.
    pub(crate) subject: Option<(String, Option<String>)>,
    pub(crate) line: TicketLine,
    pub(crate) outcome: Option<String>,
    pub(crate) suggested: Option<String>,
    pub(crate) suggested_detail: Option<String>,
    /// Where the company does it itself.
    pub(crate) way: Option<(String, String)>,
    pub(crate) said: Vec<TicketSaid>,
    pub(crate) files: Vec<TicketFile>,
    /// Who has it.
    pub(crate) taken_by: Option<String>,
    /// What became of the overrides that were proposed under it, each with its page.
    pub(crate) overrides: Vec<(String, Option<String>)>,
    /// What can be done.
    pub(crate) acts: Vec<TicketForm>,
    /// The field of the text that goes with it; none where nothing is written.
    pub(crate) text: Option<String>,
    pub(crate) may_attach: bool,
    pub(crate) key: String,
    pub(crate) accept: String,
    pub(crate) remove: Option<String>,
    pub(crate) again: Again,
}

/// A campaign in a list.
pub(crate) struct CampaignLine {
    pub(crate) href: String,
    pub(crate) name: String,
    pub(crate) days: String,
    pub(crate) state: String,
}

/// The campaigns of the programme.
#[derive(Template)]
#[template(path = "campaigns.html")]
pub(crate) struct CampaignsPage {
    pub(crate) f: Frame,
    pub(crate) campaigns: Vec<CampaignLine>,
}

/// A member of a run.
pub(crate) struct MemberLine {
    pub(crate) href: String,
    pub(crate) membership: String,
    pub(crate) company: String,
    pub(crate) anniversary: String,
    pub(crate) state: String,
    pub(crate) reason: Option<String>,
}

/// The members of a run that a page shows.
pub(crate) struct MembersView {
    /// All of them, or those that are passed over: where, and how many.
    pub(crate) ways: Vec<(String, String)>,
    pub(crate) shown: String,
    pub(crate) rows: Vec<MemberLine>,
    pub(crate) more: Option<String>,
}

/// A run of a campaign.
pub(crate) struct RunView {
    pub(crate) id: String,
    pub(crate) state: String,
    pub(crate) steps: Vec<String>,
    pub(crate) numbers: Vec<(String, String)>,
    /// What can be done: the act, its button, and why it cannot.
    pub(crate) acts: Vec<(&'static str, String, Option<String>)>,
    pub(crate) digest: String,
    pub(crate) members: MembersView,
}

/// A campaign with its newest run.
#[derive(Template)]
#[template(path = "campaign.html")]
pub(crate) struct CampaignPage {
    pub(crate) f: Frame,
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) reason: String,
    pub(crate) facts: Vec<(String, String)>,
    pub(crate) now: Option<String>,
    pub(crate) may_run: bool,
    pub(crate) run: Option<RunView>,
}

/// A late override.
pub(crate) struct OverrideLine {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) text: String,
    pub(crate) reason: String,
    /// What approving it does.
    pub(crate) brings: Vec<String>,
    /// The company, the membership and the ticket.
    pub(crate) ways: Vec<(String, String)>,
    pub(crate) state: String,
    pub(crate) pay_by: Option<String>,
    pub(crate) open: bool,
    /// Why the reader cannot decide on it.
    pub(crate) waits: Option<String>,
    pub(crate) key: String,
}

/// Late overrides, and tickets from which one may be proposed.
#[derive(Template)]
#[template(path = "overrides.html")]
pub(crate) struct OverridesPage {
    pub(crate) f: Frame,
    pub(crate) overrides: Vec<OverrideLine>,
    /// Where the next page begins.
    pub(crate) more: Option<String>,
    pub(crate) may_decide: bool,
    pub(crate) proposable: Vec<(String, String)>,
    pub(crate) campaigns: Vec<(String, String)>,
    pub(crate) key: String,
    pub(crate) again: Again,
}

/// What is installed of a product, in a list of products.
pub(crate) struct RegisterLine {
    pub(crate) href: String,
    pub(crate) product: String,
    pub(crate) granted: String,
    pub(crate) installed: String,
    pub(crate) tag: Tag,
}

/// Something to be uninstalled or licensed commercially.
pub(crate) struct WindDownLine {
    pub(crate) product: String,
    pub(crate) what: String,
    pub(crate) since: String,
    /// What was confirmed.
    pub(crate) done: Option<String>,
    pub(crate) grant: String,
    pub(crate) of: String,
    pub(crate) key: String,
}

/// The registers of a company, and what is left to do where a right has ended.
#[derive(Template)]
#[template(path = "licences.html")]
pub(crate) struct LicencesPage {
    pub(crate) f: Frame,
    pub(crate) base: String,
    pub(crate) registers: Vec<RegisterLine>,
    pub(crate) wind_down: Vec<WindDownLine>,
    pub(crate) progress: String,
    pub(crate) may_confirm: bool,
}

/// One installation.
pub(crate) struct InstalledLine {
    pub(crate) id: String,
    /// The field that says how many licences it takes.
    pub(crate) field: String,
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) place: String,
    pub(crate) purpose: String,
    pub(crate) quantity: u32,
    pub(crate) since: String,
    pub(crate) tag: Tag,
    /// By when it has to be replaced.
    pub(crate) move_by: Option<String>,
    pub(crate) key: String,
}

/// The register of one product, beside what its terms permit and forbid.
#[derive(Template)]
#[template(path = "register.html")]
pub(crate) struct RegisterPage {
    pub(crate) f: Frame,
    pub(crate) base: String,
    pub(crate) name: String,
    pub(crate) here: String,
    pub(crate) counts: String,
    /// What is wrong with the number.
    pub(crate) warning: Option<String>,
    pub(crate) terms: Option<TermsView>,
    pub(crate) entries: Vec<InstalledLine>,
    pub(crate) may_keep: bool,
    pub(crate) grant: String,
    pub(crate) versions: Vec<String>,
    /// Places by the value of the field.
    pub(crate) places: Vec<(String, String)>,
    pub(crate) purposes: Vec<(String, String)>,
    pub(crate) letters: usize,
    pub(crate) key: String,
    pub(crate) why: Why,
    pub(crate) again: Again,
}

/// Somebody of a company, in a list.
pub(crate) struct PersonLine {
    pub(crate) href: String,
    pub(crate) name: String,
    pub(crate) email: String,
    pub(crate) kind: String,
    pub(crate) roles: String,
    pub(crate) directory: String,
    pub(crate) act: String,
}

/// The people of a company and their roles.
#[derive(Template)]
#[template(path = "people.html")]
pub(crate) struct PeoplePage {
    pub(crate) f: Frame,
    pub(crate) base: String,
    pub(crate) lead: String,
    /// Roles of which somebody should always be left, and of which too few hold one.
    pub(crate) warned: Vec<String>,
    /// Whether the reader may see the company's API tokens.
    pub(crate) tokens: bool,
    /// Whether the company has several directories.
    pub(crate) several: bool,
    /// Roles to choose from: code, name, whether it is chosen.
    pub(crate) roles: Vec<(&'static str, String, bool)>,
    pub(crate) people: Vec<PersonLine>,
    /// For those who may add somebody.
    pub(crate) add: Option<AddForm>,
    pub(crate) again: Again,
    /// Changes of roles, each with its time.
    pub(crate) history: Option<Vec<(String, String)>>,
}

/// A role that the reader gives and takes.
pub(crate) struct RoleBox {
    pub(crate) code: &'static str,
    pub(crate) name: String,
    pub(crate) held: bool,
    pub(crate) ticked: bool,
}

/// One person's roles.
#[derive(Template)]
#[template(path = "person.html")]
pub(crate) struct PersonPage {
    pub(crate) f: Frame,
    pub(crate) base: String,
    pub(crate) action: String,
    pub(crate) title: String,
    pub(crate) lead: Option<String>,
    pub(crate) nothing: Option<String>,
    pub(crate) elsewhere: Option<String>,
    pub(crate) helpers: Option<String>,
    pub(crate) fixed: Vec<String>,
    pub(crate) boxes: Vec<RoleBox>,
    pub(crate) last: Vec<String>,
    /// What is ticked to take a role from its last holder: code and sentence.
    pub(crate) acknowledge: Vec<(String, String)>,
    pub(crate) again: Again,
    /// What is in the directory about them, for those who may correct it.
    pub(crate) entry: Option<EntryForm>,
    pub(crate) typed: Again,
    /// Whether the reader may take them out of the directory.
    /// The seats of this person, each with the page where it is taken back, for who can.
    pub(crate) seats: Vec<(String, String)>,
    pub(crate) may_take_out: bool,
    /// What it means to end their sessions, for those who may.
    pub(crate) sessions: Option<String>,
}

/// A tab or a quick filter.
pub(crate) struct TabLink {
    pub(crate) href: String,
    pub(crate) text: String,
    pub(crate) current: bool,
}

/// An offer to buy or renew.
pub(crate) struct OfferTile {
    pub(crate) name: String,
    pub(crate) summary: String,
    pub(crate) price: Vec<(String, String)>,
    /// That a renewal costs more or less than before.
    pub(crate) price_change: Option<String>,
    pub(crate) days_left: Option<String>,
    pub(crate) window: Option<String>,
    pub(crate) ready: bool,
    pub(crate) act: String,
    pub(crate) href: String,
    pub(crate) tasks: Vec<Task>,
}

/// Something that was bought or ordered.
pub(crate) struct BoughtRow {
    pub(crate) offer: String,
    pub(crate) number: String,
    pub(crate) tag: Tag,
    pub(crate) anniversary: String,
    pub(crate) acts: Vec<(String, String)>,
}

/// Offers, what is held and what is over.
#[derive(Template)]
#[template(path = "offers.html")]
pub(crate) struct OffersPage {
    pub(crate) f: Frame,
    pub(crate) base: String,
    pub(crate) tabs: Vec<TabLink>,
    pub(crate) available: bool,
    pub(crate) tiles: Vec<OfferTile>,
    pub(crate) rows: Vec<BoughtRow>,
    pub(crate) empty: String,
    pub(crate) helpers: Vec<String>,
}

/// The benefits with quick filters.
#[derive(Template)]
#[template(path = "benefits.html")]
pub(crate) struct BenefitsPage {
    pub(crate) f: Frame,
    pub(crate) base: String,
    pub(crate) filters: Vec<TabLink>,
    pub(crate) lines: Vec<LineView>,
}

/// A company on a day.
#[derive(Template)]
#[template(path = "day.html")]
pub(crate) struct DayPage {
    pub(crate) f: Frame,
    pub(crate) base: String,
    pub(crate) title: String,
    pub(crate) lead: String,
    /// The path of the company that it is about.
    pub(crate) form: String,
    /// The former companies that had that day for themselves, each with its page.
    pub(crate) former: Vec<(String, String)>,
    /// The day as it was asked for.
    pub(crate) day: String,
    pub(crate) errors: Errors,
    /// Whether the account was there on that day.
    pub(crate) exists: bool,
    /// Whether the reader sees memberships.
    pub(crate) sees: bool,
    pub(crate) held: Vec<DayHeld>,
    pub(crate) lines: Vec<DayLine>,
    /// The facts that it was computed from, for who reads the history.
    pub(crate) basis: Option<String>,
}

/// One membership on that day.
pub(crate) struct DayHeld {
    pub(crate) offer: String,
    pub(crate) number: String,
    pub(crate) tag: Tag,
    pub(crate) bought_on: String,
    pub(crate) anniversary: String,
    pub(crate) renew: String,
    pub(crate) until: String,
    pub(crate) why: Why,
}

/// One benefit on that day.
pub(crate) struct DayLine {
    pub(crate) line: LineView,
    pub(crate) why: Why,
}

/// The list of people who are to have seats, and what would become of each.
#[derive(Template)]
#[template(path = "seats_import.html")]
pub(crate) struct SeatsImportPage {
    pub(crate) f: Frame,
    pub(crate) back: (String, String),
    pub(crate) lead: String,
    pub(crate) action: String,
    pub(crate) key: String,
    /// Where people are added who are not in the directory.
    pub(crate) add: Option<String>,
    /// What would become of the people of the list, once there is one.
    pub(crate) check: Option<ListCheck>,
    /// What the box holds.
    pub(crate) people: String,
    pub(crate) errors: Errors,
}
