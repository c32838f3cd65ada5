//! HTTP of the outbox.
#![expect(unused_qualifications, reason = "the route macro writes one for query structs")]

use rocket::{get, post, serde::json::Json};
use utoipa::IntoParams;

use super::console::{self, ConsoleError, Listing, MailPage, MailView, Requeued, SendAgain};
use crate::{
    accounts::Staff,
    context::Ctx,
    db::Idempotent,
    web::{Api, Body, IdempotencyHeader, ObjectKey, Problem, api},
};

#[derive(rocket::FromForm, IntoParams)]
#[into_params(parameter_in = Query)]
struct MailQuery {
    /// `waiting`, `sending`, `sent`, `held` or `failed`.
    state: Option<String>,
    /// Text in the address.
    q: Option<String>,
    /// The `next` of the page before.
    after: Option<String>,
}

/// Lists the e-mails of the outbox, newest first.
#[utoipa::path(tag = "mail", params(MailQuery), responses((status = 200, body = MailPage)))]
#[get("/staff/mails?<query..>")]
async fn list_mails(staff: Staff, ctx: Ctx, query: MailQuery) -> Result<Json<MailPage>, Problem> {
    let listing = Listing::parse(&staff, query.state, query.q, query.after)?;
    Ok(Json(console::list(&ctx, &listing).await?))
}

/// Shows one e-mail as its recipient gets it.
#[utoipa::path(tag = "mail", responses((status = 200, body = MailView)))]
#[get("/staff/mails/<id>")]
async fn read_mail(staff: Staff, ctx: Ctx, id: ObjectKey) -> Result<Json<MailView>, Problem> {
    Ok(Json(console::read(&ctx, &staff, id.as_str()).await?))
}

/// Sends a failed or held e-mail.
#[utoipa::path(tag = "mail", params(IdempotencyHeader), request_body = SendAgain,
    responses((status = 200, body = Requeued)))]
#[post("/staff/mails/<id>/send", data = "<body>")]
async fn send_mail(
    staff: Staff,
    ctx: Ctx,
    id: ObjectKey,
    key: IdempotencyHeader,
    body: Body<SendAgain>,
) -> Result<Idempotent<Requeued>, Problem> {
    let request_key = key.of(&staff, &body);
    Ok(console::send_again(&ctx, &staff, request_key, id.as_str()).await?)
}

impl From<ConsoleError> for Problem {
    fn from(error: ConsoleError) -> Self {
        match error {
            ConsoleError::NotFound => Self::not_found(),
            ConsoleError::NoServer => {
                Self::not_now("mail/no-server", "No mail server is set up, so e-mails are held here.")
            }
            ConsoleError::NotStuck(state) => {
                Self::not_now("mail/not-stuck", "This e-mail is being sent or was already sent.")
                    .with("state", state.as_str())
            }
            ConsoleError::Archived => Self::not_now(
                "mail/archived",
                "This e-mail is about an archived edition, which sends no e-mails. Bring the edition back first.",
            ),
            ConsoleError::Parameter(name) => Self::invalid_at(name, "unknown", "This parameter is invalid."),
            ConsoleError::Db(error) => error.into(),
        }
    }
}

pub fn api() -> Api {
    api![list_mails, read_mail, send_mail]
}
