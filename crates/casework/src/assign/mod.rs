//! The bare assignment kernel on tables: possible pairs with scores and
//! seats in, who goes where out, and a check of a plan with its prices.
//!
//! Tables are comma-separated values with a header, plain or gzip; columns
//! stand in any order. Ids are any text; a row that is not what it should be
//! is a fault with its line and column. Participants are numbered in the
//! order of their first appearance among the edges, needs in the order of the
//! seats.

mod check;
mod edges;
mod fault;
mod groups;
mod limits;
mod names;
mod plan;
mod preferences;
mod prices;
mod problem;
mod summary;
mod table;

pub use check::{Checked, check};
pub use names::Names;
pub use plan::write_plan;
pub use prices::write_prices;
pub use problem::{Problem, Tables};
pub use summary::{FairPrice, GroupShare, Summary};
pub use table::io_error;

pub(crate) use edges::{MAX_SEATS, twice, unknown};
pub(crate) use groups::{read_groups, whole_file};
pub(crate) use table::{quoted, read, sentence, text, whole};
