//! PDF: enough structure to know that it is one, that it is whole and that anyone can open it.

use std::io::{Read, Seek};

use super::{super::FileRefusal, find, find_last, read_at};

/// How far into a file readers look for its header (ISO 32000-1, annex H, 3.4.1): programs and
/// mail gateways put blank lines or a byte-order mark there.
const HEADER_WITHIN: usize = 1_024;

/// Where the header stands, if there is one.
pub(in crate::files) fn header(bytes: &[u8]) -> Option<usize> {
    let start = bytes.get(..HEADER_WITHIN).unwrap_or(bytes);
    [b"%PDF-1.", b"%PDF-2."].iter().filter_map(|mark| find(start, *mark)).min()
}

/// Checks that the file says where its cross-reference table lies, which stands last in it
/// (ISO 32000-2, 7.5.5), and that it is not encrypted (7.6). Readers do without `%%EOF` and
/// overlook what comes after. A full parse is left to the viewer.
pub(super) fn check<R: Read + Seek>(file: &mut R, size: u64) -> Result<(), FileRefusal> {
    let bytes = read_at(file, 0, size)?;
    let header = header(&bytes).ok_or(FileRefusal::Damaged)?;
    let start = find_last(&bytes, b"startxref").ok_or(FileRefusal::Damaged)?;
    let offset = bytes.get(start.saturating_add(9)..).and_then(number);
    let offset = offset.filter(|&offset| offset > 0 && offset < bytes.len()).ok_or(FileRefusal::Damaged)?;
    if is_protected(&bytes, [offset, offset.saturating_add(header)]) {
        return Err(FileRefusal::Protected);
    }
    Ok(())
}

fn number(bytes: &[u8]) -> Option<usize> {
    let bytes = bytes.trim_ascii_start();
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    str::from_utf8(bytes.get(..digits)?).ok()?.parse().ok()
}

/// Whether the trailer names how the file is encrypted; it is never encrypted itself. Some
/// programs count from the header, others from the first byte. Where neither leads to a
/// trailer, readers search the file, and so do we.
fn is_protected(bytes: &[u8], offsets: [usize; 2]) -> bool {
    let trailer = offsets.into_iter().find_map(|offset| trailer(bytes.get(offset..)?));
    find(trailer.unwrap_or(bytes), b"/Encrypt").is_some()
}

/// The dictionary at the end of a table, or at the beginning of a stream that holds one
/// (7.5.5 and 7.5.8).
fn trailer(section: &[u8]) -> Option<&[u8]> {
    let section = section.trim_ascii_start();
    if section.starts_with(b"xref") {
        let rest = section.get(find(section, b"trailer")?..)?;
        return rest.get(..find(rest, b"startxref").unwrap_or(rest.len()));
    }
    let is_object = section.first().is_some_and(u8::is_ascii_digit);
    section.get(..find(section, b"stream")?).filter(|_| is_object)
}
