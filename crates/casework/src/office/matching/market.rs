//! Who and what there is to match, at one place in the log.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use etablera_domain::event::{Case, DocumentId, Folded, Processing, State, Subject, SubjectKind};
use etablera_domain::jsonl;
use etablera_domain::{Need, NeedId, Participant, ParticipantId};
use etablera_matching::{Entry, Matcher, Rank, Whose};
use etablera_storage::{Document, Reader};
use etablera_taxonomy::Taxonomy;
use serde::Serialize;

use super::by_surplus::{CellCounts, Earlier, Order, SurplusShown};
use super::home::{Moved, at_home};
use super::listed::{barred, listed};
use super::needs_seen::NeedsSeen;
use super::shortlist::{ListsOf, Shortlist};
use super::tried::{Tried, has_ended, tried};
use crate::office::employers::need::is_readable;
use crate::office::error::CaseError;
use crate::office::programmes::LessonShown;
use crate::office::standing::Standing;
use crate::office::{Call, Office};
use crate::shortlist::{Place, Pool, Row, arranged, shortlists, threads};

/// Who and what there is to match.
#[derive(Default)]
pub(in crate::office) struct Market {
    /// The open needs, ordered by id.
    pub(in crate::office) needs: Vec<Need>,
    /// People with a profile, ordered by id.
    pub(in crate::office) people: Vec<Participant>,
    /// The profile of each.
    pub(in crate::office) profiles: BTreeMap<ParticipantId, DocumentId>,
    /// Pairs that somebody decided against.
    pub(in crate::office) barred: BTreeSet<(ParticipantId, NeedId)>,
    /// What pairs tried before taught.
    tried: Tried,
    /// Who got a home for good.
    moved: BTreeMap<ParticipantId, Moved>,
    /// Whose stages ended.
    ended: Vec<Subject>,
    /// Whether other needs were open, which were not asked for or may not be
    /// read.
    has_others: bool,
    /// How earlier trials went, where lists are ordered by it.
    pub(in crate::office) earlier: Option<Earlier>,
}

/// The place in the log that is looked at, and the day that is judged on.
#[derive(Clone, Copy)]
pub(in crate::office) struct View {
    pub(in crate::office) seq: u64,
    pub(in crate::office) on: NaiveDate,
}

/// What was looked at once, as far as it is still there.
pub(in crate::office) enum Again {
    /// All of it.
    Whole(Market),
    /// Whose profiles are gone, ordered by id.
    Gone(Vec<ParticipantId>),
}

/// A row with what the pair tried before taught.
#[derive(Serialize)]
struct Listed<'t> {
    #[serde(flatten)]
    row: Row,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    tried: &'t [LessonShown],
    #[serde(skip_serializing_if = "Option::is_none")]
    surplus: Option<SurplusShown>,
}

/// What was true of some subjects at a place in the log, in their order.
async fn at_place(
    reader: &mut Reader,
    now: Vec<(Subject, Folded)>,
    seq: u64,
    is_past: bool,
) -> Result<Vec<Folded>, CaseError> {
    if !is_past {
        return Ok(now.into_iter().map(|(_, folded)| folded).collect());
    }
    let subjects = now.into_iter().map(|(subject, _)| subject);
    Ok(reader.folded_among_as_of(subjects, seq).await?.into_values().collect())
}

/// The record of a need that is open.
fn open_record(folded: Folded) -> Option<Need> {
    let State::Need(state) = folded.state else { return None };
    if state.is_open() { state.record } else { None }
}

impl Market {
    /// What the caller may match at a place in the log: what was true then, of
    /// those whom they may see now.
    pub(in crate::office) async fn gather(
        (office, call): (&Office, &Call),
        reader: &mut Reader,
        command: &Shortlist,
        at: View,
    ) -> Result<Self, CaseError> {
        let is_past = at.seq < reader.head().await?.seq;
        let mut market = Self::default();
        let mut seen = reader.all(SubjectKind::Participant).await?;
        seen.retain(|(subject, folded)| {
            let case = folded.state.case().filter(|case| case.erased.is_none());
            case.is_some_and(|case| {
                let wanted = command.of.participant().is_none_or(|only| *only == case.id);
                wanted && visible(office, call, subject, case)
            })
        });
        for folded in at_place(reader, seen, at.seq, is_past).await? {
            folded.state.case().into_iter().for_each(|case| market.take_in(case, at.on));
        }
        // Whoever was erased is left out above, so that all are there.
        if let Some(gone) = market.read_people(reader, at).await?.first() {
            let text = format!("the profile of `participant:{gone}` is not there");
            return Err(CaseError::wrong(text));
        }
        let mut needs = reader.all(SubjectKind::Need).await?;
        market.has_others = command.of.need().is_some();
        needs.retain(|(subject, _)| {
            command.of.need().is_none_or(|only| only.as_str() == subject.id())
        });
        for folded in at_place(reader, needs, at.seq, is_past).await? {
            let Some(record) = open_record(folded) else { continue };
            match is_readable(office, call, &record) {
                true => market.needs.push(record),
                false => market.has_others = true,
            }
        }
        if let Order::Surplus(worth) = command.order {
            let at = (at.seq, at.on);
            market.earlier = Some(Earlier::gather((office, call), reader, (worth, at)).await?);
        }
        Ok(market)
    }

