//! What can be typed about events and the addresses to which they are sent.

use clap::Subcommand;
use symbolon_domain::event::EventType;
use symbolon_domain::webhook::WebhookState;

use crate::args::{Company, Trial, coded};

#[derive(Subcommand)]
pub(crate) enum EventVerb {
    List {
        #[command(flatten)]
        of: Company,
        #[arg(long = "type", value_name = "TYPE", value_parser = coded(EventType::ALL, EventType::code))]
        event_type: Option<String>,
        #[arg(long, value_name = "EVENT")]
        after: Option<String>,
    },
    Show {
        event: String,
    },
    Tail {
        #[command(flatten)]
        of: Company,
        #[arg(long = "type", value_name = "TYPE", value_parser = coded(EventType::ALL, EventType::code))]
        event_type: Option<String>,
    },
}

#[derive(Subcommand)]
pub(crate) enum WebhookVerb {
    List(Company),
    Add {
        url: String,
        #[arg(long = "type", value_name = "TYPES", value_delimiter = ',',
              value_parser = coded(EventType::ALL, EventType::code))]
        event_types: Vec<String>,
        #[command(flatten)]
        of: Company,
        #[command(flatten)]
        trial: Trial,
    },
    Test {
        webhook: String,
        #[command(flatten)]
        trial: Trial,
    },
    Deliveries {
        webhook: String,
        #[arg(long = "state", value_parser = coded(WebhookState::ALL, WebhookState::code))]
        delivery_state: Option<String>,
    },
    Resend {
        delivery: String,
        #[command(flatten)]
        trial: Trial,
    },
    Replay {
        webhook: String,
        #[arg(long, value_name = "SEQUENCE")]
        from: u64,
        #[arg(long, value_name = "SEQUENCE")]
        to: Option<u64>,
        #[command(flatten)]
        trial: Trial,
    },
    Secret {
        webhook: String,
        #[command(flatten)]
        trial: Trial,
    },
    Resume {
        webhook: String,
        #[command(flatten)]
        trial: Trial,
    },
    Remove {
        webhook: String,
        #[command(flatten)]
        trial: Trial,
    },
}
