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
    ColumnTrait, DbBackend, EntityTrait, ExprTrait as _, FromQueryResult, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, Select, prelude::Expr,
};

use super::{Cell, ExportError};
use crate::{
    context::Ctx,
    editions::{self, Edition, Form},
};

/// Rows that are read at once: enough to be quick, few enough for memory.
const PAGE: u64 = 500;

/// By what rows are read in pages: their order, and the edition they belong to.
struct Key<E: EntityTrait, C> {
    id: E::Column,
    edition: C,
}

/// Pages of a query's rows of an edition in the order of their ids. Each is one consistent read;
/// what changes in the meantime shows in later pages.
fn pages<'a, E, R>(
    ctx: &'a Ctx,
    edition: EditionId,
    rows: Select<E>,
    key: Key<E, impl ColumnTrait + 'a>,
    id_of: fn(&R) -> i64,
) -> BoxStream<'a, Result<Vec<R>, ExportError>>
where
    E: EntityTrait,
    R: FromQueryResult + Send + Sync + 'a,
{
    let backend = ctx.read().get_database_backend();
    stream::try_unfold(Some(0), move |after| {
        let rows = after.map(|after| page(rows.clone(), backend, &key, edition).filter(key.id.gt(after)));
        async move {
            let Some(rows) = rows else { return Ok(None) };
            let page = rows.into_model::<R>().all(ctx.read()).await?;
            let next = page.last().filter(|_| u64::try_from(page.len()) == Ok(PAGE)).map(id_of);
            Ok(Some((page, next)))
        }
    })
    .boxed()
}

/// The rows of an edition in the order of their ids, so many.
fn page<E: EntityTrait>(
    rows: Select<E>,
    backend: DbBackend,
    key: &Key<E, impl ColumnTrait>,
    edition: EditionId,
) -> Select<E> {
    let of_edition = match backend {
        // By the column alone SQLite would read and sort all of the edition for each page, by an index
        // of it, or look through all entries first (a Bloom filter). A sum with the id is only known
        // row by row.
        DbBackend::Sqlite => {
            let nothing = Expr::col(key.id.as_column_ref()).mul(0);
            Expr::col(key.edition.as_column_ref()).add(nothing).eq(edition)
        }
        // PostgreSQL would take a sum for rare, and read all that is left for each page.
        _ => key.edition.eq(edition),
    };
    rows.filter(of_edition).order_by_asc(key.id).limit(PAGE)
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
    use sea_orm::{ConnectionTrait as _, QueryTrait as _, Statement};

    use super::*;
    use crate::{
        config::Config,
        db::{self, WriteTx},
    };

    /// What the planner may have counted: nothing yet, or much more of some than of others.
    const NOTHING: &str = "ANALYZE; DELETE FROM sqlite_stat1; ANALYZE sqlite_schema";
    const MUCH: &str = "INSERT INTO sqlite_stat1 (tbl, stat) SELECT name, \
                        CASE WHEN name IN ('consent', 'conflict') THEN '120000' ELSE '20000' END \
                        FROM sqlite_schema WHERE type = 'table'; ANALYZE sqlite_schema";

    #[tokio::test]
    async fn a_page_is_read_in_its_order_and_nothing_is_read_but_its_rows() {
        let dir = tempfile::tempdir().unwrap();
        let config = Config { data: dir.path().to_path_buf(), ..Config::default() };
        let tx = db::prepare(&config).await.unwrap().begin().await.unwrap();
        for figures in [NOTHING, MUCH] {
            tx.execute_unprepared(figures).await.unwrap();
            is_read_in_order(&tx, consents::consents(), &consents::KEY).await;
            is_read_in_order(&tx, contacts::entries(), &contacts::KEY).await;
            is_read_in_order(&tx, entries::entries(), &entries::KEY).await;
            is_read_in_order(&tx, conflicts::conflicts(), &conflicts::KEY).await;
        }
    }

    async fn is_read_in_order<E: EntityTrait>(tx: &WriteTx, rows: Select<E>, key: &Key<E, impl ColumnTrait>) {
        let page = page(rows, DbBackend::Sqlite, key, EditionId(1)).filter(key.id.gt(500));
        let page = page.build(DbBackend::Sqlite);
        let explain = Statement { sql: format!("EXPLAIN QUERY PLAN {}", page.sql), ..page };
        let steps = tx.query_all_raw(explain).await.unwrap();
        let steps: Vec<String> = steps.iter().map(|row| row.try_get("", "detail").unwrap()).collect();
        let is_more = |step: &String| ["TEMP B-TREE", "BLOOM", "SCAN"].iter().any(|word| step.contains(word));
        assert!(steps.len() > 1 && !steps.iter().any(is_more), "{steps:#?}");
    }
}
