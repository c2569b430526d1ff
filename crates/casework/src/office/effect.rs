//! What changes something from its day on has to change something now.
//!
//! Events fold by the day they happened. A switch that is written down late,
//! such as a withdrawal dated before the consent, would be undone by what
//! happened after its day, and whoever wrote it would not notice.

use chrono::NaiveDate;
use etablera_domain::event::state::Membership;
use etablera_domain::event::{Code, Event, Happening, State, Subject, fold};

use super::error::CaseError;
use super::work::Work;

/// Whether a happening turns something on or off, so that what is true after
/// it must be as it says.
pub(super) fn is_switch(what: &Happening) -> bool {
    matches!(
        what,
        Happening::ProtectionSet { .. }
            | Happening::Consented { .. }
            | Happening::ConsentWithdrawn { .. }
            | Happening::Objected { .. }
            | Happening::ObjectionSettled { .. }
            | Happening::ConnectionAdded { .. }
            | Happening::ConnectionRemoved { .. }
            | Happening::CaseAssigned { .. }
            | Happening::HandedOver { .. }
            | Happening::CaseShared { .. }
            | Happening::CaseUnshared { .. }
            | Happening::MilestonePlanned { .. }
            | Happening::TaskSet { .. }
            | Happening::TaskDone { .. }
            | Happening::TaskDropped { .. }
            | Happening::CompetencePlanned { .. }
            | Happening::CompetenceTied { .. }
            | Happening::CompetenceFollowed { .. }
            | Happening::CompetenceEnded { .. }
            | Happening::CohortJoined { .. }
            | Happening::CohortLeft { .. }
            | Happening::Enrolled { .. }
            | Happening::Left { .. }
            | Happening::ShareAnswered { .. }
            | Happening::Referred { .. }
            | Happening::ReferralAnswered { .. }
            | Happening::ReferralWithdrawn { .. }
            | Happening::Closed { .. }
            | Happening::Reopened {}
    )
}

impl Work<'_> {
    /// Writes down a switch, unless something that happened after its day has
    /// the last word.
    pub(super) async fn switch(&mut self, event: Event) -> Result<(), CaseError> {
        let stream = event.stream.clone();
        let before = self.state(&stream).await?;
        self.write(event.clone()).await?;
        if does_what_it_says((&before, &self.state(&stream).await?), &event) {
            return Ok(());
        }
        let (name, on) = (event.what.name(), event.occurred_on);
        let expected = match self.earliest(&stream, &before, &event).await? {
            Some(day) => format!("{day} or a later day"),
            None => "a later day".to_owned(),
        };
        Err(CaseError::wrong(format!(
            "`{name}` on {on} would change nothing in `{stream}`, or not what it says: something \
             that happened later has the last word; expected {expected}"
        )))
    }

    /// The first day on which the event that was written last would have done
    /// what it says.
    async fn earliest(
        &mut self,
        stream: &Subject,
        before: &State,
        event: &Event,
    ) -> Result<Option<NaiveDate>, CaseError> {
        let as_of = self.writer.tail().seq;
        let mut all = self.writer.about(stream, as_of).await?;
        let later = all.iter().map(|recorded| recorded.event.occurred_on);
        let mut days: Vec<_> = later.filter(|day| *day > event.occurred_on).collect();
        days.sort_unstable();
        days.dedup();
        let Some(at) = all.iter().position(|recorded| recorded.event.id == event.id) else {
            return Ok(None);
        };
        for day in days {
            all[at].event.occurred_on = day;
            if does_what_it_says((before, &fold(stream, &all).state), &all[at].event) {
                return Ok(Some(day));
            }
        }
        Ok(None)
    }
}

/// What is true with an event as the last.
fn after(before: &State, event: &Event) -> State {
    let mut state = before.clone();
    state.apply(event);
    state
}

/// Whether what is true now is what it would be with the event as the last.
/// When a time in a cohort began is as true if it ended since, and when it ended
/// if it would have ended later anyhow; and cohorts follow other events without
/// being what these say.
fn does_what_it_says((before, now): (&State, &State), event: &Event) -> bool {
    let (on, after) = (event.occurred_on, after(before, event));
    let any = |cohort: &Code, is_so: &dyn Fn(&Membership) -> bool| {
        let times = now.case().and_then(|case| case.cohorts.get(cohort));
        times.is_some_and(|times| times.iter().any(is_so))
    };
    match &event.what {
        Happening::CohortJoined { cohort, operation } => {
            after == *now || any(cohort, &|time| time.joined == on && time.operation == *operation)
        }
        Happening::CohortLeft { cohort } => {
            after == *now || any(cohort, &|time| time.left == Some(on) && !time.rests)
        }
        _ => without_cohorts(after) == without_cohorts(now.clone()),
    }
}

fn without_cohorts(mut state: State) -> State {
    if let State::Participant(case) = &mut state {
        case.cohorts.clear();
    }
    state
}
