//! How people of each group are chosen.

use etablera_reporting::audit::{Against, GroupImpact, GroupShare, Question, StepImpact};
use etablera_reporting::disclosure::Shown;
use etablera_reporting::document::{Bar, Cell, Chart, Document, Kind, Plot, Section, Table};

use super::{column, named, shown};
use crate::office::ImpactAudited;
use crate::papers::language;
use crate::words::Tongue;

/// The report on how people of each group are chosen: a part for each step,
/// with a table and a chart of the rates.
#[must_use]
pub fn impact(told: &ImpactAudited, tongue: Tongue) -> Document {
    let say = |key: &str| tongue.say(key, &[]);
    let mut document = Document::new(say("audit-impact-title"), language(tongue));
    document.fact(say("audit-operation"), &told.operation);
    document.fact(say("audit-ground"), named("ground", &told.impact.ground, tongue));
    document.fact(say("audit-until"), told.until);
    document.fact(say("audit-lists"), told.lists);
    let mut first = Section::new(say("audit-reading"));
    for key in
        ["audit-impact-how", "audit-impact-until", "audit-impact-question", "audit-impact-hidden"]
    {
        first = first.with(say(key));
    }
    if told.impact.withheld {
        first = first.with(say("audit-impact-withheld"));
    }
    if !told.impact.left_out.is_empty() {
        let steps = told.impact.left_out.iter().map(|step| named("step", step, tongue));
        let steps = steps.collect::<Vec<_>>().join(", ");
        first = first.with(tongue.say("audit-impact-left-out", &[("steps", &steps)]));
    }
    document.sections.push(first);
    document.sections.extend(told.impact.steps.iter().map(|step| section(step, tongue)));
    document
}

fn section(step: &StepImpact, tongue: Tongue) -> Section {
    let names = [("step", &step.step), ("of", &step.of_those)];
    let names = names.map(|(key, step)| (key, named("step", step, tongue)));
    let args = [("step", names[0].1.as_str()), ("of", names[1].1.as_str())];
    let heading = tongue.say("audit-impact-step", &args);
    let table = table(step, &heading, tongue);
    let section = Section::new(&heading);
    if step.groups.iter().all(|one| one.share.rate.is_none()) {
        return section.with(table);
    }
    let bars = step.groups.iter().map(|one| bar(one, tongue)).collect();
    let description = tongue.say("audit-impact-chart", &args);
    let plot = Plot::Bars { bars, whole: Some(1.0) };
    section.with(Chart { title: heading, description, plot, data: table })
}

/// The bar of a group; one whose rate is not told has its name, and no length.
fn bar(one: &GroupImpact, tongue: Tongue) -> Bar {
    let hidden = [one.share.of, one.share.selected].contains(&Shown::Hidden);
    let without = if hidden { Cell::Hidden } else { Cell::Empty };
    Bar {
        name: named("group", &one.group, tongue),
        value: one.share.rate.unwrap_or(f64::NAN),
        interval: one.share.interval.map(|interval| (interval.low, interval.high)),
        label: language(tongue).cell(&one.share.rate.map_or(without, Cell::Share)),
    }
}

fn table(step: &StepImpact, caption: &str, tongue: Tongue) -> Table {
    let mut columns = vec![column("audit-group", Kind::Text, tongue)];
    columns.extend(["audit-of", "audit-selected"].map(|key| column(key, Kind::Number, tongue)));
    columns.extend(
        ["audit-rate", "audit-low", "audit-high"].map(|key| column(key, Kind::Share, tongue)),
    );
    columns.extend(
        ["audit-ratio", "audit-ratio-low", "audit-ratio-high", "audit-ratio-others"]
            .map(|key| column(key, Kind::Number, tongue)),
    );
    columns.push(column("audit-question", Kind::Text, tongue));
    let mut table = Table::new(caption, columns);
    for one in &step.groups {
        let mut row = vec![Cell::text(named("group", &one.group, tongue))];
        row.extend(share(&one.share));
        let against = one.against_highest;
        row.extend([
            decimal(against.and_then(|one| one.ratio.value)),
            decimal(against.map(|one| one.ratio.low)),
            decimal(against.and_then(|one| one.ratio.high)),
            decimal(one.against_others.and_then(|one: Against| one.ratio.value)),
        ]);
        row.push(one.question.map_or(Cell::Empty, |question| {
            Cell::text(tongue.say(
                match question {
                    Question::MayBeChance => "audit-question-may-be-chance",
                    Question::Why => "audit-question-why",
                },
                &[],
            ))
        }));
        table.row(row);
    }
    let mut all = vec![Cell::text(tongue.say("audit-all", &[]))];
    all.extend(share(&step.all));
    table.row(all);
    table
}

fn share(share: &GroupShare) -> [Cell; 5] {
    let part = |part: Option<f64>| part.map_or(Cell::Empty, Cell::Share);
    [
        shown(share.of),
        shown(share.selected),
        part(share.rate),
        part(share.interval.map(|interval| interval.low)),
        part(share.interval.map(|interval| interval.high)),
    ]
}

fn decimal(number: Option<f64>) -> Cell {
    number.map_or(Cell::Empty, |number| Cell::Decimal(number, 2))
}
