//! Requirements found in the running text of an ad.

mod competence;
mod credential;
mod education;
mod experience;
mod language;

use std::ops::Range;

use etablera_domain::{Shift, Strength, What};
use etablera_taxonomy::{ConceptId, Taxonomy};

pub(super) use experience::LEAST_MONTHS;

use super::clause::{Clause, Cutter};
use super::labels::{Labels, Speech};
use super::pattern::Table;
use super::phrases::SHIFTS;
use super::token::tokens;
use super::weigh::{Cues, Scale, Sort};

/// A requirement in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hit {
    pub(super) what: What,
    pub(super) strength: Strength,
    /// The words, in bytes of the text.
    pub(super) place: Range<usize>,
    /// What had to be assumed.
    pub(super) assumed: Option<&'static str>,
}

/// What the text of one ad says.
#[derive(Clone, Debug, Default)]
pub(super) struct Said {
    pub(super) hits: Vec<Hit>,
    /// Where it asks for experience that names nothing the taxonomy knows.
    pub(super) unplaced: Vec<Range<usize>>,
    /// The shortest experience asked for anywhere, in months.
    pub(super) months: Option<u16>,
    pub(super) shifts: Vec<Shift>,
}

/// Reads texts, with every table compiled once.
#[derive(Clone, Debug)]
pub(super) struct TextReader<'t> {
    taxonomy: &'t Taxonomy,
    labels: Labels,
    cutter: Cutter,
    scale: Scale,
    shifts: Table<Shift>,
    credentials: credential::Tables,
    languages: language::Tables,
    educations: education::Tables,
    experience: experience::Tables,
}

/// One clause under the reader's eye.
pub(super) struct Sight<'s> {
    text: &'s str,
    clause: &'s Clause,
    cues: Cues,
    speech: Speech,
    /// The ad's own occupation, if the taxonomy knows it.
    own: Option<ConceptId>,
}

impl Sight<'_> {
    /// Where a run of words stands in the text.
    fn place(&self, words: &Range<usize>) -> Range<usize> {
        self.clause.tokens[words.start].start..self.clause.tokens[words.end - 1].end
    }

    /// A hit, unless the clause does not ask for it.
    fn hit(&self, what: What, words: &Range<usize>, sort: Sort) -> Option<Hit> {
        let strength = self.cues.weigh(self.clause.section, words, sort)?;
        Some(Hit { what, strength, place: self.place(words), assumed: None })
    }
}

impl<'t> TextReader<'t> {
    pub(super) fn new(taxonomy: &'t Taxonomy) -> Self {
        Self {
            taxonomy,
            labels: Labels::new(taxonomy),
            cutter: Cutter::new(),
            scale: Scale::new(),
            shifts: Table::new(SHIFTS),
            credentials: credential::Tables::new(),
            languages: language::Tables::new(),
            educations: education::Tables::new(),
            experience: experience::Tables::new(),
        }
    }

    /// Reads a text; `own` is the occupation of the ad.
    pub(super) fn read(&self, text: &str, own: Option<ConceptId>) -> Said {
        let speech = Speech::of(&tokens(text));
        let mut said = Said::default();
        for clause in &self.cutter.cut(text) {
            let cues = self.scale.cues(clause);
            let sight = Sight { text, clause, cues, speech, own };
            self.look(&sight, &mut said);
        }
        said
    }

    fn look(&self, sight: &Sight<'_>, said: &mut Said) {
        let before = said.hits.len();
        self.credentials.find(sight, self.taxonomy, &mut said.hits);
        self.languages.find(sight, &mut said.hits);
        self.educations.find(sight, &mut said.hits);
        self.experience.find(sight, self, said);
        competence::find(sight, self, said);
        let asks = self.experience.asks(sight);
        if said.hits.len() == before
            && let Some(words) = asks
        {
            said.unplaced.push(sight.place(&words));
        }
        let shifts = self.shifts.all(&sight.clause.tokens);
        said.shifts.extend(shifts.into_iter().map(|(shift, _)| shift));
    }
}
