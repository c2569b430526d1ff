//! Documents drawn, and the monthly file of 100 000 people as a workbook.
//!
//! Measured: `xlsx: monthly` writes 100 000 rows of five values, and beside it
//! its floor, the same values given to the library in a bare loop; `csv` and
//! `html` write a document of 10 000 rows and six values of every kind, and
//! beside `csv` the crate of that name. What the workbook takes in memory is
//! measured by the system in a process of its own, and printed.
//!
//! Instances: computed coordination numbers, a tenth of the counts hidden. It
//! leaves out files: all is written to memory.

#![expect(clippy::unwrap_used, reason = "a bench may fail by panicking")]
#![expect(clippy::print_stderr, reason = "what was measured is told")]

use std::hint::black_box;
use std::process::Command;

use chrono::{Days, NaiveDate};
use criterion::Criterion;
use etablera_domain::IdentityNumber;
use etablera_domain::event::Protection;
use etablera_reporting::document::{Cell, Column, Document, Kind, Language, Section, Table};
use etablera_reporting::monthly::{
    CodeForms, File, Identity, Key, Month, Participation, Roll, write_xlsx,
};
use etablera_reporting::render;
use rust_xlsxwriter::Workbook;

const PEOPLE: usize = 100_000;
const ROWS: usize = 10_000;
/// Set where this process only writes the workbook and tells what it took.
const ALONE: &str = "ETABLERA_BENCH_ALONE";

fn main() {
    let file = monthly();
    if std::env::var_os(ALONE).is_some() {
        let before = peak();
        let size = write_xlsx(&file).unwrap().len();
        eprintln!("{size} bytes; peak {} MB, {before} MB of it before", peak());
        return;
    }
    let told = Command::new(std::env::current_exe().unwrap()).env(ALONE, "1").output().unwrap();
    eprint!("xlsx: monthly, {PEOPLE} rows: {}", String::from_utf8_lossy(&told.stderr));

    let mut criterion = Criterion::default().configure_from_args().sample_size(10);
    assert_eq!(file.rows.len(), PEOPLE);
    criterion.bench_function("render/xlsx: monthly", |bencher| {
        bencher.iter(|| write_xlsx(black_box(&file)).unwrap().len());
    });
    criterion.bench_function("render/xlsx: floor", |bencher| {
        bencher.iter(|| floor(black_box(&file)));
    });
    let document = document();
    assert_eq!(render::csv(&document).lines().count(), ROWS + 1);
    criterion.bench_function("render/csv", |bencher| {
        bencher.iter(|| render::csv(black_box(&document)).len());
    });
    criterion.bench_function("render/csv: the crate csv", |bencher| {
        bencher.iter(|| peer(black_box(&document)));
    });
    criterion.bench_function("render/html", |bencher| {
        bencher.iter(|| render::html(black_box(&document)).len());
    });
    criterion.bench_function("render/xlsx", |bencher| {
        bencher.iter(|| render::xlsx(black_box(&document)).unwrap().len());
    });
}

/// The most memory that this process has had, in MB; 0 where the system does
/// not tell.
fn peak() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.and_then(|line| line.split_whitespace().next());
    number.map_or(0, |number| number.parse::<usize>().unwrap() / 1024)
}

/// A computed coordination number, one for each place.
fn number(at: usize) -> IdentityNumber {
    let date = NaiveDate::from_ymd_opt(1960, 1, 1).unwrap() + Days::new((at / 999) as u64);
    let birth = 1 + at % 999;
    let text = date.format("%Y%m").to_string();
    let day = 60 + date.format("%d").to_string().parse::<u32>().unwrap();
    (0..10).find_map(|check| format!("{text}{day}{birth:03}{check}").parse().ok()).unwrap()
}

/// The file of a month in which everybody takes part.
fn monthly() -> File {
    let first = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
    let month = Month::of(first);
    let person = |at: usize| Participation {
        key: Key {
            operation: "22-021-S06".parse().unwrap(),
            person: format!("P{at:06}").parse().unwrap(),
            number: 1,
        },
        identity: Some(Identity::of(number(at), Protection::None, None)),
        entry: Some(first + Days::new((at % 28) as u64)),
        leaving: at.is_multiple_of(3).then(|| first + Days::new(30)),
        minutes: [(month, 60 + (at % 1000) as u32)].into(),
    };
    let roll = Roll::new((0..PEOPLE).map(person).collect::<Vec<_>>());
    File::new(&roll, &CodeForms::seen(), month, first + Days::new(40)).unwrap()
}

/// The same values in a bare loop.
fn floor(file: &File) -> usize {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, at) in file.rows.iter().zip(1..) {
        sheet.write_string(at, 0, row.identity.to_string()).unwrap();
        sheet.write_string(at, 1, row.key.operation.as_str()).unwrap();
        sheet.write_string(at, 2, row.start.to_string()).unwrap();
        if let Some(end) = row.end {
            sheet.write_string(at, 3, end.to_string()).unwrap();
        }
        sheet.write_number(at, 4, row.hours).unwrap();
    }
    book.save_to_buffer().unwrap().len()
}

/// A document with one long table.
fn document() -> Document {
    let kinds = [Kind::Text, Kind::Number, Kind::Share, Kind::Number, Kind::Day, Kind::Text];
    let columns =
        kinds.iter().zip(1..).map(|(kind, at)| Column::new(format!("Kolumn {at}"), *kind));
    let mut table = Table::new("Alla rader", columns);
    let first = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
    for at in 0..ROWS {
        let count = if at.is_multiple_of(10) { Cell::Hidden } else { Cell::count(at * 37) };
        table.row([
            Cell::text(format!("Rad {at}, åäö & \"annat\"")),
            count,
            Cell::Share(at as f64 / ROWS as f64),
            Cell::Decimal(at as f64 * 1.25, 1),
            Cell::Day(first + Days::new((at % 365) as u64)),
            Cell::text("=1+1"),
        ]);
    }
    let mut document = Document::new("Rapport", Language::Swedish);
    document.sections.push(Section::new("Allt").with(table));
    document
}

/// The same values by the crate, which guards against nothing.
fn peer(document: &Document) -> usize {
    let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
    for table in document.tables() {
        writer.write_record(table.columns.iter().map(|column| &column.heading)).unwrap();
        for row in &table.rows {
            let value = |cell: &Cell| match cell {
                Cell::Text(text) => text.clone(),
                Cell::Whole(number) => number.to_string(),
                Cell::Decimal(number, _) | Cell::Share(number) => number.to_string(),
                Cell::Day(day) => day.to_string(),
                Cell::Hidden => "dolt".to_owned(),
                Cell::Empty => String::new(),
            };
            writer.write_record(row.iter().map(value)).unwrap();
        }
    }
    writer.into_inner().unwrap().len()
}
