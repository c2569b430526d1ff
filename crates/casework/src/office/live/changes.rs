//! What became of those whom new events are about.

use std::collections::BTreeSet;

use etablera_domain::event::{Case, Subject};
use etablera_domain::{NeedId, ParticipantId};
use etablera_matching::Matcher;
use etablera_storage::{Head, Reader};

use super::needs::Prepared;
use super::person::{Person, people};
use super::view::{View, open_need};
use crate::office::error::CaseError;

/// Events that are read at a time.
const PAGE: u64 = 2000;

/// What became of those whom new events are about.
pub(super) struct Changes<'t> {
    head: Head,
    people: Vec<(ParticipantId, Option<Person>)>,
    needs: Vec<(NeedId, Option<Prepared<'t>>)>,
}

impl<'t> Changes<'t> {
    /// Reads what happened after a place in the log up to its end.
    pub(super) async fn read(
        reader: &mut Reader,
        (since, head): (u64, Head),
        matcher: &Matcher<'t>,
    ) -> Result<Self, CaseError> {
        let (participants, needs) = concerned(reader, since).await?;
        let known = reader.folded_among(participants.iter().cloned().map(Subject::from)).await?;
        let cases: Vec<&Case> = known.values().filter_map(|folded| folded.state.case()).collect();
        let read = people(reader, &cases, matcher).await?;
        let people = cases.into_iter().map(|case| case.id.clone()).zip(read).collect();
        let mut known = reader.folded_among(needs.iter().cloned().map(Subject::from)).await?;
        let needs = needs.into_iter().map(|id| {
            let folded = known.remove(&Subject::from(id.clone()));
            let need = folded.and_then(open_need);
            let prepared = need.map(|need| (need.clone(), matcher.prepare_shared(need)));
            (id, prepared)
        });
        Ok(Self { head, people, needs: needs.collect() })
    }

    /// Puts it in its place.
    pub(super) fn apply(self, view: &mut View<'t>) {
        let Self { head, people, needs } = self;
        people.into_iter().for_each(|(id, person)| view.people.set(id, person));
        needs.into_iter().for_each(|(id, need)| view.needs.set(&id, need));
        view.head = head;
    }
}

/// The people and needs that events after a place in the log are about.
async fn concerned(
    reader: &mut Reader,
    mut since: u64,
) -> Result<(BTreeSet<ParticipantId>, BTreeSet<NeedId>), CaseError> {
    let (mut participants, mut needs) = (BTreeSet::new(), BTreeSet::new());
    loop {
        let events = reader.events(since, PAGE).await?;
        let Some(last) = events.last() else { return Ok((participants, needs)) };
        since = last.seq;
        for subject in events.into_iter().flat_map(|recorded| recorded.event.about) {
            match subject {
                Subject::Participant(id) => participants.insert(id),
                Subject::Need(id) => needs.insert(id),
                _ => false,
            };
        }
    }
}
