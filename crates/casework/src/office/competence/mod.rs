//! Plans for new competences of colleagues: written, followed up, and what one
//! person alone can.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use etablera_domain::event::state::Competence;
use etablera_domain::event::{Case, Code, CompetenceAct, CompetencePlan, Happening, Subject};
use etablera_domain::{ActorId, EmployerId, ParticipantId, PlanId};
use etablera_programme::competence_plan::{
    Done, Draft, Holdings, Plan, Refresh, Status, Terms, Tie, Use, due,
};
use etablera_storage::DocumentKind;
use etablera_taxonomy::ConceptId;
use serde::Serialize;

use super::case::{Entry, said};
use super::commands::commands;
use super::error::CaseError;
use super::facts::of_case;
use super::record::takes_in;
use super::work::Work;
use super::{Call, Office, UseCase};
use crate::policy::{Action, Resource};

mod form;
mod then;

commands! {
    /// Plans how a new competence is used, shared and topped up, or plans it
    /// anew.
    PlanCompetence {
        /// Whose competence.
        participant: ParticipantId,
        /// Which.
        competence: ConceptId,
        /// Where they work.
        unit: Code,
        /// At which employer.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        employer: Option<EmployerId>,
        /// Who sees to the plan; the caller unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        owner: Option<ActorId>,
        /// Where the competence is used.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        uses: Vec<Use>,
        /// With whom it is shared.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        network: Vec<Tie>,
        /// How it is topped up.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        refresh: Option<Refresh>,
        /// The days on which the plan is to be gone through.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        reviews: Vec<NaiveDate>,
        /// What else is to be said, in words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
        /// The day; today unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on: Option<NaiveDate>,
    }
    /// Something that a plan asks for was done.
    FollowCompetence {
        /// Whose competence.
        participant: ParticipantId,
        /// Which.
        competence: ConceptId,
        /// What was done.
        act: CompetenceAct,
        /// The day; today unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on: Option<NaiveDate>,
    }
    /// A plan holds no more.
    EndCompetence {
        /// Whose competence.
        participant: ParticipantId,
        /// Which.
        competence: ConceptId,
        /// Why.
        reason: Code,
        /// The day; today unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on: Option<NaiveDate>,
    }
    /// Asks for the plans of somebody.
    ReadCompetences {
        /// Whose.
        participant: ParticipantId,
        /// As they stand on which day; today unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on: Option<NaiveDate>,
    }
    /// Asks what is to be seen to in all plans, and what one person alone can.
    ReadCompetencesDue {
        /// Only of this unit.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        unit: Option<Code>,
        /// Only at this employer.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        employer: Option<EmployerId>,
        /// On which day; today unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on: Option<NaiveDate>,
    }
}

/// A plan as the caller may see it: without colleagues whom they may not know
/// of.
#[derive(Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct CompetenceShown {
    /// What it says, and what was done.
    #[serde(flatten)]
    pub plan: Plan,
    /// At which employer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub employer: Option<EmployerId>,
    /// What else was said, for whoever may read notes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// When and why it ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ended: Option<etablera_domain::event::state::Ending>,
    /// Where it stands; none once it ended, and before it was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
}

/// What is to be seen to, and what one person alone can.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct CompetencesDue {
    /// The day.
    pub on: NaiveDate,
    /// The plans with something to see to, by unit, the most pressing first.
    pub due: Vec<CompetenceDue>,
    /// What one person alone can, as far as the caller may know.
    pub alone: Vec<AloneWith>,
}

/// A plan with something to see to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct CompetenceDue {
    /// Where they work.
    pub unit: Code,
    /// Whose competence.
    pub holder: ParticipantId,
    /// Which.
    pub competence: ConceptId,
    /// Who sees to the plan.
    pub owner: ActorId,
    /// What is to be seen to.
    #[serde(flatten)]
    pub status: Status,
}

/// What one person alone can.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct AloneWith {
    /// What.
    pub competence: ConceptId,
    /// Who.
    pub holder: ParticipantId,
}

/// Plans how a new competence is used, shared and topped up. Of a competence
/// the last plan holds.
///
/// # Errors
///
/// When the caller may not, the case or the employer is closed, a colleague is
/// not there or not for the caller to know of, the plan cannot be, or one of a
/// later day holds.
pub fn plan_competence<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a PlanCompetence,
) -> UseCase<'a, Entry> {
    office.run(call, ("plan_competence", command), async move |work| {
        let (subject, _) = work.open_case(Action::PlanCompetence, &command.participant).await?;
        let on = work.day(command.on)?;
        if let Some(employer) = &command.employer {
            work.may(Action::ReadEmployer, &employer.clone().into()).await?;
            work.open_employer(employer).await?;
        }
        let id: PlanId = call
            .new_uuid()
            .to_string()
            .parse()
            .map_err(|_| CaseError::wrong("the plan got no name: try again"))?;
        let (plan, colleagues) = form::written(command, (id, &call.caller.actor), on)?;
        let tied = work.colleagues(&colleagues).await?;
        let note = match &command.note {
            None => None,
            Some(text) => {
                let text = said("note", text)?.to_owned();
                Some(work.file(&subject, DocumentKind::Note, text).await?)
            }
        };
        let (competence, name) = (plan.competence, plan.id.clone());
        let what = Happening::CompetencePlanned { plan: Box::new(plan), note };
        let mut entry = work.enter(&subject, on, (note, what)).await?;
        for (participant, colleague) in colleagues.into_iter().zip(tied) {
            let plan = name.clone();
            let what = Happening::CompetenceTied { competence, plan, participant };
            work.happen(&subject, on, vec![colleague], what).await?;
        }
        entry.version = work.writer.version(&subject).await?;
        Ok(entry)
    })
}

