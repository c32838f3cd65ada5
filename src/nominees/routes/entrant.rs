//! HTTP of who says who is nominated.

use rocket::put;

use crate::{
    accounts::Entrant,
    context::Ctx,
    entries::NomineeView,
    nominees::{input::NewNominee, service},
    web::{Api, Body, IfMatch, ObjectKey, Problem, Versioned, api},
};

/// Says who is nominated by an entry; `If-Match: "v0"` for the first time.
#[utoipa::path(tag = "nominees", params(IfMatch), request_body = NewNominee,
    responses((status = 200, body = NomineeView)))]
#[put("/entries/<id>/nominee", data = "<body>")]
async fn name_nominee(
    person: Entrant,
    ctx: Ctx,
    id: ObjectKey,
    seen: IfMatch,
    body: Body<NewNominee>,
) -> Result<Versioned<NomineeView>, Problem> {
    let view = service::name(&ctx, &person, &id, seen.0, body.value).await?;
    Ok(Versioned(view.version, view))
}

pub fn api() -> Api {
    api![name_nominee]
}
