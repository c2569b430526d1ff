//! What seats and waiting are worth later, from what came at other times.

use super::{Case, Log, Mode, StudyError, Window};
use crate::assignment::{Edge, Instance};
use crate::strategy::{Potentials, Proof, Round, Strategy};

/// How a contender looks ahead.
///
/// In every period each history says who might still come. Those who are
/// there and those who might come are assigned exactly, to the seats that are
/// left; the dual price of a seat is what it is worth, and the mean over the
/// histories is its potential. What somebody can get by waiting is the most
/// that a need which opens later in their stay leaves them after its price,
/// again in the mean. This is the two-stage stochastic programme of Ahani,
/// Gölz, Procaccia, Teytelboym and Trapp (2024) by potentials, with waiting
/// added.
#[derive(Clone, Copy, Debug)]
pub(super) struct Foresight<'f> {
    pub(super) case: &'f Case,
    pub(super) exact: &'f dyn Strategy,
    pub(super) mode: Mode,
}

impl Foresight<'_> {
    /// The potentials of a period; none where nothing can come any more that
    /// would be worth a thought.
    pub(super) fn potentials(
        &self,
        period: u32,
        people: &[u32],
        left: &[u32],
    ) -> Result<Option<Potentials>, StudyError> {
        let mut sum = Potentials::zero(left.len(), people.len());
        for history in &self.case.histories {
            let future = self.future((period, people), left, history);
            let proof = self.exact.solve(&Round::new(&future))?.proof;
            let Proof::Optimal(prices) = proof else {
                return Err(StudyError::NotProved { strategy: self.exact.name() });
            };
            for (sum, price) in sum.needs.iter_mut().zip(&prices.needs) {
                *sum += price.unsigned_abs();
            }
            for (sum, &participant) in sum.participants.iter_mut().zip(people) {
                *sum += self.gain_of_waiting(period, participant, &prices.needs);
            }
        }
        let histories = self.case.histories.len().max(1) as u64;
        sum.needs.iter_mut().chain(&mut sum.participants).for_each(|sum| *sum /= histories);
        Ok(sum.is_anything().then_some(sum))
    }

    /// The most that is left after its price of a need that opens later.
    fn gain_of_waiting(&self, period: u32, participant: u32, prices: &[i64]) -> u64 {
        let log = &self.case.log;
        let stay = self.stay(log, participant as usize);
        let opens_later = |edge: &&Edge| {
            let opening = log.openings()[edge.need as usize];
            opening.from > period && opening.meets(stay)
        };
        let later = log.instance().edges_of(participant as usize).iter().filter(opens_later);
        let gains = later.map(|edge| i64::from(edge.score) - prices[edge.need as usize]);
        gains.max().map_or(0, |gain| gain.max(0).unsigned_abs())
    }

    /// Those who are there, then those who come later in a history, and the
    /// seats that are left.
    fn future(&self, (period, people): (u32, &[u32]), left: &[u32], history: &Log) -> Instance {
        let log = &self.case.log;
        let (mut first, mut edges) = (vec![0], Vec::new());
        let mut row = |of: &Log, participant: usize, stay: Window| {
            let row = of.instance().edges_of(participant).iter();
            let meets = |edge: &&Edge| {
                log.openings()[edge.need as usize].meets(stay) && left[edge.need as usize] > 0
            };
            edges.extend(row.filter(meets).copied());
            first.push(edges.len() as u32);
        };
        for &participant in people {
            let stay = self.stay(log, participant as usize).since(period);
            row(log, participant as usize, stay);
        }
        for participant in 0..history.instance().participants() {
            let stay = self.stay(history, participant);
            if stay.from > period {
                row(history, participant, stay);
            }
        }
        Instance::from_rows(first, edges, left.to_vec()).expect("parts of instances are one")
    }

    /// When somebody can be placed.
    fn stay(&self, log: &Log, participant: usize) -> Window {
        let stay = log.stays()[participant];
        match self.mode {
            Mode::Rounds => stay,
            Mode::Online => Window { until: stay.from + 1, ..stay },
        }
    }
}
