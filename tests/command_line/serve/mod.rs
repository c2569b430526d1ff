//! The server over a real store: every operation, whoever asks.

mod fixture;
mod leak;
mod matrix;
mod places;
mod request;
mod same;
mod texts;