    /// The same people and needs as were looked at once, if all profiles are
    /// still there.
    pub(in crate::office) async fn again(
        reader: &mut Reader,
        (people, needs): (&BTreeMap<ParticipantId, DocumentId>, &NeedsSeen),
        (order, experience): (Order, &[CellCounts]),
        at: View,
    ) -> Result<Again, CaseError> {
        let mut market = Self { profiles: people.clone(), ..Self::default() };
        if let Order::Surplus(worth) = order {
            market.earlier = Some(Earlier::again(worth, experience));
        }
        let cases = people.keys().map(|id| Subject::from(id.clone()));
        for folded in reader.folded_among_as_of(cases, at.seq).await?.into_values() {
            folded.state.case().into_iter().for_each(|case| market.note(case, at.on));
        }
        let gone = market.read_people(reader, at).await?;
        if !gone.is_empty() {
            return Ok(Again::Gone(gone));
        }
        let needs: Vec<Subject> = match needs {
            NeedsSeen::These(these) => these.iter().map(|id| id.clone().into()).collect(),
            NeedsSeen::AllOpen => {
                let all = reader.all(SubjectKind::Need).await?;
                all.into_iter().map(|(subject, _)| subject).collect()
            }
        };
        let then = reader.folded_among_as_of(needs, at.seq).await?;
        market.needs = then.into_values().filter_map(open_record).collect();
        Ok(Again::Whole(market))
    }

    fn take_in(&mut self, case: &Case, on: NaiveDate) {
        if let Some(profile) = listed(case) {
            self.profiles.insert(case.id.clone(), profile);
            self.note(case, on);
        }
    }

    /// Notes what is decided about somebody, where they live, and whether
    /// anything ended for them.
    fn note(&mut self, case: &Case, on: NaiveDate) {
        self.barred.extend(barred(case).into_iter().map(|need| (case.id.clone(), need)));
        if let Some(moved) = Moved::of(case, on) {
            self.moved.insert(case.id.clone(), moved);
        }
        if has_ended(case) {
            self.ended.push(case.id.clone().into());
        }
    }

    /// Reads the profiles, and what was tried; says whose profiles are gone.
    async fn read_people(
        &mut self,
        reader: &mut Reader,
        at: View,
    ) -> Result<Vec<ParticipantId>, CaseError> {
        let documents = reader.documents_among(self.profiles.values().copied()).await?;
        let known: BTreeMap<DocumentId, Document> =
            documents.into_iter().map(|document| (document.id, document)).collect();
        let mut gone = Vec::new();
        for (id, document) in &self.profiles {
            match known.get(document) {
                Some(document) => self.people.push(profile(document)?),
                None => gone.push(id.clone()),
            }
        }
        if gone.is_empty() {
            let people = std::mem::take(&mut self.people);
            self.people = at_home(reader, people, (&self.moved, at.on)).await?;
            self.tried = tried(reader, &self.ended, (at.seq, at.on)).await?;
        }
        Ok(gone)
    }

    /// Those whom rows are about, and no more.
    pub(in crate::office) fn of_rows(
        (needs, people): (Vec<Need>, Vec<Participant>),
        profiles: BTreeMap<ParticipantId, DocumentId>,
        tried: Tried,
    ) -> Self {
        Self { needs, people, profiles, tried, ..Self::default() }
    }

    /// The needs that were looked at.
    pub(in crate::office) fn needs_seen(&self) -> NeedsSeen {
        match self.has_others {
            true => NeedsSeen::These(self.needs.iter().map(|need| need.id.clone()).collect()),
            false => NeedsSeen::AllOpen,
        }
    }

