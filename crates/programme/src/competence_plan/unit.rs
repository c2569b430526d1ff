//! All plans of a unit together.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use etablera_domain::ParticipantId;
use etablera_domain::event::Code;
use etablera_taxonomy::ConceptId;
use serde::Serialize;

use super::plan::Plan;
use super::status::{Phase, Status, Terms};
use crate::forecast::{ForecastError, Retirement};

/// The plans of a unit with something to see to on a day: the most pressing
/// first, then by the day it is set for, the holder and the competence.
#[must_use]
pub fn due<'p>(
    plans: &'p [Plan],
    unit: &Code,
    (day, terms): (NaiveDate, Terms),
) -> Vec<(&'p Plan, Status)> {
    let of_unit = plans.iter().filter(|plan| plan.says().unit == *unit);
    let status = of_unit.filter_map(|plan| Some((plan, plan.status(day, terms)?)));
    let mut due: Vec<_> = status.filter(|(_, status)| status.phase > Phase::InOrder).collect();
    due.sort_by(|(a, one), (b, other)| {
        let key = |plan: &'p Plan| (&plan.says().holder, plan.says().competence);
        let day = |status: &Status| status.items.first().map(|item| item.on);
        let pressing = other.phase.cmp(&one.phase);
        pressing.then(day(one).cmp(&day(other))).then_with(|| key(a).cmp(&key(b)))
    });
    due
}

/// Who has which competence.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Holdings(BTreeMap<ConceptId, BTreeSet<ParticipantId>>);

/// What leaving takes away of a competence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Loss {
    /// Of which.
    pub competence: ConceptId,
    /// Who has it and goes.
    pub leave: Vec<ParticipantId>,
    /// Who has it and stays; if nobody does, it is lost.
    pub stay: Vec<ParticipantId>,
}

impl Loss {
    /// Whether nobody who stays has it.
    #[must_use]
    pub fn is_lost(&self) -> bool {
        self.stay.is_empty()
    }
}

/// The chance that retirements alone take a competence away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Risk {
    /// Which.
    pub competence: ConceptId,
    /// How many have it.
    pub holders: usize,
    /// The chance that all of them have retired, in ten-thousandths, to the
    /// nearest.
    pub lost: u16,
}

impl Holdings {
    /// Of some people, each with a competence; of one pair twice once.
    pub fn new(pairs: impl IntoIterator<Item = (ParticipantId, ConceptId)>) -> Self {
        let mut holdings = Self::default();
        for (holder, competence) in pairs {
            holdings.0.entry(competence).or_default().insert(holder);
        }
        holdings
    }

    /// Of plans: whoever has one for a competence has the competence, unless
    /// it has lapsed or the plan is not made yet.
    #[must_use]
    pub fn of_plans(plans: &[Plan], (day, terms): (NaiveDate, Terms)) -> Self {
        let held = plans.iter().filter(|plan| {
            plan.status(day, terms).is_some_and(|status| status.phase != Phase::Lapsed)
        });
        Self::new(held.map(|plan| (plan.says().holder.clone(), plan.says().competence)))
    }

    /// Who has a competence, by id.
    pub fn holders(&self, competence: ConceptId) -> impl Iterator<Item = &ParticipantId> {
        self.0.get(&competence).into_iter().flatten()
    }

    /// The competences that one person alone has, with that person.
    #[must_use]
    pub fn vulnerable(&self) -> Vec<(ConceptId, &ParticipantId)> {
        let alone = self.0.iter().filter(|(_, holders)| holders.len() == 1);
        alone.filter_map(|(concept, holders)| Some((*concept, holders.first()?))).collect()
    }

    /// What goes if some people do: each competence that one of them has,
    /// those that are lost first, then by id.
    #[must_use]
    pub fn without(&self, leavers: &BTreeSet<ParticipantId>) -> Vec<Loss> {
        let losses = self.0.iter().map(|(competence, holders)| {
            let (leave, stay) =
                holders.iter().cloned().partition(|holder| leavers.contains(holder));
            Loss { competence: *competence, leave, stay }
        });
        let mut losses: Vec<Loss> = losses.filter(|loss| !loss.leave.is_empty()).collect();
        losses.sort_by_key(|loss| (!loss.is_lost(), loss.competence));
        losses
    }

    /// The chance that all who have a competence have retired by the end of
    /// the last of the years after a base year, the largest first, then by
    /// id. Whose year of birth is not known is taken to stay.
    ///
    /// # Errors
    /// There is no age that retirement is set for in one of the years.
    pub fn retirement_risks(
        &self,
        born: &BTreeMap<ParticipantId, u16>,
        retirement: &Retirement,
        span: (u16, u16),
    ) -> Result<Vec<Risk>, ForecastError> {
        let mut risks = Vec::new();
        for (competence, holders) in &self.0 {
            let mut lost = 1.0;
            for holder in holders {
                let year = born.get(holder);
                lost *= year.map_or(Ok(0.0), |born| retirement.retired_by(*born, span))?;
            }
            let lost = (lost * 10_000.0).round() as u16;
            risks.push(Risk { competence: *competence, holders: holders.len(), lost });
        }
        risks.sort_by_key(|risk| (std::cmp::Reverse(risk.lost), risk.competence));
        Ok(risks)
    }
}
