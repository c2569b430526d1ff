//! Competence plans as commands and readers have them, and as the log does.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use etablera_domain::event::state::Competence;
use etablera_domain::event::{self, CompetenceAct, CompetencePlan, CompetenceUse, RefreshWhen};
use etablera_domain::{ActorId, ParticipantId, PlanId};
use etablera_programme::competence_plan::{Act, Done, Draft, Every, Plan, Refresh, Tie, Use, When};
use etablera_programme::template::Length;

use super::PlanCompetence;
use crate::office::error::CaseError;

/// What a command plans, as the log has it, and the colleagues that it names.
pub(super) fn written(
    command: &PlanCompetence,
    (id, caller): (PlanId, &ActorId),
    made_on: NaiveDate,
) -> Result<(CompetencePlan, BTreeSet<ParticipantId>), CaseError> {
    let draft = Draft {
        holder: command.participant.clone(),
        unit: command.unit.clone(),
        competence: command.competence,
        owner: command.owner.clone().unwrap_or_else(|| caller.clone()),
        made_on,
        uses: command.uses.clone(),
        network: command.network.clone(),
        refresh: command.refresh.clone(),
        reviews: command.reviews.clone(),
        done: Vec::new(),
    };
    let plan = Plan::new(draft).map_err(|error| CaseError::wrong(error.to_string()))?;
    let Draft { unit, competence, owner, uses, network, refresh, reviews, .. } = plan.into();
    let (mut mentors, mut networks) = (BTreeSet::new(), BTreeSet::new());
    let mut colleagues = BTreeSet::new();
    for tie in network {
        match tie {
            Tie::Colleague(colleague) => drop(colleagues.insert(colleague)),
            Tie::Mentor(mentor) => drop(mentors.insert(mentor)),
            Tie::External(code) => drop(networks.insert(code)),
        }
    }
    let uses = uses.into_iter();
    let uses = uses.map(|Use { task, place, every }| {
        let every = log_every(every);
        CompetenceUse { task, place, every }
    });
    let plan = CompetencePlan {
        id,
        competence,
        unit,
        employer: command.employer.clone(),
        owner,
        uses: uses.collect(),
        mentors,
        networks,
        refresh: refresh.map(|Refresh { what, when }| event::Refresh {
            what,
            when: match when {
                When::On(day) => RefreshWhen::On(day),
                When::Every(every) => RefreshWhen::Every(log_every(every)),
            },
        }),
        reviews: reviews.into_iter().collect(),
    };
    Ok((plan, colleagues))
}

/// The plan of the log, with those of its colleagues who are given.
///
/// # Errors
///
/// When a log that was written elsewhere holds what no plan can be.
pub(super) fn plan(
    holder: &ParticipantId,
    known: &Competence,
    colleagues: &BTreeSet<ParticipantId>,
) -> Result<Plan, CaseError> {
    let CompetencePlan {
        competence, unit, owner, uses, mentors, networks, refresh, reviews, ..
    } = &known.plan;
    let uses = uses.iter().map(|one| {
        let (task, place) = (one.task.clone(), one.place.clone());
        Use { task, place, every: every(one.every) }
    });
    let colleagues = colleagues.iter().cloned().map(Tie::Colleague);
    let network = colleagues.chain(mentors.iter().cloned().map(Tie::Mentor));
    let network = network.chain(networks.iter().cloned().map(Tie::External));
    let since = |on: &NaiveDate| *on >= known.made_on;
    let done = known.done.iter().filter(|(on, _)| since(on));
    let draft = Draft {
        holder: holder.clone(),
        unit: unit.clone(),
        competence: *competence,
        owner: owner.clone(),
        made_on: known.made_on,
        uses: uses.collect(),
        network: network.collect(),
        refresh: refresh.as_ref().map(|one| Refresh {
            what: one.what.clone(),
            when: match one.when {
                RefreshWhen::On(day) => When::On(day),
                RefreshWhen::Every(length) => When::Every(every(length)),
            },
        }),
        reviews: reviews.iter().copied().collect(),
        done: done.map(|(on, one)| Done { on: *on, act: act(*one) }).collect(),
    };
    Plan::new(draft).map_err(|error| {
        CaseError::wrong(format!(
            "the plan of `{holder}` for `{competence}` cannot be read: {error}"
        ))
    })
}

pub(super) fn act(act: CompetenceAct) -> Act {
    match act {
        CompetenceAct::Used => Act::Used,
        CompetenceAct::Refreshed => Act::Refreshed,
        CompetenceAct::Reviewed => Act::Reviewed,
    }
}

fn every(every: event::Every) -> Every {
    Every(match every {
        event::Every::Days(days) => Length::Days(days),
        event::Every::Weeks(weeks) => Length::Weeks(weeks),
        event::Every::Months(months) => Length::Months(months),
    })
}

fn log_every(Every(length): Every) -> event::Every {
    match length {
        Length::Days(days) => event::Every::Days(days),
        Length::Weeks(weeks) => event::Every::Weeks(weeks),
        Length::Months(months) => event::Every::Months(months),
    }
}
