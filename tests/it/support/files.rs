//! Files to be uploaded, and how they are.

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use rocket::http::{Method, Status};
use serde_json::{Value, json};

use super::{Answer, Browser, TestApp};

/// What a camera wrote into a picture; nobody but its owner and staff may read it.
pub const CANARY: &[u8] = b"Canary-Organisation-Osijek";

/// A photograph with a note of where it was taken: a JPEG with an Exif segment (Exif 2.32, 4.5.4).
pub fn photo(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let picture = DynamicImage::from(RgbImage::from_pixel(width, height, Rgb([20, 90, 160])));
    picture.write_to(&mut bytes, ImageFormat::Jpeg).expect("a picture");
    let jpeg = bytes.into_inner();
    let exif = [b"Exif\0\0II*\0\x08\0\0\0\0\0", CANARY].concat();
    let length = u16::try_from(exif.len() + 2).expect("a short note").to_be_bytes();
    [&jpeg[..2], &[0xFF, 0xE1], &length, &exif, &jpeg[2..]].concat()
}

/// The smallest PDF: one empty page.
pub fn pdf() -> Vec<u8> {
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n\
      2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
      3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n\
      xref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000053 00000 n \n0000000102 00000 n \n\
      trailer<</Size 4/Root 1 0 R>>\nstartxref\n162\n%%EOF\n"
        .to_vec()
}

/// Whether the bytes hold the camera's note.
pub fn has_canary(bytes: &[u8]) -> bool {
    bytes.windows(CANARY.len()).any(|window| window == CANARY)
}

impl Browser<'_> {
    /// Sends a file as one of our pages does.
    pub async fn upload(&self, path: &str, name: &str, bytes: Vec<u8>) -> Answer {
        self.upload_with(path, &[("X-Upload-Name", name)], bytes).await
    }

    /// Sends a file with these headers.
    pub async fn upload_with(&self, path: &str, headers: &[(&str, &str)], bytes: Vec<u8>) -> Answer {
        let mut all = vec![("Sec-Fetch-Site", "same-origin")];
        all.extend_from_slice(headers);
        self.send_raw(Method::Post, path, &all, Some(("application/octet-stream", bytes))).await
    }

    /// A photograph of an entry and what it shows; what was answered.
    pub async fn add_photo(&self, entry: &str) -> Value {
        let photo = self.upload(&format!("{entry}/attachments/photos"), "IMG_1.jpg", photo(40, 30)).await;
        let photo = photo.expect(Status::Created);
        let url = photo["url"].as_str().expect("an address");
        self.put(url, 1, json!({ "alt_text": "A blue door" })).await.expect(Status::Ok)
    }
}

impl TestApp {
    /// Does all background work that is due; how much it was.
    pub async fn run_jobs(&self) -> usize {
        let registry = palmares::jobs();
        let mut count = 0;
        while palmares::jobs::run_next(&self.app, &registry).await.expect("work") {
            count += 1;
        }
        count
    }

    /// How many files lie in the store, and how many are arriving.
    pub fn stored_files(&self) -> (usize, usize) {
        let (mut kept, mut arriving) = (0, 0);
        let mut open = vec![self.app.config.data.join("files")];
        while let Some(dir) = open.pop() {
            for item in std::fs::read_dir(&dir).expect("a folder") {
                let path = item.expect("an item").path();
                match path.is_dir() {
                    true => open.push(path),
                    false if dir.ends_with("incoming") => arriving += 1,
                    false => kept += 1,
                }
            }
        }
        (kept, arriving)
    }
}
