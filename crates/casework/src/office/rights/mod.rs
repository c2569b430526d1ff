//! Use cases about the rights of whom data are about: what is known, and its
//! end.

mod erase;
mod export_page;
mod export_subject;
mod retention;
mod told;

pub use erase::{
    ApproveErasure, CarryOutErasure, Certificate, Counts, PrepareErasure, Prepared, Remains,
    approve_erasure, carry_out_erasure, prepare_erasure,
};
pub use export_page::export_page;
pub use export_subject::{Export, ExportSubject, SpecialTold, Unsealed, export_subject};
pub use retention::{After, DueErasure, Retention, RetentionError, Rule, due_for_erasure};
pub use told::{EventTold, ReceiptTold};
