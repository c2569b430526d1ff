//! The use cases about people, on a file and on a real server.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

#[path = "../shared/mod.rs"]
mod shared;

mod bulk;
mod case;
mod employers;
mod erase;
mod export;
mod network;
mod parts;
mod pedagogue;
mod protect;
mod referrals;
mod referrals_ended;
mod register;
mod reports;
mod reports_audit;
mod reports_freeze;
mod reports_monthly;
mod reports_outcomes;
mod reports_sources;
mod reports_work;
mod special;
mod support;
mod switches;
mod transfer;
mod verify;
mod wish;
