//! The state of a replay: who waits, what is left, and the round of a period.

use super::Log;
use crate::assignment::{Edge, Groups, Instance, Plan, Preferences};
use crate::strategy::Round;

/// What has been done so far.
#[derive(Clone, Debug)]
pub(super) struct Desk<'l> {
    log: &'l Log,
    /// Seats that nobody has, by need.
    left: Vec<u32>,
    need_of: Vec<Option<u32>>,
    /// The period in which each participant got their seat.
    placed_in: Vec<Option<u32>>,
}

impl<'l> Desk<'l> {
    pub(super) fn new(log: &'l Log) -> Self {
        let people = log.instance().participants();
        Self {
            log,
            left: log.instance().seats().to_vec(),
            need_of: vec![None; people],
            placed_in: vec![None; people],
        }
    }

    /// Seats that nobody has, by need.
    pub(super) fn left(&self) -> &[u32] {
        &self.left
    }

    /// Those who are there and have no seat, in order.
    pub(super) fn waiting(&self, period: u32) -> Vec<u32> {
        let stays = self.log.stays().iter().zip(&self.need_of).zip(0..);
        let waits = stays.filter(|((stay, need), _)| stay.holds(period) && need.is_none());
        waits.map(|(_, participant)| participant).collect()
    }

    /// Those who come in this period, in order.
    pub(super) fn arriving(&self, period: u32) -> Vec<u32> {
        let stays = self.log.stays().iter().zip(0..);
        stays.filter(|(stay, _)| stay.from == period).map(|(_, participant)| participant).collect()
    }

    /// The round of some people and all that is open. Needs keep their
    /// numbers; one that is not open has no seats and no pairs.
    pub(super) fn snapshot(&self, period: u32, people: Vec<u32>) -> Snapshot {
        let openings = self.log.openings().iter();
        let seats =
            openings.zip(&self.left).map(|(o, left)| if o.holds(period) { *left } else { 0 });
        let seats = seats.collect();
        self.build(people, seats, |edge| {
            self.log.openings()[edge.need as usize].holds(period).then_some(edge.need)
        })
    }

    /// The round of one person and those of their needs that are open, which
    /// are numbered anew; and the needs' numbers.
    pub(super) fn alone(&self, period: u32, participant: u32) -> (Snapshot, Vec<u32>) {
        let row = self.log.instance().edges_of(participant as usize).iter().map(|edge| edge.need);
        let is_open = |need: &u32| self.log.openings()[*need as usize].holds(period);
        let needs: Vec<u32> = row.filter(is_open).collect();
        let seats = needs.iter().map(|need| self.left[*need as usize]).collect();
        let number = |edge: Edge| needs.binary_search(&edge.need).ok().map(|at| at as u32);
        (self.build(vec![participant], seats, number), needs)
    }

    fn build(
        &self,
        people: Vec<u32>,
        seats: Vec<u32>,
        number: impl Fn(Edge) -> Option<u32>,
    ) -> Snapshot {
        let instance = self.log.instance();
        let (mut first, mut edges, mut kept) = (vec![0], Vec::new(), Vec::new());
        for &participant in &people {
            for at in instance.row(participant as usize) {
                let edge = instance.edges()[at];
                if let Some(need) = number(edge) {
                    edges.push(Edge { need, ..edge });
                    kept.push(at);
                }
            }
            first.push(edges.len() as u32);
        }
        let instance =
            Instance::from_rows(first, edges, seats).expect("a part of an instance is one");
        let preferences = self.log.preferences().map(|preferences| {
            let ranks = |of: &[u32]| kept.iter().map(|at| of[*at]).collect();
            let (ours, theirs) = (preferences.of_participants(), preferences.of_needs());
            Preferences::new(&instance, ranks(ours), ranks(theirs)).expect("a rank an edge")
        });
        let groups = self.log.groups().map(|groups| {
            let labels = people.iter().map(|p| groups.labels()[*p as usize]).collect();
            Groups::new(groups.count(), labels).expect("the same labels")
        });
        Snapshot { people, instance, groups, preferences }
    }

    /// Gives a participant a seat for good.
    pub(super) fn seat(&mut self, period: u32, participant: u32, need: u32) {
        self.left[need as usize] -= 1;
        self.need_of[participant as usize] = Some(need);
        self.placed_in[participant as usize] = Some(period);
    }

    /// Who went where, and when.
    pub(super) fn done(self) -> (Plan, Vec<Option<u32>>) {
        (Plan::new(self.need_of), self.placed_in)
    }
}

/// What a strategy is asked in one period.
#[derive(Clone, Debug)]
pub(super) struct Snapshot {
    /// The participants' numbers in the log.
    pub(super) people: Vec<u32>,
    pub(super) instance: Instance,
    groups: Option<Groups>,
    preferences: Option<Preferences>,
}

impl Snapshot {
    pub(super) fn round(&self) -> Round<'_> {
        let round = Round::new(&self.instance);
        let round = match &self.groups {
            Some(groups) => round.with_groups(groups).expect("a label each"),
            None => round,
        };
        match &self.preferences {
            Some(preferences) => round.with_preferences(preferences).expect("a rank each"),
            None => round,
        }
    }
}
