//! Files into a store and out of it, and what they cannot bring along.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;

use etablera_casework::office::transfer::{
    FileKind, Import, Imported, Source, TransferError, export, import,
};
use etablera_casework::office::{
    Call, Office, approve_erasure, carry_out_erasure, close_case, list_employers, list_needs,
    prepare_erasure, read_decision,
};
use etablera_casework::policy::Role;
use etablera_domain::event::{DocumentId, Subject};
use etablera_storage::{Document, DocumentKind};
use etablera_taxonomy::starter;
use serde_json::json;

use crate::erase::fill;
use crate::referrals::{known as known_to_agency, opens, received, referred, ulf};
use crate::support::{accesses, adam, anna, call, command, each, enter, lea, moment, subject};

pub(crate) async fn read_in(
    office: &Office,
    folder: &Path,
    files: &BTreeMap<FileKind, String>,
) -> Result<Imported, TransferError> {
    let mut sources = Vec::new();
    for (kind, text) in files {
        let file = folder.join(format!("{}.jsonl", kind.name()));
        std::fs::write(&file, text).unwrap();
        sources.push(Source { kind: *kind, file });
    }
    let on = "2026-12-01".parse().unwrap();
    let files = Import { sources, taxonomy: starter(), keep_going: false, on };
    import(office, &adam(), files, &mut |_, _| {}).await
}

pub(crate) async fn written(office: &Office, call: &Call) -> BTreeMap<FileKind, String> {
    let mut files: BTreeMap<FileKind, String> = BTreeMap::new();
    let mut sink = |kind: FileKind, line: &[u8]| {
        let text = files.entry(kind).or_default();
        text.push_str(std::str::from_utf8(line).unwrap());
        text.push('\n');
        Ok(())
    };
    export(office, call, false, &mut sink).await.unwrap();
    files
}

pub(crate) fn event(n: u32, by: &str, stream: &str, what: &str) -> String {
    format!(
        "{{\"v\":1,\"id\":\"00000000-0000-7000-8000-{n:012}\",\"stream\":\"{stream}\",\
         \"about\":[\"{stream}\"],\"occurred_on\":\"2026-11-02\",\"recorded_at\":\
         \"2026-11-03T08:00:00.000000Z\",\"by\":\"{by}\",\"what\":{what}}}\n"
    )
}

