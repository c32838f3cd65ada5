//! HTTP of people's own data.

use rocket::{
    Request, Response, get,
    http::{ContentType, Header},
    post,
    response::{self, Responder},
    serde::json::Json,
};

use super::{
    error::PrivacyError,
    input::{ErasureDecision, ErasureOrder, OwnErasureOrder},
    service,
    views::{ErasedView, ErasureRequestView, OwnErasure},
};
use crate::{
    accounts::{Admin, Entrant, FreshAdmin, FreshEntrant},
    context::Ctx,
    exports::Spooled,
    files::{Disposition, content_disposition},
    web::{Api, Body, ObjectKey, Problem, api},
};

/// Downloads everything stored about oneself: a ZIP with `data.json` and the files of one's
/// entries. Once a day.
#[utoipa::path(tag = "privacy",
    responses((status = 200, body = Vec<u8>, content_type = "application/zip")))]
#[get("/me/data")]
async fn take_own_data(person: FreshEntrant, ctx: Ctx) -> Result<Archive, Problem> {
    Ok(Archive(service::take(&ctx, &person).await?))
}

struct Archive(Spooled);

impl<'r> Responder<'r, 'r> for Archive {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'r> {
        let disposition = content_disposition(Disposition::Attachment, "my-data.zip");
        Response::build_from(self.0.respond_to(request)?)
            .header(ContentType::ZIP)
            .header(Header::new("Content-Disposition", disposition))
            .ok()
    }
}

/// Shows the state of one's own request for deletion.
#[utoipa::path(tag = "privacy", responses((status = 200, body = OwnErasure)))]
#[get("/me/erasure")]
async fn show_own_erasure(person: Entrant, ctx: Ctx) -> Result<Json<OwnErasure>, Problem> {
    Ok(Json(service::own_state(&ctx, &person).await?))
}

/// Deletes one's own account. With a submitted entry in a running edition, or a scoresheet
/// handed in, it makes a request that an administrator decides.
#[utoipa::path(tag = "privacy", request_body = OwnErasureOrder,
    responses((status = 200, body = OwnErasure)))]
#[post("/me/erasure", data = "<_body>")]
async fn delete_own_account(
    person: FreshEntrant,
    ctx: Ctx,
    _body: Body<OwnErasureOrder>,
) -> Result<Json<OwnErasure>, Problem> {
    Ok(Json(service::ask(&ctx, &person).await?))
}

/// Lists requests for erasure that wait for a decision.
#[utoipa::path(tag = "privacy", responses((status = 200, body = Vec<ErasureRequestView>)))]
#[get("/staff/erasures")]
async fn list_erasure_requests(admin: Admin, ctx: Ctx) -> Result<Json<Vec<ErasureRequestView>>, Problem> {
    Ok(Json(service::open_requests(&ctx, &admin).await?))
}

/// Erases a person by their address.
#[utoipa::path(tag = "privacy", request_body = ErasureOrder, responses((status = 200, body = ErasedView)))]
#[post("/staff/erasures", data = "<body>")]
async fn erase_person(
    admin: FreshAdmin,
    ctx: Ctx,
    body: Body<ErasureOrder>,
) -> Result<Json<ErasedView>, Problem> {
    Ok(Json(service::erase_person(&ctx, &admin, body.value).await?))
}

/// Grants or refuses a request for erasure.
#[utoipa::path(tag = "privacy", request_body = ErasureDecision,
    responses((status = 200, body = ErasedView)))]
#[post("/staff/erasures/<request>/decision", data = "<body>")]
async fn decide_erasure(
    admin: FreshAdmin,
    ctx: Ctx,
    request: ObjectKey,
    body: Body<ErasureDecision>,
) -> Result<Json<ErasedView>, Problem> {
    Ok(Json(service::decide(&ctx, &admin, &request, body.value).await?))
}

impl From<PrivacyError> for Problem {
    fn from(error: PrivacyError) -> Self {
        match error {
            PrivacyError::NotFound => Self::not_found(),
            PrivacyError::LastAdmin => Self::not_now(
                "accounts/last-admin",
                "This is the last administrator. Make someone else an administrator first.",
            ),
            PrivacyError::Oneself => {
                Self::not_now("privacy/oneself", "This is your own account. Delete it on your account page.")
            }
            PrivacyError::ReasonNames => Self::invalid_at(
                "/reason",
                "names_person",
                "The reason stays on record. Do not name the person in it.",
            ),
            PrivacyError::TakenAlready(wait) => {
                Self::new(429, "privacy/taken-already", "You can download your data once a day.").wait(wait)
            }
            PrivacyError::Disk(_) | PrivacyError::Zip(_) => {
                tracing::error!(error = %error, "own data was not written");
                Self::internal()
            }
            PrivacyError::Db(error) => error.into(),
        }
    }
}

pub fn api() -> Api {
    api![
        take_own_data,
        show_own_erasure,
        delete_own_account,
        list_erasure_requests,
        erase_person,
        decide_erasure
    ]
}
