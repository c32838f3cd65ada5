//! Clean copies of attachments, made once: by a job, or by whoever asks first.

use tokio::sync::Mutex;

use super::{
    error::AttachmentError,
    serve::{Stored, parse},
    store,
};
use crate::{
    context::Ctx,
    files::{CleanError, CopyError, FileHash, FileRefusal},
};

/// Decoding the largest picture takes 512 MiB, so one copy is made at a time (security bar UP-9).
static TURN: Mutex<()> = Mutex::const_new(());

/// The clean picture for a page and the one for a list.
///
/// # Errors
/// It is no picture, or cannot be decoded; the file store; the database.
pub async fn picture(ctx: &Ctx, stored: &Stored) -> Result<(FileHash, FileHash), AttachmentError> {
    if let Some(made) = made(stored)? {
        return Ok(made);
    }
    let kind = stored.kind().filter(|kind| kind.is_image()).ok_or(AttachmentError::NoPreview)?;
    let _turn = TURN.lock().await;
    let row = store::find(ctx.read(), stored.id).await?.ok_or(AttachmentError::NoPreview)?;
    if let Some(made) = made(&Stored::from(&row))? {
        return Ok(made);
    }
    let pictures = ctx.app.storage.clean_picture(&parse(&stored.sha256)?, kind).await;
    let pictures = pictures.map_err(|error| failed(error, AttachmentError::NoPreview))?;
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

/// A document without the traces of who made it.
///
/// # Errors
/// It is none, or cannot be cleaned with certainty; the file store; the database.
pub async fn document(ctx: &Ctx, stored: &Stored) -> Result<FileHash, AttachmentError> {
    if let Some(made) = &stored.display {
        return parse(made);
    }
    let kind = stored.kind().ok_or(AttachmentError::NotClean)?;
    let _turn = TURN.lock().await;
    let row = store::find(ctx.read(), stored.id).await?.ok_or(AttachmentError::NotClean)?;
    if let Some(made) = &row.display_sha256 {
        return parse(made);
    }
    let copy = ctx.app.storage.clean_document(&parse(&stored.sha256)?, kind).await;
    let copy = copy.map_err(|error| failed(error, AttachmentError::NotClean))?;
    let tx = ctx.begin().await?;
    store::set_copy(&tx, &stored.sha256, &copy).await?;
    tx.commit().await?;
    Ok(copy.hash)
}

/// The disk is at fault, or else the file.
fn failed(error: CopyError, unfit: AttachmentError) -> AttachmentError {
    match error {
        CopyError::Clean(CleanError::Refused(FileRefusal::Unreadable(error))) | CopyError::Disk(error) => {
            AttachmentError::Disk(error)
        }
        CopyError::Clean(error) => {
            tracing::info!(%error, "a file has no clean copy");
            unfit
        }
    }
}
