//! What can be typed. Every text of the help comes from the catalogues, by the path of a command and the name of an
//! argument, so that both languages have the same help.

use std::error::Error;
use std::fmt;
use std::net::SocketAddr;
use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Arg, ArgAction, Args, Command, CommandFactory, Parser, Subcommand, ValueEnum, value_parser};
use jiff::civil::Date;
use symbolon_domain::access::{IdentityKind, Role};
use symbolon_domain::audit::AuditAct;
use symbolon_domain::balance::UsageKind;
use symbolon_domain::company::{CheckState, ProfileCheck};
use symbolon_domain::day::calendar_day;
use symbolon_domain::fact::{KeyBlockReason, UnassignReason, WindDownHow};
use symbolon_domain::programme::{Language, Mode, PayMethod, ReplacementReason};
use symbolon_domain::seat_request::SeatRequestState;
use symbolon_domain::ticket::{TicketReason, TicketState};
use symbolon_programme::Files;
use symbolon_text::{has_message, message};

use crate::competencies::{Certification, Competency, Evidence};
use crate::events::{EventVerb, WebhookVerb};
use crate::instance::BUILD;

#[derive(Parser)]
#[command(name = "symbolon", disable_help_flag = true, disable_help_subcommand = true, disable_version_flag = true)]
#[command(subcommand_required = true, arg_required_else_help = true)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) common: Common,
    #[command(subcommand)]
    pub(crate) command: Verb,
}

#[derive(Args)]
pub(crate) struct Common {
    #[arg(long, global = true, value_name = "URL")]
    pub(crate) server: Option<String>,
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) token_file: Option<PathBuf>,
    #[arg(long, global = true, value_name = "SECONDS", value_parser = value_parser!(u64).range(1..=86_400))]
    pub(crate) timeout: Option<u64>,
    #[arg(long, global = true, value_name = "fr|en", value_parser = coded(Language::ALL, Language::code))]
    pub(crate) lang: Option<String>,
    #[arg(long, global = true, value_name = "DATE", value_parser = day)]
    pub(crate) as_of: Option<Date>,
    #[arg(long, global = true, conflicts_with = "table")]
    pub(crate) json: bool,
    #[arg(long, global = true)]
    pub(crate) table: bool,
    #[arg(long, global = true, value_name = "NAMES", value_delimiter = ',', conflicts_with = "json")]
    pub(crate) columns: Vec<String>,
    #[arg(long, global = true)]
    pub(crate) no_header: bool,
    #[arg(long, global = true)]
    pub(crate) no_input: bool,
    #[arg(long, global = true)]
    pub(crate) yes: bool,
    #[arg(long, global = true, value_name = "KEY", value_parser = header)]
    pub(crate) idempotency_key: Option<String>,
    #[arg(long, global = true, conflicts_with = "quiet")]
    pub(crate) verbose: bool,
    #[arg(long, global = true)]
    pub(crate) quiet: bool,
}

#[derive(Subcommand)]
pub(crate) enum Verb {
    Demo(Demo),
    Serve(Serve),
    Verify(Verify),
    Doctor(Doctor),
    #[command(subcommand)]
    Backup(Backup),
    Move {
        #[arg(long, value_name = "DIR")]
        data: PathBuf,
        #[arg(long, value_name = "URL", env = "SYMBOLON_DATABASE", hide_env = true)]
        to_database: String,
    },
    Check(Check),
    #[command(subcommand)]
    Account(Account),
    #[command(subcommand)]
    Company(CompanyVerb),
    #[command(subcommand)]
    Tenant(TenantVerb),
    #[command(subcommand)]
    Location(LocationVerb),
    #[command(subcommand)]
    Person(PersonVerb),
    #[command(subcommand)]
    ApiToken(ApiTokenVerb),
    #[command(subcommand)]
    Merge(Merge),
    #[command(subcommand)]
    Membership(Membership),
    #[command(subcommand)]
    Order(Order),
    #[command(subcommand)]
    Benefit(Benefit),
    #[command(subcommand)]
    Licence(LicenceVerb),
    #[command(subcommand)]
    LicenceFile(LicenceFileVerb),
    #[command(subcommand)]
    Token(Token),
    #[command(subcommand)]
    Key(Key),
    #[command(subcommand)]
    Seat(Seat),
    #[command(subcommand)]
    Competency(Competency),
    #[command(subcommand)]
    Evidence(Evidence),
    #[command(subcommand)]
    Certification(Certification),
    #[command(subcommand)]
    Notice(Notice),
    #[command(subcommand)]
    Campaign(CampaignVerb),
    #[command(subcommand)]
    Override(OverrideVerb),
    #[command(subcommand)]
    Ticket(TicketVerb),
    #[command(subcommand)]
    Export(Export),
    #[command(subcommand)]
    Event(EventVerb),
    #[command(subcommand)]
    Webhook(WebhookVerb),
    #[command(subcommand)]
    Audit(Audit),
    #[command(subcommand)]
    Programme(Programme),
    #[command(subcommand)]
    Clock(Clock),
    Whoami,
    #[command(subcommand)]
    Config(Config),
    #[command(subcommand)]
    Admin(Admin),
    Completion {
        #[arg(value_enum)]
        shell: clap_complete::Shell,
    },
    Version,
    Help {
        topic: Vec<String>,
    },
}

#[derive(Args)]
pub(crate) struct Demo {
    #[arg(long, value_name = "DIR")]
    pub(crate) keep: Option<PathBuf>,
    #[arg(long, default_value_t = 7878)]
    pub(crate) port: u16,
    #[arg(long, default_value_t = 1300, value_name = "N")]
    pub(crate) accounts: u32,
    #[arg(long, default_value_t = 2021, value_name = "N")]
    pub(crate) seed: u64,
}

/// An installation on this machine, with its data in its own folder or on a server.
#[derive(Args)]
pub(crate) struct Installation {
    #[arg(long, value_name = "DIR")]
    pub(crate) data: PathBuf,
    // An address may hold a password, so that it can be given where other users of the machine do not see it.
    #[arg(long, value_name = "URL", env = "SYMBOLON_DATABASE", hide_env = true)]
    database: Option<String>,
}

