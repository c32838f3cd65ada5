//! Background work: rows in the database, claimed with a lease, the same on
//! SQLite and PostgreSQL. A job is asked for in the transaction of its cause.

use std::{any::Any, collections::HashMap, panic::AssertUnwindSafe, sync::Arc, time::Duration};

use entity::{
    Timestamp,
    job::{self, JobState},
};
use futures::{FutureExt as _, future::BoxFuture};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, Condition, EntityTrait as _, ExprTrait as _, QueryFilter as _,
    QueryOrder as _, prelude::Expr,
};
use serde::{Serialize, de::DeserializeOwned};
use tokio::time::timeout;
use tracing::Instrument as _;

use crate::{
    context::{App, Ctx},
    db::{self, WriteTx},
};

/// A worker that dies loses its job to another after this long.
const LEASE_MS: i64 = 5 * 60_000;
/// What takes longer is stopped, before another worker would take it up beside it.
const LONGEST: Duration = Duration::from_secs(4 * 60);
const FIRST_WAIT_MS: i64 = 60_000;
/// Done jobs are kept for a week, for a look at what happened.
const KEPT_MS: i64 = 7 * 24 * 60 * 60_000;

/// One kind of background work: its input is the type itself.
pub trait Job: Serialize + DeserializeOwned + Send + Sync + 'static {
    const NAME: &'static str;
    /// After so many failures it is given up.
    const MAX_TRIES: i32 = 5;
    /// Whether someone waits for it: then it comes before the others.
    const URGENT: bool = false;

    /// Does the work. It may run twice, so it must come to the same.
    fn run(self, ctx: Ctx) -> impl Future<Output = anyhow::Result<()>> + Send;
}

type Run = Box<dyn Fn(Ctx, String) -> BoxFuture<'static, anyhow::Result<()>> + Send + Sync>;

/// Which kinds of job there are; features register theirs in `lib.rs`.
#[derive(Default)]
pub struct Registry {
    kinds: HashMap<&'static str, (i32, Run)>,
    urgent: Vec<&'static str>,
}

impl Registry {
    #[must_use]
    pub fn with<J: Job>(mut self) -> Self {
        let run: Run = Box::new(|ctx, payload| {
            Box::pin(async move { serde_json::from_str::<J>(&payload)?.run(ctx).await })
        });
        self.kinds.insert(J::NAME, (J::MAX_TRIES, run));
        if J::URGENT {
            self.urgent.push(J::NAME);
        }
        self
    }
}

/// Asks for work, in the transaction of its cause.
pub async fn enqueue<J: Job>(tx: &WriteTx, ctx: &Ctx, job: &J) -> Result<(), db::Error> {
    let row = job::ActiveModel {
        name: Set(J::NAME.to_owned()),
        payload: Set(serde_json::to_string(job)?),
        state: Set(JobState::Waiting),
        run_at: Set(ctx.now),
        tries: Set(0),
        lease_until: Set(None),
        last_error: Set(String::new()),
        created_at: Set(ctx.now),
        ..Default::default()
    };
    job::Entity::insert(row).exec_without_returning(&**tx).await?;
    Ok(())
}

/// Runs the next job that is due; whether there was one.
pub async fn run_next(app: &Arc<App>, registry: &Registry) -> anyhow::Result<bool> {
    let ctx = Ctx::system(app);
    let Some(row) = claim(&ctx, &registry.urgent).await? else { return Ok(false) };
    let span = tracing::error_span!("job", id = row.id.0, name = row.name);
    work(app, registry, ctx, row).instrument(span).await?;
    Ok(true)
}

async fn work(app: &Arc<App>, registry: &Registry, ctx: Ctx, row: job::Model) -> Result<(), db::Error> {
    let (max_tries, outcome) = match registry.kinds.get(row.name.as_str()) {
        // It took the program down with it, again and again.
        Some((max_tries, _)) if row.tries > *max_tries => {
            (*max_tries, Err(anyhow::anyhow!("it never ended")))
        }
        Some((max_tries, run)) => (*max_tries, guarded(run(ctx, row.payload.clone())).await),
        None => (0, Err(anyhow::anyhow!("no job of this name"))),
    };
    finish(&Ctx::system(app), row, max_tries, outcome).await
}

