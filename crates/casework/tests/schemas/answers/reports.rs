//! Answers of reports and audits, and of what they are made from.

use etablera_casework::office::read_indicators;
use etablera_casework::policy::Role;
use serde_json::json;

use super::people::enters;
use crate::desk::{Desk, ask, each};

const SET: &str = "esf-plus-2021-2027";

const WINDOW: &str = r#"
    [[rule]]
    name = "housing.window"
    description = "Length of a rolling window"
    unit = "month"
    value = [{ from = 2026-01-01, amount = 12, reference = "KS 2026/1", verified = true }]
"#;

/// Six people in an operation, of whom three have left it and one is not known.
async fn town(desk: &Desk) {
    for at in 0..6 {
        let who = format!("P{at}");
        enters(desk, &who, "Kim").await;
        let answers = match at {
            5 => json!({}),
            _ => json!({
                "labour": { "known": if at % 2 == 0 { "unemployed" } else { "inactive" } },
                "gender": { "known": if at < 3 { "woman" } else { "man" } },
                "age": { "known": "from30_to54" }, "education": { "known": "tertiary" },
            }),
        };
        ask!(desk, desk.coach(), enrol {
            "participant": who, "operation": "OP1", "on": "2026-01-12", "answers": answers,
        });
        if at < 3 {
            ask!(desk, desk.coach(), leave {
                "participant": who, "operation": "OP1", "reason": "job", "on": "2026-06-30",
            });
        }
    }
    ask!(desk, desk.coach(), observe_status {
        "participant": "P0", "status": "employed", "on": "2026-07-10",
    });
    ask!(desk, desk.coach(), note_fact {
        "participant": "P1", "operation": "OP1", "on": "2026-06-30",
        "fact": { "qualified": {} },
    });
    ask!(desk, desk.coach(), change_number {
        "participant": "P0",
        "number": { "number": "198112289874", "status": "confirmed", "since": "2020-01-01" },
    });
    let job = json!({ "job_started": { "country": "NO", "from": "SE" } });
    let trial = json!({ "stage_started": { "stage": "trial", "until": "2026-12-31" } });
    let action = json!({ "joint_action_held": {
        "action": "study_trip", "countries": ["FI", "NO", "SE"],
    } });
    let time = json!({ "time_reported": {
        "month": "2026-05-01", "work_minutes": 6000, "training_minutes": 1200,
    } });
    let offer = json!({ "offer_received": { "country": "NO", "from": "SE" } });
    desk.happened(&[
        ("2026-02-02", "placement:L0", &["participant:P0"], trial),
        ("2026-03-02", "participant:P3", &[], action),
        ("2026-05-28", "placement:L0", &["participant:P0"], time),
        ("2026-05-04", "participant:P3", &[], offer),
        ("2026-06-01", "participant:P3", &[], job),
    ])
    .await;
}

#[test]
fn what_reports_tell() {
    each(async |desk: &Desk| {
        town(desk).await;
        let lea = || desk.lea();
        let told = ask!(desk, lea(), read_indicators {
            "set": SET, "operation": "OP1", "names": true,
        });
        assert!(told["indicators"].as_array().unwrap().iter().any(|one| one["proof"].is_object()));
        ask!(desk, lea(), read_indicators { "set": "amif-2021-2027", "operation": "OP1" });
        let told = ask!(desk, lea(), read_outcomes { "operation": "OP1", "names": true });
        assert!(told.is_object());
        ask!(desk, lea(), read_funnel { "operation": "OP1", "names": true });
        ask!(desk, lea(), read_borders { "operation": "OP1", "names": true });
        ask!(desk, lea(), read_orientation { "operation": "OP1", "names": true });
        let costs = ask!(desk, lea(), read_costs {
            "operation": "OP1", "union_rate": 40, "own_requirement": 33.3,
            "costs": [
                { "what": "staff", "amount": 1_000_000 }, { "what": "rent", "amount": "200000.60" },
            ],
            "hours": [{ "person": "bo", "day": "2026-06-30", "minutes": 99_721 }],
        });
        assert_eq!(costs["union"]["rate"], "40.00");
        assert!(desk.checked() >= 10, "{}", desk.checked());
    });
}

