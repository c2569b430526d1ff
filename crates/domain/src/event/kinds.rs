//! The small vocabularies of happenings.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::code::Code;
use super::words::words;
use crate::date;
use crate::id::{ActorId, EmployerId, NeedId, OrganisationId};

words! {
    /// How the tax agency protects a person's identity.
    Protection {
        /// It does not.
        None,
        /// A secrecy marking: a warning on the records.
        SecrecyMarking,
        /// Protected registration: the address is registered elsewhere.
        ProtectedRegistration,
    }
    /// Where a profile comes from.
    ProfileSource {
        /// An interview.
        Interview,
        /// The participant's own entry.
        Participant,
        /// A file from another system.
        Import,
        /// An observation during placement or training.
        Observation,
    }
    /// A use of personal data that somebody can object to.
    Processing {
        /// Being in lists and proposed.
        Matching,
        /// Telling employers.
        Disclosure,
    }
    /// How an objection ended.
    Settlement {
        /// It stands: the use does not go on.
        Upheld,
        /// There are compelling grounds, and the use goes on.
        Overruled,
        /// The participant took it back.
        Withdrawn,
    }
    /// What a connection of a participant's network is.
    ConnectionKind {
        /// Somebody who could open a door.
        Contact,
        /// Somebody who vouches for the participant.
        Reference,
        /// The participant was introduced to somebody.
        Introduction,
        /// A strength, in the participant's or somebody else's words.
        Strength,
    }
    /// Status on the labour market, as funders ask for it.
    LabourStatus {
        /// Without work, available and seeking.
        Unemployed,
        /// The same for longer than the limit of the period.
        LongTermUnemployed,
        /// Neither employed nor unemployed.
        Inactive,
        /// Employed or self-employed, outside the programme.
        Employed,
        /// Employed by the programme itself.
        ProgrammeEmployed,
        /// In education or training.
        InEducation,
        /// Nobody could find out.
        Unknown,
    }
    /// Who takes part in a decision about a placement.
    Party {
        /// The participant.
        Participant,
        /// The employer.
        Employer,
        /// The organisation's staff.
        Staff,
    }
    /// Who has a say in the agreement on a placement.
    Signatory {
        /// The participant.
        Participant,
        /// The employer.
        Employer,
        /// The coach.
        Coach,
        /// Whoever decides where money is involved.
        DecisionMaker,
    }
    /// A stage of a placement.
    Stage {
        /// The trial month.
        Trial,
        /// Employment with training.
        Employment,
        /// Training that bridges a gap, before a post.
        Bridging,
        /// An introduction programme.
        Introduction,
    }
    /// What was decided at the end of a stage.
    Outcome {
        /// The next stage follows.
        Continue,
        /// The stage is made longer.
        Extend,
        /// The placement ends.
        End,
    }
    /// Whether somebody was at a session.
    Presence {
        /// There.
        Present,
        /// Absent for an accepted reason.
        Excused,
        /// Absent.
        Unexcused,
    }
    /// What an employer promises.
    Service {
        /// A guest lecture.
        GuestLecture,
        /// A mock interview.
        MockInterview,
        /// A place for a trial.
        Placement,
        /// A study visit.
        StudyVisit,
    }
    /// What a person decided against, or for, what was proposed.
    Choice {
        /// This participant goes to this need.
        Pin,
        /// This participant does not go to this need.
        Bar,
        /// This participant stays out of the round.
        KeepOut,
    }
}

/// What a participant has agreed to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Consent {
    /// That contacts, references and strengths are kept.
    Network,
    /// That another organisation works on the case.
    Sharing(OrganisationId),
    /// That an employer learns who they are.
    Introduction(EmployerId),
    /// That another organisation is told of them, for one purpose.
    Referral {
        /// Which.
        to: OrganisationId,
        /// What for.
        purpose: Code,
    },
}

/// A named event that due dates hang on, such as `trial_start`.
pub type Milestone = Code;

/// When something is due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Due {
    /// On a day.
    On {
        /// The day.
        #[serde(deserialize_with = "date::day")]
        day: NaiveDate,
    },
    /// So many days after a milestone; negative for before it. It moves with
    /// the milestone.
    After {
        /// Which.
        milestone: Milestone,
        /// Days, of any kind.
        days: i16,
    },
}

/// How much of a service an employer promises.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Promise {
    /// What.
    pub service: Service,
    /// How many times.
    pub count: u16,
}

/// What is agreed on a placement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PlacementTerms {
    /// The measure whose limits hold, such as `trial` or `arbetspraktik`.
    pub measure: Code,
    /// The first day.
    #[serde(deserialize_with = "date::day")]
    pub from: NaiveDate,
    /// The last day.
    #[serde(deserialize_with = "date::day")]
    pub until: NaiveDate,
    /// Who supervises at the workplace.
    pub supervisor: ActorId,
    /// Whether anybody is paid for it, so that somebody has to decide.
    pub money: bool,
}

/// Who got to know something.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Recipient {
    /// An employer.
    Employer(EmployerId),
    /// Whoever is behind a need.
    Need(NeedId),
    /// Another organisation.
    Organisation(OrganisationId),
    /// The participant.
    Participant,
    /// Somebody who was not chosen where the participant was; who, is not
    /// said in the participant's case.
    Applicant,
}

/// The test that secrecy law asks for before anything is disclosed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SecrecyTest {
    /// The rule that allows it, such as `osl_28_11`.
    pub ground: Code,
    /// Whether the participant was asked and agreed.
    pub consented: bool,
}
