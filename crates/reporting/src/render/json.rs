//! A document for programs.

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use crate::document::{Bar, Block, Cell, Chart, Document, Kind, Line, Plot, Point, Table};

/// A document as JSON, in lines for reading.
///
/// ```json
/// { "form": 1, "title": "…", "language": "sv",
///   "facts": [{ "name": "…", "value": "…" }],
///   "sections": [{ "heading": "…", "blocks": [
///     { "kind": "text", "text": "…" },
///     { "kind": "list", "items": ["…"] },
///     { "kind": "table", "caption": "…",
///       "columns": [{ "heading": "…", "kind": "text" }],
///       "rows": [["…", 31, 0.125, "2026-01-31", null, { "hidden": true }]] },
///     { "kind": "bars", "title": "…", "description": "…",
///       "bars": [{ "name": "…", "value": 0.5, "interval": [0.4, 0.6], "label": "…" }],
///       "data": { "caption": "…", "columns": [], "rows": [] } },
///     { "kind": "lines", "title": "…", "description": "…", "x": "…", "y": "…",
///       "lines": [{ "name": "…", "points": [{ "x": 1.0, "y": 2.0, "interval": null }] }],
///       "data": { "caption": "…", "columns": [], "rows": [] } }] }] }
/// ```
///
/// The kind of a column is `text`, `number`, `share` or `day`. A value is a
/// text, a number in full (shares from 0 to 1), a day as text, `null` for
/// nothing, and `{"hidden": true}` for what is not told; a number that is not
/// finite is `null`. `form` grows when a program that reads this would have to
/// change.
#[must_use]
pub fn json(document: &Document) -> String {
    let of = Whole {
        form: 1,
        title: &document.title,
        language: document.language.code(),
        facts: document.facts.iter().map(|(name, value)| Fact { name, value }).collect(),
        sections: document.sections.iter().map(Part::of).collect(),
    };
    // Only a map with keys that are no texts could fail.
    let mut text = serde_json::to_string_pretty(&of).unwrap_or_default();
    text.push('\n');
    text
}

#[derive(Serialize)]
struct Whole<'a> {
    form: u32,
    title: &'a str,
    language: &'static str,
    facts: Vec<Fact<'a>>,
    sections: Vec<Part<'a>>,
}

#[derive(Serialize)]
struct Fact<'a> {
    name: &'a str,
    value: &'a str,
}

#[derive(Serialize)]
struct Part<'a> {
    heading: &'a str,
    blocks: Vec<Piece<'a>>,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Piece<'a> {
    Text {
        text: &'a str,
    },
    List {
        items: &'a [String],
    },
    Table(Rows<'a>),
    Bars {
        title: &'a str,
        description: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        whole: Option<f64>,
        bars: Vec<OneBar<'a>>,
        data: Rows<'a>,
    },
    Lines(Box<Lines<'a>>),
}

#[derive(Serialize)]
struct Lines<'a> {
    title: &'a str,
    description: &'a str,
    x: &'a str,
    y: &'a str,
    lines: Vec<OneLine<'a>>,
    data: Rows<'a>,
}

#[derive(Serialize)]
struct OneBar<'a> {
    name: &'a str,
    value: f64,
    interval: Option<(f64, f64)>,
    label: &'a str,
}

#[derive(Serialize)]
struct OneLine<'a> {
    name: &'a str,
    points: Vec<OnePoint>,
}

#[derive(Serialize)]
struct OnePoint {
    x: f64,
    y: f64,
    interval: Option<(f64, f64)>,
}

#[derive(Serialize)]
struct Rows<'a> {
    caption: &'a str,
    columns: Vec<Head<'a>>,
    rows: Vec<Vec<Value<'a>>>,
}

#[derive(Serialize)]
struct Head<'a> {
    heading: &'a str,
    kind: &'static str,
}

struct Value<'a>(&'a Cell);

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Cell::Text(text) => to.serialize_str(text),
            Cell::Whole(number) => to.serialize_i64(*number),
            // What is not finite becomes `null`.
            Cell::Decimal(number, _) | Cell::Share(number) => to.serialize_f64(*number),
            Cell::Day(day) => to.collect_str(day),
            Cell::Empty => to.serialize_none(),
            Cell::Hidden => {
                let mut map = to.serialize_map(Some(1))?;
                map.serialize_entry("hidden", &true)?;
                map.end()
            }
        }
    }
}

impl<'a> Part<'a> {
    fn of(section: &'a crate::document::Section) -> Self {
        let blocks = section.blocks.iter().map(Piece::of).collect();
        Self { heading: &section.heading, blocks }
    }
}

impl<'a> Piece<'a> {
    fn of(block: &'a Block) -> Self {
        match block {
            Block::Text(text) => Self::Text { text },
            Block::List(items) => Self::List { items },
            Block::Table(table) => Self::Table(Rows::of(table)),
            Block::Chart(chart) => Self::chart(chart),
        }
    }

    fn chart(chart: &'a Chart) -> Self {
        let Chart { title, description, plot, data } = chart;
        let data = Rows::of(data);
        match plot {
            Plot::Bars { bars, whole } => {
                let bars = bars.iter().map(OneBar::of).collect();
                Self::Bars { title, description, whole: *whole, bars, data }
            }
            Plot::Lines { x, y, lines } => {
                let lines = lines.iter().map(OneLine::of).collect();
                Self::Lines(Box::new(Lines { title, description, x, y, lines, data }))
            }
        }
    }
}

impl<'a> OneBar<'a> {
    fn of(bar: &'a Bar) -> Self {
        Self { name: &bar.name, value: bar.value, interval: bar.interval, label: &bar.label }
    }
}

impl<'a> OneLine<'a> {
    fn of(line: &'a Line) -> Self {
        let one = |point: &Point| OnePoint { x: point.x, y: point.y, interval: point.interval };
        Self { name: &line.name, points: line.points.iter().map(one).collect() }
    }
}

impl<'a> Rows<'a> {
    fn of(table: &'a Table) -> Self {
        let head = |column: &'a crate::document::Column| Head {
            heading: &column.heading,
            kind: match column.kind {
                Kind::Text => "text",
                Kind::Number => "number",
                Kind::Share => "share",
                Kind::Day => "day",
            },
        };
        let row = |row: &'a Vec<Cell>| row.iter().map(Value).collect();
        Self {
            caption: &table.caption,
            columns: table.columns.iter().map(head).collect(),
            rows: table.rows.iter().map(row).collect(),
        }
    }
}
