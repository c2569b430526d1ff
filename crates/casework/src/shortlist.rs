//! Shortlists: people for needs, and needs for people, ranked and judged.

use std::num::NonZeroUsize;

use chrono::NaiveDate;
use etablera_domain::{LearnBy, Need, Participant, RequirementId, Strength, WeeklyHours, What};
use etablera_matching::{
    Cause, Cited, Entry, Finding, Index, Judgement, Matcher, PreparedNeed, Profile, Rank, Tier,
    UnknownConcept, Verdict, Whose,
};
use etablera_taxonomy::{ConceptId, LinkKind, Taxonomy};
use serde::Serialize;

use crate::parallel;

/// What is matched.
#[derive(Clone, Copy, Debug)]
pub struct Pool<'p> {
    /// The needs.
    pub needs: &'p [Need],
    /// The people.
    pub participants: &'p [Participant],
}

impl<'p> Pool<'p> {
    /// Looks everything up, on as many threads as there are cores.
    ///
    /// # Errors
    ///
    /// When a record names a concept that the taxonomy does not have.
    pub fn prepare<'n>(
        self,
        matcher: &'n Matcher<'_>,
    ) -> Result<(Vec<PreparedNeed<'n>>, Vec<Profile<'p>>), UnknownConcept>
    where
        'p: 'n,
    {
        let need = |at: usize| matcher.prepare(&self.needs[at]);
        let profile = |at: usize| matcher.profile(&self.participants[at]);
        let needs = parallel::collect(self.needs.len(), need);
        let profiles = parallel::collect(self.participants.len(), profile);
        Ok((
            needs.into_iter().collect::<Result<_, _>>()?,
            profiles.into_iter().collect::<Result<_, _>>()?,
        ))
    }
}

/// One row of a shortlist.
#[derive(Clone, Debug)]
pub struct Place {
    /// Whose list it stands in.
    pub whose: Whose,
    /// The place in the list, from 1.
    pub rank: usize,
    /// The need, by its place in the pool.
    pub need: usize,
    /// The participant, by their place in the pool.
    pub participant: usize,
    /// The answer for the pair, in full.
    pub judgement: Judgement,
}

/// One list for each need, or for each participant, in the order of the
/// pool.
///
/// # Errors
///
/// When a record names a concept that the taxonomy does not have.
pub fn shortlists(
    matcher: &Matcher<'_>,
    pool: Pool<'_>,
    how: Rank,
) -> Result<Vec<Vec<Place>>, UnknownConcept> {
    arranged(matcher, (pool, how), |list| list)
}

/// The same, each list arranged before its rows are judged in full.
pub(crate) fn arranged(
    matcher: &Matcher<'_>,
    (pool, how): (Pool<'_>, Rank),
    arrange: impl Fn(Vec<Entry>) -> Vec<Entry>,
) -> Result<Vec<Vec<Place>>, UnknownConcept> {
    let (needs, profiles) = pool.prepare(matcher)?;
    let index = Index::new(matcher, needs.clone());
    let place = |(entry, rank): (Entry, usize)| Place {
        whose: how.whose,
        rank,
        need: entry.need,
        participant: entry.participant,
        judgement: matcher.judge(&needs[entry.need], &profiles[entry.participant]),
    };
    let lists = index.rank(&profiles, how).into_iter().map(arrange);
    Ok(lists.map(|list| list.into_iter().zip(1..).map(place).collect()).collect())
}

/// How many threads this machine runs at once.
#[must_use]
pub fn threads() -> NonZeroUsize {
    std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN)
}

/// A row as it is written to files: the contract of `etablera match`.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    /// Whose list it stands in: `need` or `participant`.
    pub r#for: &'static str,
    /// The need's id.
    pub need: String,
    /// The participant's id.
    pub participant: String,
    /// The place in the list, from 1.
    pub rank: usize,
    /// What the musts say together.
    pub tier: Tier,
    /// Points, 0 to 100 000.
    pub score: u32,
    /// Points when everything learnable has been learnt.
    pub score_after: u32,
    /// Whether what is to be learnt fits the training days.
    pub plan_feasible: Option<bool>,
    /// Every requirement.
    pub requirements: Vec<RequirementRow>,
}

