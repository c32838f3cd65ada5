//! Background work for attachments.

use entity::ids::AttachmentId;
use serde::{Deserialize, Serialize};

use super::{copies, error::AttachmentError, serve::Stored, store};
use crate::{context::Ctx, files::Swept, jobs::Job};

/// Between keeping a file and the row that points to it lies at most one long upload.
const DAY_MS: i64 = 24 * 60 * 60_000;

/// How names of folders with files begin; in the first is what has not arrived whole.
const PARTS: [&str; 17] =
    ["incoming", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "a", "b", "c", "d", "e", "f"];

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

/// Removes files to which no attachment has pointed for a day (security bar UP-5). Names are
/// hashes, so of many files a sixteenth is in memory at a time.
pub async fn sweep(ctx: &Ctx) -> Result<Swept, AttachmentError> {
    let mut all = Swept::default();
    for begins in PARTS {
        let wanted = store::hashes_in(ctx.read(), begins).await?;
        let storage = &ctx.app.storage;
        let swept = storage.sweep(begins, |hash| wanted.contains(hash), ctx.now.plus_ms(-DAY_MS)).await?;
        all.files = all.files.saturating_add(swept.files);
        all.bytes = all.bytes.saturating_add(swept.bytes);
    }
    Ok(all)
}
