//! Tables of a page.

use crate::document::{Cell, Kind, Language, Table};
use crate::render::language::NOTHING;
use crate::render::markup::{Markup, Tag};

/// A table that scrolls by itself where it is too wide.
pub(super) fn draw(markup: &mut Markup, table: &Table, language: Language) {
    let region = markup.tag("div").class("scroll").attr("role", "group").attr("tabindex", 0);
    region.attr("aria-label", &table.caption).inside(|region| {
        region.tag("table").inside(|drawn| {
            drawn.leaf("caption", &table.caption);
            drawn.tag("thead").inside(|head| {
                head.tag("tr").inside(|row| {
                    for column in &table.columns {
                        let cell = row.tag("th").attr("scope", "col");
                        aligned(cell, column.kind).text(&column.heading);
                    }
                });
            });
            drawn.tag("tbody").inside(|body| rows(body, table, language));
        });
    });
}

fn rows(markup: &mut Markup, table: &Table, language: Language) {
    if table.rows.is_empty() {
        markup.tag("tr").inside(|row| {
            let cell = row.tag("td").attr("colspan", table.columns.len().max(1));
            cell.text(language.words().no_rows);
        });
    }
    for row in &table.rows {
        markup.tag("tr").inside(|drawn| {
            for (at, (cell, column)) in row.iter().zip(&table.columns).enumerate() {
                let tag = match at {
                    0 => drawn.tag("th").attr("scope", "row"),
                    _ => drawn.tag("td"),
                };
                value(aligned(tag, column.kind), cell, language);
            }
        });
    }
}

fn value(tag: Tag<'_>, cell: &Cell, language: Language) {
    let words = language.words();
    match cell {
        Cell::Hidden => tag.inside(|inner| inner.tag("em").text(words.hidden)),
        cell if is_nothing(cell) => tag.inside(|inner| {
            // The dash is for the eye; a reader that speaks has the words.
            inner.tag("span").attr("aria-hidden", "true").text(NOTHING);
            inner.tag("span").class("hidden").text(words.empty);
        }),
        cell => tag.text(language.cell(cell)),
    }
}

fn is_nothing(cell: &Cell) -> bool {
    match cell {
        Cell::Empty => true,
        Cell::Decimal(number, _) | Cell::Share(number) => !number.is_finite(),
        _ => false,
    }
}

fn aligned(tag: Tag<'_>, kind: Kind) -> Tag<'_> {
    match kind {
        Kind::Text => tag,
        Kind::Number | Kind::Share => tag.class("number"),
        Kind::Day => tag.class("day"),
    }
}
