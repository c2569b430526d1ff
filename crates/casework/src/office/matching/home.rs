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
/// Matching counts from it until a profile says another: who moves on by
/// themselves tells it to whoever keeps their profile. A profile that is kept
/// anew with the home of before says nothing of it.
#[derive(Clone, Debug)]
pub(super) struct Moved {
    home: PermanentHome,
    /// The profile that held when they got it.
    before: Option<DocumentId>,
    /// Whether another profile has held since.
    retold: bool,
}

impl Moved {
    /// The last home for good that somebody got by a day.
    pub(super) fn of(case: &Case, day: NaiveDate) -> Option<Self> {
        let home = case.homes.iter().rfind(|home| home.permanent && home.on <= day)?;
        let profile = case.profile.as_ref()?;
        let before = case.earlier_profiles.iter().rfind(|one| one.on <= home.on);
        let retold = profile.on > home.on || (profile.on == home.on && before.is_some());
        let allocation = Allocation {
            participant: case.id.clone(),
            on: home.on,
            // Housing is a municipality's, and has its code.
            place: Place { municipality: home.housing.as_str().parse().ok()?, position: None },
            permanent: true,
        };
        let home = PermanentHome::of(&allocation)?;
        Some(Self { home, before: before.map(|one| one.document).filter(|_| retold), retold })
    }

    /// The record as matching is to see it on a day.
    fn applied(
        &self,
        record: Participant,
        before: Option<&Participant>,
        on: NaiveDate,
    ) -> Participant {
        let same = before.is_some_and(|before| before.home == record.home);
        if self.retold && record.home.is_some() && !same {
            return record;
        }
        from_home(&record, &self.home, on)
    }
}

/// The records of people as matching is to see them on a day.
pub(super) async fn at_home(
    reader: &mut Reader,
    people: Vec<Participant>,
    (moved, on): (&BTreeMap<ParticipantId, Moved>, NaiveDate),
) -> Result<Vec<Participant>, CaseError> {
    let before = moved.values().filter_map(|moved| moved.before);
    let documents = reader.documents_among(before).await?;
    let mut known = BTreeMap::new();
    for document in &documents {
        known.insert(document.id, profile(document)?);
    }
    let at_home = |record: Participant| match moved.get(&record.id) {
        Some(moved) => {
            let before = moved.before.and_then(|id| known.get(&id));
            moved.applied(record, before, on)
        }
        None => record,
    };
    Ok(people.into_iter().map(at_home).collect())
}

/// The record of one as matching is to see it on a day.
pub(super) async fn one_at_home(
    reader: &mut Reader,
    (case, record): (&Case, Participant),
    on: NaiveDate,
) -> Result<Participant, CaseError> {
    let Some(moved) = Moved::of(case, on) else { return Ok(record) };
    let before = match moved.before {
        Some(id) => reader.document(id).await?,
        None => None,
    };
    let before = before.as_ref().map(profile).transpose()?;
    Ok(moved.applied(record, before.as_ref(), on))
}
