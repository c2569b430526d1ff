//! The outcome model: its coefficients, what it is worth, and what it says of
//! one pair.

use std::collections::BTreeMap;

use etablera_matching::outcome::{Basis, Feature, Reliability};
use etablera_reporting::document::{
    Cell, Chart, Column, Document, Kind, Line, Plot, Point, Section, Table,
};

use super::language;
use crate::office::{LeftOut, ModelChecked, ModelShown, PairForeseen};
use crate::words::Tongue;

/// How many reasons a pair is told.
const REASONS: usize = 5;

/// Words in a tongue.
#[derive(Clone, Copy)]
struct Says(Tongue);

impl Says {
    fn say(self, key: &str) -> String {
        self.0.say(key, &[])
    }

    #[expect(clippy::needless_pass_by_value, reason = "a call reads better without `&`")]
    fn with(self, key: &str, name: &str, value: impl ToString) -> String {
        self.0.say(key, &[(name, &value.to_string())])
    }

    fn feature(self, feature: Feature) -> String {
        self.with("model-feature", "feature", feature.name())
    }

    /// A share from 0 to 1 in per cent, as the tongue writes it.
    fn share(self, share: f64) -> String {
        language(self.0).share(share)
    }

    fn columns<const N: usize>(self, columns: [(&str, Kind); N]) -> [Column; N] {
        columns.map(|(key, kind)| Column::new(self.say(key), kind))
    }

    fn basis(self, basis: Basis) -> String {
        match basis {
            Basis::Coefficients => self.say("model-basis-coefficients"),
            Basis::BaseRate(why) => self.with("model-basis-base", "why", word(&why)),
        }
    }
}

/// The word that something is written as.
fn word(what: &impl serde::Serialize) -> String {
    let word = serde_json::to_value(what).ok().and_then(|word| word.as_str().map(str::to_owned));
    word.unwrap_or_default()
}

/// The report on a learnt model: the coefficients, what it is worth on trials
/// that it was not fitted to, and how many were left out.
#[must_use]
pub fn model(told: &ModelShown, tongue: Tongue) -> Document {
    let says = Says(tongue);
    let mut document = Document::new(says.say("model-title"), language(tongue));
    let operation = told.from.operation.as_ref().map(ToString::to_string);
    document.fact(
        says.say("model-operation"),
        operation.unwrap_or_else(|| says.say("model-operation-all")),
    );
    document.fact(says.say("model-until"), told.from.until);
    document.fact(says.say("model-job-days"), told.from.job_days);
    document.fact(says.say("model-trials"), told.trials);
    document.fact(says.say("model-employed"), told.employed);
    document.fact(says.say("model-base-rate"), says.share(told.base_rate));
    document.fact(says.say("model-hash"), told.hash);
    let what = Section::new(says.say("model-what"))
        .with(says.say("model-what-text"))
        .with(says.say("model-what-not"))
        .with(says.basis(told.basis));
    document.sections.push(what);
    if !told.coefficients.is_empty() {
        document.sections.push(
            Section::new(says.say("model-coefficients"))
                .with(says.with("model-coefficients-text", "penalty", told.penalty))
                .with(coefficients(told, says)),
        );
    }
    if let Some(held_out) = &told.held_out {
        document.sections.push(worth(held_out, ("model-held-out", says)));
    }
    document.sections.push(left_out(&told.left_out, says));
    document
}

/// The report on a model held against later trials.
#[must_use]
pub fn model_check(told: &ModelChecked, tongue: Tongue) -> Document {
    let says = Says(tongue);
    let mut document = Document::new(says.say("model-check-title"), language(tongue));
    document.fact(says.say("model-after"), told.after);
    document.fact(says.say("model-until"), told.until);
    document.fact(says.say("model-trials"), told.trials);
    document.fact(says.say("model-hash"), told.hash);
    let verdict = match (&told.reliability, told.drifted) {
        (None, _) => "model-check-none",
        (Some(_), true) => "model-check-drifted",
        (Some(_), false) => "model-check-holds",
    };
    document.sections.push(Section::new(says.say("model-check")).with(says.say(verdict)));
    if let Some(reliability) = &told.reliability {
        document.sections.push(worth(reliability, ("model-later", says)));
        let columns = [("model-what-of", Kind::Text), ("model-shift", Kind::Number)];
        let mut table = Table::new(says.say("model-shifts"), says.columns(columns));
        for (feature, shift) in &told.shifts {
            table.row([Cell::text(says.feature(*feature)), Cell::Decimal(*shift, 2)]);
        }
        document.sections.push(Section::new(says.say("model-shifts")).with(table));
    }
    document.sections.push(left_out(&told.left_out, says));
    document
}

