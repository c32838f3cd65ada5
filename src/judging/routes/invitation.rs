//! HTTP of a judge's invitation.

use rocket::{Either, http::CookieJar, post, response::status::NoContent, serde::json::Json};

use crate::{
    accounts::{Me, start_session_response},
    context::Ctx,
    judging::{
        input::JudgeInvitationAnswer,
        service::{self, Accepted},
    },
    web::{Api, Body, Problem, SameOrigin, api},
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

pub(super) fn api() -> Api {
    api![answer_invitation]
}
