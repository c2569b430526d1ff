//! Rows that are wrong: each is refused with its place and what was expected.

use etablera_domain::jsonl::{self, Record};
use etablera_domain::{Employer, Need, Participant, TrainingModule, Visit};

/// The message for a row, or `read` if it makes sense.
fn message<T: Record>(row: &str) -> String {
    jsonl::parse::<T>(row).map_or_else(|error| error.to_string(), |_| "read".to_owned())
}

/// A row with one more field.
fn with(row: &str, field: &str) -> String {
    row.replacen('{', &format!("{{{field},"), 1)
}

const PARTICIPANT: &str = r#"{"id":"P1"}"#;
const EMPLOYER: &str = r#"{"id":"E1","name":"Café"}"#;
const VISIT: &str = r#"{"id":"V1","employer":"E1","on":"2026-03-02"}"#;
const TRAINING: &str = r#"{"id":"M1","title":"Hygiene","hours":8,"gives":[]}"#;
const NEED: &str =
    r#"{"id":"N1","employer":"E1","origin":{"visit":"V1"},"title":"Cook","seats":1,"tasks":[]}"#;

/// A need with these requirements in its second task, on top of 500 permille.
fn need(requirements: &str) -> String {
    let tasks = format!(
        r#""tasks":[{{"title":"a","share_permille":500}},
        {{"title":"b","share_permille":500,"requirements":[{requirements}]}}]"#
    );
    NEED.replace(r#""tasks":[]"#, &tasks)
}

