//! What a store promises, whichever database keeps it.
#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod log;
mod support;
