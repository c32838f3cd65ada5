//! A stored file as an answer: whole or in part, never run as a page.

use std::io::{Cursor, SeekFrom};

use rocket::{
    Request, Response,
    http::{Header, Status},
    request::{FromRequest, Outcome},
    response::{self, Responder},
};
use tokio::io::{AsyncReadExt as _, AsyncSeekExt as _};

use super::problem::Problem;
use crate::files::{
    ByteRange, Disposition, FileHash, FileKind, RangeAnswer, Storage, content_disposition, requested_range,
};

/// A part is held in memory; a client that wants more of a film asks again
/// (RFC 9110 section 15.3.7 lets a server send less than was asked for).
const LARGEST_PART_BYTES: u64 = 2 * 1024 * 1024;

/// The `Range` header, if there is one.
pub struct Range(Option<String>);

/// A stored file on its way out.
pub struct FileAnswer {
    content: Content,
    media_type: String,
    disposition: String,
    size_bytes: u64,
}

enum Content {
    Whole(tokio::fs::File),
    Part(ByteRange, Vec<u8>),
    Unsatisfiable,
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Range {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        Outcome::Success(Self(request.headers().get_one("Range").map(str::to_owned)))
    }
}

impl FileAnswer {
    /// A file to be saved, of the type that was found in its content.
    ///
    /// # Errors
    /// It is not in the store, which is our fault, or the disk refuses.
    pub async fn download(
        storage: &Storage,
        sha256: &str,
        range: Range,
        media_type: &str,
        name: &str,
    ) -> Result<Self, Problem> {
        let disposition = content_disposition(Disposition::Attachment, name);
        open(storage, sha256, range, media_type.to_owned(), disposition).await
    }

    /// A picture that we encoded ourselves, to be shown: JPEG or PNG.
    ///
    /// # Errors
    /// As [`Self::download`].
    pub async fn picture(storage: &Storage, sha256: &str, name: &str) -> Result<Self, Problem> {
        let mut head = [0; 1];
        let hash = sha256.parse::<FileHash>().map_err(|_| Problem::internal())?;
        let mut opened = storage.open(&hash).await.map_err(|error| lost(&error, sha256))?;
        opened.file.read_exact(&mut head).await.map_err(|error| lost(&error, sha256))?;
        // A JPEG file begins with FF D8, a PNG file with 89 50 4E 47.
        let kind = if head == [0x89] { FileKind::Png } else { FileKind::Jpg };
        let disposition = content_disposition(Disposition::Inline, name);
        open(storage, sha256, Range(None), kind.media_type().to_owned(), disposition).await
    }
}

async fn open(
    storage: &Storage,
    sha256: &str,
    Range(range): Range,
    media_type: String,
    disposition: String,
) -> Result<FileAnswer, Problem> {
    let hash = sha256.parse::<FileHash>().map_err(|_| Problem::internal())?;
    let opened = storage.open(&hash).await.map_err(|error| lost(&error, sha256))?;
    let (mut file, size_bytes) = (opened.file, opened.size_bytes);
    let content = match requested_range(range.as_deref(), size_bytes) {
        RangeAnswer::Whole => Content::Whole(file),
        RangeAnswer::Unsatisfiable => Content::Unsatisfiable,
        RangeAnswer::Part(asked) => {
            let end = asked.end.min(asked.start.saturating_add(LARGEST_PART_BYTES));
            let part = ByteRange { start: asked.start, end };
            let mut bytes = Vec::new();
            let read = async {
                file.seek(SeekFrom::Start(part.start)).await?;
                file.take(part.len_bytes()).read_to_end(&mut bytes).await
            };
            read.await.map_err(|error| lost(&error, sha256))?;
            Content::Part(part, bytes)
        }
    };
    Ok(FileAnswer { content, media_type, disposition, size_bytes })
}

fn lost(error: &std::io::Error, sha256: &str) -> Problem {
    tracing::error!(error = %error, sha256, "a stored file cannot be read");
    Problem::internal()
}

impl<'r> Responder<'r, 'static> for FileAnswer {
    fn respond_to(self, _: &'r Request<'_>) -> response::Result<'static> {
        let mut answer = Response::build();
        answer
            .header(Header::new("Content-Type", self.media_type))
            .header(Header::new("Content-Disposition", self.disposition))
            .header(Header::new("Accept-Ranges", "bytes"));
        match self.content {
            Content::Whole(file) => answer.sized_body(usize::try_from(self.size_bytes).ok(), file),
            Content::Part(part, bytes) => answer
                .status(Status::PartialContent)
                .header(Header::new("Content-Range", part.content_range(self.size_bytes)))
                .sized_body(bytes.len(), Cursor::new(bytes)),
            Content::Unsatisfiable => answer
                .status(Status::RangeNotSatisfiable)
                .header(Header::new("Content-Range", format!("bytes */{}", self.size_bytes))),
        };
        answer.ok()
    }
}
