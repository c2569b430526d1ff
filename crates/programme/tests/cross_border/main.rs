//! Across borders: what a log amounts to, in whatever order it is handed over,
//! and which tasks are open in which country.
#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod counts;
mod gate;
#[path = "../common/story.rs"]
mod story;
