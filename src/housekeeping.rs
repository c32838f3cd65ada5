//! Forgetting what has served its time, once an hour: ended sessions and links,
//! answers kept for retries, finished jobs, files to which nothing points.

use crate::{accounts, audit, context::Ctx, db, entries::attachments, jobs};

/// Forgets all that is due.
///
/// # Errors
/// The database or the file store; what is left is forgotten the next time.
pub async fn run(ctx: &Ctx) -> anyhow::Result<()> {
    let tx = ctx.begin().await?;
    accounts::forget_ended(&tx, ctx.now).await?;
    db::forget_keys(&tx, ctx.now).await?;
    jobs::forget_done(&tx, ctx.now).await?;
    tx.commit().await?;
    // Outside of the database, where whoever changes it cannot change it too (security bar AUD-4).
    let head = audit::head(ctx.read()).await?;
    tracing::info!(%head, "the audit log ends here");
    let swept = attachments::sweep(ctx).await?;
    if swept.files > 0 {
        tracing::info!(files = swept.files, bytes = swept.bytes, "removed files nothing points to");
    }
    Ok(())
}
