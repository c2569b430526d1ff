//! Pages: whole, well-formed, told without colour, and nothing but text in
//! texts.

use std::collections::{BTreeSet, HashMap};

use etablera_reporting::document::{
    Bar, Chart, Column, Document, Kind, Language, Line, Plot, Point, Section, Table,
};
use etablera_reporting::render;

use crate::fixture::{NASTY, everything, only, texts};
use crate::markup::{Element, elements};

/// A page without its style sheets.
fn bare(page: &str) -> String {
    let mut parts = page.split("<style>");
    let mut bare = parts.next().unwrap().to_owned();
    bare.extend(parts.map(|part| part.split_once("</style>\n").unwrap().1));
    bare
}

#[test]
fn a_report_as_a_page() {
    insta::assert_snapshot!("page_sv", bare(&render::html(&everything(Language::Swedish))));
    insta::assert_snapshot!("page_en", bare(&render::html(&everything(Language::English))));
}

fn named<'e>(all: &'e [Element], name: &str) -> Vec<&'e Element> {
    all.iter().filter(|element| element.name == name).collect()
}

#[test]
fn a_page_needs_nothing_and_runs_nothing() {
    let page = render::html(&everything(Language::Swedish));
    let all = elements(&page);
    for name in ["script", "link", "img", "iframe", "object", "form", "base"] {
        assert!(named(&all, name).is_empty(), "{name}");
    }
    for element in &all {
        for (name, value) in &element.attributes {
            assert!(!name.starts_with("on") && name != "style" && name != "src", "{name}");
            assert!(name != "href" || value.starts_with('#'), "{value}");
        }
    }
    let sheets: String = page.split("<style>").skip(1).collect();
    assert!(!sheets.contains("@import") && !sheets.contains("url("));
    let policy = named(&all, "meta").into_iter().find(|meta| meta.get("http-equiv").is_some());
    assert_eq!(policy.unwrap().get("content"), Some(render::POLICY));
    assert_eq!(all[0].get("lang"), Some("sv"));
}

#[test]
fn everything_has_its_name() {
    let all = elements(&render::html(&everything(Language::English)));
    let ids: Vec<&str> = all.iter().filter_map(|element| element.get("id")).collect();
    let unique: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), unique.len());
    for link in named(&all, "a") {
        assert!(unique.contains(&link.get("href").unwrap()[1..]));
    }
    let drawings = named(&all, "svg");
    assert_eq!(drawings.len(), 2);
    for svg in drawings {
        assert_eq!(svg.get("role"), Some("img"));
        for id in svg.get("aria-labelledby").unwrap().split(' ') {
            let name = all.iter().find(|element| element.get("id") == Some(id)).unwrap();
            assert!(!name.text.is_empty() && ["title", "desc"].contains(&&*name.name));
        }
    }
    assert_eq!(named(&all, "table").len(), named(&all, "caption").len());
    assert!(named(&all, "th").iter().all(|head| head.get("scope").is_some()));
    let levels: Vec<&str> = all
        .iter()
        .map(|one| one.name.as_str())
        .filter(|name| name.len() == 2 && name.starts_with('h') && *name != "hr")
        .collect();
    assert_eq!(levels, ["h1", "h2", "h2", "h3", "h3"]);
    // Lines differ in more than colour.
    let lines =
        all.iter().filter(|one| one.get("class").is_some_and(|class| class.starts_with("line ")));
    assert_eq!(lines.count(), 10, "five lines and their names");
    let dashes: BTreeSet<&str> = all.iter().filter_map(|one| one.get("stroke-dasharray")).collect();
    assert_eq!(dashes.len(), 4, "and one without");
}

#[test]
fn no_text_is_markup_wherever_it_stands() {
    let document = everything(Language::Swedish);
    let nasty = |language| {
        let mut all = document.clone();
        all.language = language;
        all.title = NASTY.to_owned();
        all.fact(NASTY, NASTY);
        all.sections.push(Section::new(NASTY).with(NASTY).with(texts(NASTY, &[&[NASTY, NASTY]])));
        all
    };
    for language in [Language::Swedish, Language::English] {
        let all = elements(&render::html(&nasty(language)));
        assert!(named(&all, "script").is_empty());
        for (name, count) in [("h1", 1), ("dt", 1), ("dd", 1), ("h2", 1), ("p", 1), ("td", 1)] {
            let found = named(&all, name).into_iter().filter(|one| one.text == NASTY).count();
            assert!(found >= count, "{name}");
        }
    }
}

#[test]
fn values_stand_as_the_language_writes_them() {
    let swedish = render::html(&everything(Language::Swedish));
    for part in [
        "<td class=\"number\">12\u{a0}345</td>",
        "<td class=\"number\">62,5\u{a0}%</td>",
        "<td class=\"number\">1\u{a0}234,6</td>",
        "<td class=\"day\">2026-01-31</td>",
        "<td class=\"number\"><em>dolt</em></td>",
        "<span class=\"hidden\">uppgift saknas</span>",
    ] {
        assert!(swedish.contains(part), "{part}");
    }
    let english = render::html(&everything(Language::English));
    for part in ["12,345", "62.5%", "1,234.6", "<em>hidden</em>", "−0.50"] {
        assert!(english.contains(part), "{part}");
    }
}

