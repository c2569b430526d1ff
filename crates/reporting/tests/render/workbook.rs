//! Workbooks, opened again by another library.

use std::io::Cursor;

use calamine::{Data, DataType, Reader, Xlsx};
use etablera_reporting::document::{Cell, Column, Document, Kind, Language, Section, Table};
use etablera_reporting::render::{self, XlsxError};

use crate::fixture::{day, everything, only, people, texts};

fn open(document: &Document) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(render::xlsx(document).unwrap())).unwrap()
}

/// The value in a place; nothing beyond what is written.
fn at(book: &mut Xlsx<Cursor<Vec<u8>>>, sheet: &str, place: (u32, u32)) -> Data {
    let range = book.worksheet_range(sheet).unwrap();
    range.get_value(place).cloned().unwrap_or(Data::Empty)
}

/// That a value read is the one that was written, type and all.
pub(crate) fn assert_same(found: &Data, cell: &Cell, language: Language) {
    let same = match cell {
        Cell::Text(text) if text.is_empty() => found.is_empty() || found == "",
        Cell::Text(text) => found.get_string() == Some(text),
        Cell::Whole(number) if number.unsigned_abs() > 1 << 53 => {
            found.get_string() == Some(&number.to_string())
        }
        Cell::Whole(number) => found.get_float() == Some(*number as f64),
        Cell::Decimal(number, _) | Cell::Share(number) if number.is_finite() => {
            found.get_float() == Some(*number)
        }
        Cell::Day(on) if *on < day("1900-03-01") => found.get_string() == Some(&on.to_string()),
        Cell::Day(on) => found.is_datetime() && serial(found) == days(*on),
        Cell::Hidden => {
            found.get_string()
                == Some(if language == Language::Swedish { "dolt" } else { "hidden" })
        }
        Cell::Decimal(..) | Cell::Share(_) | Cell::Empty => found.is_empty(),
    };
    assert!(same, "{cell:?} became {found:?}");
}

fn serial(found: &Data) -> f64 {
    found.get_datetime().unwrap().as_f64()
}

/// A day as a spreadsheet counts, from the end of 1899.
fn days(on: chrono::NaiveDate) -> f64 {
    (on - day("1899-12-30")).num_days() as f64
}

#[test]
fn every_value_is_there_with_its_type() {
    for language in [Language::Swedish, Language::English] {
        let document = everything(language);
        let mut book = open(&document);
        let names = book.sheet_names();
        assert_eq!(names.len(), 4);
        for (table, name) in document.tables().zip(&names[1..]) {
            assert_eq!(*name, table.caption);
            for (column, place) in table.columns.iter().zip(0..) {
                assert_eq!(at(&mut book, name, (0, place)), *column.heading.as_str());
            }
            for (row, place) in table.rows.iter().zip(1..) {
                for (cell, column) in row.iter().zip(0..) {
                    assert_same(&at(&mut book, name, (place, column)), cell, language);
                }
            }
            assert!(book.worksheet_formula(name).unwrap().is_empty(), "no formulas");
        }
    }
}

#[test]
fn the_first_sheet_says_what_it_is_about_and_where_tables_are() {
    let mut book = open(&everything(Language::Swedish));
    let range = book.worksheet_range("Om rapporten").unwrap();
    let lines: Vec<String> = range
        .rows()
        .map(|row| row.iter().map(ToString::to_string).collect::<Vec<_>>().join("|"))
        .collect();
    assert_eq!(lines[0], "Utfall 2026|");
    for line in [
        "Insats|22-021-S06",
        "Till och med|2026-06-30",
        "Deltagare efter kön|Blad: Deltagare efter kön",
        "I arbete efter två år|Arbetsplats ger mest, och skillnaden är osäker.",
        "Kvar i insatsen|Blad: Kvar i insatsen",
    ] {
        assert!(lines.iter().any(|found| found == line), "{line}: {lines:#?}");
    }
}

#[test]
fn odd_texts_stay_texts() {
    let odd = [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "'x",
        "001",
        "1e5",
        "2026-01-01",
        "TRUE",
        "#N/A",
        "http://example.invalid",
        "mailto:a@example.invalid",
        "internal:Sheet1!A1",
        " x ",
        "a\nb",
        "_x0041_",
        "_x005F_",
        "<b>&amp;\"'",
        "åäö ÅÄÖ 🙂",
        "\u{fffd}",
    ];
    let rows: Vec<[&str; 2]> = odd.iter().map(|text| ["x", *text]).collect();
    let rows: Vec<&[&str]> = rows.iter().map(|row| &row[..]).collect();
    let mut book = open(&only(texts("t", &rows), Language::English));
    for (text, row) in odd.iter().zip(1..) {
        assert_eq!(at(&mut book, "t", (row, 1)).get_string(), Some(*text));
    }
}

