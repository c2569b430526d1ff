//! The monthly file, from the store.

use std::sync::atomic::{AtomicU64, Ordering};

use etablera_casework::office::{
    AdoptCodeForm, Call, MonthStanding, MonthlyShown, Office, ReadMonthly, ReadSent, SendMonthly,
    SeriesShown, adopt_code_form, approve_erasure, carry_out_erasure, change_number, close_case,
    enrol, leave, prepare_erasure, read_monthly, read_sent, send_monthly, set_protection,
};
use etablera_casework::policy::Role;
use etablera_domain::Gender;
use etablera_domain::event::{Event, EventId};
use etablera_reporting::monthly::{Difference, Edit, Separator, write_csv};
use serde_json::{Value, json};

use crate::support::{
    accesses, adam, anna, bo, call, call_at, command, each, enter, enter_protected, error, lea,
    moment, numbered, subject,
};

/// A woman's number, and a coordination number that was made for tests.
const P1: &str = "198112289874";
const P2: &str = "197010632391";
const P3: &str = "196709199530";
const OTHER: &str = "199001612390";

static NEXT: AtomicU64 = AtomicU64::new(1);

/// An event that no use case was asked for.
async fn happens(office: &Office, about: &[&str], on: &str, what: Value) -> EventId {
    happens_for(office, about, (on, None), what).await
}

async fn happens_for(
    office: &Office,
    about: &[&str],
    (on, corrects): (&str, Option<EventId>),
    what: Value,
) -> EventId {
    let next = NEXT.fetch_add(1, Ordering::Relaxed);
    let id = EventId::new(uuid::Uuid::from_u128((7 << 76) | (1 << 127) | u128::from(next)));
    let about: Vec<etablera_domain::event::Subject> =
        about.iter().map(|one| one.parse().unwrap()).collect();
    let event = Event {
        id,
        stream: about[0].clone(),
        about: about.into_iter().collect(),
        occurred_on: on.parse().unwrap(),
        recorded_at: moment(),
        by: "anna".parse().unwrap(),
        corrects,
        what: serde_json::from_value(what).unwrap(),
    };
    let mut writer = office.store.write().await.unwrap();
    writer.extend(vec![event]).await.unwrap();
    writer.commit().await.unwrap();
    id
}

/// Hours of a month at a placement.
async fn works(office: &Office, who: &str, month: &str, minutes: (u32, u32)) -> EventId {
    let first = format!("{month}-01");
    let (place, person) = (format!("placement:L-{who}"), format!("participant:{who}"));
    let time = json!({ "time_reported": {
        "month": first, "work_minutes": minutes.0, "training_minutes": minutes.1,
    }});
    happens(office, &[&place, &person], &format!("{month}-28"), time).await
}

/// A session on a day.
async fn attends(office: &Office, who: &str, on: &str, minutes: u16) -> EventId {
    let (session, person) = (format!("session:S-{on}"), format!("participant:{who}"));
    let there = if minutes > 0 { "present" } else { "excused" };
    let attended =
        json!({ "attended": { "participant": who, "presence": there, "minutes": minutes } });
    happens(office, &[&session, &person], on, attended).await
}

async fn has_number(office: &Office, who: &str, number: &str, since: &str) {
    let number = json!({ "participant": who, "number": numbered(number, since) });
    change_number(office, &anna(), &command(number)).await.unwrap();
}

async fn enters(office: &Office, who: &str, on: &str, gender: Option<&str>) {
    let answers = gender.map_or(json!({}), |one| json!({ "gender": { "known": one } }));
    let enters = json!({
        "participant": who, "operation": "OP1", "on": on, "answers": answers,
    });
    enrol(office, &anna(), &command(enters)).await.unwrap();
}

fn asks(month: &str) -> ReadMonthly {
    command(json!({ "operation": "OP1", "month": month }))
}

async fn told(office: &Office, month: &str) -> MonthlyShown {
    read_monthly(office, &late(), &asks(month)).await.unwrap()
}

/// Lea, when the year is over.
fn late() -> Call {
    on("2027-01-20")
}

