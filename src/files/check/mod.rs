//! What a file is, decided by its content alone: first bytes, structure and a parse must agree
//! (security bar UP-1 to UP-4). The name and the type the client sent play no part.

mod office;
mod pdf;
mod picture;

use std::io::{Read, Seek, SeekFrom};

pub(super) use picture::{decoder, upright};

use super::{FileKind, FileRefusal};

/// How much of the start is looked at.
const HEAD_BYTES: u64 = 8_192;
/// How much of the end is looked at: the longest ZIP end record with its comment.
const TAIL_BYTES: u64 = 22 + 65_535;

/// Says what kind of file this is, or why it is refused.
///
/// Reads from the disk and unpacks: call it on a blocking thread.
///
/// # Errors
/// The file is none of `accepted`, over `limit_bytes`, broken or dangerous; see [`FileRefusal`].
pub fn check<R: Read + Seek>(
    file: &mut R,
    accepted: &[FileKind],
    limit_bytes: u64,
) -> Result<FileKind, FileRefusal> {
    let size = file.seek(SeekFrom::End(0))?;
    if size == 0 {
        return Err(FileRefusal::Empty);
    }
    if size > limit_bytes {
        return Err(FileRefusal::TooLarge { limit_bytes });
    }
    let head = read_at(file, 0, HEAD_BYTES)?;
    let tail = read_at(file, size.saturating_sub(TAIL_BYTES), TAIL_BYTES)?;

    let kind = match Family::of(&head) {
        None => return Err(FileRefusal::WrongKind { found: None }),
        Some(Family::One(kind)) if !accepted.contains(&kind) => {
            return Err(FileRefusal::WrongKind { found: Some(kind) });
        }
        Some(_) if holds_page_or_script(&head) => return Err(FileRefusal::Disguised),
        Some(Family::One(_)) if zip_end(&tail).is_some() => return Err(FileRefusal::Disguised),
        Some(Family::One(kind)) if kind.is_image() => picture::check(file, kind, size).map(|()| kind)?,
        Some(Family::One(kind)) => pdf::check(&head, &tail, size).map(|()| kind)?,
        Some(Family::Zip) if !accepted.iter().any(|kind| kind.is_office()) => {
            return Err(FileRefusal::WrongKind { found: None });
        }
        Some(Family::Zip) => office::check(file, size, zip_end(&tail))?,
    };
    if accepted.contains(&kind) { Ok(kind) } else { Err(FileRefusal::WrongKind { found: Some(kind) }) }
}

/// What the first bytes say.
enum Family {
    One(FileKind),
    /// A ZIP archive; only its parts tell which Office file it is.
    Zip,
}

impl Family {
    fn of(head: &[u8]) -> Option<Self> {
        if head.starts_with(b"PK\x03\x04") {
            return Some(Self::Zip);
        }
        let media_type = infer::get(head)?.mime_type();
        FileKind::from_media_type(media_type).filter(|kind| !kind.is_office()).map(Self::One)
    }
}

/// Markup or code near the start: browsers and interpreters look there for something to run.
fn holds_page_or_script(head: &[u8]) -> bool {
    const MARKS: [&[u8]; 6] = [b"<!doctype html", b"<html", b"<script", b"<iframe", b"<svg", b"<?php"];
    let start = head.get(..1_024).unwrap_or(head).to_ascii_lowercase();
    MARKS.iter().any(|mark| find(&start, mark).is_some())
}

/// The end record of a ZIP archive that ends exactly where the file does.
#[derive(Clone, Copy)]
struct ZipEnd {
    members: u16,
}

fn zip_end(tail: &[u8]) -> Option<ZipEnd> {
    // PKWARE APPNOTE 4.3.16: members at offset 10, length of the comment at 20, comment from 22.
    let number = |at: &[u8], offset: usize| {
        let bytes = at.get(offset..)?.first_chunk::<2>()?;
        Some(u16::from_le_bytes(*bytes))
    };
    (0..tail.len()).rev().find_map(|start| {
        let record = tail.get(start..).filter(|record| record.starts_with(b"PK\x05\x06"))?;
        let comment = usize::from(number(record, 20)?);
        (record.len() == comment.saturating_add(22)).then_some(ZipEnd { members: number(record, 10)? })
    })
}

fn read_at<R: Read + Seek>(file: &mut R, start: u64, at_most: u64) -> Result<Vec<u8>, FileRefusal> {
    file.seek(SeekFrom::Start(start))?;
    let mut bytes = Vec::new();
    file.take(at_most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

fn find_last(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).rposition(|window| window == wanted)
}

#[cfg(test)]
mod tests;
