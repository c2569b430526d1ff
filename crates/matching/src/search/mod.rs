//! Exact lists from an index over needs: what [`Matcher::rank`] answers by
//! looking at every pair, without looking at most of them.
//!
//! Needs ask the same questions, so a *question* is answered once a profile
//! and only when somebody asks ([`question`], [`answers`]). Needs that lie in
//! one municipality and share what rules most people out (hours, shifts,
//! languages) stand together in a [`run`], which is passed over as a whole
//! where its answers rule it out, or where the list is full of better tiers.
//! Inside a run a need is given up at the first answer that puts it behind
//! the worst pair in the list ([`scan`]); ties are never given up, so lists
//! are the same as the exhaustive ones, also where they fill up with pairs of
//! 0 points.

mod answers;
mod best;
mod index;
mod order;
mod postings;
mod question;
mod rank;
mod run;
mod scan;
mod wished;

pub use index::{Index, NoSuchNeed};
