//! A model of how likely a placement leads to employment, learnt from the trials
//! of the store: trained, shown, held against later trials, and asked about
//! one pair.
//!
//! It is off unless somebody asks, and decides nothing: what it gives is a
//! probability for a pair, with an interval and the reasons, beside lists that
//! know nothing of it.

mod cells;
mod file;
mod trials;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use etablera_domain::event::{Processing, Subject};
use etablera_domain::{NeedId, OperationId, ParticipantId};
use etablera_matching::outcome::{
    Basis, Calibrator, Contribution, Feature, Features, Reliability, Trained, Training, train,
};
use etablera_matching::surplus::SurplusError;
use etablera_storage::Hash;
use serde::Serialize;

use self::cells::{FEWEST, told};
use self::trials::{Asked, Gathered, gather, pair};
use super::cohort::until;
use crate::office::commands::commands;
use crate::office::error::CaseError;
use crate::office::matching::Engine;
use crate::office::{Call, Office, UseCase};
use crate::policy::Action;

pub use self::cells::Kinds;
pub use self::file::{LearntFrom, LearntModel, ModelFileError, OtherEngine};
pub use self::trials::LeftOut;

/// With fewer trials nothing is learnt, unless somebody says how few will do.
const LEAST: u32 = 40;

/// For how many days after a trial employment counts.
const JOB_DAYS: u16 = 28;

commands! {
    /// Asks for a model learnt from past trials.
    TrainModel {
        /// Of which operation; of all unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        operation: Option<OperationId>,
        /// The last day that it may know of; today unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<NaiveDate>,
        /// With fewer trials there is no model; 40 unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        least: Option<u32>,
        /// For how many days after a trial employment counts; 28 unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        job_days: Option<u16>,
        /// How it is calibrated; `platt` unless given.
        #[serde(default)]
        calibrator: Calibrator,
    }

    /// Asks what a model would have said of later trials.
    CheckModel {
        /// Of which operation; of all unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        operation: Option<OperationId>,
        /// The last day that is known of; today unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<NaiveDate>,
    }

    /// Asks what a model says of one pair.
    ForeseePair {
        /// Who.
        participant: ParticipantId,
        /// For what.
        need: NeedId,
    }
}

/// A model for reading.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ModelShown {
    /// The checksum of its file.
    pub hash: Hash,
    /// What it was learnt from.
    pub from: LearntFrom,
    /// How many trials it was learnt from.
    pub trials: u32,
    /// How many of them led to employment.
    pub employed: u32,
    /// The share of all, drawn towards one half.
    pub base_rate: f64,
    /// What its chances rest on.
    pub basis: Basis,
    /// What half the square of a coefficient cost.
    pub penalty: f64,
    /// The log-odds of the mean pair, before calibration.
    pub intercept: f64,
    /// The coefficients.
    pub coefficients: Vec<CoefficientShown>,
    /// What it is worth on trials that it was not fitted to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub held_out: Option<Reliability>,
    /// How many trials were left out, by clause.
    pub left_out: BTreeMap<LeftOut, u32>,
}

/// A coefficient for reading.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CoefficientShown {
    /// Of what.
    pub feature: Feature,
    /// Its mean over the trials.
    pub mean: f64,
    /// Its standard deviation over the trials.
    pub deviation: f64,
    /// What one standard deviation more adds to the log-odds.
    pub coefficient: f64,
    /// The standard error of that.
    pub standard_error: f64,
    /// What one standard deviation more multiplies the odds by.
    pub odds_ratio: f64,
}

/// A model held against later trials.
#[derive(Clone, Debug, PartialEq, Serialize, schemars::JsonSchema)]
pub struct ModelChecked {
    /// The checksum of its file.
    pub hash: Hash,
    /// Trials count that were proposed after this day.
    pub after: NaiveDate,
    /// The last day that is known of.
    pub until: NaiveDate,
    /// How many trials there are.
    pub trials: u32,
    /// Foreseen beside came; none where there are no trials.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reliability: Option<Reliability>,
    /// Whether so many more or fewer were employed that chance gives it less
    /// than once in a hundred times.
    pub drifted: bool,
    /// How far the pairs lie from those that it was learnt from, in standard
    /// deviations.
    pub shifts: BTreeMap<Feature, f64>,
    /// How many trials were left out, by clause.
    pub left_out: BTreeMap<LeftOut, u32>,
}

