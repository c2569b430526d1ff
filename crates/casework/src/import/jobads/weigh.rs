//! How strongly a clause asks for what stands in it, if at all.

use std::ops::Range;

use etablera_domain::{Strength, Weight};

use super::clause::Clause;
use super::pattern::Table;
use super::phrases::{CUES, Cue, Section};

/// What is found in a clause weighs by what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// A licence, a language, an education, time in an occupation: ads name
    /// these only to ask for them.
    Formal,
    /// A competence that words of knowing or experience announce.
    Announced,
    /// A competence that only stands there.
    Named,
}

/// The cues of one clause.
#[derive(Clone, Debug)]
pub(super) struct Cues(Vec<(Cue, Range<usize>)>);

/// Finds cues by a compiled table.
#[derive(Clone, Debug)]
pub(super) struct Scale(Table<Cue>);

/// A `Should` of a weight from 1 to 5.
pub(super) fn should(weight: u64) -> Strength {
    Weight::try_from(weight).map_or(Strength::Must, Strength::Should)
}

impl Scale {
    pub(super) fn new() -> Self {
        Self(Table::new(CUES))
    }

    /// The cues of a clause. Every place counts, so that a short cue inside a
    /// longer one is not lost.
    pub(super) fn cues(&self, clause: &Clause) -> Cues {
        let mut cues = self.0.all(&clause.tokens);
        if clause.tokens.first().is_some_and(|token| token.word == "minst") {
            cues.push((Cue::Must, 0..1));
        }
        Cues(cues)
    }
}

impl Cues {
    fn has(&self, wanted: Cue) -> bool {
        self.0.iter().any(|(cue, _)| *cue == wanted)
    }

    fn before(&self, wanted: Cue, at: usize) -> bool {
        self.0.iter().any(|(cue, place)| *cue == wanted && place.end <= at)
    }

    /// How strongly what stands at `place` is asked for; `None` where it is
    /// not.
    pub(super) fn weigh(
        &self,
        section: Section,
        place: &Range<usize>,
        sort: Sort,
    ) -> Option<Strength> {
        let wished = self.has(Cue::Merit) || self.before(Cue::MeritAfter, place.start);
        let asked = wished || self.has(Cue::Must) || self.has(Cue::Ought);
        let offered = self.before(Cue::Offer, place.start);
        if self.has(Cue::Negated) && !wished || offered && section != Section::Asks {
            return None;
        }
        match section {
            Section::Other if !asked || sort == Sort::Named && !wished => return None,
            Section::Duties if !asked => return (sort != Sort::Formal).then(|| should(2)),
            Section::Merits => return Some(should(3)),
            _ => {}
        }
        Some(match sort {
            _ if wished => should(3),
            Sort::Named => should(2),
            _ if self.has(Cue::Ought) || self.has(Cue::Alternative) => should(4),
            _ => Strength::Must,
        })
    }
}
