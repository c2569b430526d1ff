//! The monthly file: how it stands, and what is to be sent again. Numbers of
//! people stand in the file itself and in no document.

use etablera_domain::Gender;
use etablera_reporting::document::{Cell, Column, Document, Kind, Section, Table};
use etablera_reporting::monthly::Missing;

use super::language;
use crate::office::{MonthStanding, MonthlyShown, SentLine, SeriesShown};
use crate::words::Tongue;

/// How the file of a month stands, and who is missing in it.
#[must_use]
pub fn monthly(told: &MonthlyShown, tongue: Tongue) -> Document {
    let say = |key: &str| tongue.say(key, &[]);
    let mut document = Document::new(say("monthly-title"), language(tongue));
    document.fact(say("monthly-operation"), &told.operation);
    document.fact(say("monthly-month"), told.month);
    document.fact(say("monthly-opens"), told.opens);
    document.fact(say("monthly-due"), told.due);
    document.fact(say("monthly-standing"), say(standing(told.standing)));
    document.fact(say("monthly-row-count"), told.rows.len());
    document.fact(say("monthly-hash"), told.hash);
    document.sections.push(missing(told, tongue));
    document.sections.push(faults(told, tongue));
    document
}

fn standing(of: MonthStanding) -> &'static str {
    match of {
        MonthStanding::Open => "monthly-standing-open",
        MonthStanding::Late => "monthly-standing-late",
        MonthStanding::Sent => "monthly-standing-sent",
        MonthStanding::Again => "monthly-standing-again",
    }
}

fn missing(told: &MonthlyShown, tongue: Tongue) -> Section {
    let say = |key: &str| tongue.say(key, &[]);
    let heading = say("monthly-incomplete");
    let mut table = Table::new(
        &heading,
        [
            Column::new(say("monthly-participant"), Kind::Text),
            Column::new(say("monthly-missing"), Kind::Text),
        ],
    );
    for one in &told.incomplete {
        let mut lacks: Vec<String> = one.missing.iter().map(|what| say(lack(*what))).collect();
        if one.erased {
            lacks.push(say("monthly-missing-erased"));
        }
        table.row([Cell::text(one.participant.to_string()), Cell::text(lacks.join(", "))]);
    }
    let section = Section::new(heading).with(table);
    match told.incomplete_hidden {
        0 => section,
        some => section.with(counted(tongue, "monthly-more", some)),
    }
}

fn lack(what: Missing) -> &'static str {
    match what {
        Missing::Identity => "monthly-missing-identity",
        Missing::Entry => "monthly-missing-entry",
        Missing::Hours => "monthly-missing-hours",
        Missing::Gender => "monthly-missing-gender",
    }
}

fn faults(told: &MonthlyShown, tongue: Tongue) -> Section {
    let mut section = Section::new(tongue.say("monthly-faults", &[]));
    for fault in &told.faults {
        section = section.with(fault.as_str());
    }
    for (gender, count) in &told.without_form {
        let gender = tongue.say(word(*gender), &[]);
        let (count, gender) = (count.to_string(), gender.as_str());
        let given = [("count", count.as_str()), ("gender", gender)];
        section = section.with(tongue.say("monthly-without-form", &given));
    }
    if told.partial_forms > 0 {
        section = section.with(counted(tongue, "monthly-partial-forms", told.partial_forms));
    }
    section
}

fn word(gender: Gender) -> &'static str {
    match gender {
        Gender::Woman => "monthly-gender-woman",
        Gender::Man => "monthly-gender-man",
        Gender::NonBinary => "monthly-gender-non_binary",
    }
}

fn counted(tongue: Tongue, key: &str, count: usize) -> String {
    tongue.say(key, &[("count", &count.to_string())])
}

/// What was sent of an operation, and what is to be sent again.
#[must_use]
pub fn series(told: &SeriesShown, tongue: Tongue) -> Document {
    let say = |key: &str| tongue.say(key, &[]);
    let mut document = Document::new(say("monthly-series-title"), language(tongue));
    document.fact(say("monthly-operation"), &told.operation);
    let order = if told.in_order { "monthly-yes" } else { "monthly-no" };
    document.fact(say("monthly-in-order"), say(order));
    if let Some(next) = told.next {
        document.fact(say("monthly-next"), next);
    }
    let columns = || {
        [
            Column::new(say("monthly-month"), Kind::Text),
            Column::new(say("monthly-version"), Kind::Number),
        ]
    };
    let [month, version] = columns();
    let rest = [
        Column::new(say("monthly-on"), Kind::Day),
        Column::new(say("monthly-row-count"), Kind::Number),
    ];
    let mut sent = Table::new(say("monthly-sent"), [month, version].into_iter().chain(rest));
    for SentLine { month, version, on, rows, hash: _ } in &told.sent {
        let month = Cell::text(month.to_string());
        sent.row([month, Cell::Whole((*version).into()), Cell::Day(*on), Cell::count(*rows)]);
    }
    document.sections.push(Section::new(say("monthly-sent")).with(sent));
    let changed = [Column::new(say("monthly-changes"), Kind::Number)];
    let mut again = Table::new(say("monthly-again"), columns().into_iter().chain(changed));
    for one in &told.again {
        let changes = Cell::count(one.changes.len() + one.hidden);
        again.row([Cell::text(one.month.to_string()), Cell::Whole(one.version.into()), changes]);
    }
    document.sections.push(Section::new(say("monthly-again")).with(again));
    document
}
