//! Scenarios, rigs and benchmarks; never shipped.

pub mod bench;
pub mod rig;
pub mod rules;
pub mod scenario;
pub mod simulator;
pub mod support;
pub mod tree;