impl Installation {
    /// The address of its database; a variable that is empty names none.
    pub(crate) fn address(&self) -> Option<&str> {
        self.database.as_deref().filter(|address| !address.is_empty())
    }
}

/// An installation with the folder of its documents.
#[derive(Args)]
pub(crate) struct Kept {
    #[command(flatten)]
    pub(crate) installation: Installation,
    #[arg(long, value_name = "DIR", env = "SYMBOLON_DOCUMENTS", hide_env = true)]
    pub(crate) documents: Option<PathBuf>,
}

#[derive(Args)]
pub(crate) struct Verify {
    #[command(flatten)]
    pub(crate) kept: Kept,
    #[arg(long, value_name = "FILE")]
    pub(crate) heads: Option<PathBuf>,
}

#[derive(Args)]
pub(crate) struct Doctor {
    #[command(flatten)]
    pub(crate) kept: Kept,
    #[arg(long, value_name = "DIR")]
    pub(crate) backups: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) mail: MailArgs,
}

/// How mail is sent, which may be stated elsewhere too.
#[derive(Args)]
pub(crate) struct MailArgs {
    #[arg(long, value_name = "URL")]
    pub(crate) mail_server: Option<String>,
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) mail_from: Option<String>,
    #[arg(long, value_name = "FILE")]
    pub(crate) mail_password_file: Option<PathBuf>,
    #[arg(long, value_name = "URL")]
    pub(crate) public_url: Option<String>,
}

#[derive(Args)]
pub(crate) struct Serve {
    #[command(flatten)]
    pub(crate) installation: Installation,
    #[arg(long, value_name = "FILE")]
    pub(crate) provider_secret_file: Option<PathBuf>,
    #[arg(long, value_name = "URL", requires = "provider_secret_file")]
    pub(crate) provider_page: Option<String>,
    #[arg(long, value_name = "DIR", env = "SYMBOLON_DOCUMENTS", hide_env = true)]
    pub(crate) documents: Option<PathBuf>,
    #[arg(long, value_name = "NAME|DIR")]
    pub(crate) programme: Option<String>,
    #[arg(long, default_value = "127.0.0.1:7878", value_name = "ADDRESS")]
    pub(crate) listen: SocketAddr,
    #[arg(long)]
    pub(crate) sandbox: bool,
    #[arg(long)]
    pub(crate) no_webhooks: bool,
    #[command(flatten)]
    pub(crate) mail: MailArgs,
}

#[derive(Args)]
pub(crate) struct Check {
    #[command(flatten)]
    pub(crate) of: Company,
    #[arg(long, value_name = "EMAIL|ID")]
    pub(crate) person: Option<String>,
    #[arg(long)]
    pub(crate) product: String,
    #[arg(long)]
    pub(crate) explain: bool,
}

/// Which company; without it, the caller's own.
#[derive(Args)]
pub(crate) struct Company {
    #[arg(long, value_name = "ID|NUMBER|NAME")]
    pub(crate) account: Option<String>,
}

/// How an act is tried out.
#[derive(Args)]
pub(crate) struct Trial {
    #[arg(long)]
    pub(crate) dry_run: bool,
}

/// What an act that cannot be undone needs.
#[derive(Args)]
pub(crate) struct Deliberate {
    #[arg(long, conflicts_with = "preview")]
    pub(crate) dry_run: bool,
    #[arg(long, value_name = "DIGEST")]
    pub(crate) preview: Option<String>,
    #[arg(long, value_name = "NAMES", value_delimiter = ',', requires = "preview")]
    pub(crate) acknowledge: Vec<String>,
}

impl Deliberate {
    /// Whether the act is to be done without a preview, as one can be that loses nothing for good.
    pub(crate) fn is_plain(&self) -> bool {
        !self.dry_run && self.preview.is_none()
    }
}

#[derive(Subcommand)]
pub(crate) enum Account {
    List {
        #[arg(long, value_name = "TEXT")]
        search: Option<String>,
    },
    Open {
        name: String,
        #[arg(long, value_name = "CODE")]
        country: String,
        #[arg(long)]
        verified: bool,
        #[command(flatten)]
        trial: Trial,
    },
    Show(Company),
    History(Company),
    Verify {
        #[arg(long, value_name = "HASH")]
        mark: Option<String>,
        #[command(flatten)]
        of: Company,
    },
    Rename {
        name: String,
        #[command(flatten)]
        of: Company,
        #[command(flatten)]
        trial: Trial,
    },
    Close {
        #[arg(long, value_name = "TEXT")]
        note: String,
        #[command(flatten)]
        of: Company,
        #[command(flatten)]
        deliberate: Deliberate,
    },
}

#[derive(Subcommand)]
pub(crate) enum Merge {
    List(Company),
    Show {
        merge: String,
        #[command(flatten)]
        of: Company,
    },
    Invite {
        #[arg(value_name = "NUMBER")]
        company: String,
        #[command(flatten)]
        of: Company,
        #[command(flatten)]
        trial: Trial,
    },
    Accept {
        merge: String,
        #[command(flatten)]
        of: Company,
        #[command(flatten)]
        trial: Trial,
    },
    Reject {
        merge: String,
        #[arg(long, value_name = "TEXT")]
        note: Option<String>,
        #[command(flatten)]
        of: Company,
        #[command(flatten)]
        trial: Trial,
    },
    Withdraw {
        merge: String,
        #[command(flatten)]
        of: Company,
        #[command(flatten)]
        trial: Trial,
    },
    Preview {
        merge: String,
        #[command(flatten)]
        of: Company,
    },
    Confirm {
        merge: String,
        #[command(flatten)]
        of: Company,
        #[command(flatten)]
        deliberate: Deliberate,
    },
}

