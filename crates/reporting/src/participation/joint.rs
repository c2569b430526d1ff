//! Who took part in what across a border: participations, not persons.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use etablera_domain::event::{Code, Recorded, effective, joint_actions};
use etablera_domain::{ParticipantId, SessionId};
use etablera_taxonomy::Country;
use serde::{Deserialize, Serialize};

/// What a joint action is to those who count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// An action, such as a trip or a group.
    Action,
    /// A part of a training scheme, which has a curriculum.
    Training,
    /// A meeting of the project.
    ProjectMeeting,
    /// A public event.
    PublicEvent,
}

impl Kind {
    /// The kind of what the log calls an action by a code; what has no code of
    /// its own here is an action.
    #[must_use]
    pub fn of(action: &Code) -> Self {
        match action.as_str() {
            "training_scheme" => Self::Training,
            "project_meeting" => Self::ProjectMeeting,
            "public_event" => Self::PublicEvent,
            _ => Self::Action,
        }
    }
}

/// One person at one action across a border.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Taking {
    /// The day.
    pub on: NaiveDate,
    /// Who.
    pub person: ParticipantId,
    /// What it is to those who count.
    pub kind: Kind,
    /// What it was, or the scheme whose part it was.
    pub action: Code,
    /// The session it was held in, if in one.
    #[serde(default)]
    pub session: Option<SessionId>,
    /// The countries whose organisations held it.
    pub countries: BTreeSet<Country>,
    /// Whether the list says that they were not there.
    #[serde(default)]
    pub absent: bool,
    /// When they got a certificate of the scheme.
    #[serde(default)]
    pub certified: Option<NaiveDate>,
}

/// Who took part in joint actions by what a log says now: a correction stands in
/// the place of what it corrects.
///
/// The scheme of a part of training is the cohort of its session. Certificates
/// are added by [`certify`](super::certify).
#[must_use]
pub fn takings(events: &[Recorded]) -> Vec<Taking> {
    let mut all: Vec<Taking> = Vec::new();
    for held in joint_actions(&effective(events)) {
        let kind = Kind::of(&held.kind);
        let scheme = held.cohort.filter(|_| kind == Kind::Training);
        let action = scheme.unwrap_or(held.kind);
        let present = held.present.into_iter().map(|person| (person, false));
        let absent = held.absent.into_iter().map(|person| (person, true));
        all.extend(present.chain(absent).map(|(person, absent)| Taking {
            on: held.on,
            person,
            kind,
            action: action.clone(),
            session: held.session.clone(),
            countries: held.countries.clone(),
            absent,
            certified: None,
        }));
    }
    all.sort();
    all
}
