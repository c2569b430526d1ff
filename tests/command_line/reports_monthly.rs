//! A project leader sends the month, freezes the period, and keeps the record
//! of the project.

use std::fs;

use etablera_cli::Exit;
use serde_json::{Value, json};

use crate::people::done;
use crate::store::Place;
use crate::support::Ran;

const LEAD: &str = "pia/project_leader";
const RECORD: &str = "crates/programme/tests/project/kompetenscentrum.json";
const NUMBERS: [(&str, &str); 2] = [("P1", "198112289874"), ("P2", "196709199530")];

fn registers(place: &Place, id: &str, number: &str) {
    let person = json!({
        "person": {
            "participant": id, "given": "Kim", "family": "Ek", "contacts": {},
            "numbers": [{ "number": number, "status": "confirmed", "since": "2020-01-01" }],
        },
        "holder": "anna", "although_alike": true,
    });
    let file = place.write("person.json", &person.to_string());
    done(place, "anna/coach", &format!("participant register --file {}", file.display()));
}

/// Two women in an operation since October, each at one session a month.
fn town() -> Place {
    let place = Place::new();
    let answers = "{\"labour\":{\"known\":\"unemployed\"},\"age\":{\"known\":\"from30_to54\"},\
                   \"education\":{\"known\":\"tertiary\"},\"gender\":{\"known\":\"woman\"}}";
    for (id, number) in NUMBERS {
        registers(&place, id, number);
        let enrol =
            format!("participant enrol {id} -s operation=op -s answers:={answers} --on 2026-10-05");
        done(&place, "anna/coach", &enrol);
        let joins = format!(
            "journey record -s stream=participant:{id} -s \
             what:={{\"cohort_joined\":{{\"cohort\":\"c1\"}}}} --on 2026-10-05"
        );
        done(&place, "anna/coach", &joins);
    }
    for day in ["2026-10-12", "2026-11-09"] {
        let eva = |command: &str| done(&place, "eva/pedagogue", command);
        eva(&format!("training plan S{day} -s minutes:=240 -s cohort=c1 --on {day}"));
        eva(&format!("training attend S{day} -s present:=[\"P1\",\"P2\"]"));
    }
    place
}

fn lead(place: &Place, command: &str) -> Ran {
    let ran = place.run(LEAD, command);
    assert_eq!(ran.exit, Exit::Done, "{command}: {}", ran.err);
    ran
}

fn json_of(place: &Place, command: &str) -> Value {
    let ran = place.run(&format!("{LEAD} --format json"), command);
    assert_eq!(ran.exit, Exit::Done, "{command}: {}", ran.err);
    serde_json::from_str(&ran.out).unwrap()
}

#[test]
fn a_month_is_made_sent_and_put_right() {
    let place = town();
    let october = lead(&place, "report monthly op -s month=2026-10");
    assert!(october.out.contains("198112289874") && october.out.contains(" 4"), "{}", october.out);
    assert!(
        october.err.contains("late, reported from 2026-11-01 to 2026-11-28"),
        "{}",
        october.err
    );
    let file = place.path("out/2026-10.csv");
    lead(&place, &format!("report monthly op -s month=2026-10 --out {}", file.display()));
    let text = fs::read_to_string(&file).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], "personnummer;insats;startdatum;slutdatum;timmar");
    assert_eq!(lines[1], "196709199530;op;2026-10-05;;4");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    }
    let shown = json_of(&place, "report monthly op -s month=2026-10");
    let hash = shown["hash"].as_str().unwrap();
    let sent = format!("report send-monthly op -s month=2026-10 -s hash={hash}");
    lead(&place, &sent);
    lead(&place, "report send-monthly op -s month=2026-11");
    let all = lead(&place, "report corrections op");
    assert!(all.err.contains("2 sent, in order: the next is 2026-12"), "{}", all.err);
    let leaves = "participant leave P2 -s operation=op -s reason=job --on 2026-10-30";
    done(&place, "anna/coach", leaves);
    let all = json_of(&place, "report corrections op");
    let months: Vec<&str> =
        all["again"].as_array().unwrap().iter().map(|one| one["month"].as_str().unwrap()).collect();
    assert_eq!(months, ["2026-10", "2026-11"]);
    assert_eq!(all["in_order"], false);
    let folder = place.path("again");
    let told = lead(&place, &format!("report corrections op --out {}", folder.display()));
    assert!(told.err.contains("not in order: the next is 2026-10"), "{}", told.err);
    let october = fs::read_to_string(folder.join("2026-10.csv")).unwrap();
    assert!(october.contains("196709199530;op;2026-10-05;2026-10-30;4"), "{october}");
    assert!(!fs::read_to_string(folder.join("2026-11.csv")).unwrap().contains("9530"));
    let table = lead(&place, "report corrections op").out;
    assert!(table.contains("removed") && table.contains("P2"), "{table}");
}

