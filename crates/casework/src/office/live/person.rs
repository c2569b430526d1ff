//! One person as lists need them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use etablera_domain::event::{Case, DocumentId, Processing, Subject};
use etablera_domain::{NeedId, Participant, ParticipantId};
use etablera_matching::{Matcher, UnknownConcept};
use etablera_storage::{Document, Reader};

use crate::office::error::CaseError;
use crate::office::matching::listed::{barred, listed};
use crate::office::matching::market::profile;
use crate::office::matching::tried::has_ended;
use crate::office::standing::Standing;
use crate::office::{Call, Office};
use crate::parallel;

/// Somebody who can be in lists: their case is open, nobody keeps them out,
/// they do not object to being matched, and they have a profile.
pub(super) struct Person {
    pub(super) id: ParticipantId,
    /// What decides who may see them; many share one.
    pub(super) standing: Arc<Standing>,
    pub(super) profile: DocumentId,
    pub(super) record: Record,
    /// The needs that somebody decided against.
    pub(super) barred: BTreeSet<NeedId>,
    /// The case of whoever got a home for good: matching counts from it.
    pub(super) moved: Option<Box<Case>>,
    /// Whether anything ended for them that taught something.
    pub(super) has_ended: bool,
}

/// What a profile says.
#[expect(clippy::large_enum_variant, reason = "nearly all are read")]
pub(super) enum Record {
    Read(Participant),
    /// It names a concept that the taxonomy lacks.
    Unknown(UnknownConcept),
    /// The text is there, and cannot be read.
    Unreadable(String),
    /// The text is not there.
    Gone,
}

impl Person {
    fn of(case: &Case, document: Option<&Document>, matcher: &Matcher<'_>) -> Option<Self> {
        let is_moved = case.homes.iter().any(|home| home.permanent);
        Some(Self {
            id: case.id.clone(),
            standing: Arc::new(Standing::of(case)?),
            profile: wanted(case)?,
            record: Record::of(document, matcher),
            barred: barred(case),
            moved: is_moved.then(|| Box::new(case.clone())),
            has_ended: has_ended(case),
        })
    }

    /// Whether a caller may match them.
    pub(super) fn is_visible(&self, asked: (&Office, &Call)) -> bool {
        self.standing.may_be_matched(asked, &Subject::from(self.id.clone()))
    }

    /// The record; none where it names a concept that the taxonomy lacks.
    pub(super) fn read(&self) -> Result<Option<&Participant>, CaseError> {
        match &self.record {
            Record::Read(record) => Ok(Some(record)),
            Record::Unknown(_) => Ok(None),
            Record::Unreadable(why) => Err(CaseError::wrong(why.clone())),
            Record::Gone => Err(self.gone()),
        }
    }

    /// Says that their profile is not there.
    pub(super) fn gone(&self) -> CaseError {
        CaseError::wrong(format!("the profile of `participant:{}` is not there", self.id))
    }
}

impl Record {
    fn of(document: Option<&Document>, matcher: &Matcher<'_>) -> Self {
        let Some(document) = document else { return Self::Gone };
        match profile(document) {
            Err(error) => Self::Unreadable(error.to_string()),
            Ok(record) => match matcher.profile(&record).map(drop) {
                Err(unknown) => Self::Unknown(unknown),
                Ok(()) => Self::Read(record),
            },
        }
    }
}

/// The profile of whoever can be in anybody's list.
fn wanted(case: &Case) -> Option<DocumentId> {
    listed(case).filter(|_| !case.objects_to(Processing::Matching))
}

/// Those of some cases who can be in lists, in the order of the cases.
pub(super) async fn people(
    reader: &mut Reader,
    cases: &[&Case],
    matcher: &Matcher<'_>,
) -> Result<Vec<Option<Person>>, CaseError> {
    let documents = cases.iter().filter_map(|case| wanted(case));
    let documents = reader.documents_among(documents).await?;
    let known: BTreeMap<DocumentId, Document> =
        documents.into_iter().map(|document| (document.id, document)).collect();
    Ok(parallel::collect(cases.len(), |at| {
        let case = cases[at];
        Person::of(case, wanted(case).and_then(|profile| known.get(&profile)), matcher)
    }))
}
