//! A funder's indicators.

use std::collections::BTreeSet;

use etablera_reporting::document::{
    Bar, Cell, Chart, Column, Document, Kind, Plot, Section, Table,
};
use etablera_reporting::indicator::{Breakdown, Group, Standing};
use serde::Serialize;
use serde_json::Value;

use super::language;
use crate::office::{IndicatorShown, IndicatorsShown, ProofShown};
use crate::words::Tongue;

/// The report on a funder's indicators: each number, its parts, and who is
/// behind it where that was asked for.
#[must_use]
pub fn indicators(told: &IndicatorsShown, tongue: Tongue) -> Document {
    let words = Words(tongue);
    let mut document = Document::new(words.say("indicators-title"), language(tongue));
    document.fact(words.say("indicators-set"), &told.set);
    document.fact(words.say("indicators-operation"), &told.operation);
    document.fact(words.say("indicators-until"), told.reading.until);
    document.sections.push(numbers(told, words));
    document.sections.extend(parts(told, words));
    document.sections.extend(proofs(told, words));
    document.sections.push(left_over(told, words));
    document
}

/// The messages of this report.
#[derive(Clone, Copy)]
struct Words(Tongue);

impl Words {
    fn say(self, key: &str) -> String {
        self.0.say(key, &[])
    }

    /// A word of a vocabulary, as a selector of a message.
    fn word<T: Serialize>(self, key: &str, word: T) -> String {
        self.0.say(key, &[("word", &super::word(&word))])
    }

    fn count(self, key: &str, count: usize) -> String {
        self.0.say(key, &[("count", &count.to_string())])
    }

    fn name(self, one: &IndicatorShown) -> &str {
        match self.0 {
            Tongue::Swedish | Tongue::PlainSwedish => &one.name.sv,
            Tongue::English => &one.name.en,
        }
    }

    fn column(self, key: &str, kind: Kind) -> Column {
        Column::new(self.say(key), kind)
    }

    /// A group: what was answered, or that it was not.
    fn group(self, group: Group) -> String {
        let value = serde_json::to_value(group).unwrap_or_default();
        let reply = value.as_object().and_then(|one| one.values().next());
        let word = match reply {
            Some(Value::String(word)) => word.as_str(),
            Some(Value::Object(known)) => {
                known.values().next().and_then(Value::as_str).unwrap_or("")
            }
            _ => "",
        };
        self.0.say("indicators-group", &[("word", word)])
    }
}

fn numbers(told: &IndicatorsShown, words: Words) -> Section {
    let columns = [
        words.column("indicators-code", Kind::Text),
        words.column("indicators-name", Kind::Text),
        words.column("indicators-number", Kind::Number),
        words.column("indicators-note", Kind::Text),
    ];
    let mut table = Table::new(words.say("indicators-all"), columns);
    for one in &told.indicators {
        let number = match one.number {
            None if one.hidden => Cell::Hidden,
            number => number.map_or(Cell::Empty, Cell::count),
        };
        let note = Cell::text(note(one, words));
        table.row([Cell::text(&one.code), Cell::text(words.name(one)), number, note]);
    }
    let bars = told.indicators.iter().filter_map(|one| {
        let number = one.number?;
        let value = f64::from(u32::try_from(number).unwrap_or(u32::MAX));
        let (name, label) = (one.code.clone(), number.to_string());
        Some(Bar { name, value, interval: None, label })
    });
    let chart = Chart {
        title: words.say("indicators-chart"),
        description: words.say("indicators-chart-description"),
        plot: Plot::Bars { bars: bars.collect(), whole: None },
        data: table,
    };
    Section::new(words.say("indicators-all")).with(chart)
}

fn note(one: &IndicatorShown, words: Words) -> String {
    let source = one.no_source.map(|source| words.word("indicators-no-source", source));
    let unread = one.standing == Standing::Unverified;
    let unread = unread.then(|| words.say("indicators-unverified"));
    source.into_iter().chain(unread).collect::<Vec<_>>().join(". ")
}

/// A table for each way in which numbers are broken down.
fn parts(told: &IndicatorsShown, words: Words) -> Option<Section> {
    let all = told.indicators.iter().flat_map(|one| one.parts.keys());
    let breakdowns: BTreeSet<Breakdown> = all.copied().collect();
    let tables = breakdowns.into_iter().map(|breakdown| by(told, breakdown, words));
    let mut section = Section::new(words.say("indicators-parts"));
    section.blocks.extend(tables.map(Into::into));
    (!section.blocks.is_empty()).then_some(section)
}

