//! HTTP of checks.

use rocket::{get, post, serde::json::Json};

use super::{
    error::CheckError,
    input::{Check, Decided, Disqualification, NewCheck, NewChecks, NewTelling, Refused, Seen, Tell},
    rulings, service, several, telling,
    views::{CheckMail, CheckOutcome, ChecksOutcome, ChecksReview, ChecksTold, WaitingDecisions},
};
use crate::{
    accounts::Staff,
    context::Ctx,
    db::Idempotent,
    editions::{self, Edition},
    judging::moving::MovePreview,
    web::{Api, Body, IdempotencyHeader, IfMatch, ObjectKey, Problem, Slug, api},
};

/// Saves the decision about an entry; its entrants get an e-mail, now or with those that wait.
#[utoipa::path(tag = "checks", params(IfMatch, IdempotencyHeader), request_body = NewCheck,
    responses((status = 200, body = CheckOutcome)))]
#[post("/staff/entries/<id>/checks", data = "<body>")]
async fn check_entry(
    staff: Staff,
    ctx: Ctx,
    id: ObjectKey,
    version: IfMatch,
    key: IdempotencyHeader,
    body: Body<NewCheck>,
) -> Result<Idempotent<CheckOutcome>, Problem> {
    let request_key = key.of(&staff, &body);
    let decided = body.value.decided(ctx.now).map_err(CheckError::Input)?;
    Ok(service::check(&ctx, &staff, request_key, &id, version.0, decided).await?)
}

/// Previews the e-mail that a decision about an entry sends.
#[utoipa::path(tag = "checks", params(IfMatch), request_body = NewCheck,
    responses((status = 200, body = CheckMail)))]
#[post("/staff/entries/<id>/checks/preview", data = "<body>")]
async fn preview_check(
    staff: Staff,
    ctx: Ctx,
    id: ObjectKey,
    version: IfMatch,
    body: Body<NewCheck>,
) -> Result<Json<CheckMail>, Problem> {
    let check = body.value.checked(ctx.now).map_err(CheckError::Input)?;
    let seen = Seen { entry: id.0, version: version.0 };
    Ok(Json(several::preview(&ctx, &staff, &seen, &check).await?))
}

/// Saves the same decision about several entries, all or none; their entrants get e-mails.
#[utoipa::path(tag = "checks", params(IdempotencyHeader), request_body = NewChecks,
    responses((status = 200, body = ChecksOutcome)))]
#[post("/staff/editions/<programme>/<edition>/entries/checks", data = "<body>")]
async fn check_entries(
    staff: Staff,
    ctx: Ctx,
    programme: Slug,
    edition: Slug,
    key: IdempotencyHeader,
    body: Body<NewChecks>,
) -> Result<Idempotent<ChecksOutcome>, Problem> {
    let request_key = key.of(&staff, &body);
    let (all, decided) = body.value.checked(ctx.now).map_err(CheckError::Input)?;
    let edition = find_edition(&ctx, &staff, &programme, &edition).await?;
    Ok(several::check_all(&ctx, &staff, &edition, &request_key, all, decided).await?)
}

/// Reviews what the same decision about several entries would do, and who would get an e-mail.
#[utoipa::path(tag = "checks", request_body = NewChecks, responses((status = 200, body = ChecksReview)))]
#[post("/staff/editions/<programme>/<edition>/entries/checks/preview", data = "<body>")]
async fn review_checks(
    staff: Staff,
    ctx: Ctx,
    programme: Slug,
    edition: Slug,
    body: Body<NewChecks>,
) -> Result<Json<ChecksReview>, Problem> {
    let (all, decided) = body.value.checked(ctx.now).map_err(CheckError::Input)?;
    let edition = find_edition(&ctx, &staff, &programme, &edition).await?;
    Ok(Json(several::review(&ctx, &staff, &edition, all, decided.check).await?))
}

/// Lists the decisions whose e-mails wait, with what each would say.
#[utoipa::path(tag = "checks", responses((status = 200, body = WaitingDecisions)))]
#[get("/staff/editions/<programme>/<edition>/entries/checks/waiting")]
async fn list_waiting_decisions(
    staff: Staff,
    ctx: Ctx,
    programme: Slug,
    edition: Slug,
) -> Result<Json<WaitingDecisions>, Problem> {
    let edition = find_edition(&ctx, &staff, &programme, &edition).await?;
    Ok(Json(telling::waiting(&ctx, &staff, &edition).await?))
}

