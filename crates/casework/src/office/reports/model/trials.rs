//! Past trials, as a model learns from them: what was known of the pair when
//! it was proposed, and whether it led to employment.
//!
//! Which trials are learnt from is settled before anybody looks at how they
//! went: a rule that asked for the outcome would count those that went well
//! and leave out those that did not.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use etablera_domain::event::{
    Case, Event, EventId, Happening, LabourStatus, Processing, Recorded, Stage, Subject,
    SubjectKind, effective, state_on,
};
use etablera_domain::{Need, NeedId, OperationId, ParticipantId, PlacementId};
use etablera_matching::outcome::{Features, Row};
use etablera_matching::surplus::{Counts, SurplusError};
use etablera_programme::journey::PastStage;
use etablera_programme::template::Learnt;
use etablera_storage::Reader;
use serde::{Deserialize, Serialize};

use super::cells::chance_of;
use crate::office::error::CaseError;
use crate::office::matching::Engine;
use crate::office::matching::experience::{Cell, cell_of, chain, has_tried};
use crate::office::matching::home::one_at_home;
use crate::office::matching::market::profile;
use crate::office::programmes::{Way, each_way};

/// Why a trial is not learnt from.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum LeftOut {
    /// What was known of the person is erased.
    Erased,
    /// The person objects to being matched by their data.
    Objected,
    /// The trial goes on, and nothing is decided.
    Undecided,
    /// It ended so lately that employment may still follow.
    TooSoon,
    /// It ended for a reason that says nothing of the match.
    SaysNothing,
    /// It was broken off without a decision.
    BrokenOff,
    /// What was known when it was proposed cannot be found.
    NotKnown,
    /// The programme, the profile or the need cannot be read any more.
    Unreadable,
}

/// Which trials are asked about.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    /// The operation; none for all.
    pub(super) operation: Option<&'a OperationId>,
    /// Only those that were proposed after this day.
    pub(super) after: Option<NaiveDate>,
    /// The last day that is known of.
    pub(super) until: NaiveDate,
    /// For how many days after a trial employment counts.
    pub(super) job_days: u16,
}

/// One trial to learn from.
pub(super) struct PastTrial {
    pub(super) row: Row,
    /// The day it was proposed.
    proposed: NaiveDate,
    /// The day from which its outcome was known.
    known: NaiveDate,
    cell: Cell,
}

/// The trials, and how many were left out.
#[derive(Default)]
pub(super) struct Gathered {
    pub(super) trials: Vec<PastTrial>,
    pub(super) left_out: BTreeMap<LeftOut, u32>,
}

/// A trial whose outcome is known, before what was known of the pair is read.
struct Labelled {
    participant: ParticipantId,
    proposal: Proposal,
    employed: bool,
    known: NaiveDate,
}

/// A proposal as it stands now.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Proposal {
    /// The place in the log where it was written first.
    seq: u64,
    /// The day.
    on: NaiveDate,
    /// For what.
    need: NeedId,
}

/// Every trial that is asked about, whoever asks: what is learnt is about
/// pairs, and names nobody.
pub(super) async fn gather(
    reader: &mut Reader,
    engine: &Engine<'_>,
    asked: Asked<'_>,
) -> Result<Gathered, CaseError> {
    let seq = reader.head().await?.seq;
    let mut cases: BTreeMap<ParticipantId, Case> = BTreeMap::new();
    for (_, folded) in reader.all(SubjectKind::Participant).await? {
        let case = folded.state.case().filter(|case| has_tried(case));
        cases.extend(case.map(|case| (case.id.clone(), case.clone())));
    }
    let people: Vec<Subject> = cases.keys().map(|id| Subject::from(id.clone())).collect();
    let mut gathered = Gathered::default();
    let mut labelled = Vec::new();
    let tell = |way: Result<Way, CaseError>| {
        match way {
            Err(_) => gathered.leave(LeftOut::Unreadable),
            Ok(way) => {
                let case = cases.get(&way.participant);
                case.into_iter().for_each(|case| {
                    labelled.extend(gathered.label((&way, case), asked));
                });
            }
        }
        Ok(())
    };
    each_way(reader, (&people, seq), tell).await?;
    let person: BTreeMap<&ParticipantId, u64> = cases.keys().zip(0..).collect();
    for one in labelled {
        match known_then(reader, engine, &one).await? {
            Ok((features, cell)) => gathered.trials.push(PastTrial {
                row: Row::new(features, one.employed).of(person[&one.participant]),
                proposed: one.proposal.on,
                known: one.known,
                cell,
            }),
            Err(clause) => gathered.leave(clause),
        }
    }
    Ok(gathered)
}

