//! Writing an entry.

use rocket::{delete, get, http::Status, post, put, response::status::Custom, serde::json::Json};

use crate::{
    accounts::Entrant,
    context::Ctx,
    db::Idempotent,
    entries::{
        input::{AnswerInput, CategoryInput, NewEntry},
        service::{self, Asker},
        views::{AnswerSaved, Completeness, EntryListItem, Opening, OwnerView, WholeEntry},
    },
    web::{Body, Empty, IdempotencyHeader, IfMatch, ObjectKey, Problem, Slug, Versioned},
};

/// Lists one's own entries, last changed first.
#[utoipa::path(tag = "entries", responses((status = 200, body = Vec<EntryListItem>)))]
#[get("/entries")]
pub async fn list_own_entries(person: Entrant, ctx: Ctx) -> Result<Json<Vec<EntryListItem>>, Problem> {
    Ok(Json(service::list(&ctx, &person).await?))
}

/// Lists the categories that one enters, each with what the rules at the start say of an
/// organisation of one's own.
#[utoipa::path(tag = "entries", params(
    ("kind" = Option<String>, Query, description = "what kind it is in this edition, where its own is none of it"),
), responses((status = 200, body = Vec<Opening>)))]
#[get("/organisations/<id>/openings/<programme>/<edition>?<kind>")]
pub async fn list_openings(
    person: Entrant,
    ctx: Ctx,
    id: ObjectKey,
    programme: Slug,
    edition: Slug,
    kind: Option<String>,
) -> Result<Json<Vec<Opening>>, Problem> {
    let asker = Asker { organisation: &id, kind };
    Ok(Json(service::openings(&ctx, &person, &programme, &edition, asker).await?))
}

/// Starts an entry.
#[utoipa::path(tag = "entries", params(IdempotencyHeader), request_body = NewEntry,
    responses((status = 201, body = OwnerView)))]
#[post("/entries", data = "<body>")]
pub async fn create_entry(
    person: Entrant,
    ctx: Ctx,
    key: IdempotencyHeader,
    body: Body<NewEntry>,
) -> Result<Custom<Idempotent<OwnerView>>, Problem> {
    let request_key = key.of(&person, &body);
    Ok(Custom(Status::Created, service::create(&ctx, &person, request_key, body.value).await?))
}

/// Shows one of one's own entries.
#[utoipa::path(tag = "entries", responses((status = 200, body = OwnerView)))]
#[get("/entries/<id>")]
pub async fn show_own_entry(
    person: Entrant,
    ctx: Ctx,
    id: ObjectKey,
) -> Result<Versioned<OwnerView>, Problem> {
    let view = service::show(&ctx, &person, &id).await?;
    Ok(Versioned(view.version, view))
}

/// Shows one of one's own entries with what it lacks and its call, in one request.
#[utoipa::path(tag = "entries", responses((status = 200, body = WholeEntry)))]
#[get("/entries/<id>/whole")]
pub async fn show_whole_entry(person: Entrant, ctx: Ctx, id: ObjectKey) -> Result<Json<WholeEntry>, Problem> {
    Ok(Json(service::whole(&ctx, &person, &id).await?))
}

/// Saves the answer to one field; `If-Match: "v0"` for the first.
#[utoipa::path(tag = "entries", params(IfMatch), request_body = AnswerInput,
    responses((status = 200, body = AnswerSaved)))]
#[put("/entries/<id>/answers/<field>", data = "<body>")]
pub async fn save_answer(
    person: Entrant,
    ctx: Ctx,
    id: ObjectKey,
    field: Slug,
    seen: IfMatch,
    body: Body<AnswerInput>,
) -> Result<Versioned<AnswerSaved>, Problem> {
    let saved = service::save_answer(&ctx, &person, &id, &field, seen.0, &body.value.value).await?;
    Ok(Versioned(saved.version, saved))
}

/// Changes the category of a draft.
#[utoipa::path(tag = "entries", params(IfMatch), request_body = CategoryInput,
    responses((status = 200, body = OwnerView)))]
#[put("/entries/<id>/category", data = "<body>")]
pub async fn choose_category(
    person: Entrant,
    ctx: Ctx,
    id: ObjectKey,
    version: IfMatch,
    body: Body<CategoryInput>,
) -> Result<Versioned<OwnerView>, Problem> {
    let view = service::move_to_category(&ctx, &person, &id, version.0, &body.value.category).await?;
    Ok(Versioned(view.version, view))
}

/// Checks what an entry lacks before it can be submitted.
#[utoipa::path(tag = "entries", responses((status = 200, body = Completeness)))]
#[get("/entries/<id>/check")]
pub async fn check_own_entry(
    person: Entrant,
    ctx: Ctx,
    id: ObjectKey,
) -> Result<Json<Completeness>, Problem> {
    Ok(Json(service::check(&ctx, &person, &id).await?))
}

/// Deletes a draft. This cannot be undone.
#[utoipa::path(tag = "entries", responses((status = 200, body = Empty)))]
#[delete("/entries/<id>")]
pub async fn delete_draft(person: Entrant, ctx: Ctx, id: ObjectKey) -> Result<Json<Empty>, Problem> {
    service::delete(&ctx, &person, &id).await?;
    Ok(Json(Empty {}))
}