#[derive(Subcommand)]
pub(crate) enum CompanyVerb {
    Show(Company),
    Change {
        #[command(flatten)]
        profile: Box<Profile>,
        #[command(flatten)]
        of: Company,
        #[command(flatten)]
        trial: Trial,
    },
    Review {
        #[command(flatten)]
        of: Company,
        #[command(flatten)]
        trial: Trial,
    },
    Waiting {
        #[arg(long, default_value = "pending", value_parser = coded(CheckState::ALL, CheckState::code))]
        state: String,
    },
    Pass {
        #[arg(value_parser = coded(ProfileCheck::ALL, ProfileCheck::code))]
        check: String,
        #[command(flatten)]
        of: Company,
        #[command(flatten)]
        trial: Trial,
    },
    Reject {
        #[arg(value_parser = coded(ProfileCheck::ALL, ProfileCheck::code))]
        check: String,
        #[arg(long, value_name = "TEXT")]
        note: String,
        #[command(flatten)]
        of: Company,
        #[command(flatten)]
        trial: Trial,
    },
    Appeal {
        #[arg(value_parser = coded(ProfileCheck::ALL, ProfileCheck::code))]
        check: String,
        #[arg(long, value_name = "TEXT")]
        note: String,
        #[command(flatten)]
        of: Company,
        #[command(flatten)]
        trial: Trial,
    },
    AskMail {
        #[command(flatten)]
        of: Company,
        #[command(flatten)]
        trial: Trial,
    },
    HandIn {
        file: PathBuf,
        #[arg(long, value_parser = coded(ProfileCheck::ALL, ProfileCheck::code))]
        check: String,
        #[command(flatten)]
        of: Company,
        #[command(flatten)]
        trial: Trial,
    },
    Exempt {
        #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
        from: Date,
        #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
        until: Option<Date>,
        #[arg(long, value_name = "TEXT")]
        note: String,
        #[command(flatten)]
        of: Company,
        #[command(flatten)]
        trial: Trial,
    },
    EndExemption {
        exemption: String,
        #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
        last_day: Date,
        #[command(flatten)]
        trial: Trial,
    },
    Exemptions(Company),
    Documents(Company),
    Download {
        document: String,
        file: PathBuf,
    },
}

#[derive(Subcommand)]
pub(crate) enum CampaignVerb {
    List,
    Simulate {
        campaign: String,
        #[command(flatten)]
        trial: Trial,
    },
    Runs {
        #[arg(long, value_name = "ID")]
        campaign: Option<String>,
    },
    Approve {
        run: String,
        #[command(flatten)]
        trial: Trial,
    },
    Start {
        run: String,
        #[command(flatten)]
        trial: Trial,
    },
    Report {
        run: String,
    },
    Members {
        run: String,
        #[arg(long = "state", value_parser = ["pending", "enrolled", "skipped"])]
        member_state: Option<String>,
    },
    Close {
        run: String,
        #[command(flatten)]
        trial: Trial,
    },
}

#[derive(Subcommand)]
pub(crate) enum OverrideVerb {
    List {
        #[command(flatten)]
        of: Company,
        #[arg(long)]
        open: bool,
    },
    Propose {
        membership: String,
        #[arg(long, value_name = "ID")]
        campaign: String,
        #[arg(long, value_name = "NUMBER")]
        ticket: String,
        #[arg(long, value_name = "TEXT")]
        note: String,
        #[command(flatten)]
        of: Company,
        #[command(flatten)]
        trial: Trial,
    },
    Grant {
        late_override: String,
        #[command(flatten)]
        trial: Trial,
    },
    Decline {
        late_override: String,
        #[arg(long, value_name = "TEXT")]
        note: String,
        #[command(flatten)]
        trial: Trial,
    },
    End {
        late_override: String,
        #[command(flatten)]
        trial: Trial,
    },
}

#[derive(Subcommand)]
pub(crate) enum LicenceVerb {
    List {
        #[command(flatten)]
        of: Company,
    },
    Show {
        benefit: String,
        #[command(flatten)]
        of: Company,
    },
    Record {
        grant: String,
        #[arg(long, value_name = "NAME")]
        machine_name: Option<String>,
        #[arg(long, value_name = "VERSION")]
        version: Option<String>,
        #[arg(long, value_name = "PLACE")]
        place: Option<String>,
        #[arg(long, value_name = "USE")]
        purpose: Option<String>,
        #[arg(long, default_value_t = 1, value_name = "N")]
        licences: u32,
        #[command(flatten)]
        trial: Trial,
    },
    Change {
        installed: String,
        #[arg(long, value_name = "VERSION")]
        version: Option<String>,
        #[arg(long, value_name = "PLACE")]
        place: Option<String>,
        #[arg(long, value_name = "USE")]
        purpose: Option<String>,
        #[arg(long, value_name = "N")]
        licences: Option<u32>,
        #[command(flatten)]
        trial: Trial,
    },
    Remove {
        installed: String,
        #[command(flatten)]
        trial: Trial,
    },
    WindDown {
        #[command(flatten)]
        of: Company,
        #[arg(long, conflicts_with = "json")]
        csv: bool,
    },
    Confirm {
        grant: String,
        #[arg(value_parser = coded(WindDownHow::ALL, WindDownHow::code))]
        how: String,
        #[arg(long, value_name = "ID", conflicts_with = "seat")]
        installed: Option<String>,
        #[arg(long, value_name = "ID")]
        seat: Option<String>,
        #[command(flatten)]
        of: Company,
        #[command(flatten)]
        trial: Trial,
    },
}

/// An instant, in seconds since the Unix epoch.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Moment(pub(crate) i64);

/// A text is no instant.
#[derive(Debug)]
pub(crate) struct BadMoment;

impl std::fmt::Display for BadMoment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("no instant")
    }
}

impl std::error::Error for BadMoment {}

impl std::str::FromStr for Moment {
    type Err = BadMoment;

    fn from_str(text: &str) -> Result<Self, BadMoment> {
        text.parse::<jiff::Timestamp>().map(|at| Self(at.as_second())).map_err(|_| BadMoment)
    }
}

