//! Scenarios, rigs and benchmarks; never shipped.

pub mod bench;
pub mod rig;
pub mod scenario;
pub mod simulator;
pub mod support;
