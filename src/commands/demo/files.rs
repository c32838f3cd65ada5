//! Made-up files that are what they say: drawn pictures and one-page PDF.

use std::io::Cursor;

use image::{ImageFormat, Rgb, RgbImage};

use super::{
    data::{Document, Phrases},
    random::Random,
};
use crate::editions::{Field, FileType};

/// Size of a picture, in pixels.
const WIDTH: u32 = 720;
const HEIGHT: u32 = 480;

/// So many streets are drawn; entries share them, since drawing takes its time.
const DRAWINGS: u64 = 12;

/// A made-up file; its content is made when it is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleFile {
    pub field: String,
    pub name: String,
    pub kind: FileType,
    /// What a picture shows, for those who cannot see it.
    pub alt_text: String,
    title: String,
    seed: u64,
}

impl SampleFile {
    pub(super) fn new(
        field: &Field,
        kind: FileType,
        number: u64,
        phrases: &Phrases,
        title: &str,
        random: &mut Random,
    ) -> Self {
        let (stem, extension) = match kind {
            FileType::Png => ("photo", "png"),
            FileType::Pdf => ("results", "pdf"),
            _ => ("photo", "jpg"),
        };
        let alt_text = if kind.is_image() { phrases.picture.clone() } else { String::new() };
        Self {
            field: field.key.clone(),
            name: format!("{stem}-{}.{extension}", number + 1),
            kind,
            alt_text,
            title: title.to_owned(),
            seed: random.below(DRAWINGS),
        }
    }

    /// Files with the same key have the same content.
    pub fn key(&self) -> String {
        match self.kind {
            FileType::Pdf => format!("pdf {}", self.title),
            kind => format!("{kind:?} {}", self.seed),
        }
    }

    /// The content: a JPEG, PNG or PDF file.
    pub fn bytes(&self, document: &Document) -> Result<Vec<u8>, image::ImageError> {
        let format = match self.kind {
            FileType::Pdf => return Ok(pdf(document, &self.title)),
            FileType::Png => ImageFormat::Png,
            _ => ImageFormat::Jpeg,
        };
        let mut bytes = Cursor::new(Vec::new());
        street(self.seed).write_to(&mut bytes, format)?;
        Ok(bytes.into_inner())
    }
}

/// A street under a sky, with houses and people.
fn street(seed: u64) -> RgbImage {
    let mut random = Random::new(seed);
    let shift = u8::try_from(random.below(50)).unwrap_or(0);
    let mut picture = RgbImage::from_fn(WIDTH, HEIGHT, |_, y| {
        let lighter = u8::try_from(y * 90 / HEIGHT).unwrap_or(0);
        Rgb([130 + lighter, 165 + lighter / 2 + shift / 3, 215 + shift / 2])
    });
    let sun = (random.between(80, 640), random.between(50, 110));
    disc(&mut picture, At(narrow(sun.0), narrow(sun.1)), 34, Rgb([252, 226, 140]));
    block(&mut picture, At(0, 330), Sides(WIDTH, HEIGHT - 330), Rgb([150 + shift, 170, 120]));
    block(&mut picture, At(0, 392), Sides(WIDTH, 48), Rgb([118, 118, 126]));
    let mut left = narrow(random.between(10, 50));
    while left < WIDTH - 90 {
        left += house(&mut picture, left, &mut random) + narrow(random.between(4, 60));
    }
    for _ in 0..random.between(2, 6) {
        let place = At(narrow(random.between(40, 680)), narrow(random.between(372, 420)));
        person(&mut picture, place, colour(&mut random));
    }
    picture
}

fn house(picture: &mut RgbImage, left: u32, random: &mut Random) -> u32 {
    let (width, height) = (narrow(random.between(70, 130)), narrow(random.between(90, 200)));
    let top = 345 - height;
    block(picture, At(left, top), Sides(width, height), colour(random));
    block(picture, At(left.saturating_sub(5), top - 10), Sides(width + 10, 10), Rgb([120, 66, 52]));
    for floor in 0..(height - 30) / 44 {
        for window in 0..width / 34 {
            let lit = if random.percent(30) { Rgb([250, 222, 150]) } else { Rgb([74, 96, 124]) };
            block(picture, At(left + 10 + window * 34, top + 14 + floor * 44), Sides(16, 22), lit);
        }
    }
    block(picture, At(left + width / 2 - 9, 313), Sides(18, 32), Rgb([86, 52, 40]));
    width
}

/// Pixels from the left and from the top.
struct At(u32, u32);

/// Pixels across and down.
struct Sides(u32, u32);

