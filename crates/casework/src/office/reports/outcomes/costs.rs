//! What a result of an operation costs, and who pays.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use etablera_domain::event::Code;
use etablera_domain::{ActorId, OperationId};
use etablera_reporting::outcome::{
    Basis, Cohort, CostLine, Costs, Ending, Kronor, MAX_HOURS, Measure, Percent, Question,
    ReportedHours, Stage, cost_per, funnel, staff_hours, two_year,
};
use serde::Serialize;

use super::asked::{Asked, AskedShown, Given};
use super::told::Teller;
use crate::office::commands::commands;
use crate::office::error::CaseError;
use crate::office::{Call, Office, UseCase};

commands! {
    /// Asks what a result costs.
    ReadCosts {
        /// In which operation.
        operation: OperationId,
        /// Those received from this day; from the beginning unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<NaiveDate>,
        /// Those received until this day; the day of the report unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<NaiveDate>,
        /// As it was on which day; today unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on: Option<NaiveDate>,
        /// How many days from the day in question something may have been
        /// found; 30 unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        window_days: Option<u16>,
        /// How codes for leaving are read that are not among the usual ones.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        endings: BTreeMap<Code, Ending>,
        /// Every cost: what for, and how many kronor.
        costs: Vec<CostLine>,
        /// The rate at which the Union pays, in per cent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        union_rate: Option<Percent>,
        /// The share that the project must find itself, in per cent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        own_requirement: Option<Percent>,
        /// The hours of the staff.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        hours: Vec<ReportedHours>,
        /// The most hours a calendar year that are paid for; 1 662 unless
        /// given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        most_hours: Option<u32>,
    }
}

/// What a result costs, and who pays.
#[derive(Clone, Debug, PartialEq, Serialize, schemars::JsonSchema)]
pub struct CostsShown {
    /// Of whom, and of when.
    #[serde(flatten)]
    pub asked: AskedShown,
    /// All costs together.
    pub total: Kronor,
    /// What the Union pays, if its rate is given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub union: Option<UnionTold>,
    /// What the project must find itself, if its share is given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub own: Option<OwnTold>,
    /// All of the costs, put on those of each result.
    pub results: Vec<CostTold>,
    /// Who of the staff has more hours in a calendar year than are paid for.
    pub hours_over: Vec<StaffTold>,
}

/// What the Union pays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct UnionTold {
    /// Its rate.
    pub rate: Percent,
    /// How much of the costs that is.
    pub pays: Kronor,
}

/// What the project must find itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct OwnTold {
    /// The share of the costs.
    pub share: Percent,
    /// How much that is.
    pub finds: Kronor,
}

/// The costs for each of those of a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct CostTold {
    /// Which result.
    pub result: &'static str,
    /// How many; none where it is not told.
    pub people: Option<usize>,
    /// Kronor for each; none of nobody, and where it is not told.
    pub each: Option<Kronor>,
}

/// One of the staff, with the hours of a calendar year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct StaffTold {
    /// Who.
    pub person: ActorId,
    /// The year.
    pub year: i32,
    /// All that they worked in it, in minutes.
    pub minutes: u64,
    /// The most that is paid for, in hours.
    pub most_hours: u32,
}

/// What a result of an operation costs: what was written down of costs, for
/// each of those received, employed, and in work or studies. What the Union
/// pays and what the project must find itself are two numbers, and neither
/// follows from the other.
///
/// # Errors
///
/// When the caller may not, there is no such operation, a day has not come or
/// days are in the wrong order, the costs cannot be, or the store fails.
pub fn read_costs<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a ReadCosts,
) -> UseCase<'a, CostsShown> {
    office.look(call, async move |work| {
        let asked = work.asked(&command.given()).await?;
        let costs = command.costs();
        let total = costs.total().map_err(|error| CaseError::wrong(error.to_string()))?;
        let gathered = work.received(&command.operation, &asked).await?;
        let known = &gathered.known;
        let mut teller = Teller { guard: asked.guard(), known, names: false };
        let results = results(&gathered.cohort, &asked);
        let results = results.into_iter().map(|(result, measure)| {
            let people = teller.measure(&measure).counted;
            let each = people.and_then(|people| cost_per(total, people)).map(Kronor);
            CostTold { result, people, each }
        });
        let results = results.collect();
        let union = costs.union().zip(costs.union_rate);
        let own = costs.own().zip(costs.own_requirement);
        Ok(CostsShown {
            asked: asked.shown(&command.operation),
            total: Kronor(total),
            union: union.map(|(of, rate)| UnionTold { rate, pays: Kronor(of.of(total).0) }),
            own: own.map(|(of, share)| OwnTold { share, finds: Kronor(of.of(total).0) }),
            results,
            hours_over: over(&costs),
        })
    })
}

impl ReadCosts {
    fn given(&self) -> Given<'_> {
        Given {
            from: self.from,
            until: self.until,
            on: self.on,
            window_days: self.window_days,
            endings: Some(&self.endings),
            names: false,
        }
    }

    fn costs(&self) -> Costs {
        Costs {
            costs: self.costs.clone(),
            union_rate: self.union_rate,
            own_requirement: self.own_requirement,
            hours: self.hours.clone(),
            most_hours: self.most_hours,
        }
    }
}

/// The results that costs are put on.
fn results(cohort: &Cohort, asked: &Asked) -> Vec<(&'static str, Measure)> {
    let on = asked.reading.on;
    let mut results: Vec<(&'static str, Measure)> = funnel(cohort, asked.window, on)
        .into_iter()
        .filter(|one| matches!(one.stage, Stage::Enrolled | Stage::Trial | Stage::Employed))
        .map(|one| (one.stage.name(), one.of_all))
        .collect();
    let received = asked.received.clone();
    let outcome = two_year(cohort, &Question { received, window: asked.window, on });
    for (basis, measure) in outcome.measures {
        match basis {
            Basis::StillHere => results.push(("two_years", measure)),
            Basis::Left90 => results.push(("after_90_days", measure)),
            Basis::Received | Basis::Known => {}
        }
    }
    results
}

fn over(costs: &Costs) -> Vec<StaffTold> {
    let most = costs.most_hours.unwrap_or(MAX_HOURS);
    let over = staff_hours(&costs.staff(), most).into_iter();
    let told = over.map(|one| StaffTold {
        person: one.person,
        year: one.year,
        minutes: one.minutes,
        most_hours: one.most,
    });
    told.collect()
}
