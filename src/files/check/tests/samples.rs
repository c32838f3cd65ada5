//! Good files to begin with.

use std::io::{Cursor, Write};

use image::{DynamicImage, ImageFormat, RgbImage};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use crate::files::FileKind;

pub(super) fn picture(format: ImageFormat) -> Vec<u8> {
    // Noise, so that cutting the file anywhere cuts pixels.
    let noise = |x: u32, y: u32, c: u32| u8::try_from((x * 7_919 + y * 104_729 + c * 31) % 251).unwrap();
    let pixels =
        RgbImage::from_fn(120, 90, |x, y| image::Rgb([noise(x, y, 0), noise(x, y, 1), noise(x, y, 2)]));
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::from(pixels).write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

pub(super) fn pictures() -> [(FileKind, Vec<u8>); 3] {
    [
        (FileKind::Jpg, picture(ImageFormat::Jpeg)),
        (FileKind::Png, picture(ImageFormat::Png)),
        (FileKind::Webp, picture(ImageFormat::WebP)),
    ]
}

pub(super) fn pdf() -> Vec<u8> {
    let body =
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n";
    let table = "xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000052 00000 n \n";
    format!("{body}{table}trailer<</Size 3/Root 1 0 R>>\nstartxref\n{}\n%%EOF\n", body.len()).into_bytes()
}

pub(super) fn content_types(part: &str, media_type: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
         <Override PartName=\"/{part}\" ContentType=\"application/vnd.openxmlformats-officedocument.{media_type}\"/></Types>"
    )
}

pub(super) fn archive(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in members {
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

pub(super) fn docx(more: &[(&str, &[u8])]) -> Vec<u8> {
    let types = content_types("word/document.xml", "wordprocessingml.document.main+xml");
    let parts: [(&str, &[u8]); 2] =
        [("[Content_Types].xml", types.as_bytes()), ("word/document.xml", b"<w:document/>")];
    archive(&[&parts[..], more].concat())
}

pub(super) fn noise(length: u32) -> Vec<u8> {
    let mut state = 2_463_534_242_u32;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state.to_le_bytes()[1]
    };
    (0..length).map(|_| next()).collect()
}

/// CRC-32 as PNG has it (ISO/IEC 15948, annex D).
pub(super) fn crc32(bytes: &[u8]) -> u32 {
    let step = |crc: u32| if crc & 1 == 1 { 0xEDB8_8320 ^ (crc >> 1) } else { crc >> 1 };
    !bytes.iter().fold(u32::MAX, |crc, &byte| (0..8).fold(crc ^ u32::from(byte), |crc, _| step(crc)))
}

pub(super) fn chunk(name: [u8; 4], content: &[u8]) -> Vec<u8> {
    let named = [&name[..], content].concat();
    let length = u32::try_from(content.len()).unwrap().to_be_bytes();
    [&length[..], &named, &crc32(&named).to_be_bytes()].concat()
}
