//! Tables of counts with totals.

use serde::Serialize;

use super::choose::choose;
use super::network::{Arc, Network, Range};

/// What is too small to be shown, and how closely it may be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    least: u32,
    width: u32,
}

impl Default for Rule {
    /// Counts of 1 to 4 are hidden, and no hidden count can be told more
    /// closely than to within five.
    fn default() -> Self {
        Self { least: 5, width: 5 }
    }
}

impl Rule {
    /// Counts from 1 to below `least` are hidden; the least and the most that
    /// any hidden count can be are at least `width` apart. A width of
    /// at least `least` also keeps the sum of the cells hidden in a row from
    /// being small. 0 is shown: nobody is there.
    ///
    /// # Errors
    ///
    /// When `width` is 0: it would allow a count to be told exactly.
    pub fn new(least: u32, width: u32) -> Result<Self, TableError> {
        if width == 0 { Err(TableError::NoWidth) } else { Ok(Self { least, width }) }
    }

    pub(crate) fn least(self) -> u64 {
        self.least.into()
    }

    pub(super) fn width(self) -> u64 {
        self.width.into()
    }
}

/// Why a table cannot be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// Rows differ in length.
    #[error("row `{row}` has `{found}` cells: expected `{expected}`")]
    Ragged {
        /// The row, from 0.
        row: usize,
        /// How many cells it has.
        found: usize,
        /// How many the first has.
        expected: usize,
    },
    /// A part of a tree stands before what it is a part of.
    #[error("`{node}` is a part of `{parent}`: expected a part after the whole, and 0 the whole")]
    Order {
        /// The part.
        node: usize,
        /// What it is a part of.
        parent: usize,
    },
    /// The width is none.
    #[error("a width of `0` lets hidden counts be told exactly: expected at least 1")]
    NoWidth,
}

/// A count as it is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Shown {
    /// The count.
    Count(u64),
    /// It is hidden; whether it is small is not told.
    Hidden,
}

/// Whether a cell is hidden, and why. Not to be published: it narrows the
/// counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hidden {
    /// It is shown.
    No,
    /// Its count is small.
    Small,
    /// It would give a small one away.
    Beside,
}

/// A row of counts and their total.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneWay(Vec<u32>);

/// A row as it is published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OneWayShown {
    /// The counts.
    pub cells: Vec<Shown>,
    /// Their total.
    pub total: Shown,
}

impl OneWay {
    /// A row of counts.
    #[must_use]
    pub fn new(counts: Vec<u32>) -> Self {
        Self(counts)
    }

    fn network(&self) -> Network {
        let cell = |count: &u32| Arc { from: 1, to: 0, count: u64::from(*count) };
        let total = Arc { from: 0, to: 1, count: self.0.iter().copied().map(u64::from).sum() };
        Network::new(2, self.0.iter().map(cell).chain([total]).collect())
    }

    /// What may be published.
    #[must_use]
    pub fn protect(&self, rule: Rule) -> OneWayShown {
        let mut cells = shown(&self.network(), rule);
        let total = cells.pop().unwrap_or(Shown::Hidden);
        OneWayShown { cells, total }
    }
}

/// Rows of counts, with totals of rows, of columns and of all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TwoWay {
    counts: Vec<Vec<u32>>,
    columns: usize,
}

/// A table as it is published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TwoWayShown {
    /// The counts, by row.
    pub cells: Vec<Vec<Shown>>,
    /// The total of each row.
    pub rows: Vec<Shown>,
    /// The total of each column.
    pub columns: Vec<Shown>,
    /// The total of all.
    pub total: Shown,
}

impl TwoWay {
    /// Rows of counts.
    ///
    /// # Errors
    ///
    /// When rows differ in length.
    pub fn new(counts: Vec<Vec<u32>>) -> Result<Self, TableError> {
        let columns = counts.first().map_or(0, Vec::len);
        match counts.iter().position(|row| row.len() != columns) {
            Some(row) => {
                let found = counts[row].len();
                Err(TableError::Ragged { row, found, expected: columns })
            }
            None => Ok(Self { counts, columns }),
        }
    }

    /// Nodes are the rows, the columns, all rows and all columns. The order of
    /// arcs is that of the parts in [`TwoWayShown`].
    fn network(&self) -> Network {
        let (rows, columns) = (self.counts.len(), self.columns);
        let (all_rows, all_columns) = (rows + columns, rows + columns + 1);
        let count = |row: usize, column: usize| u64::from(self.counts[row][column]);
        let places = |row: usize| (0..columns).map(move |column| (row, column));
        let cells = (0..rows).flat_map(places).map(|(row, column)| Arc {
            from: row,
            to: rows + column,
            count: count(row, column),
        });
        let of_rows = (0..rows).map(|row| Arc {
            from: all_rows,
            to: row,
            count: (0..columns).map(|column| count(row, column)).sum(),
        });
        let of_columns = (0..columns).map(|column| Arc {
            from: rows + column,
            to: all_columns,
            count: (0..rows).map(|row| count(row, column)).sum(),
        });
        let total = self.counts.iter().flatten().copied().map(u64::from).sum();
        let of_all = Arc { from: all_columns, to: all_rows, count: total };
        let arcs = cells.chain(of_rows).chain(of_columns).chain([of_all]).collect();
        Network::new(rows + columns + 2, arcs)
    }

