//! A corpus of good, broken and hostile files, made here so that none has to be stored.

mod accepted;
mod foreign;
mod samples;

use std::io::{Cursor, Write};

use image::{DynamicImage, GrayImage, ImageFormat};
use samples::{archive, content_types, docx, noise, pdf, picture, pictures};
use zip::{ZipWriter, write::SimpleFileOptions};

use super::check;
use crate::files::{FileKind, FileRefusal};

const LIMIT: u64 = 10 * 1_024 * 1_024;

fn code(bytes: &[u8], accepted: &[FileKind]) -> String {
    match check(&mut Cursor::new(bytes), accepted, LIMIT) {
        Ok(kind) => kind.extension().to_owned(),
        Err(refusal) => refusal.code().to_owned(),
    }
}

#[track_caller]
fn expect(bytes: &[u8], expected: &str) {
    assert_eq!(code(bytes, &FileKind::ALL), expected);
}

#[test]
fn each_kind_is_known_by_its_content() {
    for (kind, bytes) in pictures() {
        expect(&bytes, kind.extension());
    }
    expect(&pdf(), "pdf");
    expect(&docx(&[]), "docx");
    let book = content_types("xl/workbook.xml", "spreadsheetml.sheet.main+xml");
    expect(&archive(&[("xl/workbook.xml", b"<w/>"), ("[Content_Types].xml", book.as_bytes())]), "xlsx");
    let show = content_types("ppt/presentation.xml", "presentationml.presentation.main+xml");
    expect(&archive(&[("[Content_Types].xml", show.as_bytes()), ("ppt/presentation.xml", b"<p/>")]), "pptx");
}

#[test]
fn a_main_part_may_have_another_name_if_it_is_declared() {
    let types = content_types("word/document2.xml", "wordprocessingml.document.main+xml");
    expect(&archive(&[("[Content_Types].xml", types.as_bytes()), ("word/document2.xml", b"<w/>")]), "docx");
    expect(
        &archive(&[("[Content_Types].xml", types.as_bytes()), ("word/other.xml", b"<w/>")]),
        "files/damaged",
    );
}

#[test]
fn a_kind_the_field_does_not_take_is_refused_and_named() {
    let refusal = check(&mut Cursor::new(pdf()), &[FileKind::Jpg, FileKind::Png], LIMIT);
    assert!(matches!(refusal, Err(FileRefusal::WrongKind { found: Some("pdf") })), "{refusal:?}");
    assert_eq!(code(&docx(&[]), &[FileKind::Pdf]), "files/wrong-kind");
    assert_eq!(code(&docx(&[]), &[FileKind::Xlsx]), "files/wrong-kind");
    assert_eq!(code(&picture(ImageFormat::Png), &[FileKind::Jpg]), "files/wrong-kind");
}

#[test]
fn pages_scripts_programs_and_plain_archives_are_of_no_accepted_kind() {
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>";
    let hostile: [&[u8]; 8] = [
        b"<!DOCTYPE html><html><script>alert(1)</script></html>",
        svg,
        b"#!/bin/sh\nrm -rf ~\n",
        b"<?php system($_GET['c']); ?>",
        b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xFF\xFF\0\0",
        b"\x7FELF\x02\x01\x01\0\0\0\0\0\0\0\0\0",
        b"GIF89a\x01\0\x01\0\0\0\0;",
        b"only text",
    ];
    for bytes in hostile {
        expect(bytes, "files/wrong-kind");
    }
    expect(&archive(&[("readme.txt", b"hello")]), "files/wrong-kind");
}

#[test]
fn an_empty_and_an_oversized_file_are_refused_at_the_boundary() {
    expect(b"", "files/empty");
    let bytes = pdf();
    let size = u64::try_from(bytes.len()).unwrap();
    assert!(check(&mut Cursor::new(&bytes), &FileKind::ALL, size).is_ok());
    let refusal = check(&mut Cursor::new(&bytes), &FileKind::ALL, size - 1);
    assert!(matches!(refusal, Err(FileRefusal::TooLarge { limit_bytes }) if limit_bytes == size - 1));
}

#[test]
fn a_file_cut_off_anywhere_is_damaged() {
    let mut whole: Vec<Vec<u8>> = pictures().into_iter().map(|(_, bytes)| bytes).collect();
    whole.extend([pdf(), docx(&[("word/media/image1.png", &noise(40_000))])]);
    for bytes in whole {
        for part in [2, 3, 5, 9] {
            let cut = &bytes[..bytes.len() * (part - 1) / part];
            expect(cut, "files/damaged");
        }
    }
    expect(&picture(ImageFormat::Jpeg)[..20], "files/damaged");
}

#[test]
fn a_part_with_a_wrong_checksum_is_damaged() {
    let mut bytes = docx(&[("word/media/image1.png", &noise(4_000))]);
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0x55;
    expect(&bytes, "files/damaged");
}

#[test]
fn data_a_camera_adds_after_the_picture_is_no_damage() {
    expect(&[picture(ImageFormat::Jpeg), noise(5_000)].concat(), "jpg");
}

#[test]
fn a_picture_of_more_than_fifty_million_pixels_is_refused_before_it_is_decoded() {
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::from(GrayImage::new(10_000, 5_001)).write_to(&mut bytes, ImageFormat::Png).unwrap();
    expect(&bytes.into_inner(), "files/too-many-pixels");

    // A header that promises 60,000 × 60,000 pixels over a few bytes.
    let mut small = picture(ImageFormat::Png);
    let side = 60_000_u32.to_be_bytes();
    small[16..20].copy_from_slice(&side);
    small[20..24].copy_from_slice(&side);
    let checksum = samples::crc32(&small[12..29]).to_be_bytes();
    small[29..33].copy_from_slice(&checksum);
    expect(&small, "files/too-many-pixels");
}

