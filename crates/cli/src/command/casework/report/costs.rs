//! `etablera report costs`.

use etablera_casework::office::{self as case, CostsShown};
use etablera_casework::papers;
use serde_json::{Value, json};

use super::answer::{Ways, answer, part, protected};
use crate::args::Format;
use crate::args::report::Paper;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::io::Io;
use crate::render::sheet;

/// What a result costs: a result a line, then who pays, and who of the staff
/// has too many hours.
pub(super) fn costs(paper: &Paper, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let ways = Ways { paper: papers::costs, table };
    answer(paper, &ways, io, case::read_costs)
}

fn table(told: &CostsShown, format: Format, io: &mut Io<'_>) -> Result<(), CommandError> {
    let rows: Vec<Value> = told.results.iter().map(|one| json!(one)).collect();
    let columns = [("result", "/result"), ("people", "/people"), ("kronor each", "/each")];
    sheet::list(&rows, &columns, format, io)?;
    if format == Format::Table {
        let mut rows = vec![json!({ "what": "all costs", "kronor": told.total })];
        rows.extend(
            told.union
                .map(|of| json!({ "what": "the Union pays", "rate": of.rate, "kronor": of.pays })),
        );
        rows.extend(told.own.map(|of| {
            json!({ "what": "the project finds itself", "rate": of.share, "kronor": of.finds })
        }));
        let columns = [("what", "/what"), ("per cent", "/rate"), ("kronor", "/kronor")];
        part("Financing", (&rows, &columns), io)?;
    }
    for one in &told.hours_over {
        io.remark(&format!(
            "`{}` has {} hours and {} minutes in {}: at most {} hours are paid for",
            one.person,
            one.minutes / 60,
            one.minutes % 60,
            one.year,
            one.most_hours
        ));
    }
    protected(&told.asked, io);
    Ok(())
}
