//! Work on a thread of its own.

use tokio::runtime::Handle;
use tokio::task::spawn_blocking;

use crate::problem::{Kind, Problem};

/// Does a piece of casework on a thread of its own: judging and hashing take
/// time, a writer waits for its turn, and what was begun is ended even when
/// nobody waits for it any more.
pub(crate) async fn aside<T, W, F>(work: W) -> Result<T, Problem>
where
    W: FnOnce() -> F + Send + 'static,
    F: Future<Output = Result<T, Problem>>,
    T: Send + 'static,
{
    let runtime = Handle::current();
    let worked = spawn_blocking(move || runtime.block_on(work()));
    worked.await.unwrap_or_else(|_| Err(Problem::new(Kind::Failed)))
}