fn on(day: &str) -> Call {
    let mut call = lea();
    call.today = day.parse().unwrap();
    call
}

fn month(of: u32) -> String {
    format!("2026-{of:02}")
}

async fn series(office: &Office) -> SeriesShown {
    read_sent(office, &late(), &command::<ReadSent>(json!({ "operation": "OP1" }))).await.unwrap()
}

fn sending(month: &str) -> SendMonthly {
    command(json!({ "operation": "OP1", "month": month }))
}

async fn send(office: &Office, call: &Call, month: &str) -> u32 {
    send_monthly(office, call, &sending(month)).await.unwrap().version
}

/// Rows as text.
fn rows(told: &MonthlyShown) -> Vec<String> {
    let line = |row: &etablera_casework::office::MonthlyRow| {
        let end = row.end.map(|end| end.to_string()).unwrap_or_default();
        format!("{} {} {} {}", row.identity.as_deref().unwrap_or("?"), row.start, end, row.hours)
    };
    told.rows.iter().map(line).collect()
}

/// P1 works and P2 comes to sessions all year; P3 works from February on.
async fn year(office: &Office) {
    for (who, given, number, since, gender) in [
        ("P1", "Sara", P1, "2026-01-12", "woman"),
        ("P2", "Omar", P2, "2026-01-12", "man"),
        ("P3", "Leila", P3, "2026-02-02", "woman"),
    ] {
        enter(office, who, given).await;
        has_number(office, who, number, "2020-01-01").await;
        enters(office, who, since, Some(gender)).await;
    }
    for of in 1..=12 {
        works(office, "P1", &month(of), (6000, 1200)).await;
        attends(office, "P2", &format!("{}-20", month(of)), 150).await;
        if of > 1 {
            works(office, "P3", &month(of), (600, 0)).await;
        }
    }
}

async fn send_year(office: &Office) {
    for of in 1..=12_u32 {
        let (year, next) = if of == 12 { (2027, 1) } else { (2026, of + 1) };
        let in_window = on(&format!("{year}-{next:02}-04"));
        assert_eq!(send(office, &in_window, &month(of)).await, 1);
    }
}

#[test]
fn a_month_has_who_took_part_with_certified_hours() {
    each(async |office| {
        year(office).await;
        let january = told(office, "2026-01").await;
        let expected = [format!("{P2} 2026-01-12  3"), format!("{P1} 2026-01-12  120")];
        assert_eq!(rows(&january), expected);
        assert_eq!(january.standing, MonthStanding::Late);
        assert_eq!((january.opens.to_string(), january.due.to_string()), dates("02-01", "02-28"));
        let csv = write_csv(&january.file, Separator::Semicolon);
        assert!(csv.contains(&format!("{P2};OP1;2026-01-12;;3\r\n")), "{csv}");
        // Each number that was read stands in the access log.
        let log = accesses(office, "P2").await;
        let read = |one: &&etablera_storage::Access| {
            one.action == "read_identity" && one.purpose.as_deref() == Some("monthly_file")
        };
        assert_eq!(log.iter().filter(read).count(), 1);
        // Sessions count only where nobody reported the month, and never both.
        attends(office, "P1", "2026-03-09", 240).await;
        works(office, "P2", "2026-03", (60, 0)).await;
        let march = told(office, "2026-03").await;
        let hours = |who: &str| {
            let of = |row: &&etablera_casework::office::MonthlyRow| {
                row.participant.as_ref().is_some_and(|id| id.as_str() == who)
            };
            march.rows.iter().find(of).unwrap().hours
        };
        assert_eq!((hours("P1"), hours("P2")), (120, 1));
        // To have been away is no hours, and to have no report is not known.
        enter(office, "P5", "Kim").await;
        has_number(office, "P5", OTHER, "2020-01-01").await;
        enters(office, "P5", "2026-03-02", None).await;
        attends(office, "P5", "2026-03-10", 0).await;
        let march = told(office, "2026-03").await;
        assert_eq!((march.rows.len(), march.rows[3].hours), (4, 0));
        let april = told(office, "2026-04").await;
        assert_eq!((april.rows.len(), april.incomplete.len()), (3, 1));
        assert_eq!(april.incomplete[0].participant.as_str(), "P5");
        assert_eq!(serde_json::to_value(&april.incomplete[0].missing).unwrap(), json!(["hours"]));
    });
}

