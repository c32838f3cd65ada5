//! Submitting an entry, its receipt, taking it back.

use rocket::{Responder, get, http::Header, post, serde::json::Json};

use crate::{
    accounts::Entrant,
    context::Ctx,
    db::Idempotent,
    entries::{
        canonical::Receipt,
        input::Withdrawal,
        service,
        submitted::SubmittedView,
        views::{OwnerView, ReceiptView},
    },
    files::{Disposition, content_disposition},
    web::{Body, Empty, IdempotencyHeader, ObjectKey, Problem},
};

/// Submits an entry, for the first time or again.
#[utoipa::path(tag = "entries", params(IdempotencyHeader), request_body = Empty,
    responses((status = 200, body = ReceiptView)))]
#[post("/entries/<id>/submit", data = "<body>")]
pub async fn submit_entry(
    person: Entrant,
    ctx: Ctx,
    id: ObjectKey,
    key: IdempotencyHeader,
    body: Body<Empty>,
) -> Result<Idempotent<ReceiptView>, Problem> {
    let request_key = key.of(&person, &body);
    Ok(service::submit(&ctx, &person, &id, request_key).await?)
}

/// Shows the last submitted version, or the one with this number.
#[utoipa::path(tag = "entries", params(("number" = Option<i32>, Query, description = "Which version")),
    responses((status = 200, body = SubmittedView)))]
#[get("/entries/<id>/submitted?<number>")]
pub async fn show_submitted(
    person: Entrant,
    ctx: Ctx,
    id: ObjectKey,
    number: Option<i32>,
) -> Result<Json<SubmittedView>, Problem> {
    Ok(Json(service::submitted(&ctx, &person, &id, number).await?))
}

#[derive(Responder)]
pub struct JsonFile<T>(Json<T>, Header<'static>);

/// Downloads the receipt of the last submitted version, with its whole content.
#[utoipa::path(tag = "entries", responses((status = 200, body = serde_json::Value)))]
#[get("/entries/<id>/receipt")]
pub async fn download_receipt(
    person: Entrant,
    ctx: Ctx,
    id: ObjectKey,
) -> Result<JsonFile<Receipt>, Problem> {
    let receipt = service::receipt(&ctx, &person, &id).await?;
    let name = format!("receipt-{}.json", receipt.entry_id);
    let disposition = content_disposition(Disposition::Attachment, &name);
    Ok(JsonFile(Json(receipt), Header::new("Content-Disposition", disposition)))
}

/// Withdraws a submitted entry.
#[utoipa::path(tag = "entries", params(IdempotencyHeader), request_body = Withdrawal,
    responses((status = 200, body = OwnerView)))]
#[post("/entries/<id>/withdraw", data = "<body>")]
pub async fn withdraw_entry(
    person: Entrant,
    ctx: Ctx,
    id: ObjectKey,
    key: IdempotencyHeader,
    body: Body<Withdrawal>,
) -> Result<Idempotent<OwnerView>, Problem> {
    let request_key = key.of(&person, &body);
    Ok(service::withdraw(&ctx, &person, &id, request_key, body.value.reason.as_str()).await?)
}

/// Undoes the withdrawal of an entry while the call is open.
#[utoipa::path(tag = "entries", params(IdempotencyHeader), request_body = Empty,
    responses((status = 200, body = OwnerView)))]
#[post("/entries/<id>/reinstate", data = "<body>")]
pub async fn reinstate_entry(
    person: Entrant,
    ctx: Ctx,
    id: ObjectKey,
    key: IdempotencyHeader,
    body: Body<Empty>,
) -> Result<Idempotent<OwnerView>, Problem> {
    let request_key = key.of(&person, &body);
    Ok(service::reinstate(&ctx, &person, &id, request_key).await?)
}
