//! Who may have a file checked now: as many at once as there are cores, and of one account
//! one at a time, so that nobody makes others wait by sending much.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    thread,
};

use tokio::sync::{Mutex as Turn, OwnedMutexGuard, OwnedSemaphorePermit, Semaphore};

#[derive(Debug)]
pub(super) struct Turns {
    cores: Arc<Semaphore>,
    accounts: Mutex<HashMap<i64, Arc<Turn<()>>>>,
}

/// A turn; it ends when this is dropped.
#[derive(Debug)]
pub struct MyTurn {
    _account: OwnedMutexGuard<()>,
    _core: Option<OwnedSemaphorePermit>,
}

impl Default for Turns {
    fn default() -> Self {
        let cores = thread::available_parallelism().map_or(1, usize::from);
        Self { cores: Arc::new(Semaphore::new(cores)), accounts: Mutex::default() }
    }
}

impl Turns {
    pub(super) async fn wait(&self, account: i64) -> MyTurn {
        let turn = {
            let mut accounts = self.accounts.lock().unwrap_or_else(PoisonError::into_inner);
            // Those that nobody waits for or has.
            accounts.retain(|_, turn| Arc::strong_count(turn) > 1);
            Arc::clone(accounts.entry(account).or_default())
        };
        let account = turn.lock_owned().await;
        // It is never closed.
        let core = Arc::clone(&self.cores).acquire_owned().await.ok();
        MyTurn { _account: account, _core: core }
    }
}

#[cfg(test)]
mod tests {
    use futures::{FutureExt as _, future::join_all};

    use super::Turns;

    #[tokio::test]
    async fn an_account_has_one_turn_at_a_time_and_others_do_not_wait_for_it() {
        let turns = Turns::default();
        let first = turns.wait(1).await;
        let mut second = Box::pin(turns.wait(1));
        assert!((&mut second).now_or_never().is_none(), "one of an account");
        if turns.cores.available_permits() > 0 {
            assert!(turns.wait(2).now_or_never().is_some(), "another account");
        }
        drop(first);
        assert!((&mut second).now_or_never().is_some());
    }

    #[tokio::test]
    async fn there_are_no_more_turns_than_cores() {
        let turns = Turns::default();
        let cores = i64::try_from(turns.cores.available_permits()).unwrap();
        let held = join_all((0..cores).map(|account| turns.wait(account))).await;
        let mut waiting = Box::pin(turns.wait(cores));
        assert!((&mut waiting).now_or_never().is_none());
        drop(held);
        assert!((&mut waiting).now_or_never().is_some());
    }
}