fn dates(opens: &str, due: &str) -> (String, String) {
    (format!("2026-{opens}"), format!("2026-{due}"))
}

#[test]
fn a_month_of_two_operations_counts_in_one() {
    each(async |office| {
        year(office).await;
        let moves = json!({
            "participant": "P1", "operation": "OP1", "reason": "moved_on", "on": "2026-03-10",
        });
        leave(office, &anna(), &command(moves)).await.unwrap();
        let enters = json!({
            "participant": "P1", "operation": "OP2", "on": "2026-03-11", "answers": {},
        });
        enrol(office, &anna(), &command(enters)).await.unwrap();
        let one = told(office, "2026-03").await;
        let ask: ReadMonthly = command(json!({ "operation": "OP2", "month": "2026-03" }));
        let other = read_monthly(office, &late(), &ask).await.unwrap();
        assert!(rows(&one).contains(&format!("{P1} 2026-01-12 2026-03-10 0")));
        assert_eq!(rows(&other), [format!("{P1} 2026-03-11  120")]);
        // What was reported after the last stay shows, and is in no file.
        let april = told(office, "2026-04").await;
        assert!(
            april.faults.is_empty()
                && april.rows.iter().all(|row| row.identity.as_deref() != Some(P1))
        );
        let moves = json!({
            "participant": "P1", "operation": "OP2", "reason": "moved_on", "on": "2026-03-31",
        });
        leave(office, &anna(), &command(moves)).await.unwrap();
        let ask: ReadMonthly = command(json!({ "operation": "OP2", "month": "2026-04" }));
        let other = read_monthly(office, &late(), &ask).await.unwrap();
        assert_eq!(
            other.faults,
            ["P1 in OP2, no. 1: hours in `2026-04`, after leaving: expected none"]
        );
    });
}

#[test]
fn what_is_asked_wrong_is_named() {
    each(async |office| {
        year(office).await;
        let ask = |call: Call, ask: Value| async move {
            error(read_monthly(office, &call, &command(ask)).await)
        };
        let future = ask(lea(), json!({ "operation": "OP1", "month": "2026-12" })).await;
        assert!(future.contains("`2026-12` is reported from `2027-01-01`"), "{future}");
        let unknown = ask(late(), json!({ "operation": "OP9", "month": "2026-10" })).await;
        assert!(unknown.contains("nobody has entered `OP9`"), "{unknown}");
        let twice = json!({ "participant": "P1", "operation": "OP1", "answers": {} });
        let twice = error(enrol(office, &anna(), &command(twice)).await);
        assert!(twice.contains("is in `OP1`"), "{twice}");
        let before = json!({
            "participant": "P1", "operation": "OP1", "reason": "job", "on": "2026-01-11",
        });
        let before = error(leave(office, &anna(), &command(before)).await);
        assert!(before.contains("entered on 2026-01-12"), "{before}");
        // Two open at once, as an import may bring them, keep both out.
        let enrolled = json!({ "enrolled": {
            "operation": "OP1", "statistics": uuid::Uuid::from_u128(99).to_string(),
        }});
        happens(office, &["participant:P1"], "2026-05-04", enrolled).await;
        let may = told(office, "2026-05").await;
        assert_eq!(may.faults.len(), 2);
        assert!(may.faults[0].contains("no. `2` is open"), "{:?}", may.faults);
        assert!(may.rows.iter().all(|row| row.identity.as_deref() != Some(P1)));
        for nobody in
            [anna(), bo(), adam(), call("rut", Role::Auditor), call("tea", Role::Pedagogue)]
        {
            assert!(
                read_monthly(office, &nobody, &asks("2026-10")).await.err().unwrap().is_refusal()
            );
            assert!(send_monthly(office, &nobody, &sending("2026-01")).await.is_err());
            let ask = command::<ReadSent>(json!({ "operation": "OP1" }));
            assert!(read_sent(office, &nobody, &ask).await.err().unwrap().is_refusal());
        }
        // Another organisation's project leader reads nobody's number.
        let other = call_at("pia", Role::ProjectLeader, "boden");
        assert!(read_monthly(office, &other, &asks("2026-10")).await.is_err());
    });
}