#[test]
fn numbers_that_a_sheet_would_round_are_texts_and_old_days_too() {
    let cells = [
        Cell::Whole(i64::MAX),
        Cell::Whole(1 << 53),
        Cell::Whole(-(1 << 53) - 1),
        Cell::Decimal(0.1 + 0.2, 1),
        Cell::Decimal(1e300, 200),
        Cell::Day(day("1899-12-31")),
        Cell::Day(day("1900-02-28")),
        Cell::Day(day("1900-03-01")),
        Cell::Day(day("9999-12-31")),
        Cell::Day(chrono::NaiveDate::MIN),
    ];
    let mut table = texts("t", &[&["a", "b"]]);
    for cell in &cells {
        table.row([Cell::text("x"), cell.clone()]);
    }
    let mut book = open(&only(table, Language::English));
    for (cell, row) in cells.iter().zip(2..) {
        assert_same(&at(&mut book, "t", (row, 1)), cell, Language::English);
    }
}

#[test]
fn captions_that_are_alike_have_sheets_of_their_own() {
    let mut document = Document::new("T", Language::Swedish);
    let long = "Deltagare efter kön, ålder och utbildning";
    for caption in [long, long, "a/b", "A?B", "", "Om rapporten", "'x'", "History"] {
        let section = Section::new("S").with(texts(caption, &[&[caption]]));
        document.sections.push(section);
    }
    let mut book = open(&document);
    let names = book.sheet_names();
    let expected = [
        "Om rapporten",
        "Deltagare efter kön, ålder och",
        "Deltagare efter kön, ålder (2)",
        "a b",
        "A B (2)",
        "Tabell",
        "Om rapporten (2)",
        "x",
        "History (2)",
    ];
    assert_eq!(names, expected);
    for (table, name) in document.tables().zip(&names[1..]) {
        assert_same(&at(&mut book, name, (1, 0)), &table.rows[0][0], Language::Swedish);
    }
}

#[test]
fn headings_that_are_alike_or_empty_are_kept() {
    let columns = ["", "Antal", "antal", "a\nb"].map(|one| Column::new(one, Kind::Text));
    let mut table = Table::new("t", columns);
    table.row(["a", "b", "c", "d"].map(Cell::text));
    let mut book = open(&only(table, Language::Swedish));
    assert_eq!(at(&mut book, "t", (0, 1)), *"Antal");
    assert_eq!(at(&mut book, "t", (0, 2)), *"antal");
    assert_eq!(at(&mut book, "t", (1, 3)), *"d");
    // A table without rows or without columns is a sheet all the same.
    for table in [Table::new("e", [Column::new("h", Kind::Text)]), Table::new("e", [])] {
        assert_eq!(open(&only(table, Language::Swedish)).sheet_names(), ["Om rapporten", "e"]);
    }
}

#[test]
fn what_no_sheet_holds_is_refused_by_name() {
    let mut table = texts("Alla", &[&["a"]]);
    table.rows = vec![vec![]; 1_048_576];
    let error = render::xlsx(&only(table, Language::Swedish)).unwrap_err();
    assert!(matches!(&error, XlsxError::TooManyRows { rows: 1_048_576, .. }));
    assert_eq!(
        error.to_string(),
        "`Alla` has 1048576 rows: expected at most 1048575, as many as a sheet has"
    );
    let wide = Table::new("Bred", (0..16_385).map(|_| Column::new("x", Kind::Text)));
    let error = render::xlsx(&only(wide, Language::Swedish)).unwrap_err();
    assert!(matches!(error, XlsxError::TooManyColumns { columns: 16_385, .. }));
    // Excel counts a smiling face as two.
    let long = "🙂".repeat(16_384);
    let error = render::xlsx(&only(texts("t", &[&[&long]]), Language::Swedish)).unwrap_err();
    assert!(matches!(error, XlsxError::TooLong { length: 32_768, .. }));
    let fits = "å".repeat(32_767);
    let mut book = open(&only(texts("t", &[&[&fits]]), Language::Swedish));
    assert_eq!(at(&mut book, "t", (1, 0)).get_string(), Some(fits.as_str()));
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let document = only(people(Language::Swedish), Language::Swedish);
    assert_eq!(render::xlsx(&document).unwrap(), render::xlsx(&document).unwrap());
}
