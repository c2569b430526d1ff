//! The command line from outside: what it prints, what it refuses, and the
//! whole chain on official releases.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod accounts;
mod assign;
mod assign_faults;
mod bad_input;
mod decisions;
mod experiment;
mod files;
mod journeys;
mod leak;
mod needs;
mod papers;
mod people;
mod plan;
mod planning;
mod printed;
mod programme;
mod real_releases;
mod receipts;
mod referrals;
mod reports;
mod reports_audit;
mod reports_model;
mod reports_monthly;
mod reports_outcomes;
mod rooms;
mod rules;
mod serve;
mod store;
mod stories;
mod support;
mod upkeep;
