//! Lines over two scales.

use super::scale::Scale;
use super::{Anchor, cut, label, short, stroke};
use crate::document::{Language, Line, Point};
use crate::render::markup::Markup;

/// The width of the drawing, and the height of where lines are.
const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 260.0;
/// The room above the lines, for what the vertical scale is of.
const TOP: f64 = 34.0;
/// The room below, for the numbers of the horizontal scale and what it is of.
const BOTTOM: f64 = 48.0;
/// The room at the right, for the names of lines.
const RIGHT: f64 = 186.0;
/// The width of a character of a number, about.
const DIGIT: f64 = 7.5;
/// The height between two names.
const NAME: f64 = 17.0;
/// The most characters of a name.
const CHARACTERS: usize = 18;
/// The most points of a line that each have a mark.
const MARKED: usize = 40;

/// How lines are broken, in turn. With the marks that makes twelve.
const DASHES: [&str; 6] = ["", "9 5", "2 4", "12 4 2 4", "5 3", "16 5"];
/// How many marks there are.
const MARKS: usize = 4;

/// Lines between two scales, each with its name at its end. Where a point has
/// no place the line is broken: to go straight across would tell what nobody
/// knows.
pub(super) struct Drawing<'a> {
    names: (&'a str, &'a str),
    lines: Vec<(&'a Line, Vec<Point>)>,
    language: Language,
    x: Scale,
    y: Scale,
    left: f64,
}

impl<'a> Drawing<'a> {
    pub(super) fn of(names: (&'a str, &'a str), lines: &'a [Line], language: Language) -> Self {
        let shown = |line: &'a Line| {
            let finite = line.points.iter().copied().filter(is_finite);
            (line, finite.collect())
        };
        let lines: Vec<(&Line, Vec<Point>)> = lines.iter().map(shown).collect();
        let points = || lines.iter().flat_map(|(_, points)| points);
        let x = Scale::over(points().map(|point| point.x), 6);
        let ends = |point: &Point| {
            let (least, most) = point.interval.unwrap_or((point.y, point.y));
            [point.y, least, most]
        };
        let y = Scale::over(points().flat_map(ends), 5);
        let longest = y.ticks.iter().map(|tick| written(*tick, y.places, language).chars().count());
        let left = 14.0 + DIGIT * longest.max().unwrap_or_default() as f64;
        Self { names, lines, language, x, y, left }
    }

    pub(super) fn size(&self) -> (f64, f64) {
        (WIDTH, TOP + HEIGHT.max(self.least()) + BOTTOM)
    }

    /// The height that the names of all lines need.
    fn least(&self) -> f64 {
        NAME * self.lines.len() as f64
    }

    pub(super) fn draw(&self, markup: &mut Markup) {
        self.scales(markup);
        for (at, (line, points)) in self.lines.iter().enumerate() {
            markup.tag("g").class(format_args!("line l{}", at % MARKS)).inside(|group| {
                group.leaf("title", &line.name);
                self.line(group, at, points);
            });
        }
        self.legend(markup);
    }

    fn height(&self) -> f64 {
        self.size().1 - TOP - BOTTOM
    }

    fn at_x(&self, x: f64) -> f64 {
        self.left + 6.0 + self.x.at(x) * (WIDTH - RIGHT - self.left - 12.0)
    }

    fn at_y(&self, y: f64) -> f64 {
        TOP + (1.0 - self.y.at(y)) * self.height()
    }

    fn scales(&self, markup: &mut Markup) {
        let (bottom, right) = (TOP + self.height(), WIDTH - RIGHT);
        label(markup, "scale", (0.0, 16.0, Anchor::Start), &cut(self.names.1, 80));
        for tick in &self.y.ticks {
            let y = self.at_y(*tick);
            stroke(markup, "grid", (self.left, y), (right, y));
            let text = written(*tick, self.y.places, self.language);
            label(markup, "tick", (self.left - 6.0, y + 4.0, Anchor::End), &text);
        }
        stroke(markup, "axis", (self.left, bottom), (right, bottom));
        for tick in &self.x.ticks {
            let x = self.at_x(*tick);
            stroke(markup, "axis", (x, bottom), (x, bottom + 5.0));
            let text = written(*tick, self.x.places, self.language);
            label(markup, "tick", (x, bottom + 20.0, Anchor::Middle), &text);
        }
        let middle = self.left.midpoint(right);
        label(markup, "scale", (middle, bottom + 40.0, Anchor::Middle), &cut(self.names.0, 60));
    }

    fn line(&self, markup: &mut Markup, at: usize, points: &[Point]) {
        for point in points {
            let whole = |(least, most): &(f64, f64)| least.is_finite() && most.is_finite();
            if let Some((least, most)) = point.interval.filter(whole) {
                let (x, least, most) = (self.at_x(point.x), self.at_y(least), self.at_y(most));
                stroke(markup, "whisker", (x, least), (x, most));
                for end in [least, most] {
                    stroke(markup, "whisker", (x - 4.0, end), (x + 4.0, end));
                }
            }
        }
        let place = |point: &Point| (self.at_x(point.x), self.at_y(point.y));
        let pieces = || self.lines[at].0.points.split(|point| !is_finite(point));
        let way = pieces().filter(|piece| piece.len() > 1).map(|piece| {
            let piece = piece.iter().map(place);
            let piece = piece.map(|(x, y)| format!("{} {}", short(x), short(y)));
            format!("M {}", piece.collect::<Vec<_>>().join(" L "))
        });
        let way = way.collect::<Vec<_>>().join(" ");
        if !way.is_empty() {
            dashed(markup.tag("path").attr("d", way), at).empty();
        }
        let every = points.len() <= MARKED;
        for piece in pieces() {
            // Where a piece ends there is a mark: one that is alone has no line.
            let ends = [0, piece.len().saturating_sub(1)];
            for (which, point) in piece.iter().enumerate() {
                if every || ends.contains(&which) {
                    mark(markup, at, place(point));
                }
            }
        }
    }

    /// The names, each as near as can be to where its line ends.
    fn legend(&self, markup: &mut Markup) {
        let bottom = TOP + self.height();
        let end = |points: &Vec<Point>| points.last().map_or(bottom, |point| self.at_y(point.y));
        let mut wanted: Vec<(usize, f64)> =
            self.lines.iter().enumerate().map(|(at, (_, points))| (at, end(points))).collect();
        // Of two that end at one place, the first is above.
        wanted.sort_by(|(_, one), (_, other)| one.total_cmp(other));
        let places = spread(&wanted.iter().map(|(_, y)| *y).collect::<Vec<_>>(), (TOP, bottom));
        let from = WIDTH - RIGHT + 8.0;
        for ((at, ends), y) in wanted.into_iter().zip(places) {
            let (line, points) = &self.lines[at];
            if let Some(last) = points.last() {
                stroke(markup, "leader", (self.at_x(last.x) + 7.0, ends), (from - 2.0, y));
            }
            markup.tag("g").class(format_args!("line l{}", at % MARKS)).inside(|group| {
                let way = format!("M {} {} H {}", short(from), short(y), short(from + 28.0));
                dashed(group.tag("path").attr("d", way), at).empty();
                mark(group, at, (from + 14.0, y));
            });
            let name = cut(&line.name, CHARACTERS);
            label(markup, "name", (from + 34.0, y + 4.5, Anchor::Start), &name);
        }
    }
}

