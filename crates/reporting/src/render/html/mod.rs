//! A document as one page for a browser.

mod table;

use super::chart::{self, Place};
use super::markup::Markup;
use crate::document::{Block, Chart, Document, Language, Section};

/// The style sheet that pages share: colours by day and by night, text,
/// tables, and how they print.
pub const STYLE: &str = include_str!("base.css");

/// Nothing is fetched and nothing is run, whatever a text may say.
pub const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// A document as one file of HTML, which is XML as well: without script,
/// without anything from elsewhere, by day and by night, and for print.
///
/// Every table has a caption and named rows and columns, and every chart its
/// words and its numbers. Wide tables scroll by themselves, so that the page
/// does not.
#[must_use]
pub fn html(document: &Document) -> String {
    let mut markup = Markup::default();
    let words = document.language.words();
    markup.tag("html").attr("lang", document.language.code()).inside(|html| {
        html.tag("head").inside(|head| metadata(head, document));
        html.tag("body").inside(|body| {
            body.tag("a").class("skip").attr("href", "#content").text(words.skip);
            body.tag("header").inside(|header| heading(header, document));
            body.tag("main").attr("id", "content").inside(|main| {
                navigation(main, document);
                for (at, section) in document.sections.iter().enumerate() {
                    part(main, section, (at + 1, document.language));
                }
            });
        });
    });
    markup.document()
}

fn metadata(markup: &mut Markup, document: &Document) {
    markup.tag("meta").attr("charset", "utf-8").empty();
    let policy = markup.tag("meta").attr("http-equiv", "Content-Security-Policy");
    policy.attr("content", POLICY).empty();
    let viewport = markup.tag("meta").attr("name", "viewport");
    viewport.attr("content", "width=device-width, initial-scale=1").empty();
    markup.tag("meta").attr("name", "color-scheme").attr("content", "light dark").empty();
    markup.leaf("title", &document.title);
    markup.tag("style").sheet(STYLE);
    markup.tag("style").sheet(include_str!("style.css"));
}

fn heading(markup: &mut Markup, document: &Document) {
    markup.leaf("h1", &document.title);
    if document.facts.is_empty() {
        return;
    }
    markup.tag("dl").class("counts").inside(|list| {
        for (name, value) in &document.facts {
            list.tag("div").inside(|fact| {
                fact.leaf("dt", name);
                fact.leaf("dd", value);
            });
        }
    });
}

/// Where each section is; nothing where there is one to go to.
fn navigation(markup: &mut Markup, document: &Document) {
    if document.sections.len() < 2 {
        return;
    }
    let nav = markup.tag("nav").attr("aria-label", document.language.words().contents);
    nav.inside(|nav| {
        nav.tag("ul").inside(|list| {
            for (section, at) in document.sections.iter().zip(1..) {
                list.tag("li").inside(|item| {
                    let link = item.tag("a").attr("href", format_args!("#s{at}"));
                    link.text(&section.heading);
                });
            }
        });
    });
}

fn part(markup: &mut Markup, section: &Section, (number, language): (usize, Language)) {
    markup.tag("section").attr("id", format_args!("s{number}")).inside(|part| {
        part.leaf("h2", &section.heading);
        for (block, at) in section.blocks.iter().zip(1..) {
            match block {
                Block::Text(text) => part.leaf("p", text),
                Block::List(items) => part.tag("ul").inside(|list| {
                    for item in items {
                        list.leaf("li", item);
                    }
                }),
                Block::Table(table) => table::draw(part, table, language),
                Block::Chart(chart) => figure(part, chart, (&format!("s{number}-{at}"), language)),
            }
        }
    });
}

fn figure(markup: &mut Markup, chart: &Chart, (id, language): (&str, Language)) {
    markup.tag("figure").inside(|figure| {
        figure.tag("figcaption").inside(|caption| {
            caption.leaf("h3", &chart.title);
            caption.leaf("p", &chart.description);
        });
        let region = figure.tag("div").class("scroll").attr("role", "group").attr("tabindex", 0);
        region.attr("aria-label", &chart.title).inside(|region| {
            chart::draw(region, chart, Place { id, language, sheet: None });
        });
        figure.tag("details").class("data").attr("open", "").inside(|details| {
            details.leaf("summary", language.words().numbers);
            table::draw(details, &chart.data, language);
        });
    });
}
