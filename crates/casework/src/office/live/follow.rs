//! Following the log.

use std::sync::Arc;

use chrono::NaiveDate;
use etablera_storage::{Head, Reader};

use super::Live;
use super::changes::Changes;
use super::needs::Needs;
use super::view::View;
use crate::office::Office;
use crate::office::error::CaseError;

/// More events than this are not followed one by one: all is read anew.
const MOST: u64 = 20_000;

impl<'t> Live<'t> {
    /// Brings what is kept up to the end of the log, for lists of a day; days
    /// do not go back. All is read anew where the log is another than it was,
    /// as after a restore, or far ahead.
    ///
    /// Lists do so themselves: whoever follows in the meantime saves them the
    /// wait.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn follow(&self, office: &Office, today: NaiveDate) -> Result<Head, CaseError> {
        let _turn = self.turn.lock().await;
        let mut reader = office.store.read().await?;
        let head = reader.head().await?;
        let (known, day) = {
            let view = self.look();
            (view.head, view.day.max(today))
        };
        if known == head && self.look().day == day {
            return Ok(head);
        }
        let is_same = reader.head_at(known.seq).await? == Some(known);
        if is_same && head.seq - known.seq <= MOST {
            self.go_on(&mut reader, (known.seq, head), day).await?;
        } else {
            let view = View::read(&mut reader, &self.engine, day).await?;
            // What was kept is given back after the lock.
            let _before = std::mem::replace(&mut *self.change(), view);
        }
        Ok(head)
    }

    /// The same, unless it is at this end already.
    pub(super) async fn catch_up(
        &self,
        office: &Office,
        head: Head,
        today: NaiveDate,
    ) -> Result<(), CaseError> {
        let is_there = {
            let view = self.look();
            view.head == head && view.day >= today
        };
        if !is_there {
            self.follow(office, today).await?;
        }
        Ok(())
    }

    async fn go_on(
        &self,
        reader: &mut Reader,
        (since, head): (u64, Head),
        day: NaiveDate,
    ) -> Result<(), CaseError> {
        let matcher = self.engine.matcher(day);
        let changes = Changes::read(reader, (since, head), &matcher).await?;
        // Answers depend on the day: the needs are then looked up anew, while
        // lists of the day before go on.
        let kept = {
            let view = self.look();
            let is_stale = view.day != day || view.needs.is_sparse();
            is_stale.then(|| view.needs.all().map(Arc::clone).collect())
        };
        let mut needs = kept.map(|kept| Needs::new(matcher, kept));
        let mut view = self.change();
        if let Some(needs) = &mut needs {
            std::mem::swap(&mut view.needs, needs);
            view.day = day;
        }
        changes.apply(&mut view);
        drop(view);
        Ok(())
    }
}
