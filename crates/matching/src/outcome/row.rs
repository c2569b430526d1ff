//! What a model learns from.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::feature::{Feature, Features};

/// One past trial: what was known of the pair when it was proposed, and
/// whether it led to employment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row {
    /// What was known.
    pub features: Features,
    /// Whether it led to employment.
    pub employed: bool,
    /// Whose trial it was, by any number that nobody else has; none for
    /// somebody of whom there is no other. Nothing is learnt from it: one
    /// person's trials are held out together.
    pub person: Option<u64>,
}

impl Row {
    /// A trial that led to employment, or did not, of somebody of whom there
    /// is no other.
    #[must_use]
    pub fn new(features: Features, employed: bool) -> Self {
        Self { features, employed, person: None }
    }

    /// The same of somebody of whom there may be others.
    #[must_use]
    pub fn of(self, person: u64) -> Self {
        Self { person: Some(person), ..self }
    }
}

/// Equal rows, counted together.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counted {
    pub(super) features: Features,
    pub(super) employed: bool,
    pub(super) weight: f64,
}

/// Rows in an order of their own, equal ones together, and how many of each
/// are dealt to each part.
#[derive(Clone, Debug)]
pub(super) struct Dealt {
    /// Those that did not lead to employment first, then by features in the
    /// order of their list.
    pub(super) rows: Vec<Counted>,
    parts: Vec<u32>,
    pub(super) folds: usize,
}

impl Dealt {
    /// Deals rows one by one in their order, those that did not lead to
    /// employment and those that did for themselves, so that each part has
    /// about the same share. Equal rows are dealt apart as well, but whoever
    /// was dealt to a part before has all their rows there.
    pub(super) fn of(rows: &[Row], folds: usize) -> Self {
        let mut order: Vec<&Row> = rows.iter().collect();
        order.sort_unstable_by(|a, b| compare(a, b).then(a.person.cmp(&b.person)));
        let mut dealt = Self { rows: Vec::new(), parts: Vec::new(), folds };
        let mut where_is: BTreeMap<u64, usize> = BTreeMap::new();
        let mut next = [0_usize; 2];
        let mut last: Option<&Row> = None;
        for row in order {
            let Row { features, employed, person } = *row;
            let next = &mut next[usize::from(employed)];
            let mut deal = || {
                let part = *next;
                *next = (part + 1) % folds;
                part
            };
            let part = match person {
                None => deal(),
                Some(person) => *where_is.entry(person).or_insert_with(deal),
            };
            if last.is_none_or(|last| compare(last, row).is_ne()) {
                dealt.rows.push(Counted { features, employed, weight: 0.0 });
                dealt.parts.resize(dealt.rows.len() * folds, 0);
            }
            last = Some(row);
            let at = dealt.rows.len() - 1;
            dealt.rows[at].weight += 1.0;
            dealt.parts[at * folds + part] += 1;
        }
        dealt
    }

    /// How many of a row are in a part.
    pub(super) fn own(&self, at: usize, part: usize) -> f64 {
        f64::from(self.parts[at * self.folds + part])
    }

    /// What rows weigh without some parts, each named once.
    pub(super) fn without(&self, parts: &[usize]) -> Vec<f64> {
        let left = |(at, row): (usize, &Counted)| {
            row.weight - parts.iter().map(|part| self.own(at, *part)).sum::<f64>()
        };
        self.rows.iter().enumerate().map(left).collect()
    }
}

fn compare(a: &Row, b: &Row) -> Ordering {
    let by_features = || {
        let pairs = a.features.0.iter().zip(&b.features.0);
        pairs.map(|(a, b)| a.total_cmp(b)).find(|o| o.is_ne()).unwrap_or(Ordering::Equal)
    };
    a.employed.cmp(&b.employed).then_with(by_features)
}

/// The columns that say anything: mean and deviation of each.
#[derive(Clone, Debug)]
pub(super) struct Columns(pub(super) Vec<Column>);

/// One column, as it is brought to one scale.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Column {
    pub(super) feature: Feature,
    pub(super) mean: f64,
    pub(super) deviation: f64,
}

impl Columns {
    /// The columns of some rows that are not one number all the way down.
    pub(super) fn of(rows: &[Counted]) -> Self {
        let all: f64 = rows.iter().map(|row| row.weight).sum();
        let column = |feature: Feature| {
            let at = feature.at();
            let first = rows.first()?.features.0[at];
            // About the first value, so that a large common part costs no digits.
            let (mut sum, mut squares) = (0.0, 0.0);
            for row in rows {
                sum += row.weight * (row.features.0[at] - first);
            }
            let mean = first + sum / all;
            for row in rows {
                squares += row.weight * (row.features.0[at] - mean).powi(2);
            }
            let deviation = (squares / all).sqrt();
            let says = deviation > 1e-9 * mean.abs().max(1e-3) && deviation.is_finite();
            says.then_some(Column { feature, mean, deviation })
        };
        Self(Feature::ALL.into_iter().filter_map(column).collect())
    }

    /// The values of a row on one scale, after a leading 1.
    pub(super) fn scaled<'c>(&'c self, features: &'c Features) -> impl Iterator<Item = f64> + 'c {
        let scaled =
            self.0.iter().map(|one| (features.0[one.feature.at()] - one.mean) / one.deviation);
        std::iter::once(1.0).chain(scaled)
    }
}
