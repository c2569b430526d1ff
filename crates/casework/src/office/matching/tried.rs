//! What was tried between a person and a need before, and what it taught.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use etablera_domain::event::{Case, Outcome, Subject};
use etablera_domain::{NeedId, ParticipantId};
use etablera_storage::Reader;

use crate::office::error::CaseError;
use crate::office::programmes::{LessonShown, Way, each_way};

/// What stages that ended taught about pairs, oldest first.
pub(in crate::office) type Tried = BTreeMap<(ParticipantId, NeedId), Vec<LessonShown>>;

/// Whether a stage of somebody ended, or a placement that had begun.
pub(in crate::office) fn has_ended(case: &Case) -> bool {
    case.placements.values().any(|placement| {
        let mut decided = placement.stages.iter().flat_map(|run| &run.decisions);
        let began = !placement.stages.is_empty();
        (began && placement.ended.is_some()) || decided.any(|one| one.outcome == Outcome::End)
    })
}

/// What was tried by a day, as the log had it up to a place. Of people to whom
/// nothing ended, nothing is read.
///
/// A programme that cannot be read any more teaches nothing here, and holds no
/// list up: `journey standing` says what is wrong with it.
pub(in crate::office) async fn tried(
    reader: &mut Reader,
    people: &[Subject],
    (seq, day): (u64, NaiveDate),
) -> Result<Tried, CaseError> {
    let mut tried = Tried::new();
    let tell = |way: Result<Way, CaseError>| {
        let Ok(way) = way else { return Ok(()) };
        for (need, lesson) in lessons(&way, day) {
            tried.entry((way.participant.clone(), need)).or_default().push(lesson);
        }
        Ok(())
    };
    each_way(reader, (people, seq), tell).await?;
    Ok(tried)
}

/// What the stages on somebody's way that had ended by a day taught.
fn lessons(way: &Way, day: NaiveDate) -> Vec<(NeedId, LessonShown)> {
    let journey = way.journey_until(day);
    let ended = journey.past().iter().filter(|past| past.outcome == Some(Outcome::End));
    let taught = ended.filter_map(|past| {
        let need = journey.need_of(past.placement.as_ref()?)?.clone();
        let (stage, on, learnt) = (past.stage.clone(), past.end, past.learnt?);
        let lesson = LessonShown { need: Some(need.clone()), stage, on, learnt };
        Some((need, lesson))
    });
    taught.collect()
}
