//! `etablera plan`.

use std::path::Path;
use std::time::Instant;

use etablera_casework::assign::{FairPrice, Names, Summary, write_prices};
use etablera_casework::explain::Speaker;
use etablera_casework::office::{Engine, LearntModel};
use etablera_casework::plan::{
    Action, Bill, Draft, Open, Proposal, Row, Terms, Told, WhyNot, chances, read_groups,
    read_limits, read_overrides,
};
use etablera_casework::receipt::{Command, Counts, Role};
use etablera_casework::shortlist::{Pool, threads};
use etablera_matching::Matcher;
use etablera_matching::strategy::{Expected, Refusal, Solution, Strategy};
use serde::Serialize;

use super::assign::prices;
use super::inputs::{Loaded, learnt};
use super::receipt::{self, Papers, Question};
use super::strategy::{best, strategy, strategy_name};
use crate::args::{Format, Inputs, Language, Plan, StrategyName};
use crate::error::CommandError;
use crate::exit::Exit;
use crate::file::Files;
use crate::io::Io;
use crate::progress::Progress;
use crate::render::plan;

pub(super) fn run(args: &Plan, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let papers = Papers { receipt: args.receipt.as_deref(), out: args.out.as_deref() };
    receipt::run(args, papers, io)
}

impl Question for Plan {
    fn inputs(&self) -> &Inputs {
        &self.inputs
    }

    fn tables(&self) -> Vec<(Role, &Path)> {
        self.tables.given().collect()
    }

    fn command(&self) -> Command {
        Command::Plan {
            strategy: strategy_name(self.strategy),
            tiers: self.tiers.into(),
            seed: self.seed,
            why: self.why.clone(),
        }
    }

    fn how(&self) -> (Format, Language) {
        (self.format, self.language)
    }

    fn answer(
        &self,
        loaded: &Loaded,
        files: &mut Files,
        io: &mut Io<'_>,
    ) -> Result<(Exit, Counts), CommandError> {
        Ok((Exit::Done, answer(self, loaded, files, io)?))
    }
}

/// Solves the round, and writes the answer and the files beside it.
fn answer(
    args: &Plan,
    loaded: &Loaded,
    files: &mut Files,
    io: &mut Io<'_>,
) -> Result<Counts, CommandError> {
    let pool = loaded.pool();
    let (terms, groups) = terms(args, pool)?;
    refuse_pins(args.strategy, &terms, pool)?;
    let learnt = model(args, loaded)?;
    let matcher = loaded.matcher();
    let draft = {
        let pairs = format!("{} needs × {} people", pool.needs.len(), pool.participants.len());
        let _progress = Progress::spinner(io, pairs);
        Draft::new(&matcher, pool, terms)?
    };
    let open = draft.open()?;
    let (solution, milliseconds) = solve((args, &matcher), (pool, learnt.as_ref()), &open, io)?;
    let proposal = draft.proposal(&matcher, &open, &solution)?;
    let bill = draft.bill(best())?;
    let name = strategy(args.strategy, args.seed).name();
    let mut summary = summary(name, (&draft, &open), (&solution, &proposal));
    summary.groups = groups.and_then(|names| draft.shares(&proposal.plan, &names));
    let speaker = Speaker {
        tongue: args.language.into(),
        taxonomy: &loaded.taxonomy,
        catalogue: loaded.catalogue.as_ref(),
    };
    let bill = bill.as_ref();
    let told = Told { speaker, strategy: name, draft: &draft, proposal: &proposal, bill };
    let asked = args.why.as_deref().map(|asked| pairs(asked, told)).transpose()?;
    let why = asked.map(|pairs| {
        pairs.into_iter().map(|pair| draft.why(&matcher, (&open, &proposal), pair)).collect()
    });
    let why: Option<Vec<WhyNot>> = why.transpose()?;
    match why {
        Some(why) => answer_why(args.format, told, &why, io)?,
        None => encode(args.format, told, &summary, io)?,
    }
    beside(args, told, (&summary, milliseconds), files)?;
    Ok(counts(pool, &summary))
}

/// What was passed over: a plan shows whom it places.
fn counts(pool: Pool<'_>, summary: &Summary) -> Counts {
    let considered = pool.needs.len() as u64 * pool.participants.len() as u64;
    let not_eligible = Some(considered - summary.pairs as u64);
    Counts { considered, shown: summary.placed as u64, not_eligible, lists: Vec::new() }
}

