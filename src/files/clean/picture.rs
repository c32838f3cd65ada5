//! Pictures: decoded and encoded again, so that nothing but pixels is left (no
//! place, camera, author, nor a second file hidden behind).

use std::io::{BufRead, Seek};

use image::{DynamicImage, GenericImageView, ImageFormat, codecs::jpeg::JpegEncoder, imageops::FilterType};

use super::CleanError;
use crate::files::{FileKind, check};

/// The longest side of a picture on a page, in pixels.
const DISPLAY_SIDE: u32 = 1_600;
/// The longest side of a picture in a list, in pixels.
const THUMBNAIL_SIDE: u32 = 320;
/// JPEG quality: 85 shows no loss at screen size.
const JPEG_QUALITY: u8 = 85;

/// A picture made new, in the two sizes screens need.
#[derive(Debug)]
pub struct CleanImage {
    /// At most 1600 pixels along its longest side.
    pub display: Picture,
    /// At most 320 pixels along its longest side.
    pub thumbnail: Picture,
}

#[derive(Debug)]
pub struct Picture {
    pub bytes: Vec<u8>,
    /// How it is encoded: JPEG, or PNG where parts are transparent.
    pub kind: FileKind,
    pub width: u32,
    pub height: u32,
}

/// Makes a checked picture new in both sizes. Takes up to a second and, for the largest
/// pictures, 512 MiB: run it in a job, on a blocking thread, one at a time.
pub fn clean_image<R: BufRead + Seek>(bytes: R, kind: FileKind) -> Result<CleanImage, CleanError> {
    let display = within(check::upright(check::decoder(bytes, kind)?)?, DISPLAY_SIDE);
    let thumbnail = within(display.clone(), THUMBNAIL_SIDE);
    Ok(CleanImage { display: encode(&display)?, thumbnail: encode(&thumbnail)? })
}

fn within(picture: DynamicImage, side: u32) -> DynamicImage {
    let (width, height) = picture.dimensions();
    if width.max(height) <= side { picture } else { picture.resize(side, side, FilterType::CatmullRom) }
}

fn encode(picture: &DynamicImage) -> Result<Picture, CleanError> {
    let (width, height) = picture.dimensions();
    let mut bytes = Vec::new();
    let kind = if is_transparent(picture) {
        let pixels = DynamicImage::from(picture.to_rgba8());
        let mut file = std::io::Cursor::new(&mut bytes);
        pixels.write_to(&mut file, ImageFormat::Png).map_err(CleanError::Encode)?;
        FileKind::Png
    } else {
        let encoder = JpegEncoder::new_with_quality(&mut bytes, JPEG_QUALITY);
        picture.to_rgb8().write_with_encoder(encoder).map_err(CleanError::Encode)?;
        FileKind::Jpg
    };
    Ok(Picture { bytes, kind, width, height })
}

fn is_transparent(picture: &DynamicImage) -> bool {
    picture.color().has_alpha() && picture.pixels().any(|(_, _, pixel)| pixel.0[3] < u8::MAX)
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use image::{DynamicImage, GenericImageView, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};

    use super::clean_image;
    use crate::files::FileKind;

    const CANARY: &[u8] = b"Canary-Organisation-Brussels";

    fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        picture.write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
        bytes.windows(wanted.len()).any(|window| window == wanted)
    }

    fn segment(marker: u8, payload: &[u8]) -> Vec<u8> {
        let length = u16::try_from(payload.len() + 2).unwrap().to_be_bytes();
        [&[0xFF, marker][..], &length, payload].concat()
    }

    #[test]
    fn nothing_but_pixels_survives() {
        let jpeg = encoded(&DynamicImage::from(RgbImage::new(40, 30)), ImageFormat::Jpeg);
        let (start, rest) = jpeg.split_at(2);
        let exif = [b"Exif\0\0II*\0\x08\0\0\0\0\0", CANARY].concat();
        let xmp = [b"http://ns.adobe.com/xap/1.0/\0", CANARY].concat();
        let iptc = [b"Photoshop 3.0\08BIM", CANARY].concat();
        let profile = [b"ICC_PROFILE\0\x01\x01", CANARY].concat();
        let dirty = [
            start,
            &segment(0xE1, &exif),
            &segment(0xE1, &xmp),
            &segment(0xED, &iptc),
            &segment(0xE2, &profile),
            &segment(0xFE, CANARY),
            rest,
            CANARY,
        ]
        .concat();
        assert!(contains(&dirty, CANARY));

        let clean = clean_image(Cursor::new(dirty), FileKind::Jpg).unwrap();
        assert!(!contains(&clean.display.bytes, CANARY));
        assert!(!contains(&clean.thumbnail.bytes, CANARY));
        assert_eq!((clean.display.width, clean.display.height), (40, 30));
    }

    #[test]
    fn a_large_picture_is_made_smaller_and_keeps_its_shape() {
        let large = encoded(&DynamicImage::from(RgbImage::new(3_200, 1_000)), ImageFormat::Png);
        let clean = clean_image(Cursor::new(large), FileKind::Png).unwrap();
        assert_eq!((clean.display.width, clean.display.height), (1_600, 500));
        assert_eq!((clean.thumbnail.width, clean.thumbnail.height), (320, 100));
        let shown = image::load_from_memory_with_format(&clean.display.bytes, ImageFormat::Jpeg).unwrap();
        assert_eq!(shown.dimensions(), (1_600, 500));
    }

    #[test]
    fn a_picture_taken_sideways_is_turned_upright() {
        // Exif orientation 6: "the 0th row is the right side", to be turned by 90 degrees clockwise.
        let mut picture = RgbImage::from_pixel(64, 32, Rgb([0, 0, 0]));
        for x in 0..32 {
            for y in 0..32 {
                picture.put_pixel(x, y, Rgb([255, 255, 255]));
            }
        }
        let jpeg = encoded(&DynamicImage::from(picture), ImageFormat::Jpeg);
        let exif = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
        let sideways = [&jpeg[..2], &segment(0xE1, exif), &jpeg[2..]].concat();

        let clean = clean_image(Cursor::new(sideways), FileKind::Jpg).unwrap();
        let shown = image::load_from_memory(&clean.display.bytes).unwrap();
        assert_eq!(shown.dimensions(), (32, 64));
        assert!(shown.get_pixel(16, 8).0[0] > 200, "the left half is now on top");
        assert!(shown.get_pixel(16, 56).0[0] < 50);
    }

    #[test]
    fn transparency_is_kept_and_opaque_pictures_become_jpeg() {
        let see_through = RgbaImage::from_pixel(8, 8, Rgba([1, 2, 3, 100]));
        let clean = clean_image(
            Cursor::new(encoded(&DynamicImage::from(see_through), ImageFormat::WebP)),
            FileKind::Webp,
        )
        .unwrap();
        assert_eq!(clean.display.kind, FileKind::Png);
        assert_eq!(image::load_from_memory(&clean.display.bytes).unwrap().get_pixel(4, 4).0, [1, 2, 3, 100]);

        let opaque = RgbaImage::from_pixel(8, 8, Rgba([1, 2, 3, 255]));
        let png = encoded(&DynamicImage::from(opaque), ImageFormat::Png);
        assert_eq!(clean_image(Cursor::new(png), FileKind::Png).unwrap().display.kind, FileKind::Jpg);
    }
}
