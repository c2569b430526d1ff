//! What the policies refused.

use std::collections::{BTreeMap, HashMap};

use chrono::{Datelike, NaiveDate};
use etablera_domain::event::Subject;
use etablera_storage::Access;
use serde::Serialize;

use crate::office::commands::commands;
use crate::office::error::CaseError;
use crate::office::{Call, Office, UseCase, Work};
use crate::policy::Action;

/// How many rows of the access log are read at a time.
const BATCH: u64 = 1000;

commands! {
    /// Asks for what the policies refused.
    AuditRefusals {
        /// Only from this day on, by the clock of the store (UTC).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        since: Option<NaiveDate>,
    }
}

/// How often something was refused.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, schemars::JsonSchema)]
pub struct RefusalCount {
    /// What was refused.
    pub action: String,
    /// To which role.
    pub role: String,
    /// The policies that forbade it; none where no policy allowed it.
    pub because: Vec<String>,
    /// How often.
    pub count: usize,
}

/// What the policies refused, without whom it was about or who asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct RefusalsAudited {
    /// By action, role and policies.
    pub refusals: Vec<RefusalCount>,
    /// By the first day of the month.
    pub months: BTreeMap<NaiveDate, usize>,
    /// How many looks were allowed beside them.
    pub allowed: usize,
}

/// What the policies refused, by action, role and policy. What was asked about
/// somebody whom the caller may not know of is left out, as it is in the
/// access log itself.
///
/// # Errors
///
/// When the caller may not read the access log, or the store fails.
pub fn audit_refusals<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a AuditRefusals,
) -> UseCase<'a, RefusalsAudited> {
    office.look(call, async move |work| {
        work.may(Action::ReadReport, &Subject::System).await?;
        work.may(Action::ReadAccessLog, &Subject::System).await?;
        let (mut told, mut after) = (RefusalsAudited::default(), 0);
        let mut counts: BTreeMap<(String, String, Vec<String>), usize> = BTreeMap::new();
        let mut tellable: HashMap<Option<Subject>, bool> = HashMap::new();
        loop {
            let rows = work.writer.all_accesses(after, BATCH).await?;
            let Some(last) = rows.last() else { break };
            after = last.seq;
            for access in rows.into_iter().map(|row| row.access) {
                let on = access.at.utc().date_naive();
                let is_in = command.since.is_none_or(|since| on >= since);
                if !is_in || !is_told(work, &access, &mut tellable).await? {
                    continue;
                }
                if access.allowed {
                    told.allowed += 1;
                    continue;
                }
                // A wrong password is no question to the policies.
                if access.action.parse::<Action>().is_err() {
                    continue;
                }
                *told.months.entry(on.with_day(1).unwrap_or(on)).or_default() += 1;
                *counts.entry((access.action, access.role, access.because)).or_default() += 1;
            }
        }
        let count =
            |((action, role, because), count)| RefusalCount { action, role, because, count };
        told.refusals = counts.into_iter().map(count).collect();
        Ok(told)
    })
}

/// Whether the caller may know of whom a look was about; asked once of each.
async fn is_told(
    work: &mut Work<'_>,
    access: &Access,
    known: &mut HashMap<Option<Subject>, bool>,
) -> Result<bool, CaseError> {
    if let Some(answer) = known.get(&access.subject) {
        return Ok(*answer);
    }
    let answer = work.is_look_tellable(access).await?;
    known.insert(access.subject.clone(), answer);
    Ok(answer)
}
