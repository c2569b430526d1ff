//! What is known of employers, and of persons by way of them: kept apart from
//! the log, handed out to those who may read it, and erased.

use std::collections::BTreeMap;

use etablera_casework::office::transfer::{FileKind, TransferError};
use etablera_casework::office::{
    Call, Office, approve_erasure, carry_out_erasure, correct, history, note, prepare_erasure,
    read_log, read_notes, record_contact, record_employer, record_visit, retract, show_employer,
    show_visit,
};
use etablera_casework::policy::Role;
use etablera_domain::event::{Event, Moment};
use etablera_storage::Document;
use serde_json::{Value, json};

use crate::support::{adam, anna, bo, call, command, each, error, lea, moment};
use crate::transfer::{event, read_in, written};

const NAME: &str = "Karin Xqz Snickeri";
const NOTES: &str = "Chefen Karin Xqz har ont i ryggen.";

/// A call of Bo's, some seconds on.
fn bo_after(seconds: i64) -> Call {
    let now = Moment::new(moment().utc() + chrono::TimeDelta::seconds(seconds));
    Call { now, ..bo() }
}

async fn trader(office: &Office) {
    let trader = json!({ "employer": { "id": "E9", "name": NAME }, "sole_trader": true });
    record_employer(office, &bo(), &command(trader)).await.unwrap();
}

async fn visited(office: &Office, notes: &str) {
    let employer = json!({ "employer": { "id": "E1", "name": "Norrbygg AB" } });
    record_employer(office, &bo(), &command(employer)).await.unwrap();
    let visit = json!({ "id": "V2", "employer": "E1", "on": "2026-11-21", "notes": notes });
    record_visit(office, &bo(), &command(json!({ "visit": visit }))).await.unwrap();
}

/// A visit as older programs wrote it: what was noted stands in the log.
async fn visited_of_old(office: &Office) {
    let employer = json!({ "employer": { "id": "E1", "name": "Norrbygg AB" } });
    record_employer(office, &bo(), &command(employer)).await.unwrap();
    let visit = json!({ "id": "V1", "employer": "E1", "on": "2026-11-02", "notes": NOTES });
    let what = json!({ "visit_made": { "visit": visit } }).to_string();
    let row = event(1, "bo", "visit:V1", &what);
    let mut made: Event = etablera_domain::jsonl::parse(row.trim()).unwrap();
    made.about.insert("employer:E1".parse().unwrap());
    made.recorded_at = moment();
    let mut writer = office.store.write().await.unwrap();
    writer.extend(vec![made]).await.unwrap();
    writer.commit().await.unwrap();
}

async fn log(office: &Office) -> Vec<Event> {
    let events = office.store.read().await.unwrap().events(0, 1000).await.unwrap();
    events.into_iter().map(|one| one.event).collect()
}

async fn log_text(office: &Office) -> String {
    serde_json::to_string(&log(office).await).unwrap()
}

async fn shown(office: &Office, id: &str) -> Value {
    let shown = show_employer(office, &bo(), &id.parse().unwrap()).await.unwrap();
    serde_json::to_value(shown).unwrap()
}

async fn notes(office: &Office, caller: &Call, visit: &str) -> String {
    show_visit(office, caller, &visit.parse().unwrap()).await.unwrap().notes
}

async fn filed(office: &Office, under: &str) -> Vec<Document> {
    let under = under.parse().unwrap();
    office.store.read().await.unwrap().documents(&under).await.unwrap()
}

async fn erase(office: &Office, who: &str, decision: &str) -> u64 {
    let prepare = json!({ "decision": decision, "subject": who, "reason": "asked" });
    let dry = prepare_erasure(office, &lea(), &command(prepare)).await.unwrap();
    let decision = json!({ "decision": decision });
    approve_erasure(office, &adam(), &command(decision.clone())).await.unwrap();
    let done = carry_out_erasure(office, &adam(), &command(decision)).await.unwrap();
    assert_eq!(done.counts, dry.counts);
    done.counts.documents
}

