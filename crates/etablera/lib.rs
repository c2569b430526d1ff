#![doc = include_str!("../../README.md")]

pub use etablera_casework as casework;
pub use etablera_domain as domain;
pub use etablera_matching as matching;
pub use etablera_programme as programme;
pub use etablera_reporting as reporting;
pub use etablera_taxonomy as taxonomy;