#[derive(Subcommand)]
pub(crate) enum LicenceFileVerb {
    Issue {
        #[command(flatten)]
        of: Company,
        #[arg(long, value_name = "EMAIL|ID")]
        person: Option<String>,
        #[arg(long)]
        product: String,
        #[arg(long, value_name = "NAME")]
        device: Option<String>,
        #[arg(long, value_name = "DURATION")]
        ttl: Option<String>,
    },
    Verify {
        file: PathBuf,
        #[arg(long, value_name = "FILE")]
        keys: PathBuf,
        #[arg(long)]
        product: String,
        #[arg(long, value_name = "NAME")]
        device: Option<String>,
        #[arg(long, value_name = "INSTANT")]
        seen: Option<Moment>,
        #[arg(long, value_name = "INSTANT")]
        at: Option<Moment>,
    },
    Inspect {
        file: PathBuf,
    },
}

#[derive(Subcommand)]
pub(crate) enum TicketVerb {
    List {
        #[command(flatten)]
        of: Company,
        #[arg(long = "state", value_parser = coded(TicketState::ALL, TicketState::code))]
        ticket_state: Option<String>,
        #[arg(long)]
        mine: bool,
    },
    Show {
        ticket: String,
    },
    Ask {
        #[arg(value_parser = coded(TicketReason::ALL, TicketReason::code))]
        about: String,
        #[arg(long, value_name = "ID")]
        subject: Option<String>,
        #[command(flatten)]
        of: Company,
    },
    Open {
        #[arg(value_parser = coded(TicketReason::ALL, TicketReason::code))]
        about: String,
        #[arg(long, value_name = "ID")]
        subject: Option<String>,
        #[arg(long, value_name = "TEXT")]
        text: String,
        #[command(flatten)]
        of: Company,
        #[command(flatten)]
        trial: Trial,
    },
    Take {
        ticket: String,
        #[command(flatten)]
        trial: Trial,
    },
    AskBack {
        ticket: String,
        #[arg(long, value_name = "TEXT")]
        text: String,
        #[command(flatten)]
        trial: Trial,
    },
    Reply {
        ticket: String,
        #[arg(long, value_name = "TEXT")]
        text: String,
        #[command(flatten)]
        trial: Trial,
    },
    Acknowledge {
        ticket: String,
        #[arg(long, value_name = "TEXT")]
        text: String,
        #[command(flatten)]
        trial: Trial,
    },
    Grant {
        ticket: String,
        #[arg(long, value_name = "TEXT")]
        text: String,
        #[command(flatten)]
        trial: Trial,
    },
    Refuse {
        ticket: String,
        #[arg(long, value_name = "TEXT")]
        text: String,
        #[command(flatten)]
        trial: Trial,
    },
    Close {
        ticket: String,
        #[command(flatten)]
        trial: Trial,
    },
    Reopen {
        ticket: String,
        #[arg(long, value_name = "TEXT")]
        text: String,
        #[command(flatten)]
        trial: Trial,
    },
    Attach {
        ticket: String,
        file: PathBuf,
        #[command(flatten)]
        trial: Trial,
    },
}

#[derive(Subcommand)]
pub(crate) enum TenantVerb {
    List(Company),
    Add {
        domain: String,
        #[command(flatten)]
        of: Company,
        #[command(flatten)]
        trial: Trial,
    },
}

#[derive(Subcommand)]
pub(crate) enum LocationVerb {
    List(Company),
    Add {
        country: String,
        #[command(flatten)]
        of: Company,
        #[command(flatten)]
        trial: Trial,
    },
    Remove {
        location: String,
        #[arg(long, value_name = "NUMBER")]
        ticket: String,
        #[command(flatten)]
        how: Deliberate,
    },
}

/// What is to be changed in a company's profile; what is not named stays.
#[derive(Args)]
pub(crate) struct Profile {
    #[arg(long, value_name = "TEXT")]
    pub(crate) legal_name: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(crate) street: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(crate) postal_code: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(crate) city: Option<String>,
    #[arg(long, value_name = "NUMBER")]
    pub(crate) registration_number: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(crate) contact_name: Option<String>,
    #[arg(long, value_name = "EMAIL")]
    pub(crate) contact_email: Option<String>,
}

#[derive(Subcommand)]
pub(crate) enum Membership {
    List(Company),
    Show {
        membership: String,
    },
    Timeline {
        membership: String,
    },
    Renew {
        membership: String,
        #[arg(long, value_name = "card|transfer", value_parser = coded(PayMethod::ALL, PayMethod::code), required_unless_present = "payment")]
        method: Option<String>,
        #[arg(long, value_name = "REFERENCE", conflicts_with = "method")]
        payment: Option<String>,
        #[arg(long)]
        offer: Option<String>,
        #[command(flatten)]
        trial: Trial,
    },
    Tasks {
        membership: String,
        #[arg(long)]
        offer: Option<String>,
    },
    Explain {
        membership: String,
        #[arg(long)]
        if_lapsed: bool,
    },
    NextYear {
        membership: String,
        #[arg(long)]
        offer: Option<String>,
    },
    Provision {
        membership: String,
        #[command(flatten)]
        trial: Trial,
    },
}

