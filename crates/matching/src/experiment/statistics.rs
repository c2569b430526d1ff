//! Means with intervals.

/// The mean of some figures, and how far off it may be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// How many figures there are.
    pub count: usize,
    /// Their mean.
    pub mean: f64,
    /// Half the length of the 95 % interval around the mean, by Student's t;
    /// none where there are fewer than two figures.
    pub half: Option<f64>,
}

/// The mean with its 95 % interval: mean ± t(0.975, n − 1) · s / √n, where s
/// is the sample's standard deviation. None where there is no figure.
///
/// It takes the figures for independent and the mean for nearly normal. An
/// interval of a share may reach beyond 0 or 100.
#[must_use]
pub fn estimate(values: &[f64]) -> Option<Estimate> {
    let count = values.len();
    if count == 0 {
        return None;
    }
    let mean = values.iter().sum::<f64>() / count as f64;
    let half = (count > 1).then(|| {
        let squares: f64 = values.iter().map(|value| (value - mean) * (value - mean)).sum();
        let deviation = (squares / (count - 1) as f64).sqrt();
        student(count - 1) * deviation / (count as f64).sqrt()
    });
    Some(Estimate { count, mean, half })
}

/// The 97.5th percentile of Student's t, by degrees of freedom from 1.
const STUDENT: [f64; 30] = [
    12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.3060, 2.2622, 2.2281, 2.2010,
    2.1788, 2.1604, 2.1448, 2.1314, 2.1199, 2.1098, 2.1009, 2.0930, 2.0860, 2.0796, 2.0739, 2.0687,
    2.0639, 2.0595, 2.0555, 2.0518, 2.0484, 2.0452, 2.0423,
];

/// Beyond the table, the first terms of its expansion around the normal's,
/// which are right to four digits there.
fn student(freedom: usize) -> f64 {
    const Z: f64 = 1.959_964;
    STUDENT.get(freedom.wrapping_sub(1)).copied().unwrap_or_else(|| {
        let (z, n) = (Z, freedom as f64);
        // Not `powi`, whose last digit differs from machine to machine.
        let (cube, fifth) = (z * z * z, z * z * z * z * z);
        let first = (cube + z) / 4.0;
        let second = (5.0 * fifth + 16.0 * cube + 3.0 * z) / 96.0;
        z + first / n + second / (n * n)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: f64, expected: f64) {
        assert!((found - expected).abs() < 0.000_5, "{found} is not {expected}");
    }

    #[test]
    fn intervals_are_those_of_the_textbook() {
        // 1, 2, 3, 4: mean 2.5, s = 1.290 994, s/√4 = 0.645 497, t(3) = 3.182 4.
        let found = estimate(&[1.0, 2.0, 3.0, 4.0]).unwrap();
        near(found.mean, 2.5);
        near(found.half.unwrap(), 2.054_2);
        // 10 and 12: s = √2, s/√2 = 1, t(1) = 12.706 2.
        near(estimate(&[10.0, 12.0]).unwrap().half.unwrap(), 12.706_2);
        near(estimate(&[7.0; 5]).unwrap().half.unwrap(), 0.0);
        assert_eq!(estimate(&[3.0]), Some(Estimate { count: 1, mean: 3.0, half: None }));
        assert_eq!(estimate(&[]), None);
    }

    #[test]
    fn the_expansion_goes_on_where_the_table_ends() {
        for (freedom, expected) in
            [(1, 12.7062), (30, 2.0423), (31, 2.0395), (40, 2.0211), (60, 2.0003), (120, 1.9799)]
        {
            near(student(freedom), expected);
        }
        assert!((1..200).all(|n| student(n) > student(n + 1)));
    }
}
