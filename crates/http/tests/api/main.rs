//! The server from outside: who is let in, what is refused, what is answered,
//! over a file and over a real database.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod bad_input;
mod fixture;
mod invitation;
mod operate;
mod requests;
mod session;
#[cfg(feature = "sign-on")]
mod sign_on;
mod tokens;
