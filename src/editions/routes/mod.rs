//! HTTP of editions.

mod deleting;
mod pages;

use rocket::{get, http::Status, post, put, serde::json::Json};

use super::{
    DocumentError, Edition, EditionSummary, StaffDocument, StaffEditionView,
    changes::{Preview, VersionInFull, VersionPage, WindowPreview},
    error::EditionError,
    input::{NewDocument, NewState, NewWindows, Replacement, WantedState},
    sample, schema, service, store,
    views::{Call, Sample, SampleItem, StatePreview},
};
use crate::{
    accounts::Staff,
    context::Ctx,
    web::{Api, Body, FieldError, IfMatch, Problem, Slug, Versioned, api},
};

pub use pages::page_routes;

/// Lists all editions, newest first.
#[utoipa::path(tag = "editions", responses((status = 200, body = Vec<EditionSummary>)))]
#[get("/editions")]
async fn list_editions(ctx: Ctx) -> Result<Json<Vec<EditionSummary>>, Problem> {
    let editions = store::list_public(ctx.read(), &ctx).await?;
    Ok(Json(editions.iter().map(|edition| EditionSummary::new(edition, ctx.now)).collect()))
}

/// Shows the call for entries of an edition.
#[utoipa::path(tag = "editions", responses((status = 200, body = Call)))]
#[get("/editions/<programme>/<edition>")]
async fn show_call(ctx: Ctx, programme: Slug, edition: Slug) -> Result<Json<Call>, Problem> {
    let edition = store::find_public(ctx.read(), &ctx, &programme, &edition).await?;
    let edition = edition.ok_or(EditionError::NotFound)?;
    Ok(Json(Call::new(&edition, ctx.now)))
}

/// The JSON Schema of edition documents.
#[utoipa::path(tag = "editions", responses((status = 200, body = serde_json::Value)))]
#[get("/editions/schema.json")]
fn document_schema(_ctx: Ctx) -> Json<serde_json::Value> {
    Json(schema())
}

/// Lists the documents that come with the program, to begin an edition with.
#[utoipa::path(tag = "editions", responses((status = 200, body = Vec<SampleItem>)))]
#[get("/staff/samples")]
fn list_samples(_staff: Staff, _ctx: Ctx) -> Json<Vec<SampleItem>> {
    // Texts of the program, which a test reads.
    let documents = sample::SAMPLES.iter().filter_map(|sample| sample.document().ok());
    Json(documents.map(SampleItem::from).collect())
}

/// Shows a document that comes with the program, with dates in the future.
#[utoipa::path(tag = "editions", responses((status = 200, body = Sample)))]
#[get("/staff/samples/<programme>/<edition>")]
fn show_sample(_staff: Staff, ctx: Ctx, programme: Slug, edition: Slug) -> Result<Json<Sample>, Problem> {
    let sample = [&*programme, &*edition].join("/").parse().map_err(|_| EditionError::NotFound)?;
    let document = sample::ahead(sample, ctx.now).map_err(|_| EditionError::NotFound)?;
    Ok(Json(Sample { document }))
}

/// Lists all editions with their versions.
#[utoipa::path(tag = "editions", responses((status = 200, body = Vec<StaffEditionView>)))]
#[get("/staff/editions")]
async fn list_for_staff(staff: Staff, ctx: Ctx) -> Result<Json<Vec<StaffEditionView>>, Problem> {
    let editions = store::list(&ctx, &staff).await?;
    Ok(Json(editions.iter().map(|edition| StaffEditionView::new(edition, ctx.now)).collect()))
}

/// Shows staff the call of an edition as everyone sees it, that of a draft too.
#[utoipa::path(tag = "editions", responses((status = 200, body = Call)))]
#[get("/staff/editions/<programme>/<edition>")]
async fn show_for_staff(
    staff: Staff,
    ctx: Ctx,
    programme: Slug,
    edition: Slug,
) -> Result<Json<Call>, Problem> {
    let edition = find(&ctx, &staff, &programme, &edition).await?;
    Ok(Json(Call::for_staff(&edition, &staff, ctx.now)))
}

/// Adds an edition as a draft, which only staff see. The same document again changes nothing.
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

