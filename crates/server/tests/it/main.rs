//! One binary for all tests of the server: each further file here would be one more to link.

mod support;

mod access;
mod acts;
mod admin_forms;
mod audit;
mod calendars;
mod competencies;
mod contract;
mod conventions;
mod day;
mod described;
mod forms;
mod holders;
mod home;
mod input;
mod licence_files;
mod licences;
mod mail;
mod merged;
mod next_steps;
mod notices;
mod people;
mod plans;
mod proof;
mod provider;
mod reports;
mod said;
mod seat_requests;
mod seating;
mod tables;
mod ui;
mod ways_in;
mod webhooks;
