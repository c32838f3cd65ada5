//! Files over HTTP: taking them in, sending them out, refusing them.

mod download;
mod problems;
mod upload;

pub use upload::Upload;
