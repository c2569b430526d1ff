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
mod pedagogue;
mod protect;
mod register;
mod reports;
mod special;
mod support;
mod switches;
mod transfer;
mod verify;
mod wish;
