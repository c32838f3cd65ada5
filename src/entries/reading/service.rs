//! Finding what is to be read.

use entity::{entry, organisation};
use sea_orm::ConnectionTrait;

use super::{Reading, answer, sections};
use crate::{
    editions::{Edition, Form},
    entries::{
        self,
        canonical::EntryFacts,
        content::Content,
        error::EntryError,
        facts::Entering,
        filled::Filled,
        store::{answers, answers::SavedAnswer, attachments, versions},
        views::{SubmissionView, category_name},
    },
};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Which {
    /// The submitted version that counts; the draft of what was never submitted.
    #[default]
    Counting,
    Draft,
    Version(i32),
}

impl Which {
    /// What a query says: nothing, `draft` or a number.
    #[must_use]
    pub fn parse(text: Option<&str>) -> Option<Self> {
        match text {
            None | Some("") => Some(Self::Counting),
            Some("draft") => Some(Self::Draft),
            Some(number) => number.parse().ok().map(Self::Version),
        }
    }
}

/// An entry to be read, for whoever found it.
pub async fn reading<C: ConnectionTrait>(
    db: &C,
    entry: &entry::Model,
    owner: &organisation::Model,
    edition: &Edition,
    which: Which,
) -> Result<Reading, EntryError> {
    let number = match which {
        Which::Draft => None,
        Which::Counting => entry.submitted_number,
        Which::Version(number) => Some(number),
    };
    match number {
        Some(number) => submitted(db, entry, edition, number).await,
        None => draft(db, entry, owner, edition).await,
    }
}

async fn submitted<C: ConnectionTrait>(
    db: &C,
    entry: &entry::Model,
    edition: &Edition,
    number: i32,
) -> Result<Reading, EntryError> {
    let found =
        versions::submitted(db, edition, entry.id, Some(number)).await?.ok_or(EntryError::NotFound)?;
    let content = found.content()?;
    let entries::Submitted { version, form } = found;
    let at = version.submitted_at;
    let view = SubmissionView::new(&edition.document, version);
    let form = content.asked(&form);
    Ok(Reading { submitted: Some(view), at, ..read(entry, edition, &form, &content) })
}

async fn draft<C: ConnectionTrait>(
    db: &C,
    entry: &entry::Model,
    owner: &organisation::Model,
    edition: &Edition,
) -> Result<Reading, EntryError> {
    let saved = answers::of_entries(db, [entry.id]).await?;
    let files = attachments::of_entries(db, [entry.id]).await?;
    let facts = EntryFacts {
        entry_id: entry.public_id.to_string(),
        edition: edition.path(),
        category: entry.category_key.clone(),
        organisation: owner.name.clone(),
        country: owner.country.clone(),
        form_version: edition.form_number,
    };
    let filled =
        Filled::read(&Entering::of(edition, owner, entry), saved.iter().map(SavedAnswer::as_pair), &files);
    let content = Content::read(&filled.content(&facts)?)?;
    Ok(read(entry, edition, filled.form(), &content))
}

fn read(entry: &entry::Model, edition: &Edition, form: &Form, content: &Content) -> Reading {
    let document = &edition.document;
    let title = form.title_field().map(|field| answer(content, field).concat()).unwrap_or_default();
    Reading {
        id: entry.public_id.clone(),
        title,
        organisation: content.organisation.clone(),
        country: content.country.clone(),
        edition_name: document.edition.name.clone(),
        category_name: category_name(document, &content.category),
        timezone: document.programme.timezone.clone(),
        submitted: None,
        at: entry.updated_at,
        sections: sections(content, form),
    }
}
