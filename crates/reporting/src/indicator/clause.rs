//! Why somebody or something does not count.

use serde::{Deserialize, Serialize};

/// Why somebody or something does not count in an indicator, by the part of its
/// definition that is not fulfilled. Where several are not, the first in the
/// order of the definition: present on the day, complete, of the target group,
/// as required at entry, then what happened later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "IndicatorClause"))]
#[serde(rename_all = "snake_case")]
pub enum Clause {
    /// Had not entered by the day that is reported.
    NotEntered,
    /// Something that everybody must answer is missing.
    Incomplete,
    /// Is a citizen of the Union, and the operation is for others.
    NotTargeted,
    /// Nobody knows of which country they are a citizen.
    TargetUnknown,
    /// They do not say of which country they are a citizen.
    TargetDeclined,
    /// Had another status at entry.
    OtherStatusAtEntry,
    /// Was out of work for no longer than the limit.
    NotLongTerm,
    /// The limit depends on an age that nobody noted exactly enough.
    AgeTooCoarse,
    /// Is of another age.
    OtherAge,
    /// Nobody knows the age.
    AgeUnknown,
    /// Has another education.
    OtherEducation,
    /// Nobody knows the education.
    EducationUnknown,
    /// The answer is no.
    AnswerNo,
    /// Nobody asked.
    NotAsked,
    /// Was asked, and does not say.
    Declined,
    /// Has not left.
    NotLeft,
    /// Has left, and the time in which it counts is not over.
    NotYetDue,
    /// The time is over, and nobody knows the status in it.
    StatusUnknown,
    /// The only work in that time is for the project itself.
    ProjectJob,
    /// Had another status in that time.
    OtherStatus,
    /// Has no qualification that anybody knows of.
    NoQualification,
    /// Had the qualification before entering.
    QualifiedBefore,
    /// Got the qualification after the time in which it counts.
    QualifiedLate,
    /// More pay alone does not count.
    PayOnly,
    /// Is at work as before, or not at all.
    NotImproved,
    /// Nobody knows whether anything became better.
    ImprovementUnknown,
    /// Did not get this measure.
    NoMeasure,
    /// Nobody knows the level before or after.
    LevelUnknown,
    /// The level is not so much higher.
    LevelNotRaised,
    /// Has not applied.
    NotApplied,
    /// Applied before entering.
    AppliedBefore,
    /// It is of a day after the one that is reported.
    AfterDay,
    /// It was not held by organisations of two countries.
    OneCountry,
    /// It is of another kind.
    OtherKind,
    /// Was not there.
    Absent,
    /// It counts once, and is counted elsewhere in this list.
    CountedAlready,
    /// Has no certificate.
    NotCompleted,
    /// It was held before the project ended.
    BeforeEnd,
    /// It is of a time after the one in which it counts.
    TooLate,
    /// It is not finished.
    NotFinished,
    /// It has not taken effect.
    NoEffect,
    /// The enterprise is large.
    TooLarge,
    /// Nobody knows how large the enterprise is.
    SizeUnknown,
}
