//! What became of people.

use etablera_reporting::document::{Block, Cell, Document, Section, Table};

use super::{Words, times, word};
use crate::office::{BasisTold, MeasureTold, OutcomesShown};
use crate::words::Tongue;

/// The report on what became of people: after two years by several
/// denominators, after leaving, how long they waited, who dropped out, and what
/// employers promised.
#[must_use]
pub fn outcomes(told: &OutcomesShown, tongue: Tongue) -> Document {
    let words = Words(tongue);
    let mut document = words.document("title", &told.asked);
    document.fact(words.say("window"), told.asked.window_days);
    document.sections.push(two_years(words, told));
    document.sections.push(after_90(words, told));
    document.sections.push(times::section(words, &told.first_placement, "placement"));
    let rows = [(words.say("dropout-share"), &told.dropout)];
    document.sections.push(shares(words, "dropout", &rows));
    document.sections.push(drift(words, told));
    document.sections.push(times::section(words, &told.first_names, "names"));
    document.sections.extend([employers(words, told), retention(words, told)]);
    document.sections.extend(sick_leave(words, told));
    document
}

fn basis(words: Words, of: &BasisTold) -> String {
    words.of("basis", &word(&of.basis))
}

fn two_years(words: Words, told: &OutcomesShown) -> Section {
    let rows: Vec<(String, &MeasureTold)> =
        told.two_years.iter().map(|one| (basis(words, one), &one.measure)).collect();
    let title = ("two-years", "two-years-description");
    let formulas =
        told.two_years.iter().map(|one| words.of("formula", &word(&one.basis))).collect();
    let mut section = Section::new(words.say("two-years"))
        .with(words.bars(title, "basis", &rows))
        .with(words.say("two-years-compare"));
    section.blocks.push(Block::List(formulas));
    if let Some(of) = told.sensitivity {
        let [least, most] = [of.least, of.most].map(|share| words.percent(share));
        let [low, high] = [of.low, of.high].map(|share| words.percent(Some(share)));
        let args = [("least", &least), ("most", &most), ("low", &low), ("high", &high)];
        let args = args.map(|(name, value)| (name, value.as_str()));
        section = section.with(words.with("sensitivity", &args));
    }
    section.blocks.extend(words.remarks(&told.asked, &told.unread).into_iter().map(Block::Text));
    section
}

fn after_90(words: Words, told: &OutcomesShown) -> Section {
    let of = &told.after_90_days;
    let rows = [(basis(words, of), &of.measure)];
    let heading = words.say("after-90");
    Section::new(heading.clone())
        .with(words.say("after-90-why"))
        .with(words.shares(heading, "basis", &rows))
        .with(words.of("formula", &word(&of.basis)))
}

fn shares(words: Words, key: &str, rows: &[(String, &MeasureTold)]) -> Section {
    let heading = words.say(key);
    Section::new(heading.clone()).with(words.shares(heading, "measure", rows))
}

fn drift(words: Words, told: &OutcomesShown) -> Section {
    let rows = [(words.say("drift-share"), &told.drift.within_a_day)];
    let section = shares(words, "drift", &rows);
    let Some(people) = &told.drift.people else { return section };
    let columns = [words.text("participant"), words.number("drift-days")];
    let mut table = Table::new(words.say("drift-people"), columns);
    for one in people {
        // Tenths of a day are far below what a float tells apart.
        let days = i32::try_from(one.tenths)
            .map_or(Cell::Empty, |tenths| Cell::Decimal(f64::from(tenths) / 10.0, 1));
        table.row([Cell::text(one.participant.as_str()), days]);
    }
    section.with(table)
}

fn employers(words: Words, told: &OutcomesShown) -> Section {
    let columns = [
        words.text("employer"),
        words.text("service"),
        words.number("promised"),
        words.number("given"),
        words.number("booked"),
        words.number("left"),
        words.number("lapsed"),
        words.number("over"),
    ];
    let mut table = Table::new(words.say("employers"), columns);
    for one in &told.employers {
        let times = one.times;
        let counts =
            [times.promised, times.given, times.booked, times.left, times.lapsed, times.over];
        let first = [
            Cell::text(one.employer.as_str()),
            Cell::text(words.of("service", &word(&one.service))),
        ];
        let counts = counts.map(|count| Cell::Whole(count.into()));
        table.row(first.into_iter().chain(counts));
    }
    Section::new(words.say("employers")).with(table)
}

fn retention(words: Words, told: &OutcomesShown) -> Section {
    let mut rows = Vec::new();
    for one in &told.retention {
        let months = one.months.to_string();
        let of = |key: &str| words.with(key, &[("months", &months)]);
        rows.push((of("retention-all"), &one.of_all));
        rows.push((of("retention-known"), &one.of_known));
    }
    let mut section = shares(words, "retention", &rows);
    section.blocks.insert(0, words.say("retention-why").into());
    section
}

fn sick_leave(words: Words, told: &OutcomesShown) -> Option<Section> {
    if told.sick_leave.is_empty() {
        return None;
    }
    let columns = [
        words.day("from"),
        words.day("until"),
        words.number("employees"),
        words.number("sick-days"),
        words.number("per-year"),
    ];
    let mut table = Table::new(words.say("sick-leave"), columns);
    for one in &told.sick_leave {
        table.row([
            Cell::Day(one.given.from),
            Cell::Day(one.given.until),
            Cell::Whole(one.given.employees.into()),
            Cell::Whole(one.given.sick_days.into()),
            Cell::Decimal(one.per_person_year, 2),
        ]);
    }
    let section = Section::new(words.say("sick-leave"));
    Some(section.with(words.say("sick-leave-why")).with(table))
}