fn person(picture: &mut RgbImage, At(x, y): At, coat: Rgb<u8>) {
    block(picture, At(x - 8, y), Sides(16, 34), coat);
    block(picture, At(x - 7, y + 34), Sides(5, 16), Rgb([50, 50, 66]));
    block(picture, At(x + 2, y + 34), Sides(5, 16), Rgb([50, 50, 66]));
    disc(picture, At(x, y - 8), 8, Rgb([214, 170, 136]));
}

fn block(picture: &mut RgbImage, At(left, top): At, Sides(width, height): Sides, colour: Rgb<u8>) {
    for y in top..(top + height).min(HEIGHT) {
        for x in left..(left + width).min(WIDTH) {
            picture.put_pixel(x, y, colour);
        }
    }
}

fn disc(picture: &mut RgbImage, At(x, y): At, radius: u32, colour: Rgb<u8>) {
    for row in y.saturating_sub(radius)..(y + radius).min(HEIGHT) {
        for column in x.saturating_sub(radius)..(x + radius).min(WIDTH) {
            if row.abs_diff(y).pow(2) + column.abs_diff(x).pow(2) < radius.pow(2) {
                picture.put_pixel(column, row, colour);
            }
        }
    }
}

fn colour(random: &mut Random) -> Rgb<u8> {
    Rgb([(); 3].map(|()| u8::try_from(random.between(150, 215)).unwrap_or(128)))
}

fn narrow(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(0)
}

/// A PDF of one page (ISO 32000-1, 7.5) that says what it is.
fn pdf(document: &Document, title: &str) -> Vec<u8> {
    let heading = printable(&document.heading);
    let mut text = format!("BT /F1 18 Tf 72 760 Td 26 TL ({heading}) Tj T* /F1 12 Tf 18 TL");
    for line in [title, ""].into_iter().chain(document.lines.iter().map(String::as_str)) {
        text.push_str(&format!(" ({}) Tj T*", printable(line)));
    }
    text.push_str(" ET");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{text}\nendstream", text.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    let mut file = String::from("%PDF-1.4\n");
    let mut places = String::new();
    for (number, object) in (1..).zip(&objects) {
        places.push_str(&format!("{:010} 00000 n \n", file.len()));
        file.push_str(&format!("{number} 0 obj\n{object}\nendobj\n"));
    }
    let start = file.len();
    let count = objects.len() + 1;
    file.push_str(&format!("xref\n0 {count}\n0000000000 65535 f \n{places}"));
    file.push_str(&format!("trailer\n<< /Size {count} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"));
    file.into_bytes()
}

/// What Helvetica's first half shows; brackets and backslash mean something in PDF.
fn printable(line: &str) -> String {
    let shown = |c: &char| (c.is_ascii_graphic() || *c == ' ') && !matches!(c, '(' | ')' | '\\');
    line.chars().map(|c| if shown(&c) { c } else { '.' }).collect()
}

#[cfg(test)]
mod tests {
    use super::SampleFile;
    use crate::{commands::demo::data::Source, editions::FileType};

    fn file(kind: FileType, seed: u64) -> Vec<u8> {
        let file = SampleFile {
            field: "photos".into(),
            name: "file".into(),
            kind,
            alt_text: String::new(),
            title: "Врата (Door) \\ – Door".into(),
            seed,
        };
        let source = Source::new(1).expect("the texts of the sample");
        file.bytes(&source.data.phrases.document).expect("can be written")
    }

    #[test]
    fn pictures_are_what_they_say_and_differ() {
        for (kind, mime) in [(FileType::Jpg, "image/jpeg"), (FileType::Png, "image/png")] {
            for seed in 0..2 {
                let bytes = file(kind, seed);
                assert_eq!(infer::get(&bytes).map(|kind| kind.mime_type()), Some(mime));
                let picture = image::load_from_memory(&bytes).expect("can be read again");
                assert_eq!((picture.width(), picture.height()), (720, 480));
                assert!(bytes.len() < 200_000, "{}", bytes.len());
            }
        }
        assert_ne!(file(FileType::Jpg, 1), file(FileType::Jpg, 2));
        assert_eq!(file(FileType::Jpg, 1), file(FileType::Jpg, 1));
    }

    #[test]
    fn the_pdf_s_table_points_at_its_objects() {
        let text = String::from_utf8(file(FileType::Pdf, 0)).expect("ASCII");
        let (body, start) = text.split_once("startxref\n").expect("a start");
        let start: usize = start.lines().next().and_then(|line| line.parse().ok()).expect("a number");
        assert!(text[start..].starts_with("xref\n0 6\n"));
        let table = body[start..].lines().skip(3).take(5);
        for (number, line) in (1..).zip(table) {
            let place: usize = line[..10].parse().expect("a place");
            assert!(text[place..].starts_with(&format!("{number} 0 obj")), "{line}");
        }
    }
}
