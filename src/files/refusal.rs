//! Why an uploaded file is not taken.

use std::io;

/// What is wrong with a file; [`FileRefusal::code`] is the stable name clients translate.
#[derive(Debug, thiserror::Error)]
pub enum FileRefusal {
    #[error("the file is empty")]
    Empty,
    /// It is over the limit of the field.
    #[error("the file is larger than {limit_bytes} bytes")]
    TooLarge {
        /// The most the field takes, in bytes.
        limit_bytes: u64,
    },
    /// Its content is of a kind the field does not take, whatever its name says.
    #[error("the file is not of an accepted kind")]
    WrongKind {
        /// The key of what it is, if we know it: an extension or a family of files.
        found: Option<&'static str>,
    },
    /// It begins like an accepted kind, but is cut off or broken.
    #[error("the file is damaged")]
    Damaged,
    /// The picture has more pixels than we decode.
    #[error("the picture has more than {limit_megapixels} million pixels")]
    TooManyPixels {
        /// The most a picture may have, in millions.
        limit_megapixels: u32,
    },
    /// Unpacked it would be far larger than it looks.
    #[error("the file unpacks to too much")]
    ArchiveBomb,
    /// It holds paths or links that point outside of itself.
    #[error("the file holds unsafe paths")]
    UnsafeArchive,
    /// Nobody opens it without a password, or may not copy it: judges could not read it.
    #[error("the file is protected")]
    Protected,
    #[error("the file contains macros")]
    Macros,
    /// It is two kinds at once, as files made to be run as something else are.
    #[error("the file is also something else")]
    Disguised,
    /// Our disk failed while reading it; not the sender's fault (a server error).
    #[error("the file could not be read back")]
    Unreadable(#[source] io::Error),
}

impl FileRefusal {
    /// The problem type of this refusal, without the leading `/problems/`.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "files/empty",
            Self::TooLarge { .. } => "files/too-large",
            Self::WrongKind { .. } => "files/wrong-kind",
            Self::Damaged => "files/damaged",
            Self::TooManyPixels { .. } => "files/too-many-pixels",
            Self::ArchiveBomb => "files/archive-bomb",
            Self::UnsafeArchive => "files/unsafe-archive",
            Self::Protected => "files/protected",
            Self::Macros => "files/macros",
            Self::Disguised => "files/disguised",
            Self::Unreadable(_) => "internal",
        }
    }
}

impl From<io::Error> for FileRefusal {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            // A parser ran past the end or met nonsense: the file's fault.
            io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => {
                Self::Damaged
            }
            _ => Self::Unreadable(error),
        }
    }
}
