//! HTTP of a round, for staff.
#![expect(unused_qualifications, reason = "the route macro writes one for query structs")]

use rocket::{delete, get, post, put, serde::json::Json};
use utoipa::IntoParams;

use crate::judging::{
    access::{RoundPath, staff_round},
    input::{NewAssignments, NewPanel, NewReminder, words_sought},
    service::{self, Asked},
    views::{AssignmentsMade, AssignmentsReview, CoveragePage, MailsSent, RoundView, RoundWindow},
};
use crate::{
    accounts::Staff,
    context::Ctx,
    db::Idempotent,
    web::{Api, Body, Empty, IdempotencyHeader, ObjectKey, Problem, Slug, api},
};

/// Shows a round with its panels, and its coverage in numbers.
#[utoipa::path(tag = "judging", responses((status = 200, body = RoundView)))]
#[get("/staff/editions/<programme>/<edition>/rounds/<round>")]
async fn show_round(
    staff: Staff,
    ctx: Ctx,
    programme: Slug,
    edition: Slug,
    round: Slug,
) -> Result<Json<RoundView>, Problem> {
    let path = RoundPath { programme: &programme, edition: &edition, round: &round };
    let place = staff_round(&ctx, &staff, path).await?;
    Ok(Json(service::show_round(&ctx, &place).await?))
}

/// Which entries of a round.
#[derive(rocket::FromForm, IntoParams)]
#[into_params(parameter_in = Query)]
struct CoverageQuery {
    /// Entries of this category only.
    category: Option<String>,
    /// Words in title, contact or organisation, the beginning of a number, or words of the name of
    /// a judge who has the entry.
    q: Option<String>,
    /// `true`: entries with fewer judges than they need.
    few_judges: Option<bool>,
    /// `next` of the page before.
    after: Option<String>,
}

/// Shows which judges have which entry, 200 entries at a time.
#[utoipa::path(tag = "judging", params(CoverageQuery), responses((status = 200, body = CoveragePage)))]
#[get("/staff/editions/<programme>/<edition>/rounds/<round>/coverage?<query..>")]
async fn show_coverage(
    staff: Staff,
    ctx: Ctx,
    programme: Slug,
    edition: Slug,
    round: Slug,
    query: CoverageQuery,
) -> Result<Json<CoveragePage>, Problem> {
    let path = RoundPath { programme: &programme, edition: &edition, round: &round };
    let place = staff_round(&ctx, &staff, path).await?;
    let asked = Asked {
        category: query.category.as_deref(),
        words: words_sought(query.q.as_deref())?,
        few_judges: query.few_judges.unwrap_or(false),
        after: query.after.as_deref(),
    };
    Ok(Json(service::show_coverage(&ctx, &place, &asked).await?))
}

/// Replaces the panel of an open category.
#[utoipa::path(tag = "judging", request_body = NewPanel, responses((status = 200, body = RoundView)))]
#[put("/staff/editions/<programme>/<edition>/rounds/<round>/panels/<category>", data = "<body>")]
#[expect(clippy::too_many_arguments, reason = "Rocket takes each word of a path by name")]
async fn set_panel(
    staff: Staff,
    ctx: Ctx,
    programme: Slug,
    edition: Slug,
    round: Slug,
    category: Slug,
    body: Body<NewPanel>,
) -> Result<Json<RoundView>, Problem> {
    let path = RoundPath { programme: &programme, edition: &edition, round: &round };
    let place = staff_round(&ctx, &staff, path).await?;
    service::set_panel(&ctx, &staff, &place, &category, body.value).await?;
    Ok(Json(service::show_round(&ctx, &place).await?))
}

/// Opens a round now by setting the start of its window.
#[utoipa::path(tag = "judging", request_body = Empty, responses((status = 200, body = RoundWindow)))]
#[post("/staff/editions/<programme>/<edition>/rounds/<round>/open", data = "<_body>")]
async fn open_round(
    staff: Staff,
    ctx: Ctx,
    programme: Slug,
    edition: Slug,
    round: Slug,
    _body: Body<Empty>,
) -> Result<Json<RoundWindow>, Problem> {
    let path = RoundPath { programme: &programme, edition: &edition, round: &round };
    let place = staff_round(&ctx, &staff, path).await?;
    Ok(Json(service::open_round(&ctx, &staff, &place).await?))
}

