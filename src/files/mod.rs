//! Files people upload: taken in, checked by content, kept under their hash, cleaned, named, served.

mod check;
mod clean;
mod kind;
mod refusal;

pub use check::check;
pub use clean::{CleanError, CleanImage, Picture, clean_image};
pub use kind::FileKind;
pub use refusal::FileRefusal;
