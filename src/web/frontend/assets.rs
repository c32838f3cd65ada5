//! The frontend, embedded: files with a hash in their name for a year, the page itself never
//! cached. The table is built once; each file is there compressed.

use std::{
    borrow::Cow,
    collections::HashMap,
    io::{Cursor, Write as _},
    path::PathBuf,
    sync::Arc,
};

use flate2::{Compression, write::GzEncoder};
use rocket::{
    Request, Response, Route, State, get,
    http::{ContentType, Header, Status},
    response::{self, Responder},
    routes as collect,
};
use rust_embed::RustEmbed;

use super::encoding::{self, Encoding};
use crate::{secret::sha256, web::Problem};

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/frontend/dist"]
struct Dist;

type Bytes = Cow<'static, [u8]>;

/// One file in the forms in which it can be sent.
pub(super) struct Asset {
    plain: Bytes,
    brotli: Option<Bytes>,
    gzip: Option<Bytes>,
    media_type: ContentType,
    hash: String,
}

impl Asset {
    fn load(path: &str) -> Option<Self> {
        let get = |path: &str| Dist::get(path).map(|file| file.data);
        let media_type = path.rsplit_once('.').and_then(|(_, ext)| ContentType::from_extension(ext));
        let (brotli, gzip) = (get(&format!("{path}.br")), get(&format!("{path}.gz")));
        Some(Self::new(get(path)?, brotli, gzip, media_type.unwrap_or(ContentType::Binary)))
    }

    fn new(plain: Bytes, brotli: Option<Bytes>, gzip: Option<Bytes>, media_type: ContentType) -> Self {
        let hash = sha256(&plain);
        let hash = data_encoding::HEXLOWER.encode(hash.get(..8).unwrap_or_default());
        Self { plain, brotli, gzip, media_type, hash }
    }

    pub(super) fn page(html: String) -> Self {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
        let gzip = gzip.write_all(html.as_bytes()).and_then(|()| gzip.finish()).ok();
        Self::new(Cow::Owned(html.into_bytes()), None, gzip.map(Cow::Owned), ContentType::HTML)
    }

    pub(super) fn text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.plain)
    }

    fn form(&self, encoding: Encoding) -> Option<&Bytes> {
        match encoding {
            Encoding::Brotli => self.brotli.as_ref(),
            Encoding::Gzip => self.gzip.as_ref(),
            Encoding::Identity => Some(&self.plain),
        }
    }

    /// Each form has its own strong tag (RFC 9110 section 8.8.3.3).
    fn etag(&self, encoding: Encoding) -> String {
        match encoding.name() {
            Some(name) => format!("\"{}-{name}\"", self.hash),
            None => format!("\"{}\"", self.hash),
        }
    }
}

pub struct Assets(HashMap<String, Arc<Asset>>);

impl Assets {
    pub fn load() -> Self {
        let plain = Dist::iter().filter(|path| !path.ends_with(".br") && !path.ends_with(".gz"));
        Self(plain.filter_map(|path| Some((path.to_string(), Arc::new(Asset::load(&path)?)))).collect())
    }

    pub(super) fn get(&self, path: &str) -> Option<Arc<Asset>> {
        self.0.get(path).map(Arc::clone)
    }
}

pub(super) struct Sent {
    pub(super) asset: Arc<Asset>,
    pub(super) cache: &'static str,
    pub(super) status: Status,
}

impl<'r> Responder<'r, 'static> for Sent {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        let accepted = request.headers().get("Accept-Encoding");
        let Some(encoding) = encoding::choose(accepted, |form| self.asset.form(form).is_some()) else {
            let title = "The file is available plain or compressed, and the request accepts neither.";
            let mut answer = Problem::new(406, "not-acceptable", title).respond_to(request)?;
            answer.set_header(Header::new("Vary", "Accept-Encoding"));
            return Ok(answer);
        };
        let etag = self.asset.etag(encoding);
        let mut answer = Response::build();
        answer
            .status(self.status)
            .header(self.asset.media_type.clone())
            .header(Header::new("Cache-Control", self.cache))
            .header(Header::new("ETag", etag.clone()))
            .header(Header::new("Vary", "Accept-Encoding"));
        if self.status == Status::Ok && encoding::has_tag(request.headers().get("If-None-Match"), &etag) {
            return answer.status(Status::NotModified).ok();
        }
        if let Some(name) = encoding.name() {
            answer.header(Header::new("Content-Encoding", name));
        }
        let body = self.asset.form(encoding).cloned().unwrap_or_default();
        answer.sized_body(body.len(), Cursor::new(body)).ok()
    }
}

#[get("/assets/<path..>")]
fn asset(path: PathBuf, assets: &State<Assets>) -> Result<Sent, Problem> {
    let asset = assets.get(&format!("assets/{}", path.display())).ok_or_else(Problem::not_found)?;
    Ok(Sent { asset, cache: "public, max-age=31536000, immutable", status: Status::Ok })
}

/// What cannot be the name of a file is none of ours either.
#[get("/assets/<_..>", rank = 20)]
fn no_asset() -> Problem {
    Problem::not_found()
}

/// The mark of the program; browsers that ask for the old name get the same.
#[get("/favicon.svg")]
fn icon(assets: &State<Assets>) -> Result<Sent, Problem> {
    let asset = assets.get("favicon.svg").ok_or_else(Problem::not_found)?;
    Ok(Sent { asset, cache: "public, max-age=86400", status: Status::Ok })
}

#[get("/favicon.ico")]
fn old_icon(assets: &State<Assets>) -> Result<Sent, Problem> {
    icon(assets)
}

pub fn routes() -> Vec<Route> {
    collect![asset, no_asset, icon, old_icon]
}
