//! HTTP of editions.

mod pages;

use rocket::{Route, get, http::Status, post, put, routes as collect, serde::json::Json};
use utoipa::OpenApi;

use super::{
    DocumentError, EditionSummary, StaffDocument, StaffEdition,
    error::EditionError,
    input::{NewDocument, NewWindow},
    schema, service, store,
    views::Call,
};
use crate::{
    accounts::Staff,
    context::Ctx,
    web::{Body, FieldError, IfMatch, Problem, Slug, Versioned},
};

pub use pages::page_routes;

/// All editions, newest first.
#[utoipa::path(tag = "editions", responses((status = 200, body = Vec<EditionSummary>)))]
#[get("/editions")]
async fn list_editions(ctx: Ctx) -> Result<Json<Vec<EditionSummary>>, Problem> {
    let editions = store::list(ctx.read(), &ctx).await?;
    Ok(Json(editions.iter().map(|edition| EditionSummary::new(edition, ctx.now)).collect()))
}

/// The call for entries of an edition.
#[utoipa::path(tag = "editions", responses((status = 200, body = Call)))]
#[get("/editions/<programme>/<edition>")]
async fn show_call(ctx: Ctx, programme: Slug, edition: Slug) -> Result<Json<Call>, Problem> {
    let edition = store::find(ctx.read(), &ctx, &programme, &edition).await?.ok_or(EditionError::NotFound)?;
    Ok(Json(Call::new(&edition, ctx.now)))
}

/// The JSON Schema of edition documents.
#[utoipa::path(tag = "editions", responses((status = 200, body = serde_json::Value)))]
#[get("/editions/schema.json")]
fn document_schema(_ctx: Ctx) -> Json<serde_json::Value> {
    Json(schema())
}

/// All editions with their versions.
#[utoipa::path(tag = "editions", responses((status = 200, body = Vec<StaffEdition>)))]
#[get("/staff/editions")]
async fn list_for_staff(_staff: Staff, ctx: Ctx) -> Result<Json<Vec<StaffEdition>>, Problem> {
    let editions = store::list(ctx.read(), &ctx).await?;
    Ok(Json(editions.iter().map(|edition| StaffEdition::new(edition, ctx.now)).collect()))
}

/// Adds an edition. The same document again changes nothing.
#[utoipa::path(tag = "editions", request_body = NewDocument, responses((status = 201, body = StaffDocument)))]
#[post("/staff/editions", data = "<body>")]
async fn add_edition(
    staff: Staff,
    ctx: Ctx,
    body: Body<NewDocument>,
) -> Result<(Status, Versioned<StaffDocument>), Problem> {
    let edition = service::add(&ctx, &staff, &body.value).await?;
    Ok((Status::Created, Versioned(edition.version, edition.into())))
}

/// The document of an edition.
#[utoipa::path(tag = "editions", responses((status = 200, body = StaffDocument)))]
#[get("/staff/editions/<programme>/<edition>/document")]
async fn show_document(
    _staff: Staff,
    ctx: Ctx,
    programme: Slug,
    edition: Slug,
) -> Result<Versioned<StaffDocument>, Problem> {
    let edition = store::find(ctx.read(), &ctx, &programme, &edition).await?.ok_or(EditionError::NotFound)?;
    Ok(Versioned(edition.version, edition.into()))
}

/// Replaces the document of an edition; a changed form becomes the next form version.
#[utoipa::path(tag = "editions", params(IfMatch), request_body = NewDocument,
    responses((status = 200, body = StaffDocument)))]
#[put("/staff/editions/<programme>/<edition>/document", data = "<body>")]
async fn replace_document(
    staff: Staff,
    ctx: Ctx,
    programme: Slug,
    edition: Slug,
    version: IfMatch,
    body: Body<NewDocument>,
) -> Result<Versioned<StaffDocument>, Problem> {
    let wanted = service::Wanted { programme: &programme, edition: &edition, version: version.0 };
    let edition = service::replace(&ctx, &staff, wanted, &body.value).await?;
    Ok(Versioned(edition.version, edition.into()))
}

/// Moves a window of an edition.
#[utoipa::path(tag = "editions", params(IfMatch), request_body = NewWindow,
    responses((status = 200, body = StaffDocument)))]
#[put("/staff/editions/<programme>/<edition>/windows/<key>", data = "<body>")]
#[expect(clippy::too_many_arguments, reason = "one for each part of the request")]
async fn move_window(
    staff: Staff,
    ctx: Ctx,
    programme: Slug,
    edition: Slug,
    key: Slug,
    version: IfMatch,
    body: Body<NewWindow>,
) -> Result<Versioned<StaffDocument>, Problem> {
    let wanted = service::Wanted { programme: &programme, edition: &edition, version: version.0 };
    let edition = service::move_window(&ctx, &staff, wanted, &key, body.value.into()).await?;
    Ok(Versioned(edition.version, edition.into()))
}

impl From<EditionError> for Problem {
    fn from(error: EditionError) -> Self {
        match error {
            EditionError::NotFound => Self::not_found(),
            EditionError::Stale { current } => {
                Self::new(412, "editions/changed", "Somebody changed this edition meanwhile. Load it again.")
                    .with("current", serde_json::json!({ "version": current }))
            }
            EditionError::Exists { current } => Self::new(
                409,
                "editions/exists",
                "There is an edition of this name with other rules. Change that one instead.",
            )
            .with("current", serde_json::json!({ "version": current })),
            EditionError::Document(errors) => {
                Self::new(422, "editions/document", "The edition document is not right yet.")
                    .errors(errors.into_iter().map(field_error).collect())
            }
            EditionError::Db(error) => error.into(),
        }
    }
}

fn field_error(error: DocumentError) -> FieldError {
    FieldError::new(format!("/document{}", error.pointer), error.code.as_str(), error.message)
}

/// The routes of editions.
pub fn routes() -> Vec<Route> {
    collect![
        list_editions,
        show_call,
        document_schema,
        list_for_staff,
        add_edition,
        show_document,
        replace_document,
        move_window
    ]
}

/// Their description.
#[derive(OpenApi)]
#[openapi(paths(
    list_editions,
    show_call,
    document_schema,
    list_for_staff,
    add_edition,
    show_document,
    replace_document,
    move_window
))]
pub struct Doc;
