//! HTTP of attachments, for owners.

use rocket::{
    delete,
    form::{self, FromFormField, ValueField},
    get,
    http::Status,
    post, put,
    response::status::Custom,
    serde::json::Json,
};

use super::{
    error::AttachmentError,
    input::{AltText, NewFile},
    serve::PreviewSize,
    service,
};
use crate::{
    accounts::Entrant,
    context::Ctx,
    disk,
    entries::views::OwnFile,
    files::Download,
    web::{Api, Body, Empty, ObjectKey, Problem, Slug, Upload, api},
};

/// Adds a file to a field. The body is the file itself; its type is detected from its content.
#[utoipa::path(tag = "entries",
    params(("X-Upload-Name" = String, Header, description = "The file's name, percent-encoded UTF-8")),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 201, body = OwnFile)))]
#[post("/entries/<id>/attachments/<field>", data = "<file>")]
async fn upload_own_attachment(
    person: Entrant,
    ctx: Ctx,
    id: ObjectKey,
    field: Slug,
    file: Upload<'_>,
) -> Result<Custom<Json<OwnFile>>, Problem> {
    let (name, size_bytes) = (file.name.clone(), file.size_bytes);
    let file = NewFile { name, size_bytes, bytes: file.open() };
    let view = service::upload(&ctx, &person, &id, &field, file).await?;
    Ok(Custom(Status::Created, Json(view)))
}

/// Sets the description of a picture, for people who cannot see it.
#[utoipa::path(tag = "entries", request_body = AltText, responses((status = 200, body = OwnFile)))]
#[put("/entries/<id>/attachments/<attachment>", data = "<body>")]
async fn describe_own_attachment(
    person: Entrant,
    ctx: Ctx,
    id: ObjectKey,
    attachment: ObjectKey,
    body: Body<AltText>,
) -> Result<Json<OwnFile>, Problem> {
    let AltText { alt_text, seen } = body.value;
    let (text, seen) = (alt_text.into_string(), seen.map(crate::text::Lines::into_string));
    let file = service::FileOfEntry { entry: &id, id: &attachment };
    Ok(Json(service::describe(&ctx, &person, file, text, seen).await?))
}

/// Removes a file. Submitted versions keep it.
#[utoipa::path(tag = "entries", responses((status = 200, body = Empty)))]
#[delete("/entries/<id>/attachments/<attachment>")]
async fn remove_own_attachment(
    person: Entrant,
    ctx: Ctx,
    id: ObjectKey,
    attachment: ObjectKey,
) -> Result<Json<Empty>, Problem> {
    let file = service::FileOfEntry { entry: &id, id: &attachment };
    service::remove(&ctx, &person, file).await?;
    Ok(Json(Empty {}))
}

/// Restores a file removed within the last day.
#[utoipa::path(tag = "entries", responses((status = 200, body = OwnFile)))]
#[post("/entries/<id>/attachments/<attachment>/restore")]
async fn restore_own_attachment(
    person: Entrant,
    ctx: Ctx,
    id: ObjectKey,
    attachment: ObjectKey,
) -> Result<Json<OwnFile>, Problem> {
    let file = service::FileOfEntry { entry: &id, id: &attachment };
    Ok(Json(service::restore(&ctx, &person, file).await?))
}

/// Downloads a file as it was uploaded.
#[utoipa::path(tag = "entries",
    responses((status = 200, content_type = "application/octet-stream", body = Vec<u8>)))]
#[get("/entries/<id>/attachments/<attachment>")]
async fn download_own_attachment(
    person: Entrant,
    ctx: Ctx,
    id: ObjectKey,
    attachment: ObjectKey,
) -> Result<Download, Problem> {
    let file = service::FileOfEntry { entry: &id, id: &attachment };
    Ok(service::download(&ctx, &person, file).await?)
}

/// Shows the preview of a picture.
#[utoipa::path(tag = "entries",
    params(("size" = Option<String>, Query, description = "`display` or `thumbnail`")),
    responses((status = 200, content_type = "image/jpeg", body = Vec<u8>)))]
#[get("/entries/<id>/attachments/<attachment>/preview?<size>")]
async fn preview_own_attachment(
    person: Entrant,
    ctx: Ctx,
    id: ObjectKey,
    attachment: ObjectKey,
    size: Option<PreviewSize>,
) -> Result<Download, Problem> {
    let size = size.unwrap_or(PreviewSize::Display);
    let file = service::FileOfEntry { entry: &id, id: &attachment };
    Ok(service::preview(&ctx, &person, file, size).await?)
}

#[rocket::async_trait]
impl<'v> FromFormField<'v> for PreviewSize {
    fn from_value(field: ValueField<'v>) -> form::Result<'v, Self> {
        match field.value {
            "display" => Ok(Self::Display),
            "thumbnail" => Ok(Self::Thumbnail),
            _ => Err(form::Error::validation("must be display or thumbnail").into()),
        }
    }
}

impl From<AttachmentError> for Problem {
    fn from(error: AttachmentError) -> Self {
        match error {
            AttachmentError::Entry(error) => error.into(),
            AttachmentError::TooMany(limit) => {
                let title = "The maximum number of files has been added. Remove one first.";
                Self::not_now("files/too-many", title).with("limit", limit)
            }
            AttachmentError::TooManyUploads(limit) => {
                let title = "Too many files were added to this entry. Please write to the organiser.";
                Self::not_now("files/too-many-uploads", title).with("limit", limit)
            }
            AttachmentError::DescriptionChanged(text) => {
                let title = "This description was changed in another window or by a colleague.";
                let current = serde_json::json!({ "value": text, "alt_text": text, "version": 0 });
                Self::new(412, "files/description-changed", title).with("current", current)
            }
            AttachmentError::DailyLimit { limit_bytes, free_at, now } => {
                let title = "More files cannot be uploaded today. Those you have uploaded are kept.";
                Self::new(429, "files/daily-limit", title)
                    .with("limit_bytes", limit_bytes)
                    .with("free_at", free_at)
                    .retry_after((free_at.0.saturating_sub(now.0) + 999) / 1_000)
            }
            AttachmentError::StorageFull(storage) => {
                let title = "The files of your organisation have reached the size limit. Remove files \
                             you no longer need, or write to the organiser.";
                Self::not_now("files/storage-full", title)
                    .with("used_bytes", storage.used_bytes)
                    .with("limit_bytes", storage.limit_bytes)
            }
            AttachmentError::Receive(error) => error.into(),
            AttachmentError::Refused(refusal) => refusal.into(),
            AttachmentError::NoPreview => Self::new(
                404,
                "files/no-preview",
                "There is no preview of this file. Download it \
                instead.",
            ),
            AttachmentError::NotClean => {
                let title = "We could not remove personal data (author, location) from this file, so \
                             only the awards team can open it. Ask them for a copy.";
                Self::not_now("files/not-clean", title)
            }
            AttachmentError::Disk(error) => {
                tracing::error!(%error, "the file store");
                if disk::is_full(&error) { Self::file_not_stored(true) } else { Self::internal() }
            }
            AttachmentError::Db(error) => error.into(),
        }
    }
}

pub fn api() -> Api {
    api![
        upload_own_attachment,
        describe_own_attachment,
        remove_own_attachment,
        restore_own_attachment,
        download_own_attachment,
        preview_own_attachment
    ]
}
