//! What a participant has agreed to.

use chrono::NaiveDate;
use etablera_domain::ParticipantId;
use etablera_domain::event::{Case, Consent, Happening, Subject};
use etablera_storage::DocumentKind;

use crate::office::case::{Entry, not_erased};
use crate::office::commands::commands;
use crate::office::error::CaseError;
use crate::office::{Call, Office, UseCase, Work};
use crate::policy::Action;

commands! {
    /// Records that a participant agrees to something.
    GiveConsent {
        /// Who.
        participant: ParticipantId,
        /// To what.
        to: Consent,
        /// The day; today unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on: Option<NaiveDate>,
    }
    /// Records that a participant takes an agreement back.
    WithdrawConsent {
        /// Who.
        participant: ParticipantId,
        /// To what.
        to: Consent,
        /// The day; today unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on: Option<NaiveDate>,
    }
}

/// Records that a participant agrees to something.
///
/// # Errors
///
/// When the caller may not, the case is closed, or they agree already.
pub fn consent<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a GiveConsent,
) -> UseCase<'a, Entry> {
    office.run(call, ("consent", command), async move |work| {
        let GiveConsent { participant, to, on } = command;
        let (subject, case) = work.open_case(Action::Consent, participant).await?;
        if case.consents_to(to) {
            let text = format!("`{subject}` agrees to this already: expected something else");
            return Err(CaseError::wrong(text));
        }
        let on = work.day(*on)?;
        work.enter(&subject, on, (None, Happening::Consented { to: to.clone() })).await
    })
}

/// Records that a participant takes an agreement back, and ends what hung on
/// it: the network is erased, the names and numbers of third persons with it,
/// another organisation goes off the case, and its referrals end.
///
/// # Errors
///
/// When the caller may not, or there is no such agreement.
pub fn withdraw_consent<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a WithdrawConsent,
) -> UseCase<'a, Entry> {
    office.run(call, ("withdraw_consent", command), async move |work| {
        let WithdrawConsent { participant, to, on } = command;
        // Also in a closed case: what was agreed to can always be taken
        // back.
        let (subject, case) = work.case(Action::Consent, participant).await?;
        not_erased(&subject, &case)?;
        if !case.consents_to(to) {
            let text = format!("`{subject}` has not agreed to this: expected an agreement");
            return Err(CaseError::wrong(text));
        }
        let on = work.day(*on)?;
        for what in ends(&case, to) {
            work.enter(&subject, on, (None, what)).await?;
        }
        if *to == Consent::Network {
            work.forget_network(&subject).await?;
        }
        work.enter(&subject, on, (None, Happening::ConsentWithdrawn { to: to.clone() })).await
    })
}

/// What ends with an agreement.
fn ends(case: &Case, to: &Consent) -> Vec<Happening> {
    match to {
        Consent::Network => {
            let gone = case.connections.keys();
            gone.map(|id| Happening::ConnectionRemoved { connection: *id }).collect()
        }
        Consent::Sharing(with) if case.shared.contains_key(with) => {
            vec![Happening::CaseUnshared { with: with.clone() }]
        }
        // With a referral it is the fold that ends it.
        Consent::Sharing(_) | Consent::Introduction(_) | Consent::Referral { .. } => Vec::new(),
    }
}

impl Work<'_> {
    /// Erases every connection that was ever kept, with the names of third
    /// persons in it; the access log says how many.
    async fn forget_network(&mut self, subject: &Subject) -> Result<(), CaseError> {
        let all = self.writer.documents(subject).await?;
        let network = all.iter().filter(|one| one.kind == DocumentKind::Connection);
        let ids = network.map(|one| one.id).collect();
        let gone = self.writer.erase_documents(&ids).await?;
        let much = Some(format!("{gone} connections"));
        self.log_done("erase_network", Some(subject.clone()), much);
        Ok(())
    }

    /// Goes on only with an agreement.
    pub(in crate::office) fn agreed(
        &self,
        subject: &Subject,
        case: &Case,
        to: &Consent,
    ) -> Result<(), CaseError> {
        if case.consents_to(to) {
            return Ok(());
        }
        let to = match to {
            Consent::Network => "that a network is kept".to_owned(),
            Consent::Sharing(with) => format!("that `{with}` works on the case"),
            Consent::Introduction(to) => format!("that `{to}` learns who they are"),
            Consent::Referral { to, purpose } => {
                format!("that `{to}` is told of them for `{purpose}`")
            }
        };
        Err(CaseError::wrong(format!("`{subject}` has not agreed {to}: expected consent first")))
    }
}
