//! The file of one month.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::fault::{Fault, FaultKind, Incomplete, Missing, MonthlyError};
use super::identity::{CodeForms, Identity, Standing, Written};
use super::participation::Participation;
use super::roll::Roll;
use super::row::{Row, hours};
use super::window::{Window, WindowState};
use super::year_month::Month;

/// One month's file, and everybody who belongs in it but is not. It follows
/// from the roll, the forms and the month alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// The month.
    pub month: Month,
    /// The rows, by operation, person and number.
    pub rows: Vec<Row>,
    /// Who lacks something, in the same order.
    pub incomplete: Vec<Incomplete>,
    /// What is wrong in this month, in the same order.
    pub faults: Vec<Fault>,
    /// How many rows use a code form that was only seen in part.
    pub partial_forms: usize,
    /// Codes of protected people that stand for more than one person.
    pub shared_codes: BTreeSet<Written>,
}

/// What becomes of a participation in a month.
enum Outcome {
    Row(Row, Option<Standing>),
    Lacks(Vec<Missing>),
    Fault(FaultKind),
}

impl File {
    /// The file of a month, as it is known on a day.
    ///
    /// # Errors
    ///
    /// When the month is not over on that day.
    pub fn new(
        roll: &Roll,
        forms: &CodeForms,
        month: Month,
        on: NaiveDate,
    ) -> Result<Self, MonthlyError> {
        let window = Window::of(month);
        if window.state(on) == WindowState::NotYet {
            return Err(MonthlyError::FutureMonth { month, opens: window.opens, on });
        }
        let mut file = Self::empty(month);
        for one in roll.all() {
            file.add_faults(&one.participation, &one.faults);
            if belongs(&one.participation, month) && !one.barred(month) {
                file.add(&one.participation, forms);
            }
        }
        file.shared_codes = shared(&file.rows);
        // By what is in the file: the place of a code among ids of ours would
        // tell whose it is.
        file.rows.sort_by_cached_key(|row| (row.identity.to_string(), row.start, row.key.clone()));
        Ok(file)
    }

    fn empty(month: Month) -> Self {
        Self {
            month,
            rows: Vec::new(),
            incomplete: Vec::new(),
            faults: Vec::new(),
            partial_forms: 0,
            shared_codes: BTreeSet::new(),
        }
    }

    /// Lists what is wrong in this month, or in all that the person is in.
    fn add_faults(&mut self, of: &Participation, kinds: &[FaultKind]) {
        let here = |kind: &&FaultKind| match kind.month() {
            Some(month) => month == self.month,
            None => touches(of, self.month),
        };
        let faults = kinds.iter().filter(here);
        self.faults.extend(faults.map(|kind| Fault { key: of.key.clone(), kind: kind.clone() }));
    }

    fn add(&mut self, of: &Participation, forms: &CodeForms) {
        match outcome(of, forms, self.month) {
            Outcome::Row(row, standing) => {
                self.rows.push(row);
                self.partial_forms += usize::from(standing == Some(Standing::Partial));
            }
            Outcome::Lacks(missing) => {
                self.incomplete.push(Incomplete { key: of.key.clone(), missing });
            }
            Outcome::Fault(kind) => self.faults.push(Fault { key: of.key.clone(), kind }),
        }
    }
}

/// Whether somebody belongs in the file of a month: from the month of entry to
/// that of leaving. With no day of entry, it is every month of which anything
/// is known, or all until leaving if nothing is.
fn belongs(of: &Participation, month: Month) -> bool {
    let left = of.leaving.is_some_and(|leaving| leaving < month.first());
    let begun = match of.entry {
        Some(entry) => entry <= month.last(),
        None => of.minutes.keys().next().is_none_or(|first| *first <= month),
    };
    begun && !left
}

/// The same where the two days may be the wrong way round.
fn touches(of: &Participation, month: Month) -> bool {
    match (of.entry, of.leaving) {
        (Some(entry), Some(leaving)) if leaving < entry => {
            leaving <= month.last() && month.first() <= entry
        }
        _ => belongs(of, month),
    }
}

fn outcome(of: &Participation, forms: &CodeForms, month: Month) -> Outcome {
    let minutes = of.minutes.get(&month).copied();
    let gender = match of.identity {
        Some(Identity::Protected(shielded)) => shielded.gender.is_none(),
        _ => false,
    };
    let lacks = [
        (of.identity.is_none(), Missing::Identity),
        (of.entry.is_none(), Missing::Entry),
        (minutes.is_none(), Missing::Hours),
        (gender, Missing::Gender),
    ];
    let missing = || lacks.into_iter().filter_map(|(lacks, what)| lacks.then_some(what)).collect();
    let (Some(identity), Some(start), Some(minutes)) = (of.identity, of.entry, minutes) else {
        return Outcome::Lacks(missing());
    };
    let (identity, standing) = match identity {
        Identity::Number(number) | Identity::Coordination(number) => {
            (Written::Number(number), None)
        }
        Identity::Protected(shielded) => {
            let Some(gender) = shielded.gender else { return Outcome::Lacks(missing()) };
            let Some(form) = forms.form(gender, month) else {
                return Outcome::Fault(FaultKind::UnknownCodeForm { gender, month });
            };
            (Written::Code(shielded.code(form)), Some(form.standing))
        }
    };
    let end = of.leaving.filter(|leaving| Month::of(*leaving) == month);
    Outcome::Row(Row { key: of.key.clone(), identity, start, end, hours: hours(minutes) }, standing)
}

/// The codes that stand for more than one person.
fn shared(rows: &[Row]) -> BTreeSet<Written> {
    let codes = rows.iter().filter(|row| matches!(row.identity, Written::Code(_)));
    let pairs: BTreeSet<_> = codes.map(|row| (row.identity, &row.key.person)).collect();
    let pairs: Vec<_> = pairs.into_iter().collect();
    let twice = pairs.windows(2).filter(|pair| pair[0].0 == pair[1].0);
    twice.map(|pair| pair[0].0).collect()
}
