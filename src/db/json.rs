//! Many rows as one text.

use sea_orm::{
    ConnectionTrait, DbBackend, ExprTrait as _,
    prelude::Expr,
    sea_query::{Alias, Func, Query, SelectStatement},
};

use super::Error;

/// The rows of a query as a JSON array of arrays of these columns. For thousands of
/// rows: the driver hands each row of SQLite over from thread to thread, which costs
/// more than most rows hold (docs/adr/0012-kept-with-the-sheet.md).
pub async fn json_rows<C: ConnectionTrait>(
    db: &C,
    rows: SelectStatement,
    columns: &[&'static str],
) -> Result<String, Error> {
    let (row, all) = match db.get_database_backend() {
        DbBackend::Postgres => ("json_build_array", "json_agg"),
        _ => ("json_array", "json_group_array"),
    };
    let columns = columns.iter().map(|column| Expr::col((Alias::new("row"), Alias::new(*column))));
    let array = Expr::expr(Func::cust(all).arg(Func::cust(row).args(columns))).cast_as("text");
    let text = Query::select().expr(array).from_subquery(rows, Alias::new("row")).take();
    let row = db.query_one(&text).await?;
    let text: Option<String> = row.map(|row| row.try_get_by_index(0)).transpose()?.flatten();
    // PostgreSQL makes null of no rows, SQLite an empty array.
    Ok(text.unwrap_or_else(|| "[]".to_owned()))
}
