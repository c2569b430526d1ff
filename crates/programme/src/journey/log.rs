//! From a log with corrections and late entries to a journey.

use etablera_domain::ParticipantId;
use etablera_domain::event::{Event, EventId, Happening, Recorded, effective};

use super::refusal::Refusal;
use super::state::Journey;
use crate::template::Template;

/// Events that were refused, and why.
pub type Refused = Vec<(EventId, Refusal)>;

/// Why an event cannot be written into a log.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAdmitted {
    /// It cannot happen then.
    #[error(transparent)]
    Itself(#[from] Refusal),
    /// With it, something that happened later could not have.
    #[error("with it, event `{event}` of a later place could not have happened")]
    Later {
        /// The first that could not.
        event: EventId,
        /// Why.
        #[source]
        refusal: Refusal,
    },
}

impl<'t> Journey<'t> {
    /// What a log amounts to, and which of its events were refused. The order
    /// in which days were written down changes nothing.
    #[must_use]
    pub fn of_log(
        template: &'t Template,
        participant: &ParticipantId,
        log: &[Recorded],
    ) -> (Self, Refused) {
        if in_order(log) {
            return Self::of(template, participant, log.iter().map(|recorded| &recorded.event));
        }
        Self::of(template, participant, effective(log))
    }

    /// The journey of a log with one more event: a late entry and a correction
    /// too.
    ///
    /// # Errors
    /// It is refused, or something that counted is refused with it.
    pub fn admit(
        template: &'t Template,
        participant: &ParticipantId,
        (log, new): (&[Recorded], &Recorded),
    ) -> Result<Self, NotAdmitted> {
        let (_, before) = Self::of_log(template, participant, log);
        let with: Vec<Recorded> = log.iter().chain([new]).cloned().collect();
        let (journey, after) = Self::of_log(template, participant, &with);
        for (event, refusal) in after {
            if event == new.event.id {
                return Err(refusal.into());
            }
            if before.iter().all(|(known, _)| *known != event) {
                return Err(NotAdmitted::Later { event, refusal });
            }
        }
        Ok(journey)
    }
}

/// Whether a log has no corrections and stands in the order of folding, as
/// most do.
fn in_order(log: &[Recorded]) -> bool {
    let plain = |event: &Event| {
        event.corrects.is_none() && !matches!(event.what, Happening::Retracted { .. })
    };
    log.iter().all(|recorded| plain(&recorded.event))
        && log.is_sorted_by_key(|recorded| (recorded.event.occurred_on, recorded.seq))
}