#[test]
fn what_is_wrong_is_said_and_names_nobody() {
    let place = town();
    done(&place, "anna/coach", "participant protect P2 -s protection=secrecy_marking");
    for (command, expected) in [
        ("report monthly op -s month=2026-12", "`2026-12` is reported from `2027-01-01`"),
        ("report monthly op -s month=2026-13", "`2026-13` is not a month"),
        ("report monthly nowhere -s month=2026-10", "nobody has entered `nowhere`"),
        ("report monthly op", "month"),
        ("report monthly op -s month=2026-10 --on 2026-11-02", "`--on` says nothing"),
        ("report monthly op -s month=2026-10 --out x.doc", "ends with `.csv`"),
        ("report send-monthly op -s month=2026-11", "expected `2026-10`"),
        ("report code-form man -s suffix=9530 -s from=2026-01-01", "at least one letter"),
        ("report freeze esf-plus-2028 -s operation=op -s until=2026-11-30", "esf-plus-2028"),
        ("report freeze esf-plus-2021-2027 -s operation=op -s until=2026-12-01", "period ends"),
        ("report freeze esf-plus-2021-2027 -s operation=op -s until=2027-01-01", "has not come"),
        ("report corrections esf-plus-2021-2027 -s operation=op", "is frozen"),
        ("report project op", "there is no record of `op`"),
        ("report project op -s a=b", "expected `--file`"),
    ] {
        let ran = place.run(LEAD, command);
        assert_eq!(ran.exit, Exit::BadInput, "{command}: {}", ran.err);
        assert!(ran.err.contains(expected), "{command}: {}", ran.err);
        assert!(!ran.err.contains("P2"), "{command}: {}", ran.err);
    }
    for who in ["anna/coach", "bo/matcher", "rut/auditor", "eva/pedagogue"] {
        for command in ["monthly op -s month=2026-10", "send-monthly op -s month=2026-10"] {
            let ran = place.run(who, &format!("report {command}"));
            assert!(ran.err.contains("is refused") && ran.out.is_empty(), "{who}: {}", ran.err);
        }
    }
}

#[test]
fn a_period_is_frozen_and_its_corrections_listed() {
    let place = town();
    let freeze = "report freeze esf-plus-2021-2027 -s operation=op -s until=2026-11-30";
    lead(&place, freeze);
    let again = place.run(LEAD, freeze);
    assert!(again.err.contains("is frozen as version `1`"), "{}", again.err);
    let listed = place.run("rut/auditor", "report frozen op").out;
    assert!(listed.contains("esf-plus-2021-2027") && listed.contains("2026-11-30"), "{listed}");
    let leaves = "participant leave P2 -s operation=op -s reason=job --on 2026-11-02";
    done(&place, "anna/coach", leaves);
    done(&place, "anna/coach", "participant status P2 -s status=employed --on 2026-11-05");
    let corrections = "report corrections esf-plus-2021-2027 -s operation=op";
    let told = lead(&place, corrections).out;
    assert!(told.contains("EECR04") && told.contains("/number"), "{told}");
    lead(&place, freeze);
    let all = json_of(&place, "report frozen op");
    assert_eq!(all["frozen"][1]["previous"], all["frozen"][0]["hash"]);
    assert_eq!(all["frozen"][1]["version"], 2);
}

