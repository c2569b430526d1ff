//! `etablera rules rights` and `etablera rules payment`.

use etablera_programme::decision::{Answer, Clause, Decision};
use etablera_programme::rights::{
    Benefit, BenefitFacts, ProgrammeFacts, SfiFacts, bostadsersattning, etableringsersattning,
    etableringsprogrammet, etableringstillagg, sfi, sfi_volume,
};
use etablera_programme::rules::{Rules, RulesError};
use etablera_programme::support::{self, Papers, Subsidy};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::facts::{facts, wrong};
use super::rules::open;
use crate::args::Format;
use crate::args::rules::RulesRights;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::io::Io;
use crate::render::sheet;

/// What is asked about, each with facts of its own.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Facts {
    sfi: Option<SfiFacts>,
    etableringsprogrammet: Option<ProgrammeFacts>,
    etableringsersattning: Option<BenefitFacts>,
}

/// The papers of a month, and of which support.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Month {
    subsidy: Subsidy,
    papers: Papers,
}

/// An answer as it is shown: what was asked, the answer with its clauses, and
/// what else is told.
#[derive(Serialize)]
struct Told {
    asked: &'static str,
    decision: Decision,
    clauses: Vec<Clause>,
    #[serde(flatten)]
    more: Map<String, Value>,
}

impl Told {
    fn new(
        asked: &'static str,
        (decision, clauses): (Decision, Vec<Clause>),
        more: impl IntoIterator<Item = (&'static str, Value)>,
    ) -> Self {
        let more = more.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        Self { asked, decision, clauses, more }
    }

    fn of(asked: &'static str, benefit: Benefit) -> Self {
        let Benefit { decision, clauses, day_ore, days_a_week, month_kr } = benefit;
        let more = [
            ("day_ore", day_ore.into()),
            ("days_a_week", days_a_week.into()),
            ("month_kr", month_kr.into()),
        ];
        Self::new(asked, (decision, clauses), more)
    }
}

pub(super) fn run(args: &RulesRights, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let asked: Facts = facts(&args.facts)?;
    let rules = open(&args.rules)?;
    let day = args.rules.as_of.unwrap_or(io.today);
    let told = all(&rules, &asked, day)?;
    if told.is_empty() {
        let why = "no right is asked about: expected a table `sfi`, `etableringsprogrammet` or \
                   `etableringsersattning`";
        return Err(wrong(&args.facts, why));
    }
    show(&told, args.format, io)
}

fn all(rules: &Rules, asked: &Facts, day: chrono::NaiveDate) -> Result<Vec<Told>, CommandError> {
    let failed = |error: RulesError| CommandError::Use(error.to_string());
    let mut told = Vec::new();
    if let Some(facts) = &asked.sfi {
        let one = sfi(rules, facts, day).map_err(failed)?;
        let more = [
            ("responsible", serde_json::to_value(one.responsible)?),
            ("right_from", serde_json::to_value(one.right_from)?),
            ("start_within", serde_json::to_value(one.start_within)?),
            ("start_aim", serde_json::to_value(one.start_aim)?),
        ];
        told.push(Told::new("sfi", (one.decision, one.clauses), more));
        if facts.week_hours_tenths.is_some() {
            let one = sfi_volume(rules, facts, day).map_err(failed)?;
            let more = [("total_tenths", one.total_tenths.into())];
            told.push(Told::new("sfi_volume", (one.decision, one.clauses), more));
        }
    }
    if let Some(facts) = &asked.etableringsprogrammet {
        let one = etableringsprogrammet(rules, facts, day).map_err(failed)?;
        let more = [
            ("left", serde_json::to_value(one.left)?),
            ("last_day", serde_json::to_value(one.last_day)?),
        ];
        told.push(Told::new("etableringsprogrammet", (one.decision, one.clauses), more));
    }
    if let Some(facts) = &asked.etableringsersattning {
        let one = etableringsersattning(rules, facts, day).map_err(failed)?;
        told.push(Told::of("etableringsersattning", one));
        let one = etableringstillagg(rules, facts, day).map_err(failed)?;
        told.push(Told::of("etableringstillagg", one));
        let one = bostadsersattning(rules, facts, day).map_err(failed)?;
        told.push(Told::of("bostadsersattning", one));
    }
    Ok(told)
}

pub(super) fn payment(args: &RulesRights, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let Month { subsidy, papers } = facts(&args.facts)?;
    let rules = open(&args.rules)?;
    let day = args.rules.as_of.unwrap_or(io.today);
    let one = support::payment(&rules, subsidy, &papers, day);
    let one = one.map_err(|error| CommandError::Use(error.to_string()))?;
    let more = [
        ("counted_to", serde_json::to_value(one.counted_to)?),
        ("documents_due", serde_json::to_value(one.documents_due)?),
        ("credited_by", serde_json::to_value(one.credited_by)?),
    ];
    let asked = match subsidy {
        Subsidy::Nystartsjobb => "nystartsjobb",
        Subsidy::Introduktionsjobb => "introduktionsjobb",
    };
    show(&[Told::new(asked, (one.decision, one.clauses), more)], args.format, io)
}

/// What comes first of an answer.
#[derive(Serialize)]
struct Summary<'t> {
    asked: &'static str,
    answer: Answer,
    missing: Vec<&'static str>,
    unverified: Vec<String>,
    #[serde(flatten)]
    more: &'t Map<String, Value>,
}

/// A clause, and of which answer.
#[derive(Serialize)]
struct Row<'t> {
    asked: &'static str,
    #[serde(flatten)]
    clause: &'t Clause,
}

const COLUMNS: sheet::Columns<'_> = &[
    ("asked", "/asked"),
    ("rule", "/ground/rule"),
    ("finding", "/finding"),
    ("fact", "/fact"),
    ("amount", "/ground/amount"),
    ("reference", "/ground/reference"),
];

/// Every answer, and every clause; no if all are.
fn show(told: &[Told], format: Format, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    match format {
        Format::Json | Format::Jsonl => sheet::list(told, &[], format, io)?,
        Format::Csv => sheet::list(&rows(told), COLUMNS, format, io)?,
        Format::Table => {
            for one in told {
                sheet::record(&summary(one), format, io)?;
                writeln!(io.out)?;
                sheet::list(&rows(std::slice::from_ref(one)), &COLUMNS[1..], format, io)?;
                if one.asked != told[told.len() - 1].asked {
                    writeln!(io.out)?;
                }
            }
        }
    }
    let is_no = |one: &Told| one.decision.answer == Answer::ProbablyNot;
    Ok(if told.iter().all(is_no) { Exit::No } else { Exit::Done })
}

fn summary(told: &Told) -> Summary<'_> {
    let Told { asked, decision, more, .. } = told;
    Summary {
        asked,
        answer: decision.answer,
        missing: decision.missing.iter().copied().collect(),
        unverified: decision.unverified.iter().map(ToString::to_string).collect(),
        more,
    }
}

fn rows(told: &[Told]) -> Vec<Row<'_>> {
    let of = |one| {
        let &Told { asked, ref clauses, .. }: &Told = one;
        clauses.iter().map(move |clause| Row { asked, clause })
    };
    told.iter().flat_map(of).collect()
}
