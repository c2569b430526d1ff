//! Limits of which each lies within another or apart from it.

use std::collections::BTreeMap;

use super::Limit;
use crate::strategy::Round;

/// Seats and limits as a forest: a need within an employer within a
/// supervisor's pool, and limits on a group within a need.
///
/// A plan under such limits can be solved exactly. Nodes are numbered: first
/// the seats of each need, then each limit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forest {
    needs: usize,
    most: Vec<u32>,
    parent: Vec<Option<u32>>,
    /// Where people of a group begin in a need, where not at its seats.
    begins: BTreeMap<(u32, u32), u32>,
}

/// Two limits that count some people both and some each alone.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{one}` and `{other}` cross: expected one within the other, or nobody in both")]
pub struct Crossing {
    one: String,
    other: String,
}

impl Forest {
    /// The forest of a round's seats and limits.
    ///
    /// # Errors
    ///
    /// When two limits cross; the first two found are named.
    pub fn new(round: &Round<'_>) -> Result<Self, Crossing> {
        let (forest, crossings) = Self::within(round);
        crossings.into_iter().next().map_or(Ok(forest), Err)
    }

    /// The forest of the seats and of the limits that cross none before them,
    /// smaller limits first; and the crossings.
    #[must_use]
    pub fn within(round: &Round<'_>) -> (Self, Vec<Crossing>) {
        let needs = round.instance().needs();
        let limits = round.limits().map_or(&[][..], |limits| limits.all());
        let mut most = round.instance().seats().to_vec();
        most.extend(limits.iter().map(|limit| limit.most));
        let parent = vec![None; most.len()];
        let mut forest = Self { needs, most, parent, begins: BTreeMap::new() };
        let mut growing = Growing { top: (0..needs as u32).collect(), size: vec![1; needs] };
        growing.size.resize(needs + limits.len(), 0);
        let mut order: Vec<usize> = (0..limits.len()).collect();
        order.sort_by_key(|at| limits[*at].needs.len());
        let add = |at: &usize| {
            let node = (needs + at) as u32;
            let crossed = match limits[*at].group {
                Some(group) => forest.add_within(&limits[*at], node, group).err(),
                None => growing.add(&mut forest, &limits[*at], node).err(),
            };
            crossed.map(|other| Crossing {
                one: limits[*at].name.clone(),
                other: match (other as usize).checked_sub(needs) {
                    Some(limit) => limits[limit].name.clone(),
                    None => format!("seats of need {other}"),
                },
            })
        };
        let crossings = order.iter().filter_map(add).collect();
        (forest, crossings)
    }

    /// How many nodes there are.
    pub(super) fn nodes(&self) -> usize {
        self.most.len()
    }

    /// The most people in a node.
    pub(super) fn most(&self, node: usize) -> u32 {
        self.most[node]
    }

    /// The node that a node lies within.
    pub(super) fn parent(&self, node: usize) -> Option<u32> {
        self.parent[node]
    }

    /// The innermost node that counts someone of a group in a need.
    pub(super) fn begin(&self, need: u32, group: Option<u32>) -> u32 {
        group.and_then(|group| self.begins.get(&(need, group)).copied()).unwrap_or(need)
    }

    /// Adds a limit on a group, which has to be within one need.
    fn add_within(&mut self, limit: &Limit, node: u32, group: u32) -> Result<(), u32> {
        match limit.needs[..] {
            [] => Ok(()),
            [need] => {
                self.parent[node as usize] = Some(self.begin(need, Some(group)));
                self.begins.insert((need, group), node);
                Ok(())
            }
            [need, ..] => Err(need),
        }
    }
}

/// The outermost node around each need so far, and how many needs each node
/// covers.
struct Growing {
    top: Vec<u32>,
    size: Vec<usize>,
}

impl Growing {
    /// Adds a limit around whole nodes; else says which node it cuts.
    fn add(&mut self, forest: &mut Forest, limit: &Limit, node: u32) -> Result<(), u32> {
        let mut covered: BTreeMap<u32, usize> = BTreeMap::new();
        for &need in &limit.needs {
            *covered.entry(self.top[need as usize]).or_default() += 1;
        }
        let is_cut = |(top, count): &(&u32, &usize)| self.size[**top as usize] > **count;
        if let Some((top, _)) = covered.iter().find(is_cut) {
            return Err(*top);
        }
        covered.keys().for_each(|top| forest.parent[*top as usize] = Some(node));
        limit.needs.iter().for_each(|need| self.top[*need as usize] = node);
        self.size[node as usize] = limit.needs.len();
        Ok(())
    }
}