/// Reads one file in: how many rows were written and how many the same.
async fn file_in(office: &Office, kind: FileKind, rows: &[Value]) -> (u64, u64) {
    let folder = tempfile::tempdir().unwrap();
    let done = read_in(office, folder.path(), &one_file(kind, rows)).await.unwrap();
    (done.files[0].written, done.files[0].same)
}

async fn refused(office: &Office, kind: FileKind, rows: &[Value]) -> String {
    let folder = tempfile::tempdir().unwrap();
    match read_in(office, folder.path(), &one_file(kind, rows)).await {
        Err(TransferError::Input(told)) => told.to_string(),
        other => panic!("{other:?}"),
    }
}

fn one_file(kind: FileKind, rows: &[Value]) -> BTreeMap<FileKind, String> {
    let rows: Vec<String> = rows.iter().map(Value::to_string).collect();
    BTreeMap::from([(kind, rows.join("\n"))])
}

#[test]
fn a_sole_trader_stays_one_when_the_shown_record_is_changed() {
    each(async |office| {
        trader(office).await;
        let seen = shown(office, "E9").await;
        assert_eq!(seen["sole_trader"], json!(true));
        let mut record = seen["state"]["record"].clone();
        assert_eq!(record["name"], json!(NAME));
        record["municipality"] = json!("SE-2580");
        let changed = json!({ "employer": record });
        record_employer(office, &bo_after(1), &command(changed)).await.unwrap();
        assert!(!log_text(office).await.contains("Karin"));
        let seen = shown(office, "E9").await;
        assert_eq!(seen["state"]["record"], record);
        // The same name is not kept twice.
        assert_eq!(filed(office, "employer:E9").await.len(), 1);
        // As the list shows it, under its id, it keeps its name.
        let listed = json!({ "employer": { "id": "E9", "name": "E9" } });
        record_employer(office, &bo_after(2), &command(listed)).await.unwrap();
        assert_eq!(shown(office, "E9").await["state"]["record"]["name"], json!(NAME));
        // Not even when the one to talk to was taken back.
        let events = log(office).await;
        let contact = events.iter().find(|one| one.what.name() == "contact_recorded").unwrap();
        let back = json!({ "event": contact.id, "reason": "wrong" });
        retract(office, &bo_after(3), &command(back)).await.unwrap();
        let named = json!({ "employer": { "id": "E9", "name": "Karin Yqz Bygg" } });
        record_employer(office, &bo_after(4), &command(named)).await.unwrap();
        assert!(!log_text(office).await.contains("Karin"));
        assert_eq!(shown(office, "E9").await["state"]["record"]["name"], json!("Karin Yqz Bygg"));
    });
}

#[test]
fn a_sole_trader_stays_one_when_a_file_names_them() {
    each(async |office| {
        trader(office).await;
        for name in ["E9", NAME] {
            let same = [json!({ "id": "E9", "name": name })];
            assert_eq!(file_in(office, FileKind::Employers, &same).await, (0, 1), "{name}");
        }
        let renamed = [json!({ "id": "E9", "name": "Karin Yqz Bygg", "municipality": "SE-2580" })];
        assert_eq!(file_in(office, FileKind::Employers, &renamed).await.1, 0);
        assert!(!log_text(office).await.contains("Karin"));
        assert_eq!(filed(office, "employer:E9").await.len(), 2);
        let record = shown(office, "E9").await["state"]["record"].clone();
        assert_eq!(record["municipality"], json!("SE-2580"));
    });
}

