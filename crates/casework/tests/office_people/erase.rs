//! Erasure by decision.

use etablera_casework::office::{
    CaseError, Certificate, Office, Retention, add_connection, approve_erasure, carry_out_erasure,
    close_case, consent, due_for_erasure, enrol, leave, list_cases, note, plan_competence,
    prepare_erasure, read_network, record_profile, record_special, reopen_case, show_case,
    show_person,
};
use etablera_casework::policy::Role;
use etablera_domain::event::{ReceiptId, fold};
use etablera_storage::{
    Account, AccountState, ExternalIdentity, Kept, Profile, Receipt, StoredSeat,
};
use serde_json::json;

use crate::support::{
    adam, anna, call, command, each, enter, error, id, lea, moment, own, subject,
};

/// A person of whom every register holds something, in a closed case.
pub(crate) async fn fill(office: &Office, who: &str) {
    enter(office, who, "Sara").await;
    let of = |fields: serde_json::Value| {
        let mut all = json!({ "participant": who });
        all.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        all
    };
    let profile = of(json!({ "profile": { "id": who }, "source": "interview" }));
    record_profile(office, &anna(), &command(profile)).await.unwrap();
    let some = json!({ "subject": subject(who), "text": "<script>alert(1)</script>" });
    note(office, &anna(), &command(some)).await.unwrap();
    consent(office, &anna(), &command(of(json!({ "to": "network" })))).await.unwrap();
    let connection = of(json!({ "kind": "contact", "connection": { "name": "Ali" } }));
    add_connection(office, &anna(), &command(connection)).await.unwrap();
    let operation = of(json!({ "operation": "OP1", "answers": { "rural": { "known": true } } }));
    enrol(office, &anna(), &command(operation)).await.unwrap();
    let plan = json!({ "competence": "isco:5120", "unit": "home_care", "note": "on her own" });
    plan_competence(office, &anna(), &command(of(plan))).await.unwrap();
    let special = json!({
        "special": {
            "participant": who, "asked_on": "2026-12-01", "minority": { "known": true },
            "support": { "known": ["interpreter"] },
        },
        "purpose": "subsidy",
    });
    record_special(office, &anna(), &command(special)).await.unwrap();
    let receipt = Receipt {
        id: ReceiptId::new(uuid::Uuid::from_u128(7)),
        made_at: moment(),
        by: "anna".parse().unwrap(),
        kind: "shortlist".to_owned(),
        subjects: [subject(who)].into(),
        pins: "{}".to_owned(),
        answer: Kept::Bytes(b"[1]".to_vec()),
    };
    let mut writer = office.store.write().await.unwrap();
    writer.put_receipt(&receipt).await.unwrap();
    writer.put_account(&account(who)).await.unwrap();
    writer.commit().await.unwrap();
}

/// What a participant logs in with elsewhere.
fn account(who: &str) -> Account {
    let is = Some(subject(who));
    let organisation = "lulea".parse().unwrap();
    let external =
        ExternalIdentity { issuer: "https://i.example".to_owned(), subject: who.to_owned() };
    Account {
        id: format!("A-{who}").parse().unwrap(),
        actor: format!("own-{who}").parse().unwrap(),
        state: AccountState::Active,
        made_at: moment(),
        profile: Profile {
            login: format!("{who}@example.org").parse().unwrap(),
            name: "Sara".to_owned(),
            email: None,
            external: [external].into(),
        },
        seats: [StoredSeat { role: "participant".to_owned(), organisation, is }].into(),
    }
}

async fn close(office: &Office, who: &str) {
    let why = json!({ "participant": who, "reason": "job" });
    close_case(office, &anna(), &command(why)).await.unwrap();
}

