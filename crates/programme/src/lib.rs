//! Reads a programme from files and checks it.
//!
//! A programme is a folder of TOML files and CSV licence tables. [`load`] reads them all, reports everything that is
//! wrong at once, each at its own place, and returns a programme only if nothing is. [`run_cases`] runs the worked
//! examples that the programme brings along.

mod assemble;
mod benefits;
mod campaigns;
mod cases;
mod company;
mod diagnostic;
mod diff;
mod document;
mod files;
mod offers;
mod parse;
mod requirements;
mod rules;
mod schema;
mod shape;
mod table;
mod taxes;

use symbolon_domain::programme::Programme;

pub use cases::{Case, CaseResult, run_cases};
pub use diagnostic::{Diagnostic, Diagnostics};
pub use diff::{Difference, differences};
pub use files::{Files, Unreadable};
pub use schema::json_schemas;

/// A programme that was read and found without fault.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The programme.
    pub programme: Programme,
    /// Its worked examples.
    pub cases: Vec<Case>,
}

/// Reads and checks a programme. `version` is the number that it gets; the files do not know it.
///
/// # Errors
/// Everything that is wrong with the files. Unknown keys and wrong types are reported first; only files whose shape is
/// right are compared with each other.
pub fn load(files: &Files, version: u32) -> Result<Loaded, Diagnostics> {
    assemble::assemble(files, version, false)
}

/// Reads a version that was accepted before. Rules that came since then are asked of new versions only, so that nobody’s
/// database is closed by an update.
///
/// # Errors
/// Everything that was wrong with the files even then.
pub fn load_accepted(files: &Files, version: u32) -> Result<Loaded, Diagnostics> {
    assemble::assemble(files, version, true)
}