/// What the round is solved under, and the groups' names.
fn terms(args: &Plan, pool: Pool<'_>) -> Result<(Terms, Option<Names>), CommandError> {
    let tables = &args.tables;
    let limits = tables.limits.as_ref().map(|file| read_limits(file, pool.needs)).transpose();
    let groups =
        tables.groups.as_ref().map(|file| read_groups(file, pool.participants)).transpose();
    let overrides = tables.overrides.as_ref().map(|file| read_overrides(file, pool)).transpose();
    let (names, groups) = groups.map_err(CommandError::Table)?.unzip();
    let terms = Terms {
        least: args.tiers.into(),
        limits: limits.map_err(CommandError::Table)?,
        groups,
        overrides: overrides.map_err(CommandError::Table)?.unwrap_or_default(),
        threads: args.threads.unwrap_or_else(threads),
    };
    Ok((terms, names))
}

/// Fair strategies see only what is left to decide: a pinned person would be
/// a member of their group who gets nothing, and the group be given more.
fn refuse_pins(name: StrategyName, terms: &Terms, pool: Pool<'_>) -> Result<(), CommandError> {
    if !matches!(name, StrategyName::Fair | StrategyName::FairPlaces) {
        return Ok(());
    }
    let pin = terms.overrides.iter().find_map(|one| match one.action {
        Action::Pin(need) => Some((&pool.participants[one.participant].id, &pool.needs[need].id)),
        Action::Bar(_) | Action::KeepOut => None,
    });
    match pin {
        None => Ok(()),
        Some((participant, need)) => Err(CommandError::Refusal(Refusal {
            strategy: strategy(name, 0).name(),
            what: format!("the pin of `{participant}` to `{need}`"),
            why: "what pins give would not count for their groups; expected overrides without \
                  pins, or another strategy"
                .to_owned(),
        })),
    }
}

/// The pairs that are asked about: a participant, or a participant and a
/// need. Ids may hold colons.
fn pairs(asked: &str, told: Told<'_>) -> Result<Vec<(usize, usize)>, CommandError> {
    let Told { draft, .. } = told;
    let (people, needs) = (draft.participant_names(), draft.need_names());
    if let Some(person) = people.number(asked) {
        let possible = draft.needs_of(person as usize);
        return Ok(possible.into_iter().map(|need| (person as usize, need)).collect());
    }
    let cuts = asked.match_indices(':').map(|(at, _)| (&asked[..at], &asked[at + 1..]));
    let mut found = cuts.filter_map(|(person, need)| {
        Some((people.number(person)? as usize, needs.number(need)? as usize))
    });
    found.next().map(|pair| vec![pair]).ok_or_else(|| {
        CommandError::Use(format!(
            "`{asked}` names nobody: expected a participant's id, or with a need's after a `:`"
        ))
    })
}

/// The learnt model that the strategy goes by, where it goes by one: learnt
/// with the taxonomy, the numbers and the training that this plan is made with.
fn model(args: &Plan, loaded: &Loaded) -> Result<Option<LearntModel>, CommandError> {
    let file = match (args.strategy, &args.tables.model) {
        (StrategyName::Expected, Some(file)) => file,
        (StrategyName::Expected, None) => {
            return Err(CommandError::Use(
                "`expected` goes by a learnt model: expected `--model FILE`".to_owned(),
            ));
        }
        (_, Some(_)) => {
            return Err(CommandError::Use(
                "`--model` says nothing here: expected `--strategy expected`".to_owned(),
            ));
        }
        (_, None) => return Ok(None),
    };
    let (learnt, _) = learnt(file)?;
    let engine = Engine::new(&loaded.taxonomy, loaded.parameters.clone());
    let engine = match &loaded.catalogue {
        Some(catalogue) => engine.with_training(catalogue),
        None => engine,
    };
    let other = |error| CommandError::Use(format!("{}: {error}", file.display()));
    learnt.fits(engine.pins()).map_err(other)?;
    Ok(Some(learnt))
}

