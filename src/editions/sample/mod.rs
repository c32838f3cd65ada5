//! Documents to begin with, which come with the program (`editions/`), and how their dates move to
//! where someone needs them.

mod shift;

use crate::editions::{DocumentError, EditionDocument, MomentError};

use std::str::FromStr;

use entity::Timestamp;

pub use shift::{Stage, comes_to, next, shifted};

/// A document to begin with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sample {
    /// Its programme and edition, as in addresses.
    pub path: &'static str,
    text: &'static str,
}

macro_rules! sample {
    ($programme:literal, $edition:literal) => {
        Sample {
            path: concat!($programme, "/", $edition),
            text: include_str!(concat!("../../../editions/", $programme, "-", $edition, ".json")),
        }
    };
}

/// All of them: a minimal one, then the European Social Services Awards, newest first.
pub const SAMPLES: &[Sample] = &[
    sample!("awards", "2027"),
    sample!("essa", "2026"),
    sample!("essa", "2023"),
    sample!("essa", "2022"),
    sample!("essa", "2021"),
    sample!("essa", "2020"),
    sample!("essa", "2019"),
];

/// The European Social Services Awards 2023 as its document stands in `editions/`.
pub const ESSA_2023: &str = include_str!("../../../editions/essa-2023.json");

pub fn essa_2023() -> Result<EditionDocument, Vec<DocumentError>> {
    EditionDocument::parse(ESSA_2023)
}

impl Sample {
    /// The document as it was held, read and checked.
    pub fn document(&self) -> Result<EditionDocument, Vec<DocumentError>> {
        EditionDocument::parse(self.text)
    }
}

impl FromStr for Sample {
    type Err = String;

    fn from_str(path: &str) -> Result<Self, String> {
        let known = || SAMPLES.iter().map(|sample| sample.path).collect::<Vec<_>>().join(", ");
        let found = SAMPLES.iter().find(|sample| sample.path == path);
        found.copied().ok_or_else(|| format!("there are: {}", known()))
    }
}

/// A sample whose call opens in a month or so, under the year of its call.
pub fn ahead(sample: Sample, now: Timestamp) -> Result<EditionDocument, MomentError> {
    // A text of the program, which a test reads.
    let document = sample.document().map_err(|_| MomentError::Year)?;
    shift::ahead(&document, now)
}

#[cfg(test)]
mod tests {
    use entity::Timestamp;

    use super::{SAMPLES, ahead};
    use crate::editions::{EditionDocument, WindowState};

    #[test]
    fn what_one_begins_with_is_right_and_lies_ahead() {
        let now = Timestamp::parse("2027-11-20T12:00:00Z").expect("an instant");
        for sample in SAMPLES {
            let document = ahead(*sample, now).expect("in range");
            assert_eq!(document.call().expect("a window").state(now), WindowState::Before);
            let text = document.to_json().expect("JSON");
            assert_eq!(EditionDocument::parse(&text), Ok(document.clone()), "{}", sample.path);
            // A month from then is in the year after only for the last weeks of a year.
            assert_eq!(document.edition.year, 2027, "{}", sample.path);
            assert_eq!(document.edition.slug, "2027", "{}", sample.path);
            assert!(document.edition.name.ends_with(" 2027"), "{}", sample.path);
        }
    }
}
