//! Audits from the cases.

use etablera_casework::office::{
    ApproveErasure, AuditImpact, CarryOutErasure, Enrol, Office, PrepareErasure, Register,
    approve_erasure, audit_disclosures, audit_impact, audit_overrides, audit_refusals,
    carry_out_erasure, close_case, enrol, installation, leave, prepare_erasure, record_special,
    register, set_protection,
};
use etablera_casework::office::{Call, Retention};
use etablera_casework::policy::Role;
use etablera_reporting::audit::{Group, Step};
use etablera_reporting::disclosure::Shown;
use serde_json::{Value, json};

use crate::support::{accesses, adam, anna, bo, call, command, each, lea, person, registering};

fn auditor() -> Call {
    call("aud", Role::Auditor)
}

/// When the quarter is over in which the town came.
fn in_january() -> Call {
    at("2027-01-15")
}

/// The auditor on a day.
fn at(day: &str) -> Call {
    let now = format!("{day}T08:00:00.000000Z").parse().unwrap();
    Call::new(auditor().caller, now, day.parse().unwrap())
}

fn asks(ground: &str) -> AuditImpact {
    command(json!({ "operation": "OP1", "ground": ground }))
}

/// Twelve women, ten men, one of neither and one protected; of six it is known
/// whether they have a disability.
async fn town(office: &Office) {
    for at in 0..24 {
        let (who, gender) = (
            format!("P{at:02}"),
            match at {
                0..12 => "woman",
                12..22 => "man",
                22 => "non_binary",
                _ => "woman",
            },
        );
        let named = person(&who, &format!("Kim{at}"));
        let registers = Register { although_alike: true, ..registering(named) };
        register(office, &anna(), &registers).await.unwrap();
        if at == 23 {
            let protects = json!({ "participant": who, "protection": "secrecy_marking" });
            set_protection(office, &anna(), &command(protects)).await.unwrap();
        }
        let enters: Enrol = command(json!({
            "participant": who, "operation": "OP1", "on": "2026-02-02",
            "answers": { "gender": { "known": gender } },
        }));
        enrol(office, &anna(), &enters).await.unwrap();
    }
    for at in 0..6 {
        let special = json!({ "special": {
            "participant": format!("P{at:02}"), "asked_on": "2026-12-01",
            "disability": { "known": true },
        }, "purpose": "subsidy" });
        record_special(office, &anna(), &command(special)).await.unwrap();
    }
}

fn of(told: &Value, group: &str) -> Value {
    let groups = told["steps"][0]["groups"].as_array().unwrap();
    groups.iter().find(|one| one["group"] == group).map_or(Value::Null, |one| one["of"].clone())
}

#[test]
fn impact_is_for_auditors_counts_everybody_and_tells_of_nobody() {
    each(async |office| {
        town(office).await;
        for other in [lea(), anna(), bo(), adam(), call("tea", Role::Pedagogue)] {
            let refused = audit_impact(office, &other, &asks("gender")).await;
            assert!(refused.unwrap_err().is_refusal(), "{:?}", other.caller);
        }
        let told = audit_impact(office, &in_january(), &asks("gender")).await.unwrap();
        let step = &told.impact.steps[0];
        assert_eq!(step.all.of, Shown::Count(24), "the protected one too");
        let value = serde_json::to_value(&told).unwrap();
        // One of neither, and one who may not be read: both are hidden.
        for small in ["non_binary", "not_said"] {
            assert_eq!(of(&value, small), "hidden", "{value}");
        }
        let text = value.to_string();
        for at in 0..24 {
            assert!(!text.contains(&format!("P{at:02}")), "{text}");
        }
        // Each look once, with its purpose; none at the protected one.
        for (who, looks) in [("P00", 1), ("P22", 1), ("P23", 0)] {
            let log = accesses(office, who).await;
            let audits = log.iter().filter(|one| one.purpose.as_deref() == Some("audit"));
            let audits = audits.filter(|one| one.action == "read_special" && one.allowed);
            assert_eq!(audits.count(), looks, "{who}");
        }
    });
}

