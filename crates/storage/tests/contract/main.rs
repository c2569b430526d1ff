//! What a store promises, whichever database keeps it.
#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod backups;
mod clock;
mod folds;
mod log;
mod many;
mod readers;
mod registers;
mod requests;
mod seen;
mod steps;
mod support;
mod unchangeable;
mod verified;
mod writers;