/// What a model says of one pair. It decides nothing.
#[derive(Clone, Debug, PartialEq, Serialize, schemars::JsonSchema)]
pub struct PairForeseen {
    /// Who.
    pub participant: ParticipantId,
    /// For what.
    pub need: NeedId,
    /// The checksum of the model's file.
    pub hash: Hash,
    /// How likely a placement leads to employment, to a thousandth.
    pub chance: f64,
    /// Nineteen in twenty lie above this.
    pub low: f64,
    /// Nineteen in twenty lie below this.
    pub high: f64,
    /// What it rests on.
    pub basis: Basis,
    /// What moves it away from the mean pair, the most first.
    pub reasons: Vec<Contribution>,
}

/// Learns a model from past trials, whoever may know of the people in them: it
/// holds coefficients and counts.
///
/// What was known of a pair is read as the log had it at the proposal; how
/// earlier trials went, as of the day before it. A trial led to employment
/// where employment began, or somebody was found to be employed, within the
/// days that count; that it was decided to go on is not enough. Which trials
/// count is settled before anybody looks at how they went.
///
/// Of 1 to 4 trials nothing is learnt, whatever was asked for: their counts
/// would tell of single people.
///
/// # Errors
///
/// When the caller may not, the day has not come, there are too few trials, a
/// parameter makes no sense, or the store fails.
pub fn train_model<'a>(
    office: &'a Office,
    call: &'a Call,
    engine: &'a Engine<'_>,
    command: &'a TrainModel,
) -> UseCase<'a, LearntModel> {
    UseCase::new(async move {
        may(office, call, "report model train").await?;
        let until = until(command.until, call.today)?;
        let job_days = command.job_days.unwrap_or(JOB_DAYS);
        let operation = command.operation.as_ref();
        let asked = Asked { operation, after: None, until, job_days };
        let mut reader = office.store.read().await?.telling(&call.progress);
        let seq = reader.head().await?.seq;
        let gathered = gather(&mut reader, engine, asked).await?;
        drop(reader);
        let (rows, cells) = gathered.rows()?;
        let least = command.least.unwrap_or(LEAST);
        let least = if rows.is_empty() { least } else { least.max(FEWEST) };
        if rows.len() < least as usize {
            return Err(CaseError::wrong(format!(
                "{} trials to learn from: expected {least} at least",
                rows.len()
            )));
        }
        let how =
            Training { least_trials: least, calibrator: command.calibrator, ..Training::default() };
        let Trained { model, held_out } =
            train(&rows, &how).map_err(|error| CaseError::wrong(error.to_string()))?;
        let from = LearntFrom {
            operation: command.operation.clone(),
            until,
            job_days,
            seq,
            engine: engine.pins().clone(),
        };
        Ok(LearntModel { from, model, held_out, left_out: gathered.left_out, cells: told(&cells) })
    })
}

/// Asks whether the caller may have reports.
async fn may(office: &Office, call: &Call, what: &str) -> Result<(), CaseError> {
    office
        .look(call, async |work| {
            work.may(Action::ReadIndicatorNames, &Subject::System).await?;
            work.log_list(what);
            Ok(())
        })
        .await
}

