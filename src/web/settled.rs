//! An answer goes out when all it tells is on disk.

use rocket::{
    Request, Response,
    fairing::{Fairing, Info, Kind},
    response::Responder as _,
};

use super::{problem::Problem, request::ctx_of};

/// Holds an answer back that rests on what others have saved until theirs is on disk too; where
/// it will not be, says so instead.
pub struct Settled;

#[rocket::async_trait]
impl Fairing for Settled {
    fn info(&self) -> Info {
        Info { name: "settled", kind: Kind::Response }
    }

    async fn on_response<'r>(&self, request: &'r Request<'_>, response: &mut Response<'r>) {
        let Some(unsettled) = ctx_of(request).and_then(|ctx| ctx.unsettled) else { return };
        let Err(error) = unsettled.settled().await else { return };
        if let Ok(instead) = Problem::from(error).respond_to(request) {
            *response = instead;
        }
    }
}
