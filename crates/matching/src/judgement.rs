//! The answer for one pair, short and in full.

use chrono::NaiveDate;
use etablera_domain::{
    CompetenceClaim, CredentialClaim, EducationClaim, Evidence, ExperienceClaim, LanguageClaim,
    LearnBy, NeedId, ParticipantId, Requirement, RequirementId, WeeklyHours, What,
};
use etablera_taxonomy::{Country, Link};

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
    Hours(WeeklyHours),
    AvailableFrom(NaiveDate),
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
    /// Why it is not met; `None` where it is.
    pub cause: Option<Cause>,
    /// The claim is lent by a past occupation.
    pub is_lent: bool,
}

/// Why a requirement is not met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// Nobody has asked.
    Silent,
    /// Only something like it is claimed.
    Lead,
    /// They say no.
    No,
    /// There is both a yes and a no.
    Conflict,
    /// The claim falls short of what is asked.
    Short,
    /// The credential is valid from a later day only.
    NotYet(NaiveDate),
    /// Enough is claimed, but better evidence is asked.
    Evidence,
    /// The credential has run out on paper; it may have been renewed.
    RunOut(NaiveDate),
    /// The credential comes from a country whose own may not hold here.
    Foreign(Country),
    /// The education has no Swedish statement yet.
    NotRecognised,
    /// The education's level in SeQF is not known.
    SeqfUnknown,
    /// The education is in another field, or in one that is not known.
    Field,
    /// They do not have it, and could learn it if this were known.
    Prerequisites(Vec<What>),
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
    /// Something to learn, in time, if the answers about what the module asks
    /// for are yes.
    LearnIf(RequirementId, LearnBy, Vec<What>),
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
                Verdict::Unknown => changes.push(match (&finding.cause, &finding.requirement) {
                    (
                        Some(Cause::Prerequisites(open)),
                        Requirement { learnable: Some(way), .. },
                    ) => Change::LearnIf(id, way.by.clone(), open.clone()),
                    _ => Change::Answer(id),
                }),
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
        least(this) >= least(other) && this.what.implies(&other.what)
    }
}
