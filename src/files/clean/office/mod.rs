//! Word, Excel and PowerPoint files: packed anew, part by part, without the names that
//! programs write into properties, comments and tracked changes (security bar BL-6).

#[cfg(test)]
mod tests;
mod xml;

use std::io::{Cursor, Read, Write};

use zip::{CompressionMethod, ZipArchive, ZipWriter, result::ZipError, write::SimpleFileOptions};

use self::xml::XmlError;
use super::{CleanError, enclosed};
use crate::files::{FileKind, check};

const OFFICE: [FileKind; 3] = [FileKind::Docx, FileKind::Xlsx, FileKind::Pptx];
/// How deep files may lie in files, such as the table of a chart in a presentation.
const DEPTH: usize = 2;
/// Parts that Office programs make themselves: drawings, fonts, old notes.
const PLAIN: [&str; 11] = ["bmp", "emf", "emz", "fntdata", "gif", "odttf", "ttf", "vml", "wdp", "wmf", "wmz"];

/// Why a file cannot be packed anew.
#[derive(Debug, thiserror::Error)]
enum OfficeError {
    #[error(transparent)]
    Zip(#[from] ZipError),
    #[error(transparent)]
    Xml(#[from] XmlError),
    #[error("a picture in it is broken")]
    Picture,
    #[error("nobody can say what is in its part {0}")]
    Unknown(String),
}

impl From<std::io::Error> for OfficeError {
    fn from(error: std::io::Error) -> Self {
        Self::Zip(error.into())
    }
}

pub(super) fn clean(bytes: &[u8]) -> Result<Vec<u8>, CleanError> {
    repack(bytes, 0).map_err(|error| CleanError::Document(error.to_string()))
}

fn repack(bytes: &[u8], depth: usize) -> Result<Vec<u8>, OfficeError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    let mut clean = ZipWriter::new(Cursor::new(Vec::new()));
    // The earliest time a ZIP archive can name: the default says nothing about the maker.
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for index in 0..archive.len() {
        let mut member = archive.by_index(index)?;
        if member.is_dir() {
            continue;
        }
        let name = member.name()?.into_owned();
        let mut content = Vec::new();
        member.read_to_end(&mut content)?;
        clean.start_file(name.as_str(), options)?;
        clean.write_all(&part(&name, content, depth)?)?;
    }
    Ok(clean.finish()?.into_inner())
}

/// One part as it goes into the clean file. What is enclosed and cannot be looked into is
/// left empty; its picture on the page stays.
fn part(name: &str, content: Vec<u8>, depth: usize) -> Result<Vec<u8>, OfficeError> {
    let lower = name.to_ascii_lowercase();
    let extension = lower.rsplit_once('.').map_or("", |(_, extension)| extension);
    match extension {
        "xml" | "rels" | "svg" => Ok(xml::rewrite(&content, name)?),
        _ if enclosed::is_jpeg(&content) => enclosed::jpeg(&content).ok_or(OfficeError::Picture),
        _ if enclosed::is_png(&content) => enclosed::png(&content).ok_or(OfficeError::Picture),
        "docx" | "xlsx" | "pptx" => inner(&content, depth),
        // Objects of other programs, settings of printers.
        "bin" => Ok(Vec::new()),
        _ if lower.contains("/embeddings/") => Ok(Vec::new()),
        _ if PLAIN.contains(&extension) => Ok(content),
        _ => Err(OfficeError::Unknown(name.to_owned())),
    }
}

/// A file within the file, held to the same limits as one that is uploaded.
fn inner(content: &[u8], depth: usize) -> Result<Vec<u8>, OfficeError> {
    let is_sound = check(&mut Cursor::new(content), &OFFICE, u64::MAX).is_ok();
    if is_sound && depth < DEPTH { repack(content, depth.saturating_add(1)) } else { Ok(Vec::new()) }
}
