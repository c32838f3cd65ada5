//! HTTP of an edition's judges, for staff.

use rocket::{delete, get, post, serde::json::Json};

use crate::{
    accounts::Staff,
    context::Ctx,
    db::Idempotent,
    judging::{
        access::staff_edition,
        input::{NewJudges, NewReminder, NewReminders, PastedList},
        service,
        views::{JudgeItem, JudgeReminder, JudgesInvited, MailsSent, MailsUndone, PastedJudge},
    },
    web::{Api, Body, Empty, IdempotencyHeader, ObjectKey, Problem, Slug, api},
};

/// Lists the judges of an edition with their progress.
#[utoipa::path(tag = "judging", responses((status = 200, body = Vec<JudgeItem>)))]
#[get("/staff/editions/<programme>/<edition>/judges")]
async fn list_judges(
    staff: Staff,
    ctx: Ctx,
    programme: Slug,
    edition: Slug,
) -> Result<Json<Vec<JudgeItem>>, Problem> {
    let place = staff_edition(&ctx, &staff, &programme, &edition).await?;
    Ok(Json(service::list_judges(&ctx, &place).await?))
}

/// Invites people to judge; existing judges of the edition are skipped.
#[utoipa::path(tag = "judging", params(IdempotencyHeader), request_body = NewJudges,
    responses((status = 200, body = JudgesInvited)))]
#[post("/staff/editions/<programme>/<edition>/judges", data = "<body>")]
async fn invite_judges(
    staff: Staff,
    ctx: Ctx,
    key: IdempotencyHeader,
    programme: Slug,
    edition: Slug,
    body: Body<NewJudges>,
) -> Result<Idempotent<JudgesInvited>, Problem> {
    let request_key = key.of(&staff, &body);
    let place = staff_edition(&ctx, &staff, &programme, &edition).await?;
    Ok(service::invite(&ctx, &staff, &place, &request_key, body.value).await?)
}

/// Reads a list of people pasted from an e-mail program or a spreadsheet. Invites nobody.
#[utoipa::path(tag = "judging", request_body = PastedList,
    responses((status = 200, body = Vec<PastedJudge>)))]
#[post("/staff/editions/<programme>/<edition>/judges/read", data = "<body>")]
async fn read_pasted_judges(
    staff: Staff,
    ctx: Ctx,
    programme: Slug,
    edition: Slug,
    body: Body<PastedList>,
) -> Result<Json<Vec<PastedJudge>>, Problem> {
    let place = staff_edition(&ctx, &staff, &programme, &edition).await?;
    Ok(Json(service::read_pasted(&ctx, &place, &body.value).await?))
}

/// Reminds one judge of the invitation, or of scoresheets that are not handed in.
#[utoipa::path(tag = "judging", params(IdempotencyHeader), request_body = NewReminder,
    responses((status = 200, body = MailsSent)))]
#[post("/staff/editions/<programme>/<edition>/judges/<judge>/remind", data = "<body>")]
#[expect(clippy::too_many_arguments, reason = "Rocket takes each word of a path by name")]
async fn remind_judge(
    staff: Staff,
    ctx: Ctx,
    key: IdempotencyHeader,
    programme: Slug,
    edition: Slug,
    judge: ObjectKey,
    body: Body<NewReminder>,
) -> Result<Idempotent<MailsSent>, Problem> {
    let request_key = key.of(&staff, &body);
    let place = staff_edition(&ctx, &staff, &programme, &edition).await?;
    Ok(service::remind_one(&ctx, &staff, &place, &judge, &body.value, &request_key).await?)
}

/// Reviews which of some judges a reminder would reach, and why not the others.
#[utoipa::path(tag = "judging", request_body = NewReminders,
    responses((status = 200, body = Vec<JudgeReminder>)))]
#[post("/staff/editions/<programme>/<edition>/judges/reminders/review", data = "<body>")]
async fn review_reminders(
    staff: Staff,
    ctx: Ctx,
    programme: Slug,
    edition: Slug,
    body: Body<NewReminders>,
) -> Result<Json<Vec<JudgeReminder>>, Problem> {
    let place = staff_edition(&ctx, &staff, &programme, &edition).await?;
    Ok(Json(service::review_reminders(&ctx, &place, &body.value).await?))
}

/// Reminds those of some judges whom the review says a reminder reaches.
#[utoipa::path(tag = "judging", params(IdempotencyHeader), request_body = NewReminders,
    responses((status = 200, body = MailsSent)))]
#[post("/staff/editions/<programme>/<edition>/judges/reminders", data = "<body>")]
async fn remind_chosen_judges(
    staff: Staff,
    ctx: Ctx,
    key: IdempotencyHeader,
    programme: Slug,
    edition: Slug,
    body: Body<NewReminders>,
) -> Result<Idempotent<MailsSent>, Problem> {
    let request_key = key.of(&staff, &body);
    let place = staff_edition(&ctx, &staff, &programme, &edition).await?;
    Ok(service::remind_chosen(&ctx, &staff, &place, &body.value, &request_key).await?)
}

/// Cancels e-mails to judges that are not sent yet.
#[utoipa::path(tag = "judging", params(IdempotencyHeader), request_body = Empty,
    responses((status = 200, body = MailsUndone)))]
#[post("/staff/editions/<programme>/<edition>/mails/<mails>/undo", data = "<body>")]
#[expect(clippy::too_many_arguments, reason = "Rocket takes each word of a path by name")]
async fn undo_mails(
    staff: Staff,
    ctx: Ctx,
    key: IdempotencyHeader,
    programme: Slug,
    edition: Slug,
    mails: ObjectKey,
    body: Body<Empty>,
) -> Result<Idempotent<MailsUndone>, Problem> {
    let request_key = key.of(&staff, &body);
    let place = staff_edition(&ctx, &staff, &programme, &edition).await?;
    Ok(service::undo_mails(&ctx, &staff, &place, &mails, &request_key).await?)
}

/// Cancels the invitation of a judge who has not accepted.
#[utoipa::path(tag = "judging", responses((status = 200, body = Empty)))]
#[delete("/staff/editions/<programme>/<edition>/judges/<judge>")]
async fn remove_judge(
    staff: Staff,
    ctx: Ctx,
    programme: Slug,
    edition: Slug,
    judge: ObjectKey,
) -> Result<Json<Empty>, Problem> {
    let place = staff_edition(&ctx, &staff, &programme, &edition).await?;
    service::remove_judge(&ctx, &staff, &place, &judge).await?;
    Ok(Json(Empty {}))
}

pub(super) fn api() -> Api {
    api![
        list_judges,
        invite_judges,
        read_pasted_judges,
        remind_judge,
        review_reminders,
        remind_chosen_judges,
        undo_mails,
        remove_judge
    ]
}
