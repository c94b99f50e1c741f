//! Scenarios, rigs and benchmarks; never shipped.

pub mod bench;
pub mod scenario;
pub mod support;
