//! What was foreseen beside what came.

use serde::{Deserialize, Serialize};

/// How many trials in a row of chances a stretch of the curve is made of.
const BINS: usize = 10;

/// Below this lie 975 of a thousand draws of a normal variable.
const Z: f64 = 1.959_963_984_540_054;

/// From here on what came is no accident: one in a hundred lies beyond.
const SURPRISE: f64 = 2.575_829_303_548_901;

/// One stretch of a reliability curve.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Bin {
    /// The lowest chance in it.
    pub from: f64,
    /// The highest chance in it.
    pub to: f64,
    /// How many trials there are.
    pub trials: u32,
    /// How many of them led to employment.
    pub employed: u32,
    /// The mean chance that was foreseen.
    pub foreseen: f64,
    /// The share that came.
    pub came: f64,
    /// Where the share lies with confidence 0.95, after Wilson: from here.
    pub low: f64,
    /// To here.
    pub high: f64,
}

/// What chances were worth, once it was known what came.
///
/// Each figure stands beside that of the plain share of these very trials,
/// said of each of them: the best that anybody could have said who knew no
/// pair from another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Reliability {
    /// How many trials there are.
    pub trials: u32,
    /// How many of them led to employment.
    pub employed: u32,
    /// The mean chance that was foreseen.
    pub foreseen: f64,
    /// How far what came lies from what was foreseen, in standard deviations
    /// of what chance alone would give; below 0 where fewer were employed.
    pub surprise: f64,
    /// The mean squared miss (Brier 1950): 0 at best.
    pub brier: f64,
    /// The same of the plain share.
    pub brier_base: f64,
    /// The mean of −ln of the chance given to what came: 0 at best.
    pub log_loss: f64,
    /// The same of the plain share.
    pub log_loss_base: f64,
    /// The mean distance between foreseen and came over the stretches (the
    /// expected calibration error), 0 to 1.
    pub calibration_error: f64,
    /// How often one who was employed was given the higher chance than one who
    /// was not, equal ones counted half; none where there is one kind only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub auc: Option<f64>,
    /// The reliability curve: stretches of about equally many trials, equal
    /// chances together, the lowest first.
    pub bins: Vec<Bin>,
}

/// A chance, what came, and how many such trials there were.
pub(super) type Seen = (f64, bool, u32);

impl Reliability {
    /// Of chances from 0 to 1 with whether employment came, in any order.
    ///
    /// None where there are no trials, or a chance is none.
    #[must_use]
    pub fn of(trials: &[(f64, bool)]) -> Option<Self> {
        Self::counted(trials.iter().map(|&(chance, came)| (chance, came, 1)).collect())
    }

    pub(super) fn counted(mut seen: Vec<Seen>) -> Option<Self> {
        if seen.is_empty() || seen.iter().any(|one| !(0.0..=1.0).contains(&one.0)) {
            return None;
        }
        seen.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let trials: u32 = seen.iter().map(|one| one.2).sum();
        let employed: u32 = seen.iter().filter(|one| one.1).map(|one| one.2).sum();
        let n = f64::from(trials);
        let mean = |of: &dyn Fn(f64, bool) -> f64| {
            seen.iter().map(|&(p, came, times)| of(p, came) * f64::from(times)).sum::<f64>() / n
        };
        let share = f64::from(employed) / n;
        let bins = bins(&seen, n);
        let foreseen = mean(&|p, _| p);
        let spread = mean(&|p, _| p * (1.0 - p)) * n;
        let missed = (share - foreseen) * n;
        let error = |bin: &Bin| f64::from(bin.trials) * (bin.foreseen - bin.came).abs();
        Some(Self {
            trials,
            employed,
            foreseen,
            // Certain chances that came true are no surprise.
            surprise: if missed.abs() < 1e-12 { 0.0 } else { missed / spread.max(1e-12).sqrt() },
            brier: mean(&|p, came| (p - f64::from(u8::from(came))).powi(2)),
            brier_base: share * (1.0 - share),
            log_loss: mean(&said),
            log_loss_base: mean(&|_, came| said(share, came)),
            calibration_error: bins.iter().map(error).sum::<f64>() / n,
            auc: auc(&seen, f64::from(employed), n - f64::from(employed)),
            bins,
        })
    }

