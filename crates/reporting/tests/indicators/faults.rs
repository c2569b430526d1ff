//! Bad input is refused by name.

use etablera_domain::event::LabourStatus;
use etablera_reporting::indicator::{AnswerError, Reading, Set, SetError, shipped};
use etablera_reporting::participation::{Builder, Cohort, Facts};

use crate::people::{day, esf, material, person};

/// What is wrong with one person, as known on the last day of 2024.
#[track_caller]
fn fault(builder: Builder) -> String {
    let faults = Cohort::new([builder], [], day("2024-12-31")).unwrap_err();
    assert_eq!(faults.len(), 1);
    faults[0].to_string()
}

#[test]
fn every_fault_says_who_where_what_and_what_was_expected() {
    let stay = |from: &str, until: &str| person("P7").stay(day(from), Some(day(until)));
    let year = || stay("2024-01-08", "2024-06-28");
    let p7 = |why: &str| format!("`P7` in `22-021-S06`: {why}");
    let cases = [
        (person("P7"), "never entered: expected a day of entering"),
        (
            stay("2024-02-01", "2024-01-31"),
            "left on 2024-01-31 and entered on 2024-02-01: expected to leave on that day or later",
        ),
        (
            person("P7").stay(day("2024-01-08"), None).stay(day("2024-03-01"), None),
            "entered on 2024-01-08 and, before leaving, on 2024-03-01: expected one open \
             participation",
        ),
        (
            year().stay(day("2024-06-27"), None),
            "entered on 2024-01-08 and, before leaving, on 2024-06-27: expected one open \
             participation",
        ),
        (
            person("P7").stay(day("2025-01-01"), None),
            "the entering is of 2025-01-01, and today is 2024-12-31: expected no day in the future",
        ),
        (
            stay("2024-01-08", "2025-01-01"),
            "the leaving is of 2025-01-01, and today is 2024-12-31: expected no day in the future",
        ),
        (
            year().status(day("2025-02-01"), LabourStatus::Employed),
            "a status is of 2025-02-01, and today is 2024-12-31: expected no day in the future",
        ),
        (
            year().project_job(day("2025-02-01"), None),
            "a job in the project is of 2025-02-01, and today is 2024-12-31: expected no day in \
             the future",
        ),
        (
            year().project_job(day("2024-02-02"), Some(day("2024-02-01"))),
            "a job in the project begins on 2024-02-02 and ends on 2024-02-01: expected the \
             earlier first",
        ),
        (
            year()
                .status(day("2024-02-01"), LabourStatus::Employed)
                .status(day("2024-02-01"), LabourStatus::Inactive),
            "two statuses of 2024-02-01: expected one a day",
        ),
    ];
    for (builder, why) in cases {
        assert_eq!(fault(builder), p7(why));
    }
}

#[test]
fn facts_are_of_days_that_can_be() {
    let with = |facts| person("P7").stay(day("2024-01-08"), None).facts(facts);
    let cases = [
        (
            with(Facts { unemployed_since: Some(day("2024-01-09")), ..Facts::default() }),
            "out of work since 2024-01-09 and entered on 2024-01-08: expected that day or earlier",
        ),
        (
            with(Facts { qualified: Some(day("2025-01-09")), ..Facts::default() }),
            "a qualification is of 2025-01-09, and today is 2024-12-31: expected no day in the \
             future",
        ),
    ];
    for (builder, why) in cases {
        assert_eq!(fault(builder), format!("`P7` in `22-021-S06`: {why}"));
    }
}

#[test]
fn what_only_looks_odd_is_accepted() {
    let year = || person("P7").stay(day("2024-01-08"), Some(day("2024-06-28")));
    // Who leaves on the day of entering may come back on it, told in any order.
    let on = day("2024-01-08");
    let back = person("P7").stay(on, None).stay(on, Some(on));
    assert!(Cohort::new([back], [], day("2024-12-31")).is_ok());
    // The end of a job is planned.
    assert!(
        Cohort::new(
            [year().project_job(day("2024-02-02"), Some(day("2026-02-01")))],
            [],
            day("2024-12-31")
        )
        .is_ok()
    );
}

