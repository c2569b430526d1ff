//! People for one need.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use etablera_domain::event::Subject;
use etablera_domain::{Need, NeedId, Participant, ParticipantId};
use etablera_matching::{Appraisal, Index, Matcher, PreparedNeed, Profile, Rank, Whose};
use etablera_storage::Reader;

use super::person::{Person, Record};
use super::{Live, Now};
use crate::office::employers::need::is_readable;
use crate::office::error::CaseError;
use crate::office::matching::NeedsSeen;
use crate::office::matching::home::{Moved, at_home};
use crate::office::matching::market::Market;
use crate::office::matching::shortlist::{Made, Shortlist};
use crate::office::matching::tried::tried;
use crate::office::{Call, Office};
use crate::parallel;
use crate::shortlist::{Place, threads};

/// People who are expanded at a time: an expanded profile is large.
const TOGETHER: usize = 4096;

/// Records of those who count from another home than their profile says.
type AtHome = BTreeMap<ParticipantId, Participant>;

impl Live<'_> {
    /// People for one need; nothing where the log has moved on.
    pub(super) async fn of_need(
        &self,
        (office, call): (&Office, &Call),
        mut reader: Reader,
        (id, command): (&NeedId, &Shortlist),
        now: Now,
    ) -> Result<Option<Made>, CaseError> {
        let (need, people) = {
            let Some(view) = self.look_at(now) else { return Ok(None) };
            let need = view.needs.get(id).filter(|need| is_readable(office, call, need)).cloned();
            (need, view.people.visible((office, call)))
        };
        check(&people)?;
        let moved = moved(&mut reader, &people, now).await?;
        let matcher = self.engine.matcher(now.on);
        let prepared = need.as_deref().map(|need| matcher.prepare(need)).transpose();
        let prepared = prepared.map_err(|unknown| CaseError::wrong(unknown.to_string()))?;
        let records = records(&people, &moved)?;
        let pairs = if need.is_some() { people.len() as u64 } else { 0 };
        let seen = NeedsSeen::These(need.iter().map(|need| need.id.clone()).collect());
        let profiles = people.iter().map(|person| (person.id.clone(), person.profile)).collect();
        let (shown, places) = match &prepared {
            Some(prepared) => listed(&matcher, prepared, (&people, &records), command)?,
            None => Default::default(),
        };
        let ended: Vec<Subject> = shown
            .iter()
            .filter(|at| people[**at].has_ended)
            .map(|at| people[*at].id.clone().into())
            .collect();
        let tried = tried(&mut reader, &ended, (now.head.seq, now.on)).await?;
        let rows = shown.iter().map(|at| Participant::clone(records[*at])).collect();
        let needs = need.iter().map(|need| Need::clone(need)).collect();
        let market = Market::of_rows((needs, rows), profiles, tried);
        Ok(Some(Made { at: now.head, market, places, needs: seen, pairs }))
    }
}

/// Stops at the first profile that cannot be read, or else that is not there.
fn check(people: &[Arc<Person>]) -> Result<(), CaseError> {
    for person in people {
        if let Record::Unreadable(why) = &person.record {
            return Err(CaseError::wrong(why.clone()));
        }
    }
    let gone = people.iter().find(|person| matches!(person.record, Record::Gone));
    gone.map_or(Ok(()), |person| Err(person.gone()))
}

/// The records of those who got a home for good.
async fn moved(reader: &mut Reader, people: &[Arc<Person>], now: Now) -> Result<AtHome, CaseError> {
    let (mut homes, mut records) = (BTreeMap::new(), Vec::new());
    for person in people {
        let Some(home) = person.moved.as_ref().and_then(|case| Moved::of(case, now.on)) else {
            continue;
        };
        if let Record::Read(record) = &person.record {
            homes.insert(person.id.clone(), home);
            records.push(record.clone());
        }
    }
    let records = at_home(reader, records, (&homes, now.on)).await?;
    Ok(records.into_iter().map(|record| (record.id.clone(), record)).collect())
}

/// The records as matching is to see them, in the order of the people.
fn records<'p>(
    people: &'p [Arc<Person>],
    moved: &'p AtHome,
) -> Result<Vec<&'p Participant>, CaseError> {
    let record = |person: &'p Arc<Person>| match &person.record {
        Record::Read(record) => Ok(moved.get(&person.id).unwrap_or(record)),
        Record::Unknown(unknown) => Err(CaseError::wrong(unknown.to_string())),
        Record::Unreadable(_) | Record::Gone => Err(person.gone()),
    };
    people.iter().map(record).collect()
}

/// Who is in the list, by their places among the people, and the rows.
fn listed(
    matcher: &Matcher<'_>,
    need: &PreparedNeed<'_>,
    (people, records): (&[Arc<Person>], &[&Participant]),
    command: &Shortlist,
) -> Result<(Vec<usize>, Vec<Place>), CaseError> {
    let is_in = |at: &usize| !people[*at].barred.contains(&need.need().id);
    let open: Vec<usize> = (0..people.len()).filter(is_in).collect();
    let shown = best(matcher, need, (&open, records), command)?;
    let mut places = Vec::new();
    for (row, &at) in shown.iter().enumerate() {
        let judgement = matcher.judge(need, &expanded(matcher, records[at])?);
        let whose = Whose::Needs;
        places.push(Place { whose, rank: row + 1, need: 0, participant: row, judgement });
    }
    Ok((shown, places))
}

/// The first so many of some people for a need, by their places.
fn best(
    matcher: &Matcher<'_>,
    need: &PreparedNeed<'_>,
    (open, records): (&[usize], &[&Participant]),
    command: &Shortlist,
) -> Result<Vec<usize>, CaseError> {
    let top = command.top as usize;
    let how = Rank { whose: Whose::Needs, top, down_to: command.down_to(), threads: threads() };
    let index = Index::new(matcher, vec![need.clone()]);
    let mut best: Vec<(usize, Appraisal)> = Vec::new();
    for some in open.chunks(TOGETHER) {
        let profiles = parallel::collect(some.len(), |at| expanded(matcher, records[some[at]]));
        let profiles = profiles.into_iter().collect::<Result<Vec<Profile<'_>>, _>>()?;
        let entries = index.rank(&profiles, how).into_iter().flatten();
        best.extend(entries.map(|entry| (some[entry.participant], entry.appraisal)));
        // People are in the order of their ids.
        best.sort_by_key(|(at, found)| (found.tier, Reverse(found.score), *at));
        best.truncate(top);
    }
    Ok(best.into_iter().map(|(at, _)| at).collect())
}

fn expanded<'p>(matcher: &Matcher<'_>, record: &'p Participant) -> Result<Profile<'p>, CaseError> {
    matcher.profile(record).map_err(|unknown| CaseError::wrong(unknown.to_string()))
}
