//! `etablera demo --programme`: the story of each programme that ships.

use std::path::Path;

use etablera_cli::Exit;

use crate::support::etablera;

const PROGRAMMES: [&str; 4] =
    ["arctic-labour", "den-glomda-resursen", "kompetenscentrum", "workplace-lulea"];
const LANGUAGES: [&str; 3] = ["sv", "sv-plain", "en"];

#[track_caller]
fn told(programme: &str, language: &str, columns: u16) -> String {
    let args = format!("demo --programme {programme} --language {language}");
    let ran = etablera(&args, columns);
    assert_eq!(ran.exit, Exit::Done, "{args}: {}", ran.err);
    assert_eq!(ran.err, "", "{args}");
    ran.out
}

#[test]
fn each_programme_tells_its_story() {
    for programme in PROGRAMMES {
        insta::assert_snapshot!(programme, told(programme, "sv", 80));
    }
}

#[test]
fn a_story_is_told_in_english_and_in_plain_swedish() {
    insta::assert_snapshot!("arctic-labour-en", told("arctic-labour", "en", 80));
    insta::assert_snapshot!("workplace-lulea-plain", told("workplace-lulea", "sv-plain", 80));
}

#[test]
fn every_story_has_words_for_all_it_says_and_fits_the_screen() {
    for programme in PROGRAMMES {
        for language in LANGUAGES {
            let out = told(programme, language, 80);
            assert_eq!(out, told(programme, language, 80), "the same again");
            for line in out.lines() {
                assert!(line.chars().count() <= 80, "{programme} {language}: {line}");
                // Codes that no word was found for, and messages that are not there.
                let is_code = |word: &str| word.contains('_') || word.starts_with("story-");
                assert!(!line.split_whitespace().any(is_code), "{programme} {language}: {line}");
                assert!(!line.contains(['{', '}', '$']), "{programme} {language}: {line}");
            }
            assert!(out.contains('✓') && !out.contains('✗'), "{programme} {language}");
        }
    }
}

#[test]
fn a_story_writes_no_file_and_takes_no_folder() {
    let before = Path::new("etablera-demo").exists();
    told("workplace-lulea", "sv", 80);
    assert_eq!(Path::new("etablera-demo").exists(), before);
    let ran = etablera("demo --programme workplace-lulea --out somewhere", 80);
    assert_eq!(ran.exit, Exit::BadInput);
    assert!(!Path::new("somewhere").exists());
}

#[test]
fn a_programme_without_a_story_is_refused_with_those_that_have_one() {
    let ran = etablera("demo --programme workplace-boden", 80);
    assert_eq!((ran.exit, ran.out.as_str()), (Exit::BadInput, ""));
    for programme in PROGRAMMES {
        assert!(ran.err.contains(programme), "{}", ran.err);
    }
}
