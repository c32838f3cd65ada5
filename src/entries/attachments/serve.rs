//! Attachments on their way out, the same for owners, staff and judges. Each of
//! them has a finder of their own; nothing here decides who may have a file.

use entity::{attachment, ids::AttachmentId};

use super::{copies, error::AttachmentError};
use crate::{
    context::Ctx,
    files::{Disposition, Download, FileHash, FileKind},
};

/// Where the bytes of an attachment are; not who sent them, nor under which name.
#[derive(Clone, Debug)]
pub struct Stored {
    pub id: AttachmentId,
    pub sha256: String,
    pub media_type: String,
    pub display: Option<String>,
    pub thumbnail: Option<String>,
    pub unclean: bool,
}

impl From<&attachment::Model> for Stored {
    fn from(row: &attachment::Model) -> Self {
        Self {
            id: row.id,
            sha256: row.sha256.clone(),
            media_type: row.media_type.clone(),
            display: row.display_sha256.clone(),
            thumbnail: row.thumbnail_sha256.clone(),
            unclean: row.unclean_at.is_some(),
        }
    }
}

impl Stored {
    /// What it is; `None` for a kind this version does not know.
    pub fn kind(&self) -> Option<FileKind> {
        FileKind::from_media_type(&self.media_type)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PreviewSize {
    Display,
    Thumbnail,
}

/// The file as it was sent, to be saved under a name.
pub async fn original(ctx: &Ctx, stored: &Stored, name: &str) -> Result<Download, AttachmentError> {
    let media_type = stored.kind().map_or("application/octet-stream", FileKind::media_type);
    download(ctx, parse(&stored.sha256)?, media_type, name.to_owned()).await
}

async fn download(
    ctx: &Ctx,
    hash: FileHash,
    media_type: &'static str,
    name: String,
) -> Result<Download, AttachmentError> {
    let file = ctx.app.storage.open(&hash).await?;
    Ok(Download { file, hash, media_type, disposition: Disposition::Attachment, name })
}

/// A picture as pages show it, without anything but pixels; made now if it has not been yet.
pub async fn picture(ctx: &Ctx, stored: &Stored, size: PreviewSize) -> Result<Download, AttachmentError> {
    let (display, thumbnail) = copies::picture(ctx, stored).await?;
    let hash = match size {
        PreviewSize::Display => display,
        PreviewSize::Thumbnail => thumbnail,
    };
    let mut file = ctx.app.storage.open(&hash).await?;
    let kind = file.clean_kind().await?;
    Ok(Download {
        file,
        hash,
        media_type: kind.media_type(),
        disposition: Disposition::Inline,
        name: format!("preview.{}", kind.extension()),
    })
}

/// For people who must not learn who sent it: the clean copy, for cameras and
/// programs write names and places into their files (security bar BL-6).
pub async fn neutral(
    ctx: &Ctx,
    stored: &Stored,
    name: impl FnOnce(FileKind) -> String + Send,
) -> Result<Download, AttachmentError> {
    let kind = stored.kind().ok_or(AttachmentError::NotClean)?;
    if kind.is_image() {
        let clean = picture(ctx, stored, PreviewSize::Display).await?;
        let kind = FileKind::from_media_type(clean.media_type).unwrap_or(kind);
        return Ok(Download { name: name(kind), disposition: Disposition::Attachment, ..clean });
    }
    download(ctx, copies::document(ctx, stored).await?, kind.media_type(), name(kind)).await
}

/// A row that names no file is a fault of the program.
pub(super) fn parse(sha256: &str) -> Result<FileHash, AttachmentError> {
    sha256.parse().map_err(|e| AttachmentError::Disk(std::io::Error::other(e)))
}
