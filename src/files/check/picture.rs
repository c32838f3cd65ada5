//! Pictures: the header is decoded under limits, and the file must reach its own end.

use std::io::{BufRead, BufReader, Read, Seek, SeekFrom};

use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits};

use super::super::{FileKind, FileRefusal};

/// The most pixels a picture may have (UP-3).
const MAX_PIXELS: u64 = 50_000_000;
/// The most pixels along one side.
const MAX_SIDE: u32 = 30_000;
/// The most memory a decoder may take (UP-9).
const MAX_MEMORY_BYTES: u64 = 512 * 1_024 * 1_024;

/// Checks size in pixels and that nothing is cut off at the end.
pub(super) fn check<R: Read + Seek>(file: &mut R, kind: FileKind, size: u64) -> Result<(), FileRefusal> {
    file.seek(SeekFrom::Start(0))?;
    decoder(BufReader::new(&mut *file), kind)?;
    file.seek(SeekFrom::Start(0))?;
    let mut bytes = BufReader::new(file);
    let whole = match kind {
        FileKind::Jpg => jpeg_reaches_its_end(&mut bytes)?,
        FileKind::Png => png_reaches_its_end(&mut bytes)?,
        _ => webp_reaches_its_end(&mut bytes, size)?,
    };
    if whole { Ok(()) } else { Err(FileRefusal::Damaged) }
}

/// A decoder that has read the header and will not exceed the limits.
///
/// # Errors
/// The header is broken or the picture too large.
pub(in crate::files) fn decoder<'a, R: BufRead + Seek + 'a>(
    bytes: R,
    kind: FileKind,
) -> Result<impl ImageDecoder + 'a, FileRefusal> {
    let format = match kind {
        FileKind::Jpg => ImageFormat::Jpeg,
        FileKind::Png => ImageFormat::Png,
        FileKind::Webp => ImageFormat::WebP,
        _ => return Err(FileRefusal::WrongKind { found: Some(kind) }),
    };
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(MAX_MEMORY_BYTES);
    let mut reader = ImageReader::with_format(bytes, format);
    reader.limits(limits);
    let decoder = reader.into_decoder().map_err(refusal)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width).saturating_mul(u64::from(height)) > MAX_PIXELS
        || decoder.total_bytes() > MAX_MEMORY_BYTES
    {
        return Err(too_many_pixels());
    }
    Ok(decoder)
}

/// The whole picture, turned as its camera said it should be.
///
/// # Errors
/// The pixels cannot be decoded.
pub(in crate::files) fn upright(mut decoder: impl ImageDecoder) -> Result<DynamicImage, FileRefusal> {
    let orientation = decoder.orientation().map_err(refusal)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(refusal)?;
    picture.apply_orientation(orientation);
    Ok(picture)
}

fn refusal(error: ImageError) -> FileRefusal {
    match error {
        ImageError::Limits(_) => too_many_pixels(),
        ImageError::IoError(error) => error.into(),
        _ => FileRefusal::Damaged,
    }
}

fn too_many_pixels() -> FileRefusal {
    FileRefusal::TooManyPixels { limit_megapixels: 50 }
}

/// JPEG (ITU-T T.81, B.1.1): segments with lengths up to the scan; inside the scan FF D9
/// can only be the end mark. Cameras add data after it, so it need not be last.
fn jpeg_reaches_its_end<R: BufRead + Seek>(bytes: &mut R) -> Result<bool, FileRefusal> {
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

/// PNG (ISO/IEC 15948, 5.3): chunks with lengths, the last one is IEND.
fn png_reaches_its_end<R: BufRead + Seek>(bytes: &mut R) -> Result<bool, FileRefusal> {
    bytes.seek(SeekFrom::Start(8))?;
    loop {
        let length = u32::from_be_bytes(take(bytes)?);
        let name: [u8; 4] = take(bytes)?;
        if &name == b"IEND" {
            return Ok(length == 0);
        }
        bytes.seek_relative(i64::from(length).saturating_add(4))?;
    }
}

/// WebP (RFC 9649, 2.4): the RIFF header says how long the file is.
fn webp_reaches_its_end<R: BufRead + Seek>(bytes: &mut R, size: u64) -> Result<bool, FileRefusal> {
    bytes.seek(SeekFrom::Start(4))?;
    let length = u32::from_le_bytes(take(bytes)?);
    Ok(u64::from(length).saturating_add(8) <= size)
}

fn take<const N: usize>(bytes: &mut impl Read) -> Result<[u8; N], FileRefusal> {
    let mut taken = [0; N];
    bytes.read_exact(&mut taken)?;
    Ok(taken)
}
