//! One ad becomes one need.

use std::num::NonZeroU16;

use etablera_domain::{
    Import, Need, NeedId, Origin, Place, Position, Share, Task, WeeklyHours, What,
};
use etablera_taxonomy::{ConceptId, Taxonomy};

use super::super::slug::employer_id;
use super::ad::Ad;
use super::collect::{Candidate, Numbered, collect};
use super::structure::{Fields, Note};
use super::text::{LEAST_MONTHS, Said, TextReader};
use super::weigh::should;
use super::{Source, Trace};

/// Hours of a full-time week.
const FULL_TIME: u64 = 40;

/// What became of an ad.
pub(super) struct Outcome {
    /// The need, or why there is none.
    pub(super) need: Result<(Need, Vec<Trace>), Note>,
    pub(super) notes: Vec<Note>,
}

pub(super) fn convert(ad: &Ad, taxonomy: &Taxonomy, reader: &TextReader<'_>) -> Outcome {
    let own = occupation(ad, taxonomy);
    let said = reader.read(&ad.text, own);
    let listed = Fields { ad, taxonomy, months: said.months, own }.read();
    let mut notes = listed.notes;
    notes.extend(text_notes(ad, &said));
    let mut candidates = listed.candidates;
    candidates.extend(said.hits.iter().map(|hit| Candidate {
        what: hit.what.clone(),
        strength: hit.strength,
        source: Source::Text,
        quote: Some(ad.text[hit.place.clone()].to_owned()),
        span: Some(hit.place.clone()),
    }));
    if !candidates.iter().any(|candidate| says_what_to_do(&candidate.what)) {
        candidates.extend(own.map(|own| from_occupation(ad, own)));
    }
    let requirements = collect(candidates, taxonomy);
    if !requirements.iter().any(|(requirement, ..)| says_what_to_do(&requirement.what)) {
        return Outcome { need: Err(no_requirement(ad)), notes };
    }
    match assemble(ad, own, &said, requirements) {
        Ok(done) => Outcome { need: Ok(done), notes },
        Err(note) => Outcome { need: Err(note), notes },
    }
}

fn text_notes(ad: &Ad, said: &Said) -> Vec<Note> {
    let note = |message: String, lost| Note { field: "description.text".into(), message, lost };
    let quote = |place: &std::ops::Range<usize>| {
        ad.text[place.clone()].split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let assumed = said.hits.iter().filter_map(|hit| {
        hit.assumed.map(|assumed| note(format!("`{}`: {assumed}", quote(&hit.place)), false))
    });
    let unplaced = said.unplaced.iter().map(|place| {
        note(format!("cannot place `{}`: it names nothing in the taxonomy", quote(place)), true)
    });
    assumed.chain(unplaced).collect()
}

/// Whether a requirement tells what the work is, and not only what one must
/// have besides.
fn says_what_to_do(what: &What) -> bool {
    matches!(what, What::Competence { .. } | What::Experience { .. })
}

/// The ad's occupation: its SSYK group, else its JobTech occupation, else the
/// nearest wider group of at least two digits.
fn occupation(ad: &Ad, taxonomy: &Taxonomy) -> Option<ConceptId> {
    let group = ad.group.legacy.parse().ok().map(ConceptId::Ssyk);
    let name = ad.occupation.id.parse().ok().map(ConceptId::JobTech);
    let known = |id: ConceptId| taxonomy.concept(id).map(|concept| taxonomy.id(concept));
    let wider = || {
        let code = |digits: usize| ad.group.legacy.get(..digits)?.parse().ok();
        [3, 2].into_iter().filter_map(code).map(ConceptId::Ssyk).find_map(known)
    };
    group.and_then(known).or_else(|| name.and_then(known)).or_else(wider)
}

/// Where an ad says nothing of what one must know, having done the same work
/// is good to have. It is never a must: nobody has asked for it.
fn from_occupation(ad: &Ad, occupation: ConceptId) -> Candidate {
    Candidate {
        what: What::Experience { occupation, months: LEAST_MONTHS },
        strength: should(3),
        source: Source::Occupation,
        span: None,
        quote: Some(ad.occupation.label.clone()).filter(|label| !label.is_empty()),
    }
}

fn no_requirement(ad: &Ad) -> Note {
    let message = format!(
        "nothing in the ad could be read as a requirement, and its occupation `{}` (SSYK `{}`) \
         is not in the taxonomy: expected at least one of them",
        ad.occupation.label, ad.group.legacy
    );
    Note { field: "occupation_group".to_owned(), message, lost: true }
}

fn assemble(
    ad: &Ad,
    own: Option<ConceptId>,
    said: &Said,
    numbered: Vec<Numbered>,
) -> Result<(Need, Vec<Trace>), Note> {
    let wrong = |field: &str| {
        let field = field.to_owned();
        move |error: &dyn std::fmt::Display| Note { field, message: error.to_string(), lost: true }
    };
    let id: NeedId = ad.id.parse().map_err(|error| wrong("id")(&error))?;
    let trace = |(requirement, source, span): &Numbered| Trace {
        need: id.clone(),
        requirement: requirement.id.clone(),
        source: *source,
        span: span.clone(),
    };
    let traces = numbered.iter().map(trace).collect();
    let title = if ad.occupation.label.is_empty() { &ad.headline } else { &ad.occupation.label };
    let task = Task {
        title: title.clone(),
        share_permille: Share::ALL,
        requirements: numbered.into_iter().map(|(requirement, ..)| requirement).collect(),
    };
    let source = format!("jobsearch:{}", ad.id);
    let need = Need {
        id: id.clone(),
        employer: employer_id(&ad.organisation_number, &ad.employer_name)
            .ok_or_else(|| wrong("employer")(&"neither number nor name"))?,
        origin: Origin::Import(Import { source, confirmed_on: None }),
        title: ad.headline.clone(),
        occupation: own,
        seats: seats(ad.vacancies),
        workplace: workplace(ad),
        hours: hours(ad.scope),
        shifts: said.shifts.iter().copied().collect(),
        start: None,
        tasks: vec![task],
    };
    need.check().map_err(|error| wrong("")(&error))?;
    Ok((need, traces))
}

fn seats(vacancies: u64) -> NonZeroU16 {
    u16::try_from(vacancies).ok().and_then(NonZeroU16::new).unwrap_or(NonZeroU16::MIN)
}

fn workplace(ad: &Ad) -> Option<Place> {
    let municipality = ad.municipality.parse().ok()?;
    let position = ad.coordinates.and_then(|(east, north)| Position::from_degrees(north, east));
    Some(Place { municipality, position })
}

/// Percent of full time as whole hours a week, at least one.
fn hours(scope: Option<(u64, u64)>) -> Option<WeeklyHours> {
    let (least, most) = scope?;
    let hours = |percent: u64| u8::try_from((percent * FULL_TIME + 50) / 100).ok();
    WeeklyHours::new(hours(least)?.max(1), hours(most)?.max(1)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scopes_become_hours() {
        for (scope, expected) in [
            (Some((100, 100)), Some((40, 40))),
            (Some((0, 100)), Some((1, 40))),
            (Some((75, 100)), Some((30, 40))),
            (Some((33, 50)), Some((13, 20))),
            (Some((100, 50)), None),
            (None, None),
        ] {
            let found = hours(scope).map(|hours| (WeeklyHours::from(hours), hours.to()));
            assert_eq!(found, expected, "{scope:?}");
        }
    }
}
