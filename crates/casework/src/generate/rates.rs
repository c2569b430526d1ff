//! How much of the truth is seen, and how well.

use serde::Serialize;

/// How the rows of participants come from the truth; every rate in
/// thousandths.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Rates {
    /// People of whom almost nothing is known: every other rate of being
    /// seen is a tenth for them.
    pub nearly_empty: u16,
    /// True competences that are seen.
    pub competence_seen: u16,
    /// Competences seen at a level one too high or too low.
    pub level_off: u16,
    /// Competences claimed for every competence that is truly absent and
    /// asked about; the rest of the answers are plain no's.
    pub false_claim: u16,
    /// People who have been asked about competences that they lack (one to
    /// four each).
    pub asked_what_is_absent: u16,
    /// Seen competences by evidence, weakest first; any sum.
    pub evidence: [u16; 4],
    /// Past occupations that are seen.
    pub occupation_seen: u16,
    /// Seen occupations without a number of months.
    pub months_unknown: u16,
    /// Language skills that are seen.
    pub language_seen: u16,
    /// Language skills seen one level too high or too low.
    pub cefr_off: u16,
    /// Licences and certificates that are seen.
    pub credential_seen: u16,
    /// People without a driving licence who have said so.
    pub no_licence_said: u16,
    /// Educations that are seen.
    pub education_seen: u16,
    /// People whose home is known.
    pub home_seen: u16,
    /// People whose reach, hours, each shift and first day are known, apart.
    pub circumstance_seen: u16,
    /// People who have refused an occupation.
    pub refuses: u16,
    /// People who have ranked one to three needs.
    pub prefers: u16,
}

impl Default for Rates {
    fn default() -> Self {
        Self {
            nearly_empty: 60,
            competence_seen: 600,
            level_off: 200,
            false_claim: 50,
            asked_what_is_absent: 500,
            evidence: [600, 180, 160, 60],
            occupation_seen: 850,
            months_unknown: 150,
            language_seen: 800,
            cefr_off: 150,
            credential_seen: 850,
            no_licence_said: 500,
            education_seen: 700,
            home_seen: 950,
            circumstance_seen: 850,
            refuses: 80,
            prefers: 200,
        }
    }
}
