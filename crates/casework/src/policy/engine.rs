//! Decides.

use std::fmt;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use cedar_policy::{Authorizer, Decision as Verdict, Policy, PolicySet, Schema};
use etablera_storage::Hash;

use super::action::Action;
use super::decision::{Decision, Refusal, Told};
use super::facts::{Failed, Names};
use super::index::Index;
use super::load::{self, PolicyError};
use super::request::Ask;
use super::source::{PolicyFile, SCHEMA};

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
            Policies::load(&PolicyFile::shipped()).expect("the policies that ship are valid")
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
    #[expect(clippy::expect_used, reason = "the schema is compiled in, and a test loads it")]
    pub fn load(files: &[PolicyFile]) -> Result<Self, PolicyError> {
        let (schema, _) =
            Schema::from_cedarschema_str(SCHEMA).expect("the schema that ships is valid");
        let names = Names::new().expect("the names of the schema are names");
        let (files, policies) = load::load(files, &schema)?;
        let index = Index::new(&policies, &schema, &names).expect("ids are unique by now");
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

    /// Decides on one question.
    ///
    /// The decision is for the log; what a refused caller may read is its
    /// [`Decision::refusal`].
    #[must_use]
    pub fn decide(&self, ask: &Ask<'_>) -> Decision {
        let verdict = self.judge(ask);
        let refusal = (!verdict.allowed).then(|| self.refuse(ask, &verdict));
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

    /// Says more only about what the caller may know of. Every refusal takes
    /// the same way, so that neither text nor time tells a protected person
    /// from one who does not exist.
    fn refuse(&self, ask: &Ask<'_>, verdict: &Judgement) -> Refusal {
        let known = self.judge(&Ask { action: Action::KnowOf, ..*ask }).allowed;
        let told = match (known, verdict.because.is_empty()) {
            (false, _) => Told::Nothing,
            (true, false) => Told::Forbidden(verdict.reasons.clone()),
            (true, true) => Told::Missing(self.index.permits(ask.action).to_vec()),
        };
        Refusal { action: ask.action, subject: ask.resource.subject.clone(), told }
    }

    fn judge(&self, ask: &Ask<'_>) -> Judgement {
        if !self.index.fits(ask.action, ask.resource.subject.kind()) {
            return Judgement::default();
        }
        let policies = self.index.of(ask.caller.role, ask.action);
        self.run(ask, policies).unwrap_or_default()
    }

    fn run(&self, ask: &Ask<'_>, policies: &PolicySet) -> Result<Judgement, Failed> {
        let (request, entities) = self.names.state(ask)?;
        let response = self.authorizer.is_authorized(&request, policies, &entities);
        // Cedar passes over a policy that fails, a forbid too.
        if response.diagnostics().errors().next().is_some() {
            return Ok(Judgement::default());
        }
        let mut because: Vec<_> = response.diagnostics().reason().collect();
        because.sort();
        let reason = |id| policies.annotation(id, "reason").unwrap_or_default().to_owned();
        Ok(Judgement {
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