#[derive(Subcommand)]
pub(crate) enum Order {
    List(Company),
    Show {
        order: String,
    },
    Place {
        #[arg(long, required_unless_present = "membership")]
        offer: Option<String>,
        #[arg(long, value_name = "ID|NUMBER")]
        membership: Option<String>,
        #[arg(long, value_name = "card|transfer", value_parser = coded(PayMethod::ALL, PayMethod::code))]
        method: String,
        #[arg(long, value_name = "NUMBER")]
        tax_id: Option<String>,
        #[command(flatten)]
        of: Company,
        #[command(flatten)]
        trial: Trial,
    },
    Cancel {
        order: String,
        #[command(flatten)]
        deliberate: Deliberate,
    },
    Prove {
        order: String,
        file: PathBuf,
        #[arg(long, value_name = "YYYY-MM-DD")]
        paid_on: String,
        #[arg(long, value_name = "TEXT")]
        paid_to: String,
        #[arg(long, value_name = "TEXT")]
        reference: String,
        #[command(flatten)]
        trial: Trial,
    },
    Refund {
        order: String,
        #[command(flatten)]
        deliberate: Deliberate,
    },
    PayCard {
        order: String,
    },
    Invoices(Company),
    Invoice {
        number: u64,
        file: PathBuf,
    },
    CreditNotes(Company),
    CreditNote {
        number: u64,
        file: PathBuf,
    },
    RefundTax {
        order: String,
        #[command(flatten)]
        deliberate: Deliberate,
    },
    Payments(Company),
    Receive {
        #[arg(long, value_name = "NUMBER")]
        amount: String,
        #[arg(long, value_name = "CODE")]
        currency: String,
        #[arg(long, value_name = "ID|NUMBER")]
        order: Option<String>,
        #[arg(long, value_name = "TEXT")]
        reference: String,
        #[arg(long, value_name = "DAY")]
        on: Option<String>,
        #[command(flatten)]
        of: Company,
        #[command(flatten)]
        trial: Trial,
    },
    ChargeFailed {
        order: String,
        #[arg(long, value_name = "TEXT")]
        reference: String,
        #[arg(long, value_name = "CODE")]
        code: Option<String>,
        #[command(flatten)]
        trial: Trial,
    },
    Assign {
        payment_id: String,
        #[arg(long, value_name = "ID|NUMBER")]
        order: String,
        #[command(flatten)]
        trial: Trial,
    },
    Return {
        payment_id: String,
        #[command(flatten)]
        deliberate: Deliberate,
    },
}

#[derive(Subcommand)]
pub(crate) enum Benefit {
    List(Company),
    Entitlements(Company),
    Balances(Company),
    Activate {
        grant: String,
        #[arg(long, value_name = "NAME", requires = "marketing_email")]
        marketing_name: Option<String>,
        #[arg(long, value_name = "ADDRESS", requires = "marketing_name")]
        marketing_email: Option<String>,
        #[command(flatten)]
        trial: Trial,
    },
    Use {
        grant: String,
        #[arg(value_parser = coded(UsageKind::ALL, UsageKind::code))]
        kind: String,
        #[arg(default_value_t = 1)]
        quantity: u32,
        #[arg(long, value_name = "TEXT")]
        note: Option<String>,
        #[command(flatten)]
        trial: Trial,
    },
    AssignCredit {
        grant: String,
        person: String,
        #[arg(long)]
        other_credit: bool,
        #[command(flatten)]
        of: Company,
        #[command(flatten)]
        trial: Trial,
    },
    RemoveCredit {
        credit: String,
        #[command(flatten)]
        trial: Trial,
    },
    TransferCredit {
        credit: String,
        person: String,
        #[arg(long)]
        other_credit: bool,
        #[command(flatten)]
        of: Company,
        #[command(flatten)]
        trial: Trial,
    },
}

#[derive(Subcommand)]
pub(crate) enum Token {
    List(Company),
    Show {
        token: String,
        #[command(flatten)]
        of: Company,
    },
    Code {
        token: String,
        #[command(flatten)]
        of: Company,
        #[command(flatten)]
        deliberate: Deliberate,
    },
    Redeem {
        token: String,
        #[command(flatten)]
        of: Company,
        #[arg(long, value_name = "DOMAIN|ID")]
        tenant: String,
        #[arg(long, value_name = "new|extend|add-seats", value_parser = coded(Mode::ALL, Mode::code))]
        mode: String,
        #[arg(long, value_name = "N")]
        seats: Option<u32>,
        #[command(flatten)]
        deliberate: Deliberate,
    },
    Replace {
        token: String,
        #[command(flatten)]
        of: Company,
        #[arg(long, value_name = "REASON", value_parser = coded(ReplacementReason::ALL, ReplacementReason::code))]
        reason: String,
        #[arg(long, value_name = "DOMAIN|ID")]
        intended_tenant: Option<String>,
        #[arg(long, value_name = "TEXT")]
        note: Option<String>,
        #[command(flatten)]
        trial: Trial,
    },
    Requests,
    Decide {
        request: String,
        #[arg(value_enum)]
        decision: Decision,
        #[arg(long, value_name = "TEXT")]
        note: Option<String>,
        #[command(flatten)]
        deliberate: Deliberate,
    },
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Decision {
    Grant,
    Decline,
}

#[derive(Subcommand)]
pub(crate) enum PersonVerb {
    List {
        #[arg(long = "role", value_parser = coded(Role::ALL, Role::code))]
        person_role: Option<String>,
        #[command(flatten)]
        of: Company,
    },
    Add {
        #[arg(value_name = "ADDRESS")]
        email: String,
        #[arg(long = "name", value_name = "TEXT")]
        full_name: String,
        #[arg(long = "language", value_name = "fr|en", value_parser = coded(Language::ALL, Language::code))]
        person_language: String,
        #[arg(long = "kind", default_value = "named", value_parser = coded(IdentityKind::ALL, IdentityKind::code))]
        person_kind: String,
        #[arg(long, value_name = "ROLES", value_delimiter = ',', value_parser = coded(Role::ALL, Role::code))]
        give: Vec<String>,
        #[command(flatten)]
        of: Company,
        #[command(flatten)]
        trial: Trial,
    },
    Correct {
        person: String,
        #[arg(long = "name", value_name = "TEXT", required_unless_present_any = ["email", "person_language"])]
        full_name: Option<String>,
        #[arg(long, value_name = "ADDRESS")]
        email: Option<String>,
        #[arg(long = "language", value_name = "fr|en", value_parser = coded(Language::ALL, Language::code))]
        person_language: Option<String>,
        #[command(flatten)]
        of: Company,
        #[command(flatten)]
        trial: Trial,
    },
    Role {
        person: String,
        #[arg(long, value_name = "ROLES", value_delimiter = ',', required_unless_present = "take",
              value_parser = coded(Role::ALL, Role::code))]
        give: Vec<String>,
        #[arg(long, value_name = "ROLES", value_delimiter = ',', required_unless_present = "give",
              value_parser = coded(Role::ALL, Role::code))]
        take: Vec<String>,
        #[arg(long)]
        acknowledge_last: bool,
        #[command(flatten)]
        of: Company,
        #[command(flatten)]
        trial: Trial,
    },
    Changes(Company),
    SignOut {
        person: String,
        #[command(flatten)]
        of: Company,
    },
    Remove {
        person: String,
        #[arg(long)]
        acknowledge_last: bool,
        #[command(flatten)]
        of: Company,
        #[command(flatten)]
        trial: Trial,
    },
}

