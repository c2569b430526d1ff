//! What funders ask of a person, an employer or a joint work besides days and
//! statuses.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use etablera_taxonomy::{Cefr, Country};
use serde::{Deserialize, Serialize};

use super::code::Code;
use super::words::words;
use crate::date;

words! {
    /// How somebody's work changed since they entered, at work then as now.
    Improvement {
        /// From a precarious to a stable contract.
        Stable,
        /// From too few hours to enough.
        FullTime,
        /// To work that asks for more competence.
        HigherCompetence,
        /// To more responsibility.
        MoreResponsibility,
        /// To a higher post.
        Promotion,
        /// To more pay and nothing else, which does not count.
        PayOnly,
        /// Not at all.
        Nothing,
    }
    /// What somebody got in an operation for integration.
    Measure {
        /// A course in the language.
        LanguageCourse,
        /// A course of civic orientation.
        CivicOrientation,
        /// Personal professional guidance.
        Guidance,
        /// A measure before departure.
        PreDeparture,
        /// Help to apply for the reunification of a family.
        FamilyReunification,
        /// A scheme of mobility.
        Mobility,
    }
    /// What an entity that is supported is.
    EntityKind {
        /// A public administration, or a public service.
        Administration,
        /// A local or regional authority, which is an administration as well.
        LocalAuthority,
        /// An enterprise, cooperatives and social ones among them.
        Enterprise,
    }
    /// The size of an enterprise.
    Size {
        /// Micro, small or medium.
        UpToMedium,
        /// Large.
        Large,
    }
    /// What a joint work is.
    WorkKind {
        /// A pilot action.
        PilotAction,
        /// A solution.
        Solution,
        /// A solution for a legal or administrative obstacle.
        ObstacleSolution,
    }
}

/// What is found out of a person for the operation they are in; it is true of
/// the day it happened. None of it decides how they are matched.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Fact {
    /// Out of work since a day before they entered.
    OutOfWork {
        /// Since when.
        #[serde(deserialize_with = "date::day")]
        since: NaiveDate,
    },
    /// Whether below 25 on the day of entering, which age bands do not tell.
    Below25 {
        /// Whether.
        yes: bool,
    },
    /// A competent body found that they reached a qualification.
    Qualified {},
    /// Their work is as it was, or better.
    Work {
        /// How it changed.
        change: Improvement,
    },
    /// They began to get this.
    Began {
        /// What.
        measure: Measure,
    },
    /// Their level of the language was tested.
    LanguageTested {
        /// The level; none is below A1.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        level: Option<Cefr>,
    },
    /// They were asked whether it helped with integration.
    Helpful {
        /// The answer; none where they do not say.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        answer: Option<bool>,
    },
    /// They applied for the recognition of a qualification from a third
    /// country, or for an assessment of skills.
    AppliedForRecognition {},
    /// They applied for residence of long term.
    AppliedForResidence {},
    /// They got the certificate of a joint training scheme.
    Certified {
        /// Which scheme.
        scheme: Code,
    },
}

/// What became of a work that organisations of several countries made together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum WorkStep {
    /// It was begun.
    Begun {
        /// What it is.
        kind: WorkKind,
        /// The countries whose organisations make it.
        countries: BTreeSet<Country>,
    },
    /// It was implemented, developed or identified.
    Finished {},
    /// It was taken up, or resolved the obstacle.
    TookEffect {},
}