#[test]
fn a_page_of_nothing_is_a_page() {
    let all = elements(&render::html(&Document::new("", Language::Swedish)));
    assert!(named(&all, "nav").is_empty());
    let all = elements(&render::html(&only(texts("Tom", &[]), Language::Swedish)));
    assert!(named(&all, "td").iter().any(|cell| cell.text == "Inga rader."));
}

/// Each set of colours, by name: those of all pages and those of charts.
fn palettes() -> Vec<HashMap<String, String>> {
    let page = render::html(&Document::new("", Language::Swedish));
    let mut palettes: Vec<HashMap<String, String>> = Vec::new();
    for sheet in page.split("<style>").skip(1) {
        let blocks = sheet.split(":root {").skip(1).filter_map(|rest| rest.split('}').next());
        for (at, block) in blocks.enumerate() {
            palettes.resize_with(palettes.len().max(at + 1), HashMap::new);
            let pairs = block.split(';').filter_map(|line| line.trim().split_once(": #"));
            let pair = |(name, hex): (&str, &str)| (name[2..].to_owned(), hex.to_owned());
            palettes[at].extend(pairs.map(pair));
        }
    }
    palettes
}

/// The relative luminance of a colour in six hexadecimal digits.
fn luminance(hex: &str) -> f64 {
    let channel = |at: usize| {
        let value = f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
        if value <= 0.03928 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(0) + 0.7152 * channel(2) + 0.0722 * channel(4)
}

#[test]
fn what_is_drawn_stands_out_by_day_and_by_night() {
    let palettes = palettes();
    assert_eq!(palettes.len(), 2);
    for palette in &palettes {
        for (front, ground, least) in [
            ("ink", "paper", 4.5),
            ("soft", "paper", 4.5),
            ("accent", "paper", 4.5),
            ("bar", "paper", 3.0),
            ("ink", "bar", 3.0),
            ("l0", "paper", 3.0),
            ("l1", "paper", 3.0),
            ("l2", "paper", 3.0),
            ("l3", "paper", 3.0),
        ] {
            let (one, other) = (luminance(&palette[front]), luminance(&palette[ground]));
            let found = (one.max(other) + 0.05) / (one.min(other) + 0.05);
            assert!(found >= least, "{front} on {ground}: {found:.2}");
        }
    }
}

fn drawn(plot: Plot) -> String {
    let data = Table::new("t", [Column::new("n", Kind::Text)]);
    let chart = Chart { title: "C".to_owned(), description: "D".to_owned(), plot, data };
    let mut document = Document::new("T", Language::English);
    document.sections.push(Section::new("S").with(chart));
    render::html(&document)
}

/// How long the bars and the grounds behind them are, in turn.
fn widths(page: &str, class: &str) -> Vec<f64> {
    let of = |rect: &str| rect.split("width=\"").nth(1)?.split('"').next()?.parse().ok();
    let rects = page.split("<rect ").filter(|rect| rect.starts_with(&format!("class=\"{class}\"")));
    rects.filter_map(of).collect()
}

#[test]
fn a_bar_stands_on_its_whole_and_on_nothing_where_there_is_none() {
    let bar = |value: f64| Bar {
        name: "n".to_owned(),
        value,
        interval: Some((0.1, 0.4)),
        label: "some".to_owned(),
    };
    let bars = vec![bar(0.2), bar(0.3), bar(f64::NAN)];
    let page = drawn(Plot::Bars { bars: bars.clone(), whole: Some(1.0) });
    let (fills, grounds) = (widths(&page, "fill"), widths(&page, "ground"));
    // One that is not told has its name and its whole, and no length.
    assert_eq!((fills.len(), grounds.len()), (2, 3));
    assert_eq!(page.matches(">some</text>").count(), 3);
    for (fill, share) in fills.iter().zip([0.2, 0.3]) {
        assert!((fill / grounds[0] - share).abs() < 0.001, "{fills:?} {grounds:?}");
    }
    let page = drawn(Plot::Bars { bars, whole: None });
    assert!(widths(&page, "ground").is_empty() && widths(&page, "fill").len() == 2, "{page}");
}

#[test]
fn a_line_is_broken_where_nothing_is_known() {
    let ys = [1.0, 2.0, f64::NAN, 3.0, 4.0, f64::INFINITY, 5.0];
    let point = |(x, y): (u8, f64)| Point { x: f64::from(x), y, interval: None };
    let points = (0..).zip(ys).map(point).collect();
    let lines = vec![Line { name: "l".to_owned(), points }];
    let page = drawn(Plot::Lines { x: "x".to_owned(), y: "y".to_owned(), lines });
    let way = page.split(" d=\"").nth(1).and_then(|way| way.split('"').next()).unwrap();
    assert_eq!((way.matches('M').count(), way.matches('L').count()), (2, 2), "{way}");
    // The last stands alone, with a mark; one more mark is beside the name.
    assert_eq!(page.matches("<circle class=\"mark\"").count(), 6);
}
