//! Decides.

use std::fmt;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use cedar_policy::{Authorizer, Decision as Verdict, Policy, PolicySet, Schema};
use etablera_domain::event::SubjectKind;
use etablera_storage::Hash;

use super::action::Action;
use super::decision::{Decision, Refusal, Told};
use super::facts::{Facts, Names};
use super::index::Index;
use super::load::{self, PolicyError};
use super::request::Ask;
use super::source::{PolicyFile, SCHEMA};

/// Whether policies are held against the schema. Those that ship are so by a
/// test, and most of the time of loading goes into it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Check {
    Schema,
    Skip,
}

/// Policies, read and checked once. Clones share them.
#[derive(Clone)]
pub struct Policies {
    files: Arc<Vec<PolicyFile>>,
    policies: Arc<Vec<Policy>>,
    names: Arc<Names>,
    index: Arc<Index>,
    authorizer: Arc<Authorizer>,
    hash: Hash,
}

impl Policies {
    /// The policies that ship.
    ///
    /// # Panics
    ///
    /// Never: a test loads them.
    #[must_use]
    #[expect(clippy::expect_used, reason = "the files are compiled in, and a test loads them")]
    pub fn shipped() -> Self {
        static SHIPPED: LazyLock<Policies> = LazyLock::new(|| {
            Policies::read(&PolicyFile::shipped(), Check::Skip)
                .expect("the policies that ship are valid")
        });
        SHIPPED.clone()
    }

    /// Reads the files in place of those that ship, and the floor with them.
    /// Without any file, everything is denied.
    ///
    /// # Errors
    ///
    /// At the first policy, by file, that is not Cedar, has no `@id` or
    /// `@reason`, an id that another has, a slot, or anything in it that the
    /// schema does not know; and at a changed `floor.cedar`.
    ///
    /// # Panics
    ///
    /// Never: the schema is compiled in.
    pub fn load(files: &[PolicyFile]) -> Result<Self, PolicyError> {
        Self::read(files, Check::Schema)
    }

    #[expect(clippy::expect_used, reason = "the schema is compiled in, and a test loads it")]
    fn read(files: &[PolicyFile], check: Check) -> Result<Self, PolicyError> {
        let (schema, _) =
            Schema::from_cedarschema_str(SCHEMA).expect("the schema that ships is valid");
        let names = Names::new(&schema).expect("the schema has every name");
        let (files, policies) = load::load(files, (check == Check::Schema).then_some(&schema))?;
        let index = Index::new(&policies, &schema, &names);
        let hash = hash(&files);
        let (files, policies) = (Arc::new(files), Arc::new(policies));
        let (names, index) = (Arc::new(names), Arc::new(index));
        Ok(Self { files, policies, names, index, authorizer: Arc::new(Authorizer::new()), hash })
    }

    /// Reads every `*.cedar` of a folder in place of the files that ship.
    ///
    /// # Errors
    ///
    /// As [`Policies::load`], and if something cannot be read.
    pub fn open(folder: &Path) -> Result<Self, PolicyError> {
        Self::load(&PolicyFile::read_folder(folder)?)
    }

    /// Names these policies in receipts: SHA-256 over the schema and the files
    /// by name, the floor among them, each text behind its length.
    #[must_use]
    pub fn hash(&self) -> Hash {
        self.hash
    }

    /// The files, the floor among them, by name.
    #[must_use]
    pub fn files(&self) -> &[PolicyFile] {
        &self.files
    }

    /// The ids of all policies with their reasons, sorted by id.
    pub fn reasons(&self) -> impl Iterator<Item = (&str, &str)> {
        self.policies.iter().map(|policy| {
            let id: &str = policy.id().as_ref();
            (id, policy.annotation("reason").unwrap_or_default())
        })
    }

    /// Whether an action can be done to subjects of a kind at all, by anybody.
    #[must_use]
    pub fn applies(&self, action: Action, kind: SubjectKind) -> bool {
        self.index.fits(action, kind)
    }

    /// Whether equal facts get equal answers whoever they are the facts of: no
    /// policy names a single subject.
    #[must_use]
    pub fn goes_by_facts(&self) -> bool {
        !self.index.names_subjects()
    }

    /// Decides on one question.
    ///
    /// The decision is for the log; what a refused caller may read is its
    /// [`Decision::refusal`].
    #[must_use]
    pub fn decide(&self, ask: &Ask<'_>) -> Decision {
        let facts = self.names.state(ask).ok();
        let judge = |action| facts.as_ref().map(|facts| self.judge(ask, action, facts));
        let verdict = judge(ask.action).unwrap_or_default();
        // Every refusal asks this, so that neither text nor time tells a
        // protected person from one who does not exist.
        let refusal = (!verdict.allowed).then(|| {
            let known = judge(Action::KnowOf).unwrap_or_default().allowed;
            self.refuse(ask, known, &verdict)
        });
        Decision { because: verdict.because, reasons: verdict.reasons, refusal }
    }

    /// Decides on one question, for a use case that goes on only if it may.
    ///
    /// # Errors
    ///
    /// What the caller may read, if it is refused.
    pub fn check(&self, ask: &Ask<'_>) -> Result<Decision, Refusal> {
        let decision = self.decide(ask);
        match decision.refusal {
            Some(refusal) => Err(refusal),
            None => Ok(decision),
        }
    }

