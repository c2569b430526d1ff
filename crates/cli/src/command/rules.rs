//! `etablera rules`.

use std::path::PathBuf;

use etablera_casework::office as case;
use etablera_programme::decision::Answer;
use etablera_programme::rules::{self, Rule, Value};
use etablera_programme::support::{Assessment, Factor, Facts};
use serde::Serialize;

use super::desk::Desk;
use super::facts::{facts, text};
use crate::args::Format;
use crate::args::rules::{RuleFiles, Rules, RulesAdopt, RulesShow, RulesTrace};
use crate::error::CommandError;
use crate::exit::Exit;
use crate::io::Io;
use crate::render::sheet;

pub(super) fn run(args: &Rules, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    match args {
        Rules::Show(args) => show(args, io),
        Rules::Trace(args) => trace(args, io),
        Rules::Rights(args) => super::rights::run(args, io),
        Rules::Payment(args) => super::rights::payment(args, io),
        Rules::Adopt(args) => adopt(args, io),
    }
}

fn adopt(args: &RulesAdopt, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let command = case::AdoptRules { rules: text(&args.file)? };
    let desk = Desk::open(&args.desk, io)?;
    let event = desk.run(async |office, call| case::adopt_rules(office, call, &command).await)?;
    sheet::record(&event, args.desk.format, io)?;
    Ok(Exit::Done)
}

/// The rules that ship, and over them those of files.
pub(super) fn open(args: &RuleFiles) -> Result<rules::Rules, CommandError> {
    over(rules::shipped(), &args.files)
}

/// Rules, and over them those of files.
pub(super) fn over(
    mut rules: rules::Rules,
    files: &[PathBuf],
) -> Result<rules::Rules, CommandError> {
    for file in files {
        let own = rules::Rules::parse(&text(file)?);
        let own = own.map_err(|error| CommandError::Use(format!("{}: {error}", file.display())))?;
        rules = rules.with(own);
    }
    Ok(rules)
}

/// A value that a rule has on some days.
#[derive(Serialize)]
struct Row<'r> {
    rule: &'r str,
    from: Option<String>,
    amount: Option<String>,
    unit: rules::Unit,
    verified: Option<bool>,
    reference: Option<&'r str>,
    description: &'r str,
}

fn row<'r>(rule: &'r Rule, from: Option<String>, value: Option<&'r Value>) -> Row<'r> {
    Row {
        rule: rule.name.as_str(),
        from,
        amount: value.map(|value| value.amount.to_string()),
        unit: rule.unit,
        verified: value.map(|value| value.standing == rules::Standing::Verified),
        reference: value.map(|value| value.reference.as_str()),
        description: &rule.description,
    }
}

fn show(args: &RulesShow, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let rules = open(&args.rules)?;
    let day = args.rules.as_of.unwrap_or(io.today);
    let rows: Vec<Row<'_>> = match rules.get(&args.name) {
        Some(rule) => {
            let changes = rule.values.changes();
            changes.map(|(from, value)| row(rule, Some(from.to_string()), value)).collect()
        }
        None => rules
            .iter()
            .filter(|rule| rule.name.as_str().starts_with(&args.name))
            .map(|rule| row(rule, None, rule.values.on(day)))
            .collect(),
    };
    if rows.is_empty() {
        let name = &args.name;
        return Err(CommandError::Use(format!("no rule is named or begins with `{name}`")));
    }
    let columns = [
        ("rule", "/rule"),
        ("from", "/from"),
        ("amount", "/amount"),
        ("unit", "/unit"),
        ("verified", "/verified"),
        ("reference", "/reference"),
        ("description", "/description"),
    ];
    let one = rows.iter().any(|row| row.from.is_some());
    let columns: Vec<_> = columns.into_iter().filter(|(name, _)| one || *name != "from").collect();
    sheet::list(&rows, &columns, args.format, io)?;
    Ok(Exit::Done)
}

fn trace(args: &RulesTrace, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let RulesTrace { form, case } = args;
    let rules = open(&case.rules)?;
    let day = case.rules.as_of.unwrap_or(io.today);
    let assessed = form.assess(&rules, &facts::<Facts>(&case.facts)?, day);
    let assessed = assessed.map_err(|error| CommandError::Use(error.to_string()))?;
    if case.for_employer {
        sheet::record(&assessed.for_employer(), case.format, io)?;
    } else {
        staff(&assessed, case.format, io)?;
    }
    let is_no = assessed.decision.answer == Answer::ProbablyNot;
    Ok(if is_no { Exit::No } else { Exit::Done })
}

/// The answer, what would be given, and every clause.
fn staff(assessed: &Assessment, format: Format, io: &mut Io<'_>) -> Result<(), CommandError> {
    if matches!(format, Format::Json | Format::Jsonl) {
        return sheet::record(assessed, format, io);
    }
    if format == Format::Table {
        sheet::record(&Summary::of(assessed), format, io)?;
        writeln!(io.out)?;
    }
    let columns = [
        ("rule", "/ground/rule"),
        ("finding", "/finding"),
        ("fact", "/fact"),
        ("amount", "/ground/amount"),
        ("reference", "/ground/reference"),
    ];
    sheet::list(&assessed.clauses, &columns, format, io)
}

/// What comes first.
#[derive(Serialize)]
struct Summary {
    answer: Answer,
    missing: Vec<&'static str>,
    unverified: Vec<String>,
    months: Option<u32>,
    days: Option<u32>,
    first_decision_months: Option<u32>,
    times_contributions: Option<String>,
    pay_that_counts: Option<u32>,
}

impl Summary {
    fn of(assessed: &Assessment) -> Self {
        let decision = &assessed.decision;
        let times = |factor: Factor| format!("{} own, {} full", factor.own, factor.extra);
        Self {
            answer: decision.answer,
            missing: decision.missing.iter().copied().collect(),
            unverified: decision.unverified.iter().map(ToString::to_string).collect(),
            months: assessed.length.map(|length| length.months),
            days: assessed.length.map(|length| length.days),
            first_decision_months: assessed.first_decision_months,
            times_contributions: assessed.factor.map(times),
            pay_that_counts: assessed.pay_that_counts,
        }
    }
}
