//! Who fits where: needs on one side, their best people on the other.

use std::cmp::Ordering;

use etablera_matching::Tier;

use super::Report;
use super::markup::Markup;
use super::wording::number;
use crate::words::grouped;

/// The most needs in the drawing.
const NEEDS: usize = 14;
/// The most people drawn for each need.
const EACH: usize = 3;
/// How often each side is ordered anew.
const SWEEPS: usize = 8;
/// The longest title, in characters.
const TITLE: usize = 36;

/// The width of the drawing, the columns of dots, and the height of a row.
const WIDTH: usize = 820;
const LEFT: usize = 330;
const RIGHT: usize = 680;
const TOP: usize = 40;
const ROW: usize = 26;

/// A line from a need to a person.
#[derive(Clone, Copy, Debug)]
struct Edge {
    need: usize,
    person: usize,
    tier: Tier,
    score: u32,
}

/// Both sides, from top to bottom, by their place in the pool.
#[derive(Debug)]
struct Layout {
    needs: Vec<usize>,
    people: Vec<usize>,
    edges: Vec<Edge>,
}

/// The section; needs that are shown in full come first where not all fit.
pub(super) fn section(markup: &mut Markup, report: &Report<'_>, first: &[usize]) {
    let layout = Layout::new(report, first);
    if layout.edges.is_empty() {
        return;
    }
    markup.tag("section").attr("id", "network").inside(|section| {
        section.leaf("h2", report.say("report-network"));
        let (shown, all) = (number(layout.needs.len()), number(report.pool.needs.len()));
        let each = number(EACH);
        let args = [("shown", shown.as_str()), ("all", &all), ("each", &each)];
        let about = report.speaker.say("report-network-about", &args);
        section.leaf("p", &about);
        let region = section.tag("div").class("scroll").attr("role", "group").attr("tabindex", 0);
        region.attr("aria-label", report.say("report-network")).inside(|region| {
            layout.draw(region, report, &about);
        });
        section.tag("details").class("data").inside(|details| {
            details.leaf("summary", report.say("report-network-table"));
            layout.table(details, report);
        });
    });
}

impl Layout {
    fn new(report: &Report<'_>, first: &[usize]) -> Self {
        let others = (0..report.pool.needs.len()).filter(|at| !first.contains(at));
        let lists = &report.survey.needs;
        let with_people =
            first.iter().copied().chain(others).filter(|&n| !lists[n].list.is_empty());
        let needs: Vec<usize> = with_people.take(NEEDS).collect();
        let best = needs.iter().flat_map(|&need| lists[need].list.iter().take(EACH));
        let edges: Vec<Edge> = best
            .map(|place| {
                let appraisal = place.judgement.appraisal;
                let (tier, score) = (appraisal.tier, appraisal.score);
                Edge { need: place.need, person: place.participant, tier, score }
            })
            .collect();
        let mut people = Vec::new();
        for edge in &edges {
            if !people.contains(&edge.person) {
                people.push(edge.person);
            }
        }
        let mut layout = Self { needs, people, edges };
        layout.untangle();
        layout
    }

    /// Moves each side's members to the mean of what they are joined to, in
    /// turn: the usual way to few crossings.
    fn untangle(&mut self) {
        let ends: Vec<_> = self.edges.iter().map(|edge| (edge.need, edge.person)).collect();
        let turned: Vec<_> = ends.iter().map(|&(need, person)| (person, need)).collect();
        for _ in 0..SWEEPS {
            order(&mut self.people, &self.needs, &turned);
            order(&mut self.needs, &self.people, &ends);
        }
    }

    fn height(&self) -> usize {
        TOP + ROW * self.needs.len().max(self.people.len()) + 10
    }

    /// The height of the member at `at` of `count`, spread over the drawing.
    fn y(&self, at: usize, count: usize) -> usize {
        let space = ROW * self.needs.len().max(self.people.len());
        TOP + space * (2 * at + 1) / (2 * count)
    }

    fn draw(&self, markup: &mut Markup, report: &Report<'_>, about: &str) {
        let svg = markup.tag("svg").class("network").attr("role", "img");
        let svg =
            svg.attr("aria-labelledby", "network-title").attr("aria-describedby", "network-desc");
        let view = format!("0 0 {WIDTH} {}", self.height());
        svg.attr("viewBox", view).inside(|svg| {
            svg.tag("title").attr("id", "network-title").text(report.say("report-network"));
            svg.tag("desc").attr("id", "network-desc").text(about);
            let heading = svg.tag("text").class("head").attr("text-anchor", "end");
            heading.attr("x", LEFT - 14).attr("y", 18).text(report.say("report-need"));
            let heading = svg.tag("text").class("head").attr("x", RIGHT + 14).attr("y", 18);
            heading.text(report.say("report-person"));
            // The best on top.
            let mut edges = self.edges.clone();
            edges.sort_by_key(|edge| std::cmp::Reverse(edge.tier));
            for edge in &edges {
                self.line(svg, report, edge);
            }
            self.left(svg, report);
            self.right(svg, report);
        });
    }

