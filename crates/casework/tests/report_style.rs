//! The colours of the report can be told from their ground (WCAG 2.1 AA),
//! by day and by night.

use std::collections::HashMap;

const SHEETS: [&str; 2] =
    [etablera_reporting::render::STYLE, include_str!("../src/report/style.css")];

/// What is read, and on what.
const TEXT: [(&str, &str); 17] = [
    ("ink", "paper"),
    ("ink", "raised"),
    ("ink", "none-soft"),
    ("soft", "paper"),
    ("soft", "raised"),
    ("soft", "accent-soft"),
    ("accent", "paper"),
    ("accent", "accent-soft"),
    ("ready", "paper"),
    ("ready", "ready-soft"),
    ("trainable", "paper"),
    ("trainable", "trainable-soft"),
    ("clarify", "paper"),
    ("clarify", "clarify-soft"),
    ("on-met", "met-1"),
    ("on-met", "met-3"),
    ("on-met", "met-4"),
];

/// What is only seen.
const SHAPES: [(&str, &str); 4] =
    [("ready", "paper"), ("trainable", "paper"), ("clarify-fill", "paper"), ("none", "paper")];

/// Each set of colours, by name: those of all pages and those of this one.
fn palettes() -> Vec<HashMap<&'static str, &'static str>> {
    let mut palettes = Vec::new();
    for sheet in SHEETS {
        let blocks = sheet.split(":root {").skip(1).filter_map(|rest| rest.split('}').next());
        for (at, block) in blocks.enumerate() {
            let pairs = block.split(';').filter_map(|line| line.trim().split_once(": #"));
            palettes.resize_with(palettes.len().max(at + 1), HashMap::new);
            palettes[at].extend(pairs.map(|(name, hex)| (name.trim_start_matches("--"), hex)));
        }
    }
    palettes
}

/// The relative luminance of a colour in six hexadecimal digits.
fn luminance(hex: &str) -> f64 {
    let channel = |at: usize| {
        let value =
            f64::from(u8::from_str_radix(&hex[at..at + 2], 16).expect("two digits")) / 255.0;
        if value <= 0.03928 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(0) + 0.7152 * channel(2) + 0.0722 * channel(4)
}

fn contrast(one: &str, other: &str) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn texts_and_shapes_stand_out() {
    let palettes = palettes();
    assert_eq!(palettes.len(), 2);
    for palette in &palettes {
        let texts = TEXT.map(|pair| (pair, 4.5));
        for ((front, ground), least) in texts.into_iter().chain(SHAPES.map(|pair| (pair, 3.0))) {
            let found = contrast(palette[front], palette[ground]);
            assert!(found >= least, "{front} on {ground}: {found:.2}");
        }
    }
}