#[test]
fn what_the_dry_run_shows_goes_and_only_after_another_has_approved() {
    each(async |office| {
        fill(office, "P1").await;
        enter(office, "P2", "Eva").await;
        let prepare = json!({
            "decision": "D1", "subject": "participant:P1", "reason": "request_of_subject",
        });
        let decision = json!({ "decision": "D1" });
        let told = error(prepare_erasure(office, &lea(), &command(prepare.clone())).await);
        assert!(told.contains("close it first"), "{told}");
        close(office, "P1").await;
        // Neither the one who works on the case, nor the person.
        for caller in [anna(), own("P1")] {
            let refused = prepare_erasure(office, &caller, &command(prepare.clone())).await;
            assert!(refused.err().unwrap().is_refusal());
        }
        // The rules of retention keep it still, unless somebody says why not.
        let mut silent = prepare.clone();
        silent.as_object_mut().unwrap().remove("reason");
        let told = error(prepare_erasure(office, &lea(), &command(silent)).await);
        assert!(told.contains("expected a `reason`"), "{told}");
        let dry = prepare_erasure(office, &lea(), &command(prepare.clone())).await.unwrap();
        let mut reader = office.store.read().await.unwrap();
        let kept = reader.receipt(dry.receipt).await.unwrap().unwrap();
        assert!(kept.pins.contains("request_of_subject"), "{}", kept.pins);
        drop(reader);
        let mut reader = office.store.read().await.unwrap();
        assert!(reader.person(&id("P1")).await.unwrap().is_some());
        drop(reader);
        // Not before it is approved, and not by who prepared it.
        let early = carry_out_erasure(office, &adam(), &command(decision.clone())).await;
        assert!(early.err().unwrap().is_refusal());
        let own_work = approve_erasure(office, &lea(), &command(decision.clone())).await;
        assert!(own_work.err().unwrap().is_refusal());
        approve_erasure(office, &adam(), &command(decision.clone())).await.unwrap();
        let twice = approve_erasure(office, &adam(), &command(decision.clone())).await;
        assert!(error(twice).contains("is approved"));
        let mut caller = call("eva", Role::Administrator);
        caller.key = Some("once".to_owned());
        let done: Certificate =
            carry_out_erasure(office, &caller, &command(decision.clone())).await.unwrap();
        assert_eq!(done.counts, dry.counts);
        let counts = dry.counts;
        assert_eq!((counts.persons, counts.documents, counts.specials), (1, 4, 1));
        assert_eq!(counts.receipts, 1);
        let again = carry_out_erasure(office, &caller, &command(decision.clone())).await.unwrap();
        assert_eq!(again, done);
        caller.key = None;
        let again = carry_out_erasure(office, &caller, &command(decision)).await;
        assert!(error(again).contains("was carried out"));
        let remains = done.remains.clone().unwrap();
        let mut reader = office.store.read().await.unwrap();
        let looks = reader.accesses(&subject("P1")).await.unwrap().len() as u64;
        let seq = reader.head().await.unwrap().seq;
        let events = reader.about(&subject("P1"), seq).await.unwrap().len() as u64;
        drop(reader);
        assert!(remains.accesses > 0 && remains.accesses <= looks);
        // That it was carried out is said twice after the certificate was made.
        assert_eq!((remains.events, remains.receipt_hashes), (events - 2, 1));
        assert_eq!(remains.backups_before, moment());
        gone(office, &done).await;
        let mut reader = office.store.read().await.unwrap();
        assert!(reader.person(&id("P2")).await.unwrap().is_some());
    });
}

/// Nothing is left but the log, and it folds.
async fn gone(office: &Office, certificate: &Certificate) {
    let who = subject("P1");
    let mut reader = office.store.read().await.unwrap();
    let left = reader.erasure_counts(&who).await.unwrap();
    // The certificate is kept for who asks for it again.
    assert_eq!(left, etablera_storage::Erasure { answers: 1, ..Default::default() });
    assert!(reader.person(&id("P1")).await.unwrap().is_none());
    assert!(reader.documents(&who).await.unwrap().is_empty());
    let receipts = reader.receipts_about(&who).await.unwrap();
    assert!(receipts.iter().all(|one| matches!(one.answer, Kept::Redacted(_))));
    let kept = reader.receipt(certificate.receipt).await.unwrap().unwrap();
    let Kept::Bytes(bytes) = kept.answer else { panic!("the certificate is gone") };
    assert_eq!(&serde_json::from_slice::<Certificate>(&bytes).unwrap(), certificate);
    let seq = reader.head().await.unwrap().seq;
    let events = reader.about(&who, seq).await.unwrap();
    let folded = reader.folded(&who).await.unwrap();
    assert_eq!(fold(&who, &events), folded);
    let case = folded.state.case().unwrap();
    assert_eq!(case.erased.as_ref().unwrap().receipt, certificate.receipt);
    assert!(case.documents().is_empty());
    // What is counted stays.
    assert_eq!(reader.all_statistics().await.unwrap().len(), 1);
    drop(reader);
    let of = json!({ "participant": "P1" });
    assert!(matches!(
        show_person(office, &anna(), &command(of.clone())).await,
        Err(CaseError::Absent(_))
    ));
    let page = show_case(office, &anna(), &command(of.clone())).await.ok().unwrap();
    assert!(page.identity.is_none() && page.profile.is_none());
    let network = read_network(office, &anna(), &command(of.clone())).await;
    assert!(network.ok().unwrap().is_empty());
    let told = error(reopen_case(office, &anna(), &command(of)).await);
    assert!(told.contains("was erased"), "{told}");
    let some = json!({ "subject": "participant:P1", "text": "x" });
    assert!(error(note(office, &anna(), &command(some)).await).contains("was erased"));
    let list = json!({ "closed": true });
    let list = list_cases(office, &anna(), &command(list)).await.ok().unwrap();
    assert!(list.iter().all(|line| line.participant != id("P1")));
}

