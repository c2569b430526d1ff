//! A row becomes a participant.

use etablera_domain::jsonl::RowError;
use etablera_domain::{
    Answer, CompetenceClaim, Credential, CredentialClaim, EducationClaim, Evidence,
    ExperienceClaim, Holding, LanguageClaim, LanguageSkill, LanguageSource, Level, Participant,
    Period, Place, Proficiency, Recognition,
};
use etablera_taxonomy::{Cefr, ConceptKind, Language, Taxonomy};

use super::cell;
use super::certificate::certificate;
use super::day::day;
use super::field::Field;
use super::language::{language, level};
use super::place::{municipality, reach};
use super::row::{Read, Row};
use super::shift::shifts;

/// A competence without a level is taken for this: the person says they know
/// it, not that they manage alone.
const UNSAID: Level = Level::WithSupport;

/// Reads one row. What is wrong in any cell is told, all of it.
pub(super) fn read(row: &Row<'_>, taxonomy: &Taxonomy) -> Result<Read<Participant>, Vec<RowError>> {
    let id = row.id().map_err(|error| vec![error])?;
    let mut draft = Draft {
        to: Participant::new(id),
        spoken: Vec::new(),
        alike: Vec::new(),
        unsaid: Vec::new(),
    };
    let mut errors = Vec::new();
    let mut remarks = Vec::new();
    for (field, header, text) in row.cells() {
        let told = |message| RowError { field: header.to_owned(), message };
        errors.extend(draft.fill(field, text, taxonomy).err().map(told));
        if !draft.unsaid.is_empty() {
            let unsaid = std::mem::take(&mut draft.unsaid).join("`, `");
            remarks.push(told(format!(
                "assumed level {} for `{unsaid}`: expected a level, as in `städa:3`",
                UNSAID.number()
            )));
        }
    }
    remarks.extend(draft.settle_languages());
    let record = draft.to;
    if errors.is_empty()
        && let Err(error) = record.check()
    {
        errors.push(RowError { field: String::new(), message: error.to_string() });
    }
    if record == Participant::new(record.id.clone()) {
        let message = "nothing but the id was read: expected a column that says what the person \
                       can do";
        remarks.push(RowError { field: String::new(), message: message.to_owned() });
    }
    if errors.is_empty() { Ok(Read { record, remarks }) } else { Err(errors) }
}

/// What the cells say, before it is a participant.
struct Draft {
    to: Participant,
    /// Languages, skill by skill.
    spoken: Vec<LanguageClaim>,
    /// Those said for all skills alike, by language.
    alike: Vec<Language>,
    /// Competences whose level was not said.
    unsaid: Vec<String>,
}

impl Draft {
    fn fill(&mut self, field: Field, text: &str, taxonomy: &Taxonomy) -> Result<(), String> {
        match field {
            Field::Competences => {
                for item in concepts(text, taxonomy) {
                    self.competence(item, taxonomy)?;
                }
            }
            Field::Occupations => {
                for item in concepts(text, taxonomy) {
                    self.to.occupations.push(occupation(item, taxonomy)?);
                }
            }
            Field::Languages => {
                for item in cell::codes(text) {
                    let (language, level) = language(item)?;
                    self.all_skills(language, level);
                }
            }
            Field::AllSkills(of) => self.all_skills(of, level(text, of)?),
            Field::Language(language, skill) => {
                self.spoken.push(spoken(language, skill, cell::cefr(text)?));
            }
            Field::Driving => self.to.credentials.extend(held(text, "B", cell::driving)?),
            Field::Certificates => self.to.credentials.extend(held(text, "", certificate)?),
            Field::Home => {
                self.to.home = Some(Place { municipality: municipality(text)?, position: None });
            }
            Field::Reach => self.to.reach = Some(reach(text)?),
            Field::Hours => self.to.hours = Some(cell::hours(text)?),
            Field::Shifts => self.to.shifts = shifts(text)?,
            Field::AvailableFrom => self.to.available_from = Some(day(text)?),
            Field::Education => self.to.education.push(education(text)?),
            _ => {}
        }
        Ok(())
    }

    /// `städa`, `städa:3`, `svetsa:nej`.
    fn competence(&mut self, item: &str, taxonomy: &Taxonomy) -> Result<(), String> {
        let can = |kind: ConceptKind| !kind.is_occupational();
        let (name, suffix) = cell::with_suffix(item);
        let concept = cell::concept(taxonomy, name, can)?;
        let claim = match suffix {
            None => {
                self.unsaid.push(name.to_owned());
                CompetenceClaim::yes(concept, UNSAID, Evidence::Stated)
            }
            Some(no) if cell::is_no(no) => CompetenceClaim::no(concept),
            Some(suffix) => {
                let level = suffix.parse::<u64>().ok().and_then(|it| Level::try_from(it).ok());
                let level = level.ok_or_else(|| {
                    format!("`{item}`: expected a level 1 to 4, or `nej`, after the colon")
                })?;
                CompetenceClaim::yes(concept, level, Evidence::Stated)
            }
        };
        self.to.competences.push(claim);
        Ok(())
    }

    fn all_skills(&mut self, language: Language, level: Option<Cefr>) {
        self.alike.push(language);
        self.to.languages.extend(LanguageSkill::ALL.map(|skill| spoken(language, skill, level)));
    }

    /// What is said of one skill goes before what is said of all; says where
    /// all were taken to be alike.
    fn settle_languages(&mut self) -> Option<RowError> {
        let one = |claim: &LanguageClaim| {
            self.spoken.iter().any(|it| (it.language, it.skill) == (claim.language, claim.skill))
        };
        self.to.languages.retain(|claim| !one(claim));
        let is_assumed = |language: &&Language| {
            let of_it = |claim: &&LanguageClaim| claim.language == **language;
            let said_no = |claim: &LanguageClaim| claim.answer == Answer::No;
            self.to.languages.iter().find(of_it).is_some_and(|claim| !said_no(claim))
        };
        let assumed: Vec<_> =
            self.alike.iter().filter(is_assumed).map(Language::to_string).collect();
        self.to.languages.append(&mut self.spoken);
        let message = format!(
            "assumed the same level for every skill in `{}`: expected a level a skill, as in a \
             column `Svenska läsa`",
            assumed.join("`, `")
        );
        (!assumed.is_empty()).then(|| RowError { field: "languages".to_owned(), message })
    }
}

/// The items of a list of labels and ids.
fn concepts<'t>(text: &'t str, taxonomy: &Taxonomy) -> impl Iterator<Item = &'t str> {
    cell::items(text).flat_map(|item| cell::parts(item, |part| cell::is_concept(part, taxonomy)))
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
