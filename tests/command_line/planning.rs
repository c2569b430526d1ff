//! Commands for plans, forecasts and records: files in, answer out.

use std::fs;
use std::path::Path;

use etablera_cli::Exit;
use serde_json::Value;

use crate::support::etablera;

const CASES: &str = "tests/cases/planning";

#[track_caller]
fn done(args: &str) -> String {
    let ran = etablera(args, 140);
    assert_eq!(ran.exit, Exit::Done, "{args}: {}", ran.err);
    ran.out
}

#[track_caller]
fn json(args: &str) -> Value {
    serde_json::from_str(&done(&format!("{args} --format json"))).unwrap()
}

/// A case with some text changed.
struct Changed {
    folder: tempfile::TempDir,
    file: String,
}

#[track_caller]
fn changed(case: &str, from: &str, to: &str) -> Changed {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(case);
    let text = fs::read_to_string(Path::new(CASES).join(case)).unwrap();
    assert!(text.contains(from), "`{from}` is in `{case}`");
    fs::write(&file, text.replacen(from, to, 1)).unwrap();
    let file = file.display().to_string();
    Changed { folder, file }
}

/// What a command says of a case with some text changed, without the folder.
#[track_caller]
fn refused(args: &str, case: (&str, &str, &str)) -> String {
    let Changed { folder, file } = changed(case.0, case.1, case.2);
    let ran = etablera(&args.replace("FILE", &file), 140);
    assert_eq!((ran.exit, ran.out.as_str()), (Exit::BadInput, ""), "{}", ran.err);
    ran.err.replace(&format!("{}/", folder.path().display()), "")
}

#[test]
fn a_week_by_day() {
    insta::assert_snapshot!(done(&format!("calendar week {CASES}/week.toml")));
}

#[test]
fn a_week_is_a_calendar_file_too() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("week.ics");
    let week = json(&format!("calendar week {CASES}/week.toml --ical {}", out.display()));
    let file = fs::read_to_string(&out).unwrap();
    let blocks = week["blocks"].as_array().unwrap().len();
    assert_eq!(file.matches("BEGIN:VEVENT").count(), blocks);
    // 7 o'clock in Sweden in November is 6 o'clock in UTC.
    assert!(file.contains("UID:week-placement-2026-11-09@etablera\r\n"), "{file}");
    assert!(file.contains("DTSTAMP:20261201T073000Z\r\n"), "{file}");
    // The same again has the same bytes.
    let again = folder.path().join("again.ics");
    done(&format!("calendar week {CASES}/week.toml --ical {}", again.display()));
    assert_eq!(fs::read_to_string(&again).unwrap(), file);
}

#[test]
fn the_fewest_wishes_that_cannot_go_together() {
    let case = changed("week.toml", "06:30-18:00", "08:30-15:00");
    let out = case.folder.path().join("week.ics");
    let ran = etablera(&format!("calendar week {} --ical {}", case.file, out.display()), 140);
    assert_eq!(ran.exit, Exit::No, "{}", ran.err);
    assert!(!out.exists());
    insta::assert_snapshot!(ran.out);
}

#[test]
fn a_week_leaves_out_holidays() {
    let case = changed("week.toml", "2026-11-09", "2026-12-21");
    let ran = etablera(&format!("calendar week {} --format csv", case.file), 140);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    assert_eq!(ran.err, "2026-12-25 is left out: Juldagen\n2026-12-26 is left out: Annandag jul\n");
    assert!(ran.out.contains("2026-12-24,Thu") && !ran.out.contains("2026-12-25"), "{}", ran.out);
}

#[test]
fn a_mistake_in_a_week_is_named_by_its_line() {
    let of = |from, to| refused("calendar week FILE", ("week.toml", from, to));
    insta::assert_snapshot!(
        [
            of("2026-11-09", "2026-11-10"),
            of("07:00-17:00", "07:00-17"),
            of("minutes = 420", "minutes = 421"),
            of("times = 4", "times = 5"),
            of("id = \"sfi\"", "id = \"nursery\""),
            of("strength = \"soft\"", "strength = \"weak\""),
            of("home = { days", "hmoe = { days"),
        ]
        .concat()
    );
}

