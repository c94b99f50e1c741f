//! One binary for the domain's properties: each further file here would be one more to link.

mod answers;
mod facts;
mod windows;