fn by(told: &IndicatorsShown, breakdown: Breakdown, words: Words) -> Table {
    let of = |one: &IndicatorShown| one.parts.get(&breakdown).cloned().unwrap_or_default();
    let groups = told.indicators.iter().flat_map(|one| of(one).into_iter().map(|(group, _)| group));
    let groups: BTreeSet<Group> = groups.collect();
    let heads = groups.iter().map(|group| Column::new(words.group(*group), Kind::Number));
    let columns = [words.column("indicators-code", Kind::Text)].into_iter().chain(heads);
    let mut table = Table::new(words.word("indicators-by", breakdown), columns);
    for one in told.indicators.iter().filter(|one| one.parts.contains_key(&breakdown)) {
        let parts = of(one);
        let number = |group: &Group| {
            let part = parts.iter().find(|(of, _)| of == group);
            part.map_or(Cell::Whole(0), |(_, number)| Cell::count(*number))
        };
        let cells = [Cell::text(&one.code)].into_iter().chain(groups.iter().map(number));
        table.row(cells);
    }
    table
}

/// Who is behind each number.
fn proofs(told: &IndicatorsShown, words: Words) -> Option<Section> {
    let mut section = Section::new(words.say("indicators-proofs"));
    for one in &told.indicators {
        let Some(proof) = &one.proof else { continue };
        section.blocks.push(proof_of(one, proof, words).into());
        let hidden = proof.hidden.counts + proof.hidden.not;
        if hidden > 0 {
            section.blocks.push(words.count("indicators-hidden", hidden).into());
        }
    }
    (!section.blocks.is_empty()).then_some(section)
}

fn proof_of(one: &IndicatorShown, proof: &ProofShown, words: Words) -> Table {
    let columns = [
        words.column("indicators-who", Kind::Text),
        words.column("indicators-counts", Kind::Text),
        words.column("indicators-day", Kind::Day),
        words.column("indicators-why", Kind::Text),
    ];
    let mut table = Table::new(format!("{}: {}", one.code, words.name(one)), columns);
    let (yes, no) = (words.say("indicators-yes"), words.say("indicators-no"));
    for who in &proof.counts {
        table.row([Cell::text(&who.subject), Cell::text(&yes), Cell::Day(who.on), Cell::Empty]);
    }
    for who in &proof.not {
        let why = words.word("indicators-clause", who.clause);
        table.row([Cell::text(&who.subject), Cell::text(&no), who.on.into(), Cell::text(why)]);
    }
    table
}

/// Who is incomplete, what does not agree, and what could not be checked.
fn left_over(told: &IndicatorsShown, words: Words) -> Section {
    let mut section = Section::new(words.say("indicators-checked"));
    if !told.incomplete.is_empty() {
        let columns = [
            words.column("indicators-who", Kind::Text),
            words.column("indicators-missing", Kind::Text),
        ];
        let mut table = Table::new(words.say("indicators-incomplete"), columns);
        for one in &told.incomplete {
            let missing = one.missing.iter().map(|of| words.word("indicators-variable", of));
            let missing = missing.collect::<Vec<_>>().join(", ");
            table.row([Cell::text(one.participant.as_str()), Cell::text(missing)]);
        }
        section.blocks.push(table.into());
    }
    if told.protected {
        return section.with(words.say("indicators-protected"));
    }
    for (key, count) in [
        ("indicators-incomplete-hidden", told.incomplete_hidden),
        ("indicators-unread", told.unread),
    ] {
        if count > 0 {
            section.blocks.push(words.count(key, count).into());
        }
    }
    let verdict =
        if told.faults.is_empty() { "indicators-agree" } else { "indicators-do-not-agree" };
    section = section.with(words.say(verdict));
    for list in [&told.faults, &told.left_out] {
        if !list.is_empty() {
            section.blocks.push(etablera_reporting::document::Block::List(list.clone()));
        }
    }
    section
}

#[cfg(test)]
mod tests {
    use etablera_reporting::indicator::{Clause, Variable};
    use etablera_reporting::participation::Source;
    use serde::de::DeserializeOwned;

    use super::*;

    /// Every word of a vocabulary, as its reader lists them.
    fn words<T: DeserializeOwned>() -> Vec<String> {
        let error = serde_json::from_str::<T>("\"?\"").err().map(|error| error.to_string());
        let error = error.unwrap_or_default();
        let listed = error.split('`').skip(3).step_by(2);
        listed.map(str::to_owned).collect()
    }

    #[test]
    fn every_word_has_a_message_of_its_own() {
        let vocabularies = [
            ("indicators-clause", words::<Clause>(), 43),
            ("indicators-no-source", words::<Source>(), 15),
            ("indicators-variable", words::<Variable>(), 5),
            ("indicators-by", words::<Breakdown>(), 4),
        ];
        for tongue in [Tongue::Swedish, Tongue::English] {
            for (key, words, least) in &vocabularies {
                assert!(words.len() >= *least, "{key}: {words:?}");
                let said: BTreeSet<String> =
                    words.iter().map(|word| tongue.say(key, &[("word", word)])).collect();
                assert_eq!(said.len(), words.len(), "{key} in {tongue:?}");
            }
        }
    }
}