/// The strategy that is asked for, with what a learnt model says of each pair
/// where that is it.
fn chosen(
    (args, matcher): (&Plan, &Matcher<'_>),
    (pool, learnt): (Pool<'_>, Option<&LearntModel>),
    open: &Open,
) -> Result<Box<dyn Strategy>, CommandError> {
    let Some(learnt) = learnt else { return Ok(strategy(args.strategy, args.seed)) };
    let round = open.round();
    let chances = chances(matcher, pool, (round.instance(), learnt))?;
    Ok(Box::new(Expected::new(chances)))
}

/// The solution, and how many milliseconds it took.
fn solve(
    (args, matcher): (&Plan, &Matcher<'_>),
    (pool, learnt): (Pool<'_>, Option<&LearntModel>),
    open: &Open,
    io: &Io<'_>,
) -> Result<(Solution, f64), CommandError> {
    let strategy = chosen((args, matcher), (pool, learnt), open)?;
    let _progress = Progress::spinner(io, strategy.name());
    let round = open.round();
    let begun = Instant::now();
    let solution = strategy.solve(&round)?;
    Ok((solution, begun.elapsed().as_secs_f64() * 1000.0))
}

/// What the whole plan comes to, with what was pinned.
fn summary(
    strategy: &'static str,
    (draft, open): (&Draft<'_>, &Open),
    (solution, proposal): (&Solution, &Proposal),
) -> Summary {
    let round = open.round();
    let whole = draft.instance();
    let of_open = Summary::new(strategy, &round, solution);
    let pinned = proposal.total - of_open.total;
    Summary {
        participants: whole.participants(),
        seats: whole.seats().iter().map(|seats| u64::from(*seats)).sum(),
        pairs: whole.edges().len(),
        placed: proposal.placed.len(),
        total: proposal.total,
        bound: of_open.bound.map(|bound| bound + pinned),
        price_of_fairness: of_open
            .price_of_fairness
            .map(|price| FairPrice::new(price.best_total + pinned, proposal.total)),
        ..of_open
    }
}

/// The files beside the answer.
fn beside(
    args: &Plan,
    told: Told<'_>,
    (summary, milliseconds): (&Summary, f64),
    files: &mut Files,
) -> Result<(), CommandError> {
    if let Some(file) = &args.prices {
        let prices = prices(&told.proposal.proof, file)?;
        let (needs, limits) = (told.draft.need_names(), told.draft.limits());
        files.write(file, |out| write_prices(&needs, limits, prices, out))?;
    }
    if let Some(file) = &args.summary {
        let timed = Summary { milliseconds: Some(milliseconds), ..summary.clone() };
        let said = serde_json::to_string_pretty(&Whole::new(&timed, told.bill))?;
        files.write(file, |out| writeln!(out, "{said}"))?;
    }
    Ok(())
}

fn encode(
    format: Format,
    told: Told<'_>,
    summary: &Summary,
    io: &mut Io<'_>,
) -> Result<(), CommandError> {
    let rows = || told.draft.rows(told.proposal, told.bill);
    match format {
        Format::Table => plan::table(told, io)?,
        Format::Csv => plan::csv(told, io)?,
        Format::Json => {
            let document = Document { summary: Whole::new(summary, told.bill), rows: rows() };
            serde_json::to_writer_pretty(&mut *io.out, &document)?;
            writeln!(io.out)?;
        }
        Format::Jsonl => {
            for row in rows() {
                serde_json::to_writer(&mut *io.out, &row)?;
                writeln!(io.out)?;
            }
        }
    }
    Ok(())
}

/// Only why somebody does or does not go somewhere.
fn answer_why(
    format: Format,
    told: Told<'_>,
    why: &[WhyNot],
    io: &mut Io<'_>,
) -> Result<(), CommandError> {
    let rows = why.iter().map(|why| told.draft.why_row(told.proposal, why));
    match format {
        Format::Table => plan::why(told, why, io)?,
        Format::Csv => plan::why_csv(rows, io)?,
        Format::Json => {
            serde_json::to_writer_pretty(&mut *io.out, &rows.collect::<Vec<_>>())?;
            writeln!(io.out)?;
        }
        Format::Jsonl => {
            for row in rows {
                serde_json::to_writer(&mut *io.out, &Row::Why(row))?;
                writeln!(io.out)?;
            }
        }
    }
    Ok(())
}

/// The whole answer in one document.
#[derive(Serialize)]
struct Document<'d> {
    summary: Whole<'d>,
    rows: Vec<Row>,
}

/// The summary, with what overrides cost.
#[derive(Serialize)]
struct Whole<'w> {
    #[serde(flatten)]
    summary: &'w Summary,
    #[serde(skip_serializing_if = "Option::is_none")]
    overrides: Option<Cost>,
}

/// What overrides cost together, in points.
#[derive(Serialize)]
struct Cost {
    count: usize,
    price: i64,
    best_total_without: u64,
    best_total_with: u64,
    proven: bool,
}

impl<'w> Whole<'w> {
    fn new(summary: &'w Summary, bill: Option<&Bill>) -> Self {
        let cost = |bill: &Bill| Cost {
            count: bill.alone.len(),
            price: bill.together(),
            best_total_without: bill.without,
            best_total_with: bill.with,
            proven: bill.is_proven,
        };
        Self { summary, overrides: bill.map(cost) }
    }
}

/// A round of the example town, for the demo.
pub(super) fn round<'p>(
    matcher: &Matcher<'_>,
    pool: Pool<'p>,
) -> Result<(Draft<'p>, Proposal), CommandError> {
    let draft = Draft::new(matcher, pool, Terms::down_to(etablera_matching::Tier::Trainable))?;
    let open = draft.open()?;
    let solution = best().solve(&open.round())?;
    let proposal = draft.proposal(matcher, &open, &solution)?;
    Ok((draft, proposal))
}
