//! Cases as they stood on a day, as it is known now: what was planned later is
//! no answer for an earlier day.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use etablera_domain::event::{Case, Recorded, State, Subject, state_on};

use crate::office::error::CaseError;
use crate::office::facts::of_case;
use crate::office::work::Work;
use crate::policy::Resource;

/// How many cases are folded anew at a time.
const TOGETHER: usize = 500;

impl Work<'_> {
    /// A case as it stood on a day; from today on as it stands.
    pub(super) async fn case_then(
        &mut self,
        (subject, case): (&Subject, Case),
        day: NaiveDate,
    ) -> Result<Case, CaseError> {
        if day >= self.call.today {
            return Ok(case);
        }
        let as_of = self.writer.tail().seq;
        let log = self.writer.about(subject, as_of).await?;
        then(subject, &log, day).ok_or_else(|| CaseError::Absent(subject.clone()))
    }

    /// The cases that were open on a day, with what is true today for whoever
    /// decides on who may read them; none that was erased.
    pub(super) async fn open_then(
        &mut self,
        day: NaiveDate,
    ) -> Result<Vec<(Resource, Case)>, CaseError> {
        let today = self.call.today;
        let mut cases = self.cases().await?;
        cases.retain(|(_, case)| case.erased.is_none());
        let mut open = Vec::new();
        for some in cases.chunks(TOGETHER) {
            let logs = self.logs_until((some, day)).await?;
            open.extend(some.iter().filter_map(|(subject, case)| {
                let stood = match logs.get(subject) {
                    Some(log) => then(subject, log, day)?,
                    None => case.clone(),
                };
                stood.is_open().then(|| (of_case((subject, case), today), stood))
            }));
        }
        Ok(open)
    }

    /// What happened in some cases, if the day has passed.
    async fn logs_until(
        &mut self,
        (cases, day): (&[(Subject, Case)], NaiveDate),
    ) -> Result<BTreeMap<Subject, Vec<Recorded>>, CaseError> {
        if day >= self.call.today {
            return Ok(BTreeMap::new());
        }
        let people: Vec<Subject> = cases.iter().map(|(subject, _)| subject.clone()).collect();
        let as_of = self.writer.tail().seq;
        Ok(self.writer.about_among(&people, as_of).await?)
    }
}

fn then(subject: &Subject, log: &[Recorded], day: NaiveDate) -> Option<Case> {
    match state_on(subject, log, day) {
        State::Participant(case) => Some(*case),
        _ => None,
    }
}
