//! The open needs for one person.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::slice;
use std::sync::Arc;

use etablera_domain::event::Subject;
use etablera_domain::{Need, NeedId, Participant, ParticipantId};
use etablera_matching::{Rank, Whose};
use etablera_storage::Reader;

use super::needs::{Needs, Readable};
use super::person::{Person, Record};
use super::{Live, Now};
use crate::office::error::CaseError;
use crate::office::matching::NeedsSeen;
use crate::office::matching::home::one_at_home;
use crate::office::matching::market::Market;
use crate::office::matching::shortlist::{Made, Shortlist};
use crate::office::matching::tried::{Tried, tried};
use crate::office::{Call, Office};
use crate::shortlist::Place;

/// Whose list it is, with what the store alone knows.
struct Whom {
    person: Arc<Person>,
    /// None where it names a concept that the taxonomy lacks.
    record: Option<Participant>,
    tried: Tried,
}

impl Live<'_> {
    /// The open needs for one person; nothing where the log has moved on.
    pub(super) async fn of_participant(
        &self,
        asked: (&Office, &Call),
        mut reader: Reader,
        (id, command): (&ParticipantId, &Shortlist),
        now: Now,
    ) -> Result<Option<Made>, CaseError> {
        let person = match self.look_at(now) {
            Some(view) => view.people.get(id).filter(|person| person.is_visible(asked)).cloned(),
            None => return Ok(None),
        };
        let whom = match person {
            Some(person) => Some(Whom::read(&mut reader, person, now).await?),
            None => None,
        };
        drop(reader);
        match self.look_at(now) {
            Some(view) => made(&view.needs, whom, (asked, command), now).map(Some),
            None => Ok(None),
        }
    }
}

impl Whom {
    async fn read(reader: &mut Reader, person: Arc<Person>, now: Now) -> Result<Self, CaseError> {
        let record = person.read()?.cloned();
        let record = match (&person.moved, record) {
            (Some(case), Some(known)) => Some(one_at_home(reader, (case, known), now.on).await?),
            (_, record) => record,
        };
        let ended = person.has_ended.then(|| Subject::from(person.id.clone()));
        let tried = tried(reader, ended.as_slice(), (now.head.seq, now.on)).await?;
        Ok(Self { person, record, tried })
    }
}

fn made(
    needs: &Needs<'_>,
    whom: Option<Whom>,
    (asked, command): ((&Office, &Call), &Shortlist),
    now: Now,
) -> Result<Made, CaseError> {
    let readable = needs.readable(asked);
    if let Some(unknown) = &readable.unknown {
        return Err(CaseError::wrong(unknown.to_string()));
    }
    let seen = match readable.hidden.is_empty() {
        true => NeedsSeen::AllOpen,
        false => NeedsSeen::These(readable.all(needs).map(|need| need.id.clone()).collect()),
    };
    let pairs = if whom.is_some() { readable.count as u64 } else { 0 };
    let (market, places) = match whom {
        Some(whom) => listed(needs, whom, &readable, command)?,
        None => Default::default(),
    };
    Ok(Made { at: now.head, market, places, needs: seen, pairs })
}

/// The rows, judged in full.
fn listed(
    needs: &Needs<'_>,
    whom: Whom,
    readable: &Readable,
    command: &Shortlist,
) -> Result<(Market, Vec<Place>), CaseError> {
    let Whom { person, record, tried } = whom;
    let record = match (record, &person.record) {
        (Some(record), _) => record,
        (None, Record::Unknown(unknown)) => return Err(CaseError::wrong(unknown.to_string())),
        (None, _) => return Err(person.gone()),
    };
    let profile = needs.matcher.profile(&record);
    let profile = profile.map_err(|unknown| CaseError::wrong(unknown.to_string()))?;
    let is_out = |id: &NeedId| person.barred.contains(id) || readable.is_hidden(id);
    // What is taken out is at most so much, and the next take its places.
    let left_out = person.barred.len().saturating_add(readable.hidden.len());
    let top = command.top as usize;
    let how = Rank {
        whose: Whose::Participants,
        top: top.saturating_add(left_out),
        down_to: command.down_to(),
        threads: NonZeroUsize::MIN,
    };
    let entries = needs.index.rank(slice::from_ref(&profile), how).into_iter().flatten();
    let found = entries.filter_map(|entry| needs.index.need(entry.need));
    let mut rows: (Vec<Need>, Vec<Place>) = Default::default();
    for need in found.filter(|need| !is_out(&need.need().id)).take(top) {
        let judgement = needs.matcher.judge(need, &profile);
        let (at, whose) = (rows.0.len(), Whose::Participants);
        rows.1.push(Place { whose, rank: at + 1, need: at, participant: 0, judgement });
        rows.0.push(need.need().clone());
    }
    let profiles = BTreeMap::from([(person.id.clone(), person.profile)]);
    Ok((Market::of_rows((rows.0, vec![record]), profiles, tried), rows.1))
}
