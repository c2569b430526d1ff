//! The record of processing activities (GDPR Art. 30).

use etablera_reporting::document::{Block, Document, Section};

use super::describe::{begun, fields, listed, registers, retention};
use super::named;
use crate::office::{Installation, RecipientKind};
use crate::policy::Role;
use crate::words::Tongue;

/// The kinds of recipient, in order.
const RECIPIENTS: [RecipientKind; 5] = [
    RecipientKind::Employer,
    RecipientKind::Need,
    RecipientKind::Organisation,
    RecipientKind::Participant,
    RecipientKind::Applicant,
];

/// The record of processing activities of an installation.
#[must_use]
pub fn processing_record(installation: &Installation, tongue: Tongue) -> Document {
    let mut document = begun("audit-record-title", installation, tongue);
    let kept = Section::new(tongue.say("audit-retention", &[]))
        .with(tongue.say("audit-retention-1", &[]))
        .with(retention(installation, tongue));
    let data = Section::new(tongue.say("audit-record-data", &[]))
        .with(tongue.say("audit-record-data-1", &[]))
        .with(fields("participants", tongue))
        .with(registers(tongue));
    document.sections = vec![
        listed("audit-record-fill", 5, tongue),
        listed("audit-record-purpose", 7, tongue),
        listed("audit-record-subjects", 4, tongue),
        data,
        recipients(tongue),
        listed("audit-record-transfer", 2, tongue),
        kept,
        listed("audit-security", 7, tongue),
    ];
    document
}

fn recipients(tongue: Tongue) -> Section {
    let kinds = RECIPIENTS.iter().map(|kind| named("recipient", kind, tongue));
    let roles = Role::ALL.iter().map(|role| format!("`{role}`"));
    let roles = roles.collect::<Vec<_>>().join(", ");
    Section::new(tongue.say("audit-record-recipients", &[]))
        .with(tongue.say("audit-record-recipients-1", &[]))
        .with(Block::List(kinds.collect()))
        .with(tongue.say("audit-record-recipients-2", &[("roles", &roles)]))
}
