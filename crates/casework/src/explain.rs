//! An answer in words: what is met, what can be learnt, what to ask, what is
//! missing, and what would change the answer.

use etablera_domain::{Answer, Credential, LearnBy, Level, Strength, What};
use etablera_matching::{Catalogue, Cause, Change, Cited, Finding, Judgement, Verdict};
use etablera_taxonomy::{ConceptId, IscedLevel, LinkKind, Taxonomy};

use crate::words::{Tongue, grouped, printable};

/// What texts are made with.
#[derive(Clone, Copy, Debug)]
pub struct Speaker<'t> {
    /// The language.
    pub tongue: Tongue,
    /// Where labels come from.
    pub taxonomy: &'t Taxonomy,
    /// Where titles of training modules come from.
    pub catalogue: Option<&'t Catalogue>,
}

/// An answer in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The tier and the points.
    pub summary: String,
    /// What is to be known of the pair as a whole.
    pub notes: Vec<String>,
    /// The requirements by verdict; only groups with something in them.
    pub groups: Vec<Group>,
    /// What would make the pair ready; empty where it is.
    pub changes: Vec<String>,
    /// The heading of the changes.
    pub changes_title: String,
}

/// Requirements with one kind of verdict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The kind of verdict.
    pub mark: Mark,
    /// The heading.
    pub title: String,
    /// Each requirement.
    pub items: Vec<Item>,
}

/// One requirement in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What is asked.
    pub what: String,
    /// How strongly and why.
    pub terms: String,
    /// Whether it is a must.
    pub is_must: bool,
    /// What was found.
    pub found: String,
    /// Whole percent; 0 where it is not met.
    pub coverage: u8,
}

/// A sign for a verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Mark {
    Met,
    Learnable,
    Unknown,
    Unmet,
}

impl Mark {
    /// Every mark, in the order in which groups are shown.
    pub const ALL: [Self; 4] = [Self::Met, Self::Learnable, Self::Unknown, Self::Unmet];

    /// The mark of a verdict.
    #[must_use]
    pub fn of(verdict: &Verdict) -> Self {
        match verdict {
            Verdict::Met { .. } => Self::Met,
            Verdict::Learnable { .. } => Self::Learnable,
            Verdict::Unknown => Self::Unknown,
            Verdict::Unmet => Self::Unmet,
        }
    }

    /// A sign that reads without colour.
    #[must_use]
    pub fn sign(self) -> char {
        match self {
            Self::Met => '✓',
            Self::Learnable => '◐',
            Self::Unknown => '?',
            Self::Unmet => '✗',
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Met => "group-met",
            Self::Learnable => "group-learnable",
            Self::Unknown => "group-unknown",
            Self::Unmet => "group-unmet",
        }
    }
}

