//! What holds on random worlds.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod common;
mod laws;
mod search;
