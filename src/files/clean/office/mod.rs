//! Word, Excel and PowerPoint files: packed again, part by part, without the names that
//! programs write into properties, comments and tracked changes (security bar BL-6).

#[cfg(test)]
mod tests;
mod xml;

use std::io::{Cursor, Read, Write};

use zip::{CompressionMethod, ZipArchive, ZipWriter, result::ZipError, write::SimpleFileOptions};

use self::xml::XmlError;
use super::{CleanError, enclosed};
use crate::files::{FileKind, check, limits};

const OFFICE: [FileKind; 3] = [FileKind::Docx, FileKind::Xlsx, FileKind::Pptx];
/// Parts that say nothing of their maker: drawings and fonts.
const PLAIN: [&str; 8] = ["bmp", "emf", "emz", "fntdata", "odttf", "ttf", "wmf", "wmz"];
/// Where the parts lie that we know; elsewhere XML may mean anything.
const PLACES: [&str; 8] =
    ["word/", "xl/", "ppt/", "docprops/", "customxml/", "docmetadata/", "_rels/", "[content_types].xml"];
/// Parts that cannot be emptied without damage: sources of data, the history of a shared table.
const REFUSED: [&str; 2] = ["xl/connections.xml", "xl/revisions/"];

#[derive(Debug, thiserror::Error)]
enum OfficeError {
    #[error(transparent)]
    Zip(#[from] ZipError),
    #[error(transparent)]
    Xml(#[from] XmlError),
    #[error("a picture in it is broken")]
    Picture,
    #[error("it is too large to be taken apart")]
    TooLarge,
    #[error("nobody can say what is in its part {0}")]
    Unknown(String),
}

impl From<std::io::Error> for OfficeError {
    fn from(error: std::io::Error) -> Self {
        Self::Zip(error.into())
    }
}

pub(super) fn clean(bytes: &[u8]) -> Result<Vec<u8>, CleanError> {
    let mut left = limits::UNPACKED_BYTES;
    repack(bytes, &mut left, Enclosed::Kept).map_err(|error| CleanError::Document(error.to_string()))
}

/// What happens to an Office file within the file, such as the table of a chart.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Enclosed {
    Kept,
    Emptied,
}

fn repack(bytes: &[u8], left: &mut u64, enclosed: Enclosed) -> Result<Vec<u8>, OfficeError> {
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
        let unpacked = member.by_ref().take(left.saturating_add(1)).read_to_end(&mut content)?;
        *left = left.checked_sub(u64::try_from(unpacked).unwrap_or(u64::MAX)).ok_or(OfficeError::TooLarge)?;
        clean.start_file(name.as_str(), options)?;
        clean.write_all(&part(&name, content, left, enclosed)?)?;
    }
    Ok(clean.finish()?.into_inner())
}

/// One part as it goes into the clean file. What is enclosed and cannot be looked into is
/// left empty; its picture on the page stays.
fn part(name: &str, content: Vec<u8>, left: &mut u64, files: Enclosed) -> Result<Vec<u8>, OfficeError> {
    let lower = name.to_ascii_lowercase();
    let extension = lower.rsplit_once('.').map_or("", |(_, extension)| extension);
    match extension {
        _ if REFUSED.iter().any(|start| lower.starts_with(start)) => {
            Err(OfficeError::Unknown(name.to_owned()))
        }
        "psmdcp" => written(&content, &lower),
        "xml" | "rels" | "svg" | "vml" if PLACES.iter().any(|start| lower.starts_with(start)) => {
            written(&content, &lower)
        }
        // A picture of the first page as it once was; objects of other programs, settings of printers.
        _ if lower.starts_with("docprops/") || extension == "bin" => Ok(Vec::new()),
        _ if enclosed::is_jpeg(&content) => enclosed::jpeg(&content).ok_or(OfficeError::Picture),
        _ if enclosed::is_png(&content) => enclosed::png(&content).ok_or(OfficeError::Picture),
        _ if enclosed::is_gif(&content) => enclosed::gif(&content).ok_or(OfficeError::Picture),
        "docx" | "xlsx" | "pptx" if files == Enclosed::Kept && is_sound(&content) => {
            repack(&content, left, Enclosed::Emptied)
        }
        _ if lower.contains("/embeddings/") => Ok(Vec::new()),
        _ if PLAIN.contains(&extension) => Ok(content),
        _ => Err(OfficeError::Unknown(name.to_owned())),
    }
}

fn written(content: &[u8], name: &str) -> Result<Vec<u8>, OfficeError> {
    if content.len() > limits::PART_BYTES {
        Err(OfficeError::TooLarge)
    } else {
        Ok(xml::rewrite(content, name)?)
    }
}

/// Held to the same limits as a file that is uploaded.
fn is_sound(content: &[u8]) -> bool {
    check(&mut Cursor::new(content), &OFFICE, u64::MAX).is_ok()
}
