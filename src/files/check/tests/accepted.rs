//! Files that readers open although they are not quite as the standard says.

use std::io::{Cursor, Write as _};

use flate2::{Compression, write::ZlibEncoder};
use image::{ImageDecoder as _, ImageFormat};

use super::{
    super::decoder,
    code, expect,
    samples::{archive, chunk, content_types, docx, noise, pdf, picture},
};
use crate::files::FileKind;

#[test]
fn a_pdf_may_begin_within_its_first_1024_bytes() {
    let blank = vec![b'\n'; 1_000];
    let before: [&[u8]; 7] = [
        b"\xEF\xBB\xBF",
        b"\xFF\xFE",
        b"\n",
        b"\r\n\r\n",
        b"\0\0\0\0",
        b"\x1B%-12345X@PJL JOB\r\n@PJL ENTER LANGUAGE=PDF\r\n",
        &blank,
    ];
    for start in before {
        expect(&[start, &pdf()].concat(), "pdf");
    }
    expect(&[&vec![b'\n'; 1_024][..], &pdf()].concat(), "files/wrong-kind");
}

#[test]
fn a_pdf_may_lack_its_last_line_or_go_on_after_it() {
    let whole = pdf();
    let without = &whole[..whole.len() - "%%EOF\n".len()];
    expect(without, "pdf");
    expect(without.trim_ascii_end(), "pdf");
    for more in [&b"\r\n\r\n"[..], &[0; 5_000], &[0; 200_000], b"<!-- served in 0.1 s -->\n", &noise(3_000)] {
        expect(&[&whole, more].concat(), "pdf");
    }
}

#[test]
fn an_office_file_may_be_followed_by_bytes_a_gateway_added() {
    for more in [&b"\r\n"[..], &[0; 512], &noise(900)] {
        expect(&[&docx(&[]), more].concat(), "docx");
    }
}

/// 800 × 600 pixels of three bytes; deflate makes about a thousandth of them.
#[test]
fn a_white_picture_is_no_bomb() {
    let white = vec![0xFF; 800 * 600 * 3];
    let file = docx(&[("word/media/image1.bmp", &white)]);
    assert!(white.len() > 100 * file.len(), "more than a hundred to one");
    expect(&file, "docx");
    expect(&docx(&[("word/media/image1.bmp", &vec![0xFF; 31 * 1_024 * 1_024])]), "docx");
}

#[test]
fn names_and_lists_of_parts_may_be_written_in_other_ways() {
    // "März.png" in code page 850, as some programs write it.
    let mut bytes = docx(&[("word/media/M1rz.png", &noise(50))]);
    while let Some(at) = bytes.windows(4).position(|name| name == b"M1rz") {
        bytes[at + 1] = 0x84;
    }
    expect(&bytes, "docx");
    let types = content_types("word/document.xml", "wordprocessingml.document.main+xml");
    let wide: Vec<u8> =
        "\u{FEFF}".encode_utf16().chain(types.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    expect(&archive(&[("[Content_Types].xml", &wide), ("word/document.xml", b"<w/>")]), "docx");
}

/// What is compressed beside the pixels is never unpacked: here 4 MiB, in practice 400.
#[test]
fn what_a_picture_carries_beside_its_pixels_is_not_unpacked() {
    let mut zlib = ZlibEncoder::new(Vec::new(), Compression::best());
    zlib.write_all(&vec![0; 4 * 1_024 * 1_024]).unwrap();
    let bomb = zlib.finish().unwrap();
    let plain = picture(ImageFormat::Png);
    let carried = [
        chunk(*b"iCCP", &[b"profile\0\0", &bomb[..]].concat()),
        chunk(*b"zTXt", &[b"Comment\0\0", &bomb[..]].concat()),
        chunk(*b"iTXt", &[b"Comment\0\x01\0\0\0", &bomb[..]].concat()),
    ];
    // The first chunk ends 33 bytes into the file.
    let file = [&plain[..33], &carried.concat(), &plain[33..]].concat();
    expect(&file, "png");
    let mut seen = decoder(Cursor::new(&file), FileKind::Png).unwrap();
    assert!(seen.icc_profile().unwrap().is_none(), "its decoder has not seen it");
    // A profile that cannot be read at all is none either.
    let broken = [&plain[..33], &chunk(*b"iCCP", b"profile\0\0no zlib"), &plain[33..]].concat();
    expect(&broken, "png");
}

/// A canvas of one pixel, and in it a frame of 16,383 × 16,383.
#[test]
fn a_webp_frame_larger_than_its_canvas_is_damaged() {
    let chunk = |name: &[u8; 4], content: &[u8]| {
        let length = u32::try_from(content.len()).unwrap().to_le_bytes();
        [&name[..], &length, content].concat()
    };
    let file = |chunks: &[Vec<u8>]| {
        let content = [b"WEBP".to_vec(), chunks.concat()].concat();
        chunk(b"RIFF", &content)
    };
    let canvas = chunk(b"VP8X", &[0; 10]);
    let frame = chunk(b"VP8 ", b"\x10\0\0\x9D\x01\x2A\xFF\x3F\xFF\x3F");
    assert_eq!(code(&file(&[canvas.clone(), frame]), &FileKind::ALL), "files/damaged");
    // A chunk that says it is longer than the file.
    let long = [b"EXIF".to_vec(), u32::MAX.to_le_bytes().to_vec()].concat();
    assert_eq!(code(&file(&[canvas, long]), &FileKind::ALL), "files/damaged");
}