    /// Says more only about what the caller may know of.
    fn refuse(&self, ask: &Ask<'_>, known: bool, verdict: &Judgement) -> Refusal {
        let told = match (known, verdict.because.is_empty()) {
            _ if !self.applies(ask.action, ask.resource.subject.kind()) => Told::Unfit,
            (false, _) => Told::Nothing,
            (true, false) => Told::Forbidden(verdict.reasons.clone()),
            (true, true) => Told::Missing(self.index.permits(ask.action).to_vec()),
        };
        Refusal { action: ask.action, subject: ask.resource.subject.clone(), told }
    }

    fn judge(&self, ask: &Ask<'_>, action: Action, facts: &Facts) -> Judgement {
        if !self.index.fits(action, ask.resource.subject.kind()) {
            return Judgement::default();
        }
        let policies = self.index.of(ask.caller.role, action);
        self.run(action, policies, facts).unwrap_or_default()
    }

    fn run(&self, action: Action, policies: &PolicySet, facts: &Facts) -> Option<Judgement> {
        let request = facts.request(self.names.action(action)).ok()?;
        let response = self.authorizer.is_authorized(&request, policies, facts.entities());
        // Cedar passes over a policy that fails, a forbid too.
        if response.diagnostics().errors().next().is_some() {
            return None;
        }
        let mut because: Vec<_> = response.diagnostics().reason().collect();
        because.sort();
        let reason = |id| policies.annotation(id, "reason").unwrap_or_default().to_owned();
        Some(Judgement {
            allowed: response.decision() == Verdict::Allow,
            reasons: because.iter().map(|&id| reason(id)).collect(),
            because: because.iter().map(ToString::to_string).collect(),
        })
    }
}

/// What the policies say; by default no.
#[derive(Default)]
struct Judgement {
    allowed: bool,
    because: Vec<String>,
    reasons: Vec<String>,
}

impl fmt::Debug for Policies {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Policies").field("policies", &self.policies.len()).finish_non_exhaustive()
    }
}

fn hash(files: &[PolicyFile]) -> Hash {
    let texts = files.iter().flat_map(|file| [file.name.as_str(), file.text.as_str()]);
    let mut bytes = Vec::new();
    for text in texts.chain([SCHEMA]) {
        bytes.extend_from_slice(&(text.len() as u64).to_le_bytes());
        bytes.extend_from_slice(text.as_bytes());
    }
    Hash::of(&bytes)
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use cedar_policy::{Entities, Request};
    use etablera_domain::event::Subject;

    use super::*;
    use crate::policy::{Caller, Purpose, Resource, Role};

    fn subject(kind: SubjectKind) -> Subject {
        let id = if kind == SubjectKind::System { "etablera" } else { "X1" };
        format!("{}:{id}", kind.name()).parse().unwrap()
    }

    /// Asks of every role, action and fitting kind, with every fact given.
    fn every_ask(policies: &Policies, mut check: impl FnMut(&Ask<'_>)) {
        for &role in Role::ALL {
            let caller = Caller {
                actor: "anna".parse().unwrap(),
                role,
                organisation: "lulea".parse().unwrap(),
                is: Some("participant:X1".parse().unwrap()),
            };
            for &action in Action::ALL {
                for &kind in SubjectKind::ALL {
                    let mut facts = Resource::of(subject(kind), "lulea".parse().unwrap());
                    facts.holder = Some("anna".parse().unwrap());
                    facts.prepared_by = Some("bo".parse().unwrap());
                    facts.teachers.insert("anna".parse().unwrap());
                    facts.shared.entry("lulea".parse().unwrap()).or_default();
                    if policies.index.fits(action, kind) {
                        check(&Ask::new(&caller, action, &facts).with_purpose(Purpose::Subsidy));
                    }
                }
            }
        }
    }

    #[test]
    fn the_index_changes_no_answer() {
        let policies = Policies::shipped();
        let all = load::set(policies.policies.iter()).unwrap();
        every_ask(&policies, |ask| {
            let facts = policies.names.state(ask).unwrap();
            let full = policies.run(ask.action, &all, &facts).unwrap();
            let fast = policies.decide(ask);
            assert_eq!(
                (full.allowed, &*full.because),
                (fast.is_allowed(), fast.because()),
                "{ask:?}"
            );
        });
    }

    #[test]
    fn what_is_stated_fits_the_schema() {
        let (schema, _) = Schema::from_cedarschema_str(SCHEMA).unwrap();
        let policies = Policies::shipped();
        every_ask(&policies, |ask| {
            let facts = policies.names.state(ask).unwrap();
            let action = policies.names.action(ask.action);
            let request = facts.request(action).unwrap();
            let (principal, resource) = (request.principal().unwrap(), request.resource().unwrap());
            Request::new(
                principal.clone(),
                action.clone(),
                resource.clone(),
                request.context().unwrap().clone(),
                Some(&schema),
            )
            .unwrap();
            let entities = facts.entities();
            Entities::from_entities(entities.iter().cloned(), Some(&schema)).unwrap();
        });
    }

    /// `cargo test -p etablera-casework --lib policy -- --ignored --nocapture`
    #[test]
    #[ignore = "measures"]
    #[expect(clippy::print_stderr, reason = "it prints what it measured")]
    fn how_long_a_decision_takes() {
        let start = Instant::now();
        let policies = Policies::shipped();
        let loading = start.elapsed();
        let (mut asked, mut worst) = (0, std::time::Duration::ZERO);
        let start = Instant::now();
        every_ask(&policies, |ask| {
            let one = Instant::now();
            let _ = std::hint::black_box(policies.decide(ask));
            worst = worst.max(one.elapsed());
            asked += 1;
        });
        let each = start.elapsed() / asked;
        eprintln!("loading {loading:?}; {asked} decisions, {each:?} each, longest {worst:?}");
    }
}
