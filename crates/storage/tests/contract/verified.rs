//! What was changed past the store is found.

use etablera_storage::{Finding, Hash, Head, Place as At};

use crate::support::{CLOSED, Place, REGISTERED, RETRACTED, each_place, event, participant};

/// A log of 12 events about 3 people, with late ones and corrections.
async fn fill(place: &Place) -> Head {
    let mut writer = place.store.write().await.unwrap();
    for n in 1..=12_u64 {
        let person = participant(n % 3);
        let day = format!("2026-11-{:02}", 1 + n * 7 % 20);
        let what = if n % 2 == 0 { REGISTERED } else { CLOSED };
        let mut new = event(n.into(), &person, &day, what);
        if n == 9 {
            new.about.insert(participant(1));
        }
        if n == 12 {
            let target = writer.events(8, 1).await.unwrap().remove(0).event;
            new.corrects = Some(target.id);
            new.about.extend(target.about);
            new.what = serde_json::from_str(RETRACTED).unwrap();
        }
        writer.extend(vec![new]).await.unwrap();
    }
    let head = writer.tail();
    writer.commit().await.unwrap();
    head
}

/// Takes away what keeps rows as they are.
fn unlock(place: &Place) {
    let sqlite = "DROP TRIGGER event_is_not_updated; DROP TRIGGER event_is_not_deleted; \
                  DROP TRIGGER event_is_not_replaced; DROP TRIGGER event_about_is_not_updated; \
                  DROP TRIGGER event_about_is_not_deleted";
    let postgres = "DROP TRIGGER event_is_not_changed ON event; \
                    DROP TRIGGER event_about_is_not_changed ON event_about; \
                    ALTER TABLE event_about DROP CONSTRAINT event_about_seq_fkey";
    place.run(place.either(sqlite, postgres)).unwrap();
}

async fn look(place: &Place, known: &[Head]) -> Vec<Finding> {
    place.store.read().await.unwrap().verify(known).await.unwrap().findings
}

#[test]
fn a_log_that_nobody_changed_is_clean() {
    each_place(|place| async move {
        let head = fill(&place).await;
        let start = Head { seq: 0, hash: Hash::START };
        let mut reader = place.store.read().await.unwrap();
        let checked = reader.verify(&[start, head]).await.unwrap();
        assert_eq!((checked.events, checked.is_clean()), (12, true), "{checked:?}");
        assert_eq!(place.store.verify_file().await.unwrap(), []);
    });
}

/// What is done, what undoes it, and where it shows.
type Case = (&'static str, &'static str, &'static [&'static str]);

const CASES: &[Case] = &[
    (
        "UPDATE event SET recorded_at = '2026-12-01T08:00:00.000001Z' WHERE seq = 4",
        "UPDATE event SET recorded_at = '2026-12-01T08:00:00.000000Z' WHERE seq = 4",
        &["event 4: expected the moment in the event"],
    ),
    (
        "UPDATE event SET version = 9 WHERE seq = 4",
        "UPDATE event SET version = 2 WHERE seq = 4",
        &["event 4: expected version 2, found 9"],
    ),
    (
        "UPDATE event SET stream = 'participant:P7' WHERE seq = 4",
        "UPDATE event SET stream = 'participant:P1' WHERE seq = 4",
        &["event 4: expected the stream in the event, found another"],
    ),
    (
        "UPDATE event SET id = 'x' WHERE seq = 4",
        "UPDATE event SET id = '00000000-0000-0000-0000-000000000004' WHERE seq = 4",
        &["event 4: expected the id in the event"],
    ),
    (
        "UPDATE event SET seq = 99 WHERE seq = 12",
        "UPDATE event SET seq = 12 WHERE seq = 99",
        &["event 99: expected event 98 before it", "event 12 about `participant:P0`: expected an"],
    ),
    (
        "DELETE FROM event_about WHERE seq = 9 AND subject = 'participant:P1'",
        "INSERT INTO event_about VALUES ('participant:P1', 9)",
        &["event 9 about `participant:P1`: expected a row, found none"],
    ),
    (
        "INSERT INTO event_about VALUES ('participant:P2', 9)",
        "DELETE FROM event_about WHERE subject = 'participant:P2' AND seq = 9",
        &["event 9 about `participant:P2`: expected no such row"],
    ),
    (
        "UPDATE event_about SET subject = 'participant:P2' WHERE seq = 3",
        "UPDATE event_about SET subject = 'participant:P0' WHERE seq = 3",
        &[
            "event 3 about `participant:P2`: expected no",
            "event 3 about `participant:P0`: expected a row",
        ],
    ),
    (
        "UPDATE folded SET seq = seq + 1 WHERE subject = 'participant:P1'",
        "UPDATE folded SET seq = seq - 1 WHERE subject = 'participant:P1'",
        &["what is true of `participant:P1`: expected seq"],
    ),
    (
        "UPDATE folded SET kind = 'need' WHERE subject = 'participant:P1'",
        "UPDATE folded SET kind = 'participant' WHERE subject = 'participant:P1'",
        &["what is true of `participant:P1`: expected kind participant, found need"],
    ),
    (
        "INSERT INTO folded SELECT 'participant:A', kind, seq, body FROM folded \
         WHERE subject = 'participant:P1'",
        "DELETE FROM folded WHERE subject = 'participant:A'",
        &["what is true of `participant:A`: expected nothing"],
    ),
    (
        "INSERT INTO folded SELECT 'participant:Z', kind, seq, body FROM folded \
         WHERE subject = 'participant:P1'",
        "DELETE FROM folded WHERE subject = 'participant:Z'",
        &["what is true of `participant:Z`: expected nothing"],
    ),
    (
        "UPDATE folded SET subject = 'participant:A' WHERE subject = 'participant:P2'",
        "UPDATE folded SET subject = 'participant:P2' WHERE subject = 'participant:A'",
        &[
            "what is true of `participant:P2`: expected a state, found nothing",
            "what is true of `participant:A`: expected nothing",
        ],
    ),
];

