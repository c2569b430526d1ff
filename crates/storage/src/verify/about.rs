//! Whom the events are about, and what is kept as true of them.

use std::collections::VecDeque;

use etablera_domain::event::{Event, Folded, Recorded, Subject, fold};

use super::PAGE;
use super::finding::{Place, Verification};
use super::log::Abouts;
use super::referrals::Referrals;
use crate::db::{Row, Tx, Value};
use crate::error::StoreError;

/// Looks at the rows about whom events are, subject by subject, and at what
/// is kept of each; gives the referrals that the log tells of.
pub(super) async fn check(
    tx: &mut Tx,
    expected: Abouts,
    done: &mut Verification,
) -> Result<Referrals, StoreError> {
    let mut referrals = Referrals::default();
    let mut kept = KeptRows { page: VecDeque::new(), after: String::new(), ended: false };
    let mut one = One::default();
    let (mut subject, mut seq, mut rows_found) = (String::new(), i64::MIN, 0_u64);
    loop {
        let sql = "SELECT a.subject, a.seq, e.body FROM event_about a \
                   LEFT JOIN event e ON e.seq = a.seq \
                   WHERE (a.subject, a.seq) > ($1, $2) ORDER BY a.subject, a.seq LIMIT $3";
        let values = vec![Value::from(subject), Value::Int(Some(seq)), PAGE.into()];
        let rows = tx.fetch(sql, values).await?;
        let Some(last) = rows.last() else { break };
        (subject, seq) = (last.text(0)?.to_owned(), last.int(1)?);
        for row in &rows {
            if row.text(0)? != one.subject {
                let before = std::mem::take(&mut one);
                before.compare(tx, (&mut kept, &mut referrals), done).await?;
                one.subject = row.text(0)?.to_owned();
                one.readable = true;
            }
            rows_found += u64::from(one.add(row, done)?);
        }
    }
    one.compare(tx, (&mut kept, &mut referrals), done).await?;
    while let Some(surplus) = kept.next(tx).await? {
        done.add(Place::Folded(surplus.subject), "nothing: no event is about it", "a state");
    }
    if rows_found != expected.rows || !expected.all_read {
        missing(tx, done).await?;
    }
    Ok(referrals)
}

/// One subject, with the events about it.
#[derive(Default)]
struct One {
    subject: String,
    events: Vec<Recorded>,
    /// Whether all its events could be read.
    readable: bool,
}

impl One {
    /// Adds a row; whether it is one that should be there.
    fn add(&mut self, row: &Row, done: &mut Verification) -> Result<bool, StoreError> {
        let seq = row.number(1).unwrap_or_default();
        let place = || Place::About { seq, subject: self.subject.clone() };
        let Ok(Some(body)) = row.optional_text(2) else {
            done.add(place(), "an event", "none that can be read");
            self.readable = false;
            return Ok(false);
        };
        // What cannot be read was found in the log.
        let Ok(event) = serde_json::from_str::<Event>(body) else {
            self.readable = false;
            return Ok(false);
        };
        let is_about = event.about.iter().any(|about| about.to_string() == self.subject);
        if is_about {
            self.events.push(Recorded { seq, event });
        } else {
            done.add(place(), "no such row: the event is about others", "a row");
        }
        Ok(is_about)
    }

    /// Compares what is kept with a fold of the events.
    async fn compare(
        self,
        tx: &mut Tx,
        (kept, referrals): (&mut KeptRows, &mut Referrals),
        done: &mut Verification,
    ) -> Result<(), StoreError> {
        if self.subject.is_empty() {
            return Ok(());
        }
        let found = loop {
            match kept.peek(tx).await? {
                Some(row) if row.subject < self.subject => {
                    let place = Place::Folded(row.subject.clone());
                    done.add(place, "nothing: no event is about it", "a state");
                    kept.next(tx).await?;
                }
                Some(row) if row.subject == self.subject => break kept.next(tx).await?,
                _ => break None,
            }
        };
        let place = Place::Folded(self.subject.clone());
        let Ok(subject) = self.subject.parse::<Subject>() else {
            done.add(place, "a subject", &self.subject);
            return Ok(());
        };
        if !self.readable || self.events.is_empty() {
            return Ok(());
        }
        let expected = fold(&subject, &self.events);
        referrals.add(&expected, &self.events);
        match found {
            None => done.add(place, "a state", "nothing"),
            Some(found) => found.compare(&subject, &expected, done),
        }
        Ok(())
    }
}

/// What is kept of a subject.
struct KeptRow {
    subject: String,
    kind: String,
    seq: i64,
    body: String,
}

impl KeptRow {
    fn compare(self, subject: &Subject, expected: &Folded, done: &mut Verification) {
        let place = || Place::Folded(self.subject.clone());
        if serde_json::from_str::<Folded>(&self.body).ok().as_ref() != Some(expected) {
            // Neither is for a message: both tell a case.
            done.add(place(), "what follows from the log", "something else");
        }
        if self.kind != subject.kind().name() {
            done.add(place(), format!("kind {}", subject.kind().name()), &self.kind);
        }
        if u64::try_from(self.seq) != Ok(expected.seq) {
            done.add(place(), format!("seq {}", expected.seq), self.seq);
        }
    }
}

/// The rows of what is kept, in order.
struct KeptRows {
    page: VecDeque<KeptRow>,
    after: String,
    ended: bool,
}

impl KeptRows {
    async fn peek(&mut self, tx: &mut Tx) -> Result<Option<&KeptRow>, StoreError> {
        if self.page.is_empty() && !self.ended {
            let sql = "SELECT subject, kind, seq, body FROM folded WHERE subject > $1 \
                       ORDER BY subject LIMIT $2";
            let values = vec![Value::from(self.after.as_str()), PAGE.into()];
            for row in tx.fetch(sql, values).await? {
                let text =
                    |column| row.text(column).map_or_else(|error| error.to_string(), str::to_owned);
                let (subject, kind, body) = (row.text(0)?.to_owned(), text(1), text(3));
                self.page.push_back(KeptRow { subject, kind, seq: row.int(2)?, body });
            }
            self.ended = self.page.is_empty();
        }
        Ok(self.page.front())
    }

    async fn next(&mut self, tx: &mut Tx) -> Result<Option<KeptRow>, StoreError> {
        self.peek(tx).await?;
        let next = self.page.pop_front();
        if let Some(row) = &next {
            self.after.clone_from(&row.subject);
        }
        Ok(next)
    }
}

/// Looks for rows that should be there, event by event: slow, and done only
/// when the number of rows is not what it should be.
async fn missing(tx: &mut Tx, done: &mut Verification) -> Result<(), StoreError> {
    let mut after = i64::MIN;
    loop {
        let sql = "SELECT seq, body FROM event WHERE seq > $1 ORDER BY seq LIMIT $2";
        let rows = tx.fetch(sql, vec![Value::Int(Some(after)), PAGE.into()]).await?;
        let Some(last) = rows.last() else { return Ok(()) };
        after = last.int(0)?;
        for row in &rows {
            let Ok(Ok(event)) = row.text(1).map(serde_json::from_str::<Event>) else { continue };
            for subject in &event.about {
                let sql = "SELECT 1 FROM event_about WHERE subject = $1 AND seq = $2";
                let values = vec![Value::text(subject), Value::Int(Some(row.int(0)?))];
                if tx.fetch_one(sql, values).await?.is_none() {
                    let seq = row.number(0).unwrap_or_default();
                    let place = Place::About { seq, subject: subject.to_string() };
                    done.add(place, "a row", "none");
                }
            }
        }
    }
}
