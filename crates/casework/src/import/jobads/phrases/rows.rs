//! Every phrase of every table is found where an ad asks for it, and gives
//! what its row says.

use etablera_domain::{Credential, What};
use etablera_taxonomy::{Builder, ConceptKind, Taxonomy};

use super::super::text::TextReader;
use super::{CERTIFICATES, EDUCATIONS, LANGUAGES, LEVELS, LICENCES, SKILLS};

/// A taxonomy with the groups that licences name.
fn taxonomy() -> Taxonomy {
    let mut builder = Builder::new("test");
    for (_, group) in LICENCES {
        builder.concept(group.parse().unwrap(), ConceptKind::OccupationGroup);
    }
    builder.build().unwrap()
}

/// The plainest words that fit a phrase.
fn plain(phrase: &str) -> String {
    let word = |item: &str| {
        let first = item.trim_end_matches('?').split('|').next().unwrap_or_default();
        first.trim_end_matches('*').replace('~', "och")
    };
    phrase.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// Whether "Du har …" with each of the phrases asks for something that fits.
fn check(phrases: &str, frame: fn(&str) -> String, fits: impl Fn(&What) -> bool) {
    let taxonomy = taxonomy();
    let reader = TextReader::new(&taxonomy);
    for phrase in phrases.split(" / ") {
        let text = frame(&plain(phrase));
        let hits = reader.read(&text, None).hits;
        assert!(hits.iter().any(|hit| fits(&hit.what)), "{text}: {hits:?}");
    }
}

fn has(phrase: &str) -> String {
    format!("Du har {phrase}.")
}

#[test]
fn certificates_and_licences() {
    for (phrases, expected) in CERTIFICATES {
        let fits = |what: &What| {
            let What::Credential { credential: Credential::Certificate { code } } = what else {
                return false;
            };
            code.to_string() == *expected
        };
        check(phrases, has, fits);
    }
    for (phrases, expected) in LICENCES {
        check(phrases, has, |what| what.concept().is_some_and(|id| id.to_string() == *expected));
    }
}

#[test]
fn educations() {
    for (phrases, (level, field)) in EDUCATIONS {
        let fits = |what: &What| {
            let What::Education { education } = what else { return false };
            let found = education.field.map(|field| field.to_string()).unwrap_or_default();
            education.level.to_string() == *level && found == *field
        };
        check(phrases, has, fits);
    }
}

#[test]
fn languages() {
    for (phrases, code) in LANGUAGES {
        let fits = |what: &What| matches!(what, What::Language { language, .. } if language.as_str() == *code);
        check(phrases, |name| format!("Du har goda kunskaper i {name}."), fits);
    }
    for (phrases, level) in LEVELS {
        let fits = |what: &What| matches!(what, What::Language { level: l, .. } if l == level);
        check(phrases, |words| format!("Du har {words} svenska."), fits);
    }
    for (phrases, skills) in SKILLS {
        let fits =
            |what: &What| matches!(what, What::Language { skill, .. } if skills.contains(skill));
        check(phrases, |words| format!("Du har svenska, {words}."), fits);
    }
}
