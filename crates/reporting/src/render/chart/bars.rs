//! Bars with whiskers.

use super::{Anchor, label, short, stroke};
use crate::document::Bar;
use crate::render::markup::Markup;

/// The width of the drawing, and the room at its sides.
const WIDTH: f64 = 480.0;
const SIDE: f64 = 6.0;
/// The height of a line of text, of a bar, and what is between two bars.
const LINE: f64 = 18.0;
const THICK: f64 = 16.0;
const BETWEEN: f64 = 14.0;
/// How many characters a line has room for.
const CHARACTERS: usize = 58;

/// Bars one below the other, each under its name and number.
pub(super) struct Drawing<'a> {
    rows: Vec<Row<'a>>,
    low: f64,
    high: f64,
    /// What every bar is a part of.
    whole: Option<f64>,
}

struct Row<'a> {
    bar: &'a Bar,
    /// The name in lines; the number stands at the end of the last.
    names: Vec<String>,
}

impl<'a> Drawing<'a> {
    pub(super) fn of(bars: &'a [Bar], whole: Option<f64>) -> Self {
        let rows = bars.iter().map(|bar| Row { bar, names: names(bar) }).collect();
        let ends = |bar: &Bar| {
            let (least, most) = bar.interval.unwrap_or((bar.value, bar.value));
            [bar.value, least, most]
        };
        let whole = whole.filter(|whole| whole.is_finite());
        let numbers = bars.iter().flat_map(ends).filter(|number| number.is_finite()).chain(whole);
        let (low, high) =
            numbers.fold((0.0_f64, 0.0_f64), |(low, high), one| (low.min(one), high.max(one)));
        Self { rows, low, high, whole }
    }

    pub(super) fn size(&self) -> (f64, f64) {
        let rows = self.rows.iter().map(Row::height).sum::<f64>();
        (WIDTH, (rows + BETWEEN).max(2.0 * LINE))
    }

    pub(super) fn draw(&self, markup: &mut Markup) {
        let mut top = BETWEEN / 2.0;
        for row in &self.rows {
            for (at, name) in row.names.iter().enumerate() {
                let below = top + LINE * (at as f64 + 1.0) - 5.0;
                label(markup, "name", (SIDE + 5.0, below, Anchor::Start), name);
            }
            let bar = top + LINE * row.names.len() as f64;
            label(markup, "value", (WIDTH - SIDE, bar - 5.0, Anchor::End), &row.bar.label);
            self.bar(markup, row.bar, bar);
            top += row.height();
        }
        if !self.rows.is_empty() {
            stroke(
                markup,
                "axis",
                (self.at(0.0), BETWEEN / 2.0),
                (self.at(0.0), top - BETWEEN / 2.0),
            );
        }
    }

    fn bar(&self, markup: &mut Markup, bar: &Bar, top: f64) {
        let (from, to) = (self.at(0.0), self.at(bar.value));
        let rect = |markup: &mut Markup, class: &str, from: f64, to: f64| {
            let rect = markup.tag("rect").class(class).attr("x", short(from.min(to)));
            let rect = rect.attr("y", short(top)).attr("width", short((to - from).abs()));
            rect.attr("height", short(THICK)).empty();
        };
        // The whole is drawn behind it, to judge a length by. The end of the
        // scale is none: a longest bar of 40 % would look like all there is.
        if let Some(whole) = self.whole {
            rect(markup, "ground", from, self.at(whole));
        }
        if bar.value.is_finite() {
            rect(markup, "fill", from, to);
        }
        let whole = |(least, most): &(f64, f64)| least.is_finite() && most.is_finite();
        if let Some((least, most)) = bar.interval.filter(whole) {
            let (least, most, middle) = (self.at(least), self.at(most), top + THICK / 2.0);
            // A light line below a dark one is seen on the bar and beside it.
            for class in ["halo", "whisker"] {
                stroke(markup, class, (least, middle), (most, middle));
                for end in [least, most] {
                    stroke(markup, class, (end, top + 3.0), (end, top + THICK - 3.0));
                }
            }
        }
    }

    fn at(&self, number: f64) -> f64 {
        // Halves, for the whole may be more than there is.
        let (low, high) = (self.low / 2.0, self.high / 2.0);
        let share = if high > low { (number / 2.0 - low) / (high - low) } else { 0.0 };
        let share = if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.0 };
        SIDE + share * (WIDTH - 2.0 * SIDE)
    }
}

impl Row<'_> {
    fn height(&self) -> f64 {
        LINE * self.names.len() as f64 + THICK + BETWEEN
    }
}

/// The name in lines, the last of which has room for the number.
fn names(bar: &Bar) -> Vec<String> {
    let mut lines = super::super::text::wrap(&bar.name, CHARACTERS);
    let used = lines.last().map_or(0, |line| line.chars().count());
    if used + bar.label.chars().count() + 2 > CHARACTERS {
        lines.push(String::new());
    }
    lines
}
