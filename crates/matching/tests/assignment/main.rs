//! Exact plans against every plan there is, on small instances.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod cases;
mod every;
mod exact;
mod proof;
