//! Identity numbers: what is read, what is refused, and that nothing but what
//! is asked for the number prints it.
//!
//! The numbers that stand here are published for testing, or computed
//! coordination numbers; others are made while the tests run.

use chrono::{Datelike, NaiveDate};
use etablera_domain::{
    IdentityKind, IdentityNumber, IdentityStatus, OrganisationNumber,
    ParseIdentityNumberError as Wrong,
};
use proptest::prelude::*;
use serde::Deserialize;
use serde::de::value::Error as ValueError;
use serde::de::{Deserializer, IntoDeserializer, Visitor};
use serde_json::json;

const VECTORS: [&str; 4] = ["811228-9874", "670919-9530", "701063-2391", "811278-9873"];

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn today() -> NaiveDate {
    day(2026, 3, 2)
}

/// The check digit after nine digits, by a table instead of arithmetic.
fn check_digit(nine: &str) -> u32 {
    const DOUBLED: [u32; 10] = [0, 2, 4, 6, 8, 1, 3, 5, 7, 9];
    let digits = nine.chars().map(|digit| digit.to_digit(10).unwrap());
    let sum: u32 =
        digits.enumerate().map(|(at, d)| if at % 2 == 0 { DOUBLED[d as usize] } else { d }).sum();
    (100 - sum) % 10
}

/// Twelve digits with a right check digit, whether or not there is such a date.
fn twelve(year: i32, month: u32, day: u32, birth: u32) -> String {
    let first = format!("{year:04}{month:02}{day:02}{birth:03}");
    format!("{first}{}", check_digit(&first[2..]))
}

/// The coordination number of a date.
fn coordination(date: NaiveDate, birth: u32) -> IdentityNumber {
    twelve(date.year(), date.month(), date.day() + 60, birth).parse().unwrap()
}

fn longest_run_of_digits(text: &str) -> usize {
    text.split(|c: char| !c.is_ascii_digit()).map(str::len).max().unwrap()
}

#[track_caller]
fn tells_nothing(error: &(impl std::fmt::Display + std::fmt::Debug)) {
    for text in [format!("{error}"), format!("{error:?}"), format!("{error:#?}")] {
        assert!(longest_run_of_digits(&text) < 4, "{text}");
    }
}

#[test]
fn published_numbers_are_read_in_every_form() {
    let cases = [
        ("811228-9874", IdentityKind::Personal, day(1981, 12, 28)),
        ("670919-9530", IdentityKind::Personal, day(1967, 9, 19)),
        ("701063-2391", IdentityKind::Coordination, day(1970, 10, 3)),
        ("811278-9873", IdentityKind::Coordination, day(1981, 12, 18)),
    ];
    for (short, kind, date) in cases {
        let number = IdentityNumber::parse(short, today()).unwrap();
        assert_eq!((number.kind(), number.date_in_number()), (kind, date));
        assert_eq!(number.short(today()), short);
        let stored = format!("19{}", short.replace('-', ""));
        assert_eq!(number.to_string(), stored);
        assert_eq!(stored.parse(), Ok(number));
        let forms = [short.replace('-', ""), format!("19{short}"), stored, format!(" {short}\n")];
        for form in forms {
            assert_eq!(IdentityNumber::parse(&form, today()), Ok(number), "{form}");
        }
    }
}

#[test]
fn what_is_wrong_is_said() {
    let cases = [
        ("811278-9876", Err(Wrong::CheckDigit)),
        ("811328-9874", Err(Wrong::Date)),
        ("811260-9874", Err(Wrong::Date)),
        ("811292-9874", Err(Wrong::Date)),
        ("811228+9874", Err(Wrong::Century)),
        ("18811228-9874", Err(Wrong::Century)),
        ("21811228-9874", Err(Wrong::Century)),
        ("20811228-9874", Err(Wrong::Future)),
        ("261278-9872", Err(Wrong::Future)),
    ];
    for (text, wrong) in cases {
        assert_eq!(IdentityNumber::parse(text, today()), wrong, "{text}");
    }
}

