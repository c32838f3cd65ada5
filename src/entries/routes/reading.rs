//! One's own entry on paper.

use rocket::{Responder, get, http::Header};

use crate::{
    accounts::Entrant,
    context::Ctx,
    entries::{error::EntryError, reading::Which, service},
    files::{Disposition, content_disposition},
    web::{ObjectKey, Problem},
};

#[derive(Responder)]
#[response(content_type = "application/pdf")]
pub struct PdfFile(Vec<u8>, Header<'static>);

impl PdfFile {
    pub fn of_entry(id: &str, bytes: Vec<u8>) -> Self {
        let disposition = content_disposition(Disposition::Attachment, &format!("entry-{id}.pdf"));
        Self(bytes, Header::new("Content-Disposition", disposition))
    }
}

/// One's own entry as an accessible PDF (PDF/UA-1, PDF/A-2a): the submitted version that counts,
/// another one, or a draft, which says that it is one.
#[utoipa::path(tag = "entries",
    params(("version" = Option<String>, Query, description = "The number of a submitted version, or `draft`.")),
    responses((status = 200, content_type = "application/pdf", body = Vec<u8>)))]
#[get("/entries/<id>/paper.pdf?<version>")]
pub async fn print_own_entry(
    person: Entrant,
    ctx: Ctx,
    id: ObjectKey,
    version: Option<&str>,
) -> Result<PdfFile, Problem> {
    let which = Which::parse(version).ok_or(EntryError::NotFound)?;
    let reading = service::reading(&ctx, &person, &id, which).await?;
    let bytes = service::print(&reading).await?;
    Ok(PdfFile::of_entry(id.as_str(), bytes))
}
