//! Which categories an organisation may enter, before it starts an entry.

use entity::PublicId;

use super::entering::{START, Wish};
use crate::{
    accounts::Entrant,
    context::Ctx,
    editions::{self, CategoryKind},
    entries::{error::EntryError, facts::Entering, store::entries, views::Opening},
    organisations,
};

/// Who asks.
pub struct Asker<'a> {
    pub organisation: &'a PublicId,
    /// What kind it is by the kinds of the edition, where its own is none of them.
    pub kind: Option<String>,
}

/// What the rules at the start say for each category that one enters.
pub async fn openings(
    ctx: &Ctx,
    person: &Entrant,
    programme: &str,
    edition: &str,
    asker: Asker<'_>,
) -> Result<Vec<Opening>, EntryError> {
    let db = ctx.read();
    let own = organisations::own(db, person, asker.organisation).await?.ok_or(EntryError::NotFound)?;
    let edition = editions::find_public(db, ctx, programme, edition).await?;
    let edition = edition.ok_or(EntryError::NotFound)?;
    let organisation = own.row();
    // In one edition an organisation is of one kind.
    let known = entries::kind_in(db, edition.id, organisation.id).await?;
    let kind = known.or(asker.kind).unwrap_or_else(|| organisation.kind.clone());
    let wish = |category| {
        let entering = Entering { edition: &edition, organisation, kind: &kind, category };
        Wish { entering, entry: None, filled: None, moments: START }
    };
    let around = wish("").around(db).await?;
    let open = edition.document.categories.iter().filter(|category| category.kind == CategoryKind::Open);
    let opening = open.map(|category| Opening {
        category: category.key.clone(),
        rules: wish(&category.key).outcomes(&around),
    });
    Ok(opening.collect())
}
