//! The queue of writers on SQLite: those who wait for each other share a commit, each a
//! savepoint in one transaction; each is told of its own only when all is on disk
//! (docs/adr/0016-group-commit.md).

#[cfg(test)]
mod tests;
mod tx;

use std::{
    io,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex as Shared, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use sea_orm::{
    ConnAcquireErr, DatabaseConnection, DatabaseTransaction, DbErr, RuntimeErr, SqliteTransactionMode,
    TransactionOptions, TransactionTrait as _,
};
use tokio::{
    sync::{Mutex, OwnedMutexGuard, oneshot},
    time::timeout,
};

use super::Error;
use crate::disk::Space;
use tx::Member;
pub(super) use tx::Own;
pub use tx::{Alone, WriteTx};

/// Whoever waits longer for the turn to write is told that it cannot be had.
pub(super) const PATIENCE: Duration = Duration::from_secs(10);
/// With less on the disk there is no room for a write.
const LEAST_ROOM: u64 = 1 << 20;
/// More do not share a commit: the first of them waits for the last.
const LARGEST: usize = 64;

type End = Result<(), DbErr>;

/// What a request has seen of transactions that are not on disk yet: whoever answers by it waits
/// for them. Who has none writes alone, and sees nothing that may vanish.
#[derive(Clone, Debug, Default)]
pub struct Unsettled(Arc<Shared<Vec<oneshot::Receiver<End>>>>);

impl Unsettled {
    fn saw(&self, end: oneshot::Receiver<End>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(end);
    }

    /// Waits until all of it is on disk.
    pub async fn settled(&self) -> Result<(), Error> {
        let ends = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        for end in ends {
            heard(end.await)?;
        }
        Ok(())
    }
}

/// What was heard from a task that may have ended with the program.
fn heard<T>(answer: Result<Result<T, DbErr>, oneshot::error::RecvError>) -> Result<T, Error> {
    Ok(answer.unwrap_or_else(|_| Err(gone("the program ends")))?)
}

fn gone(why: &str) -> DbErr {
    DbErr::Conn(RuntimeErr::Internal(why.to_owned()))
}

/// The one transaction of those who share a commit.
#[derive(Debug, Default)]
pub(super) struct Group {
    common: Option<DatabaseTransaction>,
    ends: Vec<oneshot::Sender<End>>,
    members: usize,
    /// A savepoint could not be ended: SQLite has given up the transaction by itself, and what
    /// follows would be on disk at once.
    broken: bool,
}

pub(super) type Turn = OwnedMutexGuard<Group>;

#[derive(Clone, Debug)]
pub(super) struct Writers(Arc<Queue>);

#[derive(Debug)]
struct Queue {
    db: DatabaseConnection,
    file: PathBuf,
    turn: Arc<Mutex<Group>>,
    waiting: AtomicUsize,
}

/// One who waits for the turn, for as long as it lives.
struct Waiting(Writers);

impl Waiting {
    fn of(writers: &Writers) -> Self {
        writers.0.waiting.fetch_add(1, Ordering::SeqCst);
        Self(writers.clone())
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.0.waiting.fetch_sub(1, Ordering::SeqCst);
    }
}

pub(super) async fn begin_on(db: &DatabaseConnection) -> Result<DatabaseTransaction, DbErr> {
    let options = TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..TransactionOptions::default()
    };
    db.begin_with_options(options).await
}

impl Writers {
    pub(super) fn of(db: DatabaseConnection, file: &Path) -> Self {
        let file = file.to_owned();
        Self(Arc::new(Queue { db, file, turn: Arc::default(), waiting: AtomicUsize::new(0) }))
    }

    /// Takes the turn. Where nobody is in the way this is a plain transaction in no task of its
    /// own. Who must wait does so in a task: one who is waited for and is cancelled would leave
    /// the common transaction to nobody.
    pub(super) async fn begin(&self, unsettled: Option<&Unsettled>) -> Result<Own, Error> {
        if let Ok(turn) = Arc::clone(&self.0.turn).try_lock_owned()
            && turn.common.is_none()
        {
            return Ok(Own::Alone(begin_on(&self.0.db).await?, Some(turn)));
        }
        let (tell, told) = oneshot::channel();
        let (writers, waiting, unsettled) = (self.clone(), Waiting::of(self), unsettled.cloned());
        tokio::spawn(async move {
            let turn = Arc::clone(&writers.0.turn).lock_owned().await;
            drop(waiting);
            if tell.is_closed() {
                writers.pass(turn).await;
            } else {
                // Nobody may be there to take it any more: then it ends as it is dropped.
                let _ = tell.send(writers.join(turn, unsettled).await);
            }
        });
        let patient = timeout(PATIENCE, told).await;
        heard(patient.unwrap_or(Ok(Err(DbErr::ConnectionAcquire(ConnAcquireErr::Timeout)))))
    }

    /// A place in the common transaction. A new one is begun only for someone behind whom others
    /// wait.
    async fn join(self, mut turn: Turn, unsettled: Option<Unsettled>) -> Result<Own, DbErr> {
        let Some(unsettled) = unsettled else {
            self.end(&mut turn).await;
            return Ok(Own::Alone(begin_on(&self.0.db).await?, Some(turn)));
        };
        let common = match turn.common.take() {
            Some(common) => common,
            None => {
                let common = begin_on(&self.0.db).await?;
                if !self.is_awaited() {
                    return Ok(Own::Alone(common, Some(turn)));
                }
                common
            }
        };
        let savepoint = common.begin().await;
        turn.common = Some(common);
        turn.members = turn.members.saturating_add(1);
        match savepoint {
            Ok(savepoint) => Ok(Own::Member(Member::new(self, savepoint, turn, unsettled))),
            Err(error) => {
                turn.broken = true;
                self.end(&mut turn).await;
                Err(error)
            }
        }
    }

    fn is_awaited(&self) -> bool {
        self.0.waiting.load(Ordering::SeqCst) > 0
    }

    /// Leaves the common transaction to the next in the queue; the last one ends it.
    async fn pass(&self, mut turn: Turn) {
        if turn.broken || turn.members >= LARGEST || !self.is_awaited() {
            self.end(&mut turn).await;
        }
    }

    /// Why all of the common transaction is lost. SQLite does not say so to those who lose it with
    /// the one whose statement failed: mostly no room was left on the disk.
    fn loss(&self) -> DbErr {
        match Space::of(&self.0.file) {
            Ok(space) if space.free_bytes < LEAST_ROOM => {
                DbErr::Exec(RuntimeErr::SqlxError(sqlx::Error::Io(io::ErrorKind::StorageFull.into()).into()))
            }
            _ => gone("another transaction took this one with it"),
        }
    }

    /// Ends the common transaction, if there is one, and tells all who wait for that.
    async fn end(&self, turn: &mut Turn) {
        let Group { common, ends, broken, .. } = std::mem::take(&mut **turn);
        let Some(common) = common else { return };
        let end = if broken || ends.is_empty() {
            // One that cannot be rolled back goes with its connection.
            let _ = common.rollback().await;
            Err(self.loss())
        } else {
            common.commit().await
        };
        for waiting in ends {
            // Who was cancelled does not hear it.
            let _ = waiting.send(end.clone());
        }
    }
}
