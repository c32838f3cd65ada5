//! What is wrong with a file, as problems.

use super::super::problem::Problem;
use crate::{
    disk,
    files::{FileRefusal, ReceiveError},
};

impl From<FileRefusal> for Problem {
    fn from(refusal: FileRefusal) -> Self {
        let code = refusal.code();
        let problem = |status, title| Self::new(status, code, title);
        match refusal {
            FileRefusal::Empty => problem(422, "The file is empty."),
            FileRefusal::TooLarge { limit_bytes } => too_large(limit_bytes),
            FileRefusal::WrongKind { found } => {
                problem(415, "This file type is not accepted here.").with("found", found)
            }
            FileRefusal::Damaged => problem(422, "The file is damaged. Open it, save it again and retry."),
            FileRefusal::TooManyPixels { limit_megapixels } => {
                problem(422, "The picture has too many pixels. Please make it smaller.")
                    .with("limit_megapixels", limit_megapixels)
            }
            FileRefusal::ArchiveBomb => problem(422, "This file looks unsafe. Save it again as PDF."),
            FileRefusal::UnsafeArchive => problem(
                422,
                "This file looks unsafe: it links to content outside it. Save it again, or as PDF.",
            ),
            FileRefusal::Protected => problem(
                422,
                "The file is protected with a password. Save it without one, or print it to a new PDF.",
            ),
            FileRefusal::Macros => problem(422, "The file contains macros. Save it without them and retry."),
            FileRefusal::Disguised => problem(422, "This file looks unsafe. Save it again as PDF."),
            FileRefusal::Unreadable(error) => {
                tracing::error!(%error, "an uploaded file cannot be read back");
                Self::internal()
            }
        }
    }
}

impl From<ReceiveError> for Problem {
    fn from(error: ReceiveError) -> Self {
        let code = error.code();
        match error {
            ReceiveError::TooLarge { limit_bytes } => too_large(limit_bytes),
            ReceiveError::Interrupted(error) if error.kind() == std::io::ErrorKind::TimedOut => {
                Self::new(408, "too-slow", "The file took too long to arrive. Please send it again.")
            }
            ReceiveError::WrongLength { .. } | ReceiveError::Interrupted(_) => {
                Self::new(400, code, "The file arrived incomplete. Please send it again.")
            }
            ReceiveError::NoRoom { .. } => {
                tracing::error!(%error, "an upload was refused");
                Self::file_not_stored(true)
            }
            ReceiveError::Disk(error) => {
                tracing::error!(%error, "an upload cannot be written");
                Self::file_not_stored(disk::is_full(&error))
            }
        }
    }
}

impl Problem {
    /// A file that the disk does not take.
    pub fn file_not_stored(full: bool) -> Self {
        let (status, title) = if full {
            let title = "The server is out of disk space for files. Please tell the organiser, then try again \
                 later.";
            (507, title)
        } else {
            (503, "The file could not be stored. Please try again later.")
        };
        Self::new(status, "files/not-stored", title).retry_after(60)
    }
}

fn too_large(limit_bytes: u64) -> Problem {
    Problem::new(413, "files/too-large", "The file is too large.").with("limit_bytes", limit_bytes)
}
