//! The one writer of CSV (CSV-4).
//!
//! Texts are quoted and numbers are not, which the `csv` crate's writer does not
//! offer; what it would add, commas and line ends, cost more than it saved
//! (docs/adr/0012-kept-with-the-sheet.md). Its reader checks ours in the tests.

use std::mem;

use super::{Cell, Form, Prepared, write::write_cells};

/// How much is gathered before a chunk is handed out.
const CHUNK_BYTES: usize = 64 * 1_024;
/// The mark that makes Excel read UTF-8.
const BOM: &[u8] = b"\xEF\xBB\xBF";

/// Writes RFC 4180 with CRLF in UTF-8, every text quoted (and harmless where a spreadsheet
/// reads it), numbers as numbers. Give it rows and take chunks: memory stays flat.
///
/// ```
/// use palmares::exports::{Cell, Form, SafeCsv};
///
/// let mut csv = SafeCsv::new(Form::Spreadsheet);
/// csv.header(&["title", "mean"])?;
/// csv.row([Cell::text("=1+1"), Cell::Integer(8)])?;
/// assert_eq!(csv.finish(), b"\xEF\xBB\xBF\"title\",\"mean\"\r\n\"'=1+1\",8\r\n");
/// # Ok::<(), palmares::exports::Width>(())
/// ```
pub struct SafeCsv {
    gathered: Vec<u8>,
    form: Form,
    /// Cells of the first row, so of every row.
    width: Option<usize>,
    /// What ends a row: after an empty cell where the header has a note.
    end: &'static [u8],
}

/// A fault of the program. The file is incomplete and must not be handed out as whole.
#[derive(Debug, thiserror::Error)]
#[error("a CSV row has {found} cells instead of {expected}")]
pub struct Width {
    pub expected: usize,
    pub found: usize,
}

impl SafeCsv {
    /// An empty file, with a byte order mark if a spreadsheet is to open it.
    #[must_use]
    pub fn new(form: Form) -> Self {
        let gathered = if form == Form::Spreadsheet { BOM.to_vec() } else { Vec::new() };
        Self { gathered, form, width: None, end: b"\r\n" }
    }

    /// For whom it is written.
    #[must_use]
    pub const fn form(&self) -> Form {
        self.form
    }

    /// The names of the columns; they are part of what others script against.
    ///
    /// # Errors
    /// A row was written before with another number of cells.
    pub fn header(&mut self, names: &[impl AsRef<str>]) -> Result<(), Width> {
        self.row(names.iter().map(|name| Cell::text(name.as_ref())))
    }

    /// The same, with a note as the name of one more column, which is empty in every row.
    ///
    /// # Errors
    /// A row was written before with another number of cells.
    pub fn header_with_note(&mut self, names: &[impl AsRef<str>], note: &str) -> Result<(), Width> {
        let noted = names.iter().map(AsRef::as_ref).chain([note]);
        self.row(noted.map(Cell::text))?;
        (self.width, self.end) = (Some(names.len()), b",\r\n");
        Ok(())
    }

    /// One row, with as many cells as the header.
    ///
    /// # Errors
    /// It has more or fewer.
    pub fn row<'a>(&mut self, cells: impl IntoIterator<Item = Cell<'a>>) -> Result<(), Width> {
        let found = write_cells(cells, self.form, &mut self.gathered);
        self.gathered.extend_from_slice(self.end);
        let expected = *self.width.get_or_insert(found);
        if found == expected { Ok(()) } else { Err(Width { expected, found }) }
    }

    /// What has gathered, once it is 64 KiB.
    pub fn take_chunk(&mut self) -> Option<Vec<u8>> {
        // The next chunk will be about as long.
        let room = self.gathered.len().saturating_add(self.gathered.len() / 4);
        (self.gathered.len() >= CHUNK_BYTES)
            .then(|| mem::replace(&mut self.gathered, Vec::with_capacity(room)))
    }

    /// The rest of the file.
    #[must_use]
    pub fn finish(self) -> Vec<u8> {
        self.gathered
    }
}

impl Prepared {
    /// Writes cells that stand side by side in many rows, once for all of them.
    pub(super) fn new<'a>(form: Form, cells: impl IntoIterator<Item = Cell<'a>>) -> Self {
        let mut prepared = Self::default();
        prepared.renew(form, cells);
        prepared
    }

    /// Writes others in their place.
    pub(super) fn renew<'a>(&mut self, form: Form, cells: impl IntoIterator<Item = Cell<'a>>) {
        self.bytes.clear();
        self.cells = write_cells(cells, form, &mut self.bytes);
    }
}

#[cfg(test)]
mod tests {
    use entity::Timestamp;
    use proptest::{
        collection::vec,
        prelude::{Strategy, any, prop_oneof, proptest},
    };

    use super::{super::spreadsheet::harmless, BOM, Cell, Form, Prepared, SafeCsv};
    use crate::exports::Decimal;

