//! Everything that is known about a person (GDPR Art. 15).

use std::collections::BTreeSet;

use etablera_domain::ParticipantId;
use etablera_domain::event::{Case, Code, DocumentId, Moment, Subject};
use etablera_domain::{Reply, Statistics};
use etablera_storage::{
    Access, DocumentKind, Person, Special, SpecialPurpose, SpecialView, Warrant,
};
use serde::Serialize;
use serde_json::Value;

use super::told::{EventTold, ReceiptTold, content};
use crate::office::account::AccountTold;
use crate::office::commands::commands;
use crate::office::error::CaseError;
use crate::office::people::special::seen_for;
use crate::office::{Call, Office, UseCase, Work};
use crate::policy::{Action, Ask, Purpose, Resource};

commands! {
    /// Asks for everything that is known about a person.
    ExportSubject {
        /// Who.
        participant: ParticipantId,
    }
}

/// A text or record as it is handed out.
#[derive(Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Unsealed {
    /// Names it.
    pub id: DocumentId,
    /// What it is.
    pub kind: DocumentKind,
    /// When it was written.
    pub created_at: Moment,
    /// Whether the case still leads to it.
    pub in_use: bool,
    /// Its content: a record, or a text.
    pub content: Value,
}

/// What a participant has said where nobody has to answer.
#[derive(Clone, Default, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct SpecialTold {
    /// When they were asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asked_on: Option<chrono::NaiveDate>,
    /// Whether they have a disability.
    pub disability: Reply<bool>,
    /// Whether they belong to a minority.
    pub minority: Reply<bool>,
    /// Whether their capacity to work is found to be reduced.
    pub reduced_capacity: Reply<bool>,
    /// The support agreed on.
    pub support: Reply<Vec<String>>,
}

impl SpecialTold {
    fn of(special: Special) -> Self {
        let Special { participant: _, asked_on, disability, minority, .. } = special;
        let (reduced_capacity, support) = (special.reduced_capacity, words(special.support));
        Self { asked_on: Some(asked_on), disability, minority, reduced_capacity, support }
    }
}

fn words(support: Reply<BTreeSet<Code>>) -> Reply<Vec<String>> {
    match support {
        Reply::Known(some) => Reply::Known(some.iter().map(ToString::to_string).collect()),
        Reply::Declined => Reply::Declined,
        Reply::Unknown => Reply::Unknown,
    }
}

/// Everything that is known about a person.
#[derive(Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Export {
    /// Who.
    pub participant: ParticipantId,
    /// When it was made.
    pub made_at: Moment,
    /// Who they are, with every identity number they had.
    pub person: Option<Person>,
    /// What they log in with.
    pub accounts: Vec<AccountTold>,
    /// What is true now: the consents, the holder, what was disclosed.
    pub case: Option<Case>,
    /// Profiles, notes, the network and summaries, also those that no longer
    /// count.
    pub documents: Vec<Unsealed>,
    /// Special categories of data.
    pub special: Option<SpecialTold>,
    /// What is counted under a pseudonym.
    pub statistics: Vec<Statistics>,
    /// Everything that was written about them, corrections too.
    pub events: Vec<EventTold>,
    /// What answers about them were made from.
    pub receipts: Vec<ReceiptTold>,
    /// Who looked at them, and who was refused.
    pub accesses: Vec<Access>,
}

impl Export {
    /// Where each table of a store that holds something about a person comes
    /// in: the table, and the field here. A test compares it with the schema.
    pub const TABLES: &'static [(&'static str, &'static str)] = &[
        ("person", "person"),
        // Keyed hashes of what stands in the person.
        ("token", "person"),
        ("document", "documents"),
        ("special", "special"),
        ("statistics", "statistics"),
        ("event", "events"),
        ("event_about", "events"),
        ("folded", "case"),
        // Where a referral leads, which its events tell.
        ("referral", "events"),
        ("receipt", "receipts"),
        ("receipt_about", "receipts"),
        ("access", "accesses"),
        ("account", "accounts"),
        // Keyed hashes of what stands in the account.
        ("account_name", "accounts"),
        ("seat", "accounts"),
        ("session", "accounts"),
        ("api_token", "accounts"),
    ];
}

