//! A round: all open needs and all people, solved together, as a proposal.
//!
//! Pairs come from matching, strategies choose, people decide: an override
//! pins or bars, keeps its reason, and shows what it costs.
//!
//! ```
//! use etablera_casework::plan::{Draft, Terms};
//! use etablera_casework::shortlist::Pool;
//! use etablera_casework::town;
//! use etablera_matching::strategy::{Greedy, Strategy};
//! use etablera_matching::{Catalogue, Matcher, Parameters, Tier};
//! use etablera_taxonomy::starter;
//!
//! let town = town::town();
//! let pool = Pool { needs: &town.needs[..9], participants: &town.participants[..9] };
//! let catalogue = Catalogue::new(town.training.iter().cloned())?;
//! let matcher =
//!     Matcher::new(starter(), Parameters::default(), town::AS_OF).with_training(&catalogue);
//! let draft = Draft::new(&matcher, pool, Terms::down_to(Tier::Trainable))?;
//! let open = draft.open()?;
//! let solution = Greedy.solve(&open.round())?;
//! let proposal = draft.proposal(&matcher, &open, &solution)?;
//! assert_eq!(proposal.placed.len() + proposal.left.len(), 9);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod bill;
mod draft;
mod edges;
mod expected;
mod limits;
mod market;
mod open;
mod overrides;
mod proposal;
mod rows;
mod told;
mod why;

pub use bill::Bill;
pub use draft::{Draft, PlanError, Terms};
pub use edges::edges;
pub use expected::chances;
pub use limits::{read_groups, read_limits};
pub use open::Open;
pub use overrides::{Action, Override, read_overrides};
pub use proposal::{Empty, Left, Placed, Proposal, Why, WhyEmpty};
pub use rows::{
    Counts, EmptyRow, HolderRow, LearnRow, LeftRow, MoveRow, OverrideRow, PlacedRow, Row, WhyRow,
    placed_row,
};
pub use told::Told;
pub use why::{Because, WhyNot};

pub(crate) use market::{instance, preferences};
