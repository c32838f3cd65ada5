//! Versions on the wire: `ETag: "v7"` and `If-Match: "v7"` (RFC 9110 section 13,
//! RFC 6585 for the missing one).

use rocket::{
    Request,
    http::Header,
    request::{FromRequest, Outcome},
    response::{self, Responder},
    serde::json::Json,
};
use serde::Serialize;
use utoipa::IntoParams;

use crate::web::problem::{Problem, refuse};

/// The version a client last saw; 0 for something that did not exist yet.
#[derive(IntoParams)]
#[into_params(names("If-Match"), parameter_in = Header)]
pub struct IfMatch(
    /// The version that was read, as in its `ETag`, such as `"v7"`; `"v0"` for what does not exist yet.
    #[param(value_type = String)]
    pub i64,
);

#[rocket::async_trait]
impl<'r> FromRequest<'r> for IfMatch {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        let Some(header) = request.headers().get_one("If-Match") else {
            let title = "Send the version you are changing in If-Match.";
            return refuse(request, Problem::new(428, "version-missing", title));
        };
        let number = header.trim().strip_prefix("\"v").and_then(|rest| rest.strip_suffix('"'));
        // The tag of the compressed form names the same version.
        let number = number.map(|number| number.strip_suffix("-gzip").unwrap_or(number));
        match number.and_then(|digits| digits.parse::<i64>().ok()).filter(|version| *version >= 0) {
            Some(version) => Outcome::Success(Self(version)),
            None => {
                refuse(request, Problem::new(400, "version-malformed", "If-Match must look like \"v7\"."))
            }
        }
    }
}

pub struct Versioned<T>(pub i64, pub T);

impl<'r, T: Serialize> Responder<'r, 'static> for Versioned<T> {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        let mut answer = Json(self.1).respond_to(request)?;
        answer.set_header(Header::new("ETag", format!("\"v{}\"", self.0)));
        Ok(answer)
    }
}
