//! A table on its way into a file: CSV or a workbook, of the same rows.

use std::path::Path;

use tempfile::SpooledTempFile;

use super::{Cell, ExportError, SafeCsv, Spooled, TableFormat, empty_file, workbook::Book};

/// Takes the names of the columns, then rows; memory holds a piece of the file.
pub(super) struct TableFile<'a> {
    kept: Kept,
    dir: &'a Path,
    /// Who took the file, and when: the name of one more column, which is empty in every row.
    note: Option<String>,
    /// Cells of the header, so of every row.
    width: usize,
}

enum Kept {
    Csv(SafeCsv<SpooledTempFile>),
    Workbook(Box<Book>),
}

/// A fault of the program: the file is incomplete and must not be handed out as whole.
#[derive(Debug, thiserror::Error)]
#[error("a row has {found} cells instead of {expected}")]
pub struct Width {
    expected: usize,
    found: usize,
}

impl<'a> TableFile<'a> {
    /// An empty one; `name` is that of the table.
    pub(super) fn new(
        form: TableFormat,
        name: &str,
        note: Option<String>,
        dir: &'a Path,
    ) -> Result<Self, ExportError> {
        let kept = match form {
            TableFormat::Programs | TableFormat::Spreadsheet => {
                Kept::Csv(SafeCsv::new(form, empty_file(dir)))
            }
            TableFormat::Workbook => Kept::Workbook(Box::new(Book::new(name, dir)?)),
        };
        Ok(Self { kept, dir, note, width: 0 })
    }

    /// The names of the columns; they are part of what others script against.
    pub(super) fn header(&mut self, names: &[impl AsRef<str>]) -> Result<(), ExportError> {
        let note = self.note.clone().map(Cell::from);
        self.width = self.kept.row(names.iter().map(|name| Cell::text(name.as_ref())).chain(note))?;
        Ok(())
    }

    /// One row, with as many cells as the header has names.
    pub(super) fn row<'c>(&mut self, cells: impl IntoIterator<Item = Cell<'c>>) -> Result<(), ExportError> {
        let found = self.kept.row(cells.into_iter().chain(self.note.as_ref().map(|_| Cell::Empty)))?;
        if found == self.width { Ok(()) } else { Err(Width { expected: self.width, found }.into()) }
    }

    pub(super) async fn finish(self) -> Result<Spooled, ExportError> {
        match self.kept {
            Kept::Csv(csv) => Ok(Spooled::rewound(csv.finish()?)?),
            Kept::Workbook(book) => book.finish(self.dir).await,
        }
    }
}

impl Kept {
    fn row<'c>(&mut self, cells: impl IntoIterator<Item = Cell<'c>>) -> Result<usize, ExportError> {
        match self {
            Self::Csv(csv) => Ok(csv.row(cells)?),
            Self::Workbook(book) => Ok(book.row(cells)?),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Cell, ExportError, TableFile, TableFormat};

    async fn noted(rows: impl IntoIterator<Item = Vec<Cell<'_>>>) -> Result<String, ExportError> {
        let dir = std::env::temp_dir();
        let mut file = TableFile::new(TableFormat::Programs, "table", Some("=for you".into()), &dir)?;
        file.header(&["a", "b"])?;
        rows.into_iter().try_for_each(|row| file.row(row))?;
        let mut text = Vec::new();
        file.finish().await?.write_to(&mut text)?;
        Ok(String::from_utf8(text).expect("a text"))
    }

    #[rocket::async_test]
    async fn a_note_is_the_name_of_one_more_column_without_cells() {
        let file = noted([vec![Cell::Integer(1), Cell::Empty]]).await.expect("a file");
        assert_eq!(file, "\"a\",\"b\",\"=for you\"\r\n1,,\r\n");
    }

    #[rocket::async_test]
    async fn a_row_of_another_length_than_the_header_is_an_error() {
        assert!(noted([vec![Cell::Integer(1)]]).await.is_err());
        assert!(noted([vec![Cell::Integer(1), Cell::Empty, Cell::Empty]]).await.is_err());
    }
}
