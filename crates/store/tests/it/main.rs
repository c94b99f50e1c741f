//! One binary for all tests of the store: each further file here would be one more to link.

#[macro_use]
mod engines;
mod support;

mod audit;
mod backups;
mod defects;
#[cfg(feature = "rigs")]
mod faults;
mod ledger;
mod moves;
mod opening;
mod orders;
mod outbox;
mod plans;
mod races;
mod roles;
mod schema;
mod secrets;
mod sweeps;
mod verify;
mod walls;
