//! Templates: those that are shipped, those that are wrong, and one's own.
#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use chrono::NaiveDate;
use etablera_programme::template::{AdaptError, Change, Condition, Target, Template};
use proptest::prelude::*;

const LULEA: &str = "workplace-lulea";

fn text(name: &str) -> &'static str {
    Template::shipped_text(name).unwrap()
}

/// What is wrong with Luleå's template after a change, with the words of the
/// line that each message points at.
fn wrong(from: &str, to: &str) -> Vec<(String, String)> {
    let original = text(LULEA);
    assert!(original.contains(from), "{from}");
    let changed = original.replacen(from, to, 1);
    let lines: Vec<&str> = changed.lines().collect();
    let errors = Template::parse(&changed).expect_err(to);
    let shown = |one: &etablera_programme::template::TemplateError| {
        (lines[one.line - 1].to_owned(), one.problem.to_string())
    };
    errors.iter().map(shown).collect()
}

/// Asserts the one thing that is wrong, and on which line.
fn only((from, to): (&str, &str), line: &str, message: &str) {
    let found = wrong(from, to);
    assert_eq!(found, [(line.to_owned(), message.to_owned())], "{to}");
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
fn values_that_no_field_can_have() {
    let lengths = "1 to 1200 days, weeks or months, such as `4 months`";
    for length in ["0 months", "-1 month", "1 year", "4"] {
        let line = format!("length = \"{length}\"");
        let message = format!("`length` is `{length}`: expected {lengths}");
        only(("length = \"4 months\"", &line), &line, &message);
    }
    only(
        ("supervisor = 2", "supervisor = 0"),
        "supervisor = 0",
        "`supervisor` is `0`: expected a whole number from 1 to 100",
    );
    only(
        ("country = \"SE\"", "country = \"DK\""),
        "country = \"DK\"",
        "`country` is `DK`: expected one of `SE`, `NO`, `FI`",
    );
    only(("eves = false", "eves = 1"), "eves = 1", "`eves` is `1`: expected `true` or `false`");
    only(
        ("training = \"1/5\"", "training = \"1/4\""),
        "[split]",
        "`work` and `training` add up to 4/5 and 1/4: expected 1",
    );
    only(
        ("work = \"4/5\"", "work = \"6/5\""),
        "[split]",
        "`work` and `training` add up to 6/5 and 1/5: expected 1",
    );
    let kind = "kind = \"practice\"";
    only(
        ("kind = \"trial\"", kind),
        kind,
        "`kind` is `practice`: expected one of `trial`, `employment`, `bridging`, `introduction`",
    );
}

#[test]
fn fields_that_are_not_there_or_not_known() {
    only(("supervisor = 2\n", ""), "[limits]", "`supervisor` is missing");
    only(
        ("warning = 5", "warnings = 5"),
        "warnings = 5",
        "`warnings` is not a field here: expected one of `check_ins`, `entry`, `exit`, \
         `extension`, `held`, `id`, `kind`, `length`, `name`, `open`, `outcome`, `warning`",
    );
    only(("length = \"1 month\"\n", ""), "[[stage]]", "`length` is missing");
    let found = wrong("first = [\"trial\"]", "first = [\"trial\"]\ncolour = \"blue\"");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].0, "colour = \"blue\"");
}

#[test]
fn stages_that_lead_nowhere() {
    only(
        ("to = \"employment\"", "to = \"leave\""),
        "[[stage]]",
        "stage `employment` cannot be reached: expected an outcome that leads to it",
    );
    only(
        ("to = \"employment\"", "to = \"post\""),
        "to = \"post\"",
        "`post` is not a stage: expected `trial`, `employment`, `matching` or `leave`",
    );
    only(
        ("to = \"employment\"\n", ""),
        "[[stage.outcome]]",
        "outcome `continue` of stage `trial` has no `to`: expected where it leads",
    );
    only(
        ("to = \"employment\"", "to = \"trial\""),
        "to = \"trial\"",
        "outcome `continue` of stage `trial` leads to `trial`: expected another stage or `leave`",
    );
    only(
        ("first = [\"trial\"]", "first = [\"matching\"]"),
        "first = [\"matching\"]",
        "`matching` is not a stage: expected `trial`, `employment`, `matching` or `leave`",
    );
    let twice = wrong("id = \"employment\"\nname", "id = \"trial\"\nname");
    assert_eq!(twice.len(), 2, "its old name is named where it was to lead");
    assert_eq!(twice[1], ("id = \"trial\"".into(), "stage `trial` is there twice".into()));
}

