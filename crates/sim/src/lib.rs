//! Scenarios, rigs and benchmarks; never shipped.

pub mod rig;
pub mod scenario;
pub mod support;
