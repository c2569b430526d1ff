//! `etablera need experience`: how trials went, and what to expect.

use etablera_casework::office::{self as case, ExperienceShown};
use serde_json::{Value, json};

use super::{record, whole};
use crate::args::Format;
use crate::args::casework::Said;
use crate::command::desk::Desk;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::io::Io;
use crate::render::sheet;

/// The cells, the whole first; for reading with chances in whole percent.
pub(super) fn experience(said: &Said, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let command: case::ReadExperience = whole(record(said)?)?;
    let desk = Desk::open(&said.desk, io)?;
    let all = desk.run(async |office, call| case::experience(office, call, &command).await)?;
    let format = said.desk.format;
    if matches!(format, Format::Json | Format::Jsonl) {
        sheet::record(&all, format, io)?;
        return Ok(Exit::Done);
    }
    let lines: Vec<Value> = all.iter().map(line).collect();
    let cell = [("occupation", "/occupation"), ("employer", "/employer")];
    let counts = [("trials", "/trials"), ("went on", "/went_on"), ("chance", "/chance")];
    let columns = [&cell[..], &counts[..], &[("taught", "/taught")]].concat();
    sheet::list(&lines, &columns, format, io)?;
    Ok(Exit::Done)
}

fn line(one: &ExperienceShown) -> Value {
    let percent = |share: f64| (share * 100.0).round();
    let (chance, low, high) = (percent(one.chance), percent(one.low), percent(one.high));
    let taught = one.learnt.iter().map(|(what, times)| format!("{what} {times}"));
    json!({
        "occupation": one.occupation, "employer": one.employer,
        "trials": one.trials, "went_on": one.went_on,
        "chance": format!("{chance} % ({low}–{high})"),
        "taught": taught.collect::<Vec<_>>().join(", "),
    })
}