#[test]
fn a_log_that_has_events_takes_no_guarded_event_from_a_file() {
    each(async |office| {
        enter(office, "P1", "Sara").await;
        let folder = tempfile::tempdir().unwrap();
        let one = |text: String| BTreeMap::from([(FileKind::Events, text)]);
        for (by, stream, what, told) in [
            ("bo", "decision:D1", r#"{"decision_approved":{}}"#, "`approve_erasure`"),
            ("adam", "participant:P1", r#"{"consented":{"to":"network"}}"#, "`consent`"),
            ("adam", "participant:P1", r#"{"reopened":{}}"#, "`reopen_case`"),
            ("bo", "participant:P1", r#"{"job_started":{"country":"SE"}}"#, "expected `adam`"),
            ("adam", "participant:P9", r#"{"job_started":{"country":"SE"}}"#, "there is no"),
        ] {
            let row = one(event(1, by, stream, what));
            let TransferError::Input(error) =
                read_in(office, folder.path(), &row).await.unwrap_err()
            else {
                panic!("{what}")
            };
            let error = error.to_string();
            assert!(error.contains(told) && error.contains("events.jsonl:1"), "{error}");
        }
        let row = one(event(1, "adam", "participant:P1", r#"{"job_started":{"country":"SE"}}"#));
        assert_eq!(read_in(office, folder.path(), &row).await.unwrap().files[0].written, 1);
        let mut reader = office.store.read().await.unwrap();
        let looks = reader.accesses(&Subject::System).await.unwrap();
        let said = looks.last().unwrap().access.clone();
        assert_eq!(said.purpose.as_deref(), Some("events: 1 written, 0 same, 0 bad"));
        assert_eq!(said.actor.as_str(), "adam");
    });
}

#[test]
fn an_old_export_does_not_bring_back_who_was_erased() {
    each(async |office| {
        fill(office, "P1").await;
        let mut reader = office.store.read().await.unwrap();
        let old = reader.documents(&subject("P1")).await.unwrap();
        drop(reader);
        let why = json!({ "participant": "P1", "reason": "job" });
        close_case(office, &anna(), &command(why)).await.unwrap();
        let prepare = json!({ "decision": "D1", "subject": "participant:P1", "reason": "asked" });
        let decision = json!({ "decision": "D1" });
        prepare_erasure(office, &lea(), &command(prepare)).await.unwrap();
        approve_erasure(office, &adam(), &command(decision.clone())).await.unwrap();
        carry_out_erasure(office, &adam(), &command(decision.clone())).await.unwrap();
        let rows: Vec<String> = old.iter().map(|one| row(one, &one.subject)).collect();
        let folder = tempfile::tempdir().unwrap();
        let files = BTreeMap::from([(FileKind::Documents, rows.join("\n"))]);
        let refused = read_in(office, folder.path(), &files).await.unwrap_err();
        let TransferError::Input(told) = refused else { panic!("{refused}") };
        assert!(told.to_string().contains("was erased"), "{told}");
        let seen = read_decision(office, &lea(), &command(decision.clone())).await.unwrap();
        assert!(seen.certificate.is_some_and(|one| Some(one.counts) == seen.dry_run));
        let refused = read_decision(office, &anna(), &command(decision)).await;
        assert!(refused.err().unwrap().is_refusal());
    });
}

fn row(of: &Document, subject: &Subject) -> String {
    let Document { id, kind, body, created_at, .. } = of;
    json!({
        "id": id, "subject": subject, "kind": kind, "created_at": created_at, "body": body,
    })
    .to_string()
}

#[test]
fn a_text_under_a_placement_goes_with_the_participant() {
    each(async |office| {
        enter(office, "P1", "Sara").await;
        let proposed = r#"{"proposed":{"participant":"P1","need":"N1","receipt":"01930d5c-0000-7000-8000-000000000001","rank":1}}"#;
        let mut writer = office.store.write().await.unwrap();
        let mut event: etablera_domain::event::Event =
            etablera_domain::jsonl::parse(event(9, "anna", "placement:L1", proposed).trim())
                .unwrap();
        event.about.insert(subject("P1"));
        event.recorded_at = moment();
        writer.extend(vec![event]).await.unwrap();
        let id = DocumentId::new(uuid::Uuid::from_u128(77));
        let text = Document {
            id,
            subject: "placement:L1".parse().unwrap(),
            kind: DocumentKind::Note,
            body: "Sara was late.".to_owned(),
            created_at: moment(),
        };
        writer.put_document(&text).await.unwrap();
        writer.commit().await.unwrap();
        let why = json!({ "participant": "P1", "reason": "job" });
        close_case(office, &anna(), &command(why)).await.unwrap();
        let prepare = json!({ "decision": "D1", "subject": "participant:P1", "reason": "asked" });
        let dry = prepare_erasure(office, &lea(), &command(prepare)).await.unwrap();
        assert_eq!(dry.counts.documents, 1);
        let decision = json!({ "decision": "D1" });
        approve_erasure(office, &adam(), &command(decision.clone())).await.unwrap();
        let done = carry_out_erasure(office, &adam(), &command(decision)).await.unwrap();
        assert_eq!(done.counts, dry.counts);
        assert!(office.store.read().await.unwrap().document(id).await.unwrap().is_none());
    });
}

#[test]
fn an_export_holds_what_the_caller_may_read_one_by_one() {
    each(async |office| {
        fill(office, "P1").await;
        let by_admin = written(office, &adam()).await;
        assert_eq!(by_admin.keys().collect::<Vec<_>>(), [&FileKind::Events]);
        let by_lead = written(office, &lea()).await;
        let expected = [FileKind::Events, FileKind::Statistics, FileKind::Persons];
        assert_eq!(by_lead.keys().copied().collect::<Vec<_>>(), expected);
        let looks = accesses(office, "P1").await;
        let last = looks.iter().rfind(|look| look.action == "export").unwrap();
        assert_eq!(last.purpose.as_deref(), Some("read_identity"));
    });
}

#[test]
fn lists_leave_a_trace() {
    each(async |office| {
        enter(office, "P1", "Sara").await;
        list_needs(office, &anna(), &command(json!({}))).await.unwrap();
        let pedagogue = call("x", Role::Pedagogue);
        list_employers(office, &pedagogue, &command(json!({}))).await.unwrap();
        let mut reader = office.store.read().await.unwrap();
        let all = reader.all_accesses(0, 1000).await.unwrap();
        drop(reader);
        for (list, who) in [("list_needs", "anna"), ("list_employers", "x")] {
            let of = all.iter().filter(|one| one.access.action == list);
            let by: Vec<_> = of.map(|one| one.access.actor.as_str()).collect();
            assert_eq!(by, [who], "{list}");
        }
    });
}

#[test]
fn a_whole_log_that_a_clock_ahead_has_written_to_goes_into_an_empty_store() {
    each(async |office| {
        let folder = tempfile::tempdir().unwrap();
        let registered = r#"{"registered":{"organisation":"lulea"}}"#;
        let ahead =
            event(1, "bo", "participant:P1", registered).replace("2026-11-03", "2027-11-03");
        let whole = BTreeMap::from([(FileKind::Events, ahead)]);
        assert_eq!(read_in(office, folder.path(), &whole).await.unwrap().files[0].written, 1);
        let more = event(2, "adam", "participant:P1", r#"{"job_started":{"country":"SE"}}"#);
        let more = BTreeMap::from([(FileKind::Events, more.replace("2026-11-03", "2027-11-03"))]);
        let told = read_in(office, folder.path(), &more).await.unwrap_err().to_string();
        assert!(told.contains("is still to come") || told.contains("behind"), "{told}");
    });
}

#[test]
fn a_referral_moves_with_the_log_and_its_link_does_not() {
    let folder = tempfile::tempdir().unwrap();
    let moved = Mutex::new(None);
    each(async |office| {
        let known = moved.lock().unwrap().take();
        let Some((files, made)) = known else {
            known_to_agency(office, "P1").await;
            let made = referred(office, "P1", json!(["name"])).await;
            *moved.lock().unwrap() = Some((written(office, &adam()).await, made));
            return;
        };
        read_in(office, folder.path(), &files).await.unwrap();
        assert_eq!(received(office, &ulf()).await[0].referral, made.referral);
        assert_eq!(opens(office, &ulf(), &made).await, (true, false));
        let checked = office.store.read().await.unwrap().verify(&[]).await.unwrap();
        assert_eq!(checked.findings, []);
    });
}