#[test]
fn months_are_sent_in_order() {
    each(async |office| {
        year(office).await;
        let out = error(send_monthly(office, &late(), &sending("2026-02")).await);
        assert!(out.contains("`2026-02` is out of order: expected `2026-01`"), "{out}");
        let mut with = sending("2026-01");
        with.hash = Some(told(office, "2026-02").await.hash);
        let other = error(send_monthly(office, &late(), &with).await);
        assert!(other.contains("has the hash"), "{other}");
        let shown = told(office, "2026-01").await;
        with.hash = Some(shown.hash);
        let sent = send_monthly(office, &on("2026-02-10"), &with).await.unwrap();
        assert_eq!((sent.version, sent.rows), (1, 2));
        // Numbers could be tried against the hash of the file: another is kept.
        assert_ne!(sent.hash, shown.hash);
        let again = error(send_monthly(office, &late(), &sending("2026-01")).await);
        assert!(again.contains("expected `2026-02`"), "{again}");
        let early = error(send_monthly(office, &on("2026-02-28"), &sending("2026-02")).await);
        assert!(early.contains("reported from `2026-03-01`"), "{early}");
        send(office, &late(), "2026-02").await;
        let backdated = error(send_monthly(office, &on("2026-04-02"), &sending("2026-03")).await);
        assert!(backdated.contains("expected no day before"), "{backdated}");
        assert_eq!(told(office, "2026-01").await.standing, MonthStanding::Sent);
        let all = series(office).await;
        assert!(all.in_order && all.again.is_empty());
        assert_eq!(all.next.unwrap().to_string(), "2026-03");
        assert_eq!(all.sent[0].hash, sent.hash);
    });
}

/// The months that are to be sent again, with how many rows change in each.
fn shape(all: &SeriesShown) -> Vec<(String, usize)> {
    let one = |one: &etablera_casework::office::AgainShown| {
        (one.month.to_string(), one.changes.len() + one.hidden)
    };
    all.again.iter().map(one).collect()
}

/// Months 2 to 12, with what changes in the first and in every other.
async fn from_february(office: &Office, (first, rest): (usize, usize)) -> SeriesShown {
    let all = series(office).await;
    assert!(!all.in_order);
    let expected: Vec<(String, usize)> =
        (2..=12).map(|of| (month(of), if of == 2 { first } else { rest })).collect();
    assert_eq!(shape(&all), expected);
    let files: Vec<String> = all.files.iter().map(|file| file.month.to_string()).collect();
    assert_eq!(files, expected.iter().map(|(month, _)| month.clone()).collect::<Vec<_>>());
    all
}

/// Sends them again, in order and in no other.
async fn send_again(office: &Office, version: u32) {
    for of in 2..=12 {
        if of < 12 {
            let later = error(send_monthly(office, &late(), &sending(&month(of + 1))).await);
            assert!(later.contains(&format!("expected `{}`", month(of))), "{later}");
        }
        let left = series(office).await.again.len();
        assert_eq!(left, 13 - of as usize);
        assert_eq!(told(office, &month(of)).await.standing, MonthStanding::Again);
        assert_eq!(send(office, &late(), &month(of)).await, version);
    }
    assert!(series(office).await.in_order);
}