#[test]
fn what_is_frozen_and_sent() {
    each(async |desk: &Desk| {
        town(desk).await;
        let lea = || desk.lea();
        let freezes = json!({ "set": SET, "operation": "OP1", "until": "2026-06-30" });
        ask!(desk, lea(), freeze_report(freezes));
        enters(desk, "P9", "Ali").await;
        ask!(desk, desk.coach(), enrol {
            "participant": "P9", "operation": "OP1", "on": "2026-05-04", "answers": {
                "labour": { "known": "unemployed" }, "gender": { "known": "man" },
                "age": { "known": "from30_to54" }, "education": { "known": "tertiary" },
            },
        });
        let told = ask!(desk, lea(), read_corrections(freezes));
        assert!(!told[0]["corrections"].as_array().unwrap().is_empty(), "{told}");
        ask!(desk, lea(), freeze_report(freezes));
        let frozen = ask!(desk, lea(), read_frozen {});
        assert_eq!(frozen["frozen"].as_array().map(Vec::len), Some(2), "{frozen}");

        ask!(desk, desk.coach(), enrol {
            "participant": "P0", "operation": "OP2", "on": "2026-11-02",
            "answers": { "gender": { "known": "woman" } },
        });
        let works = |minutes: u32| {
            json!({ "time_reported": {
                "month": "2026-11-01", "work_minutes": minutes, "training_minutes": 0,
            } })
        };
        desk.happened(&[("2026-11-28", "placement:L0", &["participant:P0"], works(6000))]).await;
        desk.is_day("2026-12-04");
        let month = json!({ "operation": "OP2", "month": "2026-11" });
        ask!(desk, lea(), read_monthly(month));
        ask!(desk, lea(), send_monthly(month));
        let told = ask!(desk, lea(), read_monthly(month));
        assert!(told["sent"].is_object(), "{told}");
        desk.happened(&[("2026-11-29", "placement:L0", &["participant:P0"], works(600))]).await;
        ask!(desk, lea(), read_sent { "operation": "OP2" });
    });
}

#[test]
fn what_audits_tell() {
    each(async |desk: &Desk| {
        town(desk).await;
        desk.is_day("2027-01-15");
        for ground in ["gender", "disability"] {
            ask!(desk, desk.rut(), audit_impact { "operation": "OP1", "ground": ground });
        }
        let names = json!({ "set": SET, "operation": "OP1", "names": true });
        let asks = desk.reads("read_indicators", &names);
        let teacher = desk.call("tea", Role::Pedagogue);
        let refused = read_indicators(&desk.office, &teacher, &asks).await;
        assert!(refused.unwrap_err().is_refusal());
        let told = ask!(desk, desk.rut(), audit_refusals {});
        assert!(!told.to_string().is_empty());
    });
}

#[test]
fn what_homes_and_courses_tell() {
    each(async |desk: &Desk| {
        for who in ["P1", "P2"] {
            enters(desk, who, "Kim").await;
            ask!(desk, desk.anna(), record {
                "stream": format!("participant:{who}"), "on": "2026-11-20",
                "what": { "cohort_joined": { "cohort": "k1" } },
            });
        }
        let eva = || desk.call("eva", Role::Pedagogue);
        for (session, on) in [("S1", "2026-11-20"), ("S2", "2026-11-27"), ("S3", "2026-12-20")] {
            ask!(desk, eva(), plan_session {
                "session": session, "on": on, "minutes": 300, "part": "living", "cohort": "k1",
            });
        }
        let partly = json!([{ "participant": "P1", "minutes": 240 }]);
        ask!(desk, eva(), take_attendance { "session": "S1", "partly": partly });
        ask!(desk, eva(), show_session { "session": "S1" });
        ask!(desk, eva(), show_session { "session": "S3" });
        ask!(desk, desk.anna(), read_progress { "participant": "P1" });
        let cohort = ask!(desk, eva(), read_cohort { "cohort": "k1", "on": "2026-12-01" });
        assert_eq!(cohort["members"].as_array().map(Vec::len), Some(2), "{cohort}");
        ask!(desk, desk.lea(), adopt_rules { "rules": WINDOW });
        ask!(desk, desk.lea(), count_homes {
            "housing": "2580", "vacant": 7, "allocated": 0, "on": "2026-11-30",
        });
        ask!(desk, desk.lea(), seek_home {
            "housing": "2580", "participant": "P1", "household": 3, "needed_by": "2026-12-15",
        });
        let shown = ask!(desk, desk.lea(), show_housing { "housing": "2580" });
        assert_eq!(shown["queue"].as_array().map(Vec::len), Some(1), "{shown}");
    });
}