#[test]
fn a_course_part_after_part() {
    let course = done("calendar training workplace-lulea --from 2027-01-04 --weekday fri");
    insta::assert_snapshot!(course);
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("course.ics");
    let args = "calendar training workplace-lulea --from 2027-01-04 --weekday fri";
    let course = json(&format!("{args} --ical {}", out.display()));
    let sessions = course["sessions"].as_array().unwrap();
    assert_eq!(course["complete"], sessions[sessions.len() - 1]["on"]);
    let file = fs::read_to_string(&out).unwrap();
    assert_eq!(file.matches("BEGIN:VEVENT").count(), sessions.len());
}

#[test]
fn a_course_needs_a_weekday_and_a_template() {
    let said = |args: &str| {
        let ran = etablera(&format!("calendar training {args}"), 140);
        assert_eq!(ran.exit, Exit::BadInput, "{}", ran.out);
        ran.err
    };
    let all = [
        said("workplace-lulea --from 2027-01-04"),
        said("workplace --from 2027-01-04 --weekday fri"),
        said("kompetenscentrum --from 2027-01-04 --weekday fri"),
        said("workplace-lulea --from 2199-12-01 --weekday fri"),
    ];
    insta::assert_snapshot!(all.concat());
}

#[test]
fn what_resources_lead_to_and_which_holds_it_back() {
    let args = format!("programme capacity {CASES}/capacity.toml --replications 200");
    let ran = done(&args);
    insta::assert_snapshot!(ran);
    assert_eq!(done(&format!("{args} --threads 1")), ran);
    assert_ne!(done(&format!("{args} --seed 2")), ran);
}

#[test]
fn everything_that_is_enough_and_has_nothing_to_spare() {
    let args = format!("programme capacity {CASES}/capacity-wanted.toml --replications 100");
    insta::assert_snapshot!(done(&args));
    let all = json(&args);
    let sets = all["minimal"].as_array().unwrap();
    assert!(!sets.is_empty() && sets.iter().all(|set| set["goal"]["reached"].as_u64() >= Some(60)));
    let case = changed("capacity-wanted.toml", "employment_seats = 12", "employment_seats = 2");
    let ran = etablera(&format!("programme capacity {} --replications 100", case.file), 140);
    assert_eq!(ran.exit, Exit::No, "{}", ran.err);
    insta::assert_snapshot!("out_of_reach", ran.out);
}

#[test]
fn a_question_about_capacity_is_checked() {
    let of = |from, to| refused("programme capacity FILE", ("capacity.toml", from, to));
    insta::assert_snapshot!(
        [
            of("on = 7500", "on = 7400"),
            of("\"1 month\"", "\"1 moth\""),
            of("people = 12", "people = 0"),
            of("months = 12", "months = 121"),
            of("mark = \"through\"", "mark = { begun = \"work\" }"),
            of("seat = \"trial\"", "seats = \"trial\""),
            of("resources =", "wanted ="),
            of("start = \"2027-01-01\"", "start = \"2027-13-01\""),
            of("id = \"employment\"", "id = \"trial\""),
        ]
        .concat()
    );
    let neither = changed("capacity.toml", "resources = {", "#");
    let ran = etablera(&format!("programme capacity {}", neither.file), 140);
    assert!(ran.err.contains("expected one of `resources` and `wanted`"), "{}", ran.err);
}

#[test]
fn a_question_may_be_json() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("question.json");
    let text = r#"{"base": 2026, "years": 1,
        "staff": [{"occupation": "ssyk:5321", "born": {"1990": 3}}]}"#;
    fs::write(&file, text).unwrap();
    let told = json(&format!("programme forecast {}", file.display()));
    assert_eq!(told[0]["scenario"], "as_today");
    assert_eq!(told[0]["total"][0]["staff"], 3000);
    fs::write(&file, text.replace("born", "birth")).unwrap();
    let ran = etablera(&format!("programme forecast {}", file.display()), 140);
    assert_eq!(ran.exit, Exit::BadInput);
    assert!(ran.err.contains("question.json: line 2: unknown field `birth`"), "{}", ran.err);
}

