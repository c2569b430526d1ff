//! A real PostgreSQL and small disks, for tests of what stores.
//!
//! [`database`] gives a fresh, empty database on a server that the whole run
//! shares; [`Cluster`] is a server of one's own, to stop, kill and restart;
//! [`SmallDisk`] is a disk that fills up. What a test starts is gone soon
//! after its process, even when that was killed: a shell at the other end of
//! a pipe sees the pipe close and cleans up.
//!
//! Where there is no PostgreSQL, tests fail and say what to install.

mod cluster;
mod database;
mod disk;
mod error;
mod keeper;
mod programs;
mod server;

pub use cluster::{Cluster, Durability};
pub use database::{Database, database};
pub use disk::SmallDisk;
pub use error::Error;
pub use programs::Programs;
pub use server::{SERVER, Server};
