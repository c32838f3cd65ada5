//! Clean pictures of attachments, made once: by a job, or by whoever asks first.

use tokio::sync::Mutex;

use super::{
    error::AttachmentError,
    serve::{Stored, parse},
    store,
};
use crate::{
    context::Ctx,
    files::{CleanError, FileHash, FileRefusal, PictureError},
};

/// Decoding the largest picture takes 512 MiB, so one is made at a time (security bar UP-9).
static TURN: Mutex<()> = Mutex::const_new(());

/// The clean picture for a page and the one for a list.
///
/// # Errors
/// It is no picture, or cannot be decoded; the file store; the database.
pub async fn of(ctx: &Ctx, stored: &Stored) -> Result<(FileHash, FileHash), AttachmentError> {
    if let Some(made) = made(stored)? {
        return Ok(made);
    }
    let kind = stored.kind().filter(|kind| kind.is_image()).ok_or(AttachmentError::NoPreview)?;
    let _turn = TURN.lock().await;
    let row = store::find(ctx.read(), stored.id).await?.ok_or(AttachmentError::NoPreview)?;
    if let Some(made) = made(&Stored::from(&row))? {
        return Ok(made);
    }
    let pictures = ctx.app.storage.clean(&parse(&stored.sha256)?, kind).await.map_err(refused)?;
    let tx = ctx.begin().await?;
    store::set_previews(&tx, &stored.sha256, &pictures).await?;
    tx.commit().await?;
    Ok((pictures.display.hash, pictures.thumbnail.hash))
}

fn made(stored: &Stored) -> Result<Option<(FileHash, FileHash)>, AttachmentError> {
    match (&stored.display, &stored.thumbnail) {
        (Some(display), Some(thumbnail)) => Ok(Some((parse(display)?, parse(thumbnail)?))),
        _ => Ok(None),
    }
}

fn refused(error: PictureError) -> AttachmentError {
    match error {
        PictureError::Clean(CleanError::Refused(FileRefusal::Unreadable(error)))
        | PictureError::Disk(error) => AttachmentError::Disk(error),
        PictureError::Clean(error) => {
            tracing::info!(%error, "a picture cannot be shown");
            AttachmentError::NoPreview
        }
    }
}
