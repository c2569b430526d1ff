//! What is wrong with a template, and on which line.

use crate::{LULEA, text};
use etablera_programme::template::Template;

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

/// Several mistakes: each line with its message.
fn all((from, to): (&str, &str), expected: &[(&str, &str)]) {
    let found = wrong(from, to);
    let found: Vec<(&str, &str)> =
        found.iter().map(|(line, message)| (line.as_str(), message.as_str())).collect();
    assert_eq!(found, expected, "{to}");
}

#[test]
fn lists_that_must_not_be_empty() {
    let none = "reasons = []";
    only(
        ("reasons = [{ code = \"works\" }]", none),
        none,
        "`reasons` is empty: expected at least one",
    );
    let none = "first = []";
    only(("first = [\"trial\"]", none), none, "`first` is empty: expected at least one");
    let head = text(LULEA).split("[[stage]]").next().unwrap();
    let told = |text: String| -> Vec<String> {
        let errors = Template::parse(&text).unwrap_err();
        errors.iter().map(|one| one.problem.to_string()).collect()
    };
    assert_eq!(told(head.to_owned()), ["`stage` is missing"]);
    assert_eq!(told(format!("stage = []\n{head}")), ["`stage` is empty: expected at least one"]);
}

#[test]
fn a_stage_in_the_programme_asks_for_nothing_of_a_placement() {
    let held = "kind = \"trial\"\nheld = \"programme\"";
    let entry = "entry = [\"accepted_by_staff\", \"accepted_by_participant\", \
                 \"accepted_by_employer\", \"agreement\"]";
    let none =
        |word: &str| format!("stage `trial` is held in the programme: expected no `{word}` there");
    let words =
        ["accepted_by_employer", "accepted_by_participant", "accepted_by_staff", "agreement"];
    let messages = words.map(none);
    let expected: Vec<(&str, &str)> =
        messages.iter().map(|message| (entry, message.as_str())).collect();
    all(("kind = \"trial\"", held), &expected);
    // Nor to go on from it.
    let coaching =
        text("arctic-labour").replacen("exit = [\"joint_action\"", "exit = [\"agreement\"", 1);
    let errors = Template::parse(&coaching).unwrap_err();
    assert_eq!(errors.len(), 1);
    assert!(errors[0].to_string().contains("expected no `agreement` there"), "{errors:?}");
}

#[test]
fn what_comes_later_stands_later() {
    for (list, before, after) in [
        ("\"4 weeks\", \"2 weeks\"", "4 weeks", "2 weeks"),
        ("\"2 weeks\", \"14 days\"", "2 weeks", "14 days"),
        ("\"1 month\", \"30 days\"", "1 month", "30 days"),
    ] {
        let line = format!("check_ins = [{list}]");
        let message = format!(
            "check-in after {after} of stage `trial` follows {before}: expected a later one"
        );
        only(("check_ins = [\"2 weeks\", \"4 weeks\"]", &line), &line, &message);
    }
    // From 1 February they are on one day, and never in another order.
    let fits = text(LULEA).replacen("\"8 weeks\"", "\"2 months\"", 1).replacen(
        "\"12 weeks\"",
        "\"3 months\"",
        1,
    );
    assert!(Template::parse(&fits).is_ok());
    let fits = text("kompetenscentrum").replacen("\"9 months\"", "\"12 months\"", 1);
    assert!(Template::parse(&fits).is_ok(), "a whole year is never before eleven months");
    let late = "after = \"28 days\"\nopens = \"29 days\"";
    let original = text(LULEA);
    let at = original.find("after = \"28 days\"").unwrap();
    let own =
        original[at..].lines().take_while(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
    only(
        (&own, late),
        "opens = \"29 days\"",
        "follow-up `after_28_days` opens 29 days after leaving and is due after 28 days: \
         expected earlier",
    );
    for on_time in
        ["after = \"28 days\"\nopens = \"28 days\"", "after = \"1 month\"\nopens = \"30 days\""]
    {
        assert!(Template::parse(&original.replacen(&own, on_time, 1)).is_ok(), "{on_time}");
    }
}

#[test]
fn an_open_stage_has_no_length() {
    let open = "length = \"4 months\"\nopen = true";
    let found = wrong("length = \"4 months\"", open);
    let expected = (
        "length = \"4 months\"".to_owned(),
        "`length` and `open` are both there: expected one of them".to_owned(),
    );
    assert!(found.contains(&expected), "{found:?}");
    let closed =
        text(LULEA).replacen("length = \"4 months\"", "length = \"4 months\"\nopen = false", 1);
    assert!(Template::parse(&closed).is_ok());
}

#[test]
fn a_placement_that_ends_moves_its_stage_or_ends_it() {
    let moves = "moves = [\"moved_workplace\", \"too_far\", \"hired\"]";
    let told = |code: &str, stage: &str| {
        format!("`{code}` ends stage `{stage}` and is one of `moves`: expected it in one of them")
    };
    // `hired` ends no employment: it is a way on from it.
    let messages =
        [told("hired", "trial"), told("too_far", "employment"), told("too_far", "trial")];
    let expected: Vec<(&str, &str)> =
        messages.iter().map(|message| (moves, message.as_str())).collect();
    all(("moves = [\"moved_workplace\", \"workplace_closed\"]", moves), &expected);
}

#[test]
fn a_target_that_is_not_there_is_told_beside_other_mistakes() {
    let many = text(LULEA)
        .replace("first = [\"trial\"]", "first = [\"begin\"]")
        .replace("to = \"employment\"", "to = \"post\"")
        .replace("kind = \"employment\"", "kind = \"practice\"")
        .replace("length = \"1 month\"", "length = \"no time\"")
        .replace("times = 1", "times = 0");
    let errors = Template::parse(&many).unwrap_err();
    let lines: Vec<&str> = many.lines().collect();
    let found: Vec<(&str, bool)> = errors
        .iter()
        .map(|one| (lines[one.line - 1], one.problem.to_string().contains("is not a stage")))
        .collect();
    assert_eq!(
        found,
        [
            ("first = [\"begin\"]", true),
            ("length = \"no time\"", false),
            ("extension = { most = \"1 month\", times = 0 }", false),
            ("to = \"post\"", true),
            ("kind = \"practice\"", false),
            ("extension = { most = \"2 months\", times = 0 }", false),
        ],
        "{errors:?}"
    );
    // Where a name cannot be read, it may be the one that is meant.
    let nameless = wrong("id = \"employment\"\nname", "id = \"Employment\"\nname");
    assert_eq!(nameless.len(), 1, "{nameless:?}");
}
