//! The log by itself.

use std::collections::HashMap;

use etablera_domain::event::{Event, Moment, Subject};

use super::PAGE;
use super::finding::{Place, Verification};
use super::known::Known;
use crate::chain::Hash;
use crate::db::{Row, Tx, Value};
use crate::error::StoreError;
use crate::log::{Head, hash};

/// Whom the events are about, to be compared with the table.
#[derive(Clone, Copy, Default)]
pub(super) struct Abouts {
    /// How many rows there should be.
    pub(super) rows: u64,
    /// Whether every event could be read.
    pub(super) all_read: bool,
}

/// Looks at every event; says how many rows there should be about whom.
pub(super) async fn check(
    tx: &mut Tx,
    known: &[Head],
    done: &mut Verification,
) -> Result<Abouts, StoreError> {
    let mut walk = Walk {
        head: Head { seq: 0, hash: Hash::START },
        last: None,
        versions: HashMap::new(),
        known: Known::new(known, Place::Event, done),
        about: Abouts { rows: 0, all_read: true },
    };
    // Below the first place, so that a row at 0 or less is seen.
    let mut after = i64::MIN;
    loop {
        let sql = "SELECT seq, id, stream, version, recorded_at, body, hash FROM event \
                   WHERE seq > $1 ORDER BY seq LIMIT $2";
        let rows = tx.fetch(sql, vec![Value::Int(Some(after)), PAGE.into()]).await?;
        let Some(last) = rows.last() else { break };
        after = last.int(0)?;
        for row in &rows {
            walk.step(row, done)?;
        }
    }
    walk.known.end(Place::Event, done);
    Ok(walk.about)
}

/// How far the look has come.
struct Walk {
    head: Head,
    last: Option<Moment>,
    versions: HashMap<Subject, u64>,
    known: Known,
    about: Abouts,
}

impl Walk {
    fn step(&mut self, row: &Row, done: &mut Verification) -> Result<(), StoreError> {
        done.events += 1;
        let Ok(seq) = u64::try_from(row.int(0)?) else {
            done.add(Place::Event(0), "places from 1", row.int(0)?);
            return Ok(());
        };
        let place = || Place::Event(seq);
        if seq != self.head.seq + 1 {
            done.add(place(), format!("event {} before it", seq.wrapping_sub(1)), "a gap");
        }
        self.head.seq = seq;
        match row.text(5) {
            Ok(body) => self.body(row, body, done),
            Err(error) => {
                self.about.all_read = false;
                done.add(place(), "an event", error);
            }
        }
        match hash(row, 6) {
            // Goes on from what is there, so that each fault shows once.
            Ok(found) => self.head.hash = found,
            Err(error) => done.add(place(), "a hash", error),
        }
        self.known.meet(self.head, Place::Event, done);
        Ok(())
    }

    /// Looks at what the event says of itself.
    fn body(&mut self, row: &Row, body: &str, done: &mut Verification) {
        let seq = self.head.seq;
        let place = || Place::Event(seq);
        let expected = self.head.hash.next(seq, body);
        if let Ok(found) = hash(row, 6)
            && found != expected
        {
            done.add(place(), format!("hash {expected}"), found);
        }
        let event: Event = match serde_json::from_str(body) {
            Ok(event) => event,
            // What the error quotes may say of whom the event is.
            Err(_) => {
                self.about.all_read = false;
                return done.add(place(), "an event", "none that can be read");
            }
        };
        self.about.rows += event.about.len() as u64;
        let columns = [
            (1, "id", event.id.to_string()),
            (2, "stream", event.stream.to_string()),
            (4, "moment", event.recorded_at.to_string()),
        ];
        for (column, name, expected) in columns {
            match row.text(column) {
                Ok(found) if found == expected => {}
                // Ids name people, and who checks a store may not know of all.
                Ok(_) => done.add(place(), format!("the {name} in the event"), "another"),
                Err(error) => done.add(place(), format!("the {name} in the event"), error),
            }
        }
        let version = self.versions.entry(event.stream).or_default();
        *version += 1;
        match row.int(3) {
            Ok(found) if u64::try_from(found) == Ok(*version) => {}
            Ok(found) => {
                done.add(place(), format!("version {version}"), found);
                *version = found.try_into().unwrap_or(*version);
            }
            Err(error) => done.add(place(), format!("version {version}"), error),
        }
        if let Some(last) = self.last
            && event.recorded_at < last
        {
            done.add(place(), format!("a moment from {last}"), event.recorded_at);
        }
        self.last = self.last.max(Some(event.recorded_at));
    }
}
