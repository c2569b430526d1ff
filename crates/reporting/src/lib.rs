//! Numbers with proof: who counts, and for everybody who does not, the clause.
//!
//! Counts come first and renderers after. Nothing here reads a clock, a file
//! or a store: the day is an argument, and a report is a function of what it
//! is given.

pub mod audit;
pub mod disclosure;
pub mod document;
pub mod freeze;
pub mod indicator;
pub mod interval;
pub mod monthly;
pub mod outcome;
pub mod participation;
pub mod render;
