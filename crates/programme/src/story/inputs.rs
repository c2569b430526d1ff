//! What a story rests on that is no event.

use chrono::{NaiveDate, Weekday};
use etablera_domain::event::Code;
use etablera_domain::{CredentialClaim, EducationClaim, HousingId, ParticipantId, PlacementId};
use etablera_taxonomy::{ConceptId, Country};
use serde::{Deserialize, Serialize};

use crate::competence_plan::Plan;
use crate::cross_border::Needs;

/// How what was counted is to stand to what the source says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// It is the same.
    Equal,
    /// It is more.
    Over,
    /// It is the same or less.
    AtMost,
}

/// A number that the source says.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Quoted {
    pub(super) id: Code,
    pub(super) said: i64,
    pub(super) relation: Relation,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Inputs {
    #[serde(rename = "quote")]
    pub(super) quotes: Vec<Quoted>,
    pub(super) workplace: Option<Workplace>,
    pub(super) borders: Option<Borders>,
    pub(super) hidden: Option<Hidden>,
    pub(super) competence: Option<Competence>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Workplace {
    /// The cohort whose training is told, and the day it is told for.
    pub(super) cohort: Code,
    pub(super) training_on: NaiveDate,
    pub(super) split: Split,
    pub(super) housing: Housing,
    pub(super) two_years: TwoYears,
}

/// The programme whose time is told.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Split {
    pub(super) participant: ParticipantId,
    pub(super) placement: PlacementId,
    pub(super) training: Weekday,
    pub(super) minutes: u16,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Housing {
    pub(super) of: HousingId,
    /// What the municipality lays over the shipped rules.
    pub(super) rules: String,
}

/// The two-year outcome: whom it is about, and when it is asked for.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TwoYears {
    pub(super) received_from: NaiveDate,
    pub(super) received_to: NaiveDate,
    pub(super) days: u16,
    pub(super) window: u16,
    /// Reasons of closed cases that leave the denominator.
    pub(super) excluded: Vec<Code>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Borders {
    pub(super) from: NaiveDate,
    pub(super) to: NaiveDate,
    /// Kinds of action that are groups, and that are trips.
    pub(super) group: String,
    pub(super) trips: Vec<String>,
    pub(super) regulated: Regulated,
}

/// The tasks of a profession in some countries, and what a person holds.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Regulated {
    pub(super) profession: String,
    pub(super) countries: Vec<Country>,
    /// The day whose rules are read.
    pub(super) on: NaiveDate,
    pub(super) tasks: Vec<TaskOf>,
    #[serde(default)]
    pub(super) credentials: Vec<CredentialClaim>,
    pub(super) exempt: Option<bool>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TaskOf {
    pub(super) id: Code,
    pub(super) needs: Needs,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Hidden {
    /// The days for which those in each phase are counted.
    pub(super) days: Vec<NaiveDate>,
    /// The reason that says that somebody waits for recognition.
    pub(super) waiting: Code,
    pub(super) regulated: Regulated,
    #[serde(rename = "person")]
    pub(super) people: Vec<Educated>,
    pub(super) forecast: Forecast,
}

/// Somebody with an education from abroad.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Educated {
    pub(super) id: ParticipantId,
    pub(super) education: EducationClaim,
    /// What is known of a licence for the profession that is told of; absent
    /// where the education is for another.
    pub(super) credentials: Option<Vec<CredentialClaim>>,
}

/// Staff that nobody employs: every number is invented, and said to be.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Forecast {
    pub(super) base: u16,
    pub(super) years: u16,
    pub(super) rules: String,
    pub(super) first: i8,
    pub(super) shares: Vec<u16>,
    #[serde(rename = "staff")]
    pub(super) staff: Vec<StaffOf>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StaffOf {
    pub(super) occupation: ConceptId,
    pub(super) name_sv: String,
    pub(super) name_en: String,
    pub(super) born: Vec<(u16, u32)>,
    pub(super) vacancies: u32,
    pub(super) other_exits: u16,
    pub(super) inflow: u32,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Competence {
    /// The day it is told for.
    pub(super) on: NaiveDate,
    /// Minutes a week that a mentor is to have at most.
    pub(super) mentor_minutes: u32,
    /// The public record, as JSON.
    pub(super) record: String,
    #[serde(rename = "plan")]
    pub(super) plans: Vec<Plan>,
}
