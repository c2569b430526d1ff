//! People, seats and limits as a network.

use crate::assignment::{Forest, Plan, TooLarge};
use crate::strategy::Round;

/// The largest cost and potential, so that three of them add up.
pub(super) const MOST: i64 = 1 << 61;

/// A way to go on, and how many more can.
#[derive(Clone, Copy, Debug)]
pub(super) struct Arc {
    pub(super) to: u32,
    /// The place of the way back.
    pub(super) back: u32,
    pub(super) left: u32,
    /// A point costs one more than there are nodes.
    pub(super) cost: i64,
}

/// Everybody flows from themselves to the root, at first straight on: they
/// stay away, which costs nothing.
///
/// Nodes are the people, then the nodes of the forest, then the root.
#[derive(Debug)]
pub(super) struct Network {
    pub(super) first: Vec<u32>,
    pub(super) arcs: Vec<Arc>,
    /// What a unit of flow is worth at each node.
    pub(super) potential: Vec<i64>,
    people: usize,
}

/// From, to, how many, and how many of them flow at first; then the cost.
type Way = ((u32, u32), (u32, u32), i64);

impl Network {
    pub(super) fn new(round: &Round<'_>, forest: &Forest, bonus: i64) -> Result<Self, TooLarge> {
        let people = round.instance().participants();
        let nodes = people + forest.nodes() + 1;
        let point = nodes as i64 + 1;
        let top = round.instance().edges().iter().map(|edge| edge.score).max().unwrap_or(0);
        let highest = bonus + i64::from(top);
        if highest.checked_mul(point).is_none_or(|cost| cost >= MOST) {
            return Err(TooLarge::new(highest, MOST / point));
        }
        let mut ways = ways(round, forest, bonus);
        ways.iter_mut().for_each(|(_, _, cost)| *cost *= point);
        Ok(Self { potential: vec![0; nodes], people, ..Self::from_ways(nodes, &ways) })
    }

    fn from_ways(nodes: usize, ways: &[Way]) -> Self {
        let mut first = vec![0_u32; nodes + 1];
        for ((from, to), ..) in ways {
            first[*from as usize + 1] += 1;
            first[*to as usize + 1] += 1;
        }
        for at in 1..first.len() {
            first[at] += first[at - 1];
        }
        let mut next = first.clone();
        let mut arcs = vec![Arc { to: 0, back: 0, left: 0, cost: 0 }; 2 * ways.len()];
        for &((from, to), (most, flow), cost) in ways {
            let (there, back) = (next[from as usize], next[to as usize]);
            next[from as usize] += 1;
            next[to as usize] += 1;
            arcs[there as usize] = Arc { to, back, left: most - flow, cost };
            arcs[back as usize] = Arc { to: from, back: there, left: flow, cost: -cost };
        }
        Self { first, arcs, potential: Vec::new(), people: 0 }
    }

    pub(super) fn nodes(&self) -> usize {
        self.potential.len()
    }

    /// The places of the ways on from a node.
    pub(super) fn row(&self, node: u32) -> std::ops::Range<usize> {
        self.first[node as usize] as usize..self.first[node as usize + 1] as usize
    }

    /// What is lost by going on; below 0 where something is gained.
    pub(super) fn loss(&self, from: u32, arc: Arc) -> i64 {
        arc.cost + self.potential[from as usize] - self.potential[arc.to as usize]
    }

    /// Who flows where, and the price of each node of the forest in points.
    pub(super) fn answer(&self, round: &Round<'_>, forest: &Forest) -> (Plan, Vec<i64>) {
        let need_of = |participant: usize| {
            let edges = round.instance().edges_of(participant);
            // The ways on are in the order of the edges, the way to stay away last.
            let arcs = &self.arcs[self.row(participant as u32)];
            edges.iter().zip(arcs).find(|(_, arc)| arc.left == 0).map(|(edge, _)| edge.need)
        };
        let plan = Plan::new((0..self.people).map(need_of).collect());
        let whole = self.whole();
        let root = self.nodes() - 1;
        let price = |node: usize| {
            let outer = forest.parent(node).map_or(root, |outer| self.people + outer as usize);
            (whole[outer] - whole[self.people + node]).max(0)
        };
        (plan, (0..forest.nodes()).map(price).collect())
    }

    /// Potentials in points. All are lowered by the same and then rounded
    /// down: as no way on gains more than the smallest part of a point, it is
    /// enough that no potential is that much below a whole point when
    /// lowered, and there are fewer nodes than parts.
    fn whole(&self) -> Vec<i64> {
        let point = self.nodes() as i64 + 1;
        let mut has = vec![false; point as usize];
        for potential in &self.potential {
            has[potential.rem_euclid(point) as usize] = true;
        }
        let lower = has.iter().position(|has| !has).unwrap_or(0) as i64 + 1;
        self.potential.iter().map(|potential| (potential - lower).div_euclid(point)).collect()
    }
}

/// Every way, by the people first, at its cost in points.
fn ways(round: &Round<'_>, forest: &Forest, bonus: i64) -> Vec<Way> {
    let instance = round.instance();
    let people = instance.participants() as u32;
    let root = people + forest.nodes() as u32;
    let mut ways = Vec::new();
    for participant in 0..people {
        let group = round.groups().map(|groups| groups.labels()[participant as usize]);
        for edge in instance.edges_of(participant as usize) {
            let to = people + forest.begin(edge.need, group);
            ways.push(((participant, to), (1, 0), -i64::from(edge.score) - bonus));
        }
        ways.push(((participant, root), (1, 1), 0));
    }
    for node in 0..forest.nodes() {
        let to = forest.parent(node).map_or(root, |outer| people + outer);
        // Where there is room for more than everybody, no room has a price.
        ways.push(((people + node as u32, to), (forest.most(node).min(people + 1), 0), 0));
    }
    ways
}
