//! How trials went: what the next matching may expect, counted and shrunk.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use etablera_domain::event::{Case, Outcome, Stage, Subject, SubjectKind};
use etablera_domain::{EmployerId, Need, NeedId};
use etablera_matching::surplus::{Chance, Counts, SurplusError};
use etablera_programme::journey::PastStage;
use etablera_programme::template::Learnt;
use etablera_storage::Reader;
use etablera_taxonomy::ConceptId;
use serde::Serialize;

use super::market::visible;
use crate::office::commands::commands;
use crate::office::error::CaseError;
use crate::office::programmes::{Way, each_way};
use crate::office::{Call, Office, UseCase};
use crate::policy::Action;

/// How many trials of its own a cell needs to count as much as the one above.
pub(in crate::office) const STRENGTH: f64 = 10.0;

/// The share of the belief that lies in an interval; of the rest, half lies on
/// either side.
pub(in crate::office) const INTERVAL: f64 = 0.9;

commands! {
    /// Asks how trials went.
    ReadExperience {
        /// Only what bears on this need: all trials, those of its occupation,
        /// and those of its employer in it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        need: Option<NeedId>,
    }
}

/// How trials went in one cell, and what to expect of the next.
///
/// A trial counts where its outcome says something of the match. That a
/// workplace changed its plans, or that another way opened, says nothing and
/// makes no difference.
#[derive(Clone, Debug, PartialEq, Serialize, schemars::JsonSchema)]
pub struct ExperienceShown {
    /// The occupation; none for all trials.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub occupation: Option<ConceptId>,
    /// The employer; none for all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub employer: Option<EmployerId>,
    /// The trials that count.
    pub trials: u32,
    /// Those of them that went on.
    pub went_on: u32,
    /// The expected chance that the next one goes on, from 0 to 1: drawn
    /// towards the cell above, the more the fewer trials there are.
    pub chance: f64,
    /// Nineteen in twenty lie above this.
    pub low: f64,
    /// Nineteen in twenty lie below this.
    pub high: f64,
    /// What ended trials taught, with how many taught it; also what makes no
    /// difference to the chance.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub learnt: BTreeMap<&'static str, u32>,
}

/// Where trials are counted: all, an occupation's, an employer's in it.
pub(in crate::office) type Cell = (Option<ConceptId>, Option<EmployerId>);

/// What happened in a cell.
#[derive(Default)]
struct Seen {
    trials: u32,
    went_on: u32,
    learnt: BTreeMap<&'static str, u32>,
}

/// How a trial for a need went.
struct Trial {
    need: NeedId,
    went_on: bool,
    learnt: Option<Learnt>,
}

/// How the trials of those whom the caller may match went, from the whole to
/// the small. That it was looked at stands in the access log.
///
/// # Errors
///
/// When the caller may not, there is no such need, a programme cannot be read,
/// or the store fails.
pub fn experience<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a ReadExperience,
) -> UseCase<'a, Vec<ExperienceShown>> {
    UseCase::new(async move {
        let allowed = office.look(call, async |work| {
            work.may(Action::MatchPeople, &Subject::System).await?;
            if let Some(need) = &command.need {
                work.may(Action::ReadNeed, &need.clone().into()).await?;
            }
            work.log_list("need experience");
            Ok(())
        });
        allowed.await?;
        let mut reader = office.store.read().await?.telling(&call.progress);
        let mut people = reader.all(SubjectKind::Participant).await?;
        people.retain(|(subject, folded)| {
            let case = folded.state.case().filter(|case| case.erased.is_none() && has_tried(case));
            case.is_some_and(|case| visible(office, call, subject, case))
        });
        let people: Vec<Subject> = people.into_iter().map(|(subject, _)| subject).collect();
        let at = (reader.head().await?.seq, call.today);
        let trials = trials(&mut reader, &people, at).await?;
        let cells = cells_of(&mut reader, &trials, command.need.as_ref()).await?;
        let asked = command.need.as_ref().and_then(|need| cells.get(need));
        shown(&count(&trials, &cells), asked)
    })
}

/// How the trials of some people went in every cell, by a day and as the log
/// had it up to a place. A programme that cannot be read teaches nothing here,
/// and holds no list up.
pub(super) async fn counted(
    reader: &mut Reader,
    people: &[Subject],
    (seq, day): (u64, NaiveDate),
) -> Result<BTreeMap<Cell, Counts>, CaseError> {
    let mut trials = Vec::new();
    let tell = |way: Result<Way, CaseError>| {
        trials.extend(way.iter().flat_map(|way| trials_on(way, day)));
        Ok(())
    };
    each_way(reader, (people, seq), tell).await?;
    let needs = trials.iter().map(|trial| Subject::from(trial.need.clone()));
    let mut cells = BTreeMap::new();
    let needs: BTreeSet<Subject> = needs.collect();
    for folded in reader.folded_among_as_of(needs, seq).await?.into_values() {
        let record = folded.state.need().and_then(|state| state.record.as_ref());
        cells.extend(record.map(|need| (need.id.clone(), cell_of(need))));
    }
    let wrong = |error: SurplusError| CaseError::wrong(error.to_string());
    let seen = count(&trials, &cells).into_iter();
    seen.map(|(cell, seen)| Ok((cell, Counts::new(seen.trials, seen.went_on).map_err(wrong)?)))
        .collect()
}

