//! How each language writes values, and the few words that renderers add.

use crate::document::{Cell, Language};

/// The words that stand in no document.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Words {
    /// A count that is not told.
    pub(crate) hidden: &'static str,
    /// A value that there is not.
    pub(crate) empty: &'static str,
    /// The way past what stands on every page.
    pub(crate) skip: &'static str,
    /// The list of sections.
    pub(crate) contents: &'static str,
    /// The sheet with everything but tables.
    pub(crate) about: &'static str,
    /// A table without a name.
    pub(crate) table: &'static str,
    /// The sheet that a table is on.
    pub(crate) sheet: &'static str,
    /// The numbers behind a chart.
    pub(crate) numbers: &'static str,
    /// A table without rows.
    pub(crate) no_rows: &'static str,
}

const SWEDISH: Words = Words {
    hidden: "dolt",
    empty: "uppgift saknas",
    skip: "Hoppa till innehållet",
    contents: "Innehåll",
    about: "Om rapporten",
    table: "Tabell",
    sheet: "Blad",
    numbers: "Siffrorna i diagrammet",
    no_rows: "Inga rader.",
};

const ENGLISH: Words = Words {
    hidden: "hidden",
    empty: "no value",
    skip: "Skip to content",
    contents: "Contents",
    about: "About",
    table: "Table",
    sheet: "Sheet",
    numbers: "The numbers in the chart",
    no_rows: "No rows.",
};

/// What stands for nothing where a reader sees it.
pub(crate) const NOTHING: &str = "–";

impl Language {
    /// The words that renderers add.
    pub(crate) fn words(self) -> &'static Words {
        match self {
            Self::Swedish => &SWEDISH,
            Self::English => &ENGLISH,
        }
    }

    /// The code of the language, as in `lang="sv"`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Swedish => "sv",
            Self::English => "en",
        }
    }

    /// A whole number, its thousands apart: `1 234` with a no-break space, or
    /// `1,234`.
    #[must_use]
    pub fn whole(self, number: i64) -> String {
        let apart = match self {
            Self::Swedish => '\u{a0}',
            Self::English => ',',
        };
        let digits = number.unsigned_abs().to_string();
        let mut text = String::from(if number < 0 { "−" } else { "" });
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                text.push(apart);
            }
            text.push(digit);
        }
        text
    }

    /// A number with so many decimals, rounded; a dash where it is not finite.
    #[must_use]
    pub fn decimal(self, number: f64, places: u8) -> String {
        if !number.is_finite() {
            return NOTHING.to_owned();
        }
        let fixed = format!("{:.*}", usize::from(places), number.abs());
        let (whole, part) = fixed.split_once('.').unwrap_or((&fixed, ""));
        // What is too long for a whole number has its digits together.
        let mut text = whole.parse().map_or_else(|_| whole.to_owned(), |whole| self.whole(whole));
        if !part.is_empty() {
            text.push(self.point());
            text.push_str(part);
        }
        let zero = fixed.chars().all(|c| matches!(c, '0' | '.'));
        if number < 0.0 && !zero { format!("−{text}") } else { text }
    }

    /// A share from 0 to 1, in per cent with one decimal: `12,5 %` with a
    /// no-break space, or `12.5%`.
    #[must_use]
    pub fn share(self, share: f64) -> String {
        if !share.is_finite() {
            return NOTHING.to_owned();
        }
        let number = self.decimal(share * 100.0, 1);
        match self {
            Self::Swedish => format!("{number}\u{a0}%"),
            Self::English => format!("{number}%"),
        }
    }

    /// What stands before decimals.
    pub(crate) fn point(self) -> char {
        match self {
            Self::Swedish => ',',
            Self::English => '.',
        }
    }

    /// A value as its reader sees it: days as `2026-01-31`, what is hidden by
    /// a word, and a dash for nothing.
    #[must_use]
    pub fn cell(self, cell: &Cell) -> String {
        match cell {
            Cell::Text(text) => text.clone(),
            Cell::Whole(number) => self.whole(*number),
            Cell::Decimal(number, places) => self.decimal(*number, *places),
            Cell::Share(share) => self.share(*share),
            Cell::Day(day) => day.to_string(),
            Cell::Hidden => self.words().hidden.to_owned(),
            Cell::Empty => NOTHING.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_each_language_has_them() {
        let (sv, en) = (Language::Swedish, Language::English);
        for (number, swedish, english) in [
            (0, "0", "0"),
            (999, "999", "999"),
            (1000, "1\u{a0}000", "1,000"),
            (-1_234_567, "−1\u{a0}234\u{a0}567", "−1,234,567"),
            (
                i64::MIN,
                "−9\u{a0}223\u{a0}372\u{a0}036\u{a0}854\u{a0}775\u{a0}808",
                "−9,223,372,036,854,775,808",
            ),
        ] {
            assert_eq!((sv.whole(number), en.whole(number)), (swedish.into(), english.into()));
        }
        assert_eq!(sv.decimal(1234.56, 1), "1\u{a0}234,6");
        assert_eq!(en.decimal(1234.56, 2), "1,234.56");
        assert_eq!(en.decimal(-0.04, 1), "0.0");
        assert_eq!(en.decimal(-0.06, 1), "−0.1");
        assert_eq!(en.decimal(7.5, 0), "8");
        assert_eq!(en.decimal(1e20, 0), "100000000000000000000");
        assert_eq!(sv.share(0.125), "12,5\u{a0}%");
        assert_eq!(en.share(1.0), "100.0%");
        for wrong in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert_eq!((sv.decimal(wrong, 1), en.share(wrong)), ("–".into(), "–".into()));
        }
    }
}