impl Speaker<'_> {
    /// The answer for a pair in words.
    #[must_use]
    pub fn explain(&self, judgement: &Judgement) -> Explanation {
        let groups = Mark::ALL.into_iter().filter_map(|mark| self.group(judgement, mark));
        Explanation {
            summary: self.summary(judgement),
            notes: self.notes(judgement),
            groups: groups.collect(),
            changes: judgement.changes().iter().map(|c| self.change(judgement, c)).collect(),
            changes_title: self.say("group-changes", &[]),
        }
    }

    /// The tier and the points.
    #[must_use]
    pub fn summary(&self, judgement: &Judgement) -> String {
        let appraisal = judgement.appraisal;
        let tier = self.say(&format!("tier-{}", appraisal.tier.name()), &[]);
        let score = self.say("score", &[("points", &grouped(appraisal.score))]);
        let mut summary = format!("{tier}: {score}");
        let learns = |finding: &Finding| matches!(finding.verdict, Verdict::Learnable { .. });
        if judgement.findings.iter().any(learns) {
            let after = self.say("score-after", &[("points", &grouped(appraisal.score_after))]);
            summary.push_str(&format!(" ({after})"));
        }
        summary
    }

    fn notes(&self, judgement: &Judgement) -> Vec<String> {
        let mut learnt = judgement.findings.iter();
        let learns = learnt.any(|f| matches!(f.verdict, Verdict::Learnable { .. }));
        let plan = match judgement.plan_feasible {
            Some(true) if learns => Some("plan-fits"),
            Some(false) => Some("plan-does-not-fit"),
            _ => None,
        };
        let unconfirmed = (!judgement.is_confirmed).then_some("unconfirmed");
        let refused = judgement.is_refused.then_some("refused");
        let keys = refused.into_iter().chain(unconfirmed).chain(plan);
        keys.map(|key| self.say(key, &[])).collect()
    }

    fn group(&self, judgement: &Judgement, mark: Mark) -> Option<Group> {
        let chosen = judgement.findings.iter().filter(|f| Mark::of(&f.verdict) == mark);
        let items: Vec<Item> = chosen.map(|finding| self.item(finding)).collect();
        (!items.is_empty()).then(|| Group { mark, title: self.say(mark.title(), &[]), items })
    }

    fn item(&self, finding: &Finding) -> Item {
        let requirement = &finding.requirement;
        let is_must = requirement.strength == Strength::Must;
        let strength = match requirement.strength {
            Strength::Must => self.say("strength-must", &[]),
            Strength::Should(weight) => {
                self.say("strength-should", &[("weight", &weight.number().to_string())])
            }
        };
        let reason = self.say("reason", &[("reason", &word(&requirement.reason))]);
        Item {
            what: self.what(&requirement.what),
            terms: format!("{strength}; {reason}"),
            is_must,
            found: self.found(finding),
            coverage: finding.verdict.coverage(),
        }
    }

    /// What a requirement asks for, in words.
    #[must_use]
    pub fn what(&self, what: &What) -> String {
        match what {
            What::Competence { concept, level } => self.say(
                "what-competence",
                &[("concept", &self.label(*concept)), ("level", &rung(*level))],
            ),
            What::Language { language, skill, level } => self.say(
                "what-language",
                &[
                    ("language", language.as_str()),
                    ("skill", &word(skill)),
                    ("level", &level.to_string()),
                ],
            ),
            What::Credential { credential } => self.credential(credential),
            What::Experience { occupation, months } => self.say(
                if *months == 1 { "what-experience-month" } else { "what-experience" },
                &[("concept", &self.label(*occupation)), ("months", &months.to_string())],
            ),
            What::Education { education } => {
                let level = isced(education.level);
                match education.field {
                    None => self.say("what-education", &[("level", &level)]),
                    Some(field) => {
                        let known = self.known_label(ConceptId::IscedField(field));
                        let field = known.unwrap_or_else(|| format!("ISCED-F {field}"));
                        self.say("what-education-field", &[("level", &level), ("field", &field)])
                    }
                }
            }
            What::Hours { weekly } => {
                let (from, to) = (weekly.from().to_string(), weekly.to().to_string());
                let key = if from == to { "what-hours-exact" } else { "what-hours" };
                self.say(key, &[("from", &from), ("to", &to)])
            }
            What::Shift { shift } => self.say("what-shift", &[("shift", &word(shift))]),
            What::Start { on } => self.say("what-start", &[("date", &on.to_string())]),
            What::Reach { workplace } => {
                let municipality = workplace.municipality.to_string();
                self.say("what-reach", &[("municipality", &municipality)])
            }
        }
    }

    fn credential(&self, credential: &Credential) -> String {
        match credential {
            Credential::DrivingLicence { class } => {
                self.say("what-driving", &[("class", &format!("{class:?}"))])
            }
            Credential::Forklift { class } => {
                self.say("what-forklift", &[("class", &format!("{class:?}"))])
            }
            Credential::ProfessionalLicence { occupation, country } => self.say(
                "what-licence",
                &[("concept", &self.label(*occupation)), ("country", country.as_str())],
            ),
            Credential::Certificate { code } => {
                self.say("what-certificate", &[("code", &code.to_string())])
            }
        }
    }

    fn found(&self, finding: &Finding) -> String {
        match &finding.verdict {
            Verdict::Met { .. } => self.met(finding),
            Verdict::Learnable { by, ask_first } => {
                let how = self.how(by);
                if *ask_first { self.say("learnable-ask", &[("how", &how)]) } else { how }
            }
            Verdict::Unknown => self.unknown(finding),
            Verdict::Unmet => self.unmet(finding),
        }
    }

    fn met(&self, finding: &Finding) -> String {
        let circumstance = |c: &&Cited| !matches!(c, Cited::Hours(_) | Cited::AvailableFrom(_));
        let Some(claim) = finding.claim.as_ref().filter(circumstance) else {
            return self.say("met-simple", &[]);
        };
        let coverage = finding.verdict.coverage().to_string();
        let key = match &finding.link {
            _ if finding.is_lent => "met-lent",
            Some(link) => match link.kind {
                LinkKind::Narrower if is_work(claim) => "met-narrower-work",
                LinkKind::Narrower => "met-narrower",
                LinkKind::Same | LinkKind::Exact if falls_short(finding) => "met-below",
                LinkKind::Same | LinkKind::Exact => "met",
                _ => "met-like",
            },
            None if falls_short(finding) => "met-below",
            None => "met",
        };
        let (claim, evidence) = (self.claim_name(claim), evidence(claim));
        self.say(key, &[("claim", &claim), ("evidence", &evidence), ("coverage", &coverage)])
    }

    fn unknown(&self, finding: &Finding) -> String {
        let claim = finding.claim.as_ref();
        let say = |key: &str| {
            let name = claim.map(|claim| self.claim_name(claim)).unwrap_or_default();
            let evidence = claim.map(evidence).unwrap_or_default();
            self.say(key, &[("claim", &name), ("evidence", &evidence)])
        };
        match finding.cause.as_ref().unwrap_or(&Cause::Silent) {
            Cause::Conflict => say("conflict"),
            Cause::Lead | Cause::Short if finding.is_lent => say("unknown-lent"),
            Cause::Lead | Cause::Short if claim.is_some_and(is_work) => say("unknown-lead-work"),
            Cause::Lead | Cause::Short | Cause::No | Cause::NotYet(_) if claim.is_some() => {
                say("unknown-lead")
            }
            Cause::Evidence => say("unknown-evidence"),
            Cause::RunOut(to) => self.say("unknown-run-out", &[("date", &to.to_string())]),
            Cause::Foreign(country) => {
                self.say("unknown-foreign", &[("country", country.as_str())])
            }
            Cause::NotRecognised => say("unknown-not-recognised"),
            Cause::SeqfUnknown => say("unknown-seqf"),
            Cause::Field => say("unknown-field"),
            Cause::Prerequisites(open) => {
                self.say("unknown-prerequisites", &[("what", &self.list(open))])
            }
            Cause::Silent | Cause::Lead | Cause::Short | Cause::No | Cause::NotYet(_) => {
                self.say("unknown", &[])
            }
        }
    }

    fn unmet(&self, finding: &Finding) -> String {
        match (&finding.requirement.what, &finding.claim, &finding.cause) {
            (_, _, Some(Cause::NotYet(from))) => {
                self.say("unmet-not-yet", &[("date", &from.to_string())])
            }
            (_, Some(Cited::Hours(weekly)), _) => {
                let (from, to) = (weekly.from().to_string(), weekly.to().to_string());
                self.say("unmet-hours", &[("from", &from), ("to", &to)])
            }
            (_, Some(Cited::AvailableFrom(on)), _) => {
                self.say("unmet-start", &[("date", &on.to_string())])
            }
            (What::Reach { .. }, ..) => self.say("unmet-reach", &[]),
            (What::Shift { .. }, ..) => self.say("unmet-shift", &[]),
            (_, Some(claim), _) if says_no(claim) => self.say("unmet-no", &[]),
            (_, Some(claim), _) => self.say("unmet-short", &[("claim", &self.claim(claim))]),
            (_, None, _) => self.say("unmet", &[]),
        }
    }

    /// Several things that are asked, one after the other.
    fn list(&self, asked: &[What]) -> String {
        asked.iter().map(|what| self.what(what)).collect::<Vec<_>>().join("; ")
    }

    /// How something is learnt.
    fn how(&self, by: &LearnBy) -> String {
        match by {
            LearnBy::Workplace => self.say("learnable-workplace", &[]),
            LearnBy::Module(id) => {
                let known = self.catalogue.and_then(|catalogue| catalogue.get(id));
                let title = known.map_or_else(|| id.to_string(), |module| printable(&module.title));
                self.say("learnable-module", &[("module", &title)])
            }
        }
    }

    fn change(&self, judgement: &Judgement, change: &Change) -> String {
        let (id, key) = match change {
            Change::Answer(id) => (id, "change-answer"),
            Change::Learn(id, _) => (id, "change-learn"),
            Change::LearnIf(id, ..) => (id, "change-learn-if"),
            // Hours, shifts and ways are for the two to agree on.
            Change::Obtain(id) if id.is_derived() => (id, "change-arrange"),
            Change::Obtain(id) => (id, "change-obtain"),
            Change::ConfirmMusts => return self.say("change-confirm", &[]),
        };
        let (how, open) = match change {
            Change::Learn(_, by) => (self.how(by), String::new()),
            Change::LearnIf(_, by, open) => (self.how(by), self.list(open)),
            _ => (String::new(), String::new()),
        };
        let asked = judgement.findings.iter().find(|finding| finding.requirement.id == *id);
        let what = asked.map(|finding| self.what(&finding.requirement.what)).unwrap_or_default();
        self.say(key, &[("what", &what), ("how", &how), ("open", &open)])
    }

    /// A claim with its level, in words.
    fn claim(&self, claim: &Cited) -> String {
        match claim {
            Cited::Competence(claim) => {
                let level = claim.answer.yes().map(|m| rung(m.level)).unwrap_or_default();
                let concept = self.label(claim.concept);
                self.say("claim-competence", &[("concept", &concept), ("level", &level)])
            }
            Cited::Experience(claim) => {
                let concept = self.label(claim.concept);
                match claim.answer.yes().and_then(|period| period.months) {
                    None => self.say("claim-experience-unknown", &[("concept", &concept)]),
                    Some(1) => self.say("claim-experience-month", &[("concept", &concept)]),
                    Some(months) => {
                        let months = months.to_string();
                        let args = [("concept", concept.as_str()), ("months", &months)];
                        self.say("claim-experience", &args)
                    }
                }
            }
            Cited::Language(claim) => {
                let level = claim.answer.yes().map(|p| p.level.to_string()).unwrap_or_default();
                self.say("claim-language", &[("level", &level)])
            }
            // What decides about these is said by the cause.
            Cited::Credential(_) | Cited::Hours(_) | Cited::AvailableFrom(_) => String::new(),
            Cited::Education(claim) => {
                self.say("claim-education", &[("level", &isced(claim.level))])
            }
        }
    }

    /// What a claim is about.
    fn claim_name(&self, claim: &Cited) -> String {
        match claim {
            Cited::Competence(claim) => self.label(claim.concept),
            Cited::Experience(claim) => self.label(claim.concept),
            _ => self.claim(claim),
        }
    }

    /// A concept's label; its id where it has none.
    #[must_use]
    pub fn label(&self, id: ConceptId) -> String {
        self.known_label(id).unwrap_or_else(|| id.to_string())
    }

    fn known_label(&self, id: ConceptId) -> Option<String> {
        let concept = self.taxonomy.concept(id)?;
        self.taxonomy.display_label(concept, self.tongue.language()).map(str::to_owned)
    }

    /// A message.
    #[must_use]
    pub fn say(&self, key: &str, args: &[(&str, &str)]) -> String {
        self.tongue.say(key, args)
    }
}

