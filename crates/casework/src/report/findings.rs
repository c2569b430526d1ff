//! Who meets what: the table of people and requirements.

use etablera_domain::{Requirement, Strength};
use etablera_matching::{Finding, Judgement};

use super::Report;
use super::chart;
use super::markup::Markup;
use super::wording::asked;
use crate::explain::Mark;
use crate::shortlist::Place;
use crate::words::grouped;

/// The most points that there are.
const POINTS: usize = 100_000;

/// People by rank with a cell for each requirement of the need.
pub(super) fn matrix(markup: &mut Markup, report: &Report<'_>, places: &[&Place]) {
    let Some(first) = places.first() else { return };
    let asked = asked(report.need(first.need));
    let region = markup.tag("div").class("scroll").attr("role", "group").attr("tabindex", 0);
    region.attr("aria-label", report.say("report-people")).inside(|region| {
        region.tag("table").class("matrix ranked").inside(|table| {
            table.leaf("caption", report.say("report-matrix"));
            table.tag("thead").inside(|head| matrix_head(head, report, &asked));
            table.tag("tbody").inside(|body| {
                let mut before = 0;
                for place in places {
                    let class = if place.rank > before + 1 { "gap" } else { "next" };
                    body.tag("tr").class(class).inside(|row| matrix_row(row, report, place));
                    before = place.rank;
                }
            });
        });
    });
}

fn matrix_head(markup: &mut Markup, report: &Report<'_>, asked: &[Requirement]) {
    markup.tag("tr").inside(|row| {
        for key in ["report-rank", "report-person", "report-tier", "report-points"] {
            row.tag("th").attr("scope", "col").text(report.say(key));
        }
        for (requirement, number) in asked.iter().zip(1..) {
            row.tag("th").attr("scope", "col").class("ask").inside(|cell| {
                cell.text(number);
                let what = report.speaker.what(&requirement.what);
                cell.tag("span").class("hidden").text(format_args!(": {what},"));
                cell.tag("small").text(short(report, requirement));
            });
        }
    });
}

/// The strength of a requirement in as few letters as can be.
fn short(report: &Report<'_>, asked: &Requirement) -> String {
    match asked.strength {
        Strength::Must => report.say("report-short-must"),
        Strength::Should(weight) => {
            let weight = weight.number().to_string();
            report.speaker.say("report-short-should", &[("weight", &weight)])
        }
    }
}

fn matrix_row(markup: &mut Markup, report: &Report<'_>, place: &Place) {
    person(markup, report, place);
    drawn_points(markup, report, place);
    for finding in &place.judgement.findings {
        cell(markup, report, finding);
    }
}

/// The cells that every table of people begins with.
fn person(markup: &mut Markup, report: &Report<'_>, place: &Place) {
    markup.leaf("td", place.rank);
    markup.tag("th").attr("scope", "row").text(report.person(place));
    markup.tag("td").inside(|cell| report.badge(cell, place.judgement.appraisal.tier));
}

/// Points, now and after training, with a bar for them.
fn drawn_points(markup: &mut Markup, report: &Report<'_>, place: &Place) {
    markup.tag("td").class("points").inside(|cell| {
        points(cell, report, place);
        let appraisal = place.judgement.appraisal;
        let (now, after) = (appraisal.score as usize, appraisal.score_after as usize);
        chart::part(cell, (now, after), POINTS);
    });
}

fn points(markup: &mut Markup, report: &Report<'_>, place: &Place) {
    let appraisal = place.judgement.appraisal;
    markup.text(grouped(appraisal.score));
    if appraisal.score_after > appraisal.score {
        let after = grouped(appraisal.score_after);
        let said = report.speaker.say("report-after", &[("points", &after)]);
        markup.text(' ');
        markup.leaf("small", said);
    }
}

/// A verdict by its sign, its shade and, where it is met, the coverage.
fn cell(markup: &mut Markup, report: &Report<'_>, finding: &Finding) {
    let mark = Mark::of(&finding.verdict);
    let coverage = finding.verdict.coverage();
    markup.tag("td").class(format_args!("v {}", shade(mark, coverage))).inside(|cell| {
        cell.tag("span").class("sign").attr("aria-hidden", "true").text(mark.sign());
        cell.tag("span").class("hidden").text(report.mark(mark));
        if mark == Mark::Met {
            cell.tag("small").text(format_args!(" {coverage}"));
        }
    });
}

/// The class of a cell: the kind of verdict, and a step of coverage.
fn shade(mark: Mark, coverage: u8) -> &'static str {
    match (mark, coverage) {
        (Mark::Met, 95..) => "v-met-4",
        (Mark::Met, 80..) => "v-met-3",
        (Mark::Met, 50..) => "v-met-2",
        (Mark::Met, _) => "v-met-1",
        (Mark::Learnable, _) => "v-learnable",
        (Mark::Unknown, _) => "v-unknown",
        (Mark::Unmet, _) => "v-unmet",
    }
}

/// People by rank, with the numbers of the requirements by verdict.
pub(super) fn short_list(markup: &mut Markup, report: &Report<'_>, places: &[Place]) {
    let region = markup.tag("div").class("scroll").attr("role", "group").attr("tabindex", 0);
    region.attr("aria-label", report.say("report-people")).inside(|region| {
        region.tag("table").class("people ranked").inside(|table| {
            table.leaf("caption", report.say("report-short-list"));
            table.tag("thead").inside(|head| short_head(head, report));
            table.tag("tbody").inside(|body| {
                for place in places {
                    body.tag("tr").inside(|row| {
                        person(row, report, place);
                        row.tag("td").class("points").inside(|cell| points(cell, report, place));
                        let verdicts = verdicts(report, &place.judgement);
                        row.tag("td").class("wide").text(verdicts);
                    });
                }
            });
        });
    });
}

fn short_head(markup: &mut Markup, report: &Report<'_>) {
    markup.tag("tr").inside(|row| {
        let keys = ["report-rank", "report-person", "report-tier", "report-points"];
        for key in keys.into_iter().chain(["report-verdicts"]) {
            row.tag("th").attr("scope", "col").text(report.say(key));
        }
    });
}

/// The numbers of the requirements by verdict.
fn verdicts(report: &Report<'_>, judgement: &Judgement) -> String {
    let part = |mark: Mark| {
        let numbered = judgement.findings.iter().zip(1..);
        let chosen = numbered.filter(|(finding, _)| Mark::of(&finding.verdict) == mark);
        let numbers: Vec<String> =
            chosen.map(|(_, number): (_, usize)| number.to_string()).collect();
        let (sign, name) = (mark.sign(), report.mark(mark));
        (!numbers.is_empty()).then(|| format!("{sign} {name}: {}", numbers.join(", ")))
    };
    let parts: Vec<String> = Mark::ALL.into_iter().filter_map(part).collect();
    parts.join(" · ")
}
