//! Which cells are hidden so that the small ones stay so.

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
    while let Some(cell) = first_unsafe(network, &hidden, width) {
        match network.widen(cell, &hidden, &price) {
            Some(more) if !more.is_empty() => more.into_iter().for_each(|cell| hidden[cell] = true),
            // Nothing that could still be hidden helps, so nothing is shown.
            _ => {
                hidden.fill(true);
                break;
            }
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

/// The first hidden cell that can be told too closely: the smallest count, and
/// of those the first.
fn first_unsafe(network: &Network, hidden: &[bool], width: u64) -> Option<usize> {
    let mut cells: Vec<usize> = (0..hidden.len()).filter(|cell| hidden[*cell]).collect();
    cells.sort_by_key(|cell| network.arcs[*cell].count);
    cells.into_iter().find(|cell| !network.is_safe(*cell, hidden, width))
}

/// Shows what need not be hidden after all.
fn show_again(
    network: &Network,
    hidden: &mut [bool],
    (small, width): (&dyn Fn(usize) -> bool, u64),
) {
    let beside = |cell: &usize| hidden[*cell] && !small(*cell);
    let mut cells: Vec<usize> = (0..hidden.len()).filter(beside).collect();
    if cells.len() > TRIED_AGAIN {
        return;
    }
    cells.sort_by_key(|cell| std::cmp::Reverse(network.arcs[*cell].count));
    for cell in cells {
        hidden[cell] = false;
        if first_unsafe(network, hidden, width).is_some() {
            hidden[cell] = true;
        }
    }
}
