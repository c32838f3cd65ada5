//! Pictures: the header is decoded under limits, and the file must reach its own end.

use std::io::{BufRead, BufReader, Cursor, Read, Seek, SeekFrom};

use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits};

use super::{
    super::{FileKind, FileRefusal, limits},
    frames,
};

const MAX_SIDE: u32 = 30_000;

/// Checks size in pixels and that nothing is cut off at the end.
pub(super) fn check<R: Read + Seek>(file: &mut R, kind: FileKind, size: u64) -> Result<(), FileRefusal> {
    file.seek(SeekFrom::Start(0))?;
    let (width, height) = decoder(BufReader::new(&mut *file), kind)?.dimensions();
    file.seek(SeekFrom::Start(0))?;
    let mut bytes = BufReader::new(file);
    let whole = match kind {
        FileKind::Jpg => frames::jpeg_reaches_its_end(&mut bytes)?,
        FileKind::Webp => frames::webp_reaches_its_end(&mut bytes, size, frames::Sides { width, height })?,
        // Followed to its end by the decoder's reader.
        _ => true,
    };
    if whole { Ok(()) } else { Err(FileRefusal::Damaged) }
}

/// What decoders read from.
trait Bytes: BufRead + Seek {}
impl<R: BufRead + Seek> Bytes for R {}

/// A decoder that has read the header and will not exceed the limits.
pub(in crate::files) fn decoder<'a, R: BufRead + Seek + 'a>(
    bytes: R,
    kind: FileKind,
) -> Result<impl ImageDecoder + 'a, FileRefusal> {
    let format = match kind {
        FileKind::Jpg => ImageFormat::Jpeg,
        FileKind::Png => ImageFormat::Png,
        FileKind::Webp => ImageFormat::WebP,
        _ => return Err(FileRefusal::WrongKind { found: Some(kind.extension()) }),
    };
    let bytes: Box<dyn Bytes + 'a> = match kind {
        FileKind::Png => Box::new(Cursor::new(frames::png_of_pixels(bytes)?)),
        _ => Box::new(bytes),
    };
    let mut allowed = Limits::default();
    allowed.max_image_width = Some(MAX_SIDE);
    allowed.max_image_height = Some(MAX_SIDE);
    allowed.max_alloc = Some(limits::PIXEL_BYTES);
    let mut reader = ImageReader::with_format(bytes, format);
    reader.limits(allowed);
    let decoder = reader.into_decoder().map_err(refusal)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width).saturating_mul(u64::from(height)) > limits::PIXELS
        || decoder.total_bytes() > limits::PIXEL_BYTES
    {
        return Err(too_many_pixels());
    }
    Ok(decoder)
}

/// The whole picture, turned as its camera said it should be.
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
