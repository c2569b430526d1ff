//! Who may do what: the whole table, and what holds whatever the table says.
#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod folder;
mod laws;
mod refusals;
mod support;
mod table;
