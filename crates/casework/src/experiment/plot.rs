//! A plot of a measure: a dot and an interval for each contender.

use std::fmt::Write;

use etablera_matching::experiment::{Estimate, Measure, Summary};

use super::figure::{figure, mean_and_half};
use super::wording::{about, heading};

/// Pixels a row.
const ROW: f64 = 30.0;
/// Pixels of the title.
const TITLE: f64 = 30.0;
/// Pixels a line of what the measure is.
const LINE: f64 = 17.0;
/// Pixels below the rows: the axis and its unit.
const FOOT: f64 = 52.0;
/// Pixels of the axis.
const AXIS: f64 = 420.0;
/// Pixels a letter, at most, for what must fit beside the axis.
const LETTER: f64 = 8.0;

/// A self-contained SVG image: for each contender a dot at the mean, a line
/// over the 95 % interval, and both as numbers. It is read without colours,
/// and has a title and a description for those who do not see it. `seeds` is
/// said in it.
#[must_use]
pub fn plot(summaries: &[Summary], measure: Measure, seeds: usize) -> String {
    let rows: Vec<_> = summaries.iter().filter(|s| s.measure == measure).collect();
    let scale = Scale::over(rows.iter().filter_map(|row| row.estimate));
    let names = rows.iter().map(|row| row.contender.chars().count()).max().unwrap_or(0);
    let left = 24.0 + LETTER * names as f64;
    let width = left + AXIS + 190.0;
    let interval = format!("Mean of {seeds} seeds and its 95 % interval (Student's t).");
    let mut said = lines(about(measure), ((width - 32.0) / 7.0) as usize);
    said.push(interval.clone());
    let head = TITLE + LINE * (said.len() as f64 + 0.5);
    let end = head + ROW * rows.len() as f64;
    let height = end + FOOT;
    let (title, name) = (format!("{}, {}", heading(measure), measure.unit()), measure.name());
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.0} {height:.0}\" \
         width=\"{width:.0}\" height=\"{height:.0}\" role=\"img\" \
         aria-labelledby=\"{name}-title {name}-desc\" \
         font-family=\"sans-serif\" font-size=\"13\" fill=\"#222\">\n\
         <title id=\"{name}-title\">{}</title>\n<desc id=\"{name}-desc\">{}</desc>\n\
         <rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n",
        escape(&title),
        escape(&format!("{} {interval} {}", about(measure), told(&rows, measure))),
    );
    text(&mut svg, (16.0, 26.0), "font-size=\"16\" font-weight=\"bold\"", &title);
    for (line, at) in said.iter().zip(1..) {
        text(&mut svg, (16.0, TITLE + LINE * f64::from(at)), "", line);
    }
    axis(&mut svg, &scale, (left, head, end), measure.unit());
    for (row, at) in rows.iter().zip(0..) {
        let y = head + ROW * (f64::from(at) + 0.5);
        let name = (left - 12.0, y + 4.0);
        text(&mut svg, name, "text-anchor=\"end\"", &row.contender);
        if let Some(estimate) = row.estimate {
            mark(&mut svg, (left, y), &scale, estimate);
        }
        text(&mut svg, (left + AXIS + 14.0, y + 4.0), "", &shown(row, measure));
    }
    svg + "</svg>\n"
}

/// The lines that values are read by, and the axis with its unit.
fn axis(svg: &mut String, scale: &Scale, (left, head, end): (f64, f64, f64), unit: &str) {
    for tick in scale.ticks() {
        let x = left + scale.place(tick) * AXIS;
        line(svg, (x, head), (x, end), "stroke=\"#ddd\"");
        text(svg, (x, end + 18.0), "text-anchor=\"middle\"", &scale.label(tick));
    }
    line(svg, (left, end), (left + AXIS, end), "stroke=\"#222\"");
    text(svg, (left + AXIS / 2.0, end + 40.0), "text-anchor=\"middle\"", unit);
}

/// A text on lines of so many letters.
fn lines(text: &str, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= most => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// A row in numbers.
fn shown(row: &Summary, measure: Measure) -> String {
    match mean_and_half(measure, row.estimate) {
        (mean, Some(half)) => format!("{mean} ± {half}"),
        (mean, None) => mean,
    }
}

/// All rows in a sentence.
fn told(rows: &[&Summary], measure: Measure) -> String {
    let rows = rows.iter().map(|row| format!("{}: {}", row.contender, shown(row, measure)));
    rows.collect::<Vec<_>>().join("; ") + "."
}

fn mark(svg: &mut String, (left, y): (f64, f64), scale: &Scale, estimate: Estimate) {
    let x = |value| left + scale.place(value) * AXIS;
    if let Some(half) = estimate.half {
        let (low, high) = (x(estimate.mean - half), x(estimate.mean + half));
        line(svg, (low, y), (high, y), "stroke=\"#222\" stroke-width=\"2\"");
        for end in [low, high] {
            line(svg, (end, y - 5.0), (end, y + 5.0), "stroke=\"#222\" stroke-width=\"2\"");
        }
    }
    let x = x(estimate.mean);
    let _ = writeln!(svg, "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"5\"/>");
}

fn line(svg: &mut String, from: (f64, f64), to: (f64, f64), style: &str) {
    let ((x1, y1), (x2, y2)) = (from, to);
    let _ = writeln!(
        svg,
        "<line x1=\"{x1:.1}\" y1=\"{y1:.1}\" x2=\"{x2:.1}\" y2=\"{y2:.1}\" {style}/>"
    );
}

fn text(svg: &mut String, (x, y): (f64, f64), style: &str, words: &str) {
    let space = if style.is_empty() { "" } else { " " };
    let words = escape(words);
    let _ = writeln!(svg, "<text x=\"{x:.1}\" y=\"{y:.1}\"{space}{style}>{words}</text>");
}

/// Text that cannot be taken for markup.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            // No document may hold these.
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {
                escaped.push(char::REPLACEMENT_CHARACTER);
            }
            c => escaped.push(c),
        }
    }
    escaped
}

