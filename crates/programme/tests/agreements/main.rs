//! Agreements: every path through the machines against a plain telling of the
//! rules, and the days and limits one by one.
#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod limits;
mod placements;
mod services;
#[path = "../common/story.rs"]
mod story;

use etablera_domain::event::{Code, PlacementTerms};
use story::day;

fn code(text: &str) -> Code {
    text.parse().unwrap()
}

fn terms(money: bool, until: &str) -> PlacementTerms {
    PlacementTerms {
        measure: code("trial"),
        from: day("2026-12-01"),
        until: day(until),
        supervisor: "sara".parse().unwrap(),
        money,
    }
}
