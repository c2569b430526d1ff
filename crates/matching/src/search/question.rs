//! Questions: what needs ask, each once.

use std::collections::HashMap;

use chrono::NaiveDate;
use etablera_domain::{Evidence, Participant, Rung, Strength, What};
use etablera_taxonomy::Concept;

use crate::matcher::Matcher;
use crate::prepare::PreparedRequirement;
use crate::profile::Profile;
use crate::rule::Terms;
use crate::verdict::Tier;

/// A question, by its place in [`Questions`].
pub(super) type QuestionId = u32;

/// What an answer adds to a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Outcome {
    /// In whole percent.
    pub(super) coverage: u8,
    /// The same after training.
    pub(super) after: u8,
    /// The best tier that the pair can have if it is a must.
    pub(super) tier: Tier,
}

/// All that a ruling depends on besides the profile: two requirements with
/// one key are one question.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Key {
    asked: AskedKey,
    is_must: bool,
    /// Where learning begins, and its prerequisites.
    learning: Option<(Option<Rung>, Vec<AskedKey>)>,
}

type AskedKey = (What, TermsKey);

type TermsKey = (Option<Concept>, bool, Evidence, Option<NaiveDate>);

impl Key {
    fn new(asked: &PreparedRequirement<'_>) -> Self {
        let what = &asked.requirement.what;
        let learning = asked.learning.as_ref().map(|way| {
            let all = way.prerequisites.iter();
            (way.from, all.map(|(what, terms)| ((*what).clone(), key(what, terms))).collect())
        });
        let is_must = asked.requirement.strength == Strength::Must;
        Self { asked: (what.clone(), key(what, &asked.terms)), is_must, learning }
    }
}

/// The day counts only where an answer can change with it.
fn key(what: &What, terms: &Terms) -> TermsKey {
    let has_day = matches!(what, What::Credential { .. } | What::Start { .. });
    (terms.concept, terms.strict, terms.min_evidence, has_day.then_some(terms.day))
}

/// What is asked, each once, and what silence amounts to.
#[derive(Clone, Debug, Default)]
pub(super) struct Questions<'n> {
    by_key: HashMap<Key, QuestionId>,
    asked: Vec<PreparedRequirement<'n>>,
    silences: Vec<Silence>,
}

/// What a question amounts to for a profile that does not touch it.
#[derive(Clone, Copy, Debug)]
struct Silence {
    /// Where no claim touches this concept, nothing is covered.
    concept: Option<Concept>,
    /// Nor does anything else that a profile holds count.
    is_alone: bool,
    outcome: Outcome,
}

impl<'n> Questions<'n> {
    pub(super) fn len(&self) -> usize {
        self.asked.len()
    }

    /// The question that a requirement asks; a new one where nobody has asked
    /// it before.
    pub(super) fn of(
        &mut self,
        matcher: &Matcher<'_>,
        asked: &PreparedRequirement<'n>,
    ) -> QuestionId {
        let next = self.asked.len() as QuestionId;
        let id = *self.by_key.entry(Key::new(asked)).or_insert(next);
        if id == next {
            self.asked.push(asked.clone());
            self.silences.push(Silence::new(matcher, asked));
        }
        id
    }

    /// The concept that claims must touch for a question to be covered at
    /// all; none where it is no concept that decides.
    pub(super) fn concept(&self, question: QuestionId) -> Option<Concept> {
        self.silences[question as usize].concept
    }

    /// Whether the pair is at best to be clarified where no yes touches the
    /// question's concept.
    pub(super) fn is_open(&self, question: QuestionId) -> bool {
        let silence = self.silences[question as usize];
        let is_open = silence.is_alone && silence.outcome.tier >= Tier::ToClarify;
        silence.concept.is_some() && is_open
    }

    /// What it amounts to for a profile.
    pub(super) fn outcome(
        &self,
        matcher: &Matcher<'_>,
        question: QuestionId,
        profile: &Profile<'_>,
    ) -> Outcome {
        let silence = &self.silences[question as usize];
        match silence.concept {
            Some(concept) if silence.is_alone && !profile.may_touch(concept) => silence.outcome,
            _ => outcome(matcher, &self.asked[question as usize], profile),
        }
    }
}

impl Silence {
    fn new(matcher: &Matcher<'_>, asked: &PreparedRequirement<'_>) -> Self {
        let by_concept =
            matches!(asked.requirement.what, What::Competence { .. } | What::Experience { .. });
        let is_alone = asked.learning.as_ref().is_none_or(|way| way.prerequisites.is_empty());
        let nobody = Participant::new("nobody".parse().expect("an id"));
        let silent = matcher.profile(&nobody).expect("names no concept");
        Self {
            concept: asked.terms.concept.filter(|_| by_concept),
            is_alone,
            outcome: outcome(matcher, asked, &silent),
        }
    }
}

fn outcome(
    matcher: &Matcher<'_>,
    asked: &PreparedRequirement<'_>,
    profile: &Profile<'_>,
) -> Outcome {
    let decision = matcher.rule(asked, profile).1;
    Outcome {
        coverage: decision.ruling.coverage(),
        after: decision.coverage_after,
        tier: decision.ruling.tier(),
    }
}
