//! Scenarios, rigs and benchmarks; never shipped.
//!
//! Without the feature `servers` there is neither store nor HTTP: what is left asks the pure domain, and is built again in
//! seconds where a rule changes.

#[cfg(feature = "servers")]
pub mod bench;
#[cfg(feature = "servers")]
pub mod rig;
pub mod rules;
#[cfg_attr(not(feature = "servers"), expect(dead_code, reason = "some words are understood over HTTP only"))]
pub mod scenario;
pub mod simulator;
pub mod support;
pub mod tree;