#[test]
fn each_changed_row_is_found_and_named() {
    each_place(|place| async move {
        fill(&place).await;
        unlock(&place);
        assert_eq!(look(&place, &[]).await, []);
        for (change, undo, expected) in CASES {
            place.run(change).unwrap();
            let found = look(&place, &[]).await;
            let shown: Vec<String> = found.iter().map(ToString::to_string).collect();
            for words in *expected {
                assert!(shown.iter().any(|line| line.contains(words)), "{change}: {shown:#?}");
            }
            place.run(undo).unwrap();
            assert_eq!(look(&place, &[]).await, [], "{undo}");
        }
    });
}

#[test]
fn rows_that_changed_places_are_found() {
    each_place(|place| async move {
        fill(&place).await;
        unlock(&place);
        // Bodies and hashes change places, so that each row fits by itself.
        let swap = "UPDATE event SET body = (SELECT o.body FROM event o WHERE o.seq = 9 - event.seq), \
                    hash = (SELECT o.hash FROM event o WHERE o.seq = 9 - event.seq) \
                    WHERE seq IN (4, 5)";
        place.run(swap).unwrap();
        let found = look(&place, &[]).await;
        assert!([4, 5].iter().all(|seq| found.iter().any(|f| f.place == At::Event(*seq))));
    });
}

#[test]
fn any_changed_byte_of_a_body_or_hash_is_found() {
    each_place(|place| async move {
        fill(&place).await;
        unlock(&place);
        let length: usize =
            place.run("SELECT length(body) FROM event WHERE seq = 5").unwrap().parse().unwrap();
        let (mut reader, mut tried) = (String::new(), 0);
        for at in (1..=length).step_by(23) {
            // The next character of the same length, or another.
            let body = place.run("SELECT body FROM event WHERE seq = 5").unwrap();
            let old = body.as_bytes()[at - 1] as char;
            let new = if old == '7' { '8' } else { '7' };
            let set = |c: char| {
                let c = if c == '\'' { "''".to_owned() } else { c.to_string() };
                let (head, tail) = (at - 1, at + 1);
                format!(
                    "UPDATE event SET body = substr(body, 1, {head}) || '{c}' || \
                     substr(body, {tail}) WHERE seq = 5"
                )
            };
            place.run(&set(new)).unwrap();
            let found = look(&place, &[]).await;
            assert!(found.iter().any(|f| f.place == At::Event(5)), "byte {at}");
            place.run(&set(old)).unwrap();
            reader = body;
            tried += 1;
        }
        assert!(tried > 5, "{reader}");
        for at in [0, 1, 15, 31] {
            let flip = |sign: &str| {
                place.run(&match place.either("s", "p") {
                    "s" => format!(
                        "UPDATE event SET hash = (SELECT h FROM (SELECT hash AS h FROM event \
                         WHERE seq = {}) ) WHERE seq = 5",
                        if sign == "+" { 4 } else { 5 }
                    ),
                    _ => format!(
                        "UPDATE event SET hash = set_byte(hash, {at}, get_byte(hash, {at}) # 1) \
                         WHERE seq = 5"
                    ),
                })
            };
            flip("+").unwrap();
            let found = look(&place, &[]).await;
            assert!(found.iter().any(|f| f.place == At::Event(5)), "hash byte {at}");
            flip("-").unwrap();
            if place.either("s", "p") == "s" {
                break;
            }
        }
    });
}

#[test]
fn an_end_that_was_cut_off_or_made_anew_is_found_by_who_has_seen_it() {
    each_place(|place| async move {
        let head = fill(&place).await;
        unlock(&place);
        place.run("DELETE FROM event_about WHERE seq > 10").unwrap();
        place.run("DELETE FROM event WHERE seq > 10").unwrap();
        let mut writer = place.store.write().await.unwrap();
        writer.rebuild().await.unwrap();
        writer.commit().await.unwrap();
        assert_eq!(look(&place, &[]).await, [], "a shorter log is a log");
        let found = look(&place, &[head]).await;
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].place, At::Event(12));

        let mut writer = place.store.write().await.unwrap();
        let others = (21..=22).map(|n| event(n, &participant(0), "2026-11-02", CLOSED));
        writer.extend(others.collect()).await.unwrap();
        writer.commit().await.unwrap();
        assert_eq!(look(&place, &[]).await, [], "another log is a log");
        let found = look(&place, &[head]).await;
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].place, At::Event(12));
        assert_eq!(found[0].expected, format!("hash {}, seen before", head.hash));
    });
}

#[test]
fn a_body_that_cannot_be_read_hides_no_other_fault() {
    each_place(|place| async move {
        fill(&place).await;
        unlock(&place);
        place.run("UPDATE event SET body = '{' WHERE seq = 2").unwrap();
        place.run("DELETE FROM event_about WHERE seq = 7").unwrap();
        place.run("DELETE FROM event WHERE seq = 5").unwrap();
        place.run("UPDATE folded SET body = '{}' WHERE subject = 'participant:P0'").unwrap();
        let found = look(&place, &[]).await;
        for at in [
            At::Event(2),
            At::Event(6),
            At::About { seq: 5, subject: "participant:P2".to_owned() },
            At::About { seq: 7, subject: "participant:P1".to_owned() },
            At::Folded("participant:P0".to_owned()),
        ] {
            assert!(found.iter().any(|finding| finding.place == at), "{at}: {found:#?}");
        }
    });
}
