//! Hostile files against the built program: how much memory it takes, and that it goes on.

use std::{io::Write as _, thread};

use flate2::{Compress, Compression, FlushCompress};
use image::{DynamicImage, ImageFormat, RgbImage};

use super::{good, palmares, served::Served};

const MIB: usize = 1_024 * 1_024;
/// As a file carries it: four hundred of these blocks, each of a mebibyte.
const BLOCKS: usize = 400;

/// One mebibyte of zeros as blocks of deflate that end at a whole byte (RFC 1951).
fn block() -> Vec<u8> {
    let mut deflate = Compress::new(Compression::best(), false);
    let mut block = Vec::with_capacity(64 * 1_024);
    deflate.compress_vec(&vec![0; MIB], &mut block, FlushCompress::Full).expect("blocks");
    block
}

/// A zlib stream that unpacks to 400 MiB (RFC 1950): head, blocks, an empty last one, checksum.
fn bomb() -> Vec<u8> {
    let mut bytes = vec![0x78, 0xDA];
    let block = block();
    (0..BLOCKS).for_each(|_| bytes.extend_from_slice(&block));
    bytes.extend_from_slice(&[0x03, 0x00]);
    // Adler-32 of zeros: the first half stays 1, the second counts them.
    let sum = u32::try_from(BLOCKS * MIB % 65_521).expect("a sum") << 16 | 1;
    bytes.extend_from_slice(&sum.to_be_bytes());
    bytes
}

/// A small picture with a profile that unpacks to 400 MiB.
fn picture() -> Vec<u8> {
    let mut plain = std::io::Cursor::new(Vec::new());
    DynamicImage::from(RgbImage::new(40, 30)).write_to(&mut plain, ImageFormat::Png).expect("a picture");
    let plain = plain.into_inner();
    let named = [&b"iCCPprofile\0\0"[..], &bomb()].concat();
    let mut file = plain[..33].to_vec();
    let length = u32::try_from(named.len() - 4).expect("a length");
    file.write_all(&length.to_be_bytes()).expect("bytes");
    file.extend_from_slice(&named);
    let mut sum = flate2::Crc::new();
    sum.update(&named);
    file.extend_from_slice(&sum.sum().to_be_bytes());
    file.extend_from_slice(&plain[33..]);
    file
}

/// A PDF whose objects lie in a stream that unpacks to 400 MiB.
fn document() -> Vec<u8> {
    let packed = bomb();
    let mut file = b"%PDF-1.5\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n".to_vec();
    let stream = file.len();
    writeln!(file, "4 0 obj<</Type/ObjStm/N 1/First 5/Filter/FlateDecode/Length {}>>stream", packed.len())
        .expect("bytes");
    file.extend_from_slice(&packed);
    file.extend_from_slice(b"\nendstream endobj\n");
    let table = file.len();
    // Objects 0 to 4: free, at 9, in stream 4 twice, at its offset (ISO 32000-2, 7.5.8.3).
    let row = |kind: u8, at: usize, index: u8| {
        [&[kind][..], &u32::try_from(at).expect("a place").to_be_bytes(), &[index]].concat()
    };
    let rows = [row(0, 0, 0), row(1, 9, 0), row(2, 4, 0), row(2, 4, 1), row(1, stream, 0), row(1, table, 0)]
        .concat();
    writeln!(file, "5 0 obj<</Type/XRef/Size 6/W[1 4 1]/Root 1 0 R/Length {}>>stream", rows.len())
        .expect("bytes");
    file.extend_from_slice(&rows);
    write!(file, "\nendstream endobj\nstartxref\n{table}\n%%EOF\n").expect("bytes");
    file
}

#[test]
fn twelve_pictures_that_unpack_to_400_mib_take_no_memory() {
    let dir = tempfile::tempdir().expect("a directory");
    good(&palmares(dir.path(), &["demo", "--stage", "call", "--entries", "12", "--judges", "3"]));
    let served = Served::on(dir.path());
    let entries = served.get("/api/entries");
    let draft = entries.as_array().expect("entries").iter().find(|entry| entry["state"] == "draft");
    let entry = format!("/api/entries/{}", draft.expect("a draft")["id"].as_str().expect("an id"));
    let (picture, document) = (picture(), document());
    assert!(picture.len() < MIB, "{} bytes", picture.len());
    let before = served.memory_kib("VmHWM");

    let answers: Vec<String> = thread::scope(|scope| {
        let (served, photos) = (&served, format!("{entry}/attachments/photos"));
        let uploads: Vec<_> = (0..12)
            .map(|_| {
                let (photos, picture) = (photos.clone(), &picture);
                scope.spawn(move || served.upload(&photos, "photo.png", picture))
            })
            .collect();
        uploads.into_iter().map(|upload| upload.join().expect("an answer")).collect()
    });
    // The field takes three files; none of the others is at fault for its content.
    let took = |answer: &&String| answer.starts_with("HTTP/1.1 201");
    assert!(answers.iter().any(|answer| took(&answer)), "{answers:?}");
    assert!(answers.iter().all(|answer| took(&answer) || answer.contains("files/too-many")), "{answers:?}");
    let answer = served.upload(&format!("{entry}/attachments/support"), "plan.pdf", &document);
    assert!(answer.starts_with("HTTP/1.1 201"), "{answer}");

    // Cleaning it comes to its end too: no judge gets it, and the program goes on.
    let state = || served.get(&entry)["attachments"]["support"][0]["unclean"].clone();
    while state() != true {
        thread::yield_now();
    }
    let taken = served.memory_kib("VmHWM").saturating_sub(before);
    assert!(taken < 100 * 1_024, "{taken} KiB more than before");
}
