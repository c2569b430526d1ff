//! The story of a programme: a line for each person, then the facts.

use std::io;

use comfy_table::{CellAlignment, ContentArrangement, presets};
use etablera_casework::words::{Tongue, printable};
use etablera_programme::story::{Cell, Quote, Relation, Said, Table, Told, Way};
use etablera_programme::template::Names;

use super::style::{faint, heading, paint};
use super::wrap::wrap;
use crate::io::Io;

/// The whole story.
pub(crate) fn told(told: &Told, tongue: Tongue, io: &mut Io<'_>) -> io::Result<()> {
    let name = in_tongue(&told.name, tongue);
    title(&tongue.say("story-title", &[("name", &name)]), io)?;
    let sources = told.sources.join("; ");
    remark(&tongue.say("story-source", &[("sources", &sources)]), io)?;
    remark(&tongue.say("story-facts-from", &[]), io)?;
    writeln!(io.out)?;
    title(&tongue.say("story-ways", &[]), io)?;
    for one in &told.ways {
        way(one, tongue, io)?;
    }
    for facts in &told.tables {
        table(facts, tongue, io)?;
    }
    quotes(&told.quotes, tongue, io)
}

/// The days of one person in a row; a step breaks at no line where it fits.
fn way(way: &Way, tongue: Tongue, io: &mut Io<'_>) -> io::Result<()> {
    let step = |(on, what): (String, &Said)| {
        format!("{on} {}", sentence(what, tongue)).replace(' ', "\u{a0}")
    };
    let steps: Vec<String> =
        way.steps.iter().map(|one| step((one.on.to_string(), &one.what))).collect();
    let first = format!("  {}  ", way.participant);
    // The no-break spaces kept steps whole while lines were broken.
    let text = wrap(&steps.join(" · "), &first, width(io)).replace('\u{a0}', " ");
    writeln!(io.out, "{}", printable_lines(&text))
}

fn table(facts: &Table, tongue: Tongue, io: &mut Io<'_>) -> io::Result<()> {
    writeln!(io.out)?;
    title(&tongue.say(&format!("story-table-{}", facts.id), &[]), io)?;
    let headings = facts.columns.iter().map(|column| word("column", column, tongue));
    let rows = facts.rows.iter().map(|row| row.iter().map(|cell| text(cell, tongue)).collect());
    let right: Vec<usize> = (0..facts.columns.len())
        .filter(|at| facts.rows.iter().all(|row| row.get(*at).is_some_and(is_number)))
        .collect();
    grid((headings.collect(), rows.collect()), &right, io)?;
    for note in &facts.notes {
        remark(&sentence(note, tongue), io)?;
    }
    Ok(())
}

/// What the source says beside what was counted.
fn quotes(quotes: &[Quote], tongue: Tongue, io: &mut Io<'_>) -> io::Result<()> {
    writeln!(io.out)?;
    title(&tongue.say("story-table-quotes", &[]), io)?;
    let row = |quote: &Quote| {
        let relation = match quote.relation {
            Relation::Equal => "equal",
            Relation::Over => "over",
            Relation::AtMost => "at_most",
        };
        let args = [("relation", relation), ("said", &quote.said.to_string())];
        let mark = if quote.holds() { "✓" } else { "✗" };
        vec![
            word("quote", quote.id.as_str(), tongue),
            tongue.say("story-said", &args),
            quote.counted.to_string(),
            mark.to_owned(),
        ]
    };
    let mut headings = ["quote", "said", "counted"].map(|of| word("column", of, tongue)).to_vec();
    headings.push(String::new());
    grid((headings, quotes.iter().map(row).collect()), &[1, 2], io)
}

/// A table of headings and rows, with some columns to the right.
fn grid(
    (headings, rows): (Vec<String>, Vec<Vec<String>>),
    right: &[usize],
    io: &mut Io<'_>,
) -> io::Result<()> {
    let mut table = comfy_table::Table::new();
    table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(io.screen.width);
    table.set_header(headings.iter().map(|text| paint(text, faint(), io.screen)));
    for row in rows {
        table.add_row(row);
    }
    for at in right {
        if let Some(column) = table.column_mut(*at) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    for line in table.lines() {
        writeln!(io.out, " {}", line.trim_end())?;
    }
    Ok(())
}

/// A sentence with its values filled in.
fn sentence(said: &Said, tongue: Tongue) -> String {
    let args: Vec<(&str, String)> =
        said.args.iter().map(|(name, cell)| (*name, text(cell, tongue))).collect();
    let args: Vec<(&str, &str)> = args.iter().map(|(name, text)| (*name, text.as_str())).collect();
    tongue.say(&format!("story-{}", said.key), &args)
}

/// A value in words.
fn text(cell: &Cell, tongue: Tongue) -> String {
    match cell {
        Cell::Text(text) => printable(text),
        Cell::Names(names) => in_tongue(names, tongue),
        Cell::Number(number) => number.to_string(),
        Cell::Tenths(tenths) => {
            let (sign, tenths) = (if *tenths < 0 { "-" } else { "" }, tenths.unsigned_abs());
            let point = if tongue.language() == "sv" { ',' } else { '.' };
            format!("{sign}{}{point}{}", tenths / 10, tenths % 10)
        }
        Cell::Percent(percent) => format!("{percent}\u{a0}%"),
        Cell::Day(day) => day.to_string(),
        Cell::Word { kind, code } => word(kind, code, tongue),
        Cell::None => "–".to_owned(),
    }
}

fn is_number(cell: &Cell) -> bool {
    matches!(cell, Cell::Number(_) | Cell::Tenths(_) | Cell::Percent(_) | Cell::None)
}

/// The word for a code of a kind.
fn word(kind: &str, code: &str, tongue: Tongue) -> String {
    printable(&tongue.say(&format!("story-{kind}"), &[("code", code)]))
}

fn in_tongue(names: &Names, tongue: Tongue) -> String {
    let name = if tongue.language() == "sv" { &names.sv } else { &names.en };
    printable(name)
}

/// Without what a terminal would obey, line by line.
fn printable_lines(text: &str) -> String {
    text.lines().map(printable).collect::<Vec<_>>().join("\n")
}

fn title(text: &str, io: &mut Io<'_>) -> io::Result<()> {
    let text = wrap(&printable(text), "", width(io));
    writeln!(io.out, "{}", paint(&text, heading(), io.screen))
}

fn remark(text: &str, io: &mut Io<'_>) -> io::Result<()> {
    writeln!(io.out, "{}", wrap(&printable(text), "  ", width(io)))
}

fn width(io: &Io<'_>) -> usize {
    usize::from(io.screen.width)
}
