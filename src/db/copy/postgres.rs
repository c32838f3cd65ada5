//! Copies of PostgreSQL: each table a file, each row a line of JSON as the server writes and
//! reads it itself, so that no type is turned into another on the way.

use std::{
    collections::BTreeSet,
    fs::File,
    io::{BufRead as _, BufReader, BufWriter, Write as _},
    path::Path,
};

use anyhow::{Context as _, ensure};
use futures::TryStreamExt as _;
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, Statement, StreamTrait as _,
    TransactionTrait as _,
};

use super::{Rows, quoted};

/// Made by the steps of the schema, so it is never copied back.
const STEPS: &str = "seaql_migrations";
/// Rows that are inserted by one statement.
const BATCH: usize = 500;

fn sql(text: impl Into<String>) -> Statement {
    Statement::from_string(DbBackend::Postgres, text.into())
}

/// The tables of the schema, in no order.
pub(in crate::db) async fn tables<C: ConnectionTrait>(db: &C) -> Result<BTreeSet<String>, DbErr> {
    let all = "SELECT table_name::text FROM information_schema.tables \
               WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'";
    db.query_all_raw(sql(all)).await?.iter().map(|row| row.try_get_by_index(0)).collect()
}

/// Writes each table into this folder, all from the one state that the transaction sees.
pub(super) async fn write(tx: &DatabaseTransaction, dir: &Path) -> anyhow::Result<Rows> {
    let mut rows = Rows::new();
    for table in tables(tx).await?.into_iter().filter(|table| table != STEPS) {
        let count = write_table(tx, &table, dir).await.with_context(|| format!("table {table}"))?;
        ensure!(count == count_of(tx, &table).await?, "not every row of {table} was copied");
        rows.insert(table, count);
    }
    File::open(dir)?.sync_all()?;
    Ok(rows)
}

async fn write_table(tx: &DatabaseTransaction, table: &str, dir: &Path) -> anyhow::Result<u64> {
    let mut out = BufWriter::new(File::create_new(dir.join(format!("{table}.jsonl")))?);
    let all = format!("SELECT row_to_json(t)::text FROM {} AS t", quoted(table));
    let mut rows = tx.stream_raw(sql(all)).await?;
    let mut count: u64 = 0;
    while let Some(row) = rows.try_next().await? {
        let line: String = row.try_get_by_index(0)?;
        writeln!(out, "{line}")?;
        count = count.saturating_add(1);
    }
    out.into_inner()?.sync_all()?;
    Ok(count)
}

async fn count_of<C: ConnectionTrait>(db: &C, table: &str) -> anyhow::Result<u64> {
    let count = db.query_one_raw(sql(format!("SELECT count(*) FROM {}", quoted(table)))).await?;
    let count: i64 = count.context("no count")?.try_get_by_index(0)?;
    Ok(count.try_into()?)
}

/// Fills empty tables from this folder: all of it, or nothing.
pub(super) async fn read(db: &DatabaseConnection, dir: &Path) -> anyhow::Result<Rows> {
    let tx = db.begin().await?;
    let mut rows = Rows::new();
    for table in parents_first(&tx).await? {
        read_table(&tx, &table, dir).await.with_context(|| format!("table {table}"))?;
        rows.insert(table.clone(), count_of(&tx, &table).await?);
    }
    count_on(&tx).await?;
    tx.commit().await?;
    Ok(rows)
}

async fn read_table(tx: &DatabaseTransaction, table: &str, dir: &Path) -> anyhow::Result<()> {
    let lines = BufReader::new(File::open(dir.join(format!("{table}.jsonl")))?).lines();
    let mut lines = lines.peekable();
    let name = quoted(table);
    // Keys stay as they are, whatever the table would count up to.
    let insert = format!(
        "INSERT INTO {name} OVERRIDING SYSTEM VALUE \
         SELECT * FROM json_populate_recordset(NULL::{name}, $1::json)"
    );
    // What the database keeps by itself is among the rows.
    tx.execute_raw(sql(format!("ALTER TABLE {name} DISABLE TRIGGER USER"))).await?;
    while lines.peek().is_some() {
        let batch: Vec<String> = lines.by_ref().take(BATCH).collect::<Result<_, _>>()?;
        let array = format!("[{}]", batch.join(","));
        let values = [array.into()];
        tx.execute_raw(Statement::from_sql_and_values(DbBackend::Postgres, &insert, values)).await?;
    }
    tx.execute_raw(sql(format!("ALTER TABLE {name} ENABLE TRIGGER USER"))).await?;
    Ok(())
}

/// The tables in an order in which whatever a row names is there before it.
async fn parents_first(tx: &DatabaseTransaction) -> anyhow::Result<Vec<String>> {
    let references = "SELECT child.relname::text, parent.relname::text FROM pg_constraint AS c \
                      JOIN pg_class AS child ON child.oid = c.conrelid \
                      JOIN pg_class AS parent ON parent.oid = c.confrelid \
                      WHERE c.contype = 'f' AND child.oid <> parent.oid \
                      AND c.connamespace = current_schema()::regnamespace";
    let references = tx.query_all_raw(sql(references)).await?;
    let references: Vec<(String, String)> = references
        .iter()
        .map(|row| Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?)))
        .collect::<Result<_, DbErr>>()?;
    let mut left = tables(tx).await?;
    left.remove(STEPS);
    let mut sorted = Vec::with_capacity(left.len());
    while !left.is_empty() {
        let waits =
            |table: &String| references.iter().any(|(child, parent)| child == table && left.contains(parent));
        let (waiting, ready): (BTreeSet<_>, BTreeSet<_>) = left.iter().cloned().partition(waits);
        ensure!(!ready.is_empty(), "tables name each other in a circle: {waiting:?}");
        sorted.extend(ready);
        left = waiting;
    }
    Ok(sorted)
}

/// New keys go on after the largest one there is.
async fn count_on(tx: &DatabaseTransaction) -> anyhow::Result<()> {
    let counted = "SELECT table_name::text, column_name::text, \
                   pg_get_serial_sequence(quote_ident(table_name), column_name) \
                   FROM information_schema.columns WHERE table_schema = current_schema()";
    for row in tx.query_all_raw(sql(counted)).await? {
        let (table, column): (String, String) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
        let sequence: Option<String> = row.try_get_by_index(2)?;
        let Some(sequence) = sequence else { continue };
        let next = format!("SELECT coalesce(max({}), 0) + 1 FROM {}", quoted(&column), quoted(&table));
        let set = format!("SELECT setval('{}'::regclass, ({next}), false)", sequence.replace('\'', "''"));
        tx.execute_raw(sql(set)).await?;
    }
    Ok(())
}
