//! The course of a case.

use etablera_casework::office::{
    CloseCase, ReadNotes, ReadTimeline, RecordProfile, close_case, drop_task, enrol, finish_task,
    hand_over, interview, leave, note, observe_status, plan_milestone, read_notes, read_profile,
    record_profile, reopen_case, set_task, show_case, timeline,
};
use etablera_casework::policy::Role;
use etablera_domain::event::ProfileSource;
use serde_json::{Value, json};

use crate::support::{anna, bo, call, command, each, enter, error, id, lea, own, subject};

const CONCEPT: &str = "ssyk:5120";

#[test]
fn a_profile_is_the_persons_own_and_kept_whole() {
    each(async |office| {
        enter(office, "P1", "Sara").await;
        let with = |profile: Value| {
            command(json!({ "participant": "P1", "profile": profile, "source": "interview" }))
        };
        record_profile(office, &anna(), &with(json!({ "id": "P1" }))).await.unwrap();
        let later = json!({ "id": "P1", "available_from": "2027-01-07" });
        let mut own_words: RecordProfile = with(later.clone());
        assert!(error(record_profile(office, &own("P1"), &own_words).await).contains("source"));
        own_words.source = ProfileSource::Participant;
        record_profile(office, &own("P1"), &own_words).await.unwrap();
        let of = json!({ "participant": "P1" });
        let seen = read_profile(office, &bo(), &command(of)).await.ok().unwrap().unwrap();
        assert_eq!(serde_json::to_value(&seen.profile).unwrap(), later);
        let others = record_profile(office, &anna(), &with(json!({ "id": "P2" }))).await;
        assert!(error(others).contains("expected that of `participant:P1`"));
        let claim = json!({ "concept": CONCEPT, "months": 3, "evidence": "validated" });
        let twice = json!({ "id": "P1", "occupations": [claim, claim] });
        assert!(error(record_profile(office, &anna(), &with(twice)).await).contains("twice"));
        assert!(record_profile(office, &lea(), &with(later)).await.err().unwrap().is_refusal());
    });
}

#[test]
fn an_interview_keeps_note_and_profile_or_nothing() {
    each(async |office| {
        enter(office, "P1", "Sara").await;
        let both = json!({
            "participant": "P1", "on": "2026-11-30", "note": " Wants to cook. ",
            "profile": { "id": "P1" },
        });
        interview(office, &anna(), &command(both.clone())).await.unwrap();
        for (field, value, told) in [
            ("note", json!("  "), "the note is empty"),
            ("on", json!("2026-12-02"), "2026-12-02 lies in the future"),
            ("profile", json!({ "id": "P2" }), "the profile is of `P2`"),
        ] {
            let mut wrong = both.clone();
            wrong[field] = value;
            let said = error(interview(office, &anna(), &command(wrong)).await);
            assert!(said.starts_with(told), "{said}");
        }
        let some = json!({ "subject": "participant:P1", "text": "Called." });
        note(office, &bo(), &command(some)).await.unwrap();
        let nowhere = json!({ "subject": "decision:D1", "text": "x" });
        assert!(error(note(office, &bo(), &command(nowhere)).await).contains("nothing is noted"));
        let notes = ReadNotes { subject: subject("P1") };
        let notes = read_notes(office, &anna(), &notes).await.ok().unwrap();
        let notes: Vec<_> = notes.iter().map(|one| (one.on.to_string(), &*one.text)).collect();
        let expected =
            [("2026-11-30".to_owned(), "Wants to cook."), ("2026-12-01".to_owned(), "Called.")];
        assert_eq!(notes, expected);
        // What went wrong left nothing.
        let mut reader = office.store.read().await.unwrap();
        assert_eq!(reader.documents(&subject("P1")).await.unwrap().len(), 3);
    });
}

#[test]
fn what_is_due_moves_with_its_milestone() {
    each(async |office| {
        enter(office, "P1", "Sara").await;
        let after = json!({ "after": { "milestone": "trial_start", "days": 14 } });
        let check = json!({ "participant": "P1", "task": "T1", "what": "check_in", "due": after });
        set_task(office, &anna(), &command(check)).await.unwrap();
        let on = json!({ "on": { "day": "2026-11-20" } });
        let call = json!({ "participant": "P1", "task": "T2", "what": "phone", "due": on });
        set_task(office, &anna(), &command(call.clone())).await.unwrap();
        let read = ReadTimeline { participant: id("P1") };
        for (day, due) in [
            (None, None),
            (Some("2027-01-07"), Some("2027-01-21")),
            (Some("2027-02-01"), Some("2027-02-15")),
        ] {
            if let Some(day) = day {
                let plan = json!({ "participant": "P1", "milestone": "trial_start", "on": day });
                plan_milestone(office, &anna(), &command(plan.clone())).await.unwrap();
                let again = plan_milestone(office, &anna(), &command(plan)).await;
                assert!(error(again).contains("expected a change"));
            }
            let line = timeline(office, &bo(), &read).await.unwrap();
            let lines: Vec<_> = line
                .due
                .iter()
                .map(|one| (one.task.as_str(), one.due.map(|day| day.to_string()), one.overdue))
                .collect();
            let due = due.map(str::to_owned);
            let expected = [("T2", Some("2026-11-20".to_owned()), true), ("T1", due, false)];
            assert_eq!(lines, expected);
        }
        let done = json!({ "participant": "P1", "task": "T2" });
        finish_task(office, &anna(), &command(done.clone())).await.unwrap();
        assert!(error(finish_task(office, &anna(), &command(done)).await).contains("not open"));
        assert!(error(set_task(office, &anna(), &command(call)).await).contains("settled"));
        let gone = json!({ "participant": "P1", "task": "T1", "reason": "moved" });
        drop_task(office, &anna(), &command(gone.clone())).await.unwrap();
        assert!(error(drop_task(office, &anna(), &command(gone)).await).contains("not open"));
        let line = timeline(office, &bo(), &read).await.unwrap();
        assert!(line.due.is_empty());
        assert_eq!(line.happened.len(), 8);
    });
}

