//! What is seen of special categories of data, purpose by purpose.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use etablera_domain::Reply;
use etablera_domain::event::Code;
use serde::Serialize;

use super::special::Special;

/// What special-category data is read for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SpecialPurpose {
    /// To count for a funder's indicators.
    Indicator,
    /// To see whether a subsidy may apply.
    Subsidy,
    /// To see that participants were asked as they should.
    Audit,
    /// To count, for an audit, how people of each group are chosen. What is
    /// seen goes into counts and is shown of nobody.
    Impact,
    /// To hand out to participants what is known about them (GDPR Art. 15).
    SubjectAccess,
}

impl SpecialPurpose {
    /// Every purpose.
    pub const ALL: [Self; 5] =
        [Self::Indicator, Self::Subsidy, Self::Audit, Self::Impact, Self::SubjectAccess];

    /// Its word in the access log.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Indicator => "indicator",
            Self::Subsidy => "subsidy",
            // In the access log both are an audit, as the policies know it.
            Self::Audit | Self::Impact => "audit",
            Self::SubjectAccess => "subject_access",
        }
    }
}

/// What is seen for a purpose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum SpecialView {
    /// For indicators.
    Indicator(SpecialIndicator),
    /// For an application for a subsidy.
    Subsidy(SpecialSubsidy),
    /// For an audit.
    Audit(SpecialAudit),
    /// For an audit of impact: the same two answers as for indicators.
    Impact(SpecialIndicator),
    /// For the person themself.
    SubjectAccess(Special),
}

/// What indicators count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SpecialIndicator {
    /// Whether they have a disability (EECO12).
    pub disability: Reply<bool>,
    /// Whether they belong to a minority (EECO15).
    pub minority: Reply<bool>,
}

/// What a subsidy may depend on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SpecialSubsidy {
    /// Whether the capacity to work is found to be reduced.
    pub reduced_capacity: Reply<bool>,
    /// The support agreed on.
    pub support: Reply<BTreeSet<Code>>,
}

/// What was asked, without what was answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SpecialAudit {
    /// The day on which they were asked.
    pub asked_on: NaiveDate,
    /// Whether there is an answer on disability.
    pub disability: Reply<()>,
    /// Whether there is an answer on minorities.
    pub minority: Reply<()>,
    /// Whether there is an answer on the capacity to work.
    pub reduced_capacity: Reply<()>,
    /// Whether there is an answer on support.
    pub support: Reply<()>,
}

fn that<T>(reply: &Reply<T>) -> Reply<()> {
    match reply {
        Reply::Unknown => Reply::Unknown,
        Reply::Declined => Reply::Declined,
        Reply::Known(_) => Reply::Known(()),
    }
}

impl Special {
    /// The part that a purpose needs.
    pub(super) fn seen_for(self, purpose: SpecialPurpose) -> SpecialView {
        match purpose {
            SpecialPurpose::Indicator => SpecialView::Indicator(self.counted()),
            SpecialPurpose::Impact => SpecialView::Impact(self.counted()),
            SpecialPurpose::Subsidy => SpecialView::Subsidy(SpecialSubsidy {
                reduced_capacity: self.reduced_capacity,
                support: self.support,
            }),
            SpecialPurpose::Audit => SpecialView::Audit(SpecialAudit {
                asked_on: self.asked_on,
                disability: that(&self.disability),
                minority: that(&self.minority),
                reduced_capacity: that(&self.reduced_capacity),
                support: that(&self.support),
            }),
            SpecialPurpose::SubjectAccess => SpecialView::SubjectAccess(self),
        }
    }

    /// What is only ever counted.
    fn counted(self) -> SpecialIndicator {
        SpecialIndicator { disability: self.disability, minority: self.minority }
    }
}
