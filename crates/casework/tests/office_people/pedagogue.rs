//! Whom pedagogues and participants see of sessions.

use etablera_casework::office::{
    ListCases, ShowSession, list_cases, plan_session, record, show_session,
};
use etablera_casework::policy::Role;
use serde_json::json;

use crate::support::{anna, call, command, each, enter, enter_protected, own};

#[test]
fn pedagogues_list_those_in_their_cohorts_and_nobody_else() {
    each(async |office| {
        enter(office, "P1", "Sara").await;
        enter(office, "P2", "Eva").await;
        enter_protected(office, "P3", "Ali").await;
        for who in ["P1", "P3"] {
            let joined = json!({
                "stream": format!("participant:{who}"), "on": "2026-11-20",
                "what": { "cohort_joined": { "cohort": "c1" } },
            });
            record(office, &anna(), &command(joined)).await.unwrap();
        }
        let (eva, per) = (call("eva", Role::Pedagogue), call("per", Role::Pedagogue));
        let listed = async |caller, names| {
            let list = ListCases { closed: false, holder: None, names, after: None, limit: None };
            let lines = list_cases(office, caller, &list).await.ok().unwrap();
            let line = |one: &etablera_casework::office::CaseLine| {
                assert!(one.holder.is_none() && one.next.is_none());
                format!("{} {}", one.participant, one.name.as_deref().unwrap_or("-"))
            };
            lines.iter().map(line).collect::<Vec<_>>()
        };
        assert!(listed(&eva, false).await.is_empty(), "no session is planned yet");
        let plan = json!({ "session": "S1", "on": "2026-12-09", "minutes": 60, "cohort": "c1" });
        plan_session(office, &eva, &command(plan)).await.unwrap();
        assert_eq!(listed(&eva, false).await, ["P1 -"]);
        assert_eq!(listed(&eva, true).await, ["P1 Sara Öberg"]);
        assert!(listed(&per, true).await.is_empty());
        // Who is to come reads the session, others do not.
        let of: ShowSession = command(json!({ "session": "S1" }));
        let sheet = show_session(office, &own("P1"), &of).await.ok().unwrap().sheet;
        let seen: Vec<_> = sheet.iter().map(|line| line.participant.as_str()).collect();
        assert_eq!(seen, ["P1"], "nobody else is on it");
        assert!(show_session(office, &own("P2"), &of).await.err().unwrap().is_refusal());
        let auditor = call("rut", Role::Auditor);
        assert!(show_session(office, &auditor, &of).await.err().unwrap().is_refusal());
    });
}
