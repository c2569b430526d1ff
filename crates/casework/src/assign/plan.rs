//! Plans as tables.

use std::io::{self, Write};

use etablera_matching::assignment::Plan;

use super::problem::Problem;
use super::table::io_error;

/// Writes a plan: `participant,need,score`, by participant's id. Who has no
/// seat has no row.
///
/// # Errors
///
/// When the output cannot be written.
pub fn write_plan(problem: &Problem, plan: &Plan, output: impl Write) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(output);
    table.write_record(["participant", "need", "score"]).map_err(io_error)?;
    for participant in problem.participants.sorted() {
        let participant = participant as usize;
        let Some(need) = plan.need_of(participant) else { continue };
        let score = problem.instance.score(participant, need).unwrap_or(0).to_string();
        let (id, need) =
            (problem.participants.name(participant), problem.needs.name(need as usize));
        table.write_record([id, need, &score]).map_err(io_error)?;
    }
    table.flush()
}
