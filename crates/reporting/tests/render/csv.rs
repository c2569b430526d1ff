//! Lines of values are what a strict reader reads.

use csv::ReaderBuilder;
use etablera_reporting::document::{Cell, Document, Language};
use etablera_reporting::render;

use crate::fixture::{everything, only, people, texts};

/// Every line as a reader has it that wants as many values in each.
fn read(document: &Document) -> Vec<Vec<String>> {
    let separator = if document.language == Language::Swedish { b';' } else { b',' };
    let text = render::csv(document);
    let mut reader =
        ReaderBuilder::new().delimiter(separator).has_headers(false).from_reader(text.as_bytes());
    let lines = reader.records().map(|line| line.unwrap().iter().map(str::to_owned).collect());
    lines.collect()
}

#[test]
fn one_table_is_its_headings_and_rows() {
    let swedish = render::csv(&only(people(Language::Swedish), Language::Swedish));
    insta::assert_snapshot!(swedish.replace("\r\n", "␍\n"), @r#"
    Grupp;Deltagare;Andel;Timmar i snitt;Första dag␍
    Kvinnor i åldern 30–54 år;12345;0,625;1234,56;2026-01-31␍
    "Män, åäö ÅÄÖ";dolt;;-0,5;␍
    '=1+1;-3;;;␍
    "#);
    let english = render::csv(&only(people(Language::English), Language::English));
    insta::assert_snapshot!(english.replace("\r\n", "␍\n"), @r#"
    Group,Participants,Share,Mean hours,First day␍
    Women aged 30–54,12345,0.625,1234.56,2026-01-31␍
    "Men, åäö ÅÄÖ",hidden,,-0.5,␍
    '=1+1,-3,,,␍
    "#);
}

#[test]
fn several_tables_stand_one_below_the_other() {
    let document = everything(Language::English);
    let lines = read(&document);
    let captions: Vec<&String> = document.tables().map(|table| &table.caption).collect();
    let mut at = 0;
    for (table, caption) in document.tables().zip(captions) {
        assert_eq!(&lines[at][0], caption);
        assert!(lines[at][1..].iter().all(String::is_empty));
        assert_eq!(lines[at + 1][0], table.columns[0].heading);
        // Caption, headings, rows, and the empty line.
        at += table.rows.len() + 3;
    }
    assert_eq!(lines.len() + 1, at);
}

#[test]
fn no_value_is_a_formula_and_none_is_lost() {
    let nasty = ["=1+1", " =1", "+1", "-1", "@a", "'x", "a;b", "a,b", "a\"b", "a\r\nb", "＝1", ""];
    for language in [Language::Swedish, Language::English] {
        for text in nasty {
            for row in [&[text][..], &["x", text], &[text, text]] {
                let lines = read(&only(texts("t", &[row]), language));
                assert_eq!(lines.len(), 2, "{row:?}");
                for (found, given) in lines[1].iter().zip(row) {
                    let formula = found.trim_start().starts_with(['=', '+', '-', '@', '＝']);
                    assert!(!formula, "{found:?}");
                    let bare = found.strip_prefix('\'').unwrap_or(found);
                    assert_eq!(bare, *given);
                }
            }
        }
    }
}

#[test]
fn numbers_are_in_full() {
    for (cell, expected) in [
        (Cell::Share(1.0 / 3.0), "0,3333333333333333"),
        (Cell::Decimal(2.0, 5), "2"),
        (Cell::Decimal(f64::INFINITY, 1), ""),
        (Cell::Whole(i64::MIN), "-9223372036854775808"),
    ] {
        let mut table = texts("t", &[&["a", "b"]]);
        table.row([Cell::text("x"), cell]);
        assert_eq!(read(&only(table, Language::Swedish))[2][1], expected);
    }
}

#[test]
fn a_document_without_tables_has_no_lines() {
    assert_eq!(render::csv(&Document::new("T", Language::Swedish)), "");
}
