//! The figures of this moment, for a monitoring system.

use super::store;
use crate::{context::Ctx, db, disk::Space, metrics::Snapshot};

pub async fn text(ctx: &Ctx) -> Result<String, db::Error> {
    let db = ctx.read();
    let mails = store::mails(db).await?.into_iter().map(|(state, count)| (state.as_str().to_owned(), count));
    let jobs = store::jobs(db).await?.into_iter().map(|(state, count)| (state.as_str().to_owned(), count));
    let now = Snapshot {
        mails: mails.collect(),
        jobs: jobs.collect(),
        free_bytes: Space::of(&ctx.app.config.data)
            .ok()
            .and_then(|space| i64::try_from(space.free_bytes).ok()),
        sessions: i64::try_from(store::sessions(db, ctx.now).await?).unwrap_or(i64::MAX),
        connections: ctx.app.db.connections().to_vec(),
    };
    // Text in memory can be written as long as there is memory.
    Ok(ctx.app.metrics.text(&now).unwrap_or_default())
}
