//! A writing transaction, alone or one of several that share a commit.

use std::{ops::Deref, sync::Arc};

use prometheus_client::metrics::counter::Counter;
use sea_orm::{ConnectionTrait as _, DatabaseTransaction, DbBackend, DbErr, Statement};
use tokio::{runtime::Handle, sync::oneshot};

use super::{Error, Turn, Unsettled, Writers, heard};

/// A writing transaction: what is not committed is rolled back when it is dropped.
#[must_use = "nothing is saved without commit"]
#[derive(Debug)]
pub struct WriteTx {
    own: Own,
    failed_commits: Counter,
}

#[derive(Debug)]
pub(in crate::db) enum Own {
    /// With the turn, where there is one: it goes on after the transaction has ended.
    Alone(DatabaseTransaction, Option<Turn>),
    Member(Member),
}

/// Work that only one transaction may have in hand, whichever program it runs in.
#[derive(Clone, Copy, Debug)]
pub enum Alone {
    /// Adding to the chain over the audit log.
    AuditChain,
}

impl WriteTx {
    pub(in crate::db) fn new(own: Own, failed_commits: Counter) -> Self {
        Self { own, failed_commits }
    }

    /// Waits until this transaction is the only one with this work. On SQLite it is already.
    pub async fn lock_alone(&self, work: Alone) -> Result<(), Error> {
        if self.get_database_backend() == DbBackend::Postgres {
            let number: i64 = match work {
                Alone::AuditChain => 7_001,
            };
            let lock = "SELECT pg_advisory_xact_lock($1)";
            self.execute_raw(Statement::from_sql_and_values(DbBackend::Postgres, lock, [number.into()]))
                .await?;
        }
        Ok(())
    }

    /// Makes everything durable: when this returns, it is on disk.
    pub async fn commit(self) -> Result<(), Error> {
        let done = match self.own {
            Own::Alone(tx, _turn) => tx.commit().await.map_err(Error::from),
            Own::Member(member) => member.commit().await,
        };
        if done.is_err() {
            self.failed_commits.inc();
        }
        done
    }
}

impl Deref for WriteTx {
    type Target = DatabaseTransaction;

    fn deref(&self) -> &Self::Target {
        match &self.own {
            Own::Alone(tx, _) => tx,
            Own::Member(member) => &member.savepoint,
        }
    }
}

/// One of those who share a commit. Its end is a task: whoever asked for it may be cancelled in
/// the middle, and the others may not be.
#[derive(Debug)]
pub(in crate::db) struct Member {
    savepoint: Arc<DatabaseTransaction>,
    place: Place,
}

impl Member {
    pub(super) fn new(
        writers: Writers,
        savepoint: DatabaseTransaction,
        turn: Turn,
        unsettled: Unsettled,
    ) -> Self {
        let savepoint = Arc::new(savepoint);
        let held = Held { savepoint: Arc::clone(&savepoint), turn, writers, unsettled };
        Self { savepoint, place: Place(Some(held)) }
    }

    async fn commit(self) -> Result<(), Error> {
        let Self { savepoint, mut place } = self;
        drop(savepoint);
        let (tell, told) = oneshot::channel();
        if let Some(held) = place.0.take() {
            tokio::spawn(held.commit(tell));
        }
        heard(told.await)
    }
}

#[derive(Debug)]
struct Held {
    savepoint: Arc<DatabaseTransaction>,
    turn: Turn,
    writers: Writers,
    unsettled: Unsettled,
}

impl Held {
    /// The savepoint, which nobody else uses any more.
    fn ended(savepoint: Arc<DatabaseTransaction>) -> Result<DatabaseTransaction, DbErr> {
        Arc::into_inner(savepoint).ok_or_else(|| super::gone("the transaction is still in use"))
    }

    async fn commit(self, tell: oneshot::Sender<super::End>) {
        let Self { savepoint, mut turn, writers, .. } = self;
        let released = match Self::ended(savepoint) {
            Ok(savepoint) => savepoint.commit().await,
            Err(error) => Err(error),
        };
        match released {
            Ok(()) => turn.ends.push(tell),
            Err(error) => {
                turn.broken = true;
                let _ = tell.send(Err(error));
            }
        }
        writers.pass(turn).await;
    }

    async fn roll_back(self) {
        let Self { savepoint, mut turn, writers, .. } = self;
        turn.broken |= match Self::ended(savepoint) {
            Ok(savepoint) => savepoint.rollback().await.is_err(),
            Err(_) => true,
        };
        writers.pass(turn).await;
    }
}

#[derive(Debug)]
struct Place(Option<Held>);

impl Drop for Place {
    fn drop(&mut self) {
        let Some(mut held) = self.0.take() else { return };
        // What it saw of those before it may be why it saves nothing.
        if !held.turn.ends.is_empty() {
            let (tell, told) = oneshot::channel();
            held.turn.ends.push(tell);
            held.unsettled.saw(told);
        }
        // Without a runtime the program ends, and what is not committed with it.
        if let Ok(runtime) = Handle::try_current() {
            runtime.spawn(held.roll_back());
        }
    }
}
