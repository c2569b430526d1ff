//! What only somebody can find who has seen an end of a log before: an end
//! that was cut off, and hashes that were all made anew.

use etablera_storage::{Access, Ends, Finding, Hash, Head, Place as At};

use crate::support::{Place, REGISTERED, each_place, event, moment, participant};

const ROWS: u64 = 9;

/// Both logs with some rows each; their ends, and those in the middle.
async fn fill(place: &Place) -> (Ends, Ends) {
    let mut half = None;
    for n in 1..=ROWS {
        let mut writer = place.store.write().await.unwrap();
        let new = event(n.into(), &participant(n % 3), "2026-11-02", REGISTERED);
        writer.extend(vec![new]).await.unwrap();
        let access = Access {
            at: moment(),
            actor: "anna".parse().unwrap(),
            role: "coach".to_owned(),
            action: format!("a{n}"),
            subject: Some(participant(n % 3)),
            allowed: true,
            because: vec![],
            purpose: None,
        };
        writer.log_access(vec![access]).await.unwrap();
        writer.commit().await.unwrap();
        if n == ROWS / 2 {
            half = Some(place.store.read().await.unwrap().ends().await.unwrap());
        }
    }
    let whole = place.store.read().await.unwrap().ends().await.unwrap();
    assert_eq!((whole.log.seq, whole.accesses.seq), (ROWS, ROWS));
    (half.unwrap(), whole)
}

/// Takes away what keeps rows as they are.
fn unlock(place: &Place) {
    let sqlite = "DROP TRIGGER event_is_not_updated; DROP TRIGGER event_is_not_deleted; \
                  DROP TRIGGER event_about_is_not_deleted; DROP TRIGGER access_is_not_updated; \
                  DROP TRIGGER access_is_not_deleted";
    // Dropping them would wait for readers.
    let postgres = "ALTER TABLE event DISABLE TRIGGER USER; \
                    ALTER TABLE event_about DISABLE TRIGGER USER; \
                    ALTER TABLE access DISABLE TRIGGER USER";
    place.run(place.either(sqlite, postgres)).unwrap();
}

/// Changes the text of a row, and chains it and all after it anew, with the
/// hashes that belong there.
fn rechain(place: &Place, table: &str, (from, what, to): (u64, &str, &str)) {
    let change = format!("UPDATE {table} SET body = replace(body, '{what}', '{to}')");
    place.run(&format!("{change} WHERE seq = {from}")).unwrap();
    let hex = place.either("hex(hash)", "encode(hash, 'hex')");
    let before = place.run(&format!("SELECT {hex} FROM {table} WHERE seq = {}", from - 1)).unwrap();
    let mut hash: Hash = before.to_lowercase().parse().unwrap();
    for seq in from..=ROWS {
        let body = place.run(&format!("SELECT body FROM {table} WHERE seq = {seq}")).unwrap();
        let begin = if table == "event" { "etablera log 1\n" } else { "etablera access 1\n" };
        let seq_bytes = seq.to_be_bytes();
        hash = Hash::of(&[begin.as_bytes(), hash.bytes(), &seq_bytes, body.as_bytes()].concat());
        let literal = place.either("X'…'", "'\\x…'::bytea").replace('…', &hash.to_string());
        place.run(&format!("UPDATE {table} SET hash = {literal} WHERE seq = {seq}")).unwrap();
    }
}

/// What is found in both logs.
async fn look(place: &Place, (log, accesses): (&[Head], &[Head])) -> Vec<Finding> {
    let mut reader = place.store.read().await.unwrap();
    let mut found = reader.verify(log).await.unwrap().findings;
    found.extend(reader.verify_accesses(accesses).await.unwrap().findings);
    found
}

async fn rebuild(place: &Place) {
    let mut writer = place.store.write().await.unwrap();
    writer.rebuild().await.unwrap();
    writer.commit().await.unwrap();
}

#[test]
fn what_was_seen_of_a_whole_log_is_there() {
    each_place(|place| async move {
        let (half, whole) = fill(&place).await;
        let start = Head { seq: 0, hash: Hash::START };
        let (log, accesses) =
            ([start, half.log, whole.log, half.log], [start, half.accesses, whole.accesses]);
        assert_eq!(look(&place, (&log, &accesses)).await, []);
        // Of two words about one place, the one that is wrong is found.
        let other = Head { seq: half.log.seq, hash: Hash::of(b"other") };
        let found = look(&place, (&[half.log, other], &[other, half.accesses])).await;
        let places: Vec<_> = found.iter().map(|one| one.place.clone()).collect();
        assert_eq!(places, [At::Event(other.seq), At::Access(other.seq)]);
        assert_eq!(found[0].expected, format!("hash {}, seen before", other.hash));
        let beyond = Head { seq: ROWS + 1, hash: Hash::of(b"other") };
        let found = look(&place, (&[beyond], &[beyond])).await;
        let places: Vec<_> = found.iter().map(|one| one.place.clone()).collect();
        assert_eq!(places, [At::Event(ROWS + 1), At::Access(ROWS + 1)]);
        let other = Head { seq: 0, hash: Hash::of(b"other") };
        assert_eq!(look(&place, (&[other], &[other])).await.len(), 2, "nothing begins otherwise");
    });
}

#[test]
fn an_end_that_was_cut_off_is_found() {
    each_place(|place| async move {
        let (half, whole) = fill(&place).await;
        unlock(&place);
        for table in ["event_about", "event", "access"] {
            place.run(&format!("DELETE FROM {table} WHERE seq > {}", ROWS - 2)).unwrap();
        }
        rebuild(&place).await;
        assert_eq!(look(&place, (&[], &[])).await, [], "a shorter log is a log");
        assert_eq!(look(&place, (&[half.log], &[half.accesses])).await, [], "it goes that far");
        let found = look(&place, (&[whole.log, half.log], &[whole.accesses])).await;
        let places: Vec<_> = found.iter().map(|one| one.place.clone()).collect();
        assert_eq!(places, [At::Event(ROWS), At::Access(ROWS)]);
        assert_eq!(found[0].found, "no such row");
    });
}

#[test]
fn a_log_whose_hashes_were_all_made_anew_is_found() {
    each_place(|place| async move {
        let (half, whole) = fill(&place).await;
        unlock(&place);
        rechain(&place, "event", (6, "lulea", "boden"));
        rechain(&place, "access", (6, "a6", "x6"));
        rebuild(&place).await;
        assert_eq!(look(&place, (&[], &[])).await, [], "another log is a log");
        assert_eq!(look(&place, (&[half.log], &[half.accesses])).await, [], "so it began");
        let found = look(&place, (&[half.log, whole.log], &[whole.accesses])).await;
        let places: Vec<_> = found.iter().map(|one| one.place.clone()).collect();
        assert_eq!(places, [At::Event(ROWS), At::Access(ROWS)]);
        for (finding, seen) in found.iter().zip([whole.log, whole.accesses]) {
            assert_eq!(finding.expected, format!("hash {}, seen before", seen.hash));
        }
    });
}
