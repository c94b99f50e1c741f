//! One binary for what runs above all crates: each further file here would be one more to link.

mod histories;
mod notices;
mod rigs;
mod rules;
mod scenarios;
mod shared;
mod support;
mod tidy;
