//! One matching problem: which pairs are possible, what each is worth, and
//! how many seats there are.

use std::ops::Range;

/// The highest score a pair can have, so that no sum of scores overflows.
pub const MAX_SCORE: u32 = 1_000_000_000;

/// A possible pair, seen from its participant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Edge {
    /// The need, from 0.
    pub need: u32,
    /// What the pair is worth in points; higher is better.
    pub score: u32,
}

/// Possible pairs of numbered participants and needs, and the needs' seats.
///
/// A pair that is not among the edges is impossible; one that scores 0 is
/// possible and adds nothing. Eight bytes an edge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instance {
    /// Where each participant's edges begin, and where the last one's end.
    first: Vec<u32>,
    /// By participant, then by need.
    edges: Vec<Edge>,
    seats: Vec<u32>,
}

/// Why pairs and seats do not make an instance.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InstanceError {
    /// A pair names a participant that there is not.
    #[error("pair {pair} names participant {participant}: expected one of {participants}")]
    NoSuchParticipant {
        /// The pair, by its place from 0.
        pair: usize,
        /// The participant it names.
        participant: u32,
        /// How many there are.
        participants: u32,
    },
    /// A pair names a need that has no number of seats.
    #[error("participant {participant} has a pair with need {need}: expected one of {needs}")]
    NoSuchNeed {
        /// The participant of the pair.
        participant: u32,
        /// The need it names.
        need: u32,
        /// How many there are.
        needs: usize,
    },
    /// A pair stands twice.
    #[error("participant {participant} and need {need} are a pair twice: expected once")]
    Duplicate {
        /// The participant of the pair.
        participant: u32,
        /// The need of the pair.
        need: u32,
    },
    /// A score above [`MAX_SCORE`].
    #[error(
        "participant {participant} and need {need} score {score}: expected at most {MAX_SCORE}"
    )]
    Score {
        /// The participant of the pair.
        participant: u32,
        /// The need of the pair.
        need: u32,
        /// The score given.
        score: u32,
    },
    /// More pairs, participants or needs than fit.
    #[error("too many {what}: expected at most {most}")]
    TooMany {
        /// What there are too many of.
        what: &'static str,
        /// How many there may be.
        most: u32,
    },
}

impl Instance {
    /// Builds an instance from pairs `(participant, need, score)` in any
    /// order, and the number of seats of each need.
    ///
    /// # Errors
    ///
    /// When a pair names a participant or need that there is not, stands
    /// twice or scores too high, or there is too much of something.
    pub fn new(
        participants: u32,
        seats: Vec<u32>,
        pairs: &[(u32, u32, u32)],
    ) -> Result<Self, InstanceError> {
        let mut first = vec![0_u32; participants as usize + 1];
        at_most("pairs", pairs.len())?;
        for (pair, &(participant, _, _)) in pairs.iter().enumerate() {
            let Some(count) =
                first.get_mut(participant as usize + 1).filter(|_| participant < participants)
            else {
                return Err(InstanceError::NoSuchParticipant { pair, participant, participants });
            };
            *count += 1;
        }
        for at in 1..first.len() {
            first[at] += first[at - 1];
        }
        let mut next = first.clone();
        let mut edges = vec![Edge { need: 0, score: 0 }; pairs.len()];
        for &(participant, need, score) in pairs {
            let at = &mut next[participant as usize];
            edges[*at as usize] = Edge { need, score };
            *at += 1;
        }
        Self::from_rows(first, edges, seats)
    }

    /// Builds an instance from rows: `first[p]..first[p + 1]` are the places
    /// of participant `p`'s edges, in any order.
    ///
    /// # Errors
    ///
    /// As [`Instance::new`].
    ///
    /// # Panics
    ///
    /// When `first` does not rise from 0 to the number of edges.
    pub fn from_rows(
        first: Vec<u32>,
        mut edges: Vec<Edge>,
        seats: Vec<u32>,
    ) -> Result<Self, InstanceError> {
        at_most("participants", first.len())?;
        at_most("pairs", edges.len())?;
        at_most("needs", seats.len())?;
        let is_rising = first.is_sorted() && first.first() == Some(&0);
        assert!(is_rising && first.last().is_some_and(|&end| end as usize == edges.len()), "rows");
        for (row, participant) in first.windows(2).zip(0..) {
            let row = &mut edges[row[0] as usize..row[1] as usize];
            row.sort_unstable_by_key(|edge| edge.need);
            check_row(participant, row, seats.len())?;
        }
        Ok(Self { first, edges, seats })
    }

