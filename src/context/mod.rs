//! What every use case is given: the parts of the running program, and the one
//! `now` of the request or job it serves.

mod state;
mod watch;

use std::{net::IpAddr, sync::Arc, time::Instant};

use anyhow::Context as _;
use entity::{PublicId, Timestamp};
use sea_orm::DatabaseConnection;
use serde::Serialize;

use crate::{
    clock::Clock,
    config::Config,
    data_dir::DataDir,
    db::{self, Db, IdempotencyKey, Idempotent, Unsettled, WriteTx},
    files::Storage,
    metrics::Metrics,
    secret::SecretKey,
};

pub use state::State;
pub use watch::Watch;

/// The parts of the running program, made once at start.
pub struct App {
    pub config: Config,
    pub data: DataDir,
    pub db: Db,
    pub clock: Clock,
    pub storage: Storage,
    pub secret: SecretKey,
    pub metrics: Metrics,
    pub watch: Watch,
    pub state: State,
}

impl App {
    /// What a feature has put into the state.
    pub fn state<T: 'static>(&self) -> &T {
        self.state.get()
    }

    /// Closes the database, which puts all of it into its one file, after the work of a
    /// command; gives what the work gave.
    pub async fn close<T>(&self, done: anyhow::Result<T>) -> anyhow::Result<T> {
        let closed = self.db.clone().close().await;
        let done = done?;
        closed.context("cannot close the database")?;
        Ok(done)
    }
}

/// On whose behalf something is done, as far as the network tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Caller {
    /// An IPv4 address, or the /64 of an IPv6 address, which is what one household gets.
    Network(IpAddr),
    /// Nobody in particular: a proxy that does not say, or this machine itself.
    Unknown,
}

#[derive(Clone)]
pub struct Ctx {
    pub app: Arc<App>,
    /// When the request arrived; nothing in it reads the clock again.
    pub now: Timestamp,
    /// Names the request in answers, audit and logs.
    pub request_id: String,
    pub caller: Caller,
    /// What the browser calls itself; empty where there is none.
    pub agent: String,
    /// Of a request: what it has seen that is not on disk yet. Its answer waits for that.
    pub unsettled: Option<Unsettled>,
    pub ids: Ids,
}

#[derive(Clone, Default)]
pub enum Ids {
    #[default]
    Random,
    /// A sample has the same ones each time it is made.
    Made(Arc<dyn Fn() -> PublicId + Send + Sync>),
}

impl Ctx {
    /// The context of work that no request caused: a job or a command.
    pub fn system(app: &Arc<App>) -> Self {
        Self {
            app: Arc::clone(app),
            now: app.clock.now(),
            request_id: "system".to_owned(),
            caller: Caller::Unknown,
            agent: String::new(),
            unsettled: None,
            ids: Ids::default(),
        }
    }

    /// The public id of something new.
    pub fn new_id(&self) -> Result<PublicId, db::Error> {
        match &self.ids {
            Ids::Random => Ok(PublicId::random()?),
            Ids::Made(make) => Ok(make()),
        }
    }

    pub fn read(&self) -> &DatabaseConnection {
        self.app.db.read()
    }

    /// Opens the one write transaction of this use case.
    pub async fn begin(&self) -> Result<WriteTx, db::Error> {
        if !self.app.data.is_same() {
            return Err(db::Error::Replaced);
        }
        let since = Instant::now();
        let begun = self.app.db.begin_beside(self.unsettled.as_ref()).await;
        self.app.metrics.waited(since.elapsed());
        begun
    }

    /// One write transaction for an effect that happens once: the key and what `effect` answers
    /// commit with what it wrote. Asked again, it answers the same and writes nothing; what it
    /// refuses is rolled back with the key.
    pub async fn once<T, E>(
        &self,
        key: &IdempotencyKey,
        effect: impl AsyncFnOnce(&WriteTx) -> Result<T, E>,
    ) -> Result<Idempotent<T>, E>
    where
        T: Serialize,
        E: From<db::Error>,
    {
        let tx = self.begin().await?;
        if let Some(answer) = key.claim(&tx, self.now).await? {
            return Ok(Idempotent::Replayed(answer));
        }
        let answer = effect(&tx).await?;
        key.keep(&tx, &answer).await?;
        tx.commit().await?;
        Ok(Idempotent::New(answer))
    }
}
