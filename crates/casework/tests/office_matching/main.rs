//! Employers, needs and matching, on a file and on a real server.
#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod disclosures;
mod employers;
mod lists;
mod proposals;
mod records;
mod support;
