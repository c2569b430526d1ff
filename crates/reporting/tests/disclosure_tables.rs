//! Tables with hidden counts, against a reader who tries every table.

use etablera_reporting::disclosure::{
    Hidden, OneWay, Rule, Shown, TableError, Tree, TwoWay, TwoWayShown,
};
use proptest::prelude::*;

/// Sums that a reader knows: the parts and their total, as places of cells.
type Sums = Vec<(Vec<usize>, usize)>;

/// What a reader who knows the sums can tell of each cell by trying all whole
/// numbers up to a bound for the hidden ones: the least and the most.
struct Reader<'a> {
    cells: &'a [Shown],
    sums: &'a Sums,
    bound: u64,
    found: Vec<Option<(u64, u64)>>,
}

impl Reader<'_> {
    fn read(cells: &[Shown], sums: &Sums, bound: u64) -> Vec<(u64, u64)> {
        let mut reader = Reader { cells, sums, bound, found: vec![None; cells.len()] };
        reader.attempt(&mut Vec::new());
        reader.found.into_iter().map(|range| range.expect("the true table is one")).collect()
    }

    /// Totals stand after their parts, so each sum is settled by its total.
    fn attempt(&mut self, values: &mut Vec<u64>) {
        let at = values.len();
        if at == self.cells.len() {
            for (range, value) in self.found.iter_mut().zip(values.iter()) {
                let (least, most) = range.unwrap_or((*value, *value));
                *range = Some((least.min(*value), most.max(*value)));
            }
            return;
        }
        if self.too_much(values) {
            return;
        }
        let sum = |parts: &[usize]| parts.iter().map(|part| values[*part]).sum::<u64>();
        let of = self.sums.iter().filter(|(_, total)| *total == at);
        let settled: Vec<u64> = of.map(|(parts, _)| sum(parts)).collect();
        let range = match (self.cells[at], settled.first()) {
            (Shown::Count(count), _) => count..=count,
            (Shown::Hidden, Some(sum)) => *sum..=*sum,
            (Shown::Hidden, None) => 0..=self.bound,
        };
        for value in range {
            if settled.iter().all(|sum| *sum == value) {
                values.push(value);
                self.attempt(values);
                values.pop();
            }
        }
    }

    /// Whether some total that is shown is passed already.
    fn too_much(&self, values: &[u64]) -> bool {
        self.sums.iter().any(|(parts, total)| {
            let known = parts.iter().filter_map(|part| values.get(*part)).sum::<u64>();
            matches!(self.cells[*total], Shown::Count(most) if known > most)
        })
    }
}

fn flat(shown: &TwoWayShown) -> Vec<Shown> {
    let cells = shown.cells.iter().flatten().chain(&shown.rows).chain(&shown.columns);
    cells.copied().chain([shown.total]).collect()
}

/// The sums of a table, in the order of [`flat`].
fn sums(rows: usize, columns: usize) -> Sums {
    let cell = |row, column| row * columns + column;
    let (of_rows, of_columns) = (rows * columns, rows * columns + rows);
    let total = of_columns + columns;
    let row = |row| ((0..columns).map(|column| cell(row, column)).collect(), of_rows + row);
    let column = |column| ((0..rows).map(|row| cell(row, column)).collect(), of_columns + column);
    let all = [((of_rows..of_columns).collect(), total), ((of_columns..total).collect(), total)];
    (0..rows).map(row).chain((0..columns).map(column)).chain(all).collect()
}

/// Every cell and total of a table.
fn whole(counts: &[Vec<u32>]) -> Vec<u64> {
    let sum = |of: &mut dyn Iterator<Item = u32>| of.map(u64::from).sum::<u64>();
    let columns = counts.first().map_or(0, Vec::len);
    let cells = counts.iter().flatten().map(|count| u64::from(*count));
    let rows = counts.iter().map(|row| sum(&mut row.iter().copied()));
    let of_columns = (0..columns).map(|column| sum(&mut counts.iter().map(|row| row[column])));
    let all = sum(&mut counts.iter().flatten().copied());
    cells.chain(rows).chain(of_columns).chain([all]).collect()
}

