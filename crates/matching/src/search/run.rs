//! Needs that stand together.

use chrono::NaiveDate;
use etablera_domain::{Place, Strength, What};
use etablera_taxonomy::Municipality;

use super::question::{QuestionId, Questions};
use crate::matcher::Matcher;
use crate::prepare::{PreparedNeed, PreparedRequirement};

/// Needs in one municipality whose gates are the same.
#[derive(Clone, Debug, Default)]
pub(super) struct Run {
    pub(super) stands: Vec<Stand>,
    /// What the needs ask: for each its musts that are no gates, then
    /// everything that gives points, the heaviest first.
    pub(super) asked: Vec<Asked>,
}

/// A need in a run.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stand {
    pub(super) need: u32,
    /// In the order of ids.
    pub(super) number: u64,
    /// The day by which one must be free to begin.
    pub(super) start: Option<NaiveDate>,
    pub(super) place: Option<Place>,
    /// How many of what it asks are musts, and how many give points.
    pub(super) musts: u32,
    pub(super) scored: u32,
}

/// A question and what it weighs, in thousandths.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked {
    pub(super) question: QuestionId,
    pub(super) weight: u32,
}

/// What all needs of a run have in common.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Common {
    pub(super) municipality: Option<Municipality>,
    pub(super) is_confirmed: bool,
    /// Musts that many needs share, and that rule many people out.
    pub(super) gates: Vec<QuestionId>,
}

/// A need as a run keeps it, and the run it belongs to.
pub(super) struct Sorted {
    pub(super) common: Common,
    pub(super) stand: Stand,
    pub(super) asked: Vec<Asked>,
}

impl Sorted {
    /// Sorts out what a need asks.
    pub(super) fn new<'n>(
        matcher: &Matcher<'_>,
        questions: &mut Questions<'n>,
        need: &PreparedNeed<'n>,
        (place, number): (u32, u64),
    ) -> Self {
        let mut stand =
            Stand { need: place, number, start: None, place: None, musts: 0, scored: 0 };
        let (mut gates, mut musts, mut scored) = (Vec::new(), Vec::new(), Vec::new());
        for asked in &need.requirements {
            let is_must = asked.requirement.strength == Strength::Must;
            let stands_apart = is_must && stand.takes(asked);
            if stands_apart && asked.weight == 0 {
                continue;
            }
            let question = questions.of(matcher, asked);
            if is_must && !stands_apart {
                let list = if is_gate(&asked.requirement.what) { &mut gates } else { &mut musts };
                list.push(question);
            }
            if asked.weight > 0 {
                scored.push(Asked { question, weight: asked.weight });
            }
        }
        for list in [&mut gates, &mut musts] {
            list.sort_unstable();
            list.dedup();
        }
        scored.sort_by_key(|asked| std::cmp::Reverse(asked.weight));
        (stand.musts, stand.scored) = (musts.len() as u32, scored.len() as u32);
        let musts = musts.into_iter().map(|question| Asked { question, weight: 0 });
        let common = Common {
            municipality: stand.place.map(|place| place.municipality),
            is_confirmed: need.need.is_confirmed(),
            gates,
        };
        Self { common, stand, asked: musts.chain(scored).collect() }
    }
}

/// Whether a must is among those that many needs share.
fn is_gate(what: &What) -> bool {
    matches!(what, What::Hours { .. } | What::Shift { .. } | What::Language { .. })
}

impl Stand {
    /// Takes the first place to reach and the first day to begin out of the
    /// questions: they differ from need to need, and are quick to answer.
    fn takes(&mut self, asked: &PreparedRequirement<'_>) -> bool {
        if asked.learning.is_some() {
            return false;
        }
        match asked.requirement.what {
            What::Reach { workplace } if self.place.is_none() => self.place = Some(workplace),
            What::Start { .. } if self.start.is_none() => self.start = Some(asked.terms.day),
            _ => return false,
        }
        true
    }
}

impl Run {
    /// Each need with what it asks: its musts, then what gives points.
    pub(super) fn needs(&self) -> impl Iterator<Item = (&Stand, &[Asked])> {
        let mut asked = &self.asked[..];
        self.stands.iter().map(move |stand| {
            let (own, rest) = asked.split_at(stand.asks());
            asked = rest;
            (stand, own)
        })
    }

    pub(super) fn add(&mut self, stand: Stand, asked: &[Asked]) {
        self.stands.push(stand);
        self.asked.extend_from_slice(asked);
    }

    /// Takes a need out; whether it was in.
    pub(super) fn remove(&mut self, need: u32) -> bool {
        let Some(at) = self.stands.iter().position(|stand| stand.need == need) else {
            return false;
        };
        let before: usize = self.stands[..at].iter().map(Stand::asks).sum();
        self.asked.drain(before..before + self.stands[at].asks());
        self.stands.remove(at);
        true
    }
}

impl Stand {
    /// How many of the run's questions are this need's.
    pub(super) fn asks(&self) -> usize {
        (self.musts + self.scored) as usize
    }
}
