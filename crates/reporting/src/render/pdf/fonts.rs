//! The fonts that are built in.

use std::sync::LazyLock;

use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

/// Fonts and what they are found by.
pub(super) struct Fonts {
    pub(super) book: LazyHash<FontBook>,
    pub(super) all: Vec<Font>,
}

/// The fonts of text; those of mathematics are left out.
pub(super) static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
    let fonts = typst_assets::fonts().flat_map(|bytes| Font::iter(Bytes::new(bytes)));
    let all: Vec<Font> = fonts.filter(|font| font.info().family == "Libertinus Serif").collect();
    Fonts { book: LazyHash::new(FontBook::from_fonts(&all)), all }
});

/// A text with nothing in it that has no letter in the fonts, which PDF/UA
/// forbids.
pub(super) fn covered(text: &str) -> String {
    let has = |c: char| FONTS.all.iter().all(|font| font.info().coverage.contains(u32::from(c)));
    // What is for private use has no meaning to a reader.
    let private = |c| matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..);
    let shown = |c: char| match c {
        c if c.is_whitespace() && c != '\u{a0}' => ' ',
        c if c.is_control() => ' ',
        c if has(c) && !private(c) => c,
        _ => char::REPLACEMENT_CHARACTER,
    };
    text.chars().map(shown).collect()
}
