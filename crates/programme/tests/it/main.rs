//! One binary for all tests of the reader: each further file here would be one more to link.

mod builtin;
mod diagnostics;
mod requirements;
