//! How the program does, for administrators: what waits, what fails, what has no room, and which
//! settings need a look.

use entity::{Timestamp, job::JobState, outbox::OutboxState};
use sea_orm::DbBackend;
use serde::Serialize;
use utoipa::ToSchema;

use super::store;
use crate::{context::Ctx, db, disk::Space};

/// The file that a backup leaves beside the data.
pub const BACKUP_NOTE: &str = "last-backup";
/// E-mails that wait longer than this are told.
const LONG_WAIT_MS: i64 = 15 * 60_000;

/// The state of the program.
#[derive(Debug, Serialize, ToSchema)]
pub struct SystemView {
    /// What needs attention, most urgent first.
    pub attention: Vec<Attention>,
    pub mails: MailQueue,
    /// Background work.
    pub jobs: JobQueue,
    pub database: DatabaseFacts,
    /// Where the data lies.
    pub disk: Option<DiskFacts>,
    pub sessions: u64,
    pub version: &'static str,
    pub started_at: Timestamp,
    /// Shows the server's time.
    pub now: Timestamp,
    /// The last jump of its clock by more than two seconds, in milliseconds.
    pub clock_jump_ms: Option<i64>,
    pub last_backup_at: Option<Timestamp>,
}

/// Something that needs attention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Attention {
    /// The disk is nearly full; uploads are refused.
    DiskFull,
    ClockJumped,
    /// E-mails wait for long.
    MailsStuck,
    /// E-mails were given up.
    MailsFailed,
    /// Jobs were given up.
    JobsFailed,
    /// No mail server is set: all e-mails are held.
    NoMailServer,
    /// E-mails come from `localhost`.
    SenderIsLocal,
    /// A proxy in front is not trusted, so all people count as one network.
    ProxyNotTrusted,
    /// The program listens to others, and has no address for them.
    NoPublicUrl,
    /// There is no backup that is known of.
    NoBackup,
}

#[derive(Debug, Default, Serialize, ToSchema)]
pub struct MailQueue {
    /// To be sent, or being sent.
    pub waiting: i64,
    /// Held, for want of a mail server.
    pub held: i64,
    /// Failed.
    pub failed: i64,
    /// Since when the oldest of those to be sent waits.
    pub oldest_at: Option<Timestamp>,
    /// Error of the last failed attempt.
    pub last_error: Option<String>,
}

/// Background work.
#[derive(Debug, Default, Serialize, ToSchema)]
pub struct JobQueue {
    /// To be done, or being done.
    pub waiting: i64,
    /// Failed.
    pub failed: i64,
    /// Since when the oldest waits.
    pub oldest_at: Option<Timestamp>,
    /// Error of the last failed attempt.
    pub last_error: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct DatabaseFacts {
    /// `sqlite` or `postgresql`.
    pub kind: &'static str,
    pub version: String,
    pub bytes: i64,
}

/// Where the data lies.
#[derive(Debug, Serialize, ToSchema)]
pub struct DiskFacts {
    pub free_bytes: u64,
    /// Kept free: below, uploads are refused.
    pub reserve_bytes: u64,
}

pub async fn look(ctx: &Ctx) -> Result<SystemView, db::Error> {
    let watch = &ctx.app.watch;
    let db = ctx.read();
    let (version, bytes) = store::database(db).await?;
    let is_sqlite = db.get_database_backend() == DbBackend::Sqlite;
    let kind = if is_sqlite { "sqlite" } else { "postgresql" };
    let config = &ctx.app.config;
    let space = Space::of(&config.data).ok();
    let mut view = SystemView {
        attention: Vec::new(),
        mails: mails(ctx).await?,
        jobs: jobs(ctx).await?,
        database: DatabaseFacts { kind, version, bytes },
        disk: space.map(|space| DiskFacts {
            free_bytes: space.free_bytes,
            reserve_bytes: config.disk.reserve_bytes(),
        }),
        sessions: store::sessions(db, ctx.now).await?,
        version: env!("CARGO_PKG_VERSION"),
        started_at: watch.started_at(),
        now: ctx.now,
        clock_jump_ms: watch.clock_jump_ms(),
        last_backup_at: last_backup_at(ctx).await,
    };
    view.attention = attention(ctx, &view);
    Ok(view)
}

async fn mails(ctx: &Ctx) -> Result<MailQueue, db::Error> {
    let mut queue = MailQueue::default();
    for (state, number) in store::mails(ctx.read()).await? {
        match state {
            OutboxState::Waiting | OutboxState::Sending => queue.waiting += number,
            OutboxState::Held => queue.held += number,
            OutboxState::Failed => queue.failed += number,
            OutboxState::Sent => {}
        }
    }
    let [oldest, failed] = store::stuck_mails(ctx.read()).await?;
    queue.oldest_at = oldest.map(|row| row.created_at);
    queue.last_error = failed.map(|row| row.last_error);
    Ok(queue)
}

async fn jobs(ctx: &Ctx) -> Result<JobQueue, db::Error> {
    let mut queue = JobQueue::default();
    for (state, number) in store::jobs(ctx.read()).await? {
        match state {
            JobState::Waiting | JobState::Running => queue.waiting += number,
            JobState::Failed => queue.failed += number,
            JobState::Done => {}
        }
    }
    let [oldest, failed] = store::stuck_jobs(ctx.read()).await?;
    queue.oldest_at = oldest.map(|row| row.created_at);
    queue.last_error = failed.map(|row| row.last_error);
    Ok(queue)
}

/// When the last backup was made, if it left its note.
async fn last_backup_at(ctx: &Ctx) -> Option<Timestamp> {
    let note = tokio::fs::read_to_string(ctx.app.config.data.join(BACKUP_NOTE)).await.ok()?;
    Timestamp::parse(note.trim()).ok()
}

fn attention(ctx: &Ctx, view: &SystemView) -> Vec<Attention> {
    let config = &ctx.app.config;
    let has_server = !config.mail.smtp_url.is_empty();
    let waits_long = |at: Timestamp| at.plus_ms(LONG_WAIT_MS) < ctx.now;
    let is_open = !config.http.address.is_loopback();
    let low = |disk: &DiskFacts| disk.free_bytes < disk.reserve_bytes;
    [
        (Attention::DiskFull, view.disk.as_ref().is_some_and(low)),
        (Attention::ClockJumped, view.clock_jump_ms.is_some()),
        (Attention::MailsStuck, has_server && view.mails.oldest_at.is_some_and(waits_long)),
        (Attention::MailsFailed, view.mails.failed > 0),
        (Attention::JobsFailed, view.jobs.failed > 0),
        (Attention::NoMailServer, !has_server),
        (
            Attention::SenderIsLocal,
            has_server && config.mail.from.trim_end_matches('>').ends_with("@localhost"),
        ),
        (Attention::ProxyNotTrusted, ctx.app.watch.has_seen_untrusted_proxy()),
        (Attention::NoPublicUrl, is_open && config.http.public_url.get().is_none()),
        (Attention::NoBackup, view.last_backup_at.is_none()),
    ]
    .into_iter()
    .filter_map(|(what, is_so)| is_so.then_some(what))
    .collect()
}
