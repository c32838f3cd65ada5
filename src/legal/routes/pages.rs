//! The pages of legal texts: what each says of itself in its HTML.

use entity::legal_text::TextKind;
use rocket::{Route, get, request::FromParam, routes as collect};

use crate::{
    legal::service,
    web::{Head, Page, PageCtx, Problem},
};

/// The word of a text as an address; any other address is another page's.
struct Text(TextKind);

impl<'a> FromParam<'a> for Text {
    type Error = ();

    fn from_param(word: &'a str) -> Result<Self, ()> {
        TextKind::ALL.into_iter().find(|kind| kind.as_str() == word).map(Self).ok_or(())
    }
}

const fn title(kind: TextKind) -> &'static str {
    match kind {
        TextKind::Privacy => "Privacy notice",
        TextKind::Imprint => "Imprint",
        TextKind::Accessibility => "Accessibility statement",
        TextKind::Contact => "Contact",
    }
}

/// A text; search engines keep it once it is published.
#[get("/<text>", rank = 45)]
async fn text(ctx: PageCtx, text: Text) -> Result<Page, Problem> {
    let PageCtx(Some(ctx)) = ctx else { return Ok(Page::Private) };
    let read = service::read(&ctx, text.0, "en").await?;
    let Some(published) = read.text else { return Ok(Page::Private) };
    let site = read.organisers.into_iter().next().unwrap_or_default();
    let title = title(text.0).to_owned();
    Ok(Page::Public(Head {
        description: format!("{title}. {site}"),
        title,
        site,
        language: published.locale,
    }))
}

pub fn page_routes() -> Vec<Route> {
    collect![text]
}