#[derive(Subcommand)]
pub(crate) enum ApiTokenVerb {
    List(Company),
    Create(NewApiToken),
    Revoke {
        api_token: String,
        #[command(flatten)]
        of: Company,
        #[command(flatten)]
        trial: Trial,
    },
}

#[derive(Args)]
pub(crate) struct NewApiToken {
    pub(crate) label: String,
    #[arg(long = "role", value_name = "ROLES", value_delimiter = ',', required_unless_present = "own",
          value_parser = coded(Role::ALL, Role::code))]
    pub(crate) service_role: Vec<String>,
    #[arg(long, conflicts_with = "service_role")]
    pub(crate) own: bool,
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) last_day: Option<Date>,
    #[command(flatten)]
    pub(crate) of: Company,
    #[command(flatten)]
    pub(crate) trial: Trial,
}

#[derive(Subcommand)]
pub(crate) enum Key {
    List(Company),
    Reveal {
        key: String,
        #[command(flatten)]
        of: Company,
        #[command(flatten)]
        deliberate: Deliberate,
    },
    Activations {
        key: String,
        #[command(flatten)]
        of: Company,
    },
    Block {
        key: String,
        #[arg(long, value_parser = coded(KeyBlockReason::ALL, KeyBlockReason::code))]
        why: String,
        #[arg(long, value_name = "TEXT")]
        note: String,
        #[command(flatten)]
        of: Company,
        #[command(flatten)]
        trial: Trial,
    },
    Unblock {
        key: String,
        #[arg(long, value_name = "TEXT")]
        note: String,
        #[command(flatten)]
        of: Company,
        #[command(flatten)]
        trial: Trial,
    },
}

#[derive(Subcommand)]
pub(crate) enum Seat {
    List(Company),
    Assign {
        person: String,
        #[arg(long, value_name = "ID|PRODUCT")]
        pool: String,
        #[arg(long = "country", value_name = "COUNTRY")]
        used_in: Option<String>,
        #[command(flatten)]
        of: Company,
        #[command(flatten)]
        trial: Trial,
    },
    Import {
        file: PathBuf,
        #[arg(long, value_name = "ID|PRODUCT")]
        pool: String,
        #[arg(long, value_name = "FILE")]
        bad_rows: Option<PathBuf>,
        #[command(flatten)]
        of: Company,
        #[command(flatten)]
        trial: Trial,
    },
    Unassign {
        person: String,
        #[arg(long, value_name = "ID|PRODUCT")]
        pool: String,
        #[arg(long, value_name = "REASON", default_value = "returned",
              value_parser = coded(&[UnassignReason::Returned, UnassignReason::HolderLeft], UnassignReason::code))]
        reason: String,
        #[command(flatten)]
        of: Company,
        #[command(flatten)]
        trial: Trial,
    },
    Requests {
        #[arg(long = "state", value_parser = coded(SeatRequestState::ALL, SeatRequestState::code))]
        request_state: Option<String>,
        #[command(flatten)]
        of: Company,
    },
    Request {
        #[arg(long, value_name = "ID|PRODUCT")]
        pool: String,
        #[arg(long, value_name = "TEXT")]
        reason: String,
        #[command(flatten)]
        of: Company,
        #[command(flatten)]
        trial: Trial,
    },
    Decide {
        request: String,
        #[arg(value_enum)]
        decision: Decision,
        #[arg(long, value_name = "TEXT", required_if_eq("decision", "decline"))]
        reason: Option<String>,
        #[arg(long = "country", value_name = "COUNTRY")]
        used_in: Option<String>,
        #[command(flatten)]
        trial: Trial,
    },
    Withdraw {
        request: String,
        #[command(flatten)]
        trial: Trial,
    },
}

#[derive(Subcommand)]
pub(crate) enum Notice {
    List(Company),
    Messages {
        #[command(flatten)]
        of: Company,
        #[arg(long, value_name = "EMAIL|ID")]
        person: Option<String>,
    },
    Show {
        message: String,
    },
}

#[derive(Subcommand)]
pub(crate) enum Export {
    Memberships {
        #[arg(long, conflicts_with = "json")]
        csv: bool,
    },
    Activity {
        #[arg(long, value_name = "DATE")]
        from: Option<String>,
        #[arg(long, value_name = "DATE")]
        to: Option<String>,
        #[arg(long, conflicts_with = "json")]
        csv: bool,
    },
    Forecast {
        #[arg(long, value_name = "DATE")]
        from: Option<String>,
        #[arg(long, value_name = "DATE")]
        to: Option<String>,
        #[arg(long, default_value = "month", value_parser = ["month", "day"])]
        by: String,
        #[arg(long, conflicts_with = "json")]
        csv: bool,
    },
    Ics {
        #[command(flatten)]
        of: Company,
        #[arg(long, conflicts_with = "account")]
        own: bool,
    },
}

#[derive(Subcommand)]
pub(crate) enum Audit {
    Search {
        #[arg(long, value_name = "EMAIL|ID|NAME")]
        actor: Option<String>,
        #[arg(long, value_parser = coded(AuditAct::ALL, AuditAct::code))]
        act: Option<String>,
        #[arg(long, value_name = "ID|NUMBER|EMAIL")]
        object: Option<String>,
        #[arg(long, value_name = "DATE|INSTANT")]
        from: Option<String>,
        #[arg(long, value_name = "DATE|INSTANT")]
        to: Option<String>,
        #[arg(long, value_name = "N", default_value_t = 50, value_parser = value_parser!(u32).range(1..=200))]
        limit: u32,
    },
}

