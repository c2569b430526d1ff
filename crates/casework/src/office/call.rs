//! One call of a use case.

use chrono::NaiveDate;
use etablera_domain::ParticipantId;
use etablera_domain::event::{Moment, Subject};
use etablera_storage::{Progress, Request};
use serde::Serialize;
use uuid::{NoContext, Timestamp, Uuid};

use super::error::CaseError;
use super::fingerprint;
use crate::policy::Caller;

/// Who calls, when, and what they have seen.
#[derive(Clone, Debug)]
pub struct Call {
    /// Who calls, in which role.
    pub caller: Caller,
    /// What the clock says.
    pub now: Moment,
    /// The day it is where the caller works.
    pub today: NaiveDate,
    /// What the caller names this request by, to send it again safely.
    pub key: Option<String>,
    /// The version of a stream that the caller has seen; where it has changed
    /// since, the call is refused.
    pub seen: Option<(Subject, u64)>,
    /// How far it has come.
    pub progress: Progress,
}

impl Call {
    /// A call without a request key.
    #[must_use]
    pub fn new(caller: Caller, now: Moment, today: NaiveDate) -> Self {
        Self { caller, now, today, key: None, seen: None, progress: Progress::default() }
    }

    /// A new id: of version 7, so that ids sort by time.
    #[must_use]
    pub(crate) fn new_uuid(&self) -> Uuid {
        new_uuid(self.now)
    }

    /// An id for somebody who comes without one: it tells nothing of them. The
    /// same request gets the same.
    ///
    /// # Errors
    ///
    /// Never: what it is made of makes an id.
    pub fn new_participant(&self) -> Result<ParticipantId, CaseError> {
        let text = match &self.key {
            None => self.new_uuid().simple().to_string(),
            Some(key) => {
                let actor = self.caller.actor.as_str().as_bytes();
                fingerprint(&[b"participant", actor, key.as_bytes()]).to_string()
            }
        };
        // The end of an id of version 7 is drawn; its beginning is the time.
        let tail = text.len().saturating_sub(12);
        let id = format!("P-{}", &text[tail..]);
        id.parse().map_err(|_| CaseError::wrong(format!("`{id}` is no id")))
    }

    /// What makes this request the same as another.
    pub(super) fn request<C: Serialize + ?Sized>(
        &self,
        name: &str,
        command: &C,
    ) -> Result<Option<Request>, CaseError> {
        let Some(key) = &self.key else { return Ok(None) };
        let command = serde_json::to_vec(command).map_err(|_| CaseError::AnswerLost)?;
        // Whoever acts in another role, or for another, asks something else.
        let caller = serde_json::to_vec(&self.caller).map_err(|_| CaseError::AnswerLost)?;
        let fingerprint = fingerprint(&[name.as_bytes(), &caller, &command]);
        Ok(Some(Request { key: key.clone(), fingerprint }))
    }
}

/// A new id of a moment: of version 7, so that ids sort by time.
pub(super) fn new_uuid(now: Moment) -> Uuid {
    let now = now.utc();
    let seconds = u64::try_from(now.timestamp()).unwrap_or_default();
    Uuid::new_v7(Timestamp::from_unix(NoContext, seconds, now.timestamp_subsec_nanos()))
}
