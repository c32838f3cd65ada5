//! How a cell is written.

use itoa::{Buffer, Integer};

use super::{
    Cell,
    cell::Digits,
    spreadsheet::{any_byte, harmless},
};

/// Writes cells with commas between them; how many they were.
pub(super) fn write_cells<'a>(cells: impl IntoIterator<Item = Cell<'a>>, into: &mut Vec<u8>) -> usize {
    let mut written = 0_usize;
    for cell in cells {
        if written > 0 {
            into.push(b',');
        }
        write_cell(&cell, into);
        written = written.saturating_add(cell.count());
    }
    written
}

fn write_cell(cell: &Cell<'_>, into: &mut Vec<u8>) {
    match cell {
        Cell::Text(text) => quote(&harmless(text), into),
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
    use crate::exports::{Cell, Decimal};

    fn written(number: Decimal) -> String {
        let mut bytes = Vec::new();
        assert_eq!(write_cells([Cell::Decimal(number)], &mut bytes), 1);
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn a_mark_in_hundredths_is_written_with_two_decimals() {
        for (hundredths, text) in [(0, "0.00"), (5, "0.05"), (750, "7.50"), (-5, "-0.05"), (-1_234, "-12.34")]
        {
            assert_eq!(written(Decimal::from_hundredths(hundredths)), text);
        }
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