/// Shows the document of an edition.
#[utoipa::path(tag = "editions", responses((status = 200, body = StaffDocument)))]
#[get("/staff/editions/<programme>/<edition>/document")]
async fn show_document(
    staff: Staff,
    ctx: Ctx,
    programme: Slug,
    edition: Slug,
) -> Result<Versioned<StaffDocument>, Problem> {
    let edition = find(&ctx, &staff, &programme, &edition).await?;
    Ok(Versioned(edition.version, edition.into()))
}

/// Previews what adding or replacing a document would do: differences, consequences, warnings.
#[utoipa::path(tag = "editions", request_body = NewDocument, responses((status = 200, body = Preview)))]
#[post("/staff/editions/preview", data = "<body>")]
async fn preview_document(
    _staff: Staff,
    ctx: Ctx,
    body: Body<NewDocument>,
) -> Result<Json<Preview>, Problem> {
    Ok(Json(service::look(&ctx, &body.value).await?))
}

/// Replaces the document of an edition, exactly as in the confirmed preview; a changed form
/// becomes the next form version.
#[utoipa::path(tag = "editions", params(IfMatch), request_body = Replacement,
    responses((status = 200, body = StaffDocument)))]
#[put("/staff/editions/<programme>/<edition>/document", data = "<body>")]
async fn replace_document(
    staff: Staff,
    ctx: Ctx,
    programme: Slug,
    edition: Slug,
    version: IfMatch,
    body: Body<Replacement>,
) -> Result<Versioned<StaffDocument>, Problem> {
    let wanted = service::Wanted { programme: &programme, edition: &edition, version: version.0 };
    let edition = service::replace(&ctx, &staff, wanted, &body.value).await?;
    Ok(Versioned(edition.version, edition.into()))
}

/// Previews moving a window, and proposes dates for those that follow.
#[utoipa::path(tag = "editions", params(IfMatch), request_body = NewWindows,
    responses((status = 200, body = WindowPreview)))]
#[post("/staff/editions/<programme>/<edition>/windows/<key>/preview", data = "<body>")]
#[expect(clippy::too_many_arguments, reason = "one for each part of the request")]
async fn preview_window(
    staff: Staff,
    ctx: Ctx,
    programme: Slug,
    edition: Slug,
    key: Slug,
    version: IfMatch,
    body: Body<NewWindows>,
) -> Result<Json<WindowPreview>, Problem> {
    let wanted = service::Wanted { programme: &programme, edition: &edition, version: version.0 };
    Ok(Json(service::look_at_windows(&ctx, &staff, wanted, &key, body.value).await?))
}

/// Moves a window of an edition, and others with it.
#[utoipa::path(tag = "editions", params(IfMatch), request_body = NewWindows,
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
    body: Body<NewWindows>,
) -> Result<Versioned<StaffDocument>, Problem> {
    let wanted = service::Wanted { programme: &programme, edition: &edition, version: version.0 };
    let edition = service::move_windows(&ctx, &staff, wanted, &key, body.value).await?;
    Ok(Versioned(edition.version, edition.into()))
}

/// Previews publishing an edition, archiving it, or bringing it back.
#[utoipa::path(tag = "editions", params(IfMatch), request_body = WantedState,
    responses((status = 200, body = StatePreview)))]
#[post("/staff/editions/<programme>/<edition>/state/preview", data = "<body>")]
async fn preview_state(
    staff: Staff,
    ctx: Ctx,
    programme: Slug,
    edition: Slug,
    version: IfMatch,
    body: Body<WantedState>,
) -> Result<Json<StatePreview>, Problem> {
    let wanted = service::Wanted { programme: &programme, edition: &edition, version: version.0 };
    Ok(Json(service::look_at_state(&ctx, &staff, wanted, &body.value).await?))
}

/// Publishes a draft edition, archives a published one, or brings an archived one back. The state
/// it has changes nothing.
#[utoipa::path(tag = "editions", params(IfMatch), request_body = NewState,
    responses((status = 200, body = StaffDocument)))]