fn is_finite(point: &Point) -> bool {
    point.x.is_finite() && point.y.is_finite()
}

/// Places in the same order, at least the height of a name apart, each as near
/// as one pass down and one up can bring it.
fn spread(wanted: &[f64], (top, bottom): (f64, f64)) -> Vec<f64> {
    let mut places = wanted.to_vec();
    let mut least = top;
    for place in &mut places {
        *place = place.max(least);
        least = *place + NAME;
    }
    let mut most = bottom;
    for place in places.iter_mut().rev() {
        *place = place.min(most);
        most = *place - NAME;
    }
    places
}

fn dashed(path: crate::render::markup::Tag<'_>, at: usize) -> crate::render::markup::Tag<'_> {
    match DASHES[at % DASHES.len()] {
        "" => path,
        dashes => path.attr("stroke-dasharray", dashes),
    }
}

/// The mark of a line: a circle, a square, a triangle or a diamond.
fn mark(markup: &mut Markup, at: usize, (x, y): (f64, f64)) {
    let class = "mark";
    let corners: &[(f64, f64)] = match at % MARKS {
        0 => {
            let circle = markup.tag("circle").class(class).attr("cx", short(x));
            circle.attr("cy", short(y)).attr("r", 4).empty();
            return;
        }
        1 => &[(-3.5, -3.5), (3.5, -3.5), (3.5, 3.5), (-3.5, 3.5)],
        2 => &[(0.0, -4.5), (4.5, 3.5), (-4.5, 3.5)],
        _ => &[(0.0, -5.0), (5.0, 0.0), (0.0, 5.0), (-5.0, 0.0)],
    };
    let corner = |(dx, dy): &(f64, f64)| format!("{} {}", short(x + dx), short(y + dy));
    let way = corners.iter().map(corner).collect::<Vec<_>>().join(" L ");
    markup.tag("path").class(class).attr("d", format_args!("M {way} Z")).empty();
}

/// A number on a scale; what could be a year has its digits together.
fn written(number: f64, places: u8, language: Language) -> String {
    if places == 0 && number.abs() < 10_000.0 {
        return language.decimal(number, 0).replace(['\u{a0}', ','], "");
    }
    language.decimal(number, places)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_apart_and_stay_within() {
        let places = spread(&[10.0, 11.0, 12.0, 100.0], (0.0, 100.0));
        assert_eq!(places, [10.0, 27.0, 44.0, 100.0]);
        assert_eq!(spread(&[99.0, 99.0, 99.0], (0.0, 100.0)), [66.0, 83.0, 100.0]);
        assert!(spread(&[], (0.0, 100.0)).is_empty());
    }

    #[test]
    fn years_are_written_as_years() {
        assert_eq!(written(2026.0, 0, Language::Swedish), "2026");
        assert_eq!(written(20_000.0, 0, Language::Swedish), "20\u{a0}000");
        assert_eq!(written(-0.5, 1, Language::Swedish), "−0,5");
    }
}
