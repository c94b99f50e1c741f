//! The command line as people meet it: the real binary against the demo's server, its words and exit codes as they are
//! printed. Time stands still in the demo, so nothing here is masked.

mod competencies;
mod kept;
mod licence_files;
mod licences;
mod local;
mod operator;
mod story;
mod support;
