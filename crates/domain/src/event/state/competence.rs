//! Plans for new competences, as they stand in a case.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use etablera_taxonomy::ConceptId;
use serde::{Deserialize, Serialize};

use super::parts::Ending;
use crate::event::competence::{CompetenceAct, CompetencePlan};
use crate::event::happening::Happening;
use crate::event::id::DocumentId;
use crate::event::record::Event;
use crate::id::ParticipantId;

/// The plan for a competence that holds, and what was done of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Competence {
    /// The day it was made.
    pub made_on: NaiveDate,
    /// The plan.
    pub plan: CompetencePlan,
    /// What else was said; none once it is erased.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<DocumentId>,
    /// The colleagues who have the competence too.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub colleagues: BTreeSet<ParticipantId>,
    /// What was done, also before this plan was made.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub done: BTreeSet<(NaiveDate, CompetenceAct)>,
    /// When and why it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<Ending>,
}

/// Adds what happened to the plans of a case; whether it was about one.
pub(super) fn apply(plans: &mut BTreeMap<ConceptId, Competence>, event: &Event) -> bool {
    let on = event.occurred_on;
    match &event.what {
        Happening::CompetencePlanned { plan, note } => {
            let before = plans.remove(&plan.competence);
            let new = Competence {
                made_on: on,
                plan: (**plan).clone(),
                note: *note,
                colleagues: BTreeSet::new(),
                done: before.map(|before| before.done).unwrap_or_default(),
                ended: None,
            };
            plans.insert(plan.competence, new);
        }
        Happening::CompetenceTied { competence, plan, participant } => {
            // Those of a plan that was taken back are none of an older one.
            if let Some(known) = plans.get_mut(competence).filter(|known| known.plan.id == *plan) {
                known.colleagues.insert(participant.clone());
            }
        }
        Happening::CompetenceFollowed { competence, act } => {
            if let Some(known) = plans.get_mut(competence) {
                known.done.insert((on, *act));
            }
        }
        Happening::CompetenceEnded { competence, reason } => {
            if let Some(known) = plans.get_mut(competence) {
                known.ended = Some(Ending::of(event, reason));
            }
        }
        _ => return false,
    }
    true
}
