//! All needs and all people at a glance.

use etablera_matching::Tier;

use super::Report;
use super::chart;
use super::markup::Markup;
use super::wording::{number, section_id, sign};

/// The section.
pub(super) fn section(markup: &mut Markup, report: &Report<'_>) {
    markup.tag("section").attr("id", "overview").inside(|section| {
        section.leaf("h2", report.say("report-overview"));
        figures(section, report);
        participants(section, report);
        needs(section, report);
    });
}

/// For how many needs there is somebody, by the best tier there is.
fn figures(markup: &mut Markup, report: &Report<'_>) {
    let needs = &report.survey.needs;
    let with = |best| needs.iter().filter(|outlook| outlook.counts.best() == best).count();
    let nobody = with(Some(Tier::NotEligible)) + with(None);
    let tiers = [Tier::Ready, Tier::Trainable, Tier::ToClarify];
    let figures = tiers.map(|tier| (tier, with(Some(tier)))).into_iter();
    markup.leaf("h3", report.say("report-figures"));
    markup.tag("ul").class("figures").inside(|list| {
        for (tier, count) in figures.chain([(Tier::NotEligible, nobody)]) {
            list.tag("li").class(format_args!("k-{}", tier.name())).inside(|item| {
                item.tag("strong").inside(|strong| {
                    strong.tag("span").class("sign").attr("aria-hidden", "true").text(sign(tier));
                    strong.text(format_args!(" {} ", number(count)));
                });
                item.text(report.say(&format!("report-figure-{}", tier.name())));
            });
        }
    });
}

fn participants(markup: &mut Markup, report: &Report<'_>) {
    let counts = &report.survey.participants;
    markup.leaf("h3", report.say("report-participants-best"));
    chart::tiers(markup, report, "bar-participants", counts);
    markup.tag("p").class("numbers").text(chart::summary(report, counts));
}

fn needs(markup: &mut Markup, report: &Report<'_>) {
    markup.leaf("h3", report.say("report-needs-by-tier"));
    let refused = report.survey.needs.iter().any(|outlook| outlook.counts.refused > 0);
    markup.tag("table").class("overview").inside(|table| {
        table.leaf("caption", report.say("report-overview-about"));
        table.tag("thead").inside(|head| heading(head, report, refused));
        table.tag("tbody").inside(|body| {
            for at in 0..report.pool.needs.len() {
                body.tag("tr").inside(|row| {
                    bar_cell(row, report, at);
                    let counts = &report.survey.needs[at].counts;
                    for tier in Tier::ALL {
                        let count = counts.of(tier);
                        let class = match (tier, count) {
                            (_, 0) => "number none",
                            (Tier::Ready, _) => "number some",
                            _ => "number",
                        };
                        row.tag("td").class(class).text(number(count));
                    }
                    if refused {
                        row.tag("td").class("number").text(number(counts.refused));
                    }
                });
            }
        });
    });
}

fn heading(markup: &mut Markup, report: &Report<'_>, refused: bool) {
    let cell = |row: &mut Markup, sign: char, text: String| {
        row.tag("th").attr("scope", "col").class("number").inside(|cell| {
            cell.tag("span").class("sign").attr("aria-hidden", "true").text(sign);
            cell.tag("span").class("long").text(format_args!(" {text}"));
        });
    };
    markup.tag("tr").inside(|row| {
        row.tag("th").attr("scope", "col").text(report.say("report-need"));
        for tier in Tier::ALL {
            cell(row, sign(tier), report.tier(tier));
        }
        if refused {
            cell(row, '–', report.say("report-refused"));
        }
    });
}

fn bar_cell(markup: &mut Markup, report: &Report<'_>, at: usize) {
    let need = report.need(at);
    markup.tag("th").attr("scope", "row").inside(|cell| {
        cell.tag("div").class("line").inside(|line| {
            line.tag("span").inside(|name| {
                let target = format!("#{}", section_id(need));
                name.tag("a").attr("href", target).text(&need.title);
                let (employer, seats) = (report.employer(need), report.seats(need));
                name.tag("small").text(format_args!("{employer} · {seats}"));
            });
            let id = format!("line-{}", need.id);
            chart::tiers(line, report, &id, &report.survey.needs[at].counts);
        });
    });
}