/// One requirement of a [`Row`].
#[derive(Clone, Debug, Serialize)]
pub struct RequirementRow {
    /// Its id.
    pub id: RequirementId,
    /// What is asked.
    pub what: What,
    /// How strongly.
    pub strength: Strength,
    /// `met`, `learnable`, `unmet` or `unknown`.
    pub verdict: &'static str,
    /// Whole percent; 0 where it is not met.
    pub coverage: u8,
    /// The claim that decided, or the lead to ask about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub claim: Option<ClaimRow>,
    /// The way through the taxonomy from the claim to what is asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<Vec<ConceptId>>,
    /// How the two lie to each other.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<&'static str>,
    /// How it can be learnt.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<LearnBy>,
    /// Nobody has asked: perhaps they have it already.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub ask_first: bool,
    /// Why it is not met.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cause: Option<&'static str>,
    /// What would have to be known before it can be learnt.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<What>,
}

/// A claim in a [`RequirementRow`].
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum ClaimRow {
    Hours { weekly: WeeklyHours },
    AvailableFrom { on: NaiveDate },
    Competence(etablera_domain::CompetenceClaim),
    Experience(etablera_domain::ExperienceClaim),
    Language(etablera_domain::LanguageClaim),
    Credential(etablera_domain::CredentialClaim),
    Education(etablera_domain::EducationClaim),
}

impl Place {
    /// The row as it is written to files.
    #[must_use]
    pub fn row(&self, taxonomy: &Taxonomy) -> Row {
        let Judgement { need, participant, appraisal, plan_feasible, findings, .. } =
            &self.judgement;
        Row {
            r#for: self.whose.owner(),
            need: need.to_string(),
            participant: participant.to_string(),
            rank: self.rank,
            tier: appraisal.tier,
            score: appraisal.score,
            score_after: appraisal.score_after,
            plan_feasible: *plan_feasible,
            requirements: findings.iter().map(|f| requirement_row(f, taxonomy)).collect(),
        }
    }
}

fn requirement_row(finding: &Finding, taxonomy: &Taxonomy) -> RequirementRow {
    let Finding { requirement, verdict, claim, link, cause, .. } = finding;
    let (by, ask_first) = match verdict {
        Verdict::Learnable { by, ask_first } => (Some(by.clone()), *ask_first),
        _ => (None, false),
    };
    RequirementRow {
        id: requirement.id.clone(),
        what: requirement.what.clone(),
        strength: requirement.strength,
        verdict: verdict.name(),
        coverage: verdict.coverage(),
        claim: claim.as_ref().map(claim_row),
        path: link.as_ref().map(|l| l.path.iter().map(|c| taxonomy.id(*c)).collect()),
        link: link.as_ref().map(|link| link_name(link.kind)),
        by,
        ask_first,
        cause: cause.as_ref().map(cause_name),
        after: match cause {
            Some(Cause::Prerequisites(open)) => open.clone(),
            _ => Vec::new(),
        },
    }
}

fn claim_row(claim: &Cited) -> ClaimRow {
    match claim {
        Cited::Hours(weekly) => ClaimRow::Hours { weekly: *weekly },
        Cited::AvailableFrom(on) => ClaimRow::AvailableFrom { on: *on },
        Cited::Competence(claim) => ClaimRow::Competence(*claim),
        Cited::Experience(claim) => ClaimRow::Experience(*claim),
        Cited::Language(claim) => ClaimRow::Language(*claim),
        Cited::Credential(claim) => ClaimRow::Credential(claim.clone()),
        Cited::Education(claim) => ClaimRow::Education(*claim),
    }
}

fn cause_name(cause: &Cause) -> &'static str {
    match cause {
        Cause::Silent => "silent",
        Cause::Lead => "lead",
        Cause::No => "no",
        Cause::Conflict => "conflict",
        Cause::Short => "short",
        Cause::NotYet(_) => "not_yet_valid",
        Cause::Evidence => "evidence",
        Cause::RunOut(_) => "run_out",
        Cause::Foreign(_) => "foreign",
        Cause::NotRecognised => "not_recognised",
        Cause::SeqfUnknown => "seqf_unknown",
        Cause::Field => "field",
        Cause::Prerequisites(_) => "prerequisites",
    }
}

fn link_name(kind: LinkKind) -> &'static str {
    match kind {
        LinkKind::Same => "same",
        LinkKind::Exact => "exact",
        LinkKind::Narrower => "narrower",
        LinkKind::Broader => "broader",
        LinkKind::Sibling => "sibling",
        LinkKind::Close => "close",
        LinkKind::Related => "related",
        LinkKind::SharedSkills => "shared_skills",
    }
}
