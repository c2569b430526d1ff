//! A row becomes a need.

use std::collections::BTreeSet;
use std::num::NonZeroU16;

use etablera_domain::jsonl::RowError;
use etablera_domain::{
    Import, LanguageSkill, Level, Need, NeedId, Origin, Place, Reason, Requirement, Share, Shift,
    Stance, Strength, Task, Weight, What,
};
use etablera_taxonomy::{ConceptKind, Taxonomy};

use super::super::slug::employer_id;
use super::cell;
use super::certificate::certificate;
use super::day::day;
use super::field::Field;
use super::language::language;
use super::place::municipality;
use super::row::{Read, Row};
use super::shift::shifts;

/// How strongly an unmarked item, or one marked `?`, is wished for.
const WEIGHT: u64 = 3;
/// The level of a competence whose level is not said: does it alone.
const UNSAID: u16 = 3;
/// A language requirement without skills is about these.
const SKILLS: [LanguageSkill; 2] = [LanguageSkill::Interaction, LanguageSkill::Reading];

/// Reads one row; `line` is its number in the file.
pub(super) fn read(
    row: &Row<'_>,
    line: usize,
    taxonomy: &Taxonomy,
) -> Result<Read<Need>, Vec<RowError>> {
    let mut errors = Vec::new();
    let id = row.id::<NeedId>().map_err(|error| errors.push(error)).ok();
    let employer = row.text(Field::Employer).and_then(|(_, name)| employer_id(name, name));
    if employer.is_none() {
        errors.push(missing("employer", "an organisation number or a name"));
    }
    let title = row.text(Field::Title).map(|(_, title)| title.to_owned());
    if title.is_none() {
        errors.push(missing("title", "what the work is called"));
    }
    let mut draft = Draft::default();
    let mut remarks = Vec::new();
    for (field, header, text) in row.cells() {
        if let Err(message) = draft.fill(field, text, taxonomy) {
            errors.push(RowError { field: header.to_owned(), message });
        }
        if !draft.unsaid.is_empty() {
            let unsaid = std::mem::take(&mut draft.unsaid).join("`, `");
            let message =
                format!("assumed level {UNSAID} for `{unsaid}`: expected a level, as in `städa:3`");
            remarks.push(RowError { field: header.to_owned(), message });
        }
    }
    if draft.asked.is_empty() {
        let message = "asks for nothing: expected requirements, as in `städa:3!; körkort B`";
        remarks.push(RowError { field: String::new(), message: message.to_owned() });
    }
    let (Some(id), Some(employer), Some(title), []) = (id, employer, title, &errors[..]) else {
        return Err(errors);
    };
    let source = format!("{}:{line}", row.sheet.file);
    let need = draft.into_need(id, employer, title, Import { source, confirmed_on: None });
    need.check()
        .map_err(|error| vec![RowError { field: String::new(), message: error.to_string() }])?;
    Ok(Read { record: need, remarks })
}

fn missing(field: &str, expected: &str) -> RowError {
    let message = format!("missing: expected {expected} in the column mapped to `{field}`");
    RowError { field: field.to_owned(), message }
}

/// What the cells say, before it is a need.
#[derive(Default)]
struct Draft {
    seats: Option<NonZeroU16>,
    workplace: Option<Place>,
    occupation: Option<etablera_taxonomy::ConceptId>,
    hours: Option<etablera_domain::WeeklyHours>,
    start: Option<chrono::NaiveDate>,
    reason: Option<Reason>,
    /// What, how strongly, and the words.
    asked: Vec<(What, Strength, String)>,
    shifts: BTreeSet<Shift>,
    /// Competences whose level was not said.
    unsaid: Vec<String>,
}

