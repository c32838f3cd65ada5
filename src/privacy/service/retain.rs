//! What goes by itself when its time is over.

use entity::{Timestamp, ids::EditionId};
use serde_json::json;

use crate::{
    audit,
    context::Ctx,
    editions::{self, Edition},
    entries, mail, nominees,
    privacy::error::PrivacyError,
    results,
};

const DAY_MS: i64 = 24 * 60 * 60_000;

/// The instant so many days ago; none where things are kept for good.
fn ago(now: Timestamp, days: u32) -> Option<Timestamp> {
    (days > 0).then(|| now.plus_ms(-i64::from(days).saturating_mul(DAY_MS)))
}

fn closed(editions: &[Edition], by: Option<Timestamp>) -> Vec<EditionId> {
    let is_closed = |edition: &&Edition| {
        let window = edition.document.call();
        window.zip(by).is_some_and(|(window, by)| window.to().instant() <= by)
    };
    editions.iter().filter(is_closed).map(|edition| edition.id).collect()
}

/// Deletes what is due, in batches, each with a row of counts in the log.
pub async fn forget_due(ctx: &Ctx) -> Result<(), PrivacyError> {
    let days = &ctx.app.config.retention;
    let editions = editions::list_for_program(ctx.read(), ctx).await?;
    let of_drafts = closed(&editions, ago(ctx.now, days.draft_days));
    let of_files = closed(&editions, ago(ctx.now, days.file_days));
    loop {
        let tx = ctx.begin().await?;
        let drafts = entries::erasing::delete_old_drafts(&tx, of_drafts.clone()).await?;
        let files =
            entries::erasing::delete_files(&tx, of_files.clone(), results::shortlisted_entries()).await?;
        let nominees = nominees::erasing::forget_addresses(&tx, of_files.clone()).await?;
        let mails = match ago(ctx.now, days.mail_days) {
            Some(before) => mail::erasing::empty_sent(&tx, before).await?,
            None => 0,
        };
        if drafts + files + nominees + mails == 0 {
            return Ok(());
        }
        audit::event("retention.delete")
            .on("retention", "")
            .with(json!({ "drafts": drafts, "files": files, "nominees": nominees, "mails": mails }))
            .record(&tx, ctx)
            .await?;
        tx.commit().await?;
    }
}
