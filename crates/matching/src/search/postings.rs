//! Which needs ask for a concept: the inverted index.

use etablera_taxonomy::Concept;

use super::index::Index;
use super::question::Questions;
use super::run::Sorted;
use crate::profile::Profile;

/// For every concept, the needs that ask for it and what that weighs.
#[derive(Clone, Debug, Default)]
pub(super) struct Postings {
    of: Vec<Vec<Posting>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Posting {
    need: u32,
    /// The weight in thousandths, or [`MUST`] for a must that silence leaves
    /// unknown.
    weight: u32,
}

/// Counts a must in the upper bits of a [`Chance`], above all points.
const MUST: u32 = 1 << 24;

/// How many open musts of a need are counted: as many as there are bits for.
pub(super) const MOST_MUSTS: usize = 100;

/// The top bit of a [`Chance`]: the profile wishes for the need.
const WISHED: u32 = 1 << 31;

/// The most that what a profile claims can do for a need: points, and how
/// many of its open musts are touched at all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Chance(u32);

impl Chance {
    pub(super) fn points(self) -> u32 {
        self.0 % MUST
    }

    pub(super) fn musts(self) -> u32 {
        self.0 % WISHED / MUST
    }

    pub(super) fn is_wished(self) -> bool {
        self.0 >= WISHED
    }
}

impl Postings {
    pub(super) fn add(&mut self, questions: &Questions<'_>, need: &Sorted) {
        for (concept, posting) in postings(questions, need) {
            let at = concept.index();
            if self.of.len() <= at {
                self.of.resize_with(at + 1, Vec::new);
            }
            self.of[at].push(posting);
        }
    }

    pub(super) fn remove(&mut self, questions: &Questions<'_>, need: &Sorted) {
        for (concept, posting) in postings(questions, need) {
            let list = &mut self.of[concept.index()];
            if let Some(at) = list.iter().position(|other| *other == posting) {
                list.swap_remove(at);
            }
        }
    }
}

/// What a need has in the lists of concepts.
fn postings(questions: &Questions<'_>, need: &Sorted) -> Vec<(Concept, Posting)> {
    let musts = need.musts().iter().filter(|must| questions.is_open(must.question));
    let musts = musts.take(MOST_MUSTS).map(|must| (must.question, MUST));
    let scored = need.scored().iter().map(|asked| (asked.question, asked.weight));
    let posting = |(question, weight)| {
        Some((questions.concept(question)?, Posting { need: need.head.need, weight }))
    };
    musts.chain(scored).filter_map(posting).collect()
}

/// The chances of one profile at a time, need by need.
pub(super) struct Chances {
    of: Vec<Chance>,
    /// What the profile's claims can cover of each concept, in percent.
    covers: Vec<u8>,
    touched: Vec<Concept>,
}

impl Chances {
    pub(super) fn new(index: &Index<'_, '_>) -> Self {
        let (needs, concepts) = (index.needs.len(), index.postings.of.len());
        Self { of: vec![Chance(0); needs], covers: vec![0; concepts], touched: Vec::new() }
    }

    /// Works the chances of another profile out.
    pub(super) fn work_out(&mut self, index: &Index<'_, '_>, profile: &Profile<'_>) {
        self.of.fill(Chance(0));
        for (concept, percent) in profile.covers(index.matcher.parameters()) {
            let Some(covers) = self.covers.get_mut(concept.index()) else { continue };
            if *covers == 0 {
                self.touched.push(concept);
            }
            *covers = percent.max(*covers).max(1);
        }
        for concept in self.touched.drain(..) {
            let covers = u32::from(std::mem::take(&mut self.covers[concept.index()]));
            for posting in &index.postings.of[concept.index()] {
                let adds = if posting.weight == MUST { MUST } else { posting.weight * covers };
                self.of[posting.need as usize].0 += adds;
            }
        }
        for &need in index.wished.by(profile) {
            self.of[need as usize].0 |= WISHED;
        }
    }

    pub(super) fn get(&self, need: u32) -> Chance {
        self.of[need as usize]
    }
}
