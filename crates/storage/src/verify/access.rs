//! The access log.

use super::PAGE;
use super::finding::{Place, Verification};
use super::known::Known;
use crate::chain::Hash;
use crate::db::{Row, Tx, Value};
use crate::error::StoreError;
use crate::log::{Head, hash};
use crate::register::Access;

/// Looks at every row of the access log.
pub(super) async fn check(
    tx: &mut Tx,
    known: &[Head],
    done: &mut Verification,
) -> Result<(), StoreError> {
    let mut known = Known::new(known, Place::Access, done);
    let mut head = Head { seq: 0, hash: Hash::START };
    // Below the first place, so that a row at 0 or less is seen.
    let mut after = i64::MIN;
    loop {
        let sql = "SELECT seq, body, hash, subject FROM access \
                   WHERE seq > $1 ORDER BY seq LIMIT $2";
        let rows = tx.fetch(sql, vec![Value::Int(Some(after)), PAGE.into()]).await?;
        let Some(last) = rows.last() else { break };
        after = last.int(0)?;
        for row in &rows {
            done.events += 1;
            let Ok(seq) = u64::try_from(row.int(0)?) else {
                done.add(Place::Access(0), "places from 1", row.int(0)?);
                continue;
            };
            head = follow(head, (seq, row), done);
            known.meet(head, Place::Access, done);
        }
    }
    known.end(Place::Access, done);
    Ok(())
}

/// The end of the chain after a row of `seq, body, hash, subject`: with the
/// hash that is there, so that each fault shows once.
fn follow(head: Head, (seq, row): (u64, &Row), done: &mut Verification) -> Head {
    let place = || Place::Access(seq);
    if seq != head.seq + 1 {
        done.add(place(), format!("row {} before it", seq.wrapping_sub(1)), "a gap");
    }
    let body = row.text(1);
    let expected = body.as_ref().map(|body| head.hash.next_access(seq, body)).ok();
    let found = hash(row, 2).ok();
    match (expected, found) {
        (Some(expected), Some(found)) if expected == found => {}
        (Some(expected), Some(found)) => done.add(place(), format!("hash {expected}"), found),
        (_, None) => done.add(place(), "a hash", "none that can be read"),
        (None, Some(_)) => {}
    }
    match body.ok().and_then(|body| serde_json::from_str::<Access>(body).ok()) {
        // Whom it is about is not for a message.
        Some(access) => {
            let about = access.subject.map(|subject| subject.to_string()).unwrap_or_default();
            if row.text(3).ok() != Some(about.as_str()) {
                done.add(place(), "the subject that it says", "another");
            }
        }
        None => done.add(place(), "a look at somebody or something", "what cannot be read"),
    }
    Head { seq, hash: found.or(expected).unwrap_or(head.hash) }
}