    fn written<'a>(rows: impl IntoIterator<Item = Vec<Cell<'a>>>) -> String {
        let mut csv = SafeCsv::new(Form::Spreadsheet);
        for row in rows {
            csv.row(row).unwrap();
        }
        let file = csv.finish();
        String::from_utf8(file.strip_prefix(BOM).unwrap().to_vec()).unwrap()
    }

    /// The cells of a file, as a reader that splits at `delimiter` sees them.
    fn read(file: &str, delimiter: u8) -> Vec<Vec<String>> {
        let mut reader = csv::ReaderBuilder::new();
        reader.has_headers(false).flexible(true).delimiter(delimiter);
        let records = reader.from_reader(file.as_bytes()).into_records();
        records.map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
    }

    #[test]
    fn texts_are_quoted_and_numbers_are_not() {
        let row = vec![
            Cell::text("say \"yes\", please"),
            Cell::text("007"),
            Cell::Integer(-5),
            Cell::Decimal(Decimal::from_hundredths(750)),
            Cell::Timestamp(Timestamp(0)),
            Cell::Empty,
            Cell::text(""),
        ];
        let expected = "\"say \"\"yes\"\", please\",\"007\",-5,7.50,\"1970-01-01T00:00:00.000Z\",,\"\"\r\n";
        assert_eq!(written([row]), expected);
    }

    #[test]
    fn the_byte_order_mark_comes_first_and_only_on_request() {
        let mut csv = SafeCsv::new(Form::Spreadsheet);
        csv.header(&["é"]).unwrap();
        assert_eq!(csv.finish(), b"\xEF\xBB\xBF\"\xC3\xA9\"\r\n");
        assert_eq!(SafeCsv::new(Form::Programs).finish(), b"");
        assert_eq!(SafeCsv::new(Form::Workbook).finish(), b"");
    }

    #[test]
    fn a_row_of_another_length_than_the_header_is_an_error() {
        let mut csv = SafeCsv::new(Form::Programs);
        csv.header(&["a", "b"]).unwrap();
        assert!(csv.row([Cell::Integer(1)]).is_err());
    }

    #[test]
    fn a_note_is_the_name_of_one_more_column_without_cells() {
        let mut csv = SafeCsv::new(Form::Programs);
        csv.header_with_note(&["a", "b"], "=for you").unwrap();
        csv.row([Cell::Integer(1), Cell::Empty]).unwrap();
        assert!(csv.row([Cell::Integer(1), Cell::Empty, Cell::Empty]).is_err());
        let file = String::from_utf8(csv.finish()).unwrap();
        assert_eq!(read(&file, b',')[..2], [vec!["a", "b", "=for you"], vec!["1", "", ""]]);
    }

    #[test]
    fn prepared_cells_are_written_as_if_they_were_new() {
        let side_by_side = || vec![Cell::text("=1+1"), Cell::Empty, Cell::Integer(3)];
        let mut prepared = Prepared::new(Form::Spreadsheet, [Cell::text("of the row before")]);
        prepared.renew(Form::Spreadsheet, side_by_side());
        let row = || vec![Cell::text("a"), Cell::Prepared(&prepared), Cell::text("b")];
        let plain = [vec![Cell::text("a")], side_by_side(), vec![Cell::text("b")]].concat();
        assert_eq!(written([row(), row()]), written([plain.clone(), plain]));
    }

    #[test]
    fn chunks_put_together_are_the_file_and_stay_small() {
        let text = "x".repeat(1_000);
        let mut csv = SafeCsv::new(Form::Programs);
        let mut whole = Vec::new();
        for _ in 0..1_000 {
            csv.row([Cell::text(&text)]).unwrap();
            if let Some(chunk) = csv.take_chunk() {
                assert!((64 * 1_024..80 * 1_024).contains(&chunk.len()), "{}", chunk.len());
                whole.extend(chunk);
            }
        }
        whole.extend(csv.finish());
        assert_eq!(whole.len(), 1_000 * 1_004);
        assert_eq!(read(&String::from_utf8(whole).unwrap(), b',').len(), 1_000);
    }

    /// Texts made mostly of what trips readers up.
    fn text() -> impl Strategy<Value = String> {
        prop_oneof!["[=+@;,'\"\t\r\n a1\\-＝]{0,12}", "\\PC{0,20}", any::<String>()]
    }

    proptest! {
        #[test]
        fn a_comma_reader_gets_the_same_texts_back(rows in vec(vec(text(), 3), 1..5)) {
            let file = written(rows.iter().map(|row| row.iter().map(Cell::text).collect()));
            let expected: Vec<Vec<String>> =
                rows.iter().map(|row| row.iter().map(|text| harmless(text).into_owned()).collect()).collect();
            assert_eq!(read(&file, b','), expected);
        }

        #[test]
        fn no_reader_finds_a_formula(rows in vec((text(), 0..1_000_i64, text(), text()), 1..5)) {
            let file = written(rows.iter().map(|(a, number, b, c)| {
                vec![Cell::text(a), Cell::Integer(*number), Cell::text(b), Cell::text(c)]
            }));
            for delimiter in [b',', b';', b'\t'] {
                for cell in read(&file, delimiter).concat() {
                    let begins = cell.trim_start().chars().next();
                    let runs = begins.is_some_and(|c| "=+-@＝＋－＠".contains(c));
                    assert!(!runs, "{cell:?} in {file:?} read by {:?}", char::from(delimiter));
                }
            }
        }
    }
}
