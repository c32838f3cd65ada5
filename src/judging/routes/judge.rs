//! HTTP of judging, for judges.

use rocket::{FromFormField, get, post, put, serde::json::Json};

use crate::{
    accounts::Judge,
    context::Ctx,
    db::Idempotent,
    entries::attachments::PreviewSize,
    files::Download,
    judging::{
        RoundPath,
        input::{NewConflict, SheetChange},
        service::{self, Part, PartOfList},
        views::{AssignmentList, JudgeView, JudgedRoundView, ScoresheetView, SheetSaved, SheetsHandedIn},
    },
    web::{Api, Body, Empty, IdempotencyHeader, IfMatch, ObjectKey, Problem, Slug, Versioned, api},
};

/// Which part of the list is asked for.
#[derive(Clone, Copy, FromFormField)]
enum Filter {
    All,
    Open,
    Started,
    Done,
}

impl From<Filter> for Part {
    fn from(filter: Filter) -> Self {
        match filter {
            Filter::All => Self::All,
            Filter::Open => Self::Open,
            Filter::Started => Self::Started,
            Filter::Done => Self::Done,
        }
    }
}

/// Lists the rounds in which one has entries to judge.
#[utoipa::path(tag = "judging", responses((status = 200, body = Vec<JudgedRoundView>)))]
#[get("/judging")]
async fn list_judged_rounds(judge: Judge, ctx: Ctx) -> Result<Json<Vec<JudgedRoundView>>, Problem> {
    Ok(Json(service::own_rounds(&ctx, &judge).await?))
}

/// Lists one's own assignments in a round; entries are shown only while the round is open.
#[utoipa::path(tag = "judging",
    params(
        ("filter" = Option<String>, Query, description = "`all`, `open`, `started` or `done`"),
        ("after" = Option<String>, Query, description = "`next` of the page before"),
    ),
    responses((status = 200, body = AssignmentList)))]
#[get("/judging/<programme>/<edition>/<round>/assignments?<filter>&<after>")]
#[expect(clippy::too_many_arguments, reason = "Rocket takes each word of a path by name")]
async fn list_judged_entries(
    judge: Judge,
    ctx: Ctx,
    programme: Slug,
    edition: Slug,
    round: Slug,
    filter: Option<Filter>,
    after: Option<&str>,
) -> Result<Json<AssignmentList>, Problem> {
    let asked = PartOfList { part: filter.map_or(Part::All, Part::from), after };
    let path = RoundPath { programme: &programme, edition: &edition, round: &round };
    Ok(Json(service::own_list(&ctx, &judge, path, asked).await?))
}

/// Shows an entry with one's own scoresheet.
#[utoipa::path(tag = "judging", responses((status = 200, body = JudgeView)))]
#[get("/judging/assignments/<assignment>")]
async fn show_judged_entry(
    judge: Judge,
    ctx: Ctx,
    assignment: ObjectKey,
) -> Result<Versioned<JudgeView>, Problem> {
    let view = service::show_entry(&ctx, &judge, &assignment).await?;
    Ok(Versioned(view.scoresheet.version, view))
}

/// Downloads a file of an entry, under a neutral name and without personal data (author, location).
#[utoipa::path(tag = "judging",
    responses((status = 200, content_type = "application/octet-stream", body = Vec<u8>)))]
#[get("/judging/assignments/<assignment>/attachments/<attachment>")]
async fn download_judged_attachment(
    judge: Judge,
    ctx: Ctx,
    assignment: ObjectKey,
    attachment: ObjectKey,
) -> Result<Download, Problem> {
    let wanted = service::AssignedFile { assignment: &assignment, file: &attachment };
    Ok(service::file(&ctx, &judge, wanted).await?)
}

/// Shows the preview of a picture of an entry.
#[utoipa::path(tag = "judging",
    params(("size" = Option<String>, Query, description = "`display` or `thumbnail`")),
    responses((status = 200, content_type = "image/jpeg", body = Vec<u8>)))]
#[get("/judging/assignments/<assignment>/attachments/<attachment>/preview?<size>")]
async fn preview_judged_attachment(
    judge: Judge,
    ctx: Ctx,
    assignment: ObjectKey,
    attachment: ObjectKey,
    size: Option<PreviewSize>,
) -> Result<Download, Problem> {
    let size = size.unwrap_or(PreviewSize::Display);
    let wanted = service::AssignedFile { assignment: &assignment, file: &attachment };
    Ok(service::picture(&ctx, &judge, wanted, size).await?)
}