/// Writes down that the competence was used or topped up, or the plan gone
/// through.
///
/// # Errors
///
/// When the caller may not, the case is closed, there is no plan or it ended,
/// the day is before the plan, or the same is written down for the day.
pub fn follow_competence<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a FollowCompetence,
) -> UseCase<'a, Entry> {
    office.run(call, ("follow_competence", command), async move |work| {
        let FollowCompetence { participant, competence, act, on } = command;
        let (subject, case) = work.open_case(Action::PlanCompetence, participant).await?;
        let on = work.day(*on)?;
        let known = open_plan(&subject, (&case, *competence))?;
        let plan = form::plan(&case.id, known, &known.colleagues)?;
        let done = Done { on, act: form::act(*act) };
        plan.with(done).map_err(|error| CaseError::wrong(error.to_string()))?;
        let what = Happening::CompetenceFollowed { competence: *competence, act: *act };
        work.enter(&subject, on, (None, what)).await
    })
}

/// Ends a plan: the competence is needed no more, or somebody else sees to it.
///
/// # Errors
///
/// When the caller may not, the case is closed, or there is no plan or it ended.
pub fn end_competence<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a EndCompetence,
) -> UseCase<'a, Entry> {
    office.run(call, ("end_competence", command), async move |work| {
        let EndCompetence { participant, competence, reason, on } = command;
        let (subject, case) = work.open_case(Action::PlanCompetence, participant).await?;
        let on = work.day(*on)?;
        open_plan(&subject, (&case, *competence))?;
        let (competence, reason) = (*competence, reason.clone());
        let what = Happening::CompetenceEnded { competence, reason };
        work.enter(&subject, on, (None, what)).await
    })
}

/// The plans of somebody, by competence, with where each stands; for a day that
/// has passed, those of that day.
///
/// # Errors
///
/// When the caller may not read the case, or a plan cannot be read.
pub fn read_competences<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a ReadCompetences,
) -> UseCase<'a, Vec<CompetenceShown>> {
    office.look(call, async move |work| {
        let (subject, case) = work.case(Action::ReadCase, &command.participant).await?;
        let resource = of_case((&subject, &case), call.today);
        let reads_notes = work.may_silently(Action::ReadNotes, &resource);
        let day = command.on.unwrap_or(call.today);
        let case = work.case_then((&subject, case), day).await?;
        let mut shown = Vec::new();
        for known in case.competences.values() {
            let colleagues = work.known_among(&known.colleagues).await?;
            let plan = form::plan(&case.id, known, &colleagues)?;
            let wanted = known.note.filter(|_| reads_notes);
            let note = work.writer.documents_among(wanted).await?.pop();
            let holds = known.ended.is_none();
            let status = plan.status(day, Terms::default()).filter(|_| holds);
            shown.push(CompetenceShown {
                plan,
                employer: known.plan.employer.clone(),
                note: note.map(|note| note.body),
                ended: known.ended.clone(),
                status,
            });
        }
        Ok(shown)
    })
}

/// What is to be seen to in the plans of open cases that the caller may read,
/// and what one person alone can: whoever has a plan that has not lapsed, and
/// colleagues with open cases who share it. For a day that has passed, as all of
/// it stood that day. That the list was made stands in the access log.
///
/// # Errors
///
/// When a plan cannot be read, or the store fails.
pub fn read_competences_due<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a ReadCompetencesDue,
) -> UseCase<'a, CompetencesDue> {
    office.look(call, async move |work| {
        work.log_list("competence plans");
        let on = command.on.unwrap_or(call.today);
        let mut found = Found::default();
        for (resource, case) in work.open_then(on).await? {
            found.open.insert(case.id.clone());
            if !work.may_silently(Action::ReadCase, &resource) {
                continue;
            }
            for (competence, known) in &case.competences {
                found.planned.insert((case.id.clone(), *competence));
                if known.ended.is_some() {
                    continue;
                }
                let colleagues = work.known_among(&known.colleagues).await?;
                let plan = form::plan(&case.id, known, &colleagues)?;
                found.asked.extend(command.asks(known).then(|| plan.clone()));
                found.all.push(plan);
            }
        }
        Ok(seen_to(&found, on))
    })
}

