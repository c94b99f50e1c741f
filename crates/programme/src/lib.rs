//! Reads a programme from files and checks it.
