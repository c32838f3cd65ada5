//! The one writer of CSV (CSV-4).
//!
//! A text is quoted and a number is not, and nothing is not the empty text: the `csv` crate's
//! writer quotes all cells of a file or those that look a certain way, so that it could not tell
//! the text 007 from the number 7, and takes twice the time. Its reader checks ours in the tests.

use std::io::{self, Write};

use itoa::Buffer;
use serde_json::Value;

use super::{
    Cell, TableFormat,
    cell::{Decimal, lines},
    spreadsheet::{any_byte, harmless},
};

/// How much is gathered before it is written out.
const CHUNK_BYTES: usize = 64 * 1_024;
/// The mark that makes Excel read UTF-8.
const BOM: &[u8] = b"\xEF\xBB\xBF";

/// Writes RFC 4180 with CRLF in UTF-8, every text quoted (and harmless where a spreadsheet
/// reads it), numbers as numbers.
///
/// ```
/// use palmares::exports::{Cell, TableFormat, SafeCsv};
///
/// let mut csv = SafeCsv::new(TableFormat::Spreadsheet, Vec::new());
/// csv.row(["title", "mean"].map(Cell::text))?;
/// csv.row([Cell::text("=1+1"), Cell::Integer(8)])?;
/// assert_eq!(csv.finish()?, b"\xEF\xBB\xBF\"title\",\"mean\"\r\n\"'=1+1\",8\r\n");
/// # Ok::<(), std::io::Error>(())
/// ```
pub struct SafeCsv<W> {
    out: W,
    gathered: Vec<u8>,
    form: TableFormat,
}

impl<W: Write> SafeCsv<W> {
    /// An empty file, with a byte order mark if a spreadsheet is to open it.
    pub fn new(form: TableFormat, out: W) -> Self {
        let gathered = if form == TableFormat::Spreadsheet { BOM.to_vec() } else { Vec::new() };
        Self { out, gathered, form }
    }

    /// Writes one row; how many cells it has.
    pub fn row<'a>(&mut self, cells: impl IntoIterator<Item = Cell<'a>>) -> io::Result<usize> {
        let mut written = 0_usize;
        for cell in cells {
            if written > 0 {
                self.gathered.push(b',');
            }
            write_cell(&cell, self.form, &mut self.gathered);
            written = written.saturating_add(1);
        }
        self.gathered.extend_from_slice(b"\r\n");
        if self.gathered.len() >= CHUNK_BYTES {
            self.out.write_all(&self.gathered)?;
            self.gathered.clear();
        }
        Ok(written)
    }

    /// Writes the rest of the file, and gives back what it was written to.
    pub fn finish(mut self) -> io::Result<W> {
        self.out.write_all(&self.gathered)?;
        self.out.flush()?;
        Ok(self.out)
    }
}

pub(super) fn write_cell(cell: &Cell<'_>, form: TableFormat, into: &mut Vec<u8>) {
    match cell {
        Cell::Text(text) => write_text(text, form, into),
        Cell::List(items) if form == TableFormat::Programs => quote(&Value::from(*items).to_string(), into),
        Cell::List(items) => write_text(&lines(items), form, into),
        Cell::Integer(number) => into.extend_from_slice(Buffer::new().format(*number).as_bytes()),
        // A `Vec` takes all that is written.
        Cell::Hundredths(number) => drop(write!(into, "{number}")),
        Cell::Decimal(Decimal(digits)) => into.extend_from_slice(digits.as_bytes()),
        Cell::Timestamp(instant) => quote(&instant.to_string(), into),
        Cell::Empty => {}
    }
}

fn write_text(text: &str, form: TableFormat, into: &mut Vec<u8>) {
    match form {
        TableFormat::Spreadsheet => quote(&harmless(text), into),
        TableFormat::Programs | TableFormat::Workbook => quote(text, into),
    }
}