#[test]
fn years_are_1900_to_2099() {
    let kind = |year| twelve(year, 12, 91, 239).parse().map(IdentityNumber::kind);
    for (inside, outside) in [(1900, 1899), (2099, 2100)] {
        assert_eq!(kind(inside), Ok(IdentityKind::Coordination));
        assert_eq!(kind(outside), Err(Wrong::Century));
    }
    for outside in [0, 999, 1099, 2900, 9999] {
        assert_eq!(kind(outside), Err(Wrong::Century), "{outside}");
    }
}

#[test]
fn other_shapes_are_refused() {
    let never = [
        "",
        "-",
        "9874",
        "-9874",
        "811228-987",
        "811228-98745",
        "811228--9874",
        "811228 9874",
        "811228\u{2212}9874",
        "81-1228-9874",
        "8112289-874",
        "19811228+9874",
        "1981-12-28-9874",
        "119811228-9874",
        "9811228-9874",
        "+811228-9874",
        "811228-98 4",
        "81122å-9874",
        "８１１２２８-９８７４",
        "19811228987\u{664}",
        "212000-2742",
        "2120002742",
        "162120002742",
    ];
    for text in never {
        let wrong = IdentityNumber::parse(text, today()).unwrap_err();
        tells_nothing(&wrong);
        assert!(text.parse::<IdentityNumber>().is_err(), "{text}");
    }
    for text in ["811228-9874", "8112289874", "19811228-9874", " 198112289874", "198112289874 "] {
        let wrong = text.parse::<IdentityNumber>().unwrap_err();
        assert!(matches!(wrong, Wrong::Shape { .. }), "{text}");
        tells_nothing(&wrong);
    }
}

#[test]
fn organisation_numbers_are_never_identity_numbers() {
    assert!("212000-2742".parse::<OrganisationNumber>().is_ok());
    for short in VECTORS {
        assert!(short.parse::<OrganisationNumber>().is_err(), "{short}");
    }
}

/// Every month and day of two digits each, against a table of the calendar.
#[test]
fn the_date_exists() {
    for (year, february) in [(1900, 28), (2000, 29), (2023, 28), (2024, 29)] {
        let lengths = [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
        for (month, day) in (0..100).flat_map(|month| (0..100).map(move |day| (month, day))) {
            let length = *lengths.get((month as usize).wrapping_sub(1)).unwrap_or(&0);
            let kind = match day {
                _ if (1..=length).contains(&day) => Ok(IdentityKind::Personal),
                _ if (61..=60 + length).contains(&day) => Ok(IdentityKind::Coordination),
                _ => Err(Wrong::Date),
            };
            let read = twelve(year, month, day, 239).parse().map(IdentityNumber::kind);
            assert_eq!(read, kind, "{year} {month} {day}");
        }
    }
}

/// Every year of birth on every year, against the definitions.
#[test]
fn the_century_follows_from_the_day() {
    let days = [(1, 1), (2, 28), (12, 31)];
    for (born, (month, dom)) in (1900..2100).flat_map(|born| days.map(|at| (born, at))) {
        let number = coordination(day(born, month, dom), 239);
        for (year, at) in (born - 1..2100).flat_map(|year| days.map(|at| (year, at))) {
            let on = day(year, at.0, at.1);
            let short = number.short(on);
            assert_eq!(short.contains('+'), year >= born + 100, "{born} {on}");
            let none = short.replace(['-', '+'], "");
            let read = IdentityNumber::parse(&short, on);
            if number.date_in_number() > on {
                assert_ne!(read, Ok(number), "{born} {on}");
                assert_eq!(IdentityNumber::parse(&number.to_string(), on), Err(Wrong::Future));
                continue;
            }
            assert_eq!(read, Ok(number), "{born} {on}");
            assert_eq!(IdentityNumber::parse(&number.to_string(), on), Ok(number));
            // Read without a separator, it is the youngest of those it can be.
            let later = born + 100;
            let later = (later < 2100 && day(later, month, dom) <= on).then_some(later);
            let younger = coordination(day(later.unwrap_or(born), month, dom), 239);
            assert_eq!(IdentityNumber::parse(&none, on), Ok(younger), "{born} {on}");
        }
    }
}

#[test]
fn any_day_at_all_can_be_asked_about() {
    for on in [NaiveDate::MIN, NaiveDate::MAX, day(0, 1, 1), day(-1, 12, 31), day(2100, 3, 1)] {
        for text in VECTORS.iter().chain(&["000289-2392", "0002892392", "000289+2392"]) {
            let _ = IdentityNumber::parse(text, on).map(|number| number.short(on));
        }
    }
    let number = coordination(day(1981, 12, 18), 987);
    assert_eq!(number.short(NaiveDate::MAX), "811278+9873");
    assert_eq!(number.short(NaiveDate::MIN), "811278-9873");
}

/// Every text with one other digit.
fn with_one_other_digit(text: &str) -> impl Iterator<Item = String> + '_ {
    (0..text.len()).flat_map(move |at| {
        ('0'..='9').filter_map(move |digit| {
            let here = text[at..].chars().next().filter(char::is_ascii_digit)?;
            let changed = format!("{}{digit}{}", &text[..at], &text[at + 1..]);
            (here != digit).then_some(changed)
        })
    })
}

