//! What a file is, decided by its content alone: first bytes, structure and a parse must agree
//! (security bar UP-1 to UP-4). The name and the type the client sent play no part.

mod foreign;
mod frames;
mod office;
mod pdf;
mod picture;

use std::io::{Read, Seek, SeekFrom};

pub(super) use pdf::header as pdf_header;
pub(super) use picture::{decoder, upright};

use self::foreign::Compound;
use super::{FileKind, FileRefusal, limits};

/// How much of the start is looked at.
const HEAD_BYTES: u64 = 8_192;
/// How much of the end is looked at: the longest ZIP end record with its comment.
const TAIL_BYTES: u64 = 22 + 65_535;

/// Says what kind of file this is, or why it is refused.
///
/// Reads from the disk and unpacks: call it on a blocking thread.
pub fn check<R: Read + Seek>(
    file: &mut R,
    accepted: &[FileKind],
    limit_bytes: u64,
) -> Result<FileKind, FileRefusal> {
    let size = file.seek(SeekFrom::End(0))?;
    if size == 0 {
        return Err(FileRefusal::Empty);
    }
    let limit_bytes = limit_bytes.min(limits::FILE_BYTES);
    if size > limit_bytes {
        return Err(FileRefusal::TooLarge { limit_bytes });
    }
    let head = read_at(file, 0, HEAD_BYTES)?;
    let tail = read_at(file, size.saturating_sub(TAIL_BYTES), TAIL_BYTES)?;

    let is_accepted = |kind: FileKind| match accepted.contains(&kind) {
        true => Ok(kind),
        false => Err(wrong_kind(Some(kind.extension()))),
    };
    match Family::of(&head) {
        Family::Known(kind) => {
            is_accepted(kind)?;
            if holds_page_or_script(&head) || zip_end(&tail, More::None).is_some() {
                return Err(FileRefusal::Disguised);
            }
            match kind {
                FileKind::Pdf => pdf::check(file, size)?,
                _ => picture::check(file, kind, size)?,
            }
            Ok(kind)
        }
        Family::Disguised => Err(FileRefusal::Disguised),
        Family::Zip if holds_page_or_script(&head) => Err(FileRefusal::Disguised),
        Family::Zip if !accepted.iter().any(|kind| kind.is_office()) => {
            let kind = office::check(file, size, zip_end(&tail, More::Overlooked)).ok();
            Err(wrong_kind(kind.map(FileKind::extension).or(Some(foreign::archive(&head)))))
        }
        Family::Zip => match office::check(file, size, zip_end(&tail, More::Overlooked)) {
            Err(FileRefusal::WrongKind { found: None }) => Err(wrong_kind(Some(foreign::archive(&head)))),
            checked => is_accepted(checked?),
        },
        Family::Compound => match foreign::compound(file, size)? {
            Compound::Old(key) => Err(wrong_kind(Some(key))),
            Compound::Protected if accepted.iter().any(|kind| kind.is_office()) => {
                Err(FileRefusal::Protected)
            }
            Compound::Protected => Err(wrong_kind(Some("office"))),
        },
        Family::Foreign => Err(wrong_kind(foreign::known(&head))),
    }
}

const fn wrong_kind(found: Option<&'static str>) -> FileRefusal {
    FileRefusal::WrongKind { found }
}

enum Family {
    Known(FileKind),
    /// A ZIP archive; only its parts tell which Office file it is.
    Zip,
    Compound,
    /// A PDF behind the beginning of something else.
    Disguised,
    Foreign,
}

impl Family {
    fn of(head: &[u8]) -> Self {
        if head.starts_with(b"PK\x03\x04") {
            return Self::Zip;
        }
        if foreign::is_compound(head) {
            return Self::Compound;
        }
        let kind = infer::get(head).map(|kind| FileKind::from_media_type(kind.mime_type()));
        match (kind, pdf::header(head)) {
            (Some(Some(kind)), _) if kind.is_image() => Self::Known(kind),
            (None | Some(Some(FileKind::Pdf)), Some(_)) => Self::Known(FileKind::Pdf),
            (_, Some(_)) => Self::Disguised,
            (_, None) => Self::Foreign,
        }
    }
}

/// Markup or code near the start: browsers and interpreters look there for something to run.
fn holds_page_or_script(head: &[u8]) -> bool {
    const MARKS: [&[u8]; 6] = [b"<!doctype html", b"<html", b"<script", b"<iframe", b"<svg", b"<?php"];
    let start = head.get(..1_024).unwrap_or(head).to_ascii_lowercase();
    MARKS.iter().any(|mark| find(&start, mark).is_some())
}

#[derive(Clone, Copy)]
struct ZipEnd {
    /// As it says itself, before its directory is read.
    members: u64,
}

/// The one that ends with the file, as archives behind other files do; or, for Office files, to
/// which gateways add bytes, the last one.
fn zip_end(tail: &[u8], more: More) -> Option<ZipEnd> {
    (0..tail.len()).rev().find_map(|start| {
        // PKWARE APPNOTE 4.3.16: members at offset 10, length of the comment at 20, comment from 22.
        let record = tail.get(start..).filter(|record| record.starts_with(b"PK\x05\x06"))?;
        let number = |offset: usize| Some(u16::from_le_bytes(*record.get(offset..)?.first_chunk()?));
        let length = usize::from(number(20)?).saturating_add(22);
        let is_end = record.len() == length || (more == More::Overlooked && record.len() > length);
        let members = u64::from(number(10)?).max(zip64_members(tail.get(..start)?));
        is_end.then_some(ZipEnd { members })
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum More {
    None,
    Overlooked,
}

/// What the larger end record says, if there is one right before (PKWARE APPNOTE 4.3.14 and
/// 4.3.15: 56 bytes with the members at offset 32, then 20 that say where it lies).
fn zip64_members(before: &[u8]) -> u64 {
    let record = before.len().checked_sub(76).and_then(|start| before.get(start..));
    let is_there = |record: &&[u8]| record.get(56..).is_some_and(|rest| rest.starts_with(b"PK\x06\x07"));
    match record.filter(is_there) {
        Some(record) if record.starts_with(b"PK\x06\x06") => record
            .get(32..)
            .and_then(|rest| rest.first_chunk())
            .map_or(u64::MAX, |bytes| u64::from_le_bytes(*bytes)),
        // It lies elsewhere or is longer: no program that writes documents does so.
        Some(_) => u64::MAX,
        None => 0,
    }
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
