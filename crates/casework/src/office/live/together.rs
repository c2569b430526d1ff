//! Lists that are written down together.
//!
//! A store has one writer, and what it keeps is there when the disk says so:
//! that takes longer than making a list. Lists that come in the meantime are
//! written in the next transaction, all in one.

use std::sync::{Arc, Mutex, PoisonError};

use etablera_domain::event::ReceiptId;
use tokio::sync::oneshot;

use crate::office::error::CaseError;
use crate::office::matching::keep::{Kept, Written, keep_if_allowed};
use crate::office::matching::shortlist::{KIND, Shortlist};
use crate::office::{Call, Office, Work};

/// The most lists in one transaction.
const MOST: usize = 64;

/// Lists that wait to be written down.
#[derive(Default)]
pub(super) struct Together {
    waiting: Mutex<Vec<Waiting>>,
    /// Held by whoever writes for all.
    turn: tokio::sync::Mutex<()>,
}

/// A list that waits to be written down.
struct Waiting {
    /// In which office.
    office: OfficeId,
    call: Call,
    command: Shortlist,
    made: Arc<Written>,
    tell: oneshot::Sender<Answer>,
}

/// What whoever waits is told.
type Answer = Result<Kept, CaseError>;

/// Tells offices apart while they are in use.
#[derive(Clone, Copy, PartialEq, Eq)]
struct OfficeId(usize);

impl OfficeId {
    fn of(office: &Office) -> Self {
        Self(std::ptr::from_ref(office).addr())
    }
}

impl Together {
    /// Writes a list down with those that come at the same time; nothing is
    /// written, and nobody told, where that fails for all of them.
    pub(super) async fn keep(
        &self,
        (office, call): (&Office, &Call),
        command: &Shortlist,
        made: Arc<Written>,
    ) -> Option<Answer> {
        let (tell, mut told) = oneshot::channel();
        let (id, call, command) = (OfficeId::of(office), call.clone(), command.clone());
        self.waiting().push(Waiting { office: id, call, command, made, tell });
        let _turn = self.turn.lock().await;
        match told.try_recv() {
            Ok(answer) => return Some(answer),
            Err(oneshot::error::TryRecvError::Closed) => return None,
            Err(oneshot::error::TryRecvError::Empty) => {}
        }
        let batch = self.take(id);
        if let Ok(answers) = write(office, &batch).await {
            for (waiting, answer) in batch.into_iter().zip(answers) {
                // Whoever does not wait any more needs no answer.
                let _ = waiting.tell.send(answer);
            }
        }
        told.try_recv().ok()
    }

    /// The first that wait for an office, and still do.
    fn take(&self, office: OfficeId) -> Vec<Waiting> {
        let mut waiting = self.waiting();
        waiting.retain(|one| !one.tell.is_closed());
        let (mut mine, others): (Vec<_>, Vec<_>) =
            std::mem::take(&mut *waiting).into_iter().partition(|one| one.office == office);
        let later = mine.split_off(mine.len().min(MOST));
        *waiting = others;
        waiting.extend(later);
        mine
    }

    fn waiting(&self) -> std::sync::MutexGuard<'_, Vec<Waiting>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Writes lists down in one transaction, and says what each is answered.
async fn write(office: &Office, batch: &[Waiting]) -> Result<Vec<Answer>, CaseError> {
    let mut writer = office.store.write().await?;
    let mut answers = Vec::new();
    for Waiting { call, command, made, .. } in batch {
        let mut given = false;
        let mut work = Work::on((office, call), writer);
        let id: Result<ReceiptId, CaseError> = work
            .answer_once((KIND, command), async |work| {
                given = true;
                keep_if_allowed(work, command, made).await
            })
            .await;
        // What fails in the store fails for all: each then tries alone.
        if let Err(CaseError::Store(error)) = id {
            return Err(error.into());
        }
        writer = work.hand_back().await?;
        answers.push(id.map(|id| if given { Kept::New(id) } else { Kept::Before(id) }));
    }
    writer.commit().await?;
    Ok(answers)
}
