//! HTTP of judges who have accepted, for staff.

use rocket::{get, post, put, serde::json::Json};

use super::{
    input::{JudgeChange, JudgeRemoval},
    service,
    views::{ConflictChange, WorkOfJudge},
};
use crate::{
    accounts::Staff,
    context::Ctx,
    db::Idempotent,
    judging::access::staff_edition,
    web::{Api, Body, Empty, IdempotencyHeader, ObjectKey, Problem, Slug, api},
};

/// Previews what another organisation of a judge would do to conflicts and assignments.
#[utoipa::path(tag = "judging", request_body = JudgeChange, responses((status = 200, body = ConflictChange)))]
#[post("/staff/editions/<programme>/<edition>/judges/<judge>/preview", data = "<body>")]
async fn preview_judge_change(
    staff: Staff,
    ctx: Ctx,
    programme: Slug,
    edition: Slug,
    judge: ObjectKey,
    body: Body<JudgeChange>,
) -> Result<Json<ConflictChange>, Problem> {
    let place = staff_edition(&ctx, &staff, &programme, &edition).await?;
    Ok(Json(service::preview(&ctx, &staff, &place, &judge, &body.value).await?))
}

/// Changes a judge's name, organisation and country; conflicts of interest are found again.
#[utoipa::path(tag = "judging", request_body = JudgeChange, responses((status = 200, body = ConflictChange)))]
#[put("/staff/editions/<programme>/<edition>/judges/<judge>", data = "<body>")]
async fn edit_judge(
    staff: Staff,
    ctx: Ctx,
    programme: Slug,
    edition: Slug,
    judge: ObjectKey,
    body: Body<JudgeChange>,
) -> Result<Json<ConflictChange>, Problem> {
    let place = staff_edition(&ctx, &staff, &programme, &edition).await?;
    Ok(Json(service::edit(&ctx, &staff, &place, &judge, body.value).await?))
}

/// Previews removing a judge, or restoring a removed one.
#[utoipa::path(tag = "judging", responses((status = 200, body = WorkOfJudge)))]
#[get("/staff/editions/<programme>/<edition>/judges/<judge>/removal")]
async fn preview_judge_removal(
    staff: Staff,
    ctx: Ctx,
    programme: Slug,
    edition: Slug,
    judge: ObjectKey,
) -> Result<Json<WorkOfJudge>, Problem> {
    let place = staff_edition(&ctx, &staff, &programme, &edition).await?;
    Ok(Json(service::preview_removal(&ctx, &staff, &place, &judge).await?))
}

/// Removes a judge who has accepted, with a decision about the scoresheets; the judge gets an e-mail.
#[utoipa::path(tag = "judging", params(IdempotencyHeader), request_body = JudgeRemoval,
    responses((status = 200, body = WorkOfJudge)))]
#[post("/staff/editions/<programme>/<edition>/judges/<judge>/removal", data = "<body>")]
#[expect(clippy::too_many_arguments, reason = "Rocket takes each word of a path by name")]
async fn remove_accepted_judge(
    staff: Staff,
    ctx: Ctx,
    key: IdempotencyHeader,
    programme: Slug,
    edition: Slug,
    judge: ObjectKey,
    body: Body<JudgeRemoval>,
) -> Result<Idempotent<WorkOfJudge>, Problem> {
    let request_key = key.of(&staff, &body);
    let place = staff_edition(&ctx, &staff, &programme, &edition).await?;
    Ok(service::remove(&ctx, &staff, &place, &request_key, &judge, body.value).await?)
}

/// Restores a removed judge, with panels, assignments and scoresheets; the judge gets an e-mail.
#[utoipa::path(tag = "judging", params(IdempotencyHeader), request_body = Empty,
    responses((status = 200, body = WorkOfJudge)))]
#[post("/staff/editions/<programme>/<edition>/judges/<judge>/restore", data = "<body>")]
#[expect(clippy::too_many_arguments, reason = "Rocket takes each word of a path by name")]
async fn restore_judge(
    staff: Staff,
    ctx: Ctx,
    key: IdempotencyHeader,
    programme: Slug,
    edition: Slug,
    judge: ObjectKey,
    body: Body<Empty>,
) -> Result<Idempotent<WorkOfJudge>, Problem> {
    let request_key = key.of(&staff, &body);
    let place = staff_edition(&ctx, &staff, &programme, &edition).await?;
    Ok(service::restore(&ctx, &staff, &place, &request_key, &judge).await?)
}

pub fn api() -> Api {
    api![preview_judge_change, edit_judge, preview_judge_removal, remove_accepted_judge, restore_judge]
}
