//! A document as the template reads it: every text as a value, never as
//! markup.

use serde_json::{Value, json};

use super::fonts::covered;
use crate::document::{Block, Cell, Chart, Document, Kind, Language, Plot, Section, Table};
use crate::render::chart::{self, PAPER, Place};
use crate::render::language::NOTHING;
use crate::render::markup::Markup;

/// A document as JSON for the template.
pub(super) fn of(document: &Document) -> String {
    let language = document.language;
    let fact = |(name, value): &(String, String)| json!([covered(name), covered(value)]);
    let wide = document.tables().any(|table| table.columns.len() > 7);
    json!({
        "title": titled(&document.title),
        "lang": language.code(),
        "wide": wide,
        "facts": document.facts.iter().map(fact).collect::<Vec<_>>(),
        "sections": document.sections.iter().map(|part| section(part, language)).collect::<Vec<_>>(),
    })
    .to_string()
}

/// A title or heading, which PDF/UA wants to be there.
fn titled(title: &str) -> String {
    let title = covered(title);
    if title.trim().is_empty() { NOTHING.to_owned() } else { title }
}

fn section(section: &Section, language: Language) -> Value {
    let blocks: Vec<Value> = section.blocks.iter().map(|one| block(one, language)).collect();
    json!({ "heading": titled(&section.heading), "blocks": blocks })
}

fn block(block: &Block, language: Language) -> Value {
    match block {
        Block::Text(text) => json!({ "kind": "text", "text": covered(text) }),
        Block::List(items) => {
            let items: Vec<String> = items.iter().map(|item| covered(item)).collect();
            json!({ "kind": "list", "items": items })
        }
        Block::Table(of) => table(of, language),
        Block::Chart(of) => drawn(of, language),
    }
}

fn drawn(of: &Chart, language: Language) -> Value {
    // What is drawn has no text that the fonts cannot show.
    let shown = shown(of);
    let mut markup = Markup::default();
    chart::draw(&mut markup, &shown, Place { id: "c", language, sheet: Some(PAPER) });
    json!({
        "kind": "chart",
        "title": titled(&shown.title),
        "description": shown.description,
        "drawing": markup.fragment(),
        "wide": matches!(of.plot, Plot::Lines { .. }),
        "data": table(&of.data, language),
    })
}

/// A chart with only letters that the fonts have.
fn shown(of: &Chart) -> Chart {
    let mut chart = of.clone();
    let cover = |text: &mut String| *text = covered(text);
    cover(&mut chart.title);
    cover(&mut chart.description);
    match &mut chart.plot {
        Plot::Bars { bars, .. } => {
            for bar in bars {
                cover(&mut bar.name);
                cover(&mut bar.label);
            }
        }
        Plot::Lines { x, y, lines } => {
            cover(x);
            cover(y);
            for line in lines {
                cover(&mut line.name);
            }
        }
    }
    chart
}

fn table(of: &Table, language: Language) -> Value {
    let words = language.words();
    let side = |kind: Kind| match kind {
        Kind::Number | Kind::Share => "right",
        Kind::Text | Kind::Day => "left",
    };
    let column = |one: &crate::document::Column| json!([covered(&one.heading), side(one.kind)]);
    let value = |cell: &Cell| match cell {
        Cell::Hidden => json!({ "hidden": words.hidden }),
        cell => Value::String(covered(&language.cell(cell))),
    };
    let rows: Vec<Vec<Value>> = of.rows.iter().map(|row| row.iter().map(value).collect()).collect();
    json!({
        "kind": "table",
        "caption": covered(&of.caption),
        "columns": of.columns.iter().map(column).collect::<Vec<_>>(),
        "rows": rows,
        "none": words.no_rows,
    })
}
