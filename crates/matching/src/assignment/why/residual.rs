//! What could move, and what each move loses.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::Move;
use crate::assignment::{Edge, Instance, Plan, Prices};

/// A best plan as a network of possible moves, each at a loss of 0 or more.
///
/// A node is a need that gets one person too many, or, after the needs, the
/// outside: one person too many is without a seat, or a seat without a
/// person.
#[derive(Debug)]
pub(super) struct Residual<'i> {
    instance: &'i Instance,
    prices: &'i Prices,
    need_of: Vec<Option<u32>>,
    holders: Vec<Vec<u32>>,
    unseated: Vec<u32>,
}

/// Where a search begins.
#[derive(Clone, Copy, Debug)]
pub(super) enum Start {
    /// With one person too many in a need.
    Arriving(u32),
    /// With someone who has to leave their seat.
    Leaving(u32),
    /// With a person less outside, or a seat more.
    Outside,
}

/// A shortest path: who moves, and what all lose together.
#[derive(Clone, Debug)]
pub(super) struct Path {
    pub(super) loss: i64,
    pub(super) moves: Vec<Move>,
}

/// A shortest path so far.
struct Search {
    loss: Vec<i64>,
    /// The node before each, and who moved from it.
    before: Vec<Option<(usize, Option<Move>)>>,
    queue: BinaryHeap<Reverse<(i64, usize)>>,
}

impl<'i> Residual<'i> {
    pub(super) fn new(instance: &'i Instance, plan: &Plan, prices: &'i Prices) -> Self {
        let mut holders = vec![Vec::new(); instance.needs()];
        let mut unseated = Vec::new();
        let all = 0..instance.participants() as u32;
        let need_of: Vec<_> = all.clone().map(|p| plan.need_of(p as usize)).collect();
        for (participant, need) in all.zip(&need_of) {
            need.map_or(&mut unseated, |need| &mut holders[need as usize]).push(participant);
        }
        Self { instance, prices, need_of, holders, unseated }
    }

    pub(super) fn need_of(&self, participant: u32) -> Option<u32> {
        self.need_of[participant as usize]
    }

    pub(super) fn bonus(&self) -> i64 {
        self.prices.bonus
    }

    pub(super) fn price(&self, need: u32) -> i64 {
        self.prices.needs[need as usize]
    }

    pub(super) fn outside(&self) -> usize {
        self.instance.needs()
    }

    /// What someone loses by going to a need instead of where they are; none
    /// where they cannot.
    pub(super) fn loss(&self, participant: u32, need: u32) -> Option<i64> {
        let score = self.instance.score(participant as usize, need)?;
        Some(self.profit(participant).saturating_sub(self.gain(Edge { need, score })))
    }

    /// The shortest path to a node, if there is one.
    pub(super) fn search(&self, start: Start, end: usize) -> Option<Path> {
        let nodes = self.outside() + 1;
        let mut search = Search {
            loss: vec![i64::MAX; nodes],
            before: vec![None; nodes],
            queue: BinaryHeap::new(),
        };
        match start {
            Start::Arriving(need) => search.offer(need as usize, 0, None),
            Start::Outside => search.offer(self.outside(), 0, None),
            Start::Leaving(participant) => self.leave(&mut search, participant, None),
        }
        while let Some(Reverse((loss, node))) = search.queue.pop() {
            if node == end {
                return Some(Path { loss, moves: search.moves(end) });
            }
            if loss > search.loss[node] {
                continue;
            }
            if node == self.outside() {
                self.crowd_outside(&mut search, loss);
            } else {
                self.crowd_need(&mut search, node as u32);
            }
        }
        None
    }

    /// One person too many in a need: there is a free seat, or someone leaves.
    fn crowd_need(&self, search: &mut Search, need: u32) {
        let node = need as usize;
        if self.holders[node].len() < self.instance.seats()[node] as usize {
            search.offer(self.outside(), search.loss[node], Some((node, None)));
        }
        for &participant in &self.holders[node] {
            self.leave(search, participant, Some(node));
        }
    }

    /// Someone goes elsewhere, or stays away.
    fn leave(&self, search: &mut Search, participant: u32, node: Option<usize>) {
        let from = self.need_of(participant);
        let so_far = node.map_or(0, |node| search.loss[node]) + self.profit(participant);
        let moved = |to| node.map(|node| (node, Some(Move { participant, from, to })));
        search.offer(self.outside(), so_far, moved(None));
        for edge in self.instance.edges_of(participant as usize) {
            if Some(edge.need) != from {
                let loss = so_far.saturating_sub(self.gain(*edge));
                search.offer(edge.need as usize, loss, moved(Some(edge.need)));
            }
        }
    }

    /// A seat without a person: someone without a seat takes one, or a person
    /// is let go from a need, whose seat may as well be the empty one.
    fn crowd_outside(&self, search: &mut Search, loss: i64) {
        let outside = self.outside();
        for &participant in &self.unseated {
            for edge in self.instance.edges_of(participant as usize) {
                let moved = Move { participant, from: None, to: Some(edge.need) };
                let loss = loss.saturating_sub(self.gain(*edge));
                search.offer(edge.need as usize, loss, Some((outside, Some(moved))));
            }
        }
        for (need, price) in self.prices.needs.iter().enumerate() {
            if !self.holders[need].is_empty() {
                search.offer(need, loss.saturating_add(*price), Some((outside, None)));
            }
        }
    }

    fn gain(&self, edge: Edge) -> i64 {
        i64::from(edge.score) + self.bonus() - self.price(edge.need)
    }

    fn profit(&self, participant: u32) -> i64 {
        let score = |need| self.instance.score(participant as usize, need);
        let need = self.need_of(participant);
        let edge = need.and_then(|need| Some(Edge { need, score: score(need)? }));
        edge.map_or(0, |edge| self.gain(edge))
    }
}

impl Search {
    fn offer(&mut self, node: usize, loss: i64, before: Option<(usize, Option<Move>)>) {
        if loss < self.loss[node] {
            self.loss[node] = loss;
            self.before[node] = before;
            self.queue.push(Reverse((loss, node)));
        }
    }

    /// Who moves on the way to a node, the first first.
    fn moves(&self, end: usize) -> Vec<Move> {
        let before =
            |at: &Option<(usize, Option<Move>)>| at.and_then(|(node, _)| self.before[node]);
        let mut moves: Vec<_> =
            std::iter::successors(Some(self.before[end]), |at| at.map(|_| before(at)))
                .flatten()
                .filter_map(|(_, moved)| moved)
                .collect();
        moves.reverse();
        moves
    }
}
