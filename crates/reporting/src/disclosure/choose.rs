//! Which cells are hidden so that the small ones stay so.

use std::collections::VecDeque;

use super::network::Network;
use super::table::{Hidden, Rule};

/// Up to so many cells hidden beside the small ones, each is tried to be shown
/// again; with more that takes too long.
const TRIED_AGAIN: usize = 300;

/// The cells to hide: the small ones, and others until no hidden cell can be
/// told more closely than the rule allows.
///
/// Each hidden cell that can be is given, one after another, the cheapest
/// circle of cells through which its count could be another. Small cells are
/// cheaper than large ones, zeros dearest: that somebody *cannot* be in a cell
/// is often known. It is not always the fewest cells, which is a hard problem;
/// cells that turn out not to be needed are shown again, largest first.
pub(super) fn choose(network: &Network, rule: Rule) -> Vec<Hidden> {
    let count = |cell: usize| network.arcs[cell].count;
    let small = |cell: usize| (1..rule.least()).contains(&count(cell));
    let cells = 0..network.arcs.len();
    let mut hidden: Vec<bool> = cells.clone().map(small).collect();
    let dearest = network.arcs.iter().map(|arc| arc.count).max().unwrap_or(0) + 2 * rule.least();
    let price: Vec<u64> = cells
        .clone()
        .map(|cell| if count(cell) == 0 { dearest } else { count(cell) + rule.least() })
        .collect();
    let width = rule.width();
    let mut waiting = by_count(network, cells.clone().filter(|cell| hidden[*cell]));
    // What is safe stays so when more is hidden, so each is looked at once.
    while let Some(cell) = waiting.pop_front() {
        while !network.is_safe(cell, &hidden, width) {
            let more = network.widen(cell, &hidden, &price).unwrap_or_default();
            if more.is_empty() {
                // Nothing that could still be hidden helps: nothing is shown.
                hidden.fill(true);
                break;
            }
            more.iter().for_each(|cell| hidden[*cell] = true);
            waiting.extend(by_count(network, more.into_iter()));
        }
    }
    show_again(network, &mut hidden, (&small, width));
    let kind = |cell: usize| match (hidden[cell], small(cell)) {
        (false, _) => Hidden::No,
        (true, true) => Hidden::Small,
        (true, false) => Hidden::Beside,
    };
    cells.map(kind).collect()
}

/// Cells in order of their counts, and of those with the same as they stand.
fn by_count(network: &Network, cells: impl Iterator<Item = usize>) -> VecDeque<usize> {
    let mut cells: Vec<usize> = cells.collect();
    cells.sort_by_key(|cell| network.arcs[*cell].count);
    cells.into()
}

/// Shows what need not be hidden after all.
fn show_again(
    network: &Network,
    hidden: &mut [bool],
    (small, width): (&dyn Fn(usize) -> bool, u64),
) {
    let beside = |cell: &usize| hidden[*cell] && !small(*cell);
    let cells = by_count(network, (0..hidden.len()).filter(beside));
    if cells.len() > TRIED_AGAIN {
        return;
    }
    for shown in cells.into_iter().rev() {
        hidden[shown] = false;
        let mut left: Vec<usize> = (0..hidden.len()).filter(|cell| hidden[*cell]).collect();
        // Those beside it are given away first, if any are.
        left.sort_by_key(|cell| !network.touch(*cell, shown));
        hidden[shown] = !left.iter().all(|cell| network.is_safe(*cell, hidden, width));
    }
}