#[derive(Subcommand)]
pub(crate) enum Programme {
    Init {
        folder: PathBuf,
        #[arg(long = "from", value_name = "NAME", value_parser = PossibleValuesParser::new(Files::embedded_names()))]
        from_programme: String,
    },
    Validate {
        programme: String,
    },
    Show {
        programme: String,
    },
    Test {
        programme: String,
    },
    Plan {
        programme: String,
        #[arg(long, value_name = "DATE", value_parser = day)]
        effective_on: Option<Date>,
        #[command(flatten)]
        trial: Trial,
    },
    Approve {
        plan: String,
        #[arg(long, value_name = "DIGEST")]
        digest: String,
        #[command(flatten)]
        trial: Trial,
    },
    Apply {
        plan: String,
        #[arg(long, value_name = "DIGEST")]
        digest: String,
        #[command(flatten)]
        trial: Trial,
    },
    Export {
        #[arg(long, value_name = "N", value_parser = value_parser!(u32).range(1..))]
        version: Option<u32>,
        #[arg(long = "to", value_name = "DIR")]
        folder: Option<PathBuf>,
    },
    History {
        #[arg(long, value_name = "N")]
        of: Option<u32>,
        #[arg(long, value_name = "N", requires = "of")]
        since: Option<u32>,
    },
}

#[derive(Subcommand)]
pub(crate) enum Clock {
    Show,
    Advance {
        clock: Option<String>,
        #[arg(long, value_name = "DATE", value_parser = day)]
        to: Date,
        #[command(flatten)]
        trial: Trial,
    },
}

#[derive(Subcommand)]
pub(crate) enum Config {
    Show,
}

/// On the machine itself, without the network, while no server runs.
#[derive(Subcommand)]
pub(crate) enum Backup {
    Create {
        #[command(flatten)]
        kept: Kept,
        #[arg(long = "to", value_name = "DIR")]
        to_folder: PathBuf,
    },
    Verify {
        backup: PathBuf,
        #[arg(long, value_name = "FILE")]
        key_file: PathBuf,
    },
    Restore {
        backup: PathBuf,
        #[arg(long, value_name = "DIR")]
        data: PathBuf,
        #[arg(long, value_name = "FILE")]
        key_file: PathBuf,
    },
}

#[derive(Subcommand)]
pub(crate) enum Admin {
    Person {
        #[command(flatten)]
        installation: Installation,
        #[arg(long = "name", value_name = "TEXT")]
        full_name: String,
        #[arg(long, value_name = "ADDRESS")]
        email: String,
        #[arg(long = "role", value_name = "NAMES", value_delimiter = ',', required = true,
              value_parser = coded(Role::ALL, Role::code))]
        vendor_role: Vec<String>,
    },
    Link {
        #[command(flatten)]
        installation: Installation,
        #[arg(long, value_name = "EMAIL|ID")]
        person: String,
        #[arg(long, value_name = "N", default_value_t = 24, value_parser = value_parser!(i64).range(1..=168))]
        hours: i64,
    },
    Token {
        #[command(flatten)]
        installation: Installation,
        #[arg(long, value_name = "ID|NUMBER|NAME")]
        account: Option<String>,
        #[arg(long, value_name = "EMAIL|ID", conflicts_with = "role")]
        person: Option<String>,
        #[arg(long, value_name = "NAMES", value_delimiter = ',', requires = "name",
              value_parser = coded(Role::ALL, Role::code))]
        role: Vec<String>,
        #[arg(long, value_name = "TEXT", value_parser = filled)]
        name: Option<String>,
        #[arg(long, value_name = "N", default_value_t = 90, value_parser = value_parser!(i64).range(1..=3650))]
        days: i64,
    },
    Role {
        #[command(flatten)]
        installation: Installation,
        #[arg(long, value_name = "EMAIL|ID")]
        person: String,
        #[arg(long, value_name = "ROLES", value_delimiter = ',', required_unless_present = "take",
              value_parser = coded(Role::ALL, Role::code))]
        give: Vec<String>,
        #[arg(long, value_name = "ROLES", value_delimiter = ',', required_unless_present = "give",
              value_parser = coded(Role::ALL, Role::code))]
        take: Vec<String>,
        #[arg(long)]
        acknowledge_last: bool,
    },
    Tokens {
        #[command(flatten)]
        installation: Installation,
        #[arg(long, value_name = "ID|NUMBER|NAME")]
        account: Option<String>,
    },
    RevokeToken {
        #[command(flatten)]
        installation: Installation,
        api_token: String,
    },
    SignOut {
        #[command(flatten)]
        installation: Installation,
        #[arg(long, value_name = "EMAIL|ID")]
        person: String,
    },
}

/// A day, as the server reads it too.
pub(crate) fn day(text: &str) -> Result<Date, NoDay> {
    calendar_day(text).ok_or(NoDay)
}

/// What is wrong with a text that names no day; the words for it are in the catalogues.
#[derive(Debug)]
pub(crate) struct NoDay;

impl fmt::Display for NoDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a day")
    }
}

impl Error for NoDay {}

/// What a header can carry.
fn header(text: &str) -> Result<String, reqwest::header::InvalidHeaderValue> {
    reqwest::header::HeaderValue::from_str(text).map(|_| text.to_owned())
}

/// A text with something in it.
fn filled(text: &str) -> Result<String, &'static str> {
    if text.trim().is_empty() { Err("empty") } else { Ok(text.to_owned()) }
}

/// Codes as they are typed, with hyphens as all of the command line or as the API writes them; read as the latter.
pub(crate) fn coded<T: Copy>(all: &[T], code: fn(T) -> &'static str) -> impl TypedValueParser<Value = String> + use<T> {
    let typed = |value: &T| PossibleValue::new(code(*value).replace('_', "-")).alias(code(*value));
    PossibleValuesParser::new(all.iter().map(typed)).map(|typed| typed.replace('-', "_"))
}

/// The whole command line with its help in one language.
pub(crate) fn command(language: Language) -> Command {
    let usage = message(language, "cli-usage", &[]);
    let template = format!("{{about-with-newline}}\n{usage} {{usage}}\n\n{{all-args}}{{after-help}}");
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
    with_texts(Cli::command().version(BUILD).arg(version), language, "cli", &template)
}