/// What is published is true, every small count is hidden, and a reader cannot
/// tell a hidden one more closely than the width.
fn audit(counts: &[u64], shown: &[Shown], sums: &Sums, (least, width): (u64, u64)) {
    for (count, shown) in counts.iter().zip(shown) {
        assert!(*shown == Shown::Hidden || *shown == Shown::Count(*count));
        assert!(!(1..least).contains(count) || *shown == Shown::Hidden, "{counts:?} {shown:?}");
    }
    let hidden = || (0..counts.len()).filter(|cell| shown[*cell] == Shown::Hidden);
    let most = hidden().map(|cell| counts[cell]).max().unwrap_or(0);
    let told = Reader::read(shown, sums, most + width);
    for cell in hidden() {
        let (low, high) = told[cell];
        assert!(low <= counts[cell] && counts[cell] <= high);
        assert!(high - low >= width, "{counts:?}: {shown:?}, cell {cell} in {low} to {high}");
    }
}

fn table(rows: usize, columns: usize, most: u32) -> impl Strategy<Value = Vec<Vec<u32>>> {
    use proptest::collection::vec;
    vec(vec(0..most, columns), rows)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn a_reader_learns_nothing_from_2_by_2(
        counts in table(2, 2, 12),
        k in 1_u32..6,
        width in 1_u32..6,
    ) {
        let shown = TwoWay::new(counts.clone()).unwrap().protect(Rule::new(k, width).unwrap());
        audit(&whole(&counts), &flat(&shown), &sums(2, 2), (k.into(), width.into()));
    }

    #[test]
    fn a_reader_learns_nothing_from_2_by_3(
        counts in table(2, 3, 7),
        k in 1_u32..4,
        width in 1_u32..4,
    ) {
        let shown = TwoWay::new(counts.clone()).unwrap().protect(Rule::new(k, width).unwrap());
        audit(&whole(&counts), &flat(&shown), &sums(2, 3), (k.into(), width.into()));
    }

    #[test]
    fn a_reader_learns_nothing_from_3_by_3(counts in table(3, 3, 5), width in 1_u32..3) {
        let shown = TwoWay::new(counts.clone()).unwrap().protect(Rule::new(2, width).unwrap());
        audit(&whole(&counts), &flat(&shown), &sums(3, 3), (2, width.into()));
    }

    #[test]
    fn a_reader_learns_nothing_from_a_row(
        counts in proptest::collection::vec(0_u32..9, 0..5),
        k in 1_u32..6,
        width in 1_u32..6,
    ) {
        let shown = OneWay::new(counts.clone()).protect(Rule::new(k, width).unwrap());
        let cells: Vec<Shown> = shown.cells.iter().copied().chain([shown.total]).collect();
        let mut values: Vec<u64> = counts.iter().map(|count| u64::from(*count)).collect();
        values.push(values.iter().sum());
        let sums = vec![((0..counts.len()).collect(), counts.len())];
        audit(&values, &cells, &sums, (k.into(), width.into()));
    }

    /// A country of two counties, with two and three municipalities.
    #[test]
    fn a_reader_learns_nothing_from_a_tree(
        leaves in proptest::collection::vec(0_u32..8, 5),
        k in 1_u32..4,
        width in 1_u32..4,
    ) {
        let parts = [1, 1, 2, 2, 2].into_iter().zip(leaves.iter().copied());
        let nodes: Vec<(usize, u32)> = [(0, 0); 3].into_iter().chain(parts).collect();
        let mut shown = Tree::new(&nodes).unwrap().protect(Rule::new(k, width).unwrap());
        // The reader wants totals after their parts.
        shown.reverse();
        let of: Vec<u64> = leaves.iter().rev().map(|count| u64::from(*count)).collect();
        let (second, first) = (of[..3].iter().sum::<u64>(), of[3..].iter().sum::<u64>());
        let counts = [of, vec![second, first, first + second]].concat();
        let sums = vec![(vec![0, 1, 2], 5), (vec![3, 4], 6), (vec![5, 6], 7)];
        audit(&counts, &shown, &sums, (k.into(), width.into()));
    }

    /// The ranges that are given out are those that a reader finds.
    #[test]
    fn ranges_are_what_a_reader_can_tell(
        counts in table(2, 2, 5),
        k in 1_u32..4,
        width in 1_u32..4,
    ) {
        let (rule, all) = (Rule::new(k, width).unwrap(), whole(&counts));
        let table = TwoWay::new(counts).unwrap();
        let bound = 2 * all.iter().max().unwrap() + 2;
        let told = Reader::read(&flat(&table.protect(rule)), &sums(2, 2), bound);
        for (range, (low, high)) in table.ranges(rule).into_iter().zip(told) {
            match range {
                None => prop_assert_eq!(low, high, "shown"),
                Some(range) => {
                    prop_assert_eq!(range.least, low);
                    match range.most {
                        Some(most) => prop_assert_eq!(most, high),
                        None => prop_assert!(high >= bound, "{} has no bound", high),
                    }
                }
            }
        }
    }

    /// Larger tables: no reader has the time, so the ranges are asked.
    #[test]
    fn large_tables_are_safe_and_mostly_shown(counts in table(8, 12, 60)) {
        let table = TwoWay::new(counts).unwrap();
        let ranges = table.ranges(Rule::default());
        for range in ranges.iter().flatten() {
            prop_assert!(range.most.is_none_or(|most| most - range.least >= 5));
        }
        let hidden = table.hidden(Rule::default());
        let count = |of: Hidden| hidden.iter().filter(|cell| **cell == of).count();
        // Mostly three corners of a rectangle hide a small cell. Where none will
        // do it takes a longer way round, and ways may meet.
        prop_assert!(count(Hidden::Beside) <= 7 * count(Hidden::Small), "{hidden:?}");
    }
}

