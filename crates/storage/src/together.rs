//! Work of several that one of them does for all.
//!
//! A store has one writer, and what it keeps is there when the disk says so:
//! that takes longer than most of what is kept takes to make. What comes in the
//! meantime is written in the next transaction, all in one.

use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::sync::oneshot::{self, Sender, error::TryRecvError};

/// The most that is done at a time.
const MOST: usize = 64;

/// What waits to be done, and who is at it. `T` is what waits, `A` what each is
/// answered.
pub struct Together<T, A> {
    waiting: Mutex<Vec<(T, Sender<A>)>>,
    /// Held by whoever does it for all.
    turn: tokio::sync::Mutex<()>,
}

impl<T, A> Default for Together<T, A> {
    fn default() -> Self {
        Self { waiting: Mutex::default(), turn: tokio::sync::Mutex::default() }
    }
}

impl<T, A> Together<T, A> {
    /// Has one thing done with those that came at the same time and `may` go
    /// with it. `work` answers each in their order, or none where it fails for
    /// all of them: nobody is told then, and each may try alone.
    ///
    /// Where whoever does it gives up halfway nobody is told either, though it
    /// may be done.
    pub async fn have_done<F, E>(
        &self,
        one: T,
        may: impl Fn(&T) -> bool,
        work: impl FnOnce(Vec<T>) -> F,
    ) -> Option<A>
    where
        F: Future<Output = Result<Vec<A>, E>>,
    {
        let (tell, mut told) = oneshot::channel();
        self.waiting().push((one, tell));
        let _turn = self.turn.lock().await;
        match told.try_recv() {
            Ok(answer) => return Some(answer),
            Err(TryRecvError::Closed) => return None,
            Err(TryRecvError::Empty) => {}
        }
        let (all, tell): (Vec<T>, Vec<Sender<A>>) = self.take(may).into_iter().unzip();
        if let Ok(answers) = work(all).await {
            for (tell, answer) in tell.into_iter().zip(answers) {
                // Whoever does not wait any more needs no answer.
                let _ = tell.send(answer);
            }
        }
        told.try_recv().ok()
    }

    /// The first of those who wait, still do, and may go together.
    fn take(&self, may: impl Fn(&T) -> bool) -> Vec<(T, Sender<A>)> {
        let mut waiting = self.waiting();
        waiting.retain(|(_, tell)| !tell.is_closed());
        let (mut mine, others): (Vec<_>, Vec<_>) =
            std::mem::take(&mut *waiting).into_iter().partition(|(one, _)| may(one));
        let later = mine.split_off(mine.len().min(MOST));
        *waiting = others;
        waiting.extend(later);
        mine
    }

    fn waiting(&self) -> MutexGuard<'_, Vec<(T, Sender<A>)>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;
    use std::sync::Arc;

    use tokio::task::{JoinSet, yield_now};

    use super::*;

    type Doubled = Together<u32, u32>;

    /// Doubles it, as slowly as others need to queue up.
    async fn doubled(together: &Doubled, one: u32, sizes: &Mutex<Vec<usize>>) -> Option<u32> {
        let work = async |all: Vec<u32>| -> Result<Vec<u32>, Infallible> {
            yield_now().await;
            sizes.lock().unwrap().push(all.len());
            Ok(all.iter().map(|one| one * 2).collect())
        };
        // Odd and even ones do not go together.
        together.have_done(one, |other| other % 2 == one % 2, work).await
    }

    #[tokio::test]
    async fn each_gets_its_own_answer_and_few_do_the_work() {
        let (together, sizes) = (Arc::new(Doubled::default()), Arc::new(Mutex::default()));
        let mut tasks = JoinSet::new();
        for one in 0..500 {
            let (together, sizes) = (Arc::clone(&together), Arc::clone(&sizes));
            tasks.spawn(async move { (one, doubled(&together, one, &sizes).await) });
        }
        while let Some(done) = tasks.join_next().await {
            let (one, answer) = done.unwrap();
            assert_eq!(answer, Some(one * 2));
        }
        let sizes = sizes.lock().unwrap();
        assert_eq!(sizes.iter().sum::<usize>(), 500);
        assert!(sizes.len() < 50 && sizes.iter().all(|size| *size <= MOST), "{sizes:?}");
        assert!(together.waiting().is_empty());
    }

    #[tokio::test]
    async fn whoever_gives_up_holds_nobody_up() {
        let (together, sizes) = (Arc::new(Doubled::default()), Arc::new(Mutex::default()));
        let stuck = Arc::clone(&together);
        let mut tasks = JoinSet::new();
        tasks.spawn(async move {
            let never =
                async |_: Vec<u32>| -> Result<Vec<u32>, ()> { std::future::pending().await };
            stuck.have_done(0, |_| true, never).await
        });
        yield_now().await;
        let others: Vec<_> = (1..4)
            .map(|one| {
                let (together, sizes) = (Arc::clone(&together), Arc::clone(&sizes));
                tokio::spawn(async move { doubled(&together, one * 2, &sizes).await })
            })
            .collect();
        yield_now().await;
        tasks.shutdown().await;
        for (one, task) in (1..).zip(others) {
            assert_eq!(task.await.unwrap(), Some(one * 4));
        }
    }

    #[tokio::test]
    async fn where_it_fails_for_all_nobody_is_answered() {
        let together = Arc::new(Doubled::default());
        let mut tasks = JoinSet::new();
        for one in 0..9 {
            let together = Arc::clone(&together);
            tasks.spawn(async move {
                let fail = async |_: Vec<u32>| -> Result<Vec<u32>, ()> {
                    yield_now().await;
                    Err(())
                };
                together.have_done(one, |_| true, fail).await
            });
        }
        while let Some(done) = tasks.join_next().await {
            assert_eq!(done.unwrap(), None);
        }
    }
}
