//! HTTP of what an invitation asks for.

use rocket::{Route, post, routes as collect, serde::json::Json};
use utoipa::OpenApi;

use super::{service, views::AskedOfJudge};
use crate::{
    accounts::Token,
    context::Ctx,
    web::{Body, Problem, SameOrigin},
};

/// Shows an invited judge the dates and the expected number of entries, without using the link.
#[utoipa::path(tag = "judging", request_body = Token, responses((status = 200, body = AskedOfJudge)))]
#[post("/invitations/judge/asked", data = "<body>")]
async fn show_asked(_origin: SameOrigin, ctx: Ctx, body: Body<Token>) -> Result<Json<AskedOfJudge>, Problem> {
    Ok(Json(service::asked(&ctx, &body.value.token).await?))
}

pub fn routes() -> Vec<Route> {
    collect![show_asked]
}

#[derive(OpenApi)]
#[openapi(paths(show_asked))]
pub struct Doc;
