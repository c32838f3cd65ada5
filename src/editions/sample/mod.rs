//! Documents to begin with: the European Social Services Awards 2023, complete, and a minimal one;
//! and how their dates move to where someone needs them.

mod shift;

use crate::editions::{DocumentError, EditionDocument, MomentError};

use std::str::FromStr;

use entity::Timestamp;

pub use shift::{Stage, next, shifted};

/// The European Social Services Awards 2023 as edition document. Theme,
/// dates, category names, limits and criteria are the published ones; where
/// nothing was published (help texts, weights, scale), ours stand in.
pub const ESSA_2023: &str = include_str!("essa-2023.json");

pub fn essa_2023() -> Result<EditionDocument, Vec<DocumentError>> {
    EditionDocument::parse(ESSA_2023)
}

/// The least that an edition needs, to be filled in.
const MINIMAL: &str = include_str!("minimal.json");

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sample {
    Minimal,
    Essa,
}

impl FromStr for Sample {
    type Err = &'static str;

    fn from_str(name: &str) -> Result<Self, &'static str> {
        match name {
            "minimal" => Ok(Self::Minimal),
            "essa" => Ok(Self::Essa),
            _ => Err("there are: minimal, essa"),
        }
    }
}

/// A sample whose call opens in a month or so, under the year of its call.
pub fn ahead(sample: Sample, now: Timestamp) -> Result<EditionDocument, MomentError> {
    let text = match sample {
        Sample::Minimal => MINIMAL,
        Sample::Essa => ESSA_2023,
    };
    // A text of the program, which a test reads.
    let document = EditionDocument::parse(text).map_err(|_| MomentError::Year)?;
    shift::ahead(&document, now)
}

#[cfg(test)]
mod tests {
    use entity::Timestamp;

    use super::{Sample, ahead};
    use crate::editions::{EditionDocument, WindowState};

    #[test]
    fn what_one_begins_with_is_right_without_a_doubt_and_lies_ahead() {
        let now = Timestamp::parse("2027-11-20T12:00:00Z").expect("an instant");
        for name in ["minimal", "essa"] {
            let sample: Sample = name.parse().expect("a sample");
            let document = ahead(sample, now).expect("in range");
            // The Social Services Awards hold a vote, and have a rule for those who may win: neither
            // is of account here yet.
            let doubts: Vec<String> = document.doubts().into_iter().map(|doubt| doubt.pointer).collect();
            let expected: &[&str] =
                if name == "essa" { &["/windows/public_vote", "/rules/7/at"] } else { &[] };
            assert_eq!(doubts, expected, "{name}");
            assert_eq!(document.call().expect("a window").state(now), WindowState::Before);
            let text = document.to_json().expect("JSON");
            assert_eq!(EditionDocument::parse(&text), Ok(document.clone()), "{name}");
            // A month from then is in the year after only for the last weeks of a year.
            assert_eq!(document.edition.year, 2027, "{name}");
            assert_eq!(document.edition.slug, "2027", "{name}");
            assert!(document.edition.name.ends_with(" 2027"), "{name}");
        }
    }
}
