//! What is written down late has to do what it says, or is refused.

use etablera_casework::office::{
    Call, CaseError, Entry, Office, add_connection, assign, close_case, consent, enrol,
    finish_task, hand_over, leave, remove_connection, reopen_case, set_protection, set_task, share,
    withdraw_consent,
};
use serde_json::{Value, json};

use crate::support::{adam, anna, command, each, enter, error, lea, registering, subject};

/// Somebody registered on the first of January.
async fn early(office: &Office, who: &str) {
    let mut registering = registering(crate::support::person(who, "Sara"));
    registering.on = Some("2026-01-01".parse().unwrap());
    etablera_casework::office::register(office, &anna(), &registering).await.unwrap();
}

#[expect(clippy::needless_pass_by_value, reason = "written on the spot")]
fn of(fields: Value) -> Value {
    let mut all = json!({ "participant": "P1" });
    all.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    all
}

/// What is refused, and from which day on it would do what it says.
fn refused(result: Result<Entry, CaseError>, day: &str) {
    let told = error(result);
    assert!(told.contains("something that happened later has the last word"), "{told}");
    assert!(told.ends_with(&format!("expected {day} or a later day")), "{told}");
}

/// The case as JSON.
async fn case(office: &Office) -> Value {
    let folded = office.store.read().await.unwrap().folded(&subject("P1")).await.unwrap();
    serde_json::to_value(folded.state.case().unwrap()).unwrap()
}

async fn agree(office: &Office, to: Value, on: &str) {
    let to = of(json!({ "to": to, "on": on }));
    consent(office, &anna(), &command(to)).await.unwrap();
}

#[test]
fn a_withdrawal_dated_before_the_consent_is_refused_and_not_passed_over() {
    each(async |office| {
        early(office, "P1").await;
        agree(office, json!({ "sharing": "af" }), "2026-03-01").await;
        let with = of(json!({ "with": "af", "purpose": "referral", "on": "2026-04-01" }));
        share(office, &anna(), &command(with.clone())).await.unwrap();
        let before = case(office).await;
        let back = |on: &str| of(json!({ "to": { "sharing": "af" }, "on": on }));
        let early = withdraw_consent(office, &anna(), &command(back("2026-02-01"))).await;
        refused(early, "2026-04-01");
        // The consent would end and the case go on being shared.
        let between = withdraw_consent(office, &anna(), &command(back("2026-03-15"))).await;
        refused(between, "2026-04-01");
        assert_eq!(case(office).await, before);
        withdraw_consent(office, &anna(), &command(back("2026-04-01"))).await.unwrap();
        let now = case(office).await;
        assert!(now.get("shared").is_none() && now.get("consents").is_none(), "{now}");
        // A consent from before its withdrawal, and a share from before its end.
        let again = of(json!({ "to": { "sharing": "af" }, "on": "2026-03-20" }));
        refused(consent(office, &anna(), &command(again)).await, "2026-04-01");
        agree(office, json!({ "sharing": "af" }), "2026-05-01").await;
        let mut before = with;
        before["on"] = json!("2026-03-31");
        refused(share(office, &anna(), &command(before)).await, "2026-04-01");
    });
}

#[test]
fn protection_set_for_a_day_before_it_was_lifted_is_refused() {
    each(async |office| {
        early(office, "P1").await;
        let set = |protection: &str, on: &str| of(json!({ "protection": protection, "on": on }));
        let marked = set("secrecy_marking", "2026-03-01");
        set_protection(office, &anna(), &command(marked)).await.unwrap();
        let lifted = set("none", "2026-05-01");
        set_protection(office, &adam(), &command(lifted)).await.unwrap();
        let late = set("secrecy_marking", "2026-04-20");
        refused(set_protection(office, &anna(), &command(late)).await, "2026-05-01");
        assert_eq!(case(office).await["protection"], "none");
        let now = set("secrecy_marking", "2026-05-01");
        set_protection(office, &anna(), &command(now)).await.unwrap();
        assert_eq!(case(office).await["protection"], "secrecy_marking");
    });
}

async fn closing(office: &Office, caller: &Call, on: &str) -> Result<Entry, CaseError> {
    close_case(office, caller, &command(of(json!({ "reason": "job", "on": on })))).await
}

#[test]
fn who_holds_a_case_and_whether_it_is_open_is_as_it_was_said_last() {
    each(async |office| {
        early(office, "P1").await;
        let to = |who: &str, on: &str| of(json!({ "to": who, "on": on }));
        assign(office, &lea(), &command(to("bo", "2026-06-01"))).await.unwrap();
        refused(assign(office, &lea(), &command(to("cia", "2026-05-01"))).await, "2026-06-01");
        let over = hand_over(office, &lea(), &command(to("cia", "2026-05-01"))).await;
        assert!(error(over).ends_with("expected 2026-06-01 or a later day"));
        assert_eq!(case(office).await["holder"]["actor"], "bo");
        closing(office, &anna(), "2026-07-01").await.unwrap();
        let open = of(json!({ "on": "2026-06-15" }));
        refused(reopen_case(office, &anna(), &command(open)).await, "2026-07-01");
        let open = of(json!({ "on": "2026-08-01" }));
        reopen_case(office, &anna(), &command(open)).await.unwrap();
        refused(closing(office, &anna(), "2026-07-15").await, "2026-08-01");
        closing(office, &anna(), "2026-08-01").await.unwrap();
    });
}

#[test]
fn what_is_late_and_touches_nothing_later_is_written_down() {
    each(async |office| {
        early(office, "P1").await;
        agree(office, json!("network"), "2026-03-01").await;
        let task = of(json!({
            "task": "T1", "what": "phone", "due": { "on": { "day": "2026-12-24" } },
        }));
        set_task(office, &anna(), &command(task)).await.unwrap();
        // Set today: not done before.
        let done = of(json!({ "task": "T1", "on": "2026-11-30" }));
        refused(finish_task(office, &anna(), &command(done)).await, "2026-12-01");
        let add = of(json!({
            "kind": "contact", "connection": { "name": "Ali" }, "on": "2026-03-02",
        }));
        let entry = add_connection(office, &anna(), &command(add.clone())).await.unwrap();
        let remove = of(json!({ "connection": entry.document }));
        remove_connection(office, &anna(), &command(remove)).await.unwrap();
        add_connection(office, &anna(), &command(add)).await.unwrap();
        // The network was added to after this day, and would stay.
        let back = of(json!({ "to": "network", "on": "2026-03-01" }));
        refused(withdraw_consent(office, &anna(), &command(back)).await, "2026-03-02");
        let into = of(json!({ "operation": "OP1", "answers": {}, "on": "2026-02-01" }));
        enrol(office, &anna(), &command(into)).await.unwrap();
        let out = of(json!({ "operation": "OP1", "reason": "job", "on": "2026-02-02" }));
        leave(office, &anna(), &command(out)).await.unwrap();
        assert_eq!(case(office).await["connections"].as_object().unwrap().len(), 1);
        enter(office, "P2", "Eva").await;
    });
}
