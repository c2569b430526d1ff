//! Weeks from files.

use etablera_programme::week::{Travel, Week, WeekFile, What, Window, Wish};

use crate::{WORKDAYS, hard, id, monday};

const TEXT: &str = r#"monday = "2026-11-09"

[[wish]]
id = "a"
home = { days = ["mon", "tue", "wed", "thu", "fri"], within = "HOURS" }
"#;

#[test]
fn hours_are_written_in_one_way() {
    let home = |from, to| -> Wish {
        let days = WORKDAYS.into_iter().collect();
        hard("a", What::Home { days, window: Window { from, to } })
    };
    let good = [
        ("07:00-17:30", (420, 1050)),
        ("00:00-24:00", (0, 1440)),
        ("22:00-06:00", (1320, 1800)),
        ("08:00-08:00", (480, 1920)),
    ];
    for (hours, (from, to)) in good {
        let read = WeekFile::parse(&TEXT.replace("HOURS", hours)).unwrap();
        let week = Week::new(monday(), vec![home(from, to)], &Travel::default()).unwrap();
        assert_eq!((read.week, read.taught_before), (week, None), "{hours}");
    }
    let bad = [
        "",
        "07:00",
        "7:00-8:00",
        "07:60-08:00",
        "24:00-08:00",
        "24:05-25:00",
        "+7:00-08:00",
        "07:00-08:00-09:00",
        "07.00-08.00",
    ];
    for hours in bad {
        let error = WeekFile::parse(&TEXT.replace("HOURS", hours)).unwrap_err();
        assert_eq!(error.line, 5, "{error}");
        assert!(error.message.contains("is no stretch of a day: expected one as"), "{error}");
    }
}

#[test]
fn all_that_can_be_wished_for_reads() {
    let text = r#"
        monday = "2026-11-09"
        taught_before = [1, 2, 3]
        [travel]
        from_home = { school = 20 }
        between = [["school", "hotel", 5]]
        [[wish]]
        id = "sfi"
        strength = "soft"
        time = { kind = "study", place = "school", options = [
            { minutes = 60, times = 1, days = ["Monday"], within = "08:00-10:00" },
            { minutes = 50, breaks = 10, times = 2, days = ["tue", "wed"], within = "08:00-10:00" },
        ] }
        [[wish]]
        id = "hours"
        open = { place = "school", hours = [{ days = ["mon"], within = "08:00-09:00" }] }
    "#;
    let read = WeekFile::parse(text).unwrap();
    assert_eq!((read.week.monday(), read.taught_before), (monday(), Some([1, 2, 3])));
    let limits = crate::shipped();
    let plan = match etablera_programme::week::plan_week(&read.week, &limits).unwrap() {
        etablera_programme::week::Outcome::Planned(plan) => plan,
        other => panic!("{other:?}"),
    };
    // The first option, since the school is open on the Monday only.
    assert_eq!(plan.blocks.len(), 1);
    assert_eq!((&plan.blocks[0].wish, plan.blocks[0].from), (&id("sfi"), 480));
}

#[test]
fn what_is_wrong_has_its_line() {
    let text = TEXT.replace("HOURS", "06:00-18:00");
    let twice = format!("{text}{}", &text[text.find("[[wish]]").unwrap()..]);
    let cases = [
        (text.replace("11-09", "11-10"), 1, "no Monday"),
        (text.replace("11-09", "11-31"), 1, "is no day"),
        (text.replace("[[wish]]", "wishes = []\n[[wish]]"), 3, "unknown field `wishes`"),
        (twice, 6, "the wish `a` is there twice"),
        (text.replace("home", "#"), 3, "expected one of `time`, `home` and `open`"),
        (text.replace("\"fri\"", "\"frm\""), 5, "`frm` is no weekday: expected one as `mon`"),
        (text.replace("06:00-18:00", "06:02-18:00"), 3, "expected steps of five minutes"),
        (text.replace("[[wish]]", "[[wish"), 3, ""),
    ];
    for (text, line, why) in cases {
        let error = WeekFile::parse(&text).unwrap_err();
        assert!(error.line == line && error.message.contains(why), "{line}, {why}: {error}");
    }
}
