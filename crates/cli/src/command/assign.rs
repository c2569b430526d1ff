//! `etablera assign` and `etablera assign verify`.

use std::path::Path;
use std::time::Instant;

use etablera_casework::assign::{
    Checked, Problem, Summary, Tables, check, write_plan, write_prices,
};
use etablera_matching::assignment::{Objective, Prices};
use etablera_matching::strategy::{Proof, Solution};

use super::strategy::strategy;
use crate::args::{Assign, AssignCommand, AssignSolve, AssignTables, AssignVerify};
use crate::error::CommandError;
use crate::exit::Exit;
use crate::file::Files;
use crate::io::Io;
use crate::progress::Progress;

pub(super) fn run(args: &Assign, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    match (&args.command, &args.tables, &args.solve) {
        (Some(AssignCommand::Verify(args)), ..) => verify(args, io),
        (None, Some(tables), Some(args)) => solve(tables, args, io),
        (None, ..) => Err(CommandError::Use("nothing to assign: expected `--edges`".to_owned())),
    }
}

fn verify(args: &AssignVerify, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let problem = read(&args.tables, io)?;
    let checked = check(&problem, &args.plan, &args.prices).map_err(CommandError::Table)?;
    let (exit, said) = match checked {
        Checked::Optimal { objective, placed, total } => {
            let none = match objective {
                Objective::HighestTotal => "no plan has a higher total",
                Objective::MostPlaced => "no plan places more, and none that does has more points",
            };
            (Exit::Done, format!("optimal: {total} points, {placed} placed; {none}"))
        }
        Checked::Wrong(what) => (Exit::No, format!("not proven optimal: {what}")),
    };
    writeln!(io.out, "{said}")?;
    Ok(exit)
}

fn solve(tables: &AssignTables, args: &AssignSolve, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let problem = read(tables, io)?;
    let round = problem.round();
    let strategy = strategy(args.strategy, args.seed);
    let begun = Instant::now();
    let solution = {
        let _progress = Progress::spinner(io, format!("{} pairs", problem.instance.edges().len()));
        strategy.solve(&round)?
    };
    let milliseconds = begun.elapsed().as_secs_f64() * 1000.0;
    let mut summary = Summary::new(strategy.name(), &round, &solution);
    summary.groups = problem.shares(&solution.plan);
    summary.milliseconds = Some(milliseconds);
    summary.unlisted = tables.preferences.as_ref().map(|_| problem.unlisted);
    write(args, &problem, (&solution, &summary), io)?;
    Ok(Exit::Done)
}

fn read(tables: &AssignTables, io: &Io<'_>) -> Result<Problem, CommandError> {
    let AssignTables { edges, seats, preferences, groups, limits } = tables;
    let _progress = Progress::spinner(io, "tables");
    let tables = Tables {
        edges,
        seats,
        preferences: preferences.as_deref(),
        groups: groups.as_deref(),
        limits: limits.as_deref(),
    };
    Problem::read(&tables).map_err(CommandError::Table)
}

/// Writes all files, and then what goes to the screen.
fn write(
    args: &AssignSolve,
    problem: &Problem,
    (solution, summary): (&Solution, &Summary),
    io: &mut Io<'_>,
) -> Result<(), CommandError> {
    let mut files = Files::default();
    if let Some(file) = &args.prices {
        let prices = prices(&solution.proof, file)?;
        files.write(file, |out| write_prices(&problem.needs, problem.limits(), prices, out))?;
    }
    if let Some(file) = &args.out {
        files.write(file, |out| write_plan(problem, &solution.plan, out))?;
    }
    let mut said = serde_json::to_string_pretty(summary)?;
    if let Some(file) = &args.summary {
        said.push('\n');
        files.write(file, |out| out.write_all(said.as_bytes()))?;
    }
    files.finish()?;
    if args.out.is_none() {
        write_plan(problem, &solution.plan, &mut *io.out)?;
    }
    if args.summary.is_none() {
        io.remark(&said);
    }
    Ok(())
}

pub(super) fn prices<'p>(proof: &'p Proof, file: &Path) -> Result<&'p Prices, CommandError> {
    match proof {
        Proof::Optimal(prices) => Ok(prices),
        Proof::None | Proof::AtMost(_) => Err(CommandError::Use(format!(
            "the plan is not proven to be the best, so there are no prices for `{}`: expected \
             `--strategy optimal` or `most-placed`, and limits that do not cross each other",
            file.display()
        ))),
    }
}
