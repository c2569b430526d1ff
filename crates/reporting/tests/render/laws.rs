//! What holds for every document.

use chrono::NaiveDate;
use etablera_reporting::document::{
    Bar, Block, Cell, Chart, Column, Document, Kind, Language, Line, Plot, Point, Section, Table,
};
use etablera_reporting::render;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use crate::markup::elements;

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zåäö ]{0,12}",
        "[=+@'<>&;,\"#*_$\\\\\\[\\]:/?-]{0,6}",
        // Any character at all.
        vec(any::<char>(), 0..6).prop_map(String::from_iter),
    ]
}

fn number() -> impl Strategy<Value = f64> {
    prop_oneof![any::<f64>(), -2.0..2.0, Just(0.0), Just(f64::NAN)]
}

fn cell() -> impl Strategy<Value = Cell> {
    prop_oneof![
        text().prop_map(Cell::Text),
        any::<i64>().prop_map(Cell::Whole),
        (-100_i64..100).prop_map(Cell::Whole),
        (number(), any::<u8>()).prop_map(|(number, places)| Cell::Decimal(number, places)),
        number().prop_map(Cell::Share),
        (-800_000..3_000_000)
            .prop_map(|days| Cell::from(NaiveDate::from_num_days_from_ce_opt(days))),
        Just(Cell::Hidden),
        Just(Cell::Empty),
    ]
}

fn table() -> impl Strategy<Value = Table> {
    let kind =
        prop_oneof![Just(Kind::Text), Just(Kind::Number), Just(Kind::Share), Just(Kind::Day)];
    let column = (text(), kind).prop_map(|(heading, kind)| Column::new(heading, kind));
    (text(), vec(column, 0..5), vec(vec(cell(), 0..6), 0..5)).prop_map(
        |(caption, columns, rows)| {
            let mut table = Table::new(caption, columns);
            for row in rows {
                table.row(row);
            }
            table
        },
    )
}

fn plot() -> impl Strategy<Value = Plot> {
    let interval = || option::of((number(), number()));
    let bar = (text(), number(), interval(), text())
        .prop_map(|(name, value, interval, label)| Bar { name, value, interval, label });
    let point =
        (number(), number(), interval()).prop_map(|(x, y, interval)| Point { x, y, interval });
    let line = (text(), vec(point, 0..5)).prop_map(|(name, points)| Line { name, points });
    prop_oneof![
        (vec(bar, 0..4), option::of(number())).prop_map(|(bars, whole)| Plot::Bars { bars, whole }),
        (text(), text(), vec(line, 0..14)).prop_map(|(x, y, lines)| Plot::Lines { x, y, lines }),
    ]
}

fn block() -> impl Strategy<Value = Block> {
    let chart = (text(), text(), plot(), table()).prop_map(|(title, description, plot, data)| {
        Block::Chart(Chart { title, description, plot, data })
    });
    prop_oneof![
        text().prop_map(Block::Text),
        vec(text(), 0..3).prop_map(Block::List),
        table().prop_map(Block::Table),
        chart,
    ]
}

fn document() -> impl Strategy<Value = Document> {
    let language = prop_oneof![Just(Language::Swedish), Just(Language::English)];
    let section =
        (text(), vec(block(), 0..3)).prop_map(|(heading, blocks)| Section { heading, blocks });
    (text(), language, vec((text(), text()), 0..3), vec(section, 0..3)).prop_map(
        |(title, language, facts, sections)| Document { title, language, facts, sections },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn every_page_is_well_formed_and_has_no_odd_number(document in document()) {
        let page = render::html(&document);
        let all = elements(&page);
        prop_assert_eq!(&page, &render::html(&document));
        for element in &all {
            for name in ["x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "width", "height"] {
                if let Some(length) = element.get(name) {
                    let length: f64 = length.parse().unwrap();
                    prop_assert!((-1.0..10_000.0).contains(&length), "{} {}", name, length);
                }
            }
            if let Some(way) = element.get("d") {
                prop_assert!(!way.contains("NaN") && !way.contains("inf"), "{}", way);
            }
        }
    }

    #[test]
    fn no_line_of_a_screen_is_too_long(document in document(), width in 0_usize..150) {
        let text = render::text(&document, width);
        for line in text.lines() {
            prop_assert!(line.chars().count() <= width.max(20), "{}: {:?}", width, line);
        }
        prop_assert!(!text.contains(|c: char| c.is_control() && c != '\n'));
    }

    #[test]
    fn every_value_of_a_table_is_a_value_of_its_lines(table in table()) {
        let mut document = Document::new("T", Language::Swedish);
        document.sections.push(Section::new("S").with(table.clone()));
        let text = render::csv(&document);
        let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(text.as_bytes());
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        let expected = if table.columns.is_empty() { 0 } else { table.rows.len() };
        prop_assert_eq!(rows.len(), expected);
        for (found, row) in rows.iter().zip(&table.rows) {
            for (found, cell) in found.iter().zip(row) {
                match cell {
                    Cell::Text(text) => {
                        prop_assert_eq!(found.strip_prefix('\'').unwrap_or(found), text);
                    }
                    Cell::Whole(number) => prop_assert_eq!(found, number.to_string()),
                    Cell::Decimal(number, _) | Cell::Share(number) if number.is_finite() => {
                        prop_assert_eq!(found.replace(',', ".").parse::<f64>().unwrap(), *number);
                    }
                    Cell::Day(day) => prop_assert_eq!(found, day.to_string()),
                    Cell::Hidden => prop_assert_eq!(found, "dolt"),
                    _ => prop_assert_eq!(found, ""),
                }
            }
        }
    }

    #[test]
    fn every_document_is_json(document in document()) {
        let read: serde_json::Value = serde_json::from_str(&render::json(&document)).unwrap();
        prop_assert_eq!(read["sections"].as_array().unwrap().len(), document.sections.len());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn every_document_is_a_workbook(document in document()) {
        use calamine::{Reader, Xlsx};
        let bytes = render::xlsx(&document).unwrap();
        let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
        let names = book.sheet_names();
        prop_assert_eq!(names.len(), 1 + document.tables().count());
        for (table, name) in document.tables().zip(&names[1..]) {
            let range = book.worksheet_range(name).unwrap();
            for (row, place) in table.rows.iter().zip(1..) {
                for (cell, column) in row.iter().zip(0..) {
                    let found = range.get_value((place, column)).cloned().unwrap_or_default();
                    // Characters that XML has none for come back in other forms.
                    let odd = |text: &String| text.contains(|c: char| c.is_control() || ('\u{fffe}'..='\u{ffff}').contains(&c));
                    if !matches!(cell, Cell::Text(text) if odd(text)) {
                        crate::workbook::assert_same(&found, cell, document.language);
                    }
                }
            }
        }
    }
}
