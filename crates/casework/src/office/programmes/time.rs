//! Hours of work and training, month by month.

use chrono::NaiveDate;
use etablera_domain::PlacementId;
use etablera_domain::event::{Happening, Party, Subject};

use crate::office::case::{Entry, not_erased};
use crate::office::commands::commands;
use crate::office::error::CaseError;
use crate::office::matching::answer::parties;
use crate::office::{Call, Office, UseCase};
use crate::policy::Action;

commands! {
    /// Reports the time of a month at a placement.
    ReportTime {
        /// Which.
        placement: PlacementId,
        /// The first day of the month.
        month: NaiveDate,
        /// Minutes of work.
        work_minutes: u32,
        /// Minutes of training.
        training_minutes: u32,
    }
}

/// Reports the time of a month at a placement; the last report of a month
/// counts. Whoever reports it confirms it.
///
/// # Errors
///
/// When the caller may not, there is no such placement, nothing went on there
/// in that month, or the month is longer than that.
pub fn report_time<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a ReportTime,
) -> UseCase<'a, Entry> {
    office.run(call, ("report_time", command), async move |work| {
        let ReportTime { placement, month, work_minutes, training_minutes } = command.clone();
        let subject = Subject::from(placement.clone());
        work.may(Action::ReportTime, &subject).await?;
        work.not_after_today(month)?;
        let state = work.placement_of(&placement).await?;
        let Some(proposal) = state.proposal.clone() else {
            return Err(CaseError::Absent(subject));
        };
        let agreed = state.accepted.contains_key(&Party::Staff) && state.declined.is_empty();
        if !agreed || state.stages.is_empty() {
            return Err(CaseError::wrong(format!(
                "nothing went on at placement `{placement}`: expected one where a stage began"
            )));
        }
        if chrono::Datelike::day(&month) != 1 {
            return Err(CaseError::wrong(format!(
                "{month} is not the first day of a month: expected that for its time"
            )));
        }
        let who = Subject::from(proposal.participant.clone());
        not_erased(&who, &work.case_of(&proposal.participant).await?)?;
        fits(month, u64::from(work_minutes) + u64::from(training_minutes))?;
        let what = Happening::TimeReported { month, work_minutes, training_minutes };
        let on = work.call.today;
        let event = work.happen(&subject, on, parties(proposal), what).await?;
        let version = work.writer.version(&subject).await?;
        Ok(Entry { event, document: None, version })
    })
}

/// Refuses more than a month has.
fn fits(month: NaiveDate, minutes: u64) -> Result<(), CaseError> {
    let most = u64::from(chrono::Datelike::num_days_in_month(&month)) * 24 * 60;
    if minutes <= most {
        return Ok(());
    }
    Err(CaseError::wrong(format!(
        "{minutes} minutes in the month of {month}: expected at most {most}"
    )))
}
