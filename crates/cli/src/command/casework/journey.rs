//! `etablera journey`.

use etablera_casework::office as case;
use etablera_domain::event::Subject;
use serde_json::json;

use super::{all, of, on, one};
use crate::args::Format;
use crate::args::casework::{Journey, Verb};
use crate::command::desk::Desk;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::io::Io;
use crate::render::sheet;

pub(in crate::command) fn journey(args: &Journey, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let who = "participant";
    match args {
        Journey::Show(verb) => show(verb, io),
        Journey::Standing(verb) => standing(verb, io),
        Journey::Due(said) => all((said, of("")), io, case::duties),
        Journey::Start(verb) => one((verb, on(who)), io, case::start_stage),
        Journey::Decide(verb) => one((verb, on(who)), io, case::decide_stage),
        Journey::CheckIn(verb) => one((verb, on(who)), io, case::check_in),
        Journey::End(verb) => one((verb, on("placement")), io, case::end_placement),
        Journey::Pause(verb) => one((verb, on(who)), io, case::pause),
        Journey::Resume(verb) => one((verb, on(who)), io, case::resume),
        Journey::Time(verb) => one((verb, of("placement")), io, case::report_time),
        Journey::Record(said) => all((said, on("")), io, case::record),
        Journey::Correct(verb) => one((verb, on("event")), io, case::correct),
        Journey::Retract(verb) => one((verb, of("event")), io, case::retract),
    }
}

/// What happened: for reading one event a line, then what is to do.
fn show(verb: &Verb, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let args = &verb.said.desk;
    let subject = subject(&verb.id)?;
    let desk = Desk::open(args, io)?;
    let command = case::ReadHistory { subject };
    let told = desk.run(async |office, call| case::history(office, call, &command).await)?;
    if matches!(args.format, Format::Json | Format::Jsonl) {
        sheet::record(&told, args.format, io)?;
        return Ok(Exit::Done);
    }
    let lines: Vec<_> = told.happened.iter().map(line).collect();
    let columns =
        [("on", "/on"), ("what", "/what"), ("in", "/in"), ("by", "/by"), ("event", "/event")];
    sheet::list(&lines, &columns, args.format, io)?;
    if !told.due.is_empty() && args.format == Format::Table {
        writeln!(io.out)?;
        let columns = [("due", "/due"), ("task", "/task"), ("what", "/what")];
        sheet::list(&told.due, &columns, args.format, io)?;
    }
    Ok(Exit::Done)
}

/// For reading where somebody is, what is to be done, and what can happen.
fn standing(verb: &Verb, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let args = &verb.said.desk;
    let participant = verb.id.parse().map_err(|error| CommandError::Use(format!("{error}")))?;
    let desk = Desk::open(args, io)?;
    let command = case::ReadStanding { participant, on: args.on };
    let all = desk.run(async |office, call| case::standing(office, call, &command).await)?;
    if args.format != Format::Table {
        sheet::record(&all, args.format, io)?;
        return Ok(Exit::Done);
    }
    if all.is_empty() {
        io.remark("in no operation that goes by a programme");
    }
    for one in &all {
        let phase = [("operation", "/operation"), ("programme", "/programme"), ("phase", "/phase")];
        let rest = [("stage", "/stage"), ("until", "/until"), ("paused", "/paused")];
        sheet::list(&[one], &[phase, rest].concat(), args.format, io)?;
        let what = [("due", "/on"), ("from", "/from"), ("late", "/late"), ("what", "/what")];
        let of = [("of", "/of"), ("placement", "/placement")];
        writeln!(io.out)?;
        sheet::list(&one.due, &[&what[..], &of[..]].concat(), args.format, io)?;
        let steps = [("step", "/step"), ("of", "/of"), ("placement", "/placement")];
        let columns = [&steps[..], &[("why not", "/because")]].concat();
        writeln!(io.out)?;
        sheet::list(&one.steps, &columns, args.format, io)?;
        if !one.learnt.is_empty() {
            let columns =
                [("learnt", "/learnt"), ("need", "/need"), ("stage", "/stage"), ("on", "/on")];
            writeln!(io.out)?;
            sheet::list(&one.learnt, &columns, args.format, io)?;
        }
        for unfit in &one.unfit {
            io.remark(&format!("event {} does not fit: {}", unfit.event, unfit.because));
        }
    }
    Ok(Exit::Done)
}

fn line(one: &case::Happened) -> serde_json::Value {
    json!({
        "on": one.on, "what": one.what.name(), "in": one.stream, "by": one.by, "event": one.event,
    })
}

/// A subject; an id alone is a participant's.
fn subject(text: &str) -> Result<Subject, CommandError> {
    let whole = if text.contains(':') { text.to_owned() } else { format!("participant:{text}") };
    whole.parse().map_err(|error| CommandError::Use(format!("{error}")))
}
