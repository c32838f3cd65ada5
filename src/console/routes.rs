//! HTTP of the console of staff.
#![expect(unused_qualifications, reason = "the route macro writes one for query structs")]

use rocket::{get, serde::json::Json};
use utoipa::IntoParams;

use super::{
    error::ConsoleError,
    find,
    input::ListRequest,
    organisations, saved, service,
    views::{EntryPage, Queue, StaffView},
    work,
};
use crate::{
    accounts::Staff,
    context::Ctx,
    editions::{self, Edition},
    entries::{
        PdfFile,
        attachments::{self, PreviewSize, Stored},
        reading::Which,
        staff_attachment,
    },
    files::Download,
    web::{Api, ObjectKey, Problem, Slug, Versioned, api},
};

/// Which entries, in which order.
#[derive(rocket::FromForm, IntoParams)]
#[into_params(parameter_in = Query)]
struct ListQuery {
    /// Words in title, contact or organisation, in whatever case and with or without accents, or the
    /// beginning of a number.
    q: Option<String>,
    /// One or several with commas between them, or with `-` in front of each those to leave out:
    /// `submitted,incomplete`, `-draft,-withdrawn`.
    state: Option<String>,
    category: Option<String>,
    /// Country of the organisation.
    country: Option<String>,
    /// Kind of the organisation.
    kind: Option<String>,
    /// `true`: eligible entries with fewer judges than the current round needs.
    few_judges: Option<String>,
    /// `true`: entries with a file that could not be opened or cleaned.
    unclean_files: Option<String>,
    /// `true` for those whose nominee declined or has not accepted in time.
    not_accepted: Option<String>,
    /// The first day of the edition's time zone on which they were submitted, `2023-06-01`.
    submitted_from: Option<String>,
    /// The last such day.
    submitted_to: Option<String>,
    /// `title`, `organisation`, `country`, `category`, `state`, `submitted`, `updated` or
    /// `score`; with `-` in front from the largest down. Default `-submitted`.
    sort: Option<String>,
    /// The `next` of the page before.
    after: Option<String>,
    /// Lines of a page, 1 to 100. Default 50.
    limit: Option<String>,
}

/// Lists the entries of an edition, except those of one's own organisation and those one judges.
#[utoipa::path(tag = "console", params(ListQuery), responses((status = 200, body = EntryPage)))]
#[get("/staff/editions/<programme>/<edition>/entries?<query..>")]
async fn list_entries(
    staff: Staff,
    ctx: Ctx,
    programme: Slug,
    edition: Slug,
    query: ListQuery,
) -> Result<Json<EntryPage>, Problem> {
    let listing = ListRequest::from(query).checked().map_err(ConsoleError::Input)?;
    let edition = find_edition(&ctx, &staff, &programme, &edition).await?;
    Ok(Json(service::list(&ctx, &staff, &edition, &listing).await?))
}

/// Shows one entry with everything needed to decide about it.
#[utoipa::path(tag = "console", responses((status = 200, body = StaffView)))]
#[get("/staff/entries/<id>")]
async fn read_entry(staff: Staff, ctx: Ctx, id: ObjectKey) -> Result<Versioned<StaffView>, Problem> {
    let view = service::read(&ctx, &staff, &id).await?;
    Ok(Versioned(view.version, view))
}

/// Shows what comes before and after an entry in a list, and how far it is.
#[utoipa::path(tag = "console", params(ListQuery), responses((status = 200, body = Queue)))]
#[get("/staff/entries/<id>/queue?<query..>")]
async fn show_queue(staff: Staff, ctx: Ctx, id: ObjectKey, query: ListQuery) -> Result<Json<Queue>, Problem> {
    let listing = ListRequest::from(query).checked().map_err(ConsoleError::Input)?;
    Ok(Json(service::queue(&ctx, &staff, &id, &listing).await?))
}

