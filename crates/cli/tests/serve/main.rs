//! The program `etablera serve` itself, on a port of the loopback address and a
//! real store, under bad input and faults.
//!
//! `ETABLERA_CRASH_ROUNDS` says how often it is killed, and
//! `ETABLERA_GONE_SECONDS` for how long its database goes away.
#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod backup;
mod bytes;
mod client;
mod encrypted;
mod farewell;
mod framing;
mod gone;
mod killed;
mod notes;
mod place;
mod process;
mod replayed;
mod silent;
mod slow;
mod wire;