#[test]
fn special_categories_go_into_counts_and_the_erased_have_said_nothing() {
    each(async |office| {
        town(office).await;
        let told = audit_impact(office, &in_january(), &asks("disability")).await.unwrap();
        let said = told.impact.steps[0].groups.iter().map(|one| (one.group, one.share.of));
        let expected = [(Group::Yes, Shown::Count(6)), (Group::NotSaid, Shown::Count(18))];
        assert_eq!(said.collect::<Vec<_>>(), expected);
        assert!(told.impact.steps.iter().all(|step| step.step > Step::TookPart));
        let log = accesses(office, "P00").await;
        let looks = log.iter().filter(|one| one.purpose.as_deref() == Some("audit"));
        assert_eq!(looks.count(), 1);
        // Whoever is erased stays in the totals, and has said nothing.
        let left = json!({ "participant": "P00", "operation": "OP1", "reason": "job" });
        leave(office, &anna(), &command(left)).await.unwrap();
        let closed = json!({ "participant": "P00", "reason": "job" });
        close_case(office, &anna(), &command(closed)).await.unwrap();
        let due = json!({
            "decision": "D1", "subject": "participant:P00", "reason": "request_of_subject",
        });
        let prepare: PrepareErasure = command(due);
        prepare_erasure(office, &adam(), &prepare).await.unwrap();
        let approve: ApproveErasure = command(json!({ "decision": "D1" }));
        approve_erasure(office, &lea(), &approve).await.unwrap();
        let carry_out: CarryOutErasure = command(json!({ "decision": "D1" }));
        carry_out_erasure(office, &adam(), &carry_out).await.unwrap();
        let told = audit_impact(office, &in_january(), &asks("disability")).await.unwrap();
        let said = told.impact.steps[0].groups.iter().map(|one| (one.group, one.share.of));
        let expected = [(Group::Yes, Shown::Count(5)), (Group::NotSaid, Shown::Count(19))];
        assert_eq!(said.collect::<Vec<_>>(), expected);
    });
}

/// Who asks before and after one enrolment, or one answer, learns nothing from
/// it: not the next day, and not by a day that is still to come.
#[test]
fn two_calls_of_a_quarter_tell_the_same_whatever_came_between() {
    each(async |office| {
        town(office).await;
        // Nothing of this quarter is counted while it lasts.
        let now = audit_impact(office, &auditor(), &asks("disability")).await.unwrap();
        assert_eq!(now.until, "2026-09-30".parse().unwrap());
        assert!(now.impact.steps.iter().all(|step| step.groups.is_empty()), "{now:?}");
        let ahead = Call { today: "2027-01-15".parse().unwrap(), ..auditor() };
        assert_eq!(audit_impact(office, &ahead, &asks("disability")).await.unwrap(), now);
        let before = audit_impact(office, &in_january(), &asks("disability")).await.unwrap();
        assert_eq!(before.until, "2026-12-31".parse().unwrap());
        // One more in January, who is said to have entered and been asked in
        // November, and one who was there and answers now.
        let january = |actor: &Call| Call {
            now: "2027-01-16T08:00:00.000000Z".parse().unwrap(),
            today: "2027-01-16".parse().unwrap(),
            ..actor.clone()
        };
        let new = Register { although_alike: true, ..registering(person("P90", "Kim90")) };
        register(office, &january(&anna()), &new).await.unwrap();
        let enters = json!({
            "participant": "P90", "operation": "OP1", "on": "2026-11-02", "answers": {},
        });
        enrol(office, &january(&anna()), &command(enters)).await.unwrap();
        for who in ["P90", "P10"] {
            let special = json!({ "special": {
                "participant": who, "asked_on": "2026-11-02", "disability": { "known": true },
            }, "purpose": "subsidy" });
            record_special(office, &january(&anna()), &command(special)).await.unwrap();
        }
        for day in ["2027-01-17", "2027-03-31"] {
            assert_eq!(audit_impact(office, &at(day), &asks("disability")).await.unwrap(), before);
        }
        let told = audit_impact(office, &at("2027-04-01"), &asks("disability")).await.unwrap();
        let said = told.impact.steps[0].groups.iter().map(|one| (one.group, one.share.of));
        let expected = [(Group::Yes, Shown::Count(8)), (Group::NotSaid, Shown::Count(17))];
        assert_eq!(said.collect::<Vec<_>>(), expected);
    });
}

#[test]
fn registers_are_read_in_numbers_by_those_who_check() {
    each(async |office| {
        town(office).await;
        let refused = audit_impact(office, &bo(), &asks("gender")).await;
        assert!(refused.is_err());
        let since = command(json!({}));
        let told = audit_refusals(office, &auditor(), &since).await.unwrap();
        let one = told.refusals.iter().find(|one| one.role == "matcher").unwrap();
        assert_eq!((one.action.as_str(), one.count), ("read_report", 1));
        assert!(told.allowed > 0 && told.months.values().sum::<usize>() >= 1);
        let text = serde_json::to_string(&told).unwrap();
        assert!(!text.contains("P23") && !text.contains("bo"), "{text}");
        let none = command(json!({ "names": true }));
        let told = audit_disclosures(office, &auditor(), &none).await.unwrap();
        assert!(told.to.is_empty() && told.each == Some(Vec::new()));
        let told = audit_overrides(office, &lea(), &command(json!({}))).await.unwrap();
        assert_eq!((told.all.proposals, told.all.rate), (0, None));
        for nobody in [anna(), bo()] {
            assert!(audit_refusals(office, &nobody, &since).await.is_err());
            assert!(audit_overrides(office, &nobody, &command(json!({}))).await.is_err());
            assert!(audit_disclosures(office, &nobody, &none).await.is_err());
        }
        let told = installation(office, &auditor(), &Retention::shipped()).await.unwrap();
        assert_eq!(told.organisation.as_deref(), Some("lulea"));
        assert!(installation(office, &bo(), &Retention::shipped()).await.is_err());
    });
}
