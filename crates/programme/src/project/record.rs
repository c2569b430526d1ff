//! The record of a project.

use chrono::{Datelike, NaiveDate};
use etablera_domain::OrganisationNumber;

use super::number::{CaseNumber, Cci, InterventionType, Percent, Postcode, Words};
use super::place::{Countries, Region};
use super::programme::{Fund, Objective};

/// From when to when a project runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    start: NaiveDate,
    end: NaiveDate,
}

impl Run {
    /// From a first to a last day, in the years 1900 to 2199; none if it ends
    /// before it begins.
    #[must_use]
    pub fn new(start: NaiveDate, end: NaiveDate) -> Option<Self> {
        let are_near = [start, end].iter().all(|day| (1900..2200).contains(&day.year()));
        (start <= end && are_near).then_some(Self { start, end })
    }

    /// The first day.
    #[must_use]
    pub fn start(self) -> NaiveDate {
        self.start
    }

    /// The last day.
    #[must_use]
    pub fn end(self) -> NaiveDate {
        self.end
    }
}

/// What a project costs, in whole Swedish kronor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Costs {
    total: u64,
    eligible: u64,
}

impl Costs {
    /// All costs, and those of them that are eligible; none if those are more.
    #[must_use]
    pub fn new(total: u64, eligible: u64) -> Option<Self> {
        (eligible <= total).then_some(Self { total, eligible })
    }

    /// All costs, in kronor.
    #[must_use]
    pub fn total(self) -> u64 {
        self.total
    }

    /// Eligible costs, in kronor.
    #[must_use]
    pub fn eligible(self) -> u64 {
        self.eligible
    }
}

/// The public record of a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProjectRecord {
    /// The funder's number of the case.
    pub number: CaseNumber,
    /// What the project is called.
    pub name: Words,
    /// From when to when it runs.
    pub run: Run,
    /// The countries it concerns.
    pub countries: Countries,
    /// The fund.
    pub fund: Fund,
    /// The programme.
    pub programme: Cci,
    /// The organisation that owns it.
    pub owner_number: OrganisationNumber,
    /// What that is called.
    pub owner: Words,
    /// What part the Union pays.
    pub union_rate: Percent,
    /// The specific objective, and with it the programme area.
    pub objective: Objective,
    /// Whether it counteracts child poverty as a secondary theme.
    pub against_child_poverty: bool,
    /// The region.
    pub region: Region,
    /// The postcode of the beneficiary.
    pub postcode: Postcode,
    /// The post town of the beneficiary.
    pub town: Words,
    /// The type of intervention.
    pub intervention: InterventionType,
    /// Whether it is an operation of strategic importance.
    pub is_strategic: bool,
    /// What it is about; shown and never read by a program.
    pub description: String,
    /// What it costs, where that is published.
    pub costs: Option<Costs>,
    /// Who is contracted, where that is published.
    pub contractors: Vec<Words>,
}
