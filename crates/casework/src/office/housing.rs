//! Homes for newcomers: counted, sought, given, shown.

use chrono::NaiveDate;
use etablera_domain::event::state::{HomeCount, HousingState};
use etablera_domain::event::{Case, Code, EventId, Happening, Subject};
use etablera_domain::{HousingId, ParticipantId, Place};
use etablera_programme::housing::{
    Allocation, Household, Outlook, Policy, Queue, Stock, Waiting, outlook,
};
use serde::Serialize;

use super::case::{not_closed, not_erased};
use super::commands::commands;
use super::error::CaseError;
use super::facts::of_case;
use super::work::Work;
use super::{Call, Office, UseCase};
use crate::policy::Action;

commands! {
    /// Records that homes became vacant.
    VacateHomes {
        /// Whose housing: the municipality's code.
        housing: HousingId,
        /// How many.
        homes: u32,
        /// The day.
        on: NaiveDate,
    }
    /// Counts the homes of a municipality.
    CountHomes {
        /// Whose housing: the municipality's code.
        housing: HousingId,
        /// How many became vacant since the last count.
        vacant: u32,
        /// How many of those newcomers got.
        allocated: u32,
        /// The day.
        on: NaiveDate,
    }
    /// Puts somebody in the queue for a home, or changes what they wait for.
    SeekHome {
        /// Whose housing.
        housing: HousingId,
        /// Who.
        participant: ParticipantId,
        /// How many people the home is for.
        household: u8,
        /// The day by which it is needed.
        needed_by: NaiveDate,
    }
    /// Takes somebody out of the queue.
    EndHomeSearch {
        /// Whose housing.
        housing: HousingId,
        /// Who.
        participant: ParticipantId,
        /// Why.
        reason: Code,
    }
    /// Gives somebody a home.
    AllocateHome {
        /// Whose housing.
        housing: HousingId,
        /// Who.
        participant: ParticipantId,
        /// Whether it is permanent; who gets a temporary one keeps waiting.
        permanent: bool,
        /// The day.
        on: NaiveDate,
    }
    /// Asks how the housing stands.
    ShowHousing {
        /// Whose.
        housing: HousingId,
    }
}

/// How housing stands on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct HousingShown {
    /// Whose.
    pub housing: HousingId,
    /// The day.
    pub on: NaiveDate,
    /// The last count.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counted: Option<HomeCount>,
    /// How many homes can be given to newcomers now; none while nobody has
    /// decided on the rules of the share.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub room: Option<u32>,
    /// Why there is no answer, if so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub open: Option<String>,
    /// Who waits, as far as the caller may know of them, first in turn first.
    pub queue: Vec<WaitShown>,
}

/// Somebody who waits for a home.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct WaitShown {
    /// Who.
    pub participant: ParticipantId,
    /// Since when.
    pub since: NaiveDate,
    /// The day by which it is needed.
    pub needed_by: NaiveDate,
    /// How many people the home is for.
    pub household: u8,
    /// Since when they live in a temporary one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub temporary_since: Option<NaiveDate>,
    /// Whether the day by which it was needed has passed.
    pub overdue: bool,
    /// Why they wait.
    pub why: Vec<String>,
}

/// Records that homes became vacant: from then on newcomers can get their share
/// of them.
///
/// # Errors
///
/// When the caller may not, the day has not come, or there are none.
pub fn vacate_homes<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a VacateHomes,
) -> UseCase<'a, EventId> {
    office.run(call, ("vacate_homes", command), async move |work| {
        let VacateHomes { housing, homes, on } = command.clone();
        place(&housing)?;
        let subject = Subject::from(housing);
        work.may_begin(Action::RecordHousing, &subject).await?;
        work.not_after_today(on)?;
        if homes == 0 {
            return Err(CaseError::wrong("0 homes became vacant: expected at least 1"));
        }
        work.happen(&subject, on, Vec::new(), Happening::HomesVacated { homes }).await
    })
}

