//! Files as judges and the public get them: made new, without the traces of who
//! made them (security bar BL-6).

mod enclosed;
mod office;
mod pdf;
mod picture;

pub use picture::{CleanImage, Picture, clean_image};

use super::{FileKind, FileRefusal};

#[derive(Debug, thiserror::Error)]
pub enum CleanError {
    #[error(transparent)]
    Refused(#[from] FileRefusal),
    #[error("the picture could not be encoded")]
    Encode(#[source] image::ImageError),
    /// A document could not be taken apart and put together again, so that
    /// nobody can say what is in it.
    #[error("the document cannot be made clean: {0}")]
    Document(String),
}

/// Makes a checked document new: what a reader sees stays, what tells its maker
/// goes. Takes a few times the file's size in memory: run it on a blocking
/// thread, one at a time.
pub fn clean_document(bytes: &[u8], kind: FileKind) -> Result<Vec<u8>, CleanError> {
    match kind {
        FileKind::Pdf => pdf::clean(bytes),
        FileKind::Docx | FileKind::Xlsx | FileKind::Pptx => office::clean(bytes),
        FileKind::Jpg | FileKind::Png | FileKind::Webp => {
            Err(CleanError::Document("it is a picture".to_owned()))
        }
    }
}