/// A requirement of a competence at level 3 with these fields besides.
fn requirement(fields: &str) -> String {
    let id = if fields.contains(r#""id""#) { "" } else { r#""id":"r","# };
    format!(
        r#"{{{id}"what":{{"kind":"competence","concept":"isco:5120","level":3}},"strength":"must"{fields}}}"#
    )
}

#[track_caller]
fn check<T: Record>(cases: &[(&str, &str)]) {
    for (row, expected) in cases {
        assert_eq!(message::<T>(row), *expected, "{row}");
    }
}

#[test]
fn the_plain_rows_are_right() {
    assert_eq!(message::<Participant>(PARTICIPANT), "read");
    assert_eq!(message::<Employer>(EMPLOYER), "read");
    assert_eq!(message::<Visit>(VISIT), "read");
    assert_eq!(message::<TrainingModule>(TRAINING), "read");
    assert_eq!(message::<Need>(NEED), "read");
    assert_eq!(message::<Need>(&need(&requirement(r#","reason":"law""#))), "read");
}

#[test]
fn what_is_no_json_object_is_no_row() {
    check::<Participant>(&[
        (
            "",
            "not JSON: the line ends too early, at column 0: expected one whole JSON object a line",
        ),
        ("hello", "not JSON: expected value at column 1"),
        (
            r#"{"id":"P1""#,
            "not JSON: the line ends too early, at column 10: expected one whole JSON object a line",
        ),
        (
            r#"{"id":"P1"#,
            "id: not JSON: the line ends too early, at column 9: expected one whole JSON object a line",
        ),
        (r#"{"id":"P1",}"#, "not JSON: trailing comma at column 12"),
        (r#"{'id':'P1'}"#, "not JSON: key must be a string at column 2"),
        (
            r#"{"id":"P1"} {"id":"P2"}"#,
            "more text after the object, at column 13: expected one JSON object a line",
        ),
        (
            r#"{"id":"P1"},"#,
            "more text after the object, at column 12: expected one JSON object a line",
        ),
        (
            r#"[{"id":"P1"},{"id":"P2"}]"#,
            "found a list: expected one JSON object a line, with nothing around or between them",
        ),
        (
            r#"["P1"]"#,
            "found a list: expected one JSON object a line, with nothing around or between them",
        ),
        ("[", "found a list: expected one JSON object a line, with nothing around or between them"),
        (r#""P1""#, r#"found string "P1", expected an object"#),
        ("17", "found integer `17`, expected an object"),
        ("null", "found null, expected an object"),
        ("NaN", "not JSON: expected value at column 1"),
        (r#"{"id":"\ud800"}"#, "id: unexpected end of hex escape at column 14"),
        (
            "{\"id\":\"P\u{0}\"}",
            r#"id: not JSON: control character (\u0000-\u001F) found while parsing a string at column 9"#,
        ),
    ]);
}

const PARTICIPANT_FIELDS: &[(&str, &str)] = &[
    ("{}", "missing field `id`"),
    (r#"{"id":"P1","id":"P2"}"#, "duplicate field `id`"),
    (r#"{"id":null}"#, "id: found null, expected a string"),
    (
        r#"{"id":""}"#,
        "id: `` is not an id: expected 1 to 64 letters (a-z), digits, `.`, `_`, `:` or `-`, beginning with a letter or digit",
    ),
    (
        r#"{"id":"P 1"}"#,
        "id: `P 1` is not an id: expected 1 to 64 letters (a-z), digits, `.`, `_`, `:` or `-`, beginning with a letter or digit",
    ),
    (
        r#"{"id":"P1","name":"A"}"#,
        "name: unknown field `name`, expected one of `id`, `competences`, `occupations`, `languages`, `credentials`, `education`, `home`, `reach`, `hours`, `shifts`, `available_from`, `wishes`",
    ),
    (
        r#"{"id":"P1","home":{"municipality":"2580","street":"x"}}"#,
        "home.street: unknown field `street`, expected `municipality` or `position`",
    ),
    (
        r#"{"id":"P1","shifts":{"night":"yes","night":"no"}}"#,
        "shifts: a shift is given twice: expected each once",
    ),
    (
        r#"{"id":"P1","shifts":{"noon":"yes"}}"#,
        "shifts: unknown value `noon`, expected one of `day`, `evening`, `night`, `weekend`",
    ),
    (
        r#"{"id":"P1","shifts":{"night":"maybe"}}"#,
        "shifts: unknown value `maybe`, expected `yes` or `no`",
    ),
    (
        r#"{"id":"P1","shifts":["night"]}"#,
        "shifts: found a list, expected an object from shift to `yes` or `no`",
    ),
    (
        r#"{"id":"P1","\u001b[2Jx":1}"#,
        "\u{fffd}[2Jx: unknown field `\u{fffd}[2Jx`, expected one of `id`, `competences`, `occupations`, `languages`, `credentials`, `education`, `home`, `reach`, `hours`, `shifts`, `available_from`, `wishes`",
    ),
];

const EMPLOYER_FIELDS: &[(&str, &str)] = &[
    (r#"{"id":"E1"}"#, "missing field `name`"),
    (
        r#"{"id":"E1","name":"x","organisation_number":"212000-2743"}"#,
        "organisation_number: `212000-2743` is not an organisation number: expected ten digits with a right check digit, such as `212000-2742`",
    ),
    (
        r#"{"id":"E1","name":"x","municipality":"258"}"#,
        "municipality: `258` is not a municipality: expected a code such as `SE-2580` or `2580`",
    ),
];

const TRAINING_FIELDS: &[(&str, &str)] = &[
    (
        r#"{"id":"M1","title":"x","hours":70000,"gives":[]}"#,
        "hours: invalid value: integer `70000`, expected a whole number, 0 to 65535",
    ),
    (
        r#"{"id":"M1","title":"x","hours":8,"gives":[{"kind":"reach"}]}"#,
        "gives[0]: missing field `workplace`",
    ),
    (
        r#"{"id":"M1","title":"x","hours":8,"gives":[{"kind":"luck"}]}"#,
        "gives[0].kind: unknown value `luck`, expected one of `competence`, `language`, `credential`, `experience`, `education`, `hours`, `shift`, `start`, `reach`",
    ),
    (
        r#"{"id":"M1","title":"x","hours":8,"gives":[{"shift":"day"}]}"#,
        "gives[0]: missing field `kind`",
    ),
    (
        r#"{"id":"M1","title":"x","hours":8,"gives":["reach"]}"#,
        r#"gives[0]: found string "reach", expected an object with the field `kind`"#,
    ),
    (
        r#"{"id":"M1","title":"x","hours":8,"gives":[{"kind":"shift","shift":"day","kind":"hours"}]}"#,
        "gives[0]: duplicate field `kind`",
    ),
    (
        r#"{"id":"M1","title":"x","hours":8,"gives":[{"shift":"noon","kind":"shift"}]}"#,
        "gives[0]: shift: unknown value `noon`, expected one of `day`, `evening`, `night`, `weekend`",
    ),
    (
        r#"{"id":"M1","title":"x","hours":8,"gives":[{"kind":"shift","shift":"day","level":1}]}"#,
        "gives[0]: unknown field `level`, expected `shift`",
    ),
];

#[test]
fn fields_are_known_given_once_and_given() {
    check::<Participant>(PARTICIPANT_FIELDS);
    check::<Visit>(&[(r#"{"id":"V1","employer":"E1"}"#, "missing field `on`")]);
    check::<Employer>(EMPLOYER_FIELDS);
    check::<TrainingModule>(TRAINING_FIELDS);
}

#[test]
fn what_could_discriminate_has_no_field_in_any_record() {
    for word in [
        "gender",
        "kön",
        "sex",
        "birth_date",
        "age",
        "religion",
        "ethnicity",
        "disability",
        "sexual_orientation",
        "gender_identity",
        "nationality",
        "name",
        "personal_number",
    ] {
        let field = format!(r#""{word}":"x""#);
        let expected = format!("unknown field `{word}`, expected ");
        let messages = [
            message::<Participant>(&with(PARTICIPANT, &field)),
            message::<Need>(&with(NEED, &field)),
            message::<Visit>(&with(VISIT, &field)),
            message::<TrainingModule>(&with(TRAINING, &field)),
            message::<Need>(&need(&format!(
                r#"{{"id":"r","what":{{"kind":"competence","concept":"isco:5120","level":3,{field}}}}}"#
            ))),
        ];
        for message in messages {
            assert!(message.contains(&expected), "{message}");
        }
        // An employer has a name.
        let employer = message::<Employer>(&with(EMPLOYER, &field));
        assert!(word == "name" || employer.contains(&expected), "{employer}");
    }
}

#[test]
fn dates_exist_and_have_one_form() {
    for (date, expected) in [
        ("2026-02-30", "`2026-02-30` is not a date: expected a day that exists, as `YYYY-MM-DD`"),
        ("2026-2-3", "`2026-2-3` is not a date: expected a day that exists, as `YYYY-MM-DD`"),
        ("3/2/2026", "`3/2/2026` is not a date: expected a day that exists, as `YYYY-MM-DD`"),
        ("", "`` is not a date: expected a day that exists, as `YYYY-MM-DD`"),
    ] {
        let claim = |field: &str, fields: &str| {
            format!(r#"{{"id":"P1","{field}":[{{"evidence":"stated",{fields}}}]}}"#)
        };
        let on = format!(r#""on":"{date}""#);
        let licence = r#""credential":{"kind":"forklift","class":"A"},"#;
        for (field, found) in [
            ("on", message::<Visit>(&VISIT.replace("2026-03-02", date))),
            ("start", message::<Need>(&with(NEED, &format!(r#""start":"{date}""#)))),
            (
                "origin.import.confirmed_on",
                message::<Need>(&NEED.replace(
                    r#"{"visit":"V1"}"#,
                    &format!(r#"{{"import":{{"source":"x","confirmed_on":"{date}"}}}}"#),
                )),
            ),
            (
                "tasks[1].requirements[0].what.on",
                message::<Need>(&need(&format!(r#"{{"what":{{"kind":"start",{on}}}}}"#))),
            ),
            (
                "available_from",
                message::<Participant>(&format!(r#"{{"id":"P1","available_from":"{date}"}}"#)),
            ),
            (
                "credentials[0].valid_to",
                message::<Participant>(&claim(
                    "credentials",
                    &format!(r#"{licence}"valid_to":"{date}""#),
                )),
            ),
            (
                "credentials[0].valid_from",
                message::<Participant>(&claim(
                    "credentials",
                    &format!(r#"{licence}"valid_from":"{date}""#),
                )),
            ),
            (
                "education[0].recognition.on",
                message::<Participant>(&claim(
                    "education",
                    &format!(r#""level":"3","recognition":{{"status":"applied",{on}}}"#),
                )),
            ),
            (
                "languages[0].on",
                message::<Participant>(&format!(
                    r#"{{"id":"P1","languages":[{{"language":"sv","skill":"reading","level":"A1",
                        "source":"test",{on}}}]}}"#
                )),
            ),
        ] {
            assert_eq!(found, format!("{field}: {expected}"));
        }
    }
}

/// A field of a participant with a wrong value.
const VALUES: &[(&str, &str)] = &[
    (
        r#""competences":[{"concept":"isco:5120","level":5,"evidence":"stated"}]"#,
        "competences[0].level: `5` is not a level: expected 1 (aware), 2 (with support), 3 (independent) or 4 (can teach)",
    ),
    (
        r#""competences":[{"concept":"isco:5120","level":-1,"evidence":"stated"}]"#,
        "competences[0].level: invalid value: integer `-1`, expected a whole number, 0 or more",
    ),
    (
        r#""competences":[{"concept":"isco:5120","level":2.5,"evidence":"stated"}]"#,
        "competences[0].level: found number `2.5`, expected a whole number, 0 or more",
    ),
    (
        r#""competences":[{"concept":"isco:5120","level":"3","evidence":"stated"}]"#,
        r#"competences[0].level: found string "3", expected a whole number, 0 or more"#,
    ),
    (
        r#""competences":[{"concept":"cook","level":3,"evidence":"stated"}]"#,
        "competences[0].concept: `cook` is not a concept id: expected an ESCO URI, or `ssyk:`, `isco:`, `styrk:` or `jobtech:` and a code",
    ),
    (
        r#""competences":[{"concept":"isco:5120","level":3}]"#,
        r#"competences[0]: missing field `evidence`: expected it, or `"answer": "no"`"#,
    ),
    (
        r#""competences":[{"concept":"isco:5120","answer":"no","level":3}]"#,
        r#"competences[0]: field `level` together with `"answer": "no"`: expected one or the other"#,
    ),
    (
        r#""competences":[{"concept":"isco:5120","answer":"maybe"}]"#,
        "competences[0].answer: unknown value `maybe`, expected `yes` or `no`",
    ),
    (
        r#""competences":[{"concept":"isco:5120","level":3,"evidence":"stated","last_used":1899}]"#,
        "competences[0].last_used: `1899` is not a year: expected 1900 to 2199",
    ),
    (r#""competences":{}"#, "competences: found an object, expected a list"),
    (
        r#""occupations":[{"concept":"isco:5120","months":-1,"evidence":"stated"}]"#,
        "occupations[0].months: invalid value: integer `-1`, expected a whole number, 0 to 65535",
    ),
    (
        r#""occupations":[{"concept":"isco:5120","months":65536,"evidence":"stated"}]"#,
        "occupations[0].months: invalid value: integer `65536`, expected a whole number, 0 to 65535",
    ),
    (
        r#""occupations":[{"concept":"isco:5120","evidence":"stated"},{"concept":"esco:isco/C5120","answer":"no"}]"#,
        "occupation `http://data.europa.eu/esco/isco/C5120` is claimed twice: expected one claim with the months in all",
    ),
    (
        r#""languages":[{"language":"Swedish","skill":"reading","level":"A1","source":"test"}]"#,
        "languages[0].language: `Swedish` is not a language: expected ISO 639, such as `sv`",
    ),
    (
        r#""languages":[{"language":"sv","skill":"reading","level":"D1","source":"test"}]"#,
        "languages[0].level: `D1` is not a CEFR level: expected A1 to C2",
    ),
    (
        r#""languages":[{"language":"sv","skill":"reading","level":2,"source":"test"}]"#,
        "languages[0].level: found integer `2`, expected a string",
    ),
    (
        r#""credentials":[{"credential":{"kind":"forklift","class":"E"},"evidence":"stated"}]"#,
        "credentials[0].credential.class: unknown value `E`, expected one of `A`, `B`, `C`, `D`",
    ),
    (
        r#""credentials":[{"credential":{"kind":"forklift"},"evidence":"stated"}]"#,
        "credentials[0].credential: missing field `class`",
    ),
    (
        r#""credentials":[{"credential":{"kind":"forklift","class":"A"},"evidence":"stated","valid_from":"2026-01-02","valid_to":"2026-01-01"}]"#,
        "credentials[0]: `valid_to` 2026-01-01 is before `valid_from` 2026-01-02: expected the earlier day first",
    ),
    (
        r#""education":[{"level":"9","evidence":"stated"}]"#,
        "education[0].level: `9` is not an ISCED 2011 level: expected `0` to `8`",
    ),
    (
        r#""education":[{"level":"3","evidence":"stated","recognition":{"status":"not_applied","on":"2026-01-01"}}]"#,
        "education[0].recognition: unknown field `on`, expected none but `status` here",
    ),
    (
        r#""hours":{"from":0,"to":20}"#,
        "hours: `0` to `20` is not a range of weekly hours: expected 1 to 60, the lower first",
    ),
    (
        r#""hours":{"from":20,"to":10}"#,
        "hours: `20` to `10` is not a range of weekly hours: expected 1 to 60, the lower first",
    ),
    (
        r#""hours":{"from":20,"to":300}"#,
        "hours: `20` to `300` is not a range of weekly hours: expected 1 to 60, the lower first",
    ),
    (r#""hours":{"from":20}"#, "hours: missing field `to`"),
    (r#""hours":40"#, "hours: found integer `40`, expected an object"),
    (
        r#""reach":{"kilometres":2.5}"#,
        "reach.kilometres: found number `2.5`, expected a whole number, 0 to 65535",
    ),
    (
        r#""home":{"municipality":"Luleå"}"#,
        "home.municipality: `Luleå` is not a municipality: expected a code such as `SE-2580` or `2580`",
    ),
    (
        r#""home":{"municipality":"2580","position":{"latitude":91,"longitude":1}}"#,
        "home.position: `91, 1` is not a position: expected latitude -90 to 90 and longitude -180 to 180, in degrees",
    ),
    (
        r#""home":{"municipality":"2580","position":{"latitude":1e999,"longitude":1}}"#,
        "home.position.latitude: number out of range at column 59",
    ),
    (
        r#""wishes":{"refuses":[{"person":"P2"}]}"#,
        "wishes.refuses[0]: unknown value `person`, expected one of `need`, `employer`, `occupation`",
    ),
    (
        r#""wishes":{"refuses":["N1"]}"#,
        "wishes.refuses[0]: unknown value `N1`, expected one of `need`, `employer`, `occupation`",
    ),
];

#[test]
fn values_are_in_range() {
    for (fields, expected) in VALUES {
        assert_eq!(message::<Participant>(&with(PARTICIPANT, fields)), *expected, "{fields}");
    }
}

#[test]
fn requirements_make_sense() {
    let law = r#","reason":"law""#;
    let cases = [
        (need(&requirement("")), "tasks[1].requirements[0]: missing field `reason`"),
        (
            need(&requirement(r#","reason":"not_stated""#)),
            "requirement `r` has the reason `not_stated`: expected `law`, `safety`, `agreement`, `task` or `wish`; only an import may leave it out",
        ),
        (
            need(&requirement(r#","reason":"taste""#)),
            "tasks[1].requirements[0].reason: unknown value `taste`, expected one of `law`, `safety`, `agreement`, `task`, `wish`, `not_stated`",
        ),
        (
            need(&format!("{0},{0}", requirement(law))),
            "requirement id `r` is used twice: expected it to be unique in the need",
        ),
        (
            need(&requirement(r#","reason":"law","id":"@reach""#)),
            "tasks[1].requirements[0].id: `@reach` is not an id: expected 1 to 64 letters (a-z), digits, `.`, `_`, `:` or `-`, beginning with a letter or digit",
        ),
        (
            need(&requirement(law)).replace(r#""level":3"#, r#""level":7"#),
            "tasks[1].requirements[0].what.level: `7` is not a level: expected 1 (aware), 2 (with support), 3 (independent) or 4 (can teach)",
        ),
        (
            need(&requirement(law)).replace(r#""must""#, r#""should""#),
            "tasks[1].requirements[0].strength.should: found a name alone, expected an object of the name and its value",
        ),
        (
            need(&requirement(law)).replace(r#""must""#, r#"{"should":6}"#),
            "tasks[1].requirements[0].strength.should: `6` is not a weight: expected 1 to 5",
        ),
        (
            need(&requirement(law)).replace(r#""must""#, r#"{"must":3}"#),
            "tasks[1].requirements[0].strength.must: found integer `3`, expected nothing, the name alone",
        ),
        (
            need(&requirement(law)).replace(r#""must""#, "3"),
            "tasks[1].requirements[0].strength: does not fit, at column 141: expected a name, or an object of one name and its value",
        ),
    ];
    for (row, expected) in cases {
        check::<Need>(&[(&row, expected)]);
    }
}

#[test]
fn what_can_be_learnt_leads_to_what_is_asked() {
    let law = r#","reason":"law""#;
    let learn = |fields: &str| need(&requirement(&format!(r#"{law},"learnable":{{{fields}}}"#)));
    let swedish = |fields: &str| {
        need(&format!(
            r#"{{"id":"r","what":{{"kind":"language","language":"sv","skill":"reading","level":"B1"}},
            "strength":"must"{law},"learnable":{{{fields}}}}}"#
        ))
    };
    let cases = [
        (
            learn(r#""by":"workplace","from":"A2""#),
            "requirement `r`: `learnable.from` is `A2`: expected a level, 1 to 4",
        ),
        (
            learn(r#""by":"workplace","from":9"#),
            "tasks[1].requirements[0].learnable.from: expected a level 1 to 4, or a CEFR level such as `A2`",
        ),
        (
            learn(r#""by":"workplace","from":1,"to":2"#),
            "requirement `r`: `learnable` leads from 1 to 2: expected to reach 3, from below it",
        ),
        (
            learn(r#""by":"workplace","from":3"#),
            "requirement `r`: `learnable` leads from 3 to 3: expected to reach 3, from below it",
        ),
        (
            learn(r#""by":"magic""#),
            "tasks[1].requirements[0].learnable.by: unknown value `magic`, expected `workplace` or `module`",
        ),
        (learn(r#""from":1"#), "tasks[1].requirements[0].learnable: missing field `by`"),
        (
            swedish(r#""by":{"module":"M1"},"to":4"#),
            "requirement `r`: `learnable.to` is `4`: expected a CEFR level, A1 to C2",
        ),
        (
            swedish(r#""by":{"module":"M1"},"to":"A2""#),
            "requirement `r`: `learnable` leads from nothing to A2: expected to reach B1, from below it",
        ),
        (
            swedish(r#""by":{"module":"M 1"}"#),
            "tasks[1].requirements[0].learnable.by.module: `M 1` is not an id: expected 1 to 64 letters (a-z), digits, `.`, `_`, `:` or `-`, beginning with a letter or digit",
        ),
        (
            swedish(r#""by":"workplace","to":"B1""#).replace(
                r#""kind":"language","language":"sv","skill":"reading","level":"B1""#,
                r#""kind":"shift","shift":"day""#,
            ),
            "requirement `r`: `learnable.to` is `B1`: expected none, for what is asked has no levels",
        ),
    ];
    for (row, expected) in cases {
        check::<Need>(&[(&row, expected)]);
    }
}

#[test]
fn needs_make_sense() {
    let cases = [
        (
            need("").replacen("500", "501", 1),
            "the tasks' shares add up to 1001 permille: expected at most 1000",
        ),
        (
            need("").replacen("500", "0", 1),
            "tasks[0].share_permille: `0` is not a share of time: expected 1 to 1000 permille",
        ),
        (
            need("").replacen("500", "1001", 1),
            "tasks[0].share_permille: `1001` is not a share of time: expected 1 to 1000 permille",
        ),
        (
            NEED.replace(r#""seats":1"#, r#""seats":0"#),
            "seats: invalid value: integer `0`, expected a whole number, 1 to 65535",
        ),
        (
            NEED.replace(r#""seats":1"#, r#""seats":-1"#),
            "seats: invalid value: integer `-1`, expected a whole number, 1 to 65535",
        ),
        (
            NEED.replace(r#""seats":1"#, r#""seats":1.5"#),
            "seats: found number `1.5`, expected a whole number, 1 to 65535",
        ),
        (NEED.replace(r#""seats":1,"#, ""), "missing field `seats`"),
        (
            NEED.replace(r#"{"visit":"V1"}"#, r#""visit""#),
            "origin.visit: found a name alone, expected an object of the name and its value",
        ),
        (
            NEED.replace(r#"{"visit":"V1"}"#, "{}"),
            "origin: does not fit, at column 38: expected a name, or an object of one name and its value",
        ),
        (
            NEED.replace(r#"{"visit":"V1"}"#, r#"{"visit":"V1","import":{"source":"x"}}"#),
            "origin: does not fit, at column 49: expected a name, or an object of one name and its value",
        ),
    ];
    for (row, expected) in cases {
        check::<Need>(&[(&row, expected)]);
    }
}

#[test]
fn deep_nesting_is_refused_and_not_followed() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(
        message::<Participant>(&format!(r#"{{"id":{deep}}}"#)),
        "id: found a list, expected a string"
    );
    // Fields before the kind are kept aside until it is known.
    let row = format!(r#"{{"id":"M1","gives":[{{"shift":{deep}}}]}}"#);
    let message = message::<TrainingModule>(&row);
    assert!(message.starts_with("gives[0].shift[0][0]"), "{message}");
    assert!(
        message
            .ends_with(": nested too deep, at column 154: expected the fields of the record only"),
        "{message}"
    );
    assert!(message.len() < 600, "{message}");
}
