//! PDF: enough structure to know that it is one and that it is whole.

use super::{super::FileRefusal, find_last};

/// Checks the header, and that the end names where its cross-reference table lies.
///
/// A full parse is left to the viewer; what this catches is a cut-off upload and
/// another kind of file with a PDF inside (ISO 32000-2, 7.5.2 and 7.5.5).
pub(super) fn check(head: &[u8], tail: &[u8], size: u64) -> Result<(), FileRefusal> {
    // Readers accept leading rubbish; that is what polyglots live on.
    if !head.starts_with(b"%PDF-1.") && !head.starts_with(b"%PDF-2.") {
        return Err(FileRefusal::Disguised);
    }
    let end = find_last(tail, b"%%EOF").ok_or(FileRefusal::Damaged)?;
    let rest = tail.get(end..).unwrap_or_default();
    if rest.len() > 1_024 {
        return Err(FileRefusal::Damaged);
    }
    let before_end = tail.get(..end).unwrap_or_default();
    let start = find_last(before_end, b"startxref").ok_or(FileRefusal::Damaged)?;
    let offset = before_end
        .get(start..)
        .and_then(|line| line.strip_prefix(b"startxref"))
        .and_then(|number| str::from_utf8(number).ok())
        .and_then(|number| number.trim().parse::<u64>().ok());
    match offset {
        Some(offset) if offset < size => Ok(()),
        _ => Err(FileRefusal::Damaged),
    }
}
