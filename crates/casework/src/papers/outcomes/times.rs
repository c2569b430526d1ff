//! How long something took.

use etablera_reporting::document::{Cell, Chart, Line, Plot, Point, Section, Table};

use super::{Words, hundredths, told};
use crate::office::TimesTold;

/// A part on times: the median, and the curve where it is told.
pub(super) fn section(words: Words, of: &TimesTold, key: &str) -> Section {
    let mut section = Section::new(words.say(key));
    if key == "names" {
        section = section.with(words.say("names-why"));
    }
    let columns = [
        words.number("happened"),
        words.number("waiting"),
        words.number("median"),
        words.number("median-low"),
        words.number("median-high"),
    ];
    let mut table = Table::new(words.say(key), columns);
    let median = of.median;
    let days = |days: Option<u32>| days.map_or(Cell::Empty, |days| Cell::Whole(days.into()));
    table.row([
        told(of.happened),
        told(of.waiting),
        median.map_or(Cell::Hidden, |median| days(median.day)),
        median.map_or(Cell::Hidden, |median| days(median.low)),
        median.map_or(Cell::Hidden, |median| days(median.high)),
    ]);
    section = section.with(table);
    if of.curve.is_empty() { section } else { section.with(curve(words, of, key)) }
}

fn curve(words: Words, of: &TimesTold, key: &str) -> Chart {
    let title = words.say(&format!("{key}-curve"));
    let columns = [
        words.number("days"),
        words.number("at-risk"),
        words.number("happened"),
        words.share("still"),
        words.share("low"),
        words.share("high"),
    ];
    let mut data = Table::new(title.clone(), columns);
    // Everybody waits at first.
    let mut points = vec![Point { x: 0.0, y: 100.0, interval: None }];
    for step in &of.curve {
        let end = |end: Option<f64>| end.map_or(Cell::Empty, Cell::Share);
        data.row([
            Cell::Whole(step.day.into()),
            Cell::Whole(step.waiting.into()),
            Cell::Whole(step.happened.into()),
            Cell::Share(step.still),
            end(step.low),
            end(step.high),
        ]);
        // The share stays as it is until the day, and falls on it.
        let (x, before) = (f64::from(step.day), points.last().map_or(100.0, |point| point.y));
        points.push(Point { x, y: before, interval: None });
        let interval =
            step.low.zip(step.high).map(|(low, high)| (hundredths(low), hundredths(high)));
        points.push(Point { x, y: hundredths(step.still), interval });
    }
    Chart {
        title: title.clone(),
        description: words.say(&format!("{key}-description")),
        plot: Plot::Lines {
            x: words.say("days"),
            y: words.say("still"),
            lines: vec![Line { name: title, points }],
        },
        data,
    }
}
