//! What costs much, counted for each account: the guard that has found it asks here.

use rocket::Request;

use super::{Kind, Limits, Now, Whom, too_many};
use crate::web::{Problem, ctx_of};

impl Kind {
    /// What a request of someone signed in is counted as.
    fn of_account(request: &Request<'_>) -> Option<Self> {
        let route = request.route()?;
        let path = route.uri.path();
        match route.method.as_str() {
            "POST" if path.ends_with("/attachments/<field>") => Some(Self::Upload),
            "GET" if path.ends_with("/exports/<kind>") => Some(Self::Export),
            "GET" if has_words(request) => Some(Self::Search),
            _ => None,
        }
    }
}

/// Whether a list is searched rather than read.
fn has_words(request: &Request<'_>) -> bool {
    let words = request.query_value::<&str>("q").and_then(Result::ok);
    words.is_some_and(|words| !words.trim().is_empty())
}

/// Lets an account do what this request asks for, or says how long to wait. What is refused is
/// not counted.
pub fn admit_account(request: &Request<'_>, id: &str) -> Result<(), Problem> {
    let (Some(limits), Some(ctx)) = (request.rocket().state::<Limits>(), ctx_of(request)) else {
        return Ok(());
    };
    let Some(kind) = Kind::of_account(request) else { return Ok(()) };
    let account = match kind {
        // There are several tables, and someone may need all of them at once.
        Kind::Export => format!("{id} {}", table(request)),
        _ => id.to_owned(),
    };
    let title = "Too many requests in a short time. Please wait, then try again.";
    let taken = limits.take(kind, Whom::Account(account), &Now::of(&ctx));
    taken.map_err(|wait_ms| too_many(title, wait_ms))
}

/// `scores`, of the file `scores.csv` at the end of the path.
fn table<'r>(request: &'r Request<'_>) -> &'r str {
    let path = request.uri().path().as_str();
    let file = path.rsplit('/').next().unwrap_or_default();
    file.split('.').next().unwrap_or_default()
}
