//! Headers that every answer carries (security bar HDR-1 to HDR-5).

use rocket::{
    Request, Response,
    fairing::{Fairing, Info, Kind},
    http::Header,
};

use super::request::ctx_of;

/// The page loads nothing but what this program serves, and runs no text as code.
const PAGE_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; \
    font-src 'self'; connect-src 'self'; media-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; \
    object-src 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types svelte-trusted-html";
/// An answer of the API is data, never a document.
const API_POLICY: &str = "default-src 'none'; frame-ancestors 'none'; sandbox";
/// The readable API page is a document with one style sheet.
const DOCS_POLICY: &str = "default-src 'none'; style-src 'self'; frame-ancestors 'none'";
/// Pages to which mailed links lead: no word of where one came from goes on from there.
const LINK_PAGES: [&str; 5] = ["/confirm", "/invitation", "/reset", "/setup", "/sign-in"];
/// What programs ask that watch this one: data, as from the API.
const PROBES: [&str; 3] = ["/healthz", "/readyz", "/metrics"];
const NO_FEATURES: &str = "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), \
    magnetometer=(), microphone=(), midi=(), payment=(), publickey-credentials-get=(), screen-wake-lock=(), \
    serial=(), usb=(), xr-spatial-tracking=()";

pub struct Headers;

#[rocket::async_trait]
impl Fairing for Headers {
    fn info(&self) -> Info {
        Info { name: "headers", kind: Kind::Response }
    }

    async fn on_response<'r>(&self, request: &'r Request<'_>, response: &mut Response<'r>) {
        add(request, response);
    }
}

/// Adds them to an answer that passes no fairing.
pub(super) fn add(request: &Request<'_>, response: &mut Response<'_>) {
    let path = request.uri().path();
    let is_api = path.starts_with("/api/") || path == "/api";
    let is_data = is_api || PROBES.contains(&path.as_str());
    let policy = match path.as_str() {
        "/api/docs" => DOCS_POLICY,
        _ if is_data => API_POLICY,
        _ => PAGE_POLICY,
    };
    let is_of_a_link = LINK_PAGES.contains(&path.as_str());
    let referrer = if is_of_a_link { "no-referrer" } else { "strict-origin-when-cross-origin" };
    for (name, value) in [
        ("Content-Security-Policy", policy),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", referrer),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Permissions-Policy", NO_FEATURES),
    ] {
        response.set_header(Header::new(name, value));
    }
    response.remove_header("Server");
    if is_data {
        set_default(response, "Cache-Control", "no-store");
    } else {
        set_default(response, "Cache-Control", "no-cache");
    }
    if is_api {
        response.set_header(Header::new("Vary", "Accept-Encoding, Cookie, Origin, Sec-Fetch-Site"));
    }
    if let Some(ctx) = ctx_of(request) {
        response.set_header(Header::new("X-Request-Id", ctx.request_id.clone()));
        if ctx.app.config.http.is_https() {
            let two_years = "max-age=63072000; includeSubDomains";
            response.set_header(Header::new("Strict-Transport-Security", two_years));
        }
    }
}

fn set_default(response: &mut Response<'_>, name: &'static str, value: &'static str) {
    if response.headers().get_one(name).is_none() {
        response.set_header(Header::new(name, value));
    }
}
