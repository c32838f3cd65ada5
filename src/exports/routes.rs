//! HTTP of exports, for the secretariat.

use rocket::{
    Request, Response, Route, get,
    http::{ContentType, Header},
    request::FromParam,
    response::{self, Responder, stream::ByteStream},
    routes as collect,
};
use utoipa::OpenApi;

use super::{
    error::ExportError,
    kind::Kind,
    service::{self, Style},
    stream::{Chunks, unless_it_fails},
};
use crate::{
    accounts::Staff,
    context::Ctx,
    files::{Disposition, content_disposition},
    judging::staff_edition,
    web::{Problem, Slug},
};

/// How much is sent at once.
const CHUNK_BYTES: usize = 256 * 1024;

/// Downloads a table as CSV: `entries.csv`, `scores.csv`, `results.csv`, `judges.csv`,
/// `contacts.csv`, `conflicts.csv` or `consents.csv`.
#[utoipa::path(tag = "exports",
    params(
        ("bom" = Option<bool>, Query, description = "Begin with a byte order mark, for Excel."),
        ("named" = Option<bool>, Query,
            description = "Name in the heading of a last, empty column who took the file, and when."),
    ),
    responses((status = 200, content_type = "text/csv", body = String)))]
#[get("/staff/editions/<programme>/<edition>/exports/<kind>?<bom>&<named>")]
#[expect(clippy::too_many_arguments, reason = "Rocket takes each word of a path by name")]
async fn export_table(
    staff: Staff,
    ctx: Ctx,
    programme: Slug,
    edition: Slug,
    kind: CsvFile,
    bom: Option<bool>,
    named: Option<bool>,
) -> Result<Download, Problem> {
    let place = staff_edition(&ctx, &staff, &programme, &edition).await?;
    let edition = place.edition();
    let name = format!("{}-{}-{}.csv", edition.programme, edition.slug, kind.0.as_str());
    let style = Style { bom: bom.unwrap_or_default(), named: named.unwrap_or_default() };
    let chunks = service::open(&ctx, Some(&staff), edition, kind.0, style).await?;
    Ok(Download { name, chunks })
}

/// `entries.csv` in a path.
struct CsvFile(Kind);

impl<'a> FromParam<'a> for CsvFile {
    type Error = ();

    fn from_param(param: &'a str) -> Result<Self, ()> {
        param.strip_suffix(".csv").and_then(Kind::parse).map(Self).ok_or(())
    }
}

/// A file on its way out.
struct Download {
    name: String,
    chunks: Chunks,
}

impl<'r> Responder<'r, 'r> for Download {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'r> {
        Response::build_from(ByteStream(unless_it_fails(self.chunks)).respond_to(request)?)
            .max_chunk_size(CHUNK_BYTES)
            .header(
                ContentType::new("text", "csv").with_params([("charset", "utf-8"), ("header", "present")]),
            )
            .header(Header::new(
                "Content-Disposition",
                content_disposition(Disposition::Attachment, &self.name),
            ))
            .ok()
    }
}

impl From<ExportError> for Problem {
    fn from(error: ExportError) -> Self {
        match error {
            ExportError::Db(error) => error.into(),
            ExportError::Results(error) => error.into(),
            ExportError::OwnStake => Self::new(
                403,
                "exports/own-stake",
                "You enter or judge in this edition, so a colleague takes its exports.",
            ),
            ExportError::Width(_) | ExportError::Decimal(_) | ExportError::Content(_) => {
                tracing::error!(error = %error, "an export failed");
                Self::internal()
            }
        }
    }
}

/// The routes of exports.
pub fn routes() -> Vec<Route> {
    collect![export_table]
}

/// Their description.
#[derive(OpenApi)]
#[openapi(paths(export_table))]
pub struct Doc;
