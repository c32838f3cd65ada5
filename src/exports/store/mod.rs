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

use futures::{
    StreamExt as _,
    stream::{self, BoxStream},
};
use sea_orm::{
    ColumnTrait, EntityTrait, FromQueryResult, QueryFilter as _, QueryOrder as _, QuerySelect as _, Select,
};

use super::{Cell, ExportError};
use crate::{
    context::Ctx,
    editions::{self, Edition, Form},
};

/// Rows that are read at once: enough to be quick, few enough for memory.
const PAGE: u64 = 500;

/// Pages of a query's rows in the order of their ids. Each is one consistent read; what changes
/// meanwhile shows in later pages.
fn pages<'a, E, R>(
    ctx: &'a Ctx,
    rows: Select<E>,
    id: E::Column,
    id_of: fn(&R) -> i64,
) -> BoxStream<'a, Result<Vec<R>, ExportError>>
where
    E: EntityTrait,
    R: FromQueryResult + Send + Sync + 'a,
{
    stream::try_unfold(Some(0), move |after| {
        let rows = rows.clone().order_by_asc(id).limit(PAGE);
        async move {
            let Some(after) = after else { return Ok(None) };
            let page = rows.filter(id.gt(after)).into_model::<R>().all(ctx.read()).await?;
            let next = page.last().filter(|_| u64::try_from(page.len()) == Ok(PAGE)).map(id_of);
            Ok(Some((page, next)))
        }
    })
    .boxed()
}

/// The name of a category for people; nothing for one that the edition has dropped.
fn category_title<'a>(edition: &'a Edition, key: &str) -> Cell<'a> {
    edition.document.category(key).map(|category| category.name.as_str()).into()
}

/// The form in force, then the older ones, newest first.
async fn forms(ctx: &Ctx, edition: &Edition) -> Result<Vec<Form>, ExportError> {
    let mut forms = vec![edition.document.form.clone()];
    forms.extend(editions::all_forms(ctx.read(), edition.id).await?);
    Ok(forms)
}