#[test]
fn an_erasure_of_an_employer_takes_what_was_noted_at_visits() {
    each(async |office| {
        visited(office, NOTES).await;
        let other = json!({ "employer": { "id": "E2", "name": "Other AB" } });
        record_employer(office, &bo(), &command(other)).await.unwrap();
        for (visit, of) in [("V3", "E1"), ("V4", "E2")] {
            let visit = json!({ "id": visit, "employer": of, "on": "2026-11-22", "notes": NOTES });
            record_visit(office, &bo(), &command(json!({ "visit": visit }))).await.unwrap();
        }
        let on_visit = json!({ "subject": "visit:V2", "text": "one more" });
        note(office, &anna(), &command(on_visit)).await.unwrap();
        // A visit that was taken back has its notes still.
        let events = log(office).await;
        let made = events.iter().find(|one| one.stream.to_string() == "visit:V3").unwrap();
        let back = json!({ "event": made.id, "reason": "wrong" });
        retract(office, &bo(), &command(back)).await.unwrap();
        assert_eq!(erase(office, "employer:E1", "D1").await, 3);
        for visit in ["visit:V2", "visit:V3"] {
            assert!(filed(office, visit).await.is_empty(), "{visit}");
        }
        assert_eq!(notes(office, &anna(), "V2").await, "");
        assert_eq!(notes(office, &anna(), "V4").await, NOTES);
    });
}

#[test]
fn an_erased_employer_does_not_come_back() {
    each(async |office| {
        trader(office).await;
        let visit = json!({ "id": "V9", "employer": "E9", "on": "2026-11-21", "notes": NOTES });
        record_visit(office, &bo(), &command(json!({ "visit": visit }))).await.unwrap();
        let mut old = filed(office, "employer:E9").await;
        old.extend(filed(office, "visit:V9").await);
        assert_eq!(erase(office, "employer:E9", "D1").await, 2);
        let seen = shown(office, "E9").await;
        assert_eq!(seen["state"].get("contacts"), None);
        assert!(seen["state"]["erased"].is_object());
        for one in &old {
            let Document { id, subject, kind, body, created_at } = one;
            let row = json!({
                "id": id, "subject": subject, "kind": kind, "created_at": created_at, "body": body,
            });
            let told = refused(office, FileKind::Documents, &[row]).await;
            assert!(told.contains("was erased"), "{told}");
        }
        let row = json!({ "id": "E9", "name": NAME });
        let told = refused(office, FileKind::Employers, std::slice::from_ref(&row)).await;
        assert!(!told.contains("Karin"), "{told}");
        let row = json!({ "id": "V9", "employer": "E9", "on": "2026-11-21", "notes": NOTES });
        refused(office, FileKind::Visits, std::slice::from_ref(&row)).await;
        let again = json!({ "employer": { "id": "E9", "name": NAME }, "sole_trader": true });
        let told = error(record_employer(office, &bo(), &command(again)).await);
        assert!(told.contains("was erased"), "{told}");
        let contact = json!({ "employer": "E9", "contact": { "name": NAME } });
        let told = error(record_contact(office, &bo(), &command(contact)).await);
        assert!(told.contains("was erased"), "{told}");
        for of in ["employer:E9", "visit:V9"] {
            let some = json!({ "subject": of, "text": NOTES });
            let told = error(note(office, &anna(), &command(some)).await);
            assert!(told.contains("was erased"), "{told}");
        }
        assert!(!log_text(office).await.contains("Karin"));
    });
}

#[test]
fn old_notes_in_the_log_are_for_those_who_may_read_notes() {
    each(async |office| {
        visited_of_old(office).await;
        let mut boss = call("e1", Role::Employer);
        boss.caller.is = Some("employer:E1".parse().unwrap());
        for (caller, may) in [(boss, false), (lea(), false), (anna(), true)] {
            for of in ["visit:V1", "employer:E1"] {
                let asked = json!({ "subject": of });
                let read = history(office, &caller, &command(asked)).await.ok().unwrap();
                assert!(read.happened.iter().any(|one| one.what.name() == "visit_made"));
                let text = serde_json::to_string(&read.happened).unwrap();
                assert_eq!(text.contains("Karin"), may, "{} {of}", caller.caller.actor);
            }
        }
        for caller in [lea(), call("ada", Role::Auditor)] {
            let lines = read_log(office, &caller, &command(json!({ "limit": 100 }))).await;
            let text = serde_json::to_string(&lines.unwrap()).unwrap();
            assert!(text.contains("visit_made") && !text.contains("Karin"), "{text}");
        }
        for caller in [lea(), adam()] {
            for (kind, text) in written(office, &caller).await {
                assert!(!text.contains("Karin"), "{} {}", caller.caller.actor, kind.name());
            }
        }
    });
}

