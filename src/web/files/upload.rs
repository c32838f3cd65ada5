//! The only way in for a file: one raw body, whose length is known before it is read.

use rocket::{
    Data, Request,
    data::{FromData, Outcome, ToByteUnit as _},
    http::{ContentType, RawStr},
};
use tokio::io::AsyncRead;

use super::super::{
    limits::Paced,
    problem::{GuardProblem, Problem},
};

/// A file that is about to arrive. Nothing of it has been read, so it can still
/// be refused by its length alone.
pub struct Upload<'r> {
    /// As its sender named it: to be cleaned before it is kept.
    pub name: String,
    /// Its length as announced; a body of another length has been cut off.
    pub size_bytes: u64,
    data: Data<'r>,
}

impl<'r> Upload<'r> {
    /// The body, for as long as enough of it keeps coming. What comes beyond the announced length is an error there, not more file.
    pub fn open(self) -> impl AsyncRead + Unpin + use<'r> {
        Paced::new(self.data.open(self.size_bytes.saturating_add(1).bytes()))
    }
}

#[rocket::async_trait]
impl<'r> FromData<'r> for Upload<'r> {
    type Error = ();

    async fn from_data(request: &'r Request<'_>, data: Data<'r>) -> Outcome<'r, Self> {
        match announced(request) {
            Ok((name, size_bytes)) => Outcome::Success(Self { name, size_bytes, data }),
            Err(problem) => {
                let status = problem.status();
                request.local_cache(|| GuardProblem(Some(problem)));
                Outcome::Error((status, ()))
            }
        }
    }
}

/// A media type of its own kind, so that no plain form of another site can send it.
fn announced(request: &Request<'_>) -> Result<(String, u64), Problem> {
    if request.content_type().is_none_or(|kind| *kind != ContentType::Binary) {
        let title = "Send the file itself, with Content-Type: application/octet-stream.";
        return Err(Problem::new(415, "media-type", title));
    }
    let header = |name| request.headers().get_one(name).unwrap_or_default();
    let size_bytes = header("Content-Length").parse().map_err(|_| {
        Problem::new(411, "files/length-missing", "Send the length of the file in Content-Length.")
    })?;
    let name = RawStr::new(header("X-Upload-Name")).percent_decode().ok();
    let name = name.filter(|name| !name.trim().is_empty()).ok_or_else(|| {
        Problem::new(
            400,
            "files/name-missing",
            "Send the file's name in X-Upload-Name, percent-encoded UTF-8.",
        )
    })?;
    Ok((name.into_owned(), size_bytes))
}
