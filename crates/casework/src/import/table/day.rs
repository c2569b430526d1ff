//! Days as they are typed.

use chrono::{Datelike, NaiveDate};

const MONTHS: [&str; 12] = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
];

/// A day as `2026-03-01`, with a time of day or without, or as Swedish dates
/// are typed: `20260301`, `1/3 2026`, `1.3.2026`, `1 mars 2026`.
///
/// `1/3/2026` is refused: some take it for the third of January.
pub(super) fn day(text: &str) -> Result<NaiveDate, String> {
    let wrong = || format!("`{text}` is no day: expected such as `2026-03-01` or `1 mars 2026`");
    let day = in_digits(text).or_else(|| in_words(text)).ok_or_else(wrong)?;
    if !(1900..2200).contains(&day.year()) {
        return Err(wrong());
    }
    Ok(day)
}

fn in_digits(text: &str) -> Option<NaiveDate> {
    let date = without_time(text);
    let forms = ["%Y-%m-%d", "%Y%m%d", "%d/%m %Y", "%d.%m.%Y", "%Y/%m/%d"];
    let found = forms.iter().find_map(|form| NaiveDate::parse_from_str(date, form).ok());
    let slashes = || {
        let day = NaiveDate::parse_from_str(date, "%d/%m/%Y").ok()?;
        (day.day() > 12 || day.day() == day.month()).then_some(day)
    };
    found.or_else(slashes)
}

/// Leaves out a time of day, which spreadsheets add: `2027-01-01 00:00`.
fn without_time(text: &str) -> &str {
    let is_time = |time: &str| {
        time.contains(':') && time.chars().all(|char| char.is_ascii_digit() || ":.Z".contains(char))
    };
    match text.split_once([' ', 'T']) {
        Some((date, time)) if is_time(time) => date,
        _ => text,
    }
}

/// `1 mars 2026`, `den 1 jan. 2026`.
fn in_words(text: &str) -> Option<NaiveDate> {
    let text = text.to_lowercase();
    let mut words = text.strip_prefix("den ").unwrap_or(&text).split_whitespace();
    let (day, month, year) = (words.next()?, words.next()?, words.next()?);
    if words.next().is_some() {
        return None;
    }
    let month = month.trim_end_matches('.');
    let is_month = |name: &&str| **name == *month || (month.len() >= 3 && name.starts_with(month));
    let month = (1..).zip(MONTHS).find(|(_, name)| is_month(name))?.0;
    let day = day.trim_end_matches(":e").trim_end_matches(":a").parse().ok()?;
    NaiveDate::from_ymd_opt(year.parse().ok()?, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_staff_write_them() {
        for text in [
            "2027-03-01",
            "20270301",
            "1/3 2027",
            "01.03.2027",
            "2027/03/01",
            "1 mars 2027",
            "den 1 Mar. 2027",
            "2027-03-01 00:00",
            "2027-03-01T00:00:00",
        ] {
            assert_eq!(day(text).unwrap().to_string(), "2027-03-01", "{text}");
        }
        assert_eq!(day("31/3/2027").unwrap().to_string(), "2027-03-31");
        for text in ["1/3/2027", "1/3 27", "snarast", "30 februari 2027", "1 m 2027", "mars 2027"] {
            assert!(day(text).unwrap_err().contains("is no day"), "{text}");
        }
    }
}
