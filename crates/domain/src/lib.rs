//! The rules of a partner programme.
//!
//! Pure: no database, no network, no clock, no randomness, no floating point, no language. [`decide::decide`] turns a
//! [`command::Command`] into facts or a refusal; [`account::Account::apply`] folds facts; [`standing`] says what is
//! held on any day, and [`check`] whether somebody may use something. Time, ids and the caller are arguments.

pub mod access;
pub mod account;
pub mod api_token;
pub mod audit;
pub mod balance;
pub mod campaign;
pub mod change;
pub mod check;
pub mod checklist;
mod closing;
pub mod codes;
pub mod command;
pub mod company;
pub mod competency;
pub mod day;
pub mod decide;
pub mod delivery;
pub mod entitlement;
pub mod event;
mod evidence;
pub mod explanation;
pub mod fact;
pub mod feed;
pub mod ids;
pub mod installation;
mod key;
pub mod matter;
mod membership;
pub mod merge;
pub mod next_year;
pub mod notice;
pub mod offers;
pub mod order;
pub mod outlook;
pub mod overrides;
pub mod people;
pub mod planted;
pub mod programme;
pub mod provisioning;
pub mod refusal;
pub mod renewal_price;
pub mod report;
pub mod requirement;
pub mod seat;
pub mod seat_request;
pub mod shared;
pub mod standing;
pub mod sweep;
pub mod tax;
pub mod ticket;
pub mod token;
pub mod webhook;