#[test]
fn a_correction_in_the_second_of_twelve_months_makes_eleven_files_again() {
    each(async |office| {
        year(office).await;
        send_year(office).await;
        let all = series(office).await;
        assert!(all.in_order && all.sent.len() == 12);
        // Hours: the month itself changes, and the later ones are read in again.
        works(office, "P1", "2026-02", (5940, 1200)).await;
        let all = from_february(office, (1, 0)).await;
        let change = &all.again[0].changes[0];
        assert_eq!(change.participant.as_str(), "P1");
        assert_eq!(change.what, Difference::Changed(vec![Edit::Hours { old: 120, new: 119 }]));
        send_again(office, 2).await;
        // Somebody who had entered was written down late.
        enter(office, "P5", "Kim").await;
        has_number(office, "P5", OTHER, "2020-01-01").await;
        enters(office, "P5", "2026-02-09", Some("man")).await;
        for of in 2..=12 {
            works(office, "P5", &month(of), (60, 0)).await;
        }
        let all = from_february(office, (1, 1)).await;
        assert_eq!(all.again[5].changes[0].what, Difference::Added);
        send_again(office, 3).await;
    });
}

#[test]
fn a_leaving_day_a_retraction_and_a_number_change_what_was_sent() {
    each(async |office| {
        year(office).await;
        let session = attends(office, "P2", "2026-02-23", 60).await;
        send_year(office).await;
        happens_for(
            office,
            &["session:S-2026-02-23", "participant:P2"],
            ("2026-02-23", Some(session)),
            json!({ "retracted": { "reason": "mistake" } }),
        )
        .await;
        let all = from_february(office, (1, 0)).await;
        let change = &all.again[0].changes[0].what;
        assert_eq!(*change, Difference::Changed(vec![Edit::Hours { old: 4, new: 3 }]));
        send_again(office, 2).await;
        // A number that was corrected.
        has_number(office, "P3", OTHER, "2021-01-01").await;
        let all = from_february(office, (1, 1)).await;
        assert_eq!(all.again[4].changes[0].what, Difference::Changed(vec![Edit::Identity]));
        send_again(office, 3).await;
        // Left, and left earlier than was written down.
        let leaves = json!({
            "participant": "P3", "operation": "OP1", "reason": "job", "on": "2026-02-27",
        });
        let left = leave(office, &anna(), &command(leaves)).await.unwrap();
        let all = from_february(office, (1, 1)).await;
        let end = Edit::End { old: None, new: Some("2026-02-27".parse().unwrap()) };
        assert_eq!(all.again[0].changes[0].what, Difference::Changed(vec![end]));
        assert_eq!(all.again[1].changes[0].what, Difference::Removed);
        send_again(office, 4).await;
        let what = json!({ "left": { "operation": "OP1", "reason": "job" } });
        let corrected = ("2026-02-20", Some(left.event));
        happens_for(office, &["participant:P3"], corrected, what).await;
        from_february(office, (1, 0)).await;
        // Who never entered is in no file.
        let corrected = ("2026-02-20", Some(left.event));
        let none = json!({ "retracted": { "reason": "mistake" } });
        happens_for(office, &["participant:P3"], corrected, none).await;
        assert!(!series(office).await.again[0].changes.is_empty());
    });
}

#[test]
fn protection_takes_the_number_out_of_every_file_that_had_it() {
    each(async |office| {
        year(office).await;
        send_year(office).await;
        let protects = json!({ "participant": "P3", "protection": "secrecy_marking" });
        set_protection(office, &anna(), &command(protects)).await.unwrap();
        let all = from_february(office, (1, 1)).await;
        // Lea may not know of them: rows differ, and whose is not told.
        assert!(all.again.iter().all(|one| one.changes.is_empty() && one.hidden == 1));
        let february = told(office, "2026-02").await;
        let row = &february.rows[2];
        assert_eq!((&row.identity, &row.participant), (&None, &None));
        assert_eq!(february.partial_forms, 1);
        for file in &all.files {
            let csv = write_csv(file, Separator::Semicolon);
            assert!(csv.contains("19670919Tf29") && !csv.contains("9530"), "{csv}");
        }
        for text in
            [serde_json::to_string(&february).unwrap(), serde_json::to_string(&all).unwrap()]
        {
            assert!(!text.contains("\"P3\"") && !text.contains("9530"), "{text}");
        }
        send_again(office, 2).await;
        // What was kept of it has no number, before or after.
        let log = accesses(office, "P3").await;
        assert!(log.iter().any(|one| one.action == "read_code_date"));
    });
}