#[test]
fn all_who_are_wrong_are_named_at_once() {
    let open = |id: &str| person(id).stay(day("2024-01-08"), None);
    let said = [open("P2"), person("P9"), open("P2"), open("P2"), person("P1"), open("P3")];
    let faults = Cohort::new(said, [], day("2024-12-31")).unwrap_err();
    let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "`P1` in `22-021-S06`: never entered: expected a day of entering",
            "`P2` in `22-021-S06`: is there twice: expected one participation with all its stays",
            "`P9` in `22-021-S06`: never entered: expected a day of entering",
        ]
    );
    // Two operations are two participations.
    let other = Builder::new("P2".parse().unwrap(), "23-100-S01".parse().unwrap());
    let both = [open("P2"), other.stay(day("2024-01-08"), None)];
    assert_eq!(Cohort::new(both, [], day("2024-12-31")).unwrap().participations().len(), 2);
}

#[test]
fn a_report_of_tomorrow_is_refused() {
    let (set, material) = (esf(), material(Vec::new(), day("2024-12-31")));
    let (until, today) = (day("2025-01-01"), day("2024-12-31"));
    let error = set.answer(&material, Reading::until(until)).unwrap_err();
    assert_eq!(error, AnswerError::Future { until, today });
    assert_eq!(
        error.to_string(),
        "a report until 2025-01-01, and what is known is of 2024-12-31: expected that day or earlier"
    );
}

#[test]
fn what_is_not_there_is_named_beside_what_is() {
    let (set, material) = (esf(), material(Vec::new(), day("2024-12-31")));
    let report = set.answer(&material, Reading::until(day("2024-12-31"))).unwrap();
    let error = report.answer("EECO20").unwrap_err();
    assert_eq!(error, set.definition("EECO20").unwrap_err());
    let told = error.to_string();
    assert!(
        told.starts_with(
            "there is no indicator `EECO20` in `esf-plus-2021-2027`: expected one of EECO01, "
        ),
        "{told}"
    );
    let told = shipped("esf").unwrap_err().to_string();
    assert_eq!(
        told,
        "there is no set `esf`: expected one of amif-2021-2027, esf-2014-2020, \
                      esf-plus-2021-2027, interreg-2021-2027"
    );
}

#[test]
fn a_set_that_makes_no_sense_is_refused_with_its_line() {
    let text = include_str!("../../indicators/interreg-2021-2027.toml");
    let cases = [
        (r#"code = "RCO84""#, r#"code = "RCO81""#, "`RCO81` is there twice"),
        (
            r#"code = "RCO84""#,
            r#"code = "rco 84""#,
            "`rco 84` is no code: expected A-Z, 0-9 and `.`",
        ),
        (
            r#"reference = "SWD(2021) 198, RCO84""#,
            r#"reference = " ""#,
            "`RCO84` has no reference: expected where it stands",
        ),
        (
            r#"left = ["RCR82"]"#,
            r#"left = ["RCR99"]"#,
            "`obstacles that are resolved have a solution` names `RCR99`: expected a code",
        ),
        (
            r#"left = ["RCR82"]"#,
            r"left = []",
            "`obstacles that are resolved have a solution` has an empty side",
        ),
        (r#"rule = "joint_action""#, r#"rule = "joint_actions""#, "unknown variant"),
        (
            r#"fund = "interreg""#,
            r#"fund = "interreg"
colour = "blue""#,
            "unknown field `colour`",
        ),
        (
            r#"reference = "SWD(2021) 198"
"#,
            "reference = \"\"\n",
            "the set has no reference: expected where it stands",
        ),
    ];
    for (from, to, why) in cases {
        let wrong = text.replacen(from, to, 1);
        assert_ne!(text, wrong, "{from}");
        let Err(SetError::Text { line, message }) = Set::parse(&wrong) else { panic!("{why}") };
        assert!(message.contains(why), "{message}");
        assert!(line >= 1, "{why}");
    }
    let twice = text.replacen(r#"code = "RCO84""#, r#"code = "RCO81""#, 1);
    let at = text.lines().position(|line| line.contains("RCO84")).unwrap();
    let Err(SetError::Text { line, .. }) = Set::parse(&twice) else { panic!() };
    // The table's head stands before its code.
    assert!((at..=at + 1).contains(&line), "{line} and {at}");
}
