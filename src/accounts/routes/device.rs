//! The cookie by which a browser is known again.

use entity::user;
use rocket::http::{Cookie, CookieJar, SameSite};

use crate::{accounts::device::KnownDevice, context::Ctx, db};

const NAME: &str = "device";

pub(super) fn sent<'a>(jar: &'a CookieJar<'_>) -> Option<&'a str> {
    jar.get(NAME).map(Cookie::value)
}

/// Marks the browser as one of the account's.
pub(super) fn remember(ctx: &Ctx, jar: &CookieJar<'_>, account: &user::Model) -> Result<(), db::Error> {
    let value = KnownDevice::remember(ctx, account, sent(jar))?;
    let cookie = Cookie::build((NAME, value))
        .http_only(true)
        .secure(ctx.app.config.http.is_https())
        .same_site(SameSite::Lax)
        .path("/")
        .max_age(rocket::time::Duration::days(180));
    jar.add(cookie);
    Ok(())
}
