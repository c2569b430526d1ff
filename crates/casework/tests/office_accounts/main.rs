//! Who may log in, on a file and on a real server.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod api_tokens;
mod external;
mod invitations;
mod keeping;
mod lock_out;
mod log_in;
mod manage;
mod sessions;
mod support;
