//! Logs, and the first weeks of a participant in Luleå.

use etablera_domain::event::{Event, Happening, Recorded, Signatory};

use super::story::{day, event};

/// A log from lines of a day, a stream and what happened, as `2026-12-01 P1
/// {"resumed":{}}`; a stream that begins with P is a participant's, with L a
/// placement's.
pub(crate) fn log(lines: &[&str]) -> Vec<Recorded> {
    let recorded = |(seq, line): (u64, &&str)| {
        let mut words = line.splitn(3, ' ');
        let mut word = || words.next().expect("day, stream and what");
        let (on, stream, what) = (day(word()), word(), word());
        let kind = if stream.starts_with('P') { "participant" } else { "placement" };
        let what = serde_json::from_str(what).unwrap_or_else(|error| panic!("{what}: {error}"));
        let by = writer(&what).parse().expect("an actor");
        let event = event(seq.into(), on, &format!("{kind}:{stream}"), what);
        Recorded { seq, event: Event { by, ..event } }
    };
    (1..).zip(lines).map(recorded).collect()
}

/// Who writes it down: each party its own approval, the coach the rest.
fn writer(what: &Happening) -> &'static str {
    match what {
        Happening::AgreementApproved { by: Signatory::Participant, on_behalf: None, .. } => "petra",
        Happening::AgreementApproved { by: Signatory::Employer, on_behalf: None, .. } => "erik",
        _ => "anna",
    }
}

/// Luleå's participant from registration to a trial that is agreed on.
pub(crate) const AGREED: [&str; 10] = [
    r#"2026-11-02 P1 {"registered":{"organisation":"lulea"}}"#,
    r#"2026-11-03 P1 {"enrolled":{"operation":"O1","statistics":"01930d5c-0000-7000-9000-000000000006"}}"#,
    r#"2026-11-10 L1 {"proposed":{"participant":"P1","need":"N1","receipt":"01930d5c-0000-7000-9000-000000000009","rank":1}}"#,
    r#"2026-11-11 L1 {"accepted":{"by":"staff"}}"#,
    r#"2026-11-12 L1 {"accepted":{"by":"participant"}}"#,
    r#"2026-11-13 L1 {"accepted":{"by":"employer"}}"#,
    r#"2026-11-20 L1 {"agreement_drafted":{"version":1,"terms":{"measure":"trial","from":"2026-12-01","until":"2027-05-31","supervisor":"sara","money":false}}}"#,
    r#"2026-11-21 L1 {"agreement_approved":{"version":1,"by":"participant"}}"#,
    r#"2026-11-22 L1 {"agreement_approved":{"version":1,"by":"employer"}}"#,
    r#"2026-11-23 L1 {"agreement_approved":{"version":1,"by":"coach"}}"#,
];

/// The trial begins on 1 December.
pub(crate) const TRIAL: &str =
    r#"2026-12-01 L1 {"stage_started":{"stage":"trial","until":"2026-12-31"}}"#;