#[track_caller]
fn every_wrong_digit_is_found(number: IdentityNumber, on: NaiveDate) {
    let stored = number.to_string();
    let mut tried = 0;
    for changed in with_one_other_digit(&stored) {
        let wrong = changed.parse::<IdentityNumber>().unwrap_err();
        tells_nothing(&wrong);
        assert!(IdentityNumber::parse(&changed, on).is_err());
        tried += 1;
    }
    let hyphenated = format!("{}-{}", &stored[..8], &stored[8..]);
    let short = number.short(on);
    for form in [hyphenated, short.replace(['-', '+'], ""), short] {
        for changed in with_one_other_digit(&form) {
            tells_nothing(&IdentityNumber::parse(&changed, on).unwrap_err());
            tried += 1;
        }
    }
    assert_eq!(tried, 9 * (12 + 12 + 10 + 10));
}

#[test]
fn every_wrong_digit_of_the_published_numbers_is_found() {
    for short in VECTORS {
        every_wrong_digit_is_found(IdentityNumber::parse(short, today()).unwrap(), today());
    }
}

#[test]
fn what_is_not_text_is_refused_without_being_repeated() {
    let rows = [
        json!(198_112_789_873_u64),
        json!(-198_112_789_873_i64),
        json!(198_112_789_873.5),
        json!(["198112789873"]),
        json!({"198112789873": "198112789873"}),
        json!(null),
        json!(true),
        json!("198112789876"),
        json!("811278-9873"),
    ];
    for row in rows {
        tells_nothing(&serde_json::from_value::<IdentityNumber>(row.clone()).unwrap_err());
        tells_nothing(&serde_json::from_str::<IdentityNumber>(&row.to_string()).unwrap_err());
    }
    let wrong = [
        IdentityNumber::deserialize(IntoDeserializer::<ValueError>::into_deserializer(9873_i128)),
        IdentityNumber::deserialize(IntoDeserializer::<ValueError>::into_deserializer(9873_u128)),
        IdentityNumber::deserialize(IntoDeserializer::<ValueError>::into_deserializer(9873_f32)),
    ];
    wrong.into_iter().for_each(|read| tells_nothing(&read.unwrap_err()));
}