#[test]
fn a_project_has_its_public_record() {
    let place = town();
    lead(&place, &format!("report project op --file {RECORD}"));
    let text = fs::read_to_string(RECORD).unwrap();
    let json = place.run("bo/matcher --format json", "report project op");
    assert_eq!(json.out, text);
    assert!(json.err.contains("Medfinansieras av Europeiska unionen"), "{}", json.err);
    assert!(json.err.contains("has not been read in its source"), "{}", json.err);
    let out = place.path("record.json");
    let shown = lead(&place, &format!("report project op --language en --out {}", out.display()));
    assert!(shown.err.contains("Co-funded by the European Union"), "{}", shown.err);
    assert_eq!(fs::read_to_string(&out).unwrap(), text);
    let table = lead(&place, "report project op").out;
    assert!(table.contains("22-021-S06") && table.contains("Interventionstyp"), "{table}");
    let wrong = place.write("wrong.json", &text.replace("2120002742", "2120002743"));
    let ran = place.run(LEAD, &format!("report project op --file {}", wrong.display()));
    assert!(ran.err.contains("Projektägare org.nr"), "{}", ran.err);
}

/// Two stores alike in everything but that one person of the one is protected.
#[test]
fn protection_changes_nothing_that_others_are_told() {
    let stores = [town(), town()];
    let protects = "participant protect P2 -s protection=secrecy_marking";
    done(&stores[1], "anna/coach", protects);
    for place in &stores {
        lead(place, "report send-monthly op -s month=2026-10");
        lead(place, &format!("report project op --file {RECORD}"));
        lead(place, "report freeze esf-plus-2021-2027 -s operation=op -s until=2026-11-30");
        let leaves = "participant leave P2 -s operation=op -s reason=job --on 2026-11-20";
        done(place, "anna/coach", leaves);
        done(place, "anna/coach", "participant status P2 -s status=employed --on 2026-11-25");
    }
    let set = "esf-plus-2021-2027 -s operation=op";
    let commands = [
        "report monthly op -s month=2026-10".to_owned(),
        "report monthly op -s month=2026-13".to_owned(),
        "report send-monthly op -s month=2026-11".to_owned(),
        "report corrections op".to_owned(),
        format!("report corrections {set}"),
        "report frozen op".to_owned(),
        format!("report freeze {set} -s until=2026-11-30"),
        "report code-form man -s suffix=Xm39 -s from=2026-10-01".to_owned(),
        "report project op".to_owned(),
    ];
    // Receipts have ids that are drawn.
    let plain = |ran: &Ran| {
        let lines = ran.out.lines().filter(|line| !line.contains("\"receipt\""));
        (lines.collect::<Vec<_>>().join("\n"), ran.err.clone())
    };
    for who in [
        "ida/coach",
        "bo/matcher",
        "af/partner_agency --organisation af",
        "emp/employer --is employer:E1",
        "rut/auditor",
        "eva/pedagogue",
    ] {
        for command in &commands {
            let told = stores
                .each_ref()
                .map(|place| plain(&place.run(&format!("{who} --format json"), command)));
            assert_eq!(told[0], told[1], "{command} as {who}");
            for text in [&told[1].0, &told[1].1] {
                assert!(!text.contains("P2") && !text.contains("9530"), "{command}: {text}");
            }
        }
    }
    // The project leader has the code, and the number nowhere.
    for command in &commands[..5] {
        let ran = stores[1].run(&format!("{LEAD} --format json"), command);
        for text in [&ran.out, &ran.err] {
            assert!(!text.contains("\"P2\"") && !text.contains("9530"), "{command}: {text}");
        }
    }
    let file = stores[1].path("out/2026-10.csv");
    let make = format!("report monthly op -s month=2026-10 --out {}", file.display());
    let ran = lead(&stores[1], &make);
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.contains("19670919Tf29;op;") && !text.contains("9530"), "{text}");
    assert!(ran.err.contains("code form that nobody has read in whole"), "{}", ran.err);
    let log = stores[1].run(&format!("{LEAD} --format jsonl"), "log access");
    assert!(!log.out.contains("9530") && !log.out.contains("participant:P2"), "{}", log.out);
}
