//! Pictures inside of documents: copied pixel for pixel, without what cameras and
//! programs write beside the pixels. They are not encoded again, since a document
//! says itself how its picture is to be decoded.

/// Begins every PNG (ISO/IEC 15948, 5.2).
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
/// Chunks that make the picture (ISO/IEC 15948, 11; acTL, fcTL and fdAT are its frames).
/// All others are texts, times and profiles.
const PNG_CHUNKS: [&[u8; 4]; 13] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"pHYs", b"bKGD", b"acTL",
    b"fcTL", b"fdAT",
];

pub(super) fn is_jpeg(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xFF\xD8")
}

pub(super) fn is_png(bytes: &[u8]) -> bool {
    bytes.starts_with(PNG)
}

pub(super) fn is_gif(bytes: &[u8]) -> bool {
    bytes.starts_with(b"GIF8")
}

/// A JPEG up to its end, without its comments and the segments of applications
/// (ITU-T T.81, B.1 and B.2); none if it cannot be followed.
pub(super) fn jpeg(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut rest = bytes.strip_prefix(b"\xFF\xD8")?;
    let mut clean = b"\xFF\xD8".to_vec();
    let mut has_scan = false;
    loop {
        if rest.is_empty() {
            // Some programs leave the end marker out.
            return has_scan.then_some(clean);
        }
        let after = rest.strip_prefix(b"\xFF")?;
        let marker = *after.first()?;
        match marker {
            // Bytes to fill up.
            0xFF => rest = after,
            // Markers that stand alone.
            0x01 | 0xD0..=0xD7 => rest = after.get(1..)?,
            0xD9 => {
                clean.extend_from_slice(b"\xFF\xD9");
                return Some(clean);
            }
            _ => {
                let length = usize::from(u16::from_be_bytes(*after.get(1..)?.first_chunk()?));
                let (segment, following) = after.split_at_checked(length.checked_add(1)?)?;
                if is_of_the_picture(marker, segment.get(3..)?) {
                    clean.push(0xFF);
                    clean.extend_from_slice(segment);
                }
                rest = following;
                if marker == 0xDA {
                    has_scan = true;
                    let (scan, following) = rest.split_at(scan_length(rest));
                    clean.extend_from_slice(scan);
                    rest = following;
                }
            }
        }
    }
}

/// Whether a segment says how to decode, rather than being of an application (APPn), reserved or
/// a comment. JFIF says the pixels' shape and Adobe's APP14 the colours' order.
fn is_of_the_picture(marker: u8, content: &[u8]) -> bool {
    match marker {
        // Longer ones hold a second, small picture.
        0xE0 => content.starts_with(b"JFIF\0") && content.len() == 14,
        0xEE => content.starts_with(b"Adobe") && content.len() == 12,
        marker => matches!(marker, 0xC0..=0xDF),
    }
}

/// The coded pixels reach to the next marker that is neither a stuffed zero, a restart nor a
/// byte to fill up.
fn scan_length(bytes: &[u8]) -> usize {
    let is_end = |pair: &[u8]| matches!(pair, [0xFF, next] if !matches!(next, 0 | 0xD0..=0xD7 | 0xFF));
    bytes.windows(2).position(is_end).unwrap_or(bytes.len())
}

/// A PNG up to its end, without texts, times and profiles; none if it cannot be followed.
pub(super) fn png(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut rest = bytes.strip_prefix(PNG)?;
    let mut clean = PNG.to_vec();
    loop {
        let length = usize::try_from(u32::from_be_bytes(*rest.first_chunk()?)).ok()?;
        let (chunk, following) = rest.split_at_checked(length.checked_add(12)?)?;
        let kind = chunk.get(4..8)?;
        if PNG_CHUNKS.iter().any(|kept| kept.as_slice() == kind) {
            clean.extend_from_slice(chunk);
        }
        if kind == b"IEND" {
            return (length == 0).then_some(clean);
        }
        rest = following;
    }
}

/// A GIF up to its end, without comments and what applications wrote, but for how often it
/// repeats (GIF89a, 17 to 27); none if it cannot be followed.
pub(super) fn gif(bytes: &[u8]) -> Option<Vec<u8>> {
    let colours = |flags: u8| if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) };
    let head_length = 13_usize.checked_add(colours(*bytes.get(10)?))?;
    let (head, mut rest) = bytes.split_at_checked(head_length)?;
    let mut clean = head.to_vec();
    loop {
        let fixed = match rest.first()? {
            // A picture: its place, its colours, the width of its codes.
            0x2C => 11_usize.checked_add(colours(*rest.get(9)?))?,
            0x21 => 2,
            0x3B => {
                clean.push(0x3B);
                return Some(clean);
            }
            _ => return None,
        };
        let length = fixed.checked_add(blocks_length(rest.get(fixed..)?)?)?;
        let (part, following) = rest.split_at_checked(length)?;
        let is_of_the_picture = match part {
            [0x21, 0xFF, 11, name @ ..] => name.starts_with(b"NETSCAPE2.0") && part.len() == 19,
            [0x21, label, ..] => *label == 0xF9,
            _ => true,
        };
        if is_of_the_picture {
            clean.extend_from_slice(part);
        }
        rest = following;
    }
}

