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
pub async fn picture(ctx: &Ctx, stored: &Stored) -> Result<(FileHash, FileHash), AttachmentError> {
    if let Some(made) = made_pictures(stored)? {
        return Ok(made);
    }
    let kind = stored.kind().filter(|kind| kind.is_image()).ok_or(AttachmentError::NoPreview)?;
    let _turn = TURN.lock().await;
    let stored = again(ctx, stored, AttachmentError::NoPreview).await?;
    if let Some(made) = made_pictures(&stored)? {
        return Ok(made);
    }
    let pictures = ctx.app.storage.clean_picture(&parse(&stored.sha256)?, kind).await;
    let pictures = or_note(ctx, &stored, pictures, AttachmentError::NoPreview).await?;
    let tx = ctx.begin().await?;
    store::set_previews(&tx, &stored.sha256, &pictures).await?;
    tx.commit().await?;
    Ok((pictures.display.hash, pictures.thumbnail.hash))
}

fn made_pictures(stored: &Stored) -> Result<Option<(FileHash, FileHash)>, AttachmentError> {
    match (&stored.display, &stored.thumbnail) {
        (Some(display), Some(thumbnail)) => Ok(Some((parse(display)?, parse(thumbnail)?))),
        _ => Ok(None),
    }
}

/// A document without the traces of who made it.
pub async fn document(ctx: &Ctx, stored: &Stored) -> Result<FileHash, AttachmentError> {
    if let Some(made) = &stored.display {
        return parse(made);
    }
    let kind = stored.kind().ok_or(AttachmentError::NotClean)?;
    let _turn = TURN.lock().await;
    let stored = again(ctx, stored, AttachmentError::NotClean).await?;
    if let Some(made) = &stored.display {
        return parse(made);
    }
    let copy = ctx.app.storage.clean_document(&parse(&stored.sha256)?, kind).await;
    let copy = or_note(ctx, &stored, copy, AttachmentError::NotClean).await?;
    let tx = ctx.begin().await?;
    store::set_copy(&tx, &stored.sha256, &copy).await?;
    tx.commit().await?;
    Ok(copy.hash)
}

/// The file as it stands now that it is our turn: someone else may have made its copy, or
/// found out that it has none.
async fn again(ctx: &Ctx, stored: &Stored, unfit: AttachmentError) -> Result<Stored, AttachmentError> {
    let row = store::find(ctx.read(), stored.id).await?;
    row.map(|row| Stored::from(&row)).filter(|stored| !stored.unclean).ok_or(unfit)
}

/// The copy; a file that has none is noted as such, so that people see it and nobody tries again.
async fn or_note<T: Send>(
    ctx: &Ctx,
    stored: &Stored,
    copy: Result<T, CopyError>,
    unfit: AttachmentError,
) -> Result<T, AttachmentError> {
    match copy {
        Ok(copy) => Ok(copy),
        // The disk is at fault, not the file.
        Err(
            CopyError::Clean(CleanError::Refused(FileRefusal::Unreadable(error))) | CopyError::Disk(error),
        ) => Err(AttachmentError::Disk(error)),
        Err(CopyError::Clean(error)) => {
            tracing::info!(%error, "a file has no clean copy");
            let tx = ctx.begin().await?;
            store::set_unclean(&tx, &stored.sha256, ctx.now).await?;
            tx.commit().await?;
            Err(unfit)
        }
    }
}