    /// What may be published.
    #[must_use]
    pub fn protect(&self, rule: Rule) -> TwoWayShown {
        let shown = shown(&self.network(), rule);
        self.parts(&shown)
    }

    /// Why each cell is hidden, in the same order; not to be published.
    #[must_use]
    pub fn hidden(&self, rule: Rule) -> Vec<Hidden> {
        choose(&self.network(), rule)
    }

    /// What a reader could tell of each hidden cell: the cells by row, the
    /// totals of rows, of columns and of all. `None` where it is shown.
    #[must_use]
    pub fn ranges(&self, rule: Rule) -> Vec<Option<Range>> {
        let network = self.network();
        let hidden = choose(&network, rule);
        let hidden: Vec<bool> = hidden.into_iter().map(|cell| cell != Hidden::No).collect();
        let range = |cell: usize| hidden[cell].then(|| network.range(cell, &hidden));
        (0..hidden.len()).map(range).collect()
    }

    fn parts(&self, shown: &[Shown]) -> TwoWayShown {
        let (cells, rest) = shown.split_at(self.counts.len() * self.columns);
        let (rows, rest) = rest.split_at(self.counts.len());
        let (columns, total) = rest.split_at(self.columns);
        let row = |row: usize| cells[row * self.columns..(row + 1) * self.columns].to_vec();
        TwoWayShown {
            cells: (0..self.counts.len()).map(row).collect(),
            rows: rows.to_vec(),
            columns: columns.to_vec(),
            total: total.first().copied().unwrap_or(Shown::Hidden),
        }
    }
}

/// Counts in groups, in groups: municipalities of counties of a country.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tree {
    /// What each node is a part of; the first is the whole.
    parents: Vec<Option<usize>>,
    /// Whether each has parts.
    whole: Vec<bool>,
    counts: Vec<u64>,
}

/// A tree as it is published: one count a node, in the order it was given.
pub type TreeShown = Vec<Shown>;

impl Tree {
    /// Nodes, each with the place of what it is a part of and, where it has no
    /// parts, its count; the count of others is the sum of their parts. The
    /// first node is the whole, whatever it says it is a part of.
    ///
    /// # Errors
    ///
    /// When a part stands before what it is a part of.
    pub fn new(nodes: &[(usize, u32)]) -> Result<Self, TableError> {
        let wrong = nodes.iter().enumerate().skip(1).find(|(node, (parent, _))| parent >= node);
        if let Some((node, &(parent, _))) = wrong {
            return Err(TableError::Order { node, parent });
        }
        let parent = |(node, (parent, _)): (usize, &(usize, u32))| (node > 0).then_some(*parent);
        let parents: Vec<Option<usize>> = nodes.iter().enumerate().map(parent).collect();
        let mut whole = vec![false; nodes.len()];
        parents.iter().flatten().for_each(|parent| whole[*parent] = true);
        let own = |((_, count), whole): (&(usize, u32), &bool)| {
            if *whole { 0 } else { u64::from(*count) }
        };
        let mut counts: Vec<u64> = nodes.iter().zip(&whole).map(own).collect();
        for node in (1..nodes.len()).rev() {
            let count = counts[node];
            if let Some(parent) = parents[node] {
                counts[parent] += count;
            }
        }
        Ok(Self { parents, whole, counts })
    }

    /// A node for each whole, and one for the ground: out of it comes the
    /// whole, and into it go the parts that have none.
    fn network(&self) -> Network {
        let ground = self.parents.len();
        let arc = |node: usize| Arc {
            from: self.parents[node].unwrap_or(ground),
            to: if self.whole[node] { node } else { ground },
            count: self.counts[node],
        };
        Network::new(ground + 1, (0..ground).map(arc).collect())
    }

    /// What may be published.
    #[must_use]
    pub fn protect(&self, rule: Rule) -> TreeShown {
        shown(&self.network(), rule)
    }
}

fn shown(network: &Network, rule: Rule) -> Vec<Shown> {
    let hidden = choose(network, rule);
    let show = |(arc, hidden): (&Arc, Hidden)| match hidden {
        Hidden::No => Shown::Count(arc.count),
        Hidden::Small | Hidden::Beside => Shown::Hidden,
    };
    network.arcs.iter().zip(hidden).map(show).collect()
}
