//! Rows of one tier by expected surplus: what an employment is worth, as often
//! as trials of the kind lead to one, less what a trial costs.
//!
//! Off unless somebody asks. Tiers come first, whatever is expected: it never
//! puts somebody who is asked first before somebody who is ready. The counts
//! are of a need and not of a person, so that a need's own list keeps its
//! order; a person's list is where it tells needs apart.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use etablera_domain::event::{Subject, SubjectKind};
use etablera_domain::{EmployerId, Need};
use etablera_matching::surplus::{Chance, Counts, Surplus, SurplusError};
use etablera_storage::Reader;
use etablera_taxonomy::ConceptId;
use serde::{Deserialize, Serialize};

use super::experience::{Cell, INTERVAL, STRENGTH, cell_of, chain, counted, has_tried};
use super::market::visible;
use crate::office::error::CaseError;
use crate::office::{Call, Office};

/// What rows of one tier are ordered by.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// In a person's list by wish, then by points.
    #[default]
    Points,
    /// By expected surplus, and then as by points.
    Surplus(Worth),
}

impl Order {
    pub(in crate::office) fn is_points(&self) -> bool {
        *self == Self::Points
    }
}

/// What an employment is worth and what a trial costs, in one currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Worth {
    /// Of an employment.
    pub value: u32,
    /// Of a trial, whatever comes of it.
    pub cost: u32,
}

impl Worth {
    fn surplus(self) -> Surplus {
        Surplus { value: f64::from(self.value), cost: f64::from(self.cost) }
    }
}

/// How trials went in one cell, as a receipt pins it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CellCounts {
    /// The occupation; none for all trials.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub occupation: Option<ConceptId>,
    /// The employer; none for all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub employer: Option<EmployerId>,
    /// The trials that count.
    pub trials: u32,
    /// Those of them that went on.
    pub went_on: u32,
}

/// What is expected of a row, and from what.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SurplusShown {
    /// The occupation of the smallest cell; none for all trials.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub occupation: Option<ConceptId>,
    /// The employer of the smallest cell.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub employer: Option<EmployerId>,
    /// The trials in that cell.
    pub trials: u32,
    /// Those of them that went on.
    pub went_on: u32,
    /// The expected chance, to a millionth, drawn towards the cells above.
    pub chance: f64,
    /// Nineteen in twenty lie above this.
    pub low: f64,
    /// Nineteen in twenty lie below this.
    pub high: f64,
    /// Chance × value − cost, to a hundredth.
    pub expected: f64,
}

/// How earlier trials went, and what they are weighed by.
#[derive(Clone, Debug)]
pub(in crate::office) struct Earlier {
    worth: Worth,
    counts: BTreeMap<Cell, Counts>,
}

impl Earlier {
    /// The trials, up to a place and a day, of those whom the caller may match
    /// and who are not protected: whoever replays a receipt sees what it pins,
    /// and may know of fewer people.
    pub(super) async fn gather(
        (office, call): (&Office, &Call),
        reader: &mut Reader,
        (worth, at): (Worth, (u64, NaiveDate)),
    ) -> Result<Self, CaseError> {
        let mut people = reader.all(SubjectKind::Participant).await?;
        people.retain(|(subject, folded)| {
            let case = folded.state.case().filter(|case| case.erased.is_none() && has_tried(case));
            let case = case.filter(|case| !case.is_protected());
            case.is_some_and(|case| visible(office, call, subject, case))
        });
        let people: Vec<Subject> = people.into_iter().map(|(subject, _)| subject).collect();
        Ok(Self { worth, counts: counted(reader, &people, at).await? })
    }

    /// The same from what a receipt pins.
    pub(super) fn again(worth: Worth, pinned: &[CellCounts]) -> Self {
        let counts = pinned.iter().filter_map(|one| {
            let cell = (one.occupation, one.employer.clone());
            Some((cell, Counts::new(one.trials, one.went_on).ok()?))
        });
        Self { worth, counts: counts.collect() }
    }

    /// What a receipt pins of it.
    pub(super) fn pinned(&self) -> Vec<CellCounts> {
        let cells = self.counts.iter().map(|((occupation, employer), counts)| CellCounts {
            occupation: *occupation,
            employer: employer.clone(),
            trials: counts.trials(),
            went_on: counts.employed(),
        });
        cells.collect()
    }

    fn chance(&self, cell: &Cell) -> Result<Chance, SurplusError> {
        chance_in(cell, |cell| Ok(self.counts.get(cell).copied().unwrap_or_default()))
    }

    /// What a trial at each need is expected to be worth.
    pub(super) fn expected(&self, needs: &[Need]) -> Result<Vec<f64>, CaseError> {
        let expected = |need| {
            let chance = self.chance(&cell_of(need))?;
            self.worth.surplus().expected(&chance)
        };
        needs.iter().map(|need| expected(need).map_err(wrong)).collect()
    }

    /// What is expected at a need, for reading.
    pub(super) fn shown(&self, need: &Need) -> Result<SurplusShown, CaseError> {
        let cell = cell_of(need);
        let chance = self.chance(&cell).map_err(wrong)?;
        let (low, high) = chance.interval(INTERVAL).map_err(wrong)?;
        let expected = self.worth.surplus().expected(&chance).map_err(wrong)?;
        let (occupation, employer) = cell;
        // Fewer digits than two machines could differ in.
        let to = |digits: f64, value: f64| (value * digits).round() / digits;
        Ok(SurplusShown {
            occupation,
            employer,
            trials: chance.counts().trials(),
            went_on: chance.counts().employed(),
            chance: to(1e6, chance.mean()),
            low: to(1e6, low),
            high: to(1e6, high),
            expected: to(1e2, expected),
        })
    }
}

/// What to expect in a cell, drawn towards those above it.
pub(in crate::office) fn chance_in(
    cell: &Cell,
    counts: impl Fn(&Cell) -> Result<Counts, SurplusError>,
) -> Result<Chance, SurplusError> {
    let counts = chain(cell).iter().map(counts).collect::<Result<Vec<_>, _>>()?;
    Chance::from_cells(&counts, STRENGTH)
}

fn wrong(error: SurplusError) -> CaseError {
    CaseError::wrong(error.to_string())
}