#[test]
fn a_circle_without_a_way_out() {
    let circle = text(LULEA)
        .replace(
            "to = \"leave\"\nreasons = [{ code = \"hired\"",
            "to = \"matching\"\nreasons = [{ code = \"hired\"",
        )
        .replace(
            "outcome = \"continue\"\nto = \"matching\"",
            "outcome = \"continue\"\nto = \"trial\"",
        );
    let errors = Template::parse(&circle).unwrap_err();
    let messages: Vec<_> = errors.iter().map(|one| one.problem.to_string()).collect();
    let out = |stage| {
        format!(
            "from stage `{stage}` nothing leads out of the programme: expected a way to `leave`"
        )
    };
    assert_eq!(messages, [out("trial"), out("employment")]);
}

#[test]
fn times_that_do_not_fit_the_stage() {
    only(
        ("warning = 5", "warning = 20"),
        "warning = 20",
        "a warning 20 working days ahead is longer than stage `trial`",
    );
    let checks = "check_ins = [\"2 weeks\", \"5 weeks\"]";
    only(
        ("check_ins = [\"2 weeks\", \"4 weeks\"]", checks),
        checks,
        "check-in after 5 weeks lies beyond stage `trial`",
    );
    only(
        ("longest = \"12 months\"", "longest = \"4 months\""),
        "longest = \"4 months\"",
        "`longest` is 4 months: expected at least the 140 days that the stages take",
    );
    only(
        ("extension = { most = \"1 month\", times = 1 }\n", ""),
        "[[stage]]",
        "stage `trial` has an `extend` outcome or an `extension`: expected both or neither",
    );
    let open = wrong("length = \"1 month\"", "open = true");
    let messages: Vec<_> = open.iter().map(|(_, message)| message.as_str()).collect();
    assert_eq!(
        messages,
        [
            "stage `trial` is open and has a warning: expected a length",
            "stage `trial` is open and has an extension: expected a length",
        ]
    );
}

#[test]
fn what_an_event_could_not_tell_apart() {
    only(
        ("{ code = \"studies\", learnt = \"other_way\" }]", "{ code = \"too_far\" }]"),
        "reasons = [{ code = \"hired\", learnt = \"other_way\" }, { code = \"too_far\" }]",
        "reason `too_far` is there twice",
    );
    let twin = text(LULEA)
        .replace("first = [\"trial\"]", "first = [\"trial\", \"employment\"]")
        .replace("kind = \"employment\"", "kind = \"trial\"");
    let errors = Template::parse(&twin).unwrap_err();
    assert!(errors.iter().any(|one| one.problem.to_string()
        == "`trial` and `employment` are of one kind and follow the same stage: expected one"));
}

#[test]
fn every_mistake_is_found_at_once() {
    let many = text(LULEA)
        .replace("supervisor = 2", "supervisor = -2")
        .replace("eves = false", "eve = false")
        .replace("length = \"4 months\"", "length = \"no time\"");
    let errors = Template::parse(&many).unwrap_err();
    let fields: Vec<_> = errors.iter().map(|one| one.problem.to_string()).collect();
    assert_eq!(errors.len(), 4, "{fields:?}");
    assert!(errors.is_sorted_by_key(|one| one.line));
}

#[test]
fn broken_text_is_named_alone() {
    let errors = Template::parse("id = \"x\"\nname = {").unwrap_err();
    assert!(errors.iter().all(|one| one.line == 2), "{errors:?}");
    assert!(Template::parse("").unwrap_err().len() > 3);
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
