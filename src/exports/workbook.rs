//! A table as a workbook (ECMA-376), which spreadsheets of every country open by a double
//! click: no separator, no encoding and no formula to guess. Rows are written as they come, so
//! that memory stays flat.

use std::{io, path::Path};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, XlsxError};

use super::{Cell, ExportError, Spooled, TableFormat, cell::lines, empty_file, safe_csv::write_cell};

/// The longest text of a cell, in UTF-16 units.
const LONGEST_TEXT: usize = 32_767;
/// Columns are wide enough for a name.
const WIDTH: f64 = 22.0;
const WIDE_COLUMNS: u16 = 400;

pub(super) struct Book {
    book: Workbook,
    row: u32,
    head: Format,
    text: Format,
}

impl Book {
    /// An empty one; `name` is that of its sheet.
    pub(super) fn new(name: &str, dir: &Path) -> Result<Self, XlsxError> {
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
        let text = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        Ok(Self { book, row: 0, head: text.clone().set_bold(), text })
    }

    /// Writes a row below those that were written before; how many cells it has.
    pub(super) fn row<'a>(&mut self, cells: impl IntoIterator<Item = Cell<'a>>) -> Result<usize, XlsxError> {
        let sheet = self.book.worksheet_from_index(0)?;
        let mut column = 0_u16;
        for cell in cells {
            let text = match cell {
                Cell::Text(text) => Some(text),
                Cell::List(items) => Some(lines(items).into()),
                Cell::Timestamp(instant) => Some(instant.to_string().into()),
                Cell::Integer(_) | Cell::Hundredths(_) | Cell::Decimal(_) | Cell::Empty => {
                    if let Some(number) = number(&cell) {
                        sheet.write_number_with_format(self.row, column, number, &self.text)?;
                    }
                    None
                }
            };
            if let Some(text) = text {
                let format = if self.row == 0 { &self.head } else { &self.text };
                sheet.write_string_with_format(self.row, column, fitting(&text), format)?;
            }
            column = column.saturating_add(1);
        }
        self.row = self.row.saturating_add(1);
        Ok(column.into())
    }

    pub(super) async fn finish(mut self, dir: &Path) -> Result<Spooled, ExportError> {
        let mut file = empty_file(dir);
        let saved = tokio::task::spawn_blocking(move || {
            self.book.save_to_writer(&mut file)?;
            Ok::<_, XlsxError>(file)
        });
        Ok(Spooled::rewound(saved.await.map_err(io::Error::from)??)?)
    }
}

fn number(cell: &Cell<'_>) -> Option<f64> {
    let mut digits = Vec::new();
    write_cell(cell, TableFormat::Workbook, &mut digits);
    str::from_utf8(&digits).ok()?.parse().ok()
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

    use zip::ZipArchive;

    use super::Book;
    use entity::Hundredths;

    use crate::exports::Cell;

    async fn sheet_of(rows: &[Vec<Cell<'_>>]) -> String {
        let dir = tempfile::tempdir().expect("a directory");
        let mut book = Book::new("scores", dir.path()).expect("a workbook");
        for row in rows {
            assert_eq!(book.row(row.clone()).expect("a row"), row.len());
        }
        let book = book.finish(dir.path()).await.expect("a workbook");
        assert_eq!(std::fs::read_dir(dir.path()).expect("a directory").count(), 0, "nothing is left");
        let mut bytes = Vec::new();
        book.write_to(&mut bytes).expect("a copy");
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
            vec![Cell::text("=1+1"), Cell::Hundredths(Hundredths(-725)), Cell::List(&items)],
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
