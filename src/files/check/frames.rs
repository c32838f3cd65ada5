//! How picture files are put together: followed from part to part, up to their own end.

use std::io::{self, BufRead, Read, Seek, SeekFrom};

use super::super::FileRefusal;

/// JPEG (ITU-T T.81, B.1.1): segments with lengths up to the scan; inside the scan FF D9
/// can only be the end mark. Cameras add data after it, so it need not be last.
pub(super) fn jpeg_reaches_its_end<R: BufRead + Seek>(bytes: &mut R) -> Result<bool, FileRefusal> {
    bytes.seek(SeekFrom::Start(2))?;
    loop {
        match u16::from_be_bytes(take(bytes)?) {
            0xFFDA => break,
            marker if marker < 0xFF00 => return Ok(false),
            0xFFFF => bytes.seek_relative(-1)?,
            _ => {
                let length = u16::from_be_bytes(take(bytes)?);
                bytes.seek_relative(i64::from(length.max(2)) - 2)?;
            }
        }
    }
    let mut before = 0;
    for byte in bytes.bytes() {
        let byte = byte?;
        if before == 0xFF && byte == 0xD9 {
            return Ok(true);
        }
        before = byte;
    }
    Ok(false)
}

/// Begins every PNG (ISO/IEC 15948, 5.2).
const PNG: [u8; 8] = *b"\x89PNG\r\n\x1a\n";
/// The chunks without which there are no pixels, and the one that says which side is up.
/// The others are texts, profiles and frames of animations: compressed, they may be of any
/// size, so no decoder gets to see them.
const PIXEL_CHUNKS: [&[u8; 4]; 9] =
    [b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"gAMA", b"cHRM", b"sRGB", b"eXIf"];

/// A PNG from its beginning to its end (ISO/IEC 15948, 5.3: chunks with lengths, the last
/// one is IEND), with the chunks that make its pixels alone.
pub(super) fn png_of_pixels(mut bytes: impl Read) -> Result<Vec<u8>, FileRefusal> {
    if take(&mut bytes)? != PNG {
        return Err(FileRefusal::Damaged);
    }
    let mut picture = PNG.to_vec();
    loop {
        let length: [u8; 4] = take(&mut bytes)?;
        let name: [u8; 4] = take(&mut bytes)?;
        // A checksum follows the content.
        let rest = u64::from(u32::from_be_bytes(length)).saturating_add(4);
        let mut chunk = bytes.by_ref().take(rest);
        let read = if PIXEL_CHUNKS.contains(&&name) {
            picture.extend_from_slice(&length);
            picture.extend_from_slice(&name);
            io::copy(&mut chunk, &mut picture)?
        } else {
            io::copy(&mut chunk, &mut io::sink())?
        };
        if read != rest {
            return Err(FileRefusal::Damaged);
        }
        if &name == b"IEND" {
            return if length == [0; 4] { Ok(picture) } else { Err(FileRefusal::Damaged) };
        }
    }
}

/// How large a picture is, in pixels.
#[derive(Clone, Copy)]
pub(super) struct Sides {
    pub width: u32,
    pub height: u32,
}

/// WebP (RFC 9649, 2.3 to 2.7): the RIFF header says how long the file is, every chunk lies
/// within, and no frame is larger than the canvas, whatever its own header says.
pub(super) fn webp_reaches_its_end<R: BufRead + Seek>(
    bytes: &mut R,
    size: u64,
    canvas: Sides,
) -> Result<bool, FileRefusal> {
    bytes.seek(SeekFrom::Start(4))?;
    let end = u64::from(u32::from_le_bytes(take(bytes)?)).saturating_add(8);
    if end > size {
        return Ok(false);
    }
    let mut at = 12_u64;
    // Some programs leave out the last byte, which only fills up.
    while at.saturating_add(8) <= end {
        bytes.seek(SeekFrom::Start(at))?;
        let name: [u8; 4] = take(bytes)?;
        let length = u64::from(u32::from_le_bytes(take(bytes)?));
        if at.saturating_add(8).saturating_add(length) > end {
            return Ok(false);
        }
        if &name == b"VP8 " && length >= 10 {
            // RFC 6386, 9.1: three bytes of flags, three that begin a key frame, two sides.
            let [_, _, _, _, _, _, w0, w1, h0, h1] = take(bytes)?;
            let side = |low, high| u32::from(u16::from_le_bytes([low, high]) & 0x3FFF);
            let (across, down) = (side(w0, w1), side(h0, h1));
            if across > canvas.width || down > canvas.height {
                return Ok(false);
            }
        }
        // The chunks of a frame follow its sixteen bytes of place and time.
        let step = if &name == b"ANMF" { 16 } else { length.saturating_add(length % 2) };
        at = at.saturating_add(8).saturating_add(step);
    }
    Ok(true)
}

fn take<const N: usize>(bytes: &mut impl Read) -> Result<[u8; N], FileRefusal> {
    let mut taken = [0; N];
    bytes.read_exact(&mut taken)?;
    Ok(taken)
}
