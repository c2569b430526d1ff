//! What was tried between a person and a need before, and what it taught.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use etablera_domain::event::{Case, Outcome, Subject};
use etablera_domain::{NeedId, ParticipantId};
use etablera_storage::Reader;

use crate::office::error::CaseError;
use crate::office::programmes::{LessonShown, Templates, ways};

/// The people whose log is read at a time.
const TOGETHER: usize = 500;

/// What stages that ended taught about pairs, oldest first.
pub(super) type Tried = BTreeMap<(ParticipantId, NeedId), Vec<LessonShown>>;

/// Whether a stage of somebody ended, or a placement that had begun.
pub(super) fn has_ended(case: &Case) -> bool {
    case.placements.values().any(|placement| {
        let mut decided = placement.stages.iter().flat_map(|run| &run.decisions);
        let began = !placement.stages.is_empty();
        (began && placement.ended.is_some()) || decided.any(|one| one.outcome == Outcome::End)
    })
}

/// What was tried by a day, as the log had it up to a place. Of people to whom
/// nothing ended, nothing is read.
pub(super) async fn tried(
    reader: &mut Reader,
    people: &[Subject],
    (seq, day): (u64, NaiveDate),
) -> Result<Tried, CaseError> {
    let mut tried = Tried::new();
    if people.is_empty() {
        return Ok(tried);
    }
    let system = reader.folded_as_of(&Subject::System, seq).await?.state;
    let mut templates = Templates::new(system.system().cloned().unwrap_or_default());
    for some in people.chunks(TOGETHER) {
        for (subject, log) in &reader.about_among(some, seq).await? {
            for way in ways((subject, log), &mut templates)? {
                for lesson in way.journey_until(day).lessons() {
                    let Some(need) = lesson.need.clone() else { continue };
                    let pair = (way.participant.clone(), need);
                    tried.entry(pair).or_default().push(LessonShown::of(lesson));
                }
            }
        }
    }
    Ok(tried)
}
