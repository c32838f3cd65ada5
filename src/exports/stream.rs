//! A table as a stream of chunks: memory holds one page of rows and one chunk.

use futures::{
    StreamExt as _, TryStreamExt as _,
    stream::{self, BoxStream},
};

use super::{Cell, ExportError, Form, SafeCsv};
use crate::context::Ctx;

/// The bytes of a file, in pieces of about 64 KiB.
pub type Chunks = BoxStream<'static, Result<Vec<u8>, ExportError>>;

/// One export: its columns and its rows, page by page.
pub(super) trait Table: Send + Sized + 'static {
    fn columns(&self) -> Vec<String>;

    /// Writes the next page; whether there may be another. A page is one
    /// consistent read; what changes meanwhile shows in later pages.
    fn page(
        &mut self,
        ctx: &Ctx,
        csv: &mut SafeCsv,
    ) -> impl Future<Output = Result<bool, ExportError>> + Send;
}

struct Writing<T> {
    ctx: Ctx,
    table: T,
    csv: Option<SafeCsv>,
}

/// What stands before the rows, beside the names of the columns.
pub(super) struct Head {
    /// For whom the file is.
    pub(super) form: Form,
    /// Who took the file, and when.
    pub(super) note: Option<String>,
}

/// The file of a table.
///
/// # Errors
/// A fault of the program: two columns and a header of another length.
pub(super) fn file<T: Table>(ctx: &Ctx, table: T, head: &Head) -> Result<Chunks, ExportError> {
    let mut csv = SafeCsv::new(head.form);
    match &head.note {
        Some(note) => csv.header_with_note(&table.columns(), note)?,
        None => csv.header(&table.columns())?,
    }
    let start = Writing { ctx: ctx.clone(), table, csv: Some(csv) };
    Ok(stream::try_unfold(start, next).boxed())
}

async fn next<T: Table>(mut state: Writing<T>) -> Result<Option<(Vec<u8>, Writing<T>)>, ExportError> {
    let Some(mut csv) = state.csv.take() else { return Ok(None) };
    loop {
        let more = state.table.page(&state.ctx, &mut csv).await?;
        if !more {
            return Ok(Some((csv.finish(), state)));
        }
        if let Some(chunk) = csv.take_chunk() {
            state.csv = Some(csv);
            return Ok(Some((chunk, state)));
        }
    }
}

pub(super) fn text(value: &str) -> Cell<'_> {
    Cell::text(value)
}

/// A cell that says yes or no.
pub(super) fn flag(value: bool) -> Cell<'static> {
    Cell::text(if value { "true" } else { "false" })
}

pub(super) fn count(value: usize) -> Cell<'static> {
    Cell::Integer(i64::try_from(value).unwrap_or(i64::MAX))
}

/// Waits for the first chunk, so that a fault before it can still be answered as one.
pub(super) async fn with_first_chunk(mut chunks: Chunks) -> Result<Chunks, ExportError> {
    let first = chunks.try_next().await?;
    Ok(stream::iter(first.map(Ok)).chain(chunks).boxed())
}

#[cfg(test)]
mod tests {
    use futures::{StreamExt as _, stream};

    use super::{ExportError, with_first_chunk};
    use crate::db;

    fn broken() -> ExportError {
        ExportError::Db(db::Error::Unique("any".into()))
    }

    #[rocket::async_test]
    async fn a_fault_before_the_first_chunk_is_an_answer() {
        assert!(with_first_chunk(stream::iter([Err(broken())]).boxed()).await.is_err());
    }
}
