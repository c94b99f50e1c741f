//! Scenarios, rigs and benchmarks; never shipped.

pub mod scenario;
pub mod support;