    /// The same pairs and seats with every score 0.
    pub(super) fn scoreless(&self) -> Self {
        let edges = self.edges.iter().map(|edge| Edge { score: 0, ..*edge });
        Self { first: self.first.clone(), edges: edges.collect(), seats: self.seats.clone() }
    }

    /// The same participants and needs with other seats, and each pair as
    /// `change` gives it back, if it does.
    ///
    /// # Panics
    ///
    /// When a changed pair names another need or scores too high.
    pub(crate) fn changed(
        &self,
        seats: &[u32],
        mut change: impl FnMut(usize, Edge) -> Option<Edge>,
    ) -> Self {
        let (mut first, mut edges) = (vec![0], Vec::with_capacity(self.edges.len()));
        for participant in 0..self.participants() {
            let row = self.edges_of(participant).iter();
            edges.extend(row.filter_map(|edge| change(participant, *edge)));
            first.push(edges.len() as u32);
        }
        Self::from_rows(first, edges, seats.to_vec()).expect("part of an instance is one")
    }

    /// How many participants there are.
    #[must_use]
    pub fn participants(&self) -> usize {
        self.first.len() - 1
    }

    /// How many needs there are.
    #[must_use]
    pub fn needs(&self) -> usize {
        self.seats.len()
    }

    /// The seats of each need.
    #[must_use]
    pub fn seats(&self) -> &[u32] {
        &self.seats
    }

    /// All edges, by participant and then by need.
    #[must_use]
    pub fn edges(&self) -> &[Edge] {
        &self.edges
    }

    /// The places of a participant's edges among [`Instance::edges`].
    #[must_use]
    pub fn row(&self, participant: usize) -> Range<usize> {
        self.first[participant] as usize..self.first[participant + 1] as usize
    }

    /// A participant's edges, by need.
    #[must_use]
    pub fn edges_of(&self, participant: usize) -> &[Edge] {
        &self.edges[self.row(participant)]
    }

    /// The place of the edge of a pair; none where the pair is impossible.
    #[must_use]
    pub fn edge(&self, participant: usize, need: u32) -> Option<usize> {
        let row = self.row(participant);
        let at = self.edges[row.clone()].binary_search_by_key(&need, |edge| edge.need).ok()?;
        Some(row.start + at)
    }

    /// What a pair is worth; none where it is impossible.
    #[must_use]
    pub fn score(&self, participant: usize, need: u32) -> Option<u32> {
        self.edge(participant, need).map(|at| self.edges[at].score)
    }

    /// Every possible pair `(participant, edge)`, in order.
    pub fn pairs(&self) -> impl Iterator<Item = (usize, Edge)> {
        (0..self.participants()).flat_map(|participant| {
            self.edges_of(participant).iter().map(move |e| (participant, *e))
        })
    }
}

/// Everything is numbered with 32 bits, and the last number is kept free.
fn at_most(what: &'static str, found: usize) -> Result<(), InstanceError> {
    let most = u32::MAX - 1;
    if found > most as usize {
        return Err(InstanceError::TooMany { what, most });
    }
    Ok(())
}

fn check_row(participant: u32, row: &[Edge], needs: usize) -> Result<(), InstanceError> {
    let mut before = None;
    for &Edge { need, score } in row {
        if need as usize >= needs {
            return Err(InstanceError::NoSuchNeed { participant, need, needs });
        }
        if before == Some(need) {
            return Err(InstanceError::Duplicate { participant, need });
        }
        if score > MAX_SCORE {
            return Err(InstanceError::Score { participant, need, score });
        }
        before = Some(need);
    }
    Ok(())
}
