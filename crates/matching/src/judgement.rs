//! The answer for one pair, short and in full.

use etablera_domain::{
    CompetenceClaim, CredentialClaim, EducationClaim, Evidence, ExperienceClaim, LanguageClaim,
    LearnBy, NeedId, ParticipantId, Requirement, RequirementId, What,
};
use etablera_taxonomy::Link;

use crate::verdict::{Tier, Verdict};

/// The answer for one pair, as far as ranking needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Appraisal {
    /// What the musts say together.
    pub tier: Tier,
    /// Points, 0 to 100 000.
    pub score: u32,
    /// Points when everything learnable has been learnt.
    pub score_after: u32,
}

/// A claim that decided a verdict.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Cited {
    Competence(CompetenceClaim),
    Experience(ExperienceClaim),
    Language(LanguageClaim),
    Credential(CredentialClaim),
    Education(EducationClaim),
}

/// What one requirement says of the pair, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The requirement.
    pub requirement: Requirement,
    /// The task it stands in; `None` for what follows from the need itself.
    pub task: Option<usize>,
    /// Thousandths of the score.
    pub weight: u32,
    /// The verdict.
    pub verdict: Verdict,
    /// The coverage there could be after training, in whole percent.
    pub coverage_after: u8,
    /// The claim that decided, or the lead to ask about.
    pub claim: Option<Cited>,
    /// How the claimed concept lies to the asked one.
    pub link: Option<Link>,
    /// Both a yes and a no are claimed.
    pub is_conflict: bool,
    /// The claim is lent by a past occupation.
    pub is_lent: bool,
}

/// The answer for one pair, in full.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// The need.
    pub need: NeedId,
    /// The participant.
    pub participant: ParticipantId,
    /// Tier and points.
    pub appraisal: Appraisal,
    /// Whether everything to be learnt fits the programme's training days
    /// together; `None` where a module's hours are not known.
    pub plan_feasible: Option<bool>,
    /// A person stands behind the musts.
    pub is_confirmed: bool,
    /// The participant has refused the need.
    pub is_refused: bool,
    /// The place of the first wish that the need answers, from 0.
    pub wish: Option<u32>,
    /// Every requirement, in the need's order.
    pub findings: Vec<Finding>,
}

/// One thing that would have to be otherwise for the pair to be ready.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// The answer to a question that nobody has asked, if it is yes.
    Answer(RequirementId),
    /// Something to learn, in time.
    Learn(RequirementId, LearnBy),
    /// Something that cannot be had in time, as far as the need says.
    Obtain(RequirementId),
    /// Someone has to confirm the musts.
    ConfirmMusts,
}

impl Judgement {
    /// What would have to change for the pair to be ready: every part is
    /// needed, and all together are enough.
    ///
    /// The same thing asked twice is one change, where most is asked.
    #[must_use]
    pub fn changes(&self) -> Vec<Change> {
        let mut changes = Vec::new();
        let open: Vec<_> =
            self.musts().filter(|f| !matches!(f.verdict, Verdict::Met { .. })).collect();
        for (at, finding) in open.iter().enumerate() {
            let mut others = open.iter().enumerate().filter(|(other, _)| *other != at);
            if others.any(|(other, more)| {
                more.implies(finding) && (other < at || !finding.implies(more))
            }) {
                continue;
            }
            let id = finding.requirement.id.clone();
            match &finding.verdict {
                Verdict::Met { .. } => {}
                Verdict::Learnable { by, .. } => changes.push(Change::Learn(id, by.clone())),
                Verdict::Unknown => changes.push(Change::Answer(id)),
                Verdict::Unmet => changes.push(Change::Obtain(id)),
            }
        }
        if !self.is_confirmed {
            changes.push(Change::ConfirmMusts);
        }
        changes
    }

    /// The findings of the musts.
    pub fn musts(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|f| f.requirement.strength == etablera_domain::Strength::Must)
    }
}

impl Finding {
    /// Whether whoever has what this one asks has what the other asks.
    fn implies(&self, other: &Self) -> bool {
        let (this, other) = (&self.requirement, &other.requirement);
        let least = |of: &Requirement| of.min_evidence.unwrap_or(Evidence::Stated);
        least(this) >= least(other) && implies(&this.what, &other.what)
    }
}

fn implies(this: &What, other: &What) -> bool {
    match (this, other) {
        (
            What::Competence { concept, level },
            What::Competence { concept: other, level: least },
        ) => concept == other && level >= least,
        (
            What::Language { language, skill, level },
            What::Language { language: other, skill: in_skill, level: least },
        ) => (language, skill) == (other, in_skill) && level >= least,
        (What::Credential { credential }, What::Credential { credential: other }) => {
            credential.includes(other)
        }
        (
            What::Experience { occupation, months },
            What::Experience { occupation: other, months: least },
        ) => occupation == other && months >= least,
        (What::Start { on }, What::Start { on: other }) => on <= other,
        (this, other) => this == other,
    }
}