/// The smallest cell of a need. An employer without an occupation is no
/// smaller cell of one.
pub(in crate::office) fn cell_of(need: &Need) -> Cell {
    (need.occupation, need.occupation.is_some().then(|| need.employer.clone()))
}

pub(in crate::office) fn has_tried(case: &Case) -> bool {
    let mut stages = case.placements.values().flat_map(|placement| &placement.stages);
    stages.any(|run| run.stage == Stage::Trial)
}

/// The trials that were decided on by a day, as the log had it up to a place.
async fn trials(
    reader: &mut Reader,
    people: &[Subject],
    (seq, day): (u64, NaiveDate),
) -> Result<Vec<Trial>, CaseError> {
    let mut trials = Vec::new();
    let tell = |way: Result<Way, CaseError>| {
        trials.extend(trials_on(&way?, day));
        Ok(())
    };
    each_way(reader, (people, seq), tell).await?;
    Ok(trials)
}

/// The trials on somebody's way that were decided on, also the one that goes
/// on.
fn trials_on(way: &Way, day: NaiveDate) -> Vec<Trial> {
    let journey = way.journey_until(day);
    let is_trial = |past: &PastStage| {
        let mut plans = way.template.stages.iter();
        plans.any(|plan| plan.id == past.stage && plan.kind == Stage::Trial)
    };
    let ended = journey.past().iter().cloned().chain(journey.decided());
    let trial = |past: PastStage| {
        let need = journey.need_of(past.placement.as_ref()?)?.clone();
        let went_on = past.outcome? == Outcome::Continue;
        Some(Trial { need, went_on, learnt: past.learnt })
    };
    ended.filter(is_trial).filter_map(trial).collect()
}

/// The smallest cell of each need that was tried, and of the one asked about.
async fn cells_of(
    reader: &mut Reader,
    trials: &[Trial],
    asked: Option<&NeedId>,
) -> Result<BTreeMap<NeedId, Cell>, CaseError> {
    let needs = trials.iter().map(|trial| &trial.need).chain(asked);
    let needs = needs.map(|id| Subject::from(id.clone()));
    let mut cells = BTreeMap::new();
    for (_, folded) in reader.folded_among(needs).await? {
        let record = folded.state.need().and_then(|state| state.record.clone());
        if let Some(need) = record {
            let cell = cell_of(&need);
            cells.insert(need.id, cell);
        }
    }
    Ok(cells)
}

/// What happened in each cell.
fn count(trials: &[Trial], cells: &BTreeMap<NeedId, Cell>) -> BTreeMap<Cell, Seen> {
    let mut seen: BTreeMap<Cell, Seen> = BTreeMap::from([(Cell::default(), Seen::default())]);
    for trial in trials {
        let smallest = cells.get(&trial.need).cloned().unwrap_or_default();
        for cell in chain(&smallest) {
            let seen = seen.entry(cell).or_default();
            let counts = trial.went_on || trial.learnt.is_none_or(Learnt::is_about_the_match);
            seen.trials += u32::from(counts);
            seen.went_on += u32::from(trial.went_on);
            if let Some(learnt) = trial.learnt {
                *seen.learnt.entry(learnt.word()).or_default() += 1;
            }
        }
    }
    seen
}

/// A cell and those above it, the whole first.
pub(in crate::office) fn chain((occupation, employer): &Cell) -> Vec<Cell> {
    let mut chain = vec![Cell::default()];
    if occupation.is_some() {
        chain.push((*occupation, None));
    }
    if employer.is_some() {
        chain.push((*occupation, employer.clone()));
    }
    chain
}

/// The cells with what to expect: all of them, or those above one.
fn shown(
    seen: &BTreeMap<Cell, Seen>,
    asked: Option<&Cell>,
) -> Result<Vec<ExperienceShown>, CaseError> {
    let cells = asked.map_or_else(|| seen.keys().cloned().collect(), chain);
    let shown = cells
        .iter()
        .map(|cell| expected(seen, cell).map_err(|error| CaseError::wrong(error.to_string())));
    shown.collect()
}

fn expected(seen: &BTreeMap<Cell, Seen>, cell: &Cell) -> Result<ExperienceShown, SurplusError> {
    let none = Seen::default();
    let above = chain(cell);
    let counts = above.iter().map(|cell| {
        let seen = seen.get(cell).unwrap_or(&none);
        Counts::new(seen.trials, seen.went_on)
    });
    let chance = Chance::from_cells(&counts.collect::<Result<Vec<_>, _>>()?, STRENGTH)?;
    let (low, high) = chance.interval(INTERVAL)?;
    let (occupation, employer) = cell.clone();
    let Seen { trials, went_on, learnt } = seen.get(cell).unwrap_or(&none);
    Ok(ExperienceShown {
        occupation,
        employer,
        trials: *trials,
        went_on: *went_on,
        chance: chance.mean(),
        low,
        high,
        learnt: learnt.clone(),
    })
}
