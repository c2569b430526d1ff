//! A protected person, and a twin who is not.

use etablera_casework::office::{
    Call, ListCases, Office, ReadNotes, ReadTimeline, list_cases, read_network, read_notes,
    read_profile, set_protection, set_task, show_case, show_person, timeline,
};
use etablera_casework::policy::Role;
use serde_json::json;

use crate::support::{
    accesses, adam, anna, bo, call, command, each, enter, enter_protected, error, id, lea, own,
    subject,
};

/// What every reading use case says about somebody.
async fn told(office: &Office, caller: &Call, who: &str) -> Vec<Result<(), String>> {
    let of = json!({ "participant": who });
    let notes = ReadNotes { subject: subject(who) };
    vec![
        said(show_person(office, caller, &command(of.clone())).await),
        said(read_profile(office, caller, &command(of.clone())).await),
        said(read_network(office, caller, &command(of.clone())).await),
        said(read_notes(office, caller, &notes).await),
        said(timeline(office, caller, &ReadTimeline { participant: id(who) }).await),
        said(show_case(office, caller, &command(of)).await),
    ]
}

fn said<A>(result: Result<A, etablera_casework::office::CaseError>) -> Result<(), String> {
    result.map(|_| ()).map_err(|error| error.to_string())
}

#[test]
fn a_protected_person_is_as_good_as_absent() {
    each(async |office| {
        enter(office, "P1", "Sara").await;
        enter_protected(office, "P2", "Eva").await;
        for caller in [bo(), call("cia", Role::Coach)] {
            assert!(told(office, &caller, "P1").await.iter().all(Result::is_ok));
            let protected = told(office, &caller, "P2").await;
            let absent = told(office, &caller, "P9").await;
            assert!(protected.iter().all(Result::is_err));
            let renamed = protected.into_iter().map(|one| one.map_err(|e| e.replace("P2", "P9")));
            assert_eq!(renamed.collect::<Vec<_>>(), absent);
        }
        assert!(told(office, &anna(), "P2").await.iter().all(Result::is_ok));
        // Each of six leaves one look, as it does about nobody.
        for who in ["P2", "P9"] {
            let refused = accesses(office, who).await.iter().filter(|one| !one.allowed).count();
            assert_eq!(refused, 12, "{who}");
        }
    });
}

#[test]
fn lists_leave_out_whom_the_caller_may_not_know_of() {
    each(async |office| {
        enter(office, "P1", "Sara").await;
        enter_protected(office, "P2", "Eva").await;
        let list = ListCases { closed: true, holder: None, names: true, after: None, limit: None };
        for (caller, expected) in [
            (anna(), vec!["P1 Sara Öberg", "P2 Eva Öberg"]),
            (bo(), vec!["P1 Sara Öberg"]),
            (lea(), vec!["P1 Sara Öberg"]),
            // Runs the installation, and reads no names.
            (adam(), vec!["P1 -"]),
            (own("P2"), vec!["P2 Eva Öberg"]),
            (crate::support::call_at("x", Role::Coach, "boden"), vec![]),
        ] {
            let lines = list_cases(office, &caller, &list).await.ok().unwrap();
            let lines = lines.iter().map(|line| {
                format!("{} {}", line.participant, line.name.as_deref().unwrap_or("-"))
            });
            assert_eq!(lines.collect::<Vec<_>>(), expected, "{:?}", caller.caller);
        }
    });
}

#[test]
fn a_list_shows_of_a_case_what_the_caller_may_read_there() {
    each(async |office| {
        enter(office, "P1", "Sara").await;
        let task = json!({
            "participant": "P1", "task": "T1", "what": "phone", "due": { "on": { "day": "2026-12-24" } },
        });
        set_task(office, &anna(), &command(task)).await.unwrap();
        let lines = async |caller: Call, holder: Option<&str>| {
            let holder = holder.map(|holder| holder.parse().unwrap());
            let list = ListCases { closed: false, holder, names: false, after: None, limit: None };
            list_cases(office, &caller, &list).await.ok().unwrap()
        };
        for (caller, reads) in [(bo(), true), (lea(), true), (own("P1"), true), (adam(), false)] {
            let all = lines(caller.clone(), None).await;
            assert_eq!(all.len(), 1);
            assert_eq!(all[0].next.is_some(), reads, "{:?}", caller.caller);
            assert_eq!(all[0].holder.is_some(), reads, "{:?}", caller.caller);
            // Nor by asking who holds it.
            assert_eq!(lines(caller.clone(), Some("anna")).await.len(), usize::from(reads));
            assert_eq!(lines(caller, Some("bo")).await.len(), 0);
        }
    });
}

#[test]
fn leads_and_administrators_learn_who_is_protected_and_only_administrators_lift_it() {
    each(async |office| {
        enter_protected(office, "P2", "Eva").await;
        for caller in [lea(), adam()] {
            let of = json!({ "participant": "P2" });
            assert!(show_person(office, &caller, &command(of)).await.is_ok());
        }
        let lift = json!({ "participant": "P2", "protection": "none" });
        for caller in [anna(), bo(), lea()] {
            let lifted = set_protection(office, &caller, &command(lift.clone())).await;
            assert!(lifted.err().unwrap().is_refusal());
        }
        set_protection(office, &adam(), &command(lift.clone())).await.unwrap();
        let again = set_protection(office, &adam(), &command(lift)).await;
        assert!(error(again).contains("expected a change"));
        assert!(told(office, &bo(), "P2").await.iter().all(Result::is_ok));
    });
}

#[test]
fn a_page_shows_each_caller_their_part() {
    each(async |office| {
        enter(office, "P1", "Sara").await;
        for (caller, parts) in [
            (anna(), [true, true, true, true]),
            (own("P1"), [true, true, true, false]),
            (lea(), [true, true, false, false]),
            (adam(), [false, false, false, false]),
        ] {
            let of = json!({ "participant": "P1" });
            let page = show_case(office, &caller, &command(of)).await.ok().unwrap();
            let shown = [
                page.identity.is_some(),
                page.case.is_some(),
                page.network.is_some(),
                page.notes.is_some(),
            ];
            assert_eq!(shown, parts, "{:?}", caller.caller);
        }
        let refused = accesses(office, "P1").await;
        let refused = refused.iter().filter(|one| one.actor.as_str() == "lea" && !one.allowed);
        let refused: Vec<_> = refused.map(|one| one.action.as_str()).collect();
        assert_eq!(refused, ["read_profile", "read_network", "read_notes"]);
    });
}
