//! The words that ads use, as tables: what can be said about an ad's language
//! is said here, and nowhere in code.
//!
//! A row's phrases are parted by ` / `; see [`Pattern`](super::pattern::Pattern)
//! for what a phrase may hold.

mod credentials;
mod cues;
mod education;
mod languages;
#[cfg(test)]
mod rows;

pub(super) use credentials::{CERTIFICATES, DRIVING, DRIVING_FILLERS, FORKLIFT, LICENCES};
pub(super) use cues::{
    CUES, Cue, DURATION, EXPERIENCE, HEADINGS, KNOWLEDGE, NUMBERS, OWN_OCCUPATION, SHIFTS, STOP,
    Section,
};
pub(super) use education::{EDUCATIONS, FIELDS, SUN_FIELDS, SUN_LEVELS};
pub(super) use languages::{LANGUAGES, LEVELS, SKILLS};
