//! How long it takes from place to place.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

/// Somewhere that is not home, such as `school`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Place(pub String);

/// Minutes of travel, the wait for the bus included; a way takes as long back.
///
/// Home is where the day begins and ends; where a child is taken to care, the
/// ways from home go by there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Travel {
    /// From home; a place that is not there is next door.
    #[serde(default)]
    pub from_home: BTreeMap<Place, u16>,
    /// Between two places, in either order; by way of others or of home where
    /// it is not there, or where that is shorter.
    #[serde(default)]
    pub between: Vec<(Place, Place, u16)>,
}

/// The shortest ways between all places, by their rows; the first is home.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Ways {
    places: Vec<Place>,
    minutes: Vec<Vec<i32>>,
}

impl Ways {
    /// Ways between these places and those of the table. A way by a third
    /// place counts where it is shorter, so that a wish to be there cannot make
    /// anything possible that was not.
    pub(super) fn new<'w>(travel: &'w Travel, wished: impl Iterator<Item = &'w Place>) -> Self {
        let in_table = travel.between.iter().flat_map(|(a, b, _)| [a, b]);
        let all: BTreeSet<&Place> = wished.chain(travel.from_home.keys()).chain(in_table).collect();
        let places: Vec<Place> = all.into_iter().cloned().collect();
        let home = |place: &Place| i32::from(travel.from_home.get(place).copied().unwrap_or(0));
        let mut from_home = vec![0];
        from_home.extend(places.iter().map(home));
        // By way of home, until something is shorter.
        let by_home = |a: usize, b: usize| if a == b { 0 } else { from_home[a] + from_home[b] };
        let size = from_home.len();
        let minutes = (0..size).map(|a| (0..size).map(|b| by_home(a, b)).collect()).collect();
        let mut ways = Self { places, minutes };
        for (a, b, minutes) in &travel.between {
            let (a, b) = (ways.row(Some(a)), ways.row(Some(b)));
            let shorter = ways.minutes[a][b].min((*minutes).into());
            (ways.minutes[a][b], ways.minutes[b][a]) = (shorter, shorter);
        }
        ways.shorten();
        ways
    }

    /// Minutes between two rows.
    pub(super) fn minutes(&self, from: usize, to: usize) -> i32 {
        self.minutes[from][to]
    }

    /// The row of a place, which is one of those known; none is home.
    pub(super) fn row(&self, place: Option<&Place>) -> usize {
        place.map_or(0, |place| 1 + self.places.partition_point(|known| known < place))
    }

    fn shorten(&mut self) {
        let size = self.minutes.len();
        for by in 0..size {
            for from in 0..size {
                for to in 0..size {
                    let way = self.minutes[from][by] + self.minutes[by][to];
                    self.minutes[from][to] = self.minutes[from][to].min(way);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shortest_way_counts() {
        let place = |name: &str| Place(name.into());
        let (a, b, c) = (place("a"), place("b"), place("c"));
        let travel = Travel {
            from_home: BTreeMap::from([(a.clone(), 10), (b.clone(), 50), (c.clone(), 30)]),
            between: vec![(b.clone(), a.clone(), 15), (b.clone(), c.clone(), 5)],
        };
        let next_door = place("d");
        let ways = Ways::new(&travel, [&next_door].into_iter());
        let minutes = |from, to| ways.minutes(ways.row(from), ways.row(to));
        assert_eq!(minutes(None, Some(&a)), 10);
        assert_eq!(minutes(None, Some(&b)), 25, "by a");
        assert_eq!(minutes(Some(&a), Some(&c)), 20, "by b, not by home");
        assert_eq!(minutes(Some(&c), Some(&a)), 20);
        assert_eq!(minutes(Some(&a), Some(&a)), 0);
        assert_eq!(minutes(Some(&next_door), Some(&a)), 10);
        assert_eq!(minutes(None, None), 0);
    }
}
