//! Stable matching: nobody and no need would both rather have each other.
//!
//! Deferred acceptance with seats and incomplete lists, from either side, and
//! the report of the pairs that would break a plan.
//!
//! Ties are broken by number, the lower first, on both sides. The plan is
//! then *weakly* stable: no pair gains strictly on both sides, and another
//! weakly stable plan may place more people, for finding the largest is hard
//! (NP-hard) where lists are both tied and incomplete. Where no list has
//! ties, the plan is the best stable one for the side that proposes, one by
//! one, and the worst for the other; every stable plan then fills each need
//! to the same number, and leaves the same people without a seat.
//!
//! ```
//! use etablera_matching::assignment::{Instance, Preferences};
//! use etablera_matching::stability::{Lists, Side, blocking_pairs};
//!
//! // Both like the other one's first choice best, in a circle.
//! let instance = Instance::new(2, vec![1, 1], &[(0, 0, 9), (0, 1, 9), (1, 0, 9), (1, 1, 9)])?;
//! let preferences = Preferences::new(&instance, vec![0, 1, 1, 0], vec![1, 0, 0, 1])?;
//! let lists = Lists::best_first(&instance, &preferences);
//! let theirs = lists.settle(Side::Participants).plan;
//! let needs = lists.settle(Side::Needs).plan;
//! assert_eq!([theirs.need_of(0), theirs.need_of(1)], [Some(0), Some(1)]);
//! assert_eq!([needs.need_of(0), needs.need_of(1)], [Some(1), Some(0)]);
//! assert_eq!(blocking_pairs(&instance, &preferences, &theirs, 10)?.count, 0);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod accept;
mod blocking;
mod lists;

pub use blocking::{Blocking, blocking_pairs};
pub use lists::{Choice, Lists, ListsError};

use crate::assignment::Plan;

/// Which side proposes, and so gets the best stable plan there is for it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Side {
    /// The participants.
    #[default]
    Participants,
    /// The needs: their employers.
    Needs,
}

/// A stable plan, and the work it took.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled {
    /// Who goes where.
    pub plan: Plan,
    /// How many proposals were made: the same in whatever order they are.
    pub proposals: u64,
}
