//! Answers for reading, at any width, with colour only where it is wanted.

pub(crate) mod account;
pub(crate) mod ads;
pub(crate) mod briefing;
pub(crate) mod concept;
pub(crate) mod experiment;
pub(crate) mod explanation;
pub(crate) mod plan;
pub(crate) mod sheet;
pub(crate) mod shortlist;
pub(crate) mod story;
mod style;
mod wrap;
