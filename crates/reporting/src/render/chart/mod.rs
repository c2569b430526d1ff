//! Charts as drawings in SVG.
//!
//! Nothing is told by colour alone: bars have their names and numbers beside
//! them, and lines a pattern, a mark and their name at their end. The same
//! drawing serves a browser, which has the colours from the page, and paper,
//! where they stand in the drawing.

mod bars;
mod lines;
mod scale;

use super::markup::Markup;
use crate::document::{Chart, Language, Plot};

/// How the drawing looks on paper; in a browser the page says so.
#[cfg(feature = "pdf")]
pub(super) const PAPER: &str = include_str!("paper.css");

/// A drawing's place on its page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'a> {
    /// What the ids of its parts begin with.
    pub(super) id: &'a str,
    /// The language of its numbers.
    pub(super) language: Language,
    /// The style sheet that is part of it, for paper.
    pub(super) sheet: Option<&'static str>,
}

/// Draws a chart.
pub(super) fn draw(markup: &mut Markup, chart: &Chart, place: Place<'_>) {
    match &chart.plot {
        Plot::Bars { bars, whole } => {
            let drawing = bars::Drawing::of(bars, *whole);
            frame(markup, (chart, place), drawing.size(), |svg| drawing.draw(svg));
        }
        Plot::Lines { x, y, lines } => {
            let drawing = lines::Drawing::of((x, y), lines, place.language);
            frame(markup, (chart, place), drawing.size(), |svg| drawing.draw(svg));
        }
    }
}

fn frame(
    markup: &mut Markup,
    (chart, place): (&Chart, Place<'_>),
    (width, height): (f64, f64),
    content: impl FnOnce(&mut Markup),
) {
    let Place { id, sheet, .. } = place;
    let svg = markup.tag("svg").attr("xmlns", "http://www.w3.org/2000/svg").class("chart");
    let svg = svg.attr("role", "img").attr("aria-labelledby", format_args!("{id}-t {id}-d"));
    let view = format!("0 0 {} {}", short(width), short(height));
    svg.attr("viewBox", view).attr("width", short(width)).attr("height", short(height)).inside(
        |svg| {
            svg.tag("title").attr("id", format_args!("{id}-t")).text(&chart.title);
            svg.tag("desc").attr("id", format_args!("{id}-d")).text(&chart.description);
            if let Some(sheet) = sheet {
                svg.tag("style").sheet(sheet);
            }
            content(svg);
        },
    );
}

/// A length with at most one decimal.
fn short(length: f64) -> String {
    let text = format!("{length:.1}");
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

/// A line from one point to another.
fn stroke(markup: &mut Markup, class: &str, from: (f64, f64), to: (f64, f64)) {
    let line = markup.tag("line").class(class).attr("x1", short(from.0)).attr("y1", short(from.1));
    line.attr("x2", short(to.0)).attr("y2", short(to.1)).empty();
}

/// Where a text is tied to its point.
#[derive(Clone, Copy, Debug)]
enum Anchor {
    Start,
    Middle,
    End,
}

/// A text at a point.
fn label(markup: &mut Markup, class: &str, at: (f64, f64, Anchor), text: &str) {
    let (x, y, anchor) = at;
    let anchor = match anchor {
        Anchor::Start => "start",
        Anchor::Middle => "middle",
        Anchor::End => "end",
    };
    let tag = markup.tag("text").class(class).attr("x", short(x)).attr("y", short(y));
    tag.attr("text-anchor", anchor).text(text);
}

/// A text of at most so many characters; what is cut off is in the table.
fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let kept: String = text.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}
