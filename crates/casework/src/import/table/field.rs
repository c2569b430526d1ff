//! What a column can hold, and how a header is recognised.

use std::fmt;
use std::str::FromStr;

use etablera_domain::LanguageSkill;
use etablera_taxonomy::Language;

use super::header::{NAMES, PROTECTED, SKILLS};
use super::language::LANGUAGES;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names are those of the fields")]
pub enum Field {
    Id,
    Competences,
    Occupations,
    /// Languages and levels, all skills alike.
    Languages,
    /// The level in one language, all skills alike.
    AllSkills(Language),
    /// The level of one skill in one language.
    Language(Language, LanguageSkill),
    Driving,
    Certificates,
    Home,
    Reach,
    Hours,
    Shifts,
    AvailableFrom,
    Education,
    Employer,
    Title,
    Seats,
    Municipality,
    Occupation,
    Requirements,
    Start,
    Reason,
}

/// A kind of record that a table can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Participants,
    Needs,
}

impl Kind {
    /// The fields of such a table.
    pub(super) fn has(self, field: Field) -> bool {
        use Field::{
            Employer, Hours, Id, Municipality, Occupation, Reason, Requirements, Seats, Shifts,
            Start, Title,
        };
        let of_need = matches!(
            field,
            Employer | Title | Seats | Municipality | Occupation | Requirements | Start | Reason
        );
        matches!(field, Id | Hours | Shifts) || of_need == (self == Self::Needs)
    }
}

/// The form in which headers are compared.
pub(super) fn plain(header: &str) -> String {
    header.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether a header names something matching must never see.
pub(super) fn is_protected(header: &str) -> bool {
    PROTECTED.contains(&plain(header).as_str())
}

impl Field {
    /// What a header most likely holds.
    pub(super) fn guess(header: &str, kind: Kind) -> Option<Self> {
        let name = plain(header);
        let known = NAMES.iter().filter(|(field, ..)| kind.has(*field));
        let found = known.into_iter().find(|(_, _, headers)| headers.contains(&name.as_str()));
        let field = found.map(|(field, ..)| *field);
        if kind == Kind::Participants { field.or_else(|| of_language(&name)) } else { field }
    }
}

/// `svenska`, `svenskanivå`, `svenskaläsa`, `arabiska`.
fn of_language(header: &str) -> Option<Field> {
    let (name, code) = LANGUAGES.iter().find(|(name, _)| header.starts_with(name))?;
    let language = code.parse().ok()?;
    let rest = &header[name.len()..];
    if matches!(rest, "" | "nivå" | "level") {
        return Some(Field::AllSkills(language));
    }
    let named =
        |(_, english, words): &&(_, &str, &[&str])| *english == rest || words.contains(&rest);
    SKILLS.iter().find(named).map(|(skill, ..)| Field::Language(language, *skill))
}

impl FromStr for Field {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || {
            let names: Vec<_> = NAMES.iter().map(|(_, name, _)| *name).collect();
            format!(
                "`{text}` is not a field: expected {} or, for one language or skill, such as \
                 `languages.sv` or `languages.sv.listening`",
                names.join(", ")
            )
        };
        if let Some(rest) = text.strip_prefix("languages.") {
            let Some((language, skill)) = rest.split_once('.') else {
                return rest.parse().map(Self::AllSkills).map_err(|_| wrong());
            };
            let language = language.parse().map_err(|_| wrong())?;
            let skill = SKILLS.iter().find(|(_, name, _)| *name == skill).ok_or_else(wrong)?.0;
            return Ok(Self::Language(language, skill));
        }
        let found = NAMES.iter().find(|(_, name, _)| *name == text || format!("{name}s") == text);
        found.map(|(field, ..)| *field).ok_or_else(wrong)
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Self::Language(language, skill) = self {
            let name = SKILLS.iter().find(|(known, ..)| known == skill).map_or("", |row| row.1);
            return write!(f, "languages.{language}.{name}");
        }
        if let Self::AllSkills(language) = self {
            return write!(f, "languages.{language}");
        }
        f.write_str(NAMES.iter().find(|(field, ..)| field == self).map_or("", |row| row.1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_reads_back() {
        for (field, name, _) in NAMES {
            assert_eq!(name.parse(), Ok(*field));
            assert_eq!(field.to_string(), *name);
        }
        for name in ["languages.sv", "languages.sv.listening"] {
            assert_eq!(name.parse::<Field>().unwrap().to_string(), name);
        }
        assert!("languages.sv.humming".parse::<Field>().is_err());
    }

    #[test]
    fn headers_are_guessed_and_protected_ones_are_not() {
        for (header, kind, expected) in [
            ("Deltagarnr", Kind::Participants, Some(Field::Id)),
            ("Hem-kommun", Kind::Participants, Some(Field::Home)),
            ("Kommun", Kind::Participants, Some(Field::Home)),
            ("Kommun", Kind::Needs, Some(Field::Municipality)),
            (
                "Svenska läsa",
                Kind::Participants,
                Some(Field::Language(Language::SWEDISH, LanguageSkill::Reading)),
            ),
            ("Svenska", Kind::Participants, Some(Field::AllSkills(Language::SWEDISH))),
            ("Svenska (nivå)", Kind::Participants, Some(Field::AllSkills(Language::SWEDISH))),
            ("Svenska", Kind::Needs, None),
            ("Yrke", Kind::Participants, Some(Field::Occupations)),
            ("Yrken", Kind::Participants, Some(Field::Occupations)),
            ("Yrke", Kind::Needs, Some(Field::Occupation)),
            ("Timmar", Kind::Participants, Some(Field::Hours)),
            ("Timmar per vecka", Kind::Participants, Some(Field::Hours)),
            ("Bor i", Kind::Participants, Some(Field::Home)),
            ("Bostadsort", Kind::Participants, Some(Field::Home)),
            ("Körkort", Kind::Participants, Some(Field::Driving)),
            ("Utbildning", Kind::Participants, Some(Field::Education)),
            ("Kan", Kind::Participants, Some(Field::Competences)),
            ("Kompetenser", Kind::Participants, Some(Field::Competences)),
            ("Kan börja", Kind::Participants, Some(Field::AvailableFrom)),
            ("Startdatum", Kind::Participants, Some(Field::AvailableFrom)),
            ("Startdatum", Kind::Needs, Some(Field::Start)),
            ("Tider", Kind::Participants, Some(Field::Shifts)),
            ("Skift", Kind::Needs, Some(Field::Shifts)),
            ("Kan pendla till", Kind::Participants, Some(Field::Reach)),
            ("Krav", Kind::Needs, Some(Field::Requirements)),
            ("Krav", Kind::Participants, None),
            ("Anteckningar", Kind::Participants, None),
        ] {
            assert_eq!(Field::guess(header, kind), expected, "{header}");
        }
        for header in ["Personnummer", "Födelse-datum", "KÖN", "E-post"] {
            assert!(is_protected(header), "{header}");
            assert_eq!(Field::guess(header, Kind::Participants), None);
        }
    }
}