/// Saves what changed on a scoresheet. `If-Match` is its version, `"v0"` for the first change.
#[utoipa::path(tag = "judging", params(IfMatch), request_body = SheetChange,
    responses((status = 200, body = SheetSaved)))]
#[put("/judging/assignments/<assignment>/scoresheet", data = "<body>")]
async fn save_scoresheet(
    judge: Judge,
    ctx: Ctx,
    version: IfMatch,
    assignment: ObjectKey,
    body: Body<SheetChange>,
) -> Result<Versioned<SheetSaved>, Problem> {
    let saved = service::save(&ctx, &judge, &assignment, version.0, body.value).await?;
    Ok(Versioned(saved.version, saved))
}

/// Hands in a scoresheet; every criterion needs a score.
#[utoipa::path(tag = "judging", params(IfMatch, IdempotencyHeader), request_body = Empty,
    responses((status = 200, body = ScoresheetView)))]
#[post("/judging/assignments/<assignment>/hand-in", data = "<body>")]
async fn hand_in_scoresheet(
    judge: Judge,
    ctx: Ctx,
    version: IfMatch,
    key: IdempotencyHeader,
    assignment: ObjectKey,
    body: Body<Empty>,
) -> Result<Idempotent<ScoresheetView>, Problem> {
    let request_key = key.of(&judge, &body);
    Ok(service::hand_in(&ctx, &judge, &assignment, version.0, &request_key).await?)
}

/// Reopens a scoresheet until the round closes.
#[utoipa::path(tag = "judging", params(IfMatch, IdempotencyHeader), request_body = Empty,
    responses((status = 200, body = ScoresheetView)))]
#[post("/judging/assignments/<assignment>/reopen", data = "<body>")]
async fn reopen_scoresheet(
    judge: Judge,
    ctx: Ctx,
    version: IfMatch,
    key: IdempotencyHeader,
    assignment: ObjectKey,
    body: Body<Empty>,
) -> Result<Idempotent<ScoresheetView>, Problem> {
    let request_key = key.of(&judge, &body);
    Ok(service::reopen(&ctx, &judge, &assignment, version.0, &request_key).await?)
}

/// Declares a conflict of interest: the entry is removed from the list.
#[utoipa::path(tag = "judging", params(IdempotencyHeader), request_body = NewConflict,
    responses((status = 200, body = Empty)))]
#[post("/judging/assignments/<assignment>/conflict", data = "<body>")]
async fn declare_conflict(
    judge: Judge,
    ctx: Ctx,
    key: IdempotencyHeader,
    assignment: ObjectKey,
    body: Body<NewConflict>,
) -> Result<Idempotent<Empty>, Problem> {
    let request_key = key.of(&judge, &body);
    Ok(service::declare_conflict(&ctx, &judge, &assignment, &request_key, body.value).await?)
}

/// Hands in every complete scoresheet of the round.
#[utoipa::path(tag = "judging", params(IdempotencyHeader), request_body = Empty,
    responses((status = 200, body = SheetsHandedIn)))]
#[post("/judging/<programme>/<edition>/<round>/hand-in", data = "<body>")]
#[expect(clippy::too_many_arguments, reason = "Rocket takes each word of a path by name")]
async fn hand_in_all_scoresheets(
    judge: Judge,
    ctx: Ctx,
    key: IdempotencyHeader,
    programme: Slug,
    edition: Slug,
    round: Slug,
    body: Body<Empty>,
) -> Result<Idempotent<SheetsHandedIn>, Problem> {
    let request_key = key.of(&judge, &body);
    let path = RoundPath { programme: &programme, edition: &edition, round: &round };
    Ok(service::hand_in_all(&ctx, &judge, path, &request_key).await?)
}

pub(super) fn api() -> Api {
    api![
        list_judged_rounds,
        list_judged_entries,
        show_judged_entry,
        download_judged_attachment,
        preview_judged_attachment,
        save_scoresheet,
        hand_in_scoresheet,
        reopen_scoresheet,
        declare_conflict,
        hand_in_all_scoresheets
    ]
}
