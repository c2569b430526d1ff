//! Lists that are written down together.

use std::sync::Arc;

use etablera_domain::event::ReceiptId;
use etablera_storage::Together;

use crate::office::error::CaseError;
use crate::office::matching::keep::{Kept, Written, keep_if_allowed};
use crate::office::matching::shortlist::{KIND, Shortlist};
use crate::office::{Call, Office, Work};

/// Lists that wait to be written down.
pub(super) type Lists = Together<Waiting, Answer>;

/// A list that waits to be written down.
pub(super) struct Waiting {
    /// In which office.
    office: OfficeId,
    call: Call,
    command: Shortlist,
    made: Arc<Written>,
}

/// What whoever waits is told.
pub(super) type Answer = Result<Kept, CaseError>;

/// Tells offices apart while they are in use.
#[derive(Clone, Copy, PartialEq, Eq)]
struct OfficeId(usize);

impl OfficeId {
    fn of(office: &Office) -> Self {
        Self(std::ptr::from_ref(office).addr())
    }
}

/// Writes a list down with those that come at the same time; nothing is
/// written, and nobody told, where that fails for all of them.
pub(super) async fn keep(
    lists: &Lists,
    (office, call): (&Office, &Call),
    command: &Shortlist,
    made: Arc<Written>,
) -> Option<Answer> {
    let (id, call, command) = (OfficeId::of(office), call.clone(), command.clone());
    let one = Waiting { office: id, call, command, made };
    lists.have_done(one, |waiting| waiting.office == id, |batch| write(office, batch)).await
}

/// Writes lists down in one transaction, and says what each is answered.
async fn write(office: &Office, batch: Vec<Waiting>) -> Result<Vec<Answer>, CaseError> {
    let mut writer = office.store.write().await?;
    let mut answers = Vec::new();
    for Waiting { call, command, made, .. } in &batch {
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
