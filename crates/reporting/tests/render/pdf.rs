//! Paper: tagged, in the order in which it is read, and nothing but text in
//! texts.
//!
//! `pdftotext` is in a Debian package that `cargo xtask test` installs; where
//! it is absent these tests say so and look at the bytes alone.

#![expect(clippy::print_stderr, reason = "a test says that it is skipped")]

use std::fs;
use std::process::Command;

use etablera_reporting::document::{Document, Language, Section};
use etablera_reporting::render;

use crate::fixture::{NASTY, day, everything, only, texts};

fn bytes(document: &Document) -> Vec<u8> {
    render::pdf(document, Some(day("2026-07-01"))).unwrap()
}

/// What a reader reads, white space made one space; nothing without a reader.
fn read(document: &Document) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("page.pdf");
    fs::write(&file, bytes(document)).unwrap();
    let Ok(ran) = Command::new("pdftotext").arg("-raw").arg(&file).arg("-").output() else {
        eprintln!("skipped: there is no `pdftotext`");
        return None;
    };
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let text = String::from_utf8(ran.stdout).unwrap();
    Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[test]
fn the_page_says_that_it_is_accessible() {
    let bytes = bytes(&everything(Language::Swedish));
    let text = String::from_utf8_lossy(&bytes);
    assert!(text.starts_with("%PDF-1."), "{}", &text[..8]);
    for part in [
        "pdfuaid:part",
        "/Lang",
        "/MarkInfo",
        "/Marked true",
        "/StructTreeRoot",
        "/DisplayDocTitle true",
    ] {
        assert!(text.contains(part), "{part}");
    }
}

#[test]
fn it_is_read_in_order_with_its_letters_and_rows() {
    let Some(text) = read(&everything(Language::Swedish)) else { return };
    let mut rest = text.as_str();
    for part in [
        "Utfall 2026",
        "Insats",
        "22-021-S06",
        "Vilka som deltog",
        "Räknat på alla som deltog",
        "Små tal är dolda.",
        "Deltagare efter kön",
        "Grupp Deltagare Andel Timmar i snitt Första dag",
        "Kvinnor i åldern 30–54 år 12 345 62,5 % 1 234,6 2026-01-31",
        "Män, åäö ÅÄÖ dolt – −0,50 –",
        "=1+1 −3 –",
        "Hur det gick",
        "I arbete efter två år",
        "I arbete efter väg",
        "Kvar efter år",
        "Kvar i insatsen",
    ] {
        let at = rest.find(part).unwrap_or_else(|| panic!("{part} is not in: {rest}"));
        rest = &rest[at + part.len()..];
    }
}

#[test]
fn no_text_is_markup_and_no_letter_stops_it() {
    let odd = [
        NASTY,
        "#import \"a.typ\": *",
        "= Rubrik",
        "*fet* _kursiv_ `kod` $x^2$ <etikett> @källa \\ // /* */ ~ --- ... #(1+1)",
        "https://example.invalid",
        "\"'\\n\\u{41}",
        "- a + b / c: d",
    ];
    let mut document = Document::new(NASTY, Language::English);
    document.fact("#f", "#v");
    for text in odd {
        document.sections.push(Section::new(text).with(text).with(texts(text, &[&[text, text]])));
    }
    if let Some(read) = read(&document) {
        for text in odd {
            let plain = text.split_whitespace().collect::<Vec<_>>().join(" ");
            // Lines may be broken anywhere.
            let bare = |text: &str| text.replace([' ', '-', '\u{ad}'], "");
            assert!(bare(&read).contains(&bare(&plain)), "{plain} is not in: {read}");
        }
    }
    for text in
        ["🙂", "עברית", "中文", "\u{e000}", "\u{0}\u{7}\n\t", "\u{200b}\u{202e}", "a\u{301}"]
    {
        bytes(&only(texts(text, &[&[text]]), Language::Swedish));
    }
}

#[test]
fn the_same_document_and_day_give_the_same_bytes() {
    let document = everything(Language::English);
    assert!(bytes(&document) == bytes(&document));
    assert!(bytes(&document) != render::pdf(&document, None).unwrap());
}

#[test]
fn nothing_is_no_trouble() {
    bytes(&Document::new("", Language::Swedish));
    bytes(&only(texts("", &[]), Language::English));
    bytes(&only(texts("Tom", &[]), Language::English));
}