fn with_texts(command: Command, language: Language, path: &str, template: &str) -> Command {
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help);
    let examples = format!("{path}.examples");
    let [common, arguments, options] =
        ["cli-common", "cli-arguments", "cli-options"].map(|heading| message(language, heading, &[]));
    let mut place = 0;
    let mut command = command
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .about(message(language, path, &[]))
        .help_template(template.to_owned())
        .subcommand_help_heading(message(language, "cli-commands", &[]))
        .subcommand_value_name(message(language, "cli-command", &[]))
        .arg(help)
        .mut_args(|arg| {
            let text = message(language, &help_of(path, &arg, language), &[]);
            let takes_values = arg.get_action().takes_values();
            let heading = match (arg.is_global_set(), arg.is_positional()) {
                (true, _) => &common,
                (false, true) => &arguments,
                (false, false) => &options,
            };
            let mut arg = arg.help_heading(heading.clone());
            if arg.is_positional() {
                // Under a heading they would stand by their names, not as they are typed.
                place += 1;
                arg = arg.display_order(place);
            }
            // What may be given and what is assumed stands in the text, in the reader's language.
            let arg = arg.help(text).hide_default_value(takes_values).hide_possible_values(takes_values);
            match arg.get_action() {
                // What is said twice is meant once.
                ArgAction::SetTrue => arg.clone().overrides_with(arg.get_id()),
                // A number below zero is a value, which is refused as one where it must be.
                _ if takes_values => arg.allow_negative_numbers(true),
                _ => arg,
            }
        });
    if has_message(language, &examples) {
        let heading = message(language, "cli-examples", &[]);
        command = command.after_help(format!("{heading}\n{}", indented(&message(language, &examples, &[]))));
    }
    let names: Vec<String> = command.get_subcommands().map(|verb| verb.get_name().to_owned()).collect();
    for name in names {
        let path = format!("{path}-{name}");
        command = command.mut_subcommand(name, |verb| with_texts(verb, language, &path, template));
    }
    command
}

/// The text of an argument: the one that its command has for it, else the one for all that are called so.
fn help_of(path: &str, arg: &Arg, language: Language) -> String {
    let general = format!("arg-{}", arg.get_id().as_str().replace('_', "-"));
    let own = format!("{path}.{general}");
    if has_message(language, &own) { own } else { format!("cli-{general}") }
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("  {line}\n")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(command: &Command, path: &str, language: Language, into: &mut Vec<String>) {
        into.push(path.to_owned());
        into.extend(command.get_arguments().map(|arg| help_of(path, arg, language)));
        for verb in command.get_subcommands() {
            ids(verb, &format!("{path}-{}", verb.get_name()), language, into);
        }
    }

    #[test]
    fn every_command_and_argument_has_its_help_in_both_languages() {
        for language in Language::ALL {
            let mut wanted = Vec::new();
            ids(&command(*language), "cli", *language, &mut wanted);
            let missing: Vec<_> = wanted.iter().filter(|id| !has_message(*language, id)).collect();
            assert!(missing.is_empty(), "{language}: {missing:?}");
        }
    }

    #[test]
    fn a_command_says_in_its_own_words_what_an_argument_is_to_it() {
        let of = |arg: &str, verb: &str, noun: &str| {
            let all = command(Language::En);
            let verb = all.find_subcommand(noun).and_then(|found| found.find_subcommand(verb)).expect("a command");
            let found = verb.get_arguments().find(|found| found.get_id() == arg).expect("an argument");
            found.get_help().map(ToString::to_string).unwrap_or_default()
        };
        assert_eq!(of("offer", "place", "order"), "the offer, for example action-pack");
        assert_eq!(of("offer", "renew", "membership"), "another offer of the same group for the coming year");
        assert_eq!(of("file", "invoice", "order"), "the file to make");
        assert!(of("file", "import", "evidence").contains("comma-separated"));
    }

    fn examples(command: &Command, path: &str, language: Language, into: &mut Vec<String>) {
        let id = format!("{path}.examples");
        if has_message(language, &id) {
            into.extend(message(language, &id, &[]).lines().map(str::to_owned));
        }
        for verb in command.get_subcommands() {
            examples(verb, &format!("{path}-{}", verb.get_name()), language, into);
        }
    }

    #[test]
    fn every_example_can_be_typed_as_it_stands() {
        for language in Language::ALL {
            let mut lines = Vec::new();
            examples(&command(*language), "cli", *language, &mut lines);
            assert!(lines.len() > 20, "{lines:?}");
            for line in lines {
                // What a shell would split otherwise stands in no example.
                assert!(!line.contains(['"', '\'', '“', '”', '«', '»', '’', '\u{a0}']), "{line}");
                let parsed = command(*language).try_get_matches_from(line.split_whitespace());
                assert!(parsed.is_ok(), "{line}: {:?}", parsed.err());
            }
        }
    }

    /// The commands that do something, each with the words that it is called by.
    fn leaves(command: &Command, words: &str, path: &str, into: &mut Vec<(String, String)>) {
        if !command.has_subcommands() {
            into.push((words.to_owned(), path.to_owned()));
        }
        for verb in command.get_subcommands() {
            let name = verb.get_name();
            leaves(verb, &format!("{words} {name}"), &format!("{path}-{name}"), into);
        }
    }

    #[test]
    fn every_command_shows_examples_of_itself() {
        for language in Language::ALL {
            let mut all = Vec::new();
            leaves(&command(*language), "symbolon", "cli", &mut all);
            assert!(all.len() > 150, "{}", all.len());
            for (words, path) in all {
                let id = format!("{path}.examples");
                assert!(has_message(*language, &id), "{language}: {words} has no example");
                for line in message(*language, &id, &[]).lines() {
                    let own = line.strip_prefix(&words).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
                    assert!(own, "{language}: {line} is no example of {words}");
                }
            }
        }
    }

    #[test]
    fn the_definition_is_consistent() {
        for language in Language::ALL {
            command(*language).debug_assert();
        }
    }
}