/// Sends the e-mails of decisions that wait, about all of some entries or none.
#[utoipa::path(tag = "checks", params(IdempotencyHeader), request_body = NewTelling,
    responses((status = 200, body = ChecksTold)))]
#[post("/staff/editions/<programme>/<edition>/entries/checks/tell", data = "<body>")]
async fn tell_decisions(
    staff: Staff,
    ctx: Ctx,
    programme: Slug,
    edition: Slug,
    key: IdempotencyHeader,
    body: Body<NewTelling>,
) -> Result<Idempotent<ChecksTold>, Problem> {
    let request_key = key.of(&staff, &body);
    let edition = find_edition(&ctx, &staff, &programme, &edition).await?;
    Ok(telling::tell_all(&ctx, &staff, &edition, &request_key, body.value.entries).await?)
}

async fn find_edition(
    ctx: &Ctx,
    staff: &Staff,
    programme: &Slug,
    edition: &Slug,
) -> Result<Edition, CheckError> {
    let found = editions::find(ctx.read(), ctx, staff, programme, edition).await?;
    found.ok_or(CheckError::NotFound)
}

/// Previews what moving an entry to another category would do to the judges' work.
#[utoipa::path(tag = "checks", responses((status = 200, body = MovePreview)))]
#[get("/staff/entries/<id>/moves/<category>")]
async fn preview_move(
    staff: Staff,
    ctx: Ctx,
    id: ObjectKey,
    category: Slug,
) -> Result<Json<MovePreview>, Problem> {
    Ok(Json(service::preview_move(&ctx, &staff, &id, &category).await?))
}

/// Disqualifies an entry; its entrants get an e-mail.
#[utoipa::path(tag = "checks", params(IfMatch, IdempotencyHeader), request_body = Disqualification,
    responses((status = 200, body = CheckOutcome)))]
#[post("/staff/entries/<id>/disqualify", data = "<body>")]
async fn disqualify(
    staff: Staff,
    ctx: Ctx,
    id: ObjectKey,
    version: IfMatch,
    key: IdempotencyHeader,
    body: Body<Disqualification>,
) -> Result<Idempotent<CheckOutcome>, Problem> {
    let request_key = key.of(&staff, &body);
    let check = Check::Disqualified { reason: body.value.reason.into_string() };
    let decided = Decided { check, tell: Tell::Now };
    Ok(service::check(&ctx, &staff, request_key, &id, version.0, decided).await?)
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        Self::invalid_at(refused.pointer, refused.code, refused.detail)
    }
}

impl From<CheckError> for Problem {
    fn from(error: CheckError) -> Self {
        match error {
            CheckError::NotFound => Self::not_found(),
            CheckError::Edition(error) => error.into(),
            CheckError::Judging(error) => error.into(),
            CheckError::Stale { version, state } => {
                Self::new(412, "checks/entry-changed", "Someone else changed this entry. Load it again.")
                    .with("current", serde_json::json!({ "version": version, "state": state.as_str() }))
            }
            CheckError::NotNow(no) => {
                Self::not_now("checks/not-now", "This cannot be done in the entry's current state.")
                    .detail(no.to_string())
                    .with("state", no.from.as_str())
            }
            CheckError::NoRulings(state) => {
                Self::not_now("checks/no-rulings", "The rules of this entry cannot be decided in its state.")
                    .with("state", state.as_str())
            }
            CheckError::Rules(rules) => {
                Self::not_now("checks/rules", "A rule keeps this entry from being eligible.")
                    .detail(format!("{} You can waive a rule with a reason.", rulings::texts(&rules)))
                    .with("rules", serde_json::json!(rules))
            }
            CheckError::Several(faults) => {
                Self::not_now("checks/not-all", "Some of these entries cannot be decided, so none was.")
                    .with("entries", serde_json::json!(faults))
            }
            CheckError::ToldAlready => {
                Self::not_now("checks/told", "No decision about this entry waits for its e-mail.")
            }
            CheckError::OwnStake => Self::new(
                403,
                "checks/own-stake",
                "You enter or judge in this category, so a colleague decides on its entries.",
            ),
            CheckError::Input(refused) => refused.into(),
            CheckError::Db(error) => error.into(),
        }
    }
}

pub fn api() -> Api {
    let checks = api![
        check_entry,
        preview_check,
        check_entries,
        review_checks,
        list_waiting_decisions,
        tell_decisions,
        preview_move,
        disqualify
    ];
    Api::of([checks, rulings::api()])
}
