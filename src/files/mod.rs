//! Files people upload: taken in, checked by content, kept under their hash, cleaned, named, served.
//!
//! An upload passes through [`Storage::receive`], [`Storage::check`] and
//! [`Storage::keep`], in this order; only then may a row point to it.

mod check;
mod clean;
mod download;
mod hash;
mod kind;
mod limits;
mod names;
mod range;
mod refusal;
mod storage;
mod turns;
pub mod worker;

pub use check::check;
pub use clean::{CleanError, CleanImage, Picture, clean_document, clean_image};
pub use download::Download;
pub use hash::{FileHash, copy_and_sum};
pub use kind::FileKind;
pub use names::{Disposition, content_disposition, download_name, original_name};
pub use range::{ByteRange, RangeAnswer, requested_range};
pub use refusal::FileRefusal;
pub use storage::{
    CopyError, OpenedFile, ReceiveError, Received, Storage, StoredFile, StoredPictures, Swept,
};
