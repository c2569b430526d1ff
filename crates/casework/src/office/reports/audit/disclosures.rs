//! What was disclosed, to whom, and on what test.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use etablera_domain::ParticipantId;
use etablera_domain::event::state::Disclosure;
use etablera_domain::event::{Case, Code, Recipient, Subject};
use serde::Serialize;

use crate::office::commands::commands;
use crate::office::facts::of_case;
use crate::office::{Call, Office, UseCase};
use crate::policy::Action;

/// Grounds that say that no test was made, as imports write them.
const UNTESTED: [&str; 3] = ["none", "not_tested", "unknown"];

commands! {
    /// Asks for what was disclosed, in numbers.
    AuditDisclosures {
        /// Only from this day on.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        since: Option<NaiveDate>,
        /// With each, of those whom the caller may read it of.
        #[serde(default)]
        names: bool,
    }
}

/// The kind of a recipient.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RecipientKind {
    /// An employer.
    Employer,
    /// Whoever is behind a need.
    Need,
    /// Another organisation.
    Organisation,
    /// The participant.
    Participant,
    /// Somebody who was not chosen where the participant was.
    Applicant,
}

impl From<&Recipient> for RecipientKind {
    fn from(to: &Recipient) -> Self {
        match to {
            Recipient::Employer(_) => Self::Employer,
            Recipient::Need(_) => Self::Need,
            Recipient::Organisation(_) => Self::Organisation,
            Recipient::Participant => Self::Participant,
            Recipient::Applicant => Self::Applicant,
        }
    }
}

/// What was disclosed to one kind of recipient.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct DisclosedTo {
    /// How often.
    pub disclosures: usize,
    /// Of those, where the participant was asked and agreed.
    pub consented: usize,
    /// Of those, where no test of secrecy is named: to be looked into.
    pub untested: usize,
    /// By the rule that the test names.
    pub grounds: BTreeMap<Code, usize>,
    /// How often each field was in it.
    pub fields: BTreeMap<Code, usize>,
}

/// What was disclosed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct DisclosuresAudited {
    /// By the kind of recipient.
    pub to: BTreeMap<RecipientKind, DisclosedTo>,
    /// Each, by participant, then oldest first, where that was asked for and
    /// as far as the caller may read it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub each: Option<Vec<(ParticipantId, Disclosure)>>,
}

/// What was disclosed: how often, to which kind of recipient, on which test,
/// and which fields; with `names` the register itself. Whoever the caller may
/// not read it of is in neither: a total less the rows beside it, or less the
/// total of another day, would tell that something about them was disclosed.
///
/// # Errors
///
/// When the caller may not read the register, or the store fails.
pub fn audit_disclosures<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a AuditDisclosures,
) -> UseCase<'a, DisclosuresAudited> {
    office.look(call, async move |work| {
        work.may(Action::ReadReport, &Subject::System).await?;
        work.may(Action::ReadDisclosures, &Subject::System).await?;
        let cases = work.cases().await?;
        let mut told = DisclosuresAudited::default();
        let mut each = Vec::new();
        for (subject, case) in cases.iter().filter(|(_, case)| !case.disclosures.is_empty()) {
            let resource = of_case((subject, case), call.today);
            if !work.may_silently(Action::ReadDisclosures, &resource) {
                continue;
            }
            for one in since(case, command.since) {
                told.to.entry((&one.to).into()).or_default().add(one);
            }
            if command.names {
                work.may_on(Action::ReadDisclosures, &resource, None)?;
                let all = since(case, command.since);
                each.extend(all.map(|one| (case.id.clone(), one.clone())));
            }
        }
        told.each = command.names.then_some(each);
        Ok(told)
    })
}

fn since(case: &Case, since: Option<NaiveDate>) -> impl Iterator<Item = &Disclosure> {
    case.disclosures.iter().filter(move |one| since.is_none_or(|since| one.on >= since))
}

impl DisclosedTo {
    fn add(&mut self, one: &Disclosure) {
        self.disclosures += 1;
        self.consented += usize::from(one.test.consented);
        self.untested += usize::from(UNTESTED.contains(&one.test.ground.as_str()));
        *self.grounds.entry(one.test.ground.clone()).or_default() += 1;
        for field in &one.fields {
            *self.fields.entry(field.clone()).or_default() += 1;
        }
    }
}
