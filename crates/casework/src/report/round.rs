//! The plan of the round: who goes where, who is left over, what stays empty.

use super::Report;
use super::markup::Markup;
use super::wording::section_id;
use crate::plan::{Placed, Told};
use crate::words::{grouped, grouped_sum, printable};

/// The section, where there is a plan.
pub(super) fn section(markup: &mut Markup, report: &Report<'_>) {
    let Some(told) = report.round else { return };
    markup.tag("section").attr("id", "round").inside(|section| {
        section.leaf("h2", told.say("round-title", &[]));
        for said in told.summary() {
            section.leaf("p", said);
        }
        placed(section, report, told);
        let decisions = told.decisions();
        if !decisions.is_empty() {
            section.leaf("h3", told.say("round-decisions", &[]));
            section
                .tag("ul")
                .inside(|list| decisions.iter().for_each(|said| list.leaf("li", said)));
        }
        let left = told.proposal.left.iter();
        let left = left.map(|left| (told.draft.participant(left.participant), told.left(left)));
        folded(section, &told.say("round-left", &[]), told.proposal.left.len() as u64, left);
        let empty = &told.proposal.empty;
        let seats = empty.iter().map(|empty| u64::from(empty.seats)).sum();
        let empty = empty.iter().map(|empty| (told.draft.need(empty.need), told.empty(empty)));
        folded(section, &told.say("round-empty", &[]), seats, empty);
    });
}

fn placed(markup: &mut Markup, report: &Report<'_>, told: Told<'_>) {
    let region = markup.tag("div").class("scroll").attr("role", "group").attr("tabindex", 0);
    region.attr("aria-label", told.say("round-title", &[])).inside(|region| {
        region.tag("table").class("people").inside(|table| {
            table.leaf("caption", told.say("round-placed", &[]));
            table.tag("thead").inside(|head| {
                head.tag("tr").inside(|row| {
                    let keys = ["report-need", "report-person", "report-tier", "report-points"];
                    for key in keys.into_iter().chain(["round-first"]) {
                        row.tag("th").attr("scope", "col").text(report.say(key));
                    }
                });
            });
            table.tag("tbody").inside(|body| {
                for placed in &told.proposal.placed {
                    body.tag("tr").inside(|row| cells(row, report, (told, placed)));
                }
            });
        });
    });
}

fn cells(row: &mut Markup, report: &Report<'_>, (told, placed): (Told<'_>, &Placed)) {
    let need = report.need(placed.need);
    let appraisal = placed.judgement.appraisal;
    row.tag("td").inside(|cell| {
        cell.tag("a").attr("href", format_args!("#{}", section_id(need))).text(&need.title);
        cell.tag("small").text(format_args!(" {}", report.employer(need)));
    });
    row.tag("th").attr("scope", "row").text(told.draft.participant(placed.participant));
    row.tag("td").inside(|cell| report.badge(cell, appraisal.tier));
    row.tag("td").class("points").inside(|cell| {
        cell.text(grouped(appraisal.score));
        if appraisal.score_after > appraisal.score {
            let after = grouped(appraisal.score_after);
            cell.text(' ');
            cell.leaf("small", report.speaker.say("report-after", &[("points", &after)]));
        }
    });
    row.tag("td").class("wide").text(told.first(placed).join(" · "));
}

/// A list under a heading that opens.
fn folded<'n>(
    markup: &mut Markup,
    title: &str,
    count: u64,
    lines: impl Iterator<Item = (&'n str, String)>,
) {
    if count == 0 {
        return;
    }
    markup.tag("details").inside(|details| {
        details.tag("summary").inside(|summary| {
            summary.tag("h3").text(format_args!("{title}: {}", grouped_sum(count)));
        });
        details.tag("div").class("inner").inside(|inner| {
            inner.tag("ul").inside(|list| {
                for (name, why) in lines {
                    list.tag("li").text(format_args!("{}: {why}", printable(name)));
                }
            });
        });
    });
}
