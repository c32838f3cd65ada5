//! Files that cannot be taken: what people read about them.

use std::io::{Cursor, Write as _};

use image::{DynamicImage, ImageFormat, RgbImage};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use super::{
    LIMIT, check, code, expect,
    samples::{archive, content_types, docx, pdf},
};
use crate::files::{FileKind, FileRefusal};

#[track_caller]
fn found(bytes: &[u8], accepted: &[FileKind]) -> Option<&'static str> {
    match check(&mut Cursor::new(bytes), accepted, LIMIT) {
        Err(FileRefusal::WrongKind { found }) => found,
        other => panic!("{other:?}"),
    }
}

/// The names of streams stand in a compound file as UTF-16.
fn compound(stream: &str) -> Vec<u8> {
    let name: Vec<u8> = stream.encode_utf16().flat_map(u16::to_le_bytes).collect();
    [&b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"[..], &vec![0; 3_000], &name, &vec![0; 500]].concat()
}

fn with_trailer(more: &str) -> Vec<u8> {
    String::from_utf8(pdf()).unwrap().replace("/Root 1 0 R", &format!("/Root 1 0 R{more}")).into_bytes()
}

#[test]
fn a_pdf_with_a_password_is_refused_at_once() {
    expect(&with_trailer("/Encrypt 9 0 R"), "files/protected");
    expect(&with_trailer("/Encrypt<</Filter/Standard/V 2/R 3>>"), "files/protected");
    expect(&[b"\xEF\xBB\xBF", &with_trailer("/Encrypt 9 0 R")[..]].concat(), "files/protected");
    // The trailer of a file whose table is a stream stands in the dictionary of the stream.
    let body = "%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n";
    let stream = |more: &str| {
        let start = body.len();
        let table =
            format!("9 0 obj<</Type/XRef/Size 1/W[1 1 1]/Length 3{more}>>stream\nabc\nendstream endobj\n");
        format!("{body}{table}startxref\n{start}\n%%EOF\n").into_bytes()
    };
    expect(&stream("/Encrypt 5 0 R"), "files/protected");
    expect(&stream(""), "pdf");
    // An offset that leads nowhere: readers search for the trailer.
    let astray = String::from_utf8(with_trailer("/Encrypt 9 0 R")).unwrap();
    let astray = astray.replace("startxref\n", "startxref\n1");
    expect(&[astray.as_bytes(), &[b' '; 2_000]].concat(), "files/protected");
}

#[test]
fn a_pdf_that_speaks_of_encryption_is_not_encrypted() {
    let page = "3 0 obj<</Length 30>>stream\n(The key /Encrypt 5 0 R is) Tj\nendstream endobj\n";
    let text = String::from_utf8(pdf()).unwrap();
    let (body, rest) = text.split_at(text.find("xref").unwrap());
    let start = body.len() + page.len();
    let (table, _) = rest.split_at(rest.find("startxref").unwrap());
    expect(format!("{body}{page}{table}startxref\n{start}\n%%EOF\n").as_bytes(), "pdf");
}

#[test]
fn an_office_file_with_a_password_is_refused_at_once() {
    expect(&compound("EncryptedPackage"), "files/protected");
    assert_eq!(found(&compound("EncryptedPackage"), &[FileKind::Pdf]), Some("office"));
    // A name across the seam of two pieces that are looked at.
    let late = [
        compound("")[..8].to_vec(),
        vec![0; 1_024 * 1_024 - 20],
        compound("EncryptedPackage")[3_008..].to_vec(),
    ];
    expect(&late.concat(), "files/protected");
    // A part that only a password opens (APPNOTE 4.4.4, bit 0).
    let mut bytes = docx(&[]);
    for (mark, flags) in [(&b"PK\x03\x04"[..], 6), (b"PK\x01\x02", 8)] {
        let places: Vec<usize> = (0..bytes.len()).filter(|&at| bytes[at..].starts_with(mark)).collect();
        for at in places {
            bytes[at + flags] |= 1;
        }
    }
    expect(&bytes, "files/protected");
}

#[test]
fn files_of_other_kinds_are_named() {
    let encoded = |format| {
        let mut bytes = Cursor::new(Vec::new());
        DynamicImage::from(RgbImage::new(3, 3)).write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    };
    // OpenDocument keeps its first part as it is (part 2, 3.3).
    let document = |kind: &str| {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        zip.start_file("mimetype", stored).unwrap();
        zip.write_all(format!("application/vnd.oasis.opendocument.{kind}").as_bytes()).unwrap();
        zip.start_file("content.xml", SimpleFileOptions::default()).unwrap();
        zip.finish().unwrap().into_inner()
    };
    let template = content_types("word/document.xml", "wordprocessingml.template.main+xml");
    let heic = |brand: &[u8]| [b"\0\0\0\x18ftyp", brand, b"\0\0\0\0mif1heic", &[0; 40]].concat();
    let files = [
        ("heic", heic(b"heic")),
        ("heic", heic(b"mif1")),
        ("avif", [&b"\0\0\0\x1Cftypavif\0\0\0\0avifmif1miaf"[..], &[0; 40]].concat()),
        ("tiff", b"II*\0\x08\0\0\0\0\0\0\0\0\0".to_vec()),
        ("gif", encoded(ImageFormat::Gif)),
        ("svg", b"<?xml version='1.0'?>\n<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec()),
        ("doc", compound("WordDocument")),
        ("xls", compound("Workbook")),
        ("ppt", compound("PowerPoint Document")),
        ("odt", document("text")),
        ("ods", document("spreadsheet")),
        ("odp", document("presentation")),
        ("iwork", archive(&[("Index/Document.iwa", b"x"), ("preview.jpg", b"y")])),
        ("zip", archive(&[("readme.txt", b"hello")])),
        ("rtf", b"{\\rtf1\\ansi Hello}".to_vec()),
        ("text", "Dobrý den, čtvrtek\r\n".as_bytes().to_vec()),
        ("html", b"<!DOCTYPE html><html></html>".to_vec()),
        ("video", [&b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom"[..], &[0; 40]].concat()),
        (
            "office_other",
            archive(&[("[Content_Types].xml", template.as_bytes()), ("word/document.xml", b"<w/>")]),
        ),
    ];
    for (key, bytes) in files {
        assert_eq!(found(&bytes, &FileKind::ALL), Some(key));
        assert!(found(&bytes, &[FileKind::Png]).is_some(), "{key}");
    }
    assert_eq!(found(&docx(&[]), &[FileKind::Pdf]), Some("docx"));
    assert_eq!(code(&docx(&[]), &[FileKind::Pdf]), "files/wrong-kind");
}