/// An entry as an accessible PDF (PDF/UA-1, PDF/A-2a): the submitted version that counts,
/// another one, or a draft, which says that it is one.
#[utoipa::path(tag = "console",
    params(("version" = Option<String>, Query, description = "The number of a submitted version, or `draft`.")),
    responses((status = 200, content_type = "application/pdf", body = Vec<u8>)))]
#[get("/staff/entries/<id>/paper.pdf?<version>")]
async fn print_entry(
    staff: Staff,
    ctx: Ctx,
    id: ObjectKey,
    version: Option<&str>,
) -> Result<PdfFile, Problem> {
    let which = Which::parse(version).ok_or(ConsoleError::NotFound)?;
    let bytes = service::print(&ctx, &staff, &id, which).await?;
    Ok(PdfFile::of_entry(id.as_str(), bytes))
}

/// Downloads a file of an entry as it was uploaded.
#[utoipa::path(tag = "console", responses((status = 200, content_type = "application/octet-stream")))]
#[get("/staff/entries/<id>/attachments/<attachment>")]
async fn download_attachment(
    staff: Staff,
    ctx: Ctx,
    id: ObjectKey,
    attachment: ObjectKey,
) -> Result<Download, Problem> {
    let file = staff_attachment(ctx.read(), &staff, &id, &attachment).await?.ok_or(ConsoleError::NotFound)?;
    Ok(attachments::original(&ctx, &Stored::from(&*file), &file.original_name).await?)
}

/// Shows the preview of a picture of an entry, without personal data (author, location).
#[utoipa::path(tag = "console",
    params(("size" = Option<String>, Query, description = "`display` or `thumbnail`")),
    responses((status = 200, content_type = "image/jpeg")))]
#[get("/staff/entries/<id>/attachments/<attachment>/preview?<size>")]
async fn preview_attachment(
    staff: Staff,
    ctx: Ctx,
    id: ObjectKey,
    attachment: ObjectKey,
    size: Option<PreviewSize>,
) -> Result<Download, Problem> {
    let file = staff_attachment(ctx.read(), &staff, &id, &attachment).await?.ok_or(ConsoleError::NotFound)?;
    let size = size.unwrap_or(PreviewSize::Display);
    Ok(attachments::picture(&ctx, &Stored::from(&*file), size).await?)
}

pub async fn find_edition(
    ctx: &Ctx,
    staff: &Staff,
    programme: &Slug,
    edition: &Slug,
) -> Result<Edition, ConsoleError> {
    let found = editions::find(ctx.read(), ctx, staff, programme, edition).await?;
    found.ok_or(ConsoleError::NotFound)
}

impl From<ListQuery> for ListRequest {
    fn from(query: ListQuery) -> Self {
        Self {
            q: query.q,
            state: query.state,
            category: query.category,
            country: query.country,
            kind: query.kind,
            few_judges: query.few_judges,
            unclean_files: query.unclean_files,
            not_accepted: query.not_accepted,
            submitted_from: query.submitted_from,
            submitted_to: query.submitted_to,
            sort: query.sort,
            after: query.after,
            limit: query.limit,
        }
    }
}

impl From<ConsoleError> for Problem {
    fn from(error: ConsoleError) -> Self {
        match error {
            ConsoleError::NotFound => Self::not_found(),
            ConsoleError::TooManyViews => {
                Self::not_now("console/too-many-views", "At most 50 views are kept. Delete one first.")
            }
            ConsoleError::AdminsOnly => {
                Self::new(403, "console/admins-only", "Only admins share views with all staff.")
            }
            ConsoleError::Entry(error) => error.into(),
            ConsoleError::Organisation(error) => error.into(),
            ConsoleError::Input(refused) => refused.into(),
            ConsoleError::Db(error) => error.into(),
        }
    }
}

pub fn api() -> Api {
    let entries =
        api![list_entries, read_entry, show_queue, print_entry, download_attachment, preview_attachment];
    Api::of([entries, organisations::api(), work::api(), find::api(), saved::api()])
}