#[test]
fn answers_for_repeated_requests_go_with_whom_they_are_about() {
    each(async |office| {
        let keyed = |key: &str| {
            let mut call = anna();
            call.key = Some(key.to_owned());
            call
        };
        enter(office, "P1", "Sara").await;
        enter(office, "P2", "Eva").await;
        for who in ["P1", "P2"] {
            let some = json!({ "subject": subject(who), "text": "x" });
            note(office, &keyed(&format!("note {who}")), &command(some)).await.unwrap();
        }
        close(office, "P1").await;
        let prepare = json!({
            "decision": "D1", "subject": "participant:P1", "reason": "request_of_subject",
        });
        let decision = json!({ "decision": "D1" });
        prepare_erasure(office, &lea(), &command(prepare)).await.unwrap();
        let mut approver = adam();
        // One more answer about them since the dry run is no other erasure.
        approver.key = Some("approve".to_owned());
        approve_erasure(office, &approver, &command(decision.clone())).await.unwrap();
        let eva = call("eva", Role::Administrator);
        let done = carry_out_erasure(office, &eva, &command(decision)).await.unwrap();
        assert_eq!(done.answers, 2);
        let mut reader = office.store.read().await.unwrap();
        let left = reader.erasure_counts(&subject("P1")).await.unwrap();
        assert_eq!(left, etablera_storage::Erasure::default());
        assert_eq!(reader.erasure_counts(&subject("P2")).await.unwrap().answers, 1);
    });
}

#[test]
fn a_dry_run_that_no_longer_holds_erases_nothing() {
    each(async |office| {
        fill(office, "P1").await;
        close(office, "P1").await;
        let prepare = json!({
            "decision": "D1", "subject": "participant:P1", "reason": "request_of_subject",
        });
        let decision = json!({ "decision": "D1" });
        prepare_erasure(office, &lea(), &command(prepare.clone())).await.unwrap();
        approve_erasure(office, &adam(), &command(decision.clone())).await.unwrap();
        let some = json!({ "subject": "participant:P1", "text": "one more" });
        note(office, &anna(), &command(some)).await.unwrap();
        let told = error(carry_out_erasure(office, &adam(), &command(decision.clone())).await);
        assert!(told.contains("expected a new dry run"), "{told}");
        let mut reader = office.store.read().await.unwrap();
        assert_eq!(reader.documents(&subject("P1")).await.unwrap().len(), 5);
        drop(reader);
        // A new dry run takes the approval away.
        prepare_erasure(office, &lea(), &command(prepare)).await.unwrap();
        let early = carry_out_erasure(office, &adam(), &command(decision.clone())).await;
        assert!(early.err().unwrap().is_refusal());
        approve_erasure(office, &adam(), &command(decision.clone())).await.unwrap();
        let open = json!({ "participant": "P1" });
        reopen_case(office, &anna(), &command(open)).await.unwrap();
        let told = error(carry_out_erasure(office, &adam(), &command(decision.clone())).await);
        assert!(told.contains("close it first"), "{told}");
        close(office, "P1").await;
        carry_out_erasure(office, &adam(), &command(decision)).await.unwrap();
        let other = json!({
            "decision": "D1", "subject": "participant:P1", "reason": "request_of_subject",
        });
        assert!(error(prepare_erasure(office, &lea(), &command(other)).await).contains("erased"));
    });
}

#[test]
fn cases_fall_due_by_rules_and_only_as_proposals() {
    each(async |office| {
        fill(office, "P1").await;
        enter(office, "P2", "Eva").await;
        enter(office, "P3", "Li").await;
        close(office, "P1").await;
        close(office, "P2").await;
        let rules = Retention::shipped();
        let due = async |caller, on: &str| {
            let on = on.parse().unwrap();
            let list = due_for_erasure(office, &caller, (&rules, on)).await.unwrap();
            assert!(list.iter().all(|one| !one.verified));
            list.iter().map(|one| one.participant.to_string()).collect::<Vec<_>>()
        };
        assert!(due(lea(), "2028-12-01").await.is_empty());
        assert_eq!(due(lea(), "2028-12-02").await, ["P2"]);
        // Still in an operation: kept without end.
        assert_eq!(due(lea(), "2090-01-01").await, ["P2"]);
        let out = json!({ "participant": "P1", "operation": "OP1", "reason": "job" });
        leave(office, &anna(), &command(out)).await.unwrap();
        assert_eq!(due(lea(), "2032-12-31").await, ["P2"]);
        assert_eq!(due(lea(), "2033-01-01").await, ["P2", "P1"]);
        assert!(due(anna(), "2033-01-01").await.is_empty());
    });
}
