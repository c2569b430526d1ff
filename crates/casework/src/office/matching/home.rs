//! Where people live, from when they got a home for good.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use etablera_domain::event::{Case, DocumentId};
use etablera_domain::{Participant, ParticipantId, Place};
use etablera_programme::housing::{Allocation, PermanentHome, from_home};
use etablera_storage::Reader;

use super::market::profile;
use crate::office::error::CaseError;

/// A home for good that somebody got.
///
/// Matching counts from it until a profile of a later day says another: who
/// moves on by themselves tells it to whoever keeps their profile. A profile
/// that is kept anew with the home of before says nothing of it.
#[derive(Clone, Debug)]
pub(in crate::office) struct Moved {
    home: PermanentHome,
    /// The profile that held when they got it.
    before: Option<DocumentId>,
    /// The profiles since.
    since: Vec<DocumentId>,
}

impl Moved {
    /// The last home for good that somebody got by a day.
    pub(in crate::office) fn of(case: &Case, day: NaiveDate) -> Option<Self> {
        let home = case.homes.iter().rfind(|home| home.permanent && home.on <= day)?;
        let profiles: Vec<_> = case.earlier_profiles.iter().chain(&case.profile).collect();
        let (before, since) = profiles.split_at(profiles.partition_point(|one| one.on <= home.on));
        let allocation = Allocation {
            participant: case.id.clone(),
            on: home.on,
            // Housing is a municipality's, and has its code.
            place: Place { municipality: home.housing.as_str().parse().ok()?, position: None },
            permanent: true,
        };
        Some(Self {
            home: PermanentHome::of(&allocation)?,
            before: before.last().map(|one| one.document),
            since: since.iter().map(|one| one.document).collect(),
        })
    }

    fn documents(&self) -> impl Iterator<Item = DocumentId> {
        self.before.into_iter().chain(self.since.iter().copied())
    }

    /// The record as matching is to see it on a day.
    fn applied(&self, record: Participant, known: &Known, on: NaiveDate) -> Participant {
        let before = self.before.and_then(|id| known.get(&id)).and_then(|one| one.home);
        let told = self.since.iter().filter_map(|id| known.get(id)).filter_map(|one| one.home);
        if told.into_iter().any(|home| Some(home) != before) {
            return record;
        }
        from_home(&record, &self.home, on)
    }
}

/// The profiles that say where people lived.
type Known = BTreeMap<DocumentId, Participant>;

async fn known(
    reader: &mut Reader,
    documents: impl Iterator<Item = DocumentId>,
) -> Result<Known, CaseError> {
    let documents = reader.documents_among(documents).await?;
    documents.iter().map(|document| Ok((document.id, profile(document)?))).collect()
}

/// The records of people as matching is to see them on a day.
pub(in crate::office) async fn at_home(
    reader: &mut Reader,
    people: Vec<Participant>,
    (moved, on): (&BTreeMap<ParticipantId, Moved>, NaiveDate),
) -> Result<Vec<Participant>, CaseError> {
    let known = known(reader, moved.values().flat_map(Moved::documents)).await?;
    let at_home = |record: Participant| match moved.get(&record.id) {
        Some(moved) => moved.applied(record, &known, on),
        None => record,
    };
    Ok(people.into_iter().map(at_home).collect())
}

/// The record of one as matching is to see it on a day.
pub(in crate::office) async fn one_at_home(
    reader: &mut Reader,
    (case, record): (&Case, Participant),
    on: NaiveDate,
) -> Result<Participant, CaseError> {
    let Some(moved) = Moved::of(case, on) else { return Ok(record) };
    let known = known(reader, moved.documents()).await?;
    Ok(moved.applied(record, &known, on))
}
