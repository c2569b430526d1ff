//! Who asks, and what may come of it.

use std::collections::BTreeMap;
use std::fmt;

use crate::error::Error;

/// Somebody who asks everything.
pub(super) struct Visit {
    /// In which role; nobody in particular if none.
    pub(super) role: Option<&'static str>,
    /// What is tried, as schemathesis calls it.
    pub(super) phases: &'static str,
}

/// What the contract gives as examples, and what is drawn.
const SOME: &str = "examples,fuzzing";

/// And what lies at the limits of every schema, which is a hundred requests of
/// each operation.
const ALL: &str = "examples,coverage,fuzzing";

/// Nobody, then the roles that may do most between them.
pub(super) const VISITS: [Visit; 5] = [
    Visit { role: None, phases: SOME },
    Visit { role: Some("matcher"), phases: ALL },
    Visit { role: Some("project_leader"), phases: SOME },
    Visit { role: Some("auditor"), phases: SOME },
    Visit { role: Some("administrator"), phases: SOME },
];

impl Visit {
    /// What to call them.
    pub(super) fn who(&self) -> &'static str {
        self.role.unwrap_or("nobody")
    }

    /// What is wrong with how often each status was answered: nobody is to be
    /// kept out of everything, and somebody out of little.
    pub(super) fn look(&self, counts: &BTreeMap<u64, u64>) -> Option<String> {
        let of = |status: u64| counts.get(&status).copied().unwrap_or_default();
        let all: u64 = counts.values().sum();
        // The contract itself is open to all, and is read once at the start.
        let done = of(200).saturating_sub(1);
        let who = self.who();
        match self.role {
            _ if all < 300 => Some(format!("{who}: {all} answers are too few to tell anything")),
            None if done > 0 => Some(format!("{who}: {done} requests were answered with 200")),
            Some(_) if done * 100 < all => Some(format!("{who}: {done} of {all} answers are 200")),
            // Some are sent without the token, to see that it is asked for.
            Some(_) if (of(401) + of(429)) * 4 > all => {
                Some(format!("{who}: {} × 401 and {} × 429 of {all}", of(401), of(429)))
            }
            _ => None,
        }
    }
}

/// How much is asked.
#[derive(Clone, Copy)]
pub(super) struct Extent {
    /// How many requests of each operation are drawn, beside the examples and
    /// those at the limits of its schema.
    pub(super) examples: u32,
    /// What is drawn follows from it.
    pub(super) seed: u32,
}

/// The variables that say how much is asked.
const EXAMPLES: &str = "ETABLERA_CONTRACT_EXAMPLES";
const SEED: &str = "ETABLERA_CONTRACT_SEED";

/// What is asked where nobody says.
const USUAL: Extent = Extent { examples: 8, seed: 7 };

impl Extent {
    /// What the environment asks for.
    ///
    /// # Errors
    /// When a variable is no number above 0.
    pub(super) fn asked() -> Result<Self, Error> {
        let read = |name: &str, usual: u32| {
            let Some(text) = std::env::var_os(name) else { return Ok(usual) };
            let number = text.to_str().and_then(|text| text.parse().ok());
            let refuse = || Error::Usage(format!("`{name}` needs a whole number above 0"));
            number.filter(|number| *number > 0).ok_or_else(refuse)
        };
        Ok(Self { examples: read(EXAMPLES, USUAL.examples)?, seed: read(SEED, USUAL.seed)? })
    }

    /// Whether it is at least what is usual.
    pub(super) fn is_whole(self) -> bool {
        self.examples >= USUAL.examples
    }
}

impl fmt::Display for Extent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{EXAMPLES}={} {SEED}={}", self.examples, self.seed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_visit_that_tells_nothing_is_found() {
        let nobody = Visit { role: None, phases: SOME };
        let matcher = Visit { role: Some("matcher"), phases: ALL };
        let counts = |counts: &[(u64, u64)]| counts.iter().copied().collect::<BTreeMap<_, _>>();
        assert_eq!(nobody.look(&counts(&[(200, 1), (401, 5000)])), None);
        assert!(nobody.look(&counts(&[(200, 2), (401, 5000)])).is_some());
        assert!(nobody.look(&counts(&[(401, 10)])).is_some());
        assert_eq!(matcher.look(&counts(&[(200, 500), (401, 200), (422, 4000)])), None);
        assert!(matcher.look(&counts(&[(200, 30), (422, 4000)])).is_some());
        assert!(matcher.look(&counts(&[(200, 500), (429, 4000)])).is_some());
    }
}
