//! What the benchmarks are made of: a world to measure in, loads over HTTP, the goals, and baselines that do the same
//! work without this product.

pub mod bare;
pub mod figures;
pub mod load;
pub mod postgres;
pub mod redis;
pub mod rows;
pub mod world;
