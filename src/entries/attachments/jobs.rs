//! Background work for attachments.

use entity::ids::AttachmentId;
use serde::{Deserialize, Serialize};

use super::{error::AttachmentError, previews, serve::Stored, store};
use crate::{context::Ctx, jobs::Job};

/// Makes the clean pictures of an attachment, so that nobody has to wait for them.
#[derive(Debug, Serialize, Deserialize)]
pub struct MakePreviews {
    /// Key of the attachment.
    pub attachment: i64,
}

impl Job for MakePreviews {
    const NAME: &'static str = "attachment.previews";

    async fn run(self, ctx: Ctx) -> anyhow::Result<()> {
        let row = store::find(ctx.read(), AttachmentId(self.attachment)).await?;
        let Some(row) = row else { return Ok(()) };
        match previews::of(&ctx, &Stored::from(&row)).await {
            // Trying again would not mend the picture.
            Ok(_) | Err(AttachmentError::NoPreview) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}