/// Closes a round now by setting the end of its window.
#[utoipa::path(tag = "judging", request_body = Empty, responses((status = 200, body = RoundWindow)))]
#[post("/staff/editions/<programme>/<edition>/rounds/<round>/close", data = "<_body>")]
async fn close_round(
    staff: Staff,
    ctx: Ctx,
    programme: Slug,
    edition: Slug,
    round: Slug,
    _body: Body<Empty>,
) -> Result<Json<RoundWindow>, Problem> {
    let path = RoundPath { programme: &programme, edition: &edition, round: &round };
    let place = staff_round(&ctx, &staff, path).await?;
    Ok(Json(service::close_round(&ctx, &staff, &place).await?))
}

/// Assigns entries to judges, by panel or by hand. Conflicts are skipped and listed.
#[utoipa::path(tag = "judging", params(IdempotencyHeader), request_body = NewAssignments,
    responses((status = 200, body = AssignmentsMade)))]
#[post("/staff/editions/<programme>/<edition>/rounds/<round>/assignments", data = "<body>")]
#[expect(clippy::too_many_arguments, reason = "Rocket takes each word of a path by name")]
async fn assign(
    staff: Staff,
    ctx: Ctx,
    key: IdempotencyHeader,
    programme: Slug,
    edition: Slug,
    round: Slug,
    body: Body<NewAssignments>,
) -> Result<Idempotent<AssignmentsMade>, Problem> {
    let request_key = key.of(&staff, &body);
    let path = RoundPath { programme: &programme, edition: &edition, round: &round };
    let place = staff_round(&ctx, &staff, path).await?;
    Ok(service::assign(&ctx, &staff, &place, &request_key, body.value).await?)
}

/// Reviews what assigning entries would come to: what each judge would get, and who cannot get what.
#[utoipa::path(tag = "judging", request_body = NewAssignments,
    responses((status = 200, body = AssignmentsReview)))]
#[post("/staff/editions/<programme>/<edition>/rounds/<round>/assignments/review", data = "<body>")]
async fn review_assignments(
    staff: Staff,
    ctx: Ctx,
    programme: Slug,
    edition: Slug,
    round: Slug,
    body: Body<NewAssignments>,
) -> Result<Json<AssignmentsReview>, Problem> {
    let path = RoundPath { programme: &programme, edition: &edition, round: &round };
    let place = staff_round(&ctx, &staff, path).await?;
    Ok(Json(service::review_assignments(&ctx, &place, &body.value).await?))
}

/// Removes an assignment. Its scoresheet is kept and no longer counts.
#[utoipa::path(tag = "judging", responses((status = 200, body = Empty)))]
#[delete("/staff/editions/<programme>/<edition>/rounds/<round>/assignments/<assignment>")]
async fn remove_assignment(
    staff: Staff,
    ctx: Ctx,
    programme: Slug,
    edition: Slug,
    round: Slug,
    assignment: ObjectKey,
) -> Result<Json<Empty>, Problem> {
    let path = RoundPath { programme: &programme, edition: &edition, round: &round };
    let place = staff_round(&ctx, &staff, path).await?;
    service::remove_assignment(&ctx, &staff, &place, &assignment).await?;
    Ok(Json(Empty {}))
}

/// Reminds every judge with a scoresheet that is not handed in; within a day only with `again`.
#[utoipa::path(tag = "judging", params(IdempotencyHeader), request_body = NewReminder,
    responses((status = 200, body = MailsSent)))]
#[post("/staff/editions/<programme>/<edition>/rounds/<round>/reminders", data = "<body>")]
#[expect(clippy::too_many_arguments, reason = "Rocket takes each word of a path by name")]
async fn remind_judges(
    staff: Staff,
    ctx: Ctx,
    key: IdempotencyHeader,
    programme: Slug,
    edition: Slug,
    round: Slug,
    body: Body<NewReminder>,
) -> Result<Idempotent<MailsSent>, Problem> {
    let request_key = key.of(&staff, &body);
    let path = RoundPath { programme: &programme, edition: &edition, round: &round };
    let place = staff_round(&ctx, &staff, path).await?;
    Ok(service::remind_all(&ctx, &staff, &place, &request_key, &body.value).await?)
}

pub(super) fn api() -> Api {
    api![
        show_round,
        show_coverage,
        set_panel,
        open_round,
        close_round,
        assign,
        review_assignments,
        remove_assignment,
        remind_judges
    ]
}
