//! HTTP of what an invitation asks for.

use rocket::{post, serde::json::Json};

use super::{service, views::AskedOfJudge};
use crate::{
    accounts::Token,
    context::Ctx,
    web::{Api, Body, Problem, SameOrigin, api},
};

/// Shows an invited judge the dates and the expected number of entries, without using the link.
#[utoipa::path(tag = "judging", request_body = Token, responses((status = 200, body = AskedOfJudge)))]
#[post("/invitations/judge/asked", data = "<body>")]
async fn show_asked(_origin: SameOrigin, ctx: Ctx, body: Body<Token>) -> Result<Json<AskedOfJudge>, Problem> {
    Ok(Json(service::asked(&ctx, &body.value.token).await?))
}

pub fn api() -> Api {
    api![show_asked]
}
