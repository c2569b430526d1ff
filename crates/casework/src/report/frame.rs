//! The page around the parts: head, heading, legend, method and footer.

use etablera_matching::Tier;
use etablera_reporting::render::{POLICY, STYLE};

use super::Report;
use super::markup::Markup;
use super::wording::{number, section_id, sign};
use super::{chart, featured, network, others, overview, round};
use crate::explain::Mark;

/// The whole page.
pub(super) fn page(report: &Report<'_>) -> String {
    let mut markup = Markup::default();
    markup.tag("html").attr("lang", report.speaker.tongue.language()).inside(|html| {
        html.tag("head").inside(|head| metadata(head, report));
        html.tag("body").inside(|body| {
            let skip = body.tag("a").class("skip").attr("href", "#content");
            skip.text(report.say("report-skip"));
            body.tag("header").inside(|header| heading(header, report));
            body.tag("main").attr("id", "content").inside(|main| content(main, report));
            body.tag("footer").inside(|footer| closing(footer, report));
        });
    });
    markup.document()
}

fn metadata(markup: &mut Markup, report: &Report<'_>) {
    markup.tag("meta").attr("charset", "utf-8").empty();
    let policy = markup.tag("meta").attr("http-equiv", "Content-Security-Policy");
    policy.attr("content", POLICY).empty();
    let viewport = markup.tag("meta").attr("name", "viewport");
    viewport.attr("content", "width=device-width, initial-scale=1").empty();
    markup.tag("meta").attr("name", "color-scheme").attr("content", "light dark").empty();
    markup.tag("title").text(format_args!("{} – {}", report.title, report.as_of));
    markup.tag("style").sheet(STYLE);
    markup.tag("style").sheet(include_str!("style.css"));
}

fn heading(markup: &mut Markup, report: &Report<'_>) {
    markup.tag("p").class("eyebrow").text(report.say("report-kind"));
    markup.leaf("h1", report.title);
    markup.tag("p").class("lead").text(report.say("report-lead"));
    for note in report.notes {
        markup.tag("p").class("note").text(note);
    }
    let seats = report.pool.needs.iter().map(|need| usize::from(need.seats.get())).sum();
    let facts = [
        ("report-day", report.as_of.to_string()),
        ("report-needs", number(report.pool.needs.len())),
        ("report-seats", number(seats)),
        ("report-participants", number(report.pool.participants.len())),
        ("report-edition", report.speaker.taxonomy.edition().name),
    ];
    markup.tag("dl").class("counts").inside(|list| {
        for (key, value) in facts {
            list.tag("div").inside(|fact| {
                fact.leaf("dt", report.say(key));
                fact.leaf("dd", value);
            });
        }
    });
}

fn content(markup: &mut Markup, report: &Report<'_>) {
    let shown = report.featured();
    navigation(markup, report, &shown);
    legend(markup, report);
    overview::section(markup, report);
    for at in &shown {
        featured::section(markup, report, *at);
    }
    round::section(markup, report);
    network::section(markup, report, &shown);
    others::section(markup, report, &shown);
    method(markup, report);
}

fn navigation(markup: &mut Markup, report: &Report<'_>, shown: &[usize]) {
    let nav = markup.tag("nav").attr("aria-label", report.say("report-contents"));
    nav.inside(|nav| {
        nav.tag("ul").inside(|list| {
            let mut link = |target: &str, text: &str| {
                list.tag("li").inside(|item| {
                    item.tag("a").attr("href", format_args!("#{target}")).text(text);
                });
            };
            link("legend", &report.say("report-legend"));
            link("overview", &report.say("report-overview"));
            for need in shown.iter().map(|at| report.need(*at)) {
                link(&section_id(need), &need.title);
            }
            if report.round.is_some() {
                link("round", &report.say("round-title"));
            }
            if report.survey.needs.iter().any(|outlook| !outlook.list.is_empty()) {
                link("network", &report.say("report-network"));
            }
            if shown.len() < report.pool.needs.len() {
                link("others", &report.say("report-others"));
            }
            link("method", &report.say("report-method"));
        });
    });
}

fn legend(markup: &mut Markup, report: &Report<'_>) {
    markup.tag("section").attr("id", "legend").inside(|section| {
        section.leaf("h2", report.say("report-legend"));
        section.tag("dl").class("legend").inside(|list| {
            for (at, tier) in Tier::ALL.into_iter().enumerate() {
                list.tag("div").inside(|entry| {
                    entry.tag("dt").inside(|name| {
                        swatch(name, tier, at == 0);
                        name.tag("span").class("sign").attr("aria-hidden", "true").text(sign(tier));
                        name.text(format_args!(" {}", report.tier(tier)));
                    });
                    entry.leaf("dd", report.say(&format!("report-about-{}", tier.name())));
                });
            }
        });
        let marks = Mark::ALL.map(|mark| format!("{} {}", mark.sign(), report.mark(mark)));
        section.tag("p").class("aside").text(format_args!(
            "{} {}. {}",
            report.say("report-legend-cells"),
            marks.join(" · "),
            report.say("report-legend-shade")
        ));
    });
}

/// A sample of how a tier is drawn; the first one holds the patterns.
fn swatch(markup: &mut Markup, tier: Tier, first: bool) {
    let svg = markup.tag("svg").class("swatch").attr("aria-hidden", "true");
    svg.attr("width", 28).attr("height", 14).inside(|svg| {
        if first {
            chart::patterns(svg);
        }
        let rect = svg.tag("rect").class(format_args!("t-{}", tier.name()));
        rect.attr("width", 28).attr("height", 14).empty();
    });
}

fn method(markup: &mut Markup, report: &Report<'_>) {
    markup.tag("section").attr("id", "method").inside(|section| {
        section.leaf("h2", report.say("report-method"));
        section.tag("ul").inside(|list| {
            for key in ["tier", "points", "coverage", "unknown", "after", "refusal", "human"] {
                list.leaf("li", report.say(&format!("report-method-{key}")));
            }
        });
    });
}

fn closing(markup: &mut Markup, report: &Report<'_>) {
    markup.leaf("p", report.say("report-privacy"));
    markup.leaf("p", report.say("report-attribution"));
    let edition = report.speaker.taxonomy.edition();
    let checksum = format!("{:08x}", edition.checksum);
    let args = [("edition", edition.name.as_str()), ("checksum", &checksum)];
    markup.leaf("p", report.speaker.say("report-made-with", &args));
}
