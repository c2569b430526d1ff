//! Both sides' preferences as the lists that proposals go down.

use super::accept::{self, Proposers};
use super::{Settled, Side};
use crate::assignment::{Instance, Plan, Preferences};

/// An entry of a participant's list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Choice {
    /// The need, from 0.
    pub need: u32,
    /// What the need thinks of the participant; smaller is better.
    pub rank: u32,
}

/// Participants' lists of needs, best first, and the needs' seats.
///
/// Eight bytes an entry, in flat arrays. Where a need ranks two people
/// equally, it takes the lower number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lists {
    first: Vec<u32>,
    choices: Vec<Choice>,
    seats: Vec<u32>,
}

/// Why entries do not make lists.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ListsError {
    /// A list names a need that there is not.
    #[error("the list of participant {participant} names need {need}: expected one of {needs}")]
    NoSuchNeed {
        /// Whose list it is.
        participant: u32,
        /// The need it names.
        need: u32,
        /// How many there are.
        needs: usize,
    },
    /// A list names a need twice.
    #[error("the list of participant {participant} names need {need} twice: expected once")]
    Duplicate {
        /// Whose list it is.
        participant: u32,
        /// The need.
        need: u32,
    },
    /// More of something than can be numbered.
    #[error("too many {what}: expected at most {most}")]
    TooMany {
        /// What there are too many of.
        what: &'static str,
        /// How many there may be.
        most: u32,
    },
}

impl Lists {
    /// Lists that are in order already: participant `p`'s choices stand at
    /// `first[p]..first[p + 1]`, best first.
    ///
    /// # Errors
    ///
    /// When a list names a need that there is not, or one twice, or there is
    /// too much of something.
    ///
    /// # Panics
    ///
    /// When `first` does not rise from 0 to the number of choices.
    pub fn new(first: Vec<u32>, choices: Vec<Choice>, seats: Vec<u32>) -> Result<Self, ListsError> {
        let most = u32::MAX - 1;
        let counts =
            [("participants", first.len()), ("choices", choices.len()), ("needs", seats.len())];
        if let Some((what, _)) = counts.into_iter().find(|(_, found)| *found > most as usize) {
            return Err(ListsError::TooMany { what, most });
        }
        let is_rising = first.is_sorted() && first.first() == Some(&0);
        assert!(
            is_rising && first.last().is_some_and(|&end| end as usize == choices.len()),
            "rows"
        );
        // The last list that named each need; one past the numbers at first.
        let mut named = vec![u32::MAX; seats.len()];
        for (row, participant) in first.windows(2).zip(0..) {
            for &Choice { need, .. } in &choices[row[0] as usize..row[1] as usize] {
                let Some(last) = named.get_mut(need as usize) else {
                    return Err(ListsError::NoSuchNeed { participant, need, needs: seats.len() });
                };
                if *last == participant {
                    return Err(ListsError::Duplicate { participant, need });
                }
                *last = participant;
            }
        }
        Ok(Self { first, choices, seats })
    }

    /// An instance's edges in the order of its participants' preferences;
    /// what they like equally, by the number of the need.
    ///
    /// # Panics
    ///
    /// When the preferences are another instance's.
    #[must_use]
    pub fn best_first(instance: &Instance, preferences: &Preferences) -> Self {
        let (likes, liked) = (preferences.of_participants(), preferences.of_needs());
        assert_eq!(likes.len(), instance.edges().len(), "one rank an edge");
        let mut choices = Vec::with_capacity(likes.len());
        let mut first = Vec::with_capacity(instance.participants() + 1);
        first.push(0);
        let mut row = Vec::new();
        for participant in 0..instance.participants() {
            // Edges stand by need, so that their places break ties.
            row.clear();
            row.extend(instance.row(participant).map(|at| key(likes[at], at as u32)));
            row.sort_unstable();
            choices.extend(row.iter().map(|&key| {
                let at = key as u32 as usize;
                Choice { need: instance.edges()[at].need, rank: liked[at] }
            }));
            first.push(choices.len() as u32);
        }
        Self { first, choices, seats: instance.seats().to_vec() }
    }

