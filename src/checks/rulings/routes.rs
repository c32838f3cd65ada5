//! HTTP of rulings.

use rocket::post;

use super::{input::NewRulings, service, views::RulingsOutcome};
use crate::{
    accounts::Staff,
    checks::{error::CheckError, input::Seen},
    context::Ctx,
    db::Idempotent,
    web::{Api, Body, IdempotencyHeader, IfMatch, ObjectKey, Problem, api},
};

/// Records what staff find about rules of the edition for an entry: met, not met or waived.
#[utoipa::path(tag = "checks", params(IfMatch, IdempotencyHeader), request_body = NewRulings,
    responses((status = 200, body = RulingsOutcome)))]
#[post("/staff/entries/<id>/rulings", data = "<body>")]
async fn rule_on_entry(
    staff: Staff,
    ctx: Ctx,
    id: ObjectKey,
    version: IfMatch,
    key: IdempotencyHeader,
    body: Body<NewRulings>,
) -> Result<Idempotent<RulingsOutcome>, Problem> {
    let request_key = key.of(&staff, &body);
    let all = body.value.checked().map_err(CheckError::Input)?;
    let seen = Seen { entry: id.0, version: version.0 };
    Ok(service::record(&ctx, &staff, &request_key, &seen, all).await?)
}

pub fn api() -> Api {
    api![rule_on_entry]
}
