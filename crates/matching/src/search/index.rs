//! Needs, indexed: built once, changed one at a time.

use std::collections::BTreeMap;

use etablera_domain::NeedId;
use etablera_taxonomy::Municipality;

use super::order::Order;
use super::postings::Postings;
use super::question::{QuestionId, Questions};
use super::run::{Run, Sorted};
use super::wished::Wished;
use crate::matcher::Matcher;
use crate::prepare::PreparedNeed;
use crate::verdict::Tier;

/// Needs to make lists from, in whichever order they came.
///
/// A need has a place, counted from 0, that it keeps until it is removed.
/// Adding, changing and closing a need touches the few needs that stand
/// beside it. Profiles are what is searched *with*: a changed profile needs
/// nothing but another search.
#[derive(Clone, Debug)]
pub struct Index<'m, 'n> {
    pub(super) matcher: Matcher<'m>,
    /// By slot: in the order in which they are read.
    pub(super) needs: Vec<Option<PreparedNeed<'n>>>,
    pub(super) place_of: Vec<u32>,
    slot_of: Vec<u32>,
    pub(super) questions: Questions<'n>,
    pub(super) postings: Postings,
    pub(super) wished: Wished,
    /// Every set of gates, each once.
    pub(super) gates: Vec<Gates>,
    gates_by_key: BTreeMap<Gates, u32>,
    /// The needs of each municipality, by their gates.
    pub(super) municipalities: BTreeMap<Option<Municipality>, BTreeMap<u32, Run>>,
    order: Order,
}

/// What the needs of a run have in common: the best tier that anybody can
/// have, and the musts that are its gates.
pub(super) type Gates = (Tier, Vec<QuestionId>);

/// There is no open need at that place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no open need at place {place}: expected one that was added and not removed")]
pub struct NoSuchNeed {
    place: usize,
}

impl<'m, 'n> Index<'m, 'n> {
    /// Indexes needs that the matcher has looked up; each one's place is its
    /// place in the list.
    #[must_use]
    pub fn new(matcher: &Matcher<'m>, needs: Vec<PreparedNeed<'n>>) -> Self {
        let mut index = Self {
            matcher: matcher.clone(),
            needs: Vec::new(),
            place_of: Vec::new(),
            slot_of: Vec::new(),
            questions: Questions::default(),
            postings: Postings::default(),
            wished: Wished::default(),
            gates: Vec::new(),
            gates_by_key: BTreeMap::new(),
            municipalities: BTreeMap::new(),
            order: Order::default(),
        };
        let mut ids: Vec<&NeedId> = needs.iter().map(|need| &need.need.id).collect();
        ids.sort_unstable();
        for id in ids {
            index.order.insert(id);
        }
        index.fill(needs);
        index
    }

    /// Gives needs slots in which those of one run lie side by side, as they
    /// are read.
    fn fill(&mut self, needs: Vec<PreparedNeed<'n>>) {
        let sorted: Vec<Sorted> = needs.iter().map(|need| self.sorted(0, need)).collect();
        let runs: Vec<_> = sorted.iter().map(|need| self.run_of(need)).collect();
        let mut order: Vec<_> = needs.into_iter().zip(sorted).enumerate().collect();
        order.sort_by_key(|(place, _)| (runs[*place], *place));
        self.slot_of = vec![0; order.len()];
        for ((place, (need, mut sorted)), slot) in order.into_iter().zip(0..) {
            self.slot_of[place] = slot;
            self.place_of.push(place as u32);
            self.needs.push(None);
            sorted.head.need = slot;
            self.put(need, &sorted);
        }
    }

    /// Adds a need, and says its place.
    pub fn add(&mut self, need: PreparedNeed<'n>) -> usize {
        let (place, slot) = (self.slot_of.len(), self.needs.len() as u32);
        self.slot_of.push(slot);
        self.place_of.push(place as u32);
        self.needs.push(None);
        self.number(&need);
        let sorted = self.sorted(slot, &need);
        self.put(need, &sorted);
        place
    }

    /// Puts a need, perhaps with another id, in the place of one.
    ///
    /// # Errors
    ///
    /// When there is no open need at that place.
    pub fn replace(&mut self, place: usize, need: PreparedNeed<'n>) -> Result<(), NoSuchNeed> {
        self.remove(place)?;
        self.number(&need);
        let sorted = self.sorted(self.slot_of[place], &need);
        self.put(need, &sorted);
        Ok(())
    }

    /// Takes a need out: it is filled, or closed.
    ///
    /// # Errors
    ///
    /// When there is no open need at that place.
    pub fn remove(&mut self, place: usize) -> Result<(), NoSuchNeed> {
        let slot = *self.slot_of.get(place).ok_or(NoSuchNeed { place })?;
        let need = self.needs[slot as usize].take().ok_or(NoSuchNeed { place })?;
        let sorted = self.sorted(slot, &need);
        self.postings.remove(&self.questions, &sorted);
        self.wished.remove(&need, slot);
        let (municipality, gates) = self.run_of(&sorted);
        let runs = self.municipalities.entry(municipality).or_default();
        let run = runs.entry(gates).or_default();
        run.remove(slot);
        if run.is_empty() {
            runs.remove(&gates);
        }
        self.order.remove(&need.need.id);
        Ok(())
    }

    /// The need at a place; none where it has been taken out.
    #[must_use]
    pub fn need(&self, place: usize) -> Option<&PreparedNeed<'n>> {
        self.slot_of.get(place).and_then(|slot| self.needs[*slot as usize].as_ref())
    }

    /// How many places there are, those of removed needs among them.
    #[must_use]
    pub fn places(&self) -> usize {
        self.slot_of.len()
    }

    /// How many different questions the needs ask.
    #[must_use]
    pub fn questions(&self) -> usize {
        self.questions.len()
    }

    /// Gives a need's id a number.
    fn number(&mut self, need: &PreparedNeed<'_>) {
        if self.order.insert(&need.need.id) {
            self.renumber();
        }
    }

    fn put(&mut self, need: PreparedNeed<'n>, sorted: &Sorted) {
        let slot = sorted.head.need;
        self.postings.add(&self.questions, sorted);
        self.wished.add(&need, slot);
        let (municipality, gates) = self.run_of(sorted);
        let runs = self.municipalities.entry(municipality).or_default();
        runs.entry(gates).or_default().add(sorted);
        self.needs[slot as usize] = Some(need);
    }

    fn sorted(&mut self, slot: u32, need: &PreparedNeed<'n>) -> Sorted {
        let number = self.order.number(&need.need.id);
        Sorted::new(&self.matcher, &mut self.questions, need, (slot, number))
    }

    /// Which run a need belongs in.
    fn run_of(&mut self, need: &Sorted) -> (Option<Municipality>, u32) {
        let next = self.gates.len() as u32;
        let gates = (need.best(), need.gates.clone());
        let id = *self.gates_by_key.entry(gates).or_insert_with_key(|gates| {
            self.gates.push(gates.clone());
            next
        });
        (need.stand.place.map(|place| place.municipality), id)
    }

    /// Writes the numbers of ids down anew: once in a great many additions.
    fn renumber(&mut self) {
        let runs = self.municipalities.values_mut().flat_map(BTreeMap::values_mut);
        for (slot, number) in runs.flat_map(Run::numbers) {
            if let Some(need) = &self.needs[slot as usize] {
                *number = self.order.number(&need.need.id);
            }
        }
    }
}