/// How long the blocks are up to the empty one that ends them.
fn blocks_length(bytes: &[u8]) -> Option<usize> {
    let mut length = 0_usize;
    loop {
        let block = usize::from(*bytes.get(length)?);
        length = length.checked_add(block)?.checked_add(1)?;
        if block == 0 {
            return Some(length);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use image::{DynamicImage, ImageFormat, Rgb, RgbImage};

    use super::{gif, jpeg, png};

    const CANARY: &[u8] = b"Canary-Organisation-Brussels";

    fn picture(format: ImageFormat) -> Vec<u8> {
        let pixels =
            RgbImage::from_fn(
                40,
                30,
                |x, y| if (x + y) % 3 == 0 { Rgb([200, 40, 90]) } else { Rgb([10; 3]) },
            );
        let mut bytes = Cursor::new(Vec::new());
        DynamicImage::from(pixels).write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    fn assert_clean(dirty: &[u8], clean: &[u8]) {
        assert!(!clean.windows(CANARY.len()).any(|window| window == CANARY));
        let pixels = |bytes| image::load_from_memory(bytes).unwrap().into_bytes();
        assert_eq!(pixels(clean), pixels(dirty), "no pixel is another");
    }

    #[test]
    fn a_jpeg_keeps_its_pixels_and_nothing_else() {
        let plain = picture(ImageFormat::Jpeg);
        let segment = |marker: u8, head: &[u8]| {
            let content = [head, CANARY].concat();
            let length = u16::try_from(content.len() + 2).unwrap().to_be_bytes();
            [&[0xFF, marker][..], &length, &content].concat()
        };
        let dirty = [
            &plain[..2],
            &segment(0xE1, b"Exif\0\0"),
            &segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0"),
            &segment(0xE2, b"ICC_PROFILE\0\x01\x01"),
            &segment(0xED, b"Photoshop 3.0\0"),
            &segment(0xEE, b"Adobe"),
            &segment(0xE0, b"JFXX\0"),
            &segment(0xFE, b""),
            &plain[2..],
            CANARY,
        ]
        .concat();
        assert_clean(&plain, &jpeg(&dirty).unwrap());
        assert_eq!(jpeg(&plain).unwrap(), plain, "what is clean stays as it is");
    }

    #[test]
    fn a_png_keeps_its_pixels_and_nothing_else() {
        let plain = picture(ImageFormat::Png);
        let chunk = |kind: &[u8]| {
            let length = u32::try_from(CANARY.len()).unwrap().to_be_bytes();
            [&length[..], kind, CANARY, &[0; 4]].concat()
        };
        // The header's chunk ends 33 bytes into the file.
        let (head, rest) = plain.split_at(33);
        let dirty = [head, &chunk(b"tEXt"), &chunk(b"eXIf"), &chunk(b"iCCP"), rest, CANARY].concat();
        assert_eq!(png(&dirty).unwrap(), plain);
        assert_clean(&plain, &png(&dirty).unwrap());
    }

    #[test]
    fn a_gif_keeps_its_pixels_and_nothing_else() {
        let plain = picture(ImageFormat::Gif);
        let extension = |label: u8, name: &[u8]| {
            let block = |bytes: &[u8]| [&[u8::try_from(bytes.len()).unwrap()], bytes].concat();
            [&[0x21, label][..], &block(name), &block(CANARY), &[0]].concat()
        };
        let repeats = [&[0x21, 0xFF, 11][..], b"NETSCAPE2.0", &[3, 1, 0, 0, 0]].concat();
        let colours = if plain[10] & 0x80 == 0 { 0 } else { 3 << ((plain[10] & 7) + 1) };
        let (head, rest) = plain.split_at(13 + colours);
        let notes = [extension(0xFE, b"note"), extension(0xFF, b"XMP DataXMP")].concat();
        let dirty = [head, &notes, &repeats, rest, CANARY].concat();
        assert_clean(&plain, &gif(&dirty).unwrap());
        assert_eq!(gif(&dirty).unwrap().len(), plain.len() + repeats.len());
        assert!(gif(&plain[..plain.len() - 1]).is_none());
    }

    #[test]
    fn what_cannot_be_followed_is_not_called_clean() {
        let (a_jpeg, a_png) = (picture(ImageFormat::Jpeg), picture(ImageFormat::Png));
        assert!(jpeg(&a_jpeg[..200]).is_none() && jpeg(b"\xFF\xD8").is_none() && jpeg(b"GIF89a").is_none());
        assert!(png(&a_png[..a_png.len() - 12]).is_none() && png(b"\x89PNG\r\n\x1a\n").is_none());
    }
}
