//! What became of those who were received in an operation.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use etablera_domain::event::Code;
use etablera_domain::{OperationId, ParticipantId};
use etablera_reporting::interval::{Confidence, Share};
use etablera_reporting::outcome::{
    Basis, Drift, Ending, Measure, Question, SickLeave, TwoYear, drift, dropout, first_names,
    first_placement, retention, two_year,
};
use serde::Serialize;

use super::asked::{Asked, AskedShown, Given};
use super::employers::EmployerBalance;
use super::gather::Gathered;
use super::told::{MeasureTold, Teller, TimesTold, plain_times, round};
use crate::office::commands::commands;
use crate::office::error::CaseError;
use crate::office::{Call, Office, UseCase};

/// How long a day of work is, in minutes, unless the reader says otherwise.
const DAY_MINUTES: u16 = 480;

commands! {
    /// Asks what became of people.
    ReadOutcomes {
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
        /// How long a day of work is, in minutes; 480 unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        day_minutes: Option<u16>,
        /// Totals of sick leave of a workplace, each of a period; never of one
        /// person.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        sick_leave: Vec<SickLeave>,
        /// With who is behind each number.
        #[serde(default)]
        names: bool,
    }
}

/// What became of people.
#[derive(Clone, Debug, PartialEq, Serialize, schemars::JsonSchema)]
pub struct OutcomesShown {
    /// Of whom, and of when.
    #[serde(flatten)]
    pub asked: AskedShown,
    /// In work or studies two years after being received, by of whom it is.
    pub two_years: Vec<BasisTold>,
    /// What the share of those still here could be.
    pub sensitivity: Option<SensitivityTold>,
    /// In work or studies 90 days after leaving: another measure, which cannot
    /// be compared with that of two years.
    pub after_90_days: BasisTold,
    /// Days from being received to the first placement.
    pub first_placement: TimesTold,
    /// Who left before the end, of who left.
    pub dropout: MeasureTold,
    /// How far people are from the split of work and training.
    pub drift: DriftTold,
    /// Days from a need to the first names, of all needs of the organisation.
    pub first_names: TimesTold,
    /// What employers promised, and what is left of it.
    pub employers: Vec<EmployerBalance>,
    /// Who stayed with the employer that trained them.
    pub retention: Vec<RetainedTold>,
    /// Sick leave, from the totals that were given.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sick_leave: Vec<SickLeaveTold>,
    /// Codes for leaving that nobody knows how to read.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unread: Vec<Code>,
}

/// A share with of whom it is.
#[derive(Clone, Debug, PartialEq, Serialize, schemars::JsonSchema)]
pub struct BasisTold {
    /// Of whom.
    pub basis: Basis,
    /// The formula in words.
    pub formula: &'static str,
    /// The share.
    #[serde(flatten)]
    pub measure: MeasureTold,
}

/// What a share could be, if everybody of whom nobody knows is in neither work
/// nor studies, and if all are in one.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, schemars::JsonSchema)]
pub struct SensitivityTold {
    /// The share at least.
    pub least: Option<f64>,
    /// The share at most.
    pub most: Option<f64>,
    /// What is unknown, and chance: the lower end of the least.
    pub low: f64,
    /// The upper end of the most.
    pub high: f64,
}

/// How far people are from four fifths of work and one of training.
#[derive(Clone, Debug, PartialEq, Serialize, schemars::JsonSchema)]
pub struct DriftTold {
    /// Who is at most a day from it.
    pub within_a_day: MeasureTold,
    /// How far each is, where that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub people: Option<Vec<DriftOf>>,
}

/// How far one is from the split.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct DriftOf {
    /// Who.
    pub participant: ParticipantId,
    /// Tenths of a day of training more than agreed; below 0, less.
    pub tenths: i64,
}

/// Who was still employed some months after they began.
#[derive(Clone, Debug, PartialEq, Serialize, schemars::JsonSchema)]
pub struct RetainedTold {
    /// After how many months.
    pub months: u32,
    /// Of all who began; what nobody knows is no.
    pub of_all: MeasureTold,
    /// Of those of whom it is known.
    pub of_known: MeasureTold,
}

/// Sick leave of a workplace in a period.
#[derive(Clone, Debug, PartialEq, Serialize, schemars::JsonSchema)]
pub struct SickLeaveTold {
    /// The totals that were given.
    #[serde(flatten)]
    pub given: SickLeave,
    /// Days of sick leave for each year that one person is employed, to two
    /// decimals.
    pub per_person_year: f64,
}

