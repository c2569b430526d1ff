//! `etablera experiment`.

use std::num::NonZeroUsize;
use std::path::Path;
use std::time::Instant;

use etablera_casework::experiment::{
    Market, NAMES, contender, exact, market, plot, summary_rows, trial_rows,
};
use etablera_casework::plan::read_groups;
use etablera_casework::shortlist::threads;
use etablera_matching::experiment::{
    Arrivals, Case, Crowd, LogError, Measure, Study, Synthetic, Trial, summaries,
};

use super::inputs::{Loaded, load};
use crate::args::{Experiment, Format, Inputs, LogKind};
use crate::error::CommandError;
use crate::exit::Exit;
use crate::file::Files;
use crate::io::Io;
use crate::progress::Progress;
use crate::render::experiment;

pub(super) fn run(args: &Experiment, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let names = names(args)?;
    let trials = match args.log {
        LogKind::Synthetic => synthetic(args, &names, io)?,
        LogKind::Population => population(args, &names, io)?,
    };
    if let Some(folder) = &args.out {
        write(args, folder, &trials)?;
        io.remark(&format!("rows and plots are in `{}`", folder.display()));
    }
    match args.format {
        Format::Table => experiment::tables(&trials, args.seeds.get(), !args.no_time, io)?,
        Format::Csv => io.out.write_all(trial_rows(&trials, !args.no_time).as_bytes())?,
        Format::Json => experiment::json(&trials, !args.no_time, io)?,
        Format::Jsonl => experiment::json_lines(&trials, !args.no_time, io)?,
    }
    Ok(Exit::Done)
}

/// The contenders that are asked for, each once.
fn names(args: &Experiment) -> Result<Vec<&str>, CommandError> {
    if args.strategies.is_empty() {
        return Ok(NAMES.to_vec());
    }
    let mut names: Vec<&str> = Vec::new();
    for name in &args.strategies {
        contender(name, args.seed).map_err(|error| CommandError::Use(error.to_string()))?;
        if names.contains(&name.as_str()) {
            return Err(CommandError::Use(format!("`{name}` is named twice: expected once")));
        }
        names.push(name);
    }
    Ok(names)
}

fn synthetic(
    args: &Experiment,
    names: &[&str],
    io: &mut Io<'_>,
) -> Result<Vec<Trial>, CommandError> {
    let Inputs { needs, taxonomy, parameters, as_of, .. } = &args.inputs;
    let given = [
        ("--needs", needs.is_some()),
        ("--taxonomy", taxonomy.is_some()),
        ("--parameters", parameters.is_some()),
        ("--as-of", as_of.is_some()),
    ];
    if let Some((option, _)) = given.into_iter().find(|(_, is_given)| *is_given) {
        return Err(CommandError::Use(format!(
            "`--log synthetic` matches nobody and makes no use of `{option}`: expected it left out"
        )));
    }
    let model = Synthetic {
        periods: args.periods,
        patience: args.patience,
        choices: args.choices,
        ..Synthetic::default()
    };
    compare(args, names, io, &|seed| model.case(seed, args.histories))
}

fn population(
    args: &Experiment,
    names: &[&str],
    io: &mut Io<'_>,
) -> Result<Vec<Trial>, CommandError> {
    let loaded = load(&args.inputs, io)?;
    let groups = args.groups.as_deref().map(|file| read_groups(file, &loaded.participants));
    let groups = groups.transpose().map_err(CommandError::Table)?.map(|(_, groups)| groups);
    let market = pairs(args, &loaded, io)?;
    let (people, needs) = (market.instance.participants(), market.instance.needs());
    io.remark(&format!(
        "{people} people, {needs} needs with {} seats, {} pairs that are ready or trainable",
        market.instance.seats().iter().map(|seats| u64::from(*seats)).sum::<u64>(),
        market.instance.edges().len(),
    ));
    let arrivals =
        Arrivals { periods: args.periods, patience: args.patience, ..Arrivals::default() };
    let crowd = Crowd {
        instance: &market.instance,
        groups: groups.as_ref(),
        preferences: Some(&market.preferences),
    };
    compare(args, names, io, &|seed| arrivals.case(crowd, seed, args.histories))
}

fn pairs(args: &Experiment, loaded: &Loaded, io: &Io<'_>) -> Result<Market, CommandError> {
    let (needs, people) = (loaded.needs.len(), loaded.participants.len());
    let _progress = Progress::spinner(io, format!("{needs} needs × {people} people"));
    let threads = args.threads.unwrap_or_else(threads);
    market(&loaded.matcher(), loaded.pool(), args.choices as usize, threads)
        .map_err(|error| CommandError::Use(error.to_string()))
}

fn compare(
    args: &Experiment,
    names: &[&str],
    io: &mut Io<'_>,
    draw: &(dyn Fn(u64) -> Result<Case, LogError> + Sync),
) -> Result<Vec<Trial>, CommandError> {
    let seeds = seeds(args)?;
    let threads = args.threads.unwrap_or_else(threads).min(args.seeds);
    if threads > NonZeroUsize::MIN && !args.no_time {
        io.remark(&format!("{threads} seeds at a time: times are longer than of one alone"));
    }
    let progress = Progress::steps(io, "seeds", seeds.len() as u64);
    let contenders =
        |seed| -> Vec<_> { names.iter().filter_map(|name| contender(name, seed).ok()).collect() };
    let began = Instant::now();
    let study =
        Study { contenders: &contenders, exact: exact(), threads, stopwatch: &|| began.elapsed() };
    let counted = |seed| {
        progress.step();
        draw(seed)
    };
    study.run(&seeds, &counted).map_err(|error| CommandError::Use(error.to_string()))
}

/// The seeds, one after the other.
fn seeds(args: &Experiment) -> Result<Vec<u64>, CommandError> {
    let last = u64::try_from(args.seeds.get() - 1).ok();
    let last = last.and_then(|more| args.seed.checked_add(more)).ok_or_else(|| {
        let (first, count) = (args.seed, args.seeds);
        CommandError::Use(format!(
            "{count} seeds from `--seed {first}` go beyond {}: expected a smaller one",
            u64::MAX
        ))
    })?;
    Ok((args.seed..=last).collect())
}

/// Rows and plots, all or none.
fn write(args: &Experiment, folder: &Path, trials: &[Trial]) -> Result<(), CommandError> {
    let (summaries, seeds) = (summaries(trials), args.seeds.get());
    let mut files = Files::default();
    let mut put = |name: &str, text: &str| {
        files.write(&folder.join(name), |out| out.write_all(text.as_bytes()))
    };
    put("trials.csv", &trial_rows(trials, !args.no_time))?;
    put("summary.csv", &summary_rows(&summaries, !args.no_time))?;
    let shown = Measure::ALL.into_iter().filter(|m| !args.no_time || *m != Measure::Milliseconds);
    for measure in shown {
        put(&format!("{}.svg", measure.name()), &plot(&summaries, measure, seeds))?;
    }
    files.finish()
}
