//! What became of people, and of the money.

mod borders;
mod costs;
mod funnel;
mod orientation;
mod shown;
mod times;

use etablera_domain::event::Code;
use etablera_reporting::document::{Bar, Cell, Chart, Column, Document, Kind, Plot, Table};

pub use borders::borders;
pub use costs::costs;
pub use funnel::funnel;
pub use orientation::orientation;
pub use shown::outcomes;

use super::{language, word};
use crate::office::{AskedShown, MeasureTold};
use crate::words::Tongue;

/// The words of a report.
#[derive(Clone, Copy)]
struct Words(Tongue);

impl Words {
    /// A message of these reports.
    fn say(self, key: &str) -> String {
        self.with(key, &[])
    }

    fn with(self, key: &str, args: &[(&str, &str)]) -> String {
        self.0.say(&format!("outcomes-{key}"), args)
    }

    /// A message for one of several things, such as a stage.
    fn of(self, key: &str, thing: &str) -> String {
        self.say(&format!("{key}-{thing}"))
    }

    fn text(self, key: &str) -> Column {
        Column::new(self.say(key), Kind::Text)
    }

    fn number(self, key: &str) -> Column {
        Column::new(self.say(key), Kind::Number)
    }

    fn share(self, key: &str) -> Column {
        Column::new(self.say(key), Kind::Share)
    }

    fn day(self, key: &str) -> Column {
        Column::new(self.say(key), Kind::Day)
    }

    /// A share as text, written as the language does.
    fn percent(self, share: Option<f64>) -> String {
        share.map_or_else(|| self.say("not-told"), |share| language(self.0).share(share))
    }

    /// A document with what it is about.
    fn document(self, title: &str, asked: &AskedShown) -> Document {
        let mut document = Document::new(self.say(title), language(self.0));
        document.fact(self.say("operation"), &asked.operation);
        let until = asked.until.to_string();
        let received = match asked.from {
            None => self.with("received-until", &[("until", &until)]),
            Some(from) => {
                let from = from.to_string();
                self.with("received-both", &[("from", &from), ("until", &until)])
            }
        };
        document.fact(self.say("received"), received);
        document.fact(self.say("on"), asked.on);
        document
    }

    /// What must be said of hidden counts and of reasons that nobody read.
    fn remarks(self, asked: &AskedShown, unread: &[Code]) -> Vec<String> {
        let mut remarks = vec![self.say("interval")];
        if asked.protected {
            remarks.push(self.say("protected"));
        }
        if !unread.is_empty() {
            let codes: Vec<&str> = unread.iter().map(Code::as_str).collect();
            remarks.push(self.with("unread", &[("codes", &codes.join(", "))]));
        }
        remarks
    }

    /// A table of shares, of which the first column says what each is.
    fn shares(self, caption: String, first: &str, rows: &[(String, &MeasureTold)]) -> Table {
        let columns = [
            self.text(first),
            self.number("counted"),
            self.number("of"),
            self.share("share"),
            self.share("low"),
            self.share("high"),
            self.number("outside"),
        ];
        let mut table = Table::new(caption, columns);
        for (name, of) in rows {
            let share = |share: Option<f64>| share.map_or(Cell::Empty, Cell::Share);
            table.row([
                Cell::text(name),
                told(of.counted),
                told(of.of),
                share(of.share),
                share(of.low),
                share(of.high),
                told(of.outside),
            ]);
        }
        table
    }

    /// The same as a chart of bars, with the table beside it.
    fn bars(
        self,
        (title, description): (&str, &str),
        first: &str,
        rows: &[(String, &MeasureTold)],
    ) -> Chart {
        let bar = |(name, of): &(String, &MeasureTold)| {
            let interval = of.low.zip(of.high);
            Bar {
                name: name.clone(),
                // What is not told has its name, and no length.
                value: of.share.map_or(f64::NAN, hundredths),
                interval: interval.map(|(low, high)| (hundredths(low), hundredths(high))),
                label: self.percent(of.share),
            }
        };
        Chart {
            title: self.say(title),
            description: self.say(description),
            plot: Plot::Bars { bars: rows.iter().map(bar).collect(), whole: Some(100.0) },
            data: self.shares(self.say(title), first, rows),
        }
    }
}

/// A share in per cent, to two decimals.
fn hundredths(share: f64) -> f64 {
    (share * 10_000.0).round() / 100.0
}

/// A count, or that it is not told.
fn told(count: Option<usize>) -> Cell {
    count.map_or(Cell::Hidden, Cell::count)
}
