//! Those who were received in an operation, from the log.

use std::collections::{BTreeMap, BTreeSet};

use etablera_domain::event::{Case, Code, Recorded, Subject};
use etablera_domain::{OperationId, ParticipantId};
use etablera_reporting::outcome::{Cohort, Worked, trail};

use super::asked::Asked;
use crate::office::Work;
use crate::office::error::CaseError;

/// Those who were received, and what the caller may know of them.
pub(super) struct Gathered {
    pub(super) cohort: Cohort,
    pub(super) all: BTreeSet<ParticipantId>,
    /// Of whom the caller may know.
    pub(super) known: BTreeSet<ParticipantId>,
    pub(super) worked: BTreeMap<ParticipantId, Worked>,
    /// Codes for leaving that nobody knows how to read.
    pub(super) unread: BTreeSet<Code>,
}

impl Work<'_> {
    /// The cases of those who ever entered an operation, whoever may know of
    /// them.
    pub(super) async fn entered(
        &mut self,
        operation: &OperationId,
    ) -> Result<Vec<(Subject, Case)>, CaseError> {
        let mut cases = self.cases().await?;
        cases.retain(|(_, case)| case.enrolments.contains_key(operation));
        if cases.is_empty() {
            let state = self.state(&Subject::System).await?;
            let adopted = state.system().is_some_and(|s| s.programmes.contains_key(operation));
            if !adopted {
                return Err(CaseError::wrong(format!(
                    "nobody has entered `{operation}`, and it goes by no programme: expected an \
                     operation that somebody has entered"
                )));
            }
        }
        Ok(cases)
    }

    /// All that the log says about each of these.
    pub(super) async fn logs_of(
        &mut self,
        cases: &[(Subject, Case)],
    ) -> Result<BTreeMap<Subject, Vec<Recorded>>, CaseError> {
        let as_of = self.writer.tail().seq;
        let about: Vec<Subject> = cases.iter().map(|(subject, _)| subject.clone()).collect();
        Ok(self.writer.about_among(&about, as_of).await?)
    }

    /// Those who were received in the days that are asked about.
    pub(super) async fn received(
        &mut self,
        operation: &OperationId,
        asked: &Asked,
    ) -> Result<Gathered, CaseError> {
        let cases = self.entered(operation).await?;
        let known = self.known_of(&cases);
        let logs = self.logs_of(&cases).await?;
        let (mut people, mut worked) = (Vec::new(), BTreeMap::new());
        let mut unread = BTreeSet::new();
        for (subject, case) in &cases {
            let Some(log) = logs.get(subject) else { continue };
            let Some(trail) = trail(&case.id, operation, (log, &asked.reading)) else { continue };
            if !asked.received.contains(&trail.followed.received) {
                continue;
            }
            worked.insert(case.id.clone(), trail.worked);
            // A code that one person left by tells of them.
            if asked.exact {
                unread.extend(trail.unread);
            }
            people.push(trail.followed);
        }
        let all = people.iter().map(|one| one.person.clone()).collect();
        Ok(Gathered { cohort: Cohort::new(people), all, known, worked, unread })
    }
}
