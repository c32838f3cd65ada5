//! HTTP of legal texts.

mod pages;

pub use pages::page_routes;

use entity::legal_text::TextKind;
use rocket::{get, put, serde::json::Json};

use crate::legal::{
    error::LegalError,
    input::NewText,
    service,
    views::{PublicText, StaffText, TextVersion},
};
use crate::{
    accounts::{Admin, Staff},
    context::Ctx,
    web::{Api, Body, IfMatch, Problem, Slug, Versioned, api},
};

fn kind(word: &str) -> Result<TextKind, LegalError> {
    TextKind::ALL.into_iter().find(|kind| kind.as_str() == word).ok_or(LegalError::NotFound)
}

/// Shows a legal text: `privacy`, `imprint`, `accessibility` or `contact`.
#[utoipa::path(tag = "texts", params(("locale" = Option<String>, Query, description = "language tag")),
    responses((status = 200, body = PublicText)))]
#[get("/texts/<text>?<locale>")]
async fn show_text(ctx: Ctx, text: Slug, locale: Option<String>) -> Result<Json<PublicText>, Problem> {
    Ok(Json(service::read(&ctx, kind(&text)?, locale.as_deref().unwrap_or("en")).await?))
}

/// Lists all legal texts, with the current versions and templates.
#[utoipa::path(tag = "texts", responses((status = 200, body = Vec<StaffText>)))]
#[get("/staff/texts")]
async fn list_texts(_staff: Staff, ctx: Ctx) -> Result<Json<Vec<StaffText>>, Problem> {
    Ok(Json(service::list(&ctx).await?))
}

/// Lists the versions of a text, newest first.
#[utoipa::path(tag = "texts", responses((status = 200, body = Vec<TextVersion>)))]
#[get("/staff/texts/<text>/versions")]
async fn list_text_versions(_staff: Staff, ctx: Ctx, text: Slug) -> Result<Json<Vec<TextVersion>>, Problem> {
    Ok(Json(service::versions(&ctx, kind(&text)?).await?))
}

/// Publishes the next version of a text.
#[utoipa::path(tag = "texts", params(IfMatch), request_body = NewText,
    responses((status = 200, body = PublicText)))]
#[put("/staff/texts/<text>", data = "<body>")]
async fn publish_text(
    admin: Admin,
    ctx: Ctx,
    text: Slug,
    version: IfMatch,
    body: Body<NewText>,
) -> Result<Versioned<PublicText>, Problem> {
    let kind = kind(&text)?;
    let version = service::publish(&ctx, &admin, kind, version.0, &body.value).await?;
    let text = service::read(&ctx, kind, body.value.locale.as_str()).await?;
    Ok(Versioned(i64::from(version), text))
}

impl From<LegalError> for Problem {
    fn from(error: LegalError) -> Self {
        let body = |code, detail: String| Self::invalid_at("/body", code, detail);
        match error {
            LegalError::NotFound => Self::not_found(),
            LegalError::Stale(current) => {
                Self::new(412, "legal/changed", "Someone else published another version of this text.")
                    .with("current", serde_json::json!({ "version": current }))
            }
            LegalError::Unfinished(places) => body(
                "unfinished",
                format!("Fill in the places in double square brackets first; {places} left."),
            ),
            LegalError::Link(target) => {
                body("link", format!("A link begins with https://, mailto: or /; `{target}` does not."))
            }
            LegalError::Db(error) => error.into(),
        }
    }
}

pub fn api() -> Api {
    api![show_text, list_texts, list_text_versions, publish_text]
}
