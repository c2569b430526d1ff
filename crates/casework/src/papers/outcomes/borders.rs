//! What was done across borders.

use std::collections::BTreeSet;

use etablera_reporting::document::{Bar, Block, Cell, Chart, Document, Plot, Section, Table};
use etablera_taxonomy::Country;

use super::{Words, told as count};
use crate::office::{BordersShown, DatedKind, PairTold, TakenTold};
use crate::words::Tongue;

/// The report on what was done across borders: totals, actions by the countries
/// that held them, offers and jobs by country pair, and everything by its day.
#[must_use]
pub fn borders(told: &BordersShown, tongue: Tongue) -> Document {
    let words = Words(tongue);
    let mut document = words.document("borders", &told.asked);
    document.facts.remove(1);
    let until = told.asked.until.to_string();
    let period = told.asked.from.map_or(until.clone(), |from| format!("{from}–{until}"));
    document.fact(words.say("borders-period"), period);
    let mut totals = Section::new(words.say("borders-totals"))
        .with(words.say("borders-offer-is-no-job"))
        .with(sums(words, told));
    if told.asked.protected {
        totals.blocks.push(Block::Text(words.say("protected")));
    }
    document.sections.push(totals);
    if !told.asked.protected {
        let section = Section::new(words.say("borders-actions")).with(actions(words, told));
        document.sections.push(section);
        let section = Section::new(words.say("borders-pairs")).with(pairs(words, told));
        document.sections.push(section);
        let section = Section::new(words.say("borders-by-day")).with(days(words, told));
        document.sections.push(section);
    }
    document
}

fn list<'c>(countries: impl IntoIterator<Item = &'c Country>) -> String {
    let all: Vec<String> = countries.into_iter().map(ToString::to_string).collect();
    all.join(", ")
}

fn taken(of: TakenTold) -> [Cell; 2] {
    [count(of.times), count(of.persons)]
}

fn sums(words: Words, told: &BordersShown) -> Table {
    let columns = [
        words.text("borders-what"),
        words.number("borders-times"),
        words.number("borders-persons"),
    ];
    let mut table = Table::new(words.say("borders-totals"), columns);
    let all = [
        ("borders-joint", told.joint),
        ("borders-offers", told.offers),
        ("borders-jobs", told.jobs),
    ];
    for (key, of) in all {
        let [times, persons] = taken(of);
        table.row([Cell::text(words.say(key)), times, persons]);
    }
    table
}

fn actions(words: Words, told: &BordersShown) -> Table {
    let columns = [
        words.text("borders-action"),
        words.text("borders-countries"),
        words.number("borders-groups"),
        words.number("borders-held"),
        words.number("borders-participations"),
        words.number("borders-persons"),
    ];
    let mut table = Table::new(words.say("borders-actions"), columns);
    for one in &told.actions {
        let [times, persons] = taken(one.taken);
        table.row([
            Cell::text(one.action.as_str()),
            Cell::text(list(&one.countries)),
            Cell::count(one.groups),
            Cell::count(one.held),
            times,
            persons,
        ]);
    }
    table
}

fn pairs(words: Words, told: &BordersShown) -> Chart {
    let title = words.say("borders-pairs");
    let columns = [
        words.text("borders-from"),
        words.text("borders-to"),
        words.number("borders-offers"),
        words.number("borders-persons"),
        words.number("borders-jobs"),
        words.number("borders-persons"),
    ];
    let mut data = Table::new(title.clone(), columns);
    let mut bars = Vec::new();
    for one in &told.pairs {
        let [offers, of_offers] = taken(one.offers);
        let [jobs, of_jobs] = taken(one.jobs);
        let from = one.from.map_or(Cell::Empty, |from| Cell::text(from.to_string()));
        data.row([from, Cell::text(one.to.to_string()), offers, of_offers, jobs, of_jobs]);
        bars.extend([
            bar(words, one, "borders-offer", one.offers),
            bar(words, one, "borders-job", one.jobs),
        ]);
    }
    let description = words.say("borders-pairs-description");
    Chart { title, description, plot: Plot::Bars { bars, whole: None }, data }
}

fn bar(words: Words, pair: &PairTold, key: &str, of: TakenTold) -> Bar {
    let from = pair.from.map_or("?".to_owned(), |from| from.to_string());
    let times = of.times.unwrap_or(0);
    Bar {
        name: format!("{from}–{}: {}", pair.to, words.say(key)),
        value: u32::try_from(times).map_or(f64::MAX, f64::from),
        interval: None,
        label: times.to_string(),
    }
}

fn days(words: Words, told: &BordersShown) -> Table {
    let named: BTreeSet<bool> = told.dated.iter().map(|one| one.who.is_some()).collect();
    let mut columns = vec![
        words.day("borders-day"),
        words.text("borders-what"),
        words.text("borders-countries"),
        words.number("borders-persons"),
    ];
    if named.contains(&true) {
        columns.push(words.text("participant"));
    }
    let mut table = Table::new(words.say("borders-by-day"), columns);
    for one in &told.dated {
        let what = match (one.kind, &one.action) {
            (DatedKind::Action, Some(action)) => action.to_string(),
            (DatedKind::Action, None) => words.say("borders-action"),
            (DatedKind::Offer, _) => words.say("borders-offer"),
            (DatedKind::Job, _) => words.say("borders-job"),
        };
        let who = one.who.iter().flatten().map(ToString::to_string);
        table.row([
            Cell::Day(one.on),
            Cell::text(what),
            Cell::text(list(&one.countries)),
            Cell::count(one.persons),
            Cell::text(who.collect::<Vec<_>>().join(", ")),
        ]);
    }
    table
}