    fn line(&self, markup: &mut Markup, report: &Report<'_>, edge: &Edge) {
        let at = |side: &[usize], member| side.iter().position(|known| *known == member);
        let from = self.y(at(&self.needs, edge.need).unwrap_or(0), self.needs.len());
        let to = self.y(at(&self.people, edge.person).unwrap_or(0), self.people.len());
        let middle = usize::midpoint(LEFT, RIGHT);
        let path = format!("M{LEFT} {from}C{middle} {from} {middle} {to} {RIGHT} {to}");
        let tenths = 10 + edge.score * 40 / 100_000;
        let width = format!("{}.{}", tenths / 10, tenths % 10);
        let line = markup.tag("path").class(format_args!("e-{}", edge.tier.name()));
        line.attr("d", path).attr("stroke-width", width).inside(|line| {
            let person = &report.pool.participants[edge.person].id;
            let (title, tier) = (&report.need(edge.need).title, report.tier(edge.tier));
            let score = grouped(edge.score);
            line.tag("title").text(format_args!("{title} – {person}: {tier}, {score}"));
        });
    }

    fn left(&self, markup: &mut Markup, report: &Report<'_>) {
        for (at, need) in self.needs.iter().enumerate() {
            let (need, y) = (report.need(*need), self.y(at, self.needs.len()));
            let dot = markup.tag("circle").class("dot").attr("cx", LEFT).attr("cy", y);
            dot.attr("r", 5).empty();
            let text = markup.tag("text").attr("text-anchor", "end");
            let text = text.attr("x", LEFT - 14).attr("y", y + 5);
            text.text(format_args!("{} {}", shortened(&need.title), need.id));
        }
    }

    fn right(&self, markup: &mut Markup, report: &Report<'_>) {
        for (at, person) in self.people.iter().enumerate() {
            let y = self.y(at, self.people.len());
            let joined = self.edges.iter().filter(|edge| edge.person == *person).count();
            let id = &report.pool.participants[*person].id;
            let dot = markup.tag("circle").class("dot").attr("cx", RIGHT).attr("cy", y);
            dot.attr("r", 3 + joined.min(4)).empty();
            let class = if joined > 1 { "many" } else { "one" };
            let text = markup.tag("text").class(class).attr("x", RIGHT + 14).attr("y", y + 5);
            match joined {
                1 => text.text(id),
                _ => text.text(format_args!("{id} ×{joined}")),
            }
        }
    }

    fn table(&self, markup: &mut Markup, report: &Report<'_>) {
        markup.tag("table").class("people").inside(|table| {
            table.leaf("caption", report.say("report-network"));
            table.tag("thead").inside(|head| {
                head.tag("tr").inside(|row| {
                    for key in ["report-need", "report-person", "report-tier", "report-points"] {
                        row.tag("th").attr("scope", "col").text(report.say(key));
                    }
                });
            });
            table.tag("tbody").inside(|body| {
                for edge in &self.edges {
                    body.tag("tr").inside(|row| {
                        let need = report.need(edge.need);
                        let name = format_args!("{} ({})", need.title, need.id).to_string();
                        row.tag("th").attr("scope", "row").text(name);
                        row.leaf("td", &report.pool.participants[edge.person].id);
                        row.tag("td").inside(|cell| report.badge(cell, edge.tier));
                        row.tag("td").class("number").text(grouped(edge.score));
                    });
                }
            });
        });
    }
}

/// Orders `side` by the mean place in `other` of what each member is joined
/// to; equal means keep their order.
fn order(side: &mut [usize], other: &[usize], ends: &[(usize, usize)]) {
    let mean = |member: usize| {
        let joined = ends.iter().filter(|(of, _)| *of == member);
        let places = joined.filter_map(|(_, to)| other.iter().position(|known| known == to));
        places.fold((0, 0), |(sum, count), place| (sum + place, count + 1))
    };
    side.sort_by(|a, b| -> Ordering {
        let ((sum_a, count_a), (sum_b, count_b)) = (mean(*a), mean(*b));
        (sum_a * count_b).cmp(&(sum_b * count_a))
    });
}

/// A title that fits the drawing.
fn shortened(title: &str) -> String {
    if title.chars().count() <= TITLE {
        return title.to_owned();
    }
    let kept: String = title.chars().take(TITLE - 1).collect();
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_can_be_parallel_are() {
        let edge = |need, person| Edge { need, person, tier: Tier::Ready, score: 0 };
        let edges = vec![edge(0, 7), edge(1, 8), edge(2, 9), edge(2, 7)];
        let mut layout = Layout { needs: vec![0, 1, 2], people: vec![9, 8, 7], edges };
        layout.untangle();
        let crossing = |a: &Edge, b: &Edge| {
            let needs = |e: &Edge| layout.needs.iter().position(|n| *n == e.need);
            let people = |e: &Edge| layout.people.iter().position(|p| *p == e.person);
            needs(a) < needs(b) && people(a) > people(b)
        };
        let all = &layout.edges;
        assert!(!all.iter().any(|a| all.iter().any(|b| crossing(a, b))), "{layout:?}");
    }

    #[test]
    fn long_titles_are_cut() {
        assert_eq!(shortened("Kock"), "Kock");
        assert_eq!(shortened(&"å".repeat(40)).chars().count(), TITLE);
    }
}
