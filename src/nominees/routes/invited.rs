//! HTTP of who is nominated: the token of their link is all they need.

use rocket::{post, serde::json::Json};

use crate::{
    accounts::Token,
    context::Ctx,
    nominees::{input::NomineeAnswer, service, views::InvitedView},
    web::{Api, Body, Problem, SameOrigin, api},
};

/// Shows a nominee the entry that nominates them, without using the link.
#[utoipa::path(tag = "nominees", request_body = Token, responses((status = 200, body = InvitedView)))]
#[post("/nominees/shown", data = "<body>")]
async fn show_to_nominee(
    _origin: SameOrigin,
    ctx: Ctx,
    body: Body<Token>,
) -> Result<Json<InvitedView>, Problem> {
    Ok(Json(service::show(&ctx, &body.value.token).await?))
}

/// Accepts or declines for a nominee, who may answer again until the day is over.
#[utoipa::path(tag = "nominees", request_body = NomineeAnswer,
    responses((status = 200, body = InvitedView)))]
#[post("/nominees/answer", data = "<body>")]
async fn answer_as_nominee(
    _origin: SameOrigin,
    ctx: Ctx,
    body: Body<NomineeAnswer>,
) -> Result<Json<InvitedView>, Problem> {
    Ok(Json(service::answer(&ctx, body.value).await?))
}

pub fn api() -> Api {
    api![show_to_nominee, answer_as_nominee]
}
