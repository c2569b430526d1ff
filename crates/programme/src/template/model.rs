//! What a template says.

use chrono::Weekday;
use etablera_domain::event::{Code, Outcome, Stage};
use serde::{Deserialize, Serialize};

use super::length::Length;
use crate::calendar::Calendar;
use crate::rules::Amount;

/// A name in Swedish and English.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Names {
    /// In Swedish.
    pub sv: String,
    /// In English.
    pub en: String,
}

/// Something that must be so before a stage begins or is passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// The participant said yes to the proposal.
    AcceptedByParticipant,
    /// The employer said yes to it.
    AcceptedByEmployer,
    /// Staff said yes to it.
    AcceptedByStaff,
    /// All who have a say approved the agreement on the placement.
    Agreement,
    /// A profile was written down.
    Profile,
    /// Every check-in that has come due was made.
    CheckIns,
    /// Every item of the introduction was done.
    Introduction,
    /// The participant got an offer of work.
    Offer,
    /// The participant took part in a joint action across a border.
    JointAction,
}

impl Condition {
    /// Each with its word in files.
    pub const WORDS: &'static [(&'static str, Self)] = &[
        ("accepted_by_participant", Self::AcceptedByParticipant),
        ("accepted_by_employer", Self::AcceptedByEmployer),
        ("accepted_by_staff", Self::AcceptedByStaff),
        ("agreement", Self::Agreement),
        ("profile", Self::Profile),
        ("check_ins", Self::CheckIns),
        ("introduction", Self::Introduction),
        ("offer", Self::Offer),
        ("joint_action", Self::JointAction),
    ];

    /// Its word in files.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, one)| *one == self).map_or("", |(word, _)| word)
    }

    /// Its word, if it is about a placement.
    pub(super) fn of_placement(self) -> Option<&'static str> {
        let about = matches!(
            self,
            Self::AcceptedByParticipant
                | Self::AcceptedByEmployer
                | Self::AcceptedByStaff
                | Self::Agreement
        );
        Self::WORDS.iter().find(|(_, one)| about && *one == self).map(|(word, _)| *word)
    }
}

/// What an ended stage taught about the match: about what was asked and what
/// fitted, never about what somebody is worth. Nothing here is about health.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Learnt {
    /// The tasks were others than those that were matched.
    Tasks,
    /// The hours or shifts did not fit.
    Hours,
    /// The way there was too long or had no bus.
    Travel,
    /// The work asked for more of a language than was written down.
    Language,
    /// The workplace could not supervise as was agreed.
    Supervision,
    /// The workplace changed its plans.
    Workplace,
    /// Something outside the match; says nothing about it.
    Circumstances,
    /// Another way opened, such as a job or studies.
    OtherWay,
}

impl Learnt {
    /// Each with its word in files.
    pub const WORDS: &'static [(&'static str, Self)] = &[
        ("tasks", Self::Tasks),
        ("hours", Self::Hours),
        ("travel", Self::Travel),
        ("language", Self::Language),
        ("supervision", Self::Supervision),
        ("workplace", Self::Workplace),
        ("circumstances", Self::Circumstances),
        ("other_way", Self::OtherWay),
    ];

    /// The word in files.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, one)| *one == self).map_or("", |(word, _)| word)
    }

    /// Whether it says something of how such a match goes. That plans or
    /// circumstances changed, or that another way opened, says nothing.
    #[must_use]
    pub fn is_about_the_match(self) -> bool {
        match self {
            Self::Tasks | Self::Hours | Self::Travel | Self::Language | Self::Supervision => true,
            Self::Workplace | Self::Circumstances | Self::OtherWay => false,
        }
    }
}

/// Where an outcome leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// On in the same stage.
    Same,
    /// To another stage, by its place in the template.
    Stage(usize),
    /// Back to waiting for a match.
    Matching,
    /// Out of the programme.
    Leave,
}

/// A reason code of an outcome.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReasonPlan {
    /// The code.
    pub code: Code,
    /// What it says about the match, if anything.
    pub learnt: Option<Learnt>,
}

/// What can be decided on a stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OutcomePlan {
    /// The kind of outcome.
    pub outcome: Outcome,
    /// Where it leads.
    pub to: Target,
    /// The reasons it can have; no two outcomes of a stage that are of one
    /// kind share one.
    pub reasons: Vec<ReasonPlan>,
}

/// How a stage can be made longer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Extension {
    /// By how much at most each time.
    pub most: Length,
    /// How often.
    pub times: u16,
}

