//! Calendar files (iCalendar, RFC 5545).
//!
//! Written by hand: the same input must give the same bytes, and a file that
//! takes its ids from chance and its stamp from a clock does not.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, Timelike};
use etablera_domain::event::Moment;
use etablera_domain::event::state::SessionState;

use super::clock::utc;
use super::holiday::Country;

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
///
/// # Panics
/// Beyond the year 262 000.
#[must_use]
pub fn calendar_file(entries: &[Entry], stamp: Moment) -> String {
    let mut file = String::new();
    line(&mut file, "BEGIN:VCALENDAR");
    line(&mut file, "VERSION:2.0");
    line(&mut file, "PRODID:-//Etablera//calendar//EN");
    line(&mut file, "CALSCALE:GREGORIAN");
    line(&mut file, "METHOD:PUBLISH");
    let stamp = format!("DTSTAMP:{}", moment(stamp.utc().naive_utc()));
    for entry in entries {
        write_entry(&mut file, entry, &stamp);
    }
    line(&mut file, "END:VCALENDAR");
    file
}

fn write_entry(file: &mut String, entry: &Entry, stamp: &str) {
    line(file, "BEGIN:VEVENT");
    line(file, &format!("UID:{}", escaped(&entry.uid)));
    line(file, stamp);
    line(file, &format!("SEQUENCE:{}", entry.sequence));
    match entry.when {
        When::Day(day) => {
            let after = day + Days::new(1);
            line(file, &format!("DTSTART;VALUE=DATE:{}", date(day)));
            line(file, &format!("DTEND;VALUE=DATE:{}", date(after)));
        }
        When::Time { country, day, from, minutes } => {
            // Both ends are read off the clock: a night shift over a change of
            // clocks ends when the clock says so.
            let start = utc(country, day, from);
            let end = utc(country, day, from.saturating_add(minutes)).max(start);
            line(file, &format!("DTSTART:{}", moment(start)));
            line(file, &format!("DTEND:{}", moment(end)));
        }
    }
    line(file, &format!("SUMMARY:{}", escaped(&entry.summary)));
    if !entry.place.is_empty() {
        line(file, &format!("LOCATION:{}", escaped(&entry.place)));
    }
    let status = if entry.cancelled { "CANCELLED" } else { "CONFIRMED" };
    line(file, &format!("STATUS:{status}"));
    line(file, "END:VEVENT");
}

fn date(day: NaiveDate) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

/// In UTC.
fn moment(at: NaiveDateTime) -> String {
    let (hour, minute, second) = (at.hour(), at.minute(), at.second());
    format!("{}T{hour:02}{minute:02}{second:02}Z", date(at.date()))
}

/// Text with what has a meaning in the format escaped; other control
/// characters are left out, for the format has no way to write them.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' | '\r' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Adds a line, broken so that none is over 75 bytes: what goes on begins with
/// a space.
fn line(file: &mut String, text: &str) {
    let mut rest = text;
    let mut room = 75;
    while rest.len() > room {
        let cut = rest.floor_char_boundary(room);
        file.push_str(&rest[..cut]);
        file.push_str("\r\n ");
        rest = &rest[cut..];
        room = 74;
    }
    file.push_str(rest);
    file.push_str("\r\n");
}