impl Draft {
    fn fill(&mut self, field: Field, text: &str, taxonomy: &Taxonomy) -> Result<(), String> {
        match field {
            Field::Seats => {
                let seats = text.parse().map_err(|_| {
                    format!("`{text}` is no number of seats: expected a number from 1")
                })?;
                self.seats = Some(seats);
            }
            Field::Municipality => {
                let municipality = municipality(text)?;
                self.workplace = Some(Place { municipality, position: None });
            }
            Field::Occupation => {
                let of_work = ConceptKind::is_occupational;
                self.occupation = Some(cell::concept(taxonomy, text, of_work)?);
            }
            Field::Hours => self.hours = Some(cell::hours(text)?),
            Field::Start => self.start = Some(day(text)?),
            Field::Reason => self.reason = Some(reason(text)?),
            Field::Shifts => self.shifts = taken(text)?,
            Field::Requirements => {
                for item in cell::items(text) {
                    for part in cell::parts(item, |part| is_known(part, taxonomy)) {
                        self.ask(part, taxonomy)?;
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn ask(&mut self, item: &str, taxonomy: &Taxonomy) -> Result<(), String> {
        let (name, strength) = strength(item)?;
        let asked = what(name, taxonomy)?;
        if matches!(asked[..], [What::Competence { .. }]) && cell::with_suffix(name).1.is_none() {
            self.unsaid.push(name.to_owned());
        }
        self.asked.extend(asked.into_iter().map(|it| (it, strength, item.to_owned())));
        Ok(())
    }

    fn into_need(
        self,
        id: NeedId,
        employer: etablera_domain::EmployerId,
        title: String,
        import: Import,
    ) -> Need {
        let reason = self.reason.unwrap_or(Reason::NotStated);
        let requirement = |((what, strength, words), number): ((What, Strength, String), usize)| {
            let id = format!("r{number}").parse().ok()?;
            let quote = Some(words);
            let (min_evidence, learnable) = (None, None);
            Some(Requirement { id, what, strength, reason, min_evidence, learnable, quote })
        };
        let requirements = self.asked.into_iter().zip(1..).filter_map(requirement).collect();
        let task = Task { title: title.clone(), share_permille: Share::ALL, requirements };
        Need {
            id,
            employer,
            origin: Origin::Import(import),
            title,
            occupation: self.occupation,
            seats: self.seats.unwrap_or(NonZeroU16::MIN),
            workplace: self.workplace,
            hours: self.hours,
            shifts: self.shifts,
            start: self.start,
            tasks: vec![task],
        }
    }
}

/// The shifts that the work is on.
fn taken(text: &str) -> Result<BTreeSet<Shift>, String> {
    let said = shifts(text)?;
    if said.values().any(|stance| *stance == Stance::No) {
        return Err(format!("`{text}`: expected the shifts that the work is on, such as `dag`"));
    }
    Ok(said.into_keys().collect())
}

/// Whether an item asks for something that is known.
fn is_known(item: &str, taxonomy: &Taxonomy) -> bool {
    let name = strength(item).map_or(item, |(name, _)| name);
    let is_credential = ["körkort ", "intyg "].iter().any(|word| name.starts_with(word));
    // A credential holds no comma.
    (is_credential && !name.contains(','))
        || language(name).is_ok()
        || cell::is_concept(name, taxonomy)
}

/// `städa!` is a must, `städa?` and `städa` are good to have, `städa?5` very
/// much so.
fn strength(item: &str) -> Result<(&str, Strength), String> {
    if let Some(name) = item.strip_suffix('!') {
        return Ok((name.trim(), Strength::Must));
    }
    let (name, weight) = match item.rsplit_once('?') {
        Some((name, "")) => (name, WEIGHT),
        Some((name, weight)) => (name, weight.parse().unwrap_or_default()),
        None => (item, WEIGHT),
    };
    let weight = Weight::try_from(weight).map_err(|error| format!("`{item}`: {error}"))?;
    Ok((name.trim(), Strength::Should(weight)))
}

/// What an item asks for: `körkort B`, `intyg hygiene`, `sv:B1`, or a label
/// or id with a level (`städa:3`) or months (`kock:24`) after a colon.
fn what(item: &str, taxonomy: &Taxonomy) -> Result<Vec<What>, String> {
    if let Some(class) = item.strip_prefix("körkort ") {
        return Ok(vec![What::Credential { credential: cell::driving(class.trim())? }]);
    }
    if let Some(code) = item.strip_prefix("intyg ") {
        return Ok(vec![What::Credential { credential: certificate(code.trim())? }]);
    }
    if let Ok((language, Some(level))) = language(item) {
        return Ok(SKILLS.map(|skill| What::Language { language, skill, level }).to_vec());
    }
    let (name, suffix) = cell::with_suffix(item);
    let number = suffix.map(|text| {
        text.parse::<u16>().map_err(|_| format!("`{item}`: expected a number after the colon"))
    });
    let number = number.transpose()?;
    let id = cell::concept(taxonomy, name, |_| true)?;
    let kind = taxonomy.concept(id).map(|concept| taxonomy.kind(concept));
    if kind.is_some_and(ConceptKind::is_occupational) {
        return Ok(vec![What::Experience { occupation: id, months: number.unwrap_or(1) }]);
    }
    let level = Level::try_from(u64::from(number.unwrap_or(UNSAID)))
        .map_err(|error| format!("`{item}`: {error}"))?;
    Ok(vec![What::Competence { concept: id, level }])
}

/// Words for reasons.
const REASONS: &[(&str, Reason)] = &[
    ("lag", Reason::Law),
    ("law", Reason::Law),
    ("säkerhet", Reason::Safety),
    ("safety", Reason::Safety),
    ("avtal", Reason::Agreement),
    ("agreement", Reason::Agreement),
    ("uppgift", Reason::Task),
    ("arbetsuppgift", Reason::Task),
    ("task", Reason::Task),
    ("önskemål", Reason::Wish),
    ("wish", Reason::Wish),
];

fn reason(text: &str) -> Result<Reason, String> {
    let word = text.to_lowercase();
    let known = REASONS.iter().find(|(name, _)| *name == word);
    known.map(|(_, reason)| *reason).ok_or_else(|| {
        format!("`{text}` is no reason: expected lag, säkerhet, avtal, uppgift or önskemål")
    })
}
