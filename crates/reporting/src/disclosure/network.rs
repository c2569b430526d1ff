//! A table of counts as a network in which they flow.
//!
//! Every cell is an arc and every sum a node: what flows in is what flows out.
//! In a table with one or two dimensions, or a tree, a cell is in at most two
//! sums, once on either side, so that the whole is a circulation. What a
//! reader can tell of a hidden cell is then how much more, or less, can flow
//! through it in circles of hidden cells; as flows are whole numbers, the
//! bounds are reached by counts that could be.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

use serde::Serialize;

/// One cell.
#[derive(Clone, Copy, Debug)]
pub(super) struct Arc {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) count: u64,
}

/// The cells of a table and the sums that they are in.
#[derive(Clone, Debug)]
pub(super) struct Network {
    pub(super) arcs: Vec<Arc>,
    /// The arcs at each node.
    at: Vec<Vec<usize>>,
}

/// What a reader can tell of a hidden cell from what is shown: the least and
/// the most that it can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Range {
    /// The least.
    pub least: u64,
    /// The most; `None` if nothing bounds it.
    pub most: Option<u64>,
}

/// A direction in which a cell may be off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    More,
    Less,
}

/// Flow pushed so far, by arc: more if positive, less if negative.
type Pushed = Vec<i64>;

impl Network {
    pub(super) fn new(nodes: usize, arcs: Vec<Arc>) -> Self {
        let mut at = vec![Vec::new(); nodes];
        for (number, arc) in arcs.iter().enumerate() {
            at[arc.from].push(number);
            if arc.from != arc.to {
                at[arc.to].push(number);
            }
        }
        Self { arcs, at }
    }

    /// Whether two cells are in the same sum.
    pub(super) fn touch(&self, one: usize, other: usize) -> bool {
        let (one, other) = (self.arcs[one], self.arcs[other]);
        [one.from, one.to].iter().any(|node| [other.from, other.to].contains(node))
    }

    /// What a reader can tell of a hidden cell.
    pub(super) fn range(&self, cell: usize, hidden: &[bool]) -> Range {
        let count = self.arcs[cell].count;
        let (less, _) = self.slack(cell, hidden, (Way::Less, count));
        // More than all counts together can only flow in a circle that nothing
        // bounds.
        let bound = self.arcs.iter().map(|arc| arc.count).sum::<u64>() + 1;
        let (more, _) = self.slack(cell, hidden, (Way::More, bound));
        Range { least: count - less, most: (more < bound).then_some(count + more) }
    }

    /// Whether a reader cannot tell a hidden cell more closely than `width`.
    pub(super) fn is_safe(&self, cell: usize, hidden: &[bool], width: u64) -> bool {
        let less = self.slack(cell, hidden, (Way::Less, width.min(self.arcs[cell].count))).0;
        less >= width || less + self.slack(cell, hidden, (Way::More, width - less)).0 >= width
    }

    /// The cells that, hidden as well, make the range of a hidden cell wider:
    /// those whose prices add up to the least. `None` if nothing can.
    pub(super) fn widen(&self, cell: usize, hidden: &[bool], price: &[u64]) -> Option<Vec<usize>> {
        let count = self.arcs[cell].count;
        let all: u64 = self.arcs.iter().map(|arc| arc.count).sum();
        let ways = [(Way::More, all + 1), (Way::Less, count)];
        let paths = ways.into_iter().filter_map(|(way, most)| {
            let (sent, pushed) = self.slack(cell, hidden, (way, most));
            if sent == most {
                return None;
            }
            let mut path = self.cheapest(cell, way, (&pushed, hidden, price))?;
            path.sort_unstable();
            Some((path.iter().map(|arc| price[*arc]).sum::<u64>(), path))
        });
        paths.min().map(|(_, path)| path)
    }