#[put("/staff/editions/<programme>/<edition>/state", data = "<body>")]
async fn set_state(
    staff: Staff,
    ctx: Ctx,
    programme: Slug,
    edition: Slug,
    version: IfMatch,
    body: Body<NewState>,
) -> Result<Versioned<StaffDocument>, Problem> {
    let wanted = service::Wanted { programme: &programme, edition: &edition, version: version.0 };
    let edition = service::set_state(&ctx, &staff, wanted, &body.value).await?;
    Ok(Versioned(edition.version, edition.into()))
}

/// Lists the versions of an edition's document, newest first.
#[utoipa::path(tag = "editions", params(("before" = Option<i64>, Query, description = "`next` of the \
previous page")),
    responses((status = 200, body = VersionPage)))]
#[get("/staff/editions/<programme>/<edition>/versions?<before>")]
async fn list_versions(
    staff: Staff,
    ctx: Ctx,
    programme: Slug,
    edition: Slug,
    before: Option<i64>,
) -> Result<Json<VersionPage>, Problem> {
    let edition = find(&ctx, &staff, &programme, &edition).await?;
    Ok(Json(service::history::list(&ctx, &edition, before).await?))
}

/// Shows one version of an edition's document, compared with the one before or another.
#[utoipa::path(tag = "editions", params(("against" = Option<i64>, Query, description = "the version to compare with")),
    responses((status = 200, body = VersionInFull)))]
#[get("/staff/editions/<programme>/<edition>/versions/<version>?<against>")]
async fn show_version(
    staff: Staff,
    ctx: Ctx,
    programme: Slug,
    edition: Slug,
    version: i64,
    against: Option<i64>,
) -> Result<Json<VersionInFull>, Problem> {
    let edition = find(&ctx, &staff, &programme, &edition).await?;
    Ok(Json(service::history::find(&ctx, &edition, version, against).await?))
}

async fn find(ctx: &Ctx, staff: &Staff, programme: &str, edition: &str) -> Result<Edition, EditionError> {
    let found = store::find(ctx.read(), ctx, staff, programme, edition).await?;
    found.ok_or(EditionError::NotFound)
}

impl From<EditionError> for Problem {
    fn from(error: EditionError) -> Self {
        match error {
            EditionError::NotFound => Self::not_found(),
            EditionError::Stale(since) => Self::new(
                412,
                "editions/changed",
                "This edition has changed since your version. Nothing was replaced.",
            )
            .with("current", *since),
            EditionError::Unconfirmed(preview) => {
                Self::not_now("editions/unconfirmed", "Check what this change does, then confirm it.")
                    .with("preview", *preview)
            }
            EditionError::Exists { current } => Self::not_now(
                "editions/exists",
                "An edition with this name and other rules exists. Change that one instead.",
            )
            .with("current", serde_json::json!({ "version": current })),
            EditionError::State(state) => Self::not_now(
                "editions/state",
                "A draft can be published, a published edition archived, and an archived one brought back.",
            )
            .with("current", serde_json::json!({ "state": state })),
            EditionError::NoDraft(state) => Self::not_now(
                "editions/not-draft",
                "Only a draft can be deleted. People have seen this edition; archive it instead.",
            )
            .with("current", serde_json::json!({ "state": state })),
            EditionError::Draft => Self::not_now(
                "editions/draft",
                "This edition is a draft, which only staff see. Publish it first.",
            ),
            EditionError::Archived => Self::not_now(
                "editions/archived",
                "This edition is archived: nothing in it changes any more.",
            ),
            EditionError::Document(errors) => {
                Self::new(422, "editions/document", "The edition document has errors.")
                    .errors(errors.into_iter().map(field_error).collect())
            }
            EditionError::Db(error) => error.into(),
        }
    }
}

fn field_error(error: DocumentError) -> FieldError {
    FieldError::new(format!("/document{}", error.pointer), error.code.as_str(), error.to_string())
}

pub fn api() -> Api {
    let own = api![
        list_editions,
        show_call,
        document_schema,
        list_samples,
        show_sample,
        list_for_staff,
        show_for_staff,
        add_edition,
        show_document,
        preview_document,
        replace_document,
        preview_window,
        move_window,
        preview_state,
        set_state,
        list_versions,
        show_version
    ];
    Api::of([own, deleting::api()])
}
