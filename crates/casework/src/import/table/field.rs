//! What a column can hold, and how a header is recognised.

use std::fmt;
use std::str::FromStr;

use etablera_domain::LanguageSkill;
use etablera_taxonomy::Language;

use super::header::{NAMES, PROTECTED, SKILLS};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names are those of the fields")]
pub enum Field {
    Id,
    Competences,
    Occupations,
    /// Languages and levels, all skills alike.
    Languages,
    /// The level of one skill in one language.
    Language(Language, LanguageSkill),
    Driving,
    Certificates,
    Home,
    Hours,
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
            Employer, Hours, Id, Municipality, Occupation, Reason, Requirements, Seats, Start,
            Title,
        };
        let of_need = matches!(
            field,
            Employer | Title | Seats | Municipality | Occupation | Requirements | Start | Reason
        );
        matches!(field, Id | Hours) || of_need == (self == Self::Needs)
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
        let of_swedish = || {
            let skill = name.strip_prefix("svenska")?;
            let named = |(_, english, words): &&(_, &str, &[&str])| {
                *english == skill || words.contains(&skill)
            };
            SKILLS.iter().find(named).map(|(skill, ..)| Self::Language(Language::SWEDISH, *skill))
        };
        let field = found.map(|(field, ..)| *field);
        if kind == Kind::Participants { field.or_else(of_swedish) } else { field }
    }
}

impl FromStr for Field {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || {
            let names: Vec<_> = NAMES.iter().map(|(_, name, _)| *name).collect();
            format!(
                "`{text}` is not a field: expected {} or, for one skill, such as \
                 `languages.sv.listening`",
                names.join(", ")
            )
        };
        if let Some(rest) = text.strip_prefix("languages.") {
            let (language, skill) = rest.split_once('.').ok_or_else(wrong)?;
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
        let listening = "languages.sv.listening";
        assert_eq!(listening.parse::<Field>().unwrap().to_string(), listening);
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
