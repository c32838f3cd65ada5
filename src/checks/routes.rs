//! HTTP of the secretariat's work on entries.
#![expect(unused_qualifications, reason = "the route macro writes one for query structs")]

use rocket::{Route, get, post, routes as collect, serde::json::Json};
use utoipa::{IntoParams, OpenApi};

use super::{
    error::CheckError,
    input::{Check, Disqualification, ListRequest, NewCheck},
    organisations, service,
    views::{CheckOutcome, Dashboard, EntryPage, MovePreview, StaffView},
};
use crate::{
    accounts::Staff,
    context::Ctx,
    db::Idempotent,
    editions::{self, Edition},
    entries::{
        PdfFile,
        attachments::{self, PreviewSize, Stored},
        reading::Which,
        staff_attachment,
    },
    files::Download,
    web::{Body, FieldError, IdempotencyHeader, IfMatch, ObjectKey, Problem, Slug, Versioned},
};

/// Shows the figures of an edition.
#[utoipa::path(tag = "checks", responses((status = 200, body = Dashboard)))]
#[get("/staff/editions/<programme>/<edition>/dashboard")]
async fn dashboard(
    staff: Staff,
    ctx: Ctx,
    programme: Slug,
    edition: Slug,
) -> Result<Json<Dashboard>, Problem> {
    let edition = find_edition(&ctx, &programme, &edition).await?;
    Ok(Json(service::dashboard(&ctx, &staff, &edition).await?))
}

/// Which entries, in which order.
#[derive(rocket::FromForm, IntoParams)]
#[into_params(parameter_in = Query)]
struct ListQuery {
    /// Text in title or organisation, or the beginning of an id.
    q: Option<String>,
    state: Option<String>,
    category: Option<String>,
    /// Country of the organisation.
    country: Option<String>,
    /// Kind of the organisation.
    kind: Option<String>,
    /// `title`, `organisation`, `country`, `category`, `state`, `submitted`, `updated` or
    /// `score`; with `-` in front from the largest down. Default `-submitted`.
    sort: Option<String>,
    /// The `next` of the page before.
    after: Option<String>,
    /// Lines of a page, 1 to 100. Default 50.
    limit: Option<String>,
}

/// Lists the entries of an edition, except those of one's own organisation and those one judges.
#[utoipa::path(tag = "checks", params(ListQuery), responses((status = 200, body = EntryPage)))]
#[get("/staff/editions/<programme>/<edition>/entries?<query..>")]
async fn list_entries(
    staff: Staff,
    ctx: Ctx,
    programme: Slug,
    edition: Slug,
    query: ListQuery,
) -> Result<Json<EntryPage>, Problem> {
    let listing = ListRequest::from(query).checked().map_err(CheckError::Input)?;
    let edition = find_edition(&ctx, &programme, &edition).await?;
    Ok(Json(service::list(&ctx, &staff, &edition, &listing).await?))
}

/// Shows one entry with everything needed to decide about it.
#[utoipa::path(tag = "checks", responses((status = 200, body = StaffView)))]
#[get("/staff/entries/<id>")]
async fn read_entry(staff: Staff, ctx: Ctx, id: ObjectKey) -> Result<Versioned<StaffView>, Problem> {
    let view = service::read(&ctx, &staff, &id).await?;
    Ok(Versioned(view.version, view))
}

/// Saves the decision about an entry; its entrants get an e-mail.
#[utoipa::path(tag = "checks", params(IfMatch, IdempotencyHeader), request_body = NewCheck,
    responses((status = 200, body = CheckOutcome)))]
#[post("/staff/entries/<id>/checks", data = "<body>")]
async fn check_entry(
    staff: Staff,
    ctx: Ctx,
    id: ObjectKey,
    version: IfMatch,
    key: IdempotencyHeader,
    body: Body<NewCheck>,
) -> Result<Idempotent<CheckOutcome>, Problem> {
    let request_key = key.of(&staff, &body);
    let check = body.value.checked(ctx.now).map_err(CheckError::Input)?;
    Ok(service::check(&ctx, &staff, request_key, &id, version.0, check).await?)
}

/// Previews what moving an entry to another category would do to the judges' work.
#[utoipa::path(tag = "checks", responses((status = 200, body = MovePreview)))]
#[get("/staff/entries/<id>/moves/<category>")]
async fn preview_move(
    staff: Staff,
    ctx: Ctx,
    id: ObjectKey,
    category: Slug,
) -> Result<Json<MovePreview>, Problem> {
    Ok(Json(service::preview(&ctx, &staff, &id, &category).await?))
}