/// What became of those who were received in an operation, from the log.
/// Everybody is counted; who may not have names sees no small counts, and
/// whole years.
///
/// # Errors
///
/// When the caller may not, there is no such operation, a day has not come or
/// days are in the wrong order, totals of sick leave cannot be or are of too
/// few, or the store fails.
pub fn read_outcomes<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a ReadOutcomes,
) -> UseCase<'a, OutcomesShown> {
    office.look(call, async move |work| {
        let asked = work.asked(&command.given()).await?;
        let sick_leave = sick_leave(&command.sick_leave)?;
        let gathered = work.received(&command.operation, &asked).await?;
        let needs = work.needs_asked(&asked).await?;
        let employers = work.balances(asked.reading.on).await?;
        let names = plain_times(&first_names(&needs, asked.reading.on), asked.names);
        let minutes = command.day_minutes.unwrap_or(DAY_MINUTES);
        let told = people(&asked, &gathered, minutes);
        let Told { two_years, sensitivity, after_90_days, first_placement, .. } = told;
        let Told { dropout, drift, retention, .. } = told;
        Ok(OutcomesShown {
            asked: asked.shown(&command.operation),
            two_years,
            sensitivity,
            after_90_days,
            first_placement,
            dropout,
            drift,
            first_names: names,
            employers,
            retention,
            sick_leave,
            unread: gathered.unread.iter().cloned().collect(),
        })
    })
}

impl ReadOutcomes {
    fn given(&self) -> Given<'_> {
        Given {
            from: self.from,
            until: self.until,
            on: self.on,
            window_days: self.window_days,
            endings: Some(&self.endings),
            names: self.names,
        }
    }
}

/// What is told of people.
struct Told {
    two_years: Vec<BasisTold>,
    sensitivity: Option<SensitivityTold>,
    after_90_days: BasisTold,
    first_placement: TimesTold,
    dropout: MeasureTold,
    drift: DriftTold,
    retention: Vec<RetainedTold>,
}

fn people(asked: &Asked, gathered: &Gathered, day_minutes: u16) -> Told {
    let (cohort, on) = (&gathered.cohort, asked.reading.on);
    let received = asked.received.clone();
    let outcome = two_year(cohort, &Question { received, window: asked.window, on });
    let known = &gathered.known;
    let mut teller = Teller { guard: asked.guard(), known, names: asked.names };
    // Everybody who was received is counted somewhere, and told first.
    teller.guard.count(&gathered.all);
    let mut bases: Vec<BasisTold> =
        outcome.measures.iter().map(|one| basis(&mut teller, one)).collect();
    let after_90_days = bases.pop().unwrap_or_else(nothing);
    let sensitivity = sensitivity(&outcome, &bases);
    let retained = retention(cohort, asked.window, on);
    Told {
        two_years: bases,
        sensitivity,
        after_90_days,
        first_placement: teller.times(&first_placement(cohort, on)),
        dropout: teller.measure(&dropout(cohort, on)),
        drift: drift_told(&mut teller, &drift(&gathered.worked, day_minutes)),
        retention: retained
            .iter()
            .map(|one| RetainedTold {
                months: one.months,
                of_all: teller.measure(&one.of_all),
                of_known: teller.measure(&one.of_known),
            })
            .collect(),
    }
}

fn basis(teller: &mut Teller<'_>, (basis, measure): &(Basis, Measure)) -> BasisTold {
    BasisTold { basis: *basis, formula: basis.formula(), measure: teller.measure(measure) }
}

/// There is one measure for each basis, the one after leaving last.
fn nothing() -> BasisTold {
    let basis = Basis::Left90;
    BasisTold { basis, formula: basis.formula(), measure: MeasureTold::default() }
}

/// What the share could be; told where every share that it is made of is.
fn sensitivity(outcome: &TwoYear, bases: &[BasisTold]) -> Option<SensitivityTold> {
    let told = bases.iter().all(|one| one.measure.share.is_some() || one.measure.of == Some(0));
    told.then(|| {
        let of = outcome.sensitivity;
        let ends = of.interval(Confidence::usual());
        let value = |share: Share| share.value().map(round);
        SensitivityTold {
            least: value(of.least),
            most: value(of.most),
            low: round(ends.low),
            high: round(ends.high),
        }
    })
}

fn drift_told(teller: &mut Teller<'_>, drift: &Drift) -> DriftTold {
    let within_a_day = teller.measure(&drift.within_a_day);
    let people = teller.names.then(|| {
        let known = drift.tenths.iter().filter(|(person, _)| teller.known.contains(*person));
        let of = |(person, tenths): (&ParticipantId, &i64)| DriftOf {
            participant: person.clone(),
            tenths: *tenths,
        };
        known.map(of).collect()
    });
    DriftTold { within_a_day, people }
}

fn sick_leave(given: &[SickLeave]) -> Result<Vec<SickLeaveTold>, CaseError> {
    let told = given.iter().map(|given| {
        let hundredths = given.per_person_year();
        let hundredths = hundredths.map_err(|error| CaseError::wrong(error.to_string()))?;
        Ok(SickLeaveTold { given: *given, per_person_year: f64::from(hundredths) / 100.0 })
    });
    told.collect()
}
