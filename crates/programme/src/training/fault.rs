//! What cannot be right in what was written down.

use chrono::NaiveDate;
use etablera_domain::event::{Code, Presence};
use etablera_domain::{ParticipantId, SessionId};

use super::content::ContentPlan;
use super::member::Member;
use super::session::{Session, Sessions};

/// Something that cannot be right, and that somebody has to correct.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
#[non_exhaustive]
pub enum Fault {
    /// Attendance at what was never planned.
    #[error("attendance of `{participant}` at `{session}`, which nobody planned: expected a plan")]
    NoPlan {
        /// Which session.
        session: SessionId,
        /// Whose attendance.
        participant: ParticipantId,
    },
    /// Attendance at what did not take place.
    #[error(
        "attendance of `{participant}` at `{session}`, cancelled on {on}: expected none, or a \
         session that takes place"
    )]
    Cancelled {
        /// Which session.
        session: SessionId,
        /// Whose attendance.
        participant: ParticipantId,
        /// When it was cancelled.
        on: NaiveDate,
    },
    /// The session was moved after attendance was taken.
    #[error(
        "attendance of `{participant}` at `{session}` is of {taken}, and the plan of {planned}: \
         expected a session that is not moved once attendance is taken"
    )]
    Moved {
        /// Which session.
        session: SessionId,
        /// Whose attendance.
        participant: ParticipantId,
        /// The day it was taken for.
        taken: NaiveDate,
        /// The day of the plan that holds.
        planned: NaiveDate,
    },
    /// Somebody was there for longer than the session is; no more than that
    /// counts.
    #[error(
        "`{participant}` was at `{session}` for {minutes} minutes: expected at most its {planned}"
    )]
    TooLong {
        /// Which session.
        session: SessionId,
        /// Who.
        participant: ParticipantId,
        /// Minutes written down.
        minutes: u16,
        /// Minutes of the session.
        planned: u16,
    },
    /// Minutes of an absence; they do not count.
    #[error("`{participant}` was absent from `{session}` for {minutes} minutes there: expected 0")]
    AbsentMinutes {
        /// Which session.
        session: SessionId,
        /// Who.
        participant: ParticipantId,
        /// Minutes written down.
        minutes: u16,
    },
    /// An absence of somebody of whom the session was not expected; it does
    /// not count.
    #[error(
        "`{participant}` was absent from `{session}` and not in its cohort that day: expected \
         absences of members only"
    )]
    NotExpected {
        /// Which session.
        session: SessionId,
        /// Who.
        participant: ParticipantId,
    },
    /// The session counts towards what the content does not have.
    #[error("`{session}` counts towards `{part}`: expected a part of the content plan")]
    UnknownPart {
        /// Which session.
        session: SessionId,
        /// What it names.
        part: Code,
    },
}

/// Everything that cannot be right, ordered by kind, session and participant.
/// Of an absence it is only asked of the given members whether they were
/// expected.
#[must_use]
pub fn faults(plan: &ContentPlan, sessions: &Sessions, members: &[Member]) -> Vec<Fault> {
    let mut all: Vec<Fault> = dropped(sessions).collect();
    for session in sessions.held() {
        let unknown = session.plan.part.as_ref().filter(|part| plan.part(part.as_str()).is_none());
        all.extend(
            unknown
                .map(|part| Fault::UnknownPart { session: session.id.clone(), part: part.clone() }),
        );
        of_attendance(session, &mut all);
        of_absence(session, members, &mut all);
    }
    all.sort();
    all
}

fn dropped(sessions: &Sessions) -> impl Iterator<Item = Fault> {
    sessions.dropped.iter().flat_map(|one| {
        one.attendance.iter().cloned().map(|participant| {
            let session = one.id.clone();
            match &one.cancelled {
                Some(ending) => Fault::Cancelled { session, participant, on: ending.on },
                None => Fault::NoPlan { session, participant },
            }
        })
    })
}

fn of_attendance(session: &Session, all: &mut Vec<Fault>) {
    for (participant, taken) in &session.attendance {
        let named = || (session.id.clone(), participant.clone());
        if taken.on != session.plan.on {
            let ((session, participant), planned) = (named(), session.plan.on);
            all.push(Fault::Moved { session, participant, taken: taken.on, planned });
        }
        let (minutes, planned) = (taken.minutes, session.plan.minutes);
        if taken.presence == Presence::Present && minutes > planned {
            let (session, participant) = named();
            all.push(Fault::TooLong { session, participant, minutes, planned });
        }
        if taken.presence != Presence::Present && minutes > 0 {
            let (session, participant) = named();
            all.push(Fault::AbsentMinutes { session, participant, minutes });
        }
    }
}

fn of_absence(session: &Session, members: &[Member], all: &mut Vec<Fault>) {
    for member in members {
        let taken = session.attendance.get(member.id());
        let absent = taken.filter(|taken| taken.presence != Presence::Present);
        if absent.is_some_and(|taken| !member.is_expected(&session.plan, taken.on)) {
            let (session, participant) = (session.id.clone(), member.id().clone());
            all.push(Fault::NotExpected { session, participant });
        }
    }
}
