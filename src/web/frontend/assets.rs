//! The frontend, embedded: files with a hash in their name for a year, the page
//! itself never cached. The table is built once; each file is there compressed.

use std::{borrow::Cow, collections::HashMap, io::Cursor, path::PathBuf, sync::Arc};

use rocket::{
    Request, Response, Route, State, get,
    http::{ContentType, Header, Status},
    response::{self, Responder},
    routes as collect,
};
use rust_embed::RustEmbed;

use super::problem::Problem;
use crate::secret::sha256;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/frontend/dist"]
struct Dist;

type Bytes = Cow<'static, [u8]>;

/// One file in the forms in which it can be sent.
struct Asset {
    plain: Bytes,
    brotli: Option<Bytes>,
    gzip: Option<Bytes>,
    media_type: ContentType,
    etag: String,
}

/// All files of the frontend.
pub struct Assets(HashMap<String, Arc<Asset>>);

impl Assets {
    /// Builds the table from what was embedded.
    pub fn load() -> Self {
        let get = |path: &str| Dist::get(path).map(|file| file.data);
        let plain = Dist::iter().filter(|path| !path.ends_with(".br") && !path.ends_with(".gz"));
        let asset = |path: &str| {
            let plain = get(path)?;
            let hash = sha256(&plain);
            let etag = data_encoding::HEXLOWER.encode(hash.get(..8).unwrap_or_default());
            let media_type = path.rsplit_once('.').and_then(|(_, ext)| ContentType::from_extension(ext));
            Some(Asset {
                plain,
                brotli: get(&format!("{path}.br")),
                gzip: get(&format!("{path}.gz")),
                media_type: media_type.unwrap_or(ContentType::Binary),
                etag: format!("\"{etag}\""),
            })
        };
        Self(plain.filter_map(|path| Some((path.to_string(), Arc::new(asset(&path)?)))).collect())
    }
}

/// A file on its way out.
struct Sent {
    asset: Arc<Asset>,
    cache: &'static str,
}

impl<'r> Responder<'r, 'static> for Sent {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        let mut answer = Response::build();
        answer
            .header(self.asset.media_type.clone())
            .header(Header::new("Cache-Control", self.cache))
            .header(Header::new("ETag", self.asset.etag.clone()))
            .header(Header::new("Vary", "Accept-Encoding"));
        if request.headers().get_one("If-None-Match") == Some(self.asset.etag.as_str()) {
            return answer.status(Status::NotModified).ok();
        }
        let accepted = request.headers().get_one("Accept-Encoding").unwrap_or_default();
        let (body, encoding) = match (&self.asset.brotli, &self.asset.gzip) {
            (Some(body), _) if accepted.contains("br") => (body, Some("br")),
            (_, Some(body)) if accepted.contains("gzip") => (body, Some("gzip")),
            _ => (&self.asset.plain, None),
        };
        if let Some(encoding) = encoding {
            answer.header(Header::new("Content-Encoding", encoding));
        }
        let body = body.clone();
        answer.sized_body(body.len(), Cursor::new(body)).ok()
    }
}

#[get("/assets/<path..>")]
fn asset(path: PathBuf, assets: &State<Assets>) -> Result<Sent, Problem> {
    let name = format!("assets/{}", path.display());
    let asset = assets.0.get(&name).map(Arc::clone).ok_or_else(Problem::not_found)?;
    Ok(Sent { asset, cache: "public, max-age=31536000, immutable" })
}

#[get("/<_..>", rank = 50)]
fn page(assets: &State<Assets>) -> Result<Sent, Problem> {
    let missing =
        || Problem::new(503, "no-frontend", "The pages are not built into this program. Run: make build");
    let asset = assets.0.get("index.html").map(Arc::clone).ok_or_else(missing)?;
    Ok(Sent { asset, cache: "no-cache" })
}

/// Assets, and the page for every address that is nothing else.
pub fn routes() -> Vec<Route> {
    collect![asset, page]
}
