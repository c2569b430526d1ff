//! Reach: can they get to the workplace?

use etablera_domain::Place;
use etablera_taxonomy::Municipality;

use super::Assessment;
use super::availability::answer;
use crate::profile::Profile;

pub(super) fn assess(workplace: &Place, profile: &Profile<'_>) -> Assessment {
    answer(reaches(workplace, profile))
}

/// Whether a profile reaches every workplace in a municipality, or none; the
/// outer none where that depends on where in it.
pub(crate) fn reaches_all(
    municipality: Municipality,
    profile: &Profile<'_>,
) -> Option<Option<bool>> {
    let participant = profile.participant;
    let reach = participant.reach.as_ref();
    let is_listed = reach.is_some_and(|reach| reach.municipalities.contains(&municipality));
    let is_measured = reach.is_some_and(|reach| reach.kilometres.is_some())
        && participant.home.is_some_and(|home| home.position.is_some());
    let anywhere = Place { municipality, position: None };
    (is_listed || !is_measured).then(|| reaches(&anywhere, profile))
}

pub(crate) fn reaches(workplace: &Place, profile: &Profile<'_>) -> Option<bool> {
    let home = profile.participant.home.as_ref();
    let reach = profile.participant.reach.as_ref();
    let listed = reach.is_some_and(|r| r.municipalities.contains(&workplace.municipality));
    if listed {
        return Some(true);
    }
    let limit = reach.and_then(|reach| reach.kilometres);
    let distance = home
        .and_then(|home| home.position)
        .zip(workplace.position)
        .map(|(home, work)| home.kilometres_to(work));
    if let (Some(limit), Some(distance)) = (limit, distance) {
        return Some(distance <= u32::from(limit));
    }
    // A limit in kilometres but no way to measure says nothing; nor does a
    // home without any word on how far they can go, unless work is there too.
    if home.is_some_and(|home| home.municipality == workplace.municipality) {
        return Some(true);
    }
    match reach {
        Some(reach) if limit.is_none() && !reach.municipalities.is_empty() => {
            // They live elsewhere or nowhere known: only the first rules out
            // that work lies where they live.
            home.map(|_| false)
        }
        _ => None,
    }
}