#[test]
fn one_small_cell_hides_a_rectangle() {
    let counts = vec![vec![3, 20, 30], vec![40, 12, 60], vec![70, 80, 11]];
    let shown = TwoWay::new(counts).unwrap().protect(Rule::default());
    use Shown::{Count, Hidden};
    assert_eq!(shown.cells[0], [Hidden, Hidden, Count(30)]);
    assert_eq!(shown.cells[1], [Hidden, Hidden, Count(60)]);
    assert_eq!(shown.cells[2], [Count(70), Count(80), Count(11)]);
    assert_eq!((shown.rows[0], shown.total), (Count(53), Count(326)));
}

#[test]
fn nothing_small_hides_nothing() {
    let shown = TwoWay::new(vec![vec![5, 0], vec![9, 14]]).unwrap().protect(Rule::default());
    assert!(!flat(&shown).contains(&Shown::Hidden), "a zero is shown");
    let none = TwoWay::new(vec![]).unwrap().protect(Rule::default());
    assert_eq!(flat(&none), [Shown::Count(0)]);
    assert_eq!(TwoWay::new(vec![vec![], vec![]]).unwrap().protect(Rule::default()).rows.len(), 2);
}

#[test]
fn two_small_cells_in_a_row_are_not_enough() {
    // Their sum is 2, which is small as well.
    let shown = OneWay::new(vec![1, 1, 7, 9]).protect(Rule::default());
    let hidden = Shown::Hidden;
    assert_eq!(shown.cells, [hidden, hidden, hidden, Shown::Count(9)]);
    assert_eq!(shown.total, Shown::Count(18));
    let alone = OneWay::new(vec![3]).protect(Rule::default());
    assert_eq!((alone.cells, alone.total), (vec![hidden], hidden));
}

#[test]
fn a_part_alone_hides_its_whole() {
    // A county with one municipality.
    let tree = Tree::new(&[(0, 0), (0, 0), (1, 2), (0, 30), (0, 50)]).unwrap();
    let (hidden, count) = (Shown::Hidden, Shown::Count);
    assert_eq!(tree.protect(Rule::default()), [count(82), hidden, hidden, hidden, count(50)]);
    assert_eq!(Tree::new(&[(0, 3)]).unwrap().protect(Rule::default()), [hidden]);
    assert_eq!(Tree::new(&[]).unwrap().protect(Rule::default()), []);
}

#[test]
fn a_table_that_is_none_has_a_name() {
    let error = TwoWay::new(vec![vec![1], vec![]]).unwrap_err();
    assert_eq!(error.to_string(), "row `1` has `0` cells: expected `1`");
    let error = Tree::new(&[(0, 1), (2, 1), (0, 1)]).unwrap_err();
    assert_eq!(error, TableError::Order { node: 1, parent: 2 });
    assert_eq!(Rule::new(5, 0), Err(TableError::NoWidth));
}

#[test]
fn the_largest_counts_are_taken() {
    let most = u32::MAX;
    let shown =
        TwoWay::new(vec![vec![most, 1], vec![most, most]]).unwrap().protect(Rule::default());
    assert_eq!(shown.cells, [[Shown::Hidden; 2]; 2]);
    assert_eq!(shown.total, Shown::Count(3 * u64::from(most) + 1));
}
