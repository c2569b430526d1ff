//! Who and what there is to match, kept in memory: read from the store once,
//! and then brought up to the end of the log, event by event.
//!
//! It holds inputs of matching and what decides who may see them, and no
//! decision: policies are asked for every list, as they are without it. A list
//! made from it is to the byte the list that the store gives at the same place
//! in the log.

mod changes;
mod follow;
mod needs;
mod of_need;
mod of_participant;
mod people;
mod person;
mod together;
mod view;

use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use chrono::NaiveDate;
use etablera_storage::Head;

use super::error::CaseError;
use super::matching::Engine;
use super::matching::keep::{Kept, Written};
use super::matching::shortlist::{ListsOf, Made, Shortlist};
use super::{Call, Office};
use together::Lists;
use view::View;

/// How often lists are begun anew where the log moves on meanwhile, before
/// they are made from the store.
const TRIES: usize = 3;

/// Who and what there is to match, kept in memory for lists of one person or
/// one need as of now; other lists are made from the store.
///
/// Making and following take as long as what they read, on the thread that
/// they are called from. Lists wait for neither, but for the moment in which
/// what was read is put in its place.
pub struct Live<'t> {
    engine: Engine<'t>,
    view: RwLock<View<'t>>,
    /// Held by whoever follows the log.
    turn: tokio::sync::Mutex<()>,
    lists: Lists,
}

/// How much is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LiveSize {
    /// People who can be in lists.
    pub people: usize,
    /// Needs that are open.
    pub needs: usize,
}

impl<'t> Live<'t> {
    /// Reads everything that an engine makes lists from, for lists of a day.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn build(
        office: &Office,
        engine: &Engine<'t>,
        today: NaiveDate,
    ) -> Result<Self, CaseError> {
        let engine = engine.without_live();
        let mut reader = office.store.read().await?;
        let view = RwLock::new(View::read(&mut reader, &engine, today).await?);
        let turn = tokio::sync::Mutex::new(());
        Ok(Self { engine, view, turn, lists: Lists::default() })
    }

    /// The engine that it was built for, which makes lists from it.
    #[must_use]
    pub fn engine(self: &Arc<Self>) -> Engine<'t> {
        self.engine.with_live(Arc::clone(self))
    }

    /// The place in the log that it is at.
    #[must_use]
    pub fn head(&self) -> Head {
        self.look().head
    }

    /// How much it keeps.
    #[must_use]
    pub fn size(&self) -> LiveSize {
        let view = self.look();
        LiveSize { people: view.people.len(), needs: view.needs.len() }
    }

    /// Whether lists are made from here in no more time than asking takes.
    pub(in crate::office) fn is_quick(&self, command: &Shortlist) -> bool {
        is_of_now(command) && matches!(command.of, ListsOf::Participant(_))
    }

    /// Lists as of the end of the log, if they are of a kind that is made from
    /// here.
    pub(in crate::office) async fn lists(
        &self,
        (office, call): (&Office, &Call),
        command: &Shortlist,
    ) -> Result<Option<Made>, CaseError> {
        if !is_of_now(command) {
            return Ok(None);
        }
        let on = command.on.unwrap_or(call.today);
        for _ in 0..TRIES {
            let mut reader = office.store.read().await?;
            let now = Now { head: reader.head().await?, on };
            self.catch_up(office, now.head, call.today).await?;
            if self.look().day != on {
                return Ok(None);
            }
            let asked = (office, call);
            let made = match &command.of {
                ListsOf::Participant(id) => {
                    self.of_participant(asked, reader, (id, command), now).await?
                }
                ListsOf::Need(id) => self.of_need(asked, reader, (id, command), now).await?,
                ListsOf::EveryNeed | ListsOf::EveryParticipant => return Ok(None),
            };
            if made.is_some() {
                return Ok(made);
            }
        }
        Ok(None)
    }

    /// Writes a list down with those that come at the same time; none where
    /// that fails for all of them.
    pub(in crate::office) async fn keep(
        &self,
        asked: (&Office, &Call),
        command: &Shortlist,
        made: Arc<Written>,
    ) -> Option<Result<Kept, CaseError>> {
        together::keep(&self.lists, asked, command, made).await
    }

    fn look(&self) -> RwLockReadGuard<'_, View<'t>> {
        // A view that somebody panicked with has another end than the log and
        // is read anew.
        self.view.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is kept, if it is still as of then.
    fn look_at(&self, now: Now) -> Option<RwLockReadGuard<'_, View<'t>>> {
        Some(self.look()).filter(|view| view.head == now.head && view.day == now.on)
    }

    fn change(&self) -> RwLockWriteGuard<'_, View<'t>> {
        self.view.write().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether all that lists are made from is kept here.
fn is_of_now(command: &Shortlist) -> bool {
    command.as_of.is_none() && command.order.is_points()
}

/// The end of the log that a list is made at, and the day that is judged on.
#[derive(Clone, Copy)]
struct Now {
    head: Head,
    on: NaiveDate,
}
