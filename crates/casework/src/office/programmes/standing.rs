//! How journeys stand: what is allowed, due and late.

use chrono::NaiveDate;
use etablera_domain::event::{Case, Code, EventId, Subject, SubjectKind};
use etablera_domain::{ActorId, OperationId, ParticipantId, PlacementId};
use etablera_programme::journey::{Due, Duty, Phase, Step};
use serde::Serialize;

use super::lessons::LessonShown;
use super::way::{Way, each_way};
use crate::office::commands::commands;
use crate::office::error::CaseError;
use crate::office::facts::of_case;
use crate::office::{Call, Office, UseCase};
use crate::policy::Action;

commands! {
    /// Asks how somebody stands in their programme.
    ReadStanding {
        /// Who.
        participant: ParticipantId,
        /// On which day; today unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on: Option<NaiveDate>,
    }
    /// Asks what is to be done in all cases that the caller may read.
    Duties {
        /// Only in cases that this person holds.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        holder: Option<ActorId>,
        /// Only what is late.
        #[serde(default)]
        late: bool,
        /// What is due until this day; what is announced by today unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<NaiveDate>,
    }
}

/// Something to be done in a programme.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, schemars::JsonSchema)]
pub struct DutyLine {
    /// The last day on which it is in time.
    pub on: NaiveDate,
    /// Since when it is announced, or can be done.
    pub from: NaiveDate,
    /// Whether that day has passed.
    pub late: bool,
    /// In whose journey.
    pub participant: ParticipantId,
    /// What, such as `decision` or `check_in`.
    pub what: &'static str,
    /// Of what: a stage, an item, a question or a month.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// At which placement.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub placement: Option<PlacementId>,
}

/// Something that can happen, or why it cannot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct StepShown {
    /// What.
    pub step: &'static str,
    /// Which stage begins, or how it is decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// At which placement.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub placement: Option<PlacementId>,
    /// Why not; none where it can.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub because: Option<String>,
}

/// How somebody stands in the programme of one operation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct StandingShown {
    /// Which operation.
    pub operation: OperationId,
    /// Its programme.
    pub programme: Code,
    /// Where they are: `matching`, a stage, `left`.
    pub phase: &'static str,
    /// The stage that goes on or comes next.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stage: Option<Code>,
    /// The last day of the stage, with the pauses so far; or the day of leaving.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
    /// Since when the programme rests.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paused: Option<NaiveDate>,
    /// What is to be done, by day.
    pub due: Vec<DutyLine>,
    /// What can happen now, and why the rest cannot.
    pub steps: Vec<StepShown>,
    /// What stages that ended taught about the match, for the next one: about
    /// tasks, hours or the way there, and never about the person.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub learnt: Vec<LessonShown>,
    /// What stands in the log and does not fit the programme: from before it
    /// was adopted, or from another system.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unfit: Vec<Unfit>,
}

/// An event that does not fit the programme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Unfit {
    /// Which.
    pub event: EventId,
    /// Why.
    pub because: String,
}

/// How somebody stands in the programmes of the operations that they are or
/// were in.
///
/// # Errors
///
/// When the caller may not read the case, or a programme cannot be read.
pub fn standing<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a ReadStanding,
) -> UseCase<'a, Vec<StandingShown>> {
    office.look(call, async move |work| {
        let day = command.on.unwrap_or(call.today);
        let (subject, _) = work.case(Action::ReadCase, &command.participant).await?;
        let ways = work.ways(&subject).await?;
        Ok(ways.iter().map(|way| shown(way, day)).collect())
    })
}

/// What is to be done in all cases that the caller may read, most urgent
/// first. That the list was made stands in the access log.
///
/// # Errors
///
/// When a programme cannot be read, or the store fails.
pub fn duties<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a Duties,
) -> UseCase<'a, Vec<DutyLine>> {
    office.look(call, async move |work| {
        let cases = work.writer.all(SubjectKind::Participant).await?;
        let wanted = cases.iter().filter(|(subject, one)| {
            let case = one.state.case().filter(|case| is_wanted(command, case));
            let resource = case.map(|case| of_case((subject, case), call.today));
            resource.is_some_and(|one| work.may_silently(Action::ReadCase, &one))
        });
        let wanted: Vec<Subject> = wanted.map(|(subject, _)| subject.clone()).collect();
        let mut all = Vec::new();
        let seq = work.writer.tail().seq;
        let tell = |way: Result<Way, CaseError>| {
            all.extend(due_of(&way?, command, call.today));
            Ok(())
        };
        each_way(&mut work.writer, (&wanted, seq), tell).await?;
        work.log_list("journey due");
        all.sort();
        Ok(all)
    })
}

