//! HTTP of results, for staff.

use rocket::{get, post, serde::json::Json};

use super::{
    access::result_round,
    error::ResultsError,
    input::ShortlistChange,
    pages::{self, Asked},
    service,
    views::{ExplanationView, ResultsView, ShortlistView},
};
use crate::{
    accounts::Staff,
    context::Ctx,
    db::Idempotent,
    judging::RoundPath,
    web::{Api, Body, IdempotencyHeader, ObjectKey, Problem, Slug, api},
};

/// Shows the live results of a round, of each category 100 entries at a time.
#[utoipa::path(tag = "results", params(
    ("category" = Option<String>, Query, description = "this category only"),
    ("after" = Option<String>, Query, description = "`next` of its page before"),
), responses((status = 200, body = ResultsView)))]
#[get("/staff/editions/<programme>/<edition>/rounds/<round>/results?<category>&<after>")]
#[expect(clippy::too_many_arguments, reason = "Rocket takes each word of a path by name")]
async fn show_results(
    staff: Staff,
    ctx: Ctx,
    programme: Slug,
    edition: Slug,
    round: Slug,
    category: Option<&str>,
    after: Option<&str>,
) -> Result<Json<ResultsView>, Problem> {
    let path = RoundPath { programme: &programme, edition: &edition, round: &round };
    let place = result_round(&ctx, &staff, path).await?;
    Ok(Json(pages::show(&ctx, &place, Asked { category, after }).await?))
}

/// Shows every score, weight and step of the result of one entry.
#[utoipa::path(tag = "results", responses((status = 200, body = ExplanationView)))]
#[get("/staff/editions/<programme>/<edition>/rounds/<round>/results/<entry>")]
async fn explain_result(
    staff: Staff,
    ctx: Ctx,
    programme: Slug,
    edition: Slug,
    round: Slug,
    entry: ObjectKey,
) -> Result<Json<ExplanationView>, Problem> {
    let path = RoundPath { programme: &programme, edition: &edition, round: &round };
    let place = result_round(&ctx, &staff, path).await?;
    Ok(Json(service::explain(&ctx, &place, &entry).await?))
}

/// Changes a shortlist: the whole list by rule, or one entry by hand.
#[utoipa::path(tag = "results", params(IdempotencyHeader), request_body = ShortlistChange,
    responses((status = 200, body = ShortlistView)))]
#[post("/staff/editions/<programme>/<edition>/rounds/<round>/shortlist", data = "<body>")]
#[expect(clippy::too_many_arguments, reason = "Rocket takes each word of a path by name")]
async fn change_shortlist(
    staff: Staff,
    ctx: Ctx,
    key: IdempotencyHeader,
    programme: Slug,
    edition: Slug,
    round: Slug,
    body: Body<ShortlistChange>,
) -> Result<Idempotent<ShortlistView>, Problem> {
    let request_key = key.of(&staff, &body);
    let path = RoundPath { programme: &programme, edition: &edition, round: &round };
    let place = result_round(&ctx, &staff, path).await?;
    Ok(service::shortlist(&ctx, &staff, &place, &request_key, body.value).await?)
}

impl From<ResultsError> for Problem {
    fn from(error: ResultsError) -> Self {
        match error {
            ResultsError::NotFound => Self::not_found(),
            ResultsError::Invalid(pointer, code, detail) => Self::invalid_at(pointer, code, detail),
            ResultsError::OwnStake => Self::new(
                403,
                "results/own-stake",
                "You enter or judge in this category, so a colleague decides on its shortlist.",
            ),
            ResultsError::Refused(refusal) => Self::not_now(
                "results/no-honest-result",
                "The scores do not fit the edition's current rules. Restore the scale and the criteria.",
            )
            .detail(refusal.to_string()),
            ResultsError::Edition(error) => error.into(),
            ResultsError::Judging(error) => error.into(),
            ResultsError::Db(error) => error.into(),
        }
    }
}

pub fn api() -> Api {
    api![show_results, explain_result, change_shortlist]
}