/// A format that cannot tell what comes next, as compact ones.
struct Compact(&'static str);

impl<'de> Deserializer<'de> for Compact {
    type Error = ValueError;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Self::Error> {
        Err(serde::de::Error::custom("not self-describing"))
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        visitor.visit_borrowed_str(self.0)
    }

    fn is_human_readable(&self) -> bool {
        false
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char string bytes byte_buf option
        unit unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier
        ignored_any
    }
}

#[test]
fn compact_formats_hold_the_text() {
    let number = IdentityNumber::deserialize(Compact("198112789873")).unwrap();
    assert_eq!(number, coordination(day(1981, 12, 18), 987));
}

#[test]
fn kinds_and_statuses_are_words_in_files() {
    let statuses = [IdentityStatus::Confirmed, IdentityStatus::Probable, IdentityStatus::Uncertain];
    assert_eq!(json!(statuses), json!(["confirmed", "probable", "uncertain"]));
    let kinds = [IdentityKind::Personal, IdentityKind::Coordination];
    assert_eq!(json!(kinds), json!(["personal", "coordination"]));
}

#[cfg(feature = "schema")]
#[test]
fn the_schema_accepts_what_the_parser_accepts() {
    let schema = schemars::schema_for!(IdentityNumber).to_value();
    let pattern = regex_lite::Regex::new(schema["pattern"].as_str().unwrap()).unwrap();
    assert!(schema["examples"][0].as_str().unwrap().parse::<IdentityNumber>().is_ok());
    // 2024 has every day but 30 and 31 February and the like, which only the parser knows.
    for (month, day) in (0..100).flat_map(|month| (0..100).map(move |day| (month, day))) {
        let text = twelve(2024, month, day, 239);
        let in_some_month = (1..=12).contains(&month) && (1..=31).contains(&(day % 60));
        assert_eq!(pattern.is_match(&text), in_some_month && day < 92, "{text}");
        assert!(text.parse::<IdentityNumber>().is_err() || pattern.is_match(&text), "{text}");
    }
    for text in ["188112789873", "218112789873", "811278-9873", "1981127898731", "19811278987"] {
        assert!(!pattern.is_match(text), "{text}");
    }
}

/// A number and a day in a year in which the person turns at most `oldest`.
fn number_and_day(oldest: i32) -> impl Strategy<Value = (IdentityNumber, NaiveDate)> {
    let birth = (2015..2100_i32, 0..=oldest, 0..365_i64, 0..1000_u32, any::<bool>());
    (birth, 0..366_i64).prop_filter_map("born after the day", |(birth, later)| {
        let (year, age, days, birth_number, coordination) = birth;
        let born = day(year - age, 1, 1) + chrono::Days::new(days.unsigned_abs());
        let on = day(year, 1, 1) + chrono::Days::new(later.unsigned_abs());
        let dom = born.day() + if coordination { 60 } else { 0 };
        let number = twelve(born.year(), born.month(), dom, birth_number).parse().unwrap();
        (born <= on).then_some((number, on))
    })
}

proptest! {
    #[test]
    fn any_wrong_digit_is_found((number, on) in number_and_day(115)) {
        every_wrong_digit_is_found(number, on);
    }

    #[test]
    fn what_is_printed_is_read((number, on) in number_and_day(115)) {
        prop_assert_eq!(IdentityNumber::parse(&number.short(on), on), Ok(number));
        prop_assert_eq!(IdentityNumber::parse(&number.to_string(), on), Ok(number));
        prop_assert_eq!(number.to_string().parse(), Ok(number));
        let row = serde_json::to_string(&number).unwrap();
        prop_assert_eq!(&row, &format!("\"{number}\""));
        prop_assert_eq!(serde_json::from_str::<IdentityNumber>(&row).unwrap(), number);
        prop_assert_eq!(format!("{number:>14}"), format!("  {number}"));
        tells_nothing(&format_args!("{number:?} {:?}", Some([number])));
    }

    #[test]
    fn damaged_text_is_not_repeated(
        (number, on) in number_and_day(115),
        (at, remove, insert) in (0..13_usize, 0..3_usize, "[-+0-9 å]{0,2}"),
    ) {
        for form in [number.to_string(), number.short(on)] {
            let mut text = form.clone();
            let at = at.min(text.len());
            text.replace_range(at..(at + remove).min(form.len()), &insert);
            if let Err(wrong) = IdentityNumber::parse(&text, on) {
                tells_nothing(&wrong);
            }
            if let Err(wrong) = serde_json::from_value::<IdentityNumber>(json!(text)) {
                tells_nothing(&wrong);
            }
        }
    }

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,16}|[-+0-9]{8,14}") {
        if let Ok(number) = text.parse::<IdentityNumber>() {
            prop_assert_eq!(number.to_string(), text);
        } else if let Ok(number) = IdentityNumber::parse(&text, today()) {
            let digits: String = text.chars().filter(char::is_ascii_digit).collect();
            prop_assert!(number.to_string().ends_with(&digits));
        }
    }
}
