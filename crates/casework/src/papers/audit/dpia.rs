//! The skeleton of an assessment of impact on data protection (GDPR Art. 35).

use etablera_reporting::document::{Cell, Document, Section, Table};

use super::describe::{begun, listed, retention};
use super::texts;
use crate::office::Installation;
use crate::words::Tongue;

/// Where the measure against each risk stands or is tested.
const PLACES: [&str; 13] = [
    "crates/matching/tests/grounds.rs",
    "crates/casework/src/office/reports/audit/impact.rs",
    "crates/casework/policies/floor.cedar",
    "tests/command_line/leak",
    "crates/casework/src/office/matching/employer_view.rs",
    "crates/casework/src/office/matching/disclose.rs",
    "crates/storage/src/keys",
    "crates/casework/src/office/rights/erase.rs",
    "crates/casework/src/office/matching/replay.rs",
    "crates/casework/src/office/matching/switch.rs",
    "crates/reporting/src/disclosure",
    "crates/storage/src/chain.rs",
    "crates/matching/src/outcome",
];

/// The skeleton of an assessment: what the code knows is filled in, and what
/// only the organisation knows is asked.
#[must_use]
pub fn dpia(installation: &Installation, tongue: Tongue) -> Document {
    let mut document = begun("audit-dpia-title", installation, tongue);
    let kept = Section::new(tongue.say("audit-retention", &[]))
        .with(tongue.say("audit-retention-1", &[]))
        .with(retention(installation, tongue));
    document.sections = vec![
        listed("audit-dpia-description", 4, tongue),
        listed("audit-dpia-necessity", 5, tongue),
        risks(tongue),
        kept,
        listed("audit-dpia-open", 7, tongue),
    ];
    document
}

fn risks(tongue: Tongue) -> Section {
    let say = |key: &str| tongue.say(key, &[]);
    let headings = ["audit-risk", "audit-measure", "audit-place", "audit-left"];
    let mut table = Table::new(say("audit-dpia-risks"), texts(headings, tongue));
    for (at, place) in PLACES.iter().enumerate() {
        let number = at + 1;
        table.row([
            Cell::text(say(&format!("audit-dpia-risk-{number}"))),
            Cell::text(say(&format!("audit-dpia-measure-{number}"))),
            Cell::text(format!("`{place}`")),
            Cell::text(say("audit-to-fill")),
        ]);
    }
    Section::new(say("audit-dpia-risks")).with(say("audit-dpia-risks-1")).with(table)
}