    /// The share that led to employment.
    #[must_use]
    pub fn came(&self) -> f64 {
        f64::from(self.employed) / f64::from(self.trials)
    }

    /// How much of the miss of the plain share is gone: 1 at best, 0 where the
    /// chances are worth no more than it, below 0 where they are worth less;
    /// none where the plain share misses nothing.
    #[must_use]
    pub fn skill(&self) -> Option<f64> {
        (self.brier_base > 0.0).then(|| 1.0 - self.brier / self.brier_base)
    }

    /// Whether so many more or fewer were employed than was foreseen that
    /// chance gives it less than once in a hundred times.
    #[must_use]
    pub fn has_drifted(&self) -> bool {
        self.surprise.abs() > SURPRISE
    }
}

/// −ln of the chance that was given to what came; certain and wrong costs as
/// much as numbers allow, and not more.
fn said(chance: f64, came: bool) -> f64 {
    let given = if came { chance } else { 1.0 - chance };
    -given.max(f64::MIN_POSITIVE).ln()
}

fn bins(seen: &[Seen], all: f64) -> Vec<Bin> {
    let mut bins: Vec<Vec<Seen>> = vec![Vec::new()];
    let (mut before, mut filled) = (0.0, 0);
    for (at, one) in seen.iter().enumerate() {
        let is_new = at > 0 && seen[at - 1].0 < one.0;
        let due = (before * BINS as f64 / all).floor() as usize;
        if is_new && due > filled {
            filled = due;
            bins.push(Vec::new());
        }
        before += f64::from(one.2);
        bins.last_mut().into_iter().for_each(|bin| bin.push(*one));
    }
    bins.iter().map(|bin| stretch(bin)).collect()
}

fn stretch(seen: &[Seen]) -> Bin {
    let trials: u32 = seen.iter().map(|one| one.2).sum();
    let employed: u32 = seen.iter().filter(|one| one.1).map(|one| one.2).sum();
    let n = f64::from(trials);
    let foreseen = seen.iter().map(|one| one.0 * f64::from(one.2)).sum::<f64>() / n;
    let (low, high) = wilson(f64::from(employed), n);
    let (from, to) = (seen[0].0, seen[seen.len() - 1].0);
    Bin { from, to, trials, employed, foreseen, came: f64::from(employed) / n, low, high }
}

/// Wilson's interval for a share, with confidence 0.95.
fn wilson(yes: f64, all: f64) -> (f64, f64) {
    let (share, square) = (yes / all, Z * Z / all);
    let middle = (share + square / 2.0) / (1.0 + square);
    let half = Z / (1.0 + square) * (share * (1.0 - share) / all + square / (4.0 * all)).sqrt();
    let low = if yes == 0.0 { 0.0 } else { (middle - half).max(0.0) };
    let high = if yes == all { 1.0 } else { (middle + half).min(1.0) };
    (low, high)
}

/// Of chances in order: the share of pairs of one employed and one not in
/// which the first has the higher chance.
fn auc(seen: &[Seen], employed: f64, others: f64) -> Option<f64> {
    if employed == 0.0 || others == 0.0 {
        return None;
    }
    let (mut below, mut won) = (0.0, 0.0);
    for same in seen.chunk_by(|a, b| a.0 == b.0) {
        let count = |came| {
            let those = same.iter().filter(move |one| one.1 == came);
            those.map(|one| f64::from(one.2)).sum::<f64>()
        };
        let (yes, no) = (count(true), count(false));
        won += yes * (below + no / 2.0);
        below += no;
    }
    Some(won / (employed * others))
}
