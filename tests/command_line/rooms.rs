//! Competences, signatures of two, and sessions under bookings, from outside;
//! and the same out of one store and into another.

use etablera_cli::Exit;

use crate::needs::{market, receipt};
use crate::people::done;
use crate::store::Place;

fn told(place: &Place, who: &str, command: &str) -> String {
    let ran = place.run(who, command);
    assert_eq!(ran.exit, Exit::Done, "{command}: {}", ran.err);
    ran.out
}

/// What is said of rooms, however it got into the store.
fn says(place: &Place) -> Vec<String> {
    let all = [
        ("anna/matcher", "competence show P1 --format json"),
        ("anna/matcher", "competence show P1"),
        ("anna/matcher", "competence due --on 2027-01-15"),
        ("anna/matcher", "competence due --format json -s unit=home_care"),
        ("anna/matcher", "introduction show P1"),
        ("anna/matcher", "agreement show A1 --format json"),
        ("eva/pedagogue", "training show S1 --format json"),
        ("eva/pedagogue", "training cohort k1 --format json"),
    ];
    all.map(|(who, command)| told(place, who, command)).into()
}

/// Without names, which an export of an administrator does not hold.
fn nameless(text: &str) -> Vec<&str> {
    text.lines().filter(|line| !line.trim_start().starts_with("\"name\":")).collect()
}

fn filled() -> Place {
    let place = Place::new();
    market(&place);
    let anna = |command: &str| done(&place, "anna/matcher", command);
    done(&place, "pia/project_leader", "programme adopt OP1 kompetenscentrum");
    anna("participant enrol P1 -s operation=OP1 -s answers:={}");
    let receipt = receipt(&place.run("anna/matcher", "need match N1"));
    let propose = format!("need propose N1 -s receipt={receipt} -s participant=P1 -s rank:=1");
    let placement = anna(&propose).as_str().unwrap().to_owned();
    for by in ["staff", "participant", "employer"] {
        anna(&format!("need accept {placement} -s by={by}"));
    }
    anna(&format!(
        "agreement draft {placement} -s terms:={{\"measure\":\"project\",\"from\":\"2026-12-01\",\
         \"until\":\"2027-05-31\",\"supervisor\":\"ove\",\"money\":false}}"
    ));
    anna("journey start P1 -s stage=introduction");
    anna("introduction sign P1 -s item=first_meeting");
    let alone = place.run("anna/matcher", "introduction countersign P1 -s item=first_meeting");
    assert_eq!(alone.exit, Exit::BadInput);
    assert!(alone.err.contains("`anna` signed for one side already"), "{}", alone.err);
    done(&place, "ida/coach", "introduction countersign P1 -s item=first_meeting");

    let plan = place.write(
        "plan.json",
        r#"{"competence": "isco:5120", "unit": "home_care", "employer": "E1",
            "uses": [{"task": "meals", "place": "kitchen_a", "every": "2 weeks"}],
            "network": [{"colleague": "P2"}, {"external": "guild"}],
            "refresh": {"what": "food_hygiene", "when": {"every": "12 months"}},
            "reviews": ["2027-02-01"], "note": "likes the early shift"}"#,
    );
    anna(&format!("competence plan P1 --file {}", plan.display()));
    anna("competence follow P1 -s competence=isco:5120 -s act=used");
    anna("competence plan P1 -s competence=isco:9412 -s unit=kitchen");

    let promises = "agreement make A1 -s employer=E1 -s until=2027-12-31 -s \
                    promises:=[{\"service\":\"guest_lecture\",\"count\":2}]";
    anna(promises);
    anna("agreement book A1 -s booking=B1 -s service=guest_lecture --on 2026-12-04");
    anna(
        "journey record -s stream=participant:P1 -s \
         what:={\"cohort_joined\":{\"cohort\":\"k1\",\"operation\":\"OP1\"}}",
    );
    let plan = "training plan S1 -s minutes:=60 -s part=living -s cohort=k1 --on 2026-12-04";
    done(&place, "eva/pedagogue", plan);
    done(&place, "eva/pedagogue", "training under S1 -s agreement=A1 -s booking=B1");
    place
}

#[test]
fn plans_signatures_and_bookings_show_and_go_with_the_log() {
    let place = filled();
    let says = says(&place);
    assert!(says[0].contains("likes the early shift"), "{}", says[0]);
    assert!(says[2].contains("one person alone can:"), "{}", says[2]);
    let late = says[2].lines().find(|line| line.contains("late")).unwrap();
    assert!(late.contains("use") && late.contains("2026-12-15"), "{}", says[2]);
    assert!(says[4].contains("ida"), "{}", says[4]);
    assert!(!says[5].contains("faults"), "{}", says[5]);
    for shown in &says[6..] {
        assert!(shown.contains("\"booking\": \"B1\""), "{shown}");
    }
    done(&place, "eva/pedagogue", "training cancel S1 -s reason=ill");
    let asks = told(&place, "anna/matcher", "agreement show A1 --format json");
    assert!(asks.contains("expected that it is released"), "{asks}");
    // Whoever reads no notes, and whoever is no part of it.
    let lead = told(&place, "pia/project_leader", "competence show P1 --format json");
    assert!(lead.contains("home_care") && !lead.contains("early shift"), "{lead}");
    let other = place.run("eva/pedagogue", "competence show P1");
    assert_ne!(other.exit, Exit::Done);
    let due = told(&place, "eva/pedagogue", "competence due --format json");
    assert!(!due.contains("P1"), "{due}");

    let there = filled();
    there.admin(&format!("db export --out {}", there.path("out").display()));
    let back = Place::new();
    back.admin(&format!("db import {}", there.path("out").display()));
    let (before, after) = (self::says(&there), self::says(&back));
    // An export of an administrator has no words about anybody.
    assert!(after[0].contains("isco/C5120") && !after[0].contains("early shift"));
    for (before, after) in before[1..].iter().zip(&after[1..]) {
        assert_eq!(nameless(before), nameless(after));
    }
}
