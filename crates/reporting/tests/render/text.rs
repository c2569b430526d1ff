//! What a terminal shows.

use etablera_reporting::document::{Cell, Column, Document, Kind, Language, Table};
use etablera_reporting::render;

use crate::fixture::{everything, only, people, texts};

#[test]
fn a_report_on_a_screen() {
    insta::assert_snapshot!("text_sv_80", render::text(&everything(Language::Swedish), 80));
    insta::assert_snapshot!("text_en_120", render::text(&everything(Language::English), 120));
}

#[test]
fn no_line_is_too_long_and_no_number_is_broken() {
    let document = everything(Language::Swedish);
    for width in 0..200 {
        let text = render::text(&document, width);
        let longest = text.lines().map(|line| line.chars().count()).max().unwrap();
        assert!(longest <= width.max(20), "{width}: {longest}");
        assert!(text.contains("12\u{a0}345"), "{width}");
        // What follows a number in per cent stands on its line.
        assert!(text.contains("62,5\u{a0}%"), "{width}");
    }
}

#[test]
fn a_terminal_obeys_nothing() {
    let row = ["\u{1b}[2J\u{7}\r\n\u{9b}x\u{202e}y"];
    let text = render::text(&only(texts("\u{1b}]0;x\u{7}", &[&row]), Language::English), 60);
    let obeyed = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
    assert!(!text.contains(obeyed), "{text:?}");
    // The title, its line, the section, its line, and the table.
    assert_eq!(text.lines().count(), 10, "{text}");
}

#[test]
fn what_is_too_wide_is_written_value_by_value() {
    let text = render::text(&only(people(Language::English), Language::English), 30);
    assert!(text.contains("Participants: 12,345\n"), "{text}");
    assert!(text.contains("Participants: hidden\n"), "{text}");
    let one = Table::new("t", [Column::new("", Kind::Number)]);
    let mut wide = one;
    wide.row([Cell::Whole(i64::MAX)]);
    let text = render::text(&only(wide, Language::English), 20);
    assert!(text.lines().all(|line| line.chars().count() <= 20), "{text}");
}

#[test]
fn nothing_is_no_trouble() {
    assert_eq!(render::text(&Document::new("", Language::English), 80), "\n\n");
    let text = render::text(&only(texts("Empty", &[]), Language::Swedish), 80);
    assert!(text.ends_with("Empty\nInga rader.\n"), "{text}");
}
