//! Scenarios, rigs and benchmarks; never shipped.