    /// The rows as `etablera match` writes them, one JSON object a line, with
    /// what the pair tried before taught.
    pub(in crate::office) fn written(
        &self,
        places: &[Place],
        taxonomy: &Taxonomy,
    ) -> Result<String, CaseError> {
        let mut text = String::new();
        for place in places {
            let (person, need) = (&self.people[place.participant], &self.needs[place.need]);
            let tried = self.tried.get(&(person.id.clone(), need.id.clone()));
            let tried = tried.map(Vec::as_slice).unwrap_or_default();
            let surplus = self.earlier.as_ref().map(|earlier| earlier.shown(need)).transpose()?;
            let row = serde_json::to_string(&Listed { row: place.row(taxonomy), tried, surplus });
            text.push_str(&row.map_err(|_| CaseError::wrong("a row cannot be written"))?);
            text.push('\n');
        }
        Ok(text)
    }

    /// The lists, one after the other.
    pub(in crate::office) fn answer(
        &self,
        matcher: &Matcher<'_>,
        command: &Shortlist,
    ) -> Result<Vec<Place>, CaseError> {
        let whose = command.of.whose();
        let top = command.top as usize;
        let down_to = command.down_to();
        // Barred pairs are taken out below, and the next take their places.
        let how =
            Rank { whose, top: top.saturating_add(self.barred.len()), down_to, threads: threads() };
        let pool = Pool { needs: &self.needs, participants: &self.people };
        // In a need's own list all rows are worth the same, so that it stands as
        // it is, and only its head need be made.
        let lists = match self.earlier.as_ref().filter(|_| whose == Whose::Participants) {
            None => shortlists(matcher, pool, how),
            Some(earlier) => {
                let worth = earlier.expected(&self.needs)?;
                let how = Rank { top: usize::MAX, ..how };
                arranged(matcher, (pool, how), |list| self.by_surplus(list, &worth, top))
            }
        };
        let lists = lists.map_err(|unknown| CaseError::wrong(unknown.to_string()))?;
        let mut places = Vec::new();
        for list in lists {
            let open = list.into_iter().filter(|place| {
                let (person, need) = (&self.people[place.participant], &self.needs[place.need]);
                !self.barred.contains(&(person.id.clone(), need.id.clone()))
            });
            let ranked = open.take(top).zip(1..);
            places.extend(ranked.map(|(place, rank)| Place { rank, ..place }));
        }
        Ok(places)
    }
}

impl Market {
    /// The rows of a list by tier and then by expected surplus, the highest
    /// first; equal ones stay in the order that they were in.
    fn by_surplus(&self, mut list: Vec<Entry>, worth: &[f64], top: usize) -> Vec<Entry> {
        let pair =
            |at: &Entry| (self.people[at.participant].id.clone(), self.needs[at.need].id.clone());
        list.retain(|entry| !self.barred.contains(&pair(entry)));
        list.sort_by(|a, b| {
            let tier = a.appraisal.tier.cmp(&b.appraisal.tier);
            tier.then_with(|| worth[b.need].total_cmp(&worth[a.need]))
        });
        list.truncate(top);
        list
    }
}

/// The participant in a profile.
pub(in crate::office) fn profile(document: &Document) -> Result<Participant, CaseError> {
    jsonl::parse(&document.body).map_err(|_| {
        CaseError::wrong(format!("the profile of `{}` cannot be read", document.subject))
    })
}

/// Whether the caller may see a case in lists. Whoever objects to being
/// matched is in nobody's.
pub(in crate::office) fn visible(
    office: &Office,
    call: &Call,
    subject: &Subject,
    case: &Case,
) -> bool {
    if !case.concerns(&call.caller.organisation, call.today)
        || case.objects_to(Processing::Matching)
    {
        return false;
    }
    Standing::of(case).is_some_and(|standing| standing.may_be_matched((office, call), subject))
}

impl ListsOf {
    /// Whose lists.
    pub(in crate::office) fn whose(&self) -> Whose {
        match self {
            Self::EveryNeed | Self::Need(_) => Whose::Needs,
            Self::EveryParticipant | Self::Participant(_) => Whose::Participants,
        }
    }

    pub(in crate::office) fn need(&self) -> Option<&NeedId> {
        if let Self::Need(id) = self { Some(id) } else { None }
    }

    fn participant(&self) -> Option<&ParticipantId> {
        if let Self::Participant(id) = self { Some(id) } else { None }
    }
}
