//! What a result costs.

use etablera_reporting::document::{Bar, Block, Cell, Chart, Document, Plot, Section, Table};
use etablera_reporting::outcome::{Kronor, Percent};

use super::{Words, told as count};
use crate::office::{CostTold, CostsShown};
use crate::words::{Tongue, grouped_sum};

/// The report on what a result costs, and who pays.
#[must_use]
pub fn costs(told: &CostsShown, tongue: Tongue) -> Document {
    let words = Words(tongue);
    let mut document = words.document("costs", &told.asked);
    document.fact(words.say("costs-total"), grouped_sum(told.total.0.0 / 100));
    let mut results = Section::new(words.say("costs-each-title")).with(each(words, told));
    if told.asked.protected {
        results.blocks.push(Block::Text(words.say("protected")));
    }
    document.sections.push(results);
    document.sections.push(financing(words, told));
    document.sections.extend(hours(words, told));
    document
}

/// Kronor for showing: floats tell apart every öre below ninety thousand
/// thousand million.
fn kronor(amount: Kronor) -> f64 {
    amount.to_string().parse().unwrap_or(f64::NAN)
}

fn result(words: Words, of: &CostTold) -> String {
    words.of("costs", of.result)
}

fn each(words: Words, told: &CostsShown) -> Chart {
    let columns =
        [words.text("costs-result"), words.number("costs-people"), words.number("costs-each")];
    let mut data = Table::new(words.say("costs-each-title"), columns);
    for one in &told.results {
        let each = match (one.people, one.each) {
            (_, Some(each)) => Cell::Decimal(kronor(each), 0),
            (None, None) => Cell::Hidden,
            (Some(_), None) => Cell::Empty,
        };
        data.row([Cell::text(result(words, one)), count(one.people), each]);
    }
    let bar = |one: &CostTold| {
        let each = one.each?;
        let label = grouped_sum(each.0.0.saturating_add(50) / 100);
        Some(Bar { name: result(words, one), value: kronor(each), interval: None, label })
    };
    Chart {
        title: words.say("costs-each-title"),
        description: words.say("costs-each-description"),
        plot: Plot::Bars { bars: told.results.iter().filter_map(bar).collect(), whole: None },
        data,
    }
}

fn financing(words: Words, told: &CostsShown) -> Section {
    let columns =
        [words.text("costs-financing"), words.share("costs-rate"), words.number("costs-kronor")];
    let mut table = Table::new(words.say("costs-financing"), columns);
    let rate = |rate: Percent| Cell::Share(f64::from(rate.0.hundredths()) / 10_000.0);
    let amount = |amount: Kronor| Cell::Decimal(kronor(amount), 2);
    table.row([Cell::text(words.say("costs-total")), Cell::Empty, amount(told.total)]);
    if let Some(of) = told.union {
        table.row([Cell::text(words.say("costs-union")), rate(of.rate), amount(of.pays)]);
    }
    if let Some(of) = told.own {
        table.row([Cell::text(words.say("costs-own")), rate(of.share), amount(of.finds)]);
    }
    Section::new(words.say("costs-financing")).with(words.say("costs-apart")).with(table)
}

fn hours(words: Words, told: &CostsShown) -> Option<Section> {
    if told.hours_over.is_empty() {
        return None;
    }
    let columns = [
        words.text("costs-person"),
        words.text("costs-year"),
        words.number("costs-worked"),
        words.number("costs-most"),
    ];
    let mut table = Table::new(words.say("costs-hours"), columns);
    for one in &told.hours_over {
        // Whole hours, since a started one is over the limit all the same.
        let worked = i64::try_from(one.minutes.div_ceil(60)).map_or(Cell::Empty, Cell::Whole);
        table.row([
            Cell::text(one.person.as_str()),
            Cell::text(one.year.to_string()),
            worked,
            Cell::Whole(one.most_hours.into()),
        ]);
    }
    let section = Section::new(words.say("costs-hours"));
    Some(section.with(words.say("costs-hours-why")).with(table))
}
