//! The one way out for stored files (security bar UP-7, UP-12).

use std::io::SeekFrom;

use futures::stream;
use rocket::{
    Request, Response,
    http::{Header, Status},
    response::{self, Responder, stream::ReaderStream},
};
use tokio::io::{AsyncReadExt as _, AsyncSeekExt as _};

use super::super::problem::Problem;
use crate::files::{ByteRange, Download, RangeAnswer, content_disposition, requested_range};

/// How much is read from the disk at a time.
const PIECE_BYTES: usize = 64 * 1_024;

impl<'r> Responder<'r, 'static> for Download {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        let size = self.file.size_bytes;
        let etag = format!("\"{}\"", self.hash);
        match wanted(request, &etag, size) {
            RangeAnswer::Whole => send(self, ByteRange { start: 0, end: size }, etag, Status::Ok),
            RangeAnswer::Part(range) => {
                let mut answer = send(self, range, etag, Status::PartialContent)?;
                answer.set_header(Header::new("Content-Range", range.content_range(size)));
                Ok(answer)
            }
            RangeAnswer::Unsatisfiable => {
                let title = "The file does not have this range.";
                let mut answer = Problem::new(416, "files/no-such-part", title).respond_to(request)?;
                answer.set_header(Header::new("Content-Range", format!("bytes */{size}")));
                Ok(answer)
            }
        }
    }
}

/// A part is only asked of the file the client has the beginning of (RFC 9110 section 13.1.5).
fn wanted(request: &Request<'_>, etag: &str, size: u64) -> RangeAnswer {
    let header = |name| request.headers().get_one(name);
    let same = header("If-Range").is_none_or(|had| had == etag);
    requested_range(header("Range").filter(|_| same), size)
}

fn send(download: Download, range: ByteRange, etag: String, status: Status) -> response::Result<'static> {
    let disposition = content_disposition(download.disposition, &download.name);
    let mut file = download.file.file;
    let body = stream::once(Box::pin(async move {
        let found = file.seek(SeekFrom::Start(range.start)).await;
        // Fewer bytes than announced tell the client that something failed.
        file.take(if found.is_ok() { range.len_bytes() } else { 0 })
    }));
    Response::build()
        .status(status)
        .header(Header::new("Content-Type", download.media_type))
        .header(Header::new("Content-Length", range.len_bytes().to_string()))
        .header(Header::new("Content-Disposition", disposition))
        .header(Header::new("Accept-Ranges", "bytes"))
        .header(Header::new("ETag", etag))
        .streamed_body(ReaderStream::from(body))
        .max_chunk_size(PIECE_BYTES)
        .ok()
}
