//! A row becomes a participant.

use etablera_domain::jsonl::RowError;
use etablera_domain::{
    Answer, CompetenceClaim, Credential, CredentialClaim, EducationClaim, Evidence,
    ExperienceClaim, Holding, LanguageClaim, LanguageSkill, LanguageSource, Level, Participant,
    ParticipantId, Period, Place, Proficiency, Recognition, Wishes,
};
use etablera_taxonomy::{Cefr, ConceptKind, Language, Taxonomy};

use super::cell;
use super::field::Field;
use super::row::Row;

/// A competence without a level is taken for this: the person says they can.
const UNSAID: Level = Level::Independent;

/// Reads one row. What is wrong in any cell is told, all of it.
pub(super) fn read(row: &Row<'_>, taxonomy: &Taxonomy) -> Result<Participant, Vec<RowError>> {
    let mut participant = empty(row.id().map_err(|error| vec![error])?);
    let mut errors = Vec::new();
    for (field, header, text) in row.cells() {
        if let Err(message) = fill(&mut participant, field, text, taxonomy) {
            errors.push(RowError { field: header.to_owned(), message });
        }
    }
    if errors.is_empty()
        && let Err(error) = participant.check()
    {
        errors.push(RowError { field: String::new(), message: error.to_string() });
    }
    if errors.is_empty() { Ok(participant) } else { Err(errors) }
}

fn empty(id: ParticipantId) -> Participant {
    Participant {
        id,
        competences: Vec::new(),
        occupations: Vec::new(),
        languages: Vec::new(),
        credentials: Vec::new(),
        education: Vec::new(),
        home: None,
        reach: None,
        hours: None,
        shifts: Default::default(),
        available_from: None,
        wishes: Wishes::default(),
    }
}

fn fill(to: &mut Participant, field: Field, text: &str, taxonomy: &Taxonomy) -> Result<(), String> {
    match field {
        Field::Competences => {
            for item in cell::items(text) {
                to.competences.push(competence(item, taxonomy)?);
            }
        }
        Field::Occupations => {
            for item in cell::items(text) {
                to.occupations.push(occupation(item, taxonomy)?);
            }
        }
        Field::Languages => {
            for item in cell::codes(text) {
                let (language, level) = cell::language(item)?;
                let claims = LanguageSkill::ALL.map(|skill| spoken(language, skill, level));
                to.languages.extend(claims);
            }
        }
        Field::Language(language, skill) => {
            to.languages.push(spoken(language, skill, cell::cefr(text)?));
        }
        Field::Driving => to.credentials.extend(held(text, "B", cell::driving)?),
        Field::Certificates => to.credentials.extend(held(text, "", cell::certificate)?),
        Field::Home => {
            to.home = Some(Place { municipality: cell::municipality(text)?, position: None });
        }
        Field::Hours => to.hours = Some(cell::hours(text)?),
        Field::AvailableFrom => to.available_from = Some(cell::day(text)?),
        Field::Education => to.education.push(education(text)?),
        _ => {}
    }
    Ok(())
}

/// `städa`, `städa:3`, `svetsa:nej`.
fn competence(item: &str, taxonomy: &Taxonomy) -> Result<CompetenceClaim, String> {
    let can = |kind: ConceptKind| !kind.is_occupational();
    let (name, suffix) = cell::with_suffix(item);
    let concept = cell::concept(taxonomy, name, can)?;
    let Some(suffix) = suffix else {
        return Ok(CompetenceClaim::yes(concept, UNSAID, Evidence::Stated));
    };
    if cell::is_no(suffix) {
        return Ok(CompetenceClaim::no(concept));
    }
    let level = suffix.parse::<u64>().ok().and_then(|number| Level::try_from(number).ok());
    let level = level
        .ok_or_else(|| format!("`{item}`: expected a level 1 to 4, or `nej`, after the colon"))?;
    Ok(CompetenceClaim::yes(concept, level, Evidence::Stated))
}

/// `kock`, `kock:24` for months, `kock:nej`.
fn occupation(item: &str, taxonomy: &Taxonomy) -> Result<ExperienceClaim, String> {
    let (name, suffix) = cell::with_suffix(item);
    let concept = cell::concept(taxonomy, name, ConceptKind::is_occupational)?;
    let months = match suffix {
        None => None,
        Some(no) if cell::is_no(no) => return Ok(ExperienceClaim { concept, answer: Answer::No }),
        Some(months) => Some(months.parse().map_err(|_| {
            format!("`{item}`: expected a number of months, or `nej`, after the colon")
        })?),
    };
    let period = Period { months, evidence: Evidence::Stated, last_used: None };
    Ok(ExperienceClaim { concept, answer: Answer::Yes(period) })
}

fn spoken(language: Language, skill: LanguageSkill, level: Option<Cefr>) -> LanguageClaim {
    let source = LanguageSource::SelfAssessed;
    let answer =
        level.map_or(Answer::No, |level| Answer::Yes(Proficiency { level, source, on: None }));
    LanguageClaim { language, skill, answer }
}

/// Credentials held; a lone `nej` says no to `common`, if there is one.
fn held(
    text: &str,
    common: &str,
    parse: fn(&str) -> Result<Credential, String>,
) -> Result<Vec<CredentialClaim>, String> {
    if cell::is_no(text) {
        let none = if common.is_empty() { None } else { Some(parse(common)?) };
        return Ok(none
            .map(|credential| CredentialClaim { credential, answer: Answer::No })
            .into_iter()
            .collect());
    }
    let evidence = Evidence::Stated;
    let holding = Holding { evidence, valid_from: None, valid_to: None, issued_in: None };
    let claim = |credential| CredentialClaim { credential, answer: Answer::Yes(holding) };
    cell::codes(text).map(|code| parse(code).map(claim)).collect()
}

fn education(text: &str) -> Result<EducationClaim, String> {
    Ok(EducationClaim {
        level: cell::education(text)?,
        seqf: None,
        field: None,
        country: None,
        recognition: Recognition::default(),
        evidence: Evidence::Stated,
    })
}