/// Where the events of a stage stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Held {
    /// At a workplace, in the stream of a placement.
    Placement,
    /// In the programme, in the stream of the participant.
    Programme,
}

/// A stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StagePlan {
    /// Names it in the template.
    pub id: Code,
    /// For readers.
    pub name: Names,
    /// Its kind in events.
    pub kind: Stage,
    /// Where it takes place.
    pub held: Held,
    /// How long it is at most; none if it is open.
    pub length: Option<Length>,
    /// What must be so when it begins.
    pub entry: Vec<Condition>,
    /// What must be so to go on from it.
    pub exit: Vec<Condition>,
    /// When staff look in, since its first day.
    pub check_ins: Vec<Length>,
    /// How many working days before its end the decision is announced.
    pub warning: Option<u16>,
    /// How it can be made longer.
    pub extension: Option<Extension>,
    /// What can be decided.
    pub outcomes: Vec<OutcomePlan>,
}

impl StagePlan {
    /// The outcome that a decision names by its kind and reason.
    #[must_use]
    pub fn outcome(&self, outcome: Outcome, reason: &str) -> Option<(&OutcomePlan, &ReasonPlan)> {
        let of_kind = self.outcomes.iter().filter(|plan| plan.outcome == outcome);
        of_kind
            .flat_map(|plan| plan.reasons.iter().map(move |reason| (plan, reason)))
            .find(|(_, plan)| plan.code.as_str() == reason)
    }
}

/// How time is split between work and training over the programme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Split {
    /// The share of work.
    pub work: Amount,
    /// The share of training.
    pub training: Amount,
}

/// The weekly training day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct TrainingDay {
    /// Which day; none if each cohort has its own.
    pub weekday: Option<Weekday>,
    /// Whether participants are in cohorts.
    pub cohort: bool,
    /// How long, in minutes.
    pub minutes: u16,
}

/// What a programme allows at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Limits {
    /// Participants that one person supervises at a time.
    pub supervisor: u16,
    /// The time from entry to leaving, pauses left out; none if unlimited.
    pub longest: Option<Length>,
}

/// Pauses of the programme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Pauses {
    /// Whether a pause moves the end of the stage.
    pub extend: bool,
    /// The reasons it can have: coarse, and never about health.
    pub reasons: Vec<Code>,
}

/// A question about the status after leaving.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FollowUp {
    /// Names it in the template.
    pub id: Code,
    /// When it is due, since the day of leaving.
    pub after: Length,
    /// Since when an answer counts, since the day of leaving; none for that
    /// day itself.
    pub opens: Option<Length>,
}

/// An item of the introduction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Item {
    /// The code of the task that it is in the case.
    pub id: Code,
    /// For readers.
    pub name: Names,
    /// When it is to be done, since the first day of the first stage.
    pub after: Length,
    /// What it takes of a mentor, in minutes.
    pub mentor_minutes: u16,
}

/// A programme as data; see `templates/` for those that are shipped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Template {
    /// Names it.
    pub id: Code,
    /// For readers.
    pub name: Names,
    /// Where it is described.
    pub sources: Vec<String>,
    /// What kinds of organisation work on a case together.
    pub organisations: Vec<Code>,
    /// Whose holidays count.
    pub calendar: Calendar,
    /// The stages that can come first, by place.
    pub first: Vec<usize>,
    /// The stages, in the file's order.
    pub stages: Vec<StagePlan>,
    /// How time is split.
    pub split: Option<Split>,
    /// The weekly training day.
    pub training_day: Option<TrainingDay>,
    /// What is allowed at most.
    pub limits: Limits,
    /// Pauses.
    pub pauses: Pauses,
    /// Why somebody may leave before the programme is through.
    pub leaving: Vec<Code>,
    /// Why a placement may end while its stage goes on at another.
    pub moves: Vec<Code>,
    /// Why an approval may be written down by somebody else.
    pub on_behalf: Vec<Code>,
    /// How long after a month its time is to be confirmed; none if it need
    /// not be.
    pub confirmation: Option<Length>,
    /// Questions after leaving.
    pub follow_ups: Vec<FollowUp>,
    /// The indicators that count, by their codes.
    pub indicators: Vec<String>,
    /// The introduction.
    pub introduction: Vec<Item>,
}

impl Template {
    /// A stage by its name, with its place.
    #[must_use]
    pub fn stage(&self, id: &str) -> Option<(usize, &StagePlan)> {
        self.stages.iter().enumerate().find(|(_, stage)| stage.id.as_str() == id)
    }
}