#[test]
fn a_file_that_is_two_kinds_at_once_is_refused() {
    let page = b"<html><script>alert(document.cookie)</script></html>";
    // PDF with a page before or just after its header; with a Java archive behind it.
    expect(&[page, &pdf()[..]].concat(), "files/disguised");
    expect(&[b"%PDF-1.4\n%".as_slice(), page, &pdf()[9..]].concat(), "files/disguised");
    let jar = archive(&[("Evil.class", &noise(500))]);
    expect(&[pdf(), jar.clone()].concat(), "files/disguised");
    for (_, bytes) in pictures() {
        expect(&[bytes, jar.clone()].concat(), "files/disguised");
    }
    // A picture with a page in its comment.
    let jpeg = picture(ImageFormat::Jpeg);
    let comment = [&[0xFF, 0xFE, 0, u8::try_from(page.len() + 2).unwrap()][..], page].concat();
    expect(&[&jpeg[..2], &comment, &jpeg[2..]].concat(), "files/disguised");
    // An Office file with something in front.
    expect(&[&b"PK\x03\x04"[..], &noise(600), &docx(&[])].concat(), "files/disguised");
}

#[test]
fn an_archive_that_unpacks_to_far_more_than_it_looks_is_refused() {
    let zeros = vec![0; 40 * 1_024 * 1_024];
    expect(&docx(&[("word/media/image1.bmp", &zeros)]), "files/archive-bomb");
}

#[test]
fn an_archive_that_lies_about_its_sizes_is_refused() {
    let mut bytes = docx(&[("word/media/image1.bmp", &vec![0; 40 * 1_024 * 1_024])]);
    // The unpacked size of the last part, in the local header and in the directory, said to be 10.
    let lie = 10_u32.to_le_bytes();
    let truth = (40_u32 * 1_024 * 1_024).to_le_bytes();
    let places: Vec<usize> = (0..bytes.len() - 4).filter(|&at| bytes[at..at + 4] == truth).collect();
    assert_eq!(places.len(), 2);
    for at in places {
        bytes[at..at + 4].copy_from_slice(&lie);
    }
    let answer = code(&bytes, &FileKind::ALL);
    assert!(["files/archive-bomb", "files/damaged"].contains(&answer.as_str()), "{answer}");
}

#[test]
fn an_archive_with_too_many_parts_is_refused() {
    let names: Vec<String> = (0..1_999).map(|number| format!("word/media/{number}.bin")).collect();
    let parts: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), b"x".as_slice())).collect();
    expect(&docx(&parts[..1_998]), "docx");
    expect(&docx(&parts), "files/archive-bomb");
}

#[test]
fn parts_that_share_their_bytes_are_refused() {
    // The overlap bomb in its simplest form: two directory entries for one body.
    let mut bytes = docx(&[("word/a.bin", &noise(3_000)), ("word/b.bin", &noise(3_000))]);
    let entry_of =
        |bytes: &[u8], name: &[u8]| (0..bytes.len()).rfind(|&at| bytes[at..].starts_with(name)).unwrap() - 46;
    let (first, second) = (entry_of(&bytes, b"word/a.bin"), entry_of(&bytes, b"word/b.bin"));
    assert_eq!(&bytes[first..first + 4], b"PK\x01\x02");
    let offset: [u8; 4] = bytes[first + 42..first + 46].try_into().unwrap();
    bytes[second + 42..second + 46].copy_from_slice(&offset);
    expect(&bytes, "files/archive-bomb");
}

#[test]
fn paths_that_lead_out_of_the_archive_are_refused() {
    for name in ["../evil.xml", "word/../../evil.xml", "/etc/cron.d/evil", "C:/evil", "word\\..\\evil.xml"] {
        // The writer would tidy the name, so it is put in afterwards.
        let neutral = "n".repeat(name.len());
        let mut bytes = docx(&[(&neutral, b"x")]);
        let places: Vec<usize> =
            (0..bytes.len() - name.len()).filter(|&at| bytes[at..].starts_with(neutral.as_bytes())).collect();
        for at in places {
            bytes[at..at + name.len()].copy_from_slice(name.as_bytes());
        }
        expect(&bytes, "files/unsafe-archive");
    }
}

#[test]
fn a_symbolic_link_in_an_archive_is_refused() {
    let types = content_types("word/document.xml", "wordprocessingml.document.main+xml");
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    for (name, bytes) in [("[Content_Types].xml", types.as_bytes()), ("word/document.xml", b"<w/>")] {
        zip.start_file(name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.add_symlink("word/link", "/etc/passwd", options).unwrap();
    expect(&zip.finish().unwrap().into_inner(), "files/unsafe-archive");
}

#[test]
fn macros_are_refused_by_part_and_by_declared_type() {
    expect(&docx(&[("word/vbaProject.bin", b"x")]), "files/macros");
    let types = "<Types><Override PartName=\"/word/document.xml\" \
                 ContentType=\"application/vnd.ms-word.document.macroEnabled.main+xml\"/></Types>";
    expect(
        &archive(&[("[Content_Types].xml", types.as_bytes()), ("word/document.xml", b"<w/>")]),
        "files/macros",
    );
}