#[test]
fn a_code_form_that_is_not_known_is_asked_for_and_can_be_given() {
    each(async |office| {
        year(office).await;
        for (who, given, number, gender) in
            [("P7", "Nemo", OTHER, Some("man")), ("P8", "Nils", "198502702387", None)]
        {
            enter_protected(office, who, given).await;
            has_number(office, who, number, "2020-01-01").await;
            enters(office, who, "2026-03-02", gender).await;
            works(office, who, "2026-03", (60, 0)).await;
        }
        let march = told(office, "2026-03").await;
        assert_eq!(march.without_form, [(Gender::Man, 1)].into());
        // Of the other the gender is missing, which lea is told as a count.
        assert_eq!((march.rows.len(), march.incomplete.len(), march.incomplete_hidden), (3, 0, 1));
        let adopt = |fields: Value| command::<AdoptCodeForm>(fields);
        let right = json!({ "gender": "man", "suffix": "Xm39", "from": "2026-02-01" });
        for (field, value, expected) in [
            ("suffix", "1234", "at least one letter"),
            ("from", "2026-02-02", "not the first day"),
            ("on", "2030-01-01", "has not come"),
        ] {
            let mut wrong = right.clone();
            wrong[field] = value.into();
            let told = error(adopt_code_form(office, &lea(), &adopt(wrong)).await);
            assert!(told.contains(expected), "{told}");
        }
        assert!(
            adopt_code_form(office, &anna(), &adopt(right.clone())).await.unwrap_err().is_refusal()
        );
        adopt_code_form(office, &lea(), &adopt(right)).await.unwrap();
        let march = told(office, "2026-03").await;
        assert!(march.without_form.is_empty());
        let file = write_csv(&march.file, Separator::Semicolon);
        assert!(file.contains("19900101Xm39;OP1;2026-03-02;;1"), "{file}");
    });
}

#[test]
fn who_was_erased_is_counted_and_what_was_sent_of_them_stands() {
    each(async |office| {
        year(office).await;
        let leaves = json!({
            "participant": "P1", "operation": "OP1", "reason": "job", "on": "2026-06-30",
        });
        leave(office, &anna(), &command(leaves)).await.unwrap();
        send_year(office).await;
        let close = json!({ "participant": "P1", "reason": "job" });
        close_case(office, &anna(), &command(close)).await.unwrap();
        let prepare = json!({
            "decision": "D1", "subject": subject("P1"), "reason": "request_of_subject",
        });
        prepare_erasure(office, &lea(), &command(prepare)).await.unwrap();
        let other = call("lou", Role::ProjectLeader);
        let decision = json!({ "decision": "D1" });
        approve_erasure(office, &other, &command(decision.clone())).await.unwrap();
        carry_out_erasure(office, &adam(), &command(decision)).await.unwrap();
        // What was sent is as it was: nothing is to be sent again for it.
        let all = series(office).await;
        assert!(all.in_order, "{:?}", shape(&all));
        assert_eq!(all.erased, 1);
        let march = told(office, "2026-03").await;
        assert_eq!((march.rows.len(), march.erased, march.standing), (2, 1, MonthStanding::Sent));
        assert!(march.incomplete[0].erased);
        // A correction for another makes files without them, and says so.
        works(office, "P3", "2026-02", (660, 0)).await;
        let all = from_february(office, (1, 0)).await;
        assert_eq!(all.again[0].changes[0].participant.as_str(), "P3");
        send_again(office, 2).await;
        // Nothing that was kept has a number.
        let mut reader = office.store.read().await.unwrap();
        for receipt in reader.receipts(None, 1000).await.unwrap() {
            if let etablera_storage::Kept::Bytes(bytes) = receipt.answer {
                let text = String::from_utf8(bytes).unwrap();
                assert!(![P1, P2, P3].iter().any(|number| text.contains(number)), "{text}");
            }
        }
    });
}