/// What the caller may read of plans.
#[derive(Default)]
struct Found {
    /// The plans that hold and are asked for.
    asked: Vec<Plan>,
    /// All that hold.
    all: Vec<Plan>,
    /// Who has, or had, a plan for what.
    planned: BTreeSet<(ParticipantId, ConceptId)>,
    /// Everybody whose case is open.
    open: BTreeSet<ParticipantId>,
}

impl ReadCompetencesDue {
    /// Whether a plan is asked for.
    fn asks(&self, known: &Competence) -> bool {
        let CompetencePlan { unit, employer, .. } = &known.plan;
        self.unit.as_ref().is_none_or(|asked| asked == unit)
            && self.employer.as_ref().is_none_or(|asked| employer.as_ref() == Some(asked))
    }
}

fn seen_to(found: &Found, on: NaiveDate) -> CompetencesDue {
    let (plans, as_of) = (&found.asked, (on, Terms::default()));
    let units: BTreeSet<&Code> = plans.iter().map(|plan| &plan.says().unit).collect();
    let due = units.iter().flat_map(|unit| due(plans, unit, as_of)).map(|(plan, status)| {
        let Draft { unit, holder, competence, owner, .. } = plan.says();
        let (unit, holder, owner) = (unit.clone(), holder.clone(), owner.clone());
        CompetenceDue { unit, holder, competence: *competence, owner, status }
    });
    let held = holdings(found, as_of);
    let alone = held.vulnerable().into_iter();
    let alone = alone.map(|(competence, holder)| AloneWith { competence, holder: holder.clone() });
    CompetencesDue { on, due: due.collect(), alone: alone.collect() }
}

/// Who can what that is asked for: whoever has a plan for it that has not
/// lapsed, and whom such a plan names as a colleague who can it too, if their
/// case is open and no plan of their own, wherever it is, says otherwise.
fn holdings(found: &Found, as_of: (NaiveDate, Terms)) -> Holdings {
    let own = Holdings::of_plans(&found.all, as_of);
    let holds = |who: &ParticipantId, competence: ConceptId| {
        own.holders(competence).any(|holder| holder == who)
    };
    let can = |who: &ParticipantId, competence: ConceptId| {
        let has_plan = found.planned.contains(&(who.clone(), competence));
        found.open.contains(who) && (!has_plan || holds(who, competence))
    };
    let held = found.asked.iter().map(Plan::says);
    let held = held.filter(|plan| holds(&plan.holder, plan.competence));
    let pairs = held.flat_map(|Draft { holder, competence, network, .. }| {
        let colleagues = network.iter().filter_map(|tie| match tie {
            Tie::Colleague(colleague) => Some(colleague),
            Tie::Mentor(_) | Tie::External(_) => None,
        });
        let others = colleagues.filter(|one| can(one, *competence));
        others.chain([holder]).map(|one| (one.clone(), *competence)).collect::<Vec<_>>()
    });
    Holdings::new(pairs)
}

/// The plan for a competence that holds.
fn open_plan<'c>(
    subject: &Subject,
    (case, competence): (&'c Case, ConceptId),
) -> Result<&'c Competence, CaseError> {
    match case.competences.get(&competence) {
        None => Err(CaseError::wrong(format!(
            "`{subject}` has no plan for `{competence}`: expected one first"
        ))),
        Some(Competence { ended: Some(ended), .. }) => Err(CaseError::wrong(format!(
            "the plan of `{subject}` for `{competence}` ended on {}: expected one that holds; \
             plan it anew first",
            ended.on
        ))),
        Some(known) => Ok(known),
    }
}

impl Work<'_> {
    /// Colleagues whom the caller may know of, with open cases.
    async fn colleagues(
        &mut self,
        ids: &BTreeSet<ParticipantId>,
    ) -> Result<Vec<Subject>, CaseError> {
        let subjects: Vec<Subject> = ids.iter().cloned().map(Subject::from).collect();
        for subject in &subjects {
            self.may(Action::KnowOf, subject).await?;
        }
        // What a plan says of a colleague is nothing that ends.
        let what = Happening::Reopened {};
        takes_in(self, subjects.iter(), &what).await?;
        Ok(subjects)
    }

    /// A case without colleagues whom the caller may not know of.
    pub(super) async fn without_hidden(&mut self, mut case: Case) -> Result<Case, CaseError> {
        for known in case.competences.values_mut() {
            known.colleagues = self.known_among(&known.colleagues).await?;
        }
        Ok(case)
    }

    /// Those whom the caller may know of.
    async fn known_among(
        &mut self,
        ids: &BTreeSet<ParticipantId>,
    ) -> Result<BTreeSet<ParticipantId>, CaseError> {
        let mut known = BTreeSet::new();
        let mut facts: BTreeMap<&ParticipantId, Resource> = BTreeMap::new();
        for id in ids {
            facts.insert(id, self.resource(&id.clone().into()).await?);
        }
        for (id, resource) in facts {
            if self.may_silently(Action::KnowOf, &resource) {
                known.insert(id.clone());
            }
        }
        Ok(known)
    }
}
