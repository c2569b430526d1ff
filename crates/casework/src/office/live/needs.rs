//! The open needs, indexed for a day.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use etablera_domain::event::Subject;
use etablera_domain::{Need, NeedId};
use etablera_matching::{Index, Matcher, PreparedNeed, UnknownConcept};

use crate::office::employers::need::is_readable;
use crate::office::{Call, Office};
use crate::parallel;

/// Places of closed needs that are not used again, before all is indexed anew.
const MOST_EMPTY: usize = 1024;

/// The open needs, indexed for a day.
pub(super) struct Needs<'t> {
    pub(super) matcher: Matcher<'t>,
    pub(super) index: Index<'t, 't>,
    open: BTreeMap<NeedId, Open>,
    /// Those that name a concept which the taxonomy lacks.
    unknown: BTreeMap<NeedId, UnknownConcept>,
}

/// A need as it was looked up.
pub(super) type Prepared<'t> = (Arc<Need>, Result<PreparedNeed<'t>, UnknownConcept>);

/// An open need, and its place in the index if it could be looked up.
struct Open {
    need: Arc<Need>,
    place: Option<usize>,
}

/// Which open needs a caller may read.
pub(super) struct Readable {
    /// How many.
    pub(super) count: usize,
    /// Those that they may not, ordered by id.
    pub(super) hidden: Vec<NeedId>,
    /// The first of them that names a concept which the taxonomy lacks.
    pub(super) unknown: Option<UnknownConcept>,
}

impl Readable {
    pub(super) fn is_hidden(&self, id: &NeedId) -> bool {
        self.hidden.binary_search(id).is_ok()
    }

    /// All of them, ordered by id.
    pub(super) fn all<'n>(&'n self, needs: &'n Needs<'_>) -> impl Iterator<Item = &'n Arc<Need>> {
        needs.all().filter(|need| !self.is_hidden(&need.id))
    }
}

impl<'t> Needs<'t> {
    pub(super) fn new(matcher: Matcher<'t>, needs: Vec<Arc<Need>>) -> Self {
        let prepared =
            parallel::collect(needs.len(), |at| matcher.prepare_shared(Arc::clone(&needs[at])));
        let (mut open, mut indexed) = (BTreeMap::new(), Vec::new());
        let mut unknown = BTreeMap::new();
        for (need, prepared) in needs.into_iter().zip(prepared) {
            let place = match prepared {
                Ok(prepared) => {
                    indexed.push(prepared);
                    Some(indexed.len() - 1)
                }
                Err(error) => {
                    unknown.insert(need.id.clone(), error);
                    None
                }
            };
            open.insert(need.id.clone(), Open { need, place });
        }
        let index = Index::new(&matcher, indexed);
        Self { matcher, index, open, unknown }
    }

    pub(super) fn len(&self) -> usize {
        self.open.len()
    }

    /// All of them, ordered by id.
    pub(super) fn all(&self) -> impl Iterator<Item = &Arc<Need>> {
        self.open.values().map(|open| &open.need)
    }

    pub(super) fn get(&self, id: &NeedId) -> Option<&Arc<Need>> {
        self.open.get(id).map(|open| &open.need)
    }

    /// Whether most of the index is places of needs that are closed.
    pub(super) fn is_sparse(&self) -> bool {
        self.index.places() > 2 * self.open.len() + MOST_EMPTY
    }

    /// Puts a need in its place, or takes it out where there is none any more.
    pub(super) fn set(&mut self, id: &NeedId, prepared: Option<Prepared<'t>>) {
        self.unknown.remove(id);
        let before = self.open.remove(id).and_then(|open| open.place);
        let Some((need, prepared)) = prepared else {
            self.vacate(before);
            return;
        };
        let place = match prepared {
            Ok(prepared) => Some(self.put(before, prepared)),
            Err(error) => {
                self.vacate(before);
                self.unknown.insert(id.clone(), error);
                None
            }
        };
        self.open.insert(id.clone(), Open { need, place });
    }

    fn put(&mut self, before: Option<usize>, prepared: PreparedNeed<'t>) -> usize {
        if let Some(place) = before
            && self.index.replace(place, prepared.clone()).is_ok()
        {
            return place;
        }
        self.index.add(prepared)
    }

    fn vacate(&mut self, place: Option<usize>) {
        // Whatever has a place here is in the index.
        let _ = place.map(|place| self.index.remove(place));
    }

    /// Which of them a caller may read. The policies are asked once for all
    /// that are the caller's, and once for the others, unless they tell needs
    /// apart.
    pub(super) fn readable(&self, (office, call): (&Office, &Call)) -> Readable {
        let by_facts = office.policies.goes_by_facts();
        let is = call.caller.is.as_ref();
        if by_facts && is.is_none() && self.is_first_readable((office, call)) {
            return Readable { count: self.len(), hidden: Vec::new(), unknown: self.unknown(&[]) };
        }
        let mut answers: HashMap<(bool, bool), bool> = HashMap::new();
        let mut may = |need: &Need| {
            let own = is.is_some_and(|is| *is == Subject::from(need.id.clone()));
            let related = is.is_some_and(|is| *is == Subject::from(need.employer.clone()));
            let ask = || is_readable(office, call, need);
            if by_facts { *answers.entry((own, related)).or_insert_with(ask) } else { ask() }
        };
        let hidden = self.all().filter(|need| !may(need)).map(|need| need.id.clone());
        let hidden: Vec<NeedId> = hidden.collect();
        let unknown = self.unknown(&hidden);
        Readable { count: self.len() - hidden.len(), hidden, unknown }
    }

    fn is_first_readable(&self, (office, call): (&Office, &Call)) -> bool {
        self.all().next().is_none_or(|need| is_readable(office, call, need))
    }

    /// The first that names a concept which the taxonomy lacks, but for some.
    fn unknown(&self, hidden: &[NeedId]) -> Option<UnknownConcept> {
        let mut seen = self.unknown.iter().filter(|(id, _)| hidden.binary_search(id).is_err());
        seen.next().map(|(_, unknown)| unknown.clone())
    }
}
