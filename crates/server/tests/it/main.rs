//! One binary for all tests of the server: each further file here would be one more to link.

mod support;

mod conventions;