/// Whether a question is about a case.
fn is_wanted(command: &Duties, case: &Case) -> bool {
    let theirs = |who: &ActorId| case.holder.as_ref().is_some_and(|one| one.actor == *who);
    let whose = command.holder.as_ref().is_none_or(theirs);
    whose && case.erased.is_none() && !case.enrolments.is_empty()
}

fn due_of(way: &Way, command: &Duties, today: NaiveDate) -> Vec<DutyLine> {
    let standing = way.journey().standing(today, &way.template.calendar);
    let wanted = |due: &&Due| match command.until {
        _ if command.late => due.late,
        Some(until) => due.on <= until,
        None => due.from <= today,
    };
    standing.due.iter().filter(wanted).map(|due| line(&way.participant, due)).collect()
}

fn shown(way: &Way, day: NaiveDate) -> StandingShown {
    let (_, unfit) = way.journey_of(&way.log);
    let journey = way.journey_until(day);
    let standing = journey.standing(day, &way.template.calendar);
    let (phase, stage, until) = phase(&standing.phase);
    let unfit = unfit.into_iter();
    StandingShown {
        operation: way.operation.clone(),
        programme: way.template.id.clone(),
        phase,
        stage,
        until,
        paused: standing.paused,
        due: standing.due.iter().map(|due| line(&way.participant, due)).collect(),
        learnt: journey.lessons().iter().map(LessonShown::of).collect(),
        steps: journey.allowed(standing.day).into_iter().map(step).collect(),
        unfit: unfit.map(|(event, why)| Unfit { event, because: why.to_string() }).collect(),
    }
}

fn phase(phase: &Phase) -> (&'static str, Option<Code>, Option<NaiveDate>) {
    match phase {
        Phase::Outside => ("outside", None, None),
        Phase::Matching => ("matching", None, None),
        Phase::Stage { stage, until, decided: false } => {
            ("stage", Some(stage.clone()), Some(*until))
        }
        Phase::Stage { stage, until, decided: true } => {
            ("decided", Some(stage.clone()), Some(*until))
        }
        Phase::Between { stage } => ("between", Some(stage.clone()), None),
        Phase::Through => ("through", None, None),
        Phase::Left(day) => ("left", None, Some(*day)),
    }
}

fn line(participant: &ParticipantId, due: &Due) -> DutyLine {
    let mut at = None;
    let (what, of) = match &due.duty {
        Duty::CheckIn { stage, number } => ("check_in", Some(format!("{stage} {number}"))),
        Duty::Decision { stage } => ("decision", Some(stage.to_string())),
        Duty::Start { stage } => ("start", Some(stage.to_string())),
        Duty::Leave => ("leave", None),
        Duty::Confirmation { placement, month } => {
            at = Some(placement.clone());
            ("time", Some(month.format("%Y-%m").to_string()))
        }
        Duty::Introduction { item } => ("introduction", Some(item.to_string())),
        Duty::FollowUp { id, .. } => ("follow_up", Some(id.to_string())),
    };
    let Due { from, on, late, .. } = *due;
    DutyLine { on, from, late, participant: participant.clone(), what, of, placement: at }
}

fn step((step, may): (Step, Result<(), etablera_programme::journey::Refusal>)) -> StepShown {
    let mut at = None;
    let (name, of) = match step {
        Step::Enrol => ("enrol", None),
        Step::Start { stage, placement } => {
            at = placement;
            ("start", Some(stage.to_string()))
        }
        Step::Decide { outcome } => ("decide", Some(format!("{outcome:?}").to_lowercase())),
        Step::CheckIn => ("check_in", None),
        Step::EndPlacement => ("end_placement", None),
        Step::Pause => ("pause", None),
        Step::Resume => ("resume", None),
        Step::Leave => ("leave", None),
        Step::Close => ("close", None),
    };
    let because = may.err().map(|refusal| refusal.to_string());
    StepShown { step: name, of, placement: at, because }
}