#[test]
fn need_by_occupation_and_year() {
    let ran = etablera(&format!("programme forecast {CASES}/forecast.toml"), 160);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    insta::assert_snapshot!(format!("{}{}", ran.out, ran.err));
    let told = json(&format!("programme forecast {CASES}/forecast.toml"));
    assert_eq!(told.as_array().unwrap().len(), 3);
    assert_eq!(told[0]["standing"], "unverified");
}

#[test]
fn what_goes_into_a_forecast_is_checked() {
    let of = |from, to| refused("programme forecast FILE", ("forecast.toml", from, to));
    insta::assert_snapshot!(
        [
            of("1961 = 14", "961 = 14"),
            of("1961 = 14", "1901 = 14"),
            of("ssyk:5321", "ssyk:53210"),
            of("years = 5", "years = 0"),
            of("ssyk:2221", "ssyk:5321"),
            of("growth = 150", "growht = 150"),
            of("id = \"people_stay\"", "id = \"as_today\""),
            of("years = 5", "years = 5\nretirement = { first = 0, shares = [] }"),
        ]
        .concat()
    );
}

#[test]
fn a_forecast_beside_two_naive_ones() {
    let args = format!("programme backtest {CASES}/inhabitants.csv --horizon 5");
    insta::assert_snapshot!(done(&args));
    let marked = changed("inhabitants.csv", "year,", "\u{feff}year,");
    assert_eq!(done(&format!("programme backtest {} --horizon 5", marked.file)), done(&args));
    let of = |from, to| refused("programme backtest FILE", ("inhabitants.csv", from, to));
    insta::assert_snapshot!(
        "series_errors",
        [
            of("year,value", "year;value"),
            of("2003,8975670", "2004,8975670"),
            of("2003,8975670", "2003,8 975 670"),
            of("2003,8975670", "MMIII,8975670"),
            of("2003,8975670", "2003,0"),
        ]
        .concat()
    );
}

#[test]
fn plans_that_are_due_and_what_one_person_alone_can() {
    let args = format!("introduction plans {CASES}/plans.jsonl --on 2026-12-01");
    insta::assert_snapshot!(done(&args));
    let of_unit = json(&format!("{args} --unit library"));
    assert_eq!(of_unit["due"].as_array().unwrap().len(), 1);
    assert_eq!(of_unit["alone"][0]["holder"], "P04");
    // Nothing was made yet.
    let before = json(&args.replace("2026-12-01", "2026-01-01"));
    assert_eq!(before["due"].as_array().unwrap().len(), 0);
}

#[test]
fn a_mistake_in_a_plan_is_named_by_its_line() {
    let args = "introduction plans FILE --on 2026-12-01";
    let of = |from, to| refused(args, ("plans.jsonl", from, to));
    let unit =
        etablera(&format!("introduction plans {CASES}/plans.jsonl --on 2026-12-01 --unit x"), 140);
    assert_eq!(unit.exit, Exit::BadInput);
    insta::assert_snapshot!(
        [
            of("\"2 weeks\"", "\"2 wekes\""),
            of("{\"colleague\":\"P02\"}", "{\"colleague\":\"P01\"}"),
            of("\"holder\":\"P02\"", "\"holder\":\"P01\""),
            of("\"owner\":\"bo\"", "\"owner\":\"bo\",\"note\":\"x\""),
            unit.err,
        ]
        .concat()
    );
}

#[test]
fn a_project_record_comes_out_as_it_went_in() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("again.json");
    let file = format!("{CASES}/project.json");
    let shown = done(&format!("programme record {file} --out {}", out.display()));
    assert_eq!(fs::read(&out).unwrap(), fs::read(&file).unwrap());
    assert_eq!(
        done(&format!("programme record {file} --format json")),
        fs::read_to_string(&file).unwrap()
    );
    insta::assert_snapshot!(shown);
}

#[test]
fn all_that_is_wrong_with_a_record_is_said_at_once() {
    let case = changed("project.json", "2120002742", "2120002743");
    let text = fs::read_to_string(&case.file).unwrap();
    let text = text.replace("\"Nej\"", "\"No\"").replace("2025-02-02", "2022-02-02");
    fs::write(&case.file, text.replace("  \"Namn\": \"Kompetenscentrum\",\n", "")).unwrap();
    let out = case.folder.path().join("again.json");
    let ran = etablera(&format!("programme record {} --out {}", case.file, out.display()), 140);
    assert_eq!((ran.exit, out.exists()), (Exit::No, false));
    let folder = format!("{}/", case.folder.path().display());
    insta::assert_snapshot!(ran.out.replace(&folder, ""));
}

