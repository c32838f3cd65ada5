//! Texts that are made again for each request go out compressed, as they are sent. Files of the
//! page are there compressed already.

use async_compression::{Level, tokio::bufread::GzipEncoder};
use rocket::{
    Request, Response,
    fairing::{Fairing, Info, Kind},
    http::{ContentType, Header, Status},
};
use tokio::io::BufReader;

use super::frontend::{Encoding, choose};

/// What is shorter fits into a packet or two as it is.
const WORTH_BYTES: usize = 1_024;
/// How much is read and sent at once.
const PIECE_BYTES: usize = 64 * 1_024;
/// The next levels take half as much CPU again for a tenth fewer bytes.
const LEVEL: Level = Level::Precise(1);
/// The links of mails stand here, which let in whoever has them.
const WITH_LINKS: &str = "/api/staff/mails";

pub struct Compress;

#[rocket::async_trait]
impl Fairing for Compress {
    fn info(&self) -> Info {
        Info { name: "compress", kind: Kind::Response }
    }

    async fn on_response<'r>(&self, request: &'r Request<'_>, response: &mut Response<'r>) {
        if !is_text_made_now(response) || !may_be_measured(request) {
            return;
        }
        let accepted = request.headers().get("Accept-Encoding");
        if choose(accepted, |form| form != Encoding::Brotli) != Some(Encoding::Gzip) {
            return;
        }
        if let Some(tag) = response.headers().get_one("ETag").and_then(|tag| tag.strip_suffix('"')) {
            let tag = format!("{tag}-gzip\"");
            response.set_header(Header::new("ETag", tag));
        }
        response.set_header(Header::new("Content-Encoding", "gzip"));
        let body = BufReader::with_capacity(PIECE_BYTES, response.body_mut().take());
        response.set_streamed_body(GzipEncoder::with_quality(body, LEVEL));
        response.set_max_chunk_size(PIECE_BYTES);
    }
}

/// A part of something is counted in bytes of the whole, and is left as it is. So is what announces
/// its length because it may break off: compressed, it would end like one that is complete.
fn is_text_made_now(response: &Response<'_>) -> bool {
    let headers = response.headers();
    let is_text = response.content_type().is_some_and(|kind| {
        [ContentType::JSON, ContentType::CSV, ContentType::HTML]
            .iter()
            .any(|text| (text.top(), text.sub()) == (kind.top(), kind.sub()))
    });
    let is_whole = matches!(response.status(), Status::Ok | Status::Created)
        && !["Content-Encoding", "Accept-Ranges", "Content-Length"].iter().any(|name| headers.contains(name));
    is_text && is_whole && response.body().preset_size().is_none_or(|size| size >= WORTH_BYTES)
}

/// Whether it does no harm that the length of the answer tells what is alike in it (BREACH). A
/// stranger would have the browser of someone signed in ask again and again, with a guess in
/// each request; such a request says that another site caused it, or does not say.
fn may_be_measured(request: &Request<'_>) -> bool {
    let is_own = request.headers().get_one("Sec-Fetch-Site") == Some("same-origin");
    let is_anybody = request.cookies().iter().next().is_none();
    (is_own || is_anybody) && !request.uri().path().as_str().starts_with(WITH_LINKS)
}
