//! Absences in a row, and alerts.

use std::num::NonZeroU16;

use chrono::NaiveDate;
use etablera_domain::{ParticipantId, SessionId};
use serde::Serialize;

use super::member::Member;
use super::row::{Row, Stand, rows};
use super::session::Sessions;

/// How many absences in a row somebody should know of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Thresholds {
    /// Without an accepted reason.
    pub unexcused: NonZeroU16,
    /// Of any kind.
    pub any: NonZeroU16,
}

/// Which absences are in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum AlertKind {
    /// Without an accepted reason.
    Unexcused,
    /// Of any kind.
    Any,
}

/// Absences since somebody was last there, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Run {
    /// Each with its day.
    pub sessions: Vec<(NaiveDate, SessionId)>,
}

/// The absences of somebody, as known on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Absences {
    /// Who.
    pub participant: ParticipantId,
    /// Those without an accepted reason since they were last there. One with a
    /// reason between two of them neither counts nor breaks the row.
    pub unexcused: Run,
    /// Those of any kind since they were last there.
    pub any: Run,
}

/// Somebody has been absent so often in a row that somebody should know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Alert {
    /// Who.
    pub participant: ParticipantId,
    /// Which absences.
    pub kind: AlertKind,
    /// The absences.
    pub run: Run,
}

impl Absences {
    /// Which thresholds are reached. Being there clears both.
    #[must_use]
    pub fn alerts(&self, thresholds: Thresholds) -> Vec<Alert> {
        let Thresholds { unexcused, any } = thresholds;
        let of =
            [(AlertKind::Unexcused, &self.unexcused, unexcused), (AlertKind::Any, &self.any, any)];
        let reached =
            of.into_iter().filter(|(_, run, least)| run.sessions.len() >= usize::from(least.get()));
        let participant = &self.participant;
        reached
            .map(|(kind, run, _)| Alert {
                participant: participant.clone(),
                kind,
                run: run.clone(),
            })
            .collect()
    }
}

/// The absences of somebody since they were last there, as known on a day.
///
/// In a row means in the order of the sessions, by day and then by id, whatever
/// lies between them in the calendar. Being there clears, at whichever session
/// and for however short a time. Where nobody wrote down whether somebody was
/// there, nothing is known: it neither counts nor clears.
#[must_use]
pub fn absences(sessions: &Sessions, member: &Member, day: NaiveDate) -> Absences {
    let (mut unexcused, mut any) = (Run::default(), Run::default());
    for row in rows(sessions, member, day) {
        let named = |row: &Row<'_>| (row.on, row.session.id.clone());
        match row.stand {
            Stand::Planned | Stand::Unrecorded => {}
            Stand::There { .. } => (unexcused, any) = (Run::default(), Run::default()),
            Stand::Excused => any.sessions.push(named(&row)),
            Stand::Unexcused => {
                unexcused.sessions.push(named(&row));
                any.sessions.push(named(&row));
            }
        }
    }
    Absences { participant: member.id().clone(), unexcused, any }
}
