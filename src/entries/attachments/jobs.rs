//! Background work for attachments.

use std::collections::HashSet;

use entity::ids::AttachmentId;
use serde::{Deserialize, Serialize};

use super::{copies, error::AttachmentError, serve::Stored, store};
use crate::{
    context::Ctx,
    files::{FileHash, Swept},
    jobs::Job,
};

/// Between keeping a file and the row that points to it lies at most one long upload.
const DAY_MS: i64 = 24 * 60 * 60_000;

/// Makes the clean copies of an attachment, so that nobody has to wait for them.
#[derive(Debug, Serialize, Deserialize)]
pub struct MakeCopies {
    pub attachment: i64,
}

impl Job for MakeCopies {
    const NAME: &'static str = "attachment.copies";

    async fn run(self, ctx: Ctx) -> anyhow::Result<()> {
        let row = store::find(ctx.read(), AttachmentId(self.attachment)).await?;
        let Some(row) = row else { return Ok(()) };
        let stored = Stored::from(&row);
        let made = match stored.kind() {
            Some(kind) if kind.is_image() => copies::picture(&ctx, &stored).await.map(|_| ()),
            _ => copies::document(&ctx, &stored).await.map(|_| ()),
        };
        match made {
            // Trying again would not mend the file.
            Ok(()) | Err(AttachmentError::NoPreview | AttachmentError::NotClean) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}

/// Removes files to which no attachment has pointed for a day (security bar UP-5).
///
/// # Errors
/// The database or the file store.
pub async fn sweep(ctx: &Ctx) -> Result<Swept, AttachmentError> {
    let names = store::hashes(ctx.read()).await?;
    let wanted: HashSet<FileHash> =
        names.into_iter().flatten().filter_map(|name| name.parse().ok()).collect();
    Ok(ctx.app.storage.sweep(|hash| wanted.contains(hash), ctx.now.plus_ms(-DAY_MS)).await?)
}
