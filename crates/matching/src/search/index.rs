//! Needs, indexed: built once, changed one at a time.

use std::collections::BTreeMap;

use etablera_domain::NeedId;
use etablera_taxonomy::Municipality;

use super::order::Order;
use super::question::Questions;
use super::run::{Common, Run, Sorted};
use crate::matcher::Matcher;
use crate::prepare::PreparedNeed;

/// Needs to make lists from, in whichever order they came.
///
/// A need has a place, counted from 0, that it keeps until it is removed.
/// Adding, changing and closing a need touches the few needs that stand
/// beside it. Profiles are what is searched *with*: a changed profile needs
/// nothing but another search.
#[derive(Clone, Debug)]
pub struct Index<'m, 'n> {
    pub(super) matcher: &'m Matcher<'m>,
    pub(super) needs: Vec<Option<PreparedNeed<'n>>>,
    pub(super) questions: Questions<'n>,
    pub(super) municipalities: BTreeMap<Option<Municipality>, BTreeMap<Common, Run>>,
    order: Order,
}

/// There is no open need at that place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no open need at place {place}: expected one that was added and not removed")]
pub struct NoSuchNeed {
    place: usize,
}

impl<'m, 'n> Index<'m, 'n> {
    /// Indexes needs; each one's place is its place in the list.
    #[must_use]
    pub fn new(matcher: &'m Matcher<'m>, needs: Vec<PreparedNeed<'n>>) -> Self {
        let mut index = Self {
            matcher,
            needs: Vec::with_capacity(needs.len()),
            questions: Questions::default(),
            municipalities: BTreeMap::new(),
            order: Order::default(),
        };
        let mut ids: Vec<&NeedId> = needs.iter().map(|need| &need.need.id).collect();
        ids.sort_unstable();
        for id in ids {
            index.order.insert(id);
        }
        for need in needs {
            index.put(need);
        }
        index
    }

    /// Adds a need, and says its place.
    pub fn add(&mut self, need: PreparedNeed<'n>) -> usize {
        if self.order.insert(&need.need.id) {
            self.renumber();
        }
        self.put(need)
    }

    /// Puts a need, perhaps with another id, in the place of one.
    ///
    /// # Errors
    ///
    /// When there is no open need at that place.
    pub fn replace(&mut self, place: usize, need: PreparedNeed<'n>) -> Result<(), NoSuchNeed> {
        self.remove(place)?;
        if self.order.insert(&need.need.id) {
            self.renumber();
        }
        self.put_at(place, need);
        Ok(())
    }

    /// Takes a need out: it is filled, or closed.
    ///
    /// # Errors
    ///
    /// When there is no open need at that place.
    pub fn remove(&mut self, place: usize) -> Result<(), NoSuchNeed> {
        let need = self.needs.get_mut(place).and_then(Option::take);
        let need = need.ok_or(NoSuchNeed { place })?;
        let sorted = self.sorted(place, &need);
        let municipality = sorted.common.municipality;
        if let Some(runs) = self.municipalities.get_mut(&municipality) {
            if let Some(run) = runs.get_mut(&sorted.common) {
                run.remove(place as u32);
                if run.stands.is_empty() {
                    runs.remove(&sorted.common);
                }
            }
            if runs.is_empty() {
                self.municipalities.remove(&municipality);
            }
        }
        self.order.remove(&need.need.id);
        Ok(())
    }

    /// The need at a place; none where it has been taken out.
    #[must_use]
    pub fn need(&self, place: usize) -> Option<&PreparedNeed<'n>> {
        self.needs.get(place).and_then(Option::as_ref)
    }

    /// How many places there are, those of removed needs among them.
    #[must_use]
    pub fn places(&self) -> usize {
        self.needs.len()
    }

    /// How many different questions the needs ask.
    #[must_use]
    pub fn questions(&self) -> usize {
        self.questions.len()
    }

    fn put(&mut self, need: PreparedNeed<'n>) -> usize {
        let place = self.needs.len();
        self.needs.push(None);
        self.put_at(place, need);
        place
    }

    fn put_at(&mut self, place: usize, need: PreparedNeed<'n>) {
        let sorted = self.sorted(place, &need);
        let runs = self.municipalities.entry(sorted.common.municipality).or_default();
        runs.entry(sorted.common).or_default().add(sorted.stand, &sorted.asked);
        self.needs[place] = Some(need);
    }

    fn sorted(&mut self, place: usize, need: &PreparedNeed<'n>) -> Sorted {
        let number = self.order.number(&need.need.id);
        Sorted::new(self.matcher, &mut self.questions, need, (place as u32, number))
    }

    /// Writes the numbers of ids down anew: once in a great many additions.
    fn renumber(&mut self) {
        let runs = self.municipalities.values_mut().flat_map(BTreeMap::values_mut);
        for stand in runs.flat_map(|run| &mut run.stands) {
            if let Some(need) = &self.needs[stand.need as usize] {
                stand.number = self.order.number(&need.need.id);
            }
        }
    }
}