/// Holds a model against trials that were proposed after the last day that it
/// knows of.
///
/// # Errors
///
/// When the caller may not, the model was learnt with another engine, the day
/// has not come, or the store fails.
pub fn check_model<'a>(
    office: &'a Office,
    call: &'a Call,
    engine: &'a Engine<'_>,
    (command, (learnt, hash)): (&'a CheckModel, (&'a LearntModel, Hash)),
) -> UseCase<'a, ModelChecked> {
    UseCase::new(async move {
        may(office, call, "report model check").await?;
        learnt.fits(engine.pins()).map_err(|error| CaseError::wrong(error.to_string()))?;
        let until = until(command.until, call.today)?;
        let LearntFrom { until: after, job_days, .. } = learnt.from;
        let operation = command.operation.as_ref();
        let mut reader = office.store.read().await?.telling(&call.progress);
        // How trials of a kind had gone is in the file, as whoever asked then had it.
        let asked = Asked { operation, after: Some(after), until, job_days };
        let gathered: Gathered = gather(&mut reader, engine, asked).await?;
        drop(reader);
        let mut features: Vec<Features> = Vec::new();
        let mut seen = Vec::new();
        let wrong = |error: SurplusError| CaseError::wrong(error.to_string());
        let kinds = learnt.kinds().map_err(wrong)?;
        for trial in &gathered.trials {
            let earlier = kinds.earlier_in(trial.cell()).map_err(wrong)?;
            let known = trial.row.features.with_earlier(&earlier);
            seen.push((learnt.model.chance(&known), trial.row.employed));
            features.push(known);
        }
        let reliability = Reliability::of(&seen);
        let shifts = if features.is_empty() { Vec::new() } else { learnt.model.shift(&features) };
        Ok(ModelChecked {
            hash,
            after,
            until,
            trials: seen.len() as u32,
            drifted: reliability.as_ref().is_some_and(Reliability::has_drifted),
            reliability,
            shifts: shifts.into_iter().collect(),
            left_out: gathered.left_out,
        })
    })
}

/// What a model says of one pair, for whoever may have the pair explained and
/// asks for it. That it was asked, and the checksum of the model, stand in the
/// access log.
///
/// # Errors
///
/// When the caller may not, proposals are stopped, the model was learnt with
/// another engine, the person objects to being matched or has no profile, there
/// is no such need, or the store fails.
pub fn foresee_pair<'a>(
    office: &'a Office,
    call: &'a Call,
    engine: &'a Engine<'_>,
    (command, (learnt, hash)): (&'a ForeseePair, (&'a LearntModel, Hash)),
) -> UseCase<'a, PairForeseen> {
    office.look(call, async move |work| {
        let ForeseePair { participant, need } = command;
        let (who, what) = (Subject::from(participant.clone()), Subject::from(need.clone()));
        work.may(Action::Explain, &who).await?;
        work.may(Action::ReadNeed, &what).await?;
        work.not_stopped().await?;
        learnt.fits(engine.pins()).map_err(|error| CaseError::wrong(error.to_string()))?;
        let case = work.case_of(participant).await?;
        work.not_objected(&who, &case, Processing::Matching)?;
        let state = work.state(&what).await?;
        let record = state.need().and_then(|state| state.record.clone());
        let record = record.ok_or_else(|| CaseError::Absent(what.clone()))?;
        let known = ((&case, &record), call.today);
        let features = pair(&mut work.writer, engine, known).await?.map_err(|_| {
            CaseError::wrong(format!("`{participant}` has no profile that can be judged"))
        })?;
        let wrong = |error: SurplusError| CaseError::wrong(error.to_string());
        let told = learnt.foresee(features, &record).map_err(wrong)?;
        let by = format!("`{what}` by model {hash}");
        work.log_done("report model pair", Some(who), Some(by));
        let to_thousandth = |chance: f64| (chance * 1e3).round() / 1e3;
        Ok(PairForeseen {
            participant: participant.clone(),
            need: need.clone(),
            hash,
            chance: to_thousandth(told.chance),
            low: to_thousandth(told.low),
            high: to_thousandth(told.high),
            basis: told.basis,
            reasons: told.reasons,
        })
    })
}

impl ModelShown {
    /// A model for reading, with the checksum of its file.
    #[must_use]
    pub fn of(learnt: &LearntModel, hash: Hash) -> Self {
        let model = &learnt.model;
        let terms = model.terms().iter().zip(model.standard_errors());
        let coefficients = terms.map(|(term, standard_error)| CoefficientShown {
            feature: term.feature,
            mean: term.mean,
            deviation: term.deviation,
            coefficient: term.value,
            standard_error,
            odds_ratio: term.odds_ratio(),
        });
        Self {
            hash,
            from: learnt.from.clone(),
            trials: model.counts().trials(),
            employed: model.counts().employed(),
            base_rate: model.base_rate().mean(),
            basis: model.basis(),
            penalty: model.penalty(),
            intercept: model.intercept(),
            coefficients: coefficients.collect(),
            held_out: learnt.held_out.clone(),
            left_out: learnt.left_out.clone(),
        }
    }
}
