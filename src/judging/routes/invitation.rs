//! HTTP of a judge's invitation.

use rocket::{
    Either, Route, http::CookieJar, post, response::status::NoContent, routes as collect, serde::json::Json,
};
use utoipa::OpenApi;

use crate::{
    accounts::{Me, start_session_response},
    context::Ctx,
    judging::{
        input::JudgeInvitationAnswer,
        service::{self, Accepted},
    },
    web::{Body, Problem, SameOrigin},
};

/// Accepts a judge's invitation and signs in, or declines it (204).
#[utoipa::path(tag = "judging", request_body = JudgeInvitationAnswer,
    responses((status = 200, body = Me), (status = 204, description = "Declined")))]
#[post("/invitations/judge", data = "<body>")]
async fn answer_invitation(
    _origin: SameOrigin,
    ctx: Ctx,
    jar: &CookieJar<'_>,
    body: Body<JudgeInvitationAnswer>,
) -> Result<Either<Json<Me>, NoContent>, Problem> {
    match service::answer_invitation(&ctx, body.value).await? {
        Accepted::SignedIn(session) => Ok(Either::Left(start_session_response(&ctx, jar, session).await?)),
        Accepted::Declined => Ok(Either::Right(NoContent)),
    }
}

pub(super) fn routes() -> Vec<Route> {
    collect![answer_invitation]
}

#[derive(OpenApi)]
#[openapi(paths(answer_invitation))]
pub(super) struct Doc;