/// Counts the homes of a municipality: what became vacant since the last
/// count, and how many of them newcomers got.
///
/// # Errors
///
/// When the caller may not, the day has not come, or more were given than
/// became vacant.
pub fn count_homes<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a CountHomes,
) -> UseCase<'a, EventId> {
    office.run(call, ("count_homes", command), async move |work| {
        let CountHomes { housing, vacant, allocated, on } = command.clone();
        place(&housing)?;
        let subject = Subject::from(housing);
        work.may_begin(Action::RecordHousing, &subject).await?;
        work.not_after_today(on)?;
        if allocated > vacant {
            return Err(CaseError::wrong(format!(
                "{allocated} of {vacant} vacant homes were given: expected at most as many"
            )));
        }
        let what = Happening::HomesCounted { vacant, allocated };
        work.happen(&subject, on, Vec::new(), what).await
    })
}

/// Puts somebody in the queue for a home. Who is in it keeps the place.
///
/// # Errors
///
/// When the caller may not, there is no such open case, or nobody would live
/// there.
pub fn seek_home<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a SeekHome,
) -> UseCase<'a, EventId> {
    office.run(call, ("seek_home", command), async move |work| {
        let SeekHome { housing, participant, household, needed_by } = command.clone();
        let subject = work.home_for(housing, &participant).await?;
        if household == 0 {
            return Err(CaseError::wrong("a home for 0 people: expected at least 1"));
        }
        let about = vec![participant.clone().into()];
        let what = Happening::HomeSought { participant, household, needed_by };
        work.happen(&subject, call.today, about, what).await
    })
}

/// Takes somebody out of the queue for a home.
///
/// # Errors
///
/// When the caller may not, or they do not wait.
pub fn end_home_search<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a EndHomeSearch,
) -> UseCase<'a, EventId> {
    office.run(call, ("end_home_search", command), async move |work| {
        let EndHomeSearch { housing, participant, reason } = command.clone();
        let subject = Subject::from(housing);
        work.may(Action::RecordHousing, &subject).await?;
        work.may(Action::KnowOf, &participant.clone().into()).await?;
        if !work.housing_of(&subject).await?.seekers.contains_key(&participant) {
            return Err(CaseError::wrong(format!(
                "`{participant}` does not wait for a home: expected somebody who does"
            )));
        }
        let about = vec![participant.clone().into()];
        let what = Happening::HomeSearchEnded { participant, reason };
        work.happen(&subject, call.today, about, what).await
    })
}

/// Gives somebody a home, if the share allows one more on the day.
///
/// # Errors
///
/// When the caller may not, there is no such open case, the day has not come,
/// nobody has decided on the rules of the share, or one more would go beyond
/// it: the first window is told.
pub fn allocate_home<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a AllocateHome,
) -> UseCase<'a, EventId> {
    office.run(call, ("allocate_home", command), async move |work| {
        let AllocateHome { housing, participant, permanent, on } = command.clone();
        let subject = work.home_for(housing.clone(), &participant).await?;
        work.not_after_today(on)?;
        let (policy, stock) = work.share(&housing, on).await?;
        let may = stock.may_allocate(&policy?, on);
        may.map_err(|over| CaseError::wrong(over.to_string()))?;
        let about = vec![participant.clone().into()];
        let what = Happening::HomeAllocated { participant, permanent };
        work.happen(&subject, on, about, what).await
    })
}

/// Shows how housing stands today: the last count, how many homes can be given
/// to newcomers, and who waits, and why.
///
/// # Errors
///
/// When the caller may not, or nothing is known of it.
pub fn show_housing<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a ShowHousing,
) -> UseCase<'a, HousingShown> {
    office.look(call, async move |work| {
        let housing = command.housing.clone();
        let subject = Subject::from(housing.clone());
        work.may(Action::ReadHousing, &subject).await?;
        let mut state = work.housing_of(&subject).await?;
        work.log_list(&format!("housing {housing}"));
        work.keep_open(&mut state).await?;
        let on = call.today;
        let (policy, stock) = work.share(&housing, on).await?;
        let queue = queue(&state, on)?;
        let (looked, open) = match policy {
            Ok(policy) => (Some(outlook(&policy, &stock, (&queue, &[]), on)), None),
            Err(error) => (None, Some(error.to_string())),
        };
        let mut shown = Vec::new();
        for one in queue.waiting() {
            if work.knows(&one.participant).await? {
                shown.push(wait(one, (&queue, looked.as_ref()), on));
            }
        }
        let counted = state.counts.values().next_back().copied();
        let room = looked.map(|looked| looked.room);
        Ok(HousingShown { housing, on, counted, room, open, queue: shown })
    })
}

