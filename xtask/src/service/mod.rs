//! The service as who runs it has it: a store, and a server over it.

mod answers;
mod program;
mod server;
mod site;

pub(crate) use answers::Answers;
pub(crate) use program::{released, released_with, tested};
pub(crate) use server::Server;
pub(crate) use site::Site;
