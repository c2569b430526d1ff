//! Who is in lists at all, whoever asks.

use std::collections::BTreeSet;

use etablera_domain::NeedId;
use etablera_domain::event::{Case, Choice, DocumentId};

/// The profile of whoever can be in lists: of an open case that nobody keeps
/// out.
pub(in crate::office) fn listed(case: &Case) -> Option<DocumentId> {
    let profile = case.profile.as_ref()?;
    let is_in = case.is_open() && case.erased.is_none() && case.override_for(None).is_none();
    is_in.then_some(profile.document)
}

/// The needs that somebody decided against.
pub(in crate::office) fn barred(case: &Case) -> BTreeSet<NeedId> {
    let needs: BTreeSet<&NeedId> =
        case.overrides.iter().filter_map(|one| one.need.as_ref()).collect();
    let is_barred = |need: &&NeedId| {
        case.override_for(Some(need)).is_some_and(|one| matches!(one.choice, Choice::Bar))
    };
    needs.into_iter().filter(is_barred).cloned().collect()
}
