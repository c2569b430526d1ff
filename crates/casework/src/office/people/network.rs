//! A participant's network: contacts, references, introductions, strengths.

use chrono::NaiveDate;
use etablera_domain::ParticipantId;
use etablera_domain::event::{Case, ConnectionKind, Consent, DocumentId, Happening};
use etablera_storage::DocumentKind;
use serde::{Deserialize, Serialize};

use crate::office::case::{Entry, json, not_erased};
use crate::office::commands::commands;
use crate::office::error::CaseError;
use crate::office::{Call, Office, UseCase, Work};
use crate::policy::Action;

commands! {
    /// Adds to a participant's network.
    AddConnection {
        /// Whose.
        participant: ParticipantId,
        /// What it is.
        kind: ConnectionKind,
        /// Who, or what.
        connection: ConnectionRecord,
        /// The day; today unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on: Option<NaiveDate>,
    }
    /// Takes away from a participant's network.
    RemoveConnection {
        /// Whose.
        participant: ParticipantId,
        /// What.
        connection: DocumentId,
    }
    /// Asks for a participant's network.
    ReadNetwork {
        /// Whose.
        participant: ParticipantId,
    }
}

/// Somebody or something in a network. Not everything is known of everybody.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ConnectionRecord {
    /// The name of the other person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Where they work, or what they lead to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organisation: Option<String>,
    /// How they know each other.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relation: Option<String>,
    /// How to reach them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reach: Option<String>,
    /// What they say, or the strength in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

impl ConnectionRecord {
    /// A strength is told in words, everybody else has a name.
    fn check(&self, kind: ConnectionKind) -> Result<(), CaseError> {
        let (part, text) = match kind {
            ConnectionKind::Strength => ("words for the strength", &self.text),
            _ => ("the name of the other person", &self.name),
        };
        match text {
            Some(text) if !text.trim().is_empty() => Ok(()),
            _ => Err(CaseError::wrong(format!("nothing is said: expected {part}"))),
        }
    }
}

/// A connection as it is read.
#[derive(Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct ConnectionSeen {
    /// Names it.
    pub document: DocumentId,
    /// What it is.
    pub kind: ConnectionKind,
    /// Since when.
    pub on: NaiveDate,
    /// Who, or what.
    pub connection: ConnectionRecord,
}

/// Adds to a participant's network.
///
/// # Errors
///
/// When the caller may not, the case is closed, the participant has not agreed
/// that a network is kept, or nothing is said.
pub fn add_connection<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a AddConnection,
) -> UseCase<'a, Entry> {
    office.run(call, ("add_connection", command), async move |work| {
        let AddConnection { participant, kind, connection, on } = command;
        let (subject, case) = work.open_case(Action::ManageNetwork, participant).await?;
        work.agreed(&subject, &case, &Consent::Network)?;
        connection.check(*kind)?;
        let on = work.day(*on)?;
        let body = json(connection)?;
        let document = work.file(&subject, DocumentKind::Connection, body).await?;
        let what = Happening::ConnectionAdded { connection: document, kind: *kind };
        work.enter(&subject, on, (Some(document), what)).await
    })
}

/// Takes away from a participant's network. The record itself goes when the
/// participant is erased.
///
/// # Errors
///
/// When the caller may not, or it is not in the network.
pub fn remove_connection<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a RemoveConnection,
) -> UseCase<'a, Entry> {
    office.run(call, ("remove_connection", command), async move |work| {
        let RemoveConnection { participant, connection } = command;
        let (subject, case) = work.case(Action::ManageNetwork, participant).await?;
        not_erased(&subject, &case)?;
        if !case.connections.contains_key(connection) {
            return Err(CaseError::wrong(format!(
                "`{connection}` is not in the network of `{subject}`: expected one that is"
            )));
        }
        let what = Happening::ConnectionRemoved { connection: *connection };
        work.enter(&subject, work.call.today, (None, what)).await
    })
}

/// The network, oldest first; empty without the participant's agreement.
///
/// # Errors
///
/// When the caller may not.
pub fn read_network<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a ReadNetwork,
) -> UseCase<'a, Vec<ConnectionSeen>> {
    office.look(call, async move |work| {
        let (_, case) = work.case(Action::ReadNetwork, &command.participant).await?;
        work.network_of(&case).await
    })
}

impl Work<'_> {
    /// The network that a case leads to.
    pub(in crate::office) async fn network_of(
        &mut self,
        case: &Case,
    ) -> Result<Vec<ConnectionSeen>, CaseError> {
        if !case.consents_to(&Consent::Network) {
            return Ok(Vec::new());
        }
        let documents = self.writer.documents_among(case.connections.keys().copied()).await?;
        let mut seen = Vec::with_capacity(documents.len());
        for document in documents {
            let Some(known) = case.connections.get(&document.id) else { continue };
            let unreadable =
                |_| CaseError::wrong(format!("the connection `{}` is unreadable", document.id));
            let connection = serde_json::from_str(&document.body).map_err(unreadable)?;
            let (kind, on) = (known.kind, known.on);
            seen.push(ConnectionSeen { document: document.id, kind, on, connection });
        }
        seen.sort_by_key(|one| (one.on, one.document));
        Ok(seen)
    }
}
