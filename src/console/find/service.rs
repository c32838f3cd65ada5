//! What the beginning of words leads to.

use super::{
    store,
    views::{Finds, FoundEntry, FoundJudge, FoundOrganisation},
};
use crate::{
    accounts::Staff,
    address::Email,
    conflicts::conflicted_categories_if_any,
    console::error::ConsoleError,
    context::Ctx,
    editions::Edition,
    text::{fold, words_of},
};

/// So many of each are shown.
const SHOWN: usize = 5;

pub async fn find(ctx: &Ctx, staff: &Staff, edition: &Edition, search: &str) -> Result<Finds, ConsoleError> {
    let db = ctx.read();
    let words = words_of(search);
    if words.is_empty() {
        return Ok(Finds::default());
    }
    let reader = conflicted_categories_if_any(db, staff, edition.id).await?.is_some().then_some(staff);
    let mut entries = store::entries(db, reader, edition.id, &words).await?;
    entries.sort_by_cached_key(|entry| (!begin(&words, &entry.title), fold(&entry.title)));
    let organisations = store::organisations(db, reader, edition.id, &words).await?;
    let judges = store::judges(db, edition.id).await?;
    let entry = |row: store::Entry| FoundEntry {
        id: row.public_id,
        title: row.title,
        organisation: row.organisation,
        category: row.category_key,
        state: row.state,
    };
    let judge = |row: entity::judge::Model| FoundJudge {
        id: row.public_id,
        name: row.name,
        email: Email::shown(&row.email),
        state: row.state,
    };
    let organisation = |row: entity::organisation::Model| FoundOrganisation {
        id: row.public_id,
        name: row.name,
        country: row.country,
        city: row.city,
    };
    let is_named = |text: &str| begin(&words, text);
    Ok(Finds {
        entries: entries.into_iter().take(SHOWN).map(entry).collect(),
        judges: judges
            .into_iter()
            .filter(|row| is_named(&format!("{} {}", row.name, row.email)))
            .take(SHOWN)
            .map(judge)
            .collect(),
        organisations: organisations
            .into_iter()
            .filter(|row| is_named(&row.name))
            .take(SHOWN)
            .map(organisation)
            .collect(),
    })
}

/// Whether each word is the beginning of one of the text.
fn begin(words: &[String], text: &str) -> bool {
    let text = fold(text);
    let mut begins = words.iter().map(|word| text.split_whitespace().any(|own| own.starts_with(word)));
    begins.all(|begins| begins)
}

#[cfg(test)]
mod tests {
    use super::begin;
    use crate::text::words_of;

    #[test]
    fn a_word_is_found_by_its_beginning_in_whatever_case() {
        assert!(begin(&words_of("zen gra"), "Žene u Gradu"));
        assert!(!begin(&words_of("ene"), "Žene u gradu") && !begin(&words_of("zen x"), "Žene u gradu"));
    }
}