/// Everything that is known about a person. That it was handed out stands in
/// the access log, and so does each look at special categories.
///
/// # Errors
///
/// When the caller may not, nothing was ever known, or a key is missing.
pub fn export_subject<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a ExportSubject,
) -> UseCase<'a, Export> {
    office.act(call, async move |work| {
        let participant = command.participant.clone();
        let subject = Subject::from(participant.clone());
        let resource = work.may(Action::ExportSubject, &subject).await?;
        work.note_purpose(SpecialPurpose::SubjectAccess.name());
        let case = work.registered_case(&subject).await?;
        let case = case.ok_or_else(|| CaseError::Absent(subject.clone()))?;
        let as_of = work.writer.tail().seq;
        let events = work.writer.about(&subject, as_of).await?;
        let accesses = work.writer.accesses(&subject).await?;
        let receipts = work.writer.receipts_about(&subject).await?;
        Ok(Export {
            made_at: call.now,
            person: work.writer.person(&participant).await?,
            accounts: work.accounts_told(&subject).await?,
            documents: work.unsealed(&subject, &case).await?,
            special: work.special_told(&participant, &resource).await?,
            statistics: work.statistics_of(&case).await?,
            events: events.into_iter().map(|one| EventTold::of(&subject, one.event)).collect(),
            receipts: receipts.into_iter().map(|one| ReceiptTold::of(&subject, one)).collect(),
            accesses: accesses.into_iter().map(|logged| logged.access).collect(),
            case: Some(without_others(case)),
            participant,
        })
    })
}

/// A case without other participants.
fn without_others(mut case: Case) -> Case {
    case.competences.values_mut().for_each(|known| known.colleagues.clear());
    case
}

impl Work<'_> {
    /// Every text and record about a participant, wherever it is filed.
    async fn unsealed(
        &mut self,
        subject: &Subject,
        case: &Case,
    ) -> Result<Vec<Unsealed>, CaseError> {
        let in_use = case.documents();
        let mut documents = self.writer.documents(subject).await?;
        let elsewhere =
            in_use.iter().copied().filter(|id| documents.iter().all(|one| one.id != *id));
        let elsewhere = self.writer.documents_among(elsewhere.collect::<Vec<_>>()).await?;
        documents.extend(elsewhere);
        let unsealed = documents.into_iter().map(|one| Unsealed {
            id: one.id,
            kind: one.kind,
            created_at: one.created_at,
            in_use: in_use.contains(&one.id),
            content: match one.kind {
                DocumentKind::Profile | DocumentKind::Connection => content(&one.body),
                _ => Value::from(one.body),
            },
        });
        Ok(unsealed.collect())
    }

    /// The special categories: all of them to the person, and otherwise put
    /// together from the purposes for which the caller may read them.
    async fn special_told(
        &mut self,
        participant: &ParticipantId,
        resource: &Resource,
    ) -> Result<Option<SpecialTold>, CaseError> {
        let mut told = SpecialTold::default();
        let mut any = false;
        for (purpose, warrant) in self.special_purposes(resource) {
            let view = self.writer.special(participant, purpose, &warrant).await?;
            any |= view.is_some();
            match view {
                Some(SpecialView::SubjectAccess(one)) => told = SpecialTold::of(one),
                Some(SpecialView::Indicator(one)) => {
                    (told.disability, told.minority) = (one.disability, one.minority);
                }
                Some(SpecialView::Subsidy(one)) => {
                    told.reduced_capacity = one.reduced_capacity;
                    told.support = words(one.support);
                }
                Some(SpecialView::Audit(one)) => told.asked_on = Some(one.asked_on),
                // That is only counted.
                Some(SpecialView::Impact(_)) | None => {}
            }
        }
        Ok(any.then_some(told))
    }

    /// What special categories may be handed out for, and what allows it.
    fn special_purposes(&self, resource: &Resource) -> Vec<(SpecialPurpose, Warrant)> {
        let Call { caller, now, .. } = self.call;
        if resource.is_own(caller) {
            return vec![(SpecialPurpose::SubjectAccess, self.warrant())];
        }
        let mut purposes = Vec::new();
        for &purpose in Purpose::ALL {
            let ask = Ask::new(caller, Action::ReadSpecial, resource).with_purpose(purpose);
            let decision = self.office.policies.decide(&ask);
            if decision.is_allowed() {
                let (actor, role) = (caller.actor.clone(), caller.role.to_string());
                let because = decision.because().to_vec();
                purposes.push((seen_for(purpose), Warrant { at: *now, actor, role, because }));
            }
        }
        purposes
    }

    async fn statistics_of(&mut self, case: &Case) -> Result<Vec<Statistics>, CaseError> {
        let mut all = Vec::new();
        for time in case.enrolments.values().flatten() {
            all.extend(self.writer.statistics(time.statistics).await?);
        }
        Ok(all)
    }
}
