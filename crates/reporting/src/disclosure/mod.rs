//! What may be told of groups without telling of anybody.
//!
//! Four tools. [`OneWay`], [`TwoWay`] and [`Tree`] are tables of counts whose
//! small cells are hidden, with as many others that nobody can work them out
//! from the margins. [`supply`] is a list of who is there, made coarse until
//! every group has enough people. [`Released`] remembers what was told of the
//! same people before, and refuses what would give a small group by
//! subtraction. An [`Edition`] is a supply that follows an earlier one.
//!
//! None of them hides that everybody in a group is alike: where all
//! seven in a cell have the same answer, the cell tells it of each.

mod choose;
mod edition;
mod network;
mod released;
mod span;
mod supply;
mod table;

pub use edition::{Edition, Members};
pub use network::Range;
pub use released::{Release, ReleaseError, Released};
pub use supply::{
    Area, Group, LanguageBand, Offered, PlaceStep, Precision, Rest, Supplied, Told, supply,
};
pub use table::{
    Hidden, OneWay, OneWayShown, Rule, Shown, TableError, Tree, TreeShown, TwoWay, TwoWayShown,
};