    /// The same lists with other seats.
    ///
    /// # Panics
    ///
    /// When there is not one number of seats a need.
    #[must_use]
    pub fn with_seats(self, seats: Vec<u32>) -> Self {
        assert_eq!(seats.len(), self.seats.len(), "one number a need");
        Self { seats, ..self }
    }

    /// How many participants there are.
    #[must_use]
    pub fn participants(&self) -> usize {
        self.first.len() - 1
    }

    /// A participant's choices, best first.
    #[must_use]
    pub fn of(&self, participant: usize) -> &[Choice] {
        &self.choices[self.first[participant] as usize..self.first[participant + 1] as usize]
    }

    /// Deferred acceptance: the stable plan that is best for `side`.
    ///
    /// Takes time in proportion to the proposals made, at most one an entry,
    /// each with the logarithm of its need's seats.
    #[must_use]
    pub fn settle(&self, side: Side) -> Settled {
        match side {
            Side::Participants => self.participants_propose(),
            Side::Needs => self.needs_propose(),
        }
    }

    fn participants_propose(&self) -> Settled {
        let proposers = Proposers { first: &self.first, choices: &self.choices };
        let everybody = (0..self.participants() as u32).collect();
        let held = accept::run(proposers, everybody, &self.places());
        let mut need_of = vec![None; self.participants()];
        for (need, participant) in held.pairs() {
            need_of[participant as usize] = Some(need);
        }
        Settled { plan: Plan::new(need_of), proposals: held.proposals }
    }

    fn needs_propose(&self) -> Settled {
        let (first, choices) = self.of_needs();
        let seats = self.seats.iter().zip(first.windows(2)).zip(0..);
        // A need proposes once for each of its seats, and again when it loses
        // someone.
        let queue = seats
            .flat_map(|((&seats, row), need)| {
                std::iter::repeat_n(need, seats.min(row[1] - row[0]) as usize)
            })
            .collect();
        let proposers = Proposers { first: &first, choices: &choices };
        let held = accept::run(proposers, queue, &vec![1; self.participants()]);
        let mut need_of = vec![None; self.participants()];
        for (participant, need) in held.pairs() {
            need_of[participant as usize] = Some(need);
        }
        Settled { plan: Plan::new(need_of), proposals: held.proposals }
    }

    /// The seats that can be used: no more than the lists that name the need.
    fn places(&self) -> Vec<u32> {
        let total: u64 = self.seats.iter().map(|&seats| u64::from(seats)).sum();
        if total <= self.choices.len() as u64 {
            return self.seats.clone();
        }
        let mut places = vec![0; self.seats.len()];
        for choice in &self.choices {
            places[choice.need as usize] += 1;
        }
        places.iter_mut().zip(&self.seats).for_each(|(named, seats)| *named = (*seats).min(*named));
        places
    }

    /// Each need's participants, best first; their rank of the need is its
    /// place in their list. (A `Choice` here names a participant.)
    fn of_needs(&self) -> (Vec<u32>, Vec<Choice>) {
        let mut first = vec![0_u32; self.seats.len() + 1];
        for choice in &self.choices {
            first[choice.need as usize + 1] += 1;
        }
        for at in 1..first.len() {
            first[at] += first[at - 1];
        }
        let mut next = first.clone();
        // (rank, participant) to sort by, and the place in the participant's list.
        let mut rows = vec![(0_u64, 0_u32); self.choices.len()];
        for participant in 0..self.participants() {
            for (choice, place) in self.of(participant).iter().zip(0..) {
                let at = &mut next[choice.need as usize];
                rows[*at as usize] = (key(choice.rank, participant as u32), place);
                *at += 1;
            }
        }
        for row in first.windows(2) {
            rows[row[0] as usize..row[1] as usize].sort_unstable();
        }
        let choices = rows.into_iter().map(|(key, rank)| Choice { need: key as u32, rank });
        (first, choices.collect())
    }
}

/// Sorts by rank, then by number.
pub(super) fn key(rank: u32, number: u32) -> u64 {
    u64::from(rank) << 32 | u64::from(number)
}