#[test]
fn a_case_is_handed_over_with_what_is_open() {
    each(async |office| {
        enter(office, "P1", "Sara").await;
        let task = json!({
            "participant": "P1", "task": "T1", "what": "phone", "due": { "on": { "day": "2026-12-24" } },
        });
        set_task(office, &anna(), &command(task)).await.unwrap();
        let over = json!({ "participant": "P1", "to": "cia", "summary": "In short." });
        // Bo does not hold it.
        let refused = hand_over(office, &bo(), &command(over.clone())).await;
        assert!(refused.err().unwrap().is_refusal());
        let done = hand_over(office, &anna(), &command(over.clone())).await.unwrap();
        assert_eq!(done.open, ["T1".parse().unwrap()]);
        let again = hand_over(office, &anna(), &command(over.clone())).await;
        assert!(again.err().unwrap().is_refusal());
        let cia = call("cia", Role::Coach);
        assert!(error(hand_over(office, &cia, &command(over)).await).contains("expected another"));
        let page = show_case(office, &cia, &command(json!({ "participant": "P1" }))).await;
        let page = page.ok().unwrap();
        assert_eq!(page.version, done.version);
        assert_eq!(page.notes.unwrap()[0].text, "In short.");
        assert_eq!(page.case.unwrap().holder.unwrap().actor.as_str(), "cia");
        assert_eq!(page.due[0].task.as_str(), "T1");
    });
}

#[test]
fn operations_are_entered_and_left_once() {
    each(async |office| {
        enter(office, "P1", "Sara").await;
        let into = json!({
            "participant": "P1", "operation": "OP1", "on": "2026-11-01",
            "answers": { "age": { "known": "from30_to54" }, "rural": "declined" },
        });
        let before = json!({
            "participant": "P1", "operation": "OP1", "reason": "job", "on": "2026-10-31",
        });
        let out = json!({ "participant": "P1", "operation": "OP1", "reason": "job" });
        assert!(error(leave(office, &anna(), &command(out.clone())).await).contains("not in"));
        enrol(office, &anna(), &command(into.clone())).await.unwrap();
        assert!(
            error(enrol(office, &anna(), &command(into.clone())).await).contains("is in `OP1`")
        );
        assert!(error(leave(office, &anna(), &command(before)).await).contains("a later day"));
        leave(office, &anna(), &command(out)).await.unwrap();
        assert!(error(enrol(office, &lea(), &command(into.clone())).await).contains("later day"));
        let mut again = into;
        again["on"] = json!("2026-12-01");
        enrol(office, &lea(), &command(again)).await.unwrap();
        let mut reader = office.store.read().await.unwrap();
        let all = reader.all_statistics().await.unwrap();
        assert_eq!(all.len(), 2);
        assert!(all.iter().all(|one| one.id.uuid().get_version_num() == 4));
        assert!(!serde_json::to_string(&all).unwrap().contains("P1"));
        drop(reader);
        let status = json!({ "participant": "P1", "status": "employed" });
        observe_status(office, &lea(), &command(status)).await.unwrap();
    });
}

#[test]
fn a_closed_case_takes_nothing_in_until_it_is_opened_again() {
    each(async |office| {
        enter(office, "P1", "Sara").await;
        let close = CloseCase { participant: id("P1"), reason: "job".parse().unwrap(), on: None };
        let open = json!({ "participant": "P1" });
        assert!(error(reopen_case(office, &anna(), &command(open.clone())).await).contains("open"));
        close_case(office, &anna(), &close).await.unwrap();
        assert!(error(close_case(office, &anna(), &close).await).contains("was closed"));
        let talk = json!({ "participant": "P1" });
        let told = error(interview(office, &anna(), &command(talk.clone())).await);
        assert!(told.ends_with("expected an open case; reopen it first"), "{told}");
        let status = json!({ "participant": "P1", "status": "employed" });
        observe_status(office, &anna(), &command(status)).await.unwrap();
        reopen_case(office, &anna(), &command(open)).await.unwrap();
        interview(office, &anna(), &command(talk)).await.unwrap();
    });
}
