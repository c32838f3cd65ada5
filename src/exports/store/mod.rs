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

use entity::ids::EditionId;
use futures::{
    StreamExt as _,
    stream::{self, BoxStream},
};
use sea_orm::{
    ColumnTrait, EntityTrait, ExprTrait as _, FromQueryResult, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, Select, prelude::Expr,
};

use super::{Cell, ExportError};
use crate::{
    context::Ctx,
    editions::{self, Edition, Form},
};

/// Rows that are read at once: enough to be quick, few enough for memory.
const PAGE: u64 = 500;

/// Pages of a query's rows in the order of their ids. Each is one consistent read; what changes
/// in the meantime shows in later pages.
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

/// Whether a row of a page is of an edition. Not by the column alone: by an index of the edition each
/// page would read and sort all of its rows.
fn in_edition(column: impl ColumnTrait, edition: EditionId) -> Expr {
    Expr::col(column.as_column_ref()).add(0).eq(edition)
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

#[cfg(test)]
mod tests {
    use entity::{conflict, consent, entry};
    use sea_orm::{ConnectionTrait as _, DbBackend, QueryTrait as _, Statement};

    use super::*;
    use crate::{config::Config, db};

    /// Also in a database whose rows the planner has never counted.
    #[tokio::test]
    async fn a_page_is_read_in_its_order_and_nothing_is_sorted_for_it() {
        let dir = tempfile::tempdir().unwrap();
        let config = Config { data: dir.path().to_path_buf(), ..Config::default() };
        let db = db::prepare(&config).await.unwrap();
        let edition = EditionId(1);
        let (by_entry, by_conflict) = (entry::Column::Id, conflict::Column::Id);
        for page in [
            consents::consents(edition)
                .order_by_asc(consent::Column::Id)
                .limit(PAGE)
                .build(DbBackend::Sqlite),
            contacts::entries(edition).order_by_asc(by_entry).limit(PAGE).build(DbBackend::Sqlite),
            entries::entries(edition).order_by_asc(by_entry).limit(PAGE).build(DbBackend::Sqlite),
            conflicts::conflicts(edition).order_by_asc(by_conflict).limit(PAGE).build(DbBackend::Sqlite),
        ] {
            let explain = Statement { sql: format!("EXPLAIN QUERY PLAN {}", page.sql), ..page };
            let steps = db.read().query_all_raw(explain).await.unwrap();
            let steps: Vec<String> = steps.iter().map(|row| row.try_get("", "detail").unwrap()).collect();
            assert!(steps.len() > 1 && !steps.iter().any(|step| step.contains("TEMP B-TREE")), "{steps:#?}");
        }
    }
}