/// A job that panics or never ends fails, as one does that says so: the next ones go on.
async fn guarded(job: BoxFuture<'static, anyhow::Result<()>>) -> anyhow::Result<()> {
    match timeout(LONGEST, AssertUnwindSafe(job).catch_unwind()).await {
        Ok(Ok(outcome)) => outcome,
        Ok(Err(panic)) => Err(anyhow::anyhow!("it panicked: {}", panic_text(panic.as_ref()))),
        Err(_) => Err(anyhow::anyhow!("it took longer than {} s", LONGEST.as_secs())),
    }
}

fn panic_text(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no words").to_owned()
}

/// Takes the oldest job that is due and free, urgent ones first; another worker cannot take it
/// too. The try counts from here on, for it may be the program's last.
async fn claim(ctx: &Ctx, urgent: &[&str]) -> Result<Option<job::Model>, db::Error> {
    let free = Condition::any()
        .add(job::Column::State.eq(JobState::Waiting).and(job::Column::RunAt.lte(ctx.now)))
        .add(job::Column::State.eq(JobState::Running).and(job::Column::LeaseUntil.lt(ctx.now)));
    let tx = ctx.begin().await?;
    let next = job::Entity::find()
        .filter(free.clone())
        .order_by_desc(job::Column::Name.is_in(urgent.iter().copied()))
        .order_by_asc(job::Column::Id);
    let Some(mut row) = next.one(&*tx).await? else { return Ok(None) };
    row.tries = row.tries.saturating_add(1);
    let taken = job::Entity::update_many()
        .col_expr(job::Column::State, Expr::value(JobState::Running))
        .col_expr(job::Column::LeaseUntil, Expr::value(ctx.now.plus_ms(LEASE_MS)))
        .col_expr(job::Column::Tries, Expr::value(row.tries))
        .filter(job::Column::Id.eq(row.id))
        .filter(free)
        .exec(&*tx)
        .await?;
    tx.commit().await?;
    Ok((taken.rows_affected == 1).then_some(row))
}

async fn finish(
    ctx: &Ctx,
    row: job::Model,
    max_tries: i32,
    outcome: anyhow::Result<()>,
) -> Result<(), db::Error> {
    let tries = row.tries;
    let error = outcome.err().map(|error| format!("{error:#}"));
    let state = match &error {
        None => JobState::Done,
        Some(_) if tries >= max_tries => JobState::Failed,
        Some(_) => JobState::Waiting,
    };
    if let Some(error) = &error {
        // What a panic said may be someone's text; it stands with the job.
        let reason = error.split_once("it panicked").map_or(error.as_str(), |_| "it panicked");
        tracing::warn!(tries, reason, "job failed");
    }
    let wait_ms = FIRST_WAIT_MS.saturating_mul(1_i64 << tries.clamp(0, 10));
    // What is done needs its input no more, and a person may be named in it.
    let payload = if state == JobState::Done { String::new() } else { row.payload };
    let tx = ctx.begin().await?;
    job::Entity::update_many()
        .col_expr(job::Column::State, Expr::value(state))
        .col_expr(job::Column::Payload, Expr::value(payload))
        .col_expr(job::Column::RunAt, Expr::value(ctx.now.plus_ms(wait_ms)))
        .col_expr(job::Column::LastError, Expr::value(error.unwrap_or_default()))
        .filter(job::Column::Id.eq(row.id))
        .exec(&*tx)
        .await?;
    tx.commit().await
}

/// Forgets jobs that were done long ago; failed ones stay to be looked at.
pub async fn forget_done(tx: &WriteTx, now: Timestamp) -> Result<(), db::Error> {
    job::Entity::delete_many()
        .filter(job::Column::State.eq(JobState::Done))
        .filter(job::Column::CreatedAt.lt(now.plus_ms(-KEPT_MS)))
        .exec(&**tx)
        .await?;
    Ok(())
}

/// Deletes the work whose input or failure holds a text.
pub async fn erase(tx: &WriteTx, text: &str) -> Result<(), db::Error> {
    let work = Condition::any()
        .add(db::holds(job::Column::Payload, text))
        .add(db::holds(job::Column::LastError, text));
    job::Entity::delete_many().filter(work).exec(&**tx).await?;
    Ok(())
}
