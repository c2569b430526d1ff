//! Long lists, some rows at a time.

use etablera_domain::event::{Folded, Subject, SubjectKind};

use super::error::CaseError;
use super::history::Rows;
use super::work::Work;

/// How many subjects are read at a time.
const BATCH: u64 = 200;

/// Which part of a list is asked for.
pub(super) struct Part {
    after: String,
    limit: usize,
    ended: bool,
}

impl Part {
    /// What comes after an id, and at most so many; all of it where nothing is
    /// said.
    pub(super) fn new(after: Option<&str>, limit: Option<Rows>) -> Self {
        let limit = limit.map_or(usize::MAX, usize::from);
        Self { after: after.unwrap_or_default().to_owned(), limit, ended: false }
    }

    /// The rows that subjects of a kind make, ordered by id. No more are looked
    /// at than it takes.
    pub(super) async fn rows<T>(
        &mut self,
        work: &mut Work<'_>,
        kind: SubjectKind,
        mut row: impl FnMut(&mut Work<'_>, (Subject, Folded)) -> Option<T>,
    ) -> Result<Vec<T>, CaseError> {
        let mut rows = Vec::new();
        while rows.len() < self.limit {
            let some = self.next(work, kind).await?;
            if some.is_empty() {
                break;
            }
            let left = self.limit - rows.len();
            rows.extend(some.into_iter().filter_map(|one| row(work, one)).take(left));
        }
        Ok(rows)
    }

    /// The next subjects of a kind, ordered by id; none after the last.
    async fn next(
        &mut self,
        work: &mut Work<'_>,
        kind: SubjectKind,
    ) -> Result<Vec<(Subject, Folded)>, CaseError> {
        if self.ended {
            return Ok(Vec::new());
        }
        let some = work.writer.some(kind, &self.after, BATCH).await?;
        self.ended = (some.len() as u64) < BATCH;
        if let Some((last, _)) = some.last() {
            self.after = last.id().to_owned();
        }
        Ok(some)
    }
}
