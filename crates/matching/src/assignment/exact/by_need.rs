//! The instance seen from the needs.

use crate::assignment::Instance;

/// A possible pair, seen from its need.
#[derive(Clone, Copy, Debug)]
pub(super) struct Person {
    pub(super) participant: u32,
    pub(super) score: u32,
}

/// Each need's possible people, in order.
#[derive(Debug)]
pub(super) struct ByNeed {
    first: Vec<u32>,
    people: Vec<Person>,
}

impl ByNeed {
    pub(super) fn new(instance: &Instance) -> Self {
        let mut first = vec![0_u32; instance.needs() + 1];
        for edge in instance.edges() {
            first[edge.need as usize + 1] += 1;
        }
        for at in 1..first.len() {
            first[at] += first[at - 1];
        }
        let mut next = first.clone();
        let mut people = vec![Person { participant: 0, score: 0 }; instance.edges().len()];
        for participant in 0..instance.participants() {
            for edge in instance.edges_of(participant) {
                let at = &mut next[edge.need as usize];
                people[*at as usize] =
                    Person { participant: participant as u32, score: edge.score };
                *at += 1;
            }
        }
        Self { first, people }
    }

    pub(super) fn people(&self, need: u32) -> &[Person] {
        let at = need as usize;
        &self.people[self.first[at] as usize..self.first[at + 1] as usize]
    }
}