/// RFC 4180 section 2, rules 5 to 7.
fn quote(text: &str, into: &mut Vec<u8>) {
    into.push(b'"');
    if any_byte(text, |byte| byte == b'"') {
        into.extend_from_slice(text.replace('"', "\"\"").as_bytes());
    } else {
        into.extend_from_slice(text.as_bytes());
    }
    into.push(b'"');
}

#[cfg(test)]
mod tests {
    use entity::{Hundredths, Timestamp};
    use proptest::{
        collection::vec,
        prelude::{Strategy, any, prop_oneof, proptest},
    };

    use super::{super::spreadsheet::harmless, BOM, Cell, Decimal, SafeCsv, TableFormat};

    fn file<'a>(form: TableFormat, rows: impl IntoIterator<Item = Vec<Cell<'a>>>) -> String {
        let mut csv = SafeCsv::new(form, Vec::new());
        for row in rows {
            let cells = row.len();
            assert_eq!(csv.row(row).unwrap(), cells);
        }
        String::from_utf8(csv.finish().unwrap()).unwrap()
    }

    fn written<'a>(rows: impl IntoIterator<Item = Vec<Cell<'a>>>) -> String {
        file(TableFormat::Spreadsheet, rows).trim_start_matches('\u{FEFF}').to_owned()
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
            Cell::Hundredths(Hundredths(750)),
            Cell::Timestamp(Timestamp(0)),
            Cell::Empty,
            Cell::text(""),
        ];
        let expected = "\"say \"\"yes\"\", please\",\"007\",-5,7.50,\"1970-01-01T00:00:00.000Z\",,\"\"\r\n";
        assert_eq!(written([row]), expected);
    }

    #[test]
    fn the_byte_order_mark_comes_first_and_only_on_request() {
        assert_eq!(
            file(TableFormat::Spreadsheet, [vec![Cell::text("é")]]).as_bytes(),
            b"\xEF\xBB\xBF\"\xC3\xA9\"\r\n"
        );
        assert_eq!(file(TableFormat::Spreadsheet, []).as_bytes(), BOM);
        assert_eq!(file(TableFormat::Programs, []), "");
    }

    #[test]
    fn what_is_gathered_is_written_out_in_order() {
        let text = "x".repeat(1_000);
        let whole =
            file(TableFormat::Programs, (0..1_000).map(|n| vec![Cell::Integer(n), Cell::text(&text)]));
        let expected: Vec<_> = (0..1_000).map(|n| vec![n.to_string(), text.clone()]).collect();
        assert_eq!(read(&whole, b','), expected);
    }

    /// ITU-T E.123 writes international numbers with a plus; a list may hold what separates lists.
    #[test]
    fn programs_get_values_as_they_are_and_lists_that_can_be_told_apart() {
        let items = ["https://a.eu/x; y".to_owned(), "-2 \"b\"".to_owned()];
        let written =
            |form| file(form, [vec![Cell::text("+32 2 555 12 34"), Cell::text("=1+1"), Cell::List(&items)]]);
        let json = r#""[""https://a.eu/x; y"",""-2 \""b\""""]""#;
        assert_eq!(written(TableFormat::Programs), format!("\"+32 2 555 12 34\",\"=1+1\",{json}\r\n"));
        let lines = "\"https://a.eu/x; y\n'-2 \"\"b\"\"\"";
        assert_eq!(
            written(TableFormat::Spreadsheet),
            format!("\u{FEFF}\"'+32 2 555 12 34\",\"'=1+1\",{lines}\r\n")
        );
    }

    #[test]
    fn only_digits_with_a_sign_and_a_point_are_a_decimal() {
        for good in ["0", "7", "-7", "78.33", "-0.5", "007"] {
            assert_eq!(
                file(TableFormat::Programs, [vec![Cell::Decimal(good.parse().unwrap())]]),
                format!("{good}\r\n")
            );
        }
        for bad in [
            "", "-", ".", "1.", ".5", "+1", "1e5", "1,5", "=1", "1-1", "--1", "NaN", "inf", "1.2.3", " 1",
            "１",
        ] {
            assert!(bad.parse::<Decimal>().is_err(), "{bad}");
        }
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
