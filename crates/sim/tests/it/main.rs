//! One binary for what runs above all crates: each further file here would be one more to link.

mod changes;
mod company;
#[cfg(feature = "servers")]
mod depths;
mod histories;
mod moments;
#[cfg(feature = "servers")]
mod notices;
mod pages;
#[cfg(feature = "servers")]
mod parsers;
mod parts;
mod people;
#[cfg(feature = "servers")]
mod rigs;
mod rules;
mod scenarios;
#[cfg(feature = "servers")]
mod shared;
mod simulator;
#[cfg(feature = "servers")]
mod support;
mod tidy;
mod unsaid;
