//! From verdicts to tier, score and the full answer for a pair.

use std::collections::BTreeSet;

use etablera_domain::{LearnBy, Requirement, Strength, What};

use crate::cause::cause;
use crate::judgement::{Appraisal, Cited, Finding, Judgement};
use crate::matcher::Matcher;
use crate::prepare::{PreparedNeed, PreparedRequirement};
use crate::profile::Profile;
use crate::rule::{Assessment, ClaimRef, Decision, Ruling, assess, decide, open_prerequisites};
use crate::verdict::{Tier, Verdict};

/// Adds verdicts up.
struct Tally(Appraisal);

impl Tally {
    fn new(need: &PreparedNeed<'_>) -> Self {
        let tier = if need.need.is_confirmed() { Tier::Ready } else { Tier::ToClarify };
        Self(Appraisal { tier, score: 0, score_after: 0 })
    }

    fn add(&mut self, asked: &PreparedRequirement<'_>, decision: Decision) {
        if asked.requirement.strength == Strength::Must {
            self.0.tier = self.0.tier.max(decision.ruling.tier());
        }
        self.0.score += asked.weight * u32::from(decision.ruling.coverage());
        self.0.score_after += asked.weight * u32::from(decision.coverage_after);
    }
}

impl Matcher<'_> {
    /// Tier and points of a pair.
    #[must_use]
    pub fn appraise(&self, need: &PreparedNeed<'_>, profile: &Profile<'_>) -> Appraisal {
        let mut tally = Tally::new(need);
        for asked in &need.requirements {
            tally.add(asked, self.rule(asked, profile).1);
        }
        tally.0
    }

    /// The full answer for a pair: every requirement, with the claim that
    /// decided.
    #[must_use]
    pub fn judge(&self, need: &PreparedNeed<'_>, profile: &Profile<'_>) -> Judgement {
        let mut tally = Tally::new(need);
        let mut findings = Vec::with_capacity(need.requirements.len());
        let tasks = need.need.tasks.iter().zip(0..);
        let mut task_of = tasks.flat_map(|(task, at)| task.requirements.iter().map(move |_| at));
        for asked in &need.requirements {
            let (assessment, decision) = self.rule(asked, profile);
            tally.add(asked, decision);
            findings.push(Finding {
                task: task_of.next(),
                ..self.finding(asked, &assessment, decision, profile)
            });
        }
        let wish = profile.wishes.rank(need);
        Judgement {
            need: need.need.id.clone(),
            participant: profile.participant.id.clone(),
            appraisal: tally.0,
            plan_feasible: self.plan_feasible(&findings),
            is_confirmed: need.need.is_confirmed(),
            is_refused: profile.wishes.refuse(need),
            wish: (wish != u32::MAX).then_some(wish),
            findings,
        }
    }

    pub(crate) fn rule(
        &self,
        asked: &PreparedRequirement<'_>,
        profile: &Profile<'_>,
    ) -> (Assessment, Decision) {
        let context = self.context();
        let assessment = assess(context, &asked.requirement.what, &asked.terms, profile);
        let decision = decide(context, asked, &assessment, profile);
        (assessment, decision)
    }

    fn finding(
        &self,
        asked: &PreparedRequirement<'_>,
        assessment: &Assessment,
        decision: Decision,
        profile: &Profile<'_>,
    ) -> Finding {
        // A should counts the best coverage, a must the best proof.
        let decided = match (decision.ruling, asked.requirement.strength) {
            (Ruling::Met(_), Strength::Should(_)) => assessment.best,
            _ => assessment.claim,
        };
        let claim = decided
            .map(|claim| cite(claim, profile))
            .or_else(|| circumstance(&asked.requirement.what, profile));
        let claimed = match &claim {
            Some(Cited::Competence(claim)) => self.taxonomy.concept(claim.concept),
            Some(Cited::Experience(claim)) => self.taxonomy.concept(claim.concept),
            _ => None,
        };
        let link = claimed
            .zip(asked.terms.concept)
            .and_then(|(claimed, asked)| self.taxonomy.link(claimed, asked));
        let is_competence = matches!(asked.requirement.what, What::Competence { .. });
        let is_met = matches!(decision.ruling, Ruling::Met(_));
        let open = match decision.ruling {
            Ruling::Unknown => open_prerequisites(self.context(), asked, profile),
            _ => Vec::new(),
        };
        let cause = (!is_met).then(|| cause(asked, assessment, claim.as_ref(), open));
        Finding {
            requirement: Requirement::clone(&asked.requirement),
            task: None,
            weight: asked.weight,
            verdict: decision.ruling.verdict(asked),
            coverage_after: decision.coverage_after,
            is_lent: is_competence && matches!(claim, Some(Cited::Experience(_))),
            claim,
            link,
            cause,
        }
    }

    /// Whether the modules of everything to be learnt fit the programme.
    fn plan_feasible(&self, findings: &[Finding]) -> Option<bool> {
        let mut modules = BTreeSet::new();
        for finding in findings {
            if let Verdict::Learnable { by: LearnBy::Module(id), .. } = &finding.verdict {
                modules.insert(id);
            }
        }
        let hours = |id| Some(u32::from(self.catalogue?.get(id)?.hours));
        let sum: u32 = modules.into_iter().map(hours).sum::<Option<u32>>()?;
        Some(sum <= u32::from(self.parameters.training_hours))
    }
}

/// What is known of the person's circumstances, where that is what is asked.
fn circumstance(what: &What, profile: &Profile<'_>) -> Option<Cited> {
    let participant = profile.participant;
    match what {
        What::Hours { .. } => participant.hours.map(Cited::Hours),
        What::Start { .. } => participant.available_from.map(Cited::AvailableFrom),
        _ => None,
    }
}

fn cite(claim: ClaimRef, profile: &Profile<'_>) -> Cited {
    let claims = &profile.claims;
    match claim {
        ClaimRef::Competence(at) => Cited::Competence(*claims.competences[at as usize]),
        ClaimRef::Occupation(at) => Cited::Experience(*claims.occupations[at as usize]),
        ClaimRef::Language(at) => Cited::Language(*claims.languages[at as usize]),
        ClaimRef::Credential(at) => Cited::Credential(claims.credentials[at as usize].clone()),
        ClaimRef::Education(at) => Cited::Education(*claims.education[at as usize]),
    }
}
