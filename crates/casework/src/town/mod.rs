//! An example town in the north, compiled in: employers, visits, needs with
//! tasks and reasons, people of whom much or little is known, and training.
//!
//! Nobody and nothing in it is real. The first rows of each file are written
//! by hand to show what the service is for (a welder with papers, a forklift
//! driver without, a nurse without a Swedish licence, an engineer who waits
//! for a statement, somebody nobody has asked anything); the rest come from
//! [`generate`](crate::generate) and are frozen. `tests/town.rs` holds what
//! is promised of them, and `tests/town_regenerate.rs` makes the rest anew.
//!
//! ```
//! let town = etablera_casework::town::town();
//! assert_eq!((town.needs.len(), town.participants.len()), (60, 200));
//! ```

use std::sync::OnceLock;

use chrono::NaiveDate;
use etablera_domain::jsonl::{self, Record};
use etablera_domain::{Employer, Need, Participant, TrainingModule, Visit};

/// The day that the town is seen on.
pub const AS_OF: NaiveDate = NaiveDate::from_ymd_opt(2026, 12, 1).expect("a day");

/// The needs to show first: each has people who are ready, people who are
/// after training, and people to ask.
pub const FEATURED: [&str; 3] = ["N01", "N02", "N08"];

/// The example town.
#[derive(Clone, Debug)]
pub struct Town {
    /// Employers, ordered by id.
    pub employers: Vec<Employer>,
    /// A visit to each, ordered by id.
    pub visits: Vec<Visit>,
    /// What they need, ordered by id.
    pub needs: Vec<Need>,
    /// Participants, ordered by id.
    pub participants: Vec<Participant>,
    /// The training there is, ordered by id.
    pub training: Vec<TrainingModule>,
}

/// The example town, read on the first call.
///
/// # Panics
///
/// Never: the data is compiled in and a test reads it.
#[must_use]
pub fn town() -> &'static Town {
    static TOWN: OnceLock<Town> = OnceLock::new();
    TOWN.get_or_init(|| Town {
        employers: rows(include_str!("../../data/town/employers.jsonl")),
        visits: rows(include_str!("../../data/town/visits.jsonl")),
        needs: rows(include_str!("../../data/town/needs.jsonl")),
        participants: rows(include_str!("../../data/town/participants.jsonl")),
        training: rows(include_str!("../../data/town/training.jsonl")),
    })
}

fn rows<T: Record>(text: &str) -> Vec<T> {
    let row = |line| jsonl::parse(line).expect("the compiled-in data is sound");
    text.lines().map(row).collect()
}
