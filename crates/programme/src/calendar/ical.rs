//! Calendar files (iCalendar, RFC 5545).
//!
//! Written by hand: the same input must give the same bytes, and a file that
//! takes its ids from chance and its stamp from a clock does not.

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};
use etablera_domain::event::Moment;
use etablera_domain::event::state::SessionState;

use super::clock::utc;
use super::holiday::Country;
use super::months::add_days;

/// When something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum When {
    /// A whole day, whatever the clock.
    Day(NaiveDate),
    /// From a time on the clocks of a country.
    Time {
        /// Where.
        country: Country,
        /// The day.
        day: NaiveDate,
        /// Minutes after midnight.
        from: u16,
        /// How long, in minutes of a clock.
        minutes: u16,
    },
}

/// One entry of a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Names the entry for ever, such as `session-7@example.se`: an entry that
    /// is sent again under its name takes the place of the earlier.
    pub uid: String,
    /// How often it has changed.
    pub sequence: u32,
    /// When it is.
    pub when: When,
    /// What it is, in a line.
    pub summary: String,
    /// Where it is; may be empty.
    pub place: String,
    /// Whether it does not take place after all.
    pub cancelled: bool,
}

impl Entry {
    /// A training session as it was planned last, in words of the caller's;
    /// none where it never was. The session has no time of day, so the entry
    /// is for the day; its changes are counted, that it was cancelled too.
    #[must_use]
    pub fn of_session(session: &SessionState, domain: &str, summary: String) -> Option<Self> {
        let plan = session.plans.last()?;
        let cancelled = session.cancelled.is_some();
        let changes = session.plans.len() - 1 + usize::from(cancelled);
        Some(Self {
            uid: format!("session-{}@{domain}", session.id),
            sequence: u32::try_from(changes).unwrap_or(u32::MAX),
            when: When::Day(plan.on),
            summary,
            place: String::new(),
            cancelled,
        })
    }
}

/// A calendar file with these entries in their order, as of `stamp`. Times
/// are in UTC, so that the file needs no table of a zone.
#[must_use]
pub fn calendar_file(entries: &[Entry], stamp: Moment) -> String {
    // A short entry takes some 220 bytes.
    let mut file = String::with_capacity(160 + entries.len() * 256);
    file.push_str("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Etablera//calendar//EN\r\n");
    file.push_str("CALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\n");
    let mut stamped = String::from("DTSTAMP:");
    push_moment(&mut stamped, stamp.utc().naive_utc());
    stamped.push_str("\r\nSEQUENCE:");
    for entry in entries {
        push_entry(&mut file, entry, &stamped);
    }
    file.push_str("END:VCALENDAR\r\n");
    file
}

/// Every line here but those of texts is shorter than what must be broken.
fn push_entry(file: &mut String, entry: &Entry, stamped: &str) {
    file.push_str("BEGIN:VEVENT\r\n");
    push_text(file, "UID:", &entry.uid);
    file.push_str(stamped);
    push_number(file, entry.sequence.into(), 1);
    match entry.when {
        When::Day(day) => {
            file.push_str("\r\nDTSTART;VALUE=DATE:");
            push_date(file, day);
            file.push_str("\r\nDTEND;VALUE=DATE:");
            push_date(file, add_days(day, 1));
        }
        When::Time { country, day, from, minutes } => {
            // Both ends are read off the clock: a night shift over a change of
            // clocks ends when the clock says so.
            let start = utc(country, day, from);
            let end = utc(country, day, from.saturating_add(minutes)).max(start);
            file.push_str("\r\nDTSTART:");
            push_moment(file, start);
            file.push_str("\r\nDTEND:");
            push_moment(file, end);
        }
    }
    file.push_str("\r\n");
    push_text(file, "SUMMARY:", &entry.summary);
    if !entry.place.is_empty() {
        push_text(file, "LOCATION:", &entry.place);
    }
    let status = if entry.cancelled { "CANCELLED" } else { "CONFIRMED" };
    file.push_str("STATUS:");
    file.push_str(status);
    file.push_str("\r\nEND:VEVENT\r\n");
}

fn push_date(file: &mut String, day: NaiveDate) {
    // Years before the first are written as they always were, with a sign.
    if day.year() < 0 {
        file.push('-');
    }
    let width = if day.year() < 0 { 3 } else { 4 };
    push_number(file, day.year().unsigned_abs().into(), width);
    push_number(file, day.month().into(), 2);
    push_number(file, day.day().into(), 2);
}

/// In UTC.
fn push_moment(file: &mut String, at: NaiveDateTime) {
    push_date(file, at.date());
    file.push('T');
    for part in [at.hour(), at.minute(), at.second()] {
        push_number(file, part.into(), 2);
    }
    file.push('Z');
}

/// A number with at least so many digits.
fn push_number(file: &mut String, number: u64, width: u32) {
    let mut power = 10_u64.pow(width - 1);
    while number / power >= 10 {
        power *= 10;
    }
    while power > 0 {
        file.push(char::from(b'0' + (number / power % 10) as u8));
        power /= 10;
    }
}

/// A line with a text: what has a meaning in the format is escaped, and other
/// control characters are left out, for the format has no way to write them.
fn push_text(file: &mut String, name: &str, text: &str) {
    let start = file.len();
    file.push_str(name);
    let means = |c: char| matches!(c, '\\' | ';' | ',') || c.is_control();
    let mut rest = text;
    while let Some(at) = rest.find(means) {
        file.push_str(&rest[..at]);
        let c = rest[at..].chars().next().unwrap_or_default();
        rest = &rest[at + c.len_utf8()..];
        match c {
            '\r' if rest.starts_with('\n') => {}
            '\n' | '\r' => file.push_str("\\n"),
            '\\' | ';' | ',' => file.extend(['\\', c]),
            _ => {}
        }
    }
    file.push_str(rest);
    if file.len() - start > LONGEST {
        let long = file.split_off(start);
        push_broken(file, &long);
    }
    file.push_str("\r\n");
}

/// The most bytes of a line.
const LONGEST: usize = 75;

/// A line broken so that none is too long: what goes on begins with a space.
fn push_broken(file: &mut String, text: &str) {
    let (mut rest, mut room) = (text, LONGEST);
    while rest.len() > room {
        let cut = rest.floor_char_boundary(room);
        file.push_str(&rest[..cut]);
        file.push_str("\r\n ");
        rest = &rest[cut..];
        room = LONGEST - 1;
    }
    file.push_str(rest);
}
