//! The pages about editions that everyone may read: what each says of itself in its HTML.

use rocket::{Route, get, routes as collect};

use crate::{
    editions::{PublicEdition, store},
    web::{Head, KnownPage, Page, PageCtx, Problem, Slug},
};

const DESCRIPTION: usize = 300;

#[get("/")]
async fn home(ctx: PageCtx) -> Result<Page, Problem> {
    let PageCtx(Some(ctx)) = ctx else { return Ok(Page::Private) };
    let newest = store::list_public(ctx.read(), &ctx).await?.into_iter().next();
    let head = newest
        .as_ref()
        .map(|edition| Head { title: edition.document.programme.name.clone(), ..head(edition) });
    Ok(Page::Public(head.unwrap_or_else(|| Head { title: "Palmares".to_owned(), ..Head::default() })))
}

/// The call, and all that stands below it.
#[get("/call/<programme>/<edition>/<_..>")]
async fn call(_known: KnownPage, ctx: PageCtx, programme: Slug, edition: Slug) -> Result<Page, Problem> {
    let PageCtx(Some(ctx)) = ctx else { return Ok(Page::Private) };
    let found = store::find_public(ctx.read(), &ctx, &programme, &edition).await?;
    Ok(found.map_or(Page::Missing, |edition| Page::Public(head(&edition))))
}

/// What has not the shape of a name is the name of no edition.
#[get("/call/<_..>", rank = 20)]
fn no_call() -> Page {
    Page::Missing
}

fn head(edition: &PublicEdition) -> Head {
    let document = &edition.document;
    let told = [&document.edition.summary, &document.edition.theme].into_iter().find(|text| !text.is_empty());
    Head {
        title: document.edition.name.clone(),
        description: told.map(|text| shortened(text)).unwrap_or_default(),
        site: document.programme.name.clone(),
        language: document.programme.default_locale.clone(),
    }
}

fn shortened(text: &str) -> String {
    let mut short = String::new();
    for word in text.split_whitespace() {
        if short.chars().count() + word.chars().count() + 1 >= DESCRIPTION {
            return format!("{short}…");
        }
        if !short.is_empty() {
            short.push(' ');
        }
        short.push_str(word);
    }
    short
}

pub fn page_routes() -> Vec<Route> {
    collect![home, call, no_call]
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn a_description_has_whole_words_and_an_end() {
        assert_eq!(shortened(" Two\n words "), "Two words");
        let long = shortened(&"Ärzte ".repeat(200));
        assert!(long.chars().count() <= 300 && long.ends_with("Ärzte…"), "{long}");
    }
}
