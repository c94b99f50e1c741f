//! What can be typed about competencies, evidence and certification profiles.

use std::path::PathBuf;

use clap::Subcommand;
use jiff::civil::Date;
use symbolon_domain::competency::Stage;

use crate::args::{Company, Trial, coded, day};

#[derive(Subcommand)]
pub(crate) enum Competency {
    List {
        #[command(flatten)]
        of: Company,
        #[arg(long, value_name = "STAGE", value_parser = coded(Stage::ALL, Stage::code))]
        stage: Option<String>,
        #[arg(long)]
        area: Option<String>,
    },
    Show {
        competency: String,
        #[command(flatten)]
        of: Company,
    },
    Override {
        competency: String,
        #[arg(long)]
        level: String,
        // On the command line an override always has an end.
        #[arg(long, value_name = "DATE", value_parser = day)]
        until: Date,
        #[arg(long, value_name = "TEXT")]
        note: Option<String>,
        #[command(flatten)]
        of: Company,
        #[command(flatten)]
        trial: Trial,
    },
    Requirements {
        competency: Option<String>,
    },
}

#[derive(Subcommand)]
pub(crate) enum Evidence {
    List(Company),
    Record {
        #[command(flatten)]
        of: Company,
        #[arg(long, requires = "profile", conflicts_with = "metric", required_unless_present = "metric")]
        credential: Option<String>,
        #[arg(long, value_name = "NUMBER", conflicts_with = "metric")]
        profile: Option<String>,
        #[arg(long, requires = "amount")]
        metric: Option<String>,
        #[arg(long, requires = "metric")]
        amount: Option<String>,
        #[arg(long, value_name = "DATE", value_parser = day)]
        dated: Date,
        #[arg(long, value_name = "DATE", value_parser = day)]
        valid_until: Option<Date>,
        #[arg(long, value_name = "DATE", value_parser = day)]
        read_on: Option<Date>,
        #[arg(long)]
        source: String,
        #[command(flatten)]
        trial: Trial,
    },
    Import {
        file: PathBuf,
        #[arg(long)]
        source: String,
        #[arg(long, value_name = "DATE", value_parser = day)]
        read_on: Option<Date>,
        #[command(flatten)]
        trial: Trial,
    },
    Withdraw {
        evidence: String,
        #[command(flatten)]
        trial: Trial,
    },
}

#[derive(Subcommand)]
pub(crate) enum Certification {
    List(Company),
    Link {
        person: String,
        #[arg(long, value_name = "NUMBER")]
        profile: String,
        #[command(flatten)]
        of: Company,
        #[command(flatten)]
        trial: Trial,
    },
    Release {
        person: String,
        #[arg(long, value_name = "DATE", value_parser = day)]
        last_day: Option<Date>,
        #[command(flatten)]
        of: Company,
        #[command(flatten)]
        trial: Trial,
    },
}