/// Disqualifies an entry; its entrants get an e-mail.
#[utoipa::path(tag = "checks", params(IfMatch, IdempotencyHeader), request_body = Disqualification,
    responses((status = 200, body = CheckOutcome)))]
#[post("/staff/entries/<id>/disqualify", data = "<body>")]
async fn disqualify(
    staff: Staff,
    ctx: Ctx,
    id: ObjectKey,
    version: IfMatch,
    key: IdempotencyHeader,
    body: Body<Disqualification>,
) -> Result<Idempotent<CheckOutcome>, Problem> {
    let request_key = key.of(&staff, &body);
    let check = Check::Disqualified { reason: body.value.reason.into_string() };
    Ok(service::check(&ctx, &staff, request_key, &id, version.0, check).await?)
}

/// An entry as an accessible PDF (PDF/UA-1, PDF/A-2a): the submitted version that counts,
/// another one, or a draft, which says that it is one.
#[utoipa::path(tag = "checks",
    params(("version" = Option<String>, Query, description = "The number of a submitted version, or `draft`.")),
    responses((status = 200, content_type = "application/pdf", body = Vec<u8>)))]
#[get("/staff/entries/<id>/paper.pdf?<version>")]
async fn print_entry(
    staff: Staff,
    ctx: Ctx,
    id: ObjectKey,
    version: Option<&str>,
) -> Result<PdfFile, Problem> {
    let which = Which::parse(version).ok_or(CheckError::NotFound)?;
    let bytes = service::print(&ctx, &staff, &id, which).await?;
    Ok(PdfFile::of_entry(id.as_str(), bytes))
}

/// Downloads a file of an entry as it was uploaded.
#[utoipa::path(tag = "checks", responses((status = 200, content_type = "application/octet-stream")))]
#[get("/staff/entries/<id>/attachments/<attachment>")]
async fn download_attachment(
    staff: Staff,
    ctx: Ctx,
    id: ObjectKey,
    attachment: ObjectKey,
) -> Result<Download, Problem> {
    let file = staff_attachment(ctx.read(), &staff, &id, &attachment).await?.ok_or(CheckError::NotFound)?;
    Ok(attachments::original(&ctx, &Stored::from(&*file), &file.original_name).await?)
}

/// Shows the preview of a picture of an entry, without personal data (author, location).
#[utoipa::path(tag = "checks",
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
    let file = staff_attachment(ctx.read(), &staff, &id, &attachment).await?.ok_or(CheckError::NotFound)?;
    let size = size.unwrap_or(PreviewSize::Display);
    Ok(attachments::picture(&ctx, &Stored::from(&*file), size).await?)
}

async fn find_edition(ctx: &Ctx, programme: &Slug, edition: &Slug) -> Result<Edition, CheckError> {
    editions::find(ctx.read(), ctx, programme, edition).await?.ok_or(CheckError::NotFound)
}

impl From<ListQuery> for ListRequest {
    fn from(query: ListQuery) -> Self {
        let ListQuery { q, state, category, country, kind, sort, after, limit } = query;
        Self { q, state, category, country, kind, sort, after, limit }
    }
}

impl From<CheckError> for Problem {
    fn from(error: CheckError) -> Self {
        match error {
            CheckError::NotFound => Self::not_found(),
            CheckError::Entry(error) => error.into(),
            CheckError::Organisation(error) => error.into(),
            CheckError::Stale { version, state } => {
                Self::new(412, "checks/entry-changed", "Someone else changed this entry. Load it again.")
                    .with("current", serde_json::json!({ "version": version, "state": state.as_str() }))
            }
            CheckError::NotNow(no) => {
                Self::new(409, "checks/not-now", "This cannot be done in the entry's current state.")
                    .detail(no.to_string())
                    .with("state", no.from.as_str())
            }
            CheckError::OwnStake => Self::new(
                403,
                "checks/own-stake",
                "You enter or judge in this category, so a colleague decides on its entries.",
            ),
            CheckError::Input(refused) => {
                Self::invalid(vec![FieldError::new(refused.pointer, refused.code, refused.detail)])
            }
            CheckError::Db(error) => error.into(),
        }
    }
}

pub fn routes() -> Vec<Route> {
    let mut all = collect![
        dashboard,
        list_entries,
        read_entry,
        print_entry,
        check_entry,
        preview_move,
        disqualify,
        download_attachment,
        preview_attachment
    ];
    all.extend(organisations::routes());
    all
}

/// Their description.
#[derive(OpenApi)]
#[openapi(paths(
    dashboard,
    list_entries,
    read_entry,
    print_entry,
    check_entry,
    preview_move,
    disqualify,
    download_attachment,
    preview_attachment
))]
pub struct Doc;
