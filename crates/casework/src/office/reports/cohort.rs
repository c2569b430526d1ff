//! Who took part in an operation, as reports count them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use etablera_domain::event::{Case, Recorded, Subject};
use etablera_domain::{OperationId, ParticipantId};
use etablera_reporting::indicator::{Fund, Material, Set};
use etablera_reporting::participation::{
    Builder, Cohort, ParticipationError, Source, Special, takings,
};
use etablera_storage::{SpecialPurpose, SpecialView};

use crate::office::Work;
use crate::office::error::CaseError;
use crate::office::facts::of_case;
use crate::policy::{Action, Ask, Purpose};

/// Those who took part, and those of them whom the caller may know of.
pub(super) struct Taking {
    pub(super) material: Material,
    pub(super) known: BTreeSet<ParticipantId>,
    /// Of how many the caller may not read what they said where nobody has to
    /// answer: they count as not asked.
    pub(super) unread: usize,
}

impl Work<'_> {
    /// Who took part in an operation by a day, whoever may know of them: a
    /// number that leaves somebody out is wrong. The erased are counted by the
    /// answers that were frozen.
    pub(super) async fn taking_part(
        &mut self,
        (operation, set): (&OperationId, &Set),
        special: bool,
    ) -> Result<Taking, CaseError> {
        let mut cases = self.cases().await?;
        cases.retain(|(_, case)| case.enrolments.contains_key(operation));
        let mut sources = Vec::new();
        let (mut said, mut unread) = (BTreeMap::new(), 0);
        if special {
            sources.push(Source::SpecialCategories);
            (said, unread) = self.special_of(&cases).await?;
        }
        let builders = self.builders(&cases, operation, &said).await?;
        let known = cases.iter().filter(|(subject, case)| {
            self.may_silently(Action::KnowOf, &of_case((subject, case), self.call.today))
        });
        let known: BTreeSet<_> = known.map(|(_, case)| case.id.clone()).collect();
        let cohort = Cohort::new(builders, sources, self.call.today);
        let cohort = cohort.map_err(|all| faults(&all, &known))?;
        let mut material = Material::new(cohort);
        if set.fund() == Fund::Interreg {
            let people: BTreeSet<&ParticipantId> = cases.iter().map(|(_, case)| &case.id).collect();
            let mut all = takings(&self.log_about(&cases).await?);
            all.retain(|taking| people.contains(&taking.person));
            material = material.takings(all);
        }
        Ok(Taking { material, known, unread })
    }

    async fn builders(
        &mut self,
        cases: &[(Subject, Case)],
        operation: &OperationId,
        said: &BTreeMap<ParticipantId, Special>,
    ) -> Result<Vec<Builder>, CaseError> {
        let enrolments = cases.iter().filter_map(|(_, case)| case.enrolments.get(operation));
        let ids = enrolments.flatten().map(|enrolment| enrolment.statistics);
        let frozen = self.writer.statistics_among(ids.collect::<Vec<_>>()).await?;
        let frozen: BTreeMap<_, _> = frozen.into_iter().map(|one| (one.id, one)).collect();
        let builders = cases.iter().filter_map(|(_, case)| {
            let builder = Builder::of_case(case, operation, |id| frozen.get(&id).cloned())?;
            let special = said.get(&case.id).copied().unwrap_or_default();
            Some(builder.special(special))
        });
        Ok(builders.collect())
    }

    /// What those who took part said where nobody has to answer, for this
    /// purpose and no other; and of how many it may not be read. Each look
    /// stands in the access log.
    async fn special_of(
        &mut self,
        cases: &[(Subject, Case)],
    ) -> Result<(BTreeMap<ParticipantId, Special>, usize), CaseError> {
        let there = cases.iter().filter(|(_, case)| case.erased.is_none());
        let resources = there.map(|one| (&one.1, of_case((&one.0, &one.1), self.call.today)));
        let (may, may_not): (Vec<_>, Vec<_>) = resources.partition(|(_, resource)| {
            let (caller, purpose) = (&self.call.caller, Some(Purpose::Indicator));
            let ask = Ask { caller, action: Action::ReadSpecial, resource, purpose };
            self.office.policies.decide(&ask).is_allowed()
        });
        let mut said = BTreeMap::new();
        for (case, resource) in &may {
            self.may_on(Action::ReadSpecial, resource, Some(Purpose::Indicator))?;
            let warrant = self.take_warrant();
            let seen = self.writer.special(&case.id, SpecialPurpose::Indicator, &warrant).await?;
            if let Some(SpecialView::Indicator(one)) = seen {
                let special = Special { disability: one.disability, minority: one.minority };
                said.insert(case.id.clone(), special);
            }
        }
        Ok((said, may_not.len()))
    }

    /// What happened to some people, and in the sessions that they were in.
    async fn log_about(&mut self, cases: &[(Subject, Case)]) -> Result<Vec<Recorded>, CaseError> {
        let as_of = self.writer.tail().seq;
        let mut about: Vec<Subject> = cases.iter().map(|(subject, _)| subject.clone()).collect();
        let own = self.writer.about_among(&about, as_of).await?;
        let streams = own.values().flatten().map(|one| one.event.stream.clone());
        let sessions = streams.filter(|stream| matches!(stream, Subject::Session(_)));
        about = sessions.collect::<BTreeSet<_>>().into_iter().collect();
        let theirs = self.writer.about_among(&about, as_of).await?;
        let all = own.into_values().chain(theirs.into_values()).flatten();
        let all: BTreeMap<u64, Recorded> = all.map(|one| (one.seq, one)).collect();
        Ok(all.into_values().collect())
    }
}

/// What is wrong with what is known of those who took part: all of it, and of
/// whom the caller may not know, how many.
fn faults(faults: &[ParticipationError], known: &BTreeSet<ParticipantId>) -> CaseError {
    let (told, hidden): (Vec<_>, Vec<_>) =
        faults.iter().partition(|fault| known.contains(&fault.person));
    let mut told: Vec<String> = told.into_iter().map(ToString::to_string).collect();
    if !hidden.is_empty() {
        told.push(format!("{} more whom you may not know of", hidden.len()));
    }
    CaseError::wrong(told.join("; "))
}

/// The last day that is reported, if it has come.
pub(super) fn until(asked: Option<NaiveDate>, today: NaiveDate) -> Result<NaiveDate, CaseError> {
    match asked {
        Some(day) if day > today => Err(CaseError::wrong(format!(
            "{day} has not come: expected a report until {today} at the latest"
        ))),
        day => Ok(day.unwrap_or(today)),
    }
}
