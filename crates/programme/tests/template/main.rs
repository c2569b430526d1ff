//! Templates: those that are shipped, those that are wrong, and one's own.
#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod mistakes;
mod schema;

use chrono::NaiveDate;
use etablera_programme::template::{AdaptError, Change, Condition, Target, Template};
use proptest::prelude::*;

const LULEA: &str = "workplace-lulea";

fn text(name: &str) -> &'static str {
    Template::shipped_text(name).unwrap()
}

#[test]
fn what_is_shipped_is_right_and_named_as_its_file() {
    let names: Vec<_> = Template::shipped_names().collect();
    assert_eq!(names, ["arctic-labour", "den-glomda-resursen", "kompetenscentrum", LULEA]);
    for name in names {
        let template = Template::parse(text(name)).unwrap_or_else(|errors| panic!("{errors:?}"));
        assert_eq!(template.id.as_str(), name);
        assert_eq!(Template::shipped(name), Some(template));
    }
    assert_eq!(Template::shipped("workplace-boden"), None);
}

#[test]
fn lulea_is_one_month_and_four() {
    let lulea = Template::shipped(LULEA).unwrap();
    let (trial, plan) = lulea.stage("trial").unwrap();
    assert_eq!((lulea.first.as_slice(), plan.warning), (&[trial][..], Some(5)));
    assert!(plan.entry.contains(&Condition::Agreement));
    let (employment, _) = lulea.stage("employment").unwrap();
    assert_eq!(plan.outcomes[0].to, Target::Stage(employment));
    let split = lulea.split.unwrap();
    assert_eq!((split.work.to_string(), split.training.to_string()), ("4/5".into(), "1/5".into()));
    assert!(lulea.stage("post").is_none());
}

#[test]
fn four_hundred_start_days() {
    let lulea = Template::shipped(LULEA).unwrap();
    let mut rows = csv::Reader::from_path("tests/cases/path-1-4.csv").unwrap();
    let mut seen = 0;
    for row in rows.deserialize::<Vec<NaiveDate>>() {
        let row = row.unwrap();
        let path = lulea.path(row[0], &lulea.calendar);
        let [trial, employment] = path.stages.as_slice() else { panic!("two stages") };
        let mut days = vec![trial.start, trial.end.unwrap(), trial.warning.unwrap()];
        days.extend([employment.start, employment.end.unwrap(), path.leaving.unwrap()]);
        days.extend(path.follow_ups.iter().map(|(_, day)| *day));
        assert_eq!(days, row, "from {}", row[0]);
        seen += 1;
    }
    assert_eq!(seen, 400);
}

#[test]
fn another_municipality_begins_with_its_own() {
    let changes = [
        Change { field: "name.sv", value: "Arbetsplats \"Boden\"" },
        Change { field: "stage.trial.length", value: "6 weeks" },
        Change { field: "limits.supervisor", value: "3" },
        Change { field: "calendar.eves", value: "true" },
    ];
    let own = Template::adapt(text(LULEA), "workplace-boden", &changes).unwrap();
    let template = Template::parse(&own).unwrap();
    let trial = template.stage("trial").unwrap().1;
    assert_eq!(template.id.as_str(), "workplace-boden");
    assert_eq!(template.name.sv, "Arbetsplats \"Boden\"");
    assert_eq!(trial.length.unwrap().to_string(), "6 weeks");
    assert_eq!((template.limits.supervisor, template.calendar.eves), (3, true));
    assert!(own.starts_with("# Begun from the template `workplace-lulea`.\n"));
    let comments = |text: &str| text.lines().filter(|line| line.starts_with('#')).count();
    assert_eq!(comments(&own), comments(text(LULEA)) + 1);
    let same =
        |name: &str| Template { id: name.parse().unwrap(), ..Template::shipped(LULEA).unwrap() };
    let plain = Template::adapt(text(LULEA), "own", &[]).unwrap();
    assert_eq!(Template::parse(&plain).unwrap(), same("own"));
}

#[test]
fn what_would_be_wrong_is_not_made() {
    let with = |field, value| Template::adapt(text(LULEA), "own", &[Change { field, value }]);
    for field in ["stage.post.length", "limits", "colour", "stage", "", "id.x"] {
        let refused = matches!(with(field, "1"), Err(AdaptError::NoField(name)) if name == field)
            || matches!(with(field, "1"), Err(AdaptError::Wrong(_)));
        assert!(refused, "{field}");
    }
    assert!(matches!(with("stage.trial.length", "0 days"), Err(AdaptError::Wrong(_))));
    assert!(matches!(with("limits.supervisor", "2\ncolour = 1"), Err(AdaptError::Wrong(_))));
    assert!(matches!(Template::adapt(text(LULEA), "Own name", &[]), Err(AdaptError::Id(_))));
    assert!(matches!(Template::adapt("id = 1", "own", &[]), Err(AdaptError::Wrong(_))));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Lines taken out, doubled and swapped: every text is a template or says
    /// which of its lines are wrong.
    #[test]
    fn no_text_makes_the_reader_panic(
        name in prop::sample::select(Template::shipped_names().collect::<Vec<_>>()),
        edits in prop::collection::vec((0..3_u8, any::<prop::sample::Index>(), any::<prop::sample::Index>()), 1..4),
    ) {
        let mut lines: Vec<&str> = text(name).lines().collect();
        for (edit, at, other) in edits {
            let (at, other) = (at.index(lines.len()), other.index(lines.len()));
            match edit {
                0 => drop(lines.remove(at)),
                1 => lines.insert(at, lines[other]),
                _ => lines.swap(at, other),
            }
        }
        match Template::parse(&lines.join("\n")) {
            Ok(template) => prop_assert!(!template.stages.is_empty()),
            Err(errors) => {
                prop_assert!(!errors.is_empty());
                prop_assert!(errors.iter().all(|one| (1..=lines.len() + 1).contains(&one.line)));
            }
        }
    }
}
