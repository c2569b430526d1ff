//! How the codes for leaving an operation, and for closing a case, are read.

use std::collections::BTreeMap;

use etablera_domain::event::Code;

use super::followed::{Ending, Situation};

/// How a code is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The code in the log.
    pub code: &'static str,
    /// How somebody left who left by it.
    pub ending: Ending,
    /// Whether an employment began with it.
    pub employs: bool,
    /// What it says of them from then on, until they are found otherwise.
    pub found: Option<Situation>,
}

const fn reason(code: &'static str, ending: Ending) -> Reason {
    Reason { code, ending, employs: false, found: None }
}

const fn job(code: &'static str) -> Reason {
    Reason { employs: true, ..reason(code, Ending::Completed) }
}

const fn gone(code: &'static str, found: Situation) -> Reason {
    Reason { found: Some(found), ..reason(code, Ending::Gone) }
}

/// Every code that is known: those of the programmes that ship, and the usual
/// ones beside them. A code that is not here says that somebody left and not
/// how, unless the reader gives it an ending.
///
/// That somebody left for work says that an employment began that day, and
/// nothing of what they do later: that is asked for.
pub const REASONS: [Reason; 22] = [
    job("job"),
    job("hired"),
    job("employed"),
    reason("studies", Ending::Completed),
    reason("completed", Ending::Completed),
    reason("new_role", Ending::Completed),
    reason("competence_in_use", Ending::Completed),
    reason("introduced", Ending::Completed),
    reason("gap_closed", Ending::Completed),
    gone("moved_away", Situation::MovedOut),
    gone("moved_out", Situation::MovedOut),
    gone("deceased", Situation::Deceased),
    reason("own_wish", Ending::Dropped),
    reason("other_support", Ending::Dropped),
    reason("circumstances", Ending::Dropped),
    reason("dropped_out", Ending::Dropped),
    reason("absence", Ending::Dropped),
    reason(LEFT_EMPLOYER, Ending::Dropped),
    reason("no_offer", Ending::Dropped),
    reason("stays_home_side", Ending::Dropped),
    reason("profession_regulated", Ending::Dropped),
    reason("language_first", Ending::Dropped),
];

/// The code of who left the employer that trained them.
pub(super) const LEFT_EMPLOYER: &str = "left_employer";

/// How a code is read, if it is known.
#[must_use]
pub fn reason_of(code: &str) -> Option<&'static Reason> {
    REASONS.iter().find(|one| one.code == code)
}

/// How somebody left: as the reader says of the code, or else by the table.
pub(super) fn ending(code: &Code, given: &BTreeMap<Code, Ending>) -> Ending {
    let known = || reason_of(code.as_str()).map(|reason| reason.ending);
    given.get(code).copied().or_else(known).unwrap_or(Ending::Unknown)
}