    /// How much more, or less, up to `most`, a hidden cell can be.
    fn slack(&self, cell: usize, hidden: &[bool], (way, most): (Way, u64)) -> (u64, Pushed) {
        let mut pushed = vec![0_i64; self.arcs.len()];
        let mut sent = 0;
        while sent < most {
            let Some(path) = self.path(cell, way, (&pushed, hidden)) else { break };
            let room = path.iter().map(|(arc, way)| self.room(*arc, *way, &pushed));
            let amount = room.min().unwrap_or(u64::MAX).min(most - sent);
            let signed = i64::try_from(amount).unwrap_or(i64::MAX);
            for (arc, way) in path {
                pushed[arc] += if way == Way::More { signed } else { -signed };
            }
            sent += amount;
        }
        (sent, pushed)
    }

    /// How much more, or less, can flow through an arc.
    fn room(&self, arc: usize, way: Way, pushed: &Pushed) -> u64 {
        match way {
            Way::More => u64::MAX,
            Way::Less => self.arcs[arc].count.saturating_add_signed(pushed[arc]),
        }
    }

    /// The nodes between which what is off in a cell must be made good.
    fn ends(&self, cell: usize, way: Way) -> (usize, usize) {
        let Arc { from, to, .. } = self.arcs[cell];
        if way == Way::More { (to, from) } else { (from, to) }
    }

    /// The steps that lead on from a node: an arc, which way, and where to.
    fn steps(&self, node: usize, pushed: &Pushed) -> impl Iterator<Item = (usize, Way, usize)> {
        self.at[node].iter().filter_map(move |&number| {
            let arc = self.arcs[number];
            let (way, next) =
                if arc.from == node { (Way::More, arc.to) } else { (Way::Less, arc.from) };
            (self.room(number, way, pushed) > 0).then_some((number, way, next))
        })
    }

    /// The shortest way, through other hidden cells, to make good what is off.
    fn path(
        &self,
        cell: usize,
        way: Way,
        (pushed, hidden): (&Pushed, &[bool]),
    ) -> Option<Vec<(usize, Way)>> {
        let (start, end) = self.ends(cell, way);
        let mut came: Vec<Option<(usize, Way, usize)>> = vec![None; self.at.len()];
        let mut queue = VecDeque::from([start]);
        while let Some(node) = queue.pop_front() {
            if node == end {
                return Some(back(&came, start, end));
            }
            for (arc, way, next) in self.steps(node, pushed) {
                if arc != cell && hidden[arc] && next != start && came[next].is_none() {
                    came[next] = Some((arc, way, node));
                    queue.push_back(next);
                }
            }
        }
        None
    }

    /// The cells shown on the cheapest way to make good what is off; hidden
    /// cells are free.
    fn cheapest(
        &self,
        cell: usize,
        way: Way,
        (pushed, hidden, price): (&Pushed, &[bool], &[u64]),
    ) -> Option<Vec<usize>> {
        let (start, end) = self.ends(cell, way);
        let mut came: Vec<Option<(usize, Way, usize)>> = vec![None; self.at.len()];
        let mut best = vec![u64::MAX; self.at.len()];
        let mut heap = BinaryHeap::from([Reverse((0, start))]);
        best[start] = 0;
        while let Some(Reverse((cost, node))) = heap.pop() {
            if cost > best[node] {
                continue;
            }
            for (arc, way, next) in self.steps(node, pushed) {
                let cost = cost + if hidden[arc] { 0 } else { price[arc] };
                if arc != cell && cost < best[next] {
                    best[next] = cost;
                    came[next] = Some((arc, way, node));
                    heap.push(Reverse((cost, next)));
                }
            }
        }
        if best[end] == u64::MAX {
            return None;
        }
        let path = back(&came, start, end);
        Some(path.into_iter().map(|(arc, _)| arc).filter(|arc| !hidden[*arc]).collect())
    }
}

/// The way from `start` to `end` by where each node was come from.
fn back(came: &[Option<(usize, Way, usize)>], start: usize, end: usize) -> Vec<(usize, Way)> {
    let mut path = Vec::new();
    let mut node = end;
    while node != start {
        let Some((arc, way, before)) = came[node] else { break };
        path.push((arc, way));
        node = before;
    }
    path
}
