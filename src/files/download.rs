//! A stored file on its way to someone who may have it.

use super::{Disposition, FileHash, OpenedFile};

/// What is sent, and how a browser should take it. Who asks for it must have
/// passed a finder of the feature it belongs to (security bar UP-8).
#[derive(Debug)]
pub struct Download {
    pub file: OpenedFile,
    /// Its name in the store, by which a broken download is taken up again.
    pub hash: FileHash,
    /// One of ours, never what a client said.
    pub media_type: &'static str,
    pub disposition: Disposition,
    pub name: String,
}
