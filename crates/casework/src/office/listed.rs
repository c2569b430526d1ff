//! Long lists, some rows at a time.

use std::str::FromStr;

use etablera_domain::event::{Folded, Subject, SubjectKind};
use etablera_storage::Reader;
use serde::{Deserialize, Serialize};

use super::error::CaseError;
use super::work::Work;

/// How many subjects are read at a time for a list.
const BATCH: u64 = 200;

/// How many rows of a list are asked for: 1 to 10 000. Of a log it is 1000
/// where nobody says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(try_from = "usize", into = "usize")]
#[schemars(extend("minimum" = 1, "maximum" = 10_000))]
pub struct Rows(usize);

/// More rows of a list are asked for than are given at once, or none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected 1 to 10000 rows, found `{0}`: the next ones stand after the last")]
pub struct RowsError(String);

impl Rows {
    const MOST: usize = 10_000;
}

impl Default for Rows {
    fn default() -> Self {
        Self(1000)
    }
}

impl TryFrom<usize> for Rows {
    type Error = RowsError;

    fn try_from(rows: usize) -> Result<Self, Self::Error> {
        (1..=Self::MOST)
            .contains(&rows)
            .then_some(Self(rows))
            .ok_or_else(|| RowsError(rows.to_string()))
    }
}

impl FromStr for Rows {
    type Err = RowsError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse::<usize>().map_err(|_| RowsError(text.to_owned()))?.try_into()
    }
}

impl From<Rows> for usize {
    fn from(rows: Rows) -> Self {
        rows.0
    }
}

/// Goes through the subjects of a kind, ordered by id, and holds some at a
/// time.
pub(super) struct Walk {
    kind: SubjectKind,
    after: String,
    /// How many are read at a time.
    step: u64,
    ended: bool,
}

impl Walk {
    pub(super) fn new(kind: SubjectKind, after: Option<&str>, step: u64) -> Self {
        Self { kind, after: after.unwrap_or_default().to_owned(), step, ended: false }
    }

    /// The next of them; none after the last.
    pub(super) async fn next(
        &mut self,
        reader: &mut Reader,
    ) -> Result<Option<Vec<(Subject, Folded)>>, CaseError> {
        if self.ended {
            return Ok(None);
        }
        let some = reader.some(self.kind, &self.after, self.step).await?;
        self.ended = (some.len() as u64) < self.step;
        let Some((last, _)) = some.last() else { return Ok(None) };
        last.id().clone_into(&mut self.after);
        Ok(Some(some))
    }
}

/// Which part of a list is asked for.
pub(super) struct Part {
    walk: Walk,
    limit: usize,
}

impl Part {
    /// What comes after an id, and at most so many; all of it where nothing is
    /// said.
    pub(super) fn new(kind: SubjectKind, after: Option<&str>, limit: Option<Rows>) -> Self {
        let limit = limit.map_or(usize::MAX, usize::from);
        Self { walk: Walk::new(kind, after, BATCH), limit }
    }

    /// The rows that the subjects make. No more are looked at than it takes.
    pub(super) async fn rows<T>(
        &mut self,
        work: &mut Work<'_>,
        mut row: impl FnMut(&mut Work<'_>, (Subject, Folded)) -> Option<T>,
    ) -> Result<Vec<T>, CaseError> {
        let mut rows = Vec::new();
        while rows.len() < self.limit {
            let Some(some) = self.walk.next(&mut work.writer).await? else { break };
            let left = self.limit - rows.len();
            rows.extend(some.into_iter().filter_map(|one| row(work, one)).take(left));
        }
        Ok(rows)
    }
}
