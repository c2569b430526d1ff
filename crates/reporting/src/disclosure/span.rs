//! Which groups can be counted from the counts of others.
//!
//! Groups are rows of zeros and ones, one column for all people who are in the
//! same groups. Who knows the counts of some groups knows those of every group
//! whose row is a sum of multiples of theirs. Rows are brought into reduced
//! form, modulo a prime: a group that can be counted is then the sum of the
//! reduced rows of its pivots, and one of few people has few pivots.
//!
//! A prime instead of fractions could err only if it divided a determinant of
//! zeros and ones, which takes more than twenty groups and is then as likely
//! as one in 10^18.

/// 2^61 - 1.
const PRIME: u64 = (1 << 61) - 1;

/// So many sums of rows are looked at, in about a second: all sums of up to
/// four rows of sixty.
const STEPS: usize = 600_000;

/// Rows in reduced form.
pub(super) struct Span {
    rows: Vec<Reduced>,
    /// How many people each column has.
    people: Vec<usize>,
}

struct Reduced {
    pivot: usize,
    values: Vec<u64>,
    /// How much of each of the groups it is made of.
    of: Vec<u64>,
}

/// What a search for a small group came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// There is none.
    None,
    /// There is one, and the groups that it is made of.
    Small(Vec<usize>),
    /// There are too many to look at.
    TooMany,
}

fn times(one: u64, other: u64) -> u64 {
    (u128::from(one) * u128::from(other) % u128::from(PRIME)) as u64
}

fn inverse(value: u64) -> u64 {
    // By Fermat.
    let (mut base, mut left, mut power) = (value, PRIME - 2, 1);
    while left > 0 {
        if left & 1 == 1 {
            power = times(power, base);
        }
        base = times(base, base);
        left >>= 1;
    }
    power
}

/// Takes `factor` times a row from another.
fn take(from: &mut [u64], row: &[u64], factor: u64) {
    for (value, other) in from.iter_mut().zip(row) {
        *value = (*value + PRIME - times(factor, *other)) % PRIME;
    }
}

impl Span {
    /// Reduces groups, given by whether each column is in them.
    pub(super) fn new(groups: &[Vec<bool>], people: Vec<usize>) -> Self {
        let mut rows: Vec<Reduced> = Vec::new();
        for (number, group) in groups.iter().enumerate() {
            let mut values: Vec<u64> = group.iter().map(|there| u64::from(*there)).collect();
            let mut of = vec![0; groups.len()];
            of[number] = 1;
            for row in &rows {
                let factor = values[row.pivot];
                if factor != 0 {
                    take(&mut values, &row.values, factor);
                    take(&mut of, &row.of, factor);
                }
            }
            let Some(pivot) = values.iter().position(|value| *value != 0) else { continue };
            let factor = inverse(values[pivot]);
            values.iter_mut().chain(&mut of).for_each(|value| *value = times(*value, factor));
            for row in &mut rows {
                let factor = row.values[pivot];
                if factor != 0 {
                    take(&mut row.values, &values, factor);
                    take(&mut row.of, &of, factor);
                }
            }
            rows.push(Reduced { pivot, values, of });
        }
        Self { rows, people }
    }

    /// A group of 1 to `k - 1` people that can be counted.
    pub(super) fn small(&self, k: usize) -> Found {
        let sum = vec![0; self.people.len()];
        let all: Vec<usize> = (0..self.people.len()).collect();
        let mut search = Search { span: self, k, steps: 0, used: vec![false; self.rows.len()] };
        search.more(&mut Vec::new(), &sum, &all)
    }

    /// The columns of which one must change for a sum to be a small group:
    /// one that is neither 0 nor 1, or, in a group that is too large, all that
    /// are in it. `None` if it is one.
    fn to_mend(&self, sum: &[u64], k: usize) -> Option<Vec<usize>> {
        if let Some(wrong) = sum.iter().position(|value| *value > 1) {
            return Some(vec![wrong]);
        }
        let there: Vec<usize> = (0..sum.len()).filter(|at| sum[*at] == 1).collect();
        let size: usize = there.iter().map(|at| self.people[*at]).sum();
        (size >= k).then_some(there)
    }

    fn made_of(&self, chosen: &[usize]) -> Vec<usize> {
        let groups = self.rows.first().map_or(0, |row| row.of.len());
        let total = |group: usize| {
            chosen.iter().fold(0, |sum, row| (sum + self.rows[*row].of[group]) % PRIME)
        };
        (0..groups).filter(|group| total(*group) != 0).collect()
    }
}

/// The search for rows that add up to a small group.
struct Search<'a> {
    span: &'a Span,
    k: usize,
    steps: usize,
    /// Rows that are chosen, or whose sums with those chosen were all seen.
    used: Vec<bool>,
}

impl Search<'_> {
    /// Adds one more row, each in turn that changes one of the `wrong` columns.
    fn more(&mut self, chosen: &mut Vec<usize>, sum: &[u64], wrong: &[usize]) -> Found {
        let rows = &self.span.rows;
        let people = |row: usize| self.span.people[rows[row].pivot];
        let left = self.k.saturating_sub(chosen.iter().map(|row| people(*row)).sum());
        let changes = |row: usize| wrong.iter().any(|at| rows[row].values[*at] != 0);
        let next = |row: &usize| !self.used[*row] && people(*row) < left && changes(*row);
        let next: Vec<usize> = (0..rows.len()).filter(next).collect();
        for row in &next {
            self.used[*row] = true;
            chosen.push(*row);
            let values = sum.iter().zip(&rows[*row].values);
            let found =
                self.look(chosen, &values.map(|(a, b)| (a + b) % PRIME).collect::<Vec<_>>());
            chosen.pop();
            if found != Found::None {
                return found;
            }
        }
        next.into_iter().for_each(|row| self.used[row] = false);
        Found::None
    }

    /// Whether a sum is a small group, or more rows can make it one.
    fn look(&mut self, chosen: &mut Vec<usize>, sum: &[u64]) -> Found {
        self.steps += 1;
        if self.steps > STEPS {
            return Found::TooMany;
        }
        match self.span.to_mend(sum, self.k) {
            Some(wrong) => self.more(chosen, sum, &wrong),
            None => Found::Small(self.span.made_of(chosen)),
        }
    }
}
