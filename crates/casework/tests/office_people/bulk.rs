//! Requests that come again, and files in bulk.

use etablera_casework::office::transfer::{FileKind, Import, Source, export, import};
use etablera_casework::office::{Call, Office, consent};
use etablera_casework::policy::Role;
use etablera_taxonomy::starter;
use serde_json::json;

use crate::support::{accesses, adam, anna, call_at, command, each, enter, subject};

/// Writes the files out; the rows, or what is said.
async fn written(office: &Office, caller: &Call) -> Result<usize, String> {
    let mut rows = 0;
    let mut sink = |_, _: &[u8]| {
        rows += 1;
        Ok(())
    };
    let done = export(office, caller, false, &mut sink).await;
    done.map(|_| rows).map_err(|error| error.to_string())
}

fn keyed(mut caller: Call) -> Call {
    caller.key = Some("k1".to_owned());
    caller
}

/// Every row of the access log: who, what.
async fn log(office: &Office) -> Vec<(String, String)> {
    let logged = office.store.read().await.unwrap().all_accesses(0, 1000).await.unwrap();
    logged.into_iter().map(|row| (row.access.actor.to_string(), row.access.action)).collect()
}

#[test]
fn files_are_written_out_only_after_asking_again() {
    each(async |office| {
        enter(office, "P1", "Sara").await;
        assert!(written(office, &keyed(adam())).await.unwrap() > 0);
        let handed =
            accesses(office, "P1").await.iter().filter(|one| one.action == "export").count();
        assert_eq!(handed, 1);
        // The same name without the role that may, and from elsewhere.
        let mut demoted = adam();
        demoted.caller.role = Role::Coach;
        for caller in [demoted, call_at("adam", Role::Administrator, "boden")] {
            let told = written(office, &keyed(caller)).await.unwrap_err();
            assert!(told.contains("`export` is refused"), "{told}");
        }
        // And with it: asked and logged each time.
        written(office, &keyed(adam())).await.unwrap();
        let handed =
            accesses(office, "P1").await.iter().filter(|one| one.action == "export").count();
        assert_eq!(handed, 2);
    });
}

#[test]
fn a_request_is_the_same_only_from_the_same_role_and_place_and_its_repeat_is_logged() {
    each(async |office| {
        enter(office, "P1", "Sara").await;
        let to = command(json!({ "participant": "P1", "to": "network" }));
        let first = consent(office, &keyed(anna()), &to).await.unwrap();
        let before = log(office).await.len();
        assert_eq!(consent(office, &keyed(anna()), &to).await.unwrap(), first);
        let added = log(office).await.split_off(before);
        assert_eq!(added, [("anna".to_owned(), "repeat consent".to_owned())]);
        let mut own = anna();
        own.caller.is = Some(subject("P1"));
        for other in
            [call_at("anna", Role::Matcher, "lulea"), call_at("anna", Role::Coach, "boden"), own]
        {
            let told = consent(office, &keyed(other), &to).await.unwrap_err().to_string();
            assert!(told.contains("k1"), "{told}");
        }
    });
}

#[test]
fn the_answer_of_an_import_goes_with_whomever_it_may_name() {
    each(async |office| {
        enter(office, "P1", "Sara").await;
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("events.jsonl");
        let row = r#"{"v":1,"id":"00000000-0000-7000-8000-000000000001",
            "stream":"participant:P1","about":["participant:P1"],"occurred_on":"2026-11-02",
            "recorded_at":"2026-11-03T08:00:00.000000Z","by":"bo",
            "what":{"job_started":{"country":"SE"}}}"#;
        std::fs::write(&file, row.replace('\n', "")).unwrap();
        let (kind, on) = (FileKind::Events, "2026-12-01".parse().unwrap());
        let sources = vec![Source { kind, file }];
        let files = Import { sources, taxonomy: starter(), keep_going: true, on };
        let mut caller = adam();
        caller.key = Some("import".to_owned());
        let done = import(office, &caller, files, &mut |_, _| {}).await.unwrap();
        assert_eq!(done.faults.len(), 1);
        let mut reader = office.store.read().await.unwrap();
        assert_eq!(reader.erasure_counts(&subject("P1")).await.unwrap().answers, 1);
    });
}
