//! The gate: what is written about somebody in a programme keeps its rules.

use etablera_domain::AgreementId;
use etablera_domain::event::{Event, EventId, Happening, Recorded, Subject, effective};
use etablera_programme::agreement::{ServiceAgreement, ServiceRefusal};
use etablera_programme::introduction::{SignOffs, SignRefusal};
use etablera_programme::journey::Refusal;

use super::way::and_then;
use crate::office::error::CaseError;
use crate::office::work::Work;

/// Why the rules of a programme or an agreement do not allow an event.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    /// The journey does not allow it.
    #[error(transparent)]
    Journey(#[from] Refusal),
    /// It cannot stand beside the other signature of an introduction.
    #[error(transparent)]
    Sign(#[from] SignRefusal),
    /// The agreement with the employer does not allow it.
    #[error(transparent)]
    Service(#[from] ServiceRefusal),
    /// With it, something that happened later could not have.
    #[error(
        "with it, what happened later could not have: {because}; expected `{event}` to be put \
         right first"
    )]
    Later {
        /// The first that could not.
        event: EventId,
        /// Why.
        because: String,
    },
}

impl Work<'_> {
    /// Refuses an event that the programme of whom it is about, or the
    /// agreement in whose stream it stands, does not allow.
    pub(in crate::office) async fn keeps_the_rules(
        &mut self,
        event: &Event,
    ) -> Result<(), CaseError> {
        if let Subject::Agreement(id) = &event.stream {
            self.keeps_the_agreement(id, event).await?;
        }
        self.keeps_the_signatures(event).await?;
        if !is_a_step(&event.what) {
            return Ok(());
        }
        for subject in &event.about {
            let Subject::Participant(id) = subject else { continue };
            let others = matches!(&event.stream, Subject::Participant(other) if other != id);
            if others {
                continue;
            }
            let Some(way) = self.way_with(subject, event).await? else { continue };
            let refused = |log: &[Recorded]| way.journey_of(log).1;
            admitted(&way.log, event, refused)?;
        }
        Ok(())
    }

    /// Refuses what leaves a signature of the other side with nothing beside it.
    async fn keeps_the_signatures(&mut self, event: &Event) -> Result<(), CaseError> {
        let Subject::Participant(id) = &event.stream else { return Ok(()) };
        if !is_signed(&event.what) {
            return Ok(());
        }
        let Some(way) = self.way_with(&event.stream, event).await? else { return Ok(()) };
        let refused = |log: &[Recorded]| SignOffs::read(&way.template, id, effective(log)).1;
        admitted(&way.log, event, refused)
    }

    async fn keeps_the_agreement(
        &mut self,
        id: &AgreementId,
        event: &Event,
    ) -> Result<(), CaseError> {
        let as_of = self.writer.tail().seq;
        let log = self.writer.about(&event.stream, as_of).await?;
        let refused = |log: &[Recorded]| ServiceAgreement::of(id.clone(), effective(log)).1;
        admitted(&log, event, refused)
    }
}

/// Whether something is a step of a programme. The rest is for no programme to
/// hold up, and least of all what people have a right to: to object, to take
/// an agreement back, to be protected, to have their case closed.
fn is_a_step(what: &Happening) -> bool {
    use Happening as H;
    matches!(
        what,
        H::Enrolled { .. }
            | H::Left { .. }
            | H::Paused { .. }
            | H::Resumed {}
            | H::Proposed { .. }
            | H::Accepted { .. }
            | H::Declined { .. }
            | H::Contacted { .. }
            | H::AgreementDrafted { .. }
            | H::AgreementApproved { .. }
            | H::AgreementRejected { .. }
            | H::CheckedIn {}
            | H::StageStarted { .. }
            | H::StageDecided { .. }
            | H::PlacementEnded { .. }
            | H::TimeReported { .. }
            | H::Retracted { .. }
    )
}

/// Whether something has to do with who signed an item of an introduction.
fn is_signed(what: &Happening) -> bool {
    use Happening as H;
    matches!(
        what,
        H::ItemCountersigned { .. } | H::TaskSet { .. } | H::TaskDone { .. } | H::Retracted { .. }
    )
}

/// Whether a log takes one more event: it counts itself, and takes nothing
/// away that counted. What did not fit before stays as it was.
fn admitted<R: Into<Broken> + ToString>(
    log: &[Recorded],
    new: &Event,
    refused: impl Fn(&[Recorded]) -> Vec<(EventId, R)>,
) -> Result<(), CaseError> {
    let before = refused(log);
    for (event, refusal) in refused(&and_then(log, new)) {
        if event == new.id {
            return Err(refusal.into().into());
        }
        if before.iter().all(|(known, _)| *known != event) {
            return Err(Broken::Later { event, because: refusal.to_string() }.into());
        }
    }
    Ok(())
}
