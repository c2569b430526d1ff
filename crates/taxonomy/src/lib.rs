//! Concepts of work: occupations, competences, groups and the codes that name
//! them, with labels, relations and similarity.
//!
//! The graph is compiled once ([`Builder`]) and then read only: every answer
//! about similarity is a table look-up. [`starter`] is a small taxonomy that is
//! always there; official releases are read by the feature `import`.
//!
//! ```
//! use etablera_taxonomy::{ConceptId, starter};
//!
//! let taxonomy = starter();
//! let cook: ConceptId = "isco:5120".parse()?;
//! let concept = taxonomy.concept(cook).expect("in the starter taxonomy");
//! assert_eq!(taxonomy.label(concept, "en"), Some("Cooks"));
//! # Ok::<(), etablera_taxonomy::ParseCodeError>(())
//! ```

mod code;
mod concept;
mod concept_id;
mod csr;
mod label;
mod relation;

mod builder;
mod format;
mod hint;
mod link;
mod similarity;
mod starter;
mod taxonomy;

#[cfg(feature = "import")]
pub mod import;

pub use builder::{BuildError, Builder};
pub use code::{
    Cefr, Country, IscedField, IscedLevel, Isco, JobTechId, Language, Municipality, Nuts,
    ParseCodeError, SeqfLevel, Ssyk, Styrk,
};
pub use concept::{Concept, ConceptKind};
pub use concept_id::ConceptId;
pub use format::FormatError;
pub use label::LabelKind;
pub use link::{Link, LinkKind};
pub use relation::{MatchKind, Relation};
pub use similarity::SimilarityTable;
pub use starter::starter;
pub use taxonomy::{Edition, Taxonomy};