impl Gathered {
    fn leave(&mut self, clause: LeftOut) {
        *self.left_out.entry(clause).or_default() += 1;
    }

    /// The trials on one way whose outcome is known.
    fn label(&mut self, (way, case): (&Way, &Case), asked: Asked<'_>) -> Vec<Labelled> {
        if asked.operation.is_some_and(|only| *only != way.operation) {
            return Vec::new();
        }
        let mut labelled = Vec::new();
        for (placement, past) in trials(way, case, asked.until) {
            let Some(proposal) = proposal(&way.log, &placement) else {
                self.leave(LeftOut::NotKnown);
                continue;
            };
            if asked.after.is_some_and(|day| proposal.on <= day) {
                continue;
            }
            match outcome(case, past.as_ref(), asked) {
                Err(clause) => self.leave(clause),
                Ok((employed, known)) => labelled.push(Labelled {
                    participant: way.participant.clone(),
                    proposal,
                    employed,
                    known,
                }),
            }
        }
        labelled
    }

    /// The rows, each with how trials of its kind had gone by the day of its
    /// proposal and not a day later; and how all of them went.
    pub(super) fn rows(&self) -> Result<(Vec<Row>, BTreeMap<Cell, Counts>), CaseError> {
        let wrong = |error: SurplusError| CaseError::wrong(error.to_string());
        let mut by_known: Vec<&PastTrial> = self.trials.iter().collect();
        by_known.sort_by_key(|trial| trial.known);
        let mut by_proposal: Vec<&PastTrial> = self.trials.iter().collect();
        by_proposal.sort_by_key(|trial| trial.proposed);
        let mut cells: BTreeMap<Cell, (u32, u32)> = BTreeMap::new();
        let mut known = by_known.into_iter().peekable();
        let mut rows = Vec::new();
        for trial in by_proposal {
            while let Some(before) = known.next_if(|one| one.known < trial.proposed) {
                before.count(&mut cells);
            }
            let counts = |cell: &Cell| cells.get(cell).map_or(Ok(Counts::default()), counted);
            let earlier = chance_of(&trial.cell, counts).map_err(wrong)?;
            rows.push(Row { features: trial.row.features.with_earlier(&earlier), ..trial.row });
        }
        known.for_each(|one| one.count(&mut cells));
        let all = cells.into_iter().map(|(cell, seen)| Ok((cell, counted(&seen).map_err(wrong)?)));
        Ok((rows, all.collect::<Result<_, CaseError>>()?))
    }
}

fn counted((all, yes): &(u32, u32)) -> Result<Counts, SurplusError> {
    Counts::new(*all, *yes)
}

impl PastTrial {
    /// Where trials of its kind are counted.
    pub(super) fn cell(&self) -> &Cell {
        &self.cell
    }

    fn count(&self, cells: &mut BTreeMap<Cell, (u32, u32)>) {
        for cell in chain(&self.cell) {
            let (all, yes) = cells.entry(cell).or_default();
            *all += 1;
            *yes += u32::from(self.row.employed);
        }
    }
}

/// The trials that had begun on a way by a day, each once, with how it ended
/// if it did.
fn trials(way: &Way, case: &Case, until: NaiveDate) -> Vec<(PlacementId, Option<PastStage>)> {
    let journey = way.journey_until(until);
    let is_trial = |past: &PastStage| {
        let mut plans = way.template.stages.iter();
        plans.any(|plan| plan.id == past.stage && plan.kind == Stage::Trial)
    };
    let ended = journey.past().iter().cloned().chain(journey.decided()).filter(is_trial);
    let mut all: BTreeMap<PlacementId, Option<PastStage>> = BTreeMap::new();
    let own: BTreeSet<&PlacementId> = journey.placements().collect();
    for (id, placement) in case.placements.iter().filter(|(id, _)| own.contains(id)) {
        let mut runs = placement.stages.iter();
        if runs.any(|run| run.stage == Stage::Trial && run.start <= until) {
            all.insert(id.clone(), None);
        }
    }
    for past in ended {
        if let Some(id) = past.placement.clone() {
            all.insert(id, Some(past));
        }
    }
    all.into_iter().collect()
}

/// The last proposal of a placement, as it stands after every correction.
fn proposal(log: &[Recorded], placement: &PlacementId) -> Option<Proposal> {
    effective(log).into_iter().rev().find_map(|event| match (&event.stream, &event.what) {
        (Subject::Placement(id), Happening::Proposed { need, .. }) if id == placement => {
            Some(Proposal { seq: first(log, event)?, on: event.occurred_on, need: need.clone() })
        }
        _ => None,
    })
}

