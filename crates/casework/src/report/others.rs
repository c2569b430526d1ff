//! The needs that are not shown in full, folded together.

use super::Report;
use super::markup::Markup;
use super::wording::section_id;
use super::{chart, featured, findings};

/// The most people in a folded list.
const SHORT: usize = 5;

/// The section; `shown` are the needs with a section of their own.
pub(super) fn section(markup: &mut Markup, report: &Report<'_>, shown: &[usize]) {
    let others: Vec<usize> =
        (0..report.pool.needs.len()).filter(|at| !shown.contains(at)).collect();
    if others.is_empty() {
        return;
    }
    markup.tag("section").attr("id", "others").inside(|section| {
        section.leaf("h2", report.say("report-others"));
        section.tag("p").class("aside").text(report.say("report-others-about"));
        for at in others {
            need(section, report, at);
        }
    });
}

fn need(markup: &mut Markup, report: &Report<'_>, at: usize) {
    let (need, outlook) = (report.need(at), &report.survey.needs[at]);
    markup.tag("details").attr("id", section_id(need)).inside(|details| {
        details.tag("summary").inside(|summary| {
            summary.tag("h3").text(&need.title);
            summary.tag("span").class("employer").text(report.employer(need));
            chart::signs(summary, report, &outlook.counts);
        });
        details.tag("div").class("inner").inside(|inner| {
            featured::facts(inner, report, need);
            featured::requirements(inner, report, need);
            if outlook.list.is_empty() {
                inner.leaf("p", report.say("report-nobody"));
            } else {
                findings::short_list(inner, report, &outlook.list[..outlook.list.len().min(SHORT)]);
            }
        });
    });
}