/// The name of a level in the message files.
fn rung(level: Level) -> String {
    format!("l{level}")
}

/// The name of a level of education in the message files.
fn isced(level: IscedLevel) -> String {
    format!("i{level}")
}

fn is_work(claim: &Cited) -> bool {
    matches!(claim, Cited::Experience(_))
}

/// The word that a plain enum is in files, which messages choose by.
fn word(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

/// Whether the claim that counts lies below what is asked.
fn falls_short(finding: &Finding) -> bool {
    match (&finding.requirement.what, &finding.claim) {
        (What::Competence { level, .. }, Some(Cited::Competence(claim))) => {
            claim.answer.yes().is_some_and(|known| known.level < *level)
        }
        (What::Language { level, .. }, Some(Cited::Language(claim))) => {
            claim.answer.yes().is_some_and(|known| known.level < *level)
        }
        (What::Education { education }, Some(Cited::Education(claim))) => {
            claim.level < education.level
        }
        _ => false,
    }
}

fn says_no(claim: &Cited) -> bool {
    match claim {
        Cited::Competence(claim) => claim.answer == Answer::No,
        Cited::Experience(claim) => claim.answer == Answer::No,
        Cited::Language(claim) => claim.answer == Answer::No,
        Cited::Credential(claim) => claim.answer == Answer::No,
        Cited::Education(_) | Cited::Hours(_) | Cited::AvailableFrom(_) => false,
    }
}

/// How a claim is known, as the word that messages choose by.
fn evidence(claim: &Cited) -> String {
    let evidence = match claim {
        Cited::Competence(claim) => claim.answer.yes().map(|known| known.evidence),
        Cited::Experience(claim) => claim.answer.yes().map(|known| known.evidence),
        Cited::Language(claim) => claim.answer.yes().map(|known| known.source.evidence()),
        Cited::Credential(claim) => claim.answer.yes().map(|known| known.evidence),
        Cited::Education(claim) => Some(claim.evidence),
        Cited::Hours(_) | Cited::AvailableFrom(_) => None,
    };
    evidence.map(|known| word(&known)).unwrap_or_default()
}
