//! Employers, needs and matching, on a file and on a real server.
#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

#[path = "../shared/mod.rs"]
mod shared;

mod audit;
mod competences;
mod disclosed;
mod disclosures;
mod employers;
mod enquiries;
mod explanations;
mod journeys;
mod learnt;
mod links;
mod lists;
mod live;
mod model;
mod objections;
mod papers;
mod passages;
mod proposals;
mod records;
mod reports_way;
mod rooms;
mod supply;
mod support;
