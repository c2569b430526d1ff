//! The monthly file as a workbook.

use std::io::Cursor;

use calamine::{Data, DataType, Reader, Xlsx};
use chrono::NaiveDate;
use etablera_domain::IdentityNumber;
use etablera_domain::event::Protection;
use etablera_reporting::monthly::{
    COLUMNS, Cell, CodeForms, File, Identity, Key, Month, Participation, Roll, write_xlsx,
};

use crate::fixture::day;

/// A computed coordination number; each below 900 has its own.
fn number(at: usize) -> IdentityNumber {
    let whole = |check| format!("19700361{:03}{check}", 1 + at);
    (0..10).find_map(|check| whole(check).parse().ok()).unwrap()
}

fn file(people: usize) -> File {
    let month = Month::of(day("2026-02-01"));
    let person = |at: usize| Participation {
        key: Key {
            operation: "22-021-S06".parse().unwrap(),
            person: format!("P{at}").parse().unwrap(),
            number: 1,
        },
        identity: Some(Identity::of(number(at), Protection::None, None)),
        entry: Some(day("2026-01-15")),
        leaving: at.is_multiple_of(2).then(|| day("2026-02-20")),
        minutes: [(month, 90 * at as u32 + 20)].into(),
    };
    let roll = Roll::new((0..people).map(person).collect::<Vec<_>>());
    File::new(&roll, &CodeForms::seen(), month, day("2026-03-10")).unwrap()
}

#[test]
fn every_value_of_the_monthly_file_keeps_its_type() {
    let file = file(4);
    assert_eq!(file.rows.len(), 4);
    let bytes = write_xlsx(&file).unwrap();
    assert_eq!(bytes, write_xlsx(&file).unwrap());
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    assert_eq!(book.sheet_names(), ["2026-02"]);
    let range = book.worksheet_range("2026-02").unwrap();
    assert_eq!(range.height(), 5);
    for ((heading, _), at) in COLUMNS.iter().zip(0..) {
        assert_eq!(range.get_value((0, at)).unwrap(), *heading);
    }
    let days = |on: NaiveDate| (on - day("1899-12-30")).num_days() as f64;
    for (row, at) in file.rows.iter().zip(1..) {
        for (cell, column) in row.cells().iter().zip(0..) {
            let found = range.get_value((at, column)).cloned().unwrap_or_default();
            match cell {
                Cell::Identity(identity) => {
                    let text = identity.to_string();
                    assert_eq!(text.chars().count(), 12);
                    assert_eq!(found, Data::String(text));
                }
                Cell::Text(text) => assert_eq!(found.get_string(), Some(*text)),
                Cell::Day(on) => {
                    assert!(found.is_datetime(), "{found:?}");
                    assert_eq!(found.get_datetime().unwrap().as_f64(), days(*on));
                }
                Cell::Hours(hours) => assert_eq!(found.get_float(), Some(f64::from(*hours))),
                Cell::Empty => assert_eq!(found, Data::Empty),
            }
        }
    }
}

#[test]
fn a_month_of_nobody_is_its_headings() {
    let bytes = write_xlsx(&file(0)).unwrap();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    assert_eq!(book.worksheet_range("2026-02").unwrap().height(), 1);
}
