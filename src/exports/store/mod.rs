//! One file per export: its columns, its query, its rows.

pub mod conflicts;
pub mod consents;
pub mod contacts;
pub mod entries;
pub mod judges;
pub mod questions;
pub mod results;
pub mod scores;
pub mod set_aside;

use entity::{entry, form_version, ids::EditionId, organisation};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, QueryOrder as _, RelationDef,
};

use super::{Cell, ExportError};
use crate::{context::Ctx, editions::Edition, editions::Form};

/// Rows per page: enough for full chunks, few enough for memory.
const PAGE: u64 = 500;
/// Rows of a page that is to be there at once, and still fills a chunk.
const FIRST_PAGE: u64 = 100;
/// Whether a full page came, so that there may be another.
fn is_full(rows: usize, size: u64) -> bool {
    u64::try_from(rows).is_ok_and(|rows| rows >= size)
}

fn to_organisation() -> RelationDef {
    entry::Entity::belongs_to(organisation::Entity)
        .from(entry::Column::OrganisationId)
        .to(organisation::Column::Id)
        .into()
}

/// The name of a category for people; nothing for one that the edition has dropped.
fn category_title<'a>(edition: &'a Edition, key: &str) -> Cell<'a> {
    edition.document.category(key).map(|category| category.name.as_str()).into()
}

/// The form in force, then the older ones, newest first.
async fn forms(ctx: &Ctx, edition: &Edition) -> Result<Vec<Form>, ExportError> {
    let mut forms = vec![edition.document.form.clone()];
    for row in form_rows(ctx.read(), edition.id).await? {
        forms.push(serde_json::from_str(&row.form)?);
    }
    Ok(forms)
}

async fn form_rows<C: ConnectionTrait>(
    db: &C,
    edition: EditionId,
) -> Result<Vec<form_version::Model>, ExportError> {
    let rows = form_version::Entity::find()
        .filter(form_version::Column::EditionId.eq(edition))
        .order_by_desc(form_version::Column::Number);
    Ok(rows.all(db).await?)
}
