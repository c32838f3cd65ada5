//! A table as a workbook (ECMA-376), which spreadsheets of every country open by a double
//! click: no separator, no encoding and no formula to guess. Rows are written as they come, so
//! that memory stays flat.

use std::path::Path;

use futures::TryStreamExt as _;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::spool::{self, Spooled};
use crate::exports::{Chunks, ExportError};

/// The longest text of a cell, in UTF-16 units.
const LONGEST_TEXT: usize = 32_767;
/// Columns are wide enough for a name.
const WIDTH: f64 = 22.0;
const WIDE_COLUMNS: u16 = 400;

/// A workbook of one sheet, made from CSV as [`crate::exports::SafeCsv`] writes it for workbooks: quoted
/// cells are texts, others numbers.
///
/// # Errors
/// Those of the chunks; too many rows; the disk is full.
pub async fn workbook(mut chunks: Chunks, name: &str, dir: &Path) -> Result<Spooled, ExportError> {
    let mut book = Workbook::new();
    // The same table gives the same bytes.
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&created));
    book.set_tempdir(dir)?;
    let sheet = book.add_worksheet_with_constant_memory();
    let sheet = sheet?;
    sheet.set_name(name)?;
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_column_range_width(0, WIDE_COLUMNS, WIDTH)?;
    let mut rows = Rows::new();
    while let Some(chunk) = chunks.try_next().await? {
        rows.write(&chunk, book.worksheet_from_index(0)?)?;
    }
    let mut file = spool::empty(dir);
    let saved = tokio::task::spawn_blocking(move || {
        book.save_to_writer(&mut file)?;
        Ok::<_, XlsxError>(file)
    });
    Ok(Spooled::rewound(saved.await.map_err(std::io::Error::from)??)?)
}

/// Writes rows below those that were written before.
struct Rows {
    row: u32,
    head: Format,
    text: Format,
}

impl Rows {
    fn new() -> Self {
        let text = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        Self { row: 0, head: text.clone().set_bold(), text }
    }

    /// A chunk ends where a row does.
    fn write(&mut self, chunk: &[u8], sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let mut rest = chunk;
        let mut column = 0_u16;
        while let Some((cell, after)) = next_cell(rest) {
            match cell {
                Cell::Text(text) => {
                    let format = if self.row == 0 { &self.head } else { &self.text };
                    sheet.write_string_with_format(self.row, column, fitting(&text), format)?;
                }
                Cell::Number(number) => {
                    sheet.write_number_with_format(self.row, column, number, &self.text)?;
                }
                Cell::Empty => {}
            }
            (rest, column) = match after.split_first() {
                Some((b',', rest)) => (rest, column.saturating_add(1)),
                _ => {
                    self.row = self.row.saturating_add(1);
                    (after.strip_prefix(b"\r\n").unwrap_or_default(), 0)
                }
            };
        }
        Ok(())
    }
}

enum Cell {
    Text(String),
    Number(f64),
    Empty,
}

/// The cell at the beginning, and what stands after it; none at the end.
fn next_cell(bytes: &[u8]) -> Option<(Cell, &[u8])> {
    if let Some(quoted) = bytes.strip_prefix(b"\"") {
        let mut text = Vec::new();
        let mut rest = quoted;
        loop {
            let end = rest.iter().position(|byte| *byte == b'"')?;
            text.extend_from_slice(rest.get(..end)?);
            let after = rest.get(end.saturating_add(1)..)?;
            match after.strip_prefix(b"\"") {
                Some(more) => {
                    text.push(b'"');
                    rest = more;
                }
                None => return Some((Cell::Text(String::from_utf8_lossy(&text).into_owned()), after)),
            }
        }
    }
    if bytes.is_empty() {
        return None;
    }
    let end = bytes.iter().position(|byte| matches!(byte, b',' | b'\r')).unwrap_or(bytes.len());
    let (digits, after) = bytes.split_at_checked(end)?;
    let number = str::from_utf8(digits).ok().and_then(|digits| digits.parse().ok());
    Some((number.map_or(Cell::Empty, Cell::Number), after))
}

/// As much of a text as a cell takes; what is cut off is in the CSV file.
fn fitting(text: &str) -> String {
    let mut units = 0_usize;
    // What XML cannot hold, a cell cannot either (XML 1.0, 2.2).
    let is_told = |c: &char| !c.is_control() || matches!(c, '\n' | '\t');
    let fits = |c: &char| {
        units = units.saturating_add(c.len_utf16());
        units <= LONGEST_TEXT
    };
    text.chars().filter(is_told).take_while(fits).collect()
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read as _};

    use futures::{StreamExt as _, stream};
    use zip::ZipArchive;

    use super::workbook;
    use crate::exports::{Cell, Decimal, Form, SafeCsv};

    async fn sheet_of(rows: &[Vec<Cell<'_>>]) -> String {
        let mut csv = SafeCsv::new(Form::Workbook);
        rows.iter().for_each(|row| csv.row(row.clone()).expect("a row"));
        let chunks = stream::iter([Ok(csv.finish())]).boxed();
        let dir = tempfile::tempdir().expect("a directory");
        let book = workbook(chunks, "scores", dir.path()).await.expect("a workbook");
        assert_eq!(std::fs::read_dir(dir.path()).expect("a directory").count(), 0, "nothing is left");
        let bytes = book.pieces().collect::<Vec<_>>().await.concat();
        let kinds = [crate::files::FileKind::Xlsx];
        let found = crate::files::check(&mut Cursor::new(&bytes), &kinds, u64::MAX);
        assert_eq!(found.expect("a sound file"), kinds[0]);
        let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
        let mut xml = String::new();
        archive.by_name("xl/worksheets/sheet1.xml").expect("a sheet").read_to_string(&mut xml).expect("XML");
        xml
    }

    #[rocket::async_test]
    async fn texts_are_texts_and_numbers_are_numbers() {
        let items = ["a".to_owned(), "b".to_owned()];
        let xml = sheet_of(&[
            vec![Cell::text("name"), Cell::text("mean"), Cell::text("list")],
            vec![Cell::text("=1+1"), Cell::Decimal(Decimal::from_hundredths(-725)), Cell::List(&items)],
            vec![Cell::text("007"), Cell::Empty, Cell::text("say \"yes\"\u{0}, <b>")],
            vec![Cell::text("+32 2"), Cell::Integer(3), Cell::text("")],
        ])
        .await;
        for cell in [
            "<is><t>=1+1</t></is>",
            "<v>-7.25</v>",
            "<is><t>a\nb</t></is>",
            "<is><t>007</t></is>",
            "<is><t>say \"yes\", &lt;b&gt;</t></is>",
            "<is><t>+32 2</t></is>",
            "<v>3</v>",
        ] {
            assert!(xml.contains(cell), "{cell} in {xml}");
        }
        assert!(!xml.contains("<f>"), "no formula");
        assert_eq!(xml.matches("<row ").count(), 4);
    }

    #[rocket::async_test]
    async fn a_text_longer_than_a_cell_is_cut() {
        let long = "x".repeat(40_000);
        let xml = sheet_of(&[vec![Cell::text("text")], vec![Cell::text(&long)]]).await;
        assert!(xml.contains(&format!("<t>{}</t>", &long[..32_767])));
    }
}
