//! Forgetting what has served its time, once an hour: ended sessions and links,
//! answers kept for retries, finished jobs, drafts, files and mails whose time is over, files to which
//! nothing points.

use crate::{
    accounts, audit,
    context::Ctx,
    db::{self, copy::Engine},
    editions,
    entries::{self, attachments},
    jobs, judging, mail, organisations, privacy,
    text::FOLD_VERSION,
};

/// Counts the forms addresses, and what they look like, have been stored in.
const ADDRESS_FORM: &str = "1";

/// Forgets all that is due.
pub async fn run(ctx: &Ctx) -> anyhow::Result<()> {
    let tx = ctx.begin().await?;
    accounts::forget_ended(&tx, ctx.now).await?;
    db::forget_keys(&tx, ctx.now).await?;
    jobs::forget_done(&tx, ctx.now).await?;
    attachments::forget(&tx, ctx.now).await?;
    tx.commit().await?;
    // Outside of the database, where whoever changes it cannot change it too (security bar AUD-4).
    let head = audit::head(ctx.read()).await?;
    tracing::info!(%head, "the audit log ends here");
    privacy::forget_due(ctx).await?;
    let swept = attachments::sweep(ctx).await?;
    if swept.files > 0 {
        tracing::info!(files = swept.files, bytes = swept.bytes, "removed files nothing points to");
    }
    if ctx.app.db.engine() == Engine::Sqlite {
        ctx.app.db.analyze().await?;
    }
    Ok(())
}

/// Makes what lists search and are ordered by, where it is not there yet; all of
/// it again when the rule for it has changed. Once, at the start.
pub async fn renew_search(ctx: &Ctx) -> Result<(), db::Error> {
    const SETTING: &str = "fold_version";
    let tx = ctx.begin().await?;
    let all = db::setting(&*tx, SETTING).await?.as_deref() != Some(FOLD_VERSION);
    organisations::refill_search(&tx, all).await?;
    editions::refill_past(&tx, all).await?;
    entries::refill_search(&tx, ctx, all).await?;
    mail::refill_search(&tx, all).await?;
    if all {
        db::keep_setting(&tx, SETTING, FOLD_VERSION).await?;
    }
    tx.commit().await
}

/// Writes addresses stored in an older form in the present one, or their owners could not sign in;
/// and what addresses look like, where that is not known. Once, at the start.
pub async fn renew_addresses(ctx: &Ctx) -> Result<(), db::Error> {
    const SETTING: &str = "address_form";
    let tx = ctx.begin().await?;
    let all = db::setting(&*tx, SETTING).await?.as_deref() != Some(ADDRESS_FORM);
    if all {
        let left = [
            accounts::rewrite_addresses(&tx).await?,
            organisations::rewrite_addresses(&tx).await?,
            judging::rewrite_addresses(&tx).await?,
        ];
        let left: usize = left.iter().sum();
        if left > 0 {
            tracing::warn!(left, "some addresses keep an older form: another row has the current one");
        }
        for (account, _) in accounts::unreachable(&*tx).await? {
            tracing::warn!(%account, "nobody can sign in to this account; `palmares doctor` says why");
        }
        db::keep_setting(&tx, SETTING, ADDRESS_FORM).await?;
    }
    accounts::refill_looks(&tx, all).await?;
    tx.commit().await
}
