//! How a cell is written.

use itoa::{Buffer, Integer};
use serde_json::Value;

use super::{
    Cell,
    cell::{Digits, Form},
    spreadsheet::{any_byte, harmless},
};

/// Writes cells with commas between them; how many they were.
pub(super) fn write_cells<'a>(
    cells: impl IntoIterator<Item = Cell<'a>>,
    form: Form,
    into: &mut Vec<u8>,
) -> usize {
    let mut written = 0_usize;
    for cell in cells {
        if written > 0 {
            into.push(b',');
        }
        write_cell(&cell, form, into);
        written = written.saturating_add(cell.count());
    }
    written
}

fn write_cell(cell: &Cell<'_>, form: Form, into: &mut Vec<u8>) {
    match cell {
        Cell::Text(text) => write_text(text, form, into),
        Cell::List(items) => write_text(&list(items, form), form, into),
        Cell::Integer(number) => write_integer(*number, into),
        Cell::Decimal(number) => match &number.0 {
            Digits::Written(digits) => into.extend_from_slice(digits.as_bytes()),
            Digits::Hundredths(hundredths) => write_hundredths(*hundredths, into),
        },
        Cell::Timestamp(instant) => quote(&instant.to_string(), into),
        Cell::Prepared(prepared) => into.extend_from_slice(&prepared.bytes),
        Cell::Empty => {}
    }
}

fn write_text(text: &str, form: Form, into: &mut Vec<u8>) {
    match form {
        Form::Spreadsheet => quote(&harmless(text), into),
        Form::Programs | Form::Workbook => quote(text, into),
    }
}

/// A JSON array for programs; for people a line for each item, which has none within.
fn list(items: &[String], form: Form) -> String {
    match form {
        Form::Programs => Value::from(items).to_string(),
        Form::Spreadsheet | Form::Workbook => {
            let lines = items.iter().map(|item| item.split_whitespace().collect::<Vec<_>>().join(" "));
            lines.collect::<Vec<_>>().join("\n")
        }
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

fn write_integer(number: impl Integer, into: &mut Vec<u8>) {
    into.extend_from_slice(Buffer::new().format(number).as_bytes());
}

fn write_hundredths(hundredths: i64, into: &mut Vec<u8>) {
    let size = hundredths.unsigned_abs();
    if hundredths < 0 {
        into.push(b'-');
    }
    write_integer(size / 100, into);
    into.extend_from_slice(if size % 100 < 10 { b".0" } else { b"." });
    write_integer(size % 100, into);
}

#[cfg(test)]
mod tests {
    use super::write_cells;
    use crate::exports::{Cell, Decimal, Form};

    fn written(number: Decimal) -> String {
        let mut bytes = Vec::new();
        assert_eq!(write_cells([Cell::Decimal(number)], Form::Programs, &mut bytes), 1);
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn a_mark_in_hundredths_is_written_with_two_decimals() {
        for (hundredths, text) in [(0, "0.00"), (5, "0.05"), (750, "7.50"), (-5, "-0.05"), (-1_234, "-12.34")]
        {
            assert_eq!(written(Decimal::from_hundredths(hundredths)), text);
        }
    }

    /// ITU-T E.123 writes international numbers with a plus; a list may hold what separates lists.
    #[test]
    fn programs_get_values_as_they_are_and_lists_that_can_be_told_apart() {
        let items = ["https://a.eu/x; y".to_owned(), "-2 \"b\"".to_owned()];
        let cells = || [Cell::text("+32 2 555 12 34"), Cell::text("=1+1"), Cell::List(&items)];
        let written = |form| {
            let mut bytes = Vec::new();
            write_cells(cells(), form, &mut bytes);
            String::from_utf8(bytes).unwrap()
        };
        let json = r#""[""https://a.eu/x; y"",""-2 \""b\""""]""#;
        assert_eq!(written(Form::Programs), format!(r#""+32 2 555 12 34","=1+1",{json}"#));
        let lines = "\"https://a.eu/x; y\n'-2 \"\"b\"\"\"";
        assert_eq!(written(Form::Spreadsheet), format!(r#""'+32 2 555 12 34","'=1+1",{lines}"#));
        let lines = "\"https://a.eu/x; y\n-2 \"\"b\"\"\"";
        assert_eq!(written(Form::Workbook), format!(r#""+32 2 555 12 34","=1+1",{lines}"#));
    }

    #[test]
    fn only_digits_with_a_sign_and_a_point_are_a_decimal() {
        for good in ["0", "7", "-7", "78.33", "-0.5", "007"] {
            assert_eq!(written(good.parse().unwrap()), good);
        }
        for bad in [
            "", "-", ".", "1.", ".5", "+1", "1e5", "1,5", "=1", "1-1", "--1", "NaN", "inf", "1.2.3", " 1",
            "１",
        ] {
            assert!(bad.parse::<Decimal>().is_err(), "{bad}");
        }
    }
}
