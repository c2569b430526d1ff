//! Cost scaling.

use std::collections::VecDeque;

use super::network::{MOST, Network};
use crate::assignment::TooLarge;

/// How much more exact each flow is than the one before.
const SHARPER: i64 = 8;

/// Makes the flow the cheapest there is.
pub(super) fn solve(network: &mut Network) -> Result<(), TooLarge> {
    let mut epsilon = network.arcs.iter().map(|arc| arc.cost).max().unwrap_or(0).max(1);
    let nodes = network.nodes();
    let mut refine =
        Refine { network, over: vec![0; nodes], next: vec![0; nodes], active: VecDeque::new() };
    while epsilon > 1 {
        epsilon = (epsilon / SHARPER).max(1);
        refine.run(epsilon)?;
    }
    Ok(())
}

/// Pushes flow on and lowers potentials until no way on gains more than
/// epsilon and as much leaves each node as enters it.
struct Refine<'n> {
    network: &'n mut Network,
    /// How much more enters each node than leaves it.
    over: Vec<i64>,
    /// The way on to try next.
    next: Vec<u32>,
    active: VecDeque<u32>,
}

impl Refine<'_> {
    fn run(&mut self, epsilon: i64) -> Result<(), TooLarge> {
        for node in 0..self.network.nodes() as u32 {
            for at in self.network.row(node) {
                let arc = self.network.arcs[at];
                if arc.left > 0 && self.network.loss(node, arc) < 0 {
                    self.push(node, at, arc.left);
                }
            }
        }
        self.next.copy_from_slice(&self.network.first[..self.over.len()]);
        self.active.clear();
        self.active.extend((0..self.over.len() as u32).filter(|n| self.over[*n as usize] > 0));
        while let Some(node) = self.active.pop_front() {
            self.discharge(node, epsilon)?;
        }
        Ok(())
    }

    /// Pushes on whatever is over in a node.
    fn discharge(&mut self, node: u32, epsilon: i64) -> Result<(), TooLarge> {
        while self.over[node as usize] > 0 {
            let at = self.next[node as usize] as usize;
            if at == self.network.row(node).end {
                self.lower(node, epsilon)?;
                continue;
            }
            let arc = self.network.arcs[at];
            if arc.left == 0 || self.network.loss(node, arc) >= 0 {
                self.next[node as usize] += 1;
                continue;
            }
            let was = self.over[arc.to as usize];
            let amount = self.over[node as usize].min(i64::from(arc.left)) as u32;
            self.push(node, at, amount);
            if was <= 0 && self.over[arc.to as usize] > 0 {
                self.active.push_back(arc.to);
            }
        }
        Ok(())
    }

    fn push(&mut self, from: u32, at: usize, amount: u32) {
        let arc = &mut self.network.arcs[at];
        arc.left -= amount;
        let (to, back) = (arc.to, arc.back);
        self.network.arcs[back as usize].left += amount;
        self.over[from as usize] -= i64::from(amount);
        self.over[to as usize] += i64::from(amount);
    }

    /// Lowers a potential until some way on gains something, as far as none
    /// gains more than epsilon.
    fn lower(&mut self, node: u32, epsilon: i64) -> Result<(), TooLarge> {
        let row = self.network.row(node);
        self.next[node as usize] = row.start as u32;
        let open = self.network.arcs[row].iter().filter(|arc| arc.left > 0);
        let best = open.map(|arc| self.network.potential[arc.to as usize] - arc.cost).max();
        let lowered = best.unwrap_or(-MOST) - epsilon;
        if lowered < -MOST {
            return Err(TooLarge::new(MOST, MOST));
        }
        self.network.potential[node as usize] = lowered;
        Ok(())
    }
}
