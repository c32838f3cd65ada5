//! HTTP of exports, for staff.

use std::io::Cursor;

use rocket::{
    Request, Response, get,
    http::{ContentType, Header},
    request::FromParam,
    response::{self, Responder, stream::ByteStream},
};

use super::{
    TableFormat,
    error::ExportError,
    kind::Kind,
    service::{self, Style},
    spool::Spooled,
};
use crate::{
    accounts::Staff,
    context::Ctx,
    files::{Disposition, content_disposition},
    judging::staff_edition,
    web::{Api, Problem, Slug, api},
};

/// How much is sent at once.
const CHUNK_BYTES: usize = 256 * 1024;

/// Downloads a table: `entries`, `scores`, `results`, `judges`, `contacts`, `conflicts`,
/// `consents`, `set_aside` or `questions`, each as `.csv` or `.xlsx`. In CSV, values are unchanged, and
/// several answers to one question are a JSON array; in a workbook they are on separate lines.
#[utoipa::path(tag = "exports",
    params(
        ("bom" = Option<bool>, Query, description =
            "CSV for a spreadsheet: it begins with a byte order mark, no text can begin as a formula, \
             and several answers to one question have a line each."),
        ("named" = Option<bool>, Query,
            description = "Name in the heading of a last, empty column who took the file, and when."),
    ),
    responses((status = 200, body = Vec<u8>,
        content_type = "text/csv")))]
#[get("/staff/editions/<programme>/<edition>/exports/<kind>?<bom>&<named>")]
#[expect(clippy::too_many_arguments, reason = "Rocket takes each word of a path by name")]
async fn export_table(
    staff: Staff,
    ctx: Ctx,
    programme: Slug,
    edition: Slug,
    kind: FileName,
    bom: Option<bool>,
    named: Option<bool>,
) -> Result<Download, Problem> {
    let place = staff_edition(&ctx, &staff, &programme, &edition).await?;
    let edition = place.edition();
    let FileName { kind, is_workbook } = kind;
    let form = match (is_workbook, bom.unwrap_or_default()) {
        (true, _) => TableFormat::Workbook,
        (false, true) => TableFormat::Spreadsheet,
        (false, false) => TableFormat::Programs,
    };
    let style = Style { form, named: named.unwrap_or_default() };
    let file = service::make(&ctx, Some(&staff), edition, kind, style).await?;
    let extension = if is_workbook { "xlsx" } else { "csv" };
    let name = format!("{}-{}-{}.{extension}", edition.programme, edition.slug, kind.as_str());
    Ok(Download { name, is_workbook, file })
}

struct FileName {
    kind: Kind,
    is_workbook: bool,
}

impl<'a> FromParam<'a> for FileName {
    type Error = ();

    fn from_param(param: &'a str) -> Result<Self, ()> {
        let (word, extension) = param.rsplit_once('.').ok_or(())?;
        let is_workbook = match extension {
            "csv" => false,
            "xlsx" => true,
            _ => return Err(()),
        };
        Kind::parse(word).map(|kind| Self { kind, is_workbook }).ok_or(())
    }
}

struct Download {
    name: String,
    is_workbook: bool,
    file: Spooled,
}

impl<'r> Responder<'r, 'r> for Download {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'r> {
        let media_type = match self.is_workbook {
            true => ContentType::new("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            false => {
                ContentType::new("text", "csv").with_params([("charset", "utf-8"), ("header", "present")])
            }
        };
        let disposition = content_disposition(Disposition::Attachment, &self.name);
        Response::build_from(self.file.respond_to(request)?)
            .header(media_type)
            .header(Header::new("Content-Disposition", disposition))
            .ok()
    }
}

impl<'r> Responder<'r, 'r> for Spooled {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'r> {
        let mut response = match self {
            Self::InMemory(bytes) => Response::build().sized_body(bytes.len(), Cursor::new(bytes)).finalize(),
            Self::OnDisk(file) => {
                let length = Header::new("Content-Length", file.size_bytes.to_string());
                Response::build_from(ByteStream(file.pieces()).respond_to(request)?).header(length).finalize()
            }
        };
        response.set_max_chunk_size(CHUNK_BYTES);
        Ok(response)
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
            ExportError::Disk(error) if error.kind() == std::io::ErrorKind::StorageFull => Self::new(
                507,
                "exports/not-written",
                "The server is out of disk space. Please try again later.",
            ),
            ExportError::Disk(_)
            | ExportError::Workbook(_)
            | ExportError::Width(_)
            | ExportError::Decimal(_)
            | ExportError::Content(_) => {
                tracing::error!(error = %error, "an export failed");
                Self::internal()
            }
        }
    }
}

pub fn api() -> Api {
    api![export_table]
}