fn wait(one: &Waiting, (queue, looked): (&Queue, Option<&Outlook>), on: NaiveDate) -> WaitShown {
    let waits = looked.into_iter().flat_map(|looked| &looked.waits);
    let found = waits.into_iter().find(|wait| wait.participant == one.participant);
    let why = found.map(|wait| &wait.why).into_iter().flatten();
    let name = |why| serde_json::to_value(why).ok()?.as_str().map(str::to_owned);
    WaitShown {
        participant: one.participant.clone(),
        since: one.since,
        needed_by: one.needed_by,
        household: one.household.persons,
        temporary_since: queue.temporary_since(&one.participant),
        overdue: one.needed_by < on,
        why: why.filter_map(name).collect(),
    }
}

/// The queue that the log amounts to.
fn queue(state: &HousingState, on: NaiveDate) -> Result<Queue, CaseError> {
    let waiting = state.seekers.iter().map(|(participant, seeker)| Waiting {
        participant: participant.clone(),
        since: seeker.since,
        moves_from: seeker.since.min(seeker.needed_by),
        needed_by: seeker.needed_by,
        household: Household { persons: seeker.household, step_free: false },
    });
    let queue = Queue::new(waiting.collect());
    let queue = queue.map_err(|error| CaseError::wrong(error.to_string()))?;
    let place = place(&state.id)?;
    let given = state.homes.iter().map(|(participant, home)| Allocation {
        participant: participant.clone(),
        on: home.on,
        place,
        permanent: home.permanent,
    });
    Ok(queue.after(&given.collect::<Vec<_>>(), on))
}

/// The municipality that a housing's id names.
fn place(id: &HousingId) -> Result<Place, CaseError> {
    let municipality = id.as_str().parse().map_err(|_| {
        CaseError::wrong(format!("housing `{id}` names no municipality: expected its code"))
    })?;
    Ok(Place { municipality, position: None })
}

impl Work<'_> {
    /// The housing that somebody gets a home of, if the caller may, and knows
    /// of them.
    async fn home_for(
        &mut self,
        housing: HousingId,
        participant: &ParticipantId,
    ) -> Result<Subject, CaseError> {
        let subject = Subject::from(housing);
        self.may_begin(Action::RecordHousing, &subject).await?;
        let (who, case): (Subject, Case) = self.case(Action::KnowOf, participant).await?;
        not_erased(&who, &case)?;
        not_closed(&who, &case)?;
        Ok(subject)
    }

    async fn housing_of(&mut self, subject: &Subject) -> Result<HousingState, CaseError> {
        let state = self.state(subject).await?;
        state.housing().cloned().ok_or_else(|| CaseError::Absent(subject.clone()))
    }

    /// The rules of the share as they hold on a day, and what became vacant and
    /// was given.
    async fn share(
        &mut self,
        housing: &HousingId,
        on: NaiveDate,
    ) -> Result<(Result<Policy, CaseError>, Stock), CaseError> {
        let policy = Policy::on(&self.rules().await?, on).map_err(|error| {
            CaseError::wrong(format!("{error}; expected `rules adopt` with `housing.window`"))
        });
        let as_of = self.writer.tail().seq;
        let log = self.writer.about(&housing.clone().into(), as_of).await?;
        Ok((policy, Stock::of(housing, &log)))
    }

    /// Leaves those out of the queue whose case is closed or was erased.
    async fn keep_open(&mut self, state: &mut HousingState) -> Result<(), CaseError> {
        let all: Vec<ParticipantId> = state.seekers.keys().cloned().collect();
        for id in all {
            let case = self.registered_case(&id.clone().into()).await?;
            let open = case.is_some_and(|case| case.closed.is_none() && case.erased.is_none());
            if !open {
                state.seekers.remove(&id);
            }
        }
        Ok(())
    }

    /// Whether the caller may know of somebody.
    async fn knows(&mut self, participant: &ParticipantId) -> Result<bool, CaseError> {
        let subject = Subject::from(participant.clone());
        let Some(case) = self.registered_case(&subject).await? else { return Ok(false) };
        let today = self.call.today;
        Ok(self.may_silently(Action::KnowOf, &of_case((&subject, &case), today)))
    }
}