/// What a model says of one pair, in sentences for whoever decides: the chance
/// with its interval, what moves it most, and that a person decides.
#[must_use]
pub fn model_pair(told: &PairForeseen, tongue: Tongue) -> Vec<String> {
    let says = Says(tongue);
    let (chance, low, high) =
        (says.share(told.chance), says.share(told.low), says.share(told.high));
    let args = [("chance", chance.as_str()), ("low", &low), ("high", &high)];
    let mut lines = vec![tongue.say("model-pair-chance", &args), says.basis(told.basis)];
    lines.extend(told.reasons.iter().take(REASONS).map(|reason| {
        let key = if reason.log_odds > 0.0 { "model-pair-up" } else { "model-pair-down" };
        says.with(key, "feature", says.feature(reason.feature))
    }));
    lines.push(says.say("model-pair-decides"));
    lines
}

fn coefficients(told: &ModelShown, says: Says) -> Table {
    let columns = [
        ("model-what-of", Kind::Text),
        ("model-mean", Kind::Number),
        ("model-deviation", Kind::Number),
        ("model-coefficient", Kind::Number),
        ("model-standard-error", Kind::Number),
        ("model-odds-ratio", Kind::Number),
    ];
    let mut table = Table::new(says.say("model-coefficients"), says.columns(columns));
    table.row([
        Cell::text(says.say("model-intercept")),
        Cell::Empty,
        Cell::Empty,
        Cell::Decimal(told.intercept, 3),
    ]);
    for one in &told.coefficients {
        table.row([
            Cell::text(says.feature(one.feature)),
            Cell::Decimal(one.mean, 3),
            Cell::Decimal(one.deviation, 3),
            Cell::Decimal(one.coefficient, 3),
            Cell::Decimal(one.standard_error, 3),
            Cell::Decimal(one.odds_ratio, 3),
        ]);
    }
    table
}

/// What chances are worth: the figures beside those of the plain share, and
/// the reliability curve.
fn worth(told: &Reliability, (heading, says): (&str, Says)) -> Section {
    let columns = [
        ("model-figure", Kind::Text),
        ("model-of-model", Kind::Number),
        ("model-of-share", Kind::Number),
    ];
    let mut table = Table::new(says.say(heading), says.columns(columns));
    let number = |value: f64| Cell::Decimal(value, 3);
    let auc = told.auc.map_or(Cell::Empty, number);
    let skill = told.skill().map_or(Cell::Empty, number);
    for (key, of_model, of_share) in [
        ("model-foreseen", Cell::Share(told.foreseen), Cell::Share(told.came())),
        ("model-brier", number(told.brier), number(told.brier_base)),
        ("model-log-loss", number(told.log_loss), number(told.log_loss_base)),
        ("model-skill", skill, number(0.0)),
        ("model-auc", auc, number(0.5)),
        ("model-calibration-error", number(told.calibration_error), Cell::Empty),
    ] {
        table.row([Cell::text(says.say(key)), of_model, of_share]);
    }
    Section::new(says.say(heading))
        .with(says.say("model-worth-text"))
        .with(table)
        .with(curve(told, says))
}

/// The reliability curve, with the diagonal on which all that is foreseen
/// comes true.
fn curve(told: &Reliability, says: Says) -> Chart {
    let columns = [
        ("model-stretch", Kind::Text),
        ("model-trials", Kind::Number),
        ("model-employed", Kind::Number),
        ("model-foreseen", Kind::Share),
        ("model-came", Kind::Share),
        ("model-low", Kind::Share),
        ("model-high", Kind::Share),
    ];
    let mut data = Table::new(says.say("model-curve"), says.columns(columns));
    for bin in &told.bins {
        data.row([
            Cell::text(format!("{}–{}", says.share(bin.from), says.share(bin.to))),
            Cell::count(bin.trials as usize),
            Cell::count(bin.employed as usize),
            Cell::Share(bin.foreseen),
            Cell::Share(bin.came),
            Cell::Share(bin.low),
            Cell::Share(bin.high),
        ]);
    }
    let points = told.bins.iter().map(|bin| Point {
        x: bin.foreseen,
        y: bin.came,
        interval: Some((bin.low, bin.high)),
    });
    let corner = |at: f64| Point { x: at, y: at, interval: None };
    let lines = vec![
        Line { name: says.say("model-came"), points: points.collect() },
        Line { name: says.say("model-diagonal"), points: vec![corner(0.0), corner(1.0)] },
    ];
    Chart {
        title: says.say("model-curve"),
        description: says.say("model-curve-text"),
        plot: Plot::Lines { x: says.say("model-foreseen"), y: says.say("model-came"), lines },
        data,
    }
}

/// How many trials were left out, by clause: counts alone.
fn left_out(told: &BTreeMap<LeftOut, u32>, says: Says) -> Section {
    let section = Section::new(says.say("model-left-out"));
    if told.is_empty() {
        return section.with(says.say("model-left-out-none"));
    }
    let columns = [("model-clause", Kind::Text), ("model-trials", Kind::Number)];
    let mut table = Table::new(says.say("model-left-out"), says.columns(columns));
    for (clause, trials) in told {
        let clause = says.with("model-clause-of", "clause", word(clause));
        table.row([Cell::text(clause), Cell::count(*trials as usize)]);
    }
    section.with(table)
}
