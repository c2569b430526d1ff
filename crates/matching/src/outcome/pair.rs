//! The features of a judged pair.

use etablera_domain::{Evidence, Place, What};

use super::feature::{Feature, Features};
use crate::judgement::{Cited, Finding, Judgement};
use crate::prepare::PreparedNeed;
use crate::profile::Profile;
use crate::surplus::Chance;
use crate::verdict::{Tier, Verdict};

/// What counts as as far as can be.
const FAR: u32 = 200;

impl Features {
    /// What a model knows of a pair: what its need asks, its profile says and
    /// its judgement found, and what earlier trials in the same cells gave.
    #[must_use]
    pub fn of(
        need: &PreparedNeed<'_>,
        profile: &Profile<'_>,
        judgement: &Judgement,
        earlier: Option<&Chance>,
    ) -> Self {
        let mut all = Self::default();
        let mut set = |feature: Feature, value: f64| all.0[feature.at()] = value;
        points(judgement, &mut set);
        musts(judgement, &mut set);
        languages(judgement, &mut set);
        let workplace = need.need().workplace.as_ref();
        let distance = kilometres(workplace, profile.participant().home.as_ref());
        set(Feature::Kilometres, distance.map_or(0.0, f64::from));
        set(Feature::KilometresUnknown, flag(distance.is_none()));
        hours(need, profile, &mut set);
        set(Feature::Wish, judgement.wish.map_or(0.0, |place| 1.0 / (f64::from(place) + 1.0)));
        set(Feature::Evidence, evidence(&judgement.findings));
        earlier.map_or(all, |chance| all.with_earlier(chance))
    }

    /// The same with what earlier trials in the same cells gave.
    #[must_use]
    pub fn with_earlier(mut self, earlier: &Chance) -> Self {
        // The prior keeps both sides above 0, but for counts beyond all digits.
        let odds = (earlier.mean() / (1.0 - earlier.mean())).ln();
        self.0[Feature::Earlier.at()] = if odds.is_finite() { odds + 0.0 } else { 0.0 };
        self
    }
}

fn flag(is: bool) -> f64 {
    f64::from(u8::from(is))
}

/// A share of a whole, or what stands for it where there is no whole.
fn share(part: f64, whole: usize, otherwise: f64) -> f64 {
    if whole == 0 { otherwise } else { part / whole as f64 }
}

fn points(judgement: &Judgement, set: &mut impl FnMut(Feature, f64)) {
    let appraisal = judgement.appraisal;
    let unknown = judgement.findings.iter().filter(|one| one.verdict == Verdict::Unknown);
    let unknown: u32 = unknown.map(|one| one.weight).sum();
    set(Feature::PointsMet, f64::from(appraisal.score) / 100_000.0);
    let more = appraisal.score_after.saturating_sub(appraisal.score);
    set(Feature::PointsLearnable, f64::from(more) / 100_000.0);
    set(Feature::PointsUnknown, f64::from(unknown) / 1_000.0);
    set(Feature::Trainable, flag(appraisal.tier == Tier::Trainable));
    set(Feature::ToClarify, flag(appraisal.tier == Tier::ToClarify));
    set(Feature::NotEligible, flag(appraisal.tier == Tier::NotEligible));
}

fn musts(judgement: &Judgement, set: &mut impl FnMut(Feature, f64)) {
    let all = judgement.musts().count();
    let met = judgement.musts().filter(|one| one.verdict.coverage() > 0);
    let coverage: Vec<f64> = met.map(|one| f64::from(one.verdict.coverage()) / 100.0).collect();
    set(Feature::MustsMet, share(coverage.len() as f64, all, 1.0));
    let otherwise = if all == 0 { 1.0 } else { 0.0 };
    set(Feature::MustCoverage, share(coverage.iter().sum(), coverage.len(), otherwise));
}

fn languages(judgement: &Judgement, set: &mut impl FnMut(Feature, f64)) {
    let (mut least, mut asked, mut unknown) = (None::<i32>, 0, 0.0);
    for finding in &judgement.findings {
        let What::Language { level, .. } = finding.requirement.what else { continue };
        asked += 1;
        let held = match &finding.claim {
            Some(Cited::Language(claim)) => claim.answer.yes().map(|known| known.level),
            _ => None,
        };
        match held {
            Some(held) => {
                let margin = held as i32 - level as i32;
                least = Some(least.map_or(margin, |least| least.min(margin)));
            }
            None => unknown += 1.0,
        }
    }
    set(Feature::LanguageMargin, f64::from(least.unwrap_or(0)));
    set(Feature::LanguageUnknown, share(unknown, asked, 0.0));
}

/// The way between two places, where both are known to the point.
fn kilometres(workplace: Option<&Place>, home: Option<&Place>) -> Option<u32> {
    let (work, home) = (workplace?.position?, home?.position?);
    Some(home.kilometres_to(work).min(FAR))
}

fn hours(need: &PreparedNeed<'_>, profile: &Profile<'_>, set: &mut impl FnMut(Feature, f64)) {
    let (asked, held) = (need.need().hours, profile.participant().hours);
    let fit = asked.zip(held).map(|(asked, held)| {
        // The most that suits both, of the least that is asked.
        let most = f64::from(held.to().min(asked.to()));
        (most / f64::from(asked.from())).min(1.0)
    });
    set(Feature::HoursFit, fit.unwrap_or(1.0));
    set(Feature::HoursUnknown, flag(asked.is_some() && held.is_none()));
}

/// The mean strength of the evidence behind what is met.
fn evidence(findings: &[Finding]) -> f64 {
    let met = findings.iter().filter(|one| one.verdict.coverage() > 0);
    let known: Vec<f64> = met
        .filter_map(|one| one.claim.as_ref().and_then(strength))
        .map(|evidence| f64::from(evidence as u8) / 3.0)
        .collect();
    share(known.iter().sum(), known.len(), 0.0)
}

/// How well a claim is proven; hours and days have no evidence.
fn strength(claim: &Cited) -> Option<Evidence> {
    match claim {
        Cited::Hours(_) | Cited::AvailableFrom(_) => None,
        Cited::Competence(claim) => claim.answer.yes().map(|known| known.evidence),
        Cited::Experience(claim) => claim.answer.yes().map(|known| known.evidence),
        Cited::Language(claim) => claim.answer.yes().map(|known| known.source.evidence()),
        Cited::Credential(claim) => claim.answer.yes().map(|known| known.evidence),
        Cited::Education(claim) => Some(claim.evidence),
    }
}
