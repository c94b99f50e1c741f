//! One binary for all tests of the store: each further file here would be one more to link.

mod support;

mod defects;
mod ledger;
mod opening;
mod races;
mod secrets;
mod sweeps;
mod verify;
mod walls;
