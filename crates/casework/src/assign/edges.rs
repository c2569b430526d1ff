//! Seats and possible pairs.

use std::path::Path;

use etablera_domain::jsonl::{Fault, RowError};
use etablera_matching::assignment::{Instance, InstanceError, MAX_SCORE};

use super::names::Names;
use super::table::{quoted, read, text, whole};
use crate::load::InputError;

/// The most seats that a need can have.
pub(crate) const MAX_SEATS: u32 = 1_000_000_000;

/// Reads the needs and their seats; 0 seats are for nobody.
pub(super) fn read_seats(file: &Path) -> Result<(Names, Vec<u32>), InputError> {
    let (mut needs, mut seats) = (Names::default(), Vec::new());
    read(file, ["need", "seats"], |_, [need, count]| {
        let id = text("need", need)?;
        if needs.number(id).is_some() {
            return Err(twice("need", need, "expected one row a need"));
        }
        seats.push(whole("seats", count, MAX_SEATS)?);
        needs.add(id);
        Ok(())
    })?;
    Ok((needs, seats))
}

/// Reads the possible pairs: the participants, and the instance.
pub(super) fn read_edges(
    file: &Path,
    needs: &Names,
    seats: Vec<u32>,
) -> Result<(Names, Instance), InputError> {
    let mut participants = Names::default();
    let (mut pairs, mut lines) = (Vec::new(), Lines::default());
    // Most files have a participant's pairs one after the other.
    let mut last = None;
    read(file, ["participant", "need", "score"], |line, [participant, need, score]| {
        let number =
            match last.filter(|last| participants.name(*last as usize).as_bytes() == participant) {
                Some(last) => last,
                None => match participants.number_of(participant) {
                    Some(number) => number,
                    None => participants.add(text("participant", participant)?),
                },
            };
        last = Some(number);
        let need = needs.number_of(need).ok_or_else(|| unknown("need", need, "the seats"))?;
        let score = whole("score", score, MAX_SCORE)?;
        lines.push(pairs.len(), line);
        pairs.push((number, need, score));
        Ok(())
    })?;
    let instance = Instance::new(participants.len() as u32, seats, &pairs).map_err(|error| {
        let error = why(&error, &pairs, (&lines, &participants, needs));
        InputError::Faults(vec![Fault { file: file.display().to_string(), ..error }])
    })?;
    Ok((participants, instance))
}

/// The place of a fault that only all pairs together show.
fn why(
    error: &InstanceError,
    pairs: &[(u32, u32, u32)],
    (lines, participants, needs): (&Lines, &Names, &Names),
) -> Fault {
    let mut fault = Fault {
        file: String::new(),
        line: 0,
        error: RowError { field: String::new(), message: error.to_string() },
    };
    if let InstanceError::Duplicate { participant, need } = error {
        let same = |pair: &(u32, u32, u32)| (pair.0, pair.1) == (*participant, *need);
        let mut places = (0..pairs.len()).filter(|at| same(&pairs[*at]));
        let (first, second) = (places.next().unwrap_or(0), places.next().unwrap_or(0));
        let pair = (participants.name(*participant as usize), needs.name(*need as usize));
        fault.line = lines.line(second);
        fault.error.message = format!(
            "`{}` and `{}` stand on line {} already: expected each pair once",
            pair.0,
            pair.1,
            lines.line(first)
        );
    }
    fault
}

pub(crate) fn unknown(column: &str, id: &[u8], of: &str) -> RowError {
    let message = format!("{} is unknown: expected one of {of}", quoted(id));
    RowError { field: column.to_owned(), message }
}

pub(crate) fn twice(column: &str, id: &[u8], expected: &str) -> RowError {
    let message = format!("{} stands twice: {expected}", quoted(id));
    RowError { field: column.to_owned(), message }
}

/// The lines of rows, where nearly every row takes one line.
#[derive(Default)]
struct Lines {
    /// From this row on, the line is the row's place and so much more.
    breaks: Vec<(usize, usize)>,
}

impl Lines {
    fn push(&mut self, row: usize, line: usize) {
        let more = line - row;
        if self.breaks.last().is_none_or(|(_, known)| *known != more) {
            self.breaks.push((row, more));
        }
    }

    fn line(&self, row: usize) -> usize {
        let after = self.breaks.partition_point(|(from, _)| *from <= row);
        after.checked_sub(1).map_or(0, |at| row + self.breaks[at].1)
    }
}