#[test]
fn what_was_done_across_borders() {
    let args = format!("programme borders {CASES}/events.jsonl");
    insta::assert_snapshot!(done(&args));
    let later = json(&format!("{args} --from 2026-03-01"));
    assert!(later.as_array().unwrap().iter().all(|row| row["what"] != "action"), "{later}");
    let ran = etablera(&format!("{args} --from 2026-03-01 --until 2026-02-01"), 140);
    assert_eq!(ran.exit, Exit::BadInput);
    assert!(ran.err.contains("expected the earlier day first"), "{}", ran.err);
    let said = refused("programme borders FILE", ("events.jsonl", "\"FI\"", "\"FIN\""));
    assert!(said.contains("events.jsonl:2: what"), "{said}");
}

#[test]
fn which_tasks_are_open_in_a_country() {
    let of = |args: &str| done(&format!("programme profession {args} --format csv"));
    let finland = of("nurse --country FI");
    insta::assert_snapshot!(finland);
    assert_eq!(of("isco:2221 --country FI"), finland);
    insta::assert_snapshot!("sweden", of("midwife --country SE"));
    insta::assert_snapshot!(
        "finland_table",
        done("programme profession nurse --country FI --exempt false")
    );
    assert!(of("nurse --country FI --licence held").contains("work,open,held"));
    assert!(of("nurse --country FI --licence stated").contains("work,ask,not_shown"));
    assert!(of("nurse --country FI --licence not-known").contains("work,ask,not_known"));
    assert!(of("isco:9112 --country FI").contains("work,ask,not_listed"));
    let ran = etablera("programme profession nurse-x --country FI", 140);
    assert_eq!(ran.exit, Exit::BadInput);
    assert!(ran.err.contains("`nurse-x` is neither a profession nor an occupation"), "{}", ran.err);
    assert!(ran.err.contains("midwife, "), "{}", ran.err);
}

#[test]
fn rights_with_their_clauses() {
    insta::assert_snapshot!(done(&format!("rules rights {CASES}/rights.toml")));
    let of = |from, to| refused("rules rights FILE", ("rights.toml", from, to));
    insta::assert_snapshot!(
        "rights_errors",
        [
            of("born = \"1990-05-04\"", "born = \"1990-02-30\""),
            of("registered = true", "registerd = true"),
            of("[sfi]", "[sfo]"),
            of("\"1/1\"", "\"3/2\""),
        ]
        .concat()
    );
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("none.toml");
    fs::write(&file, "").unwrap();
    let ran = etablera(&format!("rules rights {}", file.display()), 140);
    assert_eq!(ran.exit, Exit::BadInput);
    assert!(ran.err.contains("no right is asked about: expected a table `sfi`"), "{}", ran.err);
}

#[test]
fn a_right_that_is_ruled_out_is_no() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("sfi.toml");
    fs::write(&file, "[sfi]\nborn = \"1990-05-04\"\nlacks_basic_swedish = false\n").unwrap();
    let ran = etablera(&format!("rules rights {} --format json", file.display()), 140);
    let told: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((ran.exit, &told[0]["decision"]["answer"]), (Exit::No, &"probably_not".into()));
}

#[test]
fn when_papers_are_in_time_and_support_is_paid() {
    insta::assert_snapshot!(done(&format!("rules payment {CASES}/payment.toml")));
    let late = changed("payment.toml", "2026-12-01", "2027-06-01");
    let ran = etablera(&format!("rules payment {} --as-of 2027-06-02", late.file), 140);
    assert_eq!(ran.exit, Exit::No, "{}{}", ran.out, ran.err);
    let said = refused("rules payment FILE", ("payment.toml", "\"2026-10\"", "\"2026-13\""));
    assert!(said.contains("payment.toml: line 5: `2026-13` is no month"), "{said}");
}
