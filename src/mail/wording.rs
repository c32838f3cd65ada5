//! A mail of the outbox in words, its link made at this moment.

use entity::outbox;
use sea_orm::DbErr;

use super::{MailContext, Message, Rendered, render, store};
use crate::{accounts, context::Ctx, db};

/// What stands in place of a one-time link for those who may not follow it.
const HIDDEN: &str = "(link hidden)";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Links {
    /// To the reader of the mail, and to admins.
    Shown,
    Hidden,
}

#[derive(Debug, thiserror::Error)]
pub enum WordingError {
    #[error("the link in it has expired")]
    DeadLink,
    /// The stored message is of no kind we know, or its template is broken.
    #[error("its text cannot be made: {0}")]
    Broken(String),
    #[error(transparent)]
    Db(#[from] db::Error),
}

/// Words a mail.
pub async fn word(ctx: &Ctx, row: &outbox::Model, links: Links) -> Result<Rendered, WordingError> {
    let site = store::programme_name(ctx.read(), row.edition_id).await?;
    word_for(ctx, row, links, site.as_deref().unwrap_or("Palmares")).await
}

/// Words a mail for a site whose name is known.
pub async fn word_for(
    ctx: &Ctx,
    row: &outbox::Model,
    links: Links,
    site: &str,
) -> Result<Rendered, WordingError> {
    let broken = |error: String| WordingError::Broken(error);
    let message: Message = serde_json::from_str(&row.message).map_err(|e| broken(e.to_string()))?;
    let url = match (message.secret_link(), links) {
        (Some(link), Links::Shown) => {
            accounts::link_url(ctx.read(), &ctx.app, link).await?.ok_or(WordingError::DeadLink)?
        }
        _ => HIDDEN.to_owned(),
    };
    let public_url = ctx.app.config.http.origin();
    let secret_link = |_: &super::LinkRef| url.clone();
    let mail_context = MailContext { site, public_url: &public_url, secret_link: &secret_link };
    render(&message, &row.locale, &mail_context).map_err(|e| broken(e.to_string()))
}

/// Words a mail before it is written, for a site of this name.
pub fn preview(ctx: &Ctx, message: &Message, locale: &str, site: &str) -> Result<Rendered, db::Error> {
    let public_url = ctx.app.config.http.origin();
    let secret_link = |_: &super::LinkRef| HIDDEN.to_owned();
    let mail_context = MailContext { site, public_url: &public_url, secret_link: &secret_link };
    render(message, locale, &mail_context).map_err(|error| db::Error::from(DbErr::Custom(error.to_string())))
}

/// The subject of a mail, where it tells nothing about others than its reader and their entries.
pub async fn subject(ctx: &Ctx, row: &outbox::Model) -> Option<String> {
    let message: Message = serde_json::from_str(&row.message).ok()?;
    if message.names_others() {
        return None;
    }
    word(ctx, row, Links::Hidden).await.ok().map(|mail| mail.subject)
}
