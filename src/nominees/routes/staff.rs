//! HTTP of staff about nominees.

use rocket::post;

use crate::{
    accounts::Staff,
    context::Ctx,
    nominees::{input::AcceptanceNote, service, views::StaffNominee},
    web::{Api, Body, Empty, IfMatch, ObjectKey, Problem, Versioned, api},
};

/// Sends the nominee of an entry a new link; the older one ends.
#[utoipa::path(tag = "nominees", params(IfMatch), request_body = Empty,
    responses((status = 200, body = StaffNominee)))]
#[post("/staff/entries/<id>/nominee/send", data = "<_body>")]
async fn send_to_nominee(
    staff: Staff,
    ctx: Ctx,
    id: ObjectKey,
    seen: IfMatch,
    _body: Body<Empty>,
) -> Result<Versioned<StaffNominee>, Problem> {
    let view = service::send_again(&ctx, &staff, &id, seen.0).await?;
    Ok(Versioned(view.version, view))
}

/// Records that the nominee of an entry accepts, which they said otherwise.
#[utoipa::path(tag = "nominees", params(IfMatch), request_body = AcceptanceNote,
    responses((status = 200, body = StaffNominee)))]
#[post("/staff/entries/<id>/nominee/acceptance", data = "<body>")]
async fn record_acceptance(
    staff: Staff,
    ctx: Ctx,
    id: ObjectKey,
    seen: IfMatch,
    body: Body<AcceptanceNote>,
) -> Result<Versioned<StaffNominee>, Problem> {
    let reason = body.value.reason.as_str();
    let view = service::record_acceptance(&ctx, &staff, &id, seen.0, reason).await?;
    Ok(Versioned(view.version, view))
}

pub fn api() -> Api {
    api![send_to_nominee, record_acceptance]
}
