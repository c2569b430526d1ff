//! Documents to draw.

use chrono::NaiveDate;
use etablera_reporting::document::{
    Bar, Block, Cell, Chart, Column, Document, Kind, Language, Line, Plot, Point, Section, Table,
};

/// What somebody could write to be taken for something else.
pub(crate) const NASTY: &str =
    r##"<script>alert("1")</script> & 'kock' ]]> --> ${x} #import "@preview/x" *a* $b$ \u{41} @c"##;

/// The words of a language for the fixture.
fn pick(language: Language, sv: &'static str, en: &'static str) -> &'static str {
    match language {
        Language::Swedish => sv,
        Language::English => en,
    }
}

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A document with every kind of block and of value.
pub(crate) fn everything(language: Language) -> Document {
    let say = |sv, en| pick(language, sv, en);
    let mut document = Document::new(say("Utfall 2026", "Outcomes 2026"), language);
    document.fact(say("Insats", "Operation"), "22-021-S06");
    document.fact(say("Till och med", "Up to and including"), day("2026-06-30"));
    let mut first = Section::new(say("Vilka som deltog", "Who took part"));
    let lead =
        say("Räknat på alla som deltog, vem som än frågar.", "Everybody is counted, whoever asks.");
    first = first.with(lead).with(Block::List(vec![
        say("Små tal är dolda.", "Small numbers are hidden.").to_owned(),
        NASTY.to_owned(),
    ]));
    document.sections.push(first.with(people(language)));
    let heading = say("Hur det gick", "How it went");
    document.sections.push(Section::new(heading).with(bars(language)).with(lines(language)));
    document
}

/// A table with every kind of value.
pub(crate) fn people(language: Language) -> Table {
    let say = |sv, en| pick(language, sv, en);
    let columns = [
        Column::new(say("Grupp", "Group"), Kind::Text),
        Column::new(say("Deltagare", "Participants"), Kind::Number),
        Column::new(say("Andel", "Share"), Kind::Share),
        Column::new(say("Timmar i snitt", "Mean hours"), Kind::Number),
        Column::new(say("Första dag", "First day"), Kind::Day),
    ];
    let mut table = Table::new(say("Deltagare efter kön", "Participants by gender"), columns);
    let women = say("Kvinnor i åldern 30–54 år", "Women aged 30–54");
    table.row([
        Cell::text(women),
        Cell::Whole(12_345),
        Cell::Share(0.625),
        Cell::Decimal(1234.56, 1),
        Cell::Day(day("2026-01-31")),
    ]);
    let men = say("Män, åäö ÅÄÖ", "Men, åäö ÅÄÖ");
    table.row([Cell::text(men), Cell::Hidden, Cell::Empty, Cell::Decimal(-0.5, 2), Cell::Empty]);
    table.row([Cell::text("=1+1"), Cell::Whole(-3), Cell::Share(f64::NAN)]);
    table
}

fn bars(language: Language) -> Chart {
    let say = |sv: &'static str, en: &'static str| pick(language, sv, en);
    let bar = |name: &str, value: f64, interval| Bar {
        name: name.to_owned(),
        value,
        interval,
        label: language.share(value),
    };
    let bars = vec![
        bar(say("Arbetsplats i kommunen", "A workplace"), 0.62, Some((0.51, 0.72))),
        bar(
            say(
                "Kurs på lärcentrum, med praktik två dagar i veckan och språkstöd",
                "A course with two days of practice a week and support in the language",
            ),
            0.35,
            Some((0.2, 0.5)),
        ),
        bar(NASTY, 0.0, None),
    ];
    let columns = [
        Column::new(say("Väg", "Way"), Kind::Text),
        Column::new(say("Andel i arbete", "Share at work"), Kind::Share),
        Column::new(say("Lägst", "Least"), Kind::Share),
        Column::new(say("Högst", "Most"), Kind::Share),
    ];
    let mut data = Table::new(say("I arbete efter väg", "At work by way"), columns);
    for bar in &bars {
        let (least, most) = bar.interval.map_or((Cell::Empty, Cell::Empty), |(least, most)| {
            (Cell::Share(least), Cell::Share(most))
        });
        data.row([Cell::text(&bar.name), Cell::Share(bar.value), least, most]);
    }
    Chart {
        title: say("I arbete efter två år", "At work after two years").to_owned(),
        description: say(
            "Arbetsplats ger mest, och skillnaden är osäker.",
            "A workplace gives most, and the difference is uncertain.",
        )
        .to_owned(),
        plot: Plot::Bars { bars, whole: Some(1.0) },
        data,
    }
}

fn lines(language: Language) -> Chart {
    let say = |sv: &'static str, en: &'static str| pick(language, sv, en);
    let line = |name: &str, from: f64, down: f64, known: bool| Line {
        name: name.to_owned(),
        points: (0..6)
            .map(|at| {
                let y = from - down * f64::from(at);
                let interval = known.then(|| ((y - 0.04).max(0.0), (y + 0.04).min(1.0)));
                Point { x: 2021.0 + f64::from(at), y, interval }
            })
            .collect(),
    };
    let lines = vec![
        line(say("Kvinnor", "Women"), 0.9, 0.07, true),
        line(say("Män", "Men"), 0.86, 0.07, false),
        line(say("Väntat", "Expected"), 0.95, 0.02, false),
        line(say("Riket som helhet, alla län", "The country as a whole"), 0.5, 0.0, false),
        line(say("Länet", "The county"), 0.52, 0.002, false),
    ];
    let mut columns = vec![Column::new(say("År", "Year"), Kind::Text)];
    columns.extend(lines.iter().map(|line| Column::new(&line.name, Kind::Share)));
    let mut data = Table::new(say("Kvar i insatsen", "Still taking part"), columns);
    for at in 0..6 {
        let year = Cell::text(format!("{}", 2021 + at));
        data.row([year].into_iter().chain(lines.iter().map(|line| Cell::Share(line.points[at].y))));
    }
    Chart {
        title: say("Kvar efter år", "Still there by year").to_owned(),
        description: say("Färre är kvar för varje år.", "Fewer remain each year.").to_owned(),
        plot: Plot::Lines {
            x: say("År", "Year").to_owned(),
            y: say("Andel kvar", "Share that remains").to_owned(),
            lines,
        },
        data,
    }
}

/// A document with one table.
pub(crate) fn only(table: Table, language: Language) -> Document {
    let mut document = Document::new("T", language);
    document.sections.push(Section::new("S").with(table));
    document
}

/// A table of texts.
pub(crate) fn texts(caption: &str, rows: &[&[&str]]) -> Table {
    let width = rows.iter().map(|row| row.len()).max().unwrap_or_default();
    let columns = (1..=width).map(|at| Column::new(format!("K{at}"), Kind::Text));
    let mut table = Table::new(caption, columns);
    for row in rows {
        table.row(row.iter().map(|text| Cell::text(*text)));
    }
    table
}
