//! What a person has a right to, or may be assigned to, without a job: Swedish
//! for immigrants, the establishment programme, and what its participants are
//! paid.
//!
//! What an employer or a host may get is in [`support`](crate::support). A right
//! is a module of its name, with a rules file of the same name and facts of its
//! own, since nobody should be asked for more than the question needs.

mod etableringsersattning;
mod etableringsprogrammet;
mod sfi;

pub use etableringsersattning::{
    Benefit, BenefitFacts, Phase, bostadsersattning, etableringsersattning, etableringstillagg,
};
pub use etableringsprogrammet::{Days, Parental, Programme, ProgrammeFacts, etableringsprogrammet};
pub use sfi::{Responsible, Sfi, SfiFacts, SfiVolume, sfi, sfi_volume};