#[test]
fn a_visit_read_in_again_keeps_its_notes_once() {
    each(async |office| {
        let employer = [json!({ "id": "E1", "name": "Norrbygg AB" })];
        file_in(office, FileKind::Employers, &employer).await;
        let row = |on: &str, notes: &str| {
            [json!({ "id": "V1", "employer": "E1", "on": on, "notes": notes })]
        };
        let bare = [json!({ "id": "V1", "employer": "E1", "on": "2026-11-02" })];
        let read = async |row: &[Value]| {
            let done = file_in(office, FileKind::Visits, row).await;
            (done, notes(office, &anna(), "V1").await)
        };
        assert_eq!(read(&bare).await, ((1, 0), String::new()));
        assert_eq!(read(&row("2026-11-02", NOTES)).await, ((1, 0), NOTES.to_owned()));
        assert_eq!(read(&row("2026-11-02", NOTES)).await, ((0, 1), NOTES.to_owned()));
        // A file that says nothing of notes takes none away.
        assert_eq!(read(&bare).await, ((0, 1), NOTES.to_owned()));
        let moved = [json!({ "id": "V1", "employer": "E1", "on": "2026-11-03" })];
        assert_eq!(read(&moved).await, ((1, 0), NOTES.to_owned()));
        assert_eq!(read(&row("2026-11-04", NOTES)).await, ((1, 0), NOTES.to_owned()));
        assert_eq!(filed(office, "visit:V1").await.len(), 1);
        assert_eq!(read(&row("2026-11-04", "x")).await, ((1, 0), "x".to_owned()));
        assert!(!log_text(office).await.contains("Karin"));
    });
}

#[test]
fn an_old_visit_read_in_again_is_the_same() {
    each(async |office| {
        visited_of_old(office).await;
        let row = |on: &str| [json!({ "id": "V1", "employer": "E1", "on": on, "notes": NOTES })];
        assert_eq!(file_in(office, FileKind::Visits, &row("2026-11-02")).await, (0, 1));
        let moved = [json!({ "id": "V1", "employer": "E1", "on": "2026-11-03" })];
        assert_eq!(file_in(office, FileKind::Visits, &moved).await, (1, 0));
        assert_eq!(notes(office, &anna(), "V1").await, NOTES);
        assert_eq!(file_in(office, FileKind::Visits, &row("2026-11-03")).await, (0, 1));
        assert_eq!(filed(office, "visit:V1").await.len(), 1);
    });
}

#[test]
fn an_old_visit_that_is_put_right_keeps_its_notes() {
    each(async |office| {
        visited_of_old(office).await;
        let made = log(office).await.pop().unwrap();
        for day in ["2026-11-03", "2026-11-04"] {
            let visit = json!({ "id": "V1", "employer": "E1", "on": day });
            let right = json!({ "event": made.id, "on": day, "what": { "visit_made": { "visit": visit } } });
            correct(office, &bo(), &command(right)).await.unwrap();
            let kept = show_visit(office, &anna(), &"V1".parse().unwrap()).await.unwrap();
            assert_eq!((kept.on.to_string().as_str(), kept.notes.as_str()), (day, NOTES));
        }
        let of = json!({ "subject": "visit:V1" });
        assert_eq!(read_notes(office, &anna(), &command(of)).await.ok().unwrap().len(), 1);
        assert_eq!(log_text(office).await.matches("Karin").count(), 1);
    });
}
