//! Needs that stand together.

use chrono::NaiveDate;
use etablera_domain::{Place, Strength, What};

use super::postings::MOST_MUSTS;
use super::question::{QuestionId, Questions};
use crate::matcher::Matcher;
use crate::prepare::{PreparedNeed, PreparedRequirement};
use crate::verdict::Tier;

/// The most that a thousandth of the weight can give.
pub(super) const FULL: u32 = 100;

/// Needs in one municipality whose gates are the same.
#[derive(Clone, Debug, Default)]
pub(super) struct Run {
    /// What to look at first, need by need.
    pub(super) heads: Vec<Head>,
    /// The rest, in the same order.
    stands: Vec<Stand>,
    /// What the needs ask: for each its musts that are no gates, then
    /// everything that gives points, the heaviest first.
    asked: Vec<Asked>,
}

/// The little that tells whether a need has a chance.
#[derive(Clone, Copy, Debug)]
pub(super) struct Head {
    /// The need's slot.
    pub(super) need: u32,
    /// The most points that what no concept stands for can give.
    pub(super) free: u32,
    /// Musts that silence leaves unknown.
    pub(super) open_musts: u32,
}

/// What else there is to know of a need in a run.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stand {
    /// In the order of ids.
    pub(super) number: u64,
    /// The day by which one must be free to begin.
    pub(super) start: Option<NaiveDate>,
    pub(super) place: Option<Place>,
    from: u32,
    musts: u32,
    scored: u32,
}

/// A question and what it weighs, in thousandths.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked {
    pub(super) question: QuestionId,
    pub(super) weight: u32,
}

/// A need as a run keeps it, and what it shares with the run.
pub(super) struct Sorted {
    pub(super) head: Head,
    pub(super) stand: Stand,
    pub(super) is_confirmed: bool,
    /// Musts that many needs share, and that rule many people out.
    pub(super) gates: Vec<QuestionId>,
    pub(super) asked: Vec<Asked>,
}

impl Sorted {
    /// Sorts out what a need asks.
    pub(super) fn new<'n>(
        matcher: &Matcher<'_>,
        questions: &mut Questions<'n>,
        need: &PreparedNeed<'n>,
        (slot, number): (u32, u64),
    ) -> Self {
        let mut stand = Stand { number, start: None, place: None, from: 0, musts: 0, scored: 0 };
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
        let free = scored.iter().filter(|asked| questions.concept(asked.question).is_none());
        let open = musts.iter().filter(|must| questions.is_open(**must));
        let head = Head {
            need: slot,
            free: free.map(|asked| asked.weight * FULL).sum(),
            open_musts: open.count().min(MOST_MUSTS) as u32,
        };
        let musts = musts.into_iter().map(|question| Asked { question, weight: 0 });
        let asked = musts.chain(scored).collect();
        Self { head, stand, is_confirmed: need.need.is_confirmed(), gates, asked }
    }

    /// The musts that are no gates.
    pub(super) fn musts(&self) -> &[Asked] {
        &self.asked[..self.stand.musts as usize]
    }

    /// Everything that gives points.
    pub(super) fn scored(&self) -> &[Asked] {
        &self.asked[self.stand.musts as usize..]
    }

    /// The best tier that somebody with every gate can have.
    pub(super) fn best(&self) -> Tier {
        if self.is_confirmed { Tier::Ready } else { Tier::ToClarify }
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
    pub(super) fn add(&mut self, need: &Sorted) {
        self.heads.push(need.head);
        self.stands.push(Stand { from: self.asked.len() as u32, ..need.stand });
        self.asked.extend_from_slice(&need.asked);
    }

    /// Takes a need out.
    pub(super) fn remove(&mut self, need: u32) {
        let Some(at) = self.heads.iter().position(|head| head.need == need) else { return };
        self.heads.remove(at);
        let gone = self.stands.remove(at);
        let asks = gone.musts + gone.scored;
        self.asked.drain(gone.from as usize..(gone.from + asks) as usize);
        self.stands[at..].iter_mut().for_each(|stand| stand.from -= asks);
    }

    /// The need at a place in the run: the rest of it, its musts that are no
    /// gates, and what gives points.
    pub(super) fn get(&self, at: usize) -> (&Stand, &[Asked], &[Asked]) {
        let stand = &self.stands[at];
        let asked = &self.asked[stand.from as usize..];
        let (musts, rest) = asked.split_at(stand.musts as usize);
        (stand, musts, &rest[..stand.scored as usize])
    }

    /// Needs with their numbers in the order of ids, to write down anew.
    pub(super) fn numbers(&mut self) -> impl Iterator<Item = (u32, &mut u64)> {
        let numbers = self.stands.iter_mut().map(|stand| &mut stand.number);
        self.heads.iter().map(|head| head.need).zip(numbers)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.heads.is_empty()
    }
}