/// The place in the log of what an event corrects, or of the event.
fn first(log: &[Recorded], event: &Event) -> Option<u64> {
    let of = |id: EventId| log.iter().find(|one| one.event.id == id);
    let mut at = of(event.id)?;
    // A correction comes after what it corrects, so that the chain ends.
    while let Some(earlier) = at.event.corrects.and_then(of).filter(|one| one.seq < at.seq) {
        at = earlier;
    }
    Some(at.seq)
}

/// Whether a trial led to employment, and from which day that was known: the
/// same day for both answers.
///
/// First whether it is learnt from, which nothing that follows from the
/// outcome decides; then the outcome.
fn outcome(
    case: &Case,
    past: Option<&PastStage>,
    asked: Asked<'_>,
) -> Result<(bool, NaiveDate), LeftOut> {
    if case.erased.is_some() {
        return Err(LeftOut::Erased);
    }
    if case.objects_to(Processing::Matching) {
        return Err(LeftOut::Objected);
    }
    let past = past.ok_or(LeftOut::Undecided)?;
    let days = Days::new(asked.job_days.into());
    let last = past.end.checked_add_days(days).ok_or(LeftOut::TooSoon)?;
    if last > asked.until {
        return Err(LeftOut::TooSoon);
    }
    if past.outcome.is_none() {
        return Err(LeftOut::BrokenOff);
    }
    if past.learnt.is_some_and(|learnt: Learnt| !learnt.is_about_the_match()) {
        return Err(LeftOut::SaysNothing);
    }
    Ok((is_employed(case, (past.end, last)), last))
}

/// Whether employment began, or somebody was found to be employed, on any of
/// some days. That it was decided to go on is no employment yet.
fn is_employed(case: &Case, (from, until): (NaiveDate, NaiveDate)) -> bool {
    let is_work =
        |status| matches!(status, LabourStatus::Employed | LabourStatus::ProgrammeEmployed);
    let found = case.statuses.iter().filter(|(_, status)| is_work(**status)).map(|(day, _)| *day);
    let stages = case.placements.values().flat_map(|placement| &placement.stages);
    let begun = stages.filter(|run| run.stage == Stage::Employment).map(|run| run.start);
    let mut days = found.chain(begun).chain(case.jobs.iter().map(|job| job.on));
    days.any(|day| (from..=until).contains(&day))
}

/// What was known of a pair when it was proposed: the case, the profile and
/// the need as the log had them up to there, and as they stood that day.
/// What was written later, and what happened later though it was written
/// before, is not known.
async fn known_then(
    reader: &mut Reader,
    engine: &Engine<'_>,
    one: &Labelled,
) -> Result<Result<(Features, Cell), LeftOut>, CaseError> {
    let Proposal { seq, on, need } = &one.proposal;
    let (who, what) = (Subject::from(one.participant.clone()), Subject::from(need.clone()));
    let then = state_on(&who, &reader.about(&who, *seq).await?, *on);
    let there = state_on(&what, &reader.about(&what, *seq).await?, *on);
    let need = there.need().and_then(|state| state.record.clone());
    let (Some(case), Some(need)) = (then.case(), need) else {
        return Ok(Err(LeftOut::NotKnown));
    };
    let features = pair(reader, engine, ((case, &need), *on)).await?;
    Ok(features.map(|features| (features, cell_of(&need))))
}

/// The features of a pair on a day, without how earlier trials went.
pub(super) async fn pair(
    reader: &mut Reader,
    engine: &Engine<'_>,
    ((case, need), on): ((&Case, &Need), NaiveDate),
) -> Result<Result<Features, LeftOut>, CaseError> {
    let document = match &case.profile {
        Some(profile) => reader.document(profile.document).await?,
        None => None,
    };
    let Some(document) = document else { return Ok(Err(LeftOut::NotKnown)) };
    // What cannot be read would name whose it is.
    let Ok(person) = profile(&document) else { return Ok(Err(LeftOut::Unreadable)) };
    let Ok(person) = one_at_home(reader, (case, person), on).await else {
        return Ok(Err(LeftOut::Unreadable));
    };
    let matcher = engine.matcher(on);
    let (Ok(need), Ok(profile)) = (matcher.prepare(need), matcher.profile(&person)) else {
        return Ok(Err(LeftOut::Unreadable));
    };
    let judgement = matcher.judge(&need, &profile);
    Ok(Ok(Features::of(&need, &profile, &judgement, None)))
}

#[cfg(test)]
mod tests {
    use etablera_domain::event::{Outcome, fold};
    use serde_json::{Value, json};

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    const PLACE: &str = "00000000-0000-0000-0000-00000000000a";

    fn id(seq: u64) -> EventId {
        serde_json::from_value(json!(format!("00000000-0000-0000-0000-0000000000{seq:02}")))
            .unwrap()
    }

