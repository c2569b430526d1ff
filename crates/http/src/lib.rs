//! `etablera serve`: the JSON interface over casework.
//!
//! Every operation is one use case of `etablera_casework::office` with a method
//! and a path; [`contract`] describes them all as OpenAPI. Nothing is decided
//! here: who may do what is asked of the policies there, and what this crate
//! knows is HTTP.

mod answer;
mod app;
mod aside;
mod guard;
mod html;
mod openapi;
mod operate;
mod operation;
mod problem;
mod request;
mod router;
mod server;
mod settings;
mod who;

pub use app::{App, Clock, Judging};
pub use openapi::contract;
pub use operation::{Asked, Effect, Operation, operations};
pub use problem::{Kind, Problem};
pub use router::router;
pub use server::{ServeError, check, serve};
pub use settings::{Settings, SettingsError, SignOn};
pub use who::SignOnError;
