//! A row of the table.

use super::asked::Pace;
use super::oha::Measured;

/// What stands above the rows.
pub(super) const HEAD: &str = "\
| | asked | p50, ms | p99, ms | slowest, ms | requests/s | errors | bare: p99, ms | bare: requests/s | ratio |
|---|---|--:|--:|--:|--:|--:|--:|--:|--:|
";

/// What was measured of the service, and of the bare handler.
pub(super) struct Row {
    pub(super) name: String,
    pub(super) pace: Pace,
    /// How long an answer is.
    pub(super) bytes: usize,
    pub(super) service: Measured,
    pub(super) bare: Measured,
}

impl Row {
    /// The row in Markdown. The ratio is that of what was not given: of the p99 at
    /// a rate, and else of the requests in a second.
    pub(super) fn line(&self) -> String {
        let Self { name, pace, bytes, service, bare } = self;
        let asked = match pace {
            Pace::Every(rate) => format!("{rate}/s"),
            Pace::Full(connections) => format!("all that {connections} connections can"),
        };
        let ratio = match pace {
            Pace::Every(_) => service.p99 / bare.p99,
            Pace::Full(_) => bare.per_second / service.per_second,
        };
        let ms = |seconds: f64| format!("{:.2}", seconds * 1e3);
        format!(
            "| {name}, {bytes} bytes | {asked} | {} | {} | {} | {:.0} | {} | {} | {:.0} | {ratio:.1} |\n",
            ms(service.median),
            ms(service.p99),
            ms(service.worst),
            service.per_second,
            service.failed,
            ms(bare.p99),
            bare.per_second,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_has_the_ratio_of_what_was_not_given() {
        let measured = |p99: f64, per_second: f64| Measured {
            median: 0.001,
            p99,
            worst: 0.1,
            per_second,
            done: 10,
            failed: 0,
        };
        let mut row = Row {
            name: "x".to_owned(),
            pace: Pace::Every(500),
            bytes: 7,
            service: measured(0.012, 500.0),
            bare: measured(0.004, 500.0),
        };
        let line = "| x, 7 bytes | 500/s | 1.00 | 12.00 | 100.00 | 500 | 0 | 4.00 | 500 | 3.0 |\n";
        assert_eq!(row.line(), line);
        row.pace = Pace::Full(8);
        row.bare.per_second = 5000.0;
        assert!(row.line().ends_with("| 10.0 |\n"), "{}", row.line());
    }
}
