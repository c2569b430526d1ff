//! Who took part in an operation, as reports count them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use etablera_domain::event::state::JointWorkState;
use etablera_domain::event::{Case, Recorded, Subject, SubjectKind};
use etablera_domain::{OperationId, ParticipantId, Reply};
use etablera_reporting::indicator::{Fund, Material, Set};
use etablera_reporting::participation::{
    Builder, Cohort, Entity, ParticipationError, Source, Special, Work as JointWork, certify,
    collected, takings,
};
use etablera_storage::{SpecialPurpose, SpecialView};

use crate::office::Work;
use crate::office::error::CaseError;
use crate::office::facts::of_case;
use crate::policy::{Action, Ask, Purpose};

/// Of what indicators are asked.
#[derive(Clone)]
pub(super) struct Asked<'a> {
    pub(super) operation: &'a OperationId,
    /// The last day that is reported.
    pub(super) until: NaiveDate,
    /// What is collected though nothing of it may have been noted yet.
    pub(super) collects: BTreeSet<Source>,
    /// The project's last day; that of its record unless given.
    pub(super) project_end: Option<NaiveDate>,
    /// With what was said where nobody has to answer.
    pub(super) special: bool,
}

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
        (set, asked): (&Set, &Asked<'_>),
    ) -> Result<Taking, CaseError> {
        let Asked { operation, until, .. } = *asked;
        let mut cases = self.cases().await?;
        cases.retain(|(_, case)| case.enrolments.contains_key(operation));
        let mut sources = asked.collects.clone();
        sources.extend(collected(cases.iter().map(|(_, case)| case), (operation, until)));
        let (mut said, mut unread) = (BTreeMap::new(), 0);
        if asked.special {
            sources.insert(Source::SpecialCategories);
            (said, unread) = self.special_of(&cases).await?;
        }
        let builders = self.builders(&cases, asked, &said).await?;
        let known = self.known_of(&cases);
        let cohort = Cohort::new(builders, sources, self.call.today);
        let cohort = cohort.map_err(|all| faults(&all, &known))?;
        let mut material = self.things(Material::new(cohort), asked).await?;
        if set.fund() == Fund::Interreg {
            // What they did before they entered is of another operation.
            let entered: BTreeMap<&ParticipantId, NaiveDate> = cases
                .iter()
                .filter_map(|(_, case)| {
                    let times = case.enrolments.get(operation)?;
                    Some((&case.id, times.iter().map(|time| time.entered).min()?))
                })
                .collect();
            let mut all = takings(&self.log_about(&cases).await?);
            all.retain(|one| entered.get(&one.person).is_some_and(|first| *first <= one.on));
            certify(&mut all, cases.iter().map(|(_, case)| case), (operation, until));
            material = material.takings(all);
        }
        Ok(Taking { material, known, unread })
    }

    /// Of whom of these the caller may know.
    pub(in crate::office::reports) fn known_of(
        &self,
        cases: &[(Subject, Case)],
    ) -> BTreeSet<ParticipantId> {
        let known = cases.iter().filter(|(subject, case)| {
            self.may_silently(Action::KnowOf, &of_case((subject, case), self.call.today))
        });
        known.map(|(_, case)| case.id.clone()).collect()
    }

    /// Adds what is counted and is no person: employers that are supported,
    /// joint works, and the project's last day, as far as somebody notes them.
    async fn things(
        &mut self,
        mut material: Material,
        asked: &Asked<'_>,
    ) -> Result<Material, CaseError> {
        let Asked { operation, collects, .. } = asked;
        let operation = *operation;
        let all = self.writer.all(SubjectKind::Employer).await?;
        let entities = all.into_iter().filter_map(|(_, folded)| {
            let employer = folded.state.employer()?;
            let support = employer.supported.get(operation)?;
            let size = support.size.map_or(Reply::Unknown, Reply::Known);
            let (id, kind) = (employer.id.clone(), support.kind);
            Some(Entity { id, kind, size, supported_from: support.since })
        });
        let entities: Vec<Entity> = entities.collect();
        if !entities.is_empty() || collects.contains(&Source::Entities) {
            material = material.entities(entities);
        }
        let works = self.system().await?.works.remove(operation).unwrap_or_default();
        if !works.is_empty() || collects.contains(&Source::Works) {
            let work = |(id, one): (_, JointWorkState)| {
                let JointWorkState { kind, countries, finished, took_effect, begun: _ } = one;
                JointWork { id, kind, countries, finished, took_effect }
            };
            material = material.works(works.into_iter().map(work).collect());
        }
        let last = match asked.project_end {
            Some(last) => Some(last),
            None => self.project(operation).await?.map(|known| known.record.run.end()),
        };
        Ok(match last {
            Some(last) => material.project_end(last),
            None => material,
        })
    }

    async fn builders(
        &mut self,
        cases: &[(Subject, Case)],
        asked: &Asked<'_>,
        said: &BTreeMap<ParticipantId, Special>,
    ) -> Result<Vec<Builder>, CaseError> {
        let Asked { operation, until, .. } = *asked;
        let enrolments = cases.iter().filter_map(|(_, case)| case.enrolments.get(operation));
        let ids = enrolments.flatten().map(|enrolment| enrolment.statistics);
        let frozen = self.writer.statistics_among(ids.collect::<Vec<_>>()).await?;
        let frozen: BTreeMap<_, _> = frozen.into_iter().map(|one| (one.id, one)).collect();
        let builders = cases.iter().filter_map(|(_, case)| {
            let builder =
                Builder::of_case(case, (operation, until), |id| frozen.get(&id).cloned())?;
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
    pub(super) async fn log_about(
        &mut self,
        cases: &[(Subject, Case)],
    ) -> Result<Vec<Recorded>, CaseError> {
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
