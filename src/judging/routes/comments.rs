//! HTTP of judges' comments: for staff, for the panel, for the entrant.

use rocket::{get, post, serde::json::Json};

use crate::{
    accounts::{Entrant, Judge, Staff},
    context::Ctx,
    db::Idempotent,
    judging::{
        access::{RoundPath, staff_round},
        service,
        views::{CommentedEntry, FeedbackReleased, FeedbackView, SheetComments},
    },
    web::{Api, Body, Empty, IdempotencyHeader, ObjectKey, Problem, Slug, api},
};

/// Lists all comments that judges wrote on an entry.
#[utoipa::path(tag = "judging", responses((status = 200, body = Vec<SheetComments>)))]
#[get("/staff/entries/<id>/comments")]
async fn list_comments(staff: Staff, ctx: Ctx, id: ObjectKey) -> Result<Json<Vec<SheetComments>>, Problem> {
    Ok(Json(service::staff_comments(&ctx, &staff, &id).await?))
}

/// Lists what other judges of one's entries wrote for the panel, if the round allows it.
#[utoipa::path(tag = "judging", responses((status = 200, body = Vec<CommentedEntry>)))]
#[get("/judging/<programme>/<edition>/<round>/assignments/comments")]
async fn list_panel_comments(
    judge: Judge,
    ctx: Ctx,
    programme: Slug,
    edition: Slug,
    round: Slug,
) -> Result<Json<Vec<CommentedEntry>>, Problem> {
    let path = RoundPath { programme: &programme, edition: &edition, round: &round };
    Ok(Json(service::panel_comments(&ctx, &judge, path).await?))
}

/// Releases the comments for entrants that judges wrote in a round, once it is over.
#[utoipa::path(tag = "judging", params(IdempotencyHeader), request_body = Empty,
    responses((status = 200, body = FeedbackReleased)))]
#[post("/staff/editions/<programme>/<edition>/rounds/<round>/feedback", data = "<body>")]
#[expect(clippy::too_many_arguments, reason = "Rocket takes each word of a path by name")]
async fn release_feedback(
    staff: Staff,
    ctx: Ctx,
    key: IdempotencyHeader,
    programme: Slug,
    edition: Slug,
    round: Slug,
    body: Body<Empty>,
) -> Result<Idempotent<FeedbackReleased>, Problem> {
    let request_key = key.of(&staff, &body);
    let path = RoundPath { programme: &programme, edition: &edition, round: &round };
    let place = staff_round(&ctx, &staff, path).await?;
    Ok(service::release_feedback(&ctx, &staff, &place, &request_key).await?)
}

/// Shows what judges wrote to the entrant, without their names; empty until it is released.
#[utoipa::path(tag = "judging", responses((status = 200, body = FeedbackView)))]
#[get("/entries/<id>/feedback")]
async fn show_feedback(person: Entrant, ctx: Ctx, id: ObjectKey) -> Result<Json<FeedbackView>, Problem> {
    Ok(Json(service::feedback(&ctx, &person, &id).await?))
}

pub(super) fn api() -> Api {
    api![list_comments, list_panel_comments, release_feedback, show_feedback]
}
