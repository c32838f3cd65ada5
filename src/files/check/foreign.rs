//! Kinds of file that are never accepted, named so that people read what they have and what
//! to make of it.

use std::io::{Read, Seek};

use super::{super::FileRefusal, find, read_at};

/// Begins every compound file: Office up to 2003, and whatever Office encrypts ([MS-CFB], 2.2).
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
/// How much of a compound file is looked at in one go.
const PIECE_BYTES: u64 = 1_024 * 1_024;

/// Whether the bytes begin like a compound file.
pub(super) fn is_compound(head: &[u8]) -> bool {
    head.starts_with(COMPOUND)
}

pub(super) enum Compound {
    /// An Office file of today, encrypted ([MS-OFFCRYPTO], 2.3.1).
    Protected,
    /// An Office file of before 2007, by its key.
    Old(&'static str),
}

/// Looks for the names of its streams, which are in UTF-16.
pub(super) fn compound<R: Read + Seek>(file: &mut R, size: u64) -> Result<Compound, FileRefusal> {
    let streams = [
        ("EncryptedPackage", Compound::Protected),
        ("WordDocument", Compound::Old("doc")),
        ("PowerPoint Document", Compound::Old("ppt")),
        ("Workbook", Compound::Old("xls")),
    ];
    let streams = streams.map(|(name, what)| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        (name, what)
    });
    let mut start = 0;
    while start < size {
        // A name may lie across the seam.
        let piece = read_at(file, start, PIECE_BYTES.saturating_add(64))?;
        for (name, what) in &streams {
            if find(&piece, name).is_some() {
                return Ok(match what {
                    Compound::Protected => Compound::Protected,
                    Compound::Old(key) => Compound::Old(key),
                });
            }
        }
        start = start.saturating_add(PIECE_BYTES);
    }
    Ok(Compound::Old("office"))
}

/// The key of an archive that is no Office file: it is in the name or content of its first part.
pub(super) fn archive(head: &[u8]) -> &'static str {
    let holds = |text: &str| find(head, text.as_bytes()).is_some();
    let kinds = [
        ("application/vnd.oasis.opendocument.text", "odt"),
        ("application/vnd.oasis.opendocument.spreadsheet", "ods"),
        ("application/vnd.oasis.opendocument.presentation", "odp"),
        ("application/epub+zip", "epub"),
        ("Index/Document.iwa", "iwork"),
        ("Index/", "iwork"),
        ("index.apxl", "iwork"),
    ];
    kinds.iter().find(|(mark, _)| holds(mark)).map_or("zip", |(_, key)| key)
}

/// The key of any other file, as far as its first bytes tell.
pub(super) fn known(head: &[u8]) -> Option<&'static str> {
    let start = head.get(..1_024).unwrap_or(head).to_ascii_lowercase();
    if find(&start, b"<svg").is_some() {
        return Some("svg");
    }
    match infer::get(head).map(|kind| kind.mime_type()) {
        Some("image/heif") => Some("heic"),
        Some("image/avif") => Some("avif"),
        Some("image/tiff" | "image/x-canon-cr2") => Some("tiff"),
        Some("image/gif") => Some("gif"),
        Some("image/bmp") => Some("bmp"),
        Some("image/vnd.adobe.photoshop") => Some("psd"),
        Some(other) if other.starts_with("image/") => Some("picture"),
        Some(other) if other.starts_with("video/") => Some("video"),
        Some(other) if other.starts_with("audio/") => Some("audio"),
        Some("application/rtf" | "text/rtf") => Some("rtf"),
        Some("application/postscript") => Some("postscript"),
        Some("text/html") => Some("html"),
        Some("application/vnd.rar" | "application/x-7z-compressed" | "application/gzip") => Some("zip"),
        Some("application/x-tar" | "application/x-xz" | "application/x-bzip2") => Some("zip"),
        Some(_) => None,
        None if is_heif(head) => Some("heic"),
        None if head.starts_with(b"{\\rtf") => Some("rtf"),
        None if is_text(head) => Some("text"),
        None => None,
    }
}

/// Pictures of phones in containers whose first brand is a general one (ISO/IEC 23008-12, 10.2).
fn is_heif(head: &[u8]) -> bool {
    let brands: [&[u8]; 6] = [b"mif1", b"msf1", b"heic", b"heix", b"hevc", b"heim"];
    head.get(4..8) == Some(b"ftyp") && head.get(8..12).is_some_and(|brand| brands.contains(&brand))
}

fn is_text(head: &[u8]) -> bool {
    let start = head.get(..512).unwrap_or(head);
    let text = String::from_utf8_lossy(start);
    // A letter may be cut in two at the end.
    !text
        .trim_end_matches('\u{FFFD}')
        .contains(|c: char| c == '\u{FFFD}' || (c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{C}')))
}