/// An axis from one round number to another.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Scale {
    low: f64,
    steps: u32,
    step: f64,
}

/// About so many steps are looked for.
const STEPS: f64 = 5.0;
/// The part of a step that rounding may be off by.
const HAIR: f64 = 1e-9;

impl Scale {
    /// Over all means and intervals; from 0 where it is not far.
    fn over(estimates: impl Iterator<Item = Estimate>) -> Self {
        let ends = estimates.map(|of| {
            let half = of.half.unwrap_or(0.0);
            (of.mean - half, of.mean + half)
        });
        let joined = ends.reduce(|(a, b), (c, d)| (a.min(c), b.max(d)));
        let (low, high) = joined.unwrap_or((0.0, 1.0));
        let low = if low > 0.0 && low < high / 2.0 { 0.0 } else { low };
        let step = round_step((high - low) / STEPS);
        // What is a hair off a tick is on it.
        let low = (low / step + HAIR).floor() * step;
        let steps = ((high - low) / step - HAIR).ceil().max(1.0) as u32;
        Self { low, steps, step }
    }

    fn ticks(self) -> impl Iterator<Item = f64> {
        (0..=self.steps).map(move |step| self.low + f64::from(step) * self.step)
    }

    /// From 0 at the left end to 1 at the right.
    fn place(self, value: f64) -> f64 {
        (value - self.low) / (self.step * f64::from(self.steps))
    }

    /// A tick with as many digits as the steps need.
    fn label(self, tick: f64) -> String {
        match usize::try_from(-exponent(self.step)).unwrap_or(0) {
            0 => figure(Measure::Total, tick),
            decimals => {
                format!("{:.decimals$}", if tick.abs() < self.step / 2.0 { 0.0 } else { tick })
            }
        }
    }
}

/// The least of 1, 2 and 5 times a power of ten that is no less.
fn round_step(step: f64) -> f64 {
    if !step.is_normal() || step < 1e-9 {
        return 1.0;
    }
    let power = power(exponent(step));
    let times = [1.0, 2.0, 5.0].into_iter().find(|times| times * power >= step * (1.0 - HAIR));
    times.unwrap_or(10.0) * power
}

/// The greatest power of ten that is no more, by its exponent. By looking:
/// logarithms differ in the last digit from machine to machine.
fn exponent(step: f64) -> i32 {
    (-9..=18).rev().find(|exponent| power(*exponent) <= step * (1.0 + HAIR)).unwrap_or(-9)
}

fn power(exponent: i32) -> f64 {
    format!("1e{exponent}").parse().unwrap_or(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn estimate(mean: f64, half: f64) -> Estimate {
        Estimate { count: 3, mean, half: Some(half) }
    }

    #[test]
    fn axes_end_at_round_numbers_around_all_that_is_shown() {
        for (of, low, step, steps) in [
            (vec![estimate(10.0, 2.0), estimate(50.0, 1.0)], 0.0, 20.0, 3),
            (vec![estimate(97.6, 0.2), estimate(98.3, 0.1)], 97.4, 0.2, 5),
            (vec![estimate(5.0, 0.0)], 5.0, 1.0, 1),
            (vec![estimate(0.0, 3.0)], -4.0, 2.0, 4),
            (vec![], 0.0, 0.2, 5),
        ] {
            let scale = Scale::over(of.iter().copied());
            assert!(
                (scale.low - low).abs() < 1e-9 && (scale.step - step).abs() < 1e-9,
                "{scale:?}"
            );
            assert_eq!(scale.steps, steps, "{scale:?}");
            for estimate in of {
                let half = estimate.half.unwrap_or(0.0);
                for value in [estimate.mean - half, estimate.mean + half] {
                    assert!(
                        (-1e-9..=1.0 + 1e-9).contains(&scale.place(value)),
                        "{value} {scale:?}"
                    );
                }
            }
        }
        let labels = |scale: Scale| scale.ticks().map(|t| scale.label(t)).collect::<Vec<_>>();
        assert_eq!(labels(Scale { low: -0.2, steps: 2, step: 0.2 }), ["-0.2", "0.0", "0.2"]);
        assert_eq!(labels(Scale { low: 0.0, steps: 1, step: 2e6 })[1], "2\u{a0}000\u{a0}000");
    }
}
