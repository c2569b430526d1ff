//! The files that were sent, and sending them again.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::diff::{Change, changes};
use super::fault::MonthlyError;
use super::file::File;
use super::identity::CodeForms;
use super::roll::Roll;
use super::year_month::Month;

/// A file as it was last sent. Earlier versions are not kept: a number in them
/// may be that of somebody who is protected now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// 1 for the first; every regeneration adds one.
    pub version: u32,
    /// When it was sent.
    pub on: NaiveDate,
    /// What was sent.
    pub file: File,
}

impl Sent {
    /// Whether its rows would be others today.
    fn differs(&self, roll: &Roll, forms: &CodeForms) -> bool {
        File::new(roll, forms, self.file.month, self.on)
            .is_ok_and(|file| file.rows != self.file.rows)
    }
}

/// A file that is to be read in again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Regenerated {
    /// The month.
    pub month: Month,
    /// The new version.
    pub version: u32,
    /// What changed, by key; nothing if the file is only read in again because
    /// an earlier one changed.
    pub changes: Vec<Change>,
}

/// The files of all months sent so far, without a gap.
#[derive(Clone, Debug, Default)]
pub struct Series {
    sent: BTreeMap<Month, Sent>,
}

impl Series {
    /// The files as they were last sent, in order.
    #[must_use]
    pub fn sent(&self) -> &BTreeMap<Month, Sent> {
        &self.sent
    }

    /// Makes and keeps the file of the next month.
    ///
    /// # Errors
    ///
    /// When the month is not over on that day, is not the one after the last
    /// that was sent, or the day is before that of the last sending.
    pub fn send(
        &mut self,
        roll: &Roll,
        forms: &CodeForms,
        (month, on): (Month, NaiveDate),
    ) -> Result<&File, MonthlyError> {
        if let Some(expected) = self.sent.keys().next_back().map(|last| last.next())
            && month != expected
        {
            return Err(MonthlyError::OutOfOrder { month, expected });
        }
        self.not_backdated(on)?;
        let file = File::new(roll, forms, month, on)?;
        let sent = Sent { version: 1, on, file };
        Ok(&self.sent.entry(month).insert_entry(sent).into_mut().file)
    }

    /// The first month whose rows would be others than were sent.
    #[must_use]
    pub fn first_difference(&self, roll: &Roll, forms: &CodeForms) -> Option<Month> {
        let differs = |sent: &&Sent| sent.differs(roll, forms);
        self.sent.values().find(differs).map(|sent| sent.file.month)
    }

    /// Makes the file of a month and every later one again, in order. Earlier
    /// ones stay as they are, byte for byte.
    ///
    /// # Errors
    ///
    /// When the month has not been sent, an earlier one would change too, or
    /// the day is before that of the last sending. Nothing is changed then.
    pub fn correct(
        &mut self,
        roll: &Roll,
        forms: &CodeForms,
        (from, on): (Month, NaiveDate),
    ) -> Result<Vec<Regenerated>, MonthlyError> {
        if !self.sent.contains_key(&from) {
            return Err(MonthlyError::NotSent { month: from });
        }
        self.not_backdated(on)?;
        let mut before = self.sent.range(..from);
        if let Some((&month, _)) = before.find(|(_, sent)| sent.differs(roll, forms)) {
            return Err(MonthlyError::EarlierChanged { month, from });
        }
        let files = self.sent.range(from..).map(|(month, _)| File::new(roll, forms, *month, on));
        let files: Vec<File> = files.collect::<Result<_, _>>()?;
        let mut made = Vec::with_capacity(files.len());
        for (sent, file) in self.sent.range_mut(from..).map(|(_, sent)| sent).zip(files) {
            let changes = changes(&sent.file.rows, &file.rows);
            *sent = Sent { version: sent.version + 1, on, file };
            let (month, version) = (sent.file.month, sent.version);
            made.push(Regenerated { month, version, changes });
        }
        Ok(made)
    }

    fn not_backdated(&self, on: NaiveDate) -> Result<(), MonthlyError> {
        match self.sent.values().map(|sent| sent.on).max() {
            Some(last) if on < last => Err(MonthlyError::Backdated { on, last }),
            _ => Ok(()),
        }
    }
}
