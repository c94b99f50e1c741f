//! One binary for what runs above all crates: each further file here would be one more to link.

mod histories;
mod moments;
mod notices;
mod parsers;
mod rigs;
mod rules;
mod scenarios;
mod shared;
mod simulator;
mod support;
mod tidy;
