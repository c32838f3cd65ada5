//! Word, Excel and PowerPoint files: ZIP archives whose parts are named in `[Content_Types].xml`.

use std::io::{self, Read, Seek};

use zip::{ZipArchive, read::ZipFile, result::ZipError};

use super::{
    super::{FileKind, FileRefusal, limits},
    ZipEnd,
};

/// The most parts an archive may have (UP-4).
const MAX_MEMBERS: u64 = 2_000;
/// The most it may unpack to, per byte of the archive (UP-4).
const MAX_RATIO: u64 = 100;
/// What every archive may unpack to, however small it is: a white picture takes next to nothing.
const FLOOR_BYTES: u64 = 32 * 1_024 * 1_024;
/// The longest list of parts that is read.
const MAX_LIST_BYTES: u64 = 1_024 * 1_024;
/// The part that says what the others are (ECMA-376 part 2, 7.3.7).
const CONTENT_TYPES: &str = "[Content_Types].xml";

/// Unpacks every part once, counting, and says which Office file this is.
pub(super) fn check<R: Read + Seek>(
    file: &mut R,
    size: u64,
    end: Option<ZipEnd>,
) -> Result<FileKind, FileRefusal> {
    // Counted before the directory is read: a long one alone would fill the memory.
    let end = end.ok_or(FileRefusal::Damaged)?;
    if end.members > MAX_MEMBERS {
        return Err(FileRefusal::ArchiveBomb);
    }
    let mut archive = ZipArchive::new(file).map_err(refusal)?;
    if archive.offset() != 0 {
        return Err(FileRefusal::Disguised);
    }
    if archive.has_duplicate_names() {
        return Err(FileRefusal::UnsafeArchive);
    }
    if archive.has_overlapping_entries().map_err(refusal)? {
        return Err(FileRefusal::ArchiveBomb);
    }

    let mut left = limits::UNPACKED_BYTES.min(size.saturating_mul(MAX_RATIO).max(FLOOR_BYTES));
    let mut content_types = None;
    let mut names = Vec::new();
    for index in 0..archive.len() {
        if archive.by_index_raw(index).map_err(refusal)?.encrypted() {
            return Err(FileRefusal::Protected);
        }
        let mut member = archive.by_index(index).map_err(refusal)?;
        let name = safe_name(&member)?;
        if name == CONTENT_TYPES {
            let mut list = MAX_LIST_BYTES.min(left);
            content_types = Some(read_text(&mut member, &mut list)?);
        } else {
            unpack(&mut member, &mut left, &mut io::sink())?;
        }
        names.push(name);
    }
    let content_types = content_types.ok_or(FileRefusal::WrongKind { found: None })?;
    if content_types.contains("macroEnabled") || names.iter().any(|name| is_macros(name)) {
        return Err(FileRefusal::Macros);
    }
    main_part(&content_types, &names)
}

fn safe_name<R: Read>(member: &ZipFile<'_, R>) -> Result<String, FileRefusal> {
    // Some programs write names of pictures in the code page of their country.
    let name = String::from_utf8_lossy(member.name_raw());
    let outside = name.starts_with('/') || name.split('/').any(|part| part == "..");
    if outside || name.contains(['\\', '\0', ':']) || member.is_symlink() {
        return Err(FileRefusal::UnsafeArchive);
    }
    Ok(name.into_owned())
}

/// What the archive says about sizes is not believed: bytes are counted as they come out.
fn unpack(member: &mut impl Read, left: &mut u64, into: &mut impl io::Write) -> Result<(), FileRefusal> {
    let unpacked = io::copy(&mut member.take(left.saturating_add(1)), into)?;
    *left = left.checked_sub(unpacked).ok_or(FileRefusal::ArchiveBomb)?;
    Ok(())
}

fn read_text(member: &mut impl Read, left: &mut u64) -> Result<String, FileRefusal> {
    let mut text = Vec::new();
    unpack(member, left, &mut text)?;
    match text.strip_prefix(b"\xFF\xFE") {
        // UTF-16 is as good as UTF-8 (ECMA-376 part 2, 6.2.5).
        Some(wide) => {
            let units = wide.chunks_exact(2).filter_map(|unit| unit.first_chunk());
            let units: Vec<u16> = units.map(|unit| u16::from_le_bytes(*unit)).collect();
            Ok(String::from_utf16_lossy(&units))
        }
        None => String::from_utf8(text).map_err(|_| FileRefusal::Damaged),
    }
}

fn is_macros(name: &str) -> bool {
    name.to_ascii_lowercase().ends_with("vbaproject.bin")
}

/// The kind whose main part is declared and there. The part may have any name: Word on the
/// web writes `word/document2.xml`.
fn main_part(content_types: &str, names: &[String]) -> Result<FileKind, FileRefusal> {
    let kinds = [
        (FileKind::Docx, "wordprocessingml.document.main+xml", "word/document.xml"),
        (FileKind::Xlsx, "spreadsheetml.sheet.main+xml", "xl/workbook.xml"),
        (FileKind::Pptx, "presentationml.presentation.main+xml", "ppt/presentation.xml"),
    ];
    let declared = kinds.into_iter().find(|(_, media_type, _)| content_types.contains(media_type));
    let Some((kind, media_type, usual)) = declared else {
        let others = ["template.main+xml", "slideshow.main+xml", "visio"];
        let is_office = others.iter().any(|other| content_types.contains(other));
        return Err(FileRefusal::WrongKind { found: is_office.then_some("office_other") });
    };
    let part = content_types
        .split("<Override")
        .skip(1)
        .filter_map(|rest| rest.split_once('>').map(|(element, _)| element))
        .find(|element| element.contains(media_type))
        .and_then(part_name)
        .unwrap_or(usual);
    let present = names.iter().any(|name| name.eq_ignore_ascii_case(part));
    if present { Ok(kind) } else { Err(FileRefusal::Damaged) }
}

fn part_name(element: &str) -> Option<&str> {
    let (_, value) = element.split_once("PartName=")?;
    let quote = value.chars().next()?;
    let (name, _) = value.get(1..)?.split_once(quote)?;
    Some(name.trim_start_matches('/'))
}

fn refusal(error: ZipError) -> FileRefusal {
    match error {
        ZipError::Io(error) => error.into(),
        _ => FileRefusal::Damaged,
    }
}
