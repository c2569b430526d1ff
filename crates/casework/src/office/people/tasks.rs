//! What is to do in a case, and by when.

use chrono::NaiveDate;
use etablera_domain::event::state::Task;
use etablera_domain::event::{Case, Code, Due, Happening, Milestone, Subject};
use etablera_domain::{ParticipantId, TaskId};

use crate::office::case::Entry;
use crate::office::commands::commands;
use crate::office::error::CaseError;
use crate::office::{Call, Office, UseCase};
use crate::policy::Action;

commands! {
    /// Sets something to do, or changes it while it is open.
    SetTask {
        /// In whose case.
        participant: ParticipantId,
        /// Names it in the case.
        task: TaskId,
        /// What.
        what: Code,
        /// When it is due.
        due: Due,
    }
    /// Ticks something off.
    FinishTask {
        /// In whose case.
        participant: ParticipantId,
        /// Which.
        task: TaskId,
        /// The day; today unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on: Option<NaiveDate>,
    }
    /// Drops something that need not be done any more.
    DropTask {
        /// In whose case.
        participant: ParticipantId,
        /// Which.
        task: TaskId,
        /// Why.
        reason: Code,
    }
    /// Gives a named event its day, or another one. What is due so many days
    /// after it moves with it.
    PlanMilestone {
        /// In whose case.
        participant: ParticipantId,
        /// Which, such as `trial_start`.
        milestone: Milestone,
        /// The day, which may lie ahead.
        on: NaiveDate,
    }
}

/// Sets something to do, or changes it while it is open.
///
/// # Errors
///
/// When the caller may not, the case is closed, or it was settled before.
pub fn set_task<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a SetTask,
) -> UseCase<'a, Entry> {
    office.run(call, ("set_task", command), async move |work| {
        let SetTask { participant, task, what, due } = command;
        let (subject, case) = work.open_case(Action::SetTask, participant).await?;
        if case.tasks.get(task).is_some_and(|known| known.done.is_some()) {
            let text = format!("`{task}` of `{subject}` is settled: expected a new task");
            return Err(CaseError::wrong(text));
        }
        let (task, what, due) = (task.clone(), what.clone(), due.clone());
        let what = Happening::TaskSet { task, what, due };
        work.enter(&subject, work.call.today, (None, what)).await
    })
}

/// Ticks something off.
///
/// # Errors
///
/// When the caller may not, the case is closed, or it is not open.
pub fn finish_task<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a FinishTask,
) -> UseCase<'a, Entry> {
    office.run(call, ("finish_task", command), async move |work| {
        let FinishTask { participant, task, on } = command;
        let (subject, case) = work.open_case(Action::SetTask, participant).await?;
        open(&subject, &case, task)?;
        let on = work.day(*on)?;
        work.enter(&subject, on, (None, Happening::TaskDone { task: task.clone() })).await
    })
}

/// Drops something that need not be done any more.
///
/// # Errors
///
/// As [`finish_task`].
pub fn drop_task<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a DropTask,
) -> UseCase<'a, Entry> {
    office.run(call, ("drop_task", command), async move |work| {
        let DropTask { participant, task, reason } = command;
        let (subject, case) = work.open_case(Action::SetTask, participant).await?;
        open(&subject, &case, task)?;
        let what = Happening::TaskDropped { task: task.clone(), reason: reason.clone() };
        work.enter(&subject, work.call.today, (None, what)).await
    })
}

/// Gives a named event its day.
///
/// # Errors
///
/// When the caller may not, the case is closed, or it has this day already.
pub fn plan_milestone<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a PlanMilestone,
) -> UseCase<'a, Entry> {
    office.run(call, ("plan_milestone", command), async move |work| {
        let PlanMilestone { participant, milestone, on } = command;
        let (subject, case) = work.open_case(Action::SetTask, participant).await?;
        if case.milestones.get(milestone) == Some(on) {
            let text = format!("`{milestone}` of `{subject}` is on {on}: expected a change");
            return Err(CaseError::wrong(text));
        }
        let what = Happening::MilestonePlanned { milestone: milestone.clone(), on: *on };
        work.enter(&subject, work.call.today, (None, what)).await
    })
}

/// Something that is still to do.
fn open<'c>(subject: &Subject, case: &'c Case, task: &TaskId) -> Result<&'c Task, CaseError> {
    let known = case.tasks.get(task).filter(|known| known.done.is_none());
    let wrong = || format!("`{task}` is not open in the case of `{subject}`: expected one that is");
    known.ok_or_else(|| CaseError::wrong(wrong()))
}