    /// Events of some streams about one person, in the order of the log.
    fn log(events: &[(&str, &str, Value)]) -> Vec<Recorded> {
        let one = |(seq, (stream, on, what)): (u64, &(&str, &str, Value))| {
            let stream: Subject = stream.parse().unwrap();
            let event = Event {
                id: id(seq),
                about: [stream.clone(), "participant:P1".parse().unwrap()].into(),
                stream,
                occurred_on: day(on),
                recorded_at: "2027-03-01T08:00:00.000000Z".parse().unwrap(),
                by: "anna".parse().unwrap(),
                corrects: None,
                what: serde_json::from_value(what.clone()).unwrap(),
            };
            Recorded { seq, event }
        };
        (1..).zip(events).map(one).collect()
    }

    fn proposed(need: &str) -> Value {
        json!({ "proposed": {
            "participant": "P1", "need": need, "rank": 1,
            "receipt": "00000000-0000-0000-0000-0000000000ff",
        } })
    }

    fn case(events: &[(&str, &str, Value)]) -> Case {
        let who: Subject = "participant:P1".parse().unwrap();
        fold(&who, &log(events)).state.case().unwrap().clone()
    }

    /// A trial from 1 to 31 December that was decided on.
    fn past(outcome: Option<Outcome>, learnt: Option<Learnt>) -> PastStage {
        PastStage {
            stage: "trial".parse().unwrap(),
            placement: None,
            start: day("2026-12-01"),
            end: day("2026-12-31"),
            reason: None,
            outcome,
            learnt,
        }
    }

    /// With 28 days after a trial.
    fn told(case: &Case, past: &PastStage, until: &str) -> Result<(bool, NaiveDate), LeftOut> {
        let asked = Asked { operation: None, after: None, until: day(until), job_days: 28 };
        outcome(case, Some(past), asked)
    }

    /// Nobody who works, one who was found to, and one whose employment began.
    fn cases() -> [(Case, bool); 3] {
        let registered =
            ("participant:P1", "2026-11-01", json!({ "registered": { "organisation": "lulea" } }));
        let found = json!({ "status_observed": { "status": "employed" } });
        let begun = json!({ "stage_started": { "stage": "employment", "until": "2027-04-30" } });
        let place = format!("placement:{PLACE}");
        let none = case(std::slice::from_ref(&registered));
        let job = case(&[registered.clone(), ("participant:P1", "2027-01-05", found)]);
        let stage = case(&[
            registered,
            (&place, "2026-11-20", proposed("N1")),
            (&place, "2027-01-05", begun),
        ]);
        [(none, false), (job, true), (stage, true)]
    }

    #[test]
    fn whether_a_trial_is_learnt_from_does_not_hang_on_how_it_went() {
        let (soon, late) = ("2027-01-27", "2027-01-28");
        let plans = Some(Learnt::Workplace);
        for (outcome, learnt, until, left_out) in [
            (Some(Outcome::Continue), None, late, None),
            (Some(Outcome::End), Some(Learnt::Tasks), late, None),
            (Some(Outcome::Continue), None, soon, Some(LeftOut::TooSoon)),
            (Some(Outcome::End), Some(Learnt::Tasks), soon, Some(LeftOut::TooSoon)),
            (Some(Outcome::End), plans, late, Some(LeftOut::SaysNothing)),
            (None, None, late, Some(LeftOut::BrokenOff)),
            (None, None, soon, Some(LeftOut::TooSoon)),
        ] {
            for (case, employed) in cases() {
                let expected = left_out.map_or(Ok((employed, day(late))), Err);
                let found = told(&case, &past(outcome, learnt), until);
                assert_eq!(found, expected, "{outcome:?} {learnt:?} {until}");
            }
        }
    }

    #[test]
    fn a_corrected_proposal_is_read_as_it_stands_and_where_it_was_written() {
        let place = format!("placement:{PLACE}");
        let registered = json!({ "registered": { "organisation": "lulea" } });
        let mut log = log(&[
            ("participant:P1", "2026-11-01", registered.clone()),
            (&place, "2026-12-02", proposed("N1")),
            ("participant:P1", "2026-12-03", registered),
            (&place, "2026-12-01", proposed("N2")),
        ]);
        let placement: PlacementId = PLACE.parse().unwrap();
        let is =
            |seq, on, need: &str| Some(Proposal { seq, on: day(on), need: need.parse().unwrap() });
        assert_eq!(proposal(&log[..3], &placement), is(2, "2026-12-02", "N1"));
        log[3].event.corrects = Some(id(2));
        assert_eq!(proposal(&log, &placement), is(2, "2026-12-01", "N2"));
    }
}
